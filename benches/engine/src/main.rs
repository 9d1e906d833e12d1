//! Native side of the catalogue bench: `clearfloor-bench COLUMNS RUNS` prints the milliseconds of each
//! run after one that does not count, and the sum of the best present values, as one JSON object.

use clearfloor_bench::columns::Columns;
use clearfloor_bench::pass::{Answers, Pass};
use std::process::ExitCode;
use std::time::Instant;

fn measure(path: &str, runs: usize) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    let mut pass = Pass::new(Columns::read(&bytes)?, "2026-11-21")?;
    let mut answers = Answers::default();
    let mut ms = Vec::new();
    for run in 0..=runs {
        let began = Instant::now();
        pass.run(&mut answers)?;
        if run > 0 {
            ms.push(format!("{:.3}", began.elapsed().as_secs_f64() * 1e3));
        }
    }
    let sum: f64 = answers.values.chunks_exact(12).map(|ways| ways.iter().copied().fold(f64::MIN, f64::max)).sum();
    Some(format!("{{\"ms\":[{}],\"bestSum\":{sum}}}", ms.join(",")))
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_default();
    let runs = args.next().and_then(|runs| runs.parse().ok()).unwrap_or(5);
    match measure(&path, runs) {
        Some(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("no columns could be read and answered from {path:?}");
            ExitCode::FAILURE
        }
    }
}
