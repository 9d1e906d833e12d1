//! A seeded catalogue of any size as one table, and a clock: what the benches that grow share.

use std::fmt::Write as _;
use std::time::Instant;

/// Milliseconds this thread has had a processor for (Linux), or the wall's since a moment.
#[must_use]
pub fn now_ms(began: Instant) -> f64 {
    let on_processor = || {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(line.split(' ').next()?.parse::<f64>().ok()? / 1e6)
    };
    on_processor().unwrap_or_else(|| began.elapsed().as_secs_f64() * 1e3)
}

/// A table of the seller's own: price, size, category, units, age, sales and landed cost of each product.
#[must_use]
pub fn table(products: usize) -> String {
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
