//! When stock begins to pay for its age.

use crate::error::Result;
use crate::rounding::Ratio;

/// Where stock stands against the line of the long-term fee.
///
/// ```
/// use clearfloor::stock::aged_fee_status;
/// let status = |age| aged_fee_status(age, 180, 30).unwrap();
/// // Charged from the 181st day on, warned of thirty days before.
/// assert_eq!([150, 151, 181].map(|age| status(age).warns), [false, true, false]);
/// assert!(status(181).is_charged && status(181).days_until_fee == 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedFeeStatus {
    /// The fee is charged.
    pub is_charged: bool,
    /// Days until the first day it is charged; 0 when it is.
    pub days_until_fee: i64,
    /// Not charged yet, but soon enough to act.
    pub warns: bool,
}

/// Stock older than `fee_after_days` pays; before that it is warned of when the first charged day is at most
/// `warn_days` ahead. The line is dated data of the marketplace and the seller's to change, never a constant: what
/// sellers call long-term has been 365 days and 180.
///
/// # Errors
/// `below_zero`; `out_of_range`.
///
/// ```
/// use clearfloor::stock::aged_fee_status;
/// let status = aged_fee_status(336, 365, 30).unwrap();
/// assert_eq!((status.is_charged, status.days_until_fee, status.warns), (false, 30, true));
/// ```
pub fn aged_fee_status(age_days: i64, fee_after_days: i64, warn_days: i64) -> Result<AgedFeeStatus> {
    let age = Ratio::from(age_days).not_negative("age_days")?;
    Ratio::from(fee_after_days).not_negative("fee_after_days")?;
    let until = Ratio::from(fee_after_days).plus(Ratio::ONE)?.minus(age)?.max(Ratio::ZERO);
    let days_until_fee =
        i64::try_from(until.numerator()).map_err(|_| crate::error::Error::out_of_range("days_until_fee"))?;
    let is_charged = days_until_fee == 0;
    Ok(AgedFeeStatus { is_charged, days_until_fee, warns: !is_charged && days_until_fee <= warn_days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_more_brings_the_fee_a_day_nearer(age in 0..900_i64, line in 0..500_i64, warn in 0..90_i64) {
            let (today, tomorrow) = (aged_fee_status(age, line, warn).unwrap(), aged_fee_status(age + 1, line, warn).unwrap());
            prop_assert_eq!(tomorrow.days_until_fee, (today.days_until_fee - 1).max(0));
            prop_assert!(!today.is_charged || tomorrow.is_charged);
            // Once warned of, it is warned of until it is charged.
            prop_assert!(!today.warns || tomorrow.warns || tomorrow.is_charged);
        }
    }

    #[test]
    fn refuses_an_age_below_zero_and_holds_the_largest_line() {
        assert_eq!(aged_fee_status(-1, 365, 30).unwrap_err().code(), "below_zero");
        assert_eq!(aged_fee_status(0, i64::MAX, 30).unwrap_err().code(), "out_of_range");
    }
}
