//! Which bytes of a text end a cell, found 64 at a time, and which cells hold more than a few digits.
//!
//! Most cells of a report are counts or blank. They are told from the others here, for all cells of a block at once, so
//! that nobody has to look into them.

/// Bytes that are looked at together.
pub(super) const BLOCK: usize = 64;

/// Counts of more digits than these are looked at.
const MOST_DIGITS: u32 = 12;

/// What the bytes of a block are: bit `i` for byte `i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Separators and line ends.
    pub stops: u64,
    /// Line ends.
    pub ends: u64,
    /// Digits.
    digits: u64,
}

impl Marks {
    /// Marks the bytes of a block.
    #[inline]
    pub fn of(block: &[u8; BLOCK], separator: u8, line_end: u8) -> Self {
        let mut marks = Self { stops: 0, ends: 0, digits: 0 };
        for word in block.as_chunks::<8>().0.iter().rev() {
            let word = u64::from_le_bytes(*word);
            let ends = equal_bytes(word, line_end);
            marks.stops = marks.stops << 8 | gathered(ends | equal_bytes(word, separator));
            marks.ends = marks.ends << 8 | gathered(ends);
            marks.digits = marks.digits << 8 | gathered(digits(word));
        }
        marks
    }
}

/// Finds the cells that are no counts, block by block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Finder {
    /// Whether the cell that is open at the start of the block holds anything but digits so far.
    is_marked: bool,
    /// Bytes of that cell so far.
    length: u32,
}

impl Finder {
    /// The stops of the next block behind cells that may be no counts; all others are blank or up to twelve digits.
    #[inline]
    pub fn marked(&mut self, marks: &Marks) -> u64 {
        let inside = !marks.stops;
        let length = self.length.saturating_add(marks.stops.trailing_zeros());
        let pairs = inside & (inside << 1);
        let fours = pairs & (pairs << 2);
        let thirteens = fours & (fours << 4) & (fours << 8) & (inside << MOST_DIGITS);
        let others = (inside & !marks.digits) | thirteens;
        // Whatever is added to the ones of a cell carries into the stop behind it.
        let (sum, is_over) = inside.overflowing_add(others);
        let is_first = self.is_marked | (length > MOST_DIGITS);
        let first = if is_first { marks.stops & marks.stops.wrapping_neg() } else { 0 };
        self.is_marked = is_over | (is_first && marks.stops == 0);
        self.length = if marks.stops == 0 { length } else { marks.stops.leading_zeros() };
        (sum & marks.stops) | first
    }
}

/// Digits before and behind the point of a number of four to eight bytes that has one; none for anything else.
#[inline]
pub(super) fn around_point(bytes: &[u8]) -> Option<(u32, u32)> {
    let (Some(first), Some(last), 4..=8) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes.len()) else {
        return None;
    };
    let length = u32::try_from(bytes.len()).ok()?;
    // Where both halves overlap they are the same.
    let word = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4));
    let used = !LOW >> (64 - 8 * length);
    let points = equal_bytes(word, b'.') & used;
    let is_number = (digits(word) | points) & used == used && points.is_power_of_two();
    let whole = points.trailing_zeros() >> 3;
    let behind = length.checked_sub(whole + 1)?;
    (is_number && whole > 0 && behind > 0).then_some((whole, behind))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;

/// High bit of every byte of `word` that equals `byte`; exact for every byte.
#[inline]
pub(super) const fn equal_bytes(word: u64, byte: u8) -> u64 {
    let x = word ^ (ONES.wrapping_mul(spread(byte)));
    !(((x & LOW).wrapping_add(LOW)) | x | LOW)
}

/// High bit of every byte that is a digit.
#[inline]
const fn digits(word: u64) -> u64 {
    // Of the low seven bits a digit leaves at most nine, which adding 0x76 does not carry over.
    let x = word ^ (ONES * 0x30);
    !((x & LOW).wrapping_add(ONES * 0x76) | x | LOW)
}

/// The high bits side by side.
#[inline]
const fn gathered(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[expect(clippy::as_conversions, reason = "`from` is not const for integers yet")]
const fn spread(byte: u8) -> u64 {
    byte as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::column::plain;
    use proptest::prelude::*;

    #[test]
    fn marks_every_byte_as_what_it_is() {
        for byte in 0..=255_u8 {
            let mut block = [b'x'; BLOCK];
            block[9] = byte;
            let marks = Marks::of(&block, b'\t', b'\n');
            let bit = |is: bool| u64::from(is) << 9;
            let wanted = Marks {
                stops: bit(byte == b'\t' || byte == b'\n'),
                ends: bit(byte == b'\n'),
                digits: bit(byte.is_ascii_digit()),
            };
            assert_eq!(marks, wanted, "{byte}");
        }
    }

    proptest! {
        /// The judge looks at cell after cell. A cell of many digits may be told of without need, no other.
        #[test]
        fn finds_what_is_no_count_wherever_blocks_begin(cells in prop::collection::vec("[0-9]{0,14}|[0-9]{60,70}|[a.é]{0,3}|x{130}", 0..40)) {
            let text = cells.join("\t") + "\t";
            let mut bytes = text.into_bytes();
            bytes.resize(bytes.len().next_multiple_of(BLOCK), b'\t');
            let mut finder = Finder::default();
            let mut found = Vec::new();
            for block in bytes.as_chunks::<BLOCK>().0 {
                let marks = Marks::of(block, b'\t', b'\n');
                let marked = finder.marked(&marks);
                prop_assert_eq!(marked & !marks.stops, 0);
                found.extend((0..64).filter(|bit| marks.stops >> bit & 1 == 1).map(|bit| marked >> bit & 1 == 1));
            }
            let is_no_count = |cell: &String| cell.len() > 12 || cell.bytes().any(|byte| !byte.is_ascii_digit());
            let wanted: Vec<bool> = cells.iter().map(is_no_count).collect();
            prop_assert_eq!(&found[..cells.len()], wanted);
            prop_assert!(found[cells.len()..].iter().all(|is_marked| !is_marked));
        }

        #[test]
        fn counts_digits_around_a_point_as_the_slow_way_does(text in "[0-9]{0,6}[.]?[0-9.,x-]{0,6}") {
            let slow = plain(text.as_bytes()).filter(|found| found.scale > 0 && found.coefficient >= 0 && !text.starts_with('-'));
            let wanted = slow.filter(|_| (4..=8).contains(&text.len())).map(|found| (found.whole_digits, found.scale));
            prop_assert_eq!(around_point(text.as_bytes()), wanted);
        }
    }
}
