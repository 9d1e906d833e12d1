//! One product on one day, with every way that is looked at.

use super::bend::bend;
use super::name::ScenarioName;
use crate::demand::{Elasticity, Stretch, rate_at};
use crate::exits::Exit;
use crate::money::Money;
use crate::stock::{Cohort, HoldingCalendar, Phase};

/// Net of one sale shipped from a day on.
///
/// ```
/// use clearfloor::{money::{Currency, Money}, scenario::NetFrom};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// // The peak fees end after 55 days.
/// let nets = [(0, "14.87"), (55, "15.22")].map(|(from_day, net)| NetFrom { from_day, net: Some(usd(net)) });
/// assert!(nets[0].net.map(Money::minor) < nets[1].net.map(Money::minor));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetFrom {
    /// Days after the start.
    pub from_day: i32,
    /// What a sale then brings before holding; `None` = a fee of that time is not known.
    pub net: Option<Money>,
}

/// A price to sell at.
///
/// ```
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, cut_price};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let quarter = Rate::from_ppm(250_000);
/// let price = cut_price(Money::parse("24.99", Currency::USD).unwrap(), quarter).unwrap();
/// let nets = vec![NetFrom { from_day: 0, net: Money::parse("9.56", Currency::USD).ok() }];
/// let way = PriceWay { name: ScenarioName::cut(quarter, price), price, nets, unknown: Vec::new() };
/// assert_eq!((way.name.id.as_str(), way.price.to_string()), ("cut-250000", "18.74".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceWay {
    /// What it is called.
    pub name: ScenarioName,
    /// The price.
    pub price: Money,
    /// Its net by ship date; the first from day 0, in order of days.
    pub nets: Vec<NetFrom>,
    /// Codes and fee families behind a net that is not known.
    pub unknown: Vec<String>,
}

/// Everything a comparison needs.
///
/// ```
/// use clearfloor::demand::Elasticity;
/// use clearfloor::exits::Exit;
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation, compare};
/// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar}};
/// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
/// let calendar = HoldingCalendar::new(Day::parse("2026-11-01").unwrap(), 30, 0.0, |_| 300.0, Vec::new()).unwrap();
/// let nets = vec![NetFrom { from_day: 0, net: Some(usd(1200)) }];
/// let hold = PriceWay { name: ScenarioName::hold(usd(2000)), price: usd(2000), nets, unknown: Vec::new() };
/// let (prices, exits) = ([hold], [Exit::removal(Ok(usd(104)))]);
/// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
/// let situation = Situation {
///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
///     elasticity: Elasticity::prior(), price_in_force: usd(2000), prices: &prices, exits: &exits,
///     holding_unknown: &[], has_utilization: true,
/// };
/// // Two sold at 12.00, less three days of a unit stored at ten cents.
/// let comparison = compare(&situation).unwrap();
/// assert_eq!(comparison.best().unwrap().present_value, Some(usd(2370)));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Today, the horizon, return and storage rates of the product's group.
    pub calendar: &'a HoldingCalendar,
    /// The stock.
    pub cohorts: &'a [Cohort],
    /// Volume of one unit in the calendar's measure; `None` = size not known.
    pub volume: Option<f64>,
    /// Exempt from part of the aged surcharge.
    pub is_exempt: bool,
    /// Units sold a day at the price in force; `None` = not known.
    pub units_per_day: Option<f64>,
    /// What that is multiplied by over the days ahead; empty = every day sells alike.
    pub season: &'a [Stretch],
    /// How that reacts to the price.
    pub elasticity: Elasticity,
    /// The price at which it sells so.
    pub price_in_force: Money,
    /// Prices to sell at; the first is doing nothing.
    pub prices: &'a [PriceWay],
    /// Exits, in the order in which equals are preferred.
    pub exits: &'a [Exit],
    /// Codes and fee families that are not known about holding itself.
    pub holding_unknown: &'a [String],
    /// The utilization surcharge is known and in the calendar, perhaps as nothing.
    pub has_utilization: bool,
}

impl Situation<'_> {
    /// How many times today's units a price sells, for one elasticity.
    pub(super) fn multiple(&self, way: &PriceWay, elasticity: f64) -> Option<f64> {
        rate_at(1.0, way.price.to_expectation(), self.price_in_force.to_expectation(), elasticity)
    }

    /// The phases of a price at a number of units a day; `None` if a net is not known.
    pub(super) fn phases_at(&self, way: &PriceWay, units_per_day: f64) -> Option<Vec<Phase>> {
        if way.nets.first()?.from_day > 0 {
            return None;
        }
        let phase = |from: &NetFrom| {
            let net_per_unit = from.net?.to_expectation();
            Some(Phase { from_day: from.from_day, units_per_day, net_per_unit })
        };
        let within = way.nets.iter().filter(|n| n.from_day < self.calendar.horizon_days());
        let mut phases = within.map(phase).collect::<Option<Vec<Phase>>>()?;
        bend(&mut phases, self.season);
        Some(phases)
    }

    /// The phases of a price when demand reacts by `elasticity`; `None` if something is not known.
    pub(super) fn phases(&self, way: &PriceWay, elasticity: f64) -> Option<Vec<Phase>> {
        let units_per_day = self.units_per_day? * self.multiple(way, elasticity)?;
        self.phases_at(way, units_per_day)
    }

    /// How the stock sells if nothing is done; `None` if something is not known.
    ///
    /// ```
    /// use clearfloor::demand::Elasticity;
    /// use clearfloor::exits::Exit;
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::scenario::{NetFrom, PriceWay, ScenarioName, Situation};
    /// use clearfloor::{date::Day, stock::{Cohort, HoldingCalendar}};
    /// let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    /// let calendar = HoldingCalendar::new(Day::parse("2026-11-01").unwrap(), 30, 0.0, |_| 300.0, Vec::new()).unwrap();
    /// let nets = vec![NetFrom { from_day: 0, net: Some(usd(1200)) }];
    /// let hold = PriceWay { name: ScenarioName::hold(usd(2000)), price: usd(2000), nets, unknown: Vec::new() };
    /// let (prices, exits) = ([hold], [Exit::removal(Ok(usd(104)))]);
    /// let cohorts = [Cohort { units: 2.0, age_days: 30, is_assumed: false }];
    /// let situation = Situation {
    ///     calendar: &calendar, cohorts: &cohorts, volume: Some(1.0), is_exempt: false, units_per_day: Some(1.0), season: &[],
    ///     elasticity: Elasticity::prior(), price_in_force: usd(2000), prices: &prices, exits: &exits,
    ///     holding_unknown: &[], has_utilization: true,
    /// };
    /// let phases = situation.hold_phases().unwrap();
    /// assert_eq!((phases[0].units_per_day, phases[0].net_per_unit), (1.0, 1200.0));
    /// assert_eq!(Situation { units_per_day: None, ..situation }.hold_phases(), None);
    /// ```
    #[must_use]
    pub fn hold_phases(&self) -> Option<Vec<Phase>> {
        self.phases(self.prices.first()?, self.elasticity.mid)
    }

    /// What stands between this price and its value.
    pub(super) fn missing(&self, way: &PriceWay) -> Vec<String> {
        let mut missing: Vec<String> = self.holding_unknown.to_vec();
        if self.volume.is_none() && missing.is_empty() {
            missing.push("size".to_owned());
        }
        if self.units_per_day.is_none() {
            missing.push("velocity".to_owned());
        }
        missing.extend(way.unknown.iter().cloned());
        if self.phases_at(way, 0.0).is_none() && way.unknown.is_empty() {
            missing.push("net".to_owned());
        }
        missing.dedup();
        missing
    }
}
