//! Sales where the price contains its tax, and channels whose tables were read for the UK or not at all.
#![deny(clippy::float_arithmetic)]

use super::place::{Place, Word};
use super::sale::{Maker, input};
use crate::break_even::PriceLine;
use crate::error::Result;
use crate::quote::Status;
use crate::rounding::Ratio;
use crate::tax::extract_vat;

impl Maker<'_> {
    /// Tax contained in what the buyer pays, as on the marketplace: what is left is rounded, the tax is the rest.
    pub(super) fn tax_in_price(&mut self) -> Result<()> {
        let Some(Word { value: Some(rate), is_assumed }) = self.offered.tax_in_price else { return Ok(()) };
        let status = if is_assumed { Status::Assumed } else { Status::Yours };
        let kept = Ratio::ONE.over(Ratio::ONE.plus(rate.to_ratio()?)?)?;
        self.push("tax_in_price", "tax_in_price", PriceLine::share(kept)?, vec![input("rate", rate)], None, status);
        if let Some(line) = self.lines.last_mut() {
            line.is_tax_in_price = true;
        }
        let of_shipping = extract_vat(self.offered.shipping, rate)?.vat;
        if of_shipping.minor() != 0 {
            let inputs = vec![input("price", self.offered.shipping), input("rate", rate)];
            self.push("tax_in_shipping", "tax_in_price", PriceLine::of_money(of_shipping), inputs, None, status);
        }
        Ok(())
    }

    /// What the channel takes by the seller's own word.
    pub(super) fn own_terms(&mut self) -> Result<()> {
        let (rate, fixed) = self.offered.own_terms;
        match rate {
            Some(rate) => {
                let fixed = fixed.filter(|fixed| fixed.minor() != 0);
                self.flat_share("channel_fees", rate, fixed, None, Status::Yours)
            }
            None => {
                self.unknown("channel_fees", true, vec!["no_channel_table".to_owned(), "own_rate".to_owned()]);
                Ok(())
            }
        }
    }

    /// A business seller on eBay.co.uk: shares of the total with its tax, fees without VAT.
    pub(super) fn ebay_uk(&mut self, place: &Place, category: &Word<String>, is_seller_assumed: bool) -> Result<()> {
        const FAMILY: &str = "ebay-uk-business";
        let Place::Ebay { is_greater_china, own_rate, own_international, .. } = place else { return Ok(()) };
        let before = self.lines.len();
        let on = self.offered.on;
        if let Some(rate) = own_rate {
            self.flat_share("final_value", *rate, None, None, Status::Yours)?;
        } else if is_greater_china.value == Some(true) {
            self.unknown("final_value", true, vec!["final_value_rate".to_owned()]);
        } else {
            match category.value.as_deref().map(|name| self.tables.share_fee(FAMILY, name, on)) {
                Some(Ok(known)) => {
                    let line = self.of_total(&PriceLine::of_referral(&known.value.rule)?)?;
                    let mut inputs = self.total_inputs();
                    inputs.push(input("channel_category", category.value.clone().unwrap_or_default()));
                    let status = self.status(known.row, category.is_assumed || is_seller_assumed);
                    self.push("final_value", "share_of_total_by_band", line, inputs, Some(known.row), status);
                }
                Some(Err(hole)) => self.hole("final_value", "final_value_rate", &hole),
                None => self.unknown("final_value", true, vec!["category".to_owned()]),
            }
        }
        match self.tables.share(FAMILY, "regulatory_operating", on) {
            Ok(known) => {
                let status = self.status(known.row, false);
                self.flat_share("regulatory", known.value, None, Some(known.row), status)?;
            }
            Err(hole) => self.hole("regulatory", "final_value_rate", &hole),
        }
        match self.tables.order_fee("ebay-uk-business-order", on) {
            Ok(known) => {
                let line = self.of_total(&PriceLine::of_banded(&known.value, Ok)?)?;
                let (inputs, status) = (self.total_inputs(), self.status(known.row, false));
                self.push("order_fee", "amount_by_total", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole("order_fee", "order_fee", &hole),
        }
        match (own_international, is_greater_china.value) {
            (Some(rate), _) => self.flat_share("international", *rate, None, None, Status::Yours)?,
            (None, Some(true)) => self.unknown("international", true, vec!["international_rate".to_owned()]),
            _ => {}
        }
        if self.offered.is_fee_tax_recovered {
            return Ok(());
        }
        // VAT comes on top of every fee as it is charged and stays with whoever is not registered.
        let charged: Vec<PriceLine> = self.lines.iter().skip(before).filter_map(|line| line.charge.clone()).collect();
        match (charged.first().cloned(), self.tables.share(FAMILY, "vat_on_fees", on)) {
            (Some(first), Ok(known)) => {
                let status = self.status(known.row, false);
                let inputs = vec![input("rate", known.value)];
                self.push("tax_on_fees", "share_of_lines", first, inputs, Some(known.row), status);
                if let Some(line) = self.lines.last_mut() {
                    line.of_charged = Some((known.value.to_ratio()?, charged));
                }
            }
            (_, Err(hole)) => self.hole("tax_on_fees", "final_value_rate", &hole),
            (None, Ok(_)) => {}
        }
        Ok(())
    }
}
