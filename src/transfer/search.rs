//! The best plan: a flow of least cost, and branching over lanes with a charge.
//!
//! A charge that is paid once makes the problem a search. Spread over the most units a lane could carry it gives a flow
//! whose value no plan exceeds; where that flow uses a lane only in part, the lane is tried closed and paid for. The
//! search takes the most promising half first, so what is left when it ends bounds every plan, and leaves out what cannot
//! beat the best plan known. Some flows are also tried as they are: their lanes paid for, those without worth given up.

use super::flow::{ArcNumber, Network, UNLIMITED, figure, parts};
use super::greedy::plain_moves;
use super::problem::{Lane, Move, Note, Plan, TransferProblem};
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

/// A lane that can be used.
#[derive(Clone, Copy, Debug)]
struct Usable<'a> {
    lane: &'a Lane,
    cost: f64,
    carries: f64,
    /// Number of the charge it is paid with.
    charge: usize,
}

/// A charge, of one lane or of all of a booking.
#[derive(Clone, Copy, Debug)]
struct Charge {
    booking: Option<usize>,
    fixed: f64,
    /// Units that all its lanes could carry.
    carries: f64,
}

/// What the search goes over.
struct Ground<'a> {
    problem: &'a TransferProblem,
    usable: Vec<Usable<'a>>,
    charges: Vec<Charge>,
    /// Sites that lanes join, each with the lanes that arrive there; what is of different parts has no flow in common.
    parts: Vec<Vec<(usize, Vec<usize>)>>,
    /// Value of the sites that no lane reaches.
    alone: f64,
}

/// Units on each usable lane and their value when charges are paid in full.
struct Flow {
    units: Vec<f64>,
    relaxed: f64,
}

/// Finds the moves worth the most.
///
/// Units move only where they are sold in the time left after the way; a donor never goes below its own target. Where
/// lanes of a booking would carry more than its capacity, the moves that add most a unit have it first, and the plan is
/// proven only if it reaches what would be had without that limit.
///
/// # Errors
/// `transfer_range` with `what` for figures that are not finite, too large, or units below zero; `lane_without_site`;
/// `lane_twice`; `booking_differs`.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |name: &str, stock, sellable, net_if_sold, keep_value| Site {
///     name: name.to_owned(), stock, own_target: 0.0, room: None, sellable: Some(sellable), net_if_sold, keep_value,
/// };
/// let lane = |from, to| Lane { from, to, cost_per_unit: Some(2.0), fixed: 120.0, days: 0.0, capacity: None, booking: None };
/// let problem = TransferProblem {
///     sites: vec![site("US", 900.0, 300.0, 2.2, -0.6), site("DE", 20.0, 250.0, 3.9, 1.0)],
///     lanes: vec![lane(0, 1), lane(1, 0)],
///     days: 90.0,
///     is_whole: false,
/// };
/// let found = plan(&problem).unwrap();
/// // 230 units sell in DE for 3.90 less 2.00; at home each costs 0.60 more than it is worth: 575 less the charge.
/// assert_eq!((found.moves.len(), found.moves[0].units), (1, 230.0));
/// assert!((found.gain() - 455.0).abs() < 1e-6);
/// assert!(found.is_proven);
/// ```
pub fn plan(problem: &TransferProblem) -> Result<Plan> {
    let notes = problem.check()?;
    let mut limits: Vec<f64> = problem.lanes.iter().map(|lane| lane.capacity.unwrap_or(f64::INFINITY)).collect();
    let mut found = search(problem, &limits, notes)?;
    let bound = found.bound;
    // A booking that was shared out stays within its capacity, so each is looked at once.
    while let Some((booking, capacity)) = overfull(problem, &found) {
        share_out(problem, &found, booking, capacity, &mut limits);
        found = search(problem, &limits, found.notes)?;
    }
    found.bound = bound.max(found.value);
    found.is_proven &= found.bound - found.value <= NOTHING * found.value.abs().max(1.0);
    Ok(found)
}

/// The lane of a move.
fn lane_of<'a>(problem: &'a TransferProblem, one: &Move) -> Option<(usize, &'a Lane)> {
    problem.lanes.iter().enumerate().find(|(_, lane)| (lane.from, lane.to) == (one.from, one.to))
}

/// A booking whose moves are more than it carries, and what it carries.
fn overfull(problem: &TransferProblem, found: &Plan) -> Option<(usize, f64)> {
    let mut carried: Vec<(usize, f64, f64)> = Vec::new();
    for one in &found.moves {
        let Some((_, lane)) = lane_of(problem, one) else { continue };
        let Some((booking, capacity)) = lane.booking.zip(lane.capacity) else { continue };
        match carried.iter_mut().find(|(known, ..)| *known == booking) {
            Some(known) => known.2 += one.units,
            None => carried.push((booking, capacity, one.units)),
        }
    }
    carried.into_iter().find(|(_, capacity, units)| *units > capacity + 1e-6).map(|(booking, most, _)| (booking, most))
}

/// Shares the capacity of a booking out to its lanes: what adds most a unit has it first.
fn share_out(problem: &TransferProblem, found: &Plan, booking: usize, capacity: f64, limits: &mut [f64]) {
    let of_booking = |one: &&Move| lane_of(problem, one).is_some_and(|(_, lane)| lane.booking == Some(booking));
    let mut moves: Vec<&Move> = found.moves.iter().filter(of_booking).collect();
    let worth = |one: &Move| one.net_there - one.kept_here - one.displaced_there - one.cost_per_unit;
    moves.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    for (limit, lane) in limits.iter_mut().zip(&problem.lanes) {
        if lane.booking == Some(booking) {
            *limit = 0.0;
        }
    }
    let mut left = capacity;
    for one in moves {
        let units = one.units.min(left);
        left -= units;
        if let Some(limit) = lane_of(problem, one).and_then(|(number, _)| limits.get_mut(number)) {
            *limit = units;
        }
    }
}

/// The best plan with so many units on each lane at most.
fn search(problem: &TransferProblem, limits: &[f64], notes: Vec<Note>) -> Result<Plan> {
    let ground = Ground::of(problem, limits);
    let usable = &ground.usable;
    let value_without = problem.value_without();
    let plain = plain_moves(problem);
    let value_of_greedy = problem.value_of(&plain)?;

    let mut best = (value_without, vec![0.0; usable.len()]);
    // The plain way keeps to the capacity of bookings by itself.
    if value_of_greedy > best.0 {
        let on = |one: &Usable| plain.iter().find(|m| (m.0, m.1) == (one.lane.from, one.lane.to)).map_or(0.0, |m| m.2);
        best = (value_of_greedy, usable.iter().map(on).collect());
    }
    let of_charge = |charge: &Charge| if charge.fixed > 0.0 { Standing::Open } else { Standing::Paid };
    let open: Vec<Standing> = ground.charges.iter().map(of_charge).collect();
    let first = ground.flow(&open)?;
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
        let full = ground.paid_in_full(&standing, &found);
        if full > best.0 {
            best = (full, found.units.clone());
        }
        if halved % TIDY_EVERY == 0 {
            let (tidied, flows) = ground.tidied(&standing, &found)?;
            looked_at += flows;
            if tidied.0 > best.0 {
                best = tidied;
            }
        }
        halved += 1;
        let Some(branch) = ground.most_in_part(&standing, &found) else { continue };
        for choice in [Standing::Paid, Standing::Closed] {
            let mut half = standing.clone();
            if let Some(slot) = half.get_mut(branch) {
                *slot = choice;
            }
            let next = ground.flow(&half)?;
            looked_at += 1;
            if next.relaxed > best.0 + least {
                waiting.push((half, next));
            }
        }
    }
    let is_proven = bound_left <= best.0;
    let moves = explained(problem, usable, &best.1);
    let bound = bound_left.max(best.0);
    Ok(Plan { moves, value: best.0, value_without, value_of_greedy, bound, is_proven, notes })
}

fn most_promising(waiting: &[(Vec<Standing>, Flow)]) -> Option<usize> {
    let ranked = waiting.iter().enumerate().max_by(|a, b| a.1.1.relaxed.total_cmp(&b.1.1.relaxed));
    ranked.map(|(number, _)| number)
}

impl<'a> Ground<'a> {
    fn of(problem: &'a TransferProblem, limits: &[f64]) -> Self {
        let mut ground = Self { problem, usable: Vec::new(), charges: Vec::new(), parts: Vec::new(), alone: 0.0 };
        // Sites that a lane joins have one number, the least of them.
        let mut joined: Vec<usize> = (0..problem.sites.len()).collect();
        for (lane, limit) in problem.lanes.iter().zip(limits) {
            let Some((donor, receiver)) = problem.sites.get(lane.from).zip(problem.sites.get(lane.to)) else {
                continue;
            };
            let most = (donor.stock - donor.own_target).min(receiver.room.unwrap_or(f64::INFINITY)).min(*limit);
            let carries = most.min(problem.sellable_on_arrival(lane));
            let Some(cost) = lane.cost_per_unit.filter(|_| carries > 0.0) else { continue };
            let known = ground.charges.iter().position(|one| one.booking.is_some() && one.booking == lane.booking);
            let charge = known.unwrap_or(ground.charges.len());
            match ground.charges.get_mut(charge) {
                Some(charge) => charge.carries += carries,
                None => ground.charges.push(Charge { booking: lane.booking, fixed: lane.fixed, carries }),
            }
            ground.usable.push(Usable { lane, cost, carries, charge });
            if let (Some(&one), Some(&other)) = (joined.get(lane.from), joined.get(lane.to)) {
                for number in joined.iter_mut().filter(|number| **number == one.max(other)) {
                    *number = one.min(other);
                }
            }
        }
        for first in 0..problem.sites.len() {
            let sites = joined.iter().enumerate().filter(|(_, number)| **number == first);
            let with_lanes = |(site, _): (usize, &usize)| {
                let arriving = ground.usable.iter().enumerate().filter(|(_, one)| one.lane.to == site);
                let mut arriving: Vec<(usize, f64)> = arriving.map(|(number, one)| (number, one.lane.days)).collect();
                arriving.sort_by(|a, b| a.1.total_cmp(&b.1));
                (site, arriving.into_iter().map(|(number, _)| number).collect())
            };
            let part: Vec<(usize, Vec<usize>)> = sites.map(with_lanes).collect();
            if part.len() > 1 {
                ground.parts.push(part);
            } else if let Some(site) = part.first().and_then(|(site, _)| problem.sites.get(*site)) {
                ground.alone += site.value_alone();
            }
        }
        ground
    }

    /// The lanes of a flow paid for and the others closed; then the charge that the fewest units go for is given up as
    /// long as that is worth more. Says how many flows it took.
    fn tidied(&self, standing: &[Standing], found: &Flow) -> Result<((f64, Vec<f64>), usize)> {
        let carried = self.carried(&found.units);
        let of_use = |(units, standing): (&f64, &Standing)| {
            if *units > 0.0 && *standing != Standing::Closed { Standing::Paid } else { Standing::Closed }
        };
        let mut charges: Vec<Standing> = carried.iter().zip(standing).map(of_use).collect();
        let mut best = (f64::NEG_INFINITY, Vec::new());
        let mut flows = 0;
        loop {
            let next = self.flow(&charges)?;
            flows += 1;
            let value = self.paid_in_full(&charges, &next);
            if value <= best.0 {
                return Ok((best, flows));
            }
            best = (value, next.units);
            // A charge a unit: the dearest is given up first.
            let carried = self.carried(&best.1);
            let dear = self.charges.iter().zip(&carried).enumerate().filter(|(_, (_, units))| **units > 0.0);
            let each = |(number, (charge, units)): (usize, (&Charge, &f64))| (number, charge.fixed / units);
            let Some((number, each)) = dear.map(each).max_by(|a, b| a.1.total_cmp(&b.1)) else {
                return Ok((best, flows));
            };
            let Some(slot) = charges.get_mut(number).filter(|_| each > 0.0) else { return Ok((best, flows)) };
            *slot = Standing::Closed;
        }
    }

    /// Units that go for each charge.
    fn carried(&self, units: &[f64]) -> Vec<f64> {
        let mut carried = vec![0.0; self.charges.len()];
        for (one, units) in self.usable.iter().zip(units) {
            if let Some(sum) = carried.get_mut(one.charge) {
                *sum += units;
            }
        }
        carried
    }

    /// What a charge that is spread is short of.
    fn gaps(&self, standing: &[Standing], found: &Flow) -> Vec<f64> {
        let of = |((charge, standing), units): ((&Charge, &Standing), &f64)| match standing {
            Standing::Open if *units > 0.0 => charge.fixed * (1.0 - units / charge.carries),
            // A charge is only owed for a lane that is used.
            Standing::Paid if *units == 0.0 => -charge.fixed,
            _ => 0.0,
        };
        self.charges.iter().zip(standing).zip(&self.carried(&found.units)).map(of).collect()
    }

    /// What a flow that was found with spread charges is worth when they are paid in full.
    fn paid_in_full(&self, standing: &[Standing], found: &Flow) -> f64 {
        found.relaxed - super::sum(self.gaps(standing, found))
    }

    /// The open charge that is spread the thinnest.
    fn most_in_part(&self, standing: &[Standing], found: &Flow) -> Option<usize> {
        let gaps = self.gaps(standing, found);
        let thin = gaps.iter().enumerate().filter(|(_, gap)| **gap > NOTHING);
        thin.max_by(|a, b| a.1.total_cmp(b.1)).map(|(number, _)| number)
    }

    /// The best flow with charges as they stand.
    fn flow(&self, standing: &[Standing]) -> Result<Flow> {
        let mut found = Flow { units: vec![0.0; self.usable.len()], relaxed: self.alone };
        for part in &self.parts {
            self.flow_in(part, standing, &mut found)?;
        }
        let paid = self.charges.iter().zip(standing).filter(|(_, standing)| **standing == Standing::Paid);
        found.relaxed -= paid.map(|(charge, _)| charge.fixed).sum::<f64>();
        Ok(found)
    }

    /// The same in one part, without charges that are paid.
    fn flow_in(&self, part: &[(usize, Vec<usize>)], standing: &[Standing], found: &mut Flow) -> Result<()> {
        let mut network = Network::default();
        let (source, sink) = (network.place(), network.place());
        let (mut leaves, mut enters, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (number, _) in part {
            let Some(site) = self.problem.sites.get(*number) else { continue };
            let (here, out, shop) = (network.place(), network.place(), network.place());
            let stock = units_in_parts("stock", site.stock)?;
            network.arc(source, here, stock, 0);
            let keep = network.arc(here, sink, UNLIMITED, -parts("keep_value", site.keep_value)?);
            network.arc(here, shop, UNLIMITED, 0);
            let sellable = units_in_parts("sellable", site.sellable.unwrap_or(0.0))?;
            let sell = network.arc(shop, sink, sellable, -parts("net_if_sold", site.net_if_sold)?);
            ends.extend([(keep, site.keep_value), (sell, site.net_if_sold)]);
            network.arc(here, out, (stock - units_in_parts("own_target", site.own_target)?).max(0), 0);
            leaves.push((*number, out));
            let gate = network.place();
            network.arc(gate, shop, site.room.map_or(Ok(UNLIMITED), |room| units_in_parts("room", room))?, 0);
            enters.push(gate);
        }
        let mut lanes: Vec<(usize, ArcNumber, f64)> = Vec::new();
        for ((_, arriving), gate) in part.iter().zip(&enters) {
            // Units on a longer way share the shorter time to sell: each step lets through what is left of it.
            let mut before = *gate;
            let mut days = None;
            for &number in arriving {
                let Some(one) = self.usable.get(number) else { continue };
                let stands = standing.get(one.charge).copied().unwrap_or(Standing::Closed);
                if stands == Standing::Closed {
                    continue;
                }
                if days != Some(one.lane.days) {
                    let step = network.place();
                    let sellable = self.problem.sellable_on_arrival(one.lane);
                    network.arc(step, before, units_in_parts("sellable", sellable)?, 0);
                    (before, days) = (step, Some(one.lane.days));
                }
                let charge = self.charges.get(one.charge).filter(|_| stands == Standing::Open);
                let cost = one.cost + charge.map_or(0.0, |charge| charge.fixed / charge.carries);
                let Some(&(_, out)) = leaves.iter().find(|(site, _)| *site == one.lane.from) else { continue };
                let carries = units_in_parts("carries", one.carries)?;
                lanes.push((number, network.arc(out, before, carries, parts("cost_per_unit", cost)?), cost));
            }
        }
        network.send(source, sink);
        for (number, arc, cost) in lanes {
            let units = figure(network.through(arc));
            found.relaxed -= units * cost;
            if let Some(slot) = found.units.get_mut(number) {
                *slot = units;
            }
        }
        for (arc, worth) in ends {
            found.relaxed += figure(network.through(arc)) * worth;
        }
        Ok(())
    }
}

/// Moves with what they take from their donor and their receiver, so that gains add up to that of the plan.
fn explained(problem: &TransferProblem, usable: &[Usable], units: &[f64]) -> Vec<Move> {
    let used: Vec<(&Usable, f64)> =
        usable.iter().zip(units.iter().copied()).filter(|(_, units)| *units > 0.0).collect();
    let sum = |is_of: &dyn Fn(&Lane) -> bool| {
        super::sum(used.iter().filter(|(one, _)| is_of(one.lane)).map(|(_, units)| *units))
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
            // A charge of several lanes is shared by units.
            let carried =
                sum(&|other| std::ptr::eq(other, lane) || (lane.booking.is_some() && other.booking == lane.booking));
            let fixed = lane.fixed * units / carried;
            let gain = units * (net_there - kept_here - displaced_there - one.cost) - fixed;
            let (from, to, cost_per_unit) = (lane.from, lane.to, one.cost);
            Some(Move { from, to, units, net_there, kept_here, displaced_there, cost_per_unit, fixed, gain })
        })
        .collect()
}
