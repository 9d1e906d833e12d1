//! A pasted price history: what sold at which price for how long, and what it says about the reaction of demand.

use super::view::{BeliefPoint, HistoryView, StepTestView};
use crate::demand::history::{SalesPeriod, different_prices};
use crate::demand::posterior::{ElasticityPrior, Posterior};
use crate::demand::regression;
use crate::demand::step_test::StepTest;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};
use crate::state::field::typed_figure;

/// Most rows read.
const MOST_ROWS: usize = 2000;
/// What is believed of the pace before any sale: half a sale in half a day, so that the sales decide.
const PACE: f64 = 0.5;
/// Points of the picture.
const POINTS: u32 = 80;

/// A kind of product and what is believed of its elasticity before any sale: mean and spread (math.md §3, table of
/// priors). All but the first two are judgement.
pub(super) const KINDS: [(&str, f64, f64); 7] = [
    ("nothing_known", -2.6, 1.0),
    ("conservative", -1.8, 0.8),
    ("unique", -1.8, 0.8),
    ("shared_listing", -3.5, 1.2),
    ("household", -2.4, 1.0),
    ("electronics", -3.0, 1.0),
    ("media", -1.2, 0.8),
];

/// Least and greatest elasticity that is believed (math.md §3: truncated).
const WITHIN: [f64; 2] = [-6.0, -0.3];

/// One row: what sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::book) struct Row {
    pub price: Money,
    pub period: SalesPeriod,
}

/// Reads rows of price, days, units and, if there are any, days without stock. A first row of headings is left out.
///
/// # Errors
/// `history_row` with the row and its text; `history_too_many_rows`.
pub(super) fn rows(text: &str, currency: Currency) -> Result<Vec<Row>> {
    let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
    let mut found = Vec::new();
    for (number, line) in (1_u32..).zip(lines) {
        match row(line, currency) {
            Some(row) => found.push(row),
            None if number == 1 && !line.contains(|c: char| c.is_ascii_digit()) => {}
            None => {
                let error = Error::new(ErrorKind::Syntax, "history_row");
                return Err(error.with("line", number.to_string()).with("text", line));
            }
        }
        if found.len() > MOST_ROWS {
            return Err(Error::new(ErrorKind::Range, "history_too_many_rows").with("limit", MOST_ROWS.to_string()));
        }
    }
    // Headings alone, or words that are none.
    let first = text.split(['\n', ';', '；']).map(str::trim).find(|line| !line.is_empty());
    match first.filter(|_| found.is_empty()) {
        Some(line) => Err(Error::new(ErrorKind::Syntax, "history_row").with("line", "1").with("text", line)),
        None => Ok(found),
    }
}

fn row(line: &str, currency: Currency) -> Option<Row> {
    let is_plain = line.contains(char::is_whitespace);
    let cells: Vec<&str> = if is_plain {
        line.split(['\t', ' ', '\u{a0}', '\u{3000}'])
            .map(|cell| cell.trim_matches(','))
            .filter(|c| !c.is_empty())
            .collect()
    } else {
        line.split([',', '，']).map(str::trim).collect()
    };
    let figures: Vec<Decimal> = cells.iter().map(|cell| typed_figure(cell)).collect::<Result<_>>().ok()?;
    let (price, days, units, out) = match *figures.as_slice() {
        [price, days, units] => (price, days, units, 0.0),
        [price, days, units, out] => (price, days, units, out.to_f64()),
        _ => return None,
    };
    let minor = price.to_ratio().ok()?.times(Ratio::whole(i128::from(currency.minor_per_major()))).ok()?;
    let price = Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero).ok()?;
    let units = units.to_ratio().ok()?;
    let units = u32::try_from(units.numerator()).ok().filter(|_| units.denominator() == 1)?;
    let days = days.to_f64() - out;
    let is_sound = price.minor() > 0 && days >= 0.0 && (days > 0.0 || units == 0);
    is_sound.then_some(Row { price, period: SalesPeriod { price: price.to_expectation(), days, units } })
}

/// What a cut is judged against.
pub(in crate::book) struct Goal {
    pub units: u32,
    pub days: f64,
    pub most_discount: f64,
}

/// What rows say, joined with what was believed before; the elasticity to plan with, if there is one.
pub(in crate::book) fn look(rows: &[Row], prior: (f64, f64), now: Option<Money>, goal: Option<&Goal>) -> HistoryView {
    let periods: Vec<SalesPeriod> = rows.iter().map(|row| row.period).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut view = HistoryView {
        rows: count(periods.len()),
        prices: count(different_prices(&periods)),
        units: periods.iter().map(|period| f64::from(period.units)).sum(),
        days: periods.iter().map(|period| period.days).sum(),
        ..HistoryView::default()
    };
    if view.prices < 2 {
        view.problems.push("history_one_price");
    }
    let reference = now.or(rows.last().map(|row| row.price)).map_or(0.0, Money::to_expectation);
    let (mean, sd) = prior;
    let believed = ElasticityPrior { mean, sd, within: WITHIN, rate_shape: PACE, rate_days: PACE };
    match (Posterior::of(&periods, reference, &believed), Posterior::of(&[], reference.max(1.0), &believed)) {
        (Ok(after), Ok(before)) => {
            let [low, high] = after.interval(0.9);
            view.elasticity = Some([after.mean, after.sd, low, high]);
            view.tenth_off = 0.9_f64.powf(after.mean) - 1.0;
            view.elastic_chance = after.elastic_chance;
            view.per_day = after.base_rate_mean;
            let [from, to] = WITHIN;
            view.belief = (0..=POINTS)
                .map(|place| {
                    let at = from + (to - from) * f64::from(place) / f64::from(POINTS);
                    BeliefPoint { at, before: before.density_at(at), after: after.density_at(at) }
                })
                .collect();
        }
        (Err(error), _) | (_, Err(error)) => view.problems.push(error.code()),
    }
    if view.prices >= 3 {
        match regression::poisson(&periods) {
            Ok(fit) => {
                let [low, high] = fit.interval_95;
                view.alone = Some([fit.elasticity, low, high]);
            }
            Err(error) => view.problems.push(error.code()),
        }
    }
    if let (Some(goal), [.., before, after]) = (goal, rows)
        && after.price.minor() < before.price.minor()
    {
        match judge(*before, *after, goal) {
            Ok(step) => view.step = Some(step),
            Err(error) => view.problems.push(error.code()),
        }
    }
    view
}

/// Whether the cut of the last row did enough to be gone by the deadline (math.md §3, step test).
fn judge(before: Row, after: Row, goal: &Goal) -> Result<StepTestView> {
    let discount = 1.0 - after.period.price / before.period.price;
    let answer = StepTest {
        units_before: before.period.units,
        days_before: before.period.days,
        units_after: after.period.units,
        days_after: after.period.days,
        discount,
        remaining: goal.units,
        days_left: goal.days,
        most_discount: goal.most_discount.max(discount),
    }
    .answer()?;
    let next = before.price.to_expectation() * (1.0 - answer.discount_next);
    let [ratio_low, ratio_high] = answer.ratio_interval_90;
    Ok(StepTestView {
        decision: answer.decision.name(),
        before: before.price,
        after: after.price,
        ratio: answer.rate_ratio,
        ratio_low,
        ratio_high,
        required: answer.required_ratio,
        next_price: Money::from_expectation(next, after.price.currency()).ok(),
        days_to_clear: answer.days_to_clear,
    })
}
