//! The form the heading tables are packed in by the build script and read back in.

/// Everything known about headings.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Packed<'a> {
    /// Canonical fields, by name.
    #[serde(borrow)]
    pub fields: Vec<PackedField<'a>>,
    /// Known headings.
    #[serde(borrow)]
    pub headings: PackedHeadings<'a>,
    /// Known reports.
    #[serde(borrow)]
    pub reports: Vec<PackedReport<'a>>,
}

/// Known headings as [`super::normal::key`] spells them, by the field they name and then by their letters: like
/// stands by like, so that they pack well. Their places are those they have by their letters alone.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct PackedHeadings<'a> {
    /// How many name no field, being columns of known reports that are not needed; then how many name each field.
    pub counts: Vec<u16>,
    /// How many bytes each has in common with the one before.
    pub shared: Vec<u8>,
    /// How many bytes each has beyond those.
    pub lengths: Vec<u8>,
    /// These bytes of all.
    pub letters: &'a str,
}

/// A canonical field.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct PackedField<'a> {
    /// Canonical name.
    pub name: &'a str,
    /// What its cells are.
    pub kind: PackedKind,
    /// Whether several columns of this field add up; else the first with a value counts.
    pub adds: bool,
    /// Field that takes over when the cells are percentages.
    pub rate_twin: Option<u16>,
    /// Fields one packed cell holds, in order.
    pub unpacks: Vec<u16>,
    /// What becomes of it.
    pub usage: PackedUsage,
}

/// What becomes of the cells of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PackedUsage {
    /// They go into figures, or tell which product, store or day a row speaks of.
    Used,
    /// The figure is worked out here, by the seller's own tables.
    Computed,
    /// They say once more what other columns say.
    Repeated,
    /// The view that needs the figure asks for it.
    Typed,
    /// Of a fee that is no longer charged, or not yet.
    Ended,
    /// No figure here hangs on them.
    Spare,
    /// They speak of the buyer and are emptied.
    Buyer,
}

/// What the cells of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PackedKind {
    /// Text.
    Text,
    /// Whole numbers.
    Int,
    /// Days or weeks: whole as a rule, but an average may have a fraction.
    Days,
    /// Numbers.
    Decimal,
    /// Money of the store.
    Money,
    /// Money paid to suppliers and carriers: yuan in a Chinese sheet.
    Cost,
    /// Shares.
    Rate,
    /// Days of the calendar.
    Date,
    /// Months.
    Month,
    /// Several values in one cell.
    Packed,
}

/// A known report.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct PackedReport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Whether its numbers are known to have a decimal point.
    pub is_decimal_point: bool,
    /// Headings that together are found in no other report, as places in `headings`.
    pub identity: Vec<u16>,
    /// All its columns, ascending, as places in `headings`; packed, how far each is from the one before.
    pub columns: Vec<u16>,
    /// Sets of headings the report is known to come with, as places in `headings`; packed, as places in `columns`.
    pub layouts: Vec<Vec<u16>>,
    /// Columns whose meaning here is not that of the word elsewhere.
    pub exceptions: Vec<(u16, Option<u16>)>,
    /// Columns whose money is always in one currency.
    #[serde(borrow)]
    pub currencies: Vec<(u16, &'a str)>,
    /// Fields in which a zero means that there is no value.
    pub zero_is_no_value: Vec<u16>,
}
