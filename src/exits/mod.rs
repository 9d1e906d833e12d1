//! Ways to let stock go at once: what a unit brings, when it is paid, what cannot be undone.
//!
//! An [`Exit`] is made from fees that were looked up before; a fee that is not known makes an exit
//! without figures that names the hole. A price cut is no exit of this kind: it sells on, and
//! [`crate::scenario`] follows it day by day.

mod liquidation;

pub use liquidation::{LiquidationLedger, LiquidationOffer};

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::stock::HoldingCalendar;

/// Which exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExitKind {
    /// Sold in bulk by the marketplace.
    Liquidate,
    /// Shipped to the seller, who then does nothing with it.
    Remove,
    /// Shipped to the seller, who then sells it himself.
    Resell,
    /// Destroyed by the marketplace.
    Dispose,
}

impl ExitKind {
    /// Stable code: `liquidate`, `remove`, `resell`, `dispose`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Liquidate => "liquidate",
            Self::Remove => "remove",
            Self::Resell => "resell",
            Self::Dispose => "dispose",
        }
    }
}

/// What one unit brings and when; negative = it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flows {
    /// On the day it is let go.
    pub at_once: Money,
    /// After the lag.
    pub later: Money,
    /// Days until then.
    pub lag_days: i32,
}

/// A way to let stock go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Which.
    pub kind: ExitKind,
    /// What a unit brings; `None` = not known or not possible, see `unknown` and `blocks`.
    pub flows: Option<Flows>,
    /// Codes of what cannot be undone: `cannot_be_cancelled`, `is_destroyed`.
    pub irrevocable: Vec<&'static str>,
    /// Codes of what stands in the way or follows: `dangerous_goods_not_eligible`, `restock_blocked`.
    pub blocks: Vec<&'static str>,
    /// Codes and fee families of what is not known.
    pub unknown: Vec<String>,
}

impl Exit {
    /// Removal to the seller's own address: the fee is paid at once and nothing follows.
    ///
    /// `fee` is the charge of one unit above zero, or the name of what is not known.
    #[must_use]
    pub fn removal(fee: core::result::Result<Money, String>) -> Self {
        Self::at_a_fee(ExitKind::Remove, fee, Vec::new())
    }

    /// Disposal: the fee is paid at once and the unit is gone.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::money::{Currency, Money};
    /// let fee = Money::new(104, Currency::USD).unwrap();
    /// let exit = Exit::disposal(Ok(fee));
    /// assert_eq!(exit.net_per_unit().unwrap().unwrap().minor(), -104);
    /// assert_eq!(exit.irrevocable, ["is_destroyed"]);
    /// assert_eq!(Exit::disposal(Err("removal".to_owned())).unknown, ["removal"]);
    /// ```
    #[must_use]
    pub fn disposal(fee: core::result::Result<Money, String>) -> Self {
        Self::at_a_fee(ExitKind::Dispose, fee, vec!["is_destroyed"])
    }

    fn at_a_fee(kind: ExitKind, fee: core::result::Result<Money, String>, irrevocable: Vec<&'static str>) -> Self {
        let (flows, unknown) = match fee {
            Ok(fee) => {
                let flows = Flows { at_once: fee.negated(), later: Money::zero(fee.currency()), lag_days: 0 };
                (Some(flows), Vec::new())
            }
            Err(name) => (None, vec![name]),
        };
        Self { kind, flows, irrevocable, blocks: Vec::new(), unknown }
    }

    /// Removal and then a sale by the seller: the fee at once, `net` of the resale after `lag_days`.
    ///
    /// # Errors
    /// `currency_mismatch` if fee and net are of two currencies; `lag_negative`.
    pub fn resale(fee: core::result::Result<Money, String>, net: Money, lag_days: i32) -> Result<Self> {
        refuse_negative(lag_days)?;
        let mut exit = Self::at_a_fee(ExitKind::Resell, fee, Vec::new());
        if let Some(flows) = &mut exit.flows {
            flows.at_once.plus(net)?;
            (flows.later, flows.lag_days) = (net, lag_days);
        }
        Ok(exit)
    }

    /// What a unit brings in all, not discounted; `None` = not known.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn net_per_unit(&self) -> Result<Option<Money>> {
        self.flows.map(|flows| flows.at_once.plus(flows.later)).transpose()
    }

    /// What a unit let go on any day is worth on that day, in minor units: what comes later is
    /// discounted for its lag. `None` = not known.
    #[must_use]
    pub fn value_per_unit(&self, calendar: &HoldingCalendar) -> Option<f64> {
        let flows = self.flows?;
        let later = flows.later.to_expectation() * calendar.paid_after(flows.lag_days);
        Some(flows.at_once.to_expectation() + later)
    }
}

fn refuse_negative(lag_days: i32) -> Result<()> {
    if lag_days < 0 {
        return Err(Error::new(ErrorKind::Range, "lag_negative").with("days", lag_days.to_string()));
    }
    Ok(())
}

/// The exit worth most, the first of equal ones, and its worth a unit.
#[must_use]
pub fn best_exit<'a>(exits: &'a [Exit], calendar: &HoldingCalendar) -> Option<(&'a Exit, f64)> {
    let known = exits.iter().filter_map(|exit| Some((exit, exit.value_per_unit(calendar)?)));
    known.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::money::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    fn calendar() -> HoldingCalendar {
        HoldingCalendar::new(Day::parse("2026-11-21").unwrap(), 365, 0.10, |_| 78.0, Vec::new()).unwrap()
    }

    #[test]
    fn removal_costs_its_fee_and_brings_nothing() {
        let exit = Exit::removal(Ok(usd(153)));
        assert_eq!(exit.net_per_unit().unwrap(), Some(usd(-153)));
        assert_eq!(exit.value_per_unit(&calendar()), Some(-153.0));
    }

    #[test]
    fn resale_pays_the_fee_today_and_earns_later() {
        let exit = Exit::resale(Ok(usd(153)), usd(900), 365).unwrap();
        assert_eq!(exit.net_per_unit().unwrap(), Some(usd(747)));
        let worth = exit.value_per_unit(&calendar()).unwrap();
        assert!((worth - (900.0 / 1.1 - 153.0)).abs() < 1e-9);
    }

    #[test]
    fn hole_in_a_fee_leaves_no_figure() {
        let exit = Exit::resale(Err("removal".to_owned()), usd(900), 30).unwrap();
        assert_eq!(exit.net_per_unit().unwrap(), None);
        assert_eq!(exit.unknown, ["removal"]);
    }

    #[test]
    fn resale_refuses_two_currencies_and_lags_into_the_past() {
        let yen = Money::new(900, Currency::JPY).unwrap();
        let code = |net, lag| Exit::resale(Ok(usd(153)), net, lag).map_err(|e| e.code()).err();
        assert_eq!(code(yen, 30), Some("currency_mismatch"));
        assert_eq!(code(usd(900), -1), Some("lag_negative"));
    }

    #[test]
    fn best_exit_is_the_first_of_equals_and_never_an_unknown_one() {
        let calendar = calendar();
        let exits = [
            Exit::removal(Err("removal".to_owned())),
            Exit::disposal(Ok(usd(104))),
            Exit::removal(Ok(usd(104))),
            Exit::removal(Ok(usd(200))),
        ];
        let (best, worth) = best_exit(&exits, &calendar).unwrap();
        assert_eq!((best.kind, worth), (ExitKind::Dispose, -104.0));
        assert!(best_exit(&exits[..1], &calendar).is_none());
    }
}
