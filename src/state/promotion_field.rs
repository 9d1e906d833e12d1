//! What the seller enters for promotions and bundles, and how discounts, orders and tiers are read.

use super::field::{FieldKind, FieldSpec, YES_NO, choice, decimal, field, percent, whole, with_unit};
use crate::error::{Error, ErrorKind, Result};
use crate::rate::Rate;
use crate::rounding::Ratio;

/// Fields of one promotion. Which of the first group a promotion takes, its data say.
pub const PROMOTION_FIELDS: &[FieldSpec] = &[
    field("discount", "promotion", FieldKind::Discount),
    field("amount", "promotion", FieldKind::Money),
    field("buy", "promotion", FieldKind::Units),
    field("free", "promotion", FieldKind::Units),
    field("nth", "promotion", FieldKind::Units),
    field("nth_off", "promotion", FieldKind::Discount),
    field("tiers", "promotion", FieldKind::Tiers),
    field("threshold", "promotion", FieldKind::Money),
    field("saving", "promotion", FieldKind::Money),
    choice("repeats", "promotion", YES_NO),
    field("gift_cost", "promotion", FieldKind::Money),
    field("gift_pick_fee", "promotion", FieldKind::Money),
    field("add_on_price", "promotion", FieldKind::Money),
    with_unit(field("redemption", "promotion", FieldKind::Percent), "%"),
    with_unit(field("prime_share", "promotion", FieldKind::Percent), "%"),
    field("basket", "course", FieldKind::Basket),
    with_unit(field("promotion_days", "course", FieldKind::Days), "days"),
    with_unit(field("promoted_per_day", "course", FieldKind::Quantity), "units_per_day"),
    field("campaign_fee", "course", FieldKind::Money),
];

/// Fields that all promotions of a product share.
pub const PROMOTED_FIELDS: &[FieldSpec] = &[
    with_unit(field("pull_forward", "promoted", FieldKind::Percent), "%"),
    with_unit(field("sister_share", "promoted", FieldKind::Percent), "%"),
    field("sister_margin", "promoted", FieldKind::Money),
    field("reference_price", "promoted", FieldKind::Money),
    field("recent_low", "promoted", FieldKind::Money),
    field("rating", "promoted", FieldKind::Quantity),
    field("promised_units", "promoted", FieldKind::Units),
];

/// Fields of a bundle.
pub const BUNDLE_FIELDS: &[FieldSpec] = &[
    field("bundle_price", "bundle", FieldKind::Money),
    field("prep_cost", "bundle", FieldKind::Money),
    field("bundle_longest", "bundle", FieldKind::Number),
    field("bundle_median", "bundle", FieldKind::Number),
    field("bundle_shortest", "bundle", FieldKind::Number),
    choice("bundle_dim_unit", "bundle", &["in", "cm"]),
    field("bundle_weight", "bundle", FieldKind::Number),
    choice("bundle_weight_unit", "bundle", &["lb", "oz", "kg", "g"]),
    with_unit(field("attach_rate", "bundle", FieldKind::Percent), "%"),
    with_unit(field("cannibal_share", "bundle", FieldKind::Percent), "%"),
    with_unit(field("bundle_days", "bundle", FieldKind::Days), "days"),
];

/// Most parts of a list.
const MOST_PARTS: usize = 12;

fn wrong(code: &'static str, text: &str) -> Error {
    Error::new(ErrorKind::Syntax, code).with("text", text)
}

/// A share off the price: `20 %`, `20`, `-20 %`, `20 % off`, `减20%`; `8折` and `85折` say what is paid.
///
/// `8 %` can be meant as 8折, a fifth off: below a tenth it is asked, unless a minus or "off" says which.
///
/// # Errors
/// `discount_or_zhe` where both can be meant; `discount_syntax`, `rate_two_ways`, `rate_above_one`, `number_syntax`.
///
/// ```
/// use clearfloor::{rate::Rate, state::promotion_field::discount};
/// let fifth = Rate::from_ppm(200_000);
/// assert_eq!((discount("20 %").unwrap(), discount("8折").unwrap()), (fifth, fifth));
/// assert_eq!(discount("8 %").unwrap_err().code(), "discount_or_zhe");
/// assert_eq!(discount("-8 %").unwrap(), Rate::from_ppm(80_000));
/// ```
pub fn discount(text: &str) -> Result<Rate> {
    let text = text.trim();
    if let Some(tenths) = text.strip_suffix('折') {
        let paid = decimal(tenths.trim())?.to_ratio()?.over(Ratio::whole(10))?;
        // 8.5折 and 85折 are both said; above ten tenths the second is meant.
        let paid = if paid > Ratio::ONE { paid.over(Ratio::whole(10))? } else { paid };
        if paid <= Ratio::ZERO || paid > Ratio::ONE {
            return Err(wrong("discount_syntax", text));
        }
        return Rate::nearest(Ratio::ONE.minus(paid)?);
    }
    let lower = text.to_lowercase();
    let bare = lower.strip_suffix("off").unwrap_or(&lower).trim();
    let bare = ["-", "−", "－", "减", "立减"].iter().fold(bare, |bare, sign| bare.strip_prefix(sign).unwrap_or(bare));
    let says_off = bare != lower;
    let share = percent(bare.trim(), Ratio::ONE)?;
    if !says_off && share >= Rate::from_ppm(10_000) && share < Rate::from_ppm(100_000) {
        let number = bare.trim_end_matches(['%', '％']).trim();
        return Err(wrong("discount_or_zhe", text)
            .with("first", format!("-{number} %"))
            .with("second", format!("{number}折")));
    }
    Ok(share)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty()).take(MOST_PARTS)
}

fn units(text: &str) -> Result<i64> {
    let units = whole(text.trim().trim_end_matches(['件', '×', 'x']).trim())?;
    if (1..=1000).contains(&units) { Ok(units) } else { Err(wrong("basket_syntax", text)) }
}

/// Units of an order, or shares of the orders with the units of each: `2`, `70 % 1; 25 % 2; 5 % 3`.
///
/// # Errors
/// `basket_syntax`; `basket_shares` unless the shares are the whole; `number_not_whole`.
pub(super) fn basket(text: &str) -> Result<Vec<(Rate, i64)>> {
    if !text.contains(['%', '％']) {
        return Ok(vec![(Rate::ONE, units(text)?)]);
    }
    let part = |part: &str| {
        let (share, count) = part.split_once(['%', '％']).ok_or_else(|| wrong("basket_syntax", text))?;
        Ok((percent(&format!("{}%", share.trim()), Ratio::ONE)?, units(count)?))
    };
    let read = parts(text).map(part).collect::<Result<Vec<_>>>()?;
    if read.iter().map(|(share, _)| share.ppm()).sum::<i64>() != Rate::ONE.ppm() {
        return Err(wrong("basket_shares", text));
    }
    Ok(read)
}

/// Numbers of units with the share off from there on: `2 10 %; 3 15 %`, `2件9折; 3件8折`.
///
/// # Errors
/// `tiers_syntax`, and those of [`discount`].
pub(super) fn tiers(text: &str) -> Result<Vec<(Rate, i64)>> {
    let part = |part: &str| {
        let syntax = || wrong("tiers_syntax", text);
        let end = part.find(|c: char| !c.is_ascii_digit()).ok_or_else(syntax)?;
        let (count, off) = part.split_at_checked(end).ok_or_else(syntax)?;
        let off = off.trim().trim_start_matches(['件', ':', '：', '=']).trim();
        if count.is_empty() || off.is_empty() || off.starts_with(['%', '％', '折']) {
            return Err(syntax());
        }
        Ok((discount(off)?, units(count)?))
    };
    let read = parts(text).map(part).collect::<Result<Vec<_>>>()?;
    if read.is_empty() { Err(wrong("tiers_syntax", text)) } else { Ok(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent_of(percent: i64) -> Rate {
        Rate::from_ppm(percent * 10_000)
    }

    #[test]
    fn discount_is_read_in_both_grammars() {
        for text in ["20 %", "20", "８折", "8折", "80折", "-20%", "20 % off", "减20%", "20％"] {
            assert_eq!(discount(text).unwrap(), percent_of(20), "{text}");
        }
        assert_eq!(discount("8.5折").unwrap(), percent_of(15));
    }

    #[test]
    fn tenths_typed_as_percent_are_questioned() {
        for text in ["8 %", "8", "8.5%", "9％"] {
            assert_eq!(discount(text).unwrap_err().code(), "discount_or_zhe", "{text}");
        }
        let asked = discount("8 %").unwrap_err();
        assert_eq!(asked.params()[1..], [("first", "-8 %".to_owned()), ("second", "8折".to_owned())]);
        assert_eq!(discount("10 %").unwrap(), percent_of(10));
    }

    #[test]
    fn refuses_what_is_no_discount() {
        for (text, code) in [
            ("0折", "discount_syntax"),
            ("120 %", "rate_above_one"),
            ("abc", "number_syntax"),
            ("0.2", "rate_two_ways"),
        ] {
            assert_eq!(discount(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn orders_are_one_number_or_shares_of_the_whole() {
        assert_eq!(basket("2").unwrap(), [(Rate::ONE, 2)]);
        assert_eq!(basket("70% 1; 30 % 2").unwrap(), [(percent_of(70), 1), (percent_of(30), 2)]);
        assert_eq!(basket("70% 1; 20% 2").unwrap_err().code(), "basket_shares");
        assert_eq!(basket("0").unwrap_err().code(), "basket_syntax");
    }

    #[test]
    fn tiers_name_units_and_a_share_off() {
        let read = [(percent_of(10), 2), (percent_of(20), 3)];
        assert_eq!(tiers("2 10%; 3 20%").unwrap(), read);
        assert_eq!(tiers("2件9折；3件8折").unwrap(), read);
        assert_eq!(tiers("10%").unwrap_err().code(), "tiers_syntax");
    }
}
