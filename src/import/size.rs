//! Three sides written in one cell.

use crate::error::{Error, ErrorKind, Result};
use crate::units::{Length, LengthUnit};

/// Three sides out of a text such as `6.1 x 4.2 x 4.2`, `30*20*10cm` or `12" × 9" × 3"`.
///
/// A unit in the text wins over `unit`, which is the one of the heading.
///
/// # Errors
/// `size_unreadable` if there are not three numbers above zero; `size_unit_missing` if neither says the unit.
///
/// ```
/// use clearfloor::import::dimensions;
/// use clearfloor::units::LengthUnit;
/// let [a, _, c] = dimensions("6.1 x 4.2 x 4.2", Some(LengthUnit::In)).unwrap();
/// assert_eq!((a.micros, c.unit), (6_100_000, LengthUnit::In));
/// assert_eq!(dimensions("30*20*10cm", None).unwrap()[0].unit, LengthUnit::Cm);
/// ```
pub fn dimensions(text: &str, unit: Option<LengthUnit>) -> Result<[Length; 3]> {
    let unreadable = || Error::new(ErrorKind::Syntax, "size_unreadable").with("text", text);
    let lower: String = text.chars().map(super::normal::half_width).map(crate::lower::small).collect();
    let parts: Vec<&str> = lower.split(['x', '×', '*', '✕', '/', '·']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return Err(unreadable()) };
    let mut found = None;
    let mut sides = [""; 3];
    for (part, side) in [a, b, c].into_iter().zip(&mut sides) {
        let end =
            part.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ','))).unwrap_or(part.len());
        let (number, word) = part.split_at_checked(end).ok_or_else(unreadable)?;
        if !word.trim().is_empty() {
            let word = LengthUnit::from_word(word.trim().trim_matches(['(', ')'])).ok_or_else(unreadable)?;
            if found.is_some_and(|known| known != word) {
                return Err(unreadable());
            }
            found = Some(word);
        }
        *side = number;
    }
    let unit = found.or(unit).ok_or_else(|| Error::new(ErrorKind::Missing, "size_unit_missing").with("text", text))?;
    let side = |number: &str| {
        // A single comma is a decimal sign here: no side has thousands.
        Length::parse(&number.replacen(',', ".", 1), unit).map_err(|_| unreadable())
    };
    let [a, b, c] = sides;
    Ok([side(a)?, side(b)?, side(c)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str, unit: Option<LengthUnit>) -> Option<[i64; 3]> {
        dimensions(text, unit).ok().map(|sides| sides.map(|side| side.micros))
    }

    #[test]
    fn reads_three_sides_in_the_spellings_sellers_use() {
        let wanted = Some([6_100_000, 4_200_000, 4_200_000]);
        for text in [
            "6.1 x 4.2 x 4.2",
            "6.1*4.2*4.2",
            "6.1×4.2×4.2",
            "6.1X4.2X4.2",
            "6,1 x 4,2 x 4,2",
            "6.1/4.2/4.2",
            "６．１＊４．２＊４．２",
        ] {
            assert_eq!(micros(text, Some(LengthUnit::In)), wanted, "{text}");
        }
    }

    #[test]
    fn takes_the_unit_from_the_text_first() {
        for text in ["30*20*10cm", "30 x 20 x 10 (cm)", "30cm x 20cm x 10cm"] {
            assert_eq!(dimensions(text, Some(LengthUnit::In)).unwrap()[1].unit, LengthUnit::Cm, "{text}");
        }
        assert_eq!(dimensions("12\" x 9\" x 3\"", None).unwrap()[0].unit, LengthUnit::In);
    }

    #[test]
    fn asks_for_a_unit_nobody_said() {
        assert_eq!(dimensions("1 x 2 x 3", None).unwrap_err().code(), "size_unit_missing");
    }

    #[test]
    fn refuses_what_is_no_size() {
        for text in
            ["", "6 x 4", "1 x 2 x 3 x 4", "a x b x c", "0 x 1 x 2", "-1 x 2 x 3", "1 cm x 2 in x 3", "1e3 x 2 x 3"]
        {
            assert_eq!(micros(text, Some(LengthUnit::Cm)), None, "{text}");
        }
    }
}
