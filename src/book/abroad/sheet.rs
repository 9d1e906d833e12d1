//! What the worksheet says of all marketplaces, and the product as another marketplace is told of it.

use super::super::view::{Problem, Severity};
use super::Home;
use crate::error::Result;
use crate::fees::Market;
use crate::landed::{CostFacts, FxRate, UnitCost};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};
use crate::state::Entries;
use crate::state::field::{Entry, product_field};

/// The last text of a field that is not empty.
pub(super) fn text_of<'t>(texts: &'t [(String, String)], field: &str) -> Option<&'t str> {
    let found = texts.iter().rev().find(|(name, _)| name == field).map(|(_, text)| text.trim());
    found.filter(|text| !text.is_empty())
}

/// The marketplaces looked at: those named, else this one and those the tables have rows of.
pub(super) fn chosen(texts: &[(String, String)], home: Market, with_rows: &[Market]) -> Vec<Market> {
    let named = text_of(texts, "markets");
    Market::ALL
        .into_iter()
        .filter(|&market| match named {
            Some(codes) => {
                codes.split(|c: char| !c.is_ascii_alphabetic()).any(|code| code.eq_ignore_ascii_case(market.code()))
            }
            None => market == home || with_rows.contains(&market),
        })
        .collect()
}

/// What looks wrong though it can be read.
pub(super) fn warning(code: &str, params: &[(&str, String)]) -> Problem {
    Problem {
        code: code.to_owned(),
        severity: Severity::Warning,
        file: None,
        line: None,
        column: None,
        heading: None,
        field: None,
        sku: None,
        params: params.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect(),
    }
}

/// Money as the text of a field would say it.
pub(super) fn decimal_of(money: Money) -> Option<Decimal> {
    Decimal::new(i128::from(money.minor()), money.currency().exponent()).ok()
}

/// Exchange rates: units of the base for one of each currency.
#[derive(Debug)]
pub(super) struct Rates {
    pub base: Currency,
    pub known: Vec<(Currency, Decimal)>,
}

impl Rates {
    /// Units of the base for one of a currency.
    pub fn of(&self, currency: Currency) -> Option<Decimal> {
        self.known.iter().find(|(known, _)| *known == currency).map(|(_, rate)| *rate)
    }

    /// An amount in the base, rounded once; none without a rate.
    pub fn to_base(&self, amount: Money) -> Option<Money> {
        if amount.currency() == self.base {
            return Some(amount);
        }
        let rate = self.of(amount.currency())?.to_ratio().ok()?;
        let major = Ratio::new(i128::from(amount.minor()), i128::from(amount.currency().minor_per_major())).ok()?;
        let minor = major.times(rate).ok()?.times(Ratio::whole(i128::from(self.base.minor_per_major()))).ok()?;
        Money::from_ratio_minor(minor, self.base, Rounding::HalfAwayFromZero).ok()
    }

    /// A cost in another currency, through the base: exact until it is rounded there. None without the rates.
    pub fn between(&self, amount: UnitAmount, to: Currency) -> Option<UnitCost> {
        let in_base = if amount.currency() == self.base {
            amount
        } else {
            let rate = self.of(amount.currency())?.to_ratio().ok()?;
            UnitAmount::from_ratio_major(amount.to_ratio_major().ok()?.times(rate).ok()?, self.base).ok()?
        };
        // A marketplace that sells in the currency of the cost needs no rate at all.
        let (landed, fx) = if amount.currency() == to {
            (amount, Vec::new())
        } else if to == self.base {
            (in_base, Vec::new())
        } else {
            (in_base, vec![FxRate::new(to, self.base, self.of(to)?).ok()?])
        };
        UnitCost::of(&CostFacts { landed: Some(landed), fx, ..CostFacts::default() }, to)
            .ok()
            .filter(|cost| cost.total.is_some())
    }
}

impl Home<'_> {
    /// The product as it stands here, without its money: what is the same goods everywhere.
    pub fn entries(&self) -> Result<Entries> {
        let resolved = self.resolved;
        let mut entries = Entries::default();
        let mut set = |name: &str, entry: Entry| {
            if let Some(spec) = product_field(name) {
                entries.set(spec, entry);
            }
        };
        if let Some(package) = &resolved.product.package {
            let [a, b, c] = &package.sides;
            // Sides may come in different units; inches and centimetres turn into each other exactly.
            let unit = a.unit;
            for (name, side) in [("side_longest", a), ("side_median", b), ("side_shortest", c)] {
                set(name, Entry::Number(micros(side.in_unit(unit)?)?));
            }
            set("dim_unit", Entry::Text(super::super::form::length_word(unit).to_owned()));
            set("weight", Entry::Number(Decimal::new(i128::from(package.weight.micros), 6)?));
            set("weight_unit", Entry::Text(super::super::form::weight_word(package.weight.unit).to_owned()));
        }
        if let Some(category) = resolved.category {
            set("category", Entry::Text(category.id().to_owned()));
        }
        let yes = |is_so: bool| Entry::Text(if is_so { "yes" } else { "no" }.to_owned());
        set("is_dangerous", yes(resolved.is_dangerous));
        set("is_special_handling", yes(resolved.is_special_handling));
        set("has_lithium_battery", yes(resolved.product.has_lithium_battery));
        let shares = [
            ("ad_rate", resolved.product.ad_share),
            ("return_rate", resolved.product.returns.rate),
            ("unsellable_share", resolved.product.returns.unsellable_share),
        ];
        for (name, share) in shares {
            if let Some(share) = share {
                set(name, Entry::Rate(share));
            }
        }
        Ok(entries)
    }
}

/// To the nearest millionth.
fn micros(number: Ratio) -> Result<Decimal> {
    Decimal::new(number.times(Ratio::whole(1_000_000))?.round(Rounding::HalfAwayFromZero)?, 6)
}
