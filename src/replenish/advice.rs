//! Whether to go on buying a product.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// Lines of the seller; each can be changed.
///
/// ```
/// use clearfloor::{rate::Rate, replenish::BuyingLines};
/// let lines = BuyingLines { long_cover_days: 120, ..BuyingLines::default() };
/// assert_eq!(lines.decline, Rate::parse_percent("20").unwrap());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuyingLines {
    /// Stock and what is on the way last longer than this: nothing is bought now.
    pub long_cover_days: u32,
    /// Sales fell by at least this share from one stretch of time to the next: they count as declining.
    pub decline: Rate,
}

impl Default for BuyingLines {
    /// 180 days, the age at which long storage begins to cost; a fifth, the fall the clearance review looks at.
    fn default() -> Self {
        Self { long_cover_days: 180, decline: Rate::from_ppm(200_000) }
    }
}

/// What is known about a product when its next order is asked for.
///
/// ```
/// use clearfloor::replenish::{BuyAdvice, BuyingLines, BuyingSituation, judge_buying};
/// // 60 a month: 100 units last 50 days.
/// let mug = BuyingSituation {
///     position: 100, sold_lately: 60, sold_before: 60, stretch_days: 30, lead_and_review_days: 40,
///     net_per_unit: None, unit_cost: None,
/// };
/// let advice = |situation| judge_buying(&situation, &BuyingLines::default()).unwrap().advice;
/// assert_eq!(advice(mug), BuyAdvice::Buy);
/// // Sold before at 100 a month: it declines, and lasts beyond the 40 days until the next delivery.
/// assert_eq!(advice(BuyingSituation { sold_before: 100, ..mug }), BuyAdvice::Stop);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuyingSituation {
    /// Units on hand and on the way, less what is promised.
    pub position: i64,
    /// Units sold in the last stretch of time.
    pub sold_lately: u32,
    /// Units sold in the stretch of equal length before.
    pub sold_before: u32,
    /// Days of each stretch.
    pub stretch_days: u32,
    /// Days from order to sellable, and days between orders.
    pub lead_and_review_days: u32,
    /// Net of a sale before the cost of the unit, at the price in force; none if a fee is not known.
    pub net_per_unit: Option<Money>,
    /// What the next unit would cost; none if not known.
    pub unit_cost: Option<Money>,
}

/// What to do.
///
/// ```
/// use clearfloor::replenish::{BuyAdvice, BuyingLines, BuyingSituation, judge_buying};
/// let advice = |position| {
///     let situation = BuyingSituation {
///         position, sold_lately: 30, sold_before: 30, stretch_days: 30, lead_and_review_days: 40, net_per_unit: None,
///         unit_cost: None,
///     };
///     judge_buying(&situation, &BuyingLines::default()).unwrap().advice
/// };
/// // One a day: stock for exactly 180 days is not longer than the line.
/// assert_eq!((advice(180), advice(181)), (BuyAdvice::Buy, BuyAdvice::HoldBack));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuyAdvice {
    /// Buy as planned.
    Buy,
    /// Buy nothing now, ask again later.
    HoldBack,
    /// Stop buying this product.
    Stop,
}

/// Why.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::replenish::{BuyingLines, BuyingSituation, Reason, judge_buying};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let situation = BuyingSituation {
///     position: 20, sold_lately: 30, sold_before: 30, stretch_days: 30, lead_and_review_days: 40,
///     net_per_unit: Some(usd("4.20")), unit_cost: Some(usd("4.95")),
/// };
/// let found = judge_buying(&situation, &BuyingLines::default()).unwrap();
/// assert_eq!(found.reasons, [Reason::LosesOnEach(usd("0.75"))]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing sold lately though there was stock.
    NothingSold,
    /// A further unit costs more than its sale brings: so much is lost on each.
    LosesOnEach(Money),
    /// Sales fall, and stock lasts beyond the next delivery: the share they fell by, and days of cover.
    DeclinesAndLasts(Ratio, Ratio),
    /// Stock lasts longer than the line.
    LastsLong(Ratio),
    /// Net or cost of a unit is not known, so whether it earns anything was not looked at.
    ProfitNotChecked,
}

/// Advice with its reasons.
///
/// ```
/// use clearfloor::replenish::{BuyAdvice, BuyingLines, BuyingSituation, Reason, judge_buying};
/// let still = BuyingSituation {
///     position: 75, sold_lately: 0, sold_before: 12, stretch_days: 30, lead_and_review_days: 40, net_per_unit: None,
///     unit_cost: None,
/// };
/// let found = judge_buying(&still, &BuyingLines::default()).unwrap();
/// assert_eq!(found.advice, BuyAdvice::Stop);
/// // What was not looked at is said as well.
/// assert_eq!(found.reasons, [Reason::NothingSold, Reason::ProfitNotChecked]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What to do.
    pub advice: BuyAdvice,
    /// All that speak for it, and what could not be looked at.
    pub reasons: Vec<Reason>,
}

/// Stop where nothing sells, where each further unit loses, or where sales decline and stock outlasts the next delivery;
/// hold back where stock lasts longer than the line; else buy.
///
/// # Errors
/// `days_not_above_zero`; `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::replenish::{BuyingLines, BuyingSituation, Reason, judge_buying};
/// use clearfloor::rounding::Ratio;
/// let falls = BuyingSituation {
///     position: 120, sold_lately: 60, sold_before: 80, stretch_days: 30, lead_and_review_days: 45,
///     net_per_unit: None, unit_cost: None,
/// };
/// let found = judge_buying(&falls, &BuyingLines::default()).unwrap();
/// // From 80 to 60 is a quarter less; at two a day the stock lasts 60 days.
/// assert_eq!(found.reasons[1], Reason::DeclinesAndLasts(Ratio::new(1, 4).unwrap(), Ratio::whole(60)));
/// ```
pub fn judge_buying(situation: &BuyingSituation, lines: &BuyingLines) -> Result<Judgement> {
    if situation.stretch_days == 0 {
        return Err(Error::new(ErrorKind::Range, "days_not_above_zero").with("what", "stretch"));
    }
    let mut judgement = Judgement { advice: BuyAdvice::Buy, reasons: Vec::new() };
    let whole = |number: u32| Ratio::whole(i128::from(number));
    let position = Ratio::whole(i128::from(situation.position.max(0)));
    let cover = if situation.sold_lately == 0 {
        if situation.position > 0 {
            judgement.stop(Reason::NothingSold);
        }
        None
    } else {
        Some(position.times(whole(situation.stretch_days))?.over(whole(situation.sold_lately))?)
    };
    match situation.net_per_unit.zip(situation.unit_cost) {
        Some((net, cost)) if net.minus(cost)?.minor() < 0 => judgement.stop(Reason::LosesOnEach(cost.minus(net)?)),
        Some(_) => {}
        None => judgement.reasons.push(Reason::ProfitNotChecked),
    }
    if let Some(days) = cover {
        if situation.sold_before > 0 {
            let fell = Ratio::ONE.minus(whole(situation.sold_lately).over(whole(situation.sold_before))?)?;
            if fell >= lines.decline.to_ratio()? && days > whole(situation.lead_and_review_days) {
                judgement.stop(Reason::DeclinesAndLasts(fell, days));
            }
        }
        if days > whole(lines.long_cover_days) {
            judgement.reasons.push(Reason::LastsLong(days));
            if judgement.advice == BuyAdvice::Buy {
                judgement.advice = BuyAdvice::HoldBack;
            }
        }
    }
    Ok(judgement)
}

impl Judgement {
    fn stop(&mut self, reason: Reason) {
        self.advice = BuyAdvice::Stop;
        self.reasons.push(reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    fn steady() -> BuyingSituation {
        BuyingSituation {
            position: 100,
            sold_lately: 60,
            sold_before: 60,
            stretch_days: 30,
            lead_and_review_days: 40,
            net_per_unit: Some(usd(900)),
            unit_cost: Some(usd(500)),
        }
    }

    fn judged(situation: BuyingSituation) -> Judgement {
        judge_buying(&situation, &BuyingLines::default()).unwrap()
    }

    #[test]
    fn what_sells_and_earns_is_bought() {
        assert_eq!(judged(steady()), Judgement { advice: BuyAdvice::Buy, reasons: vec![] });
    }

    #[test]
    fn a_decline_stops_buying_only_where_stock_outlasts_the_next_delivery() {
        let falls = BuyingSituation { sold_lately: 48, ..steady() };
        // A fall of exactly a fifth counts; 100 units last 62.5 days, beyond the 40 until the next.
        assert_eq!(judged(falls).advice, BuyAdvice::Stop);
        assert_eq!(judged(BuyingSituation { position: 60, ..falls }).advice, BuyAdvice::Buy);
        assert_eq!(judged(BuyingSituation { sold_lately: 49, ..steady() }).advice, BuyAdvice::Buy);
    }

    #[test]
    fn a_unit_that_loses_or_does_not_sell_is_not_bought_again() {
        let loses = judged(BuyingSituation { net_per_unit: Some(usd(499)), ..steady() });
        assert_eq!(loses.reasons, [Reason::LosesOnEach(usd(1))]);
        let still = judged(BuyingSituation { sold_lately: 0, ..steady() });
        assert_eq!((still.advice, still.reasons), (BuyAdvice::Stop, vec![Reason::NothingSold]));
    }

    #[test]
    fn sold_out_is_no_reason_to_stop() {
        let out = judged(BuyingSituation { sold_lately: 0, position: 0, ..steady() });
        assert_eq!(out.advice, BuyAdvice::Buy);
    }

    #[test]
    fn a_cost_not_known_is_said() {
        let unknown = judged(BuyingSituation { unit_cost: None, ..steady() });
        assert_eq!(unknown.reasons, [Reason::ProfitNotChecked]);
        let zero = BuyingSituation { stretch_days: 0, ..steady() };
        assert_eq!(judge_buying(&zero, &BuyingLines::default()).unwrap_err().code(), "days_not_above_zero");
    }

    #[test]
    fn long_cover_holds_back() {
        let long = judged(BuyingSituation { position: 361, ..steady() });
        assert_eq!(long.advice, BuyAdvice::HoldBack);
        assert_eq!(judged(BuyingSituation { position: 360, ..steady() }).advice, BuyAdvice::Buy);
    }
}
