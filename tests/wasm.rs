//! The boundary as JavaScript calls it, in a browser.
//!
//! `cargo test --test wasm --target wasm32-unknown-unknown`; the runner is in `.cargo/config.toml`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "what cannot happen to a test ends it")]

use clearfloor::wasm::book::{Book, build_info, detect_encoding};
use clearfloor::wasm::incoming::encoding_rival;
use js_sys::{Array, Float64Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The field of an object.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).expect("an object")
}

/// A book as JavaScript holds it, so that methods are called through the bindings.
fn book() -> JsValue {
    let book = JsValue::from(Book::new());
    call(&book, "setToday", &["2026-11-21".into()]).expect("a day");
    book
}

/// Calls a method by its JavaScript name.
fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(object, method).dyn_into().unwrap_or_else(|_| panic!("no method {method}"));
    Reflect::apply(&function, object, &arguments.iter().collect::<Array>())
}

/// The code of what a call throws, once it is seen to be a whole `BookError`.
#[track_caller]
fn code(answer: Result<JsValue, JsValue>) -> String {
    let error: js_sys::Error = answer.expect_err("an error").dyn_into().expect("a JavaScript Error");
    assert_eq!(error.name(), "BookError");
    assert!(Array::is_array(&get(&error, "params")));
    get(&error, "code").as_string().expect("a code")
}

/// A table as the page hands it over.
fn table(name: &str, text: &str) -> JsValue {
    let table = Object::new();
    let fields: [(&str, JsValue); 5] = [
        ("name", name.into()),
        ("text", text.into()),
        ("isClipboard", false.into()),
        ("currency", JsValue::NULL),
        ("mapping", Array::new().into()),
    ];
    for (field, value) in fields {
        Reflect::set(&table, &field.into(), &value).expect("a plain object");
    }
    table.into()
}

#[wasm_bindgen_test]
fn every_method_answers_a_wrong_type_with_a_code() {
    let wrong = || JsValue::from(Object::new());
    let key = || JsValue::from_str("k");
    let number = || JsValue::from_f64(1.0);
    let calls: [(&str, Vec<JsValue>); 37] = [
        ("setToday", vec![number()]),
        ("removeTable", vec![key()]),
        ("removeTable", vec![JsValue::from_f64(-1.0)]),
        ("removeTable", vec![JsValue::from_f64(0.5)]),
        ("edit", vec![number(), key(), key()]),
        ("edit", vec![key(), number(), key()]),
        ("edit", vec![key(), key(), JsValue::UNDEFINED]),
        ("removeProduct", vec![JsValue::NULL]),
        ("firstPass", vec![JsValue::from_f64(-1.0)]),
        ("firstPass", vec![wrong()]),
        ("advance", vec![JsValue::from_f64(f64::NAN)]),
        ("advance", vec![JsValue::from_f64(f64::INFINITY)]),
        ("advance", vec![wrong()]),
        ("editMany", vec![number(), key(), key()]),
        ("editMany", vec![Array::of1(&number()).into(), key(), key()]),
        ("totalsOf", vec![key()]),
        ("find", vec![number(), number()]),
        ("find", vec![key(), key()]),
        ("missing", vec![key()]),
        ("product", vec![number()]),
        ("ledger", vec![number(), number()]),
        ("ledger", vec![key(), JsValue::from_f64(9.1e15)]),
        ("ledger", vec![key(), key()]),
        ("curve", vec![number(), number(), number(), number()]),
        ("curve", vec![key(), key(), number(), number()]),
        ("curve", vec![key(), number(), number(), JsValue::from_f64(-3.0)]),
        ("exportTable", vec![number()]),
        ("pictures", vec![number(), key()]),
        ("pictures", vec![key(), number()]),
        ("difference", vec![key(), number(), key()]),
        ("difference", vec![key(), key(), number()]),
        ("sensitivity", vec![number()]),
        ("openTable", vec![table("a", "b"), key()]),
        ("pushBytes", vec![key()]),
        ("pushText", vec![number()]),
        ("readTable", vec![key()]),
        ("emptyBuyers", vec![number(), number(), key()]),
    ];
    let book = book();
    for (method, arguments) in calls {
        assert_eq!(code(call(&book, method, &arguments)), "wrong_type", "{method} {arguments:?}");
    }
}

#[wasm_bindgen_test]
fn an_object_of_the_wrong_shape_is_refused_and_nothing_is_locked() {
    let book = book();
    for shape in [JsValue::NULL, JsValue::UNDEFINED, 7.into(), "x".into(), Object::new().into(), Array::new().into()] {
        assert_eq!(code(call(&book, "addTable", std::slice::from_ref(&shape))), "wrong_shape");
        assert_eq!(code(call(&book, "rows", &[shape])), "wrong_shape");
    }
    let half = table("a", "b");
    Reflect::set(&half, &"isClipboard".into(), &"yes".into()).expect("a plain object");
    assert_eq!(code(call(&book, "addTable", &[half])), "wrong_shape");
    // What was not opened cannot be read.
    for (method, arguments) in [("readTable", vec![1.into()]), ("endTable", vec![]), ("takeTable", vec![])] {
        assert_eq!(code(call(&book, method, &arguments)), "table_not_opened", "{method}");
    }
    call(&book, "summary", &[]).expect("the book still answers");
}

#[wasm_bindgen_test]
fn points_for_a_picture_are_columns_of_numbers() {
    let filter = Object::new();
    for name in ["ages", "category", "deadlineBy", "missing"] {
        Reflect::set(&filter, &name.into(), &JsValue::NULL).expect("a plain object");
    }
    for (name, value) in
        [("text", JsValue::from("")), ("actions", Array::new().into()), ("bounds", Array::new().into())]
    {
        Reflect::set(&filter, &name.into(), &value).expect("a plain object");
    }
    let points = call(&book(), "points", &[filter.into(), "units".into(), "gain".into()]).expect("points");
    for name in ["x", "y", "isToAct"] {
        assert!(get(&points, name).is_instance_of::<Float64Array>(), "{name}");
    }
}

#[wasm_bindgen_test]
fn an_error_carries_what_its_sentence_needs() {
    let error = call(&book(), "setToday", &[7.into()]).expect_err("a number is no day");
    let params: Array = get(&error, "params").dyn_into().expect("a list");
    let texts: Vec<(String, String)> = params
        .iter()
        .map(|param| (get(&param, "name").as_string().unwrap(), get(&param, "text").as_string().unwrap()))
        .collect();
    let expected = [("argument", "iso"), ("expected", "string"), ("given", "number")];
    assert_eq!(texts, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[wasm_bindgen_test]
fn a_day_that_does_not_exist_is_refused() {
    assert_ne!(code(call(&book(), "setToday", &["2026-02-30".into()])), "wrong_type");
}

#[wasm_bindgen_test]
fn the_encoding_is_found_from_bytes_only() {
    assert_eq!(detect_encoding(Uint8Array::from("sku,价格".as_bytes()).into()).expect("bytes"), "utf-8");
    assert_eq!(code(detect_encoding("text".into()).map(JsValue::from)), "wrong_type");
    let promotion = Uint8Array::from(&b"sku,PROMO\xC7\xC3O"[..]);
    let rival = encoding_rival(promotion.into(), "gb18030".into()).expect("bytes and a label");
    assert_eq!(rival.as_deref(), Some("windows-1252"));
}

#[wasm_bindgen_test]
fn the_build_says_its_version() {
    let info = JsValue::from(build_info().expect("representable"));
    assert_eq!(get(&info, "version").as_string().as_deref(), Some(env!("CARGO_PKG_VERSION")));
}
