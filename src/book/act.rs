//! Files that the marketplace takes, of the products that were chosen: prices, sale prices, orders to remove.
//!
//! Columns: prices as the marketplace's "price and quantity" file has them, where an empty cell changes nothing; orders
//! as its file for removals has them, with the order on top and a line a product (both tab-separated, UTF-8). Sale prices
//! have no file of their own: their columns are those of the listing templates, to be copied there. Every file is read
//! again once it is written, and must name what was chosen and nothing else.

use super::calculation::{Computed, PricePoint, Way};
use super::facts::Facts;
use super::{Book, Day, Error, ErrorKind, Result};
use crate::exits::ExitKind;
use crate::money::Money;
use crate::number::Decimal;
use std::collections::BTreeSet;

/// What is to be done with the products.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, act::Act};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let file = book.act(Act::Removal, &["MAT".to_owned()]).unwrap();
/// assert!(file.text.ends_with("MerchantSKU\tSellableQuantity\tUnsellableQuantity\r\nMAT\t40\t0\r\n"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The recommended price as the new one.
    Prices,
    /// The recommended price from one day to another.
    SalePrices {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// All units sent to the seller's own address, which the seller fills in.
    Removal,
    /// All units destroyed.
    Disposal,
}

/// A line of the file.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, act::Act};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let file = book.act(Act::Prices, &["MAT".to_owned()]).unwrap();
/// let (before, price) = (file.rows[0].before.unwrap(), file.rows[0].price.unwrap());
/// // At three a week and 200 days old the list recommends 40 % off.
/// assert_eq!((before.to_string(), price.to_string()), ("25.00".to_owned(), "15.00".to_owned()));
/// assert!(file.rows[0].is_advised);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ActRow {
    /// Identity of the product in the book.
    pub key: String,
    /// Its SKU.
    pub sku: String,
    /// Price in force.
    pub before: Option<Money>,
    /// Price in the file; none in an order.
    pub price: Option<Money>,
    /// Units in the file; none where prices change.
    pub units: Option<Decimal>,
    /// It is what the list recommends for the product.
    pub is_advised: bool,
}

/// A product that was chosen and is not in the file.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, act::Act};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,0\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let file = book.act(Act::Removal, &["MAT".to_owned()]).unwrap();
/// assert_eq!((file.left_out[0].sku.as_str(), file.left_out[0].why), ("MAT", "no_units"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActLeft {
    /// Identity of the product in the book.
    pub key: String,
    /// Its SKU.
    pub sku: String,
    /// `no_answer` (nothing is recommended yet), `keeps_price` (doing nothing is best), `no_price` (a way without a price
    /// is best), `no_units`, `sku_missing`, `sku_unwritable` (it holds a tab or a line break), `sku_twice`.
    pub why: &'static str,
}

/// A file, with what is in it and what is not.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, act::Act};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\nRUG,0\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let file = book.act(Act::Disposal, &["MAT".to_owned(), "RUG".to_owned()]).unwrap();
/// assert_eq!((file.rows.len(), file.left_out.len()), (1, 1));
/// assert!(file.is_checked && file.text.contains("RemovalDisposition\tDisposal\r\n"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ActFile {
    /// Its text.
    pub text: String,
    /// Lines, in the order chosen.
    pub rows: Vec<ActRow>,
    /// Chosen, but not in it.
    pub left_out: Vec<ActLeft>,
    /// Read again, the file names the products of its lines and no other, and with those left out they are all that
    /// was chosen.
    pub is_checked: bool,
}

impl Act {
    /// Reads `prices`, `sale_prices` (with its days), `removal`, `disposal`.
    ///
    /// ```
    /// use clearfloor::book::{Day, act::Act};
    /// let (from, to) = (Day::parse("2026-11-27").unwrap(), Day::parse("2026-11-30").unwrap());
    /// assert_eq!(Act::from_code("sale_prices", "2026-11-27", "2026-11-30"), Ok(Act::SalePrices { from, to }));
    /// // Days are those of a sale; others need none.
    /// assert_eq!(Act::from_code("removal", "", ""), Ok(Act::Removal));
    /// ```
    ///
    /// # Errors
    /// `no_such_file`; for sale prices the code of a day that cannot be read, or `sale_ends_before`.
    pub fn from_code(code: &str, from: &str, to: &str) -> Result<Self> {
        Ok(match code {
            "prices" => Self::Prices,
            "removal" => Self::Removal,
            "disposal" => Self::Disposal,
            "sale_prices" => {
                let (from, to) = (Day::parse(from)?, Day::parse(to)?);
                if to < from {
                    return Err(Error::new(ErrorKind::Mismatch, "sale_ends_before"));
                }
                Self::SalePrices { from, to }
            }
            _ => return Err(Error::new(ErrorKind::Missing, "no_such_file").with("file", code)),
        })
    }

    const fn is_of_prices(self) -> bool {
        matches!(self, Self::Prices | Self::SalePrices { .. })
    }

    /// The line that names the columns.
    const fn headings(self) -> &'static str {
        match self {
            Self::Prices => {
                "sku\tprice\tminimum-seller-allowed-price\tmaximum-seller-allowed-price\tquantity\thandling-time\tfulfillment-channel"
            }
            Self::SalePrices { .. } => "sku\tsale-price\tsale-from-date\tsale-end-date",
            Self::Removal | Self::Disposal => "MerchantSKU\tSellableQuantity\tUnsellableQuantity",
        }
    }
}

impl Book {
    /// A file of these products.
    ///
    /// ```
    /// use clearfloor::book::{Book, act::Act};
    /// let mut book = Book::new(clearfloor::date::Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// book.edit(Some(&key), "units", "40").unwrap();
    /// book.finish().unwrap();
    /// let file = book.act(Act::Disposal, &[key]).unwrap();
    /// // Without a SKU there is nothing that the marketplace could be told.
    /// assert_eq!((file.rows.len(), file.left_out[0].why), (0, "sku_missing"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`.
    pub fn act(&self, act: Act, keys: &[String]) -> Result<ActFile> {
        let (mut rows, mut left_out) = (Vec::new(), Vec::new());
        let (mut asked, mut written) = (BTreeSet::new(), BTreeSet::new());
        for key in keys {
            let index = self.position(key)?;
            let Some(facts) = self.products.get(index).filter(|_| asked.insert(key)) else { continue };
            // The name that a product added by hand has here is none that the marketplace knows.
            let is_named_here = facts.sku == *key && self.by_hand.contains(key);
            let found = match self.results.known(index) {
                _ if is_named_here => Err("sku_missing"),
                computed => line(act, facts, computed),
            };
            match found {
                Ok(_) if !written.insert(facts.sku.clone()) => left_out.push(left(facts, "sku_twice")),
                Ok(row) => rows.push(row),
                Err(why) => left_out.push(left(facts, why)),
            }
        }
        let text = self.act_text(act, &rows);
        let read: Vec<&str> = skus_of(&text, act).collect();
        let is_checked = read == rows.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>()
            && asked.len() == rows.len().saturating_add(left_out.len());
        Ok(ActFile { text, rows, left_out, is_checked })
    }

    fn act_text(&self, act: Act, rows: &[ActRow]) -> String {
        let mut text = String::new();
        let order = |what: &str| {
            format!("MerchantRemovalOrderID\tclearfloor-{}-{what}\r\nRemovalDisposition\t{what}\r\n", self.today)
        };
        match act {
            Act::Removal => {
                text.push_str(&order("Return"));
                for empty in ADDRESS {
                    text.push_str(empty);
                    text.push_str("\t\r\n");
                }
                text.push_str("\r\n");
            }
            Act::Disposal => {
                text.push_str(&order("Disposal"));
                text.push_str("\r\n");
            }
            Act::Prices | Act::SalePrices { .. } => {}
        }
        text.push_str(act.headings());
        text.push_str("\r\n");
        for row in rows {
            text.push_str(&row.sku);
            let price = row.price.map(|price| price.to_string()).unwrap_or_default();
            text.push_str(&match act {
                Act::Prices => format!("\t{price}\t\t\t\t\t\r\n"),
                Act::SalePrices { from, to } => format!("\t{price}\t{from}\t{to}\r\n"),
                Act::Removal | Act::Disposal => {
                    format!("\t{}\t0\r\n", row.units.map(|units| units.to_string()).unwrap_or_default())
                }
            });
        }
        text
    }
}

/// Lines of an order that only the seller can fill in.
const ADDRESS: [&str; 10] = [
    "AddressName",
    "AddressFieldOne",
    "AddressFieldTwo",
    "AddressFieldThree",
    "AddressCity",
    "AddressCountryCode",
    "AddressStateOrRegion",
    "AddressPostalCode",
    "ContactPhoneNumber",
    "ShippingNotes",
];

fn left(facts: &Facts, why: &'static str) -> ActLeft {
    ActLeft { key: facts.key.clone(), sku: facts.sku.clone(), why }
}

/// The line of a product, or why it has none.
fn line(act: Act, facts: &Facts, computed: Option<&Computed>) -> core::result::Result<ActRow, &'static str> {
    if facts.sku.trim().is_empty() {
        return Err("sku_missing");
    }
    if facts.sku.contains(['\t', '\r', '\n']) {
        return Err("sku_unwritable");
    }
    let computed = computed.ok_or("no_answer")?;
    let (mut price, mut units) = (None, None);
    let is_advised;
    if act.is_of_prices() {
        price = Some(match computed.best {
            None => return Err("no_answer"),
            Some(best) if best.is_hold() => return Err("keeps_price"),
            Some(Way::Exit(_)) => return Err("no_price"),
            Some(Way::At(PricePoint { price, .. })) => price,
        });
        is_advised = true;
    } else {
        let whole = Decimal::nearest(computed.units, 0).map_err(|_| "no_units")?;
        units = Some(whole).filter(|_| computed.units >= 1.0);
        if units.is_none() {
            return Err("no_units");
        }
        is_advised = matches!((act, computed.best), (Act::Disposal, Some(Way::Exit(ExitKind::Dispose))))
            || matches!((act, computed.best), (Act::Removal, Some(Way::Exit(ExitKind::Remove | ExitKind::Resell))));
    }
    Ok(ActRow { key: facts.key.clone(), sku: facts.sku.clone(), before: computed.price, price, units, is_advised })
}

/// SKUs that a file of this kind names.
fn skus_of(text: &str, act: Act) -> impl Iterator<Item = &str> {
    let after = text.split_once(act.headings()).map_or("", |(_, rest)| rest);
    after.split("\r\n").filter_map(|line| line.split_once('\t')).map(|(sku, _)| sku)
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn a_sale_that_ends_before_it_begins_is_refused() {
        let why = |code, from, to| Act::from_code(code, from, to).unwrap_err().code();
        assert_eq!(why("sale_prices", "2026-11-25", "2026-11-24"), "sale_ends_before");
        assert_eq!(why("everything", "", ""), "no_such_file");
    }
}
