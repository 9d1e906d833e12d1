//! How much the answer hangs on each input: the tornado of assumptions, and a step of every field.
//!
//! Each input is changed alone, everything else stays, and the product is computed anew as if the
//! seller had typed it. What is shown is the present value of the way recommended now, and which way
//! would be recommended then.

use super::Book;
use super::calculation::{Context, Prepared};
use super::facts::Facts;
use crate::error::Result;
use crate::exits::ExitKind;
use crate::fees::FeeTables;
use crate::money::Money;
use crate::number::Decimal;
use crate::quote::Status;
use crate::rate::Rate;
use crate::scenario::{Bulk, ScenarioName};
use crate::state::Entries;
use crate::state::field::{Entry, FieldKind, FieldSpec, PRODUCT_FIELDS, product_field, setting_field};

/// Pace of sales, size, weight: a quarter and a tenth either way, in thousandths.
const PACE_STEP: i64 = 250;
const SIZE_STEP: i64 = 100;

/// Fees that are taken to hold though nothing says so: a tenth either way.
const ASSUMED_FEES_STEP: f64 = 0.1;

/// Return on capital: five points either way, not below nothing.
const RETURN_STEP: Rate = Rate::from_ppm(50_000);

const MICROS: i64 = 1_000_000;

/// What comes of one changed input.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let found = book.sensitivity("MAT").unwrap().unwrap();
/// let price = found.fields.iter().find(|swing| swing.id == "price_list").unwrap();
/// let more = price.more.as_ref().unwrap();
/// // A dollar more, of which 15 % are the referral fee.
/// assert_eq!((more.text.as_str(), more.net.unwrap().to_string()), ("26", "0.85".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What the input is changed to, as plain text in its own unit; shares in percent.
    pub text: String,
    /// Change of the net of one unit sold today; none = not known.
    pub net: Option<Money>,
    /// Present value of the way recommended now; none = not known.
    pub value: Option<Money>,
    /// Change of it.
    pub change: Option<Money>,
    /// The way that would be recommended, if it is another.
    pub becomes: Option<ScenarioName>,
}

/// An input moved both ways.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let found = book.sensitivity("MAT").unwrap().unwrap();
/// let side = found.fields.iter().find(|swing| swing.id == "side_longest").unwrap();
/// assert_eq!((side.step.as_str(), side.unit.as_deref()), ("1", Some("in")));
/// assert_eq!((side.less.as_ref().unwrap().text.as_str(), side.more.as_ref().unwrap().text.as_str()), ("9", "11"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// An assumption (`elasticity`, `velocity`, `recovery`, `annual_rate`, `assumed_fees`, `size`,
    /// `weight`), or the canonical name of a field.
    pub id: &'static str,
    /// Length of the step for a field, as plain text in its unit; empty for an assumption.
    pub step: String,
    /// Unit of that step: `%`, `in`, `lb`, a currency, `days`; none = it has no name.
    pub unit: Option<String>,
    /// The lower end; none = it would be no value of this input.
    pub less: Option<Effect>,
    /// The upper end.
    pub more: Option<Effect>,
}

/// How much the answer hangs on each input.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let found = book.sensitivity("MAT").unwrap().unwrap();
/// assert_eq!(found.scenario.id, "cut-400000");
/// // Most hangs on how buyers react to the price.
/// assert_eq!(found.assumptions[0].id, "elasticity");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The way recommended now.
    pub scenario: ScenarioName,
    /// Its present value.
    pub value: Money,
    /// Assumptions, the widest swing first. Ranges: price reaction one standard deviation either
    /// way (math.md §3); pace of sales ±25 %; recovery from the lowest to the highest that the fee
    /// table gives, ±25 % of the seller's own; return on capital ±5 points; fees of tables that are
    /// assumed to hold ±10 %; all sides ±10 %; weight ±10 %.
    pub assumptions: Vec<Swing>,
    /// Fields on which a step makes a difference of a cent or more, in the order of the form. Steps:
    /// 1 of money, of a side, of units; 0.1 lb or kg, 1 oz, 10 g; 1 point of a share; 30 days; 0.1
    /// units a day or of an exchange rate; 0.5 of the price reaction. Of a price only the net is said.
    pub fields: Vec<Swing>,
}

/// A price is a choice and no fact: at another one another number would sell, which is what the ways
/// tell. Of a step of it only the net of one unit is said.
const PRICES: [&str; 2] = ["price_list", "price_sale"];

/// What a changed product comes to.
struct Tried {
    net: Option<Money>,
    value: Option<f64>,
    best: Option<ScenarioName>,
}

/// Tries changes on one product.
struct Trial<'a> {
    context: &'a Context,
    facts: &'a Facts,
    entries: &'a Entries,
    id: String,
    now: Tried,
    bulk: Bulk,
}

impl Book {
    /// How much the answer for a product hangs on each of its inputs; none = nothing is recommended.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions::default());
    /// // Without a price nothing is recommended.
    /// assert_eq!(book.sensitivity("MAT"), Ok(None));
    /// assert_eq!(book.sensitivity("GONE").unwrap_err().code(), "no_such_product");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `holding_rate`; `out_of_range`.
    pub fn sensitivity(&mut self, key: &str) -> Result<Option<Sensitivity>> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let found = self.sensitivity_of(&context, index);
        self.context = Some(context);
        found
    }

    fn sensitivity_of(&self, context: &Context, index: usize) -> Result<Option<Sensitivity>> {
        let Some(facts) = self.products.get(index) else { return Ok(None) };
        let entries = self.entries.of(&facts.key);
        let mut bulk = Bulk::default();
        let Some(now) = tried(context, facts, entries, "", &mut bulk, 0.0) else { return Ok(None) };
        let Some(scenario) = now.best.clone() else { return Ok(None) };
        let mut trial = Trial { context, facts, entries, id: scenario.id.clone(), now, bulk };
        // The value of the recommended way, by its name.
        let Some(now) = trial.of(|_| {}) else { return Ok(None) };
        let Some(value) = now.value.and_then(|value| Money::from_expectation(value, context.currency).ok()) else {
            return Ok(None);
        };
        trial.now = now;
        let mut assumptions = trial.assumptions();
        if let Some(swing) = self.annual_rate(context, &mut trial)? {
            assumptions.push(swing);
        }
        assumptions.retain(Swing::matters);
        assumptions.sort_by_key(|swing| core::cmp::Reverse(swing.width()));
        let form = self.form(index);
        let text_of = |field: &str| form.iter().find(|view| view.field == field).map_or("", |view| view.text.as_str());
        let (side_unit, weight_unit) = (text_of("dim_unit"), text_of("weight_unit"));
        let mut fields = Vec::new();
        for spec in PRODUCT_FIELDS {
            let Some(view) = form.iter().find(|view| view.field == spec.name) else { continue };
            let unit = match spec.name {
                "side_longest" | "side_median" | "side_shortest" => Some(side_unit),
                "weight" => Some(weight_unit),
                _ => view.unit.as_deref(),
            };
            fields.extend(trial.field(spec, &view.text, unit).filter(Swing::matters));
        }
        Ok(Some(Sensitivity { scenario, value, assumptions, fields }))
    }

    /// Return on capital is a setting, so the whole calendar is made anew.
    fn annual_rate(&self, context: &Context, trial: &mut Trial<'_>) -> Result<Option<Swing>> {
        let Some(spec) = setting_field("annual_rate") else { return Ok(None) };
        let now = context.defaults.annual_rate.value;
        let ppm = |sign: i64| now.ppm().saturating_add(sign.saturating_mul(RETURN_STEP.ppm())).max(0);
        let [mut less, mut more] = [None, None];
        for (slot, sign) in [(&mut less, -1), (&mut more, 1)] {
            let rate = Rate::from_ppm(ppm(sign));
            if rate == now {
                continue;
            }
            let mut settings = self.entries.settings.clone();
            settings.set(spec, Entry::Rate(rate));
            let context = Context::new(self.today, self.currency, &settings, self.fees)?;
            let found = tried(&context, trial.facts, trial.entries, &trial.id, &mut trial.bulk, 0.0);
            *slot = found.map(|found| trial.effect(found, percent_text(rate)));
        }
        Ok(Some(Swing { id: "annual_rate", step: String::new(), unit: None, less, more }))
    }
}

/// Computes a product as it stands in `entries`; `id` is the way whose value is asked for, and
/// `fee_share` is added to the fees that are assumed.
fn tried(
    context: &Context,
    facts: &Facts,
    entries: &Entries,
    id: &str,
    bulk: &mut Bulk,
    fee_share: f64,
) -> Option<Tried> {
    let resolved = context.resolve(facts, entries);
    let mut prepared = Prepared::new(context, &resolved).ok()?;
    if fee_share != 0.0 {
        prepared.change_assumed_fees(fee_share);
    }
    let answer = prepared.value_ways(context, context.group(&resolved), bulk)?;
    let place =
        (0..bulk.present_values().len()).find(|&place| prepared.way(place).is_some_and(|way| way.name().id == id));
    Some(Tried {
        net: prepared.net_now(),
        value: place.and_then(|place| bulk.present_values().get(place).copied().flatten()),
        best: answer.recommended.and_then(|place| prepared.way(place)).map(|way| way.name()),
    })
}

impl Trial<'_> {
    fn of(&mut self, change: impl FnOnce(&mut Entries)) -> Option<Tried> {
        let mut entries = self.entries.clone();
        change(&mut entries);
        tried(self.context, self.facts, &entries, &self.id, &mut self.bulk, 0.0)
    }

    fn effect(&self, found: Tried, text: String) -> Effect {
        let money = |minor: f64| Money::from_expectation(minor, self.context.currency).ok();
        Effect {
            text,
            net: found.net.zip(self.now.net).and_then(|(then, now)| then.minus(now).ok()),
            value: found.value.and_then(money),
            change: found.value.zip(self.now.value).and_then(|(then, now)| money(then - now)),
            becomes: found.best.filter(|best| best.id != self.id),
        }
    }

    fn try_entry(&mut self, spec: &'static FieldSpec, entry: Entry, text: String) -> Option<Effect> {
        let found = self.of(|entries| entries.set(spec, entry))?;
        Some(self.effect(found, text))
    }

    fn assumptions(&mut self) -> Vec<Swing> {
        let resolved = self.context.resolve(self.facts, self.entries);
        let mut swings = Vec::new();
        let mut add = |id, less, more| swings.push(Swing { id, step: String::new(), unit: None, less, more });
        let reaction = [resolved.elasticity.low, resolved.elasticity.mid, resolved.elasticity.high];
        let [weak, _, strong] = reaction.map(|e| self.try_number("elasticity", to_micros(e)));
        add("elasticity", weak, strong);
        if let Some(pace) = resolved.units_per_day.map(to_micros) {
            let [less, more] = around(pace, PACE_STEP).map(|micros| self.try_number("units_per_day", micros));
            add("velocity", less, more);
        }
        if let Some((low, high)) = self.recovery_range(resolved.recovery_rate) {
            let mut side = |rate: Rate| {
                let spec = product_field("recovery_rate")?;
                self.try_entry(spec, Entry::Rate(rate), percent_text(rate))
            };
            let (less, more) = (side(low), side(high));
            add("recovery", less, more);
        }
        let mut fees = |share: f64, text: &str| {
            let found = tried(self.context, self.facts, self.entries, &self.id, &mut self.bulk, share)?;
            Some(self.effect(found, text.to_owned()))
        };
        let (less, more) = (fees(-ASSUMED_FEES_STEP, "-10"), fees(ASSUMED_FEES_STEP, "10"));
        add("assumed_fees", less, more);
        if let Some(package) = resolved.product.package {
            let names = ["side_longest", "side_median", "side_shortest"];
            let [less, more] = [-SIZE_STEP, SIZE_STEP].map(|thousandths| {
                let found = self.of(|entries| {
                    for (name, side) in names.into_iter().zip(package.sides) {
                        set_number(entries, name, by_thousandths(side.micros, thousandths));
                    }
                })?;
                Some(self.effect(found, super::form::trimmed(thousandths * MICROS / 10)))
            });
            add("size", less, more);
            let [less, more] = around(package.weight.micros, SIZE_STEP).map(|micros| self.try_number("weight", micros));
            add("weight", less, more);
        }
        swings
    }

    fn try_number(&mut self, field: &'static str, micros: i64) -> Option<Effect> {
        let spec = product_field(field)?;
        let entry = entry_of(spec.kind, micros)?;
        self.try_entry(spec, entry, super::form::trimmed(micros))
    }

    /// From the lowest to the highest recovery; none if goods of this kind are not liquidated.
    fn recovery_range(&self, own: Option<Rate>) -> Option<(Rate, Rate)> {
        let resolved = self.context.resolve(self.facts, self.entries);
        let prepared = Prepared::new(self.context, &resolved).ok()?;
        let exit = prepared.exits.iter().find(|exit| exit.kind == ExitKind::Liquidate)?;
        exit.flows?;
        if let Some(own) = own {
            let [low, high] = around(own.ppm(), PACE_STEP);
            return Some((Rate::from_ppm(low), Rate::from_ppm(high).min(Rate::ONE)));
        }
        let fees: &FeeTables = self.context.fees;
        let [low, _, high] = fees.liquidation_recovery(self.context.today).ok()?.value;
        Some((low, high))
    }

    /// A step of one field either way; none if it holds no number.
    fn field(&mut self, spec: &'static FieldSpec, text: &str, unit: Option<&str>) -> Option<Swing> {
        let step = step_of(spec, unit)?;
        let now = number_in(self.entries.entry(spec.name), text)?;
        let [less, more] = [now.checked_sub(step)?, now.checked_add(step)?].map(|micros| {
            let entry = entry_of(spec.kind, micros)?;
            self.try_entry(spec, entry, super::form::trimmed(micros))
        });
        let mut swing =
            Swing { id: spec.name, step: super::form::trimmed(step), unit: unit.map(str::to_owned), less, more };
        if PRICES.contains(&spec.name) {
            swing.less.iter_mut().chain(&mut swing.more).for_each(Effect::keep_net);
        }
        Some(swing)
    }
}

impl Effect {
    fn keep_net(&mut self) {
        (self.value, self.change, self.becomes) = (None, None, None);
    }
}

impl Swing {
    fn sides(&self) -> impl Iterator<Item = &Effect> {
        self.less.iter().chain(&self.more)
    }

    fn matters(&self) -> bool {
        let is_some = |money: Option<Money>| money.is_some_and(|money| money.minor() != 0);
        self.sides().any(|effect| is_some(effect.net) || is_some(effect.change) || effect.becomes.is_some())
    }

    /// The larger of the two changes of present value, minor units.
    fn width(&self) -> i64 {
        self.sides().filter_map(|effect| effect.change).map(|change| change.minor().abs()).max().unwrap_or(0)
    }
}

impl Prepared<'_> {
    /// Adds a share of the fees that are assumed, for each price and ship date.
    fn change_assumed_fees(&mut self, share: f64) {
        let models = self.models.len().max(1);
        for (point, nets) in self.points.iter().zip(self.nets.chunks_mut(models)) {
            for (model, net) in self.models.iter().zip(nets) {
                let (Some(known), Ok(ledger)) = (*net, model.ledger(point.price)) else { continue };
                let assumed: f64 = ledger
                    .lines
                    .iter()
                    .filter(|line| line.status == Status::Assumed && line.id.is_marketplace_fee())
                    .filter_map(|line| line.amount.map(Money::to_expectation))
                    .sum();
                *net = Money::from_expectation(known.to_expectation() + share * assumed, known.currency()).ok();
            }
        }
    }
}

/// Length of a step in millionths of the field's unit; none for what is no number.
fn step_of(spec: &FieldSpec, unit: Option<&str>) -> Option<i64> {
    Some(match (spec.kind, spec.name) {
        (FieldKind::Number, "weight") => match unit {
            Some("oz") => MICROS,
            Some("g") => 10 * MICROS,
            _ => MICROS / 10,
        },
        (FieldKind::Number, "units_per_day" | "fx_rate") => MICROS / 10,
        (FieldKind::Number | FieldKind::Quantity | FieldKind::Units | FieldKind::Money | FieldKind::Percent, _) => {
            MICROS
        }
        (FieldKind::Negative, _) => MICROS / 2,
        (FieldKind::Days, _) => 30 * MICROS,
        // No number; or one that the seller aims at, on which nothing rests.
        (
            FieldKind::Text
            | FieldKind::Choice
            | FieldKind::Day
            | FieldKind::Prices
            | FieldKind::Grades
            | FieldKind::Season
            | FieldKind::Return
            | FieldKind::Discount
            | FieldKind::Basket
            | FieldKind::Tiers,
            _,
        ) => return None,
    })
}

/// The number that stands in a field, in millionths; shares in percent.
fn number_in(entry: Option<&Entry>, text: &str) -> Option<i64> {
    match entry {
        Some(Entry::Number(number) | Entry::Money(number)) => number.to_micros().ok(),
        Some(Entry::Whole(number)) => number.checked_mul(MICROS),
        Some(Entry::Rate(rate)) => rate.ppm().checked_mul(100),
        Some(Entry::Text(_) | Entry::Day(_) | Entry::Prices(_) | Entry::Grades(_) | Entry::Season(_)) => None,
        None => Decimal::parse(text).ok()?.to_micros().ok(),
    }
}

/// The same as an entry, if it is one that the field takes.
fn entry_of(kind: FieldKind, micros: i64) -> Option<Entry> {
    let decimal = || Decimal::new(i128::from(micros), 6).ok();
    match kind {
        FieldKind::Number if micros > 0 => decimal().map(Entry::Number),
        FieldKind::Quantity if micros >= 0 => decimal().map(Entry::Number),
        FieldKind::Negative if micros < 0 => decimal().map(Entry::Number),
        FieldKind::Money if micros >= 0 => decimal().map(Entry::Money),
        FieldKind::Units | FieldKind::Days if micros >= 0 => Some(Entry::Whole(micros / MICROS)),
        FieldKind::Percent if (0..=100 * MICROS).contains(&micros) => Some(Entry::Rate(Rate::from_ppm(micros / 100))),
        _ => None,
    }
}

fn set_number(entries: &mut Entries, field: &str, micros: i64) {
    if let Some((spec, entry)) = product_field(field).and_then(|spec| Some((spec, entry_of(spec.kind, micros)?))) {
        entries.set(spec, entry);
    }
}

fn by_thousandths(now: i64, thousandths: i64) -> i64 {
    let moved = i128::from(now) * i128::from(1000 + thousandths) / 1000;
    i64::try_from(moved).unwrap_or(i64::MAX)
}

fn around(now: i64, thousandths: i64) -> [i64; 2] {
    [by_thousandths(now, -thousandths), by_thousandths(now, thousandths)]
}

/// An expectation in millionths, for an input that is typed as a decimal.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a pace or a price reaction, far below 2^53"
)]
fn to_micros(number: f64) -> i64 {
    (number * 1e6).round() as i64
}

fn percent_text(rate: Rate) -> String {
    super::form::trimmed(rate.ppm().saturating_mul(100))
}
