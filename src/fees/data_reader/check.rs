//! What must hold of the tables before they are packed: one table a family on any day, no
//! overlap and no gap inside a table, every name of the crosswalk found.

use super::super::data_shape::*;
use super::taker::Read;

/// Checks a whole pack.
pub fn check(pack: &Pack) -> Read<()> {
    for table in &pack.tables {
        dates(table, pack.as_of)?;
        body(table, pack)?;
    }
    for (i, one) in pack.tables.iter().enumerate() {
        let may_meet = |t: &&Table| {
            t.family == one.family && (t.placement.is_none() || t.placement == one.placement || one.placement.is_none())
        };
        for other in pack.tables.iter().skip(i + 1).filter(may_meet) {
            apart(one, other)?;
        }
    }
    names(pack)
}

/// The spans of days of a table: as given, and again from `resumes_on`.
fn spans(table: &Table) -> Vec<(i32, i32)> {
    let first = (table.from.unwrap_or(i32::MIN), table.to.unwrap_or(i32::MAX));
    let again = table.resumes_on.map(|from| (from, i32::MAX));
    core::iter::once(first).chain(again).collect()
}

fn dates(table: &Table, as_of: i32) -> Read<()> {
    let wrong = |what: &str| Err(format!("{}: {what}", table.name));
    if table.from.zip(table.to).is_some_and(|(from, to)| from > to) {
        return wrong("`effective_from` is after `effective_to`");
    }
    if table.resumes_on.is_some_and(|day| table.to.is_none_or(|to| day <= to)) {
        return wrong("`resumes_on` is not after `effective_to`");
    }
    let covers = spans(table).iter().any(|(from, to)| (*from..=*to).contains(&as_of));
    match table.in_force {
        InForce::Yes if !covers => wrong("is said to be in force on a day outside its dates"),
        InForce::No if covers => wrong("is said not to be in force on a day within its dates"),
        _ => Ok(()),
    }
}

fn apart(one: &Table, other: &Table) -> Read<()> {
    for (from, to) in spans(one) {
        for (other_from, other_to) in spans(other) {
            if from <= other_to && other_from <= to {
                return Err(format!("{} and {} are both in force on one day", one.name, other.name));
            }
        }
    }
    Ok(())
}

fn body(table: &Table, pack: &Pack) -> Read<()> {
    let at = |row: usize| format!("{}.rows[{row}]", table.name);
    match &table.body {
        Body::Referral(rows) => {
            for (i, row) in rows.iter().enumerate() {
                rising(&at(i), row.bands.iter().map(|(up_to, _)| *up_to))?;
                if rows.iter().take(i).any(|r| r.category == row.category) {
                    return Err(format!("{}: {} stands twice", at(i), row.category));
                }
            }
            Ok(())
        }
        Body::BusinessBulkReferral { rows, .. } => {
            rows.iter().enumerate().try_for_each(|(i, row)| rising(&at(i), row.bands.iter().map(|(up_to, _)| *up_to)))
        }
        Body::SizeTiers { rows, .. } => {
            match rows.iter().enumerate().find(|(i, r)| rows.iter().take(*i).any(|b| b.tier == r.tier)) {
                Some((i, row)) => Err(format!("{}: {} stands twice", at(i), row.tier.code())),
                None => Ok(()),
            }
        }
        Body::Fulfilment { limits, rows } => {
            rising(&table.name, limits.iter().map(|l| l.amount))?;
            by_weight(table, rows, pack)
        }
        Body::SippDiscount(rows)
        | Body::BusinessMultiUnitDiscount { rows, .. }
        | Body::LowInventory { rows, .. }
        | Body::ByBilledWeight(rows) => by_weight(table, rows, pack),
        Body::LowPriceFulfilment { rows, .. } => known_tiers(table, rows.iter().map(|r| r.tier), pack),
        Body::ReferralMinimumBySize(rows) => known_tiers(table, rows.iter().map(|(tier, _)| *tier), pack),
        Body::SelectedFulfilment { replaces, limits, rows, .. } => {
            rising(&table.name, limits.iter().map(|l| l.amount))?;
            known_tiers(table, replaces.iter().copied(), pack)?;
            known_tiers(table, rows.iter().filter(|r| r.fits.is_none()).map(|r| r.tier), pack)
        }
        Body::DigitalServicesFee(rows) => other_last(table, rows.iter().map(|r| r.country.as_str())),
        Body::VatOnFees(rows) => other_last(table, rows.iter().map(|r| r.country.as_str())),
        Body::BulkyPackagingFee { tiers, rows } => {
            known_tiers(table, tiers.iter().copied(), pack)?;
            rising(&table.name, rows.iter().map(|r| r.up_to.map(i64::from)))
        }
        Body::StorageMonthly { seasons, rows, .. } => storage(table, seasons, rows),
        Body::StorageUtilizationSurcharge { rows, .. } => [false, true]
            .into_iter()
            .filter(|group| rows.iter().any(|r| r.is_oversize == *group))
            .try_for_each(|group| {
                let of_group = rows.iter().filter(|r| r.is_oversize == group);
                rising(&table.name, of_group.map(|r| r.up_to_weeks.map(i64::from)))
            }),
        Body::AgedInventory { rows, .. } => aged(table, rows),
        Body::Removal { rows, .. } | Body::Liquidation { rows, .. } => {
            [false, true].into_iter().try_for_each(|group| {
                let of_group = rows.iter().filter(|r| r.is_oversize_or_special == group);
                rising(&table.name, of_group.map(|r| r.up_to.map(i64::from)))
            })
        }
        Body::InboundPlacement { rows, .. } => tiers_of(pack).into_iter().try_for_each(|tier| {
            let of_tier: Vec<_> = rows.iter().filter(|r| r.tier == tier).collect();
            let mut below = 0;
            for row in &of_tier {
                let end = row.up_to.unwrap_or(u32::MAX);
                if end <= below {
                    return Err(format!("{}: rows of {} overlap at {below}", table.name, tier.code()));
                }
                below = end;
            }
            if of_tier.is_empty() { Ok(()) } else { reaches_end(table, tier, below, pack) }
        }),
        _ => Ok(()),
    }
}

/// Upper limits rise, and exactly the last is open.
fn rising(place: &str, limits: impl Iterator<Item = Option<i64>>) -> Read<()> {
    let limits: Vec<_> = limits.collect();
    let Some((None, closed)) = limits.split_last() else { return Err(format!("{place}: the last band has an end")) };
    let mut below = i64::MIN;
    for limit in closed {
        match limit {
            Some(limit) if *limit > below => below = *limit,
            Some(limit) => return Err(format!("{place}: bands overlap at {limit}")),
            None => return Err(format!("{place}: a band after an open one")),
        }
    }
    Ok(())
}

/// Rows of one programme and tier follow each other without gap or overlap up to the tier's heaviest weight.
/// A row may say where it begins (`over`): what lies below is then not known.
fn by_weight(table: &Table, rows: &[FulfilmentRow], pack: &Pack) -> Read<()> {
    let mut before: Option<&FulfilmentRow> = None;
    let mut ends = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let place = format!("{}.rows sorted [{i}] {}", table.name, row.tier.code());
        let same = before.filter(|b| b.programme == row.programme && b.tier == row.tier);
        let end = row.up_to.unwrap_or(u32::MAX);
        match same {
            Some(b) => {
                let below = b.up_to.unwrap_or(u32::MAX);
                if end <= below {
                    return Err(format!("{place}: rows overlap at {below}"));
                }
                if row.over > below {
                    return Err(format!("{place}: gap between {below} and {}", row.over));
                }
                if row.over != 0 && row.over < below {
                    return Err(format!("{place}: rows overlap above {}", row.over));
                }
                ends.pop();
            }
            None if end <= row.over => return Err(format!("{place}: holds no weight")),
            None => {}
        }
        if row.step.as_ref().is_some_and(|s| s.first > end) {
            return Err(format!("{place}: steps begin beyond the row"));
        }
        ends.push((row, end));
        before = Some(row);
    }
    // A row that says where it begins is the only one known of its tier.
    ends.iter().filter(|(row, _)| row.over == 0).try_for_each(|(row, end)| reaches_end(table, row.tier, *end, pack))
}

/// The rows of a tier must reach its heaviest weight, or the data must name the hole.
fn reaches_end(table: &Table, tier: Tier, end: u32, pack: &Pack) -> Read<()> {
    let heaviest = pack.tables.iter().filter_map(|t| match &t.body {
        Body::SizeTiers { rows, .. } => rows.iter().find(|r| r.tier == tier).map(heaviest_of),
        _ => None,
    });
    let heaviest = heaviest.max().unwrap_or(0);
    let is_named = pack.holes.iter().any(|h| {
        h.table.as_deref() == Some(table.name.as_str())
            && h.conditions.iter().any(|(k, v)| k == "tier" && v == tier.code())
    });
    if end >= heaviest || is_named {
        Ok(())
    } else {
        Err(format!("{}: rows of {} end at {end} and no hole says so", table.name, tier.code()))
    }
}

/// The heaviest billed weight of a tier.
fn heaviest_of(row: &TierRow) -> u32 {
    row.max_unit.map_or(u32::MAX, |unit| unit.max(row.max_dimensional.unwrap_or(unit)))
}

/// The tiers of all size tables.
fn tiers_of(pack: &Pack) -> Vec<Tier> {
    let rows =
        pack.tables.iter().filter_map(|t| if let Body::SizeTiers { rows, .. } = &t.body { Some(rows) } else { None });
    rows.flatten().map(|row| row.tier).collect()
}

fn known_tiers(table: &Table, mut named: impl Iterator<Item = Tier>, pack: &Pack) -> Read<()> {
    let known = tiers_of(pack);
    match named.find(|tier| !known.contains(tier)) {
        None => Ok(()),
        Some(tier) => Err(format!("{}: {} stands in no size table", table.name, tier.code())),
    }
}

/// Countries stand once, and the last row is for all others.
fn other_last<'r>(table: &Table, countries: impl Iterator<Item = &'r str>) -> Read<()> {
    let countries: Vec<&str> = countries.collect();
    let is_twice = |i: usize, country: &&str| countries.iter().take(i).any(|c| c == country);
    match countries.iter().enumerate().find(|(i, country)| is_twice(*i, country)) {
        Some((_, country)) => Err(format!("{}: {country} stands twice", table.name)),
        None if countries.last() == Some(&"other") => Ok(()),
        None => Err(format!("{}: the last row is not for all others", table.name)),
    }
}

fn storage(table: &Table, seasons: &[(u8, u8)], rows: &[StorageRow]) -> Read<()> {
    for month in 1..=12_u8 {
        let hits = seasons.iter().filter(|(first, last)| (*first..=*last).contains(&month)).count();
        if hits != 1 {
            return Err(format!("{}: month {month} lies in {hits} columns", table.name));
        }
    }
    for is_oversize in [false, true] {
        for is_dangerous in [false, true] {
            let is_row = |r: &&StorageRow| {
                r.category.is_none()
                    && r.is_oversize.is_none_or(|group| group == is_oversize)
                    && r.is_dangerous.is_none_or(|goods| goods == is_dangerous)
            };
            let hits = rows.iter().filter(is_row).count();
            if hits != 1 {
                return Err(format!("{}: {hits} rows for one group", table.name));
            }
        }
    }
    Ok(())
}

fn aged(table: &Table, rows: &[AgedRow]) -> Read<()> {
    let mut next = rows.first().map(|r| r.from_day);
    for (i, row) in rows.iter().enumerate() {
        let place = format!("{}.rows[{i}]", table.name);
        match next {
            Some(day) if row.from_day > day => return Err(format!("{place}: gap from day {day}")),
            Some(day) if row.from_day < day => return Err(format!("{place}: overlap at day {}", row.from_day)),
            Some(_) => {}
            None => return Err(format!("{place}: a band after an open one")),
        }
        if row.to_day.is_some_and(|to| to < row.from_day) {
            return Err(format!("{place}: holds no day"));
        }
        next = row.to_day.map(|to| to + 1);
    }
    if next.is_some() { Err(format!("{}: the last band has an end", table.name)) } else { Ok(()) }
}

/// Names that the crosswalk gives must stand in the tables.
fn names(pack: &Pack) -> Read<()> {
    let known = |key: &str, name: &str| {
        pack.tables.iter().any(|t| match (&t.body, key) {
            (Body::Referral(rows), "referral") => rows.iter().any(|r| r.category == name),
            (Body::ReturnsProcessing(r), "returns") => r.thresholds.iter().any(|(c, _)| c == name),
            (Body::ReturnsProcessing(r), "every_return") => r.every_return.iter().any(|c| c == name),
            (Body::AgedInventory { exempt, .. }, "aged_exempt") => exempt.iter().any(|c| c == name),
            (Body::StorageMonthly { rows, .. }, "storage") => rows.iter().any(|r| r.category.as_deref() == Some(name)),
            (Body::SelectedFulfilment { categories, .. }, "selected_parcel" | "special_fulfilment") => {
                categories.iter().any(|c| c == name)
            }
            (Body::LowPriceFulfilment { limits, .. }, "low_price_restricted") => {
                limits.restricted_categories.iter().any(|c| c == name)
            }
            // Stand in prose only.
            (_, "closing_fee" | "low_inventory_exempt" | "removal_special") => true,
            _ => false,
        })
    };
    for category in &pack.categories {
        let referral = category.referral.iter().map(|name| ("referral", name.as_str()));
        let others = category.tables.iter().map(|(key, name)| (key.as_str(), name.as_str()));
        for (key, name) in referral.chain(others) {
            if !known(key, name) {
                return Err(format!("categories: {name} stands in no `{key}` of {}", pack.market));
            }
        }
    }
    let rows = pack.tables.iter().filter_map(|t| if let Body::Referral(rows) = &t.body { Some(rows) } else { None });
    for row in rows.flatten() {
        if !pack.categories.iter().any(|c| c.referral.as_deref() == Some(row.category.as_str())) {
            return Err(format!("categories: the referral row {} belongs to no category", row.category));
        }
    }
    Ok(())
}
