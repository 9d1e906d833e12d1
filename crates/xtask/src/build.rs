//! The main module: compile, make the bindings, part it in two, shrink, check the types.

use crate::{Failure, doors, links, parts, ran};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the compiler uses and every browser of the day reads. Not `--all-features`: with it
/// `wasm-opt` writes the compact import section, which Chromium and Firefox refuse.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Which profile of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, for work on the page.
    Dev,
    /// What the page ships: small.
    Wasm,
}

impl Profile {
    /// Its folder below the target's.
    const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Wasm => "wasm",
        }
    }
}

/// How to build.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Profile.
    pub profile: Profile,
    /// Run `wasm-opt` of the npm package `binaryen`, if it is installed.
    pub is_optimised: bool,
    /// Compile anew; otherwise what was compiled last is parted and shrunk once more.
    pub is_compiled: bool,
    /// Only the module for forecasts by a library.
    pub is_planning_alone: bool,
}

/// Builds the modules into `www/src/engine/generated/`.
pub fn build(options: &Options) -> Result<(), Failure> {
    let root = root()?;
    add_target()?;
    build_beside(&root, options, "planning", is_unused_of_planning)?;
    if options.is_planning_alone {
        return Ok(());
    }
    build_beside(&root, options, "sheets", is_unused_of_sheets)?;
    if options.is_compiled {
        compile(&root, options.profile, "clearfloor")?;
    }
    let linked = std::fs::read(module_of(&root, options.profile, "clearfloor"))?;
    let out = root.join("www/src/engine/generated");
    Bindgen::new()
        .input_bytes("clearfloor", links::without_links(&linked)?)
        .out_name("clearfloor")
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        // By their names the functions of the later part are found again.
        .demangle(false)
        .remove_producers_section(true)
        .generate(&out)
        .map_err(|why| format!("{why:?}"))?;
    parts::extend_bindings(&out)?;
    let wasm = out.join("clearfloor_bg.wasm");
    let first = out.join("clearfloor_first.wasm");
    let second = out.join("clearfloor_second.wasm");
    let bound = std::fs::read(&wasm)?;
    let doors = match ran::reached(&root, &bound, &out)? {
        Some(reached) => doors::places(&parts::parse(&bound, false)?, &reached),
        None => Vec::new(),
    };
    let behind = doors::ranges(&parts::parse(&linked, false)?, &doors)?;
    let later = links::needed_only_by(&linked, parts::is_later, &behind)?;
    let (first_bytes, doors) = parts::first_part(&bound, &later, &doors)?;
    println!("{} doors in the first part", doors.len());
    std::fs::write(&first, first_bytes)?;
    std::fs::write(&wasm, parts::opened(&bound, &doors)?)?;
    if options.is_optimised {
        optimise(&root, &wasm)?;
        optimise(&root, &first)?;
    }
    std::fs::write(&second, parts::second_part(&std::fs::read(&wasm)?, &later)?)?;
    copy_packs(&newest_packs(&root, options.profile)?, &out)?;
    parts::write_names(&out.join("later.ts"))?;
    let types = std::fs::read_to_string(out.join("clearfloor.d.ts"))?;
    if let Some(line) = loose_type(&types) {
        return Err(format!("a type without meaning crosses the boundary: `{line}`").into());
    }
    for module in [&first, &second, &wasm] {
        println!("{}: {} bytes", module.display(), std::fs::metadata(module)?.len());
    }
    Ok(())
}

/// Builds a module of its own, which the page fetches when it is asked for what it does. `is_unused` names functions of its
/// libraries that ours never come to.
fn build_beside(root: &Path, options: &Options, name: &str, is_unused: fn(&str) -> bool) -> Result<(), Failure> {
    let start = std::time::Instant::now();
    let package = format!("clearfloor-{name}");
    if options.is_compiled {
        compile(root, options.profile, &package)?;
    }
    let linked = std::fs::read(module_of(root, options.profile, &package))?;
    // A build for trying out is not made small, and its functions bear other names.
    let unused = options.is_optimised.then(|| links::needed_only_through(&linked, is_unused)).transpose()?;
    let out = root.join("www/src/engine/generated");
    Bindgen::new()
        .input_bytes(name, links::without_links(&linked)?)
        .out_name(name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .demangle(false)
        .remove_producers_section(true)
        .generate(&out)
        .map_err(|why| format!("{why:?}"))?;
    let wasm = out.join(format!("{name}_bg.wasm"));
    if let Some(unused) = unused {
        std::fs::write(&wasm, parts::crossed_out(&std::fs::read(&wasm)?, &unused)?)?;
        optimise(root, &wasm)?;
    }
    let size = std::fs::metadata(&wasm)?.len();
    println!("{}: {size} bytes in {} s", wasm.display(), start.elapsed().as_secs());
    Ok(())
}

/// Whether a function of the libraries of workbooks is one that ours never come to, though no compiler could know:
/// decoders of anything but UTF-8 with their tables (a part in another encoding is refused before it is read), a slow
/// way to pack, charts. By the mangled name: `Cs`, a hash, `_`, then each part of the path behind its length.
fn is_unused_of_sheets(name: &str) -> bool {
    let Some((_, path)) = name.split_once("Cs").and_then(|(_, rest)| rest.split_once('_')) else { return false };
    let is_of_decoder = path.starts_with("11encoding_rs7variant") && path.contains("18decode_to_utf8_raw");
    is_of_decoder || path.starts_with("6zopfli") || path.starts_with("15rust_xlsxwriter5chart")
}

/// The same of the library of forecasts: chance, which none of the models asked for draws on.
fn is_unused_of_planning(name: &str) -> bool {
    let Some((_, path)) = name.split_once("Cs").and_then(|(_, rest)| rest.split_once('_')) else { return false };
    path.starts_with("11rand_chacha") || path.starts_with("10rand_distr") || path.starts_with("4rand")
}

/// The workspace, two folders above this package.
fn root() -> Result<PathBuf, Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.ancestors().nth(2).ok_or("the package does not lie in crates/")?.to_path_buf())
}

/// Adds the WebAssembly target to the toolchain where `rustup` manages it.
fn add_target() -> Result<(), Failure> {
    let sysroot = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output()?;
    let folder = String::from_utf8(sysroot.stdout)?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", TARGET]))
}

/// Where the module of a package lies once it is compiled.
fn module_of(root: &Path, profile: Profile, package: &str) -> PathBuf {
    let module = format!("{}.wasm", package.replace('-', "_"));
    target_folder(root).join(TARGET).join(profile.folder()).join(module)
}

/// Compiles the module of a package, with the links that say what hangs on what.
fn compile(root: &Path, profile: Profile, package: &str) -> Result<(), Failure> {
    let name = match profile {
        Profile::Dev => "dev",
        Profile::Wasm => "wasm",
    };
    let mut command = Command::new(env!("CARGO"));
    // Only the cdylib: with the rlib beside it cargo would not apply LTO across crates.
    command.current_dir(root).args(["rustc", "--quiet", "--locked", "--package", package, "--lib"]).args([
        "--crate-type",
        "cdylib",
        "--target",
        TARGET,
        "--profile",
        name,
    ]);
    if profile == Profile::Wasm {
        if add_library_source() {
            small_library(&mut command);
        } else {
            println!(
                "the source of the standard library is not to be had: the module is a tenth larger than it could be"
            );
        }
    }
    run(command.args(["--", "-C", "link-arg=--emit-relocs"]))
}

/// Where the package's build script wrote the packed tables in this build, the newest where several lie there.
fn newest_packs(root: &Path, profile: Profile) -> Result<PathBuf, Failure> {
    let scripts = target_folder(root).join(TARGET).join(profile.folder()).join("build");
    let mut newest: Option<(std::time::SystemTime, PathBuf)> = None;
    for entry in std::fs::read_dir(&scripts)? {
        let folder = entry?.path().join("out");
        let Ok(written) = std::fs::metadata(folder.join("fees-us.pack")).and_then(|file| file.modified()) else {
            continue;
        };
        if newest.as_ref().is_none_or(|(before, _)| written > *before) {
            newest = Some((written, folder));
        }
    }
    Ok(newest.ok_or("the build script left no fee tables")?.1)
}

/// Puts the fee tables that the module does not carry beside it: `fees-uk.pack` and so on.
fn copy_packs(folder: &Path, out: &Path) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // The tables of the US are part of the module.
        if name.starts_with("fees-") && name.ends_with(".pack") && name != "fees-us.pack" {
            std::fs::copy(&path, out.join(name))?;
        }
    }
    Ok(())
}

/// Where cargo puts what it builds.
fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Adds the source of the standard library where `rustup` manages the toolchain; says whether it is there.
fn add_library_source() -> bool {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let Ok(Ok(sysroot)) = sysroot.map(|answer| String::from_utf8(answer.stdout)) else { return false };
    let lock = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    lock.is_file() || (run(Command::new("rustup").args(["component", "add", "rust-src"])).is_ok() && lock.is_file())
}

/// Has the standard library compiled with the module, in its small form: sorts and searches that are short
/// instead of quick, and a panic that stops the module without a word of where it was. The compiler is the
/// stable one; the options are not, so they are asked for by name.
fn small_library(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1").args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    let mut flags = vec!["-Zlocation-detail=none"];
    let at_once = ["-Zunstable-options", "-Cpanic=immediate-abort"];
    let mut asked = Command::new("rustc");
    asked.env("RUSTC_BOOTSTRAP", "1").args(at_once).args(["--print", "cfg", "--target", TARGET]);
    // Younger than the oldest compiler that we ask for.
    if asked.output().is_ok_and(|answer| answer.status.success()) {
        flags.extend(at_once);
    }
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
}

/// Shrinks the module in place; says so if the tool is not there.
fn optimise(root: &Path, wasm: &Path) -> Result<(), Failure> {
    let tool = root.join("node_modules/binaryen/bin/wasm-opt");
    if !tool.is_file() {
        println!("wasm-opt is not installed (npm ci brings it): the module is larger than it could be");
        return Ok(());
    }
    run(Command::new("node").arg(&tool).args(FEATURES).args(["-Os", "-o"]).arg(wasm).arg(wasm))
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|why| format!("{:?}: {why}", command.get_program()))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}

/// First line of the declarations in which `any` is a type.
///
/// Comments do not count, the word is English too; nor does `InitOutput`, the raw exports that only
/// the bindings themselves call.
fn loose_type(declarations: &str) -> Option<&str> {
    let mut is_comment = false;
    let mut is_raw = false;
    declarations.lines().find(|line| {
        let text = line.trim();
        is_comment = is_comment || text.starts_with("/*");
        let was_comment = is_comment || text.starts_with("//");
        is_comment = is_comment && !text.ends_with("*/");
        is_raw = (is_raw || text.starts_with("export interface InitOutput")) && text != "}";
        !was_comment && !is_raw && text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "any")
    })
}

#[cfg(test)]
mod tests {
    use super::{is_unused_of_sheets, loose_type};

    #[test]
    fn crosses_out_functions_by_where_they_are_written_not_by_what_they_work_on() {
        for unused in [
            "_RNvMNtCslQK2CInlhdb_11encoding_rs7variantNtB2_14VariantDecoder18decode_to_utf8_raw",
            "_RINvNtCsccbZeLYHjas_6zopfli7squeeze12lz77_optimalNtNtB4_5cacheECsda7wQOz6fhD_3zip",
            "_RNvMNtCs8SpPvyYZIWs_15rust_xlsxwriter5chartNtB2_5Chart11write_sp_pr",
        ] {
            assert!(is_unused_of_sheets(unused), "{unused}");
        }
        for used in [
            "_RNvNtCslQK2CInlhdb_11encoding_rs5utf_816utf8_valid_up_to",
            "_RINvNtCs5m63ZiczyIo_4core3ptr13drop_in_placeNtNtCsccbZeLYHjas_6zopfli7deflate14DeflateEncoderE",
            "_RNvMNtCs8SpPvyYZIWs_15rust_xlsxwriter5colorNtB2_5Color12chart_scheme",
            "memcpy",
        ] {
            assert!(!is_unused_of_sheets(used), "{used}");
        }
    }

    #[test]
    fn finds_any_as_a_type() {
        assert_eq!(
            loose_type("/** any */\nexport function f(a: string): any[];\n"),
            Some("export function f(a: string): any[];")
        );
    }

    #[test]
    fn passes_over_the_raw_exports_only() {
        let text = "export interface InitOutput {\n readonly f: (a: any) => void;\n}\nlet x: any;\n";
        assert_eq!(loose_type(text), Some("let x: any;"));
    }

    #[test]
    fn passes_over_any_in_comments_and_names() {
        assert_eq!(
            loose_type("/**\n * any of them\n */\nexport function many(company: string): void; \n// any\n"),
            None
        );
    }
}
