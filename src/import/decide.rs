//! What each column is and how it is read: from the headings, the report, the cells and the seller's answers.

use super::calendar::Order;
use super::column::{MoneySource, Part, Source};
use super::currency::{Context, settle};
use super::made_of::{Column, FieldKind, Usage};
use super::options::{Answer, ReadOptions};
use super::packed::{PackedKind, PackedReport, PackedUsage};
use super::problem::{Problem, Problems, Severity};
use super::reading::{RateForm, Sign};
use super::survey::Survey;
use super::unit_word::{MoneyMark, UnitWord};
use super::words::{Heading, currency_in, field, field_in, field_number};
use crate::money::Currency;

/// What the headings as a whole say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Script {
    /// Most headings are Chinese.
    pub is_chinese: bool,
    /// Some heading has Japanese syllables or a character as only Japan writes it.
    pub is_japanese: bool,
}

/// The script of the headings.
pub(super) fn script(headings: &[(String, Heading)]) -> Script {
    let is_han = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let is_kana = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}');
    // What only Japan writes so, and what only China does.
    let is_of_japan = |c: char| matches!(c, '売' | '価' | '値' | '単' | '発' | '関' | '済');
    let is_of_china = |c: char| matches!(c, '库' | '销' | '货' | '费' | '单' | '运' | '购' | '价' | '仓' | '类' | '备');
    let filled = headings.iter().filter(|(printed, _)| !printed.is_empty()).count();
    let han = headings.iter().filter(|(printed, _)| printed.chars().any(is_han)).count();
    let any = |is: fn(char) -> bool| headings.iter().any(|(printed, _)| printed.chars().any(is));
    let is_japanese = any(is_kana) || (any(is_of_japan) && !any(is_of_china));
    Script { is_chinese: !is_japanese && han > 0 && han * 2 >= filled, is_japanese }
}

/// The columns of a file and the sources of its fields.
pub(super) fn columns(
    headings: &[(String, Heading)],
    report: Option<&PackedReport<'_>>,
    options: &ReadOptions,
) -> (Vec<Column>, Vec<Source>) {
    let mut columns = Vec::with_capacity(headings.len());
    let mut sources = Vec::new();
    for (place, (printed, heading)) in headings.iter().enumerate() {
        let mapped = options.mapping.iter().find(|(wanted, _)| !printed.is_empty() && wanted.trim() == printed);
        let number = match mapped {
            Some((_, name)) => field_number(name),
            None => field_in(report, heading),
        };
        let known = number.and_then(field);
        let kind = known.map_or(PackedKind::Text, |field| field.kind);
        columns.push(Column {
            number: u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1),
            heading: printed.clone(),
            field: known.map(|field| field.name),
            usage: match known {
                Some(field) => usage(field.usage),
                None if mapped.is_some() => Usage::LeftOut,
                None if heading.known.is_some() => Usage::NotNeeded,
                None => Usage::Unknown,
            },
            kind: public(kind),
            unit: heading.unit_text.clone().filter(|_| heading.unit == Some(UnitWord::Measure)),
            currency: None,
            reading: None,
            is_question: false,
            choices: Vec::new(),
        });
        let Some((number, known)) = number.zip(known) else { continue };
        let money = MoneySource {
            answer: None,
            heading: match heading.unit {
                Some(UnitWord::Money(mark)) => Some(mark),
                _ => currency_in(report, heading).and_then(|c| Currency::parse(c).ok()).map(MoneyMark::Currency),
            },
            column: None,
            is_cost: kind == PackedKind::Cost,
        };
        let source = |number, kind, part| Source {
            column: place,
            part,
            field: number,
            kind,
            sign: None,
            form: None,
            order: None,
            zero_is_no_value: report.is_some_and(|report| report.zero_is_no_value.contains(&number)),
            is_blank: false,
            is_same: false,
            money,
        };
        sources.push(source(number, kind, None));
        let is_slashed = known.unpacks.len() > 2;
        for (i, &inner) in known.unpacks.iter().enumerate() {
            let Some(inner_kind) = field(inner).map(|field| field.kind) else { continue };
            let part = match (is_slashed, i) {
                (true, i) => Part::Slash(i),
                (false, 0) => Part::Number,
                (false, _) => Part::Unit,
            };
            sources.push(source(inner, inner_kind, Some(part)));
        }
    }
    (columns, sources)
}

const fn usage(usage: PackedUsage) -> Usage {
    match usage {
        PackedUsage::Used => Usage::Used,
        PackedUsage::Computed => Usage::Computed,
        PackedUsage::Repeated => Usage::Repeated,
        PackedUsage::Typed => Usage::Typed,
        PackedUsage::Ended => Usage::Ended,
        PackedUsage::Spare => Usage::Spare,
        PackedUsage::Buyer => Usage::Buyer,
    }
}

/// What the page is told a field's cells are.
pub(super) const fn public(kind: PackedKind) -> FieldKind {
    match kind {
        PackedKind::Text | PackedKind::Packed => FieldKind::Text,
        PackedKind::Int | PackedKind::Days => FieldKind::Int,
        PackedKind::Decimal => FieldKind::Decimal,
        PackedKind::Money | PackedKind::Cost => FieldKind::Money,
        PackedKind::Rate => FieldKind::Rate,
        PackedKind::Date => FieldKind::Date,
        PackedKind::Month => FieldKind::Month,
    }
}

/// Decides every column from what its cells showed, and asks where nothing decides.
pub(super) fn decide(
    sources: &mut [Source],
    surveys: &[Survey],
    columns: &mut [Column],
    (report, script): (Option<&PackedReport<'_>>, Script),
    options: &ReadOptions,
    problems: &mut Problems,
) {
    let elsewhere = proved_by_all(surveys)
        .or_else(|| report.filter(|r| r.is_decimal_point).map(|_| Sign::Point))
        .or_else(|| proved_by_counts(sources, surveys))
        // China and Japan write a point.
        .or(if script.is_chinese || script.is_japanese { Some(Sign::Point) } else { None });
    let is_chinese_sheet = script.is_chinese;
    let context = Context { given: options.currency, script, is_chinese_sheet, ..Context::default() };
    for (source, survey) in sources.iter_mut().zip(surveys) {
        let Some(column) = columns.get_mut(source.column) else { continue };
        let answers: Vec<Answer> = options
            .answers
            .iter()
            .filter(|(heading, _)| heading.trim() == column.heading)
            .map(|(_, answer)| *answer)
            .collect();
        become_rate(source, survey);
        if source.part.is_none() {
            column.kind = public(source.kind);
            column.field = field(source.field).map(|field| field.name);
        }
        let most = survey.moneys.iter().max_by_key(|(_, count)| *count).map(|(mark, _)| *mark);
        source.money.column = most;
        source.money.answer = answers.iter().find_map(|answer| match answer {
            Answer::Currency(currency) => Some(*currency),
            _ => None,
        });
        match source.kind {
            PackedKind::Text | PackedKind::Packed | PackedKind::Month => {}
            PackedKind::Date => decide_order(source, survey, column, &answers, problems),
            _ => {
                let is_yen = public(source.kind) == FieldKind::Money
                    && settle(source, None, &context).is_some_and(|currency| currency.minor_per_major() == 1);
                // An amount without smaller coins has no three decimals: `3,980` yen are thousands.
                let elsewhere = elsewhere.or(if is_yen { survey.tally.groups_by_comma() } else { None });
                decide_sign(source, survey, column, &answers, elsewhere, problems);
                if source.kind == PackedKind::Rate {
                    decide_form(source, survey, column, &answers, report.is_some(), problems);
                }
            }
        }
    }
}

/// A name that means money holds a rate when its cells are percentages and none is money: 佣金 with `15%`.
fn become_rate(source: &mut Source, survey: &Survey) {
    let twin = field(source.field).and_then(|field| field.rate_twin);
    if let Some(twin) = twin.filter(|_| survey.percents > 0 && survey.moneys.is_empty()) {
        source.field = twin;
        source.kind = PackedKind::Rate;
    }
}

/// The sign that the columns of the file prove by four to one.
fn proved_by_all(surveys: &[Survey]) -> Option<Sign> {
    let count = |sign| surveys.iter().filter(|survey| survey.tally.proved() == Some(sign)).count();
    let (point, comma) = (count(Sign::Point), count(Sign::Comma));
    if point > comma * 4 {
        Some(Sign::Point)
    } else if comma > point * 4 {
        Some(Sign::Comma)
    } else {
        None
    }
}

/// The sign that the counts of the file prove, as they are whole: `1,250` pieces have a decimal point.
fn proved_by_counts(sources: &[Source], surveys: &[Survey]) -> Option<Sign> {
    let counts = sources.iter().zip(surveys).filter(|(source, _)| source.is_whole());
    let mut signs = counts.filter_map(|(_, survey)| survey.tally.decide(true, None).ok().flatten());
    let first = signs.next()?;
    signs.all(|sign| sign == first).then_some(first)
}

fn ask(column: &mut Column, problems: &mut Problems, code: &'static str, choices: &[Answer]) {
    // What another part of its cells decided is no choice beside a question.
    if !column.is_question {
        column.choices.clear();
    }
    column.is_question = true;
    column.choices.extend_from_slice(choices);
    let mut problem = Problem::new(code, Severity::Question);
    problem.column = Some(column.number);
    problem.heading = Some(column.heading.clone());
    problem.field = column.field;
    problems.push(problem);
}

fn decide_sign(
    source: &mut Source,
    survey: &Survey,
    column: &mut Column,
    answers: &[Answer],
    elsewhere: Option<Sign>,
    problems: &mut Problems,
) {
    let answered = answers.iter().find_map(|answer| match answer {
        Answer::DecimalPoint => Some(Sign::Point),
        Answer::DecimalComma => Some(Sign::Comma),
        _ => None,
    });
    source.sign =
        match answered.map_or_else(|| survey.tally.decide(source.is_whole(), elsewhere), |sign| Ok(Some(sign))) {
            Ok(sign) => sign,
            Err(_) => {
                ask(column, problems, "decimal_sign_open", &[Answer::DecimalPoint, Answer::DecimalComma]);
                None
            }
        };
    let is_written = survey.tally != super::reading::Tally::default();
    column.reading = source.sign.filter(|_| is_written).map(|sign| match sign {
        Sign::Point => Answer::DecimalPoint,
        Sign::Comma => Answer::DecimalComma,
    });
    // What was decided can be turned. A share is turned by its form; where all is asked, the choices stand there.
    if column.reading.is_some() && column.choices.is_empty() && source.kind != PackedKind::Rate {
        column.choices.extend([Answer::DecimalPoint, Answer::DecimalComma]);
    }
}

fn decide_form(
    source: &mut Source,
    survey: &Survey,
    column: &mut Column,
    answers: &[Answer],
    is_report: bool,
    problems: &mut Problems,
) {
    let answered = answers.iter().find_map(|answer| match answer {
        Answer::Percent => Some(RateForm::Percent),
        Answer::Share => Some(RateForm::Share),
        _ => None,
    });
    let has_bare = survey.rates != super::reading::RateTally::default();
    source.form = match answered.map_or_else(|| survey.rates.decide(is_report), Ok) {
        Ok(form) => Some(form),
        Err(_) => {
            ask(column, problems, "rate_form_open", &[Answer::Percent, Answer::Share]);
            None
        }
    };
    match source.form {
        Some(RateForm::Percent) if has_bare || survey.percents > 0 => column.reading = Some(Answer::Percent),
        Some(RateForm::Share) if has_bare => column.reading = Some(Answer::Share),
        Some(RateForm::Mixed) => {
            // Both spellings in one column are read cell by cell; the seller sees it and can turn it.
            column.choices.extend([Answer::Percent, Answer::Share]);
            let mut problem = Problem::new("rate_mixed", Severity::Warning);
            problem.column = Some(column.number);
            problem.heading = Some(column.heading.clone());
            problem.field = column.field;
            problems.push(problem);
        }
        _ => {}
    }
    if column.reading.is_some() && column.choices.is_empty() && has_bare {
        column.choices.extend([Answer::Percent, Answer::Share]);
    }
}

fn decide_order(
    source: &mut Source,
    survey: &Survey,
    column: &mut Column,
    answers: &[Answer],
    problems: &mut Problems,
) {
    let answered = answers.iter().find_map(|answer| match answer {
        Answer::DayFirst => Some(Order::DayFirst),
        Answer::MonthFirst => Some(Order::MonthFirst),
        _ => None,
    });
    source.order = answered.or(match survey.orders {
        (0, 0, _) => None,
        (_, 0, _) => Some(Order::DayFirst),
        (0, _, _) => Some(Order::MonthFirst),
        _ => None,
    });
    if source.order.is_none() && survey.orders.2 > 0 {
        ask(column, problems, "date_order_open", &[Answer::DayFirst, Answer::MonthFirst]);
    } else if source.order.is_some() && column.choices.is_empty() {
        column.choices.extend([Answer::DayFirst, Answer::MonthFirst]);
    }
    column.reading = source.order.map(|order| match order {
        Order::DayFirst => Answer::DayFirst,
        Order::MonthFirst => Answer::MonthFirst,
    });
}
