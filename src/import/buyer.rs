//! What a report says of buyers: found by its headings and taken out of the text before anything is kept.

use super::Usage;
use super::split::to_usize;
use super::table::Table;

impl Table {
    /// The text the table was read from with every cell about a buyer (place, name, address, telephone) emptied; none
    /// if it has no such cell, or if `text` is not the text it was read from.
    ///
    /// Only the letters go: separators, quotes and line breaks stay, so that lines and columns keep their numbers. The
    /// headings of such columns are known by the field `buyer` (`ship-city`, `buyer-email`, 市町村); no figure hangs on
    /// them, and a workspace, a link or a file of the seller's must not carry them on.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let text = "order-id\tsku\tquantity\tship-city\n111\tA-1\t2\tSynville\n";
    /// let table = read(text, &ReadOptions::default());
    /// assert_eq!(table.without_buyers(text).unwrap(), "order-id\tsku\tquantity\tship-city\n111\tA-1\t2\t        \n");
    /// assert_eq!(read("sku\tquantity\nA-1\t2\n", &ReadOptions::default()).without_buyers("sku\tquantity\nA-1\t2\n"), None);
    /// ```
    #[must_use]
    pub fn without_buyers(&self, text: &str) -> Option<String> {
        // A byte order mark was taken off before the text was split.
        let before = text.len().checked_sub(text.trim_start_matches('\u{FEFF}').len())?;
        if !self.has_buyers() || text.len().checked_sub(before)? != self.grid.length() {
            return None;
        }
        let mut bytes = text.as_bytes().to_vec();
        self.empty_buyers(0, bytes.get_mut(before..)?);
        // Cells begin and end between characters, so whole characters were put over.
        String::from_utf8(bytes).ok()
    }

    /// Whether the table has cells about buyers.
    #[must_use]
    pub(crate) fn has_buyers(&self) -> bool {
        self.columns.iter().any(|column| column.usage == Usage::Buyer)
    }

    /// Empties what a piece of the text says of buyers; `from` is the place of its first byte in the text as it was read,
    /// without a mark of the encoding. Piece by piece the same comes out as [`Table::without_buyers`] gives.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let text = "order-id\tsku\tquantity\tship-city\n111\tA-1\t2\tSynville\n";
    /// let table = read(text, &ReadOptions::default());
    /// let mut piece = *b"Syn";
    /// table.empty_buyers(text.find("Syn").unwrap(), &mut piece);
    /// assert_eq!(&piece, b"   ");
    /// ```
    pub fn empty_buyers(&self, from: usize, piece: &mut [u8]) {
        let columns: Vec<usize> =
            self.columns.iter().enumerate().filter(|(_, c)| c.usage == Usage::Buyer).map(|(place, _)| place).collect();
        let until = from.saturating_add(piece.len());
        let first = self.header_record.map_or(0, to_usize).max(self.grid.record_at(from));
        for record in first..self.grid.record_count() {
            if self.grid.span(record, 0).is_none_or(|(start, _)| start >= until) {
                break;
            }
            for (start, end) in columns.iter().filter_map(|&column| self.grid.span(record, column)) {
                let within = start.saturating_sub(from)..end.min(until).saturating_sub(from);
                for byte in piece.get_mut(within).unwrap_or_default() {
                    let is_shape = matches!(byte, b'\n' | b'\r') || (*byte == b'"' && self.grid.has_quoted);
                    if !is_shape {
                        *byte = b' ';
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};

    #[test]
    fn keeps_the_shape_of_quoted_cells() {
        let text = "\u{FEFF}order-id,sku,quantity,ship-city,recipient-name\n\
                    1,A-1,2,\"Syn, \"\"ville\"\"\nupon Test\",Zoë Ölmann\n2,B-1,1,São Synville,\n";
        let options = ReadOptions { name: "orders.csv".into(), ..ReadOptions::default() };
        let table = read(text, &options);
        let emptied = table.without_buyers(text).unwrap();
        assert_eq!(emptied.len(), text.len());
        assert!(
            !["Syn", "ville", "Test", "Zo", "lmann", "S\u{e3}o"].iter().any(|word| emptied.contains(word)),
            "{emptied}"
        );
        let again = read(emptied.as_str(), &options);
        assert_eq!((again.row_count(), again.line(1)), (table.row_count(), table.line(1)));
        let (sku, units) = (again.field("sku").unwrap(), again.field("units").unwrap());
        assert_eq!((again.text(1, sku), again.int(1, units)), (Some("B-1"), Some(1)));
        // Piece by piece, wherever they end, it is the same.
        let (mark, plain) = text.split_at('\u{FEFF}'.len_utf8());
        for size in 1..40 {
            let mut bytes = plain.as_bytes().to_vec();
            for (place, piece) in bytes.chunks_mut(size).enumerate() {
                table.empty_buyers(place * size, piece);
            }
            assert_eq!([mark.as_bytes(), &bytes].concat(), emptied.as_bytes(), "{size}");
        }
        // Once is enough, and another text is left alone.
        assert_eq!(again.without_buyers(&emptied).unwrap(), emptied);
        assert_eq!(table.without_buyers("order-id,sku\n"), None);
    }
}
