//! Text tables in: separator, headings, numbers, rows, and every problem found.
//!
//! Bytes become text at the edge: [`detect`] names the encoding, `TextDecoder` or `encoding_rs` decodes.
//! [`read()`] takes the text and gives a [`Table`]: known reports and sellers' own tables in seven languages, by the
//! words of `data/aliases.tsv` and `data/columns.toml`.
//!
//! Nothing is dropped in silence and nothing is guessed: records that are no data are counted, a cell that does not
//! fit is a [`Problem`] with its place, a column that can be read two ways is a question.
//!
//! ```
//! use clearfloor::import::{ReadOptions, read};
//! let options = ReadOptions { name: "costs.csv".into(), ..ReadOptions::default() };
//! let table = read("My costs,,\nSKU,采购价(元),Duty %\n0012345,18.20,25.3%\nTotal,18.20,\n", &options);
//! let (sku, cost) = (table.field("sku").unwrap(), table.field("cost_unit").unwrap());
//! assert_eq!(table.text(0, sku), Some("0012345"));
//! assert_eq!(table.money(0, cost).unwrap().1.code(), "CNY");
//! assert_eq!((table.dropped().preamble, table.dropped().total), (1, 1));
//! ```

use crate::lower;

mod buyer;
mod calendar;
mod cell;
mod check;
mod column;
mod currency;
mod decide;
mod encoding;
mod firsts;
mod incoming;
mod layout;
mod made_of;
mod marks;
mod normal;
mod options;
mod packed;
mod problem;
mod read;
mod reading;
mod repeat;
mod size;
mod split;
mod spoken;
mod survey;
mod table;
mod totals;
mod unit_word;
mod words;

pub(crate) use check::is_same_without_case;
pub use encoding::{Encoding, START_BYTES, detect, detect_otherwise, detect_start, has_mark, rival};
pub(crate) use firsts::Firsts;
pub use incoming::IncomingText;
pub use made_of::{Column, Dropped, FieldId, FieldKind, LineEnd, Separator, Usage};
pub use options::{Answer, ReadOptions};
pub use problem::{Problem, Severity};
pub use read::read;
pub(crate) use repeat::{hash_bytes, hash_without_case};
pub use size::dimensions;
pub use table::Table;
pub(crate) use totals::plus;

/// Id of a Chinese seller's own sheet, told by its headings alone.
const CHINESE_SHEET: &str = "CN_SELLER_SHEET";

/// Canonical names of all fields a column can be mapped to, with what their cells are.
///
/// ```
/// use clearfloor::import::{FieldKind, all_fields};
/// let kind_of = |name| all_fields().find(|(field, _)| *field == name).map(|(_, kind)| kind);
/// assert_eq!(kind_of("sku"), Some(FieldKind::Text));
/// assert_eq!(kind_of("no such field"), None);
/// ```
pub fn all_fields() -> impl Iterator<Item = (&'static str, FieldKind)> {
    words::fields().map(|(name, kind)| (name, decide::public(kind)))
}
