//! One cell taken apart: is there a value, and what stands around the digits.

use super::normal::half_width;
use super::unit_word::{MoneyMark, is_measure, leading_money, trailing_money};
use std::borrow::Cow;

/// Why a cell has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoValue {
    /// Blank, a lone dash or slash, 无, `Unknown`.
    Nothing,
    /// What a spreadsheet prints for a failed formula, or `N/A`: worth telling the seller.
    Fault,
}

/// Whether a trimmed cell says that there is no value.
pub(super) fn no_value(text: &str) -> Option<NoValue> {
    let Some(&first) = text.as_bytes().first() else { return Some(NoValue::Nothing) };
    // The quick way out: nearly every cell starts with a digit or a letter none of these words starts with.
    if first.is_ascii_digit() || text.len() > 24 {
        return if text.chars().all(is_dash) { Some(NoValue::Nothing) } else { None };
    }
    match first {
        b'#' => {
            let fault = matches!(
                text.to_ascii_uppercase().as_str(),
                "#N/A" | "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#NULL!" | "#ERROR!" | "#SPILL!"
            );
            if fault { Some(NoValue::Fault) } else { None }
        }
        b'n' | b'N' if matches!(text, "N/A" | "n/a" | "n/A" | "N/a" | "#n/a") => Some(NoValue::Fault),
        b'n' | b'N' if text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("nil") => Some(NoValue::Nothing),
        b'u' | b'U' if text.eq_ignore_ascii_case("unknown") => Some(NoValue::Nothing),
        b'/' if text.len() == 1 => Some(NoValue::Nothing),
        b'-' | 0x80.. if text.chars().all(is_dash) => Some(NoValue::Nothing),
        0x80.. if matches!(text, "无" | "無" | "／" | "暂无" | "未知" | "なし") => Some(NoValue::Nothing),
        0x80.. if text.chars().all(|c| c.is_whitespace() || super::words::is_mark(c)) => Some(NoValue::Nothing),
        _ => None,
    }
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '－' | '−' | '─' | 'ー')
}

/// The text inside the wrapper `="…"` that keeps a spreadsheet from reading digits as a number.
pub(super) fn unwrapped(text: &str) -> &str {
    match text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => inside.trim(),
        None => text,
    }
}

/// A number as printed, its surroundings taken off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Printed<'a> {
    /// Digits with their signs for decimals and groups, in half width.
    pub core: Cow<'a, str>,
    /// Whether a minus or accounting brackets stand around it.
    pub is_negative: bool,
    /// Currency sign or code in the cell.
    pub money: Option<MoneyMark>,
    /// Whether a percent sign stands in the cell.
    pub is_percent: bool,
    /// Power of ten of 千, 万, 亿; else 0.
    pub power: u32,
    /// Unit behind the number.
    pub unit: Option<&'a str>,
}

/// Takes a trimmed cell apart; none if what is left is no row of digits.
pub(super) fn printed(text: &str) -> Option<Printed<'_>> {
    const LONGEST: usize = 80;
    let mut rest = unwrapped(text);
    if rest.len() > LONGEST {
        return None;
    }
    let mut found =
        Printed { core: Cow::Borrowed(""), is_negative: false, money: None, is_percent: false, power: 0, unit: None };
    let (mut has_sign, mut has_plus) = (false, false);
    loop {
        rest = rest.trim();
        let (Some(first), Some(last)) = (rest.chars().next(), rest.chars().next_back()) else { return None };
        let inner = |by: usize| rest.get(by..);
        if matches!(first, '(' | '（') && matches!(last, ')' | '）') && !has_sign {
            let body = rest.get(first.len_utf8()..rest.len().checked_sub(last.len_utf8())?)?;
            (has_sign, found.is_negative, rest) = (true, true, body);
        } else if matches!(first, '-' | '−' | '－' | '–' | '+' | '＋') && !has_sign {
            (has_sign, found.is_negative) = (true, !matches!(first, '+' | '＋'));
            rest = inner(first.len_utf8())?;
        } else if matches!(last, '-' | '−') && !has_sign {
            (has_sign, found.is_negative) = (true, true);
            rest = rest.get(..rest.len().checked_sub(last.len_utf8())?)?;
        } else if matches!(last, '%' | '％') && !found.is_percent {
            found.is_percent = true;
            rest = rest.get(..rest.len().checked_sub(last.len_utf8())?)?;
        } else if matches!(first, '%' | '％') && !found.is_percent {
            found.is_percent = true;
            rest = inner(first.len_utf8())?;
        } else if let Some(power) = power_of(last).filter(|_| found.power == 0) {
            found.power = power;
            rest = rest.get(..rest.len().checked_sub(last.len_utf8())?)?;
        } else if matches!(last, '+' | '＋') && !has_plus {
            // `365+` as reports cap a number.
            has_plus = true;
            rest = rest.get(..rest.len().checked_sub(last.len_utf8())?)?;
        } else if is_digit(last) && (is_digit(first) || matches!(first, '.' | ',' | '．' | '，')) {
            break;
        } else if let Some((mark, length)) = leading_money(rest).filter(|_| found.money.is_none()) {
            found.money = Some(mark);
            rest = inner(length)?;
        } else if let Some((mark, length)) = trailing_money(rest).filter(|_| found.money.is_none()) {
            found.money = Some(mark);
            rest = rest.get(..rest.len().checked_sub(length)?)?;
        } else if is_digit(first) && matches!(last, '.' | '．') {
            rest = rest.get(..rest.len().checked_sub(last.len_utf8())?)?;
        } else if found.unit.is_none() {
            let at = rest.char_indices().rev().take_while(|(_, c)| !is_digit(*c)).last()?.0;
            let (number, unit) = rest.split_at_checked(at)?;
            if !is_measure(unit.trim()) {
                return None;
            }
            found.unit = Some(unit.trim());
            rest = number;
        } else {
            return None;
        }
    }
    found.core = if rest.is_ascii() { Cow::Borrowed(rest) } else { Cow::Owned(rest.chars().map(half_width).collect()) };
    let is_core = found.core.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_group_sign(c));
    if is_core { Some(found) } else { None }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '０'..='９')
}

/// Signs that only ever stand between groups of digits.
pub(super) fn is_group_sign(letter: char) -> bool {
    matches!(letter, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’')
}

fn power_of(letter: char) -> Option<u32> {
    match letter {
        '千' => Some(3),
        '万' | '萬' => Some(4),
        '亿' | '億' => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn tells_nothing_from_zero() {
        for text in ["", "-", "--", "——", "–", "/", "无", "Unknown", "unknown"] {
            assert_eq!(no_value(text), Some(NoValue::Nothing), "{text}");
        }
        for text in ["#N/A", "N/A", "#DIV/0!", "n/a"] {
            assert_eq!(no_value(text), Some(NoValue::Fault), "{text}");
        }
        for text in ["0", "0.00", "-1", "Nail", "Unknown brand", "#1", "None", "无线"] {
            assert_eq!(no_value(text), None, "{text}");
        }
    }

    #[test]
    fn takes_money_percent_brackets_and_units_off() {
        let core = |text: &str| printed(text).map(|p| (p.core.into_owned(), p.is_negative));
        assert_eq!(core("($3.50)"), Some(("3.50".into(), true)));
        assert_eq!(core("（3.50）"), Some(("3.50".into(), true)));
        assert_eq!(core("-$1,234.50"), Some(("1,234.50".into(), true)));
        assert_eq!(core("2.399,04 €"), Some(("2.399,04".into(), false)));
        assert_eq!(core("￥１２．５"), Some(("12.5".into(), false)));
        assert_eq!(core("365+"), Some(("365".into(), false)));
        assert_eq!(core("213天"), Some(("213".into(), false)));
        assert_eq!(core("=\"0012\""), Some(("0012".into(), false)));
        assert_eq!(printed("0.35万").map(|p| p.power), Some(4));
        assert_eq!(printed("6,49 %").map(|p| p.is_percent), Some(true));
        assert_eq!(printed("1.6 oz").and_then(|p| p.unit), Some("oz"));
        assert_eq!(printed("USD 12.24").and_then(|p| p.money), Some(MoneyMark::Currency(Currency::USD)));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["1E5", "1e308", "NaN", "inf", "12 oranges", "1-2", "=1+1", "<b>5</b>", "٣", "((3))", "+-3", "$"] {
            assert_eq!(printed(text), None, "{text}");
        }
    }
}
