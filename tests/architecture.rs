//! Holds the rooms apart: reads the source as tokens and fails on any arrow the map does not allow.
//!
//! The map is the table of DESIGN.md, [`ROWS`] here. Every path is looked at, in `use` lines, bodies and
//! macros alike; comments and texts are not.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "what cannot happen to a test ends it")]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The rooms from the ground up. A room may use all rows before its own; the first row also itself.
const ROWS: [&[&str]; 9] = [
    &["money", "rate", "rounding", "date", "units", "number", "error", "lower", "unpack", "steps"],
    &["fees", "tax"],
    &["landed", "offer"],
    &["quote", "break_even", "explain"],
    &["stock", "demand"],
    &["exits", "scenario", "markdown"],
    &["portfolio", "channels", "health", "replenish", "transfer", "review", "reconcile", "alerts"],
    &["import", "export", "state"],
    &["book"],
];

/// Arrows between neighbours of one row. The row says that they lie at one height; these say which of
/// the two rests on the other, and none points back.
const NEIGHBOURS: [(&str, &str); 3] = [("quote", "break_even"), ("scenario", "exits"), ("alerts", "health")];

/// What knows JavaScript: sees the book, nothing below.
const BOUNDARY: &str = "wasm";
const BOUNDARY_USES: [&str; 1] = ["book"];

/// Crates that only the boundary may name.
const JAVASCRIPT: [&str; 6] =
    ["wasm_bindgen", "js_sys", "web_sys", "tsify", "serde_wasm_bindgen", "wasm_bindgen_futures"];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];

const MOST_LINES: usize = 700;

/// A path that leaves its room, or names a crate: the first two segments and the line.
#[derive(Debug, PartialEq, Eq)]
struct Arrow {
    to: String,
    is_crate: bool,
    line: usize,
}

/// Every arrow of one file. `module` is its place: `["fees", "lookup"]`.
fn arrows(source: &str, module: &[&str]) -> Vec<Arrow> {
    let tokens = TokenStream::from_str(source).expect("the compiler accepts what lies in src/");
    let mut found = Vec::new();
    let place: Vec<String> = module.iter().map(|&name| name.to_owned()).collect();
    walk(tokens, &place, &mut found);
    found
}

fn walk(tokens: TokenStream, place: &[String], found: &mut Vec<Arrow>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(name) => {
                let word = name.to_string();
                let line = name.span().start().line;
                let is_start = at < 2 || !is_separator(&tokens[..at]);
                if word == "mod"
                    && let (Some(TokenTree::Ident(inner)), Some(TokenTree::Group(body))) =
                        (tokens.get(at + 1), tokens.get(at + 2))
                {
                    let mut deeper = place.to_vec();
                    deeper.push(inner.to_string());
                    walk(body.stream(), &deeper, found);
                    at += 2;
                } else if is_start && (word == "crate" || word == "super" || word == "self") {
                    let base = match word.as_str() {
                        "crate" => Vec::new(),
                        "super" => place[..place.len().saturating_sub(1)].to_vec(),
                        _ => place.to_vec(),
                    };
                    follow(&tokens[at + 1..], base, line, found);
                } else if JAVASCRIPT.contains(&word.as_str()) {
                    found.push(Arrow { to: word, is_crate: true, line });
                }
            }
            TokenTree::Group(group) => walk(group.stream(), place, found),
            _ => {}
        }
        at += 1;
    }
}

/// Whether these tokens end with `::`.
fn is_separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == ':' && b.as_char() == ':')
}

/// Follows `::name` and `::{…}` from a place until the room it arrives at is known.
fn follow(tokens: &[TokenTree], base: Vec<String>, line: usize, found: &mut Vec<Arrow>) {
    let [TokenTree::Punct(a), TokenTree::Punct(b), rest @ ..] = tokens else { return };
    if a.as_char() != ':' || b.as_char() != ':' {
        return;
    }
    match rest.first() {
        Some(TokenTree::Ident(name)) if name == "super" => {
            let up = base[..base.len().saturating_sub(1)].to_vec();
            follow(&rest[1..], up, line, found);
        }
        Some(TokenTree::Ident(name)) => {
            let to = base.first().cloned().unwrap_or_else(|| name.to_string());
            found.push(Arrow { to, is_crate: false, line });
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for part in inner.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ',')) {
                if let Some(TokenTree::Ident(name)) = part.first() {
                    let to = base.first().cloned().unwrap_or_else(|| name.to_string());
                    found.push(Arrow { to, is_crate: false, line: name.span().start().line });
                }
            }
        }
        _ => {}
    }
}

fn row(room: &str) -> Option<usize> {
    ROWS.iter().position(|rooms| rooms.contains(&room))
}

/// Why a room may not use another, if so.
fn objection(room: &str, arrow: &Arrow) -> Option<String> {
    let to = arrow.to.as_str();
    if arrow.is_crate {
        return (room != BOUNDARY).then(|| format!("`{to}` belongs to the boundary"));
    }
    if to == room {
        return None;
    }
    if room == BOUNDARY {
        return (!BOUNDARY_USES.contains(&to))
            .then(|| format!("the boundary may use only {BOUNDARY_USES:?}, not `{to}`"));
    }
    let (Some(own), Some(other)) = (row(room), row(to)) else {
        return Some(format!("`{room}` or `{to}` is not on the map"));
    };
    let is_allowed = other < own || (own == 0 && other == 0) || NEIGHBOURS.contains(&(room, to));
    (!is_allowed).then(|| format!("`{room}` may not use `{to}`"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder, generated and fetched ones left out.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|e| e.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist", "generated", "test-results"].contains(&name.as_str()) {
                files(&path, into);
            }
        } else {
            into.push(path);
        }
    }
}

fn all_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["src", "crates", "www", "tests", "benches", "scripts"] {
        files(&root().join(folder), &mut found);
    }
    found.sort();
    found
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e))
}

/// `src/fees/lookup.rs` is `["fees", "lookup"]`, `src/fees/mod.rs` is `["fees"]`.
fn module_of(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix(root().join("src")).expect("lies in src/").with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

#[test]
fn every_arrow_in_the_source_is_on_the_map() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for path in all_files().iter().filter(|path| path.starts_with(root().join("src")) && has_extension(path, &["rs"])) {
        let module = module_of(path);
        let Some(room) = module.first().filter(|name| *name != "lib") else { continue };
        let place: Vec<&str> = module.iter().map(String::as_str).collect();
        for arrow in arrows(&std::fs::read_to_string(path).expect("can be read"), &place) {
            seen += 1;
            if let Some(why) = objection(room, &arrow) {
                faults.push(format!("{}:{}: {why}", path.display(), arrow.line));
            }
        }
    }
    assert!(seen > 100, "only {seen} arrows found: the reader is blind");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_room_of_the_source_is_on_the_map() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).expect("can be read");
    let rooms: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(rooms.len() > 15, "only {rooms:?} found");
    for room in rooms {
        assert!(room == BOUNDARY || row(room).is_some(), "`{room}` is not on the map");
    }
}

#[test]
fn no_file_is_too_long_to_have_one_reason_to_change() {
    let code = ["rs", "ts", "tsx", "mjs", "css"];
    let long: Vec<String> = all_files()
        .iter()
        .filter(|path| has_extension(path, &code))
        .map(|path| (path, std::fs::read_to_string(path).expect("can be read").lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "\n{}\n", long.join("\n"));
}

#[test]
fn every_file_and_folder_is_named_for_what_is_inside() {
    let empty: Vec<String> =
        all_files().iter().filter(|path| has_empty_name(path)).map(|path| path.display().to_string()).collect();
    assert!(empty.is_empty(), "\n{}\n", empty.join("\n"));
}

fn has_empty_name(path: &Path) -> bool {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    inside.iter().any(|part| {
        let name = part.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        EMPTY_NAMES.contains(&stem)
    })
}

mod the_reader {
    use super::{Arrow, NEIGHBOURS, arrows, has_empty_name, objection, row};
    use std::path::Path;

    fn rooms(source: &str, module: &[&str]) -> Vec<String> {
        arrows(source, module).into_iter().map(|arrow| arrow.to).collect()
    }

    fn to(room: &str) -> Arrow {
        Arrow { to: room.to_owned(), is_crate: false, line: 1 }
    }

    #[test]
    fn sees_use_lines_groups_and_bodies() {
        let source =
            "use crate::money::Money;\nuse crate::{date::Day, fees};\nfn f() -> crate::quote::Ledger { g() }\n";
        assert_eq!(rooms(source, &["portfolio"]), ["money", "date", "fees", "quote"]);
    }

    #[test]
    fn sees_paths_inside_macros_and_tests() {
        let source = "mod tests { fn f() { vec![crate::book::Book::new()]; } }";
        assert_eq!(rooms(source, &["money"]), ["book"]);
    }

    #[test]
    fn follows_super_to_the_room_it_reaches() {
        assert_eq!(rooms("use super::table::Row;", &["fees", "lookup"]), ["fees"]);
        assert_eq!(rooms("use super::super::book::Book;", &["fees", "lookup"]), ["book"]);
        assert_eq!(rooms("mod tests { use super::super::stock::Cohort; }", &["fees"]), ["stock"]);
    }

    #[test]
    fn is_not_misled_by_comments_and_texts() {
        assert_eq!(rooms("/// [`crate::book`]\n// crate::book\nconst A: &str = \"crate::book\";", &["money"]), [""; 0]);
    }

    #[test]
    fn says_the_line() {
        assert_eq!(arrows("\n\nuse crate::book::Book;", &["money"])[0].line, 3);
    }

    #[test]
    fn refuses_an_arrow_upwards_and_sideways() {
        assert!(objection("money", &to("fees")).is_some());
        assert!(objection("fees", &to("tax")).is_some());
        assert!(objection("import", &to("book")).is_some());
        assert!(objection("quote", &to("nowhere")).is_some());
    }

    #[test]
    fn allows_an_arrow_downwards_and_within_the_ground() {
        assert_eq!(objection("quote", &to("fees")), None);
        assert_eq!(objection("money", &to("rounding")), None);
        assert_eq!(objection("book", &to("import")), None);
    }

    #[test]
    fn lets_one_neighbour_rest_on_the_other_but_not_both() {
        for (above, below) in NEIGHBOURS {
            assert_eq!(row(above), row(below));
            assert_eq!(objection(above, &to(below)), None);
            assert!(objection(below, &to(above)).is_some());
        }
    }

    #[test]
    fn keeps_javascript_in_the_boundary_and_the_boundary_to_the_book() {
        let found = arrows("fn f(v: wasm_bindgen::JsValue) {}", &["book"]);
        assert!(objection("book", &found[0]).is_some());
        assert_eq!(objection("wasm", &found[0]), None);
        assert!(objection("wasm", &to("quote")).is_some());
        assert_eq!(objection("wasm", &to("book")), None);
    }

    #[test]
    fn knows_empty_names() {
        assert!(has_empty_name(Path::new("src/fees/utils.rs")));
        assert!(has_empty_name(Path::new("www/src/helpers/date.ts")));
        assert!(!has_empty_name(Path::new("src/fees/lookup.rs")));
    }
}
