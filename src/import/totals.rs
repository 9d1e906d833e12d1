//! Sums over columns, exact: what shows that a table was read as it is meant.

use super::column::folded;
use super::table::{FieldId, FieldKind, Table};
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
    #[must_use]
    pub fn distinct(&self, fields: &[FieldId]) -> usize {
        let of_row = |row| fields.iter().map(|&field| self.text(row, field)).collect::<Option<Vec<&str>>>();
        self.rows().filter_map(of_row).collect::<HashSet<_>>().len()
    }

    /// How many different values a field has if letter case does not count.
    #[must_use]
    pub fn distinct_ignoring_case(&self, field: FieldId) -> usize {
        self.rows().filter_map(|row| self.text(row, field).map(folded)).collect::<HashSet<_>>().len()
    }
}
