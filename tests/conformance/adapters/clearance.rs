//! Prices, offers and ways of a clearance with one flat fee (`seed-cases.toml`).

use super::health::{count, either, exact, or_none};
use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::break_even::{flat_break_even, floor_advice};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::offer::basket::BasketRule;
use clearfloor::offer::flat_fee::{CutOrGift, FlatFee, FlatOrder};
use clearfloor::offer::ladder::{LadderDay, LadderMethod, discount_depth, ladder_day, probe_next, tiers};
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;
use clearfloor::scenario::bundle::flat_fee::FlatBundle;
use clearfloor::scenario::waiting::{AgedStock, SellDown, Waiting, holding_against_loss, wait_or_clear};
use clearfloor::state::promotion_field::discount;

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("discount_depth", discount_depth_case);
    registry.kind("discount_from_zhe", discount_from_zhe_case);
    registry.kind("clearance_ladder", clearance_ladder_case);
    registry.kind("ladder_tier_on_day", ladder_tier_case);
    registry.kind("probe_next", probe_next_case);
    registry.kind("promo_profit", promo_profit_case);
    registry.kind("promo_compare", promo_compare_case);
    registry.kind("break_even_price", break_even_case);
    registry.kind("price_floor_advice", price_floor_case);
    registry.kind("holding_vs_clearance", holding_vs_clearance_case);
    registry.kind("wait_or_clear_value", wait_or_clear_case);
    registry.kind("aged_exit_choice", aged_exit_case);
    registry.kind("bundle_vs_markdown", bundle_vs_markdown_case);
}

/// Reads the money of a case in its currency.
pub(super) struct Purse<'a> {
    case: &'a Case,
    currency: Currency,
}

impl<'a> Purse<'a> {
    pub(super) fn of(case: &'a Case) -> Result<Self, Failure> {
        Ok(Self { case, currency: Currency::parse(case.inputs.key("currency")?.text()?)? })
    }

    /// Charged or paid.
    pub(super) fn money(&self, key: &str) -> Result<Money, Failure> {
        Ok(Money::parse(self.case.inputs.key(key)?.text()?, self.currency)?)
    }

    /// All of a list.
    pub(super) fn all(&self, key: &str) -> Result<Vec<Money>, Failure> {
        let read = |item: &Input| -> Result<Money, Failure> { Ok(Money::parse(item.text()?, self.currency)?) };
        self.case.inputs.key(key)?.items()?.iter().map(read).collect()
    }

    /// Of one unit, finer than what is charged.
    fn per_unit(&self, key: &str) -> Result<UnitAmount, Failure> {
        Ok(UnitAmount::parse(self.case.inputs.key(key)?.text()?, self.currency)?)
    }

    fn per_major(&self) -> Ratio {
        Ratio::from(self.currency.minor_per_major())
    }
}

fn rate(case: &Case, key: &str) -> Result<Rate, Failure> {
    Ok(Rate::parse(case.inputs.key(key)?.text()?)?)
}

fn rates(case: &Case, key: &str) -> Result<Vec<Rate>, Failure> {
    let read = |item: &Input| -> Result<Rate, Failure> { Ok(Rate::parse(item.text()?)?) };
    case.inputs.key(key)?.items()?.iter().map(read).collect()
}

fn discount_depth_case(case: &Case) -> Outcome {
    let depth = discount_depth(exact(case, "original")?, exact(case, "actual")?)?;
    Ok(Value::map([("depth", or_none(depth, Value::exact))]))
}

fn discount_from_zhe_case(case: &Case) -> Outcome {
    let off = discount(&format!("{}折", case.inputs.key("zhe")?.text()?))?;
    let paid = BasketRule::Percent(off).order(Purse::of(case)?.money("price")?, 1)?.total;
    Ok(Value::map([("discount", Value::text(off)), ("price_paid", Value::text(paid))]))
}

fn clearance_ladder_case(case: &Case) -> Outcome {
    let method = either(
        case,
        "method",
        ("off_original", LadderMethod::OffOriginal),
        ("compounding", LadderMethod::Compounding),
    )?;
    let found = tiers(Purse::of(case)?.money("list_price")?, &rates(case, "discounts")?, method)?;
    Ok(Value::map([
        ("prices", Value::list(found.iter().map(|tier| Value::text(tier.price)))),
        ("depths", Value::list(found.iter().map(|tier| Value::exact(tier.depth)))),
    ]))
}

fn ladder_tier_case(case: &Case) -> Outcome {
    let list_price = Purse::of(case)?.money("list_price")?;
    let found = tiers(list_price, &rates(case, "discounts")?, LadderMethod::OffOriginal)?;
    let last_days = case.inputs.key("last_days")?.items()?.iter().map(Input::day).collect::<Result<Vec<_>, _>>()?;
    if last_days.len() != found.len() {
        return Err("a last day for each tier".into());
    }
    let day = ladder_day(case.inputs.key("start_on")?.day()?, &last_days, case.day()?)?;
    let none = || Value::text("none");
    let [tier, price, days_left] = match day {
        LadderDay::NotStarted { days_left } => [Value::int(0), Value::text(list_price), Value::int(days_left)],
        LadderDay::Running { place, days_left } => {
            let tier = found.get(place).ok_or("a tier that is not there")?;
            [Value::text(place + 1), Value::text(tier.price), Value::int(days_left)]
        }
        LadderDay::Over => [none(), none(), none()],
    };
    Ok(Value::map([("tier", tier), ("price", price), ("days_left", days_left)]))
}

fn probe_next_case(case: &Case) -> Outcome {
    let (step, off) = probe_next(
        &rates(case, "discounts")?,
        case.inputs.key("tier")?.int()?,
        exact(case, "target_turnover")?,
        exact(case, "observed_turnover")?,
    )?;
    Ok(Value::map([("next", Value::text(step.code())), ("discount", Value::text(off))]))
}

fn promo_profit_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let fee = FlatFee { rate: rate(case, "fee_rate")?, fixed: purse.money("fixed_fee")? };
    let order = FlatOrder {
        price: purse.money("price")?,
        units: case.inputs.key("units")?.int()?,
        unit_cost: purse.money("unit_cost")?,
        discount: rate(case, "discount_rate")?,
        gift_cost: purse.money("gift_cost")?,
        ad_cost: purse.money("ad_cost")?,
        storage_cost: purse.money("storage_cost")?,
    };
    let found = fee.profit(&order)?;
    Ok(Value::map([
        ("revenue", Value::text(found.revenue)),
        ("fee", Value::text(found.fee)),
        ("profit", Value::text(found.profit)),
    ]))
}

fn promo_compare_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let both = CutOrGift {
        price: purse.money("price")?,
        unit_cost: purse.money("unit_cost")?,
        cut_rate: rate(case, "cut_rate")?,
        cut_orders: count(case, "cut_orders")?,
        gift_cost: purse.money("gift_cost")?,
        gift_orders: count(case, "gift_orders")?,
        stock: count(case, "stock")?,
    };
    let found = both.compare(&FlatFee { rate: rate(case, "fee_rate")?, fixed: purse.money("fixed_fee")? })?;
    Ok(Value::map([
        ("cut_profit", Value::text(found.cut.profit)),
        ("gift_profit", Value::text(found.gift.profit)),
        ("cut_units_left", Value::int(found.cut.units_left)),
        ("gift_units_left", Value::int(found.gift.units_left)),
        ("better", Value::text(found.better.code())),
    ]))
}

fn break_even_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let cost = |key| -> Result<Ratio, Failure> { Ok(exact(case, key)?.times(purse.per_major())?) };
    let costs = [cost("unit_cost")?, cost("inbound")?, cost("fulfilment")?];
    let rates = [exact(case, "referral_rate")?, exact(case, "ad_rate")?];
    let found = flat_break_even(&costs, &rates, purse.currency)?;
    let unrounded = found.map(|price| price.exact_minor.over(purse.per_major())).transpose()?;
    Ok(Value::map([
        ("break_even_unrounded", or_none(unrounded, Value::exact)),
        ("floor_price", or_none(found, |price| Value::text(price.floor))),
    ]))
}

fn price_floor_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let advice = floor_advice(purse.money("market_price")?, purse.money("floor_price")?)?;
    Ok(Value::map([
        ("below_floor", Value::Bool(advice.is_below())),
        ("gap", Value::text(advice.gap)),
        ("options", Value::list(advice.options().iter().map(Value::text))),
    ]))
}

fn waiting(case: &Case, purse: &Purse) -> Result<Waiting, Failure> {
    Ok(Waiting {
        units: count(case, "units")?,
        months: count(case, "months")?,
        storage_per_unit_month: purse.per_unit("storage_per_unit_month")?,
        sell_down: either(case, "sell_down", ("none", SellDown::Nothing), ("even", SellDown::Even))?,
        unit_value: purse.per_unit("unit_value")?,
        annual_capital_rate: exact(case, "annual_capital_rate")?,
    })
}

fn holding_vs_clearance_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let found = holding_against_loss(&waiting(case, &purse)?, purse.per_unit("clear_loss_per_unit")?)?;
    Ok(Value::map([
        ("holding_cost", Value::text(found.holding_cost)),
        ("clear_loss", Value::text(found.clear_loss)),
        ("difference", Value::text(found.difference)),
        ("decision", Value::text(if found.clears { "clear" } else { "hold" })),
    ]))
}

fn wait_or_clear_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let [later, clear, paid] =
        [purse.per_unit("later_net")?, purse.per_unit("clear_net")?, purse.per_unit("paid_unit_cost")?];
    let found = wait_or_clear(&waiting(case, &purse)?, later, clear, paid)?;
    Ok(Value::map([
        ("wait_net", Value::text(found.wait_net)),
        ("clear_net_total", Value::text(found.clear_net)),
        ("difference", Value::text(found.difference)),
        ("decision", Value::text(found.decision.code())),
        ("clear_profit_on_cost", Value::text(found.clear_profit_on_cost)),
    ]))
}

fn aged_exit_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let stock = AgedStock {
        units: count(case, "units")?,
        months: count(case, "months")?,
        storage_per_unit_month: purse.per_unit("storage_per_unit_month")?,
        aged_fee_per_unit_month: purse.per_unit("aged_fee_per_unit_month")?,
        keep_net: purse.per_unit("keep_net")?,
        markdown_net: purse.per_unit("markdown_net")?,
        removed_value: purse.per_unit("removed_value")?,
        removal_fee: purse.per_unit("removal_fee")?,
        disposal_fee: purse.per_unit("disposal_fee")?,
    };
    let found = stock.ways()?;
    let ways = found.ways.iter().map(|(way, money)| (way.code(), Value::text(money)));
    Ok(Value::map(ways.chain([("choice", Value::text(found.best.code()))])))
}

fn bundle_vs_markdown_case(case: &Case) -> Outcome {
    let purse = Purse::of(case)?;
    let bundle = FlatBundle {
        hero: (purse.money("hero_price")?, purse.money("hero_cost")?),
        slow: (purse.money("slow_price")?, purse.money("slow_cost")?),
        bundle_price: purse.money("bundle_price")?,
        markdown: rate(case, "markdown_rate")?,
        fee_rate: rate(case, "fee_rate")?,
        fulfilment_single: purse.money("fulfilment_single")?,
        fulfilment_bundle: purse.money("fulfilment_bundle")?,
    };
    let found = bundle.answer()?;
    Ok(Value::map([
        ("buyer_saves", Value::text(found.buyer_saves)),
        ("bundle_profit", Value::text(found.bundle_profit)),
        ("hero_profit", Value::text(found.hero_profit)),
        ("slow_markdown_profit", Value::text(found.slow_markdown_profit)),
        ("separate_profit", Value::text(found.separate_profit)),
        ("bundle_better", Value::Bool(found.is_better)),
    ]))
}
