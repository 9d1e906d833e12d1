//! Keep or let go when sales are chance (math.md §4).
//!
//! [`PoissonStock`] knows the pace and has a deadline; [`LearningStock`] learns the pace from sales
//! and may let everything go before each period, which is what makes waiting worth something.

use crate::steps::{Meter, at_once};

/// Stock that sells at a known mean pace until a deadline.
///
/// ```
/// use clearfloor::stock::uncertain::PoissonStock;
/// // A month in which nobody comes with chance e^(-ln 2) = 1/2.
/// let stock = PoissonStock {
///     units: 5, units_per_day: 2.0_f64.ln() / 30.0, days: 30.0, net_per_unit: 11.0,
///     leftover_per_unit: 1.0, let_go_per_unit: 4.0, hold_per_unit_day: 0.0,
/// };
/// // The first unit brings 6.00 on average, the second 2.53.
/// assert_eq!(stock.answer().keep_units, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonStock {
    /// Units on hand.
    pub units: u32,
    /// Mean units sold a day.
    pub units_per_day: f64,
    /// Days until the deadline.
    pub days: f64,
    /// Net of a sale.
    pub net_per_unit: f64,
    /// Net of a unit left on the deadline.
    pub leftover_per_unit: f64,
    /// Net of a unit let go now.
    pub let_go_per_unit: f64,
    /// Holding cost of a unit and day.
    pub hold_per_unit_day: f64,
}

/// How many to keep.
///
/// ```
/// use clearfloor::stock::uncertain::PoissonStock;
/// let stock = PoissonStock {
///     units: 5, units_per_day: 2.0_f64.ln() / 30.0, days: 30.0, net_per_unit: 11.0,
///     leftover_per_unit: 1.0, let_go_per_unit: 4.0, hold_per_unit_day: 0.0,
/// };
/// let answer = stock.answer();
/// // One kept for 11.00 or 1.00, four let go at 4.00.
/// assert!((answer.net_of_first - 6.0).abs() < 1e-9 && (answer.mixed - (6.0 + 16.0)).abs() < 1e-9);
/// assert_eq!((answer.remove_units, answer.let_all_go), (4, 20.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonAnswer {
    /// Units whose expected net is at least what letting go brings.
    pub keep_units: u32,
    /// The others.
    pub remove_units: u32,
    /// Expected value of holding all.
    pub hold_all: f64,
    /// Value of letting all go.
    pub let_all_go: f64,
    /// Expected value of keeping the kept.
    pub mixed: f64,
    /// Expected net of the first unit of the queue; zero without units.
    pub net_of_first: f64,
    /// Expected net of the last one.
    pub net_of_last: f64,
}

impl PoissonStock {
    /// Unit by unit: the j-th sells if at least j are asked for, and waits until then.
    ///
    /// ```
    /// use clearfloor::stock::uncertain::PoissonStock;
    /// // Nobody comes: a unit costs a cent a day until the deadline and brings 1.00 then.
    /// let stock = PoissonStock {
    ///     units: 2, units_per_day: 0.0, days: 30.0, net_per_unit: 11.0,
    ///     leftover_per_unit: 1.0, let_go_per_unit: 0.5, hold_per_unit_day: 0.01,
    /// };
    /// let answer = stock.answer();
    /// assert!((answer.hold_all - 2.0 * 0.7).abs() < 1e-9);
    /// assert_eq!(answer.keep_units, 2);
    /// ```
    #[must_use]
    pub fn answer(&self) -> PoissonAnswer {
        let mean = (self.units_per_day * self.days).max(0.0);
        let mut answer = PoissonAnswer {
            keep_units: 0,
            remove_units: 0,
            hold_all: 0.0,
            let_all_go: f64::from(self.units) * self.let_go_per_unit,
            mixed: 0.0,
            net_of_first: 0.0,
            net_of_last: 0.0,
        };
        // Logarithms, so that a large mean does not start from zero.
        let mut log_exactly = -mean;
        let mut fewer = 0.0_f64;
        let mut expected_sold = 0.0;
        for j in 1..=self.units {
            fewer += log_exactly.exp();
            log_exactly += (mean / f64::from(j)).ln();
            let at_least = (1.0 - fewer).clamp(0.0, 1.0);
            expected_sold += at_least;
            let wait = if self.units_per_day > 0.0 { expected_sold / self.units_per_day } else { self.days };
            let sale = self.net_per_unit * at_least + self.leftover_per_unit * (1.0 - at_least);
            let net = sale - self.hold_per_unit_day * wait;
            answer.hold_all += net;
            if net >= self.let_go_per_unit {
                answer.keep_units += 1;
                answer.mixed += net;
            }
            if j == 1 {
                answer.net_of_first = net;
            }
            answer.net_of_last = net;
        }
        answer.remove_units = self.units - answer.keep_units;
        answer.mixed += f64::from(answer.remove_units) * self.let_go_per_unit;
        answer
    }
}

/// Stock whose pace is learned while it sells: the rate of a period is Gamma distributed.
///
/// ```
/// use clearfloor::stock::uncertain::LearningStock;
/// let stock = LearningStock {
///     units: 1, periods: 2, shape: 1.0, rate: 1.0, net_per_unit: 10.0,
///     hold_per_unit: 1.0, let_go_per_unit: 3.0, leftover_per_unit: 0.0,
/// };
/// // One sale in one period seen: the next sells the unit with chance 1/2, and if not the one after with 1/3.
/// let answer = stock.answer().unwrap();
/// assert!((answer.hold_to_end - (-1.0 + 5.0 + 0.5 * (-1.0 + 10.0 / 3.0))).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearningStock {
    /// Units on hand.
    pub units: u32,
    /// Periods until the end.
    pub periods: u32,
    /// Shape of the Gamma distribution: sales seen, as it were.
    pub shape: f64,
    /// Its rate: periods seen.
    pub rate: f64,
    /// Net of a sale.
    pub net_per_unit: f64,
    /// Holding cost of a unit and period, paid at its start.
    pub hold_per_unit: f64,
    /// Net of a unit let go at the start of a period.
    pub let_go_per_unit: f64,
    /// Net of a unit left after the last period.
    pub leftover_per_unit: f64,
}

/// What being able to stop is worth.
///
/// ```
/// use clearfloor::stock::uncertain::LearningStock;
/// let stock = LearningStock {
///     units: 1, periods: 2, shape: 1.0, rate: 1.0, net_per_unit: 10.0,
///     hold_per_unit: 1.0, let_go_per_unit: 3.0, leftover_per_unit: 0.0,
/// };
/// // One period of selling, and if nothing sold the unit goes for 3.00.
/// let answer = stock.answer().unwrap();
/// assert!((answer.stop_any_time - (-1.0 + 5.0 + 1.5)).abs() < 1e-9);
/// assert!((answer.best_fixed_stop - answer.stop_any_time).abs() < 1e-9);
/// assert_eq!(answer.let_go_now, 3.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearningAnswer {
    /// Deciding again before each period.
    pub stop_any_time: f64,
    /// Never letting go.
    pub hold_to_end: f64,
    /// Letting all go now.
    pub let_go_now: f64,
    /// The best number of periods fixed in advance.
    pub best_fixed_stop: f64,
}

impl LearningAnswer {
    /// What deciding later adds to the better of now and never.
    ///
    /// ```
    /// use clearfloor::stock::uncertain::LearningStock;
    /// let stock = LearningStock {
    ///     units: 1, periods: 2, shape: 1.0, rate: 1.0, net_per_unit: 10.0,
    ///     hold_per_unit: 1.0, let_go_per_unit: 3.0, leftover_per_unit: 0.0,
    /// };
    /// // 5.50 by stopping after one period without a sale, 5.17 by never stopping, 3.00 at once.
    /// assert!((stock.answer().unwrap().option_value() - 1.0 / 3.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn option_value(&self) -> f64 {
        self.stop_any_time - self.let_go_now.max(self.hold_to_end)
    }

    /// What deciding later adds to the best date fixed today.
    ///
    /// ```
    /// use clearfloor::stock::uncertain::LearningStock;
    /// let stock = LearningStock {
    ///     units: 1, periods: 2, shape: 1.0, rate: 1.0, net_per_unit: 10.0,
    ///     hold_per_unit: 1.0, let_go_per_unit: 3.0, leftover_per_unit: 0.0,
    /// };
    /// // With one unit a date does as well: there is only one thing that can be seen.
    /// assert!(stock.answer().unwrap().option_value_over_fixed_stop().abs() < 1e-9);
    /// // With forty there are good months and bad ones.
    /// let more = LearningStock {
    ///     units: 40, periods: 20, shape: 0.8, rate: 1.0, net_per_unit: 3.0,
    ///     hold_per_unit: 0.06, let_go_per_unit: 0.5, leftover_per_unit: -0.4,
    /// };
    /// assert!(more.answer().unwrap().option_value_over_fixed_stop() > 1.0);
    /// ```
    #[must_use]
    pub fn option_value_over_fixed_stop(&self) -> f64 {
        self.stop_any_time - self.best_fixed_stop
    }
}

impl LearningStock {
    /// Chances of 0, 1, …, `left` sold in `period` after `sold` were sold; the last takes the tail.
    fn chances(&self, period: u32, sold: u32, left: u32, chances: &mut Vec<f64>) {
        let shape = self.shape + f64::from(sold);
        let seen = self.rate + f64::from(period);
        let stays = (seen / (seen + 1.0)).ln();
        let moves = -(seen + 1.0).ln();
        let mut log_chance = shape * stays;
        let mut sum = 0.0;
        chances.clear();
        for k in 0..left {
            let chance = log_chance.exp();
            sum += chance;
            chances.push(chance);
            let k = f64::from(k);
            log_chance += ((shape + k) / (k + 1.0)).ln() + moves;
        }
        chances.push((1.0 - sum).max(0.0));
    }

    /// Backward over the periods; takes time in proportion to `periods · units²`.
    ///
    /// `None` if shape or rate is not above zero.
    ///
    /// ```
    /// use clearfloor::stock::uncertain::LearningStock;
    /// let stock = LearningStock {
    ///     units: 40, periods: 20, shape: 0.8, rate: 1.0, net_per_unit: 3.0,
    ///     hold_per_unit: 0.06, let_go_per_unit: 0.5, leftover_per_unit: -0.4,
    /// };
    /// assert!(stock.answer().unwrap().option_value() > 10.0);
    /// ```
    #[must_use]
    pub fn answer(&self) -> Option<LearningAnswer> {
        at_once(self.answer_in_steps())
    }

    /// The same with pauses.
    pub(crate) async fn answer_in_steps(&self) -> Option<LearningAnswer> {
        if !(self.shape > 0.0 && self.rate > 0.0) {
            return None;
        }
        let let_go_now = f64::from(self.units) * self.let_go_per_unit;
        let best_fixed_stop = self.best_fixed_stop().await;
        Some(LearningAnswer {
            stop_any_time: self.backward(Some(self.let_go_per_unit)).await,
            hold_to_end: self.backward(None).await,
            let_go_now,
            best_fixed_stop,
        })
    }

    /// For each period, the fewest units sold so far with which going on is worth more than letting all go at its start;
    /// `None` = with none. The longer the stock has lain, the more must have sold.
    ///
    /// Empty if shape or rate is not above zero.
    ///
    /// ```
    /// use clearfloor::stock::uncertain::LearningStock;
    /// let stock = LearningStock {
    ///     units: 2, periods: 2, shape: 1.0, rate: 1.0, net_per_unit: 10.0,
    ///     hold_per_unit: 1.0, let_go_per_unit: 3.0, leftover_per_unit: 0.0,
    /// };
    /// // Started in any case; in the second period only if one has sold: it then sells the other with chance 5/9.
    /// assert_eq!(stock.least_sales(), [Some(0), Some(1)]);
    /// ```
    #[must_use]
    pub fn least_sales(&self) -> Vec<Option<u32>> {
        at_once(self.least_sales_in_steps())
    }

    /// The same with pauses.
    pub(crate) async fn least_sales_in_steps(&self) -> Vec<Option<u32>> {
        let mut least = Vec::new();
        if self.shape > 0.0 && self.rate > 0.0 {
            self.backward_seen(Some(self.let_go_per_unit), &mut |fewest| least.push(fewest)).await;
        }
        least.reverse();
        least
    }

    async fn backward(&self, let_go: Option<f64>) -> f64 {
        self.backward_seen(let_go, &mut |_| {}).await
    }

    /// `seen` is told of each period, from the last one on, how few may have sold for going on to be worth more.
    async fn backward_seen(&self, let_go: Option<f64>, seen: &mut (dyn FnMut(Option<u32>) + Send)) -> f64 {
        let mut meter = Meter::default();
        let mut chances = Vec::new();
        // By units left; those that are away have been sold, so they are what was learned.
        let mut values: Vec<f64> = (0..=self.units).map(|left| f64::from(left) * self.leftover_per_unit).collect();
        for period in (0..self.periods).rev() {
            let mut most_left: Option<u32> = None;
            let before: Vec<f64> = (0..=self.units)
                .zip(&values)
                .map(|(left, _)| {
                    self.chances(period, self.units - left, left, &mut chances);
                    let sold = (0..=left).zip(&chances).map(|(k, chance)| chance * self.net_per_unit * f64::from(k));
                    let later = usize::try_from(left).ok().and_then(|left| values.get(..=left)).unwrap_or(&[]);
                    let go_on: f64 = later.iter().rev().zip(&chances).map(|(value, chance)| chance * value).sum();
                    let held = sold.sum::<f64>() + go_on - self.hold_per_unit * f64::from(left);
                    if left > 0 && let_go.is_some_and(|per_unit| held > f64::from(left) * per_unit + 1e-9) {
                        most_left = Some(left);
                    }
                    let_go.map_or(held, |per_unit| held.max(f64::from(left) * per_unit))
                })
                .collect();
            seen(most_left.map(|left| self.units - left));
            values = before;
            meter.did(self.work_of_period()).await;
        }
        values.last().copied().unwrap_or(0.0)
    }

    /// Products and sums of a period: a chance takes a logarithm and an exponential.
    fn work_of_period(&self) -> usize {
        let units = usize::try_from(self.units).unwrap_or(usize::MAX);
        units.saturating_mul(units).saturating_mul(8)
    }

    /// Forward over the periods: what is expected before each, so every fixed stop at once.
    async fn best_fixed_stop(&self) -> f64 {
        let mut meter = Meter::default();
        let mut chances = Vec::new();
        let mut left_with: Vec<f64> = vec![0.0; usize::try_from(self.units).map_or(0, |n| n + 1)];
        if let Some(all) = left_with.last_mut() {
            *all = 1.0;
        }
        let expected = |with: &[f64]| (0..=self.units).zip(with).map(|(left, p)| f64::from(left) * p).sum::<f64>();
        let mut earned = 0.0;
        // Without a period there is no start at which to let go: the stock is left over at once.
        let at_once = if self.periods == 0 { self.leftover_per_unit } else { self.let_go_per_unit };
        let mut best = expected(&left_with) * at_once;
        for period in 0..self.periods {
            earned -= self.hold_per_unit * expected(&left_with);
            let mut next = vec![0.0; left_with.len()];
            for (left, weight) in (0..=self.units).zip(&left_with) {
                if *weight == 0.0 {
                    continue;
                }
                self.chances(period, self.units - left, left, &mut chances);
                let upper = usize::try_from(left).ok().and_then(|left| next.get_mut(..=left)).unwrap_or(&mut []);
                for ((k, chance), slot) in (0..=left).zip(&chances).zip(upper.iter_mut().rev()) {
                    *slot += weight * chance;
                    earned += weight * chance * self.net_per_unit * f64::from(k);
                }
            }
            left_with = next;
            let per_unit = if period + 1 == self.periods { self.leftover_per_unit } else { self.let_go_per_unit };
            best = f64::max(best, earned + expected(&left_with) * per_unit);
            meter.did(self.work_of_period()).await;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_period_all_is_left_over() {
        let stock = LearningStock {
            units: 3,
            periods: 0,
            shape: 0.8,
            rate: 1.0,
            net_per_unit: 3.0,
            hold_per_unit: 0.06,
            let_go_per_unit: 2.0,
            leftover_per_unit: 0.5,
        };
        let answer = stock.answer().unwrap();
        assert_eq!((answer.stop_any_time, answer.hold_to_end, answer.best_fixed_stop), (1.5, 1.5, 1.5));
    }
}
