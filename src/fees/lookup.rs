//! What a lookup answers: a figure with the row it came from, or a hole with a name.

use super::data_shape::Family;

/// A row of a fee table; [`FeeTables::describe`](super::FeeTables::describe) puts it into words.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rate = fees.fuel_surcharge(on).unwrap();
/// assert_eq!(fees.describe(rate.row).table, "fuel_surcharge");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowRef {
    pub(super) table: u16,
    /// [`RowRef::WHOLE`] = the figure stands at the table itself.
    pub(super) row: u16,
    pub(super) is_assumed: bool,
    /// The table is in force again after a season.
    pub(super) is_resumed: bool,
}

impl RowRef {
    pub(super) const WHOLE: u16 = u16::MAX;
    /// No row: nothing is charged, and no table had to say it.
    pub(super) const NONE: Self = Self { table: u16::MAX, row: Self::WHOLE, is_assumed: false, is_resumed: false };

    /// The same row of which a part is assumed too.
    pub(super) const fn or_assumed(self, is_assumed: bool) -> Self {
        Self { is_assumed: self.is_assumed || is_assumed, ..self }
    }

    /// Whether the table is taken to hold though nothing says so for the day asked.
    #[must_use]
    pub(crate) const fn is_assumed(self) -> bool {
        self.is_assumed
    }

    /// Another row of the same table, by its place.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let aged = fees.aged(on).unwrap();
    /// let last = aged.value.bands.last().unwrap();
    /// assert_eq!(fees.describe(aged.row.at_row(last.row)).row, "456 days and more");
    /// ```
    #[must_use]
    pub const fn at_row(self, row: u16) -> Self {
        Self { row, ..self }
    }
}

/// A figure and the row it came from.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let known = fees.refund_administration(on).unwrap();
/// assert_eq!(known.value.cap.to_string(), "5.00");
/// // Where it was read.
/// assert!(fees.describe(known.row).source.starts_with("https://"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The figure.
    pub value: T,
    /// Its row.
    pub row: RowRef,
}

impl<T> Known<T> {
    /// The same row with something made of the figure.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Known<U> {
        Known { value: make(self.value), row: self.row }
    }
}

/// Why there is no figure.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, HoleReason}};
/// let fees = FeeTables::us().unwrap();
/// let hole = fees.fuel_surcharge(Day::parse("2024-04-14").unwrap()).unwrap_err();
/// assert_eq!(hole.reason, HoleReason::NoTable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HoleReason {
    /// No table of the family is in force on the day.
    NoTable,
    /// The table in force has no row for what was asked.
    NoRow,
    /// The row is there, the figure is not.
    NoFigure,
    /// The data say that the question is open.
    NotSettled,
    /// A size or number beyond what can be calculated.
    OutOfRange,
}

impl HoleReason {
    /// Stable text, such as `no_table`.
    ///
    /// ```
    /// use clearfloor::fees::HoleReason;
    /// assert_eq!(HoleReason::NotSettled.code(), "not_settled");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTable => "no_table",
            Self::NoRow => "no_row",
            Self::NoFigure => "no_figure",
            Self::NotSettled => "not_settled",
            Self::OutOfRange => "out_of_range",
        }
    }
}

/// A figure that is not known, with its name.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Split}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let bulky = Package::parse(["20", "15", "10"], LengthUnit::In, "8", WeightUnit::Lb).unwrap();
/// let sized = fees.size(&bulky, on).unwrap().value;
/// let hole = fees.inbound_placement(&sized, Split::Minimal, on).unwrap_err();
/// assert_eq!((hole.code(), hole.texts.join("; ").as_str()), ("inbound_placement", "the 2026 amounts for bulky are not known"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Kind of fee.
    pub family: Family,
    /// Why.
    pub reason: HoleReason,
    /// What the data say is missing here, in English.
    pub texts: Vec<String>,
}

/// A figure or a hole, never a guess.
pub type Lookup<T> = Result<Known<T>, Hole>;
