//! What the format of a cell adds to its number: a spreadsheet stores 0.25 and shows 25 %.

use crate::number::plain;

/// What a number format adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing that means anything.
    Plain,
    /// A share shown in per cent.
    Percent,
    /// Leading zeros up to so many digits, as article numbers have.
    Padded(usize),
    /// Money of the currency this sign stands for.
    Money(String),
}

/// Formats below this number are the program's own; which sign of money they show hangs on its language.
const FIRST_OWN_FORMAT: u32 = 164;

impl Shown {
    /// What a format says: its code as ECMA-376 part 1 §18.8.31 writes it.
    pub fn of(code: &str, id: Option<u32>) -> Self {
        let code = code.split(';').next().unwrap_or_default();
        if code.len() > 1 && code.bytes().all(|byte| byte == b'0') {
            return Self::Padded(code.len());
        }
        let bare = without_quoted(code);
        if bare.contains('%') {
            return Self::Percent;
        }
        if id.is_none_or(|id| id >= FIRST_OWN_FORMAT)
            && let Some(sign) = sign(code, &bare)
        {
            return Self::Money(sign);
        }
        Self::Plain
    }

    /// The number as it is shown.
    pub fn text(&self, number: f64) -> String {
        match self {
            Self::Plain => plain(number),
            Self::Percent => plain(number * 100.0) + "%",
            Self::Padded(digits) if number >= 0.0 && number.fract() == 0.0 => format!("{:0>1$}", plain(number), digits),
            Self::Padded(_) => plain(number),
            Self::Money(sign) if number < 0.0 => format!("-{sign}{}", plain(-number)),
            Self::Money(sign) => format!("{sign}{}", plain(number)),
        }
    }
}

/// The code without quoted and escaped characters.
fn without_quoted(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    let (mut is_quoted, mut is_escaped) = (false, false);
    for c in code.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => is_escaped = true,
            _ => bare.push(c),
        }
    }
    bare
}

/// Sign or code of a currency: `[$€-407]`, `"US$"`, `[$CNY]`, `¥`.
fn sign(code: &str, bare: &str) -> Option<String> {
    let bracketed = code.split("[$").skip(1).map(|rest| rest.split(['-', ']']).next().unwrap_or_default());
    let quoted = code.split('"').skip(1).step_by(2);
    let found = bracketed.chain(quoted).map(str::trim).find(|text| is_sign(text));
    found.map(str::to_owned).or_else(|| {
        let sign = bare.chars().find(|c| matches!(c, '$' | '€' | '£' | '¥' | '￥'))?;
        // `[$-409]` names a language, not a currency.
        if sign == '$' && bare.contains("[$") { None } else { Some(sign.to_string()) }
    })
}

fn is_sign(text: &str) -> bool {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code
        || matches!(text, "$" | "€" | "£" | "¥" | "￥" | "US$" | "C$" | "CA$" | "A$" | "AU$" | "MX$" | "RMB¥" | "元")
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn a_share_is_shown_in_per_cent() {
        for code in ["0%", "0.00%", "0.0\\ %;[Red]-0.0%"] {
            assert_eq!(Shown::of(code, Some(10)), Shown::Percent);
        }
        assert_eq!(Shown::Percent.text(0.253), "25.3%");
        assert_eq!(Shown::of("0\"%\"", None), Shown::Plain);
    }

    #[test]
    fn an_article_number_keeps_its_zeros() {
        assert_eq!(Shown::of("0000000", Some(164)).text(12_345.0), "0012345");
        assert_eq!(Shown::of("0", Some(1)), Shown::Plain);
    }

    #[test]
    fn money_keeps_the_sign_that_the_seller_chose() {
        let money = |sign: &str| Shown::Money(sign.to_owned());
        assert_eq!(Shown::of("[$¥-804]#,##0.00", Some(165)), money("¥"));
        assert_eq!(Shown::of("#,##0.00\\ [$€-407]", Some(166)), money("€"));
        assert_eq!(Shown::of("[$USD] #,##0.00", Some(166)), money("USD"));
        assert_eq!(Shown::of("\"US$\"#,##0.00", Some(166)), money("US$"));
        assert_eq!(money("¥").text(-18.2), "-¥18.2");
        // What the program's own format shows hangs on where it runs.
        assert_eq!(Shown::of("_($* #,##0.00_)", Some(44)), Shown::Plain);
        assert_eq!(Shown::of("[$-409]0.00", Some(170)), Shown::Plain);
    }
}
