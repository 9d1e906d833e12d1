//! Forecasts of a catalogue, from the files to the list.

use super::super::Book;
use super::super::health::{FieldText, HealthSheets, OwnSheet};
use super::{EtsAnswers, EtsQuestions, ForecastWindow, ForecastsBody};
use crate::date::Day;
use crate::import::ReadOptions;

fn give(book: &mut Book, name: &str, text: &str) {
    book.add_table(text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
}

/// Stock of products, and what each sold in the weeks up to 21 November 2026.
fn book(products: &[(&str, i64, &[i64])]) -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let stock: String = products.iter().map(|(sku, units, _)| format!("{sku}\t{units}\n")).collect();
    give(&mut book, "stock.tsv", &format!("SKU\tQuantity\n{stock}NOBODY\t7\n"));
    let mut sold = "Date\tSKU\tUnits sold\n".to_owned();
    for (sku, _, weeks) in products {
        let count = i32::try_from(weeks.len()).unwrap();
        for (week, units) in (0..).zip(*weeks) {
            sold += &format!("{}\t{sku}\t{units}\n", book.today().plus(7 * (week + 1 - count)));
        }
    }
    give(&mut book, "sold.tsv", &sold);
    book
}

fn all(book: &mut Book, sheets: &[OwnSheet], window: ForecastWindow) -> ForecastsBody {
    let mut calls = 0;
    while book.forecast_some(sheets, 8).unwrap().done < u32::try_from(book.products.len()).unwrap() {
        calls += 1;
        assert!(calls < 1000);
    }
    book.forecasts(&ForecastWindow { count: 100, ..window })
}

const RISING: [i64; 20] = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

#[test]
fn a_slice_does_a_product_and_the_list_says_how_each_was_foretold() {
    let mut book = book(&[("FLAT", 90, &[14; 20]), ("RISING", 1000, &RISING), ("DEAD", 50, &[0; 20])]);
    let first = book.forecast_some(&[], 8).unwrap();
    assert!(first.done < first.total);
    let body = all(&mut book, &[], ForecastWindow { is_descending: true, ..ForecastWindow::default() });
    assert_eq!((body.forecast, body.without, body.problems, body.count), (3, 1, 0, 3));
    let skus: Vec<&str> = body.rows.iter().map(|row| row.sku.as_str()).collect();
    assert_eq!(skus, ["RISING", "FLAT", "DEAD"]);
    let [rising, flat, dead] = body.rows.as_slice() else { panic!("{skus:?}") };
    assert!((flat.next_13.unwrap() - 182.0).abs() < 1e-6 && flat.trend.unwrap().abs() < 1e-9);
    assert!((flat.lasts_days.unwrap() - 45.0).abs() < 1e-6);
    assert!(rising.trend.unwrap() > 0.15, "{rising:?}");
    assert_eq!((dead.next_13, dead.trend, dead.lasts_days), (Some(0.0), None, Some(f64::INFINITY)));
    assert!((body.next_13 - body.rows.iter().filter_map(|row| row.next_13).sum::<f64>()).abs() < 1e-9);
    assert_eq!(body.methods.iter().map(|method| method.products).sum::<u32>(), 3);
    let only = book.forecasts(&ForecastWindow { count: 9, only: "method:damped_trend".into(), ..Default::default() });
    assert_eq!((only.count, only.rows[0].sku.as_str()), (1, "RISING"));
    let sheet = book.forecasts_sheet();
    assert_eq!((sheet.rows.len(), sheet.rows[0].len()), (3, sheet.headings.len()));
}

#[test]
fn what_is_pasted_comes_first_and_wrong_texts_are_named() {
    let mut book = book(&[("FLAT", 90, &[14; 20]), ("OTHER", 5, &[3; 20])]);
    let pasted = |key: &str, text: &str| OwnSheet {
        key: key.into(),
        texts: vec![
            FieldText { field: "sales".into(), text: text.into() },
            FieldText { field: "period".into(), text: "month".into() },
        ],
    };
    let sheets = [pasted("FLAT", "2026-11-14 70\n2026-11-21 70"), pasted("OTHER", "soon 5")];
    let body = all(&mut book, &sheets, ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    assert_eq!((body.rows[0].basis, body.rows[0].next_4.map(f64::round)), (Some("pasted"), Some(280.0)));
    assert_eq!((body.rows[1].problem.as_deref(), body.problems), (Some("sales_row"), 1));
    // Other texts begin anew.
    assert_eq!(book.forecast_some(&[], 8).unwrap().done, 1);
    let body = all(&mut book, &[], ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    assert_eq!((body.rows[0].basis, body.problems), (Some("tables"), 0));
}

#[test]
fn health_looks_ahead_by_the_forecast_where_it_is_made() {
    // At the pace of the last month eight weeks sell 37 and 83 are left over, below ten safety stocks; what is foretold of
    // falling sales leaves more.
    let falling: Vec<i64> = (0..40).map(|week| (80 - 2 * week).max(0)).collect();
    let mut book = book(&[("FALLING", 120, &falling)]);
    let safety = FieldText { field: "safety_stock".into(), text: "10".into() };
    let own = vec![OwnSheet { key: "FALLING".into(), texts: vec![safety] }];
    let sheets = HealthSheets { own, ..HealthSheets::default() };
    let is_overstock = |book: &mut Book| {
        let findings = book.health_of("FALLING", &sheets).unwrap().body.findings;
        findings.iter().any(|finding| finding.rule == "overstock_indicator")
    };
    assert!(!is_overstock(&mut book));
    all(&mut book, &[], ForecastWindow::default());
    assert!(is_overstock(&mut book));
}

#[test]
fn markets_of_orders_are_summed_over_products() {
    let mut book = book(&[("PAD", 90, &[0]), ("LID", 40, &[0])]);
    let mut orders = "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tsku\tasin\titem-status\tquantity\t\
         currency\titem-price\n"
        .to_owned();
    for week in 0..20 {
        let day = book.today().plus(-7 * week);
        for (place, sku, units) in [("Amazon.com", "PAD", 7), ("Amazon.ca", "PAD", 2), ("Amazon.com", "LID", 4)] {
            orders += &format!("{week}{sku}{place}\t{day}\tShipped\t{place}\t{sku}\tB\tShipped\t{units}\tUSD\t9\n");
        }
    }
    give(&mut book, "orders.txt", &orders);
    let body = all(&mut book, &[], ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    let markets: Vec<(&str, u32, f64)> =
        body.markets.iter().map(|market| (market.name.as_str(), market.products, market.next_13.round())).collect();
    // LID sells in one place only, which needs no name.
    assert_eq!(markets, [("US", 1, 91.0), ("CA", 1, 26.0)]);
    assert_eq!(body.rows[1].market.as_deref(), Some("US"));
}

/// A level that wanders, so that ETS is asked about it.
const WANDERING: [i64; 24] =
    [31, 38, 35, 44, 41, 48, 45, 50, 44, 47, 41, 45, 39, 41, 35, 38, 34, 31, 37, 35, 42, 38, 44, 47];

/// Says the last week of every series of all that come, or cannot tell those of a product.
fn last_week(asked: &EtsQuestions, is_answered: bool) -> EtsAnswers {
    let mut answers = EtsAnswers { id: asked.id, ..EtsAnswers::default() };
    let mut end = 0;
    for (length, ahead) in asked.lengths.iter().zip(&asked.ahead) {
        end += usize::try_from(*length).unwrap();
        for _ in 0..*ahead {
            answers.points.push(asked.values[end - 1]);
            answers.deviations.push(3.0);
        }
        answers.answered.push(u8::from(is_answered));
    }
    answers
}

#[test]
fn ets_is_asked_of_the_list_in_parts_and_judged_beside_the_others() {
    let mut book = book(&[("A", 90, &WANDERING), ("RARE", 5, &[0; 24]), ("B", 50, &WANDERING)]);
    all(&mut book, &[], ForecastWindow::default());
    let first = book.ets_questions(2);
    // Rare demand is not asked about, but done with.
    assert_eq!((first.lines, first.histories), (2, 1));
    assert_eq!(first.lengths.iter().sum::<u32>(), u32::try_from(first.values.len()).unwrap());
    let progress = book.ets_answers(&last_week(&first, true)).unwrap();
    assert_eq!((progress.done, progress.total), (2, 3));
    // The same figures are the same question: there is nothing left to ask.
    let second = book.ets_questions(9);
    assert_eq!((second.lines, second.histories), (1, 0));
    assert_eq!(book.ets_answers(&last_week(&second, true)).unwrap().done, 3);
    assert_eq!(book.ets_questions(9).lines, 0);
    let body = book.forecasts(&ForecastWindow { count: 9, ..ForecastWindow::default() });
    assert_eq!((body.ets_tried, body.ets_judged), (3, 2));
    // Made anew after a change, it needs no asking.
    give(&mut book, "more.tsv", "SKU\tQuantity\nNEW\t4\n");
    let body = all(&mut book, &[], ForecastWindow::default());
    assert_eq!((body.ets_tried, body.ets_judged), (0, 2));
}

#[test]
fn answers_to_nobody_change_nothing_and_wrong_ones_are_refused() {
    let mut book = book(&[("A", 90, &WANDERING)]);
    all(&mut book, &[], ForecastWindow::default());
    let asked = book.ets_questions(9);
    let mut short = last_week(&asked, true);
    short.points.pop();
    assert_eq!(book.ets_answers(&short).unwrap_err().code(), "outside_shape");
    // It is closed by that: a second answer comes too late.
    assert_eq!(book.ets_answers(&last_week(&asked, true)).unwrap().done, 0);
    let refused = book.ets_questions(9);
    book.ets_answers(&last_week(&refused, false)).unwrap();
    let body = book.forecasts(&ForecastWindow::default());
    assert_eq!((body.ets_tried, body.ets_judged), (1, 0));
    // What was asked of a list that is no more says nothing of the one that is.
    give(&mut book, "more.tsv", "SKU\tQuantity\nNEW\t4\n");
    all(&mut book, &[], ForecastWindow::default());
    let old = book.ets_questions(9);
    book.add_product();
    assert_eq!(book.ets_answers(&last_week(&old, true)).unwrap().total, 0);
}

#[test]
fn a_product_is_asked_about_market_by_market_and_its_view_follows() {
    let mut book = book(&[("A", 90, &[])]);
    let rows = |market: &str, more: i64| -> String {
        let weeks = (0..).zip(WANDERING);
        weeks
            .map(|(week, units)| format!("{} {} {market}\n", book.today().plus(7 * (week - 23)), units + more))
            .collect()
    };
    let texts = [("sales".to_owned(), rows("US", 0) + &rows("DE", 4)), ("lead_days".to_owned(), "30".to_owned())];
    let before = book.restock("A", &texts).unwrap().body.outlook.unwrap();
    assert_eq!(before.ets, "open");
    let listed = all(&mut book, &[], ForecastWindow::default());
    let asked = book.ets_questions_of("A", &texts).unwrap();
    assert_eq!(asked.histories, 2);
    book.ets_answers(&last_week(&asked, true)).unwrap();
    // The list of the catalogue is another matter, and stays as it was.
    let window = ForecastWindow { count: 100, ..ForecastWindow::default() };
    assert_eq!(book.forecasts(&window), listed);
    let after = book.restock("A", &texts).unwrap().body.outlook.unwrap();
    assert_eq!(after.ets, "judged");
    let own = after.judged.iter().find(|judged| judged.code == "ets").unwrap();
    // "As last week" is the naive forecast without a season.
    assert!(own.rmse > 0.0 && own.wape.is_some() && own.mape.is_some() && own.bias.is_some());
    assert_eq!(after.judged.len(), before.judged.len() + 1);
    assert_eq!(book.ets_questions_of("A", &texts).unwrap().histories, 0);
    assert_eq!(book.ets_questions_of("NOBODY", &[]).unwrap().histories, 0);
    assert_eq!(book.ets_questions_of("?", &[]).unwrap_err().code(), "no_such_product");
}

#[test]
fn an_order_is_suggested_where_the_lead_time_is_typed_and_else_what_lacks_is_said() {
    let mut book = book(&[("A", 90, &WANDERING), ("B", 5000, &WANDERING), ("C", 10, &WANDERING), ("D", 7, &WANDERING)]);
    let sheet = |key: &str, texts: &[(&str, &str)]| OwnSheet {
        key: key.into(),
        texts: texts.iter().map(|(field, text)| FieldText { field: (*field).into(), text: (*text).into() }).collect(),
    };
    let lead = ("lead_days", "30");
    let sheets =
        [sheet("A", &[lead, ("box_units", "24")]), sheet("B", &[lead]), sheet("C", &[lead, ("budget", "500")])];
    let body = all(&mut book, &sheets, ForecastWindow { sort: "sku".into(), ..ForecastWindow::default() });
    let [a, b, c, d] = body.rows.as_slice() else { panic!("{body:?}") };
    // What the product's own view says, which looks ahead as far here.
    let texts = [("lead_days".to_owned(), "30".to_owned()), ("box_units".to_owned(), "24".to_owned())];
    let own = book.restock("A", &texts).unwrap().body;
    let units = a.order.unwrap();
    assert!(units > 0 && units.is_multiple_of(24), "{units}");
    assert!((f64::from(units) - f64::from(own.order.unwrap().units)).abs() <= 24.0);
    assert_eq!((a.order_advice, a.order_lacks), (own.advice, None));
    assert_eq!((b.order, b.order_lacks), (Some(0), None));
    assert_eq!((c.order, c.order_lacks), (None, Some("unit_cost")));
    assert_eq!((d.order, d.order_lacks), (None, Some("lead_days")));
    let sorted =
        book.forecasts(&ForecastWindow { count: 1, sort: "order".into(), is_descending: true, ..Default::default() });
    assert_eq!(sorted.rows[0].sku, "A");
}

mod taking_over {
    use super::*;
    use crate::book::restock::RestockBody;
    use crate::money::Money;

    /// Two years of a product that sells three times as much in the last quarter of each, and all its facts.
    fn seasonal() -> (Book, String) {
        let weeks: Vec<i64> = (0..112)
            .map(|week| {
                let day = Day::parse("2026-11-21").unwrap().plus(7 * (week - 111));
                if day.month() >= 10 { 63 } else { 21 }
            })
            .collect();
        let mut book =
            book(&[("GIFT", 900, &weeks), ("DEAD", 50, &[0; 20]), ("NEW", 5, &[3, 4]), ("FLAT", 90, &[14; 20])]);
        for (field, text) in [
            ("price_list", "24.99"),
            ("category", "toys"),
            ("side_longest", "10"),
            ("side_median", "7"),
            ("side_shortest", "2"),
            ("dim_unit", "in"),
            ("weight", "1.2"),
            ("weight_unit", "lb"),
            ("age_days", "150"),
            ("cost_landed", "6.00"),
        ] {
            book.edit(Some("GIFT"), field, text).unwrap();
        }
        (book, "GIFT".to_owned())
    }

    fn take(book: &mut Book, key: &str) {
        let taken = book.take_over(&[], &[key.to_owned()]).unwrap().remove(0);
        assert_eq!(taken.problem, None);
        book.edit(Some(key), "units_per_day", &taken.units_per_day).unwrap();
        let field = book.edit(Some(key), "sales_season", &taken.sales_season).unwrap();
        assert_eq!(field.problem, None);
    }

    fn hold(book: &mut Book, key: &str) -> Money {
        book.product(key).unwrap().outcomes.first().unwrap().present_value.unwrap()
    }

    fn used(book: &mut Book, key: &str) -> Option<super::super::ForecastUse> {
        let body: RestockBody = book.restock(key, &[]).unwrap().body;
        body.used
    }

    #[test]
    fn path_and_plan_go_by_the_weeks_of_the_forecast_and_back_when_the_fields_are_emptied() {
        let (mut book, key) = seasonal();
        book.edit(Some(&key), "units_sold_30", "270").unwrap();
        let before = (hold(&mut book, &key), book.product(&key).unwrap().row.cover_days);
        let planned = |book: &mut Book| {
            let view = book.plan(&key, &[]).unwrap();
            let season = view.fields.iter().find(|field| field.name == "season").unwrap().text.clone();
            (season, view.body.answer.unwrap().ways)
        };
        let plan_before = planned(&mut book);
        take(&mut book, &key);
        let view = book.product(&key).unwrap();
        let season = view.season.clone().unwrap();
        assert_eq!(season.forecast_on.map(|day| day.to_string()).as_deref(), Some("2026-11-21"));
        // The quarter that sells three times as much: of a mean year some 1.9 to 2.1 times, the others two thirds.
        let on = |day: &str| {
            let day = Day::parse(day).unwrap();
            season.factors.iter().find(|of| of.from <= day && day <= of.to).unwrap().factor
        };
        assert!((1.6..2.4).contains(&on("2026-12-10")) && (0.5..0.85).contains(&on("2027-05-10")), "{season:?}");
        // The days add up to what the forecast says of the year, to what two decimals of a factor cut off.
        let pace = book.entries.of(&key).entry("units_per_day").unwrap().as_number().unwrap().to_f64();
        let days = |of: &crate::book::view::SeasonFactor| f64::from(of.to.days_since(of.from) + 1) * of.factor;
        let year = pace * season.factors.iter().map(days).sum::<f64>();
        all(&mut book, &[], ForecastWindow::default());
        let index = book.position(&key).unwrap();
        let line = book.forecasts.as_ref().unwrap().lines.iter().find(|line| line.index == index).unwrap();
        let expected: f64 = line.ahead().unwrap().weeks.iter().sum();
        assert!((year / expected - 1.0).abs() < 0.02, "{year} {expected}");
        assert_ne!((hold(&mut book, &key), view.row.cover_days), before);
        let plan_after = planned(&mut book);
        assert!(plan_after.0.starts_with("forecast 2026-11-21 ") && plan_before.0.is_empty());
        assert_ne!(plan_after.1, plan_before.1);
        for field in ["units_per_day", "sales_season"] {
            book.edit(Some(&key), field, "").unwrap();
        }
        assert_eq!((hold(&mut book, &key), book.product(&key).unwrap().row.cover_days), before);
        assert_eq!(planned(&mut book), plan_before);
    }

    #[test]
    fn what_is_used_is_said_beside_the_newest_forecast_and_what_would_be_replaced() {
        let (mut book, key) = seasonal();
        assert_eq!(used(&mut book, &key), None);
        book.edit(Some(&key), "units_per_day", "2.5").unwrap();
        let typed = used(&mut book, &key).unwrap();
        assert_eq!((typed.on, typed.own_pace.as_deref(), typed.own_season), (None, Some("2.5"), None));
        take(&mut book, &key);
        let taken = used(&mut book, &key).unwrap();
        assert_eq!((taken.on, taken.own_pace), (Some(book.today()), None));
        assert!(taken.is_newest && !taken.is_off && taken.change.unwrap().abs() < 0.02, "{:?}", taken.change);
        let body = all(&mut book, &[], ForecastWindow::default());
        let row = body.rows.iter().find(|row| row.sku == "GIFT").unwrap();
        assert_eq!(row.used.as_ref().and_then(|used| used.on), Some(book.today()));
        // After weeks of four times as much the newest forecast is another one.
        let key = "FLAT".to_owned();
        take(&mut book, &key);
        let today = book.today().plus(28);
        let rows: String = (1..5).map(|week| format!("{}\tFLAT\t60\n", book.today().plus(7 * week))).collect();
        book.set_today(today);
        give(&mut book, "later.tsv", &format!("Date\tSKU\tUnits sold\n{rows}"));
        let later = used(&mut book, &key).unwrap();
        assert!(later.is_off && !later.is_newest && later.change.unwrap() > 0.1, "{later:?}");
        // A pace typed since is no forecast's.
        book.edit(Some(&key), "units_per_day", "9").unwrap();
        let changed = used(&mut book, &key).unwrap();
        assert_eq!((changed.on, changed.own_pace.as_deref(), changed.is_off), (None, Some("9"), false));
    }

    #[test]
    fn what_cannot_be_taken_over_says_why() {
        let (mut book, _) = seasonal();
        let keys = ["DEAD", "NOBODY", "NEW"].map(str::to_owned);
        let found = book.take_over(&[], &keys).unwrap();
        let problems: Vec<_> = found.iter().map(|taken| taken.problem.as_deref()).collect();
        assert_eq!(problems, [Some("forecast_nothing_sells"), Some("forecast_no_history"), None]);
        assert!(found[0].units_per_day.is_empty() && found[0].sales_season.is_empty());
        // Two weeks are a mean: 3.5 a week all year, no week otherwise.
        assert_eq!(
            (found[2].units_per_day.as_str(), found[2].sales_season.as_str()),
            ("0.5", "forecast 2026-11-21 mean 0.5")
        );
        let wrong =
            OwnSheet { key: "GIFT".into(), texts: vec![FieldText { field: "sales".into(), text: "soon 5".into() }] };
        let found = book.take_over(&[wrong], &["GIFT".to_owned()]).unwrap();
        assert_eq!(found[0].problem.as_deref(), Some("sales_row"));
        assert_eq!(book.take_over(&[], &["GONE".to_owned()]).unwrap_err().code(), "no_such_product");
    }
}
