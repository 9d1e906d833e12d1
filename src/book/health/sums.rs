//! Sums over the catalogue: totals, quadrants, classes, stages, categories, and what is not known.

use super::super::calculation::Context;
use super::super::{Book, count};
use super::lines::{AbcMeasure, Held, line_views};
use super::measure::{By, Line, Measured, add};
use super::view::{
    AbcShare, HealthBody, HealthCell, HealthGroup, HealthLack, HealthTotals, RecordView, UtilizationEstimate,
};
use super::{Logged, Said};
use crate::alerts::record::{AlertEvent, alert_record};
use crate::error::Result;
use crate::health::abc::{abc, abc_share_check};
use crate::health::depth::{QuadrantAction, StockTurn, structural_clearance};
use crate::health::is_turnover_good;
use crate::number::Decimal;
use crate::offer::Channel;
use crate::rounding::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of the picture in which figures double or halve are cut into so many cells.
const CELLS_A_DOUBLING: f64 = 4.0;

/// Gives every product with a value its class.
pub(super) fn classify(lines: &mut [Line], held: &Held) {
    let valued: Vec<(usize, Ratio)> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| Some((place, Ratio::from(line.value.filter(|value| *value >= 0)?))))
        .collect();
    let values: Vec<Ratio> = valued.iter().map(|(_, value)| *value).collect();
    // Where nothing has a value, nothing has a class.
    let Ok(found) = abc(&values, &held.abc) else { return };
    for ((place, _), item) in valued.iter().zip(&found.items) {
        if let Some(line) = lines.get_mut(*place) {
            line.abc = Some(item.class.code());
        }
    }
}

/// Shares of value and of products of the three classes.
fn abc_shares(lines: &[Line], held: &Held) -> Result<Vec<AbcShare>> {
    let codes = ["A", "B", "C"];
    let mut values = [Ratio::ZERO; 3];
    let mut products = [0.0; 3];
    for line in lines {
        let place = codes.iter().position(|code| line.abc == Some(*code));
        let (Some(place), Some(value)) = (place, line.value) else { continue };
        if let (Some(sum), Some(count)) = (values.get_mut(place), products.get_mut(place)) {
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

impl Line {
    /// Value by regularity.
    pub fn class(&self) -> Option<String> {
        Some(format!("{}{}", self.abc?, self.xyz?))
    }
}

/// What is not known of products with stock.
#[derive(Default)]
pub(super) struct Lacks {
    counts: BTreeMap<&'static str, u32>,
    /// Places of the products that lack what was asked for.
    asked: BTreeSet<usize>,
}

impl Lacks {
    pub fn count(&mut self, measured: &Measured, asked: Option<&str>) {
        if measured.known.units <= 0 {
            return;
        }
        let mut of = measured.alerts.missing.clone();
        if measured.known.unit_cost.is_none() {
            of.push("unit_cost");
        }
        if measured.resolved.price.is_none() {
            of.push("price_list");
        }
        for what in of {
            // Without a pace there is neither; the pace is what is asked for.
            if matches!(what, "weekly_forecast" | "safety_stock") && measured.known.sold().is_none() {
                continue;
            }
            *self.counts.entry(what).or_default() += 1;
            if asked == Some(what) {
                self.asked.insert(measured.line.index);
            }
        }
    }

    pub fn has(&self, index: usize) -> bool {
        self.asked.contains(&index)
    }

    pub fn views(&self) -> Vec<HealthLack> {
        let mut views: Vec<HealthLack> =
            self.counts.iter().map(|(&what, &products)| HealthLack { what, products }).collect();
        views.sort_by_key(|lack| core::cmp::Reverse(lack.products));
        views
    }
}

/// Stored and shipped volume of the two size groups.
#[derive(Default)]
pub(super) struct Room {
    stored: [f64; 2],
    sold: [f64; 2],
    left_out: [u32; 2],
}

impl Room {
    pub fn count(&mut self, measured: &Measured) {
        let resolved = &measured.resolved;
        let Some(is_oversize) = resolved.is_oversize else { return };
        if resolved.channel != Channel::AmazonFba {
            return;
        }
        let place = usize::from(is_oversize);
        let known = resolved.volume.zip(measured.line.sold());
        match (known, self.stored.get_mut(place), self.sold.get_mut(place)) {
            (Some((volume, [.., in_90])), Some(stored), Some(sold)) => {
                *stored += volume * measured.line.units;
                *sold += volume * in_90;
            }
            _ if measured.line.units > 0.0 => {
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

impl Book {
    pub(super) fn health_sums(&self, by: &By<'_>, said: &Said, lines: &[Line]) -> Result<HealthBody> {
        let held = by.held;
        let currency = self.currency;
        let group = |groups: &mut BTreeMap<String, HealthGroup>, code: String, line: &Line| {
            let group = groups.entry(code.clone()).or_insert_with(|| HealthGroup { code, ..HealthGroup::default() });
            group.products += 1;
            group.units += line.units;
            add(&mut group.cost, line.cost, currency);
        };
        let mut quadrants = BTreeMap::new();
        let mut stages = BTreeMap::new();
        let mut classes = BTreeMap::new();
        for line in lines.iter().filter(|line| line.units > 0.0) {
            if let Some(action) = line.quadrant {
                group(&mut quadrants, action.code().to_owned(), line);
            }
            if let Some(stage) = line.stage {
                group(&mut stages, stage.to_owned(), line);
            }
            if let Some(class) = line.class() {
                group(&mut classes, class, line);
            }
        }
        let ordered = |mut groups: BTreeMap<String, HealthGroup>, codes: &[&str]| {
            let of = |code: &&str| {
                groups
                    .remove(*code)
                    .unwrap_or_else(|| HealthGroup { code: (*code).to_owned(), ..HealthGroup::default() })
            };
            codes.iter().map(of).collect::<Vec<_>>()
        };
        let (breadth, categories) = self.categories(held, lines)?;
        let [turns, days] = [held.rules.quadrant.turnover, held.rules.quadrant.days_of_stock].map(Ratio::to_f64);
        let actions = [
            QuadrantAction::KeepAsIs,
            QuadrantAction::PromoteHarder,
            QuadrantAction::RestockWithCaution,
            QuadrantAction::ClearNow,
        ];
        Ok(HealthBody {
            today: self.today,
            lines: line_views(),
            cuts: [turns, days],
            aged_after: held.rules.critical_after,
            excess_days: held.excess_days,
            totals: self.health_totals(held, lines),
            quadrants: ordered(quadrants, &actions.map(QuadrantAction::code)),
            cells: self.health_cells(lines),
            breadth,
            categories,
            matrix: ordered(classes, &["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"]),
            abc_measure: if held.abc_measure == AbcMeasure::Sales { "sales_value" } else { "stock_value" },
            abc_shares: abc_shares(lines, held)?,
            stages: ordered(stages, &["new", "growing", "mature", "declining", "ended"]),
            utilization: Vec::new(),
            lacks: Vec::new(),
            record: record(&said.logged)?,
            log: said.log.clone(),
            total: 0,
            rows: Vec::new(),
        })
    }

    fn health_totals(&self, held: &Held, lines: &[Line]) -> HealthTotals {
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
        let mut turns: BTreeMap<String, (f64, f64, HealthGroup)> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.units > 0.0) {
            let (Some(cost), Some([.., in_90])) = (line.cost, line.sold()) else { continue };
            let computed = self.results.known(line.index);
            let code = computed.and_then(|computed| computed.category.clone()).unwrap_or_else(|| "none".to_owned());
            let (sold, stock, group) = turns.entry(code.clone()).or_default();
            *sold += minor(Some(cost)) / line.units * in_90 * 365.0 / 90.0;
            *stock += minor(Some(cost));
            group.code = code;
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
        let mut cells: BTreeMap<(i128, i128), (u32, &Line)> = BTreeMap::new();
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
        cells.into_values().filter_map(cell).collect()
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
