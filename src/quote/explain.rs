//! Formula and inputs of each line, as text.

use super::charge::Charge;
use super::ledger::{Input, LineId};
use super::model::{Basis, ModelLine, SaleModel};
use super::product::Product;
use crate::error::Result;
use crate::fees::rule::ReferralRule;
use crate::money::Money;
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::units::WeightUnit;

fn input(name: &'static str, text: impl ToString) -> Input {
    Input { name, text: text.to_string() }
}

/// A fraction as a plain decimal, to be read, at most so many places, no zeros at its end.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{quote::decimal_text, rounding::Ratio};
/// assert_eq!(decimal_text(Ratio::new(2, 3).unwrap(), 4).unwrap(), "0.6667");
/// assert_eq!(decimal_text(Ratio::new(5, 2).unwrap(), 4).unwrap(), "2.5");
/// ```
pub fn decimal(ratio: Ratio, places: u32) -> Result<String> {
    let scaled = ratio.times(Ratio::whole(10_i128.saturating_pow(places)))?.round(Rounding::HalfAwayFromZero)?;
    let text = Decimal::new(scaled, places)?.to_string();
    Ok(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text })
}

fn amount_of(model: &SaleModel<'_>, id: LineId, price: Money) -> Option<String> {
    let line = model.lines.iter().find(|line| line.id == id)?;
    let minor = model.charge(line, price.minor(), 0).ok()??;
    Money::new(minor, model.currency).ok().map(|money| money.to_string())
}

/// A referral fee that a report printed at another price is carried over as a share.
pub(super) fn is_printed_at_another_price(line: &ModelLine<'_>, price: Money) -> bool {
    matches!(line.basis, Basis::ReferralAtPrice { price: printed, .. } if printed != price)
}

pub(super) fn explain(model: &SaleModel<'_>, line: &ModelLine<'_>, price: Money) -> Result<(&'static str, Vec<Input>)> {
    let priced = |rest: Vec<Input>| core::iter::once(input("price", price)).chain(rest).collect();
    Ok(match line.basis {
        Basis::Referral(rule) => referral(rule, price)?,
        Basis::ReferralRate(rate) => ("share_of_price", priced(vec![input("rate", rate)])),
        Basis::ReferralAtPrice { fee, price: printed } => {
            ("share_as_printed", priced(vec![input("printed_fee", fee), input("printed_price", printed)]))
        }
        Basis::Flat => ("flat_fee", Vec::new()),
        Basis::Given => ("as_given", Vec::new()),
        Basis::GivenWithSurcharge => ("as_given_with_surcharge", Vec::new()),
        Basis::Fulfilment { programme, season, weight_steps } => {
            let mut inputs = priced(vec![input("programme", programme.code()), input("season", season.code())]);
            if let Some(sized) = &model.sized {
                let unit = &sized.value;
                inputs.push(input("tier", unit.tier.code()));
                let name = if unit.weight_unit == WeightUnit::G { "billed_weight_g" } else { "billed_weight_oz" };
                inputs.push(input(name, decimal(unit.billed_weight, 2)?));
                inputs.push(input("billed_by", unit.billed_by.code()));
            }
            if weight_steps > 0 {
                inputs.push(input("weight_steps", weight_steps));
            }
            if model.product.own_fees.is_fulfilment_confirmed {
                inputs.push(input("confirmed_by", "fee_preview"));
            }
            let is_metric = model.sized.as_ref().is_some_and(|sized| sized.value.weight_unit == WeightUnit::G);
            (if is_metric { "row_by_grams_and_price" } else { "row_by_weight_and_price" }, inputs)
        }
        Basis::Surcharge(rate) => {
            let fulfilment = amount_of(model, LineId::Fulfilment, price).map(|text| input("fulfilment", text));
            ("share_of_fulfilment", core::iter::once(input("rate", rate)).chain(fulfilment).collect())
        }
        Basis::LowInventory { days_30, days_90 } => (
            "by_days_of_supply",
            vec![input("days_of_supply_30", decimal(days_30, 1)?), input("days_of_supply_90", decimal(days_90, 1)?)],
        ),
        Basis::PlacementRange { split, low, high } => {
            ("range_by_destination", vec![input("split", split.code()), input("lowest", low), input("highest", high)])
        }
        Basis::ShareOfPrice(_) if matches!(line.charge, Charge::Unknown) => ("share_of_price", priced(Vec::new())),
        Basis::ShareOfPrice(rate) => ("share_of_price", priced(vec![input("rate", rate)])),
        Basis::ShareAndFixed { rate, fixed } => {
            ("share_and_fixed", priced(vec![input("rate", rate), input("fixed", fixed)]))
        }
        Basis::TaxInPrice(rate) => ("tax_in_price", priced(vec![input("rate", rate)])),
        Basis::ShareOf { rate, of } | Basis::TaxWithin { rate, of } => {
            let ids: Vec<LineId> = if of.is_empty() {
                model.lines.iter().map(|line| line.id).filter(|id| id.is_marketplace_fee()).collect()
            } else {
                of.to_vec()
            };
            let parts = ids.into_iter().filter_map(|id| Some(input(id.code(), amount_of(model, id, price)?)));
            let is_within = matches!(line.basis, Basis::TaxWithin { .. });
            let formula = if is_within { "tax_within_lines" } else { "share_of_lines" };
            (formula, core::iter::once(input("rate", rate)).chain(parts).collect())
        }
        Basis::Returns { rate, unsellable, tax } => {
            let mut inputs = priced(vec![input("return_rate", rate), input("unsellable_share", unsellable)]);
            if tax != Rate::ZERO {
                inputs.push(input("tax_rate", tax));
            }
            for (id, name) in [
                (LineId::Referral, "referral"),
                (LineId::Fulfilment, "fulfilment"),
                (LineId::FuelSurcharge, "fuel_surcharge"),
                (LineId::OwnShipping, "own_shipping"),
            ] {
                inputs.extend(amount_of(model, id, price).map(|text| input(name, text)));
            }
            ("expected_returns", inputs)
        }
        Basis::Processing { rate, fee } => {
            let fee = fee.map(|fee| input("fee", fee));
            ("expected_processing", core::iter::once(input("charged_rate", rate)).chain(fee).collect())
        }
    })
}

fn referral(rule: &ReferralRule, price: Money) -> Result<(&'static str, Vec<Input>)> {
    let mut inputs = vec![input("price", price), input("rate", rule.rate_at(price)?)];
    if rule.minimum().minor() != 0 {
        inputs.push(input("minimum", rule.minimum()));
    }
    let slices = rule.slices_at(price)?;
    if slices.len() == 1 {
        return Ok(("share_or_minimum", inputs));
    }
    for band in slices {
        let end = band.up_to.map_or_else(String::new, |limit| limit.amount.to_string());
        inputs.push(input("slice", format!("{} to {end}", band.rate)));
    }
    Ok(("share_by_slice_or_minimum", inputs))
}

/// Inputs and holes of the landed cost.
pub(super) fn landed(product: &Product) -> (Vec<Input>, Vec<String>) {
    let Some(cost) = &product.landed else { return (Vec::new(), vec!["cost_unit".to_owned()]) };
    let mut inputs = Vec::with_capacity(cost.lines.len());
    for line in &cost.lines {
        let given = match line.given.to_ratio_major().and_then(|major| decimal(major, 6)) {
            Ok(text) => text,
            Err(_) => continue,
        };
        let mut text = format!("{given} {}", line.given.currency());
        if let Some(rate) = line.rate {
            text = format!("{rate} * {text}");
        }
        if line.fx != Ratio::ONE {
            // Sellers write the rate the other way round: 7.10 yuan to the dollar.
            let per_unit = Ratio::ONE.over(line.fx).and_then(|rate| decimal(rate, 6));
            text = per_unit.map_or(text.clone(), |rate| format!("{text} / {rate}"));
        }
        inputs.push(Input { name: cost_name(line.part.field()), text });
    }
    let holes = cost.missing.iter().chain(&cost.not_given).map(|&name| name.to_owned());
    (inputs, if cost.total.is_some() { Vec::new() } else { holes.collect() })
}

fn cost_name(field: &str) -> &'static str {
    match field {
        "cost_landed" => "cost_landed",
        "cost_unit" => "cost_unit",
        "cost_freight" => "cost_freight",
        "cost_duty" => "cost_duty",
        "cost_packaging" => "cost_packaging",
        "cost_label" => "cost_label",
        _ => "cost_other",
    }
}
