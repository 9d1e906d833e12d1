//! What the seller can enter: every field by its canonical name, and how its text is read.
//!
//! Names are those of the report columns (`import`), so that a typed figure and a pasted
//! one are the same fact. A text that can be read in two ways is a question, never a guess.

use super::season::SeasonEntry;
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};

/// What kind of text a field takes.
///
/// ```
/// use clearfloor::state::field::{FieldKind, product_field};
/// assert_eq!(product_field("price_list").unwrap().kind, FieldKind::Money);
/// assert_eq!(product_field("age_days").unwrap().kind, FieldKind::Days);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// Whole units, zero or more.
    Units,
    /// Whole days, zero or more.
    Days,
    /// A plain number above zero.
    Number,
    /// A plain number, zero or more.
    Quantity,
    /// A number below zero (price elasticity).
    Negative,
    /// Money in the currency of the field.
    Money,
    /// A share; the field shows `%`, so `15` is fifteen percent.
    Percent,
    /// A share that may be above the whole, such as a return on cost.
    Return,
    /// One of a list of codes.
    Choice,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// A list of prices or discounts: `19.99; 30 %; 7折`.
    Prices,
    /// A list of shares with the price each sells at: `40 % 15.00; 30 % 12.00`.
    Grades,
    /// Factors of months and windows: `11 1.8; 2026-12-01..2026-12-24 2`.
    Season,
    /// A share off the price: `20 %`, `8折`.
    Discount,
    /// Units of an order, or shares of orders with the units of each: `2`, `70 % 1; 30 % 2`.
    Basket,
    /// Numbers of units with the share off from there on: `2 10 %; 3 15 %`.
    Tiers,
}

impl FieldKind {
    /// Stable word for the page.
    ///
    /// ```
    /// use clearfloor::state::field::FieldKind;
    /// assert_eq!((FieldKind::Percent.code(), FieldKind::Day.code()), ("rate", "date"));
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text | Self::Prices | Self::Grades | Self::Season | Self::Discount | Self::Basket | Self::Tiers => {
                "text"
            }
            Self::Units | Self::Days | Self::Number | Self::Quantity | Self::Negative => "number",
            Self::Money => "money",
            Self::Percent | Self::Return => "rate",
            Self::Choice => "choice",
            Self::Day => "date",
        }
    }
}

/// A field of the product form or of the settings.
///
/// ```
/// use clearfloor::state::field::product_field;
/// let unit = product_field("dim_unit").unwrap();
/// assert_eq!((unit.group, unit.choices), ("product", ["in", "cm", "mm"].as_slice()));
/// assert_eq!(product_field("ad_rate").unwrap().unit, Some("%"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// Canonical name.
    pub name: &'static str,
    /// `product`, `costs`, `stock`, `assumptions`; `settings` for those of the whole book.
    pub group: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Fixed unit, where it has one (`%`, `days`); money fields show their currency instead.
    pub unit: Option<&'static str>,
    /// Codes of a choice; empty where the list is long and comes from elsewhere (categories).
    pub choices: &'static [&'static str],
}

pub(super) const fn field(name: &'static str, group: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, group, kind, unit: None, choices: &[] }
}

pub(super) const fn with_unit(spec: FieldSpec, unit: &'static str) -> FieldSpec {
    FieldSpec { unit: Some(unit), ..spec }
}

pub(super) const fn choice(name: &'static str, group: &'static str, choices: &'static [&'static str]) -> FieldSpec {
    FieldSpec { name, group, kind: FieldKind::Choice, unit: None, choices }
}

/// Rules for the daily sales, by name.
pub const VELOCITY_RULES: &[&str] = &["sold_30", "sold_7", "sold_60", "sold_90", "weighted"];

/// What a sale should reach: an amount a unit, or a share of a base.
const TARGET_KINDS: &[&str] =
    &["profit", "margin_displayed_price", "margin_net_revenue", "roi_landed_cost", "roi_purchase_cost"];

/// Currencies costs can be typed in.
pub const CURRENCIES: &[&str] = &["USD", "CNY", "GBP", "EUR", "JPY", "CAD", "MXN", "AUD"];

/// Countries that fees and taxes of some marketplace name; a seller of any other is `other`.
pub const COUNTRIES: &[&str] = &[
    "CN", "US", "UK", "DE", "FR", "IT", "ES", "NL", "PL", "BE", "SE", "IE", "AT", "TR", "CA", "MX", "JP", "AU", "other",
];

pub(crate) const YES_NO: &[&str] = &["yes", "no"];

/// Fields of one product, in the order sellers know.
pub const PRODUCT_FIELDS: &[FieldSpec] = &[
    field("title", "product", FieldKind::Text),
    field("price_list", "product", FieldKind::Money),
    field("price_sale", "product", FieldKind::Money),
    choice("category", "product", &[]),
    field("side_longest", "product", FieldKind::Number),
    field("side_median", "product", FieldKind::Number),
    field("side_shortest", "product", FieldKind::Number),
    choice("dim_unit", "product", &["in", "cm", "mm"]),
    field("weight", "product", FieldKind::Number),
    choice("weight_unit", "product", &["lb", "oz", "kg", "g"]),
    with_unit(field("price_tax_rate", "product", FieldKind::Percent), "%"),
    choice("fulfilment_channel", "product", &["amazon_fba", "own_fulfilment"]),
    choice("is_dangerous", "product", YES_NO),
    choice("is_special_handling", "product", YES_NO),
    choice("is_sipp", "product", YES_NO),
    choice("has_lithium_battery", "product", YES_NO),
    field("cost_unit", "costs", FieldKind::Money),
    choice("cost_currency", "costs", CURRENCIES),
    with_unit(field("fx_rate", "costs", FieldKind::Number), "cost_per_sale_currency"),
    field("cost_freight", "costs", FieldKind::Money),
    with_unit(field("cost_duty_rate", "costs", FieldKind::Percent), "%"),
    field("cost_packaging", "costs", FieldKind::Money),
    field("cost_landed", "costs", FieldKind::Money),
    field("fee_fulfilment", "costs", FieldKind::Money),
    with_unit(field("fee_referral_rate", "costs", FieldKind::Percent), "%"),
    field("fee_returns_processing", "costs", FieldKind::Money),
    field("own_shipping", "costs", FieldKind::Money),
    field("own_packing", "costs", FieldKind::Money),
    with_unit(field("payment_rate", "costs", FieldKind::Percent), "%"),
    field("units", "stock", FieldKind::Units),
    with_unit(field("age_days", "stock", FieldKind::Days), "days"),
    field("age_0_90", "stock", FieldKind::Units),
    field("age_91_180", "stock", FieldKind::Units),
    field("age_181_270", "stock", FieldKind::Units),
    field("age_271_365", "stock", FieldKind::Units),
    field("age_366_455", "stock", FieldKind::Units),
    field("age_456_plus", "stock", FieldKind::Units),
    field("units_sold_7", "stock", FieldKind::Units),
    field("units_sold_30", "stock", FieldKind::Units),
    field("units_sold_60", "stock", FieldKind::Units),
    field("units_sold_90", "stock", FieldKind::Units),
    with_unit(field("units_per_day", "stock", FieldKind::Number), "units_per_day"),
    field("sales_season", "stock", FieldKind::Season),
    with_unit(field("days_of_supply_30", "stock", FieldKind::Quantity), "days"),
    with_unit(field("days_of_supply_90", "stock", FieldKind::Quantity), "days"),
    choice("is_low_inventory_exempt", "stock", YES_NO),
    choice("is_new_selection", "stock", YES_NO),
    choice("is_auto_replenished", "stock", YES_NO),
    field("own_prices", "assumptions", FieldKind::Prices),
    field("elasticity", "assumptions", FieldKind::Negative),
    choice("velocity_rule", "assumptions", VELOCITY_RULES),
    with_unit(field("return_rate", "assumptions", FieldKind::Percent), "%"),
    with_unit(field("unsellable_share", "assumptions", FieldKind::Percent), "%"),
    with_unit(field("ad_rate", "assumptions", FieldKind::Percent), "%"),
    with_unit(field("recovery_rate", "assumptions", FieldKind::Percent), "%"),
    field("resale_price", "assumptions", FieldKind::Money),
    with_unit(field("resale_days", "assumptions", FieldKind::Days), "days"),
    field("grades", "assumptions", FieldKind::Grades),
    with_unit(field("graded_days", "assumptions", FieldKind::Days), "days"),
    choice("target_kind", "assumptions", TARGET_KINDS),
    field("target_profit", "assumptions", FieldKind::Money),
    with_unit(field("target_share", "assumptions", FieldKind::Return), "%"),
];

/// Whether what is written in several ways is several products or one.
const APART_OR_ONE: &[&str] = &["apart", "one_product"];

/// Settings of the whole book.
pub const SETTING_FIELDS: &[FieldSpec] = &[
    with_unit(field("fx_rate", "settings", FieldKind::Number), "cost_per_sale_currency"),
    choice("seller_country", "settings", COUNTRIES),
    choice("is_tax_registered", "settings", YES_NO),
    choice("is_fee_tax_recovered", "settings", YES_NO),
    with_unit(field("annual_rate", "settings", FieldKind::Percent), "%"),
    choice("velocity_rule", "settings", VELOCITY_RULES),
    field("sales_season", "settings", FieldKind::Season),
    field("elasticity", "settings", FieldKind::Negative),
    with_unit(field("recovery_rate", "settings", FieldKind::Percent), "%"),
    choice("target_kind", "settings", TARGET_KINDS),
    field("target_profit", "settings", FieldKind::Money),
    with_unit(field("target_share", "settings", FieldKind::Return), "%"),
    choice("is_professional_plan", "settings", YES_NO),
    field("first_inbound_date", "settings", FieldKind::Day),
    with_unit(field("utilization_weeks_standard", "settings", FieldKind::Quantity), "weeks"),
    with_unit(field("utilization_weeks_oversize", "settings", FieldKind::Quantity), "weeks"),
    with_unit(field("stored_volume_standard", "settings", FieldKind::Quantity), "cubic_feet"),
    with_unit(field("stored_volume_oversize", "settings", FieldKind::Quantity), "cubic_feet"),
    choice("sku_letters", "settings", APART_OR_ONE),
    choice("sku_conditions", "settings", APART_OR_ONE),
];

/// The field of a product by its canonical name.
///
/// ```
/// use clearfloor::state::field::product_field;
/// assert_eq!(product_field("cost_unit").unwrap().group, "costs");
/// assert!(product_field("colour").is_none());
/// ```
#[must_use]
pub fn product_field(name: &str) -> Option<&'static FieldSpec> {
    PRODUCT_FIELDS.iter().find(|spec| spec.name == name)
}

/// The setting by its name.
#[must_use]
pub(crate) fn setting_field(name: &str) -> Option<&'static FieldSpec> {
    SETTING_FIELDS.iter().find(|spec| spec.name == name)
}

/// A price the seller wants to compare: fixed, or as a cut.
///
/// ```
/// use clearfloor::rate::Rate;
/// use clearfloor::state::field::{Entry, OwnPrice, parse, product_field};
/// let read = parse(product_field("own_prices").unwrap(), "19.99; 30 %").unwrap();
/// let prices = vec![OwnPrice::Hundredths(1999), OwnPrice::Cut(Rate::from_ppm(300_000))];
/// assert_eq!(read, Entry::Prices(prices));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnPrice {
    /// This many hundredths of the major unit, whatever its minor unit is: `1980` yen are 198,000 of them.
    Hundredths(i64),
    /// This share off today's price.
    Cut(Rate),
}

/// A price of so many hundredths of the major unit, rounded half away from zero where that is no whole minor unit.
pub(crate) fn price_of(hundredths: i64, currency: Currency) -> Result<Money> {
    let minor = Ratio::from(hundredths).times(Ratio::new(i128::from(currency.minor_per_major()), 100)?)?;
    Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero)
}

/// What a field's text says.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::state::field::{Entry, SETTING_FIELDS, parse, product_field};
/// assert_eq!(parse(product_field("units").unwrap(), "120").unwrap(), Entry::Whole(120));
/// let inbound = SETTING_FIELDS.iter().find(|field| field.name == "first_inbound_date").unwrap();
/// let day = Day::parse("2026-03-01").unwrap();
/// assert_eq!(parse(inbound, "2026-03-01").unwrap(), Entry::Day(day));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Free text, or the code of a choice.
    Text(String),
    /// Whole number of units or days.
    Whole(i64),
    /// A plain number.
    Number(Decimal),
    /// Money, exact; its currency is that of the field.
    Money(Decimal),
    /// A share.
    Rate(Rate),
    /// A day.
    Day(Day),
    /// Prices to compare.
    Prices(Vec<OwnPrice>),
    /// Shares of the units, and the hundredths of the major unit each sells at; also shares of orders or
    /// shares off, and numbers of units.
    Grades(Vec<(Rate, i64)>),
    /// How sales go through the year.
    Season(Box<SeasonEntry>),
}

impl Entry {
    /// The text or code.
    ///
    /// ```
    /// use clearfloor::state::field::{parse, product_field};
    /// assert_eq!(parse(product_field("weight_unit").unwrap(), "lb").unwrap().as_text(), Some("lb"));
    /// ```
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number.
    ///
    /// ```
    /// use clearfloor::state::field::Entry;
    /// assert_eq!(Entry::Whole(120).as_whole(), Some(120));
    /// assert_eq!(Entry::Text("120".to_owned()).as_whole(), None);
    /// ```
    #[must_use]
    pub const fn as_whole(&self) -> Option<i64> {
        if let Self::Whole(number) = self { Some(*number) } else { None }
    }

    /// The number.
    ///
    /// ```
    /// use clearfloor::state::field::{parse, product_field};
    /// let weight = parse(product_field("weight").unwrap(), "1,8").unwrap();
    /// assert_eq!(weight.as_number().unwrap().to_string(), "1.8");
    /// ```
    #[must_use]
    pub const fn as_number(&self) -> Option<Decimal> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The share.
    ///
    /// ```
    /// use clearfloor::state::field::{parse, product_field};
    /// let share = parse(product_field("return_rate").unwrap(), "8 %").unwrap();
    /// assert_eq!(share.as_rate().unwrap().ppm(), 80_000);
    /// ```
    #[must_use]
    pub const fn as_rate(&self) -> Option<Rate> {
        if let Self::Rate(rate) = self { Some(*rate) } else { None }
    }

    /// The day.
    ///
    /// ```
    /// use clearfloor::{date::Day, state::field::Entry};
    /// let day = Day::parse("2026-03-01").unwrap();
    /// assert_eq!(Entry::Day(day).as_day(), Some(day));
    /// ```
    #[must_use]
    pub const fn as_day(&self) -> Option<Day> {
        if let Self::Day(day) = self { Some(*day) } else { None }
    }

    /// The season.
    ///
    /// ```
    /// use clearfloor::state::field::{parse, product_field};
    /// let typed = parse(product_field("sales_season").unwrap(), "12 1.5").unwrap();
    /// assert!(!typed.as_season().unwrap().season.is_flat());
    /// ```
    #[must_use]
    pub fn as_season(&self) -> Option<&SeasonEntry> {
        if let Self::Season(season) = self { Some(season) } else { None }
    }

    /// The money as an exact amount in `currency`.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::money::Currency;
    /// use clearfloor::state::field::{parse, product_field};
    /// let cost = parse(product_field("cost_unit").unwrap(), "¥18.205").unwrap();
    /// assert_eq!(cost.as_amount(Currency::CNY).unwrap().unwrap().micros(), 18_205_000);
    /// ```
    pub fn as_amount(&self, currency: Currency) -> Option<Result<UnitAmount>> {
        let Self::Money(decimal) = self else { return None };
        Some(decimal.to_ratio().and_then(|major| UnitAmount::from_ratio_major(major, currency)))
    }
}

/// Reads the text of a field.
///
/// # Errors
/// `number_syntax`, `number_two_ways`, `number_negative`, `number_not_whole`, `number_not_positive`,
/// `elasticity_not_negative`, `rate_two_ways`, `rate_above_one`, `choice_unknown`, `date_unknown`,
/// `price_list_syntax`, `grades_syntax`, `grades_above_whole`, `money_too_fine`, `season_syntax`, `season_range`;
/// `out_of_range`.
///
/// ```
/// use clearfloor::state::field::{Entry, parse, product_field};
/// let rate = parse(product_field("ad_rate").unwrap(), "12,5 %").unwrap();
/// assert_eq!(rate, Entry::Rate(clearfloor::rate::Rate::from_ppm(125_000)));
/// assert_eq!(parse(product_field("units").unwrap(), "1,234").unwrap_err().code(), "number_two_ways");
/// ```
pub fn parse(spec: &FieldSpec, text: &str) -> Result<Entry> {
    let trimmed = text.trim();
    match spec.kind {
        FieldKind::Text => Ok(Entry::Text(trimmed.to_owned())),
        FieldKind::Choice if spec.choices.is_empty() || spec.choices.contains(&trimmed) => {
            Ok(Entry::Text(trimmed.to_owned()))
        }
        FieldKind::Choice => Err(Error::new(ErrorKind::Syntax, "choice_unknown").with("text", trimmed)),
        FieldKind::Units | FieldKind::Days => whole(trimmed).map(Entry::Whole),
        FieldKind::Number => {
            let number = decimal(trimmed)?;
            if number.coefficient() > 0 {
                Ok(Entry::Number(number))
            } else {
                Err(Error::new(ErrorKind::Range, "number_not_positive").with("text", trimmed))
            }
        }
        FieldKind::Quantity => {
            let number = decimal(trimmed)?;
            if number.coefficient() >= 0 {
                Ok(Entry::Number(number))
            } else {
                Err(Error::new(ErrorKind::Range, "number_negative").with("text", trimmed))
            }
        }
        FieldKind::Negative => {
            let number = decimal(trimmed)?;
            if number.coefficient() < 0 && number.to_f64() >= -20.0 {
                Ok(Entry::Number(number))
            } else {
                Err(Error::new(ErrorKind::Range, "elasticity_not_negative").with("text", trimmed))
            }
        }
        FieldKind::Money => {
            let number = decimal(without_currency(trimmed))?;
            if number.coefficient() < 0 {
                return Err(Error::new(ErrorKind::Range, "number_negative").with("text", trimmed));
            }
            number.to_micros()?;
            Ok(Entry::Money(number))
        }
        FieldKind::Percent => percent(trimmed, Ratio::ONE).map(Entry::Rate),
        FieldKind::Return => percent(trimmed, MOST_RETURN).map(Entry::Rate),
        FieldKind::Day => Day::parse(trimmed).map(Entry::Day),
        FieldKind::Prices => prices(trimmed).map(Entry::Prices),
        FieldKind::Grades => grades(trimmed).map(Entry::Grades),
        FieldKind::Season => super::season::read_entry(trimmed).map(Box::new).map(Entry::Season),
        FieldKind::Discount => super::promotion_field::discount(trimmed).map(Entry::Rate),
        FieldKind::Basket => super::promotion_field::basket(trimmed).map(Entry::Grades),
        FieldKind::Tiers => super::promotion_field::tiers(trimmed).map(Entry::Grades),
    }
}

/// Reads a figure as typed, not below zero: `0,90`, `$0.90`, `15 %` (of a percentage the number).
///
/// # Errors
/// `number_syntax`, `number_two_ways`, `number_negative`; `out_of_range`.
///
/// ```
/// use clearfloor::state::field::typed_figure;
/// let figure = |text| typed_figure(text).unwrap().to_string();
/// assert_eq!([figure("0,90"), figure("$0.90"), figure("15 %")], ["0.90", "0.90", "15"]);
/// assert_eq!(typed_figure("-3").unwrap_err().code(), "number_negative");
/// ```
pub fn typed_figure(text: &str) -> Result<Decimal> {
    let trimmed = text.trim();
    let number = decimal(without_currency(trimmed.trim_end_matches(['%', '％']).trim()))?;
    if number.coefficient() < 0 {
        return Err(Error::new(ErrorKind::Range, "number_negative").with("text", trimmed));
    }
    Ok(number)
}

fn without_currency(text: &str) -> &str {
    let text = text.trim_start_matches(['$', '¥', '￥', '€', '£']).trim();
    CURRENCIES
        .iter()
        .chain(&["RMB", "元"])
        .fold(text, |text, word| text.strip_prefix(word).or_else(|| text.strip_suffix(word)).map_or(text, str::trim))
}

/// One number by itself: a dot or a comma may be the decimal sign; `1,234` can be read two ways.
pub(super) fn decimal(text: &str) -> Result<Decimal> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\''))
        .map(|c| match c {
            '，' => ',',
            '．' | '。' => '.',
            '－' | '−' => '-',
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            other => other,
        })
        .collect();
    let (commas, dots) = (plain.matches(',').count(), plain.matches('.').count());
    let swapped = match (commas, dots) {
        (0, 0 | 1) => plain.clone(),
        (1, 0) => {
            let (head, tail) = plain.split_once(',').unwrap_or((&plain, ""));
            if tail.len() == 3 && head.trim_start_matches('-').len() <= 3 && head.trim_start_matches('-') != "0" {
                return Err(Error::new(ErrorKind::Syntax, "number_two_ways")
                    .with("text", text)
                    .with("first", format!("{head}{tail}"))
                    .with("second", format!("{head}.{tail}")));
            }
            plain.replace(',', ".")
        }
        (_, 0) if grouped(&plain, ',') => plain.replace(',', ""),
        (0, _) if grouped(&plain, '.') => plain.replace('.', ""),
        (_, 1) if plain.rfind(',') < plain.rfind('.') && grouped_before(&plain, ',', '.') => plain.replace(',', ""),
        (1, _) if plain.rfind('.') < plain.rfind(',') && grouped_before(&plain, '.', ',') => {
            plain.replace('.', "").replace(',', ".")
        }
        _ => return Err(Error::new(ErrorKind::Syntax, "number_syntax").with("text", text)),
    };
    Decimal::parse(&swapped).map_err(|_| Error::new(ErrorKind::Syntax, "number_syntax").with("text", text))
}

fn grouped(text: &str, mark: char) -> bool {
    text.trim_start_matches('-')
        .split(mark)
        .enumerate()
        .all(|(i, part)| if i == 0 { (1..=3).contains(&part.len()) } else { part.len() == 3 })
}

fn grouped_before(text: &str, mark: char, point: char) -> bool {
    text.split_once(point).is_some_and(|(head, _)| grouped(head, mark))
}

pub(super) fn whole(text: &str) -> Result<i64> {
    let number = decimal(text)?;
    let exact = number.to_ratio()?;
    if exact.denominator() != 1 {
        return Err(Error::new(ErrorKind::Range, "number_not_whole").with("text", text));
    }
    if exact.numerator() < 0 {
        return Err(Error::new(ErrorKind::Range, "number_negative").with("text", text));
    }
    i64::try_from(exact.numerator())
        .ok()
        .filter(|&n| n <= 1_000_000_000)
        .ok_or_else(|| Error::out_of_range("units").with("text", text))
}

/// Highest return that can be asked for: a thousandfold of the cost is no slip of the finger.
const MOST_RETURN: Ratio = Ratio::whole(1000);

pub(super) fn percent(text: &str, most: Ratio) -> Result<Rate> {
    let (body, has_sign) = match text.strip_suffix(['%', '％']) {
        Some(body) => (body.trim(), true),
        None => (text, false),
    };
    let number = decimal(body)?;
    let share = number.to_ratio()?.over(Ratio::whole(100))?;
    if share < Ratio::ZERO {
        return Err(Error::new(ErrorKind::Range, "number_negative").with("text", text));
    }
    if share > most {
        let error = if most == Ratio::ONE {
            Error::new(ErrorKind::Range, "rate_above_one")
        } else {
            Error::out_of_range("share")
        };
        return Err(error.with("text", text));
    }
    // 0.15 in a field that shows % may be meant as 15 %.
    if !has_sign && share > Ratio::ZERO && share < Ratio::new(1, 100)? {
        return Err(Error::new(ErrorKind::Syntax, "rate_two_ways")
            .with("text", text)
            .with("first", format!("{body} %"))
            .with("second", format!("{} %", number.to_ratio()?.times(Ratio::whole(100))?.to_f64())));
    }
    Rate::nearest(share)
}

fn prices(text: &str) -> Result<Vec<OwnPrice>> {
    text.split([';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(own_price).collect()
}

/// `19.99` is a price, `30 %` or `-30 %` a cut, `7折` pays seven tenths.
fn own_price(text: &str) -> Result<OwnPrice> {
    let wrong = || Error::new(ErrorKind::Syntax, "price_list_syntax").with("text", text);
    if let Some(tenths) = text.strip_suffix('折') {
        let paid = decimal(tenths.trim())?.to_ratio()?.over(Ratio::whole(10))?;
        // 8.5折 and 85折 are both said; above ten tenths the second is meant.
        let paid = if paid > Ratio::ONE { paid.over(Ratio::whole(10))? } else { paid };
        if paid <= Ratio::ZERO || paid > Ratio::ONE {
            return Err(wrong());
        }
        return Ok(OwnPrice::Cut(Rate::nearest(Ratio::ONE.minus(paid)?)?));
    }
    if text.ends_with(['%', '％']) {
        let share = percent(text.trim_start_matches(['-', '−', '－']), Ratio::ONE)?;
        return if share < Rate::ONE { Ok(OwnPrice::Cut(share)) } else { Err(wrong()) };
    }
    let price = hundredths(text)?;
    if price > 0 { Ok(OwnPrice::Hundredths(price)) } else { Err(wrong()) }
}

fn hundredths(text: &str) -> Result<i64> {
    let minor = decimal(without_currency(text))?.to_ratio()?.times(Ratio::whole(100))?;
    if minor.denominator() != 1 {
        return Err(Error::new(ErrorKind::Range, "money_too_fine").with("text", text));
    }
    i64::try_from(minor.round(Rounding::HalfAwayFromZero)?).map_err(|_| Error::out_of_range("price").with("text", text))
}

/// `40 % 15.00; 30 % 12.00`: of a hundred units forty bring 15.00, thirty 12.00, the rest is not sellable.
fn grades(text: &str) -> Result<Vec<(Rate, i64)>> {
    let parts = text.split([';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let grades = parts.map(grade).collect::<Result<Vec<_>>>()?;
    if grades.iter().map(|(share, _)| share.ppm()).sum::<i64>() > Rate::ONE.ppm() {
        return Err(Error::new(ErrorKind::Range, "grades_above_whole").with("text", text));
    }
    Ok(grades)
}

fn grade(text: &str) -> Result<(Rate, i64)> {
    let wrong = || Error::new(ErrorKind::Syntax, "grades_syntax").with("text", text);
    let (share, price) = text.split_once(['%', '％']).ok_or_else(wrong)?;
    let share = percent(&format!("{}%", share.trim()), Ratio::ONE).map_err(|_| wrong())?;
    let price = hundredths(price.trim()).map_err(|_| wrong())?;
    if price > 0 { Ok((share, price)) } else { Err(wrong()) }
}
