//! Which marketplace a row speaks of.
//!
//! A book calculates for one marketplace: its fees, its currency, its products. Rows of the
//! others are left out and counted, so that the seller can turn to them; nothing is converted.

use super::Book;
use super::join::{FEE_PREVIEW, PLANNING};
use crate::fees::{FeeTables, Market};
use crate::import::Table;
use crate::money::Currency;
use crate::units::{LengthUnit, WeightUnit};
use rustc_hash::FxHashMap;

/// Words for a marketplace in reports: code, address, the id of the selling-partner interface, Chinese name.
/// Source: Amazon's list of marketplace ids, Selling Partner API documentation, read 2026-11-21.
const WORDS: [(Market, &[&str]); 10] = [
    (Market::Us, &["US", "USA", "AMAZON.COM", "ATVPDKIKX0DER", "UNITED STATES", "美国", "美国站"]),
    (Market::Uk, &["UK", "GB", "AMAZON.CO.UK", "A1F83G8C2ARO7P", "UNITED KINGDOM", "英国", "英国站"]),
    (Market::De, &["DE", "AMAZON.DE", "A1PA6795UKMFR9", "GERMANY", "德国", "德国站"]),
    (Market::Fr, &["FR", "AMAZON.FR", "A13V1IB3VIYZZH", "FRANCE", "法国", "法国站"]),
    (Market::It, &["IT", "AMAZON.IT", "APJ6JRA9NG5V4", "ITALY", "意大利", "意大利站"]),
    (Market::Es, &["ES", "AMAZON.ES", "A1RKKUPIHCS9HS", "SPAIN", "西班牙", "西班牙站"]),
    (Market::Jp, &["JP", "AMAZON.CO.JP", "A1VC38T7YXB528", "JAPAN", "日本", "日本站"]),
    (Market::Ca, &["CA", "AMAZON.CA", "A2EUQ1WTGCTBG2", "CANADA", "加拿大", "加拿大站"]),
    (Market::Mx, &["MX", "AMAZON.COM.MX", "A1AM78C64UM0Y8", "MEXICO", "墨西哥", "墨西哥站"]),
    (Market::Au, &["AU", "AMAZON.COM.AU", "A39IBJ37TRP1C6", "AUSTRALIA", "澳大利亚", "澳洲", "澳洲站"]),
];

/// The marketplace a word stands for, if its fees are known here.
pub(super) fn market_of(word: &str) -> Option<Market> {
    let word = word.trim();
    let stands_for = |names: &&[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    WORDS.iter().find(|(_, names)| stands_for(names)).map(|(market, _)| *market)
}

/// Marketplaces that sell in a currency.
fn markets_in(currency: &str) -> impl Iterator<Item = Market> {
    Market::ALL.into_iter().filter(move |market| currency_of(*market).code() == currency)
}

/// Currency of a marketplace, known before its tables are loaded.
const fn currency_of(market: Market) -> Currency {
    match market {
        Market::Us => Currency::USD,
        Market::Uk => Currency::GBP,
        Market::De | Market::Fr | Market::It | Market::Es => Currency::EUR,
        Market::Jp => Currency::JPY,
        Market::Ca => Currency::CAD,
        Market::Mx => Currency::MXN,
        Market::Au => Currency::AUD,
    }
}

/// Units that sizes and weights are typed in until the seller says others: those of the marketplace's tables.
pub(super) fn usual_units(fees: &FeeTables) -> (LengthUnit, WeightUnit) {
    if fees.market() == Market::Us.code() { (LengthUnit::In, WeightUnit::Lb) } else { (LengthUnit::Cm, WeightUnit::Kg) }
}

/// Whom the rows of a table speak to.
pub(super) struct Addressed<'a> {
    table: &'a Table,
    marketplace: Option<crate::import::FieldId>,
    currency: Option<crate::import::FieldId>,
    is_report: bool,
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

impl<'a> Addressed<'a> {
    pub fn new(table: &'a Table) -> Self {
        Self {
            table,
            marketplace: table.field("marketplace"),
            currency: table.field("currency"),
            is_report: matches!(table.report(), Some(PLANNING | FEE_PREVIEW)),
        }
    }

    /// What a row says. The currency speaks only in a report of the marketplace: a seller's own
    /// sheet has its costs in the currency they were paid in.
    pub fn of(&self, row: usize) -> Address<'a> {
        if let Some(word) = self.marketplace.and_then(|field| self.table.text(row, field)) {
            return market_of(word).map_or(Address::Unknown(word), Address::Market);
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
            Self::Currency(code) => currency_of(market).code().eq_ignore_ascii_case(code),
        }
    }
}

impl Book {
    /// Whether taxes bear on sales here.
    pub(super) fn has_taxes(&self) -> bool {
        crate::quote::has_taxes(self.fees, self.today)
    }

    /// The marketplace calculated for.
    #[must_use]
    pub const fn market(&self) -> Market {
        self.market
    }

    /// How many rows of the tables are of each other marketplace whose fees are known, the most
    /// rows first. A row that only names its currency counts for all that sell in it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_marketplace_by_each_of_its_words() {
        for (word, market) in
            [("amazon.co.uk", Market::Uk), (" A1PA6795UKMFR9", Market::De), ("日本站", Market::Jp), ("us", Market::Us)]
        {
            assert_eq!(market_of(word), Some(market), "{word}");
        }
        assert_eq!(market_of("Amazon.nl"), None);
    }

    #[test]
    fn gives_each_marketplace_the_currency_of_its_tables() {
        for market in Market::ALL {
            if let Ok(fees) = crate::fees::FeeTables::of(market) {
                assert_eq!(fees.currency(), currency_of(market), "{}", market.code());
            }
        }
    }
}
