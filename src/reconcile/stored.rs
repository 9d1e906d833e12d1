//! Fees of stock: monthly storage and the aged inventory surcharge.

use super::sale::size_words;
use super::{Attempt, Cause, Charged, Goods, Line, Slack, Verdict, Worked};
use super::{input, lacks, no_figure, other_days, settle, table_of, too_large};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{AgedExemption, Category, FeeTables, Goods as Danger, Known, SizeGroup, Stored, charge_by_volume};
use crate::money::UnitAmount;
use crate::quote::decimal_text;
use crate::rounding::Ratio;
use crate::units::Package;
use core::iter;

/// What one unit takes, in cubic feet, and the size group it lies in.
#[derive(Clone, Copy)]
struct Room {
    cubic_feet: Ratio,
    group: SizeGroup,
}

fn room_of(fees: &FeeTables, package: Option<&Package>, on: Day) -> core::result::Result<Room, Vec<String>> {
    let package = package.ok_or_else(|| lacks("package"))?;
    let sized = fees.size(package, on).map_err(|hole| no_figure(&hole))?.value;
    Ok(Room { cubic_feet: sized.cubic_feet, group: sized.group })
}

/// Whether a printed volume is this one, rounded to the decimals it is printed with.
fn is_printed_so((printed, decimals): (Ratio, u32), volume: Ratio) -> bool {
    let scale = Ratio::whole(10_i128.saturating_pow(decimals));
    let near = || -> Result<bool> {
        let apart = printed.minus(volume)?.times(scale)?;
        Ok(apart <= Ratio::ONE && apart.negated()? <= Ratio::ONE)
    };
    near().unwrap_or(false)
}

fn goods_of(goods: &Goods) -> Danger {
    if goods.is_dangerous { Danger::Dangerous } else { Danger::Ordinary }
}

const fn other_group(group: SizeGroup) -> SizeGroup {
    match group {
        SizeGroup::Standard => SizeGroup::Oversize,
        SizeGroup::Oversize => SizeGroup::Standard,
    }
}

/// Sizes that may have been billed instead: those of other tables, then the volume that the report itself prints.
fn sizes<'a>(
    fees: &'a FeeTables,
    goods: &'a Goods,
    printed: Option<(Ratio, u32)>,
    believed: Option<Room>,
    on: Day,
) -> impl Iterator<Item = (Cause, Room)> + 'a {
    let others = goods.other_sizes.iter().filter_map(move |other| {
        let cause = Cause { place: Some(other.place), ..Cause::plain("size") };
        Some((size_words(cause, &other.package), room_of(fees, Some(&other.package), on).ok()?))
    });
    let printed = printed.zip(believed).map(move |((volume, decimals), room)| {
        let is_same = is_printed_so((volume, decimals), room.cubic_feet);
        let code = if is_same { "rounding" } else { "printed_volume" };
        let cause = Cause::plain(code).with("volume", decimal_text(volume, 6).unwrap_or_default());
        (cause, Room { cubic_feet: volume, ..room })
    });
    // A rounded volume explains more simply than another size does.
    let (first, last) = match printed {
        Some((cause, room)) if cause.code == "rounding" => (Some((cause, room)), None),
        other => (None, other),
    };
    first.into_iter().chain(others).chain(last)
}

/// One cent either way: the parts of a month's bill are printed with four decimals.
const MONTH: Slack = Slack { rounding: 1, proof: 1 };

/// Holds the storage of a month against the tables.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
pub(super) fn storage(
    fees: &FeeTables,
    goods: &Goods,
    charged: &Charged,
    units: Ratio,
    printed: Option<(Ratio, u32)>,
    printed_rate: Option<UnitAmount>,
) -> Result<Verdict> {
    let on = charged.on;
    let category = goods.category.as_deref().and_then(|id| fees.category(id)).and_then(Category::storage_name);
    let bill = |room: Room, rate: UnitAmount| -> Result<(crate::money::Money, Ratio)> {
        let volume = room.cubic_feet.over(fees.cubic_feet_per_volume())?.times(units)?;
        Ok((charge_by_volume(rate, volume)?, volume))
    };
    let line = |room: Room, rate: UnitAmount, row| -> Worked {
        let (amount, volume) = bill(room, rate).map_err(|error| too_large(&error))?;
        let text = |number, places| decimal_text(number, places).map_err(|error| too_large(&error));
        let rate = rate.to_ratio_major().and_then(|rate| decimal_text(rate, 6)).map_err(|error| too_large(&error))?;
        let inputs = vec![
            input("volume", text(volume, 4)?),
            input("unit_volume", text(room.cubic_feet, 6)?),
            input("units", text(units, 2)?),
            input("per_volume", rate),
            input("group", room.group.code()),
        ];
        Ok(vec![Line { code: "storage", formula: "volume_rate", inputs, amount, row }])
    };
    let at = |room: Room, danger: Danger, day: Day| -> Worked {
        let stored = Stored { category, ..Stored::of(room.group, danger) };
        let Known { value: rate, row } = fees.storage(&stored, day).map_err(|hole| no_figure(&hole))?;
        line(room, rate, Some(row))
    };
    let (believed, danger) = (room_of(fees, goods.package.as_ref(), on), goods_of(goods));
    let worked = believed.clone().and_then(|room| at(room, danger, on));
    let believed = believed.ok();
    let of_size =
        sizes(fees, goods, printed, believed, on).map(|(cause, room)| Attempt::new(cause, at(room, danger, on)));
    // What is printed may be off by its own rounding, so each rate is tried with both volumes.
    let rooms: Vec<Room> = believed
        .into_iter()
        .chain(believed.zip(printed).map(|(room, (cubic_feet, _))| Room { cubic_feet, ..room }))
        .collect();
    let groups = rooms.iter().map(|&room| {
        let other = Room { group: other_group(room.group), ..room };
        Attempt::new(Cause::plain("size_group").with("group", other.group.code()), at(other, danger, on))
    });
    let dangers = rooms.iter().map(|&room| {
        let other = if danger == Danger::Ordinary { Danger::Dangerous } else { Danger::Ordinary };
        let cause = Cause::plain("dangerous").with("is_dangerous", goods.is_dangerous);
        Attempt::new(cause, at(room, other, on))
    });
    let schedules = rooms.iter().flat_map(|&room| other_days(fees, on).into_iter().map(move |day| (room, day)));
    let schedules = schedules.map(|(room, day)| {
        let worked = at(room, danger, day);
        Attempt::new(Cause::plain("schedule").with("table", table_of(fees, &worked)).with("on", day), worked)
    });
    let rates = rooms.iter().zip(iter::repeat(printed_rate)).filter_map(|(&room, rate)| {
        let rate = rate?;
        let text = rate.to_ratio_major().and_then(|rate| decimal_text(rate, 6)).unwrap_or_default();
        Some(Attempt::new(Cause::plain("printed_rate").with("per_volume", text), line(room, rate, None)))
    });
    settle(charged.charged, 1, MONTH, worked, of_size.chain(groups).chain(dangers).chain(schedules).chain(rates))
}

/// Holds the aged inventory surcharge of a band against the tables.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
pub(super) fn aged(
    fees: &FeeTables,
    goods: &Goods,
    charged: &Charged,
    age_days: u32,
    printed: Option<(Ratio, u32)>,
) -> Result<Verdict> {
    let (on, units) = (charged.on, charged.units);
    let exemption = goods.category.as_deref().and_then(|id| fees.category(id)).map(|c| fees.aged_exemption(c));
    let exemption = exemption.unwrap_or(AgedExemption::NotWritten);
    let at = |room: Room, age: u32, exemption: AgedExemption, day: Day| -> Worked {
        let Known { value: schedule, row } = fees.aged(day).map_err(|hole| no_figure(&hole))?;
        let volume = room
            .cubic_feet
            .over(fees.cubic_feet_per_volume())
            .and_then(|each| each.times(Ratio::whole(i128::from(units))));
        let volume = volume.map_err(|error| too_large(&error))?;
        let charge = schedule.charge(units, volume, age, exemption).map_err(|error| too_large(&error))?;
        let band = schedule.band(age, exemption);
        let rate = band.map(|band| band.per_volume.to_ratio_major().and_then(|rate| decimal_text(rate, 6)));
        let text = |number, places| decimal_text(number, places).map_err(|error| too_large(&error));
        let inputs = vec![
            input("units", units),
            input("volume", text(volume, 4)?),
            input("unit_volume", text(room.cubic_feet, 6)?),
            input("age", age),
            input("per_volume", rate.and_then(Result::ok).unwrap_or_else(|| "0".to_owned())),
            input("by_volume", charge.by_volume),
            input("by_unit", charge.by_unit),
        ];
        let formula = if band.is_some() { "volume_or_minimum" } else { "exempt" };
        let row = band.map_or(row, |band| row.at_row(band.row));
        Ok(vec![Line { code: "aged", formula, inputs, amount: charge.surcharge, row: Some(row) }])
    };
    let believed = room_of(fees, goods.package.as_ref(), on);
    let worked = believed.clone().and_then(|room| at(room, age_days, exemption, on));
    let believed = believed.ok();
    let of_size = sizes(fees, goods, printed, believed, on)
        .map(|(cause, room)| Attempt::new(cause, at(room, age_days, exemption, on)));
    let rooms: Vec<Room> = believed
        .into_iter()
        .chain(believed.zip(printed).map(|(room, (cubic_feet, _))| Room { cubic_feet, ..room }))
        .collect();
    let exempt = rooms.iter().map(|&room| {
        let (other, code) = match exemption {
            AgedExemption::Exempt => (AgedExemption::Charged, "charged"),
            _ => (AgedExemption::Exempt, "exempt"),
        };
        Attempt::new(Cause::plain("exemption").with("as", code), at(room, age_days, other, on))
    });
    let schedules = rooms.iter().flat_map(|&room| other_days(fees, on).into_iter().map(move |day| (room, day)));
    let schedules = schedules.map(|(room, day)| {
        let worked = at(room, age_days, exemption, day);
        Attempt::new(Cause::plain("schedule").with("table", table_of(fees, &worked)).with("on", day), worked)
    });
    let mut ages: Vec<u32> = fees
        .aged(on)
        .map(|known| known.value.bands.iter().map(|band| u32::from(band.from_day)).collect())
        .unwrap_or_default();
    ages.sort_by_key(|age| age.abs_diff(age_days));
    let bands = rooms.iter().flat_map(|&room| ages.iter().map(move |&age| (room, age)));
    let bands = bands.map(|(room, age)| {
        Attempt::new(Cause::plain("age_band").with("age", age), at(room, age, AgedExemption::Charged, on))
    });
    // The marketplace rounds each unit or the whole, which is for it to say.
    let slack = Slack { rounding: 1, proof: 1 };
    settle(charged.charged, 1, slack, worked, of_size.chain(exempt).chain(schedules).chain(bands))
}
