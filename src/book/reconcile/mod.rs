//! Whether the seller was charged right: what reports say or charged beside what the tables give, for the whole book.
//!
//! Charges are read from the tables that hold them (`rows`), each is judged by [`crate::reconcile`], and what
//! differs is listed by money with its cause, its rows in the seller's files and both calculations. Reports that
//! foretell (fee preview, planning) are kept apart from those that bill (storage, surcharge, settlement).

mod known;
mod rows;
mod settlement;
#[cfg(test)]
mod tests;
mod view;

use super::calculation::Context;
use super::{Book, count};
use crate::error::Result;
use crate::export::{Cell, Sheet};
use crate::fees::FeeTables;
use crate::money::{Currency, Money};
use crate::quote::{Input, Status};
use crate::reconcile::{Entry, Evidence, Finding, Line, Totals, findings, judge};
use known::Known;
use rows::Read;
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub use view::{
    CalculationLine, CauseView, Compared, DifferenceRow, EvidenceRow, LeftOutRows, LineType, ReconcileBody, RowSource,
    SecondCause, Sum, TableTotals,
};

/// Report of what was paid out, line by line.
pub(super) const SETTLEMENT: &str = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";
/// The same by transaction.
pub(super) const TRANSACTIONS: &str = "DATE_RANGE_TRANSACTIONS";
/// Storage of a month.
pub(super) const STORAGE: &str = "GET_FBA_STORAGE_FEE_CHARGES_DATA";
/// Surcharges of a snapshot.
pub(super) const AGED: &str = "GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA";

/// Which differences are wanted.
///
/// ```
/// use clearfloor::book::{Book, Day, reconcile::ReconcileWindow};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let window = ReconcileWindow { count: 20, only: "cause:size".to_owned(), ..ReconcileWindow::default() };
/// // Nothing was charged yet, so nothing differs.
/// assert!(book.reconcile(&window).unwrap().rows.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReconcileWindow {
    /// First place, from 0.
    pub offset: usize,
    /// Rows wanted.
    pub count: usize,
    /// Only these: `raise`, `fee:referral`, `cause:size`, `table:3`, `unknown`; empty = all that differ.
    pub only: String,
}

/// Everything found, kept until something it rests on changes.
#[derive(Clone, Debug)]
pub(super) struct Reconciled {
    different: Vec<Finding>,
    unknown: Vec<Finding>,
    totals: Vec<Totals>,
    types: Vec<LineType>,
    left_out: Vec<LeftOutRows>,
}

impl Book {
    /// What reports say or charged beside what the tables give.
    ///
    /// ```
    /// use clearfloor::{book::{Book, ReadOptions, reconcile::ReconcileWindow}, date::Day};
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
    /// // 15 % of 25.00 is 3.75; 4.25 is 17 %, the rate of clothing.
    /// assert_eq!(body.rows[0].cause.code, "category");
    /// assert_eq!(body.rows[0].difference.unwrap().to_string(), "0.50");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; as [`Book::advance`].
    pub fn reconcile(&mut self, window: &ReconcileWindow) -> Result<ReconcileBody> {
        self.keep_reconciled()?;
        let Some(kept) = self.reconciled.take() else { return Err(crate::error::Error::out_of_range("reconcile")) };
        let body = self.reconcile_body(&kept, window);
        self.reconciled = Some(kept);
        body
    }

    /// Cases worth raising with the marketplace (or all differences) as a table, a line a row of evidence.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
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
    /// let csv = book.reconcile_sheet(true).unwrap().to_csv();
    /// // 4.25 was charged where 15 % of 25.00 are 3.75.
    /// assert!(csv.contains(",4.25,3.75,0.50,USD,category,"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::reconcile`].
    pub fn reconcile_sheet(&mut self, is_all: bool) -> Result<Sheet> {
        self.keep_reconciled()?;
        let book = &*self;
        let kept = book.reconciled.as_ref();
        let findings = kept.map(|kept| kept.different.as_slice()).unwrap_or_default();
        let wanted = findings.iter().filter(|finding| is_all || finding.is_worth_raising);
        let rows = wanted.flat_map(|finding| finding.evidence.iter().map(move |row| book.case(finding, row)));
        let headings = vec![
            "sku",
            "asin",
            "fnsku",
            "fee",
            "file",
            "line",
            "date",
            "order_id",
            "units",
            "charged",
            "computed",
            "difference",
            "currency",
            "cause",
            "shown_by",
            "fee_table",
            "fee_row",
            "source",
        ];
        Ok(Sheet { headings, rows: rows.collect() })
    }

    fn case(&self, finding: &Finding, row: &Evidence) -> Vec<Cell> {
        let facts = self.products.get(finding.id.subject);
        let of = |text: Option<&str>| Cell::text(text.filter(|text| !text.is_empty()));
        let difference = row.computed.and_then(|computed| row.charged.minus(computed).ok());
        let source = finding.lines.iter().find_map(|line| line.row).map(|row| self.fees.describe(row));
        let words = |params: &[Input]| {
            params.iter().map(|param| format!("{} {}", param.name, param.text)).collect::<Vec<_>>().join(", ")
        };
        let place =
            finding.cause.place.and_then(|place| Some(format!("{}:{}", self.table_name(place.table)?, place.line)));
        let second = finding.cause.and.as_deref();
        let code = second
            .map_or_else(|| finding.cause.code.to_owned(), |and| format!("{} + {}", finding.cause.code, and.code));
        let of_second = second.map(|and| words(&and.params)).unwrap_or_default();
        let shown = [words(&finding.cause.params), place.unwrap_or_default(), of_second];
        let shown: Vec<&str> = shown.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        vec![
            of(facts.map(|facts| facts.sku.as_str())),
            of(facts.and_then(|facts| facts.asin.as_deref())),
            of(facts.and_then(|facts| facts.fnsku.as_deref())),
            Cell::text(Some(finding.id.fee.code())),
            of(self.table_name(row.place.table)),
            Cell::number(Some(row.place.line)),
            Cell::text(Some(row.on)),
            of(row.order.as_deref()),
            Cell::number(Some(row.units)),
            Cell::number(Some(row.charged)),
            Cell::number(row.computed),
            Cell::number(difference),
            Cell::text(Some(row.charged.currency())),
            Cell::Text(code),
            Cell::text(Some(shown.join("; "))),
            of(source.as_ref().map(|source| source.table.as_str())),
            of(source.as_ref().map(|source| source.row.as_str())),
            of(source.as_ref().map(|source| source.source.as_str())),
        ]
    }

    fn keep_reconciled(&mut self) -> Result<()> {
        if self.reconciled.is_some() {
            return Ok(());
        }
        let context = self.take_context()?;
        let found = self.reconciled_by(&context);
        self.context = Some(context);
        self.reconciled = Some(found?);
        Ok(())
    }

    fn reconciled_by(&self, context: &Context) -> Result<Reconciled> {
        let mut known = Known::new(self, context);
        let Read { charges, types, left_out } = rows::read(self, &known)?;
        let mut entries = Vec::with_capacity(charges.len());
        // Many lines of a statement are the same sale again.
        let mut judged = FxHashMap::default();
        for charge in charges {
            let same = (charge.subject, charge.charged);
            let verdict = match judged.get(&same) {
                Some(verdict) => Clone::clone(verdict),
                None => {
                    let verdict = judge(self.fees, known.goods(charge.subject), &charge.charged)?;
                    judged.insert(same, verdict.clone());
                    verdict
                }
            };
            let rows::Charge { subject, place, order, is_estimate, charged } = charge;
            entries.push(Entry { subject, place, order, is_estimate, charged, verdict });
        }
        let (different, unknown, totals) = findings(entries)?;
        Ok(Reconciled { different, unknown, totals, types, left_out })
    }

    fn reconcile_body(&self, kept: &Reconciled, window: &ReconcileWindow) -> Result<ReconcileBody> {
        let Reconciled { different, unknown, totals, types, left_out } = kept;
        let passes = |finding: &&Finding| match window.only.split_once(':') {
            Some(("fee", code)) => finding.id.fee.code() == code,
            Some(("cause", code)) => finding.cause.code == code,
            Some(("table", id)) => id.parse() == Ok(finding.id.table),
            _ => window.only != "raise" || finding.is_worth_raising,
        };
        let all = if window.only == "unknown" { unknown } else { different };
        let shown: Vec<&Finding> = all.iter().filter(|f| window.only == "unknown" || passes(f)).collect();
        let raised: Vec<&Finding> = different.iter().filter(|finding| finding.is_worth_raising).collect();
        let mut causes: Vec<Sum> = Vec::new();
        for finding in different {
            let difference = finding.difference.unwrap_or(Money::zero(self.currency));
            match causes.iter_mut().find(|sum| sum.code == finding.cause.code) {
                Some(sum) => {
                    sum.findings = sum.findings.saturating_add(1);
                    sum.difference = sum.difference.plus(difference)?;
                }
                None => causes.push(Sum { code: finding.cause.code, findings: 1, difference }),
            }
        }
        causes.sort_by_key(|sum| core::cmp::Reverse(sum.difference.minor().unsigned_abs()));
        Ok(ReconcileBody {
            today: self.today,
            market: self.market.code(),
            currency: self.currency,
            as_of: self.fees.as_of(),
            charged: compared(totals, false, self.currency)?,
            foretold: compared(totals, true, self.currency)?,
            raised: count(raised.len()),
            raised_sum: sum_of(raised.iter().filter_map(|f| f.difference), self.currency)?,
            causes,
            tables: totals.iter().map(|total| self.table_totals(total)).collect(),
            types: types.clone(),
            left_out: left_out.clone(),
            unknown: count(unknown.len()),
            total: count(shown.len()),
            rows: shown.into_iter().skip(window.offset).take(window.count).map(|f| self.difference_row(f)).collect(),
        })
    }

    fn table_totals(&self, total: &Totals) -> TableTotals {
        TableTotals {
            table: total.table,
            file: self.table_name(total.table).unwrap_or_default().to_owned(),
            report: self.report_of(total.table),
            fee: total.fee.code(),
            is_estimate: total.is_estimate,
            entries: count(total.entries),
            agreeing: count(total.agreeing),
            units: total.units,
            charged: total.charged,
            computed: total.computed,
            difference: total.difference,
            unknown: count(total.unknown),
            unknown_charged: total.unknown_charged,
        }
    }

    fn report_of(&self, table: u32) -> Option<&'static str> {
        self.given.iter().find(|given| given.id == table)?.table.report()
    }

    fn difference_row(&self, finding: &Finding) -> DifferenceRow {
        let facts = self.products.get(finding.id.subject);
        let file = |table| self.table_name(table).unwrap_or_default().to_owned();
        let source = |place: crate::reconcile::Place| RowSource { file: file(place.table), line: place.line };
        DifferenceRow {
            key: facts.map(|facts| facts.key.clone()).unwrap_or_default(),
            sku: facts.map(|facts| facts.sku.clone()).unwrap_or_default(),
            title: facts
                .and_then(|facts| facts.own_title.as_ref().or(facts.title.as_ref()))
                .map(|title| title.value.clone())
                .unwrap_or_default(),
            file: file(finding.id.table),
            report: self.report_of(finding.id.table),
            fee: finding.id.fee.code(),
            cause: CauseView {
                code: finding.cause.code,
                params: finding.cause.params.iter().map(Into::into).collect(),
                shown_by: finding.cause.place.map(source),
                and: finding.cause.and.as_ref().map(|second| SecondCause {
                    code: second.code,
                    params: second.params.iter().map(Into::into).collect(),
                }),
            },
            is_estimate: finding.is_estimate,
            entries: count(finding.entries),
            units: finding.units,
            charged: finding.charged,
            computed: finding.computed,
            difference: finding.difference,
            is_worth_raising: finding.is_worth_raising,
            lines: finding.lines.iter().map(|line| calculation_line(self.fees, line)).collect(),
            instead: finding.instead.iter().map(|line| calculation_line(self.fees, line)).collect(),
            holes: finding.holes.clone(),
            evidence: finding
                .evidence
                .iter()
                .map(|row| EvidenceRow {
                    line: row.place.line,
                    on: row.on,
                    order: row.order.clone(),
                    units: row.units,
                    charged: row.charged,
                    computed: row.computed,
                })
                .collect(),
        }
    }
}

fn calculation_line(fees: &FeeTables, line: &Line) -> CalculationLine {
    CalculationLine {
        code: line.code,
        formula: line.formula,
        inputs: line.inputs.iter().map(Into::into).collect(),
        amount: line.amount,
        fee: line.row.map(|row| view::FeeRow::of(&fees.describe(row))),
        status: line.row.map_or(Status::Yours, |row| Status::of_row(fees, row)).code(),
    }
}

fn sum_of(amounts: impl Iterator<Item = Money>, currency: Currency) -> Result<Money> {
    let mut sum = Money::zero(currency);
    for amount in amounts {
        sum = sum.plus(amount)?;
    }
    Ok(sum)
}

/// Totals of what was charged, or of what was only foretold.
fn compared(totals: &[Totals], is_estimate: bool, currency: Currency) -> Result<Compared> {
    let of = || totals.iter().filter(move |total| total.is_estimate == is_estimate);
    Ok(Compared {
        entries: count(of().map(|total| total.entries).sum()),
        agreeing: count(of().map(|total| total.agreeing).sum()),
        charged: sum_of(of().map(|total| total.charged), currency)?,
        computed: sum_of(of().map(|total| total.computed), currency)?,
        difference: sum_of(of().map(|total| total.difference), currency)?,
        unknown: count(of().map(|total| total.unknown).sum()),
        unknown_charged: sum_of(of().map(|total| total.unknown_charged), currency)?,
    })
}
