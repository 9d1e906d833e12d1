//! Waiting against clearing by a storage rate and a rate of capital alone.
//!
//! The quick question of a seller who knows what a month costs: no fee table, no pace, no aged surcharge. Where those
//! are known, [`compare`](super::compare) answers by the day.

use crate::error::Result;
use crate::money::{Money, UnitAmount};
use crate::rounding::{Ratio, Rounding};

/// What lies there while one waits.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let cost = |sell_down| {
///     let waiting = Waiting {
///         units: 100, months: 6, storage_per_unit_month: usd("0.60"), sell_down,
///         unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
///     };
///     waiting.holding_cost().unwrap().to_string()
/// };
/// assert_eq!([SellDown::Nothing, SellDown::Even].map(cost), ["360.00", "180.00"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SellDown {
    /// Nothing sells meanwhile: the whole stock is stored to the end.
    Nothing,
    /// It sells evenly: half the stock on average.
    Even,
}

/// Stock that waits.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let waiting = Waiting {
///     units: 100, months: 6, storage_per_unit_month: usd("0.60"), sell_down: SellDown::Nothing,
///     unit_value: usd("10"), annual_capital_rate: Ratio::new(12, 100).unwrap(),
/// };
/// // 360.00 of storage, and 6 % for half a year on 1,000.00.
/// assert_eq!(waiting.holding_cost().unwrap().to_string(), "420.00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Units.
    pub units: i64,
    /// Months.
    pub months: i64,
    /// Storage of one unit a month.
    pub storage_per_unit_month: UnitAmount,
    /// What sells meanwhile.
    pub sell_down: SellDown,
    /// Capital tied up in one unit.
    pub unit_value: UnitAmount,
    /// Return asked of capital in a year, a share; zero leaves capital out.
    pub annual_capital_rate: Ratio,
}

impl Waiting {
    /// Storage and capital over the wait, each rounded once: held units · months · storage, and
    /// held units · value · rate · months / 12.
    ///
    /// # Errors
    /// `below_zero`; `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting}};
    /// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// // Storage may be known finer than a cent: 333 · 0.0125 = 4.1625.
    /// let waiting = Waiting {
    ///     units: 333, months: 1, storage_per_unit_month: usd("0.0125"), sell_down: SellDown::Nothing,
    ///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
    /// };
    /// assert_eq!(waiting.holding_cost().unwrap().to_string(), "4.16");
    /// ```
    pub fn holding_cost(&self) -> Result<Money> {
        let units = Ratio::from(self.units).not_negative("units")?;
        let months = Ratio::from(self.months).not_negative("months")?;
        let held = match self.sell_down {
            SellDown::Nothing => units,
            SellDown::Even => units.over(Ratio::whole(2))?,
        };
        let unit_months = held.times(months)?;
        let storage = self.storage_per_unit_month.for_each(unit_months)?;
        let years = unit_months.over(Ratio::whole(12))?;
        storage.plus(self.unit_value.for_each(years.times(self.annual_capital_rate)?)?)
    }
}

/// Which of the two to take.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, WaitOrClear, Waiting, wait_or_clear}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let waiting = Waiting {
///     units: 100, months: 6, storage_per_unit_month: usd("0.50"), sell_down: SellDown::Nothing,
///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
/// };
/// // 8.00 in half a year less 3.00 of storage are 5.00.
/// let decision = |now| wait_or_clear(&waiting, usd("8"), usd(now), usd("9")).unwrap().decision;
/// assert_eq!(["4.99", "5", "5.01"].map(decision), [WaitOrClear::Wait, WaitOrClear::Equal, WaitOrClear::Clear]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitOrClear {
    /// Clear now.
    Clear,
    /// Wait.
    Wait,
    /// Both leave the same.
    Equal,
}

/// The loss of clearing against the cost of waiting.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting, holding_against_loss}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let waiting = Waiting {
///     units: 100, months: 4, storage_per_unit_month: usd("0.50"), sell_down: SellDown::Nothing,
///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
/// };
/// // 2.00 of storage a unit against a loss of 2.00: it is held.
/// let found = holding_against_loss(&waiting, usd("2")).unwrap();
/// assert_eq!((found.holding_cost, found.clears), (found.clear_loss, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldingAgainstLoss {
    /// Storage and capital.
    pub holding_cost: Money,
    /// Lost by clearing.
    pub clear_loss: Money,
    /// Cost of waiting less the loss.
    pub difference: Money,
    /// Clear only where the loss is smaller; equal = hold.
    pub clears: bool,
}

/// Clears when the loss is smaller than the cost of waiting. It leaves out what later sales bring:
/// [`wait_or_clear`] does not.
///
/// # Errors
/// As [`Waiting::holding_cost`].
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::scenario::waiting::{SellDown, Waiting, holding_against_loss};
/// use clearfloor::rounding::Ratio;
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let wait = Waiting {
///     units: 500, months: 6, storage_per_unit_month: usd("0.60"), sell_down: SellDown::Nothing,
///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
/// };
/// let found = holding_against_loss(&wait, usd("2.50")).unwrap();
/// assert_eq!((found.difference.to_string(), found.clears), ("550.00".to_owned(), true));
/// ```
pub fn holding_against_loss(waiting: &Waiting, loss_per_unit: UnitAmount) -> Result<HoldingAgainstLoss> {
    let holding_cost = waiting.holding_cost()?;
    let clear_loss = loss_per_unit.for_each(Ratio::from(waiting.units))?;
    let difference = holding_cost.minus(clear_loss)?;
    Ok(HoldingAgainstLoss { holding_cost, clear_loss, difference, clears: difference.minor() > 0 })
}

/// What both ways leave.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting, wait_or_clear}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let waiting = Waiting {
///     units: 100, months: 6, storage_per_unit_month: usd("0.60"), sell_down: SellDown::Nothing,
///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
/// };
/// let answer = wait_or_clear(&waiting, usd("8"), usd("5"), usd("9")).unwrap();
/// // 800.00 − 360.00 later or 500.00 now. The 900.00 that were paid are gone either way.
/// assert_eq!([answer.wait_net, answer.clear_net].map(|net| net.to_string()), ["440.00", "500.00"]);
/// assert_eq!(answer.clear_profit_on_cost.to_string(), "-400.00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitOrClearAnswer {
    /// Of waiting: units · later net − storage − capital.
    pub wait_net: Money,
    /// Of clearing: units · net now.
    pub clear_net: Money,
    /// Clearing less waiting.
    pub difference: Money,
    /// The larger wins.
    pub decision: WaitOrClear,
    /// Clearing less what was paid; shown, and decides nothing.
    pub clear_profit_on_cost: Money,
}

impl WaitOrClear {
    /// Stable code: `clear`, `wait`, `equal`.
    ///
    /// ```
    /// use clearfloor::scenario::waiting::WaitOrClear;
    /// assert_eq!(WaitOrClear::Clear.code(), "clear");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Wait => "wait",
            Self::Equal => "equal",
        }
    }
}

/// The value of waiting against that of clearing now. What was paid is sunk and decides nothing.
///
/// # Errors
/// As [`Waiting::holding_cost`].
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{rounding::Ratio, scenario::waiting::{SellDown, Waiting, wait_or_clear}};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let waiting = Waiting {
///     units: 100, months: 6, storage_per_unit_month: usd("0.60"), sell_down: SellDown::Even,
///     unit_value: usd("0"), annual_capital_rate: Ratio::ZERO,
/// };
/// // Half the storage if it sells meanwhile: 800.00 − 180.00 against 500.00.
/// let answer = wait_or_clear(&waiting, usd("8"), usd("5"), usd("9")).unwrap();
/// assert_eq!((answer.decision.code(), answer.difference.to_string()), ("wait", "-120.00".to_owned()));
/// ```
pub fn wait_or_clear(
    waiting: &Waiting,
    later_net: UnitAmount,
    clear_net: UnitAmount,
    paid_unit_cost: UnitAmount,
) -> Result<WaitOrClearAnswer> {
    let units = Ratio::from(waiting.units);
    let wait_net = later_net.for_each(units)?.minus(waiting.holding_cost()?)?;
    let clear_net = clear_net.for_each(units)?;
    let difference = clear_net.minus(wait_net)?;
    let decision = match difference.minor() {
        1.. => WaitOrClear::Clear,
        0 => WaitOrClear::Equal,
        _ => WaitOrClear::Wait,
    };
    let clear_profit_on_cost = clear_net.minus(paid_unit_cost.for_each(units)?)?;
    Ok(WaitOrClearAnswer { wait_net, clear_net, difference, decision, clear_profit_on_cost })
}

/// A way for stock past the line of the long-term fee, in the order in which equals are preferred.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::scenario::waiting::{AgedStock, AgedWay};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// // Worth nothing anywhere, and all fees the same: it is left where it is.
/// let stock = AgedStock {
///     units: 10, months: 1, storage_per_unit_month: usd("0"), aged_fee_per_unit_month: usd("1"),
///     keep_net: usd("0"),
///     markdown_net: usd("-1"), removed_value: usd("0"), removal_fee: usd("1"), disposal_fee: usd("1"),
/// };
/// assert_eq!(stock.ways().unwrap().best, AgedWay::Keep);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgedWay {
    /// Leave it and pay.
    Keep,
    /// Mark it down.
    MarkDown,
    /// Have it sent back and use it elsewhere.
    Remove,
    /// Have it destroyed.
    Destroy,
}

impl AgedWay {
    /// Stable code: `keep`, `mark_down`, `remove`, `destroy`.
    ///
    /// ```
    /// use clearfloor::scenario::waiting::AgedWay;
    /// let all = [AgedWay::Keep, AgedWay::MarkDown, AgedWay::Remove, AgedWay::Destroy];
    /// assert_eq!(all.map(AgedWay::code), ["keep", "mark_down", "remove", "destroy"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::MarkDown => "mark_down",
            Self::Remove => "remove",
            Self::Destroy => "destroy",
        }
    }
}

/// Stock past the line, by amounts of one unit.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::scenario::waiting::AgedStock;
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let stock = AgedStock {
///     units: 10, months: 3, storage_per_unit_month: usd("0.50"), aged_fee_per_unit_month: usd("0.70"),
///     keep_net: usd("6"),
///     markdown_net: usd("3"), removed_value: usd("4"), removal_fee: usd("1.25"), disposal_fee: usd("1.04"),
/// };
/// // 60.00 less 15.00 of storage and 21.00 for its age, against 30.00 now.
/// assert_eq!(stock.ways().unwrap().best.code(), "mark_down");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedStock {
    /// Units.
    pub units: i64,
    /// Months until it is sold if kept.
    pub months: i64,
    /// Storage a month.
    pub storage_per_unit_month: UnitAmount,
    /// The fee for its age a month.
    pub aged_fee_per_unit_month: UnitAmount,
    /// Net when it sells later, before storage.
    pub keep_net: UnitAmount,
    /// Net when marked down now.
    pub markdown_net: UnitAmount,
    /// Net elsewhere, before the fee of removal.
    pub removed_value: UnitAmount,
    /// Fee of removal.
    pub removal_fee: UnitAmount,
    /// Fee of disposal.
    pub disposal_fee: UnitAmount,
}

/// What each way leaves, in the order of [`AgedWay`], and the best.
///
/// ```
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::scenario::waiting::{AgedStock, AgedWay};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let stock = AgedStock {
///     units: 10, months: 3, storage_per_unit_month: usd("0.50"), aged_fee_per_unit_month: usd("0.70"),
///     keep_net: usd("6"),
///     markdown_net: usd("3"), removed_value: usd("4"), removal_fee: usd("1.25"), disposal_fee: usd("1.04"),
/// };
/// let left = stock.ways().unwrap().ways.map(|(_, money)| money.to_string());
/// assert_eq!(left, ["24.00", "30.00", "27.50", "-10.40"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgedWays {
    /// Way and amount.
    pub ways: [(AgedWay, Money); 4],
    /// Leaves most, the first of equal ones.
    pub best: AgedWay,
}

impl AgedStock {
    /// Every way side by side. Storage and the aged fee are rounded once each.
    ///
    /// # Errors
    /// `below_zero`; `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::{Currency, UnitAmount};
    /// use clearfloor::scenario::waiting::{AgedStock, AgedWay};
    /// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
    /// let stock = AgedStock {
    ///     units: 10, months: 3, storage_per_unit_month: usd("0.50"), aged_fee_per_unit_month: usd("0.70"),
    ///     keep_net: usd("6"),
    ///     markdown_net: usd("3"), removed_value: usd("4"), removal_fee: usd("1.25"), disposal_fee: usd("1.04"),
    /// };
    /// // Worth 5.00 elsewhere instead of 4.00, it is fetched back.
    /// let elsewhere = AgedStock { removed_value: usd("5"), ..stock };
    /// assert_eq!(elsewhere.ways().unwrap().best, AgedWay::Remove);
    /// ```
    pub fn ways(&self) -> Result<AgedWays> {
        let units = Ratio::from(self.units).not_negative("units")?;
        let unit_months = units.times(Ratio::from(self.months).not_negative("months")?)?;
        let keep = self
            .keep_net
            .for_each(units)?
            .minus(self.storage_per_unit_month.for_each(unit_months)?)?
            .minus(self.aged_fee_per_unit_month.for_each(unit_months)?)?;
        let mark_down = self.markdown_net.for_each(units)?;
        let removed = self.removed_value.to_ratio_minor()?.minus(self.removal_fee.to_ratio_minor()?)?;
        self.removed_value.plus(self.removal_fee)?;
        let currency = self.removed_value.currency();
        let remove = Money::from_ratio_minor(removed.times(units)?, currency, Rounding::HalfAwayFromZero)?;
        let destroy = self.disposal_fee.for_each(units)?.negated();
        let first = (AgedWay::Keep, keep);
        let rest = [(AgedWay::MarkDown, mark_down), (AgedWay::Remove, remove), (AgedWay::Destroy, destroy)];
        let mut best = first;
        for way in rest {
            if way.1.minus(best.1)?.minor() > 0 {
                best = way;
            }
        }
        let [second, third, fourth] = rest;
        Ok(AgedWays { ways: [first, second, third, fourth], best: best.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(micros: i64) -> UnitAmount {
        UnitAmount::from_micros(micros, Currency::USD)
    }

    fn waiting(units: i64, months: i64, storage: i64) -> Waiting {
        Waiting {
            units,
            months,
            storage_per_unit_month: usd(storage),
            sell_down: SellDown::Nothing,
            unit_value: usd(8_000_000),
            annual_capital_rate: Ratio::new(18, 100).unwrap(),
        }
    }

    proptest! {
        #[test]
        fn longer_waits_and_more_units_never_cost_less(units in 0..5000_i64, more in 0..500_i64, months in 0..24_i64, storage in 0..2_000_000_i64) {
            let cost = |units, months| waiting(units, months, storage).holding_cost().unwrap().minor();
            prop_assert!(cost(units, months) <= cost(units + more, months));
            prop_assert!(cost(units, months) <= cost(units, months + 1));
            let even = Waiting { sell_down: SellDown::Even, ..waiting(units, months, storage) };
            prop_assert!(even.holding_cost().unwrap().minor() <= cost(units, months));
        }

        #[test]
        fn what_was_paid_never_changes_the_decision(paid in 0..50_000_000_i64, later in -5_000_000..20_000_000_i64, now in -5_000_000..20_000_000_i64) {
            let decide = |paid| wait_or_clear(&waiting(40, 3, 400_000), usd(later), usd(now), usd(paid)).unwrap().decision;
            prop_assert_eq!(decide(0), decide(paid));
        }

        #[test]
        fn no_way_for_aged_stock_leaves_more_than_the_best(months in 0..12_i64, nets in proptest::array::uniform3(-5_000_000..9_000_000_i64)) {
            let [keep, down, removed] = nets;
            let stock = AgedStock {
                units: 70, months, storage_per_unit_month: usd(600_000), aged_fee_per_unit_month: usd(700_000), keep_net: usd(keep),
                markdown_net: usd(down), removed_value: usd(removed), removal_fee: usd(1_250_000), disposal_fee: usd(1_040_000),
            };
            let found = stock.ways().unwrap();
            let best = found.ways.iter().find(|(way, _)| *way == found.best).unwrap().1;
            prop_assert!(found.ways.iter().all(|(_, money)| money.minor() <= best.minor()));
        }
    }

    #[test]
    fn refuses_units_and_months_below_zero_and_two_currencies() {
        assert_eq!(waiting(-1, 6, 0).holding_cost().unwrap_err().code(), "below_zero");
        assert_eq!(waiting(1, -6, 0).holding_cost().unwrap_err().code(), "below_zero");
        let mixed = Waiting { unit_value: UnitAmount::from_micros(1, Currency::EUR), ..waiting(1, 1, 0) };
        assert_eq!(mixed.holding_cost().unwrap_err().code(), "currency_mismatch");
        let huge = waiting(i64::MAX, 24, 5_000_000);
        assert_eq!(huge.holding_cost().unwrap_err().code(), "out_of_range");
    }
}
