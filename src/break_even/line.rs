//! One cost of a sale as an exact function of the price.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding, divide};
use core::cmp::Ordering;

/// Where a band ends, in minor units, and whether that price still belongs to it.
///
/// ```
/// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
/// let fee_at_ten = |is_included| {
///     let end = BandEnd { price: Ratio::whole(1000), is_included };
///     let bands = [(Some(end), 262), (None, 338)];
///     let bands = bands.map(|(end, fee)| Band { end, figure: Some(Ratio::whole(fee)) });
///     PriceLine::by_band(&bands).unwrap().at(Ratio::whole(1000)).unwrap()
/// };
/// assert_eq!([true, false].map(fee_at_ten), [Ratio::whole(262), Ratio::whole(338)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandEnd {
    /// The price, exact, in minor units.
    pub price: Ratio,
    /// A price equal to it still belongs to the band.
    pub is_included: bool,
}

/// One band of a fee table: up to an end (`None` = no end) a figure holds.
///
/// ```
/// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
/// let ten = BandEnd { price: Ratio::whole(1000), is_included: false };
/// // The table says nothing of prices from 10.00 on.
/// let bands = [Band { end: Some(ten), figure: Some(Ratio::whole(262)) }, Band { end: None, figure: None }];
/// let fee = PriceLine::by_band(&bands).unwrap();
/// assert_eq!(fee.at(Ratio::whole(1000)).unwrap_err().code(), "fee_not_known");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Upper end.
    pub end: Option<BandEnd>,
    /// A rate (share of the price) or a fee in minor units, as the line says; `None` = the table
    /// does not give it, and no price in the band is said to pay.
    pub figure: Option<Ratio>,
}

/// A stretch of prices on which the line is `(slope · price + constant) / denominator`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) end: Option<BandEnd>,
    /// Last whole minor unit in it.
    pub(super) last: i64,
    pub(super) slope: i128,
    pub(super) constant: i128,
    small: Small,
    /// The figure of the band was given.
    pub(super) is_known: bool,
}

/// The coefficients in 64 bits, if all of the line are small; else of no meaning.
#[derive(Clone, Copy, Debug, Default)]
struct Small {
    slope: i64,
    constant: i64,
}

/// A positive divisor in 64 bits, if the line is small.
#[derive(Clone, Copy, Debug, Default)]
struct SmallDivisor(i64);

impl SmallDivisor {
    /// Half away from zero: the half is added on the side of the sign, then cut off.
    fn round(self, top: i64) -> Option<i64> {
        let half = if top < 0 { -(self.0 / 2) } else { self.0 / 2 };
        // An odd divisor has no tie, so its floored half rounds right, too.
        top.checked_add(half)?.checked_div(self.0)
    }
}

impl Piece {
    fn known(&self) -> Result<()> {
        if self.is_known { Ok(()) } else { Err(Error::new(ErrorKind::Missing, "fee_not_known")) }
    }
}

/// An amount that depends on the price, affine between its breakpoints and free to jump
/// at them. Prices and amounts are exact minor units.
///
/// A list of bands without an open last band leaves the line undefined above it.
///
/// ```
/// use clearfloor::break_even::{Band, BandEnd, PriceLine};
/// use clearfloor::rounding::Ratio;
/// // 8 % of the whole price up to and including 15.00, 15 % above, at least 0.30.
/// let rate = |n| Ratio::new(n, 100).unwrap();
/// let end = BandEnd { price: Ratio::whole(1500), is_included: true };
/// let referral = PriceLine::threshold(&[
///     Band { end: Some(end), figure: Some(rate(8)) },
///     Band { end: None, figure: Some(rate(15)) },
/// ]).unwrap().at_least(Ratio::whole(30)).unwrap();
/// assert_eq!(referral.at(Ratio::whole(1500)).unwrap(), Ratio::whole(120));
/// assert_eq!(referral.rounded_at(1501).unwrap(), 225);
/// assert_eq!(referral.rounded_at(100).unwrap(), 30);
/// ```
#[derive(Clone, Debug)]
pub struct PriceLine {
    denominator: i128,
    pieces: Vec<Piece>,
    small_denominator: SmallDivisor,
    /// Every coefficient is small enough for 64-bit arithmetic with a price below 2^31.
    is_small: bool,
}

/// Denominator of a rate.
const PPM: i128 = 1_000_000;

fn overflow() -> Error {
    Error::out_of_range("price line")
}

fn compare_ends(left: Option<BandEnd>, right: Option<BandEnd>) -> Ordering {
    match (left, right) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            // Almost every end is a whole cent.
            let by_price = if a.price.denominator() == 1 && b.price.denominator() == 1 {
                a.price.numerator().cmp(&b.price.numerator())
            } else {
                a.price.cmp(&b.price)
            };
            by_price.then(a.is_included.cmp(&b.is_included))
        }
    }
}

fn last_whole(end: Option<BandEnd>) -> Result<i64> {
    let Some(end) = end else { return Ok(i64::MAX) };
    let last = if end.is_included {
        end.price.round(Rounding::Floor)?
    } else {
        end.price.round(Rounding::Ceiling)?.checked_sub(1).ok_or_else(overflow)?
    };
    i64::try_from(last).map_err(|_| overflow())
}

fn common_denominator(a: i128, b: i128) -> Result<i128> {
    if a == b || b == 1 {
        return Ok(a);
    }
    if a == 1 {
        return Ok(b);
    }
    let step = Ratio::new(a, b)?.numerator();
    b.checked_mul(step).ok_or_else(overflow)
}

/// Affine part of a piece before a denominator is shared.
struct Affine {
    end: Option<BandEnd>,
    slope: Ratio,
    constant: Ratio,
    is_known: bool,
}

/// A band between whole minor units with coefficients over a denominator told apart; `None` = the
/// table does not give it.
pub(super) struct WholeBand {
    pub(super) end: Option<(i64, bool)>,
    /// Slope and constant.
    pub(super) coefficients: Option<(i64, i64)>,
}

impl Affine {
    const fn open(slope: Ratio, constant: Ratio) -> Self {
        Self { end: None, slope, constant, is_known: true }
    }
}

impl PriceLine {
    fn new(denominator: i128, mut pieces: Vec<Piece>) -> Self {
        let fits = |x: i128, bits: u32| x.unsigned_abs() < 1_u128 << bits;
        let is_small =
            fits(denominator, 31) && pieces.iter().all(|piece| fits(piece.slope, 31) && fits(piece.constant, 60));
        let narrow = |x: i128| i64::try_from(x).unwrap_or_default();
        for piece in &mut pieces {
            piece.small = Small { slope: narrow(piece.slope), constant: narrow(piece.constant) };
        }
        Self { denominator, pieces, small_denominator: SmallDivisor(narrow(denominator)), is_small }
    }

    /// From pieces whose coefficients share a denominator already; ends are whole minor units.
    pub(super) fn from_whole_bands(denominator: i64, bands: impl ExactSizeIterator<Item = WholeBand>) -> Result<Self> {
        let mut pieces = Vec::with_capacity(bands.len().saturating_add(1));
        for band in bands {
            let (end, last) = match band.end {
                Some((price, is_included)) => {
                    let end = BandEnd { price: Ratio::whole(i128::from(price)), is_included };
                    (Some(end), if is_included { price } else { price.checked_sub(1).ok_or_else(overflow)? })
                }
                None => (None, i64::MAX),
            };
            let is_known = band.coefficients.is_some();
            let (slope, constant) = band.coefficients.unwrap_or_default();
            let (slope, constant) = (i128::from(slope), i128::from(constant));
            pieces.push(Piece { end, last, slope, constant, small: Small::default(), is_known });
        }
        Ok(Self::new(i128::from(denominator), pieces))
    }

    fn from_affine(parts: &[Affine]) -> Result<Self> {
        let mut denominator = 1;
        for part in parts {
            denominator = common_denominator(denominator, part.slope.denominator())?;
            denominator = common_denominator(denominator, part.constant.denominator())?;
        }
        let scaled = |x: Ratio| {
            let factor = denominator.checked_div(x.denominator()).ok_or_else(overflow)?;
            x.numerator().checked_mul(factor).ok_or_else(overflow)
        };
        let pieces = parts.iter().map(|part| {
            Ok(Piece {
                end: part.end,
                last: last_whole(part.end)?,
                slope: scaled(part.slope)?,
                constant: scaled(part.constant)?,
                is_known: part.is_known,
                small: Small::default(),
            })
        });
        Ok(Self::new(denominator, pieces.collect::<Result<_>>()?))
    }

    fn check(bands: &[Band]) -> Result<()> {
        let rises = bands.windows(2).all(|pair| match pair {
            [a, b] => compare_ends(a.end, b.end) == Ordering::Less,
            _ => true,
        });
        if rises && !bands.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::Internal, "bands_not_rising")) }
    }

    /// The same amount at every price, in minor units.
    ///
    /// # Errors
    /// `out_of_range`; so for the other constructors.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let fulfilment = PriceLine::fixed(Ratio::whole(421)).unwrap();
    /// assert_eq!([500, 5000].map(|price| fulfilment.rounded_at(price).unwrap()), [421, 421]);
    /// ```
    pub fn fixed(amount: Ratio) -> Result<Self> {
        Self::from_affine(&[Affine::open(Ratio::ZERO, amount)])
    }

    /// A share of the price.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap();
    /// assert_eq!(referral.at(Ratio::whole(2499)).unwrap(), Ratio::new(37_485, 100).unwrap());
    /// ```
    pub fn share(rate: Ratio) -> Result<Self> {
        Self::from_affine(&[Affine::open(rate, Ratio::ZERO)])
    }

    /// A share of the price in parts per million.
    #[must_use]
    pub(crate) fn of_rate(rate: Rate) -> Self {
        let slope = i128::from(rate.ppm());
        let piece = Piece { end: None, last: i64::MAX, slope, constant: 0, small: Small::default(), is_known: true };
        Self::new(PPM, vec![piece])
    }

    /// The same whole amount at every price.
    #[must_use]
    pub(crate) fn of_money(amount: Money) -> Self {
        let constant = i128::from(amount.minor());
        let piece = Piece { end: None, last: i64::MAX, slope: 0, constant, small: Small::default(), is_known: true };
        Self::new(1, vec![piece])
    }

    /// A fee in minor units by price band.
    ///
    /// # Errors
    /// `bands_not_rising` if there is no band or an end does not lie above the one before.
    ///
    /// ```
    /// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
    /// let band = |end: Option<i128>, fee| Band {
    ///     end: end.map(|end| BandEnd { price: Ratio::whole(end), is_included: true }),
    ///     figure: Some(Ratio::whole(fee)),
    /// };
    /// let fee = PriceLine::by_band(&[band(Some(1000), 262), band(Some(5000), 338), band(None, 364)]).unwrap();
    /// assert_eq!([1000, 1001, 5001].map(|price| fee.rounded_at(price).unwrap()), [262, 338, 364]);
    /// let wrong = PriceLine::by_band(&[band(Some(5000), 338), band(Some(1000), 262)]).unwrap_err();
    /// assert_eq!(wrong.code(), "bands_not_rising");
    /// ```
    pub fn by_band(bands: &[Band]) -> Result<Self> {
        Self::check(bands)?;
        let parts = bands.iter().map(|band| Affine {
            end: band.end,
            slope: Ratio::ZERO,
            constant: band.figure.unwrap_or(Ratio::ZERO),
            is_known: band.figure.is_some(),
        });
        Self::from_affine(&parts.collect::<Vec<_>>())
    }

    /// A percentage of the whole price by the band in which the price lies (a cliff at each end).
    ///
    /// # Errors
    /// As [`PriceLine::by_band`].
    ///
    /// ```
    /// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
    /// let ten = BandEnd { price: Ratio::whole(1000), is_included: true };
    /// let rates = [(Some(ten), 8), (None, 15)].map(|(end, rate)| Band { end, figure: Ratio::new(rate, 100).ok() });
    /// // 8 % of 10.00, 15 % of the whole of 10.20.
    /// let fee = PriceLine::threshold(&rates).unwrap();
    /// assert_eq!([1000, 1020].map(|price| fee.rounded_at(price).unwrap()), [80, 153]);
    /// ```
    pub fn threshold(bands: &[Band]) -> Result<Self> {
        Self::check(bands)?;
        let parts = bands.iter().map(|band| Affine {
            end: band.end,
            slope: band.figure.unwrap_or(Ratio::ZERO),
            constant: Ratio::ZERO,
            is_known: band.figure.is_some(),
        });
        Self::from_affine(&parts.collect::<Vec<_>>())
    }

    /// A percentage of each slice of the price by the slice's band.
    ///
    /// # Errors
    /// As [`PriceLine::by_band`].
    ///
    /// ```
    /// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
    /// let end = BandEnd { price: Ratio::whole(25_000), is_included: true };
    /// let rates = [(Some(end), 20), (None, 5)].map(|(end, rate)| Band { end, figure: Ratio::new(rate, 100).ok() });
    /// // 20 % of the first 250.00, 5 % of the 50.00 above.
    /// assert_eq!(PriceLine::marginal(&rates).unwrap().rounded_at(30_000).unwrap(), 5000 + 250);
    /// ```
    pub fn marginal(bands: &[Band]) -> Result<Self> {
        Self::check(bands)?;
        let mut parts: Vec<Affine> = Vec::with_capacity(bands.len());
        let mut constant = Ratio::ZERO;
        let mut before: Option<(Ratio, Ratio)> = None;
        // A slice that is not known makes every price above it unknown.
        let mut is_known = true;
        for band in bands {
            let rate = band.figure.unwrap_or(Ratio::ZERO);
            is_known &= band.figure.is_some();
            if let Some((lower_rate, end)) = before {
                constant = constant.plus(lower_rate.minus(rate)?.times(end)?)?;
            }
            parts.push(Affine { end: band.end, slope: rate, constant, is_known });
            before = band.end.map(|end| (rate, end.price));
        }
        Self::from_affine(&parts)
    }

    /// What this is at `scale` · price + `shift`: a fee on a total that goes with the price, such as price,
    /// shipping and sales tax together. `scale` is above zero, `shift` in minor units.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::break_even::PriceLine;
    /// use clearfloor::rounding::Ratio;
    /// // 10 % of the price, 5.00 of shipping, and 8 % of tax on both.
    /// let tenth = PriceLine::share(Ratio::new(1, 10).unwrap()).unwrap();
    /// let taxed = Ratio::new(108, 100).unwrap();
    /// let fee = tenth.of_total(taxed, taxed.times(Ratio::whole(500)).unwrap()).unwrap();
    /// assert_eq!(fee.at(Ratio::whole(2000)).unwrap(), Ratio::whole(270));
    /// ```
    pub fn of_total(&self, scale: Ratio, shift: Ratio) -> Result<Self> {
        let mut parts = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            let end = match piece.end {
                Some(end) => Some(BandEnd { price: end.price.minus(shift)?.over(scale)?, ..end }),
                None => None,
            };
            let slope = Ratio::new(piece.slope, self.denominator)?;
            let constant = Ratio::new(piece.constant, self.denominator)?.plus(slope.times(shift)?)?;
            parts.push(Affine { end, slope: slope.times(scale)?, constant, is_known: piece.is_known });
        }
        Self::from_affine(&parts)
    }

    /// The greater of this and `amount` (a minimum fee).
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap().at_least(Ratio::whole(30)).unwrap();
    /// // They meet at 2.00.
    /// assert_eq!([100, 200, 300].map(|price| referral.rounded_at(price).unwrap()), [30, 30, 45]);
    /// ```
    pub fn at_least(&self, amount: Ratio) -> Result<Self> {
        self.clamped(amount, Ordering::Greater)
    }

    /// The lesser of this and `amount` (a cap).
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let capped = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap().at_most(Ratio::whole(600)).unwrap();
    /// assert_eq!([2000, 4000, 6000].map(|price| capped.rounded_at(price).unwrap()), [300, 600, 600]);
    /// ```
    pub fn at_most(&self, amount: Ratio) -> Result<Self> {
        self.clamped(amount, Ordering::Less)
    }

    /// Keeps this where it compares to `amount` as `kept`, else takes `amount`. Each piece
    /// crosses `amount` at most once; there it is cut in two.
    fn clamped(&self, amount: Ratio, kept: Ordering) -> Result<Self> {
        let denominator = common_denominator(self.denominator, amount.denominator())?;
        let factor = denominator.checked_div(self.denominator).ok_or_else(overflow)?;
        let amount = denominator
            .checked_div(amount.denominator())
            .and_then(|factor| factor.checked_mul(amount.numerator()))
            .ok_or_else(overflow)?;
        let mut pieces = Vec::with_capacity(self.pieces.len().saturating_add(1));
        let mut start: Option<BandEnd> = None;
        for piece in &self.pieces {
            let slope = piece.slope.checked_mul(factor).ok_or_else(overflow)?;
            let constant = piece.constant.checked_mul(factor).ok_or_else(overflow)?;
            let flat = |end, last| Piece { end, last, slope: 0, constant: amount, ..*piece };
            let own = |end, last| Piece { end, last, slope, constant, ..*piece };
            let gap = amount.checked_sub(constant).ok_or_else(overflow)?;
            if slope == 0 {
                let keeps = constant.cmp(&amount) == kept;
                pieces.push(if keeps { own(piece.end, piece.last) } else { flat(piece.end, piece.last) });
            } else {
                let root = Ratio::new(gap, slope)?;
                // Left of the root the piece lies below `amount` if it rises.
                let left_is_own = (slope > 0) == (kept == Ordering::Less);
                let is_before_end = piece.end.is_none_or(|end| root < end.price);
                let is_after_start = start.is_none_or(|start| root > start.price);
                let left = |end, last| if left_is_own { own(end, last) } else { flat(end, last) };
                let right = |end, last| if left_is_own { flat(end, last) } else { own(end, last) };
                if !is_before_end {
                    pieces.push(left(piece.end, piece.last));
                } else if is_after_start {
                    let kink = Some(BandEnd { price: root, is_included: true });
                    pieces.push(left(kink, last_whole(kink)?));
                    pieces.push(right(piece.end, piece.last));
                } else {
                    pieces.push(right(piece.end, piece.last));
                }
            }
            start = piece.end;
        }
        Ok(Self::new(denominator, pieces))
    }

    /// This times a factor.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// // 2 % of a fee of 15 %.
    /// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap();
    /// let uplift = referral.times(Ratio::new(2, 100).unwrap()).unwrap();
    /// assert_eq!(uplift.at(Ratio::whole(2000)).unwrap(), Ratio::whole(6));
    /// ```
    pub fn times(&self, factor: Ratio) -> Result<Self> {
        let denominator = self.denominator.checked_mul(factor.denominator()).ok_or_else(overflow)?;
        let scaled = |x: i128| x.checked_mul(factor.numerator()).ok_or_else(overflow);
        let pieces = self
            .pieces
            .iter()
            .map(|piece| Ok(Piece { slope: scaled(piece.slope)?, constant: scaled(piece.constant)?, ..*piece }));
        Ok(Self::new(denominator, pieces.collect::<Result<_>>()?))
    }

    /// Sum of two lines; undefined where one of them is.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap();
    /// let both = referral.plus(&PriceLine::fixed(Ratio::whole(421)).unwrap()).unwrap();
    /// assert_eq!(both.at(Ratio::whole(2000)).unwrap(), Ratio::whole(300 + 421));
    /// ```
    pub fn plus(&self, other: &Self) -> Result<Self> {
        let denominator = common_denominator(self.denominator, other.denominator)?;
        let left_factor = denominator.checked_div(self.denominator).ok_or_else(overflow)?;
        let right_factor = denominator.checked_div(other.denominator).ok_or_else(overflow)?;
        let sum = |a: i128, b: i128| {
            a.checked_mul(left_factor)
                .zip(b.checked_mul(right_factor))
                .and_then(|(a, b)| a.checked_add(b))
                .ok_or_else(overflow)
        };
        let mut pieces = Vec::with_capacity(self.pieces.len().saturating_add(other.pieces.len()));
        let (mut left, mut right) = (self.pieces.iter().peekable(), other.pieces.iter().peekable());
        while let (Some(&a), Some(&b)) = (left.peek(), right.peek()) {
            let order = compare_ends(a.end, b.end);
            let (end, last) = if order == Ordering::Greater { (b.end, b.last) } else { (a.end, a.last) };
            let (slope, constant) = (sum(a.slope, b.slope)?, sum(a.constant, b.constant)?);
            pieces.push(Piece { end, last, slope, constant, is_known: a.is_known && b.is_known, ..*a });
            if order != Ordering::Greater {
                left.next();
            }
            if order != Ordering::Less {
                right.next();
            }
        }
        Ok(Self::new(denominator, pieces))
    }

    /// The exact amount at a price.
    ///
    /// # Errors
    /// `price_above_bands` where no band holds; `fee_not_known` where the table gives no figure;
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::{Band, BandEnd, PriceLine}, rounding::Ratio};
    /// let end = Some(BandEnd { price: Ratio::whole(1000), is_included: true });
    /// let fee = PriceLine::threshold(&[Band { end, figure: Ratio::new(8, 100).ok() }]).unwrap();
    /// assert_eq!(fee.at(Ratio::whole(999)).unwrap(), Ratio::new(7992, 100).unwrap());
    /// assert_eq!(fee.at(Ratio::whole(1001)).unwrap_err().code(), "price_above_bands");
    /// ```
    pub fn at(&self, price: Ratio) -> Result<Ratio> {
        let holds = |end: BandEnd| match price.cmp(&end.price) {
            Ordering::Less => true,
            Ordering::Equal => end.is_included,
            Ordering::Greater => false,
        };
        let piece = self.pieces.iter().find(|piece| piece.end.is_none_or(holds)).ok_or_else(above_bands)?;
        piece.known()?;
        let top = Ratio::whole(piece.slope).times(price)?.plus(Ratio::whole(piece.constant))?;
        top.over(Ratio::whole(self.denominator))
    }

    /// The amount at a whole price, rounded once, half away from zero.
    ///
    /// # Errors
    /// As [`PriceLine::at`].
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// let referral = PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap();
    /// // 337.5 and 374.85 cents.
    /// assert_eq!([2250, 2499].map(|price| referral.rounded_at(price).unwrap()), [338, 375]);
    /// ```
    pub fn rounded_at(&self, price_minor: i64) -> Result<i64> {
        let piece = self.pieces.iter().find(|piece| price_minor <= piece.last).ok_or_else(above_bands)?;
        piece.known()?;
        if self.is_small && price_minor.unsigned_abs() < 1 << 31 {
            // Below 2^62 + 2^60 by `is_small`.
            let top = piece.small.slope * price_minor + piece.small.constant;
            if self.denominator == 1 {
                return Ok(top);
            }
            return self.small_denominator.round(top).ok_or_else(overflow);
        }
        let top = piece
            .slope
            .checked_mul(i128::from(price_minor))
            .and_then(|top| top.checked_add(piece.constant))
            .ok_or_else(overflow)?;
        i64::try_from(divide(top, self.denominator, Rounding::HalfAwayFromZero)?).map_err(|_| overflow())
    }

    /// Whether it is a whole number of minor units at every whole price, so that rounding changes nothing.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceLine, rounding::Ratio};
    /// assert!(PriceLine::fixed(Ratio::whole(421)).unwrap().is_whole());
    /// assert!(!PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap().is_whole());
    /// ```
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.denominator == 1
    }

    /// Denominator shared by the pieces.
    pub(super) const fn denominator(&self) -> i128 {
        self.denominator
    }

    /// Pieces by rising price.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

fn above_bands() -> Error {
    Error::new(ErrorKind::Range, "price_above_bands")
}
