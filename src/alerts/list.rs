//! The rules over one row of the catalogue, and over all of them.
//!
//! A [`StockRow`] holds what is known of a product; what is not known leaves its rules out and is named. Each rule that
//! says something gives a [`Finding`]: a code, how urgent it is, what to do, and the figures it came from. Words are
//! the page's.

use super::level::{AlertLevel, BaseLine, stock_alert};
use super::thresholds::Lines;
use crate::date::LocalMinute;
use crate::error::{Error, Result};
use crate::health::abc::slow_share;
use crate::health::age::{AgeLevel, age_level, age_overrun};
use crate::health::depth::{Quadrant, QuadrantAction, Side, quadrant};
use crate::health::pace::{PaceClass, SoldIn, no_movement, pace, pace_class, slow_by_weeks};
use crate::health::trend::{launch_cliff, seasonal_drop, turnover_trend};
use crate::health::{OverstockLine, OverstockLines, overstock};
use crate::rounding::{Ratio, Rounding};
use crate::stock::aged_fee_status;

/// What is known of a product. Lists are oldest first; an empty list is not known.
///
/// ```
/// use clearfloor::alerts::{list::{StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::{date::LocalMinute, health::pace::SoldIn};
/// let sold = Some(SoldIn { days_30: 30, days_60: 60, days_90: 90 });
/// let row = StockRow { units: 12, sold, safety_stock: Some(40), ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert_eq!(found.missing, ["ages", "weekly_forecast"]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct StockRow<'a> {
    /// Units there are.
    pub units: i64,
    /// Age in days and units of that age, in any order.
    pub ages: &'a [(i64, i64)],
    /// Units sold.
    pub sold: Option<SoldIn>,
    /// Units sold in each week.
    pub weekly_sales: &'a [i64],
    /// Units sold in each month.
    pub monthly_sales: &'a [i64],
    /// Turns a year by month. Where it is not known, sales of the last 30 days stand against those of the 30 before.
    pub monthly_turnover: &'a [Ratio],
    /// Units expected to sell in each week to come.
    pub weekly_forecast: &'a [i64],
    /// Minor units of money in one unit.
    pub unit_cost: Option<Ratio>,
    /// Days the seller expects a unit to lie.
    pub expected_days: Option<i64>,
    /// Goods of a season.
    pub is_seasonal: bool,
    /// Days until the successor comes.
    pub days_to_launch: Option<i64>,
    /// Units.
    pub safety_stock: Option<i64>,
    /// Units that can be stored.
    pub capacity: Option<i64>,
    /// Age in days after which the marketplace's table of the day charges for it.
    pub fee_after_days: Option<i64>,
    /// Factor of a promotion of this product; none = as the lines say.
    pub promotion_factor: Option<Ratio>,
    /// Factor of the risk that its supplier does not deliver; none = as the lines say.
    pub supply_risk_factor: Option<Ratio>,
    /// A person's word on the level of low stock.
    pub override_level: Option<AlertLevel>,
}

/// Which way a finding points.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, list::{Direction, StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::date::LocalMinute;
/// let row = StockRow { units: 12, safety_stock: Some(40), ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert_eq!(found.findings[0].direction, Direction::TooLittle);
/// assert_eq!(found.level(Some(Direction::TooMuch)), AlertLevel::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Too much, too old, too slow.
    TooMuch,
    /// Too little.
    TooLittle,
}

/// A figure of a finding.
///
/// ```
/// use clearfloor::alerts::{list::{Figure, StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::{date::LocalMinute, rounding::Ratio};
/// let row = StockRow { units: 12, safety_stock: Some(40), ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert!(found.findings[0].figures.contains(&("base_line", Figure::Number(Ratio::whole(40)))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Units, days, weeks, months, turns, or a share: the name says which.
    Number(Ratio),
    /// Never: what lasts for ever at this pace.
    Never,
    /// A day and a minute.
    At(LocalMinute),
}

/// What a rule says of a product.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, list::{StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::date::LocalMinute;
/// let row = StockRow { units: 100, ages: &[(181, 100)], fee_after_days: Some(180), ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// let fee = &found.findings[0];
/// assert_eq!((fee.rule, fee.code, fee.level), ("aged_fee_status", "charged", AlertLevel::Severe));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule, by the name its lines belong to.
    pub rule: &'static str,
    /// What it found: a stable code within the rule.
    pub code: &'static str,
    /// How urgent.
    pub level: AlertLevel,
    /// Which way.
    pub direction: Direction,
    /// What to do: a stable code.
    pub action: &'static str,
    /// Names and figures for the sentence.
    pub figures: Vec<(&'static str, Figure)>,
}

/// All that is said of a product.
///
/// ```
/// use clearfloor::alerts::{list::{StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::{date::LocalMinute, health::pace::{PaceClass, SoldIn}};
/// let sold = Some(SoldIn { days_30: 0, days_60: 0, days_90: 2 });
/// let row = StockRow { units: 100, ages: &[(60, 100)], sold, ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert_eq!(found.pace, Some(PaceClass::HighRisk));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowAlerts {
    /// In the order in which equally urgent ones come first.
    pub findings: Vec<Finding>,
    /// Turnover against depth of stock.
    pub quadrant: Option<Quadrant>,
    /// Age crossed with sales.
    pub pace: Option<PaceClass>,
    /// What is not known, by the name of the field: its rules are left out.
    pub missing: Vec<&'static str>,
}

impl RowAlerts {
    /// What to do first: the most urgent finding, the first of equal ones; none if nothing is urgent.
    ///
    /// ```
    /// use clearfloor::alerts::{list::{RowAlerts, StockRow, row_alerts}, thresholds::Thresholds};
    /// use clearfloor::date::LocalMinute;
    /// assert_eq!(RowAlerts::default().first(), None);
    /// let row = StockRow { units: 5, monthly_sales: &[0, 0, 0], ..StockRow::default() };
    /// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
    /// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
    /// assert_eq!(found.first().unwrap().action, "clear_or_transfer");
    /// ```
    #[must_use]
    pub fn first(&self) -> Option<&Finding> {
        let level = self.level(None);
        self.findings.iter().find(|finding| finding.level == level && level != AlertLevel::None)
    }

    /// The highest level, of one direction or of both.
    ///
    /// ```
    /// use clearfloor::alerts::{level::AlertLevel, list::RowAlerts};
    /// assert_eq!(RowAlerts::default().level(None), AlertLevel::None);
    /// ```
    #[must_use]
    pub fn level(&self, direction: Option<Direction>) -> AlertLevel {
        let asked = self.findings.iter().filter(|finding| direction.is_none_or(|d| d == finding.direction));
        asked.map(|finding| finding.level).max().unwrap_or(AlertLevel::None)
    }

    /// Whether it counts as slow-moving: by age crossed with sales, where both are known.
    ///
    /// ```
    /// use clearfloor::{alerts::list::RowAlerts, health::pace::PaceClass};
    /// assert!(RowAlerts { pace: Some(PaceClass::Slow), ..RowAlerts::default() }.is_slow());
    /// assert!(!RowAlerts::default().is_slow());
    /// ```
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.pace.is_some_and(PaceClass::is_slow)
    }

    fn lacks(&mut self, what: &'static str) {
        if !self.missing.contains(&what) {
            self.missing.push(what);
        }
    }
}

/// Figures of a finding, in the order of its sentence.
type Figures = Vec<(&'static str, Figure)>;

/// Where the rules say what they find, with the figures of the sentence or without.
struct Hearing<'a> {
    found: &'a mut RowAlerts,
    with_figures: bool,
}

impl Hearing<'_> {
    fn say(&mut self, finding: Finding, figures: impl FnOnce() -> Result<Figures>) -> Result<()> {
        let figures = if self.with_figures { figures()? } else { finding.figures };
        self.found.findings.push(Finding { figures, ..finding });
        Ok(())
    }

    fn too_much(
        &mut self,
        rule: &'static str,
        code: &'static str,
        level: AlertLevel,
        action: &'static str,
        figures: impl FnOnce() -> Result<Figures>,
    ) -> Result<()> {
        let direction = Direction::TooMuch;
        self.say(Finding { rule, code, level, direction, action, figures: Vec::new() }, figures)
    }
}

fn number(count: i64) -> Figure {
    Figure::Number(Ratio::from(count))
}

fn length(count: usize) -> Figure {
    number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn or_never(days: Option<Ratio>) -> Figure {
    days.map_or(Figure::Never, Figure::Number)
}

/// Age of the average unit, cut to whole days, and of the oldest.
#[derive(Clone, Copy, Debug)]
struct Ages {
    average: i64,
    oldest: i64,
}

fn ages_of(ages: &[(i64, i64)]) -> Result<Option<Ages>> {
    let (mut units, mut days, mut oldest) = (Ratio::ZERO, Ratio::ZERO, 0_i64);
    for &(age, count) in ages {
        let count_of = Ratio::from(count).not_negative("age_units")?;
        units = units.plus(count_of)?;
        days = days.plus(Ratio::from(age).not_negative("age_days")?.times(count_of)?)?;
        if count > 0 {
            oldest = oldest.max(age);
        }
    }
    let Some(average) = days.per(units)? else { return Ok(None) };
    let average = i64::try_from(average.round(Rounding::Floor)?).map_err(|_| Error::out_of_range("age_days"))?;
    Ok(Some(Ages { average, oldest }))
}

/// Every rule over a product. `now` is when it is looked at; plans fall due from it.
///
/// The order of the findings is that in which equally urgent ones are dealt with: a launch and a season have a date,
/// the fee for age begins by itself, standstill and age come next, then what only threatens.
///
/// # Errors
/// `below_zero` for units, ages or lines below zero; `out_of_range`.
///
/// ```
/// use clearfloor::alerts::{list::{StockRow, row_alerts}, thresholds::Thresholds};
/// use clearfloor::{date::LocalMinute, health::pace::SoldIn};
/// let sold = Some(SoldIn { days_30: 1, days_60: 30, days_90: 60 });
/// let row = StockRow { units: 50, ages: &[(400, 50)], sold, days_to_launch: Some(7), ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let found = row_alerts(&row, &Thresholds::default().lines().unwrap(), now).unwrap();
/// // Old as it is: its successor comes in a week, and sales fell from 29 to 1.
/// assert_eq!(found.first().unwrap().action, "plan_clearance");
/// ```
pub fn row_alerts(row: &StockRow, lines: &Lines, now: LocalMinute) -> Result<RowAlerts> {
    let mut found = RowAlerts::default();
    hear(row, lines, now, &mut Hearing { found: &mut found, with_figures: true })?;
    Ok(found)
}

/// The same without the figures of the findings, for who counts them: nothing is worked out for a sentence that nobody
/// reads, and the room of `found`, whose contents go, is used again.
///
/// ```
/// use clearfloor::alerts::list::{RowAlerts, StockRow, row_alerts, row_levels};
/// use clearfloor::alerts::thresholds::Thresholds;
/// use clearfloor::{date::LocalMinute, health::pace::SoldIn};
/// let lines = Thresholds::default().lines().unwrap();
/// let now = LocalMinute::parse("2026-11-26T09:30").unwrap();
/// let sold = Some(SoldIn { days_30: 0, days_60: 0, days_90: 2 });
/// let row = StockRow { units: 100, ages: &[(200, 100)], sold, fee_after_days: Some(180), ..StockRow::default() };
/// let mut found = RowAlerts::default();
/// row_levels(&row, &lines, now, &mut found).unwrap();
/// let whole = row_alerts(&row, &lines, now).unwrap();
/// assert_eq!(found.level(None), whole.level(None));
/// assert_eq!(found.findings.len(), whole.findings.len());
/// ```
///
/// # Errors
/// As [`row_alerts`].
pub fn row_levels(row: &StockRow, lines: &Lines, now: LocalMinute, found: &mut RowAlerts) -> Result<()> {
    found.findings.clear();
    found.missing.clear();
    (found.quadrant, found.pace) = (None, None);
    hear(row, lines, now, &mut Hearing { found, with_figures: false })
}

fn hear(row: &StockRow, lines: &Lines, now: LocalMinute, said: &mut Hearing<'_>) -> Result<()> {
    let units = Ratio::from(row.units).not_negative("units")?;
    if row.units > 0 {
        let ages = ages_of(row.ages)?;
        falls(row, lines, now, said)?;
        match ages {
            Some(ages) => fee_for_age(row, lines, ages, said)?,
            None => said.found.lacks("ages"),
        }
        movement(row, lines, ages, said)?;
        depth(row, lines, units, said)?;
        too_much_for_the_forecast(row, lines, said)?;
    }
    too_little(row, lines, said)
}

/// Rules of a turnover that falls: before a launch, at the end of a season, over months.
fn falls(row: &StockRow, lines: &Lines, now: LocalMinute, said: &mut Hearing<'_>) -> Result<()> {
    let two = match (row.monthly_turnover, row.sold) {
        ([.., before, last], _) => Some((*before, *last)),
        // Over the same stock turnover falls as sales do.
        (_, Some(sold)) => {
            let before = sold.days_60.saturating_sub(sold.days_30).max(0);
            Some((Ratio::from(before), Ratio::from(sold.days_30.max(0))))
        }
        _ => None,
    };
    if (row.days_to_launch.is_some() || row.is_seasonal) && two.is_none() {
        said.found.lacks("monthly_turnover");
    }
    if let (Some(days), Some((before, last))) = (row.days_to_launch, two) {
        let cliff = launch_cliff(days, before, last, now, &lines.launch)?;
        if let (Some(share), Some(due_at)) = (cliff.share, cliff.due_at) {
            said.too_much("launch_cliff_plan", "plan_due", AlertLevel::Severe, "plan_clearance", || {
                Ok(vec![
                    ("drop", Figure::Number(share)),
                    ("days_to_launch", number(days)),
                    ("due_at", Figure::At(due_at)),
                ])
            })?;
        }
    }
    if let Some((before, last)) = two.filter(|_| row.is_seasonal) {
        let drop = seasonal_drop(true, before, last, lines.season_drop)?;
        if let (true, Some(share)) = (drop.fires, drop.share) {
            said.too_much("seasonal_drop_trigger", "clear", AlertLevel::Severe, "clear_before_next_season", || {
                Ok(vec![("drop", Figure::Number(share))])
            })?;
        }
    }
    if let Some(sold) = row.sold
        && !row.monthly_turnover.is_empty()
    {
        let days = days_of_stock(Ratio::from(row.units), sold)?;
        // What never sells lies beyond any line.
        let beyond = lines.safe_days.times(Ratio::ONE.plus(lines.trend.days_over_rate)?)?.plus(Ratio::ONE)?;
        let held_against = days.unwrap_or(beyond);
        let trend = turnover_trend(row.monthly_turnover, held_against, lines.safe_days, &lines.trend)?;
        if trend.asks_for_review() {
            said.too_much("turnover_trend_trigger", "review", AlertLevel::Medium, "review_clearance", || {
                Ok(vec![("months", length(lines.trend.months)), ("days_of_stock", or_never(days))])
            })?;
        }
    }
    Ok(())
}

fn fee_for_age(row: &StockRow, lines: &Lines, ages: Ages, said: &mut Hearing<'_>) -> Result<()> {
    let Some(after) = row.fee_after_days else {
        said.found.lacks("fee_after_days");
        return Ok(());
    };
    let status = aged_fee_status(ages.oldest, after, lines.aged_fee_warn)?;
    if status.is_charged {
        said.too_much("aged_fee_status", "charged", AlertLevel::Severe, "choose_exit", || {
            let old_enough = row.ages.iter().filter(|(age, _)| *age > after);
            let paying = old_enough.fold(0_i64, |sum, (_, units)| sum.saturating_add(*units));
            Ok(vec![("units", number(paying)), ("oldest_days", number(ages.oldest)), ("line_days", number(after))])
        })?;
    } else if status.warns {
        said.too_much("aged_fee_status", "warn", AlertLevel::Medium, "promote_before_fee", || {
            Ok(vec![("days_until_fee", number(status.days_until_fee)), ("oldest_days", number(ages.oldest))])
        })?;
    }
    Ok(())
}

/// Standstill, age crossed with sales, age alone, weeks of low sales, days against those expected.
fn movement(row: &StockRow, lines: &Lines, ages: Option<Ages>, said: &mut Hearing<'_>) -> Result<()> {
    if !row.monthly_sales.is_empty() {
        let idle = no_movement(row.monthly_sales, lines.idle_months)?;
        if idle.fires {
            said.too_much("no_movement_trigger", "trigger", AlertLevel::Severe, "clear_or_transfer", || {
                Ok(vec![("idle_months", length(idle.length))])
            })?;
        }
    }
    let Some(sold) = row.sold else {
        said.found.lacks("sold");
        return Ok(());
    };
    let Some(ages) = ages else { return Ok(()) };
    let class = pace_class(ages.average, row.units, sold, &lines.pace)?;
    said.found.pace = Some(class);
    let (level, action) = match class {
        PaceClass::Fine => (AlertLevel::None, ""),
        // Old, yet no alarm: said, so that nobody wonders where it went.
        PaceClass::OldButSteady => (AlertLevel::None, "keep_as_is"),
        PaceClass::Slow => (AlertLevel::Medium, "discount"),
        PaceClass::HighRisk => (AlertLevel::Severe, "clear_or_transfer"),
    };
    if class != PaceClass::Fine {
        said.too_much("age_velocity_class", class.code(), level, action, || {
            let [by_30, _, by_90] = pace(ages.average, row.units, sold, &lines.pace)?.days_of_supply;
            Ok(vec![
                ("age_days", number(ages.average)),
                ("days_of_supply_30", or_never(by_30)),
                ("days_of_supply_90", or_never(by_90)),
            ])
        })?;
    }
    let flag = age_level(ages.average, lines.slow_after, lines.critical_after);
    let is_cleared = class == PaceClass::OldButSteady;
    if flag != AgeLevel::Fine && !is_cleared {
        let level = if flag == AgeLevel::Critical { AlertLevel::Severe } else { AlertLevel::Mild };
        let figures = || Ok(vec![("age_days", number(ages.average))]);
        said.too_much("age_level", flag.code(), level, "discount", figures)?;
    }
    if !row.weekly_sales.is_empty() && !is_cleared {
        // Age has its own rule above; here only the weeks count.
        let low = slow_by_weeks(row.weekly_sales, lines.slow_units_a_week, lines.slow_weeks, 0, i64::MAX)?;
        if low.fires {
            said.too_much("slow_by_weeks", "slow", AlertLevel::Medium, "discount", || {
                Ok(vec![("low_weeks", length(low.length)), ("units_a_week", number(lines.slow_units_a_week))])
            })?;
        }
    }
    if let Some(expected) = row.expected_days {
        let overrun = age_overrun(expected, ages.average, lines.warn_ratio)?;
        if let (true, Some(ratio)) = (overrun.warns, overrun.ratio) {
            said.too_much("age_overrun_warning", "warn", AlertLevel::Mild, "consider_promotion", || {
                Ok(vec![
                    ("ratio", Figure::Number(ratio)),
                    ("age_days", number(ages.average)),
                    ("expected_days", number(expected)),
                ])
            })?;
        }
    }
    Ok(())
}

/// Days the stock lasts at the sales of 30 days; none where nothing was sold.
fn days_of_stock(units: Ratio, sold: SoldIn) -> Result<Option<Ratio>> {
    if sold.days_30 <= 0 { Ok(None) } else { units.times(Ratio::whole(30))?.per(Ratio::from(sold.days_30)) }
}

/// Turnover by 90 days' sales of what is there, depth by 30 days'.
fn depth(row: &StockRow, lines: &Lines, units: Ratio, said: &mut Hearing<'_>) -> Result<()> {
    let Some(sold) = row.sold else { return Ok(()) };
    let turnover = match row.monthly_turnover.last() {
        Some(known) => *known,
        // 365 days hold 90 as often as 73 hold 18.
        None => Ratio::whole(i128::from(sold.days_90.max(0)) * 73).over(units.times(Ratio::whole(18))?)?,
    };
    let days = days_of_stock(units, sold)?;
    let mut place = quadrant(turnover, days.unwrap_or(Ratio::ZERO), &lines.quadrant);
    if days.is_none() {
        place.stock = Side::High;
    }
    said.found.quadrant = Some(place);
    let action = place.action();
    let level = match action {
        QuadrantAction::KeepAsIs => return Ok(()),
        QuadrantAction::PromoteHarder | QuadrantAction::RestockWithCaution => AlertLevel::Mild,
        QuadrantAction::ClearNow => AlertLevel::Medium,
    };
    said.too_much("quadrant", action.code(), level, action.code(), || {
        Ok(vec![("turnover", Figure::Number(turnover)), ("days_of_stock", or_never(days))])
    })
}

fn too_much_for_the_forecast(row: &StockRow, lines: &Lines, said: &mut Hearing<'_>) -> Result<()> {
    let weeks = usize::try_from(lines.overstock_weeks).unwrap_or(usize::MAX);
    if row.weekly_forecast.len() < weeks {
        said.found.lacks("weekly_forecast");
        return Ok(());
    }
    let held = OverstockLines {
        safety: row.safety_stock.map(|units| (units, lines.overstock_multiple)),
        capacity: row.capacity.map(|units| (units, lines.overstock_share)),
    };
    let over = overstock(row.units, row.weekly_forecast, lines.overstock_weeks, held)?;
    if over.is_alert() {
        let crosses = |line| over.crossed.contains(&line);
        let code = match (crosses(OverstockLine::SafetyMultiple), crosses(OverstockLine::CapacityShare)) {
            (_, false) => "overstock",
            (false, true) => "over_room",
            (true, true) => "over_both",
        };
        said.too_much("overstock_indicator", code, AlertLevel::Medium, "hold_back_purchasing", || {
            let mut figures = vec![("units", number(over.units)), ("weeks", number(i64::from(lines.overstock_weeks)))];
            if let Some((safety, multiple)) = held.safety {
                figures.extend([("safety", number(safety)), ("multiple", Figure::Number(multiple))]);
            }
            if let Some((room, share)) = held.capacity {
                figures.extend([("room", number(room)), ("rate", Figure::Number(share))]);
            }
            Ok(figures)
        })?;
    }
    Ok(())
}

fn too_little(row: &StockRow, lines: &Lines, said: &mut Hearing<'_>) -> Result<()> {
    let Some(safety_stock) = row.safety_stock else {
        said.found.lacks("safety_stock");
        return Ok(());
    };
    let base = BaseLine {
        safety_stock,
        trend_coefficient: lines.trend_coefficient,
        combine: lines.trend_combine,
        promotion_factor: row.promotion_factor.unwrap_or(lines.promotion_factor),
        supply_risk_factor: row.supply_risk_factor.unwrap_or(lines.supply_risk_factor),
    };
    let alert = stock_alert(row.units, &base, &lines.levels, row.override_level)?;
    if alert.level != AlertLevel::None || alert.computed != AlertLevel::None {
        let finding = Finding {
            rule: "alert_level",
            code: if alert.level == alert.computed { "low_stock" } else { "overridden" },
            level: alert.level,
            direction: Direction::TooLittle,
            action: alert.level.action(),
            figures: Vec::new(),
        };
        said.say(finding, || {
            Ok(vec![
                ("units", number(row.units)),
                ("base_line", Figure::Number(alert.base_line)),
                ("computed_level", number(i64::from(alert.computed.number()))),
            ])
        })?;
    }
    Ok(())
}

/// The catalogue at a glance.
///
/// ```
/// use clearfloor::alerts::{list::{StockRow, catalogue_alerts}, thresholds::Thresholds};
/// use clearfloor::date::LocalMinute;
/// let rows = [StockRow { units: -1, ..StockRow::default() }, StockRow { units: 7, ..StockRow::default() }];
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let all = catalogue_alerts(&rows, &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert_eq!(all.rows[0].as_ref().unwrap_err().code(), "below_zero");
/// assert_eq!((all.by_level, all.left_out), ([1, 0, 0, 0], 1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogueAlerts {
    /// One a row, in its order; a row that cannot be read says why and spoils no other.
    pub rows: Vec<Result<RowAlerts>>,
    /// Rows by level, from 0 to 3.
    pub by_level: [usize; 4],
    /// Value of slow stock as a share of all, of the rows whose cost, age and sales are known; none without any.
    pub slow_share: Option<Ratio>,
    /// Rows with stock that the share leaves out.
    pub left_out: usize,
}

/// Every rule over every row.
///
/// # Errors
/// `out_of_range` if the value of the stock is beyond what exact fractions hold.
///
/// ```
/// use clearfloor::alerts::{list::{StockRow, catalogue_alerts}, thresholds::Thresholds};
/// use clearfloor::{date::LocalMinute, health::pace::SoldIn, rounding::Ratio};
/// let (cost, sold) = (Some(Ratio::whole(500)), |days_30| Some(SoldIn { days_30, days_60: 60, days_90: 90 }));
/// let slow = StockRow { units: 10, ages: &[(200, 10)], sold: sold(0), unit_cost: cost, ..StockRow::default() };
/// let fine = StockRow { units: 30, ages: &[(20, 30)], sold: sold(30), unit_cost: cost, ..StockRow::default() };
/// let now = LocalMinute::parse("2026-11-27T09:30").unwrap();
/// let all = catalogue_alerts(&[slow, fine], &Thresholds::default().lines().unwrap(), now).unwrap();
/// assert_eq!(all.slow_share, Some(Ratio::new(1, 4).unwrap())); // 50.00 of 200.00
/// ```
pub fn catalogue_alerts(rows: &[StockRow], lines: &Lines, now: LocalMinute) -> Result<CatalogueAlerts> {
    let mut answer =
        CatalogueAlerts { rows: Vec::with_capacity(rows.len()), by_level: [0; 4], slow_share: None, left_out: 0 };
    let (mut slow, mut all) = (Ratio::ZERO, Ratio::ZERO);
    for row in rows {
        let found = row_alerts(row, lines, now);
        if let Ok(alerts) = &found {
            let level = usize::from(alerts.level(None).number());
            if let Some(count) = answer.by_level.get_mut(level) {
                *count = count.saturating_add(1);
            }
            match (row.unit_cost, alerts.pace) {
                (Some(cost), Some(class)) if cost >= Ratio::ZERO => {
                    let worth = cost.times(Ratio::from(row.units))?;
                    all = all.plus(worth)?;
                    if class.is_slow() {
                        slow = slow.plus(worth)?;
                    }
                }
                _ => answer.left_out = answer.left_out.saturating_add(usize::from(row.units > 0)),
            }
        }
        answer.rows.push(found);
    }
    answer.slow_share = slow_share(slow, all)?;
    Ok(answer)
}
