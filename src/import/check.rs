//! What a careful reader would point out in a table: by rule, not by file.

use super::column::{Source, folded};
use super::currency::{choices, settle};
use super::layout::some_at_a_time;
use super::made_of::{FieldId, Usage};
use super::options::Answer;
use super::packed::PackedKind;
use super::problem::{Problem, Problems, Severity};
use super::repeat::{Repeats, Search};
use super::split::to_usize;
use super::table::Table;
use super::unit_word::MoneyMark;
use super::words::field;
use crate::money::Currency;
use crate::steps::Pace;
use core::ops::Range;

/// Fields that come once per event, so that one product has many rows.
const EVENT_FIELDS: [&str; 7] =
    ["order_id", "transaction_type", "ais_tier", "month", "posted_date", "order_date", "removal_type"];

/// What it weighs as work, in bytes gone through, to read a field of a row.
const FIELD_WORK: usize = 64;

/// Runs all checks.
pub(super) async fn check(table: &mut Table, pace: &mut impl Pace) {
    let mut problems = core::mem::take(&mut table.problems);
    let is_per_product = EVENT_FIELDS.iter().all(|name| table.field(name).is_none());
    let mut repeats = Search::of(table);
    let products = is_per_product.then(|| ProductRows::of(table));
    let mut of_rows = Problems::default();
    let mut printed = PrintedCurrencies::of(table);
    // Every rule looks at some rows before the next ones: their text is near then.
    for rows in some_at_a_time(table.row_count()) {
        pace.did(table.grid.weight(rows.len())).await;
        repeats.look_at(table, rows.clone());
        if let Some(products) = &products {
            products.check(table, rows.clone(), &mut of_rows);
        }
        printed.look_at(table, rows);
    }
    let Repeats { rows, duplicates } = repeats.found(table, pace).await;
    for &row in &duplicates {
        tell(table, &mut problems, row, None, "row_repeated", Severity::Warning, &[]);
    }
    if is_per_product {
        for some in some_at_a_time(rows.len()) {
            pace.did(some.len().saturating_mul(FIELD_WORK)).await;
            same_sku(table, rows.get(some).unwrap_or_default(), &duplicates, &mut problems);
        }
        problems.append(of_rows);
    }
    charges(table, &mut problems, pace).await;
    table.duplicates = duplicates;
    let (codes, all_rows_say) = (printed.codes, printed.all_rows_say);
    currencies(table, &codes, all_rows_say, &mut problems, pace).await;
    totals(table, &mut problems, pace).await;
    units(table, &mut problems, pace).await;
    as_a_whole(table, &mut problems);
    table.problems = problems;
}

/// Counts a problem and keeps it with its place.
fn tell(
    table: &Table,
    problems: &mut Problems,
    row: usize,
    field: Option<FieldId>,
    code: &'static str,
    severity: Severity,
    params: &[(&'static str, String)],
) {
    if !problems.count(code) {
        return;
    }
    let mut problem = Problem::new(code, severity);
    problem.line = Some(table.line(row));
    problem.sku = table.field("sku").and_then(|sku| table.text(row, sku)).map(str::to_owned);
    let source = field.and_then(|field| table.slot(field)?.sources.first().and_then(|&at| table.sources.get(at)));
    if let Some(column) = source.and_then(|source| table.columns.get(source.column)) {
        problem.column = Some(column.number);
        problem.heading = Some(column.heading.clone());
        problem.field = column.field;
    }
    for (name, text) in params {
        problem = problem.with(name, text.clone());
    }
    problems.keep(problem);
}

/// One SKU on several rows: in other letters, in other conditions, in other warehouses, or for no reason shown.
fn same_sku(table: &Table, repeated: &[(usize, usize)], duplicates: &[usize], problems: &mut Problems) {
    let Some(sku) = table.field("sku") else { return };
    let fields = ["marketplace", "condition", "warehouse", "fnsku"].map(|name| table.field(name));
    let [marketplace, condition, warehouse, fnsku] = fields;
    for &(row, first) in repeated {
        let (here, there) = (table.text(row, sku).unwrap_or(""), table.text(first, sku).unwrap_or(""));
        if here != there {
            let other = [("other", there.to_owned())];
            tell(table, problems, row, Some(sku), "sku_letter_case", Severity::Warning, &other);
            continue;
        }
        let differs = |field: Option<FieldId>| field.is_some_and(|f| table.text(row, f) != table.text(first, f));
        if differs(marketplace) || duplicates.binary_search(&row).is_ok() {
            continue;
        }
        let (code, severity) = if differs(condition) {
            ("sku_in_several_conditions", Severity::Note)
        } else if differs(warehouse) {
            ("sku_in_several_warehouses", Severity::Warning)
        } else if differs(fnsku) {
            ("sku_with_several_fnskus", Severity::Note)
        } else {
            ("sku_repeated", Severity::Warning)
        };
        tell(table, problems, row, Some(sku), code, severity, &[("first_line", table.line(first).to_string())]);
    }
}

/// Rows that lack what a product needs, and stock whose ages do not add up.
struct ProductRows {
    sku: Option<FieldId>,
    list: Option<FieldId>,
    sale: Option<FieldId>,
    measured: [Option<FieldId>; 2],
    ages: Option<Ages>,
}

impl ProductRows {
    fn of(table: &Table) -> Self {
        Self {
            sku: table.field("sku"),
            list: table.field("price_list"),
            sale: table.field("price_sale"),
            measured: ["side_longest", "weight"].map(|name| table.field(name)),
            ages: Ages::of(table),
        }
    }

    fn check(&self, table: &Table, rows: Range<usize>, problems: &mut Problems) {
        let Self { sku, list, sale, measured, ages } = self;
        for row in rows {
            if let Some(sku) = sku.filter(|sku| table.text(row, *sku).is_none()) {
                tell(table, problems, row, Some(sku), "sku_missing", Severity::Error, &[]);
            }
            if let Some(list) = *list
                && table.number(row, list).is_none()
                && sale.is_none_or(|sale| table.number(row, sale).is_none())
            {
                tell(table, problems, row, Some(list), "price_missing", Severity::Warning, &[]);
            }
            if let [Some(side), Some(weight)] = *measured
                && table.report.is_some()
                && table.number(row, side).is_none()
                && table.number(row, weight).is_none()
            {
                tell(table, problems, row, Some(side), "not_measured", Severity::Warning, &[]);
            }
            if let Some((aged, stock)) = ages.as_ref().and_then(|ages| ages.differ(table, row)) {
                let units = aged.abs_diff(stock).to_string();
                let params = [("aged", aged.to_string()), ("stock", stock.to_string()), ("units", units)];
                let code = if aged > stock { "ages_above_stock" } else { "ages_below_stock" };
                tell(table, problems, row, None, code, Severity::Note, &params);
            }
        }
    }
}

/// The age columns, by what repeats what.
struct Ages {
    /// Alternatives for the same span: the first one with a value counts.
    spans: Vec<Vec<Vec<FieldId>>>,
    available: FieldId,
    plus: Option<FieldId>,
    minus: Option<FieldId>,
}

impl Ages {
    /// Columns of the report's coarse family, with the finer ones as stand-ins; none if the table has no ages.
    ///
    /// Ages sum to available + reserved − pending removal (Seller Central help TMXYZN64UJL7TT6).
    fn of(table: &Table) -> Option<Self> {
        let spans: [&[&[&str]]; 4] = [
            &[&["age_0_90"], &["age_0_30", "age_31_60", "age_61_90"]],
            &[&["age_91_180"]],
            &[
                &["age_181_270", "age_271_365"],
                &["age_181_330", "age_331_365"],
                &["age_181_270", "age_271_330", "age_331_365"],
            ],
            &[&["age_366_455", "age_456_plus"], &["age_365_plus"]],
        ];
        let fields = |names: &[&str]| names.iter().map(|name| table.field(name)).collect::<Option<Vec<_>>>();
        let spans: Vec<Vec<Vec<FieldId>>> =
            spans.iter().map(|ways| ways.iter().filter_map(|names| fields(names)).collect()).collect();
        // Without every span the sum says nothing about the stock.
        if spans.iter().any(Vec::is_empty) {
            return None;
        }
        let available = table.field("units_available")?;
        Some(Self {
            spans,
            available,
            plus: table.field("units_reserved"),
            minus: table.field("units_pending_removal"),
        })
    }

    /// Units by age and units in stock, if both are known and differ.
    fn differ(&self, table: &Table, row: usize) -> Option<(i64, i64)> {
        let mut aged = 0_i64;
        let mut is_known = false;
        for ways in &self.spans {
            let found = ways.iter().find_map(|fields| {
                let values = fields.iter().filter_map(|&field| table.int(row, field));
                values.fold(None, |sum, n| Some(sum.map_or(n, |sum: i64| sum.saturating_add(n))))
            });
            is_known |= found.is_some();
            aged = aged.saturating_add(found.unwrap_or(0));
        }
        let other = |field: Option<FieldId>| field.and_then(|field| table.int(row, field)).unwrap_or(0);
        let stock = table.int(row, self.available)?.saturating_add(other(self.plus)).saturating_sub(other(self.minus));
        if is_known && aged != stock { Some((aged, stock)) } else { None }
    }
}

/// Fees of zero that are none, and charges whose quantity is not known.
async fn charges(table: &Table, problems: &mut Problems, pace: &mut impl Pace) {
    if let Some(fee) = table.field("fee_fulfilment") {
        let zeros = table.slot(fee).and_then(|slot| table.sources.get(*slot.sources.first()?));
        if let Some(source) = zeros.filter(|source| source.zero_is_no_value) {
            for rows in some_at_a_time(table.row_count()) {
                pace.did(rows.len().saturating_mul(FIELD_WORK)).await;
                for row in rows.filter(|row| is_zero(table, source, *row)) {
                    tell(table, problems, row, Some(fee), "fee_zero", Severity::Warning, &[]);
                }
            }
        }
    }
    if let (Some(amount), Some(units)) = (table.field("ais_amount_charged"), table.field("ais_qty_charged")) {
        for rows in some_at_a_time(table.row_count()) {
            pace.did(rows.len().saturating_mul(FIELD_WORK)).await;
            for row in rows {
                if table.number(row, amount).is_some() && table.number(row, units).is_none() {
                    tell(table, problems, row, Some(units), "quantity_missing", Severity::Warning, &[]);
                }
            }
        }
    }
}

/// Whether a zero is printed where a zero means no value.
fn is_zero(table: &Table, source: &Source, row: usize) -> bool {
    table
        .record(row)
        .and_then(|record| source.text(&table.grid, record))
        .is_some_and(|text| text.bytes().any(|b| b == b'0') && text.bytes().all(|b| matches!(b, b'0' | b'.' | b',')))
}

/// Money whose currency nothing says is a question; several currencies are pointed out.
async fn currencies(
    table: &mut Table,
    codes: &[String],
    all_rows_say: bool,
    problems: &mut Problems,
    pace: &mut impl Pace,
) {
    let mut seen: Vec<(bool, Currency)> = Vec::new();
    let mut questions = Vec::new();
    for source in table.sources.iter().filter(|s| matches!(s.kind, PackedKind::Money | PackedKind::Cost)) {
        let mut first = None;
        let mut is_open = false;
        // Where one row has no value and all are alike, none has.
        let has_value = |row| table.record(row).is_some_and(|at| source.number(&table.grid, at).is_some());
        let is_without = source.is_blank || (source.is_same && !has_value(0));
        'rows: for rows in some_at_a_time(if is_without { 0 } else { table.row_count() }) {
            pace.did(rows.len().saturating_mul(FIELD_WORK)).await;
            for record in rows.filter_map(|row| table.record(row)) {
                let Some((_, mark)) = source.number(&table.grid, record) else { continue };
                let currency = settle(source, mark, &table.context(record));
                match currency {
                    None => is_open = true,
                    Some(currency) => {
                        if first.is_none() {
                            first = Some(currency);
                        }
                    }
                }
                // One row is enough where every row says its currency, and where one does not know.
                if is_open || (all_rows_say && first.is_some()) {
                    break 'rows;
                }
            }
        }
        if let Some(currency) = first {
            let known = (source.money.is_cost, currency);
            if !seen.contains(&known) {
                seen.push(known);
            }
        }
        questions.push((source.column, first, is_open, source.money.column, source.money.heading));
    }
    let mut dollar = None;
    for (place, first, is_open, sign, heading) in questions {
        let Some(column) = table.columns.get_mut(place) else { continue };
        let mark = sign.or(heading);
        column.currency = first.filter(|_| !all_rows_say || matches!(heading, Some(MoneyMark::Currency(_))));
        if is_open {
            // One question at a time: how its numbers are written is decided.
            if !column.is_question {
                column.choices.clear();
            }
            column.is_question = true;
            column.choices.extend(choices(mark).iter().map(|&currency| Answer::Currency(currency)));
            let mut problem = Problem::new("currency_open", Severity::Question);
            problem.column = Some(column.number);
            problem.heading = Some(column.heading.clone());
            problem.field = column.field;
            problems.push(problem);
        } else if mark == Some(MoneyMark::Dollar) {
            dollar = dollar.or(first);
        }
    }
    if let Some(currency) = dollar {
        problems.push(Problem::new("dollar_read_as", Severity::Note).with("currency", currency.code()));
    }
    several_currencies(table, codes, &seen, problems);
}

/// The different currencies the rows print, at most twelve, and whether every row prints a currency.
struct PrintedCurrencies {
    field: Option<FieldId>,
    codes: Vec<String>,
    all_rows_say: bool,
    /// What the row before printed.
    last: Option<String>,
}

impl PrintedCurrencies {
    fn of(table: &Table) -> Self {
        let field = table.currency;
        Self { field, codes: Vec::new(), all_rows_say: field.is_some(), last: None }
    }

    fn look_at(&mut self, table: &Table, rows: Range<usize>) {
        let Some(field) = self.field else { return };
        for row in rows {
            let text = table.text(row, field);
            if text.is_some() && text == self.last.as_deref() {
                continue;
            }
            self.last = text.map(str::to_owned);
            match text.filter(|code| Currency::parse(code).is_ok()) {
                Some(code) if self.codes.len() < 12 && !self.codes.iter().any(|known| known == code) => {
                    self.codes.push(code.to_owned());
                }
                Some(_) => {}
                None => self.all_rows_say = false,
            }
        }
    }
}

fn several_currencies(table: &Table, codes: &[String], seen: &[(bool, Currency)], problems: &mut Problems) {
    if codes.len() > 1 {
        problems.push(Problem::new("several_currencies", Severity::Note).with("currencies", codes.join(", ")));
        return;
    }
    let store = seen.iter().find(|(is_cost, _)| !is_cost).map(|(_, currency)| *currency);
    let foreign = seen.iter().find(|(is_cost, currency)| *is_cost && store.is_some_and(|store| store != *currency));
    if let (Some(store), Some((_, cost)), None) = (store, foreign, table.field("fx_rate")) {
        let problem = Problem::new("exchange_rate_missing", Severity::Question)
            .with("from", cost.code())
            .with("to", store.code());
        problems.push(problem);
    }
}

/// The printed total of a column against the sum of what was read: a row lost or read wrong shows here.
async fn totals(table: &Table, problems: &mut Problems, pace: &mut impl Pace) {
    let [total] = table.rows.totals.as_slice() else { return };
    if table.rows.data.last().is_some_and(|last| last > total) {
        return;
    }
    for (place, slot) in table.slots.iter().enumerate() {
        let [source] = slot.sources.as_slice() else { continue };
        let Some(source) = table.sources.get(*source).filter(|source| slot.adds && source.part.is_none()) else {
            continue;
        };
        let Ok(field) = u16::try_from(place).map(FieldId) else { continue };
        let Some((printed, _)) = source.number(&table.grid, to_usize(*total)) else { continue };
        pace.did(table.row_count().saturating_mul(FIELD_WORK)).await;
        let sums = table.sums(field, table.rows());
        let [(_, sum)] = sums.as_slice() else { continue };
        if sum.to_ratio().ok() != printed.to_ratio().ok()
            && let Some(column) = table.columns.get(source.column)
        {
            let mut problem = Problem::new("total_differs", Severity::Warning)
                .with("printed", printed.to_string())
                .with("sum", sum.to_string());
            problem.line = Some(table.grid.line(to_usize(*total)));
            problem.column = Some(column.number);
            problem.heading = Some(column.heading.clone());
            problem.field = column.field;
            problems.push(problem);
        }
    }
}

/// Lengths and weights whose unit stands neither in the cell, nor in the heading, nor in a column of its own: they
/// cannot be used, and the unit is asked for once a column.
async fn units(table: &Table, problems: &mut Problems, pace: &mut impl Pace) {
    for (measure, word) in [("side_longest", "dim_unit"), ("side_length", "dim_unit"), ("weight", "weight_unit")] {
        let Some(measured) = table.field(measure) else { continue };
        let word = table.field(word);
        let lacks = |row: &usize| {
            table.unit(*row, measured).is_none()
                && word.is_none_or(|word| table.text(*row, word).is_none())
                && table.number(*row, measured).is_some()
        };
        let (mut first, mut count) = (None, 0_usize);
        for rows in some_at_a_time(table.row_count()) {
            pace.did(rows.len().saturating_mul(FIELD_WORK)).await;
            for row in rows.filter(lacks) {
                first.get_or_insert(row);
                count += 1;
            }
        }
        if let Some(first) = first {
            let count = [("rows", count.to_string())];
            tell(table, problems, first, Some(measured), "measure_without_unit", Severity::Question, &count);
        }
    }
}

/// What the file as a whole leaves open.
fn as_a_whole(table: &Table, problems: &mut Problems) {
    let of_a_period = ["units_sold_period", "sales_amount_period", "sessions"];
    if table.row_count() > 0 && of_a_period.iter().any(|name| table.field(name).is_some()) {
        problems.push(Problem::new("period_missing", Severity::Question));
    }
    let is_warehouse_export = table.report.is_some_and(|id| id.starts_with("MABANG") || id.starts_with("LINGXING_W"));
    if is_warehouse_export && table.field("asin").is_none() {
        problems.push(Problem::new("skus_are_local", Severity::Warning));
    }
    let of_buyers: Vec<&str> =
        table.columns.iter().filter(|c| c.usage == Usage::Buyer).map(|c| c.heading.as_str()).collect();
    if !of_buyers.is_empty() {
        problems.push(Problem::new("buyers_emptied", Severity::Note).with("headings", of_buyers.join(", ")));
    }
    for slot in table.slots.iter().filter(|slot| !slot.adds && slot.sources.len() > 1) {
        let columns: Vec<&str> = slot
            .sources
            .iter()
            .filter_map(|&at| table.sources.get(at).filter(|source| source.part.is_none()))
            .filter_map(|source| table.columns.get(source.column))
            .map(|column| column.heading.as_str())
            .collect();
        if let Some(known) = field(slot.field).filter(|_| columns.len() > 1 && slot.kind != PackedKind::Text) {
            let mut problem = Problem::new("columns_compete", Severity::Warning).with("headings", columns.join(", "));
            problem.field = Some(known.name);
            problems.push(problem);
        }
    }
}

/// Whether two SKUs differ in letter case at most.
pub(crate) fn is_same_without_case(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}
