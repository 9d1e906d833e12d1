//! One plan for the whole catalogue: what to do with each product so that enough cash or room is free by a day.
//!
//! The ways of all products are found slice by slice ([`Book::find_ways`]) and kept, with what each brings by the day, and
//! a choice is made among them, in steps as well: some hundredths of a second for some thousand products, so a target may
//! change with every key. [`Book::catalogue_plan`] then says what was chosen. If something is taken to be otherwise for all
//! products, their ways are found once more beside these.

mod pick;
mod reason;
mod share;
#[cfg(test)]
mod tests;
mod totals;
mod view;
mod ways;
mod wishes;
mod work;

use super::calculation::Way;
use super::channels::{ChannelField, Sheet};
use super::filter::Filter;
use super::listing::{GroupBy, GroupCode, by_figure};
use super::view::Progress;
use super::{Book, count};
use crate::error::Result;
use crate::export;
use crate::money::Money;
use crate::number::Decimal;
use crate::portfolio::choose::Choice;
use crate::scenario::{ScenarioKind, ScenarioName};
use rustc_hash::FxHashMap;
use ways::Course;
use wishes::{VOLUME_PARTS, Wishes};
use work::{Member, Picked};

pub(super) use work::Work;

pub use view::{
    CashPeriod, CatalogueBody, CataloguePlan, ChangedTask, CohortDeadline, PlanGroup, PlanSums, TaskRow, TaskView,
    WhatIfView,
};

/// Changed tasks and deadlines shown.
const MOST_CHANGED: usize = 50;
const MOST_DEADLINES: usize = 8;

/// What the rows of a plan are sorted by.
///
/// ```
/// use clearfloor::book::catalogue_plan::TaskSort;
/// assert_eq!(TaskSort::from_code("loss"), Some(TaskSort::Loss));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskSort {
    /// More than doing nothing.
    Gain,
    /// What the target costs.
    Loss,
    /// Money in by the day.
    Cash,
    /// Room free by the day.
    Volume,
    /// Present value.
    Value,
    /// What a week of waiting costs.
    Wait,
    /// Next deadline.
    Deadline,
    /// Units.
    Units,
    /// SKU as text.
    Sku,
}

impl TaskSort {
    /// Reads the page's word.
    ///
    /// ```
    /// use clearfloor::book::catalogue_plan::TaskSort;
    /// assert_eq!([TaskSort::from_code("deadline"), TaskSort::from_code("colour")], [Some(TaskSort::Deadline), None]);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "gain" => Self::Gain,
            "loss" => Self::Loss,
            "cash" => Self::Cash,
            "volume" => Self::Volume,
            "value" => Self::Value,
            "wait" => Self::Wait,
            "deadline" => Self::Deadline,
            "units" => Self::Units,
            "sku" => Self::Sku,
            _ => return None,
        })
    }
}

/// Which rows of a plan are wanted.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let window = TaskWindow {
///     offset: 0, count: 1, sort: TaskSort::Units, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// book.finish().unwrap();
/// book.find_ways(&[], &window.filter, 1_000).unwrap();
/// let plan = book.catalogue_plan(&[], &window).unwrap().body.plan.unwrap();
/// // One of two rows: 400 mats before 300 rugs.
/// assert_eq!((plan.products, plan.rows.len(), plan.rows[0].sku.as_str()), (2, 1, "MAT"));
/// ```
#[derive(Clone, Debug)]
pub struct TaskWindow {
    /// First place, from 0.
    pub offset: usize,
    /// Rows wanted.
    pub count: usize,
    /// What they are sorted by.
    pub sort: TaskSort,
    /// Largest first.
    pub is_descending: bool,
    /// Products that are planned; the others are left as they are.
    pub filter: Filter,
    /// What sums are put together by.
    pub group: GroupBy,
    /// Rows of this group only.
    pub only: Option<String>,
}

/// The plan with the fields it was made by.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, catalogue_plan::{TaskSort, TaskWindow}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let window = TaskWindow {
///     offset: 0, count: 50, sort: TaskSort::Gain, is_descending: true,
///     filter: Filter::default(), group: GroupBy::Action, only: None,
/// };
/// let view = book.catalogue_plan(&[("by".to_owned(), "2026-12-24".to_owned())], &window).unwrap();
/// let by = view.fields.iter().find(|field| field.name == "by").unwrap();
/// assert_eq!((by.text.as_str(), view.body.by.to_string()), ("2026-12-24", "2026-12-24".to_owned()));
/// // The ways were not found yet.
/// assert_eq!(view.body.plan, None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CataloguePlanView {
    /// Fields of the worksheet as they stand.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: CatalogueBody,
}

/// The whole number nearest to one that is whole; at the ends of the range where it is beyond.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "saturates")]
fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "parts of a volume, far below 2^53")]
fn feet(parts: i64) -> f64 {
    parts as f64 / VOLUME_PARTS
}

fn kind(course: &Course) -> ScenarioKind {
    match &course.way {
        _ if course.part.is_some() => ScenarioKind::Split,
        Way::At(_) if course.way.is_hold() => ScenarioKind::Hold,
        Way::At(_) => ScenarioKind::Cut,
        Way::Exit(kind) => ScenarioKind::Exit(*kind),
    }
}

fn task(course: &Course) -> TaskView {
    let ScenarioName { mut id, discount, price, is_own, .. } = course.way.name();
    if course.part.is_some() {
        id = format!("split-{}", course.let_go.round());
    }
    TaskView {
        id,
        kind: kind(course).code(),
        discount_ppm: discount.map(crate::rate::Rate::ppm),
        price,
        is_own,
        then: course.then.map(crate::exits::ExitKind::code),
        part: course.part.map(crate::exits::ExitKind::code),
    }
}

impl Book {
    fn catalogue_wishes(&self, texts: &[(String, String)]) -> Result<(Wishes, Vec<ChannelField>)> {
        let mut sheet = Sheet { texts, currency: self.currency, fields: Vec::new() };
        let made;
        let context = match &self.context {
            Some(context) => context,
            None => {
                made = self.make_context()?;
                &made
            }
        };
        let snapshots = context.plain_calendar().snapshot_offsets();
        let wishes = Wishes::read(self.today, super::calculation::HORIZON_DAYS, snapshots, &mut sheet);
        Ok((wishes, sheet.take()))
    }

    /// Finds the ways of up to `limit` further products for the plan of the catalogue, by what was typed in its
    /// worksheet, then goes so many steps towards the choice among those that pass a filter, until `done` is `total`.
    /// What was found before is used again as long as neither the book nor the day nor what is taken to be otherwise has
    /// changed.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
    ///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// book.finish().unwrap();
    /// let first = book.find_ways(&[], &Filter::default(), 1).unwrap();
    /// assert_eq!((first.done, first.total), (1, 2));
    /// // The second product, and the choice among the ways of both.
    /// assert_eq!(book.find_ways(&[], &Filter::default(), 1_000).unwrap().done, 2);
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn find_ways(&mut self, texts: &[(String, String)], filter: &Filter, limit: usize) -> Result<Progress> {
        // Each slice asks for it, so it is made once.
        self.keep_context()?;
        let (wishes, _) = self.catalogue_wishes(texts)?;
        let products = self.products.len();
        let mut left = limit;
        let is_read = self.products.read_some(&mut left);
        let mut kept = self.works_for(&wishes)?;
        let mut done = 0;
        for work in &mut kept {
            while is_read && left > 0 && work.next < products {
                left = left.saturating_sub(if work.take_share() {
                    share::COST
                } else {
                    let found = work.find(self, work.next);
                    work.put(found);
                    1
                });
            }
            done += work.next + work.shared();
        }
        let total = products.saturating_mul(kept.len());
        let are_in = kept.iter().all(|work| work.next >= products);
        if done >= total && !(are_in && self.settle(&mut kept, &wishes, filter, &mut left)) {
            // What is still to be taken in, and the choice, count as the last product.
            done = total.saturating_sub(1);
        }
        self.catalogue_works = kept;
        Ok(Progress { done: count(done), total: count(total) })
    }

    /// The works by what is asked, as far as they have come: as things are, and as they would be.
    fn works_for(&mut self, wishes: &Wishes) -> Result<Vec<Work>> {
        let mut begun = std::mem::take(&mut self.catalogue_works);
        wishes
            .worlds()
            .map(|changes| match begun.iter().position(|work| work.is_for(wishes, &changes)) {
                Some(place) => Ok(begun.swap_remove(place)),
                None => Work::new(self, wishes, changes),
            })
            .collect()
    }

    /// Goes on with the choices of what was found; true = they are made and summed up, and the cash of the first is laid out.
    fn settle(&self, works: &mut [Work], wishes: &Wishes, filter: &Filter, left: &mut usize) -> bool {
        works.iter_mut().enumerate().all(|(place, work)| {
            work.pick(self, wishes.needs, filter, left)
                && (place > 0 || work.lay_out(self, left))
                && work.sum_up(self, wishes.needs, filter, left)
        })
    }

    /// What to do with each product, so that what the worksheet asks for is free by the day at the least loss of present
    /// value. Without a plan while [`Book::find_ways`] is not through for the same texts and the same filter.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, Filter, GroupBy, catalogue_plan::{TaskSort, TaskWindow}}, date::Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let window = TaskWindow {
    ///     offset: 0, count: 50, sort: TaskSort::Gain, is_descending: true,
    ///     filter: Filter::default(), group: GroupBy::Action, only: None,
    /// };
    /// let need = [("need_cash".to_owned(), "50000".to_owned())];
    /// book.find_ways(&need, &window.filter, 100).unwrap();
    /// let plan = book.catalogue_plan(&need, &window).unwrap().body.plan.unwrap();
    /// // Nothing is there, so nothing comes of it.
    /// assert!(plan.is_impossible && plan.most_cash.minor() == 0);
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`]; `out_of_range`.
    pub fn catalogue_plan(&self, texts: &[(String, String)], window: &TaskWindow) -> Result<CataloguePlanView> {
        let (wishes, fields) = self.catalogue_wishes(texts)?;
        let body = CatalogueBody { today: self.today, by: self.today.plus(wishes.days), plan: None };
        let mut view = CataloguePlanView { fields, body };
        view.body.plan = self.planned(&self.catalogue_works, &wishes, window)?;
        Ok(view)
    }

    fn planned(&self, works: &[Work], wishes: &Wishes, window: &TaskWindow) -> Result<Option<CataloguePlan>> {
        let products = self.products.len();
        let is_found =
            |(work, changes): (&Work, wishes::Changes)| work.next >= products && work.is_for(wishes, &changes);
        if works.len() < wishes.worlds().count() || !works.iter().zip(wishes.worlds()).all(is_found) {
            return Ok(None);
        }
        let Some((work, others)) = works.split_first().filter(|(work, _)| work.is_laid_out()) else { return Ok(None) };
        let is_whole = |picked: &&Picked| Work::is_summed_up(picked);
        let Some(picked) = work.picked(wishes.needs, &window.filter).filter(is_whole) else { return Ok(None) };
        let mut plan = self.totals_of_plan(work, picked, wishes)?;
        let (total, rows) = self.sorted_rows(work, picked, window);
        plan.groups = self.groups_of(work, picked, window.group)?;
        plan.total = count(total);
        let shown = rows.iter().skip(window.offset).take(window.count);
        plan.rows = shown.map(|&(member, at)| self.task_row(work, &member, at)).collect::<Result<_>>()?;
        if wishes.changes_anything() {
            let Some(other) = others.first() else { return Ok(None) };
            let Some(then) = other.picked(wishes.needs, &window.filter).filter(is_whole) else { return Ok(None) };
            plan.what_if = Some(self.compared(work, picked, other, then)?);
        }
        Ok(Some(plan))
    }

    fn group_of(&self, by: GroupBy, product: usize, course: &Course) -> GroupCode<'_> {
        match by {
            GroupBy::Action if course.then.is_some() => GroupCode::Word("then"),
            GroupBy::Action => GroupCode::Word(kind(course).code()),
            _ => by.group_of(self, product),
        }
    }

    fn groups_of(&self, work: &Work, picked: &Picked, by: GroupBy) -> Result<Vec<PlanGroup>> {
        let mut groups: FxHashMap<GroupCode<'_>, (u32, Choice, i64, i64)> = FxHashMap::default();
        for (member, at) in work.chosen(picked) {
            let Some(course) = work.courses.get(at) else { continue };
            let (way, hold, best) = (work.choice(at), work.choice(member.at_hold()), work.choice(member.at_best()));
            let (products, sums, gain, loss) = groups.entry(self.group_of(by, member.product, course)).or_default();
            *products += 1;
            *sums = sums.plus(way);
            *gain = gain.saturating_add(way.value.saturating_sub(hold.value));
            *loss = loss.saturating_add(best.value.saturating_sub(way.value));
        }
        let group = |(code, (products, sums, gain, loss)): (GroupCode<'_>, (u32, Choice, i64, i64))| {
            let (gain, loss) = (Money::new(gain, self.currency)?, Money::new(loss, self.currency)?);
            Ok(PlanGroup { code: code.to_string(), products, sums: self.plan_sums(sums)?, gain, loss })
        };
        let mut groups = groups.into_iter().map(group).collect::<Result<Vec<_>>>()?;
        groups.sort_by(|a, b| a.code.cmp(&b.code));
        if by != GroupBy::Deadline && by != GroupBy::Age {
            groups.sort_by_key(|group| core::cmp::Reverse(group.sums.cash.minor()));
        }
        Ok(groups)
    }

    /// The rows of a window in order, and how many there are in all: only those that are shown are sorted.
    fn sorted_rows(&self, work: &Work, picked: &Picked, window: &TaskWindow) -> (usize, Vec<(Member, usize)>) {
        let computed = |member: &Member| self.results.known(member.product);
        let value = |at: usize| work.choice(at).value;
        let float = |whole: i64| Some(feet(whole));
        let figure = |member: &Member, at: usize| match window.sort {
            TaskSort::Gain => float(value(at).saturating_sub(value(member.at_hold()))),
            TaskSort::Loss => float(value(member.at_best()).saturating_sub(value(at))),
            TaskSort::Cash => float(work.choice(at).cash),
            TaskSort::Volume => float(work.choice(at).volume),
            TaskSort::Value => float(value(at)),
            TaskSort::Wait => computed(member)?.wait_week.map(Money::to_expectation),
            TaskSort::Deadline => computed(member)?.deadline.map(|next| f64::from(next.date.number())),
            TaskSort::Units => computed(member).map(|computed| computed.units),
            TaskSort::Sku => None,
        };
        let sku = |member: &Member| self.products.get(member.product).map_or("", |facts| facts.sku.as_str());
        let is_descending = window.is_descending;
        let order = |(of_a, a, _): &(Option<f64>, Member, usize), (of_b, b, _): &(Option<f64>, Member, usize)| {
            let order = if window.sort == TaskSort::Sku {
                if is_descending { sku(b).cmp(sku(a)) } else { sku(a).cmp(sku(b)) }
            } else {
                by_figure(*of_a, *of_b, is_descending)
            };
            order.then_with(|| a.product.cmp(&b.product))
        };
        let is_wanted = |member: &Member, at: usize| {
            let Some(code) = &window.only else { return true };
            let course = work.courses.get(at);
            course.is_some_and(|course| self.group_of(window.group, member.product, course).is(code))
        };
        let rows = work.chosen(picked).filter(|(member, at)| is_wanted(member, *at));
        let mut rows: Vec<_> = rows.map(|(member, at)| (figure(member, at), *member, at)).collect();
        let total = rows.len();
        let end = window.offset.saturating_add(window.count);
        if end < total {
            rows.select_nth_unstable_by(end, order);
            rows.truncate(end);
        }
        rows.sort_unstable_by(order);
        (total, rows.into_iter().map(|(_, member, at)| (member, at)).collect())
    }

    fn task_row(&self, work: &Work, member: &Member, at: usize) -> Result<TaskRow> {
        let money = |minor: i64| Money::new(minor, self.currency);
        let missing = || super::no_such_product("");
        let facts = self.products.get(member.product).ok_or_else(missing)?;
        let course = work.courses.get(at).ok_or_else(missing)?;
        let (way, hold, best) = (work.choice(at), work.choice(member.at_hold()), work.choice(member.at_best()));
        let computed = self.results.known(member.product);
        Ok(TaskRow {
            key: facts.key.clone(),
            sku: facts.sku.clone(),
            title: self.title_of(member.product).to_owned(),
            units: course.sold + course.let_go + self.left_after(work, member, course),
            task: task(course),
            sold: course.sold,
            let_go: course.let_go,
            clears_on: course.clears.map(|day| self.today.plus(day)),
            cash: money(way.cash)?,
            volume: feet(way.volume),
            value: money(way.value)?,
            gain: money(way.value.saturating_sub(hold.value))?,
            loss: money(best.value.saturating_sub(way.value))?,
            wait_week: computed.and_then(|computed| computed.wait_week),
            deadline: computed.and_then(|computed| computed.deadline).map(|next| next.date),
            why: self.reasons(work, member, at)?,
        })
    }

    /// Units there are beyond those that are gone by the day.
    fn left_after(&self, work: &Work, member: &Member, course: &Course) -> f64 {
        let Some(facts) = self.products.get(member.product) else { return 0.0 };
        let resolved = work.context.resolve(facts, self.entries.of(&facts.key));
        (crate::stock::total_units(&resolved.cohorts) - course.sold - course.let_go).max(0.0)
    }

    fn compared(&self, work: &Work, picked: &Picked, other: &Work, then: &Picked) -> Result<WhatIfView> {
        // Both are in the order of the products.
        let mut after = other.chosen(then).peekable();
        let mut rows = Vec::new();
        for (member, at) in work.chosen(picked) {
            while after.next_if(|(other, _)| other.product < member.product).is_some() {}
            let place = after.next_if(|(other, _)| other.product == member.product).map(|(_, place)| place);
            let Some(before) = work.courses.get(at) else { continue };
            let found = place.and_then(|place| other.courses.get(place));
            if !found.is_some_and(|found| found.is_same_task(before)) {
                let value = place.map_or(0, |place| other.choice(place).value);
                rows.push((member.product, before, found, value.saturating_sub(work.choice(at).value)));
            }
        }
        let changed = count(rows.len());
        rows.sort_by_key(|(product, _, _, change)| (core::cmp::Reverse(change.saturating_abs()), *product));
        rows.truncate(MOST_CHANGED);
        let row = |(product, before, after, change): (usize, &Course, Option<&Course>, i64)| {
            let facts = self.products.get(product).ok_or_else(|| super::no_such_product(""))?;
            let change = Money::new(change, self.currency)?;
            let (before, after) = (task(before), after.map(task));
            Ok(ChangedTask { key: facts.key.clone(), sku: facts.sku.clone(), before, after, change })
        };
        Ok(WhatIfView {
            plan: self.plan_sums(then.chosen.sums)?,
            hold: self.plan_sums(then.totals.held())?,
            is_met: then.chosen.is_met,
            changed,
            rows: rows.into_iter().map(row).collect::<Result<_>>()?,
        })
    }

    /// The plan as a table: a row a product, in the order of the window and without its limits. Its ways are found first.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, catalogue_plan::{TaskSort, TaskWindow}};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
    ///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let window = TaskWindow {
    ///     offset: 0, count: 1, sort: TaskSort::Units, is_descending: true,
    ///     filter: Filter::default(), group: GroupBy::Action, only: None,
    /// };
    /// let sheet = book.catalogue_plan_sheet(&[], &window).unwrap();
    /// // Both rows, whatever the window shows.
    /// assert_eq!((sheet.headings[0], sheet.rows.len()), ("sku", 2));
    /// ```
    ///
    /// # Errors
    /// As [`Book::catalogue_plan`].
    pub fn catalogue_plan_sheet(&mut self, texts: &[(String, String)], window: &TaskWindow) -> Result<export::Sheet> {
        self.finish()?;
        self.find_ways(texts, &window.filter, usize::MAX)?;
        let all = TaskWindow { offset: 0, count: usize::MAX, ..window.clone() };
        let plan = self.catalogue_plan(texts, &all)?.body.plan;
        let rows = plan.map(|plan| plan.rows).unwrap_or_default();
        Ok(export::Sheet { headings: HEADINGS.to_vec(), rows: rows.iter().map(|row| self.task_cells(row)).collect() })
    }

    fn task_cells(&self, row: &TaskRow) -> Vec<export::Cell> {
        use export::Cell;
        let short = |number: f64| Cell::number(Decimal::nearest(number, 2).ok());
        let why: Vec<&str> = row.why.iter().map(|sentence| sentence.code).collect();
        vec![
            Cell::Text(row.sku.clone()),
            Cell::Text(row.title.clone()),
            Cell::Text(row.task.id.clone()),
            Cell::number(row.task.price),
            Cell::text(row.task.then),
            Cell::Text(self.currency.code().to_owned()),
            short(row.units),
            short(row.sold),
            short(row.let_go),
            Cell::text(row.clears_on),
            Cell::number(Some(row.cash)),
            short(row.volume),
            Cell::number(Some(row.value)),
            Cell::number(Some(row.gain)),
            Cell::number(Some(row.loss)),
            Cell::number(row.wait_week),
            Cell::text(row.deadline),
            Cell::Text(why.join("; ")),
        ]
    }
}

/// Columns of the plan as a table.
const HEADINGS: [&str; 18] = [
    "sku",
    "title",
    "task",
    "price",
    "then",
    "currency",
    "units",
    "sold_by_day",
    "let_go_by_day",
    "clears_on",
    "cash_by_day",
    "cubic_feet_by_day",
    "present_value",
    "gain",
    "loss_for_target",
    "wait_week",
    "next_deadline",
    "why",
];
