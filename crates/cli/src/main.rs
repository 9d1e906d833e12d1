//! `clearfloor`: the same book as the page, natively: a whole catalogue, one product in several marketplaces, on
//! other channels or under promotions, a shipment.
//!
//! Results go to standard output, everything to be told to standard error, one line each.
//! Exit codes: 0 all is well; 1 rows could not be used or facts are missing, results are printed
//! all the same; 2 the command was called wrongly or a file could not be read.

mod arguments;
mod compute;
mod ets;
mod look;
mod offers;
mod product;
mod reading;
mod report;
mod workbook;

use arguments::{Asked, read};
use std::io::Write;
use std::process::ExitCode;

/// The command was called wrongly, or a file could not be read.
const REFUSED: u8 = 2;
/// Rows could not be used, or facts are missing.
const INCOMPLETE: u8 = 1;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(why) => {
            // Nobody may be listening any more; the exit code still says it.
            let _ = writeln!(std::io::stderr(), "clearfloor: {why}");
            ExitCode::from(REFUSED)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    match read(std::env::args_os().skip(1))? {
        Asked::Help => print(arguments::USAGE.as_bytes()),
        Asked::Version => print(concat!("clearfloor ", env!("CARGO_PKG_VERSION"), "\n").as_bytes()),
        Asked::Compute(request) => return told(&compute::compute(&request)?),
        Asked::Look(look) => return told(&look::look(&look)?),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Prints an outcome, and says by the exit code whether it is whole.
fn told(outcome: &compute::Outcome) -> Result<ExitCode, String> {
    std::io::stderr().write_all(outcome.told.as_bytes()).map_err(|why| why.to_string())?;
    print(&outcome.results)?;
    Ok(if outcome.is_complete { ExitCode::SUCCESS } else { ExitCode::from(INCOMPLETE) })
}

fn print(bytes: &[u8]) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|why| format!("standard output: {why}"))
}
