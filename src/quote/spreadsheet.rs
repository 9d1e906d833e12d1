//! The formula of each line for a spreadsheet, in plain US notation, so that Excel, LibreOffice and
//! Sheets give the amount of the ledger.
//!
//! A spreadsheet counts in binary: half a cent, as in 12.50 · 15 %, may there fall to either side.
//! Where the exact amount lies on half a cent the formula therefore counts in whole cents, or is
//! moved by less than any other amount could notice.

use super::charge::Charge;
use super::ledger::LineId;
use super::model::{Basis, ModelLine, SaleModel, without_tax};
use crate::error::Result;
use crate::fees::rule::ReferralRule;
use crate::landed::UnitCost;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// What moves half a cent to its side: no amount of whole cents and parts per million lies so near to one.
const NUDGE: &str = "0.00000001";

/// `15%`, `3.5%`.
fn percent(rate: Rate) -> String {
    let micros = i128::from(rate.ppm()).saturating_mul(100);
    let text = Decimal::new(micros, 6).map(|percent| percent.to_string()).unwrap_or_default();
    format!("{}%", if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
}

/// `15/100`, `35/1000`: the shortest with a power of ten below.
fn fraction(rate: Rate) -> String {
    let (mut above, mut below) = (rate.ppm(), 1_000_000_i64);
    while above % 10 == 0 && below > 1 {
        (above, below) = (above / 10, below / 10);
    }
    format!("{above}/{below}")
}

fn minor(money: Money) -> Ratio {
    Ratio::whole(i128::from(money.minor()))
}

fn is_half(exact: Ratio) -> bool {
    exact.denominator() == 2
}

/// A share of an amount: how most lines come about.
struct Share {
    of: Money,
    rate: Rate,
    least: Option<Money>,
}

impl Share {
    fn exact(&self) -> Result<Ratio> {
        let share = minor(self.of).times(self.rate.to_ratio()?)?;
        Ok(self.least.map_or(share, |least| share.max(minor(least))))
    }

    fn text(&self) -> String {
        let share = format!("{}*{}", self.of, percent(self.rate));
        self.least.map_or(share.clone(), |least| format!("MAX({share},{least})"))
    }

    /// The whole formula of a charge.
    fn formula(&self, currency: Currency) -> Result<String> {
        if !is_half(self.exact()?) {
            return Ok(charged(&self.text(), currency));
        }
        let cents = format!("{}*{}", self.of.minor(), fraction(self.rate));
        let cents = self.least.map_or(cents.clone(), |least| format!("MAX({cents},{})", least.minor()));
        Ok(format!("=-ROUND({cents},0)/{}", currency.minor_per_major()))
    }
}

fn charged(text: &str, currency: Currency) -> String {
    format!("=-ROUND({text},{})", currency.exponent())
}

/// The formula of a charge that is no single share.
fn charged_exactly(text: &str, exact: Ratio, currency: Currency) -> String {
    if !is_half(exact) {
        return charged(text, currency);
    }
    let sign = if exact < Ratio::ZERO { '-' } else { '+' };
    charged(&format!("{text}{sign}{NUDGE}"), currency)
}

/// The formula of a line that is known.
pub(super) fn formula(model: &SaleModel<'_>, line: &ModelLine<'_>, price: Money, amount: Money) -> Result<String> {
    let currency = model.currency;
    let share = |of, rate, least| Share { of, rate, least }.formula(currency);
    let exact = || match &line.charge {
        Charge::ByPrice(by_price) => by_price.at(minor(price)),
        _ => Ok(minor(amount).negated()?),
    };
    match line.basis {
        Basis::Referral(rule) if rule.slices_at(price)?.len() == 1 => {
            share(price, rule.rate_at(price)?, least_of(rule))
        }
        Basis::Referral(rule) => Ok(charged_exactly(&sliced(rule, price)?, exact()?, currency)),
        Basis::ReferralRate(rate) | Basis::ShareOfPrice(rate) => share(price, rate, None),
        Basis::Surcharge(rate) => match amount_of(model, LineId::Fulfilment, price) {
            Some(fulfilment) => share(fulfilment, rate, None),
            None => Ok(format!("={amount}")),
        },
        Basis::Processing { rate, fee: Some(fee) } => share(fee, rate, None),
        Basis::ReferralAtPrice { fee, price: printed } if printed.minor() != 0 => {
            Ok(charged_exactly(&format!("{price}*{fee}/{printed}"), exact()?, currency))
        }
        Basis::ShareAndFixed { rate, fixed } => {
            Ok(charged_exactly(&format!("{price}*{}+{fixed}", percent(rate)), exact()?, currency))
        }
        // The price less what is left of it, so that half a cent falls as in the ledger.
        Basis::TaxInPrice(rate) => {
            let net = minor(price).times(without_tax(rate)?)?;
            let nudge = if is_half(net) { format!("+{NUDGE}") } else { String::new() };
            Ok(format!("=-({price}-ROUND({price}/(1+{}){nudge},{}))", percent(rate), currency.exponent()))
        }
        Basis::ShareOf { rate, of } => {
            let of_line = |line: &&ModelLine<'_>| {
                if of.is_empty() { line.id.is_marketplace_fee() } else { of.contains(&line.id) }
            };
            let sum = sum_of(model, price, of_line)?;
            Share { of: sum, rate, least: None }.formula(currency)
        }
        Basis::TaxWithin { rate, of } => {
            let sum = sum_of(model, price, |line| of.contains(&line.id))?;
            let (text, exact) = (format!("{sum}-{sum}/(1+{})", percent(rate)), minor(sum).times(without_tax(rate)?)?);
            let exact = minor(sum).minus(exact)?;
            Ok(charged_exactly(&text, exact, currency).replacen("=-ROUND", "=ROUND", 1))
        }
        Basis::Returns { rate, unsellable, tax } => match returns(model, price, rate, unsellable, tax)? {
            Some(text) => Ok(charged_exactly(&text, exact()?, currency)),
            None => Ok(format!("={amount}")),
        },
        // A figure of a table or of the seller.
        Basis::ReferralAtPrice { .. }
        | Basis::Flat
        | Basis::Given
        | Basis::GivenWithSurcharge
        | Basis::Fulfilment { .. }
        | Basis::LowInventory { .. }
        | Basis::PlacementRange { .. }
        | Basis::Processing { fee: None, .. } => Ok(format!("={amount}")),
    }
}

fn least_of(rule: &ReferralRule) -> Option<Money> {
    Some(rule.minimum()).filter(|least| least.minor() != 0)
}

/// `MAX(100.00*15%+(150.00-100.00)*8%,0.30)`: the slices up to the price.
fn sliced(rule: &ReferralRule, price: Money) -> Result<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut below: Option<Money> = None;
    for band in rule.slices_at(price)? {
        let end = band.up_to.map(|limit| limit.amount).filter(|end| end.minor() < price.minor());
        let slice = match below {
            Some(below) => format!("({}-{below})", end.unwrap_or(price)),
            None => end.unwrap_or(price).to_string(),
        };
        terms.push(format!("{slice}*{}", percent(band.rate)));
        match end {
            Some(end) => below = Some(end),
            None => break,
        }
    }
    let sum = terms.join("+");
    Ok(least_of(rule).map_or(sum.clone(), |least| format!("MAX({sum},{least})")))
}

/// The rounded charge of another line, as an amount above zero.
fn amount_of(model: &SaleModel<'_>, id: LineId, price: Money) -> Option<Money> {
    let line = model.lines.iter().find(|line| line.id == id)?;
    let minor = model.charge(line, price.minor(), 0).ok()??;
    Money::new(minor, model.currency).ok()
}

/// Sum of the charges of some lines at a price.
fn sum_of(model: &SaleModel<'_>, price: Money, is_in: impl Fn(&&ModelLine<'_>) -> bool) -> Result<Money> {
    let mut sum = Money::zero(model.currency);
    for line in model.lines.iter().filter(is_in) {
        if let Ok(Some(minor)) = model.charge(line, price.minor(), 0) {
            sum = sum.plus(Money::new(minor, model.currency)?)?;
        }
    }
    Ok(sum)
}

/// The referral fee before it is rounded.
fn referral(model: &SaleModel<'_>, price: Money) -> Result<Option<String>> {
    let Some(line) = model.lines.iter().find(|line| line.id == LineId::Referral) else { return Ok(None) };
    Ok(match line.basis {
        Basis::Referral(rule) if rule.slices_at(price)?.len() > 1 => Some(sliced(rule, price)?),
        Basis::Referral(rule) => Some(Share { of: price, rate: rule.rate_at(price)?, least: least_of(rule) }.text()),
        Basis::ReferralRate(rate) => Some(Share { of: price, rate, least: None }.text()),
        Basis::ReferralAtPrice { fee, price: printed } if printed.minor() != 0 => {
            Some(format!("{price}*{fee}/{printed}"))
        }
        _ => None,
    })
}

/// `2%*(MIN(20%*R,5.00)+30%*(24.99-R)+70%*(6.15+0.22))`, R the referral fee before it is rounded.
fn returns(model: &SaleModel<'_>, price: Money, rate: Rate, unsellable: Rate, tax: Rate) -> Result<Option<String>> {
    let Some(referral) = referral(model, price)? else { return Ok(None) };
    let Ok(rule) = model.fees.refund_administration(model.on) else { return Ok(None) };
    let carriage = match amount_of(model, LineId::Fulfilment, price) {
        Some(fulfilment) => match amount_of(model, LineId::FuelSurcharge, price) {
            Some(surcharge) => format!("({fulfilment}+{surcharge})"),
            None => fulfilment.to_string(),
        },
        None => match amount_of(model, LineId::OwnShipping, price) {
            Some(shipping) => shipping.to_string(),
            None => return Ok(None),
        },
    };
    let net = if tax == Rate::ZERO { price.to_string() } else { format!("{price}/(1+{})", percent(tax)) };
    let sellable = Rate::from_ppm(Rate::ONE.ppm() - unsellable.ppm());
    Ok(Some(format!(
        "{}*(MIN({}*({referral}),{})+{}*({net}-{referral})+{}*{carriage})",
        percent(rate),
        percent(rule.value.share),
        rule.value.cap,
        percent(unsellable),
        percent(sellable),
    )))
}

/// `=-ROUND(18.20/7.10+25.3%*18.20/7.10+0.92+0.25,2)`: the parts of the landed cost.
pub(super) fn landed(cost: &UnitCost) -> Result<Option<String>> {
    let Some(total) = cost.total else { return Ok(None) };
    let currency = cost.currency;
    let mut terms = Vec::with_capacity(cost.lines.len());
    for line in &cost.lines {
        let mut term = plain(line.given.to_ratio_major()?)?;
        if let Some(rate) = line.rate {
            term = format!("{}*{term}", percent(rate));
        }
        if line.fx != Ratio::ONE {
            // Sellers write the rate the other way round: 7.10 yuan to the dollar.
            let per_unit = Ratio::ONE.over(line.fx)?;
            let per_unit =
                plain(per_unit).unwrap_or_else(|_| format!("({}/{})", line.fx.denominator(), line.fx.numerator()));
            term = format!("{term}/{per_unit}");
        }
        terms.push(term);
    }
    let exact = total.times(Ratio::whole(i128::from(currency.minor_per_major())))?;
    Ok(Some(charged_exactly(&terms.join("+"), exact, currency)))
}

/// An exact fraction of at most nine decimals as a plain decimal.
fn plain(exact: Ratio) -> Result<String> {
    let scaled = exact.times(Ratio::whole(1_000_000_000))?;
    if scaled.denominator() != 1 {
        return Err(crate::error::Error::out_of_range("decimals"));
    }
    let text = Decimal::new(scaled.numerator(), 9)?.to_string();
    Ok(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text })
}
