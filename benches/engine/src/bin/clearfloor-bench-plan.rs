//! The plan bench: `clearfloor-bench-plan RUNS` prints the milliseconds of each plan of 500 units over 26 weeks and
//! 15 prices, after one that does not count, and of the same recursion as it stands in a textbook.

use clearfloor::demand::Poisson;
use clearfloor::markdown::ladder::Ladder;
use clearfloor_bench::plan::{UNITS, ladder, value};
use std::process::ExitCode;
use std::time::Instant;

/// Every stock, every price, every count of sales: nothing left out, nothing kept between stocks.
fn textbook(ladder: &Ladder) -> Option<f64> {
    let count = UNITS as usize + 1;
    let mut later = vec![(0..=UNITS).map(|n| f64::from(n) * ladder.leftover_per_unit).collect::<Vec<f64>>(); 15];
    for period in ladder.periods.iter().rev() {
        let mut now = vec![vec![f64::NEG_INFINITY; count]; 15];
        for (price, offer) in period.offers.iter().enumerate() {
            let sales = Poisson::new(offer.rate).ok()?;
            let chances: Vec<f64> = (0..=UNITS).map(|sold| sales.exactly(sold)).collect();
            let tails: Vec<f64> = (0..=UNITS).map(|sold| sales.at_least(sold)).collect();
            for (n, tail) in tails.iter().enumerate() {
                let mut value = tail * offer.net * n as f64 - period.hold_per_unit * n as f64;
                for (sold, chance) in chances.iter().take(n).enumerate() {
                    value += chance * (offer.net * sold as f64 + later[price][n - sold]);
                }
                value += tail * later[price][0];
                for of in now.iter_mut().take(price + 1) {
                    of[n] = of[n].max(value);
                }
            }
        }
        later = now;
    }
    later.first()?.last().copied()
}

fn measure(runs: usize) -> Option<String> {
    let ladder = ladder()?;
    let time = |work: &dyn Fn() -> Option<f64>, runs: usize| {
        let mut ms = Vec::new();
        let mut value = 0.0;
        for run in 0..=runs {
            let began = Instant::now();
            value = work()?;
            if run > 0 {
                ms.push(format!("{:.3}", began.elapsed().as_secs_f64() * 1e3));
            }
        }
        Some((ms.join(","), value))
    };
    let (ours, value) = time(&|| value(&ladder), runs)?;
    let (plain, check) = time(&|| textbook(&ladder), runs.div_ceil(10))?;
    Some(format!("{{\"ms\":[{ours}],\"textbookMs\":[{plain}],\"value\":{value},\"textbookValue\":{check}}}"))
}

fn main() -> ExitCode {
    let runs = std::env::args().nth(1).and_then(|runs| runs.parse().ok()).unwrap_or(20);
    match measure(runs) {
        Some(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}
