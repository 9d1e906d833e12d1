//! The list of the book: narrowed, grouped, summed, searched and edited as a whole.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    reason = "what cannot happen to a test ends it; counts are small"
)]

use clearfloor::book::act::Act;
use clearfloor::book::{Book, Bounds, Figure, Filter, GroupBy, Sort, Totals, Window};
use clearfloor::date::Day;
use clearfloor::import::ReadOptions;
use clearfloor::money::Money;

/// The three US samples on the day they were made for.
fn samples() -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for name in ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        book.add_table(text.trim_start_matches('\u{feff}'), &options);
    }
    book.finish().unwrap();
    book
}

fn window(filter: Filter) -> Window {
    Window { offset: 0, count: 100, sort: Sort::Gain, is_descending: true, filter, group: None, open: Vec::new() }
}

fn skus(book: &mut Book, filter: Filter) -> Vec<String> {
    book.rows(&window(filter)).rows.into_iter().map(|row| row.sku).collect()
}

fn at_least(figure: Figure, from: f64) -> Filter {
    Filter { bounds: vec![Bounds { figure, from: Some(from), to: None }], ..Filter::default() }
}

#[test]
fn every_part_of_a_filter_lets_through_what_it_says_and_nothing_else() {
    let mut book = samples();
    let all = book.rows(&window(Filter::default())).rows;
    let of = |is_in: &dyn Fn(&clearfloor::book::view::Row) -> bool| -> Vec<String> {
        all.iter().filter(|row| is_in(row)).map(|row| row.sku.clone()).collect()
    };
    let deadline = all.iter().filter_map(|row| row.deadline.as_ref()).map(|next| next.date).min().unwrap();
    let best = all[0].best.as_ref().unwrap().kind.code();
    let cases: Vec<(Filter, Vec<String>)> = vec![
        (Filter { text: "LAMP".to_owned(), ..Filter::default() }, of(&|row| row.sku.contains("LAMP"))),
        (
            Filter { actions: vec![best.to_owned()], ..Filter::default() },
            of(&|row| row.best.as_ref().is_some_and(|name| name.kind.code() == best)),
        ),
        (Filter { ages: Some((3, 4)), ..Filter::default() }, of(&|row| row.ages[3] + row.ages[4] > 0.0)),
        (
            Filter { category: Some("office".to_owned()), ..Filter::default() },
            of(&|row| row.category.as_deref() == Some("office")),
        ),
        (
            Filter { deadline_by: Some(deadline), ..Filter::default() },
            of(&|row| row.deadline.as_ref().is_some_and(|next| next.date <= deadline)),
        ),
        (Filter { missing: Some("any".to_owned()), ..Filter::default() }, of(&|row| !row.missing.is_empty())),
        (at_least(Figure::Units, 100.0), of(&|row| row.units >= 100.0)),
        (at_least(Figure::Gain, 1.0), of(&|row| row.gain.is_some_and(|gain| gain.minor() > 0))),
    ];
    for (filter, expected) in cases {
        assert!(expected.len() < all.len(), "{filter:?} narrows nothing");
        assert_eq!(skus(&mut book, filter.clone()), expected, "{filter:?}");
        assert_eq!(book.keys(&filter).len(), expected.len());
        assert_eq!(book.totals(&filter).products as usize, expected.len());
    }
}

#[test]
fn suppliers_that_a_sheet_names_narrow_and_group_the_list_and_the_plan() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let sheet = "SKU,供应商,售价,库存\nA,义乌好货,20,5\nB,Acme,20,5\nC,义乌好货,20,5\nD,,20,5\n";
    book.add_table(sheet, &ReadOptions { name: "own.csv".to_owned(), ..ReadOptions::default() });
    book.finish().unwrap();
    let of = |supplier: &str| Filter { supplier: Some(supplier.to_owned()), ..Filter::default() };
    assert_eq!(book.keys(&of("义乌好货")), ["A", "C"]);
    assert_eq!(book.keys(&of("none")), ["D"]);
    assert!(book.keys(&of("Nobody")).is_empty());
    let grouped = book.rows(&Window { group: Some(GroupBy::Supplier), ..window(Filter::default()) });
    let heads: Vec<_> = grouped.heads.iter().map(|head| (head.code.as_str(), head.totals.products)).collect();
    // Those that name none come last.
    assert_eq!(heads, [("Acme", 1), ("义乌好货", 2), ("none", 1)]);
}

#[test]
fn long_tables_are_taken_in_slice_by_slice_and_give_what_they_give_at_once() {
    let whole = samples();
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for name in ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let options = ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
        book.add_table(text.trim_start_matches('\u{feff}'), &options);
    }
    let mut slices = 0;
    while book.first_pass(2).unwrap().left > 0 {
        // What looks meanwhile sees what is there by then, and hurries nothing.
        assert!(book.rows(&window(Filter::default())).rows.len() <= 2 * slices);
        slices += 1;
    }
    assert!(slices > 20, "{slices}");
    loop {
        let progress = book.advance(1).unwrap();
        if progress.done == progress.total {
            break;
        }
    }
    assert_eq!(book.summary(), whole.summary());
    // Who needs a product by its key in the middle of it has the rest read at once.
    let text = "SKU,售价\nA,20\nB,21\n";
    book.add_table(text, &ReadOptions { name: "own.csv".to_owned(), ..ReadOptions::default() });
    book.first_pass(1).unwrap();
    assert_eq!(book.find("B", 9)[0].key, "B");
    book.finish().unwrap();
    assert_eq!(book.summary().products, whole.summary().products + 2);
}

#[test]
fn parts_of_a_filter_hold_together() {
    let mut book = samples();
    let units = at_least(Figure::Units, 100.0);
    let both = Filter { text: "b".to_owned(), ..units.clone() };
    let (of_units, of_both) = (skus(&mut book, units), skus(&mut book, both));
    assert!(of_both.len() < of_units.len() && of_both.iter().all(|sku| of_units.contains(sku)));
}

#[test]
fn groups_hold_every_product_once_and_sum_to_the_whole() {
    let mut book = samples();
    let whole = book.totals(&Filter::default());
    for by in [GroupBy::Action, GroupBy::Deadline, GroupBy::Age, GroupBy::Category] {
        let closed = book.rows(&Window { group: Some(by), ..window(Filter::default()) });
        assert!(closed.rows.is_empty() && closed.heads.len() > 1, "{by:?}");
        assert_eq!(closed.total as usize, closed.heads.len());
        let sum = |of: fn(&Totals) -> f64| closed.heads.iter().map(|head| of(&head.totals)).sum::<f64>();
        assert_eq!(sum(|t| f64::from(t.products)), f64::from(whole.products), "{by:?}");
        assert!((sum(|t| t.units) - whole.units).abs() < 1e-6);
        assert!(
            (sum(|t| t.gain.map_or(0.0, |m| m.to_expectation())) - whole.gain.unwrap().to_expectation()).abs() < 0.5
        );
        // Opened, each head stands before its own products.
        let open: Vec<String> = closed.heads.iter().map(|head| head.code.clone()).collect();
        let opened = book.rows(&Window { group: Some(by), open, ..window(Filter::default()) });
        assert_eq!(opened.total, whole.products + closed.total);
        let mut place = 0;
        for (head, shown) in closed.heads.iter().zip(&opened.heads) {
            assert_eq!((shown.place, &shown.code), (place, &head.code));
            place += 1 + head.totals.products;
        }
    }
}

#[test]
fn windows_of_a_grouped_list_join_without_gap_or_repeat() {
    let mut book = samples();
    let closed = book.rows(&Window { group: Some(GroupBy::Action), ..window(Filter::default()) });
    let open: Vec<String> = closed.heads.into_iter().skip(1).map(|head| head.code).collect();
    let of = |book: &mut Book, offset, count| {
        let open = open.clone();
        book.rows(&Window { offset, count, group: Some(GroupBy::Action), open, ..window(Filter::default()) })
    };
    let whole = of(&mut book, 0, 100);
    let (mut heads, mut keys) = (Vec::new(), Vec::new());
    for offset in (0..whole.total as usize).step_by(3) {
        let part = of(&mut book, offset, 3);
        assert!(part.heads.len() + part.rows.len() <= 3);
        heads.extend(part.heads);
        keys.extend(part.rows.into_iter().map(|row| row.key));
    }
    assert_eq!(heads, whole.heads);
    assert_eq!(keys, whole.rows.into_iter().map(|row| row.key).collect::<Vec<_>>());
}

#[test]
fn sums_of_a_selection_are_those_of_its_products() {
    let book = samples();
    let keys = book.keys(&Filter::default());
    let (some, others) = keys.split_at(4);
    assert_eq!(book.totals_of(some), book.totals_without(&Filter::default(), others));
    assert_eq!(book.totals_of(&keys), book.totals(&Filter::default()));
    assert_eq!(book.totals_of(&["nobody".to_owned()]), Totals::default());
}

#[test]
fn one_text_goes_into_a_field_of_many_or_of_none() {
    let mut book = samples();
    let keys = book.keys(&Filter::default());
    assert_eq!(book.edit_many(&keys[..3], "ad_rate", "12,5 %").unwrap(), 3);
    let rate = |book: &mut Book, key: &str| {
        let fields = book.product(key).unwrap().fields;
        fields.into_iter().find(|field| field.field == "ad_rate").map(|field| field.text).unwrap()
    };
    assert!(keys[..3].iter().all(|key| rate(&mut book, key).starts_with("12")));
    assert_ne!(rate(&mut book, &keys[3]), "12,5 %");
    // What cannot be read changes nothing, and a key that is not there is passed over.
    let refused = book.edit_many(&keys, "ad_rate", "much").unwrap_err();
    assert_eq!(refused.code(), "number_syntax");
    assert!(rate(&mut book, &keys[0]).starts_with("12"));
    assert_eq!(book.edit_many(&["nobody".to_owned()], "ad_rate", "1 %").unwrap(), 0);
    assert_eq!(book.edit_many(&keys, "no_field", "1").unwrap_err().code(), "no_such_field");
}

#[test]
fn finds_the_sku_itself_before_what_only_holds_it() {
    let book = samples();
    let found = book.find("0012345", 5);
    assert_eq!(found[0].sku, "0012345");
    assert!(book.find("lamp", 5).iter().any(|found| found.sku == "LUNA-LAMP-BLK"));
    assert_eq!(book.find("  ", 5), []);
    assert_eq!(book.find("a", 2).len(), 2);
}

#[test]
fn points_are_the_figures_of_the_list() {
    let mut book = samples();
    let points = book.points(&Filter::default(), Figure::Units, Figure::Gain);
    let rows = book.rows(&window(Filter::default())).rows;
    assert_eq!(points.x.len() + points.left_out as usize, rows.len());
    for (at, named) in points.named.iter().enumerate() {
        let row = rows.iter().find(|row| row.key == named.key).unwrap();
        assert_eq!((points.x[at], points.y[at]), (row.units, row.gain.unwrap().to_expectation()));
        assert_eq!(points.is_to_act[at] > 0.0, row.best.as_ref().unwrap().id != "hold");
    }
}

#[test]
fn what_is_asked_for_is_counted_whole_though_listed_in_part() {
    let mut book = samples();
    for units in ["100", "5"] {
        let key = book.add_product();
        book.edit(Some(&key), "price_list", "24.99").unwrap();
        book.edit(Some(&key), "units", units).unwrap();
    }
    book.finish().unwrap();
    let all = book.missing();
    let counted: u32 = book.summary().asked.iter().filter(|asked| asked.field != "fx_rate").map(|a| a.products).sum();
    assert_eq!(all.iter().filter(|fact| fact.key.is_some()).count(), counted as usize);
    assert_eq!(book.missing_up_to(1), all[..1]);
    let lacking = Filter { missing: Some("category".to_owned()), ..Filter::default() };
    assert_eq!(skus(&mut book, lacking).len(), 2);
    assert_eq!(book.summary().season, Some("peak"));
}

#[test]
fn the_list_shows_the_money_of_the_product_to_the_cent() {
    let mut book = samples();
    let mut valued = 0;
    for row in book.rows(&window(Filter::default())).rows {
        let product = book.product(&row.key).unwrap();
        let best = product.outcomes.iter().find(|outcome| outcome.is_best);
        assert_eq!(row.best_value, best.and_then(|best| best.present_value), "{}", row.sku);
        assert_eq!(row.gain, best.and_then(|best| best.against_hold), "{}", row.sku);
        assert_eq!(product.row.gain, row.gain, "{}", row.sku);
        valued += usize::from(row.gain.is_some());
    }
    assert!(valued > 8, "{valued} products with a value");
}

#[test]
fn what_a_way_is_worth_is_the_sum_of_what_it_is_made_of() {
    let mut book = samples();
    let mut summed = 0;
    for row in book.rows(&window(Filter::default())).rows {
        for outcome in book.product(&row.key).unwrap().outcomes {
            let Some(sales) = outcome.sales else { continue };
            let nothing = Money::zero(sales.currency());
            let paid = [outcome.storage, outcome.surcharge, outcome.utilization];
            let paid = paid.into_iter().flatten().fold(nothing, |sum, part| sum.plus(part).unwrap());
            let cash = sales.minus(paid).unwrap().plus(outcome.exit.unwrap()).unwrap();
            assert_eq!(Some(cash), outcome.cash, "{} {:?}", row.sku, outcome.scenario);
            assert_eq!(Some(cash.plus(outcome.timing.unwrap()).unwrap()), outcome.present_value);
            summed += 1;
        }
    }
    assert!(summed > 100, "{summed} ways with a value");
}

/// SKUs that the lines of a file name, below its headings.
fn named(text: &str, headings: &str) -> Vec<String> {
    let (_, lines) = text.split_once(headings).unwrap();
    lines.trim().lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn an_order_names_what_was_chosen_once_and_nothing_else() {
    let mut book = samples();
    let rows = book.rows(&window(Filter::default())).rows;
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let two = book.act(Act::Disposal, &[keys[0].clone(), keys[1].clone(), keys[0].clone()]).unwrap();
    assert!(two.is_checked && two.left_out.is_empty());
    assert_eq!(named(&two.text, "UnsellableQuantity"), [rows[0].sku.clone(), rows[1].sku.clone()]);
    let units = format!("{}\t{}\t0\r\n", rows[0].sku, rows[0].units);
    assert!(two.text.contains(&units), "{units} in {}", two.text);
    assert!(
        two.text.starts_with(
            "MerchantRemovalOrderID\tclearfloor-2026-11-21-Disposal\r\nRemovalDisposition\tDisposal\r\n\r\n"
        )
    );
    // One SKU lies there in two conditions; the file cannot tell them apart.
    let all = book.act(Act::Removal, &keys).unwrap();
    assert_eq!(all.rows.len() + all.left_out.len(), keys.len());
    assert!(
        all.left_out.iter().any(|left| left.sku == "LUNA-LAMP-BLK" && left.why == "sku_twice"),
        "{:?}",
        all.left_out
    );
    assert_eq!(book.act(Act::Removal, &["?".to_owned()]).unwrap_err().code(), "no_such_product");
}

#[test]
fn a_file_of_prices_holds_what_the_list_recommends() {
    let mut book = samples();
    let rows = book.rows(&window(Filter::default())).rows;
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let sale = Act::from_code("sale_prices", "2026-11-25", "2026-12-24").unwrap();
    let file = book.act(sale, &keys).unwrap();
    assert!(file.is_checked && !file.rows.is_empty());
    for line in &file.rows {
        let row = rows.iter().find(|row| row.key == line.key).unwrap();
        let price = row.best.as_ref().unwrap().price.unwrap();
        assert!(file.text.contains(&format!("\r\n{}\t{price}\t2026-11-25\t2026-12-24\r\n", row.sku)), "{}", file.text);
        assert!(line.is_advised && line.units.is_none());
    }
    let why: Vec<&str> = file.left_out.iter().map(|left| left.why).collect();
    assert!(
        why.contains(&"no_price")
            && why.iter().all(|why| ["no_price", "keeps_price", "no_answer", "sku_twice"].contains(why)),
        "{why:?}"
    );
}

/// A book with some tables, by name and text.
fn of_tables(tables: &[(&str, &str)]) -> Book {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    for (name, text) in tables {
        book.add_table(*text, &ReadOptions { name: (*name).to_owned(), ..ReadOptions::default() });
    }
    book.finish().unwrap();
    book
}

fn standing(book: &mut Book, key: &str, field: &str) -> String {
    let view = book.product(key).unwrap();
    view.fields.into_iter().find(|view| view.field == field).unwrap().text
}

fn conflicts(book: &mut Book) -> Vec<(String, String, String, String)> {
    let found = book.conflicts(usize::MAX).unwrap();
    assert_eq!((found.done, found.count as usize), (found.total, found.problems.len()));
    let told = found.problems.into_iter().map(|problem| {
        let of = |name: &str| problem.params.iter().find(|(own, _)| own == name).unwrap().1.clone();
        let (used, other) = (of("value") + " " + &of("file"), of("other") + " " + &of("other_file"));
        (problem.code, problem.field.unwrap(), used, other)
    });
    told.collect()
}

#[test]
fn a_table_without_skus_speaks_of_the_products_that_have_its_number() {
    let stock = "SKU,ASIN,FNSKU,Price ($),On hand\nPAD-1,B0SYN00001,X000000001,24.99,10\nPAD-2,B0SYN00001,X000000002,19.99,4\nMUG-1,B0SYN00002,X000000003,9.99,5\n";
    let costs = "ASIN,FNSKU,Landed cost ($)\nB0SYN00001,,6.00\n,X000000003,2.50\nB0SYN00009,,1.00\nB0SYN00001,,7.00\n";
    let mut book = of_tables(&[("costs.csv", costs), ("stock.csv", stock)]);
    for (key, cost) in [("PAD-1", "6"), ("PAD-2", "6"), ("MUG-1", "2.5"), ("B0SYN00009", "1")] {
        assert!(standing(&mut book, key, "cost_landed").starts_with(cost), "{key}");
    }
    assert_eq!(book.summary().products, 4);
    let tables = book.tables();
    let left: Vec<_> = tables[0].problems.iter().map(|problem| (problem.code.as_str(), problem.line)).collect();
    assert!(left.contains(&("number_twice", Some(5))), "{left:?}");
    assert_eq!((tables[0].rows_read, tables[0].rows_set_aside), (3, 1));
}

#[test]
fn storage_fees_bring_the_measure_of_their_asin_and_no_stock() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports/storage_fee_us.csv");
    let storage = std::fs::read_to_string(path).unwrap();
    let own = "SKU,ASIN,Price ($)\n0012345,B0SYN00001,24.99\n";
    let mut book = of_tables(&[("storage_fee_us.csv", &storage), ("own.csv", own)]);
    assert_eq!(book.summary().products, 1);
    assert_ne!(standing(&mut book, "0012345", "side_longest"), "");
    assert_eq!(standing(&mut book, "0012345", "units"), "");
    assert!(book.tables().iter().all(|table| table.rows_set_aside == 0));
}

#[test]
fn the_newer_table_counts_only_where_dates_say_so() {
    let of = |price: &str| format!("SKU,Price ($),On hand\nPAD-1,{price},10\n");
    let of_day = |day: &str, price: &str| format!("SKU,Price ($),On hand,snapshot-date\nPAD-1,{price},10,{day}\n");
    let newest = |tables: &[(&str, &str)]| {
        let mut book = of_tables(tables);
        let found = conflicts(&mut book);
        let codes: Vec<String> = found.iter().map(|found| found.0.clone()).collect();
        (standing(&mut book, "PAD-1", "price_list"), codes.join(" "), found)
    };
    let (price, why, found) =
        newest(&[("a.csv", &of_day("2026-10-01", "19.99")), ("b.csv", &of_day("2026-11-12", "24.99"))]);
    assert_eq!((price.as_str(), why.as_str()), ("24.99", "differ_newer"));
    assert_eq!((found[0].2.as_str(), found[0].3.as_str()), ("24.99 USD b.csv", "19.99 USD a.csv"));
    // A date in the name counts too, and the table says that it is from there.
    let names = [("stock-2026-10-01.csv", "19.99"), ("stock-2026-11-12.csv", "24.99")];
    let texts = names.map(|(_, price)| of(price));
    let named = [(names[0].0, texts[0].as_str()), (names[1].0, texts[1].as_str())];
    let (price, why, _) = newest(&named);
    assert_eq!((price.as_str(), why.as_str()), ("24.99", "differ_newer"));
    assert!(of_tables(&named).tables().iter().all(|table| table.is_day_by_name && table.of_day.is_some()));
    // Without dates, or with one alone, the first given stands and the seller is told.
    for other in [of("24.99"), of_day("2026-11-12", "24.99")] {
        let (price, why, _) = newest(&[("a.csv", &of("19.99")), ("b.csv", &other)]);
        assert_eq!((price.as_str(), why.as_str()), ("19.99", "differ_given"));
    }
}

#[test]
fn what_is_equal_or_typed_is_no_conflict() {
    let a = "SKU,Weight (lb),Cost (CNY),FX (CNY per USD),On hand\nPAD-1,1,18.20,7.1,10\n";
    let b = "SKU,Weight (oz),Cost (CNY),FX (CNY per USD),On hand\nPAD-1,16.0,18.2,7.10,12\n";
    let mut book = of_tables(&[("a.csv", a), ("b.csv", b)]);
    let units = ("differ_given".to_owned(), "units_available".to_owned(), "10 a.csv".to_owned(), "12 b.csv".to_owned());
    assert_eq!(conflicts(&mut book), [units]);
    let told = book.product("PAD-1").unwrap().problems;
    assert!(told.iter().any(|problem| problem.code == "differ_given" && problem.line == Some(2)));
    book.edit(Some("PAD-1"), "units", "11").unwrap();
    assert_eq!(conflicts(&mut book), []);
}

#[test]
fn conflicts_found_slice_by_slice_are_those_found_at_once() {
    let rows = |price: &str| (0..50).fold("SKU,Price ($)\n".to_owned(), |text, i| format!("{text}S{i},{i}.{price}\n"));
    let (a, b) = (rows("10"), rows("20"));
    let tables = [("a.csv", a.as_str()), ("b.csv", b.as_str())];
    let mut book = of_tables(&tables);
    let mut steps = 0;
    let sliced = loop {
        let found = book.conflicts(7).unwrap();
        steps += 1;
        if found.done >= found.total {
            break found;
        }
    };
    assert_eq!((steps, sliced.count), (8, 50));
    assert_eq!(of_tables(&tables).conflicts(usize::MAX).unwrap(), sliced);
}

#[test]
fn every_row_as_read_stands_in_one_list_with_why_it_is_not_used() {
    // More than the 200 whose remarks keep their places: every third has no SKU, every seventh one that was there.
    let row = |i: u32| match i {
        _ if i.is_multiple_of(3) => format!(",{i}.50,{i}"),
        _ if i.is_multiple_of(7) => format!("S1,{i}.50,{i}"),
        _ => format!("S{i},{i}.50,{i}"),
    };
    let rows: Vec<String> = (1..=900).map(row).collect();
    let mut book = of_tables(&[("stock.csv", &format!("SKU,Price ($),Units\n{}\n", rows.join("\n")))]);
    let view = book.tables().remove(0);
    let all = book.as_read_csv(view.id, 0, usize::MAX);
    let parts: String =
        (0..).step_by(64).map(|at| book.as_read_csv(view.id, at, 64)).take_while(|t| !t.is_empty()).collect();
    assert_eq!(parts, all);
    assert_eq!(all.lines().count(), 901);
    let of = |code: &str| u32::try_from(all.matches(&format!(",{code},")).count()).unwrap();
    assert_eq!((of("sku_missing"), of("sku_missing") + of("sku_twice")), (300, view.rows_set_aside));
    assert!(all.contains("\r\n8,sku_twice,S1,7.50,USD,7\r\n"), "{all}");

    let mut steps = 0;
    let sliced = loop {
        let totals = book.read_totals(view.id, 7);
        steps += 1;
        if totals.done >= totals.total {
            break totals;
        }
    };
    assert_eq!(steps, 129);
    let texts = |at: usize| (sliced.fields[at].filled, sliced.fields[at].sums.first().map(|sum| sum.text.clone()));
    assert_eq!(
        [texts(0), texts(1), texts(2)],
        [(600, None), (900, Some("405900.00".into())), (900, Some("405450".into()))]
    );
    // Read anew, it is added up anew.
    book.add_table("SKU,Units\nA,1\n", &ReadOptions { name: "stock.csv".into(), ..ReadOptions::default() });
    assert_eq!(book.read_totals(view.id, usize::MAX).fields[1].sums[0].text, "1");
    book.remove_table(view.id);
    assert_eq!((book.as_read(view.id, 0, 9).row_count, book.as_read_csv(view.id, 0, 9)), (0, String::new()));
}

#[test]
fn skus_in_other_letters_or_conditions_are_one_product_only_if_the_seller_says_so() {
    let text = "SKU,Condition,Price ($),On hand,units-shipped-t30\nLUNA-1,New,24.99,10,6\nluna-1,New,19.99,4,2\nMUG-1,New,9.99,5,1\nMUG-1,Used,7.99,3,1\nMUG-1,Used,7.99,9,9\n";
    let mut book = of_tables(&[("stock.csv", text)]);
    let list = |book: &mut Book| -> Vec<(String, f64)> {
        let rows = book.rows(&window(Filter::default())).rows;
        let mut list: Vec<_> = rows.into_iter().map(|row| (row.sku, row.units)).collect();
        list.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        list
    };
    let named = |list: &[(&str, f64)]| list.iter().map(|(sku, units)| ((*sku).to_owned(), *units)).collect::<Vec<_>>();
    let apart = named(&[("LUNA-1", 10.0), ("MUG-1", 3.0), ("MUG-1", 5.0), ("luna-1", 4.0)]);
    assert_eq!(list(&mut book), apart);
    book.edit(None, "sku_letters", "one_product").unwrap();
    book.finish().unwrap();
    assert_eq!(list(&mut book), named(&[("LUNA-1", 14.0), ("MUG-1", 3.0), ("MUG-1", 5.0)]));
    let luna = book.product("LUNA-1").unwrap();
    assert!(luna.problems.iter().any(|problem| problem.code == "rows_as_one"));
    assert_eq!(
        (standing(&mut book, "LUNA-1", "price_list"), standing(&mut book, "LUNA-1", "units_sold_30")),
        ("24.99".to_owned(), "8".to_owned())
    );
    book.edit(None, "sku_conditions", "one_product").unwrap();
    book.finish().unwrap();
    // The row that repeats a condition is no further stock: it stays set aside.
    assert_eq!(list(&mut book), named(&[("LUNA-1", 14.0), ("MUG-1", 8.0)]));
    assert_eq!(book.tables()[0].rows_set_aside, 1);
    book.edit(None, "sku_letters", "").unwrap();
    book.edit(None, "sku_conditions", "apart").unwrap();
    book.finish().unwrap();
    assert_eq!(list(&mut book), apart);
}

fn sample(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name);
    let text = encoding_rs::WINDOWS_1252.decode(&std::fs::read(path).unwrap()).0.into_owned();
    text.trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn orders_are_no_stock_and_their_lines_no_repetition() {
    let text = sample("all_orders_us.txt");
    let book = of_tables(&[("all_orders_us.txt", &text)]);
    let table = &book.tables()[0];
    assert_eq!((table.rows_read, table.rows_set_aside), (10, 0));
    assert_eq!(book.summary().products, 0);
    // Beside a sheet that knows the stock they change nothing of it.
    let own = "SKU,Price ($),On hand\n0012345,24.99,40\n";
    let mut both = of_tables(&[("all_orders_us.txt", &text), ("own.csv", own)]);
    assert_eq!((standing(&mut both, "0012345", "units"), both.summary().products), ("40".to_owned(), 1));
    assert_eq!(conflicts(&mut both), []);
}

#[test]
fn the_quantity_of_a_listing_is_no_stock_of_the_marketplace() {
    let mut book = of_tables(&[("all_listings_us.txt", &sample("all_listings_us.txt"))]);
    let rows = book.rows(&window(Filter::default())).rows;
    assert!(rows.len() >= 9 && rows.iter().all(|row| row.units == 0.0), "{rows:?}");
    assert_eq!(standing(&mut book, "0012345", "units"), "");
    assert_ne!(standing(&mut book, "0012345", "price_list"), "");
}
