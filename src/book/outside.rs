//! What the boundary and the command say to a book in words, and what they need to show its answers.

use super::Book;
use super::calculation::Prepared;
use super::facts::Note;
use super::view::{Problem, Severity};
use crate::error::{Error, ErrorKind, Result};
use crate::export::Sheet;
use crate::fees::{FeeSource, RowRef};
use crate::import::{Answer, ReadOptions};
use crate::money::Currency;

/// A form in which all results go out.
///
/// ```
/// use clearfloor::book::{Book, Day, Format, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions::default());
/// assert!(book.export(Format::CsvSemicolon).unwrap().starts_with("sku;condition;title;"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text.
    Csv,
    /// The same where a comma is the decimal sign: apart by semicolons.
    CsvSemicolon,
    /// A JSON array with one object a product.
    Json,
    /// Typed cells for a writer of workbooks, with formulas that follow the price.
    Cells,
}

impl Format {
    /// Reads `csv`, `csv_semicolon`, `json` or `cells`.
    ///
    /// ```
    /// use clearfloor::book::Format;
    /// assert_eq!(Format::from_code("csv_semicolon"), Ok(Format::CsvSemicolon));
    /// assert_eq!(Format::from_code("xlsx").unwrap_err().code(), "no_such_format");
    /// ```
    ///
    /// # Errors
    /// `no_such_format`.
    pub fn from_code(code: &str) -> Result<Self> {
        match code {
            "csv" => Ok(Self::Csv),
            "csv_semicolon" => Ok(Self::CsvSemicolon),
            "cells" => Ok(Self::Cells),
            "json" => Ok(Self::Json),
            _ => Err(Error::new(ErrorKind::Missing, "no_such_format").with("format", code)),
        }
    }

    /// A table in this form.
    ///
    /// ```
    /// use clearfloor::{book::Format, export::{Cell, Sheet}};
    /// let rows = vec![vec![Cell::Text("MAT".into()), Cell::Number("24.99".into())]];
    /// let sheet = Sheet { headings: vec!["sku", "price"], rows };
    /// assert_eq!(Format::Csv.text_of(&sheet), "sku,price\r\nMAT,24.99\r\n");
    /// ```
    #[must_use]
    pub fn text_of(self, sheet: &Sheet) -> String {
        match self {
            Self::Csv => sheet.to_csv(),
            Self::CsvSemicolon => sheet.to_csv_semicolon(),
            Self::Json => sheet.to_json(),
            Self::Cells => sheet.to_cells(),
        }
    }
}

/// Options for reading a table from what the seller said of it. A correction names a heading and
/// either a canonical field (empty = leave the column out) or one of the readings that
/// [`ColumnView::choices`](super::view::ColumnView::choices) offers.
///
/// # Errors
/// `currency_unknown` if the currency is no ISO 4217 code.
///
/// ```
/// use clearfloor::book::read_options;
/// let corrections = [("Price".to_owned(), "1.234,50".to_owned()), ("Memo".to_owned(), String::new())];
/// let options = read_options("own.csv", false, Some("USD"), &corrections).unwrap();
/// assert_eq!(options.answers.len(), 1);
/// assert_eq!(options.mapping, [("Memo".to_owned(), String::new())]);
/// ```
pub fn read_options(
    name: &str,
    is_clipboard: bool,
    currency: Option<&str>,
    corrections: &[(String, String)],
) -> Result<ReadOptions> {
    let mut options = ReadOptions {
        name: name.to_owned(),
        is_clipboard,
        currency: currency.map(Currency::parse).transpose()?,
        ..ReadOptions::default()
    };
    for (heading, word) in corrections {
        match answer_from_code(word) {
            Some(answer) => options.answers.push((heading.clone(), answer)),
            None => options.mapping.push((heading.clone(), word.clone())),
        }
    }
    Ok(options)
}

/// The other way round of [`answer_code`](super::table::answer_code).
fn answer_from_code(code: &str) -> Option<Answer> {
    let is_currency = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    match code {
        "1,234.50" => Some(Answer::DecimalPoint),
        "1.234,50" => Some(Answer::DecimalComma),
        "percent" => Some(Answer::Percent),
        "share" => Some(Answer::Share),
        "day_first" => Some(Answer::DayFirst),
        "month_first" => Some(Answer::MonthFirst),
        _ if is_currency => Currency::parse(code).ok().map(Answer::Currency),
        _ => None,
    }
}

impl Book {
    /// Currency of the marketplace, which all results are in.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Market};
    /// let book = Book::of(Market::Jp, Day::parse("2026-11-21").unwrap()).unwrap();
    /// // Yen have no hundredths.
    /// assert_eq!((book.currency().code(), book.currency().exponent()), ("JPY", 0));
    /// ```
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The fee row a ledger line rests on, in words.
    ///
    /// ```
    /// use clearfloor::{book::{Book, Day, ReadOptions}, quote::LineId};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let ledger = book.ledger("MAT", 25_00).unwrap();
    /// let source = book.fee_source(ledger.line(LineId::Referral).unwrap().fee.unwrap());
    /// assert_eq!((source.family, source.row.as_str()), ("referral", "Home and Kitchen"));
    /// ```
    #[must_use]
    pub fn fee_source(&self, row: RowRef) -> FeeSource {
        self.fees.describe(row)
    }

    /// Notes and problems of every product, in the order of the keys; what concerns all that are
    /// stored alike is said once, at the end.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let notes = book.notes().unwrap();
    /// // No rate of returns was given, so none is counted; what holds for all stock stands last.
    /// assert!(notes.iter().any(|note| note.code == "fee_not_known" && note.field.as_deref() == Some("returns")));
    /// assert_eq!(notes.last().unwrap().sku, None);
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn notes(&mut self) -> Result<Vec<Problem>> {
        let context = self.take_context()?;
        let mut notes = Vec::new();
        let mut of_storage: Vec<Note> = Vec::new();
        for (index, facts) in self.products.iter().enumerate() {
            let resolved = self.resolved(&context, index)?;
            let prepared = Prepared::new(&context, &resolved)?;
            notes.extend(self.product_problems(&prepared, &facts.sku));
            let said = prepared.utilization_note(&context).into_iter().chain(prepared.aged_note(&context));
            for note in said {
                if !of_storage.contains(&note) {
                    of_storage.push(note);
                }
            }
        }
        let of_all = |note: &Note| Problem { sku: None, ..Problem::of_note(note, "", Severity::Note) };
        notes.extend(of_storage.iter().map(of_all));
        self.context = Some(context);
        Ok(notes)
    }

    /// All results as text. Everything is brought up to date first.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Format, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let csv = book.export(Format::Csv).unwrap();
    /// let (headings, row) = csv.split_once("\r\n").unwrap();
    /// assert!(headings.starts_with("sku,condition,title,currency,units,"));
    /// assert!(row.starts_with("MAT,,,USD,400,"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::sheet`].
    pub fn export(&mut self, format: Format) -> Result<String> {
        let sheet = if format == Format::Cells { self.live_sheet()? } else { self.sheet()? };
        Ok(format.text_of(&sheet))
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::answer_code;
    use super::{Format, answer_from_code};
    use crate::import::Answer;
    use crate::money::Currency;

    #[test]
    fn reads_every_reading_it_offers() {
        let all = [
            Answer::DecimalPoint,
            Answer::DecimalComma,
            Answer::Percent,
            Answer::Share,
            Answer::DayFirst,
            Answer::MonthFirst,
            Answer::Currency(Currency::CNY),
        ];
        for answer in all {
            assert_eq!(answer_from_code(&answer_code(&answer)), Some(answer));
        }
    }

    #[test]
    fn takes_a_field_for_a_field() {
        for field in ["", "sku", "price_list", "asin", "usd"] {
            assert_eq!(answer_from_code(field), None, "{field}");
        }
    }

    #[test]
    fn refuses_a_format_it_does_not_write() {
        assert_eq!(Format::from_code("json"), Ok(Format::Json));
        assert_eq!(Format::from_code("xlsx").unwrap_err().code(), "no_such_format");
    }
}
