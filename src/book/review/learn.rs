//! What a clearance taught: the reaction of demand to prices, and what slow products have in common.

use super::super::Book;
use super::super::facts::to_f64;
use super::super::health::SlowProducts;
use super::super::plan::PlanBody;
use super::super::plan::history;
use super::answer::{CommonGroup, CommonView, LearnedView};
use super::measure::Reviewed;
use super::read::{Actual, Planned};
use super::sheet::PlannedText;
use crate::demand::history::SalesPeriod;
use crate::error::Result;
use crate::money::Money;
use crate::number::Decimal;
use crate::review::plan::slow_groups;
use crate::rounding::Ratio;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Price bands that products are put into, by share of the list.
const BANDS: usize = 4;

fn text(figure: f64, places: u32) -> String {
    Decimal::nearest(figure, places).map(|number| number.to_string()).unwrap_or_default()
}

/// A plan over time as one row: units, mean price and net, days; none if it has no answer.
pub(super) fn of_plan(body: &PlanBody) -> Option<PlannedText> {
    let answer = body.answer.as_ref()?;
    let sold: f64 = answer.steps.iter().map(|step| step.sold).sum();
    let mean = |of: &dyn Fn(&crate::book::plan::StepView) -> Option<Money>| -> Option<f64> {
        let amounts: Option<Vec<f64>> =
            answer.steps.iter().map(|step| Some(of(step)?.to_expectation() * step.sold)).collect();
        amounts.filter(|_| sold > 0.0).map(|amounts| amounts.iter().sum::<f64>() / sold)
    };
    let currency = answer.steps.first()?.price.currency();
    let shown = |minor: Option<f64>| {
        minor.and_then(|minor| Money::from_expectation(minor, currency).ok()).map(|money| money.to_string())
    };
    let (first, last) = (answer.steps.first()?, answer.steps.last()?);
    Some(PlannedText {
        units: text(sold, 0),
        price: shown(mean(&|step| Some(step.price)))?,
        net: shown(mean(&|step| step.net)).unwrap_or_default(),
        days: last.until.days_since(first.from).to_string(),
        ..PlannedText::default()
    })
}

impl Reviewed<'_> {
    /// What sales at different prices say, by product: in the channel that sold the most.
    pub fn learned(&self) -> Result<Vec<LearnedView>> {
        let mut by_product: BTreeMap<&str, BTreeMap<&str, Vec<&Actual>>> = BTreeMap::new();
        for row in self.actuals.iter().filter(|row| row.on.is_some() || row.days.is_some()) {
            by_product.entry(&row.sku).or_default().entry(&row.channel).or_default().push(row);
        }
        let mut found = Vec::new();
        for (sku, channels) in by_product {
            let units = |rows: &[&Actual]| rows.iter().map(|row| row.units).sum::<i64>();
            let Some((channel, mut rows)) = channels.into_iter().max_by_key(|(_, rows)| units(rows)) else { continue };
            rows.sort_by_key(|row| row.on);
            found.push(self.learned_of(sku, channel, &rows)?);
        }
        Ok(found)
    }

    fn learned_of(&self, sku: &str, channel: &str, rows: &[&Actual]) -> Result<LearnedView> {
        let product = self.products.get(sku);
        let prior = crate::demand::Elasticity::prior();
        let believed = product.and_then(|product| product.believed).unwrap_or((prior.mid, prior.low - prior.mid));
        let mut read = Vec::new();
        for row in rows {
            let days = row.days.unwrap_or(1);
            let Some(units) = u32::try_from(row.units).ok() else { continue };
            if row.price.minor() > 0 {
                let period = SalesPeriod { price: row.price.to_expectation(), days: to_f64(days), units };
                read.push(history::Row { price: row.price, period });
            }
        }
        let looked = history::look(&read, believed, None, None);
        // One price says nothing about a reaction: what was believed would come out again.
        let elasticity = looked.elasticity.filter(|_| looked.prices >= 2);
        let pace = product.and_then(|product| product.pace).filter(|pace| *pace > 0.0);
        let per_day = Some(looked.units / looked.days).filter(|per_day| per_day.is_finite());
        Ok(LearnedView {
            sku: sku.to_owned(),
            key: product.and_then(|product| product.key.clone()),
            channel: channel.to_owned(),
            prices: looked.prices,
            units: looked.units,
            days: looked.days,
            elasticity,
            believed: [believed.0, believed.1],
            problems: looked.problems,
            lift: per_day.zip(pace).map(|(per_day, pace)| per_day / pace),
            take: elasticity
                .map(|[mean, ..]| text(mean, 2))
                .filter(|text| text.starts_with('-') && product.is_some_and(|product| product.key.is_some())),
        })
    }
}

impl Book {
    /// What slow products have in common: category, price band, and the supplier that the plans name.
    pub(super) fn common(&self, plans: &[Planned], slow: &SlowProducts) -> Result<Vec<CommonView>> {
        let suppliers: FxHashMap<&str, &str> = plans
            .iter()
            .rev()
            .filter(|plan| !plan.supplier.is_empty())
            .map(|plan| (plan.sku.as_str(), plan.supplier.as_str()))
            .collect();
        let mut prices: Vec<i64> = Vec::new();
        let (mut categories, mut priced, mut supplied) = (Vec::new(), Vec::new(), Vec::new());
        for (index, is_slow) in slow.is_slow.iter().enumerate() {
            let (Some(is_slow), Some(computed)) = (is_slow, self.results.known(index)) else { continue };
            if let Some(category) = &computed.category {
                categories.push((category.as_str(), *is_slow));
            }
            if let Some(price) = computed.price {
                prices.push(price.minor());
                priced.push((price.minor(), *is_slow));
            }
            if !suppliers.is_empty() {
                let sku = self.products.get(index).map_or("", |facts| facts.sku.as_str());
                supplied.extend(suppliers.get(sku).map(|supplier| (*supplier, *is_slow)));
            }
        }
        let per_major = self.currency.minor_per_major();
        // Ends of the bands: whole major units near the quarters of the list.
        let mut ends: Vec<i64> = Vec::with_capacity(BANDS);
        for quarter in 1..BANDS {
            let place = prices.len() * quarter / BANDS;
            if place < prices.len() {
                let (_, minor, _) = prices.select_nth_unstable(place);
                ends.push((*minor + per_major - 1) / per_major);
            }
        }
        ends.dedup();
        let names: Vec<String> = (0..=ends.len())
            .map(|place| {
                let from = place.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
                let until = ends.get(place).map_or(String::new(), |end| end.to_string());
                format!("{from}–{until}")
            })
            .collect();
        let band_of = |minor: i64| {
            let place = ends.iter().position(|end| minor < end * per_major).unwrap_or(ends.len());
            names.get(place).map_or("", String::as_str)
        };
        let banded: Vec<(&str, bool)> = priced.into_iter().map(|(minor, slow)| (band_of(minor), slow)).collect();
        let mut found = Vec::new();
        for (by, named) in [("category", categories), ("price_band", banded), ("supplier", supplied)] {
            let groups = slow_groups(&named)?;
            if groups.is_empty() {
                continue;
            }
            let group = |group: crate::review::plan::SlowGroup<'_>| CommonGroup {
                name: group.name.to_owned(),
                products: group.products,
                slow: group.slow,
                share: group.share.to_f64(),
                against_all: group.against_all.map(Ratio::to_f64),
            };
            found.push(CommonView { by, groups: groups.into_iter().map(group).collect() });
        }
        Ok(found)
    }
}
