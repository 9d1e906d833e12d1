//! What a row of a fee table charges at a price, as pure rules.
//!
//! The same rule serves the ledger (rounded once, [`ReferralRule::charge`]) and the
//! break-even search (exact, through [`ReferralRule::bands`] and [`PriceBandedFee::bands`]).

use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding, divide};

/// Upper end of a price band.
///
/// ```
/// use clearfloor::fees::rule::{Limit, PriceBand, PriceBandedFee};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let at_ten = |is_inclusive| {
///     let cheap = Limit { amount: usd("10.00"), is_inclusive };
///     let bands = [(Some(cheap), "2.86"), (None, "3.74")];
///     let bands = bands.map(|(up_to, fee)| PriceBand { up_to, fee: Some(usd(fee)) });
///     PriceBandedFee::new(bands.to_vec()).unwrap().charge(usd("10.00")).unwrap().to_string()
/// };
/// assert_eq!([at_ten(true), at_ten(false)], ["2.86", "3.74"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The price at the end of the band.
    pub amount: Money,
    /// Whether that price itself still belongs to the band.
    pub is_inclusive: bool,
}

impl Limit {
    /// Whether a whole-cent price lies within the limit. Both must be of one currency.
    #[must_use]
    pub(crate) const fn holds(self, price: Money) -> bool {
        if self.is_inclusive { price.minor() <= self.amount.minor() } else { price.minor() < self.amount.minor() }
    }
}

/// How the rates of several bands apply to one price.
///
/// ```
/// use clearfloor::fees::rule::{BandMode, Limit, ReferralBand, ReferralRule};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let gbp = |text| Money::parse(text, Currency::GBP).unwrap();
/// // 15 % up to 40.00, 7 % beyond, at 50.00.
/// let charge = |mode| {
///     let to_forty = Limit { amount: gbp("40.00"), is_inclusive: true };
///     let low = ReferralBand { up_to: Some(to_forty), rate: Rate::from_ppm(150_000) };
///     let rest = ReferralBand { up_to: None, rate: Rate::from_ppm(70_000) };
///     ReferralRule::new(mode, vec![low, rest], gbp("0.25")).unwrap().charge(gbp("50.00")).unwrap().to_string()
/// };
/// assert_eq!([BandMode::Whole, BandMode::Portion].map(charge), ["3.50", "6.70"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandMode {
    /// The band in which the price lies gives the rate for the whole price, so the fee jumps.
    Whole,
    /// Each slice of the price is charged the rate of its own band, so the fee bends.
    Portion,
    /// As [`BandMode::Whole`] up to the last limit; what lies above it is charged the last rate as a
    /// slice: 15 % of 40.00 and 7 % of the rest for clothing in the UK.
    Bent,
}

/// One band of a referral fee.
///
/// ```
/// use clearfloor::fees::rule::{BandMode, Limit, ReferralBand, ReferralRule};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // 8 % of a price up to 10.00, 15 % of a higher one.
/// let to_ten = Some(Limit { amount: usd("10.00"), is_inclusive: true });
/// let band = |up_to, ppm| ReferralBand { up_to, rate: Rate::from_ppm(ppm) };
/// let bands = vec![band(to_ten, 80_000), band(None, 150_000)];
/// let rule = ReferralRule::new(BandMode::Whole, bands, usd("0.30")).unwrap();
/// assert_eq!(["10.00", "10.01"].map(|price| rule.charge(usd(price)).unwrap().minor()), [80, 150]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferralBand {
    /// Upper end; none = open.
    pub up_to: Option<Limit>,
    /// Share of the price (or of the slice).
    pub rate: Rate,
}

/// A referral fee: the greater of a share of the price and a minimum.
///
/// Source: Amazon's referral fee page ("the greater of the applicable referral fee percentage
/// or minimum referral fee"), read for `referral` in `us.toml`; `math.md` §5.
///
/// ```
/// use clearfloor::fees::rule::{BandMode, Limit, ReferralBand, ReferralRule};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let jewelry = ReferralRule::new(
///     BandMode::Portion,
///     vec![
///         ReferralBand { up_to: Some(Limit { amount: usd("250.00"), is_inclusive: true }), rate: Rate::from_ppm(200_000) },
///         ReferralBand { up_to: None, rate: Rate::from_ppm(50_000) },
///     ],
///     usd("0.30"),
/// )
/// .unwrap();
/// // 20 % of 250.00 and 5 % of 5.00
/// assert_eq!(jewelry.charge(usd("255.00")).unwrap().to_string(), "50.25");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRule {
    mode: BandMode,
    bands: Vec<ReferralBand>,
    minimum: Money,
}

impl ReferralRule {
    /// A rule from its bands, lowest first; the last must be open.
    ///
    /// # Errors
    /// `fee_bands_wrong` if there are none, they do not rise, or the last has an end;
    /// `currency_mismatch` if a limit is of another currency than the minimum.
    ///
    /// ```
    /// use clearfloor::fees::rule::{BandMode, ReferralBand, ReferralRule};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let minimum = Money::parse("0.30", Currency::USD).unwrap();
    /// let open = ReferralBand { up_to: None, rate: Rate::from_ppm(150_000) };
    /// assert!(ReferralRule::new(BandMode::Whole, vec![open], minimum).is_ok());
    /// // Two open bands do not rise.
    /// let wrong = ReferralRule::new(BandMode::Whole, vec![open, open], minimum).unwrap_err();
    /// assert_eq!(wrong.code(), "fee_bands_wrong");
    /// ```
    pub fn new(mode: BandMode, bands: Vec<ReferralBand>, minimum: Money) -> Result<Self> {
        check_limits(&bands.iter().map(|b| b.up_to).collect::<Vec<_>>(), minimum.currency())?;
        Ok(Self { mode, bands, minimum })
    }

    /// A single rate at every price.
    ///
    /// ```
    /// use clearfloor::{fees::rule::ReferralRule, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let rule = ReferralRule::flat(Rate::from_ppm(150_000), usd("0.30"));
    /// assert_eq!(rule.charge(usd("24.99")).unwrap(), usd("3.75"));
    /// ```
    #[must_use]
    pub fn flat(rate: Rate, minimum: Money) -> Self {
        Self { mode: BandMode::Whole, bands: vec![ReferralBand { up_to: None, rate }], minimum }
    }

    /// How the bands apply.
    ///
    /// ```
    /// use clearfloor::fees::rule::{BandMode, ReferralRule};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let rule = ReferralRule::flat(Rate::from_ppm(150_000), Money::zero(Currency::USD));
    /// assert_eq!(rule.mode(), BandMode::Whole);
    /// ```
    #[must_use]
    pub const fn mode(&self) -> BandMode {
        self.mode
    }

    /// The bands, lowest first; the last is open.
    ///
    /// ```
    /// use clearfloor::fees::rule::{ReferralBand, ReferralRule};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let rate = Rate::from_ppm(150_000);
    /// let rule = ReferralRule::flat(rate, Money::zero(Currency::USD));
    /// assert_eq!(rule.bands(), [ReferralBand { up_to: None, rate }]);
    /// ```
    #[must_use]
    pub fn bands(&self) -> &[ReferralBand] {
        &self.bands
    }

    /// Least fee of one unit.
    ///
    /// ```
    /// use clearfloor::{fees::rule::ReferralRule, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let rule = ReferralRule::flat(Rate::from_ppm(150_000), usd("0.30"));
    /// assert_eq!(rule.minimum(), usd("0.30"));
    /// // Below 2.00 it is more than the share.
    /// assert_eq!(rule.charge(usd("1.50")).unwrap(), usd("0.30"));
    /// ```
    #[must_use]
    pub const fn minimum(&self) -> Money {
        self.minimum
    }

    /// The rate of the band in which a price lies.
    ///
    /// # Errors
    /// `currency_mismatch`.
    pub(crate) fn rate_at(&self, price: Money) -> Result<Rate> {
        same_currency(price, self.minimum.currency())?;
        let band = self.bands.iter().find(|b| b.up_to.is_none_or(|limit| limit.holds(price)));
        band.map(|b| b.rate).ok_or_else(|| Error::new(ErrorKind::Internal, "fee_bands_wrong"))
    }

    /// The slices into which a price is cut: one for a rate on the whole price, else each with its own
    /// rate, lowest first; the last is open.
    ///
    /// # Errors
    /// `currency_mismatch`.
    pub(crate) fn slices_at(&self, price: Money) -> Result<Vec<ReferralBand>> {
        let whole = vec![ReferralBand { up_to: None, rate: self.rate_at(price)? }];
        Ok(match (self.mode, self.bands.as_slice()) {
            (BandMode::Portion, bands) => bands.to_vec(),
            (BandMode::Bent, [.., before, last]) if before.up_to.is_some_and(|limit| !limit.holds(price)) => {
                vec![*before, *last]
            }
            _ => whole,
        })
    }

    /// Minor units × parts per million at `price`, before minimum and rounding.
    fn millionths(&self, price: Money) -> Result<i128> {
        let rate = self.rate_at(price)?;
        let times = |minor: i64, rate: Rate| i128::from(minor) * i128::from(rate.ppm());
        if self.mode == BandMode::Whole {
            return Ok(times(price.minor(), rate));
        }
        if self.mode == BandMode::Bent {
            let [.., before, last] = self.bands.as_slice() else { return Ok(times(price.minor(), rate)) };
            let bend = before.up_to.map_or(price.minor(), |limit| limit.amount.minor());
            if price.minor() <= bend {
                return Ok(times(price.minor(), rate));
            }
            let slice = times(price.minor() - bend, last.rate);
            return times(bend, before.rate).checked_add(slice).ok_or_else(|| Error::out_of_range("fee"));
        }
        let mut below = 0;
        let mut sum = 0_i128;
        for band in &self.bands {
            let end = band.up_to.map_or(price.minor(), |limit| limit.amount.minor().min(price.minor()));
            let slice = times((end - below).max(0), band.rate);
            sum = sum.checked_add(slice).ok_or_else(|| Error::out_of_range("fee"))?;
            below = below.max(end);
        }
        Ok(sum)
    }

    /// The share of `price` before minimum and rounding, in exact minor units.
    ///
    /// # Errors
    /// `currency_mismatch`; `out_of_range`.
    pub(crate) fn exact_share(&self, price: Money) -> Result<Ratio> {
        Ratio::new(self.millionths(price)?, 1_000_000)
    }

    /// The fee at `price`: share and minimum compared, rounded once, half away from zero.
    ///
    /// `price` is what the buyer pays for the unit with shipping and gift wrap, without sales tax.
    ///
    /// # Errors
    /// `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{fees::rule::ReferralRule, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let rule = ReferralRule::flat(Rate::from_ppm(150_000), usd("0.30"));
    /// // 15 % of 0.10 are a cent and a half; the minimum is more. 15 % of 22.50 are 3.375.
    /// assert_eq!(["0.10", "22.50"].map(|price| rule.charge(usd(price)).unwrap()), [usd("0.30"), usd("3.38")]);
    /// ```
    pub fn charge(&self, price: Money) -> Result<Money> {
        let minor = divide(self.millionths(price)?, 1_000_000, Rounding::HalfAwayFromZero)?;
        let minor = i64::try_from(minor).map_err(|_| Error::out_of_range("fee"))?;
        let share = Money::new(minor, price.currency())?;
        Ok(if share.minor() < self.minimum.minor() { self.minimum } else { share })
    }
}

/// One price band of a fee.
///
/// ```
/// use clearfloor::fees::rule::{Limit, PriceBand, PriceBandedFee};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // The table says nothing of a price from 10.00 on.
/// let below_ten = Some(Limit { amount: usd("10.00"), is_inclusive: false });
/// let bands = vec![PriceBand { up_to: below_ten, fee: Some(usd("2.86")) }, PriceBand { up_to: None, fee: None }];
/// let fee = PriceBandedFee::new(bands).unwrap();
/// assert_eq!(fee.charge(usd("9.99")).unwrap(), usd("2.86"));
/// assert_eq!(fee.charge(usd("24.99")).unwrap_err().code(), "fee_not_known");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceBand {
    /// Upper end; none = open.
    pub up_to: Option<Limit>,
    /// The fee in the band; none = the table does not give it.
    pub fee: Option<Money>,
}

/// A fee per unit that depends on the band in which the price lies.
///
/// ```
/// use clearfloor::fees::rule::{Limit, PriceBand, PriceBandedFee};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let fee = PriceBandedFee::new(vec![
///     PriceBand { up_to: Some(Limit { amount: usd("10.00"), is_inclusive: false }), fee: Some(usd("2.86")) },
///     PriceBand { up_to: Some(Limit { amount: usd("50.00"), is_inclusive: true }), fee: Some(usd("3.74")) },
///     PriceBand { up_to: None, fee: Some(usd("4.00")) },
/// ])
/// .unwrap();
/// assert_eq!(fee.charge(usd("9.99")).unwrap().to_string(), "2.86");
/// assert_eq!(fee.charge(usd("10.00")).unwrap().to_string(), "3.74");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceBandedFee {
    bands: Vec<PriceBand>,
}

impl PriceBandedFee {
    /// A fee from its bands, lowest first; the last must be open.
    ///
    /// # Errors
    /// `fee_bands_wrong` if there are none, they do not rise, or the last has an end;
    /// `currency_mismatch` if they are not of one currency.
    ///
    /// ```
    /// use clearfloor::fees::rule::{Limit, PriceBand, PriceBandedFee};
    /// use clearfloor::money::{Currency, Money};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let end = |amount| Some(Limit { amount: usd(amount), is_inclusive: true });
    /// let band = |up_to| PriceBand { up_to, fee: Some(usd("3.74")) };
    /// assert!(PriceBandedFee::new(vec![band(end("10.00")), band(None)]).is_ok());
    /// // A last band that ends leaves dearer goods without a fee.
    /// let wrong = PriceBandedFee::new(vec![band(end("10.00"))]).unwrap_err();
    /// assert_eq!(wrong.code(), "fee_bands_wrong");
    /// ```
    pub fn new(bands: Vec<PriceBand>) -> Result<Self> {
        let money = bands.iter().find_map(|b| b.fee.or(b.up_to.map(|limit| limit.amount)));
        let currency = money.ok_or_else(|| Error::new(ErrorKind::Range, "fee_bands_wrong"))?.currency();
        check_limits(&bands.iter().map(|b| b.up_to).collect::<Vec<_>>(), currency)?;
        for fee in bands.iter().filter_map(|b| b.fee) {
            same_currency(fee, currency)?;
        }
        Ok(Self { bands })
    }

    /// The same fee at every price.
    ///
    /// ```
    /// use clearfloor::{fees::rule::PriceBandedFee, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = PriceBandedFee::flat(usd("4.21"));
    /// assert_eq!(["5.00", "500.00"].map(|price| fee.charge(usd(price)).unwrap()), [usd("4.21"); 2]);
    /// ```
    #[must_use]
    pub fn flat(fee: Money) -> Self {
        Self { bands: vec![PriceBand { up_to: None, fee: Some(fee) }] }
    }

    /// The bands, lowest first; the last is open.
    ///
    /// ```
    /// use clearfloor::{fees::rule::{PriceBand, PriceBandedFee}, money::{Currency, Money}};
    /// let fee = Money::parse("4.21", Currency::USD).unwrap();
    /// assert_eq!(PriceBandedFee::flat(fee).bands(), [PriceBand { up_to: None, fee: Some(fee) }]);
    /// ```
    #[must_use]
    pub fn bands(&self) -> &[PriceBand] {
        &self.bands
    }

    /// The fee at `price`.
    ///
    /// # Errors
    /// `fee_not_known` if the table leaves this price band out; `currency_mismatch`.
    ///
    /// ```
    /// use clearfloor::{fees::rule::PriceBandedFee, money::{Currency, Money}};
    /// let fee = PriceBandedFee::flat(Money::parse("4.21", Currency::USD).unwrap());
    /// let euro = Money::parse("24.99", Currency::EUR).unwrap();
    /// assert_eq!(fee.charge(euro).unwrap_err().code(), "currency_mismatch");
    /// ```
    pub fn charge(&self, price: Money) -> Result<Money> {
        let band = self.bands.iter().find(|b| b.up_to.is_none_or(|limit| limit.holds(price)));
        let fee = band
            .and_then(|b| b.fee)
            .ok_or_else(|| Error::new(ErrorKind::Missing, "fee_not_known").with("price", price.to_string()))?;
        same_currency(price, fee.currency())?;
        Ok(fee)
    }
}

fn same_currency(money: Money, currency: Currency) -> Result<()> {
    money.plus(Money::zero(currency)).map(|_| ())
}

/// Limits must rise strictly, be of one currency, and only the last band is open.
fn check_limits(limits: &[Option<Limit>], currency: Currency) -> Result<()> {
    let wrong = || Error::new(ErrorKind::Range, "fee_bands_wrong");
    let (last, closed) = limits.split_last().ok_or_else(wrong)?;
    if last.is_some() {
        return Err(wrong());
    }
    let mut below: Option<Limit> = None;
    for limit in closed {
        let limit = limit.ok_or_else(wrong)?;
        same_currency(limit.amount, currency)?;
        // A band may hold one price only: below 10 exclusive, then up to 10 inclusive.
        let rises = |b: Limit| {
            b.amount.minor() < limit.amount.minor()
                || (b.amount.minor() == limit.amount.minor() && !b.is_inclusive && limit.is_inclusive)
        };
        if !below.is_none_or(rises) {
            return Err(wrong());
        }
        below = Some(limit);
    }
    Ok(())
}
