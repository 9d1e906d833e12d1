//! What a catalogue costs as it grows: `clearfloor-bench-growth PRODUCTS` reads a seeded catalogue of that size into a
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
use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Instant;

/// Products that one slice of the page's work may take.
const SLICE: usize = 64;

/// Milliseconds this thread has had a processor for (Linux), or the wall's since a moment.
fn now_ms(began: Instant) -> f64 {
    let on_processor = || {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(line.split(' ').next()?.parse::<f64>().ok()? / 1e6)
    };
    on_processor().unwrap_or_else(|| began.elapsed().as_secs_f64() * 1e3)
}

/// Bytes of memory the process holds (Linux).
fn held() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) * 1024.0
}

/// A table of the seller's own: price, size, category, units, age, sales and landed cost of each product.
fn table(products: usize) -> String {
    let mut state = 20_261_127_u64;
    let mut draw = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) % most
    };
    let mut text = String::with_capacity(products * 80);
    text.push_str("SKU\tTitle\tList Price\tCategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension\t");
    text.push_str(
        "Package weight\tunit-of-weight\tquantity\tAge (days)\t30 day sales\tT60\tSold last 90 days\tLanded cost\n",
    );
    let categories = ["kitchen", "toys", "home", "clothing"];
    for at in 0..products {
        let (price, units, sold) = (899 + draw(6_000), 20 + draw(600), draw(90));
        let category = categories[usize::try_from(draw(4)).unwrap_or(0)];
        let (long, wide, high) = (6 + draw(10), 4 + draw(4), 1 + draw(3));
        let (weight, age) = (3 + draw(40), 30 + draw(420));
        let (before, earlier, cost) = (draw(90), draw(90), 1 + price / 300);
        let written = writeln!(
            text,
            "S-{at}\tProduct {at}\t{}.{:02}\t{category}\t{long}\t{wide}\t{high}\tinches\t{}.{}\tpounds\t{units}\t{age}\t{sold}\t{}\t{}\t{cost}.00",
            price / 100,
            price % 100,
            weight / 10,
            weight % 10,
            sold + before,
            sold + before + earlier,
        );
        if written.is_err() {
            break;
        }
    }
    text
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
