//! The lines that health is held against, as fields the seller can change.
//!
//! Those of the alerts are the rules' own table ([`THRESHOLDS`]); beside it stand the lines of the indicators, which no
//! rule gives. A share is typed in percent, as everywhere on the page.

use super::super::channels::{Asked, Sheet};
use super::super::view::Problem;
use super::view::LineView;
use crate::alerts::schedule::ReportEvery;
use crate::alerts::thresholds::{Basis, Lines, THRESHOLDS, Threshold, ThresholdKind, Thresholds};
use crate::error::{Error, ErrorKind, Result};
use crate::health::Line;
use crate::health::abc::{AbcBoundary, AbcCuts, AbcRanges};
use crate::health::age::AgeLimit;
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};

const fn line(
    name: &'static str,
    kind: ThresholdKind,
    unit: &'static str,
    default: &'static str,
    basis: Basis,
    rule: &'static str,
) -> Threshold {
    Threshold { name, kind, unit, default, basis, rule }
}

use Basis::{Chosen, Given};
use ThresholdKind::{Choice, Figure, Whole};

/// Lines of the indicators.
const MEASURES: &[Threshold] = &[
    line("turnover_good_above", Figure, "turns_per_year", "4", Given, "turnover_level"),
    line("turnover_boundary", Choice(&["above", "at_or_above"]), "", "above", Chosen, "turnover_level"),
    line("normal_turnover", Figure, "turns_per_year", "4", Given, "structural_clearance"),
    line("far_below", Figure, "share", "0.5", Chosen, "structural_clearance"),
    line("excess_days", Whole, "days", "90", Chosen, "excess"),
    line("safety_days", Whole, "days", "14", Chosen, "reorder_start"),
    line("purchase_cover_days", Whole, "days", "30", Given, "purchase_suggestion"),
    line("abc_measure", Choice(&["sales_value", "stock_value"]), "", "sales_value", Chosen, "abc_class"),
    line("abc_cut_a", Figure, "share", "0.80", Given, "abc_class"),
    line("abc_cut_b", Figure, "share", "0.95", Given, "abc_class"),
    line("abc_boundary", Choice(&["crossing", "inclusive"]), "", "crossing", Chosen, "abc_class"),
    line("abc_a_from", Figure, "share", "0.70", Given, "abc_share_check"),
    line("abc_a_to", Figure, "share", "0.80", Given, "abc_share_check"),
    line("abc_b_from", Figure, "share", "0.15", Given, "abc_share_check"),
    line("abc_b_to", Figure, "share", "0.25", Given, "abc_share_check"),
    line("abc_c_below", Figure, "share", "0.05", Given, "abc_share_check"),
    line("age_limit_by", Choice(&["days", "calendar_months"]), "", "days", Chosen, "age_over_limit"),
    line("age_limit_days", Whole, "days", "90", Given, "age_over_limit"),
    line("age_limit_months", Whole, "months", "3", Given, "age_over_limit"),
    line("xyz_x_below", Figure, "multiple", "0.5", Chosen, "xyz_class"),
    line("xyz_y_below", Figure, "multiple", "1", Chosen, "xyz_class"),
    line("stage_new_days", Whole, "days", "90", Chosen, "lifecycle"),
    line("stage_change", Figure, "share", "0.20", Chosen, "lifecycle"),
    line("report_by", Choice(&["days", "quarter_end"]), "", "days", Chosen, "review_schedule"),
    line("report_every", Whole, "days", "90", Chosen, "review_schedule"),
];

/// A run of nothing would fire for everybody.
const NOT_ZERO: [&str; 5] = ["slow_weeks", "idle_months", "trend_months", "report_every", "overstock_weeks"];

/// What ABC goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AbcMeasure {
    Sales,
    Stock,
}

/// Every line, read.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub rules: Lines,
    pub good_above: Ratio,
    pub good_line: Line,
    pub normal_turnover: Ratio,
    pub far_below: Ratio,
    pub excess_days: i64,
    pub safety_days: i64,
    pub purchase_days: i64,
    pub abc_measure: AbcMeasure,
    pub abc: AbcCuts,
    /// Shares of value that the classes usually have.
    pub abc_usual: AbcRanges,
    /// Age from which stock is to be discounted or cleared.
    pub age_limit: AgeLimit,
    pub xyz: [f64; 2],
    pub new_days: i64,
    pub stage_change: f64,
    pub report: ReportEvery,
}

fn kind(threshold: &Threshold) -> FieldKind {
    match (threshold.kind, threshold.unit) {
        (ThresholdKind::Choice(_), _) => FieldKind::Choice,
        (ThresholdKind::Whole, "days") => FieldKind::Days,
        (ThresholdKind::Whole, _) => FieldKind::Units,
        (ThresholdKind::Figure, "share") => FieldKind::Percent,
        (ThresholdKind::Figure, _) => FieldKind::Quantity,
    }
}

/// A share as percent: `0.20` is `20`.
fn in_percent(share: &str) -> String {
    let percent = Decimal::parse(share).and_then(|share| Decimal::new(share.coefficient() * 100, share.scale()));
    let text = percent.map(|percent| percent.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// What was typed, as the rules take it.
fn plain(entry: &Entry) -> Option<String> {
    Some(match entry {
        Entry::Text(code) => code.clone(),
        Entry::Whole(number) => number.to_string(),
        Entry::Number(number) => number.to_string(),
        Entry::Rate(rate) => share_text(*rate),
        _ => return None,
    })
}

fn share_text(rate: Rate) -> String {
    let ppm = i128::from(rate.ppm());
    Decimal::new(ppm, 6).map(|share| share.to_string()).unwrap_or_default()
}

fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

/// The text of a line that holds: typed, else what stands.
fn text_of(sheet: &mut Sheet<'_>, threshold: &'static Threshold) -> Option<String> {
    let is_share = threshold.unit == "share";
    let standing = if is_share { in_percent(threshold.default) } else { threshold.default.to_owned() };
    let asked = Asked::new("", threshold.name, kind(threshold)).standing(standing);
    let asked = match threshold.kind {
        ThresholdKind::Choice(codes) => asked.choices(codes),
        _ => asked,
    };
    let entry = sheet.ask(asked);
    if let Some(field) = sheet.fields.last_mut().filter(|_| !is_share && !threshold.unit.is_empty()) {
        field.unit = Some(threshold.unit.to_owned());
    }
    let text = entry.as_ref().and_then(plain)?;
    if NOT_ZERO.contains(&threshold.name) && text == "0" {
        refuse(sheet, &Error::new(ErrorKind::Range, "number_not_positive").with("text", text));
        return None;
    }
    Some(text)
}

fn is_typed(sheet: &Sheet<'_>, name: &str) -> bool {
    sheet.texts.iter().any(|(field, text)| field == name && !text.trim().is_empty())
}

impl Held {
    /// Reads the worksheet; a text that cannot be used leaves what stands.
    pub fn read(sheet: &mut Sheet<'_>) -> Result<Self> {
        let mut rules = Thresholds::default();
        for threshold in THRESHOLDS {
            let Some(text) = text_of(sheet, threshold) else { continue };
            // What stands is in the table already.
            if !is_typed(sheet, threshold.name) {
                continue;
            }
            let is_taken = rules.set(threshold.name, &text).and_then(|()| rules.lines().map(|_| ()));
            if let Err(error) = is_taken {
                rules.set(threshold.name, "")?;
                refuse(sheet, &error);
            }
        }
        let mut texts = Vec::with_capacity(MEASURES.len());
        for threshold in MEASURES {
            let text = text_of(sheet, threshold).unwrap_or_else(|| threshold.default.to_owned());
            texts.push((threshold.name, text));
        }
        let text = |name: &str| texts.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text.as_str());
        let ratio = |name: &'static str| Decimal::parse(text(name)).and_then(Decimal::to_ratio);
        let days = |name: &'static str| text(name).parse::<i64>().map_err(|_| Error::out_of_range(name));
        let float = |name: &'static str| ratio(name).map(Ratio::to_f64);
        let boundary = if text("abc_boundary") == "inclusive" { AbcBoundary::Inclusive } else { AbcBoundary::Crossing };
        Ok(Self {
            rules: rules.lines()?,
            good_above: ratio("turnover_good_above")?,
            good_line: if text("turnover_boundary") == "above" { Line::Above } else { Line::AtOrAbove },
            normal_turnover: ratio("normal_turnover")?,
            far_below: ratio("far_below")?,
            excess_days: days("excess_days")?,
            safety_days: days("safety_days")?,
            purchase_days: days("purchase_cover_days")?,
            abc_measure: if text("abc_measure") == "stock_value" { AbcMeasure::Stock } else { AbcMeasure::Sales },
            abc: AbcCuts { a: ratio("abc_cut_a")?, b: ratio("abc_cut_b")?, boundary },
            abc_usual: AbcRanges {
                a: (ratio("abc_a_from")?, ratio("abc_a_to")?),
                b: (ratio("abc_b_from")?, ratio("abc_b_to")?),
                c_below: ratio("abc_c_below")?,
            },
            age_limit: if text("age_limit_by") == "days" {
                AgeLimit::Days(days("age_limit_days")?)
            } else {
                AgeLimit::CalendarMonths(days("age_limit_months")?)
            },
            xyz: [float("xyz_x_below")?, float("xyz_y_below")?],
            new_days: days("stage_new_days")?,
            stage_change: float("stage_change")?,
            report: if text("report_by") == "days" {
                ReportEvery::Days(days("report_every")?)
            } else {
                ReportEvery::QuarterEnd
            },
        })
    }
}

/// Which rule each line belongs to, in the order of the fields.
pub(super) fn line_views() -> Vec<LineView> {
    let view = |threshold: &Threshold| LineView {
        name: threshold.name,
        rule: threshold.rule,
        is_given: threshold.basis == Basis::Given,
    };
    THRESHOLDS.iter().chain(MEASURES).map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn read(texts: &[(&str, &str)]) -> (Held, Vec<(&'static str, String)>) {
        let texts: Vec<_> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut sheet = Sheet { texts: &texts, currency: Currency::USD, fields: Vec::new() };
        let held = Held::read(&mut sheet).unwrap();
        let wrong = sheet.fields.iter().filter_map(|f| Some((f.name, f.problem.as_ref()?.code.clone())));
        (held, wrong.collect())
    }

    #[test]
    fn a_share_is_typed_in_percent() {
        let (held, wrong) = read(&[("trend_drop", "25"), ("far_below", "40 %")]);
        assert_eq!(wrong, []);
        assert_eq!(held.rules.trend.drop_rate, Ratio::new(1, 4).unwrap());
        assert_eq!(held.far_below, Ratio::new(2, 5).unwrap());
        assert_eq!(read(&[]).0.rules.trend.drop_rate, Ratio::new(1, 5).unwrap());
    }

    #[test]
    fn what_cannot_be_used_leaves_what_stands_and_says_why() {
        let (held, wrong) = read(&[("slow_after", "soon"), ("idle_months", "0"), ("overstock_weeks", "99999999999")]);
        let names: Vec<_> = wrong.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["slow_after", "idle_months", "overstock_weeks"]);
        assert_eq!((held.rules.slow_after, held.rules.idle_months, held.rules.overstock_weeks), (90, 3, 8));
    }

    #[test]
    fn every_line_of_the_form_has_a_rule_and_a_name_of_its_own() {
        let views = line_views();
        for (place, view) in views.iter().enumerate() {
            assert!(views.iter().skip(place + 1).all(|other| other.name != view.name), "{}", view.name);
        }
    }
}
