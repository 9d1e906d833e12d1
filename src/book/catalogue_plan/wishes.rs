//! What the seller asks of the plan of the whole catalogue, field by field.

use super::super::channels::{Asked, Sheet};
use super::super::view::Problem;
use crate::date::Day;
use crate::demand::Season;
use crate::error::{Error, ErrorKind};
use crate::number::Decimal;
use crate::portfolio::choose::Needs;
use crate::rate::Rate;
use crate::scenario::WAIT_DAYS;
use crate::state::field::{Entry, FieldKind};
use crate::state::season;

/// Thousandths in a cubic foot.
pub(super) const VOLUME_PARTS: f64 = 1000.0;

/// Days ahead that stand there where no surcharge comes up.
const DAYS: i32 = 30;

/// What is taken to be otherwise for all products at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Changes {
    /// Times today's pace.
    pub pace: f64,
    /// Times the price reaction.
    pub reaction: f64,
    /// Times the fees on stored goods.
    pub storage: f64,
    /// Added to the fuel surcharge, as a share of the fulfilment fee.
    pub fuel: Rate,
    /// Days on which nothing sells.
    pub pause: i32,
    /// Days by which the seller's season is later.
    pub late: i32,
}

impl Changes {
    pub const NONE: Self = Self { pace: 1.0, reaction: 1.0, storage: 1.0, fuel: Rate::ZERO, pause: 0, late: 0 };
}

/// What is asked, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wishes {
    pub needs: Needs,
    /// Days from today to the day by which it is to be free, that day included.
    pub days: i32,
    /// Days from a sale to the money.
    pub payout: i32,
    /// How sales of all products go through the year, today's pace being one.
    pub season: Season,
    pub changes: Changes,
}

fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

/// The day before the first snapshot that is more than a week away.
fn usual_days(snapshots: impl Iterator<Item = i32>) -> i32 {
    snapshots.map(|day| day - 1).find(|days| *days > WAIT_DAYS).unwrap_or(DAYS)
}

impl Wishes {
    pub fn read(today: Day, horizon: i32, snapshots: impl Iterator<Item = i32>, sheet: &mut Sheet<'_>) -> Self {
        let cash = sheet.money(Asked::new("", "need_cash", FieldKind::Money));
        let volume = sheet.ask(Asked::new("", "need_volume", FieldKind::Quantity));
        let volume = volume.as_ref().and_then(Entry::as_number).map(Decimal::to_f64);
        let usual = usual_days(snapshots);
        let by = sheet.ask(Asked::new("", "by", FieldKind::Day).standing(today.plus(usual)));
        let mut days = usual;
        if let Some(by) = by.as_ref().and_then(Entry::as_day) {
            let wanted = by.days_since(today);
            if (0..horizon).contains(&wanted) {
                days = wanted;
            } else {
                let code = if wanted < 0 { "plan_deadline_past" } else { "plan_deadline_far" };
                let error = Error::new(ErrorKind::Range, code)
                    .with("today", today.to_string())
                    .with("last", today.plus(horizon - 1).to_string());
                refuse(sheet, &error);
            }
        }
        let whole = |sheet: &mut Sheet<'_>, name: &'static str, kind: FieldKind| {
            let entry = sheet.ask(Asked::new("", name, kind).standing(0));
            let days = entry.as_ref().and_then(Entry::as_whole).unwrap_or(0);
            i32::try_from(days).unwrap_or(horizon).min(horizon)
        };
        let payout = whole(sheet, "payout_days", FieldKind::Days);
        let mut season = Season::default();
        match sheet.text(Asked::new("", "season", FieldKind::Text)).map(|text| season::read(&text)) {
            Some(Ok(read)) => season = read,
            Some(Err(error)) => refuse(sheet, &error),
            None => {}
        }
        let share = |sheet: &mut Sheet<'_>, name: &'static str| {
            let entry = sheet.ask(Asked::new("", name, FieldKind::Return).standing(100));
            entry.as_ref().and_then(Entry::as_rate).map_or(1.0, Rate::to_f64)
        };
        let pace = share(sheet, "pace_share");
        let reaction = share(sheet, "reaction_share");
        let storage = share(sheet, "storage_share");
        let fuel = sheet.ask(Asked::new("", "fuel_added", FieldKind::Percent).standing(0));
        let fuel = fuel.as_ref().and_then(Entry::as_rate).unwrap_or(Rate::ZERO);
        let pause = whole(sheet, "pause_days", FieldKind::Days);
        // Weeks are read as a plain number: its words name the unit.
        let late = whole(sheet, "season_weeks", FieldKind::Units).saturating_mul(7).min(horizon);
        // Without a season nothing of it can come later.
        let late = if season.is_flat() { 0 } else { late };
        let volume = volume.map(|feet| super::whole((feet * VOLUME_PARTS).ceil()));
        Self {
            needs: Needs {
                cash: cash.map(crate::money::Money::minor).filter(|minor| *minor > 0),
                volume: volume.filter(|parts| *parts > 0),
            },
            days,
            payout,
            season,
            changes: Changes { pace, reaction, storage, fuel, pause, late },
        }
    }

    /// What ways are found under: things as they are, then what is taken to be otherwise, if anything is.
    pub fn worlds(&self) -> impl Iterator<Item = Changes> {
        core::iter::once(Changes::NONE).chain(self.changes_anything().then_some(self.changes))
    }

    /// Whether anything is taken to be otherwise.
    pub fn changes_anything(&self) -> bool {
        self.changes != Changes::NONE
    }
}
