//! Lines of statements put together to sales and refunds: what the buyer paid, what was taken for it.

use super::super::marketplace::Addressed;
use super::rows::Reading;
use super::view::LineType;
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::quote::standard_tax_in_price;
use crate::reconcile::{Basis, Charged, FeeKind};
use std::collections::BTreeMap;

/// What kind of transaction a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Transaction {
    Order,
    Refund,
    Other,
}

impl Transaction {
    /// By the words of the settlement report and of the date range report in its languages.
    fn of(words: &str) -> Self {
        match words.trim().to_lowercase().as_str() {
            "order" | "注文" | "bestellung" | "commande" | "pedido" | "ordine" | "订单" => Self::Order,
            "refund" | "返金" | "erstattung" | "remboursement" | "reembolso" | "rimborso" | "退款" => Self::Refund,
            _ => Self::Other,
        }
    }
}

/// What a line of an order is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What the buyer paid.
    Price,
    /// Taken off it by a promotion.
    Promotion,
    Referral,
    Fulfilment,
    Refund,
    Other,
}

impl Part {
    /// By what the settlement report writes. Tax is part of the price where shown prices contain it.
    fn of(amount_type: &str, description: &str, has_tax_in_price: bool) -> Self {
        let word: String =
            description.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let is_tax = word.ends_with("tax");
        match amount_type.trim().to_ascii_lowercase().as_str() {
            "itemprice" => match word.as_str() {
                "principal" | "shipping" | "giftwrap" => Self::Price,
                "tax" | "shippingtax" | "giftwraptax" if has_tax_in_price => Self::Price,
                _ => Self::Other,
            },
            "promotion" if !is_tax || has_tax_in_price => Self::Promotion,
            "itemfees" => match word.as_str() {
                "commission" => Self::Referral,
                "refundcommission" => Self::Refund,
                // Shipping and gift wrap that the marketplace keeps are no price of the seller's.
                "shippingchargeback" | "giftwrapchargeback" => Self::Price,
                _ if word.starts_with("fba") => Self::Fulfilment,
                _ if word.contains("fuel") && word.contains("surcharge") => Self::Fulfilment,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// What was taken, and the first line that says it.
#[derive(Clone, Copy)]
struct Taken {
    amount: Money,
    row: usize,
}

/// Lines of one product in one order on one day.
struct Sale {
    row: usize,
    subject: usize,
    units: i64,
    price: Money,
    promotion: Money,
    referral: Option<Taken>,
    fulfilment: Option<Taken>,
    refund: Option<Taken>,
}

fn add(sum: &mut Option<Taken>, amount: Money, row: usize) -> Result<()> {
    *sum = Some(match *sum {
        Some(taken) => Taken { amount: taken.amount.plus(amount)?, ..taken },
        None => Taken { amount, row },
    });
    Ok(())
}

/// Whether the price in a statement contains the tax that shown prices contain.
fn has_tax_in_price(reading: &Reading<'_>) -> bool {
    standard_tax_in_price(reading.book.fees, reading.book.today).is_some()
}

/// Reads a settlement report; answers with the sums of its lines by type.
///
/// # Errors
/// `out_of_range`.
pub(super) fn statement(reading: &mut Reading<'_>) -> Result<Vec<LineType>> {
    let addressed = Addressed::new(reading.table);
    let (market, currency) = (reading.book.market, reading.currency());
    let nothing = Money::zero(currency);
    let has_tax = has_tax_in_price(reading);
    let mut types: BTreeMap<(&str, &str), (u32, Money, bool)> = BTreeMap::new();
    let mut sales: BTreeMap<(Transaction, &str, &str, Day), Sale> = BTreeMap::new();
    for row in reading.table.rows() {
        if !addressed.of(row).is(market) {
            reading.leave(row, "other_market");
            continue;
        }
        let Some(amount) = reading.money(row, "amount") else {
            let is_foreign = reading.field("amount").is_some_and(|field| reading.table.money(row, field).is_some());
            reading.leave(row, if is_foreign { "other_currency" } else { "no_amount" });
            continue;
        };
        let transaction = reading.text(row, "transaction_type").unwrap_or_default();
        let description = reading.text(row, "amount_description").unwrap_or_default();
        let kind = Transaction::of(transaction);
        let part = Part::of(reading.text(row, "amount_type").unwrap_or_default(), description, has_tax);
        let is_compared = kind != Transaction::Other && part != Part::Other;
        let sum = types.entry((transaction, description)).or_insert((0, nothing, is_compared));
        (sum.0, sum.1) = (sum.0.saturating_add(1), sum.1.plus(amount)?);
        if !is_compared {
            continue;
        }
        let Some(sku) = reading.text(row, "sku") else {
            reading.leave(row, "no_sku");
            continue;
        };
        let Some(on) = reading.day(row, "posted_date") else {
            reading.leave(row, "no_date");
            continue;
        };
        let Some(subject) = reading.known.find(Some(sku), None, None) else {
            reading.leave(row, "no_product");
            continue;
        };
        let order = reading.text(row, "order_id").unwrap_or_default();
        let sale = sales.entry((kind, order, sku, on)).or_insert_with(|| Sale {
            row,
            subject,
            units: 0,
            price: nothing,
            promotion: nothing,
            referral: None,
            fulfilment: None,
            refund: None,
        });
        match part {
            Part::Price => {
                sale.price = sale.price.plus(amount)?;
                sale.units = sale.units.saturating_add(reading.int(row, "units").unwrap_or(0));
            }
            Part::Promotion => sale.promotion = sale.promotion.plus(amount)?,
            Part::Referral => add(&mut sale.referral, amount.negated(), row)?,
            Part::Fulfilment => add(&mut sale.fulfilment, amount.negated(), row)?,
            Part::Refund => add(&mut sale.refund, amount.negated(), row)?,
            Part::Other => {}
        }
    }
    for ((kind, order, _, on), sale) in sales {
        let order = Some(order).filter(|order| !order.is_empty());
        let subject = sale.subject;
        if kind == Transaction::Refund {
            // What came back of the referral fee stands with the other sign.
            if let (Some(kept), Some(back)) = (sale.refund, sale.referral) {
                let basis = Basis::Refund { referral: back.amount.negated() };
                let (fee, units, charged) = (FeeKind::RefundAdministration, sale.units.max(1), kept.amount);
                reading.push(subject, kept.row, order, Charged { fee, on, units, charged, basis });
            }
            continue;
        }
        take(reading, order, on, &sale)?;
    }
    let file = reading.table.name();
    let types = types.into_iter().map(|((transaction, description), (lines, amount, is_compared))| LineType {
        file: file.to_owned(),
        transaction: transaction.to_owned(),
        description: description.to_owned(),
        lines,
        amount,
        is_compared,
    });
    Ok(types.collect())
}

/// The charges of a sale.
fn take(reading: &mut Reading<'_>, order: Option<&str>, on: Day, sale: &Sale) -> Result<()> {
    let price = sale.price.plus(sale.promotion)?;
    if sale.referral.is_none() && sale.fulfilment.is_none() {
        return Ok(());
    }
    if price.minor() <= 0 {
        reading.leave(sale.row, "no_price");
        return Ok(());
    }
    let before_promotion = (sale.promotion.minor() != 0).then_some(sale.price);
    let basis = Basis::Sale { price, before_promotion };
    let units = sale.units.max(1);
    for (fee, taken) in [(FeeKind::Referral, sale.referral), (FeeKind::Fulfilment, sale.fulfilment)] {
        if let Some(Taken { amount: charged, row }) = taken {
            reading.push(sale.subject, row, order, Charged { fee, on, units, charged, basis });
        }
    }
    Ok(())
}

/// Reads a report of transactions: a line a sale, with its fees in columns.
///
/// # Errors
/// `out_of_range`.
pub(super) fn transactions(reading: &mut Reading<'_>) -> Result<()> {
    let addressed = Addressed::new(reading.table);
    for row in reading.table.rows() {
        if !addressed.of(row).is(reading.book.market) {
            reading.leave(row, "other_market");
            continue;
        }
        // Refunds and lines of the account have no fee of a sale.
        if Transaction::of(reading.text(row, "transaction_type").unwrap_or_default()) != Transaction::Order {
            continue;
        }
        let Some(sku) = reading.text(row, "sku") else {
            reading.leave(row, "no_sku");
            continue;
        };
        let Some(subject) = reading.known.find(Some(sku), None, None) else {
            reading.leave(row, "no_product");
            continue;
        };
        let Some(on) = reading.day(row, "posted_date") else {
            reading.leave(row, "no_date");
            continue;
        };
        let Some(price) = reading.money(row, "line_amount") else {
            reading.leave(row, "no_price");
            continue;
        };
        let order = reading.text(row, "order_id");
        let taken = |money: Option<Money>| {
            let amount = money.map(Money::negated).filter(|amount| amount.minor() > 0)?;
            Some(Taken { amount, row })
        };
        // The report does not hold the tax that is part of the price where prices contain it, so the share is not known.
        let referral = taken(reading.money(row, "fee_referral")).filter(|_| !has_tax_in_price(reading));
        let fulfilment = taken(reading.money(row, "fee_fulfilment"));
        let nothing = Money::zero(price.currency());
        let units = reading.int(row, "units").unwrap_or(1);
        let sale = Sale { row, subject, units, price, promotion: nothing, referral, fulfilment, refund: None };
        take(reading, order, on, &sale)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Part, Transaction};

    #[test]
    fn knows_the_words_of_statements() {
        assert_eq!(Part::of("ItemFees", "FBAPerUnitFulfilmentFee", false), Part::Fulfilment);
        assert_eq!(Part::of("ItemFees", "Commission", false), Part::Referral);
        assert_eq!(Part::of("ItemPrice", "Tax", true), Part::Price);
        assert_eq!(Part::of("ItemPrice", "Tax", false), Part::Other);
        assert_eq!(Part::of("Promotion", "Principal", false), Part::Promotion);
        assert_eq!(Part::of("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", false), Part::Other);
        assert_eq!(Transaction::of(" Erstattung "), Transaction::Refund);
        assert_eq!(Transaction::of("ServiceFee"), Transaction::Other);
    }
}
