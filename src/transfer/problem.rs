//! What is known about sites and lanes, what a plan is, and what it is worth.

use super::flow::parts;
use super::shipment::units_in_parts;
use super::sum;
use crate::error::{Error, ErrorKind, Result};

/// A place where stock lies and may sell. Amounts are of one currency, in any one unit.
///
/// ```
/// use clearfloor::transfer::{Site, TransferProblem};
/// // 80 mugs; 30 sell for 9.00 each, and one that is left costs 0.50 to keep.
/// let site = Site {
///     name: "DE".to_owned(), stock: 80.0, own_target: 0.0, room: None, sellable: Some(30.0), net_if_sold: 9.0,
///     keep_value: -0.5,
/// };
/// let problem = TransferProblem { sites: vec![site], lanes: vec![], days: 90.0, is_whole: true };
/// assert_eq!(problem.value_without(), 30.0 * 9.0 - 50.0 * 0.5);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Its name, for explanations.
    pub name: String,
    /// Units there.
    pub stock: f64,
    /// Units it must keep for itself: no transfer goes below.
    pub own_target: f64,
    /// Units it can take in; none: no limit.
    pub room: Option<f64>,
    /// Units it can sell in the time looked at; none if its demand is not known, and then nothing is sent there.
    pub sellable: Option<f64>,
    /// Net of a sale there.
    pub net_if_sold: f64,
    /// Worth of a unit that stays there unsold; below zero if it costs more than it is worth.
    pub keep_value: f64,
}

/// A way from one site to another.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |stock, sellable| Site {
///     name: String::new(), stock, own_target: 0.0, room: None, sellable: Some(sellable), net_if_sold: 6.0,
///     keep_value: 0.0,
/// };
/// let lane = Lane { from: 0, to: 1, cost_per_unit: Some(1.0), fixed: 0.0, days: 10.0, capacity: None, booking: None };
/// let sites = vec![site(100.0, 0.0), site(0.0, 60.0)];
/// let problem = TransferProblem { sites, lanes: vec![lane], days: 30.0, is_whole: true };
/// // After 10 of 30 days on the way two thirds of the 60 are still to be sold.
/// assert_eq!(plan(&problem).unwrap().moves[0].units, 40.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Number of the donor in the list of sites.
    pub from: usize,
    /// Number of the receiver.
    pub to: usize,
    /// Cost of a unit (carriage, handling, duty, tax that is not given back, less the storage it saves); none if not
    /// known, and then the lane is not used.
    pub cost_per_unit: Option<f64>,
    /// Paid once if the lane, or any of its booking, is used at all.
    pub fixed: f64,
    /// Days on the way: units that arrive late have less time to sell.
    pub days: f64,
    /// Most units it carries, or all lanes of its booking carry together; none: no limit.
    pub capacity: Option<f64>,
    /// Lanes of one booking (one truck for several products) share their charge and their capacity; none: its own.
    pub booking: Option<usize>,
}

/// Sites, lanes, and the time looked at.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |stock, sellable| Site {
///     name: String::new(), stock, own_target: 0.0, room: None, sellable, net_if_sold: 12.0, keep_value: 2.0,
/// };
/// let lane = Lane { from: 0, to: 1, cost_per_unit: Some(1.5), fixed: 0.0, days: 0.0, capacity: None, booking: None };
/// let sites = vec![site(50.0, Some(10.0)), site(0.0, Some(25.0))];
/// let problem = TransferProblem { sites, lanes: vec![lane], days: 60.0, is_whole: true };
/// // Each of 25 units earns 12.00 instead of being kept for 2.00, less 1.50 of carriage.
/// assert_eq!(plan(&problem).unwrap().gain(), 25.0 * 8.5);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TransferProblem {
    /// Sites.
    pub sites: Vec<Site>,
    /// Lanes between them; at most one in a direction.
    pub lanes: Vec<Lane>,
    /// Days in which [`Site::sellable`] is sold.
    pub days: f64,
    /// Only whole units are sold after the days on the way. With whole figures of sites every move is whole, too.
    pub is_whole: bool,
}

/// Units moved on one lane, and why.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |stock, sellable| Site {
///     name: String::new(), stock, own_target: 0.0, room: None, sellable, net_if_sold: 12.0, keep_value: 2.0,
/// };
/// let lane = Lane {
///     from: 0, to: 1, cost_per_unit: Some(1.5), fixed: 40.0, days: 0.0, capacity: Some(20.0), booking: None,
/// };
/// let sites = vec![site(50.0, Some(10.0)), site(0.0, Some(25.0))];
/// let moved = plan(&TransferProblem { sites, lanes: vec![lane], days: 60.0, is_whole: true }).unwrap().moves[0];
/// assert_eq!((moved.units, moved.net_there, moved.kept_here), (20.0, 12.0, 2.0));
/// assert_eq!(moved.gain, 20.0 * (12.0 - 2.0 - 1.5) - 40.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The donor.
    pub from: usize,
    /// The receiver.
    pub to: usize,
    /// Units.
    pub units: f64,
    /// Net of a sale there.
    pub net_there: f64,
    /// What a unit would have been worth at the donor, in the mean of all that leave it.
    pub kept_here: f64,
    /// What a unit takes from the receiver's own stock, in the mean of all that arrive; mostly nothing.
    pub displaced_there: f64,
    /// Cost of a unit on the lane.
    pub cost_per_unit: f64,
    /// The charge of the lane, or its share in that of its booking.
    pub fixed: f64,
    /// What the move adds: units · (net there − kept here − displaced there − cost) − fixed.
    pub gain: f64,
}

/// What could not be looked at.
///
/// ```
/// use clearfloor::transfer::{Note, Site, TransferProblem, plan};
/// let site = Site {
///     name: "FR".to_owned(), stock: 40.0, own_target: 0.0, room: None, sellable: None, net_if_sold: 9.0,
///     keep_value: 1.0,
/// };
/// let found = plan(&TransferProblem { sites: vec![site], lanes: vec![], days: 90.0, is_whole: true }).unwrap();
/// assert_eq!(found.notes, [Note::DemandUnknown { site: 0 }]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The demand of a site is not known: nothing is sent there, and nothing counted as sold.
    DemandUnknown {
        /// Number of the site.
        site: usize,
    },
    /// The cost of a lane is not known: it is not used.
    LaneCostUnknown {
        /// The donor.
        from: usize,
        /// The receiver.
        to: usize,
    },
}

/// The moves worth the most, beside doing nothing and the plain way.
///
/// ```
/// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
/// let site = |stock, sellable| Site {
///     name: String::new(), stock, own_target: 0.0, room: None, sellable: Some(sellable), net_if_sold: 6.0,
///     keep_value: 0.0,
/// };
/// let lane = Lane { from: 0, to: 1, cost_per_unit: Some(1.0), fixed: 60.0, days: 0.0, capacity: None, booking: None };
/// let sites = vec![site(30.0, 20.0), site(0.0, 10.0)];
/// let problem = TransferProblem { sites, lanes: vec![lane], days: 30.0, is_whole: true };
/// let found = plan(&problem).unwrap();
/// // Ten idle units would earn 50.00 there; the charge of 60.00 is more, so all stays, and nothing is better.
/// assert!(found.moves.is_empty() && found.is_proven);
/// assert_eq!((found.value, found.value_without, found.bound), (120.0, 120.0, 120.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Moves.
    pub moves: Vec<Move>,
    /// Value of all stock under the plan.
    pub value: f64,
    /// Value if nothing moves.
    pub value_without: f64,
    /// Value under the greedy plan: lane by lane, the best first.
    pub value_of_greedy: f64,
    /// No plan is worth more than this; equal to the value where the search was finished.
    pub bound: f64,
    /// Whether the search was finished, so that no plan is better.
    pub is_proven: bool,
    /// What could not be looked at.
    pub notes: Vec<Note>,
}

impl Plan {
    /// What the plan adds to doing nothing.
    ///
    /// ```
    /// use clearfloor::transfer::{Lane, Site, TransferProblem, plan};
    /// let site = |stock, sellable| Site {
    ///     name: String::new(), stock, own_target: 0.0, room: None, sellable, net_if_sold: 6.0, keep_value: 0.0,
    /// };
    /// let lane =
    ///     Lane { from: 0, to: 1, cost_per_unit: Some(1.0), fixed: 30.0, days: 0.0, capacity: None, booking: None };
    /// let sites = vec![site(30.0, Some(20.0)), site(0.0, Some(15.0))];
    /// // Ten are idle: each earns 5.00 there, and the charge of 30.00 is paid once.
    /// let found = plan(&TransferProblem { sites, lanes: vec![lane], days: 30.0, is_whole: true }).unwrap();
    /// assert_eq!(found.gain(), 10.0 * 5.0 - 30.0);
    /// ```
    #[must_use]
    pub fn gain(&self) -> f64 {
        self.value - self.value_without
    }
}

impl Site {
    /// Whether a sale is worth more than keeping the unit.
    pub(super) fn sale_beats_keeping(&self) -> bool {
        self.net_if_sold > self.keep_value
    }

    /// Value of its own stock if nothing moves.
    pub(super) fn value_alone(&self) -> f64 {
        let sold = if self.sale_beats_keeping() { self.stock.min(self.sellable.unwrap_or(0.0)) } else { 0.0 };
        sold * self.net_if_sold + (self.stock - sold) * self.keep_value
    }
}

impl TransferProblem {
    /// Refuses what a plan cannot be made from, and names what is missing.
    ///
    /// # Errors
    /// `transfer_range` with `what`; `lane_without_site`; `lane_twice`; `booking_differs`.
    pub(super) fn check(&self) -> Result<Vec<Note>> {
        units_in_parts("days", self.days)?;
        let mut notes = Vec::new();
        for (number, site) in self.sites.iter().enumerate() {
            for (what, units) in [("stock", site.stock), ("own_target", site.own_target)] {
                units_in_parts(what, units)?;
            }
            for (what, units) in [("room", site.room), ("sellable", site.sellable)] {
                units.map(|units| units_in_parts(what, units)).transpose()?;
            }
            for (what, amount) in [("net_if_sold", site.net_if_sold), ("keep_value", site.keep_value)] {
                parts(what, amount)?;
            }
            if site.sellable.is_none() {
                notes.push(Note::DemandUnknown { site: number });
            }
        }
        for (number, lane) in self.lanes.iter().enumerate() {
            let is_here = |site: usize| site < self.sites.len();
            if !is_here(lane.from) || !is_here(lane.to) || lane.from == lane.to {
                return Err(lane_error("lane_without_site", lane));
            }
            if self.lanes.iter().take(number).any(|other| (other.from, other.to) == (lane.from, lane.to)) {
                return Err(lane_error("lane_twice", lane));
            }
            let of_booking = |other: &&Lane| lane.booking.is_some() && other.booking == lane.booking;
            let first = self.lanes.iter().find(of_booking).unwrap_or(lane);
            if (first.fixed, first.capacity) != (lane.fixed, lane.capacity) {
                return Err(lane_error("booking_differs", lane));
            }
            units_in_parts("fixed", lane.fixed)?;
            lane.capacity.map(|units| units_in_parts("capacity", units)).transpose()?;
            units_in_parts("lane_days", lane.days)?;
            match lane.cost_per_unit {
                Some(cost) => {
                    parts("cost_per_unit", cost)?;
                }
                None => notes.push(Note::LaneCostUnknown { from: lane.from, to: lane.to }),
            }
        }
        Ok(notes)
    }

    /// Units that can still be sold when they arrive by a lane.
    pub(super) fn sellable_on_arrival(&self, lane: &Lane) -> f64 {
        let Some(sellable) = self.sites.get(lane.to).and_then(|site| site.sellable) else { return 0.0 };
        if lane.days == 0.0 {
            return sellable;
        }
        let left = (self.days - lane.days).max(0.0);
        let sold = if self.days > 0.0 { sellable * left / self.days } else { 0.0 };
        if self.is_whole { sold.floor() } else { sold }
    }

    /// Value if nothing moves: each site sells its own where that beats keeping it.
    ///
    /// ```
    /// use clearfloor::transfer::{Site, TransferProblem};
    /// let site = |net_if_sold, keep_value| Site {
    ///     name: String::new(), stock: 10.0, own_target: 0.0, room: None, sellable: Some(4.0), net_if_sold, keep_value,
    /// };
    /// let sites = vec![site(7.0, 1.0), site(2.0, 3.0)];
    /// // Four sell for 7.00 and six are worth 1.00; at the other site a unit kept is worth more than one sold.
    /// assert_eq!(TransferProblem { sites, lanes: vec![], days: 30.0, is_whole: true }.value_without(), 34.0 + 30.0);
    /// ```
    #[must_use]
    pub fn value_without(&self) -> f64 {
        sum(self.sites.iter().map(Site::value_alone))
    }

    /// What moves are worth under this problem: ask it of a changed problem to see a delay or a promotion.
    ///
    /// Moved units belong to the receiver; those that cannot be sold there are kept there.
    ///
    /// # Errors
    /// `lane_without_site` if a move has no lane, or its cost is not known; `moves_more_than_stock`.
    ///
    /// ```
    /// use clearfloor::transfer::{Lane, Site, TransferProblem};
    /// let site = |stock, sellable| Site {
    ///     name: String::new(), stock, own_target: 0.0, room: None, sellable: Some(sellable), net_if_sold: 6.0,
    ///     keep_value: 0.0,
    /// };
    /// let lane = |days| Lane {
    ///     from: 0, to: 1, cost_per_unit: Some(1.0), fixed: 0.0, days, capacity: None, booking: None,
    /// };
    /// let problem = |days| {
    ///     let sites = vec![site(100.0, 0.0), site(0.0, 60.0)];
    ///     TransferProblem { sites, lanes: vec![lane(days)], days: 30.0, is_whole: true }
    /// };
    /// // Forty units on the way for 10 days all sell; a delay of another 10 leaves time for twenty.
    /// let moves = [(0, 1, 40.0)];
    /// assert_eq!(problem(10.0).value_of(&moves).unwrap(), 40.0 * 6.0 - 40.0);
    /// assert_eq!(problem(20.0).value_of(&moves).unwrap(), 20.0 * 6.0 - 40.0);
    /// assert_eq!(problem(10.0).value_of(&[(0, 1, 101.0)]).unwrap_err().code(), "moves_more_than_stock");
    /// ```
    pub fn value_of(&self, moves: &[(usize, usize, f64)]) -> Result<f64> {
        let mut value = 0.0;
        let mut paid = Vec::new();
        for (number, site) in self.sites.iter().enumerate() {
            let out = sum(moves.iter().filter(|one| one.0 == number).map(|one| one.2));
            if out > site.stock + 1e-9 {
                let error = Error::new(ErrorKind::Mismatch, "moves_more_than_stock");
                return Err(error.with("site", site.name.as_str()));
            }
            let mut arrivals = Vec::new();
            for &(from, to, units) in moves.iter().filter(|one| one.1 == number && one.2 > 0.0) {
                let lane = self.lanes.iter().find(|lane| (lane.from, lane.to) == (from, to));
                let Some((lane, cost)) = lane.and_then(|lane| lane.cost_per_unit.map(|cost| (lane, cost))) else {
                    let error = Error::new(ErrorKind::Missing, "lane_without_site");
                    return Err(error.with("from", from.to_string()).with("to", to.to_string()));
                };
                let is_paid = lane.booking.is_some_and(|booking| paid.contains(&booking));
                value -= units * cost + if is_paid { 0.0 } else { lane.fixed };
                paid.extend(lane.booking);
                arrivals.push((self.sellable_on_arrival(lane), units));
            }
            // What arrives last has the least time to sell.
            arrivals.sort_by(|a, b| a.0.total_cmp(&b.0));
            let can_sell = arrivals.iter().fold(0.0, |sum: f64, (room, units)| (sum + units).min(*room));
            let arrived = sum(arrivals.iter().map(|(_, units)| *units));
            // Units that were sent are sold if they can be; own ones where that beats keeping them.
            let own = (site.stock - out).max(0.0);
            let room = (site.sellable.unwrap_or(0.0) - can_sell).max(0.0);
            let sold = can_sell + if site.sale_beats_keeping() { own.min(room) } else { 0.0 };
            value += sold * site.net_if_sold + (own + arrived - sold) * site.keep_value;
        }
        Ok(value)
    }
}

fn lane_error(code: &'static str, lane: &Lane) -> Error {
    Error::new(ErrorKind::Mismatch, code).with("from", lane.from.to_string()).with("to", lane.to.to_string())
}
