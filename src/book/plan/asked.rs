//! The worksheet of a plan: the seller's limits, what is taken of demand, the own ladder, what sold since.

use super::super::calculation::{Context, HORIZON_DAYS, Prepared};
use super::super::channels::{Asked, Sheet};
use super::super::view::Problem;
use super::history::{self, Goal, KINDS};
use super::setting::{Limits, plan_error, whole};
use super::view::{HistoryView, Sentence};
use crate::date::Day;
use crate::demand::{Elasticity, ElasticitySource, Season};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Money;
use crate::number::Decimal;
use crate::rounding::{Ratio, Rounding};
use crate::scenario::{cut_price, ladder};
use crate::state::field::{self, Entry, FieldKind, OwnPrice, parse, product_field};
use crate::state::season;
use crate::stock::total_units;

/// Days between looks at the plan, until the seller says.
const REVIEW_DAYS: i64 = 7;
/// Changes of the price, until the seller says: more labels than that nobody keeps up.
const MOST_CHANGES: i64 = 3;
/// Days of a test, until the seller says.
const PROBE_DAYS: i64 = 14;
/// Most reviews of a plan.
const MOST_REVIEWS: i32 = 60;
/// Work of one backward pass (products and sums) that is done at once: a tenth of a second in the page.
const WORK: f64 = 6e7;

/// What a seller asks for, read.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub days: i32,
    review: i32,
    pub menu: Vec<Money>,
    pub own: Vec<(i32, Money)>,
    pub per_day: Option<f64>,
    /// Weak, expected, strong.
    pub elasticity: [f64; 3],
    pub is_elasticity_assumed: bool,
    pub history: Option<HistoryView>,
    pub notes: Vec<Sentence>,
    pub season: Season,
    /// Days of a test, and its price if the seller names one.
    pub probe_days: i32,
    pub probe_price: Option<Money>,
    price: Option<Money>,
    start: Option<Money>,
    units: Option<u32>,
    most_changes: Option<u32>,
    least_days: i32,
    may_rise: bool,
    lets_go: bool,
}

fn days(entry: Option<&Entry>) -> Option<i32> {
    i32::try_from(entry?.as_whole()?).ok()
}

/// Marks the field asked last as wrong.
fn refuse(sheet: &mut Sheet<'_>, error: &Error) {
    if let Some(field) = sheet.fields.last_mut() {
        field.problem = Some(Problem::of_error(error, field.name, None));
    }
}

fn text_of(number: f64, places: u32) -> String {
    let text = Decimal::nearest(number, places).map(|number| number.to_string()).unwrap_or_default();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The price of an ending in 99 that is nearest, the lower of two, and not above `most`; the price itself where there
/// are no minor units.
fn charm(price: Money, most: Money) -> Result<Money> {
    if price.currency().exponent() != 2 {
        return Ok(price);
    }
    let below = (price.minor() + 1).div_euclid(100) * 100 - 1;
    let above = below + 100;
    let is_lower_nearer = price.minor() - below <= above - price.minor() || above > most.minor();
    let nearest = if below > 0 && is_lower_nearer { below } else { above };
    if nearest > most.minor() { Ok(price) } else { Money::new(nearest, price.currency()) }
}

fn price_of(own: OwnPrice, of: Money) -> Result<Money> {
    match own {
        OwnPrice::Hundredths(price) => field::price_of(price, of.currency()),
        OwnPrice::Cut(discount) => cut_price(of, discount),
    }
}

impl Wanted {
    pub fn read(context: &Context, prepared: &Prepared<'_>, sheet: &mut Sheet<'_>) -> Result<Self> {
        let resolved = prepared.resolved;
        let today = context.today;
        let mut notes = Vec::new();
        let days = Self::deadline(today, sheet);
        let review = Asked::new("", "review_days", FieldKind::Days).standing(REVIEW_DAYS);
        let review = self::days(sheet.ask(review).as_ref()).filter(|days| *days > 0);
        let mut review = review.unwrap_or_else(|| i32::try_from(REVIEW_DAYS).unwrap_or(7)).min(days.max(1));
        if days > review.saturating_mul(MOST_REVIEWS) {
            review = (days + MOST_REVIEWS - 1).div_euclid(MOST_REVIEWS);
            notes.push(Sentence::new("fewer_reviews").with("days", review));
        }
        let changes = sheet.ask(Asked::new("", "most_changes", FieldKind::Units).standing(MOST_CHANGES));
        let changes = changes.as_ref().and_then(Entry::as_whole).unwrap_or(MOST_CHANGES);
        let least_days = self::days(sheet.ask(Asked::new("", "least_days", FieldKind::Days).standing(review)).as_ref());
        let price_now = {
            let asked = Asked::new("", "price_now", FieldKind::Money);
            let asked = match resolved.price {
                Some(price) => asked.standing(price).standing_by("report"),
                None => asked,
            };
            sheet.money(asked).filter(|price| price.minor() > 0)
        };
        let start = price_now.or(resolved.price);
        let menu = Self::menu(resolved.price, start, sheet)?;
        let yes = |sheet: &mut Sheet<'_>, name: &'static str, standing: &str| {
            let asked = Asked::new("", name, FieldKind::Choice).choices(&["yes", "no"]).standing(standing);
            sheet.text(asked).map_or(standing == "yes", |said| said == "yes")
        };
        let may_rise = yes(sheet, "may_rise", "no");
        let lets_go = yes(sheet, "lets_go", "yes");
        let own = Self::own(today, days, resolved.price, sheet)?;

        let pace = Asked::new("", "units_per_day", FieldKind::Quantity).needed();
        let pace = match resolved.units_per_day {
            Some(rate) => Asked { standing: Some(text_of(rate, 4)), ..pace }.standing_by("report"),
            None => pace,
        };
        let typed = sheet.ask(pace);
        let per_day = typed.as_ref().and_then(Entry::as_number).map(Decimal::to_f64).or(resolved.units_per_day);
        let of_product = resolved.season.as_ref();
        let asked = Asked::new("", "season", FieldKind::Text);
        let asked = match of_product {
            Some(season) => asked.standing(&season.text).standing_by("typed"),
            None => asked,
        };
        let of_product = || of_product.map(|season| season.entry.season.clone()).unwrap_or_default();
        let season = match sheet.text(asked).map(|text| season::read(&text)) {
            Some(Ok(season)) => season,
            Some(Err(error)) => {
                refuse(sheet, &error);
                of_product()
            }
            None => of_product(),
        };
        let probe_days = Asked::new("", "probe_days", FieldKind::Days).standing(PROBE_DAYS);
        let probe_days = self::days(sheet.ask(probe_days).as_ref()).filter(|days| *days > 0);
        let probe_days = probe_days.unwrap_or_else(|| i32::try_from(PROBE_DAYS).unwrap_or(14));
        let probe_price = sheet.money(Asked::new("", "probe_price", FieldKind::Money));
        let planned = resolved.units.map(|_| total_units(&resolved.cohorts).round());
        let sold = Asked::new("", "sold_since", FieldKind::Units).standing(0);
        let sold = sheet.ask(sold).as_ref().and_then(Entry::as_whole).unwrap_or(0);
        let sold = f64::from(u32::try_from(sold).unwrap_or(u32::MAX));
        if let Some(planned) = planned
            && sold > planned
        {
            refuse(sheet, &plan_error("units_above_stock").with("units", text_of(planned, 0)));
        }
        let units = planned.map(|planned| whole((planned - sold).max(0.0)));

        let names = KINDS.map(|(name, _, _)| name);
        let [unknown, ..] = names;
        let kind = sheet.text(Asked::new("", "prior", FieldKind::Choice).choices(&names).standing(unknown));
        let prior = KINDS.iter().find(|(name, _, _)| Some(*name) == kind.as_deref()).map(|(_, mean, sd)| (*mean, *sd));
        let base = match (prior, resolved.elasticity.source) {
            (Some((mean, sd)), ElasticitySource::Prior) => Elasticity::typed(mean, Some(sd))?,
            _ => resolved.elasticity,
        };
        let (mean, sd) = prior.unwrap_or((-2.6, 1.0));
        let history = Self::history(sheet, context, (mean, sd), resolved.price, units, days, menu.last().copied());
        let uses = yes(sheet, "use_history", "no");
        let learned = history.as_ref().and_then(|view| view.elasticity).filter(|_| uses);
        let learned = learned.and_then(|[mean, sd, _, _]| Elasticity::typed(mean, Some(sd)).ok());
        let is_learned = learned.is_some();
        let base = learned.unwrap_or(base);
        let is_of_seller = resolved.elasticity.source == ElasticitySource::Typed && !is_learned;
        let asked = Asked::new("", "elasticity", FieldKind::Negative).standing(text_of(base.mid, 2));
        let source = if is_learned {
            "report"
        } else if is_of_seller {
            "typed"
        } else {
            "assumed"
        };
        let typed = sheet.ask(asked.standing_by(source)).as_ref().and_then(Entry::as_number).map(Decimal::to_f64);
        let spread = Asked::new("", "elasticity_sd", FieldKind::Quantity).standing(text_of(base.mid - base.high, 2));
        let spread = sheet.ask(spread).as_ref().and_then(Entry::as_number).map(Decimal::to_f64);
        let elasticity = if typed.is_some() || spread.is_some() {
            let sd = spread.unwrap_or(base.mid - base.high);
            Elasticity::typed(typed.unwrap_or(base.mid), Some(sd.min(20.0))).unwrap_or(base)
        } else {
            base
        };
        if elasticity.mid > -1.0 {
            notes.push(Sentence::new("cuts_do_not_pay"));
        }
        Ok(Self {
            days,
            review,
            menu,
            own,
            per_day,
            elasticity: [elasticity.low, elasticity.mid, elasticity.high],
            is_elasticity_assumed: typed.is_none() && !is_learned && !is_of_seller,
            history,
            notes,
            season,
            probe_days,
            probe_price,
            price: resolved.price,
            start,
            units,
            most_changes: u32::try_from(changes).ok(),
            least_days: least_days.unwrap_or(review),
            may_rise,
            lets_go,
        })
    }

    /// Days to the deadline: within the year ahead, and not past.
    fn deadline(today: Day, sheet: &mut Sheet<'_>) -> i32 {
        let last = today.plus(HORIZON_DAYS);
        let entry = sheet.ask(Asked::new("", "deadline", FieldKind::Day).standing(last));
        let Some(day) = entry.as_ref().and_then(Entry::as_day) else { return HORIZON_DAYS };
        let days = day.days_since(today);
        if (1..=HORIZON_DAYS).contains(&days) {
            return days;
        }
        let code = if days < 1 { "plan_deadline_past" } else { "plan_deadline_far" };
        let error = plan_error(code).with("today", today.to_string()).with("last", last.to_string());
        refuse(sheet, &error);
        HORIZON_DAYS
    }

    /// The prices there are to choose from, the dearest first: the menu with its endings, not below the lowest
    /// price allowed, and the price the plan starts from.
    fn menu(now: Option<Money>, start: Option<Money>, sheet: &mut Sheet<'_>) -> Result<Vec<Money>> {
        let floor = sheet.money(Asked::new("", "floor", FieldKind::Money));
        let cuts: Vec<String> = ladder().map(|rate| format!("{} %", rate.ppm() / 10_000)).collect();
        let standing = cuts.join("; ");
        let typed = sheet.ask(Asked::new("", "menu", FieldKind::Prices).standing(standing));
        let wanted = match typed {
            Some(Entry::Prices(prices)) => prices,
            _ => ladder().map(OwnPrice::Cut).collect(),
        };
        let ends = Asked::new("", "ending", FieldKind::Choice).choices(&["as_is", "99"]).standing("99");
        let is_charming = sheet.text(ends).is_none_or(|said| said == "99");
        let (Some(now), Some(start)) = (now, start) else { return Ok(Vec::new()) };
        let mut menu = vec![start, now];
        for own in wanted {
            let price = price_of(own, now)?;
            let price = if is_charming && matches!(own, OwnPrice::Cut(_)) { charm(price, now)? } else { price };
            menu.push(price);
        }
        menu.retain(|price| {
            *price == start || (price.minor() > 0 && floor.is_none_or(|floor| price.minor() >= floor.minor()))
        });
        menu.sort_by_key(|price| core::cmp::Reverse(price.minor()));
        menu.dedup();
        Ok(menu)
    }

    /// The seller's own ladder: `30 % 2026-12-01; 5折 2027-01-15`, each price from its day on; the first may lack a day.
    fn own(today: Day, days: i32, now: Option<Money>, sheet: &mut Sheet<'_>) -> Result<Vec<(i32, Money)>> {
        let thirds = [0, days / 3, days * 2 / 3];
        let calendar = ["30 %", "50 %", "70 %"].iter().zip(thirds);
        let calendar: Vec<String> = calendar.map(|(cut, day)| format!("{cut} {}", today.plus(day))).collect();
        let by = Asked::new("", "ladder_by", FieldKind::Choice).choices(&["off_original", "compounding"]);
        let is_compounding = sheet.text(by.standing("off_original")).as_deref() == Some("compounding");
        let asked = Asked::new("", "own_ladder", FieldKind::Text).standing(calendar.join("; "));
        let typed = sheet.text(asked);
        let is_typed = typed.is_some();
        let Some(now) = now else { return Ok(Vec::new()) };
        let text = typed.unwrap_or_else(|| calendar.join("; "));
        match read_ladder(&text, today, days, now, is_compounding) {
            Ok(own) => Ok(own),
            Err(error) if is_typed => {
                refuse(sheet, &error);
                Ok(Vec::new())
            }
            Err(_) => Ok(Vec::new()),
        }
    }

    fn history(
        sheet: &mut Sheet<'_>,
        context: &Context,
        prior: (f64, f64),
        price: Option<Money>,
        units: Option<u32>,
        days: i32,
        lowest: Option<Money>,
    ) -> Option<HistoryView> {
        let text = sheet.text(Asked::new("", "history", FieldKind::Text))?;
        let rows = match history::rows(&text, context.currency) {
            Ok(rows) if rows.is_empty() => return None,
            Ok(rows) => rows,
            Err(error) => {
                refuse(sheet, &error);
                return None;
            }
        };
        let deepest = lowest
            .zip(price)
            .map_or(0.0, |(lowest, price)| 1.0 - lowest.to_expectation() / price.to_expectation().max(1.0));
        let goal = units.filter(|units| *units > 0);
        let goal = goal.map(|units| Goal { units, days: f64::from(days), most_discount: deepest.clamp(0.0, 1.0) });
        Some(history::look(&rows, prior, price, goal.as_ref()))
    }

    /// Units on hand, those sold since taken off.
    pub const fn units(&self) -> Option<u32> {
        self.units
    }

    /// The limits, once price, units and pace are known.
    pub fn limits(&self) -> Option<Limits> {
        Some(Limits {
            days: self.days,
            review: self.review,
            units: self.units?,
            lot: 1,
            per_day: self.per_day?,
            season: self.season.clone(),
            price: self.price?,
            start: self.start?,
            most_changes: self.most_changes,
            least_days: self.least_days,
            may_rise: self.may_rise,
            lets_go: self.lets_go,
        })
    }

    /// Units in one step of the stock, so that a large stock is planned in the time of a small one.
    pub fn lot(&self, limits: &Limits, prices: usize) -> u32 {
        let changes = limits.most_changes.map_or(1.0, |most| f64::from(most.min(20)) + 1.0);
        let reviews = f64::from(self.days) / f64::from(self.review.max(1));
        let prices = u32::try_from(prices).map_or(1.0, f64::from);
        let units = f64::from(limits.units);
        let mean = limits.per_day * f64::from(self.review);
        let mut lot = 1_u32;
        while lot < 1_000_000_000 {
            let (stock, mean) = (units / f64::from(lot), mean / f64::from(lot));
            // Stocks times the width of their demand, about sixteen standard deviations and some.
            let width = 24.0 + 16.0 * mean.sqrt();
            if stock < 600.0 && reviews * prices * changes * stock * width <= WORK {
                break;
            }
            lot = lot.saturating_mul(2);
        }
        lot
    }
}

/// Days from today and prices, in order of days.
///
/// # Errors
/// `own_ladder_syntax` with the part that cannot be read; what is wrong with a price.
/// Each cut is off the price in force, or of one step off the step written before it.
fn read_ladder(text: &str, today: Day, last: i32, now: Money, is_compounding: bool) -> Result<Vec<(i32, Money)>> {
    let wrong = |part: &str| Error::new(ErrorKind::Syntax, "own_ladder_syntax").with("text", part);
    let spec = product_field("own_prices").ok_or_else(|| wrong(text))?;
    let parts = text.split([';', '；', '\n', '→']).map(str::trim).filter(|part| !part.is_empty());
    let mut steps: Vec<(i32, Money)> = Vec::new();
    let mut kept = Ratio::ONE;
    for part in parts {
        let (price, day) = match part.rsplit_once(char::is_whitespace) {
            Some((price, day)) if day.contains(['-', '/', '.']) && Day::parse(day).is_ok() => {
                (price, Day::parse(day).ok())
            }
            _ => (part, None),
        };
        let day = match day {
            Some(day) => day.days_since(today),
            None if steps.is_empty() => 0,
            None => return Err(wrong(part)),
        };
        if day > last {
            continue;
        }
        let Entry::Prices(prices) = parse(spec, price)? else { return Err(wrong(part)) };
        let &[own] = prices.as_slice() else { return Err(wrong(part)) };
        let price = match own {
            OwnPrice::Cut(discount) if is_compounding => {
                // Rounded once, from the price in force: a cent is not lost at every step.
                kept = kept.times(Ratio::ONE.minus(discount.to_ratio()?)?)?;
                let exact = Ratio::from(now.minor()).times(kept)?;
                Money::from_ratio_minor(exact, now.currency(), Rounding::HalfAwayFromZero)?
            }
            own => price_of(own, now)?,
        };
        if price.minor() <= 0 {
            return Err(wrong(part));
        }
        if matches!(own, OwnPrice::Hundredths(_)) {
            kept = Ratio::new(i128::from(price.minor()), i128::from(now.minor().max(1)))?;
        }
        steps.push((day, price));
    }
    steps.sort_by_key(|(day, _)| *day);
    Ok(steps)
}
