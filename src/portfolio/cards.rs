//! Fees compiled to whole numbers: one card for each size class, one for each category.

use super::Product;
use crate::date::Day;
use crate::error::{Error, ErrorKind};
use crate::fees::rule::{BandMode, Limit, PriceBand, ReferralRule};
use crate::fees::{Category, FeeTables, Goods, Handling, Hole, LiquidationTerms, Programme, SizeClass};
use crate::money::Money;
use crate::rate::Rate;
use crate::stock::HoldingCalendar;
use crate::units::Package;

/// Most tiers of a size table; what is of a further one is left to the exact way.
const TIERS: usize = 16;
/// Heaviest class that is kept; what is heavier is left to the exact way.
const MAX_OZ: usize = 16_000;

pub(super) fn not_known(hole: &Hole) -> Error {
    Error::new(ErrorKind::Missing, "fee_not_known").with("family", hole.family.code())
}

/// Exact below 2^53, and amounts are.
#[inline]
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "whole numbers below 2^53 are exact")]
pub(super) const fn to_f64(whole: i64) -> f64 {
    whole as f64
}

/// Share of an amount above zero, rounded half away from zero.
#[inline]
pub(super) const fn share(minor: i64, ppm: i64) -> i64 {
    (minor * ppm + 500_000) / 1_000_000
}

/// Highest whole amount within a limit.
fn highest(limit: Option<Limit>) -> i64 {
    limit.map_or(i64::MAX, |limit| limit.amount.minor() - i64::from(!limit.is_inclusive))
}

/// One price band: highest price in it and what is charged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    pub up_to: i64,
    /// Amount, or parts per million.
    pub charge: i64,
}

/// Referral and closing fee of one category at one ship date.
#[derive(Clone, Debug, PartialEq)]
struct Referral {
    bands: Vec<Band>,
    is_portion: bool,
    minimum: i64,
    closing: i64,
}

impl Referral {
    fn new(rule: &ReferralRule, closing: Money) -> Self {
        Self {
            bands: rule.bands().iter().map(|b| Band { up_to: highest(b.up_to), charge: b.rate.ppm() }).collect(),
            is_portion: rule.mode() == BandMode::Portion,
            minimum: rule.minimum().minor(),
            closing: closing.minor(),
        }
    }

    #[inline]
    fn charge(&self, price: i64) -> Option<i64> {
        let mut millionths = 0;
        let mut below = 0;
        for band in &self.bands {
            if price <= band.up_to {
                millionths += (price - below) * band.charge;
                let fee = (millionths + 500_000) / 1_000_000;
                return Some(if fee < self.minimum { self.minimum } else { fee } + self.closing);
            }
            if self.is_portion {
                millionths += (band.up_to - below) * band.charge;
                below = band.up_to;
            }
        }
        None
    }
}

/// A fee that rises in a straight line up to a price, but never below `least`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Straight {
    pub up_to: i64,
    pub rate: f64,
    pub constant: f64,
    pub least: f64,
}

/// What a category is charged by ship date.
#[derive(Clone, Debug)]
pub(super) struct SaleCard {
    /// From a day on, counted from today; the first from 0, each unlike the one before.
    referrals: Vec<(i32, Referral)>,
}

impl SaleCard {
    /// `None` if a figure is not known.
    pub fn new(fees: &FeeTables, category: &Category, today: Day, segments: &[i32]) -> Option<Self> {
        let mut referrals: Vec<(i32, Referral)> = Vec::new();
        for from in segments {
            let day = today.plus(*from);
            let rule = fees.referral(category, day).ok()?.value;
            if rule.mode() == BandMode::Bent {
                return None;
            }
            let next = Referral::new(rule, fees.closing_fee(category, day).ok()?.value);
            if referrals.last().is_none_or(|(_, last)| *last != next) {
                referrals.push((*from, next));
            }
        }
        Some(Self { referrals })
    }

    /// Referral and closing fee at a price.
    #[inline]
    pub fn charge(&self, place: usize, price: i64) -> Option<i64> {
        self.referrals.get(place).and_then(|(_, referral)| referral.charge(price))
    }

    /// Closing fee alone.
    pub fn closing(&self, place: usize) -> Option<i64> {
        self.referrals.get(place).map(|(_, referral)| referral.closing)
    }

    /// Referral fee around a price today, as a straight line; the closing fee is in its constant.
    pub fn line(&self, price: i64) -> Option<Straight> {
        let (_, referral) = self.referrals.first()?;
        let mut below = 0;
        let mut constant = 0.0;
        for band in &referral.bands {
            if price <= band.up_to {
                let rate = to_f64(band.charge) / 1e6;
                let closing = to_f64(referral.closing);
                let constant = if referral.is_portion { constant - to_f64(below) * rate } else { 0.0 } + closing;
                let least = to_f64(referral.minimum) + closing;
                return Some(Straight { up_to: band.up_to, rate, constant, least });
            }
            constant += to_f64(band.up_to - below) * to_f64(band.charge) / 1e6;
            below = band.up_to;
        }
        None
    }

    /// Day from which the fee at a place holds; beyond the last one never.
    #[inline]
    pub fn holds_from(&self, place: usize) -> i32 {
        self.referrals.get(place).map_or(i32::MAX, |(from, _)| *from)
    }
}

/// What all packages of one class pay.
#[derive(Clone, Debug)]
pub(super) struct ClassCard {
    pub is_oversize: bool,
    /// Fulfilment with fuel surcharge from a day on, counted from today; the first from 0, each unlike
    /// the one before.
    charges: Vec<(i32, Vec<Band>)>,
    removal: i64,
    /// `None` = such goods are not taken.
    liquidation: Option<LiquidationTerms>,
    lag_days: i32,
}

impl ClassCard {
    fn new(
        fees: &FeeTables,
        today: Day,
        segments: &[i32],
        programme: Programme,
        product: &Product<'_>,
    ) -> Option<Self> {
        let sized = fees.size(product.package, today).ok()?.value;
        let mut charges: Vec<(i32, Vec<Band>)> = Vec::new();
        for from in segments {
            let day = today.plus(*from);
            let fee = fees.fulfilment(&sized, programme, day).ok()?.value.fee;
            let fuel = fees.fuel_surcharge(day).ok()?.value;
            let band = |band: &PriceBand| {
                let base = band.fee?;
                Some(Band { up_to: highest(band.up_to), charge: base.minor() + base.share(fuel).ok()?.minor() })
            };
            let bands = fee.bands().iter().map(band).collect::<Option<Vec<_>>>()?;
            if charges.last().is_none_or(|(_, last)| *last != bands) {
                charges.push((*from, bands));
            }
        }
        let terms = fees.liquidation(&sized, product.handling, today).ok()?.value;
        let is_taken = product.goods == Goods::Ordinary || terms.is_dangerous_eligible;
        Some(Self {
            is_oversize: sized.is_oversize(),
            charges,
            removal: fees.removal(&sized, product.handling, today).ok()?.value.minor(),
            liquidation: is_taken.then_some(terms),
            lag_days: i32::try_from(terms.payout_days_mid()).ok()?,
        })
    }

    /// Fulfilment and fuel surcharge at a price.
    #[inline]
    pub fn charge(&self, place: usize, price: i64) -> Option<i64> {
        let (_, bands) = self.charges.get(place)?;
        bands.iter().find(|band| price <= band.up_to).map(|band| band.charge)
    }

    /// Fulfilment and fuel surcharge around a price today.
    pub fn band(&self, price: i64) -> Option<Band> {
        let (_, bands) = self.charges.first()?;
        bands.iter().find(|band| price <= band.up_to).copied()
    }

    /// Day from which the fee at a place holds; beyond the last one never.
    #[inline]
    pub fn holds_from(&self, place: usize) -> i32 {
        self.charges.get(place).map_or(i32::MAX, |(from, _)| *from)
    }

    /// Volume of one unit. Of a class only the weight is alike, so it comes from the package.
    #[inline]
    pub fn cubic_feet(&self, package: &Package) -> f64 {
        let [a, b, c] = package.sides;
        to_f64(a.micros) * to_f64(b.micros) * to_f64(c.micros) / 1.728e21
    }

    /// What a unit let go today is worth: liquidation, removal, disposal.
    #[inline]
    pub fn exits(&self, price: i64, recovery: Option<Rate>, calendar: &HoldingCalendar) -> [f64; super::EXITS] {
        let removed = -to_f64(self.removal);
        let liquidated = self.liquidation.map_or(f64::NEG_INFINITY, |terms| {
            let gross = share(price, recovery.unwrap_or(terms.recovery_mid).ppm());
            let net = gross - share(gross, terms.referral_share.ppm()) - terms.processing.minor();
            to_f64(net) * calendar.paid_after(self.lag_days)
        });
        [liquidated, removed, removed]
    }
}

/// Cards by class, each made when first asked for.
#[derive(Clone, Debug)]
pub(super) struct ClassCards {
    today: Day,
    segments: Vec<i32>,
    cards: Vec<Option<ClassCard>>,
    /// By tier, programme, handling and goods, then by billed ounces: place in `cards` plus one.
    places: Vec<Vec<u32>>,
    /// The same of what is billed by its volume, for which the weight on the scale decides too: that in ounces,
    /// and the place.
    by_volume: Vec<Vec<Vec<(i64, u32)>>>,
}

const PROGRAMMES: usize = Programme::ALL.len();

impl ClassCards {
    /// `segments` are the ship dates on which a fee may change, as days from today; the first is 0.
    pub fn new(today: Day, segments: Vec<i32>) -> Self {
        let groups = TIERS * PROGRAMMES * 2 * 2;
        let (places, by_volume) = (vec![Vec::new(); groups], vec![Vec::new(); groups]);
        Self { today, segments, cards: Vec::new(), places, by_volume }
    }

    /// The card of a class; `None` if a figure of it is not known.
    #[inline]
    pub fn card(
        &mut self,
        fees: &FeeTables,
        class: SizeClass,
        programme: Programme,
        product: &Product<'_>,
    ) -> Option<&ClassCard> {
        let programme = if product.goods == Goods::Dangerous { Programme::DangerousGoods } else { programme };
        let ounces = usize::try_from(class.billed_oz_up).ok().filter(|ounces| *ounces <= MAX_OZ)?;
        let flags =
            usize::from(product.handling == Handling::Special) * 2 + usize::from(product.goods == Goods::Dangerous);
        let group = (usize::from(class.place) * PROGRAMMES + rank(&Programme::ALL, programme)) * 4 + flags;
        let next = u32::try_from(self.cards.len()).ok()?.checked_add(1)?;
        let place = if class.is_by_volume {
            let known = at(self.by_volume.get_mut(group)?, ounces)?;
            match known.iter().find(|(unit, _)| *unit == class.unit_oz_up) {
                Some(&(_, place)) => place,
                None => {
                    known.push((class.unit_oz_up, next));
                    next
                }
            }
        } else {
            let place = at(self.places.get_mut(group)?, ounces)?;
            if *place == 0 {
                *place = next;
            }
            *place
        };
        if place == next {
            self.cards.push(ClassCard::new(fees, self.today, &self.segments, programme, product));
        }
        self.cards.get(usize::try_from(place).ok()?.checked_sub(1)?)?.as_ref()
    }
}

/// What stands at a place of a list that grows to it.
#[inline]
fn at<T: Clone + Default>(list: &mut Vec<T>, place: usize) -> Option<&mut T> {
    if list.len() <= place {
        list.resize(place + 1, T::default());
    }
    list.get_mut(place)
}

#[inline]
fn rank<T: PartialEq>(all: &[T], wanted: T) -> usize {
    all.iter().position(|one| *one == wanted).unwrap_or(0)
}
