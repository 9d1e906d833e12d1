//! Plain rules beside the plan: the market's price against the floor, the step of the seller's own prices that is in force,
//! and the next step of a probe.

use super::asked::Wanted;
use super::{Param, Planner};
use crate::book::channels::{Asked, Sheet};
use crate::book::facts::to_f64;
use crate::book::health::FigureView;
use crate::book::view::Problem;
use crate::break_even::floor_advice;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::number::Decimal;
use crate::offer::ladder::{LadderDay, ProbeStep, ladder_day, probe_next};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};

/// Turns a year that a step is to reach, until the seller says: the line of good turnover.
const TARGET: i64 = 4;

fn turns(sheet: &mut Sheet<'_>, asked: Asked) -> Option<Decimal> {
    sheet.ask(asked).as_ref().and_then(Entry::as_number)
}

impl Planner<'_> {
    /// The figures, their fields put into the sheet.
    pub(super) fn plain(
        &self,
        sheet: &mut Sheet<'_>,
        wanted: &Wanted,
        floor: Option<Money>,
    ) -> Result<Vec<FigureView>> {
        let (in_force, place) = self.in_force(wanted);
        Ok(vec![self.market(sheet, floor)?, in_force, self.next_step(sheet, wanted, place)?])
    }

    /// The step in force today and the days until its last; the step is counted from 1.
    fn in_force(&self, wanted: &Wanted) -> (FigureView, i64) {
        let today = self.context.today;
        let figure = FigureView::of("ladder_tier", "days");
        let Some((first, _)) = wanted.own.first() else { return (figure.is(None, "own_ladder"), 1) };
        let ends = wanted.own.iter().skip(1).map(|(day, _)| today.plus(day - 1)).chain([today.plus(wanted.days)]);
        let ends: Vec<Day> = ends.collect();
        let steps = to_f64(i64::try_from(ends.len()).unwrap_or(0));
        match ladder_day(today.plus(*first), &ends, today) {
            Ok(LadderDay::Running { place, days_left }) => {
                let tier = i64::try_from(place).unwrap_or(0) + 1;
                let mut figure = figure.with("tier", to_f64(tier)).with("steps", steps);
                let price = wanted.own.get(place).map(|(_, price)| price.to_string()).unwrap_or_default();
                figure.params.push(Param { name: "price", text: price });
                (FigureView { class: Some("running"), ..figure.is(Some(to_f64(days_left)), "own_ladder") }, tier)
            }
            Ok(LadderDay::NotStarted { days_left }) => {
                let figure = figure.with("steps", steps).is(Some(to_f64(days_left)), "own_ladder");
                (FigureView { class: Some("not_started"), ..figure }, 1)
            }
            // Two steps of one day: none of them is the one in force.
            Ok(LadderDay::Over) | Err(_) => (figure.is(None, "own_ladder"), 1),
        }
    }

    /// At or above the floor the market's price is taken; below it there is more to weigh than no.
    fn market(&self, sheet: &mut Sheet<'_>, floor: Option<Money>) -> Result<FigureView> {
        let market = sheet.money(Asked::new("", "market_price", FieldKind::Money));
        let figure = FigureView::of("price_floor_advice", "money");
        let (Some(market), Some(floor)) = (market, floor) else {
            let lacks = if floor.is_none() { "floor" } else { "market_price" };
            return Ok(figure.of_class(None, lacks));
        };
        let found = floor_advice(market, floor)?;
        let of = |name, money: Money| Param { name, text: money.to_string() };
        let params = vec![of("market", market), of("floor", floor), of("gap", found.gap)];
        let class = if found.options().is_empty() { "sell" } else { "weigh" };
        Ok(FigureView { params, class: Some(class), ..figure })
    }

    /// Whether the step in force is kept or the next one taken, by what it turned.
    fn next_step(&self, sheet: &mut Sheet<'_>, wanted: &Wanted, in_force: i64) -> Result<FigureView> {
        let resolved = self.prepared.resolved;
        let tier = sheet.ask(Asked::new("", "probe_tier", FieldKind::Units).standing(in_force));
        let tier = tier.as_ref().and_then(Entry::as_whole).unwrap_or(in_force);
        let list = resolved.price.filter(|price| price.minor() > 0);
        let discounts = list.map(|list| discounts(list, &wanted.own)).transpose()?.unwrap_or_default();
        let place = usize::try_from(tier).unwrap_or(usize::MAX);
        let figure = FigureView::of("probe_next", "share").with("tier", to_f64(tier));
        if !discounts.is_empty() && !(1..=discounts.len()).contains(&place) {
            let error = Error::new(ErrorKind::Range, "tier_unknown");
            if let Some(field) = sheet.fields.last_mut() {
                field.problem = Some(Problem::of_error(&error.with("tier", tier.to_string()), field.name, None));
            }
        }
        let target = turns(sheet, Asked::new("", "probe_target", FieldKind::Quantity).standing(TARGET));
        let target = target.map_or(Ok(Ratio::from(TARGET)), Decimal::to_ratio)?;
        let now = resolved.units_per_day.zip(resolved.units.filter(|units| *units > 0));
        let now = now.and_then(|(rate, units)| Decimal::nearest(rate.max(0.0) * 365.0 / to_f64(units), 2).ok());
        let asked = Asked::new("", "probe_observed", FieldKind::Quantity);
        let asked = match now {
            Some(now) => asked.standing(now),
            None => asked,
        };
        let observed = turns(sheet, asked).or(now);
        let (Some(observed), false) = (observed, discounts.is_empty()) else {
            return Ok(figure.is(None, if observed.is_none() { "sold" } else { "own_ladder" }));
        };
        // A step that is not there is said at its field, and a ladder that does not deepen here.
        let Ok((step, off)) = probe_next(&discounts, place, target, observed.to_ratio()?) else {
            return Ok(figure.is(None, "own_ladder"));
        };
        let class = match step {
            ProbeStep::Hold => "hold",
            ProbeStep::Deepen => "deepen",
            ProbeStep::EndOfLadder => "end_of_ladder",
        };
        let figure = figure.with("target", target.to_f64()).with("observed", observed.to_f64());
        Ok(FigureView { class: Some(class), ..figure.is(Some(off.to_f64()), "own_ladder") })
    }
}

/// What each step of the seller's own ladder takes off the price in force.
fn discounts(list: Money, own: &[(i32, Money)]) -> Result<Vec<Rate>> {
    let off = |(_, price): &(i32, Money)| {
        Rate::nearest(Ratio::new(i128::from(list.minor() - price.minor()), i128::from(list.minor()))?)
    };
    own.iter().map(off).collect()
}
