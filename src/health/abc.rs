//! ABC classes by cumulative share, and the share of slow stock.
#![deny(clippy::float_arithmetic)]

pub use super::classes::AbcClass;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

impl AbcClass {
    /// Stable code: `A`, `B`, `C`.
    ///
    /// ```
    /// use clearfloor::health::AbcClass;
    /// assert_eq!([AbcClass::A, AbcClass::B, AbcClass::C].map(AbcClass::code), ["A", "B", "C"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// How the class is restocked: `reorder_point`, `moderate`, `periodic_or_none` (and cleared regularly).
    ///
    /// ```
    /// use clearfloor::health::AbcClass;
    /// assert_eq!((AbcClass::A.policy(), AbcClass::C.policy()), ("reorder_point", "periodic_or_none"));
    /// ```
    #[must_use]
    pub const fn policy(self) -> &'static str {
        match self {
            Self::A => "reorder_point",
            Self::B => "moderate",
            Self::C => "periodic_or_none",
        }
    }
}

/// The class of an item that crosses a line.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcClass, AbcCuts, abc_of_whole};
/// use clearfloor::rounding::Ratio;
/// let (a, b) = (Ratio::new(4, 5).unwrap(), Ratio::new(19, 20).unwrap());
/// let of = |boundary| abc_of_whole(&[50, 40, 10], &AbcCuts { a, b, boundary }).unwrap();
/// // The second item crosses 80 %: 50 % before it, 90 % with it.
/// assert_eq!(of(AbcBoundary::Inclusive), [AbcClass::A, AbcClass::B, AbcClass::C]);
/// assert_eq!(of(AbcBoundary::Crossing), [AbcClass::A, AbcClass::A, AbcClass::B]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbcBoundary {
    /// An item belongs to a class while the share up to and including it is at most the line.
    Inclusive,
    /// An item belongs to a class while the share before it is below the line: the one that crosses is inside.
    Crossing,
}

/// Where the classes end, as shares of the whole.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcClass, AbcCuts, abc_of_whole};
/// use clearfloor::rounding::Ratio;
/// let percent = |of| Ratio::new(of, 100).unwrap();
/// let cuts = AbcCuts { a: percent(70), b: percent(90), boundary: AbcBoundary::Inclusive };
/// assert_eq!(abc_of_whole(&[700, 200, 100], &cuts).unwrap(), [AbcClass::A, AbcClass::B, AbcClass::C]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbcCuts {
    /// End of A.
    pub a: Ratio,
    /// End of B.
    pub b: Ratio,
    /// Which side an item on a line falls to.
    pub boundary: AbcBoundary,
}

/// One item classified.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcClass, AbcCuts, AbcItem, abc};
/// use clearfloor::rounding::Ratio;
/// let percent = |of| Ratio::new(of, 100).unwrap();
/// let cuts = AbcCuts { a: percent(80), b: percent(95), boundary: AbcBoundary::Inclusive };
/// let found = abc(&[600, 300, 100].map(Ratio::whole), &cuts).unwrap();
/// assert_eq!(found.items[1], AbcItem { cumulative: percent(90), class: AbcClass::B });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbcItem {
    /// Share of the whole of all larger items and this one.
    pub cumulative: Ratio,
    /// Its class.
    pub class: AbcClass,
}

/// A list classified, in its own order.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcCuts, abc};
/// use clearfloor::rounding::Ratio;
/// let percent = |of| Ratio::new(of, 100).unwrap();
/// let cuts = AbcCuts { a: percent(80), b: percent(95), boundary: AbcBoundary::Inclusive };
/// let found = abc(&[500, 300, 100, 100].map(Ratio::whole), &cuts).unwrap();
/// // Half of the products make four fifths of the sales.
/// assert_eq!((found.a_item_share, found.a_value_share), (percent(50), percent(80)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abc {
    /// One an item.
    pub items: Vec<AbcItem>,
    /// Share of the items that are A.
    pub a_item_share: Ratio,
    /// Share of the whole that A makes.
    pub a_value_share: Ratio,
}

/// Classifies items by their part of the whole (sales or stock at value), largest first, equal ones in the order
/// given. The largest is always A.
///
/// # Errors
/// `below_zero` for a value below zero; `not_above_zero` if all of them are nothing, or there are none: then no
/// share has a value; `out_of_range`.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcClass, AbcCuts, abc};
/// use clearfloor::rounding::Ratio;
/// let cuts = AbcCuts { a: Ratio::new(4, 5).unwrap(), b: Ratio::new(19, 20).unwrap(), boundary: AbcBoundary::Crossing };
/// let found = abc(&[60, 500, 40, 100, 300].map(Ratio::whole), &cuts).unwrap();
/// let classes: Vec<_> = found.items.iter().map(|item| item.class.code()).collect();
/// assert_eq!(classes, ["B", "A", "C", "B", "A"]);
/// ```
pub fn abc(values: &[Ratio], cuts: &AbcCuts) -> Result<Abc> {
    let mut total = Ratio::ZERO;
    for value in values {
        total = total.plus(value.not_negative("value")?)?;
    }
    total.positive("value")?;
    let mut order: Vec<(usize, Ratio)> = values.iter().copied().enumerate().collect();
    order.sort_by(|(_, left), (_, right)| right.cmp(left));
    let mut items = vec![AbcItem { cumulative: Ratio::ONE, class: AbcClass::C }; values.len()];
    let (mut so_far, mut in_a, mut count_a) = (Ratio::ZERO, Ratio::ZERO, 0_i64);
    for (rank, (place, value)) in order.into_iter().enumerate() {
        let before = so_far.over(total)?;
        so_far = so_far.plus(value)?;
        let cumulative = so_far.over(total)?;
        let is_within = |cut| match cuts.boundary {
            AbcBoundary::Inclusive => cumulative <= cut,
            AbcBoundary::Crossing => before < cut,
        };
        let class = if rank == 0 || is_within(cuts.a) {
            AbcClass::A
        } else if is_within(cuts.b) {
            AbcClass::B
        } else {
            AbcClass::C
        };
        if class == AbcClass::A {
            in_a = so_far;
            count_a += 1;
        }
        if let Some(item) = items.get_mut(place) {
            *item = AbcItem { cumulative, class };
        }
    }
    let count = i64::try_from(values.len()).map_err(|_| Error::out_of_range("items"))?;
    Ok(Abc { items, a_item_share: Ratio::from(count_a).over(Ratio::from(count))?, a_value_share: in_a.over(total)? })
}

/// The classes alone of whole values, minor units of money or units, as [`abc`] gives them with their shares.
///
/// ```
/// use clearfloor::health::abc::{AbcBoundary, AbcClass, AbcCuts, abc_of_whole};
/// use clearfloor::rounding::Ratio;
/// let cuts = AbcCuts { a: Ratio::new(4, 5).unwrap(), b: Ratio::new(19, 20).unwrap(), boundary: AbcBoundary::Crossing };
/// let classes = abc_of_whole(&[60, 500, 40, 100, 300], &cuts).unwrap();
/// assert_eq!(classes, [AbcClass::B, AbcClass::A, AbcClass::C, AbcClass::B, AbcClass::A]);
/// ```
///
/// # Errors
/// As [`abc`].
pub fn abc_of_whole(values: &[i64], cuts: &AbcCuts) -> Result<Vec<AbcClass>> {
    let mut total = 0_i128;
    for &value in values {
        Ratio::from(value).not_negative("value")?;
        total = total.checked_add(i128::from(value)).ok_or_else(|| Error::out_of_range("value"))?;
    }
    Ratio::whole(total).positive("value")?;
    // What a class may hold, exactly: a share of the whole against a line is the part against this.
    let ends = [cuts.a.times(Ratio::whole(total))?, cuts.b.times(Ratio::whole(total))?];
    let mut order: Vec<(i64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|(left, at), (right, other)| right.cmp(left).then_with(|| at.cmp(other)));
    let mut classes = vec![AbcClass::C; values.len()];
    let mut so_far = 0_i128;
    for (rank, (value, place)) in order.into_iter().enumerate() {
        let before = so_far;
        so_far += i128::from(value);
        let [in_a, in_b] = ends.map(|end| match cuts.boundary {
            AbcBoundary::Inclusive => Ratio::whole(so_far) <= end,
            AbcBoundary::Crossing => Ratio::whole(before) < end,
        });
        if rank > 0 && !in_a && !in_b {
            // Shares only grow from here.
            break;
        }
        if let Some(class) = classes.get_mut(place) {
            *class = if rank == 0 || in_a { AbcClass::A } else { AbcClass::B };
        }
    }
    Ok(classes)
}

/// Shares of value that the classes usually have, ends included; C only below its line.
///
/// ```
/// use clearfloor::{health::abc::{AbcRanges, abc_share_check}, rounding::Ratio};
/// let percent = |of| Ratio::new(of, 100).unwrap();
/// let ranges = AbcRanges { a: (percent(70), percent(80)), b: (percent(15), percent(25)), c_below: percent(10) };
/// assert_eq!(abc_share_check([percent(80), percent(15), percent(5)], &ranges), [true; 3]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbcRanges {
    /// A, least and most.
    pub a: (Ratio, Ratio),
    /// B, least and most.
    pub b: (Ratio, Ratio),
    /// C stays below it.
    pub c_below: Ratio,
}

/// Whether the shares of A, B and C lie in their ranges, in this order.
///
/// ```
/// use clearfloor::{health::abc::{AbcRanges, abc_share_check}, rounding::Ratio};
/// let percent = |of| Ratio::new(of, 100).unwrap();
/// let ranges = AbcRanges { a: (percent(70), percent(80)), b: (percent(15), percent(25)), c_below: percent(10) };
/// // Too much hangs on a few products; C is on its line, which is not below it.
/// assert_eq!(abc_share_check([percent(85), percent(15), percent(10)], &ranges), [false, true, false]);
/// ```
#[must_use]
pub fn abc_share_check(shares: [Ratio; 3], ranges: &AbcRanges) -> [bool; 3] {
    let [a, b, c] = shares;
    let within = |share, (least, most)| least <= share && share <= most;
    [within(a, ranges.a), within(b, ranges.b), c < ranges.c_below]
}

/// Value of slow stock as a share of all stock; none without stock.
///
/// # Errors
/// `below_zero`; `share_above_whole` if more is slow than there is; `out_of_range`.
///
/// ```
/// use clearfloor::{health::abc::slow_share, rounding::Ratio};
/// let (slow, all) = (Ratio::whole(1500), Ratio::whole(6000));
/// assert_eq!(slow_share(slow, all).unwrap(), Some(Ratio::new(1, 4).unwrap()));
/// assert_eq!(slow_share(Ratio::ZERO, Ratio::ZERO).unwrap(), None);
/// assert_eq!(slow_share(all, slow).unwrap_err().code(), "share_above_whole");
/// ```
pub fn slow_share(slow_value: Ratio, total_value: Ratio) -> Result<Option<Ratio>> {
    if slow_value.not_negative("slow_value")? > total_value.not_negative("total_value")? {
        return Err(Error::new(ErrorKind::Mismatch, "share_above_whole"));
    }
    slow_value.per(total_value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cuts(boundary: AbcBoundary) -> AbcCuts {
        AbcCuts { a: Ratio::new(4, 5).unwrap(), b: Ratio::new(19, 20).unwrap(), boundary }
    }

    proptest! {
        #[test]
        fn classes_of_whole_values_are_those_with_shares(
            values in proptest::collection::vec(0..40_i64, 1..30), a in 0..=100_i128, b in 0..=100_i128,
        ) {
            let exact: Vec<Ratio> = values.iter().map(|&v| Ratio::from(v)).collect();
            for boundary in [AbcBoundary::Inclusive, AbcBoundary::Crossing] {
                let cuts = AbcCuts { a: Ratio::new(a, 100).unwrap(), b: Ratio::new(b, 100).unwrap(), boundary };
                let with_shares = abc(&exact, &cuts).map(|found| found.items.iter().map(|item| item.class).collect());
                prop_assert_eq!(abc_of_whole(&values, &cuts), with_shares);
            }
        }

        #[test]
        fn a_larger_item_is_never_in_a_lower_class(mut values in proptest::collection::vec(0..1000_i64, 1..30)) {
            values.push(1);
            let exact: Vec<Ratio> = values.iter().map(|&v| Ratio::from(v)).collect();
            for boundary in [AbcBoundary::Inclusive, AbcBoundary::Crossing] {
                let found = abc(&exact, &cuts(boundary)).unwrap();
                prop_assert!(found.items.iter().any(|item| item.class == AbcClass::A));
                for (i, left) in values.iter().enumerate() {
                    for (j, right) in values.iter().enumerate() {
                        prop_assert!(left <= right || found.items[i].class <= found.items[j].class);
                    }
                }
                let most = found.items.iter().map(|item| item.cumulative).max().unwrap();
                prop_assert_eq!(most, Ratio::ONE);
            }
        }

        #[test]
        fn the_item_that_crosses_is_never_lower_by_the_crossing_rule(values in proptest::collection::vec(1..1000_i64, 1..20)) {
            let exact: Vec<Ratio> = values.iter().map(|&v| Ratio::from(v)).collect();
            let inclusive = abc(&exact, &cuts(AbcBoundary::Inclusive)).unwrap();
            let crossing = abc(&exact, &cuts(AbcBoundary::Crossing)).unwrap();
            for (one, other) in inclusive.items.iter().zip(&crossing.items) {
                prop_assert!(other.class <= one.class);
            }
        }
    }

    #[test]
    fn nothing_sold_at_all_has_no_classes() {
        for values in [vec![], vec![Ratio::ZERO; 3]] {
            assert_eq!(abc(&values, &cuts(AbcBoundary::Crossing)).unwrap_err().code(), "not_above_zero");
        }
        assert_eq!(abc(&[Ratio::whole(-1)], &cuts(AbcBoundary::Crossing)).unwrap_err().code(), "below_zero");
    }

    #[test]
    fn share_of_slow_stock_needs_stock_and_is_part_of_it() {
        assert_eq!(slow_share(Ratio::ZERO, Ratio::ZERO).unwrap(), None);
        assert_eq!(slow_share(Ratio::whole(2), Ratio::ONE).unwrap_err().code(), "share_above_whole");
    }
}
