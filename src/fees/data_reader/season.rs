//! A table of a season that lists only the rows that change.

use super::super::data_shape::{Body, FulfilmentRow, InForce, Table};
use super::bodies::Reading;
use super::taker::Read;

const FROM_THE_OTHER: &str = "not in the table of the season: the fee of the rest of the year";

/// Fills each table that replaces rows of another with the rows it leaves as they are. The other
/// ends the day before and resumes the day after.
pub fn overlay(tables: &mut [Table], readings: &[Reading]) -> Read<()> {
    for (place, reading) in readings.iter().enumerate() {
        let Some(name) = &reading.replaces else { continue };
        let base = tables.iter().position(|t| t.name == *name);
        let (Some(base), Some(table)) = (base, tables.get(place)) else {
            return Err(format!("no table {name} whose rows could be replaced"));
        };
        let (Some(from), Some(to)) = (table.from, table.to) else {
            return Err(format!("{}: a season has a first and a last day", table.name));
        };
        let mut season = table.clone();
        if let Some(of_year) = tables.get_mut(base) {
            fill(&mut season, of_year)?;
            of_year.to = Some(from - 1);
            of_year.resumes_on = Some(to + 1);
            of_year.in_force = if season.in_force == InForce::Yes { InForce::No } else { of_year.in_force };
        }
        if let Some(slot) = tables.get_mut(place) {
            *slot = season;
        }
    }
    Ok(())
}

fn rows_of(body: &mut Body) -> Option<&mut Vec<FulfilmentRow>> {
    match body {
        Body::Fulfilment { rows, .. } | Body::SelectedFulfilment { rows, .. } => Some(rows),
        _ => None,
    }
}

fn fill(season: &mut Table, of_year: &mut Table) -> Read<()> {
    let wrong = |name: &str| format!("{name}: rows of another kind of table");
    let own = rows_of(&mut season.body).ok_or_else(|| wrong(&season.name))?.clone();
    let mut body = of_year.body.clone();
    let rows = rows_of(&mut body).ok_or_else(|| wrong(&of_year.name))?;
    let mut used = 0;
    for (place, row) in (0_u16..).zip(rows.iter_mut()) {
        let is_same = |r: &&FulfilmentRow| {
            (r.programme, r.tier, r.up_to, r.over) == (row.programme, row.tier, row.up_to, row.over)
        };
        if let Some(changed) = own.iter().find(is_same) {
            used += 1;
            *row = FulfilmentRow { fits: row.fits.clone(), ..changed.clone() };
        } else {
            let sure = of_year.row_confidence.iter().find(|(r, _)| *r == place).map_or(of_year.confidence, |(_, c)| *c);
            season.row_confidence.push((place, sure));
            season.row_notes.push((place, FROM_THE_OTHER.to_owned()));
        }
    }
    if used != own.len() {
        return Err(format!("{}: a row that {} does not have", season.name, of_year.name));
    }
    season.body = body;
    Ok(())
}
