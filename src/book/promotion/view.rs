//! What is asked about promotions of a product, and what is answered.

use super::condition::ConditionView;
use crate::book::offer_sheet::OfferLine;
use crate::book::view::FieldView;
use crate::money::Money;
use crate::scenario::Outcome;

/// One promotion as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromotionText {
    /// Id of its kind.
    pub mechanic: String,
    /// Texts by field.
    pub texts: Vec<(String, String)>,
}

/// Everything typed about the promotions of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromotionSheet {
    /// What all of them share.
    pub shared: Vec<(String, String)>,
    /// The promotions, in the order of the columns.
    pub columns: Vec<PromotionText>,
}

/// One promotion.
#[derive(Clone, Debug, PartialEq)]
pub struct PromotionColumn {
    /// Id of its kind.
    pub mechanic: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// Fields without which nothing can be said.
    pub asked: Vec<&'static str>,
    /// Figures with their reasons.
    pub lines: Vec<OfferLine>,
    /// What it requires and what follows.
    pub conditions: Vec<ConditionView>,
    /// What it does to the stock; none = too little is known.
    pub outcome: Option<Outcome>,
}

/// What happens when two of the promotions meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    /// Places of the two.
    pub places: [usize; 2],
    /// `larger`, `both`, `seller_chooses`, `not_said`.
    pub code: &'static str,
}

/// All promotions at the same time on one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackView {
    /// Each pair.
    pub meetings: Vec<MeetingView>,
    /// Which of them apply.
    pub applies: Vec<bool>,
    /// Price with every share off the full price: the lowest it can come to.
    pub additive: Money,
    /// Price with each share off what is left.
    pub sequential: Money,
    /// Where the table comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: &'static str,
}

/// The promotions of a product side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Promotions {
    /// Price in force.
    pub price: Option<Money>,
    /// Kinds to choose from.
    pub mechanics: Vec<String>,
    /// Fields that all share.
    pub shared: Vec<FieldView>,
    /// One a promotion asked for.
    pub columns: Vec<PromotionColumn>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a promotion.
    pub best: Option<Outcome>,
    /// Place of the promotion that leaves the most; none = of no promotion it is known.
    pub best_column: Option<usize>,
    /// The best way without a promotion leaves more than that one.
    pub is_best_without: bool,
    /// All at once; none with fewer than two that have a depth.
    pub stack: Option<StackView>,
}
