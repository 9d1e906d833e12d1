//! Many series at once, as plain arrays.

use crate::ets::ets;

/// What is ahead of many series.
///
/// ```
/// use clearfloor_planning::ets_many;
/// let many = ets_many(&[7.0; 8], &[8], &[2]);
/// assert_eq!((many.points, many.deviations, many.answered), (vec![7.0, 7.0], vec![0.0, 0.0], vec![1]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Many {
    /// Expected units of all periods to come, series after series; zeros where a series was refused.
    pub points: Vec<f64>,
    /// Standard deviations of the same periods.
    pub deviations: Vec<f64>,
    /// Whether each series was forecast: 1, or 0 where it was refused.
    pub answered: Vec<u8>,
}

/// Forecasts many series: `values` holds them one after the other, `lengths` how many periods each has, `ahead` how many are
/// to be forecast of each. A series that is refused takes nothing from the others; nor does one that the values do not
/// hold, or whose `ahead` is missing.
///
/// ```
/// use clearfloor_planning::ets_many;
/// let mut values = vec![5.0; 10];
/// values.extend([1.0, 2.0]);
/// let many = ets_many(&values, &[10, 2], &[3, 1]);
/// assert_eq!((many.points, many.answered), (vec![5.0, 5.0, 5.0, 0.0], vec![1, 0]));
/// ```
#[must_use]
pub fn ets_many(values: &[f64], lengths: &[u32], ahead: &[u32]) -> Many {
    let mut many = Many::default();
    let mut rest = values;
    for (place, length) in lengths.iter().enumerate() {
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let periods = ahead.get(place).copied().map_or(0, size);
        let series = rest.split_at_checked(size(*length));
        let found = series.and_then(|(series, others)| {
            rest = others;
            ets(series, periods).ok()
        });
        many.answered.push(u8::from(found.is_some()));
        match found {
            Some(found) => {
                many.points.extend(found.point);
                many.deviations.extend(found.deviation);
            }
            None => {
                many.points.resize(many.points.len() + periods, 0.0);
                many.deviations.resize(many.deviations.len() + periods, 0.0);
            }
        }
    }
    many
}
