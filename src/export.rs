//! Results out: plain tables that a spreadsheet opens and another program reads.

use crate::error::{Error, ErrorKind, Result};

/// A cell of a table going out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words, SKUs, dates.
    Text(String),
    /// A plain decimal.
    Number(String),
}

impl Cell {
    /// A number if there is one.
    #[must_use]
    pub fn number(number: Option<impl core::fmt::Display>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.to_string()))
    }

    /// Text if there is any.
    #[must_use]
    pub fn text(text: Option<impl core::fmt::Display>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }
}

/// A table going out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Headings.
    pub headings: Vec<&'static str>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// As comma-separated text (RFC 4180, CRLF). Text that a spreadsheet would run as a formula
    /// (it starts with `=`, `+`, `-`, `@`, a tab or a return) gets an apostrophe in front.
    ///
    /// # Errors
    /// `export_failed` if a row is not as long as the headings.
    ///
    /// ```
    /// use clearfloor::export::{Cell, Sheet};
    /// let sheet = Sheet {
    ///     headings: vec!["sku", "title", "gain"],
    ///     rows: vec![vec![
    ///         Cell::Text("0012345".into()),
    ///         Cell::Text("=1+1, \"quoted\"".into()),
    ///         Cell::Number("-12.50".into()),
    ///     ]],
    /// };
    /// assert_eq!(sheet.to_csv().unwrap(), "sku,title,gain\r\n0012345,\"'=1+1, \"\"quoted\"\"\",-12.50\r\n");
    /// ```
    pub fn to_csv(&self) -> Result<String> {
        let failed = |_| Error::new(ErrorKind::Internal, "export_failed");
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(&self.headings).map_err(failed)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Number(number) => number.clone(),
                Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
                Cell::Text(text) => text.clone(),
            });
            writer.write_record(cells).map_err(failed)?;
        }
        let bytes = writer.into_inner().map_err(|_| Error::new(ErrorKind::Internal, "export_failed"))?;
        String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Internal, "export_failed"))
    }

    /// As a JSON array with one object a row; numbers are plain decimals, nothing is `null`.
    ///
    /// ```
    /// use clearfloor::export::{Cell, Sheet};
    /// let sheet = Sheet {
    ///     headings: vec!["sku", "gain", "title"],
    ///     rows: vec![vec![Cell::Text("A\"1".into()), Cell::Number("-12.50".into()), Cell::Empty]],
    /// };
    /// assert_eq!(sheet.to_json(), "[\n{\"sku\":\"A\\\"1\",\"gain\":-12.50,\"title\":null}\n]\n");
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::from("[\n");
        for (place, row) in self.rows.iter().enumerate() {
            json.push_str(if place == 0 { "{" } else { ",\n{" });
            for (column, (heading, cell)) in self.headings.iter().zip(row).enumerate() {
                if column > 0 {
                    json.push(',');
                }
                push_quoted(&mut json, heading);
                json.push(':');
                match cell {
                    Cell::Empty => json.push_str("null"),
                    Cell::Number(number) => json.push_str(number),
                    Cell::Text(text) => push_quoted(&mut json, text),
                }
            }
            json.push('}');
        }
        json.push_str("\n]\n");
        json
    }
}

/// A JSON string (RFC 8259 §7).
fn push_quoted(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            control if u32::from(control) < 0x20 => json.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => json.push(other),
        }
    }
    json.push('"');
}
