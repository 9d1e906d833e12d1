//! From the book's answers to what crosses, field by field; nothing is worked out here.

use super::dto;
use crate::book::view::{self, Currency, FeeSource, Money};
use crate::book::{
    Book, Bounds, Day, Error, ErrorKind, Figure, Filter, Found, GroupBy, GroupHead, Points, Result, RowWindow, Sort,
    Totals, Window,
};

/// Parts in a millionth.
const PPM: f64 = 1e6;

impl From<Money> for dto::Amount {
    fn from(money: Money) -> Self {
        Self { minor: money.minor(), currency: money.currency().code().to_owned() }
    }
}

pub(super) fn amount(money: Option<Money>) -> Option<dto::Amount> {
    money.map(Into::into)
}

fn iso(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(super) fn all<T, U: From<T>>(list: impl IntoIterator<Item = T>) -> Vec<U> {
    list.into_iter().map(U::from).collect()
}

fn owned<T: ToString>(list: impl IntoIterator<Item = T>) -> Vec<String> {
    list.into_iter().map(|text| text.to_string()).collect()
}

impl From<(String, String)> for dto::Input {
    fn from((name, text): (String, String)) -> Self {
        Self { name, text }
    }
}

impl From<(String, u32)> for dto::Input {
    fn from((name, number): (String, u32)) -> Self {
        Self { name, text: number.to_string() }
    }
}

impl From<view::Input> for dto::Input {
    fn from(input: view::Input) -> Self {
        Self { name: input.name.to_owned(), text: input.text }
    }
}

impl From<FeeSource> for dto::FeeSource {
    fn from(source: FeeSource) -> Self {
        Self {
            family: source.family.to_owned(),
            table: source.table,
            row: source.row,
            effective_from: iso(source.effective_from),
            effective_to: iso(source.effective_to),
            source: source.source,
            source_kind: source.source_kind.to_owned(),
            confidence: source.confidence.to_owned(),
            is_assumed: source.is_assumed,
            unit: source.unit,
            note: source.note,
            own: source.own,
        }
    }
}

fn line(book: &Book, line: view::LedgerLine, total: Option<Money>) -> dto::Line {
    dto::Line {
        id: line.id.code().to_owned(),
        amount: amount(line.amount),
        formula: line.formula.to_owned(),
        inputs: all(line.inputs),
        spreadsheet: line.spreadsheet,
        fee: line.fee.map(|row| book.fee_source(row).into()),
        status: line.status.code().to_owned(),
        is_sunk: line.is_sunk,
        is_needed: line.is_needed,
        holes: line.holes,
        total: amount(total),
    }
}

impl From<view::NamedRatio> for dto::NamedRatio {
    fn from(ratio: view::NamedRatio) -> Self {
        Self { id: ratio.id.to_owned(), base: ratio.base.to_owned(), ppm: ratio.ratio.map(|rate| rate.ppm()) }
    }
}

impl From<view::SeasonView> for dto::Season {
    fn from(season: view::SeasonView) -> Self {
        let factor = |of: view::SeasonFactor| dto::SeasonFactor {
            from: of.from.to_string(),
            to: of.to.to_string(),
            factor: of.factor,
        };
        Self {
            factors: season.factors.into_iter().map(factor).collect(),
            forecast_on: season.forecast_on.map(|day| day.to_string()),
            method: season.method,
        }
    }
}

/// The book knows the words of the fee rows.
pub(super) fn ledger(book: &Book, ledger: view::Ledger) -> dto::Ledger {
    let totals = ledger.running_totals();
    dto::Ledger {
        price: ledger.price.into(),
        on: ledger.on.to_string(),
        lines: ledger.lines.into_iter().zip(totals).map(|(entry, total)| line(book, entry, total)).collect(),
        net_proceeds: amount(ledger.net_proceeds),
        profit: amount(ledger.profit),
        ratios: all(ledger.ratios),
    }
}

impl From<view::PriceRange> for dto::PriceRange {
    fn from(range: view::PriceRange) -> Self {
        Self { from: range.from.into(), to: range.to.into(), open: range.open }
    }
}

impl From<view::TargetView> for dto::Target {
    fn from(target: view::TargetView) -> Self {
        Self { kind: target.kind.to_owned(), text: target.text }
    }
}

impl From<view::ScenarioName> for dto::ScenarioName {
    fn from(name: view::ScenarioName) -> Self {
        Self {
            id: name.id,
            kind: name.kind.code().to_owned(),
            discount_ppm: name.discount.map(|rate| rate.ppm()),
            price: amount(name.price),
            is_own: name.is_own,
        }
    }
}

impl From<view::CashPoint> for dto::CashPoint {
    fn from(point: view::CashPoint) -> Self {
        Self { date: point.day.to_string(), minor: point.minor, units: point.units }
    }
}

impl From<view::Outcome> for dto::Outcome {
    fn from(outcome: view::Outcome) -> Self {
        Self {
            scenario: outcome.scenario.into(),
            cash: amount(outcome.cash),
            present_value: amount(outcome.present_value),
            against_hold: amount(outcome.against_hold),
            net_per_unit: amount(outcome.net_per_unit),
            units_per_week: outcome.units_per_week,
            clears_on: iso(outcome.clears_on),
            days_to_clear: outcome.days_to_clear,
            units_left: outcome.units_left,
            leftover: amount(outcome.leftover),
            sales: amount(outcome.sales),
            exit: amount(outcome.exit),
            timing: amount(outcome.timing),
            storage: amount(outcome.storage),
            surcharge: amount(outcome.surcharge),
            utilization: amount(outcome.utilization),
            low: amount(outcome.low),
            high: amount(outcome.high),
            lift_needed_ppm: outcome.lift_needed.map(|lift| lift * PPM),
            lift_expected_ppm: outcome.lift_expected.map(|lift| lift * PPM),
            cash_path: all(outcome.cash_path),
            days_to_cash: outcome.days_to_cash,
            is_efficient: outcome.is_efficient,
            irrevocable: owned(outcome.irrevocable),
            blocks: owned(outcome.blocks),
            unknown: outcome.unknown,
            is_best: outcome.is_best,
        }
    }
}

impl From<view::Deadline> for dto::Deadline {
    fn from(deadline: view::Deadline) -> Self {
        Self {
            date: deadline.date.to_string(),
            reason: deadline.reason.to_owned(),
            units: deadline.units,
            cost: amount(deadline.cost),
        }
    }
}

impl From<view::Row> for dto::Row {
    fn from(row: view::Row) -> Self {
        Self {
            key: row.key,
            sku: row.sku,
            condition: row.condition,
            title: row.title,
            units: row.units,
            ages: row.ages.to_vec(),
            per_week: row.per_week,
            cover_days: row.cover_days,
            price: amount(row.price),
            floor: amount(row.floor),
            net_per_unit: amount(row.net_per_unit),
            best: row.best.map(Into::into),
            best_value: amount(row.best_value),
            gain: amount(row.gain),
            wait_week: amount(row.wait_week),
            deadline: row.deadline.map(Into::into),
            category: row.category,
            cash_tied_up: amount(row.cash_tied_up),
            volume_cubic_feet: row.volume_cubic_feet,
            missing: owned(row.missing),
            notes: row.notes,
        }
    }
}

impl From<RowWindow> for dto::RowWindow {
    fn from(window: RowWindow) -> Self {
        Self { total: window.total, products: window.products, heads: all(window.heads), rows: all(window.rows) }
    }
}

impl From<GroupHead> for dto::GroupHead {
    fn from(head: GroupHead) -> Self {
        Self { place: head.place, code: head.code, is_open: head.is_open, totals: head.totals.into() }
    }
}

impl From<Totals> for dto::Totals {
    fn from(totals: Totals) -> Self {
        Self {
            products: totals.products,
            ready: totals.ready,
            to_act: totals.to_act,
            units: totals.units,
            ages: totals.ages.to_vec(),
            volume_cubic_feet: totals.volume_cubic_feet,
            volume_unknown: totals.volume_unknown,
            cash_tied_up: amount(totals.cash_tied_up),
            cost_unknown: totals.cost_unknown,
            best_value: amount(totals.best_value),
            gain: amount(totals.gain),
            wait_week: amount(totals.wait_week),
        }
    }
}

impl From<Found> for dto::Found {
    fn from(found: Found) -> Self {
        Self { key: found.key, sku: found.sku, title: found.title }
    }
}

impl From<Points> for dto::Points {
    fn from(points: Points) -> Self {
        let column = |figures: &[f64]| js_sys::Float64Array::from(figures);
        Self {
            x: column(&points.x),
            y: column(&points.y),
            is_to_act: column(&points.is_to_act),
            left_out: points.left_out,
            named: all(points.named),
        }
    }
}

/// A filter of the page as the core knows it.
pub(super) fn filter(given: dto::Filter) -> Result<Filter> {
    let bounds = given
        .bounds
        .into_iter()
        .map(|bounds| Ok(Bounds { figure: Figure::from_code(&bounds.figure)?, from: bounds.from, to: bounds.to }));
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Ok(Filter {
        text: given.text,
        actions: given.actions,
        ages: given.ages.map(|(from, to)| (place(from), place(to))),
        category: given.category,
        supplier: given.supplier.filter(|name| !name.is_empty()),
        deadline_by: given.deadline_by.map(|iso| Day::parse(&iso)).transpose()?,
        missing: given.missing,
        bounds: bounds.collect::<Result<_>>()?,
    })
}

/// A window of the page as the core knows it.
pub(super) fn window(given: dto::Window) -> Result<Window> {
    let no_sort = || Error::new(ErrorKind::Missing, "no_such_sort").with("sort", given.sort.as_str());
    let group = given.group.as_deref().map(|code| {
        GroupBy::from_code(code).ok_or_else(|| Error::new(ErrorKind::Missing, "no_such_group").with("group", code))
    });
    Ok(Window {
        offset: usize::try_from(given.offset).unwrap_or(usize::MAX),
        count: usize::try_from(given.count).unwrap_or(usize::MAX),
        sort: Sort::from_code(&given.sort).ok_or_else(no_sort)?,
        is_descending: given.is_descending,
        group: group.transpose()?,
        filter: filter(given.filter)?,
        open: given.open,
    })
}

impl From<view::Summary> for dto::Summary {
    fn from(summary: view::Summary) -> Self {
        Self {
            today: summary.today.to_string(),
            market: summary.market.to_owned(),
            currency: summary.currency.code().to_owned(),
            other_markets: summary
                .other_markets
                .into_iter()
                .map(|(market, rows)| dto::OtherMarket { market: market.to_owned(), rows })
                .collect(),
            season: summary.season.map(str::to_owned),
            products: summary.products,
            ready: summary.ready,
            to_act: summary.to_act,
            units: summary.units,
            cash_tied_up: amount(summary.cash_tied_up),
            cost_unknown: summary.cost_unknown,
            best_value: amount(summary.best_value),
            gain: amount(summary.gain),
            wait_week: amount(summary.wait_week),
            deadline: summary.deadline.map(Into::into),
            deadline_products: summary.deadline_products,
            assumed_tables: summary.assumed_tables,
            not_counted: summary.not_counted,
            asked: all(summary.asked),
        }
    }
}

impl From<view::AskedField> for dto::AskedField {
    fn from(asked: view::AskedField) -> Self {
        Self { field: asked.field.to_owned(), products: asked.products, stake: amount(asked.stake) }
    }
}

impl From<view::MissingFact> for dto::MissingFact {
    fn from(fact: view::MissingFact) -> Self {
        Self {
            key: fact.key,
            sku: fact.sku,
            title: fact.title,
            field: fact.field.to_owned(),
            stake: amount(fact.stake),
            unit: fact.unit.map(str::to_owned),
            blocks: owned(fact.blocks),
            suggestions: fact.suggestions,
        }
    }
}

impl From<view::Problem> for dto::Problem {
    fn from(problem: view::Problem) -> Self {
        Self {
            code: problem.code,
            severity: problem.severity.code().to_owned(),
            file: problem.file,
            line: problem.line,
            column: problem.column,
            heading: problem.heading,
            field: problem.field,
            sku: problem.sku,
            params: all(problem.params),
        }
    }
}

impl From<view::FieldView> for dto::Field {
    fn from(field: view::FieldView) -> Self {
        Self {
            field: field.field.to_owned(),
            group: field.group.to_owned(),
            kind: field.kind.to_owned(),
            text: field.text,
            unit: field.unit,
            source: field.source.to_owned(),
            source_name: field.source_name,
            source_line: field.source_line,
            choices: field.choices,
            problem: field.problem.map(Into::into),
        }
    }
}

fn holding_month(month: view::HoldingMonth, has_utilization: bool, currency: Currency) -> dto::HoldingMonth {
    let money = |minor: f64| Money::from_expectation(minor, currency).ok().map(Into::into);
    dto::HoldingMonth {
        month: format!("{:04}-{:02}", month.from.year(), month.from.month()),
        units: month.units,
        storage: money(month.storage),
        surcharge: money(month.surcharge),
        utilization: has_utilization.then_some(month.utilization).and_then(money),
        capital: month.capital.and_then(money),
    }
}

impl From<view::CohortView> for dto::CohortView {
    fn from(cohort: view::CohortView) -> Self {
        Self {
            units: cohort.units,
            age_days: cohort.age_days,
            is_assumed: cohort.is_assumed,
            best_stop: iso(cohort.best_stop),
            worse_than_now: iso(cohort.worse_than_now),
            last_removals: all(cohort.last_removals),
        }
    }
}

/// The book knows the words of the fee rows.
pub(super) fn product(book: &Book, product: view::ProductView) -> dto::ProductView {
    let currency = book.currency();
    let has_utilization = matches!(product.utilization, "charged" | "nothing");
    dto::ProductView {
        row: product.row.into(),
        fields: all(product.fields),
        season: product.season.map(Into::into),
        ledger: product.ledger.map(|entry| ledger(book, entry)),
        pays_full_cost: all(product.pays_full_cost),
        beats_exits: all(product.beats_exits),
        target: product.target.map(Into::into),
        target_ranges: all(product.target_ranges),
        required_net: amount(product.required_net),
        floor_unknown: product.floor_unknown,
        charm_floor: amount(product.charm_floor),
        affordable_cost: amount(product.affordable_cost),
        outcomes: all(product.outcomes),
        recommended: product.recommended,
        holding: product.holding.into_iter().map(|month| holding_month(month, has_utilization, currency)).collect(),
        utilization: product.utilization.to_owned(),
        cohorts: all(product.cohorts),
        remove_now_units: product.remove_now_units,
        remove_now_gain: amount(product.remove_now_gain),
        problems: all(product.problems),
    }
}

/// Columns for the picture; what is not known is NaN.
pub(super) fn curve(curve: &view::Curve, currency: Currency) -> dto::Curve {
    let known = |column: &[Option<f64>]| -> Vec<f64> { column.iter().map(|y| y.unwrap_or(f64::NAN)).collect() };
    dto::Curve {
        currency: currency.code().to_owned(),
        prices: js_sys::Float64Array::from(curve.prices.as_slice()),
        net: js_sys::Float64Array::from(known(&curve.net).as_slice()),
        profit: js_sys::Float64Array::from(known(&curve.profit).as_slice()),
    }
}
