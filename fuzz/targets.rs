//! What is done with any bytes. `cargo fuzz` calls these with what it makes up; `tests/fuzz_corpus.rs` with the kept
//! corpus and changed copies of it. Nothing may panic, and what comes out keeps the promises asserted here.
#![allow(dead_code, reason = "each fuzz target uses one of them")]

use clearfloor::book::health::{HealthSheets, HealthWindow};
use clearfloor::book::{Book, Filter, Sort, Window};
use clearfloor::date::{Day, LocalMinute};
use clearfloor::fees::Market;
use clearfloor::fees::schedule::Schedule;
use clearfloor::import::{ReadOptions, detect, dimensions, read};
use clearfloor::money::Currency;
use clearfloor::number::Decimal;
use clearfloor::state::field::{PRODUCT_FIELDS, parse, typed_figure};

const NAMES: [&str; 4] = ["paste", "stock.csv", "stock.tsv", "stock.txt"];
const CURRENCIES: [Option<Currency>; 4] = [None, Some(Currency::USD), Some(Currency::EUR), Some(Currency::CNY)];

fn text_of(data: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_label(detect(data).label().as_bytes());
    encoding.unwrap_or(encoding_rs::UTF_8).decode(data).0.into_owned()
}

fn today() -> Day {
    Day::new(2026, 11, 21).expect("a day")
}

/// Text as one number, day, minute, size, and as each field of a product.
pub fn figures(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(number) = Decimal::parse(&text) {
        let written = number.to_string();
        assert_eq!(Decimal::parse(&written).map(|again| again.to_string()), Ok(written), "{text:?}");
        assert!(number.to_f64().is_finite());
    }
    if let Ok(day) = Day::parse(&text) {
        assert_eq!(Day::parse(&day.to_string()), Ok(day), "{text:?}");
    }
    let _ = (LocalMinute::parse(&text), typed_figure(&text), dimensions(&text, None));
    for spec in PRODUCT_FIELDS {
        let _ = parse(spec, &text);
    }
}

/// A file or paste: read, walked through, put into a book, its list and first products computed. The first byte
/// chooses how it came in.
pub fn tables(data: &[u8]) {
    let Some((&how, data)) = data.split_first() else { return };
    let choose = usize::from(how);
    let options = ReadOptions {
        name: NAMES[choose % NAMES.len()].to_owned(),
        is_clipboard: choose % NAMES.len() == 0,
        currency: CURRENCIES[choose / 4 % CURRENCIES.len()],
        ..ReadOptions::default()
    };
    let text = text_of(data);
    let table = read(text.as_str(), &options);
    let mut line = 0;
    for row in table.rows() {
        assert!(table.line(row) >= line, "rows keep the order of the file");
        line = table.line(row);
    }
    let noted: u64 = table.problem_counts().iter().map(|(_, count)| count).sum();
    assert!(noted >= table.problems().len() as u64, "what is kept is counted");

    let mut book = Book::new(today()).expect("a book");
    book.add_table(&text, &options);
    check(&mut book);
}

/// What a seller may type, a line a field: `name=text` for a product, `=name=text` for a setting, `+` for a new product.
pub fn entries(data: &[u8]) {
    let mut book = Book::new(today()).expect("a book");
    let mut key = book.add_product();
    for line in String::from_utf8_lossy(data).lines().take(64) {
        if line == "+" {
            key = book.add_product();
        } else if let Some((name, text)) = line.strip_prefix('=').and_then(|rest| rest.split_once('=')) {
            let _ = book.edit(None, name, text);
        } else if let Some((name, text)) = line.split_once('=') {
            let _ = book.edit(Some(&key), name, text);
        }
    }
    check(&mut book);
}

/// A fee file of the seller's own.
pub fn fee_files(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for market in [Market::Us, Market::Uk, Market::De] {
        if let Ok(schedule) = Schedule::read(&text, market) {
            let _ = schedule.list(today());
        }
    }
}

/// A worksheet as a workspace or a link brings it: its view in the first line, below it JSON or a text a line
/// (`name=text`). What is no sheet is refused; what is one is answered, the texts that make no sense with a reason.
pub fn worksheets(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some((view, sheet)) = text.split_once('\n') else { return };
    let mut book = Book::new(today()).expect("a book");
    let key = book.add_product();
    for (name, typed) in [
        ("price_list", "24.99"),
        ("category", "office"),
        ("units", "249"),
        ("age_days", "200"),
        ("units_sold_30", "15"),
        ("side_longest", "17.5"),
        ("side_median", "3.2"),
        ("side_shortest", "3.1"),
        ("weight", "1.8"),
    ] {
        book.edit(Some(&key), name, typed).expect("a field");
    }
    let texts: Vec<(String, String)> = sheet
        .lines()
        .take(32)
        .filter_map(|line| line.split_once('='))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    match view {
        "shipment" => {
            if let Ok(sheet) = serde_json::from_str(sheet)
                && let Ok(answer) = book.shipment(&sheet)
            {
                written(&answer);
            }
        }
        "transfers" => {
            if let Ok(sheet) = serde_json::from_str(sheet)
                && let Ok(answer) = book.transfers(&sheet)
            {
                written(&answer);
            }
        }
        "review" => {
            if let Ok(sheet) = serde_json::from_str(sheet)
                && let Ok(answer) = book.review(&sheet, &HealthSheets::default())
            {
                written(&answer);
            }
        }
        "health" => {
            book.finish().expect("it is known");
            if let Ok(sheets) = serde_json::from_str(sheet)
                && let Ok(answer) = book.health(&sheets, &HealthWindow { count: 10, ..HealthWindow::default() })
            {
                written(&answer.body);
            }
        }
        "channels" => drop(book.channels(&key, &texts)),
        // The whole of a plan takes long; what reads the texts comes first.
        "plan" => drop(book.plan_in_steps(&key, &texts, &mut 4).map(|view| view.map(|view| written(&view.body)))),
        "restock" => drop(book.restock(&key, &texts).map(|view| written(&view.body))),
        _ => {}
    }
}

/// An answer can be handed over: no figure in it is none.
fn written(answer: &impl serde::Serialize) {
    serde_json::to_string(answer).expect("an answer is written");
}

/// Every figure of the list is a number, and the first products can be opened.
fn check(book: &mut Book) {
    if book.finish().is_err() {
        return;
    }
    let window = Window {
        offset: 0,
        count: 100,
        sort: Sort::Gain,
        is_descending: true,
        filter: Filter::default(),
        group: None,
        open: Vec::new(),
    };
    let rows = book.rows(&window).rows;
    for row in &rows {
        let figures = [Some(row.units), row.per_week, row.cover_days, row.volume_cubic_feet];
        assert!(figures.into_iter().flatten().all(f64::is_finite), "{row:?}");
        assert!(row.ages.iter().all(|units| units.is_finite()), "{row:?}");
    }
    for row in rows.iter().take(2) {
        let product = book.product(&row.key).expect("a product of the list opens");
        for outcome in &product.outcomes {
            assert!(outcome.cash_path.iter().all(|point| point.minor.is_finite() && point.units.is_finite()));
        }
    }
}
