//! The words headings are known by, and the reports they tell.

use super::normal::key;
use super::packed::{Packed, PackedField, PackedHeadings, PackedKind, PackedReport, PackedUsage};
use super::unit_word::{UnitWord, unit_word};
use crate::lower::lower;
use crate::unpack::{choices, rows, unpack};
use std::sync::LazyLock;

/// The tables as they are used.
struct Words {
    fields: Vec<PackedField<'static>>,
    /// Known headings, ascending, with the field they name.
    headings: Vec<(String, Option<FieldNumber>)>,
    reports: Vec<PackedReport<'static>>,
}

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/import_tables.bin"));

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The build wrote them with the same types, so there is nothing to read only if the build is broken: a test looks.
    let Some(Packed { fields, headings, mut reports }) = unpack(BYTES) else {
        return Words { fields: Vec::new(), headings: Vec::new(), reports: Vec::new() };
    };
    for report in &mut reports {
        let mut place = 0;
        for column in &mut report.columns {
            place += *column;
            *column = place;
        }
        for column in report.layouts.iter_mut().flatten() {
            *column = report.columns.get(usize::from(*column)).copied().unwrap_or(u16::MAX);
        }
    }
    Words { fields, headings: spelled(&headings), reports }
});

/// Headings in full, ascending.
fn spelled(packed: &PackedHeadings<'_>) -> Vec<(String, Option<FieldNumber>)> {
    let mut all = Vec::with_capacity(packed.shared.len());
    let mut parts = packed.shared.iter().zip(&packed.lengths);
    let (mut letters, mut word) = (packed.letters, String::new());
    for (number, count) in (0..).zip(&packed.counts) {
        for (shared, length) in parts.by_ref().take(usize::from(*count)) {
            let Some((own, rest)) = letters.split_at_checked(usize::from(*length)) else { continue };
            letters = rest;
            word.truncate(usize::from(*shared));
            word.push_str(own);
            // The first are those that name no field.
            all.push((word.clone(), FieldNumber::checked_sub(number, 1)));
        }
    }
    all.sort();
    all
}

rows! {
    Packed<'b> { fields, headings, reports }
    PackedHeadings<'b> { counts, shared, lengths, letters }
    PackedField<'b> { name, kind, adds, rate_twin, unpacks, usage }
    PackedReport<'b> { id, is_decimal_point, identity, columns, layouts, exceptions, currencies, zero_is_no_value }
}

choices! {
    PackedKind { Text, Int, Days, Decimal, Money, Cost, Rate, Date, Month, Packed }
    PackedUsage { Used, Computed, Repeated, Typed, Ended, Spare, Buyer }
}

/// A canonical field by its place in the packed list.
pub(super) type FieldNumber = u16;

/// The canonical field of a number.
pub(super) fn field(number: FieldNumber) -> Option<&'static PackedField<'static>> {
    WORDS.fields.get(usize::from(number))
}

/// The number of a canonical field.
pub(super) fn field_number(name: &str) -> Option<FieldNumber> {
    let at = WORDS.fields.binary_search_by(|field| field.name.cmp(name)).ok()?;
    FieldNumber::try_from(at).ok()
}

/// All canonical fields with what their cells are, by name.
pub(super) fn fields() -> impl Iterator<Item = (&'static str, PackedKind)> {
    WORDS.fields.iter().map(|field| (field.name, field.kind))
}

/// What is known about one heading of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    /// Place among the known headings, if the heading is one as it stands.
    pub exact: Option<u16>,
    /// Place among the known headings, with a unit taken off if need be.
    pub known: Option<u16>,
    /// The field it names by itself.
    pub field: Option<FieldNumber>,
    /// Unit or currency in brackets or behind the word.
    pub unit: Option<UnitWord>,
    /// That unit as printed.
    pub unit_text: Option<String>,
}

fn known(word: &str) -> Option<u16> {
    let key = key(word);
    if key.is_empty() {
        return None;
    }
    let at = WORDS.headings.binary_search_by(|(known, _)| known.as_str().cmp(key.as_str())).ok()?;
    u16::try_from(at).ok()
}

fn field_of(place: u16) -> Option<FieldNumber> {
    WORDS.headings.get(usize::from(place)).and_then(|(_, field)| *field)
}

/// Longest heading that is looked up; the longest known one has 73 letters.
const LONGEST: usize = 200;

/// Looks a heading up: as it stands, then without a unit or currency in brackets or at its end, then without
/// a closing "per unit". What else stands in brackets changes the meaning and stays.
pub(super) fn look_up(heading: &str) -> Heading {
    let heading = heading.trim_matches(|c: char| c.is_whitespace() || is_mark(c));
    if heading.is_empty() || heading.len() > LONGEST {
        return Heading::default();
    }
    let exact = known(heading);
    let (base, inside) = without_unit_brackets(heading);
    let unit_text = inside.or_else(|| trailing_unit(&base).map(|(_, unit)| unit.to_owned()));
    let unit = unit_text.as_deref().and_then(unit_in_heading);
    let shorter = || {
        let mut words: Vec<&str> = vec![base.as_str()];
        if let Some((rest, _)) = trailing_unit(&base) {
            words.push(rest);
        }
        let bare: Vec<&str> = words.iter().filter_map(|word| without_per_unit(word)).collect();
        words.extend(bare);
        words.into_iter().find_map(known)
    };
    let known = exact.or_else(shorter);
    Heading { exact, known, field: known.and_then(field_of), unit, unit_text }
}

/// Marks that may stand before or around a heading and mean nothing: byte order mark, zero-width signs, asterisk.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '*' | '＊')
}

/// The heading without brackets that hold nothing but units, and what the first of them held.
fn without_unit_brackets(heading: &str) -> (String, Option<String>) {
    let mut base = String::with_capacity(heading.len());
    let mut unit = None;
    let mut rest = heading;
    while let Some(open) = rest.find(['(', '（', '[', '【']) {
        let (before, from) = rest.split_at(open);
        base.push_str(before);
        let close = from.find([')', '）', ']', '】']);
        let Some(close) = close else {
            rest = from;
            break;
        };
        let (with_open, after) = from.split_at(close);
        let inside = with_open.trim_start_matches(['(', '（', '[', '【']);
        if unit_in_heading(inside).is_some() {
            unit.get_or_insert_with(|| inside.trim().to_owned());
        } else {
            base.push_str(with_open);
        }
        rest = after.trim_start_matches([')', '）', ']', '】']);
    }
    base.push_str(rest);
    (base.trim().to_owned(), unit)
}

/// Words in a bracket that are allowed beside a unit: `USD per unit`, `lb each`, `元/件`, `CNY per USD`.
fn unit_in_heading(text: &str) -> Option<UnitWord> {
    let mut first = None;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '／' | ',' | '、')) {
        match unit_word(word) {
            Some(unit) => {
                first.get_or_insert(unit);
            }
            None if word.is_empty() || is_filler(word) => {}
            None => return None,
        }
    }
    first
}

fn is_filler(word: &str) -> bool {
    matches!(lower(word).as_str(), "per" | "each" | "in" | "unit" | "item" | "每件" | "单位" | "单件" | "每")
}

/// `Price USD`, `Cost in RMB`, `Weight kg`, `售价$`: what is left and the unit.
fn trailing_unit(base: &str) -> Option<(&str, &str)> {
    let at = base.rfind([' ', '_', '-', '/', '\u{A0}', '：', ':']);
    if let Some((rest, word)) = at.and_then(|at| base.split_at_checked(at)) {
        let word = word.trim_start_matches([' ', '_', '-', '/', '\u{A0}', '：', ':']);
        if unit_word(word).is_some() {
            let rest = rest.trim_end();
            return Some((rest.strip_suffix(" in").unwrap_or(rest), word));
        }
    }
    let sign = base.char_indices().next_back().filter(|(_, c)| matches!(c, '$' | '€' | '£' | '¥' | '￥' | '＄' | '元'));
    let parts = match sign {
        Some((at, _)) => base.split_at_checked(at),
        None => attached_unit(base),
    };
    parts.filter(|(rest, _)| !rest.trim().is_empty())
}

/// `长cm`, `重量KG`, `成本RMB`, `高厘米`: Chinese writes no space before a unit.
fn attached_unit(base: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 9] = ["千克", "公斤", "厘米", "公分", "毫米", "英寸", "盎司", "克", "磅"];
    if let Some(rest) = WORDS.iter().find_map(|word| base.strip_suffix(word)) {
        return base.split_at_checked(rest.len());
    }
    let rest = base.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_attached = rest.chars().next_back().is_some_and(|letter| letter.is_alphabetic() && !letter.is_ascii());
    base.split_at_checked(rest.len()).filter(|(_, word)| is_attached && unit_word(word).is_some())
}

/// `Freight per unit`, `FBA fee / unit`, `头程费/件`: the word itself.
fn without_per_unit(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 10] =
        ["per unit", "per item", "per piece", "per pc", "/unit", "/ unit", "/件", "/个", "/pcs", " each"];
    let lower = lower(word);
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(*ending) && lower.len() == word.len())?;
    let rest = word.get(..word.len().checked_sub(ending.len())?)?.trim_end();
    if rest.is_empty() { None } else { Some(rest) }
}

/// The report a set of headings belongs to.
///
/// A report is told by headings no other has (its identity), as long as at least half of the file's headings are
/// its own; a localised one by a known layout of which the file shows most.
pub(super) fn report_of(headings: &[Heading]) -> Option<&'static PackedReport<'static>> {
    let mut places: Vec<u16> = headings.iter().filter_map(|heading| heading.exact).collect();
    places.sort_unstable();
    places.dedup();
    let in_file = |place: &u16| places.binary_search(place).is_ok();
    let named = headings.iter().filter(|heading| heading.known.is_some()).count();
    let own = |report: &PackedReport<'_>| places.iter().filter(|p| report.columns.binary_search(p).is_ok()).count();
    WORDS
        .reports
        .iter()
        .filter(|report| {
            let own = own(report);
            let identity = !report.identity.is_empty() && report.identity.iter().all(in_file);
            let layout = report.layouts.iter().any(|layout| {
                let shown = layout.iter().filter(|place| in_file(place)).count();
                shown >= 6 && shown * 10 >= layout.len() * 6 && own * 10 >= named * 8
            });
            (identity && own * 2 >= named) || layout
        })
        .max_by_key(|report| own(report))
}

/// The field a heading names in a report.
pub(super) fn field_in(report: Option<&PackedReport<'_>>, heading: &Heading) -> Option<FieldNumber> {
    let exception = report.zip(heading.known).and_then(|(report, place)| {
        report.exceptions.iter().find(|(column, _)| *column == place).map(|(_, field)| *field)
    });
    exception.unwrap_or(heading.field)
}

/// The currency all money of a report's column is in.
pub(super) fn currency_in(report: Option<&PackedReport<'_>>, heading: &Heading) -> Option<&'static str> {
    let (report, place) = report.zip(heading.known)?;
    let (_, code) = report.currencies.iter().find(|(column, _)| *column == place)?;
    if *code == "JPY" { Some("JPY") } else { Some("CNY") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_words_are_read_as_they_were_written() {
        let packed: Packed<'_> = unpack(BYTES).unwrap();
        assert!(postcard::to_allocvec(&packed).unwrap() == BYTES);
        assert_eq!(WORDS.headings.len(), packed.headings.lengths.len());
    }

    fn name(heading: &str) -> Option<&'static str> {
        look_up(heading).field.and_then(field).map(|f| f.name)
    }

    #[test]
    fn finds_headings_without_marks_spaces_case_and_units() {
        assert_eq!(name("\u{FEFF}SKU"), Some("sku"));
        assert_eq!(name(" seller_sku "), Some("sku"));
        assert_eq!(name("采购价(元)"), Some("cost_unit"));
        assert_eq!(name("采购价（元）"), Some("cost_unit"));
        assert_eq!(name("售价($)"), Some("price_list"));
        assert_eq!(name("Weight (kg)"), Some("weight"));
        assert_eq!(name("First-leg freight per unit (USD)"), Some("cost_freight"));
        assert_eq!(name("FX (CNY per USD)"), Some("fx_rate"));
        assert_eq!(name("Duty %"), Some("cost_duty_rate"));
        assert_eq!(name("Days  of stock  left"), Some("days_of_supply"));
        assert_eq!([name("Supplier"), name("Supplier price ($)")], [Some("supplier"), Some("cost_unit")]);
    }

    #[test]
    fn leaves_headings_alone_whose_bracket_changes_the_meaning() {
        assert_eq!(name("Price (competitor)"), None);
        assert_eq!(name("Sitzungen – Summe – B2B"), None);
    }

    #[test]
    fn keeps_the_unit_of_a_heading() {
        assert_eq!(look_up("Package weight (lb)").unit_text.as_deref(), Some("lb"));
        assert_eq!(look_up("Supplier cost (CNY)").unit_text.as_deref(), Some("CNY"));
        for (heading, unit) in [
            ("长cm", "cm"),
            ("重量g", "g"),
            ("包装重量KG", "KG"),
            ("高厘米", "厘米"),
            ("重量千克", "千克"),
            ("单价USD", "USD"),
        ] {
            assert_eq!(look_up(heading).unit_text.as_deref(), Some(unit), "{heading}");
        }
        assert_eq!((name("宽毫米"), name("重量克")), (Some("side_width"), Some("weight")));
        assert_eq!(look_up("商品SKU").unit_text, None);
    }

    #[test]
    fn no_known_heading_is_a_number() {
        assert!(WORDS.headings.iter().all(|(heading, _)| heading.bytes().any(|byte| !byte.is_ascii_digit())));
    }

    #[test]
    fn knows_its_own_tables() {
        assert!(WORDS.headings.len() > 1500, "{}", WORDS.headings.len());
        assert!(field_number("sku").is_some());
        assert!(WORDS.fields.iter().map(|f| f.name).is_sorted());
    }
}
