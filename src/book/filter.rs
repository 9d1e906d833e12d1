//! Which products of the list are meant: what a filter asks, and the figures it can bound.

use super::Book;
use super::calculation::{Computed, Way};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::lower::lower;
use crate::money::Money;
use crate::scenario::ScenarioKind;

/// Code of products without advice, without a category, without a deadline.
pub const NONE: &str = "none";

/// A figure of the list that can be bounded or drawn.
///
/// ```
/// use clearfloor::book::{Book, Day, Figure, Filter, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand,Sold last 30 days\nMAT,400,60\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let points = book.points(&Filter::default(), Figure::Cover, Figure::Units);
/// // 400 at two a day.
/// assert_eq!((points.x, points.y), (vec![200.0], vec![400.0]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// More than doing nothing, minor units.
    Gain,
    /// Units planned.
    Units,
    /// Days the stock lasts at today's pace; infinite if nothing sells.
    Cover,
    /// Times a year the stock turns over at today's pace.
    Turns,
    /// Price in force, minor units.
    Price,
    /// Present value of the best way, minor units.
    Value,
    /// What a week of waiting costs, minor units.
    Wait,
}

impl Figure {
    /// Reads the page's word.
    ///
    /// ```
    /// use clearfloor::book::Figure;
    /// assert_eq!(Figure::from_code("turns"), Ok(Figure::Turns));
    /// assert_eq!(Figure::from_code("colour").unwrap_err().code(), "no_such_figure");
    /// ```
    ///
    /// # Errors
    /// `no_such_figure`.
    pub fn from_code(code: &str) -> Result<Self> {
        Ok(match code {
            "gain" => Self::Gain,
            "units" => Self::Units,
            "cover" => Self::Cover,
            "turns" => Self::Turns,
            "price" => Self::Price,
            "value" => Self::Value,
            "wait" => Self::Wait,
            _ => return Err(Error::new(ErrorKind::Missing, "no_such_figure").with("figure", code)),
        })
    }

    /// The figure of a product; none = not known.
    pub(super) fn of(self, computed: &Computed) -> Option<f64> {
        let minor = |money: Option<Money>| money.map(Money::to_expectation);
        match self {
            Self::Gain => minor(computed.gain),
            Self::Units => Some(computed.units),
            Self::Cover => computed.cover(),
            Self::Turns => computed.cover().filter(|&days| days > 0.0).map(|days| 365.0 / days),
            Self::Price => minor(computed.price),
            Self::Value => minor(computed.best_value),
            Self::Wait => minor(computed.wait_week),
        }
    }
}

/// Bounds of a figure, both included; none = open. Products whose figure is not known are out.
///
/// ```
/// use clearfloor::book::{Book, Bounds, Day, Figure, Filter, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\nRUG,40.00,100\nPAD,,7\n", &ReadOptions::default());
/// book.finish().unwrap();
/// // 25.00 and more, in cents; what has no price is out.
/// let bounds = vec![Bounds { figure: Figure::Price, from: Some(2500.0), to: None }];
/// assert_eq!(book.keys(&Filter { bounds, ..Filter::default() }), ["MAT", "RUG"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Which figure.
    pub figure: Figure,
    /// Lowest.
    pub from: Option<f64>,
    /// Highest.
    pub to: Option<f64>,
}

/// What the list is narrowed to; every part that is given must hold.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Vendor,On hand,Age (days)\nMAT,Acme,40,30\nRUG,Acme,15,300\nPAD,Loom,7,300\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// // From Acme, and 271 days old or more.
/// let filter = Filter { supplier: Some("Acme".to_owned()), ages: Some((3, 4)), ..Filter::default() };
/// assert_eq!(book.keys(&filter), ["RUG"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// SKU or title holds this text, whatever its case.
    pub text: String,
    /// What to do is one of these: `hold`, `cut`, `liquidate`, `remove`, `resell`, `dispose`, `none`.
    pub actions: Vec<String>,
    /// Units lie in one of these age bands, from and to, 0 = 0–90 days … 4 = 366 and more.
    pub ages: Option<(usize, usize)>,
    /// Canonical id, or `none` where it is not known.
    pub category: Option<String>,
    /// Bought from this supplier, as the tables name it, or `none` where they name none.
    pub supplier: Option<String>,
    /// The next deadline is on this day or before.
    pub deadline_by: Option<Day>,
    /// This fact is asked for; `any` = whichever.
    pub missing: Option<String>,
    /// Figures and their bounds.
    pub bounds: Vec<Bounds>,
}

impl Filter {
    /// Nothing is asked, so everything is in.
    ///
    /// ```
    /// use clearfloor::book::Filter;
    /// assert!(Filter::default().is_empty());
    /// assert!(!Filter { text: "mat".to_owned(), ..Filter::default() }.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A filter with its text made ready to compare.
pub(super) struct Sieve<'f> {
    filter: &'f Filter,
    text: String,
    needs_result: bool,
}

impl<'f> Sieve<'f> {
    pub fn new(filter: &'f Filter) -> Self {
        let text = lower(filter.text.trim());
        let needs_result = Filter { text: String::new(), ..filter.clone() } != Filter::default();
        Self { filter, text, needs_result }
    }

    /// Whether a product passes. One that is not computed yet passes by its text alone.
    pub fn lets_through(&self, book: &Book, index: usize) -> bool {
        // Who looks at a text has the facts of all products put together.
        let has_text = index < book.products.len()
            && (self.text.is_empty()
                || lower(book.sku_of(index)).contains(&self.text)
                || lower(book.title_of(index)).contains(&self.text));
        if !has_text || !self.needs_result {
            return has_text;
        }
        if self.filter.supplier.as_ref().is_some_and(|wanted| wanted != book.supplier_of(index)) {
            return false;
        }
        book.results.known(index).is_some_and(|computed| self.holds(computed))
    }

    fn holds(&self, computed: &Computed) -> bool {
        let filter = self.filter;
        let of_action = filter.actions.is_empty() || filter.actions.iter().any(|code| code == computed.action());
        let of_age = filter.ages.is_none_or(|(from, to)| {
            let bands = computed.ages.iter().enumerate().filter(|(band, _)| (from..=to).contains(band));
            bands.map(|(_, units)| units).any(|&units| units > 0.0)
        });
        let of_category =
            filter.category.as_deref().is_none_or(|id| computed.category.as_deref().unwrap_or(NONE) == id);
        let in_time = filter.deadline_by.is_none_or(|day| computed.deadline.is_some_and(|next| next.date <= day));
        let lacks = filter
            .missing
            .as_deref()
            .is_none_or(|field| computed.missing.iter().any(|missing| field == "any" || missing.field == field));
        let within = filter.bounds.iter().all(|bounds| {
            bounds.figure.of(computed).is_some_and(|figure| {
                bounds.from.is_none_or(|from| figure >= from) && bounds.to.is_none_or(|to| figure <= to)
            })
        });
        of_action && of_age && of_category && in_time && lacks && within
    }
}

impl Computed {
    /// Units sold a week at today's pace.
    pub(super) fn per_week(&self) -> Option<f64> {
        self.known.units_per_day.map(|rate| rate * 7.0)
    }

    /// Room of the stock at the marketplace, in cubic feet.
    pub(super) fn volume(&self) -> Option<f64> {
        self.known.volume().map(|volume| volume * self.units)
    }

    /// Days the stock lasts; infinite where there is stock and nothing sells.
    pub(super) fn cover(&self) -> Option<f64> {
        match self.per_week() {
            Some(pace) if pace <= 0.0 && self.units > 0.0 => Some(f64::INFINITY),
            _ => self.cover_days,
        }
    }

    /// Code of what to do; `none` without advice.
    pub(super) fn action(&self) -> &'static str {
        match self.best {
            None => NONE,
            Some(Way::Exit(kind)) => kind.code(),
            Some(way @ Way::At(_)) if way.is_hold() => ScenarioKind::Hold.code(),
            Some(Way::At(_)) => ScenarioKind::Cut.code(),
        }
    }

    /// The oldest age band that holds units.
    pub(super) fn oldest_band(&self) -> Option<usize> {
        self.ages.iter().rposition(|&units| units > 0.0)
    }
}

impl Book {
    /// Places of the products that pass a filter, in the order of the book.
    pub(super) fn passing(&self, filter: &Filter) -> impl Iterator<Item = usize> {
        let sieve = Sieve::new(filter);
        (0..self.products.len()).filter(move |&index| sieve.lets_through(self, index))
    }

    /// Keys of all products that pass a filter, in the order of the book.
    ///
    /// ```
    /// use clearfloor::book::{Book, Bounds, Day, Figure, Filter, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\nRUG,40.00,100\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let bounds = vec![Bounds { figure: Figure::Units, from: Some(50.0), to: None }];
    /// assert_eq!(book.keys(&Filter { bounds, ..Filter::default() }), ["RUG"]);
    /// ```
    #[must_use]
    pub fn keys(&self, filter: &Filter) -> Vec<String> {
        self.passing(filter).filter_map(|index| self.products.get(index)).map(|facts| facts.key.clone()).collect()
    }
}
