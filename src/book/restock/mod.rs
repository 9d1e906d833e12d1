//! Buying a product again: what its history leads one to expect, when to order, how much, and whether to.
//!
//! Without a history the pace of the product stands, with the spread of counts; with one, the forecast chosen on it.

mod rows;
#[cfg(test)]
mod tests;
mod view;

use super::calculation::{Context, Prepared};
use super::channels::{Asked, Sheet};
use super::facts::to_f64;
use super::plan::Param;
use super::resolve::Resolved;
use super::view::Problem;
use super::{Book, count};
use crate::date::Day;
use crate::demand::DemandPattern;
use crate::demand::forecast::{
    AbsentDay, Forecast, ForecastOptions, History, HistoryNote, HistoryOptions, Method, PeriodLength, forecast, history,
};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::replenish::{
    BuyAdvice, BuyingLines, BuyingSituation, OrderLimit, OrderRules, Reason, SupplyRisk, judge_buying, order_quantity,
    reorder_start, safety_stock,
};
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{Entry, FieldKind};

pub use view::{JudgedMethod, LowStock, NextPeriod, OrderView, Outlook, PastPeriod, RestockBody, RestockView, Said};

/// Chance that a period falls into its band.
const BAND: f64 = 0.8;
/// Days between looks, until the seller says.
const REVIEW_DAYS: i64 = 7;
/// Share of the times in which stock should last, in percent, until the seller says.
const SERVICE: i64 = 95;
/// Most periods looked ahead.
const MOST_PERIODS: usize = 400;

/// What was typed, read.
struct Wanted {
    lead_days: Option<i64>,
    lead_sd: f64,
    review_days: i64,
    service: f64,
    inbound: i64,
    rules: OrderRules,
    outlook: Option<(History, Forecast, PeriodLength)>,
}

fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
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

const fn code_of(method: Method) -> &'static str {
    match method {
        Method::Mean => "mean",
        Method::RareDemand => "rare_demand",
        Method::Simple => "simple",
        Method::DampedTrend => "damped_trend",
        Method::SeasonAdded => "season_added",
        Method::SeasonMultiplied => "season_multiplied",
        Method::SeasonalNaive => "seasonal_naive",
    }
}

const fn period_days(period: PeriodLength) -> f64 {
    match period {
        PeriodLength::Day => 1.0,
        PeriodLength::Week => 7.0,
        PeriodLength::Month => 365.0 / 12.0,
    }
}

const fn period_code(period: PeriodLength) -> &'static str {
    match period {
        PeriodLength::Day => "day",
        PeriodLength::Week => "week",
        PeriodLength::Month => "month",
    }
}

fn note(note: &HistoryNote) -> Said {
    let of = |code, number: usize| said(code, &[("n", number.to_string())]);
    match *note {
        HistoryNote::FutureRows(number) => of("future_rows", number),
        HistoryNote::RepeatedDays(number) => of("repeated_days", number),
        HistoryNote::Returns(number) => of("returns", number),
        HistoryNote::BelowZero(number) => of("below_zero", number),
        HistoryNote::NotKnown(number) => of("not_known", number),
        HistoryNote::ScaledUp(number) => of("scaled_up", number),
        HistoryNote::BegunPeriod(days) => said("begun_period", &[("n", days.to_string())]),
    }
}

impl Wanted {
    fn read(sheet: &mut Sheet<'_>, context: &Context, resolved: &Resolved) -> Self {
        let whole = |sheet: &mut Sheet<'_>, asked: Asked| sheet.ask(asked).as_ref().and_then(Entry::as_whole);
        let lead_days = whole(sheet, Asked::new("", "lead_days", FieldKind::Days).needed());
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
        let landed = resolved.landed.as_ref().and_then(|landed| landed.total);
        let landed = landed.and_then(|major| UnitAmount::from_ratio_major(major, sheet.currency).ok());
        let asked = Asked::new("", "next_cost", FieldKind::Money);
        let asked = match landed.and_then(|cost| cost.to_money().ok()) {
            Some(cost) => asked.standing(cost).standing_by("report"),
            None => asked,
        };
        let currency = sheet.currency;
        let typed = sheet.ask(asked).and_then(|entry| entry.as_amount(currency)?.ok());
        let unit_cost = typed.or(landed);
        let outlook = Self::outlook(sheet, context.today, lead_days.unwrap_or(0) + review_days);
        let rules = OrderRules { minimum_units, box_units, unit_cost, budget, capacity_units };
        Self { lead_days, lead_sd: to_f64(lead_sd), review_days, service, inbound, rules, outlook }
    }

    fn outlook(sheet: &mut Sheet<'_>, today: Day, days: i64) -> Option<(History, Forecast, PeriodLength)> {
        let period = Asked::new("", "period", FieldKind::Choice).choices(&["day", "week", "month"]).standing("week");
        let period = match sheet.text(period).as_deref() {
            Some("day") => PeriodLength::Day,
            Some("month") => PeriodLength::Month,
            _ => PeriodLength::Week,
        };
        let absent = Asked::new("", "absent", FieldKind::Choice);
        let absent = sheet.text(absent.choices(&["sold_nothing", "not_known"]).standing("sold_nothing"));
        let absent = if absent.as_deref() == Some("not_known") { AbsentDay::NotKnown } else { AbsentDay::SoldNothing };
        let spans = sheet.text(Asked::new("", "out_of_stock", FieldKind::Text)).map(|text| rows::spans(&text));
        let spans = match spans {
            Some(Err(error)) => {
                refuse(sheet, &error);
                Vec::new()
            }
            Some(Ok(spans)) => spans,
            None => Vec::new(),
        };
        let typed = sheet.text(Asked::new("", "sales", FieldKind::Text))?;
        let ahead = (to_f64(days) / period_days(period)).ceil().max(8.0);
        let ahead = super::health::whole_of(ahead).and_then(|n| usize::try_from(n).ok()).unwrap_or(8);
        let options = HistoryOptions { today, period, absent };
        let found = rows::sales(&typed).and_then(|rows| history(&rows, &spans, options)).and_then(|past| {
            let ask = ForecastOptions { season: period.season(), periods: ahead.min(MOST_PERIODS), band: BAND };
            let next = forecast(&past.units, ask)?;
            Ok((past, next, period))
        });
        match found {
            Ok(found) => Some(found),
            Err(error) => {
                refuse(sheet, &error);
                None
            }
        }
    }

    /// Units a day over the days to be covered, and their spread.
    fn pace(&self, resolved: &Resolved) -> Option<(f64, f64)> {
        let days = to_f64(self.lead_days.unwrap_or(0) + self.review_days).max(1.0);
        if let Some((_, next, period)) = &self.outlook {
            let periods = super::health::whole_of((days / period_days(*period)).ceil()).unwrap_or(1).max(1);
            let covered = to_f64(periods) * period_days(*period);
            let (mean, sd) = next.sum(usize::try_from(periods).ok()?)?;
            return Some((mean / covered, sd / covered.sqrt()));
        }
        // Sales one by one: their variance is their mean.
        resolved.units_per_day.map(|rate| (rate, rate.max(0.0).sqrt()))
    }
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
            let wanted = Wanted::read(&mut sheet, &context, &resolved);
            let body = self.restock_body(&context, index, &resolved, &wanted)?;
            Ok(RestockView { fields: sheet.take(), body })
        });
        self.context = Some(context);
        view
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
            units: resolved.units,
            position,
            outlook: wanted.outlook.as_ref().map(outlook),
            per_day: pace.map(|(mean, _)| mean),
            per_day_sd: pace.map(|(_, sd)| sd),
            basis: if wanted.outlook.is_some() { "forecast" } else { "pace" },
            days_covered: wanted.lead_days.map(|lead| lead + wanted.review_days),
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
            self.buying(context, index, resolved, wanted, &mut body)?;
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
            limits: limits.collect(),
            cost: order.cost,
            cover_days: if mean > 0.0 { (stock + f64::from(order.units)) / mean } else { f64::INFINITY },
        });
        Ok(())
    }

    /// Whether to buy at all: by sales of the last and the month before, what a unit earns, and how long stock lasts.
    fn buying(
        &self,
        context: &Context,
        index: usize,
        resolved: &Resolved,
        wanted: &Wanted,
        body: &mut RestockBody,
    ) -> Result<()> {
        let Some(sold) = self.known_of(resolved, index)?.sold else {
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

fn outlook((past, next, period): &(History, Forecast, PeriodLength)) -> Outlook {
    let start_of = |place: usize| {
        let place = i32::try_from(place).unwrap_or(0);
        match period {
            PeriodLength::Day => past.end.plus(place),
            PeriodLength::Week => past.end.plus(7 * place),
            PeriodLength::Month => past.end.plus_months(i64::from(place)).unwrap_or(past.end),
        }
    };
    let bands = next.per_period.iter().zip(&next.low).zip(&next.high).enumerate();
    Outlook {
        period: period_code(*period),
        past: past.starts.iter().zip(&past.units).map(|(&start, &units)| PastPeriod { start, units }).collect(),
        notes: past.notes.iter().map(note).collect(),
        method: code_of(next.method),
        pattern: match next.shape.pattern {
            DemandPattern::Smooth => "smooth",
            DemandPattern::Erratic => "erratic",
            DemandPattern::Intermittent => "intermittent",
            DemandPattern::Lumpy => "lumpy",
            DemandPattern::None => "none",
        },
        known: count(next.known),
        next: bands
            .map(|(place, ((&units, &low), &high))| NextPeriod { start: start_of(place), units, low, high })
            .collect(),
        judged: next
            .judged
            .iter()
            .map(|judged| JudgedMethod {
                code: code_of(judged.method),
                is_chosen: judged.method == next.method,
                mase: judged.scaled,
                rmse: judged.root_mean_square,
                mape: judged.percentage,
                wape: judged.weighted_percentage,
                bias: judged.bias,
            })
            .collect(),
    }
}
