//! What a lookup answers: a figure with the row it came from, or a hole with a name.

use super::data_shape::Family;

/// A row of a fee table; [`FeeTables::describe`](super::FeeTables::describe) puts it into words.
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
    #[must_use]
    pub(crate) const fn at_row(self, row: u16) -> Self {
        Self { row, ..self }
    }
}

/// A figure and the row it came from.
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
