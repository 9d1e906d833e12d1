//! What the orders under a promotion bring: the rule read from its fields, and the net by real fee tables.

use crate::book::calculation::Prepared;
use crate::book::form::percent;
use crate::book::offer_sheet::{OfferLine, Reader, minor};
use crate::error::{Error, Result};
use crate::fees::{MechanicRow, RuleCode};
use crate::money::Money;
use crate::offer::basket::{Basket, BasketRule};
use crate::quote::{LineId, SaleModel};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::scenario::cut_price;

/// A gift: from which order on, and what it costs.
pub(super) struct Gift {
    threshold: Option<Money>,
    cost: Money,
}

/// The rule of a promotion by its fields; none while a field that it needs is missing.
pub(super) fn rule_of(row: &MechanicRow, read: &Reader<'_>) -> Option<(BasketRule, Option<Gift>)> {
    let units = |name| read.whole(name).and_then(|n| u32::try_from(n).ok());
    let rule = match row.rule {
        RuleCode::Percent => BasketRule::Percent(read.rate("discount")?),
        RuleCode::Amount => BasketRule::Amount(read.money("amount")?),
        RuleCode::BuyGet => BasketRule::BuyGet { buy: units("buy")?, free: units("free")? },
        RuleCode::EveryNth => BasketRule::EveryNth { nth: units("nth")?, off: read.rate("nth_off")? },
        RuleCode::SpendSave => BasketRule::SpendSave {
            threshold: read.money("threshold")?,
            saving: read.money("saving")?,
            repeats: read.text("repeats").as_deref() == Some("yes"),
        },
        RuleCode::Tiers => {
            let tier = |(rate, from): (Rate, i64)| Some((u32::try_from(from).ok()?, rate));
            BasketRule::Tiers(read.pairs("tiers")?.into_iter().map(tier).collect::<Option<_>>()?)
        }
        RuleCode::AddOn => BasketRule::AddOn(read.money("add_on_price")?),
        RuleCode::Gift => {
            let cost = read.money("gift_cost")?;
            let pick = read.money("gift_pick_fee").unwrap_or(Money::zero(read.currency));
            let gift = Gift { threshold: read.money("threshold"), cost: cost.plus(pick).ok()? };
            return Some((BasketRule::Unchanged, Some(gift)));
        }
    };
    Some((rule, None))
}

impl Reader<'_> {
    /// Nothing readable stands in a field that its promotion may need.
    pub(super) fn is_missing(&self, spec: &'static crate::state::field::FieldSpec) -> bool {
        !["gift_pick_fee", "repeats"].contains(&spec.name)
            && (spec.name != "threshold" || self.specs.iter().any(|other| other.name == "saving"))
            && self.sheet.entry(spec).is_none()
    }
}

/// Code of the rule in words.
pub(super) const fn formula(row: &MechanicRow) -> &'static str {
    match row.rule {
        RuleCode::Percent if row.changes_item_price => "order_price_cut",
        RuleCode::Percent => "order_percent",
        RuleCode::Amount => "order_amount",
        RuleCode::BuyGet => "order_buy_get",
        RuleCode::EveryNth => "order_every_nth",
        RuleCode::SpendSave => "order_spend_save",
        RuleCode::Tiers => "order_tiers",
        RuleCode::AddOn => "order_add_on",
        RuleCode::Gift => "order_gift",
    }
}

/// The values of the rule, for its words.
pub(super) fn with_rule(line: OfferLine, row: &MechanicRow, rule: &BasketRule, item_price: Money) -> OfferLine {
    let line = if row.changes_item_price { line.with("item_price", item_price) } else { line };
    match rule {
        BasketRule::Percent(rate) => line.with("rate", *rate),
        BasketRule::Amount(amount) => line.with("off", *amount),
        BasketRule::BuyGet { buy, free } => line.with("buy", *buy).with("free", *free),
        BasketRule::EveryNth { nth, off } => line.with("nth", *nth).with("rate", *off),
        BasketRule::SpendSave { threshold, saving, repeats } => {
            let formula = if *repeats { "order_spend_save_every" } else { line.formula };
            OfferLine { formula, ..line }.with("threshold", *threshold).with("saving", *saving)
        }
        BasketRule::Tiers(tiers) => {
            tiers.iter().fold(line, |line, (from, rate)| line.with("tier", format!("{from}+: −{} %", percent(*rate))))
        }
        BasketRule::AddOn(price) => line.with("add_on", *price),
        BasketRule::Unchanged => line,
    }
}

/// The orders that come, averaged: price, net by ship date.
pub(super) struct Blend {
    /// The order it is made for: the one with the largest share.
    pub main: Basket,
    /// Price of the listing while it runs.
    pub item_price: Money,
    /// What a unit brings in on average, exact minor units.
    pub unit_price: Ratio,
    /// Net of a unit on average, one a segment of the year; none = a fee is not known.
    pub nets: Vec<Option<Ratio>>,
    /// Which price picks the price band of a fee matters here, and is not known: the dearer is taken.
    pub is_band_open: bool,
    /// What the gift of an order costs.
    pub gift_per_order: Option<Money>,
}

impl Blend {
    pub fn new(
        prepared: &Prepared<'_>,
        changes_item_price: bool,
        rule: &BasketRule,
        gift: Option<Gift>,
        price: Money,
        who: Rate,
        baskets: &[(Rate, i64)],
    ) -> Result<Self> {
        let item_price = match rule {
            BasketRule::Percent(rate) if changes_item_price => cut_price(price, *rate)?,
            BasketRule::Amount(off) if changes_item_price => {
                let left = price.minus(*off)?;
                if left.minor() < 0 { Money::zero(price.currency()) } else { left }
            }
            _ => price,
        };
        let used = if changes_item_price { &BasketRule::Unchanged } else { rule };
        let order = |units: i64| {
            let units = u32::try_from(units).map_err(|_| Error::out_of_range("units"))?;
            let mut order = used.order(item_price, units)?;
            order.full = price.times(i64::from(order.units))?;
            Ok::<Basket, Error>(order)
        };
        let (with, without) = (who.to_ratio()?, Ratio::ONE.minus(who.to_ratio()?)?);
        let mut units = Ratio::ZERO;
        let mut paid = Ratio::ZERO;
        let mut nets: Vec<Option<Ratio>> = prepared.models.iter().map(|_| Some(Ratio::ZERO)).collect();
        let mut is_band_open = false;
        let mut main: Option<(Rate, Basket)> = None;
        let mut gift_per_order = None;
        for &(share, count) in baskets {
            let basket = order(count)?;
            if main.is_none_or(|(most, _)| share > most) {
                main = Some((share, basket));
            }
            let part = share.to_ratio()?;
            let plain_units = Ratio::whole(i128::from(count));
            let promoted_units = Ratio::whole(i128::from(basket.units));
            let mixed = |promoted: Ratio, plain: Ratio| -> Result<Ratio> {
                with.times(promoted)?.plus(without.times(plain)?)?.times(part)
            };
            units = units.plus(mixed(promoted_units, plain_units)?)?;
            let exact = if changes_item_price { minor(basket.total) } else { basket.exact_minor };
            paid = paid.plus(mixed(exact, minor(price.times(count)?))?)?;
            let given =
                gift.as_ref().filter(|gift| gift.threshold.is_none_or(|from| basket.total.minor() >= from.minor()));
            let given = given.map(|gift| gift.cost);
            gift_per_order = gift_per_order.or(given);
            let prices = basket.unit_prices()?;
            for (slot, model) in nets.iter_mut().zip(&prepared.models) {
                let promoted = net_of(model, &prices, (!changes_item_price).then_some(price), &mut is_band_open)
                    .and_then(|net| net.minus(given.map_or(Ratio::ZERO, minor)).ok());
                let plain = model.net_proceeds(price).and_then(|net| minor(net).times(plain_units).ok());
                *slot = match (*slot, promoted, plain) {
                    (Some(sum), Some(promoted), Some(plain)) => Some(sum.plus(mixed(promoted, plain)?)?),
                    _ => None,
                };
            }
        }
        let (_, main) = main.ok_or_else(|| Error::out_of_range("basket"))?;
        let each = |sum: Option<Ratio>| sum.map(|sum| sum.over(units)).transpose();
        Ok(Self {
            main,
            item_price,
            unit_price: paid.over(units)?,
            nets: nets.into_iter().map(each).collect::<Result<_>>()?,
            is_band_open,
            gift_per_order,
        })
    }

    /// Share of the price that is given away on average.
    pub fn discount(&self, price: Money) -> Option<Rate> {
        if price.minor() == 0 {
            return None;
        }
        let ratio = Ratio::ONE.minus(self.unit_price.over(minor(price)).ok()?).ok()?;
        Rate::nearest(ratio).ok()
    }
}

/// Net of all units of an order. Where the listing keeps its price (`listed`), the fulfilment fee may go
/// by it or by what is paid: the data do not say which, so the dearer is taken.
fn net_of(model: &SaleModel<'_>, prices: &[Money], listed: Option<Money>, is_open: &mut bool) -> Option<Ratio> {
    let mut total = Ratio::ZERO;
    let mut before: Option<(Money, Ratio)> = None;
    for &price in prices {
        let net = match before {
            Some((known, net)) if known == price => net,
            _ => {
                let mut net = minor(model.net_proceeds(price)?);
                if let Some(listed) = listed.filter(|&listed| listed != price)
                    && let Some((by_paid, by_list)) = fulfilment_at(model, price).zip(fulfilment_at(model, listed))
                    && by_list != by_paid
                {
                    *is_open = true;
                    net = net.plus(by_list.minus(by_paid).ok()?.min(Ratio::ZERO)).ok()?;
                }
                before = Some((price, net));
                net
            }
        };
        total = total.plus(net).ok()?;
    }
    Some(total)
}

/// Fulfilment with the surcharge on it, as it stands in the ledger: below zero.
fn fulfilment_at(model: &SaleModel<'_>, price: Money) -> Option<Ratio> {
    let ledger = model.ledger(price).ok()?;
    let line = |id| ledger.line(id).and_then(|line| line.amount).map_or(Ratio::ZERO, minor);
    line(LineId::Fulfilment).plus(line(LineId::FuelSurcharge)).ok()
}
