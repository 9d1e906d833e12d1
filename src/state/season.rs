//! Season factors as a seller writes them: `11 1.8; 2026-12-01..2026-12-24 2; 2027-01 60 %`.

use super::field::typed_figure;
use crate::date::Day;
use crate::demand::Season;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;

/// The words a part begins with that says which forecast the factors are from.
const FORECAST: [&str; 2] = ["forecast", "预测"];

/// The forecast that factors were taken over from.
///
/// ```
/// use clearfloor::state::season;
/// let entry = season::read_entry("forecast 2026-11-27 ets 2.4").unwrap();
/// assert_eq!(entry.taken_from.unwrap().on.to_string(), "2026-11-27");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFrom {
    /// The day it was made.
    pub on: Day,
    /// Code of its method; empty = not said.
    pub method: String,
    /// Units a day that went into the field of the pace with it.
    pub per_day: Option<Decimal>,
}

/// A season as it stands in a field, and the forecast it is from.
///
/// ```
/// use clearfloor::state::season;
/// let typed = season::read_entry("12 1.5").unwrap();
/// assert_eq!((typed.season.is_flat(), typed.taken_from), (false, None));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeasonEntry {
    /// The factors.
    pub season: Season,
    /// Where they are from, if the text says so.
    pub taken_from: Option<TakenFrom>,
}

/// Reads factors, one a part: a month (`11`, `11月`), a month of a year (`2026-12`), a day or a window, then the
/// factor, plain or in percent.
///
/// # Errors
/// As [`read_entry`].
///
/// ```
/// use clearfloor::{date::Day, state::season};
/// let season = season::read("11月 1.8; 2026-12-01..2026-12-24 2; 2027-01 60 %").unwrap();
/// assert_eq!(season.on(Day::parse("2026-12-24").unwrap()), 2.0);
/// assert_eq!(season::read("soon 2").unwrap_err().code(), "season_syntax");
/// ```
pub fn read(text: &str) -> Result<Season> {
    read_entry(text).map(|entry| entry.season)
}

/// The same with a part that names a forecast: its day, its method, and the pace taken over with it.
///
/// # Errors
/// `season_syntax` with the part that cannot be read; `season_range`.
///
/// ```
/// use clearfloor::state::season;
/// let text = "forecast 2026-11-27 seasonal_naive 2.4; 2026-11-27..2026-12-04 1.2";
/// let from = season::read_entry(text).unwrap().taken_from.unwrap();
/// assert_eq!((from.method.as_str(), from.per_day.unwrap().to_string()), ("seasonal_naive", "2.4".to_owned()));
/// ```
pub fn read_entry(text: &str) -> Result<SeasonEntry> {
    let mut season = Season::default();
    let mut taken_from = None;
    for part in text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || Error::new(ErrorKind::Syntax, "season_syntax").with("text", part);
        if let Some(of) = FORECAST.iter().find_map(|word| part.strip_prefix(word)) {
            taken_from = Some(forecast(of).ok_or_else(wrong)?);
            continue;
        }
        let (when, factor) = split_factor(part).ok_or_else(wrong)?;
        if let Some((from, to)) = window(when) {
            season.set_window(from, to, factor)?;
        } else {
            season.set_month(month(when).ok_or_else(wrong)?, factor)?;
        }
    }
    Ok(SeasonEntry { season, taken_from })
}

/// Writes what taking over a forecast leaves in a field: where it is from, and the factor of each window.
///
/// ```
/// use clearfloor::{date::Day, number::Decimal, state::season::{self, TakenFrom}};
/// let day = |text| Day::parse(text).unwrap();
/// let decimal = |text| Decimal::parse(text).unwrap();
/// let from = TakenFrom { on: day("2026-11-27"), method: "ets".to_owned(), per_day: Some(decimal("2.4")) };
/// let windows = [(day("2026-11-27"), day("2026-12-04"), decimal("1.2"))];
/// let text = season::text(&from, &windows);
/// assert_eq!(text, "forecast 2026-11-27 ets 2.4; 2026-11-27..2026-12-04 1.2");
/// assert_eq!(season::read_entry(&text).unwrap().taken_from, Some(from));
/// ```
#[must_use]
pub fn text(from: &TakenFrom, windows: &[(Day, Day, Decimal)]) -> String {
    let [word, _] = FORECAST;
    let mut text = format!("{word} {} {}", from.on, from.method).trim_end().to_owned();
    if let Some(per_day) = &from.per_day {
        text.push_str(&format!(" {per_day}"));
    }
    for (first, last, factor) in windows {
        text.push_str(&format!("; {first}..{last} {factor}"));
    }
    text
}

/// Day, method and pace of a forecast.
fn forecast(text: &str) -> Option<TakenFrom> {
    let mut words = text.split_whitespace();
    let on = Day::parse(words.next()?).ok()?;
    let method = words.next().unwrap_or_default();
    let is_code = method.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    let per_day = words.next().map(|figure| typed_figure(figure).ok());
    let is_read = is_code && per_day != Some(None) && words.next().is_none();
    is_read.then(|| TakenFrom { on, method: method.to_owned(), per_day: per_day.flatten() })
}

/// The part before the factor, and the factor.
fn split_factor(part: &str) -> Option<(&str, f64)> {
    let (body, is_percent) = match part.strip_suffix(['%', '％']) {
        Some(body) => (body.trim_end(), true),
        None => (part, false),
    };
    let (when, figure) = body.rsplit_once(|c: char| c.is_whitespace() || c == ':' || c == '：' || c == '×')?;
    let figure = typed_figure(figure.trim()).ok().map(Decimal::to_f64)?;
    Some((when.trim().trim_end_matches([':', '：', '×']).trim(), if is_percent { figure / 100.0 } else { figure }))
}

fn month(text: &str) -> Option<u8> {
    text.strip_suffix('月').unwrap_or(text).trim().parse().ok()
}

/// First and last day of a window, of a day, or of a month of a year.
fn window(text: &str) -> Option<(Day, Day)> {
    for mark in ["..", "…", "–", "—", "~", "～", "至", "到", " to ", " - "] {
        if let Some((from, to)) = text.split_once(mark) {
            return Some((Day::parse(from.trim()).ok()?, Day::parse(to.trim()).ok()?));
        }
    }
    if let Ok(day) = Day::parse(text) {
        return Some((day, day));
    }
    let first = Day::parse(&format!("{text}-01")).ok()?;
    Some((first, first.plus(i32::from(first.days_in_month()) - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_months_windows_and_days_as_sellers_write_them() {
        let season = read("11月 1.8；2026-12-01..2026-12-24 2; 2027-01 60 %\n2026-12-31: 0").unwrap();
        let on = |text| season.on(Day::parse(text).unwrap());
        assert_eq!([on("2026-11-30"), on("2026-12-24"), on("2026-12-25")], [1.8, 2.0, 1.0]);
        assert_eq!([on("2027-01-31"), on("2027-02-01"), on("2026-12-31")], [0.6, 1.0, 0.0]);
        assert_eq!(read("2026-12-01 至 2026-12-05 1,5").unwrap().on(Day::parse("2026-12-05").unwrap()), 1.5);
        assert!(read("  ").unwrap().is_flat());
    }

    #[test]
    fn says_which_part_it_cannot_read() {
        for text in [
            "forecast",
            "forecast soon",
            "forecast 2026-11-27 By Hand",
            "forecast 2026-11-27 ets x",
            "soon 2",
            "12",
            "12 two",
            "2026-13 2",
            "2026-12-01..x 2",
            "13 1",
            "11 -1",
            "11 1000",
        ] {
            let error = read(text).unwrap_err();
            assert!(["season_syntax", "season_range"].contains(&error.code()), "{text}: {error}");
        }
    }
}
