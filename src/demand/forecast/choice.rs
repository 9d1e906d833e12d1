//! Which method, by how it would have done.

use super::bands::Spread;
use super::count;
use super::fit::{fit_damped, fit_seasonal, fit_ses, fit_tsb};
use super::outside::{self, LEAST_OUTSIDE, OutsideAhead, OutsideSeries, OutsideState};
use super::smoothing::{Season, Smoothing};
use crate::demand::shape::{DemandPattern, DemandShape, demand_shape};
use crate::error::{Error, ErrorKind, Result};

/// Fewer known periods than this say too little for a choice.
const LEAST_FOR_CHOICE: usize = 8;
/// Origins looked at.
const MOST_ORIGINS: usize = 8;
/// Shape added for a history of counts of which nothing is known (Jeffreys).
const PRIOR_SHAPE: f64 = 0.5;

/// How a forecast is made.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, Method, forecast};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// // Three weeks are too few for a choice.
/// let short = forecast(&[Some(5.0), Some(7.0), Some(6.0)], options).unwrap();
/// assert_eq!(short.method, Method::Mean);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean: fewer than eight periods are known.
    Mean,
    /// Chance and size (TSB): demand comes rarely.
    RareDemand,
    /// Simple exponential smoothing.
    Simple,
    /// Holt's trend, damped.
    DampedTrend,
    /// Holt-Winters, the season added.
    SeasonAdded,
    /// Holt-Winters, the season multiplied.
    SeasonMultiplied,
    /// As a season ago.
    SeasonalNaive,
    /// Exponential smoothing chosen by likelihood (ETS), worked out outside of the core ([`forecast_with`]).
    Ets,
}

/// What is asked for.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, forecast};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// assert_eq!(forecast(&[Some(6.0); 12], options).unwrap().per_period.len(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastOptions {
    /// Periods of a season: 52 weeks, 12 months, 7 days; 1 = none.
    pub season: usize,
    /// Periods to forecast.
    pub periods: usize,
    /// Periods over which methods are judged, which may be fewer: a year is wanted, and a quarter decides.
    pub judged: usize,
    /// Chance that a period falls into its band, such as 0.8.
    pub band: f64,
}

/// How a method would have done, forecasting from earlier days what then came (rolling origin).
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, forecast};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// // Always six a week: every method would have been right.
/// let even = forecast(&[Some(6.0); 20], options).unwrap();
/// assert!(!even.judged.is_empty() && even.judged.iter().all(|judged| judged.mean_absolute < 1e-6));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The method.
    pub method: Method,
    /// Mean size of the error / mean step of the history before it, from one season to the next (MASE); none where the
    /// history never changes.
    pub scaled: Option<f64>,
    /// Mean size of the error, units.
    pub mean_absolute: f64,
    /// Root of the mean squared error, units.
    pub root_mean_square: f64,
    /// Sum of error sizes / units that came (WAPE); none if nothing came.
    pub weighted_percentage: Option<f64>,
    /// Mean of error / came over the periods in which something came (MAPE).
    pub percentage: Option<f64>,
    /// Sum of errors / units that came: above zero, too little was forecast.
    pub bias: Option<f64>,
    /// Periods looked at.
    pub periods: usize,
}

/// A forecast with its spread and its reasons.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, forecast};
/// let options = ForecastOptions { season: 1, periods: 2, judged: 2, band: 0.8 };
/// let weeks = forecast(&[Some(6.0); 20], options).unwrap();
/// assert!((weeks.per_period[0] - 6.0).abs() < 1e-6 && weeks.known == 20);
/// assert!(weeks.low[0] <= weeks.per_period[0] && weeks.per_period[0] <= weeks.high[0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The method chosen.
    pub method: Method,
    /// Expected units of each period to come.
    pub per_period: Vec<f64>,
    /// Lower end of each band.
    pub low: Vec<f64>,
    /// Upper end.
    pub high: Vec<f64>,
    /// The methods compared, and the seasonal naive one beside them; empty if there was too little to compare.
    pub judged: Vec<Judged>,
    /// How demand comes.
    pub shape: DemandShape,
    /// Known periods it was made from.
    pub known: usize,
    /// What became of the outside candidate.
    pub outside: OutsideState,
    spread: Spread,
}

impl Forecast {
    /// Expected units of the first `periods` together and their standard deviation; none beyond what was asked for.
    ///
    /// ```
    /// use clearfloor::demand::forecast::{ForecastOptions, forecast};
    /// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
    /// let weeks = forecast(&[Some(6.0); 20], options).unwrap();
    /// assert!((weeks.sum(4).unwrap().0 - 24.0).abs() < 1e-6);
    /// assert_eq!(weeks.sum(5), None);
    /// ```
    #[must_use]
    pub fn sum(&self, periods: usize) -> Option<(f64, f64)> {
        let mean = self.per_period.get(..periods)?.iter().sum();
        Some((mean, self.spread.of_sum(&self.per_period, 0, periods)))
    }

    /// How the method chosen would have done.
    #[must_use]
    pub(crate) fn judgement(&self) -> Option<&Judged> {
        self.judged.iter().find(|judged| judged.method == self.method)
    }

    /// How the seasonal naive forecast would have done.
    #[must_use]
    pub(crate) fn naive(&self) -> Option<&Judged> {
        self.judged.iter().find(|judged| judged.method == Method::SeasonalNaive)
    }
}

/// A method that has learned from a history.
enum Learned {
    Level(f64),
    Smoothing(Smoothing),
    /// The last season, the next period's first.
    Season(Vec<f64>),
    /// What an outside candidate forecast.
    Outside(OutsideAhead),
}

impl Learned {
    fn ahead(&self, periods: usize) -> Vec<f64> {
        let raw = match self {
            Self::Level(level) => vec![*level; periods],
            Self::Smoothing(state) => state.ahead(periods),
            Self::Season(season) => season.iter().copied().cycle().take(periods).collect(),
            Self::Outside(ahead) => ahead.point.iter().copied().take(periods).collect(),
        };
        // No one buys less than nothing, whatever a trend says.
        raw.into_iter().map(|units| units.max(0.0)).collect()
    }
}

/// Forecasts from a history, oldest first; a period without stock is `None` and nothing is learned from it.
///
/// Fewer than eight known periods: their mean, with the spread of counts whose mean is a Gamma. Demand that comes
/// rarely (intermittent or lumpy): TSB. Else the best of simple smoothing, damped Holt, Holt-Winters (both kinds) and
/// the seasonal naive forecast by MASE over rolling origins; of equals the simpler (`math.md` §11).
///
/// # Errors
/// `history_empty` if no period is known; `sales_not_a_count` for periods below zero; `window_range` for a season of 0;
/// `chance_range` for the band.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, Method, forecast};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// let found = forecast(&[Some(6.0); 20], options).unwrap();
/// assert_eq!((found.method, found.per_period), (Method::Simple, vec![6.0; 4]));
/// ```
pub fn forecast(history: &[Option<f64>], options: ForecastOptions) -> Result<Forecast> {
    forecast_with(history, options, &[])
}

/// The pieces of a history that an outside candidate is asked to forecast: what each rolling origin sees, and last the
/// whole. Empty where it is not asked: demand comes rarely, or fewer than eight periods lie before an origin.
///
/// # Errors
/// As [`forecast`], but for the band.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, outside_series};
/// let options = ForecastOptions { season: 1, periods: 4, judged: 4, band: 0.8 };
/// let pieces = outside_series(&[Some(6.0); 20], options).unwrap();
/// let asked: Vec<(usize, usize)> = pieces.iter().map(|piece| (piece.units.len(), piece.ahead)).collect();
/// assert_eq!((asked[0], asked[6], asked[7]), ((16, 4), (10, 4), (20, 4)));
/// assert!(outside_series(&[Some(6.0); 7], options).unwrap().is_empty());
/// ```
pub fn outside_series(history: &[Option<f64>], options: ForecastOptions) -> Result<Vec<OutsideSeries>> {
    let read = Read::of(history, options)?;
    if !read.is_for_outside() {
        return Ok(Vec::new());
    }
    let pieces = read.origins.at.iter().filter_map(|origin| read.history.get(..*origin));
    let mut series: Vec<OutsideSeries> = pieces.map(|piece| outside::asked(piece, read.origins.ahead)).collect();
    series.push(outside::asked(read.history, options.periods));
    Ok(series)
}

/// As [`forecast`], with one more candidate: what an outside method says of [`outside_series`], piece by piece; `None` where
/// it could not forecast one. It is judged at the same origins by the same measures, and chosen only where it errs less
/// than all others. Empty = it has not been asked; where it is not asked, nothing is expected of it.
///
/// # Errors
/// As [`forecast`]; `outside_shape` if the answers are not those of the pieces.
///
/// ```
/// use clearfloor::demand::forecast::{ForecastOptions, Method, OutsideAhead, forecast_with, outside_series};
/// let options = ForecastOptions { season: 1, periods: 3, judged: 3, band: 0.8 };
/// // Twice as much each other period: a method that knew would err in nothing.
/// let history: Vec<Option<f64>> = (0..30).map(|period| Some(if period % 2 == 0 { 4.0 } else { 8.0 })).collect();
/// let answers: Vec<_> = outside_series(&history, options).unwrap().into_iter().map(|piece| {
///     let next = |ahead: usize| if (piece.units.len() + ahead) % 2 == 0 { 4.0 } else { 8.0 };
///     Some(OutsideAhead { point: (0..piece.ahead).map(next).collect(), deviation: vec![1.0; piece.ahead] })
/// }).collect();
/// let found = forecast_with(&history, options, &answers).unwrap();
/// assert_eq!((found.method, found.per_period), (Method::Ets, vec![4.0, 8.0, 4.0]));
/// ```
pub fn forecast_with(
    history: &[Option<f64>],
    options: ForecastOptions,
    outside: &[Option<OutsideAhead>],
) -> Result<Forecast> {
    let Read { history, known, shape, origins } = Read::of(history, options)?;
    let (candidates, compared): (&[Method], &[Method]) = if known.len() < LEAST_FOR_CHOICE {
        (&[Method::Mean], &[])
    } else if is_rare(&shape) {
        (&[Method::RareDemand], &[Method::RareDemand, Method::SeasonalNaive])
    } else {
        let all = &[
            Method::Simple,
            Method::DampedTrend,
            Method::SeasonAdded,
            Method::SeasonMultiplied,
            Method::SeasonalNaive,
        ];
        (all, all)
    };
    let season = options.season;
    let mut judged: Vec<Judged> = compared
        .iter()
        .filter_map(|method| {
            judge(history, *method, season, &origins, |_, before| {
                Some(learn(before, *method, season)?.ahead(origins.ahead))
            })
        })
        .collect();
    let mut state = OutsideState::NotAsked;
    let mut ahead = None;
    if is_for_outside(history, &known, &shape, &origins) {
        state = OutsideState::Open;
        if let Some((whole, of_origins)) = outside.split_last() {
            if of_origins.len() != origins.at.len() {
                return Err(Error::new(ErrorKind::Mismatch, "outside_shape"));
            }
            state = OutsideState::Refused;
            let of_origin = |place: usize, before: &[Option<f64>]| {
                let answer = outside::after(before, origins.ahead, of_origins.get(place)?.as_ref()?)?;
                Some(Learned::Outside(answer).ahead(origins.ahead))
            };
            let whole = whole.as_ref().and_then(|whole| outside::after(history, options.periods, whole));
            if let (Some(whole), Some(one)) = (whole, judge(history, Method::Ets, season, &origins, of_origin)) {
                state = OutsideState::Judged;
                judged.push(one);
                ahead = Some(whole);
            }
        }
    }
    let mut chosen = candidates.first().copied().unwrap_or(Method::Mean);
    let mut least = f64::INFINITY;
    for one in judged.iter().filter(|one| candidates.contains(&one.method) || one.method == Method::Ets) {
        // Where nothing ever changed there is no scale, and the plain error decides.
        let error = one.scaled.unwrap_or(one.mean_absolute);
        if error < least {
            (chosen, least) = (one.method, error);
        }
    }
    let outside = ahead.filter(|_| chosen == Method::Ets).map(Learned::Outside);
    let learned = outside.or_else(|| learn(history, chosen, season)).unwrap_or(Learned::Level(mean(&known)));
    let per_period = learned.ahead(options.periods);
    let spread = spread(history, &known, chosen, &learned, options);
    let (mut low, mut high) = (Vec::with_capacity(options.periods), Vec::with_capacity(options.periods));
    for period in 0..options.periods {
        let (below, above) = spread.band(&per_period, period, options.band)?;
        low.push(below);
        high.push(above);
    }
    let known = known.len();
    Ok(Forecast { method: chosen, per_period, low, high, judged, shape, known, outside: state, spread })
}

/// A history from its first known period on, with what the choice goes by.
struct Read<'a> {
    history: &'a [Option<f64>],
    known: Vec<f64>,
    shape: DemandShape,
    origins: Origins,
}

impl<'a> Read<'a> {
    fn of(history: &'a [Option<f64>], options: ForecastOptions) -> Result<Self> {
        if options.season == 0 {
            return Err(Error::new(ErrorKind::Range, "window_range").with("window", "0"));
        }
        // What lies before the first known period and after the last one teaches nothing, but the latter is a way ahead.
        let from = history.iter().position(Option::is_some);
        let Some(history) = from.and_then(|from| history.get(from..)) else {
            return Err(Error::new(ErrorKind::Missing, "history_empty"));
        };
        let known: Vec<f64> = history.iter().flatten().copied().collect();
        let shape = demand_shape(&known)?;
        let origins = Origins::of(history.len(), options);
        Ok(Self { history, known, shape, origins })
    }

    fn is_for_outside(&self) -> bool {
        is_for_outside(self.history, &self.known, &self.shape, &self.origins)
    }
}

fn is_rare(shape: &DemandShape) -> bool {
    matches!(shape.pattern, DemandPattern::Intermittent | DemandPattern::Lumpy | DemandPattern::None)
}

/// Whether an outside candidate is asked.
fn is_for_outside(history: &[Option<f64>], known: &[f64], shape: &DemandShape, origins: &Origins) -> bool {
    let least = |origin: &usize| {
        let before = history.get(..*origin).unwrap_or_default();
        before.iter().rposition(Option::is_some).is_some_and(|last| last + 1 >= LEAST_OUTSIDE)
    };
    known.len() >= LEAST_FOR_CHOICE && !is_rare(shape) && origins.at.iter().all(least)
}

fn mean(units: &[f64]) -> f64 {
    units.iter().sum::<f64>() / count(units.len()).max(1.0)
}

/// Variance of a sample; nothing for a single one.
fn variance(units: &[f64]) -> f64 {
    let middle = mean(units);
    units.iter().map(|units| (units - middle).powi(2)).sum::<f64>() / (count(units.len()) - 1.0).max(1.0)
}

/// A method that has gone through a history; none if it cannot be used on it.
fn learn(history: &[Option<f64>], method: Method, season: usize) -> Option<Learned> {
    let followed = |mut start: Smoothing| {
        start.follow(history);
        Learned::Smoothing(start)
    };
    match method {
        Method::Mean => {
            let known: Vec<f64> = history.iter().flatten().copied().collect();
            (!known.is_empty()).then(|| Learned::Level(mean(&known)))
        }
        Method::RareDemand => fit_tsb(history).map(|state| Learned::Level(state.per_period())),
        Method::Simple => {
            let fit = fit_ses(history).ok()?;
            Smoothing::simple(fit.alpha, fit.level).ok().map(followed)
        }
        Method::DampedTrend => fit_damped(history).map(followed),
        Method::SeasonAdded if season > 1 => fit_seasonal(history, season, Season::Additive).map(followed),
        Method::SeasonMultiplied if season > 1 => fit_seasonal(history, season, Season::Multiplicative).map(followed),
        Method::SeasonAdded | Method::SeasonMultiplied => None,
        Method::SeasonalNaive => last_season(history, season).map(Learned::Season),
        // It learns elsewhere.
        Method::Ets => None,
    }
}

/// The last known value of each phase, the next period's phase first; none if a phase was never known.
fn last_season(history: &[Option<f64>], season: usize) -> Option<Vec<f64>> {
    if history.len() < season {
        return None;
    }
    let of_phase = |ahead: usize| history.iter().rev().skip(season - 1 - ahead).step_by(season).flatten().next();
    (0..season).map(|ahead| of_phase(ahead).copied()).collect()
}

/// Days from which is forecast, and how far.
struct Origins {
    at: Vec<usize>,
    ahead: usize,
}

impl Origins {
    /// The later half of a history; if it allows, never before two seasons, so that seasonal methods can be compared.
    fn of(periods: usize, options: ForecastOptions) -> Self {
        let ahead = options.judged.min(periods / 5).max(1);
        let last = periods.saturating_sub(ahead);
        let half = periods / 2;
        let two = options.season.saturating_mul(2);
        let first = [two, options.season + 1].into_iter().find(|first| *first <= last).unwrap_or(0).max(half).max(2);
        let step = (last.saturating_sub(first) / MOST_ORIGINS.saturating_sub(1)).max(1);
        let at = (first..=last).rev().step_by(step).take(MOST_ORIGINS).collect();
        Self { at, ahead }
    }
}

/// How a method would have done; none if it could not have been used at every origin. `ahead` gives what it says at an
/// origin, by its place among them and what lies before it.
fn judge(
    history: &[Option<f64>],
    method: Method,
    season: usize,
    origins: &Origins,
    ahead: impl Fn(usize, &[Option<f64>]) -> Option<Vec<f64>>,
) -> Option<Judged> {
    let (mut scaled, mut absolute, mut squared, mut signed, mut came) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let (mut periods, mut with_scale, mut sold, mut percentage) = (0_usize, 0_usize, 0_usize, 0.0);
    for (place, &origin) in origins.at.iter().enumerate() {
        let (before, after) = history.split_at_checked(origin)?;
        let forecast = ahead(place, before)?;
        let scale = step_of(before, season).or_else(|| step_of(before, 1));
        for (units, forecast) in after.iter().zip(forecast) {
            let Some(units) = units else { continue };
            let error = units - forecast;
            absolute += error.abs();
            squared += error * error;
            signed += error;
            came += units;
            periods += 1;
            if let Some(scale) = scale {
                scaled += error.abs() / scale;
                with_scale += 1;
            }
            if *units > 0.0 {
                percentage += error.abs() / units;
                sold += 1;
            }
        }
    }
    if periods == 0 {
        return None;
    }
    let number = count(periods);
    Some(Judged {
        method,
        scaled: (with_scale == periods).then(|| scaled / number),
        mean_absolute: absolute / number,
        root_mean_square: (squared / number).sqrt(),
        weighted_percentage: (came > 0.0).then(|| absolute / came),
        percentage: (sold > 0).then(|| percentage / count(sold)),
        bias: (came > 0.0).then(|| signed / came),
        periods,
    })
}

/// Mean step of a history from one season to the next; none if there is none, or it never changes.
fn step_of(history: &[Option<f64>], season: usize) -> Option<f64> {
    let pairs = history.iter().skip(season).zip(history).filter_map(|(now, before)| now.zip(*before));
    let steps: Vec<f64> = pairs.map(|(now, before)| (now - before).abs()).collect();
    let mean = mean(&steps);
    (mean > 0.0).then_some(mean)
}

fn spread(
    history: &[Option<f64>],
    known: &[f64],
    method: Method,
    learned: &Learned,
    options: ForecastOptions,
) -> Spread {
    let periods = options.periods;
    match (method, learned) {
        (_, Learned::Season(season)) => {
            let length = season.len();
            let pairs = history.iter().skip(length).zip(history).filter_map(|(now, before)| now.zip(*before));
            let squared: Vec<f64> = pairs.map(|(now, before)| (now - before).powi(2)).collect();
            let echoes = (1..periods).map(|later| if later % length == 0 { 1.0 } else { 0.0 }).collect();
            Spread::Echoes { sigma: mean(&squared).sqrt(), is_relative: false, echoes }
        }
        (_, Learned::Outside(ahead)) => outside::spread(&ahead.deviation),
        (_, Learned::Smoothing(state)) => {
            let is_relative = method == Method::SeasonMultiplied;
            let sigma = one_step_sigma(history, method, options.season, is_relative);
            Spread::Echoes { sigma, is_relative, echoes: state.echoes(periods) }
        }
        (Method::RareDemand, Learned::Level(level)) => {
            // Around the level of today a rare demand varies as it did, in proportion.
            let past = mean(known);
            let own = if past > 0.0 { variance(known) * level / past } else { 0.0 };
            Spread::Counts { own: own.max(*level), joint: 0.0 }
        }
        (_, Learned::Level(level)) => {
            // A count whose mean is a Gamma of what was seen; where periods differ by more than chance, their variance.
            let seen = count(known.len()).max(1.0);
            let of_mean = (level * seen + PRIOR_SHAPE) / (seen * seen);
            let of_sample = variance(known);
            let joint = of_mean.max(of_sample / seen);
            Spread::Counts { own: level.max(of_sample) + joint, joint }
        }
    }
}

/// Standard deviation of the errors one period ahead, over the history a method was fitted to.
fn one_step_sigma(history: &[Option<f64>], method: Method, season: usize, is_relative: bool) -> f64 {
    let (start, parameters) = match method {
        Method::Simple => (fit_ses(history).and_then(|fit| Smoothing::simple(fit.alpha, fit.level)).ok(), 2.0),
        Method::DampedTrend => (fit_damped(history), 5.0),
        Method::SeasonMultiplied => (fit_seasonal(history, season, Season::Multiplicative), 5.0),
        _ => (fit_seasonal(history, season, Season::Additive), 5.0),
    };
    let Some(mut start) = start else { return 0.0 };
    let fitted = start.follow(history).fitted;
    let errors: Vec<f64> = history
        .iter()
        .zip(fitted)
        .filter_map(|(units, forecast)| {
            let error = (*units)? - forecast;
            if !is_relative {
                return Some(error);
            }
            (forecast > 0.0).then(|| error / forecast)
        })
        .collect();
    let squared: f64 = errors.iter().map(|error| error * error).sum();
    (squared / (count(errors.len()) - parameters).max(1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKS: ForecastOptions = ForecastOptions { season: 1, periods: 6, judged: 6, band: 0.8 };

    fn known(units: &[f64]) -> Vec<Option<f64>> {
        units.iter().copied().map(Some).collect()
    }

    #[test]
    fn forecasts_of_a_constant_are_the_constant() {
        for (periods, season) in [(1, 1), (3, 1), (7, 4), (8, 1), (30, 1), (30, 4), (120, 52)] {
            let found = forecast(&vec![Some(9.0); periods], ForecastOptions { season, ..WEEKS }).unwrap();
            for units in &found.per_period {
                assert!((units - 9.0).abs() < 1e-9, "{periods} {season}: {units}");
            }
        }
    }

    #[test]
    fn few_periods_are_a_mean_with_a_wide_band() {
        let found = forecast(&known(&[2.0, 4.0, 3.0]), WEEKS).unwrap();
        assert_eq!((found.method, found.per_period[0], found.judged.len()), (Method::Mean, 3.0, 0));
        assert!(found.low[0] < 3.0 && found.high[0] > 3.0);
        let one = forecast(&known(&[5.0]), WEEKS).unwrap();
        assert!(one.high[0] - one.low[0] > found.high[0] - found.low[0]);
    }

    #[test]
    fn nothing_ever_sold_is_forecast_as_nothing() {
        for periods in [2, 20] {
            let found = forecast(&vec![Some(0.0); periods], WEEKS).unwrap();
            assert_eq!(found.per_period, [0.0; 6]);
            assert!(found.high.iter().chain(&found.low).all(|end| end.is_finite()));
        }
    }

    #[test]
    fn rare_demand_is_a_matter_of_chance_and_size() {
        let rare: Vec<f64> = (0..60).map(|week| if week % 5 == 0 { 3.0 } else { 0.0 }).collect();
        let found = forecast(&known(&rare), WEEKS).unwrap();
        assert_eq!(found.method, Method::RareDemand);
        assert!((found.per_period[0] - 0.6).abs() < 0.2);
        assert!(found.naive().is_some());
    }

    #[test]
    fn a_season_is_seen_where_there_is_one() {
        let months: Vec<f64> = (0..48).map(|month| 50.0 + 30.0 * f64::from(u8::from(month % 12 >= 9))).collect();
        let options = ForecastOptions { season: 12, periods: 12, judged: 12, band: 0.8 };
        let found = forecast(&known(&months), options).unwrap();
        assert!((found.per_period[0] - 50.0).abs() < 1.0);
        assert!((found.per_period[10] - 80.0).abs() < 1.0);
    }

    #[test]
    fn weeks_without_stock_do_not_lower_the_forecast() {
        let mut weeks = known(&[20.0, 22.0, 19.0, 21.0, 20.0, 18.0, 22.0, 21.0, 20.0, 19.0, 21.0, 20.0]);
        let whole = forecast(&weeks, WEEKS).unwrap().per_period[0];
        for week in [4, 5, 10, 11] {
            weeks[week] = None;
        }
        let gaps = forecast(&weeks, WEEKS).unwrap().per_period[0];
        assert!((whole - gaps).abs() < 2.0);
        for week in [4, 5, 10, 11] {
            weeks[week] = Some(0.0);
        }
        assert!(forecast(&weeks, WEEKS).unwrap().per_period[0] < gaps - 3.0);
    }

    #[test]
    fn later_periods_are_less_sure_and_so_is_the_sum() {
        let wavy: Vec<f64> = (0..40).map(|week| 30.0 + f64::from(week * 7 % 11) + f64::from(week) / 4.0).collect();
        let found = forecast(&known(&wavy), WEEKS).unwrap();
        let width = |period: usize| found.high[period] - found.low[period];
        assert!(width(5) >= width(0));
        let (mean, sd) = found.sum(6).unwrap();
        assert!((mean - found.per_period.iter().sum::<f64>()).abs() < 1e-9);
        assert!(sd > found.sum(1).unwrap().1);
        assert!(found.sum(7).is_none());
    }

    /// Answers as one that knows what comes, or as one that always says the same.
    fn answers(
        history: &[Option<f64>],
        options: ForecastOptions,
        say: &dyn Fn(usize) -> f64,
    ) -> Vec<Option<OutsideAhead>> {
        let pieces = outside_series(history, options).unwrap();
        let of = |piece: &OutsideSeries| {
            let point = (0..piece.ahead).map(|ahead| say(piece.units.len() + ahead)).collect();
            Some(OutsideAhead { point, deviation: vec![2.0; piece.ahead] })
        };
        pieces.iter().map(of).collect()
    }

    #[test]
    fn an_outside_candidate_is_judged_as_the_others_and_chosen_where_it_errs_less() {
        let units = |week: usize| f64::from(u32::try_from(30 + week * 7 % 11 + week * 5 % 7).unwrap());
        let history: Vec<Option<f64>> = (0..40).map(|week| Some(units(week))).collect();
        let plain = forecast(&history, WEEKS).unwrap();
        assert_eq!(plain.outside, OutsideState::Open);
        let knowing = forecast_with(&history, WEEKS, &answers(&history, WEEKS, &units)).unwrap();
        assert_eq!((knowing.method, knowing.outside), (Method::Ets, OutsideState::Judged));
        assert_eq!(knowing.per_period, (40..46).map(units).collect::<Vec<_>>());
        let own = knowing.judgement().unwrap();
        assert_eq!((own.mean_absolute, own.periods), (0.0, plain.judged[0].periods));
        assert!((knowing.high[0] - knowing.per_period[0] - 2.0 * 1.281_551_6).abs() < 1e-4);
        // One that errs more is judged and changes nothing.
        let foolish = forecast_with(&history, WEEKS, &answers(&history, WEEKS, &|_| 900.0)).unwrap();
        assert_eq!((foolish.method, &foolish.per_period), (plain.method, &plain.per_period));
        assert_eq!(foolish.judged.len(), plain.judged.len() + 1);
        // Less than nothing is nothing.
        let below = forecast_with(&history, WEEKS, &answers(&history, WEEKS, &|_| -5.0)).unwrap();
        let nothing = below.judged.last().unwrap();
        assert!((nothing.weighted_percentage.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_outside_candidate_that_fails_a_piece_is_named_and_a_wrong_number_of_answers_is_refused() {
        let history =
            known(&[9.0, 12.0, 7.0, 11.0, 10.0, 8.0, 12.0, 9.0, 7.0, 11.0, 10.0, 13.0, 9.0, 8.0, 10.0, 12.0, 7.0]);
        let mut found = answers(&history, WEEKS, &|_| 10.0);
        found[1] = None;
        let refused = forecast_with(&history, WEEKS, &found).unwrap();
        assert_eq!((refused.outside, refused.judged.len()), (OutsideState::Refused, 3));
        found.pop();
        assert_eq!(forecast_with(&history, WEEKS, &found).unwrap_err().code(), "outside_shape");
        let not_a_number = answers(&history, WEEKS, &|week| if week > 16 { f64::NAN } else { 10.0 });
        assert_eq!(forecast_with(&history, WEEKS, &not_a_number).unwrap().outside, OutsideState::Refused);
    }

    #[test]
    fn rare_demand_and_short_histories_are_asked_of_nobody() {
        let rare: Vec<f64> = (0..60).map(|week| if week % 5 == 0 { 3.0 } else { 0.0 }).collect();
        for history in [known(&rare), known(&[5.0, 6.0, 4.0, 5.0, 7.0, 5.0, 4.0, 6.0, 5.0, 4.0]), known(&[0.0; 30])] {
            assert!(outside_series(&history, WEEKS).unwrap().is_empty());
            assert_eq!(forecast(&history, WEEKS).unwrap().outside, OutsideState::NotAsked);
        }
    }

    #[test]
    fn refuses_what_is_no_history() {
        let code = |history: &[Option<f64>], options| forecast(history, options).unwrap_err().code();
        assert_eq!(code(&[], WEEKS), "history_empty");
        assert_eq!(code(&[None, None], WEEKS), "history_empty");
        assert_eq!(code(&known(&[1.0, -1.0]), WEEKS), "sales_not_a_count");
        assert_eq!(code(&known(&[1.0]), ForecastOptions { season: 0, ..WEEKS }), "window_range");
        assert_eq!(code(&known(&[1.0]), ForecastOptions { band: 1.0, ..WEEKS }), "chance_range");
    }
}
