//! Buying a product again: what its history leads one to expect, when to order, how much, and whether to.
//!
//! Without a history the pace of the product stands, with the spread of counts; with one, the forecast chosen on it.

mod outlook;
mod plain;
mod rows;
#[cfg(test)]
mod tests;
mod view;

use super::alerts::Known;
use super::calculation::{Context, Prepared};
use super::channels::{Asked, Sheet};
use super::facts::to_f64;
use super::forecasts::Lookup;
use super::plan::Param;
use super::resolve::Resolved;
use super::sold::SoldSource;
use super::view::Problem;
use super::{Book, count};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::replenish::{
    BuyAdvice, BuyingLines, BuyingSituation, LegDays, OrderLimit, OrderRules, Reason, SupplyRisk, judge_buying,
    leg_days, order_quantity, reorder_start, safety_stock,
};
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{Entry, FieldKind};

pub(super) use outlook::{WeeksAhead, weeks_ahead};
pub use view::{
    CycleView, EventView, JudgedMethod, LowStock, MarketView, NextPeriod, OrderView, Outlook, PastPeriod, RestockBody,
    RestockView, Said,
};

/// Days between looks, until the seller says.
const REVIEW_DAYS: i64 = 7;
/// Share of the times in which stock should last, in percent, until the seller says.
const SERVICE: i64 = 95;

/// Weeks of a shortage looked at, until the seller says.
const SHORTAGE_WEEKS: i64 = 4;
/// Most of them.
const MOST_WEEKS: i64 = 52;

/// What was typed, read.
struct Wanted {
    lead_days: Option<i64>,
    lead_sd: f64,
    review_days: i64,
    service: f64,
    inbound: i64,
    rules: OrderRules,
    /// Legs of the way, shortest and longest days of each.
    legs: Vec<(u32, u32)>,
    /// Weeks of the shortage looked at.
    shortage_weeks: u32,
    outlook: Option<outlook::Told>,
    /// Units a day and their spread, where they were worked out before.
    known_pace: Option<(f64, f64)>,
}

/// What an order would be by a forecast that is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OrderAhead {
    /// Units; none where something is missing.
    pub units: Option<u32>,
    /// `buy`, `hold_back`, `stop`.
    pub advice: Option<&'static str>,
    /// What is missing: `lead_days`, `units`, `unit_cost`.
    pub lacks: Option<&'static str>,
}

fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

/// Says at a field asked before what is wrong with it.
fn refuse_field(sheet: &mut Sheet<'_>, name: &str, error: &Error) {
    if let Some(field) = sheet.fields.iter_mut().rev().find(|field| field.name == name) {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

fn said(code: &'static str, params: &[(&'static str, String)]) -> Said {
    let params = params.iter().map(|(name, text)| Param { name, text: text.clone() }).collect();
    Said { code, params }
}

fn text(figure: f64) -> String {
    let text = Decimal::nearest(figure, 4).map(|number| number.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Legs of the way and what they come to.
fn legs(sheet: &mut Sheet<'_>) -> (Vec<(u32, u32)>, Option<LegDays>) {
    let Some(text) = sheet.text(Asked::new("", "legs", FieldKind::Text)) else { return (Vec::new(), None) };
    let read = rows::legs(&text).and_then(|legs| Ok((leg_days(&legs)?, legs)));
    match read {
        Ok((way, legs)) => (legs, Some(way)),
        Err(error) => {
            refuse(sheet, &error);
            (Vec::new(), None)
        }
    }
}

impl Wanted {
    fn read(
        sheet: &mut Sheet<'_>,
        context: &Context,
        resolved: &Resolved,
        from_tables: &outlook::FromTables,
        ets: &Lookup<'_>,
    ) -> Self {
        let mut wanted = Self::supply(sheet, landed_of(resolved, sheet.currency));
        let days = wanted.days_covered().max(7 * i64::from(wanted.shortage_weeks));
        wanted.outlook = outlook::read(sheet, from_tables, ets, context.today, context.fees.market(), (days, 0));
        wanted
    }

    /// All but what the history leads one to expect; `landed` is what a unit cost until another cost is typed.
    fn supply(sheet: &mut Sheet<'_>, landed: Option<UnitAmount>) -> Self {
        let whole = |sheet: &mut Sheet<'_>, asked: Asked| sheet.ask(asked).as_ref().and_then(Entry::as_whole);
        let (legs, way) = legs(sheet);
        let asked = Asked::new("", "lead_days", FieldKind::Days).needed();
        // Of the legs the longest: an order that comes early does no harm.
        let asked = match way {
            Some(way) => asked.standing(way.longest),
            None => asked,
        };
        let lead_days = whole(sheet, asked).or(way.map(|way| i64::from(way.longest)));
        let lead_sd = whole(sheet, Asked::new("", "lead_sd", FieldKind::Days).standing(0)).unwrap_or(0);
        let review = Asked::new("", "review_days", FieldKind::Days).standing(REVIEW_DAYS);
        let review_days = whole(sheet, review).unwrap_or(REVIEW_DAYS);
        let service = sheet.ask(Asked::new("", "service", FieldKind::Percent).standing(SERVICE));
        let mut service = service.as_ref().and_then(Entry::as_rate).map_or(0.95, Rate::to_f64);
        if !(0.5..1.0).contains(&service) {
            refuse(sheet, &Error::new(ErrorKind::Range, "service_range"));
            service = 0.95;
        }
        let inbound = whole(sheet, Asked::new("", "inbound", FieldKind::Units).standing(0)).unwrap_or(0);
        let small = |units: Option<i64>| units.and_then(|units| u32::try_from(units).ok());
        let minimum_units = small(whole(sheet, Asked::new("", "minimum_units", FieldKind::Units)));
        let box_units = small(whole(sheet, Asked::new("", "box_units", FieldKind::Units))).filter(|units| *units > 0);
        let budget = sheet.money(Asked::new("", "budget", FieldKind::Money));
        let capacity_units = small(whole(sheet, Asked::new("", "capacity", FieldKind::Units)));
        let asked = Asked::new("", "next_cost", FieldKind::Money);
        let asked = match landed.and_then(|cost| cost.to_money().ok()) {
            Some(cost) => asked.standing(cost).standing_by("report"),
            None => asked,
        };
        let currency = sheet.currency;
        let typed = sheet.ask(asked).and_then(|entry| entry.as_amount(currency)?.ok());
        let unit_cost = typed.or(landed);
        let weeks = whole(sheet, Asked::new("", "shortage_weeks", FieldKind::Units).standing(SHORTAGE_WEEKS));
        let mut shortage_weeks = weeks.unwrap_or(SHORTAGE_WEEKS);
        if !(1..=MOST_WEEKS).contains(&shortage_weeks) {
            let error = Error::new(ErrorKind::Range, "weeks_range").with("most", MOST_WEEKS.to_string());
            refuse(sheet, &error);
            shortage_weeks = SHORTAGE_WEEKS;
        }
        let rules = OrderRules { minimum_units, box_units, unit_cost, budget, capacity_units };
        let shortage_weeks = u32::try_from(shortage_weeks).unwrap_or(1);
        let lead_sd = to_f64(lead_sd);
        let (outlook, known_pace) = (None, None);
        Self { lead_days, lead_sd, review_days, service, inbound, rules, legs, shortage_weeks, outlook, known_pace }
    }

    /// Units a day over the days to be covered, and their spread.
    fn pace(&self, resolved: &Resolved) -> Option<(f64, f64)> {
        if let Some(told) = &self.outlook {
            return told.pace(self.days_covered());
        }
        if self.known_pace.is_some() {
            return self.known_pace;
        }
        // Sales one by one: their variance is their mean.
        resolved.mean_pace(to_f64(self.days_covered())).map(|rate| (rate, rate.max(0.0).sqrt()))
    }

    fn days_covered(&self) -> i64 {
        self.lead_days.unwrap_or(0) + self.review_days
    }
}

/// What a unit cost, landed.
fn landed_of(resolved: &Resolved, currency: Currency) -> Option<UnitAmount> {
    let total = resolved.landed.as_ref().and_then(|landed| landed.total)?;
    UnitAmount::from_ratio_major(total, currency).ok()
}

/// Notes in `ets` what the histories of a product's worksheet lack an answer for.
pub(super) fn ask_ahead(book: &mut Book, key: &str, texts: &[(String, String)], ets: &Lookup<'_>) -> Result<()> {
    let index = book.position(key)?;
    let context = book.take_context()?;
    let read = book.resolved(&context, index).map(|resolved| {
        let mut sheet = Sheet { texts, currency: book.currency, fields: Vec::new() };
        Wanted::read(&mut sheet, &context, &resolved, &book.sold_of(index, true), ets);
    });
    book.context = Some(context);
    read
}

impl Book {
    /// Buying a product again, by what was typed in its worksheet.
    ///
    /// ```
    /// use clearfloor::{book::Book, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// book.edit(Some(&key), "units", "1000").unwrap();
    /// book.edit(Some(&key), "units_per_day", "50").unwrap();
    /// let texts = [("lead_days".to_owned(), "15".to_owned())];
    /// let body = book.restock(&key, &texts).unwrap().body;
    /// // 1,000 on hand, 50 a day, 15 days on the way: start by day 5.
    /// assert_eq!(body.latest_start.unwrap().to_string(), "2026-11-26");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; as [`Book::advance`]; `out_of_range`.
    pub fn restock(&mut self, key: &str, texts: &[(String, String)]) -> Result<RestockView> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let view = self.resolved(&context, index).and_then(|resolved| {
            let mut sheet = Sheet { texts, currency: self.currency, fields: Vec::new() };
            let ets = Lookup::of(self.ets.as_deref());
            let wanted = Wanted::read(&mut sheet, &context, &resolved, &self.sold_of(index, true), &ets);
            let mut body = self.restock_body(&context, index, &resolved, &wanted)?;
            let net = Prepared::new(&context, &resolved).ok().and_then(|prepared| prepared.net_now());
            plain::answer(&mut sheet, &wanted, net, &mut body)?;
            body.used = self.use_beside(index, texts);
            Ok(RestockView { fields: sheet.take(), body })
        });
        self.context = Some(context);
        view
    }

    /// What the product's worksheet would order by a forecast that is made: `pace` is that of the days its order has to cover.
    pub(super) fn order_ahead(
        &self,
        context: &Context,
        index: usize,
        texts: &[(String, String)],
        pace: Option<(f64, f64)>,
    ) -> OrderAhead {
        let lacking = |what| OrderAhead { lacks: Some(what), ..OrderAhead::default() };
        // Without a lead time nothing is ordered, and nothing else looked up.
        let Some(pace) = pace else { return lacking("lead_days") };
        let found = self.resolved(context, index).and_then(|resolved| {
            let mut sheet = Sheet { texts, currency: self.currency, fields: Vec::new() };
            let mut wanted = Wanted::supply(&mut sheet, landed_of(&resolved, self.currency));
            wanted.known_pace = Some(pace);
            let is_cost_missing = wanted.rules.budget.is_some() && wanted.rules.unit_cost.is_none();
            let body = self.restock_body(context, index, &resolved, &wanted)?;
            Ok(match body.order {
                Some(_) if is_cost_missing => lacking("unit_cost"),
                Some(order) => OrderAhead { units: Some(order.units), advice: body.advice, lacks: None },
                None => lacking("units"),
            })
        });
        found.unwrap_or_else(|_| lacking("units"))
    }

    /// What the tables say sold of a product; `is_shown` where the rows are to be edited.
    pub(super) fn sold_of(&self, index: usize, is_shown: bool) -> outlook::FromTables {
        let sold = self.products.sold();
        outlook::FromTables { places: sold.of(index), out_of_stock: sold.out_of_stock(index), is_shown }
    }

    /// Tables that say what sold of a product, and those whose days are not known.
    fn sources_of(&self, index: usize) -> Vec<SoldSource> {
        let sold = self.products.sold();
        let tables = sold.tables_of(index);
        let is_unclear = sold.is_unclear(index);
        let speaks = |source: &&SoldSource| {
            tables.contains(&source.table) || source.from.is_none() || (is_unclear && source.unclear > 0)
        };
        sold.sources().iter().filter(speaks).cloned().collect()
    }

    fn restock_body(
        &self,
        context: &Context,
        index: usize,
        resolved: &Resolved,
        wanted: &Wanted,
    ) -> Result<RestockBody> {
        let today = self.today;
        let position = resolved.units.map(|units| units.saturating_add(wanted.inbound));
        let pace = wanted.pace(resolved);
        let mut body = RestockBody {
            today,
            lead_days: wanted.lead_days,
            units: resolved.units,
            position,
            outlook: wanted.outlook.as_ref().map(outlook::Told::view),
            used: None,
            sources: self.sources_of(index),
            is_sold_unclear: self.products.sold().is_unclear(index),
            per_day: pace.map(|(mean, _)| mean),
            per_day_sd: pace.map(|(_, sd)| sd),
            basis: if wanted.outlook.is_some() { "forecast" } else { "pace" },
            days_covered: wanted.lead_days.map(|_| wanted.days_covered()),
            safety_units: None,
            order_point: None,
            order_in_days: None,
            order_on: None,
            cover_days: None,
            latest_start: None,
            order: None,
            unit_cost: wanted.rules.unit_cost.and_then(|cost| cost.to_money().ok()),
            low_stock: None,
            advice: None,
            reasons: Vec::new(),
            figures: Vec::new(),
            cycles: Vec::new(),
            lacks: Vec::new(),
        };
        for (what, is_missing) in [
            ("units", position.is_none()),
            ("lead_days", wanted.lead_days.is_none()),
            ("sold", pace.is_none()),
            ("unit_cost", wanted.rules.unit_cost.is_none()),
        ] {
            if is_missing {
                body.lacks.push(what);
            }
        }
        if let (Some(position), Some((mean, sd))) = (position, pace) {
            let stock = to_f64(position);
            body.cover_days = Some(if mean > 0.0 { stock / mean } else { f64::INFINITY });
            if let Some(lead) = wanted.lead_days {
                self.order_of(&mut body, wanted, (position, lead), (mean, sd))?;
            }
            self.buying(context, resolved, wanted, &mut body)?;
            body.low_stock = self.low_stock(context, resolved, wanted, mean)?;
        }
        Ok(body)
    }

    /// When stock on hand falls below the days of supply at which the fee for low stock is charged.
    fn low_stock(
        &self,
        context: &Context,
        resolved: &Resolved,
        wanted: &Wanted,
        per_day: f64,
    ) -> Result<Option<LowStock>> {
        let is_free = resolved.category.is_some_and(crate::fees::Category::is_low_inventory_exempt);
        let known = resolved.sized.as_ref().zip(resolved.units).filter(|_| !is_free && per_day > 0.0);
        let Some((sized, units)) = known else { return Ok(None) };
        let Ok(rule) = context.fees.low_inventory(sized, self.today) else { return Ok(None) };
        let (Some((_, fee)), Some((days, _))) = (rule.value.below_days.first(), rule.value.below_days.last()) else {
            return Ok(None);
        };
        let left = ((to_f64(units) / per_day) - f64::from(*days)).max(0.0);
        let falls_on = super::health::whole_of(left.floor()).and_then(|days| self.today.later(days).ok());
        let is_before_order = wanted.lead_days.map(|lead| left < to_f64(lead));
        Ok(Some(LowStock { days: u32::from(*days), fee: *fee, falls_on, is_before_order }))
    }

    fn order_of(
        &self,
        body: &mut RestockBody,
        wanted: &Wanted,
        (position, lead): (i64, i64),
        (mean, sd): (f64, f64),
    ) -> Result<()> {
        let risk = SupplyRisk {
            units_per_day: mean,
            units_sd: sd,
            lead_days: to_f64(lead),
            lead_sd: wanted.lead_sd,
            review_days: to_f64(wanted.review_days),
        };
        let safety = safety_stock(&risk, wanted.service, None)?;
        body.safety_units = Some(safety.units);
        body.order_point = Some(safety.reorder_point);
        let stock = to_f64(position);
        let days = if mean > 0.0 { (stock - safety.reorder_point) / mean } else { f64::INFINITY };
        body.order_in_days = Some(days);
        let whole = super::health::whole_of(days.floor());
        body.order_on = whole.and_then(|days| self.today.later(days).ok());
        let rate = Decimal::nearest(mean, 6)?.to_ratio()?;
        let lead_days = u32::try_from(lead).map_err(|_| Error::out_of_range("lead_days"))?;
        body.latest_start = reorder_start(self.today, position, rate, lead_days, 0)?.start_by;
        let order = order_quantity(safety.reorder_point, position, &wanted.rules)?;
        let limits = order.limits.iter().map(|limit| match limit {
            OrderLimit::RaisedToMinimum => "raised_to_minimum",
            OrderLimit::RaisedToBoxes => "raised_to_boxes",
            OrderLimit::LoweredToCapacity => "lowered_to_capacity",
            OrderLimit::LoweredToBudget => "lowered_to_budget",
            OrderLimit::MinimumNotReached => "minimum_not_reached",
            OrderLimit::BudgetNotChecked => "budget_not_checked",
        });
        body.order = Some(OrderView {
            up_to: safety.reorder_point,
            needed: order.needed,
            units: order.units,
            box_units: wanted.rules.box_units,
            limits: limits.collect(),
            cost: order.cost,
            cover_days: if mean > 0.0 { (stock + f64::from(order.units)) / mean } else { f64::INFINITY },
        });
        Ok(())
    }

    /// Whether to buy at all: by sales of the last and the month before, what a unit earns, and how long stock lasts.
    fn buying(&self, context: &Context, resolved: &Resolved, wanted: &Wanted, body: &mut RestockBody) -> Result<()> {
        let Some(sold) = Known::of(resolved).sold() else {
            body.lacks.push("sold");
            body.lacks.dedup();
            return Ok(());
        };
        let small = |units: i64| u32::try_from(units.max(0)).unwrap_or(u32::MAX);
        let net = Prepared::new(context, resolved).ok().and_then(|prepared| prepared.net_now());
        let cost = wanted.rules.unit_cost.and_then(|cost| {
            let minor = cost.to_ratio_minor().ok()?;
            Money::from_ratio_minor(minor, cost.currency(), Rounding::HalfAwayFromZero).ok()
        });
        let situation = BuyingSituation {
            position: body.position.unwrap_or(0),
            sold_lately: small(sold.days_30),
            sold_before: small(sold.days_60.saturating_sub(sold.days_30)),
            stretch_days: 30,
            lead_and_review_days: small(body.days_covered.unwrap_or(wanted.review_days)),
            net_per_unit: net,
            unit_cost: cost.filter(|cost| net.is_none_or(|net| net.currency() == cost.currency())),
        };
        let found = judge_buying(&situation, &BuyingLines::default())?;
        body.advice = Some(match found.advice {
            BuyAdvice::Buy => "buy",
            BuyAdvice::HoldBack => "hold_back",
            BuyAdvice::Stop => "stop",
        });
        let share = |share: Ratio| text(share.to_f64());
        body.reasons = found
            .reasons
            .iter()
            .map(|reason| match reason {
                Reason::NothingSold => said("nothing_sold", &[]),
                Reason::LosesOnEach(loss) => said("loses_on_each", &[("loss", loss.to_string())]),
                Reason::DeclinesAndLasts(fell, days) => {
                    said("declines_and_lasts", &[("fell", share(*fell)), ("days", share(*days))])
                }
                Reason::LastsLong(days) => said("lasts_long", &[("days", share(*days))]),
                Reason::ProfitNotChecked => said("profit_not_checked", &[]),
            })
            .collect();
        Ok(())
    }
}
