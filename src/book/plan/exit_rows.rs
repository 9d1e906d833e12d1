//! Every way out of a stock beside selling it at a price: what it brings, how soon, what cannot be undone.

use super::setting::whole;
use super::view::Param;
use crate::book::calculation::{Context, Prepared};
use crate::book::channels::{Asked, ChannelsView, PlaceView, Sheet};
use crate::book::promotion::{PromotionColumn, Promotions};
use crate::book::view::Problem;
use crate::channels::{Moving, StorageThere};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::exits::{Exit, ExitKind};
use crate::fees::channel::{ChannelTables, Donation};
use crate::fees::{FeeSource, Handling};
use crate::money::{Currency, Money};
use crate::offer::Channel;
use crate::quote::SaleModel;
use crate::scenario::CashPoint;
use crate::state::field::{Entry, FieldKind};
use crate::stock::HoldingCalendar;
use serde::Serialize;

/// Days until the money of a sale by one's own hands is there, until the seller says.
const OWN_SALE_DAYS: i64 = 14;
/// Days until units that were moved can be sold, until the seller says.
const LEAD_DAYS: i64 = 30;

/// Where a figure comes from.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let rows = book.plan_exits("MAT", &[], &[]).unwrap().body.rows;
/// let dispose = rows.iter().find(|row| row.code == "dispose").unwrap();
/// let source = dispose.lines.iter().find_map(|line| line.source.as_ref()).unwrap();
/// assert_eq!((source.table.as_str(), source.row.as_str()), ("removal_2026", "standard, up to 32 oz"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// Table.
    pub table: String,
    /// The row in words.
    pub row: String,
    /// First day in force; none = not known.
    pub effective_from: Option<Day>,
    /// Address of the page.
    pub source: String,
    /// How sure it is.
    pub confidence: &'static str,
    /// Taken to hold though nothing says so for today.
    pub is_assumed: bool,
}

impl From<FeeSource> for SourceView {
    fn from(source: FeeSource) -> Self {
        let FeeSource { table, row, effective_from, source, confidence, is_assumed, .. } = source;
        Self { table, row, effective_from, source, confidence, is_assumed }
    }
}

/// A line of what one unit brings by an exit.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let rows = book.plan_exits("MAT", &[], &[]).unwrap().body.rows;
/// let dispose = rows.iter().find(|row| row.code == "dispose").unwrap();
/// // What disposing of a unit takes, and nothing that it brings.
/// assert!(dispose.lines.iter().all(|line| line.amount.minor() <= 0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExitLine {
    /// Code of the line.
    pub id: &'static str,
    /// Signed.
    pub amount: Money,
    /// The values it is made of.
    pub params: Vec<Param>,
    /// The fee row.
    pub source: Option<SourceView>,
}

/// A way out.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let rows = book.plan_exits("MAT", &[], &[]).unwrap().body.rows;
/// let liquidate = rows.iter().find(|row| row.code == "liquidate").unwrap();
/// assert_eq!((liquidate.kind, liquidate.units, liquidate.is_all), ("exit", Some(12.0), true));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExitRow {
    /// `liquidate`, `staff`, `channel-ebay`, `promotion-outlet`, `way-plan`, …
    pub code: String,
    /// `exit`, `channel`, `promotion` or `way`.
    pub kind: &'static str,
    /// Units that go this way; none = not known.
    pub units: Option<f64>,
    /// It is for the whole stock.
    pub is_all: bool,
    /// What one unit brings, not discounted; none = not known, or units bring different sums.
    pub per_unit: Option<Money>,
    /// Money in less money out of these units.
    pub cash: Option<Money>,
    /// The same, discounted to today.
    pub present_value: Option<Money>,
    /// With the other units, kept and sold at the best prices.
    pub with_rest: Option<Money>,
    /// That less the plan.
    pub against_plan: Option<Money>,
    /// Days until nine tenths of the cash are in.
    pub days_to_cash: Option<i32>,
    /// Codes of what cannot be undone.
    pub irrevocable: Vec<&'static str>,
    /// Codes of what stands in the way or follows.
    pub blocks: Vec<&'static str>,
    /// Fields to fill in and facts that are not known.
    pub missing: Vec<String>,
    /// Codes of what is taken to be so.
    pub notes: Vec<&'static str>,
    /// One unit, line by line.
    pub lines: Vec<ExitLine>,
    /// No other way for the whole stock brings as much as soon.
    pub is_efficient: bool,
}

/// What a number of units brings by an exit, in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bringing {
    /// Each the same, on the day and after a lag.
    Each { at_once: f64, later: f64, lag: i32 },
    /// Moved and then sold at a pace.
    Sold { at_once: f64, lead: i32, per_day: f64, net: f64, storage_month: f64 },
}

impl Bringing {
    /// Cash, present value, days to cash and days until the units are gone.
    pub fn of(&self, calendar: &HoldingCalendar, units: f64) -> Option<(f64, f64, i32, f64)> {
        match *self {
            Self::Each { at_once, later, lag } => {
                let cash = (at_once + later) * units;
                let value = (at_once + later * calendar.paid_after(lag)) * units;
                let is_in_at_once = later == 0.0 || (cash > 0.0 && at_once * units >= 0.9 * cash);
                Some((cash, value, if is_in_at_once { 0 } else { lag }, 0.0))
            }
            Self::Sold { at_once, lead, per_day, net, storage_month } => {
                let storage =
                    if storage_month > 0.0 { StorageThere::PerUnitMonth(storage_month) } else { StorageThere::Free };
                let moving = Moving { calendar, units, at_once, lead_days: lead, per_day, net, storage };
                let moved = moving.follow()?;
                Some((moved.cash, moved.present_value, days_in(calendar, &moved.path), moved.units_left))
            }
        }
    }
}

/// Days until nine tenths of a path's cash are in; its last day where it brings nothing.
fn days_in(calendar: &HoldingCalendar, path: &[CashPoint]) -> i32 {
    let total = path.last().map_or(0.0, |point| point.minor);
    let reached = path.iter().find(|point| point.minor >= 0.9 * total).filter(|_| total > 0.0);
    reached.or(path.last()).map_or(0, |point| point.day.days_since(calendar.start()))
}

/// A row with what it takes to split the stock over it.
pub(super) struct Way {
    pub row: ExitRow,
    pub bringing: Option<Bringing>,
    /// At most so many units.
    pub most: f64,
}

impl Way {
    pub fn new(code: impl Into<String>, kind: &'static str, most: f64) -> Self {
        Self { row: ExitRow { code: code.into(), kind, ..ExitRow::default() }, bringing: None, most }
    }

    fn line(&mut self, id: &'static str, amount: Money, params: Vec<Param>, source: Option<FeeSource>) {
        self.row.lines.push(ExitLine { id, amount, params, source: source.map(SourceView::from) });
    }

    /// Each unit brings the lines so far at once, and `later` after a lag.
    fn each(&mut self, at_once: Money, later: Money, lag: i32) -> Result<()> {
        self.row.per_unit = Some(at_once.plus(later)?);
        let (at_once, later) = (at_once.to_expectation(), later.to_expectation());
        self.bringing = Some(Bringing::Each { at_once, later, lag });
        Ok(())
    }
}

fn param(name: &'static str, text: impl ToString) -> Param {
    Param { name, text: text.to_string() }
}

/// The exits of a product with the seller's own figures for them.
pub(super) struct Exits<'a> {
    pub context: &'a Context,
    pub prepared: &'a Prepared<'a>,
    pub currency: Currency,
    /// Units on hand.
    pub units: f64,
}

impl Exits<'_> {
    fn is_here(&self) -> bool {
        self.prepared.resolved.channel == Channel::AmazonFba
    }

    /// What it costs to have one unit back; nothing where the units lie with the seller.
    fn removal(&self) -> core::result::Result<Money, Vec<String>> {
        if !self.is_here() {
            return Ok(Money::zero(self.currency));
        }
        let exit = self.prepared.exits.iter().find(|exit| exit.kind == ExitKind::Remove);
        let Some(exit) = exit else { return Err(vec!["removal".to_owned()]) };
        exit.flows.map(|flows| flows.at_once.negated()).ok_or_else(|| exit.unknown.clone())
    }

    /// The fee row of removal or disposal.
    fn fee_row(&self, kind: ExitKind) -> Option<FeeSource> {
        let resolved = self.prepared.resolved;
        let sized = resolved.sized.as_ref()?;
        let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
        let (fees, today) = (self.context.fees, self.context.today);
        let row = match kind {
            ExitKind::Dispose => fees.disposal(sized, handling, today).ok()?.row,
            ExitKind::Liquidate => fees.liquidation(sized, handling, today).ok()?.row,
            ExitKind::GradeResell => fees.grade_and_resell(sized, today).ok()?.row,
            ExitKind::Remove | ExitKind::Resell => fees.removal(sized, handling, today).ok()?.row,
        };
        Some(fees.describe(row))
    }

    /// The marketplace's exits.
    pub fn of_marketplace(&self) -> Result<Vec<Way>> {
        let mut ways = Vec::new();
        for exit in &self.prepared.exits {
            let mut way = Way::new(exit.kind.code(), "exit", self.units);
            way.row.irrevocable = exit.irrevocable.to_vec();
            way.row.blocks = exit.blocks.to_vec();
            way.row.missing.clone_from(&exit.unknown);
            if exit.kind == ExitKind::Liquidate && exit.flows.is_some() {
                way.row.notes.push("restock_days_told");
                if self.prepared.resolved.recovery_rate.is_none() {
                    way.row.notes.push("recovery_assumed");
                }
            }
            if let Some(flows) = exit.flows {
                self.lines_of(&mut way, exit)?;
                way.each(flows.at_once, flows.later, flows.lag_days)?;
            }
            ways.push(way);
        }
        Ok(ways)
    }

    fn lines_of(&self, way: &mut Way, exit: &Exit) -> Result<()> {
        let Some(flows) = exit.flows else { return Ok(()) };
        let source = self.fee_row(exit.kind);
        let resolved = self.prepared.resolved;
        match exit.kind {
            ExitKind::Liquidate => {
                let terms = resolved.sized.as_ref().and_then(|sized| {
                    let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
                    self.context.fees.liquidation(sized, handling, self.context.today).ok()
                });
                let rate = resolved.recovery_rate.or(self.context.defaults.table_recovery);
                if let (Some(terms), Some(price), Some(rate)) = (terms, resolved.price, rate) {
                    let told = terms.value.proceeds(price, rate)?;
                    let params = vec![param("rate", rate), param("price", price)];
                    way.line("recovery", told.gross_recovery, params, source.clone());
                    let share = vec![param("rate", terms.value.referral_share)];
                    way.line("liquidation_referral", told.referral.negated(), share, source.clone());
                    let processing = flows.later.minus(told.gross_recovery)?.plus(told.referral)?;
                    way.line("liquidation_processing", processing, Vec::new(), source);
                }
            }
            ExitKind::Remove => way.line("removal", flows.at_once, Vec::new(), source),
            ExitKind::Dispose => way.line("disposal", flows.at_once, Vec::new(), source),
            ExitKind::Resell => {
                way.line("removal", flows.at_once, Vec::new(), source);
                way.line("own_sale", flows.later, vec![param("days", flows.lag_days)], None);
            }
            ExitKind::GradeResell => {
                way.line("unsellable", flows.at_once, Vec::new(), self.fee_row(ExitKind::Dispose));
                way.line("graded_sale", flows.later, vec![param("days", flows.lag_days)], source);
            }
        }
        Ok(())
    }

    /// The exits that hang on the seller's own figures, with their fields.
    pub fn of_seller(&self, sheet: &mut Sheet<'_>) -> Result<Vec<Way>> {
        Ok(vec![self.staff(sheet)?, self.donate(sheet)?, self.transfer(sheet)?])
    }

    fn amount(sheet: &mut Sheet<'_>, place: &'static str, name: &'static str, is_needed: bool) -> Option<Money> {
        let asked = Asked::new(place, name, FieldKind::Money);
        sheet.money(Asked { is_needed, ..asked })
    }

    fn days(sheet: &mut Sheet<'_>, place: &'static str, name: &'static str, standing: i64) -> i32 {
        let entry = sheet.ask(Asked::new(place, name, FieldKind::Days).standing(standing));
        let days = entry.as_ref().and_then(Entry::as_whole).unwrap_or(standing);
        i32::try_from(days).unwrap_or(i32::MAX).clamp(0, 3650)
    }

    /// At most so many units; the field says where more are named than there are.
    fn most(&self, sheet: &mut Sheet<'_>, place: &'static str) -> f64 {
        let entry = sheet.ask(Asked::new(place, "units", FieldKind::Units));
        let Some(typed) = entry.as_ref().and_then(Entry::as_whole) else { return self.units };
        let typed = f64::from(u32::try_from(typed).unwrap_or(u32::MAX));
        if let Some(field) = sheet.fields.last_mut()
            && typed > self.units
        {
            let error = Error::new(ErrorKind::Range, "units_above_stock").with("units", whole(self.units).to_string());
            field.problem = Some(Problem::of_error(&error, field.name, None));
        }
        typed.min(self.units)
    }

    /// Sold to one's own people: fetched, and paid in cash.
    fn staff(&self, sheet: &mut Sheet<'_>) -> Result<Way> {
        let price = Self::amount(sheet, "staff", "price", true);
        let carriage = Self::amount(sheet, "staff", "carriage", false);
        let lag = Self::days(sheet, "staff", "days", OWN_SALE_DAYS);
        let mut way = Way::new("staff", "exit", self.most(sheet, "staff"));
        way.row.irrevocable.push("is_sold");
        self.own_sale(&mut way, price, carriage, lag)?;
        Ok(way)
    }

    fn own_sale(&self, way: &mut Way, price: Option<Money>, carriage: Option<Money>, lag: i32) -> Result<()> {
        let removal = self.removal();
        if price.is_none() {
            way.row.missing.push("price".to_owned());
        }
        if let Err(unknown) = &removal {
            way.row.missing.extend(unknown.iter().cloned());
        }
        let (Some(price), Ok(removal)) = (price, removal) else { return Ok(()) };
        let mut at_once = removal.negated();
        if removal.minor() != 0 {
            way.line("removal", removal.negated(), Vec::new(), self.fee_row(ExitKind::Remove));
        }
        match carriage {
            Some(carriage) => {
                way.line("carriage", carriage.negated(), Vec::new(), None);
                at_once = at_once.minus(carriage)?;
            }
            None => way.row.notes.push("no_carriage"),
        }
        way.line("own_sale", price, vec![param("days", lag)], None);
        way.each(at_once, price, lag)
    }

    /// Given away: what it costs to send, and what the tax relief is worth at the seller's own rate.
    fn donate(&self, sheet: &mut Sheet<'_>) -> Result<Way> {
        let today = self.context.today;
        let resolved = self.prepared.resolved;
        let is_us = self.context.fees.market() == "US";
        let landed = self.prepared.models.first().and_then(SaleModel::landed_cost);
        let rule = if is_us {
            let asked = Asked::new("donate", "rule", FieldKind::Choice).choices(&["general", "enhanced"]);
            match sheet.text(asked.standing("general")).as_deref() {
                Some("enhanced") => Donation::Enhanced,
                _ => Donation::General,
            }
        } else {
            Donation::General
        };
        let tax = sheet.ask(Asked::new("donate", "tax_rate", FieldKind::Percent).needed());
        let tax = tax.as_ref().and_then(Entry::as_rate);
        let mut relief = None;
        let mut source = None;
        let mut params = Vec::new();
        let mut way = Way::new("donate", "exit", self.units);
        way.row.irrevocable.push("is_given_away");
        if is_us {
            let value = Asked::new("donate", "value", FieldKind::Money);
            let value = match resolved.price {
                Some(price) => sheet.money(value.standing(price)).or(Some(price)),
                None => sheet.money(value.needed()),
            };
            let basis = Asked::new("donate", "basis", FieldKind::Money).needed();
            let basis = match landed {
                Some(landed) => sheet.money(basis.standing(landed).standing_by("report")).or(Some(landed)),
                None => sheet.money(basis),
            };
            if basis.is_none() {
                way.row.missing.push("basis".to_owned());
            }
            if value.is_none() {
                way.row.missing.push("value".to_owned());
            }
            let tables = ChannelTables::all()?;
            if let (Some(value), Some(basis)) = (value, basis) {
                match tables.donation_deduction(rule, basis, value, today) {
                    Ok(known) => {
                        relief = tax.map(|tax| known.value.share(tax)).transpose()?;
                        source = Some(tables.describe(known.row));
                        params = vec![param("deduction", known.value)];
                    }
                    Err(_) => way.row.missing.push("donation".to_owned()),
                }
            }
            way.row.notes.extend(["donation_us", "donation_income_limit"]);
        } else {
            // No rule of this country has been read: what the seller gets for a unit is asked.
            let own = Self::amount(sheet, "donate", "deduction", true);
            if own.is_none() {
                way.row.missing.push("deduction".to_owned());
            }
            relief = own.zip(tax).map(|(own, tax)| own.share(tax)).transpose()?;
            params = own.map(|own| vec![param("deduction", own)]).unwrap_or_default();
            way.row.notes.push("donation_no_rule");
        }
        if let Some(tax) = tax {
            params.push(param("rate", tax));
        } else {
            way.row.missing.push("tax_rate".to_owned());
        }
        // The certificate comes by the first of February after the year of the gift (data: `donations`).
        let certificate = Day::new(today.year().saturating_add(1), 2, 1);
        let standing = certificate.map_or(365, |day| i64::from(day.days_since(today)));
        let lag = Self::days(sheet, "donate", "days", standing);
        if resolved.is_dangerous && self.is_here() {
            way.row.blocks.push("dangerous_goods_not_eligible");
            return Ok(way);
        }
        let fee = if self.is_here() {
            way.row.notes.push("donation_fee_told_once");
            let exit = self.prepared.exits.iter().find(|exit| exit.kind == ExitKind::Dispose);
            let Some(flows) = exit.and_then(|exit| exit.flows) else {
                way.row.missing.extend(exit.map(|exit| exit.unknown.clone()).unwrap_or_default());
                return Ok(way);
            };
            way.line("disposal", flows.at_once, Vec::new(), self.fee_row(ExitKind::Dispose));
            flows.at_once
        } else {
            let carriage = Self::amount(sheet, "donate", "carriage", false);
            carriage.map_or(Money::zero(self.currency), Money::negated)
        };
        if let Some(relief) = relief.filter(|_| way.row.missing.is_empty()) {
            params.push(param("days", lag));
            way.line("tax_relief", relief, params, source);
            way.each(fee, relief, lag)?;
        }
        Ok(way)
    }

    /// Moved to another marketplace or warehouse and sold there.
    fn transfer(&self, sheet: &mut Sheet<'_>) -> Result<Way> {
        let net = Self::amount(sheet, "transfer", "net", true);
        let cost = Self::amount(sheet, "transfer", "cost", true);
        let week = sheet.ask(Asked::new("transfer", "per_week", FieldKind::Quantity).needed());
        let week = week.as_ref().and_then(Entry::as_number).map(crate::number::Decimal::to_f64);
        let lead = Self::days(sheet, "transfer", "lead_days", LEAD_DAYS);
        let month = Self::amount(sheet, "transfer", "storage_month", false);
        let mut way = Way::new("transfer", "exit", self.most(sheet, "transfer"));
        for (name, is_there) in [("net", net.is_some()), ("cost", cost.is_some()), ("per_week", week.is_some())] {
            if !is_there {
                way.row.missing.push(name.to_owned());
            }
        }
        let removal = self.removal();
        if let Err(unknown) = &removal {
            way.row.missing.extend(unknown.iter().cloned());
        }
        let (Some(net), Some(cost), Some(week), Ok(removal)) = (net, cost, week, removal) else { return Ok(way) };
        if removal.minor() != 0 {
            way.line("removal", removal.negated(), Vec::new(), self.fee_row(ExitKind::Remove));
        }
        way.line("carriage", cost.negated(), Vec::new(), None);
        way.line("own_sale", net, vec![param("days", lead)], None);
        if month.is_none() {
            way.row.notes.push("no_storage_there");
        }
        way.bringing = Some(Bringing::Sold {
            at_once: -removal.plus(cost)?.to_expectation(),
            lead,
            per_day: week / 7.0,
            net: net.to_expectation(),
            storage_month: month.map_or(0.0, Money::to_expectation),
        });
        Ok(way)
    }

    /// The other channels by what their own view knows; the lot splits like an exit.
    pub fn of_channels(&self, view: &ChannelsView) -> Result<Vec<Way>> {
        let places = view.places.iter().filter(|place| place.place != "amazon");
        places.map(|place| self.of_channel(place, view.units.unwrap_or(self.units))).collect()
    }

    fn of_channel(&self, place: &PlaceView, units: f64) -> Result<Way> {
        let is_lot = place.place == "lot";
        let code = if is_lot { "lot".to_owned() } else { format!("channel-{}", place.place) };
        let mut way = Way::new(code, "channel", units.min(self.units));
        let moving = &place.moving;
        way.row.missing.clone_from(&moving.missing);
        if is_lot {
            way.row.irrevocable.push("is_sold");
            if let (Some(net), Some(cost)) = (place.net, moving.cost_per_unit) {
                let lag = moving.path.last().map_or(0, |point| point.day.days_since(self.context.today));
                way.line("moving", cost.negated(), Vec::new(), None);
                way.line("own_sale", net, vec![param("days", lag)], None);
                way.each(cost.negated(), net, lag)?;
            }
            return Ok(way);
        }
        way.row.units = Some(way.most);
        way.row.is_all = way.most >= self.units - 0.5;
        way.row.cash = moving.cash;
        way.row.present_value = moving.present_value;
        if moving.present_value.is_none() {
            // It stays where it is and sells in both shops: only the whole of it has a value.
            way.row.with_rest = moving.with_rest;
        }
        let calendar = &self.context.group(self.prepared.resolved).calendar;
        way.row.days_to_cash = moving.present_value.map(|_| days_in(calendar, &moving.path));
        if let (Some(net), Some(cost)) = (place.net, moving.cost_per_unit) {
            way.line("moving", cost.negated(), Vec::new(), None);
            way.line("own_sale", net, Vec::new(), None);
        }
        Ok(way)
    }

    /// Deals of the marketplace as a course of sales for the whole stock.
    pub fn of_promotions(&self, promotions: &Promotions) -> Vec<Way> {
        promotions.columns.iter().map(|column| self.of_promotion(column)).collect()
    }

    fn of_promotion(&self, column: &PromotionColumn) -> Way {
        let mut way = Way::new(format!("promotion-{}", column.mechanic), "promotion", self.units);
        way.row.missing.extend(column.asked.iter().map(|field| (*field).to_owned()));
        let is_barred = column.conditions.iter().any(|condition| condition.status == "not_met");
        if is_barred {
            way.row.blocks.push("conditions_not_met");
        } else if column.conditions.iter().any(|condition| matches!(condition.status, "ask" | "told")) {
            way.row.blocks.push("conditions_to_check");
        }
        let Some(outcome) = column.outcome.as_ref() else { return way };
        way.row.missing.extend(outcome.unknown.iter().cloned());
        way.row.units = Some(self.units);
        way.row.is_all = true;
        way.row.cash = outcome.cash;
        way.row.present_value = outcome.present_value;
        way.row.with_rest = outcome.present_value;
        way.row.days_to_cash = outcome.days_to_cash;
        way
    }
}
