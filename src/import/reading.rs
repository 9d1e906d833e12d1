//! How the numbers of a column are written, decided from all its cells.
//!
//! A cell can prove a decimal sign (`12.5`, `1.234,50`, `0.123`), fit both (`1.234`, `1,234`) or say nothing
//! (`12`). A column that only holds cells of the second kind is read by what the rest of the file proves, a count
//! by the fact that counts are whole; else it is a question. Cell-wise guessing once made 1,107 of `110.7`
//! (actualbudget/actual#5020).

use super::cell::{Printed, is_group_sign};
use crate::number::Decimal;

/// The decimal sign of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

impl Sign {
    const fn decimal(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    const fn group(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// What one row of digits says about the decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Only digits: any.
    None,
    /// Can only be read with this decimal sign.
    Proves(Sign),
    /// One sign with three digits behind: decimals under the sign given, a group under the other.
    Either {
        /// The sign under which it is a decimal.
        decimal: Sign,
        /// Whether the three digits are zeros.
        is_round: bool,
    },
    /// No number under either.
    Broken,
}

/// Weighs one row of digits.
pub(super) fn evidence(core: &str) -> Evidence {
    let points = core.bytes().filter(|&b| b == b'.').count();
    let commas = core.bytes().filter(|&b| b == b',').count();
    let proved = match (points, commas) {
        (0, 0) => return if digits(core, Sign::Point).is_some() { Evidence::None } else { Evidence::Broken },
        (1, 0) => Sign::Point,
        (0, 1) => Sign::Comma,
        (_, 0) => Sign::Comma,
        (0, _) => Sign::Point,
        _ if core.rfind('.') > core.rfind(',') => Sign::Point,
        _ => Sign::Comma,
    };
    if points + commas == 1
        && let Some((whole, fraction)) = core.split_once(proved.decimal())
        && fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && whole.bytes().all(|b| b.is_ascii_digit())
        && fraction.bytes().all(|b| b.is_ascii_digit())
    {
        return Evidence::Either { decimal: proved, is_round: fraction == "000" };
    }
    if digits(core, proved).is_some() { Evidence::Proves(proved) } else { Evidence::Broken }
}

/// Digits and decimals of a row of digits under a decimal sign; none if it does not fit.
fn digits(core: &str, sign: Sign) -> Option<(i128, u32)> {
    const MOST: u32 = 30;
    let (whole, fraction) = match core.split_once(sign.decimal()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (core, None),
    };
    let (mut coefficient, mut scale, mut count) = (0_i128, 0_u32, 0_u32);
    let mut push = |digit: u8| {
        count += 1;
        coefficient = coefficient * 10 + i128::from(digit.wrapping_sub(b'0'));
        count <= MOST
    };
    // Groups: up to three digits, then threes; the Indian way has twos before the last three.
    let mut groups: Vec<usize> = vec![0];
    for letter in whole.chars() {
        if letter.is_ascii_digit() {
            if !push(u8::try_from(letter).ok()?) {
                return None;
            }
            *groups.last_mut()? += 1;
        } else if letter == sign.group() || is_group_sign(letter) {
            groups.push(0);
        } else {
            return None;
        }
    }
    if let [first, middle @ .., last] = groups.as_slice() {
        let threes = middle.iter().all(|&n| n == 3) && (1..=3).contains(first);
        let twos = middle.iter().all(|&n| n == 2) && (1..=2).contains(first);
        if *last != 3 || !(threes || twos) {
            return None;
        }
    }
    for byte in fraction.unwrap_or_default().bytes() {
        if !byte.is_ascii_digit() || !push(byte) {
            return None;
        }
        scale += 1;
    }
    if count == 0 || fraction.is_some_and(str::is_empty) { None } else { Some((coefficient, scale)) }
}

/// The number a printed cell stands for; none if it does not fit the column's sign, or if the sign is open and
/// the cell depends on it.
pub(super) fn decimal(printed: &Printed<'_>, sign: Option<Sign>) -> Option<Decimal> {
    let sign = match sign {
        Some(sign) => sign,
        None => match evidence(&printed.core) {
            Evidence::None => Sign::Point,
            Evidence::Proves(sign) => sign,
            Evidence::Either { .. } | Evidence::Broken => return None,
        },
    };
    let (coefficient, scale) = digits(&printed.core, sign)?;
    let coefficient = if printed.is_negative { coefficient.checked_neg()? } else { coefficient };
    if printed.power == 0 {
        return Decimal::new(coefficient, scale).ok();
    }
    let power = printed.power.saturating_sub(scale);
    let factor = 10_i128.checked_pow(power)?;
    Decimal::new(coefficient.checked_mul(factor)?, scale.saturating_sub(printed.power)).ok()
}

/// What the cells of a column say about the decimal sign, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Cells that prove a decimal point.
    pub point: u32,
    /// Cells that prove a decimal comma.
    pub comma: u32,
    /// Cells such as `1.234`.
    pub either_point: u32,
    /// Cells such as `1,234`.
    pub either_comma: u32,
    /// Cells of the last two kinds whose three digits are not all zero.
    pub uneven: u32,
}

impl Tally {
    /// Counts one row of digits.
    pub fn add(&mut self, found: Evidence) {
        match found {
            Evidence::Proves(Sign::Point) => self.point += 1,
            Evidence::Proves(Sign::Comma) => self.comma += 1,
            Evidence::Either { decimal, is_round } => {
                self.uneven += u32::from(!is_round);
                match decimal {
                    Sign::Point => self.either_point += 1,
                    Sign::Comma => self.either_comma += 1,
                }
            }
            Evidence::None | Evidence::Broken => {}
        }
    }

    /// The sign the cells prove by themselves: all, or four against one.
    pub fn proved(&self) -> Option<Sign> {
        if self.point > self.comma.saturating_mul(4) {
            Some(Sign::Point)
        } else if self.comma > self.point.saturating_mul(4) {
            Some(Sign::Comma)
        } else {
            None
        }
    }

    /// The sign of a column without decimals in which only commas stand, three digits behind each.
    pub const fn groups_by_comma(&self) -> Option<Sign> {
        match (self.point, self.comma, self.either_point, self.either_comma) {
            (0, 0, 0, 1..) => Some(Sign::Point),
            _ => None,
        }
    }

    /// Decides a column. `is_whole`: its cells are counts. `elsewhere`: what the rest of the file proves.
    ///
    /// # Errors
    /// Nothing to say but that it is a question.
    pub fn decide(&self, is_whole: bool, elsewhere: Option<Sign>) -> Result<Option<Sign>, Undecided> {
        if let Some(sign) = self.proved() {
            return Ok(Some(sign));
        }
        if self.point + self.comma > 0 {
            return Err(Undecided);
        }
        let decimal = match (self.either_point, self.either_comma) {
            (0, 0) => return Ok(elsewhere),
            (_, 0) => Sign::Point,
            (0, _) => Sign::Comma,
            _ => return Err(Undecided),
        };
        match elsewhere {
            // A count with a fraction is none: the rest of the file and this column contradict each other.
            Some(sign) if is_whole && sign == decimal && self.uneven > 0 => Err(Undecided),
            Some(sign) => Ok(Some(sign)),
            // `1,000` pieces are a thousand; `1.000` alone is printed for one as well.
            None if is_whole && (self.uneven > 0 || decimal == Sign::Comma) => Ok(Some(decimal.other())),
            None => Err(Undecided),
        }
    }
}

/// The cells of a column can be read two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Undecided;

/// Whether bare numbers of a rate column are percentages or shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RateForm {
    /// `15` is 15 %.
    Percent,
    /// `0.15` is 15 %.
    Share,
    /// Both stand in the column: below one it is a share, from one on a percentage.
    #[default]
    Mixed,
}

/// The bare numbers of a rate column, counted by size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RateTally {
    /// Between zero and one, either sign.
    pub below_one: u32,
    /// Exactly one.
    pub one: u32,
    /// Above one.
    pub above_one: u32,
}

impl RateTally {
    /// Counts a bare number.
    pub fn add(&mut self, number: Decimal) {
        let one = 10_i128.saturating_pow(number.scale());
        match number.coefficient().unsigned_abs().cmp(&one.unsigned_abs()) {
            core::cmp::Ordering::Less => self.below_one += u32::from(number.coefficient() != 0),
            core::cmp::Ordering::Equal => self.one += 1,
            core::cmp::Ordering::Greater => self.above_one += 1,
        }
    }

    /// Decides a column. `is_uniform`: written by a program, so all cells alike.
    ///
    /// # Errors
    /// A column of nothing but ones is a question: 1 % or the whole.
    pub fn decide(&self, is_uniform: bool) -> Result<RateForm, Undecided> {
        match (self.below_one, self.above_one) {
            (0, 0) if self.one > 0 => Err(Undecided),
            (0, _) => Ok(RateForm::Percent),
            (_, 0) => Ok(RateForm::Share),
            _ if is_uniform => Ok(RateForm::Percent),
            _ => Ok(RateForm::Mixed),
        }
    }
}

/// A rate as a share: `15%`, and a bare number by the column's form.
pub(super) fn share(printed: &Printed<'_>, sign: Option<Sign>, form: RateForm) -> Option<Decimal> {
    let number = decimal(printed, sign)?;
    let is_hundredths = printed.is_percent
        || match form {
            RateForm::Percent => true,
            RateForm::Share => false,
            RateForm::Mixed => {
                let one = 10_i128.checked_pow(number.scale())?;
                number.coefficient().unsigned_abs() >= one.unsigned_abs()
            }
        };
    if is_hundredths { Decimal::new(number.coefficient(), number.scale().checked_add(2)?).ok() } else { Some(number) }
}

#[cfg(test)]
mod tests {
    use super::super::cell::printed;
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, sign: Option<Sign>) -> Option<String> {
        decimal(&printed(text)?, sign).map(|d| d.to_string())
    }

    fn tally(cells: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for cell in cells {
            tally.add(evidence(&printed(cell).unwrap().core));
        }
        tally
    }

    #[test]
    fn reads_groups_and_decimals_of_both_kinds() {
        assert_eq!(read("1,234.50", Some(Sign::Point)).as_deref(), Some("1234.50"));
        assert_eq!(read("1.234,50", Some(Sign::Comma)).as_deref(), Some("1234.50"));
        assert_eq!(read("1 234,50", Some(Sign::Comma)).as_deref(), Some("1234.50"));
        assert_eq!(read("1\u{202F}234", Some(Sign::Comma)).as_deref(), Some("1234"));
        assert_eq!(read("1'234.50", Some(Sign::Point)).as_deref(), Some("1234.50"));
        assert_eq!(read("12,34,567.8", Some(Sign::Point)).as_deref(), Some("1234567.8"));
        assert_eq!(read("0.35万", Some(Sign::Point)).as_deref(), Some("3500"));
        assert_eq!(read("1.2千", Some(Sign::Point)).as_deref(), Some("1200"));
        assert_eq!(read("1.23456万", Some(Sign::Point)).as_deref(), Some("12345.6"));
        assert_eq!(read("-3.000", Some(Sign::Comma)).as_deref(), Some("-3000"));
    }

    #[test]
    fn refuses_groups_of_the_wrong_length() {
        for text in ["1,23.50", "1,2345", "1,,234", ",234", "12 34"] {
            assert_eq!(read(text, Some(Sign::Point)), None, "{text}");
        }
        assert_eq!(read("110.7", Some(Sign::Comma)), None);
    }

    #[test]
    fn decides_by_the_cells_that_fit_one_reading_only() {
        assert_eq!(tally(&["1.234", "12,5"]).decide(false, None), Ok(Some(Sign::Comma)));
        assert_eq!(tally(&["1,234", "0.5"]).decide(false, None), Ok(Some(Sign::Point)));
        assert_eq!(tally(&["1.234.567"]).decide(false, None), Ok(Some(Sign::Comma)));
        assert_eq!(tally(&["1234.567"]).decide(false, None), Ok(Some(Sign::Point)));
    }

    #[test]
    fn asks_when_a_column_fits_both() {
        assert_eq!(tally(&["1.234", "3.980"]).decide(false, None), Err(Undecided));
        assert_eq!(tally(&["1,234", "5.678"]).decide(false, Some(Sign::Point)), Err(Undecided));
        assert_eq!(tally(&["12.5", "12,5"]).decide(false, None), Err(Undecided));
        assert_eq!(tally(&["1.000", "12.000"]).decide(true, None), Err(Undecided));
    }

    #[test]
    fn lets_the_rest_of_the_file_and_wholeness_decide() {
        assert_eq!(tally(&["3,980"]).decide(false, Some(Sign::Point)), Ok(Some(Sign::Point)));
        assert_eq!(tally(&["1.234"]).decide(true, None), Ok(Some(Sign::Comma)));
        assert_eq!(tally(&["1,000"]).decide(true, None), Ok(Some(Sign::Point)));
        assert_eq!(tally(&["12.000"]).decide(true, Some(Sign::Point)), Ok(Some(Sign::Point)));
        assert_eq!(tally(&["1.234"]).decide(true, Some(Sign::Point)), Err(Undecided));
    }

    #[test]
    fn gives_no_number_for_a_cell_that_hangs_on_an_open_question() {
        assert_eq!(read("1.234", None), None);
        assert_eq!(read("12.5", None).as_deref(), Some("12.5"));
    }

    #[test]
    fn reads_one_rate_in_four_spellings() {
        let as_share = |text: &str, form| share(&printed(text).unwrap(), Some(Sign::Point), form).unwrap().to_string();
        assert_eq!(as_share("15%", RateForm::Mixed), "0.15");
        assert_eq!(as_share("15.00%", RateForm::Mixed), "0.1500");
        assert_eq!(as_share("0.15", RateForm::Mixed), "0.15");
        assert_eq!(as_share("15", RateForm::Mixed), "0.15");
        assert_eq!(as_share("0.5", RateForm::Percent), "0.005");
    }

    #[test]
    fn asks_whether_a_rate_of_one_is_the_whole() {
        let mut tally = RateTally::default();
        tally.add(Decimal::parse("1").unwrap());
        assert_eq!(tally.decide(false), Err(Undecided));
    }

    proptest! {
        /// Any number printed with groups and either decimal sign is read back as itself.
        #[test]
        fn reads_back_what_was_printed(number in any::<i64>(), decimals in 0_usize..5, is_comma in any::<bool>(), is_grouped in any::<bool>()) {
            let sign = if is_comma { Sign::Comma } else { Sign::Point };
            let digits = format!("{:0>1$}", number.unsigned_abs(), decimals + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            let mut text = String::new();
            for (i, digit) in whole.chars().enumerate() {
                if is_grouped && i > 0 && (whole.len() - i) % 3 == 0 {
                    text.push(sign.group());
                }
                text.push(digit);
            }
            if decimals > 0 {
                text.push(sign.decimal());
                text.push_str(fraction);
            }
            if number < 0 {
                text.insert(0, '-');
            }
            let wanted = Decimal::new(i128::from(number), u32::try_from(decimals).unwrap()).unwrap();
            prop_assert_eq!(decimal(&printed(&text).unwrap(), Some(sign)), Some(wanted));
            // And never as another number when the cell stands alone.
            if let Some(alone) = decimal(&printed(&text).unwrap(), None) {
                prop_assert_eq!(alone.to_ratio(), wanted.to_ratio());
            }
        }

        #[test]
        fn never_panics_on_any_cell(text in "\\PC{0,40}|[-+()$€¥%0-9., 万千'=\"]{0,40}") {
            if let Some(found) = printed(text.trim()) {
                let _ = (evidence(&found.core), decimal(&found, None), decimal(&found, Some(Sign::Comma)));
                let _ = share(&found, Some(Sign::Point), RateForm::Mixed);
            }
        }
    }
}
