//! The tables as a whole: edges of bands, days on which they change, holes by name, and what the
//! reader refuses.

mod bands;
mod channels;
mod data;
mod days;
mod landed;
mod markets;
mod own;
mod promotions;

use super::{FeeTables, Lookup, Programme, SizedUnit, Tier};
use crate::date::Day;
use crate::money::{Currency, Money};
use crate::units::{LengthUnit, Package, WeightUnit};

fn us() -> &'static FeeTables {
    FeeTables::us().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn named(tier: &str) -> Tier {
    Tier::new(tier).unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

#[track_caller]
fn unit(sides: [&str; 3], weight: &str, weight_unit: WeightUnit, on: &str) -> SizedUnit {
    let package = Package::parse(sides, LengthUnit::In, weight, weight_unit).unwrap();
    us().size(&package, day(on)).unwrap().value
}

/// A flat standard unit, a few ounces heavy.
#[track_caller]
fn flat(ounces: &str, on: &str) -> SizedUnit {
    unit(["12", "9", "0.6"], ounces, WeightUnit::Oz, on)
}

#[track_caller]
fn shipping(unit: &SizedUnit, price: &str, on: &str) -> String {
    us().fulfilment_fee(unit, Programme::NonApparel, usd(price), day(on)).unwrap().value.to_string()
}

#[track_caller]
fn table_of<T: core::fmt::Debug>(found: Lookup<T>) -> String {
    us().describe(found.unwrap().row).table
}
