//! What decides the low-inventory fee of a sale.

use crate::date::Day;
use crate::fees::{Category, Family, FeeTables, Hole, Known, RowRef, SizedUnit};
use crate::money::Money;
use crate::rounding::Ratio;

/// What decides the low-inventory fee.
///
/// ```
/// use clearfloor::{quote::LowInventory, rounding::Ratio};
/// // Thirty days of supply over the month, twenty over the quarter.
/// let [days_of_supply_30, days_of_supply_90] = [30, 20].map(|days| Some(Ratio::whole(days)));
/// let supply = LowInventory { days_of_supply_30, days_of_supply_90, is_exempt: false };
/// assert!(supply.days_of_supply_30 > supply.days_of_supply_90);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowInventory {
    /// Days of supply over the last 30 days; `None` = not known.
    pub days_of_supply_30: Option<Ratio>,
    /// Days of supply over the last 90 days; `None` = not known.
    pub days_of_supply_90: Option<Ratio>,
    /// The seller or the product is exempt for another reason than its category (too few units
    /// shipped in the week, new seller, new selection, auto-replenished).
    pub is_exempt: bool,
}

/// Why the fee is not known though it may be due.
///
/// ```
/// use clearfloor::fees::FeeTables;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// use clearfloor::{date::Day, quote::{LowInventory, LowInventoryGap}};
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let unknown = LowInventory { days_of_supply_30: None, days_of_supply_90: None, is_exempt: false };
/// assert!(matches!(unknown.fee(fees, None, &sized, on), Err(LowInventoryGap::Days { .. })));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LowInventoryGap {
    /// Days of supply that decide are not known.
    Days {
        /// Their canonical names.
        names: &'static [&'static str],
        /// The row that would be charged by.
        row: RowRef,
    },
    /// The tables have no figure.
    Fee(Hole),
}

impl LowInventory {
    /// The fee of a unit shipped on a day; `None` = free: exempt, or one known window is not low, for
    /// both must be.
    ///
    /// # Errors
    /// A [`LowInventoryGap`] where it may be due and something of it is not known.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// use clearfloor::{date::Day, quote::LowInventory, rounding::Ratio};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let fee = |month, quarter| {
    ///     let [days_of_supply_30, days_of_supply_90] = [month, quarter].map(|days| Some(Ratio::whole(days)));
    ///     let supply = LowInventory { days_of_supply_30, days_of_supply_90, is_exempt: false };
    ///     supply.fee(fees, None, &sized, on).unwrap().map(|fee| fee.value.minor())
    /// };
    /// // Both windows must be below 28 days.
    /// assert_eq!([fee(30, 10), fee(10, 30)], [None, None]);
    /// assert!(fee(10, 10) > Some(0));
    /// ```
    pub fn fee(
        &self,
        fees: &FeeTables,
        category: Option<&Category>,
        sized: &SizedUnit,
        on: Day,
    ) -> core::result::Result<Option<Known<Money>>, LowInventoryGap> {
        if self.is_exempt || category.is_some_and(Category::is_low_inventory_exempt) {
            return Ok(None);
        }
        // A fee of a programme is not charged to those who are not known to be in it, and a marketplace
        // without such tables has no such fee.
        let is_of_programme = fees.low_inventory_exemptions(on).is_ok_and(|terms| terms.value.is_pan_european_only);
        if is_of_programme || !fees.has_family(Family::LowInventory) {
            return Ok(None);
        }
        let Known { value: rule, row } = fees.low_inventory(sized, on).map_err(LowInventoryGap::Fee)?;
        let is_low = |days: Option<Ratio>| days.is_none_or(|days| rule.charge(days, days).minor() != 0);
        if !is_low(self.days_of_supply_30) || !is_low(self.days_of_supply_90) {
            return Ok(None);
        }
        match (self.days_of_supply_30, self.days_of_supply_90) {
            (Some(days_30), Some(days_90)) => Ok(Some(Known { value: rule.charge(days_30, days_90), row })),
            (None, None) => Err(LowInventoryGap::Days { names: &["days_of_supply_30", "days_of_supply_90"], row }),
            (None, Some(_)) => Err(LowInventoryGap::Days { names: &["days_of_supply_30"], row }),
            (Some(_), None) => Err(LowInventoryGap::Days { names: &["days_of_supply_90"], row }),
        }
    }
}
