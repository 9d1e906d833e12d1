//! Every line the alerts are held against, by name: its value until the seller sets another, and where that is from.
//!
//! No line is a constant of a rule: the rules of [`crate::health`] take them as arguments, and this is the one place
//! that names what stands when nobody has chosen. The rules the product was conceived from give some figures and
//! leave others open; which is which is said in [`Basis`].

use super::level::{LevelLines, TrendCombine};
use super::schedule::WorkedOut;
use crate::error::{Error, ErrorKind, Result};
use crate::health::depth::{QuadrantLines, Side};
use crate::health::pace::PaceLines;
use crate::health::trend::{FallReading, LaunchLines, TrendLines};
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};

/// Where the value that stands comes from.
///
/// ```
/// use clearfloor::alerts::thresholds::{Basis, THRESHOLDS};
/// let basis = |name| THRESHOLDS.iter().find(|line| line.name == name).unwrap().basis;
/// assert_eq!((basis("idle_months"), basis("slow_weeks")), (Basis::Given, Basis::Chosen));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The rules give it.
    Given,
    /// The rules leave it open, or can be read in several ways: our choice.
    Chosen,
}

/// What a line takes.
///
/// ```
/// use clearfloor::alerts::thresholds::{THRESHOLDS, ThresholdKind};
/// let kind = |name| THRESHOLDS.iter().find(|line| line.name == name).unwrap().kind;
/// assert_eq!((kind("slow_after"), kind("warn_ratio")), (ThresholdKind::Whole, ThresholdKind::Figure));
/// assert_eq!(kind("trend_combine"), ThresholdKind::Choice(&["multiply", "add"]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdKind {
    /// Whole days, units, weeks, months or hours, zero or more.
    Whole,
    /// A share or a multiple, zero or more: `0.2` is a fifth.
    Figure,
    /// One of these codes.
    Choice(&'static [&'static str]),
}

/// A line by name.
///
/// ```
/// use clearfloor::alerts::thresholds::THRESHOLDS;
/// let line = THRESHOLDS.iter().find(|line| line.name == "season_drop").unwrap();
/// assert_eq!((line.default, line.unit, line.rule), ("0.40", "share", "seasonal_drop_trigger"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Threshold {
    /// Stable name.
    pub name: &'static str,
    /// What it takes.
    pub kind: ThresholdKind,
    /// Unit of a number: `days`, `units`, `weeks`, `months`, `hours`, `turns_per_year`, `share`, `multiple`.
    pub unit: &'static str,
    /// Value that stands, as it would be typed.
    pub default: &'static str,
    /// Where it is from.
    pub basis: Basis,
    /// The rule it belongs to: a kind of the file of rules (`tests/conformance/seed-cases.toml`).
    pub rule: &'static str,
}

const fn whole(
    name: &'static str,
    unit: &'static str,
    default: &'static str,
    basis: Basis,
    rule: &'static str,
) -> Threshold {
    Threshold { name, kind: ThresholdKind::Whole, unit, default, basis, rule }
}

const fn figure(
    name: &'static str,
    unit: &'static str,
    default: &'static str,
    basis: Basis,
    rule: &'static str,
) -> Threshold {
    Threshold { name, kind: ThresholdKind::Figure, unit, default, basis, rule }
}

const fn choice(
    name: &'static str,
    codes: &'static [&'static str],
    default: &'static str,
    rule: &'static str,
) -> Threshold {
    Threshold { name, kind: ThresholdKind::Choice(codes), unit: "", default, basis: Basis::Chosen, rule }
}

use Basis::{Chosen, Given};

/// All lines, in the order of their rules.
pub const THRESHOLDS: &[Threshold] = &[
    whole("slow_after", "days", "90", Given, "age_level"),
    whole("critical_after", "days", "180", Given, "age_level"),
    figure("warn_ratio", "multiple", "1.5", Given, "age_overrun_warning"),
    whole("poor_sold_90", "units", "3", Chosen, "age_velocity_class"),
    figure("steady_share", "share", "0.8", Chosen, "age_velocity_class"),
    whole("cover_limit_days", "days", "90", Chosen, "age_velocity_class"),
    whole("slow_weeks", "weeks", "4", Chosen, "slow_by_weeks"),
    whole("slow_units_a_week", "units", "5", Chosen, "slow_by_weeks"),
    whole("idle_months", "months", "3", Given, "no_movement_trigger"),
    whole("trend_months", "months", "3", Given, "turnover_trend_trigger"),
    figure("trend_drop", "share", "0.20", Given, "turnover_trend_trigger"),
    choice("trend_reading", &["each_month", "total"], "each_month", "turnover_trend_trigger"),
    whole("safe_days", "days", "90", Chosen, "turnover_trend_trigger"),
    figure("days_over_safe", "share", "0.30", Given, "turnover_trend_trigger"),
    figure("season_drop", "share", "0.40", Given, "seasonal_drop_trigger"),
    whole("launch_window", "days", "14", Given, "launch_cliff_plan"),
    figure("launch_drop", "share", "0.50", Chosen, "launch_cliff_plan"),
    whole("launch_plan_within", "hours", "24", Given, "launch_cliff_plan"),
    figure("quadrant_turnover", "turns_per_year", "4", Given, "turnover_level"),
    figure("quadrant_days", "days", "90", Chosen, "quadrant"),
    choice("quadrant_on_the_line", &["high", "low"], "high", "quadrant"),
    whole("aged_fee_warn", "days", "30", Chosen, "aged_fee_status"),
    whole("overstock_weeks", "weeks", "8", Chosen, "overstock_indicator"),
    figure("overstock_multiple", "multiple", "10", Chosen, "overstock_indicator"),
    figure("overstock_share", "share", "0.25", Chosen, "overstock_indicator"),
    figure("trend_coefficient", "multiple", "1", Chosen, "alert_level"),
    choice("trend_combine", &["multiply", "add"], "multiply", "alert_level"),
    figure("promotion_factor", "multiple", "1", Given, "alert_level"),
    figure("supply_risk_factor", "multiple", "1", Given, "alert_level"),
    choice("worked_out", &["week", "month", "each_look"], "week", "alert_level"),
    figure("mild_below", "share", "1", Chosen, "alert_level"),
    figure("medium_below", "share", "0.75", Chosen, "alert_level"),
    figure("severe_below", "share", "0.5", Chosen, "alert_level"),
];

/// The lines that hold: those of the table, and what the seller set.
///
/// ```
/// use clearfloor::alerts::thresholds::Thresholds;
/// let mut lines = Thresholds::default();
/// lines.set("slow_after", "60").unwrap();
/// assert_eq!(lines.text("slow_after").unwrap(), "60");
/// assert_eq!(lines.lines().unwrap().slow_after, 60);
/// assert_eq!(lines.set("slow_after", "soon").unwrap_err().code(), "number_syntax");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thresholds {
    set: Vec<(&'static str, String)>,
}

/// The lines as the rules take them.
///
/// ```
/// use clearfloor::{alerts::thresholds::Thresholds, rounding::Ratio};
/// let lines = Thresholds::default().lines().unwrap();
/// assert_eq!((lines.slow_after, lines.critical_after), (90, 180));
/// assert_eq!(lines.levels.severe_below, Ratio::new(1, 2).unwrap());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// First age line, days.
    pub slow_after: i64,
    /// Second age line, days.
    pub critical_after: i64,
    /// Days in stock for each day expected.
    pub warn_ratio: Ratio,
    /// Age crossed with sales.
    pub pace: PaceLines,
    /// Weeks in a row that must be low.
    pub slow_weeks: usize,
    /// Units a week below which a week is low.
    pub slow_units_a_week: i64,
    /// Months in a row without a sale.
    pub idle_months: usize,
    /// Turnover that falls.
    pub trend: TrendLines,
    /// Safe days of stock.
    pub safe_days: Ratio,
    /// Share of a month's fall at the end of a season.
    pub season_drop: Ratio,
    /// Old model before its successor.
    pub launch: LaunchLines,
    /// The four quadrants.
    pub quadrant: QuadrantLines,
    /// Days ahead of the fee for age.
    pub aged_fee_warn: i64,
    /// Weeks of forecast.
    pub overstock_weeks: u32,
    /// Times the safety stock.
    pub overstock_multiple: Ratio,
    /// Share of capacity.
    pub overstock_share: Ratio,
    /// Coefficient of the trend.
    pub trend_coefficient: Ratio,
    /// How it meets the safety stock.
    pub trend_combine: TrendCombine,
    /// Factor of a promotion.
    pub promotion_factor: Ratio,
    /// Factor of the supplier's risk.
    pub supply_risk_factor: Ratio,
    /// How long a line that follows from sales holds still.
    pub worked_out: WorkedOut,
    /// Where the levels begin.
    pub levels: LevelLines,
}

fn known(name: &str) -> Result<&'static Threshold> {
    let found = THRESHOLDS.iter().find(|threshold| threshold.name == name);
    found.ok_or_else(|| Error::new(ErrorKind::Missing, "threshold_name_unknown").with("name", name))
}

/// Reads a text as what the line takes; choices are whole numbers here, their place in the list.
fn read(threshold: &Threshold, text: &str) -> Result<Ratio> {
    if let ThresholdKind::Choice(codes) = threshold.kind {
        let place = codes.iter().position(|code| *code == text.trim());
        let place = place.and_then(|place| i64::try_from(place).ok());
        return place
            .map(Ratio::from)
            .ok_or_else(|| Error::new(ErrorKind::Syntax, "choice_unknown").with("text", text));
    }
    let number = Decimal::parse(text)?.to_ratio()?.not_negative(threshold.name)?;
    if threshold.kind == ThresholdKind::Whole && number.denominator() != 1 {
        return Err(Error::new(ErrorKind::Syntax, "number_not_whole").with("text", text));
    }
    Ok(number)
}

impl Thresholds {
    /// Sets a line as typed; an empty text takes the seller's value back.
    ///
    /// # Errors
    /// `threshold_name_unknown`; `number_syntax`; `number_not_whole`; `below_zero`; `choice_unknown`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::alerts::thresholds::Thresholds;
    /// let mut lines = Thresholds::default();
    /// lines.set("warn_ratio", "2.5").unwrap();
    /// assert_eq!(lines.set("slow_weeks", "2.5").unwrap_err().code(), "number_not_whole");
    /// lines.set("warn_ratio", "").unwrap();
    /// assert_eq!(lines, Thresholds::default());
    /// ```
    pub fn set(&mut self, name: &str, text: &str) -> Result<()> {
        let threshold = known(name)?;
        if !text.trim().is_empty() {
            read(threshold, text)?;
        }
        self.set.retain(|(set, _)| *set != threshold.name);
        if !text.trim().is_empty() {
            self.set.push((threshold.name, text.trim().to_owned()));
        }
        Ok(())
    }

    /// The text of a line.
    ///
    /// # Errors
    /// `threshold_name_unknown`.
    ///
    /// ```
    /// use clearfloor::alerts::thresholds::Thresholds;
    /// let lines = Thresholds::default();
    /// assert_eq!(lines.text("trend_drop").unwrap(), "0.20");
    /// assert_eq!(lines.text("trend_rise").unwrap_err().code(), "threshold_name_unknown");
    /// ```
    pub fn text(&self, name: &str) -> Result<&str> {
        let threshold = known(name)?;
        let set = self.set.iter().find(|(set, _)| *set == threshold.name);
        Ok(set.map_or(threshold.default, |(_, text)| text))
    }

    fn ratio(&self, name: &str) -> Result<Ratio> {
        read(known(name)?, self.text(name)?)
    }

    fn whole<T: TryFrom<i128>>(&self, name: &'static str) -> Result<T> {
        let whole = self.ratio(name)?.round(Rounding::HalfAwayFromZero)?;
        T::try_from(whole).map_err(|_| Error::out_of_range(name))
    }

    /// All lines, ready for the rules.
    ///
    /// # Errors
    /// `out_of_range` for a figure beyond what the rules hold.
    ///
    /// ```
    /// use clearfloor::{alerts::thresholds::Thresholds, health::trend::FallReading};
    /// let mut lines = Thresholds::default();
    /// lines.set("trend_reading", "total").unwrap();
    /// assert_eq!(lines.lines().unwrap().trend.reading, FallReading::Total);
    /// ```
    pub fn lines(&self) -> Result<Lines> {
        let is_first = |name| Ok(self.ratio(name)? == Ratio::ZERO);
        let slow_after = self.whole("slow_after")?;
        Ok(Lines {
            slow_after,
            critical_after: self.whole("critical_after")?,
            warn_ratio: self.ratio("warn_ratio")?,
            pace: PaceLines {
                slow_after,
                poor_sold_90: self.whole("poor_sold_90")?,
                steady_share: self.ratio("steady_share")?,
                cover_limit_days: self.whole("cover_limit_days")?,
            },
            slow_weeks: self.whole("slow_weeks")?,
            slow_units_a_week: self.whole("slow_units_a_week")?,
            idle_months: self.whole("idle_months")?,
            trend: TrendLines {
                months: self.whole("trend_months")?,
                drop_rate: self.ratio("trend_drop")?,
                reading: if is_first("trend_reading")? { FallReading::EachMonth } else { FallReading::Total },
                days_over_rate: self.ratio("days_over_safe")?,
            },
            safe_days: self.ratio("safe_days")?,
            season_drop: self.ratio("season_drop")?,
            launch: LaunchLines {
                window_days: self.whole("launch_window")?,
                cliff_above: self.ratio("launch_drop")?,
                plan_within_hours: self.whole("launch_plan_within")?,
            },
            quadrant: QuadrantLines {
                turnover: self.ratio("quadrant_turnover")?,
                days_of_stock: self.ratio("quadrant_days")?,
                on_the_line: if is_first("quadrant_on_the_line")? { Side::High } else { Side::Low },
            },
            aged_fee_warn: self.whole("aged_fee_warn")?,
            overstock_weeks: self.whole("overstock_weeks")?,
            overstock_multiple: self.ratio("overstock_multiple")?,
            overstock_share: self.ratio("overstock_share")?,
            trend_coefficient: self.ratio("trend_coefficient")?,
            trend_combine: if is_first("trend_combine")? { TrendCombine::Multiply } else { TrendCombine::Add },
            promotion_factor: self.ratio("promotion_factor")?,
            supply_risk_factor: self.ratio("supply_risk_factor")?,
            worked_out: match self.text("worked_out")? {
                "each_look" => WorkedOut::EachLook,
                "month" => WorkedOut::Month,
                _ => WorkedOut::Week,
            },
            levels: LevelLines {
                mild_below: self.ratio("mild_below")?,
                medium_below: self.ratio("medium_below")?,
                severe_below: self.ratio("severe_below")?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_value_that_can_be_read_and_a_name_of_its_own() {
        for (place, threshold) in THRESHOLDS.iter().enumerate() {
            read(threshold, threshold.default).unwrap();
            assert!(THRESHOLDS.iter().skip(place + 1).all(|other| other.name != threshold.name), "{}", threshold.name);
        }
        assert_eq!(Thresholds::default().lines().unwrap().trend.drop_rate, Ratio::new(1, 5).unwrap());
    }

    #[test]
    fn every_line_reaches_its_rule() {
        let usual = Thresholds::default().lines().unwrap();
        for threshold in THRESHOLDS {
            let mut changed = Thresholds::default();
            let other = match threshold.kind {
                ThresholdKind::Choice(codes) => codes.last().unwrap(),
                _ => "77",
            };
            changed.set(threshold.name, other).unwrap();
            assert_ne!(changed.lines().unwrap(), usual, "{}", threshold.name);
        }
    }

    #[test]
    fn every_line_belongs_to_a_rule_of_the_file_of_rules() {
        let rules = include_str!("../../tests/conformance/seed-cases.toml");
        for threshold in THRESHOLDS {
            assert!(rules.contains(&format!("[kinds.{}]", threshold.rule)), "{}", threshold.rule);
        }
    }

    #[test]
    fn an_empty_text_takes_the_sellers_value_back() {
        let mut lines = Thresholds::default();
        lines.set("safe_days", " 45 ").unwrap();
        assert_eq!(lines.text("safe_days").unwrap(), "45");
        lines.set("safe_days", "").unwrap();
        assert_eq!(lines, Thresholds::default());
    }

    #[test]
    fn refuses_what_a_line_cannot_take() {
        let code = |name, text| Thresholds::default().set(name, text).unwrap_err().code();
        assert_eq!(code("slow_after", "1.5"), "number_not_whole");
        assert_eq!(code("slow_after", "-1"), "below_zero");
        assert_eq!(code("trend_reading", "sometimes"), "choice_unknown");
        assert_eq!(code("nothing", "1"), "threshold_name_unknown");
        let mut huge = Thresholds::default();
        huge.set("overstock_weeks", "99999999999").unwrap();
        assert_eq!(huge.lines().unwrap_err().code(), "out_of_range");
    }
}
