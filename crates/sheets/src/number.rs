//! Numbers as they were typed: a spreadsheet keeps fifteen digits, and shows no more.

/// Digits that a spreadsheet shows.
const DIGITS: usize = 15;

/// A number as plain text of at most fifteen digits, without the noise of binary fractions.
pub fn plain(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let scientific = format!("{number:.*e}", DIGITS - 1);
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let Ok(exponent) = exponent.parse::<i32>() else { return scientific };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    // Beyond that nobody types a number out.
    if !(-20..=20).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}E{exponent}");
    }
    let whole = usize::try_from(exponent.saturating_add(1)).unwrap_or(0);
    if whole == 0 {
        let zeros = usize::try_from(exponent.saturating_add(1).unsigned_abs()).unwrap_or(0);
        return format!("{sign}0.{}{digits}", "0".repeat(zeros));
    }
    match digits.split_at_checked(whole) {
        Some((whole, "")) => format!("{sign}{whole}"),
        Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{digits}{}", "0".repeat(whole - digits.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    #[test]
    fn shows_what_was_typed() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (24.99, "24.99"),
            (1_234_567_890_123.0, "1234567890123"),
            (-0.5, "-0.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (0.000_012_5, "0.0000125"),
            (1e25, "1E25"),
            (f64::NAN, ""),
        ] {
            assert_eq!(plain(number), text);
        }
    }

    proptest! {
        #[test]
        fn a_decimal_of_fifteen_digits_comes_back(whole in 0..1_000_000_000_u64, cents in 0..1_000_000_u64) {
            let typed = format!("{whole}.{cents:06}");
            let typed = typed.trim_end_matches('0').trim_end_matches('.');
            prop_assert_eq!(plain(typed.parse().unwrap()), typed);
        }
    }
}
