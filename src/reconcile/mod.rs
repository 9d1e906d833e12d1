//! What a report says or charged beside what the tables give, and why the two differ.
//!
//! [`judge`] takes one charge with what is known of the product and answers with the computed amount and a [`Cause`].
//! A cause is never guessed: it is named only if the charge computed anew under it (another measure of the package,
//! the tier beside, another category, the tables of another day, another price) gives what was charged. Where nothing
//! does, the difference is not explained, and that is said.
//!
//! All amounts are what the marketplace takes: positive = charged to the seller, so a positive difference is charged
//! too much. Whole minor units throughout; what a table cannot say is a hole with its name.
//!
//! ```
//! use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
//! use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
//! let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
//! let usd = |text| Money::parse(text, Currency::USD).unwrap();
//! let charged = Charged {
//!     fee: FeeKind::Referral,
//!     on: Day::parse("2026-11-03").unwrap(),
//!     units: 1,
//!     charged: usd("3.75"),
//!     basis: Basis::Sale { price: usd("19.99"), before_promotion: Some(usd("24.99")) },
//! };
//! let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
//! // 15 % of 19.99 is 3.00; 3.75 is 15 % of the price before the promotion.
//! assert_eq!((verdict.computed, verdict.cause.code), (Some(usd("3.00")), "promotion"));
//! ```
#![deny(clippy::float_arithmetic)]

mod findings;
mod sale;
mod stored;
#[cfg(test)]
mod tests;

pub use findings::{Entry, Evidence, Finding, FindingId, Totals, findings};

use crate::date::Day;
use crate::error::{Error, Result};
use crate::fees::{FeeTables, Hole, Programme, RowRef};
use crate::money::{Money, UnitAmount};
use crate::quote::Input;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::units::Package;

/// Which fee.
///
/// ```
/// use clearfloor::reconcile::FeeKind;
/// let of_stock = FeeKind::ALL.into_iter().filter(|fee| matches!(fee, FeeKind::Storage | FeeKind::Aged));
/// assert_eq!(of_stock.map(FeeKind::code).collect::<Vec<_>>(), ["storage", "aged"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeKind {
    /// Referral fee of sold units.
    Referral,
    /// Shipping sold units, fuel surcharge and handling within.
    Fulfilment,
    /// Kept of the referral fee at a refund.
    RefundAdministration,
    /// Monthly storage, without surcharges.
    Storage,
    /// Aged inventory surcharge.
    Aged,
}

impl FeeKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Referral, Self::Fulfilment, Self::RefundAdministration, Self::Storage, Self::Aged];

    /// Stable text: `referral`, `fulfilment`, …
    ///
    /// ```
    /// use clearfloor::reconcile::FeeKind;
    /// assert_eq!(FeeKind::RefundAdministration.code(), "refund_administration");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Fulfilment => "fulfilment",
            Self::RefundAdministration => "refund_administration",
            Self::Storage => "storage",
            Self::Aged => "aged",
        }
    }
}

/// A row of a table that the seller gave.
///
/// ```
/// use clearfloor::reconcile::Place;
/// let (earlier, later) = (Place { table: 1, line: 17 }, Place { table: 2, line: 3 });
/// assert!(earlier < later);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the table.
    pub table: u32,
    /// Line of the file, from 1.
    pub line: u32,
}

/// A size that some other table has for the product.
///
/// ```
/// use clearfloor::reconcile::{Goods, OtherSize, Place};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let of = |pounds| Package::parse(["17.5", "3.2", "3.1"], LengthUnit::In, pounds, WeightUnit::Lb).unwrap();
/// // The storage report has another weight: a charge for it is then named `size`, with the line that shows it.
/// let other = OtherSize { package: of("2.90"), place: Place { table: 3, line: 17 } };
/// let goods = Goods { package: Some(of("1.80")), other_sizes: vec![other], ..Goods::default() };
/// assert_eq!(goods.other_sizes[0].place.line, 17);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherSize {
    /// Sides and weight.
    pub package: Package,
    /// Where it stands.
    pub place: Place,
}

/// What is known of a product, as far as its fees go. What is `None` was not given.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Sale { price: usd("24.99"), before_promotion: None });
/// let charge = Charged { fee: FeeKind::Fulfilment, on, units: 1, charged: usd("6.37"), basis };
/// // Of goods that nothing is known of, it says what is missing.
/// let verdict = judge(FeeTables::us().unwrap(), &Goods::default(), &charge).unwrap();
/// assert_eq!((verdict.cause.code, verdict.holes), ("not_known", vec!["package".into(), "category".into()]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goods {
    /// Packaged unit that is believed.
    pub package: Option<Package>,
    /// Canonical id of the category.
    pub category: Option<String>,
    /// Fulfilment card, if it is not the category's.
    pub programme: Option<Programme>,
    /// Under dangerous-goods rules.
    pub is_dangerous: bool,
    /// Enrolled to ship in its own packaging.
    pub is_sipp: bool,
    /// Has a lithium battery that is charged for.
    pub has_lithium_battery: bool,
    /// The seller's own referral rate, which beats the tables.
    pub own_referral: Option<Rate>,
    /// The seller's own fulfilment fee.
    pub own_fulfilment: Option<Money>,
    /// Sizes that other tables have.
    pub other_sizes: Vec<OtherSize>,
    /// Other prices of the product, each with a code: `price_list`, `price_sale`.
    pub other_prices: Vec<(&'static str, Money)>,
    /// Categories that reports point to, looked at before all others.
    pub suggested: Vec<String>,
}

/// What a charge was taken for.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Refund { referral: usd("3.75") });
/// let charge = Charged { fee: FeeKind::RefundAdministration, on, units: 1, charged: usd("0.75"), basis };
/// let verdict = judge(FeeTables::us().unwrap(), &Goods::default(), &charge).unwrap();
/// assert_eq!(verdict.computed, Some(usd("0.75"))); // a fifth of the fee is kept
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Sold units.
    Sale {
        /// What the buyer paid for all of them, as the fee counts it.
        price: Money,
        /// The same before promotions, if there were any.
        before_promotion: Option<Money>,
    },
    /// A refund.
    Refund {
        /// Referral fee that was given back.
        referral: Money,
    },
    /// Stock over a month, its first day being that of the charge.
    Stored {
        /// Daily average of units.
        average_units: Ratio,
        /// Volume of one unit as the report prints it, in cubic feet, and its decimals.
        printed_volume: Option<(Ratio, u32)>,
        /// Rate as the report prints it, a unit of volume of the tables.
        printed_rate: Option<UnitAmount>,
    },
    /// Old stock at a snapshot.
    Old {
        /// Age at which its band begins, in days.
        age_days: u32,
        /// Volume of one unit as the report prints it, in cubic feet, and its decimals.
        printed_volume: Option<(Ratio, u32)>,
    },
}

/// One charge.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Sale { price: usd("49.98"), before_promotion: None });
/// let charge = Charged { fee: FeeKind::Fulfilment, on, units: 2, charged: usd("10.00"), basis };
/// let goods = Goods { own_fulfilment: Some(usd("5.00")), ..Goods::default() };
/// assert_eq!(judge(FeeTables::us().unwrap(), &goods, &charge).unwrap().computed, Some(usd("10.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Charged {
    /// Which fee.
    pub fee: FeeKind,
    /// Day whose tables hold: of shipping, first of the month, snapshot.
    pub on: Day,
    /// Units it is for; an average over a month is rounded and only told.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What for.
    pub basis: Basis,
}

/// One line of a calculation.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Sale { price: usd("50.00"), before_promotion: None });
/// let charge = Charged { fee: FeeKind::Referral, on, units: 2, charged: usd("4.00"), basis };
/// let goods = Goods { own_referral: Some(Rate::from_ppm(80_000)), ..Goods::default() };
/// let line = judge(FeeTables::us().unwrap(), &goods, &charge).unwrap().lines.remove(0);
/// assert_eq!((line.formula, line.amount), ("own_rate", usd("2.00"))); // 8 % of 25.00
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is: `referral`, `fulfilment`, `fuel_surcharge`, `storage`, …
    pub code: &'static str,
    /// Code of the rule, such as `share_or_minimum`.
    pub formula: &'static str,
    /// Values in it.
    pub inputs: Vec<Input>,
    /// What it comes to for one unit of a sale, else for all.
    pub amount: Money,
    /// The fee row.
    pub row: Option<RowRef>,
}

/// Why charged and computed differ, or do not.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Sale { price: usd("24.99"), before_promotion: None });
/// let charge = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd("4.50"), basis };
/// // The list price is 30.00, 15 % of which are 4.50.
/// let other_prices = vec![("price_list", usd("30.00"))];
/// let goods = Goods { category: Some("office".to_owned()), other_prices, ..Goods::default() };
/// let cause = judge(FeeTables::us().unwrap(), &goods, &charge).unwrap().cause;
/// assert_eq!((cause.code, cause.params[0].text.as_str()), ("promotion", "30.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Stable code: `same`, `rounding`, `size`, `size_tier`, `weight`, `programme`, `category`, `schedule`,
    /// `promotion`, `price_band`, `ship_date`, `own_figure`, `surcharge_not_within`, `packaging`, `battery`, `size_group`, `dangerous`,
    /// `exemption`, `age_band`, `printed_volume`, `printed_rate`, `not_explained`, `not_known`.
    pub code: &'static str,
    /// What it hangs on: `category`, `tier`, `weight_oz`, `table`, `on`, `price`, …
    pub params: Vec<Input>,
    /// The row of another table that shows it.
    pub place: Option<Place>,
    /// A second cause, where only both together give what was charged. It is looked for only beside a cause that the
    /// seller's own tables show: another size or another price.
    pub and: Option<Box<Self>>,
}

impl Cause {
    const fn plain(code: &'static str) -> Self {
        Self { code, params: Vec::new(), place: None, and: None }
    }

    fn and(self, second: Self) -> Self {
        Self { and: Some(Box::new(second)), ..self }
    }

    fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.params.push(Input { name, text: text.to_string() });
        self
    }

    /// Whether charged and computed are taken to agree.
    ///
    /// ```
    /// use clearfloor::reconcile::Cause;
    /// let of = |code| Cause { code, params: Vec::new(), place: None, and: None };
    /// assert!(of("rounding").is_agreement() && !of("size").is_agreement());
    /// ```
    #[must_use]
    pub fn is_agreement(&self) -> bool {
        matches!(self.code, "same" | "rounding")
    }

    /// Whether, if too much was charged, the marketplace is to be asked: not where the seller's own promotion, a
    /// rounding, a day between shipping and posting or a hole of the tool is behind it; of two causes, where it is with one.
    ///
    /// ```
    /// use clearfloor::reconcile::Cause;
    /// let of = |code| Cause { code, params: Vec::new(), place: None, and: None };
    /// assert!(of("size").is_worth_raising() && !of("promotion").is_worth_raising());
    /// let both = Cause { and: Some(Box::new(of("category"))), ..of("promotion") };
    /// assert!(both.is_worth_raising());
    /// ```
    #[must_use]
    pub fn is_worth_raising(&self) -> bool {
        let is_second = self.and.as_ref().is_some_and(|second| second.is_worth_raising());
        is_second
            || !matches!(
                self.code,
                "same" | "rounding" | "promotion" | "price_band" | "ship_date" | "surcharge_not_within" | "not_known"
            )
    }
}

/// What is to be said of one charge.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (on, basis) = (Day::parse("2026-11-21").unwrap(), Basis::Sale { price: usd("24.99"), before_promotion: None });
/// let charge = Charged { fee: FeeKind::Fulfilment, on, units: 1, charged: usd("99.00"), basis };
/// let goods = Goods { own_fulfilment: Some(usd("5.00")), ..Goods::default() };
/// let verdict = judge(FeeTables::us().unwrap(), &goods, &charge).unwrap();
/// assert_eq!((verdict.cause.code, verdict.computed), ("not_explained", Some(usd("5.00"))));
/// assert!(verdict.instead.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the tables give for all units; none = not known.
    pub computed: Option<Money>,
    /// Why it differs.
    pub cause: Cause,
    /// How the computed amount comes about.
    pub lines: Vec<Line>,
    /// The calculation that gives what was charged; empty where it agrees or none does.
    pub instead: Vec<Line>,
    /// Facts and figures that are missing, where nothing could be computed.
    pub holes: Vec<String>,
}

/// A calculation, or the facts and figures that it lacks.
type Worked = core::result::Result<Vec<Line>, Vec<String>>;

fn lacks(fact: &str) -> Vec<String> {
    vec![fact.to_owned()]
}

fn no_figure(hole: &Hole) -> Vec<String> {
    if hole.texts.is_empty() {
        vec![format!("{}: {}", hole.family.code(), hole.reason.code())]
    } else {
        hole.texts.clone()
    }
}

fn too_large(error: &Error) -> Vec<String> {
    vec![error.code().to_owned()]
}

fn input(name: &'static str, text: impl ToString) -> Input {
    Input { name, text: text.to_string() }
}

/// Sum of lines, times a count.
fn sum_of(lines: &[Line], times: i64) -> Result<Option<Money>> {
    let mut sum: Option<Money> = None;
    for line in lines {
        sum = Some(sum.map_or(Ok(line.amount), |sum| sum.plus(line.amount))?);
    }
    sum.map(|sum| sum.times(times)).transpose()
}

/// Another way to compute a charge, tried in turn.
struct Attempt {
    cause: Cause,
    worked: Worked,
}

impl Attempt {
    fn new(cause: Cause, worked: Worked) -> Self {
        Self { cause, worked }
    }
}

/// How far apart two amounts may lie and still be the same.
#[derive(Clone, Copy)]
struct Slack {
    /// For the charge itself: one minor unit a unit.
    rounding: i64,
    /// For another calculation that is to give the charge.
    proof: i64,
}

fn is_near(one: Money, other: Money, slack: i64) -> bool {
    one.currency() == other.currency() && one.minor().abs_diff(other.minor()) <= slack.unsigned_abs()
}

/// Holds a charge against what was worked out, and looks for the calculation that gives it.
fn settle(
    charged: Money,
    times: i64,
    slack: Slack,
    worked: Worked,
    attempts: impl Iterator<Item = Attempt>,
) -> Result<Verdict> {
    let lines = match worked {
        Ok(lines) => lines,
        Err(holes) => {
            let cause = Cause::plain("not_known");
            return Ok(Verdict { computed: None, cause, lines: Vec::new(), instead: Vec::new(), holes });
        }
    };
    let Some(computed) = sum_of(&lines, times)? else {
        return Err(Error::out_of_range("reconcile"));
    };
    // Amounts of two currencies are never held against each other.
    let difference = charged.minus(computed)?;
    let agrees = |code| Verdict {
        computed: Some(computed),
        cause: Cause::plain(code),
        lines: lines.clone(),
        instead: Vec::new(),
        holes: Vec::new(),
    };
    if difference.minor() == 0 {
        return Ok(agrees("same"));
    }
    if is_near(charged, computed, slack.rounding) {
        return Ok(agrees("rounding"));
    }
    for Attempt { cause, worked } in attempts {
        let Ok(instead) = worked else { continue };
        if sum_of(&instead, times)?.is_some_and(|sum| is_near(sum, charged, slack.proof)) {
            return Ok(Verdict { computed: Some(computed), cause, lines, instead, holes: Vec::new() });
        }
    }
    let cause = Cause::plain("not_explained");
    Ok(Verdict { computed: Some(computed), cause, lines, instead: Vec::new(), holes: Vec::new() })
}

/// Days with other tables than a day has, the nearest first.
fn other_days(fees: &FeeTables, on: Day) -> Vec<Day> {
    // Two years back and one ahead: what reports are looked at, and what is announced.
    let changes = fees.change_days(on.plus(-740), on.plus(400));
    let mut days: Vec<Day> = changes.into_iter().map(|day| if day > on { day } else { day.plus(-1) }).collect();
    days.sort_by_key(|day| day.days_since(on).unsigned_abs());
    days
}

/// Days between shipping a unit and posting its charge in a statement.
const POSTED_WITHIN: u32 = 3;

/// The cause of an earlier or later table; what is just before the day of posting may be the day of shipping.
fn of_day(fees: &FeeTables, worked: &Worked, on: Day, day: Day) -> Cause {
    let is_shipping = day < on && on.days_since(day).unsigned_abs() <= POSTED_WITHIN;
    let cause = Cause::plain(if is_shipping { "ship_date" } else { "schedule" });
    cause.with("table", table_of(fees, worked)).with("on", day)
}

/// Days with other tables that a second cause is looked for on.
const NEAR_DAYS: usize = 2;

/// The table of a line's row, for the cause of another day.
fn table_of(fees: &FeeTables, worked: &Worked) -> String {
    let row = worked.as_ref().ok().and_then(|lines| lines.first()).and_then(|line| line.row);
    row.map(|row| fees.describe(row).table).unwrap_or_default()
}

/// Says of a charge what the tables give and why it differs.
///
/// # Errors
/// `currency_mismatch` for a charge in another currency than the tables; `out_of_range`.
///
/// ```
/// use clearfloor::reconcile::{Basis, Charged, FeeKind, Goods, judge};
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let basis = Basis::Sale { price: usd("1249.50"), before_promotion: None };
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let charge = Charged { fee: FeeKind::Referral, on, units: 50, charged: usd("187.43"), basis };
/// let verdict = judge(FeeTables::us().unwrap(), &goods, &charge).unwrap();
/// // 50 times 3.75, or 15 % of the whole: seven cents apart, at most one a unit.
/// assert_eq!((verdict.computed, verdict.cause.code), (Some(usd("187.50")), "rounding"));
/// ```
pub fn judge(fees: &FeeTables, goods: &Goods, charged: &Charged) -> Result<Verdict> {
    match (charged.fee, charged.basis) {
        (FeeKind::Referral, Basis::Sale { price, before_promotion }) => {
            sale::referral(fees, goods, charged, price, before_promotion)
        }
        (FeeKind::Fulfilment, Basis::Sale { price, before_promotion }) => {
            sale::fulfilment(fees, goods, charged, price, before_promotion)
        }
        (FeeKind::RefundAdministration, Basis::Refund { referral }) => sale::refund(fees, charged, referral),
        (FeeKind::Storage, Basis::Stored { average_units, printed_volume, printed_rate }) => {
            stored::storage(fees, goods, charged, average_units, printed_volume, printed_rate)
        }
        (FeeKind::Aged, Basis::Old { age_days, printed_volume }) => {
            stored::aged(fees, goods, charged, age_days, printed_volume)
        }
        // A basis of another fee is the caller's fault and gives no figure.
        _ => Err(Error::out_of_range("reconcile")),
    }
}
