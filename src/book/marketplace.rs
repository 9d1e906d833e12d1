//! Which marketplace a row speaks of.
//!
//! A book calculates for one marketplace: its fees, its currency, its products. Rows of the
//! others are left out and counted, so that the seller can turn to them; nothing is converted.

use super::Book;
use super::facts::Note;
use super::join::{FEE_PREVIEW, PLANNING};
use crate::fees::{Market, Store};
use crate::import::Table;
use core::cell::Cell;
use rustc_hash::FxHashMap;

/// Marketplaces that sell in a currency.
fn markets_in(currency: &str) -> impl Iterator<Item = Market> {
    Market::ALL.into_iter().filter(move |market| market.currency().code() == currency)
}

/// Whom the rows of a table speak to.
pub(super) struct Addressed<'a> {
    table: &'a Table,
    marketplace: Option<crate::import::FieldId>,
    currency: Option<crate::import::FieldId>,
    is_report: bool,
    /// The marketplace that every row names.
    in_all_rows: Option<&'a str>,
    /// The word last looked up, and what it stands for: most tables are of one store.
    last: Cell<Option<(&'a str, Address<'a>)>>,
}

/// What a row says of its marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Nothing: it speaks of whatever marketplace is calculated.
    Any,
    /// A marketplace whose fees are known.
    Market(Market),
    /// One that is not.
    Unknown(&'a str),
    /// Only a currency.
    Currency(&'a str),
}

impl Address<'_> {
    /// Why a row that says so is left out.
    pub fn why_left_out(self) -> Note {
        match self {
            Self::Market(market) => Note::new("marketplace_other").on("marketplace").with("market", market.code()),
            Self::Unknown(word) => Note::new("marketplace_not_covered").on("marketplace").with("text", word),
            Self::Currency(code) => Note::new("marketplace_of_currency").on("currency").with("currency", code),
            Self::Any => Note::new("marketplace_not_covered").on("marketplace"),
        }
    }
}

impl<'a> Addressed<'a> {
    pub fn new(table: &'a Table) -> Self {
        let marketplace = table.field("marketplace");
        Self {
            table,
            marketplace,
            in_all_rows: marketplace.and_then(|field| table.text_in_all_rows(field)),
            currency: table.field("currency"),
            is_report: matches!(table.report(), Some(PLANNING | FEE_PREVIEW)),
            last: Cell::new(None),
        }
    }

    /// What a row says. The currency speaks only in a report of the marketplace: a seller's own
    /// sheet has its costs in the currency they were paid in.
    pub fn of(&self, row: usize) -> Address<'a> {
        let of_row = || self.marketplace.and_then(|field| self.table.text(row, field));
        if let Some(word) = self.in_all_rows.or_else(of_row) {
            if let Some((_, known)) = self.last.get().filter(|(last, _)| *last == word) {
                return known;
            }
            let store = Store::named(word);
            let address = store.and_then(|store| store.market).map_or(Address::Unknown(word), Address::Market);
            self.last.set(Some((word, address)));
            return address;
        }
        match self.currency.filter(|_| self.is_report).and_then(|field| self.table.text(row, field)) {
            Some(code) => Address::Currency(code),
            None => Address::Any,
        }
    }
}

impl Address<'_> {
    /// Whether a row with it is one of this marketplace.
    pub fn is(self, market: Market) -> bool {
        match self {
            Self::Any => true,
            Self::Market(own) => own == market,
            Self::Unknown(_) => false,
            Self::Currency(code) => market.currency().code().eq_ignore_ascii_case(code),
        }
    }
}

impl Book {
    /// Whether taxes bear on sales here.
    pub(super) fn has_taxes(&self) -> bool {
        crate::quote::has_taxes(self.fees, self.today)
    }

    /// The marketplace calculated for.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Market};
    /// let book = Book::of(Market::Uk, Day::parse("2026-11-21").unwrap()).unwrap();
    /// assert_eq!((book.market(), book.currency().code()), (Market::Uk, "GBP"));
    /// ```
    #[must_use]
    pub const fn market(&self) -> Market {
        self.market
    }

    /// How many rows of the tables are of each other marketplace whose fees are known, the most
    /// rows first. A row that only names its currency counts for all that sell in it.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Market, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Marketplace,On hand\nMAT,Amazon.com,40\nMAT,Amazon.de,15\nRUG,Amazon.de,7\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// assert_eq!(book.other_markets(), [(Market::De, 2)]);
    /// ```
    #[must_use]
    pub fn other_markets(&self) -> &[(Market, u32)] {
        &self.other_markets
    }
}

/// Counts rows of other marketplaces.
#[derive(Debug, Default)]
pub(super) struct Others(FxHashMap<Market, u32>);

impl Others {
    pub fn add(&mut self, address: Address<'_>) {
        let mut count = |market| {
            let rows = self.0.entry(market).or_default();
            *rows = rows.saturating_add(1);
        };
        match address {
            Address::Market(market) => count(market),
            Address::Currency(code) => markets_in(code).for_each(count),
            Address::Any | Address::Unknown(_) => {}
        }
    }

    /// The most rows first.
    pub fn sorted(self) -> Vec<(Market, u32)> {
        let mut rows: Vec<_> = self.0.into_iter().collect();
        rows.sort_by_key(|&(market, count)| (core::cmp::Reverse(count), market));
        rows
    }
}
