//! Health of one product: each indicator with the figures it came from.

use super::super::Book;
use super::super::channels::Sheet;
use super::super::facts::to_f64;
use super::lines::Held;
use super::measure::{By, Measured, Stage, Xyz, param, text};
use super::own::Own;
use super::view::{AgeOutlook, FigureView, ProductHealthBody, ProductHealthView};
use super::{HealthSheets, pairs};
use crate::error::Result;
use crate::health::age::{AgeLimit, age_check};
use crate::health::{AbcClass, AgingBucket, aging, gross_margin, marketplace_sell_through, stock_to_sales};
use crate::money::Money;
use crate::rounding::Ratio;
use crate::steps::to_the_end;

impl Book {
    /// Health of a product: its row, its indicators with what they came from, what the rules say, and the fields of its
    /// worksheet.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, health::HealthSheets};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let body = book.health_of("MAT", &HealthSheets::default()).unwrap().body;
    /// // 400 at nine in 30 days.
    /// assert_eq!(body.row.days_of_supply.unwrap().round(), 1333.0);
    /// assert!(body.lacks.contains(&"weekly_sales"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; as [`Book::health`].
    pub fn health_of(&mut self, key: &str, sheets: &HealthSheets) -> Result<ProductHealthView> {
        to_the_end(|steps| self.health_of_in_steps(key, sheets, steps))
    }

    /// Fields of the worksheet and all else, once the class is known that the product has among all.
    pub(super) fn product_health_view(
        &self,
        by: &By<'_>,
        sheets: &HealthSheets,
        index: usize,
        abc: Option<AbcClass>,
    ) -> Result<ProductHealthView> {
        let key = self.key_of(index);
        let texts = sheets.own.iter().find(|own| own.key == key).map(|own| pairs(&own.texts)).unwrap_or_default();
        let mut sheet = Sheet { texts: &texts, currency: self.currency, fields: Vec::new() };
        let own = Own::read(&mut sheet);
        let body = self.product_health(by, index, &own, abc)?;
        Ok(ProductHealthView { fields: sheet.take(), body })
    }

    fn product_health(&self, by: &By<'_>, index: usize, own: &Own, abc: Option<AbcClass>) -> Result<ProductHealthBody> {
        let measured = self.measure(by, index)?;
        let buckets: Vec<AgingBucket> = measured
            .known
            .ages
            .iter()
            .filter_map(|&(age, units)| Some(AgingBucket { units: to_f64(units), age_days: i32::try_from(age).ok()? }))
            .collect();
        let outlook = aging(&buckets, measured.line.per_day.unwrap_or(0.0))?;
        let fee_after_days = by.free.of(&measured.known);
        let reach = fee_after_days.and_then(|after| i32::try_from(after.saturating_add(1)).ok());
        let mut lacks = measured.alerts.missing.clone();
        for (what, is_absent) in [
            ("expected_days", own.expected_days.is_none()),
            ("launch_on", own.launch_on.is_none()),
            ("monthly_turnover", own.monthly_turnover.is_empty()),
            ("weekly_sales", own.weekly_sales.is_empty()),
            ("capacity", own.capacity.is_none()),
        ] {
            if is_absent && !lacks.contains(&what) {
                lacks.push(what);
            }
        }
        let ages = outlook.buckets.iter().map(|of| AgeOutlook {
            units: of.bucket.units,
            age_days: of.bucket.age_days,
            age_when_cleared: of.age_when_cleared.unwrap_or(f64::INFINITY),
        });
        Ok(ProductHealthBody {
            today: self.today,
            row: self.health_row(by, &measured, abc),
            figures: self.figures(by, &measured, own, abc)?,
            findings: measured
                .alerts
                .findings
                .iter()
                .map(|finding| self.finding_view(by, &measured, finding))
                .collect(),
            drawn: measured.drawn(),
            lacks,
            ages: ages.collect(),
            fee_after_days,
            units_reaching_fee: reach.filter(|_| !buckets.is_empty()).map(|age| outlook.units_that_reach(age)),
        })
    }

    fn figures(&self, by: &By<'_>, measured: &Measured, own: &Own, abc: Option<AbcClass>) -> Result<Vec<FigureView>> {
        let line = &measured.line;
        let held = by.held;
        let units = line.units;
        let has_stock = units > 0.0;
        let mut found = Vec::new();
        let [in_30, _, in_90] = line.sold().unwrap_or_default();
        let stock = |code, unit| FigureView::of(code, unit).with("units", units);

        let turnover = stock("turnover", "turns").with("sold_90", in_90);
        found.push(if own.monthly_turnover.is_empty() {
            turnover.is(line.turnover, "sold").assumed()
        } else {
            FigureView::of("turnover_typed", "turns").is(line.turnover, "sold")
        });
        let per_turn = line.turnover.map(|turns| if turns > 0.0 { 365.0 / turns } else { f64::INFINITY });
        found.push(
            FigureView::of("days_per_turn", "days").with("turnover", line.turnover.unwrap_or(0.0)).is(per_turn, "sold"),
        );
        for ((code, days), of) in
            [("days_of_supply_30", 30.0), ("days_of_supply_60", 60.0), ("days_of_supply_90", 90.0)]
                .into_iter()
                .zip(line.windows)
        {
            let lasts = of.filter(|_| has_stock).map(|of| if of > 0.0 { units * days / of } else { f64::INFINITY });
            found.push(stock(code, "days").with("sold", of.unwrap_or(0.0)).with("window", days).is(lasts, "sold"));
        }
        let whole = crate::book::health::measure::nearest;
        let [month, ..] = line.windows;
        let months = whole(units).zip(month.and_then(whole)).map(|(units, month)| stock_to_sales(units, month));
        let months = months.transpose()?.map(|months| months.map_or(f64::INFINITY, Ratio::to_f64));
        found.push(stock("stock_to_sales", "months").with("sold_30", month.unwrap_or(0.0)).is(months, "sold"));
        found.push(stock("sell_through", "share").with("sold_90", in_90).is(line.sell_through(), "sold").assumed());
        found.push(self.marketplace_figure(measured, own, in_90)?);
        let aged = line.aged_units.filter(|_| has_stock).map(|old| old / units);
        found.push(
            stock("aged_share", "share")
                .with("old", line.aged_units.unwrap_or(0.0))
                .with("days", to_f64(held.rules.critical_after))
                .is(aged, "ages"),
        );
        found.push(self.oldest(measured, held)?);
        let per_day = line.per_day.unwrap_or(0.0);
        found.push(
            stock("excess_units", "units")
                .with("per_day", per_day)
                .with("days", to_f64(held.excess_days))
                .with("inbound", to_f64(line.inbound))
                .is(line.excess, "sold"),
        );
        found.push(FigureView {
            amount: self.money_of(line.excess_cost),
            lacks: line.excess_cost.is_none().then_some("unit_cost"),
            ..FigureView::of("excess_cost", "money").with("excess", line.excess.unwrap_or(0.0))
        });
        found.push(self.gmroi(measured, in_90));
        found.push(self.gross_margin(measured, in_90)?);
        found.push(self.reorder(by, measured, own)?);
        found.push(FigureView {
            is_assumed: measured.is_safety_assumed,
            ..FigureView::of("safety_stock", "units")
                .with("per_day", measured.line_pace.per_day.unwrap_or(0.0))
                .with("days", to_f64(held.safety_days))
                .is(measured.safety_stock.map(to_f64), "sold")
        });
        found.push(
            FigureView::of("purchase_line", "units")
                .with("per_day", per_day)
                .with("days", to_f64(held.purchase_days))
                .with("units", units)
                .is(line.per_day.map(|rate| rate * to_f64(held.purchase_days)), "sold"),
        );
        found.push(FigureView::of("abc", "class").of_class(abc.map(AbcClass::code), "price_list"));
        found.push(
            FigureView::of("xyz", "class")
                .with("variation", line.variation.unwrap_or(f64::INFINITY))
                .of_class(line.xyz.map(Xyz::code), "sold"),
        );
        let before = (in_90 - in_30).max(0.0) / 2.0;
        found.push(
            FigureView::of("stage", "class")
                .with("recent", in_30)
                .with("before", before)
                .of_class(line.stage.map(Stage::code), "sold"),
        );
        Ok(found)
    }

    /// The oldest units against the age from which stock is to be discounted or cleared.
    fn oldest(&self, measured: &Measured, held: &Held) -> Result<FigureView> {
        let (code, limit) = match held.age_limit {
            AgeLimit::Days(days) => ("age_over_limit", days),
            AgeLimit::CalendarMonths(months) => ("age_over_limit_months", months),
        };
        let oldest = measured.known.ages.iter().filter(|(_, units)| *units > 0).map(|(age, _)| *age).max();
        let Some(age) = oldest.and_then(|age| i32::try_from(age).ok()) else {
            return Ok(FigureView::of(code, "days").is(None, "ages"));
        };
        let received = self.today.plus(-age);
        let found = age_check(received, self.today, held.age_limit)?;
        let mut figure = FigureView::of(code, "days").with("limit", to_f64(limit)).is(Some(f64::from(age)), "ages");
        figure.params.push(param("received_date", received.to_string()));
        Ok(FigureView { class: Some(if found.is_over { "over_age" } else { "within_age" }), ..figure })
    }

    /// Sell-through as the marketplace counts it; needs the counts of earlier days.
    fn marketplace_figure(&self, measured: &Measured, own: &Own, in_90: f64) -> Result<FigureView> {
        let figure = FigureView::of("sell_through_marketplace", "share").with("sold_90", in_90);
        let ([Some(ago_30), Some(ago_60), Some(ago_90)], Some(sold)) = (own.on_hand, measured.known.sold()) else {
            return Ok(figure.is(None, "on_hand"));
        };
        let counts = [measured.known.units, ago_30, ago_60, ago_90];
        let mean = counts.iter().map(|units| to_f64(*units)).sum::<f64>() / 4.0;
        let shipped = (sold.days_90.max(0), sold.days_30.max(0));
        let found = marketplace_sell_through(shipped.0, counts, Ratio::ZERO, shipped.1, Ratio::ZERO)?;
        Ok(figure.with("mean", mean).is(found.sell_through_90.map(Ratio::to_f64), "on_hand"))
    }

    /// Gross margin of a year for each unit of money in stock, before fees.
    fn gmroi(&self, measured: &Measured, in_90: f64) -> FigureView {
        let figure = FigureView::of("gmroi", "multiple").with("sold_90", in_90);
        let (Some(price), Some(cost)) = (measured.price, measured.known.unit_cost) else {
            return figure.is(None, if measured.known.unit_cost.is_none() { "unit_cost" } else { "price_list" });
        };
        let (price_minor, cost_minor) = (price.to_expectation(), cost.to_f64());
        let stock = cost_minor * measured.line.units;
        let margin = (price_minor - cost_minor) * in_90 * 365.0 / 90.0;
        let mut figure = figure.assumed();
        figure.params.push(param("price", price.to_string()));
        let cost = Money::from_expectation(cost_minor, self.currency).map(|cost| cost.to_string()).unwrap_or_default();
        figure.params.push(param("cost", cost));
        figure.params.push(param("units", text(measured.line.units)));
        let value = (measured.line.sold().is_some() && stock > 0.0).then(|| margin / stock);
        figure.is(value, "sold")
    }

    /// Sales of 90 days at today's price less what those units cost, before fees.
    fn gross_margin(&self, measured: &Measured, in_90: f64) -> Result<FigureView> {
        let figure = FigureView::of("gross_margin", "money").with("sold_90", in_90);
        let (Some(price), Some(cost)) = (measured.price, measured.known.unit_cost) else {
            return Ok(figure.is(None, if measured.known.unit_cost.is_none() { "unit_cost" } else { "price_list" }));
        };
        if measured.line.sold().is_none() {
            return Ok(figure.is(None, "sold"));
        }
        let revenue = Money::from_expectation(price.to_expectation() * in_90, self.currency)?;
        let goods = Money::from_expectation(cost.to_f64() * in_90, self.currency)?;
        let found = gross_margin(revenue, goods)?;
        let mut figure = figure.assumed();
        figure.params.push(param("revenue", revenue.to_string()));
        figure.params.push(param("cost", goods.to_string()));
        figure.params.push(param("rate", text(found.rate.map_or(0.0, Ratio::to_f64))));
        Ok(FigureView { amount: Some(found.amount), ..figure })
    }

    /// By when the next order must start.
    fn reorder(&self, by: &By<'_>, measured: &Measured, own: &Own) -> Result<FigureView> {
        let figure = FigureView::of("reorder_start", "days")
            .with("units", measured.line.units)
            .with("per_day", measured.line.per_day.unwrap_or(0.0))
            .with("lead", to_f64(own.lead_days.unwrap_or(0)))
            .with("safety", to_f64(by.held.safety_days));
        if own.lead_days.is_none() {
            return Ok(figure.is(None, "lead_days"));
        }
        let Some(start) = self.order_start(by, measured, own)? else { return Ok(figure.is(None, "sold")) };
        let mut figure = figure.is(Some(start.start_in_days.map_or(f64::INFINITY, Ratio::to_f64)), "sold");
        figure.params.push(param("date", start.start_by.map(|day| day.to_string()).unwrap_or_default()));
        Ok(figure)
    }
}
