//! How sure a plan is: what it hangs on, how bad things may get before leaving is better, what waiting is worth, and
//! whether a test pays.

use super::super::Book;
use super::super::channels::ChannelField;
use super::Planner;
use super::asked::Wanted;
use super::follow::{Policy, follow};
use super::setting::{Counted, Otherwise, Setting};
use super::under_way::{Given, Question};
use super::view::Sentence;
use super::worked::Worked;
use crate::date::Day;
use crate::demand::Season;
use crate::error::Result;
use crate::markdown::ladder::{Ladder, Period};
use crate::money::Money;
use crate::number::Decimal;
use crate::steps::{Steps, to_the_end};
use crate::stock::uncertain::LearningStock;
use serde::Serialize;

/// How far the pace and the cost of storage are looked at on either side.
const QUARTER: f64 = 0.25;
/// How far what an exit brings is looked at: liquidation is told to recover 5 to 10 %, around 7.5 %.
const THIRD: f64 = 1.0 / 3.0;
/// Multiple of the pace up to which the reverse test looks.
const MOST_LIFT: f64 = 50.0;
/// Steps of the stock that a test and the option value are worked out with at most: the time of the latter grows with
/// their square.
const MOST_STEPS: u32 = 150;
/// Days that a pace is taken to have been watched for.
const WATCHED_DAYS: f64 = 30.0;

/// One end of the range of an assumption.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.plan_doubts("MAT", &[]).unwrap().body;
/// let pace = body.swings.iter().find(|swing| swing.id == "velocity").unwrap();
/// let less = pace.less.as_ref().unwrap();
/// // A quarter below 0.3 a day, and the plan is worth less.
/// assert!(less.value.unwrap().minor() < body.value.unwrap().minor());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EffectView {
    /// What is then so, plain.
    pub text: String,
    /// Present value of the plan followed all the same.
    pub value: Option<Money>,
    /// Present value of letting all go now.
    pub leaving: Option<Money>,
}

/// An assumption with its range.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let swings = book.plan_doubts("MAT", &[]).unwrap().body.swings;
/// let reaction = swings.iter().find(|swing| swing.id == "elasticity").unwrap();
/// // One unit either way of the -2.6 that is assumed.
/// let ends = (&reaction.less.as_ref().unwrap().text, &reaction.more.as_ref().unwrap().text);
/// assert_eq!(ends, (&"-1.6".to_owned(), &"-3.6".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SwingView {
    /// `velocity`, `elasticity`, `storage`, `exit`, `season`.
    pub id: &'static str,
    /// The lower end.
    pub less: Option<EffectView>,
    /// The upper end.
    pub more: Option<EffectView>,
}

/// How much must come true.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let reverse = book.plan_doubts("MAT", &[]).unwrap().body.reverse.unwrap();
/// // Liquidating all today is worth less than the plan, so fewer sales than expected are enough.
/// assert_eq!((reverse.way, reverse.exit), ("plan", "liquidate"));
/// assert!(reverse.multiple.unwrap() < 1.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReverseView {
    /// What is tested: `plan`, or `single` where the plan is to leave.
    pub way: &'static str,
    /// Price it starts from.
    pub price: Option<Money>,
    /// Multiple of the expected sales at which it is worth what letting all go today is; none = no multiple is enough.
    pub multiple: Option<f64>,
    /// Units a week that it expects at its first price.
    pub per_week: f64,
    /// The exit it is held against.
    pub exit: &'static str,
    /// Present value of letting all go.
    pub leaving: Option<Money>,
}

/// How many must have sold by a day for going on to be worth more than leaving.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let stops = book.plan_doubts("MAT", &[]).unwrap().body.waiting.unwrap().stops;
/// assert_eq!(stops[0].on.to_string(), "2026-11-28");
/// // The later it is, the more must have sold.
/// assert!(stops.is_sorted_by(|a, b| a.least_sold <= b.least_sold));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StopView {
    /// The day.
    pub on: Day,
    /// Units; none = leave, whatever has sold.
    pub least_sold: Option<f64>,
}

/// What being able to leave later is worth.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let waiting = book.plan_doubts("MAT", &[]).unwrap().body.waiting.unwrap();
/// // Who can still leave later is never worse off than who cannot.
/// assert!(waiting.decide_later.unwrap().minor() >= waiting.hold.unwrap().minor());
/// assert!(waiting.option.unwrap().minor() >= 0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WaitingView {
    /// Price that is kept.
    pub price: Option<Money>,
    /// Present value of deciding anew at each review.
    pub decide_later: Option<Money>,
    /// Of never leaving before the deadline.
    pub hold: Option<Money>,
    /// Of leaving now.
    pub leave: Option<Money>,
    /// The first less the better of the other two.
    pub option: Option<Money>,
    /// The first reviews with what must have sold.
    pub stops: Vec<StopView>,
}

/// What to do after a test, by what sold in it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let rules = book.plan_doubts("MAT", &[]).unwrap().body.probe.unwrap().rules;
/// // Every number that may sell in the test has one rule.
/// assert_eq!(rules[0].from_sold, 0);
/// assert!(rules.windows(2).all(|pair| pair[1].from_sold == pair[0].to_sold + 1));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProbeRule {
    /// At least so many units.
    pub from_sold: u32,
    /// At most so many.
    pub to_sold: u32,
    /// `keep`, `keep_testing`, `escalate`.
    pub decision: &'static str,
    /// Price to name then.
    pub price: Money,
    /// Depth that the test alone asks for, where it says to cut deeper; none = no depth is enough.
    pub depth_needed: Option<f64>,
}

/// A test first.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let probe = book.plan_doubts("MAT", &[]).unwrap().body.probe.unwrap();
/// // Two weeks; it is worth it where it brings more than the plan made at once.
/// assert_eq!(probe.until.to_string(), "2026-12-05");
/// assert_eq!(probe.is_worth_it, probe.value.unwrap().minor() > probe.at_once.unwrap().minor());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProbeView {
    /// Price to test.
    pub price: Money,
    /// Its last day.
    pub until: Day,
    /// Present value with the test.
    pub value: Option<Money>,
    /// Present value of the plan made at once, over the same doubts.
    pub at_once: Option<Money>,
    /// The first less the second.
    pub gain: Option<Money>,
    /// Worth more by enough to be told apart.
    pub is_worth_it: bool,
    /// The stock lasts beyond the test at today's pace.
    pub is_long_enough: bool,
    /// What to do after it.
    pub rules: Vec<ProbeRule>,
}

/// How sure the plan is.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.plan_doubts("MAT", &[]).unwrap().body;
/// let ids: Vec<_> = body.swings.iter().map(|swing| swing.id).collect();
/// assert!(ids.contains(&"storage") && ids.contains(&"exit") && body.missing.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DoubtsBody {
    /// Present value of the plan.
    pub value: Option<Money>,
    /// What it hangs on, the widest first.
    pub swings: Vec<SwingView>,
    /// How much must come true; none without an exit.
    pub reverse: Option<ReverseView>,
    /// What waiting is worth; none without an exit.
    pub waiting: Option<WaitingView>,
    /// The test; none where there is none.
    pub probe: Option<ProbeView>,
    /// Fields and facts without which there is no plan.
    pub missing: Vec<String>,
    /// What is taken to be so or left out.
    pub notes: Vec<Sentence>,
}

/// How sure the plan is, with the fields of the test.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.plan_doubts("MAT", &[("probe_days".to_owned(), "21".to_owned())]).unwrap();
/// assert_eq!(view.fields.iter().find(|field| field.name == "probe_days").unwrap().text, "21");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DoubtsView {
    /// Fields of the worksheet about the test.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: DoubtsBody,
}

impl Book {
    /// How sure the plan of a product is, with the texts of its worksheet.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// let view = book.plan_doubts(&key, &[]).unwrap();
    /// assert!(view.body.swings.is_empty() && !view.body.missing.is_empty());
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn plan_doubts(&mut self, key: &str, texts: &[(String, String)]) -> Result<DoubtsView> {
        to_the_end(|steps| self.plan_doubts_in_steps(key, texts, steps))
    }

    /// The same in at most so many steps, as [`Book::plan_in_steps`].
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// assert!(book.plan_doubts_in_steps(&key, &[], &mut 0).unwrap().is_none());
    /// assert!(book.plan_doubts_in_steps(&key, &[], &mut 1000).unwrap().is_some());
    /// ```
    ///
    /// # Errors
    /// As [`Book::plan_doubts`].
    pub fn plan_doubts_in_steps(
        &mut self,
        key: &str,
        texts: &[(String, String)],
        steps: &mut usize,
    ) -> Result<Option<DoubtsView>> {
        let question = Question::of(key, texts, &[]);
        let begin = |_: &mut Self, given: Given| Ok(Steps::of(async move { doubts_of(&given).await }));
        self.go_on(|under_way| &mut under_way.doubts, question, steps, begin)
    }
}

/// How sure the plan is of what was given.
async fn doubts_of(given: &Given) -> Result<DoubtsView> {
    let prepared = given.prepared()?;
    let (planner, mut sheet) = given.planner(&prepared);
    let wanted = Wanted::read(planner.context, planner.prepared, &mut sheet)?;
    let mut fields = sheet.take();
    fields.retain(|field| field.name.starts_with("probe_"));
    Ok(DoubtsView { fields, body: planner.doubts(&wanted).await })
}

fn text_of(number: f64) -> String {
    Decimal::nearest(number, 2).map(|number| number.to_string()).unwrap_or_default()
}

impl Planner<'_> {
    async fn doubts(&self, wanted: &Wanted) -> DoubtsBody {
        let mut body = DoubtsBody {
            value: None,
            swings: Vec::new(),
            reverse: None,
            waiting: None,
            probe: None,
            missing: self.missing_of(wanted),
            notes: Vec::new(),
        };
        let limits = wanted.limits().filter(|limits| body.missing.is_empty() && limits.units > 0);
        let Some(mut limits) = limits else { return body };
        if let Err(error) = self.fill(wanted, &mut limits, &mut body).await {
            body.notes.push(Sentence::new(error.code()));
        }
        body
    }

    async fn fill(&self, wanted: &Wanted, limits: &mut super::setting::Limits, body: &mut DoubtsBody) -> Result<()> {
        let mut said = Vec::new();
        let Some(worked) = self.worked(wanted, limits, &mut said).await? else { return Ok(()) };
        let stock = worked.setting.stock();
        let value = follow(&worked.ladders.present, stock, &Policy::Plan(&worked.plan)).await?.value;
        body.value = self.money(value);
        body.swings = self.swings(wanted, &worked).await?;
        body.reverse = self.reverse(wanted, &worked, value).await?;
        body.waiting = self.waiting(&worked).await?;
        if let Some(coarse) = self.worked_coarsely(wanted, limits, MOST_STEPS).await? {
            body.probe = self.probe(wanted, &coarse).await?;
        }
        Ok(())
    }

    async fn effect(
        &self,
        worked: &Worked<'_>,
        (text, elasticity, otherwise): (String, f64, Otherwise),
    ) -> Result<EffectView> {
        let Worked { setting, ladders, plan, .. } = worked;
        let ladder = setting.ladder_if(&ladders.prices, elasticity, Counted::Present, &otherwise)?;
        let value = follow(&ladder, setting.stock(), &Policy::Plan(plan)).await?.value;
        let leaving = setting.exit.map(|(_, value, _)| value + value.abs() * (otherwise.exit - 1.0));
        let leaving = leaving.and_then(|each| self.money(each * f64::from(setting.limits.units)));
        Ok(EffectView { text, value: self.money(value), leaving })
    }

    async fn swings(&self, wanted: &Wanted, worked: &Worked<'_>) -> Result<Vec<SwingView>> {
        let setting = &worked.setting;
        let [weak, mid, strong] = wanted.elasticity;
        let thought = setting.as_thought();
        let pace = setting.limits.per_day;
        let paced = |pace: f64| Otherwise { pace, ..thought.clone() };
        let stored = |storage: f64| Otherwise { storage, ..thought.clone() };
        let (less, more) = (1.0 - QUARTER, 1.0 + QUARTER);
        let mut ends = vec![
            ("elasticity", (text_of(weak), weak, thought.clone()), (text_of(strong), strong, thought.clone())),
            ("velocity", (text_of(pace * less), mid, paced(less)), (text_of(pace * more), mid, paced(more))),
            ("storage", ("-25".to_owned(), mid, stored(less)), ("25".to_owned(), mid, stored(more))),
        ];
        if let Some((_, value, _)) = setting.exit {
            let end = |exit: f64| {
                let text = self.money(value + value.abs() * (exit - 1.0)).map(|money| money.to_string());
                (text.unwrap_or_default(), mid, Otherwise { exit, ..thought.clone() })
            };
            ends.push(("exit", end(1.0 - THIRD), end(1.0 + THIRD)));
        }
        if !thought.season.is_flat() {
            let flat = Otherwise { season: Season::default(), ..thought.clone() };
            let later = Otherwise { season: thought.season.later(30), ..thought.clone() };
            ends.push(("season", ("none".to_owned(), mid, flat), ("later".to_owned(), mid, later)));
        }
        let mut swings = Vec::with_capacity(ends.len());
        for (id, less, more) in ends {
            let less = Some(self.effect(worked, less).await?);
            swings.push(SwingView { id, less, more: Some(self.effect(worked, more).await?) });
        }
        let width = |swing: &SwingView| {
            let minor = |side: &Option<EffectView>| side.as_ref().and_then(|side| side.value).map(Money::minor);
            minor(&swing.less).zip(minor(&swing.more)).map_or(0, |(less, more)| (less - more).abs())
        };
        swings.sort_by_key(|swing| core::cmp::Reverse(width(swing)));
        Ok(swings)
    }

    /// The multiple of the expected sales at which going on is worth what leaving today is.
    async fn reverse(&self, wanted: &Wanted, worked: &Worked<'_>, value: f64) -> Result<Option<ReverseView>> {
        let Worked { setting, ladders, plan, .. } = worked;
        let Some((exit, each, _)) = setting.exit else { return Ok(None) };
        let stock = setting.stock();
        let leaving = each * f64::from(setting.limits.units);
        let leaves_all = plan.first().is_some_and(|step| step.let_go >= stock);
        let (single, _) = worked.single().await?;
        let places = vec![single; ladders.present.periods.len()];
        let (way, policy) = if leaves_all { ("single", Policy::Dates(&places)) } else { ("plan", Policy::Plan(plan)) };
        let first = policy.step(0, stock, 0).map_or(single, |step| step.price);
        let mid = wanted.elasticity[1];
        let beats = async |multiple: f64| -> Result<bool> {
            let otherwise = Otherwise { pace: multiple, ..setting.as_thought() };
            let ladder = setting.ladder_if(&ladders.prices, mid, Counted::Present, &otherwise)?;
            Ok(follow(&ladder, stock, &policy).await?.value >= leaving)
        };
        let is_met = !leaves_all && value >= leaving;
        let multiple = if beats(0.0).await? {
            Some(0.0)
        } else {
            let (mut low, mut high) = (0.0, 1.0);
            if !is_met {
                while high < MOST_LIFT && !beats(high).await? {
                    (low, high) = (high, high * 2.0);
                }
            }
            if beats(high).await? {
                for _ in 0..16 {
                    let middle = f64::midpoint(low, high);
                    if beats(middle).await? { high = middle } else { low = middle }
                }
                Some(high)
            } else {
                None
            }
        };
        Ok(Some(ReverseView {
            way,
            price: ladders.prices.get(first).copied(),
            multiple,
            per_week: self.per_week(setting, &ladders.present, first),
            exit,
            leaving: self.money(leaving),
        }))
    }

    fn per_week(&self, setting: &Setting<'_>, ladder: &Ladder, place: usize) -> f64 {
        let (from, to) = setting.days_of(0);
        let offer = ladder.periods.first().and_then(|period| period.offers.get(place));
        offer.map_or(0.0, |offer| offer.rate * setting.lot() * 7.0 / f64::from((to - from).max(1)))
    }

    /// Deciding anew at each review while the pace is learned, at the best single price (math.md §4).
    async fn waiting(&self, worked: &Worked<'_>) -> Result<Option<WaitingView>> {
        let Worked { setting, ladders, .. } = worked;
        let Some((_, each, _)) = setting.exit else { return Ok(None) };
        let (place, _) = worked.single().await?;
        let periods = &ladders.present.periods;
        let count = u32::try_from(periods.len()).unwrap_or(u32::MAX);
        if count == 0 || setting.limits.per_day <= 0.0 {
            return Ok(None);
        }
        // Larger steps than the plan's: the work grows with their square.
        let steps = setting.stock().clamp(1, MOST_STEPS);
        let of_step = f64::from(setting.limits.units) / f64::from(steps);
        let lot = setting.lot();
        let average = |of: &dyn Fn(&Period) -> f64| periods.iter().map(of).sum::<f64>() / f64::from(count);
        let offer = |period: &Period| period.offers.get(place).copied();
        let rate = average(&|period| offer(period).map_or(0.0, |offer| offer.rate)) * lot / of_step;
        let stock = setting.stock();
        let hold = average(&|period| period.hold(stock) / f64::from(stock.max(1))) / lot * of_step;
        let net = average(&|period| offer(period).map_or(0.0, |offer| offer.net)) / lot * of_step;
        // The pace was watched for a while before the price: as many sales as that while would have brought at it.
        let review = f64::from(setting.review_days());
        let learning = LearningStock {
            units: steps,
            periods: count,
            shape: (rate * WATCHED_DAYS / review).max(1e-3),
            rate: WATCHED_DAYS / review,
            net_per_unit: net,
            hold_per_unit: hold,
            let_go_per_unit: each * of_step,
            leftover_per_unit: ladders.present.leftover_per_unit / lot * of_step,
        };
        let Some(answer) = learning.answer_in_steps().await else { return Ok(None) };
        let stops = learning.least_sales_in_steps().await;
        let stops = (0_i32..).zip(stops).skip(1).take(8).map(|(period, least)| StopView {
            on: self.context.today.plus(setting.days_of(period).0),
            least_sold: least.map(|least| (f64::from(least) * of_step).ceil()),
        });
        Ok(Some(WaitingView {
            price: ladders.prices.get(place).copied(),
            decide_later: self.money(answer.stop_any_time),
            hold: self.money(answer.hold_to_end),
            leave: self.money(answer.let_go_now),
            option: self.money(answer.option_value().max(0.0)),
            stops: stops.collect(),
        }))
    }
}
