//! The tables, which is in force on a day, and what their rows say.

use super::super::data_shape::{ChannelBody, ChannelFamily, ChannelPack, Confidence, Figure, PlanRow, ShareRow};
use super::super::describe::FeeSource;
use super::super::lookup::HoleReason;
use super::super::rule::{BandMode, Limit, PriceBand, PriceBandedFee, ReferralBand, ReferralRule};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/channels.pack"));
// Made by who asks, not by the static itself: what nobody asks for can then be left out of a module.
static ALL: OnceLock<Result<ChannelTables>> = OnceLock::new();

/// A row of a channel's table; [`ChannelTables::describe`] puts it into words.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let row = |iso| channels.share_fee("ebay-us-fvf-no-store", "bullion", Day::parse(iso).unwrap()).unwrap().row;
/// // Nothing was read for the year after the last check of the data.
/// assert!(!row("2026-11-21").is_assumed && row("2027-01-01").is_assumed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChannelRow {
    family: u16,
    /// `u16::MAX` = the family at large.
    row: u16,
    /// The day asked lies in a later year than the last check of the data.
    pub is_assumed: bool,
}

/// A figure and the row it came from.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let known = channels.plan("shopify-us-plans", "Basic", on).unwrap();
/// assert_eq!(known.value.monthly.unwrap().to_string(), "39.00");
/// assert_eq!(channels.describe(known.row).row, "Basic");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelKnown<T> {
    /// The figure.
    pub value: T,
    /// Its row.
    pub row: ChannelRow,
}

impl<T> ChannelKnown<T> {
    /// The same row with something made of the figure.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> ChannelKnown<U> {
        ChannelKnown { value: make(self.value), row: self.row }
    }
}

/// A figure of a channel that is not known.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let hole = channels.share_fee("ebay-greater-china", "most categories", on).unwrap_err();
/// assert_eq!((hole.family.as_str(), hole.reason.code()), ("ebay-greater-china", "not_settled"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelHole {
    /// Id of the family, such as `ebay-greater-china`.
    pub family: String,
    /// Why.
    pub reason: HoleReason,
    /// What the data say about it, in English.
    pub texts: Vec<String>,
}

/// A figure or a hole, never a guess.
pub type ChannelLookup<T> = core::result::Result<ChannelKnown<T>, ChannelHole>;

/// What has been seen of a figure that is asked for, as the data write it.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let (seen, _) = channels.ranges("overseas-warehouse-cn", Day::parse("2026-11-21").unwrap());
/// let label = seen.iter().find(|range| range.what == "relabel").unwrap();
/// assert_eq!([&label.low, &label.high, &label.per], ["0.20", "0.60", "label"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenRange {
    /// In words, in English.
    pub what: String,
    /// Lowest.
    pub low: String,
    /// Highest.
    pub high: String,
    /// For what.
    pub per: String,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A share of the order, perhaps with a fee of the order in its bands.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables, money::{Currency, Money}};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let fee = channels.share_fee("ebay-us-fvf-no-store", "most categories", on).unwrap().value;
/// // 13.6 % of price, shipping and sales tax together.
/// let total = Money::parse("64.80", Currency::USD).unwrap();
/// assert_eq!(fee.rule.charge(total).unwrap().to_string(), "8.81");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareFee {
    /// The share.
    pub rule: ReferralRule,
    /// For each band of the rule, what replaces the usual fee of an order.
    order_fees: Vec<Option<Money>>,
}

impl ShareFee {
    /// What replaces the usual fee of an order of this total; none = nothing does.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, money::{Currency, Money}};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let shoes = channels.share_fee("ebay-us-fvf-no-store", "men's and women's athletic shoes", on).unwrap().value;
    /// // From 150.00 on an order of shoes pays no fee of its own.
    /// assert_eq!((shoes.order_fee_at(usd("149.99")), shoes.order_fee_at(usd("150.00"))), (None, Some(usd("0.00"))));
    /// ```
    #[must_use]
    pub fn order_fee_at(&self, total: Money) -> Option<Money> {
        let place = self.rule.bands().iter().position(|band| band.up_to.is_none_or(|limit| limit.holds(total)))?;
        self.order_fees.get(place).copied().flatten()
    }

    /// For each band what an order pays instead of the usual fee; none if the share says nothing about it.
    #[must_use]
    pub(crate) fn order_fees(&self) -> Option<impl Iterator<Item = (Option<Limit>, Option<Money>)>> {
        let bands = self.rule.bands().iter().map(|band| band.up_to).zip(self.order_fees.iter().copied());
        self.order_fees.iter().any(Option::is_some).then_some(bands)
    }
}

/// The fee of an order by its total.
pub type OrderFeeRule = PriceBandedFee;

/// A share and an amount of an order, rounded together once.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let card = channels.plan("shopify-us-plans", "Basic", on).unwrap().value.card.unwrap();
/// assert_eq!((card.share.ppm(), card.fixed.to_string()), (29_000, "0.30".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderFee {
    /// Share of what the buyer pays.
    pub share: Rate,
    /// Amount an order.
    pub fixed: Money,
}

impl OrderFee {
    /// What an order of `total` is charged.
    ///
    /// # Errors
    /// `out_of_range`; `currency_mismatch`.
    ///
    /// ```
    /// use clearfloor::{fees::channel::OrderFee, money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let card = OrderFee { share: Rate::from_ppm(29_000), fixed: usd("0.30") };
    /// assert_eq!(card.charge(usd("64.80")).unwrap().to_string(), "2.18");
    /// ```
    pub fn charge(&self, total: Money) -> Result<Money> {
        total.share(self.share)?.plus(self.fixed)
    }
}

/// A subscription.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::ChannelTables};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let plan = channels.plan("shopify-us-plans", "Grow", on).unwrap().value;
/// assert_eq!([plan.monthly, plan.yearly_per_month].map(|fee| fee.unwrap().to_string()), ["105.00", "79.00"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Paid month by month; none = only sold by the year.
    pub monthly: Option<Money>,
    /// A month if a year is paid at once.
    pub yearly_per_month: Option<Money>,
    /// With the channel's own payments.
    pub card: Option<OrderFee>,
    /// Beside the fee of another gateway.
    pub third_party: Option<OrderFee>,
}

/// How a gift is deducted from income.
///
/// ```
/// use clearfloor::{date::Day, fees::channel::{ChannelTables, Donation}, money::{Currency, Money}};
/// let channels = ChannelTables::all().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let deduction = |rule| channels.donation_deduction(rule, usd("6.00"), usd("20.00"), on).unwrap().value;
/// // The basis; or it and half of the gain of 14.00, but at most twice the basis.
/// assert_eq!((deduction(Donation::General), deduction(Donation::Enhanced)), (usd("6.00"), usd("12.00")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Donation {
    /// The lesser of market value and tax basis.
    General,
    /// For goods used for the ill, the needy or infants: the basis and a share of the gain, capped.
    Enhanced,
}

/// All families of all channels.
///
/// ```
/// use clearfloor::fees::channel::ChannelTables;
/// let channels = ChannelTables::all().unwrap();
/// assert!(channels.families().any(|family| family.id == "etsy-us" && family.channel == "Etsy"));
/// ```
#[derive(Debug)]
pub struct ChannelTables {
    pack: ChannelPack,
}

/// A family that is in force.
#[derive(Clone, Copy)]
pub(super) struct Hit<'t> {
    pub family: &'t ChannelFamily,
    pub currency: Currency,
    place: u16,
    is_assumed: bool,
}

impl Hit<'_> {
    pub fn row(&self, row: usize) -> ChannelRow {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        ChannelRow { family: self.place, row, is_assumed: self.is_assumed }
    }

    pub fn hole(&self, reason: HoleReason) -> ChannelHole {
        ChannelHole { family: self.family.id.clone(), reason, texts: self.family.note.iter().cloned().collect() }
    }

    pub fn money(&self, minor: i64) -> core::result::Result<Money, ChannelHole> {
        Money::new(minor, self.currency).map_err(|_| self.hole(HoleReason::OutOfRange))
    }

    pub fn known<T>(&self, row: usize, value: T) -> ChannelLookup<T> {
        Ok(ChannelKnown { value, row: self.row(row) })
    }
}

impl ChannelTables {
    /// The tables the product comes with.
    ///
    /// ```
    /// use clearfloor::fees::channel::ChannelTables;
    /// assert!(ChannelTables::all().unwrap().families().count() > 10);
    /// ```
    ///
    /// # Errors
    /// `fee_data_unreadable` if they are damaged.
    pub fn all() -> Result<&'static Self> {
        ALL.get_or_init(|| Self::from_pack(PACK)).as_ref().map_err(Clone::clone)
    }

    /// Tables from a pack, as `build.rs` writes it.
    ///
    /// # Errors
    /// `fee_data_unreadable`.
    pub(crate) fn from_pack(pack: &[u8]) -> Result<Self> {
        let pack: ChannelPack =
            postcard::from_bytes(pack).map_err(|_| Error::new(ErrorKind::Internal, "fee_data_unreadable"))?;
        for family in &pack.families {
            Currency::parse(&family.currency)?;
        }
        Ok(Self { pack })
    }

    /// Day on which the data were last checked.
    #[must_use]
    pub(crate) const fn as_of(&self) -> Day {
        Day::from_number(self.pack.as_of)
    }

    /// The families in the order of the data: id, channel, marketplace and what is charged, in words.
    ///
    /// ```
    /// use clearfloor::fees::channel::ChannelTables;
    /// let channels = ChannelTables::all().unwrap();
    /// let walmart = channels.families().filter(|family| family.channel == "Walmart WFS").map(|family| family.id.as_str());
    /// assert!(walmart.collect::<Vec<_>>().contains(&"walmart-wfs-storage"));
    /// ```
    pub fn families(&self) -> impl Iterator<Item = &ChannelFamily> {
        self.pack.families.iter()
    }

    pub(super) fn in_force(&self, family: &str, on: Day) -> core::result::Result<Hit<'_>, ChannelHole> {
        let holds = |f: &ChannelFamily| {
            f.id == family && f.from.is_none_or(|from| from <= on.number()) && f.to.is_none_or(|to| on.number() <= to)
        };
        let none = || ChannelHole { family: family.to_owned(), reason: HoleReason::NoTable, texts: Vec::new() };
        let place = self.pack.families.iter().position(holds).ok_or_else(none)?;
        let found = self.pack.families.get(place).ok_or_else(none)?;
        let currency = Currency::parse(&found.currency).map_err(|_| none())?;
        let is_assumed = found.to.is_none() && on.year() > self.as_of().year();
        Ok(Hit { family: found, currency, place: u16::try_from(place).unwrap_or(u16::MAX), is_assumed })
    }

    /// The same for a figure that may be used: of no hole.
    pub(super) fn settled(&self, family: &str, on: Day) -> core::result::Result<Hit<'_>, ChannelHole> {
        let hit = self.in_force(family, on)?;
        if hit.family.is_hole || hit.family.confidence == Confidence::Unverified {
            return Err(hit.hole(HoleReason::NotSettled));
        }
        Ok(hit)
    }

    /// Names of the rows a share hangs on, in the order of the table; empty if there are none on the day.
    #[must_use]
    pub(crate) fn categories(&self, family: &str, on: Day) -> Vec<&str> {
        let found = self.pack.families.iter().filter(|f| f.id == family && f.to.is_none_or(|to| on.number() <= to));
        let mut rows = found.filter_map(|f| if let ChannelBody::Shares(rows) = &f.body { Some(rows) } else { None });
        rows.next_back().map(|rows| rows.iter().map(|r| r.category.as_str()).collect()).unwrap_or_default()
    }

    /// Names of the plans of a family.
    #[must_use]
    pub(crate) fn plans(&self, family: &str, on: Day) -> Vec<&str> {
        match self.in_force(family, on).map(|hit| &hit.family.body) {
            Ok(ChannelBody::Plans(rows)) => rows.iter().map(|row| row.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// What a category of ours is proposed to be called in a family: the judgement of this project, to be shown
    /// as assumed. None = ask.
    #[must_use]
    pub(crate) fn suggested_category(&self, family: &str, ours: &str) -> Option<&str> {
        let names = self.pack.suggested.iter().find(|s| s.family == family)?;
        let named = names.names.iter().find(|(id, _)| id == ours).map(|(_, name)| name.as_str());
        named.or_else(|| names.others.as_deref().filter(|_| !names.ask.iter().any(|id| id == ours)))
    }

    /// What has been seen of a family that is asked for, with the data's remark.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// // Nothing is answered from what was only seen; the seller is asked, beside these.
    /// let (seen, _) = channels.ranges("overseas-warehouse-cn", on);
    /// assert_eq!((seen[0].what.as_str(), seen[0].high.as_str()), ("storage_day_1_to_7", "0.50"));
    /// assert!(channels.day_storage("overseas-warehouse-cn", on).is_err());
    /// ```
    #[must_use]
    pub fn ranges(&self, family: &str, on: Day) -> (Vec<SeenRange>, Option<&str>) {
        let Ok(hit) = self.in_force(family, on) else { return (Vec::new(), None) };
        let rows = if let ChannelBody::Ranges(rows) = &hit.family.body { rows.as_slice() } else { &[] };
        let range = |row: &super::super::data_shape::RangeRow| SeenRange {
            what: row.what.clone(),
            low: row.low.clone(),
            high: row.high.clone(),
            per: row.per.clone(),
            confidence: row.confidence.unwrap_or(hit.family.confidence),
        };
        (rows.iter().map(range).collect(), hit.family.note.as_deref())
    }

    /// The share of an order by category.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, money::{Currency, Money}};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = channels.share_fee("ebay-us-fvf-no-store", "guitars and basses", on).unwrap().value;
    /// // 6.7 % of 900.00.
    /// assert_eq!(fee.rule.charge(usd("900.00")).unwrap(), usd("60.30"));
    /// assert_eq!(channels.share_fee("ebay-us-fvf-no-store", "tubas", on).unwrap_err().reason.code(), "no_row");
    /// ```
    ///
    /// # Errors
    /// A [`ChannelHole`]: no table, no such row, or nothing settled.
    pub fn share_fee(&self, family: &str, category: &str, on: Day) -> ChannelLookup<ShareFee> {
        let hit = self.settled(family, on)?;
        let ChannelBody::Shares(rows) = &hit.family.body else { return Err(hit.hole(HoleReason::NoFigure)) };
        let place = rows.iter().position(|row| row.category == category);
        let (place, row) =
            place.and_then(|place| Some((place, rows.get(place)?))).ok_or_else(|| hit.hole(HoleReason::NoRow))?;
        if row.confidence == Some(Confidence::Unverified) {
            return Err(hit.hole(HoleReason::NotSettled));
        }
        let fee = share_of(row, hit.currency).map_err(|_| hit.hole(HoleReason::OutOfRange))?;
        hit.known(place, fee)
    }

    /// The fee of an order by its total.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables, money::{Currency, Money}};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let fee = channels.order_fee("ebay-us-per-order-fee", on).unwrap().value;
    /// assert_eq!((fee.charge(usd("10.00")).unwrap(), fee.charge(usd("10.01")).unwrap()), (usd("0.30"), usd("0.40")));
    /// ```
    ///
    /// # Errors
    /// A [`ChannelHole`].
    pub fn order_fee(&self, family: &str, on: Day) -> ChannelLookup<OrderFeeRule> {
        let hit = self.settled(family, on)?;
        let ChannelBody::Amounts(rows) = &hit.family.body else { return Err(hit.hole(HoleReason::NoFigure)) };
        let row = rows.first().ok_or_else(|| hit.hole(HoleReason::NoRow))?;
        let mut bands = Vec::with_capacity(row.bands.len());
        for (up_to, amount) in &row.bands {
            let limit = |minor| Ok(Limit { amount: hit.money(minor)?, is_inclusive: true });
            bands.push(PriceBand { up_to: up_to.map(limit).transpose()?, fee: Some(hit.money(*amount)?) });
        }
        let fee = PriceBandedFee::new(bands).map_err(|_| hit.hole(HoleReason::OutOfRange))?;
        hit.known(0, fee)
    }

    /// A subscription by its name.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let plan = channels.plan("shopify-us-plans", "Basic", on).unwrap().value;
    /// // 2 % beside the fee of another gateway.
    /// assert_eq!(plan.third_party.unwrap().share.ppm(), 20_000);
    /// assert!(channels.plan("shopify-us-plans", "Free", on).is_err());
    /// ```
    ///
    /// # Errors
    /// A [`ChannelHole`].
    pub fn plan(&self, family: &str, name: &str, on: Day) -> ChannelLookup<Plan> {
        let hit = self.settled(family, on)?;
        let ChannelBody::Plans(rows) = &hit.family.body else { return Err(hit.hole(HoleReason::NoFigure)) };
        let place = rows.iter().position(|row| row.name == name);
        let (place, row) =
            place.and_then(|place| Some((place, rows.get(place)?))).ok_or_else(|| hit.hole(HoleReason::NoRow))?;
        let money = |minor: Option<i64>| minor.map(|minor| hit.money(minor)).transpose();
        let PlanRow { monthly, yearly_per_month, card, third_party_ppm, .. } = row;
        let fee = |ppm: i64, minor: i64| Ok(OrderFee { share: Rate::from_ppm(ppm), fixed: hit.money(minor)? });
        let plan = Plan {
            monthly: money(*monthly)?,
            yearly_per_month: money(*yearly_per_month)?,
            card: card.map(|(ppm, minor)| fee(ppm, minor)).transpose()?,
            third_party: third_party_ppm.map(|ppm| fee(ppm, 0)).transpose()?,
        };
        hit.known(place, plan)
    }

    fn figure(&self, family: &str, name: &str, on: Day) -> ChannelLookup<Figure> {
        // A figure of a family that is a hole may still be known by itself.
        let hit = self.in_force(family, on)?;
        let place = hit.family.figures.iter().position(|figure| figure.name == name);
        let found = place.and_then(|place| Some((place, hit.family.figures.get(place)?)));
        let (place, row) = found.ok_or_else(|| hit.hole(HoleReason::NoRow))?;
        if row.confidence.unwrap_or(hit.family.confidence) == Confidence::Unverified {
            return Err(hit.hole(HoleReason::NotSettled));
        }
        hit.known(FIGURES + place, row.figure)
    }

    /// A single share, such as `transaction` of `etsy-us`.
    ///
    /// # Errors
    /// A [`ChannelHole`]; also for a figure that is no share.
    pub(crate) fn share(&self, family: &str, name: &str, on: Day) -> ChannelLookup<Rate> {
        let known = self.figure(family, name, on)?;
        match known.value {
            Figure::Share(ppm) => Ok(known.map(|_| Rate::from_ppm(ppm))),
            Figure::Amount(_) => Err(self.in_force(family, on)?.hole(HoleReason::NoFigure)),
        }
    }

    /// A single amount, such as `listing` of `etsy-us`.
    ///
    /// # Errors
    /// A [`ChannelHole`]; also for a figure that is no amount.
    pub(crate) fn amount(&self, family: &str, name: &str, on: Day) -> ChannelLookup<Money> {
        let known = self.figure(family, name, on)?;
        let hit = self.in_force(family, on)?;
        match known.value {
            Figure::Amount(minor) => {
                let money = hit.money(minor)?;
                Ok(known.map(|_| money))
            }
            Figure::Share(_) => Err(hit.hole(HoleReason::NoFigure)),
        }
    }

    /// The tax deduction for one unit given away in the US, in the currency of `tax_basis`, rounded once.
    ///
    /// Source: 26 U.S.C. 170(e) as read for `donation-us-inventory`. General: min(value, basis). Enhanced, if the
    /// value is above the basis: min(basis + (value − basis) / 2, 2 × basis); half of a gain and twice the basis
    /// are rows of the data.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::{ChannelTables, Donation}, money::{Currency, Money}};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let deduction = |value| channels.donation_deduction(Donation::Enhanced, usd("10.00"), usd(value), on).unwrap().value;
    /// // 10.00 and half of 8.00; worth less than it cost, the value.
    /// assert_eq!((deduction("18.00"), deduction("7.00")), (usd("14.00"), usd("7.00")));
    /// ```
    ///
    /// # Errors
    /// A [`ChannelHole`] if the family is not in force.
    pub fn donation_deduction(&self, rule: Donation, tax_basis: Money, value: Money, on: Day) -> ChannelLookup<Money> {
        const FAMILY: &str = "donation-us-inventory";
        let hit = self.settled(FAMILY, on)?;
        let gain_share = self.share(FAMILY, "enhanced_share_of_gain", on)?;
        let cap = self.share(FAMILY, "enhanced_cap_times_basis", on)?.value;
        let deduction = || -> Result<Money> {
            let gain = value.minus(tax_basis)?;
            if gain.minor() <= 0 {
                return Ok(value);
            }
            if rule == Donation::General {
                return Ok(tax_basis);
            }
            let minor = |money: Money| Ratio::whole(i128::from(money.minor()));
            let raised = minor(tax_basis).plus(minor(gain).times(gain_share.value.to_ratio()?)?)?;
            let capped = minor(tax_basis).times(cap.to_ratio()?)?;
            Money::from_ratio_minor(raised.min(capped), tax_basis.currency(), Rounding::HalfAwayFromZero)
        };
        let value = deduction().map_err(|_| hit.hole(HoleReason::OutOfRange))?;
        Ok(gain_share.map(|_| value))
    }

    /// Puts a row into words.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::channel::ChannelTables};
    /// let channels = ChannelTables::all().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let known = channels.share_fee("ebay-us-fvf-no-store", "bullion", on).unwrap();
    /// let source = channels.describe(known.row);
    /// assert_eq!((source.table.as_str(), source.row.as_str()), ("ebay-us-fvf-no-store", "bullion"));
    /// ```
    #[must_use]
    pub fn describe(&self, row: ChannelRow) -> FeeSource {
        let family = self.pack.families.get(usize::from(row.family));
        let source = family.and_then(|f| f.sources.first());
        let (words, own) = family.map(|f| row_in_words(f, usize::from(row.row))).unwrap_or_default();
        let confidence = own.or_else(|| family.map(|f| f.confidence)).unwrap_or(Confidence::Unverified);
        FeeSource {
            family: "channel",
            table: family.map(|f| f.id.clone()).unwrap_or_default(),
            row: words,
            effective_from: family.and_then(|f| f.from).map(Day::from_number),
            effective_to: family.and_then(|f| f.to).map(Day::from_number),
            source: source.map(|s| s.url.clone()).unwrap_or_default(),
            source_kind: if source.is_some_and(|s| s.is_official) { "official" } else { "secondary" },
            confidence: confidence.code(),
            is_assumed: row.is_assumed,
            unit: family.map(|f| f.unit.clone()).unwrap_or_default(),
            note: family.and_then(|f| f.note.clone()),
            own: None,
        }
    }
}

/// Places of single figures begin here.
const FIGURES: usize = 10_000;

/// Places of oversize rows begin here.
pub(super) const OVERSIZE: usize = 5_000;

fn row_in_words(family: &ChannelFamily, place: usize) -> (String, Option<Confidence>) {
    if let Some(figure) = place.checked_sub(FIGURES).and_then(|place| family.figures.get(place)) {
        return (figure.name.clone(), figure.confidence);
    }
    let pounds = |micros: i64| {
        let text = crate::number::Decimal::new(i128::from(micros), 6).map(|d| d.to_string()).unwrap_or_default();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let found = match &family.body {
        ChannelBody::Shares(rows) => rows.get(place).map(|r| (r.category.clone(), r.confidence)),
        ChannelBody::Amounts(rows) => rows.get(place).map(|r| (r.category.clone(), None)),
        ChannelBody::Plans(rows) => rows.get(place).map(|r| (r.name.clone(), r.confidence)),
        ChannelBody::Pounds(rules) => match place.checked_sub(OVERSIZE) {
            Some(place) => rules.oversize.get(place).map(|r| (r.name.clone(), r.confidence)),
            None => {
                rules.bands.get(place).and_then(|b| b.up_to).map(|up_to| (format!("up to {} lb", pounds(up_to)), None))
            }
        },
        ChannelBody::Units(rules) => {
            rules.bands.get(place).map(|(up_to, _)| (format!("up to {} lb", pounds(*up_to)), None))
        }
        ChannelBody::Months(rows) => rows.get(place).map(|r| (r.name.clone(), r.confidence)),
        ChannelBody::Days { rows, .. } => rows.get(place).map(|r| (format!("from day {}", r.from_day), None)),
        ChannelBody::Figures | ChannelBody::Ranges(_) => None,
    };
    found.unwrap_or_default()
}

fn share_of(row: &ShareRow, currency: Currency) -> Result<ShareFee> {
    let mode = if row.is_portion { BandMode::Portion } else { BandMode::Whole };
    let mut bands = Vec::with_capacity(row.bands.len());
    let mut order_fees = Vec::with_capacity(row.bands.len());
    for (up_to, ppm, order_fee) in &row.bands {
        let limit = |minor| Ok(Limit { amount: Money::new(minor, currency)?, is_inclusive: true });
        bands.push(ReferralBand { up_to: up_to.map(limit).transpose()?, rate: Rate::from_ppm(*ppm) });
        order_fees.push(order_fee.map(|minor| Money::new(minor, currency)).transpose()?);
    }
    Ok(ShareFee { rule: ReferralRule::new(mode, bands, Money::zero(currency))?, order_fees })
}
