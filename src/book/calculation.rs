//! From a resolved product to every way out of it: quick for the list, whole for one product.

use super::alerts::Known;
use super::facts::{Facts, to_f64};
use super::graded::grade_and_resell;
use super::holding::{Group, Groups};
use super::resolve::{Defaults, Missing, Resolved, Resolver};
use super::shortcut::Shortcut;
use super::view;
use crate::break_even::{PriceRange, Target, Within};
use crate::date::Day;
use crate::error::Result;
use crate::exits::{Exit, ExitKind};
use crate::fees::{Family, FeeTables, Goods, Handling, Hole, LiquidationTerms, Lookup};
use crate::money::{Currency, Money};
use crate::offer::Channel;
use crate::quote::{LineId, SaleModel, tax_on_stock_fees};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::scenario::{Bulk, BulkSituation, NetFrom, PriceWay, ScenarioName, Situation, bend, cut_price, ladder};
use crate::state::Entries;
use crate::state::field::{OwnPrice, price_of};
use crate::stock::event_wise::Holding;
use crate::stock::{HoldingCalendar, Phase};
use std::collections::BTreeSet;

/// Days looked ahead.
pub(super) const HORIZON_DAYS: i32 = 365;

/// Families that every product rests on; the others are named in the ledgers that use them.
const EVERY_PRODUCT: [Family; 9] = [
    Family::SizeTiers,
    Family::Weights,
    Family::Referral,
    Family::Fulfilment,
    Family::FuelSurcharge,
    Family::StorageMonthly,
    Family::AgedInventory,
    Family::Removal,
    Family::Liquidation,
];

/// Families that charge for holding or leaving, not for a sale.
const OF_STOCK: [Family; 6] = [
    Family::StorageMonthly,
    Family::StorageUtilizationSurcharge,
    Family::AgedInventory,
    Family::Removal,
    Family::Liquidation,
    Family::GradeAndResell,
];

/// What all products share on a day with given settings.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub today: Day,
    pub currency: Currency,
    pub fees: &'static FeeTables,
    pub defaults: Defaults,
    /// Ship dates on which a fee table changes, as days from today; the first is 0.
    pub segments: Vec<i32>,
    /// Tables that are assumed or past their time at some day of the year ahead.
    pub assumed_tables: Vec<String>,
    groups: Groups,
    pub shortcut: Shortcut,
    /// What tax makes of a fee on stock, and its rate; none where it makes nothing.
    pub stock_tax: Option<(Ratio, Rate)>,
}

/// Room used again for the next product.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    bulk: Bulk,
    holding: Holding,
    prices: Vec<f64>,
    nets: Vec<Option<f64>>,
    exits: Vec<Option<f64>>,
}

impl Context {
    pub fn new(today: Day, currency: Currency, settings: &Entries, fees: &'static FeeTables) -> Result<Self> {
        Self::with_storage_times(today, currency, settings, fees, 1.0)
    }

    /// The same with fees on stored goods so many times what the tables say.
    pub fn with_storage_times(
        today: Day,
        currency: Currency,
        settings: &Entries,
        fees: &'static FeeTables,
        times: f64,
    ) -> Result<Self> {
        let defaults = Defaults::new(settings, fees, today);
        let last = today.plus(HORIZON_DAYS);
        let changes = fees.change_days(today, last);
        let assumed: BTreeSet<String> = std::iter::once(today)
            .chain(changes.iter().copied())
            .flat_map(|day| fees.standings(day).into_iter().map(move |standing| (day, standing)))
            .filter(|(day, standing)| standing.is_assumed || (*day == today && standing.is_past_its_time))
            .filter(|(_, standing)| EVERY_PRODUCT.contains(&standing.family))
            .map(|(_, standing)| standing.table.to_owned())
            .collect();
        Ok(Self {
            today,
            currency,
            fees,
            segments: segments(fees, today, &changes),
            assumed_tables: assumed.into_iter().collect(),
            groups: Groups::new(fees, today, &defaults, times)?,
            shortcut: Shortcut::default(),
            stock_tax: tax_on_stock_fees(fees, defaults.seller, today)?,
            defaults,
        })
    }

    /// What is computed with for a product.
    pub fn resolve(&self, facts: &Facts, entries: &Entries) -> Resolved {
        let Self { fees, today, currency, ref defaults, .. } = *self;
        Resolver { fees, today, currency, defaults, facts, entries }.resolve()
    }

    /// What a product is resolved by on another day, with the same tables and settings.
    pub fn resolve_on(&self, today: Day, facts: &Facts, entries: &Entries) -> Resolved {
        let Self { fees, currency, ref defaults, .. } = *self;
        Resolver { fees, today, currency, defaults, facts, entries }.resolve()
    }

    /// A fee of the tables on stock as it is paid, with the tax that is borne or without what comes back.
    pub fn paid(&self, fee: Money) -> Result<Money> {
        let Some((factor, _)) = self.stock_tax else { return Ok(fee) };
        let minor = Ratio::whole(i128::from(fee.minor())).times(factor)?;
        Money::from_ratio_minor(minor, fee.currency(), Rounding::HalfAwayFromZero)
    }

    /// Holding of ordinary goods of standard size: its snapshots are those of all.
    pub fn plain_calendar(&self) -> &HoldingCalendar {
        self.groups.plain()
    }

    /// The group a product is stored in.
    pub fn group(&self, resolved: &Resolved) -> &Group {
        self.groups.of(resolved)
    }
}

/// Days from today on which a sale begins to be charged by other tables; the first is 0. A day
/// that changes only what holding or leaving costs makes no segment.
fn segments(fees: &FeeTables, today: Day, changes: &[Day]) -> Vec<i32> {
    let charged_on = |day: Day| -> Vec<_> {
        let of_sale = fees.standings(day).into_iter().filter(|standing| !OF_STOCK.contains(&standing.family));
        of_sale.map(|standing| (standing.family, standing.table, standing.is_assumed)).collect()
    };
    let mut segments = vec![0];
    let mut charged = charged_on(today);
    for &day in changes {
        let days = day.days_since(today);
        let next = charged_on(day);
        if (1..HORIZON_DAYS).contains(&days) && next != charged {
            segments.push(days);
            charged = next;
        }
    }
    segments
}

/// A price looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct PricePoint {
    pub discount: Option<Rate>,
    pub is_own: bool,
    pub price: Money,
}

/// A way of the comparison; put into a name only where it is shown.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    At(PricePoint),
    Exit(ExitKind),
}

impl Way {
    pub fn name(&self) -> ScenarioName {
        match self {
            Self::At(point) => point.name(),
            Self::Exit(kind) => ScenarioName::exit(*kind),
        }
    }

    /// Whether it is doing nothing.
    pub const fn is_hold(&self) -> bool {
        matches!(self, Self::At(PricePoint { discount: None, is_own: false, .. }))
    }
}

impl PricePoint {
    pub fn name(&self) -> ScenarioName {
        match self.discount {
            Some(discount) => ScenarioName { is_own: self.is_own, ..ScenarioName::cut(discount, self.price) },
            None if self.is_own => ScenarioName::own_price(self.price),
            None => ScenarioName::hold(self.price),
        }
    }
}

/// A product with its fees compiled and every way priced.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    pub resolved: &'a Resolved,
    /// One a segment; the first for sales today.
    pub models: Vec<SaleModel<'a>>,
    pub points: Vec<PricePoint>,
    /// For each point, one a segment.
    pub nets: Vec<Option<Money>>,
    pub exits: Vec<Exit>,
}

impl<'a> Prepared<'a> {
    /// # Errors
    /// `category_unknown`; a cost or fee beyond what money can hold.
    pub fn new(context: &Context, resolved: &'a Resolved) -> Result<Self> {
        let days = context.segments.iter().map(|&days| context.today.plus(days));
        let model = |day| SaleModel::new(context.fees, &resolved.product, resolved.channel, day);
        let models: Vec<SaleModel<'a>> = days.map(model).collect::<Result<_>>()?;
        let points = resolved.price.map(|price| price_points(price, &resolved.own_prices)).unwrap_or_default();
        let nets = points.iter().flat_map(|point| models.iter().map(|model| model.net_proceeds(point.price))).collect();
        let exits = exits(context, resolved, models.first());
        Ok(Self { resolved, models, points, nets, exits })
    }

    /// The ways, in the order of the comparison.
    pub fn way(&self, place: usize) -> Option<Way> {
        match self.points.get(place) {
            Some(point) => Some(Way::At(*point)),
            None => self.exits.get(place.checked_sub(self.points.len())?).map(|exit| Way::Exit(exit.kind)),
        }
    }

    /// Net of one unit sold today at the price in force.
    pub fn net_now(&self) -> Option<Money> {
        self.nets.first().copied().flatten()
    }

    pub(super) fn volume(&self, group: &Group) -> Option<f64> {
        if self.resolved.channel == Channel::OwnFulfilment {
            return Some(0.0);
        }
        // Without a settled size the storage group is a guess.
        self.resolved.volume.filter(|_| group.unknown.is_empty() && self.resolved.is_oversize.is_some())
    }

    /// The situation for the whole comparison; `ways` are kept by the caller.
    pub fn situation<'s>(&'s self, group: &'s Group, ways: &'s [PriceWay]) -> Option<Situation<'s>> {
        Some(Situation {
            calendar: &group.calendar,
            cohorts: &self.resolved.cohorts,
            volume: self.volume(group),
            is_exempt: self.resolved.is_exempt,
            units_per_day: self.resolved.units_per_day,
            season: self.resolved.season(),
            elasticity: self.resolved.elasticity,
            price_in_force: self.resolved.price?,
            prices: ways,
            exits: &self.exits,
            holding_unknown: &group.unknown,
            has_utilization: group.has_utilization(),
        })
    }

    /// Every price with its nets by ship date, and why a net is not known.
    pub fn ways(&self, context: &Context) -> Vec<PriceWay> {
        let segments = context.segments.len();
        self.points
            .iter()
            .zip(self.nets.chunks(segments.max(1)))
            .map(|(point, nets)| PriceWay {
                name: point.name(),
                price: point.price,
                nets: context.segments.iter().zip(nets).map(|(&from_day, &net)| NetFrom { from_day, net }).collect(),
                unknown: self.unknown_of(point.price, nets),
            })
            .collect()
    }

    pub(super) fn unknown_of(&self, price: Money, nets: &[Option<Money>]) -> Vec<String> {
        let mut names = BTreeSet::new();
        for (model, net) in self.models.iter().zip(nets) {
            if net.is_none() {
                let Ok(ledger) = model.ledger(price) else { continue };
                names.extend(ledger.missing().map(|line| line.id.code().to_owned()));
            }
        }
        names.into_iter().collect()
    }

    /// What one unit must bring today to be better sold than let go by the best exit: the exit's
    /// worth and the holding that letting go would avoid, for the average unit of the stock at
    /// today's pace (math.md §5, sunk-cost floor).
    pub fn required_net(&self, context: &Context, holding: &mut Holding) -> Option<Money> {
        let group = context.group(self.resolved);
        let worth = self.exits.iter().filter_map(|exit| exit.value_per_unit(&group.calendar)).reduce(f64::max)?;
        let volume = self.volume(group)?;
        holding.prepare(&group.calendar, &self.resolved.cohorts, volume, self.resolved.is_exempt);
        let units = holding.units();
        let avoidable = if units > 0.0 {
            let mut phases =
                vec![Phase { from_day: 0, units_per_day: self.resolved.units_per_day?, net_per_unit: 0.0 }];
            bend(&mut phases, self.resolved.season());
            let path = holding.follow(&group.calendar, &phases);
            (path.storage + path.surcharge + path.utilization) / units
        } else {
            0.0
        };
        Money::from_expectation(worth + avoidable, context.currency).ok()
    }

    /// Why there is no floor: codes of facts, fee families and lines of the sale without which it is not known. Empty
    /// where all of them are known.
    pub fn floor_unknown(&self, context: &Context) -> Vec<String> {
        let group = context.group(self.resolved);
        let mut names = Vec::new();
        match self.resolved.price {
            None => names.push("price_list".to_owned()),
            Some(price) if self.net_now().is_none() => names.extend(self.unknown_of(price, &[None])),
            Some(_) => {}
        }
        if self.exits.iter().all(|exit| exit.flows.is_none()) {
            names.extend(self.exits.iter().flat_map(|exit| exit.unknown.iter().cloned()));
            if self.exits.is_empty() || self.exits.iter().all(|exit| exit.unknown.is_empty()) {
                names.push("exits".to_owned());
            }
        }
        if self.volume(group).is_none() {
            names.extend(group.unknown.iter().cloned());
            if group.unknown.is_empty() {
                names.push("size".to_owned());
            }
        }
        if self.resolved.units.is_none() {
            names.push("units".to_owned());
        }
        if self.resolved.units_per_day.is_none() && self.resolved.units != Some(0) {
            names.push("velocity".to_owned());
        }
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// Prices, today, at which a sale brings at least `required`.
    pub fn ranges_bringing(&self, required: Money) -> Vec<PriceRange> {
        self.ranges(Ratio::whole(i128::from(required.minor())), Target::BREAK_EVEN)
    }

    /// Prices, today, at which a sale pays all its cost; none if the cost is not known.
    pub fn ranges_paying_all(&self) -> Vec<PriceRange> {
        self.ranges_at_cost(Target::BREAK_EVEN)
    }

    /// Prices, today, at which a sale reaches the seller's target; none if the cost is not known.
    pub fn ranges_reaching_target(&self) -> Vec<PriceRange> {
        let target = self.resolved.target.zip(self.resolved.landed.as_ref());
        let target = target.and_then(|(target, cost)| target.to_target(cost));
        target.map(|target| self.ranges_at_cost(target)).unwrap_or_default()
    }

    fn ranges_at_cost(&self, target: Target) -> Vec<PriceRange> {
        let cost = self.models.first().and_then(SaleModel::landed_cost);
        cost.map(|cost| self.ranges(Ratio::whole(i128::from(cost.minor())), target)).unwrap_or_default()
    }

    fn ranges(&self, unit_cost_minor: Ratio, target: Target) -> Vec<PriceRange> {
        let (Some(model), Some(within)) = (self.models.first(), self.within()) else { return Vec::new() };
        let Ok(Some(model)) = model.price_model(unit_cost_minor) else { return Vec::new() };
        model.rounded_cent_ranges(target, within).unwrap_or_default()
    }

    /// A range as it is shown: open where no end was found below the highest price looked at.
    pub fn shown(&self, range: PriceRange) -> view::PriceRange {
        let last = Ratio::whole(i128::from(range.last.minor()));
        let open = self.within().is_some_and(|within| within.high == last);
        view::PriceRange { from: range.first, to: range.last, open }
    }

    /// Prices looked at: from the smallest coin to four times the regular price.
    pub fn within(&self) -> Option<Within> {
        let price = self.resolved.list_price.into_iter().chain(self.resolved.price).max_by_key(|p| p.minor())?;
        let low = Money::new(1, price.currency()).ok()?;
        let high = price.times(4).ok()?;
        Some(Within::between(low, high))
    }
}

pub(super) fn price_points(price: Money, own: &[OwnPrice]) -> Vec<PricePoint> {
    let mut points = vec![PricePoint { discount: None, is_own: false, price }];
    let cut = |discount, is_own| {
        let price = cut_price(price, discount).ok().filter(|price| price.minor() > 0)?;
        Some(PricePoint { discount: Some(discount), is_own, price })
    };
    points.extend(ladder().filter_map(|discount| cut(discount, false)));
    for &wanted in own {
        match wanted {
            OwnPrice::Cut(discount) => {
                if let Some(known) = points.iter_mut().find(|point| point.discount == Some(discount)) {
                    known.is_own = true;
                } else {
                    points.extend(cut(discount, true));
                }
            }
            OwnPrice::Hundredths(own) => {
                let own = price_of(own, price.currency()).ok().filter(|&own| own != price);
                points.extend(own.map(|price| PricePoint { discount: None, is_own: true, price }));
            }
        }
    }
    points
}

/// Fee families that apply and are left out because a fact or a figure of them is not known.
pub(super) fn not_counted(resolved: &Resolved, group: &Group, leaves_out_low_inventory: bool) -> Vec<&'static str> {
    let is_stored = resolved.units.is_some_and(|units| units > 0);
    let low_inventory = leaves_out_low_inventory.then_some(Family::LowInventory);
    let utilization = (is_stored && !group.has_utilization()).then_some(Family::StorageUtilizationSurcharge);
    let aged = (is_stored && group.is_aged_unknown).then_some(Family::AgedInventory);
    low_inventory.into_iter().chain(utilization).chain(aged).map(Family::code).collect()
}

/// Every exit of a product; one that is not known says which fee or fact it lacks.
fn exits(context: &Context, resolved: &Resolved, sale: Option<&SaleModel<'_>>) -> Vec<Exit> {
    let mut exits = exits_without_grades(context, resolved);
    if resolved.channel != Channel::OwnFulfilment {
        let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
        exits.extend(grade_and_resell(context, resolved, sale, handling));
    }
    exits
}

/// The exits that hang on no sale by the marketplace, in their order.
pub(super) fn exits_without_grades(context: &Context, resolved: &Resolved) -> Vec<Exit> {
    if resolved.channel == Channel::OwnFulfilment {
        return Vec::new();
    }
    let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
    let today = context.today;
    let named = |hole: Hole| hole.family.code().to_owned();
    let fee = |lookup: Lookup<Money>| {
        let known = lookup.map_err(named)?;
        context.paid(known.value).map_err(|error| error.code().to_owned())
    };
    let removal = || match &resolved.sized {
        Some(sized) => fee(context.fees.removal(sized, handling, today)),
        None => Err("size".to_owned()),
    };
    let disposal = || match &resolved.sized {
        Some(sized) => fee(context.fees.disposal(sized, handling, today)),
        None => Err("size".to_owned()),
    };
    let mut exits = Vec::new();
    if let Some(price) = resolved.price {
        let terms = match &resolved.sized {
            Some(sized) => context.fees.liquidation(sized, handling, today).map_err(named).and_then(|known| {
                let processing = context.paid(known.value.processing).map_err(|error| error.code().to_owned())?;
                Ok(LiquidationTerms { processing, ..known.value })
            }),
            None => Err("size".to_owned()),
        };
        let table = context.defaults.table_recovery;
        let goods = if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary };
        let days = terms.as_ref().map_or(0, |terms| i32::try_from(terms.payout_days_mid()).unwrap_or(0));
        // Without a table there are no terms either, and the exit says so.
        let recovery = resolved.recovery_rate.or(table).unwrap_or(Rate::ZERO);
        exits.extend(Exit::liquidation(terms, price, recovery, days, goods));
    }
    exits.push(Exit::removal(removal()));
    if let Some((net, days)) = resolved.resale {
        exits.extend(Exit::resale(removal(), net, days));
    }
    exits.push(Exit::disposal(disposal()));
    exits
}

/// The next surcharge that an order could still avoid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NextDeadline {
    pub date: Day,
    pub units: f64,
    pub cost: Option<Money>,
}

impl NextDeadline {
    pub fn to_view(self) -> view::Deadline {
        view::Deadline { date: self.date, reason: "before_surcharge", units: self.units, cost: self.cost }
    }
}

/// Figures of one product in the list.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    pub units: f64,
    pub ages: [f64; 5],
    pub cover_days: Option<f64>,
    pub price: Option<Money>,
    pub floor: Option<Money>,
    pub net_per_unit: Option<Money>,
    pub best: Option<Way>,
    pub best_value: Option<Money>,
    pub gain: Option<Money>,
    pub wait_week: Option<Money>,
    pub deadline: Option<NextDeadline>,
    pub landed_total: Option<Money>,
    pub category: Option<String>,
    pub stake: Option<Money>,
    pub missing: Vec<Missing>,
    /// Fee families that are left out of the figures because they are not known.
    pub not_counted: Vec<&'static str>,
    pub notes: usize,
    /// What the rules of health ask for.
    pub known: Known,
    /// Whether letting a part go would be more, once it was looked for.
    pub split: super::better_split::Looked,
}

impl Computed {
    pub fn to_row(&self, facts: &Facts, title: &str) -> view::Row {
        let mut missing: Vec<&'static str> = self.missing.iter().map(|missing| missing.field).collect();
        missing.dedup();
        view::Row {
            key: facts.key.clone(),
            sku: facts.sku.clone(),
            condition: facts.condition.clone(),
            title: title.to_owned(),
            units: self.units,
            ages: self.ages,
            per_week: self.per_week(),
            cover_days: self.cover_days,
            price: self.price,
            floor: self.floor,
            net_per_unit: self.net_per_unit,
            best: self.best.as_ref().map(Way::name),
            best_value: self.best_value,
            gain: self.gain,
            wait_week: self.wait_week,
            deadline: self.deadline.map(NextDeadline::to_view),
            category: self.category.clone(),
            cash_tied_up: self.landed_total,
            volume_cubic_feet: self.volume(),
            missing,
            notes: super::count(self.notes),
        }
    }
}

/// Computes one product for the list.
pub(super) fn compute(context: &Context, facts: &Facts, entries: &Entries, scratch: &mut Scratch) -> Computed {
    compute_resolved(context, &context.resolve(facts, entries), scratch)
}

/// Computes one product for the list where that takes no more than the catalogue pass.
pub(super) fn compute_in_pass(context: &Context, facts: &Facts, entries: &Entries) -> Option<Computed> {
    context.shortcut.compute(context, &context.resolve(facts, entries))
}

/// Computes a product that is resolved.
pub(super) fn compute_resolved(context: &Context, resolved: &Resolved, scratch: &mut Scratch) -> Computed {
    if let Some(computed) = context.shortcut.compute(context, resolved) {
        return computed;
    }
    match Prepared::new(context, resolved) {
        Ok(prepared) => prepared.compute(context, scratch),
        Err(_) => Computed::of(resolved),
    }
}

impl Computed {
    /// What can be said without any fee.
    pub fn of(resolved: &Resolved) -> Self {
        let units = resolved.units.map_or(0.0, to_f64);
        Self {
            units,
            ages: ages(&resolved.cohorts),
            cover_days: resolved.cover_days(units),
            price: resolved.price,
            floor: None,
            net_per_unit: None,
            best: None,
            best_value: None,
            gain: None,
            wait_week: None,
            deadline: None,
            landed_total: landed_total(resolved),
            category: resolved.product.category.clone(),
            stake: resolved.price.zip(resolved.units).and_then(|(price, units)| price.times(units).ok()),
            missing: resolved.missing.clone(),
            not_counted: Vec::new(),
            notes: resolved.notes.len(),
            known: Known::of(resolved),
            split: super::better_split::Looked::NotYet,
        }
    }
}

impl Scratch {
    /// Present values of the last product's ways, in their order; none = not known.
    pub fn present_values(&self) -> &[Option<f64>] {
        self.bulk.present_values()
    }
}

/// What the best way leaves more than doing nothing, as the difference of the two figures that are shown.
pub(super) fn gain_shown(best: f64, gain: f64, currency: Currency) -> Option<Money> {
    let hold = Money::from_expectation(best - gain, currency).ok()?;
    Money::from_expectation(best, currency).ok()?.minus(hold).ok()
}

impl Prepared<'_> {
    /// The figures of the list; present values of all ways are left in `scratch`.
    pub fn compute(&self, context: &Context, scratch: &mut Scratch) -> Computed {
        let resolved = self.resolved;
        let group = context.group(resolved);
        let mut computed = Computed::of(resolved);
        computed.net_per_unit = self.net_now();
        let leaves_out_low_inventory = self.models.first().is_some_and(|model| model.leaves_out(LineId::LowInventory));
        computed.not_counted = not_counted(resolved, group, leaves_out_low_inventory);
        let (Some(price), Some(_)) = (resolved.price, resolved.units) else { return computed };
        scratch.prices.clear();
        scratch.prices.extend(self.points.iter().map(|point| point.price.to_expectation()));
        scratch.nets.clear();
        scratch.nets.extend(self.nets.iter().map(|net| net.map(Money::to_expectation)));
        scratch.exits.clear();
        scratch.exits.extend(self.exits.iter().map(|exit| exit.value_per_unit(&group.calendar)));
        let answer = scratch.bulk.compare(&BulkSituation {
            calendar: &group.calendar,
            cohorts: &resolved.cohorts,
            volume: self.volume(group),
            is_exempt: resolved.is_exempt,
            units_per_day: resolved.units_per_day,
            season: resolved.season(),
            elasticity: resolved.elasticity.mid,
            price_in_force: price.to_expectation(),
            prices: &scratch.prices,
            segment_starts: &context.segments,
            nets: &scratch.nets,
            exits: &scratch.exits,
        });
        let money = |minor: f64| Money::from_expectation(minor, context.currency).ok();
        computed.best = answer.recommended.and_then(|place| self.way(place));
        computed.best_value = answer.best.and_then(money);
        computed.gain = answer.best.zip(answer.gain).and_then(|(best, gain)| gain_shown(best, gain, context.currency));
        computed.wait_week = answer.wait_week.and_then(money);
        computed.deadline = answer.next_charge.map(|next| NextDeadline {
            date: group.calendar.date(next.day - 1),
            units: next.units,
            cost: money(next.charge),
        });
        if computed.net_per_unit.is_some() {
            let required = self.required_net(context, &mut scratch.holding);
            let ranges = required.map(|required| self.ranges_bringing(required)).unwrap_or_default();
            computed.floor = ranges.first().map(|range| range.first);
        }
        computed
    }
}

fn ages(cohorts: &[crate::stock::Cohort]) -> [f64; 5] {
    let mut ages = [0.0; 5];
    for cohort in cohorts {
        if let Some(slot) = ages.get_mut(crate::stock::age_band(cohort.age_days)) {
            *slot += cohort.units;
        }
    }
    ages
}

fn landed_total(resolved: &Resolved) -> Option<Money> {
    let total = resolved.landed.as_ref()?.total?;
    let currency = resolved.landed.as_ref()?.currency;
    let minor = total
        .times(Ratio::whole(i128::from(resolved.units?)))
        .and_then(|major| major.times(Ratio::whole(i128::from(currency.minor_per_major()))))
        .ok()?;
    Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_is_cut_where_a_sale_is_charged_otherwise_and_nowhere_else() {
        let fees = FeeTables::us().unwrap();
        let today = Day::parse("2026-11-21").unwrap();
        let changes = fees.change_days(today, today.plus(HORIZON_DAYS));
        // Storage changes its season on 1 January; the peak fees end on the 14th.
        assert!(changes.iter().any(|day| day.to_string() == "2027-01-01"));
        let days: Vec<String> =
            segments(fees, today, &changes).into_iter().map(|days| today.plus(days).to_string()).collect();
        assert_eq!(days, ["2026-11-21", "2027-01-15"]);
    }
}
