//! What is answered about charges; plain, so that it crosses as it is.

use super::super::plan::Param;
use crate::date::Day;
use crate::fees::FeeSource;
use crate::money::{Currency, Money};
use crate::quote::Input;
use serde::Serialize;

impl From<&Input> for Param {
    fn from(input: &Input) -> Self {
        Self { name: input.name, text: input.text.clone() }
    }
}

/// Sums of charges that were compared.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// // One charge was compared: 4.25, where 15 % of 25.00 are 3.75.
/// let compared = body.charged;
/// assert_eq!((compared.entries, compared.agreeing, compared.difference.to_string()), (1, 0, "0.50".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// Charges compared.
    pub entries: u32,
    /// Of these, how many agree.
    pub agreeing: u32,
    /// What was taken for them.
    pub charged: Money,
    /// What the tables give.
    pub computed: Money,
    /// Taken less computed.
    pub difference: Money,
    /// Charges that could not be compared.
    pub unknown: u32,
    /// What was taken for these.
    pub unknown_charged: Money,
}

/// The same of one table and fee.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let table = &body.tables[0];
/// assert_eq!((table.file.as_str(), table.fee, table.units), ("settlement.txt", "referral", 1));
/// // A settlement bills; it does not foretell.
/// assert!(!table.is_estimate);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableTotals {
    /// Number of the table.
    pub table: u32,
    /// Its name.
    pub file: String,
    /// Which report it is.
    pub report: Option<&'static str>,
    /// Which fee.
    pub fee: &'static str,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// Charges compared.
    pub entries: u32,
    /// Of these, how many agree.
    pub agreeing: u32,
    /// Units of those compared.
    pub units: i64,
    /// What was taken for them.
    pub charged: Money,
    /// What the tables give.
    pub computed: Money,
    /// Taken less computed.
    pub difference: Money,
    /// Charges that could not be compared.
    pub unknown: u32,
    /// What was taken for these.
    pub unknown_charged: Money,
}

/// Differences of one cause.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let cause = &body.causes[0];
/// assert_eq!((cause.code, cause.findings, cause.difference.to_string()), ("category", 1, "0.50".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    /// Code of the cause.
    pub code: &'static str,
    /// How many.
    pub findings: u32,
    /// What they come to.
    pub difference: Money,
}

/// A kind of line of a statement.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let fee = body.types.iter().find(|of| of.description == "Commission").unwrap();
/// assert_eq!((fee.lines, fee.amount.to_string(), fee.is_compared), (1, "-4.25".to_owned(), true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineType {
    /// Name of the file.
    pub file: String,
    /// Kind of transaction, as printed.
    pub transaction: String,
    /// What the money is, as printed.
    pub description: String,
    /// How many lines.
    pub lines: u32,
    /// Their sum, signed as in the statement: what the seller gets is positive.
    pub amount: Money,
    /// Held against the tables, or part of what is.
    pub is_compared: bool,
}

/// Rows that are not compared.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// assert!(body.left_out.is_empty());
/// // A fee of another product than those of the book.
/// let other = "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t2\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tGONE\t1\n";
/// book.add_table(other, &options("other.txt"));
/// let left_out = &book.reconcile(&ReconcileWindow::default()).unwrap().left_out[0];
/// assert_eq!((left_out.file.as_str(), left_out.rows, left_out.first_line), ("other.txt", 1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeftOutRows {
    /// Name of the file.
    pub file: String,
    /// `other_market`, `other_currency`, `no_product`, `no_date`, `no_amount`, `no_price`, `no_units`, `no_sku`.
    pub why: &'static str,
    /// How many.
    pub rows: u32,
    /// The first of them.
    pub first_line: u32,
}

/// A row of a file.
///
/// ```
/// use clearfloor::book::reconcile::RowSource;
/// let row = RowSource { file: "fees.txt".to_owned(), line: 12 };
/// assert_eq!(format!("{}:{}", row.file, row.line), "fees.txt:12");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowSource {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

/// Why charged and computed differ.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// // 17 % is the rate of clothing.
/// let cause = &body.rows[0].cause;
/// assert_eq!((cause.code, cause.params[0].text.as_str()), ("category", "clothing"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CauseView {
    /// Code, see [`crate::reconcile::Cause`].
    pub code: &'static str,
    /// What it hangs on.
    pub params: Vec<Param>,
    /// The row of another table that shows it.
    pub shown_by: Option<RowSource>,
    /// A second cause, where only both together give what was charged.
    pub and: Option<SecondCause>,
}

/// A second cause.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// // One cause explains all of it.
/// assert_eq!(body.rows[0].cause.and, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecondCause {
    /// Code, see [`crate::reconcile::Cause`].
    pub code: &'static str,
    /// What it hangs on.
    pub params: Vec<Param>,
}

/// A fee row, as far as it is shown here.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let fee = body.rows[0].lines[0].fee.as_ref().unwrap();
/// assert_eq!((fee.family, fee.row.as_str(), &fee.own), ("referral", "Office Products", &None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeRow {
    /// Family.
    pub family: &'static str,
    /// Table.
    pub table: String,
    /// The row in words.
    pub row: String,
    /// First day in force.
    pub effective_from: Option<Day>,
    /// Last day in force.
    pub effective_to: Option<Day>,
    /// Address of the page.
    pub source: String,
    /// What the seller calls a figure of the seller's own.
    pub own: Option<String>,
}

impl FeeRow {
    pub(super) fn of(source: &FeeSource) -> Self {
        Self {
            family: source.family,
            table: source.table.clone(),
            row: source.row.clone(),
            effective_from: source.effective_from,
            effective_to: source.effective_to,
            source: source.source.clone(),
            own: source.own.clone(),
        }
    }
}

/// One line of a calculation.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let (right, charged) = (&body.rows[0].lines[0], &body.rows[0].instead[0]);
/// // 15 % of 25.00, and 17 % as it was charged.
/// assert_eq!((right.amount.to_string(), charged.amount.to_string()), ("3.75".to_owned(), "4.25".to_owned()));
/// assert_eq!(right.inputs[0].text, "25.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalculationLine {
    /// What it is.
    pub code: &'static str,
    /// Code of the rule.
    pub formula: &'static str,
    /// Values in it.
    pub inputs: Vec<Param>,
    /// What it comes to for one unit of a sale, else for all.
    pub amount: Money,
    /// The fee row.
    pub fee: Option<FeeRow>,
    /// What it rests on, see [`crate::quote::Status`].
    pub status: &'static str,
}

/// A row that shows a difference.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let row = &body.rows[0].evidence[0];
/// // The third line of the file, below its headings and the price.
/// assert_eq!((row.line, row.order.as_deref(), row.on.to_string()), (3, Some("1"), "2026-11-03".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    /// Line of the file, from 1.
    pub line: u32,
    /// Day of the charge.
    pub on: Day,
    /// Order.
    pub order: Option<String>,
    /// Units.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give.
    pub computed: Option<Money>,
}

/// A difference of one product, one file and one cause.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// let row = &body.rows[0];
/// assert_eq!((row.sku.as_str(), row.fee, row.charged.to_string()), ("A-1", "referral", "4.25".to_owned()));
/// assert!(row.is_worth_raising);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceRow {
    /// Identity of the product in the book.
    pub key: String,
    /// Its SKU.
    pub sku: String,
    /// Its title.
    pub title: String,
    /// Name of the file.
    pub file: String,
    /// Which report it is.
    pub report: Option<&'static str>,
    /// Which fee.
    pub fee: &'static str,
    /// Why.
    pub cause: CauseView,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// How many charges.
    pub entries: u32,
    /// Units they are for.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give; none = not known.
    pub computed: Option<Money>,
    /// Taken less computed.
    pub difference: Option<Money>,
    /// More was taken than computed, and the cause is not the seller's.
    pub is_worth_raising: bool,
    /// How the computed amount of the first row comes about.
    pub lines: Vec<CalculationLine>,
    /// The calculation that gives what was taken there.
    pub instead: Vec<CalculationLine>,
    /// What is missing, where nothing could be computed.
    pub holes: Vec<String>,
    /// Its rows, at most fifty.
    pub evidence: Vec<EvidenceRow>,
}

/// Everything about what was charged.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let options = |name: &str| ReadOptions { name: name.into(), ..ReadOptions::default() };
/// book.add_table("SKU\tPrice\tcategory\nA-1\t25.00\toffice\n", &options("own.tsv"));
/// book.add_table(
///     "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t\
///      posted-date\tsku\tquantity-purchased\n\
///      9\tOrder\t1\tAmazon.com\tItemPrice\tPrincipal\t25.00\t2026-11-03\tA-1\t1\n\
///      9\tOrder\t1\tAmazon.com\tItemFees\tCommission\t-4.25\t2026-11-03\tA-1\t\n",
///     &options("settlement.txt"),
/// );
/// let body = book.reconcile(&ReconcileWindow { count: 10, ..ReconcileWindow::default() }).unwrap();
/// assert_eq!((body.total, body.raised, body.raised_sum.to_string()), (1, 1, "0.50".to_owned()));
/// // No report that foretells was given.
/// assert_eq!(body.foretold.entries, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReconcileBody {
    /// The day calculated for.
    pub today: Day,
    /// Code of the marketplace.
    pub market: &'static str,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Day on which the fee tables were last checked.
    pub as_of: Day,
    /// What reports charged.
    pub charged: Compared,
    /// What reports foretold.
    pub foretold: Compared,
    /// Cases worth raising.
    pub raised: u32,
    /// What they come to.
    pub raised_sum: Money,
    /// Differences by cause, the most money first.
    pub causes: Vec<Sum>,
    /// Totals by file and fee.
    pub tables: Vec<TableTotals>,
    /// What statements hold, by type.
    pub types: Vec<LineType>,
    /// Rows that are not compared, and why.
    pub left_out: Vec<LeftOutRows>,
    /// Groups of charges for which nothing could be computed.
    pub unknown: u32,
    /// How many differences pass.
    pub total: u32,
    /// Those of the window.
    pub rows: Vec<DifferenceRow>,
}
