//! Chance to be rid of stock in time.

use crate::demand::chance::CountDemand;
use crate::error::Result;

/// Chance to clear stock within some days, and what is expected to be left.
///
/// ```
/// use clearfloor::health::clear_chance;
/// // 600 sold in 60 days, so 300 are expected in 30: 200 are as good as gone, in either view.
/// let chance = clear_chance(200, 30.0, 600.0, 60.0).unwrap();
/// assert!(chance.at_known_pace > 0.999 && chance.at_uncertain_pace > 0.999);
/// assert!(chance.left_at_known_pace < chance.left_at_uncertain_pace);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClearChance {
    /// If the pace were known to be its mean.
    pub at_known_pace: f64,
    /// With the uncertainty of the pace.
    pub at_uncertain_pace: f64,
    /// Units expected to be left at a known pace.
    pub left_at_known_pace: f64,
    /// With the uncertainty of the pace.
    pub left_at_uncertain_pace: f64,
}

/// Clears `units` in `days` where the pace follows a Gamma distribution of `shape` units seen in `rate` days
/// (`math.md` §10).
///
/// # Errors
/// `demand_range` unless shape and rate are above zero and the days not below.
///
/// ```
/// use clearfloor::health::clear_chance;
/// // One sold in 10 days: in the next 10 some sale is missed with e⁻¹, or with (10 / 20)¹ if the pace is uncertain.
/// let chance = clear_chance(1, 10.0, 1.0, 10.0).unwrap();
/// assert!((chance.at_known_pace - (1.0 - (-1.0_f64).exp())).abs() < 1e-12);
/// assert!((chance.at_uncertain_pace - 0.5).abs() < 1e-12);
/// ```
pub fn clear_chance(units: u32, days: f64, shape: f64, rate: f64) -> Result<ClearChance> {
    let uncertain = CountDemand::gamma_poisson(shape, rate, days)?;
    let known = CountDemand::poisson(uncertain.mean())?;
    Ok(ClearChance {
        at_known_pace: known.at_least(units),
        at_uncertain_pace: uncertain.at_least(units),
        left_at_known_pace: known.expected_left(units),
        left_at_uncertain_pace: uncertain.expected_left(units),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uncertain_pace_leaves_more_behind() {
        for units in [5, 54, 200] {
            let chance = clear_chance(units, 90.0, 9.0, 15.0).unwrap();
            assert!(chance.left_at_uncertain_pace > chance.left_at_known_pace);
        }
        assert_eq!(clear_chance(0, 90.0, 9.0, 15.0).unwrap().at_known_pace, 1.0);
    }
}
