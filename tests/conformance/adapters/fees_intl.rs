//! Fees of the other Amazon marketplaces (`intl-examples.toml`).

use super::fees_us::{package, rate};
use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::fees::{
    AgedExemption, Carriage, Carrier, Category, FeeClass, FeeTables, Fulfilment, Goods, Handling, HoleReason, Known,
    Market, Programme, SizeGroup, SizedUnit, StorageBill, Stored,
};
use clearfloor::money::Money;
use clearfloor::offer::Channel;
use clearfloor::quote::{LineId, Product, SaleModel};
use clearfloor::rounding::Ratio;
use clearfloor::tax;

/// Adds the kinds that only these marketplaces have.
pub fn register(registry: &mut Registry) {
    registry.kind("dangerous_goods_fee", dangerous_goods_fee);
    registry.kind("packaging_fee", packaging_fee);
    registry.kind("digital_services_fee", digital_services_fee);
    registry.kind("vat_on_fees", vat_on_fees);
}

/// The marketplace of a case, if it is another than the US and no channel beside Amazon.
pub fn market(case: &Case) -> Result<Option<&'static FeeTables>, Failure> {
    if case.channel.is_some() {
        return Ok(None);
    }
    match case.market.as_deref() {
        None | Some("US") => Ok(None),
        Some(code) => Ok(Some(FeeTables::of(Market::parse(code)?)?)),
    }
}

fn only(case: &Case) -> Result<&'static FeeTables, Failure> {
    market(case)?.ok_or_else(|| Failure::Unsupported("the US and channels".to_owned()))
}

fn money(fees: &FeeTables, input: &Input) -> Result<Money, Failure> {
    Ok(Money::parse(input.text()?, fees.currency())?)
}

fn sized(fees: &FeeTables, case: &Case) -> Result<SizedUnit, Failure> {
    Ok(fees.size(&package(&case.inputs)?, case.day()?)?.value)
}

fn category<'t>(fees: &'t FeeTables, input: &Input) -> Result<&'t Category, Failure> {
    let name = input.text()?;
    fees.category_by_referral_name(name).ok_or_else(|| format!("no category {name}").into())
}

fn optional_category<'t>(fees: &'t FeeTables, inputs: &Input) -> Result<Option<&'t Category>, Failure> {
    inputs.optional("category").map(|name| category(fees, name)).transpose()
}

fn group(fees: &FeeTables, group: SizeGroup) -> Value {
    Value::text(fees.size_group_name(group))
}

/// Volume in the unit of the storage rates.
fn volume(fees: &FeeTables, cubic_cm: &Input) -> Result<Ratio, Failure> {
    let cubic_feet = cubic_cm.ratio()?.over(Ratio::new(28_316_846_592, 1_000_000)?)?;
    Ok(cubic_feet.over(fees.cubic_feet_per_volume())?)
}

pub fn size_tier(case: &Case, fees: &'static FeeTables) -> Outcome {
    match fees.size(&package(&case.inputs)?, case.day()?) {
        Ok(Known { value: sized, .. }) => {
            let mut answer = vec![
                ("eligible", Value::Bool(true)),
                ("tier", Value::text(sized.tier.code())),
                ("size_group", group(fees, sized.group)),
            ];
            let dimensional = sized.dimensional_weight.map(Value::exact);
            answer.extend(dimensional.map(|weight| ("dimensional_weight_g_unrounded", weight)));
            Ok(Value::map(answer))
        }
        Err(hole) if hole.reason == HoleReason::NoRow => Ok(Value::map([("eligible", Value::Bool(false))])),
        Err(hole) => Err(hole.into()),
    }
}

fn fulfilment(
    fees: &'static FeeTables,
    case: &Case,
    sized: &SizedUnit,
    category: Option<&Category>,
) -> Result<Fulfilment, Failure> {
    let placement = case.inputs.optional("column").map(Input::text).transpose()?;
    let carriage = Carriage { programme: Programme::NonApparel, category, placement };
    Ok(fees.fulfilment_of(sized, &carriage, case.day()?)?.value)
}

pub fn fulfilment_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let price = money(fees, case.inputs.key("price")?)?;
    let category = optional_category(fees, &case.inputs)?;
    let found = fulfilment(fees, case, &sized(fees, case)?, category)?;
    let cell = found.cell_at(price).ok_or("no band holds the price")?;
    Ok(Value::map([
        ("tier", Value::text(cell.tier.code())),
        ("billed_weight_g", Value::exact(cell.billed_weight)),
        ("low_price", Value::Bool(cell.is_low_price)),
        ("fee", Value::text(found.fee.charge(price)?)),
    ]))
}

pub fn fuel_surcharge(case: &Case, fees: &'static FeeTables) -> Outcome {
    let rate = fees.fuel_surcharge(case.day()?)?.value;
    let fee = money(fees, case.inputs.key("fulfilment_fee")?)?;
    Ok(Value::map([("fuel_surcharge", Value::text(fee.share(rate)?))]))
}

fn dangerous_goods_fee(case: &Case) -> Outcome {
    let fees = only(case)?;
    let is_dangerous = case.inputs.key("dangerous")?.bool()?;
    let fee = fees.special_goods(is_dangerous, false, case.day()?)?.value;
    Ok(Value::map([("dangerous_goods_fee", Value::text(fee))]))
}

fn packaging_fee(case: &Case) -> Outcome {
    let fees = only(case)?;
    let sized = sized(fees, case)?;
    let fee = if case.inputs.key("sipp")?.bool()? {
        Money::zero(fees.currency())
    } else {
        fees.packaging(&sized, case.day()?)?.value
    };
    Ok(Value::map([
        ("tier", Value::text(sized.tier.code())),
        ("billed_weight_g", Value::exact(sized.billed_weight)),
        ("packaging_fee", Value::text(fee)),
    ]))
}

pub fn low_inventory_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let sized = sized(fees, case)?;
    let price = money(fees, inputs.key("price")?)?;
    let category = Some(category(fees, inputs.key("category")?)?);
    let carriage = Carriage { programme: Programme::NonApparel, category, placement: None };
    let days = (inputs.key("days_of_supply_30")?.ratio()?, inputs.key("days_of_supply_90")?.ratio()?);
    let is_pan_european = inputs.key("pan_eu")?.bool()?;
    let fee = fees.low_inventory_fee(&sized, (&carriage, price), is_pan_european, days, case.day()?)?.value;
    Ok(Value::map([("tier", Value::text(sized.tier.code())), ("fee_per_unit", Value::text(fee))]))
}

pub fn referral_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let category = category(fees, inputs.key("category")?)?;
    let carrier = match inputs.optional("fulfilled_by").map(Input::text).transpose()? {
        None | Some("FBA" | "SFP") => Carrier::Marketplace,
        Some("seller") => Carrier::Seller,
        Some(other) => return Err(format!("fulfilled by {other}").into()),
    };
    let sized = if inputs.optional("sides").is_some() { Some(sized(fees, case)?) } else { None };
    let rule = fees.referral_of(category, carrier, sized.as_ref(), case.day()?)?.value;
    let fee = rule.charge(money(fees, inputs.key("price")?)?)?;
    Ok(Value::map([("referral_fee", Value::text(fee))]))
}

fn digital_services_fee(case: &Case) -> Outcome {
    let fees = only(case)?;
    let inputs = &case.inputs;
    let word = inputs.key("fee_class")?.text()?;
    let class = FeeClass::ALL.into_iter().find(|class| class.code() == word).ok_or("no such class of fees")?;
    let rate = fees.digital_services_fee(inputs.key("seller_established")?.text()?, class, case.day()?)?.value;
    let loaded = tax::load_fees(money(fees, inputs.key("base_fee")?)?, rate, clearfloor::rate::Rate::ZERO)?;
    Ok(Value::map([
        ("digital_services_fee", Value::text(loaded.digital_services)),
        ("total", Value::text(loaded.total)),
    ]))
}

fn vat_on_fees(case: &Case) -> Outcome {
    let fees = only(case)?;
    let inputs = &case.inputs;
    let known = fees.vat_on_fees(inputs.key("seller_established")?.text()?, case.day()?)?.value;
    let mut sum = Money::zero(fees.currency());
    for fee in inputs.key("fees")?.items()? {
        sum = sum.plus(money(fees, fee)?)?;
    }
    let is_registered = inputs.key("vat_registered")?.bool()?;
    Ok(Value::map([
        ("vat", Value::text(tax::vat_on_fees(sum, known.rate)?)),
        ("recoverable", Value::Bool(known.is_recovered_by(is_registered))),
    ]))
}

pub fn vat_extract(case: &Case, fees: &'static FeeTables) -> Outcome {
    let standard = fees.price_tax(case.day()?)?.value.standard.ok_or("no standard rate")?;
    let split = tax::extract_vat(money(fees, case.inputs.key("gross")?)?, standard)?;
    Ok(Value::map([("net", Value::text(split.net)), ("vat", Value::text(split.vat))]))
}

pub fn refund_administration(case: &Case, fees: &'static FeeTables) -> Outcome {
    let on = case.day()?;
    let rule = fees.referral(category(fees, case.inputs.key("category")?)?, on)?.value;
    let kept_of = fees.refund_administration(on)?.value;
    let prices = match case.inputs.optional("prices") {
        Some(prices) => prices.items()?.iter().map(|price| money(fees, price)).collect::<Result<Vec<_>, _>>()?,
        None => vec![money(fees, case.inputs.key("price")?)?],
    };
    let (mut referral, mut kept) = (Money::zero(fees.currency()), Money::zero(fees.currency()));
    for price in prices {
        let fee = rule.charge(price)?;
        referral = referral.plus(fee)?;
        kept = kept.plus(kept_of.charge(fee)?)?;
    }
    Ok(Value::map([
        ("referral_fee", Value::text(referral)),
        ("refund_administration_fee", Value::text(kept)),
        ("referral_fee_returned", Value::text(referral.minus(kept)?)),
    ]))
}

pub fn monthly_storage(case: &Case, fees: &'static FeeTables) -> Outcome {
    let (on, inputs) = (case.day()?, &case.inputs);
    let word = inputs.key("size_group")?.text()?;
    let group = [SizeGroup::Standard, SizeGroup::Oversize].into_iter().find(|g| fees.size_group_name(*g) == word);
    let is_dangerous = inputs.optional("dangerous").map(Input::bool).transpose()?.unwrap_or(false);
    let goods = if is_dangerous { Goods::Dangerous } else { Goods::Ordinary };
    let category = inputs.optional("storage_category").map(Input::text).transpose()?;
    let stored = Stored { category, ..Stored::of(group.ok_or("no such size group")?, goods) };
    let rate = fees.storage(&stored, on)?.value;
    let (volume, units) = (volume(fees, inputs.key("cubic_cm_per_unit")?)?, inputs.key("average_units")?.int()?);
    let bill = match inputs.optional("days_stored") {
        Some(days) => StorageBill::by_days(rate, volume, units, (days.int()?, i64::from(on.days_in_month())))?,
        None => StorageBill::new(rate, volume, units)?,
    };
    Ok(Value::map([("storage_fee", Value::text(bill.storage))]))
}

pub fn aged_surcharge(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let (units, volume) = (inputs.key("units")?.int()?, volume(fees, inputs.key("cubic_cm")?)?);
    let age = inputs.key("age_days")?.int()?;
    let charge = fees.aged(case.day()?)?.value.charge(units, volume, age, AgedExemption::Charged)?;
    Ok(Value::map([
        ("by_volume", Value::text(charge.by_volume)),
        ("by_unit", Value::text(charge.by_unit)),
        ("surcharge", Value::text(charge.surcharge)),
    ]))
}

pub fn removal_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let sized = sized(fees, case)?;
    let fee = fees.removal(&sized, Handling::Ordinary, case.day()?)?.value;
    Ok(Value::map([("size_group", group(fees, sized.group)), ("fee", Value::text(fee))]))
}

pub fn liquidation(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let sized = sized(fees, case)?;
    let terms = fees.liquidation(&sized, Handling::Ordinary, case.day()?)?.value;
    let price = money(fees, inputs.key("average_selling_price")?)?;
    let proceeds = terms.proceeds(price, rate(inputs.key("recovery_rate")?)?)?;
    Ok(Value::map([
        ("size_group", group(fees, sized.group)),
        ("gross_recovery", Value::text(proceeds.gross_recovery)),
        ("referral_fee", Value::text(proceeds.referral)),
        ("processing_fee", Value::text(proceeds.processing)),
        ("net", Value::text(proceeds.net)),
    ]))
}

pub fn coupon_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let terms = fees.coupon(case.day()?)?.value;
    let redemptions = inputs.optional("redemptions").map(Input::int).transpose()?.unwrap_or(0);
    let sales = match inputs.optional("coupon_sales") {
        Some(sales) => money(fees, sales)?,
        None => {
            let (price, discount) = (inputs.key("price")?, inputs.key("discount_per_unit")?);
            terms.sales_of(redemptions, money(fees, price)?, money(fees, discount)?)?
        }
    };
    Ok(Value::map([("fee", Value::text(terms.charge(0, redemptions, sales)?))]))
}

pub fn deal_fee(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let terms = fees.deal(inputs.key("deal_type")?.text()?, case.day()?)?.value;
    let fee = terms.charge(inputs.key("days")?.int()?, 0, money(fees, inputs.key("deal_sales")?)?)?;
    Ok(Value::map([("fee", Value::text(fee))]))
}

pub fn unit_economics(case: &Case, fees: &'static FeeTables) -> Outcome {
    let inputs = &case.inputs;
    let price = money(fees, inputs.key("price")?)?;
    let product = Product {
        package: Some(package(inputs)?),
        category: Some(category(fees, inputs.key("category")?)?.id().to_owned()),
        programme: Some(Programme::NonApparel),
        ..Product::default()
    };
    let sale = SaleModel::new(fees, &product, Channel::AmazonFba, case.day()?)?;
    let ledger = sale.ledger(price)?;
    // These three lines, as in the US; the three rates of the case stand in the place of those of the tables.
    let lines = [LineId::Referral, LineId::Fulfilment, LineId::FuelSurcharge];
    let taken = |ids: &[LineId]| Ok::<_, Failure>(ledger.sum_of(ids)?.ok_or("a line is not known")?.negated());
    let [referral, fulfilment, fuel] = lines;
    let uplift = rate(inputs.key("digital_services_rate")?)?;
    let loaded = tax::load_fees(taken(&lines)?, uplift, rate(inputs.key("vat_on_fees_rate")?)?)?;
    let split = tax::extract_vat(price, rate(inputs.key("vat_rate")?)?)?;
    let net = split.net.minus(loaded.total)?;
    let tier = sale.sized().ok_or("no size")?.value.tier;
    Ok(Value::map([
        ("tier", Value::text(tier.code())),
        ("referral_fee", Value::text(taken(&[referral])?)),
        ("fulfilment_fee", Value::text(taken(&[fulfilment])?)),
        ("fuel_surcharge", Value::text(taken(&[fuel])?)),
        ("total_fees", Value::text(loaded.total)),
        ("net_proceeds", Value::text(net)),
        ("profit", Value::text(net.minus(money(fees, inputs.key("unit_cost")?)?)?)),
    ]))
}
