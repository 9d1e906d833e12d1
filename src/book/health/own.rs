//! What the seller says of one product beside its tables: what no report holds and the rules ask for.

use super::super::channels::{Asked, Sheet};
use super::super::view::Problem;
use super::view::LogEntry;
use crate::alerts::level::AlertLevel;
use crate::alerts::record::{AlertEvent, AlertResult, LevelChange};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind, typed_figure};
use serde::Deserialize;

/// Most weeks or months read.
const MOST_PERIODS: usize = 600;

/// Texts of a product's worksheet.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{FieldText, HealthSheets, OwnSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let lead = FieldText { field: "lead_days".to_owned(), text: "45".to_owned() };
/// let own = OwnSheet { key: "MAT".to_owned(), texts: vec![lead] };
/// let view = book.health_of("MAT", &HealthSheets { own: vec![own], ..HealthSheets::default() }).unwrap();
/// assert_eq!(view.fields.iter().find(|field| field.name == "lead_days").unwrap().text, "45");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OwnSheet {
    /// Key of the product.
    pub key: String,
    /// Fields with their texts as typed.
    pub texts: Vec<FieldText>,
}

/// A field of a worksheet as typed.
///
/// ```
/// use clearfloor::book::{Book, Day, health::{FieldText, HealthSheets, HealthWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let line = FieldText { field: "critical_after".to_owned(), text: "soon".to_owned() };
/// let sheets = HealthSheets { lines: vec![line], ..HealthSheets::default() };
/// let view = book.health(&sheets, &HealthWindow::default()).unwrap();
/// // A text that cannot be read is said, and the usual line stands.
/// assert!(view.fields.iter().find(|field| field.name == "critical_after").unwrap().problem.is_some());
/// assert_eq!(view.body.aged_after, 180);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FieldText {
    /// Its name.
    pub field: String,
    /// As typed.
    pub text: String,
}

/// What a person said of an alert: a line of the log, every part as it was entered.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{HealthSheets, HealthWindow, LogLine}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let line = LogLine {
///     key: "MAT".into(), rule: "aged_fee_status".into(), raised_on: "2026-11-01".into(), computed: "3".into(),
///     handled_on: "2026-11-05".into(), result: "right".into(), ..LogLine::default()
/// };
/// let sheets = HealthSheets { log: vec![line], ..HealthSheets::default() };
/// let record = book.health(&sheets, &HealthWindow::default()).unwrap().body.record.unwrap();
/// assert_eq!((record.events, record.hit_rate, record.days_to_handle), (1, Some(1.0), Some(4.0)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LogLine {
    /// Key of the product.
    pub key: String,
    /// The rule that raised it.
    pub rule: String,
    /// Day it was raised, `YYYY-MM-DD`.
    pub raised_on: String,
    /// Level by the rule on that day, 0 to 3.
    pub computed: String,
    /// Level that holds instead, 0 to 3; empty = as computed.
    pub level: String,
    /// Why it is changed.
    pub reason: String,
    /// Day it was dealt with; empty = open.
    pub handled_on: String,
    /// `right` or `false_alarm`; empty = not judged.
    pub result: String,
}

/// What is known of a product beyond the book.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub expected_days: Option<i64>,
    pub is_seasonal: bool,
    pub launch_on: Option<Day>,
    pub safety_stock: Option<i64>,
    /// Factors of this product's line of low stock; none = those of all products.
    pub promotion_factor: Option<Ratio>,
    pub supply_risk_factor: Option<Ratio>,
    pub capacity: Option<i64>,
    pub inbound: Option<i64>,
    pub lead_days: Option<i64>,
    pub review_from: Option<Day>,
    pub weekly_sales: Vec<i64>,
    pub monthly_sales: Vec<i64>,
    pub monthly_turnover: Vec<Ratio>,
    /// Units on hand 30, 60 and 90 days ago.
    pub on_hand: [Option<i64>; 3],
}

fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

/// Figures one after the other, oldest first: `12 8 0 5`, one a line, or with commas and spaces between.
fn figures(text: &str) -> Result<Vec<Decimal>> {
    let cells = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '；' | '，' | '、'));
    let cells = cells.map(|cell| cell.trim_matches(',')).filter(|cell| !cell.is_empty());
    // Returns may make a week negative.
    let signed = |cell: &str| match cell.strip_prefix(['-', '−']) {
        Some(rest) => typed_figure(rest).and_then(|figure| Decimal::new(-figure.coefficient(), figure.scale())),
        None => typed_figure(cell),
    };
    let found: Vec<Decimal> = cells.map(signed).collect::<Result<_>>()?;
    if found.len() > MOST_PERIODS {
        return Err(Error::new(ErrorKind::Range, "history_too_many_rows").with("limit", MOST_PERIODS.to_string()));
    }
    Ok(found)
}

fn units(text: &str) -> Result<Vec<i64>> {
    let whole = |figure: Decimal| {
        let ratio = figure.to_ratio()?;
        if ratio.denominator() != 1 {
            return Err(Error::new(ErrorKind::Syntax, "number_not_whole").with("text", figure.to_string()));
        }
        i64::try_from(ratio.numerator()).map_err(|_| Error::out_of_range("units"))
    };
    figures(text)?.into_iter().map(whole).collect()
}

fn turns(text: &str) -> Result<Vec<Ratio>> {
    figures(text)?.into_iter().map(|figure| figure.to_ratio()?.not_negative("monthly_turnover")).collect()
}

impl Own {
    /// Reads the worksheet of a product; a text that cannot be used counts as none.
    pub fn read(sheet: &mut Sheet<'_>) -> Self {
        let whole = |sheet: &mut Sheet<'_>, name: &'static str, kind| {
            sheet.ask(Asked::new("", name, kind)).as_ref().and_then(Entry::as_whole)
        };
        let day = |sheet: &mut Sheet<'_>, name: &'static str| {
            sheet.ask(Asked::new("", name, FieldKind::Day)).as_ref().and_then(Entry::as_day)
        };
        let expected_days = whole(sheet, "expected_days", FieldKind::Days);
        let seasonal = Asked::new("", "is_seasonal", FieldKind::Choice).choices(&["yes", "no"]).standing("no");
        let is_seasonal = sheet.text(seasonal).as_deref() == Some("yes");
        let launch_on = day(sheet, "launch_on");
        let lead_days = whole(sheet, "lead_days", FieldKind::Days);
        let inbound = whole(sheet, "inbound", FieldKind::Units);
        let safety_stock = whole(sheet, "safety_stock", FieldKind::Units);
        let promotion_factor = factor(sheet, "promotion_factor");
        let supply_risk_factor = factor(sheet, "supply_risk_factor");
        let capacity = whole(sheet, "capacity", FieldKind::Units);
        let review_from = day(sheet, "review_from");
        let on_hand = ["on_hand_30", "on_hand_60", "on_hand_90"].map(|name| whole(sheet, name, FieldKind::Units));
        let weekly_sales = listed(sheet, "weekly_sales", units);
        let monthly_sales = listed(sheet, "monthly_sales", units);
        let monthly_turnover = listed(sheet, "monthly_turnover", turns);
        Self {
            expected_days,
            is_seasonal,
            launch_on,
            safety_stock,
            promotion_factor,
            supply_risk_factor,
            capacity,
            inbound,
            lead_days,
            review_from,
            weekly_sales,
            monthly_sales,
            monthly_turnover,
            on_hand,
        }
    }
}

/// A multiple, zero or more.
fn factor(sheet: &mut Sheet<'_>, name: &'static str) -> Option<Ratio> {
    let typed = sheet.ask(Asked::new("", name, FieldKind::Quantity)).as_ref().and_then(Entry::as_number)?;
    typed.to_ratio().inspect_err(|error| refuse(sheet, error)).ok()
}

fn listed<T>(sheet: &mut Sheet<'_>, name: &'static str, read: fn(&str) -> Result<Vec<T>>) -> Vec<T> {
    let Some(text) = sheet.text(Asked::new("", name, FieldKind::Text)) else { return Vec::new() };
    read(&text).unwrap_or_else(|error| {
        refuse(sheet, &error);
        Vec::new()
    })
}

/// A line of the log, read.
#[derive(Clone, Debug)]
pub(super) struct Logged {
    pub key: String,
    pub rule: String,
    pub event: AlertEvent,
}

fn logged(line: &LogLine) -> Result<Logged> {
    let level = |text: &str| {
        let number = text
            .trim()
            .parse::<i64>()
            .map_err(|_| Error::new(ErrorKind::Range, "alert_level_unknown").with("level", text))?;
        AlertLevel::from_number(number)
    };
    let day = |text: &str| if text.trim().is_empty() { Ok(None) } else { Day::parse(text.trim()).map(Some) };
    let change =
        if line.level.trim().is_empty() { None } else { Some(LevelChange::new(level(&line.level)?, &line.reason)?) };
    let raised_on = Day::parse(line.raised_on.trim())?;
    let handled_on = day(&line.handled_on)?;
    if let Some(on) = handled_on.filter(|on| *on < raised_on) {
        return Err(Error::new(ErrorKind::Mismatch, "days_not_rising").with("day", on.to_string()));
    }
    let event = AlertEvent {
        raised_on,
        computed: level(&line.computed)?,
        change,
        handled_on,
        result: match line.result.as_str() {
            "right" => Some(AlertResult::Right),
            "false_alarm" => Some(AlertResult::FalseAlarm),
            _ => None,
        },
    };
    Ok(Logged { key: line.key.clone(), rule: line.rule.clone(), event })
}

/// Reads the log: what can be used, and each line as it stands with what is wrong with it.
pub(super) fn read_log(lines: &[LogLine]) -> (Vec<Logged>, Vec<LogEntry>) {
    let mut found = Vec::new();
    let mut shown = Vec::with_capacity(lines.len());
    for (place, line) in (0_u32..).zip(lines) {
        let problem = match logged(line) {
            Ok(read) => {
                found.push(read);
                None
            }
            Err(error) => Some(error.code()),
        };
        shown.push(LogEntry { place, key: line.key.clone(), problem });
    }
    (found, shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_figures_in_any_usual_way_of_writing_them() {
        assert_eq!(units("12 8\n0\t-1, 5；3").unwrap(), [12, 8, 0, -1, 5, 3]);
        assert_eq!(units("").unwrap(), Vec::<i64>::new());
        assert_eq!(units("1.5").unwrap_err().code(), "number_not_whole");
        assert!(units("a lot").is_err());
        assert_eq!(turns("-1").unwrap_err().code(), "below_zero");
    }

    #[test]
    fn a_change_without_a_reason_does_not_hold() {
        let line = LogLine {
            key: "a".into(),
            rule: "quadrant".into(),
            raised_on: "2026-11-21".into(),
            computed: "2".into(),
            level: "0".into(),
            ..LogLine::default()
        };
        let (found, shown) = read_log(&[line.clone(), LogLine { reason: "off season".into(), ..line }]);
        assert_eq!(found.len(), 1);
        let problems: Vec<_> = shown.iter().map(|entry| entry.problem).collect();
        assert_eq!(problems, [Some("reason_missing"), None]);
    }
}
