//! What the list is asked and what it answers: filters, a window of rows, groups.

use super::dto::{Row, Totals};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// Bounds of a figure, both included; null = open.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Bounds {
    /// `gain`, `price`, `value`, `wait` (minor units), `units`, `cover` (days), `turns` (a year).
    pub figure: String,
    /// Lowest.
    pub from: Option<f64>,
    /// Highest.
    pub to: Option<f64>,
}

/// What the list is narrowed to; every part that is given must hold.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Filter {
    /// SKU or title holds this text.
    pub text: String,
    /// What to do is one of these: `hold`, `cut`, `liquidate`, `remove`, `resell`, `dispose`, `none`; empty = any.
    pub actions: Vec<String>,
    /// Units lie in one of these age bands: first and last, 0 = 0–90 days … 4 = 366 and more.
    pub ages: Option<(u32, u32)>,
    /// Canonical id, or `none` where it is not known.
    pub category: Option<String>,
    /// Bought from this supplier, or `none` where the tables name none; empty or missing = any.
    #[serde(default)]
    #[tsify(optional)]
    pub supplier: Option<String>,
    /// The next deadline is on this day or before.
    pub deadline_by: Option<String>,
    /// This fact is asked for; `any` = whichever.
    pub missing: Option<String>,
    /// Figures and their bounds.
    pub bounds: Vec<Bounds>,
}

/// Which rows of the list are wanted.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Window {
    /// First place, from 0.
    pub offset: u32,
    /// Places wanted.
    pub count: u32,
    /// `gain`, `sku`, `units`, `age`, `cover`, `pace`, `price`, `floor`, `net`, `value`, `wait`, `cash`, `volume`, `deadline`.
    pub sort: String,
    /// Largest first.
    pub is_descending: bool,
    /// Which products.
    pub filter: Filter,
    /// What they are put together by: `action`, `deadline`, `age`, `category`, `supplier`; null = nothing.
    pub group: Option<String>,
    /// Codes of the groups whose products are listed.
    pub open: Vec<String>,
}

/// Head of a group: it takes a place of the list like a row.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct GroupHead {
    /// Its place in the list.
    pub place: u32,
    /// `cut`, `2026-12-14`, `4`, a category id, a supplier, `none`, …
    pub code: String,
    /// Its products are listed below it.
    pub is_open: bool,
    /// Sums over its products.
    pub totals: Totals,
}

/// Rows of the list.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
// What holds rows or fields decides for them how a missing value is written.
#[tsify(missing_as_null)]
pub struct RowWindow {
    /// Places in all: heads and listed rows.
    pub total: u32,
    /// Products that pass the filter.
    pub products: u32,
    /// Heads among the places asked for.
    pub heads: Vec<GroupHead>,
    /// Rows among the places asked for, in order.
    pub rows: Vec<Row>,
}
