//! Planned against actual, and what slow products have in common.

use super::change::{Change, before_after};
use crate::error::Result;
use crate::money::Money;
use crate::rounding::Ratio;
use std::collections::BTreeMap;

/// A clearance of one product in one channel, as planned or as it came.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::plan::{ClearanceFigures, against_plan}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let plan = ClearanceFigures { units: 40, list_revenue: usd("800"), revenue: usd("600"), net: usd("200"), days: 20 };
/// let as_planned = against_plan(&plan, &plan).unwrap();
/// assert_eq!(as_planned.net_per_unit.unwrap().actual, Ratio::whole(500)); // 5.00 in cents
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClearanceFigures {
    /// Units sold.
    pub units: i64,
    /// At list price.
    pub list_revenue: Money,
    /// What buyers paid.
    pub revenue: Money,
    /// What was left after fees and advertising.
    pub net: Money,
    /// Days it took.
    pub days: i64,
}

/// One figure as planned and as it came.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::plan::{ClearanceFigures, against_plan}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let plan = ClearanceFigures { units: 40, list_revenue: usd("800"), revenue: usd("600"), net: usd("200"), days: 20 };
/// let days = against_plan(&plan, &ClearanceFigures { days: 25, ..plan }).unwrap().days;
/// assert_eq!((days.planned, days.actual, days.change.change), (Ratio::whole(20), Ratio::whole(25), Ratio::whole(5)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    /// The plan.
    pub planned: Ratio,
    /// What came.
    pub actual: Ratio,
    /// Actual less planned, and as a share of the plan.
    pub change: Change,
}

impl Against {
    fn of(planned: Ratio, actual: Ratio) -> Result<Self> {
        Ok(Self { planned, actual, change: before_after(planned, actual)? })
    }
}

/// A clearance against its plan; amounts in minor units.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::plan::{ClearanceFigures, against_plan}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let plan = ClearanceFigures { units: 40, list_revenue: usd("800"), revenue: usd("600"), net: usd("200"), days: 20 };
/// let nothing = ClearanceFigures { units: 0, list_revenue: usd("0"), revenue: usd("0"), net: usd("0"), days: 20 };
/// let review = against_plan(&plan, &nothing).unwrap();
/// assert_eq!(review.revenue.change.rate, Some(Ratio::whole(-1)));
/// assert_eq!((review.depth, review.net_per_unit), (None, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanReview {
    /// Units sold.
    pub units: Against,
    /// Revenue.
    pub revenue: Against,
    /// Net.
    pub net: Against,
    /// Days.
    pub days: Against,
    /// Share off the list price, over all; none where nothing was to be sold or nothing was.
    pub depth: Option<Against>,
    /// Net of a unit; none likewise.
    pub net_per_unit: Option<Against>,
}

/// Holds a clearance against its plan.
///
/// # Errors
/// `below_zero` for units, days or list revenue below zero; `currency_mismatch`; `out_of_range`.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, review::plan::{ClearanceFigures, against_plan}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let planned = ClearanceFigures { units: 100, list_revenue: usd("3000"), revenue: usd("2100"), net: usd("900"), days: 30 };
/// let actual = ClearanceFigures { units: 80, list_revenue: usd("2400"), revenue: usd("1440"), net: usd("480"), days: 45 };
/// let review = against_plan(&planned, &actual).unwrap();
/// assert_eq!(review.units.change.rate, Some(Ratio::new(-1, 5).unwrap()));
/// assert_eq!(review.depth.unwrap().actual, Ratio::new(2, 5).unwrap());
/// ```
pub fn against_plan(planned: &ClearanceFigures, actual: &ClearanceFigures) -> Result<PlanReview> {
    // Asks for one currency.
    planned.net.plus(actual.net)?.plus(planned.revenue)?.plus(actual.revenue)?;
    planned.list_revenue.plus(actual.list_revenue)?.plus(planned.net)?;
    let count = |units, what| Ratio::from(units).not_negative(what);
    let minor = |money: Money| Ratio::from(money.minor());
    let depth = |figures: &ClearanceFigures| {
        let list = minor(figures.list_revenue).not_negative("list_revenue")?;
        list.minus(minor(figures.revenue))?.per(list)
    };
    let net_per_unit = |figures: &ClearanceFigures| minor(figures.net).per(Ratio::from(figures.units));
    let both = |planned: Option<Ratio>, actual: Option<Ratio>| match (planned, actual) {
        (Some(planned), Some(actual)) => Against::of(planned, actual).map(Some),
        _ => Ok(None),
    };
    Ok(PlanReview {
        units: Against::of(count(planned.units, "units")?, count(actual.units, "units")?)?,
        revenue: Against::of(minor(planned.revenue), minor(actual.revenue))?,
        net: Against::of(minor(planned.net), minor(actual.net))?,
        days: Against::of(count(planned.days, "days")?, count(actual.days, "days")?)?,
        depth: both(depth(planned)?, depth(actual)?)?,
        net_per_unit: both(net_per_unit(planned)?, net_per_unit(actual)?)?,
    })
}

/// Products that share a category, a price band or a supplier.
///
/// ```
/// use clearfloor::{review::plan::slow_groups, rounding::Ratio};
/// // All of the lamps are slow, half of everything is.
/// let groups = slow_groups(&[("lamps", true), ("cables", false)]).unwrap();
/// assert_eq!((groups[0].products, groups[0].slow), (1, 1));
/// assert_eq!(groups[0].against_all, Some(Ratio::whole(2)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlowGroup<'a> {
    /// What they share.
    pub name: &'a str,
    /// How many there are.
    pub products: i64,
    /// How many of them are slow.
    pub slow: i64,
    /// Slow ones as a share of the group.
    pub share: Ratio,
    /// That share over the share of the whole list: above one, the group is worse than the rest; none if nothing is slow.
    pub against_all: Option<Ratio>,
}

/// What slow products have in common, for the next buying decision: groups with the largest share of slow ones first,
/// then the larger group, then by name.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{review::plan::slow_groups, rounding::Ratio};
/// let products = [("lamps", true), ("lamps", true), ("cables", false), ("cables", true)];
/// let groups = slow_groups(&products).unwrap();
/// assert_eq!((groups[0].name, groups[0].share), ("lamps", Ratio::ONE));
/// assert_eq!(groups[1].against_all, Some(Ratio::new(2, 3).unwrap()));
/// ```
pub fn slow_groups<'a>(products: &[(&'a str, bool)]) -> Result<Vec<SlowGroup<'a>>> {
    let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    let (mut all, mut all_slow) = (0_i64, 0_i64);
    for (name, is_slow) in products {
        let slow = i64::from(*is_slow);
        let count = counts.entry(name).or_default();
        *count = (count.0.saturating_add(1), count.1.saturating_add(slow));
        (all, all_slow) = (all.saturating_add(1), all_slow.saturating_add(slow));
    }
    let mut groups = Vec::with_capacity(counts.len());
    for (name, (count, slow)) in counts {
        let share = Ratio::from(slow).over(Ratio::from(count))?;
        let against_all = share.times(Ratio::from(all))?.per(Ratio::from(all_slow))?;
        groups.push(SlowGroup { name, products: count, slow, share, against_all });
    }
    groups.sort_by(|one, other| other.share.cmp(&one.share).then(other.products.cmp(&one.products)));
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn figures(units: i64, list: i64, revenue: i64, days: i64) -> ClearanceFigures {
        let usd = |minor| Money::new(minor, Currency::USD).unwrap();
        ClearanceFigures { units, list_revenue: usd(list), revenue: usd(revenue), net: usd(revenue / 2), days }
    }

    proptest! {
        #[test]
        fn groups_hold_every_product_once(products in proptest::collection::vec((0..5_u8, any::<bool>()), 0..40)) {
            let names = ["a", "b", "c", "d", "e"];
            let products: Vec<(&str, bool)> = products.into_iter().map(|(name, slow)| (names[usize::from(name)], slow)).collect();
            let groups = slow_groups(&products).unwrap();
            prop_assert_eq!(groups.iter().map(|group| group.products).sum::<i64>(), i64::try_from(products.len()).unwrap());
            prop_assert_eq!(groups.iter().map(|group| group.slow).sum::<i64>(), products.iter().map(|(_, slow)| i64::from(*slow)).sum::<i64>());
            prop_assert!(groups.windows(2).all(|two| two[0].share >= two[1].share));
        }
    }

    #[test]
    fn a_plan_that_came_true_has_no_change() {
        let same = figures(10, 1000, 700, 30);
        let review = against_plan(&same, &same).unwrap();
        for against in [review.units, review.revenue, review.net, review.days, review.depth.unwrap()] {
            assert_eq!(against.change.change, Ratio::ZERO);
        }
    }

    #[test]
    fn nothing_sold_has_no_depth_and_no_net_of_a_unit() {
        let review = against_plan(&figures(10, 1000, 700, 30), &figures(0, 0, 0, 30)).unwrap();
        assert_eq!((review.depth, review.net_per_unit), (None, None));
        assert_eq!(review.units.change.rate, Some(Ratio::whole(-1)));
    }

    #[test]
    fn refuses_units_below_zero_and_two_currencies() {
        let fine = figures(10, 1000, 700, 30);
        assert_eq!(against_plan(&fine, &figures(-1, 0, 0, 0)).unwrap_err().code(), "below_zero");
        let foreign = ClearanceFigures { list_revenue: Money::zero(Currency::EUR), ..fine };
        assert_eq!(against_plan(&fine, &foreign).unwrap_err().code(), "currency_mismatch");
    }
}
