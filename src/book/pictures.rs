//! What the pictures of one product show beside its outcomes, and why one way beats another.

use super::Book;
use super::calculation::{Context, Prepared};
use super::holding::Group;
use crate::error::Result;
use crate::exits::best_exit;
use crate::money::Money;
use crate::rate::Rate;
use crate::scenario::{Bulk, BulkAnswer, BulkSituation, cut_price, outcomes_of};

pub use crate::scenario::{Difference, DifferencePart, DifferenceStep, ScenarioName, StockPath, SurchargeStep};
use crate::scenario::{ScenarioKind, difference, stock_path};
pub use crate::stock::AGE_BANDS;

/// Deepest discount of the curve, in percent; every whole percent up to it is looked at.
const DEEPEST_PERCENT: i64 = 70;

/// What the pictures of a product show beside its outcomes.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let pictures = book.pictures("MAT", Some("hold")).unwrap();
/// assert_eq!(pictures.best_exit.unwrap().id, "liquidate");
/// // The first snapshot, of what is left after 24 days at 0.3 a day.
/// let first = &pictures.surcharges[0];
/// assert_eq!((first.day.to_string(), format!("{:.1}", first.units)), ("2026-12-15".to_owned(), "392.8".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictures {
    /// The exit worth most; none = no exit has a figure.
    pub best_exit: Option<ScenarioName>,
    /// Days on which a surcharge falls due if nothing is done.
    pub surcharges: Vec<SurchargeStep>,
    /// Stock by age of the way asked for; none = something about it is not known.
    pub stock: Option<StockPath>,
    /// What each discount brings.
    pub discounts: Discounts,
}

/// Net of one unit today and present value of all, by discount off the price in force.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let discounts = book.pictures("MAT", None).unwrap().discounts;
/// // 10 % off 25.00 leaves 22.50: 3.38 referral, 5.34 fulfilment, 0.19 fuel surcharge.
/// assert_eq!((discounts.discounts[10].ppm(), discounts.prices[10]), (100_000, 2250.0));
/// assert_eq!((discounts.nets[10], discounts.best), (Some(1359.0), Some(40)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discounts {
    /// Discounts, rising.
    pub discounts: Vec<Rate>,
    /// The price of each, minor units.
    pub prices: Vec<f64>,
    /// Net of one unit sold today, minor units; none = not known.
    pub nets: Vec<Option<f64>>,
    /// Present value of selling the whole stock at it, minor units; none = not known.
    pub values: Vec<Option<f64>>,
    /// Place of the highest present value, the first of equal ones.
    pub best: Option<usize>,
}

impl Book {
    /// What the pictures of a product show beside its outcomes; the stock is that of the way with
    /// the id `scenario`, else of the recommended one, else (if that is an exit) of doing nothing.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let stock = book.pictures("MAT", None).unwrap().stock.unwrap();
    /// // No way was asked for, so it is the recommended one; 400 units are 181 to 270 days old.
    /// assert_eq!((stock.scenario.id.as_str(), stock.points[0].units[2]), ("cut-400000", 400.0));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range` if an amount leaves what money can hold.
    pub fn pictures(&mut self, key: &str, scenario: Option<&str>) -> Result<Pictures> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let pictures = self
            .resolved(&context, index)
            .and_then(|resolved| Prepared::new(&context, &resolved)?.pictures(&context, scenario));
        self.context = Some(context);
        pictures
    }

    /// Why the way `to` has another present value than `from` ([`difference`] has the rule); none =
    /// one of them is not there or has no value.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let why = book.difference("MAT", "hold", "liquidate").unwrap().unwrap();
    /// let steps = why.steps.iter().map(|step| step.amount.minor()).sum::<i64>();
    /// assert_eq!(steps, why.to_value.minor() - why.from_value.minor());
    /// assert_eq!(book.difference("MAT", "hold", "no-such-way"), Ok(None));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn difference(&mut self, key: &str, from: &str, to: &str) -> Result<Option<Difference>> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let found = self.resolved(&context, index).and_then(|resolved| {
            let prepared = Prepared::new(&context, &resolved)?;
            let ways = prepared.ways(&context);
            let Some(situation) = prepared.situation(context.group(&resolved), &ways) else { return Ok(None) };
            let units = crate::stock::total_units(situation.cohorts);
            match outcomes_of(&situation, [from, to])? {
                [Some(from), Some(to)] => difference(&from, &to, units),
                _ => Ok(None),
            }
        });
        self.context = Some(context);
        found
    }
}

impl Prepared<'_> {
    fn pictures(&self, context: &Context, scenario: Option<&str>) -> Result<Pictures> {
        let group = context.group(self.resolved);
        let mut pictures = Pictures {
            best_exit: best_exit(&self.exits, &group.calendar).map(|(exit, _)| ScenarioName::exit(exit.kind)),
            ..Pictures::default()
        };
        let ways = self.ways(context);
        if self.resolved.units.is_none() {
            return Ok(pictures);
        }
        let Some(situation) = self.situation(group, &ways) else { return Ok(pictures) };
        let hold = ways.first().map(|way| way.name.id.as_str());
        let wanted = match scenario {
            Some(id) => Some(id.to_owned()),
            // What an exit leaves is no picture: then the stock that nothing is done with.
            None => self
                .recommended(context, group)
                .filter(|name| !matches!(name.kind, ScenarioKind::Exit(_)))
                .map(|name| name.id),
        };
        pictures.stock = wanted.as_deref().or(hold).and_then(|id| stock_path(&situation, id));
        pictures.surcharges = match (hold, &pictures.stock) {
            (Some(hold), Some(path)) if path.scenario.id == hold => path.steps.clone(),
            (Some(hold), _) => stock_path(&situation, hold).map(|path| path.steps).unwrap_or_default(),
            (None, _) => Vec::new(),
        };
        pictures.discounts = self.discounts(context, group)?;
        Ok(pictures)
    }

    fn recommended(&self, context: &Context, group: &Group) -> Option<ScenarioName> {
        let mut bulk = Bulk::default();
        let answer = self.value_ways(context, group, &mut bulk)?;
        Some(self.way(answer.recommended?)?.name())
    }

    fn discounts(&self, context: &Context, group: &Group) -> Result<Discounts> {
        let mut curve = Discounts::default();
        let Some(price) = self.resolved.price else { return Ok(curve) };
        let mut nets = Vec::new();
        for percent in 0..=DEEPEST_PERCENT {
            let discount = Rate::from_ppm(percent * 10_000);
            let cut = cut_price(price, discount)?;
            if cut.minor() <= 0 {
                break;
            }
            curve.discounts.push(discount);
            curve.prices.push(cut.to_expectation());
            let by_segment = self.models.iter().map(|model| model.net_proceeds(cut).map(Money::to_expectation));
            nets.extend(by_segment);
        }
        curve.nets = nets.chunks(self.models.len().max(1)).map(|row| row.first().copied().flatten()).collect();
        let mut bulk = Bulk::default();
        self.value_prices(context, group, &curve.prices, &nets, &mut bulk);
        curve.values = bulk.present_values().iter().take(curve.prices.len()).copied().collect();
        // Without stock or pace there is no value at all.
        curve.values.resize(curve.prices.len(), None);
        let known = curve.values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)));
        curve.best = known.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(place, _)| place);
        Ok(curve)
    }

    /// Present values of all ways; they are left in `bulk`. None = price or stock is not known.
    pub(super) fn value_ways(&self, context: &Context, group: &Group, bulk: &mut Bulk) -> Option<BulkAnswer> {
        let prices: Vec<f64> = self.points.iter().map(|point| point.price.to_expectation()).collect();
        let nets: Vec<Option<f64>> = self.nets.iter().map(|net| net.map(Money::to_expectation)).collect();
        self.value_prices(context, group, &prices, &nets, bulk)
    }

    /// The same for other prices; `nets` has one a segment for each.
    fn value_prices(
        &self,
        context: &Context,
        group: &Group,
        prices: &[f64],
        nets: &[Option<f64>],
        bulk: &mut Bulk,
    ) -> Option<BulkAnswer> {
        let resolved = self.resolved;
        let (price, _) = resolved.price.zip(resolved.units)?;
        let exits: Vec<Option<f64>> = self.exits.iter().map(|exit| exit.value_per_unit(&group.calendar)).collect();
        Some(bulk.compare(&BulkSituation {
            calendar: &group.calendar,
            cohorts: &resolved.cohorts,
            volume: self.volume(group),
            is_exempt: resolved.is_exempt,
            units_per_day: resolved.units_per_day,
            season: resolved.season(),
            elasticity: resolved.elasticity.mid,
            price_in_force: price.to_expectation(),
            prices,
            segment_starts: &context.segments,
            nets,
            exits: &exits,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;

    /// A desk pad with everything known; its stock is old.
    fn book() -> (Book, String) {
        let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
        let key = book.add_product();
        for (field, text) in [
            ("price_list", "24.99"),
            ("category", "office"),
            ("side_longest", "17.5"),
            ("side_median", "3.2"),
            ("side_shortest", "3.1"),
            ("weight", "1.80"),
            ("cost_unit", "4.20"),
            ("cost_currency", "USD"),
            ("units", "249"),
            ("age_days", "200"),
            ("units_sold_30", "15"),
        ] {
            book.edit(Some(&key), field, text).unwrap();
        }
        (book, key)
    }

    #[test]
    fn curve_of_discounts_is_the_ladder_where_the_two_meet() {
        let (mut book, key) = book();
        let view = book.product(&key).unwrap();
        let curve = book.pictures(&key, None).unwrap().discounts;
        assert_eq!(curve.discounts.len(), 71);
        for outcome in view.outcomes.iter().take(15) {
            let discount = outcome.scenario.discount.unwrap_or(Rate::ZERO);
            let at = curve.discounts.iter().position(|known| *known == discount).unwrap();
            assert_eq!(outcome.net_per_unit.map(Money::to_expectation), curve.nets[at]);
            assert_eq!(outcome.scenario.price.map(Money::to_expectation), Some(curve.prices[at]));
            let off = outcome.present_value.unwrap().to_expectation() - curve.values[at].unwrap();
            assert!(off.abs() <= 0.5 + 1e-6, "{off}");
        }
        let best = curve.values[curve.best.unwrap()];
        assert!(curve.values.iter().all(|value| *value <= best));
    }

    #[test]
    fn stock_is_that_of_the_recommended_way_unless_another_is_asked_for() {
        let (mut book, key) = book();
        let view = book.product(&key).unwrap();
        let pictures = book.pictures(&key, None).unwrap();
        assert_eq!(pictures.stock.map(|path| path.scenario.id), view.recommended);
        let held = book.pictures(&key, Some("hold")).unwrap();
        let path = held.stock.unwrap();
        assert_eq!((path.scenario.id.as_str(), path.points[0].units), ("hold", [0.0, 0.0, 249.0, 0.0, 0.0]));
        // The surcharge of doing nothing begins on the next fifteenth, as the deadline of the list says.
        assert_eq!(path.steps, held.surcharges);
        assert_eq!(path.steps[0].day.to_string(), "2026-12-15");
        assert_eq!(view.row.deadline.unwrap().cost, path.steps[0].cost);
        assert!(book.pictures(&key, Some("nobody")).unwrap().stock.is_none());
        assert_eq!(held.best_exit.map(|name| name.id), best_of_exits(&view.outcomes));
    }

    fn best_of_exits(outcomes: &[crate::scenario::Outcome]) -> Option<String> {
        let exits = outcomes.iter().filter(|o| ["liquidate", "remove", "dispose"].contains(&o.scenario.id.as_str()));
        exits.max_by_key(|o| o.present_value.map(Money::minor)).map(|o| o.scenario.id.clone())
    }

    #[test]
    fn difference_leads_from_the_one_shown_value_to_the_other() {
        let (mut book, key) = book();
        let view = book.product(&key).unwrap();
        let value = |id: &str| view.outcomes.iter().find(|o| o.scenario.id == id).unwrap().present_value.unwrap();
        let told = book.difference(&key, "hold", "liquidate").unwrap().unwrap();
        assert_eq!((told.from_value, told.to_value), (value("hold"), value("liquidate")));
        let sum: i64 = told.steps.iter().map(|step| step.amount.minor()).sum();
        assert_eq!(sum, value("liquidate").minor() - value("hold").minor());
        assert!(book.difference(&key, "hold", "nobody").unwrap().is_none());
        assert_eq!(book.difference("nobody", "hold", "hold").unwrap_err().code(), "no_such_product");
    }

    #[test]
    fn says_nothing_of_a_product_that_has_nothing() {
        let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
        let key = book.add_product();
        let pictures = book.pictures(&key, None).unwrap();
        assert_eq!((pictures.stock, pictures.surcharges, pictures.discounts), (None, Vec::new(), Discounts::default()));
        assert!(book.difference(&key, "hold", "dispose").unwrap().is_none());
        assert!(book.sensitivity(&key).unwrap().is_none());
    }

    #[test]
    fn assumption_shows_what_typing_its_end_would_show() {
        let (mut book, key) = book();
        let before = book.product(&key).unwrap();
        let sensitivity = book.sensitivity(&key).unwrap().unwrap();
        assert_eq!(Some(&sensitivity.scenario.id), before.recommended.as_ref());
        let best = before.outcomes.iter().find(|o| o.is_best).unwrap();
        assert_eq!(Some(sensitivity.value), best.present_value);
        let ids: Vec<_> = sensitivity.assumptions.iter().map(|swing| swing.id).collect();
        for id in ["elasticity", "velocity", "annual_rate", "assumed_fees", "size", "weight"] {
            assert!(ids.contains(&id), "{id} in {ids:?}");
        }
        // The widest first, and each end is what the book says once it is typed.
        let widths: Vec<_> = sensitivity.assumptions.iter().map(width).collect();
        assert!(widths.is_sorted_by(|a, b| a >= b), "{widths:?}");
        let velocity = sensitivity.assumptions.iter().find(|swing| swing.id == "velocity").unwrap();
        let more = velocity.more.clone().unwrap();
        assert_eq!(more.text, "0.625");
        book.edit(Some(&key), "units_per_day", "0.625").unwrap();
        let after = book.product(&key).unwrap();
        let same = after.outcomes.iter().find(|o| o.scenario.id == sensitivity.scenario.id).unwrap();
        assert_eq!(more.value, same.present_value);
        assert_eq!(more.becomes.map(|name| name.id), after.recommended.filter(|id| *id != sensitivity.scenario.id));
    }

    fn width(swing: &crate::book::sensitivity::Swing) -> i64 {
        let change = |side: &Option<crate::book::sensitivity::Effect>| {
            side.as_ref().and_then(|effect| effect.change).map_or(0, |change| change.minor().abs())
        };
        change(&swing.less).max(change(&swing.more))
    }

    #[test]
    fn recovery_runs_over_the_range_of_the_fee_table() {
        let (mut book, key) = book();
        // Nothing sells, so it is liquidated.
        book.edit(Some(&key), "units_sold_30", "0").unwrap();
        let sensitivity = book.sensitivity(&key).unwrap().unwrap();
        assert_eq!(sensitivity.scenario.id, "liquidate");
        let swing = sensitivity.assumptions.iter().find(|swing| swing.id == "recovery").unwrap();
        let [less, more] = [&swing.less, &swing.more].map(|side| side.clone().unwrap());
        assert_eq!((less.text.as_str(), more.text.as_str()), ("5", "10"));
        // Of nothing a quarter more is nothing: the pace has no range, and no bar.
        assert!(sensitivity.assumptions.iter().all(|swing| swing.id != "velocity"));
        book.edit(Some(&key), "recovery_rate", "10").unwrap();
        let after = book.product(&key).unwrap();
        let same = after.outcomes.iter().find(|o| o.scenario.id == "liquidate").unwrap();
        assert_eq!(more.value, same.present_value);
    }

    #[test]
    fn sums_of_the_ledger_pass_through_the_net_to_the_profit() {
        let (mut book, key) = book();
        let ledger = book.product(&key).unwrap().ledger.unwrap();
        let totals = ledger.running_totals();
        assert_eq!(totals.first().copied().flatten(), Some(ledger.price));
        let live = ledger.lines.iter().rposition(|line| !line.is_sunk).unwrap();
        assert_eq!(totals[live], ledger.net_proceeds);
        assert_eq!(totals.last().copied().flatten(), ledger.profit);
    }

    #[test]
    fn step_of_a_field_shows_what_typing_it_would_show() {
        let (mut book, key) = book();
        let before = book.product(&key).unwrap();
        let sensitivity = book.sensitivity(&key).unwrap().unwrap();
        for (field, typed) in [("side_shortest", "4.1"), ("weight", "1.9"), ("units", "250")] {
            let swing = sensitivity.fields.iter().find(|swing| swing.id == field).unwrap();
            let more = swing.more.clone().unwrap();
            assert_eq!(more.text, typed, "{field}");
            let unit = match field {
                "units" => None,
                "weight" => Some("lb"),
                _ => Some("in"),
            };
            assert_eq!(swing.unit.as_deref(), unit, "{field}");
            let (mut book, key) = super::tests::book();
            book.edit(Some(&key), field, typed).unwrap();
            let after = book.product(&key).unwrap();
            let net = after.row.net_per_unit.unwrap().minus(before.row.net_per_unit.unwrap()).unwrap();
            assert_eq!(more.net, Some(net), "{field}");
            let same = after.outcomes.iter().find(|o| o.scenario.id == sensitivity.scenario.id).unwrap();
            assert_eq!(more.value, same.present_value, "{field}");
        }
        // A price is a choice: only what a unit then nets is said.
        let price = sensitivity.fields.iter().find(|swing| swing.id == "price_list").unwrap();
        let more = price.more.clone().unwrap();
        assert_eq!((more.text.as_str(), more.net.map(Money::minor), more.change), ("25.99", Some(85), None));
        // What was paid for a unit steers nothing, so it makes no difference here.
        assert!(sensitivity.fields.iter().all(|swing| swing.id != "cost_unit"));
        // Nothing of this is kept.
        assert_eq!(book.product(&key).unwrap(), before);
    }
}
