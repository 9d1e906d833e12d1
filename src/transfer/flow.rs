//! Flows of least cost, exact in whole numbers.
//!
//! Successive cheapest paths (Bellman–Ford, since costs may be below zero): each path is filled to its narrowest place,
//! so a flow of whole numbers stays one.

use crate::error::{Error, ErrorKind, Result};
use std::collections::VecDeque;

/// Parts of a unit, and of an amount, that a flow counts in.
const PARTS: f64 = 1e9;
/// Largest figure taken: nine billion parts stay within 63 bits.
const LARGEST: f64 = 9e9;

/// A figure in whole parts.
///
/// # Errors
/// `transfer_range` with `what` if it is not finite or too large.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "range checked; the named change")]
pub(super) fn parts(what: &'static str, figure: f64) -> Result<i64> {
    if figure.is_nan() || figure.abs() > LARGEST {
        return Err(Error::new(ErrorKind::Range, "transfer_range")
            .with("what", what)
            .with("figure", figure.to_string()));
    }
    Ok((figure * PARTS).round() as i64)
}

/// Whole parts as a figure.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "the named change from exact to float")]
pub(super) fn figure(parts: i64) -> f64 {
    parts as f64 / PARTS
}

/// A way from one place to another. Its counterpart, the way back, stands beside it.
#[derive(Clone, Copy, Debug)]
struct Arc {
    from: usize,
    to: usize,
    room: i64,
    cost: i64,
}

/// A place of the network, and an arc of it: their numbers.
pub(super) type Place = usize;
pub(super) type ArcNumber = usize;

/// Places and the ways between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    arcs: Vec<Arc>,
    leaving: Vec<Vec<ArcNumber>>,
}

/// Room that is never used up.
pub(super) const UNLIMITED: i64 = i64::MAX / 4;

impl Network {
    pub(super) fn place(&mut self) -> Place {
        self.leaving.push(Vec::new());
        self.leaving.len() - 1
    }

    /// A way with room for so many parts at a cost a part.
    pub(super) fn arc(&mut self, from: Place, to: Place, room: i64, cost: i64) -> ArcNumber {
        let number = self.arcs.len();
        self.arcs.push(Arc { from, to, room, cost });
        self.arcs.push(Arc { from: to, to: from, room: 0, cost: -cost });
        for (place, arc) in [(from, number), (to, number + 1)] {
            if let Some(leaving) = self.leaving.get_mut(place) {
                leaving.push(arc);
            }
        }
        number
    }

    /// Parts that flow through an arc: what its way back could take.
    pub(super) fn through(&self, arc: ArcNumber) -> i64 {
        self.arcs.get(arc + 1).map_or(0, |back| back.room)
    }

    /// Sends as much as there is room for from `source` to `sink` at least cost; says how much that is.
    pub(super) fn send(&mut self, source: Place, sink: Place) -> i64 {
        let mut sent = 0_i64;
        while let Some(path) = self.cheapest_path(source, sink) {
            let narrowest = path.iter().filter_map(|&arc| self.arcs.get(arc)).map(|arc| arc.room).min().unwrap_or(0);
            for arc in path {
                if let Some(there) = self.arcs.get_mut(arc) {
                    there.room -= narrowest;
                }
                if let Some(back) = self.arcs.get_mut(arc ^ 1) {
                    back.room += narrowest;
                }
            }
            sent += narrowest;
        }
        sent
    }

    fn cheapest_path(&self, source: Place, sink: Place) -> Option<Vec<ArcNumber>> {
        let count = self.leaving.len();
        let mut cost: Vec<Option<i128>> = vec![None; count];
        let mut by: Vec<Option<ArcNumber>> = vec![None; count];
        let mut is_queued = vec![false; count];
        *cost.get_mut(source)? = Some(0);
        let mut queue = VecDeque::from([source]);
        while let Some(place) = queue.pop_front() {
            *is_queued.get_mut(place)? = false;
            let here = cost.get(place).copied().flatten()?;
            for &number in self.leaving.get(place)? {
                let arc = self.arcs.get(number)?;
                let there = here + i128::from(arc.cost);
                if arc.room > 0 && cost.get(arc.to)?.is_none_or(|known| there < known) {
                    *cost.get_mut(arc.to)? = Some(there);
                    *by.get_mut(arc.to)? = Some(number);
                    if !*is_queued.get(arc.to)? {
                        *is_queued.get_mut(arc.to)? = true;
                        queue.push_back(arc.to);
                    }
                }
            }
        }
        let mut path = Vec::new();
        let mut place = sink;
        while place != source {
            let number = by.get(place).copied().flatten()?;
            path.push(number);
            place = self.arcs.get(number)?.from;
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_cheap_way_first_and_goes_back_on_it_if_need_be() {
        let mut network = Network::default();
        let [source, a, b, sink] = [0; 4].map(|_| network.place());
        network.arc(source, a, 1, 0);
        network.arc(source, b, 1, 0);
        let cheap = network.arc(a, sink, 1, 1);
        let other = network.arc(a, b, 1, -5);
        let dear = network.arc(b, sink, 2, 7);
        assert_eq!(network.send(source, sink), 2);
        assert_eq!([cheap, other, dear].map(|arc| network.through(arc)), [1, 0, 1]);
    }

    #[test]
    fn refuses_figures_that_do_not_fit() {
        assert_eq!(parts("stock", f64::NAN).unwrap_err().code(), "transfer_range");
        assert_eq!(parts("stock", 1e10).unwrap_err().code(), "transfer_range");
        assert_eq!(figure(parts("cost", 0.153).unwrap()), 0.153);
    }
}
