//! Prices over time for a stock that is not bought again (math.md §1 and §2).
//!
//! | where | what |
//! | --- | --- |
//! | [`exponential`] | any price at any moment, demand `a e^(-p/theta)`: closed forms, the check on everything else |
//! | [`fixed_price`] | one price for ever, and how far that is from the best |
//! | [`menu`] | a price list at any moment; the bound that ignores chance |
//! | [`ladder`], [`rules`] | a price list reviewed at fixed times, and what the seller allows |
//! | [`plan`], [`course`] | the best prices for every stock at every review; what a way of naming prices leads to |
//! | [`tier_plan`] | prices with dates fixed in advance, demand not known for sure |
//! | [`learning`], [`lookahead`] | prices that learn from sales: exactly for short ladders, one review ahead for any |
//! | [`pressure`] | prices where a shrinking stock itself hurts sales |

mod convolve;
pub mod course;
pub mod exponential;
pub mod fixed_price;
mod integrate;
pub mod ladder;
pub mod learning;
pub mod lookahead;
pub mod menu;
pub mod plan;
pub mod pressure;
pub mod rules;
pub mod tier_plan;

use crate::error::{Error, ErrorKind, Result};

/// A figure that must be a number at all.
pub(crate) fn finite(figure: f64, what: &'static str) -> Result<f64> {
    if figure.is_finite() { Ok(figure) } else { Err(refused(what)) }
}

/// A figure that must be a number and not below zero.
pub(crate) fn not_negative(figure: f64, what: &'static str) -> Result<f64> {
    if figure >= 0.0 { finite(figure, what) } else { Err(refused(what)) }
}

/// A figure that must be above zero.
pub(crate) fn positive(figure: f64, what: &'static str) -> Result<f64> {
    if figure > 0.0 { finite(figure, what) } else { Err(refused(what)) }
}

#[cold]
pub(crate) fn refused(what: &'static str) -> Error {
    Error::new(ErrorKind::Range, "plan_input_range").with("what", what)
}

/// An answer that left the range of floats: extreme inputs, each allowed by itself.
#[cold]
pub(crate) fn out_of_reach() -> Error {
    Error::new(ErrorKind::Range, "plan_out_of_reach")
}

/// What a unit brings besides its price (math.md, common symbols): all in one unit of money.
///
/// ```
/// use clearfloor::markdown::Terms;
/// let terms = Terms { kept_share: 0.85, cost_per_sale: 5.20, leftover_per_unit: 1.60, hold_per_unit: 0.01 };
/// // The price at which selling a unit brings what a unit left over does: (5.20 + 1.60) / 0.85.
/// let price = (terms.cost_per_sale + terms.leftover_per_unit) / terms.kept_share;
/// assert!((price - 8.0).abs() < 1e-12 && (terms.net(price) - 1.60).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Part of the price kept after taxes and fees that go with it.
    pub kept_share: f64,
    /// Paid for each unit that sells.
    pub cost_per_sale: f64,
    /// Each unit left at the end brings this; negative if it costs.
    pub leftover_per_unit: f64,
    /// Keeping one unit for one unit of time.
    pub hold_per_unit: f64,
}

impl Terms {
    /// Net of a sale before storage: `kept_share * price - cost_per_sale`.
    ///
    /// ```
    /// use clearfloor::markdown::Terms;
    /// let terms = Terms { kept_share: 0.85, cost_per_sale: 5.0, leftover_per_unit: 0.0, hold_per_unit: 0.0 };
    /// assert_eq!(terms.net(20.0), 12.0);
    /// ```
    #[must_use]
    pub fn net(&self, price: f64) -> f64 {
        self.kept_share * price - self.cost_per_sale
    }

    /// # Errors
    /// `plan_input_range` unless all are numbers and the kept share is above zero.
    pub(crate) fn checked(&self) -> Result<&Self> {
        positive(self.kept_share, "kept_share")?;
        finite(self.cost_per_sale, "cost_per_sale")?;
        finite(self.leftover_per_unit, "leftover_per_unit")?;
        finite(self.hold_per_unit, "hold_per_unit")?;
        Ok(self)
    }
}

#[cfg(test)]
mod closed_forms;
#[cfg(test)]
mod laws;
