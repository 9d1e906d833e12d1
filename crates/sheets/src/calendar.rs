//! Days as a calendar file (RFC 5545), for the calendar the seller looks at anyway.
//!
//! Written here and not by a library: `icalendar` brings a clock and a source of chance, which the same input may not hang on.

use serde::Deserialize;
use std::fmt::Write;

/// A calendar going out.
///
/// ```
/// use clearfloor_sheets::calendar::{Calendar, write};
/// let empty = Calendar { name: "Stock; by site".into(), made_on: "2026-11-21".into(), events: Vec::new() };
/// let file = write(&empty);
/// assert!(file.contains("X-WR-CALNAME:Stock\\; by site\r\n") && !file.contains("BEGIN:VEVENT"));
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Day it was made, `YYYY-MM-DD`. A later file takes the place of an earlier one, event by event.
    pub made_on: String,
    /// What is on it.
    pub events: Vec<Event>,
}

/// A whole day with something to do.
///
/// ```
/// use clearfloor_sheets::calendar::{Calendar, Event, write};
/// let sale = Event {
///     id: "sale-A1".into(), on: "2026-11-27".into(), ends: Some("2026-12-01".into()),
///     title: "Sale".into(), remind_days: Some(2), ..Event::default()
/// };
/// let file = write(&Calendar { events: vec![sale], ..Calendar::default() });
/// // From 27 to 30 November: the end is the first day that is none of it.
/// assert!(file.contains("DTSTART;VALUE=DATE:20261127\r\n") && file.contains("DTEND;VALUE=DATE:20261201\r\n"));
/// assert!(file.contains("TRIGGER:-P2D\r\n"));
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Event {
    /// Says which event it is in every later file.
    pub id: String,
    /// The day, `YYYY-MM-DD`, or the first of several.
    pub on: String,
    /// The first day after several; none = that day alone.
    pub ends: Option<String>,
    /// What it is, in one line.
    pub title: String,
    /// More.
    pub text: String,
    /// So many days before it the calendar reminds; none = never.
    pub remind_days: Option<u32>,
}

/// Most bytes of a line (§3.1).
const MOST_IN_LINE: usize = 75;

/// The file. Events without a day that can be read are left out.
///
/// ```
/// use clearfloor_sheets::calendar::{Calendar, Event, write};
/// let event = Event { id: "aged-A1".into(), on: "2026-12-14".into(), title: "Remove A1; or pay".into(), ..Event::default() };
/// let file = write(&Calendar { name: "Clearfloor".into(), made_on: "2026-11-21".into(), events: vec![event] });
/// assert!(file.contains("DTSTART;VALUE=DATE:20261214\r\n") && file.contains("SUMMARY:Remove A1\\; or pay\r\n"));
/// ```
#[must_use]
pub fn write(calendar: &Calendar) -> String {
    let stamp = basic(&calendar.made_on).unwrap_or_else(|| "19700101".to_owned());
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearfloor//Clearfloor//EN", "CALSCALE:GREGORIAN"] {
        push(&mut out, line);
    }
    push(&mut out, "METHOD:PUBLISH");
    push(&mut out, &format!("X-WR-CALNAME:{}", escaped(&calendar.name)));
    for event in &calendar.events {
        let Some(day) = basic(&event.on) else { continue };
        push(&mut out, "BEGIN:VEVENT");
        push(&mut out, &format!("UID:{}@clearfloor", uid(&event.id)));
        push(&mut out, &format!("DTSTAMP:{stamp}T000000Z"));
        // Rises from day to day, so that a calendar takes the newer of two.
        push(&mut out, &format!("SEQUENCE:{}", stamp.trim_start_matches('0')));
        // A day without an end is that day, in whatever zone one is (§3.6.1).
        push(&mut out, &format!("DTSTART;VALUE=DATE:{day}"));
        // Of several days the end is the first one that is no more of them.
        if let Some(ends) = event.ends.as_deref().and_then(basic).filter(|ends| *ends > day) {
            push(&mut out, &format!("DTEND;VALUE=DATE:{ends}"));
        }
        push(&mut out, &format!("SUMMARY:{}", escaped(&event.title)));
        if !event.text.is_empty() {
            push(&mut out, &format!("DESCRIPTION:{}", escaped(&event.text)));
        }
        push(&mut out, "TRANSP:TRANSPARENT");
        if let Some(days) = event.remind_days {
            for line in ["BEGIN:VALARM", "ACTION:DISPLAY"] {
                push(&mut out, line);
            }
            push(&mut out, &format!("TRIGGER:-P{days}D"));
            push(&mut out, &format!("DESCRIPTION:{}", escaped(&event.title)));
            push(&mut out, "END:VALARM");
        }
        push(&mut out, "END:VEVENT");
    }
    push(&mut out, "END:VCALENDAR");
    out
}

/// `2026-12-14` as `20261214`.
fn basic(day: &str) -> Option<String> {
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    let is_day = day.len() == 10 && digits.len() == 8 && day.split('-').map(str::len).eq([4, 2, 2]);
    is_day.then_some(digits)
}

/// A text as a value (§3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Letters, digits and a few signs stay; others become their number.
fn uid(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') {
            out.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "_{:x}_", u32::from(c));
        }
    }
    out
}

/// A line, folded between characters.
fn push(out: &mut String, line: &str) {
    let mut left = MOST_IN_LINE;
    for c in line.chars() {
        if c.len_utf8() > left {
            out.push_str("\r\n ");
            left = MOST_IN_LINE - 1;
        }
        out.push(c);
        left -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(title: &str, id: &str) -> String {
        let event = Event { id: id.into(), on: "2026-12-14".into(), title: title.into(), ..Event::default() };
        write(&Calendar { name: "C".into(), made_on: "2026-11-21".into(), events: vec![event] })
    }

    proptest! {
        /// Unfolded and unescaped, as any reader does it, the title is the title.
        #[test]
        fn a_title_comes_back(title in "[ -~éü清仓,;\\\\\n]{0,200}") {
            let written = file(&title, "a");
            prop_assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
            let unfolded = written.replace("\r\n ", "");
            let line = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
            let (mut read, mut rest) = (String::new(), line.chars());
            while let Some(c) = rest.next() {
                read.push(match c {
                    '\\' => match rest.next().unwrap() { 'n' => '\n', other => other },
                    c => c,
                });
            }
            prop_assert_eq!(read, title);
        }

        #[test]
        fn two_events_never_have_one_id(one in "[a-z _:é]{1,6}", other in "[a-z _:é]{1,6}") {
            prop_assert_eq!(one == other, uid(&one) == uid(&other));
        }
    }

    #[test]
    fn a_day_that_is_none_is_left_out() {
        let event = |on: &str| Event { id: on.into(), on: on.into(), ..Event::default() };
        let events = vec![event("soon"), event("2026-1-1"), event("2026-12-14")];
        let written = write(&Calendar { made_on: "2026-11-21".into(), events, ..Calendar::default() });
        assert_eq!(written.matches("BEGIN:VEVENT").count(), 1);
    }
}
