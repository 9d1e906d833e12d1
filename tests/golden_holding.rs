//! Comparisons computed by hand: each folder `tests/golden/holding-*` holds the case and, beside it,
//! the calculation in words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what cannot happen to a test ends it")]

use clearfloor::date::Day;
use clearfloor::demand::Elasticity;
use clearfloor::exits::{Exit, ExitKind, Flows};
use clearfloor::fees::{FeeTables, Goods, SizeGroup};
use clearfloor::money::{Currency, Money};
use clearfloor::number::Decimal;
use clearfloor::scenario::{Comparison, NetFrom, PriceWay, ScenarioName, Situation, compare};
use clearfloor::stock::{AccountStorage, Cohort, HoldingFees, UtilizationStanding};
use std::path::Path;
use toml::{Table, Value};

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).map(|value| value.as_str().unwrap_or_else(|| panic!("{key} is no text")))
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn number(table: &Table, key: &str) -> Option<f64> {
    table.get(key).map(|value| value.as_float().unwrap_or_else(|| panic!("{key} is no number")))
}

fn tables<'t>(table: &'t Table, key: &str) -> Vec<&'t Table> {
    table.get(key).and_then(Value::as_array).unwrap().iter().map(|item| item.as_table().unwrap()).collect()
}

fn whole(table: &Table, key: &str) -> i32 {
    i32::try_from(table.get(key).and_then(Value::as_integer).unwrap()).unwrap()
}

fn cohort(table: &Table) -> Cohort {
    Cohort { units: f64::from(whole(table, "units")), age_days: whole(table, "age_days"), is_assumed: false }
}

fn price((place, table): (usize, &Table)) -> PriceWay {
    let price = usd(text(table, "price").unwrap());
    let name = if place == 0 { ScenarioName::hold(price) } else { ScenarioName::own_price(price) };
    let net = text(table, "net").map(usd);
    PriceWay { name, price, nets: vec![NetFrom { from_day: 0, net }], unknown: Vec::new() }
}

fn exit(table: &Table) -> Exit {
    let fee = || match text(table, "unknown") {
        Some(family) => Err(family.to_owned()),
        None => Ok(usd(text(table, "fee").unwrap())),
    };
    let net = || usd(text(table, "net").unwrap());
    match text(table, "kind").unwrap() {
        "remove" => Exit::removal(fee()),
        "dispose" => Exit::disposal(fee()),
        "resell" => Exit::resale(fee(), net(), whole(table, "lag_days")).unwrap(),
        "liquidate" => Exit {
            kind: ExitKind::Liquidate,
            flows: Some(Flows::paid_later(net(), whole(table, "lag_days"))),
            irrevocable: &[],
            blocks: &[],
            unknown: Vec::new(),
        },
        other => panic!("no exit {other}"),
    }
}

fn run(case: &Table) -> Comparison {
    let today = Day::parse(text(case, "today").unwrap()).unwrap();
    let annual_return = number(case, "annual_return").unwrap();
    let fees = FeeTables::us().unwrap();
    let mut holding = HoldingFees::new(fees, today, 365, annual_return, SizeGroup::Standard, Goods::Ordinary).unwrap();
    if let Some(weeks) = text(case, "utilization_weeks") {
        let account = AccountStorage {
            ratio_weeks: Decimal::parse(weeks).unwrap().to_ratio().unwrap(),
            cubic_feet: None,
            has_professional_plan: true,
            first_inbound: None,
        };
        holding = holding.with_utilization(fees, SizeGroup::Standard, &account).unwrap();
    }
    assert!(holding.holes.is_empty());
    let prices: Vec<_> = tables(case, "price").into_iter().enumerate().map(price).collect();
    let exits: Vec<_> = tables(case, "exit").into_iter().map(exit).collect();
    let cohorts: Vec<_> = tables(case, "cohorts").into_iter().map(cohort).collect();
    compare(&Situation {
        calendar: &holding.calendar,
        cohorts: &cohorts,
        volume: number(case, "volume"),
        is_exempt: false,
        units_per_day: number(case, "units_per_day"),
        season: &[],
        elasticity: Elasticity::typed(number(case, "elasticity").unwrap(), None).unwrap(),
        price_in_force: prices.first().unwrap().price,
        prices: &prices,
        exits: &exits,
        holding_unknown: &[],
        has_utilization: holding.utilization != UtilizationStanding::NotGiven,
    })
    .unwrap()
}

/// Every expected key of one level is looked up by `got`; a key it does not know fails.
fn check(place: &str, expected: &Table, got: impl Fn(&str) -> Option<Value>) {
    for (key, wanted) in expected.iter().filter(|(key, _)| *key != "scenario") {
        assert_eq!(got(key).as_ref(), Some(wanted), "{place}: {key}");
    }
}

fn shown(money: Option<Money>) -> Option<Value> {
    money.map(|m| Value::String(m.to_string()))
}

fn list<'a>(items: impl IntoIterator<Item = &'a String>) -> Option<Value> {
    Some(Value::Array(items.into_iter().cloned().map(Value::String).collect()))
}

#[test]
fn comparisons_agree_with_the_calculation_beside_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("holding-")));
    assert!(folders.len() >= 3, "found {folders:?}");
    for folder in folders {
        assert!(folder.join("calculation.md").exists(), "{folder:?} has no calculation");
        let case: Table = std::fs::read_to_string(folder.join("case.toml")).unwrap().parse().unwrap();
        let comparison = run(&case);
        let title = text(&case, "title").unwrap();
        let expected = case.get("expected").and_then(Value::as_table).unwrap();
        check(title, expected, |key| match key {
            "recommended" => comparison.best().map(|o| Value::String(o.scenario.id.clone())),
            "gain" => shown(comparison.gain),
            "wait_week" => shown(comparison.wait_week),
            "without_value" => list(&comparison.without_value),
            "first_month_capital" => {
                let capital = comparison.holding.first()?.capital?;
                shown(Some(Money::from_expectation(capital, Currency::USD).unwrap()))
            }
            "deadline" => comparison.deadline.map(|d| {
                let mut table = Table::new();
                table.insert("day".to_owned(), Value::String(d.day.to_string()));
                table.insert("units".to_owned(), Value::Float(d.units));
                table.insert("cost".to_owned(), Value::String(d.cost.to_string()));
                Value::Table(table)
            }),
            _ => None,
        });
        for (id, wanted) in expected.get("scenario").and_then(Value::as_table).unwrap() {
            let outcome = comparison.outcomes.iter().find(|o| o.scenario.id == *id);
            let outcome = outcome.unwrap_or_else(|| panic!("{title}: no {id}"));
            check(&format!("{title}: {id}"), wanted.as_table().unwrap(), |key| match key {
                "cash" => shown(outcome.cash),
                "present_value" => shown(outcome.present_value),
                "against_hold" => shown(outcome.against_hold),
                "storage" => shown(outcome.storage),
                "surcharge" => shown(outcome.surcharge),
                "utilization" => shown(outcome.utilization),
                "leftover" => shown(outcome.leftover),
                "clears_on" => outcome.clears_on.map(|day| Value::String(day.to_string())),
                "units_left" => outcome.units_left.map(Value::Float),
                "unknown" => list(&outcome.unknown),
                _ => None,
            });
        }
    }
}
