//! Ways to sell or leave, side by side: what each brings over time.
//!
//! A [`Situation`] is one product on one day: its stock, how fast it sells, every price looked at
//! with its net by ship date, and every exit. [`compare`] follows each to the horizon and says
//! which leaves the most money; [`Bulk`] finds only present values, for a whole catalogue, by the
//! same rules.
//!
//! A price sells at `rate · (price / price now)^elasticity`, times the factor of the day where the product has a season. What is left at the horizon goes by the
//! best exit of that day. The recommended way has the highest present value, the first of equal
//! ones; doing nothing stands first. A way that lacks a figure has no value and says which, and the
//! recommendation is then among the others.

mod bend;
mod bulk;
pub mod bundle;
mod cash;
mod comparison;
mod difference;
mod frontier;
#[cfg(test)]
mod laws;
mod lift;
mod months;
mod name;
mod outcome;
#[cfg(test)]
mod picture_laws;
pub mod promotion;
mod situation;
mod split;
mod stock_path;
pub mod waiting;

pub use bend::bend;
pub use bulk::{Bulk, BulkAnswer, BulkSituation};
pub use cash::CashPoint;
pub(crate) use comparison::{Branch, Course, follow};
pub use comparison::{compare, outcomes_of, units_sold_before};
pub use difference::{Difference, DifferencePart, DifferenceStep, difference};
pub use months::{HoldingMonth, holding_months};
pub use name::{ScenarioKind, ScenarioName, cut_price, ladder};
pub use outcome::{Comparison, Deadline, Outcome};
pub use situation::{NetFrom, PriceWay, Situation};
pub(crate) use split::{best_part, split};
pub use stock_path::{StockPath, StockPoint, SurchargeStep, stock_path};

/// Days of the wait that is priced.
pub const WAIT_DAYS: i32 = 7;
