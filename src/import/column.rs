//! One column: what it means, how its cells are read, and the reading of a single cell.

use super::calendar::{Order, printed_day, printed_month};
use super::cell::{NoValue, Printed, no_value, printed, unwrapped};
use super::packed::PackedKind;
use super::reading::{RateForm, Sign, decimal, share};
use super::split::Grid;
use super::unit_word::MoneyMark;
use super::words::FieldNumber;
use crate::date::Day;
use crate::lower::lower;
use crate::money::Currency;
use crate::number::Decimal;
use std::borrow::Cow;

/// How one column of the file, or one part of its cells, is read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Column of the file, from 0.
    pub column: usize,
    /// Which part of a cell that holds several values.
    pub part: Option<Part>,
    /// The field.
    pub field: FieldNumber,
    /// What the cells are.
    pub kind: PackedKind,
    /// Decimal sign; none while it does not matter or is a question.
    pub sign: Option<Sign>,
    /// Form of bare rates; none while it is a question.
    pub form: Option<RateForm>,
    /// Order of dates; none while it does not matter or is a question.
    pub order: Option<Order>,
    /// Whether a zero is no value here.
    pub zero_is_no_value: bool,
    /// No row has a value here.
    pub is_blank: bool,
    /// Every row has the same cell here; known of the columns that are asked for row by row.
    pub is_same: bool,
    /// Where the currency of the cells comes from.
    pub money: MoneySource,
}

/// What tells the currency of a column's money beside its cells and rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MoneySource {
    /// The seller's answer.
    pub answer: Option<Currency>,
    /// Sign or code in the heading, or the report's own rule.
    pub heading: Option<MoneyMark>,
    /// Sign in some cells of the column.
    pub column: Option<MoneyMark>,
    /// Whether the column is money paid to suppliers and carriers.
    pub is_cost: bool,
}

/// A part of a packed cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One of several numbers with slashes between them: `12/40/66`.
    Slash(usize),
    /// The number in front of a unit: `0.025 ft3`.
    Number,
    /// The unit behind it.
    Unit,
}

/// A cell as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading {
    /// No value.
    Nothing(NoValue),
    /// A number; a rate as a share.
    Number(Decimal, Option<MoneyMark>),
    /// A day, or the first day of a month.
    Day(Day),
    /// Does not fit: the code of the problem.
    Unfit(&'static str),
    /// Can be read two ways, and the seller has not said which.
    Open,
}

/// Numbers beyond this many major units or pieces are slips or junk; far below what the product can hold.
const LARGEST: i128 = 1_000_000_000_000;

impl Source {
    /// The bytes of the cell as they stand.
    #[inline]
    pub fn raw<'a>(&self, grid: &'a Grid, record: usize) -> Option<&'a [u8]> {
        grid.raw(record, self.column)
    }

    /// Text of the cell, unpacked but with its wrapper.
    pub fn cell<'a>(&self, grid: &'a Grid, record: usize) -> &'a str {
        let cell = grid.cell(record, self.column);
        match self.part {
            None => cell,
            Some(Part::Slash(part)) => {
                if no_value(cell).is_some() {
                    ""
                } else {
                    cell.split(['/', '／', '|']).nth(part).map_or("", str::trim)
                }
            }
            Some(Part::Number) => cell.get(..unit_start(cell)).map_or("", str::trim),
            Some(Part::Unit) => cell.get(unit_start(cell)..).map_or("", str::trim),
        }
    }

    /// Text of the cell, or none if it has no value.
    #[inline]
    pub fn text<'a>(&self, grid: &'a Grid, record: usize) -> Option<&'a str> {
        let raw = grid.raw_text(record, self.column)?;
        // Nearly every cell begins as no word for "nothing" does, and has no blanks around it.
        if let [first, .., last] = raw.as_bytes()
            && self.part.is_none()
            && first.is_ascii_alphanumeric()
            && !matches!(first, b'n' | b'N' | b'u' | b'U')
            && last.is_ascii_graphic()
        {
            return Some(raw);
        }
        if raw.is_empty() {
            return None;
        }
        let text = unwrapped(self.cell(grid, record));
        if no_value(text).is_some() { None } else { Some(text) }
    }

    /// Number of the cell, the quick way for the plain numbers most cells are.
    #[inline]
    pub fn number(&self, grid: &Grid, record: usize) -> Option<(Decimal, Option<MoneyMark>)> {
        if self.is_blank || self.raw(grid, record)?.is_empty() {
            return None;
        }
        if self.part.is_none()
            && self.kind != PackedKind::Rate
            && let Some(plain) = self.raw(grid, record).and_then(plain)
            && (plain.scale == 0 || (self.sign == Some(Sign::Point) && !self.is_whole()))
        {
            if plain.coefficient == 0 && self.zero_is_no_value {
                return None;
            }
            if i128::from(plain.coefficient.unsigned_abs()) < LARGEST {
                return Decimal::new(i128::from(plain.coefficient), plain.scale).ok().map(|number| (number, None));
            }
        }
        match self.read(self.cell(grid, record)) {
            Reading::Number(number, money) => Some((number, money)),
            _ => None,
        }
    }

    /// A count, if the cell holds nothing but a few digits; everything else goes by [`Source::number`].
    #[inline]
    pub fn plain_count(&self, grid: &Grid, record: usize) -> Option<i64> {
        let bytes =
            self.raw(grid, record).filter(|bytes| bytes.len() <= 9 && self.part.is_none() && self.is_whole())?;
        let mut count = 0_i64;
        for byte in bytes {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            count = count * 10 + i64::from(digit);
        }
        if bytes.is_empty() || (count == 0 && self.zero_is_no_value) { None } else { Some(count) }
    }

    /// Day of the cell.
    pub fn day(&self, grid: &Grid, record: usize) -> Option<Day> {
        match self.read(self.cell(grid, record)) {
            Reading::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Whether the cells are counts.
    pub fn is_whole(&self) -> bool {
        self.kind == PackedKind::Int
    }

    /// Reads a trimmed cell.
    pub fn read(&self, cell: &str) -> Reading {
        let text = unwrapped(cell);
        if let Some(nothing) = no_value(text) {
            return Reading::Nothing(nothing);
        }
        match self.kind {
            PackedKind::Text | PackedKind::Packed => Reading::Nothing(NoValue::Nothing),
            PackedKind::Date => match printed_day(text) {
                None => Reading::Unfit("date_unreadable"),
                Some((day, _)) => day.day(self.order).map_or(Reading::Open, Reading::Day),
            },
            PackedKind::Month => printed_month(text).map_or(Reading::Unfit("month_unreadable"), Reading::Day),
            PackedKind::Rate => self.read_rate(text),
            PackedKind::Int | PackedKind::Days | PackedKind::Decimal | PackedKind::Money | PackedKind::Cost => {
                self.read_number(text)
            }
        }
    }

    fn read_rate(&self, text: &str) -> Reading {
        let Some(printed) = printed(text) else { return unreadable(text) };
        if printed.money.is_some() {
            return Reading::Unfit("money_in_rate");
        }
        let form = match self.form {
            Some(form) => form,
            None if printed.is_percent || is_zero(&printed) => RateForm::Percent,
            None => return Reading::Open,
        };
        match share(&printed, self.sign, form) {
            Some(share) => self.checked(share, None),
            None => self.unfit(&printed),
        }
    }

    fn read_number(&self, text: &str) -> Reading {
        let Some(printed) = printed(text) else { return unreadable(text) };
        if printed.is_percent {
            return Reading::Unfit("percent_in_number");
        }
        if printed.money.is_some() && matches!(self.kind, PackedKind::Int | PackedKind::Days) {
            return Reading::Unfit("money_in_count");
        }
        let Some(number) = decimal(&printed, self.sign) else { return self.unfit(&printed) };
        if self.is_whole() {
            let Some(whole) = whole(number) else { return Reading::Unfit("number_not_whole") };
            return self.checked(whole, printed.money);
        }
        self.checked(number, printed.money)
    }

    /// A printed number that could not be read: because the sign is open, or because it does not fit the column.
    fn unfit(&self, printed: &Printed<'_>) -> Reading {
        use super::reading::{Evidence, evidence};
        match evidence(&printed.core) {
            Evidence::Either { .. } if self.sign.is_none() => Reading::Open,
            Evidence::Proves(_) => Reading::Unfit("number_unlike_column"),
            _ => Reading::Unfit("number_unreadable"),
        }
    }

    fn checked(&self, number: Decimal, money: Option<MoneyMark>) -> Reading {
        let size = 10_i128.checked_pow(number.scale()).and_then(|unit| number.coefficient().checked_div(unit));
        if size.is_none_or(|size| size.unsigned_abs() >= LARGEST.unsigned_abs()) {
            Reading::Unfit("number_too_large")
        } else if number.coefficient() == 0 && self.zero_is_no_value {
            Reading::Nothing(NoValue::Nothing)
        } else {
            Reading::Number(number, money)
        }
    }
}

fn is_zero(printed: &Printed<'_>) -> bool {
    printed.core.bytes().all(|b| !b.is_ascii_digit() || b == b'0')
}

/// The same number without decimals, if they are all zero.
fn whole(number: Decimal) -> Option<Decimal> {
    let unit = 10_i128.checked_pow(number.scale())?;
    let is_whole = number.coefficient().checked_rem(unit)? == 0;
    if is_whole { Decimal::new(number.coefficient().checked_div(unit)?, 0).ok() } else { None }
}

/// Why text is no number, as exactly as can be said.
fn unreadable(text: &str) -> Reading {
    let body = text.trim_start_matches(['-', '+']);
    let is_scientific = body.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && body.bytes().any(|b| matches!(b, b'e' | b'E'))
        && body.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'e' | b'E' | b'+' | b'-' | b'.' | b','));
    Reading::Unfit(if is_scientific { "number_scientific" } else { "number_unreadable" })
}

/// Where the unit behind a number starts: `0.025 ft3` → 5.
fn unit_start(cell: &str) -> usize {
    let end = cell.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')));
    if cell.starts_with(|c: char| c.is_ascii_digit()) { end.unwrap_or(cell.len()) } else { 0 }
}

/// A number of digits with at most one point, as nearly all cells of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// The digits.
    pub coefficient: i64,
    /// Digits behind the point.
    pub scale: u32,
    /// Digits before the point.
    pub whole_digits: u32,
    /// Whether the first digit is a zero.
    pub starts_with_zero: bool,
}

/// Reads a plain number of at most 18 digits; none for anything else, blanks included.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> Option<Plain> {
    let (is_negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut number, mut whole_digits, mut scale, mut is_fraction) = (0_i64, 0_u32, 0_u32, false);
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            number = number * 10 + i64::from(digit);
            if is_fraction {
                scale += 1;
            } else {
                whole_digits += 1;
            }
        } else if byte == b'.' && !is_fraction && whole_digits > 0 {
            is_fraction = true;
        } else {
            return None;
        }
    }
    if is_fraction && scale == 0 {
        return None;
    }
    Some(Plain {
        coefficient: if is_negative { -number } else { number },
        scale,
        whole_digits,
        starts_with_zero: digits.first() == Some(&b'0'),
    })
}

/// The unit behind a number in its cell, such as `oz` in `1.6 oz`.
pub(super) fn unit_in_cell(cell: &str) -> Option<&str> {
    let text = unwrapped(cell);
    let unit = printed(text)?.unit?;
    Some(unit)
}

/// Text in small letters for comparing without case; borrowed if nothing changes.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let has_capitals = text.chars().any(|c| c.is_uppercase());
    if has_capitals { Cow::Owned(lower(text)) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(kind: PackedKind, sign: Option<Sign>) -> Source {
        Source {
            column: 0,
            part: None,
            field: 0,
            kind,
            sign,
            form: Some(RateForm::Mixed),
            order: None,
            zero_is_no_value: false,
            is_blank: false,
            is_same: false,
            money: MoneySource::default(),
        }
    }

    #[test]
    fn keeps_counts_whole() {
        let units = source(PackedKind::Int, Some(Sign::Point));
        assert_eq!(units.read("12.0"), Reading::Number(Decimal::parse("12").unwrap(), None));
        assert_eq!(units.read("12.5"), Reading::Unfit("number_not_whole"));
        assert_eq!(units.read("-5"), Reading::Number(Decimal::parse("-5").unwrap(), None));
        assert_eq!(units.read("365+"), Reading::Number(Decimal::parse("365").unwrap(), None));
    }

    #[test]
    fn says_why_a_cell_does_not_fit() {
        let price = source(PackedKind::Money, Some(Sign::Point));
        assert_eq!(price.read("12,5"), Reading::Unfit("number_unlike_column"));
        assert_eq!(price.read("1E5"), Reading::Unfit("number_scientific"));
        assert_eq!(price.read("1e308"), Reading::Unfit("number_scientific"));
        assert_eq!(price.read("NaN"), Reading::Unfit("number_unreadable"));
        assert_eq!(price.read("15%"), Reading::Unfit("percent_in_number"));
        assert_eq!(price.read("9999999999999"), Reading::Unfit("number_too_large"));
        assert_eq!(source(PackedKind::Rate, None).read("$3"), Reading::Unfit("money_in_rate"));
        assert_eq!(source(PackedKind::Int, None).read("$3"), Reading::Unfit("money_in_count"));
    }

    #[test]
    fn leaves_open_what_can_be_read_two_ways() {
        assert_eq!(source(PackedKind::Money, None).read("1.234"), Reading::Open);
        assert_eq!(source(PackedKind::Date, None).read("03/10/2026"), Reading::Open);
    }

    #[test]
    fn splits_cells_that_hold_several_values() {
        assert_eq!(unit_start("0.025 ft3"), 5);
        assert_eq!(unit_start("none"), 0);
        let quotes = super::super::split::Quotes::AreData;
        let mut pace = crate::steps::Endless;
        let grid = crate::steps::at_once(Grid::split("12/40/66\t-".into(), b'\t', quotes, &mut pace));
        let mut sold = source(PackedKind::Int, None);
        sold.part = Some(Part::Slash(1));
        assert_eq!(sold.cell(&grid, 0), "40");
    }

    proptest::proptest! {
        #[test]
        fn plain_numbers_are_read_as_the_slow_way_reads_them(text in "-?[0-9]{0,9}(\\.[0-9]{0,6})?") {
            let slow = Decimal::parse(&text).ok();
            if let Some(quick) = plain(text.as_bytes()) {
                proptest::prop_assert_eq!(Decimal::new(i128::from(quick.coefficient), quick.scale).ok(), slow);
            }
        }
    }
}
