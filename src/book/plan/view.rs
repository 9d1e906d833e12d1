//! What is answered about the prices of one product over time; plain, so that it crosses as it is.

use super::super::health::FigureView;
use crate::date::Day;
use crate::money::Money;
use serde::Serialize;

/// A value of a sentence.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let why = book.plan("MAT", &[]).unwrap().body.answer.unwrap().why;
/// let now = why.params.iter().find(|param| param.name == "now").unwrap();
/// assert_eq!(now.text, "25.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Name of the place.
    pub name: &'static str,
    /// What stands there, plain.
    pub text: String,
}

/// A sentence: a code with the values in it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.edit(Some("MAT"), "units", "0").unwrap();
/// let body = book.plan("MAT", &[]).unwrap().body;
/// // There is nothing to plan for, and that is said.
/// assert_eq!((body.answer.is_none(), body.notes.last().unwrap().code), (true, "no_units"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Stable code.
    pub code: &'static str,
    /// Values.
    pub params: Vec<Param>,
}

impl Sentence {
    pub(super) const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.params.push(Param { name, text: text.to_string() });
        self
    }
}

/// A stretch of days with one price, if sales go as expected.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let steps = book.plan("MAT", &[]).unwrap().body.answer.unwrap().steps;
/// assert_eq!(steps[0].from, book.today());
/// // Below the 25.00 in force the discount is above zero.
/// assert_eq!(steps[0].discount_ppm > 0, steps[0].price.minor() < 2500);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// First day.
    pub from: Day,
    /// First day of the next stretch, or the deadline.
    pub until: Day,
    /// Price to name.
    pub price: Money,
    /// Share off the price in force, parts per million; below zero for a rise.
    pub discount_ppm: i64,
    /// What a sale brings on its first day.
    pub net: Option<Money>,
    /// Units to let go first by the best exit.
    pub let_go: u32,
    /// Units expected to sell.
    pub sold: f64,
    /// Units expected to be left at its end.
    pub left: f64,
    /// One time in ten no more than so many are left.
    pub left_low: f64,
    /// One time in ten more than so many are left.
    pub left_high: f64,
}

/// What to do at the next review, by the stock there is then.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let next = book.plan("MAT", &[]).unwrap().body.answer.unwrap().next;
/// // From the largest stock down, without a gap and without an overlap.
/// assert!(next.windows(2).all(|pair| pair[1].to_units + 1 == pair[0].from_units));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// At least so many units.
    pub from_units: u32,
    /// At most so many.
    pub to_units: u32,
    /// Price to name.
    pub price: Money,
    /// Most units to let go first.
    pub let_go: u32,
}

/// One way to name prices, followed to the deadline.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let ways = book.plan("MAT", &[]).unwrap().body.answer.unwrap().ways;
/// assert_eq!((ways[0].code, ways[ways.len() - 1].code), ("plan", "hold"));
/// // Of twelve, nine a month: they are gone within the year.
/// assert_eq!(ways[ways.len() - 1].left.round(), 0.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanWay {
    /// `plan`, `own`, `single`, `hold`.
    pub code: &'static str,
    /// Its first price.
    pub price: Option<Money>,
    /// Money in less money out, expected; what is left at the deadline goes by the best exit.
    pub cash: Option<Money>,
    /// The same, discounted to today.
    pub present_value: Option<Money>,
    /// Days until nine tenths of the money are in; the last one where there is none.
    pub days_to_cash: i32,
    /// Present value less that of doing nothing.
    pub against_hold: Option<Money>,
    /// Units expected to sell.
    pub sold: f64,
    /// Units expected to be let go before the deadline.
    pub let_go: f64,
    /// Units expected to be left at the deadline.
    pub left: f64,
    /// One time in ten no more than so many are left.
    pub left_low: f64,
    /// One time in two.
    pub left_mid: f64,
    /// One time in ten more than so many are left.
    pub left_high: f64,
    /// First review at which nothing is left with an even chance.
    pub clears_on: Option<Day>,
    /// Chance that nothing is left at the deadline.
    pub chance_to_clear: f64,
    /// Present value if demand reacts weakly.
    pub weak: Option<Money>,
    /// Present value if it reacts strongly.
    pub strong: Option<Money>,
    /// The most that it falls behind the best plan of any of the three reactions.
    pub regret: Option<Money>,
}

/// A review, for the pictures.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let points = book.plan("MAT", &[]).unwrap().body.answer.unwrap().points;
/// assert_eq!((points[0].on, points[0].hold_units), (book.today(), 12.0));
/// // A week later at 0.3 a day.
/// assert_eq!(format!("{:.1}", points[1].hold_units), "9.9");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PointView {
    /// The day.
    pub on: Day,
    /// Price from that day on; none at the deadline.
    pub price: Option<Money>,
    /// Price of the seller's own ladder.
    pub own_price: Option<Money>,
    /// Stock that is not exceeded one time in ten, one in two, nine in ten.
    pub units: [f64; 3],
    /// Stock expected if nothing is done.
    pub hold_units: f64,
    /// Cash so far: the same three, minor units.
    pub cash: [f64; 3],
}

/// A price of the menu today.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let menu = book.plan("MAT", &[]).unwrap().body.answer.unwrap().menu;
/// // The price in force first: 25.00 less 3.75, 5.34 and 0.19, at 2.1 a week.
/// assert_eq!((menu[0].discount_ppm, menu[0].net.unwrap().to_string()), (0, "15.72".to_owned()));
/// assert_eq!(format!("{:.1}", menu[0].per_week), "2.1");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MenuView {
    /// The price.
    pub price: Money,
    /// Share off the price in force, parts per million.
    pub discount_ppm: i64,
    /// What a sale brings today.
    pub net: Option<Money>,
    /// Units a week it is expected to sell.
    pub per_week: f64,
    /// Present value of keeping it to the deadline.
    pub kept: Option<Money>,
}

/// The plan and what it is held against.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let answer = book.plan("MAT", &[]).unwrap().body.answer.unwrap();
/// // It is looked at again in a week.
/// assert_eq!(answer.next_on.to_string(), "2026-11-28");
/// // No way that was compared is worth more than the plan.
/// let value = |place: usize| answer.ways[place].present_value.unwrap().minor();
/// assert!((1..answer.ways.len()).all(|other| value(0) >= value(other)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanAnswer {
    /// Why.
    pub why: Sentence,
    /// What to do and when, if sales go as expected.
    pub steps: Vec<StepView>,
    /// Day of the next review.
    pub next_on: Day,
    /// What to do then, from the largest stock down.
    pub next: Vec<RuleView>,
    /// The ways side by side, the plan first.
    pub ways: Vec<PlanWay>,
    /// Each review.
    pub points: Vec<PointView>,
    /// Prices there were to choose from.
    pub menu: Vec<MenuView>,
    /// No plan of this menu brings more than this, holding cost left out.
    pub bound: Option<Money>,
    /// What a unit let go brings by the best exit on the day.
    pub exit: Option<&'static str>,
    /// Its worth today.
    pub exit_value: Option<Money>,
    /// Units are counted by so many.
    pub lot: f64,
}

/// A place of the picture of what is believed about the elasticity.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let history = "25.00 30 30\n20.00 30 54\n".to_owned();
/// let belief = book.plan("MAT", &[("history".to_owned(), history)]).unwrap().body.history.unwrap().belief;
/// // From the strongest reaction to the weakest.
/// assert!(belief.is_sorted_by(|a, b| a.at <= b.at));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BeliefPoint {
    /// Elasticity.
    pub at: f64,
    /// Density before the history.
    pub before: f64,
    /// Density after.
    pub after: f64,
}

/// A cut that was made, judged.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let history = "25.00 30 30\n20.00 30 54\n".to_owned();
/// let step = book.plan("MAT", &[("history".to_owned(), history)]).unwrap().body.history.unwrap().step.unwrap();
/// // 54 in 30 days where 30 sold before.
/// assert_eq!((step.before.to_string(), step.after.to_string()), ("25.00".to_owned(), "20.00".to_owned()));
/// assert_eq!(format!("{:.1}", step.ratio), "1.8");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepTestView {
    /// `keep`, `keep_testing`, `escalate`.
    pub decision: &'static str,
    /// Price before.
    pub before: Money,
    /// Price since.
    pub after: Money,
    /// Rate since over rate before.
    pub ratio: f64,
    /// Ends of its exact interval of 90 %.
    pub ratio_low: f64,
    /// The higher end; infinite where nothing sold before.
    pub ratio_high: f64,
    /// Ratio at which the stock is gone by the deadline.
    pub required: f64,
    /// Price to take next.
    pub next_price: Option<Money>,
    /// Days until the stock is gone at the rate since.
    pub days_to_clear: Option<f64>,
}

/// What the price history says.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let history = "25.00 30 30\n20.00 30 54\n".to_owned();
/// let history = book.plan("MAT", &[("history".to_owned(), history)]).unwrap().body.history.unwrap();
/// assert_eq!((history.rows, history.prices, history.units, history.days), (2, 2, 84.0, 60.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// Rows used.
    pub rows: u32,
    /// Different prices among them.
    pub prices: u32,
    /// Units sold in them.
    pub units: f64,
    /// Days in stock.
    pub days: f64,
    /// What cannot be said, and why.
    pub problems: Vec<&'static str>,
    /// Mean of the elasticity, its spread, and the interval of 90 %; none = the history cannot be used.
    pub elasticity: Option<[f64; 4]>,
    /// Share that 10 % off sells more, at the mean.
    pub tenth_off: f64,
    /// Chance that sales react more than in proportion.
    pub elastic_chance: f64,
    /// Units a day at the price in force.
    pub per_day: f64,
    /// From the history alone (Poisson, at least three prices): elasticity and interval of 95 %.
    pub alone: Option<[f64; 3]>,
    /// The picture.
    pub belief: Vec<BeliefPoint>,
    /// The last cut, if the last two rows are one.
    pub step: Option<StepTestView>,
}

/// All but the fields.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.plan("MAT", &[]).unwrap().body;
/// assert_eq!((body.price.unwrap().to_string(), body.units), ("25.00".to_owned(), Some(12.0)));
/// // A year is looked ahead.
/// assert_eq!(body.deadline.days_since(body.today), 365);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanBody {
    /// Price in force.
    pub price: Option<Money>,
    /// Units planned.
    pub units: Option<f64>,
    /// First day.
    pub today: Day,
    /// Last day.
    pub deadline: Day,
    /// Elasticity of the plan: weak, expected, strong.
    pub elasticity: [f64; 3],
    /// It is assumed.
    pub is_elasticity_assumed: bool,
    /// Lowest price that still beats every exit.
    pub floor: Option<Money>,
    /// Fields and facts without which there is no plan.
    pub missing: Vec<String>,
    /// What is taken to be so or left out.
    pub notes: Vec<Sentence>,
    /// The plan; none if something is missing.
    pub answer: Option<PlanAnswer>,
    /// What the price history says; none without one.
    pub history: Option<HistoryView>,
    /// Plain rules beside the plan: the market's price against the floor, the step in force, and the next one of a probe.
    pub figures: Vec<FigureView>,
}
