//! The transportation problem: exactly what is wanted, at least cost.

use super::flow::{Network, UNLIMITED, figure, parts};
use super::sum;
use crate::error::{Error, ErrorKind, Result};

/// A cheapest shipment.
///
/// ```
/// use clearfloor::transfer::cheapest_shipment;
/// let costs = [vec![0.40, 0.90], vec![0.70, 0.50]];
/// let found = cheapest_shipment(&costs, &[100.0, 100.0], &[80.0, 60.0]).unwrap();
/// // Each warehouse serves the market it is nearer to.
/// assert_eq!(found.units, [[80.0, 0.0], [0.0, 60.0]]);
/// assert!((found.cost - 62.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Shipment {
    /// Cost of all.
    pub cost: f64,
    /// Units from each origin to each destination. Other plans may cost the same.
    pub units: Vec<Vec<f64>>,
}

/// Ships exactly the demand of every destination, at most the supply of every origin, at least cost (`math.md` §9).
/// `costs` is one row an origin, one column a destination.
///
/// # Errors
/// `transfer_shape` if rows and columns do not fit; `supply_below_demand`; `transfer_range` for figures that are not
/// finite, too large, or units below zero.
///
/// ```
/// use clearfloor::transfer::cheapest_shipment;
/// let costs = [vec![30.0, 20.0], vec![40.0, 10.0]];
/// assert_eq!(cheapest_shipment(&costs, &[200.0, 100.0], &[150.0, 150.0]).unwrap().cost, 6500.0);
/// ```
pub fn cheapest_shipment(costs: &[Vec<f64>], supply: &[f64], demand: &[f64]) -> Result<Shipment> {
    if costs.len() != supply.len() || costs.iter().any(|row| row.len() != demand.len()) {
        return Err(Error::new(ErrorKind::Mismatch, "transfer_shape"));
    }
    let mut network = Network::default();
    let (source, sink) = (network.place(), network.place());
    let mut wanted = 0_i64;
    let mut destinations = Vec::with_capacity(demand.len());
    for &units in demand {
        let units = units_in_parts("demand", units)?;
        let place = network.place();
        network.arc(place, sink, units, 0);
        destinations.push(place);
        wanted = wanted.checked_add(units).ok_or_else(|| Error::out_of_range("units"))?;
    }
    let mut lanes = Vec::with_capacity(costs.len());
    for (row, &units) in costs.iter().zip(supply) {
        let origin = network.place();
        network.arc(source, origin, units_in_parts("supply", units)?, 0);
        let mut of_origin = Vec::with_capacity(row.len());
        for (&cost, &destination) in row.iter().zip(&destinations) {
            of_origin.push(network.arc(origin, destination, UNLIMITED, parts("cost", cost)?));
        }
        lanes.push(of_origin);
    }
    if network.send(source, sink) < wanted {
        return Err(Error::new(ErrorKind::Mismatch, "supply_below_demand"));
    }
    let units: Vec<Vec<f64>> =
        lanes.iter().map(|row| row.iter().map(|&lane| figure(network.through(lane))).collect()).collect();
    let cost = sum(costs.iter().flatten().zip(units.iter().flatten()).map(|(cost, units)| cost * units));
    Ok(Shipment { cost, units })
}

pub(super) fn units_in_parts(what: &'static str, units: f64) -> Result<i64> {
    if units < 0.0 {
        let error = Error::new(ErrorKind::Range, "transfer_range").with("what", what);
        return Err(error.with("figure", units.to_string()));
    }
    parts(what, units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ships_what_is_wanted_and_no_more() {
        let costs = [vec![8.0, 6.0, 10.0, 9.0], vec![9.0, 12.0, 13.0, 7.0], vec![14.0, 9.0, 16.0, 5.0]];
        let found = cheapest_shipment(&costs, &[35.0, 50.0, 40.0], &[45.0, 20.0, 30.0, 30.0]).unwrap();
        assert_eq!(found.cost, 1020.0);
        let arrived = |column: usize| found.units.iter().map(|row| row[column]).sum::<f64>();
        assert_eq!([0, 1, 2, 3].map(arrived), [45.0, 20.0, 30.0, 30.0]);
    }

    #[test]
    fn says_when_there_is_not_enough() {
        assert_eq!(cheapest_shipment(&[vec![1.0]], &[4.0], &[5.0]).unwrap_err().code(), "supply_below_demand");
        assert_eq!(cheapest_shipment(&[vec![1.0]], &[4.0], &[]).unwrap_err().code(), "transfer_shape");
        assert_eq!(cheapest_shipment(&[vec![1.0]], &[-4.0], &[0.0]).unwrap_err().code(), "transfer_range");
        assert_eq!(cheapest_shipment(&[], &[], &[]).unwrap().cost.to_bits(), 0.0_f64.to_bits());
    }
}
