//! What a carrier counts: chargeable weight, revenue tons, dimensional weight; and what waiting costs.

use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::units::{Length, LengthUnit};

/// Weight and volume of goods as they travel.
///
/// ```
/// use clearfloor::{landed::Cargo, rounding::Ratio};
/// // 120 kg in half a cubic metre.
/// let cargo = Cargo { weight_kg: Ratio::whole(120), volume_m3: Ratio::new(1, 2).unwrap() };
/// assert_eq!(cargo.chargeable_kg(Ratio::whole(5000)).unwrap(), Ratio::whole(120));
/// assert_eq!(cargo.revenue_tons(Ratio::whole(1000)).unwrap(), Ratio::new(1, 2).unwrap());
/// ```
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
    ///
    /// ```
    /// use clearfloor::{landed::Cargo, rounding::Ratio, units::{Length, LengthUnit}};
    /// let sides = ["50", "40", "30"].map(|side| Length::parse(side, LengthUnit::Cm).unwrap());
    /// assert_eq!(Cargo::box_m3(&sides).unwrap(), Ratio::new(6, 100).unwrap());
    /// ```
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
    ///
    /// ```
    /// use clearfloor::{landed::Cargo, rounding::Ratio};
    /// let cargo = Cargo { weight_kg: Ratio::whole(9), volume_m3: Ratio::new(6, 100).unwrap() };
    /// // 60,000 cm³ are 12 kg by courier and 10 by air.
    /// let billed = |divisor| cargo.chargeable_kg(Ratio::whole(divisor)).unwrap();
    /// assert_eq!([billed(5000), billed(6000)], [Ratio::whole(12), Ratio::whole(10)]);
    /// ```
    pub fn chargeable_kg(&self, cm3_per_kg: Ratio) -> Result<Ratio> {
        let by_volume = self.volume_m3.times(Ratio::whole(1_000_000))?.over(positive(cm3_per_kg)?)?;
        Ok(self.weight_kg.max(by_volume))
    }

    /// Cubic metres billed by sea (W/M): the greater of volume and weight / kilograms that count as one.
    ///
    /// # Errors
    /// As [`Cargo::chargeable_kg`].
    ///
    /// ```
    /// use clearfloor::{landed::Cargo, rounding::Ratio};
    /// // Dense goods: 3,000 kg in two cubic metres count as three.
    /// let cargo = Cargo { weight_kg: Ratio::whole(3000), volume_m3: Ratio::whole(2) };
    /// assert_eq!(cargo.revenue_tons(Ratio::whole(1000)).unwrap(), Ratio::whole(3));
    /// assert_eq!(cargo.revenue_tons(Ratio::ZERO).unwrap_err().code(), "divisor_not_positive");
    /// ```
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
///
/// ```
/// use clearfloor::{landed::dimensional_weight, rounding::Ratio, units::{Length, LengthUnit}};
/// let sides = ["20", "13.9", "5"].map(|side| Length::parse(side, LengthUnit::In).unwrap());
/// // 1,390 cubic inches over 139.
/// assert_eq!(dimensional_weight(&sides, Ratio::whole(139)).unwrap(), Ratio::whole(10));
/// ```
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
