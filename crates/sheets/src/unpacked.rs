//! How much a file unpacks to, found out before any of it is read: a small file may hold terabytes.

use crate::refusal::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest file that is looked into.
pub const MOST_PACKED: usize = 256 << 20;
/// Largest sum of what its parts unpack to.
const MOST_UNPACKED: u64 = 768 << 20;
/// Most parts; a workbook has some tens.
const MOST_PARTS: usize = 10_000;
/// Most different texts that a workbook may announce.
const MOST_STRINGS: u64 = 20_000_000;

/// What a file holds that begins like a packed one.
pub fn check(bytes: &[u8]) -> Result<(), Refusal> {
    check_up_to(bytes, MOST_UNPACKED)
}

fn check_up_to(bytes: &[u8], most_unpacked: u64) -> Result<(), Refusal> {
    let too_large = || Refusal::new("file_unpacks_too_large").with("most", most_unpacked >> 20);
    if bytes.len() > MOST_PACKED {
        return Err(Refusal::new("workbook_too_large").with("most", MOST_PACKED >> 20));
    }
    let broken = |why: zip::result::ZipError| Refusal::new("file_broken").with("why", why);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_lowercase()).collect();
    kind(&names)?;
    let mut left = most_unpacked;
    let mut piece = vec![0_u8; 1 << 16];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_lowercase();
        // Pictures and the like are never read.
        if !(has_ending(&name, ".xml") || has_ending(&name, ".rels")) {
            continue;
        }
        let announces = name.ends_with("sharedstrings.xml");
        let mut tail = Vec::new();
        let mut is_begun = false;
        loop {
            // What the file says of itself is not believed: it is unpacked and counted.
            let count = part.read(&mut piece).map_err(|why| Refusal::new("file_broken").with("why", why))?;
            if count == 0 {
                break;
            }
            if !core::mem::replace(&mut is_begun, true) {
                is_utf_8(piece.get(..count).unwrap_or_default())?;
            }
            let size = u64::try_from(count).unwrap_or(u64::MAX);
            left = left.checked_sub(size).ok_or_else(too_large)?;
            if announces {
                tail.extend_from_slice(piece.get(..count).unwrap_or_default());
                if most_announced(&tail) > MOST_STRINGS {
                    return Err(too_large());
                }
                // A word may be cut by the end of a piece.
                let cut = tail.len().saturating_sub(64);
                tail.drain(..cut);
            }
        }
    }
    Ok(())
}

/// Whether a part is written in UTF-8, as every program writes it. UTF-16 is allowed too (ECMA-376 part 2 §8.1.2), but the
/// reader of XML cannot read it, and the module of the page has no decoder of anything else.
fn is_utf_8(start: &[u8]) -> Result<(), Refusal> {
    let other = |label: &str| Err(Refusal::new("file_broken").with("why", format!("its text is written in {label}")));
    if start.starts_with(&[0xFE, 0xFF]) || start.starts_with(&[0xFF, 0xFE]) {
        return other("UTF-16");
    }
    let declaration = start.get(..start.len().min(200)).unwrap_or_default();
    let text = String::from_utf8_lossy(declaration);
    let declared = text.split("?>").next().filter(|text| text.trim_start_matches('\u{feff}').starts_with("<?xml"));
    let label = declared
        .and_then(|text| text.split_once("encoding"))
        .and_then(|(_, rest)| rest.split(['"', '\'']).nth(1))
        .map_or("UTF-8", str::trim);
    if ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| label.eq_ignore_ascii_case(known)) {
        Ok(())
    } else {
        other(label)
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.ends_with(ending)
}

/// Whether the parts are those of a workbook that can be read.
fn kind(names: &[String]) -> Result<(), Refusal> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("xl/workbook.bin") {
        return Err(Refusal::new("file_binary_excel"));
    }
    if has("content.xml") && has("mimetype") {
        return Err(Refusal::new("file_open_document"));
    }
    if names.iter().any(|name| name.starts_with("index/") || name == "index.zip") {
        return Err(Refusal::new("file_numbers"));
    }
    if has("[content_types].xml") && !has("word/document.xml") && !has("ppt/presentation.xml") {
        return Ok(());
    }
    Err(Refusal::new("file_no_workbook"))
}

/// The largest number of texts announced (`uniqueCount`): the reader makes room for so many at once.
fn most_announced(text: &[u8]) -> u64 {
    const WORD: &[u8] = b"uniqueCount";
    let mut most = 0;
    for (at, window) in text.windows(WORD.len()).enumerate() {
        if window != WORD {
            continue;
        }
        let rest = text.get(at.saturating_add(WORD.len())..).unwrap_or_default();
        let digits = rest.iter().skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'' | b' ' | b'\n' | b'\r' | b'\t'));
        let number = digits
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |number, byte| number.saturating_mul(10).saturating_add(u64::from(byte.saturating_sub(b'0'))));
        most = most.max(number);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::{check_up_to, is_utf_8};
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    #[test]
    fn only_utf_8_is_read() {
        for utf_8 in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>",
            "\u{feff}<?xml version='1.0'?><a/>",
            "<a encoding='GBK'/>",
        ] {
            assert_eq!(is_utf_8(utf_8.as_bytes()), Ok(()), "{utf_8}");
        }
        let gbk = is_utf_8(b"<?xml version='1.0' encoding='GBK'?><a/>").unwrap_err();
        assert_eq!(gbk.params, [("why", "its text is written in GBK".to_owned())]);
        assert!(is_utf_8(b"\xff\xfe<\0?\0").is_err());
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_large_one_is_refused() {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "xl/worksheets/sheet1.xml"] {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let bomb = out.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 14);
        assert_eq!(check_up_to(&bomb, (2 << 20) - 1).unwrap_err().code, "file_unpacks_too_large");
        assert_eq!(check_up_to(&bomb, 2 << 20), Ok(()));
    }
}
