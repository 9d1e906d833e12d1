//! Elasticity from few observations, joined with what is believed before: the default (math.md §3).
//!
//! `units_i ~ Poisson(days_i A (price_i/p_ref)^e)`, `e` normal, `A` Gamma. `A` integrates out, which leaves
//!
//! ```text
//! ln post(e) = e sum(q_i L_i) - (alpha + Q) ln(beta + sum(d_i e^(e L_i))) - (e - m)^2/(2 s^2),   L_i = ln(p_i/p_ref)
//! ```
//!
//! That is concave, so it has one summit and falls on both sides: the summit is found, then the range in which the
//! density can be told from zero is cut into cells and each is integrated by Gauss's rule of five points.

use super::history::{SalesPeriod, checked, refused};
use crate::error::Result;

/// What is believed before any sale is looked at.
///
/// ```
/// use clearfloor::demand::posterior::{ElasticityPrior, Posterior};
/// // Nothing known: the mean of 1,851 published estimates (math.md §3). Without sales it stays what it is.
/// let within = [f64::NEG_INFINITY, f64::INFINITY];
/// let prior = ElasticityPrior { mean: -2.6, sd: 1.0, within, rate_shape: 0.5, rate_days: 0.5 };
/// let after = Posterior::of(&[], 24.99, &prior).unwrap();
/// assert!((after.mean + 2.6).abs() < 1e-9 && (after.sd - 1.0).abs() < 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElasticityPrior {
    /// Mean of the elasticity.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Least and greatest elasticity that is believed at all; infinite for no limit.
    pub within: [f64; 2],
    /// Shape of the Gamma distribution of the rate at the reference price: sales seen, as it were.
    pub rate_shape: f64,
    /// Its rate, in days: days watched, as it were.
    pub rate_days: f64,
}

/// What is believed after.
///
/// ```
/// use clearfloor::demand::{history::SalesPeriod, posterior::{ElasticityPrior, Posterior}};
/// let within = [-6.0, -0.3];
/// let prior = ElasticityPrior { mean: -2.6, sd: 1.0, within, rate_shape: 0.5, rate_days: 0.5 };
/// // Four times the sales at half the price: near −2, whatever was believed.
/// let weeks = |price, units| SalesPeriod { price, days: 28.0, units };
/// let after = Posterior::of(&[weeks(20.0, 800), weeks(10.0, 3200)], 20.0, &prior).unwrap();
/// assert!((after.mean + 2.0).abs() < 0.05 && after.elastic_chance > 0.999);
/// assert!((after.base_rate_mean - 800.0 / 28.0).abs() < 1.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Highest point of the density of the elasticity.
    pub mode: f64,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Chance that demand reacts more than in proportion: `P(e < -1)`.
    pub elastic_chance: f64,
    /// Mean units a day at the reference price.
    pub base_rate_mean: f64,
    density: Density,
    edges: Vec<f64>,
    /// Chance below each edge.
    below: Vec<f64>,
}

/// Cells of the range; the density is smooth on the scale of hundreds of them.
const CELLS: u32 = 1200;
/// The range ends where the density has fallen by `e^-60`, or at 12 standard deviations of the prior.
const FALLEN: f64 = 60.0;
const PRIOR_REACH: f64 = 12.0;
/// Gauss's rule on −1..1: places and weights.
const GAUSS: [(f64, f64); 5] = [
    (0.0, 0.568_888_888_888_888_9),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
    (0.906_179_845_938_664, 0.236_926_885_056_189_08),
];

#[derive(Clone, Debug, PartialEq)]
struct Density {
    prior: ElasticityPrior,
    /// `ln(price/reference)` and `ln(days)`.
    points: Vec<(f64, f64)>,
    sold: f64,
    /// `sum(units * ln(price/reference))`.
    pull: f64,
    /// Logarithm of the height and the mass that make it a density.
    height: f64,
    mass: f64,
}

impl Density {
    /// Logarithm of `beta + sum(d e^(e L))`, and its slope in `e`.
    fn exposure(&self, e: f64) -> (f64, f64) {
        let own = self.prior.rate_days.ln();
        let highest = self.points.iter().map(|(l, d)| d + e * l).fold(own, f64::max);
        let mut sum = (own - highest).exp();
        let mut slope = 0.0;
        for (l, d) in &self.points {
            let part = (d + e * l - highest).exp();
            sum += part;
            slope += part * l;
        }
        (highest + sum.ln(), slope / sum)
    }

    fn log(&self, e: f64) -> f64 {
        let away = (e - self.prior.mean) / self.prior.sd;
        e * self.pull - (self.prior.rate_shape + self.sold) * self.exposure(e).0 - away * away / 2.0
    }

    fn slope(&self, e: f64) -> f64 {
        let away = (e - self.prior.mean) / self.prior.sd;
        self.pull - (self.prior.rate_shape + self.sold) * self.exposure(e).1 - away / self.prior.sd
    }

    fn at(&self, e: f64) -> f64 {
        (self.log(e) - self.height).exp() / self.mass
    }

    /// Integral of density times `of` from one place to another.
    fn integral(&self, from: f64, to: f64, of: &dyn Fn(f64) -> f64) -> f64 {
        let (middle, half) = (from.midpoint(to), (to - from) / 2.0);
        half * GAUSS.iter().map(|(x, w)| (middle + half * x, w)).map(|(e, w)| w * self.at(e) * of(e)).sum::<f64>()
    }
}

impl Posterior {
    /// Joins sales with the prior. Without sales it is the prior.
    ///
    /// # Errors
    /// `prior_range` for a spread, shape or days not above zero or an empty range; `history_price_range`,
    /// `history_days_range`; `posterior_out_of_reach` if prior and sales contradict each other so far that no float
    /// holds the answer.
    ///
    /// ```
    /// use clearfloor::demand::{history::SalesPeriod, posterior::{ElasticityPrior, Posterior}};
    /// let within = [f64::NEG_INFINITY, f64::INFINITY];
    /// let prior = ElasticityPrior { mean: -2.6, sd: 1.0, within, rate_shape: 0.5, rate_days: 0.5 };
    /// let week = |price, units| SalesPeriod { price, days: 7.0, units };
    /// let after = Posterior::of(&[week(25.0, 3), week(20.0, 4), week(20.0, 3)], 25.0, &prior).unwrap();
    /// // Sales hardly rose: a weaker reaction than was believed, and more sure of it.
    /// assert!(after.mean > -2.6 && after.sd < 1.0);
    /// ```
    pub fn of(periods: &[SalesPeriod], reference_price: f64, prior: &ElasticityPrior) -> Result<Self> {
        checked(periods)?;
        let is_positive = |x: f64| x > 0.0 && x < f64::INFINITY;
        let [least, most] = prior.within;
        let figures = [prior.sd, prior.rate_shape, prior.rate_days];
        if !figures.into_iter().all(is_positive)
            || !prior.mean.is_finite()
            || least.partial_cmp(&most) != Some(core::cmp::Ordering::Less)
        {
            return Err(refused("prior_range"));
        }
        if !is_positive(reference_price) {
            return Err(refused("history_price_range"));
        }
        let used: Vec<&SalesPeriod> = periods.iter().filter(|period| period.days > 0.0).collect();
        let log_price = |period: &SalesPeriod| (period.price / reference_price).ln();
        let mut density = Density {
            prior: *prior,
            points: used.iter().map(|period| (log_price(period), period.days.ln())).collect(),
            sold: used.iter().map(|period| f64::from(period.units)).sum(),
            pull: used.iter().map(|period| f64::from(period.units) * log_price(period)).sum(),
            height: 0.0,
            mass: 1.0,
        };
        let from = least.max(prior.mean - PRIOR_REACH * prior.sd);
        let to = most.min(prior.mean + PRIOR_REACH * prior.sd);
        if from >= to {
            return Err(refused("prior_range"));
        }
        let mode = root(from, to, &|e| density.slope(e) > 0.0);
        density.height = density.log(mode);
        let has_fallen = |e: f64| density.log(e) < density.height - FALLEN;
        let start = if has_fallen(from) { root(from, mode, &has_fallen) } else { from };
        let end = if has_fallen(to) { root(mode, to, &|e| !has_fallen(e)) } else { to };
        let width = (end - start) / f64::from(CELLS);
        let edges: Vec<f64> = (0..=CELLS).map(|at| start + width * f64::from(at)).collect();
        let sums = |of: &dyn Fn(f64) -> f64, density: &Density| -> Vec<f64> {
            edges.windows(2).map(|cell| density.integral(first(cell), last(cell), of)).collect()
        };
        let mass: f64 = sums(&|_| 1.0, &density).iter().sum();
        density.mass = mass;
        let parts = sums(&|_| 1.0, &density);
        let mut below = vec![0.0];
        let mut sum = 0.0;
        for part in parts {
            sum += part;
            below.push(sum);
        }
        let mean: f64 = sums(&|e| e, &density).iter().sum();
        let variance: f64 = sums(&|e| (e - mean) * (e - mean), &density).iter().sum();
        let share = prior.rate_shape + density.sold;
        let log_share = share.ln();
        let base_rate_mean = sums(&|e| (log_share - density.exposure(e).0).exp(), &density).iter().sum();
        let mut posterior =
            Self { mode, mean, sd: variance.sqrt(), elastic_chance: 0.0, base_rate_mean, density, edges, below };
        posterior.elastic_chance = posterior.chance_below(-1.0);
        let figures = [mass, mean, posterior.sd, base_rate_mean, posterior.elastic_chance];
        if figures.iter().all(|figure| figure.is_finite()) && mass > 0.0 {
            Ok(posterior)
        } else {
            Err(refused("posterior_out_of_reach"))
        }
    }

    /// Chance that the elasticity lies below.
    #[must_use]
    pub(crate) fn chance_below(&self, elasticity: f64) -> f64 {
        let cell = self.edges.partition_point(|edge| *edge <= elasticity);
        let Some(edge) = cell.checked_sub(1).and_then(|cell| self.edges.get(cell)) else { return 0.0 };
        if cell == self.edges.len() {
            return 1.0;
        }
        let before = self.below.get(cell - 1).copied().unwrap_or(0.0);
        (before + self.density.integral(*edge, elasticity, &|_| 1.0)).min(1.0)
    }

    /// The elasticity below which it lies with this chance.
    ///
    /// ```
    /// use clearfloor::demand::posterior::{ElasticityPrior, Posterior};
    /// let within = [f64::NEG_INFINITY, f64::INFINITY];
    /// let prior = ElasticityPrior { mean: -2.0, sd: 1.0, within, rate_shape: 1.0, rate_days: 1.0 };
    /// let nothing_seen = Posterior::of(&[], 10.0, &prior).unwrap();
    /// assert!((nothing_seen.quantile(0.975) + 2.0 - 1.959_964).abs() < 1e-6);
    /// ```
    #[must_use]
    pub fn quantile(&self, chance: f64) -> f64 {
        let cell = self.below.partition_point(|below| *below < chance).max(1);
        let (Some(from), Some(to)) = (self.edges.get(cell - 1), self.edges.get(cell)) else { return last(&self.edges) };
        root(*from, *to, &|e| self.chance_below(e) < chance)
    }

    /// Ends of the interval with this chance inside and equal tails outside.
    ///
    /// ```
    /// use clearfloor::demand::posterior::{ElasticityPrior, Posterior};
    /// let within = [f64::NEG_INFINITY, f64::INFINITY];
    /// let prior = ElasticityPrior { mean: -2.6, sd: 1.0, within, rate_shape: 0.5, rate_days: 0.5 };
    /// // 90 % of a normal distribution lie within 1.645 standard deviations.
    /// let [low, high] = Posterior::of(&[], 24.99, &prior).unwrap().interval(0.9);
    /// assert!((low + 2.6 + 1.644_854).abs() < 1e-5 && (high + 2.6 - 1.644_854).abs() < 1e-5);
    /// ```
    #[must_use]
    pub fn interval(&self, inside: f64) -> [f64; 2] {
        let tail = (1.0 - inside) / 2.0;
        [self.quantile(tail), self.quantile(1.0 - tail)]
    }

    /// The density, for a picture: its integral over all elasticities is 1.
    #[must_use]
    pub(crate) fn density_at(&self, elasticity: f64) -> f64 {
        let [least, most] = self.density.prior.within;
        if (least..=most).contains(&elasticity) { self.density.at(elasticity) } else { 0.0 }
    }

    /// Shape and rate (days) of the Gamma distribution of the units a day at the reference price, given the
    /// elasticity: sales over some days are then negative binomial.
    ///
    /// ```
    /// use clearfloor::demand::{history::SalesPeriod, posterior::{ElasticityPrior, Posterior}};
    /// let within = [-6.0, -0.3];
    /// let prior = ElasticityPrior { mean: -2.6, sd: 1.0, within, rate_shape: 0.5, rate_days: 0.5 };
    /// let week = |price, units| SalesPeriod { price, days: 7.0, units };
    /// let after = Posterior::of(&[week(20.0, 3), week(10.0, 9)], 20.0, &prior).unwrap();
    /// // 12 sales; a week at half the price counts as four at −2.
    /// let (shape, days) = after.rate_given(-2.0);
    /// assert!((shape - 12.5).abs() < 1e-12 && (days - (0.5 + 7.0 + 28.0)).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn rate_given(&self, elasticity: f64) -> (f64, f64) {
        (self.density.prior.rate_shape + self.density.sold, self.density.exposure(elasticity).0.exp())
    }
}

fn first(cell: &[f64]) -> f64 {
    cell.first().copied().unwrap_or(f64::NAN)
}

fn last(cell: &[f64]) -> f64 {
    cell.last().copied().unwrap_or(f64::NAN)
}

/// Where a statement that holds at the low end stops to hold.
fn root(mut low: f64, mut high: f64, holds: &dyn Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: [f64; 2] = [f64::NEG_INFINITY, f64::INFINITY];

    fn prior() -> ElasticityPrior {
        ElasticityPrior { mean: -2.6, sd: 1.0, within: OPEN, rate_shape: 0.5, rate_days: 0.5 }
    }

    fn week(price: f64, units: u32) -> SalesPeriod {
        SalesPeriod { price, days: 7.0, units }
    }

    #[test]
    fn without_sales_it_is_the_prior() {
        let after = Posterior::of(&[], 20.0, &prior()).unwrap();
        assert!((after.mean + 2.6).abs() < 1e-10 && (after.sd - 1.0).abs() < 1e-10);
        assert!((after.mode + 2.6).abs() < 1e-10 && (after.base_rate_mean - 1.0).abs() < 1e-10);
    }

    #[test]
    fn one_price_says_nothing_about_the_reaction() {
        let after = Posterior::of(&[week(20.0, 5), week(20.0, 9)], 20.0, &prior()).unwrap();
        assert!((after.mean + 2.6).abs() < 1e-9 && (after.sd - 1.0).abs() < 1e-9);
        assert!((after.base_rate_mean - 1.0).abs() < 1e-9);
    }

    #[test]
    fn much_data_outweighs_the_prior() {
        let sales = [(20.0, 10_000), (10.0, 20_000)].map(|(price, units)| SalesPeriod { price, days: 700.0, units });
        let after = Posterior::of(&sales, 20.0, &prior()).unwrap();
        assert!((after.mean + 1.0).abs() < 0.01 && after.sd < 0.02);
        let [low, high] = after.interval(0.95);
        assert!(low < after.mean && after.mean < high && high - low < 0.08);
    }

    #[test]
    fn silence_at_a_price_is_heard() {
        let quiet = Posterior::of(&[week(25.0, 0), week(20.0, 8)], 25.0, &prior()).unwrap();
        let without = Posterior::of(&[week(20.0, 8)], 25.0, &prior()).unwrap();
        assert!(quiet.mean < without.mean);
    }

    #[test]
    fn a_range_is_kept_and_its_mass_is_one() {
        let cut = ElasticityPrior { within: [-6.0, -0.3], ..prior() };
        let after = Posterior::of(&[week(25.0, 9), week(20.0, 4)], 25.0, &cut).unwrap();
        assert!(after.quantile(1e-9) >= -6.0 && after.quantile(1.0 - 1e-9) <= -0.3);
        assert_eq!((after.density_at(-6.1), after.density_at(0.0)), (0.0, 0.0));
        assert!((after.chance_below(-0.3) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn quantile_and_chance_lead_to_each_other() {
        let after = Posterior::of(&[week(25.0, 2), week(20.0, 4)], 25.0, &prior()).unwrap();
        for chance in [0.01, 0.3, 0.5, 0.99] {
            assert!((after.chance_below(after.quantile(chance)) - chance).abs() < 1e-10);
        }
    }

    #[test]
    fn refuses_priors_that_are_none() {
        let code = |prior: ElasticityPrior| Posterior::of(&[], 20.0, &prior).unwrap_err().code();
        assert_eq!(code(ElasticityPrior { sd: 0.0, ..prior() }), "prior_range");
        assert_eq!(code(ElasticityPrior { within: [-1.0, -2.0], ..prior() }), "prior_range");
        assert_eq!(code(ElasticityPrior { rate_shape: f64::NAN, ..prior() }), "prior_range");
        assert_eq!(code(ElasticityPrior { within: [50.0, 60.0], ..prior() }), "prior_range");
    }
}
