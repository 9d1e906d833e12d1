//! Cut, watch, decide: whether one cut of the price did enough (math.md §3, step test).

use super::history::refused;
use super::special::{beta_quantile, incomplete_beta};
use crate::error::Result;

/// Chance outside the interval of the rate ratio, on each side.
const TAIL: f64 = 0.05;

/// What was seen before and after a cut, and what is to be reached.
///
/// ```
/// use clearfloor::demand::step_test::StepTest;
/// // 1 a day before, 2 a day after a fifth off; 90 units in 30 days need 3 a day.
/// let step = StepTest {
///     units_before: 30, days_before: 30.0, units_after: 20, days_after: 10.0,
///     discount: 0.2, remaining: 90, days_left: 30.0, most_discount: 0.5,
/// };
/// let answer = step.answer().unwrap();
/// assert!((answer.required_ratio - 3.0).abs() < 1e-12);
/// assert_eq!(answer.days_to_clear, Some(45.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepTest {
    /// Sold at the old price.
    pub units_before: u32,
    /// Days in stock at the old price.
    pub days_before: f64,
    /// Sold since the cut.
    pub units_after: u32,
    /// Days in stock since.
    pub days_after: f64,
    /// Depth of the cut, as a share of the price.
    pub discount: f64,
    /// Units on hand.
    pub remaining: u32,
    /// Days until they should be gone.
    pub days_left: f64,
    /// Deepest cut allowed.
    pub most_discount: f64,
}

/// What to do after a step.
///
/// ```
/// use clearfloor::demand::step_test::{StepDecision, StepTest};
/// let after = |units_after| {
///     StepTest {
///         units_before: 30, days_before: 30.0, units_after, days_after: 10.0,
///         discount: 0.2, remaining: 60, days_left: 30.0, most_discount: 0.5,
///     }
/// };
/// let decision = |units| after(units).answer().unwrap().decision;
/// // 2 a day are needed; 20 in ten days may be chance either way.
/// assert_eq!(decision(3), StepDecision::Escalate);
/// assert_eq!(decision(20), StepDecision::KeepTesting);
/// assert_eq!(decision(60), StepDecision::Keep);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepDecision {
    /// Even the low end of the interval is enough.
    Keep,
    /// The interval allows both.
    KeepTesting,
    /// Even the high end is not enough.
    Escalate,
}

impl StepDecision {
    /// Stable name.
    ///
    /// ```
    /// use clearfloor::demand::step_test::StepDecision;
    /// assert_eq!(StepDecision::KeepTesting.name(), "keep_testing");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::KeepTesting => "keep_testing",
            Self::Escalate => "escalate",
        }
    }
}

/// The judgement of a step.
///
/// ```
/// use clearfloor::demand::step_test::StepTest;
/// let step = StepTest {
///     units_before: 30, days_before: 30.0, units_after: 0, days_after: 10.0,
///     discount: 0.2, remaining: 60, days_left: 30.0, most_discount: 0.5,
/// };
/// // Nothing sold since: no elasticity, no end in sight, and the deepest cut next.
/// let answer = step.answer().unwrap();
/// assert_eq!((answer.implied_elasticity, answer.days_to_clear), (None, None));
/// assert_eq!((answer.rate_ratio, answer.discount_next), (0.0, 0.5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepAnswer {
    /// Rate after over rate before.
    pub rate_ratio: f64,
    /// `ln(rate_ratio)/ln(1 - discount)`; none if nothing sold since.
    pub implied_elasticity: Option<f64>,
    /// 90 % exact interval of the ratio: the count after, given the sum, is binomial (Clopper and Pearson).
    pub ratio_interval_90: [f64; 2],
    /// Chance of so many sales after the cut, or more, if the rate had stayed the same.
    pub chance_without_effect: f64,
    /// Ratio at which the stock would be gone in time.
    pub required_ratio: f64,
    /// What follows.
    pub decision: StepDecision,
    /// Depth at which the implied elasticity reaches the required ratio: 0 if none is needed, none if no depth does.
    pub discount_needed: Option<f64>,
    /// Depth to take next.
    pub discount_next: f64,
    /// Days until the stock is gone at the rate since the cut; none if nothing sold.
    pub days_to_clear: Option<f64>,
}

impl StepTest {
    /// Judges the step.
    ///
    /// # Errors
    /// `step_no_sales_before` if nothing sold at the old price (there is no ratio then), `step_range` unless the days
    /// are above zero, the cut lies between 0 and 1 and the deepest cut is not below it nor above 1.
    ///
    /// ```
    /// use clearfloor::demand::step_test::{StepDecision, StepTest};
    /// // 1.5 a day before, 3 a day after 20 % off; 60 units in 45 days need 0.9 of the old rate.
    /// let step = StepTest {
    ///     units_before: 45, days_before: 30.0, units_after: 30, days_after: 10.0,
    ///     discount: 0.2, remaining: 60, days_left: 45.0, most_discount: 0.5,
    /// };
    /// let answer = step.answer().unwrap();
    /// assert_eq!((answer.rate_ratio, answer.decision), (2.0, StepDecision::Keep));
    /// ```
    pub fn answer(&self) -> Result<StepAnswer> {
        let is_time = |days: f64| days > 0.0 && days < f64::INFINITY;
        let is_cut = self.discount > 0.0 && self.discount < 1.0;
        let is_limit = (self.discount..=1.0).contains(&self.most_discount);
        if !([self.days_before, self.days_after, self.days_left].into_iter().all(is_time) && is_cut && is_limit) {
            return Err(refused("step_range"));
        }
        if self.units_before == 0 {
            return Err(refused("step_no_sales_before"));
        }
        let (before, after) = (f64::from(self.units_before), f64::from(self.units_after));
        let rate_before = before / self.days_before;
        let rate_after = after / self.days_after;
        let rate_ratio = rate_after / rate_before;
        let required_ratio = f64::from(self.remaining) / self.days_left / rate_before;
        let implied_elasticity = (self.units_after > 0).then(|| rate_ratio.ln() / (1.0 - self.discount).ln());
        let ratio_interval_90 = self.interval()?;
        let chance_without_effect = if self.units_after == 0 {
            1.0
        } else {
            let share = self.days_after / (self.days_before + self.days_after);
            incomplete_beta(after, before + 1.0, share).ok_or_else(|| refused("step_range"))?
        };
        let [low, high] = ratio_interval_90;
        let decision = if low >= required_ratio {
            StepDecision::Keep
        } else if high < required_ratio {
            StepDecision::Escalate
        } else {
            StepDecision::KeepTesting
        };
        let discount_needed = if required_ratio <= 1.0 {
            Some(0.0)
        } else {
            implied_elasticity.filter(|e| *e < 0.0).map(|e| 1.0 - required_ratio.powf(e.recip()))
        };
        let discount_next = match decision {
            StepDecision::Escalate => {
                discount_needed.map_or(self.most_discount, |depth| depth.clamp(self.discount, self.most_discount))
            }
            StepDecision::Keep | StepDecision::KeepTesting => self.discount,
        };
        Ok(StepAnswer {
            rate_ratio,
            implied_elasticity,
            ratio_interval_90,
            chance_without_effect,
            required_ratio,
            decision,
            discount_needed,
            discount_next,
            days_to_clear: (rate_after > 0.0).then(|| f64::from(self.remaining) / rate_after),
        })
    }

    /// `x/(1-x) * days_before/days_after` of the ends of the interval of the share `x` of sales after the cut.
    fn interval(&self) -> Result<[f64; 2]> {
        let (before, after) = (f64::from(self.units_before), f64::from(self.units_after));
        let days = self.days_before / self.days_after;
        let end = |a: f64, b: f64, chance: f64| {
            let share = beta_quantile(a, b, chance).ok_or_else(|| refused("step_range"))?;
            Ok(share / (1.0 - share) * days)
        };
        let low = if self.units_after == 0 { 0.0 } else { end(after, before + 1.0, TAIL)? };
        Ok([low, end(after + 1.0, before, 1.0 - TAIL)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(units_after: u32) -> StepTest {
        let (units_before, days_before, days_after, discount) = (20, 30.0, 7.0, 0.2);
        let (remaining, days_left, most_discount) = (90, 60.0, 0.7);
        StepTest { units_before, days_before, units_after, days_after, discount, remaining, days_left, most_discount }
    }

    #[test]
    fn nothing_sold_since_asks_for_the_deepest_cut() {
        let answer = step(0).answer().unwrap();
        assert_eq!((answer.rate_ratio, answer.implied_elasticity, answer.days_to_clear), (0.0, None, None));
        assert_eq!((answer.decision, answer.discount_next), (StepDecision::Escalate, 0.7));
        assert_eq!(answer.chance_without_effect, 1.0);
    }

    #[test]
    fn more_sales_never_make_it_less_likely_to_keep() {
        let order = |decision| match decision {
            StepDecision::Escalate => 0,
            StepDecision::KeepTesting => 1,
            StepDecision::Keep => 2,
        };
        let decisions: Vec<i32> = (0..60).map(|units| order(step(units).answer().unwrap().decision)).collect();
        assert!(decisions.is_sorted() && decisions.contains(&1) && decisions.last() == Some(&2));
    }

    #[test]
    fn nothing_left_needs_nothing() {
        let answer = StepTest { remaining: 0, ..step(9) }.answer().unwrap();
        assert_eq!((answer.required_ratio, answer.discount_needed, answer.days_to_clear), (0.0, Some(0.0), Some(0.0)));
        assert_eq!(answer.decision, StepDecision::Keep);
    }

    #[test]
    fn millions_of_sales_have_a_narrow_interval() {
        let many = StepTest { units_before: 3_000_000, units_after: 1_400_000, ..step(0) };
        let [low, high] = many.answer().unwrap().ratio_interval_90;
        assert!(low < 2.0 && 2.0 < high && high - low < 0.02);
    }

    #[test]
    fn refuses_what_has_no_ratio() {
        let code = |step: StepTest| step.answer().unwrap_err().code();
        assert_eq!(code(StepTest { units_before: 0, ..step(3) }), "step_no_sales_before");
        assert_eq!(code(StepTest { days_after: 0.0, ..step(3) }), "step_range");
        assert_eq!(code(StepTest { discount: 1.0, ..step(3) }), "step_range");
        assert_eq!(code(StepTest { most_discount: 0.1, ..step(3) }), "step_range");
    }
}
