//! Every alert in one list, and the days of the year ahead that matter: plain entries for the page and for calendar
//! files alike.

use super::super::Book;
use super::super::count;
use super::super::facts::to_f64;
use super::super::listing::first_sorted;
use super::super::plan::Param;
use super::calendar_view::{AlertRow, CalendarBody, CalendarEntry, RuleCount, StakeView};
use super::measure::{By, Measured, effective, most_first, param, text};
use super::own::Own;
use super::slices::AT_ONCE;
use super::sums::record;
use super::view::FindingView;
use super::{Said, no_such_rule};
use crate::alerts::schedule::{ReportEvery, review_schedule};
use crate::alerts::thresholds::THRESHOLDS;
use crate::date::Day;
use crate::demand::forecast::event_days;
use crate::error::Result;
use crate::fees::{CheckCode, PromotionRules};
use crate::money::Money;
use crate::replenish::{ReorderStart, reorder_start};
use crate::rounding::Ratio;
use core::cmp::Reverse;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Days ahead.
const AHEAD: i32 = super::super::calculation::HORIZON_DAYS;
/// SKUs named in an entry of several products.
const MOST_NAMED: usize = 5;
/// Days after the start of a clearance on which it is looked at again.
const CHECKPOINTS: [i64; 2] = [7, 30];
/// Days from a first of January to the end of the year ahead, and some.
const REPORTS: usize = 800;

/// Which alerts are wanted.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, health::{CalendarAsk, HealthSheets}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let ask = CalendarAsk { count: 5, only: "rule:aged_fee_status".to_owned() };
/// let found = book.calendar(&HealthSheets::default(), &ask).unwrap();
/// assert!(found.alerts.iter().all(|alert| alert.findings[0].rule == "aged_fee_status"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CalendarAsk {
    /// Products wanted.
    pub count: usize,
    /// `rule:quadrant`: those of which the rule says something; `level:3`: those whose highest level it is; empty = all
    /// with an alert above level 0.
    pub only: String,
}

impl CalendarAsk {
    /// The rule that is asked for.
    fn rule(&self) -> Option<&str> {
        self.only.strip_prefix("rule:")
    }
}

/// An entry of several products while it is put together.
#[derive(Debug, Default)]
struct Gathered {
    level: u8,
    products: u32,
    units: f64,
    stake: Option<Money>,
    /// The most at stake first.
    named: Vec<(i64, usize)>,
}

impl Gathered {
    fn take(&mut self, index: usize, level: u8, units: f64, stake: Option<Money>) {
        self.level = self.level.max(level);
        self.products = self.products.saturating_add(1);
        self.units += units;
        if let Some(money) = stake {
            self.stake = self.stake.map_or(Some(money), |sum| sum.plus(money).ok());
        }
        let at_stake = stake.map_or(0, Money::minor);
        let place = self.named.partition_point(|(minor, _)| *minor >= at_stake);
        if place < MOST_NAMED {
            self.named.insert(place, (at_stake, index));
            self.named.truncate(MOST_NAMED);
        }
    }
}

/// What is gathered for the calendar, product by product.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    next: usize,
    raised: Vec<Raised>,
    by_level: [u32; 3],
    rules: BTreeMap<&'static str, u32>,
    /// Products with an alert.
    products: u32,
    days: BTreeMap<(Day, &'static str, &'static str), Gathered>,
    entries: Vec<CalendarEntry>,
    outlet: Option<Outlet>,
}

/// A deal of the marketplace's outlet.
#[derive(Debug)]
struct Outlet {
    /// Days that units must have lain.
    age_days: i64,
    /// Days it runs.
    run_days: u16,
}

/// A product with alerts before they are put into words.
#[derive(Debug)]
struct Raised {
    /// The highest.
    level: u8,
    /// The most at stake of what the rules say, minor units.
    stake: Option<i64>,
    index: usize,
}

impl Book {
    /// An empty gathering for what is asked.
    pub(super) fn gathering(&self, ask: &CalendarAsk) -> Result<Gathering> {
        if let Some(rule) = ask.rule()
            && THRESHOLDS.iter().all(|threshold| threshold.rule != rule)
        {
            return Err(no_such_rule(rule));
        }
        Ok(Gathering { outlet: self.outlet(), ..Gathering::default() })
    }

    /// Goes on product by product, then sorts: the answer once it is there.
    pub(super) fn go_on_gathering(
        &self,
        by: &By<'_>,
        said: &Said,
        gathering: &mut Gathering,
        ask: &CalendarAsk,
        steps: &mut usize,
    ) -> Result<Option<CalendarBody>> {
        while *steps > 0 {
            if gathering.next == self.products.len() {
                return self.calendar_of(by, said, core::mem::take(gathering), ask).map(Some);
            }
            let until = self.products.len().min(gathering.next.saturating_add(AT_ONCE));
            for index in gathering.next..until {
                self.gather(by, gathering, ask, index)?;
            }
            gathering.next = until;
            // What is sorted then is a slice of its own.
            *steps = if until == self.products.len() { 0 } else { *steps - 1 };
        }
        Ok(None)
    }

    /// What the rules say of a product, and its days.
    fn gather(&self, by: &By<'_>, gathering: &mut Gathering, ask: &CalendarAsk, index: usize) -> Result<()> {
        let measured = self.measure(by, index)?;
        let key = self.key_of(index);
        let highest = measured.line.level;
        let (mut is_said, mut most) = (false, None);
        for finding in &measured.alerts.findings {
            let level = effective(by, key, finding).number();
            if level == 0 {
                continue;
            }
            *gathering.rules.entry(finding.rule).or_default() += 1;
            let (stake, _) = self.stake(&measured, finding, self.results.known(index));
            let is_dated = matches!(finding.rule, "aged_fee_status" | "launch_cliff_plan") && finding.code != "charged";
            if is_dated {
                let view = self.finding_view(by, &measured, finding);
                if let Some(on) = view.on {
                    let day = gathering.days.entry((on, "alert", finding.rule)).or_default();
                    day.take(index, level, measured.line.units, stake);
                }
            }
            is_said |= ask.rule() == Some(finding.rule);
            most = most.max(stake.map(Money::minor));
        }
        if let Some(slot) = usize::from(highest).checked_sub(1).and_then(|place| gathering.by_level.get_mut(place)) {
            *slot += 1;
            gathering.products += 1;
            let is_wanted = match ask.only.split_once(':') {
                Some(("rule", _)) => is_said,
                Some(("level", wanted)) => wanted == highest.to_string(),
                _ => true,
            };
            if is_wanted {
                gathering.raised.push(Raised { level: highest, stake: most, index });
            }
        }
        self.gather_deadline(&mut gathering.days, index, &measured);
        if let Some(outlet) = &gathering.outlet {
            self.gather_outlet(&mut gathering.days, index, &measured, outlet);
        }
        self.own_days(by, &measured, &mut gathering.entries)
    }

    fn calendar_of(&self, by: &By<'_>, said: &Said, gathering: Gathering, ask: &CalendarAsk) -> Result<CalendarBody> {
        let Gathering { mut raised, by_level, rules, products, days, mut entries, outlet, .. } = gathering;
        first_sorted(&mut raised, ask.count, |a, b| {
            b.level.cmp(&a.level).then_with(|| most_first(a.stake, b.stake)).then_with(|| a.index.cmp(&b.index))
        });
        let total = count(raised.len());
        let alerts = raised.iter().take(ask.count).map(|one| self.alert_row(by, ask, one));
        let alerts = alerts.collect::<Result<_>>()?;
        entries.extend(days.into_iter().map(|((on, kind, code), day)| {
            let entry = self.entry(kind, code, on, &day);
            let run = outlet.as_ref().filter(|_| kind == "deal").map(|outlet| outlet.run_days);
            CalendarEntry { params: run.map(|days| param("days", days.to_string())).into_iter().collect(), ..entry }
        }));
        self.free_snapshots(by, &mut entries);
        self.fee_days(&mut entries);
        self.sale_events(&mut entries)?;
        self.reports(by, &mut entries)?;
        entries.retain(|entry| entry.on >= self.today && entry.on <= self.today.plus(AHEAD));
        entries.sort_by(|a, b| a.on.cmp(&b.on).then_with(|| b.level.cmp(&a.level)).then_with(|| a.id.cmp(&b.id)));
        Ok(CalendarBody {
            today: self.today,
            by_level,
            products,
            by_rule: rules.into_iter().map(|(rule, products)| RuleCount { rule, products }).collect(),
            total,
            alerts,
            entries,
            record: record(&said.logged)?,
            log: said.log.clone(),
        })
    }

    /// A product with all that the rules say of it, and the money at stake once.
    fn alert_row(&self, by: &By<'_>, ask: &CalendarAsk, raised: &Raised) -> Result<AlertRow> {
        let measured = self.measure(by, raised.index)?;
        let views = measured.alerts.findings.iter().map(|finding| self.finding_view(by, &measured, finding));
        let mut findings: Vec<FindingView> = views.filter(|view| view.level > 0).collect();
        // Equally urgent ones stay in the order of the rules.
        findings.sort_by_key(|view| (ask.rule() != Some(view.rule), Reverse(view.level)));
        let mut stakes: Vec<StakeView> = Vec::new();
        for view in &findings {
            let Some((amount, kind)) = view.stake.zip(view.stake_kind) else { continue };
            match stakes.iter_mut().find(|stake| stake.kind == kind) {
                // The same money by another rule.
                Some(known) if known.amount.minor() < amount.minor() => known.amount = amount,
                Some(_) => {}
                None => stakes.push(StakeView { kind, amount }),
            }
        }
        stakes.sort_by_key(|stake| Reverse(stake.amount.minor()));
        let facts = self.products.get(raised.index);
        Ok(AlertRow {
            key: self.key_of(raised.index).to_owned(),
            sku: facts.map(|facts| facts.sku.clone()).unwrap_or_default(),
            title: self.title_of(raised.index).to_owned(),
            level: raised.level,
            findings,
            stakes,
        })
    }

    fn entry(&self, kind: &'static str, code: &'static str, on: Day, day: &Gathered) -> CalendarEntry {
        let sku = |index: usize| self.products.get(index).map(|facts| facts.sku.clone()).unwrap_or_default();
        let only = day.named.first().filter(|_| day.products == 1).map(|(_, index)| *index);
        CalendarEntry {
            id: format!("{kind}-{code}-{on}"),
            kind,
            on,
            ends: None,
            level: day.level,
            key: only.map(|index| self.key_of(index).to_owned()),
            sku: only.map(sku).unwrap_or_default(),
            products: day.products,
            units: Some(day.units),
            stake: day.stake,
            code,
            params: Vec::new(),
            skus: day.named.iter().map(|(_, index)| sku(*index)).collect(),
        }
    }

    /// The last day before a surcharge, and the day it is charged for those who let it pass.
    fn gather_deadline(
        &self,
        days: &mut BTreeMap<(Day, &'static str, &'static str), Gathered>,
        index: usize,
        measured: &Measured,
    ) {
        let Some(next) = self.results.known(index).and_then(|computed| computed.deadline) else {
            return;
        };
        if measured.known.units <= 0 {
            return;
        }
        let level = measured.line.level;
        days.entry((next.date, "deadline", "before_surcharge")).or_default().take(index, level, next.units, next.cost);
        let charged = days.entry((next.date.plus(1), "surcharge", "snapshot")).or_default();
        charged.take(index, 0, next.units, next.cost);
    }

    /// Snapshots that nobody is known to pay at yet.
    fn free_snapshots(&self, by: &By<'_>, entries: &mut Vec<CalendarEntry>) {
        let calendar = by.context.plain_calendar();
        for offset in calendar.snapshot_offsets() {
            let on = self.today.plus(offset);
            let is_charged = calendar.schedule_on(offset).is_some();
            let is_there = entries.iter().any(|entry| entry.kind == "surcharge" && entry.on == on);
            if is_charged && !is_there {
                entries.push(self.plain("surcharge", "snapshot_free", on, Vec::new()));
            }
        }
    }

    fn plain(&self, kind: &'static str, code: &'static str, on: Day, params: Vec<Param>) -> CalendarEntry {
        CalendarEntry { params, units: None, ..self.entry(kind, code, on, &Gathered::default()) }
    }

    /// Days on which a fee table begins, ends or changes its season.
    fn fee_days(&self, entries: &mut Vec<CalendarEntry>) {
        for change in self.changes_of_fees(AHEAD) {
            let families = change.families.iter().map(|family| param("family", (*family).to_owned())).collect();
            entries.push(self.plain("fees", change.code, change.on, families));
        }
    }

    /// Sales of the marketplaces whose days are known, from the first to the last; one that runs began before.
    fn sale_events(&self, entries: &mut Vec<CalendarEntry>) -> Result<()> {
        for event in event_days()?.into_iter().filter(|event| event.last >= self.today) {
            let (on, code) = (event.first.max(self.today), event.code);
            let params = vec![param("last_date", event.last.to_string())];
            let entry = self.plain("deal", code, on, params);
            // The same event has the same name when its day is told anew.
            let id = format!("deal-{code}-{}", event.first.year());
            entries.push(CalendarEntry { id, ends: Some(event.last.plus(1)), ..entry });
        }
        Ok(())
    }

    /// The first day on which a product with an alert has lain long enough for a deal of the marketplace's outlet, if it
    /// still has stock then at its pace.
    fn gather_outlet(
        &self,
        days: &mut BTreeMap<(Day, &'static str, &'static str), Gathered>,
        index: usize,
        measured: &Measured,
        outlet: &Outlet,
    ) {
        let level = measured.line.level;
        if level == 0 || measured.known.units <= 0 {
            return;
        }
        let oldest = measured.known.ages.iter().filter(|(_, units)| *units > 0).map(|(age, _)| *age).max();
        let left = oldest.and_then(|oldest| outlet.age_days.checked_sub(oldest)).filter(|left| *left > 0);
        let is_there =
            |left: &i64| measured.line.per_day.is_none_or(|per_day| per_day * to_f64(*left) < measured.line.units);
        let left = left.filter(is_there);
        if let Some(on) = left.and_then(|left| self.today.later(left).ok()) {
            days.entry((on, "deal", "outlet_from")).or_default().take(index, level, measured.line.units, None);
        }
    }

    /// What the outlet requires and how long it runs, where the marketplace has one.
    fn outlet(&self) -> Option<Outlet> {
        self.fees.outlet_min_discount(self.today).ok()?;
        let rules = PromotionRules::built_in().ok()?;
        let run_days = rules.mechanic("outlet")?.days?;
        let age = rules.conditions_of("outlet").find(|condition| condition.check == CheckCode::MinAge)?.limit?;
        Some(Outlet { age_days: age / 1_000_000, run_days })
    }

    /// What the seller said of a product that has a day: launch, order, review.
    fn own_days(&self, by: &By<'_>, measured: &Measured, entries: &mut Vec<CalendarEntry>) -> Result<()> {
        let index = measured.line.index;
        let Some(own) = by.own.get(self.key_of(index)) else { return Ok(()) };
        let mut of = |kind: &'static str, code: &'static str, on: Day, level: u8, params: Vec<Param>| {
            let mut day = Gathered::default();
            day.take(index, level, measured.line.units, None);
            let entry = self.entry(kind, code, on, &day);
            entries.push(CalendarEntry { id: format!("{}-{}", entry.id, self.key_of(index)), params, ..entry });
        };
        if let Some(on) = own.launch_on {
            of("launch", "successor", on, 0, Vec::new());
        }
        if let Some(start) = self.order_start(by, measured, own)?
            && let Some(on) = start.start_by
        {
            let cover = start.days_of_cover.map_or(f64::INFINITY, Ratio::to_f64);
            let params = vec![param("cover", text(cover)), param("lead", own.lead_days.unwrap_or(0).to_string())];
            if start.is_overdue {
                of("restock", "order_late", self.today, 3, params);
            } else {
                of("restock", "order_by", on, 1, params);
            }
        }
        if let Some(from) = own.review_from {
            let schedule = review_schedule(from, &CHECKPOINTS, by.held.report, 0)?;
            for (on, days) in schedule.checkpoints.into_iter().zip(CHECKPOINTS) {
                of("review", "checkpoint", on, 0, vec![param("days", days.to_string())]);
            }
        }
        Ok(())
    }

    /// By when the next order must start; none where nothing is known of the pace or the way.
    pub(super) fn order_start(&self, by: &By<'_>, measured: &Measured, own: &Own) -> Result<Option<ReorderStart>> {
        let (Some(lead), Some(per_day)) = (own.lead_days, measured.line.per_day) else { return Ok(None) };
        let pace = crate::number::Decimal::nearest(per_day, 6)?.to_ratio()?;
        let days = |days: i64| u32::try_from(days).map_err(|_| crate::error::Error::out_of_range("days"));
        let stock = measured.known.units.saturating_add(own.inbound.unwrap_or(0));
        reorder_start(self.today, stock, pace, days(lead)?, days(by.held.safety_days)?).map(Some)
    }

    /// Days on which the alerts are reported on, counted from the first of January.
    fn reports(&self, by: &By<'_>, entries: &mut Vec<CalendarEntry>) -> Result<()> {
        let start = Day::new(self.today.year(), 1, 1)?;
        let last = self.today.plus(AHEAD);
        // Reports so rarely that the calendar ends first have no day.
        let most = match by.held.report {
            ReportEvery::Days(days) => usize::try_from(days.max(1)).map_or(1, |days| REPORTS / days + 1),
            ReportEvery::QuarterEnd => 8,
        };
        let reports = review_schedule(start, &[], by.held.report, most).map(|found| found.reports);
        for on in reports.unwrap_or_default().into_iter().filter(|on| *on >= self.today && *on <= last) {
            entries.push(self.plain("review", "report", on, Vec::new()));
        }
        Ok(())
    }
}
