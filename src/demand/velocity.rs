//! Units sold a day, by a rule that is named and shown.

use crate::error::{Error, ErrorKind, Result};

/// Units sold in the days up to the report; `None` = the table does not say.
///
/// ```
/// use clearfloor::demand::{SalesWindows, VelocityRule, velocity};
/// // A report of 30 and 90 days.
/// let sales = SalesWindows { sold_30: Some(45.0), sold_90: Some(90.0), ..SalesWindows::default() };
/// let pace = |rule| velocity(&sales, rule).unwrap().per_day;
/// assert_eq!([VelocityRule::Sold30, VelocityRule::Sold90].map(pace), [1.5, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SalesWindows {
    /// In the last 7 days.
    pub sold_7: Option<f64>,
    /// In the last 30 days.
    pub sold_30: Option<f64>,
    /// In the last 60 days.
    pub sold_60: Option<f64>,
    /// In the last 90 days.
    pub sold_90: Option<f64>,
}

/// Which window counts.
///
/// ```
/// use clearfloor::demand::{SalesWindows, VelocityRule, velocity};
/// let (sold_7, sold_30, sold_60, sold_90) = (Some(14.0), Some(30.0), Some(30.0), Some(90.0));
/// let sales = SalesWindows { sold_7, sold_30, sold_60, sold_90 };
/// // 0.4 · 2 + 0.3 · 1 + 0.2 · 0.5 + 0.1 · 1.
/// assert!((velocity(&sales, VelocityRule::Weighted).unwrap().per_day - 1.3).abs() < 1e-12);
/// assert_eq!(velocity(&sales, VelocityRule::Typed(0.8)).unwrap().per_day, 0.8);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum VelocityRule {
    /// The last 7 days.
    Sold7,
    /// The last 30 days.
    #[default]
    Sold30,
    /// The last 60 days.
    Sold60,
    /// The last 90 days.
    Sold90,
    /// 7, 30, 60 and 90 days by 40, 30, 20 and 10 %: what sold lately counts most.
    Weighted,
    /// Units a day by the seller's own word.
    Typed(f64),
}

/// Shares of [`VelocityRule::Weighted`].
const WEIGHTS: [f64; 4] = [0.4, 0.3, 0.2, 0.1];

impl VelocityRule {
    /// Stable name: `sold_7`, `sold_30`, `sold_60`, `sold_90`, `weighted`, `typed`.
    ///
    /// ```
    /// use clearfloor::demand::VelocityRule;
    /// assert_eq!([VelocityRule::default(), VelocityRule::Typed(0.8)].map(VelocityRule::name), ["sold_30", "typed"]);
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sold7 => "sold_7",
            Self::Sold30 => "sold_30",
            Self::Sold60 => "sold_60",
            Self::Sold90 => "sold_90",
            Self::Weighted => "weighted",
            Self::Typed(_) => "typed",
        }
    }

    /// The rule of a name, without `typed`, which needs a number.
    ///
    /// # Errors
    /// `velocity_rule_unknown`.
    pub(crate) fn from_name(name: &str) -> Result<Self> {
        let rules = [Self::Sold7, Self::Sold30, Self::Sold60, Self::Sold90, Self::Weighted];
        let found = rules.into_iter().find(|rule| rule.name() == name);
        found.ok_or_else(|| Error::new(ErrorKind::Syntax, "velocity_rule_unknown").with("text", name))
    }
}

/// A pace and where it comes from.
///
/// ```
/// use clearfloor::demand::{SalesWindows, VelocityRule, velocity};
/// let sales = SalesWindows { sold_30: Some(0.0), sold_90: Some(9.0), ..SalesWindows::default() };
/// // Nothing in a month, though there was something before.
/// let pace = |rule| velocity(&sales, rule).unwrap();
/// assert!(pace(VelocityRule::Sold30).is_still && !pace(VelocityRule::Sold90).is_still);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Velocity {
    /// Units a day.
    pub per_day: f64,
    /// The rule it was worked out by.
    pub rule: VelocityRule,
    /// Nothing sold in the window: no price can be expected to sell anything, and this is said.
    pub is_still: bool,
}

/// Units sold a day.
///
/// # Errors
/// `sales_unknown` with the `window` that the rule needs and the table does not say;
/// `sales_not_a_count` if a number of units is negative or not finite.
///
/// ```
/// use clearfloor::demand::{SalesWindows, VelocityRule, velocity};
/// let sales = SalesWindows { sold_30: Some(45.0), ..SalesWindows::default() };
/// assert_eq!(velocity(&sales, VelocityRule::Sold30).unwrap().per_day, 1.5);
/// assert_eq!(velocity(&sales, VelocityRule::Sold90).unwrap_err().code(), "sales_unknown");
/// ```
pub fn velocity(sales: &SalesWindows, rule: VelocityRule) -> Result<Velocity> {
    let sold_7 = || window("sold_7", sales.sold_7, 7.0);
    let sold_30 = || window("sold_30", sales.sold_30, 30.0);
    let sold_60 = || window("sold_60", sales.sold_60, 60.0);
    let sold_90 = || window("sold_90", sales.sold_90, 90.0);
    let per_day = match rule {
        VelocityRule::Sold7 => sold_7()?,
        VelocityRule::Sold30 => sold_30()?,
        VelocityRule::Sold60 => sold_60()?,
        VelocityRule::Sold90 => sold_90()?,
        VelocityRule::Weighted => {
            let paces = [sold_7()?, sold_30()?, sold_60()?, sold_90()?];
            paces.iter().zip(WEIGHTS).map(|(pace, weight)| pace * weight).sum()
        }
        VelocityRule::Typed(per_day) => window("typed", Some(per_day), 1.0)?,
    };
    Ok(Velocity { per_day, rule, is_still: per_day == 0.0 })
}

fn window(name: &'static str, sold: Option<f64>, days: f64) -> Result<f64> {
    let units = sold.ok_or_else(|| Error::new(ErrorKind::Missing, "sales_unknown").with("window", name))?;
    if !units.is_finite() || units < 0.0 {
        let error = Error::new(ErrorKind::Range, "sales_not_a_count");
        return Err(error.with("window", name).with("units", units.to_string()));
    }
    Ok(units / days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sales() -> SalesWindows {
        SalesWindows { sold_7: Some(14.0), sold_30: Some(30.0), sold_60: Some(30.0), sold_90: Some(90.0) }
    }

    #[test]
    fn each_rule_uses_its_own_window() {
        let per_day = |rule| velocity(&sales(), rule).unwrap().per_day;
        assert_eq!(per_day(VelocityRule::Sold7), 2.0);
        assert_eq!(per_day(VelocityRule::Sold30), 1.0);
        assert_eq!(per_day(VelocityRule::Sold60), 0.5);
        assert_eq!(per_day(VelocityRule::Sold90), 1.0);
        assert_eq!(per_day(VelocityRule::Typed(0.25)), 0.25);
        // 0.4 · 2 + 0.3 · 1 + 0.2 · 0.5 + 0.1 · 1
        assert!((per_day(VelocityRule::Weighted) - 1.3).abs() < 1e-12);
    }

    #[test]
    fn says_when_nothing_sold() {
        let none = SalesWindows { sold_30: Some(0.0), ..sales() };
        assert!(velocity(&none, VelocityRule::Sold30).unwrap().is_still);
        assert!(!velocity(&none, VelocityRule::Sold7).unwrap().is_still);
    }

    #[test]
    fn refuses_sales_below_zero_and_missing_windows() {
        let code = |sales: &SalesWindows, rule| velocity(sales, rule).map_err(|e| e.code()).err();
        let below = SalesWindows { sold_30: Some(-1.0), sold_7: None, ..sales() };
        assert_eq!(code(&below, VelocityRule::Sold30), Some("sales_not_a_count"));
        assert_eq!(code(&below, VelocityRule::Weighted), Some("sales_unknown"));
        assert_eq!(code(&below, VelocityRule::Typed(f64::NAN)), Some("sales_not_a_count"));
    }

    #[test]
    fn names_lead_back_to_their_rules() {
        for rule in [VelocityRule::Sold7, VelocityRule::Sold30, VelocityRule::Sold90, VelocityRule::Weighted] {
            assert_eq!(VelocityRule::from_name(rule.name()).unwrap(), rule);
        }
        assert_eq!(VelocityRule::from_name("sold_14").unwrap_err().code(), "velocity_rule_unknown");
    }
}
