//! A worksheet of texts as typed, and the lines that explain what follows from them.

use super::view::{FieldView, Problem};
use crate::fees::RowRef;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::quote::{Input, Status};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding};
use crate::state::Entries;
use crate::state::field::{Entry, FieldKind, FieldSpec, parse};

/// Texts by field, as typed.
pub type Texts = [(String, String)];

/// One line of a promotion or bundle: an amount, a share or a number, with what it is made of.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::{PromotionSheet, PromotionText}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let half = PromotionText { mechanic: "second-half-price".to_owned(), texts: Vec::new() };
/// let sheet = PromotionSheet { columns: vec![half], ..PromotionSheet::default() };
/// let lines = &book.promotions("MAT", &sheet).unwrap().columns[0].lines;
/// let total = lines.iter().find(|line| line.id == "order_total").unwrap();
/// // Money, not a share and not a number.
/// assert_eq!((total.amount.unwrap().to_string(), total.share, total.number), ("37.50".to_owned(), None, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OfferLine {
    /// Stable code, such as `order_total`.
    pub id: &'static str,
    /// Money; none = another kind of figure, or not known.
    pub amount: Option<Money>,
    /// A share.
    pub share: Option<Rate>,
    /// A number of units, or a multiple.
    pub number: Option<f64>,
    /// Code of the rule.
    pub formula: &'static str,
    /// The values in it.
    pub inputs: Vec<Input>,
    /// What it rests on.
    pub status: Status,
    /// The fee row, if one was used.
    pub fee: Option<RowRef>,
    /// Codes of what is not known.
    pub holes: Vec<String>,
}

impl OfferLine {
    pub(super) const fn new(id: &'static str, formula: &'static str) -> Self {
        Self {
            id,
            amount: None,
            share: None,
            number: None,
            formula,
            inputs: Vec::new(),
            status: Status::Computed,
            fee: None,
            holes: Vec::new(),
        }
    }

    pub(super) fn amount(mut self, amount: Option<Money>) -> Self {
        self.amount = amount;
        self.known(amount.is_some())
    }

    pub(super) fn share(mut self, share: Option<Rate>) -> Self {
        self.share = share;
        self.known(share.is_some())
    }

    pub(super) fn number(mut self, number: Option<f64>) -> Self {
        self.number = number;
        self.known(number.is_some())
    }

    pub(super) fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.inputs.push(Input { name, text: text.to_string() });
        self
    }

    pub(super) fn with_some(self, name: &'static str, text: Option<impl ToString>) -> Self {
        match text {
            Some(text) => self.with(name, text),
            None => self,
        }
    }

    pub(super) fn lacks(mut self, hole: &str) -> Self {
        self.holes.push(hole.to_owned());
        self
    }

    pub(super) fn assumed(mut self, is_assumed: bool) -> Self {
        if is_assumed && self.status == Status::Computed {
            self.status = Status::Assumed;
        }
        self
    }

    fn known(mut self, is_known: bool) -> Self {
        if !is_known {
            self.status = Status::Unknown;
        }
        self
    }
}

/// The texts of one sheet with what is taken where the seller typed nothing.
pub(super) struct Sheet {
    entries: Entries,
    assumed: Vec<(&'static str, String)>,
}

impl Sheet {
    pub fn new(specs: &'static [FieldSpec], texts: &Texts) -> Self {
        let mut entries = Entries::default();
        for (name, text) in texts {
            if let Some(spec) = specs.iter().find(|spec| spec.name == name) {
                entries.put(spec, text);
            }
        }
        Self { entries, assumed: Vec::new() }
    }

    /// Takes `text` where nothing was typed; the field shows it as assumed.
    pub fn assume(&mut self, name: &'static str, text: impl ToString) {
        self.assumed.push((name, text.to_string()));
    }

    fn taken(&self, name: &str) -> Option<&str> {
        self.assumed.iter().find(|(assumed, _)| *assumed == name).map(|(_, text)| text.as_str())
    }

    /// Nothing was typed, and something is taken.
    pub fn is_assumed(&self, name: &str) -> bool {
        self.entries.get(name).is_none() && self.taken(name).is_some()
    }

    /// The last good reading of what was typed, else what is taken.
    pub fn entry(&self, spec: &'static FieldSpec) -> Option<Entry> {
        if self.entries.get(spec.name).is_some() {
            return self.entries.entry(spec.name).cloned();
        }
        parse(spec, self.taken(spec.name)?).ok()
    }

    pub fn field(&self, spec: &'static FieldSpec, currency: Currency, sku: &str) -> FieldView {
        let typed = self.entries.get(spec.name);
        let taken = self.taken(spec.name);
        let unit = if spec.kind == FieldKind::Money { Some(currency.code()) } else { spec.unit };
        FieldView {
            field: spec.name,
            group: spec.group,
            kind: spec.kind.code(),
            text: typed.map(|typed| typed.text.clone()).or(taken.map(str::to_owned)).unwrap_or_default(),
            unit: unit.map(str::to_owned),
            source: match (typed, taken) {
                (Some(_), _) => "typed",
                (None, Some(_)) => "assumed",
                (None, None) => "unknown",
            },
            source_name: None,
            source_line: None,
            choices: spec.choices.iter().map(|&choice| choice.to_owned()).collect(),
            problem: typed
                .and_then(|typed| typed.problem.as_ref())
                .map(|problem| Problem::of_error(problem, spec.name, Some(sku))),
        }
    }
}

/// Reads fields of a sheet by name.
pub(super) struct Reader<'a> {
    pub sheet: &'a Sheet,
    pub specs: &'static [FieldSpec],
    pub currency: Currency,
}

impl Reader<'_> {
    fn entry(&self, name: &str) -> Option<Entry> {
        self.sheet.entry(self.specs.iter().find(|spec| spec.name == name)?)
    }

    pub fn rate(&self, name: &str) -> Option<Rate> {
        self.entry(name)?.as_rate()
    }

    pub fn whole(&self, name: &str) -> Option<i64> {
        self.entry(name)?.as_whole()
    }

    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.entry(name)?.as_number()
    }

    pub fn text(&self, name: &str) -> Option<String> {
        self.entry(name)?.as_text().map(str::to_owned)
    }

    pub fn pairs(&self, name: &str) -> Option<Vec<(Rate, i64)>> {
        if let Entry::Grades(pairs) = self.entry(name)? { Some(pairs) } else { None }
    }

    /// Money, rounded once to the minor unit.
    pub fn money(&self, name: &str) -> Option<Money> {
        self.entry(name)?.as_amount(self.currency)?.and_then(|amount| amount.to_money()).ok()
    }
}

/// An exact number of minor units as money, rounded once.
pub(super) fn money(minor: Ratio, currency: Currency) -> Option<Money> {
    Money::from_ratio_minor(minor, currency, Rounding::HalfAwayFromZero).ok()
}

/// Money as an exact number of its minor units.
pub(super) fn minor(money: Money) -> Ratio {
    Ratio::whole(i128::from(money.minor()))
}

/// An expectation as the nearest fraction of millionths.
pub(super) fn exact(expectation: f64) -> Option<Ratio> {
    Decimal::nearest(expectation, 6).ok()?.to_ratio().ok()
}

/// A number for a sentence.
pub(super) fn shown(number: f64) -> Option<Decimal> {
    Decimal::nearest(number, 2).ok()
}
