//! What a catalogue costs as it grows: `clearfloor-bench-growth PRODUCTS` reads a seeded catalogue of that size into a
//! book, computes its list, its health, finds the ways of its plan and chooses among them for three targets. It prints one
//! JSON object: microseconds and bytes for each product, milliseconds of the longest slice of 64 products, of the longest
//! single step of a choice, of asking for the plan once it is made, and of each choice, and how long health takes for each
//! second of the list.
//!
//! Time is processor time where the system tells it; memory is what the process holds more than before (Linux). Run
//! it once for each size: what a process was given once it does not give back.

use clearfloor::book::catalogue_plan::{TaskSort, TaskWindow};
use clearfloor::book::health::{HealthSheets, HealthWindow};
use clearfloor::book::{Book, Day, Filter, GroupBy, read_options};
use clearfloor_bench::growing::{now_ms, table};
use std::process::ExitCode;
use std::time::Instant;

/// Products that one slice of the page's work may take.
const SLICE: usize = 64;

/// Bytes of memory the process holds (Linux).
fn held() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) * 1024.0
}

fn measure(products: usize) -> Option<String> {
    let wall = Instant::now();
    let count = products as f64;
    let mut book = Book::new(Day::parse("2026-11-21").ok()?).ok()?;
    let text = table(products);
    let before = held();
    let began = now_ms(wall);
    let read = book.add_table(&text, &read_options("growth.txt", false, None, &[]).ok()?);
    let reading = now_ms(wall) - began;
    drop(text);
    let began = now_ms(wall);
    book.finish().ok()?;
    let listing = now_ms(wall) - began;
    let of_list = held();
    let summary = book.summary();
    let window = HealthWindow { count: 50, is_descending: true, ..HealthWindow::default() };
    let began = now_ms(wall);
    let health = book.health(&HealthSheets::default(), &window).ok()?.body;
    let measuring = now_ms(wall) - began;
    let (mut longest, mut longest_step, mut asking) = (0.0_f64, 0.0_f64, 0.0_f64);
    let mut finding = 0.0;
    let need = |cash: i64, volume: f64| {
        let mut texts = Vec::new();
        if cash > 0 {
            texts.push(("need_cash".to_owned(), (cash / 100).to_string()));
        }
        if volume > 0.0 {
            texts.push(("need_volume".to_owned(), format!("{volume:.0}")));
        }
        texts
    };
    loop {
        let began = now_ms(wall);
        let progress = book.find_ways(&[], &Filter::default(), SLICE).ok()?;
        let took = now_ms(wall) - began;
        finding += took;
        longest = longest.max(took);
        if progress.done >= progress.total {
            break;
        }
    }
    let window = TaskWindow {
        offset: 0,
        count: 50,
        sort: TaskSort::Gain,
        is_descending: true,
        filter: Filter::default(),
        group: GroupBy::Action,
        only: None,
    };
    let began = now_ms(wall);
    let free = book.catalogue_plan(&[], &window).ok()?.body.plan?;
    asking = f64::max(asking, now_ms(wall) - began);
    let mut choosing = Vec::new();
    let cash = |tenths: i64| free.plan.cash.minor() + (free.most_cash.minor() - free.plan.cash.minor()) * tenths / 10;
    let room = |share: f64| free.plan.volume + (free.most_volume - free.plan.volume) * share;
    for (name, needs) in [
        ("cash", need(cash(3), 0.0)),
        ("room", need(0, room(0.3))),
        ("both", need(cash(2), room(0.3))),
        ("both, more", need(cash(5), room(0.6))),
    ] {
        let began = now_ms(wall);
        loop {
            let before = now_ms(wall);
            let progress = book.find_ways(&needs, &window.filter, 1).ok()?;
            longest_step = longest_step.max(now_ms(wall) - before);
            if progress.done >= progress.total {
                break;
            }
        }
        let took = now_ms(wall) - began;
        let began = now_ms(wall);
        let plan = book.catalogue_plan(&needs, &window).ok()?.body.plan?;
        asking = asking.max(now_ms(wall) - began);
        let (gap, loss, is_met) = (plan.gap.minor(), plan.loss.minor(), plan.is_met);
        choosing.push(format!(
            "{{\"needs\":\"{name}\",\"ms\":{took:.1},\"gap\":{gap},\"loss\":{loss},\"isMet\":{is_met}}}"
        ));
    }
    let of_plan = held();
    let each = |ms: f64| format!("{:.2}", ms * 1e3 / count);
    // A bench of nothing measures nothing.
    (summary.ready > 0 && free.products > 0 && health.totals.turnover.is_some()).then_some(())?;
    Some(format!(
        "{{\"products\":{products},\"rows\":{},\"ready\":{},\"planned\":{},\"us\":{{\"reading\":{},\"list\":{},\"health\":{},\"ways\":{}}},\"healthOfList\":{:.2},\"bytes\":{{\"list\":{:.0},\"plan\":{:.0}}},\"longestSliceMs\":{longest:.2},\"longestStepMs\":{longest_step:.2},\"askingMs\":{asking:.2},\"choose\":[{}]}}",
        read.rows_read,
        summary.ready,
        free.products,
        each(reading),
        each(listing),
        each(measuring),
        each(finding),
        measuring / listing,
        (of_list - before) / count,
        (of_plan - of_list) / count,
        choosing.join(","),
    ))
}

fn main() -> ExitCode {
    let products = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    match measure(products) {
        Some(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}
