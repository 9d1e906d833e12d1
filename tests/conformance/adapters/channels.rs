//! Fees of other channels (`channels-examples.toml`): eBay, Walmart, Shopify, TikTok Shop, warehouses, gifts.

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::fees::Goods;
use clearfloor::fees::channel::{ChannelHole, ChannelTables, DaySteps, Donation, ParcelWeight};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::rounding::Ratio;
use clearfloor::units::{LengthUnit, Package, WeightUnit};

const EBAY_NO_STORE: &str = "ebay-us-fvf-no-store";
const EBAY_STORE: &str = "ebay-us-fvf-store";
const WFS: &str = "walmart-wfs-fulfillment";
const FBT: &str = "tiktok-us-fbt-fulfillment";

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("final_value_fee", final_value_fee);
    registry.kind("per_order_fee", per_order_fee);
    registry.kind("payment_fee", payment_fee);
    registry.kind("storage_fee", storage_fee);
    registry.kind("donation_deduction", donation_deduction);
}

impl From<ChannelHole> for Failure {
    fn from(hole: ChannelHole) -> Self {
        Self::Error(format!("hole in {}: {} {:?}", hole.family, hole.reason.code(), hole.texts))
    }
}

/// The tables, if the case is one of the US.
fn tables(case: &Case) -> Result<&'static ChannelTables, Failure> {
    match case.market.as_deref() {
        Some("US") => Ok(ChannelTables::all()?),
        other => Err(Failure::Unsupported(format!("marketplace {}", other.unwrap_or("not given")))),
    }
}

fn unknown_channel(case: &Case) -> Failure {
    Failure::Unsupported(format!("channel {}", case.channel.as_deref().unwrap_or("not given")))
}

fn usd(input: &Input) -> Result<Money, Failure> {
    Ok(Money::parse(input.text()?, Currency::USD)?)
}

fn sides(inputs: &Input) -> Result<([&str; 3], LengthUnit), Failure> {
    let [a, b, c] = inputs.key("sides")?.items()? else { return Err("not three sides".into()) };
    let word = inputs.key("side_unit")?.text()?;
    let unit = LengthUnit::from_word(word).ok_or_else(|| format!("unit {word}"))?;
    Ok(([a.text()?, b.text()?, c.text()?], unit))
}

fn package(inputs: &Input) -> Result<Package, Failure> {
    let (sides, side_unit) = sides(inputs)?;
    let word = inputs.key("weight_unit")?.text()?;
    let weight_unit = WeightUnit::from_word(word).ok_or_else(|| format!("unit {word}"))?;
    Ok(Package::parse(sides, side_unit, inputs.key("weight")?.text()?, weight_unit)?)
}

fn ebay_family(inputs: &Input) -> Result<&'static str, Failure> {
    match inputs.key("store")?.text()? {
        "none" | "Starter" => Ok(EBAY_NO_STORE),
        "Basic" | "Premium" | "Anchor" | "Enterprise" => Ok(EBAY_STORE),
        other => Err(format!("store {other}").into()),
    }
}

/// Price, shipping and sales tax together.
fn order_total(inputs: &Input) -> Result<Money, Failure> {
    let [price, shipping, tax] = ["price", "shipping", "sales_tax"].map(|key| inputs.key(key).map(usd));
    Ok(price??.plus(shipping??)?.plus(tax??)?)
}

fn final_value_fee(case: &Case) -> Outcome {
    let family = ebay_family(&case.inputs)?;
    let fee = tables(case)?.share_fee(family, case.inputs.key("category")?.text()?, case.day()?)?.value;
    let base = order_total(&case.inputs)?;
    Ok(Value::map([("fee_base", Value::text(base)), ("final_value_fee", Value::text(fee.rule.charge(base)?))]))
}

fn per_order_fee(case: &Case) -> Outcome {
    let family = ebay_family(&case.inputs)?;
    let fee = tables(case)?.share_fee(family, case.inputs.key("category")?.text()?, case.day()?)?.value;
    let total = order_total(&case.inputs)?;
    let usual = tables(case)?.order_fee("ebay-us-per-order-fee", case.day()?)?.value;
    let charged = match fee.order_fee_at(total) {
        Some(instead) => instead,
        None => usual.charge(total)?,
    };
    Ok(Value::map([("per_order_fee", Value::text(charged))]))
}

/// Walmart's referral fee, for the kind that marketplaces share.
pub fn referral_fee(case: &Case) -> Outcome {
    if case.channel.as_deref() != Some("Walmart Marketplace") {
        return Err(unknown_channel(case));
    }
    let category = case.inputs.key("category")?.text()?;
    let fee = tables(case)?.share_fee("walmart-us-referral", category, case.day()?)?.value;
    Ok(Value::map([("referral_fee", Value::text(fee.rule.charge(usd(case.inputs.key("price")?)?)?))]))
}

fn payment_fee(case: &Case) -> Outcome {
    let plan = tables(case)?.plan("shopify-us-plans", case.inputs.key("plan")?.text()?, case.day()?)?.value;
    let fee = match case.inputs.key("gateway")?.text()? {
        "shopify" => plan.card,
        "third-party" => plan.third_party,
        other => return Err(format!("gateway {other}").into()),
    };
    let fee = fee.ok_or("no such fee in the plan")?;
    Ok(Value::map([("payment_fee", Value::text(fee.charge(usd(case.inputs.key("order_total")?)?)?))]))
}

/// Weights of a parcel by a channel's rule, for the kind that freight shares.
pub fn parcel_weight(case: &Case) -> Outcome {
    let rule = case.inputs.key("rule")?.text()?;
    let package = package(&case.inputs)?;
    let on = case.day()?;
    let answer = |weight: ParcelWeight| {
        Value::map([
            ("dimensional_weight_lb_unrounded", Value::exact(weight.dimensional_lb)),
            ("chargeable_weight_lb_unrounded", Value::exact(weight.chargeable_lb)),
            ("billed_weight_lb", Value::exact(weight.billed_lb)),
        ])
    };
    match rule {
        WFS => Ok(answer(tables(case)?.pound_fulfilment(WFS, on)?.value.weigh(&package)?)),
        FBT => Ok(answer(tables(case)?.unit_fulfilment(FBT, on)?.value.weigh(&package)?)),
        other => Err(Failure::Unsupported(format!("rule {other}"))),
    }
}

/// Fulfilment by a channel, for the kind that marketplaces share.
pub fn fulfilment_fee(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let package = package(inputs)?;
    let on = case.day()?;
    match case.channel.as_deref() {
        Some("Walmart WFS") => {
            let goods = if inputs.key("hazmat")?.bool()? { Goods::Dangerous } else { Goods::Ordinary };
            let is_apparel = inputs.key("apparel")?.bool()?;
            let price = usd(inputs.key("price")?)?;
            let fee = tables(case)?.pound_fulfilment(WFS, on)?.value.fee(&package, is_apparel, goods)?.value;
            Ok(Value::map([("fee", Value::text(fee.fee.charge(price)?))]))
        }
        Some("TikTok Shop FBT") => {
            let units = inputs.key("units_in_order")?.int()?;
            let fee = tables(case)?.unit_fulfilment(FBT, on)?.value.fee(&package, units)?.value;
            Ok(Value::map([("fee", Value::text(fee.fee)), ("order_fee", Value::text(fee.order_fee))]))
        }
        _ => Err(unknown_channel(case)),
    }
}

fn storage_fee(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let on = case.day()?;
    let fee = match case.channel.as_deref() {
        Some("Walmart WFS") => {
            let (sides, unit) = sides(inputs)?;
            // The weight plays no part in the volume.
            let package = Package::parse(sides, unit, "1", WeightUnit::Lb)?;
            let units: i64 = inputs.key("average_units")?.int()?;
            let volume = package.cubic_feet()?.times(Ratio::whole(i128::from(units)))?;
            let age = inputs.key("age_days")?.int()?;
            tables(case)?.month_storage_fee("walmart-wfs-storage", volume, age, on)?.value
        }
        Some("TikTok Shop FBT") => {
            let steps = tables(case)?.day_storage("tiktok-us-fbt-storage", on)?.value;
            steps.charge(inputs.key("cubic_feet")?.ratio()?, inputs.key("days_stored")?.int()?)?
        }
        Some(channel) if channel.starts_with("overseas warehouse") => {
            let mut steps = Vec::new();
            for step in inputs.key("steps")?.items()? {
                let rate = UnitAmount::parse(step.key("rate")?.text()?, Currency::USD)?;
                steps.push((step.key("from_day")?.int()?, rate));
            }
            DaySteps::new(steps)?.charge(inputs.key("cbm")?.ratio()?, inputs.key("days_stored")?.int()?)?
        }
        _ => return Err(unknown_channel(case)),
    };
    Ok(Value::map([("storage_fee", Value::text(fee))]))
}

fn donation_deduction(case: &Case) -> Outcome {
    let rule = match case.inputs.key("rule")?.text()? {
        "general" => Donation::General,
        "enhanced" => Donation::Enhanced,
        other => return Err(format!("rule {other}").into()),
    };
    let basis = usd(case.inputs.key("tax_basis")?)?;
    let value = usd(case.inputs.key("fair_market_value")?)?;
    let deduction = tables(case)?.donation_deduction(rule, basis, value, case.day()?)?.value;
    Ok(Value::map([("deduction", Value::text(deduction))]))
}
