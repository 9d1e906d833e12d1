//! What changes for the catalogue between two days of the fee tables.
//!
//! Both days are calculated for the stock of today: its units, its ages, its prices, its pace. What differs
//! is what the tables say, so the answer to "what changes on 15 January" is that of the tables alone.

use super::calculation::{Context, Scratch, Way, compute_resolved};
use super::resolve::Resolved;
use super::view::Progress;
use super::{Book, count};
use crate::break_even::{Target, Within};
use crate::date::Day;
use crate::error::{Error, Result};
use crate::fees::{AgedExemption, Category, Family, Goods, Handling, SizedUnit, Stored, charge_by_volume};
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::offer::Channel;
use crate::quote::{LineId, SaleModel};
use crate::rounding::{Ratio, Rounding};
use crate::scenario::ScenarioName;

/// Days of a month, for sums at today's pace.
const MONTH_DAYS: f64 = 30.0;

/// What is compared of a product.
///
/// ```
/// use clearfloor::book::fee_change::Part;
/// assert_eq!((Part::Storage.family(), Part::Storage.per()), ("storage_monthly", "month"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A fee of the sale.
    Sale(LineId),
    /// A month of storage, of the stock of today.
    Storage,
    /// The aged surcharge of one snapshot at the ages of today, of the whole stock.
    Aged,
    /// Removal or disposal of a unit.
    Removal,
    /// Processing of a liquidated unit.
    Liquidation,
}

impl Part {
    /// Code of the family, as in the data.
    ///
    /// ```
    /// use clearfloor::{book::fee_change::Part, quote::LineId};
    /// assert_eq!(Part::Sale(LineId::Referral).family(), "referral");
    /// // The family of this line has another name in the data.
    /// assert_eq!(Part::Sale(LineId::Closing).family(), "closing_fee");
    /// ```
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Sale(LineId::Closing) => Family::ClosingFee.code(),
            Self::Sale(LineId::BulkyPackaging) => Family::BulkyPackagingFee.code(),
            Self::Sale(LineId::Overmax) => Family::OvermaxHandling.code(),
            Self::Sale(LineId::Lithium) => Family::LithiumBatteryFee.code(),
            Self::Sale(line) => line.code(),
            Self::Storage => Family::StorageMonthly.code(),
            Self::Aged => Family::AgedInventory.code(),
            Self::Removal => Family::Removal.code(),
            Self::Liquidation => Family::Liquidation.code(),
        }
    }

    /// What its amount is for: `sold` a unit sold, `month` the stock for a month, `snapshot` the stock at a
    /// snapshot, `exit` a unit that leaves.
    ///
    /// ```
    /// use clearfloor::{book::fee_change::Part, quote::LineId};
    /// assert_eq!(Part::Sale(LineId::Fulfilment).per(), "sold");
    /// assert_eq!([Part::Aged.per(), Part::Removal.per()], ["snapshot", "exit"]);
    /// ```
    #[must_use]
    pub const fn per(self) -> &'static str {
        match self {
            Self::Sale(_) => "sold",
            Self::Storage => "month",
            Self::Aged => "snapshot",
            Self::Removal | Self::Liquidation => "exit",
        }
    }

    /// Charged month by month, as opposed to once, when stock leaves.
    const fn is_monthly(self) -> bool {
        !matches!(self, Self::Removal | Self::Liquidation)
    }
}

/// One family over the whole catalogue. Amounts are costs: above zero = dearer.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let (now, then) = (book.today(), Day::parse("2027-01-15").unwrap());
/// book.compare_fees(now, then, 10).unwrap();
/// let change = book.fee_change(10).unwrap();
/// let fulfilment = change.families.iter().find(|of| of.part.family() == "fulfilment").unwrap();
/// // After the season a unit is 0.30 cheaper; nine sell in a month.
/// assert_eq!((fulfilment.most.unwrap().to_string(), fulfilment.touched), ("-0.30".to_owned(), 1));
/// assert_eq!(fulfilment.per_month.unwrap().to_string(), "-2.70");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyChange {
    /// What is compared.
    pub part: Part,
    /// Products that pay another amount.
    pub touched: u32,
    /// Of them, those that pay more.
    pub dearer: u32,
    /// Products of which one of the two amounts is not known.
    pub unknown: u32,
    /// For all of them a month at today's pace; none for what is paid once.
    pub per_month: Option<Money>,
    /// Greatest change of one product: of one unit sold or leaving, of the whole stock for storage and ageing.
    pub most: Option<Money>,
}

/// One product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, fee_change::Part};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let change = book.fee_change_of("MAT", book.today(), Day::parse("2027-01-15").unwrap()).unwrap().unwrap();
/// let storage = change.parts.iter().find(|(part, _)| *part == Part::Storage).unwrap().1;
/// // 400 boxes of 140 cubic inches are 32.41 cubic feet: 2.40 a month each in December, 0.78 from January.
/// assert_eq!(storage.to_string(), "-52.50");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProductChange {
    /// Key of the product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Change of the fees of one unit sold; none = not known.
    pub per_unit: Option<Money>,
    /// Change a month at today's pace, holding included; none = not known.
    pub per_month: Option<Money>,
    /// Changes by part; above zero = dearer.
    pub parts: Vec<(Part, Money)>,
    /// Lowest price that pays all cost, on either day; none = not known.
    pub break_even: [Option<Money>; 2],
    /// Lowest price that beats every exit.
    pub floor: [Option<Money>; 2],
    /// The best way.
    pub best: [Option<ScenarioName>; 2],
    /// Another way is the best.
    pub is_way_changed: bool,
}

impl ProductChange {
    fn is_price_changed(&self) -> bool {
        let differs = |[a, b]: [Option<Money>; 2]| a.is_some() && b.is_some() && a != b;
        differs(self.break_even) || differs(self.floor)
    }

    fn is_touched(&self) -> bool {
        !self.parts.is_empty() || self.is_way_changed || self.is_price_changed()
    }
}

/// The whole answer.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let (now, then) = (book.today(), Day::parse("2027-01-15").unwrap());
/// book.compare_fees(now, then, 10).unwrap();
/// let change = book.fee_change(10).unwrap();
/// assert_eq!((change.products, change.touched, change.way_changed), (1, 1, 0));
/// // 52.50 of storage, and 0.31 of fulfilment with its surcharge for each of nine.
/// assert_eq!(change.per_month.to_string(), "-55.29");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FeeChange {
    /// Products looked at.
    pub products: u32,
    /// Of them, those whose facts contradict the tables, such as a price of another currency.
    pub left_out: u32,
    /// Products for which anything changes.
    pub touched: u32,
    /// Products with another best way.
    pub way_changed: u32,
    /// Products with another lowest price.
    pub price_changed: u32,
    /// For all products a month at today's pace.
    pub per_month: Money,
    /// Tables that are taken to hold on one of the days though nothing says so.
    pub assumed: Vec<String>,
    /// The families that change, the dearest first.
    pub families: Vec<FamilyChange>,
    /// Products, the dearest first.
    pub rows: Vec<ProductChange>,
}

/// Products kept of those that change; the dearest.
const MOST_ROWS: usize = 500;

/// A comparison under way.
#[derive(Debug)]
pub(super) struct Work {
    days: [Day; 2],
    contexts: [Context; 2],
    scratch: Scratch,
    next: usize,
    answer: FeeChange,
}

impl Book {
    /// Compares the fees of two days for up to `limit` further products, until `done` is `total`. Begins
    /// anew when the days are others than before, or the book has changed.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let (now, then) = (book.today(), Day::parse("2027-01-15").unwrap());
    /// assert_eq!(book.compare_fees(now, then, 100).unwrap().total, 0);
    /// assert_eq!(book.fee_change(10).unwrap().assumed.contains(&"fulfilment_2026".to_owned()), true);
    /// ```
    ///
    /// # Errors
    /// As [`Book::advance`]; `out_of_range`.
    pub fn compare_fees(&mut self, before: Day, after: Day, limit: usize) -> Result<Progress> {
        if self.fee_change.as_ref().is_none_or(|work| work.days != [before, after]) {
            self.fee_change = Some(self.fee_work(before, after)?);
        }
        self.advance_fee_change(limit)
    }

    /// What changes for one product between two days; none = nothing.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let change = book.fee_change_of("MAT", book.today(), Day::parse("2027-01-15").unwrap()).unwrap().unwrap();
    /// assert_eq!(change.per_unit.unwrap().to_string(), "-0.31");
    /// // Between two days of one table nothing changes.
    /// assert_eq!(book.fee_change_of("MAT", book.today(), book.today().plus(1)), Ok(None));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`; as [`Book::advance`].
    pub fn fee_change_of(&self, key: &str, before: Day, after: Day) -> Result<Option<ProductChange>> {
        self.product_change(&mut self.fee_work(before, after)?, self.position(key)?)
    }

    fn fee_work(&self, before: Day, after: Day) -> Result<Work> {
        let context = |day| Context::new(day, self.currency, &self.entries.settings, self.fees);
        let contexts = [context(before)?, context(after)?];
        let standing = [before, after].into_iter().flat_map(|day| self.fees.standings(day));
        let mut assumed: Vec<String> = standing
            .filter(|table| table.is_assumed || table.is_past_its_time)
            .map(|table| table.table.to_owned())
            .collect();
        assumed.sort_unstable();
        assumed.dedup();
        let answer = FeeChange {
            products: 0,
            left_out: 0,
            touched: 0,
            way_changed: 0,
            price_changed: 0,
            per_month: Money::zero(self.currency),
            assumed,
            families: Vec::new(),
            rows: Vec::new(),
        };
        let days = [before, after];
        Ok(Work { days, contexts, scratch: Scratch::default(), next: 0, answer })
    }

    fn advance_fee_change(&mut self, limit: usize) -> Result<Progress> {
        let total = count(self.products.len());
        let Some(mut work) = self.fee_change.take() else { return Ok(Progress { done: total, total }) };
        let last = work.next.saturating_add(limit).min(self.products.len());
        for index in work.next..last {
            match self.product_change(&mut work, index) {
                Ok(change) => work.answer.rows.extend(change),
                Err(_) => work.answer.left_out += 1,
            }
        }
        work.next = last;
        shorten(&mut work.answer.rows, MOST_ROWS);
        work.answer.products = count(last);
        let progress = Progress { done: count(last), total };
        self.fee_change = Some(work);
        Ok(progress)
    }

    /// What was found so far, with at most so many products; none = nothing was begun, or the book has
    /// changed since.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
    ///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// assert!(book.fee_change(1).is_none());
    /// book.compare_fees(book.today(), Day::parse("2027-01-15").unwrap(), 10).unwrap();
    /// let change = book.fee_change(1).unwrap();
    /// // Rugs take up more room, and more of them sell.
    /// assert_eq!((change.touched, change.rows.len(), change.rows[0].sku.as_str()), (2, 1, "RUG"));
    /// ```
    #[must_use]
    pub fn fee_change(&self, most: usize) -> Option<FeeChange> {
        let mut answer = self.fee_change.as_ref()?.answer.clone();
        shorten(&mut answer.rows, most);
        let weight = |change: &FamilyChange| {
            core::cmp::Reverse((change.per_month.map_or(0, |money| money.minor().abs()), change.touched))
        };
        answer.families.retain(|family| family.touched + family.unknown > 0);
        answer.families.sort_by_key(weight);
        Some(answer)
    }

    fn product_change(&self, work: &mut Work, index: usize) -> Result<Option<ProductChange>> {
        let Some(facts) = self.products.get(index) else { return Ok(None) };
        let Work { days: [first, last], contexts: [before, after], scratch, answer, .. } = work;
        let entries = self.entries.of(&facts.key);
        let (mut a, mut b) = (before.resolve(facts, entries), after.resolve(facts, entries));
        // Both days look at the stock as it is today.
        if *first != self.today || *last != self.today {
            let cohorts = if *first == self.today {
                a.cohorts.clone()
            } else {
                before.resolve_on(self.today, facts, entries).cohorts
            };
            a.cohorts.clone_from(&cohorts);
            b.cohorts = cohorts;
        }
        let sides = [Side::new(before, &a)?, Side::new(after, &b)?];
        let [now, then] = [compute_resolved(before, &a, scratch), compute_resolved(after, &b, scratch)];
        let (best, other) = (now.best.as_ref().map(Way::name), then.best.as_ref().map(Way::name));
        let mut change = ProductChange {
            key: facts.key.clone(),
            sku: facts.sku.clone(),
            title: String::new(),
            per_unit: None,
            per_month: None,
            parts: Vec::new(),
            break_even: [sides[0].break_even, sides[1].break_even],
            floor: [now.floor, then.floor],
            is_way_changed: best.as_ref().zip(other.as_ref()).is_some_and(|(a, b)| a.id != b.id),
            best: [best, other],
        };
        compare(&sides, &a, &mut change, &mut answer.families, self.currency)?;
        if let Some(sum) = change.per_month {
            answer.per_month = answer.per_month.plus(sum)?;
        }
        answer.way_changed += u32::from(change.is_way_changed);
        answer.price_changed += u32::from(change.is_price_changed());
        if !change.is_touched() {
            return Ok(None);
        }
        answer.touched += 1;
        self.title_of(index).clone_into(&mut change.title);
        Ok(Some(change))
    }
}

/// The dearest a month first, then the dearest a unit; the cheapest last.
fn shorten(rows: &mut Vec<ProductChange>, most: usize) {
    let minor = |money: Option<Money>| money.map_or(0, Money::minor);
    rows.sort_by_key(|row| {
        core::cmp::Reverse((minor(row.per_month).abs(), minor(row.per_unit).abs(), row.is_way_changed))
    });
    rows.truncate(most);
}

/// What is charged of a product on one day.
struct Side {
    /// Costs: above zero = paid. Of one unit, but for what is charged for the stock.
    charged: Vec<(Part, Option<Money>)>,
    /// What one sale brings; a fee that is not known and not needed is left out, as in the ledger.
    net: Option<Money>,
    break_even: Option<Money>,
}

impl Side {
    fn new(context: &Context, resolved: &Resolved) -> Result<Self> {
        let mut side = Self { charged: Vec::new(), net: None, break_even: None };
        let (day, fees) = (context.today, context.fees);
        if let Some(price) = resolved.price {
            let model = SaleModel::new(fees, &resolved.product, resolved.channel, day)?;
            for (line, amount) in model.amounts(price)? {
                if line.is_marketplace_fee() || line == LineId::ReturnsProcessing {
                    side.charged.push((Part::Sale(line), amount.map(Money::negated)));
                }
            }
            side.net = model.net_proceeds(price);
            side.break_even = break_even(&model, resolved, price);
        }
        let Some(sized) = resolved.sized.as_ref().filter(|_| resolved.channel != Channel::OwnFulfilment) else {
            return Ok(side);
        };
        let goods = if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary };
        let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
        let units = resolved.units.unwrap_or(0);
        let all = sized.cubic_feet.times(Ratio::whole(i128::from(units)))?.over(fees.cubic_feet_per_volume())?;
        let category = resolved.category.and_then(Category::storage_name);
        let storage = fees.storage(&Stored { category, ..Stored::of(sized.group, goods) }, day).ok();
        side.charged.push((Part::Storage, storage.and_then(|rate| charge_by_volume(rate.value, all).ok())));
        side.charged.push((Part::Aged, aged(context, resolved, sized)?));
        side.charged.push((Part::Removal, fees.removal(sized, handling, day).ok().map(|fee| fee.value)));
        let liquidation = fees.liquidation(sized, handling, day).ok();
        side.charged.push((Part::Liquidation, liquidation.map(|terms| terms.value.processing)));
        Ok(side)
    }

    /// What a part costs: nothing if there is no such line, none if it is not known.
    fn of(&self, part: Part, zero: Money) -> Option<Money> {
        self.charged.iter().find(|(own, _)| *own == part).map_or(Some(zero), |(_, amount)| *amount)
    }
}

/// The surcharge that the stock of today would pay at the snapshot of the day's table.
fn aged(context: &Context, resolved: &Resolved, sized: &SizedUnit) -> Result<Option<Money>> {
    let Ok(schedule) = context.fees.aged(context.today) else { return Ok(None) };
    let exemption = if resolved.is_exempt { AgedExemption::Exempt } else { AgedExemption::Charged };
    let mut sum = Money::zero(context.currency);
    for cohort in &resolved.cohorts {
        let units = Decimal::nearest(cohort.units, 0)?.to_ratio()?.round(Rounding::HalfAwayFromZero)?;
        let volume = sized.cubic_feet.times(Ratio::whole(units))?.over(context.fees.cubic_feet_per_volume())?;
        let units = i64::try_from(units).map_err(|_| Error::out_of_range("units"))?;
        let age = u32::try_from(cohort.age_days).unwrap_or(0);
        sum = sum.plus(schedule.value.charge(units, volume, age, exemption)?.surcharge)?;
    }
    Ok(Some(sum))
}

/// Lowest price that pays all cost.
fn break_even(model: &SaleModel<'_>, resolved: &Resolved, price: Money) -> Option<Money> {
    let cost = Ratio::whole(i128::from(model.landed_cost()?.minor()));
    let highest = resolved.list_price.into_iter().chain([price]).max_by_key(|price| price.minor())?.times(4).ok()?;
    let within = Within::between(Money::new(1, price.currency()).ok()?, highest);
    let ranges = model.price_model(cost).ok()??.rounded_cent_ranges(Target::BREAK_EVEN, within).ok()?;
    ranges.first().map(|range| range.first)
}

/// Puts the two days of a product side by side.
fn compare(
    sides: &[Side; 2],
    product: &Resolved,
    change: &mut ProductChange,
    families: &mut Vec<FamilyChange>,
    currency: Currency,
) -> Result<()> {
    let zero = Money::zero(currency);
    let mut parts: Vec<Part> = sides.iter().flat_map(|side| side.charged.iter().map(|(part, _)| *part)).collect();
    parts.sort_unstable();
    parts.dedup();
    let sold = product.units_per_day.map(|rate| rate * MONTH_DAYS);
    let [before, after] = [sides[0].net, sides[1].net];
    let per_unit = before.zip(after).and_then(|(before, after)| before.minus(after).ok());
    // Without the net of a sale nothing is said of the month.
    let mut per_month = per_unit.map(|_| zero);
    for part in parts {
        let [now, then] = [sides[0].of(part, zero), sides[1].of(part, zero)];
        let place = family(families, part, currency);
        let Some(entry) = families.get_mut(place) else { continue };
        let is_sale = matches!(part, Part::Sale(_));
        let Some((now, then)) = now.zip(then) else {
            entry.unknown += 1;
            continue;
        };
        let more = then.minus(now)?;
        if more.minor() == 0 {
            continue;
        }
        entry.touched += 1;
        entry.dearer += u32::from(more.minor() > 0);
        change.parts.push((part, more));
        if entry.most.is_none_or(|most| more.minor().abs() > most.minor().abs()) {
            entry.most = Some(more);
        }
        let month = if is_sale {
            sold.and_then(|sold| Money::from_expectation(more.to_expectation() * sold, currency).ok())
        } else if part.is_monthly() {
            Some(more)
        } else {
            continue;
        };
        entry.per_month = entry.per_month.zip(month).and_then(|(sum, month)| sum.plus(month).ok()).or(entry.per_month);
        per_month = per_month.zip(month).and_then(|(sum, month)| sum.plus(month).ok());
    }
    (change.per_unit, change.per_month) = (per_unit, per_month);
    Ok(())
}

fn family(families: &mut Vec<FamilyChange>, part: Part, currency: Currency) -> usize {
    if let Some(place) = families.iter().position(|family| family.part == part) {
        return place;
    }
    let per_month = part.is_monthly().then(|| Money::zero(currency));
    families.push(FamilyChange { part, touched: 0, dearer: 0, unknown: 0, per_month, most: None });
    families.len() - 1
}
