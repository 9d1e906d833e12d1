//! Ways that nothing else beats in both cash and time.

use super::outcome::Outcome;

/// Marks the ways that no other dominates: none brings at least as much cash in at most as many
/// days, one of the two strictly. Ways without cash or time take no part.
pub(super) fn mark_frontier(outcomes: &mut [Outcome]) {
    let points: Vec<Option<(i64, i32)>> =
        outcomes.iter().map(|o| o.cash.map(crate::money::Money::minor).zip(o.days_to_cash)).collect();
    for (outcome, point) in outcomes.iter_mut().zip(&points) {
        let Some((cash, days)) = *point else { continue };
        let is_beaten = points.iter().flatten().any(|&(other_cash, other_days)| {
            other_cash >= cash && other_days <= days && (other_cash, other_days) != (cash, days)
        });
        outcome.is_efficient = !is_beaten;
    }
}
