//! How many units to keep and how many to let go by each exit, together worth the most.

use crate::steps::{Meter, at_once};

/// Values that differ by less are equal, and fewer units are let go.
const TIE: f64 = 1e-9;
/// Products of two numbers of units that are tried at most: a tenth of a second.
const MOST_WORK: usize = 40_000_000;

/// The best split of a stock.
///
/// ```
/// use clearfloor::exits::{Split, best_split};
/// // Two units: the first earns 9 kept, the second 1; an exit takes any for 4.
/// let split = best_split(&[0.0, 9.0, 10.0], &[vec![0.0, 4.0, 8.0]]).unwrap();
/// assert_eq!(split, Split { value: 13.0, keep: 1, let_go: vec![1] });
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Worth of all of it.
    pub value: f64,
    /// Steps of the stock that are kept.
    pub keep: usize,
    /// Steps let go by each exit, in the order they were given.
    pub let_go: Vec<usize>,
}

/// The best split, by trying all of them: `kept[n]` is the worth of keeping `n` steps of the stock, the last of it that of
/// keeping all; `exits[k][n]` the worth of letting `n` steps go by exit `k`, as many as it takes. Nothing is assumed of
/// their shapes, so the marginal rule of math.md §4 (keep the units worth more kept than gone) comes out where both are
/// concave. Of equal splits the one that lets fewest go is taken, and of equal exits the earlier.
///
/// `None` without a stock to split, or if it would take too long.
///
/// ```
/// use clearfloor::exits::best_split;
/// // A third unit kept costs more than it earns; one exit takes a single unit.
/// let split = best_split(&[0.0, 9.0, 14.0, 13.0], &[vec![0.0, 3.0], vec![0.0, 1.0, 2.0, 3.0]]).unwrap();
/// assert_eq!((split.keep, split.let_go, split.value), (2, vec![1, 0], 17.0));
/// ```
#[must_use]
pub fn best_split(kept: &[f64], exits: &[Vec<f64>]) -> Option<Split> {
    at_once(best_split_in_steps(kept, exits))
}

/// The same with pauses.
pub(crate) async fn best_split_in_steps(kept: &[f64], exits: &[Vec<f64>]) -> Option<Split> {
    let mut meter = Meter::default();
    let stock = kept.len().checked_sub(1)?;
    let work = exits.iter().map(|exit| exit.len().min(stock + 1)).fold(0_usize, usize::saturating_add);
    if work.saturating_mul(stock + 1) > MOST_WORK {
        return None;
    }
    // Worth of letting n steps go by the exits so far, and how many of them go by the last one.
    let mut worth = vec![f64::NEG_INFINITY; stock + 1];
    *worth.first_mut()? = 0.0;
    let mut taken: Vec<Vec<usize>> = Vec::with_capacity(exits.len());
    for exit in exits {
        let mut next = worth.clone();
        let mut by_this = vec![0; stock + 1];
        for (n, (slot, count)) in next.iter_mut().zip(&mut by_this).enumerate() {
            for (gone, value) in exit.iter().enumerate().take(n + 1).skip(1) {
                let together = worth.get(n - gone).map_or(f64::NEG_INFINITY, |before| before + value);
                if together > *slot + TIE {
                    (*slot, *count) = (together, gone);
                }
            }
            meter.did(exit.len().min(n + 1)).await;
        }
        worth = next;
        taken.push(by_this);
    }
    let mut best: Option<(f64, usize)> = None;
    for ((gone, of_exits), kept) in worth.iter().enumerate().zip(kept.iter().rev()) {
        let value = of_exits + kept;
        if value.is_finite() && best.is_none_or(|(most, _)| value > most + TIE) {
            best = Some((value, gone));
        }
    }
    let (value, gone) = best?;
    let mut left = gone;
    let mut let_go = vec![0; exits.len()];
    for (slot, by_this) in let_go.iter_mut().zip(&taken).rev() {
        *slot = by_this.get(left).copied().unwrap_or(0);
        left -= *slot;
    }
    Some(Split { value, keep: stock - gone, let_go })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demand::draws::Draws;

    /// Every split, one after the other.
    fn by_trial(kept: &[f64], exits: &[Vec<f64>]) -> f64 {
        let Some((first, rest)) = exits.split_first() else { return *kept.last().unwrap() };
        let stock = kept.len() - 1;
        let tried = first.iter().take(stock + 1).enumerate();
        let values = tried.map(|(gone, value)| value + by_trial(&kept[..=stock - gone], rest));
        values.fold(f64::NEG_INFINITY, f64::max)
    }

    #[test]
    fn finds_what_trying_every_split_finds() {
        let mut draws = Draws::of(7);
        for stock in 0..9_usize {
            let mut values = |count: usize| -> Vec<f64> {
                let mut values: Vec<f64> = (0..count).map(|_| draws.unit() * 20.0 - 5.0).collect();
                values[0] = 0.0;
                values
            };
            let kept = values(stock + 1);
            let exits = [values(stock + 1), values(3), values(stock + 4)];
            let split = best_split(&kept, &exits).unwrap();
            assert!((split.value - by_trial(&kept, &exits)).abs() < 1e-9);
            assert_eq!(split.keep + split.let_go.iter().sum::<usize>(), stock);
            let told: f64 = exits.iter().zip(&split.let_go).map(|(exit, gone)| exit[*gone]).sum();
            assert!((told + kept[split.keep] - split.value).abs() < 1e-9);
        }
    }

    #[test]
    fn is_never_worse_than_keeping_all_or_letting_all_go() {
        let kept: Vec<f64> = (0..=40_i32).map(|n| 10.0 * f64::from(n).sqrt()).collect();
        let exit: Vec<f64> = (0..=40_i32).map(|n| f64::from(n) * 1.25).collect();
        let split = best_split(&kept, std::slice::from_ref(&exit)).unwrap();
        assert!(split.value >= kept[40] && split.value >= exit[40]);
        // Concave: kept as long as a unit more is worth what it brings gone.
        assert!(kept[split.keep] - kept[split.keep - 1] >= 1.25);
        assert!(kept[split.keep + 1] - kept[split.keep] < 1.25);
    }

    #[test]
    fn equal_worth_lets_nothing_go() {
        let line: Vec<f64> = (0..=5_i32).map(f64::from).collect();
        let split = best_split(&line, &[line.clone(), line.clone()]).unwrap();
        assert_eq!((split.keep, split.let_go), (5, vec![0, 0]));
        assert!(best_split(&[], &[]).is_none());
    }
}
