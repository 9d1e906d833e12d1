//! The fuzz targets on the kept corpus, and on changed copies of it: what `cargo fuzz` does for an hour, for a moment.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "what cannot happen to a test ends it"
)]

#[path = "../fuzz/targets.rs"]
mod targets;

use proptest::prelude::*;
use std::path::Path;

/// The kept inputs of a target, in the order of their names.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Bytes that mean something to a reader of tables and numbers.
const LOUD: [u8; 24] = *b"\t\n\r\",;.%$-+eE0123=()/\x00\xff ";

/// One change: at a place, a byte put in, put in place of another, or a stretch taken out or doubled.
type Change = (u8, proptest::sample::Index, u8);

fn changed(mut input: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (kind, place, byte) in changes {
        let at = place.index(input.len() + 1);
        let loud = LOUD[usize::from(*byte) % LOUD.len()];
        let end = (at + usize::from(*byte) % 40).min(input.len());
        match kind % 5 {
            0 => input.insert(at, loud),
            1 if at < input.len() => input[at] = loud,
            2 if at < input.len() => input[at] = *byte,
            3 => drop(input.drain(at..end)),
            _ => {
                let again = input[at..end].to_vec();
                input.splice(at..at, again);
            }
        }
    }
    input
}

fn inputs(target: &str) -> impl Strategy<Value = Vec<u8>> {
    let kept = corpus(target);
    let changes = prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (prop::sample::select(kept), changes).prop_map(|(input, changes)| changed(input, &changes))
}

/// Every kept input as it is.
fn all(target: &str, run: fn(&[u8])) {
    let kept = corpus(target);
    assert!(!kept.is_empty(), "no corpus of {target}");
    kept.iter().for_each(|input| run(input));
}

#[test]
fn the_kept_inputs_break_nothing() {
    all("figures", targets::figures);
    all("tables", targets::tables);
    all("entries", targets::entries);
    all("fee_files", targets::fee_files);
    all("worksheets", targets::worksheets);
}

proptest! {
    #[test]
    fn no_figure_breaks_its_reader(input in inputs("figures")) {
        targets::figures(&input);
    }

    #[test]
    fn no_table_breaks_the_book(input in inputs("tables")) {
        targets::tables(&input);
    }

    #[test]
    fn nothing_typed_breaks_the_book(input in inputs("entries")) {
        targets::entries(&input);
    }

    #[test]
    fn no_fee_file_breaks_its_reader(input in inputs("fee_files")) {
        targets::fee_files(&input);
    }
}

proptest! {
    // A view takes longer than a reader.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn no_worksheet_breaks_its_view(input in inputs("worksheets")) {
        targets::worksheets(&input);
    }
}
