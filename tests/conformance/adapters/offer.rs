//! Promotions on one order: what the buyer pays, what it costs, what stacks.

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::fees::{FeeTables, Market, PromotionRules};
use clearfloor::money::{Currency, Money};
use clearfloor::offer::basket::{BasketRule, spend_and_save};
use clearfloor::offer::stacking::{Combine, Stacked, stacked_price};
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("promo_effective_price", promo_effective_price);
    registry.kind("promo_fee", promo_fee);
    registry.kind("promo_stack", promo_stack);
}

fn currency(case: &Case) -> Result<Currency, Failure> {
    if let Some(currency) = case.inputs.optional("currency") {
        return Ok(Currency::parse(currency.text()?)?);
    }
    match case.market.as_deref() {
        None | Some("US") => Ok(Currency::USD),
        Some(code) => Ok(Market::parse(code)?.currency()),
    }
}

/// Two files ask it, in different words: the one names the promotion, the other its form.
fn promo_effective_price(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let currency = currency(case)?;
    let money = |key| -> Result<Money, Failure> { Ok(Money::parse(inputs.key(key)?.text()?, currency)?) };
    let rate = |key| -> Result<Rate, Failure> { Ok(Rate::parse(inputs.key(key)?.text()?)?) };
    let count = |key| inputs.key(key)?.int::<u32>();
    let buy_get =
        || -> Result<BasketRule, Failure> { Ok(BasketRule::BuyGet { buy: count("buy")?, free: count("free")? }) };
    if let Some(form) = inputs.optional("form") {
        let rule = match form.text()? {
            "percent" => BasketRule::Percent(rate("percent")?),
            "buy_get" => buy_get()?,
            "nth_item" => BasketRule::EveryNth { nth: count("nth")?, off: rate("nth_off")? },
            "spend_save" => BasketRule::SpendSave {
                threshold: money("spend")?,
                saving: money("save")?,
                repeats: inputs.key("repeat")?.bool()?,
            },
            other => return Err(Failure::Error(format!("form {other}"))),
        };
        let order = rule.order(money("price")?, count("units")?)?;
        let units = Ratio::whole(i128::from(order.units) * i128::from(currency.minor_per_major()));
        return Ok(Value::map([
            ("paid", Value::text(order.total)),
            ("unit_price_unrounded", Value::exact(order.exact_minor.over(units)?)),
            ("effective_discount", Value::exact(order.discount()?)),
        ]));
    }
    let rule = match inputs.key("promotion")?.text()? {
        "spend-x-save-y" => {
            let repeats = inputs.key("repeating")?.bool()?;
            let left = spend_and_save(money("cart_total")?, money("threshold")?, money("saving")?, repeats)?;
            return Ok(Value::map([("order_total", Value::text(left))]));
        }
        "second-half-price" => BasketRule::EveryNth { nth: 2, off: Rate::parse("0.5")? },
        "bogo" => buy_get()?,
        "tiered-percent" => {
            let tier = |tier: &Input| -> Result<(u32, Rate), Failure> {
                Ok((tier.key("units")?.int()?, Rate::parse(tier.key("rate")?.text()?)?))
            };
            BasketRule::Tiers(inputs.key("tiers")?.items()?.iter().map(tier).collect::<Result<_, _>>()?)
        }
        other => return Err(Failure::Error(format!("promotion {other}"))),
    };
    let order = rule.order(money("price")?, count("units")?)?;
    Ok(Value::map([("order_total", Value::text(order.total)), ("unit_price", Value::text(order.unit_price()?))]))
}

fn promo_fee(case: &Case) -> Outcome {
    let sales = Money::parse(case.inputs.key("coupon_sales")?.text()?, currency(case)?)?;
    match case.inputs.key("promotion")?.text()? {
        "coupon" => {
            let fee = FeeTables::us()?.coupon(case.day()?).map_err(|hole| format!("{hole:?}"))?;
            Ok(Value::map([("fee", Value::text(fee.value.charge(0, 0, sales)?))]))
        }
        other => Err(Failure::Error(format!("promotion {other}"))),
    }
}

fn promo_stack(case: &Case) -> Outcome {
    let price = Money::parse(case.inputs.key("price")?.text()?, currency(case)?)?;
    let combine = match case.inputs.key("combine")?.text()? {
        "additive" => Combine::Additive,
        "sequential" => Combine::Sequential,
        other => return Err(Failure::Error(format!("combine {other}"))),
    };
    let discount = |input: &Input| -> Result<Stacked, Failure> {
        let name = Some(input.key("promotion")?.text()?.to_owned());
        Ok(Stacked { name, share: Rate::parse(input.key("rate")?.text()?)? })
    };
    let discounts = case.inputs.key("discounts")?.items()?.iter().map(discount).collect::<Result<Vec<_>, _>>()?;
    let paid = stacked_price(PromotionRules::built_in()?, price, &discounts, combine)?;
    Ok(Value::map([("price", Value::text(paid))]))
}
