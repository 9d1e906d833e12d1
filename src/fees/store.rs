//! Amazon's stores: what reports and sellers call each, the currency it sells in, and whether its fees are known.

use super::market::Market;
use crate::money::Currency;

/// A store of Amazon's.
///
/// ```
/// use clearfloor::fees::{Market, Store};
/// assert_eq!(Store::named("www.amazon.co.uk").unwrap().market, Some(Market::Uk));
/// assert_eq!(Store::named("荷兰").unwrap().market, None);
/// assert_eq!(Store::named("荷兰").unwrap().currency, clearfloor::money::Currency::EUR);
/// assert!(Store::named("ebay").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Store {
    /// The marketplace, if its fees are known here.
    pub market: Option<Market>,
    /// What it sells in.
    pub currency: Currency,
    /// What stands behind `amazon.` in its address.
    domain: &'static str,
    /// Codes, the id of the selling-partner interface, names.
    words: &'static [&'static str],
}

const fn covered(market: Market, domain: &'static str, words: &'static [&'static str]) -> Store {
    Store { market: Some(market), currency: market.currency(), domain, words }
}

const fn other(currency: Currency, domain: &'static str, words: &'static [&'static str]) -> Store {
    Store { market: None, currency, domain, words }
}

const fn money(code: &[u8; 3]) -> Currency {
    Currency::from_letters(*code)
}

/// Source: Amazon's list of marketplace ids, Selling Partner API documentation, read 2026-11-21.
const STORES: [Store; 21] = [
    covered(Market::Us, "com", &["US", "USA", "ATVPDKIKX0DER", "UNITED STATES", "美国", "美国站"]),
    covered(Market::Uk, "co.uk", &["UK", "GB", "A1F83G8C2ARO7P", "UNITED KINGDOM", "英国", "英国站"]),
    covered(Market::De, "de", &["DE", "A1PA6795UKMFR9", "GERMANY", "德国", "德国站"]),
    covered(Market::Fr, "fr", &["FR", "A13V1IB3VIYZZH", "FRANCE", "法国", "法国站"]),
    covered(Market::It, "it", &["IT", "APJ6JRA9NG5V4", "ITALY", "意大利", "意大利站"]),
    covered(Market::Es, "es", &["ES", "A1RKKUPIHCS9HS", "SPAIN", "西班牙", "西班牙站"]),
    covered(Market::Jp, "co.jp", &["JP", "A1VC38T7YXB528", "JAPAN", "日本", "日本站"]),
    covered(Market::Ca, "ca", &["CA", "A2EUQ1WTGCTBG2", "CANADA", "加拿大", "加拿大站"]),
    covered(Market::Mx, "com.mx", &["MX", "A1AM78C64UM0Y8", "MEXICO", "墨西哥", "墨西哥站"]),
    covered(Market::Au, "com.au", &["AU", "A39IBJ37TRP1C6", "AUSTRALIA", "澳大利亚", "澳洲", "澳洲站"]),
    other(Currency::EUR, "nl", &["NL", "荷兰", "荷兰站"]),
    other(Currency::EUR, "com.be", &["BE", "比利时", "比利时站"]),
    other(Currency::EUR, "ie", &["IE", "爱尔兰", "爱尔兰站"]),
    other(money(b"SEK"), "se", &["SE", "瑞典", "瑞典站"]),
    other(money(b"PLN"), "pl", &["PL", "波兰", "波兰站"]),
    other(money(b"TRY"), "com.tr", &["TR", "土耳其", "土耳其站"]),
    other(money(b"BRL"), "com.br", &["BR", "巴西", "巴西站"]),
    other(money(b"INR"), "in", &["IN", "印度", "印度站"]),
    other(money(b"SGD"), "sg", &["SG", "新加坡", "新加坡站"]),
    other(money(b"AED"), "ae", &["AE", "阿联酋", "阿联酋站"]),
    other(money(b"SAR"), "sa", &["SA", "沙特", "沙特站"]),
];

impl Store {
    /// The store a word stands for: its code, address, id or name.
    ///
    /// ```
    /// use clearfloor::{fees::{Market, Store}, money::Currency};
    /// let store = Store::named("amazon.co.jp").unwrap();
    /// assert_eq!((store.market, store.currency), (Some(Market::Jp), Currency::JPY));
    /// // A store whose fees are not known here.
    /// assert_eq!(Store::named("AE").unwrap().market, None);
    /// ```
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim();
        let word = word.strip_prefix("www.").unwrap_or(word);
        let domain = word.get(..7).filter(|start| start.eq_ignore_ascii_case("amazon.")).and_then(|_| word.get(7..));
        let is_it = |store: &&Self| match domain {
            Some(domain) => store.domain.eq_ignore_ascii_case(domain),
            None => store.words.iter().any(|name| word.eq_ignore_ascii_case(name)),
        };
        STORES.iter().find(is_it).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_store_is_known_by_each_of_its_words() {
        for (word, market) in
            [("amazon.co.uk", Market::Uk), (" A1PA6795UKMFR9", Market::De), ("日本站", Market::Jp), ("us", Market::Us)]
        {
            assert_eq!(Store::named(word).unwrap().market, Some(market), "{word}");
        }
        assert_eq!(Store::named("Amazon.nl").unwrap().market, None);
    }

    #[test]
    fn no_word_stands_for_two_stores() {
        let mut words: Vec<_> = STORES.iter().flat_map(|store| store.words.iter().chain([&store.domain])).collect();
        let count = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
