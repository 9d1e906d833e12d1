//! The plain way: lane by lane, the one that adds most a unit first.

use super::problem::TransferProblem;

/// Moves what stands idle at a donor to where the next unit adds most, as long as a lane pays for its charge: donor,
/// receiver, units. The plain way that a plan is held against.
pub(crate) fn plain_moves(problem: &TransferProblem) -> Vec<(usize, usize, f64)> {
    // What a site does not sell itself, above its own target.
    let idle = |site: usize| {
        problem.sites.get(site).map_or(0.0, |s| {
            let own = if s.sale_beats_keeping() { s.stock.min(s.sellable.unwrap_or(0.0)) } else { 0.0 };
            (s.stock - own.max(s.own_target)).max(0.0)
        })
    };
    let mut spare: Vec<f64> = (0..problem.sites.len()).map(idle).collect();
    let mut arrived = vec![0.0; problem.sites.len()];
    let mut ranked: Vec<_> = problem
        .lanes
        .iter()
        .filter_map(|lane| {
            let (donor, receiver) = (problem.sites.get(lane.from)?, problem.sites.get(lane.to)?);
            let gain = receiver.net_if_sold - donor.keep_value - lane.cost_per_unit?;
            (gain > 0.0).then_some((gain, lane))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut moves = Vec::new();
    // Bookings paid for, with the units they still carry.
    let mut booked: Vec<(usize, f64)> = Vec::new();
    for (gain, lane) in ranked {
        let (Some(receiver), Some(left)) = (problem.sites.get(lane.to), spare.get_mut(lane.from)) else { continue };
        let Some(there) = arrived.get_mut(lane.to) else { continue };
        let unserved = (receiver.sellable.unwrap_or(0.0) - receiver.stock).min(problem.sellable_on_arrival(lane));
        let most = unserved.min(receiver.room.unwrap_or(f64::INFINITY)) - *there;
        let paid = booked.iter_mut().find(|(booking, _)| lane.booking == Some(*booking));
        let carries = paid.as_ref().map_or(lane.capacity.unwrap_or(f64::INFINITY), |(_, carries)| *carries);
        let units = left.min(most).min(carries).max(0.0);
        if units * gain > if paid.is_some() { 0.0 } else { lane.fixed } {
            match (paid, lane.booking) {
                (Some(booking), _) => booking.1 -= units,
                (None, Some(booking)) => booked.push((booking, carries - units)),
                (None, None) => {}
            }
            *left -= units;
            *there += units;
            moves.push((lane.from, lane.to, units));
        }
    }
    moves
}
