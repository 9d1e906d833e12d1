//! The list: sorted, narrowed, grouped, and handed out in windows.

use super::filter::{Filter, NONE};
use super::order::{self, Ordered};
use super::totals::Totals;
use super::view::Row;
use super::{Book, Computed, Day, count};
use crate::lower::lower;
use crate::money::Money;
use std::cmp::Ordering;
use std::fmt;

/// What the list is sorted by.
///
/// ```
/// use clearfloor::book::Sort;
/// assert_eq!(Sort::from_code("wait"), Some(Sort::Wait));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// More than doing nothing.
    Gain,
    /// SKU as text.
    Sku,
    /// Units planned.
    Units,
    /// Days the stock lasts.
    Cover,
    /// Units sold a week.
    Pace,
    /// Net of one unit at the price in force.
    Net,
    /// Landed cost of the stock.
    Cash,
    /// Room the stock takes up.
    Volume,
    /// Units in the oldest bands first.
    Age,
    /// Price in force.
    Price,
    /// Walk-away floor.
    Floor,
    /// Present value of the best way.
    Value,
    /// What a week of waiting costs.
    Wait,
    /// Next deadline.
    Deadline,
}

impl Sort {
    /// Reads the page's word.
    ///
    /// ```
    /// use clearfloor::book::Sort;
    /// assert_eq!([Sort::from_code("gain"), Sort::from_code("colour")], [Some(Sort::Gain), None]);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "gain" => Self::Gain,
            "sku" => Self::Sku,
            "units" => Self::Units,
            "cover" => Self::Cover,
            "pace" => Self::Pace,
            "net" => Self::Net,
            "cash" => Self::Cash,
            "volume" => Self::Volume,
            "age" => Self::Age,
            "price" => Self::Price,
            "floor" => Self::Floor,
            "value" => Self::Value,
            "wait" => Self::Wait,
            "deadline" => Self::Deadline,
            _ => return None,
        })
    }
}

/// A group, written out only where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GroupCode<'b> {
    Word(&'b str),
    Day(Day),
    Band(usize),
}

impl fmt::Display for GroupCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Day(day) => day.fmt(f),
            Self::Band(band) => band.fmt(f),
        }
    }
}

impl GroupCode<'_> {
    /// Whether it is written so.
    pub fn is(&self, code: &str) -> bool {
        match self {
            Self::Word(word) => *word == code,
            Self::Day(_) | Self::Band(_) => self.to_string() == code,
        }
    }
}

/// What rows are put together by.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, Sort, Window};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Vendor,On hand\nMAT,Acme,40\nRUG,Loom,15\nPAD,Acme,7\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let list = book.rows(&Window {
///     offset: 0, count: 9, sort: Sort::Sku, is_descending: false,
///     filter: Filter::default(), group: Some(GroupBy::Supplier), open: Vec::new(),
/// });
/// let heads: Vec<_> = list.heads.iter().map(|head| (head.code.as_str(), head.totals.units)).collect();
/// assert_eq!(heads, [("Acme", 47.0), ("Loom", 15.0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// What to do.
    Action,
    /// Next deadline.
    Deadline,
    /// Oldest age band that holds units.
    Age,
    /// Category.
    Category,
    /// Whom they are bought from.
    Supplier,
}

impl GroupBy {
    /// Reads the page's word.
    ///
    /// ```
    /// use clearfloor::book::GroupBy;
    /// assert_eq!([GroupBy::from_code("supplier"), GroupBy::from_code("colour")], [Some(GroupBy::Supplier), None]);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "action" => Self::Action,
            "deadline" => Self::Deadline,
            "age" => Self::Age,
            "category" => Self::Category,
            "supplier" => Self::Supplier,
            _ => return None,
        })
    }

    /// The group that a product belongs to.
    pub(super) fn group_of(self, book: &Book, index: usize) -> GroupCode<'_> {
        let computed = book.computed(index);
        let code = match self {
            Self::Action => computed.map(|computed| GroupCode::Word(computed.action())),
            Self::Deadline => computed.and_then(|computed| Some(GroupCode::Day(computed.deadline?.date))),
            Self::Age => computed.and_then(|computed| Some(GroupCode::Band(computed.oldest_band()?))),
            Self::Category => computed.and_then(|computed| Some(GroupCode::Word(computed.category.as_deref()?))),
            Self::Supplier => Some(GroupCode::Word(book.supplier_of(index))),
        };
        code.unwrap_or(GroupCode::Word(NONE))
    }

    /// The next deadline first, the oldest first, else the most gain first; what has none last.
    fn compare(self, a: &Group, b: &Group) -> Ordering {
        let by_gain = || by_figure(a.totals.gain.map(Money::minor), b.totals.gain.map(Money::minor), true);
        (a.code == NONE).cmp(&(b.code == NONE)).then_with(|| match self {
            Self::Deadline => a.code.cmp(&b.code),
            Self::Age => b.code.cmp(&a.code),
            Self::Action | Self::Category | Self::Supplier => by_gain().then_with(|| a.code.cmp(&b.code)),
        })
    }
}

/// Which rows of the list are wanted.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, ReadOptions, Sort, Window};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let filter = Filter { text: "a".to_owned(), ..Filter::default() };
/// let (sort, is_descending) = (Sort::Units, true);
/// let window = Window { offset: 1, count: 1, sort, is_descending, filter, group: None, open: Vec::new() };
/// // MAT and PAD pass; the second place is that of the fewer units.
/// assert_eq!(book.rows(&window).rows[0].sku, "PAD");
/// ```
#[derive(Clone, Debug)]
pub struct Window {
    /// First place, from 0.
    pub offset: usize,
    /// Places wanted.
    pub count: usize,
    /// What it is sorted by.
    pub sort: Sort,
    /// Largest first.
    pub is_descending: bool,
    /// Which products.
    pub filter: Filter,
    /// What they are put together by.
    pub group: Option<GroupBy>,
    /// Codes of the groups whose products are listed; of the others only the head is.
    pub open: Vec<String>,
}

/// Head of a group: it takes a place of the list like a row.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, GroupBy, ReadOptions, Sort, Window};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Vendor,On hand\nMAT,Acme,40\nRUG,Loom,15\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let list = book.rows(&Window {
///     offset: 0, count: 9, sort: Sort::Sku, is_descending: false,
///     filter: Filter::default(), group: Some(GroupBy::Supplier), open: vec!["Acme".to_owned()],
/// });
/// // Its head, its one product, then the head of the next.
/// let heads: Vec<_> = list.heads.iter().map(|head| (head.place, head.code.as_str(), head.is_open)).collect();
/// assert_eq!(heads, [(0, "Acme", true), (2, "Loom", false)]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct GroupHead {
    /// Its place in the list.
    pub place: u32,
    /// `cut`, `2026-12-14`, `4`, a category id, `none`, …
    pub code: String,
    /// Its products are listed below it.
    pub is_open: bool,
    /// Sums over its products.
    pub totals: Totals,
}

/// Rows of the list.
///
/// ```
/// use clearfloor::book::{Book, Day, Filter, ReadOptions, Sort, Window};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,On hand\nMAT,40\nRUG,15\nPAD,7\n", &ReadOptions::default());
/// book.finish().unwrap();
/// let list = book.rows(&Window {
///     offset: 0, count: 1, sort: Sort::Sku, is_descending: false,
///     filter: Filter::default(), group: None, open: Vec::new(),
/// });
/// assert_eq!((list.total, list.products, list.rows.len(), list.heads.len()), (3, 3, 1, 0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RowWindow {
    /// Places in all: heads and listed rows.
    pub total: u32,
    /// Products that pass the filter.
    pub products: u32,
    /// Heads among the places asked for, with their places.
    pub heads: Vec<GroupHead>,
    /// Rows among the places asked for, in order.
    pub rows: Vec<Row>,
}

/// A product that was looked for.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Title\nMAT-1,Bath mat\n", &ReadOptions::default());
/// let found = &book.find("mat-1", 1)[0];
/// assert_eq!((found.key.as_str(), found.sku.as_str(), found.title.as_str()), ("MAT-1", "MAT-1", "Bath mat"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Identity inside the book.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
}

#[derive(Clone, Debug)]
struct Group {
    code: String,
    products: Ordered,
    totals: Totals,
}

/// A filtered list, sorted as far as it was looked at; kept until something changes.
#[derive(Clone, Debug)]
pub(super) struct Order {
    sort: Sort,
    is_descending: bool,
    filter: Filter,
    group: Option<GroupBy>,
    /// One group with an empty code where nothing is grouped.
    groups: Vec<Group>,
}

/// Lists kept: that of the catalogue and that of what to do first.
const MOST_KEPT: usize = 2;

/// Rows without a figure stand last, whichever way it is sorted.
pub(super) fn by_figure<T: PartialOrd>(a: Option<T>, b: Option<T>, is_descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
            if is_descending { order.reverse() } else { order }
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Brings the first `upto` into order; what follows them stays as it falls. `order` knows no equals.
pub(super) fn first_sorted<T>(items: &mut [T], upto: usize, order: impl Fn(&T, &T) -> Ordering) {
    let first = if upto < items.len() { items.select_nth_unstable_by(upto, &order).0 } else { items };
    first.sort_unstable_by(order);
}

impl Book {
    /// Rows of the list as far as they are computed; sorting is stable by key.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Filter, ReadOptions, Sort, Window};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,On hand\nMAT,40\nRUG,100\nPAD,7\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let window = Window {
    ///     offset: 0, count: 2, sort: Sort::Units, is_descending: true,
    ///     filter: Filter::default(), group: None, open: Vec::new(),
    /// };
    /// let list = book.rows(&window);
    /// let shown: Vec<_> = list.rows.iter().map(|row| (row.sku.as_str(), row.units)).collect();
    /// assert_eq!((list.products, shown), (3, vec![("RUG", 100.0), ("MAT", 40.0)]));
    /// ```
    pub fn rows(&mut self, window: &Window) -> RowWindow {
        let is_same = |order: &Order| {
            order.sort == window.sort
                && order.is_descending == window.is_descending
                && order.group == window.group
                && order.filter == window.filter
        };
        let mut order = match self.orders.iter().position(is_same) {
            Some(place) => self.orders.remove(place),
            None => self.grouped(window),
        };
        let answer = self.cut_out(&mut order, window);
        self.orders.truncate(MOST_KEPT - 1);
        self.orders.insert(0, order);
        answer
    }

    fn cut_out(&self, order: &mut Order, window: &Window) -> RowWindow {
        let mut answer = RowWindow { total: 0, products: 0, heads: Vec::new(), rows: Vec::new() };
        let end = window.offset.saturating_add(window.count);
        let mut place = 0_usize;
        for group in &mut order.groups {
            answer.products = answer.products.saturating_add(group.totals.products);
            let is_open = order.group.is_none() || window.open.contains(&group.code);
            if order.group.is_some() {
                if (window.offset..end).contains(&place) {
                    let (code, totals) = (group.code.clone(), group.totals.clone());
                    answer.heads.push(GroupHead { place: count(place), code, is_open, totals });
                }
                place += 1;
            }
            if is_open {
                let from = window.offset.saturating_sub(place);
                let to = end.saturating_sub(place);
                if from < to {
                    let equal = |a, b| self.order_of_equal(order.sort, order.is_descending, a, b);
                    let shown = group.products.window(from, to, equal);
                    answer.rows.extend(shown.filter_map(|index| self.row(index)));
                }
                place += group.products.len();
            }
        }
        answer.total = count(place);
        answer
    }

    /// What passes, put together, in no order yet but that of the groups.
    fn grouped(&self, window: &Window) -> Order {
        let Window { sort, is_descending, group, .. } = *window;
        let key_of = |index: usize| order::key(self.sorted_by(sort, index), is_descending);
        let mut groups: Vec<Group> = Vec::new();
        if let Some(by) = group {
            let mut places = rustc_hash::FxHashMap::default();
            for index in self.passing(&window.filter) {
                let of = by.group_of(self, index);
                let place = *places.entry(of).or_insert_with(|| {
                    groups.push(Group {
                        code: of.to_string(),
                        products: Ordered::new(Vec::new()),
                        totals: Totals::default(),
                    });
                    groups.len() - 1
                });
                if let Some(group) = groups.get_mut(place) {
                    group.products.push(key_of(index), index);
                    group.totals.count_in(self.computed(index), self.currency);
                }
            }
            groups.sort_by(|a, b| by.compare(a, b));
        } else {
            let products: Vec<_> = self.passing(&window.filter).map(|index| (key_of(index), index)).collect();
            let totals = Totals { products: count(products.len()), ..Totals::default() };
            groups.push(Group { code: String::new(), products: Ordered::new(products), totals });
        }
        Order { sort, is_descending, filter: window.filter.clone(), group, groups }
    }

    fn computed(&self, index: usize) -> Option<&Computed> {
        self.results.known(index)
    }

    /// The number a product is sorted by; none = it has no such figure.
    fn sorted_by(&self, sort: Sort, index: usize) -> Option<u64> {
        if sort == Sort::Sku {
            return Some(order::of_text(self.sku_of(index)));
        }
        let computed = self.computed(index)?;
        let minor = |money: Option<Money>| money.map(|money| order::of_whole(money.minor()));
        match sort {
            Sort::Gain => minor(computed.gain),
            Sort::Price => minor(computed.price),
            Sort::Floor => minor(computed.floor),
            Sort::Value => minor(computed.best_value),
            Sort::Wait => minor(computed.wait_week),
            Sort::Net => minor(computed.net_per_unit),
            Sort::Cash => minor(computed.landed_total),
            Sort::Units => Some(order::of_figure(computed.units)),
            Sort::Cover => computed.cover().map(order::of_figure),
            Sort::Pace => computed.per_week().map(order::of_figure),
            Sort::Volume => computed.volume().map(order::of_figure),
            Sort::Age => age_weight(computed).map(|[oldest, ..]| order::of_figure(oldest)),
            Sort::Deadline => computed.deadline.map(|next| order::of_whole(i64::from(next.date.number()))),
            Sort::Sku => None,
        }
    }

    /// Which of two products is first that have the same number to be sorted by.
    fn order_of_equal(&self, sort: Sort, is_descending: bool, a: usize, b: usize) -> Ordering {
        match sort {
            Sort::Sku => {
                let order = self.sku_of(a).cmp(self.sku_of(b));
                if is_descending { order.reverse() } else { order }
            }
            Sort::Age => {
                let of = |index| self.computed(index).and_then(age_weight);
                by_figure(of(a), of(b), is_descending)
            }
            _ => Ordering::Equal,
        }
    }

    pub(super) fn sku_of(&self, index: usize) -> &str {
        self.products.get(index).map_or("", |facts| facts.sku.as_str())
    }

    pub(super) fn title_of(&self, index: usize) -> &str {
        let Some(facts) = self.products.get(index) else { return "" };
        let typed = self.entries.of(&facts.key).entry("title").and_then(crate::state::field::Entry::as_text);
        typed
            .or_else(|| facts.own_title.as_ref().or(facts.title.as_ref()).map(|fact| fact.value.as_str()))
            .unwrap_or("")
    }

    /// Whom a product is bought from, as the tables name it.
    pub(super) fn supplier_of(&self, index: usize) -> &str {
        self.products.get(index).and_then(|facts| facts.supplier.as_deref()).unwrap_or(NONE)
    }

    /// One row, or none while it is not computed.
    pub(super) fn row(&self, index: usize) -> Option<Row> {
        let computed = self.results.known(index)?;
        let facts = self.products.get(index)?;
        Some(computed.to_row(facts, self.title_of(index)))
    }

    pub(super) fn found(&self, index: usize) -> Option<Found> {
        let facts = self.products.get(index)?;
        let title = self.title_of(index).to_owned();
        Some(Found { key: facts.key.clone(), sku: facts.sku.clone(), title })
    }

    /// Products by SKU or title, the closest first: the SKU itself, SKUs and titles that begin so,
    /// then those that hold the text; none for an empty text.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Title\nMAT-1,Bath mat\nB-7,Mat for yoga\nBATH-MAT,Set\n", &ReadOptions::default());
    /// let found: Vec<_> = book.find("mat", 9).into_iter().map(|found| found.sku).collect();
    /// // A SKU that begins so, a title that does, a SKU that holds it.
    /// assert_eq!(found, ["MAT-1", "B-7", "BATH-MAT"]);
    /// ```
    #[must_use]
    pub fn find(&self, text: &str, limit: usize) -> Vec<Found> {
        let wanted = lower(text.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut by_closeness: [Vec<usize>; 5] = Default::default();
        for index in 0..self.products.len() {
            let (sku, title) = (lower(self.sku_of(index)), lower(self.title_of(index)));
            let closeness = if sku == wanted {
                0
            } else if sku.starts_with(&wanted) {
                1
            } else if title.starts_with(&wanted) {
                2
            } else if sku.contains(&wanted) {
                3
            } else if title.contains(&wanted) {
                4
            } else {
                continue;
            };
            if let Some(found) = by_closeness.get_mut(closeness).filter(|found| found.len() < limit) {
                found.push(index);
            }
        }
        by_closeness.into_iter().flatten().take(limit).filter_map(|index| self.found(index)).collect()
    }
}

/// Units by age, an older band before any number of younger ones; none without stock.
fn age_weight(computed: &Computed) -> Option<[f64; 5]> {
    let [a, b, c, d, e] = computed.ages;
    (computed.units > 0.0).then_some([e, d, c, b, a])
}
