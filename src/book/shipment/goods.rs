//! The rows of a shipment read: units, prices, weights and sizes as they travel, and what is odd about them.

use super::read::{Reader, mark_of, param, plain, without_mark};
use super::sheet::{RowText, ShipmentSheet};
use crate::book::facts::Facts;
use crate::book::form::length_word;
use crate::book::size_doubt::likelier_unit;
use crate::error::Result;
use crate::import::dimensions;
use crate::landed::{Cargo, FxRate, goods_value};
use crate::money::{Currency, Money};
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};
use crate::units::{Length, LengthUnit, Weight, WeightUnit};

/// A row that was read.
#[derive(Clone, Debug)]
pub(super) struct Goods {
    pub row: usize,
    pub units: u32,
    pub goods: Money,
    pub weight_kg: Option<Ratio>,
    pub volume_m3: Option<Ratio>,
}

/// What all rows share.
pub(super) struct Column<'a> {
    pub currency: Currency,
    pub home: Currency,
    pub rates: &'a [FxRate],
    pub weight_unit: WeightUnit,
    pub length_unit: LengthUnit,
}

/// Reads a row; none if it lacks units or price, which is then said.
pub(super) fn read(
    reader: &mut Reader,
    sheet: &ShipmentSheet,
    place: usize,
    column: &Column<'_>,
    facts: Option<&Facts>,
) -> Result<Option<Goods>> {
    let Some(row) = sheet.rows.get(place) else { return Ok(None) };
    let at = |field: &str| format!("rows.{place}.{field}");
    let units = reader.read(&at("units"), FieldKind::Units, &row.units).and_then(|entry| entry.as_whole());
    let units = units.and_then(|units| u32::try_from(units).ok());
    if units == Some(0) || (units.is_none() && row.units.trim().is_empty()) {
        reader.say(at("units"), "error", "row_without_units", vec![param("sku", sku(row, place))]);
    }
    let goods = price(reader, row, place, column, units)?;
    let per_carton =
        reader.read(&at("perCarton"), FieldKind::Units, &row.per_carton).and_then(|entry| entry.as_whole());
    let per_carton = per_carton.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
    let weight = match reader.read(&at("weight"), FieldKind::Number, &row.weight) {
        Some(Entry::Number(number)) => match Weight::from_decimal(number, column.weight_unit) {
            Ok(weight) => Some(weight),
            Err(error) => {
                reader.wrong(&at("weight"), &error);
                None
            }
        },
        _ => None,
    };
    let sides = match row.size.trim() {
        "" => None,
        text => match dimensions(text, Some(column.length_unit)) {
            Ok(sides) => Some(sides),
            Err(error) => {
                reader.wrong(&at("size"), &error);
                None
            }
        },
    };
    question(reader, row, place, per_carton, weight, sides, facts)?;
    let Some(((units, goods), row)) = units.filter(|n| *n > 0).zip(goods).zip(Some(place)) else { return Ok(None) };
    let cartons = per_carton.map(|n| units.div_ceil(n));
    if let Some((n, cartons)) = per_carton.zip(cartons)
        && units.checked_rem(n) != Some(0)
    {
        let params = vec![param("sku", sku_of(sheet, place)), param("n", cartons.to_string())];
        reader.say(at("perCarton"), "note", "carton_not_full", params);
    }
    // A carton that is not full weighs what is in it and takes the room of a full one.
    let by_weight = match per_carton {
        Some(n) => Ratio::new(i128::from(units), i128::from(n))?,
        None => Ratio::whole(i128::from(units)),
    };
    let by_volume = Ratio::whole(i128::from(cartons.unwrap_or(units)));
    let weight_kg = weight.map(|weight| weight.in_unit(WeightUnit::Kg)?.times(by_weight)).transpose()?;
    let volume_m3 = sides.map(|sides| Cargo::box_m3(&sides)?.times(by_volume)).transpose()?;
    Ok(Some(Goods { row, units, goods, weight_kg, volume_m3 }))
}

fn sku(row: &RowText, place: usize) -> String {
    match row.sku.trim() {
        "" => format!("#{}", place + 1),
        sku => sku.to_owned(),
    }
}

/// Name of a row for people: its SKU, else its number.
pub(super) fn sku_of(sheet: &ShipmentSheet, place: usize) -> String {
    sheet.rows.get(place).map(|row| sku(row, place)).unwrap_or_default()
}

fn price(
    reader: &mut Reader,
    row: &RowText,
    place: usize,
    column: &Column<'_>,
    units: Option<u32>,
) -> Result<Option<Money>> {
    let at = format!("rows.{place}.price");
    if row.price.trim().is_empty() {
        reader.say(at, "error", "row_without_price", vec![param("sku", sku(row, place))]);
        return Ok(None);
    }
    if let Some(marked) = mark_of(&row.price, column.currency)
        && marked != column.currency
    {
        let params = vec![
            param("text", row.price.trim()),
            param("first", marked.code()),
            param("second", column.currency.code()),
        ];
        reader.say(at, "error", "currency_mixed", params);
        return Ok(None);
    }
    let Some(entry) = reader.read(&at, FieldKind::Money, &without_mark(&row.price)) else { return Ok(None) };
    let Some(amount) = entry.as_amount(column.currency).transpose()? else { return Ok(None) };
    // Without a rate the currency is asked for once, not row by row.
    units.map_or(Ok(None), |units| goods_value(amount, units, column.home, column.rates))
}

/// Asks about units that do not fit: by what the catalogue knows of the product, else by the density.
fn question(
    reader: &mut Reader,
    row: &RowText,
    place: usize,
    per_carton: Option<u32>,
    weight: Option<Weight>,
    sides: Option<[Length; 3]>,
    facts: Option<&Facts>,
) -> Result<()> {
    let known = facts.filter(|_| per_carton.is_none());
    if let Some(sides) = sides
        && let Some(other) = likelier_unit(&sides, weight, known.map(|facts| &facts.measured))?
    {
        let [first, ..] = sides;
        let params = vec![
            param("sku", sku(row, place)),
            param("text", row.size.trim()),
            param("first", length_word(first.unit)),
            param("second", length_word(other)),
        ];
        reader.say(format!("rows.{place}.size"), "warning", "length_unit_question", params);
    }
    if let Some((weight, fact)) = weight.zip(known.and_then(|facts| facts.measured.weight)) {
        let share = weight.in_unit(WeightUnit::Kg)?.over(fact.value.in_unit(WeightUnit::Kg)?)?;
        let lies = |low: i128, high: i128| -> Result<bool> {
            Ok(share > Ratio::new(low, 1000)? && share < Ratio::new(high, 1000)?)
        };
        // Pounds for kilograms, kilograms for pounds, grams for kilograms, ounces for pounds.
        if lies(1980, 2430)? || lies(408, 505)? || lies(800_000, 1_250_000)? || lies(14_500, 17_600)? {
            let params = vec![
                param("sku", sku(row, place)),
                param("text", row.weight.trim()),
                param("second", plain(fact.value.in_unit(WeightUnit::Kg)?, 3)),
            ];
            reader.say(format!("rows.{place}.weight"), "warning", "weight_unit_question", params);
        }
    }
    Ok(())
}
