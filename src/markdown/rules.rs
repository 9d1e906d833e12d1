//! What a seller allows: how prices may move from review to review.

use crate::error::Result;

/// Limits on the prices of a plan.
///
/// ```
/// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
/// let ladder = Ladder::new(&[20.0, 18.0, 10.0], &[11.0, 9.3, 3.0], &demand, &[0.0]).unwrap();
/// // 18.00 is less than a fifth below 20.00, so from there the next price is 10.00.
/// let rules = Rules { start: 1, least_change: 0.2, ..Rules::falling() };
/// assert_eq!(Plan::best(&ladder, 40, &rules).unwrap().first().unwrap().price, 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Price in force now, as its place in the list.
    pub start: usize,
    /// Whether a price may rise again. Rules on former prices mostly do not allow it, so not by default.
    pub may_rise: bool,
    /// Most changes of the price, the first review's included; `None` = as many as there are reviews.
    pub most_changes: Option<u32>,
    /// Periods that a new price stands at least.
    pub least_periods: u32,
    /// A change is at least this share of the price before it.
    pub least_change: f64,
}

impl Rules {
    /// Prices only fall, as often as wanted: the default.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// // A single unit would be worth 20.00, but 10.00 is in force.
    /// let low = Rules { start: 1, ..Rules::falling() };
    /// assert_eq!(Plan::best(&ladder, 1, &low).unwrap().first().unwrap().price, 1);
    /// ```
    #[must_use]
    pub const fn falling() -> Self {
        Self { start: 0, may_rise: false, most_changes: None, least_periods: 1, least_change: 0.0 }
    }

    /// Any price at any review.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// // 10.00 is in force, and a single unit is worth 20.00.
    /// let low = Rules { start: 1, ..Rules::free() };
    /// assert_eq!(Plan::best(&ladder, 1, &low).unwrap().first().unwrap().price, 0);
    /// ```
    #[must_use]
    pub const fn free() -> Self {
        Self { may_rise: true, ..Self::falling() }
    }

    /// Prices only fall, at most so many times.
    ///
    /// ```
    /// use clearfloor::markdown::{ladder::{Ladder, LadderDemand, Reaction}, plan::Plan, rules::Rules};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 1.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.0]).unwrap();
    /// let value = |most| Plan::best(&ladder, 40, &Rules::changes(most)).unwrap().value;
    /// // 1 unit at 11.00, or one change and 4 at 3.00.
    /// assert!((value(0) - 11.0).abs() < 1e-9 && (value(1) - 12.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub const fn changes(most: u32) -> Self {
        Self { most_changes: Some(most), ..Self::falling() }
    }
}

/// Where a plan stands: the price in force, the changes left, how long the price has stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standing {
    price: usize,
    changes_left: Option<u32>,
    stood: u32,
}

/// All standings that can be reached, and where one can go from each.
#[derive(Clone, Debug)]
pub(super) struct Standings {
    all: Vec<Standing>,
    /// For each: the standings after this review, dearest price first.
    next: Vec<Vec<usize>>,
}

impl Standings {
    /// # Errors
    /// `plan_input_range` if the price in force is not in the list or a limit is none; `plan_out_of_reach` for more
    /// than 4,000 standings.
    pub(super) fn of(prices: &[f64], rules: &Rules, periods: usize) -> Result<Self> {
        if rules.start >= prices.len() {
            return Err(super::refused("start"));
        }
        super::not_negative(rules.least_change, "least_change")?;
        let periods = u32::try_from(periods).unwrap_or(u32::MAX);
        // A limit that cannot bind is none, and then there are fewer standings.
        let most_falls = u32::try_from(prices.len() - rules.start).unwrap_or(u32::MAX).saturating_sub(1);
        let useful = if rules.may_rise { periods } else { periods.min(most_falls) };
        let changes_left = rules.most_changes.filter(|most| *most < useful);
        let stood = rules.least_periods.clamp(1, periods.max(1));
        let mut found = Self { all: vec![Standing { price: rules.start, changes_left, stood }], next: Vec::new() };
        let mut at = 0;
        while let Some(&standing) = found.all.get(at) {
            let mut next = Vec::new();
            for (price, shown) in prices.iter().enumerate() {
                let then = if price == standing.price {
                    Some(Standing { stood: (standing.stood + 1).min(stood), ..standing })
                } else {
                    let before = prices.get(standing.price).copied().unwrap_or(f64::NAN);
                    let is_large = (before - shown).abs() >= (rules.least_change - 1e-12) * before.abs();
                    let is_allowed = is_large
                        && standing.stood >= stood
                        && (price > standing.price || rules.may_rise)
                        && standing.changes_left != Some(0);
                    let changes_left = standing.changes_left.map(|left| left.saturating_sub(1));
                    is_allowed.then_some(Standing { price, changes_left, stood: 1 })
                };
                let Some(then) = then else { continue };
                let place = found.all.iter().position(|known| *known == then).unwrap_or_else(|| {
                    found.all.push(then);
                    found.all.len() - 1
                });
                next.push(place);
            }
            found.next.push(next);
            at += 1;
            if found.all.len() > 4000 {
                return Err(super::out_of_reach());
            }
        }
        Ok(found)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn price(&self, standing: usize) -> usize {
        self.all.get(standing).map_or(0, |standing| standing.price)
    }

    pub(super) fn next(&self) -> &[Vec<usize>] {
        &self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRICES: [f64; 4] = [25.0, 20.0, 15.0, 10.0];

    fn prices_after(rules: &Rules, path: &[usize]) -> Option<Vec<usize>> {
        let standings = Standings::of(&PRICES, rules, 6).unwrap();
        let mut at = 0;
        for price in path {
            at = *standings.next()[at].iter().find(|then| standings.price(**then) == *price)?;
        }
        Some(standings.next()[at].iter().map(|then| standings.price(*then)).collect())
    }

    #[test]
    fn falling_prices_stay_or_fall() {
        assert_eq!(prices_after(&Rules::falling(), &[1]).unwrap(), [1, 2, 3]);
        assert_eq!(prices_after(&Rules::falling(), &[1, 0]), None);
        assert_eq!(prices_after(&Rules::free(), &[3]).unwrap(), [0, 1, 2, 3]);
    }

    #[test]
    fn changes_are_counted() {
        assert_eq!(prices_after(&Rules::changes(1), &[0]).unwrap(), [0, 1, 2, 3]);
        assert_eq!(prices_after(&Rules::changes(1), &[0, 2, 2]).unwrap(), [2]);
        assert_eq!(prices_after(&Rules::changes(0), &[]).unwrap(), [0]);
    }

    #[test]
    fn a_new_price_stands_its_time() {
        let slow = Rules { least_periods: 2, ..Rules::falling() };
        assert_eq!(prices_after(&slow, &[1]).unwrap(), [1]);
        assert_eq!(prices_after(&slow, &[1, 1]).unwrap(), [1, 2, 3]);
    }

    #[test]
    fn small_changes_are_not_worth_a_label() {
        let large = Rules { least_change: 0.25, ..Rules::falling() };
        assert_eq!(prices_after(&large, &[]).unwrap(), [0, 2, 3]);
        assert_eq!(prices_after(&large, &[2]).unwrap(), [2, 3]);
    }

    #[test]
    fn limits_that_cannot_bind_cost_no_standings() {
        let standings = Standings::of(&PRICES, &Rules::changes(9), 6).unwrap();
        assert_eq!(standings.len(), 4);
    }

    #[test]
    fn refuses_a_start_outside_the_list() {
        let outside = Rules { start: 4, ..Rules::falling() };
        assert_eq!(Standings::of(&PRICES, &outside, 6).unwrap_err().code(), "plan_input_range");
    }
}
