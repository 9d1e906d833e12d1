//! What came against what was planned: by product and channel, the return, cost recovered, channels, money by week.

use super::super::Book;
use super::super::facts::Fact;
use super::super::health::SlowProducts;
use super::super::shipment::read::{Reader, param};
use super::answer::{AgainstView, CashView, ChannelView, GroupView, Param, RecoveryView, RoiView};
use super::read::{Actual, Planned, Product, for_units};
use super::sheet::ReviewSheet;
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::rate::Rate;
use crate::review::change::{before_after, slow_removed};
use crate::review::clearance::{Clearance, RoiBase, cost_recovery};
use crate::review::speed::{ChannelSales, cash_speed, channel_speeds};
use crate::rounding::{Ratio, Rounding};
use crate::state::field::{Entry, FieldKind};
use rustc_hash::FxHashMap;

/// Most weeks shown.
const MOST_WEEKS: i64 = 520;

/// Everything read.
pub(super) struct Reviewed<'a> {
    pub book: &'a Book,
    pub products: &'a FxHashMap<String, Product>,
    pub plans: &'a [Planned],
    pub actuals: &'a [Actual],
}

/// Figures of a group; none = not known.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    units: Option<i64>,
    list: Option<i64>,
    revenue: Option<i64>,
    net: Option<i64>,
    days: Option<i64>,
}

/// First and last day of rows, and the days between with both.
fn span<'r>(rows: impl Iterator<Item = &'r Actual>) -> Option<(Day, Day, i64)> {
    let mut found: Option<(Day, Day)> = None;
    for row in rows {
        let Some(on) = row.on else { continue };
        let last = on.later(row.days.unwrap_or(1) - 1).unwrap_or(on);
        found = Some(found.map_or((on, last), |(from, until)| (from.min(on), until.max(last))));
    }
    found.map(|(from, until)| (from, until, i64::from(until.days_since(from)) + 1))
}

fn against(code: &str, unit: &'static str, planned: Option<Ratio>, actual: Option<Ratio>) -> Result<AgainstView> {
    let change = planned.zip(actual).map(|(planned, actual)| before_after(planned, actual)).transpose()?;
    Ok(AgainstView {
        code: code.to_owned(),
        unit,
        planned: planned.map(Ratio::to_f64),
        actual: actual.map(Ratio::to_f64),
        change: change.map(|change| change.change.to_f64()),
        rate: change.and_then(|change| change.rate).map(Ratio::to_f64),
    })
}

impl Figures {
    fn depth(&self) -> Result<Option<Ratio>> {
        let Some((list, revenue)) = self.list.zip(self.revenue) else { return Ok(None) };
        Ratio::from(list).minus(Ratio::from(revenue))?.per(Ratio::from(list))
    }

    fn net_per_unit(&self) -> Result<Option<Ratio>> {
        let Some((net, units)) = self.net.zip(self.units) else { return Ok(None) };
        Ratio::from(net).per(Ratio::from(units))
    }

    fn against(&self, actual: &Self) -> Result<Vec<AgainstView>> {
        let whole = |figure: Option<i64>| figure.map(Ratio::from);
        Ok(vec![
            against("units", "units", whole(self.units), whole(actual.units))?,
            against("revenue", "money", whole(self.revenue), whole(actual.revenue))?,
            against("net", "money", whole(self.net), whole(actual.net))?,
            against("net_per_unit", "money", self.net_per_unit()?, actual.net_per_unit()?)?,
            against("depth", "share", self.depth()?, actual.depth()?)?,
            against("days", "days", whole(self.days), whole(actual.days))?,
        ])
    }
}

/// The sum where every part is known.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.sum()
}

impl Reviewed<'_> {
    /// The plan that a row of sales belongs to.
    fn plan_of(&self, row: &Actual) -> Option<usize> {
        let of = |channel: &str| self.plans.iter().position(|plan| plan.sku == row.sku && plan.channel == channel);
        of(&row.channel).or_else(|| of(""))
    }

    fn planned(&self, plan: &Planned) -> Result<Figures> {
        let product = self.products.get(&plan.sku);
        let of = |each: Option<crate::money::UnitAmount>| -> Result<Option<i64>> {
            let known = each.zip(plan.units);
            known.map(|(each, units)| for_units(each, units).map(Money::minor)).transpose()
        };
        let net = plan.net.zip(plan.units).map(|(net, units)| net.times(units).map(Money::minor)).transpose()?;
        Ok(Figures {
            units: plan.units,
            list: of(product.and_then(|product| product.list))?,
            revenue: of(plan.price)?,
            net,
            days: plan.days,
        })
    }

    fn came(&self, rows: &[&Actual]) -> Result<Figures> {
        let mut list = Some(0_i64);
        for row in rows {
            let each = self.products.get(&row.sku).and_then(|product| product.list);
            let of_row = each.map(|each| for_units(each, row.units).map(Money::minor)).transpose()?;
            list = list.zip(of_row).map(|(list, of_row)| list.saturating_add(of_row));
        }
        Ok(Figures {
            units: Some(rows.iter().map(|row| row.units).sum()),
            list,
            revenue: Some(rows.iter().map(|row| row.revenue.minor()).sum()),
            net: sum(rows.iter().map(|row| Some(row.revenue.minor() - row.fees?.minor()))),
            days: span(rows.iter().copied()).map(|(.., days)| days),
        })
    }

    fn group(&self, sku: &str, channel: &str, plan: Option<&Planned>, rows: &[&Actual]) -> Result<GroupView> {
        let planned = plan.map(|plan| self.planned(plan)).transpose()?.unwrap_or_default();
        let dates = span(rows.iter().copied());
        Ok(GroupView {
            sku: sku.to_owned(),
            channel: channel.to_owned(),
            plan: plan.map(|plan| plan.row),
            from: dates.map(|(from, ..)| from),
            until: dates.map(|(_, until, _)| until),
            against: planned.against(&self.came(rows)?)?,
        })
    }

    /// Every plan with what came for it, then what came without one.
    pub fn groups(&self) -> Result<Vec<GroupView>> {
        let mut groups = Vec::new();
        for (place, plan) in self.plans.iter().enumerate() {
            let rows: Vec<&Actual> = self.actuals.iter().filter(|row| self.plan_of(row) == Some(place)).collect();
            groups.push(self.group(&plan.sku, &plan.channel, Some(plan), &rows)?);
        }
        let mut done: Vec<(&str, &str)> = Vec::new();
        for row in self.actuals.iter().filter(|row| self.plan_of(row).is_none()) {
            let name = (row.sku.as_str(), row.channel.as_str());
            if !done.contains(&name) {
                done.push(name);
                let of = |other: &&Actual| {
                    (other.sku.as_str(), other.channel.as_str()) == name && self.plan_of(other).is_none()
                };
                let rows: Vec<&Actual> = self.actuals.iter().filter(of).collect();
                groups.push(self.group(name.0, name.1, None, &rows)?);
            }
        }
        Ok(groups)
    }

    /// All plans together against all that came for them; none for fewer than two.
    pub fn total(&self, groups: &[GroupView]) -> Result<Option<GroupView>> {
        if groups.len() < 2 || self.plans.is_empty() {
            return Ok(None);
        }
        let parts = self.plans.iter().map(|plan| self.planned(plan)).collect::<Result<Vec<_>>>()?;
        let planned = Figures {
            units: sum(parts.iter().map(|part| part.units)),
            list: sum(parts.iter().map(|part| part.list)),
            revenue: sum(parts.iter().map(|part| part.revenue)),
            net: sum(parts.iter().map(|part| part.net)),
            days: parts
                .iter()
                .map(|part| part.days)
                .collect::<Option<Vec<_>>>()
                .and_then(|days| days.into_iter().max()),
        };
        let rows: Vec<&Actual> = self.actuals.iter().filter(|row| self.plan_of(row).is_some()).collect();
        let dates = span(rows.iter().copied());
        Ok(Some(GroupView {
            sku: String::new(),
            channel: String::new(),
            plan: None,
            from: dates.map(|(from, ..)| from),
            until: dates.map(|(_, until, _)| until),
            against: planned.against(&self.came(&rows)?)?,
        }))
    }

    /// The return of all products of which list price, cost and fees are known; none if nothing came.
    pub fn roi(&self, annual: Option<Rate>, tied: Option<i64>, usual: Fact<Rate>) -> Result<Option<RoiView>> {
        let currency = self.book.currency;
        let mut skus: Vec<&str> = self.actuals.iter().map(|row| row.sku.as_str()).collect();
        skus.sort_unstable();
        skus.dedup();
        let (mut known, mut left_out) = (Vec::new(), Vec::new());
        let zero = Money::zero(currency);
        let (mut list, mut revenue, mut costs, mut stock) = (zero, zero, zero, zero);
        let mut used: Vec<&Actual> = Vec::new();
        for sku in skus {
            let rows: Vec<&Actual> = self.actuals.iter().filter(|row| row.sku == sku).collect();
            let product = self.products.get(sku);
            let each = product.and_then(|product| product.list.zip(product.cost));
            let fees: Option<Vec<Money>> = rows.iter().map(|row| row.fees).collect();
            let Some(((price, cost), fees)) = each.zip(fees) else {
                left_out.push(sku.to_owned());
                continue;
            };
            for (row, fees) in rows.iter().zip(fees) {
                list = list.plus(for_units(price, row.units)?)?;
                revenue = revenue.plus(row.revenue)?;
                costs = costs.plus(fees)?;
                stock = stock.plus(for_units(cost, row.units)?)?;
            }
            known.push(sku.to_owned());
            used.extend(rows);
        }
        if known.is_empty() {
            return Ok(None);
        }
        let days = span(used.into_iter()).map_or(0, |(.., days)| days);
        let rate = annual.unwrap_or(usual.value);
        let clearance = Clearance {
            list_revenue: list,
            discount_cost: list.minus(revenue)?,
            selling_costs: costs,
            stock_cost: stock,
            annual_capital_rate: Ratio::new(i128::from(rate.ppm()), 1_000_000)?,
            days_tied_up: tied.unwrap_or(days),
            days_per_year: 365,
        };
        let of_capital = clearance.roi(RoiBase::CapitalTiedUp)?;
        let of_cost = clearance.roi(RoiBase::CapitalCost)?;
        let released = Ratio::from(of_capital.released_cash.minor());
        let discount = Ratio::from(clearance.discount_cost.minor());
        Ok(Some(RoiView {
            skus: known,
            left_out,
            list_revenue: list,
            discount: clearance.discount_cost,
            selling_costs: costs,
            released: of_capital.released_cash,
            stock_cost: stock,
            capital_cost: of_cost.base,
            annual_ppm: rate.ppm(),
            is_annual_assumed: annual.is_none() && usual.source == super::super::facts::Source::Assumed,
            tied_days: clearance.days_tied_up,
            are_days_assumed: tied.is_none(),
            came_back: released.per(Ratio::from(stock.minor()))?.map(Ratio::to_f64),
            on_capital: of_capital.roi.map(Ratio::to_f64),
            on_capital_cost: of_cost.roi.map(Ratio::to_f64),
            per_discount: released.per(discount)?.map(Ratio::to_f64),
        }))
    }

    /// What came back of the cost, by product.
    pub fn recovery(&self) -> Result<Vec<RecoveryView>> {
        let mut done: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for row in self.actuals {
            if done.contains(&row.sku.as_str()) {
                continue;
            }
            done.push(&row.sku);
            let rows: Vec<&Actual> = self.actuals.iter().filter(|other| other.sku == row.sku).collect();
            let came = self.came(&rows)?;
            let Some(cost) = self.products.get(&row.sku).and_then(|product| product.cost) else { continue };
            let Some((net, units)) = came.net.zip(came.units).filter(|(_, units)| *units >= 0) else { continue };
            let of = cost_recovery(units, Ratio::from(net), cost.to_ratio_minor()?)?;
            let in_money =
                |exact: Ratio| Money::from_ratio_minor(exact, self.book.currency, Rounding::HalfAwayFromZero);
            found.push(RecoveryView {
                sku: row.sku.clone(),
                units,
                cost: cost.to_money()?,
                per_unit: of.per_unit.map(in_money).transpose()?,
                share: of.share_of_cost.map(Ratio::to_f64),
            });
        }
        Ok(found)
    }

    /// Each channel over all products.
    pub fn channels(&self) -> Result<Vec<ChannelView>> {
        let mut names: Vec<&str> = Vec::new();
        for row in self.actuals {
            if !names.contains(&row.channel.as_str()) {
                names.push(&row.channel);
            }
        }
        let mut sales = Vec::new();
        let mut views = Vec::new();
        for name in names {
            let rows: Vec<&Actual> = self.actuals.iter().filter(|row| row.channel == name).collect();
            let came = self.came(&rows)?;
            // Known where each of its products has a plan of this channel, or where no other channel shares its plan.
            let start = |row: &&Actual| {
                let place = self.plan_of(row)?;
                let shared = |other: &Actual| self.plan_of(other) == Some(place) && other.channel != name;
                if self.actuals.iter().any(shared) { None } else { Some(place) }
            };
            let places: Option<Vec<usize>> = rows.iter().map(start).collect();
            let units_start = places.and_then(|mut places| {
                places.sort_unstable();
                places.dedup();
                sum(places.into_iter().filter_map(|place| self.plans.get(place)).map(|plan| plan.stock.or(plan.units)))
            });
            let days = came.days.unwrap_or(0);
            sales.push(ChannelSales {
                units_start: units_start.unwrap_or(0),
                units_sold: came.units.unwrap_or(0),
                days,
            });
            views.push(ChannelView {
                channel: name.to_owned(),
                units_start,
                units: came.units.unwrap_or(0),
                days: came.days,
                sell_through: None,
                per_day: None,
                net: came.net.map(|net| Money::new(net, self.book.currency)).transpose()?,
                is_best: false,
            });
        }
        let (speeds, best) = channel_speeds(&sales)?;
        for (place, (view, speed)) in views.iter_mut().zip(speeds).enumerate() {
            view.sell_through = speed.sell_through.map(Ratio::to_f64);
            view.per_day = speed.units_per_day.map(Ratio::to_f64);
            view.is_best = best == Some(place);
        }
        Ok(views)
    }

    /// Net week by week from the start; rows without a day or with unknown fees are left out.
    pub fn cash(&self, start: Option<Day>) -> Result<Option<CashView>> {
        let Some(start) = start else { return Ok(None) };
        let zero = Money::zero(self.book.currency);
        let mut weeks: Vec<Money> = Vec::new();
        for row in self.actuals {
            let Some((on, fees)) = row.on.zip(row.fees) else { continue };
            let week = i64::from(on.days_since(start)).div_euclid(7);
            let Some(place) = usize::try_from(week).ok().filter(|_| week < MOST_WEEKS) else { continue };
            while weeks.len() <= place {
                weeks.push(zero);
            }
            if let Some(cash) = weeks.get_mut(place) {
                *cash = cash.plus(row.revenue.minus(fees)?)?;
            }
        }
        if weeks.is_empty() {
            return Ok(None);
        }
        let planned = self.plans.iter().map(|plan| Ok(self.planned(plan)?.net)).collect::<Result<Vec<_>>>()?;
        let target = sum(planned.into_iter()).filter(|net| *net > 0 && !self.plans.is_empty());
        let target = target.map(|net| Money::new(net, self.book.currency)).transpose()?;
        let speed = target.map(|target| cash_speed(&weeks, target)).transpose()?;
        let collected = weeks.iter().try_fold(zero, |so_far, cash| so_far.plus(*cash))?;
        Ok(Some(CashView {
            start,
            weeks,
            collected,
            target,
            weeks_to_target: speed.and_then(|speed| speed.weeks_to_target),
            share: speed.map(|speed| speed.share_of_target.to_f64()),
        }))
    }
}

/// Slow share, turnover and effects before and after; share of slow products that are gone; what stands of the list.
pub(super) fn changes(
    reader: &mut Reader,
    sheet: &ReviewSheet,
    slow: &SlowProducts,
) -> Result<(Vec<AgainstView>, Option<f64>, Vec<Param>)> {
    let number = |reader: &mut Reader, place: &str, kind: FieldKind, text: &str| -> Option<Ratio> {
        match reader.read(place, kind, text)? {
            Entry::Whole(number) => Some(Ratio::from(number)),
            Entry::Number(number) => number.to_ratio().ok(),
            _ => None,
        }
    };
    let mut standing = Vec::new();
    let mut or_list = |name: &'static str, text: &str, typed: Option<Ratio>, known: Option<Ratio>| {
        let known = known.filter(|_| text.trim().is_empty());
        standing.extend(known.map(|known| param(name, super::super::shipment::read::plain(known, 2))));
        typed.or(known)
    };
    let count = |figure: u32| Some(Ratio::from(i64::from(figure))).filter(|_| slow.products > 0);
    let slow_before = number(reader, "slowBefore", FieldKind::Units, &sheet.slow_before);
    let slow_after = number(reader, "slowAfter", FieldKind::Units, &sheet.slow_after);
    let slow_after = or_list("slowAfter", &sheet.slow_after, slow_after, count(slow.slow));
    let skus_before = number(reader, "skusBefore", FieldKind::Units, &sheet.skus_before);
    let skus_after = number(reader, "skusAfter", FieldKind::Units, &sheet.skus_after);
    let skus_after = or_list("skusAfter", &sheet.skus_after, skus_after, count(slow.products));
    let turns_before = number(reader, "turnoverBefore", FieldKind::Quantity, &sheet.turnover_before);
    let turns_after = number(reader, "turnoverAfter", FieldKind::Quantity, &sheet.turnover_after);
    let known = slow.turnover.and_then(|turns| crate::number::Decimal::nearest(turns, 2).ok()?.to_ratio().ok());
    let turns_after = or_list("turnoverAfter", &sheet.turnover_after, turns_after, known);
    let share = |slow: Option<Ratio>, all: Option<Ratio>| slow.zip(all).map(|(slow, all)| slow.per(all)).transpose();
    let (before, after) = (share(slow_before, skus_before)?.flatten(), share(slow_after, skus_after)?.flatten());
    let mut changes = Vec::new();
    if before.is_some() {
        changes.push(against("slow_share", "share", before, after)?);
    }
    if turns_before.is_some() {
        changes.push(against("turnover", "figure", turns_before, turns_after)?);
    }
    for (place, effect) in sheet.effects.iter().enumerate() {
        let at = |field: &str| format!("effects.{place}.{field}");
        let before = number(reader, &at("before"), FieldKind::Quantity, &effect.before);
        let after = number(reader, &at("after"), FieldKind::Quantity, &effect.after);
        if !effect.name.trim().is_empty() && (before.is_some() || after.is_some()) {
            changes.push(against(effect.name.trim(), "figure", before, after)?);
        }
    }
    let minor = |figure: Option<Ratio>| figure.and_then(|figure| i64::try_from(figure.numerator()).ok());
    let gone = minor(slow_before).zip(minor(slow_after));
    let gone = gone.map(|(before, after)| slow_removed(before, after)).transpose()?.flatten();
    Ok((changes, gone.map(Ratio::to_f64), standing))
}
