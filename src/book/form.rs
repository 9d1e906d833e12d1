//! The fields of a product and of the settings, with what stands in them and where it comes from.

use super::Book;
use super::facts::{Fact, Facts, Source};
use super::resolve::{self, Defaults};
use super::view::{FieldView, Problem};
use crate::date::Day;
use crate::fees::FeeTables;
use crate::money::Currency;
use crate::number::Decimal;
use crate::rounding::Ratio;
use crate::state::Entries;
use crate::state::field::{Entry, FieldKind, FieldSpec, PRODUCT_FIELDS, SETTING_FIELDS};
use crate::units::{LengthUnit, WeightUnit};

/// Text of a field that was not typed, and its source.
type Standing = Option<(String, Source)>;

impl Book {
    /// The settings as they stand.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day};
    /// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let settings = book.settings();
    /// let rate = settings.iter().find(|field| field.field == "annual_rate").unwrap();
    /// assert_eq!((rate.text.as_str(), rate.unit.as_deref(), rate.source), ("10", Some("%"), "assumed"));
    /// ```
    #[must_use]
    pub fn settings(&self) -> Vec<FieldView> {
        let defaults = Defaults::new(&self.entries.settings, self.fees, self.today);
        let has_taxes = self.has_taxes();
        let has_tax_in_fees = crate::quote::has_tax_in_fees(self.fees, self.today);
        SETTING_FIELDS
            .iter()
            .filter(|spec| has_taxes || !matches!(spec.name, "seller_country" | "is_tax_registered"))
            .filter(|spec| has_tax_in_fees || spec.name != "is_fee_tax_recovered")
            .map(|spec| self.setting_view(spec, &defaults))
            .collect()
    }

    /// One setting, also one that changes nothing in this marketplace.
    pub(super) fn setting(&self, spec: &'static FieldSpec) -> FieldView {
        self.setting_view(spec, &Defaults::new(&self.entries.settings, self.fees, self.today))
    }

    fn setting_view(&self, spec: &'static FieldSpec, defaults: &Defaults) -> FieldView {
        let unit = matches!(spec.kind, FieldKind::Money).then_some(self.currency);
        let mut view = self.field_view(spec, &self.entries.settings, defaults.standing(spec.name), unit, None);
        if spec.name == "fx_rate" {
            view.unit = Some(format!("{} per {}", Currency::CNY, self.currency));
        }
        view
    }

    /// The fields of a product, in the order sellers know.
    pub(super) fn form(&self, index: usize) -> Vec<FieldView> {
        let Some(facts) = self.products.get(index) else { return Vec::new() };
        let entries = self.entries.of(&facts.key);
        let defaults = Defaults::new(&self.entries.settings, self.fees, self.today);
        let cost_currency = resolve::cost_currency(facts, entries, self.currency);
        let standard = crate::quote::standard_tax_in_price(self.fees, self.today);
        PRODUCT_FIELDS
            .iter()
            .filter(|spec| standard.is_some() || spec.name != "price_tax_rate")
            .map(|spec| {
                let unit = match spec.kind {
                    FieldKind::Money if spec.name == "cost_unit" => Some(cost_currency),
                    FieldKind::Money => Some(self.currency),
                    _ => None,
                };
                let standing = match standard.filter(|_| spec.name == "price_tax_rate") {
                    Some(standard) => Some((percent(standard), Source::Assumed)),
                    None => {
                        standing(spec, facts, self.fees, entries, self.today).or_else(|| defaults.standing(spec.name))
                    }
                };
                let mut view = self.field_view(spec, entries, standing, unit, Some(&facts.sku));
                if spec.name == "fx_rate" {
                    view.unit = Some(format!("{cost_currency} per {}", self.currency));
                }
                if spec.name == "cost_currency" {
                    let first = [self.currency.code(), Currency::CNY.code()];
                    view.choices.sort_by_key(|code| first.iter().position(|&own| own == code).unwrap_or(first.len()));
                }
                if spec.name == "category" {
                    view.choices = self.fees.categories().iter().map(|category| category.id().to_owned()).collect();
                    if view.text.is_empty() {
                        let found = self.category_of(index);
                        if let Some(category) = found {
                            category.id().clone_into(&mut view.text);
                            view.source = "computed";
                        }
                    }
                }
                view
            })
            .collect()
    }

    fn field_view(
        &self,
        spec: &'static FieldSpec,
        entries: &Entries,
        standing: Standing,
        currency: Option<Currency>,
        sku: Option<&str>,
    ) -> FieldView {
        let typed = entries.get(spec.name);
        let (text, source) = match (typed, standing) {
            (Some(typed), _) => (typed.text.clone(), Some(Source::Typed)),
            (None, Some((text, source))) => (text, Some(source)),
            (None, None) => (String::new(), None),
        };
        let (table, line) = match source {
            Some(Source::Report { table, line }) => (self.table_name(table).map(str::to_owned), Some(line)),
            _ => (None, None),
        };
        FieldView {
            field: spec.name,
            group: spec.group,
            kind: spec.kind.code(),
            text,
            unit: currency.map(|c| c.code().to_owned()).or_else(|| spec.unit.map(str::to_owned)),
            source: source.map_or("unknown", Source::code),
            source_name: table,
            source_line: line,
            choices: spec.choices.iter().map(|&choice| choice.to_owned()).collect(),
            problem: typed
                .and_then(|typed| typed.problem.as_ref())
                .map(|problem| Problem::of_error(problem, spec.name, sku)),
        }
    }
}

fn show<T: Copy>(fact: Option<Fact<T>>, text: impl Fn(T) -> String) -> Standing {
    fact.map(|fact| (text(fact.value), fact.source))
}

/// A number without the zeros behind it.
pub(super) fn trimmed(micros: i64) -> String {
    let text = Decimal::new(i128::from(micros), 6).map(|d| d.to_string()).unwrap_or_default();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn percent(rate: crate::rate::Rate) -> String {
    trimmed(rate.ppm().saturating_mul(100))
}

/// What the tables say for a field.
///
/// A size that a table gives is shown in the unit that the seller chose; it is calculated with as it was given.
fn standing(spec: &FieldSpec, facts: &Facts, fees: &FeeTables, entries: &Entries, today: Day) -> Standing {
    let word = |field: &str| entries.entry(field).and_then(Entry::as_text);
    let in_length = word("dim_unit").and_then(LengthUnit::from_word);
    let in_weight = word("weight_unit").and_then(WeightUnit::from_word);
    let side = |size: &super::facts::Size, place: usize| -> Standing {
        let fact = size.sides.get(place).copied().flatten()?;
        let unit = in_length.filter(|unit| *unit != fact.value.unit);
        let text = unit.and_then(|unit| fact.value.in_unit(unit).ok()).and_then(converted);
        Some((text.unwrap_or_else(|| trimmed(fact.value.micros)), fact.source))
    };
    let weight_text = |size: &super::facts::Size| -> Standing {
        let fact = size.weight?;
        let unit = in_weight.filter(|unit| *unit != fact.value.unit);
        let text = unit.and_then(|unit| fact.value.in_unit(unit).ok()).and_then(converted);
        Some((text.unwrap_or_else(|| trimmed(fact.value.micros)), fact.source))
    };
    let (length, weight) = fees.usual_units();
    let size = |pick: &dyn Fn(&super::facts::Size) -> Standing| pick(&facts.measured).or_else(|| pick(&facts.own_size));
    let [sold_7, sold_30, sold_60, sold_90] = facts.sold;
    let [supply_30, supply_90] = facts.days_of_supply;
    let whole = |fact: Option<Fact<i64>>| show(fact, |n| n.to_string());
    let bucket = |from: i32| {
        let stock = &facts.stock;
        let to = match from {
            0 => 90,
            91 => 180,
            181 => 270,
            271 => 365,
            366 => 455,
            _ => i32::MAX,
        };
        let units: i64 = stock
            .buckets
            .iter()
            .filter(|b| {
                b.from >= from && b.to.map_or(from >= 366 && (to == i32::MAX || b.from == from), |end| end <= to)
            })
            .map(|b| b.units)
            .sum();
        (units > 0).then_some(units).zip(stock.bucket_source).map(|(units, source)| (units.to_string(), source))
    };
    match spec.name {
        "title" => facts.own_title.as_ref().or(facts.title.as_ref()).map(|fact| (fact.value.clone(), fact.source)),
        "price_list" => show(facts.price_list, |m| m.to_string()),
        "price_sale" => show(facts.price_sale, |m| m.to_string()),
        "side_longest" => size(&|s| side(s, 0)),
        "side_median" => size(&|s| side(s, 1)),
        "side_shortest" => size(&|s| side(s, 2)),
        "dim_unit" => size(&|s| {
            let [first, ..] = s.sides;
            show(first, |l| length_word(l.unit).to_owned())
        })
        .or_else(|| Some((length_word(length).to_owned(), Source::Assumed))),
        "days_of_supply_30" => show(supply_30, |days| days.to_string()),
        "days_of_supply_90" => show(supply_90, |days| days.to_string()),
        "is_low_inventory_exempt" => {
            show(facts.is_low_inventory_exempt, |is_exempt| if is_exempt { "yes" } else { "no" }.to_owned())
        }
        "weight" => size(&weight_text),
        "weight_unit" => size(&|s| show(s.weight, |w| weight_word(w.unit).to_owned()))
            .or_else(|| Some((weight_word(weight).to_owned(), Source::Assumed))),
        "cost_unit" => show(facts.cost_unit, |a| trimmed(a.micros())),
        "cost_currency" => show(facts.cost_unit, |a| a.currency().code().to_owned()),
        "fx_rate" => show(facts.fx_rate, |d| d.to_string()),
        "cost_freight" => show(facts.cost_freight, |a| trimmed(a.micros())),
        "cost_duty_rate" => show(facts.cost_duty_rate, percent),
        "cost_packaging" => show(facts.cost_packaging, |a| trimmed(a.micros())),
        "cost_landed" => show(facts.cost_landed.filter(|_| facts.cost_unit.is_none()), |a| trimmed(a.micros())),
        "fee_fulfilment" => show(facts.own_fulfilment, |m| m.to_string()),
        "fee_referral_rate" => show(facts.own_referral_rate, percent),
        "units" => whole(facts.stock.units),
        "age_days" => whole(facts.stock.single_age.or_else(|| facts.stock.since_received(today))),
        "age_0_90" => bucket(0),
        "age_91_180" => bucket(91),
        "age_181_270" => bucket(181),
        "age_271_365" => bucket(271),
        "age_366_455" => bucket(366),
        "age_456_plus" => bucket(456),
        "units_sold_7" => whole(sold_7),
        "units_sold_30" => whole(sold_30),
        "units_sold_60" => whole(sold_60),
        "units_sold_90" => whole(sold_90),
        "return_rate" => show(facts.return_rate, percent),
        "ad_rate" => show(facts.ad_rate, percent),
        "fulfilment_channel" => Some(("amazon_fba".to_owned(), Source::Assumed)),
        "is_dangerous" | "is_special_handling" | "is_sipp" | "has_lithium_battery" => {
            Some(("no".to_owned(), Source::Assumed))
        }
        _ => None,
    }
}

pub(super) const fn length_word(unit: LengthUnit) -> &'static str {
    match unit {
        LengthUnit::In => "in",
        LengthUnit::Cm => "cm",
        LengthUnit::Mm => "mm",
    }
}

pub(super) const fn weight_word(unit: WeightUnit) -> &'static str {
    match unit {
        WeightUnit::Oz => "oz",
        WeightUnit::Lb => "lb",
        WeightUnit::G => "g",
        WeightUnit::Kg => "kg",
    }
}

/// A figure in another unit, as it is shown: four places at most.
fn converted(number: Ratio) -> Option<String> {
    crate::quote::decimal_text(number, 4).ok()
}
