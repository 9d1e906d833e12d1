//! The prices of one product over time: what to do and when, beside the seller's own ladder and doing nothing.

mod asked;
mod doubts;
mod exit_rows;
mod exits;
mod follow;
pub(in crate::book) mod history;
#[cfg(test)]
mod odd_input;
mod plain;
mod probe;
mod setting;
#[cfg(test)]
mod tests;
mod under_way;
mod view;
mod whole_units;
mod worked;

use super::Book;
use super::calculation::{Context, Prepared};
use super::channels::{ChannelField, Sheet};
use super::offer_sheet::shown;
use crate::error::Result;
use crate::markdown::course::Course;
use crate::markdown::menu::{Offer, fluid_bound};
use crate::markdown::plan::Plan;
use crate::money::{Currency, Money};
use crate::rounding::Ratio;
use crate::steps::{Steps, pause, to_the_end};
use crate::stock::event_wise::Holding;
use asked::Wanted;
use follow::{Ladders, Policy, cash_bands, follow, legs};
use setting::Setting;
use under_way::{Given, Question};
use whole_units::WholeUnits;
use worked::Worked;

pub(super) use under_way::UnderWay;

pub use doubts::{
    DoubtsBody, DoubtsView, EffectView, ProbeRule, ProbeView, ReverseView, StopView, SwingView, WaitingView,
};
pub use exit_rows::{ExitLine, ExitRow, SourceView};
pub use exits::{ExitsBody, ExitsView, SplitPart, SplitView};
pub use view::{
    BeliefPoint, HistoryView, MenuView, Param, PlanAnswer, PlanBody, PlanWay, PointView, RuleView, Sentence,
    StepTestView, StepView,
};

/// The plan of a product with the fields it was made by.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.plan("MAT", &[("floor".to_owned(), "12.00".to_owned())]).unwrap();
/// let floor = view.fields.iter().find(|field| field.name == "floor").unwrap();
/// assert_eq!((floor.text.as_str(), view.body.units), ("12.00", Some(400.0)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// Fields of the worksheet as they stand.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: PlanBody,
}

impl Book {
    /// The best prices of a product over time within the seller's limits, with the texts of the worksheet: `field`,
    /// as typed. Beside it the seller's own ladder, the best single price, and doing nothing.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// book.edit(Some(&key), "price_list", "25.00").unwrap();
    /// let view = book.plan(&key, &[("floor".to_owned(), "9.99".to_owned())]).unwrap();
    /// assert!(view.body.answer.is_none() && !view.body.missing.is_empty());
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn plan(&mut self, key: &str, texts: &[(String, String)]) -> Result<PlanView> {
        to_the_end(|steps| self.plan_in_steps(key, texts, steps))
    }

    /// The same in at most so many steps, which are counted down; none while it is not through. Asked again, it goes on
    /// where it was, unless the book has changed or many others were asked for.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// let plan = loop {
    ///     if let Some(plan) = book.plan_in_steps(&key, &[], &mut 10).unwrap() {
    ///         break plan;
    ///     }
    /// };
    /// assert_eq!(plan, book.plan(&key, &[]).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::plan`].
    pub fn plan_in_steps(
        &mut self,
        key: &str,
        texts: &[(String, String)],
        steps: &mut usize,
    ) -> Result<Option<PlanView>> {
        let question = Question::of(key, texts, &[]);
        let begin = |_: &mut Self, given: Given| Ok(Steps::of(async move { plan_of(&given).await }));
        self.go_on(|under_way| &mut under_way.plan, question, steps, begin)
    }
}

/// The plan of what was given.
async fn plan_of(given: &Given) -> Result<PlanView> {
    let prepared = given.prepared()?;
    let (planner, mut sheet) = given.planner(&prepared);
    let body = planner.answer(&mut sheet).await?;
    Ok(PlanView { fields: sheet.take(), body })
}

struct Planner<'a> {
    context: &'a Context,
    prepared: &'a Prepared<'a>,
    currency: Currency,
}

/// Share off a price, parts per million; below zero for a rise.
fn discount_ppm(price: Money, of: Money) -> i64 {
    let share = Ratio::new(i128::from(of.minor().saturating_sub(price.minor())), i128::from(of.minor().max(1)));
    share.and_then(crate::rate::Rate::nearest).map_or(0, crate::rate::Rate::ppm)
}

impl Planner<'_> {
    fn money(&self, minor: f64) -> Option<Money> {
        Money::from_expectation(minor, self.currency).ok()
    }

    async fn answer(&self, sheet: &mut Sheet<'_>) -> Result<PlanBody> {
        let resolved = self.prepared.resolved;
        let wanted = Wanted::read(self.context, self.prepared, sheet)?;
        let today = self.context.today;
        let missing = self.missing_of(&wanted);
        let mut body = PlanBody {
            price: resolved.price,
            units: resolved.units.map(super::facts::to_f64),
            today,
            deadline: today.plus(wanted.days),
            elasticity: wanted.elasticity,
            is_elasticity_assumed: wanted.is_elasticity_assumed,
            floor: self.floor(),
            missing: Vec::new(),
            notes: wanted.notes.clone(),
            answer: None,
            history: wanted.history.clone(),
            figures: Vec::new(),
        };
        body.figures = self.plain(sheet, &wanted, body.floor)?;
        if let Some(limits) = wanted.limits().filter(|_| missing.is_empty()) {
            if limits.units == 0 {
                body.notes.push(Sentence::new("no_units"));
            } else {
                match self.plan(&wanted, limits, &mut body.notes).await {
                    Ok(answer) => body.answer = answer,
                    Err(error) => body.notes.push(Sentence::new(error.code())),
                }
            }
        }
        body.missing = missing;
        Ok(body)
    }

    fn floor(&self) -> Option<Money> {
        let required = self.prepared.required_net(self.context, &mut Holding::default())?;
        self.prepared.ranges_bringing(required).first().map(|range| range.first)
    }

    async fn plan(
        &self,
        wanted: &Wanted,
        mut limits: setting::Limits,
        notes: &mut Vec<Sentence>,
    ) -> Result<Option<PlanAnswer>> {
        let Some(Worked { setting, rules, ladders, plan }) = self.worked(wanted, &mut limits, notes).await? else {
            return Ok(None);
        };
        let stock = setting.stock();
        let best_weak = Plan::best_in_steps(&ladders.weak, stock, &rules).await?.value;
        let best_strong = Plan::best_in_steps(&ladders.strong, stock, &rules).await?.value;
        let bests = [best_weak, plan.value, best_strong];
        let periods = ladders.present.periods.len();

        let hold_places = vec![rules.start; periods];
        let (hold, hold_course) =
            self.way("hold", &setting, &ladders, &Policy::Dates(&hold_places), bests, None).await?;
        let hold_value = hold.present_value;
        let (planned, course) = self.way("plan", &setting, &ladders, &Policy::Plan(&plan), bests, hold_value).await?;

        let mut single: Option<(usize, f64)> = None;
        let mut kept = Vec::with_capacity(ladders.prices.len());
        for place in 0..ladders.prices.len() {
            let value = follow(&ladders.present, stock, &Policy::Dates(&vec![place; periods])).await?.value;
            kept.push(self.money(value));
            let is_reachable = place >= rules.start || rules.may_rise;
            if is_reachable && single.is_none_or(|(_, most)| value > most + 1e-6) {
                single = Some((place, value));
            }
        }
        let place = single.map_or(rules.start, |(place, _)| place);
        let places = vec![place; periods];
        let (single, _) = self.way("single", &setting, &ladders, &Policy::Dates(&places), bests, hold_value).await?;

        let own = self.own(wanted, &setting, bests, hold_value).await?;
        let (own_way, own_prices) = own.map_or((None, Vec::new()), |(way, prices)| (Some(way), prices));

        let steps = self.steps(&setting, &ladders, &plan, &course);
        let why = self.why(&setting, &steps, &planned, &hold);
        pause().await;
        let bands = cash_bands(&ladders.cash, stock, &plan).await?;
        let points = self.points(&setting, &steps, &course, &hold_course, &bands, &own_prices);
        let (_, next_day) = setting.days_of(0);
        let next = self.next(&setting, &ladders, &plan, &course);
        let menu = ladders
            .prices
            .iter()
            .zip(kept)
            .enumerate()
            .map(|(place, (price, kept))| {
                let rate = ladders.present.periods.first().and_then(|period| period.offers.get(place));
                let (from, to) = setting.days_of(0);
                let per_week =
                    rate.map_or(0.0, |offer| offer.rate * setting.lot() * 7.0 / f64::from((to - from).max(1)));
                MenuView {
                    price: *price,
                    discount_ppm: discount_ppm(*price, setting.limits.price),
                    net: setting.nets(*price).first().copied().flatten(),
                    per_week,
                    kept,
                }
            })
            .collect();
        let bound = self.bound(&setting, &ladders)?;
        let ways = [Some(planned), own_way, Some(single), Some(hold)].into_iter().flatten().collect();
        Ok(Some(PlanAnswer {
            why,
            steps,
            next_on: self.context.today.plus(next_day),
            next,
            ways,
            points,
            menu,
            bound,
            exit: setting.exit.map(|(code, _, _)| code),
            exit_value: setting.exit.and_then(|(_, value, _)| self.money(value)),
            lot: setting.lot(),
        }))
    }

    /// Whether the net of a price is known on every ship date.
    fn is_known(&self, price: Money) -> bool {
        self.prepared.models.iter().all(|model| model.net_proceeds(price).is_some())
    }

    /// A way of naming prices with all its figures.
    async fn way(
        &self,
        code: &'static str,
        setting: &Setting<'_>,
        ladders: &Ladders,
        policy: &Policy<'_>,
        bests: [f64; 3],
        hold: Option<Money>,
    ) -> Result<(PlanWay, Course)> {
        let stock = setting.stock();
        let course = follow(&ladders.present, stock, policy).await?;
        let paid = follow(&ladders.cash, stock, policy).await?;
        let weak = follow(&ladders.weak, stock, policy).await?.value;
        let strong = follow(&ladders.strong, stock, policy).await?.value;
        let behind = [weak, course.value, strong].into_iter().zip(bests).map(|(value, best)| best - value);
        let regret = behind.fold(0.0, f64::max);
        let end = ladders.present.periods.len();
        let lot = setting.lot();
        let left = course.expected_leftover() * lot;
        let let_go = course.let_go * lot;
        let value = self.money(course.value);
        let clears = (0_i32..).zip(0..=end).find(|(_, review)| course.chance_to_clear_by(*review) >= 0.5);
        let first = policy.step(0, stock, 0).and_then(|step| ladders.prices.get(step.price).copied());
        let way = PlanWay {
            code,
            price: first,
            cash: self.money(paid.value),
            days_to_cash: setting.days_to_cash(&ladders.cash, &paid),
            present_value: value,
            against_hold: value.zip(hold).and_then(|(value, hold)| value.minus(hold).ok()),
            sold: (f64::from(stock) * lot - left - let_go).max(0.0),
            let_go,
            left,
            left_low: f64::from(course.units_at(end, 0.1)) * lot,
            left_mid: f64::from(course.units_at(end, 0.5)) * lot,
            left_high: f64::from(course.units_at(end, 0.9)) * lot,
            clears_on: clears.map(|(period, _)| self.context.today.plus(setting.days_of(period).0)),
            chance_to_clear: course.chance_to_clear_by(end).clamp(0.0, 1.0),
            weak: self.money(weak),
            strong: self.money(strong),
            regret: self.money(regret),
        };
        Ok((way, course))
    }

    /// The seller's own ladder and its price in each period; `None` if a price of it has no net.
    async fn own(
        &self,
        wanted: &Wanted,
        setting: &Setting<'_>,
        bests: [f64; 3],
        hold: Option<Money>,
    ) -> Result<Option<(PlanWay, Vec<Money>)>> {
        if wanted.own.is_empty() || wanted.own.iter().any(|(_, price)| !self.is_known(*price)) {
            return Ok(None);
        }
        let mut prices: Vec<Money> = wanted.own.iter().map(|(_, price)| *price).collect();
        prices.push(setting.limits.start);
        prices.sort_by_key(|price| core::cmp::Reverse(price.minor()));
        prices.dedup();
        let shown: Vec<Money> = (0..setting.periods())
            .map(|period| {
                let (from, _) = setting.days_of(period);
                // A price holds from the first review that is not before its day.
                let reached = wanted.own.iter().rev().find(|(day, _)| *day <= from);
                reached.map_or(setting.limits.start, |(_, price)| *price)
            })
            .collect();
        let places: Vec<usize> =
            shown.iter().map(|price| prices.iter().position(|known| known == price).unwrap_or(0)).collect();
        let ladders = Ladders::new(setting, prices, wanted.elasticity)?;
        let (way, _) = self.way("own", setting, &ladders, &Policy::Dates(&places), bests, hold).await?;
        Ok(Some((way, shown)))
    }

    fn steps(&self, setting: &Setting<'_>, ladders: &Ladders, plan: &Plan, course: &Course) -> Vec<StepView> {
        let lot = setting.lot();
        let found = legs(&ladders.present, setting.stock(), plan);
        let let_go = WholeUnits::of(setting).of_parts(&found.iter().map(|leg| leg.let_go).collect::<Vec<_>>());
        let end = setting.periods();
        let last = found.len();
        let today = self.context.today;
        let place = |review: i32| usize::try_from(review).unwrap_or(0);
        let mut steps = Vec::with_capacity(found.len());
        for ((number, leg), let_go) in (1..).zip(found).zip(let_go) {
            let Some(price) = ladders.prices.get(leg.price).copied() else { continue };
            // The last price stands to the deadline, for what is left against expectation.
            let until = if number == last { end } else { leg.to };
            let (before, after) = (course.expected_units(place(leg.from)), course.expected_units(place(until)));
            let (from, _) = setting.days_of(leg.from);
            let (to, _) = setting.days_of(until);
            let segment = self.context.segments.iter().rposition(|start| *start <= from).unwrap_or(0);
            steps.push(StepView {
                from: today.plus(from),
                until: today.plus(to),
                price,
                discount_ppm: discount_ppm(price, setting.limits.price),
                net: setting.nets(price).get(segment).copied().flatten(),
                let_go,
                sold: ((before - after) * lot - f64::from(let_go)).max(0.0),
                left: after * lot,
                left_low: f64::from(course.units_at(place(until), 0.1)) * lot,
                left_high: f64::from(course.units_at(place(until), 0.9)) * lot,
            });
        }
        steps
    }

    /// What to do at the next review, by stock.
    fn next(&self, setting: &Setting<'_>, ladders: &Ladders, plan: &Plan, course: &Course) -> Vec<RuleView> {
        let (stock, units_of) = (setting.stock(), WholeUnits::of(setting));
        let Some(first) = plan.step(0, stock, 0) else { return Vec::new() };
        let (low, high) = (course.units_at(1, 0.001).max(1), course.units_at(1, 0.999));
        let mut rules: Vec<RuleView> = Vec::new();
        for units in (low..=high).rev() {
            let Some(step) = plan.step(1, units, first.standing) else { continue };
            let Some(price) = ladders.prices.get(step.price).copied() else { continue };
            let (from_units, to_units) = units_of.range(if units == 1 { 0 } else { units }, units);
            let (from_units, let_go) = (from_units.max(1), units_of.in_steps(step.let_go));
            match rules.last_mut() {
                Some(rule) if rule.price == price && (rule.let_go > 0) == (let_go > 0) => rule.from_units = from_units,
                _ => rules.push(RuleView { from_units, to_units, price, let_go }),
            }
        }
        rules
    }

    fn points(
        &self,
        setting: &Setting<'_>,
        steps: &[StepView],
        course: &Course,
        hold: &Course,
        bands: &[[f64; 3]],
        own: &[Money],
    ) -> Vec<PointView> {
        let lot = setting.lot();
        let end = setting.periods();
        (0..=end)
            .zip(bands)
            .zip(0..)
            .map(|((period, cash), place)| {
                let on = self.context.today.plus(setting.days_of(period).0);
                let step = steps.iter().rev().find(|step| step.from <= on).filter(|_| period < end);
                let units = |chance| f64::from(course.units_at(place, chance)) * lot;
                PointView {
                    on,
                    price: step.map(|step| step.price),
                    own_price: own.get(place).copied(),
                    units: [units(0.1), units(0.5), units(0.9)],
                    hold_units: hold.expected_units(place) * lot,
                    cash: *cash,
                }
            })
            .collect()
    }

    /// The most that any plan of the menu could bring: sales at their mean, the best net of each price over time,
    /// the best worth of leaving, and nothing for holding.
    fn bound(&self, setting: &Setting<'_>, ladders: &Ladders) -> Result<Option<Money>> {
        let periods = &ladders.present.periods;
        let leaving = periods.iter().filter_map(|period| period.let_go_per_unit);
        let leaving = leaving.fold(ladders.present.leftover_per_unit, f64::max);
        let mut offers = Vec::with_capacity(ladders.prices.len());
        let mut time = 0.0;
        for place in 0..ladders.prices.len() {
            let of_price = periods.iter().filter_map(|period| period.offers.get(place));
            let net = of_price.clone().map(|offer| offer.net).fold(f64::NEG_INFINITY, f64::max);
            let days = f64::from(setting.limits.days);
            let rate = of_price.map(|offer| offer.rate).sum::<f64>() / days;
            time = days;
            offers.push(Offer { net: net - leaving, rate });
        }
        let stock = f64::from(setting.stock());
        Ok(self.money(fluid_bound(&offers, stock, time)? + leaving * stock))
    }

    /// Why the plan is what it is, in one sentence.
    fn why(&self, setting: &Setting<'_>, steps: &[StepView], plan: &PlanWay, hold: &PlanWay) -> Sentence {
        let first = steps.first();
        let now = setting.limits.start;
        let later = steps.iter().find(|step| first.is_some_and(|first| step.price != first.price));
        let code = match first {
            Some(step) if step.let_go > 0 && step.let_go >= setting.limits.units => "leave_now",
            // A unit or two let go of many is no reason of its own.
            Some(step) if step.let_go >= setting.limits.units.div_ceil(50) && step.let_go > 0 => "split_now",
            Some(step) if step.price.minor() < now.minor() => "cut_now",
            Some(step) if step.price.minor() > now.minor() => "rise_now",
            Some(_) if later.is_some() => "cut_later",
            _ => "keep",
        };
        let units = |units: f64| crate::number::Decimal::nearest(units, 0).map(|units| units.to_string());
        let mut sentence = Sentence::new(code);
        if let Some(step) = first {
            sentence = sentence.with("price", step.price).with("now", now).with("let_go", step.let_go);
        }
        if let Some(later) = later {
            sentence = sentence.with("until", later.from).with("then", later.price);
        }
        for (name, figure) in
            [("sold", plan.sold), ("hold_sold", hold.sold), ("left", plan.left), ("hold_left", hold.left)]
        {
            if let Ok(figure) = units(figure) {
                sentence = sentence.with(name, figure);
            }
        }
        if let Some(gain) = plan.against_hold {
            sentence = sentence.with("gain", gain);
        }
        if let Some((_, value, _)) = setting.exit
            && let Some(value) = self.money(value)
        {
            sentence = sentence.with("exit_value", value);
        }
        if let Some(elasticity) = shown(setting.limits.per_day * 7.0) {
            sentence = sentence.with("per_week", elasticity);
        }
        sentence
    }
}
