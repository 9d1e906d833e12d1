//! Buyers whose values are spread evenly or normally: what a bundle earns against two prices (math.md §6).

use core::f64::consts::{FRAC_1_SQRT_2, PI};

/// Values spread evenly from 0 to a largest, zero cost. Profits are per buyer.
///
/// ```
/// use clearfloor::scenario::bundle::spread::Uniform;
/// // Values up to 30.00 and up to 10.00: each alone is best at half of it and sells to half.
/// let answer = Uniform { largest: [30.0, 10.0] }.answer();
/// assert!((answer.separate_profit - (7.5 + 2.5)).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    /// Largest value of each good.
    pub largest: [f64; 2],
}

/// What evenly spread values bring.
///
/// ```
/// use clearfloor::scenario::bundle::spread::Uniform;
/// let answer = Uniform { largest: [1.0, 1.0] }.answer();
/// // math.md §6: (2/3)^(3/2) for the bundle alone, (12 + 2√2)/27 with all three on offer.
/// assert!((answer.pure_profit - (2.0_f64 / 3.0).powf(1.5)).abs() < 1e-9);
/// assert!((answer.mixed_profit - (12.0 + 2.0 * 2.0_f64.sqrt()) / 27.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UniformAnswer {
    /// Each good at its own best price.
    pub separate_profit: f64,
    /// Best price of the bundle alone.
    pub pure_price: f64,
    /// What it brings.
    pub pure_profit: f64,
    /// Best prices of both goods and the bundle together.
    pub mixed_profit: f64,
}

/// Looks for the best prices begin at the best points of a grid of this many steps a price.
const GRID: u32 = 16;
/// A search ends when its step is this part of the scale: profits are then exact to its square.
const FINEST: f64 = 1e-8;

impl Uniform {
    /// The best prices of each way; the largest values must be above zero.
    ///
    /// ```
    /// use clearfloor::scenario::bundle::spread::Uniform;
    /// let answer = Uniform { largest: [1.0, 1.0] }.answer();
    /// assert!((answer.pure_price - (2.0_f64 / 3.0).sqrt()).abs() < 1e-9);
    /// assert!(answer.mixed_profit > answer.pure_profit && answer.pure_profit > answer.separate_profit);
    /// ```
    #[must_use]
    pub fn answer(&self) -> UniformAnswer {
        let [a, b] = self.largest;
        let (small, large) = (a.min(b), a.max(b));
        // Below the smaller largest value the share that buys is 1 − p²/2ab, between the two it falls
        // in a straight line; beyond, profit only falls.
        let curved = (2.0 * a * b / 3.0).sqrt().min(small);
        let straight = f64::midpoint(large, small / 2.0).clamp(small, large);
        let profit = |price: f64| price * self.share_above(price);
        let pure_price = if profit(straight) > profit(curved) { straight } else { curved };
        let separate_profit = f64::midpoint(a, b) / 2.0;
        let pure_profit = profit(pure_price);
        UniformAnswer {
            separate_profit,
            pure_price,
            pure_profit,
            mixed_profit: self.mixed().max(separate_profit).max(pure_profit),
        }
    }

    /// Share of buyers whose values add up to at least `price`, up to the larger largest value.
    fn share_above(&self, price: f64) -> f64 {
        let [a, b] = self.largest;
        let (small, large) = (a.min(b), a.max(b));
        if price <= small { 1.0 - price * price / (2.0 * a * b) } else { (large + small / 2.0 - price) / large }
    }

    /// Profit of prices for both goods and the bundle: areas of the buyers who take each.
    fn mixed_profit(&self, [first, second, bundle]: [f64; 3]) -> f64 {
        let [a, b] = self.largest;
        let (first, second) = (first.clamp(0.0, a), second.clamp(0.0, b));
        let bundle = bundle.clamp(first.max(second), first + second);
        let only_first = (a - first) * (bundle - first).min(b);
        let only_second = (b - second) * (bundle - second).min(a);
        let corner = first + second - bundle;
        let both = (a - (bundle - second)).max(0.0) * (b - (bundle - first)).max(0.0) - corner * corner / 2.0;
        (first * only_first + second * only_second + bundle * both.max(0.0)) / (a * b)
    }

    /// From each of the best grid points uphill in ever smaller steps.
    fn mixed(&self) -> f64 {
        let [a, b] = self.largest;
        let at = |step: u32, largest: f64| largest * f64::from(step) / f64::from(GRID);
        let mut starts = Vec::new();
        for first in 0..=GRID {
            for second in 0..=GRID {
                for bundle in 0..=GRID {
                    let prices = [at(first, a), at(second, b), at(bundle, a + b)];
                    starts.push((self.mixed_profit(prices), prices));
                }
            }
        }
        starts.sort_by(|x, y| y.0.total_cmp(&x.0));
        starts.iter().take(12).map(|(_, prices)| self.climb(*prices)).fold(0.0, f64::max)
    }

    fn climb(&self, mut prices: [f64; 3]) -> f64 {
        // Along each price and along those that move together where the bundle follows a price.
        const WAYS: [[f64; 3]; 7] = [
            [1.0, 0.0, 0.0],
            [0.0, 1.0, 0.0],
            [0.0, 0.0, 1.0],
            [1.0, 0.0, 1.0],
            [0.0, 1.0, 1.0],
            [1.0, 1.0, 1.0],
            [1.0, -1.0, 0.0],
        ];
        let [a, b] = self.largest;
        let mut best = self.mixed_profit(prices);
        let mut step = (a + b) / f64::from(GRID);
        while step > FINEST * (a + b) {
            let tries = WAYS.iter().flat_map(|way| [way.map(|part| part * step), way.map(|part| -part * step)]);
            let moved = tries.map(|[x, y, z]| {
                let [first, second, bundle] = prices;
                let next = [first + x, second + y, bundle + z];
                (self.mixed_profit(next), next)
            });
            match moved.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
                Some((profit, next)) if profit > best => (best, prices) = (profit, next),
                _ => step /= 2.0,
            }
        }
        best
    }
}

/// Jointly normal values of two goods.
///
/// ```
/// use clearfloor::scenario::bundle::spread::Normal;
/// let apart = Normal { means: [20.0, 12.0], deviations: [3.0, 4.0], correlation: 0.0, costs: [8.0, 5.0] };
/// assert!((apart.answer().bundle_deviation - 5.0).abs() < 1e-12);
/// // Who likes one likes the other: nothing evens out.
/// let alike = Normal { correlation: 1.0, ..apart };
/// assert!((alike.answer().bundle_deviation - 7.0).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    /// Mean value of each good.
    pub means: [f64; 2],
    /// Standard deviation of each.
    pub deviations: [f64; 2],
    /// Correlation of the two.
    pub correlation: f64,
    /// Cost of each good.
    pub costs: [f64; 2],
}

/// What normal values bring, per buyer.
///
/// ```
/// use clearfloor::scenario::bundle::spread::Normal;
/// let opposite = Normal { means: [20.0, 12.0], deviations: [4.0; 2], correlation: -1.0, costs: [8.0, 5.0] };
/// // Everybody values both together at 32.00, so everybody buys at that price; apart nobody is worth that.
/// let answer = opposite.answer();
/// assert_eq!((answer.pure_price, answer.pure_profit), (32.0, 19.0));
/// assert!(answer.separate_profit < answer.pure_profit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalAnswer {
    /// Best price of each good alone.
    pub separate: [f64; 2],
    /// What both bring.
    pub separate_profit: f64,
    /// Standard deviation of the sum of the values.
    pub bundle_deviation: f64,
    /// Best price of the bundle alone.
    pub pure_price: f64,
    /// What it brings.
    pub pure_profit: f64,
}

impl Normal {
    /// The best prices apart and together.
    ///
    /// ```
    /// use clearfloor::scenario::bundle::spread::Normal;
    /// // All buyers alike: each good sells at its value, with 12.00 and 7.00 over its cost.
    /// let certain = Normal { means: [20.0, 12.0], deviations: [0.0; 2], correlation: 0.0, costs: [8.0, 5.0] };
    /// let answer = certain.answer();
    /// assert_eq!((answer.separate, answer.separate_profit), ([20.0, 12.0], 19.0));
    /// ```
    #[must_use]
    pub fn answer(&self) -> NormalAnswer {
        let ([m1, m2], [s1, s2], [c1, c2]) = (self.means, self.deviations, self.costs);
        let bundle_deviation = (s1 * s1 + s2 * s2 + 2.0 * self.correlation * s1 * s2).max(0.0).sqrt();
        let (first, second) = (best_price(m1, s1, c1), best_price(m2, s2, c2));
        let both = best_price(m1 + m2, bundle_deviation, c1 + c2);
        NormalAnswer {
            separate: [first.0, second.0],
            separate_profit: first.1 + second.1,
            bundle_deviation,
            pure_price: both.0,
            pure_profit: both.1,
        }
    }
}

/// The price that maximises `(price − cost) · P(value ≥ price)`, and what it brings.
///
/// The derivative changes its sign once, since the hazard of a normal value rises: halving finds it.
fn best_price(mean: f64, deviation: f64, cost: f64) -> (f64, f64) {
    if deviation <= 0.0 {
        return (mean.max(cost), (mean - cost).max(0.0));
    }
    let above = |price: f64| upper_tail((price - mean) / deviation);
    let density = |price: f64| {
        let z = (price - mean) / deviation;
        (-z * z / 2.0).exp() / (deviation * (2.0 * PI).sqrt())
    };
    let (mut low, mut high) = (cost, mean.max(cost) + 40.0 * deviation);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if above(middle) > (middle - cost) * density(middle) { low = middle } else { high = middle }
    }
    (low, (low - cost) * above(low))
}

/// P(Z ≥ z) of the standard normal: series near the middle, continued fraction in the tails.
fn upper_tail(z: f64) -> f64 {
    let x = z.abs() * FRAC_1_SQRT_2;
    let tail = if x < 3.0 {
        // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all parts positive, nothing cancels.
        let (mut part, mut sum, mut odd) = (x, x, 1.0);
        while part > sum * 1e-17 {
            odd += 2.0;
            part *= 2.0 * x * x / odd;
            sum += part;
        }
        (1.0 - 2.0 / PI.sqrt() * (-x * x).exp() * sum) / 2.0
    } else {
        // erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))).
        let fraction = (1..=60).rev().fold(0.0, |rest, n: u32| f64::from(n) / 2.0 / (x + rest));
        (-x * x).exp() / PI.sqrt() / (x + fraction) / 2.0
    };
    if z >= 0.0 { tail } else { 1.0 - tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_tail_agrees_with_printed_tables() {
        for (z, tail) in [(0.0, 0.5), (1.0, 0.158_655_253_931_457), (4.0, 3.167_124_183_311_99e-5)] {
            assert!((upper_tail(z) - tail).abs() < 1e-13, "{z}");
            assert!((upper_tail(-z) - (1.0 - tail)).abs() < 1e-13, "-{z}");
        }
        // The two ways of computing it meet.
        let edge = 3.0 / FRAC_1_SQRT_2;
        assert!((upper_tail(edge - 1e-9) / upper_tail(edge + 1e-9) - 1.0).abs() < 1e-7);
    }

    #[test]
    fn even_values_give_the_published_optimum() {
        let answer = Uniform { largest: [1.0, 1.0] }.answer();
        assert!((answer.mixed_profit - (12.0 + 2.0 * 2.0_f64.sqrt()) / 27.0).abs() < 1e-9);
    }

    #[test]
    fn bundle_of_unlike_goods_still_beats_neither_way_by_less_than_nothing() {
        for largest in [[4.0, 1.0], [1.0, 6.0], [0.3, 0.2], [10.0, 10.0]] {
            let answer = Uniform { largest }.answer();
            assert!(answer.mixed_profit >= answer.pure_profit.max(answer.separate_profit), "{largest:?}");
        }
    }
}
