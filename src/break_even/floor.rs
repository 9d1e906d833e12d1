//! From a set of prices to the one to ask: required proceeds, charm prices, and the reverse.

use super::model::{PriceModel, Target};
use super::range::PriceRange;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::rounding::{Ratio, Rounding};

/// What a sale must bring when the purchase is sunk: the best way out without a sale plus the
/// holding cost that leaving now would still avoid, in minor units (math.md §5). Solve the model
/// with this as unit cost. Ties go to the way named first. Answers with the position of the best way.
///
/// # Errors
/// `no_way_out` if none is given; `out_of_range`.
///
/// ```
/// use clearfloor::break_even::required_proceeds;
/// use clearfloor::rounding::Ratio;
/// let ways = [Ratio::whole(120), Ratio::whole(-104), Ratio::whole(310)];
/// assert_eq!(required_proceeds(&ways, Ratio::whole(17)).unwrap(), (2, Ratio::whole(327)));
/// ```
pub fn required_proceeds(ways_out: &[Ratio], avoidable_holding: Ratio) -> Result<(usize, Ratio)> {
    let mut best: Option<(usize, Ratio)> = None;
    for (place, &net) in ways_out.iter().enumerate() {
        if best.is_none_or(|(_, so_far)| net > so_far) {
            best = Some((place, net));
        }
    }
    let (place, net) = best.ok_or_else(|| Error::new(ErrorKind::Missing, "no_way_out"))?;
    Ok((place, net.plus(avoidable_holding)?))
}

/// How a charm price ends.
///
/// ```
/// use clearfloor::break_even::{CharmEnding, charm_price};
/// use clearfloor::{money::Currency, rounding::Ratio};
/// let from = |minor| charm_price(Ratio::whole(minor), CharmEnding::NinetyNine, Currency::USD).unwrap().to_string();
/// assert_eq!([1249, 1299, 1300].map(from), ["12.99", "12.99", "13.99"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharmEnding {
    /// In 99 minor units: 12.99.
    NinetyNine,
}

impl CharmEnding {
    const fn minor_within(self) -> (i128, i128) {
        match self {
            Self::NinetyNine => (99, 100),
        }
    }
}

/// The smallest price of the ending that is not below `floor` (exact minor units), and not below zero.
///
/// # Errors
/// `charm_needs_minor_units` for a currency without them; `out_of_range`.
///
/// ```
/// use clearfloor::break_even::{CharmEnding, charm_price};
/// use clearfloor::{money::Currency, rounding::Ratio};
/// let floor = Ratio::new(9991, 10).unwrap(); // 9.991
/// let price = charm_price(floor, CharmEnding::NinetyNine, Currency::USD).unwrap();
/// assert_eq!(price.to_string(), "10.99");
/// ```
pub fn charm_price(floor: Ratio, ending: CharmEnding, currency: Currency) -> Result<Money> {
    if currency.exponent() == 0 {
        return Err(Error::new(ErrorKind::Mismatch, "charm_needs_minor_units").with("currency", currency.code()));
    }
    let (ending, step) = ending.minor_within();
    let steps = floor.minus(Ratio::whole(ending))?.over(Ratio::whole(step))?.round(Rounding::Ceiling)?.max(0);
    let minor = steps.checked_mul(step).and_then(|minor| minor.checked_add(ending));
    let minor = minor.and_then(|minor| i64::try_from(minor).ok()).ok_or_else(|| Error::out_of_range("price"))?;
    Money::new(minor, currency)
}

/// The smallest charm price not below `floor` that lies in one of the rising `ranges`, so that it
/// does not fall into a hole; `None` if none does.
///
/// # Errors
/// As [`charm_price`].
///
/// ```
/// use clearfloor::break_even::{CharmEnding, PriceRange, charm_in_ranges};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // 9.44 to 9.98 pay, then a hole to 10.33: 9.99 falls into it.
/// let ranges = [("9.44", "9.98"), ("10.33", "50.00")].map(|(a, b)| PriceRange { first: usd(a), last: usd(b) });
/// assert_eq!(charm_in_ranges(&ranges, usd("9.44"), CharmEnding::NinetyNine).unwrap(), Some(usd("10.99")));
/// assert_eq!(charm_in_ranges(&ranges[..1], usd("9.44"), CharmEnding::NinetyNine).unwrap(), None);
/// ```
pub fn charm_in_ranges(ranges: &[PriceRange], floor: Money, ending: CharmEnding) -> Result<Option<Money>> {
    for range in ranges {
        let from = range.first.minor().max(floor.minor());
        let price = charm_price(Ratio::whole(i128::from(from)), ending, floor.currency())?;
        if range.contains(price) {
            return Ok(Some(price));
        }
    }
    Ok(None)
}

/// The highest unit cost that still meets the target at a price, with every line rounded as
/// charged; the model's own unit cost does not matter. `None` if no cost from minus to plus
/// infinity decides it (a return of −100 % or less).
///
/// # Errors
/// `price_above_bands`; `out_of_range`.
///
/// ```
/// use clearfloor::break_even::{PriceLine, PriceModel, Target, affordable_cost};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap();
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_fee(referral);
/// let price = Money::parse("10.00", Currency::USD).unwrap();
/// let third = Target::Roi(Ratio::new(1, 3).unwrap());
/// // 8.50 / (1 + 1/3) = 6.375, cut to the cent.
/// assert_eq!(affordable_cost(&model, price, third).unwrap().unwrap().to_string(), "6.37");
/// ```
pub fn affordable_cost(model: &PriceModel, price: Money, target: Target) -> Result<Option<Money>> {
    let parts = model.rounded_parts(price.minor())?;
    let proceeds = Ratio::whole(i128::from(parts.proceeds));
    let cost = match target {
        Target::Profit(amount) => proceeds.minus(Ratio::whole(amount.round(Rounding::HalfAwayFromZero)?))?,
        Target::MarginNet(share) => proceeds.minus(share.times(Ratio::whole(i128::from(parts.revenue)))?)?,
        Target::MarginGross(share) => proceeds.minus(share.times(Ratio::whole(i128::from(price.minor())))?)?,
        Target::Roi(share) => {
            let markup = Ratio::ONE.plus(share)?;
            if markup <= Ratio::ZERO {
                return Ok(None);
            }
            proceeds.over(markup)?
        }
    };
    Money::from_ratio_minor(cost, model.currency(), Rounding::Floor).map(Some)
}
