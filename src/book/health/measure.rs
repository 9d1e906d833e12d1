//! One product measured: what the rules say of it, and the figures that stand in its row.

use super::super::Book;
use super::super::alerts::{DaysFree, Known};
use super::super::calculation::{Computed, Context};
use super::super::facts::to_f64;
use super::super::plan::Param;
use super::base_line::LinePace;
use super::lines::{AbcMeasure, Held};
use super::own::{Logged, Own};
use super::view::{DrawnLine, FindingView, HealthRow};
use crate::alerts::level::AlertLevel;
use crate::alerts::list::{Direction, Figure, Finding, RowAlerts, StockRow, row_alerts, row_levels};
use crate::date::{Day, LocalMinute};
use crate::demand::forecast::{ForecastOptions, PeriodLength, forecast};
use crate::error::Result;
use crate::health::AbcClass;
use crate::health::depth::QuadrantAction;
use crate::health::pace::PaceClass;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};
use core::cmp::Ordering;
use rustc_hash::FxHashMap;

/// Weeks of history from which a forecast is made; fewer are the pace of the product.
const LEAST_WEEKS: usize = 8;
/// Weeks of the tables that are looked at: a quarter.
const WEEKS: usize = 13;

/// What everything is measured by.
pub(super) struct By<'a> {
    pub context: &'a Context,
    pub held: &'a Held,
    pub own: &'a FxHashMap<String, Own>,
    pub log: &'a FxHashMap<&'a str, Vec<&'a Logged>>,
    pub now: LocalMinute,
    pub nothing: &'a Own,
    pub free: DaysFree,
    /// Sales from this day on move no base line; none = all count.
    pub line_since: Option<Day>,
}

impl By<'_> {
    /// What the seller says of a product.
    fn own_of(&self, key: &str) -> &Own {
        if self.own.is_empty() { self.nothing } else { self.own.get(key).unwrap_or(self.nothing) }
    }
}

/// What is known and said of a product, with the figures of every finding.
pub(super) struct Measured {
    pub known: Known,
    pub price: Option<Money>,
    pub alerts: RowAlerts,
    pub safety_stock: Option<i64>,
    /// Safety stock follows from the pace: nobody named it.
    pub is_safety_assumed: bool,
    /// What its base line follows from.
    pub line_pace: LinePace,
    pub line: Line,
}

impl Measured {
    /// Since when the base line holds, if it follows from sales.
    pub fn drawn(&self) -> Option<DrawnLine> {
        self.line_pace.drawn.filter(|_| self.is_safety_assumed)
    }
}

/// What the rules say of one product after the other, in room that is used again.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub alerts: RowAlerts,
    weeks: Vec<i64>,
    line_pace: LinePace,
}

/// Whether findings are worked out to their figures, or only counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Findings {
    WithFigures,
    Counted,
}

/// The figures of a product that the lists and sums are made of.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub index: usize,
    pub units: f64,
    pub per_day: Option<f64>,
    /// Sold in 30, 60 and 90 days, each as far as it is known.
    pub windows: [Option<f64>; 3],
    pub level: u8,
    pub quadrant: Option<QuadrantAction>,
    pub pace: Option<PaceClass>,
    pub is_cleared: bool,
    pub turnover: Option<f64>,
    pub days: Option<f64>,
    pub aged_units: Option<f64>,
    pub excess: Option<f64>,
    pub inbound: i64,
    /// Minor units.
    pub cost: Option<i64>,
    pub excess_cost: Option<i64>,
    pub value: Option<i64>,
    pub abc: Option<AbcClass>,
    pub xyz: Option<Xyz>,
    pub variation: Option<f64>,
    pub stage: Option<Stage>,
    pub is_slow_known: bool,
}

/// How regularly a product sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Xyz {
    X,
    Y,
    Z,
}

impl Xyz {
    pub const fn code(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Y => "Y",
            Self::Z => "Z",
        }
    }
}

/// Stage of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    New,
    Growing,
    Mature,
    Declining,
    Ended,
}

impl Stage {
    pub const ALL: [Self; 5] = [Self::New, Self::Growing, Self::Mature, Self::Declining, Self::Ended];

    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Growing => "growing",
            Self::Mature => "mature",
            Self::Declining => "declining",
            Self::Ended => "ended",
        }
    }
}

/// The whole number nearest to an expectation; none where there is none.
pub(in crate::book) fn nearest(expectation: f64) -> Option<i64> {
    i64::try_from(Decimal::nearest(expectation, 0).ok()?.coefficient()).ok()
}

/// A figure for a sentence: at most four digits after the point.
pub(super) fn text(figure: f64) -> String {
    if !figure.is_finite() {
        return "never".to_owned();
    }
    let text = Decimal::nearest(figure, 4).map(|number| number.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

pub(super) const fn param(name: &'static str, text: String) -> Param {
    Param { name, text }
}

/// Forecast of the weeks to come in whole units, in the place of what was there: from weeks of history, else the pace.
fn forecast_weeks(weeks: &mut Vec<i64>, history: &[i64], per_day: Option<f64>, periods: u32) {
    let count = usize::try_from(periods).unwrap_or(0).min(520);
    weeks.clear();
    if history.len() >= LEAST_WEEKS {
        let history: Vec<Option<f64>> = history.iter().map(|&units| Some(to_f64(units.max(0)))).collect();
        let options = ForecastOptions { season: PeriodLength::Week.season(), periods: count, judged: count, band: 0.8 };
        if let Ok(found) = forecast(&history, options) {
            weeks.extend(found.per_period.iter().filter_map(|units| nearest(*units)));
            return;
        }
    }
    if let Some(units) = per_day.and_then(|rate| nearest(rate * 7.0)) {
        weeks.resize(count, units);
    }
}

/// The weeks of a forecast that is made, the last of them for what comes after, in whole units.
fn expected(weeks: &[f64], periods: u32) -> Vec<i64> {
    let count = usize::try_from(periods).unwrap_or(0).min(520);
    let after = weeks.last().copied().unwrap_or(0.0);
    weeks.iter().copied().chain(core::iter::repeat(after)).take(count).filter_map(nearest).collect()
}

fn minor(ratio: Result<Ratio>) -> Option<i64> {
    i64::try_from(ratio.ok()?.round(Rounding::HalfAwayFromZero).ok()?).ok()
}

fn stage(held: &Held, oldest: Option<i64>, sold: [f64; 3]) -> Stage {
    let [recent, _, all] = sold;
    if oldest.is_some_and(|age| age <= held.new_days) {
        return Stage::New;
    }
    if all <= 0.0 {
        return Stage::Ended;
    }
    let before = (all - recent) / 2.0;
    if before <= 0.0 || recent >= before * (1.0 + held.stage_change) {
        return Stage::Growing;
    }
    if recent <= before * (1.0 - held.stage_change) { Stage::Declining } else { Stage::Mature }
}

/// Standard deviation / mean of some periods; none without sales.
fn variation(periods: &[i64]) -> Option<f64> {
    let count = to_f64(i64::try_from(periods.len()).ok()?);
    let mean = periods.iter().map(|&units| to_f64(units.max(0))).sum::<f64>() / count;
    let spread = periods.iter().map(|&units| (to_f64(units.max(0)) - mean).powi(2)).sum::<f64>() / count;
    (mean > 0.0).then(|| spread.sqrt() / mean)
}

impl Book {
    /// Everything that is known and said of a product.
    pub(super) fn measure(&self, by: &By<'_>, index: usize) -> Result<Measured> {
        self.with_computed(by, index, |computed| {
            let mut heard = Heard::default();
            let line = self.line(by, index, computed, Findings::WithFigures, &mut heard)?;
            let own = by.own_of(self.key_of(index));
            let safety_stock = safety_stock(by, own, heard.line_pace);
            Ok(Measured {
                known: computed.known.clone(),
                price: computed.price,
                alerts: heard.alerts,
                safety_stock,
                is_safety_assumed: own.safety_stock.is_none(),
                line_pace: heard.line_pace,
                line,
            })
        })
    }

    /// Runs with what the list knows of a product, or would know: nothing but fees is looked up for it.
    pub(super) fn with_computed<T>(
        &self,
        by: &By<'_>,
        index: usize,
        work: impl FnOnce(&Computed) -> Result<T>,
    ) -> Result<T> {
        match self.results.known(index) {
            Some(computed) => work(computed),
            None => work(&Computed::of(&self.resolved(by.context, index)?)),
        }
    }

    /// The figures of a product; what the rules say of it is left in `heard`.
    pub(super) fn line(
        &self,
        by: &By<'_>,
        index: usize,
        computed: &Computed,
        findings: Findings,
        heard: &mut Heard,
    ) -> Result<Line> {
        let known = &computed.known;
        let key = self.key_of(index);
        let own = by.own_of(key);
        let held = by.held;
        let periods = held.rules.overstock_weeks;
        heard.line_pace = self.line_pace(by, index, known, findings);
        // Weeks that nobody typed are those of the tables, if they say what sold.
        let of_tables = if own.weekly_sales.is_empty() { self.products.sold().weeks(index, WEEKS) } else { Vec::new() };
        let weekly_sales = if of_tables.is_empty() { own.weekly_sales.as_slice() } else { of_tables.as_slice() };
        match self.expected_weeks(index).filter(|_| own.weekly_sales.is_empty()) {
            Some(weeks) => heard.weeks = expected(weeks, periods),
            None => forecast_weeks(&mut heard.weeks, &own.weekly_sales, heard.line_pace.per_day, periods),
        }
        let sold = known.sold();
        let by_windows = sold.map(|sold| [sold.days_90 - sold.days_60, sold.days_60 - sold.days_30, sold.days_30]);
        let months = match (own.monthly_sales.as_slice(), &by_windows) {
            ([], Some(months)) => months.as_slice(),
            (typed, _) => typed,
        };
        let row = StockRow {
            weekly_sales,
            monthly_sales: months,
            monthly_turnover: &own.monthly_turnover,
            weekly_forecast: &heard.weeks,
            expected_days: own.expected_days,
            is_seasonal: own.is_seasonal,
            days_to_launch: own.launch_on.map(|day| i64::from(day.days_since(self.today))),
            safety_stock: safety_stock(by, own, heard.line_pace),
            promotion_factor: own.promotion_factor,
            supply_risk_factor: own.supply_risk_factor,
            capacity: own.capacity,
            ..known.row(by.free)
        };
        match findings {
            Findings::WithFigures => heard.alerts = row_alerts(&row, &held.rules, by.now)?,
            Findings::Counted => row_levels(&row, &held.rules, by.now, &mut heard.alerts)?,
        }
        let alerts = &mut heard.alerts;
        if known.units == 0 {
            // Nothing lies there, so nothing can be too old; of what ran out only the missing units are an alert.
            alerts.missing.clear();
        }
        let units = to_f64(known.units);
        let has_stock = known.units > 0;
        let windows = known.windows().map(|sold| sold.map(|sold| to_f64(sold.max(0))));
        let sold = all_of(windows);
        let per_day = known.units_per_day;
        let turnover = match (own.monthly_turnover.last(), sold) {
            (Some(known), _) => Some(known.to_f64()),
            (None, Some([.., in_90])) if has_stock => Some(in_90 * 365.0 / 90.0 / units),
            _ => None,
        };
        let days = windows[0]
            .filter(|_| has_stock)
            .map(|in_30| if in_30 > 0.0 { units * 30.0 / in_30 } else { f64::INFINITY });
        let old =
            |after: i64| known.ages.iter().filter(move |(age, _)| *age > after).map(|(_, units)| *units).sum::<i64>();
        let aged_units = (!known.ages.is_empty()).then(|| to_f64(old(held.rules.critical_after)));
        let inbound = own.inbound.unwrap_or(0);
        let excess = per_day
            .filter(|_| has_stock)
            .map(|rate| (units + to_f64(inbound) - rate * to_f64(held.excess_days)).max(0.0).min(units));
        let times = |units: f64| {
            let cost = known.unit_cost?;
            minor(Decimal::nearest(units, 4).and_then(Decimal::to_ratio).and_then(|units| cost.times(units)))
        };
        let cost = times(units);
        let value = match held.abc_measure {
            AbcMeasure::Stock => cost,
            AbcMeasure::Sales => {
                computed.price.zip(sold).and_then(|(price, [.., in_90])| nearest(price.to_expectation() * in_90))
            }
        };
        let periods = if weekly_sales.len() >= 4 { weekly_sales } else { months };
        let variation = if periods.len() < 3 { None } else { variation(periods) };
        let [x_below, y_below] = held.xyz;
        let xyz = (periods.len() >= 3).then_some(match variation {
            Some(cv) if cv < x_below => Xyz::X,
            Some(cv) if cv < y_below => Xyz::Y,
            _ => Xyz::Z,
        });
        let oldest = known.ages.iter().filter(|(_, units)| *units > 0).map(|(age, _)| *age).max();
        Ok(Line {
            index,
            units,
            per_day,
            windows,
            level: alerts.findings.iter().map(|finding| effective(by, key, finding).number()).max().unwrap_or(0),
            quadrant: alerts.quadrant.map(crate::health::depth::Quadrant::action),
            pace: alerts.pace,
            is_cleared: alerts.pace == Some(PaceClass::OldButSteady),
            turnover,
            days,
            aged_units,
            excess,
            inbound,
            cost,
            excess_cost: excess.and_then(times),
            value,
            abc: None,
            xyz,
            variation,
            stage: sold.filter(|_| has_stock).map(|sold| stage(held, oldest, sold)),
            is_slow_known: known.unit_cost.is_some() && alerts.pace.is_some(),
        })
    }

    /// What a rule says, with what is at stake and what a person said of it.
    pub(super) fn finding_view(&self, by: &By<'_>, measured: &Measured, finding: &Finding) -> FindingView {
        let index = measured.line.index;
        let key = self.products.get(index).map_or("", |facts| facts.key.as_str());
        let computed = self.results.known(index);
        let (stake, stake_kind) = self.stake(measured, finding, computed);
        let level = effective(by, key, finding);
        let reason = change(by, key, finding).map(|change| change.reason.clone());
        let figure = |name: &str| finding.figures.iter().find(|(known, _)| *known == name).map(|(_, figure)| figure);
        let on = match (figure("due_at"), figure("days_until_fee")) {
            (Some(Figure::At(at)), _) => Some(at.day()),
            (_, Some(Figure::Number(days))) => {
                i64::try_from(days.numerator()).ok().and_then(|days| self.today.later(days).ok())
            }
            _ => computed
                .and_then(|computed| computed.deadline)
                .map(|next| next.date)
                .filter(|_| finding.rule == "aged_fee_status"),
        };
        let params = finding.figures.iter().map(|(name, figure)| {
            param(
                name,
                match figure {
                    Figure::Number(number) => text(number.to_f64()),
                    Figure::Never => "never".to_owned(),
                    Figure::At(at) => at.day().to_string(),
                },
            )
        });
        FindingView {
            rule: finding.rule,
            code: finding.code,
            level: level.number(),
            computed: finding.level.number(),
            reason,
            direction: if finding.direction == Direction::TooMuch { "too_much" } else { "too_little" },
            action: finding.action,
            params: params.collect(),
            drawn: measured.drawn().filter(|drawn| match finding.rule {
                "alert_level" => true,
                // There the line is but a part of the rule: said where it holds still.
                "overstock_indicator" => drawn.code != "not_dated",
                _ => false,
            }),
            on,
            stake,
            stake_kind,
        }
    }

    /// Money at stake: the surcharge that comes next, what missing units would have earned, else what lies there.
    pub(super) fn stake(
        &self,
        measured: &Measured,
        finding: &Finding,
        computed: Option<&Computed>,
    ) -> (Option<Money>, Option<&'static str>) {
        let of = |money: Option<Money>, kind| (money, money.map(|_| kind));
        if finding.rule == "aged_fee_status" {
            return of(computed.and_then(|computed| computed.deadline).and_then(|next| next.cost), "surcharge");
        }
        if finding.direction == Direction::TooMuch {
            let cost = measured.line.cost.and_then(|minor| Money::new(minor, self.currency).ok());
            return of(cost, "cash_tied_up");
        }
        let line = finding.figures.iter().find(|(name, _)| *name == "base_line").map(|(_, figure)| figure);
        let Some(Figure::Number(line)) = line else { return (None, None) };
        let missing = (line.to_f64() - measured.line.units).max(0.0);
        let net = computed.and_then(|computed| computed.net_per_unit).filter(|net| net.minor() > 0);
        let lost = net.and_then(|net| Money::from_expectation(net.to_expectation() * missing, self.currency).ok());
        of(lost, "lost_sales")
    }

    /// The row of a product.
    pub(super) fn health_row(&self, by: &By<'_>, measured: &Measured, abc: Option<AbcClass>) -> HealthRow {
        let line = &measured.line;
        let facts = self.products.get(line.index);
        let key = facts.map_or("", |facts| facts.key.as_str());
        let first = measured
            .alerts
            .findings
            .iter()
            .filter(|finding| effective(by, key, finding).number() == line.level && line.level > 0)
            .map(|finding| self.finding_view(by, measured, finding))
            .next();
        let share = |part: Option<f64>| part.filter(|_| line.units > 0.0).map(|part| part / line.units);
        let money = |minor: Option<i64>| self.money_of(minor);
        HealthRow {
            key: key.to_owned(),
            sku: facts.map(|facts| facts.sku.clone()).unwrap_or_default(),
            title: self.title_of(line.index).to_owned(),
            units: line.units,
            level: line.level,
            first,
            quadrant: line.quadrant.map(QuadrantAction::code),
            pace: line.pace.map(PaceClass::code),
            is_cleared: line.is_cleared,
            turnover: line.turnover,
            days_of_supply: line.days,
            aged_share: share(line.aged_units),
            sell_through: line.sell_through(),
            excess_units: line.excess,
            excess_cost: money(line.excess_cost),
            cost: money(line.cost),
            abc: abc.map(AbcClass::code),
            xyz: line.xyz.map(Xyz::code),
            stage: line.stage.map(Stage::code),
        }
    }

    pub(super) fn money_of(&self, minor: Option<i64>) -> Option<Money> {
        minor.and_then(|minor| Money::new(minor, self.currency).ok())
    }
}

/// What was sold in all three windows; none unless each is known.
fn all_of(windows: [Option<f64>; 3]) -> Option<[f64; 3]> {
    let [Some(in_30), Some(in_60), Some(in_90)] = windows else { return None };
    Some([in_30, in_60, in_90])
}

impl Line {
    /// All three windows; none unless each is known.
    pub fn sold(&self) -> Option<[f64; 3]> {
        all_of(self.windows)
    }

    /// Sold of 90 days / (sold and on hand).
    pub fn sell_through(&self) -> Option<f64> {
        let [.., in_90] = self.sold()?;
        (in_90 + self.units > 0.0).then(|| in_90 / (in_90 + self.units))
    }

    /// Counts as slow.
    pub fn is_slow(&self) -> bool {
        self.pace.is_some_and(PaceClass::is_slow)
    }
}

/// Units nobody wants to fall below: named, else those of so many days.
fn safety_stock(by: &By<'_>, own: &Own, pace: LinePace) -> Option<i64> {
    let by_pace = || nearest((pace.per_day? * to_f64(by.held.safety_days)).ceil());
    own.safety_stock.or_else(by_pace)
}

fn change<'a>(by: &By<'a>, key: &str, finding: &Finding) -> Option<&'a crate::alerts::record::LevelChange> {
    if by.log.is_empty() {
        return None;
    }
    let said = by.log.get(key)?.iter().rev().find(|said| said.rule == finding.rule)?;
    // Dealt with: if the rule says so again, it is a new alert.
    said.event.change.as_ref().filter(|_| said.event.handled_on.is_none())
}

/// The level that holds: a person's word before the rule.
pub(super) fn effective(by: &By<'_>, key: &str, finding: &Finding) -> AlertLevel {
    change(by, key, finding).map_or(finding.level, |change| change.level)
}

/// Most first; what is not known last.
pub(super) fn most_first(a: Option<i64>, b: Option<i64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Midnight of a day: from it plans fall due.
pub(super) fn start_of(day: Day) -> Result<LocalMinute> {
    LocalMinute::parse(&format!("{day}T00:00"))
}

/// A sum of money that grows by what is known.
pub(super) fn add(sum: &mut Option<Money>, minor: Option<i64>, currency: Currency) {
    if let Some(money) = minor.and_then(|minor| Money::new(minor, currency).ok()) {
        *sum = sum.unwrap_or(Money::zero(currency)).plus(money).ok();
    }
}
