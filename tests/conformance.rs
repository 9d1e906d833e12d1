//! Runs the shared cases against the public API and reports.
//!
//! `cargo test --release --test conformance` reads `tests/conformance/`, or the folder named by
//! `CONFORMANCE_DIR`. Words after `--` choose topics, kinds or ids that contain them. One line a
//! topic, then what is unsupported by name, then disputed cases, then every failure with what
//! came and what was expected. Any failure makes the exit code 1.
#![allow(dead_code, reason = "one reader for all adapters; no adapter needs all of it")]
#![allow(clippy::print_stdout, reason = "the report is what this program is for")]

#[path = "conformance/adapters/mod.rs"]
mod adapters;
#[path = "conformance/compare.rs"]
mod compare;
#[path = "conformance/load.rs"]
mod load;
#[path = "conformance/run.rs"]
mod run;
#[path = "conformance/value.rs"]
mod value;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("conformance");
    let folder = std::env::var_os("CONFORMANCE_DIR").map_or(own, PathBuf::from);
    let cases = load::load(&folder);
    // Panics are reported as failures of their case; their own text would tear the report apart.
    std::panic::set_hook(Box::new(|_| {}));
    let summary = run::run(&adapters::registry(), &cases, &filters);
    let _ = std::panic::take_hook();
    print(&summary);
    if summary.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn print(summary: &run::Summary) {
    for count in &summary.counts {
        println!(
            "{}: {} passed, {} failed, {} unsupported",
            count.topic, count.passed, count.failed, count.unsupported
        );
    }
    if !summary.unsupported.is_empty() {
        println!("\nunsupported kinds:");
        for (kind, cases) in &summary.unsupported {
            println!("  {kind}, {cases} cases");
        }
    }
    if !summary.disputed.is_empty() {
        println!("\ndisputed, counted apart:");
        for (topic, id, verdict, reason) in &summary.disputed {
            println!("  {topic} {id} {verdict}: {reason}");
        }
    }
    if !summary.is_clean() {
        println!("\nfailures:");
        for fault in &summary.faults {
            println!("  {fault}");
        }
        for case in &summary.failures {
            for difference in &case.differences {
                println!(
                    "  {} {} {}: got {}, expected {}",
                    case.topic, case.id, difference.path, difference.got, difference.expected
                );
            }
        }
    }
    let passed: usize = summary.counts.iter().map(|count| count.passed).sum();
    let failed: usize = summary.counts.iter().map(|count| count.failed).sum();
    println!("\n{passed} passed, {} failed", failed.saturating_add(summary.faults.len()));
}
