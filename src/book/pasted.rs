//! Rows copied from a spreadsheet into a table of a view, with or without a heading.

use serde::Serialize;

/// A column that can be pasted: its name, and words that its heading may hold.
pub(super) type Column = (&'static str, &'static [&'static str]);

/// A cell of a pasted row.
///
/// ```
/// use clearfloor::book::transfers::paste_lanes;
/// let pasted = paste_lanes("From\tTo\tDays\nUS\tDE\t5\n");
/// let row: Vec<_> = pasted.rows[0].iter().map(|cell| (cell.name, cell.text.as_str())).collect();
/// assert_eq!(row, [("from", "US"), ("to", "DE"), ("days", "5")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PastedCell {
    /// Name of its column.
    pub name: &'static str,
    /// What stands in it.
    pub text: String,
}

/// What a paste holds.
///
/// ```
/// use clearfloor::book::transfers::paste_sites;
/// let pasted = paste_sites("SKU\tWarehouse\tOn hand\tColour\nMAT\tUS\t900\tblue\n");
/// assert!(pasted.has_heading);
/// assert_eq!((pasted.rows.len(), pasted.left_out), (1, vec!["Colour".to_owned()]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastedTable {
    /// Rows: their cells with a text, no column twice.
    pub rows: Vec<Vec<PastedCell>>,
    /// A heading told the columns; otherwise they are taken in the order of the table.
    pub has_heading: bool,
    /// Headings of which nothing was taken.
    pub left_out: Vec<String>,
}

impl PastedTable {
    /// The text of a column in a row; empty where there is none.
    ///
    /// ```
    /// use clearfloor::book::transfers::paste_sites;
    /// let pasted = paste_sites("SKU\tWarehouse\tOn hand\nMAT\tUS\t900\n");
    /// assert_eq!((pasted.text(0, "units"), pasted.text(0, "sold"), pasted.text(7, "units")), ("900", "", ""));
    /// ```
    #[must_use]
    pub fn text(&self, row: usize, name: &str) -> &str {
        let row = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        row.iter().find(|cell| cell.name == name).map_or("", |cell| cell.text.as_str())
    }
}

/// A word of at most three letters must stand alone ("to" is no part of "stock").
fn names(heading: &str, word: &str) -> bool {
    if word.len() <= 3 && word.is_ascii() {
        return heading.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word);
    }
    heading.contains(word)
}

/// Reads rows: cells between tabs, or between semicolons or commas where there are no tabs. A first row without any
/// figure that names at least two columns is a heading. `order` names the columns where there is none; `columns` has
/// the more special words first.
pub(super) fn pasted(text: &str, order: &[&'static str], columns: &[Column]) -> PastedTable {
    let separator = ['\t', ';', ','].into_iter().find(|mark| text.contains(*mark)).unwrap_or('\t');
    let cells = |line: &str| -> Vec<String> {
        line.split(separator).map(|cell| cell.trim().trim_matches('"').trim().to_owned()).collect()
    };
    let column_of = |heading: &str| {
        let lower = crate::lower::lower(heading.trim());
        columns.iter().find(|(_, words)| words.iter().any(|word| names(&lower, word))).map(|(name, _)| *name)
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(cells).peekable();
    let mut found = PastedTable::default();
    let mut order: Vec<Option<&'static str>> = order.iter().map(|name| Some(*name)).collect();
    let is_figure = |cell: &String| cell.chars().next().is_some_and(|letter| letter.is_ascii_digit());
    let is_heading = |cells: &Vec<String>| {
        cells.iter().filter(|cell| column_of(cell).is_some()).count() >= 2 && !cells.iter().any(is_figure)
    };
    if let Some(heading) = lines.next_if(|cells| is_heading(cells)) {
        found.has_heading = true;
        order = heading.iter().map(|cell| column_of(cell)).collect();
        let unknown = heading.iter().zip(&order).filter(|(cell, column)| column.is_none() && !cell.is_empty());
        found.left_out = unknown.map(|(cell, _)| cell.clone()).collect();
    }
    for cells in lines {
        let mut row: Vec<PastedCell> = Vec::new();
        for (cell, column) in cells.into_iter().zip(&order) {
            if let Some(column) = column.filter(|_| !cell.is_empty())
                && row.iter().all(|known| known.name != column)
            {
                row.push(PastedCell { name: column, text: cell });
            }
        }
        found.rows.push(row);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [("to", &["to", "收"]), ("units", &["stock", "数量"]), ("sku", &["sku"])];

    #[test]
    fn a_heading_tells_the_columns_and_short_words_stand_alone() {
        let found = pasted("SKU\tStock\tTo\tRemark\nA\t5\tDE\tx\n", &[], &COLUMNS);
        assert_eq!((found.text(0, "units"), found.text(0, "to")), ("5", "DE"));
        assert_eq!(found.left_out, ["Remark"]);
    }

    #[test]
    fn without_a_heading_the_order_of_the_table_stands() {
        let found = pasted("A;5;DE", &["sku", "units", "to"], &COLUMNS);
        assert!(!found.has_heading && found.text(0, "to") == "DE");
    }
}
