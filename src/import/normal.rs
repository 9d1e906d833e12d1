//! One spelling for every heading: what the tables are packed with and what files are looked up by.
//!
//! Shared with the build script, so it uses nothing of the crate but [`super::lower`].

use super::lower::small;

/// Key of a heading: letters and digits only, small, half width, without accents; `%` and `+` stay because
/// `Duty %` and `365+` mean something else without them.
pub fn key(heading: &str) -> String {
    let mut key = String::with_capacity(heading.len());
    for letter in heading.chars().map(half_width).map(small) {
        if letter.is_alphanumeric() {
            key.push_str(plain_letter(&letter, &mut [0; 4]));
        } else if matches!(letter, '%' | '+') {
            key.push(letter);
        }
    }
    key
}

/// Full-width forms as Chinese and Japanese keyboards write them, in their usual width.
pub fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => u32::from(letter).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(letter),
        other => other,
    }
}

fn plain_letter<'a>(letter: &char, buffer: &'a mut [u8; 4]) -> &'a str {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => "o",
        'ú' | 'ù' | 'û' | 'ü' => "u",
        'ç' => "c",
        'ñ' => "n",
        'ß' => "ss",
        other => other.encode_utf8(buffer),
    }
}
