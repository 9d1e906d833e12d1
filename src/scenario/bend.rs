//! Phases of a steady pace, bent by a season.

use crate::demand::{Stretch, factor_on};
use crate::stock::Phase;

/// Multiplies the pace of phases by a season and cuts them where it changes. Without stretches nothing is touched; before
/// the first stretch the factor is 1.
///
/// ```
/// use clearfloor::{demand::Stretch, scenario::bend, stock::Phase};
/// let phase = |from_day, units_per_day, net_per_unit| Phase { from_day, units_per_day, net_per_unit };
/// let mut phases = vec![phase(0, 2.0, 900.0), phase(55, 2.0, 940.0)];
/// bend(&mut phases, &[Stretch { from_day: 0, factor: 1.0 }, Stretch { from_day: 10, factor: 1.5 }]);
/// assert_eq!(phases, [phase(0, 2.0, 900.0), phase(10, 3.0, 900.0), phase(55, 3.0, 940.0)]);
/// ```
pub fn bend(phases: &mut Vec<Phase>, season: &[Stretch]) {
    if season.is_empty() {
        return;
    }
    let steady = core::mem::take(phases);
    for (place, phase) in steady.iter().enumerate() {
        let end = steady.get(place + 1).map_or(i32::MAX, |next| next.from_day);
        let times =
            |from_day: i32, factor: f64| Phase { from_day, units_per_day: phase.units_per_day * factor, ..*phase };
        phases.push(times(phase.from_day, factor_on(season, phase.from_day)));
        let within = season.iter().filter(|stretch| (phase.from_day + 1..end).contains(&stretch.from_day));
        phases.extend(within.map(|stretch| times(stretch.from_day, stretch.factor)));
    }
}
