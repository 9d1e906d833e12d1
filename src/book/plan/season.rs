//! Season factors as a seller writes them: `11 1.8; 2026-12-01..2026-12-24 2; 2027-01 60 %`.

use crate::date::Day;
use crate::demand::Season;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Decimal;
use crate::state::field::typed_figure;

/// Reads factors, one a part: a month (`11`, `11月`), a month of a year (`2026-12`), a day or a window, then the
/// factor, plain or in percent.
///
/// # Errors
/// `season_syntax` with the part that cannot be read; `season_range`.
pub(in crate::book) fn read(text: &str) -> Result<Season> {
    let mut season = Season::default();
    for part in text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || Error::new(ErrorKind::Syntax, "season_syntax").with("text", part);
        let (when, factor) = split_factor(part).ok_or_else(wrong)?;
        if let Some((from, to)) = window(when) {
            season.set_window(from, to, factor)?;
        } else {
            season.set_month(month(when).ok_or_else(wrong)?, factor)?;
        }
    }
    Ok(season)
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
        for text in ["soon 2", "12", "12 two", "2026-13 2", "2026-12-01..x 2", "13 1", "11 -1", "11 1000"] {
            let error = read(text).unwrap_err();
            assert!(["season_syntax", "season_range"].contains(&error.code()), "{text}: {error}");
        }
    }
}
