//! What scenarios are called.

use crate::error::Result;
use crate::exits::ExitKind;
use crate::money::Money;
use crate::rate::Rate;

/// What kind of way it is.
///
/// ```
/// use clearfloor::{exits::ExitKind, scenario::{ScenarioKind, ScenarioName}};
/// let liquidate = ScenarioName::exit(ExitKind::Liquidate);
/// assert_eq!(liquidate.kind, ScenarioKind::Exit(ExitKind::Liquidate));
/// ```
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
    ///
    /// ```
    /// use clearfloor::{exits::ExitKind, scenario::ScenarioKind};
    /// assert_eq!(ScenarioKind::Hold.code(), "hold");
    /// assert_eq!(ScenarioKind::Exit(ExitKind::Resell).code(), "resell");
    /// ```
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
///
/// ```
/// use clearfloor::scenario::ScenarioName;
/// use clearfloor::money::{Currency, Money};
/// let own = ScenarioName::own_price(Money::parse("19.99", Currency::USD).unwrap());
/// assert_eq!((own.id.as_str(), own.is_own, own.discount), ("price-1999", true, None));
/// ```
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
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, scenario::ScenarioName};
    /// let price = Money::parse("24.99", Currency::USD).unwrap();
    /// let hold = ScenarioName::hold(price);
    /// assert_eq!((hold.id.as_str(), hold.price), ("hold", Some(price)));
    /// ```
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
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, scenario::ScenarioName};
    /// assert_eq!(ScenarioName::own_price(Money::parse("17.50", Currency::USD).unwrap()).id, "price-1750");
    /// ```
    #[must_use]
    pub fn own_price(price: Money) -> Self {
        let id = format!("price-{}", price.minor());
        Self { id, kind: ScenarioKind::Cut, discount: None, price: Some(price), is_own: true }
    }

    /// A promotion or bundle of the seller's, by an id of its own; `price` is what a unit then brings on average.
    ///
    /// ```
    /// use clearfloor::{rate::Rate, scenario::{ScenarioKind, ScenarioName}};
    /// let fifth = Some(Rate::from_ppm(200_000));
    /// let coupon = ScenarioName::offered(ScenarioKind::Promotion, "offer-1".to_owned(), fifth, None);
    /// assert_eq!((coupon.kind.code(), coupon.is_own), ("promotion", true));
    /// ```
    #[must_use]
    pub const fn offered(kind: ScenarioKind, id: String, discount: Option<Rate>, price: Option<Money>) -> Self {
        Self { id, kind, discount, price, is_own: true }
    }

    /// Leaving at once.
    ///
    /// ```
    /// use clearfloor::{exits::ExitKind, scenario::ScenarioName};
    /// let remove = ScenarioName::exit(ExitKind::Remove);
    /// assert_eq!((remove.id.as_str(), remove.price), ("remove", None));
    /// ```
    #[must_use]
    pub fn exit(kind: ExitKind) -> Self {
        let id = kind.code().to_owned();
        Self { id, kind: ScenarioKind::Exit(kind), discount: None, price: None, is_own: false }
    }
}

/// The built-in discounts: 5 % to 70 % in steps of 5 %.
///
/// ```
/// use clearfloor::{rate::Rate, scenario::ladder};
/// let cuts: Vec<_> = ladder().collect();
/// assert_eq!((cuts.len(), cuts[0], cuts[13]), (14, Rate::from_ppm(50_000), Rate::from_ppm(700_000)));
/// ```
pub fn ladder() -> impl Iterator<Item = Rate> {
    (1..=14).map(|step| Rate::from_ppm(step * 50_000))
}

/// `price` less `discount`, which is rounded to the minor unit, half away from zero.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, rate::Rate, scenario::cut_price};
/// // 15 % of 24.99 are 3.7485, taken off as 3.75.
/// let price = Money::parse("24.99", Currency::USD).unwrap();
/// assert_eq!(cut_price(price, Rate::from_ppm(150_000)).unwrap().to_string(), "21.24");
/// ```
pub fn cut_price(price: Money, discount: Rate) -> Result<Money> {
    price.minus(price.share(discount)?)
}
