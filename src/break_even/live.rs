//! A line as a formula of a spreadsheet that follows the price.

use super::line::PriceLine;
use crate::error::Result;
use crate::rounding::Ratio;

impl PriceLine {
    /// The exact amount in minor units as a formula in US notation; `minor` stands for the price in whole minor
    /// units. Where no figure is known the formula gives `#N/A`.
    ///
    /// All figures in it are whole numbers over one divisor, so that half a cent is exact in a spreadsheet too.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::break_even::{Band, BandEnd, PriceLine};
    /// use clearfloor::rounding::Ratio;
    /// let end = BandEnd { price: Ratio::whole(1500), is_included: true };
    /// let rate = |n| Some(Ratio::new(n, 100).unwrap());
    /// let line = PriceLine::threshold(&[Band { end: Some(end), figure: rate(8) }, Band { end: None, figure: rate(15) }]);
    /// assert_eq!(line.unwrap().live("P").unwrap(), "IF(P<=1500,P*2/25,P*3/20)");
    /// ```
    pub fn live(&self, minor: &str) -> Result<String> {
        let mut formula = "NA()".to_owned();
        for piece in self.pieces().iter().rev() {
            let here = if piece.is_known {
                let slope = Ratio::new(piece.slope, self.denominator())?;
                affine(slope, Ratio::new(piece.constant, self.denominator())?, minor)?
            } else {
                "NA()".to_owned()
            };
            formula = match piece.end {
                None => here,
                Some(_) => format!("IF({minor}<={},{here},{formula})", piece.last),
            };
        }
        Ok(formula)
    }
}

/// `slope · minor + constant` over one divisor.
fn affine(slope: Ratio, constant: Ratio, minor: &str) -> Result<String> {
    let over = |number: Ratio| match number.denominator() {
        1 => String::new(),
        below => format!("/{below}"),
    };
    if slope == Ratio::ZERO {
        return Ok(format!("{}{}", constant.numerator(), over(constant)));
    }
    if constant == Ratio::ZERO {
        let times = if slope.numerator() == 1 { String::new() } else { format!("*{}", slope.numerator()) };
        return Ok(format!("{minor}{times}{}", over(slope)));
    }
    // The least number that both divisors divide: in lowest terms one over the other leaves what is not shared.
    let rest = Ratio::new(constant.denominator(), slope.denominator())?.numerator();
    let below = Ratio::whole(slope.denominator()).times(Ratio::whole(rest))?;
    let (slope, constant) = (slope.times(below)?, constant.times(below)?);
    let sign = if constant < Ratio::ZERO { "" } else { "+" };
    Ok(format!("({minor}*{}{sign}{})/{}", slope.numerator(), constant.numerator(), below.numerator()))
}
