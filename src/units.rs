//! Lengths, weights and volumes that keep the unit they were given in.
//!
//! Conversion is exact (1 in = 25.4 mm, 1 lb = 453.59237 g, 1 lb = 16 oz), so a size
//! band is always compared in the band's own unit and never through a rounded number.

use crate::error::{Error, ErrorKind, Result};
use crate::lower::lower;
use crate::number::Decimal;
use crate::rounding::Ratio;

/// Unit of a side.
///
/// ```
/// use clearfloor::units::{Length, LengthUnit};
/// let side = Length::parse("254", LengthUnit::Mm).unwrap();
/// assert_eq!(side.unit, LengthUnit::Mm);
/// assert_eq!(side.in_unit(LengthUnit::Cm).unwrap().to_string(), "127/5"); // 25.4
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LengthUnit {
    /// Inch.
    In,
    /// Centimetre.
    Cm,
    /// Millimetre.
    Mm,
}

/// Unit of a weight.
///
/// ```
/// use clearfloor::units::{Weight, WeightUnit};
/// let weight = Weight::parse("40", WeightUnit::Oz).unwrap();
/// assert_eq!(weight.unit, WeightUnit::Oz);
/// assert_eq!(weight.in_unit(WeightUnit::Lb).unwrap().to_string(), "5/2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeightUnit {
    /// Ounce.
    Oz,
    /// Pound.
    Lb,
    /// Gram.
    G,
    /// Kilogram.
    Kg,
}

impl LengthUnit {
    /// Reads the word a report or seller uses: `in`, `inches`, `cm`, `centimeters`, `厘米`, …
    ///
    /// ```
    /// use clearfloor::units::LengthUnit;
    /// assert_eq!(LengthUnit::from_word("Inches"), Some(LengthUnit::In));
    /// assert_eq!(LengthUnit::from_word("厘米"), Some(LengthUnit::Cm));
    /// assert_eq!(LengthUnit::from_word("feet"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match lower(word.trim().trim_end_matches('.')).as_str() {
            "in" | "inch" | "inches" | "\"" | "英寸" => Some(Self::In),
            "cm" | "centimeter" | "centimeters" | "centimetre" | "centimetres" | "厘米" | "公分" => Some(Self::Cm),
            "mm" | "millimeter" | "millimeters" | "millimetre" | "millimetres" | "毫米" => Some(Self::Mm),
            _ => None,
        }
    }

    /// Inches in one of this unit.
    fn inches(self) -> Ratio {
        let (n, d) = match self {
            Self::In => (1, 1),
            Self::Cm => (50, 127),
            Self::Mm => (5, 127),
        };
        Ratio::new(n, d).unwrap_or(Ratio::ONE)
    }
}

impl WeightUnit {
    /// Reads the word a report or seller uses: `pounds`, `lb`, `ounces`, `kg`, `克`, …
    ///
    /// ```
    /// use clearfloor::units::WeightUnit;
    /// assert_eq!(WeightUnit::from_word("lbs."), Some(WeightUnit::Lb));
    /// assert_eq!(WeightUnit::from_word("公斤"), Some(WeightUnit::Kg));
    /// assert_eq!(WeightUnit::from_word("stone"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match lower(word.trim().trim_end_matches('.')).as_str() {
            "oz" | "ounce" | "ounces" | "盎司" => Some(Self::Oz),
            "lb" | "lbs" | "pound" | "pounds" | "磅" => Some(Self::Lb),
            "g" | "gram" | "grams" | "克" => Some(Self::G),
            "kg" | "kgs" | "kilogram" | "kilograms" | "千克" | "公斤" => Some(Self::Kg),
            _ => None,
        }
    }

    /// Ounces in one of this unit.
    fn ounces(self) -> Ratio {
        let (n, d) = match self {
            Self::Oz => (1, 1),
            Self::Lb => (16, 1),
            Self::G => (1_600_000, 45_359_237),
            Self::Kg => (1_600_000_000, 45_359_237),
        };
        Ratio::new(n, d).unwrap_or(Ratio::ONE)
    }
}

/// A side as given: millionths of its unit.
///
/// ```
/// use clearfloor::units::{Length, LengthUnit};
/// let side = Length::parse("25.4", LengthUnit::Cm).unwrap();
/// assert_eq!(side.in_unit(LengthUnit::In).unwrap().to_string(), "10");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Length {
    /// Millionths of `unit`.
    pub micros: i64,
    /// The unit it was given in.
    pub unit: LengthUnit,
}

impl Length {
    /// Reads a plain decimal above zero.
    ///
    /// # Errors
    /// `number_syntax`; `number_too_fine`; `size_not_positive`.
    ///
    /// ```
    /// use clearfloor::units::{Length, LengthUnit};
    /// assert_eq!(Length::parse("17.5", LengthUnit::In).unwrap().micros, 17_500_000);
    /// assert_eq!(Length::parse("0", LengthUnit::In).unwrap_err().code(), "size_not_positive");
    /// ```
    pub fn parse(text: &str, unit: LengthUnit) -> Result<Self> {
        Self::from_decimal(Decimal::parse(text)?, unit)
    }

    /// The same of a number that was read before.
    ///
    /// # Errors
    /// `number_too_fine`; `size_not_positive`.
    pub(crate) fn from_decimal(number: Decimal, unit: LengthUnit) -> Result<Self> {
        Ok(Self { micros: positive(number)?, unit })
    }

    /// Exact length in `unit`.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::units::{Length, LengthUnit};
    /// let side = Length::parse("18", LengthUnit::In).unwrap();
    /// assert_eq!(side.in_unit(LengthUnit::Mm).unwrap().to_string(), "2286/5"); // 457.2
    /// ```
    pub fn in_unit(self, unit: LengthUnit) -> Result<Ratio> {
        Ratio::new(i128::from(self.micros), 1_000_000)?.times(self.unit.inches())?.over(unit.inches())
    }
}

/// A weight as given: millionths of its unit.
///
/// ```
/// use clearfloor::units::{Weight, WeightUnit};
/// let weight = Weight::parse("1.8", WeightUnit::Lb).unwrap();
/// assert_eq!(weight.in_unit(WeightUnit::Oz).unwrap().to_string(), "144/5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Weight {
    /// Millionths of `unit`.
    pub micros: i64,
    /// The unit it was given in.
    pub unit: WeightUnit,
}

impl Weight {
    /// Reads a plain decimal above zero.
    ///
    /// # Errors
    /// `number_syntax`; `number_too_fine`; `size_not_positive`.
    ///
    /// ```
    /// use clearfloor::units::{Weight, WeightUnit};
    /// assert_eq!(Weight::parse("1.8", WeightUnit::Lb).unwrap().micros, 1_800_000);
    /// assert_eq!(Weight::parse("-1", WeightUnit::Lb).unwrap_err().code(), "size_not_positive");
    /// ```
    pub fn parse(text: &str, unit: WeightUnit) -> Result<Self> {
        Self::from_decimal(Decimal::parse(text)?, unit)
    }

    /// The same of a number that was read before.
    ///
    /// # Errors
    /// `number_too_fine`; `size_not_positive`.
    pub(crate) fn from_decimal(number: Decimal, unit: WeightUnit) -> Result<Self> {
        Ok(Self { micros: positive(number)?, unit })
    }

    /// Exact weight in `unit`.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::units::{Weight, WeightUnit};
    /// let weight = Weight::parse("1.5", WeightUnit::Kg).unwrap();
    /// assert_eq!(weight.in_unit(WeightUnit::G).unwrap().to_string(), "1500");
    /// ```
    pub fn in_unit(self, unit: WeightUnit) -> Result<Ratio> {
        Ratio::new(i128::from(self.micros), 1_000_000)?.times(self.unit.ounces())?.over(unit.ounces())
    }
}

fn positive(number: Decimal) -> Result<i64> {
    let micros = number.to_micros()?;
    if micros > 0 {
        return Ok(micros);
    }
    Err(Error::new(ErrorKind::Range, "size_not_positive").with("text", number.to_string()))
}

/// The packaged unit: three sides and a weight.
///
/// ```
/// use clearfloor::units::{Package, LengthUnit, WeightUnit};
/// let package = Package::parse(["24", "18", "12"], LengthUnit::In, "40", WeightUnit::Lb).unwrap();
/// assert_eq!(package.cubic_feet().unwrap().to_string(), "3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Package {
    /// The three sides, in the order given.
    pub sides: [Length; 3],
    /// Weight of the packaged unit.
    pub weight: Weight,
}

impl Package {
    /// Reads sides and weight.
    ///
    /// # Errors
    /// As [`Length::parse`] and [`Weight::parse`].
    ///
    /// ```
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let package = Package::parse(["3.1", "17.5", "3.2"], LengthUnit::In, "1.80", WeightUnit::Lb).unwrap();
    /// assert_eq!((package.sides[0].micros, package.weight.micros), (3_100_000, 1_800_000));
    /// ```
    pub fn parse(sides: [&str; 3], side_unit: LengthUnit, weight: &str, weight_unit: WeightUnit) -> Result<Self> {
        let [a, b, c] = sides;
        let side = |text| Length::parse(text, side_unit);
        Ok(Self { sides: [side(a)?, side(b)?, side(c)?], weight: Weight::parse(weight, weight_unit)? })
    }

    /// Longest, median and shortest side in `unit`.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let package = Package::parse(["10", "25.4", "5.08"], LengthUnit::Cm, "500", WeightUnit::G).unwrap();
    /// let sides = package.sorted_sides(LengthUnit::In).unwrap().map(|side| side.to_string());
    /// assert_eq!(sides, ["10", "500/127", "2"]);
    /// ```
    pub fn sorted_sides(&self, unit: LengthUnit) -> Result<[Ratio; 3]> {
        let [a, b, c] = self.sides;
        let mut sorted = [a.in_unit(unit)?, b.in_unit(unit)?, c.in_unit(unit)?];
        sorted.sort_by(|x, y| y.cmp(x));
        Ok(sorted)
    }

    /// Volume in cubic feet: product of the sides in inches over 1,728.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let package = Package::parse(["12", "12", "6"], LengthUnit::In, "3", WeightUnit::Lb).unwrap();
    /// assert_eq!(package.cubic_feet().unwrap().to_string(), "1/2");
    /// ```
    pub fn cubic_feet(&self) -> Result<Ratio> {
        let [a, b, c] = self.sorted_sides(LengthUnit::In)?;
        a.times(b)?.times(c)?.over(Ratio::whole(1728))
    }
}
