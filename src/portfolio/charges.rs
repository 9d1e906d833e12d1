//! What a sale of one product is charged at a price and ship date: the cards of its class and
//! category, or what the seller says instead.

use super::cards::{ClassCard, SaleCard, Straight, to_f64};
use super::path::NetFrom;
use crate::money::Money;
use crate::rate::Rate;

/// A share of the price as a fraction of whole numbers.
///
/// ```
/// use clearfloor::{portfolio::Share, rate::Rate};
/// assert_eq!(Share::of(Rate::from_ppm(150_000)), Some(Share { top: 150_000, bottom: 1_000_000 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Top of the fraction, not negative.
    pub top: i64,
    /// Bottom, above zero and not below the top.
    pub bottom: i64,
}

impl Share {
    /// A fee printed at a price; `None` if it is no share of it.
    ///
    /// ```
    /// use clearfloor::{money::{Currency, Money}, portfolio::Share};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// assert_eq!(Share::at(usd("3.75"), usd("25.00")), Some(Share { top: 375, bottom: 2500 }));
    /// // A fee above the price is no share of it.
    /// assert_eq!(Share::at(usd("30.00"), usd("25.00")), None);
    /// ```
    #[must_use]
    pub fn at(fee: Money, price: Money) -> Option<Self> {
        Some(Self { top: fee.minor(), bottom: price.minor() }).filter(|share| share.is_sound())
    }

    /// A rate; `None` if it is below zero or above one.
    ///
    /// ```
    /// use clearfloor::{portfolio::Share, rate::Rate};
    /// assert!(Share::of(Rate::ONE).is_some());
    /// assert_eq!(Share::of(Rate::from_ppm(1_000_001)), None);
    /// ```
    #[must_use]
    pub fn of(rate: Rate) -> Option<Self> {
        Some(Self { top: rate.ppm(), bottom: 1_000_000 }).filter(|share| share.is_sound())
    }

    /// Small enough that any price here times the share fits, and a share.
    fn is_sound(self) -> bool {
        (1..=MOST).contains(&self.bottom) && (0..=self.bottom).contains(&self.top)
    }

    /// Rounded half away from zero.
    #[inline]
    const fn charge(self, price: i64) -> i64 {
        (2 * price * self.top + self.bottom) / (2 * self.bottom)
    }
}

/// Highest price at which the seller's own fees are handled, in minor units.
pub(super) const MOST: i64 = 1_000_000_000;

/// What the seller says instead of the tables, or besides.
///
/// ```
/// use clearfloor::{portfolio::{OwnCharges, Share}, rate::Rate};
/// // 12 % of advertising; all else by the tables.
/// let own = OwnCharges { ads: Share::of(Rate::from_ppm(120_000)), ..OwnCharges::default() };
/// assert!(own.referral.is_none() && own.fulfilment.is_none() && own.flat == 0);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnCharges {
    /// Referral fee as a share of the price.
    pub referral: Option<Share>,
    /// Fulfilment with everything in it, in minor units.
    pub fulfilment: Option<i64>,
    /// Advertising as a share of the price.
    pub ads: Option<Share>,
    /// Other fees of each unit, whatever the price and the day, in minor units.
    pub flat: i64,
}

impl OwnCharges {
    /// None.
    pub(super) const NONE: Self = Self { referral: None, fulfilment: None, ads: None, flat: 0 };
}

/// All charges of one product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charges<'c> {
    pub card: &'c ClassCard,
    pub sale: &'c SaleCard,
    pub own: &'c OwnCharges,
}

/// Cents tried one by one where rounding decides.
const TRIED: i64 = 64;

/// Least part of a further cent of price that must be left for a floor to be looked for here.
const LEAST_SLOPE: f64 = 0.05;

impl Charges<'_> {
    #[inline]
    fn of_category(&self, place: usize, price: i64) -> Option<i64> {
        match self.own.referral {
            None => self.sale.charge(place, price),
            Some(share) => Some(share.charge(price) + self.sale.closing(place)?),
        }
    }

    #[inline]
    fn of_class(&self, place: usize, price: i64) -> Option<i64> {
        match self.own.fulfilment {
            None => self.card.charge(place, price),
            Some(fee) => Some(fee),
        }
    }

    #[inline]
    fn besides(&self, price: i64) -> i64 {
        self.own.flat + self.own.ads.map_or(0, |share| share.charge(price))
    }

    /// Net of one sale today.
    pub fn net_now(&self, price: i64) -> Option<i64> {
        Some(price - self.besides(price) - self.of_category(0, price)? - self.of_class(0, price)?)
    }

    /// Nets of one price by ship date: a new one where the fees of the class or of the category change.
    #[inline]
    pub fn fill(&self, nets: &mut Vec<NetFrom>, price: i64) -> Option<()> {
        nets.clear();
        let (mut of_class, mut of_category, mut day) = (0, 0, 0);
        let plain = price - self.besides(price);
        let mut before_fulfilment = plain - self.of_category(0, price)?;
        loop {
            let net = before_fulfilment - self.of_class(of_class, price)?;
            nets.push(NetFrom { day, net: to_f64(net) });
            let (next_of_class, next_of_category) =
                (self.card.holds_from(of_class + 1), self.sale.holds_from(of_category + 1));
            day = if next_of_class < next_of_category { next_of_class } else { next_of_category };
            if day == i32::MAX {
                return Some(());
            }
            if day == next_of_class {
                of_class += 1;
            }
            if day == next_of_category {
                of_category += 1;
                before_fulfilment = plain - self.of_category(of_category, price)?;
            }
        }
    }

    /// The referral fee around a price today, as a straight line.
    fn line(&self, price: i64) -> Option<Straight> {
        let Some(share) = self.own.referral else { return self.sale.line(price) };
        let closing = to_f64(self.sale.closing(0)?);
        let rate = to_f64(share.top) / to_f64(share.bottom);
        Some(Straight { up_to: i64::MAX, rate, constant: closing, least: closing })
    }

    /// The lowest price up to `highest` at which a sale today brings `required`: `Some(None)` if there is
    /// none, `None` if this cannot be said here.
    ///
    /// On a straight stretch of all fees the exact net rises; rounding moves it by half a cent a line, so the
    /// cents from where it is near enough are tried one by one.
    pub fn lowest_price(&self, required: i64, highest: i64) -> Option<Option<i64>> {
        let ads = self.own.ads.map_or(0.0, |share| to_f64(share.top) / to_f64(share.bottom));
        let mut low = 1;
        while low <= highest {
            let line = self.line(low)?;
            let (fulfilment, up_to) = match self.own.fulfilment {
                Some(fee) => (fee, line.up_to),
                None => {
                    let band = self.card.band(low)?;
                    (band.charge, band.up_to.min(line.up_to))
                }
            };
            let last = up_to.min(highest);
            // Half a cent for each of two rounded lines.
            let wanted = to_f64(required + fulfilment + self.own.flat) - 1.0;
            let (slope, slope_at_least) = (1.0 - ads - line.rate, 1.0 - ads);
            if slope < LEAST_SLOPE {
                return None;
            }
            let from = ((wanted + line.constant) / slope).max((wanted + line.least) / slope_at_least).floor();
            let from = if from < to_f64(low) { low } else { to_whole(from.min(to_f64(last) + 1.0)) };
            for price in from..=last {
                if self.net_now(price)? >= required {
                    return Some(Some(price));
                }
                if price - from > TRIED {
                    return None;
                }
            }
            low = last + 1;
        }
        Some(None)
    }
}

/// A whole number known to be one of a price's size.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "floored, and at most the highest price")]
const fn to_whole(whole: f64) -> i64 {
    whole as i64
}
