//! Sums over columns, exact: what shows that a table was read as it is meant.

use super::column::folded;
use super::made_of::{FieldId, FieldKind};
use super::table::Table;
use crate::money::Currency;
use crate::number::Decimal;
use crate::rounding::Rounding;
use std::collections::HashSet;

/// Exact sum; none beyond 36 digits.
pub(crate) fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    let a = a.round(scale, Rounding::TowardZero).ok()?;
    let b = b.round(scale, Rounding::TowardZero).ok()?;
    Decimal::new(a.coefficient().checked_add(b.coefficient())?, scale).ok()
}

impl Table {
    /// Exact sum of a field over rows, one for each currency if it is money; rows without a value add nothing.
    ///
    /// Money whose currency is not known is left out.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let table = read("SKU\tUnit cost (USD)\nA-1\t3.10\nA-2\t\nA-3\t0.95\n", &ReadOptions::default());
    /// let sums = table.sums(table.field("cost_unit").unwrap(), table.rows());
    /// assert_eq!(sums.len(), 1);
    /// assert_eq!((sums[0].0.unwrap().code(), sums[0].1.to_string()), ("USD", "4.05".to_owned()));
    /// ```
    pub fn sums(&self, field: FieldId, rows: impl Iterator<Item = usize>) -> Vec<(Option<Currency>, Decimal)> {
        let mut sums: Vec<(Option<Currency>, Decimal)> = Vec::new();
        let is_money = self.kind(field) == FieldKind::Money;
        for row in rows {
            let found = if is_money {
                self.money(row, field).map(|(amount, currency)| (Some(currency), amount))
            } else {
                self.number(row, field).map(|number| (None, number))
            };
            let Some((currency, number)) = found else { continue };
            match sums.iter_mut().find(|(known, _)| *known == currency) {
                Some((_, sum)) => *sum = plus(*sum, number).unwrap_or(*sum),
                None => sums.push((currency, number)),
            }
        }
        sums
    }

    /// Totals of the statements of a settlement, as their summary records print them.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let headings = "settlement-id\ttotal-amount\tcurrency\tamount-type\tamount-description\tamount";
    /// let summary = "9\t21.24\tUSD\t\t\t\n9\t\t\tItemPrice\tPrincipal\t24.99";
    /// let text = format!("{headings}\n{summary}\n9\t\t\tItemFees\tCommission\t-3.75\n");
    /// let table = read(text, &ReadOptions::default());
    /// let [(currency, total)] = table.settlement_totals()[..] else { panic!() };
    /// assert_eq!((currency.unwrap().code(), total.to_string()), ("USD", "21.24".to_owned()));
    /// ```
    pub fn settlement_totals(&self) -> Vec<(Option<Currency>, Decimal)> {
        let mut sums: Vec<(Option<Currency>, Decimal)> = Vec::new();
        for (currency, total) in self.statements.iter().filter_map(|s| s.total.map(|total| (s.currency, total))) {
            match sums.iter_mut().find(|(known, _)| *known == currency) {
                Some((_, sum)) => *sum = plus(*sum, total).unwrap_or(*sum),
                None => sums.push((currency, total)),
            }
        }
        sums
    }

    /// How many different combinations of values fields have, as exact text with letter case; rows in which one of
    /// them has no value are left out.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let table = read("SKU\tASIN\nA-1\tB0SYN01\nA-1\tB0SYN02\nA-1\tB0SYN02\nA-2\t\n", &ReadOptions::default());
    /// let (sku, asin) = (table.field("sku").unwrap(), table.field("asin").unwrap());
    /// assert_eq!((table.distinct(&[sku]), table.distinct(&[sku, asin])), (2, 2));
    /// ```
    #[must_use]
    pub fn distinct(&self, fields: &[FieldId]) -> usize {
        let of_row = |row| fields.iter().map(|&field| self.text(row, field)).collect::<Option<Vec<&str>>>();
        self.rows().filter_map(of_row).collect::<HashSet<_>>().len()
    }

    /// How many different values a field has if letter case does not count.
    ///
    /// ```
    /// use clearfloor::import::{ReadOptions, read};
    /// let table = read("SKU\tOn hand\nmug-red\t3\nMUG-RED\t4\nmug-blue\t1\n", &ReadOptions::default());
    /// let sku = table.field("sku").unwrap();
    /// assert_eq!((table.distinct(&[sku]), table.distinct_ignoring_case(sku)), (3, 2));
    /// ```
    #[must_use]
    pub fn distinct_ignoring_case(&self, field: FieldId) -> usize {
        self.rows().filter_map(|row| self.text(row, field).map(folded)).collect::<HashSet<_>>().len()
    }
}
