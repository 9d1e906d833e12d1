//! Forecasts against the seasonal naive forecast on generated series.
//!
//! Sixty series of ten stated processes, six each, from one seeded generator. The last eight periods are kept back,
//! forecast, and compared with what came and with what came a season before.

use super::{Forecast, ForecastOptions, forecast};
use crate::demand::draws::Draws;
use core::f64::consts::PI;

/// Periods kept back.
const KEPT: usize = 8;
const EACH: u64 = 6;

/// Draws of several kinds.
struct Chance(Draws);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0.unit()
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (2.0 * PI * self.unit()).cos()
    }

    /// By counting exponential waits.
    fn poisson(&mut self, mean: f64) -> f64 {
        let (mut waited, mut events) = (0.0, 0.0);
        loop {
            waited -= self.unit().ln();
            if waited > mean {
                return events;
            }
            events += 1.0;
        }
    }
}

struct Process {
    name: &'static str,
    season: usize,
    periods: usize,
    make: fn(&mut Chance, usize) -> Vec<f64>,
}

fn wave(period: usize, season: usize) -> f64 {
    (2.0 * PI * super::count(period % season) / super::count(season)).sin()
}

fn positions(periods: usize) -> impl Iterator<Item = (usize, f64)> {
    (0..periods).map(|period| (period, super::count(period)))
}

const PROCESSES: [Process; 10] = [
    // Poisson with mean 20.
    Process {
        name: "steady weeks",
        season: 52,
        periods: 112,
        make: |chance, n| (0..n).map(|_| chance.poisson(20.0)).collect(),
    },
    // Level a random walk with steps of sd 2 from 60, error of sd 6.
    Process {
        name: "wandering weeks",
        season: 52,
        periods: 112,
        make: |chance, n| {
            let mut level = 60.0;
            (0..n)
                .map(|_| {
                    level = f64::max(level + 2.0 * chance.normal(), 5.0);
                    f64::max(level + 6.0 * chance.normal(), 0.0)
                })
                .collect()
        },
    },
    // Rising from 20 by 0.4 a week, error of sd 4.
    Process {
        name: "rising weeks",
        season: 52,
        periods: 112,
        make: |chance, n| positions(n).map(|(_, t)| f64::max(20.0 + 0.4 * t + 4.0 * chance.normal(), 0.0)).collect(),
    },
    // Poisson around 40 · (1 + 0.5 · wave), months.
    Process {
        name: "seasonal months",
        season: 12,
        periods: 68,
        make: |chance, n| (0..n).map(|t| chance.poisson(40.0 * (1.0 + 0.5 * wave(t, 12)))).collect(),
    },
    // 50 + 0.5 a month + 20 · wave, error of sd 4.
    Process {
        name: "seasonal rising months",
        season: 12,
        periods: 68,
        make: |chance, n| {
            positions(n)
                .map(|(t, x)| f64::max(50.0 + 0.5 * x + 20.0 * wave(t, 12) + 4.0 * chance.normal(), 0.0))
                .collect()
        },
    },
    // A sale in a quarter of the weeks, of 1 + Poisson(2).
    Process {
        name: "rare weeks",
        season: 52,
        periods: 112,
        make: |chance, n| (0..n).map(|_| if chance.unit() < 0.25 { 1.0 + chance.poisson(2.0) } else { 0.0 }).collect(),
    },
    // The chance of a sale falls from 0.8 to 0.05.
    Process {
        name: "dying weeks",
        season: 52,
        periods: 112,
        make: |chance, n| {
            let last = super::count(n);
            positions(n)
                .map(|(_, t)| if chance.unit() < 0.8 - 0.75 * t / last { 1.0 + chance.poisson(1.5) } else { 0.0 })
                .collect()
        },
    },
    // Poisson around 12 · (1 + 0.6 · wave), days of a week.
    Process {
        name: "days of the week",
        season: 7,
        periods: 148,
        make: |chance, n| (0..n).map(|t| chance.poisson(12.0 * (1.0 + 0.6 * wave(t, 7)))).collect(),
    },
    // Poisson with mean 15; one week in twenty sells three times as much.
    Process {
        name: "weeks with deals",
        season: 52,
        periods: 112,
        make: |chance, n| {
            (0..n)
                .map(|_| {
                    let mean = if chance.unit() < 0.05 { 45.0 } else { 15.0 };
                    chance.poisson(mean)
                })
                .collect()
        },
    },
    // As a year ago, with a step of sd 5: what the naive forecast is made for.
    Process {
        name: "months as a year ago",
        season: 12,
        periods: 68,
        make: |chance, n| {
            let mut months: Vec<f64> = Vec::new();
            for t in 0..n {
                let before = if t < 12 { 60.0 + 25.0 * wave(t, 12) } else { months[t - 12] };
                months.push(f64::max(before + 5.0 * chance.normal(), 0.0));
            }
            months
        },
    },
];

struct Outcome {
    process: &'static str,
    own: f64,
    naive: f64,
    inside: usize,
}

fn outcome(process: &Process, seed: u64) -> Outcome {
    let series = (process.make)(&mut Chance(Draws::of(seed)), process.periods);
    let (past, came) = series.split_at(series.len() - KEPT);
    let history: Vec<Option<f64>> = past.iter().copied().map(Some).collect();
    let options = ForecastOptions { season: process.season, periods: KEPT, judged: KEPT, band: 0.8 };
    let found: Forecast = forecast(&history, options).unwrap();
    let error = |forecast: &[f64]| came.iter().zip(forecast).map(|(a, b)| (a - b).abs()).sum::<f64>();
    // What came a season before, worked out here and not by what is tested.
    let before: Vec<f64> = (0..KEPT).map(|t| past[past.len() - process.season + t % process.season]).collect();
    let bands = found.low.iter().zip(&found.high);
    let inside = came.iter().zip(bands).filter(|(units, (low, high))| (**low..=**high).contains(units)).count();
    Outcome { process: process.name, own: error(&found.per_period), naive: error(&before), inside }
}

fn outcomes() -> Vec<Outcome> {
    let of =
        |(number, process): (u64, &'static Process)| (0..EACH).map(move |seed| outcome(process, 1000 * number + seed));
    (1..).zip(&PROCESSES).flat_map(of).collect()
}

#[test]
fn forecasts_beat_the_seasonal_naive_one_and_bands_hold_what_they_say() {
    let all = outcomes();
    assert_eq!(all.len(), 60);
    let of = |process: &str, what: fn(&Outcome) -> f64| {
        all.iter().filter(|one| one.process == process).map(what).sum::<f64>()
    };
    for process in &PROCESSES {
        let ratio = of(process.name, |one| one.own) / of(process.name, |one| one.naive);
        println!("{}: {ratio:.3} of the naive error", process.name);
        assert!(ratio < 1.1, "{}: {ratio}", process.name);
    }
    // Each series counts alike: ratio of the errors of a series, in the geometric mean.
    let logs: f64 = all.iter().map(|one| ((one.own + 1.0) / (one.naive + 1.0)).ln()).sum();
    let ratio = (logs / super::count(all.len())).exp();
    let better = all.iter().filter(|one| one.own < one.naive).count();
    let inside: usize = all.iter().map(|one| one.inside).sum();
    let coverage = super::count(inside) / super::count(all.len() * KEPT);
    println!("all: {ratio:.3} of the naive error, better in {better} of 60, bands of 80 % held {coverage:.3}");
    assert!(ratio < 0.85, "{ratio}");
    assert!(better >= 42, "{better}");
    assert!((0.72..=0.92).contains(&coverage), "{coverage}");
}
