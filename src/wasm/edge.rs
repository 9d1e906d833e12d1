//! Values across the edge: decoding with a reason, encoding, and the one place where an
//! error becomes a JavaScript `Error`.

use super::json::to_json;
use crate::book::{Error, ErrorKind, Result};
use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const BOOK_ERROR: &str = r#"
/**
 * What every function of this module throws: `code` and `params` fill the translated
 * sentence, `message` is English and meant for logs.
 */
export interface BookError extends Error {
    name: "BookError";
    code: string;
    params: Input[];
}
"#;

/// What an exported function gives back.
pub type Answer<T> = core::result::Result<T, JsValue>;

/// The JavaScript `Error` for an error of the core.
#[must_use]
pub fn thrown(error: &Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    js.set_name("BookError");
    let params = Array::new();
    for (name, text) in error.params() {
        let param = Object::new();
        set(&param, "name", &JsValue::from_str(name));
        set(&param, "text", &JsValue::from_str(text));
        params.push(&param);
    }
    set(&js, "code", &JsValue::from_str(error.code()));
    set(&js, "params", &params);
    js.into()
}

fn set(target: &JsValue, key: &str, value: &JsValue) {
    // Setting a plain property of an object made here cannot fail.
    let _ = Reflect::set(target, &JsValue::from_str(key), value);
}

fn wrong_type(argument: &'static str, expected: &'static str, given: &JsValue) -> Error {
    let given = given.js_typeof().as_string().unwrap_or_default();
    Error::new(ErrorKind::Mismatch, "wrong_type")
        .with("argument", argument)
        .with("expected", expected)
        .with("given", given)
}

/// A string.
///
/// # Errors
/// `wrong_type`.
pub fn text(argument: &'static str, value: &JsValue) -> Result<String> {
    value.as_string().ok_or_else(|| wrong_type(argument, "string", value))
}

/// A string, or nothing.
///
/// # Errors
/// `wrong_type`.
pub fn optional_text(argument: &'static str, value: &JsValue) -> Result<Option<String>> {
    if value.is_undefined() || value.is_null() { Ok(None) } else { text(argument, value).map(Some) }
}

/// A list of strings.
///
/// # Errors
/// `wrong_type`.
pub fn texts(argument: &'static str, value: &JsValue) -> Result<Vec<String>> {
    let wrong = || wrong_type(argument, "string[]", value);
    let array = value.dyn_ref::<Array>().ok_or_else(wrong)?;
    array.iter().map(|text| text.as_string().ok_or_else(wrong)).collect()
}

/// A whole number of minor units or the like, exact: at most 2^53 − 1 either way.
///
/// # Errors
/// `wrong_type` (also for fractions, NaN and what a double cannot hold exactly).
pub fn whole(argument: &'static str, value: &JsValue) -> Result<i64> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(|_| wrong_type(argument, "whole number", value))
}

/// A count: whole, from 0 to 2^32 − 1.
///
/// # Errors
/// `wrong_type`.
pub fn count(argument: &'static str, value: &JsValue) -> Result<u32> {
    u32::try_from(whole(argument, value)?).map_err(|_| wrong_type(argument, "count", value))
}

/// A count of things in memory.
///
/// # Errors
/// `wrong_type`.
pub fn size(argument: &'static str, value: &JsValue) -> Result<usize> {
    usize::try_from(whole(argument, value)?).map_err(|_| wrong_type(argument, "count", value))
}

/// Bytes.
///
/// # Errors
/// `wrong_type`.
pub fn bytes(argument: &'static str, value: &JsValue) -> Result<Vec<u8>> {
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => Ok(array.to_vec()),
        None => Err(wrong_type(argument, "Uint8Array", value)),
    }
}

/// An object of the shape of `T`.
///
/// # Errors
/// `wrong_shape` with what is wrong in it.
pub fn object<T>(argument: &'static str, value: &Ts<T>) -> Result<T>
where
    T: Tsify + DeserializeOwned,
    T::JsType: Clone,
{
    value.to_rust().map_err(|why| {
        Error::new(ErrorKind::Mismatch, "wrong_shape").with("argument", argument).with("why", why.to_string())
    })
}

/// A plain object as a shape of the core that holds texts and flags only.
///
/// # Errors
/// `wrong_shape` with what is wrong in it.
pub fn shape<T: DeserializeOwned>(argument: &'static str, value: JsValue) -> Result<T> {
    serde_wasm_bindgen::from_value(value).map_err(|why| {
        Error::new(ErrorKind::Mismatch, "wrong_shape").with("argument", argument).with("why", why.to_string())
    })
}

/// A result of the core that is plain itself.
///
/// # Errors
/// As [`give`].
pub fn give_plain<T: Serialize>(value: &T) -> Answer<JsValue> {
    js_sys::JSON::parse(&to_json(value).map_err(|why| unfit(&why))?)
}

/// A result object for the page.
///
/// # Errors
/// A thrown `not_representable` if a figure does not fit a JavaScript number.
pub fn give<T: Tsify + Serialize>(value: impl Into<T>) -> Answer<Ts<T>> {
    let text = to_json::<T>(&value.into()).map_err(|why| unfit(&why))?;
    // Text that was written just now is read.
    Ok(Ts::new_unchecked(js_sys::JSON::parse(&text)?))
}

/// A result object that holds values of JavaScript, such as columns of numbers.
///
/// # Errors
/// As [`give`].
pub fn give_whole<T: Tsify + Serialize>(value: impl Into<T>) -> Answer<Ts<T>> {
    value.into().into_ts().map_err(|why| unfit(&why))
}

fn unfit(why: &impl core::fmt::Display) -> JsValue {
    thrown(&Error::new(ErrorKind::Internal, "not_representable").with("why", why.to_string()))
}

/// A list of result objects for the page.
///
/// # Errors
/// As [`give`].
pub fn give_all<T: Tsify + Serialize>(values: Vec<impl Into<T>>) -> Answer<Vec<Ts<T>>> {
    values.into_iter().map(give).collect()
}

/// Throws what the core could not do.
///
/// # Errors
/// The error, thrown.
pub fn or_throw<T>(result: Result<T>) -> Answer<T> {
    result.map_err(|error| thrown(&error))
}
