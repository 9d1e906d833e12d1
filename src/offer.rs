//! A price on a date through a channel.
#![deny(clippy::float_arithmetic)]

pub mod basket;
pub mod flat_fee;
pub mod ladder;
pub mod stacking;

use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;

/// Who takes the order to the buyer.
///
/// ```
/// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}};
/// let price = Money::parse("24.99", Currency::USD).unwrap();
/// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::OwnFulfilment).unwrap();
/// // Shipped by the seller: the marketplace's fulfilment fee is not due.
/// assert_ne!(offer.channel(), Channel::AmazonFba);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Sold on Amazon, shipped by Amazon from its warehouse.
    AmazonFba,
    /// Sold on Amazon, shipped by the seller.
    OwnFulfilment,
}

impl Channel {
    /// Stable code: `amazon_fba`, `own_fulfilment`.
    ///
    /// ```
    /// use clearfloor::offer::Channel;
    /// assert_eq!([Channel::AmazonFba, Channel::OwnFulfilment].map(Channel::code), ["amazon_fba", "own_fulfilment"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AmazonFba => "amazon_fba",
            Self::OwnFulfilment => "own_fulfilment",
        }
    }
}

/// What is offered to the buyer.
///
/// ```
/// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}, rate::Rate};
/// let price = Money::parse("24.99", Currency::USD).unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let offer = Offer::new(price, on, Channel::AmazonFba).unwrap().with_discount(Rate::parse("0.2").unwrap()).unwrap();
/// assert_eq!(offer.buyer_pays().unwrap().to_string(), "19.99");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    price: Money,
    ships_on: Day,
    channel: Channel,
    discount: Rate,
}

impl Offer {
    /// An offer without a promotion; fees go by the day it ships.
    ///
    /// # Errors
    /// `price_negative`.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(Offer::new(usd("24.99"), on, Channel::AmazonFba).unwrap().buyer_pays().unwrap(), usd("24.99"));
    /// assert_eq!(Offer::new(usd("-1.00"), on, Channel::AmazonFba).unwrap_err().code(), "price_negative");
    /// ```
    pub fn new(price: Money, ships_on: Day, channel: Channel) -> Result<Self> {
        if price.minor() < 0 {
            return Err(Error::new(ErrorKind::Range, "price_negative").with("price", price.to_string()));
        }
        Ok(Self { price, ships_on, channel, discount: Rate::ZERO })
    }

    /// Takes a share off the price, paid for by the seller.
    ///
    /// # Errors
    /// `discount_not_a_share` unless it is from 0 to 1.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}, rate::Rate};
    /// let price = Money::parse("24.00", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::AmazonFba).unwrap();
    /// assert_eq!(offer.with_discount(Rate::from_ppm(250_000)).unwrap().buyer_pays().unwrap().to_string(), "18.00");
    /// assert_eq!(offer.with_discount(Rate::from_ppm(1_250_000)).unwrap_err().code(), "discount_not_a_share");
    /// ```
    pub fn with_discount(mut self, share: Rate) -> Result<Self> {
        if share < Rate::ZERO || share > Rate::ONE {
            return Err(Error::new(ErrorKind::Range, "discount_not_a_share").with("share", share.to_string()));
        }
        self.discount = share;
        Ok(self)
    }

    /// Price before the promotion.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}, rate::Rate};
    /// let price = Money::parse("24.00", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::AmazonFba).unwrap();
    /// // A promotion leaves it as it is.
    /// assert_eq!(offer.with_discount(Rate::from_ppm(250_000)).unwrap().price(), price);
    /// ```
    #[must_use]
    pub const fn price(&self) -> Money {
        self.price
    }

    /// Day it ships.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}};
    /// let price = Money::parse("24.00", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2027-01-15").unwrap(), Channel::AmazonFba).unwrap();
    /// assert_eq!(offer.ships_on().to_string(), "2027-01-15");
    /// ```
    #[must_use]
    pub const fn ships_on(&self) -> Day {
        self.ships_on
    }

    /// How it reaches the buyer.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}};
    /// let price = Money::parse("24.00", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::AmazonFba).unwrap();
    /// assert_eq!(offer.channel().code(), "amazon_fba");
    /// ```
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Share of the price given away.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}, rate::Rate};
    /// let price = Money::parse("24.00", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::AmazonFba).unwrap();
    /// assert_eq!(offer.discount(), Rate::ZERO);
    /// assert_eq!(offer.with_discount(Rate::from_ppm(250_000)).unwrap().discount(), Rate::from_ppm(250_000));
    /// ```
    #[must_use]
    pub const fn discount(&self) -> Rate {
        self.discount
    }

    /// What the buyer pays, on which referral fees are taken: price − round(share · price).
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{date::Day, money::{Currency, Money}, offer::{Channel, Offer}, rate::Rate};
    /// let price = Money::parse("24.99", Currency::USD).unwrap();
    /// let offer = Offer::new(price, Day::parse("2026-11-21").unwrap(), Channel::AmazonFba).unwrap();
    /// // 15 % are 3.7485, taken off as 3.75.
    /// let offer = offer.with_discount(Rate::from_ppm(150_000)).unwrap();
    /// assert_eq!(offer.buyer_pays().unwrap().to_string(), "21.24");
    /// ```
    pub fn buyer_pays(&self) -> Result<Money> {
        self.price.minus(self.price.share(self.discount)?)
    }
}
