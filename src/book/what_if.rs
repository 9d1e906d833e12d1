//! What would follow if a field held something else; nothing is taken over.

use super::Book;
use super::view::{FieldView, ProductView};
use crate::error::Result;

/// A product as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The field with the text in it, and what is wrong with the text.
    pub field: FieldView,
    /// Everything about the product; with the last good value if the text cannot be read.
    pub product: ProductView,
}

impl Book {
    /// The product as it would be with `text` in a field. The book stays as it is.
    ///
    /// # Errors
    /// `no_such_product`, `no_such_field`; `out_of_range`.
    pub fn what_if(&mut self, key: &str, field: &str, text: &str) -> Result<WhatIf> {
        let index = self.position(key)?;
        let entries = self.entries.products.get(key).cloned();
        let result = self.results.known(index).cloned();
        let (computed_to, orders) = (self.computed_to, std::mem::take(&mut self.orders));
        let answer =
            self.edit(Some(key), field, text).and_then(|field| Ok(WhatIf { field, product: self.product(key)? }));
        match entries {
            Some(entries) => self.entries.products.insert(key.to_owned(), entries),
            None => self.entries.products.remove(key),
        };
        self.results.put(index, result);
        self.computed_to = computed_to;
        self.orders = orders;
        answer
    }
}
