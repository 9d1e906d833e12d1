//! Everything of a sale that does not depend on the price, looked up once.

use super::charge::{Charge, share_of};
use super::ledger::LineId;
use super::low_inventory::LowInventoryGap;
pub(super) use super::model_line::{Basis, Holes, ModelLine};
use super::product::{FigureSource, Inbound, OwnFigure, OwnReferral, Product};
use super::tax::SaleTaxes;
use crate::break_even::PriceLine;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::fees::rule::PriceBandedFee;
use crate::fees::{Carriage, Carrier, Category, FeeTables, Known, Lookup, Programme, ReturnsAbove, SizedUnit};
use crate::money::{Currency, Money};
use crate::offer::Channel;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// A sale of a product through a channel on a day, at any price.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, offer::Channel, quote::{Product, SaleModel}};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let product = Product {
///     package: Some(Package::parse(["17.5", "3.2", "3.1"], LengthUnit::In, "1.80", WeightUnit::Lb).unwrap()),
///     category: Some("office".to_owned()),
///     ..Product::default()
/// };
/// let on = Day::parse("2026-11-21").unwrap();
/// let sale = SaleModel::new(FeeTables::us().unwrap(), &product, Channel::AmazonFba, on).unwrap();
/// let price = Money::parse("24.99", Currency::USD).unwrap();
/// // 24.99 − 3.75 referral − 6.15 fulfilment − 0.22 fuel surcharge
/// assert_eq!(sale.net_proceeds(price).unwrap().to_string(), "14.87");
/// ```
#[derive(Clone, Debug)]
pub struct SaleModel<'a> {
    pub(super) fees: &'a FeeTables,
    pub(super) product: &'a Product,
    pub(super) channel: Channel,
    pub(super) on: Day,
    pub(super) currency: Currency,
    pub(super) sized: Option<Known<SizedUnit>>,
    /// All but price and landed cost, in the order of the ledger.
    pub(super) lines: Vec<ModelLine<'a>>,
    /// Tax contained in the price, as a share of the net price.
    pub(super) tax_in_price: Rate,
    /// A needed line is not known at any price.
    pub(super) is_incomplete: bool,
    pub(super) landed: Option<Money>,
}

fn minor(money: Money) -> Ratio {
    Ratio::whole(i128::from(money.minor()))
}

/// Carries what the lines share while they are gathered.
pub(super) struct Compiler<'a> {
    fees: &'a FeeTables,
    product: &'a Product,
    on: Day,
    currency: Currency,
    category: Option<&'a Category>,
    sized: Option<Lookup<SizedUnit>>,
    pub(super) taxes: SaleTaxes,
    lines: Vec<ModelLine<'a>>,
}

impl<'a> SaleModel<'a> {
    /// Looks up what a sale of the product through the channel is charged on a ship date. What is
    /// not known becomes a line that says so.
    ///
    /// # Errors
    /// `category_unknown` for an id that is not in the crosswalk; `currency_mismatch` for a figure
    /// in another currency than the tables; `share_not_between_0_and_1`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::quote::{Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let of = |category: &str| {
    ///     let product = Product { category: Some(category.to_owned()), ..Product::default() };
    ///     SaleModel::new(fees, &product, Channel::OwnFulfilment, on).err().map(|error| error.code())
    /// };
    /// assert_eq!([of("office"), of("moon rocks")], [None, Some("category_unknown")]);
    /// ```
    pub fn new(fees: &'a FeeTables, product: &'a Product, channel: Channel, on: Day) -> Result<Self> {
        Self::with_taxes(fees, product, channel, on, SaleTaxes::of(fees, product.seller, product.tax_in_price, on))
    }

    pub(super) fn with_taxes(
        fees: &'a FeeTables,
        product: &'a Product,
        channel: Channel,
        on: Day,
        taxes: SaleTaxes,
    ) -> Result<Self> {
        let currency = fees.currency();
        let category = match product.category.as_deref() {
            Some(id) => Some(
                fees.category(id)
                    .ok_or_else(|| Error::new(ErrorKind::Mismatch, "category_unknown").with("category", id))?,
            ),
            None => None,
        };
        let sized = product.package.as_ref().map(|package| fees.size(package, on));
        let tax_in_price = taxes.rate_in_price();
        let lines = Vec::with_capacity(8);
        let mut compiler = Compiler { fees, product, on, currency, category, sized, taxes, lines };
        compiler.tax_in_price()?;
        compiler.referral(channel)?;
        compiler.closing()?;
        match channel {
            Channel::AmazonFba => compiler.amazon_fulfilment()?,
            Channel::OwnFulfilment => compiler.own_fulfilment()?,
        }
        compiler.taxes_on_fees()?;
        compiler.ads()?;
        compiler.returns()?;
        let landed = match &product.landed {
            Some(cost) => cost.to_money()?.map(|money| compiler.checked(money)).transpose()?,
            None => None,
        };
        let is_incomplete = compiler.lines.iter().any(|line| line.is_needed && matches!(line.charge, Charge::Unknown));
        let sized = compiler.sized.and_then(core::result::Result::ok);
        let lines = compiler.lines;
        Ok(Self { fees, product, channel, on, currency, sized, lines, tax_in_price, is_incomplete, landed })
    }

    /// The product in the size tables of the day, if its package is known and fits one.
    ///
    /// ```
    /// use clearfloor::quote::{Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
    /// // A package was not given.
    /// assert!(sale.sized().is_none());
    /// ```
    #[must_use]
    pub const fn sized(&self) -> Option<&Known<SizedUnit>> {
        self.sized.as_ref()
    }

    /// What a line takes at a price of which the marketplace takes `fees` in the lines before it.
    ///
    /// # Errors
    /// As [`Charge::at`].
    pub(super) fn charge(&self, line: &ModelLine<'_>, price: i64, fees: i64) -> Result<Option<i64>> {
        let Charge::OnLines { share, of } = line.charge else { return line.charge.at(price, fees) };
        let mut sum = 0_i64;
        for other in self.lines.iter().filter(|other| of.contains(&other.id)) {
            let charged = other.charge.at(price, 0)?.unwrap_or(0);
            sum = sum.checked_add(charged).ok_or_else(|| Error::out_of_range("fees"))?;
        }
        share_of(share, sum).map(Some)
    }

    /// Ship date the model was made for.
    ///
    /// ```
    /// use clearfloor::quote::{Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
    /// assert_eq!(sale.on(), on);
    /// ```
    #[must_use]
    pub const fn on(&self) -> Day {
        self.on
    }

    /// How the unit reaches the buyer.
    ///
    /// ```
    /// use clearfloor::quote::{Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let product = Product { category: Some("office".to_owned()), ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
    /// assert_eq!(sale.channel(), Channel::AmazonFba);
    /// ```
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Landed cost, rounded once, if it is known.
    ///
    /// ```
    /// use clearfloor::landed::{CostFacts, UnitCost};
    /// use clearfloor::money::{Currency, UnitAmount};
    /// use clearfloor::quote::{Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let purchase = Some(UnitAmount::parse("4.1249", Currency::USD).unwrap());
    /// let landed = UnitCost::of(&CostFacts { purchase, ..CostFacts::default() }, Currency::USD).unwrap();
    /// let product = Product { landed: Some(landed), ..Product::default() };
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let sale = SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap();
    /// assert_eq!(sale.landed_cost().unwrap().to_string(), "4.12");
    /// ```
    #[must_use]
    pub const fn landed_cost(&self) -> Option<Money> {
        self.landed
    }

    /// A line that would be charged has no figure and is left out of the sums.
    #[must_use]
    pub(crate) fn leaves_out(&self, id: LineId) -> bool {
        let is_left_out =
            |line: &ModelLine<'_>| line.id == id && !line.is_needed && matches!(line.charge, Charge::Unknown);
        self.lines.iter().any(is_left_out)
    }

    /// Whether every line that is needed has a figure (for some price).
    ///
    /// ```
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::quote::{OwnShipping, Product, SaleModel};
    /// use clearfloor::{date::Day, fees::FeeTables, offer::Channel};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (fees, on) = (FeeTables::us().unwrap(), Day::parse("2026-11-21").unwrap());
    /// let own_shipping = OwnShipping { shipping: Some(usd("5.00")), ..OwnShipping::default() };
    /// let product = Product { category: Some("office".to_owned()), own_shipping, ..Product::default() };
    /// let sale = SaleModel::new(fees, &product, Channel::OwnFulfilment, on).unwrap();
    /// assert!(sale.is_complete());
    /// // Sold by the marketplace, it would need a size.
    /// assert!(!SaleModel::new(fees, &product, Channel::AmazonFba, on).unwrap().is_complete());
    /// ```
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        !self.is_incomplete
    }
}

impl<'a> Compiler<'a> {
    fn checked(&self, money: Money) -> Result<Money> {
        money.plus(Money::zero(self.currency))
    }

    fn fixed(&self, money: Money) -> Result<Charge> {
        Ok(Charge::Fixed(self.checked(money)?.minor()))
    }

    pub(super) fn push(&mut self, line: ModelLine<'a>) {
        self.lines.push(line);
    }

    fn given(&mut self, id: LineId, figure: OwnFigure, basis: Basis<'a>) -> Result<()> {
        let line = ModelLine::known(id, self.fixed(figure.amount)?, basis).said_by(figure.source);
        self.push(line);
        Ok(())
    }

    /// Whether a line with one of these ids has a figure.
    pub(super) fn has_any(&self, of: &[LineId]) -> bool {
        self.lines.iter().any(|line| of.contains(&line.id) && !matches!(line.charge, Charge::Unknown))
    }

    pub(super) fn charge_of(&self, id: LineId) -> Result<Option<PriceLine>> {
        match self.lines.iter().find(|line| line.id == id) {
            Some(line) => line.charge.to_line(),
            None => Ok(None),
        }
    }

    fn referral(&mut self, channel: Channel) -> Result<()> {
        let id = LineId::Referral;
        let carrier = match channel {
            Channel::AmazonFba => Carrier::Marketplace,
            Channel::OwnFulfilment => Carrier::Seller,
        };
        let sized = self.sized.as_ref().and_then(|sized| sized.as_ref().ok()).map(|known| &known.value);
        let line = match (self.product.own_fees.referral, self.category) {
            (Some(OwnReferral::Rate { rate, source }), _) => {
                let charge = Charge::ByPrice(PriceLine::of_rate(rate));
                ModelLine::known(id, charge, Basis::ReferralRate(rate)).said_by(source)
            }
            (Some(OwnReferral::AtPrice { fee, price }), _) => {
                let (amount, price) = (self.checked(fee.amount)?, self.checked(price)?);
                let share = minor(amount).over(minor(price))?;
                let basis = Basis::ReferralAtPrice { fee: amount, price };
                ModelLine::known(id, Charge::ByPrice(PriceLine::share(share)?), basis).said_by(fee.source)
            }
            (None, None) => ModelLine::unknown(id, Basis::Flat, Holes::Facts(&["category"])),
            (None, Some(category)) => match self.fees.referral_of(category, carrier, sized, self.on) {
                Ok(Known { value: rule, row }) => {
                    let charge = Charge::ByPrice(PriceLine::of_referral(rule)?);
                    let line = ModelLine::known(id, charge, Basis::Referral(rule)).with_row(row);
                    ModelLine { is_assumed: category.is_referral_judged(), ..line }
                }
                Err(hole) => ModelLine::hole(id, hole),
            },
        };
        self.push(line);
        Ok(())
    }

    fn closing(&mut self) -> Result<()> {
        let id = LineId::Closing;
        if let Some(figure) = self.product.own_fees.closing {
            return if figure.amount.minor() == 0 { Ok(()) } else { self.given(id, figure, Basis::Given) };
        }
        // Without a category the referral line says what is missing.
        let Some(category) = self.category else { return Ok(()) };
        match self.fees.closing_fee(category, self.on) {
            Ok(fee) => self.flat(id, fee),
            Err(hole) => {
                self.push(ModelLine::hole(id, hole));
                Ok(())
            }
        }
    }

    /// A flat fee of the tables; a fee of nothing makes no line.
    fn flat(&mut self, id: LineId, fee: Known<Money>) -> Result<()> {
        if fee.value.minor() != 0 {
            let line = ModelLine::known(id, self.fixed(fee.value)?, Basis::Flat).with_row(fee.row);
            self.push(line);
        }
        Ok(())
    }

    fn flat_or_hole(&mut self, id: LineId, fee: Lookup<Money>) -> Result<()> {
        match fee {
            Ok(fee) => self.flat(id, fee),
            Err(hole) => {
                self.push(ModelLine::hole(id, hole));
                Ok(())
            }
        }
    }

    fn programme(&self) -> Option<Programme> {
        let product = self.product;
        if product.is_dangerous {
            return Some(Programme::DangerousGoods);
        }
        product.programme.or_else(|| self.category.map(Category::programme))
    }

    fn amazon_fulfilment(&mut self) -> Result<()> {
        if let Some(own) = self.product.own_fees.fulfilment {
            let basis = if own.includes_surcharge { Basis::GivenWithSurcharge } else { Basis::Given };
            self.given(LineId::Fulfilment, own.fee, basis)?;
            if !own.includes_surcharge {
                self.surcharge(&PriceBandedFee::flat(own.fee.amount))?;
            }
            self.inbound()?;
            return self.low_inventory();
        }
        let sized = match (&self.sized, self.programme()) {
            (Some(Ok(sized)), Some(programme)) => Ok((sized.value, programme)),
            (Some(Err(hole)), _) => Err(Holes::Fee(hole.clone())),
            (None, Some(_)) => Err(Holes::Facts(&["package"])),
            (Some(Ok(_)), None) => Err(Holes::Facts(&["category"])),
            (None, None) => Err(Holes::Facts(&["package", "category"])),
        };
        let (sized, programme) = match sized {
            Ok(known) => known,
            Err(holes) => {
                self.push(ModelLine::unknown(LineId::Fulfilment, Basis::Flat, holes.clone()));
                self.push(ModelLine::unknown(LineId::FuelSurcharge, Basis::Flat, holes));
                return Ok(());
            }
        };
        let carriage = Carriage { programme, category: self.category, placement: None };
        match self.fees.fulfilment_of(&sized, &carriage, self.on) {
            Ok(Known { value, row }) => {
                let charge = Charge::ByPrice(PriceLine::of_banded(&value.fee, Ok)?);
                let basis = Basis::Fulfilment { programme, season: value.season, weight_steps: value.weight_steps };
                self.push(ModelLine::known(LineId::Fulfilment, charge, basis).with_row(row));
                self.surcharge(&value.fee)?;
            }
            Err(hole) => {
                let holes = Holes::Fee(hole);
                self.push(ModelLine::unknown(LineId::Fulfilment, Basis::Flat, holes.clone()));
                self.push(ModelLine::unknown(LineId::FuelSurcharge, Basis::Flat, holes));
            }
        }
        self.extras(&sized, programme)?;
        self.inbound()?;
        self.low_inventory()
    }

    /// The fuel surcharge: a share of the fulfilment fee of each price band, rounded.
    fn surcharge(&mut self, fulfilment: &PriceBandedFee) -> Result<()> {
        let id = LineId::FuelSurcharge;
        let line = match self.fees.fuel_surcharge(self.on) {
            Ok(Known { value: rate, row }) => {
                let charge = Charge::ByPrice(PriceLine::of_banded(fulfilment, |fee| fee.share(rate))?);
                ModelLine::known(id, charge, Basis::Surcharge(rate)).with_row(row)
            }
            Err(hole) => ModelLine::hole(id, hole),
        };
        self.push(line);
        Ok(())
    }

    fn extras(&mut self, sized: &SizedUnit, programme: Programme) -> Result<()> {
        let (fees, on, product) = (self.fees, self.on, self.product);
        if product.is_sipp {
            match fees.sipp_discount(sized, programme, on) {
                Ok(discount) => self.flat(LineId::SippDiscount, discount.map(Money::negated))?,
                // A discount that is not known is left out: the result can only be better.
                Err(hole) => self.push(ModelLine::hole(LineId::SippDiscount, hole).not_needed()),
            }
        }
        if product.is_overboxed && !product.is_sipp && fees.may_be_overboxed(sized, on) {
            self.flat_or_hole(LineId::BulkyPackaging, fees.packaging(sized, on))?;
        }
        self.flat_or_hole(LineId::Overmax, fees.overmax_handling(sized, on))?;
        let goods = fees.special_goods(product.is_dangerous, product.has_lithium_battery, on);
        self.flat_or_hole(LineId::Lithium, goods)?;
        Ok(())
    }

    fn inbound(&mut self) -> Result<()> {
        let id = LineId::InboundPlacement;
        let split = match self.product.inbound {
            Inbound::AlreadyReceived => return Ok(()),
            Inbound::Amount(amount) => {
                return self.given(id, OwnFigure { amount, source: FigureSource::Yours }, Basis::Given);
            }
            Inbound::Split(split) => split,
        };
        let fee = match &self.sized {
            Some(Ok(sized)) => self.fees.inbound_placement(&sized.value, split, self.on),
            Some(Err(hole)) => Err(hole.clone()),
            None => {
                self.push(ModelLine::unknown(id, Basis::Flat, Holes::Facts(&["package"])));
                return Ok(());
            }
        };
        match fee {
            Ok(Known { value: (low, high), row }) if low == high => self.flat(id, Known { value: low, row })?,
            Ok(Known { value: (low, high), row }) => {
                let holes = Holes::Facts(&["inbound_placement"]);
                let line = ModelLine::unknown(id, Basis::PlacementRange { split, low, high }, holes);
                self.push(line.with_row(row));
            }
            Err(hole) => self.push(ModelLine::hole(id, hole)),
        }
        Ok(())
    }

    fn low_inventory(&mut self) -> Result<()> {
        let id = LineId::LowInventory;
        let Some(facts) = self.product.low_inventory else { return Ok(()) };
        // What is missing of the size is said by the fulfilment line or beaten by an own figure.
        let Some(Ok(sized)) = &self.sized else { return Ok(()) };
        let line = match facts.fee(self.fees, self.category, &sized.value, self.on) {
            Ok(None) => return Ok(()),
            Ok(Some(Known { value: fee, row })) => {
                let (days_30, days_90) = (facts.days_of_supply_30, facts.days_of_supply_90);
                let basis = days_30.zip(days_90).map(|(days_30, days_90)| Basis::LowInventory { days_30, days_90 });
                ModelLine::known(id, self.fixed(fee)?, basis.unwrap_or(Basis::Flat)).with_row(row)
            }
            Err(LowInventoryGap::Days { names, row }) => {
                ModelLine::unknown(id, Basis::Flat, Holes::Facts(names)).with_row(row).not_needed()
            }
            // The rows name every tier that pays; another is not said to.
            Err(LowInventoryGap::Fee(hole)) => ModelLine::hole(id, hole).not_needed(),
        };
        self.push(line);
        Ok(())
    }

    fn own_fulfilment(&mut self) -> Result<()> {
        let own = self.product.own_shipping;
        let yours = |amount| OwnFigure { amount, source: FigureSource::Yours };
        match own.shipping {
            Some(amount) => self.given(LineId::OwnShipping, yours(amount), Basis::Given)?,
            None => {
                self.push(ModelLine::unknown(LineId::OwnShipping, Basis::Given, Holes::Facts(&["own_shipping"])));
            }
        }
        if let Some(amount) = own.packing {
            self.given(LineId::OwnPacking, yours(amount), Basis::Given)?;
        }
        if own.payment_rate.is_some() || own.payment_fixed.is_some() {
            let rate = own.payment_rate.unwrap_or(Rate::ZERO);
            let fixed = self.checked(own.payment_fixed.unwrap_or(Money::zero(self.currency)))?;
            let charge = PriceLine::of_rate(rate).plus(&PriceLine::of_money(fixed))?;
            let basis = Basis::ShareAndFixed { rate, fixed };
            self.push(ModelLine::known(LineId::Payment, Charge::ByPrice(charge), basis).said_by(FigureSource::Yours));
        }
        Ok(())
    }

    fn ads(&mut self) -> Result<()> {
        let id = LineId::Ads;
        let line = match self.product.ad_share {
            Some(rate) => {
                let charge = Charge::ByPrice(PriceLine::of_rate(share(rate, "ad_rate")?));
                ModelLine::known(id, charge, Basis::ShareOfPrice(rate)).said_by(FigureSource::Yours)
            }
            None => ModelLine::unknown(id, Basis::ShareOfPrice(Rate::ZERO), Holes::Facts(&["ad_rate"])).not_needed(),
        };
        self.push(line);
        Ok(())
    }

    fn returns(&mut self) -> Result<()> {
        let (id, facts) = (LineId::Returns, self.product.returns);
        let unknown = |names| ModelLine::unknown(id, Basis::Flat, Holes::Facts(names)).not_needed();
        let Some(rate) = facts.rate else {
            self.push(unknown(&["return_rate"]));
            return Ok(());
        };
        let rate = share(rate, "return_rate")?;
        if rate == Rate::ZERO {
            return Ok(());
        }
        match facts.unsellable_share {
            Some(unsellable) => self.cost_of_returns(rate, share(unsellable, "unsellable_share")?)?,
            None => self.push(unknown(&["unsellable_share"])),
        }
        self.processing(rate)
    }

    fn cost_of_returns(&mut self, rate: Rate, unsellable: Rate) -> Result<()> {
        let id = LineId::Returns;
        let tax = self.taxes.rate_in_price();
        let basis = Basis::Returns { rate, unsellable, tax };
        let rule = match self.fees.refund_administration(self.on) {
            Ok(rule) => rule,
            Err(hole) => {
                self.push(ModelLine::hole(id, hole).not_needed());
                return Ok(());
            }
        };
        let carriage = match self.charge_of(LineId::Fulfilment)? {
            // An own figure with the surcharge in it has no line for the surcharge.
            Some(fulfilment) => match self.charge_of(LineId::FuelSurcharge)? {
                Some(surcharge) => Some(fulfilment.plus(&surcharge)?),
                None => Some(fulfilment),
            },
            None => self.charge_of(LineId::OwnShipping)?,
        };
        let (Some(referral), Some(carriage)) = (self.charge_of(LineId::Referral)?, carriage) else {
            // Why is said by those lines.
            self.push(ModelLine::unknown(id, basis, Holes::None).not_needed());
            return Ok(());
        };
        let (unsellable_part, minus) = (unsellable.to_ratio()?, Ratio::whole(-1));
        let kept = referral.times(rule.value.share.to_ratio()?)?.at_most(minor(rule.value.cap))?;
        // The tax goes back to the buyer with the price and is not owed.
        let lost = PriceLine::share(without_tax(tax)?)?.plus(&referral.times(minus)?)?.times(unsellable_part)?;
        let again = carriage.times(Ratio::ONE.minus(unsellable_part)?)?;
        let charge = kept.plus(&lost)?.plus(&again)?.times(rate.to_ratio()?)?;
        self.push(ModelLine::known(id, Charge::ByPrice(charge), basis).with_row(rule.row));
        Ok(())
    }

    /// Returns processing: nothing where the data say that no return at this rate is charged; the
    /// seller's own fee; else a line that says what is not known.
    fn processing(&mut self, rate: Rate) -> Result<()> {
        let id = LineId::ReturnsProcessing;
        let Some(category) = self.category else { return Ok(()) };
        let rule = match self.fees.returns_processing(category, self.on) {
            Ok(rule) => rule,
            Err(hole) => {
                self.push(ModelLine::hole(id, hole).not_needed());
                return Ok(());
            }
        };
        let charged = match rule.value.charged {
            ReturnsAbove::Everything => None,
            ReturnsAbove::Nothing => Some(rate),
            ReturnsAbove::Threshold(threshold) => {
                Some(Rate::from_ppm(rate.ppm().saturating_sub(threshold.ppm()))).filter(|&above| above > Rate::ZERO)
            }
            ReturnsAbove::UnknownThreshold => {
                let holes = Holes::Facts(&["returns_threshold"]);
                let basis = Basis::Processing { rate, fee: None };
                self.push(ModelLine::unknown(id, basis, holes).with_row(rule.row).not_needed());
                return Ok(());
            }
        };
        let Some(charged) = charged else { return Ok(()) };
        let line = match (self.product.own_fees.returns_processing, &self.sized) {
            (Some(own), _) => {
                let fee = self.checked(own.amount)?;
                let line = PriceLine::fixed(minor(fee).times(charged.to_ratio()?)?)?;
                let basis = Basis::Processing { rate: charged, fee: Some(fee) };
                ModelLine::known(id, Charge::Fixed(line.rounded_at(0)?), basis).said_by(own.source)
            }
            (None, Some(Ok(sized))) => match self.fees.returns_processing_fee(&sized.value, self.on) {
                Ok(fee) => {
                    let line = PriceLine::fixed(minor(fee.value).times(charged.to_ratio()?)?)?;
                    let basis = Basis::Processing { rate: charged, fee: Some(fee.value) };
                    ModelLine::known(id, Charge::Fixed(line.rounded_at(0)?), basis).with_row(fee.row)
                }
                Err(hole) => {
                    let basis = Basis::Processing { rate: charged, fee: None };
                    ModelLine::unknown(id, basis, Holes::Fee(hole)).with_row(rule.row).not_needed()
                }
            },
            (None, _) => {
                let basis = Basis::Processing { rate: charged, fee: None };
                ModelLine::unknown(id, basis, Holes::Facts(&["package"])).with_row(rule.row).not_needed()
            }
        };
        self.push(line);
        Ok(())
    }
}

/// What of a price is left without the tax contained in it.
pub(super) fn without_tax(rate: Rate) -> Result<Ratio> {
    Ratio::ONE.over(Ratio::ONE.plus(rate.to_ratio()?)?)
}

fn share(rate: Rate, field: &'static str) -> Result<Rate> {
    if rate < Rate::ZERO || rate > Rate::ONE {
        let error = Error::new(ErrorKind::Range, "share_not_between_0_and_1");
        return Err(error.with("field", field).with("share", rate.to_string()));
    }
    Ok(rate)
}
