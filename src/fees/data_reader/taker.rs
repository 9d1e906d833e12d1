//! Takes keys out of a TOML table and complains about what is left.

use super::super::data_shape::StepRounding;
use super::text::{Table, Value};

/// Result of reading: the problem says file place, table and row.
pub type Read<T> = Result<T, String>;

/// What is said above a row: the endings of keys with weights and lengths, the decimals of the
/// currency's minor unit, what becomes of a begun step.
#[derive(Clone, Copy)]
pub struct Units {
    pub weight: &'static str,
    pub length: &'static str,
    pub minor: usize,
    pub rounding: StepRounding,
}

impl Units {
    /// Inches, ounces and the minor unit of a currency.
    pub fn of(currency: &str) -> Self {
        let minor = if currency == "JPY" { 0 } else { 2 };
        Self { weight: "oz", length: "in", minor, rounding: StepRounding::Begun }
    }
}

/// A table or row being read; every key must be taken.
pub struct Taker {
    place: String,
    table: Table,
    units: Units,
}

impl Taker {
    /// Starts to read `table`, which stands at `place`.
    pub fn new(place: impl Into<String>, table: Table) -> Self {
        Self { place: place.into(), table, units: Units::of("") }
    }

    /// The same with other units.
    pub fn with(self, units: Units) -> Self {
        Self { units, ..self }
    }

    /// Reads what becomes of a begun step, for the rows that follow.
    pub fn round_steps(&mut self) -> Read<()> {
        self.units.rounding = match self.text_opt("step_rounding")?.as_deref() {
            None | Some("begun") => StepRounding::Begun,
            Some("in proportion") => StepRounding::InProportion,
            Some("not said") => StepRounding::NotSaid,
            Some(other) => return Err(self.wrong(format_args!("`step_rounding` is unknown: {other}"))),
        };
        Ok(())
    }

    /// Units of the file.
    pub const fn units(&self) -> Units {
        self.units
    }

    /// A weight that may be missing: `up_to` is `up_to_oz` or `up_to_g`.
    pub fn weight_opt(&mut self, key: &str) -> Read<Option<u32>> {
        self.int_opt(&format!("{key}_{}", self.units.weight))
    }

    /// A weight.
    pub fn weight(&mut self, key: &str) -> Read<u32> {
        self.int(&format!("{key}_{}", self.units.weight))
    }

    /// A length that may be missing, in thousandths: a whole number or a decimal text.
    pub fn length_opt(&mut self, key: &str) -> Read<Option<u32>> {
        let key = format!("{key}_{}", self.units.length);
        if let Some(Value::Integer(whole)) = self.table.get(&key) {
            let thousandths = whole.checked_mul(1000).and_then(|n| u32::try_from(n).ok());
            self.table.remove(&key);
            return thousandths.map(Some).ok_or_else(|| self.wrong(format_args!("`{key}` is out of range")));
        }
        let number = self.decimal_opt(&key, 3)?;
        number.map(u32::try_from).transpose().map_err(|_| self.wrong(format_args!("`{key}` is out of range")))
    }

    /// A length.
    pub fn length(&mut self, key: &str) -> Read<u32> {
        let there = self.length_opt(key)?;
        there.ok_or_else(|| self.wrong(format_args!("no `{key}_{}`", self.units.length)))
    }

    /// An amount that may be missing, in minor units.
    pub fn money_opt(&mut self, key: &str) -> Read<Option<i64>> {
        self.decimal_opt(key, self.units.minor)
    }

    /// An amount in minor units.
    pub fn money(&mut self, key: &str) -> Read<i64> {
        self.decimal(key, self.units.minor)
    }

    /// A percentage that may be missing, as parts per million.
    pub fn percent_opt(&mut self, key: &str) -> Read<Option<i64>> {
        self.decimal_opt(key, 4)
    }

    /// True or false; a missing key is false.
    pub fn flag(&mut self, key: &str) -> Read<bool> {
        if self.has(key) { self.bool(key) } else { Ok(false) }
    }

    /// A table that may be missing.
    pub fn table_opt(&mut self, key: &str) -> Read<Option<Self>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(Self::new(format!("{}.{key}", self.place), table).with(self.units))),
            Some(other) => Err(self.off(key, "table", &other)),
        }
    }

    /// A complaint that names the place.
    pub fn wrong(&self, what: impl core::fmt::Display) -> String {
        format!("{}: {what}", self.place)
    }

    /// Where this stands.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Takes a key that may be missing.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.table.remove(key)
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a key is this text; takes it if so.
    pub fn is_text(&mut self, key: &str, text: &str) -> bool {
        let is_it = self.table.get(key).and_then(Value::as_str) == Some(text);
        if is_it {
            self.table.remove(key);
        }
        is_it
    }

    /// Whether a key is there and is a list without elements.
    pub fn is_empty_list(&self, key: &str) -> bool {
        self.table.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty)
    }

    /// The groups that the rows name, each once.
    pub fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for row in self.table.get("rows").and_then(Value::as_array).into_iter().flatten() {
            if let Some(group) = row.get("group").and_then(Value::as_str)
                && groups.iter().all(|known| known != group)
            {
                groups.push(group.to_owned());
            }
        }
        groups
    }

    /// The keys that are left, in the order of their names.
    pub fn keys(&self) -> Vec<String> {
        {
            let mut keys: Vec<String> = self.table.keys().cloned().collect();
            keys.sort_unstable();
            keys
        }
    }

    /// Takes and drops keys that only explain.
    pub fn skip(&mut self, keys: &[&str]) {
        for key in keys {
            self.table.remove(key);
        }
    }

    /// Fails if a key was not taken.
    pub fn done(self) -> Read<()> {
        match self.table.keys().find(|key| *key != super::OWN) {
            None => Ok(()),
            Some(key) => Err(self.wrong(format_args!("unknown key `{key}`"))),
        }
    }

    fn need(&mut self, key: &str) -> Read<Value> {
        self.take(key).ok_or_else(|| self.wrong(format_args!("no `{key}`")))
    }

    fn off(&self, key: &str, what: &str, value: &Value) -> String {
        self.wrong(format_args!("`{key}` is no {what}: {value}"))
    }

    /// Text that may be missing.
    pub fn text_opt(&mut self, key: &str) -> Read<Option<String>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.off(key, "text", &other)),
        }
    }

    /// Text.
    pub fn text(&mut self, key: &str) -> Read<String> {
        let there = self.text_opt(key)?;
        there.ok_or_else(|| self.wrong(format_args!("no `{key}`")))
    }

    /// True or false.
    pub fn bool(&mut self, key: &str) -> Read<bool> {
        match self.need(key)? {
            Value::Boolean(is_true) => Ok(is_true),
            other => Err(self.off(key, "true or false", &other)),
        }
    }

    /// A whole number that may be missing.
    pub fn int_opt<T: TryFrom<i64>>(&mut self, key: &str) -> Read<Option<T>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Integer(n)) => {
                T::try_from(n).map(Some).map_err(|_| self.wrong(format_args!("`{key}` is out of range: {n}")))
            }
            Some(other) => Err(self.off(key, "whole number", &other)),
        }
    }

    /// A whole number.
    pub fn int<T: TryFrom<i64>>(&mut self, key: &str) -> Read<T> {
        let there = self.int_opt(key)?;
        there.ok_or_else(|| self.wrong(format_args!("no `{key}`")))
    }

    /// A decimal text that may be missing, with `digits` decimals at most, as a whole number of the last one.
    pub fn decimal_opt(&mut self, key: &str, digits: usize) -> Read<Option<i64>> {
        match self.text_opt(key)? {
            None => Ok(None),
            Some(text) => match scaled(&text, digits) {
                Some(number) => Ok(Some(number)),
                None => Err(self.wrong(format_args!("`{key}` is no decimal with at most {digits} places: {text}"))),
            },
        }
    }

    /// A decimal text.
    pub fn decimal(&mut self, key: &str, digits: usize) -> Read<i64> {
        let there = self.decimal_opt(key, digits)?;
        there.ok_or_else(|| self.wrong(format_args!("no `{key}`")))
    }

    /// A percentage as parts per million.
    pub fn percent(&mut self, key: &str) -> Read<i64> {
        self.decimal(key, 4)
    }

    /// A whole number written as decimal text, such as `"139"`.
    pub fn whole_text(&mut self, key: &str) -> Read<u32> {
        let number = self.decimal(key, 0)?;
        u32::try_from(number).map_err(|_| self.wrong(format_args!("`{key}` is out of range: {number}")))
    }

    /// A day that may be missing, as its number.
    pub fn day_opt(&mut self, key: &str) -> Read<Option<i32>> {
        match self.text_opt(key)? {
            None => Ok(None),
            Some(text) => match day_number(&text) {
                Some(number) => Ok(Some(number)),
                None => Err(self.wrong(format_args!("`{key}` is no day: {text}"))),
            },
        }
    }

    /// A list of texts that may be missing.
    pub fn texts_or_none(&mut self, key: &str) -> Read<Vec<String>> {
        if self.has(key) { self.texts(key) } else { Ok(Vec::new()) }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str) -> Read<Vec<String>> {
        let value = self.need(key)?;
        let Value::Array(items) = &value else { return Err(self.off(key, "list", &value)) };
        items.iter().map(|v| v.as_str().map(str::to_owned).ok_or_else(|| self.off(key, "list of texts", v))).collect()
    }

    /// A list of tables, each to be read completely.
    pub fn rows(&mut self, key: &str) -> Read<Vec<Taker>> {
        let value = self.need(key)?;
        let Value::Array(items) = value else { return Err(self.wrong(format_args!("`{key}` is no list"))) };
        items
            .into_iter()
            .enumerate()
            .map(|(i, item)| match item {
                Value::Table(table) => Ok(Self::new(format!("{}.{key}[{i}]", self.place), table).with(self.units)),
                other => Err(self.wrong(format_args!("`{key}[{i}]` is no table: {other}"))),
            })
            .collect()
    }
}

/// `12.5` with two digits is 1250.
pub fn scaled(text: &str, digits: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || text.ends_with('.') || fraction.len() > digits
    {
        return None;
    }
    format!("{whole}{fraction:0<digits$}").parse().ok()
}

/// Days since 1970-01-01 of `YYYY-MM-DD` (the civil-calendar count over years that start in March).
pub fn day_number(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let mut next = |length: usize| parts.next().filter(|p| p.len() == length)?.parse::<i32>().ok();
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days_in_month = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if parts.next().is_some() || !(1..=days_in_month).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Reads the numbers out of a sentence that must have the form of `template`, where `#` stands for a number.
pub fn numbers_in(text: &str, template: &str) -> Option<Vec<u32>> {
    let mut rest = text;
    let mut numbers = Vec::new();
    let mut parts = template.split('#');
    rest = rest.strip_prefix(parts.next()?)?;
    for part in parts {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        numbers.push(digits.parse().ok()?);
        rest = after.strip_prefix(part)?;
    }
    if rest.is_empty() { Some(numbers) } else { None }
}

/// `five` → 5.
pub fn number_word(word: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.iter().position(|w| *w == word).and_then(|i| u32::try_from(i + 1).ok())
}
