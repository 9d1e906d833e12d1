//! Figures by the plain rules of buying, each with its definition, and the lines they go by as fields of the worksheet.
//!
//! They stand beside the order point, which weighs chance; here nothing does but where it is said. Where a rule can be read
//! in several ways the reading is a field.

use super::view::{CycleView, RestockBody};
use super::{Wanted, refuse};
use crate::book::channels::{Asked, Sheet};
use crate::book::facts::to_f64;
use crate::book::health::{FigureView, whole_of};
use crate::demand::chance::CountDemand;
use crate::demand::forecast::moving_average;
use crate::error::{Error, ErrorKind, Result};
use crate::health::{is_low_stock, rounds_per_year, shortage};
use crate::money::{Money, UnitAmount};
use crate::number::Decimal;
use crate::replenish::{BandAction, leg_days, order_outlook, period_demand, reasonable_stock, safety_band};
use crate::review::change::{ChangeWording, change_multiple};
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{Entry, FieldKind, typed_figure};

/// Periods an order covers, until the seller says: the rules name one month and two or more.
const CYCLE_PERIODS: i64 = 1;
/// Days of a period, until the seller says.
const CYCLE_DAYS: i64 = 30;
/// Periods of a moving average, until the seller says.
const WINDOW: i64 = 3;
/// Days from a sale to the money, until the seller says: two weeks, as a marketplace settles.
const PAYOUT_DAYS: i64 = 14;
/// Days of a year in which rounds are counted.
const YEAR: u32 = 365;
/// Most cycles beside each other.
const CYCLES: u32 = 3;

/// The lines, read.
struct Lines {
    /// Units a day, exactly what is shown.
    pace: Option<Ratio>,
    periods: u32,
    period_days: u32,
    /// Units that an order of the cycle covers.
    cycle: Option<i64>,
    safety: Option<i64>,
    band: Option<(i64, i64)>,
    change: Option<(Ratio, ChangeWording)>,
    target: Option<i64>,
    growth: Option<i64>,
    window: usize,
    sell_days: i64,
    payout_days: i64,
}

fn whole(sheet: &mut Sheet<'_>, asked: Asked) -> Option<i64> {
    sheet.ask(asked).as_ref().and_then(Entry::as_whole)
}

fn or_standing(asked: Asked, standing: Option<i64>) -> Asked {
    match standing {
        Some(standing) => asked.standing(standing),
        None => asked,
    }
}

/// A number of at least one; nothing else makes a cycle or a window.
fn at_least_one(sheet: &mut Sheet<'_>, name: &'static str, kind: FieldKind, standing: i64) -> u32 {
    let typed = whole(sheet, Asked::new("", name, kind).standing(standing));
    let read = typed.filter(|typed| (1..=9999).contains(typed));
    if let Some(wrong) = typed.filter(|_| read.is_none()) {
        refuse(sheet, &Error::new(ErrorKind::Range, "periods_range").with("text", wrong.to_string()));
    }
    read.and_then(|read| u32::try_from(read).ok()).or_else(|| u32::try_from(standing).ok()).unwrap_or(1)
}

/// Units that may be below zero.
fn signed(text: &str) -> Result<i64> {
    let (plain, sign) = match text.trim().strip_prefix(['-', '−']) {
        Some(rest) => (rest, -1),
        None => (text.trim().trim_start_matches('+'), 1),
    };
    let units = typed_figure(plain)?.to_ratio()?;
    if units.denominator() != 1 {
        return Err(Error::new(ErrorKind::Syntax, "number_not_whole").with("text", text));
    }
    i64::try_from(units.numerator()).map(|units| sign * units).map_err(|_| Error::out_of_range("units"))
}

impl Lines {
    fn read(sheet: &mut Sheet<'_>, body: &RestockBody) -> Result<Self> {
        let pace =
            body.per_day.map(|rate| Decimal::nearest(rate.max(0.0), 6).and_then(Decimal::to_ratio)).transpose()?;
        let periods = at_least_one(sheet, "cycle_periods", FieldKind::Units, CYCLE_PERIODS);
        let period_days = at_least_one(sheet, "cycle_days", FieldKind::Days, CYCLE_DAYS);
        let cycle = pace.map(|pace| period_demand(pace, periods, period_days)).transpose()?;
        let cycle = cycle.and_then(|cycle| i64::try_from(cycle.units).ok());
        let by_chance = body.safety_units.and_then(|units| whole_of(units.ceil()));
        let asked = or_standing(Asked::new("", "safety_units", FieldKind::Units), by_chance);
        let safety = whole(sheet, asked).or(by_chance);
        let enough = cycle.zip(safety).and_then(|(cycle, safety)| cycle.checked_add(safety));

        let low = whole(sheet, or_standing(Asked::new("", "band_low", FieldKind::Units), safety)).or(safety);
        let high = whole(sheet, or_standing(Asked::new("", "band_high", FieldKind::Units), enough)).or(enough);
        let mut band = low.zip(high);
        if let Some((low, high)) = band
            && let Err(error) = safety_band(0, low, high)
        {
            refuse(sheet, &error);
            band = None;
        }
        let target = whole(sheet, or_standing(Asked::new("", "target", FieldKind::Units), enough)).or(enough);
        let wording = Asked::new("", "change_wording", FieldKind::Choice).choices(&["up_by", "up_to", "down_by"]);
        let wording = match sheet.text(wording.standing("up_by")).as_deref() {
            Some("up_to") => ChangeWording::UpTo,
            Some("down_by") => ChangeWording::DownBy,
            _ => ChangeWording::UpBy,
        };
        let typed = sheet.ask(Asked::new("", "change", FieldKind::Return));
        let change = typed.as_ref().and_then(Entry::as_rate).map(|rate| rate.to_ratio()).transpose()?;
        let mut change = change.map(|change| (change, wording));
        if let Some((by, ChangeWording::DownBy)) = change
            && by > Ratio::ONE
        {
            refuse(sheet, &Error::new(ErrorKind::Range, "change_range"));
            change = None;
        }
        let by_change = match (target, change) {
            (Some(target), Some((by, wording))) => {
                let more = change_multiple(by, wording)?.minus(Ratio::ONE)?.times(Ratio::from(target))?;
                i64::try_from(more.round(Rounding::HalfAwayFromZero)?).ok()
            }
            (Some(_), None) => Some(0),
            (None, _) => None,
        };
        let growth =
            sheet.text(or_standing(Asked::new("", "growth", FieldKind::Text), by_change)).map(|text| signed(&text));
        let growth = match growth {
            Some(Ok(units)) => Some(units),
            Some(Err(error)) => {
                refuse(sheet, &error);
                by_change
            }
            None => by_change,
        };
        let window = at_least_one(sheet, "average_window", FieldKind::Units, WINDOW);
        let days_of_cycle = i64::from(periods) * i64::from(period_days);
        let sell = Asked::new("", "sell_days", FieldKind::Days).standing(days_of_cycle);
        let sell_days = whole(sheet, sell).unwrap_or(days_of_cycle);
        let payout = Asked::new("", "payout_days", FieldKind::Days).standing(PAYOUT_DAYS);
        let payout_days = whole(sheet, payout).unwrap_or(PAYOUT_DAYS);
        Ok(Self {
            pace,
            periods,
            period_days,
            cycle,
            safety,
            band,
            change,
            target,
            growth,
            window: usize::try_from(window).unwrap_or(usize::MAX),
            sell_days,
            payout_days,
        })
    }

    fn cycle_days(&self) -> i64 {
        i64::from(self.periods) * i64::from(self.period_days)
    }
}

/// Puts the lines into the form, and the figures and cycles into the answer. `net` is what a sale brings before the cost of
/// the unit.
pub(super) fn answer(sheet: &mut Sheet<'_>, wanted: &Wanted, net: Option<Money>, body: &mut RestockBody) -> Result<()> {
    let lines = Lines::read(sheet, body)?;
    let per_day = body.per_day.unwrap_or(0.0);
    let units = |units: Option<i64>| units.map(to_f64);
    let mut found = Vec::new();
    found.push(
        FigureView::of("cycle_demand", "units")
            .with("per_day", per_day)
            .with("periods", f64::from(lines.periods))
            .with("days", f64::from(lines.period_days))
            .is(units(lines.cycle), "sold"),
    );
    found.push(way_demand(wanted, &lines, per_day)?);
    found.extend(too_little(wanted, &lines, body)?);
    found.push(match lines.change {
        Some((by, wording)) => FigureView {
            class: Some(match wording {
                ChangeWording::UpBy => "up_by",
                ChangeWording::UpTo => "up_to",
                ChangeWording::DownBy => "down_by",
            }),
            ..FigureView::of("change_multiple", "multiple")
                .with("change", by.to_f64())
                .is(Some(change_multiple(by, wording)?.to_f64()), "change")
        },
        None => FigureView::of("change_multiple", "multiple").is(None, "change"),
    });
    let total = lines.target.zip(lines.growth).map(|(target, growth)| reasonable_stock(target, growth)).transpose()?;
    found.push(
        FigureView::of("reasonable_stock", "units")
            .with("target", to_f64(lines.target.unwrap_or(0)))
            .with("growth", to_f64(lines.growth.unwrap_or(0)))
            .is(units(total), if body.per_day.is_none() { "sold" } else { "lead_days" }),
    );
    found.push(average(wanted, &lines)?);
    found.extend(rounds(wanted, &lines)?);
    found.extend(order_profit(wanted, &lines, net, body)?);
    body.figures = found;
    body.cycles = cycles(wanted, &lines, net, body)?;
    Ok(())
}

/// What sells while an order is on its way: the days count singly, so half the way needs half the stock.
fn way_demand(wanted: &Wanted, lines: &Lines, per_day: f64) -> Result<FigureView> {
    let days = wanted.lead_days.and_then(|days| u32::try_from(days).ok());
    let found = lines.pace.zip(days).map(|(pace, days)| period_demand(pace, days, 1)).transpose()?;
    let lacks = if days.is_none() { "lead_days" } else { "sold" };
    Ok(FigureView::of("way_demand", "units")
        .with("per_day", per_day)
        .with("lead", f64::from(days.unwrap_or(0)))
        .is(found.and_then(|found| i64::try_from(found.units).ok()).map(to_f64), lacks))
}

/// The alert, the shortage and the band.
fn too_little(wanted: &Wanted, lines: &Lines, body: &RestockBody) -> Result<[FigureView; 3]> {
    let safety = to_f64(lines.safety.unwrap_or(0));
    let of = |code| FigureView::of(code, "units").with("safety", safety);
    let lacks = if body.units.is_none() { "units" } else { "safety_stock" };
    let low = body.units.zip(lines.safety).map(|(units, safety)| is_low_stock(units, safety));
    let alert = of("low_stock_alert")
        .with("units", to_f64(body.units.unwrap_or(0)))
        .of_class(low.map(|low| if low { "below" } else { "enough" }), lacks);

    let weeks = weekly(wanted, body);
    let found = match (body.position, lines.safety, weeks) {
        (Some(position), Some(safety), Some(weeks)) => shortage(&weeks, wanted.shortage_weeks, safety, position).ok(),
        _ => None,
    };
    let missing = of("shortage_indicator")
        .with("forecast", found.map_or(0.0, |found| to_f64(found.forecast_units)))
        .with("weeks", f64::from(wanted.shortage_weeks))
        .with("position", to_f64(body.position.unwrap_or(0)));
    let class = found.map(|found| if found.is_short() { "short" } else { "enough" });
    let figure = found.map(|found| to_f64(found.missing_units));
    let lacks = if body.per_day.is_none() { "sold" } else { lacks };
    let missing = FigureView { class, ..missing.is(figure, lacks) };

    let action = body.position.zip(lines.band).map(|(position, (low, high))| safety_band(position, low, high));
    let (low, high) = lines.band.unwrap_or_default();
    let band = FigureView::of("safety_band", "units")
        .with("position", to_f64(body.position.unwrap_or(0)))
        .with("low", to_f64(low))
        .with("high", to_f64(high))
        .of_class(
            action.transpose()?.map(|action| match action {
                BandAction::Restock => "restock",
                BandAction::Hold => "hold",
                BandAction::HoldBackPurchasing => "hold_back_purchasing",
            }),
            lacks,
        );
    Ok([alert, missing, band])
}

/// Whole units of the weeks to come, so rounded that their sum is right.
fn weekly(wanted: &Wanted, body: &RestockBody) -> Option<Vec<i64>> {
    let weeks = usize::try_from(wanted.shortage_weeks).ok()?;
    let days: Vec<f64> = match &wanted.outlook {
        Some(told) => told.per_day(body.today).take(7 * weeks).collect(),
        None => vec![body.per_day?; 7 * weeks],
    };
    let (mut sum, mut before) = (0.0, 0);
    let mut found = Vec::with_capacity(weeks);
    for week in days.chunks(7).filter(|week| week.len() == 7) {
        sum += week.iter().map(|units| units.max(0.0)).sum::<f64>();
        let upto = whole_of(sum)?;
        found.push(upto - before);
        before = upto;
    }
    Some(found)
}

fn average(wanted: &Wanted, lines: &Lines) -> Result<FigureView> {
    let last = wanted.outlook.as_ref().map(|told| told.last(lines.window)).unwrap_or_default();
    let figure = FigureView::of("moving_average", "units");
    if last.is_empty() {
        return Ok(figure.is(None, "sales"));
    }
    // A history shorter than the window is averaged whole, and that is what is said.
    let found = moving_average(&last, last.len())?;
    let periods = to_f64(i64::try_from(last.len()).unwrap_or(0));
    Ok(figure.with("periods", periods).with("weighted", found.weighted).is(Some(found.plain), "sales"))
}

/// The way leg by leg, and how often the money goes round in a year.
fn rounds(wanted: &Wanted, lines: &Lines) -> Result<[FigureView; 2]> {
    let way = FigureView::of("leg_days", "days");
    let way = if wanted.legs.is_empty() {
        way.is(None, "legs")
    } else {
        let found = leg_days(&wanted.legs)?;
        way.with("legs", to_f64(i64::try_from(wanted.legs.len()).unwrap_or(0)))
            .with("shortest", f64::from(found.shortest))
            .with("longest", f64::from(found.longest))
            .is(Some(f64::from(found.longest)), "legs")
    };
    let legs = [wanted.lead_days, Some(lines.sell_days), Some(lines.payout_days)];
    let days: Option<Vec<u32>> = legs.iter().map(|days| u32::try_from((*days)?).ok()).collect();
    let of = FigureView::of("rounds_per_year", "turns")
        .with("way", to_f64(wanted.lead_days.unwrap_or(0)))
        .with("sell", to_f64(lines.sell_days))
        .with("payout", to_f64(lines.payout_days));
    let round = match days.filter(|days| days.iter().any(|days| *days > 0)) {
        Some(days) => {
            let found = rounds_per_year(&days, YEAR)?;
            let whole = i64::try_from(found.full_rounds).map_or(0.0, to_f64);
            of.with("round", f64::from(found.round_days))
                .with("full", whole)
                .is(Some(found.rounds.to_f64()), "lead_days")
        }
        None => of.is(None, "lead_days"),
    };
    Ok([way, round])
}

/// Cost and expected profit of the order; what is left counts as nothing, which is cautious.
fn order_profit(wanted: &Wanted, lines: &Lines, net: Option<Money>, body: &RestockBody) -> Result<Option<FigureView>> {
    let (Some(order), Some((mean, sd))) = (&body.order, body.per_day.zip(body.per_day_sd)) else { return Ok(None) };
    if order.units == 0 {
        return Ok(None);
    }
    let days = to_f64(wanted.lead_days.unwrap_or(0).saturating_add(lines.cycle_days()));
    let figure = FigureView::of("order_profit", "money").with("days", days).with("units", f64::from(order.units));
    let (Some(cost), Some(net)) = (wanted.rules.unit_cost, net) else {
        let lacks = if net.is_none() { "net" } else { "unit_cost" };
        return Ok(Some(FigureView { lacks: Some(lacks), ..figure }));
    };
    let stock = u32::try_from(body.position.unwrap_or(0).max(0)).unwrap_or(u32::MAX);
    let demand = CountDemand::from_moments(mean.max(0.0) * days, sd * sd * days)?;
    let nothing = Money::zero(net.currency());
    if cost.currency() != net.currency() {
        return Ok(Some(FigureView { lacks: Some("unit_cost"), ..figure }));
    }
    let found = order_outlook(order.units, stock, demand, cost, net, nothing)?;
    let figure = figure.with("sold", found.extra_sold).with("left", found.left);
    Ok(Some(FigureView { amount: Some(found.profit), ..figure }))
}

/// One, two and three periods an order, or the seller's own number with the next ones.
fn cycles(wanted: &Wanted, lines: &Lines, net: Option<Money>, body: &RestockBody) -> Result<Vec<CycleView>> {
    let (Some(pace), Some((mean, sd)), Some(lead), Some(safety)) =
        (lines.pace, body.per_day.zip(body.per_day_sd), wanted.lead_days, lines.safety)
    else {
        return Ok(Vec::new());
    };
    let lead = to_f64(lead);
    // While an order is on its way there is what sells in that time, and the safety stock.
    let demand = CountDemand::from_moments(mean.max(0.0) * lead, sd * sd * lead)?;
    let there = whole_of((mean.max(0.0) * lead).ceil()).and_then(|units| units.checked_add(safety));
    let Some(there) = there.and_then(|units| u32::try_from(units).ok()) else { return Ok(Vec::new()) };
    let missed_a_time = (demand.mean() - f64::from(there) + demand.expected_left(there)).max(0.0);
    let cost = wanted.rules.unit_cost.map(UnitAmount::to_money).transpose()?;
    let margin = net.zip(cost).and_then(|(net, cost)| net.minus(cost).ok());
    let times = |money: Option<Money>, units: f64| {
        let money = money?;
        Money::from_expectation(money.to_expectation() * units, money.currency()).ok()
    };
    let first = lines.periods;
    let row = |periods: u32| -> Result<CycleView> {
        let days = i64::from(periods) * i64::from(lines.period_days);
        let units = period_demand(pace, periods, lines.period_days)?.units;
        let units = i64::try_from(units).map_err(|_| Error::out_of_range("units"))?;
        let missed = missed_a_time * f64::from(YEAR) / to_f64(days);
        let average_units = to_f64(units) / 2.0 + to_f64(safety);
        Ok(CycleView {
            periods,
            days,
            units,
            missed,
            missed_profit: times(margin.filter(|margin| margin.minor() > 0), missed),
            average_units,
            tied_up: times(cost, average_units),
        })
    };
    let from = if first <= CYCLES { 1 } else { first };
    (from..from + CYCLES).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_may_be_below_zero_and_is_whole() {
        assert_eq!((signed("-30").unwrap(), signed("+12").unwrap(), signed(" 7 ").unwrap()), (-30, 12, 7));
        assert_eq!(signed("1.5").unwrap_err().code(), "number_not_whole");
        assert!(signed("many").is_err());
    }
}
