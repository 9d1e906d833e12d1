//! A purchase order from the seller's texts to the landed cost of each product.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what cannot happen to a test ends it")]

use clearfloor::book::Book;
use clearfloor::book::shipment::{
    BillText, FreightText, RateText, RowText, Said, ShipmentAnswer, ShipmentSheet, paste_rows,
};
use clearfloor::date::Day;
use clearfloor::landed::{Basis, Charge, Counts, EntryCharge, Shipment, ShipmentLine, share_out};
use clearfloor::money::{Currency, Money};
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;
use proptest::prelude::*;

fn row(sku: &str, units: &str, price: &str, weight: &str, size: &str) -> RowText {
    let text = |text: &str| text.to_owned();
    RowText {
        sku: text(sku),
        units: text(units),
        price: text(price),
        weight: text(weight),
        size: text(size),
        ..RowText::default()
    }
}

fn sheet() -> ShipmentSheet {
    ShipmentSheet {
        entry_on: "2026-11-21".into(),
        rates: vec![RateText { currency: "CNY".into(), text: "7.10".into() }],
        rows: vec![row("A", "300", "18.20", "0.35", "20x10x8"), row("B", "120", "56", "1.1", "30x20x12")],
        duty: "6.5".into(),
        listed: "List 3 (9903.88.03, .04)".into(),
        ..ShipmentSheet::default()
    }
}

fn answer(sheet: &ShipmentSheet) -> ShipmentAnswer {
    Book::new(Day::parse("2026-11-21").unwrap()).unwrap().shipment(sheet).unwrap()
}

#[track_caller]
fn said<'a>(answer: &'a ShipmentAnswer, code: &str) -> &'a Said {
    let found = answer.said.iter().find(|said| said.code == code);
    assert!(found.is_some(), "{code} is not said, but {:?}", answer.said);
    found.unwrap()
}

fn text(money: Option<Money>) -> String {
    money.map_or("–".to_owned(), |money| money.to_string())
}

#[test]
fn adds_up_goods_freight_duty_and_fees_to_the_cent() {
    let freight = FreightText { mode: "ocean".into(), rate: "900".into(), days: "35".into(), ..FreightText::default() };
    let bill = BillText { id: "insurance".into(), amount: "0.5 %".into(), ..BillText::default() };
    let answer = answer(&ShipmentSheet { freights: vec![freight], bill: vec![bill], ..sheet() });
    let [a, b] = answer.lines.as_slice() else { panic!("two lines") };
    // 18.20 · 300 / 7.10 and 56 · 120 / 7.10
    assert_eq!((a.goods.to_string(), b.goods.to_string()), ("769.01".into(), "946.48".into()));
    // 0.48 + 0.864 m³ against 237 kg: 1.344 m³ at 900 yuan
    assert_eq!(answer.charges[0].quantity.as_deref(), Some("1.344"));
    assert_eq!(answer.charges[0].amount.to_string(), "170.37");
    // 6.5 % + 25 % + 12.5 % of the goods alone: 49.99 + 192.25 + 96.13
    assert_eq!(text(a.duty), "338.37");
    // The least processing fee of the year, and 0.125 % by sea.
    let fees: Vec<String> = answer.entry_fees.iter().map(|fee| text(fee.amount)).collect();
    assert_eq!(fees, ["34.58", "2.14"]);
    let all = answer.lines.iter().map(|line| line.landed.unwrap().minor()).sum::<i64>();
    assert_eq!(all, answer.sums.unwrap().landed.unwrap().minor());
    for (place, charge) in answer.charges.iter().enumerate() {
        let shares = answer.lines.iter().map(|line| line.charges[place].unwrap().minor()).sum::<i64>();
        assert_eq!(shares, charge.amount.minor(), "{}", charge.id);
    }
}

#[test]
fn asks_for_what_it_does_not_know_and_guesses_nothing() {
    let answer_without = answer(&ShipmentSheet { duty: String::new(), ..sheet() });
    assert_eq!(said(&answer_without, "duty_missing").params[1].text, "A, B");
    assert!(answer_without.lines.iter().all(|line| line.landed.is_none() && line.goods.minor() > 0));
    // Which rate of the forced-labor action an origin has is known for a few of the 60.
    let other = answer(&ShipmentSheet { origin: "PE".into(), listed: String::new(), ..sheet() });
    assert_eq!(said(&other, "duty_unknown").params[0].text, "us-301-forced-labor");
    let no_rate = answer(&ShipmentSheet { rates: Vec::new(), ..sheet() });
    assert_eq!(said(&no_rate, "rate_missing").place, "rates.CNY");
    assert!(no_rate.sums.is_none());
}

#[test]
fn takes_the_rates_of_the_day_of_entry() {
    let on = |day: &str| {
        let answer = answer(&ShipmentSheet { entry_on: day.into(), listed: String::new(), ..sheet() });
        answer.lines[0].duties.iter().map(|duty| (duty.programme, duty.rate_ppm)).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-02-23"), [("ordinary", Some(65_000)), ("us-ended-duties", Some(200_000))]);
    assert_eq!(on("2026-02-24"), [("ordinary", Some(65_000)), ("us-ended-duties", Some(100_000))]);
    assert_eq!(on("2026-07-23"), [("ordinary", Some(65_000)), ("us-ended-duties", Some(100_000))]);
    assert_eq!(on("2026-07-24"), [("ordinary", Some(65_000)), ("us-301-forced-labor", Some(125_000))]);
    // What was charged in 2025 is not in the tables: it is named, not left out.
    assert_eq!(on("2025-06-01"), [("ordinary", Some(65_000)), ("us-ended-duties", None)]);
    let cabinets = |day: &str| {
        let metals = "kitchen cabinets and bathroom vanities (9903.76.xx)".to_owned();
        let answer = answer(&ShipmentSheet { entry_on: day.into(), metals, ..sheet() });
        answer.lines[0].duties.iter().map(|duty| (duty.programme, duty.rate_ppm, duty.why)).collect::<Vec<_>>()
    };
    assert_eq!(cabinets("2026-12-31")[2], ("us-232-other", Some(250_000), "table"));
    assert_eq!(cabinets("2027-01-01")[2], ("us-232-other", Some(500_000), "table"));
    assert_eq!(cabinets("2027-01-01")[3], ("us-301-forced-labor", Some(0), "replaced"));
}

#[test]
fn names_the_row_without_the_basis_of_a_charge_and_keeps_it() {
    let mut typed = sheet();
    typed.rows[1].weight = String::new();
    typed.bill =
        vec![BillText { id: "delivery".into(), amount: "710".into(), basis: "weight".into(), ..BillText::default() }];
    let answer = answer(&typed);
    assert_eq!(said(&answer, "basis_missing").params[2].text, "B");
    assert_eq!(answer.lines.len(), 2);
    assert_eq!(answer.charges[0].amount.to_string(), "100.00");
    assert_eq!(answer.lines[0].landed, None);
}

#[test]
fn refuses_another_currency_in_the_column_and_a_rate_of_nothing() {
    let mut typed = sheet();
    typed.rows[0].price = "$3".into();
    assert_eq!(said(&answer(&typed), "currency_mixed").place, "rows.0.price");
    typed.rows[0].price = "¥18.20".into();
    assert_eq!(answer(&typed).lines.len(), 2);
    typed.rates[0].text = "0".into();
    assert_eq!(said(&answer(&typed), "fx_not_positive").place, "rates.CNY");
    typed.rates[0].text = "0.14".into();
    said(&answer(&typed), "rate_upside_down");
}

#[test]
fn questions_a_size_in_the_wrong_unit() {
    let mut typed = sheet();
    typed.rows[0].size = "20x10x8 in".into();
    assert_eq!(said(&answer(&typed), "length_unit_question").params[3].text, "cm");
    typed.rows[0].size = "8x4x3 in".into();
    assert!(answer(&typed).said.iter().all(|said| said.code != "length_unit_question"));
}

#[test]
fn counts_freight_and_insurance_where_the_country_does() {
    let freights =
        vec![FreightText { mode: "ocean".into(), per: "bill".into(), rate: "7100".into(), ..FreightText::default() }];
    let bill = vec![BillText { id: "delivery".into(), amount: "710".into(), ..BillText::default() }];
    let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
    let french = ShipmentSheet {
        market: "FR".into(),
        listed: String::new(),
        tax_rate: "20".into(),
        freights: freights.clone(),
        bill: bill.clone(),
        rates,
        ..sheet()
    };
    let answer = answer(&french);
    let sums = answer.sums.unwrap();
    assert_eq!(answer.currency, "EUR");
    // 1,715.49 goods + 1,000.00 freight; duty on that; tax on both and the 100.00 of delivery.
    assert_eq!(text(sums.customs_value), "2715.49");
    assert_eq!(text(sums.duty), "176.51");
    assert_eq!(text(sums.tax), "598.40");
    // Got back, so no cost.
    assert_eq!(text(sums.landed), "2992.00");
    assert!(answer.entry_fees.is_empty());
}

#[test]
fn sets_the_ways_there_beside_each_other_with_their_time() {
    let way = |mode: &str, rate: &str, days: &str| FreightText {
        mode: mode.into(),
        rate: rate.into(),
        days: days.into(),
        ..FreightText::default()
    };
    let answer = answer(&ShipmentSheet { freights: vec![way("ocean", "900", "35"), way("air", "42", "8")], ..sheet() });
    let of = |mode: &str| answer.modes.iter().find(|view| view.mode == mode).unwrap();
    let (sea, air) = (of("ocean"), of("air"));
    // 1,715.49 · 10 % · 35 / 365
    assert_eq!(text(sea.capital), "16.45");
    assert_eq!((air.days_difference, air.entry_on.as_str()), (Some(-27), "2026-10-25"));
    // 237 kg against 1.344 m³ / 6000: 237 kg at 42 yuan; no harbor maintenance fee by air.
    assert_eq!((air.quantity.as_deref(), text(air.freight).as_str()), (Some("237"), "1401.97"));
    assert_eq!(air.difference, Some(air.total.unwrap().minus(sea.total.unwrap()).unwrap()));
}

#[test]
fn a_landed_cost_taken_over_beats_the_parts() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    for (field, text) in [("price_list", "24.99"), ("units", "10"), ("cost_unit", "18.20"), ("cost_currency", "CNY")] {
        assert_eq!(book.edit(Some(&key), field, text).unwrap().problem, None);
    }
    book.finish().unwrap();
    assert!(book.missing().iter().any(|fact| fact.field == "fx_rate"));
    book.edit(Some(&key), "cost_landed", "5.0123").unwrap();
    book.finish().unwrap();
    assert!(book.missing().iter().all(|fact| fact.field != "fx_rate"));
}

#[test]
fn reads_rows_with_and_without_a_heading() {
    let plain = paste_rows("A\t300\t18.20\t0.35\t20\t10\t8\t24\nB\t120\t56\n");
    assert!(!plain.has_heading);
    assert_eq!((plain.rows[0].size.as_str(), plain.rows[0].per_carton.as_str()), ("20x10x8", "24"));
    assert_eq!(plain.rows[1].price, "56");
    let english = paste_rows("Item,Notes,Qty,Unit price (CNY)\r\nA,red,300,18.20\r\n");
    assert_eq!((english.rows[0].units.as_str(), english.rows[0].price.as_str()), ("300", "18.20"));
    assert_eq!(english.left_out, ["Notes"]);
}

#[test]
fn a_rebate_larger_than_a_line_keeps_the_customs_value_whole() {
    let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    let line =
        |minor| ShipmentLine { units: 1, goods: usd(minor), weight_kg: None, volume_m3: None, duties: Vec::new() };
    let (rebate, fee) = (usd(-600), Rate::parse("0.1").unwrap());
    let shipment = Shipment {
        currency: Currency::USD,
        lines: vec![line(100), line(900)],
        charges: vec![Charge { name: "x".into(), amount: rebate, basis: Basis::Equal, counts: Counts::ToBorder }],
        is_cif: true,
        cm3_per_kg: None,
        entry_charges: vec![EntryCharge { name: "y".into(), rate: fee, min: None, max: None }],
        tax: None,
    };
    let landed = shipment.land().unwrap();
    let values: Vec<_> = landed.lines.iter().map(|line| line.customs_value.unwrap().minor()).collect();
    assert_eq!((values, landed.sums.customs_value), (vec![-200, 600], Some(usd(400))));
    // The fee on the whole is borne by the line that has a value.
    let fees: Vec<_> = landed.lines.iter().map(|line| line.entry_charges[0].unwrap().minor()).collect();
    assert_eq!(fees, [0, 40]);
}

proptest! {
    #[test]
    fn shares_add_up_and_keep_the_order_of_their_bases(
        total in -1_000_000_i64..1_000_000,
        bases in prop::collection::vec((0_i128..10_000, 1_i128..20), 1..12),
    ) {
        let bases: Vec<Ratio> = bases.iter().map(|(top, bottom)| Ratio::new(*top, *bottom).unwrap()).collect();
        let total = Money::new(total, Currency::USD).unwrap();
        let shares = share_out(total, &bases).unwrap();
        prop_assert_eq!(shares.iter().map(|share| share.minor()).sum::<i64>(), total.minor());
        for (a, share_a) in bases.iter().zip(&shares) {
            for (b, share_b) in bases.iter().zip(&shares) {
                prop_assert!(a <= b || share_a.minor().abs() + 1 >= share_b.minor().abs());
            }
        }
    }

    #[test]
    fn landed_cost_is_goods_and_charges_where_nothing_else_is_due(
        goods in prop::collection::vec(1_i64..1_000_000, 1..8),
        charge in 0_i64..1_000_000,
    ) {
        let line = |minor: &i64| ShipmentLine {
            units: 3,
            goods: Money::new(*minor, Currency::USD).unwrap(),
            weight_kg: None,
            volume_m3: None,
            duties: Vec::new(),
        };
        let amount = Money::new(charge, Currency::USD).unwrap();
        let shipment = Shipment {
            currency: Currency::USD,
            lines: goods.iter().map(line).collect(),
            charges: vec![Charge { name: "x".into(), amount, basis: Basis::Value, counts: Counts::None }],
            is_cif: false,
            cm3_per_kg: None,
            entry_charges: Vec::new(),
            tax: None,
        };
        let landed = shipment.land().unwrap().sums.landed.unwrap();
        prop_assert_eq!(landed.minor(), goods.iter().sum::<i64>() + charge);
    }
}
