//! Health and calendar of a book, from what is typed to what is answered.

use super::super::Book;
use super::super::facts::to_f64;
use super::{
    CalendarAsk, CalendarBody, CalendarEntry, FieldText, HealthBody, HealthSheets, HealthWindow, LogLine, OwnSheet,
    ProductHealthBody,
};
use crate::date::Day;
use crate::import::ReadOptions;
use proptest::prelude::*;

/// Units, age, sales of 30, 60 and 90 days, landed cost, price; an empty text is not entered.
const CATALOGUE: [(&str, [&str; 7]); 6] = [
    ("steady", ["300", "120", "150", "300", "450", "4.00", "20.00"]),
    ("dead", ["100", "200", "0", "0", "2", "5.00", "15.00"]),
    ("deep", ["900", "60", "60", "120", "190", "2.00", "9.00"]),
    ("few", ["5", "20", "30", "60", "90", "3.00", "12.00"]),
    ("unknown", ["50", "", "", "", "", "", ""]),
    ("none", ["0", "", "3", "6", "9", "3.00", "12.00"]),
];

/// All steps of finding the slow products.
fn slow(book: &mut Book, sheets: &HealthSheets) -> super::SlowProducts {
    loop {
        if let Some(found) = book.slow_products_in_steps(sheets, &mut 3).unwrap() {
            return found;
        }
    }
}

fn book() -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for (title, texts) in CATALOGUE {
        let key = book.add_product();
        let fields =
            ["units", "age_days", "units_sold_30", "units_sold_60", "units_sold_90", "cost_landed", "price_list"];
        for (field, text) in fields.into_iter().zip(texts).filter(|(_, text)| !text.is_empty()) {
            book.edit(Some(&key), field, text).unwrap();
        }
        book.edit(Some(&key), "title", title).unwrap();
        let size = [
            ("category", "toys"),
            ("side_longest", "10"),
            ("side_median", "7"),
            ("side_shortest", "2"),
            ("dim_unit", "in"),
            ("weight", "1.2"),
            ("weight_unit", "lb"),
        ];
        for (field, text) in size {
            book.edit(Some(&key), field, text).unwrap();
        }
    }
    book.finish().unwrap();
    book
}

fn key(name: &str) -> String {
    let place = CATALOGUE.iter().position(|(title, _)| *title == name).unwrap();
    format!("own-{}", place + 1)
}

fn texts(of: &[(&str, &str)]) -> Vec<FieldText> {
    of.iter().map(|(field, text)| FieldText { field: (*field).into(), text: (*text).into() }).collect()
}

fn own(name: &str, of: &[(&str, &str)]) -> HealthSheets {
    HealthSheets { own: vec![OwnSheet { key: key(name), texts: texts(of) }], ..HealthSheets::default() }
}

fn health(sheets: &HealthSheets, only: &str) -> HealthBody {
    let window = HealthWindow { count: 100, only: only.into(), is_descending: true, ..HealthWindow::default() };
    book().health(sheets, &window).unwrap().body
}

fn of(name: &str, sheets: &HealthSheets) -> ProductHealthBody {
    book().health_of(&key(name), sheets).unwrap().body
}

fn rules(body: &ProductHealthBody) -> Vec<&'static str> {
    body.findings.iter().map(|finding| finding.rule).collect()
}

fn calendar(sheets: &HealthSheets, only: &str) -> CalendarBody {
    book().calendar(sheets, &CalendarAsk { count: 100, only: only.into() }).unwrap()
}

/// Texts of the fields that health rests on.
fn typed() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let one = prop_oneof![
        (0..900_i64).prop_map(|n| vec![("units", n.to_string())]),
        (0..600_i64).prop_map(|n| vec![("age_days", n.to_string())]),
        (0..300_i64).prop_map(|n| vec![("age_0_90", n.to_string()), ("age_365_plus", "40".to_owned())]),
        (0..90_i64, 0..60_i64, 0..60_i64).prop_map(|(a, b, c)| vec![
            ("units_sold_30", a.to_string()),
            ("units_sold_60", (a + b).to_string()),
            ("units_sold_90", (a + b + c).to_string()),
        ]),
        (1..40_i64).prop_map(|n| vec![("units_sold_30", n.to_string())]),
        (1..40_i64).prop_map(|n| vec![("units_per_day", format!("0.{n}"))]),
        (1..900_i64).prop_map(|n| vec![("cost_landed", format!("{n}.0{}", n % 9))]),
        (1..900_i64).prop_map(|n| vec![("cost_unit", n.to_string()), ("fx_rate", "7.13".to_owned())]),
        (1..900_i64).prop_map(|n| vec![("price_list", format!("{n}.99"))]),
        prop::sample::select(vec![
            ("category", "clothing"),
            ("fulfilment_channel", "own_fulfilment"),
            ("weight", "40")
        ])
        .prop_map(|(field, text)| vec![(field, text.to_owned())]),
    ];
    prop::collection::vec(one, 1..8).prop_map(|parts| parts.concat())
}

/// Steps until there is an answer, and the answer.
fn counted<T>(mut go_on: impl FnMut(&mut usize) -> Option<T>) -> (usize, T) {
    let mut asked = 0;
    loop {
        asked += 1;
        if let Some(answer) = go_on(&mut 1) {
            return (asked, answer);
        }
    }
}

#[test]
fn answers_in_steps_are_those_at_once_whatever_is_asked_in_between() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for place in 0..300 {
        let key = book.add_product();
        let texts =
            [("units", 5 + place), ("age_days", place), ("units_sold_30", place % 7), ("units_sold_90", place % 9)];
        for (field, units) in texts {
            book.edit(Some(&key), field, &units.to_string()).unwrap();
        }
        book.edit(Some(&key), "units_sold_60", &(place % 7).to_string()).unwrap();
        book.edit(Some(&key), "cost_landed", "4.00").unwrap();
    }
    let safe = FieldText { field: "safety_stock".into(), text: "30".into() };
    let sheets =
        HealthSheets { own: vec![OwnSheet { key: "own-7".into(), texts: vec![safe] }], ..HealthSheets::default() };
    let window = HealthWindow { count: 20, is_descending: true, ..HealthWindow::default() };
    let ask = CalendarAsk { count: 20, ..CalendarAsk::default() };
    let at_once = (
        book.health(&sheets, &window).unwrap(),
        book.calendar(&sheets, &ask).unwrap(),
        book.health_of("own-7", &sheets).unwrap(),
        slow(&mut book, &sheets),
    );
    // Each takes its turns while the others are under way.
    let (mut health, mut calendar, mut product, mut lazy) = (None, None, None, None);
    let mut turns = 0;
    while health.is_none() || calendar.is_none() || product.is_none() || lazy.is_none() {
        turns += 1;
        health = health.or_else(|| book.health_in_steps(&sheets, &window, &mut 1).unwrap());
        calendar = calendar.or_else(|| book.calendar_in_steps(&sheets, &ask, &mut 1).unwrap());
        product = product.or_else(|| book.health_of_in_steps("own-7", &sheets, &mut 1).unwrap());
        lazy = lazy.or_else(|| book.slow_products_in_steps(&sheets, &mut 1).unwrap());
    }
    // 300 products are five steps; classes, sums and rows are one each.
    assert_eq!(turns, 8);
    assert_eq!((health.unwrap(), calendar.unwrap(), product.unwrap(), lazy.unwrap()), at_once);
}

#[test]
fn what_is_under_way_is_given_up_with_the_book_it_rests_on() {
    let mut book = book();
    let (sheets, window) = (HealthSheets::default(), HealthWindow { count: 10, ..HealthWindow::default() });
    assert!(book.health_in_steps(&sheets, &window, &mut 1).unwrap().is_none());
    book.edit(Some("own-1"), "units", "77").unwrap();
    let (asked, view) = counted(|steps| book.health_in_steps(&sheets, &window, steps).unwrap());
    assert_eq!((asked, view), (4, book.health(&sheets, &window).unwrap()));
    // Another window takes the place of one that is under way; another calendar stands beside it.
    let other = HealthWindow { sort: "sku".into(), ..window.clone() };
    assert!(book.health_in_steps(&sheets, &window, &mut 1).unwrap().is_none());
    assert!(book.health_in_steps(&sheets, &other, &mut 1).unwrap().is_none());
    for only in ["level:1", "level:3"] {
        let ask = CalendarAsk { only: only.into(), ..CalendarAsk::default() };
        assert!(book.calendar_in_steps(&sheets, &ask, &mut 1).unwrap().is_none());
    }
    assert_eq!(book.under_way.health.len(), 3);
    // No steps, no work.
    assert!(book.health_in_steps(&sheets, &window, &mut 0).unwrap().is_none());
    // A rule that is not there is refused before anything is measured.
    let ask = CalendarAsk { only: "rule:none".into(), ..CalendarAsk::default() };
    assert_eq!(book.calendar_in_steps(&sheets, &ask, &mut 0).unwrap_err().code(), "no_such_alert_rule");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn health_from_the_list_is_that_of_each_product_looked_at_by_itself(
        products in prop::collection::vec(typed(), 1..6), weeks in prop::collection::vec(0..9_i64, 0..12),
    ) {
        let mut book = book();
        for (place, fields) in products.iter().enumerate() {
            for (field, text) in fields {
                // A field that is not there is none of this test.
                let _ = book.edit(Some(&format!("own-{}", place + 1)), field, text);
            }
        }
        let weeks: Vec<String> = weeks.iter().map(i64::to_string).collect();
        let sheets = own("deep", &[("weekly_sales", weeks.join(" ").as_str()), ("inbound", "20")]);
        let window = HealthWindow { count: 100, is_descending: true, ..HealthWindow::default() };
        let ask = CalendarAsk { count: 100, ..CalendarAsk::default() };
        // Of these products the list knows nothing yet: each is resolved anew.
        let before = (book.health(&sheets, &window).unwrap(), slow(&mut book, &sheets));
        let fields = |body: &HealthBody| HealthBody { breadth: "", categories: Vec::new(), rows: Vec::new(), ..body.clone() };
        book.finish().unwrap();
        let after = (book.health(&sheets, &window).unwrap(), slow(&mut book, &sheets));
        prop_assert_eq!(fields(&before.0.body), fields(&after.0.body));
        prop_assert_eq!(before.1, after.1);
        let alerts = book.calendar(&sheets, &ask).unwrap();
        let mut levels = [0_u32; 3];
        for row in &after.0.body.rows {
            let alone = book.health_of(&row.key, &sheets).unwrap().body;
            prop_assert_eq!(&alone.row, row);
            prop_assert_eq!(alone.findings.iter().map(|finding| finding.level).max().unwrap_or(0), row.level);
            for finding in alone.findings.iter().filter(|finding| finding.level > 0) {
                let alert = alerts.alerts.iter().find(|alert| alert.key == row.key).unwrap();
                prop_assert!(alert.findings.contains(finding), "{:?}", finding);
            }
            if let Some(count) = usize::from(row.level).checked_sub(1).and_then(|place| levels.get_mut(place)) {
                *count += 1;
            }
        }
        prop_assert_eq!(levels, alerts.by_level);
    }
}

#[test]
fn old_stock_that_sells_is_cleared_of_the_alarm_and_dead_stock_is_not() {
    let body = health(&HealthSheets::default(), "");
    assert_eq!((body.totals.products, body.totals.without_stock, body.totals.cleared, body.totals.slow), (5, 1, 1, 1));
    let of = |name: &str| body.rows.iter().find(|row| row.title == name).unwrap();
    assert!(of("steady").is_cleared && of("steady").pace == Some("old_but_steady"));
    assert_eq!((of("dead").pace, of("dead").quadrant, of("dead").level), (Some("high_risk"), Some("clear_now"), 3));
    // 100 × 5.00 of 1200 + 500 + 1800 + 15.
    assert!((body.totals.slow_share.unwrap() - 500.0 / 3515.0).abs() < 1e-12);
    assert_eq!(body.rows.first().map(|row| row.level), Some(3));
}

#[test]
fn quadrants_add_up_to_what_is_known_and_the_rest_is_named() {
    let body = health(&HealthSheets::default(), "");
    assert_eq!(body.quadrants.iter().map(|group| group.products).sum::<u32>(), 4);
    assert_eq!(body.cells.iter().map(|cell| cell.products).sum::<u32>(), 4);
    let lacks: Vec<_> = body.lacks.iter().map(|lack| (lack.what, lack.products)).collect();
    for what in ["sold", "ages", "unit_cost", "price_list"] {
        assert!(lacks.contains(&(what, 1)), "{what} {lacks:?}");
    }
    let rows = health(&HealthSheets::default(), "lack:sold").rows;
    assert_eq!(rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["unknown"]);
    assert_eq!(health(&HealthSheets::default(), "quadrant:clear_now").rows.len(), 2);
}

#[test]
fn lines_of_the_seller_move_the_quadrants_and_clear_the_slow() {
    let sheets =
        HealthSheets { lines: texts(&[("quadrant_days", "500"), ("poor_sold_90", "1")]), ..Default::default() };
    let body = health(&sheets, "quadrant:clear_now");
    // Nothing sold in thirty days lies beyond any depth.
    assert_eq!(body.rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["dead"]);
    assert_eq!(body.rows[0].pace, Some("slow"));
    assert_eq!(body.cuts, [4.0, 500.0]);
}

#[test]
fn every_rule_that_needs_the_sellers_word_fires_on_it() {
    let found = rules(&of("deep", &own("deep", &[("expected_days", "30")])));
    assert!(found.contains(&"age_overrun_warning"), "{found:?}");
    // 90 to 60 to 40: below half of the month before.
    let fall = [("units_sold_30", "20"), ("units_sold_60", "90")];
    let mut book = book();
    for (field, text) in fall {
        book.edit(Some(&key("deep")), field, text).unwrap();
    }
    let mut with = |sheet: &[(&str, &str)]| rules(&book.health_of(&key("deep"), &own("deep", sheet)).unwrap().body);
    assert!(with(&[("is_seasonal", "yes")]).contains(&"seasonal_drop_trigger"));
    assert!(with(&[("launch_on", "2026-12-01")]).contains(&"launch_cliff_plan"));
    assert!(!with(&[("launch_on", "2027-03-01")]).contains(&"launch_cliff_plan"));
    assert!(with(&[("monthly_turnover", "4 3 2 1")]).contains(&"turnover_trend_trigger"));
    assert!(with(&[("monthly_sales", "5 0 0 0")]).contains(&"no_movement_trigger"));
    assert!(with(&[("capacity", "100")]).contains(&"overstock_indicator"));
    let old = rules(&of("dead", &own("dead", &[("weekly_sales", "9 1 0 0 0")])));
    assert!(old.contains(&"slow_by_weeks") && old.contains(&"aged_fee_status"), "{old:?}");
    let low = of("few", &HealthSheets::default());
    let finding = low.findings.iter().find(|finding| finding.rule == "alert_level").unwrap();
    // 5 of 14 days at one a day: below half.
    assert_eq!((finding.level, finding.direction), (3, "too_little"));
    assert_eq!(finding.stake_kind, Some("lost_sales"));
}

#[test]
fn a_sheet_that_knows_only_a_month_still_says_how_long_the_stock_lasts() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    for (field, text) in [("units", "240"), ("units_sold_30", "15")] {
        book.edit(Some(&key), field, text).unwrap();
    }
    let body = book.health_of(&key, &HealthSheets::default()).unwrap().body;
    let figure = |code: &str| body.figures.iter().find(|figure| figure.code == code).unwrap();
    assert_eq!((figure("days_of_supply_30").figure, figure("stock_to_sales").figure), (Some(480.0), Some(16.0)));
    assert_eq!(figure("days_of_supply_90").lacks, Some("sold"));
    assert_eq!(body.row.days_of_supply, Some(480.0));
}

#[test]
fn each_figure_says_what_it_came_from_or_what_it_lacks() {
    let body = of("steady", &own("steady", &[("lead_days", "15"), ("inbound", "50")]));
    let figure = |code: &str| body.figures.iter().find(|figure| figure.code == code).unwrap();
    // 450 in 90 days of 300 on hand.
    assert!((figure("turnover").figure.unwrap() - 450.0 * 365.0 / 90.0 / 300.0).abs() < 1e-9);
    assert_eq!(figure("days_of_supply_30").figure, Some(60.0));
    assert_eq!(figure("stock_to_sales").figure, Some(2.0));
    assert_eq!(figure("sell_through").figure, Some(0.6));
    assert_eq!(figure("excess_units").figure, Some(0.0));
    // 350 last 70 days, less 15 on the way and 14 of safety.
    assert_eq!(figure("reorder_start").figure, Some(41.0));
    assert!((figure("gmroi").figure.unwrap() - 16.0 * 450.0 * 365.0 / 90.0 / 1200.0).abs() < 1e-9);
    assert_eq!(
        (figure("abc").class, figure("xyz").class, figure("stage").class),
        (Some("A"), Some("X"), Some("mature"))
    );
    assert_eq!(figure("sell_through_marketplace").lacks, Some("on_hand"));
    let counted = of("steady", &own("steady", &[("on_hand_30", "400"), ("on_hand_60", "500"), ("on_hand_90", "600")]));
    let counted = counted.figures.iter().find(|figure| figure.code == "sell_through_marketplace").unwrap();
    assert_eq!(counted.figure, Some(1.0));
    for figure in of("unknown", &HealthSheets::default()).figures {
        let is_said = figure.figure.is_some() || figure.amount.is_some() || figure.class.is_some();
        assert!(is_said || figure.lacks.is_some(), "{}", figure.code);
    }
}

#[test]
fn a_level_is_changed_by_hand_with_a_reason_until_it_is_dealt_with() {
    let line = LogLine {
        key: key("dead"),
        rule: "age_velocity_class".into(),
        raised_on: "2026-11-20".into(),
        computed: "3".into(),
        level: "1".into(),
        reason: "sold to a partner in December".into(),
        ..LogLine::default()
    };
    let level = |log: Vec<LogLine>| {
        let body = of("dead", &HealthSheets { log, ..HealthSheets::default() });
        let found = body.findings.into_iter().find(|finding| finding.rule == "age_velocity_class").unwrap();
        (found.level, found.computed, found.reason)
    };
    assert_eq!(level(vec![line.clone()]), (1, 3, Some("sold to a partner in December".into())));
    assert_eq!(level(vec![LogLine { reason: " ".into(), ..line.clone() }]), (3, 3, None));
    let done = LogLine { handled_on: "2026-11-21".into(), result: "right".into(), ..line };
    assert_eq!(level(vec![done.clone()]), (3, 3, None));
    let record = calendar(&HealthSheets { log: vec![done], ..HealthSheets::default() }, "").record.unwrap();
    assert_eq!((record.hit_rate, record.days_to_handle, record.events, record.open), (Some(1.0), Some(1.0), 1, 0));
}

#[test]
fn the_calendar_holds_every_kind_of_day_in_order() {
    let mut sheets = own("few", &[("lead_days", "60"), ("launch_on", "2027-02-01"), ("review_from", "2026-11-21")]);
    sheets.own.push(OwnSheet { key: key("steady"), texts: texts(&[("lead_days", "15")]) });
    let body = calendar(&sheets, "");
    assert!(body.entries.windows(2).all(|two| two[0].on <= two[1].on));
    let of = |kind: &str| body.entries.iter().filter(|entry| entry.kind == kind).collect::<Vec<_>>();
    let days = |kind: &str| of(kind).iter().map(|entry| entry.on.to_string()).collect::<Vec<_>>();
    // Six units a day of 300 last 60 days, 15 of them on the way and 14 of safety.
    assert!(of("restock").iter().any(|entry| entry.code == "order_by" && entry.on.to_string() == "2026-12-22"));
    assert!(of("restock").iter().any(|entry| entry.code == "order_late" && entry.level == 3));
    assert_eq!(days("launch"), ["2027-02-01"]);
    let reviews = days("review");
    assert!(reviews.contains(&"2026-11-28".to_owned()) && reviews.contains(&"2026-12-21".to_owned()), "{reviews:?}");
    // The peak of the fulfilment fees ends, and storage has its own season.
    assert!(days("fees").contains(&"2027-01-15".to_owned()) && days("fees").contains(&"2027-01-01".to_owned()));
    assert_eq!(of("surcharge").len(), 12);
    let deadline = of("deadline");
    let first = deadline.first().unwrap();
    assert!(first.stake.is_some() && first.products >= 1 && !first.skus.is_empty());
    let ids: std::collections::BTreeSet<_> = body.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), body.entries.len());
}

#[test]
fn alerts_are_the_most_urgent_first_then_the_most_money() {
    let body = calendar(&HealthSheets::default(), "");
    let order: Vec<_> =
        body.alerts.iter().map(|alert| (alert.level, alert.stakes.first().map(|stake| stake.amount.minor()))).collect();
    assert!(order.windows(2).all(|two| two[0] >= two[1]), "{order:?}");
    assert_eq!((body.by_level.iter().sum::<u32>(), body.products), (body.total, body.total));
    let low = calendar(&HealthSheets::default(), "rule:alert_level");
    assert!(low.alerts.iter().all(|alert| alert.findings[0].rule == "alert_level") && low.total > 0);
    assert_eq!(
        book()
            .calendar(&HealthSheets::default(), &CalendarAsk { count: 1, only: "rule:nothing".into() })
            .unwrap_err()
            .code(),
        "no_such_alert_rule"
    );
}

#[test]
fn wrong_texts_are_told_and_change_nothing() {
    let sheets = own("deep", &[("weekly_sales", "a lot"), ("launch_on", "soon"), ("capacity", "-1")]);
    let view = book().health_of(&key("deep"), &sheets).unwrap();
    let wrong: Vec<_> = view.fields.iter().filter(|field| field.problem.is_some()).map(|field| field.name).collect();
    assert_eq!(wrong, ["launch_on", "capacity", "weekly_sales"]);
    assert_eq!(rules(&view.body), rules(&of("deep", &HealthSheets::default())));
}

#[test]
fn the_calendar_tells_sales_with_known_days_the_outlet_and_what_changes_about_fees() {
    let body = calendar(&HealthSheets::default(), "");
    let of =
        |kind: &str, code: &str| body.entries.iter().filter(|e| (e.kind, e.code) == (kind, code)).collect::<Vec<_>>();
    let text = |entry: &CalendarEntry, name: &str| {
        entry.params.iter().find(|param| param.name == name).map(|param| param.text.clone())
    };
    let fridays = of("deal", "black_friday");
    let days = (fridays[0].on.to_string(), fridays[0].ends.map(|day| day.to_string()));
    assert_eq!(days, ("2026-11-27".to_owned(), Some("2026-12-01".to_owned())));
    assert_eq!(
        (fridays[0].id.as_str(), text(fridays[0], "last_date").as_deref()),
        ("deal-black_friday-2026", Some("2026-11-30"))
    );
    // Double 11 of this year is over.
    assert_eq!(of("deal", "double_11")[0].on.to_string(), "2027-11-11");
    // 900 units of 60 days are still there when the outlet takes them, after 90; five are gone by then, the others older.
    let outlet = of("deal", "outlet_from");
    let found: Vec<_> = outlet.iter().map(|e| (e.on.to_string(), e.key.clone(), text(e, "days"))).collect();
    assert_eq!(found, [("2026-12-21".to_owned(), Some(key("deep")), Some("14".to_owned()))]);
    let ends = of("fees", "peak_ends");
    assert_eq!(
        (ends[0].on.to_string().as_str(), text(ends[0], "family").as_deref()),
        ("2027-01-15", Some("fulfilment"))
    );
    // In the middle of a sale it is told for what is left of it.
    let mut late = Book::new(Day::parse("2026-11-29").unwrap()).unwrap();
    let entries = late.calendar(&HealthSheets::default(), &CalendarAsk::default()).unwrap().entries;
    let friday = entries.iter().find(|entry| entry.id == "deal-black_friday-2026").unwrap();
    assert_eq!((friday.on.to_string().as_str(), friday.ends), ("2026-11-29", fridays[0].ends));
}

#[test]
fn the_oldest_units_are_due_past_three_months_by_days_or_by_the_calendar() {
    let found = |name: &str, lines: &[(&str, &str)]| {
        let sheets = HealthSheets { lines: texts(lines), ..HealthSheets::default() };
        let code = if lines.iter().any(|(_, text)| *text == "calendar_months") {
            "age_over_limit_months"
        } else {
            "age_over_limit"
        };
        let body = of(name, &sheets);
        let figure = body.figures.iter().find(|figure| figure.code == code).unwrap();
        (figure.figure, figure.class)
    };
    assert_eq!(found("steady", &[]), (Some(120.0), Some("over_age")));
    assert_eq!(found("deep", &[]), (Some(60.0), Some("within_age")));
    // The line itself is not over it.
    assert_eq!(found("steady", &[("age_limit_days", "120")]).1, Some("within_age"));
    // Received on 24 July: four calendar months end on 24 November.
    let months = |limit| found("steady", &[("age_limit_by", "calendar_months"), ("age_limit_months", limit)]).1;
    assert_eq!((months("3"), months("4")), (Some("over_age"), Some("within_age")));
    let unknown = of("unknown", &HealthSheets::default());
    let lacks = unknown.figures.iter().find(|figure| figure.code == "age_over_limit").unwrap().lacks;
    assert_eq!(lacks, Some("ages"));
}

#[test]
fn the_classes_have_their_shares_of_the_value_and_say_whether_those_are_usual() {
    let shares = |lines: &[(&str, &str)]| {
        let sheets = HealthSheets { lines: texts(lines), ..HealthSheets::default() };
        health(&sheets, "").abc_shares
    };
    let found = shares(&[]);
    // Sales of 90 days: 9,000 of STEADY, 1,710 of DEEP, 1,080 of FEW, 108 of NONE, 30 of DEAD make 11,928.
    let rounded: Vec<_> = found.iter().map(|of| (of.code, (of.share * 1000.0).round(), of.is_usual)).collect();
    assert_eq!(rounded, [("A", 898.0, false), ("B", 91.0, false), ("C", 12.0, true)]);
    assert!((found.iter().map(|of| of.of_products).sum::<f64>() - 1.0).abs() < 1e-12);
    let wider = shares(&[("abc_a_to", "90"), ("abc_b_from", "5"), ("abc_c_below", "1")]);
    assert_eq!(wider.iter().map(|of| of.is_usual).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn factors_of_one_product_stand_before_those_of_all() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    for (field, text) in
        [("units", "40"), ("units_sold_30", "30"), ("units_sold_60", "60"), ("units_sold_90", "90"), ("age_days", "20")]
    {
        book.edit(Some(&key), field, text).unwrap();
    }
    let mut base_line = |lines: &[(&str, &str)], own: &[(&str, &str)]| {
        let own = OwnSheet { key: key.clone(), texts: [texts(&[("safety_stock", "30")]), texts(own)].concat() };
        let sheets = HealthSheets { lines: texts(lines), own: vec![own], ..HealthSheets::default() };
        let body = book.health_of(&key, &sheets).unwrap().body;
        let low = body.findings.iter().find(|finding| finding.rule == "alert_level");
        low.and_then(|finding| finding.params.iter().find(|param| param.name == "base_line").map(|p| p.text.clone()))
    };
    assert!(base_line(&[], &[]).is_none());
    let promoted = base_line(&[], &[("promotion_factor", "1.5")]).unwrap();
    assert_eq!(base_line(&[("promotion_factor", "1.5")], &[]).unwrap(), promoted);
    // 30 × 1.5 × 2 = 90, whatever the factor of all is.
    let both = [("promotion_factor", "1.5"), ("supply_risk_factor", "2")];
    assert_eq!(
        base_line(&[("promotion_factor", "9")], &both).unwrap(),
        base_line(&[("promotion_factor", "3")], &[]).unwrap()
    );
    assert!(base_line(&[("promotion_factor", "3")], &[("promotion_factor", "1")]).is_none());
}

const ORDERS: &str = "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tsku\tasin\titem-status\tquantity\t\
     currency\titem-price\n";

/// A product of which so many units sold on each of the days before a Monday, and others from it on.
fn sold_daily(today: Day, before: i64, since: &[i64]) -> Book {
    let monday = Day::parse("2026-11-23").unwrap();
    let row = |place: i32, units: i64| {
        let day = monday.plus(place);
        format!("1-{place}\t{day}T09:00:00+00:00\tShipped\tAmazon.com\tPAD\tB1\tShipped\t{units}\tUSD\t9.99\n")
    };
    let rows =
        (-40..0).map(|place| row(place, before)).chain((0..).zip(since).map(|(place, &units)| row(place, units)));
    let mut book = Book::new(today).unwrap();
    for (name, text) in [
        ("stock.tsv", "SKU\tFNSKU\tASIN\tQuantity\nPAD\tX1\tB1\t5\n".to_owned()),
        ("orders.txt", ORDERS.to_owned() + &rows.collect::<String>()),
    ] {
        book.add_table(&text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
    }
    book.finish().unwrap();
    book
}

/// Safety stock of the product, and since when it holds.
fn drawn(book: &mut Book, lines: &[(&str, &str)]) -> (Option<f64>, Option<(&'static str, String)>) {
    let sheets = HealthSheets { lines: texts(lines), ..HealthSheets::default() };
    let body = book.health_of("PAD", &sheets).unwrap().body;
    let figure = body.figures.iter().find(|figure| figure.code == "safety_stock").unwrap().figure;
    let low = body.findings.iter().find(|finding| finding.rule == "alert_level");
    assert_eq!(low.map(|finding| finding.drawn), Some(body.drawn));
    (figure, body.drawn.map(|drawn| (drawn.code, drawn.on.to_string())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn sales_of_a_week_move_its_base_line_on_the_next_monday_alone(
        before in 1..9_i64, since in prop::collection::vec(0..40_i64, 1..=7),
    ) {
        let monday = Day::parse("2026-11-23").unwrap();
        let held = (Some(14.0 * to_f64(before)), Some(("week", "2026-11-23".to_owned())));
        for today in 0..since.len() {
            let until = monday.plus(i32::try_from(today).unwrap());
            prop_assert_eq!(&drawn(&mut sold_daily(until, before, &since[..=today]), &[]), &held);
        }
        let next = drawn(&mut sold_daily(monday.plus(7), before, &since), &[]);
        let days = i64::try_from(since.len()).unwrap();
        let sold = since.iter().sum::<i64>() + (30 - days) * before;
        prop_assert_eq!(next, (Some((14.0 * to_f64(sold) / 30.0).ceil()), Some(("week", "2026-11-30".to_owned()))));
    }
}

#[test]
fn a_base_line_says_what_it_follows_from() {
    let friday = Day::parse("2026-11-27").unwrap();
    let mut book = sold_daily(friday, 3, &[30, 0, 0, 0, 0]);
    let at = |code, on: &str| Some((code, on.to_owned()));
    // 25 days of three and a day of thirty in thirty days are 3.5 a day.
    assert_eq!(drawn(&mut book, &[("worked_out", "each_look")]), (Some(49.0), None));
    assert_eq!(drawn(&mut book, &[]), (Some(42.0), at("week", "2026-11-23")));
    // Before the first of November only 18 days are known.
    assert_eq!(drawn(&mut book, &[("worked_out", "month")]), (Some(49.0), at("not_dated", "2026-11-01")));
    // A pace that a person says is no figure of the tables.
    book.edit(Some("PAD"), "units_per_day", "2").unwrap();
    assert_eq!(drawn(&mut book, &[]), (Some(28.0), None));
    book.edit(Some("PAD"), "units_per_day", "").unwrap();
    // The rule of the pace holds for the days before, too.
    book.edit(Some("PAD"), "velocity_rule", "sold_7").unwrap();
    assert_eq!(drawn(&mut book, &[]), (Some(42.0), at("week", "2026-11-23")));
    assert_eq!(drawn(&mut book, &[("worked_out", "each_look")]).0, Some((14.0 * 36.0 / 7.0_f64).ceil()));
    assert_eq!(drawn(&mut book, &[("worked_out", "month")]), (Some(42.0), at("month", "2026-11-01")));
}

#[test]
fn windows_without_days_draw_the_line_of_today_and_say_so() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let planning = "sku\tfnsku\tasin\tavailable\tinv-age-91-to-180-days\tunits-shipped-t7\tunits-shipped-t30\t\
         units-shipped-t60\tunits-shipped-t90\tyour-price\nPAD\tX1\tB1\t4\t0\t1\t9\t18\t27\t20.00\n";
    book.add_table(planning, &ReadOptions { name: "planning.txt".into(), ..ReadOptions::default() });
    book.finish().unwrap();
    assert_eq!(drawn(&mut book, &[]), (Some(5.0), Some(("not_dated", "2026-11-16".to_owned()))));
    // What the seller names follows from nothing.
    let own = OwnSheet { key: "PAD".into(), texts: texts(&[("safety_stock", "30")]) };
    let sheets = HealthSheets { own: vec![own], ..HealthSheets::default() };
    assert_eq!(book.health_of("PAD", &sheets).unwrap().body.drawn, None);
}

#[test]
fn a_product_stands_once_among_the_alerts_with_all_its_reasons_and_its_money_once() {
    let body = calendar(&HealthSheets::default(), "");
    let keys: std::collections::BTreeSet<_> = body.alerts.iter().map(|alert| alert.key.as_str()).collect();
    assert_eq!((keys.len(), body.alerts.len()), (body.alerts.len(), usize::try_from(body.total).unwrap()));
    let dead = |body: &CalendarBody| body.alerts.iter().find(|alert| alert.title == "dead").cloned().unwrap();
    let found = dead(&body);
    let rules: Vec<_> = found.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["aged_fee_status", "age_velocity_class", "age_level", "quadrant", "overstock_indicator"]);
    assert!(found.findings.windows(2).all(|two| two[0].level >= two[1].level));
    // Four rules name the 500.00 that lie there; the surcharge is money of its own.
    let stakes: Vec<_> = found.stakes.iter().map(|stake| (stake.kind, stake.amount.minor())).collect();
    let [("cash_tied_up", 50_000), ("surcharge", fee)] = stakes[..] else { panic!("{stakes:?}") };
    assert!(fee > 0);
    // Of a rule that is asked for it says that first, and a level is that of the product.
    let asked = dead(&calendar(&HealthSheets::default(), "rule:quadrant"));
    assert_eq!((asked.findings[0].rule, asked.level, asked.findings.len()), ("quadrant", 3, rules.len()));
    assert!(calendar(&HealthSheets::default(), "level:2").alerts.iter().all(|alert| alert.level == 2));
    // What a person takes for nothing is no reason any more.
    let log = rules[..3].iter().map(|rule| LogLine {
        key: key("dead"),
        rule: (*rule).into(),
        raised_on: "2026-11-20".into(),
        computed: "3".into(),
        level: "0".into(),
        reason: "sold to a partner".into(),
        ..LogLine::default()
    });
    let changed = dead(&calendar(&HealthSheets { log: log.collect(), ..HealthSheets::default() }, ""));
    assert_eq!((changed.level, changed.findings.len()), (2, 2));
    assert_eq!(changed.stakes.len(), 1);
}
