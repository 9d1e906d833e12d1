//! Which encoding bytes are in, decided from the bytes alone.

/// A text encoding sellers' files come in.
///
/// ```
/// use clearfloor::import::{Encoding, detect};
/// // 库存 (stock) as a Chinese Windows writes it.
/// assert_eq!(detect(b"SKU,\xBF\xE2\xB4\xE6\nA-1,3\n"), Encoding::Gb18030);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB 18030, which holds GBK and GB 2312.
    Gb18030,
    /// Japanese Windows (cp932).
    ShiftJis,
    /// Western Windows (cp1252).
    Windows1252,
}

impl Encoding {
    /// All there are, the most usual first.
    pub const ALL: [Self; 6] =
        [Self::Utf8, Self::Windows1252, Self::Gb18030, Self::ShiftJis, Self::Utf16Le, Self::Utf16Be];

    /// The encoding of a label, in any case; names that sellers and Windows use are understood too.
    ///
    /// ```
    /// use clearfloor::import::Encoding;
    /// assert_eq!(Encoding::from_label("CP932"), Some(Encoding::ShiftJis));
    /// assert_eq!(Encoding::from_label("gbk"), Some(Encoding::Gb18030));
    /// assert_eq!(Encoding::from_label("ebcdic"), None);
    /// ```
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "utf-16le" | "utf-16" => Self::Utf16Le,
            "utf-16be" => Self::Utf16Be,
            "gb18030" | "gbk" | "gb2312" | "cp936" => Self::Gb18030,
            "shift_jis" | "shift-jis" | "sjis" | "cp932" => Self::ShiftJis,
            "windows-1252" | "cp1252" | "latin1" | "iso-8859-1" => Self::Windows1252,
            _ => return None,
        })
    }

    /// The name `TextDecoder` and `encoding_rs` know it by.
    ///
    /// ```
    /// use clearfloor::import::{Encoding, detect};
    /// assert_eq!(detect(b"SKU,Caf\xE9\n").label(), "windows-1252");
    /// assert_eq!(Encoding::ShiftJis.label(), "shift_jis");
    /// ```
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::ShiftJis => "shift_jis",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// Whether the bytes start with a byte order mark.
///
/// ```
/// use clearfloor::import::has_mark;
/// assert!(has_mark(b"\xEF\xBB\xBFSKU") && has_mark(b"\xFF\xFES\0K\0U\0"));
/// assert!(!has_mark(b"SKU"));
/// ```
#[must_use]
pub fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xEF, 0xBB, 0xBF]) || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// Decides the encoding: mark first, then UTF-16 by its zero bytes, then strict UTF-8, then the most plausible of
/// cp932, GB 18030 and cp1252. Any bytes get an answer; what they do not hold is replaced when decoding.
///
/// ```
/// use clearfloor::import::{Encoding, detect};
/// assert_eq!(detect("SKU,Größe".as_bytes()), Encoding::Utf8);
/// assert_eq!(detect(b"SKU,Gr\xF6\xDFe"), Encoding::Windows1252);
/// ```
#[must_use]
pub fn detect(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return Encoding::Utf8;
    }
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Encoding::Utf16Be;
    }
    if let Some(found) = utf_16_without_mark(bytes) {
        return found;
    }
    if core::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    most_plausible(bytes)
}

/// What bytes that were found to be in an encoding make about as much sense in: at least half as plausible, character by
/// character. None where nothing was guessed, because a mark, UTF-16's zeros or the bytes of UTF-8 prove it.
///
/// ```
/// use clearfloor::import::{Encoding, detect, rival};
/// // The two letters before the last one of PROMOÇÃO are, in cp1252, the bytes of an everyday Chinese character.
/// let promotion = b"SKU,PROMO\xC7\xC3O";
/// assert_eq!(detect(promotion), Encoding::Gb18030);
/// assert_eq!(rival(promotion, Encoding::Gb18030), Some(Encoding::Windows1252));
/// assert_eq!(rival(b"SKU,Caf\xE9s", Encoding::Windows1252), None);
/// ```
#[must_use]
pub fn rival(bytes: &[u8], found: Encoding) -> Option<Encoding> {
    if !matches!(found, Encoding::Windows1252 | Encoding::Gb18030 | Encoding::ShiftJis) {
        return None;
    }
    let candidates = plausible(bytes);
    let of_found = candidates.iter().find(|candidate| candidate.0 == found)?.1;
    let mut best: Option<(Encoding, i64)> = None;
    for candidate in candidates {
        let is_close = candidate.0 != found && candidate.1 > 0 && candidate.1.saturating_mul(2) >= of_found;
        if is_close && best.is_none_or(|so_far| candidate.1 > so_far.1) {
            best = Some(candidate);
        }
    }
    best.map(|(encoding, _)| encoding)
}

/// Bytes of a file by which its encoding is told; those behind them say at most that it is not UTF-8.
pub const START_BYTES: usize = 1 << 20;

/// Decides the encoding of a long file from its first [`START_BYTES`], of which the last character may be cut.
///
/// UTF-8 is an answer that holds as long as what follows is UTF-8; where it is not, [`detect_otherwise`] says what the
/// file is in. Both together answer as [`detect`] does for the whole.
///
/// ```
/// use clearfloor::import::{Encoding, detect_otherwise, detect_start};
/// assert_eq!(detect_start(b"SKU,Gr\xC3"), Encoding::Utf8);
/// assert_eq!(detect_otherwise(b"SKU,Title"), Encoding::Windows1252);
/// ```
#[must_use]
pub fn detect_start(start: &[u8]) -> Encoding {
    match core::str::from_utf8(start) {
        Err(why) if why.error_len().is_none() => detect(start.get(..why.valid_up_to()).unwrap_or(start)),
        _ => detect(start),
    }
}

/// What a long file is in that begins with these bytes, seems to be UTF-8 by them and is not by what follows.
///
/// A file that says it is UTF-8 is read as that all the same; what it does not hold is replaced.
///
/// ```
/// use clearfloor::import::{Encoding, detect, detect_otherwise};
/// // Plain letters seem to be UTF-8; an accent that is none came later.
/// assert_eq!((detect(b"SKU,Title"), detect_otherwise(b"SKU,Title")), (Encoding::Utf8, Encoding::Windows1252));
/// assert_eq!(detect_otherwise(b"\xEF\xBB\xBFSKU,Title"), Encoding::Utf8);
/// ```
#[must_use]
pub fn detect_otherwise(start: &[u8]) -> Encoding {
    if has_mark(start) { detect(start) } else { most_plausible(start) }
}

/// Latin text in UTF-16 has a zero in every other byte; a text file in another encoding has none.
fn utf_16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    if pairs.len() < 2 {
        return None;
    }
    let low = pairs.iter().filter(|[first, second]| *first != 0 && *second == 0).count();
    let high = pairs.iter().filter(|[first, second]| *first == 0 && *second != 0).count();
    let most = pairs.len().saturating_mul(2) / 5;
    if low > most && high == 0 {
        Some(Encoding::Utf16Le)
    } else if high > most && low == 0 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Points for how usual the characters would be, in hundredths, over all bytes above ASCII.
#[derive(Clone, Copy, Debug, Default)]
struct Plausibility {
    points: i64,
    bytes: i64,
}

impl Plausibility {
    fn add(&mut self, bytes: i64, points_each: i64) {
        self.bytes += bytes;
        self.points += bytes.saturating_mul(points_each);
    }

    /// Mean in hundredths.
    fn mean(self) -> i64 {
        self.points.checked_div(self.bytes).unwrap_or(0)
    }
}

/// How plausible bytes are in each encoding that is only guessed.
fn plausible(bytes: &[u8]) -> [(Encoding, i64); 3] {
    // A few hundred characters settle it; a megabyte is beyond doubt and bounds the time.
    let sample = bytes.get(..START_BYTES).unwrap_or(bytes);
    [
        (Encoding::Windows1252, western(sample).mean()),
        (Encoding::Gb18030, chinese(sample).mean()),
        (Encoding::ShiftJis, japanese(sample).mean()),
    ]
}

fn most_plausible(bytes: &[u8]) -> Encoding {
    let mut best = (Encoding::Windows1252, i64::MIN);
    for candidate in plausible(bytes) {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Western text has its accents and dashes alone or in twos between ASCII letters.
fn western(bytes: &[u8]) -> Plausibility {
    let mut found = Plausibility::default();
    for run in bytes.split(u8::is_ascii).filter(|run| !run.is_empty()) {
        let crowd = match run.len() {
            1 => 100,
            2 => 60,
            3 => 30,
            _ => 5,
        };
        for &byte in run {
            let usual = match byte {
                // Not in cp1252 at all.
                0x81 | 0x8D | 0x8F | 0x90 | 0x9D => -100,
                // Letters, and € … ' ' " " – — ™ ° ½ and their like.
                0xC0..=0xFF if byte != 0xD7 && byte != 0xF7 => 100,
                0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0 | 0xA3 | 0xA9 | 0xAE | 0xB0 | 0xB2..=0xB5 | 0xB7 => 90,
                0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xA1 | 0xBA..=0xBF | 0xD7 => 70,
                _ => 15,
            };
            found.add(1, if usual < 0 { usual } else { usual * crowd / 100 });
        }
    }
    found
}

/// GB 18030: two bytes from GB 2312 are usual, its extensions rare.
fn chinese(bytes: &[u8]) -> Plausibility {
    let mut found = Plausibility::default();
    let mut rest = bytes;
    while let Some((&lead, after)) = rest.split_first() {
        rest = after;
        if lead < 0x80 {
            continue;
        }
        let Some((&trail, behind)) = after.split_first() else { break };
        let points = match (lead, trail) {
            (0x81..=0xFE, 0x30..=0x39) => match behind {
                [0x81..=0xFE, 0x30..=0x39, last @ ..] => {
                    rest = last;
                    found.add(2, 40);
                    continue;
                }
                _ => -100,
            },
            // The 3,755 everyday characters.
            (0xB0..=0xD7, 0xA1..=0xFE) => 100,
            // Punctuation and full-width forms.
            (0xA1..=0xA3, 0xA1..=0xFE) => 90,
            (0xD8..=0xF7, 0xA1..=0xFE) => 35,
            (0xA4..=0xA9, 0xA1..=0xFE) => 20,
            (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE) => 5,
            _ => -100,
        };
        if points < 0 {
            found.add(1, points);
        } else {
            found.add(2, points);
            rest = behind;
        }
    }
    found
}

/// cp932: kana and everyday characters are usual; half-width katakana are single bytes and rare.
fn japanese(bytes: &[u8]) -> Plausibility {
    let mut found = Plausibility::default();
    let mut rest = bytes;
    while let Some((&lead, after)) = rest.split_first() {
        rest = after;
        match lead {
            0..=0x7F => {}
            0xA1..=0xDF => found.add(1, 25),
            0x81..=0x9F | 0xE0..=0xFC => {
                let trail = after.first().copied();
                let points = match (lead, trail) {
                    (0x82, Some(0x4F..=0x9A | 0x9F..=0xF1)) => 100,
                    (0x83, Some(0x40..=0x96)) => 100,
                    (0x81, Some(0x40..=0x7E | 0x80..=0xAC)) => 90,
                    (0x88..=0x97, Some(0x40..=0x7E | 0x80..=0xFC)) => 95,
                    (0x87, Some(0x40..=0x9C)) => 80,
                    (0x98..=0x9F | 0xE0..=0xEA, Some(0x40..=0x7E | 0x80..=0xFC)) => 25,
                    (_, Some(0x40..=0x7E | 0x80..=0xFC)) => 15,
                    _ => -100,
                };
                if points < 0 {
                    found.add(1, points);
                } else {
                    // The second byte counts only if it is above ASCII, so that all candidates weigh the same bytes.
                    found.add(if trail.is_some_and(|b| b >= 0x80) { 2 } else { 1 }, points);
                    rest = after.get(1..).unwrap_or_default();
                }
            }
            _ => found.add(1, -100),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn believes_the_mark() {
        assert_eq!(detect(b"\xEF\xBB\xBFSKU"), Encoding::Utf8);
        assert_eq!(detect(b"\xFF\xFES\0K\0U\0"), Encoding::Utf16Le);
        assert_eq!(detect(b"\xFE\xFF\0S\0K\0U"), Encoding::Utf16Be);
        assert!(has_mark(b"\xFF\xFE") && !has_mark(b"SKU"));
    }

    #[test]
    fn tells_utf_16_without_mark_by_its_zeros() {
        assert_eq!(detect(b"S\0K\0U\0\t\0"), Encoding::Utf16Le);
        assert_eq!(detect(b"\0S\0K\0U\0\t"), Encoding::Utf16Be);
    }

    #[test]
    fn tells_chinese_japanese_and_western_bytes_apart() {
        // 售价,库存 in GBK; 価格,在庫 and ランプ in cp932; Größe, Café – and Luna™ in cp1252.
        assert_eq!(detect(b"\xCA\xDB\xBC\xDB,\xBF\xE2\xB4\xE6\n12,3\n"), Encoding::Gb18030);
        assert_eq!(detect(b"\x89\xBF\x8Ai,\x8D\xDD\x8C\xC9\n\x83\x89\x83\x93\x83v,3\n"), Encoding::ShiftJis);
        assert_eq!(detect(b"Gr\xF6\xDFe,Preis\nCaf\xE9 \x96 mug,3\nLuna\x99 lamp,\x80 5\n"), Encoding::Windows1252);
        // One accent alone: é before a letter could be half a character of either.
        assert_eq!(detect(b"Caf\xE9s,3\n"), Encoding::Windows1252);
    }

    #[test]
    fn names_what_the_same_bytes_could_be_where_it_is_close() {
        let close = |bytes: &[u8]| rival(bytes, detect(bytes));
        // Two capitals of Portuguese are a character of GB 2312; a word with an accent alone tells them apart.
        assert_eq!(close(b"PROMO\xC7\xC3O\nCORA\xC7\xC3O\n"), Some(Encoding::Windows1252));
        assert_eq!(close(b"Promo\xE7\xE3o de caf\xE9\nCora\xE7\xE3o\nL\xE2mpada\n"), None);
        assert_eq!(close(b"\xCA\xDB\xBC\xDB,\xBF\xE2\xB4\xE6\n"), None);
        assert_eq!(close(b"\x89\xBF\x8Ai,\x8D\xDD\x8C\xC9\n\x83\x89\x83\x93\x83v,3\n"), None);
        assert_eq!(rival("Größe".as_bytes(), Encoding::Utf8), None);
    }

    #[test]
    fn every_label_names_its_encoding() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.label()), Some(encoding));
        }
    }

    #[test]
    fn answers_for_any_bytes() {
        assert_eq!(detect(b""), Encoding::Utf8);
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..100_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            })
            .collect();
        let _ = detect(&noise);
    }
}
