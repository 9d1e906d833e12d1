//! Whole units: what a seller is told to do. A large stock is planned in lots, which need not be whole units; here, and
//! nowhere else, steps of the stock become the units that are let go, kept or decided by. What is expected to sell or to be
//! left stays the mean that it is.

use super::setting::{Setting, whole};

/// The units that steps of a stock stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WholeUnits {
    /// Units in all.
    units: u32,
    /// Units in a step.
    lot: f64,
}

impl WholeUnits {
    pub fn of(setting: &Setting<'_>) -> Self {
        Self { units: setting.limits.units, lot: setting.lot() }
    }

    /// The nearest whole number of units in so many steps; all steps are all units.
    pub fn in_steps(self, steps: u32) -> u32 {
        whole(f64::from(steps) * self.lot).min(self.units)
    }

    /// Units of each of several parts of one stock: together they are the units of all their steps, so what is let go and
    /// what is kept add up to the stock.
    pub fn of_parts(self, parts: &[u32]) -> Vec<u32> {
        let (mut steps, mut before) = (0_u32, 0_u32);
        let mut units = Vec::with_capacity(parts.len());
        for part in parts {
            steps = steps.saturating_add(*part);
            let so_far = self.in_steps(steps);
            units.push(so_far.saturating_sub(before));
            before = so_far;
        }
        units
    }

    /// The least and the most units that count as one of these steps: ranges that follow each other in steps do so in
    /// units, so that no number of units lies between two rules.
    pub fn range(self, least: u32, most: u32) -> (u32, u32) {
        let first = if least == 0 { 0 } else { self.above(least - 1) };
        (first, self.above(most).saturating_sub(1).max(first).min(self.units.max(first)))
    }

    /// The least number of units that counts as more than so many steps.
    fn above(self, steps: u32) -> u32 {
        if self.lot <= 1.0 { steps.saturating_add(1) } else { whole(((f64::from(steps) + 0.5) * self.lot).ceil()) }
    }
}

#[cfg(test)]
mod tests {
    use super::WholeUnits;

    /// 1,999 units in 250 steps: 7.996 units each.
    const LOTS: WholeUnits = WholeUnits { units: 1999, lot: 7.996 };

    #[test]
    fn all_steps_are_all_units_and_parts_add_up() {
        assert_eq!(LOTS.in_steps(250), 1999);
        assert_eq!(LOTS.in_steps(118), 944);
        for parts in [[118, 7, 125], [1, 1, 248], [83, 83, 84]] {
            assert_eq!(LOTS.of_parts(&parts).iter().sum::<u32>(), 1999, "{parts:?}");
        }
        // Two halves of a lot of three are one and two, not two and two.
        assert_eq!(WholeUnits { units: 3, lot: 1.5 }.of_parts(&[1, 1]), [2, 1]);
    }

    #[test]
    fn ranges_follow_each_other_without_a_gap() {
        let mut expected = 0;
        for (least, most) in [(0, 0), (1, 1), (2, 40), (41, 41), (42, 250)] {
            let (from, to) = LOTS.range(least, most);
            assert_eq!(from, expected, "{least}..{most}");
            assert!(to >= from);
            expected = to + 1;
        }
        assert_eq!(LOTS.range(42, 250).1, 1999);
    }

    #[test]
    fn a_stock_that_is_counted_by_the_unit_is_as_it_is() {
        let ones = WholeUnits { units: 250, lot: 1.0 };
        assert_eq!((ones.in_steps(17), ones.of_parts(&[17, 233])), (17, vec![17, 233]));
        assert_eq!((ones.range(3, 9), ones.range(0, 0), ones.range(250, 250)), ((3, 9), (0, 0), (250, 250)));
    }
}
