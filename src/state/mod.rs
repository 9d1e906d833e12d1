//! What the seller typed, by product and field: the text as it stands, its last good
//! reading, and what is wrong with it.

pub mod field;
#[cfg(test)]
mod field_tests;
pub mod promotion_field;
pub mod season;

use crate::error::Error;
use field::{Entry, FieldSpec, parse};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One field as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed {
    /// The text as it stands.
    pub text: String,
    /// Its last good reading; stays in use while the text cannot be read.
    pub entry: Option<Entry>,
    /// Why the text cannot be read.
    pub problem: Option<Error>,
}

/// Fields of one product, or the settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entries(BTreeMap<&'static str, Typed>);

impl Entries {
    /// Takes `text` for a field; empty text takes the seller's value away.
    pub fn put(&mut self, spec: &'static FieldSpec, text: &str) {
        if text.trim().is_empty() {
            self.0.remove(spec.name);
            return;
        }
        let typed =
            self.0.entry(spec.name).or_insert_with(|| Typed { text: String::new(), entry: None, problem: None });
        text.clone_into(&mut typed.text);
        match parse(spec, text) {
            Ok(entry) => {
                typed.entry = Some(entry);
                typed.problem = None;
            }
            Err(problem) => typed.problem = Some(problem),
        }
    }

    /// Takes a value for a field as if it had been typed, to see what comes of it.
    pub fn set(&mut self, spec: &'static FieldSpec, entry: Entry) {
        self.0.insert(spec.name, Typed { text: String::new(), entry: Some(entry), problem: None });
    }

    /// A field as typed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Typed> {
        self.0.get(name)
    }

    /// The last good reading of a field.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.0.get(name)?.entry.as_ref()
    }
}

/// Entries of all products and of the book.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllEntries {
    /// By product key.
    pub products: FxHashMap<String, Entries>,
    /// Of the whole book.
    pub settings: Entries,
}

impl AllEntries {
    /// Entries of a product; empty ones if nothing was typed.
    #[must_use]
    pub fn of(&self, key: &str) -> &Entries {
        const NONE: &Entries = &Entries(BTreeMap::new());
        self.products.get(key).unwrap_or(NONE)
    }
}
