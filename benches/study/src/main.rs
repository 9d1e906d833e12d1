//! The policy study: every setting and policy of `study.toml`, as percent of the best possible.
//!
//! `clearfloor-study [--json] [--known]`. The settings come from the file named by `STUDY_FILE`, else from
//! `benches/study/study.toml`. It ends with an error if a value or a bar of the file is missed.

mod draw;
mod known;
mod report;
mod setting;
mod unknown;

use report::Report;
use setting::Setting;
use std::process::ExitCode;

/// What went wrong, in words.
pub type Fault = String;

fn study(report: &mut Report, is_known_only: bool) -> Result<(), Fault> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/study.toml");
    let path = std::env::var("STUDY_FILE").unwrap_or_else(|_| own.to_owned());
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let file: toml::Table = text.parse().map_err(|error| format!("{path}: {error}"))?;
    let cases = file.get("case").and_then(toml::Value::as_array).ok_or_else(|| format!("{path}: no case"))?;
    for case in cases {
        let setting = Setting::read(case)?;
        match setting.kind.as_str() {
            "known_demand" => known::run(&setting, report).map_err(|error| format!("{}: {error}", setting.id))?,
            "unknown_demand" if is_known_only => {}
            "unknown_demand" => unknown::run(&setting, report).map_err(|error| format!("{}: {error}", setting.id))?,
            other => return Err(format!("{}: unknown kind {other}", setting.id)),
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let flags: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| flags.iter().any(|given| given == flag);
    let mut report = Report::new(has("--json"));
    if let Err(fault) = study(&mut report, has("--known")) {
        eprintln!("{fault}");
        return ExitCode::FAILURE;
    }
    if report.close() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::{Report, study};

    #[test]
    fn settings_with_known_demand_meet_every_figure_and_bar() {
        let mut report = Report::new(true);
        study(&mut report, true).expect("the file can be read");
        assert!(report.close());
    }
}
