//! How much demand must rise for a price to be worth it.

/// Halvings of the search: beyond what a part per million can tell.
const HALVINGS: usize = 48;

/// The smallest multiple of today's demand at which `value_at` reaches `target`, looked for between
/// nothing and `most`, at which all is sold on the first day. `None` = no multiple does.
///
/// The value need not rise all the way (what sells before a fee falls earns less), so the first
/// crossing is looked for on doubling steps and then halved.
pub(super) fn multiple_needed(target: f64, most: f64, value_at: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let reaches = |multiple: f64| value_at(multiple).is_some_and(|value| value >= target);
    if !(most.is_finite() && most > 0.0) {
        return None;
    }
    if reaches(0.0) {
        return Some(0.0);
    }
    let mut no = 0.0;
    let mut step = (1.0_f64 / 64.0).min(most);
    loop {
        if reaches(step) {
            break;
        }
        if step >= most {
            return None;
        }
        no = step;
        step = (step * 2.0_f64.sqrt()).min(most);
    }
    let mut yes = step;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(no, yes);
        if reaches(middle) {
            yes = middle;
        } else {
            no = middle;
        }
    }
    Some(yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_crossing() {
        let needed = multiple_needed(6.0, 100.0, |m| Some(2.0 * m)).unwrap();
        assert!((needed - 3.0).abs() < 1e-9);
        let hill = |m: f64| Some(10.0 - (m - 5.0) * (m - 5.0));
        let needed = multiple_needed(9.0, 1000.0, hill).unwrap();
        assert!((needed - 4.0).abs() < 1e-9);
    }

    #[test]
    fn says_when_nothing_is_needed_or_nothing_helps() {
        assert_eq!(multiple_needed(-1.0, 10.0, Some), Some(0.0));
        assert_eq!(multiple_needed(11.0, 10.0, Some), None);
        assert_eq!(multiple_needed(1.0, f64::INFINITY, Some), None);
        assert_eq!(multiple_needed(1.0, 10.0, |_| None), None);
    }
}
