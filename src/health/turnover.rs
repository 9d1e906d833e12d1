//! How often stock, and the money in it, turns over.

use super::cover::{length, share};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rounding::{Ratio, Rounding};

/// Turnover of a year.
///
/// ```
/// use clearfloor::{health::turnover, money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let year = turnover(usd("60000.00"), usd("12000.00"), 365).unwrap();
/// assert_eq!((year.turns, year.days), (Some(Ratio::whole(5)), Some(Ratio::whole(73))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turnover {
    /// Turns a year; none without stock.
    pub turns: Option<Ratio>,
    /// Days of one turn; none if nothing turns.
    pub days: Option<Ratio>,
    /// Months of one turn.
    pub months: Option<Ratio>,
}

/// Turnover = yearly cost of goods sold / average inventory at cost.
///
/// # Errors
/// `currency_mismatch`; `inventory_negative`; `days_not_above_zero`.
///
/// ```
/// use clearfloor::{health::turnover, money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let year = turnover(usd("120000.00"), usd("30000.00"), 365).unwrap();
/// assert_eq!((year.turns, year.months), (Some(Ratio::whole(4)), Some(Ratio::whole(3))));
/// ```
pub fn turnover(cost_of_goods_sold: Money, average_inventory: Money, days_per_year: u32) -> Result<Turnover> {
    // Asks for one currency.
    cost_of_goods_sold.plus(average_inventory)?;
    not_negative(average_inventory.minor(), average_inventory)?;
    let whole = |money: Money| Ratio::whole(i128::from(money.minor()));
    let turns = share(whole(cost_of_goods_sold), whole(average_inventory))?;
    let of_one = |length: Ratio| turns.map_or(Ok(None), |turns| share(length, turns));
    Ok(Turnover { turns, days: of_one(length("year", days_per_year)?)?, months: of_one(Ratio::whole(12))? })
}

fn not_negative(sign: i64, shown: impl core::fmt::Display) -> Result<()> {
    if sign >= 0 {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Range, "inventory_negative").with("amount", shown.to_string()))
}

/// On which side a figure exactly on a line falls.
///
/// ```
/// use clearfloor::{health::{Line, is_turnover_good}, rounding::Ratio};
/// let four = Ratio::whole(4);
/// assert_eq!([Line::Above, Line::AtOrAbove].map(|line| is_turnover_good(four, four, line)), [false, true]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Only above the line.
    Above,
    /// On the line too.
    AtOrAbove,
}

/// Whether a turnover is good by the seller's line of the category (4 a year where none is set).
///
/// ```
/// use clearfloor::{health::{Line, is_turnover_good}, rounding::Ratio};
/// assert!(is_turnover_good(Ratio::new(9, 2).unwrap(), Ratio::whole(4), Line::Above));
/// assert!(!is_turnover_good(Ratio::new(7, 2).unwrap(), Ratio::whole(4), Line::AtOrAbove));
/// ```
#[must_use]
pub fn is_turnover_good(turns: Ratio, good_above: Ratio, line: Line) -> bool {
    match line {
        Line::Above => turns > good_above,
        Line::AtOrAbove => turns >= good_above,
    }
}

/// How often the same money goes round in a year.
///
/// ```
/// use clearfloor::health::rounds_per_year;
/// // Making, the sea, selling: 100 days until the money is back, three whole rounds a year.
/// let found = rounds_per_year(&[30, 40, 30], 365).unwrap();
/// assert_eq!((found.round_days, found.full_rounds), (100, 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Days of one round: its legs follow one another.
    pub round_days: u32,
    /// Rounds a year.
    pub rounds: Ratio,
    /// Whole ones.
    pub full_rounds: i128,
}

/// Rounds a year of money that is bound leg after leg.
///
/// # Errors
/// `days_not_above_zero` if the legs take no time; `out_of_range`.
///
/// ```
/// use clearfloor::{health::rounds_per_year, rounding::Ratio};
/// assert_eq!(rounds_per_year(&[60, 30], 360).unwrap().rounds, Ratio::whole(4));
/// assert_eq!(rounds_per_year(&[], 360).unwrap_err().code(), "days_not_above_zero");
/// ```
pub fn rounds_per_year(legs_days: &[u32], days_per_year: u32) -> Result<Rounds> {
    let sum = legs_days.iter().try_fold(0_u32, |sum, &leg| sum.checked_add(leg));
    let round_days = sum.ok_or_else(|| Error::out_of_range("legs"))?;
    let rounds = Ratio::whole(i128::from(days_per_year)).over(length("round", round_days)?)?;
    Ok(Rounds { round_days, rounds, full_rounds: rounds.round(Rounding::Floor)? })
}

/// What the money in stock brings.
///
/// ```
/// use clearfloor::{health::inventory_return, rounding::Ratio};
/// let [cost, revenue] = [9_000, 15_000].map(Ratio::whole);
/// let found = inventory_return(&[5_000, 4_000, 3_000].map(Ratio::whole), cost, revenue, 73).unwrap();
/// // 4,000 in the mean bring 6,000 in a fifth of a year.
/// assert_eq!(found.return_on_inventory, Ratio::new(3, 2).ok());
/// assert_eq!(found.return_on_inventory_a_year, Ratio::new(15, 2).ok());
/// assert_eq!(found.margin_rate, Ratio::new(2, 5).ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InventoryReturn {
    /// Plain mean of the counts at cost.
    pub average_inventory: Ratio,
    /// Cost of goods sold / average inventory; none without stock, as what follows from it.
    pub turnover: Option<Ratio>,
    /// The same a year: times 365 / days of the period.
    pub turnover_a_year: Option<Ratio>,
    /// Days that stock lies: days of the period / turnover; none if nothing was sold.
    pub days_inventory: Option<Ratio>,
    /// Net revenue less cost of goods sold.
    pub gross_margin: Ratio,
    /// Gross margin / average inventory (GMROI) of the period.
    pub return_on_inventory: Option<Ratio>,
    /// The same a year.
    pub return_on_inventory_a_year: Option<Ratio>,
    /// Gross margin / net revenue; none without revenue.
    pub margin_rate: Option<Ratio>,
}

/// Turnover and GMROI of a period from counts of stock at cost (`math.md` §10). Amounts are of one currency, in
/// any one unit.
///
/// # Errors
/// `inventory_counts_missing`; `inventory_negative`; `days_not_above_zero`.
///
/// ```
/// use clearfloor::{health::inventory_return, rounding::Ratio};
/// let [cost, revenue] = [12_000, 20_000].map(Ratio::whole);
/// let found = inventory_return(&[4_500, 3_500].map(Ratio::whole), cost, revenue, 90).unwrap();
/// assert_eq!((found.average_inventory, found.turnover), (Ratio::whole(4_000), Some(Ratio::whole(3))));
/// assert_eq!((found.days_inventory, found.gross_margin), (Some(Ratio::whole(30)), Ratio::whole(8_000)));
/// ```
pub fn inventory_return(
    counts_at_cost: &[Ratio],
    cost_of_goods_sold: Ratio,
    net_revenue: Ratio,
    period_days: u32,
) -> Result<InventoryReturn> {
    let number = i128::try_from(counts_at_cost.len()).map_err(|_| Error::out_of_range("counts"))?;
    if number == 0 {
        return Err(Error::new(ErrorKind::Missing, "inventory_counts_missing"));
    }
    let mut sum = Ratio::ZERO;
    for &count in counts_at_cost {
        not_negative(if count < Ratio::ZERO { -1 } else { 1 }, count)?;
        sum = sum.plus(count)?;
    }
    let days = length("period", period_days)?;
    let a_year = Ratio::whole(365).over(days)?;
    let average_inventory = sum.over(Ratio::whole(number))?;
    let turnover = share(cost_of_goods_sold, average_inventory)?;
    let gross_margin = net_revenue.minus(cost_of_goods_sold)?;
    let return_on_inventory = share(gross_margin, average_inventory)?;
    let yearly = |figure: Option<Ratio>| figure.map(|figure| figure.times(a_year)).transpose();
    Ok(InventoryReturn {
        average_inventory,
        turnover,
        turnover_a_year: yearly(turnover)?,
        days_inventory: turnover.map_or(Ok(None), |turns| share(days, turns))?,
        gross_margin,
        return_on_inventory,
        return_on_inventory_a_year: yearly(return_on_inventory)?,
        margin_rate: share(gross_margin, net_revenue)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn nothing_sold_has_no_days_of_a_turn_and_no_stock_no_turnover() {
        let usd = |minor| Money::new(minor, Currency::USD).unwrap();
        let still = turnover(usd(0), usd(250_000), 365).unwrap();
        assert_eq!((still.turns, still.days, still.months), (Some(Ratio::ZERO), None, None));
        let empty = turnover(usd(840_000), usd(0), 365).unwrap();
        assert_eq!((empty.turns, empty.days), (None, None));
    }

    #[test]
    fn refuses_two_currencies_and_stock_below_nothing() {
        let usd = Money::new(1, Currency::USD).unwrap();
        let eur = Money::new(1, Currency::EUR).unwrap();
        assert_eq!(turnover(usd, eur, 365).unwrap_err().code(), "currency_mismatch");
        assert_eq!(turnover(usd, usd.negated(), 365).unwrap_err().code(), "inventory_negative");
        assert_eq!(inventory_return(&[], Ratio::ONE, Ratio::ONE, 30).unwrap_err().code(), "inventory_counts_missing");
        assert_eq!(rounds_per_year(&[0, 0], 365).unwrap_err().code(), "days_not_above_zero");
    }

    #[test]
    fn longer_legs_never_turn_more_often() {
        let mut before = None;
        for leg in 1..200 {
            let rounds = rounds_per_year(&[30, leg], 365).unwrap().rounds;
            assert!(before.is_none_or(|before| rounds < before));
            before = Some(rounds);
        }
    }
}
