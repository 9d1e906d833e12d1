//! What the marketplace's own bulk sale brings.

use super::{Exit, ExitKind, Flows, refuse_negative};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;

/// Terms and fee of a liquidation of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiquidationOffer {
    /// What the product sells for on average.
    pub average_selling_price: Money,
    /// Share of it that buyers of bulk stock pay: assumed until the seller says otherwise.
    pub recovery_rate: Rate,
    /// Share of that taken by the marketplace.
    pub referral_rate: Rate,
    /// Fee of one unit, or the name of what is not known.
    pub processing_fee: core::result::Result<Money, String>,
    /// Days until it is paid.
    pub payout_days: i32,
    /// Whether the order can be taken back.
    pub is_cancellable: bool,
    /// Dangerous goods and the like are not taken.
    pub is_eligible: bool,
}

/// Each line of what one liquidated unit brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidationLedger {
    /// What the buyer pays.
    pub gross_recovery: Money,
    /// The marketplace's share of it.
    pub referral_fee: Money,
    /// Fee of the unit.
    pub processing_fee: Money,
    /// What is paid out; negative = it costs.
    pub net: Money,
}

impl LiquidationOffer {
    /// The lines of one unit, each rounded once: recovery of the price, the referral share of the
    /// recovery, the processing fee. `None` if the fee is not known.
    ///
    /// # Errors
    /// `recovery_range` unless both rates lie between 0 and 1; `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::exits::LiquidationOffer;
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let offer = LiquidationOffer {
    ///     average_selling_price: Money::parse("20.00", Currency::USD).unwrap(),
    ///     recovery_rate: Rate::parse("0.075").unwrap(),
    ///     referral_rate: Rate::parse("0.15").unwrap(),
    ///     processing_fee: Ok(Money::parse("0.25", Currency::USD).unwrap()),
    ///     payout_days: 75,
    ///     is_cancellable: false,
    ///     is_eligible: true,
    /// };
    /// let ledger = offer.ledger().unwrap().unwrap();
    /// assert_eq!(ledger.referral_fee.to_string(), "0.23");
    /// assert_eq!(ledger.net.to_string(), "1.02");
    /// ```
    pub fn ledger(&self) -> Result<Option<LiquidationLedger>> {
        for rate in [self.recovery_rate, self.referral_rate] {
            if !(Rate::ZERO..=Rate::ONE).contains(&rate) {
                return Err(Error::new(ErrorKind::Range, "recovery_range").with("rate", rate.to_string()));
            }
        }
        let Ok(processing_fee) = self.processing_fee else { return Ok(None) };
        let gross_recovery = self.average_selling_price.share(self.recovery_rate)?;
        let referral_fee = gross_recovery.share(self.referral_rate)?;
        let net = gross_recovery.minus(referral_fee)?.minus(processing_fee)?;
        Ok(Some(LiquidationLedger { gross_recovery, referral_fee, processing_fee, net }))
    }

    /// The exit: nothing today, the net after the days of payout.
    ///
    /// # Errors
    /// As [`LiquidationOffer::ledger`]; `lag_negative`.
    pub fn exit(&self) -> Result<Exit> {
        refuse_negative(self.payout_days)?;
        let ledger = self.ledger()?;
        let mut exit = Exit {
            kind: ExitKind::Liquidate,
            flows: ledger.map(|l| Flows {
                at_once: Money::zero(l.net.currency()),
                later: l.net,
                lag_days: self.payout_days,
            }),
            irrevocable: if self.is_cancellable { Vec::new() } else { vec!["cannot_be_cancelled"] },
            blocks: vec!["restock_blocked"],
            unknown: self.processing_fee.as_ref().err().cloned().into_iter().collect(),
        };
        if !self.is_eligible {
            exit.flows = None;
            exit.blocks = vec!["dangerous_goods_not_eligible"];
            exit.unknown.clear();
        }
        Ok(exit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn offer() -> LiquidationOffer {
        let usd = |minor| Money::new(minor, Currency::USD).unwrap();
        LiquidationOffer {
            average_selling_price: usd(2000),
            recovery_rate: Rate::from_ppm(75_000),
            referral_rate: Rate::from_ppm(150_000),
            processing_fee: Ok(usd(25)),
            payout_days: 75,
            is_cancellable: false,
            is_eligible: true,
        }
    }

    #[test]
    fn pays_its_net_after_the_lag_and_cannot_be_taken_back() {
        let exit = offer().exit().unwrap();
        let flows = exit.flows.unwrap();
        assert_eq!((flows.at_once.minor(), flows.later.minor(), flows.lag_days), (0, 102, 75));
        assert_eq!(exit.irrevocable, ["cannot_be_cancelled"]);
    }

    #[test]
    fn goods_not_taken_have_no_figure_and_say_why() {
        let exit = LiquidationOffer { is_eligible: false, ..offer() }.exit().unwrap();
        assert_eq!(exit.flows, None);
        assert_eq!(exit.blocks, ["dangerous_goods_not_eligible"]);
        assert!(exit.unknown.is_empty());
    }

    #[test]
    fn unknown_fee_names_its_family() {
        let exit = LiquidationOffer { processing_fee: Err("liquidation".to_owned()), ..offer() }.exit().unwrap();
        assert_eq!((exit.flows, exit.unknown), (None, vec!["liquidation".to_owned()]));
    }

    #[test]
    fn refuses_recovery_above_the_price() {
        let more = LiquidationOffer { recovery_rate: Rate::from_ppm(1_000_001), ..offer() };
        assert_eq!(more.ledger().unwrap_err().code(), "recovery_range");
        let below = LiquidationOffer { referral_rate: Rate::from_ppm(-1), ..offer() };
        assert_eq!(below.ledger().unwrap_err().code(), "recovery_range");
    }
}
