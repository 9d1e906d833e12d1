//! A price put into a model: net proceeds, the ledger, the function of the price.

use super::charge::Charge;
use super::explain;
use super::ledger::{Input, Ledger, LedgerLine, LineId, NamedRatio, Status};
use super::model::{ModelLine, SaleModel};
use super::product::FigureSource;
use super::spreadsheet;
use crate::break_even::{PriceLine, PriceModel};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

impl SaleModel<'_> {
    /// What one sale brings before what is already paid: the sum of the ledger's known lines that
    /// are not sunk. `None` if a needed line is not known at this price, or the price is not one
    /// of this marketplace.
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
    /// assert_eq!(sale.net_proceeds(usd("20.00")), Some(usd("12.00")));
    /// // A price in another currency is none of this marketplace.
    /// assert_eq!(sale.net_proceeds(Money::parse("20.00", Currency::EUR).unwrap()), None);
    /// ```
    #[must_use]
    pub fn net_proceeds(&self, price: Money) -> Option<Money> {
        if self.is_incomplete || price.currency() != self.currency {
            return None;
        }
        let mut net = price.minor();
        let mut fees = 0_i64;
        for line in &self.lines {
            let charge = match self.charge(line, price.minor(), fees) {
                Ok(Some(minor)) => minor,
                Ok(None) => continue,
                Err(_) if !line.is_needed => continue,
                Err(_) => return None,
            };
            if line.id.is_marketplace_fee() {
                fees = fees.checked_add(charge)?;
            }
            net = net.checked_sub(charge)?;
        }
        Money::new(net, self.currency).ok()
    }

    /// The same sale as a function of the price, with a unit cost in exact minor units. Its
    /// rounded profit equals net proceeds less the rounded cost at every price. `None` if a needed
    /// line is not known.
    ///
    /// # Errors
    /// `out_of_range`.
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
    /// use clearfloor::{break_even::{Target, Within}, rounding::Ratio};
    /// let model = sale.price_model(Ratio::whole(350)).unwrap().unwrap();
    /// // (5.00 + 3.50) / 0.85.
    /// let ranges = model.rounded_cent_ranges(Target::BREAK_EVEN, Within::between(usd("1.00"), usd("99.00"))).unwrap();
    /// assert_eq!(ranges[0].first, usd("10.00"));
    /// ```
    pub fn price_model(&self, unit_cost: Ratio) -> Result<Option<PriceModel>> {
        if self.is_incomplete {
            return Ok(None);
        }
        let on_fees = self.lines.iter().find_map(|line| match line.charge {
            Charge::OnFees(rate) => Some(rate),
            _ => None,
        });
        let on_fees = on_fees.unwrap_or(Rate::ZERO).to_ratio()?;
        let mut model =
            PriceModel::new(self.currency, self.tax_in_price.to_ratio()?, on_fees)?.with_unit_cost(unit_cost);
        let (mut fees, mut others) = (0_i64, 0_i64);
        for line in &self.lines {
            let is_fee = line.id.is_marketplace_fee();
            match &line.charge {
                Charge::Fixed(minor) => {
                    let sum = if is_fee { &mut fees } else { &mut others };
                    *sum = sum.checked_add(*minor).ok_or_else(|| Error::out_of_range("fees"))?;
                }
                Charge::ByPrice(by_price) if is_fee => model = model.with_fee(by_price.clone()),
                Charge::ByPrice(by_price) => model = model.with_other(by_price.clone()),
                Charge::OnLines { share, of } => {
                    let lines = self.lines.iter().filter(|other| of.contains(&other.id));
                    let lines = lines.map(|other| other.charge.to_line()).filter_map(Result::transpose);
                    model = model.with_uplift(*share, lines.collect::<Result<_>>()?);
                }
                Charge::TaxInPrice(_) | Charge::OnFees(_) | Charge::Unknown => {}
            }
        }
        if fees != 0 {
            model = model.with_fee(PriceLine::fixed(Ratio::whole(i128::from(fees)))?);
        }
        if others != 0 {
            model = model.with_other(PriceLine::fixed(Ratio::whole(i128::from(others)))?);
        }
        Ok(Some(model))
    }

    /// What each line but price and landed cost brings at a price, signed as in the ledger; none = not known.
    /// The figures of [`SaleModel::ledger`] without their reasons, for whole catalogues.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn amounts(&self, price: Money) -> Result<Vec<(LineId, Option<Money>)>> {
        let fees = self.marketplace_fees(price);
        let amount = |line: &ModelLine<'_>| Ok((line.id, self.amount(line, price, fees, &mut Vec::new())?));
        self.lines.iter().map(amount).collect()
    }

    /// Every line at a price.
    ///
    /// # Errors
    /// `price_negative`; `currency_mismatch`; `out_of_range`.
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
    /// let ledger = sale.ledger(usd("20.00")).unwrap();
    /// assert_eq!((ledger.price, ledger.net_proceeds), (usd("20.00"), Some(usd("12.00"))));
    /// assert_eq!(sale.ledger(usd("-1.00")).unwrap_err().code(), "price_negative");
    /// ```
    pub fn ledger(&self, price: Money) -> Result<Ledger> {
        price.plus(Money::zero(self.currency))?;
        if price.minor() < 0 {
            return Err(Error::new(ErrorKind::Range, "price_negative").with("price", price.to_string()));
        }
        let mut lines = Vec::with_capacity(self.lines.len().saturating_add(2));
        lines.push(price_line(price));
        for line in &self.lines {
            lines.push(self.ledger_line(line, price)?);
        }
        lines.push(self.landed_line()?);
        let is_open = lines.iter().any(|line| line.is_needed && !line.is_sunk && line.amount.is_none());
        let sum = |is_sunk_too: bool| -> Result<Money> {
            let known = lines.iter().filter(|line| is_sunk_too || !line.is_sunk).filter_map(|line| line.amount);
            known.into_iter().try_fold(Money::zero(self.currency), Money::plus)
        };
        let net_proceeds = if is_open { None } else { Some(sum(false)?) };
        let profit = if is_open || self.landed.is_none() { None } else { Some(sum(true)?) };
        let ads = lines.iter().find(|line| line.id == LineId::Ads).and_then(|line| line.amount);
        let ratios = self.ratios(price, profit, ads, &lines)?;
        Ok(Ledger { price, on: self.on, lines, net_proceeds, profit, ratios })
    }

    /// The fees of the marketplace at a price, each as charged; what is not known counts nothing.
    fn marketplace_fees(&self, price: Money) -> i64 {
        let fees = self.lines.iter().filter(|line| line.id.is_marketplace_fee());
        fees.filter_map(|line| self.charge(line, price.minor(), 0).ok().flatten()).fold(0, i64::saturating_add)
    }

    fn ledger_line(&self, line: &ModelLine<'_>, price: Money) -> Result<LedgerLine> {
        let mut holes = line.holes.to_words();
        let amount = self.amount(line, price, self.marketplace_fees(price), &mut holes)?;
        let (formula, inputs) = explain::explain(self, line, price)?;
        Ok(LedgerLine {
            id: line.id,
            amount,
            formula,
            inputs,
            spreadsheet: amount.map(|amount| spreadsheet::formula(self, line, price, amount)).transpose()?,
            fee: line.row,
            status: if amount.is_none() { Status::Unknown } else { self.status(line, price) },
            is_sunk: false,
            is_needed: line.is_needed,
            holes,
        })
    }

    /// A line at a price of which the marketplace takes `fees`; a hole of its price band is added to `holes`.
    fn amount(&self, line: &ModelLine<'_>, price: Money, fees: i64, holes: &mut Vec<String>) -> Result<Option<Money>> {
        match self.charge(line, price.minor(), fees) {
            Ok(minor) => Ok(minor.map(|minor| Money::new(minor, self.currency)).transpose()?.map(Money::negated)),
            Err(error) if error.kind() == ErrorKind::Missing => {
                holes.push(format!("{}: {}", line.id.code(), error.code()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn status(&self, line: &ModelLine<'_>, price: Money) -> Status {
        if line.is_assumed || explain::is_printed_at_another_price(line, price) {
            return Status::Assumed;
        }
        match (line.source, line.row) {
            (Some(FigureSource::Yours), _) => Status::Yours,
            (Some(FigureSource::Report), _) => Status::Report,
            // A cost that is expected rests on its formula, not on the one fee in it.
            _ if line.id == LineId::Returns => Status::Computed,
            (None, Some(row)) => Status::of_row(self.fees, row),
            (None, None) => Status::Computed,
        }
    }

    fn landed_line(&self) -> Result<LedgerLine> {
        let (inputs, holes) = explain::landed(self.product);
        let known = self.product.landed.as_ref().filter(|_| self.landed.is_some());
        Ok(LedgerLine {
            id: LineId::LandedCost,
            amount: self.landed.map(Money::negated),
            formula: "sum_of_costs",
            inputs,
            spreadsheet: known.map(spreadsheet::landed).transpose()?.flatten(),
            fee: None,
            status: if self.landed.is_some() { Status::Yours } else { Status::Unknown },
            is_sunk: true,
            is_needed: true,
            holes,
        })
    }

    fn ratios(
        &self,
        price: Money,
        profit: Option<Money>,
        ads: Option<Money>,
        lines: &[LedgerLine],
    ) -> Result<Vec<NamedRatio>> {
        let over = |top: Option<Money>, base: Option<Money>| -> Result<Option<Rate>> {
            match (top, base) {
                (Some(top), Some(base)) if base.minor() != 0 => {
                    Rate::nearest(Ratio::new(i128::from(top.minor()), i128::from(base.minor()))?).map(Some)
                }
                _ => Ok(None),
            }
        };
        let tax = lines.iter().find(|line| line.id == LineId::TaxInPrice).and_then(|line| line.amount);
        let net_revenue = tax.map_or(Ok(price), |tax| price.plus(tax))?;
        let gain = self.landed.map(|landed| net_revenue.minus(landed)).transpose()?;
        let before_ads = match (profit, ads) {
            (Some(profit), Some(ads)) => Some(profit.minus(ads)?),
            (profit, None) => profit,
            (None, _) => None,
        };
        let named = |id, base, ratio| NamedRatio { id, base, ratio };
        Ok(vec![
            named("margin", "displayed_price", over(profit, Some(price))?),
            named("margin", "net_revenue", over(profit, Some(net_revenue))?),
            named("roi", "landed_cost", over(profit, self.landed)?),
            named("markup", "landed_cost", over(gain, self.landed)?),
            named("break_even_acos", "displayed_price", over(before_ads, Some(price))?),
        ])
    }
}

fn price_line(price: Money) -> LedgerLine {
    LedgerLine {
        id: LineId::Price,
        amount: Some(price),
        formula: "price",
        inputs: vec![Input { name: "price", text: price.to_string() }],
        spreadsheet: Some(format!("={price}")),
        fee: None,
        status: Status::Yours,
        is_sunk: false,
        is_needed: true,
        holes: Vec::new(),
    }
}
