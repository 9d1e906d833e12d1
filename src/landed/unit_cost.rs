//! What one unit cost, ready for sale: purchase, freight, duty, prep.
//!
//! Costs may stand in several currencies. They are turned into the currency of the sale at an
//! exchange rate the seller entered; a rate is never assumed. Every line stays an exact fraction
//! and the sum is rounded once, where it becomes [`Money`] or [`UnitAmount`].
//!
//! This cost is sunk for stock that is already there: it is shown, and steers no exit.

use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// An exchange rate as sellers write it: `7.10` yuan (quote) per dollar (base).
///
/// ```
/// use clearfloor::{landed::FxRate, money::Currency, number::Decimal, rounding::Ratio};
/// // 7.10 yuan for a dollar.
/// let rate = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("7.10").unwrap()).unwrap();
/// assert_eq!(rate.factor(Currency::USD, Currency::CNY).unwrap(), Some(Ratio::new(71, 10).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FxRate {
    base: Currency,
    quote: Currency,
    quote_per_base: Ratio,
}

impl FxRate {
    /// One `base` costs `quote_per_base` of `quote`.
    ///
    /// # Errors
    /// `fx_not_positive`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{landed::FxRate, money::Currency, number::Decimal};
    /// let zero = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("0").unwrap()).unwrap_err();
    /// assert_eq!(zero.code(), "fx_not_positive");
    /// ```
    pub fn new(base: Currency, quote: Currency, quote_per_base: Decimal) -> Result<Self> {
        if quote_per_base.coefficient() <= 0 {
            return Err(Error::new(ErrorKind::Range, "fx_not_positive").with("rate", quote_per_base.to_string()));
        }
        Ok(Self { base, quote, quote_per_base: quote_per_base.to_ratio()? })
    }

    /// Exact number of major units of `to` for one of `from`, if this rate joins the two.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{landed::FxRate, money::Currency, number::Decimal, rounding::Ratio};
    /// let rate = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("8").unwrap()).unwrap();
    /// // Both ways, exactly; not between others.
    /// assert_eq!(rate.factor(Currency::CNY, Currency::USD).unwrap(), Some(Ratio::new(1, 8).unwrap()));
    /// assert_eq!(rate.factor(Currency::EUR, Currency::USD).unwrap(), None);
    /// ```
    pub fn factor(&self, from: Currency, to: Currency) -> Result<Option<Ratio>> {
        if (from, to) == (self.base, self.quote) {
            Ok(Some(self.quote_per_base))
        } else if (from, to) == (self.quote, self.base) {
            Ratio::ONE.over(self.quote_per_base).map(Some)
        } else {
            Ok(None)
        }
    }
}

/// Import duty on one unit.
///
/// ```
/// use clearfloor::landed::{CostFacts, Duty, UnitCost};
/// use clearfloor::{money::{Currency, UnitAmount}, rate::Rate};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let cost = |duty| {
///     let facts = CostFacts { purchase: Some(usd("4.00")), duty: Some(duty), ..CostFacts::default() };
///     UnitCost::of(&facts, Currency::USD).unwrap().to_money().unwrap().unwrap().to_string()
/// };
/// assert_eq!(cost(Duty::OfPurchase(Rate::from_ppm(250_000))), "5.00");
/// assert_eq!(cost(Duty::Amount(usd("0.60"))), "4.60");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// A share of the purchase cost.
    OfPurchase(Rate),
    /// An amount.
    Amount(UnitAmount),
}

/// What the seller knows about the cost of one unit. What is `None` was not given.
///
/// ```
/// use clearfloor::landed::{CostFacts, UnitCost};
/// use clearfloor::money::{Currency, UnitAmount};
/// let usd = |text| Some(UnitAmount::parse(text, Currency::USD).unwrap());
/// // One figure for all beats the parts.
/// let facts = CostFacts { landed: usd("5.40"), purchase: usd("4.00"), freight: usd("0.92"), ..CostFacts::default() };
/// assert_eq!(UnitCost::of(&facts, Currency::USD).unwrap().to_money().unwrap().unwrap().to_string(), "5.40");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostFacts {
    /// Landed cost as one figure; beats the parts.
    pub landed: Option<UnitAmount>,
    /// What the supplier is paid.
    pub purchase: Option<UnitAmount>,
    /// Freight to the warehouse.
    pub freight: Option<UnitAmount>,
    /// Import duty.
    pub duty: Option<Duty>,
    /// Prep and packaging.
    pub packaging: Option<UnitAmount>,
    /// Labels.
    pub label: Option<UnitAmount>,
    /// Anything else, by the seller's name for it.
    pub others: Vec<(String, UnitAmount)>,
    /// Exchange rates the seller entered.
    pub fx: Vec<FxRate>,
}

/// Which part of the cost.
///
/// ```
/// use clearfloor::landed::{CostFacts, CostPart, UnitCost};
/// use clearfloor::money::{Currency, UnitAmount};
/// let usd = |text| UnitAmount::parse(text, Currency::USD).unwrap();
/// let others = vec![("inspection".to_owned(), usd("0.15"))];
/// let facts = CostFacts { purchase: Some(usd("4.00")), others, ..CostFacts::default() };
/// let parts: Vec<_> = UnitCost::of(&facts, Currency::USD).unwrap().lines.into_iter().map(|line| line.part).collect();
/// assert_eq!(parts, [CostPart::Purchase, CostPart::Other("inspection".to_owned())]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostPart {
    /// Landed cost given as one figure.
    Landed,
    /// What the supplier is paid.
    Purchase,
    /// Freight.
    Freight,
    /// Import duty.
    Duty,
    /// Prep and packaging.
    Packaging,
    /// Labels.
    Label,
    /// The seller's own name.
    Other(String),
}

impl CostPart {
    /// Canonical field name: `cost_unit`, `cost_freight`, …
    ///
    /// ```
    /// use clearfloor::landed::CostPart;
    /// assert_eq!(CostPart::Freight.field(), "cost_freight");
    /// assert_eq!(CostPart::Other("inspection".to_owned()).field(), "cost_other");
    /// ```
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Landed => "cost_landed",
            Self::Purchase => "cost_unit",
            Self::Freight => "cost_freight",
            Self::Duty => "cost_duty",
            Self::Packaging => "cost_packaging",
            Self::Label => "cost_label",
            Self::Other(_) => "cost_other",
        }
    }
}

/// One part of the cost, for explanation.
///
/// ```
/// use clearfloor::landed::{CostFacts, FxRate, UnitCost};
/// use clearfloor::{money::{Currency, UnitAmount}, number::Decimal, rounding::Ratio};
/// let facts = CostFacts {
///     purchase: Some(UnitAmount::parse("18.40", Currency::CNY).unwrap()),
///     fx: vec![FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("8").unwrap()).unwrap()],
///     ..CostFacts::default()
/// };
/// // 18.40 yuan at 8 for a dollar.
/// let line = UnitCost::of(&facts, Currency::USD).unwrap().lines[0].clone();
/// assert_eq!((line.fx, line.exact), (Ratio::new(1, 8).unwrap(), Ratio::new(23, 10).unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    /// Which part.
    pub part: CostPart,
    /// As given; for a duty by rate the purchase it is taken of.
    pub given: UnitAmount,
    /// The share, for a duty by rate.
    pub rate: Option<Rate>,
    /// Units of the sale's currency for one of the given currency; 1 if they are the same.
    pub fx: Ratio,
    /// Exact cost in major units of the sale's currency.
    pub exact: Ratio,
}

/// The cost of one unit ready for sale, or what is missing for it.
///
/// ```
/// use clearfloor::landed::{CostFacts, Duty, FxRate, UnitCost};
/// use clearfloor::money::{Currency, UnitAmount};
/// use clearfloor::{number::Decimal, rate::Rate};
/// let amount = |text, currency| Some(UnitAmount::parse(text, currency).unwrap());
/// let mut facts = CostFacts {
///     purchase: amount("18.20", Currency::CNY),
///     freight: amount("0.92", Currency::USD),
///     duty: Some(Duty::OfPurchase(Rate::parse_percent("25.3").unwrap())),
///     packaging: amount("0.25", Currency::USD),
///     ..CostFacts::default()
/// };
/// assert_eq!(UnitCost::of(&facts, Currency::USD).unwrap().missing, ["fx_rate"]);
/// facts.fx = vec![FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("7.10").unwrap()).unwrap()];
/// let cost = UnitCost::of(&facts, Currency::USD).unwrap();
/// // 18.20/7.10 · 1.253 + 0.92 + 0.25
/// assert_eq!(cost.to_money().unwrap().unwrap().to_string(), "4.38");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCost {
    /// Currency of the sale.
    pub currency: Currency,
    /// Known parts; they sum to the total.
    pub lines: Vec<CostLine>,
    /// Exact sum in major units; `None` while something is missing.
    pub total: Option<Ratio>,
    /// Canonical names of what must be asked for: `cost_unit`, `fx_rate`.
    pub missing: Vec<&'static str>,
    /// Canonical names of usual parts that were not given and count as nothing.
    pub not_given: Vec<&'static str>,
}

impl UnitCost {
    /// Adds up the parts in the currency of the sale.
    ///
    /// # Errors
    /// `cost_negative` with the field; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::landed::{CostFacts, UnitCost};
    /// use clearfloor::money::{Currency, UnitAmount};
    /// // Without a purchase cost there is no total; usual parts that were not given count as nothing.
    /// let freight = Some(UnitAmount::parse("0.92", Currency::USD).unwrap());
    /// let cost = UnitCost::of(&CostFacts { freight, ..CostFacts::default() }, Currency::USD).unwrap();
    /// assert_eq!((cost.total, cost.missing), (None, vec!["cost_unit"]));
    /// assert_eq!(cost.not_given, ["cost_duty_rate", "cost_packaging"]);
    /// ```
    pub fn of(facts: &CostFacts, currency: Currency) -> Result<Self> {
        let mut cost = Self { currency, lines: Vec::new(), total: None, missing: Vec::new(), not_given: Vec::new() };
        if let Some(landed) = facts.landed {
            cost.add(facts, CostPart::Landed, Some(landed), None)?;
        } else {
            cost.add(facts, CostPart::Purchase, facts.purchase, None)?;
            cost.add(facts, CostPart::Freight, facts.freight, None)?;
            match facts.duty {
                // Without a purchase cost the rate has no base; that the cost is missing is said already.
                Some(Duty::OfPurchase(rate)) if facts.purchase.is_some() => {
                    cost.add(facts, CostPart::Duty, facts.purchase, Some(rate))?;
                }
                Some(Duty::OfPurchase(_)) => {}
                Some(Duty::Amount(amount)) => cost.add(facts, CostPart::Duty, Some(amount), None)?,
                None => cost.not_given.push("cost_duty_rate"),
            }
            cost.add(facts, CostPart::Packaging, facts.packaging, None)?;
            cost.add(facts, CostPart::Label, facts.label, None)?;
            for (name, amount) in &facts.others {
                cost.add(facts, CostPart::Other(name.clone()), Some(*amount), None)?;
            }
        }
        if cost.missing.is_empty() {
            let sum = cost.lines.iter().try_fold(Ratio::ZERO, |sum, line| sum.plus(line.exact))?;
            cost.total = Some(sum);
        }
        Ok(cost)
    }

    fn add(&mut self, facts: &CostFacts, part: CostPart, given: Option<UnitAmount>, rate: Option<Rate>) -> Result<()> {
        let Some(given) = given else {
            match part {
                CostPart::Purchase => self.missing.push("cost_unit"),
                CostPart::Freight => self.not_given.push("cost_freight"),
                CostPart::Packaging => self.not_given.push("cost_packaging"),
                _ => {}
            }
            return Ok(());
        };
        if given.micros() < 0 || rate.is_some_and(|rate| rate < Rate::ZERO) {
            return Err(Error::new(ErrorKind::Range, "cost_negative").with("field", part.field()));
        }
        let Some(fx) = self.factor(facts, given.currency())? else {
            if !self.missing.contains(&"fx_rate") {
                self.missing.push("fx_rate");
            }
            return Ok(());
        };
        let mut exact = given.to_ratio_major()?.times(fx)?;
        if let Some(rate) = rate {
            exact = exact.times(rate.to_ratio()?)?;
        }
        self.lines.push(CostLine { part, given, rate, fx, exact });
        Ok(())
    }

    fn factor(&self, facts: &CostFacts, from: Currency) -> Result<Option<Ratio>> {
        if from == self.currency {
            return Ok(Some(Ratio::ONE));
        }
        for rate in &facts.fx {
            if let Some(factor) = rate.factor(from, self.currency)? {
                return Ok(Some(factor));
            }
        }
        Ok(None)
    }

    /// The total to the nearest millionth of a major unit.
    ///
    /// # Errors
    /// `out_of_range`.
    pub(crate) fn to_unit_amount(&self) -> Result<Option<UnitAmount>> {
        self.total.map(|total| UnitAmount::from_ratio_major(total, self.currency)).transpose()
    }

    /// The total as one charged line, rounded half away from zero once.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::landed::{CostFacts, UnitCost};
    /// use clearfloor::money::{Currency, UnitAmount};
    /// let usd = |text| Some(UnitAmount::parse(text, Currency::USD).unwrap());
    /// // 1.004 and 1.004 are 2.008: rounded once.
    /// let facts = CostFacts { purchase: usd("1.004"), freight: usd("1.004"), ..CostFacts::default() };
    /// assert_eq!(UnitCost::of(&facts, Currency::USD).unwrap().to_money().unwrap().unwrap().to_string(), "2.01");
    /// ```
    pub fn to_money(&self) -> Result<Option<Money>> {
        let Some(total) = self.total else { return Ok(None) };
        let minor = total.times(Ratio::whole(i128::from(self.currency.minor_per_major())))?;
        Money::from_ratio_minor(minor, self.currency, Rounding::HalfAwayFromZero).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, currency: Currency) -> UnitAmount {
        UnitAmount::parse(text, currency).unwrap()
    }

    fn yuan_per_dollar(text: &str) -> FxRate {
        FxRate::new(Currency::USD, Currency::CNY, Decimal::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn names_the_cost_and_the_rate_it_lacks() {
        let facts = CostFacts { freight: Some(amount("6.50", Currency::CNY)), ..CostFacts::default() };
        let cost = UnitCost::of(&facts, Currency::USD).unwrap();
        assert_eq!(cost.missing, ["cost_unit", "fx_rate"]);
        assert_eq!(cost.not_given, ["cost_duty_rate", "cost_packaging"]);
        assert_eq!(cost.to_money().unwrap(), None);
    }

    #[test]
    fn does_not_take_a_rate_between_other_currencies() {
        let facts = CostFacts {
            purchase: Some(amount("5", Currency::EUR)),
            fx: vec![yuan_per_dollar("7.10")],
            ..CostFacts::default()
        };
        assert_eq!(UnitCost::of(&facts, Currency::USD).unwrap().missing, ["fx_rate"]);
    }

    #[test]
    fn stays_exact_until_the_one_rounding() {
        // Three thirds of a dollar: each 1 yuan at 3 to the dollar.
        let facts = CostFacts {
            purchase: Some(amount("1", Currency::CNY)),
            freight: Some(amount("1", Currency::CNY)),
            packaging: Some(amount("1", Currency::CNY)),
            fx: vec![yuan_per_dollar("3")],
            ..CostFacts::default()
        };
        let cost = UnitCost::of(&facts, Currency::USD).unwrap();
        assert_eq!(cost.total, Some(Ratio::ONE));
        assert_eq!(cost.to_money().unwrap().unwrap().to_string(), "1.00");
    }

    #[test]
    fn turns_the_rate_either_way() {
        let facts = CostFacts {
            purchase: Some(amount("2", Currency::USD)),
            fx: vec![yuan_per_dollar("7.10")],
            ..CostFacts::default()
        };
        let cost = UnitCost::of(&facts, Currency::CNY).unwrap();
        assert_eq!(cost.to_money().unwrap().unwrap().to_string(), "14.20");
    }

    #[test]
    fn one_landed_figure_beats_the_parts() {
        let facts = CostFacts {
            landed: Some(amount("4.4049", Currency::USD)),
            purchase: Some(amount("99", Currency::CNY)),
            ..CostFacts::default()
        };
        let cost = UnitCost::of(&facts, Currency::USD).unwrap();
        assert_eq!(cost.lines.len(), 1);
        assert_eq!(cost.to_money().unwrap().unwrap().to_string(), "4.40");
        assert_eq!(cost.to_unit_amount().unwrap().unwrap().micros(), 4_404_900);
    }

    #[test]
    fn refuses_negative_costs_and_rates() {
        let facts = CostFacts { purchase: Some(amount("-1", Currency::USD)), ..CostFacts::default() };
        assert_eq!(UnitCost::of(&facts, Currency::USD).unwrap_err().code(), "cost_negative");
        let zero = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("0").unwrap());
        assert_eq!(zero.unwrap_err().code(), "fx_not_positive");
    }
}
