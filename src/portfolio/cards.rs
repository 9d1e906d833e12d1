//! Fees compiled to whole numbers: one card for each size class, one for each category.

use super::Product;
use crate::date::Day;
use crate::error::{Error, ErrorKind};
use crate::fees::rule::{BandMode, Limit, ReferralRule};
use crate::fees::{Category, FeeTables, Goods, Handling, Hole, LiquidationTerms, Programme, SizeClass};
use crate::money::Money;
use crate::rate::Rate;
use crate::stock::HoldingCalendar;
use crate::units::Package;

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
struct Band {
    up_to: i64,
    /// Amount, or parts per million.
    charge: i64,
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
                return Some(fee.max(self.minimum) + self.closing);
            }
            if self.is_portion {
                millionths += (band.up_to - below) * band.charge;
                below = band.up_to;
            }
        }
        None
    }
}

/// What a category is charged at each ship date.
#[derive(Clone, Debug)]
pub(super) struct SaleCard {
    /// One a segment, those equal to the one before left out.
    referrals: Vec<Referral>,
    /// For each segment, its place in `referrals`.
    places: Vec<usize>,
}

impl SaleCard {
    /// `None` if a figure is not known.
    pub fn new(fees: &FeeTables, category: &Category, days: &[Day]) -> Option<Self> {
        let mut card = Self { referrals: Vec::new(), places: Vec::new() };
        for day in days {
            let rule = fees.referral(category, *day).ok()?.value;
            let next = Referral::new(rule, fees.closing_fee(category, *day).ok()?.value);
            if card.referrals.last() != Some(&next) {
                card.referrals.push(next);
            }
            card.places.push(card.referrals.len() - 1);
        }
        Some(card)
    }

    /// Referral and closing fee at a price.
    #[inline]
    pub fn charge(&self, segment: usize, price: i64) -> Option<i64> {
        self.referrals.get(*self.places.get(segment)?)?.charge(price)
    }
}

/// What all packages of one class pay.
#[derive(Clone, Debug)]
pub(super) struct ClassCard {
    pub is_oversize: bool,
    /// Fulfilment with fuel surcharge; for each segment the same number of bands.
    charges: Vec<Band>,
    bands: usize,
    removal: i64,
    /// `None` = such goods are not taken.
    liquidation: Option<LiquidationTerms>,
    lag_days: i32,
}

impl ClassCard {
    fn new(fees: &FeeTables, days: &[Day], programme: Programme, product: &Product<'_>) -> Option<Self> {
        let today = *days.first()?;
        let sized = fees.size(product.package, today).ok()?.value;
        let mut charges = Vec::new();
        let mut bands = 0;
        for day in days {
            let fee = fees.fulfilment(&sized, programme, *day).ok()?.value.fee;
            let fuel = fees.fuel_surcharge(*day).ok()?.value;
            bands = fee.bands().len();
            for band in fee.bands() {
                let base = band.fee?;
                let charge = base.minor() + base.share(fuel).ok()?.minor();
                charges.push(Band { up_to: highest(band.up_to), charge });
            }
        }
        let terms = fees.liquidation(&sized, product.handling, today).ok()?.value;
        let is_taken = product.goods == Goods::Ordinary || terms.is_dangerous_eligible;
        Some(Self {
            is_oversize: sized.is_oversize(),
            charges,
            bands,
            removal: fees.removal(&sized, product.handling, today).ok()?.value.minor(),
            liquidation: is_taken.then_some(terms),
            lag_days: i32::try_from(terms.payout_days_mid()).ok()?,
        })
    }

    /// Fulfilment and fuel surcharge at a price.
    #[inline]
    pub fn charge(&self, segment: usize, price: i64) -> Option<i64> {
        let first = segment * self.bands;
        let bands = self.charges.get(first..first + self.bands)?;
        bands.iter().find(|band| price <= band.up_to).map(|band| band.charge)
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
    days: Vec<Day>,
    cards: Vec<Option<ClassCard>>,
    /// By tier, programme, handling and goods, then by billed ounces: place in `cards` plus one.
    places: Vec<Vec<u32>>,
}

const PROGRAMMES: usize = Programme::ALL.len();

impl ClassCards {
    pub fn new(days: Vec<Day>) -> Self {
        let groups = crate::fees::Tier::ALL.len() * PROGRAMMES * 2 * 2;
        Self { days, cards: Vec::new(), places: vec![Vec::new(); groups] }
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
        let group =
            (rank(&crate::fees::Tier::ALL, class.tier) * PROGRAMMES + rank(&Programme::ALL, programme)) * 4 + flags;
        let by_ounces = self.places.get_mut(group)?;
        if by_ounces.len() <= ounces {
            by_ounces.resize(ounces + 1, 0);
        }
        let place = by_ounces.get_mut(ounces)?;
        if *place == 0 {
            self.cards.push(ClassCard::new(fees, &self.days, programme, product));
            *place = u32::try_from(self.cards.len()).ok()?;
        }
        self.cards.get(usize::try_from(*place).ok()?.checked_sub(1)?)?.as_ref()
    }
}

#[inline]
fn rank<T: PartialEq>(all: &[T], wanted: T) -> usize {
    all.iter().position(|one| *one == wanted).unwrap_or(0)
}
