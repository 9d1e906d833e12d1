//! Result objects as JSON text, which the browser makes into objects itself.
//!
//! Setting each property of each object through the boundary takes most of the time of an
//! answer: for one product 6 ms against 0.5 ms this way. The page's results hold only structs,
//! lists, text and numbers, so the writer refuses the rest. A number without an end, which JSON
//! has no word for, is written as one that reads as infinite.

use core::fmt::{Display, Write};
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};

/// Largest whole number that a double holds exactly with all below it.
const MOST_EXACT: i64 = (1 << 53) - 1;

/// Why a value cannot be written.
#[derive(Debug)]
pub struct Unwritable(String);

impl Display for Unwritable {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(&self.0)
    }
}

impl core::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

type Written = core::result::Result<(), Unwritable>;

/// The JSON text of a value.
///
/// # Errors
/// A whole number that a double does not hold exactly, and kinds of values that no answer has.
pub fn to_json<T: Serialize>(value: &T) -> core::result::Result<String, Unwritable> {
    let mut out = String::with_capacity(1024);
    value.serialize(Writer { out: &mut out })?;
    Ok(out)
}

struct Writer<'a> {
    out: &'a mut String,
}

impl Writer<'_> {
    fn put(self, value: impl Display) -> Written {
        // Writing into a string does not fail.
        let _ = write!(self.out, "{value}");
        Ok(())
    }

    fn whole(self, value: i64) -> Written {
        if (-MOST_EXACT..=MOST_EXACT).contains(&value) {
            self.put(value)
        } else {
            Err(Unwritable(format!("{value} is no exact number in JavaScript")))
        }
    }

    fn no<T>(what: &str) -> core::result::Result<T, Unwritable> {
        Err(Unwritable::custom(format_args!("no answer holds {what}")))
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(plain..at).unwrap_or_default());
        let _ = write!(out, "\\u{byte:04x}");
        plain = at + 1;
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push('"');
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Impossible<(), Unwritable>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Written {
        self.put(value)
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.put(value)
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.put(value)
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.put(value)
    }
    fn serialize_i64(self, value: i64) -> Written {
        self.whole(value)
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.put(value)
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.put(value)
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.put(value)
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.whole(i64::try_from(value).unwrap_or(i64::MAX))
    }
    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_f64(self, value: f64) -> Written {
        if value.is_nan() {
            self.put("null")
        } else if value.is_infinite() {
            self.put(if value > 0.0 { "1e999" } else { "-1e999" })
        } else {
            self.put(value)
        }
    }
    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Written {
        quote(self.out, value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Self::no("bytes")
    }
    fn serialize_none(self) -> Written {
        self.put("null")
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.put("null")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.put("null")
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.serialize_str(name)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Self::no("variants with values")
    }
    fn serialize_seq(self, _: Option<usize>) -> core::result::Result<Members<'a>, Unwritable> {
        self.out.push('[');
        Ok(Members { out: self.out, end: ']', is_first: true })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> core::result::Result<Members<'a>, Unwritable> {
        self.out.push('{');
        Ok(Members { out: self.out, end: '}', is_first: true })
    }
    /// A few values of a fixed number, such as the three points of a band: a list.
    fn serialize_tuple(self, count: usize) -> core::result::Result<Members<'a>, Unwritable> {
        self.serialize_seq(Some(count))
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> core::result::Result<Self::SerializeTupleStruct, Unwritable> {
        Self::no("tuples")
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> core::result::Result<Self::SerializeTupleVariant, Unwritable> {
        Self::no("variants with values")
    }
    fn serialize_map(self, _: Option<usize>) -> core::result::Result<Self::SerializeMap, Unwritable> {
        Self::no("maps")
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> core::result::Result<Self::SerializeStructVariant, Unwritable> {
        Self::no("variants with values")
    }
}

/// The members of a list or an object being written.
struct Members<'a> {
    out: &'a mut String,
    end: char,
    is_first: bool,
}

impl Members<'_> {
    fn comma(&mut self) {
        if !self.is_first {
            self.out.push(',');
        }
        self.is_first = false;
    }

    fn close(self) -> Written {
        self.out.push(self.end);
        Ok(())
    }
}

impl SerializeSeq for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.comma();
        value.serialize(Writer { out: self.out })
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeTuple for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.comma();
        quote(self.out, name);
        self.out.push(':');
        value.serialize(Writer { out: self.out })
    }

    fn end(self) -> Written {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::to_json;
    use serde::Serialize;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_dedicated_worker);

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Example {
        a_text: &'static str,
        minor: i64,
        share: Option<f64>,
        list: Vec<bool>,
    }

    fn example() -> Example {
        Example { a_text: "a\"b\\c\n中", minor: -1250, share: None, list: vec![true, false] }
    }

    #[wasm_bindgen_test]
    fn writes_what_a_browser_reads_back() {
        let text = to_json(&example()).unwrap();
        assert_eq!(text, r#"{"aText":"a\u0022b\u005cc\u000a中","minor":-1250,"share":null,"list":[true,false]}"#);
        let read = js_sys::JSON::parse(&text).unwrap();
        assert_eq!(js_sys::Reflect::get(&read, &"aText".into()).unwrap(), example().a_text);
    }

    #[wasm_bindgen_test]
    fn refuses_a_whole_number_that_a_double_does_not_hold() {
        assert!(to_json(&Example { minor: (1 << 53) - 1, ..example() }).is_ok());
        assert!(to_json(&Example { minor: 1 << 53, ..example() }).is_err());
    }

    #[wasm_bindgen_test]
    fn writes_infinity_as_a_number_that_reads_as_infinite() {
        let text = to_json(&Example { share: Some(f64::INFINITY), ..example() }).unwrap();
        let read = js_sys::JSON::parse(&text).unwrap();
        let share = js_sys::Reflect::get(&read, &"share".into()).unwrap();
        assert_eq!(share.as_f64(), Some(f64::INFINITY));
        assert!(to_json(&Example { share: Some(f64::NAN), ..example() }).unwrap().contains(r#""share":null"#));
    }
}
