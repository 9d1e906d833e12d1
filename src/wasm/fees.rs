//! The fee library, fees of the seller's own, and two days of the tables side by side, as JavaScript sees them.

use super::book::Book;
use super::convert::amount;
use super::dto::{Amount, Problem, Progress, ScenarioName};
use super::edge::{Answer, count, give, object, or_throw, size, text};
use crate::book::view::Problem as Wrong;
use crate::book::{Day, Error, Market, fee_change as change, own_fees as own};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A figure as the seller typed it.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct OwnFigure {
    /// Table, such as `storage_monthly`.
    pub table: String,
    /// Where in it, such as `rows.0.jan_sep`.
    pub path: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day; empty = as long as the table.
    pub to: String,
    /// The figure.
    pub text: String,
    /// What the seller calls it.
    pub name: String,
}

/// A fee file of the seller's.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct OwnFile {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What the seller puts in the place of the tables.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct OwnFees {
    /// A whole file.
    pub file: Option<OwnFile>,
    /// Single figures.
    pub figures: Vec<OwnFigure>,
}

/// What of it is in use.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct OwnFeesTaken {
    /// Why the file is not used.
    pub file_problem: Option<Problem>,
    /// Why a figure is not used, one for each, in their order.
    pub figure_problems: Vec<Option<Problem>>,
}

/// One value of a fee table.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct FeeCell {
    /// Key in the file.
    pub name: String,
    /// As it stands there; empty = it does not.
    pub text: String,
    /// Where, for a figure; null = it is none.
    pub path: Option<String>,
}

/// One line of a fee table.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct FeeRow {
    /// One value a column.
    pub cells: Vec<FeeCell>,
    /// `official`, `cross-checked`, `single-source`, `yours`.
    pub confidence: String,
    /// Remark of the data.
    pub note: Option<String>,
    /// The seller's name for it.
    pub own: Option<String>,
}

/// One fee table.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FeeTable {
    /// Name in the file.
    pub name: String,
    /// Family, such as `fulfilment`.
    pub family: String,
    /// A calculation uses it.
    pub is_used: bool,
    /// First day in force; null = not known.
    pub from: Option<String>,
    /// Last day in force; null = no end known.
    pub to: Option<String>,
    /// In force again from this day, assumed.
    pub resumes_on: Option<String>,
    /// `in_force`, `assumed`, `not_yet`, `ended`.
    pub state: String,
    /// In a later year than the last check of the data, without a known end.
    pub is_past_its_time: bool,
    /// Unit of the figures.
    pub unit: String,
    /// Address of the page, then further ones; text, never fetched.
    pub sources: Vec<String>,
    /// `official` or `secondary`.
    pub source_kind: String,
    /// Of the figures, where a row says nothing else.
    pub confidence: String,
    /// When the page was last seen.
    pub seen_on: Option<String>,
    /// Figures and rules of the whole table.
    pub facts: Vec<FeeCell>,
    /// Keys of the rows.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<FeeRow>,
    /// What the data say is missing.
    pub holes: Vec<String>,
    /// The seller's name for it, if any of it is the seller's own.
    pub own: Option<String>,
}

/// The fee tables of a marketplace.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FeeLibrary {
    /// Currency of the figures.
    pub currency: String,
    /// Day on which the data were last checked; null = the file does not say.
    pub as_of: Option<String>,
    /// Days of the next year on which a table begins, ends or changes its season.
    pub change_days: Vec<String>,
    /// Every table, those of one family together.
    pub tables: Vec<FeeTable>,
}

/// A change of one family over the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FamilyChange {
    /// Family, such as `fulfilment`.
    pub family: String,
    /// `sold`, `month`, `snapshot` or `exit`: what `most` is an amount of.
    pub per: String,
    /// Products that pay another amount.
    pub touched: u32,
    /// Of them, those that pay more.
    pub dearer: u32,
    /// Products of which one of the amounts is not known.
    pub unknown: u32,
    /// For all a month at today's pace; null for what is paid once.
    pub per_month: Option<Amount>,
    /// Greatest change of one product.
    pub most: Option<Amount>,
}

/// A change of one family for one product.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PartChange {
    /// Family.
    pub family: String,
    /// `sold`, `month`, `snapshot` or `exit`.
    pub per: String,
    /// Above zero = dearer.
    pub amount: Amount,
}

/// What changes for one product.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ProductChange {
    /// Key.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Fees of one unit sold; null = not known.
    pub per_unit: Option<Amount>,
    /// A month at today's pace; null = not known.
    pub per_month: Option<Amount>,
    /// By family.
    pub parts: Vec<PartChange>,
    /// Lowest price that pays all cost, before.
    pub break_even_before: Option<Amount>,
    /// And after.
    pub break_even_after: Option<Amount>,
    /// Lowest price that beats every exit, before.
    pub floor_before: Option<Amount>,
    /// And after.
    pub floor_after: Option<Amount>,
    /// Best way before.
    pub best_before: Option<ScenarioName>,
    /// And after.
    pub best_after: Option<ScenarioName>,
    /// Another way is the best.
    pub is_way_changed: bool,
}

/// What changes between two days.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FeeChange {
    /// Products looked at.
    pub products: u32,
    /// Of them, those whose facts contradict the tables.
    pub left_out: u32,
    /// Products for which anything changes.
    pub touched: u32,
    /// With another best way.
    pub way_changed: u32,
    /// With another lowest price.
    pub price_changed: u32,
    /// For all products a month at today's pace.
    pub per_month: Option<Amount>,
    /// Tables that are taken to hold though nothing says so.
    pub assumed: Vec<String>,
    /// By family, the dearest first.
    pub families: Vec<FamilyChange>,
    /// By product, the dearest first.
    pub rows: Vec<ProductChange>,
}

fn iso(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn problem(error: &Error) -> Problem {
    let mut problem = Wrong::of_error(error, "", None);
    problem.line = error.position().and_then(|position| position.line);
    problem.into()
}

fn cell(cell: own::Cell) -> FeeCell {
    FeeCell { name: cell.name, text: cell.text, path: cell.path }
}

fn table(table: own::ListedTable) -> FeeTable {
    let row = |row: own::ListedRow| FeeRow {
        cells: row.cells.into_iter().map(cell).collect(),
        confidence: row.confidence,
        note: row.note,
        own: row.own,
    };
    FeeTable {
        name: table.name,
        family: table.family,
        is_used: table.is_used,
        from: iso(table.from),
        to: iso(table.to),
        resumes_on: iso(table.resumes_on),
        state: table.state.code().to_owned(),
        is_past_its_time: table.is_past_its_time,
        unit: table.unit,
        sources: table.sources,
        source_kind: table.source_kind,
        confidence: table.confidence,
        seen_on: table.seen_on,
        facts: table.facts.into_iter().map(cell).collect(),
        columns: table.columns,
        rows: table.rows.into_iter().map(row).collect(),
        holes: table.holes,
        own: table.own,
    }
}

impl From<change::ProductChange> for ProductChange {
    fn from(row: change::ProductChange) -> Self {
        let part = |(part, more): (change::Part, _)| {
            let amount = amount(Some(more))?;
            Some(PartChange { family: part.family().to_owned(), per: part.per().to_owned(), amount })
        };
        let ([break_even_before, break_even_after], [floor_before, floor_after]) =
            (row.break_even.map(amount), row.floor.map(amount));
        let [best_before, best_after] = row.best.map(|best| best.map(Into::into));
        Self {
            key: row.key,
            sku: row.sku,
            title: row.title,
            per_unit: amount(row.per_unit),
            per_month: amount(row.per_month),
            parts: row.parts.into_iter().filter_map(part).collect(),
            break_even_before,
            break_even_after,
            floor_before,
            floor_after,
            best_before,
            best_after,
            is_way_changed: row.is_way_changed,
        }
    }
}

impl From<change::FeeChange> for FeeChange {
    fn from(found: change::FeeChange) -> Self {
        let family = |family: change::FamilyChange| FamilyChange {
            family: family.part.family().to_owned(),
            per: family.part.per().to_owned(),
            touched: family.touched,
            dearer: family.dearer,
            unknown: family.unknown,
            per_month: amount(family.per_month),
            most: amount(family.most),
        };
        Self {
            products: found.products,
            left_out: found.left_out,
            touched: found.touched,
            way_changed: found.way_changed,
            price_changed: found.price_changed,
            per_month: amount(Some(found.per_month)),
            assumed: found.assumed,
            families: found.families.into_iter().map(family).collect(),
            rows: found.rows.into_iter().map(Into::into).collect(),
        }
    }
}

#[wasm_bindgen]
impl Book {
    /// Puts fees of the seller's own in the place of what was put there before. `projectFile` is the
    /// text of the page's own fee file of the marketplace.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `market_unknown`, `fee_tables_not_loaded`.
    #[wasm_bindgen(js_name = setOwnFees)]
    pub fn set_own_fees(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] market: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "projectFile")] project_file: JsValue,
        fees: Ts<OwnFees>,
    ) -> Answer<Ts<OwnFeesTaken>> {
        let market = or_throw(text("market", &market).and_then(|code| Market::parse(&code)))?;
        let project_file = or_throw(text("projectFile", &project_file))?;
        let fees: OwnFees = or_throw(object("fees", &fees))?;
        let figure = |typed: OwnFigure| own::TypedFigure {
            table: typed.table,
            path: typed.path,
            from: typed.from,
            to: typed.to,
            text: typed.text,
            name: typed.name,
        };
        let typed = own::TypedFees {
            file: fees.file.map(|file| (file.name, file.text)),
            figures: fees.figures.into_iter().map(figure).collect(),
        };
        let taken = or_throw(self.at()?.set_own_fees(market, &project_file, &typed))?;
        give(OwnFeesTaken {
            file_problem: taken.file_problem.as_ref().map(problem),
            figure_problems: taken.figure_problems.iter().map(|error| error.as_ref().map(problem)).collect(),
        })
    }

    /// Every fee table of a marketplace as it stands on a day, `YYYY-MM-DD`, the seller's own among them.
    ///
    /// # Errors
    /// Throws `wrong_type`, `market_unknown`, `fee_file_wrong`, or the code of a date that cannot be read.
    #[wasm_bindgen(js_name = feeLibrary)]
    pub fn fee_library(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] market: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string", js_name = "projectFile")] project_file: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] on: JsValue,
    ) -> Answer<Ts<FeeLibrary>> {
        let market = or_throw(text("market", &market).and_then(|code| Market::parse(&code)))?;
        let project_file = or_throw(text("projectFile", &project_file))?;
        let on = or_throw(text("on", &on).and_then(|on| Day::parse(&on)))?;
        let found = or_throw(self.at()?.fee_library(market, &project_file, on))?;
        give(FeeLibrary {
            currency: found.currency,
            as_of: iso(found.as_of),
            change_days: found.change_days.iter().map(Day::to_string).collect(),
            tables: found.tables.into_iter().map(table).collect(),
        })
    }

    /// Compares the fees of two days for up to `count` further products. Begins anew when the days are
    /// others than before, or the book has changed.
    ///
    /// # Errors
    /// Throws `wrong_type`, or the code of a date that cannot be read.
    #[wasm_bindgen(js_name = compareFees)]
    pub fn compare_fees(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] before: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] after: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number", js_name = "count")] limit: JsValue,
    ) -> Answer<Ts<Progress>> {
        let before = or_throw(text("before", &before).and_then(|iso| Day::parse(&iso)))?;
        let after = or_throw(text("after", &after).and_then(|iso| Day::parse(&iso)))?;
        let limit = or_throw(size("count", &limit))?;
        give(or_throw(self.at()?.compare_fees(before, after, limit))?)
    }

    /// What was found so far, with at most so many products; undefined = nothing was begun, or the book
    /// has changed since.
    ///
    /// # Errors
    /// Throws `wrong_type`.
    #[wasm_bindgen(js_name = feeChange)]
    pub fn fee_change(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] most: JsValue,
    ) -> Answer<Option<Ts<FeeChange>>> {
        let most = or_throw(count("most", &most))?;
        let found = self.at()?.fee_change(usize::try_from(most).unwrap_or(usize::MAX));
        found.map(give::<FeeChange>).transpose()
    }

    /// What changes for one product between two days; undefined = nothing.
    ///
    /// # Errors
    /// Throws `wrong_type`, `no_such_product`, or the code of a date that cannot be read.
    #[wasm_bindgen(js_name = feeChangeOf)]
    pub fn fee_change_of(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] before: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] after: JsValue,
    ) -> Answer<Option<Ts<ProductChange>>> {
        let key = or_throw(text("key", &key))?;
        let before = or_throw(text("before", &before).and_then(|iso| Day::parse(&iso)))?;
        let after = or_throw(text("after", &after).and_then(|iso| Day::parse(&iso)))?;
        or_throw(self.at()?.fee_change_of(&key, before, after))?.map(give::<ProductChange>).transpose()
    }
}
