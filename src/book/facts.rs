//! What is known of one product, and where each fact comes from.

use crate::date::Day;
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::stock::Cohort;
use crate::units::{Length, Weight};

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Typed by the seller on the page.
    Typed,
    /// Read from a table the seller gave.
    Report {
        /// Number of the table.
        table: u32,
        /// Line of the file, from 1.
        line: u32,
    },
    /// Follows from other facts.
    Computed,
    /// Taken for want of better; shown as assumed.
    Assumed,
}

impl Source {
    /// Stable word for the page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Report { .. } => "report",
            Self::Computed => "computed",
            Self::Assumed => "assumed",
        }
    }
}

/// A value with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Fact<T> {
    /// A fact.
    pub const fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// Sides and weight, each known or not; a package needs all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Longest, median, shortest as given.
    pub sides: [Option<Fact<Length>>; 3],
    /// Weight of the packaged unit.
    pub weight: Option<Fact<Weight>>,
}

/// An age bucket of a report: ages included, units in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// First day of age.
    pub from: i32,
    /// Last day of age; none = open.
    pub to: Option<i32>,
    /// Units.
    pub units: i64,
}

/// Units on hand as reports give them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockFacts {
    /// Units that can still be sold: available and reserved, less customer orders and pending removals.
    pub units: Option<Fact<i64>>,
    /// Units already promised to customers: they are in the ages, but not in `units`.
    pub customer_orders: i64,
    /// Age buckets, youngest first, no unit twice.
    pub buckets: Vec<Bucket>,
    /// Where the buckets come from.
    pub bucket_source: Option<Source>,
    /// Age of all units where only one figure is known.
    pub single_age: Option<Fact<i64>>,
    /// The day the ages are of.
    pub age_date: Option<Day>,
    /// The day the units came in, as a seller's own sheet names it instead of an age.
    pub received: Option<Fact<Day>>,
}

/// Fees the marketplace's preview prints for the price it names.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PreviewFees {
    /// Price the figures are for.
    pub price: Option<Money>,
    /// Referral fee.
    pub referral: Option<Fact<Money>>,
    /// Fulfilment fee, fuel surcharge within.
    pub fulfilment: Option<Fact<Money>>,
}

/// Everything known of one product before anything is computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Identity inside the book.
    pub key: String,
    /// SKU as text.
    pub sku: String,
    /// Condition, as the report words it.
    pub condition: Option<String>,
    /// Amazon's own number for the stock.
    pub fnsku: Option<String>,
    /// Catalogue number.
    pub asin: Option<String>,
    /// Title as a report of the marketplace has it.
    pub title: Option<Fact<String>>,
    /// Title as the seller's own table has it; it is shown before the other.
    pub own_title: Option<Fact<String>>,
    /// Regular price.
    pub price_list: Option<Fact<Money>>,
    /// Price of a sale that runs.
    pub price_sale: Option<Fact<Money>>,
    /// Size as the marketplace measured it.
    pub measured: Size,
    /// Size by the seller's own sheet.
    pub own_size: Size,
    /// Volume of one unit in cubic feet, where a report prints it.
    pub item_volume: Option<Fact<Decimal>>,
    /// Product groups the reports print, in the order read.
    pub product_groups: Vec<String>,
    /// Whom the goods are bought from, as the seller's own sheet names it.
    pub supplier: Option<Box<str>>,
    /// Category by the seller's own word: a canonical id.
    pub category_word: Option<Fact<String>>,
    /// Purchase cost in its own currency.
    pub cost_unit: Option<Fact<UnitAmount>>,
    /// Units of the cost currency for one of the sale currency.
    pub fx_rate: Option<Fact<Decimal>>,
    /// Freight to the warehouse for one unit.
    pub cost_freight: Option<Fact<UnitAmount>>,
    /// Duty as a share of the purchase cost.
    pub cost_duty_rate: Option<Fact<Rate>>,
    /// Duty as an amount.
    pub cost_duty: Option<Fact<UnitAmount>>,
    /// Packaging and preparation.
    pub cost_packaging: Option<Fact<UnitAmount>>,
    /// Landed cost in one figure.
    pub cost_landed: Option<Fact<UnitAmount>>,
    /// The seller's own fulfilment fee from their own table.
    pub own_fulfilment: Option<Fact<Money>>,
    /// The seller's own referral rate from their own table.
    pub own_referral_rate: Option<Fact<Rate>>,
    /// The marketplace's preview.
    pub preview: PreviewFees,
    /// Stock.
    pub stock: StockFacts,
    /// Units sold in the last 7, 30, 60 and 90 days.
    pub sold: [Option<Fact<i64>>; 4],
    /// Average days of supply over the last 30 and 90 days, as the marketplace prints them.
    pub days_of_supply: [Option<Fact<Decimal>>; 2],
    /// The report says that the product is free of the low-inventory fee, or that it is not.
    pub is_low_inventory_exempt: Option<Fact<bool>>,
    /// Share of sold units that come back.
    pub return_rate: Option<Fact<Rate>>,
    /// Advertising as a share of sales.
    pub ad_rate: Option<Fact<Rate>>,
    /// Notes found while joining.
    pub notes: Vec<Note>,
}

impl Facts {
    /// The marketplace has not measured the item and the seller's sheet has its size.
    pub fn is_sized_by_own_sheet(&self) -> bool {
        let is_whole = |size: &Size| size.sides.iter().all(Option::is_some);
        !is_whole(&self.measured) && is_whole(&self.own_size)
    }

    /// The size that is believed where nothing is typed.
    pub fn believed_size(&self) -> &Size {
        if self.is_sized_by_own_sheet() { &self.own_size } else { &self.measured }
    }
}

/// Something to tell about a product: a stable code and the values of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable code.
    pub code: &'static str,
    /// Canonical field it concerns.
    pub field: Option<&'static str>,
    /// Values for the sentence.
    pub params: Vec<(&'static str, String)>,
}

impl Note {
    /// A note.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, field: None, params: Vec::new() }
    }

    /// Names the field.
    #[must_use]
    pub const fn on(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.params.push((name, text.into()));
        self
    }
}

impl Facts {
    /// Takes in the units on hand and sold of another row of the same table, which the seller counts to the same
    /// product. Nothing else adds up: of two prices the first is in force.
    pub fn add_units(&mut self, other: Self) {
        self.stock.add(other.stock);
        for (own, further) in self.sold.iter_mut().zip(other.sold) {
            match (own.as_mut(), further) {
                (Some(own), Some(further)) => own.value = own.value.saturating_add(further.value),
                (None, further) => *own = further,
                (Some(_), None) => {}
            }
        }
        let of_units = |note: &Note| note.field.is_some_and(|field| field.starts_with("units"));
        self.notes.extend(other.notes.into_iter().filter(of_units));
    }
}

impl StockFacts {
    fn add(&mut self, other: Self) {
        let (Some(own), Some(further)) = (self.units.as_mut(), other.units) else {
            if self.units.is_none() {
                *self = other;
            }
            return;
        };
        own.value = own.value.saturating_add(further.value);
        self.customer_orders = self.customer_orders.saturating_add(other.customer_orders);
        for bucket in other.buckets {
            match self.buckets.iter_mut().find(|own| (own.from, own.to) == (bucket.from, bucket.to)) {
                Some(own) => own.units = own.units.saturating_add(bucket.units),
                None => self.buckets.push(bucket),
            }
        }
        self.buckets.sort_by_key(|bucket| bucket.from);
        self.bucket_source = self.bucket_source.or(other.bucket_source);
        // The older of two ages: what is younger than it is said to be costs less than planned, never more.
        self.single_age = match (self.single_age, other.single_age) {
            (Some(own), Some(further)) if further.value > own.value => Some(further),
            (own, further) => own.or(further),
        };
        self.age_date = self.age_date.or(other.age_date);
        self.received = self.received.or(other.received);
    }

    /// Days since the units came in, where that day stands for their age.
    pub fn since_received(&self, today: Day) -> Option<Fact<i64>> {
        let received = self.received.filter(|_| self.single_age.is_none() && self.buckets.is_empty())?;
        Some(Fact::new(i64::from(today.days_since(received.value).max(0)), received.source))
    }

    /// Cohorts on `today`, oldest last; says in `notes` what had to be assumed or did not add up.
    ///
    /// An age is the middle of its bucket (the lower end of an open one), moved on from the day
    /// the ages are of. Units promised to customers and units the ages have too many leave from
    /// the oldest; units they have too few are added as new.
    #[must_use]
    pub fn cohorts(&self, today: Day, notes: &mut Vec<Note>) -> Vec<Cohort> {
        let Some(units) = self.units.map(|fact| fact.value) else { return Vec::new() };
        let moved = self.age_date.map_or(0, |day| today.days_since(day).max(0));
        let in_days = |days: i64| i32::try_from(days).unwrap_or(i32::MAX / 2);
        let since_received = self.since_received(today);
        let mut cohorts: Vec<(i64, i32, bool)> = if let Some(age) = self.single_age {
            vec![(units, in_days(age.value).saturating_add(moved), age.source != Source::Typed)]
        } else if let Some(age) = since_received {
            vec![(units, in_days(age.value), true)]
        } else {
            self.buckets
                .iter()
                .filter(|bucket| bucket.units > 0)
                .map(|bucket| {
                    let middle = bucket.to.map_or(bucket.from, |to| bucket.from + (to - bucket.from) / 2);
                    (bucket.units, middle.saturating_add(moved), true)
                })
                .collect()
        };
        cohorts.sort_by_key(|&(_, age, _)| age);
        if cohorts.is_empty() && units > 0 {
            notes.push(Note::new("age_unknown").on("age_days").with("units", units.to_string()));
            cohorts.push((units, 0, true));
        } else if self.age_date.is_none() && self.single_age.or(since_received).is_none() && !cohorts.is_empty() {
            notes.push(Note::new("age_date_unknown").on("age_snapshot_date"));
        }
        let aged: i64 = cohorts.iter().map(|c| c.0).sum();
        let drift = aged.saturating_sub(units).saturating_sub(self.customer_orders);
        if self.single_age.or(since_received).is_none() && aged > 0 && drift > 0 {
            notes.push(Note::new("ages_above_stock").on("units").with("units", drift.to_string()));
        }
        let mut surplus = aged.saturating_sub(units);
        if surplus < 0 {
            notes.push(Note::new("ages_below_stock").on("units").with("units", (-surplus).to_string()));
            cohorts.insert(0, (-surplus, 0, true));
        }
        while surplus > 0 {
            let Some(oldest) = cohorts.last_mut() else { break };
            let taken = surplus.min(oldest.0);
            oldest.0 -= taken;
            surplus -= taken;
            if oldest.0 == 0 {
                cohorts.pop();
            }
        }
        cohorts
            .into_iter()
            .map(|(units, age_days, is_assumed)| Cohort { units: to_f64(units), age_days, is_assumed })
            .collect()
    }
}

/// A count as an expectation.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "counts are far below 2^53")]
#[must_use]
pub const fn to_f64(count: i64) -> f64 {
    count as f64
}

/// Money of a decimal if it is whole minor units, else rounded half away from zero.
#[must_use]
pub fn money_of(decimal: Decimal, currency: Currency) -> Option<Money> {
    // Nearly all prices: few digits, none finer than a minor unit.
    if let (Ok(small), Some(power)) =
        (i64::try_from(decimal.coefficient()), currency.exponent().checked_sub(decimal.scale()))
        && let Some(minor) = small.checked_mul(10_i64.pow(power))
    {
        return Money::new(minor, currency).ok();
    }
    let minor =
        decimal.to_ratio().ok()?.times(crate::rounding::Ratio::whole(i128::from(currency.minor_per_major()))).ok()?;
    Money::from_ratio_minor(minor, currency, crate::rounding::Rounding::HalfAwayFromZero).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(units: i64, customer_orders: i64, buckets: &[(i32, Option<i32>, i64)]) -> StockFacts {
        StockFacts {
            units: Some(Fact::new(units, Source::Typed)),
            customer_orders,
            buckets: buckets.iter().map(|&(from, to, units)| Bucket { from, to, units }).collect(),
            bucket_source: None,
            single_age: None,
            age_date: Some(Day::parse("2026-11-12").unwrap()),
            received: None,
        }
    }

    fn today() -> Day {
        Day::parse("2026-11-21").unwrap()
    }

    #[test]
    fn takes_promised_units_off_the_oldest() {
        let mut notes = Vec::new();
        let cohorts =
            stock(49, 1, &[(0, Some(90), 40), (366, Some(455), 6), (456, None, 4)]).cohorts(today(), &mut notes);
        let read: Vec<_> = cohorts.iter().map(|c| (c.units, c.age_days)).collect();
        assert_eq!(read, [(40.0, 54), (6.0, 419), (3.0, 465)]);
        assert_eq!(notes, []);
    }

    #[test]
    fn says_when_ages_and_stock_differ() {
        let mut notes = Vec::new();
        let cohorts = stock(30, 0, &[(0, Some(30), 33)]).cohorts(today(), &mut notes);
        assert_eq!(cohorts.iter().map(|c| c.units).sum::<f64>(), 30.0);
        assert_eq!(notes.pop().map(|n| (n.code, n.params)), Some(("ages_above_stock", vec![("units", "3".into())])));
        let cohorts = stock(35, 0, &[(0, Some(30), 33)]).cohorts(today(), &mut notes);
        assert_eq!(cohorts.iter().map(|c| c.units).sum::<f64>(), 35.0);
        assert_eq!(notes.pop().map(|n| n.code), Some("ages_below_stock"));
    }
}
