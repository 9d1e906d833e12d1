//! Elasticity from the seller's own sales alone: least squares in logarithms, and Poisson by maximum likelihood
//! (math.md §3). Both want several prices; with few, [`posterior`](super::posterior) is the honest answer.

use super::history::{SalesPeriod, checked, refused};
use super::special::student_quantile;
use crate::error::Result;

/// 97.5 % point of the normal distribution.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// Least squares of `ln(units/day)` on `ln(price)`.
///
/// ```
/// use clearfloor::demand::{history::SalesPeriod, regression::log_log};
/// // 4000/price² a day, without any chance in it.
/// let at = |price, units| SalesPeriod { price, days: 1.0, units };
/// let fit = log_log(&[at(20.0, 10), at(10.0, 40), at(5.0, 160)]).unwrap();
/// assert!((fit.intercept - 4000.0_f64.ln()).abs() < 1e-9 && (fit.r_squared - 1.0).abs() < 1e-12);
/// assert!(fit.standard_error < 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogLogFit {
    /// `ln(units/day)` at `ln(price) = 0`.
    pub intercept: f64,
    /// Slope.
    pub elasticity: f64,
    /// Standard error of the slope, residual variance with n − 2.
    pub standard_error: f64,
    /// Share of the variance that the line explains; 1 if there is none.
    pub r_squared: f64,
    /// 95 % interval of the slope, Student's t with n − 2 degrees of freedom.
    pub interval_95: [f64; 2],
}

/// Fits the line. Periods without days are left out.
///
/// # Errors
/// `history_too_short` for fewer than three periods, `history_prices_equal` if the price never changed,
/// `history_nothing_sold` if a period sold nothing (it has no logarithm; the other ways can use it), and
/// `history_price_range`, `history_days_range`.
///
/// ```
/// use clearfloor::demand::{history::SalesPeriod, regression::log_log};
/// // Four times the sales at half the price, exactly.
/// let at = |price, units| SalesPeriod { price, days: 1.0, units };
/// let fit = log_log(&[at(40.0, 10), at(20.0, 40), at(10.0, 160)]).unwrap();
/// assert!((fit.elasticity + 2.0).abs() < 1e-12);
/// ```
pub fn log_log(periods: &[SalesPeriod]) -> Result<LogLogFit> {
    checked(periods)?;
    let mut points = Vec::with_capacity(periods.len());
    for period in periods.iter().filter(|period| period.days > 0.0) {
        if period.units == 0 {
            return Err(refused("history_nothing_sold"));
        }
        points.push((period.price.ln(), (f64::from(period.units) / period.days).ln()));
    }
    let count = u32::try_from(points.len()).map_err(|_| refused("history_too_short"))?;
    if count < 3 {
        return Err(refused("history_too_short"));
    }
    let n = f64::from(count);
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(&|point| point.0), mean(&|point| point.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in &points {
        let (dx, dy) = (point.0 - x, point.1 - y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    if xx <= 1e-18 {
        return Err(refused("history_prices_equal"));
    }
    let elasticity = xy / xx;
    let intercept = y - elasticity * x;
    let residual: f64 = points.iter().map(|point| (point.1 - intercept - elasticity * point.0).powi(2)).sum();
    let standard_error = (residual / (n - 2.0) / xx).sqrt();
    let reach = student_quantile(n - 2.0, 0.05).ok_or_else(|| refused("history_too_short"))? * standard_error;
    Ok(LogLogFit {
        intercept,
        elasticity,
        standard_error,
        r_squared: if yy > 0.0 { 1.0 - residual / yy } else { 1.0 },
        interval_95: [elasticity - reach, elasticity + reach],
    })
}

/// Maximum likelihood of `units ~ Poisson(days e^(intercept + elasticity ln(price)))`.
///
/// ```
/// use clearfloor::demand::{history::SalesPeriod, regression::poisson};
/// let week = |price, units| SalesPeriod { price, days: 7.0, units };
/// let fit = poisson(&[week(20.0, 7), week(10.0, 28)]).unwrap();
/// // Two prices fit exactly; the error is √(1/7 + 1/28) over the distance ln 2.
/// assert!((fit.elasticity + 2.0).abs() < 1e-9 && fit.deviance.abs() < 1e-9);
/// assert!((fit.standard_error - (5.0_f64 / 28.0).sqrt() / 2.0_f64.ln()).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonFit {
    /// `ln(units/day)` at `ln(price) = 0`.
    pub intercept: f64,
    /// Slope.
    pub elasticity: f64,
    /// From the information matrix.
    pub standard_error: f64,
    /// `2 sum(y ln(y/fit) - (y - fit))`.
    pub deviance: f64,
    /// 95 % interval: elasticity ∓ 1.96 standard errors (Wald).
    pub interval_95: [f64; 2],
}

/// Fits by Newton's method; the likelihood has one summit.
///
/// # Errors
/// `history_prices_equal` if the price never changed, `history_no_sales` if nothing sold at all,
/// `history_one_sided` if sales at one price alone, highest or lowest, make every reaction larger than the last
/// likelier still; `history_price_range`, `history_days_range`.
///
/// ```
/// use clearfloor::demand::{history::SalesPeriod, regression::poisson};
/// let week = |price, units| SalesPeriod { price, days: 7.0, units };
/// // Weeks without a sale count too: 2 in two weeks at 20.00, 8 in two at 10.00.
/// let fit = poisson(&[week(20.0, 2), week(20.0, 0), week(10.0, 5), week(10.0, 3)]).unwrap();
/// assert!((fit.elasticity + 2.0).abs() < 1e-9);
/// assert_eq!(poisson(&[week(20.0, 2)]).unwrap_err().code(), "history_prices_equal");
/// ```
pub fn poisson(periods: &[SalesPeriod]) -> Result<PoissonFit> {
    checked(periods)?;
    let used: Vec<SalesPeriod> = periods.iter().copied().filter(|period| period.days > 0.0).collect();
    has_summit(&used)?;
    let total: f64 = used.iter().map(|period| f64::from(period.units)).sum();
    // Centred where the sales are, so that the two parameters hardly depend on each other.
    let centre = used.iter().map(|period| f64::from(period.units) * period.price.ln()).sum::<f64>() / total;
    let points: Vec<(f64, f64, f64)> =
        used.iter().map(|period| (period.price.ln() - centre, period.days.ln(), f64::from(period.units))).collect();
    // For a slope the best level is known: sum of fits = sum of sales. So only the slope is searched:
    // the score is -(mean log price under the fit) * total, for the centred sales have mean zero.
    let shape = |slope: f64| {
        let highest = points.iter().map(|(x, t, _)| t + slope * x).fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for (x, t, _) in &points {
            let weight = (t + slope * x - highest).exp();
            sum += weight;
            first += weight * x;
            second += weight * x * x;
        }
        let mean = first / sum;
        (mean, second / sum - mean * mean, highest + sum.ln())
    };
    // The mean log price under the fit rises with the slope; the summit is where it is zero.
    let (mut low, mut high) = (-1.0, 1.0);
    while shape(low).0 > 0.0 && low > -1e6 {
        low *= 2.0;
    }
    while shape(high).0 < 0.0 && high < 1e6 {
        high *= 2.0;
    }
    let mut slope = 0.0;
    for _ in 0..200 {
        let (mean, spread, _) = shape(slope);
        if mean > 0.0 {
            high = slope;
        } else {
            low = slope;
        }
        let newton = slope - mean / spread;
        let next = if newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
        if (next - slope).abs() <= 1e-15 * slope.abs().max(1.0) || mean == 0.0 {
            break;
        }
        slope = next;
    }
    let (_, spread, log_sum) = shape(slope);
    let level = total.ln() - log_sum;
    let standard_error = (total * spread).sqrt().recip();
    let deviance: f64 = points
        .iter()
        .map(|(x, t, units)| {
            let fit = (level + t + slope * x).exp();
            let log = if *units > 0.0 { units * (units / fit).ln() } else { 0.0 };
            2.0 * (log - (units - fit))
        })
        .sum();
    if !(standard_error.is_finite() && deviance.is_finite()) {
        return Err(refused("history_one_sided"));
    }
    Ok(PoissonFit {
        intercept: level - slope * centre,
        elasticity: slope,
        standard_error,
        deviance: deviance.max(0.0),
        interval_95: [slope - NORMAL_975 * standard_error, slope + NORMAL_975 * standard_error],
    })
}

/// Whether a likeliest elasticity exists: sales at two prices, or at one with silent prices on both sides of it.
fn has_summit(periods: &[SalesPeriod]) -> Result<()> {
    let range = |with_sales: bool| {
        let prices = periods.iter().filter(|period| !with_sales || period.units > 0).map(|period| period.price);
        prices.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), price| (low.min(price), high.max(price)))
    };
    let ((low, high), (low_sold, high_sold)) = (range(false), range(true));
    if low_sold > high_sold {
        Err(refused("history_no_sales"))
    } else if low == high {
        Err(refused("history_prices_equal"))
    } else if low_sold < high_sold || (low < low_sold && high_sold < high) {
        Ok(())
    } else {
        Err(refused("history_one_sided"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(price: f64, days: f64, units: u32) -> SalesPeriod {
        SalesPeriod { price, days, units }
    }

    #[test]
    fn two_prices_are_fitted_exactly() {
        let fit = poisson(&[at(20.0, 10.0, 5), at(10.0, 5.0, 20)]).unwrap();
        // Half a unit a day against four: ln 8 / ln(1/2).
        assert!((fit.elasticity + 3.0).abs() < 1e-12);
        assert!(fit.deviance < 1e-12);
    }

    #[test]
    fn silent_prices_count() {
        let with = poisson(&[at(30.0, 30.0, 0), at(20.0, 10.0, 5), at(10.0, 5.0, 20)]).unwrap();
        let without = poisson(&[at(20.0, 10.0, 5), at(10.0, 5.0, 20)]).unwrap();
        assert!(with.elasticity < without.elasticity);
        let between = poisson(&[at(30.0, 30.0, 0), at(20.0, 10.0, 5), at(10.0, 5.0, 0)]).unwrap();
        assert!(between.standard_error.is_finite());
    }

    #[test]
    fn says_why_there_is_no_fit() {
        let code = |periods: &[SalesPeriod]| poisson(periods).unwrap_err().code();
        assert_eq!(code(&[]), "history_no_sales");
        assert_eq!(code(&[at(20.0, 10.0, 0), at(10.0, 10.0, 0)]), "history_no_sales");
        assert_eq!(code(&[at(20.0, 10.0, 4), at(20.0, 10.0, 3)]), "history_prices_equal");
        assert_eq!(code(&[at(20.0, 10.0, 0), at(10.0, 10.0, 3)]), "history_one_sided");
        assert_eq!(code(&[at(0.0, 10.0, 1)]), "history_price_range");
        assert_eq!(code(&[at(5.0, 0.0, 1)]), "history_days_range");
        let line = |periods: &[SalesPeriod]| log_log(periods).unwrap_err().code();
        assert_eq!(line(&[at(20.0, 10.0, 4), at(10.0, 10.0, 3)]), "history_too_short");
        assert_eq!(line(&[at(20.0, 1.0, 4); 3]), "history_prices_equal");
        assert_eq!(line(&[at(20.0, 1.0, 4), at(19.0, 1.0, 0), at(18.0, 1.0, 4)]), "history_nothing_sold");
    }

    #[test]
    fn a_stretch_without_stock_changes_nothing() {
        let some = [at(20.0, 10.0, 5), at(15.0, 10.0, 9), at(10.0, 5.0, 20)];
        let mut more = some.to_vec();
        more.push(at(5.0, 0.0, 0));
        assert_eq!(poisson(&some).unwrap(), poisson(&more).unwrap());
        assert_eq!(log_log(&some).unwrap(), log_log(&more).unwrap());
    }

    #[test]
    fn extreme_sales_still_have_a_summit() {
        let fit = poisson(&[at(1000.0, 400.0, 1), at(999.0, 1.0, 4_000_000_000)]).unwrap();
        assert!(fit.elasticity < -10_000.0 && fit.elasticity.is_finite());
    }
}
