//! What one line takes at a price.

use super::ledger::LineId;
use crate::break_even::PriceLine;
use crate::error::{Error, Result};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// What a line takes; negative = it gives.
#[derive(Clone, Debug)]
pub(super) enum Charge {
    /// The same at every price, in minor units.
    Fixed(i64),
    /// By price.
    ByPrice(PriceLine),
    /// The price less its net, which is this line rounded.
    TaxInPrice(PriceLine),
    /// A share of the marketplace's fees as charged, rounded once on their sum.
    OnFees(Rate),
    /// The same of some lines; a share below zero gives back.
    OnLines { share: Ratio, of: &'static [LineId] },
    /// Not known.
    Unknown,
}

impl Charge {
    /// What is charged at a price, in minor units; `fees` are those of the marketplace, as charged.
    /// `None` = not known at any price.
    ///
    /// # Errors
    /// `fee_not_known` and `price_above_bands` where the price has no figure; `out_of_range`.
    pub(super) fn at(&self, price: i64, fees: i64) -> Result<Option<i64>> {
        match self {
            Self::Fixed(minor) => Ok(Some(*minor)),
            Self::ByPrice(line) => line.rounded_at(price).map(Some),
            Self::TaxInPrice(net) => {
                let tax = price.checked_sub(net.rounded_at(price)?);
                tax.map(Some).ok_or_else(|| Error::out_of_range("tax"))
            }
            Self::OnFees(rate) => share_of(rate.to_ratio()?, fees).map(Some),
            // The other lines are the model's to give: SaleModel::charge.
            Self::OnLines { .. } | Self::Unknown => Ok(None),
        }
    }

    pub(super) fn to_line(&self) -> Result<Option<PriceLine>> {
        match self {
            Self::Fixed(minor) => PriceLine::fixed(Ratio::whole(i128::from(*minor))).map(Some),
            Self::ByPrice(line) => Ok(Some(line.clone())),
            Self::TaxInPrice(_) | Self::OnFees(_) | Self::OnLines { .. } | Self::Unknown => Ok(None),
        }
    }
}

/// A share of an amount in minor units, rounded half away from zero.
pub(super) fn share_of(share: Ratio, minor: i64) -> Result<i64> {
    let part = share.times(Ratio::whole(i128::from(minor)))?.round(Rounding::HalfAwayFromZero)?;
    i64::try_from(part).map_err(|_| Error::out_of_range("tax"))
}
