//! What lies there, and what holding it costs.
//!
//! Stock is a queue of [`Cohort`]s, oldest first. A [`HoldingCalendar`] says what a day, a month and
//! a snapshot cost; [`Phase`]s say how fast units sell and what one brings. From these the same
//! path of a year is worked out twice:
//!
//! - [`day_exact`] is the definition (math.md §4): each day first the surcharge if it is a snapshot
//!   day, then storage on what is there with the utilization surcharge on what of it is old enough,
//!   then the sale from the oldest.
//! - [`event_wise`] gives the same from sums prepared once for a calendar, touching only what
//!   happens (a change of pace, a snapshot, the last unit). The catalogue uses it.
//!
//! Amounts here are expectations: `f64` in whichever unit of money the caller uses throughout, which
//! is the minor unit everywhere in this product. The value of leaving is given per unit, already
//! discounted for the days until it is paid ([`HoldingCalendar::paid_after`]), so that
//! `S(i) = (present value of the days before i) + discount(i) · value · units(i)`.

mod aged_fee;
mod best_stop;
mod calendar;
mod cohort;
pub mod day_exact;
pub mod event_wise;
pub mod fluid;
mod from_fees;
#[cfg(test)]
mod laws;
mod removal;
pub mod uncertain;
mod utilization;

pub use aged_fee::{AgedFeeStatus, aged_fee_status};
pub use best_stop::{BestStop, best_stop};
pub use calendar::{AgedBand, AgedSchedule, HoldingCalendar, Phase, Snapshot, phases_by_month, snapshot_days};
pub use cohort::{AGE_BANDS, Cohort, CohortDates, LastRemoval, age_band, cohort_dates, total_units};
pub use from_fees::{AccountStorage, HoldingFees, UtilizationStanding};
pub use removal::{BestRemoval, best_removal, best_removal_by_trial, keeps_all};
pub use utilization::Utilization;

/// Units at or below this count as none: a sum of many fractions rarely ends on zero exactly.
pub const NO_UNITS: f64 = 1e-9;

/// Two values closer than this are the same value, and the earlier choice is kept.
pub const SAME_VALUE: f64 = 1e-9;
