//! Every scenario for every product of a catalogue.
//!
//! A [`Portfolio`] is made once for a day, settings and a list of cuts. Each product then costs about
//! a microsecond: its size class finds the fees of that class, its category the referral rule, and
//! the event-wise path of [`crate::stock`] the present value of each price. All fees come from the
//! same lookups as those of a single product, once for each class and category.
//!
//! What lacks a figure, or is written in a way that whole numbers do not hold, has no answer here:
//! [`crate::scenario::Bulk`] and [`crate::scenario::compare`] then say what can be said.

mod cards;
mod charges;
pub mod choose;
mod ladder;
#[cfg(test)]
mod laws;
mod line;
mod path;

use crate::date::Day;
use crate::error::Result;
use crate::fees::{AgedExemption, FeeTables, Goods, Handling, SizeClasses, SizeGroup};
use crate::money::Money;
use crate::rate::Rate;
use crate::stock::{Cohort, HoldingFees};
use crate::units::Package;
use cards::{ClassCards, SaleCard};
use charges::Charges;
use ladder::Ladder;
use path::{NetFrom, Pace, Path, Year};

pub use charges::{OwnCharges, Share};
pub use line::{Line, Wanted};

/// Days looked ahead.
pub const HORIZON_DAYS: i32 = 365;

/// Exits that follow the prices: liquidation, removal, disposal.
pub const EXITS: usize = 3;

/// Highest price handled here, in minor units: beyond it a share in parts per million would not fit.
const MAX_PRICE: i64 = 1_000_000_000_000;

/// What is the same for all products.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::{fees::FeeTables, portfolio::{Portfolio, Terms}, rate::Rate};
/// let terms = Terms {
///     today: Day::parse("2026-11-21").unwrap(),
///     annual_rate: 0.10,
///     cuts: [100_000, 250_000, 500_000].map(Rate::from_ppm).to_vec(),
///     recovery: None,
/// };
/// assert!(Portfolio::new(FeeTables::us().unwrap(), terms).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The day everything is calculated for.
    pub today: Day,
    /// Effective yearly return on capital (0.10 = 10 %).
    pub annual_rate: f64,
    /// Cuts looked at beside doing nothing, in parts per million of today's price.
    pub cuts: Vec<Rate>,
    /// Share of the price that bulk buyers pay; `None` = the middle of what the fee tables say.
    pub recovery: Option<Rate>,
}

/// One product.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Goods, Handling};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::portfolio::{Portfolio, Product, Terms};
/// use clearfloor::rate::Rate;
/// use clearfloor::stock::Cohort;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let terms = Terms { today, annual_rate: 0.1, cuts: vec![Rate::from_ppm(250_000)], recovery: None };
/// let mut portfolio = Portfolio::new(fees, terms).unwrap();
/// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
/// let product = Product {
///     package: &package, category: fees.categories().iter().position(|c| c.id() == "kitchen").unwrap(),
///     goods: Goods::Ordinary, handling: Handling::Ordinary, price: Money::parse("20.00", Currency::USD).unwrap(),
///     cohorts: &[Cohort { units: 1.0, age_days: 30, is_assumed: false }], units_per_day: 1.0, elasticity: -2.6,
/// };
/// // One unit that sells today at 20.00 is not cut.
/// assert_eq!(portfolio.value(&product).unwrap().place, 0);
/// // A price of nothing has no answer here.
/// let nothing = Product { price: Money::zero(Currency::USD), ..product };
/// assert_eq!(portfolio.value(&nothing), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Product<'a> {
    /// Packaged unit.
    pub package: &'a Package,
    /// Place of the category in [`FeeTables::categories`].
    pub category: usize,
    /// Under dangerous-goods rules or not.
    pub goods: Goods,
    /// Handling on removal.
    pub handling: Handling,
    /// Price in force.
    pub price: Money,
    /// The stock.
    pub cohorts: &'a [Cohort],
    /// Units sold a day at that price.
    pub units_per_day: f64,
    /// How that reacts to the price, below zero.
    pub elasticity: f64,
}

/// The recommended way of a product.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Goods, Handling};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::portfolio::{Portfolio, Product, Terms};
/// use clearfloor::rate::Rate;
/// use clearfloor::stock::Cohort;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
/// let terms = Terms { today, annual_rate: 0.1, cuts: vec![Rate::from_ppm(250_000)], recovery: None };
/// let mut portfolio = Portfolio::new(fees, terms).unwrap();
/// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
/// let product = Product {
///     package: &package, category: fees.categories().iter().position(|c| c.id() == "kitchen").unwrap(),
///     goods: Goods::Ordinary, handling: Handling::Ordinary, price: Money::parse("20.00", Currency::USD).unwrap(),
///     cohorts: &[Cohort { units: 10.0, age_days: 30, is_assumed: false }], units_per_day: 0.0, elasticity: -2.6,
/// };
/// // Nothing sells: leaving is the way, and gains the storage of a year besides.
/// let best = portfolio.value(&product).unwrap();
/// assert!(best.place >= 2 && best.gain > 0.0);
/// assert_eq!(best.present_value, portfolio.present_values()[best.place]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// Place among doing nothing, the cuts, liquidation, removal, disposal.
    pub place: usize,
    /// Its present value, in minor units.
    pub present_value: f64,
    /// More than doing nothing.
    pub gain: f64,
}

/// The catalogue pass: fees compiled, calendars made, room kept.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Goods, Handling};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::portfolio::{Portfolio, Product, Terms};
/// use clearfloor::rate::Rate;
/// use clearfloor::stock::Cohort;
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let fees = FeeTables::us().unwrap();
/// let terms = Terms {
///     today: Day::parse("2026-11-21").unwrap(),
///     annual_rate: 0.1,
///     cuts: vec![Rate::from_ppm(250_000)],
///     recovery: None,
/// };
/// let mut portfolio = Portfolio::new(fees, terms).unwrap();
/// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
/// let best = portfolio.value(&Product {
///     package: &package,
///     category: fees.categories().iter().position(|c| c.id() == "kitchen").unwrap(),
///     goods: Goods::Ordinary,
///     handling: Handling::Ordinary,
///     price: Money::parse("20.00", Currency::USD).unwrap(),
///     cohorts: &[Cohort { units: 1.0, age_days: 30, is_assumed: false }],
///     units_per_day: 1.0,
///     elasticity: -2.6,
/// });
/// // Sold today: 20.00 − 3.00 referral − 4.21 fulfilment − 0.15 fuel − storage of one day.
/// assert_eq!(best.map(|best| (best.place, best.present_value.round())), Some((0, 1264.0)));
/// assert_eq!(portfolio.present_values().len(), 5);
/// ```
#[derive(Debug)]
pub struct Portfolio {
    fees: &'static FeeTables,
    terms: Terms,
    sizes: SizeClasses,
    /// Standard and oversize, each ordinary and dangerous; `None` = a figure of it is not known.
    years: [Option<Year>; 4],
    classes: ClassCards,
    /// By category; `None` = a figure of it is not known.
    sales: Vec<Option<SaleCard>>,
    ladder: Ladder,
    path: Path,
    nets: Vec<NetFrom>,
    present_values: Vec<f64>,
}

impl Portfolio {
    /// Prepares fees and calendars.
    ///
    /// # Errors
    /// `fee_not_known` if no size tables are in force; `holding_rate`.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::{fees::FeeTables, portfolio::{Portfolio, Terms}};
    /// let on = |text| Terms { today: Day::parse(text).unwrap(), annual_rate: 0.1, cuts: Vec::new(), recovery: None };
    /// assert!(Portfolio::new(FeeTables::us().unwrap(), on("2026-11-21")).is_ok());
    /// // No tables of sizes reach back so far.
    /// assert_eq!(Portfolio::new(FeeTables::us().unwrap(), on("1999-01-01")).unwrap_err().code(), "fee_not_known");
    /// ```
    pub fn new(fees: &'static FeeTables, terms: Terms) -> Result<Self> {
        let today = terms.today;
        let changes = fees.change_days(today, today.plus(HORIZON_DAYS));
        let later = changes.iter().map(|day| day.days_since(today)).filter(|days| (1..HORIZON_DAYS).contains(days));
        let segments: Vec<i32> = core::iter::once(0).chain(later).collect();
        let year = |group, goods| -> Result<_> {
            let holding = HoldingFees::new(fees, today, HORIZON_DAYS, terms.annual_rate, group, goods)?;
            Ok(holding.into_known().map(Year::new))
        };
        let [standard, oversize] = [SizeGroup::Standard, SizeGroup::Oversize];
        Ok(Self {
            fees,
            sizes: SizeClasses::new(fees, today).map_err(|hole| cards::not_known(&hole))?,
            years: [
                year(standard, Goods::Ordinary)?,
                year(standard, Goods::Dangerous)?,
                year(oversize, Goods::Ordinary)?,
                year(oversize, Goods::Dangerous)?,
            ],
            sales: fees.categories().iter().map(|c| SaleCard::new(fees, c, today, &segments)).collect(),
            classes: ClassCards::new(today, segments),
            ladder: Ladder::new(&terms.cuts),
            terms,
            path: Path::default(),
            nets: Vec::new(),
            present_values: Vec::new(),
        })
    }

    /// Present values of the last product with an answer, in minor units: doing nothing, the cuts,
    /// liquidation, removal, disposal. An exit that is not open holds minus infinity.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Goods, Handling};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::portfolio::{Portfolio, Product, Terms};
    /// use clearfloor::rate::Rate;
    /// use clearfloor::stock::Cohort;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let terms = Terms { today, annual_rate: 0.1, cuts: vec![Rate::from_ppm(500_000)], recovery: None };
    /// let mut portfolio = Portfolio::new(fees, terms).unwrap();
    /// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
    /// let product = Product {
    ///     package: &package, category: fees.categories().iter().position(|c| c.id() == "kitchen").unwrap(),
    ///     goods: Goods::Ordinary, handling: Handling::Ordinary, price: Money::parse("20.00", Currency::USD).unwrap(),
    ///     cohorts: &[Cohort { units: 1.0, age_days: 30, is_assumed: false }], units_per_day: 1.0, elasticity: -2.6,
    /// };
    /// portfolio.value(&product).unwrap();
    /// // Doing nothing, the cut, liquidation, removal, disposal. Half the price brings 8.50 less: 10.00, of which
    /// // 15 % would have gone to the marketplace.
    /// let [hold, cut, ..] = portfolio.present_values() else { panic!("five figures") };
    /// assert_eq!((hold - cut).round(), 850.0);
    /// assert_eq!(portfolio.present_values().len(), 5);
    /// ```
    #[must_use]
    pub fn present_values(&self) -> &[f64] {
        &self.present_values
    }

    /// Values every scenario of a product and says which is best, the first of equal ones.
    ///
    /// `None` if a figure is not known, a cut leaves no price, or the package or price is none that
    /// whole numbers hold.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Goods, Handling};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::portfolio::{Portfolio, Product, Terms};
    /// use clearfloor::rate::Rate;
    /// use clearfloor::stock::Cohort;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let (fees, today) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let terms = Terms { today, annual_rate: 0.1, cuts: vec![Rate::from_ppm(250_000)], recovery: None };
    /// let mut portfolio = Portfolio::new(fees, terms).unwrap();
    /// let package = Package::parse(["10", "6", "1"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
    /// let product = Product {
    ///     package: &package, category: fees.categories().iter().position(|c| c.id() == "kitchen").unwrap(),
    ///     goods: Goods::Ordinary, handling: Handling::Ordinary, price: Money::parse("20.00", Currency::USD).unwrap(),
    ///     cohorts: &[Cohort { units: 1.0, age_days: 30, is_assumed: false }], units_per_day: 1.0, elasticity: -2.6,
    /// };
    /// // Sold today: 20.00 − 3.00 referral − 4.21 fulfilment − 0.15 fuel − storage of one day.
    /// let best = portfolio.value(&product).unwrap();
    /// assert_eq!((best.present_value.round(), best.gain), (1264.0, 0.0));
    /// ```
    pub fn value(&mut self, product: &Product<'_>) -> Option<Best> {
        let found = Found::new(
            self.fees,
            &self.sizes,
            &self.years,
            &self.sales,
            &mut self.classes,
            product,
            &OwnCharges::NONE,
        )?;
        let Found { year, charges, price, is_exempt } = found;
        self.path.prepare(year, product.cohorts, charges.card.cubic_feet(product.package), is_exempt);
        let units = self.path.units();
        let exits = charges.card.exits(price, self.terms.recovery, &year.calendar);
        let worth = exits.iter().copied().fold(f64::NEG_INFINITY, |best, next| if next > best { next } else { best });
        self.present_values.clear();
        for (asked, multiple) in self.ladder.steps(price, product.elasticity) {
            if asked <= 0 {
                return None;
            }
            charges.fill(&mut self.nets, asked)?;
            let pace = Pace::new(product.units_per_day * multiple);
            self.present_values.push(self.path.value(year, pace, &self.nets, worth));
        }
        self.present_values.extend(exits.iter().map(|worth| worth * units));
        Best::of(&self.present_values)
    }
}

impl Best {
    /// The first of the highest.
    #[inline]
    fn of(present_values: &[f64]) -> Option<Self> {
        let hold = present_values.first().copied()?;
        let first = Self { place: 0, present_value: hold, gain: 0.0 };
        Some(present_values.iter().enumerate().fold(first, |best, (place, &present_value)| {
            if present_value > best.present_value {
                Self { place, present_value, gain: present_value - hold }
            } else {
                best
            }
        }))
    }
}

/// Everything of a product that does not hang on its stock.
struct Found<'p> {
    year: &'p Year,
    charges: Charges<'p>,
    price: i64,
    is_exempt: bool,
}

impl<'p> Found<'p> {
    #[inline]
    fn new(
        fees: &'static FeeTables,
        sizes: &SizeClasses,
        years: &'p [Option<Year>; 4],
        sales: &'p [Option<SaleCard>],
        classes: &'p mut ClassCards,
        product: &Product<'_>,
        own: &'p OwnCharges,
    ) -> Option<Self> {
        let price = Some(product.price.minor()).filter(|price| (1..=MAX_PRICE).contains(price))?;
        if product.price.currency() != fees.currency() {
            return None;
        }
        let class = sizes.of(product.package)?;
        let category = fees.categories().get(product.category)?;
        let sale = sales.get(product.category)?.as_ref()?;
        let card = classes.card(fees, class, category.programme(), product)?;
        let place = usize::from(card.is_oversize) * 2 + usize::from(product.goods == Goods::Dangerous);
        let year = years.get(place)?.as_ref()?;
        let is_exempt = match fees.aged_exemption(category) {
            AgedExemption::Exempt => true,
            AgedExemption::Charged => false,
            AgedExemption::NotWritten => return None,
        };
        Some(Self { year, charges: Charges { card, sale, own }, price, is_exempt })
    }
}
