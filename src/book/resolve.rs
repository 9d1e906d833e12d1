//! From what is known and what was typed to what is computed with, and what is still missing.
//!
//! Who is believed (DESIGN.md): for a fee what the seller typed, then the seller's own table,
//! then the marketplace's preview, then the table of the day; for a size typed, then the
//! marketplace's measure, then the seller's own sheet. What must be assumed is a visible
//! field with the source `assumed`; what is missing is named and never filled in.

use super::account::{StorageEntries, pace_by};
use super::facts::{Fact, Facts, Note, PreviewFees, Source, StockFacts, money_of};
use super::form::length_word;
use super::season::ProductSeason;
use super::size_doubt::likelier_unit;
use super::target::{SellerTarget, TargetEntries};
use crate::date::Day;
use crate::demand::{Elasticity, SalesWindows, VelocityRule, velocity};
use crate::fees::{AgedExemption, Category, FeeTables, Programme, SizedUnit};
use crate::landed::{CostFacts, Duty, FxRate, UnitCost};
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::offer::Channel;
use crate::quote::{
    FigureSource, OwnFees, OwnFigure, OwnFulfilment, OwnReferral, OwnShipping, Product, Returns, SellerTax,
};
use crate::rate::Rate;
use crate::state::Entries;
use crate::state::field::{COUNTRIES, Entry, OwnPrice, price_of};
use crate::stock::Cohort;
use crate::units::{Length, LengthUnit, Package, Weight, WeightUnit};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex};

/// Return on capital taken until the seller says theirs: 10 % a year, an assumption.
const ANNUAL_RATE: Rate = Rate::from_ppm(100_000);

/// Days from a removal order to the seller's own sale, until the seller says: an assumption.
const RESALE_DAYS: i64 = 30;

/// Settings of the book, typed or assumed.
#[derive(Clone, Debug)]
pub(super) struct Defaults {
    pub annual_rate: Fact<Rate>,
    pub velocity_rule: Fact<VelocityRule>,
    pub elasticity: Option<f64>,
    pub season: Option<Arc<ProductSeason>>,
    pub recovery_rate: Option<Rate>,
    /// The middle of what the table of the day says of recovery.
    pub table_recovery: Option<Rate>,
    pub fx_rate: Option<Decimal>,
    pub seller: SellerTax,
    pub target: TargetEntries,
    pub standard_storage: StorageEntries,
    pub oversize_storage: StorageEntries,
    pub is_professional_plan: Option<bool>,
    pub first_inbound: Option<Day>,
    words: Words,
}

/// Categories by the word a seller's own table has for them, each looked for once.
#[derive(Debug, Default)]
struct Words(Mutex<FxHashMap<String, Option<&'static Category>>>);

impl Clone for Words {
    /// Nothing is lost: each is looked for again.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Words {
    fn category(&self, fees: &'static FeeTables, word: &str) -> Option<&'static Category> {
        if let Some(known) = self.0.try_lock().ok().and_then(|known| known.get(word).copied()) {
            return known;
        }
        let named = fees.category(word).or_else(|| fees.category_by_referral_name(word)).or_else(|| {
            let is_name = |c: &&Category| c.english().eq_ignore_ascii_case(word) || c.chinese() == word;
            fees.categories().iter().find(is_name)
        });
        if let Ok(mut known) = self.0.try_lock() {
            known.insert(word.to_owned(), named);
        }
        named
    }
}

impl Defaults {
    pub fn new(settings: &Entries, fees: &FeeTables, today: Day) -> Self {
        let rate = |name: &str| settings.entry(name).and_then(Entry::as_rate);
        let number = |name: &str| settings.entry(name).and_then(Entry::as_number);
        let rule =
            settings.entry("velocity_rule").and_then(Entry::as_text).and_then(|t| VelocityRule::from_name(t).ok());
        Self {
            annual_rate: rate("annual_rate")
                .map_or(Fact::new(ANNUAL_RATE, Source::Assumed), |rate| Fact::new(rate, Source::Typed)),
            velocity_rule: rule
                .map_or(Fact::new(VelocityRule::default(), Source::Assumed), |rule| Fact::new(rule, Source::Typed)),
            elasticity: number("elasticity").map(Decimal::to_f64),
            season: ProductSeason::of(settings, today),
            recovery_rate: rate("recovery_rate"),
            table_recovery: fees.liquidation_recovery(today).ok().map(|known| {
                let [_, mid, _] = known.value;
                mid
            }),
            fx_rate: number("fx_rate"),
            seller: SellerTax {
                established: settings
                    .entry("seller_country")
                    .and_then(Entry::as_text)
                    .and_then(|code| COUNTRIES.iter().copied().find(|&country| country == code)),
                is_registered: settings
                    .entry("is_tax_registered")
                    .and_then(Entry::as_text)
                    .map(|answer| answer == "yes"),
                recovers_fee_tax: settings
                    .entry("is_fee_tax_recovered")
                    .and_then(Entry::as_text)
                    .map(|answer| answer == "yes"),
            },
            target: TargetEntries::new(settings),
            standard_storage: StorageEntries::new(settings, "utilization_weeks_standard", "stored_volume_standard"),
            oversize_storage: StorageEntries::new(settings, "utilization_weeks_oversize", "stored_volume_oversize"),
            is_professional_plan: settings
                .entry("is_professional_plan")
                .and_then(Entry::as_text)
                .map(|answer| answer == "yes"),
            first_inbound: settings.entry("first_inbound_date").and_then(Entry::as_day),
            words: Words::default(),
        }
    }

    /// What stands in a field that neither the seller nor a table filled.
    pub fn standing(&self, field: &str) -> Option<(String, Source)> {
        let percent = |rate: Rate| super::form::trimmed(rate.ppm().saturating_mul(100));
        match field {
            "annual_rate" => Some((percent(self.annual_rate.value), self.annual_rate.source)),
            "velocity_rule" => Some((self.velocity_rule.value.name().to_owned(), self.velocity_rule.source)),
            "elasticity" => {
                let mid = self.elasticity.unwrap_or(Elasticity::prior().mid);
                Some((Decimal::nearest(mid, 6).ok()?.to_string(), Source::Assumed))
            }
            "sales_season" => self.season.as_ref().map(|season| (season.text.clone(), Source::Typed)),
            "recovery_rate" => {
                let known = self.recovery_rate.map(|rate| (percent(rate), Source::Assumed));
                known.or_else(|| Some((percent(self.table_recovery?), Source::Assumed)))
            }
            "fx_rate" => self.fx_rate.map(|fx| (fx.to_string(), Source::Typed)),
            "resale_days" | "graded_days" => Some((RESALE_DAYS.to_string(), Source::Assumed)),
            "is_professional_plan" | "is_tax_registered" => Some(("yes".to_owned(), Source::Assumed)),
            "is_fee_tax_recovered" => Some(("no".to_owned(), Source::Assumed)),
            "sku_letters" | "sku_conditions" => Some(("apart".to_owned(), Source::Assumed)),
            "target_kind" | "target_profit" | "target_share" => Some((self.target.text(field)?, Source::Typed)),
            _ => None,
        }
    }
}

/// A fact that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub field: &'static str,
    pub blocks: &'static [&'static str],
    pub suggestions: Vec<String>,
    /// One answer serves all products (an exchange rate).
    pub is_shared: bool,
}

/// A product ready to be computed.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub channel: Channel,
    /// Price in force.
    pub price: Option<Money>,
    /// It is printed by a table, not typed.
    pub is_price_printed: bool,
    pub list_price: Option<Money>,
    pub category: Option<&'static Category>,
    pub product: Product,
    pub sized: Option<SizedUnit>,
    /// Volume of one unit in cubic feet.
    pub volume: Option<f64>,
    pub is_oversize: Option<bool>,
    pub is_dangerous: bool,
    pub is_special_handling: bool,
    pub is_exempt: bool,
    /// In a programme that is free of the utilization surcharge.
    pub is_utilization_waived: bool,
    pub cohorts: Vec<Cohort>,
    pub units: Option<i64>,
    pub units_per_day: Option<f64>,
    pub season: Option<Arc<ProductSeason>>,
    /// Sold in 30, 60 and 90 days, each as far as it is known.
    pub sold: [Option<i64>; 3],
    pub elasticity: Elasticity,
    pub recovery_rate: Option<Rate>,
    pub resale: Option<(Money, i32)>,
    /// Shares of the grades expected with their prices, and days until the money comes.
    pub grades: Option<(Vec<(Rate, Money)>, i32)>,
    pub own_prices: Vec<OwnPrice>,
    /// What a sale should reach, if the seller says.
    pub target: Option<SellerTarget>,
    pub landed: Option<UnitCost>,
    pub missing: Vec<Missing>,
    pub notes: Vec<Note>,
}

/// The currency costs are typed in.
pub(super) fn cost_currency(facts: &Facts, entries: &Entries, sale: Currency) -> Currency {
    let typed = entries.entry("cost_currency").and_then(Entry::as_text).and_then(|code| Currency::parse(code).ok());
    typed.or(facts.cost_unit.or(facts.cost_landed).map(|fact| fact.value.currency())).unwrap_or(sale)
}

/// Everything a resolution looks at.
pub(super) struct Resolver<'a> {
    pub fees: &'static FeeTables,
    pub today: Day,
    pub currency: Currency,
    pub defaults: &'a Defaults,
    pub facts: &'a Facts,
    pub entries: &'a Entries,
}

impl Resolver<'_> {
    fn rate(&self, field: &str) -> Option<Rate> {
        self.entries.entry(field).and_then(Entry::as_rate)
    }

    pub(super) fn is_yes(&self, field: &str) -> bool {
        self.entries.entry(field).and_then(Entry::as_text) == Some("yes")
    }

    fn money(&self, field: &str) -> Option<Money> {
        match self.entries.entry(field)? {
            Entry::Money(decimal) => money_of(*decimal, self.currency),
            _ => None,
        }
    }

    pub fn resolve(&self) -> Resolved {
        let (facts, entries) = (self.facts, self.entries);
        let mut notes = facts.notes.clone();
        let mut missing = Vec::new();
        let channel = match entries.entry("fulfilment_channel").and_then(Entry::as_text) {
            Some("own_fulfilment") => Channel::OwnFulfilment,
            _ => Channel::AmazonFba,
        };
        let typed_or = |field: &str, fact: Option<Fact<Money>>| {
            self.money(field).map(|money| Fact::new(money, Source::Typed)).or(fact)
        };
        let list_price = typed_or("price_list", facts.price_list);
        let sale_price = typed_or("price_sale", facts.price_sale);
        let price = sale_price.or(list_price).filter(|price| price.value.minor() > 0);
        if price.is_none() {
            missing.push(ask("price_list", &["quote", "exits", "holding"]));
        }
        let package = self.package(channel, &mut missing);
        let sized = package.and_then(|package| self.fees.size(&package, self.today).ok()).map(|known| known.value);
        if package.is_some() && sized.is_none() {
            notes.push(Note::new("size_not_settled").on("side_longest"));
        }
        if self.facts.is_sized_by_own_sheet() && package.is_some() {
            notes.push(Note::new("size_by_own_sheet").on("side_longest"));
        }
        notes.extend(package.and_then(|package| self.size_question(&package)));
        let (category, suggestions) = self.category();
        let is_dangerous = self.is_yes("is_dangerous");
        let own_fees = self.own_fees(category, sized.as_ref(), is_dangerous, &mut notes);
        let has_own_fees = own_fees.referral.is_some() && own_fees.fulfilment.is_some();
        if category.is_none() {
            let blocks: &[&str] = if has_own_fees { &["ageing"] } else { &["quote", "holding"] };
            missing.push(Missing { suggestions, ..ask("category", blocks) });
        }
        let landed = self.landed(&mut missing, &mut notes);
        let returns = Returns {
            rate: self.rate("return_rate").or(facts.return_rate.map(|fact| fact.value)),
            unsellable_share: self.rate("unsellable_share"),
        };
        let product = Product {
            package,
            category: category.map(|category| category.id().to_owned()),
            seller: self.defaults.seller,
            tax_in_price: self.rate("price_tax_rate"),
            is_dangerous,
            programme: is_dangerous.then_some(Programme::DangerousGoods),
            is_sipp: self.is_yes("is_sipp"),
            has_lithium_battery: self.is_yes("has_lithium_battery"),
            returns,
            ad_share: self.rate("ad_rate").or(facts.ad_rate.map(|fact| fact.value)),
            own_shipping: OwnShipping {
                shipping: self.money("own_shipping"),
                packing: self.money("own_packing"),
                payment_rate: self.rate("payment_rate"),
                payment_fixed: None,
            },
            landed: landed.clone(),
            own_fees,
            low_inventory: (channel == Channel::AmazonFba).then(|| self.low_inventory()),
            ..Product::default()
        };
        let stock = self.stock();
        let cohorts = stock.cohorts(self.today, &mut notes);
        if stock.units.is_none() {
            missing.push(ask("units", &["holding", "exits"]));
        }
        let volume = sized.as_ref().map(|s| s.cubic_feet.to_f64()).or(facts.item_volume.map(|v| v.value.to_f64()));
        let exemption = category.map(Category::aged_exemption);
        if exemption == Some(AgedExemption::NotWritten) {
            notes.push(Note::new("aged_exemption_not_written").on("category"));
        }
        if !is_dangerous && category.is_some_and(Category::may_be_dangerous) {
            notes.push(Note::new("dangerous_goods_possible").on("is_dangerous"));
        }
        let units_per_day = self.units_per_day(&mut missing, &mut notes);
        let [_, sold @ ..] = self.sold_units();
        Resolved {
            channel,
            price: price.map(|fact| fact.value),
            is_price_printed: price.is_some_and(|fact| fact.source != Source::Typed),
            list_price: list_price.map(|fact| fact.value),
            category,
            is_oversize: sized.as_ref().map(SizedUnit::is_oversize),
            sized,
            volume,
            is_dangerous,
            is_special_handling: self.is_yes("is_special_handling"),
            is_exempt: exemption == Some(AgedExemption::Exempt),
            is_utilization_waived: self.is_waived(),
            cohorts,
            units: stock.units.map(|fact| fact.value),
            units_per_day,
            season: ProductSeason::of(self.entries, self.today).or_else(|| self.defaults.season.clone()),
            sold,
            elasticity: self.elasticity(),
            recovery_rate: self.rate("recovery_rate").or(self.defaults.recovery_rate),
            resale: self.resale(),
            grades: self.grades(),
            own_prices: match entries.entry("own_prices") {
                Some(Entry::Prices(prices)) => prices.clone(),
                _ => Vec::new(),
            },
            target: TargetEntries::new(entries).or(self.defaults.target).target(self.currency),
            product,
            landed,
            missing,
            notes,
        }
    }

    /// Sides and weight as believed; what is missing is asked for.
    fn package(&self, channel: Channel, missing: &mut Vec<Missing>) -> Option<Package> {
        let base = self.facts.believed_size();
        let unit = length_unit(self.facts, self.entries, self.fees);
        let typed = |field: &str| {
            let number = self.entries.entry(field).and_then(Entry::as_number)?;
            Some(Length { micros: number.to_micros().ok()?, unit })
        };
        let [a, b, c] = base.sides.map(|fact| fact.map(|fact| fact.value));
        let sides = [
            ("side_longest", typed("side_longest").or(a)),
            ("side_median", typed("side_median").or(b)),
            ("side_shortest", typed("side_shortest").or(c)),
        ];
        let weight = self.weight();
        if channel == Channel::AmazonFba {
            let blocks: &[&str] = &["quote", "exits", "holding"];
            missing.extend(sides.iter().filter(|(_, side)| side.is_none()).map(|(field, _)| ask(field, blocks)));
            if weight.is_none() {
                missing.push(ask("weight", blocks));
            }
        }
        let [(_, a), (_, b), (_, c)] = sides;
        Some(Package { sides: [a?, b?, c?], weight: weight? })
    }

    /// A size by the seller's own word that would fit better in the other unit.
    fn size_question(&self, package: &Package) -> Option<Note> {
        let is_typed = ["side_longest", "side_median", "side_shortest", "dim_unit"];
        let is_typed = is_typed.iter().any(|field| self.entries.entry(field).is_some());
        if !is_typed && !self.facts.is_sized_by_own_sheet() {
            return None;
        }
        let other = likelier_unit(&package.sides, Some(package.weight), Some(&self.facts.measured)).ok()??;
        let [first, ..] = package.sides;
        let text = package.sides.map(|side| super::form::trimmed(side.micros)).join(" × ");
        let note = Note::new("length_unit_question").on("side_longest").with("sku", self.facts.sku.clone());
        Some(note.with("text", text).with("first", length_word(first.unit)).with("second", length_word(other)))
    }

    fn weight(&self) -> Option<Weight> {
        let known = self.facts.measured.weight.or(self.facts.own_size.weight).map(|fact| fact.value);
        let Some(number) = self.entries.entry("weight").and_then(Entry::as_number) else { return known };
        Some(Weight { micros: number.to_micros().ok()?, unit: weight_unit(self.facts, self.entries, self.fees) })
    }

    /// The category by the order of proof: the seller's word, the printed referral fee against
    /// its price, the product group. What is still open is asked for, with what it could be.
    pub fn category(&self) -> (Option<&'static Category>, Vec<String>) {
        let typed = self.entries.entry("category").and_then(Entry::as_text);
        if let Some(category) = typed.and_then(|id| self.fees.category(id)) {
            return (Some(category), Vec::new());
        }
        if let Some(word) = &self.facts.category_word {
            let named = self.defaults.words.category(self.fees, word.value.trim());
            if named.is_some() {
                return (named, Vec::new());
            }
        }
        // What every printed group points to; if they agree on nothing, what any of them points to.
        let groups = self.facts.product_groups.iter().map(String::as_str);
        let groups = groups.chain(self.facts.category_word.as_ref().map(|fact| fact.value.as_str()));
        let pointed: Vec<Vec<&'static Category>> = groups
            .map(|group| self.fees.suggest(group).into_iter().map(|suggestion| suggestion.category).collect::<Vec<_>>())
            .filter(|found| !found.is_empty())
            .collect();
        let mut all: Vec<&'static Category> = Vec::new();
        for category in pointed.iter().flatten() {
            if !all.iter().any(|known| known.id() == category.id()) {
                all.push(category);
            }
        }
        let is_named = |found: &Vec<&'static Category>, id: &str| found.iter().any(|category| category.id() == id);
        let by_all = |category: &&&'static Category| pointed.iter().all(|found| is_named(found, category.id()));
        let common: Vec<&'static Category> = all.iter().filter(by_all).copied().collect();
        let mut candidates = if common.is_empty() { all } else { common };
        let PreviewFees { price, referral, .. } = self.facts.preview;
        let printed = price.zip(referral.map(|fact| fact.value));
        if let Some((price, referral)) = printed {
            candidates.retain(|category| {
                let rule = self.fees.referral(category, self.today);
                rule.is_ok_and(|rule| rule.value.charge(price).is_ok_and(|fee| fee == referral))
            });
        }
        let Some(&first) = candidates.first() else { return (None, Vec::new()) };
        // One answer is enough if nothing hangs on which of them it is.
        let is_same = |other: &&Category| {
            other.referral_name() == first.referral_name()
                && other.programme() == first.programme()
                && other.aged_exemption() == first.aged_exemption()
                && other.has_closing_fee() == first.has_closing_fee()
        };
        if candidates.iter().all(is_same) {
            return (Some(first), Vec::new());
        }
        (None, candidates.iter().map(|category| category.id().to_owned()).collect())
    }

    /// Fees that beat the tables, and what is to be said of the preview.
    fn own_fees(
        &self,
        category: Option<&Category>,
        sized: Option<&SizedUnit>,
        is_dangerous: bool,
        notes: &mut Vec<Note>,
    ) -> OwnFees {
        let yours = |amount| OwnFigure { amount, source: FigureSource::Yours };
        let own_rate = self.rate("fee_referral_rate").or(self.facts.own_referral_rate.map(|fact| fact.value));
        let mut own = OwnFees {
            referral: own_rate.map(|rate| OwnReferral::Rate { rate, source: FigureSource::Yours }),
            closing: None,
            fulfilment: self
                .money("fee_fulfilment")
                .or(self.facts.own_fulfilment.map(|fact| fact.value))
                .map(|fee| OwnFulfilment { fee: yours(fee), includes_surcharge: true }),
            returns_processing: self.money("fee_returns_processing").map(yours),
            is_fulfilment_confirmed: false,
        };
        let preview = self.facts.preview;
        let Some(price) = preview.price else { return own };
        let printed = |amount| OwnFigure { amount, source: FigureSource::Report };
        if let Some(fee) = preview.referral.map(|fact| fact.value).filter(|_| own.referral.is_none()) {
            let rule = category.and_then(|category| self.fees.referral(category, self.today).ok());
            let is_own = rule.is_some_and(|rule| self.fees.is_own(rule.row));
            let computed = rule.and_then(|rule| rule.value.charge(price).ok());
            // A figure that the seller put into the tables comes before one that is printed.
            if computed != Some(fee) && !is_own {
                if let Some(computed) = computed {
                    notes.push(differs("preview_referral_differs", "fee_referral", fee, computed));
                }
                own.referral = Some(OwnReferral::AtPrice { fee: printed(fee), price });
            }
        }
        if let Some(fee) = preview.fulfilment.map(|fact| fact.value).filter(|_| own.fulfilment.is_none()) {
            let programme =
                if is_dangerous { Some(Programme::DangerousGoods) } else { category.map(Category::programme) };
            match sized
                .zip(programme)
                .and_then(|(sized, programme)| self.preview_fulfilment(sized, programme, price, fee))
            {
                Some(Verdict::Confirmed) => own.is_fulfilment_confirmed = true,
                Some(Verdict::Own) => {}
                Some(Verdict::OfAnotherTime { table, computed }) => {
                    notes.push(differs("preview_fee_outdated", "fee_fulfilment", fee, computed).with("table", table))
                }
                other => {
                    if let Some(Verdict::Differs { computed }) = other {
                        notes.push(differs("preview_fee_differs", "fee_fulfilment", fee, computed));
                    }
                    own.fulfilment = Some(OwnFulfilment { fee: printed(fee), includes_surcharge: true });
                }
            }
        }
        own
    }

    /// Holds a printed fulfilment fee (fuel surcharge within) against the tables of all times.
    fn preview_fulfilment(&self, sized: &SizedUnit, programme: Programme, price: Money, fee: Money) -> Option<Verdict> {
        let table = self.fees.fulfilment(sized, programme, self.today).ok()?;
        let with_surcharge = |bare: Money| match self.fees.fuel_surcharge(self.today) {
            Ok(rate) => bare.plus(bare.share(rate.value).ok()?).ok(),
            Err(_) => Some(bare),
        };
        let computed = with_surcharge(table.value.fee.charge(price).ok()?)?;
        if self.fees.is_own(table.row) {
            return Some(Verdict::Own);
        }
        if fee == computed {
            return Some(Verdict::Confirmed);
        }
        let earlier = self
            .fees
            .fulfilment_history(sized, programme, price)
            .into_iter()
            .find(|&(row, bare)| row != table.row && (bare == fee || with_surcharge(bare) == Some(fee)));
        Some(match earlier {
            Some((row, _)) => Verdict::OfAnotherTime { table: self.fees.describe(row).table, computed },
            None => Verdict::Differs { computed },
        })
    }

    fn landed(&self, missing: &mut Vec<Missing>, notes: &mut Vec<Note>) -> Option<UnitCost> {
        let (facts, entries) = (self.facts, self.entries);
        let foreign = cost_currency(facts, entries, self.currency);
        let amount =
            |field: &str, currency| entries.entry(field).and_then(|e| e.as_amount(currency)).and_then(Result::ok);
        let typed_purchase = amount("cost_unit", foreign);
        let purchase = typed_purchase.or(facts.cost_unit.map(|fact| fact.value));
        let fx = entries
            .entry("fx_rate")
            .and_then(Entry::as_number)
            .or(facts.fx_rate.map(|fact| fact.value))
            .or(self.defaults.fx_rate);
        let duty = self.rate("cost_duty_rate").or(facts.cost_duty_rate.map(|fact| fact.value)).map(Duty::OfPurchase);
        let cost = CostFacts {
            // What the seller says of the whole beats the parts; a report's figure stands in for a purchase it lacks.
            landed: amount("cost_landed", self.currency)
                .or(facts.cost_landed.map(|fact| fact.value).filter(|_| purchase.is_none())),
            purchase,
            freight: amount("cost_freight", self.currency).or(facts.cost_freight.map(|fact| fact.value)),
            duty: duty.or(facts.cost_duty.map(|fact| Duty::Amount(fact.value))),
            packaging: amount("cost_packaging", self.currency).or(facts.cost_packaging.map(|fact| fact.value)),
            fx: fx
                .and_then(|fx| FxRate::new(self.currency, foreign_of(facts, foreign, self.currency), fx).ok())
                .into_iter()
                .collect(),
            ..CostFacts::default()
        };
        match UnitCost::of(&cost, self.currency) {
            Ok(cost) => {
                for &field in &cost.missing {
                    let is_shared = field == "fx_rate";
                    missing.push(Missing { is_shared, ..ask(field, &["profit"]) });
                }
                Some(cost)
            }
            Err(error) => {
                notes.push(Note::new(error.code()).on("cost_unit"));
                None
            }
        }
    }

    fn stock(&self) -> StockFacts {
        let mut stock = self.facts.stock.clone();
        let whole = |field: &str| self.entries.entry(field).and_then(Entry::as_whole);
        if let Some(age) = whole("age_days") {
            stock.single_age = Some(Fact::new(age, Source::Typed));
            stock.age_date = Some(self.today);
        }
        let typed_buckets = [
            ("age_0_90", 0, Some(90)),
            ("age_91_180", 91, Some(180)),
            ("age_181_270", 181, Some(270)),
            ("age_271_365", 271, Some(365)),
            ("age_366_455", 366, Some(455)),
            ("age_456_plus", 456, None),
        ];
        for (field, from, to) in typed_buckets {
            if let Some(units) = whole(field) {
                stock.buckets.retain(|b| b.from < from || to.is_some_and(|to| b.from > to));
                stock.buckets.push(super::facts::Bucket { from, to, units });
                stock.single_age = None;
                stock.age_date = stock.age_date.or(Some(self.today));
            }
        }
        if let Some(units) = whole("units") {
            stock.units = Some(Fact::new(units, Source::Typed));
            stock.customer_orders = 0;
        } else if stock.units.is_none() && !stock.buckets.is_empty() {
            let sum = stock.buckets.iter().map(|bucket| bucket.units).sum();
            stock.units = Some(Fact::new(sum, Source::Computed));
        }
        stock
    }

    fn units_per_day(&self, missing: &mut Vec<Missing>, notes: &mut Vec<Note>) -> Option<f64> {
        if let Some(typed) = self.entries.entry("units_per_day").and_then(Entry::as_number) {
            return velocity(&SalesWindows::default(), VelocityRule::Typed(typed.to_f64())).ok().map(|v| v.per_day);
        }
        let found = pace_by(self.sold(), self.entries, self.defaults).map(|(found, is_other)| {
            if is_other {
                notes.push(Note::new("velocity_by_other_window").on("velocity_rule").with("rule", found.rule.name()));
            }
            found
        });
        match found {
            Some(found) => {
                if found.is_still {
                    notes.push(Note::new("nothing_sold").on("units_per_day").with("rule", found.rule.name()));
                }
                Some(found.per_day)
            }
            None => {
                missing.push(ask("units_sold_30", &["holding"]));
                None
            }
        }
    }

    fn elasticity(&self) -> Elasticity {
        let typed = self.entries.entry("elasticity").and_then(Entry::as_number).map(Decimal::to_f64);
        typed
            .or(self.defaults.elasticity)
            .and_then(|mean| Elasticity::typed(mean, None).ok())
            .unwrap_or_else(Elasticity::prior)
    }

    fn grades(&self) -> Option<(Vec<(Rate, Money)>, i32)> {
        let Entry::Grades(grades) = self.entries.entry("grades")? else { return None };
        let days = self.entries.entry("graded_days").and_then(Entry::as_whole).unwrap_or(RESALE_DAYS);
        let price = |&(share, price): &(Rate, i64)| Some((share, price_of(price, self.currency).ok()?));
        Some((grades.iter().map(price).collect::<Option<_>>()?, i32::try_from(days).ok()?))
    }

    fn resale(&self) -> Option<(Money, i32)> {
        let net = self.money("resale_price")?;
        let days = self.entries.entry("resale_days").and_then(Entry::as_whole).unwrap_or(RESALE_DAYS);
        Some((net, i32::try_from(days).ok()?))
    }
}

/// What a printed fee turns out to be.
enum Verdict {
    /// What the tables say.
    Confirmed,
    /// The seller put a figure into the tables, which comes before one that is printed.
    Own,
    /// What a table of another time says.
    OfAnotherTime { table: String, computed: Money },
    /// Neither.
    Differs { computed: Money },
}

fn ask(field: &'static str, blocks: &'static [&'static str]) -> Missing {
    Missing { field, blocks, suggestions: Vec::new(), is_shared: false }
}

fn differs(code: &'static str, field: &'static str, printed: Money, computed: Money) -> Note {
    Note::new(code).on(field).with("printed", printed.to_string()).with("computed", computed.to_string())
}

/// The currency an exchange rate speaks of: that of the costs; yuan if they are in the sale's own.
fn foreign_of(facts: &Facts, typed: Currency, sale: Currency) -> Currency {
    let other =
        [Some(typed), facts.cost_freight.map(|f| f.value.currency()), facts.cost_packaging.map(|f| f.value.currency())];
    other.into_iter().flatten().find(|&currency| currency != sale).unwrap_or(Currency::CNY)
}

/// Unit that a typed side is read in: the seller's word, else that of the sides that are known, else the usual one.
pub(super) fn length_unit(facts: &Facts, entries: &Entries, fees: &FeeTables) -> LengthUnit {
    let word = entries.entry("dim_unit").and_then(Entry::as_text).and_then(LengthUnit::from_word);
    let known = facts.believed_size().sides.iter().flatten().next().map(|fact| fact.value.unit);
    word.or(known).unwrap_or(fees.usual_units().0)
}

/// Unit that a typed weight is read in, found likewise.
pub(super) fn weight_unit(facts: &Facts, entries: &Entries, fees: &FeeTables) -> WeightUnit {
    let word = entries.entry("weight_unit").and_then(Entry::as_text).and_then(WeightUnit::from_word);
    let known = facts.measured.weight.or(facts.own_size.weight).map(|fact| fact.value.unit);
    word.or(known).unwrap_or(fees.usual_units().1)
}
