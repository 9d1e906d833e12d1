//! Three levels of a stock that runs low.

use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// How urgent.
///
/// ```
/// use clearfloor::alerts::level::AlertLevel;
/// let levels = [AlertLevel::Mild, AlertLevel::Severe, AlertLevel::None];
/// assert_eq!(levels.into_iter().max(), Some(AlertLevel::Severe));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlertLevel {
    /// Nothing to do.
    None,
    /// Say so, with a report and a quantity to order.
    Mild,
    /// Propose a transfer or a promotion, and whether it can be done.
    Medium,
    /// Stop what takes stock away without need, and tell whoever decides.
    Severe,
}

impl AlertLevel {
    /// From 0 to 3.
    ///
    /// ```
    /// use clearfloor::alerts::level::AlertLevel;
    /// assert_eq!((AlertLevel::None.number(), AlertLevel::Severe.number()), (0, 3));
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Mild => 1,
            Self::Medium => 2,
            Self::Severe => 3,
        }
    }

    /// The level of a number.
    ///
    /// # Errors
    /// `alert_level_unknown` unless it is from 0 to 3.
    ///
    /// ```
    /// use clearfloor::alerts::level::AlertLevel;
    /// assert_eq!(AlertLevel::from_number(2).unwrap(), AlertLevel::Medium);
    /// assert_eq!(AlertLevel::from_number(4).unwrap_err().code(), "alert_level_unknown");
    /// ```
    pub fn from_number(number: i64) -> Result<Self> {
        match number {
            0 => Ok(Self::None),
            1 => Ok(Self::Mild),
            2 => Ok(Self::Medium),
            3 => Ok(Self::Severe),
            other => Err(Error::new(ErrorKind::Range, "alert_level_unknown").with("level", other.to_string())),
        }
    }

    /// What the level asks for: a stable code.
    ///
    /// ```
    /// use clearfloor::alerts::level::AlertLevel;
    /// assert_eq!(AlertLevel::Mild.action(), "notify_and_suggest_quantity");
    /// ```
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mild => "notify_and_suggest_quantity",
            Self::Medium => "propose_transfer_or_promotion",
            Self::Severe => "freeze_outbound_and_escalate",
        }
    }
}

/// How the coefficient of a falling trend meets the safety stock.
///
/// ```
/// use clearfloor::{alerts::level::{BaseLine, TrendCombine}, rounding::Ratio};
/// let (promotion_factor, supply_risk_factor) = (Ratio::ONE, Ratio::ONE);
/// let units = |trend_coefficient, combine| {
///     let base = BaseLine { safety_stock: 300, trend_coefficient, combine, promotion_factor, supply_risk_factor };
///     base.units().unwrap()
/// };
/// assert_eq!(units(Ratio::new(4, 5).unwrap(), TrendCombine::Multiply), Ratio::whole(240));
/// assert_eq!(units(Ratio::whole(-40), TrendCombine::Add), Ratio::whole(260));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendCombine {
    /// Safety stock · coefficient.
    Multiply,
    /// Safety stock + coefficient, in units.
    Add,
}

/// What the base line is made of.
///
/// ```
/// use clearfloor::{alerts::level::{BaseLine, TrendCombine}, rounding::Ratio};
/// let base = BaseLine {
///     safety_stock: 200,
///     trend_coefficient: Ratio::ONE,
///     combine: TrendCombine::Multiply,
///     promotion_factor: Ratio::new(3, 2).unwrap(),
///     supply_risk_factor: Ratio::new(6, 5).unwrap(),
/// };
/// assert_eq!(base.units().unwrap(), Ratio::whole(360)); // 200 · 1 · 1.5 · 1.2
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseLine {
    /// Units.
    pub safety_stock: i64,
    /// Coefficient of the trend.
    pub trend_coefficient: Ratio,
    /// How the two are put together.
    pub combine: TrendCombine,
    /// For a promotion that runs or comes; 1 = none.
    pub promotion_factor: Ratio,
    /// For a supplier who may not deliver; 1 = none.
    pub supply_risk_factor: Ratio,
}

impl BaseLine {
    /// Units, exact; below zero if a coefficient that is added takes away more than the safety stock.
    ///
    /// # Errors
    /// `below_zero` for a safety stock or factor below zero; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{alerts::level::{BaseLine, TrendCombine}, rounding::Ratio};
    /// let (one, combine) = (Ratio::ONE, TrendCombine::Multiply);
    /// let (promotion_factor, supply_risk_factor) = (one, one);
    /// let base = BaseLine { safety_stock: 90, trend_coefficient: one, combine, promotion_factor, supply_risk_factor };
    /// assert_eq!(base.units().unwrap(), Ratio::whole(90));
    /// let below = BaseLine { safety_stock: -1, ..base };
    /// assert_eq!(below.units().unwrap_err().code(), "below_zero");
    /// ```
    pub fn units(&self) -> Result<Ratio> {
        let safety = Ratio::from(self.safety_stock).not_negative("safety_stock")?;
        let base = match self.combine {
            TrendCombine::Multiply => safety.times(self.trend_coefficient)?,
            TrendCombine::Add => safety.plus(self.trend_coefficient)?,
        };
        base.times(self.promotion_factor.not_negative("promotion_factor")?)?
            .times(self.supply_risk_factor.not_negative("supply_risk_factor")?)
    }
}

/// Shares of the base line below which the levels begin.
///
/// ```
/// use clearfloor::alerts::level::{AlertLevel, BaseLine, LevelLines, TrendCombine, stock_alert};
/// use clearfloor::rounding::Ratio;
/// let (one, combine) = (Ratio::ONE, TrendCombine::Multiply);
/// let (promotion_factor, supply_risk_factor) = (one, one);
/// let base = BaseLine { safety_stock: 100, trend_coefficient: one, combine, promotion_factor, supply_risk_factor };
/// let share = |percent| Ratio::new(percent, 100).unwrap();
/// let lines = LevelLines { mild_below: share(100), medium_below: share(75), severe_below: share(50) };
/// let levels = [100, 99, 74, 49].map(|stock| stock_alert(stock, &base, &lines, None).unwrap().level);
/// assert_eq!(levels, [AlertLevel::None, AlertLevel::Mild, AlertLevel::Medium, AlertLevel::Severe]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelLines {
    /// Level 1.
    pub mild_below: Ratio,
    /// Level 2.
    pub medium_below: Ratio,
    /// Level 3.
    pub severe_below: Ratio,
}

/// A level with what it came from.
///
/// ```
/// use clearfloor::alerts::level::{AlertLevel, BaseLine, LevelLines, StockAlert, TrendCombine, stock_alert};
/// use clearfloor::rounding::Ratio;
/// let (one, combine) = (Ratio::ONE, TrendCombine::Multiply);
/// let (promotion_factor, supply_risk_factor) = (one, one);
/// let base = BaseLine { safety_stock: 100, trend_coefficient: one, combine, promotion_factor, supply_risk_factor };
/// let lines = LevelLines { mild_below: one, medium_below: one, severe_below: one };
/// // The ship is in the harbour: a person says so, and the rule's own word stays.
/// let found = stock_alert(20, &base, &lines, Some(AlertLevel::Mild)).unwrap();
/// let base_line = Ratio::whole(100);
/// assert_eq!(found, StockAlert { base_line, computed: AlertLevel::Severe, level: AlertLevel::Mild });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StockAlert {
    /// Units.
    pub base_line: Ratio,
    /// By the rule.
    pub computed: AlertLevel,
    /// What holds: a person's word before the rule.
    pub level: AlertLevel,
}

/// The level of a stock: the gravest of those whose share of the base line it lies below; on a line it does not.
/// Whoever overrides it is asked for a reason by whoever keeps the log, and the computed level stays visible.
///
/// # Errors
/// As [`BaseLine::units`].
///
/// ```
/// use clearfloor::alerts::level::{AlertLevel, BaseLine, LevelLines, TrendCombine, stock_alert};
/// use clearfloor::rounding::Ratio;
/// let base = BaseLine {
///     safety_stock: 300, trend_coefficient: Ratio::new(4, 5).unwrap(), combine: TrendCombine::Multiply,
///     promotion_factor: Ratio::ONE, supply_risk_factor: Ratio::ONE,
/// };
/// let quarters = |n| Ratio::new(n, 4).unwrap();
/// let lines = LevelLines { mild_below: quarters(4), medium_below: quarters(3), severe_below: quarters(2) };
/// assert_eq!(stock_alert(179, &base, &lines, None).unwrap().level, AlertLevel::Medium);
/// ```
pub fn stock_alert(
    stock: i64,
    base: &BaseLine,
    lines: &LevelLines,
    override_level: Option<AlertLevel>,
) -> Result<StockAlert> {
    let base_line = base.units()?;
    let is_below = |share: Ratio| Ok(Ratio::from(stock) < share.times(base_line)?);
    let computed = if is_below(lines.severe_below)? {
        AlertLevel::Severe
    } else if is_below(lines.medium_below)? {
        AlertLevel::Medium
    } else if is_below(lines.mild_below)? {
        AlertLevel::Mild
    } else {
        AlertLevel::None
    };
    Ok(StockAlert { base_line, computed, level: override_level.unwrap_or(computed) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn base(safety_stock: i64, percent: i64) -> BaseLine {
        BaseLine {
            safety_stock,
            trend_coefficient: Ratio::new(i128::from(percent), 100).unwrap(),
            combine: TrendCombine::Multiply,
            promotion_factor: Ratio::ONE,
            supply_risk_factor: Ratio::ONE,
        }
    }

    proptest! {
        #[test]
        fn more_stock_never_raises_the_level(
            stock in -50..900_i64, more in 0..300_i64, safety in 0..500_i64, trend in 0..300_i64,
            shares in proptest::array::uniform3(0..150_i64),
        ) {
            let [mild_below, medium_below, severe_below] = shares.map(|s| Ratio::new(i128::from(s), 100).unwrap());
            let lines = LevelLines { mild_below, medium_below, severe_below };
            let level = |stock| stock_alert(stock, &base(safety, trend), &lines, None).unwrap().level;
            prop_assert!(level(stock + more) <= level(stock));
        }

        #[test]
        fn a_higher_safety_stock_never_lowers_the_level(stock in 0..900_i64, safety in 0..500_i64, more in 0..300_i64) {
            let quarters = |n| Ratio::new(n, 4).unwrap();
            let lines = LevelLines { mild_below: quarters(4), medium_below: quarters(3), severe_below: quarters(2) };
            let level = |safety| stock_alert(stock, &base(safety, 80), &lines, None).unwrap().level;
            prop_assert!(level(safety) <= level(safety + more));
        }
    }

    #[test]
    fn a_person_is_believed_and_the_rule_stays_visible() {
        let lines = LevelLines { mild_below: Ratio::ONE, medium_below: Ratio::ONE, severe_below: Ratio::ONE };
        let found = stock_alert(0, &base(300, 80), &lines, Some(AlertLevel::Mild)).unwrap();
        assert_eq!((found.computed, found.level), (AlertLevel::Severe, AlertLevel::Mild));
        assert_eq!(found.level.action(), "notify_and_suggest_quantity");
    }

    #[test]
    fn no_stock_lies_below_a_base_line_below_nothing() {
        let add = BaseLine { trend_coefficient: Ratio::whole(-15), combine: TrendCombine::Add, ..base(10, 100) };
        let lines = LevelLines { mild_below: Ratio::ONE, medium_below: Ratio::ONE, severe_below: Ratio::ONE };
        let found = stock_alert(0, &add, &lines, None).unwrap();
        assert_eq!((found.base_line, found.computed), (Ratio::whole(-5), AlertLevel::None));
    }

    #[test]
    fn levels_are_four_and_factors_not_negative() {
        for number in 0..=3 {
            assert_eq!(i64::from(AlertLevel::from_number(number).unwrap().number()), number);
        }
        assert_eq!(AlertLevel::from_number(4).unwrap_err().code(), "alert_level_unknown");
        let wrong = BaseLine { promotion_factor: Ratio::whole(-1), ..base(1, 100) };
        assert_eq!(wrong.units().unwrap_err().code(), "below_zero");
        assert_eq!(base(-1, 100).units().unwrap_err().code(), "below_zero");
    }
}
