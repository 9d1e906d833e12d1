//! What became of alerts: who changed one and why, how long it took, how often it was right.

use super::level::AlertLevel;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// What an alert turned out to be.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, record::{AlertEvent, AlertResult, alert_record}};
/// use clearfloor::{date::Day, rounding::Ratio};
/// let raised_on = Day::parse("2026-11-01").unwrap();
/// let judged = |result| AlertEvent { raised_on, computed: AlertLevel::Mild, change: None, handled_on: None, result };
/// let events = [judged(Some(AlertResult::Right)), judged(Some(AlertResult::FalseAlarm)), judged(None)];
/// assert_eq!(alert_record(&events).unwrap().hit_rate, Some(Ratio::new(1, 2).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertResult {
    /// What it warned of came, or was prevented by what was done.
    Right,
    /// Nothing was the matter.
    FalseAlarm,
}

/// A level changed by a person.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, record::LevelChange};
/// let change = LevelChange::new(AlertLevel::Mild, " the ship is in the harbour ").unwrap();
/// assert_eq!(change.reason, "the ship is in the harbour");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChange {
    /// The level that holds from then on.
    pub level: AlertLevel,
    /// Why, in the person's words.
    pub reason: String,
}

impl LevelChange {
    /// A change needs a reason.
    ///
    /// # Errors
    /// `reason_missing`.
    ///
    /// ```
    /// use clearfloor::alerts::{level::AlertLevel, record::LevelChange};
    /// assert_eq!(LevelChange::new(AlertLevel::None, "  ").unwrap_err().code(), "reason_missing");
    /// ```
    pub fn new(level: AlertLevel, reason: &str) -> Result<Self> {
        if reason.trim().is_empty() {
            return Err(Error::new(ErrorKind::Missing, "reason_missing"));
        }
        Ok(Self { level, reason: reason.trim().to_owned() })
    }
}

/// An alert of the past.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, record::{AlertEvent, alert_record}};
/// use clearfloor::date::Day;
/// let (raised_on, handled_on) = (Day::parse("2026-11-04").unwrap(), Day::parse("2026-11-01").ok());
/// let event = AlertEvent { raised_on, computed: AlertLevel::Severe, change: None, handled_on, result: None };
/// assert_eq!(alert_record(&[event]).unwrap_err().code(), "days_not_rising");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertEvent {
    /// The day it was raised.
    pub raised_on: Day,
    /// The level by the rule.
    pub computed: AlertLevel,
    /// Changed by hand.
    pub change: Option<LevelChange>,
    /// The day it was dealt with; none = open.
    pub handled_on: Option<Day>,
    /// What it turned out to be; none = not judged yet.
    pub result: Option<AlertResult>,
}

/// Past alerts at a glance.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, record::{AlertEvent, AlertRecord, LevelChange, alert_record}};
/// use clearfloor::date::Day;
/// let change = LevelChange::new(AlertLevel::None, "discontinued").ok();
/// let raised_on = Day::parse("2026-11-01").unwrap();
/// let event = AlertEvent { raised_on, computed: AlertLevel::Severe, change, handled_on: None, result: None };
/// let record = AlertRecord { hit_rate: None, days_to_handle: None, open: 1, overridden: 1 };
/// assert_eq!(alert_record(&[event]).unwrap(), record);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertRecord {
    /// Right ones of those that were judged; none while none is.
    pub hit_rate: Option<Ratio>,
    /// Days from raising to dealing with, on average over those dealt with; none while none is.
    pub days_to_handle: Option<Ratio>,
    /// Not dealt with yet.
    pub open: usize,
    /// Changed by hand.
    pub overridden: usize,
}

/// How often alerts were right and how quickly they were dealt with.
///
/// # Errors
/// `days_not_rising` for an alert dealt with before it was raised.
///
/// ```
/// use clearfloor::alerts::{level::AlertLevel, record::{AlertEvent, AlertResult, alert_record}};
/// use clearfloor::{date::Day, rounding::Ratio};
/// let day = |text| Day::parse(text).unwrap();
/// let event = |result| AlertEvent {
///     raised_on: day("2026-11-01"), computed: AlertLevel::Mild, change: None, handled_on: Some(day("2026-11-04")), result,
/// };
/// let record = alert_record(&[event(Some(AlertResult::Right)), event(Some(AlertResult::FalseAlarm)), event(None)]).unwrap();
/// assert_eq!((record.hit_rate, record.days_to_handle), (Some(Ratio::new(1, 2).unwrap()), Some(Ratio::whole(3))));
/// ```
pub fn alert_record(events: &[AlertEvent]) -> Result<AlertRecord> {
    let (mut right, mut judged, mut days, mut handled) = (0_i64, 0_i64, 0_i64, 0_i64);
    for event in events {
        judged += i64::from(event.result.is_some());
        right += i64::from(event.result == Some(AlertResult::Right));
        if let Some(on) = event.handled_on {
            if on < event.raised_on {
                return Err(Error::new(ErrorKind::Mismatch, "days_not_rising").with("day", on.to_string()));
            }
            days = days.saturating_add(i64::from(on.days_since(event.raised_on)));
            handled += 1;
        }
    }
    Ok(AlertRecord {
        hit_rate: Ratio::from(right).per(Ratio::from(judged))?,
        days_to_handle: Ratio::from(days).per(Ratio::from(handled))?,
        open: events.iter().filter(|event| event.handled_on.is_none()).count(),
        overridden: events.iter().filter(|event| event.change.is_some()).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_judged_has_no_hit_rate() {
        let record = alert_record(&[]).unwrap();
        assert_eq!((record.hit_rate, record.days_to_handle, record.open), (None, None, 0));
    }

    #[test]
    fn a_level_is_changed_with_a_reason_only() {
        assert_eq!(LevelChange::new(AlertLevel::None, " ").unwrap_err().code(), "reason_missing");
        let change = LevelChange::new(AlertLevel::None, " on its way ").unwrap();
        assert_eq!(change.reason, "on its way");
        let day = Day::from_number;
        let event = AlertEvent {
            raised_on: day(9),
            computed: AlertLevel::Severe,
            change: Some(change),
            handled_on: Some(day(8)),
            result: None,
        };
        assert_eq!(alert_record(std::slice::from_ref(&event)).unwrap_err().code(), "days_not_rising");
        let open = AlertEvent { handled_on: None, ..event };
        let record = alert_record(&[open]).unwrap();
        assert_eq!((record.open, record.overridden), (1, 1));
    }
}
