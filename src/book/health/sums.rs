//! Sums over the catalogue: totals, quadrants, classes, stages, categories, and what is not known.

use super::super::alerts::Known;
use super::super::calculation::{Computed, Context};
use super::super::filter::NONE;
use super::super::{Book, count};
use super::lines::{AbcMeasure, Held, line_views};
use super::measure::{By, Line, Stage, Xyz, add};
use super::view::{
    AbcShare, HealthBody, HealthCell, HealthGroup, HealthLack, HealthTotals, RecordView, UtilizationEstimate,
};
use super::{Logged, Said};
use crate::alerts::list::RowAlerts;
use crate::alerts::record::{AlertEvent, alert_record};
use crate::error::Result;
use crate::health::AbcClass;
use crate::health::abc::{abc_of_whole, abc_share_check};
use crate::health::depth::{QuadrantAction, StockTurn, structural_clearance};
use crate::health::is_turnover_good;
use crate::number::Decimal;
use crate::rounding::Ratio;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Steps of the picture in which figures double or halve are cut into so many cells.
const CELLS_A_DOUBLING: f64 = 4.0;

/// Gives every product with a value its class.
pub(super) fn classify(lines: &mut [Line], held: &Held) {
    let valued = |line: &Line| line.value.filter(|value| *value >= 0);
    let values: Vec<i64> = lines.iter().filter_map(valued).collect();
    // Where nothing has a value, nothing has a class.
    let Ok(found) = abc_of_whole(&values, &held.abc) else { return };
    for (line, class) in lines.iter_mut().filter(|line| valued(line).is_some()).zip(found) {
        line.abc = Some(class);
    }
}

/// Shares of value and of products of the three classes.
fn abc_shares(lines: &[Line], held: &Held) -> Result<Vec<AbcShare>> {
    let codes = [AbcClass::A, AbcClass::B, AbcClass::C].map(AbcClass::code);
    let mut values = [Ratio::ZERO; 3];
    let mut products = [0.0; 3];
    for line in lines {
        let (Some(class), Some(value)) = (line.abc, line.value) else { continue };
        if let (Some(sum), Some(count)) = (values.get_mut(place_of(class)), products.get_mut(place_of(class))) {
            *sum = sum.plus(Ratio::from(value))?;
            *count += 1.0;
        }
    }
    let [a, b, c] = values;
    let all = a.plus(b)?.plus(c)?;
    if all == Ratio::ZERO {
        return Ok(Vec::new());
    }
    let shares = [a.over(all)?, b.over(all)?, c.over(all)?];
    let usual = &held.abc_usual;
    let is_usual = abc_share_check(shares, usual);
    let ranges = [(Some(usual.a.0), usual.a.1), (Some(usual.b.0), usual.b.1), (None, usual.c_below)];
    let count: f64 = products.iter().sum();
    let of = codes.into_iter().zip(shares).zip(products).zip(ranges).zip(is_usual);
    Ok(of
        .map(|((((code, share), products), (from, to)), is_usual)| AbcShare {
            code,
            share: share.to_f64(),
            of_products: products / count,
            from: from.map(Ratio::to_f64),
            to: to.to_f64(),
            is_usual,
        })
        .collect())
}

const fn place_of(class: AbcClass) -> usize {
    match class {
        AbcClass::A => 0,
        AbcClass::B => 1,
        AbcClass::C => 2,
    }
}

/// Fields of value by regularity, row by row.
const MATRIX: [&str; 9] = ["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"];

impl Line {
    fn field(&self) -> Option<usize> {
        let column = match self.xyz? {
            Xyz::X => 0,
            Xyz::Y => 1,
            Xyz::Z => 2,
        };
        Some(place_of(self.abc?) * 3 + column)
    }

    /// Value by regularity.
    pub fn class(&self) -> Option<&'static str> {
        MATRIX.get(self.field()?).copied()
    }
}

/// What is not known of products with stock.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    counts: Vec<(&'static str, u32)>,
    /// What was asked for, and the places of the products that lack it, rising.
    asked: Option<String>,
    places: Vec<usize>,
}

impl Lacks {
    pub fn new(asked: Option<&str>) -> Self {
        Self { asked: asked.map(str::to_owned), ..Self::default() }
    }

    pub fn count(&mut self, line: &Line, computed: &Computed, alerts: &RowAlerts) {
        let known = &computed.known;
        if known.units <= 0 {
            return;
        }
        let cost = known.unit_cost.is_none().then_some("unit_cost");
        let price = computed.price.is_none().then_some("price_list");
        let is_pace_known = known.sold().is_some();
        for what in alerts.missing.iter().copied().chain(cost).chain(price) {
            // Without a pace there is neither; the pace is what is asked for.
            if matches!(what, "weekly_forecast" | "safety_stock") && !is_pace_known {
                continue;
            }
            match self.counts.iter_mut().find(|(known, _)| *known == what) {
                Some((_, products)) => *products += 1,
                None => self.counts.push((what, 1)),
            }
            if self.asked.as_deref() == Some(what) {
                self.places.push(line.index);
            }
        }
    }

    pub fn has(&self, index: usize) -> bool {
        self.places.binary_search(&index).is_ok()
    }

    /// The most products first.
    pub fn views(&self) -> Vec<HealthLack> {
        let mut views: Vec<HealthLack> =
            self.counts.iter().map(|&(what, products)| HealthLack { what, products }).collect();
        views.sort_by(|a, b| b.products.cmp(&a.products).then_with(|| a.what.cmp(b.what)));
        views
    }
}

/// Stored and shipped volume of the two size groups.
#[derive(Debug, Default)]
pub(super) struct Room {
    stored: [f64; 2],
    sold: [f64; 2],
    left_out: [u32; 2],
}

impl Room {
    pub fn count(&mut self, line: &Line, known: &Known) {
        let Some(is_oversize) = known.is_oversize_there() else { return };
        let place = usize::from(is_oversize);
        let known = known.volume().zip(line.sold());
        match (known, self.stored.get_mut(place), self.sold.get_mut(place)) {
            (Some((volume, [.., in_90])), Some(stored), Some(sold)) => {
                *stored += volume * line.units;
                *sold += volume * in_90;
            }
            _ if line.units > 0.0 => {
                if let Some(left_out) = self.left_out.get_mut(place) {
                    *left_out += 1;
                }
            }
            _ => {}
        }
    }

    pub fn views(&self, context: &Context) -> Vec<UtilizationEstimate> {
        let typed = [context.defaults.standard_storage, context.defaults.oversize_storage];
        let of = ["standard", "oversize"].into_iter().zip(self.stored).zip(self.sold).zip(typed).zip(self.left_out);
        let shown = of.filter(|((((_, stored), sold), typed), left_out)| {
            *stored > 0.0 || *sold > 0.0 || typed.ratio_weeks.is_some() || *left_out > 0
        });
        shown
            .map(|((((group, stored), sold), typed), left_out)| UtilizationEstimate {
                group,
                weeks: if sold > 0.0 { stored * 90.0 / 7.0 / sold } else { f64::INFINITY },
                typed: typed.ratio_weeks.map(Decimal::to_f64),
                cubic_feet: stored,
                left_out,
            })
            .collect()
    }
}

fn per(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

fn minor(sum: Option<i64>) -> f64 {
    sum.map_or(0.0, super::super::facts::to_f64)
}

fn group_of(code: &str) -> HealthGroup {
    HealthGroup { code: code.to_owned(), ..HealthGroup::default() }
}

impl Book {
    pub(super) fn health_sums(&self, by: &By<'_>, said: &Said, lines: &[Line]) -> Result<HealthBody> {
        let held = by.held;
        let currency = self.currency;
        let actions = [
            QuadrantAction::KeepAsIs,
            QuadrantAction::PromoteHarder,
            QuadrantAction::RestockWithCaution,
            QuadrantAction::ClearNow,
        ];
        let mut quadrants = actions.map(|action| group_of(action.code()));
        let mut stages = Stage::ALL.map(|stage| group_of(stage.code()));
        let mut classes = MATRIX.map(group_of);
        let count = |group: Option<&mut HealthGroup>, line: &Line| {
            let Some(group) = group else { return };
            group.products += 1;
            group.units += line.units;
            add(&mut group.cost, line.cost, currency);
        };
        for line in lines.iter().filter(|line| line.units > 0.0) {
            let quadrant = line.quadrant.and_then(|action| actions.iter().position(|known| *known == action));
            count(quadrant.and_then(|place| quadrants.get_mut(place)), line);
            let stage = line.stage.and_then(|stage| Stage::ALL.iter().position(|known| *known == stage));
            count(stage.and_then(|place| stages.get_mut(place)), line);
            count(line.field().and_then(|place| classes.get_mut(place)), line);
        }
        let (breadth, categories) = self.categories(held, lines)?;
        let [turns, days] = [held.rules.quadrant.turnover, held.rules.quadrant.days_of_stock].map(Ratio::to_f64);
        Ok(HealthBody {
            today: self.today,
            lines: line_views(),
            cuts: [turns, days],
            aged_after: held.rules.critical_after,
            excess_days: held.excess_days,
            totals: self.health_totals(held, lines),
            quadrants: quadrants.into(),
            cells: self.health_cells(lines),
            breadth,
            categories,
            matrix: classes.into(),
            abc_measure: if held.abc_measure == AbcMeasure::Sales { "sales_value" } else { "stock_value" },
            abc_shares: abc_shares(lines, held)?,
            stages: stages.into(),
            utilization: Vec::new(),
            lacks: Vec::new(),
            record: record(&said.logged)?,
            log: said.log.clone(),
            total: 0,
            rows: Vec::new(),
        })
    }

    pub(super) fn health_totals(&self, held: &Held, lines: &[Line]) -> HealthTotals {
        let currency = self.currency;
        let mut totals = HealthTotals::default();
        let (mut aged_of, mut sold_of, mut excess_of, mut pace_of) = (0.0, 0.0, 0.0, 0.0);
        let (mut sold_90, mut goods_sold, mut stock_cost) = (0.0, 0.0, 0.0);
        let (mut slow_cost, mut slow_all) = (0.0, 0.0);
        for line in lines {
            totals.inbound = totals.inbound.saturating_add(line.inbound);
            if let Some(count) = totals.by_level.get_mut(usize::from(line.level)) {
                *count += 1;
            }
            if line.units <= 0.0 {
                totals.without_stock += 1;
                continue;
            }
            totals.products += 1;
            totals.units += line.units;
            add(&mut totals.cost, line.cost, currency);
            totals.cost_unknown += u32::from(line.cost.is_none());
            totals.cleared += u32::from(line.is_cleared);
            if line.is_slow() {
                totals.slow += 1;
                add(&mut totals.slow_cost, line.cost, currency);
            }
            if line.is_slow_known {
                slow_all += minor(line.cost);
                slow_cost += if line.is_slow() { minor(line.cost) } else { 0.0 };
            } else {
                totals.slow_left_out += 1;
            }
            if let Some(old) = line.aged_units {
                totals.aged_units += old;
                aged_of += line.units;
            }
            if let Some(excess) = line.excess {
                totals.excess_units += excess;
                excess_of += line.units;
                add(&mut totals.excess_cost, line.excess_cost, currency);
            }
            if let [Some(in_30), ..] = line.windows {
                totals.units_per_day += in_30 / 30.0;
                pace_of += line.units;
            }
            if let Some([.., in_90]) = line.sold() {
                sold_90 += in_90;
                sold_of += line.units;
                if let Some(cost) = line.cost {
                    goods_sold += minor(Some(cost)) / line.units * in_90;
                    stock_cost += minor(Some(cost));
                }
            }
        }
        totals.slow_share = per(slow_cost, slow_all);
        totals.aged_share = per(totals.aged_units, aged_of);
        totals.excess_share = per(totals.excess_units, excess_of);
        totals.sell_through = per(sold_90, sold_90 + sold_of);
        totals.turnover = per(goods_sold * 365.0 / 90.0, stock_cost);
        totals.days_per_turn = totals.turnover.and_then(|turns| per(365.0, turns));
        totals.is_turnover_good = totals.turnover.and_then(|turns| {
            let turns = Decimal::nearest(turns, 6).and_then(Decimal::to_ratio).ok()?;
            Some(is_turnover_good(turns, held.good_above, held.good_line))
        });
        totals.days_of_supply = per(pace_of, totals.units_per_day);
        totals
    }

    /// Turnover by category, and how widely to clear.
    fn categories(&self, held: &Held, lines: &[Line]) -> Result<(&'static str, Vec<HealthGroup>)> {
        let mut turns: BTreeMap<&str, (f64, f64, HealthGroup)> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.units > 0.0) {
            let (Some(cost), Some([.., in_90])) = (line.cost, line.sold()) else { continue };
            let computed = self.results.known(line.index);
            let code = computed.and_then(|computed| computed.category.as_deref()).unwrap_or(NONE);
            let (sold, stock, group) = turns.entry(code).or_insert_with(|| (0.0, 0.0, group_of(code)));
            *sold += minor(Some(cost)) / line.units * in_90 * 365.0 / 90.0;
            *stock += minor(Some(cost));
            group.products += 1;
            group.units += line.units;
            add(&mut group.cost, Some(cost), self.currency);
        }
        let exact = |minor: f64| Decimal::nearest(minor, 0).and_then(Decimal::to_ratio);
        let mut parts = Vec::with_capacity(turns.len());
        for (sold, stock, _) in turns.values() {
            parts.push(StockTurn { annual_cogs: exact(*sold)?, average_inventory: exact(*stock)? });
        }
        let found = structural_clearance(&parts, held.normal_turnover, held.far_below)?;
        let mut groups: Vec<HealthGroup> = turns
            .into_values()
            .enumerate()
            .map(|(place, (sold, stock, group))| HealthGroup {
                turnover: per(sold, stock),
                is_far_below: found.clear.contains(&place),
                ..group
            })
            .collect();
        groups.sort_by(|a, b| a.turnover.partial_cmp(&b.turnover).unwrap_or(core::cmp::Ordering::Equal));
        Ok((found.breadth.code(), groups))
    }

    /// Products in the plane of turnover and depth, those that lie close together as one point.
    fn health_cells(&self, lines: &[Line]) -> Vec<HealthCell> {
        let place = |figure: f64| {
            let figure = figure.clamp(0.01, 100_000.0);
            Decimal::nearest(figure.log2() * CELLS_A_DOUBLING, 0).map_or(0, Decimal::coefficient)
        };
        let mut cells: FxHashMap<(i128, i128), (u32, &Line)> = FxHashMap::default();
        for line in lines {
            let (Some(days), Some(turns), Some(_)) = (line.days, line.turnover, line.quadrant) else { continue };
            let cell = cells.entry((place(days), place(turns))).or_insert((0, line));
            cell.0 += 1;
            if line.units > cell.1.units {
                cell.1 = line;
            }
        }
        let cell = |(products, line): (u32, &Line)| {
            let facts = self.products.get(line.index)?;
            Some(HealthCell {
                days: line.days?,
                turnover: line.turnover?,
                action: line.quadrant?.code(),
                products,
                key: facts.key.clone(),
                sku: facts.sku.clone(),
            })
        };
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(place, _)| *place);
        cells.into_iter().filter_map(|(_, of)| cell(of)).collect()
    }
}

/// How often past alerts were right.
pub(super) fn record(logged: &[Logged]) -> Result<Option<RecordView>> {
    if logged.is_empty() {
        return Ok(None);
    }
    let events: Vec<AlertEvent> = logged.iter().map(|logged| logged.event.clone()).collect();
    let found = alert_record(&events)?;
    Ok(Some(RecordView {
        hit_rate: found.hit_rate.map(Ratio::to_f64),
        days_to_handle: found.days_to_handle.map(Ratio::to_f64),
        events: count(events.len()),
        open: count(found.open),
        overridden: count(found.overridden),
    }))
}
