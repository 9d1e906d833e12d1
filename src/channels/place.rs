//! Where a product is sold elsewhere, who ships it, and what is offered there.
#![deny(clippy::float_arithmetic)]

use crate::date::Day;
use crate::fees::Goods;
use crate::money::Money;
use crate::rate::Rate;
use crate::units::Package;

/// Something that is the seller's word, taken to be so until the seller says, or not known.
///
/// ```
/// use clearfloor::{channels::Word, rate::Rate};
/// let assumed = Word { value: Some(Rate::from_ppm(200_000)), is_assumed: true };
/// assert_ne!(assumed, Word::said(Some(Rate::from_ppm(200_000))));
/// assert_eq!(Word::<Rate>::UNKNOWN.value, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T> {
    /// What it is; none = not known.
    pub value: Option<T>,
    /// Nobody said so.
    pub is_assumed: bool,
}

impl<T> Word<T> {
    /// Not known.
    pub const UNKNOWN: Self = Self { value: None, is_assumed: false };

    /// What the seller says, if anything.
    ///
    /// ```
    /// use clearfloor::channels::Word;
    /// assert!(!Word::said(Some("Home & Garden")).is_assumed);
    /// ```
    #[must_use]
    pub const fn said(value: Option<T>) -> Self {
        Self { value, is_assumed: false }
    }

    /// What the seller says, else what is taken to be so.
    #[must_use]
    pub(crate) fn said_or(value: Option<T>, assumed: Option<T>) -> Self {
        match value {
            Some(value) => Self { value: Some(value), is_assumed: false },
            None => Self { is_assumed: assumed.is_some(), value: assumed },
        }
    }
}

/// Who takes the payment of an order.
///
/// ```
/// use clearfloor::{channels::Gateway, rate::Rate};
/// // Another provider at 2.9 %.
/// let gateway = Gateway::Other(Some(Rate::parse_percent("2.9").unwrap()));
/// assert!(matches!(gateway, Gateway::Other(Some(rate)) if rate.ppm() == 29_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// The shop's own payments.
    Shop,
    /// Another one at this share; the shop charges its own share beside it.
    Other(Option<Rate>),
}

/// Where it is sold.
///
/// ```
/// use clearfloor::channels::{Gateway, Place, Word};
/// let shop = Place::Shopify { plan: Word::said(Some("Basic".to_owned())), gateway: Gateway::Shop };
/// assert_eq!([shop.code(), Place::Etsy.code(), Place::Lot.code()], ["shopify", "etsy", "lot"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// eBay.
    Ebay {
        /// With a Basic, Premium, Anchor or Enterprise Store.
        has_store: bool,
        /// Row of its table.
        category: Word<String>,
        /// The seller is registered in Greater China: other rates hold, and they are asked for.
        is_greater_china: Word<bool>,
        /// The seller's own final value rate.
        own_rate: Option<Rate>,
        /// The seller's own international fee.
        own_international: Option<Rate>,
    },
    /// Walmart Marketplace.
    Walmart {
        /// Row of its table.
        category: Word<String>,
    },
    /// A shop of the seller's own.
    Shopify {
        /// Name of the plan.
        plan: Word<String>,
        /// Who takes the payment.
        gateway: Gateway,
    },
    /// TikTok Shop.
    Tiktok {
        /// Row of its table.
        category: Word<String>,
    },
    /// Etsy.
    Etsy,
    /// A buyer who takes a lot, off-line.
    Lot,
}

impl Place {
    /// Code: `ebay`, `walmart`, `shopify`, `tiktok`, `etsy`, `lot`.
    ///
    /// ```
    /// use clearfloor::channels::{Place, Word};
    /// assert_eq!(Place::Walmart { category: Word::UNKNOWN }.code(), "walmart");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Ebay { .. } => "ebay",
            Self::Walmart { .. } => "walmart",
            Self::Shopify { .. } => "shopify",
            Self::Tiktok { .. } => "tiktok",
            Self::Etsy => "etsy",
            Self::Lot => "lot",
        }
    }
}

/// Who takes the order to the buyer, and what that costs an order where the seller has to say it.
///
/// ```
/// use clearfloor::channels::Ships;
/// use clearfloor::money::{Currency, Money};
/// // 6.40 for picking, packing and carriage, by the seller's word.
/// let own = Ships::Own(Some(Money::parse("6.40", Currency::USD).unwrap()));
/// assert_ne!(own, Ships::Own(None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ships {
    /// The seller or a warehouse of the seller's: picking, packing and carriage.
    Own(Option<Money>),
    /// The marketplace from its own warehouse, by its card for other channels.
    Mcf(Option<Money>),
    /// Walmart.
    Wfs,
    /// TikTok.
    Fbt,
    /// The buyer fetches it, or pays so much of carriage a unit.
    Fetched(Option<Money>),
}

/// What is offered there.
///
/// ```
/// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
/// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let offered = Offered {
///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("0.00"), sales_tax: None, package: None,
///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: Some(usd("5.40")), tax_in_price: None,
///     is_fee_tax_recovered: false, own_terms: (None, None),
/// };
/// // A buyer who fetches a lot takes nothing off the price.
/// let sale = SaleElsewhere::new(&Place::Lot, Ships::Fetched(Some(usd("0.00"))), &offered).unwrap();
/// assert_eq!(sale.net(usd("9.00")), Some(usd("9.00")));
/// ```
#[derive(Clone, Debug)]
pub struct Offered<'a> {
    /// Ship date.
    pub on: Day,
    /// Code of the marketplace, such as `US`: which tables hold.
    pub market: &'a str,
    /// Carriage the buyer pays.
    pub shipping: Money,
    /// Average sales tax of the buyers, a share; none = not known.
    pub sales_tax: Option<Rate>,
    /// Packaged unit.
    pub package: Option<Package>,
    /// Under dangerous-goods rules.
    pub goods: Goods,
    /// Clothing and the like.
    pub is_apparel: bool,
    /// Advertising or commission of creators, a share of the price; none = not known.
    pub ads: Option<Rate>,
    /// Landed cost; none = not known.
    pub landed: Option<Money>,
    /// Tax contained in the price and owed by the seller; none = there is none.
    pub tax_in_price: Option<Word<Rate>>,
    /// The seller gets tax on fees back.
    pub is_fee_tax_recovered: bool,
    /// What the seller says the channel takes where no table says it: a share of the total, and an amount an order.
    pub own_terms: (Option<Rate>, Option<Money>),
}

/// Whether this project has a table of a channel in a marketplace; the buyer of a lot needs none.
///
/// ```
/// use clearfloor::channels::has_table;
/// assert_eq!(["walmart", "ebay", "lot"].map(|channel| has_table(channel, "UK")), [false, true, true]);
/// assert!(has_table("walmart", "US"));
/// ```
#[must_use]
pub fn has_table(channel: &str, market: &str) -> bool {
    match market {
        "US" => true,
        "UK" => matches!(channel, "ebay" | "tiktok" | "lot"),
        _ => channel == "lot",
    }
}
