//! Fees of Amazon US (`us-examples.toml`). Kinds that other marketplaces use too are handed to
//! `fees_intl` where the case is of one of them.

use super::{Case, Failure, Outcome, Registry, fees_intl};
use crate::value::{Input, Read, Value};
use clearfloor::date::Day;
use clearfloor::fees::{
    Category, ExitGroup, FeeTables, Goods, Handling, Hole, LowInventoryRule, NewSelectionReading, Programme,
    Replenishment, SharedDiscount, SizeGroup, SizedUnit, Split, StorageBill, Utilization,
};
use clearfloor::money::{Currency, Money};
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;
use clearfloor::units::{LengthUnit, Package, WeightUnit};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("size_tier", size_tier);
    registry.kind("fulfilment_fee", fulfilment_fee);
    registry.kind("fuel_surcharge", fuel_surcharge);
    registry.kind("referral_fee", referral_fee);
    registry.kind("business_bulk_referral", business_bulk_referral);
    registry.kind("new_seller_bonus", new_seller_bonus);
    registry.kind("new_selection_referral", new_selection_referral);
    registry.kind("account_fees", account_fees);
    registry.kind("refund_administration", refund_administration);
    registry.kind("business_multi_unit_discount", business_multi_unit_discount);
    registry.kind("monthly_storage", monthly_storage);
    registry.kind("aged_surcharge", aged_surcharge);
    registry.kind("low_inventory_fee", low_inventory_fee);
    registry.kind("inbound_placement_fee", inbound_placement_fee);
    registry.kind("removal_fee", removal_fee);
    registry.kind("liquidation", liquidation);
    registry.kind("grade_and_resell", grade_and_resell);
    registry.kind("returns_processing", returns_processing);
    registry.kind("coupon_fee", coupon_fee);
    registry.kind("deal_fee", deal_fee);
    registry.kind("discounted_price", discounted_price);
    registry.kind("awd", awd);
}

impl From<Hole> for Failure {
    fn from(hole: Hole) -> Self {
        Self::Error(format!("hole in {}: {} {:?}", hole.code(), hole.reason.code(), hole.texts))
    }
}

/// The tables, if the case is one of Amazon US.
fn us(case: &Case) -> Result<&'static FeeTables, Failure> {
    // Programmes of the marketplace itself are named as channels, too.
    let own = ["Amazon Warehousing and Distribution", "FBA Liquidations"];
    if let Some(channel) = case.channel.as_deref().filter(|channel| !own.contains(channel)) {
        return Err(Failure::Unsupported(format!("channel {channel}")));
    }
    match case.market.as_deref() {
        Some("US") => Ok(FeeTables::us()?),
        other => Err(Failure::Unsupported(format!("marketplace {}", other.unwrap_or("not given")))),
    }
}

fn money(input: &Input) -> Result<Money, Failure> {
    Ok(Money::parse(input.text()?, Currency::USD)?)
}

pub(super) fn rate(input: &Input) -> Result<Rate, Failure> {
    Ok(Rate::parse(input.text()?)?)
}

pub(super) fn weight_unit(inputs: &Input) -> Result<WeightUnit, Failure> {
    let word = inputs.key("weight_unit")?.text()?;
    WeightUnit::from_word(word).ok_or_else(|| format!("unit {word}").into())
}

pub(super) fn package(inputs: &Input) -> Result<Package, Failure> {
    let sides = inputs.key("sides")?.items()?;
    let [a, b, c] = sides else { return Err("not three sides".into()) };
    let word = inputs.key("side_unit")?.text()?;
    let unit = LengthUnit::from_word(word).ok_or_else(|| format!("unit {word}"))?;
    let weight = inputs.key("weight")?.text()?;
    Ok(Package::parse([a.text()?, b.text()?, c.text()?], unit, weight, weight_unit(inputs)?)?)
}

fn sized(fees: &FeeTables, inputs: &Input, on: Day) -> Result<SizedUnit, Failure> {
    Ok(fees.size(&package(inputs)?, on)?.value)
}

fn programme(input: &Input) -> Result<Programme, Failure> {
    let text = input.text()?;
    Programme::ALL.into_iter().find(|p| p.code() == text).ok_or_else(|| format!("programme {text}").into())
}

fn category<'t>(fees: &'t FeeTables, input: &Input) -> Result<&'t Category, Failure> {
    let name = input.text()?;
    fees.category_by_referral_name(name).ok_or_else(|| format!("no category {name}").into())
}

fn handling(input: &Input) -> Read<Handling> {
    Ok(if input.bool()? { Handling::Special } else { Handling::Ordinary })
}

/// Ounces as pounds.
fn pounds(ounces: Ratio) -> Result<Value, Failure> {
    Ok(Value::exact(ounces.over(Ratio::whole(16))?))
}

fn size_tier(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::size_tier(case, market);
    }
    let fees = us(case)?;
    let sized = sized(fees, &case.inputs, case.day()?)?;
    Ok(Value::map([
        ("tier", Value::text(sized.tier.code())),
        ("dimensional_weight_lb_unrounded", pounds(sized.dimensional_weight.unwrap_or(Ratio::ZERO))?),
        ("billed_weight_lb_unrounded", pounds(sized.billed_weight)?),
        ("billed_by", Value::text(sized.billed_by.code())),
    ]))
}

fn fulfilment_fee(case: &Case) -> Outcome {
    if case.channel.is_some() {
        return super::channels::fulfilment_fee(case);
    }
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::fulfilment_fee(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    // The ship date decides; the order date is read and changes nothing.
    if let Some(order_date) = case.inputs.optional("order_date") {
        order_date.day()?;
    }
    let sized = sized(fees, &case.inputs, on)?;
    let fulfilment = fees.fulfilment(&sized, programme(case.inputs.key("programme")?)?, on)?.value;
    Ok(Value::map([
        ("tier", Value::text(sized.tier.code())),
        ("season", Value::text(fulfilment.season.code())),
        ("weight_steps", Value::int(fulfilment.weight_steps)),
        ("fee", Value::text(fulfilment.fee.charge(money(case.inputs.key("price")?)?)?)),
    ]))
}

fn fuel_surcharge(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::fuel_surcharge(case, market);
    }
    let fees = us(case)?;
    let rate = fees.fuel_surcharge(case.day()?)?.value;
    let fee = money(case.inputs.key("fulfilment_fee")?)?;
    Ok(Value::map([("fuel_surcharge", Value::text(fee.share(rate)?))]))
}

fn referral_fee(case: &Case) -> Outcome {
    if case.channel.is_some() {
        return super::channels::referral_fee(case);
    }
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::referral_fee(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let category = category(fees, case.inputs.key("category")?)?;
    let mut base = money(case.inputs.key("price")?)?;
    for part in ["shipping", "gift_wrap"] {
        if let Some(amount) = case.inputs.optional(part) {
            base = base.plus(money(amount)?)?;
        }
    }
    // Sales tax is no part of the base.
    if let Some(tax) = case.inputs.optional("sales_tax") {
        money(tax)?;
    }
    Ok(Value::map([
        ("referral_fee", Value::text(fees.referral(category, on)?.value.charge(base)?)),
        ("closing_fee", Value::text(fees.closing_fee(category, on)?.value)),
    ]))
}

fn business_bulk_referral(case: &Case) -> Outcome {
    let fees = us(case)?;
    let category = category(fees, case.inputs.key("category")?)?;
    let bulk = fees.business_bulk_referral(category, case.day()?)?.value;
    let fee = bulk.charge(money(case.inputs.key("unit_price")?)?, case.inputs.key("units")?.int()?)?;
    Ok(Value::map([
        ("standard_referral_fee", Value::text(fee.standard)),
        ("bulk_referral_fee", Value::text(fee.bulk)),
        ("discount", Value::text(fee.discount()?)),
    ]))
}

fn new_seller_bonus(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let inputs = &case.inputs;
    let terms = fees.new_seller_bonus(on)?.value;
    let sales = money(inputs.key("branded_sales")?)?;
    let first = inputs.key("first_buyable_listing_on")?.day()?;
    let before = money(inputs.key("branded_sales_before")?)?;
    let bonus = terms.earned(first, inputs.key("day")?.int()?, before, sales)?;
    let mut answer = vec![("bonus", Value::text(bonus))];
    if let Some(name) = inputs.optional("category") {
        let referral = fees.referral(category(fees, name)?, on)?.value.charge(sales)?;
        answer.push(("referral_fee", Value::text(referral)));
        answer.push(("referral_fee_after_bonus", Value::text(referral.minus(bonus)?)));
    }
    Ok(Value::map(answer))
}

fn new_selection_referral(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let rule = fees.referral(category(fees, case.inputs.key("category")?)?, on)?.value;
    let reading = match case.inputs.key("reading")?.text()? {
        "cap" => NewSelectionReading::Cap,
        "credit" => NewSelectionReading::Credit,
        other => return Err(format!("reading {other}").into()),
    };
    let price = money(case.inputs.key("price")?)?;
    let unit = case.inputs.key("unit_number")?.int()?;
    let fee = fees.new_selection(on)?.value.referral(rule, price, unit, reading)?;
    Ok(Value::map([("referral_fee", Value::text(fee))]))
}

fn account_fees(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let mut answer = Vec::new();
    if let Some(items) = case.inputs.optional("items_sold") {
        let plans = fees.plans(on)?.value;
        let items = items.int()?;
        answer.push(("individual_plan", Value::text(plans.individual(items)?)));
        answer.push(("professional_plan", Value::text(plans.professional_monthly)));
        answer.push(("cheaper_plan", Value::text(plans.cheaper(items)?.code())));
        let from = plans.professional_cheaper_from();
        answer.push(("professional_cheaper_from_items", Value::or_null(from, Value::int)));
    }
    if let Some(listings) = case.inputs.optional("listings") {
        let fee = fees.high_volume_listing(on)?.value.charge(listings.int()?)?;
        answer.push(("high_volume_listing_fee", Value::text(fee)));
    }
    Ok(Value::map(answer))
}

fn refund_administration(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::refund_administration(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let category = category(fees, case.inputs.key("category")?)?;
    let referral = fees.referral(category, on)?.value.charge(money(case.inputs.key("price")?)?)?;
    let kept = fees.refund_administration(on)?.value.charge(referral)?;
    Ok(Value::map([
        ("referral_fee", Value::text(referral)),
        ("refund_administration_fee", Value::text(kept)),
        ("referral_fee_returned", Value::text(referral.minus(kept)?)),
    ]))
}

fn business_multi_unit_discount(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let sized = sized(fees, &case.inputs, on)?;
    let programme = programme(case.inputs.key("programme")?)?;
    let fee = fees.fulfilment(&sized, programme, on)?.value.fee.charge(money(case.inputs.key("price")?)?)?;
    let units: u32 = case.inputs.key("units")?.int()?;
    let discount = fees.business_multi_unit_discount(&sized, units, on)?.value;
    Ok(Value::map([
        ("tier", Value::text(sized.tier.code())),
        ("discount_per_unit", Value::text(discount)),
        ("discount_total", Value::text(discount.times(i64::from(units))?)),
        ("fulfilment_fee_per_unit", Value::text(fee.minus(discount)?)),
    ]))
}

fn monthly_storage(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::monthly_storage(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let inputs = &case.inputs;
    let mut answer = Vec::new();
    let (group, cubic_feet) = if inputs.optional("sides").is_some() {
        let sized = sized(fees, inputs, on)?;
        answer.push(("tier", Value::text(sized.tier.code())));
        (sized.group, sized.cubic_feet)
    } else {
        let group = match inputs.key("size_group")?.text()? {
            "standard" => SizeGroup::Standard,
            "oversize" => SizeGroup::Oversize,
            other => return Err(format!("size group {other}").into()),
        };
        (group, inputs.key("cubic_feet_per_unit")?.ratio()?)
    };
    let goods = if inputs.key("dangerous")?.bool()? { Goods::Dangerous } else { Goods::Ordinary };
    let replenishment = match inputs.optional("awd_auto_replenished") {
        Some(input) if input.bool()? => Replenishment::ByWarehouse,
        _ => Replenishment::BySeller,
    };
    let rate = fees.storage_replenished(group, goods, replenishment, on)?.value;
    let mut bill = StorageBill::new(rate, cubic_feet, inputs.key("average_units")?.int()?)?;
    if let Some(ratio_weeks) = utilization_ratio(inputs)? {
        let of = Utilization {
            ratio_weeks,
            group_cubic_feet: inputs.key("group_average_cubic_feet")?.ratio()?,
            has_professional_plan: inputs.key("professional_plan")?.bool()?,
            days_since_first_inbound: inputs.key("days_since_first_inbound")?.int()?,
        };
        let adder = fees.utilization_surcharge(group, &of, on)?.value;
        bill = bill.with_utilization(adder, inputs.key("cubic_feet_older_than_30_days")?.ratio()?)?;
        answer.push(("utilization_ratio_weeks_unrounded", Value::exact(ratio_weeks)));
    }
    answer.push(("average_cubic_feet_unrounded", Value::exact(bill.average_volume)));
    answer.push(("storage_fee", Value::text(bill.storage)));
    answer.push(("utilization_surcharge", Value::text(bill.utilization)));
    answer.push(("total", Value::text(bill.total()?)));
    Ok(Value::map(answer))
}

fn utilization_ratio(inputs: &Input) -> Result<Option<Ratio>, Failure> {
    if let Some(weeks) = inputs.optional("utilization_ratio_weeks") {
        return Ok(Some(weeks.ratio()?));
    }
    let Some(stored) = inputs.optional("average_cubic_feet_stored") else { return Ok(None) };
    let shipped = inputs.key("average_cubic_feet_shipped_per_day")?.ratio()?;
    Ok(Some(Utilization::ratio(stored.ratio()?, shipped)?))
}

fn aged_surcharge(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::aged_surcharge(case, market);
    }
    let fees = us(case)?;
    let inputs = &case.inputs;
    let exemption = category(fees, inputs.key("category")?)?.aged_exemption();
    let (units, cubic_feet) = (inputs.key("units")?.int()?, inputs.key("cubic_feet")?.ratio()?);
    let age = inputs.key("age_days")?.int()?;
    let charge = fees.aged(case.day()?)?.value.charge(units, cubic_feet, age, exemption)?;
    Ok(Value::map([
        ("by_volume", Value::text(charge.by_volume)),
        ("by_unit", Value::text(charge.by_unit)),
        ("surcharge", Value::text(charge.surcharge)),
    ]))
}

fn low_inventory_fee(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::low_inventory_fee(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let inputs = &case.inputs;
    let window = |days: &str| -> Result<Ratio, Failure> {
        if let Some(given) = inputs.optional(&format!("days_of_supply_{days}")) {
            return Ok(given.ratio()?);
        }
        let units = inputs.key(&format!("average_units_{days}"))?.ratio()?;
        let shipped = inputs.key(&format!("shipped_per_day_{days}"))?.ratio()?;
        Ok(LowInventoryRule::days_of_supply(units, shipped)?)
    };
    let (days_90, days_30) = (window("90")?, window("30")?);
    let sized = sized(fees, inputs, on)?;
    let fee = fees.low_inventory(&sized, on)?.value.charge(days_30, days_90);
    let mut answer = vec![
        ("tier", Value::text(sized.tier.code())),
        ("days_of_supply_90_unrounded", Value::exact(days_90)),
        ("days_of_supply_30_unrounded", Value::exact(days_30)),
        ("days_of_supply_used_unrounded", Value::exact(LowInventoryRule::days_used(days_30, days_90))),
        ("fee_per_unit", Value::text(fee)),
    ];
    if let Some(units) = inputs.optional("units_shipped") {
        answer.push(("fee_total", Value::text(fee.times(units.int()?)?)));
    }
    Ok(Value::map(answer))
}

fn inbound_placement_fee(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let sized = sized(fees, &case.inputs, on)?;
    let split = match case.inputs.key("split")?.text()? {
        "minimal" => Split::Minimal,
        "partial" => Split::Partial,
        "optimized" => Split::Optimized { identical_cartons: case.inputs.key("identical_cartons")?.int()? },
        other => return Err(format!("split {other}").into()),
    };
    let (low, high) = fees.inbound_placement(&sized, split, on)?.value;
    Ok(Value::map([
        ("tier", Value::text(sized.tier.code())),
        ("fee_low", Value::text(low)),
        ("fee_high", Value::text(high)),
    ]))
}

fn removal_fee(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::removal_fee(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let sized = sized(fees, &case.inputs, on)?;
    let handling = handling(case.inputs.key("special_handling")?)?;
    Ok(Value::map([
        ("size_group", Value::text(ExitGroup::of(&sized, handling).code())),
        ("fee", Value::text(fees.removal(&sized, handling, on)?.value)),
    ]))
}

fn liquidation(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::liquidation(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let sized = sized(fees, &case.inputs, on)?;
    let handling = handling(case.inputs.key("special_handling")?)?;
    let terms = fees.liquidation(&sized, handling, on)?.value;
    let price = money(case.inputs.key("average_selling_price")?)?;
    let proceeds = terms.proceeds(price, rate(case.inputs.key("recovery_rate")?)?)?;
    Ok(Value::map([
        ("size_group", Value::text(ExitGroup::of(&sized, handling).code())),
        ("gross_recovery", Value::text(proceeds.gross_recovery)),
        ("referral_fee", Value::text(proceeds.referral)),
        ("processing_fee", Value::text(proceeds.processing)),
        ("net", Value::text(proceeds.net)),
    ]))
}

fn grade_and_resell(case: &Case) -> Outcome {
    let fees = us(case)?;
    let on = case.day()?;
    let inputs = &case.inputs;
    let rule = fees.referral(category(fees, inputs.key("category")?)?, on)?.value;
    let weight = clearfloor::units::Weight::parse(inputs.key("weight")?.text()?, weight_unit(inputs)?)?;
    let grading = fees.grading_fee(inputs.key("grading_tier")?.text()?, weight.in_unit(WeightUnit::Oz)?, on)?.value;
    let price = money(inputs.key("resale_price")?)?;
    let resale = clearfloor::fees::GradedResale::new(price, rule, grading, money(inputs.key("fulfilment_fee")?)?)?;
    Ok(Value::map([
        ("referral_fee", Value::text(resale.referral)),
        ("grading_fee", Value::text(resale.grading)),
        ("net", Value::text(resale.net)),
    ]))
}

fn returns_processing(case: &Case) -> Outcome {
    let fees = us(case)?;
    let inputs = &case.inputs;
    let mut rule = fees.returns_processing(category(fees, inputs.key("category")?)?, case.day()?)?.value;
    if let Some(own) = inputs.optional("threshold_rate") {
        rule = rule.with_threshold(rate(own)?);
    }
    let counts = rule.counts(inputs.key("units_shipped")?.int()?, inputs.key("units_returned")?.int()?)?;
    let counts = counts.ok_or("the threshold of the category is not known")?;
    Ok(Value::map([
        ("allowed_units", Value::int(i128::from(counts.allowed))),
        ("charged_units", Value::int(i128::from(counts.charged))),
    ]))
}

fn coupon_fee(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::coupon_fee(case, market);
    }
    let fees = us(case)?;
    let inputs = &case.inputs;
    let terms = fees.coupon(case.day()?)?.value;
    let sales = inputs.optional("coupon_sales").map(money).transpose()?.unwrap_or(Money::zero(Currency::USD));
    let redemptions = inputs.optional("redemptions").map(Input::int).transpose()?.unwrap_or(0);
    let fee = terms.charge(0, redemptions, sales)?;
    let mut answer = vec![("fee", Value::text(fee))];
    if let Some(discount) = inputs.optional("discount_per_unit") {
        let discount = money(discount)?.times(redemptions)?;
        answer.push(("discount_total", Value::text(discount)));
        answer.push(("budget_used", Value::text(discount.plus(fee)?)));
    }
    Ok(Value::map(answer))
}

fn deal_fee(case: &Case) -> Outcome {
    if let Some(market) = fees_intl::market(case)? {
        return fees_intl::deal_fee(case, market);
    }
    let fees = us(case)?;
    let on = case.day()?;
    let inputs = &case.inputs;
    let kind = inputs.key("deal_type")?.text()?;
    let terms = match inputs.optional("event") {
        Some(event) => fees.event_deal(event.text()?, kind, on)?.value,
        None => fees.deal(kind, on)?.value,
    };
    let days = inputs.optional("days").map(Input::int).transpose()?.unwrap_or(0);
    let fee = terms.charge(days, 0, money(inputs.key("deal_sales")?)?)?;
    Ok(Value::map([("fee", Value::text(fee))]))
}

fn discounted_price(case: &Case) -> Outcome {
    let fees = us(case)?;
    let inputs = &case.inputs;
    let mut seller = Vec::new();
    for key in ["outlet_discount_rate", "coupon_discount_rate", "seller_funding_rate"] {
        seller.extend(inputs.optional(key).map(rate).transpose()?);
    }
    let terms = fees.subscribe_and_save(case.day()?)?.value;
    let subscriptions = inputs.optional("subscriptions_in_delivery").map(Input::int).transpose()?;
    let marketplace = subscriptions.and_then(|count: u32| terms.marketplace_part(count));
    let shared = SharedDiscount::of(money(inputs.key("price")?)?, &seller, marketplace)?;
    Ok(Value::map([
        ("seller_discount", Value::text(shared.seller)),
        ("amazon_discount", Value::text(shared.marketplace)),
        ("buyer_pays", Value::text(shared.buyer_pays)),
    ]))
}

fn awd(case: &Case) -> Outcome {
    let fees = us(case)?;
    let inputs = &case.inputs;
    let rates = fees.warehouse_rates(inputs.key("region")?.text()?, inputs.key("plan")?.text()?, case.day()?)?.value;
    let mut answer = Vec::new();
    if let Some(volume) = inputs.optional("stored_cubic_feet") {
        let fee = rates.store(volume.ratio()?, inputs.key("months")?.int()?)?;
        answer.push(("storage_fee", Value::text(fee)));
    }
    if let Some(boxes) = inputs.optional("inbound_boxes") {
        answer.push(("inbound_fee", Value::text(rates.inbound_box.times(boxes.int()?)?)));
    }
    if let Some(boxes) = inputs.optional("outbound_boxes") {
        answer.push(("outbound_fee", Value::text(rates.outbound_box.times(boxes.int()?)?)));
    }
    if let Some(volume) = inputs.optional("moved_cubic_feet") {
        answer.push(("transport_fee", Value::text(rates.move_to_fba(volume.ratio()?)?)));
    }
    Ok(Value::map(answer))
}
