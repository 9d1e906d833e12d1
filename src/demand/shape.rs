//! How regularly a product sells.

use crate::error::{Error, ErrorKind, Result};

/// Class by regularity: coefficient of variation below 0.5, below 1, else.
///
/// ```
/// use clearfloor::demand::{XyzClass, demand_shape};
/// // A standard deviation of a third of the mean, and of twice the mean.
/// let class = |demand: &[f64]| demand_shape(demand).unwrap().xyz;
/// assert_eq!(class(&[2.0, 4.0, 2.0, 4.0]), XyzClass::X);
/// assert_eq!(class(&[0.0, 0.0, 0.0, 0.0, 10.0]), XyzClass::Z);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XyzClass {
    /// Regular.
    X,
    /// Varying.
    Y,
    /// Erratic, or no demand at all.
    Z,
}

/// How demand comes (Syntetos, Boylan & Croston 2005).
///
/// ```
/// use clearfloor::demand::{DemandPattern, demand_shape};
/// let pattern = |demand: &[f64]| demand_shape(demand).unwrap().pattern;
/// assert_eq!(pattern(&[3.0, 4.0, 3.0, 4.0]), DemandPattern::Smooth);
/// // Every third week, always three.
/// assert_eq!(pattern(&[3.0, 0.0, 0.0, 3.0, 0.0, 0.0]), DemandPattern::Intermittent);
/// assert_eq!(pattern(&[0.0, 0.0]), DemandPattern::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemandPattern {
    /// Often, in like sizes.
    Smooth,
    /// Often, in unlike sizes.
    Erratic,
    /// Rarely, in like sizes.
    Intermittent,
    /// Rarely, in unlike sizes.
    Lumpy,
    /// Not at all.
    None,
}

/// Cuts of the coefficient of variation.
const X_BELOW: f64 = 0.5;
const Y_BELOW: f64 = 1.0;
/// Cuts of interval and size variation (Syntetos, Boylan & Croston 2005).
const RARE_FROM: f64 = 1.32;
const UNLIKE_FROM: f64 = 0.49;

/// What lies exactly on a cut may come out of the sums a few last digits off it: [21, 21, 21, 21, 0] varies by a half.
const LAST_DIGITS: f64 = 1e-12;

/// Below a cut, and not only by the last digits.
fn is_below(measure: f64, cut: f64) -> bool {
    measure < cut * (1.0 - LAST_DIGITS)
}

/// How one product's demand varies.
///
/// ```
/// use clearfloor::demand::demand_shape;
/// // Demand in two weeks of six, of 2 and of 4: sizes vary by a third of their mean.
/// let shape = demand_shape(&[2.0, 0.0, 0.0, 4.0, 0.0, 0.0]).unwrap();
/// assert_eq!(shape.interval, Some(3.0));
/// assert!((shape.size_variation.unwrap() - 1.0 / 9.0).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandShape {
    /// Standard deviation (population) / mean; none without demand.
    pub variation: Option<f64>,
    /// Class by it.
    pub xyz: XyzClass,
    /// Periods / periods with demand (ADI); none without demand.
    pub interval: Option<f64>,
    /// Squared variation of the sizes where there was demand (CV²).
    pub size_variation: Option<f64>,
    /// Smooth, erratic, intermittent or lumpy.
    pub pattern: DemandPattern,
}

/// Variation, interval and pattern of demand, one number a period (`math.md` §10).
///
/// # Errors
/// `sales_not_a_count` if a period is below zero or not finite.
///
/// ```
/// use clearfloor::demand::demand_shape;
/// // Mean 3, standard deviation 1.
/// let shape = demand_shape(&[2.0, 4.0, 2.0, 4.0]).unwrap();
/// assert!((shape.variation.unwrap() - 1.0 / 3.0).abs() < 1e-12);
/// assert_eq!(demand_shape(&[2.0, -1.0]).unwrap_err().code(), "sales_not_a_count");
/// ```
pub fn demand_shape(demand: &[f64]) -> Result<DemandShape> {
    if let Some(wrong) = demand.iter().find(|units| !(**units >= 0.0 && units.is_finite())) {
        let error = Error::new(ErrorKind::Range, "sales_not_a_count").with("window", "period");
        return Err(error.with("units", wrong.to_string()));
    }
    let sizes: Vec<f64> = demand.iter().copied().filter(|&units| units > 0.0).collect();
    let (Some((mean, variance)), Some((size_mean, size_variance))) = (moments(demand), moments(&sizes)) else {
        return Ok(DemandShape {
            variation: None,
            xyz: XyzClass::Z,
            interval: None,
            size_variation: None,
            pattern: DemandPattern::None,
        });
    };
    let variation = variance.sqrt() / mean;
    let interval = periods(demand) / periods(&sizes);
    let size_variation = size_variance / (size_mean * size_mean);
    let xyz = if is_below(variation, X_BELOW) {
        XyzClass::X
    } else if is_below(variation, Y_BELOW) {
        XyzClass::Y
    } else {
        XyzClass::Z
    };
    let pattern = match (is_below(interval, RARE_FROM), is_below(size_variation, UNLIKE_FROM)) {
        (true, true) => DemandPattern::Smooth,
        (true, false) => DemandPattern::Erratic,
        (false, true) => DemandPattern::Intermittent,
        (false, false) => DemandPattern::Lumpy,
    };
    let (interval, size_variation) = (Some(interval), Some(size_variation));
    Ok(DemandShape { variation: Some(variation), xyz, interval, size_variation, pattern })
}

fn periods(list: &[f64]) -> f64 {
    f64::from(u32::try_from(list.len()).unwrap_or(u32::MAX))
}

/// Mean and population variance; none if empty or all zero.
fn moments(list: &[f64]) -> Option<(f64, f64)> {
    let mean = list.iter().sum::<f64>() / periods(list);
    let variance = list.iter().map(|units| (units - mean) * (units - mean)).sum::<f64>() / periods(list);
    (mean > 0.0 && mean.is_finite()).then_some((mean, variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variation_exactly_on_a_cut_is_the_more_irregular_class() {
        let half = demand_shape(&[1.0, 3.0]).unwrap();
        assert_eq!((half.variation, half.xyz), (Some(0.5), XyzClass::Y));
        let one = demand_shape(&[0.0, 2.0]).unwrap();
        assert_eq!((one.variation, one.xyz, one.pattern), (Some(1.0), XyzClass::Z, DemandPattern::Intermittent));
        // The sums of these end a last digit below their cut.
        assert_eq!(demand_shape(&[21.0, 21.0, 21.0, 21.0, 0.0]).unwrap().xyz, XyzClass::Y);
        assert_eq!(demand_shape(&[0.1, 0.3]).unwrap().xyz, XyzClass::Y);
        assert_eq!(demand_shape(&[0.3, 1.7]).unwrap().pattern, DemandPattern::Erratic);
        assert_eq!(demand_shape(&[31.0, 170.0]).unwrap().pattern, DemandPattern::Smooth);
    }

    #[test]
    fn nothing_sold_has_no_pattern_and_nothing_given_neither() {
        for demand in [&[0.0, 0.0][..], &[]] {
            let shape = demand_shape(demand).unwrap();
            assert_eq!((shape.pattern, shape.variation, shape.interval), (DemandPattern::None, None, None));
        }
        assert_eq!(demand_shape(&[1.0, -2.0]).unwrap_err().code(), "sales_not_a_count");
    }
}
