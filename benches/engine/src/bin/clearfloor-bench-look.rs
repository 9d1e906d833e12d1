//! What one look at a large catalogue costs: `clearfloor-bench-look PRODUCTS` computes a seeded catalogue and prints one
//! JSON object: milliseconds of processor time for each part of what the page asks for at once, with no order kept from the
//! look before.

use clearfloor::book::health::{CalendarAsk, HealthSheets, HealthWindow};
use clearfloor::book::{Book, Day, Figure, Filter, GroupBy, Sort, Window, read_options};
use clearfloor_bench::growing::{now_ms, table};
use std::process::ExitCode;
use std::time::Instant;

/// Rows of a window of the page.
const ROWS: usize = 120;

/// Looks that are timed together, for the clock of a thread is a coarse one.
const LOOKS: u32 = 20;

/// Milliseconds of one look, with no order kept from the one before.
fn each(book: &mut Book, mut run: impl FnMut(&mut Book)) -> f64 {
    let wall = Instant::now();
    let mut turn = |book: &mut Book, turn: u32, with: bool| {
        for other in 0..2 {
            let filter = Filter { text: format!("no such {turn} {other}"), ..Filter::default() };
            book.rows(&Window { filter, count: 0, ..window(Sort::Units, None, 0) });
        }
        if with {
            run(book);
        }
    };
    let began = now_ms(wall);
    (0..LOOKS).for_each(|at| turn(book, at, false));
    let without = now_ms(wall) - began;
    let began = now_ms(wall);
    (0..LOOKS).for_each(|at| turn(book, at, true));
    (now_ms(wall) - began - without) / f64::from(LOOKS)
}

fn window(sort: Sort, group: Option<GroupBy>, offset: usize) -> Window {
    let filter = Filter::default();
    Window { offset, count: ROWS, sort, is_descending: true, filter, group, open: Vec::new() }
}

fn measure(products: usize) -> Option<String> {
    let mut book = Book::new(Day::parse("2026-11-21").ok()?).ok()?;
    let text = table(products);
    book.add_table(&text, &read_options("growth.txt", false, None, &[]).ok()?);
    book.finish().ok()?;
    let mut parts = Vec::new();
    let mut part = |name: &str, ms: f64| parts.push(format!("\"{name}\":{ms:.2}"));
    let sorts = [("gain", Sort::Gain), ("sku", Sort::Sku), ("age", Sort::Age), ("cover", Sort::Cover)];
    for (name, sort) in sorts {
        let took = each(&mut book, |book| {
            book.rows(&window(sort, None, 0));
        });
        part(&format!("rows by {name}"), took);
    }
    let took = each(&mut book, |book| {
        book.rows(&window(Sort::Gain, None, products / 2));
    });
    part("rows in the middle", took);
    for (name, by) in [("action", GroupBy::Action), ("deadline", GroupBy::Deadline), ("category", GroupBy::Category)] {
        let took = each(&mut book, |book| {
            book.rows(&window(Sort::Gain, Some(by), 0));
        });
        part(&format!("groups by {name}"), took);
    }
    let took = each(&mut book, |book| {
        let filter = Filter { text: "product 77".to_owned(), ..Filter::default() };
        book.rows(&Window { filter, ..window(Sort::Gain, None, 0) });
    });
    part("rows by text", took);
    let took = each(&mut book, |book| {
        let _ = book.totals(&Filter::default());
    });
    part("totals", took);
    let first = book.keys(&Filter { text: "S-7".to_owned(), ..Filter::default() }).first()?.clone();
    let took = each(&mut book, |book| {
        let _ = book.edit(Some(&first), "units", "77");
        let _ = book.summary();
    });
    part("summary after a change", took);
    let took = each(&mut book, |book| {
        let _ = book.missing_up_to(50);
    });
    part("missing", took);
    let took = each(&mut book, |book| {
        let _ = book.points(&Filter::default(), Figure::Cover, Figure::Gain);
    });
    part("points", took);
    let took = each(&mut book, |book| {
        let window = HealthWindow { count: ROWS, is_descending: true, ..HealthWindow::default() };
        let _ = book.health(&HealthSheets::default(), &window);
    });
    part("health", took);
    let took = each(&mut book, |book| {
        let _ = book.calendar(&HealthSheets::default(), &CalendarAsk { count: ROWS, only: String::new() });
    });
    part("alerts and calendar", took);
    // A bench of nothing measures nothing.
    (book.summary().ready > 0).then(|| format!("{{\"products\":{products},\"ms\":{{{}}}}}", parts.join(",")))
}

fn main() -> ExitCode {
    let products = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    match measure(products) {
        Some(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}
