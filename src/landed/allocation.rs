//! A cost shared out over the lines of a shipment.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rounding::Ratio;

/// What a cost is shared out by.
///
/// ```
/// use clearfloor::landed::{Basis, share_out};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// // By quantity: 100 and 300 units share 80.00 one to three.
/// let units = [100, 300].map(Ratio::whole);
/// let shares = share_out(Money::parse("80.00", Currency::USD).unwrap(), &units).unwrap();
/// assert_eq!(shares.iter().map(|share| share.minor()).collect::<Vec<_>>(), [2000, 6000]);
/// assert_eq!(Basis::Quantity.code(), "quantity");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Value of the goods.
    Value,
    /// Actual weight.
    Weight,
    /// Volume.
    Volume,
    /// Units.
    Quantity,
    /// The same for each line.
    Equal,
    /// The greater of a line's actual weight and its volume over the divisor.
    Chargeable,
}

impl Basis {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Value, Self::Weight, Self::Volume, Self::Chargeable, Self::Quantity, Self::Equal];

    /// Stable text: `value`, `weight`, `volume`, `chargeable`, `quantity`, `equal`.
    ///
    /// ```
    /// use clearfloor::landed::Basis;
    /// assert_eq!(Basis::Chargeable.code(), "chargeable");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Weight => "weight",
            Self::Volume => "volume",
            Self::Quantity => "quantity",
            Self::Equal => "equal",
            Self::Chargeable => "chargeable",
        }
    }

    /// Reads the stable text.
    ///
    /// ```
    /// use clearfloor::landed::Basis;
    /// assert!(Basis::ALL.iter().all(|basis| Basis::from_code(basis.code()) == Some(*basis)));
    /// assert_eq!(Basis::from_code("pallets"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// Shares out a total in proportion to exact bases: every share is cut down to the minor unit, what is left goes
/// one minor unit at a time to the largest fractions, of equal ones to the earlier line (math.md §12). Bases that
/// are all zero share equally; a negative total mirrors the positive one.
///
/// ```
/// use clearfloor::{landed::share_out, money::{Currency, Money}, rounding::Ratio};
/// let total = Money::parse("250.01", Currency::USD).unwrap();
/// let bases = [12, 18, 30].map(|liters| Ratio::new(liters, 100).unwrap());
/// let shares = share_out(total, &bases).unwrap();
/// assert_eq!(shares.iter().map(ToString::to_string).collect::<Vec<_>>(), ["50.00", "75.00", "125.01"]);
/// ```
///
/// # Errors
/// `basis_negative`; `nothing_to_share_over` for no bases and a total that is not zero; `out_of_range`.
pub fn share_out(total: Money, bases: &[Ratio]) -> Result<Vec<Money>> {
    if bases.iter().any(|basis| *basis < Ratio::ZERO) {
        return Err(Error::new(ErrorKind::Range, "basis_negative"));
    }
    if bases.is_empty() && total.minor() != 0 {
        return Err(Error::new(ErrorKind::Missing, "nothing_to_share_over"));
    }
    let sum = bases.iter().try_fold(Ratio::ZERO, |sum, basis| sum.plus(*basis))?;
    let is_equal = sum == Ratio::ZERO;
    let sum = if is_equal { Ratio::whole(i128::try_from(bases.len()).unwrap_or(i128::MAX)) } else { sum };
    let size = i128::from(total.minor().abs());
    let mut parts = Vec::with_capacity(bases.len());
    let mut rests = Vec::with_capacity(bases.len());
    let mut left = size;
    for (index, basis) in bases.iter().enumerate() {
        let basis = if is_equal { Ratio::ONE } else { *basis };
        let exact = basis.over(sum)?.times(Ratio::whole(size))?;
        let floor = exact.numerator().div_euclid(exact.denominator());
        rests.push((exact.minus(Ratio::whole(floor))?, index));
        parts.push(floor);
        left -= floor;
    }
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, index) in rests.iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(*index) {
            *part += 1;
        }
    }
    let signed = |part: i128| {
        let minor = i64::try_from(part).map_err(|_| Error::out_of_range("money"))?;
        Money::new(if total.minor() < 0 { -minor } else { minor }, total.currency())
    };
    parts.into_iter().map(signed).collect()
}
