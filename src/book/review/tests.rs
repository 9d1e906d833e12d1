//! A clearance, from what is typed to what is answered.

use super::super::Book;
use super::super::fixture::product;
use super::super::health::{FieldText, HealthSheets, OwnSheet};
use super::{ActualText, AgainstView, EffectText, PlannedText, ReviewAnswer, ReviewSheet};
use crate::date::Day;

fn plan(sku: &str, channel: &str, figures: [&str; 5]) -> PlannedText {
    let text = |text: &str| text.to_owned();
    let [units, list, price, net, days] = figures.map(text);
    PlannedText {
        sku: text(sku),
        channel: text(channel),
        units,
        list,
        price,
        net,
        days,
        cost: text("8"),
        ..PlannedText::default()
    }
}

/// `sku channel day units price fees`, a row each.
fn rows(lines: &[&str]) -> Vec<ActualText> {
    let row = |line: &&str| {
        let mut cells = line.split(' ').map(|cell| if cell == "-" { String::new() } else { cell.to_owned() });
        let mut next = || cells.next().unwrap_or_default();
        let (sku, channel, on, units, price, fees) = (next(), next(), next(), next(), next(), next());
        ActualText { sku, channel, on, units, price, fees, ..ActualText::default() }
    };
    lines.iter().map(row).collect()
}

fn answer(sheet: &ReviewSheet) -> ReviewAnswer {
    Book::new(Day::parse("2026-11-21").unwrap()).unwrap().review(sheet, &HealthSheets::default()).unwrap()
}

#[track_caller]
fn figure<'a>(against: &'a [AgainstView], code: &str) -> &'a AgainstView {
    against.iter().find(|one| one.code == code).unwrap()
}

#[test]
fn each_row_belongs_to_the_plan_of_its_channel_or_of_its_product() {
    let sheet = ReviewSheet {
        plans: vec![plan("A", "eBay", ["40", "30", "20", "9", "30"]), plan("A", "", ["100", "30", "21", "10", "30"])],
        rows: rows(&[
            "A Amazon 2026-10-01 60 20 600",
            "A Amazon 2026-10-15 20 18 200",
            "A eBay 2026-10-01 50 20 500",
            "B Amazon 2026-10-01 5 9 10",
        ]),
        ..ReviewSheet::default()
    };
    let found = answer(&sheet);
    let of = |place: usize, code: &str| figure(&found.groups[place].against, code);
    assert_eq!(found.groups.iter().map(|group| group.sku.as_str()).collect::<Vec<_>>(), ["A", "A", "B"]);
    assert_eq!((of(0, "units").actual, of(1, "units").actual, of(2, "units").planned), (Some(50.0), Some(80.0), None));
    // 60 · 20 + 20 · 18 = 1,560 of 80 · 30 = 2,400 at list price
    assert_eq!((of(1, "revenue").actual, of(1, "depth").actual), (Some(156_000.0), Some(0.35)));
    assert_eq!((of(1, "net").actual, of(1, "net").planned), (Some(76_000.0), Some(100_000.0)));
    let total = found.total.unwrap();
    assert_eq!(figure(&total.against, "units").actual, Some(130.0));
    assert_eq!(figure(&total.against, "units").rate, Some(-10.0 / 140.0));
    assert_eq!(found.checkpoints.iter().map(Day::to_string).collect::<Vec<_>>(), ["2026-10-08", "2026-10-31"]);
}

#[test]
fn the_return_stands_against_the_capital_and_what_it_cost_and_unknown_products_are_left_out() {
    let sheet = ReviewSheet {
        plans: vec![plan("A", "", ["100", "20", "15", "9", "30"])],
        rows: rows(&["A X 2026-09-01 100 15 300", "B X 2026-09-01 10 9 10"]),
        tied_days: "73".into(),
        annual: "10".into(),
        ..ReviewSheet::default()
    };
    let found = answer(&sheet);
    let roi = found.roi.unwrap();
    let texts =
        [roi.list_revenue, roi.discount, roi.released, roi.stock_cost, roi.capital_cost].map(|it| it.to_string());
    assert_eq!(texts, ["2000.00", "500.00", "1200.00", "800.00", "16.00"]);
    assert_eq!(roi.came_back, Some(1.5));
    assert_eq!((roi.on_capital, roi.on_capital_cost, roi.per_discount), (Some(0.5), Some(74.0), Some(2.4)));
    assert_eq!((roi.left_out, roi.skus), (vec!["B".to_owned()], vec!["A".to_owned()]));
    // 1,200 over 100 units against 8.00
    assert_eq!(
        (found.recovery[0].per_unit.unwrap().to_string().as_str(), found.recovery[0].share),
        ("12.00", Some(1.5))
    );
    let cash = found.cash.unwrap();
    assert_eq!(
        (cash.weeks.len(), cash.weeks_to_target, cash.target.unwrap().to_string().as_str()),
        (1, Some(1), "900.00")
    );
}

#[test]
fn a_return_is_a_row_below_zero_and_what_cannot_be_read_is_told() {
    let sheet = ReviewSheet {
        rows: rows(&[
            "A X 2026-10-01 10 9 20",
            "A X 2026-10-09 -2 9 -1",
            "A X 2027-01-01 5 9 1",
            "- X 2026-10-01 5 9 1",
            "A X 2026-10-02 many 9 1",
            "A X - 3 9 1",
            "A X 2026-10-03 4 9 -",
            "A X 2026-10-04 4 - 2",
        ]),
        ..ReviewSheet::default()
    };
    let found = answer(&sheet);
    assert_eq!(figure(&found.groups[0].against, "units").actual, Some(15.0));
    // The fees of one row are not known: neither is the net.
    assert_eq!(figure(&found.groups[0].against, "net").actual, None);
    let said: Vec<_> = found.said.iter().map(|said| said.code).collect();
    for code in [
        "actual_in_future",
        "row_without_sku",
        "number_syntax",
        "actual_without_day",
        "fees_unknown",
        "actual_incomplete",
    ] {
        assert!(said.contains(&code), "{code} {said:?}");
    }
    assert!(answer(&ReviewSheet::default()).groups.is_empty());
}

#[test]
fn prices_that_were_tried_teach_the_reaction_and_one_price_teaches_nothing() {
    let (mut book, key) = product("24.99", "toys");
    book.finish().unwrap();
    let sku = book.offer_plans(&ReviewSheet::default(), &[OwnSheet { key: key.clone(), texts: Vec::new() }]).unwrap()
        [0]
    .sku
    .clone();
    let lines = [
        format!("{sku} US 2026-08-01 30 24.99 300"),
        format!("{sku} US 2026-08-31 60 19.99 500"),
        format!("{sku} US 2026-09-30 90 16.99 700"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut sheet = ReviewSheet { rows: rows(&lines), ..ReviewSheet::default() };
    let found = book.review(&sheet, &HealthSheets::default()).unwrap();
    let learned = &found.learned[0];
    let [mean, _, low, high] = learned.elasticity.unwrap();
    assert!(low < mean && mean < high && mean < -1.5, "{mean}");
    assert_eq!(learned.key.as_deref(), Some(key.as_str()));
    // 180 in 90 days against half a unit a day.
    assert!((learned.lift.unwrap() - 4.0).abs() < 0.1, "{:?}", learned.lift);
    book.edit(Some(&key), "elasticity", learned.take.as_ref().unwrap()).unwrap();
    sheet.rows.truncate(1);
    let one = book.review(&sheet, &HealthSheets::default()).unwrap();
    assert_eq!((one.learned[0].elasticity, one.learned[0].take.clone()), (None, None));
}

#[test]
fn fees_of_the_books_own_marketplace_come_from_its_tables_where_none_are_typed() {
    let (mut book, _) = product("24.99", "toys");
    let sku = book.offer_sites(&crate::book::transfers::TransferSheet::default()).unwrap()[0].sku.clone();
    let line = format!("{sku} - 2026-10-01 10 24.99 -");
    let found = book.review(&ReviewSheet { rows: rows(&[&line]), ..ReviewSheet::default() }, &HealthSheets::default());
    let found = found.unwrap();
    assert!(found.said.iter().any(|said| said.code == "fees_by_table"));
    let net = figure(&found.groups[0].against, "net").actual.unwrap();
    assert!(net > 10_000.0 && net < 24_990.0, "{net}");
}

#[test]
fn a_plan_is_kept_as_it_stands_now() {
    let (mut book, key) = product("24.99", "toys");
    book.finish().unwrap();
    let texts = [("deadline", "2027-01-31")].map(|(field, text)| FieldText { field: field.into(), text: text.into() });
    let of = |book: &mut Book, texts: Vec<FieldText>| {
        book.offer_plans(&ReviewSheet::default(), &[OwnSheet { key: key.clone(), texts }]).unwrap().remove(0)
    };
    let row = of(&mut book, texts.to_vec());
    assert_eq!((row.list.as_str(), row.stock.as_str(), row.days.as_str()), ("24.99", "100", "71"));
    assert!(row.units.parse::<f64>().unwrap() > 0.0 && !row.price.is_empty() && !row.net.is_empty());
    let again = ReviewSheet { plans: vec![row], ..ReviewSheet::default() };
    let nothing = book.offer_plans(&again, &[OwnSheet { key: key.clone(), texts: texts.to_vec() }]).unwrap();
    assert!(nothing.is_empty());
}

#[test]
fn measures_before_and_after_and_effects_on_customers_are_held_together() {
    let effect = EffectText { name: "Rating".into(), before: "4.2".into(), after: "4.4".into() };
    let sheet = ReviewSheet {
        slow_before: "12".into(),
        slow_after: "3".into(),
        skus_before: "40".into(),
        skus_after: "30".into(),
        turnover_before: "3".into(),
        turnover_after: "4.5".into(),
        effects: vec![effect],
        ..ReviewSheet::default()
    };
    let found = answer(&sheet);
    let of = |code: &str| figure(&found.changes, code).clone();
    assert_eq!((of("slow_share").planned, of("slow_share").actual), (Some(0.3), Some(0.1)));
    assert_eq!((of("turnover").rate, found.slow_removed), (Some(0.5), Some(0.75)));
    assert!((of("Rating").change.unwrap() - 0.2).abs() < 1e-9);
}

#[test]
fn what_slow_products_share_is_counted_by_category_price_and_supplier() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for (price, category, sold) in
        [("10", "toys", "0"), ("12", "toys", "0"), ("40", "pet_products", "60"), ("45", "pet_products", "0")]
    {
        let key = book.add_product();
        for (field, text) in [
            ("price_list", price),
            ("category", category),
            ("units", "100"),
            ("units_sold_30", sold),
            ("units_sold_60", sold),
            ("units_sold_90", sold),
            ("age_days", "100"),
        ] {
            book.edit(Some(&key), field, text).unwrap();
        }
    }
    book.finish().unwrap();
    let found = book.review(&ReviewSheet::default(), &HealthSheets::default()).unwrap();
    let category = found.common.iter().find(|common| common.by == "category").unwrap();
    assert_eq!((category.groups[0].name.as_str(), category.groups[0].slow), ("toys", 2));
    let band = found.common.iter().find(|common| common.by == "price_band").unwrap();
    assert_eq!(band.groups.iter().map(|group| group.products).sum::<i64>(), 4);
}
