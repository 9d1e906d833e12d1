//! What a promotion requires of the product, and what follows from it.

use super::{Promoter, Run, Shared};
use crate::book::offer_sheet::shown;
use crate::fees::{CheckCode, ConditionRow, MechanicRow, PromotionRules};
use crate::money::Money;
use crate::offer::Channel;
use crate::quote::Input;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// Where a condition stands.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::{PromotionSheet, PromotionText}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let coupon = PromotionText { mechanic: "coupon".into(), texts: vec![("discount".into(), "-3 %".into())] };
/// let sheet = PromotionSheet { columns: vec![coupon], ..PromotionSheet::default() };
/// let conditions = &book.promotions("MAT", &sheet).unwrap().columns[0].conditions;
/// let least = conditions.iter().find(|condition| condition.id == "coupon_min_discount").unwrap();
/// // A coupon must give five percent at least.
/// assert_eq!(least.status, "not_met");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionView {
    /// Stable id.
    pub id: String,
    /// `met`, `not_met`, `ask` (the seller must say), `told` (only the account knows), `follows`.
    pub status: &'static str,
    /// The values of its sentence.
    pub inputs: Vec<Input>,
    /// Field that would answer it; none = nothing does.
    pub field: Option<&'static str>,
    /// Address of the page.
    pub source: String,
    /// How sure it is.
    pub confidence: &'static str,
}

fn status(is_met: Option<bool>) -> &'static str {
    match is_met {
        Some(true) => "met",
        Some(false) => "not_met",
        None => "ask",
    }
}

impl Promoter<'_> {
    pub(super) fn conditions(
        &self,
        rules: &PromotionRules,
        row: &MechanicRow,
        run: &Run<'_>,
        price: Money,
        shared: &Shared,
        expected: Option<f64>,
    ) -> Vec<ConditionView> {
        let mut found: Vec<ConditionView> =
            rules.conditions_of(&row.id).filter_map(|c| self.condition(c, run, price, shared)).collect();
        found.extend(self.promised(shared, expected));
        found
    }

    /// Units promised elsewhere are not there for the promotion.
    fn promised(&self, shared: &Shared, expected: Option<f64>) -> Option<ConditionView> {
        let promised = shared.promised_units?;
        let free = self.prepared.resolved.units?.checked_sub(promised)?.max(0);
        let wanted =
            expected.map(|units| units.min(super::super::facts::to_f64(self.prepared.resolved.units.unwrap_or(0))));
        let input = |name, text: String| Input { name, text };
        let mut inputs = vec![input("promised", promised.to_string()), input("free", free.to_string())];
        inputs.extend(wanted.and_then(shown).map(|units| input("units", units.to_string())));
        Some(ConditionView {
            id: "units_promised".to_owned(),
            status: status(wanted.map(|wanted| wanted <= super::super::facts::to_f64(free))),
            inputs,
            field: Some("promised_units"),
            source: String::new(),
            confidence: "",
        })
    }

    fn condition(&self, row: &ConditionRow, run: &Run<'_>, price: Money, shared: &Shared) -> Option<ConditionView> {
        let resolved = self.prepared.resolved;
        let mut inputs: Vec<Input> = Vec::new();
        let mut add = |name: &'static str, text: String| inputs.push(Input { name, text });
        // What a buyer pays who uses it, in the order it is made for.
        let offered = run.blend.main.unit_price().ok()?;
        let depth = run.blend.main.discount().ok()?;
        let limit = row.limit.map(Rate::from_ppm);
        let field;
        let standing = match row.check {
            CheckCode::MinDiscount | CheckCode::MaxDiscount => {
                field = Some("discount");
                let limit = limit?;
                add("rate", limit.to_string());
                add("discount", Rate::nearest(depth).ok()?.to_string());
                let limit = limit.to_ratio().ok()?;
                status(Some(if row.check == CheckCode::MinDiscount { depth >= limit } else { depth <= limit }))
            }
            CheckCode::BelowReference | CheckCode::BelowRecentLow => {
                let is_reference = row.check == CheckCode::BelowReference;
                field = Some(if is_reference { "reference_price" } else { "recent_low" });
                let known = if is_reference { shared.reference_price } else { shared.recent_low };
                add("offered", offered.to_string());
                add("rate", limit?.to_string());
                if let Some(days) = row.days {
                    add("days", days.to_string());
                }
                let most = known.and_then(|known| most_below(known, limit?));
                if let Some((known, most)) = known.zip(most) {
                    add("reference", known.to_string());
                    add("most", most.to_string());
                }
                // "Below" without a share still means below.
                status(
                    known
                        .zip(most)
                        .map(|(known, most)| offered.minor() <= most.minor() && offered.minor() < known.minor()),
                )
            }
            CheckCode::MinAge => {
                field = Some("age_days");
                let days = i32::try_from(row.limit?.checked_div(1_000_000)?).ok()?;
                add("limit", days.to_string());
                let oldest = resolved.cohorts.iter().map(|cohort| cohort.age_days).max();
                if let Some(oldest) = oldest {
                    add("oldest", oldest.to_string());
                }
                status(oldest.map(|oldest| oldest >= days))
            }
            CheckCode::MinRating => {
                field = Some("rating");
                let stars = Ratio::new(i128::from(row.limit?), 1_000_000).ok()?;
                add("limit", shown(stars.to_f64())?.to_string());
                if let Some(rating) = shared.rating {
                    add("rating", rating.to_string());
                }
                let reaches = |rating: crate::number::Decimal| {
                    let rating = rating.to_ratio().ok()?;
                    Some((row.or_none && rating == Ratio::ZERO) || rating >= stars)
                };
                status(shared.rating.and_then(reaches))
            }
            CheckCode::ProfessionalPlan => {
                field = Some("is_professional_plan");
                status(self.context.defaults.is_professional_plan)
            }
            CheckCode::SalesHistory => {
                field = None;
                let sells = self.has_sold || resolved.units_per_day.is_some_and(|rate| rate > 0.0);
                status(sells.then_some(true))
            }
            CheckCode::FulfilledByAmazon => {
                field = Some("fulfilment_channel");
                status(Some(resolved.channel == Channel::AmazonFba))
            }
            CheckCode::OwnBrand | CheckCode::Told => {
                field = None;
                if let Some(limit) = row.limit {
                    add("limit", shown(Ratio::new(i128::from(limit), 1_000_000).ok()?.to_f64())?.to_string());
                }
                if let Some(days) = row.days {
                    add("days", days.to_string());
                }
                "told"
            }
            CheckCode::BecomesRecentLow | CheckCode::MovesReference => {
                field = None;
                if depth <= Ratio::ZERO {
                    return None;
                }
                add("offered", offered.to_string());
                add("price", price.to_string());
                add("days", row.days?.to_string());
                if let Some(days) = run.days {
                    add("until", self.context.today.plus(days.saturating_add(i32::from(row.days?))).to_string());
                }
                "follows"
            }
        };
        Some(ConditionView {
            id: row.id.clone(),
            status: standing,
            inputs,
            field: field.filter(|_| standing == "ask" || standing == "not_met"),
            source: row.source.clone(),
            confidence: row.confidence.code(),
        })
    }
}

/// The highest price that lies a share below another, or lower: rounded down to the minor unit.
fn most_below(price: Money, share: Rate) -> Option<Money> {
    let kept = Ratio::ONE.minus(share.to_ratio().ok()?).ok()?;
    let exact = Ratio::whole(i128::from(price.minor())).times(kept).ok()?;
    Money::from_ratio_minor(exact, price.currency(), Rounding::Floor).ok()
}
