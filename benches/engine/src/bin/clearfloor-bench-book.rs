//! The list on one processor, for a profiler: `clearfloor-bench-book RUNS FILE…` reads the tables into a book,
//! computes every product `RUNS` times and prints the milliseconds of each part, as one JSON object.

use clearfloor::book::{Book, Day, read_options};
use std::process::ExitCode;
use std::time::Instant;

fn ms(began: Instant) -> String {
    format!("{:.3}", began.elapsed().as_secs_f64() * 1e3)
}

fn measure(runs: usize, files: &[String]) -> Option<String> {
    let today = Day::parse("2026-11-21").ok()?;
    let texts = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>().ok()?;
    let mut reading = Vec::new();
    let mut listing = Vec::new();
    let mut proof = String::new();
    for _ in 0..runs {
        let mut book = Book::new(today).ok()?;
        for (file, text) in files.iter().zip(&texts) {
            let name = file.rsplit('/').next()?;
            let options = read_options(name, false, None, &[]).ok()?;
            let began = Instant::now();
            let view = book.add_table(text, &options);
            reading.push(ms(began));
            proof = format!("\"rows\":{},\"problems\":{}", view.rows_read, view.problem_count);
        }
        let began = Instant::now();
        book.finish().ok()?;
        listing.push(ms(began));
        let summary = book.summary();
        let gain = summary.gain.map_or(0, |gain| gain.minor());
        proof += &format!(",\"products\":{},\"ready\":{},\"gain\":{gain}", summary.products, summary.ready);
    }
    Some(format!("{{\"reading\":[{}],\"list\":[{}],{proof}}}", reading.join(","), listing.join(",")))
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((runs, files)) = args.split_first() else { return ExitCode::FAILURE };
    match runs.parse().ok().and_then(|runs| measure(runs, files)) {
        Some(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("these tables could not be read: {files:?}");
            ExitCode::FAILURE
        }
    }
}
