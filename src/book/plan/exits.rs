//! All ways out of a stock side by side, and the best split of it over them.

use super::super::Book;
use super::super::channels::{ChannelField, ChannelsView};
use super::super::promotion::{PromotionSheet, PromotionText, Promotions};
use super::Planner;
use super::asked::Wanted;
use super::exit_rows::{Bringing, ExitRow, Exits, Way};
use super::follow::{Policy, follow};
use super::setting::whole;
use super::under_way::{Given, Question};
use super::view::Sentence;
use super::whole_units::WholeUnits;
use super::worked::Worked;
use crate::date::Day;
use crate::error::Result;
use crate::exits::best_split_in_steps;
use crate::markdown::ladder::Ladder;
use crate::markdown::plan::Plan;
use crate::money::Money;
use crate::steps::{Steps, pause, to_the_end};
use serde::Serialize;

/// Deals that are looked at among the exits.
const DEALS: [&str; 3] = ["outlet", "lightning-deal", "best-deal"];

/// Units that go by one exit in the split.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let split = book.plan_exits("MAT", &[], &[]).unwrap().body.split.unwrap();
/// // What leaves and what is kept are all twelve.
/// assert_eq!(split.parts.iter().map(|part| part.units).sum::<u32>() + split.keep, 12);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SplitPart {
    /// Code of the exit.
    pub code: String,
    /// Units.
    pub units: u32,
    /// Their present value.
    pub value: Option<Money>,
}

/// The best number of units to let go today by each exit, the rest sold at the best prices.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let split = book.plan_exits("MAT", &[], &[]).unwrap().body.split.unwrap();
/// assert_eq!(split.gain.unwrap(), split.value.unwrap().minus(split.without.unwrap()).unwrap());
/// // The last unit kept adds no less than letting it go would.
/// assert!(split.last_kept.unwrap().minor() > 0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SplitView {
    /// Units let go, the most first; none = keeping all is best.
    pub parts: Vec<SplitPart>,
    /// Units kept.
    pub keep: u32,
    /// Price they are sold at first.
    pub price: Option<Money>,
    /// Day by which they are gone with an even chance.
    pub until: Option<Day>,
    /// Units of them left at the deadline.
    pub left: f64,
    /// Their present value.
    pub keep_value: Option<Money>,
    /// Present value of the split.
    pub value: Option<Money>,
    /// Present value of keeping all, nothing let go before the deadline.
    pub without: Option<Money>,
    /// Present value of letting all go by the exits.
    pub all_gone: Option<Money>,
    /// The split less keeping all.
    pub gain: Option<Money>,
    /// What the last unit kept adds.
    pub last_kept: Option<Money>,
    /// What the first unit let go would have added.
    pub first_gone: Option<Money>,
}

/// All ways out of a product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let body = book.plan_exits("MAT", &[], &[]).unwrap().body;
/// assert_eq!((body.units, body.today, body.missing.len()), (Some(12.0), book.today(), 0));
/// assert!(body.rows.iter().any(|row| row.code == "liquidate"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExitsBody {
    /// Units on hand.
    pub units: Option<f64>,
    /// First day.
    pub today: Day,
    /// Last day.
    pub deadline: Day,
    /// Every way, with what it lacks where it is not known.
    pub rows: Vec<ExitRow>,
    /// The best split; none without a plan.
    pub split: Option<SplitView>,
    /// Fields and facts without which there is no plan.
    pub missing: Vec<String>,
    /// What is taken to be so or left out.
    pub notes: Vec<Sentence>,
}

/// All ways out with the fields they were made by.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,12,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.plan_exits("MAT", &[("donate.tax_rate".to_owned(), "21 %".to_owned())], &[]).unwrap();
/// assert_eq!(view.fields.iter().find(|field| field.name == "tax_rate").unwrap().text, "21 %");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ExitsView {
    /// Fields of the worksheet that the exits ask for.
    pub fields: Vec<ChannelField>,
    /// All else.
    pub body: ExitsBody,
}

impl Book {
    /// Every way out of a product beside its plan, with the texts of the plan's worksheet (`field`, `staff.price`,
    /// `donate.tax_rate`, …) and of the channels' one, and the best split of the stock over them.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// book.edit(Some(&key), "price_list", "25.00").unwrap();
    /// let view = book.plan_exits(&key, &[], &[]).unwrap();
    /// assert!(view.body.split.is_none() && !view.body.missing.is_empty());
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn plan_exits(
        &mut self,
        key: &str,
        texts: &[(String, String)],
        channel_texts: &[(String, String)],
    ) -> Result<ExitsView> {
        to_the_end(|steps| self.plan_exits_in_steps(key, texts, channel_texts, steps))
    }

    /// The same in at most so many steps, as [`Book::plan_in_steps`].
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// assert!(book.plan_exits_in_steps(&key, &[], &[], &mut 0).unwrap().is_none());
    /// assert!(book.plan_exits_in_steps(&key, &[], &[], &mut 1000).unwrap().is_some());
    /// ```
    ///
    /// # Errors
    /// As [`Book::plan_exits`].
    pub fn plan_exits_in_steps(
        &mut self,
        key: &str,
        texts: &[(String, String)],
        channel_texts: &[(String, String)],
        steps: &mut usize,
    ) -> Result<Option<ExitsView>> {
        let question = Question::of(key, texts, channel_texts);
        let begin = |book: &mut Self, given: Given| {
            let channels = book.channels(key, channel_texts)?;
            let columns = DEALS.iter().map(|deal| PromotionText { mechanic: (*deal).to_owned(), texts: Vec::new() });
            let promotions =
                book.promotions(key, &PromotionSheet { shared: Vec::new(), columns: columns.collect() })?;
            Ok(Steps::of(async move { exits_of(&given, &channels, &promotions).await }))
        };
        self.go_on(|under_way| &mut under_way.exits, question, steps, begin)
    }
}

/// All ways out of what was given.
async fn exits_of(given: &Given, channels: &ChannelsView, promotions: &Promotions) -> Result<ExitsView> {
    let prepared = given.prepared()?;
    let (planner, mut sheet) = given.planner(&prepared);
    let Planner { context, prepared, currency } = planner;
    let wanted = Wanted::read(context, prepared, &mut sheet)?;
    sheet.take();
    let units = wanted.units().map_or(0.0, f64::from);
    let exits = Exits { context, prepared, currency, units };
    let mut ways = exits.of_marketplace()?;
    ways.extend(exits.of_seller(&mut sheet)?);
    ways.extend(exits.of_channels(channels)?);
    ways.extend(exits.of_promotions(promotions));
    let body = planner.exits_body(&wanted, ways).await?;
    Ok(ExitsView { fields: sheet.take(), body })
}

/// Without letting go on the way.
fn kept(ladder: &Ladder) -> Ladder {
    let mut ladder = ladder.clone();
    for period in &mut ladder.periods {
        period.let_go_per_unit = None;
    }
    ladder
}

impl Planner<'_> {
    async fn exits_body(&self, wanted: &Wanted, mut ways: Vec<Way>) -> Result<ExitsBody> {
        let today = self.context.today;
        let mut body = ExitsBody {
            units: wanted.units().map(f64::from),
            today,
            deadline: today.plus(wanted.days),
            rows: Vec::new(),
            split: None,
            missing: self.missing_of(wanted),
            notes: Vec::new(),
        };
        let calendar = &self.context.group(self.prepared.resolved).calendar;
        for way in &mut ways {
            let found = way.bringing.and_then(|bringing| bringing.of(calendar, way.most));
            let Some((cash, value, days, left)) = found.filter(|_| way.most > 0.0 && body.units.is_some()) else {
                continue;
            };
            way.row.units = Some(way.most);
            way.row.is_all = body.units.is_some_and(|units| way.most >= units - 0.5);
            way.row.cash = self.money(cash);
            way.row.present_value = self.money(value);
            way.row.days_to_cash = Some(days);
            if left > 0.5 {
                way.row.notes.push("some_left_after_a_year");
            }
        }
        let limits = wanted.limits().filter(|limits| body.missing.is_empty() && limits.units > 0);
        if let Some(mut limits) = limits {
            match self.worked(wanted, &mut limits, &mut body.notes).await {
                Ok(Some(worked)) => body.split = self.split(&worked, &mut ways, &mut body.rows).await?,
                Ok(None) => {}
                Err(error) => body.notes.push(Sentence::new(error.code())),
            }
        }
        body.rows.extend(ways.into_iter().map(|way| way.row));
        mark_efficient(&mut body.rows);
        Ok(body)
    }

    /// The ways of the plan as rows, what the rest brings beside each exit, and the split.
    async fn split(&self, worked: &Worked<'_>, ways: &mut [Way], rows: &mut Vec<ExitRow>) -> Result<Option<SplitView>> {
        let Worked { setting, rules, ladders, plan } = worked;
        let (stock, lot) = (setting.stock(), setting.lot());
        let units = f64::from(setting.limits.units);
        let course = follow(&ladders.present, stock, &Policy::Plan(plan)).await?;
        let paid = follow(&ladders.cash, stock, &Policy::Plan(plan)).await?;
        let periods = ladders.present.periods.len();
        let hold_places = vec![rules.start; periods];
        let (single_place, _) = worked.single().await?;
        let single_places = vec![single_place; periods];
        let fixed = [("single", single_places), ("hold", hold_places)];
        let mut told = vec![("plan", course.value, paid.value, setting.days_to_cash(&ladders.cash, &paid))];
        for (code, places) in &fixed {
            let value = follow(&ladders.present, stock, &Policy::Dates(places)).await?.value;
            let paid = follow(&ladders.cash, stock, &Policy::Dates(places)).await?;
            told.push((code, value, paid.value, setting.days_to_cash(&ladders.cash, &paid)));
        }
        let best = course.value;
        for (code, value, cash, days) in told {
            rows.push(ExitRow {
                code: format!("way-{code}"),
                kind: "way",
                units: Some(units),
                is_all: true,
                cash: self.money(cash),
                present_value: self.money(value),
                with_rest: self.money(value),
                against_plan: self.money(value - best),
                days_to_cash: Some(days),
                ..ExitRow::default()
            });
        }

        let (present, cash) = (kept(&ladders.present), kept(&ladders.cash));
        let keeping = Plan::best_up_to_in_steps(&present, stock, rules).await?;
        let of_kept: Vec<f64> = (0..=stock).filter_map(|n| keeping.value_of(n)).collect();
        let all_kept = of_kept.last().copied().unwrap_or(0.0);
        let mut of_exits: Vec<Vec<f64>> = Vec::with_capacity(ways.len());
        for way in ways.iter_mut() {
            let steps = whole((way.most / lot).floor()).min(stock);
            let values = match way.bringing {
                Some(bringing) if way.row.blocks.iter().all(|code| !is_barring(code)) => {
                    self.values(bringing, steps, lot)
                }
                _ => vec![0.0],
            };
            if let (Some(value), None) = (way.row.present_value, way.row.with_rest) {
                let gone = whole((way.row.units.unwrap_or(units) / lot).round()).min(stock);
                let rest = if way.row.is_all { 0.0 } else { keeping.value_of(stock - gone).unwrap_or(0.0) };
                way.row.with_rest = self.money(value.to_expectation() + rest);
            }
            if let Some(total) = way.row.with_rest {
                way.row.against_plan = self.money(total.to_expectation() - best);
            }
            of_exits.push(values);
            pause().await;
        }
        let Some(found) = best_split_in_steps(&of_kept, &of_exits).await else { return Ok(None) };
        let keep = u32::try_from(found.keep).unwrap_or(u32::MAX);
        let steps = found.let_go.iter().map(|gone| u32::try_from(*gone).unwrap_or(u32::MAX)).chain([keep]);
        let mut whole_units = WholeUnits::of(setting).of_parts(&steps.collect::<Vec<_>>());
        let units_kept = whole_units.pop().unwrap_or_default();
        let mut parts: Vec<SplitPart> = Vec::new();
        for (((way, gone), values), units) in ways.iter().zip(&found.let_go).zip(&of_exits).zip(whole_units) {
            if *gone > 0 {
                let value = values.get(*gone).and_then(|value| self.money(*value));
                parts.push(SplitPart { code: way.row.code.clone(), units, value });
            }
        }
        parts.sort_by_key(|part| core::cmp::Reverse(part.units));
        let policy = Policy::Plan(&keeping);
        let kept_course = follow(&present, keep, &policy).await?;
        let clears = (0_i32..).zip(0..=periods).find(|(_, review)| kept_course.chance_to_clear_by(*review) >= 0.5);
        let price = keeping.step(0, keep, 0).and_then(|step| ladders.prices.get(step.price).copied());
        let margin = |n: usize| -> Option<Money> {
            let step = of_kept.get(n)? - of_kept.get(n.checked_sub(1)?)?;
            self.money(step / lot)
        };
        // Nothing kept is worth nothing, and nothing else may be kept: the best of the exits alone.
        let mut none_kept = vec![f64::NEG_INFINITY; of_kept.len()];
        if let Some(slot) = none_kept.first_mut() {
            *slot = 0.0;
        }
        let gone = best_split_in_steps(&none_kept, &of_exits).await;
        let is_split = !parts.is_empty() && keep > 0;
        if is_split {
            let paid = follow(&cash, keep, &policy).await?;
            let mut flows = setting.flows(&cash, &paid);
            for (way, gone) in ways.iter().zip(&found.let_go) {
                let gone = u32::try_from(*gone).map_or(0.0, f64::from) * lot;
                if let (Some(Bringing::Each { at_once, later, lag }), true) = (way.bringing, gone > 0.0) {
                    flows.push((0, at_once * gone));
                    flows.push((lag, later * gone));
                }
            }
            let total: f64 = flows.iter().map(|(_, money)| money).sum();
            rows.push(ExitRow {
                code: "way-split".to_owned(),
                kind: "way",
                units: Some(units),
                is_all: true,
                cash: self.money(total),
                present_value: self.money(found.value),
                with_rest: self.money(found.value),
                against_plan: self.money(found.value - best),
                days_to_cash: Some(super::setting::nine_tenths(flows)),
                ..ExitRow::default()
            });
        }
        Ok(Some(SplitView {
            parts,
            keep: units_kept,
            price: price.filter(|_| keep > 0),
            until: clears.map(|(period, _)| self.context.today.plus(setting.days_of(period).0)),
            left: kept_course.expected_leftover() * lot,
            keep_value: of_kept.get(found.keep).and_then(|value| self.money(*value)),
            value: self.money(found.value),
            without: self.money(all_kept),
            all_gone: gone.and_then(|gone| self.money(gone.value)),
            gain: self.money(found.value - all_kept),
            last_kept: margin(found.keep),
            first_gone: margin(found.keep + 1),
        }))
    }

    /// Worth of each number of steps that an exit takes.
    fn values(&self, bringing: Bringing, steps: u32, lot: f64) -> Vec<f64> {
        let calendar = &self.context.group(self.prepared.resolved).calendar;
        let values = (0..=steps).map_while(|n| Some(bringing.of(calendar, f64::from(n) * lot)?.1));
        values.collect()
    }
}

/// Whether a block keeps units from going this way at all.
fn is_barring(code: &str) -> bool {
    matches!(code, "dangerous_goods_not_eligible" | "needs_expected_grades" | "conditions_not_met")
}

/// Marks the ways for the whole stock that no other such way beats in both cash and time.
fn mark_efficient(rows: &mut [ExitRow]) {
    let point = |row: &ExitRow| row.cash.map(Money::minor).zip(row.days_to_cash).filter(|_| row.is_all);
    let points: Vec<_> = rows.iter().map(point).collect();
    for (row, at) in rows.iter_mut().zip(&points) {
        let Some((cash, days)) = *at else { continue };
        row.is_efficient = !points
            .iter()
            .flatten()
            .any(|&(other, soon)| other >= cash && soon <= days && (other, soon) != (cash, days));
    }
}
