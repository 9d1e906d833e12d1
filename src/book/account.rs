//! What the seller says of the account and of programmes a product is in: it decides on the storage
//! utilization surcharge and the low-inventory fee; and what sold lately, with the pace it makes.

use super::facts::{Facts, Source, to_f64};
use super::resolve::{Defaults, Resolver};
use crate::demand::{SalesWindows, Velocity, VelocityRule, velocity};
use crate::number::Decimal;
use crate::quote::LowInventory;
use crate::rounding::Ratio;
use crate::state::Entries;
use crate::state::field::{Entry, VELOCITY_RULES};

/// Fields of what sold in the last 7, 30, 60 and 90 days.
pub(super) const SOLD_FIELDS: [&str; 4] = ["units_sold_7", "units_sold_30", "units_sold_60", "units_sold_90"];

/// Storage of one size group as typed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StorageEntries {
    pub ratio_weeks: Option<Decimal>,
    pub cubic_feet: Option<Decimal>,
}

impl StorageEntries {
    pub fn new(settings: &Entries, ratio: &str, volume: &str) -> Self {
        let number = |name| settings.entry(name).and_then(Entry::as_number);
        Self { ratio_weeks: number(ratio), cubic_feet: number(volume) }
    }
}

impl Defaults {
    /// The Professional plan is taken for granted until the seller says otherwise, and shown as assumed.
    pub fn has_professional_plan(&self) -> bool {
        self.is_professional_plan != Some(false)
    }
}

impl Resolver<'_> {
    /// The product is in a programme that waives the utilization surcharge and the low-inventory fee.
    pub(super) fn is_waived(&self) -> bool {
        self.is_yes("is_new_selection") || self.is_yes("is_auto_replenished")
    }

    /// Days of supply, and whether something exempts the product. The level of today is kept for the
    /// whole year, for nothing says how it will be replenished.
    pub(super) fn low_inventory(&self) -> LowInventory {
        let Facts { days_of_supply: [reported_30, reported_90], .. } = *self.facts;
        let days = |field: &str, reported: Option<super::facts::Fact<Decimal>>| -> Option<Ratio> {
            let typed = self.entries.entry(field).and_then(Entry::as_number);
            typed.or(reported.map(|fact| fact.value)).and_then(|days| days.to_ratio().ok())
        };
        LowInventory {
            days_of_supply_30: days("days_of_supply_30", reported_30),
            days_of_supply_90: days("days_of_supply_90", reported_90),
            is_exempt: self.is_low_inventory_exempt(),
        }
    }

    fn is_low_inventory_exempt(&self) -> bool {
        match self.entries.entry("is_low_inventory_exempt").and_then(Entry::as_text) {
            Some(answer) => return answer == "yes",
            None if self.is_waived() => return true,
            None => {}
        }
        let exemptions = self.fees.low_inventory_exemptions(self.today).map(|known| known.value).unwrap_or_default();
        let [sold_7, ..] = self.sold();
        let is_slow = exemptions.fewer_units_in_7_days.zip(sold_7).is_some_and(|(least, sold)| sold < f64::from(least));
        let is_new = exemptions
            .days_since_first_inbound
            .zip(self.defaults.first_inbound)
            .is_some_and(|(days, first)| f64::from(self.today.days_since(first)) <= f64::from(days));
        is_slow || is_new || self.facts.is_low_inventory_exempt.is_some_and(|fact| fact.value)
    }

    /// Units sold in the last 7, 30, 60 and 90 days, typed before printed.
    pub(super) fn sold_units(&self) -> [Option<i64>; 4] {
        let mut sold = [None; 4];
        for ((slot, field), fact) in sold.iter_mut().zip(SOLD_FIELDS).zip(self.facts.sold) {
            let typed = self.entries.entry(field).and_then(Entry::as_whole);
            *slot = typed.or(fact.map(|fact| fact.value));
        }
        sold
    }

    /// The same as expectations.
    pub(super) fn sold(&self) -> [Option<f64>; 4] {
        self.sold_units().map(|sold| sold.map(to_f64))
    }
}

/// The pace by what sold in the last 7, 30, 60 and 90 days: by the rule of the product, else that of the book, and where
/// nobody chose one by the first that the windows are known for, which is told.
pub(super) fn pace_by(sold: [Option<f64>; 4], entries: &Entries, defaults: &Defaults) -> Option<(Velocity, bool)> {
    let windows = windows_of(sold);
    let chosen = entries.entry("velocity_rule").and_then(Entry::as_text);
    let own = chosen.and_then(|name| VelocityRule::from_name(name).ok());
    let (rule, is_chosen) = match own {
        Some(rule) => (rule, true),
        None => (defaults.velocity_rule.value, defaults.velocity_rule.source == Source::Typed),
    };
    match velocity(&windows, rule) {
        Ok(found) => Some((found, false)),
        Err(_) if is_chosen => None,
        Err(_) => {
            let others = VELOCITY_RULES.iter().filter_map(|name| VelocityRule::from_name(name).ok());
            others.into_iter().find_map(|rule| velocity(&windows, rule).ok()).map(|found| (found, true))
        }
    }
}

/// What sold in the last 7, 30, 60 and 90 days by name.
pub(super) const fn windows_of([sold_7, sold_30, sold_60, sold_90]: [Option<f64>; 4]) -> SalesWindows {
    SalesWindows { sold_7, sold_30, sold_60, sold_90 }
}
