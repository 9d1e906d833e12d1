//! The best plan: a flow of least cost, and branching over lanes with a charge.
//!
//! A charge that is paid once makes the problem a search. Spread over the most units a lane could carry it gives a flow
//! whose value no plan exceeds; where that flow uses a lane only in part, the lane is tried closed and paid for. The
//! search takes the most promising half first, so what is left when it ends bounds every plan, and leaves out what cannot
//! beat the best plan known. Some flows are also tried as they are: their lanes paid for, those without worth given up.

use super::flow::{ArcNumber, Network, UNLIMITED, figure, parts};
use super::greedy::greedy;
use super::problem::{Lane, Move, Plan, TransferProblem};
use super::shipment::units_in_parts;
use crate::error::Result;

/// Lanes times flows looked at before the search ends with what it has.
const MOST_LOOKS: usize = 200_000;
/// One flow of so many is also tried as it is.
const TIDY_EVERY: usize = 8;
/// A gain below this share of the value is rounding.
const NOTHING: f64 = 1e-9;

/// How a lane with a charge is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Its charge is spread over what it can carry.
    Open,
    /// Its charge is paid.
    Paid,
    /// Not used.
    Closed,
}

/// A lane that can be used, with its limits in parts.
#[derive(Clone, Copy, Debug)]
struct Usable<'a> {
    lane: &'a Lane,
    cost: f64,
    carries: f64,
}

/// Units on each usable lane and their value when charges are paid in full.
struct Flow {
    units: Vec<f64>,
    relaxed: f64,
}

/// Finds the moves worth the most.
///
/// Units move only where they are sold in the time left after the way; a donor never goes below its own target.
///
/// # Errors
/// `transfer_range` with `what` for figures that are not finite, too large, or units below zero; `lane_without_site`;
/// `lane_twice`.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |name: &str, stock, sellable, net_if_sold, keep_value| Site {
///     name: name.to_owned(), stock, own_target: 0.0, room: None, sellable: Some(sellable), net_if_sold, keep_value,
/// };
/// let lane = |from, to| Lane { from, to, cost_per_unit: Some(2.0), fixed: 120.0, days: 0.0 };
/// let problem = TransferProblem {
///     sites: vec![site("US", 900.0, 300.0, 2.2, -0.6), site("DE", 20.0, 250.0, 3.9, 1.0)],
///     lanes: vec![lane(0, 1), lane(1, 0)],
///     days: 90.0,
/// };
/// let found = plan(&problem).unwrap();
/// // 230 units sell in DE for 3.90 less 2.00; at home each costs 0.60 more than it is worth: 575 less the charge.
/// assert_eq!((found.moves.len(), found.moves[0].units), (1, 230.0));
/// assert!((found.gain() - 455.0).abs() < 1e-6);
/// assert!(found.is_proven);
/// ```
pub fn plan(problem: &TransferProblem) -> Result<Plan> {
    let notes = problem.check()?;
    let usable: Vec<Usable> = problem.lanes.iter().filter_map(|lane| use_of(problem, lane)).collect();
    let value_without = problem.value_without();
    let plain = greedy(problem);
    let value_of_greedy = problem.value_of(&plain)?;

    let mut best = (value_without, vec![0.0; usable.len()]);
    if value_of_greedy > best.0 {
        let on = |one: &Usable| plain.iter().find(|m| (m.0, m.1) == (one.lane.from, one.lane.to)).map_or(0.0, |m| m.2);
        best = (value_of_greedy, usable.iter().map(on).collect());
    }
    let open: Vec<Standing> =
        usable.iter().map(|one| if one.lane.fixed > 0.0 { Standing::Open } else { Standing::Paid }).collect();
    let first = flow(problem, &usable, &open)?;
    let mut waiting = vec![(open, first)];
    let most_flows = MOST_LOOKS / usable.len().max(1);
    let (mut looked_at, mut halved) = (1, 0);
    let mut bound_left = f64::NEG_INFINITY;
    while let Some(next) = most_promising(&waiting) {
        let (standing, found) = waiting.swap_remove(next);
        let least = NOTHING * best.0.abs().max(1.0);
        if found.relaxed <= best.0 + least {
            break;
        }
        if looked_at >= most_flows {
            bound_left = found.relaxed;
            break;
        }
        let full = paid_in_full(&usable, &standing, &found);
        if full > best.0 {
            best = (full, found.units.clone());
        }
        if halved % TIDY_EVERY == 0 {
            let (tidied, flows) = tidied(problem, &usable, &standing, &found)?;
            looked_at += flows;
            if tidied.0 > best.0 {
                best = tidied;
            }
        }
        halved += 1;
        let Some(branch) = most_in_part(&usable, &standing, &found) else { continue };
        for choice in [Standing::Paid, Standing::Closed] {
            let mut half = standing.clone();
            if let Some(slot) = half.get_mut(branch) {
                *slot = choice;
            }
            let next = flow(problem, &usable, &half)?;
            looked_at += 1;
            if next.relaxed > best.0 + least {
                waiting.push((half, next));
            }
        }
    }
    let is_proven = bound_left <= best.0;
    let moves = explained(problem, &usable, &best.1);
    let bound = bound_left.max(best.0);
    Ok(Plan { moves, value: best.0, value_without, value_of_greedy, bound, is_proven, notes })
}

fn most_promising(waiting: &[(Vec<Standing>, Flow)]) -> Option<usize> {
    let ranked = waiting.iter().enumerate().max_by(|a, b| a.1.1.relaxed.total_cmp(&b.1.1.relaxed));
    ranked.map(|(number, _)| number)
}

/// The lanes of a flow paid for and the others closed; then the lane that carries the least for its charge is given up as
/// long as that is worth more. Says how many flows it took.
fn tidied(
    problem: &TransferProblem,
    usable: &[Usable],
    standing: &[Standing],
    found: &Flow,
) -> Result<((f64, Vec<f64>), usize)> {
    let is_used = |(units, standing): (&f64, &Standing)| *units > 0.0 && *standing != Standing::Closed;
    let of_use = |used: bool| if used { Standing::Paid } else { Standing::Closed };
    let mut lanes: Vec<Standing> = found.units.iter().zip(standing).map(is_used).map(of_use).collect();
    let mut best = (f64::NEG_INFINITY, Vec::new());
    let mut flows = 0;
    loop {
        let next = flow(problem, usable, &lanes)?;
        flows += 1;
        let value = paid_in_full(usable, &lanes, &next);
        if value <= best.0 {
            return Ok((best, flows));
        }
        best = (value, next.units);
        // A charge a unit: the dearest is given up first.
        let dear = usable.iter().zip(&best.1).enumerate().filter(|(_, (_, units))| **units > 0.0);
        let charge = |(number, (one, units)): (usize, (&Usable, &f64))| (number, one.lane.fixed / units);
        let Some((number, charge)) = dear.map(charge).max_by(|a, b| a.1.total_cmp(&b.1)) else {
            return Ok((best, flows));
        };
        let Some(slot) = lanes.get_mut(number).filter(|_| charge > 0.0) else { return Ok((best, flows)) };
        *slot = Standing::Closed;
    }
}

fn use_of<'a>(problem: &TransferProblem, lane: &'a Lane) -> Option<Usable<'a>> {
    let (donor, receiver) = (problem.sites.get(lane.from)?, problem.sites.get(lane.to)?);
    let most = (donor.stock - donor.own_target).min(receiver.room.unwrap_or(f64::INFINITY));
    let carries = most.min(problem.sellable_on_arrival(lane));
    (carries > 0.0).then_some(Usable { lane, cost: lane.cost_per_unit?, carries })
}

/// What a flow that was found with spread charges is worth when they are paid in full.
fn paid_in_full(usable: &[Usable], standing: &[Standing], found: &Flow) -> f64 {
    let owed = usable.iter().zip(standing).zip(&found.units).map(|((one, standing), units)| match standing {
        Standing::Open if *units > 0.0 => one.lane.fixed * (1.0 - units / one.carries),
        // A charge is only owed for a lane that is used.
        Standing::Paid if *units == 0.0 => -one.lane.fixed,
        _ => 0.0,
    });
    found.relaxed - owed.sum::<f64>()
}

/// The open lane whose charge is spread the thinnest.
fn most_in_part(usable: &[Usable], standing: &[Standing], found: &Flow) -> Option<usize> {
    let gaps = usable.iter().zip(standing).zip(&found.units).map(|((one, standing), units)| {
        if *standing == Standing::Open && *units > 0.0 { one.lane.fixed * (1.0 - units / one.carries) } else { 0.0 }
    });
    gaps.enumerate().filter(|(_, gap)| *gap > NOTHING).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(number, _)| number)
}

/// The best flow with lanes as they stand.
fn flow(problem: &TransferProblem, usable: &[Usable], standing: &[Standing]) -> Result<Flow> {
    let mut network = Network::default();
    let (source, sink) = (network.place(), network.place());
    let (mut leaves, mut enters, mut keeps, mut sells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for site in &problem.sites {
        let (here, out, shop) = (network.place(), network.place(), network.place());
        let stock = units_in_parts("stock", site.stock)?;
        network.arc(source, here, stock, 0);
        keeps.push(network.arc(here, sink, UNLIMITED, -parts("keep_value", site.keep_value)?));
        network.arc(here, shop, UNLIMITED, 0);
        let sellable = units_in_parts("sellable", site.sellable.unwrap_or(0.0))?;
        sells.push(network.arc(shop, sink, sellable, -parts("net_if_sold", site.net_if_sold)?));
        network.arc(here, out, (stock - units_in_parts("own_target", site.own_target)?).max(0), 0);
        leaves.push(out);
        let gate = network.place();
        network.arc(gate, shop, site.room.map_or(Ok(UNLIMITED), |room| units_in_parts("room", room))?, 0);
        enters.push(gate);
    }
    let mut lanes: Vec<Option<ArcNumber>> = vec![None; usable.len()];
    for (site, gate) in enters.iter().enumerate() {
        // Units on a longer way share the shorter time to sell: each step lets through what is left of it.
        let mut arriving: Vec<(usize, &Usable)> =
            usable.iter().enumerate().filter(|(_, one)| one.lane.to == site).collect();
        arriving.sort_by(|a, b| a.1.lane.days.total_cmp(&b.1.lane.days));
        let mut before = *gate;
        let mut days = None;
        for (number, one) in arriving {
            if standing.get(number) == Some(&Standing::Closed) {
                continue;
            }
            if days != Some(one.lane.days) {
                let step = network.place();
                network.arc(step, before, units_in_parts("sellable", problem.sellable_on_arrival(one.lane))?, 0);
                (before, days) = (step, Some(one.lane.days));
            }
            let is_open = standing.get(number) == Some(&Standing::Open);
            let spread = if is_open { one.lane.fixed / one.carries } else { 0.0 };
            let Some(&out) = leaves.get(one.lane.from) else { continue };
            let cost = parts("cost_per_unit", one.cost + spread)?;
            let arc = network.arc(out, before, units_in_parts("carries", one.carries)?, cost);
            if let Some(slot) = lanes.get_mut(number) {
                *slot = Some(arc);
            }
        }
    }
    network.send(source, sink);
    let through = |arc: &ArcNumber| figure(network.through(*arc));
    let units: Vec<f64> = lanes.iter().map(|lane| lane.as_ref().map_or(0.0, through)).collect();
    let at_sites = problem
        .sites
        .iter()
        .zip(keeps.iter().zip(&sells))
        .map(|(site, (keep, sell))| through(keep) * site.keep_value + through(sell) * site.net_if_sold);
    let on_lanes = usable.iter().zip(&units).zip(standing).map(|((one, units), standing)| match standing {
        Standing::Open => units * (one.cost + one.lane.fixed / one.carries),
        Standing::Paid => units * one.cost + one.lane.fixed,
        Standing::Closed => 0.0,
    });
    let relaxed = at_sites.sum::<f64>() - on_lanes.sum::<f64>();
    Ok(Flow { units, relaxed })
}

/// Moves with what they take from their donor and their receiver, so that gains add up to that of the plan.
fn explained(problem: &TransferProblem, usable: &[Usable], units: &[f64]) -> Vec<Move> {
    let used: Vec<(&Usable, f64)> =
        usable.iter().zip(units.iter().copied()).filter(|(_, units)| *units > 0.0).collect();
    let sum = |is_of: &dyn Fn(&Lane) -> bool| -> f64 {
        used.iter().filter(|(one, _)| is_of(one.lane)).map(|(_, units)| units).sum()
    };
    // What each site's own stock loses in worth by the moves, a unit that leaves it or, where none does, arrives.
    let lost: Vec<(f64, f64)> = problem
        .sites
        .iter()
        .enumerate()
        .map(|(number, site)| {
            let (out, into) = (sum(&|lane| lane.from == number), sum(&|lane| lane.to == number));
            let own = site.stock - out;
            let room = (site.sellable.unwrap_or(0.0) - into).max(0.0);
            let sold = if site.sale_beats_keeping() { own.min(room) } else { 0.0 };
            let after = sold * site.net_if_sold + (own - sold) * site.keep_value;
            let lost = site.value_alone() - after;
            if out > 0.0 {
                (lost / out, 0.0)
            } else if into > 0.0 {
                (0.0, lost / into)
            } else {
                (0.0, 0.0)
            }
        })
        .collect();
    used.iter()
        .filter_map(|(one, units)| {
            let (lane, units) = (one.lane, *units);
            let net_there = problem.sites.get(lane.to)?.net_if_sold;
            let (kept_here, displaced_there) = (lost.get(lane.from)?.0, lost.get(lane.to)?.1);
            let gain = units * (net_there - kept_here - displaced_there - one.cost) - lane.fixed;
            let (from, to, cost_per_unit, fixed) = (lane.from, lane.to, one.cost, lane.fixed);
            Some(Move { from, to, units, net_there, kept_here, displaced_there, cost_per_unit, fixed, gain })
        })
        .collect()
}
