//! The list on one processor, for a profiler: `clearfloor-bench-book RUNS FILE…` reads the tables into a book,
//! computes every product, all `RUNS` times, and prints the milliseconds of each part as one JSON object.
//! They are processor time where the system tells it, so that a busy machine can be measured on.

use clearfloor::book::{Book, Day, read_options};
use std::process::ExitCode;
use std::time::Instant;

/// A moment on the clock of this thread's processor time, or on that of the wall.
struct Clock {
    wall: Instant,
    on_processor: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), on_processor: on_processor() }
    }

    fn ms(&self) -> String {
        let wall = self.wall.elapsed().as_secs_f64() * 1e3;
        let ms = self.on_processor.zip(on_processor()).map_or(wall, |(began, now)| now - began);
        format!("{ms:.1}")
    }
}

/// Milliseconds this thread has had a processor for (Linux).
fn on_processor() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(line.split(' ').next()?.parse::<f64>().ok()? / 1e6)
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
            let began = Clock::start();
            let view = book.add_table(text, &options);
            reading.push(began.ms());
            proof = format!("\"rows\":{},\"problems\":{}", view.rows_read, view.problem_count);
        }
        for _ in 0..3 {
            book.set_today(today);
            let began = Clock::start();
            book.finish().ok()?;
            listing.push(began.ms());
        }
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
