//! A calendar file for an independent reader: `tests/golden/calendar.ics` holds what is written here, and
//! `tests/web/calendar.test.mjs` reads it.
//!
//! After a wanted change write the file anew with `WRITE_GOLDEN=1 cargo test -p clearfloor-sheets --test calendar`.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use clearfloor_sheets::calendar::{Calendar, Event, write};

#[test]
fn the_calendar_stands_in_the_golden_file() {
    let event = |id: &str, on: &str, title: &str, text: &str, remind_days| Event {
        id: id.into(),
        on: on.into(),
        title: title.into(),
        text: text.into(),
        remind_days,
        ends: None,
    };
    let long = "多个商品需要在附加费之前移出仓库；".repeat(12);
    let events = vec![
        event(
            "deadline-US-A 1/é",
            "2026-12-14",
            "A 1/é: last day, or pay; \\ 4.50",
            "LAMP, \"black\"\nand more",
            Some(3),
        ),
        event("snapshot-US-2026-12-15", "2026-12-15", "平台盘点库龄", &long, None),
        event("fees-US-2028-02-29", "2028-02-29", "Fees change", "", None),
        Event {
            ends: Some("2026-12-01".into()),
            ..event("deal-black_friday-2026-US", "2026-11-27", "黑五", "", Some(3))
        },
        // An end that is none leaves a day.
        Event {
            ends: Some("2026-11-11".into()), ..event("deal-double_11-2026-US", "2026-11-11", "双十一", "", None)
        },
    ];
    let text = write(&Calendar { name: "Clearfloor · A; B".into(), made_on: "2026-11-21".into(), events });
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/calendar.ics");
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}
