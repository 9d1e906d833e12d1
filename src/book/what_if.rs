//! What would follow if a field held something else; nothing is taken over.

use super::Book;
use super::view::{FieldView, ProductView};
use crate::error::Result;

/// A product as it would be.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let read = book.what_if("MAT", "price_list", "20").unwrap();
/// assert_eq!(read.product.row.price.unwrap().to_string(), "20.00");
/// // What cannot be read changes nothing, and says why.
/// let unread = book.what_if("MAT", "price_list", "cheap").unwrap();
/// assert_eq!((unread.product.row.price.unwrap().to_string(), unread.field.problem.is_some()), ("25.00".to_owned(), true));
/// ```
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
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// let at_twenty = book.what_if("MAT", "price_list", "20").unwrap().product;
    /// // 20.00 less 3.00, 5.34 and 0.19.
    /// assert_eq!(at_twenty.row.net_per_unit.unwrap().to_string(), "11.47");
    /// assert_eq!(book.product("MAT").unwrap().row.price.unwrap().to_string(), "25.00");
    /// ```
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
