//! Texts of a sheet as numbers, and what is wrong with them.

use super::answer::{Param, Said};
use crate::error::Error;
use crate::money::Currency;
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{Entry, FieldKind, FieldSpec, parse};

/// Collects what is to be said while texts are read.
#[derive(Debug, Default)]
pub(in crate::book) struct Reader {
    pub said: Vec<Said>,
}

impl Reader {
    pub fn say(&mut self, place: impl Into<String>, severity: &'static str, code: &'static str, params: Vec<Param>) {
        self.said.push(Said { place: place.into(), code, severity, params });
    }

    pub fn wrong(&mut self, place: &str, error: &Error) {
        let params = error.params().iter().map(|(name, text)| Param { name, text: text.clone() }).collect();
        self.say(place, "error", error.code(), params);
    }

    /// The value of a text; none if it is empty, or cannot be read, which is then said.
    pub fn read(&mut self, place: &str, kind: FieldKind, text: &str) -> Option<Entry> {
        if text.trim().is_empty() {
            return None;
        }
        let spec = FieldSpec { name: "shipment", group: "shipment", kind, unit: None, choices: &[] };
        match parse(&spec, text) {
            Ok(entry) => Some(entry),
            Err(error) => {
                self.wrong(place, &error);
                None
            }
        }
    }

    /// One of some codes; none if the text is empty or is none of them, which is then said.
    pub fn code<T>(&mut self, place: &str, text: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = text.trim();
        let found = known(text);
        if found.is_none() && !text.is_empty() {
            self.say(place, "error", "choice_unknown", vec![param("text", text)]);
        }
        found
    }
}

pub(in crate::book) fn param(name: &'static str, text: impl Into<String>) -> Param {
    Param { name, text: text.into() }
}

/// The currency that a price names by itself. `¥` is taken as that of the column if it can be.
pub(super) fn mark_of(text: &str, column: Currency) -> Option<Currency> {
    const MARKS: [(&str, Currency); 10] = [
        ("US$", Currency::USD),
        ("$", Currency::USD),
        ("€", Currency::EUR),
        ("£", Currency::GBP),
        ("元", Currency::CNY),
        ("RMB", Currency::CNY),
        ("¥", Currency::CNY),
        ("￥", Currency::CNY),
        ("円", Currency::JPY),
        ("CN", Currency::CNY),
    ];
    let upper = text.trim().to_uppercase();
    let is_yen_or_yuan = upper.contains(['¥', '￥']) && [Currency::JPY, Currency::CNY].contains(&column);
    let dollars = [Currency::USD, Currency::CAD, Currency::AUD, Currency::MXN];
    if is_yen_or_yuan || (upper.starts_with('$') && dollars.contains(&column)) {
        return Some(column);
    }
    let letters: String = upper.chars().filter(char::is_ascii_alphabetic).collect();
    let by_code = [
        Currency::USD,
        Currency::CNY,
        Currency::EUR,
        Currency::GBP,
        Currency::JPY,
        Currency::CAD,
        Currency::MXN,
        Currency::AUD,
    ]
    .into_iter()
    .find(|currency| currency.code() == letters);
    by_code.or_else(|| MARKS.into_iter().find(|(mark, _)| upper.contains(mark)).map(|(_, currency)| currency))
}

/// A price without the currency it names.
pub(super) fn without_mark(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_ascii_alphabetic() && !matches!(c, '$' | '€' | '£' | '¥' | '￥' | '元' | '円'))
        .collect()
}

/// A fraction as a plain decimal of at most `places`, without zeros at its end.
pub(in crate::book) fn plain(exact: Ratio, places: u32) -> String {
    let scaled = 10_i128.checked_pow(places).and_then(|power| exact.times(Ratio::whole(power)).ok());
    let rounded = scaled.and_then(|scaled| scaled.round(Rounding::HalfAwayFromZero).ok());
    let text = rounded.and_then(|n| Decimal::new(n, places).ok()).map(|d| d.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
