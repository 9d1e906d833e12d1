//! Fees of the account and of programmes a seller takes part in.

use super::category::Category;
use super::data_shape::{Body, BulkReferralRow, Family, NewSelectionRow, NewSellerBonusRow};
use super::lookup::{HoleReason, Known, Lookup};
use super::rule::ReferralRule;
use super::tables::FeeTables;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Money, UnitAmount};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// The two selling plans.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let plans = fees.plans(on).unwrap().value;
/// assert_eq!(plans.professional_monthly.to_string(), "39.99");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plans {
    /// Professional plan, a month.
    pub professional_monthly: Money,
    /// Individual plan, an item sold.
    pub individual_per_item: Money,
}

/// A selling plan.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Plan}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// assert_eq!(fees.plans(on).unwrap().value.cheaper(200).unwrap(), Plan::Professional);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Pays by item.
    Individual,
    /// Pays by month.
    Professional,
}

impl Plan {
    /// Stable text: `individual`, `professional`.
    ///
    /// ```
    /// use clearfloor::fees::Plan;
    /// assert_eq!([Plan::Individual, Plan::Professional].map(Plan::code), ["individual", "professional"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Professional => "professional",
        }
    }
}

impl Plans {
    /// What the individual plan costs in a month.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// // 30 items of 0.99.
    /// assert_eq!(fees.plans(on).unwrap().value.individual(30).unwrap().to_string(), "29.70");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn individual(&self, items_sold: i64) -> Result<Money> {
        self.individual_per_item.times(items_sold)
    }

    /// The plan that costs less in a month; the individual one if both cost the same.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Plan}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let plans = fees.plans(on).unwrap().value;
    /// // 40 items cost 39.60, 41 cost 40.59.
    /// assert_eq!((plans.cheaper(40).unwrap(), plans.cheaper(41).unwrap()), (Plan::Individual, Plan::Professional));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn cheaper(&self, items_sold: i64) -> Result<Plan> {
        let is_dearer = self.individual(items_sold)?.minor() > self.professional_monthly.minor();
        Ok(if is_dearer { Plan::Professional } else { Plan::Individual })
    }

    /// Fewest items a month at which the professional plan costs less; none if it never does.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(fees.plans(on).unwrap().value.professional_cheaper_from(), Some(41));
    /// ```
    #[must_use]
    pub const fn professional_cheaper_from(&self) -> Option<i64> {
        match self.professional_monthly.minor().checked_div(self.individual_per_item.minor()) {
            Some(items) => Some(items + 1),
            None => None,
        }
    }
}

/// The fee for very many listings.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let fee = fees.high_volume_listing(on).unwrap().value;
/// assert_eq!((fee.free_listings, fee.per_listing_above.micros()), (1_500_000, 1_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListingFee {
    /// Listings free of charge.
    pub free_listings: i64,
    /// Each further one, a month.
    pub per_listing_above: UnitAmount,
}

impl ListingFee {
    /// The fee of a month, rounded once.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = fees.high_volume_listing(on).unwrap().value;
    /// // 250,000 above the free ones at 0.001.
    /// assert_eq!(fee.charge(1_750_000).unwrap().to_string(), "250.00");
    /// assert_eq!(fee.charge(12).unwrap().to_string(), "0.00");
    /// ```
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn charge(&self, listings: i64) -> Result<Money> {
        let above = listings.saturating_sub(self.free_listings).max(0);
        super::storage::charge_by_volume(self.per_listing_above, Ratio::whole(i128::from(above)))
    }
}

/// The bonus on branded sales of a new brand owner.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let bonus = fees.new_seller_bonus(on).unwrap().value;
/// // Who lists for the first time now has the whole of it within a week.
/// assert!(on >= bonus.credited_at_once_from());
/// ```
#[derive(Clone, Debug)]
pub struct NewSellerBonus {
    row: NewSellerBonusRow,
    cap: Money,
}

impl NewSellerBonus {
    /// The most it comes to.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// // 10 % of 50,000.00 and 5 % of 950,000.00.
    /// assert_eq!(fees.new_seller_bonus(on).unwrap().value.cap().to_string(), "52500.00");
    /// ```
    #[must_use]
    pub const fn cap(&self) -> Money {
        self.cap
    }

    /// The first listing day from which the whole bonus is credited at once.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let bonus = fees.new_seller_bonus(on).unwrap().value;
    /// assert_eq!(bonus.credited_at_once_from().to_string(), "2026-03-12");
    /// ```
    #[must_use]
    pub const fn credited_at_once_from(&self) -> Day {
        Day::from_number(self.row.at_once_from)
    }

    /// What `sales` on a day of the bonus year (1 = first) earn after `sales_before` in it: a share of
    /// the first sales and a lower one of the next, rounded once; nothing after the year.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let bonus = fees.new_seller_bonus(on).unwrap().value;
    /// let first = Day::parse("2026-03-01").unwrap();
    /// // 10 % of the 2,000.00 up to 50,000.00, 5 % of the rest.
    /// assert_eq!(bonus.earned(first, 100, usd("48000.00"), usd("3000.00")).unwrap(), usd("250.00"));
    /// assert_eq!(bonus.earned(first, 366, usd("48000.00"), usd("3000.00")).unwrap(), usd("0.00"));
    /// let late = bonus.earned(on, 1, usd("0.00"), usd("3000.00")).unwrap_err();
    /// assert_eq!(late.code(), "bonus_credited_at_once");
    /// ```
    ///
    /// # Errors
    /// `bonus_credited_at_once` if the first listing is so late that sales earn nothing;
    /// `out_of_range`; `currency_mismatch`.
    pub fn earned(&self, first_listing: Day, day_of_year: u32, sales_before: Money, sales: Money) -> Result<Money> {
        if first_listing >= self.credited_at_once_from() {
            return Err(Error::new(ErrorKind::Mismatch, "bonus_credited_at_once")
                .with("first_listing", first_listing.to_string()));
        }
        let currency = self.cap.currency();
        if day_of_year == 0 || day_of_year > self.row.days {
            return Ok(Money::zero(currency));
        }
        let until = |total: Money| {
            let first = total.minor().min(self.row.up_to_sales).max(0);
            let next = (total.minor() - self.row.up_to_sales).clamp(0, self.row.next_sales);
            let share = |minor: i64, ppm: i64| Ratio::whole(i128::from(minor)).times(Rate::from_ppm(ppm).to_ratio()?);
            let earned = share(first, self.row.ppm)?.plus(share(next, self.row.ppm_above)?)?;
            Ok::<_, Error>(earned.min(Ratio::whole(i128::from(self.cap.minor()))))
        };
        let earned = until(sales_before.plus(sales)?)?.minus(until(sales_before)?)?;
        Money::from_ratio_minor(earned, currency, Rounding::HalfAwayFromZero)
    }
}

/// Referral rates of one product in one Amazon Business order.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let bulk = fees.business_bulk_referral(fees.category("home").unwrap(), on).unwrap().value;
/// // An order of 1,000.00 is one slice.
/// assert_eq!(bulk.charge(usd("20.00"), 50).unwrap().bulk, usd("150.00"));
/// ```
#[derive(Clone, Debug)]
pub struct BulkReferral<'t> {
    category: &'t ReferralRule,
    category_rate_up_to: Money,
    row: &'t BulkReferralRow,
}

/// Both fees of a whole order.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let bulk = fees.business_bulk_referral(fees.category("home").unwrap(), on).unwrap().value;
/// let fee = bulk.charge(usd("20.00"), 100).unwrap();
/// // 15 % of 2,000.00; 15 % of 1,000.00 and 12 % of the next.
/// assert_eq!((fee.standard, fee.bulk), (usd("300.00"), usd("270.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkReferralFee {
    /// Unit fee × units at the category's rule.
    pub standard: Money,
    /// By slices of the order value.
    pub bulk: Money,
}

impl BulkReferralFee {
    /// Standard less bulk.
    ///
    /// ```
    /// use clearfloor::{fees::BulkReferralFee, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = BulkReferralFee { standard: usd("300.00"), bulk: usd("270.00") };
    /// assert_eq!(fee.discount().unwrap(), usd("30.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn discount(&self) -> Result<Money> {
        self.standard.minus(self.bulk)
    }
}

impl BulkReferral<'_> {
    /// Fees of `units` at `unit_price`: the slice up to the limit at the category's rate for that
    /// price, above it the lower of the slice's rate and the category's; rounded once.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let bulk = fees.business_bulk_referral(fees.category("home").unwrap(), on).unwrap().value;
    /// // 6,000.00: 1,000.00 at 15 %, 4,000.00 at 12 %, 1,000.00 at 10 %.
    /// assert_eq!(bulk.charge(usd("30.00"), 200).unwrap().bulk, usd("730.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn charge(&self, unit_price: Money, units: i64) -> Result<BulkReferralFee> {
        let standard = self.category.charge(unit_price)?.times(units)?;
        let order = unit_price.times(units)?;
        if order.minor() <= 0 {
            return Ok(BulkReferralFee { standard, bulk: standard });
        }
        let own = self.category.exact_share(unit_price)?.over(Ratio::whole(i128::from(unit_price.minor())))?;
        let start = self.category_rate_up_to.minor();
        let mut sum = own.times(Ratio::whole(i128::from(order.minor().min(start))))?;
        let mut below = start;
        for (up_to, ppm) in &self.row.bands {
            let end = up_to.unwrap_or(i64::MAX).min(order.minor());
            let slice = Ratio::whole(i128::from((end - below).max(0)));
            sum = sum.plus(slice.times(Rate::from_ppm(*ppm).to_ratio()?.min(own))?)?;
            below = below.max(end);
        }
        Ok(BulkReferralFee {
            standard,
            bulk: Money::from_ratio_minor(sum, order.currency(), Rounding::HalfAwayFromZero)?,
        })
    }
}

/// What the share of New Selection means; the sources differ.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, NewSelectionReading}, money::{Currency, Money}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let help = fees.new_selection(on).unwrap().value;
/// let rule = fees.referral(fees.category("home").unwrap(), on).unwrap().value;
/// let fee = |reading| help.referral(rule, usd("40.00"), 1, reading).unwrap();
/// // The fee is 6.00 and the share of the first units 4.00: at most that, or that much less.
/// assert_eq!(fee(NewSelectionReading::Cap), usd("4.00"));
/// assert_eq!(fee(NewSelectionReading::Credit), usd("2.00"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewSelectionReading {
    /// The share of the price caps the fee.
    Cap,
    /// The share of the price is credited on the fee.
    Credit,
}

/// Help for products new to FBA.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let help = fees.new_selection(on).unwrap().value;
/// assert_eq!((help.share(100).unwrap().ppm(), help.free_storage()), (100_000, (200, 120)));
/// ```
#[derive(Clone, Debug)]
pub struct NewSelection {
    row: NewSelectionRow,
}

impl NewSelection {
    /// The share that holds for a unit, counted from 1 since enrolment; none beyond the last.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rate::Rate};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let help = fees.new_selection(on).unwrap().value;
    /// // 10 % of the first hundred, 5 % of the next, nothing then.
    /// assert_eq!([100, 101, 201].map(|unit| help.share(unit).map(Rate::ppm)), [Some(100_000), Some(50_000), None]);
    /// ```
    #[must_use]
    pub fn share(&self, unit_number: u32) -> Option<Rate> {
        let row = &self.row;
        match unit_number {
            0 => None,
            n if n <= row.first_units => Some(Rate::from_ppm(row.first_ppm)),
            n if n <= row.first_units.saturating_add(row.next_units) => Some(Rate::from_ppm(row.next_ppm)),
            _ => None,
        }
    }

    /// The last day on which products could be enrolled.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(fees.new_selection(on).unwrap().value.enrol_by().to_string(), "2026-10-31");
    /// ```
    #[must_use]
    pub const fn enrol_by(&self) -> Day {
        Day::from_number(self.row.enrol_by)
    }

    /// Units of each product free of storage, and for how many days.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let (units, days) = fees.new_selection(on).unwrap().value.free_storage();
    /// assert_eq!((units, days), (200, 120));
    /// ```
    #[must_use]
    pub const fn free_storage(&self) -> (u32, u32) {
        (self.row.free_units, self.row.free_days)
    }

    /// The referral fee of an enrolled unit under one reading of the sources.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, NewSelectionReading}, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let help = fees.new_selection(on).unwrap().value;
    /// let rule = fees.referral(fees.category("home").unwrap(), on).unwrap().value;
    /// let fee = |unit| help.referral(rule, usd("40.00"), unit, NewSelectionReading::Cap).unwrap();
    /// assert_eq!((fee(1), fee(101), fee(201)), (usd("4.00"), usd("2.00"), usd("6.00")));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    pub fn referral(
        &self,
        rule: &ReferralRule,
        price: Money,
        unit_number: u32,
        reading: NewSelectionReading,
    ) -> Result<Money> {
        let fee = rule.charge(price)?;
        let Some(share) = self.share(unit_number) else { return Ok(fee) };
        let amount = price.share(share)?;
        match reading {
            NewSelectionReading::Cap => Ok(if amount.minor() < fee.minor() { amount } else { fee }),
            NewSelectionReading::Credit => {
                let left = fee.minus(amount)?;
                Ok(if left.minor() < 0 { Money::zero(fee.currency()) } else { left })
            }
        }
    }
}

impl FeeTables {
    /// The selling plans.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// assert_eq!(fees.plans(on).unwrap().value.individual_per_item.to_string(), "0.99");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `plans`.
    pub fn plans(&self, on: Day) -> Lookup<Plans> {
        let hit = self.in_force(Family::Plans, on)?;
        match &hit.table.body {
            Body::Plans { professional_monthly, individual_per_item: Some(individual_per_item) } => {
                let value = Plans {
                    professional_monthly: self.money(Family::Plans, *professional_monthly)?,
                    individual_per_item: self.money(Family::Plans, *individual_per_item)?,
                };
                Ok(Known { value, row: hit.whole() })
            }
            _ => Err(self.hole(Family::Plans, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// The fee for very many listings.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let fee = fees.high_volume_listing(on).unwrap();
    /// // Nothing of this year says that it still holds.
    /// assert!(fees.describe(fee.row).is_assumed);
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `high_volume_listing`.
    pub fn high_volume_listing(&self, on: Day) -> Lookup<ListingFee> {
        let hit = self.in_force(Family::HighVolumeListing, on)?;
        match &hit.table.body {
            Body::HighVolumeListing { free_listings, micros_per_listing_above } => {
                let per_listing_above = self.micros(*micros_per_listing_above);
                Ok(Known { value: ListingFee { free_listings: *free_listings, per_listing_above }, row: hit.whole() })
            }
            _ => Err(self.hole(Family::HighVolumeListing, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// The bonus on branded sales of a new brand owner.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let bonus = fees.new_seller_bonus(on).unwrap().value;
    /// let first = Day::parse("2026-01-20").unwrap();
    /// assert_eq!(bonus.earned(first, 1, usd("0.00"), usd("500.00")).unwrap(), usd("50.00"));
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `new_seller_bonus`.
    pub fn new_seller_bonus(&self, on: Day) -> Lookup<NewSellerBonus> {
        let hit = self.in_force(Family::NewSellerBonus, on)?;
        match &hit.table.body {
            Body::NewSellerBonus(row) => {
                let value = NewSellerBonus { row: row.clone(), cap: self.money(Family::NewSellerBonus, row.cap)? };
                Ok(Known { value, row: hit.whole() })
            }
            _ => Err(self.hole(Family::NewSellerBonus, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Referral rates of a category in Amazon Business orders.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let known = fees.business_bulk_referral(fees.category("computers").unwrap(), on).unwrap();
    /// assert_eq!(fees.describe(known.row).row, "eight");
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `business_bulk_referral` or `referral`: no row for the category (not eligible).
    pub fn business_bulk_referral(&self, category: &Category, on: Day) -> Lookup<BulkReferral<'_>> {
        let family = Family::BusinessBulkReferral;
        let rule = self.referral(category, on)?.value;
        let hit = self.in_force(family, on)?;
        let no_row = || self.hole(family, HoleReason::NoRow, Some(hit.table), &[]);
        let Body::BusinessBulkReferral { category_rate_up_to, rows } = &hit.table.body else { return Err(no_row()) };
        let name = category.referral_name().ok_or_else(no_row)?;
        let found = rows.iter().enumerate().find(|(_, r)| r.categories.iter().any(|c| c == name));
        let (place, row) = found.ok_or_else(no_row)?;
        let category_rate_up_to = self.money(family, *category_rate_up_to)?;
        Ok(Known { value: BulkReferral { category: rule, category_rate_up_to, row }, row: hit.row(place) })
    }

    /// Help for products new to FBA.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let help = |iso| FeeTables::us().unwrap().new_selection(Day::parse(iso).unwrap());
    /// // Until 29 July 2026 it was a rebate on fulfilment fees.
    /// assert!(help("2026-07-29").is_err() && help("2026-07-30").is_ok());
    /// ```
    ///
    /// # Errors
    /// A [`super::Hole`] of `new_selection`: no table, or the terms before 2026 (a rebate, not a referral share).
    pub fn new_selection(&self, on: Day) -> Lookup<NewSelection> {
        let hit = self.in_force(Family::NewSelection, on)?;
        match &hit.table.body {
            Body::NewSelection(row) => Ok(Known { value: NewSelection { row: row.clone() }, row: hit.whole() }),
            _ => Err(self.hole(Family::NewSelection, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }
}
