//! The ledger of a sale as formulas that follow the price: change it in a spreadsheet, and every line follows,
//! over the ends of all price bands.

use super::charge::Charge;
use super::ledger::LineId;
use super::model::{ModelLine, SaleModel};
use crate::error::Result;

/// A line that follows the price.
///
/// ```
/// use clearfloor::quote::{LineId, Product, SaleModel};
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
/// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let product = Product { category: Some("office".to_owned()), ..Product::default() };
/// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
/// let live = sale.live("B2", |_| None).unwrap();
/// // Known at any price, or not at all.
/// let is_known = |id| live.iter().find(|line| line.id == id).map(|line| line.formula.is_some());
/// assert_eq!([LineId::Referral, LineId::Fulfilment].map(is_known), [Some(true), Some(false)]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveLine {
    /// Which.
    pub id: LineId,
    /// Its formula, signed as in the ledger; `None` = not known at any price.
    pub formula: Option<String>,
    /// Without it nothing can be said of the result.
    pub is_needed: bool,
}

impl SaleModel<'_> {
    /// Every line but price and landed cost as a formula in US notation. `minor` stands in it for the price in whole
    /// minor units, what `cell` gives for the amount of another line; a line without a cell is written out.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{LineId, Product, SaleModel}};
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let sale = SaleModel::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, on).unwrap();
    /// let live = sale.live("ROUND(B2*100,0)", |_| None).unwrap();
    /// let referral = live.iter().find(|line| line.id == LineId::Referral).unwrap();
    /// // 15 %, at least 0.30.
    /// assert_eq!(
    ///     referral.formula.as_deref(),
    ///     Some("-ROUND(IF(ROUND(B2*100,0)<=200,30,ROUND(B2*100,0)*3/20),0)/100"),
    /// );
    /// // Without a size the fulfilment fee is not known at any price.
    /// assert!(live.iter().any(|line| line.id == LineId::Fulfilment && line.formula.is_none() && line.is_needed));
    /// ```
    pub fn live(&self, minor: &str, cell: impl Fn(LineId) -> Option<String>) -> Result<Vec<LiveLine>> {
        let mut lines: Vec<LiveLine> = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let formula = self.live_formula(line, minor, &lines, &cell)?;
            lines.push(LiveLine { id: line.id, formula, is_needed: line.is_needed });
        }
        Ok(lines)
    }

    fn live_formula(
        &self,
        line: &ModelLine<'_>,
        minor: &str,
        before: &[LiveLine],
        cell: &impl Fn(LineId) -> Option<String>,
    ) -> Result<Option<String>> {
        let major = self.currency.minor_per_major();
        let over = if major == 1 { String::new() } else { format!("/{major}") };
        let rounded = |exact: &str| format!("-ROUND({exact},0){over}");
        // What lines take, in whole minor units.
        let sum = |is_in: &dyn Fn(&ModelLine<'_>) -> bool| {
            let known = self.lines.iter().filter(|other| is_in(other));
            let terms = known.filter_map(|other| {
                let of = before.iter().find(|done| done.id == other.id)?;
                let written = of.formula.as_ref().map(|formula| format!("({formula})"));
                written.map(|written| cell(other.id).unwrap_or(written))
            });
            let terms = terms.collect::<Vec<_>>().join("+");
            if terms.is_empty() { "0".to_owned() } else { format!("ROUND(-({terms})*{major},0)") }
        };
        Ok(match &line.charge {
            Charge::Fixed(fixed) => Some(rounded(&fixed.to_string())),
            Charge::ByPrice(by_price) => Some(rounded(&by_price.live(minor)?)),
            Charge::TaxInPrice(net) => Some(format!("-({minor}-ROUND({},0)){over}", net.live(minor)?)),
            Charge::OnFees(rate) => {
                let of =
                    |other: &ModelLine<'_>| other.id.is_marketplace_fee() && !matches!(other.charge, Charge::OnFees(_));
                let rate = rate.to_ratio()?;
                Some(rounded(&format!("{}*{}/{}", sum(&of), rate.numerator(), rate.denominator())))
            }
            Charge::OnLines { share, of } => {
                let is_in = |other: &ModelLine<'_>| of.contains(&other.id);
                Some(rounded(&format!("{}*{}/{}", sum(&is_in), share.numerator(), share.denominator())))
            }
            Charge::Unknown => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::fees::FeeTables;
    use crate::offer::Channel;
    use crate::quote::Product;

    #[test]
    fn a_line_on_other_lines_is_written_out_where_they_have_no_cell() {
        let product = Product { category: Some("office".to_owned()), ..Product::default() };
        let on = Day::parse("2026-11-21").unwrap();
        let sale = SaleModel::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, on).unwrap();
        let line = ModelLine::known(
            LineId::TaxOnFees,
            Charge::OnLines { share: crate::rounding::Ratio::new(1, 5).unwrap(), of: &[LineId::Referral] },
            super::super::model::Basis::Flat,
        );
        let before = [LiveLine { id: LineId::Referral, formula: Some("-3".to_owned()), is_needed: true }];
        let formula =
            |cell: Option<&str>| sale.live_formula(&line, "P", &before, &|_| cell.map(str::to_owned)).unwrap().unwrap();
        assert_eq!(formula(None), "-ROUND(ROUND(-((-3))*100,0)*1/5,0)/100");
        assert_eq!(formula(Some("B4")), "-ROUND(ROUND(-(B4)*100,0)*1/5,0)/100");
    }
}
