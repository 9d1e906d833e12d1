//! Everything about one product: ledger, break-even, every way out, holding and its dates.

use super::Book;
use super::calculation::{Context, Prepared};
use super::resolve::Resolved;
use super::target::SellerTarget;
use super::view::{CohortView, Curve, Deadline, PriceRange, Problem, ProductView, Severity};
use crate::break_even::{self, CharmEnding, Target, affordable_cost, charm_in_ranges};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::fees::Category;
use crate::money::{Currency, Money};
use crate::quote::{Ledger, LineId, LiveLine, SaleModel, Status};
use crate::rounding::Ratio;
use crate::scenario::{Comparison, NetFrom, Outcome, PriceWay, ScenarioName, compare};
use crate::stock::CohortDates;
use crate::stock::event_wise::Holding;

/// Points of a curve at most.
const MOST_POINTS: usize = 4096;

impl Book {
    /// Everything about one product.
    ///
    /// Where an amount leaves what money can hold there are no figures: a problem says so, and the form
    /// stays open to mend it.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let product = book.product("MAT").unwrap();
    /// // 25.00 less 3.75, 5.34 and 0.19; and less 6.00 of landed cost.
    /// let ledger = product.ledger.unwrap();
    /// assert_eq!(ledger.net_proceeds.unwrap().to_string(), "15.72");
    /// assert_eq!(ledger.profit.unwrap().to_string(), "9.72");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`.
    pub fn product(&mut self, key: &str) -> Result<ProductView> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        if self.results.get(index).is_some_and(Option::is_none) {
            self.compute(&context, index);
        }
        let view = match self.view_of(&context, index) {
            Err(error) if error.kind() == ErrorKind::Range => self.view_without_figures(&context, index, &error),
            view => view,
        };
        self.context = Some(context);
        view
    }

    /// The ledger of one unit sold today at a price.
    ///
    /// ```
    /// use clearfloor::{book::{Book, Day, ReadOptions}, quote::LineId};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let ledger = book.ledger("MAT", 20_00).unwrap();
    /// // 15 % of 20.00.
    /// assert_eq!(ledger.line(LineId::Referral).unwrap().amount.unwrap().to_string(), "-3.00");
    /// assert_eq!(book.ledger("MAT", -1).unwrap_err().code(), "price_negative");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `price_negative`.
    pub fn ledger(&mut self, key: &str, price_minor: i64) -> Result<Ledger> {
        let price = Money::new(price_minor, self.currency)?;
        if price_minor < 0 {
            return Err(Error::new(ErrorKind::Range, "price_negative").with("price", price.to_string()));
        }
        let index = self.position(key)?;
        let context = self.take_context()?;
        let ledger =
            self.resolved(&context, index).and_then(|resolved| Prepared::new(&context, &resolved)?.ledger(price));
        self.context = Some(context);
        ledger
    }

    /// The ledger of one unit sold today as formulas that follow the price: `{minor}` stands in them for the price in
    /// whole minor units, `{referral}` and the like for the amount of that line.
    ///
    /// ```
    /// use clearfloor::{book::{Book, Day, ReadOptions}, quote::LineId};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let lines = book.live_ledger("MAT").unwrap();
    /// let referral = lines.iter().find(|line| line.id == LineId::Referral).unwrap();
    /// // 15 % (3/20), and never below 0.30.
    /// assert_eq!(referral.formula.as_deref(), Some("-ROUND(IF({minor}<=200,30,{minor}*3/20),0)/100"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn live_ledger(&mut self, key: &str) -> Result<Vec<LiveLine>> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let live = self.resolved(&context, index).and_then(|resolved| {
            Prepared::new(&context, &resolved)?.now()?.live("{minor}", |id| Some(format!("{{{}}}", id.code())))
        });
        self.context = Some(context);
        live
    }

    /// What selling at a price from today on would bring, the price not being taken over; none
    /// without units or a price in force. `against_hold` is against doing nothing.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let tried = book.try_price("MAT", 15_00).unwrap().unwrap();
    /// // 15.00 less 2.25, 5.34 and 0.19, and more units at the lower price.
    /// assert_eq!(tried.net_per_unit.unwrap().to_string(), "7.22");
    /// assert!(tried.against_hold.unwrap().minor() > 0);
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `price_negative`; `out_of_range`.
    pub fn try_price(&mut self, key: &str, price_minor: i64) -> Result<Option<Outcome>> {
        let price = Money::new(price_minor, self.currency)?;
        if price_minor < 0 {
            return Err(Error::new(ErrorKind::Range, "price_negative").with("price", price.to_string()));
        }
        let index = self.position(key)?;
        let context = self.take_context()?;
        let outcome = self
            .resolved(&context, index)
            .and_then(|resolved| Prepared::new(&context, &resolved)?.tried(&context, price));
        self.context = Some(context);
        outcome
    }

    /// Every way of a product with what it brings (none without units, price or holding), and the
    /// price in force.
    pub(super) fn outcomes(&mut self, key: &str) -> Result<(Vec<Outcome>, Option<Money>)> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let answer = self.resolved(&context, index).and_then(|resolved| {
            let comparison = Prepared::new(&context, &resolved)?.comparison(&context)?;
            Ok((comparison.map(|comparison| comparison.outcomes).unwrap_or_default(), resolved.price))
        });
        self.context = Some(context);
        answer
    }

    /// Net and profit of one unit sold today, at up to `points` prices between two.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let curve = book.curve("MAT", 20_00, 30_00, 3).unwrap();
    /// assert_eq!(curve.prices, [2000.0, 2500.0, 3000.0]);
    /// assert_eq!(curve.profit[1], Some(972.0));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn curve(&mut self, key: &str, from_minor: i64, to_minor: i64, points: usize) -> Result<Curve> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let curve = self.resolved(&context, index).and_then(|resolved| {
            Prepared::new(&context, &resolved)?.curve(from_minor, to_minor, points, self.currency)
        });
        self.context = Some(context);
        curve
    }

    /// The category a product is taken to be of.
    pub(super) fn category_of(&self, index: usize) -> Option<&'static Category> {
        let facts = self.products.get(index)?;
        let defaults = super::resolve::Defaults::new(&self.entries.settings, self.fees, self.today);
        let resolver = super::resolve::Resolver {
            fees: self.fees,
            today: self.today,
            currency: self.currency,
            defaults: &defaults,
            facts,
            entries: self.entries.of(&facts.key),
        };
        resolver.category().0
    }

    pub(super) fn resolved(&self, context: &Context, index: usize) -> Result<Resolved> {
        let facts = self.products.get(index).ok_or_else(|| super::no_such_product(""))?;
        Ok(context.resolve(facts, self.entries.of(&facts.key)))
    }

    fn view_of(&self, context: &Context, index: usize) -> Result<ProductView> {
        let missing = || super::no_such_product("");
        let facts = self.products.get(index).ok_or_else(missing)?;
        let row = self.row(index).ok_or_else(missing)?;
        let resolved = self.resolved(context, index)?;
        let prepared = Prepared::new(context, &resolved)?;
        let comparison = prepared.comparison(context)?;
        let model = prepared.now()?;
        let price = prepared.resolved.price;
        let required = prepared.required_net(context, &mut Holding::default());
        let beats = required.map(|required| prepared.ranges_bringing(required)).unwrap_or_default();
        let pays = prepared.ranges_paying_all();
        let shown = |ranges: &[break_even::PriceRange]| -> Vec<PriceRange> {
            ranges.iter().map(|&range| prepared.shown(range)).collect()
        };
        let charm =
            beats.first().and_then(|first| charm_in_ranges(&beats, first.first, CharmEnding::NinetyNine).ok()?);
        let affordable = price.and_then(|price| {
            affordable_cost(&model.price_model(Ratio::ZERO).ok()??, price, Target::BREAK_EVEN).ok()?
        });
        let removal = comparison.as_ref().and_then(|comparison| comparison.remove_now);
        let mut problems = self.product_problems(&prepared, &facts.sku);
        let of_storage = prepared.utilization_note(context).into_iter().chain(prepared.aged_note(context));
        problems.extend(of_storage.map(|note| Problem::of_note(&note, &facts.sku, Severity::Note)));
        problems.extend(self.conflicts_of(index));
        Ok(ProductView {
            fields: self.form(index),
            season: resolved.season_view(self.today),
            ledger: price.map(|price| prepared.ledger(price)).transpose()?,
            pays_full_cost: shown(&pays),
            beats_exits: shown(&beats),
            target: resolved.target.map(SellerTarget::to_view),
            target_ranges: shown(&prepared.ranges_reaching_target()),
            required_net: required,
            floor_unknown: if beats.is_empty() { prepared.floor_unknown(context) } else { Vec::new() },
            charm_floor: charm,
            affordable_cost: affordable,
            recommended: comparison.as_ref().and_then(|c| c.best()).map(|outcome| outcome.scenario.id.clone()),
            cohorts: self.cohort_views(context, &prepared, comparison.as_ref()),
            remove_now_units: removal.map(|removal| removal.units),
            remove_now_gain: removal
                .and_then(|r| Money::from_expectation(r.present_value - r.hold_all, self.currency).ok()),
            problems,
            utilization: context.group(&resolved).utilization_code(),
            holding: comparison.as_ref().map(|c| c.holding.clone()).unwrap_or_default(),
            outcomes: comparison.map(|comparison| comparison.outcomes).unwrap_or_default(),
            row,
        })
    }

    /// What is left to show when the figures are too large to calculate with.
    fn view_without_figures(&self, context: &Context, index: usize, why: &Error) -> Result<ProductView> {
        let row = self.row(index).ok_or_else(|| super::no_such_product(""))?;
        let resolved = self.resolved(context, index)?;
        let mut problem = Problem::of_error(why, "", Some(&row.sku));
        problem.field = None;
        Ok(ProductView {
            row,
            fields: self.form(index),
            season: resolved.season_view(self.today),
            ledger: None,
            pays_full_cost: Vec::new(),
            beats_exits: Vec::new(),
            target: resolved.target.map(SellerTarget::to_view),
            target_ranges: Vec::new(),
            required_net: None,
            floor_unknown: Vec::new(),
            charm_floor: None,
            affordable_cost: None,
            outcomes: Vec::new(),
            recommended: None,
            holding: Vec::new(),
            utilization: context.group(&resolved).utilization_code(),
            cohorts: Vec::new(),
            remove_now_units: None,
            remove_now_gain: None,
            problems: vec![problem],
        })
    }

    fn cohort_views(
        &self,
        context: &Context,
        prepared: &Prepared<'_>,
        comparison: Option<&Comparison>,
    ) -> Vec<CohortView> {
        let calendar = &context.group(prepared.resolved).calendar;
        let date = |day: Option<i32>| -> Option<Day> { day.map(|day| calendar.date(day)) };
        let known = comparison.map(|comparison| comparison.cohorts.as_slice()).unwrap_or_default();
        if known.is_empty() {
            let plain = |cohort: &crate::stock::Cohort| CohortView {
                units: cohort.units,
                age_days: cohort.age_days,
                is_assumed: cohort.is_assumed,
                best_stop: None,
                worse_than_now: None,
                last_removals: Vec::new(),
            };
            return prepared.resolved.cohorts.iter().rev().map(plain).collect();
        }
        let view = |dates: &CohortDates| CohortView {
            units: dates.cohort.units,
            age_days: dates.cohort.age_days,
            is_assumed: dates.cohort.is_assumed,
            best_stop: date(dates.best_stop),
            worse_than_now: date(dates.worse_than_now),
            last_removals: dates
                .last_removals
                .iter()
                .map(|last| Deadline {
                    date: calendar.date(last.day),
                    reason: "before_surcharge",
                    units: last.units,
                    cost: Money::from_expectation(last.per_unit * last.units, self.currency).ok(),
                })
                .collect(),
        };
        known.iter().map(view).collect()
    }

    pub(super) fn product_problems(&self, prepared: &Prepared<'_>, sku: &str) -> Vec<Problem> {
        let note = |note: &super::facts::Note| {
            let severity = match note.code {
                "preview_fee_outdated"
                | "preview_fee_differs"
                | "preview_referral_differs"
                | "ages_above_stock"
                | "ages_below_stock"
                | "size_not_settled"
                | "length_unit_question" => Severity::Warning,
                "stock_negative" | "currency_not_of_market" => Severity::Error,
                _ => Severity::Note,
            };
            Problem::of_note(note, sku, severity)
        };
        let mut problems: Vec<Problem> = prepared.resolved.notes.iter().map(note).collect();

        let ledger = prepared.resolved.price.and_then(|price| prepared.ledger(price).ok());
        if let Some(ledger) = ledger {
            for line in ledger.left_out() {
                let mut problem = Problem::of_note(&super::facts::Note::new("fee_not_known"), sku, Severity::Note);
                problem.field = Some(line.id.code().to_owned());
                problem.params = line.holes.iter().map(|hole| ("hole".to_owned(), hole.clone())).collect();
                problems.push(problem);
            }
        }
        problems
    }
}

impl<'a> Prepared<'a> {
    /// The fees of a sale today.
    fn now(&self) -> Result<&SaleModel<'a>> {
        self.models.first().ok_or_else(|| Error::new(ErrorKind::Internal, "no_sale_model"))
    }

    /// The ledger of a sale today; a price that a table prints is not the seller's word.
    fn ledger(&self, price: Money) -> Result<Ledger> {
        let mut ledger = self.now()?.ledger(price)?;
        if self.resolved.is_price_printed && self.resolved.price == Some(price) {
            let lines = ledger.lines.iter_mut().filter(|line| line.id == LineId::Price);
            lines.for_each(|line| line.status = Status::Report);
        }
        Ok(ledger)
    }

    pub(super) fn comparison(&self, context: &Context) -> Result<Option<Comparison>> {
        if self.resolved.units.is_none() {
            return Ok(None);
        }
        let ways = self.ways(context);
        self.situation(context.group(self.resolved), &ways).map(|situation| compare(&situation)).transpose()
    }

    fn tried(&self, context: &Context, price: Money) -> Result<Option<Outcome>> {
        let mut ways = self.ways(context);
        ways.truncate(1);
        if self.resolved.units.is_none() || ways.is_empty() {
            return Ok(None);
        }
        let nets: Vec<_> = self.models.iter().map(|model| model.net_proceeds(price)).collect();
        ways.push(PriceWay {
            name: ScenarioName::own_price(price),
            price,
            unknown: self.unknown_of(price, &nets),
            nets: context.segments.iter().zip(nets).map(|(&from_day, net)| NetFrom { from_day, net }).collect(),
        });
        let Some(situation) = self.situation(context.group(self.resolved), &ways) else { return Ok(None) };
        Ok(compare(&situation)?.outcomes.into_iter().nth(1))
    }

    fn curve(&self, from_minor: i64, to_minor: i64, points: usize, currency: Currency) -> Result<Curve> {
        let (from, to) = (from_minor.max(1), to_minor.max(1));
        let mut curve = Curve::default();
        let model = self.now()?;
        let span = to.saturating_sub(from).max(0);
        let steps = i64::try_from(points.clamp(2, MOST_POINTS)).unwrap_or(2).saturating_sub(1).min(span.max(1));
        for step in 0..=steps {
            let minor = i128::from(from) + i128::from(span) * i128::from(step) / i128::from(steps);
            let price = Money::new(i64::try_from(minor).map_err(|_| Error::out_of_range("price"))?, currency)?;
            let net = model.net_proceeds(price);
            let profit = net.zip(model.landed_cost()).and_then(|(net, cost)| net.minus(cost).ok());
            curve.prices.push(price.to_expectation());
            curve.net.push(net.map(Money::to_expectation));
            curve.profit.push(profit.map(Money::to_expectation));
        }
        Ok(curve)
    }
}
