//! Reports of transactions in languages whose columns nobody has written down.
//!
//! The report of a date range has its headings in the language of the store. Of Japanese all columns are known, of
//! English those that matter; of German, French, Italian and Spanish only the words by which the report is told
//! (`data/columns.toml`, variants of `DATE_RANGE_TRANSACTIONS`). Such a report is named and not read: taken for a sheet
//! of the seller's own, its quantities would stand as stock.

use super::layout::{Header, headings};
use super::normal::key;
use super::split::Grid;
use super::words::{Heading, field_number};

/// The report they all are.
pub(super) const TRANSACTIONS: &str = "DATE_RANGE_TRANSACTIONS";

/// A language of the report.
pub(super) struct Spoken {
    /// ISO 639-1.
    pub language: &'static str,
    /// Beginnings of headings that it has, all of them.
    detect: &'static [&'static str],
    /// Headings with the field they hold; none where they are not known.
    fields: &'static [(&'static str, &'static str)],
}

const LANGUAGES: [Spoken; 5] = [
    Spoken {
        language: "en",
        detect: &["date/time", "settlement id", "type", "order id", "product sales", "selling fees", "fba fees"],
        fields: &[
            ("date/time", "posted_date"),
            ("settlement id", "settlement_id"),
            ("type", "transaction_type"),
            ("order id", "order_id"),
            ("sku", "sku"),
            ("quantity", "units"),
            ("marketplace", "marketplace"),
            ("product sales", "line_amount"),
            ("selling fees", "fee_referral"),
            ("fba fees", "fee_fulfilment"),
            ("other", "amount_other"),
            ("total", "amount"),
        ],
    },
    Spoken {
        language: "de",
        detect: &["Datum/Uhrzeit", "Abrechnungsnummer", "Typ", "Bestellnummer", "Marketplace"],
        fields: &[],
    },
    Spoken { language: "fr", detect: &["date/heure", "type", "sku", "marketplace", "ventes de produits"], fields: &[] },
    Spoken { language: "it", detect: &["Data/Ora:", "Tipo", "SKU", "Marketplace", "Vendite"], fields: &[] },
    Spoken {
        language: "es",
        detect: &["fecha y hora", "tipo", "sku", "web de Amazon", "ventas de productos"],
        fields: &[],
    },
];

impl Spoken {
    /// Whether its columns are known.
    pub const fn is_read(&self) -> bool {
        !self.fields.is_empty()
    }

    /// The language of a row of headings, if it is one of the report's.
    fn of(cells: &[String]) -> Option<&'static Self> {
        let has = |word: &&str| {
            let word = key(word);
            cells.iter().any(|cell| cell.starts_with(&word))
        };
        LANGUAGES.iter().find(|spoken| spoken.detect.iter().all(&has))
    }

    /// What a heading holds here, whatever the word means elsewhere.
    fn field_of(&self, heading: &str) -> Option<&'static str> {
        let heading = key(heading);
        self.fields.iter().find(|(word, _)| key(word) == heading).map(|(_, field)| *field)
    }
}

/// Records looked at: explanatory lines stand above the headings.
const WITHIN: usize = 40;
/// More columns than any of these reports has.
const WIDEST: usize = 60;

/// Finds the headings of such a report and its language.
pub(super) fn find(grid: &Grid) -> Option<(Header, &'static Spoken)> {
    let width = |record: usize| grid.cell_count(record);
    (0..grid.record_count().min(WITHIN)).filter(|&record| (5..=WIDEST).contains(&width(record))).find_map(|record| {
        let cells: Vec<String> = grid.cells(record).map(key).collect();
        Some((Header { record, known: cells.len() }, Spoken::of(&cells)?))
    })
}

/// The headings with the fields they hold in this report. A function of its own: other reports do without its code.
#[inline(never)]
pub(super) fn headings_in(grid: &Grid, record: usize, spoken: &Spoken) -> Vec<(String, Heading)> {
    let mut found = headings(grid, record);
    for (printed, heading) in &mut found {
        // Of the words of no report only those about buyers keep their meaning.
        let is_of_buyer = heading.field.is_some() && heading.field == field_number("buyer");
        if !is_of_buyer {
            heading.field = spoken.field_of(printed).and_then(field_number);
            heading.unit = None;
            heading.unit_text = None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_by_the_words_of_the_data() {
        let data: toml::Table = include_str!("data/columns.toml").parse().unwrap();
        let report =
            data["report"].as_array().unwrap().iter().find(|r| r["id"].as_str() == Some(TRANSACTIONS)).unwrap();
        for spoken in &LANGUAGES {
            let variants = report["variant"].as_array().unwrap();
            let variant = variants.iter().find(|variant| variant["id"].as_str() == Some(spoken.language)).unwrap();
            let words: Vec<&str> = variant["detect"].as_array().unwrap().iter().filter_map(|w| w.as_str()).collect();
            for word in spoken.detect.iter().chain(spoken.fields.iter().map(|(word, _)| word)) {
                assert!(words.contains(word), "{}: {word}", spoken.language);
            }
            assert!(spoken.fields.iter().all(|(_, field)| field_number(field).is_some()));
        }
    }
}
