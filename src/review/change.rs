//! One measure before and after.

use crate::error::Result;
use crate::rounding::Ratio;

/// How far a measure moved.
///
/// ```
/// use clearfloor::{review::change::{Change, before_after}, rounding::Ratio};
/// // From nothing, a change has no rate.
/// let found = before_after(Ratio::ZERO, Ratio::whole(3)).unwrap();
/// assert_eq!(found, Change { change: Ratio::whole(3), rate: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// After less before.
    pub change: Ratio,
    /// The change as a share of the measure before; none if it was nothing.
    pub rate: Option<Ratio>,
}

/// A measure before and after a clearance: turnover, stock-to-sales ratio, share of slow stock.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{review::change::before_after, rounding::Ratio};
/// let found = before_after(Ratio::whole(6), Ratio::whole(3)).unwrap();
/// assert_eq!((found.change, found.rate), (Ratio::whole(-3), Some(Ratio::new(-1, 2).unwrap())));
/// ```
pub fn before_after(before: Ratio, after: Ratio) -> Result<Change> {
    let change = after.minus(before)?;
    Ok(Change { change, rate: change.per(before)? })
}

/// How a change is worded.
///
/// ```
/// use clearfloor::{review::change::{ChangeWording, change_multiple}, rounding::Ratio};
/// let rate = Ratio::new(9, 10).unwrap();
/// assert_eq!(change_multiple(rate, ChangeWording::DownBy).unwrap(), Ratio::new(1, 10).unwrap());
/// assert_eq!(change_multiple(rate, ChangeWording::UpTo).unwrap(), rate);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeWording {
    /// Up by a share: up by 300 % is four times.
    UpBy,
    /// Up to a share: up to 300 % is three times.
    UpTo,
    /// Down by a share: down by 90 % is a tenth.
    DownBy,
}

/// The multiple of the level before that a worded change comes to.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{review::change::{ChangeWording, change_multiple}, rounding::Ratio};
/// let times = |wording| change_multiple(Ratio::whole(3), wording).unwrap();
/// assert_eq!((times(ChangeWording::UpBy), times(ChangeWording::UpTo)), (Ratio::whole(4), Ratio::whole(3)));
/// ```
pub fn change_multiple(change: Ratio, wording: ChangeWording) -> Result<Ratio> {
    match wording {
        ChangeWording::UpBy => Ratio::ONE.plus(change),
        ChangeWording::UpTo => Ok(change),
        ChangeWording::DownBy => Ratio::ONE.minus(change),
    }
}

/// Share of slow products that are gone: `1 − after / before`, below zero if there are more; none if there were none.
///
/// # Errors
/// `below_zero`.
///
/// ```
/// use clearfloor::{review::change::slow_removed, rounding::Ratio};
/// assert_eq!(slow_removed(40, 10).unwrap(), Some(Ratio::new(3, 4).unwrap()));
/// assert_eq!(slow_removed(40, 50).unwrap(), Some(Ratio::new(-1, 4).unwrap()));
/// assert_eq!(slow_removed(0, 10).unwrap(), None);
/// ```
pub fn slow_removed(slow_before: i64, slow_after: i64) -> Result<Option<Ratio>> {
    let before = Ratio::from(slow_before).not_negative("slow_before")?;
    before.minus(Ratio::from(slow_after).not_negative("slow_after")?)?.per(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_rate_of_a_change_leads_from_before_to_after(before in 1..9000_i64, after in 0..9000_i64) {
            let found = before_after(Ratio::from(before), Ratio::from(after)).unwrap();
            let multiple = Ratio::ONE.plus(found.rate.unwrap()).unwrap();
            prop_assert_eq!(Ratio::from(before).times(multiple).unwrap(), Ratio::from(after));
        }
    }

    #[test]
    fn a_measure_that_was_nothing_has_no_rate() {
        assert_eq!(before_after(Ratio::ZERO, Ratio::ONE).unwrap().rate, None);
        assert_eq!(slow_removed(0, 3).unwrap(), None);
    }

    #[test]
    fn refuses_counts_below_zero() {
        assert_eq!(slow_removed(-1, 0).unwrap_err().code(), "below_zero");
    }

    #[test]
    fn up_by_a_share_below_zero_is_down_by_it() {
        let (up, down) = (Ratio::new(-1, 5).unwrap(), Ratio::new(1, 5).unwrap());
        let times = |change, wording| change_multiple(change, wording).unwrap();
        assert_eq!(times(up, ChangeWording::UpBy), times(down, ChangeWording::DownBy));
    }
}
