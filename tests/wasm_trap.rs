//! What is left to be said after a panic. Alone in its module, because nothing can be trusted to run
//! in an instance that has trapped.
//!
//! `cargo test --test wasm_trap --target wasm32-unknown-unknown`
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, reason = "what cannot happen to a test ends it; one must")]

use clearfloor::wasm::{last_panic, start};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn a_panic_leaves_its_text_and_place_before_the_trap() {
    start();
    assert_eq!(last_panic(), None);
    let trap = Closure::<dyn Fn()>::new(|| panic!("shelf {} gave way", 7));
    let outcome = trap.as_ref().unchecked_ref::<Function>().call0(&JsValue::NULL);
    assert!(outcome.is_err(), "a panic traps");
    let text = last_panic().expect("the text was recorded");
    assert!(text.contains("shelf 7 gave way") && text.contains("wasm_trap.rs"), "{text}");
    // The instance trapped inside it: it must not be dropped as if it had returned.
    std::mem::forget(trap);
}
