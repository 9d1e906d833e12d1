//! The plan of the whole catalogue, as JavaScript sees it. All but the fields is plain in the core and needs no mirror.

use super::book::Book;
use super::channels::{ChannelField, SheetTexts};
use super::convert;
use super::dto::{Filter, Progress};
use super::edge::{Answer, bytes, count, give, object, or_throw, size, text};
use crate::book::catalogue_plan as core;
use crate::book::{Error, ErrorKind, Format, GroupBy, Result};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SHAPES: &str = r#"
/** What to do with a product. */
export interface PlanTask {
    id: string;
    kind: string;
    discountPpm: number | null;
    price: Amount | null;
    isOwn: boolean;
    /** Exit by which what is left goes on the day. */
    then: string | null;
    /** Exit by which a part goes today while the rest sells at the price. */
    part: string | null;
}
/** A product of the plan. */
export interface PlanTaskRow {
    key: string;
    sku: string;
    title: string;
    units: number;
    task: PlanTask;
    sold: number;
    letGo: number;
    clearsOn: string | null;
    cash: Amount;
    volume: number;
    value: Amount;
    gain: Amount;
    loss: Amount;
    waitWeek: Amount | null;
    deadline: string | null;
    why: PlanSentence[];
}
export interface PlanSums {
    value: Amount;
    cash: Amount;
    volume: number;
}
export interface PlanGroup {
    code: string;
    products: number;
    sums: PlanSums;
    gain: Amount;
    loss: Amount;
}
export interface PlanDeadline {
    on: string;
    products: number;
    units: number;
    cost: Amount | null;
}
/** Money in less money out in a period: by the plan, by each product's own best way, doing nothing. */
export interface PlanPeriod {
    from: string;
    until: string;
    plan: Amount;
    best: Amount;
    hold: Amount;
    planSoFar: Amount;
    holdSoFar: Amount;
}
export interface PlanChangedTask {
    key: string;
    sku: string;
    before: PlanTask;
    after: PlanTask | null;
    change: Amount;
}
export interface PlanWhatIf {
    plan: PlanSums;
    hold: PlanSums;
    isMet: boolean;
    changed: number;
    rows: PlanChangedTask[];
}
/** What to do with the whole catalogue. */
export interface CataloguePlan {
    products: number;
    toAct: number;
    leftOut: number;
    withoutStock: number;
    hasTarget: boolean;
    isMet: boolean;
    isImpossible: boolean;
    plan: PlanSums;
    best: PlanSums;
    hold: PlanSums;
    gap: Amount;
    loss: Amount;
    gain: Amount;
    mostCash: Amount;
    mostVolume: number;
    waitWeek: Amount | null;
    deadlines: PlanDeadline[];
    calendar: PlanPeriod[];
    groups: PlanGroup[];
    whatIf: PlanWhatIf | null;
    total: number;
    rows: PlanTaskRow[];
}
/** All but the fields. */
export interface CatalogueBody {
    today: string;
    by: string;
    plan: CataloguePlan | null;
}
"#;

/// Which rows of the plan are wanted.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct TaskWindow {
    /// First place, from 0.
    pub offset: u32,
    /// Rows wanted.
    pub count: u32,
    /// `gain`, `loss`, `cash`, `volume`, `value`, `wait`, `deadline`, `units`, `sku`.
    pub sort: String,
    /// Largest first.
    pub is_descending: bool,
    /// Products that are planned.
    pub filter: Filter,
    /// What sums are put together by: `action`, `deadline`, `age`, `category`, `supplier`.
    pub group: String,
    /// Rows of this group only; null = all.
    pub only: Option<String>,
}

/// The plan with the fields it was made by.
#[derive(Clone, Debug, Serialize, Tsify)]
pub struct CataloguePlanView {
    /// Fields of the worksheet.
    pub fields: Vec<ChannelField>,
    /// All else.
    #[tsify(type = "CatalogueBody")]
    pub body: core::CatalogueBody,
}

impl From<core::CataloguePlanView> for CataloguePlanView {
    fn from(view: core::CataloguePlanView) -> Self {
        Self { fields: view.fields.into_iter().map(Into::into).collect(), body: view.body }
    }
}

fn window(asked: TaskWindow) -> Result<core::TaskWindow> {
    let unknown = |code: &'static str, word: &str| Error::new(ErrorKind::Missing, code).with("text", word);
    Ok(core::TaskWindow {
        offset: usize::try_from(asked.offset).unwrap_or(usize::MAX),
        count: usize::try_from(asked.count).unwrap_or(usize::MAX),
        sort: core::TaskSort::from_code(&asked.sort).ok_or_else(|| unknown("no_such_sort", &asked.sort))?,
        is_descending: asked.is_descending,
        filter: convert::filter(asked.filter)?,
        group: GroupBy::from_code(&asked.group).ok_or_else(|| unknown("no_such_group", &asked.group))?,
        only: asked.only,
    })
}

fn sheet(texts: &Ts<SheetTexts>) -> Result<Vec<(String, String)>> {
    let texts: SheetTexts = object("texts", texts)?;
    Ok(texts.texts.into_iter().map(|typed| (typed.field, typed.text)).collect())
}

#[wasm_bindgen]
impl Book {
    /// Finds the ways of up to `count` further products for the plan of the catalogue, then goes so many steps towards
    /// the choice among those that pass a filter; to be asked until `done` is `total`.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`.
    #[wasm_bindgen(js_name = findWays)]
    pub fn find_ways(
        &mut self,
        texts: Ts<SheetTexts>,
        filter: Ts<Filter>,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Answer<Ts<Progress>> {
        let texts = or_throw(sheet(&texts))?;
        let filter = or_throw(object("filter", &filter).and_then(super::convert::filter))?;
        let limit = or_throw(size("count", &count))?;
        give(or_throw(self.at()?.find_ways(&texts, &filter, limit))?)
    }

    /// Changes whenever the ways that were found hold no more.
    ///
    /// # Errors
    /// Throws if the book is in use.
    #[wasm_bindgen(js_name = waysRevision)]
    pub fn ways_revision(&mut self) -> Answer<u32> {
        Ok(self.at()?.ways_revision())
    }

    /// The ways of some products for a book with the same input, `from` and `until` as `findWays` counts them.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`.
    #[wasm_bindgen(js_name = shareOfWays)]
    pub fn share_of_ways(
        &mut self,
        texts: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "number")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] until: JsValue,
    ) -> Answer<Vec<u8>> {
        let texts = or_throw(sheet(&texts))?;
        let (from, until) = (or_throw(size("from", &from))?, or_throw(size("until", &until))?);
        or_throw(self.at()?.share_of_ways(&texts, from, until))
    }

    /// Takes in what such a book found; false if it belongs to other input than `revision`, or came too late.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `share_unreadable`.
    #[wasm_bindgen(js_name = takeWays)]
    pub fn take_ways(
        &mut self,
        texts: Ts<SheetTexts>,
        #[wasm_bindgen(unchecked_param_type = "number")] revision: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] share: JsValue,
    ) -> Answer<bool> {
        let texts = or_throw(sheet(&texts))?;
        let revision = or_throw(count("revision", &revision))?;
        let share = or_throw(bytes("share", &share))?;
        or_throw(self.at()?.take_ways(&texts, revision, &share))
    }

    /// The plan of the catalogue by what was typed in its worksheet; without one while ways are still to be found.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `no_such_sort`, `no_such_group`.
    #[wasm_bindgen(js_name = cataloguePlan)]
    pub fn catalogue_plan(&mut self, texts: Ts<SheetTexts>, asked: Ts<TaskWindow>) -> Answer<Ts<CataloguePlanView>> {
        let texts = or_throw(sheet(&texts))?;
        let asked = or_throw(object("asked", &asked).and_then(window))?;
        give::<CataloguePlanView>(or_throw(self.at()?.catalogue_plan(&texts, &asked))?)
    }

    /// The whole plan as text: `csv` or `json`.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_format`, `no_such_sort`, `no_such_group`.
    #[wasm_bindgen(js_name = exportCataloguePlan)]
    pub fn export_catalogue_plan(
        &mut self,
        texts: Ts<SheetTexts>,
        asked: Ts<TaskWindow>,
        #[wasm_bindgen(unchecked_param_type = "string")] format: JsValue,
    ) -> Answer<String> {
        let texts = or_throw(sheet(&texts))?;
        let asked = or_throw(object("asked", &asked).and_then(window))?;
        let format = or_throw(text("format", &format).and_then(|code| Format::from_code(&code)))?;
        let found = or_throw(self.at()?.catalogue_plan_sheet(&texts, &asked))?;
        Ok(format.text_of(&found))
    }
}
