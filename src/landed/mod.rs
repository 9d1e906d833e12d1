//! What goods cost until they are ready for sale.
//!
//! [`UnitCost`] adds up what the seller knows of one unit. [`Shipment`] takes a purchase order apart: goods in
//! the home currency, lines of the forwarder's bill shared out over the products, duty by programme, fees of the
//! entry, import tax. Every share is split so that the parts add up to the line of the bill to the cent.
#![deny(clippy::float_arithmetic)]

mod allocation;
mod duty;
mod freight;
mod shipment;
mod unit_cost;

pub use allocation::{Basis, share_out};
pub use duty::{DutyLine, DutyStack, EntryCharge, ImportTax, SmallConsignment, TaxBase, small_consignment};
pub use freight::{Cargo, capital_cost, dimensional_weight};
pub use shipment::{
    Charge, Counts, Landed, LandedLine, MissingBasis, Shipment, ShipmentLine, Sums, goods_value, in_home,
};
pub use unit_cost::{CostFacts, CostLine, CostPart, Duty, FxRate, UnitCost};
