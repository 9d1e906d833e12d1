//! Tables as sellers hand them in, through the public API: what is pointed out, what is asked, what never breaks.
#![allow(clippy::expect_used, reason = "what cannot happen to a test ends it")]

use clearfloor::import::{Answer, ReadOptions, Separator, Severity, Table, detect, read};
use clearfloor::money::Currency;
use std::path::Path;

#[path = "import/columns_page.rs"]
mod columns_page;
#[path = "import/pitfalls.rs"]
mod pitfalls;

fn sample(name: &str, currency: Option<Currency>) -> Table {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports").join(name))
        .expect("a sample");
    let decoder = encoding_rs::Encoding::for_label(detect(&bytes).label().as_bytes()).expect("a label");
    let options =
        ReadOptions { name: name.to_owned(), is_clipboard: name.ends_with(".tsv"), currency, ..ReadOptions::default() };
    read(decoder.decode(&bytes).0.into_owned(), &options)
}

fn counts(table: &Table) -> Vec<(&'static str, u64)> {
    let mut counts = table.problem_counts().to_vec();
    counts.sort_unstable();
    counts
}

fn paste(text: &str) -> Table {
    read(text, &ReadOptions { is_clipboard: true, ..ReadOptions::default() })
}

fn number(table: &Table, row: usize, field: &str) -> Option<String> {
    table.number(row, table.field(field)?).map(|number| number.to_string())
}

#[test]
fn points_out_what_the_planning_report_hides() {
    let table = sample("fba_inventory_us.txt", None);
    let found = [("ages_above_stock", 1), ("price_missing", 1), ("sku_in_several_conditions", 1)];
    assert_eq!(counts(&table), found);
    let ages = table.problems().iter().find(|p| p.code == "ages_above_stock").unwrap();
    assert_eq!((ages.line, ages.sku.as_deref()), (Some(12), Some("TEA-TIN-GRN")));
    assert_eq!(ages.params.last(), Some(&("units", "3".to_owned())));
    let price = table.problems().iter().find(|p| p.code == "price_missing").unwrap();
    assert_eq!((price.line, price.column, price.heading.as_deref()), (Some(6), Some(21), Some("your-price")));
    assert_eq!(price.field, Some("price_list"));
}

#[test]
fn points_out_gaps_in_fee_previews() {
    assert_eq!(counts(&sample("fee_preview_us.txt", None)), [("not_measured", 1), ("sku_with_several_fnskus", 1)]);
    let found = [("fee_zero", 1), ("price_missing", 1), ("several_currencies", 1)];
    assert_eq!(counts(&sample("fee_preview_eu.txt", None)), found);
    assert_eq!(counts(&sample("aged_surcharge_us.txt", None)), [("quantity_missing", 1)]);
}

#[test]
fn asks_for_the_exchange_rate_only_where_none_is_given() {
    assert_eq!(counts(&sample("cost_sheet_us.csv", None)), []);
    let chinese = sample("cn_seller_sheet.csv", None);
    assert_eq!(counts(&chinese), [("dollar_read_as", 1), ("error_value", 1), ("exchange_rate_missing", 1)]);
    let rate = chinese.problems().iter().find(|p| p.code == "exchange_rate_missing").unwrap();
    assert_eq!(rate.severity, Severity::Question);
    assert_eq!(rate.params, [("from", "CNY".to_owned()), ("to", "USD".to_owned())]);
}

#[test]
fn asks_for_what_only_the_seller_knows() {
    assert_eq!(counts(&sample("business_report_de.csv", None)), [("period_missing", 1)]);
    assert_eq!(counts(&sample("mabang_stock.tsv", None)), [("sku_in_several_warehouses", 1), ("skus_are_local", 1)]);
    let open = sample("pasted_from_excel.tsv", None);
    assert!(counts(&open).contains(&("currency_open", 4)));
    let price = open.columns().iter().find(|c| c.field == Some("price_list")).unwrap();
    assert!(price.is_question && price.choices.contains(&Answer::Currency(Currency::USD)));
    assert_eq!(open.money(1, open.field("price_list").unwrap()), None);
    let answered = sample("pasted_from_excel.tsv", Some(Currency::USD));
    let found = [("dollar_read_as", 1), ("error_value", 2), ("rate_mixed", 1), ("sku_letter_case", 1)];
    assert_eq!(counts(&answered), found);
}

#[test]
fn asks_for_the_unit_of_a_measure_once_a_column() {
    let table = paste("SKU\tWeight\tLength (cm)\nA\t12\t40\nB\t1.8 kg\t30\nC\t9\t20\n");
    let asked: Vec<_> = table.problems().iter().filter(|problem| problem.code == "measure_without_unit").collect();
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].line, asked[0].heading.as_deref()), (Some(2), Some("Weight")));
    assert_eq!(asked[0].params, [("rows", "2".to_owned())]);
}

#[test]
fn reads_a_column_by_all_its_cells() {
    let table = paste("SKU\tPrice (EUR)\tMOQ\nA\t1.234\t1.000\nB\t12,50\t20\n");
    assert_eq!(number(&table, 0, "price_list").as_deref(), Some("1234"));
    assert_eq!(number(&table, 0, "moq").as_deref(), Some("1000"));
    let price = table.columns().iter().find(|c| c.field == Some("price_list")).unwrap();
    assert_eq!((price.reading, price.is_question), (Some(Answer::DecimalComma), false));
}

#[test]
fn reads_yen_shares_and_groups_by_what_they_can_only_be() {
    let of = |currency, text: &str| {
        let options = ReadOptions { name: "stock.csv".to_owned(), currency, ..ReadOptions::default() };
        read(text.to_owned(), &options)
    };
    // Yen have no decimals; a sheet of Japan is none of China, though no syllable stands in its headings.
    let yen = of(Some(Currency::JPY), "商品管理番号,販売価格,仕入値\nA-1,\"3,980\",\"1,200\"\nB-2,\"12,800\",980\n");
    assert_eq!(yen.report(), None);
    let amount = |row, field| yen.money(row, yen.field(field).unwrap()).map(|(sum, of)| (sum.to_string(), of));
    assert_eq!(amount(0, "price_list"), Some(("3980".to_owned(), Currency::JPY)));
    assert_eq!(amount(0, "cost_unit"), Some(("1200".to_owned(), Currency::JPY)));
    // Counts are whole, so the sign in them stands between groups, in the prices beside them too.
    let counted = of(Some(Currency::USD), "SKU,Available,Price\nA-1,\"12,345\",\"1,250\"\n");
    assert_eq!(number(&counted, 0, "units_available").as_deref(), Some("12345"));
    let price = counted.money(0, counted.field("price_list").unwrap()).map(|(sum, _)| sum.to_string());
    assert_eq!(price.as_deref(), Some("1250"));
    // China and Japan write a point, so three digits behind one are decimals and behind a comma thousands.
    let sheet = of(Some(Currency::USD), "SKU,品名,日均销量,采购价\nA-1,桌垫,43.227,\"1,250\"\nB-2,台灯,2.181,7\n");
    assert_eq!(number(&sheet, 0, "avg_daily_sales").as_deref(), Some("43.227"));
    let cost = sheet.money(0, sheet.field("cost_unit").unwrap()).map(|(sum, of)| (sum.to_string(), of));
    assert_eq!(cost, Some(("1250".to_owned(), Currency::CNY)));
    // Below one with a comma is a share all the same.
    let shares = of(Some(Currency::EUR), "Artikelnummer;Marge;EK\nA-1;0,261;1,50\nB-2;-0,1;2,50\n");
    assert_eq!([number(&shares, 0, "margin"), number(&shares, 1, "margin")].map(Option::unwrap), ["0.261", "-0.1"]);
}

#[test]
fn asks_when_a_column_can_be_read_two_ways_and_takes_the_answer() {
    let text = "SKU\tPrice (USD)\nA\t1.234\nB\t2.500\nC\t7\n";
    let open = paste(text);
    assert_eq!(counts(&open), [("decimal_sign_open", 1), ("price_missing", 2)]);
    assert_eq!((number(&open, 0, "price_list"), number(&open, 2, "price_list").as_deref()), (None, Some("7")));
    for (answer, wanted) in [(Answer::DecimalPoint, "1.234"), (Answer::DecimalComma, "1234")] {
        let answers = vec![("Price (USD)".to_owned(), answer)];
        let table = read(text, &ReadOptions { answers, ..ReadOptions::default() });
        assert_eq!(number(&table, 0, "price_list").as_deref(), Some(wanted));
        assert_eq!(counts(&table), []);
    }
}

#[test]
fn what_was_decided_or_answered_can_be_turned_and_turned_back() {
    let text =
        "SKU\tPrice (USD)\tReferral %\topen-date\tOn hand\nA\t1.234,50\t15\t13/03/2026\t5\nB\t2,50\t8\t04/05/2026\t7\n";
    let signs = [Answer::DecimalPoint, Answer::DecimalComma];
    let orders = [Answer::DayFirst, Answer::MonthFirst];
    let found = |table: &Table, heading: &str| {
        let column = table.columns().iter().find(|c| c.heading == heading).unwrap();
        (column.reading, column.is_question, column.choices.clone())
    };
    let decided = paste(text);
    assert_eq!(found(&decided, "Price (USD)"), (Some(Answer::DecimalComma), false, signs.to_vec()));
    assert_eq!(found(&decided, "open-date"), (Some(Answer::DayFirst), false, orders.to_vec()));
    assert_eq!(found(&decided, "Referral %").2, [Answer::Percent, Answer::Share]);
    // A column that nothing could be read in two ways has nothing to turn.
    assert_eq!(found(&decided, "On hand"), (None, false, Vec::new()));
    for (heading, answer, choices) in
        [("Price (USD)", Answer::DecimalPoint, signs), ("open-date", Answer::MonthFirst, orders)]
    {
        let answers = vec![(heading.to_owned(), answer)];
        let turned = read(text, &ReadOptions { answers, ..ReadOptions::default() });
        assert_eq!(found(&turned, heading), (Some(answer), false, choices.to_vec()));
    }
}

#[test]
fn keeps_the_row_and_empties_the_field_of_a_cell_that_does_not_fit() {
    let table = paste(
        "SKU\tPrice (USD)\tOn hand\n0012345\tabc\t5\n1E5\t9.99\t1e308\nB\t1,5\t2.5\nC\t8.50\t-5\n\
         D\t8.50\t1\nE\t8.50\t1\nF\t8.50\t1\n",
    );
    assert_eq!(table.row_count(), 7);
    assert_eq!(number(&table, 0, "price_list"), None);
    assert_eq!(number(&table, 0, "units_available").as_deref(), Some("5"));
    assert_eq!(number(&table, 3, "units_available").as_deref(), Some("-5"));
    let sku = table.field("sku").unwrap();
    assert_eq!((table.text(0, sku), table.text(1, sku)), (Some("0012345"), Some("1E5")));
    let places: Vec<_> = table
        .problems()
        .iter()
        .filter(|p| p.severity == Severity::Error)
        .map(|p| (p.code, p.line, p.column, p.sku.as_deref()))
        .collect();
    let wanted = [
        ("number_unreadable", Some(2), Some(2), Some("0012345")),
        ("number_unlike_column", Some(4), Some(2), Some("B")),
        ("number_scientific", Some(3), Some(3), Some("1E5")),
        ("number_not_whole", Some(4), Some(3), Some("B")),
    ];
    assert_eq!(places, wanted);
    assert!(counts(&table).contains(&("units_negative", 1)));
}

#[test]
fn corrects_the_mapping_by_the_seller() {
    let mapping = vec![("Mine".to_owned(), "sku".to_owned()), ("Price".to_owned(), String::new())];
    let table = read("Mine\tPrice\tTitle\nA\t5\tx\n", &ReadOptions { mapping, ..ReadOptions::default() });
    assert_eq!(table.field("price_list"), None);
    assert_eq!(table.text(0, table.field("sku").unwrap()), Some("A"));
}

#[test]
fn adds_columns_of_one_cost_but_not_two_prices() {
    let table = paste("SKU\t头程运费(元)\t头程费(元)\tPrice ($)\tList price ($)\nA\t5\t2.5\t10\t12\n");
    assert_eq!(number(&table, 0, "cost_freight").as_deref(), Some("7.5"));
    assert_eq!(number(&table, 0, "price_list").as_deref(), Some("10"));
    assert!(counts(&table).contains(&("columns_compete", 1)));
}

#[test]
fn compares_a_printed_total_with_the_rows() {
    let table = paste("SKU\tOn hand\nA\t5\nB\t7\nTotal\t13\n");
    assert_eq!(counts(&table), [("total_differs", 1)]);
    assert_eq!(table.problems()[0].params, [("printed", "13".to_owned()), ("sum", "12".to_owned())]);
}

#[test]
fn points_out_rows_that_repeat() {
    let table = paste("SKU\tPrice (USD)\nA\t5\nB\t7\nA\t5\nB\t8\n");
    assert_eq!(table.duplicates(), [2]);
    assert_eq!(counts(&table), [("row_repeated", 1), ("sku_repeated", 1)]);
}

#[test]
fn survives_broken_input() {
    let wide = (0..10_000).map(|i| format!("column {i}")).collect::<Vec<_>>().join(",");
    let million = ",".repeat(1_000_000);
    let cases = [
        ("", "table_empty"),
        ("\n\n\n", "table_empty"),
        ("SKU", "rows_missing"),
        ("SKU\tPrice", "rows_missing"),
        ("just one\ncolumn of\nwords", "headings_unknown"),
        (wide.as_str(), "headings_unknown"),
        (million.as_str(), "table_empty"),
    ];
    for (text, code) in cases {
        let shown: String = text.chars().take(20).collect();
        assert_eq!(counts(&paste(text)), [(code, 1)], "{shown:?}");
    }
}

#[test]
fn is_split_as_the_seller_says() {
    // Commas make the more regular table; with bars the headings are the seller's own.
    let text = "sku|title, short|units\nA-1|Lamp, red|3\n";
    let columns = |separator| read(text, &ReadOptions { separator, ..ReadOptions::default() }).columns().len();
    assert_eq!(columns(Some(Separator::Pipe)), 3);
    assert_eq!(columns(Some(Separator::Comma)), 2);
    // Nothing stands side by side: there are no headings.
    assert_eq!(columns(Some(Separator::Tab)), 0);
    // The word of the file gives way to the seller's.
    let said =
        read("sep=;\nsku,units\nA-1,3\n", &ReadOptions { separator: Some(Separator::Comma), ..ReadOptions::default() });
    assert_eq!(said.text(0, said.field("sku").unwrap()), Some("A-1"));
}

#[test]
fn survives_five_megabytes_of_noise() {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..5_000_000).map(|_| next()).collect();
    let decoder = encoding_rs::Encoding::for_label(detect(&noise).label().as_bytes()).expect("a label");
    let text = decoder.decode(&noise).0.into_owned();
    for name in ["a.txt", "a.csv", "a.tsv"] {
        let table = read(text.as_str(), &ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
        assert!(!table.problems().is_empty());
    }
}

#[test]
fn keeps_text_of_any_kind_as_it_is() {
    let odd = ["🎁 gift", "שלום", "<b onclick=x>&amp;</b>", "=SUM(A1)", "+1", "@x", "e\u{301}"];
    let mut text = "SKU\tTitle\tOn hand\n".to_owned();
    for (i, title) in odd.iter().enumerate() {
        text.push_str(&format!("{i}\t{title}\tNaN\n"));
    }
    let table = paste(&text);
    let title = table.field("title").unwrap();
    for (row, wanted) in odd.iter().enumerate() {
        assert_eq!(table.text(row, title), Some(*wanted));
    }
    assert_eq!(counts(&table), [("number_unreadable", u64::try_from(odd.len()).expect("few"))]);
}

#[test]
fn caps_what_it_keeps_but_counts_all() {
    let mut text = "SKU\tPrice (USD)\n".to_owned();
    for i in 0..1000 {
        text.push_str(&format!("{i}\tx\n"));
    }
    let table = paste(&text);
    assert!(counts(&table).contains(&("number_unreadable", 1000)));
    assert_eq!(table.problems().iter().filter(|p| p.code == "number_unreadable").count(), 200);
}

proptest::proptest! {
    #[test]
    fn never_panics_on_any_text(text in "\\PC{0,200}|(SKU|Price|售价|On hand|[-0-9.,$%()=\"/ 万\t\n\r;a]){0,120}") {
        for name in ["", "a.txt", "a.csv", "a.tsv"] {
            let table = read(text.as_str(), &ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
            for row in table.rows() {
                for field in table.fields().collect::<Vec<_>>() {
                    let id = table.field(field).unwrap();
                    let _ = (table.text(row, id), table.number(row, id), table.money(row, id), table.day(row, id), table.unit(row, id));
                }
            }
        }
    }

    /// The order of rows changes nothing but the order of rows.
    #[test]
    fn reads_rows_in_any_order_alike(prices in proptest::collection::vec("[0-9]{1,4}([.,][0-9]{1,3})?", 1..8)) {
        let text = |prices: &[String]| {
            prices.iter().enumerate().fold("SKU\tPrice (USD)\n".to_owned(), |text, (i, p)| format!("{text}S{i}\t{p}\n"))
        };
        let mut reversed = prices.clone();
        reversed.reverse();
        let (there, back) = (paste(&text(&prices)), paste(&text(&reversed)));
        let read_all = |table: &Table| table.rows().map(|row| number(table, row, "price_list")).collect::<Vec<_>>();
        let mut found = read_all(&back);
        found.reverse();
        proptest::prop_assert_eq!(read_all(&there), found);
    }
}

/// Prints how long a report of 100,000 rows takes; run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn measures_a_large_report() {
    let bytes =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/reports/fba_inventory_us.txt"))
            .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let mut large = format!("{head}\n");
    let mut count = 0;
    while count < 100_000 {
        for row in rows.lines() {
            count += 1;
            let mut cells: Vec<&str> = row.split('\t').collect();
            let sku = format!("SKU-{count}");
            cells[1] = &sku;
            large.push_str(&cells.join("\t"));
            large.push('\n');
        }
    }
    let options = ReadOptions { name: "x.txt".to_owned(), ..ReadOptions::default() };
    for _ in 0..5 {
        let copy = large.clone();
        let start = std::time::Instant::now();
        let table = read(copy, &options);
        println!(
            "{} bytes, {} rows, {:?}, {:?}",
            large.len(),
            table.row_count(),
            start.elapsed(),
            table.problem_counts()
        );
    }
}
