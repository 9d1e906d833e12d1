//! The form promotions have inside their pack.

use super::Confidence;
use serde::{Deserialize, Serialize};

/// Everything known about promotions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PromotionPack {
    /// Kinds of promotions.
    pub mechanics: Vec<MechanicRow>,
    /// Names of the rows and columns of `matrix`.
    pub stacking_order: Vec<String>,
    /// What happens when two meet.
    pub matrix: Vec<Vec<u8>>,
    /// Where the matrix comes from.
    pub stacking_source: String,
    /// How sure it is.
    pub stacking_confidence: Confidence,
    /// What each requires and what follows.
    pub conditions: Vec<ConditionRow>,
}

/// A kind of promotion.
///
/// ```
/// use clearfloor::fees::PromotionRules;
/// let rules = PromotionRules::built_in().unwrap();
/// let coupon = rules.mechanic("coupon").unwrap();
/// assert_eq!((coupon.stack_as.as_deref(), coupon.basket), (Some("coupon"), 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MechanicRow {
    /// Stable id, such as `second-half-price`.
    pub id: String,
    /// How the total of an order is found.
    pub rule: RuleCode,
    /// The price of the listing itself changes.
    pub changes_item_price: bool,
    /// Its fee in the marketplace's tables.
    pub fee: FeeName,
    /// Its name in the stacking table.
    pub stack_as: Option<String>,
    /// Days it runs, where the marketplace says so.
    pub days: Option<u16>,
    /// Units of the order it is made for.
    pub basket: u16,
    /// What the seller enters.
    pub fields: Vec<String>,
    /// The field with the share of buyers who get it; none = all.
    pub who: Option<String>,
}

/// How the total of an order is found.
///
/// ```
/// use clearfloor::fees::{PromotionRules, RuleCode};
/// let rules = PromotionRules::built_in().unwrap();
/// assert_eq!(rules.mechanic("second-half-price").unwrap().rule, RuleCode::EveryNth);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "said in promotions.toml")]
pub enum RuleCode {
    Percent,
    Amount,
    BuyGet,
    EveryNth,
    SpendSave,
    Tiers,
    Gift,
    AddOn,
}

/// The fee of a promotion.
///
/// ```
/// use clearfloor::fees::{FeeName, PromotionRules};
/// let fee = |id| PromotionRules::built_in().unwrap().mechanic(id).unwrap().fee.clone();
/// assert_eq!((fee("coupon"), fee("best-deal")), (FeeName::Coupons, FeeName::Deal("Best Deal".to_owned())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeeName {
    /// None is known.
    Nothing,
    /// Of coupons.
    Coupons,
    /// Of a deal, by its name in the table.
    Deal(String),
    /// Of Outlet deals.
    Outlet,
}

/// What a promotion requires, or what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionRow {
    /// Stable id.
    pub id: String,
    /// Ids of the mechanics.
    pub of: Vec<String>,
    /// How it is looked at.
    pub check: CheckCode,
    /// Millionths of the limit's unit: of the whole for a discount, of a star, of a day.
    pub limit: Option<i64>,
    /// Days looked back or ahead.
    pub days: Option<u16>,
    /// A product without ratings passes.
    pub or_none: bool,
    /// First day it is known to hold; none = not known.
    pub from: Option<i32>,
    /// Address of the page.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How a condition is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "said in promotions.toml")]
pub enum CheckCode {
    MinDiscount,
    MaxDiscount,
    BelowReference,
    BelowRecentLow,
    MinAge,
    MinRating,
    ProfessionalPlan,
    SalesHistory,
    FulfilledByAmazon,
    OwnBrand,
    Told,
    BecomesRecentLow,
    MovesReference,
}
