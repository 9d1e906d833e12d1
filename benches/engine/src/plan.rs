//! The plan of the bench: 500 units over 26 weeks and 15 prices.

use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
use clearfloor::markdown::plan::Plan;
use clearfloor::markdown::rules::Rules;

/// Units on hand.
pub const UNITS: u32 = 500;
/// Reviews.
const WEEKS: usize = 26;

/// Its list of prices over time.
pub fn ladder() -> Option<Ladder> {
    let prices: Vec<f64> = (0..15).map(|step| 25.0 * (1.0 - 0.05 * f64::from(step))).collect();
    let nets: Vec<f64> = prices.iter().map(|price| 0.85 * price - 5.0).collect();
    let reaction = Reaction::Isoelastic { elasticity: -2.62 };
    let demand = LadderDemand { base: 8.0, reference_price: 25.0, reaction, season: &[1.0; WEEKS] };
    Some(Ladder::new(&prices, &nets, &demand, &[0.06; WEEKS]).ok()?.ending(0.5, 1.0))
}

/// What the best plan is worth.
pub fn value(ladder: &Ladder) -> Option<f64> {
    Plan::best(ladder, UNITS, &Rules::falling()).ok().map(|plan| plan.value)
}
