//! One sale on another channel, line by line.
#![deny(clippy::float_arithmetic)]

use super::place::{Gateway, Offered, Place, Ships, Word, has_table};
use crate::break_even::{PriceLine, PriceModel};
use crate::error::{Error, Result};
use crate::fees::HoleReason;
use crate::fees::channel::{ChannelHole, ChannelRow, ChannelTables, OrderFee, ShareFee};
use crate::fees::rule::{PriceBand, PriceBandedFee};
use crate::money::Money;
use crate::quote::{Input, Status};
use crate::rate::Rate;
use crate::rounding::Ratio;

/// One line; its amount goes with the price.
///
/// ```
/// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
/// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let offered = Offered {
///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("0.00"), sales_tax: None, package: None,
///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
///     is_fee_tax_recovered: false, own_terms: (None, None),
/// };
/// let sale = SaleElsewhere::new(&Place::Lot, Ships::Fetched(Some(usd("0.50"))), &offered).unwrap();
/// // Carriage of 0.50 a unit, whatever the price.
/// let carriage = sale.lines.iter().find(|line| line.amount(usd("9.00")) == Some(usd("-0.50"))).unwrap();
/// assert_eq!(carriage.amount(usd("20.00")), Some(usd("-0.50")));
/// ```
#[derive(Clone, Debug)]
pub struct ElsewhereLine {
    /// Code: `final_value`, `order_fee`, `payment`, …
    pub id: &'static str,
    /// What is charged by price, in minor units; negative = it comes in. None = not known.
    pub charge: Option<PriceLine>,
    /// Code of the rule.
    pub formula: &'static str,
    /// The values in it, without the price.
    pub inputs: Vec<Input>,
    /// Row of a channel's table.
    pub fee: Option<ChannelRow>,
    /// What it rests on.
    pub status: Status,
    /// The charge is this share of these lines, each as it is charged: rounded before and after.
    pub of_charged: Option<(Ratio, Vec<PriceLine>)>,
    /// The charge is what is left of the price without its tax; the line takes the rest.
    pub is_tax_in_price: bool,
    /// Without it there is no result.
    pub is_needed: bool,
    /// Fields to fill in, or `beyond_table` where the channel's table ends before this size or weight.
    pub holes: Vec<String>,
}

impl ElsewhereLine {
    /// The signed amount at a price: what comes in is positive.
    ///
    /// ```
    /// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
    /// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let offered = Offered {
    ///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("5.00"), sales_tax: None, package: None,
    ///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
    ///     is_fee_tax_recovered: false, own_terms: (None, None),
    /// };
    /// let sale = SaleElsewhere::new(&Place::Lot, Ships::Fetched(Some(usd("0.00"))), &offered).unwrap();
    /// // The carriage that the buyer pays comes in.
    /// assert!(sale.lines.iter().any(|line| line.amount(usd("9.00")) == Some(usd("5.00"))));
    /// ```
    #[must_use]
    pub fn amount(&self, price: Money) -> Option<Money> {
        let charge = self.charge.as_ref()?;
        let minor = match &self.of_charged {
            Some((share, of)) => {
                let charged =
                    of.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.rounded_at(price.minor()).ok()?))?;
                PriceLine::fixed(Ratio::whole(i128::from(charged)).times(*share).ok()?)
                    .ok()?
                    .rounded_at(price.minor())
                    .ok()?
            }
            None => charge.rounded_at(price.minor()).ok()?,
        };
        let taken = if self.is_tax_in_price { price.minor().checked_sub(minor)? } else { minor };
        Money::new(-taken, price.currency()).ok()
    }
}

/// Every line of a sale on a channel.
///
/// ```
/// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
/// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let offered = Offered {
///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("5.00"), sales_tax: None, package: None,
///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
///     is_fee_tax_recovered: false, own_terms: (None, None),
/// };
/// let sale = SaleElsewhere::new(&Place::Lot, Ships::Fetched(Some(usd("0.50"))), &offered).unwrap();
/// // 9.00 and 5.00 come in, 0.50 goes out.
/// assert_eq!(sale.net(usd("9.00")), Some(usd("13.50")));
/// ```
#[derive(Clone, Debug)]
pub struct SaleElsewhere {
    /// In the order of the ledger; price and landed cost are not among them.
    pub lines: Vec<ElsewhereLine>,
    /// Landed cost; none = not known.
    pub landed: Option<Money>,
    /// Tax contained in the price.
    tax_in_price: Rate,
}

pub(super) fn input(name: &'static str, text: impl ToString) -> Input {
    Input { name, text: text.to_string() }
}

/// Rate and amount of a share that hangs on the total.
struct Total {
    scale: Ratio,
    shift: Ratio,
}

pub(super) struct Maker<'a> {
    pub(super) tables: &'a ChannelTables,
    pub(super) offered: &'a Offered<'a>,
    total: Total,
    pub(super) lines: Vec<ElsewhereLine>,
}

impl SaleElsewhere {
    /// The lines of a sale.
    ///
    /// # Errors
    /// `out_of_range`; `fee_data_unreadable`.
    ///
    /// ```
    /// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships, Word};
    /// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let offered = Offered {
    ///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("0.00"), sales_tax: None, package: None,
    ///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
    ///     is_fee_tax_recovered: false, own_terms: (None, None),
    /// };
    /// // Without a category the fee of a marketplace is not known, and the line says so.
    /// let place = Place::Walmart { category: Word::UNKNOWN };
    /// let sale = SaleElsewhere::new(&place, Ships::Own(Some(usd("6.40"))), &offered).unwrap();
    /// assert!(sale.lines.iter().any(|line| line.id == "referral" && line.charge.is_none()));
    /// ```
    pub fn new(place: &Place, ships: Ships, offered: &Offered<'_>) -> Result<Self> {
        let one = Ratio::ONE.plus(offered.sales_tax.unwrap_or(Rate::ZERO).to_ratio()?)?;
        let shipping = Ratio::whole(i128::from(offered.shipping.minor()));
        let total = Total { scale: one, shift: one.times(shipping)? };
        let mut maker = Maker { tables: ChannelTables::all()?, offered, total, lines: Vec::with_capacity(8) };
        maker.buyer_shipping()?;
        maker.tax_in_price()?;
        match place {
            _ if !has_table(place.code(), offered.market) => maker.own_terms()?,
            Place::Ebay { category, is_greater_china, .. } if offered.market == "UK" => {
                maker.ebay_uk(place, category, is_greater_china.is_assumed)?;
            }
            Place::Ebay { .. } => maker.ebay(place)?,
            Place::Walmart { category } => maker.share_of_sale("referral", "walmart-us-referral", category)?,
            Place::Tiktok { category } if offered.market == "UK" => {
                maker.share_of_sale("referral", "tiktok-uk-commission", category)?;
            }
            Place::Tiktok { category } => maker.share_of_sale("referral", "tiktok-us-referral", category)?,
            Place::Shopify { plan, gateway } => maker.shop_payment(plan, *gateway)?,
            Place::Etsy => maker.etsy()?,
            Place::Lot => {}
        }
        maker.fulfilment(ships)?;
        if *place != Place::Lot {
            maker.ads();
        }
        let tax_in_price = offered.tax_in_price.and_then(|tax| tax.value).unwrap_or(Rate::ZERO);
        Ok(Self { lines: maker.lines, landed: offered.landed, tax_in_price })
    }

    /// What a sale at a price brings before what is already paid; none = a needed line is not known.
    ///
    /// ```
    /// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
    /// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let offered = Offered {
    ///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("0.00"), sales_tax: None, package: None,
    ///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
    ///     is_fee_tax_recovered: false, own_terms: (None, None),
    /// };
    /// let net = |ships| SaleElsewhere::new(&Place::Lot, ships, &offered).unwrap().net(usd("9.00"));
    /// // Who ships must be able to say for how much.
    /// assert_eq!([net(Ships::Own(Some(usd("6.40")))), net(Ships::Own(None))], [Some(usd("2.60")), None]);
    /// ```
    #[must_use]
    pub fn net(&self, price: Money) -> Option<Money> {
        let mut net = price;
        for line in &self.lines {
            match line.amount(price) {
                Some(amount) => net = net.plus(amount).ok()?,
                None if line.is_needed => return None,
                None => {}
            }
        }
        Some(net)
    }

    /// The same as a function of the price, with what a unit must bring; none = a needed line is not known.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn price_model(&self, required: Money) -> Result<Option<PriceModel>> {
        let mut model = PriceModel::new(required.currency(), self.tax_in_price.to_ratio()?, Ratio::ZERO)?;
        for line in &self.lines {
            match &line.charge {
                Some(_) if line.is_tax_in_price => {}
                Some(_) if line.of_charged.is_some() => {
                    if let Some((share, of)) = line.of_charged.clone() {
                        model = model.with_uplift(share, of);
                    }
                }
                Some(charge) => model = model.with_fee(charge.clone()),
                None if line.is_needed => return Ok(None),
                None => {}
            }
        }
        Ok(Some(model.with_unit_cost(Ratio::whole(i128::from(required.minor())))))
    }

    /// Names of fields that would make the result known.
    ///
    /// ```
    /// use clearfloor::channels::{Offered, Place, SaleElsewhere, Ships};
    /// use clearfloor::{date::Day, fees::Goods, money::{Currency, Money}};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let offered = Offered {
    ///     on: Day::parse("2026-11-21").unwrap(), market: "US", shipping: usd("0.00"), sales_tax: None, package: None,
    ///     goods: Goods::Ordinary, is_apparel: false, ads: None, landed: None, tax_in_price: None,
    ///     is_fee_tax_recovered: false, own_terms: (None, None),
    /// };
    /// let missing = |ships| SaleElsewhere::new(&Place::Lot, ships, &offered).unwrap().missing().count();
    /// assert_eq!([missing(Ships::Own(Some(usd("6.40")))), missing(Ships::Own(None))], [0, 1]);
    /// ```
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter(|line| line.charge.is_none() && line.is_needed)
            .flat_map(|line| line.holes.iter())
            .map(String::as_str)
    }
}

impl Maker<'_> {
    pub(super) fn status(&self, row: ChannelRow, is_assumed: bool) -> Status {
        if is_assumed || row.is_assumed {
            return Status::Assumed;
        }
        match self.tables.describe(row).confidence {
            "official" => Status::Official,
            "cross-checked" => Status::CrossChecked,
            _ => Status::SingleSource,
        }
    }

    pub(super) fn push(
        &mut self,
        id: &'static str,
        formula: &'static str,
        charge: PriceLine,
        inputs: Vec<Input>,
        fee: Option<ChannelRow>,
        status: Status,
    ) {
        self.lines.push(ElsewhereLine {
            id,
            charge: Some(charge),
            formula,
            inputs,
            fee,
            status,
            of_charged: None,
            is_tax_in_price: false,
            is_needed: true,
            holes: Vec::new(),
        });
    }

    /// A line that is not known, with the fields to ask for.
    pub(super) fn unknown(&mut self, id: &'static str, is_needed: bool, holes: Vec<String>) {
        let formula = if is_needed { "not_known" } else { "left_out" };
        let status = Status::Unknown;
        self.lines.push(ElsewhereLine {
            id,
            charge: None,
            formula,
            inputs: Vec::new(),
            fee: None,
            status,
            of_charged: None,
            is_tax_in_price: false,
            is_needed,
            holes,
        });
    }

    pub(super) fn hole(&mut self, id: &'static str, field: &str, hole: &ChannelHole) {
        let is_beyond = matches!(hole.reason, HoleReason::NoRow | HoleReason::OutOfRange) && field == "size";
        self.unknown(id, true, vec![if is_beyond { "beyond_table" } else { field }.to_owned()]);
    }

    fn given(&mut self, id: &'static str, field: &str, amount: Option<Money>) {
        match amount {
            Some(amount) => self.push(id, "as_given", PriceLine::of_money(amount), Vec::new(), None, Status::Yours),
            None => self.unknown(id, true, vec![field.to_owned()]),
        }
    }

    fn buyer_shipping(&mut self) -> Result<()> {
        let shipping = self.offered.shipping;
        if shipping.minor() != 0 {
            let line = PriceLine::of_money(shipping.negated());
            self.push("buyer_shipping", "as_given", line, Vec::new(), None, Status::Yours);
        }
        Ok(())
    }

    pub(super) fn total_inputs(&self) -> Vec<Input> {
        let mut inputs = vec![input("buyer_shipping", self.offered.shipping)];
        if let Some(tax) = self.offered.sales_tax {
            inputs.push(input("sales_tax_rate", tax));
        }
        inputs
    }

    /// A fee on price, shipping and tax; without a word on the tax it counts as nothing and is named.
    pub(super) fn of_total(&self, line: &PriceLine) -> Result<PriceLine> {
        line.of_total(self.total.scale, self.total.shift)
    }

    pub(super) fn flat_share(
        &mut self,
        id: &'static str,
        rate: Rate,
        fixed: Option<Money>,
        row: Option<ChannelRow>,
        status: Status,
    ) -> Result<()> {
        let mut line = self.of_total(&PriceLine::of_rate(rate))?;
        let mut inputs = self.total_inputs();
        inputs.push(input("rate", rate));
        if let Some(fixed) = fixed {
            line = line.plus(&PriceLine::of_money(fixed))?;
            inputs.push(input("fixed", fixed));
        }
        let formula = if fixed.is_some() { "share_of_total_and_fixed" } else { "share_of_total" };
        self.push(id, formula, line, inputs, row, status);
        Ok(())
    }

    fn ebay(&mut self, place: &Place) -> Result<()> {
        let Place::Ebay { has_store, category, is_greater_china, own_rate, own_international } = place else {
            return Ok(());
        };
        let family = if *has_store { "ebay-us-fvf-store" } else { "ebay-us-fvf-no-store" };
        let of_category = match &category.value {
            Some(name) => Some(self.tables.share_fee(family, name, self.offered.on)),
            None => None,
        };
        let fee = of_category.as_ref().and_then(|fee| fee.as_ref().ok()).map(|known| known.value.clone());
        if let Some(rate) = own_rate {
            self.flat_share("final_value", *rate, None, None, Status::Yours)?;
        } else if is_greater_china.value == Some(true) {
            self.unknown("final_value", true, vec!["final_value_rate".to_owned()]);
        } else {
            match of_category {
                Some(Ok(known)) => {
                    let line = self.of_total(&PriceLine::of_referral(&known.value.rule)?)?;
                    let mut inputs = self.total_inputs();
                    inputs.push(input("channel_category", category.value.clone().unwrap_or_default()));
                    let status = self.status(known.row, category.is_assumed || is_greater_china.is_assumed);
                    self.push("final_value", "share_of_total_by_band", line, inputs, Some(known.row), status);
                }
                Some(Err(hole)) => self.hole("final_value", "final_value_rate", &hole),
                None => self.unknown("final_value", true, vec!["category".to_owned()]),
            }
        }
        self.ebay_order_fee(fee.as_ref())?;
        match (own_international, is_greater_china.value) {
            (Some(rate), _) => self.flat_share("international", *rate, None, None, Status::Yours)?,
            (None, Some(true)) => self.unknown("international", true, vec!["international_rate".to_owned()]),
            _ => {}
        }
        Ok(())
    }

    /// The fee of an order by its total; a band of the category may have another.
    fn ebay_order_fee(&mut self, of_category: Option<&ShareFee>) -> Result<()> {
        match self.tables.order_fee("ebay-us-per-order-fee", self.offered.on) {
            Ok(known) => {
                let usual = known.value;
                let banded = match of_category.and_then(ShareFee::order_fees) {
                    Some(bands) => with_instead(&usual, bands.collect())?,
                    None => usual,
                };
                let line = self.of_total(&PriceLine::of_banded(&banded, Ok)?)?;
                let (inputs, status) = (self.total_inputs(), self.status(known.row, false));
                self.push("order_fee", "amount_by_total", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole("order_fee", "order_fee", &hole),
        }
        Ok(())
    }

    /// A share of price and shipping, without tax.
    fn share_of_sale(&mut self, id: &'static str, family: &str, category: &Word<String>) -> Result<()> {
        let Some(name) = &category.value else {
            self.unknown(id, true, vec!["category".to_owned()]);
            return Ok(());
        };
        match self.tables.share_fee(family, name, self.offered.on) {
            Ok(known) => {
                let shipping = Ratio::whole(i128::from(self.offered.shipping.minor()));
                let line = PriceLine::of_referral(&known.value.rule)?.of_total(Ratio::ONE, shipping)?;
                let inputs = vec![input("buyer_shipping", self.offered.shipping), input("channel_category", name)];
                let status = self.status(known.row, category.is_assumed);
                self.push(id, "share_of_sale_by_band", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole(id, "category", &hole),
        }
        Ok(())
    }

    fn order_share(&mut self, fee: OrderFee, row: ChannelRow, is_assumed: bool) -> Result<()> {
        let status = self.status(row, is_assumed);
        let fixed = (fee.fixed.minor() != 0).then_some(fee.fixed);
        self.flat_share("payment", fee.share, fixed, Some(row), status)
    }

    fn shop_payment(&mut self, plan: &Word<String>, gateway: Gateway) -> Result<()> {
        let name = plan.value.clone().unwrap_or_default();
        match (self.tables.plan("shopify-us-plans", &name, self.offered.on), gateway) {
            (Ok(known), Gateway::Shop) => match known.value.card {
                Some(fee) => self.order_share(fee, known.row, plan.is_assumed)?,
                None => self.unknown("payment", true, vec!["gateway_rate".to_owned()]),
            },
            (Ok(known), Gateway::Other(rate)) => {
                match known.value.third_party {
                    Some(fee) => self.order_share(fee, known.row, plan.is_assumed)?,
                    None => self.unknown("payment", true, vec!["gateway_rate".to_owned()]),
                }
                match rate {
                    Some(rate) => self.flat_share("gateway", rate, None, None, Status::Yours)?,
                    None => self.unknown("gateway", true, vec!["gateway_rate".to_owned()]),
                }
            }
            (Err(hole), _) => self.hole("payment", "plan", &hole),
        }
        Ok(())
    }

    fn etsy(&mut self) -> Result<()> {
        const FAMILY: &str = "etsy-us";
        let on = self.offered.on;
        match self.tables.amount(FAMILY, "listing", on) {
            Ok(known) => {
                let status = self.status(known.row, false);
                self.push("listing", "flat_fee", PriceLine::of_money(known.value), Vec::new(), Some(known.row), status);
            }
            Err(hole) => self.hole("listing", "category", &hole),
        }
        match self.tables.share(FAMILY, "transaction", on) {
            Ok(known) => {
                let shipping = Ratio::whole(i128::from(self.offered.shipping.minor()));
                let line = PriceLine::of_rate(known.value).of_total(Ratio::ONE, shipping)?;
                let inputs = vec![input("buyer_shipping", self.offered.shipping), input("rate", known.value)];
                let status = self.status(known.row, false);
                self.push("transaction", "share_of_sale", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole("transaction", "category", &hole),
        }
        let share = self.tables.share(FAMILY, "payment_share", on);
        let fixed = self.tables.amount(FAMILY, "payment_fixed", on);
        match (share, fixed) {
            (Ok(share), Ok(fixed)) => {
                self.order_share(OrderFee { share: share.value, fixed: fixed.value }, share.row, false)?;
            }
            (share, fixed) => {
                if let Some(hole) = share.err().or(fixed.err()) {
                    self.hole("payment", "category", &hole);
                }
            }
        }
        Ok(())
    }

    fn fulfilment(&mut self, ships: Ships) -> Result<()> {
        match ships {
            Ships::Own(cost) => self.given("own_shipping", "ship_cost", cost),
            Ships::Mcf(cost) => self.given("channel_fulfilment", "ship_cost", cost),
            Ships::Fetched(cost) => {
                if let Some(cost) = cost {
                    self.given("own_shipping", "ship_cost", Some(cost));
                }
            }
            Ships::Wfs | Ships::Fbt if self.offered.market != "US" => {
                self.unknown("channel_fulfilment", true, vec!["no_channel_table".to_owned()]);
            }
            Ships::Wfs => self.by_walmart()?,
            Ships::Fbt => self.by_tiktok()?,
        }
        Ok(())
    }

    fn by_walmart(&mut self) -> Result<()> {
        const ID: &str = "channel_fulfilment";
        let Some(package) = &self.offered.package else {
            self.unknown(ID, true, vec!["size".to_owned()]);
            return Ok(());
        };
        let rules = self.tables.pound_fulfilment("walmart-wfs-fulfillment", self.offered.on);
        match rules.and_then(|rules| rules.value.fee(package, self.offered.is_apparel, self.offered.goods)) {
            Ok(known) => {
                let fee = known.value;
                let mut inputs = vec![input("billed_weight_lb", fee.weight.billed_lb), input("base", fee.base)];
                let added = [("oversize_fee", fee.oversize), ("goods_fee", fee.goods)];
                inputs.extend(added.into_iter().filter(|(_, m)| m.minor() != 0).map(|(name, m)| input(name, m)));
                let line = PriceLine::of_banded(&fee.fee, Ok)?;
                let status = self.status(known.row, false);
                self.push(ID, "by_pounds", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole(ID, "size", &hole),
        }
        Ok(())
    }

    fn by_tiktok(&mut self) -> Result<()> {
        const ID: &str = "channel_fulfilment";
        let Some(package) = &self.offered.package else {
            self.unknown(ID, true, vec!["size".to_owned()]);
            return Ok(());
        };
        let rules = self.tables.unit_fulfilment("tiktok-us-fbt-fulfillment", self.offered.on);
        match rules.and_then(|rules| rules.value.fee(package, 1)) {
            Ok(known) => {
                let pounds = crate::rate::Rate::nearest(known.value.weight.chargeable_lb)?;
                let inputs = vec![input("billed_weight_lb", pounds), input("units_in_order", 1)];
                let status = self.status(known.row, false);
                let line = PriceLine::of_money(known.value.fee);
                self.push(ID, "by_weight_and_units", line, inputs, Some(known.row), status);
            }
            Err(hole) => self.hole(ID, "size", &hole),
        }
        Ok(())
    }

    fn ads(&mut self) {
        match self.offered.ads {
            Some(rate) => {
                let inputs = vec![input("rate", rate)];
                self.push("ads", "share_of_price", PriceLine::of_rate(rate), inputs, None, Status::Yours);
            }
            None => self.unknown("ads", false, vec!["ad_rate".to_owned()]),
        }
    }
}

/// The usual fee of an order with what replaces it in bands of a category's own.
fn with_instead(
    usual: &PriceBandedFee,
    bands: Vec<(Option<crate::fees::rule::Limit>, Option<Money>)>,
) -> Result<PriceBandedFee> {
    let mut cut: Vec<PriceBand> = Vec::new();
    let mut below = i64::MIN;
    for (up_to, instead) in bands {
        let end = up_to.map_or(i64::MAX, |limit| limit.amount.minor());
        match instead {
            Some(fee) => cut.push(PriceBand { up_to, fee: Some(fee) }),
            None => {
                for band in usual.bands() {
                    let band_end = band.up_to.map_or(i64::MAX, |limit| limit.amount.minor());
                    let is_within = band_end > below && cut.last().is_none_or(|last| last.up_to.is_some());
                    if is_within
                        && cut.last().and_then(|last| last.up_to).is_none_or(|limit| limit.amount.minor() < end)
                    {
                        cut.push(PriceBand { up_to: if band_end < end { band.up_to } else { up_to }, fee: band.fee });
                    }
                }
            }
        }
        below = end;
    }
    if cut.is_empty() { Err(Error::out_of_range("order fee")) } else { PriceBandedFee::new(cut) }
}
