//! All results as one table: a row a product, a column a figure.

use super::Book;
use super::calculation::{Computed, Context, Prepared, Scratch, Way};
use super::facts::Facts;
use super::target::SellerTarget;
use super::view::TargetView;
use crate::break_even::PriceRange;
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::money::Money;
use crate::number::Decimal;
use crate::quote::{LineId, SaleModel};
use crate::rounding::Rounding;
use crate::scenario::ladder;
use crate::stock::event_wise::Holding;
use std::collections::BTreeMap;

/// Headings before the scenarios.
const FIRST: [&str; 16] = [
    "sku",
    "condition",
    "title",
    "currency",
    "units",
    "units_per_week",
    "cover_days",
    "price",
    "referral",
    "closing",
    "fulfilment",
    "fuel_surcharge",
    "net_per_unit",
    "landed_cost",
    "profit",
    "floor",
];

/// Ranges of prices, then one value a scenario.
const RANGES: [&str; 4] = ["pays_full_cost", "beats_exits", "target", "target_prices"];

/// Present values of the built-in scenarios.
const VALUES: [&str; 20] = [
    "value_hold",
    "value_cut_5",
    "value_cut_10",
    "value_cut_15",
    "value_cut_20",
    "value_cut_25",
    "value_cut_30",
    "value_cut_35",
    "value_cut_40",
    "value_cut_45",
    "value_cut_50",
    "value_cut_55",
    "value_cut_60",
    "value_cut_65",
    "value_cut_70",
    "value_liquidate",
    "value_remove",
    "value_resell",
    "value_dispose",
    "value_grade_resell",
];

/// Headings behind the scenarios.
const LAST: [&str; 13] = [
    "own_prices",
    "recommended",
    "recommended_price",
    "best_value",
    "gain",
    "wait_week_change",
    "next_deadline",
    "deadline_units",
    "deadline_cost",
    "missing",
    "split_let_go",
    "split_price",
    "split_more",
];

/// Products whose formulas go out; beyond them a spreadsheet would take minutes to open.
const MOST_LIVE: usize = 5_000;

/// Ledger lines with a column of their own.
const LINES: [LineId; 4] = [LineId::Referral, LineId::Closing, LineId::Fulfilment, LineId::FuelSurcharge];

impl Book {
    /// All results as a table, in the order of the keys. Everything is brought up to date first; a split that leaves more
    /// is told where [`Book::better_splits`] has been.
    ///
    /// ```
    /// use clearfloor::{book::{Book, Day, ReadOptions}, export::Cell};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let sheet = book.sheet().unwrap();
    /// let of = |heading: &str| &sheet.rows[0][sheet.headings.iter().position(|known| *known == heading).unwrap()];
    /// assert_eq!(of("net_per_unit"), &Cell::Number("15.72".into()));
    /// assert_eq!(of("recommended_price"), &Cell::Number("15.00".into()));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn sheet(&mut self) -> Result<Sheet> {
        self.table(0)
    }

    /// The same with formulas for the fees, the net and the profit of the first 5,000 products: they follow
    /// the cell of the price, over all its bands.
    ///
    /// ```
    /// use clearfloor::{book::{Book, Day, ReadOptions}, export::Cell};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let sheet = book.live_sheet().unwrap();
    /// let net = sheet.headings.iter().position(|heading| *heading == "net_per_unit").unwrap();
    /// assert!(matches!(&sheet.rows[0][net], Cell::Formula { number, .. } if number == "15.72"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn live_sheet(&mut self) -> Result<Sheet> {
        self.table(MOST_LIVE)
    }

    fn table(&mut self, live: usize) -> Result<Sheet> {
        self.finish()?;
        let context = self.take_context()?;
        let mut scratch = Scratch::default();
        let row = |index: usize| self.cells(&context, index, &mut scratch, index < live);
        let rows = (0..self.products.len()).filter_map(row).collect();
        self.context = Some(context);
        let headings = FIRST.iter().chain(&RANGES).chain(&VALUES).chain(&LAST).copied().collect();
        Ok(Sheet { headings, rows })
    }

    fn cells(&self, context: &Context, index: usize, scratch: &mut Scratch, is_live: bool) -> Option<Vec<Cell>> {
        let facts = self.products.get(index)?;
        let resolved = context.resolve(facts, self.entries.of(&facts.key));
        let Ok(prepared) = Prepared::new(context, &resolved) else {
            let computed = self.results.known(index)?;
            return Some(self.row_cells(facts, index, computed, None, None, &BTreeMap::new()));
        };
        let computed = prepared.compute(context, scratch);
        let values = scratch
            .present_values()
            .iter()
            .enumerate()
            .filter_map(|(place, value)| Some((prepared.way(place)?.name().id, (*value)?)))
            .collect();
        let required = prepared.required_net(context, &mut Holding::default());
        let mut cells = self.row_cells(facts, index, &computed, Some(&prepared), required, &values);
        if let Some(model) = prepared.models.first().filter(|_| is_live) {
            // A line beyond what numbers hold leaves the figures as they are.
            let _ = follow_price(&mut cells, model, self.currency.minor_per_major());
        }
        Some(cells)
    }

    fn row_cells(
        &self,
        facts: &Facts,
        index: usize,
        computed: &Computed,
        prepared: Option<&Prepared<'_>>,
        required: Option<Money>,
        values: &BTreeMap<String, f64>,
    ) -> Vec<Cell> {
        let ledger =
            prepared.zip(computed.price).and_then(|(prepared, price)| prepared.models.first()?.ledger(price).ok());
        let line = |id: LineId| ledger.as_ref().and_then(|ledger| ledger.line(id)?.amount);
        let worth = |id: &str| {
            let minor = values.get(id).copied();
            Cell::number(minor.and_then(|minor| Money::from_expectation(minor, self.currency).ok()))
        };
        let ranges =
            |ranges: Option<Vec<PriceRange>>| Cell::text(ranges.filter(|r| !r.is_empty()).map(|r| ranges_text(&r)));
        let mut cells = vec![
            Cell::Text(facts.sku.clone()),
            Cell::text(facts.condition.as_ref()),
            Cell::Text(self.title_of(index).to_owned()),
            Cell::Text(self.currency.code().to_owned()),
            Cell::number(Decimal::nearest(computed.units, 6).ok()),
            Cell::number(computed.per_week().and_then(short)),
            Cell::number(computed.cover_days.and_then(short)),
            Cell::number(computed.price),
        ];
        cells.extend(LINES.map(|id| Cell::number(line(id))));
        cells.extend([
            Cell::number(computed.net_per_unit),
            Cell::number(line(LineId::LandedCost)),
            Cell::number(ledger.as_ref().and_then(|ledger| ledger.profit)),
            Cell::number(computed.floor),
            ranges(prepared.map(Prepared::ranges_paying_all)),
            ranges(prepared.zip(required).map(|(p, required)| p.ranges_bringing(required))),
            Cell::text(prepared.and_then(|prepared| prepared.resolved.target).map(target_text)),
            ranges(prepared.map(Prepared::ranges_reaching_target)),
            worth("hold"),
        ]);
        cells.extend(ladder().map(|discount| worth(&format!("cut-{}", discount.ppm()))));
        cells.extend(["liquidate", "remove", "resell", "dispose", "grade_resell"].map(worth));
        let own: Vec<String> = values
            .iter()
            .filter(|(id, _)| id.starts_with("price-"))
            .filter_map(|(id, &minor)| Some(format!("{id}: {}", Money::from_expectation(minor, self.currency).ok()?)))
            .collect();
        let best = computed.best.as_ref().map(Way::name);
        let split = self.results.known(index).and_then(|line| line.split.found());
        let mut missing: Vec<&str> = computed.missing.iter().map(|missing| missing.field).collect();
        missing.dedup();
        cells.extend([
            Cell::text((!own.is_empty()).then(|| own.join("; "))),
            Cell::text(best.as_ref().map(|best| &best.id)),
            Cell::number(best.as_ref().and_then(|best| best.price)),
            Cell::number(computed.best_value),
            Cell::number(computed.gain),
            // The page says what waiting changes; what it costs has the opposite sign.
            Cell::number(computed.wait_week.map(Money::negated)),
            Cell::text(computed.deadline.map(|deadline| deadline.date)),
            Cell::number(computed.deadline.and_then(|deadline| short(deadline.units))),
            Cell::number(computed.deadline.and_then(|deadline| deadline.cost)),
            Cell::text((!missing.is_empty()).then(|| missing.join("; "))),
            Cell::number(split.and_then(|split| short(split.units))),
            Cell::number(split.map(|split| split.price)),
            Cell::number(split.map(|split| split.more)),
        ]);
        cells
    }
}

/// Puts formulas in the place of the figures that follow from the price of the row.
fn follow_price(cells: &mut [Cell], model: &SaleModel<'_>, minor_per_major: i64) -> Result<()> {
    let place = |heading: &str| FIRST.iter().position(|known| *known == heading);
    let minor = format!("ROUND({{price}}*{minor_per_major},0)");
    let has_cell = |id: &LineId| LINES.contains(id);
    let live = model.live(&minor, |id| has_cell(&id).then(|| format!("{{{}}}", id.code())))?;
    let mut follow = |heading: &str, formula: String| {
        if let Some(cell) = place(heading).and_then(|place| cells.get_mut(place))
            && let Cell::Number(number) = cell
        {
            *cell = Cell::Formula { formula, number: core::mem::take(number) };
        }
    };
    let mut net = "{price}".to_owned();
    for line in live {
        let Some(formula) = line.formula else { continue };
        if has_cell(&line.id) {
            net.push_str(&format!("+{{{}}}", line.id.code()));
            follow(line.id.code(), formula);
        } else {
            net.push_str(&format!("+({formula})"));
        }
    }
    follow("net_per_unit", net);
    follow("profit", "{net_per_unit}+{landed_cost}".to_owned());
    Ok(())
}

/// Two decimals are enough for an expectation of units or days.
fn short(number: f64) -> Option<Decimal> {
    Decimal::nearest(number, 2).and_then(|number| number.round(2, Rounding::HalfAwayFromZero)).ok()
}

/// `roi_landed_cost 30%`, `profit 2.00`.
fn target_text(target: SellerTarget) -> String {
    let TargetView { kind, text } = target.to_view();
    let unit = if matches!(target, SellerTarget::Profit(_)) { "" } else { "%" };
    format!("{kind} {text}{unit}")
}

/// `9.71-9.99; 10.83-99.96`.
fn ranges_text(ranges: &[PriceRange]) -> String {
    let text = |range: &PriceRange| format!("{}-{}", range.first, range.last);
    ranges.iter().map(text).collect::<Vec<_>>().join("; ")
}
