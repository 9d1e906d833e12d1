//! Fees of coupons and deals, who pays a discount, and Amazon's own warehousing.

use super::data_shape::{AwdRow, Body, DealEventRow, Family};
use super::lookup::{HoleReason, Known, Lookup};
use super::storage::charge_by_volume;
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::Result;
use crate::money::{Money, UnitAmount};
use crate::rate::Rate;
use crate::rounding::Ratio;

/// A fee of a fixed part and a share of sales.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let coupon = fees.coupon(on).unwrap().value;
/// assert_eq!((coupon.fixed.to_string(), coupon.share.ppm()), ("5.00".to_owned(), 25_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CampaignFee {
    /// Per coupon, deal or campaign.
    pub fixed: Money,
    /// Per day it runs.
    pub per_day: Money,
    /// Per redemption.
    pub per_redemption: Money,
    /// Share of its sales.
    pub share: Rate,
    /// The most that share comes to.
    pub share_cap: Option<Money>,
    /// Taken off.
    pub credit: Money,
    /// Nothing is charged if nothing was sold.
    pub needs_sale: bool,
    /// Sales count at the list price, before the discount.
    pub is_on_list_price: bool,
}

impl CampaignFee {
    /// Sales of so many units as the share counts them: at what the buyer pays, or at the list price.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let coupon = fees.coupon(on).unwrap().value;
    /// // 10 units of 20.00 with 4.00 off.
    /// assert_eq!(coupon.sales_of(10, usd("20.00"), usd("4.00")).unwrap(), usd("160.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn sales_of(&self, units: i64, list_price: Money, discount: Money) -> Result<Money> {
        if self.is_on_list_price { list_price } else { list_price.minus(discount)? }.times(units)
    }

    /// The fee of a campaign.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let deal = fees.deal("Lightning Deal", on).unwrap().value;
    /// // 3 days of 70.00 and 1 % of what it sells.
    /// assert_eq!(deal.charge(3, 0, usd("4000.00")).unwrap(), usd("250.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn charge(&self, days: i64, redemptions: i64, sales: Money) -> Result<Money> {
        if self.needs_sale && sales.minor() == 0 {
            return Ok(Money::zero(sales.currency()));
        }
        let share = sales.share(self.share)?;
        let share = match self.share_cap {
            Some(cap) if share.minus(cap)?.minor() > 0 => cap,
            _ => share,
        };
        let by_count = self.per_day.times(days)?.plus(self.per_redemption.times(redemptions)?)?;
        self.fixed.plus(by_count)?.plus(share)?.minus(self.credit)
    }

    const fn nothing(zero: Money) -> Self {
        Self {
            fixed: zero,
            per_day: zero,
            per_redemption: zero,
            share: Rate::ZERO,
            share_cap: None,
            credit: zero,
            needs_sale: false,
            is_on_list_price: false,
        }
    }
}

/// Terms of Subscribe and Save.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, rate::Rate};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let terms = fees.subscribe_and_save(on).unwrap().value;
/// assert_eq!(terms.seller_options, [0, 50_000, 100_000].map(Rate::from_ppm));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscribeTerms {
    /// Base discounts a seller may choose from.
    pub seller_options: Vec<Rate>,
    /// What the marketplace adds.
    pub marketplace_share: Rate,
    /// From so many subscriptions in a delivery on.
    pub from_subscriptions: u32,
}

impl SubscribeTerms {
    /// What the marketplace adds to a delivery of so many subscriptions; none below its number.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rate::Rate};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let terms = fees.subscribe_and_save(on).unwrap().value;
    /// assert_eq!((terms.marketplace_part(4), terms.marketplace_part(5)), (None, Some(Rate::from_ppm(50_000))));
    /// ```
    #[must_use]
    pub fn marketplace_part(&self, subscriptions: u32) -> Option<Rate> {
        if subscriptions >= self.from_subscriptions { Some(self.marketplace_share) } else { None }
    }
}

/// Who pays which part of a discount.
///
/// ```
/// use clearfloor::{fees::SharedDiscount, money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let (seller, marketplace) = (Rate::from_ppm(100_000), Rate::from_ppm(50_000));
/// let shared = SharedDiscount::of(usd("20.00"), &[seller], Some(marketplace)).unwrap();
/// assert_eq!((shared.seller, shared.marketplace, shared.buyer_pays), (usd("2.00"), usd("1.00"), usd("17.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedDiscount {
    /// The seller's part.
    pub seller: Money,
    /// The marketplace's part.
    pub marketplace: Money,
    /// What the buyer pays.
    pub buyer_pays: Money,
}

impl SharedDiscount {
    /// Takes every percentage off the price itself, each part rounded.
    ///
    /// ```
    /// use clearfloor::{fees::SharedDiscount, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// // A coupon of 20 % and 5 % of Subscribe and Save: both of the price itself, not one after the other.
    /// let shared = SharedDiscount::of(usd("40.00"), &[200_000, 50_000].map(Rate::from_ppm), None).unwrap();
    /// assert_eq!((shared.seller, shared.buyer_pays), (usd("10.00"), usd("30.00")));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn of(price: Money, seller: &[Rate], marketplace: Option<Rate>) -> Result<Self> {
        let mut paid = Money::zero(price.currency());
        for rate in seller {
            paid = paid.plus(price.share(*rate)?)?;
        }
        let marketplace = price.share(marketplace.unwrap_or(Rate::ZERO))?;
        Ok(Self { seller: paid, marketplace, buyer_pays: price.minus(paid)?.minus(marketplace)? })
    }
}

/// Rates of Amazon Warehousing and Distribution.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rates = fees.warehouse_rates("west", "base", on).unwrap().value;
/// assert_eq!((rates.storage.micros(), rates.inbound_box.to_string()), (570_000, "1.40".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarehouseRates {
    /// Storage of a cubic foot a month.
    pub storage: UnitAmount,
    /// A box received.
    pub inbound_box: Money,
    /// A box sent out.
    pub outbound_box: Money,
    /// Transport of a cubic foot to FBA.
    pub transport: UnitAmount,
}

impl WarehouseRates {
    /// Storage of an average volume over some months.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rates = fees.warehouse_rates("west", "base", on).unwrap().value;
    /// // 200 cubic feet at 0.57, three months.
    /// assert_eq!(rates.store(Ratio::whole(200), 3).unwrap().to_string(), "342.00");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn store(&self, cubic_feet: Ratio, months: i64) -> Result<Money> {
        charge_by_volume(self.storage, cubic_feet)?.times(months)
    }

    /// Transport of a volume to FBA.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rounding::Ratio};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rates = fees.warehouse_rates("west", "amazon_managed", on).unwrap().value;
    /// assert_eq!(rates.move_to_fba(Ratio::whole(50)).unwrap().to_string(), "63.00");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn move_to_fba(&self, cubic_feet: Ratio) -> Result<Money> {
        charge_by_volume(self.transport, cubic_feet)
    }
}

impl FeeTables {
    /// The fee of a coupon created on a day.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = |iso, redemptions| {
    ///     let coupon = fees.coupon(Day::parse(iso).unwrap()).unwrap().value;
    ///     coupon.charge(0, redemptions, usd("1000.00")).unwrap()
    /// };
    /// // 0.60 each until 1 June 2025, then 5.00 and 2.5 % of the sales.
    /// assert_eq!((fee("2025-06-01", 50), fee("2025-06-02", 50)), (usd("30.00"), usd("30.00")));
    /// assert_eq!((fee("2025-06-01", 80), fee("2025-06-02", 80)), (usd("48.00"), usd("30.00")));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `coupons`.
    pub fn coupon(&self, on: Day) -> Lookup<CampaignFee> {
        let hit = self.in_force(Family::Coupons, on)?;
        let money = |minor| self.money(Family::Coupons, minor);
        let nothing = CampaignFee::nothing(Money::zero(self.currency));
        let value = match &hit.table.body {
            Body::Coupons { fixed, ppm, cap, is_on_list_price } => {
                let cap = cap.filter(|(_, since)| on.number() >= *since).map(|(cap, _)| money(cap)).transpose()?;
                CampaignFee {
                    fixed: money(*fixed)?,
                    share: Rate::from_ppm(*ppm),
                    share_cap: cap,
                    is_on_list_price: *is_on_list_price,
                    ..nothing
                }
            }
            Body::CouponsBefore { per_redemption } => {
                CampaignFee { per_redemption: money(*per_redemption)?, ..nothing }
            }
            _ => return Err(self.hole(Family::Coupons, HoleReason::NoFigure, Some(hit.table), &[])),
        };
        Ok(Known { value, row: hit.whole() })
    }

    /// The fee of a deal outside the marketplace's sales events, scheduled on a day.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let deal = fees.deal("Best Deal", on).unwrap().value;
    /// assert_eq!((deal.per_day.to_string(), deal.share.ppm()), ("70.00".to_owned(), 10_000));
    /// assert_eq!(fees.deal("Flash Deal", on).unwrap_err().reason.code(), "no_row");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `deals`: no table, or a kind of deal it does not name.
    pub fn deal(&self, kind: &str, on: Day) -> Lookup<CampaignFee> {
        let hit = self.in_force(Family::Deals, on)?;
        let no_row = || self.hole(Family::Deals, HoleReason::NoRow, Some(hit.table), &[("type", kind)]);
        let money = |minor| self.money(Family::Deals, minor);
        let nothing = CampaignFee::nothing(Money::zero(self.currency));
        let value = match &hit.table.body {
            Body::Deals { per_day, ppm, cap, types } if types.iter().any(|t| t == kind) => CampaignFee {
                per_day: money(*per_day)?,
                share: Rate::from_ppm(*ppm),
                share_cap: Some(money(*cap)?),
                ..nothing
            },
            Body::DealsBefore { flat } => {
                let (_, fee) = flat.iter().find(|(name, _)| name == kind).ok_or_else(no_row)?;
                CampaignFee { fixed: money(*fee)?, ..nothing }
            }
            Body::Open => return Err(self.hole(Family::Deals, HoleReason::NoFigure, Some(hit.table), &[])),
            _ => return Err(no_row()),
        };
        Ok(Known { value, row: hit.whole() })
    }

    /// The fee of a deal inside a sales event, scheduled on a day.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = |iso| {
    ///     let on = Day::parse(iso).unwrap();
    ///     let deal = fees.event_deal("Prime Day 2026", "Prime-Exclusive Best Deal", on).unwrap().value;
    ///     deal.charge(4, 0, usd("2000.00")).unwrap()
    /// };
    /// // 100.00 and 1.5 %; who scheduled it by the end of April got 50.00 back.
    /// assert_eq!((fee("2026-04-30"), fee("2026-05-01")), (usd("80.00"), usd("130.00")));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `deal_events`: the card of the event is not known.
    pub fn event_deal(&self, event: &str, kind: &str, on: Day) -> Lookup<CampaignFee> {
        let hit = self.in_force(Family::DealEvents, on)?;
        let no_row = || self.hole(Family::DealEvents, HoleReason::NoRow, Some(hit.table), &[("event", event)]);
        let Body::DealEvents(rows) = &hit.table.body else { return Err(no_row()) };
        let is_row = |r: &DealEventRow| r.event == event && r.deal == kind;
        let place = rows.iter().position(is_row).ok_or_else(no_row)?;
        let row = rows.get(place).ok_or_else(no_row)?;
        let money = |minor| self.money(Family::DealEvents, minor);
        let credit = row.early_credit.filter(|(_, by)| on.number() <= *by).map_or(0, |(credit, _)| credit);
        let value = CampaignFee {
            fixed: money(row.flat)?,
            share: Rate::from_ppm(row.variable.map_or(0, |(ppm, _)| ppm)),
            share_cap: row.variable.map(|(_, cap)| money(cap)).transpose()?,
            credit: money(credit)?,
            needs_sale: row.needs_sale,
            ..CampaignFee::nothing(Money::zero(self.currency))
        };
        Ok(Known { value, row: hit.row(place) })
    }

    /// The least discount of an Outlet deal.
    ///
    /// # Errors
    /// A [`super::Hole`] of `outlet`.
    pub(crate) fn outlet_min_discount(&self, on: Day) -> Lookup<Rate> {
        let hit = self.in_force(Family::Outlet, on)?;
        match &hit.table.body {
            Body::Outlet { min_discount_ppm } => {
                Ok(Known { value: Rate::from_ppm(*min_discount_ppm), row: hit.whole() })
            }
            _ => Err(self.hole(Family::Outlet, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Terms of Subscribe and Save.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let terms = fees.subscribe_and_save(on).unwrap().value;
    /// assert_eq!((terms.marketplace_share.ppm(), terms.from_subscriptions), (50_000, 5));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `subscribe_and_save`.
    pub fn subscribe_and_save(&self, on: Day) -> Lookup<SubscribeTerms> {
        let hit = self.in_force(Family::SubscribeAndSave, on)?;
        match &hit.table.body {
            Body::SubscribeAndSave { funding_ppm, amazon_ppm, from_subscriptions } => {
                let value = SubscribeTerms {
                    seller_options: funding_ppm.iter().copied().map(Rate::from_ppm).collect(),
                    marketplace_share: Rate::from_ppm(*amazon_ppm),
                    from_subscriptions: *from_subscriptions,
                };
                Ok(Known { value, row: hit.whole() })
            }
            _ => Err(self.hole(Family::SubscribeAndSave, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Regions and plans of Amazon Warehousing and Distribution, as the table names them; none without a table.
    #[must_use]
    pub(crate) fn warehouses(&self, on: Day) -> Vec<(&str, &str)> {
        match self.in_force(Family::Awd, on).map(|hit| &hit.table.body) {
            Ok(Body::Awd(rows)) => rows.iter().map(|row| (row.region.as_str(), row.plan.as_str())).collect(),
            _ => Vec::new(),
        }
    }

    /// Rates of Amazon Warehousing and Distribution for a region and plan, by the table's names.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let storage = |plan| fees.warehouse_rates("other", plan, on).unwrap().value.storage.micros();
    /// assert_eq!((storage("base"), storage("smart_storage")), (480_000, 430_000));
    /// assert!(fees.warehouse_rates("all", "base", on).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `awd`.
    pub fn warehouse_rates(&self, region: &str, plan: &str, on: Day) -> Lookup<WarehouseRates> {
        let hit = self.in_force(Family::Awd, on)?;
        let no_row = || self.hole(Family::Awd, HoleReason::NoRow, Some(hit.table), &[("region", region)]);
        let Body::Awd(rows) = &hit.table.body else { return Err(no_row()) };
        let is_row = |r: &AwdRow| r.region == region && r.plan == plan;
        let place = rows.iter().position(is_row).ok_or_else(no_row)?;
        let row = rows.get(place).ok_or_else(no_row)?;
        let value = WarehouseRates {
            storage: self.micros(row.storage_micros),
            inbound_box: self.money(Family::Awd, row.inbound_box)?,
            outbound_box: self.money(Family::Awd, row.outbound_box)?,
            transport: self.micros(row.transport_micros),
        };
        Ok(Known { value, row: hit.row(place) })
    }
}
