//! Days and months as cells print them.

use crate::date::Day;
use crate::lower::lower;

/// Which of two numbers comes first in `03/10/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 3 October.
    DayFirst,
    /// 10 March.
    MonthFirst,
}

/// A day as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PrintedDay {
    /// Can be read in one way.
    Day(Day),
    /// Two numbers up to twelve before the year: `first/second/year`.
    Either {
        /// The number printed first.
        first: u8,
        /// The number printed second.
        second: u8,
        /// The year.
        year: i16,
    },
}

impl PrintedDay {
    /// The day, with the column's order for what can be read two ways.
    pub fn day(self, order: Option<Order>) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Either { first, second, year } => match order? {
                Order::DayFirst => day(year, second, first),
                Order::MonthFirst => day(year, first, second),
            },
        }
    }
}

/// Reads the day at the start of a cell as written; time and zone behind it do not move it.
///
/// Also says which order a cell such as `13/10/2026` proves.
pub(super) fn printed_day(text: &str) -> Option<(PrintedDay, Option<Order>)> {
    let text = text.trim();
    let one = |day: Option<Day>| day.map(|day| (PrintedDay::Day(day), None));
    let parts = Parts::read(text)?;
    match parts {
        Parts::Numbers([year, month, day_of_month], [4, _, _], _) => one(day_of(year, month, day_of_month)),
        Parts::Numbers([first, second, year], [_, _, digits @ (2 | 4)], separator) => {
            let year = full_year(year, digits)?;
            if separator == '.' {
                return one(day_of(year, second, first));
            }
            let (small_first, small_second) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
            if first > 12 {
                Some((
                    PrintedDay::Day(day(i16::try_from(year).ok()?, small_second, small_first)?),
                    Some(Order::DayFirst),
                ))
            } else if second > 12 {
                Some((
                    PrintedDay::Day(day(i16::try_from(year).ok()?, small_first, small_second)?),
                    Some(Order::MonthFirst),
                ))
            } else if first == second {
                one(day_of(year, first, second))
            } else {
                let year = i16::try_from(year).ok()?;
                Some((PrintedDay::Either { first: small_first, second: small_second, year }, None))
            }
        }
        Parts::Numbers(..) => None,
        Parts::Compact(number) => one(day_of(number / 10_000, number / 100 % 100, number % 100)),
        Parts::Named { month, numbers: [Some((a, _)), Some((b, digits))] } => {
            // `3 Nov 2026`, `Nov 3, 2026`, `03-Nov-26`; `2026 Nov 3` has the year first.
            let (day_of_month, year, digits) = if a > 31 { (b, a, 4) } else { (a, b, digits) };
            one(day_of(full_year(year, digits)?, month, day_of_month))
        }
        Parts::Named { .. } => None,
    }
}

/// Reads a month: `2026-10`, `Oct-26`, `2026年10月`, `202610`, `10/2026`, or a whole day of it. Gives its first day.
pub(super) fn printed_month(text: &str) -> Option<Day> {
    let text = text.trim();
    match Parts::read_two(text) {
        Some(Parts::Numbers([year, month, 0], [4, ..], _)) => day_of(year, month, 1),
        Some(Parts::Numbers([month, year, 0], [_, 4, _], _)) => day_of(year, month, 1),
        Some(Parts::Compact(number)) if (100_000..1_000_000).contains(&number) => day_of(number / 100, number % 100, 1),
        Some(Parts::Named { month, numbers: [Some((year, digits)), None] }) => {
            day_of(full_year(year, digits)?, month, 1)
        }
        _ => match printed_day(text)?.0 {
            PrintedDay::Day(found) => Some(found.plus(1_i32.saturating_sub(i32::from(found.day_of_month())))),
            PrintedDay::Either { .. } => None,
        },
    }
}

fn day(year: i16, month: u8, day_of_month: u8) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day_of_month).ok()?).ok()
}

fn day_of(year: u32, month: u32, day_of_month: u32) -> Option<Day> {
    // Years outside of this are misread numbers, not stock.
    let year = i16::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
    day(year, u8::try_from(month).ok()?, u8::try_from(day_of_month).ok()?)
}

fn full_year(year: u32, digits: usize) -> Option<u32> {
    match digits {
        4 => Some(year),
        2 => year.checked_add(2000),
        _ => None,
    }
}

/// The numbers a date is made of.
enum Parts {
    /// Numbers with their digits and the sign between the first two.
    Numbers([u32; 3], [usize; 3], char),
    /// Eight or six digits in one.
    Compact(u32),
    /// A month by its name with the numbers around it.
    Named { month: u32, numbers: [Option<(u32, usize)>; 2] },
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        match Self::read_any(text)? {
            Self::Numbers([_, _, 0], ..) => None,
            Self::Compact(number) if number < 1_000_000 => None,
            parts => Some(parts),
        }
    }

    fn read_two(text: &str) -> Option<Self> {
        Self::read_any(text)
    }

    fn read_any(text: &str) -> Option<Self> {
        let mut numbers: [Option<(u32, usize)>; 3] = [None; 3];
        let mut month = None;
        let mut separator = None;
        let mut count = 0_usize;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                let (digits, after) = rest.split_at_checked(length)?;
                // A colon behind the number means that the time has begun.
                if after.starts_with(':') {
                    break;
                }
                let slot = numbers.get_mut(count)?;
                *slot = Some((digits.parse().ok()?, length));
                count += 1;
                rest = after;
                if count == 3 || (count == 2 && month.is_some()) {
                    break;
                }
            } else if first.is_alphabetic() && !matches!(first, '年' | '月' | '日' | 'T') {
                let length = rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(at, _)| at);
                let (word, after) = rest.split_at_checked(length)?;
                if month.is_some() {
                    break;
                }
                month = Some(month_named(word)?);
                rest = after;
            } else if matches!(first, '-' | '/' | '.' | ' ' | ',' | '年' | '月' | '日' | '\u{A0}') {
                if count == 1 {
                    separator.get_or_insert(first);
                }
                rest = rest.get(first.len_utf8()..)?;
            } else if first == 'T' && count == 3 {
                break;
            } else {
                return None;
            }
        }
        // Behind the date only a time, a zone or nothing may stand.
        let is_end = rest.is_empty()
            || rest.starts_with(['T', ' ', '日', ','])
            || rest.starts_with(|c: char| c.is_ascii_digit());
        if !is_end {
            return None;
        }
        match (month, numbers) {
            (Some(month), [first @ Some(_), second, None]) => Some(Self::Named { month, numbers: [first, second] }),
            (None, [Some((number, 8)), None, None]) => Some(Self::Compact(number)),
            (None, [Some((number, 6)), None, None]) => Some(Self::Compact(number)),
            (None, [Some((a, x)), Some((b, y)), third]) => {
                let (c, z) = third.unwrap_or((0, 0));
                Some(Self::Numbers([a, b, c], [x, y, z], separator?))
            }
            _ => None,
        }
    }
}

/// Months by name in the seven languages, by the letters that tell them apart.
fn month_named(word: &str) -> Option<u32> {
    let lower = lower(word);
    let lower = lower.as_str();
    const NAMES: [(&str, u32); 34] = [
        ("jan", 1),
        ("gen", 1),
        ("ene", 1),
        ("janv", 1),
        ("feb", 2),
        ("fév", 2),
        ("fev", 2),
        ("mar", 3),
        ("mär", 3),
        ("mrz", 3),
        ("apr", 4),
        ("avr", 4),
        ("abr", 4),
        ("may", 5),
        ("mai", 5),
        ("mag", 5),
        ("juin", 6),
        ("jun", 6),
        ("giu", 6),
        ("juil", 7),
        ("jul", 7),
        ("lug", 7),
        ("aug", 8),
        ("août", 8),
        ("aou", 8),
        ("ago", 8),
        ("sep", 9),
        ("set", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
    ];
    const MORE: [(&str, u32); 3] = [("déc", 12), ("dic", 12), ("mayo", 5)];
    NAMES.iter().chain(&MORE).find(|(name, _)| lower.starts_with(name)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, order: Option<Order>) -> Option<String> {
        printed_day(text)?.0.day(order).map(|d| d.to_string())
    }

    #[test]
    fn reads_days_as_written_whatever_the_time_and_zone() {
        for text in [
            "2026-11-15",
            "2026-11-15T00:00:00+00:00",
            "2026/11/15",
            "15.11.2026",
            "15.11.2026 13:11:12 UTC",
            "2026-11-15 23:59:59 PDT",
            "2026年11月15日",
            "15 Nov 2026",
            "Nov 15, 2026",
            "15-Nov-26",
            "20261115",
            "15/11/2026",
            "11/15/2026",
            "15. November 2026",
        ] {
            assert_eq!(day(text, None).as_deref(), Some("2026-11-15"), "{text}");
        }
    }

    #[test]
    fn asks_for_the_order_of_two_small_numbers() {
        assert_eq!(day("03/10/2026", None), None);
        assert_eq!(day("03/10/2026", Some(Order::DayFirst)).as_deref(), Some("2026-10-03"));
        assert_eq!(day("03/10/2026", Some(Order::MonthFirst)).as_deref(), Some("2026-03-10"));
        assert_eq!(printed_day("13/10/2026").unwrap().1, Some(Order::DayFirst));
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in ["2026-02-30", "46000", "12/40/66", "tomorrow", "2026", "", "1-2-3-4", "99.99.9999", "2026-11-15x"]
        {
            assert_eq!(day(text, Some(Order::DayFirst)), None, "{text}");
        }
    }

    #[test]
    fn reads_months() {
        for text in ["2026-10", "Oct-26", "2026年10月", "202610", "10/2026", "Oktober 2026", "2026-10-31"] {
            assert_eq!(printed_month(text).map(|d| d.to_string()).as_deref(), Some("2026-10-01"), "{text}");
        }
        assert_eq!(printed_month("--"), None);
        assert_eq!(printed_month("2026-13"), None);
    }

    proptest::proptest! {
        #[test]
        fn never_panics_on_any_cell(text in "\\PC{0,30}|[0-9./: T-]{0,24}") {
            let _ = (printed_day(&text), printed_month(&text));
        }
    }
}
