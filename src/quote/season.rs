//! The same sale through the fee seasons of a period.

use super::model::SaleModel;
use super::product::Product;
use crate::date::Day;
use crate::error::Result;
use crate::fees::FeeTables;
use crate::money::Money;
use crate::offer::Channel;

/// Models of a sale by ship date: each holds from its day until the next one's.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SeasonModels}};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let product = Product {
///     package: Some(Package::parse(["17.5", "3.2", "3.1"], LengthUnit::In, "1.80", WeightUnit::Lb).unwrap()),
///     category: Some("office".to_owned()),
///     ..Product::default()
/// };
/// let day = |text| Day::parse(text).unwrap();
/// let fees = FeeTables::us().unwrap();
/// let (from, to) = (day("2026-11-21"), day("2027-11-20"));
/// let year = SeasonModels::new(fees, &product, Channel::AmazonFba, from, to).unwrap();
/// let nets = year.nets(Money::parse("24.99", Currency::USD).unwrap());
/// assert_eq!(nets[0].0, from);
/// assert_eq!(nets[0].1.unwrap().to_string(), "14.87");
/// // The peak season ends on 2027-01-14; the fulfilment fee falls from 6.15 to 5.82.
/// let later = year.on(day("2027-01-15")).unwrap();
/// assert_eq!(later.net_proceeds(Money::parse("24.99", Currency::USD).unwrap()).unwrap().to_string(), "15.22");
/// ```
#[derive(Clone, Debug)]
pub struct SeasonModels<'a> {
    models: Vec<SaleModel<'a>>,
}

impl<'a> SeasonModels<'a> {
    /// Models for every segment of `from..=to`, cut where a fee table changes.
    ///
    /// # Errors
    /// As [`SaleModel::new`].
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SeasonModels}};
    /// let (from, to) = (Day::parse("2026-11-21").unwrap(), Day::parse("2027-11-20").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let year = SeasonModels::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, from, to).unwrap();
    /// // The peak season ends within it, so there is more than one segment.
    /// assert!(year.models().len() > 1);
    /// ```
    pub fn new(fees: &'a FeeTables, product: &'a Product, channel: Channel, from: Day, to: Day) -> Result<Self> {
        Self::starting(fees, product, channel, core::iter::once(from).chain(fees.change_days(from, to)))
    }

    /// Models for segments that start on the given rising days; for a catalogue, which asks for
    /// the days once.
    ///
    /// # Errors
    /// As [`SaleModel::new`].
    pub(crate) fn starting(
        fees: &'a FeeTables,
        product: &'a Product,
        channel: Channel,
        days: impl IntoIterator<Item = Day>,
    ) -> Result<Self> {
        let models = days.into_iter().map(|day| SaleModel::new(fees, product, channel, day));
        Ok(Self { models: models.collect::<Result<_>>()? })
    }

    /// First day of each segment and the net of one unit shipped in it; `None` = not known.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SeasonModels}};
    /// let (from, to) = (Day::parse("2026-11-21").unwrap(), Day::parse("2027-11-20").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let year = SeasonModels::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, from, to).unwrap();
    /// let price = clearfloor::money::Money::parse("24.99", clearfloor::money::Currency::USD).unwrap();
    /// // Without a size no net is known, on no day.
    /// let nets = year.nets(price);
    /// assert_eq!(nets.len(), year.models().len());
    /// assert!(nets.iter().all(|(_, net)| net.is_none()));
    /// ```
    #[must_use]
    pub fn nets(&self, price: Money) -> Vec<(Day, Option<Money>)> {
        self.models.iter().map(|model| (model.on(), model.net_proceeds(price))).collect()
    }

    /// The model of a ship date; of the first segment before it begins.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SeasonModels}};
    /// let (from, to) = (Day::parse("2026-11-21").unwrap(), Day::parse("2027-11-20").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let year = SeasonModels::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, from, to).unwrap();
    /// // The segment that holds a day; before the first one that one.
    /// assert_eq!(year.on(from.plus(3)).unwrap().on(), from);
    /// assert_eq!(year.on(from.plus(-30)).unwrap().on(), from);
    /// ```
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&SaleModel<'a>> {
        self.models.iter().rev().find(|model| model.on() <= day).or_else(|| self.models.first())
    }

    /// The models in order.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SeasonModels}};
    /// let (from, to) = (Day::parse("2026-11-21").unwrap(), Day::parse("2027-11-20").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let year = SeasonModels::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, from, to).unwrap();
    /// assert_eq!(year.models()[0].on(), from);
    /// assert!(year.models().windows(2).all(|pair| pair[0].on() < pair[1].on()));
    /// ```
    #[must_use]
    pub fn models(&self) -> &[SaleModel<'a>] {
        &self.models
    }
}
