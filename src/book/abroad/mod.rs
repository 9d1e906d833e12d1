//! One product in several marketplaces: the same goods, each marketplace's own price, fees and taxes.
//!
//! Size, weight, category and landed cost are those of the book. What a marketplace does not tell from here is
//! asked for there: the price, the exchange rate, whether the seller is registered for its tax. A price may come
//! from rows of that marketplace in the tables. Nothing is converted at a rate the seller did not give.

mod sheet;
#[cfg(test)]
mod tests;
mod view;

use super::Book;
use super::calculation::{Context, Prepared, Scratch};
use super::channels::{Asked, Sheet};
use super::facts::{Facts, Source, to_f64};
use super::join::Products;
use super::resolve::Resolved;
use crate::error::Result;
use crate::exits::best_exit;
use crate::fees::{FeeTables, Goods, Market, Stored, VolumeUnit, charge_by_volume};
use crate::landed::{CostFacts, UnitCost};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::quote::{Input, LineId, Status};
use crate::rounding::Ratio;
use crate::scenario::ScenarioName;
use crate::state::Entries;
use crate::state::field::{COUNTRIES, CURRENCIES, Entry, FieldKind, YES_NO, product_field, setting_field};
use sheet::{Rates, chosen, decimal_of, text_of, warning};
pub use view::{AbroadMarket, AbroadView};

/// A price that is so many times the one here, or such a part of it, makes the exchange rate doubtful.
const FAR_APART: i128 = 8;

/// What rows of another marketplace say of the product there.
struct There {
    price: Option<(Money, Source)>,
    /// Its stock and what sold of it.
    stock: Facts,
}

/// What all marketplaces share.
struct Home<'a> {
    resolved: &'a Resolved,
    /// Landed cost here, in the currency of the book.
    landed: Option<UnitAmount>,
    settings: &'a Entries,
    country: Option<&'static str>,
    is_price_known: Option<Money>,
}

impl Book {
    /// A product in several marketplaces, with the texts of the seller's worksheet as typed: `markets` (codes),
    /// `fx_base`, `fx.GBP` (units of the base for one pound), `seller_country`, `UK.price`, `UK.price_there` (what
    /// was typed while calculating for that marketplace), `UK.landed`, `UK.registered`, `UK.tax_rate`, `MX.fee_tax_recovered`,
    /// `UK.referral_rate`, `UK.fulfilment_fee`.
    ///
    /// A marketplace of which the program has no tables yet says so ([`AbroadMarket::is_loaded`]); they are given
    /// by [`crate::fees::supply`].
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// for (field, text) in [
    ///     ("price_list", "24.99"), ("category", "home"), ("cost_landed", "6.00"),
    ///     ("side_longest", "10"), ("side_median", "7"), ("side_shortest", "2"), ("weight", "1.2"),
    /// ] {
    ///     book.edit(Some(&key), field, text).unwrap();
    /// }
    /// let texts = [("markets", "US UK"), ("UK.price", "19.99"), ("fx.GBP", "1.25"), ("seller_country", "CN")];
    /// let texts = texts.map(|(field, text)| (field.to_owned(), text.to_owned()));
    /// let view = book.abroad(&key, &texts).unwrap();
    /// let uk = view.markets.iter().find(|market| market.market == "UK").unwrap();
    /// // 19.99 holds 20 % of tax; 6.00 dollars are 4.80 pounds.
    /// let line = |id| uk.lines.iter().find(|line| line.id == id).unwrap().amount.unwrap().to_string();
    /// assert_eq!((line("tax_in_price"), line("landed_cost")), ("-3.33".into(), "-4.80".into()));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn abroad(&mut self, key: &str, texts: &[(String, String)]) -> Result<AbroadView> {
        let index = self.position(key)?;
        let sku = self.products.get(index).map(|facts| facts.sku.clone()).unwrap_or_default();
        let with_rows: Vec<Market> = self.other_markets.iter().map(|&(market, _)| market).collect();
        let wanted = chosen(texts, self.market, &with_rows);
        let there: Vec<_> = wanted.iter().map(|&market| self.there(market, &sku)).collect();
        let context = self.take_context()?;
        let view = self
            .resolved(&context, index)
            .and_then(|resolved| self.in_markets(&context, &resolved, texts, &wanted, &there));
        self.context = Some(context);
        view
    }

    /// What the tables say of the product's price and stock in another marketplace.
    fn there(&mut self, market: Market, sku: &str) -> Option<There> {
        if market == self.market || !self.other_markets.iter().any(|&(other, _)| other == market) {
            return None;
        }
        if !self.elsewhere.iter().any(|(known, _)| *known == market) {
            let (products, ..) =
                Products::at_once(self.numbered(), market, market.currency(), self.one_product(), &[], self.today);
            self.elsewhere.push((market, products));
        }
        let products = &self.elsewhere.iter().find(|(known, _)| *known == market)?.1;
        let facts = products.iter().find(|facts| facts.sku == sku)?;
        let price = facts.price_sale.or(facts.price_list);
        let stock = Facts { stock: facts.stock.clone(), sold: facts.sold, ..Facts::default() };
        Some(There { price: price.map(|price| (price.value, price.source)), stock })
    }

    fn in_markets(
        &self,
        context: &Context,
        resolved: &Resolved,
        texts: &[(String, String)],
        wanted: &[Market],
        there: &[Option<There>],
    ) -> Result<AbroadView> {
        let mut sheet = Sheet { texts, currency: self.currency, fields: Vec::new() };
        let rates = self.rates(&mut sheet, context, wanted);
        let has_taxes = wanted
            .iter()
            .any(|&market| self.tables_of(market).is_ok_and(|fees| crate::quote::has_taxes(fees, self.today)));
        let said = self.entries.settings.entry("seller_country").and_then(Entry::as_text);
        let country = if has_taxes {
            let asked = Asked::new("", "seller_country", FieldKind::Choice).choices(COUNTRIES).needed();
            let asked = match said {
                Some(code) => asked.standing(code).standing_by("typed"),
                None => asked,
            };
            sheet.text(asked).or(said.map(str::to_owned))
        } else {
            None
        };
        let home = Home {
            resolved,
            landed: resolved.landed.as_ref().and_then(|cost| cost.to_unit_amount().ok().flatten()),
            settings: &self.entries.settings,
            country: country.and_then(|code| COUNTRIES.iter().copied().find(|&known| known == code)),
            is_price_known: resolved.price,
        };
        let fields = sheet.take();
        let mut markets = Vec::with_capacity(Market::ALL.len());
        for market in Market::ALL {
            let mut view = AbroadMarket {
                market: market.code(),
                currency: market.currency().code().to_owned(),
                ..AbroadMarket::default()
            };
            if let Some(place) = wanted.iter().position(|&chosen| chosen == market) {
                view.is_chosen = true;
                if market == self.market {
                    self.at_home(context, &home, &mut sheet, &mut view)?;
                } else if let Ok(fees) = self.tables_of(market) {
                    let there = there.get(place).and_then(Option::as_ref);
                    self.in_market(market, fees, &home, &rates, there, &mut sheet, &mut view)?;
                }
                view.fields = sheet.take();
                let compared = |amount: Option<Money>| amount.and_then(|amount| rates.to_base(amount));
                (view.net_compared, view.profit_compared) = (compared(view.net), compared(view.profit));
                view.rate = rates.of(market.currency()).map(|rate| rate.to_string());
            }
            markets.push(view);
        }
        let best = |of: fn(&AbroadMarket) -> Option<Money>| {
            let known = markets.iter().filter_map(|market| Some((of(market)?.minor(), market.market)));
            let known: Vec<_> = known.collect();
            // One alone is not the best of anything.
            if known.len() < 2 {
                None
            } else {
                known.into_iter().reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|best| best.1)
            }
        };
        Ok(AbroadView {
            home: self.market.code(),
            base: rates.base.code().to_owned(),
            best_net: best(|market| market.net_compared),
            best_profit: best(|market| market.profit_compared),
            fields,
            markets,
        })
    }

    /// The exchange rates the seller gave, in units of the base for one of each currency.
    fn rates(&self, sheet: &mut Sheet<'_>, context: &Context, wanted: &[Market]) -> Rates {
        let bases: Vec<&str> = [self.currency.code(), Currency::CNY.code()].to_vec();
        let base =
            sheet.text(Asked::new("", "fx_base", FieldKind::Choice).choices(&bases).standing(self.currency.code()));
        let base = base.and_then(|code| Currency::parse(&code).ok()).unwrap_or(self.currency);
        let mut rates = Rates { base, known: Vec::new() };
        for &code in CURRENCIES {
            let Ok(currency) = Currency::parse(code) else { continue };
            let is_sold_in = wanted.iter().any(|market| market.currency() == currency);
            // What the landed cost stands in is needed too.
            if currency == base || !(is_sold_in || currency == self.currency) {
                continue;
            }
            let setting = context.defaults.fx_rate.filter(|_| currency == self.currency && base == Currency::CNY);
            let asked = Asked::new("fx", code, FieldKind::Number).needed();
            let asked = match setting {
                Some(rate) => asked.standing(rate).standing_by("typed"),
                None => asked,
            };
            let has_text = text_of(sheet.texts, &format!("fx.{code}")).is_some();
            let rate = sheet.ask(asked).as_ref().and_then(Entry::as_number).or(setting.filter(|_| !has_text));
            if let Some(field) = sheet.fields.last_mut() {
                field.unit = Some(base.code().to_owned());
            }
            rates.known.extend(rate.map(|rate| (currency, rate)));
        }
        rates
    }

    /// The marketplace of the book itself, as its product stands.
    fn at_home(
        &self,
        context: &Context,
        home: &Home<'_>,
        sheet: &mut Sheet<'_>,
        view: &mut AbroadMarket,
    ) -> Result<()> {
        view.is_loaded = true;
        view.is_home = true;
        let asked = Asked::new(self.market.code(), "price", FieldKind::Money).needed();
        let asked = match home.resolved.price {
            Some(price) => {
                asked.standing(price).standing_by(if home.resolved.is_price_printed { "report" } else { "typed" })
            }
            None => asked,
        };
        sheet.currency = self.currency;
        let typed = sheet.money(asked);
        let has_problem = sheet.fields.last().is_some_and(|field| field.problem.is_some());
        let price = typed.or(home.resolved.price.filter(|_| !has_problem)).filter(|price| price.minor() > 0);
        let prepared = Prepared::new(context, home.resolved)?;
        self.answer(context, &prepared, price, view)?;
        view.units = home.resolved.units.map(to_f64);
        stock(context, &prepared, view);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "each is of its own kind, and they are used here alone")]
    fn in_market(
        &self,
        market: Market,
        fees: &'static FeeTables,
        home: &Home<'_>,
        rates: &Rates,
        there: Option<&There>,
        sheet: &mut Sheet<'_>,
        view: &mut AbroadMarket,
    ) -> Result<()> {
        let (code, currency) = (market.code(), market.currency());
        view.is_loaded = true;
        sheet.currency = currency;
        let mut entries = home.entries()?;
        let put = |entries: &mut Entries, name: &str, entry: Option<Entry>| {
            if let (Some(spec), Some(entry)) = (product_field(name), entry) {
                entries.set(spec, entry);
            }
        };
        // The price: typed here, typed while calculating for that marketplace, or in its rows.
        let asked = Asked::new(code, "price", FieldKind::Money).needed();
        let typed_there = text_of(sheet.texts, &format!("{code}.price_there"));
        let asked = match (typed_there, there.and_then(|there| there.price)) {
            (Some(text), _) => asked.standing(text).standing_by("typed"),
            (None, Some((price, source))) => asked.standing(price).standing_by(source.code()),
            (None, None) => asked,
        };
        let standing = asked.standing.clone();
        let typed = sheet.money(asked);
        let has_problem = sheet.fields.last().is_some_and(|field| field.problem.is_some());
        let standing = standing.filter(|_| !has_problem).and_then(|text| Money::parse(&text, currency).ok());
        let price = typed.or(standing).filter(|price| price.minor() > 0);
        put(&mut entries, "price_list", price.and_then(decimal_of).map(Entry::Money));
        // The landed cost: as here at the seller's rate, or what it comes to on the way there.
        let fx = rates.of(currency);
        let converted = home.landed.and_then(|landed| rates.between(landed, currency));
        let asked = Asked::new(code, "landed", FieldKind::Money);
        let asked = match converted.as_ref().and_then(|cost| cost.to_money().ok().flatten()) {
            Some(money) => asked.standing(money),
            None => asked.needed(),
        };
        let own = sheet.ask(asked);
        let own = own.as_ref().and_then(|entry| entry.as_amount(currency)).and_then(Result::ok);
        let has_problem = sheet.fields.last().is_some_and(|field| field.problem.is_some());
        let landed = match own {
            Some(amount) => Some(UnitCost::of(&CostFacts { landed: Some(amount), ..CostFacts::default() }, currency)?),
            None if has_problem => None,
            None => converted,
        };
        if own.is_none() && landed.is_some() {
            view.notes.push("landed_as_here");
        }
        if let (Some(price), Some(fx)) = (price, fx) {
            self.doubt(home, rates, price, fx, view);
        }
        let mut settings = Entries::default();
        let mut set = |name: &str, entry: Option<Entry>| {
            if let (Some(spec), Some(entry)) = (setting_field(name), entry) {
                settings.set(spec, entry);
            }
        };
        for name in ["annual_rate", "recovery_rate", "is_professional_plan"] {
            set(name, home.settings.entry(name).cloned());
        }
        set("seller_country", home.country.map(|country| Entry::Text(country.to_owned())));
        if crate::quote::has_taxes(fees, self.today) {
            let asked = Asked::new(code, "registered", FieldKind::Choice).choices(YES_NO).standing("yes");
            set("is_tax_registered", sheet.text(asked).map(Entry::Text));
        }
        if let Some(standard) = crate::quote::standard_tax_in_price(fees, self.today) {
            let asked = Asked::new(code, "tax_rate", FieldKind::Percent).standing(super::form::percent(standard));
            put(&mut entries, "price_tax_rate", sheet.ask(asked));
        }
        if crate::quote::has_tax_in_fees(fees, self.today) {
            let asked = Asked::new(code, "fee_tax_recovered", FieldKind::Choice).choices(YES_NO).standing("no");
            set("is_fee_tax_recovered", sheet.text(asked).map(Entry::Text));
        }
        let own = sheet.ask(Asked::new(code, "referral_rate", FieldKind::Percent));
        put(&mut entries, "fee_referral_rate", own);
        let own = sheet.ask(Asked::new(code, "fulfilment_fee", FieldKind::Money));
        put(&mut entries, "fee_fulfilment", own);
        // The stock: typed here, or in rows of that marketplace; else none is counted.
        let printed = there.and_then(|there| Some((there.stock.stock.units?, &there.stock)));
        let asked = Asked::new(code, "units", FieldKind::Units);
        let asked = match &printed {
            Some((units, _)) => asked.standing(units.value).standing_by(units.source.code()),
            None => asked,
        };
        let typed_units = sheet.ask(asked).as_ref().and_then(Entry::as_whole);
        view.units = typed_units.or(printed.as_ref().map(|(units, _)| units.value)).map(to_f64);
        let pace = sheet.ask(Asked::new(code, "units_per_day", FieldKind::Number));
        let facts = printed.map(|(_, stock)| stock.clone()).unwrap_or_default();
        let (units, pace) = match view.units {
            Some(_) => (typed_units.map(Entry::Whole), pace),
            None => (Some(Entry::Whole(0)), Some(Entry::Number(Decimal::new(1, 0)?))),
        };
        put(&mut entries, "units", units);
        put(&mut entries, "units_per_day", pace);
        let context = Context::new(self.today, currency, &settings, fees)?;
        let mut resolved = context.resolve(&facts, &entries);
        resolved.product.low_inventory = None;
        (resolved.product.landed, resolved.landed) = (landed.clone(), landed);
        let prepared = Prepared::new(&context, &resolved)?;
        self.answer(&context, &prepared, price, view)?;
        stock(&context, &prepared, view);
        if view.units.is_none() {
            view.notes.push("no_stock_there");
        } else if resolved.cohorts.iter().any(|cohort| cohort.is_assumed) {
            view.notes.push("age_there_assumed");
        }
        if resolved.product.ad_share.is_some() {
            view.notes.push("ads_as_here");
        }
        if resolved.product.returns.rate.is_some() {
            view.notes.push("returns_as_here");
        }
        if fees.has_family(crate::fees::Family::LowInventory) {
            view.notes.push("low_inventory_not_counted");
        }
        Ok(())
    }

    /// Says of a rate that makes the price there many times the one here, or a small part of it, that it may be
    /// the wrong way round.
    fn doubt(&self, home: &Home<'_>, rates: &Rates, price: Money, fx: Decimal, view: &mut AbroadMarket) {
        let (Some(here), Some(there)) =
            (home.is_price_known.and_then(|price| rates.to_base(price)), rates.to_base(price))
        else {
            return;
        };
        let is_far = |a: Money, b: Money| i128::from(a.minor()) > i128::from(b.minor()).saturating_mul(FAR_APART);
        if here.minor() > 0 && (is_far(here, there) || is_far(there, here)) {
            view.problem = Some(warning(
                "fx_doubtful",
                &[("rate", fx.to_string()), ("there", there.to_string()), ("here", here.to_string())],
            ));
        }
    }

    /// Ledger, storage, exit and prices of a sale there.
    fn answer(
        &self,
        context: &Context,
        prepared: &Prepared<'_>,
        price: Option<Money>,
        view: &mut AbroadMarket,
    ) -> Result<()> {
        let Some(model) = prepared.models.first() else { return Ok(()) };
        view.storage = storage(context, prepared.resolved);
        let group = context.group(prepared.resolved);
        if let Some((exit, _)) = best_exit(&prepared.exits, &group.calendar) {
            view.exit = Some(ScenarioName::exit(exit.kind));
            view.exit_value = exit.net_per_unit()?;
        }
        view.price = price;
        let Some(price) = price else { return Ok(()) };
        let ledger = model.ledger(price)?;
        (view.net, view.profit) = (ledger.net_proceeds, ledger.profit);
        let ratio =
            |base: &str| ledger.ratios.iter().find(|r| r.id == "margin" && r.base == base).and_then(|r| r.ratio);
        let tax = ledger.line(LineId::TaxInPrice).and_then(|line| line.amount);
        view.net_revenue = tax.map_or(Some(price), |tax| price.plus(tax).ok());
        (view.margin_net, view.margin_displayed) = (ratio("net_revenue"), ratio("displayed_price"));
        view.lines = ledger.lines.into_iter().map(|line| super::channels::of_ledger(line, context.fees)).collect();
        view.pays_full_cost = prepared.ranges_paying_all().into_iter().map(|range| prepared.shown(range)).collect();
        Ok(())
    }
}

/// The floor, or why there is none, and what to do with the stock.
fn stock(context: &Context, prepared: &Prepared<'_>, view: &mut AbroadMarket) {
    let computed = prepared.compute(context, &mut Scratch::default());
    view.floor = computed.floor;
    if computed.floor.is_none() {
        view.floor_unknown = prepared.floor_unknown(context);
    }
    if view.units.is_some_and(|units| units > 0.0) {
        view.best = computed.best.map(|way| way.name());
        (view.best_value, view.gain) = (computed.best_value, computed.gain);
    }
}

/// Storage of one unit in the month of today.
pub(super) fn storage(context: &Context, resolved: &Resolved) -> Option<super::channels::ChannelLine> {
    let sized = resolved.sized.as_ref()?;
    let stored = Stored {
        category: resolved.category.and_then(|category| category.storage_name()),
        ..Stored::of(sized.group, if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary })
    };
    let mut line =
        super::channels::ChannelLine { id: "storage_month", formula: "rate_times_volume", ..Default::default() };
    match context.fees.storage(&stored, context.today) {
        Ok(known) => {
            let volume = sized.cubic_feet.over(context.fees.cubic_feet_per_volume()).ok()?;
            let charge = charge_by_volume(known.value, volume).and_then(|charge| context.paid(charge));
            line.amount = charge.ok().map(Money::negated);
            line.inputs = vec![
                Input { name: "storage_rate", text: super::form::trimmed(known.value.micros()) },
                Input {
                    name: volume_name(context.fees.volume_unit()),
                    text: crate::quote::decimal_text(volume, 4).ok()?,
                },
            ];
            if let Some((factor, rate)) = context.stock_tax {
                let is_given_back = factor < Ratio::ONE;
                line.formula = if is_given_back { "rate_times_volume_less_tax" } else { "rate_times_volume_and_tax" };
                line.inputs.push(Input { name: "fee_tax_rate", text: rate.to_string() });
            }
            line.status = Status::of_row(context.fees, known.row);
            line.fee = Some(context.fees.describe(known.row));
        }
        Err(hole) => {
            line.status = Status::Unknown;
            line.holes = if hole.texts.is_empty() {
                vec![format!("{}: {}", hole.family.code(), hole.reason.code())]
            } else {
                hole.texts
            };
        }
    }
    Some(line)
}

const fn volume_name(unit: VolumeUnit) -> &'static str {
    match unit {
        VolumeUnit::CubicFoot => "volume_cubic_feet",
        VolumeUnit::CubicMetre => "volume_cubic_metres",
        VolumeUnit::CubicDecimetre => "volume_cubic_decimetres",
    }
}
