//! Workbooks as sellers and their enemies make them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use clearfloor_sheets::description::{Cell, Sheet, Workbook as Description};
use clearfloor_sheets::read::{CELL_END, Workbook};
use clearfloor_sheets::write;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Out};
use std::io::Write;
use zip::write::SimpleFileOptions;

fn table_of(mut out: Out) -> String {
    Workbook::open(out.save_to_buffer().unwrap()).unwrap().table(0).unwrap()
}

/// Cells of a row with a bar between them, to be read.
fn rows(text: &str) -> Vec<String> {
    text.lines().map(|line| line.replace(CELL_END, "|")).collect()
}

fn refused(bytes: Vec<u8>) -> &'static str {
    Workbook::open(bytes).unwrap_err().code
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook around the XML of one sheet.
fn around(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    if !strings.is_empty() {
        parts.push(("xl/sharedStrings.xml", strings));
    }
    packed(&parts)
}

#[test]
fn cells_read_as_a_spreadsheet_shows_them() {
    let mut out = Out::new();
    let sheet = out.add_worksheet();
    let shown = |code: &str| Format::new().set_num_format(code);
    sheet.write_row(0, 0, ["SKU", "Cost", "Duty", "On", "At", "Is it"]).unwrap();
    sheet.write_number_with_format(1, 0, 12_345, &shown("0000000")).unwrap();
    sheet.write_number_with_format(1, 1, 18.2, &shown("[$¥-804]#,##0.00")).unwrap();
    sheet.write_number_with_format(1, 2, 0.253, &shown("0.0%")).unwrap();
    let day = ExcelDateTime::parse_from_str("2026-11-21").unwrap();
    sheet.write_datetime_with_format(1, 3, &day, &shown("d/m/yyyy")).unwrap();
    let moment = ExcelDateTime::parse_from_str("2026-11-21T13:45:00").unwrap();
    sheet.write_datetime_with_format(1, 4, &moment, &shown("yyyy-mm-dd hh:mm")).unwrap();
    sheet.write_boolean(1, 5, true).unwrap();
    sheet.write_string(2, 0, "two\nlines\tand a tab").unwrap();
    sheet.write_formula(2, 1, Formula::new("=0.1+0.2").set_result("0.30000000000000004")).unwrap();
    sheet.write_formula(2, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let expected = [
        "SKU|Cost|Duty|On|At|Is it",
        "0012345|¥18.2|25.3%|2026-11-21|2026-11-21 13:45:00|TRUE",
        "two lines and a tab|0.3|#N/A",
    ];
    assert_eq!(rows(&table_of(out)), expected);
}

#[test]
fn rows_keep_their_numbers_and_empty_ones_at_the_end_are_dropped() {
    let mut out = Out::new();
    let sheet = out.add_worksheet();
    sheet.write(2, 1, "SKU").unwrap();
    sheet.write(4, 3, 7).unwrap();
    sheet.write_blank(90, 5, &Format::new().set_bold()).unwrap();
    assert_eq!(rows(&table_of(out)), ["", "", "|SKU", "", "|||7"]);
}

#[test]
fn merged_cells_are_filled_with_their_words_but_never_with_a_number() {
    let mut out = Out::new();
    let sheet = out.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 1, 0, 2, "Sold", &plain).unwrap();
    sheet.write_row(1, 0, ["SKU", "7 days", "30 days"]).unwrap();
    sheet.merge_range(2, 0, 3, 0, "A1", &plain).unwrap();
    sheet.merge_range(2, 1, 3, 1, "", &plain).unwrap();
    sheet.write_number_with_format(2, 1, 12, &plain).unwrap();
    sheet.write_row(2, 2, [40]).unwrap();
    sheet.write_row(3, 2, [41]).unwrap();
    assert_eq!(rows(&table_of(out)), ["|Sold|Sold", "SKU|7 days|30 days", "A1|12|40", "A1||41"]);
}

#[test]
fn sheets_say_whether_there_is_anything_on_them() {
    let mut out = Out::new();
    out.add_worksheet().set_name("Notes").unwrap();
    let stock = out.add_worksheet().set_name("库存").unwrap();
    stock.write_row(0, 0, ["SKU", "Units"]).unwrap();
    stock.write_row(1, 0, ["A", "1"]).unwrap();
    let old = out.add_worksheet().set_name("Old").unwrap();
    old.set_hidden(true).write(0, 0, "x").unwrap();
    let sheets = Workbook::open(out.save_to_buffer().unwrap()).unwrap().sheets().unwrap();
    let seen: Vec<_> = sheets.iter().map(|s| (s.name.as_str(), s.has_data, s.is_hidden, s.rows, s.columns)).collect();
    assert_eq!(seen, [("Notes", false, false, 1, 1), ("库存", true, false, 2, 2), ("Old", true, true, 1, 1)]);
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    assert_eq!(refused(b"sku,cost\nA,1\n".to_vec()), "file_no_workbook");
    assert_eq!(refused(Vec::new()), "file_no_workbook");
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1and so on".to_vec()), "file_old_excel");
    assert_eq!(refused(packed(&[("[Content_Types].xml", TYPES), ("xl/workbook.bin", b"")])), "file_binary_excel");
    assert_eq!(refused(packed(&[("mimetype", b""), ("content.xml", b"<a/>")])), "file_open_document");
    assert_eq!(refused(packed(&[("Index/Document.iwa", b"")])), "file_numbers");
    assert_eq!(refused(packed(&[("[Content_Types].xml", TYPES), ("word/document.xml", b"")])), "file_no_workbook");
    assert_eq!(refused(packed(&[("photo.jpg", b"")])), "file_no_workbook");
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_never_stops_the_program() {
    let mut out = Out::new();
    out.add_worksheet().write(0, 0, "SKU").unwrap();
    let whole = out.save_to_buffer().unwrap();
    for length in (0..whole.len()).step_by(37) {
        assert!(Workbook::open(whole[..length].to_vec()).is_err());
    }
}

#[test]
fn more_texts_than_memory_holds_are_announced_in_vain() {
    for announced in ["uniqueCount=\"99999999999999\"", "uniqueCount = '18446744073709551615'"] {
        let strings = format!("<sst {announced} xmlns=\"a\"></sst>");
        assert_eq!(
            refused(around(b"<worksheet><sheetData/></worksheet>", strings.as_bytes())),
            "file_unpacks_too_large"
        );
    }
}

/// The same file with another size of what is packed, wherever it says one.
fn saying(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    let mut at = 0;
    while at + 30 < bytes.len() {
        // Behind the marks of a part and of the list at the end (APPNOTE 4.3.7, 4.3.12).
        let place = match &bytes[at..at + 4] {
            b"PK\x03\x04" => Some(at + 22),
            b"PK\x01\x02" => Some(at + 24),
            _ => None,
        };
        if let Some(place) = place {
            bytes[place..place + 4].copy_from_slice(&size.to_le_bytes());
        }
        at += 1;
    }
    bytes
}

#[test]
fn sizes_that_a_file_says_of_itself_are_not_believed() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>SKU</t></is></c></row></sheetData></worksheet>"#;
    let whole = around(sheet, b"");
    let honest = Workbook::open(whole.clone()).unwrap().table(0).unwrap();
    for size in [0, 1, 0x7FFF_FFFF, 0xFFFF_FFFE] {
        // Two gigabytes are neither set aside nor believed: the file is refused, or read for what it holds.
        let read = Workbook::open(saying(whole.clone(), size)).and_then(|mut book| book.table(0));
        assert!(read.is_err() || read.as_ref() == Ok(&honest), "{size}: {read:?}");
    }
    // One that says of its texts that they are small is counted all the same, or refused for the lie.
    let many = format!("<sst uniqueCount=\"99999999999\">{}</sst>", " ".repeat(1 << 20));
    assert_eq!(refused(around(sheet, many.as_bytes())), "file_unpacks_too_large");
    let code = refused(saying(around(sheet, many.as_bytes()), 9));
    assert!(matches!(code, "file_unpacks_too_large" | "file_broken"), "{code}");
}

#[test]
fn two_cells_at_opposite_corners_cost_no_more_than_two() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>SKU</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let text = Workbook::open(around(sheet, b"")).unwrap().table(0).unwrap();
    assert_eq!(text.lines().count(), 1_048_576);
    assert!(text.len() < 2 << 20);
}

#[test]
fn hostile_sheets_are_refused_or_read_but_never_stop_the_program() {
    let deep = "<a>".repeat(300_000);
    let sheets = [
        format!("<worksheet><sheetData>{deep}"),
        "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>".to_owned(),
        "<worksheet><sheetData><row r=\"99999999999\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>".to_owned(),
        "<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>".to_owned(),
        "<worksheet><sheetData><row><c s=\"4000000000\"><v>1e400</v></c></row></sheetData></worksheet>".to_owned(),
        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>".to_owned(),
        "<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>".to_owned(),
        String::new(),
    ];
    for sheet in sheets {
        if let Ok(mut book) = Workbook::open(around(sheet.as_bytes(), b"")) {
            let _ = book.sheets();
            let _ = book.table(0);
            let _ = book.table(1);
        }
    }
}

#[test]
fn an_error_that_excel_invents_tomorrow_costs_its_cell_and_no_more() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>2</v></c></row></sheetData></worksheet>"#;
    assert_eq!(rows(&Workbook::open(around(sheet, b"")).unwrap().table(0).unwrap()), ["|2"]);
}

#[test]
fn a_formula_goes_out_live_with_the_result_of_today() {
    let cell = |text: &str| Cell { text: Some(text.into()), ..Cell::default() };
    let formula = Cell {
        formula: Some("=ROUND(A2*15%,2)".into()),
        number: Some("3.75".into()),
        looks: "money2".into(),
        ..Cell::default()
    };
    let price = Cell {
        number: Some("24.99".into()),
        looks: "money2 input".into(),
        note: Some("change me".into()),
        ..Cell::default()
    };
    let sheet = Sheet {
        name: "a/b".into(),
        rows: vec![vec![cell("Price"), cell("Fee")], vec![price, formula]],
        frozen_rows: 1,
        ..Sheet::default()
    };
    let file = write(&Description {
        sheets: vec![sheet.clone(), sheet],
        made_on: "2026-11-21".into(),
        ..Description::default()
    })
    .unwrap();
    let mut book = Workbook::open(file.clone()).unwrap();
    assert_eq!(book.sheets().unwrap().iter().map(|s| s.name.clone()).collect::<Vec<_>>(), ["a b", "a b 2"]);
    assert_eq!(rows(&book.table(0).unwrap()), ["Price|Fee", "24.99|3.75"]);
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let xml = std::io::read_to_string(parts.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(xml.contains("<f>ROUND(A2*15%,2)</f><v>3.75</v>"), "{xml}");
}

#[test]
fn letters_that_xml_does_not_have_break_no_part_of_the_file() {
    let odd = "a\0b\u{b}c\u{1b}d\u{fffe}e\u{ffff}f\u{202e}g\u{fffd}h\r\ni<b>&\u{1f4b0}";
    let all = Cell { text: Some(odd.into()), note: Some(odd.into()), ..Cell::default() };
    let sheet = Sheet { name: odd.into(), rows: vec![vec![all]], ..Sheet::default() };
    let file = write(&Description { sheets: vec![sheet], title: odd.into(), ..Description::default() }).unwrap();
    let read = Workbook::open(file.clone()).unwrap().table(0).unwrap();
    assert_eq!(read.trim_end(), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f\u{202e}g\u{fffd}h  i<b>&\u{1f4b0}");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    for place in 0..parts.len() {
        let part = parts.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let text = std::io::read_to_string(part).unwrap();
        // XML 1.0, 2.2: no other letters, neither as themselves nor by their number; nor as a spreadsheet escapes them.
        let refused = |c: char| {
            (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        assert!(!text.contains(refused), "{name}: {text:?}");
        for number in ["&#0;", "&#x0;", "&#11;", "&#xb;", "&#xB;", "_x000B_"] {
            assert!(!text.contains(number), "{name}: {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cells_written_are_the_cells_read(texts in prop::collection::vec(prop::collection::vec("[ -~éß库存💰=+@]{1,12}", 1..5), 1..8)) {
        let row = |row: &Vec<String>| row.iter().map(|text| Cell { text: Some(text.clone()), ..Cell::default() }).collect();
        let sheet = Sheet { rows: texts.iter().map(row).collect(), ..Sheet::default() };
        let file = write(&Description { sheets: vec![sheet], ..Description::default() }).unwrap();
        let expected: Vec<String> = texts.iter().map(|row| row.join("\u{1f}")).collect();
        let read = Workbook::open(file).unwrap().table(0).unwrap();
        prop_assert_eq!(read.lines().map(str::to_owned).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bytes_flipped_anywhere_are_refused_or_read(at in 0.0..1.0_f64, byte in any::<u8>()) {
        let mut out = Out::new();
        out.add_worksheet().write_row(0, 0, ["SKU", "Cost"]).unwrap();
        let mut bytes = out.save_to_buffer().unwrap();
        #[allow(clippy::as_conversions, reason = "a place in the file")]
        let place = (at * bytes.len() as f64) as usize;
        bytes[place] = byte;
        if let Ok(mut book) = Workbook::open(bytes) {
            let _ = book.sheets();
            let _ = book.table(0);
        }
    }
}

/// A workbook with one part of it changed.
fn with_part_changed(bytes: Vec<u8>, part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let one = parts.by_index(place).unwrap();
        let name = one.name().unwrap().into_owned();
        let text = std::io::read_to_string(one).unwrap();
        out.start_file(&name, SimpleFileOptions::default()).unwrap();
        let text = if name == part { change(text) } else { text };
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn days_count_from_1904_where_the_file_says_so_and_macros_are_left_alone() {
    let mut out = Out::new();
    let sheet = out.add_worksheet();
    let day = ExcelDateTime::from_ymd(2026, 3, 8).unwrap();
    sheet.write_datetime_with_format(0, 0, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    let bytes = out.save_to_buffer().unwrap();
    assert_eq!(rows(&Workbook::open(bytes.clone()).unwrap().table(0).unwrap()), ["2026-03-08"]);
    // The same count of days from the other beginning: 1,462 days on.
    let other = with_part_changed(bytes.clone(), "xl/workbook.xml", |text| {
        let changed = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        assert_ne!(changed, text, "the mark is set");
        changed
    });
    assert_eq!(rows(&Workbook::open(other).unwrap().table(0).unwrap()), ["2030-03-09"]);
    // With macros it is told by its kind alone, and read the same.
    let kinds = with_part_changed(bytes, "[Content_Types].xml", |text| {
        let (plain, macros) = ("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml");
        let changed = text.replace(&format!("vnd.openxmlformats-officedocument.{plain}"), &format!("vnd.{macros}"));
        assert_ne!(changed, text, "its kind is another");
        changed
    });
    assert_eq!(rows(&Workbook::open(kinds).unwrap().table(0).unwrap()), ["2026-03-08"]);
}
