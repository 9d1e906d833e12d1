//! The forecast bench: `clearfloor-bench-forecast SERIES WEEKS` reads a sheet with so many products and weeks of sales, then
//! forecasts all of them in slices of one, and prints the milliseconds of reading, of all slices, and of the longest one.

use clearfloor::book::forecasts::ForecastWindow;
use clearfloor::book::{Book, Day, ReadOptions, Result};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Instant;

/// Pseudo-random numbers below one (xorshift), the same in every run.
struct Draws(u64);

impl Draws {
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Four kinds in turn: steady, rising, with a season of a year, and rare.
fn units(draws: &mut Draws, series: usize, week: usize) -> f64 {
    let week = week as f64;
    let noise = 0.6 + 0.8 * draws.unit();
    let mean = match series % 4 {
        0 => 20.0 * noise,
        1 => (10.0 + 0.3 * week) * noise,
        2 => 30.0 * (1.0 + 0.6 * (week * core::f64::consts::TAU / 52.0).sin()) * noise,
        _ if draws.unit() < 0.2 => 4.0 * noise,
        _ => 0.0,
    };
    mean.round()
}

fn tables(series: usize, weeks: usize, today: Day) -> (String, String) {
    let (mut stock, mut sold) = ("SKU\tQuantity\n".to_owned(), "Date\tSKU\tUnits sold\n".to_owned());
    let mut draws = Draws(20_261_121);
    for number in 0..series {
        let _ = writeln!(stock, "S{number}\t{}", 50 + number % 300);
        for week in 0..weeks {
            let day = today.plus(7 * (week as i32 + 1 - weeks as i32));
            let _ = writeln!(sold, "{day}\tS{number}\t{}", units(&mut draws, number, week));
        }
    }
    (stock, sold)
}

fn measure(series: usize, weeks: usize) -> Result<String> {
    let today = Day::parse("2026-11-21")?;
    let (stock, sold) = tables(series, weeks, today);
    let mut book = Book::new(today)?;
    let began = Instant::now();
    for (name, text) in [("stock.tsv", stock), ("sold.tsv", sold)] {
        book.add_table(text, &ReadOptions { name: name.into(), ..ReadOptions::default() });
    }
    book.finish()?;
    let reading = began.elapsed();
    let began = Instant::now();
    let mut longest = 0.0_f64;
    loop {
        let slice = Instant::now();
        let progress = book.forecast_some(&[], 8)?;
        longest = longest.max(slice.elapsed().as_secs_f64() * 1e3);
        if progress.done >= progress.total {
            break;
        }
    }
    let body = book.forecasts(&ForecastWindow::default());
    Ok(format!(
        "{{\"series\":{},\"weeks\":{weeks},\"readMs\":{:.0},\"forecastMs\":{:.0},\"longestMs\":{longest:.1},\"judged\":{},\"notWorseThanNaive\":{}}}",
        body.forecast,
        reading.as_secs_f64() * 1e3,
        began.elapsed().as_secs_f64() * 1e3,
        body.judged,
        body.better,
    ))
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse().ok());
    let mut next = |standing| arguments.next().flatten().unwrap_or(standing);
    match measure(next(1000), next(104)) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
