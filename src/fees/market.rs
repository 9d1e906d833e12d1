//! The marketplaces, and where the tables of each come from.

use super::tables::FeeTables;
use crate::error::{Error, ErrorKind, Result};
use crate::money::Currency;
use std::sync::OnceLock;

/// An Amazon marketplace, by its country.
///
/// ```
/// use clearfloor::fees::Market;
/// assert_eq!(Market::parse("uk").unwrap(), Market::Uk);
/// assert_eq!(Market::De.code(), "DE");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Market {
    /// United States, amazon.com.
    #[default]
    Us,
    /// United Kingdom, amazon.co.uk.
    Uk,
    /// Germany, amazon.de.
    De,
    /// France, amazon.fr.
    Fr,
    /// Italy, amazon.it.
    It,
    /// Spain, amazon.es.
    Es,
    /// Japan, amazon.co.jp.
    Jp,
    /// Canada, amazon.ca.
    Ca,
    /// Mexico, amazon.com.mx.
    Mx,
    /// Australia, amazon.com.au.
    Au,
}

impl Market {
    /// All marketplaces.
    pub const ALL: [Self; 10] =
        [Self::Us, Self::Uk, Self::De, Self::Fr, Self::It, Self::Es, Self::Jp, Self::Ca, Self::Mx, Self::Au];

    /// Stable text, as in the data: `US`, `UK`, `DE`, …
    ///
    /// ```
    /// use clearfloor::fees::Market;
    /// let codes: Vec<_> = Market::ALL.into_iter().map(Market::code).collect();
    /// assert_eq!(codes.join(" "), "US UK DE FR IT ES JP CA MX AU");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Us => "US",
            Self::Uk => "UK",
            Self::De => "DE",
            Self::Fr => "FR",
            Self::It => "IT",
            Self::Es => "ES",
            Self::Jp => "JP",
            Self::Ca => "CA",
            Self::Mx => "MX",
            Self::Au => "AU",
        }
    }

    /// What it sells in; known before its tables are loaded, and held to them by a test.
    ///
    /// ```
    /// use clearfloor::{fees::Market, money::Currency};
    /// assert_eq!(Market::Uk.currency(), Currency::GBP);
    /// ```
    #[must_use]
    pub const fn currency(self) -> Currency {
        match self {
            Self::Us => Currency::USD,
            Self::Uk => Currency::GBP,
            Self::De | Self::Fr | Self::It | Self::Es => Currency::EUR,
            Self::Jp => Currency::JPY,
            Self::Ca => Currency::CAD,
            Self::Mx => Currency::MXN,
            Self::Au => Currency::AUD,
        }
    }

    /// Reads a code in any letter case.
    ///
    /// ```
    /// use clearfloor::fees::Market;
    /// assert_eq!(Market::parse(" jp ").unwrap(), Market::Jp);
    /// assert_eq!(Market::parse("GB").unwrap_err().code(), "market_unknown");
    /// ```
    ///
    /// # Errors
    /// `market_unknown`.
    pub fn parse(text: &str) -> Result<Self> {
        let wanted = text.trim();
        let found = Self::ALL.into_iter().find(|market| market.code().eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| Error::new(ErrorKind::Syntax, "market_unknown").with("text", text))
    }

    #[expect(clippy::as_conversions, reason = "an enumeration without data is its number")]
    const fn index(self) -> usize {
        self as usize
    }
}

/// What is known of each marketplace, by [`Market::index`].
static LOADED: [OnceLock<Result<FeeTables>>; Market::ALL.len()] = [const { OnceLock::new() }; Market::ALL.len()];

/// A pack that `build.rs` made.
macro_rules! pack {
    ($market:literal) => {
        Some(include_bytes!(concat!(env!("OUT_DIR"), "/fees-", $market, ".pack")))
    };
}

/// Packs that are part of the program: all of them where it is not loaded over a network.
#[cfg(not(target_arch = "wasm32"))]
pub(super) const fn embedded(market: Market) -> Option<&'static [u8]> {
    match market {
        Market::Us => pack!("us"),
        Market::Uk => pack!("uk"),
        Market::De => pack!("de"),
        Market::Fr => pack!("fr"),
        Market::It => pack!("it"),
        Market::Es => pack!("es"),
        Market::Jp => pack!("jp"),
        Market::Ca => pack!("ca"),
        Market::Mx => pack!("mx"),
        Market::Au => pack!("au"),
    }
}

/// Packs that are part of the program: the others are files beside the module.
#[cfg(target_arch = "wasm32")]
pub(super) const fn embedded(market: Market) -> Option<&'static [u8]> {
    match market {
        Market::Us => pack!("us"),
        _ => None,
    }
}

fn of_market(market: Market) -> Result<&'static OnceLock<Result<FeeTables>>> {
    LOADED.get(market.index()).ok_or_else(|| Error::out_of_range("market"))
}

/// Gives the tables of a marketplace, for a program that does not carry them; what came first stays.
///
/// ```
/// use clearfloor::fees::{Market, supply};
/// assert_eq!(supply(Market::Uk, b"no pack").unwrap_err().code(), "fee_data_unreadable");
/// ```
///
/// # Errors
/// `fee_data_unreadable` if the bytes are no pack; `market_mismatch` if they are another marketplace's.
pub fn supply(market: Market, pack: &[u8]) -> Result<()> {
    let tables = FeeTables::from_pack(pack)?;
    if tables.market() != market.code() {
        let wrong = Error::new(ErrorKind::Mismatch, "market_mismatch");
        return Err(wrong.with("market", market.code()).with("pack", tables.market()));
    }
    of_market(market)?.get_or_init(|| Ok(tables));
    Ok(())
}

impl FeeTables {
    /// The tables of a marketplace.
    ///
    /// ```
    /// use clearfloor::{fees::{FeeTables, Market}, money::Currency};
    /// // A program that is not loaded over a network carries them all.
    /// assert_eq!(FeeTables::of(Market::Ca).unwrap().currency(), Currency::CAD);
    /// ```
    ///
    /// # Errors
    /// `fee_tables_not_loaded` if the program does not carry them and nobody gave them yet
    /// ([`supply`]); `fee_data_unreadable` if those it carries are damaged.
    pub fn of(market: Market) -> Result<&'static Self> {
        let place = of_market(market)?;
        if let Some(tables) = place.get() {
            return tables.as_ref().map_err(Clone::clone);
        }
        match embedded(market) {
            Some(pack) => place.get_or_init(|| Self::from_pack(pack)).as_ref().map_err(Clone::clone),
            None => Err(Error::new(ErrorKind::Missing, "fee_tables_not_loaded").with("market", market.code())),
        }
    }

    /// The tables of amazon.com.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// assert_eq!(FeeTables::us().unwrap().market(), "US");
    /// ```
    ///
    /// # Errors
    /// `fee_data_unreadable` if the embedded tables are damaged.
    pub fn us() -> Result<&'static Self> {
        Self::of(Market::Us)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_marketplace_has_the_currency_of_its_tables() {
        for market in Market::ALL {
            assert_eq!(FeeTables::of(market).unwrap().currency(), market.currency(), "{}", market.code());
        }
    }
}
