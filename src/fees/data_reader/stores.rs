//! One file for several stores: takes out the column of one of them.

use super::taker::Read;
use super::text::{Table, Value};

/// A store and which of its columns is read.
pub struct Column {
    /// Code of the marketplace.
    pub store: String,
    /// Column: the store itself, or one of its placements of stock.
    pub column: String,
    /// All columns there are.
    pub known: Vec<String>,
}

/// The stores and placements that a file names: its columns, and those of `market`.
pub fn columns_of(file: &Table, market: &str) -> Read<(Vec<String>, Vec<Column>)> {
    let meta = file.get("meta").and_then(Value::as_table).ok_or("no table [meta]")?;
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut known = meta.get("marketplaces").map(&texts).unwrap_or_default();
    let placements = meta.get("placements").and_then(Value::as_table);
    let of_market = placements.and_then(|p| p.get(market)).map(&texts).unwrap_or_default();
    known.extend(placements.into_iter().flat_map(|p| p.values()).flat_map(&texts));
    let columns = if of_market.is_empty() { vec![market.to_owned()] } else { of_market.clone() };
    let column = |column| Column { store: market.to_owned(), column, known: known.clone() };
    Ok((of_market, columns.into_iter().map(column).collect()))
}

impl Column {
    /// The file with the figures of this column only, without tables and rows of other stores.
    pub fn take(&self, file: &Table) -> Table {
        let mut out = Table::on(file.line);
        for (name, value) in file {
            match value {
                Value::Table(table) if name != "meta" => {
                    if self.is_of(table) {
                        out.insert(name.clone(), Value::Table(self.of_table(table)));
                    }
                }
                other => {
                    out.insert(name.clone(), other.clone());
                }
            }
        }
        out
    }

    fn is_of(&self, table: &Table) -> bool {
        let stores = table.get("stores").and_then(Value::as_array);
        stores.is_none_or(|stores| stores.iter().any(|s| s.as_str() == Some(self.store.as_str())))
    }

    fn of_table(&self, table: &Table) -> Table {
        let mut out = Table::on(table.line);
        for (key, value) in table.iter().filter(|(key, _)| *key != "stores") {
            if let Some(value) = self.of_value(value) {
                out.insert(key.clone(), value);
            }
        }
        out
    }

    fn of_value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Table(columns) if !columns.is_empty() && columns.keys().all(|key| self.known.contains(key)) => {
                columns.get(&self.column).or_else(|| columns.get(&self.store)).cloned()
            }
            Value::Table(table) => Some(Value::Table(self.of_table(table))),
            Value::Array(items) => {
                let kept = items.iter().filter(|item| item.as_table().is_none_or(|row| self.is_of(row)));
                Some(Value::Array(kept.filter_map(|item| self.of_value(item)).collect()))
            }
            other => Some(other.clone()),
        }
    }
}
