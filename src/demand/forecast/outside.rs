//! A candidate that is worked out elsewhere: what it is asked, and what it answers.
//!
//! A library of heavy mathematics is no part of the core. It gets the pieces of a history that the rolling origins see,
//! and the whole of it, as plain numbers; what it forecast is judged as every other method is ([`forecast_with`]).
//!
//! [`forecast_with`]: super::forecast_with

use super::bands::Spread;
use super::count;

/// Fewest periods that an outside candidate is asked to learn from.
pub(super) const LEAST_OUTSIDE: usize = 8;

/// A piece of a history that an outside candidate is asked to forecast.
///
/// ```
/// use clearfloor::demand::forecast::OutsideSeries;
/// // A quarter of weeks, of which the next four are asked for.
/// let piece = OutsideSeries { units: vec![6.0; 13], ahead: 4 };
/// assert_eq!((piece.units.len(), piece.ahead), (13, 4));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideSeries {
    /// Units of each period, oldest first. A period that is not known lies on the line between its neighbours.
    pub units: Vec<f64>,
    /// Periods to forecast.
    pub ahead: usize,
}

/// What an outside candidate forecasts of a piece.
///
/// ```
/// use clearfloor::demand::forecast::OutsideAhead;
/// let answer = OutsideAhead { point: vec![6.0, 6.0], deviation: vec![1.5, 1.8] };
/// assert!(answer.deviation.is_sorted() && answer.point.len() == answer.deviation.len());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutsideAhead {
    /// Expected units of each period.
    pub point: Vec<f64>,
    /// Standard deviation of each, units; never smaller than that of the period before.
    pub deviation: Vec<f64>,
}

/// What became of the outside candidate.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, OutsideState, forecast};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// // Three weeks are too few to ask anybody.
/// assert_eq!(forecast(&[Some(5.0); 3], options).unwrap().outside, OutsideState::NotAsked);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideState {
    /// It is not asked: too little is known, or demand comes rarely.
    NotAsked,
    /// It has not been asked yet.
    Open,
    /// It could not forecast every piece.
    Refused,
    /// It was judged beside the others.
    Judged,
}

/// A history up to its last known period without its gaps, and how many periods not known follow.
pub(super) fn without_gaps(history: &[Option<f64>]) -> (Vec<f64>, usize) {
    let known = history.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    let (told, after) = history.split_at_checked(known).unwrap_or((history, &[]));
    let mut units: Vec<f64> = Vec::with_capacity(told.len());
    let mut gap = 0_usize;
    for period in told {
        let Some(next) = *period else {
            gap += 1;
            continue;
        };
        let before = units.last().copied().unwrap_or(next);
        let steps = count(gap + 1);
        units.extend((1..=gap).map(|step| before + (next - before) * count(step) / steps));
        units.push(next);
        gap = 0;
    }
    (units, after.len())
}

/// What is asked of a piece.
pub(super) fn asked(history: &[Option<f64>], ahead: usize) -> OutsideSeries {
    let (units, behind) = without_gaps(history);
    OutsideSeries { units, ahead: behind + ahead }
}

/// The answer for the periods after a piece, without those that lie behind; none where it is not whole.
pub(super) fn after(history: &[Option<f64>], ahead: usize, answer: &OutsideAhead) -> Option<OutsideAhead> {
    let behind = history.iter().rev().take_while(|period| period.is_none()).count();
    let cut = |figures: &[f64]| {
        let found = figures.get(behind..behind + ahead)?.to_vec();
        found.iter().all(|figure| figure.is_finite()).then_some(found)
    };
    Some(OutsideAhead { point: cut(&answer.point)?, deviation: cut(&answer.deviation)? })
}

/// Where its spread comes from: what the variance grows by from period to period is what an error adds to later ones.
pub(super) fn spread(deviation: &[f64]) -> Spread {
    let sigma = deviation.first().copied().unwrap_or(0.0).max(0.0);
    let echo = |pair: &[f64]| match pair {
        [before, now] if sigma > 0.0 => (now * now - before * before).max(0.0).sqrt() / sigma,
        _ => 0.0,
    };
    Spread::Echoes { sigma, is_relative: false, echoes: deviation.windows(2).map(echo).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_lie_on_a_line_and_what_is_not_known_yet_lies_behind() {
        let history = [Some(2.0), None, None, Some(8.0), Some(8.0), None];
        assert_eq!(without_gaps(&history), (vec![2.0, 4.0, 6.0, 8.0, 8.0], 1));
        assert_eq!(asked(&history, 3).ahead, 4);
        let answer = OutsideAhead { point: vec![1.0, 2.0, 3.0, 4.0], deviation: vec![1.0, 1.0, 2.0, 2.0] };
        assert_eq!(after(&history, 3, &answer).unwrap().point, [2.0, 3.0, 4.0]);
        assert_eq!(after(&history, 4, &answer), None);
        assert_eq!(without_gaps(&[]), (vec![], 0));
    }

    #[test]
    fn a_spread_gives_the_deviations_back() {
        let deviation = [3.0, 3.5, 3.5, 5.0];
        let spread = spread(&deviation);
        for (period, expected) in deviation.iter().enumerate() {
            assert!((spread.of_sum(&[9.0; 4], period, period + 1) - expected).abs() < 1e-9);
        }
        assert_eq!(super::spread(&[]).of_sum(&[1.0], 0, 1), 0.0);
    }
}
