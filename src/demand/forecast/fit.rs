//! Weights and starts that follow a history with the least squared error.
//!
//! For given weights the forecasts of simple and damped smoothing are linear in the starting level and trend, so the
//! best start is worked out, not searched; only the weights are.

use super::count;
use super::intermittent::Tsb;
use super::smoothing::{Season, Smoothing, Weights};
use crate::error::{Error, ErrorKind, Result};

/// The nearest a searched weight comes to 0 and 1.
const EDGE: f64 = 1e-7;
/// Steps of the first look at alpha.
const STEPS: u32 = 60;

/// Simple smoothing fitted to a history.
///
/// ```
/// use clearfloor::demand::forecast::fit_ses;
/// // Sales that only ever rise are followed as closely as can be.
/// let fit = fit_ses(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(Some)).unwrap();
/// assert!(fit.alpha > 0.9 && fit.squared > 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SesFit {
    /// Weight of a new period, strictly between 0 and 1.
    pub alpha: f64,
    /// Level before the first period.
    pub level: f64,
    /// Squared one-step errors, summed.
    pub squared: f64,
}

/// Finds alpha and the starting level with the least squared one-step errors (`math.md` §11).
///
/// # Errors
/// `history_empty` if no period is known; `sales_not_a_number`.
///
/// ```
/// use clearfloor::demand::forecast::fit_ses;
/// let fit = fit_ses(&[Some(3.0), Some(3.0), None, Some(3.0)]).unwrap();
/// assert_eq!((fit.level, fit.squared), (3.0, 0.0));
/// ```
pub fn fit_ses(history: &[Option<f64>]) -> Result<SesFit> {
    if let Some(wrong) = history.iter().flatten().find(|units| !units.is_finite()) {
        return Err(Error::new(ErrorKind::Range, "sales_not_a_number").with("units", wrong.to_string()));
    }
    if history.iter().all(Option::is_none) {
        return Err(Error::new(ErrorKind::Missing, "history_empty"));
    }
    let at = |alpha: f64| simple_start(history, alpha);
    let grid = (0..=STEPS).map(|step| (f64::from(step) / f64::from(STEPS)).clamp(EDGE, 1.0 - EDGE));
    let mut best = f64::NAN;
    let mut least = f64::INFINITY;
    for alpha in grid {
        let squared = at(alpha).1;
        if squared < least {
            (best, least) = (alpha, squared);
        }
    }
    let width = 1.0 / f64::from(STEPS);
    let alpha = golden(&|alpha| at(alpha).1, (best - width).max(EDGE), (best + width).min(1.0 - EDGE));
    let (alpha, (level, squared)) = if at(alpha).1 < least { (alpha, at(alpha)) } else { (best, at(best)) };
    Ok(SesFit { alpha, level, squared })
}

/// Best starting level and its squared errors: each error is `y − a − p · level`.
fn simple_start(history: &[Option<f64>], alpha: f64) -> (f64, f64) {
    let (mut known, mut weight) = (0.0, 1.0);
    let (mut along, mut own, mut squared) = (0.0, 0.0, 0.0);
    for units in history.iter().flatten() {
        let rest = units - known;
        along += rest * weight;
        own += weight * weight;
        squared += rest * rest;
        known += alpha * rest;
        weight *= 1.0 - alpha;
    }
    // Gone through once more: the short form loses its digits where the fit is good. The first period as the level makes
    // the errors of a constant exactly nothing.
    let first = history.iter().flatten().next().copied().unwrap_or(0.0);
    let errors_from = |level: f64| {
        let followed = Smoothing::simple(alpha, level).map(|mut state| state.follow(history).squared);
        (level, followed.unwrap_or(squared))
    };
    let (best, plain) = (errors_from(along / own), errors_from(first));
    if plain.1 <= best.1 { plain } else { best }
}

/// The least of a function between two places, if it falls and then rises.
fn golden(of: &dyn Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let share = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - share * (high - low), low + share * (high - low));
    let (mut at_left, mut at_right) = (of(left), of(right));
    while high - low > 1e-9 {
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - share * (high - low);
            at_left = of(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + share * (high - low);
            at_right = of(right);
        }
    }
    low.midpoint(high)
}

/// Damped Holt fitted on a grid of weights with the best starts; none with fewer than five known periods.
pub(super) fn fit_damped(history: &[Option<f64>]) -> Option<Smoothing> {
    if history.iter().flatten().count() < 5 {
        return None;
    }
    let mut best: Option<(f64, Smoothing)> = None;
    for alpha in [0.03, 0.08, 0.15, 0.25, 0.4, 0.6, 0.85] {
        for beta_star in [0.02, 0.08, 0.2, 0.45] {
            for phi in [0.8, 0.9, 0.98] {
                let weights = Weights { alpha, beta_star, gamma: 0.0, phi };
                let Some((level, trend)) = trend_start(history, weights) else { continue };
                keep_better(&mut best, history, Smoothing::new(weights, level, trend, Season::Additive, &[]).ok());
            }
        }
    }
    best.map(|(_, start)| start)
}

fn keep_better(best: &mut Option<(f64, Smoothing)>, history: &[Option<f64>], start: Option<Smoothing>) {
    let Some(start) = start else { return };
    let squared = start.clone().follow(history).squared;
    if squared.is_finite() && best.as_ref().is_none_or(|(least, _)| squared < *least) {
        *best = Some((squared, start));
    }
}

/// Best starting level and trend: each is carried as `a + p · level + q · trend`.
fn trend_start(history: &[Option<f64>], weights: Weights) -> Option<(f64, f64)> {
    type Linear = [f64; 3];
    let mix = |x: Linear, a: f64, y: Linear, b: f64| -> Linear {
        let [x0, x1, x2] = x;
        let [y0, y1, y2] = y;
        [a * x0 + b * y0, a * x1 + b * y1, a * x2 + b * y2]
    };
    let Weights { alpha, beta_star, phi, .. } = weights;
    let (mut level, mut trend): (Linear, Linear) = ([0.0, 1.0, 0.0], [0.0, 0.0, 1.0]);
    let (mut pp, mut pq, mut qq, mut pr, mut qr) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for units in history {
        let forecast = mix(level, 1.0, trend, phi);
        let Some(units) = units else {
            (level, trend) = (forecast, mix(trend, phi, trend, 0.0));
            continue;
        };
        let [a, p, q] = forecast;
        let rest = units - a;
        pp += p * p;
        pq += p * q;
        qq += q * q;
        pr += p * rest;
        qr += q * rest;
        let next = mix([alpha * units, 0.0, 0.0], 1.0, forecast, 1.0 - alpha);
        trend = mix(mix(next, beta_star, level, -beta_star), 1.0, trend, (1.0 - beta_star) * phi);
        level = next;
    }
    let determinant = pp * qq - pq * pq;
    if determinant.abs() <= 1e-12 * pp * qq {
        return (pp > 0.0).then(|| (pr / pp, 0.0));
    }
    Some(((pr * qq - qr * pq) / determinant, (qr * pp - pr * pq) / determinant))
}

/// Holt-Winters from the means of the first two seasons, on a grid of weights; none with less than two seasons, or,
/// where factors are asked for, with a period of nothing.
pub(super) fn fit_seasonal(history: &[Option<f64>], length: usize, season: Season) -> Option<Smoothing> {
    let (first, second) = (history.get(..length)?, history.get(length..length.checked_mul(2)?)?);
    let mean = |periods: &[Option<f64>]| {
        let known: Vec<f64> = periods.iter().flatten().copied().collect();
        // Half a season that is not known says too little of its mean.
        (known.len() * 2 > length).then(|| known.iter().sum::<f64>() / count(known.len()))
    };
    let (mean_first, mean_second) = (mean(first)?, mean(second)?);
    let is_factor = season == Season::Multiplicative;
    if is_factor && (history.iter().flatten().any(|units| *units <= 0.0) || mean_first <= 0.0 || mean_second <= 0.0) {
        return None;
    }
    let apart = |units: f64, mean: f64| if is_factor { units / mean } else { units - mean };
    let neutral = if is_factor { 1.0 } else { 0.0 };
    let of_phase = |(one, two): (&Option<f64>, &Option<f64>)| match (one, two) {
        (Some(one), Some(two)) => apart(*one, mean_first).midpoint(apart(*two, mean_second)),
        (Some(one), None) => apart(*one, mean_first),
        (None, Some(two)) => apart(*two, mean_second),
        (None, None) => neutral,
    };
    let seasons: Vec<f64> = first.iter().zip(second).map(of_phase).collect();
    let trend = (mean_second - mean_first) / count(length);
    // The mean lies in the middle of the season, the start before its first period.
    let level = mean_first - trend * (count(length) + 1.0) / 2.0;
    let mut best = None;
    for alpha in [0.03, 0.1, 0.25, 0.5, 0.8] {
        for beta_star in [0.0, 0.05, 0.2] {
            for gamma in [0.02, 0.1, 0.3] {
                let weights = Weights { alpha, beta_star, gamma, phi: 1.0 };
                keep_better(&mut best, history, Smoothing::new(weights, level, trend, season, &seasons).ok());
                let flat = Smoothing::new(weights, mean_first, 0.0, season, &seasons);
                keep_better(&mut best, history, flat.ok());
            }
        }
    }
    best.map(|(_, start)| start)
}

/// TSB with the weights that erred least, started from the first third.
pub(super) fn fit_tsb(history: &[Option<f64>]) -> Option<Tsb> {
    let known: Vec<f64> = history.iter().flatten().copied().collect();
    let early = known.get(..known.len().div_ceil(3).max(4).min(known.len()))?;
    let sizes: Vec<f64> = early.iter().copied().filter(|units| *units > 0.0).collect();
    let chance = count(sizes.len()) / count(early.len()).max(1.0);
    let first = known.iter().copied().find(|units| *units > 0.0).unwrap_or(0.0);
    let size = if sizes.is_empty() { first } else { sizes.iter().sum::<f64>() / count(sizes.len()) };
    let mut best: Option<(f64, Tsb)> = None;
    for alpha in [0.05, 0.15, 0.3] {
        for beta in [0.02, 0.05, 0.1, 0.2] {
            let Ok(mut state) = Tsb::new(alpha, beta, size, chance) else { continue };
            let mut squared = 0.0;
            for units in &known {
                squared += (units - state.per_period()).powi(2);
                state.see(Some(*units));
            }
            if best.as_ref().is_none_or(|(least, _)| squared < *least) {
                best = Some((squared, state));
            }
        }
    }
    best.map(|(_, state)| state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(units: &[f64]) -> Vec<Option<f64>> {
        units.iter().copied().map(Some).collect()
    }

    #[test]
    fn no_other_weight_or_start_fits_better() {
        let history = known(&[12.0, 15.0, 9.0, 20.0, 22.0, 18.0, 25.0, 24.0]);
        let fit = fit_ses(&history).unwrap();
        for alpha in 1..100 {
            for level in 0..60 {
                let mut other = Smoothing::simple(f64::from(alpha) / 100.0, f64::from(level) / 2.0).unwrap();
                assert!(other.follow(&history).squared >= fit.squared * (1.0 - 1e-12));
            }
        }
        assert!(fit.alpha > 0.0 && fit.alpha < 1.0);
    }

    #[test]
    fn a_damped_line_is_found_again() {
        let weights = Weights { alpha: 0.25, beta_star: 0.2, gamma: 0.0, phi: 0.9 };
        let mut truth = Smoothing::new(weights, 50.0, 6.0, Season::Additive, &[]).unwrap();
        let mut line = Vec::new();
        for _ in 0..20 {
            let units = truth.next();
            line.push(Some(units));
            truth.see(Some(units));
        }
        let mut fit = fit_damped(&line).unwrap();
        assert!(fit.follow(&line).squared < 1e-12);
        let far = |state: &Smoothing| state.ahead(10).last().copied().unwrap();
        assert!((far(&fit) - far(&truth)).abs() < 1e-6);
    }

    #[test]
    fn seasons_of_both_kinds_are_found_again() {
        let factors = [0.5, 1.0, 1.5, 1.0];
        let times: Vec<f64> = (0..16).map(|t| factors[t % 4] * 40.0).collect();
        for season in [Season::Additive, Season::Multiplicative] {
            let mut fit = fit_seasonal(&known(&times), 4, season).unwrap();
            assert!(fit.follow(&known(&times)).squared < 1e-15);
            assert_eq!(fit.ahead(4), [20.0, 40.0, 60.0, 40.0]);
        }
        assert!(fit_seasonal(&known(&times[..7]), 4, Season::Additive).is_none());
        assert!(fit_seasonal(&known(&[0.0; 16]), 4, Season::Multiplicative).is_none());
    }

    #[test]
    fn a_constant_has_no_errors_at_all() {
        for units in [0.1, 3.3, 1e6 / 7.0] {
            let fit = fit_ses(&vec![Some(units); 23]).unwrap();
            assert_eq!((fit.level, fit.squared), (units, 0.0));
        }
    }

    #[test]
    fn one_known_period_is_a_level_and_none_is_refused() {
        let one = fit_ses(&[None, Some(4.0)]).unwrap();
        assert_eq!((one.level, one.squared), (4.0, 0.0));
        assert_eq!(fit_ses(&[None, None]).unwrap_err().code(), "history_empty");
        assert_eq!(fit_ses(&[Some(f64::NAN)]).unwrap_err().code(), "sales_not_a_number");
        assert!(fit_damped(&known(&[1.0, 2.0])).is_none());
    }
}
