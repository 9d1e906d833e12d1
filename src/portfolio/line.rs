//! One line of the seller's list: the best way out, what waiting costs, the next deadline, the floor.

use super::charges::MOST;
use super::path::{Morning, NetFrom, Pace, Path, Year};
use super::{Best, EXITS, Found, OwnCharges, Portfolio, Product};
use crate::money::Money;
use crate::rate::Rate;
use crate::scenario::WAIT_DAYS;
use crate::stock::day_exact::SnapshotCharge;

/// What a line takes beside the product.
///
/// ```
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::{portfolio::{OwnCharges, Wanted}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // One price of the seller's own, a buyer who pays 12 % in bulk, a resale for 6.00 after 45 days.
/// let wanted = Wanted {
///     prices: &[usd("17.99")], recovery: Some(Rate::from_ppm(120_000)), resale: Some((usd("6.00"), 45)),
///     own: OwnCharges::default(), highest_price: usd("100.00"),
/// };
/// assert_eq!(wanted.resale.map(|(_, days)| days), Some(45));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Prices looked at after the cuts.
    pub prices: &'a [Money],
    /// Share of the price that bulk buyers pay; `None` = that of the terms.
    pub recovery: Option<Rate>,
    /// Net of a sale by the seller after removal, and days until then; stands before disposal.
    pub resale: Option<(Money, i32)>,
    /// Charges that the seller knows better.
    pub own: OwnCharges,
    /// Highest price at which the floor is looked for.
    pub highest_price: Money,
}

/// What the list says of a product; money as expectations in minor units.
///
/// ```
/// use clearfloor::portfolio::{Best, Line};
/// // Waiting a week costs 3.20; at 12.49 a sale brings what the best exit does.
/// let best = Best { place: 2, present_value: 41_250.0, gain: 1_890.0 };
/// let line = Line { best, wait_week: 320.0, next_charge: None, net_now: 1264, floor: Some(1249) };
/// assert!(line.wait_week > 0.0 && line.best.gain > 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The recommended way: its place among doing nothing, the cuts, the wanted prices, liquidation, removal,
    /// the resale if it is wanted, disposal.
    pub best: Best,
    /// Best now less best after a week of doing nothing; negative = waiting gains.
    pub wait_week: f64,
    /// The next avoidable surcharge of doing nothing.
    pub next_charge: Option<SnapshotCharge>,
    /// Net of a sale today.
    pub net_now: i64,
    /// Lowest price today that beats the best exit, in minor units; `None` = there is none.
    pub floor: Option<i64>,
}

/// The exits of one product, worth a unit each, in their order.
struct Worths {
    /// The first places hold liquidation and removal; minus infinity = not open.
    each: [f64; EXITS + 1],
    count: usize,
}

impl Worths {
    fn all(&self) -> impl Iterator<Item = f64> + '_ {
        self.each.iter().copied().take(self.count)
    }

    fn best(&self) -> f64 {
        self.all().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// The search for the best way: now, and after a week of doing nothing.
struct Search<'s> {
    path: &'s Path,
    year: &'s Year,
    worth: f64,
    /// Best of now and of then, so far.
    now: f64,
    then: f64,
    week: Morning,
}

impl Search<'_> {
    /// Present value of going on at another price now, or minus infinity if it cannot be the best: without the
    /// surcharges it is not below what it is with them. The best of then is kept likewise.
    #[inline]
    fn price(&mut self, pace: Pace, nets: &[NetFrom]) -> f64 {
        if !self.week.is_sold_out() {
            let then = self.from(self.week, pace, nets, self.then);
            self.then = self.then.max(then);
        }
        let now = self.from(self.path.start(), pace, nets, self.now);
        self.now = self.now.max(now);
        now
    }

    #[inline]
    fn from(&self, morning: Morning, pace: Pace, nets: &[NetFrom], least: f64) -> f64 {
        let end = self.path.sell(self.year, morning, pace, nets, self.year.calendar.horizon_days());
        let at_most = end.leaving(self.year, self.worth);
        if at_most < least {
            return f64::NEG_INFINITY;
        }
        at_most - self.path.surcharges(self.year, morning, pace, end.day)
    }
}

impl Portfolio {
    /// What the list says of a product. [`Portfolio::present_values`] holds nothing of use afterwards.
    ///
    /// `None` if a figure is not known, a price is none, or something is not one that whole numbers hold: then the
    /// single product says what can be said.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Goods, Handling};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::portfolio::{Portfolio, Product, Terms, Wanted};
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
    /// let wanted = Wanted {
    ///     prices: &[], recovery: None, resale: None, own: Default::default(), highest_price: product.price,
    /// };
    /// let line = portfolio.line(&product, &wanted).unwrap();
    /// // 20.00 − 3.00 referral − 4.21 fulfilment − 0.15 fuel, and no surcharge before it sells.
    /// assert_eq!((line.net_now, line.best.place, line.next_charge), (1264, 0, None));
    /// ```
    pub fn line(&mut self, product: &Product<'_>, wanted: &Wanted<'_>) -> Option<Line> {
        let Self { fees, sizes, years, sales, classes, ladder, path, nets, present_values, terms } = self;
        let found = Found::new(fees, sizes, years, sales, classes, product, &wanted.own)?;
        let Found { year, charges, price, is_exempt } = found;
        if wanted.prices.iter().any(|own| own.minor() > MOST) || wanted.highest_price.minor() > 4 * MOST {
            return None;
        }
        path.prepare(year, product.cohorts, charges.card.cubic_feet(product.package), is_exempt);
        let units = path.units();
        let [liquidated, removed, disposed] =
            charges.card.exits(price, wanted.recovery.or(terms.recovery), &year.calendar);
        let worths = match wanted.resale {
            None => Worths { each: [liquidated, removed, disposed, f64::NEG_INFINITY], count: EXITS },
            Some((net, days)) => {
                let resold = removed + net.to_expectation() * year.calendar.paid_after(days);
                Worths { each: [liquidated, removed, resold, disposed], count: EXITS + 1 }
            }
        };
        let worth = worths.best();
        present_values.clear();
        let mut search: Option<Search<'_>> = None;
        let mut holding = Pace::new(0.0);
        let own = wanted
            .prices
            .iter()
            .map(|own| (own.minor(), super::ladder::multiple(own.minor(), price, product.elasticity)));
        for (asked, multiple) in ladder.steps(price, product.elasticity).chain(own) {
            if asked <= 0 || !multiple.is_finite() {
                return None;
            }
            charges.fill(nets, asked)?;
            let pace = Pace::new(product.units_per_day * multiple);
            let value = match &mut search {
                Some(search) => search.price(pace, nets),
                None => {
                    let hold = path.value(year, pace, nets, worth);
                    let week = path.stand(year, pace, nets, WAIT_DAYS);
                    let then = worths.all().map(|worth| week.leaving(year, worth)).fold(hold, f64::max);
                    let now = worths.all().map(|worth| worth * units).fold(hold, f64::max);
                    holding = pace;
                    search = Some(Search { path, year, worth, now, then, week });
                    hold
                }
            };
            present_values.push(value);
        }
        present_values.extend(worths.all().map(|worth| worth * units));
        let best = Best::of(present_values)?;
        let required = Money::from_expectation(worth + path.avoidable(year, holding), product.price.currency()).ok()?;
        Some(Line {
            wait_week: best.present_value - search?.then,
            next_charge: path.next_charge(year, holding),
            net_now: charges.net_now(price)?,
            floor: charges.lowest_price(required.minor(), wanted.highest_price.minor())?,
            best,
        })
    }
}
