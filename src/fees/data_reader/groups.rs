//! What hangs on the size group of a tier, which only the size tables know.

use super::super::data_shape::{Body, Table, Tier};
use super::bodies::Reading;
use super::taker::Read;

/// Checks lists of oversize tiers, gives rows the confidence of their group, and says what the
/// tables call the oversize group.
pub fn settle(tables: &mut [Table], readings: &[Reading]) -> Read<String> {
    let mut groups: Vec<(Tier, bool)> = Vec::new();
    for table in tables.iter() {
        let Body::SizeTiers { rows, .. } = &table.body else { continue };
        for row in rows {
            match groups.iter().find(|(tier, _)| *tier == row.tier) {
                None => groups.push((row.tier, row.is_oversize)),
                Some((_, is_oversize)) if *is_oversize == row.is_oversize => {}
                Some(_) => return Err(format!("{}: {} is of two groups", table.name, row.tier.code())),
            }
        }
    }
    for (table, reading) in tables.iter_mut().zip(readings) {
        if let Some(listed) = &reading.oversize_tiers
            && let Some((tier, _)) = groups.iter().find(|(tier, is_oversize)| *is_oversize != listed.contains(tier))
        {
            let name = &table.name;
            return Err(format!("{name}: `oversize_tiers` and the size table disagree on {}", tier.code()));
        }
        if let Body::LowInventory { rows, .. } = &table.body {
            for (is_oversize, sure) in &reading.confidence_by_group {
                let is_of = |tier: Tier| groups.contains(&(tier, *is_oversize));
                let hits = (0_u16..).zip(rows).filter(|(_, row)| is_of(row.tier));
                table.row_confidence.extend(hits.map(|(place, _)| (place, *sure)));
            }
            let sure = table.confidence;
            table.row_confidence.retain(|(_, c)| *c != sure);
        }
    }
    let name = readings.iter().find_map(|reading| reading.oversize_name.clone());
    Ok(name.unwrap_or_else(|| "oversize".to_owned()))
}
