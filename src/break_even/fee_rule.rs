//! The one place where rules of the fee tables become lines of the break-even search.

use super::line::{Band, BandEnd, PriceLine};
use crate::error::Result;
use crate::fees::rule::{BandMode, Limit, PriceBandedFee, ReferralRule};
use crate::money::Money;
use crate::rounding::Ratio;

fn minor(money: Money) -> Ratio {
    Ratio::whole(i128::from(money.minor()))
}

fn end(limit: Option<Limit>) -> Option<BandEnd> {
    limit.map(|limit| BandEnd { price: minor(limit.amount), is_included: limit.is_inclusive })
}

impl PriceLine {
    /// A referral fee by price: what [`ReferralRule::charge`] charges, unrounded.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn of_referral(rule: &ReferralRule) -> Result<Self> {
        let band = |band: &crate::fees::rule::ReferralBand| {
            Ok(Band { end: end(band.up_to), figure: Some(band.rate.to_ratio()?) })
        };
        let bands = rule.bands().iter().map(band).collect::<Result<Vec<_>>>()?;
        let share = match rule.mode() {
            BandMode::Whole => Self::threshold(&bands)?,
            BandMode::Portion => Self::marginal(&bands)?,
        };
        if rule.minimum().minor() == 0 { Ok(share) } else { share.at_least(minor(rule.minimum())) }
    }

    /// A fee by price band: what [`PriceBandedFee::charge`] charges, and nothing where the table
    /// does not give it.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn of_banded(fee: &PriceBandedFee) -> Result<Self> {
        let bands = fee.bands().iter().map(|band| Band { end: end(band.up_to), figure: band.fee.map(minor) });
        Self::by_band(&bands.collect::<Vec<_>>())
    }
}
