//! A product that stands in the tests of several views.

use super::Book;
use crate::date::Day;

/// A book of 21 November 2026 with one product: ten by seven by two inches, 1.2 lb, a hundred units of which
/// fifteen sold in thirty days, landed at 6.00.
pub(super) fn product(price: &str, category: &str) -> (Book, String) {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    let facts = [
        ("price_list", price),
        ("category", category),
        ("side_longest", "10"),
        ("side_median", "7"),
        ("side_shortest", "2"),
        ("dim_unit", "in"),
        ("weight", "1.2"),
        ("weight_unit", "lb"),
        ("units", "100"),
        ("units_sold_30", "15"),
        ("cost_landed", "6.00"),
    ];
    for (field, text) in facts {
        book.edit(Some(&key), field, text).unwrap();
    }
    (book, key)
}

/// Texts of a worksheet.
pub(super) fn texts(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    texts.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
}
