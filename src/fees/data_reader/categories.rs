//! The crosswalk of categories.

use super::super::data_shape::{CategoryRow, Crosswalk, MarketCategory, ProductGroup, Programme, ReturnsCharged};
use super::taker::{Read, Taker};
use super::text::{self, Value};

/// Reads the crosswalk and what each of `markets` (lower-case codes) calls its categories.
pub fn read_crosswalk(text: &str, markets: &[&str]) -> Read<(Crosswalk, Vec<Vec<MarketCategory>>)> {
    let file = text::parse(text)?;
    let mut file = Taker::new("categories", file);
    // Prose for people, and lists that repeat what the categories say themselves.
    file.skip(&["schema", "as_of", "keys", "source", "missing", "unmatched", "closing_fee_names"]);
    let mut crosswalk = Crosswalk { categories: Vec::new(), product_groups: Vec::new() };
    let mut by_market = vec![Vec::new(); markets.len()];
    for mut row in file.rows("category")? {
        let place = u16::try_from(crosswalk.categories.len()).map_err(|_| row.wrong("too many categories"))?;
        let (category, names) = category(&mut row, markets)?;
        if crosswalk.categories.iter().any(|c| c.id == category.id) {
            return Err(row.wrong(format_args!("the id {} stands twice", category.id)));
        }
        crosswalk.categories.push(category);
        for (list, name) in by_market.iter_mut().zip(names) {
            list.push(name);
        }
        if row.has("product_groups") {
            for mut group in row.rows("product_groups")? {
                group.skip(&["where"]);
                crosswalk.product_groups.push(ProductGroup {
                    value: group.text("value")?,
                    category: place,
                    is_seen: one_of(&mut group, "confidence", "seen", "guess")?,
                    is_also: if group.has("also") { group.bool("also")? } else { false },
                });
                group.done()?;
            }
        }
        row.done()?;
    }
    file.done()?;
    Ok((crosswalk, by_market))
}

fn one_of(row: &mut Taker, key: &str, yes: &str, no: &str) -> Read<bool> {
    match row.text(key)? {
        text if text == yes => Ok(true),
        text if text == no => Ok(false),
        other => Err(row.wrong(format_args!("`{key}` is unknown: {other}"))),
    }
}

fn category(row: &mut Taker, markets: &[&str]) -> Read<(CategoryRow, Vec<MarketCategory>)> {
    let programme = row.text("programme")?;
    let is_aged_exempt = match row.text("aged_exempt_181_270")?.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        "ask" => None,
        other => return Err(row.wrong(format_args!("`aged_exempt_181_270` is unknown: {other}"))),
    };
    let category = CategoryRow {
        id: row.text("id")?,
        en: row.text("en")?,
        zh: row.text("zh")?,
        programme: Programme::ALL
            .into_iter()
            .find(|p| p.code() == programme)
            .ok_or_else(|| row.wrong(format_args!("`programme` is unknown: {programme}")))?,
        is_programme_seen: one_of(row, "programme_confidence", "seen", "guess")?,
        may_be_dangerous: one_of(row, "dangerous_goods", "possible", "unlikely")?,
        is_aged_exempt,
        note: row.text_opt("note")?,
    };
    let (referral, returns, tables) = (map(row, "referral")?, map(row, "returns")?, map(row, "tables")?);
    let judged = if row.has("judged") { row.texts("judged")? } else { Vec::new() };
    let mut names = Vec::new();
    for market in markets {
        let of = |list: &[(String, String)]| list.iter().find(|(k, _)| k == market).map(|(_, v)| v.clone());
        let returns = match of(&returns).as_deref() {
            None => None,
            Some("every_return") => Some(ReturnsCharged::EveryReturn),
            Some("above_threshold") => Some(ReturnsCharged::AboveThreshold),
            Some("none") => Some(ReturnsCharged::None),
            Some(other) => return Err(row.wrong(format_args!("`returns.{market}` is unknown: {other}"))),
        };
        let prefix = format!("{market}_");
        names.push(MarketCategory {
            referral: of(&referral),
            is_judged: judged.iter().any(|j| j == market),
            returns,
            tables: tables.iter().filter_map(|(k, v)| Some((k.strip_prefix(&prefix)?.to_owned(), v.clone()))).collect(),
        });
    }
    Ok((category, names))
}

fn map(row: &mut Taker, key: &str) -> Read<Vec<(String, String)>> {
    match row.take(key) {
        None => Ok(Vec::new()),
        Some(Value::Table(table)) => table
            .into_iter()
            .map(|(k, v)| match v {
                Value::String(text) => Ok((k, text)),
                other => Err(row.wrong(format_args!("`{key}.{k}` is no text: {other}"))),
            })
            .collect(),
        Some(other) => Err(row.wrong(format_args!("`{key}` is no table: {other}"))),
    }
}
