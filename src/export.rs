//! Results out: plain tables that a spreadsheet opens and another program reads.

/// A cell of a table going out.
///
/// ```
/// use clearfloor::export::{Cell, Sheet};
/// let cells = vec![
///     Cell::Text("0012345".to_owned()),
///     Cell::Number("24.99".to_owned()),
///     Cell::Formula { formula: "{price}*2".to_owned(), number: "49.98".to_owned() },
///     Cell::Empty,
/// ];
/// let sheet = Sheet { headings: vec!["sku", "price", "twice", "title"], rows: vec![cells] };
/// // Zeros at the front of a SKU stay, and so does the place of what is not known.
/// assert_eq!(sheet.to_csv().lines().last(), Some("0012345,24.99,49.98,"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words, SKUs, dates.
    Text(String),
    /// A plain decimal.
    Number(String),
    /// A number that follows others: where formulas are meant, this one in US notation, in which `{heading}` stands for
    /// the cell of that column in the same row.
    Formula {
        /// The formula without its `=`.
        formula: String,
        /// What it gives now, a plain decimal.
        number: String,
    },
}

impl Cell {
    /// A number if there is one.
    ///
    /// ```
    /// use clearfloor::{export::Cell, money::{Currency, Money}};
    /// let price = Money::parse("24.90", Currency::USD).unwrap();
    /// assert_eq!(Cell::number(Some(price)), Cell::Number("24.90".to_owned()));
    /// assert_eq!(Cell::number(None::<Money>), Cell::Empty);
    /// ```
    #[must_use]
    pub fn number(number: Option<impl core::fmt::Display>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.to_string()))
    }

    /// Text if there is any.
    ///
    /// ```
    /// use clearfloor::{date::Day, export::Cell};
    /// assert_eq!(Cell::text(Day::parse("2026-11-27").ok()), Cell::Text("2026-11-27".to_owned()));
    /// assert_eq!(Cell::text(None::<Day>), Cell::Empty);
    /// ```
    #[must_use]
    pub fn text(text: Option<impl core::fmt::Display>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }
}

/// A table going out.
///
/// ```
/// use clearfloor::export::{Cell, Sheet};
/// let mut sheet = Sheet { headings: vec!["sku", "units"], ..Sheet::default() };
/// for (sku, units) in [("LAMP-RED", 120), ("LAMP-BLUE", 45)] {
///     sheet.rows.push(vec![Cell::text(Some(sku)), Cell::number(Some(units))]);
/// }
/// assert_eq!(sheet.to_csv(), "sku,units\r\nLAMP-RED,120\r\nLAMP-BLUE,45\r\n");
/// ```
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
    /// assert_eq!(sheet.to_csv(), "sku,title,gain\r\n0012345,\"'=1+1, \"\"quoted\"\"\",-12.50\r\n");
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.separated(',', '.', &[])
    }

    /// The same where a comma is the decimal sign: cells apart by semicolons, as spreadsheets there read and write it.
    ///
    /// ```
    /// use clearfloor::export::{Cell, Sheet};
    /// let rows = vec![vec![Cell::Text("A;1".into()), Cell::Number("-12.50".into())]];
    /// assert_eq!(Sheet { headings: vec!["sku", "gain"], rows }.to_csv_semicolon(), "sku;gain\r\n\"A;1\";-12,50\r\n");
    /// ```
    #[must_use]
    pub fn to_csv_semicolon(&self) -> String {
        self.separated(';', ',', &[])
    }

    /// As [`Sheet::to_csv`] under the caller's headings, in the order of the columns; those it does not name stand as they are.
    ///
    /// ```
    /// use clearfloor::export::{Cell, Sheet};
    /// let sheet = Sheet { headings: vec!["sku", "units"], rows: vec![vec![Cell::Text("A".into()), Cell::Number("3".into())]] };
    /// assert_eq!(sheet.to_csv_under(&["货号".to_owned()]), "货号,units\r\nA,3\r\n");
    /// ```
    #[must_use]
    pub fn to_csv_under(&self, names: &[String]) -> String {
        self.separated(',', '.', names)
    }

    fn separated(&self, separator: char, decimal: char, names: &[String]) -> String {
        let mut csv = String::new();
        for (place, heading) in self.headings.iter().enumerate() {
            let heading = names.get(place).map_or(*heading, String::as_str);
            push_field(&mut csv, place, separator, guard(heading), heading);
        }
        csv.push_str("\r\n");
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate() {
                match cell {
                    Cell::Empty => push_field(&mut csv, place, separator, "", ""),
                    Cell::Number(number) | Cell::Formula { number, .. } if decimal == '.' => {
                        push_field(&mut csv, place, separator, "", number);
                    }
                    Cell::Number(number) | Cell::Formula { number, .. } => {
                        push_field(
                            &mut csv,
                            place,
                            separator,
                            "",
                            &number.replace('.', decimal.encode_utf8(&mut [0; 4])),
                        );
                    }
                    Cell::Text(text) => {
                        push_field(&mut csv, place, separator, guard(text), text);
                    }
                }
            }
            csv.push_str("\r\n");
        }
        csv
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
                    Cell::Number(number) | Cell::Formula { number, .. } => json.push_str(number),
                    Cell::Text(text) => push_quoted(&mut json, text),
                }
            }
            json.push('}');
        }
        json.push_str("\n]\n");
        json
    }

    /// A JSON object for a writer of workbooks: `headings`, and `rows` of cells that are `null`, a text,
    /// `{"n": number}` or `{"n": number, "x": formula}`, the numbers as text.
    ///
    /// ```
    /// use clearfloor::export::{Cell, Sheet};
    /// let formula = Cell::Formula { formula: "{price}*2".into(), number: "3.00".into() };
    /// let sheet = Sheet { headings: vec!["sku", "price", "twice"], rows: vec![vec![Cell::Text("A".into()), Cell::Number("1.50".into()), formula]] };
    /// let cells = r#"{"headings":["sku","price","twice"],"rows":[["A",{"n":"1.50"},{"n":"3.00","x":"{price}*2"}]]}"#;
    /// assert_eq!(sheet.to_cells(), cells);
    /// ```
    #[must_use]
    pub fn to_cells(&self) -> String {
        let mut json = String::from("{\"headings\":[");
        for (place, heading) in self.headings.iter().enumerate() {
            json.push_str(if place == 0 { "" } else { "," });
            push_quoted(&mut json, heading);
        }
        json.push_str("],\"rows\":[");
        for (place, row) in self.rows.iter().enumerate() {
            json.push_str(if place == 0 { "[" } else { ",[" });
            for (column, cell) in row.iter().enumerate() {
                json.push_str(if column == 0 { "" } else { "," });
                match cell {
                    Cell::Empty => json.push_str("null"),
                    Cell::Text(text) => push_quoted(&mut json, text),
                    Cell::Number(number) => json.push_str(&format!("{{\"n\":\"{number}\"}}")),
                    Cell::Formula { formula, number } => {
                        json.push_str(&format!("{{\"n\":\"{number}\",\"x\":"));
                        push_quoted(&mut json, formula);
                        json.push('}');
                    }
                }
            }
            json.push(']');
        }
        json.push_str("]}");
        json
    }
}

/// What a spreadsheet would run as a formula starts with one of these.
const RUNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What stands before a text so that no spreadsheet runs it.
fn guard(text: &str) -> &'static str {
    if text.starts_with(RUNS) { "'" } else { "" }
}

/// Records of a text that was written here, cell by cell as they were before guards and quotes: what a file is checked by.
///
/// ```
/// use clearfloor::export::{Cell, Sheet, records_of};
/// let rows = vec![vec![Cell::Text("=1+1".into()), Cell::Text("a \"b\",\nc".into())]];
/// let csv = Sheet { headings: vec!["sku", "title"], rows }.to_csv();
/// assert_eq!(records_of(&csv, ','), [["sku", "title"], ["=1+1", "a \"b\",\nc"]]);
/// ```
#[must_use]
pub fn records_of(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    let bare = |cell: &mut String| {
        let cell = core::mem::take(cell);
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(RUNS) => rest.to_owned(),
            _ => cell,
        }
    };
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            _ if is_quoted => cell.push(letter),
            '\r' if letters.next_if_eq(&'\n').is_some() => {
                record.push(bare(&mut cell));
                records.push(core::mem::take(&mut record));
            }
            _ if letter == separator => record.push(bare(&mut cell)),
            _ => cell.push(letter),
        }
    }
    records
}

/// A field of a CSV record, quoted where RFC 4180 §2 asks for it. The writer of the `csv` crate reads every
/// field as a float first, whose tables are a tenth of the data of the page's module.
fn push_field(csv: &mut String, place: usize, separator: char, guard: &str, text: &str) {
    if place > 0 {
        csv.push(separator);
    }
    if text.contains([separator, '"', '\r', '\n']) {
        csv.push('"');
        csv.push_str(guard);
        for (at, piece) in text.split('"').enumerate() {
            csv.push_str(if at == 0 { "" } else { "\"\"" });
            csv.push_str(piece);
        }
        csv.push('"');
    } else {
        csv.push_str(guard);
        csv.push_str(text);
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

#[cfg(test)]
mod tests {
    use super::{Cell, Sheet};

    proptest::proptest! {
        /// The `csv` crate is the judge of RFC 4180.
        #[test]
        fn the_csv_crate_reads_the_same_cells(rows in proptest::collection::vec(proptest::collection::vec("[a-z é,;\"\n\r]{0,9}", 3), 0..6)) {
            let cells = rows.iter().map(|row| row.iter().map(|text| Cell::Text(format!("a{text}"))).collect());
            let csv = Sheet { headings: vec!["one", "two, or", "three"], rows: cells.collect() }.to_csv();
            let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
            proptest::prop_assert_eq!(reader.headers().unwrap(), vec!["one", "two, or", "three"]);
            let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let wanted: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| format!("a{text}")).collect()).collect();
            proptest::prop_assert_eq!(&read, &wanted);
            let own = super::records_of(&csv, ',');
            proptest::prop_assert_eq!(own.get(1..).unwrap_or_default(), &wanted[..]);
        }
    }
}
