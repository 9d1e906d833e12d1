//! Turnover against the depth of stock: of a product, and of a catalogue by category.
#![deny(clippy::float_arithmetic)]

use crate::error::Result;
use crate::rounding::Ratio;
use core::cmp::Ordering;

/// The side of a line a figure lies on.
///
/// ```
/// use clearfloor::{health::depth::{QuadrantLines, Side, quadrant}, rounding::Ratio};
/// let lines = QuadrantLines { turnover: Ratio::whole(4), days_of_stock: Ratio::whole(90), on_the_line: Side::High };
/// let found = quadrant(Ratio::whole(4), Ratio::whole(89), &lines);
/// assert_eq!((found.turnover, found.stock), (Side::High, Side::Low));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above, or on it where the line counts as high.
    High,
    /// Below, or on it where the line counts as low.
    Low,
}

impl Side {
    /// Stable code: `high`, `low`.
    ///
    /// ```
    /// use clearfloor::health::depth::Side;
    /// assert_eq!((Side::High.code(), Side::Low.code()), ("high", "low"));
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
        }
    }

    fn of(figure: Ratio, cut: Ratio, on_the_line: Self) -> Self {
        match figure.cmp(&cut) {
            Ordering::Greater => Self::High,
            Ordering::Less => Self::Low,
            Ordering::Equal => on_the_line,
        }
    }
}

/// What a quadrant asks for.
///
/// ```
/// use clearfloor::health::depth::{Quadrant, QuadrantAction, Side};
/// let deep = |turnover| Quadrant { turnover, stock: Side::High }.action();
/// assert_eq!(deep(Side::High), QuadrantAction::PromoteHarder);
/// assert_eq!(deep(Side::Low), QuadrantAction::ClearNow);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuadrantAction {
    /// Sells well, not much of it.
    KeepAsIs,
    /// Sells well, much of it.
    PromoteHarder,
    /// Sells badly, not much of it.
    RestockWithCaution,
    /// Sells badly, much of it.
    ClearNow,
}

impl QuadrantAction {
    /// Stable code.
    ///
    /// ```
    /// use clearfloor::health::depth::QuadrantAction;
    /// assert_eq!(QuadrantAction::RestockWithCaution.code(), "restock_with_caution");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeepAsIs => "keep_as_is",
            Self::PromoteHarder => "promote_harder",
            Self::RestockWithCaution => "restock_with_caution",
            Self::ClearNow => "clear_now",
        }
    }
}

/// Where the quadrants are cut.
///
/// ```
/// use clearfloor::{health::depth::{QuadrantAction, QuadrantLines, Side, quadrant}, rounding::Ratio};
/// let (turns, days) = (Ratio::whole(4), Ratio::whole(90));
/// let of = |on_the_line| quadrant(turns, days, &QuadrantLines { turnover: turns, days_of_stock: days, on_the_line });
/// // The same figures, both exactly on their lines.
/// assert_eq!(of(Side::High).action(), QuadrantAction::PromoteHarder);
/// assert_eq!(of(Side::Low).action(), QuadrantAction::RestockWithCaution);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuadrantLines {
    /// Turns a year.
    pub turnover: Ratio,
    /// Days of stock.
    pub days_of_stock: Ratio,
    /// The side of a figure exactly on a line, on both axes.
    pub on_the_line: Side,
}

/// One of the four.
///
/// ```
/// use clearfloor::{health::depth::{Quadrant, QuadrantLines, Side, quadrant}, rounding::Ratio};
/// let lines = QuadrantLines { turnover: Ratio::whole(4), days_of_stock: Ratio::whole(90), on_the_line: Side::High };
/// let found = quadrant(Ratio::whole(6), Ratio::whole(45), &lines);
/// assert_eq!(found, Quadrant { turnover: Side::High, stock: Side::Low });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quadrant {
    /// Turnover.
    pub turnover: Side,
    /// Depth of stock.
    pub stock: Side,
}

impl Quadrant {
    /// What to do.
    ///
    /// ```
    /// use clearfloor::health::depth::{Quadrant, QuadrantAction, Side};
    /// let found = Quadrant { turnover: Side::High, stock: Side::Low };
    /// assert_eq!(found.action(), QuadrantAction::KeepAsIs);
    /// ```
    #[must_use]
    pub const fn action(self) -> QuadrantAction {
        match (self.turnover, self.stock) {
            (Side::High, Side::Low) => QuadrantAction::KeepAsIs,
            (Side::High, Side::High) => QuadrantAction::PromoteHarder,
            (Side::Low, Side::Low) => QuadrantAction::RestockWithCaution,
            (Side::Low, Side::High) => QuadrantAction::ClearNow,
        }
    }
}

/// Turns a year against days of stock.
///
/// ```
/// use clearfloor::{health::depth::{QuadrantAction, QuadrantLines, Side, quadrant}, rounding::Ratio};
/// let whole = Ratio::whole;
/// let lines = QuadrantLines { turnover: whole(4), days_of_stock: whole(90), on_the_line: Side::High };
/// assert_eq!(quadrant(whole(2), whole(120), &lines).action(), QuadrantAction::ClearNow);
/// ```
#[must_use]
pub fn quadrant(turnover: Ratio, days_of_stock: Ratio, lines: &QuadrantLines) -> Quadrant {
    Quadrant {
        turnover: Side::of(turnover, lines.turnover, lines.on_the_line),
        stock: Side::of(days_of_stock, lines.days_of_stock, lines.on_the_line),
    }
}

/// A part of the catalogue: cost of goods sold in a year and average inventory at cost, in one unit of money.
///
/// ```
/// use clearfloor::{health::depth::{StockTurn, structural_clearance}, rounding::Ratio};
/// let lamps = StockTurn { annual_cogs: Ratio::whole(60_000), average_inventory: Ratio::whole(10_000) };
/// let found = structural_clearance(&[lamps], Ratio::whole(4), Ratio::new(1, 2).unwrap()).unwrap();
/// assert_eq!(found.total_turnover, Some(Ratio::whole(6)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StockTurn {
    /// Cost of goods sold.
    pub annual_cogs: Ratio,
    /// Average inventory.
    pub average_inventory: Ratio,
}

impl StockTurn {
    fn turnover(self) -> Result<Option<Ratio>> {
        self.annual_cogs.per(self.average_inventory)
    }
}

/// How widely to clear.
///
/// ```
/// use clearfloor::{health::depth::{ClearanceBreadth, StockTurn, structural_clearance}, rounding::Ratio};
/// let turns = |cogs| StockTurn { annual_cogs: Ratio::whole(cogs), average_inventory: Ratio::whole(1000) };
/// let of = |cogs| structural_clearance(&[turns(cogs)], Ratio::whole(4), Ratio::new(1, 2).unwrap()).unwrap().breadth;
/// assert_eq!(of(4000), ClearanceBreadth::Nothing);
/// assert_eq!(of(3999), ClearanceBreadth::WholeCatalogue);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClearanceBreadth {
    /// Nothing to do.
    Nothing,
    /// The categories far below normal, not the rest.
    ByCategory,
    /// The whole is low: look at everything.
    WholeCatalogue,
}

impl ClearanceBreadth {
    /// Stable code: `none`, `by_category`, `whole_catalogue`.
    ///
    /// ```
    /// use clearfloor::health::depth::ClearanceBreadth;
    /// assert_eq!(ClearanceBreadth::ByCategory.code(), "by_category");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::ByCategory => "by_category",
            Self::WholeCatalogue => "whole_catalogue",
        }
    }
}

/// What is to be cleared of a catalogue.
///
/// ```
/// use clearfloor::health::depth::{ClearanceBreadth, StructuralClearance, structural_clearance};
/// use clearfloor::rounding::Ratio;
/// // No inventory, no turnover, nothing to clear.
/// let nothing = StructuralClearance { total_turnover: None, breadth: ClearanceBreadth::Nothing, clear: vec![] };
/// assert_eq!(structural_clearance(&[], Ratio::whole(4), Ratio::ONE).unwrap(), nothing);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuralClearance {
    /// Sum of costs over sum of inventories; none without inventory.
    pub total_turnover: Option<Ratio>,
    /// How widely.
    pub breadth: ClearanceBreadth,
    /// Places of the categories to clear; empty unless it goes by category.
    pub clear: Vec<usize>,
}

/// Clear by category, not everything: with the whole at or above `normal_turnover` only the categories below
/// `far_below · normal_turnover` are cleared; with the whole below it everything is looked at. A category without
/// inventory has nothing to clear.
///
/// # Errors
/// `below_zero`; `out_of_range`.
///
/// ```
/// use clearfloor::{health::depth::{ClearanceBreadth, StockTurn, structural_clearance}, rounding::Ratio};
/// let of = |cogs, stock| StockTurn { annual_cogs: Ratio::whole(cogs), average_inventory: Ratio::whole(stock) };
/// let categories = [of(60_000, 10_000), of(3_000, 5_000)]; // 6 turns and 0.6: 4.2 together
/// let found = structural_clearance(&categories, Ratio::whole(4), Ratio::new(1, 2).unwrap()).unwrap();
/// assert_eq!(found.total_turnover, Some(Ratio::new(21, 5).unwrap()));
/// assert_eq!((found.breadth, found.clear), (ClearanceBreadth::ByCategory, vec![1])); // below 2 turns
/// ```
pub fn structural_clearance(
    categories: &[StockTurn],
    normal_turnover: Ratio,
    far_below: Ratio,
) -> Result<StructuralClearance> {
    let mut whole = StockTurn { annual_cogs: Ratio::ZERO, average_inventory: Ratio::ZERO };
    for category in categories {
        whole.annual_cogs = whole.annual_cogs.plus(category.annual_cogs.not_negative("annual_cogs")?)?;
        let inventory = category.average_inventory.not_negative("average_inventory")?;
        whole.average_inventory = whole.average_inventory.plus(inventory)?;
    }
    let total_turnover = whole.turnover()?;
    let answer = |breadth, clear| Ok(StructuralClearance { total_turnover, breadth, clear });
    let Some(total) = total_turnover else { return answer(ClearanceBreadth::Nothing, Vec::new()) };
    if total < normal_turnover {
        return answer(ClearanceBreadth::WholeCatalogue, Vec::new());
    }
    let line = far_below.times(normal_turnover)?;
    let mut clear = Vec::new();
    for (place, category) in categories.iter().enumerate() {
        if category.turnover()?.is_some_and(|turnover| turnover < line) {
            clear.push(place);
        }
    }
    answer(if clear.is_empty() { ClearanceBreadth::Nothing } else { ClearanceBreadth::ByCategory }, clear)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(number: i64) -> Ratio {
        Ratio::from(number)
    }

    fn turn(cogs: i64, inventory: i64) -> StockTurn {
        StockTurn { annual_cogs: whole(cogs), average_inventory: whole(inventory) }
    }

    proptest! {
        #[test]
        fn more_stock_never_leaves_the_deep_side(turnover in 0..12_i64, days in 0..300_i64, more in 0..300_i64, is_high in any::<bool>()) {
            let on_the_line = if is_high { Side::High } else { Side::Low };
            let lines = QuadrantLines { turnover: whole(4), days_of_stock: whole(90), on_the_line };
            let side = |days| quadrant(whole(turnover), whole(days), &lines).stock;
            prop_assert!(side(days) == Side::Low || side(days + more) == Side::High);
        }

        #[test]
        fn categories_are_named_only_where_the_whole_is_healthy(parts in proptest::collection::vec((0..500_i64, 0..200_i64), 0..8)) {
            let parts: Vec<StockTurn> = parts.into_iter().map(|(cogs, inventory)| turn(cogs, inventory)).collect();
            let found = structural_clearance(&parts, whole(4), Ratio::new(1, 2).unwrap()).unwrap();
            prop_assert_eq!(found.clear.is_empty(), found.breadth != ClearanceBreadth::ByCategory);
            // Not all of them can lie far below what they reach together.
            prop_assert!(found.clear.len() < parts.len().max(1));
        }
    }

    #[test]
    fn an_empty_catalogue_has_no_turnover_and_nothing_to_clear() {
        for parts in [vec![], vec![turn(100, 0)]] {
            let found = structural_clearance(&parts, whole(4), Ratio::ONE).unwrap();
            assert_eq!((found.total_turnover, found.breadth), (None, ClearanceBreadth::Nothing));
        }
        assert_eq!(structural_clearance(&[turn(1, -1)], whole(4), Ratio::ONE).unwrap_err().code(), "below_zero");
    }
}
