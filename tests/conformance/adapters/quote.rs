//! One sale from price to profit (`unit_economics` of `us-examples.toml`).

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Read, Value};
use clearfloor::fees::{FeeTables, Programme};
use clearfloor::landed::{CostFacts, UnitCost};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::offer::Channel;
use clearfloor::quote::{Ledger, LineId, Product, SaleModel};
use clearfloor::units::{LengthUnit, Package, WeightUnit};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("unit_economics", unit_economics);
}

fn package(inputs: &Input) -> Result<Package, Failure> {
    let sides = inputs.key("sides")?.items()?.iter().map(Input::text).collect::<Read<Vec<_>>>()?;
    let sides: [&str; 3] = sides.try_into().map_err(|_| "three sides")?;
    let side_unit = LengthUnit::from_word(inputs.key("side_unit")?.text()?).ok_or("side unit")?;
    let weight_unit = WeightUnit::from_word(inputs.key("weight_unit")?.text()?).ok_or("weight unit")?;
    Ok(Package::parse(sides, side_unit, inputs.key("weight")?.text()?, weight_unit)?)
}

/// What a line takes, as a positive amount.
fn taken(ledger: &Ledger, id: LineId) -> Value {
    Value::or_null(ledger.line(id).and_then(|line| line.amount), |amount| Value::text(amount.negated()))
}

fn unit_economics(case: &Case) -> Outcome {
    if let Some(market) = super::fees_intl::market(case)? {
        return super::fees_intl::unit_economics(case, market);
    }
    if case.market.as_deref() != Some("US") || case.channel.is_some() {
        return Err(Failure::Unsupported("other markets and channels".to_owned()));
    }
    let fees = FeeTables::us()?;
    let inputs = &case.inputs;
    let word = inputs.key("programme")?.text()?;
    let programme = Programme::ALL.into_iter().find(|p| p.code() == word).ok_or("unknown programme")?;
    let category = inputs.key("category")?.text()?;
    let category = fees.category_by_referral_name(category).ok_or("unknown category")?;
    let landed = match inputs.optional("unit_cost") {
        Some(cost) => {
            let landed = Some(UnitAmount::parse(cost.text()?, Currency::USD)?);
            Some(UnitCost::of(&CostFacts { landed, ..CostFacts::default() }, Currency::USD)?)
        }
        None => None,
    };
    let product = Product {
        package: Some(package(inputs)?),
        category: Some(category.id().to_owned()),
        programme: Some(programme),
        landed,
        ..Product::default()
    };
    let sale = SaleModel::new(fees, &product, Channel::AmazonFba, case.day()?)?;
    let ledger = sale.ledger(Money::parse(inputs.key("price")?.text()?, Currency::USD)?)?;
    let money = |amount: Option<Money>| Value::or_null(amount, Value::text);
    // The kind counts these three lines; a closing fee and handling of over-long goods are not of it.
    let [price, referral, fulfilment, fuel, cost] =
        [LineId::Price, LineId::Referral, LineId::Fulfilment, LineId::FuelSurcharge, LineId::LandedCost];
    let total = ledger.sum_of(&[referral, fulfilment, fuel])?;
    let net = ledger.sum_of(&[price, referral, fulfilment, fuel])?;
    let profit = ledger.sum_of(&[price, referral, fulfilment, fuel, cost])?;
    Ok(Value::map([
        ("tier", Value::or_null(sale.sized(), |sized| Value::text(sized.value.tier.code()))),
        ("referral_fee", taken(&ledger, LineId::Referral)),
        ("fulfilment_fee", taken(&ledger, LineId::Fulfilment)),
        ("fuel_surcharge", taken(&ledger, LineId::FuelSurcharge)),
        ("total_fees", money(total.map(Money::negated))),
        ("net_proceeds", money(net)),
        ("profit", money(profit)),
    ]))
}
