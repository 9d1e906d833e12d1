//! Words and signs for currencies and units, in headings and behind numbers.

use crate::lower::lower;
use crate::money::Currency;

/// What a unit word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitWord {
    /// Money.
    Money(MoneyMark),
    /// A share in hundredths.
    Percent,
    /// A measure, a span of time or a count.
    Measure,
}

/// A sign or word for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoneyMark {
    /// Names one currency.
    Currency(Currency),
    /// `$`, which several countries write.
    Dollar,
    /// `¥`, yuan or yen.
    Yen,
    /// `kr`, Swedish, Danish or Norwegian.
    Krone,
}

impl MoneyMark {
    /// Whether the sign may stand for the currency.
    pub(super) fn admits(self, currency: Currency) -> bool {
        match self {
            Self::Currency(own) => own == currency,
            Self::Dollar => {
                matches!(currency.code(), "USD" | "CAD" | "AUD" | "MXN" | "SGD" | "NZD" | "HKD" | "TWD" | "BRL")
            }
            Self::Yen => matches!(currency.code(), "CNY" | "JPY"),
            Self::Krone => matches!(currency.code(), "SEK" | "DKK" | "NOK"),
        }
    }
}

const CODES: [&str; 24] = [
    "USD", "CNY", "EUR", "GBP", "JPY", "CAD", "AUD", "MXN", "SEK", "PLN", "TRY", "INR", "BRL", "SGD", "AED", "SAR",
    "CHF", "DKK", "NOK", "CZK", "HKD", "NZD", "TWD", "KRW",
];

/// Signs and words for money. Longer ones come before those they contain.
const MONEY_WORDS: [(&str, &str); 37] = [
    ("us$", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("cdn$", "CAD"),
    ("加元", "CAD"),
    ("au$", "AUD"),
    ("a$", "AUD"),
    ("澳元", "AUD"),
    ("mx$", "MXN"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("r$", "BRL"),
    ("人民币", "CNY"),
    ("rmb", "CNY"),
    ("cn¥", "CNY"),
    ("jp¥", "JPY"),
    ("日元", "JPY"),
    ("yen", "JPY"),
    ("円", "JPY"),
    ("欧元", "EUR"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("英镑", "GBP"),
    ("£", "GBP"),
    ("zł", "PLN"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("元", "CNY"),
    ("块", "CNY"),
    ("kr", "krone"),
    ("$", "dollar"),
    ("¥", "yen"),
    ("￥", "yen"),
];

fn mark_named(name: &str) -> Option<MoneyMark> {
    match name {
        "dollar" => Some(MoneyMark::Dollar),
        "yen" => Some(MoneyMark::Yen),
        "krone" => Some(MoneyMark::Krone),
        code => Currency::parse(code).ok().map(MoneyMark::Currency),
    }
}

/// The money mark `text` starts with and the length of it.
pub(super) fn leading_money(text: &str) -> Option<(MoneyMark, usize)> {
    marks(text, |text, word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// The money mark `text` ends with and the length of it.
pub(super) fn trailing_money(text: &str) -> Option<(MoneyMark, usize)> {
    marks(text, |text, word| {
        let start = text.len().checked_sub(word.len());
        start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    })
}

fn marks(text: &str, has: impl Fn(&str, &str) -> bool) -> Option<(MoneyMark, usize)> {
    if has(text, "＄") {
        return Some((MoneyMark::Dollar, "＄".len()));
    }
    if let Some(code) = CODES.iter().find(|code| has(text, code)) {
        return mark_named(code).map(|mark| (mark, code.len()));
    }
    let (word, name) = MONEY_WORDS.iter().find(|(word, _)| has(text, word))?;
    mark_named(name).map(|mark| (mark, word.len()))
}

/// What a whole word stands for, if it is a unit.
pub(super) fn unit_word(word: &str) -> Option<UnitWord> {
    let word = word.trim().trim_end_matches('.');
    if word.is_empty() || word.len() > 24 {
        return None;
    }
    if let Some((mark, length)) = leading_money(word)
        && length == word.len()
    {
        return Some(UnitWord::Money(mark));
    }
    if matches!(word, "%" | "％" | "百分比") {
        return Some(UnitWord::Percent);
    }
    if is_measure(word) { Some(UnitWord::Measure) } else { None }
}

/// Measures, spans of time and counts as they stand behind numbers and in the brackets of headings.
pub(super) fn is_measure(word: &str) -> bool {
    use crate::units::{LengthUnit, WeightUnit};
    if LengthUnit::from_word(word).is_some() || WeightUnit::from_word(word).is_some() {
        return true;
    }
    matches!(
        lower(word).as_str(),
        "day"
            | "days"
            | "d"
            | "天"
            | "日"
            | "tage"
            | "jours"
            | "giorni"
            | "días"
            | "dias"
            | "week"
            | "weeks"
            | "周"
            | "週"
            | "month"
            | "months"
            | "个月"
            | "月"
            | "unit"
            | "units"
            | "pc"
            | "pcs"
            | "piece"
            | "pieces"
            | "ea"
            | "件"
            | "个"
            | "個"
            | "台"
            | "套"
            | "箱"
            | "双"
            | "只"
            | "ct"
            | "qty"
            | "stück"
            | "stk"
            | "cubic feet"
            | "cubic foot"
            | "cu ft"
            | "cuft"
            | "cft"
            | "ft3"
            | "ft³"
            | "cm3"
            | "cm³"
            | "m3"
            | "m³"
            | "in3"
            | "in³"
            | "cubic centimeters"
            | "cubic centimetres"
            | "cbm"
            | "立方英尺"
            | "立方米"
            | "立方厘米"
            | "ft"
            | "m"
    )
}
