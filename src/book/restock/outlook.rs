//! What a history leads one to expect: of the market the order is for, with the days of events taken out and put back.

use super::rows::{self, MarketRows};
use super::view::{EventView, JudgedMethod, MarketView, NextPeriod, Outlook, PastPeriod, Said};
use super::{count, refuse, refuse_field, said};
use crate::book::channels::{Asked, Sheet};
use crate::book::facts::to_f64;
use crate::book::forecasts::Lookup;
use crate::book::sold::SoldAt;
use crate::date::Day;
use crate::demand::DemandPattern;
use crate::demand::forecast::{
    AbsentDay, Event, EventDays, Forecast, ForecastOptions, History, HistoryNote, HistoryOptions, Method, OutsideState,
    PeriodLength, event_days, forecast_with, history, learned_factor, market_means, with_events, without_events,
};
use crate::error::Result;
use crate::money::Currency;
use crate::number::Decimal;
use crate::state::field::{Entry, FieldKind};

/// Chance that a period falls into its band.
const BAND: f64 = 0.8;
/// Most periods looked ahead.
const MOST_PERIODS: usize = 400;

/// Fields of the factors of known events, by their codes.
const FACTORS: [(&str, &str); 4] = [
    ("prime_day", "factor_prime_day"),
    ("deal_days", "factor_deal_days"),
    ("black_friday", "factor_black_friday"),
    ("double_11", "factor_double_11"),
];

/// A history, read, with what is expected.
pub(super) struct Told {
    /// As it was sold.
    pub past: History,
    pub next: Forecast,
    pub market: Option<String>,
    pub markets: Vec<MarketView>,
    pub pooled_mean: Option<f64>,
    pub events: Vec<EventView>,
    /// `pasted`, or `tables`.
    pub basis: &'static str,
}

/// What the tables say sold of the product.
pub(in crate::book) struct FromTables {
    pub places: Vec<SoldAt>,
    /// Days on which nothing was there.
    pub out_of_stock: Vec<(Day, Day)>,
    /// The rows are shown, to be edited.
    pub is_shown: bool,
}

impl FromTables {
    fn markets(&self) -> Vec<MarketRows> {
        let of = |place: &SoldAt| MarketRows {
            // One place needs no name.
            name: if self.places.len() > 1 { place.name.clone() } else { String::new() },
            rows: place.rows.clone(),
            not_covered: place.not_covered.clone(),
        };
        self.places.iter().map(of).collect()
    }

    /// As rows that can be edited; none where there are none, or more than are read.
    fn text(&self) -> Option<String> {
        let count: usize = self.places.iter().map(|place| place.rows.len()).sum();
        if !self.is_shown || !(1..=rows::MOST_ROWS).contains(&count) {
            return None;
        }
        let mut lines = Vec::with_capacity(count);
        for place in &self.places {
            let name = if self.places.len() > 1 { place.name.as_str() } else { "" };
            lines.extend(
                place
                    .rows
                    .iter()
                    .map(|row| format!("{} {} {name}", row.day, super::text(row.units)).trim_end().to_owned()),
            );
        }
        Some(lines.join("\n"))
    }
}

/// What is asked about a history.
struct Asks {
    period: PeriodLength,
    absent: AbsentDay,
    out_of_stock: Vec<(Day, Day)>,
    factors: Vec<(&'static str, f64)>,
    own: Vec<Event>,
    /// Periods that are given out at least.
    least: usize,
}

pub(super) const fn period_days(period: PeriodLength) -> f64 {
    match period {
        PeriodLength::Day => 1.0,
        PeriodLength::Week => 7.0,
        PeriodLength::Month => 365.0 / 12.0,
    }
}

const fn period_code(period: PeriodLength) -> &'static str {
    match period {
        PeriodLength::Day => "day",
        PeriodLength::Week => "week",
        PeriodLength::Month => "month",
    }
}

const fn code_of(method: Method) -> &'static str {
    match method {
        Method::Mean => "mean",
        Method::RareDemand => "rare_demand",
        Method::Simple => "simple",
        Method::DampedTrend => "damped_trend",
        Method::SeasonAdded => "season_added",
        Method::SeasonMultiplied => "season_multiplied",
        Method::SeasonalNaive => "seasonal_naive",
        Method::Ets => "ets",
    }
}

const fn state_code(state: OutsideState) -> &'static str {
    match state {
        OutsideState::NotAsked => "not_asked",
        OutsideState::Open => "open",
        OutsideState::Refused => "refused",
        OutsideState::Judged => "judged",
    }
}

fn note(note: &HistoryNote) -> Said {
    let of = |code, number: usize| said(code, &[("n", number.to_string())]);
    match *note {
        HistoryNote::FutureRows(number) => of("future_rows", number),
        HistoryNote::RepeatedDays(number) => of("repeated_days", number),
        HistoryNote::Returns(number) => of("returns", number),
        HistoryNote::BelowZero(number) => of("below_zero", number),
        HistoryNote::NotKnown(number) => of("not_known", number),
        HistoryNote::ScaledUp(number) => of("scaled_up", number),
        HistoryNote::BegunPeriod(days) => said("begun_period", &[("n", days.to_string())]),
    }
}

impl Asks {
    fn read(sheet: &mut Sheet<'_>, from_tables: &FromTables) -> Self {
        let period = Asked::new("", "period", FieldKind::Choice).choices(&["day", "week", "month"]).standing("week");
        let period = match sheet.text(period).as_deref() {
            Some("day") => PeriodLength::Day,
            Some("month") => PeriodLength::Month,
            _ => PeriodLength::Week,
        };
        let absent = Asked::new("", "absent", FieldKind::Choice);
        let absent = sheet.text(absent.choices(&["sold_nothing", "not_known"]).standing("sold_nothing"));
        let absent = if absent.as_deref() == Some("not_known") { AbsentDay::NotKnown } else { AbsentDay::SoldNothing };
        let asked = Asked::new("", "out_of_stock", FieldKind::Text);
        let known = &from_tables.out_of_stock;
        let asked = if known.is_empty() {
            asked
        } else {
            let spans = known.iter().map(|(from, to)| format!("{from} {to}"));
            asked.standing(spans.collect::<Vec<_>>().join("; ")).standing_by("report")
        };
        let out_of_stock = listed_or(sheet, asked, rows::spans, known.clone());
        // What the days of an event sell more is published nowhere: as much as usual, until the seller says.
        let factors = FACTORS.map(|(code, field)| {
            let typed = sheet.ask(Asked::new("", field, FieldKind::Number).standing(1));
            (code, typed.as_ref().and_then(Entry::as_number).map_or(1.0, Decimal::to_f64))
        });
        let own = listed(sheet, "events", rows::events);
        Self { period, absent, out_of_stock, factors: factors.to_vec(), own, least: 0 }
    }

    fn factor(&self, code: &str) -> f64 {
        self.factors.iter().find(|(known, _)| *known == code).map_or(1.0, |(_, factor)| *factor)
    }

    /// Every event that changes something.
    fn events(&self, days: &[EventDays]) -> Vec<Event> {
        let known = days.iter().filter(|of| self.factor(of.code) != 1.0).map(|of| Event {
            name: of.code.to_owned(),
            first: of.first,
            last: of.last,
            factor: self.factor(of.code),
        });
        known.chain(self.own.iter().cloned()).collect()
    }

    fn history(&self, rows: &MarketRows, today: Day) -> Result<History> {
        // Days that no table covers are not known, as those without stock.
        let mut out = self.out_of_stock.clone();
        out.extend(&rows.not_covered);
        history(&rows.rows, &out, HistoryOptions { today, period: self.period, absent: self.absent })
    }

    /// What a forecast learns from: the history with the events taken out. Methods are judged over `periods`; more are
    /// given out where more were asked for.
    fn usual(&self, past: &History, events: &[Event], periods: usize) -> Result<(History, ForecastOptions)> {
        let mut usual = past.clone();
        without_events(&mut usual, events)?;
        let season = self.period.season();
        Ok((usual, ForecastOptions { season, periods: periods.max(self.least), judged: periods, band: BAND }))
    }

    /// What is expected of a history, with the events taken out of what it learns from and put into what comes.
    fn forecast(&self, past: &History, events: &[Event], periods: usize, ets: &Lookup<'_>) -> Result<Forecast> {
        let (usual, ask) = self.usual(past, events, periods)?;
        let mut next = forecast_with(&usual.units, ask, ets.answers(&usual.units, ask))?;
        for units in [&mut next.per_period, &mut next.low, &mut next.high] {
            with_events(past.end, self.period, units, events)?;
        }
        Ok(next)
    }

    /// Known events in the days of the history and of what comes, one line a code, and the seller's own.
    fn views(&self, past: &History, until: Day, days: &[EventDays]) -> Vec<EventView> {
        let from = past.starts.first().copied().unwrap_or(past.end);
        let own = self.own.iter().map(|own| (own.first, own.last));
        let busy: Vec<(Day, Day)> = days.iter().map(|of| (of.first, of.last)).chain(own).collect();
        let mut views: Vec<EventView> = Vec::new();
        for (code, _) in FACTORS {
            let of_code = days.iter().filter(|of| of.code == code && of.last >= from && of.first < until);
            let spans: Vec<(Day, Day)> = of_code.map(|of| (of.first, of.last)).collect();
            if !spans.is_empty() {
                let learned = learned_factor(past, &spans, &busy);
                views.push(EventView { code, name: None, spans, factor: self.factor(code), learned });
            }
        }
        for own in &self.own {
            let span = (own.first, own.last);
            let learned = learned_factor(past, &[span], &busy);
            let name = Some(own.name.clone());
            views.push(EventView { code: "own", name, spans: vec![span], factor: own.factor, learned });
        }
        views
    }
}

/// A list in a field of free text; what cannot be read is said at the field and counts as nothing.
fn listed<T>(sheet: &mut Sheet<'_>, name: &'static str, read: fn(&str) -> Result<Vec<T>>) -> Vec<T> {
    listed_or(sheet, Asked::new("", name, FieldKind::Text), read, Vec::new())
}

/// The same where something stands until the seller says.
fn listed_or<T>(sheet: &mut Sheet<'_>, asked: Asked, read: fn(&str) -> Result<Vec<T>>, standing: Vec<T>) -> Vec<T> {
    let Some(text) = sheet.text(asked) else { return standing };
    read(&text).unwrap_or_else(|error| {
        refuse(sheet, &error);
        Vec::new()
    })
}

/// Means of all markets over the periods that all of them have, and of all together.
fn means(histories: &[History]) -> Option<(Vec<f64>, f64)> {
    let shared = histories.iter().map(|of| of.units.len()).min()?;
    let ends: Vec<&[Option<f64>]> = histories.iter().filter_map(|of| of.units.get(of.units.len() - shared..)).collect();
    let is_known = |place: &usize| ends.iter().all(|units| units.get(*place).is_some_and(Option::is_some));
    let known: Vec<usize> = (0..shared).filter(is_known).collect();
    let of_market = |units: &&[Option<f64>]| known.iter().filter_map(|place| *units.get(*place)?).collect();
    let found = market_means(&ends.iter().map(of_market).collect::<Vec<Vec<f64>>>()).ok()?;
    Some((found.of_market, found.pooled))
}

/// Reads the history of the worksheet and looks ahead `days` days, or some periods, and gives out `least` periods at
/// least; none without one. `here` is the
/// marketplace of the book.
pub(super) fn read(
    sheet: &mut Sheet<'_>,
    from_tables: &FromTables,
    ets: &Lookup<'_>,
    today: Day,
    here: &str,
    (days, least): (i64, usize),
) -> Option<Told> {
    let asks = Asks { least, ..Asks::read(sheet, from_tables) };
    let asked = Asked::new("", "sales", FieldKind::Text);
    let asked = match from_tables.text() {
        Some(text) => asked.standing(text).standing_by("report"),
        None => asked,
    };
    // What the seller pasted comes before what the tables say.
    let typed = sheet.text(asked);
    let basis = if typed.is_some() { "pasted" } else { "tables" };
    let markets = match typed.map(|typed| rows::sales(&typed)) {
        Some(Ok(markets)) => markets,
        Some(Err(error)) => {
            refuse(sheet, &error);
            return None;
        }
        None if from_tables.places.is_empty() => return None,
        None => from_tables.markets(),
    };
    let market = chosen(sheet, &markets, here);
    // A begun month is left out of the history, so that the first month ahead lies partly behind.
    let begun = if asks.period == PeriodLength::Month { 1.0 } else { 0.0 };
    let ahead = (to_f64(days) / period_days(asks.period)).ceil().max(8.0) + begun;
    let ahead = crate::book::health::whole_of(ahead).and_then(|n| usize::try_from(n).ok()).unwrap_or(8);
    match told(&asks, &markets, market, ets, today, (ahead.min(MOST_PERIODS), days)) {
        Ok(told) => told.map(|told| Told { basis, ..told }),
        Err(error) => {
            refuse_field(sheet, "sales", &error);
            None
        }
    }
}

/// Weeks to come of a product, with how well they would have been foretold.
#[derive(Clone, Debug)]
pub(in crate::book) struct WeeksAhead {
    /// The day the first of them begins.
    pub from: Day,
    /// Units of each.
    pub weeks: Vec<f64>,
    /// Mean units of the last known weeks, as many as were looked ahead.
    pub lately: Option<f64>,
    pub method: &'static str,
    /// Weeks it was made from.
    pub known: u32,
    pub mase: Option<f64>,
    pub naive_mase: Option<f64>,
    pub bias: Option<f64>,
    pub market: Option<String>,
    /// Units of the weeks looked ahead by market.
    pub markets: Vec<(String, f64)>,
    pub basis: &'static str,
    /// What became of ETS.
    pub ets: OutsideState,
    /// Units a day and their spread over the days that an order has to cover; none without a lead time.
    pub pace: Option<(f64, f64)>,
    pub order: super::OrderAhead,
}

impl WeeksAhead {
    /// Whether ETS was judged beside the others.
    pub fn has_ets(&self) -> bool {
        self.ets == OutsideState::Judged
    }

    /// Whether it would have erred no more than the naive forecast; none where both cannot be judged.
    pub fn is_better(&self) -> Option<bool> {
        self.mase.zip(self.naive_mase).map(|(own, naive)| own <= naive)
    }
}

/// The weeks to come by a worksheet without a period of its own, or by the tables; none without a history, else the code of
/// what keeps it from being read. Methods are judged over `weeks`, and `made` weeks are given.
pub(in crate::book) fn weeks_ahead(
    texts: &[(String, String)],
    from_tables: &FromTables,
    ets: &Lookup<'_>,
    (today, here, currency): (Day, &str, Currency),
    (weeks, made): (usize, usize),
) -> Option<core::result::Result<WeeksAhead, String>> {
    let mut sheet = Sheet { texts, currency, fields: Vec::new() };
    let supply = super::Wanted::supply(&mut sheet, None);
    let covered = supply.lead_days.map(|_| supply.days_covered());
    let of_weeks = 7 * i64::try_from(weeks).ok()?;
    let days = of_weeks.max(covered.unwrap_or(0));
    let Some(told) = read(&mut sheet, from_tables, ets, today, here, (days, made)) else {
        let problem = sheet.fields.iter().find(|field| field.name == "sales")?.problem.as_ref()?;
        return Some(Err(problem.code.clone()));
    };
    let Told { next, market, markets, basis, .. } = &told;
    let last = told.last(weeks);
    let number = count(last.len());
    let judged = next.judgement();
    Some(Ok(WeeksAhead {
        from: told.past.end,
        weeks: next.per_period.iter().take(made).copied().collect(),
        lately: (number > 0).then(|| last.iter().sum::<f64>() / f64::from(number)),
        method: code_of(next.method),
        known: count(next.known),
        mase: judged.and_then(|judged| judged.scaled),
        naive_mase: next.naive().and_then(|judged| judged.scaled),
        bias: judged.and_then(|judged| judged.bias),
        market: market.clone(),
        markets: markets.iter().map(|of| (of.name.clone(), of.per_day.unwrap_or(0.0) * to_f64(of_weeks))).collect(),
        basis,
        ets: next.outside,
        pace: covered.and_then(|days| told.pace(days)),
        order: super::OrderAhead::default(),
    }))
}

/// The market that the order is for: the one said, else that of the book, else the one that sold most.
fn chosen(sheet: &mut Sheet<'_>, markets: &[MarketRows], here: &str) -> usize {
    if markets.len() < 2 {
        return 0;
    }
    let sold = |market: &MarketRows| market.rows.iter().map(|row| row.units).sum::<f64>();
    let most = (0..markets.len()).max_by(|a, b| {
        let of = |place: &usize| markets.get(*place).map_or(0.0, sold);
        of(a).total_cmp(&of(b))
    });
    let standing = markets.iter().position(|market| market.name.eq_ignore_ascii_case(here)).or(most).unwrap_or(0);
    let names: Vec<&str> = markets.iter().map(|market| market.name.as_str()).collect();
    let asked = Asked::new("", "market", FieldKind::Choice).choices(&names);
    let said = sheet.text(asked.standing(names.get(standing).copied().unwrap_or_default()));
    said.and_then(|said| names.iter().position(|name| *name == said)).unwrap_or(standing)
}

/// What a history leads one to expect; none where it is only asked what there is to be answered.
fn told(
    asks: &Asks,
    markets: &[MarketRows],
    market: usize,
    ets: &Lookup<'_>,
    today: Day,
    (ahead, days): (usize, i64),
) -> Result<Option<Told>> {
    let known = event_days()?;
    let events = asks.events(&known);
    if ets.is_asking() {
        for rows in markets {
            let (usual, ask) = asks.usual(&asks.history(rows, today)?, &events, ahead)?;
            ets.note(&usual.units, ask)?;
        }
        return Ok(None);
    }
    // No rows at all is an empty history, which its maker refuses.
    let none = MarketRows::default();
    let asked = markets.get(market).unwrap_or(&none);
    let past = asks.history(asked, today)?;
    let next = asks.forecast(&past, &events, ahead, ets)?;
    let until = past.end.plus(i32::try_from(days).unwrap_or(i32::MAX).min(7400));
    let mut views = Vec::new();
    let mut pooled_mean = None;
    if markets.len() > 1 {
        let histories = markets.iter().map(|rows| asks.history(rows, today)).collect::<Result<Vec<_>>>()?;
        let means = means(&histories);
        pooled_mean = means.as_ref().map(|(_, pooled)| *pooled);
        for (place, (rows, past)) in markets.iter().zip(&histories).enumerate() {
            let next = asks.forecast(past, &events, ahead, ets)?;
            views.push(MarketView {
                name: rows.name.clone(),
                is_chosen: place == market,
                mean: means.as_ref().and_then(|(of_market, _)| of_market.get(place).copied()),
                next: next.per_period.first().copied(),
                per_day: over(&next, asks.period, days).map(|(mean, _)| mean),
                method: code_of(next.method),
                known: count(next.known),
            });
        }
    }
    Ok(Some(Told {
        market: (markets.len() > 1).then(|| asked.name.clone()),
        markets: views,
        pooled_mean,
        events: asks.views(&past, until, &known),
        past,
        next,
        basis: "pasted",
    }))
}

/// Units a day over some days, and their spread.
fn over(next: &Forecast, period: PeriodLength, days: i64) -> Option<(f64, f64)> {
    let days = to_f64(days).max(1.0);
    let periods = crate::book::health::whole_of((days / period_days(period)).ceil()).unwrap_or(1).max(1);
    let covered = to_f64(periods) * period_days(period);
    let (mean, sd) = next.sum(usize::try_from(periods).ok()?)?;
    Some((mean / covered, sd / covered.sqrt()))
}

impl Told {
    /// Units a day over some days, and their spread.
    pub fn pace(&self, days: i64) -> Option<(f64, f64)> {
        over(&self.next, self.past.period, days)
    }

    fn start_of(&self, place: usize) -> Day {
        let place = i32::try_from(place).unwrap_or(0);
        match self.past.period {
            PeriodLength::Day => self.past.end.plus(place),
            PeriodLength::Week => self.past.end.plus(7 * place),
            PeriodLength::Month => self.past.end.plus_months(i64::from(place)).unwrap_or(self.past.end),
        }
    }

    /// Units expected on each day from tomorrow on.
    pub fn per_day(&self, today: Day) -> impl Iterator<Item = f64> + '_ {
        let behind = usize::try_from(today.plus(1).days_since(self.past.end)).unwrap_or(0);
        let days = self.next.per_period.iter().enumerate().flat_map(|(place, units)| {
            let days = self.start_of(place + 1).days_since(self.start_of(place)).max(1);
            (0..days).map(move |_| units / f64::from(days))
        });
        days.skip(behind)
    }

    /// The last known periods, oldest first.
    pub fn last(&self, periods: usize) -> Vec<f64> {
        let known: Vec<f64> = self.past.units.iter().copied().flatten().collect();
        known.get(known.len().saturating_sub(periods)..).unwrap_or_default().to_vec()
    }

    /// What is shown of it.
    pub fn view(&self) -> Outlook {
        let Self { past, next, .. } = self;
        let bands = next.per_period.iter().zip(&next.low).zip(&next.high).enumerate();
        Outlook {
            period: period_code(past.period),
            past: past.starts.iter().zip(&past.units).map(|(&start, &units)| PastPeriod { start, units }).collect(),
            notes: past.notes.iter().map(note).collect(),
            method: code_of(next.method),
            ets: state_code(next.outside),
            pattern: match next.shape.pattern {
                DemandPattern::Smooth => "smooth",
                DemandPattern::Erratic => "erratic",
                DemandPattern::Intermittent => "intermittent",
                DemandPattern::Lumpy => "lumpy",
                DemandPattern::None => "none",
            },
            known: count(next.known),
            next: bands
                .map(|(place, ((&units, &low), &high))| NextPeriod { start: self.start_of(place), units, low, high })
                .collect(),
            judged: next
                .judged
                .iter()
                .map(|judged| JudgedMethod {
                    code: code_of(judged.method),
                    is_chosen: judged.method == next.method,
                    mase: judged.scaled,
                    rmse: judged.root_mean_square,
                    mape: judged.percentage,
                    wape: judged.weighted_percentage,
                    bias: judged.bias,
                })
                .collect(),
            market: self.market.clone(),
            markets: self.markets.clone(),
            pooled_mean: self.pooled_mean,
            events: self.events.clone(),
            basis: self.basis,
        }
    }
}
