//! Reads the text of a fee file: the part of TOML that the files use.
//!
//! Tables, lists of tables, inline tables, lists, quoted texts, whole numbers, true and false, and
//! comments. A day without quotes is taken as text. Every table knows its line,
//! so that a fault can be found. Written here and not taken from a crate because sellers' files are
//! read in the browser, where the crate would weigh more than all tables together.

use core::fmt;

/// How deep lists and tables may lie in each other; more is refused, so that no text exhausts the stack.
const DEEPEST: u32 = 16;

/// A value of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, or a day.
    String(String),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// A list.
    Array(Vec<Value>),
    /// A table.
    Table(Table),
}

impl Value {
    /// The value of a key, if it is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_table()?.get(key)
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The list, if it is one.
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => write!(out, "\"{text}\""),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Boolean(is_true) => write!(out, "{is_true}"),
            Self::Array(_) => out.write_str("a list"),
            Self::Table(_) => out.write_str("a table"),
        }
    }
}

/// Keys and values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Line on which it begins, from 1; 0 = not from a file.
    pub line: u32,
    entries: Vec<(String, Value)>,
}

impl Table {
    /// A table without keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// A table without keys that begins on a line.
    pub fn on(line: u32) -> Self {
        Self { line, entries: Vec::new() }
    }

    /// Whether it has no key.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether a key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.entries.iter().position(|(name, _)| name == key)?;
        Some(self.entries.remove(place).1)
    }

    /// Puts a value in the place of the one there is, or at the end.
    pub fn insert(&mut self, key: String, value: Value) {
        match self.get_mut(&key) {
            Some(old) => *old = value,
            None => self.entries.push((key, value)),
        }
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// Keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }
}

impl<'t> IntoIterator for &'t Table {
    type Item = (&'t String, &'t Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl IntoIterator for Table {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// Reads a whole file. The fault begins with its line.
pub fn parse(text: &str) -> Result<Table, String> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1 };
    let mut file = Table { line: 1, entries: Vec::new() };
    let mut path: Vec<String> = Vec::new();
    loop {
        reader.skip_blank(true);
        if reader.rest.is_empty() {
            return Ok(file);
        }
        if reader.take("[") {
            let is_list = reader.take("[");
            path = reader.path()?;
            reader.need(if is_list { "]]" } else { "]" })?;
            open(&mut file, &path, is_list, reader.line).map_err(|what| reader.wrong(what))?;
        } else {
            let key = reader.key()?;
            reader.skip_blank(false);
            reader.need("=")?;
            reader.skip_blank(false);
            let value = reader.value(0)?;
            let table = at(&mut file, &path).ok_or_else(|| reader.wrong("no table to put it in"))?;
            if table.contains_key(&key) {
                return Err(reader.wrong(format_args!("`{key}` stands twice")));
            }
            table.insert(key, value);
        }
        reader.end_of_line()?;
    }
}

/// Makes the table of a heading.
fn open(file: &mut Table, path: &[String], is_list: bool, line: u32) -> Result<(), String> {
    let Some((name, above)) = path.split_last() else { return Err("a heading without a name".to_owned()) };
    let mut table = file;
    for step in above {
        if !table.contains_key(step) {
            table.insert(step.clone(), Value::Table(Table { line, entries: Vec::new() }));
        }
        table = below(table, step).ok_or_else(|| format!("`{step}` is no table"))?;
    }
    let fresh = Table { line, entries: Vec::new() };
    match (table.get_mut(name), is_list) {
        (None, true) => table.insert(name.clone(), Value::Array(vec![Value::Table(fresh)])),
        (None, false) => table.insert(name.clone(), Value::Table(fresh)),
        (Some(Value::Array(items)), true) => items.push(Value::Table(fresh)),
        (Some(_), _) => return Err(format!("[{name}] stands twice")),
    }
    Ok(())
}

/// The table under a key: the last of a list.
fn below<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Table> {
    match table.get_mut(key)? {
        Value::Table(table) => Some(table),
        Value::Array(items) => match items.last_mut()? {
            Value::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

fn at<'t>(file: &'t mut Table, path: &[String]) -> Option<&'t mut Table> {
    path.iter().try_fold(file, |table, step| below(table, step))
}

struct Reader<'t> {
    rest: &'t str,
    line: u32,
}

impl<'t> Reader<'t> {
    fn wrong(&self, what: impl fmt::Display) -> String {
        format!("line {}: {what}", self.line)
    }

    fn advance(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        let lines = taken.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, is_in: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c: char| !is_in(c)).unwrap_or(self.rest.len());
        self.advance(end)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_there = self.rest.starts_with(word);
        if is_there {
            self.advance(word.len());
        }
        is_there
    }

    fn need(&mut self, word: &str) -> Result<(), String> {
        if self.take(word) { Ok(()) } else { Err(self.wrong(format_args!("`{word}` is missing"))) }
    }

    /// Spaces and, if asked, lines and comments.
    fn skip_blank(&mut self, and_lines: bool) {
        loop {
            self.take_while(|c| c == ' ' || c == '\t' || (and_lines && (c == '\n' || c == '\r')));
            if !and_lines || !self.rest.starts_with('#') {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    fn end_of_line(&mut self) -> Result<(), String> {
        self.skip_blank(false);
        if self.rest.starts_with('#') {
            self.take_while(|c| c != '\n');
        }
        self.take("\r");
        if self.rest.is_empty() || self.take("\n") {
            Ok(())
        } else {
            Err(self.wrong("something stands after the value"))
        }
    }

    fn key(&mut self) -> Result<String, String> {
        if self.rest.starts_with(['"', '\'']) {
            return self.text();
        }
        let key = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if key.is_empty() { Err(self.wrong("a key is missing")) } else { Ok(key.to_owned()) }
    }

    fn path(&mut self) -> Result<Vec<String>, String> {
        let mut path = Vec::new();
        loop {
            self.skip_blank(false);
            path.push(self.key()?);
            self.skip_blank(false);
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    fn value(&mut self, depth: u32) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err(self.wrong("lists lie too deep in each other"));
        }
        match self.rest.chars().next() {
            Some('"' | '\'') => self.text().map(Value::String),
            Some('[') => self.list(depth),
            Some('{') => self.inline_table(depth),
            _ => self.bare(),
        }
    }

    fn list(&mut self, depth: u32) -> Result<Value, String> {
        self.need("[")?;
        let mut items = Vec::new();
        loop {
            self.skip_blank(true);
            if self.take("]") {
                return Ok(Value::Array(items));
            }
            items.push(self.value(depth + 1)?);
            self.skip_blank(true);
            if !self.take(",") {
                self.need("]")?;
                return Ok(Value::Array(items));
            }
        }
    }

    fn inline_table(&mut self, depth: u32) -> Result<Value, String> {
        let mut table = Table { line: self.line, entries: Vec::new() };
        self.need("{")?;
        loop {
            self.skip_blank(true);
            if self.take("}") {
                return Ok(Value::Table(table));
            }
            let key = self.key()?;
            self.skip_blank(false);
            self.need("=")?;
            self.skip_blank(false);
            let value = self.value(depth + 1)?;
            if table.contains_key(&key) {
                return Err(self.wrong(format_args!("`{key}` stands twice")));
            }
            table.insert(key, value);
            self.skip_blank(true);
            if !self.take(",") {
                self.need("}")?;
                return Ok(Value::Table(table));
            }
        }
    }

    /// Quoted text on one line.
    fn text(&mut self) -> Result<String, String> {
        if self.take("'") {
            let text = self.take_while(|c| c != '\'' && c != '\n');
            self.need("'")?;
            return Ok(text.to_owned());
        }
        self.need("\"")?;
        let mut text = String::new();
        loop {
            text.push_str(self.take_while(|c| !matches!(c, '"' | '\\' | '\n')));
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err(self.wrong("a text has no end on its line"));
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        let code = self.rest.chars().next().unwrap_or(' ');
        self.advance(code.len_utf8());
        let digits = match code {
            '"' | '\\' => return Ok(code),
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'u' => 4,
            'U' => 8,
            _ => return Err(self.wrong(format_args!("`\\{code}` means nothing"))),
        };
        let number = u32::from_str_radix(self.rest.get(..digits).unwrap_or_default(), 16).ok();
        let found = number.and_then(char::from_u32).ok_or_else(|| self.wrong("a letter by number that is none"))?;
        self.advance(digits);
        Ok(found)
    }

    fn bare(&mut self) -> Result<Value, String> {
        let word = self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | ':'));
        match word {
            "true" => return Ok(Value::Boolean(true)),
            "false" => return Ok(Value::Boolean(false)),
            _ => {}
        }
        let digits = word.trim_start_matches(['+', '-']);
        if let (true, Ok(number)) =
            (digits.bytes().all(|b| b.is_ascii_digit() || b == b'_'), word.replace('_', "").parse())
        {
            return Ok(Value::Integer(number));
        }
        if super::day_number(word).is_some() {
            return Ok(Value::String(word.to_owned()));
        }
        Err(self.wrong(format_args!("`{word}` is no value: texts and decimals stand in quotes")))
    }
}
