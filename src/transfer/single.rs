//! One transfer between two places, exact.

use crate::error::{Error, ErrorKind, Result};
use crate::money::{Money, UnitAmount};
use crate::rounding::{Ratio, Rounding};

/// One transfer.
///
/// ```
/// use clearfloor::{money::{Currency, UnitAmount}, transfer::single_transfer};
/// let carriage = UnitAmount::parse("0.25", Currency::USD).unwrap();
/// // 120 can be spared, 200 are wanted there beyond 50 on the shelf and 30 on the way.
/// let moved = single_transfer(200, 80, 50, 30, 280, carriage).unwrap();
/// assert_eq!((moved.units, moved.from_after, moved.to_after), (120, 80, 170));
/// assert_eq!(moved.cost.to_string(), "30.00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SingleTransfer {
    /// Units moved.
    pub units: i64,
    /// What that costs, rounded once.
    pub cost: Money,
    /// Units left at the donor.
    pub from_after: i64,
    /// Units at the receiver, without what was on the way already.
    pub to_after: i64,
}

/// Moves the smaller of what the donor can spare and what the receiver still needs:
/// `max(0, min(stock − keep, target − stock there − on the way))`. The donor never goes below what it must keep.
///
/// # Errors
/// `units_negative` with `what`; `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, UnitAmount}, transfer::single_transfer};
/// let half = UnitAmount::parse("0.50", Currency::USD).unwrap();
/// let found = single_transfer(900, 300, 100, 180, 350, half).unwrap();
/// assert_eq!((found.units, found.cost.to_string().as_str()), (70, "35.00"));
/// ```
pub fn single_transfer(
    from_stock: i64,
    from_keep: i64,
    to_stock: i64,
    to_inbound: i64,
    to_target: i64,
    unit_cost: UnitAmount,
) -> Result<SingleTransfer> {
    let named = [
        ("from_stock", from_stock),
        ("from_keep", from_keep),
        ("to_stock", to_stock),
        ("to_inbound", to_inbound),
        ("to_target", to_target),
    ];
    if let Some((what, units)) = named.into_iter().find(|&(_, units)| units < 0) {
        return Err(Error::new(ErrorKind::Range, "units_negative").with("what", what).with("units", units.to_string()));
    }
    let out_of_range = || Error::out_of_range("units");
    let needed = to_target.checked_sub(to_stock).and_then(|needed| needed.checked_sub(to_inbound));
    let units = (from_stock - from_keep).min(needed.ok_or_else(out_of_range)?).max(0);
    let currency = unit_cost.currency();
    let major = unit_cost.to_ratio_major()?.times(Ratio::whole(i128::from(units)))?;
    let minor = major.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
    Ok(SingleTransfer {
        units,
        cost: Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero)?,
        from_after: from_stock - units,
        to_after: to_stock.checked_add(units).ok_or_else(out_of_range)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_are_conserved_and_the_donor_keeps_its_own(
            from in 0_i64..2000, keep in 0_i64..2000, to in 0_i64..2000, inbound in 0_i64..500, target in 0_i64..3000,
        ) {
            let cost = UnitAmount::from_micros(333_333, Currency::USD);
            let found = single_transfer(from, keep, to, inbound, target, cost).unwrap();
            prop_assert_eq!(found.from_after + found.to_after, from + to);
            prop_assert!(found.from_after >= keep.min(from));
            prop_assert!(found.units == 0 || found.to_after + inbound <= target);
        }
    }

    #[test]
    fn refuses_units_below_zero() {
        let free = UnitAmount::from_micros(0, Currency::USD);
        assert_eq!(single_transfer(-1, 0, 0, 0, 5, free).unwrap_err().code(), "units_negative");
    }
}
