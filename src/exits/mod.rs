//! Ways to let stock go at once: what a unit brings, when it is paid, what cannot be undone.
//!
//! An [`Exit`] is made from fees that were looked up before; a fee that is not known makes an exit
//! without figures that names the hole. A price cut is no exit of this kind: it sells on, and
//! [`crate::scenario`] follows it day by day.

mod split;

pub(crate) use split::best_split_in_steps;
pub use split::{Split, best_split};

use crate::error::{Error, ErrorKind, Result};
use crate::fees::{Goods, LiquidationTerms};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::stock::HoldingCalendar;

/// Which exit.
///
/// ```
/// use clearfloor::exits::{Exit, ExitKind};
/// use clearfloor::money::{Currency, Money};
/// let fee = Money::new(104, Currency::USD).unwrap();
/// let kinds = [Exit::removal(Ok(fee)), Exit::disposal(Ok(fee))].map(|exit| exit.kind);
/// assert_eq!(kinds, [ExitKind::Remove, ExitKind::Dispose]);
/// ```
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
    /// Graded by the marketplace and sold as used.
    GradeResell,
}

impl ExitKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Liquidate, Self::Remove, Self::Resell, Self::Dispose, Self::GradeResell];

    /// Stable code: `liquidate`, `remove`, `resell`, `dispose`, `grade_resell`.
    ///
    /// ```
    /// use clearfloor::exits::ExitKind;
    /// assert_eq!(ExitKind::ALL.map(ExitKind::code), ["liquidate", "remove", "resell", "dispose", "grade_resell"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Liquidate => "liquidate",
            Self::Remove => "remove",
            Self::Resell => "resell",
            Self::Dispose => "dispose",
            Self::GradeResell => "grade_resell",
        }
    }
}

/// What one unit brings and when; negative = it costs.
///
/// ```
/// use clearfloor::exits::Flows;
/// use clearfloor::{date::Day, money::{Currency, Money}, stock::HoldingCalendar};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// let start = Day::parse("2026-11-21").unwrap();
/// let calendar = HoldingCalendar::new(start, 365, 0.10, |_| 78.0, Vec::new()).unwrap();
/// // Shipped home for 1.04 today, sold there for 5.50 in a year: 5.50/1.10 − 1.04.
/// let flows = Flows { at_once: usd(-104), later: usd(550), lag_days: 365 };
/// assert!((flows.value_per_unit(&calendar) - 396.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flows {
    /// On the day it is let go.
    pub at_once: Money,
    /// After the lag.
    pub later: Money,
    /// Days until then.
    pub lag_days: i32,
}

impl Flows {
    /// A fee of one unit on the day, and nothing later.
    ///
    /// ```
    /// use clearfloor::{exits::Flows, money::{Currency, Money}};
    /// let removal = Flows::fee(Money::new(104, Currency::USD).unwrap());
    /// assert_eq!((removal.at_once.minor(), removal.later.minor(), removal.lag_days), (-104, 0, 0));
    /// ```
    #[must_use]
    pub const fn fee(fee: Money) -> Self {
        Self { at_once: fee.negated(), later: Money::zero(fee.currency()), lag_days: 0 }
    }

    /// Nothing on the day, and `net` after `lag_days`.
    ///
    /// ```
    /// use clearfloor::{exits::Flows, money::{Currency, Money}};
    /// let bulk_sale = Flows::paid_later(Money::new(185, Currency::USD).unwrap(), 60);
    /// assert_eq!((bulk_sale.at_once.minor(), bulk_sale.later.minor(), bulk_sale.lag_days), (0, 185, 60));
    /// ```
    #[must_use]
    pub const fn paid_later(net: Money, lag_days: i32) -> Self {
        Self { at_once: Money::zero(net.currency()), later: net, lag_days }
    }

    /// What a unit let go on any day is worth on that day, in minor units: what comes later is
    /// discounted for its lag.
    ///
    /// ```
    /// use clearfloor::{date::Day, exits::Flows, money::{Currency, Money}, stock::HoldingCalendar};
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.21, |_| 78.0, Vec::new()).unwrap();
    /// let net = Money::new(121, Currency::USD).unwrap();
    /// assert!((Flows::paid_later(net, 365).value_per_unit(&calendar) - 100.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn value_per_unit(&self, calendar: &HoldingCalendar) -> f64 {
        self.at_once.to_expectation() + self.later.to_expectation() * calendar.paid_after(self.lag_days)
    }
}

/// A grade that a share of the units is expected to get.
///
/// ```
/// use clearfloor::exits::{Exit, ExpectedGrade};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// let grade = |ppm, net| ExpectedGrade { share: Rate::from_ppm(ppm), net: usd(net) };
/// // Six in ten as new for 12.00, four in ten as good for 8.00, each graded for 1.80: 8.60 in all.
/// let grades = [grade(600_000, 1200), grade(400_000, 800)];
/// let exit = Exit::grade_and_resell(Ok(usd(180)), Ok(usd(104)), &grades, 30).unwrap();
/// assert_eq!(exit.net_per_unit().unwrap(), Some(usd(860)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedGrade {
    /// Share of the units.
    pub share: Rate,
    /// What the sale of one brings before the grading fee.
    pub net: Money,
}

/// A way to let stock go.
///
/// ```
/// use clearfloor::exits::{Exit, Flows};
/// use clearfloor::money::{Currency, Money};
/// // A fee that is not known makes no figure, and says what is missing.
/// let unknown = Exit::removal(Err("removal".to_owned()));
/// assert_eq!((unknown.flows, unknown.unknown), (None, vec!["removal".to_owned()]));
/// let fee = Money::new(104, Currency::USD).unwrap();
/// assert_eq!(Exit::removal(Ok(fee)).flows, Some(Flows::fee(fee)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Which.
    pub kind: ExitKind,
    /// What a unit brings; `None` = not known or not possible, see `unknown` and `blocks`.
    pub flows: Option<Flows>,
    /// Codes of what cannot be undone: `cannot_be_cancelled`, `is_destroyed`, `sold_as_used`.
    pub irrevocable: &'static [&'static str],
    /// Codes of what stands in the way or follows: `dangerous_goods_not_eligible`, `restock_blocked`,
    /// `needs_expected_grades`.
    pub blocks: &'static [&'static str],
    /// Codes and fee families of what is not known.
    pub unknown: Vec<String>,
}

impl Exit {
    /// Removal to the seller's own address: the fee is paid at once and nothing follows.
    ///
    /// `fee` is the charge of one unit above zero, or the name of what is not known.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::money::{Currency, Money};
    /// let exit = Exit::removal(Ok(Money::new(104, Currency::USD).unwrap()));
    /// assert_eq!(exit.net_per_unit().unwrap().map(Money::minor), Some(-104));
    /// assert!(exit.irrevocable.is_empty());
    /// ```
    #[must_use]
    pub fn removal(fee: core::result::Result<Money, String>) -> Self {
        Self::at_a_fee(ExitKind::Remove, fee, &[])
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
        Self::at_a_fee(ExitKind::Dispose, fee, &["is_destroyed"])
    }

    fn at_a_fee(
        kind: ExitKind,
        fee: core::result::Result<Money, String>,
        irrevocable: &'static [&'static str],
    ) -> Self {
        let (flows, unknown) = match fee {
            Ok(fee) => (Some(Flows::fee(fee)), Vec::new()),
            Err(name) => (None, vec![name]),
        };
        Self { kind, flows, irrevocable, blocks: &[], unknown }
    }

    /// Bulk sale by the marketplace: `recovery` is the share of the average selling price that its
    /// buyers pay, assumed until the seller says otherwise; the net comes after `payout_days`.
    ///
    /// `terms` are those of the unit, or the name of what is not known. Goods that are not taken
    /// have no figure and say so.
    ///
    /// # Errors
    /// `recovery_range` unless the recovery lies between 0 and 1; `lag_negative`;
    /// `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::{fees::{Goods, LiquidationTerms}, money::{Currency, Money}, rate::Rate};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// let terms = LiquidationTerms {
    ///     processing: usd(55), referral_share: Rate::from_ppm(150_000),
    ///     recovery_low: Rate::from_ppm(50_000), recovery_mid: Rate::from_ppm(75_000),
    ///     recovery_high: Rate::from_ppm(100_000),
    ///     payout_days_low: 60, payout_days_high: 90,
    ///     is_cancellable: false, is_dangerous_eligible: false, is_terms_assumed: false,
    /// };
    /// // 10 % of 40.00, less 15 % of that and 0.55.
    /// let exit = Exit::liquidation(Ok(terms), usd(4000), terms.recovery_high, 60, Goods::Ordinary).unwrap();
    /// assert_eq!(exit.net_per_unit().unwrap(), Some(usd(400 - 60 - 55)));
    /// assert_eq!(exit.irrevocable, ["cannot_be_cancelled"]);
    /// ```
    pub fn liquidation(
        terms: core::result::Result<LiquidationTerms, String>,
        average_selling_price: Money,
        recovery: Rate,
        payout_days: i32,
        goods: Goods,
    ) -> Result<Self> {
        refuse_negative(payout_days)?;
        if !(Rate::ZERO..=Rate::ONE).contains(&recovery) {
            return Err(Error::new(ErrorKind::Range, "recovery_range").with("rate", recovery.to_string()));
        }
        let mut exit = Self {
            kind: ExitKind::Liquidate,
            flows: None,
            irrevocable: &["cannot_be_cancelled"],
            blocks: &["restock_blocked"],
            unknown: Vec::new(),
        };
        match terms {
            Ok(terms) => {
                if terms.is_cancellable {
                    exit.irrevocable = &[];
                }
                if goods == Goods::Dangerous && !terms.is_dangerous_eligible {
                    exit.blocks = &["dangerous_goods_not_eligible"];
                } else {
                    let net = terms.proceeds(average_selling_price, recovery)?.net;
                    exit.flows = Some(Flows::paid_later(net, payout_days));
                }
            }
            Err(name) => exit.unknown.push(name),
        }
        Ok(exit)
    }

    /// Removal and then a sale by the seller: the fee at once, `net` of the resale after `lag_days`.
    ///
    /// # Errors
    /// `currency_mismatch` if fee and net are of two currencies; `lag_negative`.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::money::{Currency, Money};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// let exit = Exit::resale(Ok(usd(104)), usd(600), 45).unwrap();
    /// assert_eq!(exit.net_per_unit().unwrap(), Some(usd(600 - 104)));
    /// let euro = Money::new(600, Currency::EUR).unwrap();
    /// assert_eq!(Exit::resale(Ok(usd(104)), euro, 45).unwrap_err().code(), "currency_mismatch");
    /// ```
    pub fn resale(fee: core::result::Result<Money, String>, net: Money, lag_days: i32) -> Result<Self> {
        refuse_negative(lag_days)?;
        let mut exit = Self::at_a_fee(ExitKind::Resell, fee, &[]);
        if let Some(flows) = &mut exit.flows {
            flows.at_once.plus(net)?;
            (flows.later, flows.lag_days) = (net, lag_days);
        }
        Ok(exit)
    }

    /// Grading and sale as used: each grade's share brings its net less the `grading` fee after
    /// `lag_days`; what gets no grade pays no grading fee and costs `unsellable`, a positive fee, on the
    /// day. The expectation of a unit is rounded once for each of the two days.
    ///
    /// # Errors
    /// `grades_above_whole` if the shares are more than all units, or one is below zero; `lag_negative`;
    /// `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::exits::{Exit, ExpectedGrade};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// let half = ExpectedGrade { share: Rate::from_ppm(500_000), net: usd(900) };
    /// let exit = Exit::grade_and_resell(Ok(usd(180)), Ok(usd(104)), &[half], 30).unwrap();
    /// // Half of them 9.00 − 1.80 later, half of them 1.04 at once.
    /// assert_eq!(exit.net_per_unit().unwrap(), Some(usd(360 - 52)));
    /// ```
    pub fn grade_and_resell(
        grading: core::result::Result<Money, String>,
        unsellable: core::result::Result<Money, String>,
        grades: &[ExpectedGrade],
        lag_days: i32,
    ) -> Result<Self> {
        refuse_negative(lag_days)?;
        let mut exit = Self {
            kind: ExitKind::GradeResell,
            flows: None,
            irrevocable: &["sold_as_used"],
            blocks: &[],
            unknown: Vec::new(),
        };
        let mut left = Ratio::ONE;
        for grade in grades {
            let share = grade.share.to_ratio()?;
            left = left.minus(share)?;
            if share < Ratio::ZERO || left < Ratio::ZERO {
                return Err(Error::new(ErrorKind::Range, "grades_above_whole"));
            }
        }
        let (grading, unsellable) = match (grading, unsellable) {
            (Ok(grading), Ok(unsellable)) => (grading, unsellable),
            (grading, unsellable) => {
                exit.unknown.extend(grading.err().into_iter().chain(unsellable.err()));
                exit.unknown.dedup();
                return Ok(exit);
            }
        };
        let minor = |money: Money| Ratio::whole(i128::from(money.minor()));
        let mut later = Ratio::ZERO;
        for grade in grades {
            later = later.plus(grade.share.to_ratio()?.times(minor(grade.net.minus(grading)?))?)?;
        }
        let rounded = |minor| Money::from_ratio_minor(minor, grading.currency(), Rounding::HalfAwayFromZero);
        let at_once = rounded(left.times(minor(unsellable))?)?.negated();
        exit.flows = Some(Flows { at_once, later: rounded(later)?, lag_days });
        Ok(exit)
    }

    /// Grading and sale as used while the seller has not said what grades to expect.
    #[must_use]
    pub(crate) const fn grades_not_given() -> Self {
        Self {
            kind: ExitKind::GradeResell,
            flows: None,
            irrevocable: &["sold_as_used"],
            blocks: &["needs_expected_grades"],
            unknown: Vec::new(),
        }
    }

    /// The same with nothing in the way but what is not known.
    #[must_use]
    pub(crate) fn without_blocks(self) -> Self {
        Self { blocks: &[], ..self }
    }

    /// What a unit brings in all, not discounted; `None` = not known.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::money::{Currency, Money};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// // What comes in half a year counts whole here; `value_per_unit` discounts it.
    /// let exit = Exit::resale(Ok(usd(104)), usd(600), 182).unwrap();
    /// assert_eq!(exit.net_per_unit().unwrap(), Some(usd(496)));
    /// assert_eq!(Exit::removal(Err("removal".to_owned())).net_per_unit().unwrap(), None);
    /// ```
    pub fn net_per_unit(&self) -> Result<Option<Money>> {
        self.flows.map(|flows| flows.at_once.plus(flows.later)).transpose()
    }

    /// [`Flows::value_per_unit`]; `None` = not known.
    ///
    /// ```
    /// use clearfloor::exits::Exit;
    /// use clearfloor::{date::Day, money::{Currency, Money}, stock::HoldingCalendar};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// let start = Day::parse("2026-11-21").unwrap();
    /// let calendar = HoldingCalendar::new(start, 365, 0.10, |_| 78.0, Vec::new()).unwrap();
    /// let exit = Exit::resale(Ok(usd(104)), usd(660), 365).unwrap();
    /// assert!((exit.value_per_unit(&calendar).unwrap() - (600.0 - 104.0)).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn value_per_unit(&self, calendar: &HoldingCalendar) -> Option<f64> {
        self.flows.map(|flows| flows.value_per_unit(calendar))
    }
}

fn refuse_negative(lag_days: i32) -> Result<()> {
    if lag_days < 0 {
        return Err(Error::new(ErrorKind::Range, "lag_negative").with("days", lag_days.to_string()));
    }
    Ok(())
}

/// The exit worth most, the first of equal ones, and its worth a unit.
///
/// ```
/// use clearfloor::exits::{Exit, ExitKind, best_exit};
/// use clearfloor::{date::Day, money::{Currency, Money}, stock::HoldingCalendar};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// let start = Day::parse("2026-11-21").unwrap();
/// let calendar = HoldingCalendar::new(start, 365, 0.0, |_| 78.0, Vec::new()).unwrap();
/// let exits = [Exit::removal(Ok(usd(104))), Exit::resale(Ok(usd(104)), usd(600), 45).unwrap()];
/// let (best, worth) = best_exit(&exits, &calendar).unwrap();
/// assert_eq!((best.kind, worth), (ExitKind::Resell, 496.0));
/// ```
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

    fn terms() -> LiquidationTerms {
        LiquidationTerms {
            processing: usd(25),
            referral_share: Rate::from_ppm(150_000),
            recovery_low: Rate::from_ppm(50_000),
            recovery_mid: Rate::from_ppm(75_000),
            recovery_high: Rate::from_ppm(100_000),
            payout_days_low: 60,
            payout_days_high: 90,
            is_cancellable: false,
            is_dangerous_eligible: false,
            is_terms_assumed: false,
        }
    }

    fn liquidation(terms: core::result::Result<LiquidationTerms, String>, goods: Goods) -> Exit {
        Exit::liquidation(terms, usd(2000), Rate::from_ppm(75_000), 75, goods).unwrap()
    }

    #[test]
    fn liquidation_pays_its_net_after_the_lag_and_cannot_be_taken_back() {
        // 20.00 · 7.5 % = 1.50; less 15 % of it (0.225 -> 0.23) and 0.25: 1.02.
        let exit = liquidation(Ok(terms()), Goods::Ordinary);
        assert_eq!(exit.flows, Some(Flows { at_once: usd(0), later: usd(102), lag_days: 75 }));
        assert_eq!(exit.irrevocable, ["cannot_be_cancelled"]);
        let exit = liquidation(Ok(LiquidationTerms { is_cancellable: true, ..terms() }), Goods::Ordinary);
        assert!(exit.irrevocable.is_empty());
    }

    #[test]
    fn dangerous_goods_are_not_liquidated_and_this_is_said() {
        let exit = liquidation(Ok(terms()), Goods::Dangerous);
        assert_eq!((exit.flows, exit.blocks), (None, &["dangerous_goods_not_eligible"][..]));
        assert!(exit.unknown.is_empty());
    }

    #[test]
    fn liquidation_with_unknown_terms_names_the_family() {
        let exit = liquidation(Err("liquidation".to_owned()), Goods::Ordinary);
        assert_eq!((exit.flows, exit.unknown), (None, vec!["liquidation".to_owned()]));
    }

    #[test]
    fn liquidation_refuses_recovery_above_the_price_and_pay_before_the_order() {
        let code = |ppm, days| {
            let exit = Exit::liquidation(Ok(terms()), usd(2000), Rate::from_ppm(ppm), days, Goods::Ordinary);
            exit.map_err(|e| e.code()).err()
        };
        assert_eq!(code(1_000_001, 75), Some("recovery_range"));
        assert_eq!(code(-1, 75), Some("recovery_range"));
        assert_eq!(code(75_000, -1), Some("lag_negative"));
    }

    #[test]
    fn graded_units_bring_their_shares_and_the_rest_costs_its_disposal() {
        let grade = |ppm, net| ExpectedGrade { share: Rate::from_ppm(ppm), net: usd(net) };
        let grades = [grade(400_000, 1003), grade(300_000, 701)];
        let exit = Exit::grade_and_resell(Ok(usd(180)), Ok(usd(104)), &grades, 30).unwrap();
        // 0.4 · 8.23 + 0.3 · 5.21 = 4.855 -> 4.86; 0.3 · 1.04 = 0.312.
        assert_eq!(exit.flows, Some(Flows { at_once: usd(-31), later: usd(486), lag_days: 30 }));
        let code = |grades: &[ExpectedGrade]| {
            Exit::grade_and_resell(Ok(usd(180)), Ok(usd(104)), grades, 30).map_err(|error| error.code()).err()
        };
        assert_eq!(code(&[grade(700_000, 1), grade(400_000, 1)]), Some("grades_above_whole"));
        assert_eq!(code(&[grade(-1, 1)]), Some("grades_above_whole"));
        let hole = Exit::grade_and_resell(Err("grade_and_resell".to_owned()), Ok(usd(104)), &grades, 30).unwrap();
        assert_eq!((hole.flows, hole.unknown), (None, vec!["grade_and_resell".to_owned()]));
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
