//! The one place where rules of the fee tables become lines of the break-even search.

use super::line::{PriceLine, WholeBand};
use crate::error::{Error, Result};
use crate::fees::rule::{BandMode, Limit, PriceBandedFee, ReferralRule};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

fn end(limit: Option<Limit>) -> Option<(i64, bool)> {
    limit.map(|limit| (limit.amount.minor(), limit.is_inclusive))
}

impl PriceLine {
    /// A referral fee by price: what [`ReferralRule::charge`] charges, unrounded.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn of_referral(rule: &ReferralRule) -> Result<Self> {
        let mut constants = Vec::new();
        if rule.mode() == BandMode::Portion {
            constants.reserve(rule.bands().len());
            // At the start of each slice the fee goes on from where the slice below ended.
            let (mut constant, mut before) = (0_i64, None);
            for band in rule.bands() {
                if let Some((rate, price)) = before {
                    let step: i64 = band.rate.ppm();
                    let bend = i64::checked_sub(rate, step).and_then(|bend| bend.checked_mul(price));
                    constant = bend.and_then(|bend| constant.checked_add(bend)).ok_or_else(overflow)?;
                }
                constants.push(constant);
                before = band.up_to.map(|limit| (band.rate.ppm(), limit.amount.minor()));
            }
        }
        if rule.mode() == BandMode::Bent
            && let [whole @ .., before, last] = rule.bands()
            && let Some(limit) = before.up_to
        {
            // Whole rates up to the bend; the slice above it goes on from there.
            constants.resize(whole.len() + 1, 0);
            let bend = i64::checked_sub(before.rate.ppm(), last.rate.ppm());
            let bend = bend.and_then(|bend| bend.checked_mul(limit.amount.minor()));
            constants.push(bend.ok_or_else(overflow)?);
        }
        let bands = rule.bands().iter().enumerate().map(|(place, band)| WholeBand {
            end: end(band.up_to),
            coefficients: Some((band.rate.ppm(), constants.get(place).copied().unwrap_or(0))),
        });
        let share = Self::from_whole_bands(Rate::ONE.ppm(), bands)?;
        if rule.minimum().minor() == 0 {
            return Ok(share);
        }
        share.at_least(Ratio::whole(i128::from(rule.minimum().minor())))
    }

    /// A fee by price band, each made into another by `make`; nothing where the table does not
    /// give it. With `Ok` it is what [`PriceBandedFee::charge`] charges.
    ///
    /// # Errors
    /// What `make` gives.
    pub(crate) fn of_banded(fee: &PriceBandedFee, make: impl Fn(Money) -> Result<Money>) -> Result<Self> {
        let mut bands = Vec::with_capacity(fee.bands().len());
        for band in fee.bands() {
            let amount = band.fee.map(&make).transpose()?;
            bands.push(WholeBand { end: end(band.up_to), coefficients: amount.map(|amount| (0, amount.minor())) });
        }
        Self::from_whole_bands(1, bands.into_iter())
    }
}

fn overflow() -> Error {
    Error::out_of_range("price line")
}
