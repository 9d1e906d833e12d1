//! Where units wait until they are sold: at the marketplace, in its warehouse upstream, in one of the seller's own.

use super::super::abroad::storage;
use super::super::calculation::Context;
use super::super::resolve::Resolved;
use super::{Asked, ChannelLine, PlaceView, Sheet};
use crate::error::Result;
use crate::fees::{Family, Known, WarehouseRates, charge_by_volume};
use crate::money::Money;
use crate::quote::{Input, Status, decimal_text};
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};

/// What a unit costs a month and on its way in each place it can wait in; none where nothing waits.
///
/// # Errors
/// `out_of_range`.
pub(super) fn stores(context: &Context, resolved: &Resolved, sheet: &mut Sheet<'_>) -> Result<Vec<PlaceView>> {
    let store = |place, lines| PlaceView { place, lines, ..PlaceView::default() };
    let mut stores: Vec<PlaceView> =
        storage(context, resolved).map(|line| store("fba_store", vec![line])).into_iter().collect();
    if context.fees.has_family(Family::Awd) {
        let lines = upstream(context, resolved, sheet)?;
        stores.push(PlaceView { fields: sheet.take(), ..store("awd", lines) });
    }
    let lines = own(sheet);
    stores.push(PlaceView { fields: sheet.take(), ..store("own_store", lines) });
    Ok(stores)
}

/// Storage, boxes in and out, and the way to the marketplace, by the region and plan that the seller chooses.
fn upstream(context: &Context, resolved: &Resolved, sheet: &mut Sheet<'_>) -> Result<Vec<ChannelLine>> {
    const PLACE: &str = "awd";
    let (fees, on) = (context.fees, context.today);
    let known = fees.warehouses(on);
    let unique = |names: Vec<&str>| {
        let mut seen: Vec<String> = Vec::new();
        for name in names {
            if !seen.iter().any(|known| known == name) {
                seen.push(name.to_owned());
            }
        }
        seen
    };
    let mut choice = |name, all: &[String]| {
        let first = all.first().cloned().unwrap_or_default();
        let said = sheet.text(Asked::new(PLACE, name, FieldKind::Choice).choices(all).standing(&first));
        (said.is_some(), said.unwrap_or(first))
    };
    let (is_region_said, region) = choice("region", &unique(known.iter().map(|(region, _)| *region).collect()));
    let (is_plan_said, plan) = choice("storage_plan", &unique(known.iter().map(|(_, plan)| *plan).collect()));
    let a_box = sheet.ask(Asked::new(PLACE, "units_per_box", FieldKind::Units).needed());
    let units = a_box.as_ref().and_then(Entry::as_whole).filter(|units| *units > 0);
    let rates = match fees.warehouse_rates(&region, &plan, on) {
        Ok(rates) => rates,
        Err(hole) => return Ok(vec![unknown("storage_month", "awd".to_owned()).said(hole.texts)]),
    };
    let volume = resolved.sized.as_ref().map(|sized| sized.cubic_feet);
    let is_assumed = !(is_region_said && is_plan_said);
    let line = |id, formula, amount: Money, inputs| {
        let status = Status::of_row(fees, rates.row);
        ChannelLine {
            id,
            formula,
            amount: Some(amount.negated()),
            inputs,
            status: if is_assumed && status != Status::Yours { Status::Assumed } else { status },
            fee: Some(fees.describe(rates.row)),
            ..ChannelLine::default()
        }
    };
    let Known { value: WarehouseRates { storage, inbound_box, outbound_box, transport }, .. } = rates;
    let text = |name, text: String| Input { name, text };
    let by_volume = |id, formula, name, rate: crate::money::UnitAmount| -> Result<ChannelLine> {
        let Some(volume) = volume else { return Ok(unknown(id, "size".to_owned())) };
        let inputs = vec![
            text(name, super::super::form::trimmed(rate.micros())),
            text("volume_cubic_feet", decimal_text(volume, 4)?),
        ];
        Ok(line(id, formula, context.paid(charge_by_volume(rate, volume)?)?, inputs))
    };
    let mut lines = vec![by_volume("storage_month", "rate_times_volume", "storage_rate", storage)?];
    lines.push(match units {
        None => unknown("box_fees", "units_per_box".to_owned()),
        Some(units) => {
            let both = inbound_box.plus(outbound_box)?;
            let minor = Ratio::new(i128::from(both.minor()), i128::from(units))?;
            let each = Money::from_ratio_minor(minor, both.currency(), crate::rounding::Rounding::HalfAwayFromZero)?;
            let inputs = vec![
                text("inbound_box", inbound_box.to_string()),
                text("outbound_box", outbound_box.to_string()),
                text("units_per_box", units.to_string()),
            ];
            line("box_fees", "boxes_over_units", context.paid(each)?, inputs)
        }
    });
    lines.push(by_volume("transport", "transport_by_volume", "transport_rate", transport)?);
    Ok(lines)
}

/// A warehouse of the seller's own or of a service: by the seller's word alone.
fn own(sheet: &mut Sheet<'_>) -> Vec<ChannelLine> {
    let mut given = |id, name| match sheet.money(Asked::new("own_store", name, FieldKind::Money)) {
        Some(amount) => ChannelLine {
            id,
            formula: "as_given",
            amount: Some(amount.negated()),
            status: Status::Yours,
            ..ChannelLine::default()
        },
        None => unknown(id, name.to_owned()),
    };
    vec![given("storage_month", "storage_month"), given("box_fees", "handling"), given("transport", "carriage_to_fba")]
}

fn unknown(id: &'static str, hole: String) -> ChannelLine {
    ChannelLine { id, formula: "not_known", is_needed: true, holes: vec![hole], ..ChannelLine::default() }
}

impl ChannelLine {
    /// The same with what the data say instead of a field, if they say anything.
    fn said(self, texts: Vec<String>) -> Self {
        if texts.is_empty() { self } else { Self { holes: texts, ..self } }
    }
}
