//! What a case gives and what an adapter answers, from JSON and TOML alike.
//!
//! Numbers keep the text they were written in, so that `0.15` is exactly fifteen hundredths.

use clearfloor::number::Decimal;
use clearfloor::rounding::Ratio;
use std::cell::Cell;

/// A value of a case or of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: JSON null.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// Text; also dates.
    Text(String),
    /// Elements in order.
    List(Vec<Value>),
    /// Keys in the order of the file.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A whole number.
    pub fn int(number: impl Into<i128>) -> Self {
        Self::Number(number.into().to_string())
    }

    /// An exact fraction, written `a/b`.
    pub fn exact(ratio: Ratio) -> Self {
        Self::Number(ratio.to_string())
    }

    /// A float with every digit it has.
    pub fn float(number: f64) -> Self {
        Self::Number(format!("{number:?}"))
    }

    /// Anything that prints: enumerations, money, dates.
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// A map.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// What is there, or null.
    pub fn or_null<T>(option: Option<T>, make: impl FnOnce(T) -> Value) -> Self {
        option.map_or(Self::Null, make)
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list, or none.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(is_true) => Self::Bool(is_true),
            serde_json::Value::Number(number) => Self::Number(number.to_string()),
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(items) => Self::list(items.into_iter().map(Self::from)),
            serde_json::Value::Object(entries) => Self::map(entries.into_iter().map(|(k, v)| (k, Self::from(v)))),
        }
    }
}

impl From<toml::Value> for Value {
    fn from(toml: toml::Value) -> Self {
        match toml {
            toml::Value::Boolean(is_true) => Self::Bool(is_true),
            toml::Value::Integer(number) => Self::int(number),
            toml::Value::Float(number) => Self::float(number),
            toml::Value::String(text) => Self::Text(text),
            toml::Value::Datetime(date) => Self::text(date),
            toml::Value::Array(items) => Self::list(items.into_iter().map(Self::from)),
            toml::Value::Table(entries) => Self::map(entries.into_iter().map(|(k, v)| (k, Self::from(v)))),
        }
    }
}

impl core::fmt::Display for Value {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(is_true) => write!(f, "{is_true}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Map(entries) => {
                f.write_str("{")?;
                for (i, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}: {value}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
        }
    }
}

/// A number of a case: exact where its text is a decimal or a fraction, else a float.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The exact number, if the text is one.
    pub exact: Option<Ratio>,
    /// The nearest float.
    pub float: f64,
}

/// Reads `12`, `-0.5`, `1e-9`, `662/85`.
pub fn read_figure(text: &str) -> Option<Figure> {
    if let Ok(decimal) = Decimal::parse(text) {
        return Some(Figure { exact: decimal.to_ratio().ok(), float: decimal.to_f64() });
    }
    if let Some((top, bottom)) = text.split_once('/') {
        let ratio = Ratio::new(top.trim().parse().ok()?, bottom.trim().parse().ok()?).ok()?;
        return Some(Figure { exact: Some(ratio), float: ratio.to_f64() });
    }
    let exact = text.split_once(['e', 'E']).and_then(|(digits, power)| exact_power(digits, power));
    let float = text.parse::<f64>().ok().filter(|_| text.bytes().any(|b| b.is_ascii_digit()))?;
    Some(Figure { exact, float })
}

fn exact_power(digits: &str, power: &str) -> Option<Ratio> {
    let base = Decimal::parse(digits).ok()?.to_ratio().ok()?;
    let power: i32 = power.parse().ok()?;
    let scale = Ratio::whole(10_i128.checked_pow(power.unsigned_abs())?);
    if power < 0 { base.over(scale).ok() } else { base.times(scale).ok() }
}

/// Why an input could not be read.
pub type Read<T> = Result<T, String>;

/// An input of a case that remembers whether the adapter has read it.
///
/// Every leaf must be read: [`Input::unread`] names the others, and the runner fails the case.
#[derive(Debug)]
pub struct Input {
    path: String,
    node: Node,
    is_read: Cell<bool>,
}

#[derive(Debug)]
enum Node {
    Leaf(Value),
    List(Vec<Input>),
    Map(Vec<(String, Input)>),
}

impl Input {
    /// Wraps a value, named for messages.
    pub fn new(path: &str, value: Value) -> Self {
        let node = match value {
            Value::List(items) => Node::List(
                items.into_iter().enumerate().map(|(i, item)| Self::new(&format!("{path}[{i}]"), item)).collect(),
            ),
            Value::Map(entries) => Node::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let input = Self::new(&format!("{path}.{key}"), value);
                        (key, input)
                    })
                    .collect(),
            ),
            leaf => Node::Leaf(leaf),
        };
        Self { path: path.to_owned(), node, is_read: Cell::new(false) }
    }

    /// Where this lies in the case, such as `inputs.fees.vat`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value as it is; reads everything below.
    pub fn value(&self) -> Value {
        self.is_read.set(true);
        match &self.node {
            Node::Leaf(value) => value.clone(),
            Node::List(items) => Value::list(items.iter().map(Self::value)),
            Node::Map(entries) => Value::map(entries.iter().map(|(key, input)| (key.clone(), input.value()))),
        }
    }

    /// A key that must be there.
    pub fn key(&self, key: &str) -> Read<&Input> {
        self.find(key).ok_or_else(|| format!("{} has no key {key}", self.path))
    }

    /// A key that may be missing; null is as good as missing.
    pub fn optional(&self, key: &str) -> Option<&Input> {
        self.find(key).and_then(Input::non_null)
    }

    fn find(&self, key: &str) -> Option<&Input> {
        self.is_read.set(true);
        match &self.node {
            Node::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, input)| input),
            _ => None,
        }
    }

    /// The text of a key as it was written, without counting as read: for the runner, not for adapters.
    pub fn written(&self, key: &str) -> Option<&str> {
        let Node::Map(entries) = &self.node else { return None };
        match &entries.iter().find(|(name, _)| name == key)?.1.node {
            Node::Leaf(Value::Text(text) | Value::Number(text)) => Some(text),
            _ => None,
        }
    }

    /// Keys and values of a map, in the order of the file.
    pub fn entries(&self) -> Read<impl Iterator<Item = (&str, &Input)>> {
        self.is_read.set(true);
        match &self.node {
            Node::Map(entries) => Ok(entries.iter().map(|(key, input)| (key.as_str(), input))),
            _ => Err(format!("{} is no map", self.path)),
        }
    }

    /// Elements of a list.
    pub fn items(&self) -> Read<&[Input]> {
        self.is_read.set(true);
        match &self.node {
            Node::List(items) => Ok(items),
            _ => Err(format!("{} is no list", self.path)),
        }
    }

    /// Whether this is null; reads it if so.
    pub fn is_null(&self) -> bool {
        let is_null = matches!(self.node, Node::Leaf(Value::Null));
        if is_null {
            self.is_read.set(true);
        }
        is_null
    }

    /// None for null, else this.
    pub fn non_null(&self) -> Option<&Input> {
        if self.is_null() { None } else { Some(self) }
    }

    fn leaf(&self) -> Read<&Value> {
        self.is_read.set(true);
        match &self.node {
            Node::Leaf(value) => Ok(value),
            _ => Err(format!("{} is a list or a map", self.path)),
        }
    }

    /// Text, a date, or a number as it was written.
    pub fn text(&self) -> Read<&str> {
        match self.leaf()? {
            Value::Text(text) | Value::Number(text) => Ok(text),
            other => Err(format!("{} is no text: {other}", self.path)),
        }
    }

    /// True or false.
    pub fn bool(&self) -> Read<bool> {
        match self.leaf()? {
            Value::Bool(is_true) => Ok(*is_true),
            other => Err(format!("{} is neither true nor false: {other}", self.path)),
        }
    }

    fn figure(&self) -> Read<Figure> {
        let text = self.text()?;
        read_figure(text).ok_or_else(|| format!("{} is no number: {text}", self.path))
    }

    /// An exact number.
    pub fn ratio(&self) -> Read<Ratio> {
        self.figure()?.exact.ok_or_else(|| format!("{} is no exact number", self.path))
    }

    /// A float.
    pub fn f64(&self) -> Read<f64> {
        Ok(self.figure()?.float)
    }

    /// A whole number.
    pub fn int<T: TryFrom<i128>>(&self) -> Read<T> {
        let ratio = self.ratio()?;
        let whole = if ratio.denominator() == 1 { T::try_from(ratio.numerator()).ok() } else { None };
        whole.ok_or_else(|| format!("{} is no fitting whole number: {ratio}", self.path))
    }

    /// A calendar day.
    pub fn day(&self) -> Read<clearfloor::date::Day> {
        clearfloor::date::Day::parse(self.text()?).map_err(|e| format!("{}: {e}", self.path))
    }

    /// Paths of the leaves (and empty lists and maps) that nobody has read.
    pub fn unread(&self) -> Vec<String> {
        match &self.node {
            Node::List(items) if !items.is_empty() => items.iter().flat_map(Self::unread).collect(),
            Node::Map(entries) if !entries.is_empty() => entries.iter().flat_map(|(_, i)| i.unread()).collect(),
            _ if self.is_read.get() => Vec::new(),
            _ => vec![self.path.clone()],
        }
    }
}
