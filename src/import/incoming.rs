//! A text that comes in piece by piece: a file too large to be handed over whole.

use super::options::ReadOptions;
use super::read::{LONGEST_TEXT, read_in_steps};
use super::table::Table;
use crate::error::{Error, ErrorKind, Result};
use crate::steps::Pace;

/// The text of a table as far as it is there. Once all of it is, [`IncomingText::read`] makes what
/// [`read`](super::read()) makes of the whole.
///
/// ```
/// use clearfloor::import::{IncomingText, ReadOptions};
/// let mut text = IncomingText::new(19).unwrap();
/// // A piece may end in the middle of a character.
/// assert!(text.push_bytes("SKU\tTitle\nA\tGröße\n".as_bytes().split_at(15).0));
/// assert!(text.push_bytes("SKU\tTitle\nA\tGröße\n".as_bytes().split_at(15).1));
/// let table = text.read(&ReadOptions::default());
/// assert_eq!(table.text(0, table.field("title").unwrap()), Some("Größe"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct IncomingText {
    text: String,
    /// The bytes so far of a character that the last piece ended in.
    cut: Vec<u8>,
    /// Something came already; a mark of the encoding stands before anything else.
    is_begun: bool,
}

impl IncomingText {
    /// Room for a text of so many bytes; it may turn out longer.
    ///
    /// # Errors
    /// `memory_full` with `megabytes`, if there is no room for it.
    ///
    /// ```
    /// use clearfloor::import::IncomingText;
    /// assert_eq!(IncomingText::new(24).unwrap().length(), 0);
    /// assert_eq!(IncomingText::new(usize::MAX).unwrap_err().code(), "memory_full");
    /// ```
    pub fn new(bytes: usize) -> Result<Self> {
        let mut text = String::new();
        let full = || Error::new(ErrorKind::Range, "memory_full").with("megabytes", (bytes / 1_000_000).to_string());
        if bytes > LONGEST_TEXT {
            return Err(full());
        }
        text.try_reserve_exact(bytes).map_err(|_| full())?;
        Ok(Self { text, ..Self::default() })
    }

    /// The next bytes of a UTF-8 text; false = they are none, and the text has to be begun anew.
    ///
    /// ```
    /// use clearfloor::import::IncomingText;
    /// let mut text = IncomingText::new(16).unwrap();
    /// assert!(text.push_bytes(b"SKU\tGr\xC3") && text.push_bytes(b"\xB6\xC3\x9Fe\n"));
    /// // Written by a Western Windows: no UTF-8.
    /// assert!(!text.push_bytes(b"Gr\xF6\xDFe\n"));
    /// ```
    pub fn push_bytes(&mut self, piece: &[u8]) -> bool {
        let mut piece = piece;
        while !self.cut.is_empty() {
            let Some((byte, behind)) = piece.split_first() else { return true };
            let mut character = core::mem::take(&mut self.cut);
            character.push(*byte);
            match core::str::from_utf8(&character) {
                Ok(character) => self.push(character),
                Err(why) if why.error_len().is_none() => self.cut = character,
                Err(_) => return false,
            }
            piece = behind;
        }
        let Some((valid, cut)) = valid_start(piece) else { return false };
        self.push(valid);
        self.cut = cut.to_vec();
        true
    }

    /// The next characters, of a text in another encoding that was decoded elsewhere.
    ///
    /// ```
    /// use clearfloor::import::{IncomingText, ReadOptions};
    /// let mut text = IncomingText::new(0).unwrap();
    /// text.push_text("SKU\tTitle\nA-1\tGr");
    /// text.push_text("öße M\n");
    /// let table = text.read(&ReadOptions::default());
    /// assert_eq!(table.text(0, table.field("title").unwrap()), Some("Größe M"));
    /// ```
    pub fn push_text(&mut self, piece: &str) {
        self.push(piece);
    }

    fn push(&mut self, piece: &str) {
        let is_first = !self.is_begun;
        self.is_begun |= !piece.is_empty();
        self.text.push_str(if is_first { piece.strip_prefix('\u{FEFF}').unwrap_or(piece) } else { piece });
    }

    /// Bytes that are there.
    ///
    /// ```
    /// use clearfloor::import::IncomingText;
    /// let mut text = IncomingText::new(10).unwrap();
    /// // The mark of the encoding is no part of the text; ö and ß have two bytes each.
    /// assert!(text.push_bytes("\u{FEFF}Größe".as_bytes()));
    /// assert_eq!(text.length(), 7);
    /// ```
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Whether the text ends in the middle of a character, so that it is no UTF-8.
    #[must_use]
    pub(crate) fn is_cut(&self) -> bool {
        !self.cut.is_empty()
    }

    /// Reads all of it at once.
    ///
    /// ```
    /// use clearfloor::import::{IncomingText, ReadOptions};
    /// let mut text = IncomingText::new(24).unwrap();
    /// text.push_text("SKU,Price ($)\nA-1,24.99\n");
    /// let table = text.read(&ReadOptions { name: "prices.csv".to_owned(), ..ReadOptions::default() });
    /// assert_eq!(table.number(0, table.field("price_list").unwrap()).unwrap().to_string(), "24.99");
    /// ```
    #[must_use]
    pub fn read(self, options: &ReadOptions) -> Table {
        super::read(self.text, options)
    }

    /// The first part of the text.
    pub(crate) fn start(&self, bytes: usize) -> &[u8] {
        self.text.as_bytes().get(..bytes).unwrap_or(self.text.as_bytes())
    }

    /// Reads it with pauses.
    pub(crate) async fn read_in_steps(self, options: ReadOptions, mut pace: impl Pace) -> Table {
        read_in_steps(self.text, &options, &mut pace).await
    }
}

/// What of some bytes is text, and the bytes of a character that is cut at their end; none if they are no UTF-8.
fn valid_start(bytes: &[u8]) -> Option<(&str, &[u8])> {
    match core::str::from_utf8(bytes) {
        Ok(text) => Some((text, &[])),
        Err(why) if why.error_len().is_none() => {
            let (valid, cut) = bytes.split_at_checked(why.valid_up_to())?;
            Some((core::str::from_utf8(valid).ok()?, cut))
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Encoding, START_BYTES, detect, detect_otherwise, detect_start, read};
    use super::*;
    use crate::steps::{Meter, Steps};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn in_pieces(bytes: &[u8], cuts: &[usize]) -> Option<IncomingText> {
        let mut text = IncomingText::new(bytes.len()).unwrap();
        let mut at = 0;
        for cut in cuts.iter().map(|cut| cut % (bytes.len() + 1)).chain([bytes.len()]) {
            if cut >= at {
                if !text.push_bytes(&bytes[at..cut]) {
                    return None;
                }
                at = cut;
            }
        }
        (!text.is_cut()).then_some(text)
    }

    proptest! {
        /// Pieces of any size, and steps of any length, give what the whole gives at once.
        #[test]
        fn pieces_are_read_as_the_whole(
            rows in prop::collection::vec(prop::collection::vec(
                "[0-9]{0,4}|-?[0-9]{1,4}[.,][0-9]{0,4}|\\$[0-9]{1,3}|N/A|\"[a, \n]{0,4}\"|\"|售价|2026-1[0-3]-[0-3][0-9]|Total|😀", 0..7), 0..90),
            ending in prop::sample::select(vec!["a.txt", "a.csv", ""]), separator in "[\t,;]", line_end in "\r?\n",
            mut cuts in prop::collection::vec(0_usize..4_000, 0..9), at_once in 1_usize..5_000,
        ) {
            let heading = ["sku", "product-name", "available", "your-price", "snapshot-date", "currency"].join(&separator);
            let rows = rows.iter().map(|row| row.join(&separator) + &line_end);
            let text = format!("\u{FEFF}{heading}{line_end}") + &rows.collect::<String>();
            let options = ReadOptions { name: ending.to_owned(), ..ReadOptions::default() };
            cuts.sort_unstable();
            let incoming = in_pieces(text.as_bytes(), &cuts).unwrap();
            let told = Arc::default();
            let pace = Meter::telling(at_once, Arc::clone(&told));
            let mut steps = Steps::of(incoming.read_in_steps(options.clone(), pace));
            let mut table = None;
            for _ in 0..1_000_000 {
                table = steps.go_on(&mut 1);
                if table.is_some() {
                    break;
                }
            }
            prop_assert_eq!(format!("{:?}", table.unwrap()), format!("{:?}", read(text, &options)));
        }

        /// Bytes are taken piece by piece exactly where the whole is UTF-8.
        #[test]
        fn pieces_are_text_where_the_whole_is(
            parts in prop::collection::vec(prop::sample::select(vec![&b"a"[..], "é".as_bytes(), "售".as_bytes(), "😀".as_bytes(), b"\xE5", b"\xFF", b"\xF0\x9F", b"\x80"]), 0..9),
            mut cuts in prop::collection::vec(0_usize..40, 0..20),
        ) {
            let bytes = parts.concat();
            cuts.sort_unstable();
            let taken = in_pieces(&bytes, &cuts).map(|text| text.text);
            prop_assert_eq!(taken.as_deref(), core::str::from_utf8(&bytes).ok());
        }
    }

    /// A long file is in the encoding that all of its bytes would be found to be in.
    #[test]
    fn the_start_of_a_file_tells_its_encoding_as_the_whole_does() {
        let western = "Preis Gr\u{f6}\u{df}e".chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
        let starts: [&[u8]; 5] =
            [b"sku\tprice\n", "售价".as_bytes(), b"\xCA\xDB\xBC\xDB", &western, b"\xEF\xBB\xBFsku"];
        for start in starts {
            for end in starts {
                // One letter more than the start that is looked at, which cuts most characters.
                let mut bytes = start.repeat(START_BYTES / start.len() + 1);
                bytes.truncate(START_BYTES + 1);
                bytes.extend_from_slice(end);
                let first = &bytes[..START_BYTES];
                let staged = match detect_start(first) {
                    Encoding::Utf8 if in_pieces(&bytes, &[START_BYTES]).is_none() => detect_otherwise(first),
                    found => found,
                };
                assert_eq!(staged, detect(&bytes), "{start:?} {end:?}");
            }
        }
    }
}
