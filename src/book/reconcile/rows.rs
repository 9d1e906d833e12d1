//! Charges as the seller's tables hold them: fee preview, planning report, storage, surcharges, statements.

use super::super::Book;
use super::super::join::{FEE_PREVIEW, PLANNING};
use super::super::marketplace::Addressed;
use super::known::Known;
use super::settlement;
use super::view::{LeftOutRows, LineType};
use super::{AGED, SETTLEMENT, STORAGE, TRANSACTIONS};
use crate::date::Day;
use crate::error::Result;
use crate::import::{FieldId, Table};
use crate::money::{Currency, Money, UnitAmount};
use crate::reconcile::{Basis, Charged, FeeKind, Place};
use crate::rounding::{Ratio, Rounding};
use std::collections::BTreeMap;

/// A charge with the product it is for.
pub(super) struct Charge {
    pub subject: usize,
    pub place: Place,
    pub order: Option<String>,
    pub is_estimate: bool,
    pub charged: Charged,
}

/// Everything that was read.
pub(super) struct Read {
    pub charges: Vec<Charge>,
    pub types: Vec<LineType>,
    pub left_out: Vec<LeftOutRows>,
}

/// One table that is being read.
pub(super) struct Reading<'a> {
    pub id: u32,
    pub table: &'a Table,
    pub book: &'a Book,
    pub known: &'a Known<'a>,
    pub charges: &'a mut Vec<Charge>,
    left_out: BTreeMap<&'static str, (u32, u32)>,
    fields: BTreeMap<&'static str, Option<FieldId>>,
}

/// Age bands of the planning report: surcharge, units, first day.
const BANDS: [(&str, &str, u32); 9] = [
    ("ais_est_181_210", "ais_qty_181_210", 181),
    ("ais_est_211_240", "ais_qty_211_240", 211),
    ("ais_est_241_270", "ais_qty_241_270", 241),
    ("ais_est_271_300", "ais_qty_271_300", 271),
    ("ais_est_301_330", "ais_qty_301_330", 301),
    ("ais_est_331_365", "ais_qty_331_365", 331),
    ("ais_est_365_plus", "ais_qty_365_plus", 366),
    ("ais_est_366_455", "ais_qty_366_455", 366),
    ("ais_est_456_plus", "ais_qty_456_plus", 456),
];

/// Reads every table that holds charges.
///
/// # Errors
/// `out_of_range`.
pub(super) fn read<'a>(book: &'a Book, known: &'a Known<'a>) -> Result<Read> {
    let (mut charges, mut types, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for given in &book.given {
        let table = &*given.table;
        let mut reading = Reading {
            id: given.id,
            table,
            book,
            known,
            charges: &mut charges,
            left_out: BTreeMap::new(),
            fields: BTreeMap::new(),
        };
        match table.report() {
            Some(FEE_PREVIEW) => reading.fee_preview()?,
            Some(PLANNING) => reading.planning()?,
            Some(STORAGE) => reading.storage()?,
            Some(AGED) => reading.aged()?,
            Some(SETTLEMENT) => types.extend(settlement::statement(&mut reading)?),
            Some(TRANSACTIONS) => settlement::transactions(&mut reading)?,
            _ => {}
        }
        let file = table.name();
        left_out.extend(reading.left_out.into_iter().map(|(why, (rows, first_line))| LeftOutRows {
            file: file.to_owned(),
            why,
            rows,
            first_line,
        }));
    }
    Ok(Read { charges, types, left_out })
}

impl<'a> Reading<'a> {
    pub fn field(&mut self, name: &'static str) -> Option<FieldId> {
        let table = self.table;
        *self.fields.entry(name).or_insert_with(|| table.field(name))
    }

    pub fn text(&mut self, row: usize, name: &'static str) -> Option<&'a str> {
        let field = self.field(name)?;
        self.table.text(row, field)
    }

    pub fn int(&mut self, row: usize, name: &'static str) -> Option<i64> {
        let field = self.field(name)?;
        self.table.int(row, field)
    }

    pub fn day(&mut self, row: usize, name: &'static str) -> Option<Day> {
        let field = self.field(name)?;
        self.table.day(row, field)
    }

    /// An exact amount in minor units, if it is of the marketplace's currency.
    fn minor(&mut self, row: usize, name: &'static str) -> Option<Ratio> {
        let field = self.field(name)?;
        let (amount, currency) = self.table.money(row, field)?;
        if currency != self.currency() {
            return None;
        }
        amount.to_ratio().ok()?.times(Ratio::whole(i128::from(currency.minor_per_major()))).ok()
    }

    /// The same to the minor unit.
    pub fn money(&mut self, row: usize, name: &'static str) -> Option<Money> {
        let minor = self.minor(row, name)?;
        Money::from_ratio_minor(minor, self.currency(), Rounding::HalfAwayFromZero).ok()
    }

    fn number(&mut self, row: usize, name: &'static str) -> Option<Ratio> {
        let field = self.field(name)?;
        self.table.number(row, field)?.to_ratio().ok()
    }

    pub const fn currency(&self) -> Currency {
        self.book.currency
    }

    /// A row that is not compared, and why.
    pub fn leave(&mut self, row: usize, why: &'static str) {
        let line = self.table.line(row);
        let rows = self.left_out.entry(why).or_insert((0, line));
        rows.0 = rows.0.saturating_add(1);
    }

    /// The product of a row of this marketplace; a row without one is left.
    fn subject(&mut self, row: usize, addressed: &Addressed<'_>) -> Option<usize> {
        if !addressed.of(row).is(self.book.market) {
            self.leave(row, "other_market");
            return None;
        }
        let [sku, fnsku, asin] = ["sku", "fnsku", "asin"].map(|name| self.text(row, name));
        let found = self.known.find(sku, fnsku, asin);
        if found.is_none() {
            self.leave(row, "no_product");
        }
        found
    }

    pub fn push(&mut self, subject: usize, row: usize, order: Option<&str>, charged: Charged) {
        let place = Place { table: self.id, line: self.table.line(row) };
        self.charges.push(Charge { subject, place, order: order.map(str::to_owned), is_estimate: false, charged });
    }

    fn foretell(&mut self, subject: usize, row: usize, charged: Charged) {
        let place = Place { table: self.id, line: self.table.line(row) };
        self.charges.push(Charge { subject, place, order: None, is_estimate: true, charged });
    }

    /// Fees of one unit at the price of the row. The report has no date: the tables of today hold.
    fn fee_preview(&mut self) -> Result<()> {
        let addressed = Addressed::new(self.table);
        for row in self.table.rows() {
            let Some(subject) = self.subject(row, &addressed) else { continue };
            let sale = self.money(row, "price_sale").filter(|price| price.minor() > 0);
            let Some(price) = sale.or_else(|| self.money(row, "price_list")).filter(|price| price.minor() > 0) else {
                self.leave(row, "no_price");
                continue;
            };
            let before_promotion = self.money(row, "price_list").filter(|list| *list != price);
            let mut has_any = false;
            for (fee, name) in [(FeeKind::Referral, "fee_referral"), (FeeKind::Fulfilment, "fee_fulfilment")] {
                let Some(charged) = self.money(row, name).filter(|fee| fee.minor() > 0) else { continue };
                has_any = true;
                let basis = Basis::Sale { price, before_promotion };
                self.foretell(subject, row, Charged { fee, on: self.book.today, units: 1, charged, basis });
            }
            if !has_any {
                self.leave(row, "no_amount");
            }
        }
        Ok(())
    }

    /// Surcharges of the next snapshot and storage of the next month, as the report foretells them.
    fn planning(&mut self) -> Result<()> {
        let addressed = Addressed::new(self.table);
        for row in self.table.rows() {
            let Some(subject) = self.subject(row, &addressed) else { continue };
            let said = self.day(row, "snapshot_date").unwrap_or(self.book.today);
            if let Some(on) = next_snapshot(self.book, said) {
                let printed_volume = self.volume(row);
                for (estimate, units, age_days) in BANDS {
                    let Some(charged) = self.money(row, estimate) else { continue };
                    let units = self.int(row, units).unwrap_or(0);
                    if units <= 0 || charged.minor() < 0 {
                        continue;
                    }
                    let basis = Basis::Old { age_days, printed_volume };
                    self.foretell(subject, row, Charged { fee: FeeKind::Aged, on, units, charged, basis });
                }
            }
            let available = self.int(row, "units_available").filter(|units| *units > 0);
            if let (Some(charged), Some(units)) = (self.money(row, "fee_storage_month_total"), available) {
                let on = said.plus(1 - i32::from(said.day_of_month())).plus_months(1)?;
                let basis = Basis::Stored {
                    average_units: Ratio::whole(i128::from(units)),
                    printed_volume: self.volume(row),
                    printed_rate: None,
                };
                self.foretell(subject, row, Charged { fee: FeeKind::Storage, on, units, charged, basis });
            }
        }
        Ok(())
    }

    /// The volume of one unit that a row prints, in cubic feet, with its decimals.
    fn volume(&mut self, row: usize) -> Option<(Ratio, u32)> {
        let unit = self.text(row, "volume_unit")?;
        let field = self.field("item_volume")?;
        let number = self.table.number(row, field).filter(|number| number.coefficient() > 0)?;
        let per_unit = cubic_feet_in(unit)?;
        // Only in cubic feet is the rounding that of the printed decimals.
        let decimals = if per_unit == Ratio::ONE { number.scale() } else { 6 };
        Some((number.to_ratio().ok()?.times(per_unit).ok()?, decimals))
    }

    /// Storage of a month: the centres of one product put together, as it is billed.
    fn storage(&mut self) -> Result<()> {
        let addressed = Addressed::new(self.table);
        let mut months: BTreeMap<(usize, Day), Month> = BTreeMap::new();
        for row in self.table.rows() {
            let Some(subject) = self.subject(row, &addressed) else { continue };
            let Some(on) = self.day(row, "month") else {
                self.leave(row, "no_date");
                continue;
            };
            let Some(units) = self.number(row, "units_avg_on_hand") else {
                self.leave(row, "no_units");
                continue;
            };
            let Some(charged) = self.base_storage(row)? else {
                self.leave(row, "no_amount");
                continue;
            };
            let leaving = self.number(row, "units_avg_pending_removal").unwrap_or(Ratio::ZERO);
            let (printed_volume, rate) = (self.volume(row), self.number(row, "storage_rate"));
            let month = months.entry((subject, on)).or_insert_with(|| Month { row, ..Month::default() });
            month.units = month.units.plus(units.minus(leaving)?)?;
            month.minor = month.minor.plus(charged)?;
            month.printed_volume = month.printed_volume.or(printed_volume);
            month.rate = month.rate.or(rate);
        }
        let currency = self.currency();
        for ((subject, on), month) in months {
            let charged = Money::from_ratio_minor(month.minor, currency, Rounding::HalfAwayFromZero)?;
            let units = i64::try_from(month.units.round(Rounding::HalfAwayFromZero)?).unwrap_or(i64::MAX);
            let printed_rate = month.rate.map(|rate| UnitAmount::from_ratio_major(rate, currency)).transpose()?;
            let (average_units, printed_volume) = (month.units, month.printed_volume);
            let basis = Basis::Stored { average_units, printed_volume, printed_rate };
            self.push(subject, month.row, None, Charged { fee: FeeKind::Storage, on, units, charged, basis });
        }
        Ok(())
    }

    /// Storage of a row without the surcharge on top and the incentive taken off.
    fn base_storage(&mut self, row: usize) -> Result<Option<Ratio>> {
        if let Some(base) = self.minor(row, "fee_storage_base_total") {
            return Ok(Some(base));
        }
        let Some(total) = self.minor(row, "fee_storage_month_total") else { return Ok(None) };
        let surcharge = self.minor(row, "fee_storage_surcharge_total").unwrap_or(Ratio::ZERO);
        let incentive = self.minor(row, "fee_storage_incentive_total").unwrap_or(Ratio::ZERO);
        total.minus(surcharge)?.plus(incentive).map(Some)
    }

    fn aged(&mut self) -> Result<()> {
        let addressed = Addressed::new(self.table);
        for row in self.table.rows() {
            let Some(subject) = self.subject(row, &addressed) else { continue };
            let (Some(on), Some(age_days)) =
                (self.day(row, "snapshot_date"), self.text(row, "ais_tier").and_then(first_age))
            else {
                self.leave(row, "no_date");
                continue;
            };
            // A blank count is not zero: nobody knows it.
            let Some(units) = self.int(row, "ais_qty_charged").filter(|units| *units > 0) else {
                self.leave(row, "no_units");
                continue;
            };
            let Some(charged) = self.money(row, "ais_amount_charged") else {
                self.leave(row, "no_amount");
                continue;
            };
            let basis = Basis::Old { age_days, printed_volume: self.volume(row) };
            self.push(subject, row, None, Charged { fee: FeeKind::Aged, on, units, charged, basis });
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Month {
    row: usize,
    units: Ratio,
    minor: Ratio,
    printed_volume: Option<(Ratio, u32)>,
    rate: Option<Ratio>,
}

impl Default for Month {
    fn default() -> Self {
        Self { row: 0, units: Ratio::ZERO, minor: Ratio::ZERO, printed_volume: None, rate: None }
    }
}

/// The first snapshot on or after a day.
fn next_snapshot(book: &Book, day: Day) -> Option<Day> {
    let of = |day: Day| book.fees.aged(day).ok()?.value.snapshot_of_month(day).ok();
    of(day).filter(|snapshot| *snapshot >= day).or_else(|| of(day.plus_months(1).ok()?))
}

/// The age a band begins at: `181-210`, `365+`, `456+ days`, `Over 365`.
fn first_age(words: &str) -> Option<u32> {
    let digits = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let age: u32 = digits.get(..end)?.parse().ok()?;
    // What is above 365 days begins with the 366th.
    Some(if age == 365 { 366 } else { age })
}

/// Cubic feet in a unit of volume that a report names.
fn cubic_feet_in(unit: &str) -> Option<Ratio> {
    let word = unit.trim().to_ascii_lowercase();
    // A foot has 30.48 centimetres.
    let (top, bottom) = match word.as_str() {
        "cubic feet" | "cubic foot" | "cubic_feet" | "ft3" => return Some(Ratio::ONE),
        "cubic inches" | "cubic_inches" | "in3" => (1, 1728),
        "cubic meters" | "cubic metres" | "cubic_meters" | "m3" => (1_000_000_000_000, 28_316_846_592),
        "cubic decimeters" | "cubic decimetres" | "dm3" | "liters" | "litres" => (1_000_000_000, 28_316_846_592),
        "cubic centimeters" | "cubic centimetres" | "cubic_centimeters" | "cm3" => (1_000_000, 28_316_846_592),
        _ => return None,
    };
    Ratio::new(top, bottom).ok()
}

#[cfg(test)]
mod tests {
    use super::{cubic_feet_in, first_age};
    use crate::rounding::Ratio;

    #[test]
    fn reads_where_a_band_begins() {
        for (words, age) in [("181-210", 181), ("365+", 366), ("456+ days", 456), ("Over 365 days", 366)] {
            assert_eq!(first_age(words), Some(age), "{words}");
        }
        assert_eq!(first_age("old"), None);
        assert_eq!(first_age(""), None);
    }

    #[test]
    fn knows_the_units_of_volume() {
        assert_eq!(cubic_feet_in("Cubic Feet"), Some(Ratio::ONE));
        let litres = cubic_feet_in("cubic meters").unwrap();
        assert!(litres > Ratio::whole(35) && litres < Ratio::whole(36));
        assert_eq!(cubic_feet_in("boxes"), None);
    }
}
