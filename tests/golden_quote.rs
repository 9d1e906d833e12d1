//! Quotes computed by hand: each folder `tests/golden/quote-*` holds the case and, beside it, the
//! calculation in words.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a case that cannot be read fails its test"
)]

use clearfloor::date::Day;
use clearfloor::fees::FeeTables;
use clearfloor::landed::{CostFacts, Duty, FxRate, UnitCost};
use clearfloor::money::{Currency, Money, UnitAmount};
use clearfloor::number::Decimal;
use clearfloor::offer::Channel;
use clearfloor::quote::{
    FigureSource, LowInventory, OwnFees, OwnFigure, OwnFulfilment, OwnShipping, Product, Returns, SaleModel,
    SeasonModels,
};
use clearfloor::rate::Rate;
use clearfloor::rounding::Ratio;
use clearfloor::units::{LengthUnit, Package, WeightUnit};
use std::path::{Path, PathBuf};

type Table = toml::Table;

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).map(|value| value.as_str().unwrap_or_else(|| panic!("{key} is no text")))
}

fn amount(text: &str) -> UnitAmount {
    let (number, currency) = text.split_once(' ').unwrap();
    UnitAmount::parse(number, Currency::parse(currency).unwrap()).unwrap()
}

fn money(text: &str) -> Money {
    amount(text).to_money().unwrap()
}

fn landed(table: &Table) -> UnitCost {
    let given = |key| text(table, key).map(amount);
    let facts = CostFacts {
        landed: given("landed"),
        purchase: given("purchase"),
        freight: given("freight"),
        duty: text(table, "duty_percent").map(|percent| Duty::OfPurchase(Rate::parse_percent(percent).unwrap())),
        packaging: given("packaging"),
        fx: text(table, "cny_per_usd")
            .map(|rate| FxRate::new(Currency::USD, Currency::CNY, Decimal::parse(rate).unwrap()).unwrap())
            .into_iter()
            .collect(),
        ..CostFacts::default()
    };
    UnitCost::of(&facts, Currency::USD).unwrap()
}

fn product(table: &Table, cost: Option<&Table>) -> Product {
    let percent = |key| text(table, key).map(|percent| Rate::parse_percent(percent).unwrap());
    let package = table.get("sides").map(|sides| {
        let sides: Vec<&str> = sides.as_array().unwrap().iter().map(|side| side.as_str().unwrap()).collect();
        let side_unit = LengthUnit::from_word(text(table, "side_unit").unwrap()).unwrap();
        let weight_unit = WeightUnit::from_word(text(table, "weight_unit").unwrap()).unwrap();
        Package::parse(sides.try_into().unwrap(), side_unit, text(table, "weight").unwrap(), weight_unit).unwrap()
    });
    let own_fulfilment = text(table, "own_fulfilment_with_surcharge").map(|fee| OwnFulfilment {
        fee: OwnFigure { amount: money(fee), source: FigureSource::Report },
        includes_surcharge: true,
    });
    Product {
        package,
        category: text(table, "category").map(str::to_owned),
        is_dangerous: table.get("is_dangerous").is_some_and(|flag| flag.as_bool().unwrap()),
        returns: Returns { rate: percent("return_percent"), unsellable_share: percent("unsellable_percent") },
        ad_share: percent("ad_percent"),
        own_shipping: OwnShipping {
            shipping: text(table, "shipping").map(money),
            packing: text(table, "packing").map(money),
            payment_rate: percent("payment_percent"),
            payment_fixed: text(table, "payment_fixed").map(money),
        },
        low_inventory: table.contains_key("days_of_supply_30").then(|| {
            let days = |key| text(table, key).map(|days| Decimal::parse(days).unwrap().to_ratio().unwrap());
            LowInventory {
                days_of_supply_30: days("days_of_supply_30"),
                days_of_supply_90: days("days_of_supply_90"),
                is_exempt: false,
            }
        }),
        landed: cost.map(landed),
        own_fees: OwnFees { fulfilment: own_fulfilment, ..OwnFees::default() },
        ..Product::default()
    }
}

fn or_unknown(amount: Option<Money>) -> String {
    amount.map_or_else(|| "unknown".to_owned(), |amount| amount.to_string())
}

#[track_caller]
fn check(folder: &Path) {
    let case: Table = std::fs::read_to_string(folder.join("case.toml")).unwrap().parse().unwrap();
    assert!(folder.join("calculation.md").exists(), "{} has no calculation beside it", folder.display());
    let part = |key: &str| case.get(key).and_then(toml::Value::as_table);
    let (offer, expected) = (part("offer").unwrap(), part("expected").unwrap());
    let product = product(part("product").unwrap(), part("landed"));
    let channel = match text(offer, "channel").unwrap() {
        "amazon_fba" => Channel::AmazonFba,
        "own_fulfilment" => Channel::OwnFulfilment,
        other => panic!("unknown channel {other}"),
    };
    let on = Day::parse(text(offer, "on").unwrap()).unwrap();
    let price = Money::parse(text(offer, "price").unwrap(), Currency::USD).unwrap();
    let fees = FeeTables::us().unwrap();
    let sale = SaleModel::new(fees, &product, channel, on).unwrap();
    let ledger = sale.ledger(price).unwrap();

    let name = folder.file_name().unwrap().to_string_lossy();
    let wanted: Vec<(String, String)> = expected["line"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_table().unwrap())
        .map(|line| (text(line, "id").unwrap().to_owned(), text(line, "amount").unwrap().to_owned()))
        .collect();
    // Facts that were not given and count as nothing are said, but are no part of the calculation.
    let shown = |line: &&clearfloor::quote::LedgerLine| line.amount.is_some() || line.is_needed;
    let got: Vec<(String, String)> =
        ledger.lines.iter().filter(shown).map(|line| (line.id.code().to_owned(), or_unknown(line.amount))).collect();
    assert_eq!(got, wanted, "{name}");
    assert_eq!(or_unknown(ledger.net_proceeds), text(expected, "net_proceeds").unwrap(), "{name}");
    assert_eq!(or_unknown(ledger.profit), text(expected, "profit").unwrap(), "{name}");
    assert_eq!(sale.net_proceeds(price), ledger.net_proceeds, "{name}");
    if let Some(tier) = text(expected, "tier") {
        let sized = sale.sized().unwrap().value;
        assert_eq!(sized.tier.code(), tier, "{name}");
        assert_eq!(sized.billed_weight.to_string(), text(expected, "billed_weight_oz").unwrap(), "{name}");
    }
    if let (Some(profit), Some(cost)) = (ledger.profit, &product.landed) {
        let unit_cost = cost.total.unwrap().times(Ratio::whole(100)).unwrap();
        let model = sale.price_model(unit_cost).unwrap().unwrap();
        assert_eq!(model.rounded_profit(price).unwrap(), profit, "{name}: break-even and ledger share one rule");
    }
}

#[test]
fn quotes_equal_the_hand_calculations() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("quote-")));
    folders.sort();
    assert!(folders.len() >= 18, "only {} cases found", folders.len());
    for folder in folders {
        check(&folder);
    }
}

#[test]
fn the_net_follows_the_ship_date() {
    let package = Package::parse(["17.5", "3.2", "3.1"], LengthUnit::In, "1.80", WeightUnit::Lb).unwrap();
    let product = Product { package: Some(package), category: Some("office".to_owned()), ..Product::default() };
    let day = |text| Day::parse(text).unwrap();
    let (fees, price) = (FeeTables::us().unwrap(), money("24.99 USD"));
    let year = SeasonModels::new(fees, &product, Channel::AmazonFba, day("2026-11-21"), day("2027-11-20")).unwrap();
    let net = |on| year.on(day(on)).unwrap().net_proceeds(price).unwrap().to_string();
    assert_eq!(net("2027-01-14"), "14.87");
    assert_eq!(net("2027-01-15"), "15.22");
}
