//! Which products carry the revenue.

use super::abc::{AbcBoundary, AbcCuts, abc};
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// Class by revenue.
///
/// ```
/// use clearfloor::{health::{AbcClass, abc_classes}, rounding::Ratio};
/// let classes = abc_classes(&[8_200, 1_400, 400].map(Ratio::whole)).unwrap();
/// assert_eq!(classes, [AbcClass::A, AbcClass::B, AbcClass::C]);
/// assert!(AbcClass::A < AbcClass::C);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AbcClass {
    /// The first 80 % of revenue.
    A,
    /// The next 15 %.
    B,
    /// The rest.
    C,
}

/// Share of revenue before an item up to which it is A, and up to which it is B.
const A_BELOW: (i128, i128) = (80, 100);
const B_BELOW: (i128, i128) = (95, 100);
/// ABC classes in the order given: revenues falling, equal ones by position; A while the share before the item is
/// below 80 %, B while below 95 % (`math.md` §10). Without any revenue every item is C.
///
/// # Errors
/// `revenue_negative` with the `item` (from 0).
///
/// ```
/// use clearfloor::health::{AbcClass, abc_classes};
/// use clearfloor::rounding::Ratio;
/// let classes = abc_classes(&[15, 80, 5].map(Ratio::whole)).unwrap();
/// // The item behind exactly 80 % is no longer A.
/// assert_eq!(classes, [AbcClass::B, AbcClass::A, AbcClass::C]);
/// ```
pub fn abc_classes(revenues: &[Ratio]) -> Result<Vec<AbcClass>> {
    let mut total = Ratio::ZERO;
    for (item, &revenue) in revenues.iter().enumerate() {
        if revenue < Ratio::ZERO {
            return Err(Error::new(ErrorKind::Range, "revenue_negative").with("item", item.to_string()));
        }
        total = total.plus(revenue)?;
    }
    if total == Ratio::ZERO {
        return Ok(vec![AbcClass::C; revenues.len()]);
    }
    let cut = |(top, bottom)| Ratio::new(top, bottom);
    let cuts = AbcCuts { a: cut(A_BELOW)?, b: cut(B_BELOW)?, boundary: AbcBoundary::Crossing };
    Ok(abc(revenues, &cuts)?.items.iter().map(|item| item.class).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_revenues_go_by_position_and_none_at_all_is_c() {
        // The twentieth stands behind exactly 95 %.
        let equal = abc_classes(&[Ratio::ONE; 20]).unwrap();
        assert_eq!(equal.iter().filter(|class| **class == AbcClass::A).count(), 16);
        assert_eq!(equal.last(), Some(&AbcClass::C));
        assert_eq!(abc_classes(&[Ratio::ZERO; 2]).unwrap(), [AbcClass::C; 2]);
        assert_eq!(abc_classes(&[Ratio::whole(-1)]).unwrap_err().code(), "revenue_negative");
    }
}
