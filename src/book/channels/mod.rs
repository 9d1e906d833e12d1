//! One product on every channel: what is asked, what a sale brings there, and what moving stock brings.

mod sheet;
mod storing;
#[cfg(test)]
mod tests;
mod view;

use super::Book;
use super::calculation::{Context, Prepared};
use super::resolve::Resolved;
use super::view::{PriceRange, Problem};
use crate::break_even::Target;
use crate::channels::{Gateway, Moving, Offered, Place, SaleElsewhere, Ships, StorageThere, Word, has_table};
use crate::error::{Error, ErrorKind, Result};
use crate::exits::best_exit;
use crate::fees::channel::ChannelTables;
pub use crate::fees::channel::SeenRange as Seen;
use crate::fees::{FeeTables, Goods, Handling, Programme};
use crate::money::Money;
use crate::offer::Channel;
use crate::quote::{Input, LedgerLine, SaleModel, Status};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};
use crate::stock::Phase;
use crate::stock::event_wise::Holding;
pub(super) use sheet::{Asked, Sheet};
pub use view::{ChannelField, ChannelLine, ChannelsView, MovingView, PlaceView};

/// Days until units that were moved can be sold, until the seller says.
const LEAD_DAYS: i64 = 30;

/// The channels in the order of the columns.
pub const PLACES: [&str; 8] = ["amazon", "amazon_own", "ebay", "walmart", "shopify", "tiktok", "etsy", "lot"];

const STORES: &[&str] = &["none", "Starter", "Basic", "Premium", "Anchor", "Enterprise"];

/// What all channels share.
struct Common<'a> {
    context: &'a Context,
    resolved: &'a Resolved,
    prepared: &'a Prepared<'a>,
    tables: &'static ChannelTables,
    holding: Holding,
    hold_phases: Option<Vec<Phase>>,
    /// Worth of a unit left here at the horizon, and its net.
    leftover: Option<(f64, f64)>,
    units: Option<f64>,
    lead_days: i32,
    sales_tax: Option<Rate>,
    removal: core::result::Result<Money, String>,
    carriage: Option<Money>,
    hold_value: Option<f64>,
    best_value: Option<f64>,
    net_here: Option<Money>,
}

impl Book {
    /// A product on every channel, with the texts of the seller's worksheet: `field` or `place.field`, as typed.
    ///
    /// ```
    /// # use clearfloor::{book::Book, date::Day};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// # let key = book.add_product();
    /// book.edit(Some(&key), "price_list", "25.00").unwrap();
    /// let texts = [("lot.price".to_owned(), "4.00".to_owned())];
    /// let view = book.channels(&key, &texts).unwrap();
    /// let lot = view.places.iter().find(|place| place.place == "lot").unwrap();
    /// assert_eq!(lot.net.unwrap().to_string(), "4.00");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn channels(&mut self, key: &str, texts: &[(String, String)]) -> Result<ChannelsView> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let view = self
            .resolved(&context, index)
            .and_then(|resolved| self.on_channels(&context, &resolved, &Prepared::new(&context, &resolved)?, texts));
        self.context = Some(context);
        view
    }

    fn on_channels(
        &self,
        context: &Context,
        resolved: &Resolved,
        prepared: &Prepared<'_>,
        texts: &[(String, String)],
    ) -> Result<ChannelsView> {
        let tables = ChannelTables::all()?;
        let mut sheet = Sheet { texts, currency: self.currency, fields: Vec::new() };
        let group = context.group(resolved);
        let volume = prepared.volume(group);
        let comparison = prepared.comparison(context)?;
        let best = comparison.as_ref().and_then(|comparison| comparison.best());
        let mut holding = Holding::default();
        let ways = prepared.ways(context);
        let situation = prepared.situation(group, &ways);
        let is_known = volume.is_some() && group.unknown.is_empty() && resolved.units.is_some();
        if let Some(volume) = volume {
            holding.prepare(&group.calendar, &resolved.cohorts, volume, resolved.is_exempt);
        }
        let leftover = match best_exit(&prepared.exits, &group.calendar) {
            Some((exit, value)) => exit.net_per_unit()?.map(|net| (value, net.to_expectation())),
            None => None,
        };
        let planned = resolved.units.filter(|_| is_known).map(|_| holding.units());
        let whole = |units: f64| crate::number::Decimal::nearest(units, 0).ok().map(|units| units.to_string());
        let standing = planned.and_then(whole);
        let asked = Asked { standing, ..Asked::new("", "units", FieldKind::Units) };
        let typed_units = sheet.ask(asked).as_ref().and_then(Entry::as_whole).and_then(|n| i32::try_from(n).ok());
        let units = planned.map(|planned| typed_units.map_or(planned, |typed| f64::from(typed).min(planned)));
        if let (Some(field), Some(typed), Some(planned)) = (sheet.fields.last_mut(), typed_units, planned)
            && f64::from(typed) > planned + 0.5
        {
            let error =
                Error::new(ErrorKind::Range, "units_above_stock").with("units", whole(planned).unwrap_or_default());
            field.problem = Some(Problem::of_error(&error, "units", None));
        }
        // Where the price contains its tax nothing comes on top at the till.
        let standard = crate::quote::standard_tax_in_price(context.fees, context.today);
        let sales_tax = if standard.is_some() { None } else { sheet.rate("", "sales_tax") };
        let lead = sheet.ask(Asked::new("", "lead_days", FieldKind::Days).standing(LEAD_DAYS));
        let lead_days = lead.as_ref().and_then(Entry::as_whole).unwrap_or(LEAD_DAYS);
        let is_here = resolved.channel == Channel::AmazonFba;
        let carriage = sheet.money(Asked::new("", "carriage", FieldKind::Money));
        let handling = if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary };
        let removal = match (&resolved.sized, is_here) {
            (_, false) => Ok(Money::zero(self.currency)),
            (Some(sized), true) => context
                .fees
                .removal(sized, handling, context.today)
                .map_err(|hole| hole.family.code().to_owned())
                .and_then(|known| context.paid(known.value).map_err(|error| error.code().to_owned())),
            (None, true) => Err("size".to_owned()),
        };
        let mut common = Common {
            context,
            resolved,
            prepared,
            tables,
            hold_phases: situation.as_ref().and_then(crate::scenario::Situation::hold_phases),
            holding,
            leftover,
            units,
            lead_days: i32::try_from(lead_days).unwrap_or(i32::MAX),
            sales_tax,
            removal,
            carriage,
            hold_value: None,
            best_value: best.and_then(|best| best.present_value).map(Money::to_expectation),
            net_here: prepared.net_now(),
        };
        let hold = common.stay(0.0).and_then(|(value, _)| Money::from_expectation(value, self.currency).ok());
        common.hold_value = hold.map(Money::to_expectation);
        let money = |minor: Option<f64>| minor.and_then(|minor| Money::from_expectation(minor, self.currency).ok());
        let fields = sheet.take();
        let mut places = Vec::with_capacity(PLACES.len());
        for place in PLACES {
            if place == "amazon_own" && !is_here {
                continue;
            }
            let mut view = self.place(&common, &mut sheet, place)?;
            view.fields = sheet.take();
            places.push(view);
        }
        let stores = if is_here { storing::stores(context, resolved, &mut sheet)? } else { Vec::new() };
        Ok(ChannelsView {
            stores,
            fields,
            units: common.units,
            hold_value: money(common.hold_value),
            best: best.map(|best| best.scenario.clone()),
            best_value: money(common.best_value),
            as_of: Some(tables.as_of()),
            places,
        })
    }

    fn place(&self, common: &Common<'_>, sheet: &mut Sheet<'_>, code: &'static str) -> Result<PlaceView> {
        let resolved = common.resolved;
        let mut view = PlaceView { place: code, ..PlaceView::default() };
        if code == "amazon" {
            let Some(model) = common.prepared.models.first() else { return Ok(view) };
            self.here(common, &mut view, model, resolved.price)?;
            return Ok(view);
        }
        let is_lot = code == "lot";
        let price_asked = Asked::new(code, "price", FieldKind::Money).needed();
        let price_asked = match resolved.price.filter(|_| !is_lot) {
            Some(price) => price_asked.standing(price),
            None => price_asked,
        };
        let typed_price = sheet.money(price_asked);
        let has_problem = sheet.fields.last().is_some_and(|field| field.problem.is_some());
        let price =
            typed_price.or(resolved.price.filter(|_| !is_lot && !has_problem)).filter(|price| price.minor() > 0);
        if code == "amazon_own" {
            let cost = sheet.money(Asked::new(code, "ship_cost", FieldKind::Money).needed());
            let mut product = resolved.product.clone();
            product.own_shipping.shipping = cost.or(product.own_shipping.shipping);
            let model = SaleModel::new(common.context.fees, &product, Channel::OwnFulfilment, common.context.today)?;
            self.here(common, &mut view, &model, price)?;
            let net = price.and_then(|price| model.net_proceeds(price));
            view.moving = self.moving(common, sheet, code, net, Ships::Own(None))?;
            return Ok(view);
        }
        let shipping = if is_lot {
            None
        } else {
            let zero = Money::zero(self.currency);
            sheet.money(Asked::new(code, "buyer_shipping", FieldKind::Money).standing(zero))
        };
        let place = self.terms(common, sheet, code);
        let ships = self.ships(common, sheet, code);
        let ads = if is_lot { None } else { sheet.rate(code, "ad_rate") };
        let product = &resolved.product;
        let market = common.context.fees.market();
        let own_terms = if has_table(code, market) {
            (None, None)
        } else {
            let rate = sheet.ask(Asked::new(code, "own_rate", FieldKind::Percent).needed());
            let fixed = sheet.money(Asked::new(code, "own_order_fee", FieldKind::Money));
            (rate.as_ref().and_then(Entry::as_rate), fixed)
        };
        let seller = product.seller;
        let rate =
            product.tax_in_price.or(crate::quote::standard_tax_in_price(common.context.fees, common.context.today));
        let tax_in_price = rate.filter(|rate| seller.counts_as_registered() && *rate != Rate::ZERO);
        let is_assumed = seller.is_registered.is_none() || product.tax_in_price.is_none();
        let programme = product.programme.or_else(|| resolved.category.map(|category| category.programme()));
        let offered = Offered {
            on: common.context.today,
            market,
            tax_in_price: tax_in_price.map(|rate| Word { value: Some(rate), is_assumed }),
            is_fee_tax_recovered: seller.counts_as_registered(),
            own_terms,
            shipping: shipping.unwrap_or(Money::zero(self.currency)),
            sales_tax: common.sales_tax,
            package: product.package,
            goods: if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary },
            is_apparel: programme == Some(Programme::Apparel),
            ads,
            landed: common.prepared.models.first().and_then(SaleModel::landed_cost),
        };
        let sale = SaleElsewhere::new(&place, ships, &offered)?;
        let net = price.and_then(|price| sale.net(price));
        view.price = price;
        view.net = net;
        view.profit = net.zip(sale.landed).map(|(net, landed)| net.minus(landed)).transpose()?;
        view.lines = price.map(|price| lines(common.tables, &sale, price)).unwrap_or_default();
        view.moving = self.moving(common, sheet, code, net, ships)?;
        let model = |required: Money| sale.price_model(required).ok().flatten();
        view.pays_full_cost = self.ranges(common, sale.landed.and_then(model));
        let cost = view.moving.cost_per_unit.unwrap_or(Money::zero(self.currency));
        let required = common.net_here.map(|net| net.plus(cost)).transpose()?;
        view.beats_here = self.ranges(common, required.and_then(model));
        if !has_table(code, market) {
            view.notes.push("no_table_here");
        }
        if market == "UK" && code == "tiktok" {
            view.notes.push("tiktok_uk_read_once");
        }
        if let Place::Ebay { is_greater_china, .. } = &place
            && has_table(code, market)
        {
            let is_there = is_greater_china.value == Some(true);
            view.notes.push(if is_there { "greater_china_rates" } else { "registered_elsewhere" });
        }
        notes(common, &mut view, ships, code);
        Ok(view)
    }

    /// A sale on this marketplace.
    fn here(
        &self,
        common: &Common<'_>,
        view: &mut PlaceView,
        model: &SaleModel<'_>,
        price: Option<Money>,
    ) -> Result<()> {
        view.price = price;
        let Some(price) = price else { return Ok(()) };
        let ledger = model.ledger(price)?;
        (view.net, view.profit) = (ledger.net_proceeds, ledger.profit);
        view.lines = ledger.lines.into_iter().map(|line| of_ledger(line, common.context.fees)).collect();
        if let Some(landed) = model.landed_cost() {
            let required = Ratio::whole(i128::from(landed.minor()));
            view.pays_full_cost = self.ranges(common, model.price_model(required)?);
        }
        Ok(())
    }

    fn ranges(&self, common: &Common<'_>, model: Option<crate::break_even::PriceModel>) -> Vec<PriceRange> {
        let (Some(model), Some(within)) = (model, common.prepared.within()) else { return Vec::new() };
        let ranges = model.rounded_cent_ranges(Target::BREAK_EVEN, within).unwrap_or_default();
        let top = |last: Money| within.high == Ratio::whole(i128::from(last.minor()));
        ranges.iter().map(|range| PriceRange { from: range.first, to: range.last, open: top(range.last) }).collect()
    }

    /// What a channel is told beside the price.
    fn terms(&self, common: &Common<'_>, sheet: &mut Sheet<'_>, code: &'static str) -> Place {
        let on = common.context.today;
        let market = common.context.fees.market();
        let category = |sheet: &mut Sheet<'_>, family: &str| {
            let ours = common.resolved.category.map(|category| category.id());
            let proposed = ours.and_then(|ours| common.tables.suggested_category(family, ours)).map(str::to_owned);
            let asked =
                Asked::new(code, "category", FieldKind::Choice).needed().choices(&common.tables.categories(family, on));
            let said = sheet.text(Asked { standing: proposed.clone(), ..asked });
            Word::said_or(said, proposed)
        };
        let unsaid = || Word { value: None, is_assumed: false };
        match code {
            // Nothing of theirs is read: what they take is asked for as a share of the sale.
            "ebay" if !has_table(code, market) => Place::Ebay {
                has_store: false,
                category: unsaid(),
                is_greater_china: Word { value: None, is_assumed: false },
                own_rate: None,
                own_international: None,
            },
            "walmart" if !has_table(code, market) => Place::Walmart { category: unsaid() },
            "tiktok" if !has_table(code, market) => Place::Tiktok { category: unsaid() },
            "shopify" if !has_table(code, market) => Place::Shopify { plan: unsaid(), gateway: Gateway::Shop },
            "ebay" => {
                let is_uk = market == "UK";
                let store = if is_uk {
                    None
                } else {
                    sheet.text(Asked::new(code, "store", FieldKind::Choice).choices(STORES).standing("none"))
                };
                let has_store = store.is_some_and(|store| store != "none" && store != "Starter");
                let family = match (is_uk, has_store) {
                    (true, _) => "ebay-uk-business",
                    (false, true) => "ebay-us-fvf-store",
                    (false, false) => "ebay-us-fvf-no-store",
                };
                let category = category(sheet, family);
                let seller = Asked::new(code, "seller", FieldKind::Choice).choices(&["elsewhere", "greater_china"]);
                let seller = sheet.text(seller.standing("elsewhere"));
                let is_greater_china = Word::said_or(seller.map(|seller| seller == "greater_china"), Some(false));
                let is_asked = is_greater_china.value == Some(true);
                let rate = |sheet: &mut Sheet<'_>, name| {
                    let asked = Asked { is_needed: is_asked, ..Asked::new(code, name, FieldKind::Percent) };
                    sheet.ask(asked).as_ref().and_then(Entry::as_rate)
                };
                let own_rate = rate(sheet, "final_value_rate");
                let own_international = rate(sheet, "international_rate");
                Place::Ebay { has_store, category, is_greater_china, own_rate, own_international }
            }
            "walmart" => Place::Walmart { category: category(sheet, "walmart-us-referral") },
            "tiktok" => {
                let family = if market == "UK" { "tiktok-uk-commission" } else { "tiktok-us-referral" };
                Place::Tiktok { category: category(sheet, family) }
            }
            "shopify" => {
                let plans = common.tables.plans("shopify-us-plans", on);
                let first = plans.first().copied().unwrap_or_default().to_owned();
                let said = sheet.text(Asked::new(code, "plan", FieldKind::Choice).choices(&plans).standing(&first));
                let gateway =
                    Asked::new(code, "gateway", FieldKind::Choice).choices(&["shop", "other"]).standing("shop");
                let gateway = if sheet.text(gateway).as_deref() == Some("other") {
                    let asked = Asked::new(code, "gateway_rate", FieldKind::Percent).needed();
                    Gateway::Other(sheet.ask(asked).as_ref().and_then(Entry::as_rate))
                } else {
                    Gateway::Shop
                };
                Place::Shopify { plan: Word::said_or(said, Some(first)), gateway }
            }
            "etsy" => Place::Etsy,
            _ => Place::Lot,
        }
    }

    /// Who ships it there, and for how much where the seller has to say.
    fn ships(&self, common: &Common<'_>, sheet: &mut Sheet<'_>, code: &'static str) -> Ships {
        let is_us = common.context.fees.market() == "US";
        let choices: &[&str] = match code {
            "walmart" if is_us => &["wfs", "own"],
            "tiktok" if is_us => &["fbt", "own"],
            // What their warehouses cost elsewhere is not known here.
            "walmart" | "tiktok" => &["own"],
            "lot" => &[],
            _ => &["own", "mcf"],
        };
        let cost = |sheet: &mut Sheet<'_>| sheet.money(Asked::new(code, "ship_cost", FieldKind::Money).needed());
        let Some(first) = choices.first() else {
            return Ships::Fetched(sheet.money(Asked::new(code, "ship_cost", FieldKind::Money)));
        };
        let said = sheet.text(Asked::new(code, "ships", FieldKind::Choice).choices(choices).standing(*first));
        match said.as_deref().unwrap_or(first) {
            "wfs" => Ships::Wfs,
            "fbt" => Ships::Fbt,
            "mcf" => Ships::Mcf(cost(sheet)),
            _ => Ships::Own(cost(sheet)),
        }
    }

    fn moving(
        &self,
        common: &Common<'_>,
        sheet: &mut Sheet<'_>,
        code: &'static str,
        net: Option<Money>,
        ships: Ships,
    ) -> Result<MovingView> {
        let is_lot = code == "lot";
        let per_week = if is_lot {
            None
        } else {
            let asked = Asked::new(code, "per_week", FieldKind::Quantity).needed();
            let said = sheet.ask(asked);
            said.as_ref().and_then(Entry::as_number).map(crate::number::Decimal::to_f64)
        };
        let is_by_month = matches!(ships, Ships::Own(_)) && !is_lot;
        let by_month =
            if is_by_month { sheet.money(Asked::new(code, "storage_month", FieldKind::Money)) } else { None };
        let mut view = MovingView::default();
        let mut missing = Vec::new();
        if net.is_none() {
            missing.push("net".to_owned());
        }
        if per_week.is_none() && !is_lot {
            missing.push("per_week".to_owned());
        }
        let stays = matches!(ships, Ships::Mcf(_));
        let cost = match (&common.removal, stays) {
            (_, true) => Some(Money::zero(self.currency)),
            (Ok(removal), false) => Some(removal.plus(common.carriage.unwrap_or(Money::zero(self.currency)))?),
            (Err(why), false) => {
                missing.push(why.clone());
                None
            }
        };
        view.cost_per_unit = cost;
        if common.units.is_none() {
            missing.push("units".to_owned());
        }
        let (Some(net), Some(cost), Some(units)) = (net, cost, common.units) else {
            view.missing = missing;
            return Ok(view);
        };
        if per_week.is_none() && !is_lot {
            view.missing = missing;
            return Ok(view);
        }
        let per_day = per_week.map_or(units, |week| week / 7.0);
        let money = |minor: f64| Money::from_expectation(minor, self.currency).ok();
        let calendar = &common.context.group(common.resolved).calendar;
        if stays {
            // It stays where it is and sells in both shops.
            let Some((value, end)) = common.hold_phases.as_ref().and_then(|phases| common.both(phases, per_day, net))
            else {
                view.missing = vec!["holding".to_owned()];
                return Ok(view);
            };
            view.with_rest = money(value);
            view.days_to_clear = end.is_sold_out().then_some(end.day);
            view.units_left = Some(if end.is_sold_out() { 0.0 } else { end.units });
            view.cash = money(end.cash());
        } else {
            let package = common.resolved.product.package;
            let volume = package.and_then(|package| package.cubic_feet().ok()).map(Ratio::to_f64);
            let storage = match (ships, volume) {
                (Ships::Wfs, Some(volume)) => StorageThere::Months { family: "walmart-wfs-storage", volume },
                (Ships::Fbt, Some(volume)) => {
                    match common.tables.day_storage("tiktok-us-fbt-storage", common.context.today) {
                        Ok(known) => StorageThere::Steps { steps: known.value, volume },
                        Err(_) => {
                            view.missing = vec!["storage_there".to_owned()];
                            return Ok(view);
                        }
                    }
                }
                _ => by_month.map_or(StorageThere::Free, |money| StorageThere::PerUnitMonth(money.to_expectation())),
            };
            let at_once = -cost.to_expectation();
            let moving = Moving {
                calendar,
                units,
                at_once,
                lead_days: common.lead_days,
                per_day,
                net: net.to_expectation(),
                storage,
            };
            let Some(moved) = moving.follow() else {
                view.missing = vec!["storage_there".to_owned()];
                return Ok(view);
            };
            view.cash = money(moved.cash);
            view.present_value = money(moved.present_value);
            view.storage = money(moved.storage);
            view.days_to_clear = moved.days_to_clear;
            view.units_left = Some(moved.units_left);
            view.path = moved.path;
            view.with_rest = common.stay(units).and_then(|(value, _)| money(value + moved.present_value));
        }
        let total = view.with_rest.map(Money::to_expectation);
        view.against_hold = total.zip(common.hold_value).and_then(|(total, hold)| money(total - hold));
        view.against_best = total.zip(common.best_value).and_then(|(total, best)| money(total - best));
        if view.with_rest.is_none() {
            missing.push("holding".to_owned());
        }
        view.missing = missing;
        Ok(view)
    }
}

impl Common<'_> {
    /// Present value of doing nothing with what is left when the `gone` oldest units are away.
    fn stay(&self, gone: f64) -> Option<(f64, crate::stock::event_wise::Standing)> {
        let left = self.units.map(|_| self.holding.units() - gone)?;
        let calendar = &self.context.group(self.resolved).calendar;
        let at = self.holding.without_oldest(gone);
        if left < 1e-9 {
            return Some((0.0, at));
        }
        let phases = self.hold_phases.as_ref()?;
        self.value(self.holding.advance::<true>(calendar, phases, at, calendar.horizon_days()))
    }

    /// The same when the stock also sells elsewhere at a pace and a net.
    fn both(&self, phases: &[Phase], per_day: f64, net: Money) -> Option<(f64, crate::stock::event_wise::Standing)> {
        let calendar = &self.context.group(self.resolved).calendar;
        let blend = |phase: &Phase| {
            let units_per_day = phase.units_per_day + per_day;
            let money = phase.units_per_day * phase.net_per_unit + per_day * net.to_expectation();
            let net_per_unit = if units_per_day > 0.0 { money / units_per_day } else { 0.0 };
            Phase { from_day: phase.from_day, units_per_day, net_per_unit }
        };
        let blended: Vec<Phase> = phases.iter().map(blend).collect();
        self.value(self.holding.follow(calendar, &blended))
    }

    fn value(&self, end: crate::stock::event_wise::Standing) -> Option<(f64, crate::stock::event_wise::Standing)> {
        let calendar = &self.context.group(self.resolved).calendar;
        let worth = if end.is_sold_out() { 0.0 } else { self.leftover?.0 };
        Some((end.leaving(calendar, worth), end))
    }
}

/// The lines of a sale elsewhere: the price, what is charged, and what the unit cost.
fn lines(tables: &ChannelTables, sale: &SaleElsewhere, price: Money) -> Vec<ChannelLine> {
    let plain = |id, amount, status, is_sunk| ChannelLine {
        id,
        amount,
        formula: "as_given",
        inputs: Vec::new(),
        spreadsheet: None,
        fee: None,
        status,
        is_sunk,
        is_needed: true,
        holes: Vec::new(),
    };
    let mut lines = vec![plain("price", Some(price), Status::Yours, false)];
    for line in &sale.lines {
        let amount = line.amount(price);
        let mut inputs = line.inputs.clone();
        let is_of_price = line.formula.starts_with("share") || line.id == "tax_in_price";
        if is_of_price && line.id != "tax_on_fees" {
            inputs.insert(0, Input { name: "price", text: price.to_string() });
        }
        lines.push(ChannelLine {
            inputs,
            fee: line.fee.map(|row| tables.describe(row)),
            status: line.status,
            is_needed: line.is_needed,
            holes: line.holes.clone(),
            formula: line.formula,
            ..plain(line.id, amount, line.status, false)
        });
    }
    let landed = sale.landed.map(Money::negated);
    lines.push(plain("landed_cost", landed, if landed.is_some() { Status::Computed } else { Status::Unknown }, true));
    lines
}

/// A line of a ledger, with the fee row it rests on.
pub(super) fn of_ledger(line: LedgerLine, fees: &FeeTables) -> ChannelLine {
    ChannelLine {
        id: line.id.code(),
        amount: line.amount,
        formula: line.formula,
        inputs: line.inputs,
        spreadsheet: line.spreadsheet,
        fee: line.fee.map(|row| fees.describe(row)),
        status: line.status,
        is_sunk: line.is_sunk,
        is_needed: line.is_needed,
        holes: line.holes,
    }
}

/// What is taken to be so or left out, and what has been seen of figures that are asked for.
fn notes(common: &Common<'_>, view: &mut PlaceView, ships: Ships, code: &str) {
    let on = common.context.today;
    let market = common.context.fees.market();
    let is_us = market == "US";
    if common.sales_tax.is_none() && is_us && ["ebay", "shopify", "etsy"].contains(&code) {
        view.notes.push("sales_tax_not_counted");
    }
    if code != "lot" {
        view.notes.push("returns_not_counted");
    }
    match code {
        "etsy" => view.notes.push("etsy_goods_only"),
        "shopify" => view.notes.push("own_traffic"),
        "tiktok" => view.notes.push("creator_commission"),
        _ => {}
    }
    let family = match (ships, code) {
        (Ships::Mcf(_), _) => {
            view.notes.push("stays_at_amazon");
            Some("amazon-us-mcf")
        }
        (_, "lot") => Some("secondary-market-recovery"),
        (Ships::Own(_), _) => Some("3pl-us-benchmark"),
        (Ships::Wfs, _) => {
            view.notes.push("holiday_storage_charged");
            None
        }
        (Ships::Fbt | Ships::Fetched(_), _) => None,
    };
    if !matches!(ships, Ships::Mcf(_)) && common.carriage.is_none() {
        view.notes.push("carriage_not_counted");
    }
    // The ranges were read in the US.
    if let Some(family) = family.filter(|_| is_us) {
        view.seen = common.tables.ranges(family, on).0;
    }
}
