//! Promotions side by side and bundles, as JavaScript sees them.

use super::book::Book;
use super::compare::{Compared, ComparedWays, wanted};
use super::convert::{all, amount};
use super::dto::{Amount, FeeSource, Field, Input, Outcome};
use super::edge::{Answer, give, object, or_throw, size, text};
use crate::book::Book as Core;
use crate::book::{bundle, promotion as core};
use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// One promotion as typed.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PromotionText {
    /// Id of its kind.
    pub mechanic: String,
    /// Texts by field.
    pub texts: Vec<Input>,
}

/// Everything typed about the promotions of a product.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PromotionSheet {
    /// What all of them share.
    pub shared: Vec<Input>,
    /// In the order of the columns.
    pub columns: Vec<PromotionText>,
}

/// A figure of an offer with what it is made of: money, a share, or a number.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct OfferLine {
    /// Code, such as `order_total`.
    pub id: String,
    /// Money.
    pub amount: Option<Amount>,
    /// Share, in parts per million.
    pub ppm: Option<i64>,
    /// Units, days or a multiple.
    pub number: Option<f64>,
    /// Code of the rule.
    pub formula: String,
    /// The values in it.
    pub inputs: Vec<Input>,
    /// What it rests on.
    pub status: String,
    /// The fee row, if one was used.
    pub fee: Option<FeeSource>,
    /// Codes of what is not known.
    pub holes: Vec<String>,
}

/// Something an offer requires, or that follows from it.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Condition {
    /// Code.
    pub id: String,
    /// `met`, `not_met`, `ask`, `told`, `follows`.
    pub status: String,
    /// Values of its sentence.
    pub inputs: Vec<Input>,
    /// Field that would answer it.
    pub field: Option<String>,
    /// Address of the page it was read on; empty = none.
    pub source: String,
    /// How sure it is; empty = it follows from what was typed.
    pub confidence: String,
}

/// One promotion.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct PromotionColumn {
    /// Id of its kind.
    pub mechanic: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Fields without which nothing can be said.
    pub asked: Vec<String>,
    /// Figures with their reasons.
    pub lines: Vec<OfferLine>,
    /// What it requires and what follows.
    pub conditions: Vec<Condition>,
    /// What it does to the stock; null = too little is known.
    pub outcome: Option<Outcome>,
}

/// What happens when two promotions meet.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PromotionMeeting {
    /// Place of the one.
    pub first: u32,
    /// Place of the other.
    pub second: u32,
    /// `larger`, `both`, `seller_chooses`, `not_said`.
    pub code: String,
}

/// All promotions at the same time on one item.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct PromotionStack {
    /// Each pair.
    pub meetings: Vec<PromotionMeeting>,
    /// Which of them apply.
    pub applies: Vec<bool>,
    /// Lowest price it can come to: every share off the full price.
    pub additive: Amount,
    /// Price with each share off what is left.
    pub sequential: Amount,
    /// Where the table comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
}

/// The promotions of a product side by side.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Promotions {
    /// Price in force.
    pub price: Option<Amount>,
    /// Kinds to choose from.
    pub mechanics: Vec<String>,
    /// Fields that all share.
    pub shared: Vec<Field>,
    /// One a promotion asked for.
    pub columns: Vec<PromotionColumn>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a promotion.
    pub best: Option<Outcome>,
    /// Place of the promotion that leaves the most; null = of no promotion it is known.
    pub best_column: Option<u32>,
    /// The best way without a promotion leaves more than that one.
    pub is_best_without: bool,
    /// All at once.
    pub stack: Option<PromotionStack>,
}

/// What was typed about a bundle.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct BundleSheet {
    /// Key of the other product; null = the best that is found.
    pub partner: Option<String>,
    /// Texts by field.
    pub texts: Vec<Input>,
}

/// A product that could carry the slow one along.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Partner {
    /// Product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Price in force.
    pub price: Option<Amount>,
    /// Units sold a week.
    pub per_week: f64,
    /// Days its stock lasts.
    pub cover_days: Option<f64>,
    /// What it earns alone, landed cost paid.
    pub margin: Option<Amount>,
    /// Of the same category.
    pub is_same_category: bool,
    /// Slow units it would move if a tenth of its buyers took the bundle.
    pub units_moved: f64,
    /// What that gains over letting them go.
    pub gain: Option<Amount>,
}

/// What a bundle gains at one share of cannibalised sales.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct GainAt {
    /// Share of bundle buyers who would have bought the other alone, in parts per million.
    pub cannibal_ppm: i64,
    /// More than letting the slow unit go.
    pub gain: Option<Amount>,
    /// Lowest price that gains something.
    pub least_price: Option<Amount>,
    /// Lowest price that gains at least what the best price alone does.
    pub least_against_markdown: Option<Amount>,
}

/// One kind of bundle.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct BundleWay {
    /// `physical_bundle`, `virtual_bundle`.
    pub code: String,
    /// From its price to what it brings.
    pub lines: Vec<OfferLine>,
    /// By share of cannibalised sales.
    pub gains: Vec<GainAt>,
    /// The share at which nothing is gained, in parts per million.
    pub most_cannibal_ppm: Option<i64>,
    /// What it requires.
    pub conditions: Vec<Condition>,
}

/// What a bundle does to the slow stock.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BundleOutcome {
    /// `physical_bundle`, `virtual_bundle`.
    pub way: String,
    /// Share of the other's buyers who take it, in parts per million.
    pub attach_ppm: i64,
    /// The stock.
    pub outcome: Outcome,
}

/// A bundle of a product with another.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Bundle {
    /// Price of the slow product.
    pub price: Option<Amount>,
    /// Fields.
    pub fields: Vec<Field>,
    /// The other product; null = nothing suits.
    pub partner: Option<Partner>,
    /// It was chosen by the seller.
    pub is_partner_chosen: bool,
    /// What suits, the best first.
    pub partners: Vec<Partner>,
    /// Products looked at.
    pub considered: u32,
    /// The two kinds.
    pub ways: Vec<BundleWay>,
    /// What holds for both.
    pub lines: Vec<OfferLine>,
    /// The way that gains most.
    pub best: Option<String>,
    /// What it does to the stock.
    pub outcomes: Vec<BundleOutcome>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a bundle.
    pub recommended: Option<Outcome>,
}

/// Ways side by side, promotions and bundles among them.
#[derive(Clone, Debug, Serialize, Deserialize, Tsify)]
pub struct ComparedOffers {
    /// In the order asked for.
    pub columns: Vec<Compared>,
    /// Every promotion and bundle of the worksheet whose outcome is known.
    pub offers: Vec<Outcome>,
}

fn pairs(texts: Vec<Input>) -> Vec<(String, String)> {
    texts.into_iter().map(|input| (input.name, input.text)).collect()
}

fn of_promotions(sheet: PromotionSheet) -> core::PromotionSheet {
    let column = |column: PromotionText| core::PromotionText { mechanic: column.mechanic, texts: pairs(column.texts) };
    core::PromotionSheet { shared: pairs(sheet.shared), columns: sheet.columns.into_iter().map(column).collect() }
}

fn of_bundle(sheet: BundleSheet) -> bundle::BundleSheet {
    bundle::BundleSheet { partner: sheet.partner, texts: pairs(sheet.texts) }
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The book knows the words of the fee rows.
fn lines(book: &Core, lines: Vec<core::Line>) -> Vec<OfferLine> {
    let line = |line: core::Line| OfferLine {
        id: line.id.to_owned(),
        amount: amount(line.amount),
        ppm: line.share.map(|share| share.ppm()),
        number: line.number,
        formula: line.formula.to_owned(),
        inputs: all(line.inputs),
        status: line.status.code().to_owned(),
        fee: line.fee.map(|row| book.fee_source(row).into()),
        holes: line.holes,
    };
    lines.into_iter().map(line).collect()
}

impl From<core::ConditionView> for Condition {
    fn from(condition: core::ConditionView) -> Self {
        Self {
            id: condition.id,
            status: condition.status.to_owned(),
            inputs: all(condition.inputs),
            field: condition.field.map(str::to_owned),
            source: condition.source,
            confidence: condition.confidence.to_owned(),
        }
    }
}

impl From<core::StackView> for PromotionStack {
    fn from(stack: core::StackView) -> Self {
        let meeting = |meeting: core::MeetingView| {
            let [first, second] = meeting.places.map(place);
            PromotionMeeting { first, second, code: meeting.code.to_owned() }
        };
        Self {
            meetings: stack.meetings.into_iter().map(meeting).collect(),
            applies: stack.applies,
            additive: stack.additive.into(),
            sequential: stack.sequential.into(),
            source: stack.source,
            confidence: stack.confidence.to_owned(),
        }
    }
}

fn promotions(book: &Core, answer: core::Promotions) -> Promotions {
    let column = |column: core::PromotionColumn| PromotionColumn {
        mechanic: column.mechanic,
        fields: all(column.fields),
        asked: column.asked.into_iter().map(str::to_owned).collect(),
        lines: lines(book, column.lines),
        conditions: all(column.conditions),
        outcome: column.outcome.map(Into::into),
    };
    Promotions {
        price: amount(answer.price),
        mechanics: answer.mechanics,
        shared: all(answer.shared),
        columns: answer.columns.into_iter().map(column).collect(),
        hold: answer.hold.map(Into::into),
        best: answer.best.map(Into::into),
        best_column: answer.best_column.map(place),
        is_best_without: answer.is_best_without,
        stack: answer.stack.map(Into::into),
    }
}

impl From<bundle::Partner> for Partner {
    fn from(partner: bundle::Partner) -> Self {
        Self {
            key: partner.key,
            sku: partner.sku,
            title: partner.title,
            price: amount(partner.price),
            per_week: partner.per_week,
            cover_days: partner.cover_days,
            margin: amount(partner.margin),
            is_same_category: partner.is_same_category,
            units_moved: partner.units_moved,
            gain: amount(partner.gain),
        }
    }
}

impl From<bundle::GainAt> for GainAt {
    fn from(at: bundle::GainAt) -> Self {
        Self {
            cannibal_ppm: at.cannibal.ppm(),
            gain: amount(at.gain),
            least_price: amount(at.least_price),
            least_against_markdown: amount(at.least_against_markdown),
        }
    }
}

fn bundled(book: &Core, answer: bundle::Bundle) -> Bundle {
    let way = |way: bundle::BundleWay| BundleWay {
        code: way.code.to_owned(),
        lines: lines(book, way.lines),
        gains: all(way.gains),
        most_cannibal_ppm: way.most_cannibal.map(|share| share.ppm()),
        conditions: all(way.conditions),
    };
    let outcome = |found: bundle::BundleOutcome| BundleOutcome {
        way: found.way.to_owned(),
        attach_ppm: found.attach.ppm(),
        outcome: found.outcome.into(),
    };
    Bundle {
        price: amount(answer.price),
        fields: all(answer.fields),
        partner: answer.partner.map(Into::into),
        is_partner_chosen: answer.is_partner_chosen,
        partners: all(answer.partners),
        considered: answer.considered,
        ways: answer.ways.into_iter().map(way).collect(),
        lines: lines(book, answer.lines),
        best: answer.best.map(str::to_owned),
        outcomes: answer.outcomes.into_iter().map(outcome).collect(),
        hold: answer.hold.map(Into::into),
        recommended: answer.recommended.map(Into::into),
    }
}

#[wasm_bindgen]
impl Book {
    /// Promotions of a product side by side.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn promotions(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        sheet: Ts<PromotionSheet>,
    ) -> Answer<Ts<Promotions>> {
        let key = or_throw(text("key", &key))?;
        let sheet: PromotionSheet = or_throw(object("sheet", &sheet))?;
        let asked = of_promotions(sheet);
        let book = self.at()?;
        let answer = or_throw(book.promotions(&key, &asked))?;
        give(promotions(book, answer))
    }

    /// Ways side by side as `compare` gives them, the promotions and bundles of the worksheet among them.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    #[wasm_bindgen(js_name = compareOffers)]
    pub fn compare_offers(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        ways: Ts<ComparedWays>,
        #[wasm_bindgen(unchecked_param_type = "number")] base: JsValue,
        promotions: Ts<PromotionSheet>,
        bundle: Ts<BundleSheet>,
    ) -> Answer<Ts<ComparedOffers>> {
        let key = or_throw(text("key", &key))?;
        let ways: ComparedWays = or_throw(object("ways", &ways))?;
        let base = or_throw(size("base", &base))?;
        let promotions: PromotionSheet = or_throw(object("promotions", &promotions))?;
        let bundle: BundleSheet = or_throw(object("bundle", &bundle))?;
        let ways: Vec<_> = ways.ways.into_iter().map(wanted).collect();
        let sheets = (&of_promotions(promotions), &of_bundle(bundle));
        let (columns, offers) = or_throw(self.at()?.compare_offers(&key, &ways, base, sheets))?;
        give(ComparedOffers { columns: all(columns), offers: all(offers) })
    }

    /// A bundle of a product with another one.
    ///
    /// # Errors
    /// Throws `wrong_shape`, `wrong_type`, `no_such_product`.
    pub fn bundle(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        sheet: Ts<BundleSheet>,
    ) -> Answer<Ts<Bundle>> {
        let key = or_throw(text("key", &key))?;
        let sheet: BundleSheet = or_throw(object("sheet", &sheet))?;
        let asked = of_bundle(sheet);
        let book = self.at()?;
        let answer = or_throw(book.bundle(&key, &asked))?;
        give(bundled(book, answer))
    }
}
