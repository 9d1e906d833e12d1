//! What scenarios are called.

use crate::error::Result;
use crate::exits::ExitKind;
use crate::money::Money;
use crate::rate::Rate;

/// What kind of way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScenarioKind {
    /// Do nothing: sell on at today's price.
    Hold,
    /// Sell on at another price.
    Cut,
    /// A promotion.
    Promotion,
    /// Sell a part of it together with another product.
    Bundle,
    /// Let some units go at once and sell the rest on.
    Split,
    /// Leave at once.
    Exit(ExitKind),
}

impl ScenarioKind {
    /// Stable code: `hold`, `cut`, `promotion`, `bundle`, `split`, `liquidate`, `remove`, `resell`, `dispose`,
    /// `grade_resell`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Cut => "cut",
            Self::Promotion => "promotion",
            Self::Bundle => "bundle",
            Self::Split => "split",
            Self::Exit(kind) => kind.code(),
        }
    }
}

/// Which scenario, told apart within a product by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioName {
    /// `hold`, `cut-250000`, `price-1999`, `split-961` (units let go), `liquidate`, `remove`, `resell`, `dispose`,
    /// `grade_resell`.
    pub id: String,
    /// What kind.
    pub kind: ScenarioKind,
    /// Share off today's price, where it was made by one.
    pub discount: Option<Rate>,
    /// The price it sells at.
    pub price: Option<Money>,
    /// Entered by the seller.
    pub is_own: bool,
}

impl ScenarioName {
    /// Doing nothing at `price`.
    #[must_use]
    pub fn hold(price: Money) -> Self {
        let id = ScenarioKind::Hold.code().to_owned();
        Self { id, kind: ScenarioKind::Hold, discount: None, price: Some(price), is_own: false }
    }

    /// A cut by `discount` to `price`.
    ///
    /// ```
    /// use clearfloor::scenario::{ScenarioName, cut_price};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let quarter = Rate::from_ppm(250_000);
    /// let price = cut_price(Money::parse("24.99", Currency::USD).unwrap(), quarter).unwrap();
    /// assert_eq!(price.to_string(), "18.74");
    /// assert_eq!(ScenarioName::cut(quarter, price).id, "cut-250000");
    /// ```
    #[must_use]
    pub fn cut(discount: Rate, price: Money) -> Self {
        let id = format!("cut-{}", discount.ppm());
        Self { id, kind: ScenarioKind::Cut, discount: Some(discount), price: Some(price), is_own: false }
    }

    /// A price of the seller's own.
    #[must_use]
    pub fn own_price(price: Money) -> Self {
        let id = format!("price-{}", price.minor());
        Self { id, kind: ScenarioKind::Cut, discount: None, price: Some(price), is_own: true }
    }

    /// A promotion or bundle of the seller's, by an id of its own; `price` is what a unit then brings on average.
    #[must_use]
    pub const fn offered(kind: ScenarioKind, id: String, discount: Option<Rate>, price: Option<Money>) -> Self {
        Self { id, kind, discount, price, is_own: true }
    }

    /// Leaving at once.
    #[must_use]
    pub fn exit(kind: ExitKind) -> Self {
        let id = kind.code().to_owned();
        Self { id, kind: ScenarioKind::Exit(kind), discount: None, price: None, is_own: false }
    }
}

/// The built-in discounts: 5 % to 70 % in steps of 5 %.
pub fn ladder() -> impl Iterator<Item = Rate> {
    (1..=14).map(|step| Rate::from_ppm(step * 50_000))
}

/// `price` less `discount`, which is rounded to the minor unit, half away from zero.
///
/// # Errors
/// `out_of_range`.
pub fn cut_price(price: Money, discount: Rate) -> Result<Money> {
    price.minus(price.share(discount)?)
}
