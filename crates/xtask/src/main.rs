//! `cargo xtask build-wasm [--dev|--release]`: builds the WebAssembly modules and their bindings.
//!
//! With the feature `browser` it is also the runner that `cargo test --target wasm32-unknown-unknown`
//! calls (see `.cargo/config.toml`).
#![allow(clippy::print_stdout, reason = "a build tool reports on standard output")]

mod build;
mod doors;
mod links;
mod live;
mod parts;
mod ran;

use lexopt::prelude::*;
use std::process::ExitCode;

/// Everything that can stop a build, as text for the one who runs it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "usage: cargo xtask build-wasm [--dev | --release] [--no-opt] [--relink] [--planning]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let mut arguments = std::env::args_os();
    let _program = arguments.next();
    let first = arguments.next().ok_or(USAGE)?;
    // As a runner, cargo gives the path of the test module first.
    if first.to_string_lossy().ends_with(".wasm") {
        return browser(std::env::args_os());
    }
    if first != "build-wasm" {
        return Err(USAGE.into());
    }
    let mut options = build::Options {
        profile: build::Profile::Wasm,
        is_optimised: true,
        is_compiled: true,
        is_planning_alone: false,
    };
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("dev") => {
                options.profile = build::Profile::Dev;
                options.is_optimised = false;
            }
            Long("release") => options.profile = build::Profile::Wasm,
            Long("no-opt") => options.is_optimised = false,
            Long("relink") => options.is_compiled = false,
            Long("planning") => options.is_planning_alone = true,
            other => return Err(format!("{}\n{USAGE}", other.unexpected()).into()),
        }
    }
    build::build(&options)
}

#[cfg(feature = "browser")]
fn browser(arguments: std::env::ArgsOs) -> Result<(), Failure> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments).map_err(|why| format!("{why:?}").into())
}

#[cfg(not(feature = "browser"))]
fn browser(_: std::env::ArgsOs) -> Result<(), Failure> {
    Err("the browser runner needs `--features browser`".into())
}
