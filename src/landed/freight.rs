//! What a carrier counts: chargeable weight, revenue tons, dimensional weight; and what waiting costs.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::units::{Length, LengthUnit};

/// Weight and volume of goods as they travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cargo {
    /// Kilograms.
    pub weight_kg: Ratio,
    /// Cubic metres.
    pub volume_m3: Ratio,
}

impl Cargo {
    /// Volume of a box in cubic metres.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn box_m3(sides: &[Length; 3]) -> Result<Ratio> {
        let [a, b, c] = sides;
        let cm3 = a.in_unit(LengthUnit::Cm)?.times(b.in_unit(LengthUnit::Cm)?)?.times(c.in_unit(LengthUnit::Cm)?)?;
        cm3.over(Ratio::whole(1_000_000))
    }

    /// Kilograms billed by air or courier: the greater of weight and volume × 1,000,000 / divisor, with the
    /// divisor in cubic centimetres per kilogram (6000 by air: 166.67 kg a cubic metre; 5000 by courier).
    ///
    /// # Errors
    /// `divisor_not_positive`; `out_of_range`.
    pub fn chargeable_kg(&self, cm3_per_kg: Ratio) -> Result<Ratio> {
        let by_volume = self.volume_m3.times(Ratio::whole(1_000_000))?.over(positive(cm3_per_kg)?)?;
        Ok(self.weight_kg.max(by_volume))
    }

    /// Cubic metres billed by sea (W/M): the greater of volume and weight / kilograms that count as one.
    ///
    /// # Errors
    /// As [`Cargo::chargeable_kg`].
    pub fn revenue_tons(&self, kg_per_cbm: Ratio) -> Result<Ratio> {
        Ok(self.volume_m3.max(self.weight_kg.over(positive(kg_per_cbm)?)?))
    }
}

fn positive(divisor: Ratio) -> Result<Ratio> {
    if divisor > Ratio::ZERO {
        return Ok(divisor);
    }
    Err(Error::new(ErrorKind::Range, "divisor_not_positive").with("divisor", divisor.to_string()))
}

/// Pounds by the sides in inches over a divisor in cubic inches per pound.
///
/// # Errors
/// As [`Cargo::chargeable_kg`].
pub fn dimensional_weight(sides: &[Length; 3], in3_per_lb: Ratio) -> Result<Ratio> {
    let [a, b, c] = sides;
    let in3 = a.in_unit(LengthUnit::In)?.times(b.in_unit(LengthUnit::In)?)?.times(c.in_unit(LengthUnit::In)?)?;
    in3.over(positive(in3_per_lb)?)
}

/// What money tied up for some days costs at a yearly return, simply: amount × rate × days / 365, rounded half
/// away from zero once.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{landed::capital_cost, money::{Currency, Money}, rate::Rate};
/// let goods = Money::parse("10000.00", Currency::USD).unwrap();
/// let cost = capital_cost(goods, Rate::parse_percent("10").unwrap(), 35).unwrap();
/// assert_eq!(cost.to_string(), "95.89"); // 10,000 · 0.10 · 35 / 365
/// ```
pub fn capital_cost(amount: Money, yearly: Rate, days: u32) -> Result<Money> {
    let exact = Ratio::whole(i128::from(amount.minor())).times(yearly.to_ratio()?)?;
    let exact = exact.times(Ratio::new(i128::from(days), 365)?)?;
    Money::from_ratio_minor(exact, amount.currency(), Rounding::HalfAwayFromZero)
}
