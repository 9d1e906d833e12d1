//! A clearance against its plan, from what was typed to what is answered.
//!
//! Each row of sales belongs to one plan: that of its product and channel, else that of its product. Amounts are exact;
//! each row's revenue is rounded once. What it returned is measured against the capital and against what the capital
//! cost (math.md §1). What sales at different prices say is joined with what was believed before (math.md §3).

mod answer;
mod learn;
mod measure;
mod read;
mod sheet;
#[cfg(test)]
mod tests;

pub use answer::{
    AgainstView, CashView, ChannelView, CommonGroup, CommonView, GroupView, LearnedView, Param, RecoveryView,
    ReviewAnswer, RoiView, Said,
};
pub use sheet::{ActualText, EffectText, PlannedText, ReviewSheet, paste_actuals, paste_plans};

use super::Book;
use super::calculation::{Context, Prepared};
use super::health::HealthSheets;
use super::shipment::read::Reader;
use crate::alerts::schedule::{ReportEvery, review_schedule};
use crate::error::Result;
use crate::number::Decimal;
use crate::state::field::{Entry, FieldKind};
use crate::steps::to_the_end;
use measure::Reviewed;

/// Days after the start at which a clearance is looked at again.
const CHECKPOINTS: [i64; 2] = [7, 30];
/// Most products offered from the list.
const MOST_OFFERED: usize = 30;

impl Book {
    /// A clearance against its plan; `health` says what counts as slow. Wrong texts are part of the answer.
    ///
    /// ```
    /// use clearfloor::{book::{Book, review::{ActualText, PlannedText, ReviewSheet}}, date::Day};
    /// let text = |text: &str| text.to_owned();
    /// let plan = PlannedText {
    ///     sku: text("A"), units: text("100"), list: text("30"), price: text("21"), net: text("9"), days: text("30"),
    ///     ..PlannedText::default()
    /// };
    /// let row = ActualText {
    ///     sku: text("A"), on: text("2026-10-01"), days: text("45"), units: text("80"), price: text("18"), fees: text("960"),
    ///     ..ActualText::default()
    /// };
    /// let sheet = ReviewSheet { plans: vec![plan], rows: vec![row], ..ReviewSheet::default() };
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let found = book.review(&sheet, &Default::default()).unwrap();
    /// let depth = found.groups[0].against.iter().find(|one| one.code == "depth").unwrap();
    /// assert_eq!((depth.planned, depth.actual), (Some(0.3), Some(0.4)));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; as [`Book::health`].
    pub fn review(&mut self, sheet: &ReviewSheet, health: &HealthSheets) -> Result<ReviewAnswer> {
        to_the_end(|steps| self.review_in_steps(sheet, health, steps))
    }

    /// Goes on with [`Book::review`] for at most so many steps, each of some products; nothing while the slow ones are being
    /// found.
    ///
    /// ```
    /// # use clearfloor::{book::{Book, health::HealthSheets, review::ReviewSheet}, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let (sheet, health) = (ReviewSheet { slow_before: "10".into(), ..ReviewSheet::default() }, HealthSheets::default());
    /// let answer = loop {
    ///     if let Some(answer) = book.review_in_steps(&sheet, &health, &mut 10).unwrap() {
    ///         break answer;
    ///     }
    /// };
    /// assert_eq!(answer, book.review(&sheet, &health).unwrap());
    /// ```
    ///
    /// # Errors
    /// As [`Book::review`].
    pub fn review_in_steps(
        &mut self,
        sheet: &ReviewSheet,
        health: &HealthSheets,
        steps: &mut usize,
    ) -> Result<Option<ReviewAnswer>> {
        let Some(slow) = self.slow_products_in_steps(health, steps)? else { return Ok(None) };
        let context = self.take_context()?;
        let answer = self.review_by(&context, sheet, &slow);
        self.context = Some(context);
        answer.map(Some)
    }

    fn review_by(
        &self,
        context: &Context,
        sheet: &ReviewSheet,
        slow: &super::health::SlowProducts,
    ) -> Result<ReviewAnswer> {
        let mut reader = Reader::default();
        let products = self.products_reviewed(&mut reader, context, sheet)?;
        let plans = self.plans_read(&mut reader, sheet);
        let actuals = self.actuals_read(&mut reader, context, sheet, &products)?;
        let start = reader.read("start", FieldKind::Day, &sheet.start).as_ref().and_then(Entry::as_day);
        let start = start.or_else(|| actuals.iter().filter_map(|row| row.on).min());
        let annual = reader.read("annual", FieldKind::Percent, &sheet.annual).as_ref().and_then(Entry::as_rate);
        let tied = read::whole(&mut reader, "tiedDays", FieldKind::Days, &sheet.tied_days);
        let reviewed = Reviewed { book: self, products: &products, plans: &plans, actuals: &actuals };
        let groups = reviewed.groups()?;
        let (changes, slow_removed, standing) = measure::changes(&mut reader, sheet, slow)?;
        let checkpoints = match start {
            Some(start) => review_schedule(start, &CHECKPOINTS, ReportEvery::QuarterEnd, 0)?.checkpoints,
            None => Vec::new(),
        };
        Ok(ReviewAnswer {
            currency: self.currency.code().to_owned(),
            start,
            checkpoints,
            total: reviewed.total(&groups)?,
            groups,
            roi: reviewed.roi(annual, tied, context.defaults.annual_rate)?,
            recovery: reviewed.recovery()?,
            channels: reviewed.channels()?,
            cash: reviewed.cash(start)?,
            changes,
            slow_removed,
            standing,
            learned: reviewed.learned()?,
            common: self.common(&plans, slow)?,
            said: reader.said,
        })
    }

    /// Plans of products as they stand now, as texts to be kept until what came is known: of the SKUs that the sheet
    /// names without a plan, or, where it names none, of those to act on. A product's own plan over time is taken where
    /// its texts are given; else the recommended way of the list.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, review::ReviewSheet};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// book.finish().unwrap();
    /// let plans = book.offer_plans(&ReviewSheet::default(), &[]).unwrap();
    /// // The recommended way of the list: 40 % off.
    /// assert_eq!((plans[0].sku.as_str(), plans[0].price.as_str()), ("MAT", "15.00"));
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`].
    pub fn offer_plans(&mut self, sheet: &ReviewSheet, plans: &[super::health::OwnSheet]) -> Result<Vec<PlannedText>> {
        let mut wanted: Vec<usize> = Vec::new();
        let named: Vec<&str> = sheet.rows.iter().map(|row| row.sku.trim()).filter(|sku| !sku.is_empty()).collect();
        let has_plan = |sku: &str| sheet.plans.iter().any(|plan| plan.sku.trim() == sku);
        if named.is_empty() {
            let planned = plans.iter().filter_map(|plan| self.products.position(&plan.key));
            wanted.extend(planned);
            let mut by_gain: Vec<(i64, usize)> = Vec::new();
            for index in (0..self.products.len()).filter(|index| !wanted.contains(index)) {
                let gain = self.row(index).and_then(|row| row.gain).map_or(0, crate::money::Money::minor);
                if gain > 0 {
                    by_gain.push((gain, index));
                }
            }
            by_gain.sort_by(|a, b| b.cmp(a));
            wanted.extend(by_gain.into_iter().map(|(_, index)| index));
        } else {
            let places = self.places_of(named.iter().copied());
            let mut found: Vec<usize> = places
                .into_values()
                .filter_map(|of| match of.as_slice() {
                    [index] => Some(*index),
                    _ => None,
                })
                .collect();
            found.sort_unstable();
            wanted = found;
        }
        let mut rows = Vec::new();
        for index in wanted {
            let Some((sku, key)) = self.products.get(index).map(|facts| (facts.sku.clone(), facts.key.clone())) else {
                return Err(read::no_such_plan());
            };
            if has_plan(&sku) || rows.len() >= MOST_OFFERED {
                continue;
            }
            let typed = plans.iter().find(|plan| plan.key == key);
            let row = match typed {
                Some(plan) => {
                    let texts: Vec<_> =
                        plan.texts.iter().map(|typed| (typed.field.clone(), typed.text.clone())).collect();
                    learn::of_plan(&self.plan(&key, &texts)?.body)
                }
                None => None,
            };
            let context = self.take_context()?;
            let row = self.offered_plan(&context, index, row);
            self.context = Some(context);
            rows.extend(row?.map(|row| PlannedText { sku, ..row }));
        }
        Ok(rows)
    }

    /// Adds what the list knows to a plan; without one, its recommended way.
    fn offered_plan(&self, context: &Context, index: usize, plan: Option<PlannedText>) -> Result<Option<PlannedText>> {
        let resolved = self.resolved(context, index)?;
        let Ok(prepared) = Prepared::new(context, &resolved) else { return Ok(plan) };
        let text =
            |figure: f64, places: u32| Decimal::nearest(figure, places).map(|it| it.to_string()).unwrap_or_default();
        let plan = match plan {
            Some(plan) => plan,
            None => {
                let comparison = prepared.comparison(context)?;
                let Some(best) = comparison.as_ref().and_then(|comparison| comparison.best()) else { return Ok(None) };
                let Some(price) = best.scenario.price else { return Ok(None) };
                let sold = resolved.units.map(|units| super::facts::to_f64(units) - best.units_left.unwrap_or(0.0));
                PlannedText {
                    units: sold.map(|sold| text(sold, 0)).unwrap_or_default(),
                    price: price.to_string(),
                    net: best.net_per_unit.map(|net| net.to_string()).unwrap_or_default(),
                    days: best.days_to_clear.unwrap_or(365).to_string(),
                    ..PlannedText::default()
                }
            }
        };
        let facts = self.products.get(index);
        let list = facts.and_then(|facts| facts.price_list.as_ref()).map(|fact| fact.value).or(resolved.price);
        let cost = resolved.landed.as_ref().and_then(|landed| landed.total);
        Ok(Some(PlannedText {
            list: list.map(|list| list.to_string()).unwrap_or_default(),
            stock: resolved.units.map(|units| units.to_string()).unwrap_or_default(),
            cost: cost.map(|cost| text(cost.to_f64(), 4)).unwrap_or_default(),
            pace: resolved.units_per_day.map(|pace| text(pace, 2)).unwrap_or_default(),
            ..plan
        }))
    }
}
