//! Landed cost of a shipment (`landed_cost.json`) and the import kinds of `channels-examples.toml`.

use super::{Case, Failure, Outcome, Registry};
use crate::value::{Input, Value};
use clearfloor::fees::{DutyPart, DutyQuestion, DutyWhy, FreightMode, LandedTables};
use clearfloor::landed::{
    Basis, Cargo, Charge, Counts, DutyStack, EntryCharge, FxRate, ImportTax, Shipment, ShipmentLine, TaxBase,
    goods_value, share_out, small_consignment,
};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::number::Decimal;
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;
use clearfloor::units::{Length, LengthUnit, Weight, WeightUnit};

/// Adds the kinds of this file.
pub fn register(registry: &mut Registry) {
    registry.kind("landed_cost", landed_cost);
    registry.kind("allocation", allocation);
    registry.kind("chargeable_weight", chargeable_weight);
    registry.kind("mpf", mpf);
    registry.kind("hmf", hmf);
    registry.kind("duty_stack", duty_stack);
    registry.kind("low_value_duty", low_value_duty);
    registry.kind("import_duty_vat", import_duty_vat);
}

/// Home and purchase currency of the cases, which name none.
const HOME: Currency = Currency::USD;
const ABROAD: Currency = Currency::CNY;

fn rate(input: &Input) -> Result<Rate, Failure> {
    Ok(Rate::parse(input.text()?)?)
}

fn typed(rate: Rate) -> DutyPart {
    DutyPart { programme: "ordinary", rate: Some(rate), why: DutyWhy::Typed, source: None }
}

fn minor(input: &Input) -> Result<Money, Failure> {
    Ok(Money::new(input.int()?, HOME)?)
}

fn list_of(amounts: impl Iterator<Item = Option<Money>>) -> Value {
    Value::list(amounts.map(|amount| Value::or_null(amount, |money| Value::int(money.minor()))))
}

fn landed_cost(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let fx = inputs.optional("fx_rate").map(|fx| Ok::<_, Failure>(Decimal::parse(fx.text()?)?)).transpose()?;
    let fx = [FxRate::new(ABROAD, HOME, fx.unwrap_or(Decimal::new(1, 0)?))?];
    let mut lines = Vec::new();
    for line in inputs.key("lines")?.items()? {
        let units = line.key("qty")?.int()?;
        let price = UnitAmount::parse(line.key("unit_cost")?.text()?, ABROAD)?;
        line.key("sku")?.text()?;
        let of_all = |key: &str| Ok::<_, Failure>(line.key(key)?.ratio()?.times(Ratio::whole(i128::from(units)))?);
        lines.push(ShipmentLine {
            units,
            goods: goods_value(price, units, HOME, &fx)?.ok_or("no rate")?,
            weight_kg: Some(of_all("unit_kg")?),
            volume_m3: Some(of_all("unit_m3")?),
            duties: vec![typed(rate(line.key("duty_rate")?)?)],
        });
    }
    let mut charges = Vec::new();
    for charge in inputs.key("charges")?.items()? {
        let basis = charge.key("basis")?.text()?;
        charges.push(Charge {
            name: charge.key("name")?.text()?.to_owned(),
            amount: minor(charge.key("amount_minor")?)?,
            basis: Basis::from_code(basis).ok_or_else(|| format!("unknown basis {basis}"))?,
            counts: if charge.key("in_customs_value")?.bool()? { Counts::ToBorder } else { Counts::None },
        });
    }
    let mut entry_charges = Vec::new();
    for fee in inputs.optional("entry_fees").map_or(Ok(&[][..]), Input::items)? {
        entry_charges.push(EntryCharge {
            name: fee.key("name")?.text()?.to_owned(),
            rate: rate(fee.key("rate")?)?,
            min: fee.key("min_minor")?.non_null().map(minor).transpose()?,
            max: fee.key("max_minor")?.non_null().map(minor).transpose()?,
        });
    }
    let is_recoverable = inputs.optional("vat_recoverable").map_or(Ok(true), Input::bool)?;
    let adds_all = inputs.optional("vat_includes_all_charges").map_or(Ok(false), Input::bool)?;
    let base = if adds_all { TaxBase::AllCharges } else { TaxBase::ValueAndDuty };
    let tax = inputs.optional("import_vat").map(rate).transpose()?;
    let shipment = Shipment {
        currency: HOME,
        lines,
        charges,
        is_cif: match inputs.key("duty_basis")?.text()? {
            "fob" => false,
            "cif" => true,
            other => return Err(format!("unknown duty_basis {other}").into()),
        },
        cm3_per_kg: inputs.optional("volumetric_divisor").map(Input::ratio).transpose()?,
        entry_charges,
        tax: tax.map(|rate| ImportTax { rate: Some(rate), base, is_recoverable }),
    };
    let landed = shipment.land()?;
    let lines = || landed.lines.iter();
    let by_name =
        |names: Vec<&String>, pick: fn(&clearfloor::landed::LandedLine) -> &Vec<Option<Money>>| {
            Value::map(names.into_iter().enumerate().map(|(place, name)| {
                (name.clone(), list_of(lines().map(|line| pick(line).get(place).copied().flatten())))
            }))
        };
    Ok(Value::map([
        ("goods_minor", list_of(lines().map(|line| Some(line.goods)))),
        ("allocated", by_name(shipment.charges.iter().map(|c| &c.name).collect(), |line| &line.charges)),
        ("dutiable_minor", list_of(lines().map(|line| line.customs_value))),
        ("duty_minor", list_of(lines().map(|line| line.duty))),
        ("entry_fees", by_name(shipment.entry_charges.iter().map(|c| &c.name).collect(), |line| &line.entry_charges)),
        ("import_vat_minor", list_of(lines().map(|line| line.tax))),
        ("landed_minor", list_of(lines().map(|line| line.landed))),
        ("unit_landed_minor", Value::list(lines().map(|line| Value::or_null(line.unit_minor, Value::exact)))),
        ("total_landed_minor", Value::or_null(landed.sums.landed, |money| Value::int(money.minor()))),
    ]))
}

fn allocation(case: &Case) -> Outcome {
    match case.inputs.key("method")?.text()? {
        "largest-remainder" => {}
        other => return Err(format!("unknown method {other}").into()),
    }
    let total = Money::parse(case.inputs.key("total")?.text()?, currency(case))?;
    let bases = case.inputs.key("bases")?.items()?.iter().map(Input::ratio).collect::<Result<Vec<_>, _>>()?;
    Ok(Value::map([("shares", Value::list(share_out(total, &bases)?.into_iter().map(Value::text)))]))
}

fn currency(case: &Case) -> Currency {
    match case.market.as_deref() {
        Some("UK" | "GB") => Currency::GBP,
        Some("JP") => Currency::JPY,
        Some("DE" | "FR" | "IT" | "ES" | "EU") => Currency::EUR,
        Some("CA") => Currency::CAD,
        Some("MX") => Currency::MXN,
        Some("AU") => Currency::AUD,
        _ => Currency::USD,
    }
}

fn chargeable_weight(case: &Case) -> Outcome {
    let tables = LandedTables::get()?;
    let rule = case.inputs.key("rule")?.text()?;
    if !rule.starts_with("freight-") {
        return super::channels::parcel_weight(case);
    }
    let unit = LengthUnit::from_word(case.inputs.key("side_unit")?.text()?).ok_or("unknown side unit")?;
    let sides = case.inputs.key("sides")?.items()?;
    let side = |place: usize| Ok::<_, Failure>(Length::parse(sides.get(place).ok_or("three sides")?.text()?, unit)?);
    let sides = [side(0)?, side(1)?, side(2)?];
    let weight_unit = WeightUnit::from_word(case.inputs.key("weight_unit")?.text()?).ok_or("unknown weight unit")?;
    let weight = Weight::parse(case.inputs.key("weight")?.text()?, weight_unit)?;
    let cartons = Ratio::whole(case.inputs.key("cartons")?.int()?);
    let cargo = Cargo {
        weight_kg: weight.in_unit(WeightUnit::Kg)?.times(cartons)?,
        volume_m3: Cargo::box_m3(&sides)?.times(cartons)?,
    };
    let mut keys =
        vec![("volume_cbm", Value::exact(cargo.volume_m3)), ("actual_weight_kg", Value::exact(cargo.weight_kg))];
    if let Some((divisor, _)) = tables.weight_divisor(rule) {
        let kg = cargo.chargeable_kg(Ratio::whole(i128::from(divisor)))?;
        keys.push(("chargeable_weight_kg_unrounded", Value::exact(kg)));
    } else {
        let per_cbm = case.inputs.key("kg_per_cbm")?.ratio()?;
        keys.push(("chargeable_cbm_unrounded", Value::exact(cargo.revenue_tons(per_cbm)?)));
    }
    Ok(Value::map(keys))
}

fn entry_fee(case: &Case, id: &str, mode: FreightMode, value: Money) -> Result<Money, Failure> {
    let fees = LandedTables::get()?.entry_fees("US", mode, case.day()?, value.currency())?;
    for fee in fees {
        match fee {
            Ok(fee) if fee.id == id => {
                return Ok(EntryCharge::formal(&fee)
                    .map(|charge| charge.on(value))
                    .transpose()?
                    .unwrap_or(Money::zero(value.currency())));
            }
            Err(source) if source.table == id => return Err(format!("{id} is not known for the day").into()),
            _ => {}
        }
    }
    Err(format!("no entry fee {id}").into())
}

fn mode(input: &Input) -> Result<FreightMode, Failure> {
    let text = input.text()?;
    FreightMode::from_code(text).ok_or_else(|| format!("unknown mode {text}").into())
}

fn mpf(case: &Case) -> Outcome {
    let value = Money::parse(case.inputs.key("customs_value")?.text()?, currency(case))?;
    Ok(Value::map([("mpf", Value::text(entry_fee(case, "us-mpf", FreightMode::Ocean, value)?))]))
}

fn hmf(case: &Case) -> Outcome {
    let value = Money::parse(case.inputs.key("customs_value")?.text()?, currency(case))?;
    let mode = mode(case.inputs.key("mode")?)?;
    Ok(Value::map([("hmf", Value::text(entry_fee(case, "us-hmf", mode, value)?))]))
}

fn duty_stack(case: &Case) -> Outcome {
    let inputs = &case.inputs;
    let value = Money::parse(inputs.key("goods_value")?.text()?, currency(case))?;
    // Shown separately and so in no base: it must be an amount, and changes nothing.
    if let Some(freight) = inputs.optional("international_freight") {
        Money::parse(freight.text()?, currency(case))?;
    }
    let of_232 = inputs.optional("section_232_category").map(Input::text).transpose()?;
    let of_301 = inputs.optional("section_301_category").map(Input::text).transpose()?;
    let listed: Vec<&str> = of_301.into_iter().chain(of_232).filter(|c| *c != "none").collect();
    let mut parts = LandedTables::get()?.duties(&DutyQuestion {
        market: "US",
        origin: inputs.key("origin")?.text()?,
        on: case.day()?,
        ordinary: Some(rate(inputs.key("mfn_rate")?)?),
        listed: &listed,
        section_232: inputs.optional("section_232_rate").map(rate).transpose()?,
    })?;
    // The kind adds up the four duties it names; those that have ended since are not of it.
    parts.retain(|part| part.programme != "us-ended-duties");
    let stack = DutyStack::on(value, &parts)?;
    let known = |amount: Option<Money>| Value::or_null(amount, Value::text);
    let total = stack.total()?;
    let mpf = entry_fee(case, "us-mpf", FreightMode::Ocean, value)?;
    let mut keys = vec![
        ("ordinary_duty", known(stack.of("ordinary")?)),
        ("section_301_china", known(stack.of("us-301-china")?)),
        ("section_301_forced_labor", known(stack.of("us-301-forced-labor")?)),
        ("section_232", known(stack.of("us-232")?)),
        ("duty_total", known(total)),
        ("effective_rate", Value::or_null(stack.effective_rate()?, Value::exact)),
        ("mpf", Value::text(mpf)),
    ];
    if let Some(input) = inputs.optional("mode") {
        let hmf = entry_fee(case, "us-hmf", mode(input)?, value)?;
        let all = total.map(|total| total.plus(mpf)?.plus(hmf)).transpose()?;
        keys.push(("hmf", Value::text(hmf)));
        keys.push(("total", known(all)));
    }
    Ok(Value::map(keys))
}

fn low_value_duty(case: &Case) -> Outcome {
    let currency = currency(case);
    let value = Money::parse(case.inputs.key("intrinsic_value")?.text()?, currency)?;
    let market = case.market.as_deref().unwrap_or("EU");
    let rule = LandedTables::get()?.flat_duty(market, case.day()?, currency)?.ok_or("no flat duty on the day")?;
    let tax = rate(case.inputs.key("vat_rate")?)?;
    let answer = small_consignment(&rule, value, case.inputs.key("tariff_codes")?.int()?, tax)?;
    Ok(Value::map([
        ("duty", Value::text(answer.duty)),
        ("vat_on_duty", Value::text(answer.tax)),
        ("added_cost", Value::text(answer.added)),
    ]))
}

fn import_duty_vat(case: &Case) -> Outcome {
    let currency = currency(case);
    let money = |key: &str| Ok::<_, Failure>(Money::parse(case.inputs.key(key)?.text()?, currency)?);
    let market = case.market.as_deref().unwrap_or("EU");
    let base = LandedTables::get()?.import_base(market, case.day()?).ok_or("no import base")?;
    let charge = |key: &str, counts| {
        let amount = money(key)?;
        Ok::<_, Failure>(Charge { name: key.to_owned(), amount, basis: Basis::Value, counts })
    };
    let shipment = Shipment {
        currency,
        lines: vec![ShipmentLine {
            units: 1,
            goods: money("goods_value")?,
            weight_kg: None,
            volume_m3: None,
            duties: vec![typed(rate(case.inputs.key("duty_rate")?)?)],
        }],
        charges: vec![
            charge("international_freight", Counts::ToBorder)?,
            charge("insurance", Counts::ToBorder)?,
            charge("inland_freight", Counts::ToDestination)?,
        ],
        is_cif: base.is_cif,
        cm3_per_kg: None,
        entry_charges: Vec::new(),
        tax: Some(ImportTax {
            rate: Some(rate(case.inputs.key("vat_rate")?)?),
            base: if base.vat_adds_transport == Some(true) { TaxBase::ToDestination } else { TaxBase::ValueAndDuty },
            is_recoverable: true,
        }),
    };
    let landed = shipment.land()?;
    let line = landed.lines.first().ok_or("no line")?;
    let known = |amount: Option<Money>| Value::or_null(amount, Value::text);
    Ok(Value::map([
        ("customs_value", known(line.customs_value)),
        ("duty", known(line.duty)),
        ("vat_base", known(line.tax_base)),
        ("import_vat", known(line.tax)),
    ]))
}
