//! Data that trigger each rule (`rules.json`, which the page's own test reads, too), and what the book answers to them.
#![allow(clippy::indexing_slicing, reason = "a part that the file does not have is null, which nothing takes")]

use clearfloor::book::bundle::BundleSheet;
use clearfloor::book::health::{CalendarAsk, FieldText, HealthSheets, HealthWindow, LogLine, OwnSheet};
use clearfloor::book::promotion::{PromotionSheet, PromotionText};
use clearfloor::book::review::ReviewSheet;
use clearfloor::book::transfers::TransferSheet;
use clearfloor::book::{Book, Day, Market};

use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::LazyLock;

type Texts = BTreeMap<String, String>;

/// The file, read once.
static FILE: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(include_str!("rules.json")).unwrap());

/// A promotion in a column.
#[derive(Clone, Debug, Deserialize)]
struct Column {
    mechanic: String,
    texts: Texts,
}

/// Weeks of equal sales, the last of them `before` weeks ago.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Weeks {
    count: i32,
    units: i32,
    market: String,
    before: i32,
}

/// What is entered for a rule; the first product is the one looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Data {
    products: Vec<String>,
    market: Option<String>,
    settings: Texts,
    lines: Texts,
    own: Texts,
    log: Vec<LogLine>,
    restock: Texts,
    weeks: Vec<Weeks>,
    plan: Texts,
    promotions: Vec<Column>,
    bundle: Texts,
    review: ReviewSheet,
    transfers: TransferSheet,
    /// No other product may be beside them; of weight for the page's test alone.
    #[allow(dead_code, reason = "read by the page's test")]
    is_alone: bool,
    /// The other reading: what stands there instead.
    #[allow(dead_code, reason = "laid over the rest before it is read")]
    other: Value,
}

fn pairs(texts: &Texts) -> Vec<(String, String)> {
    texts.iter().map(|(field, text)| (field.clone(), text.clone())).collect()
}

fn fields(texts: &Texts) -> Vec<FieldText> {
    texts.iter().map(|(field, text)| FieldText { field: field.clone(), text: text.clone() }).collect()
}

pub fn plain<T: serde::Serialize>(body: &T) -> Value {
    serde_json::to_value(body).unwrap()
}

fn today() -> Day {
    Day::parse(FILE["today"].as_str().unwrap()).unwrap()
}

/// Rules that the file has data for.
pub fn known() -> Vec<&'static str> {
    FILE["rules"].as_object().unwrap().keys().map(String::as_str).collect()
}

impl Data {
    /// Data of a rule; none if there are none.
    pub fn of(rule: &str) -> Option<Self> {
        let data = FILE["rules"].get(rule)?;
        Some(Self::deserialize(data).map_err(|error| format!("{rule}: {error}")).unwrap())
    }

    /// The data with the other reading in them; none if the rule has one reading alone.
    pub fn other_of(rule: &str) -> Option<Self> {
        let mut data = FILE["rules"].get(rule)?.clone();
        let other = data.get("other")?.as_object()?.clone();
        for (part, entered) in other {
            data[part.as_str()] = entered;
        }
        Some(Self::deserialize(data).map_err(|error| format!("{rule}, other: {error}")).unwrap())
    }

    /// The book with the products, and their keys.
    fn book(&self) -> (Book, Vec<String>) {
        let market = self.market.as_deref().map(|code| Market::parse(code).unwrap());
        let mut book = market.map_or_else(|| Book::new(today()), |market| Book::of(market, today())).unwrap();
        for (field, text) in &self.settings {
            assert_eq!(book.edit(None, field, text).unwrap().problem, None, "{field}");
        }
        let enter = |name: &String| {
            let key = book.add_product();
            for (field, text) in FILE["products"][name].as_object().unwrap() {
                assert_eq!(book.edit(Some(&key), field, text.as_str().unwrap()).unwrap().problem, None, "{field}");
            }
            key
        };
        let keys = self.products.iter().map(enter).collect();
        (book, keys)
    }

    /// The book with all worked out, and the product looked at.
    fn at_product(&self) -> (Book, String) {
        let (mut book, keys) = self.book();
        book.finish().unwrap();
        (book, keys.first().cloned().unwrap())
    }

    fn sheets(&self, key: &str) -> HealthSheets {
        let own = OwnSheet { key: key.to_owned(), texts: fields(&self.own) };
        HealthSheets { lines: fields(&self.lines), own: vec![own], log: self.log.clone() }
    }

    /// Health of the product.
    pub fn health(&self) -> Value {
        let (mut book, key) = self.at_product();
        plain(&book.health_of(&key, &self.sheets(&key)).unwrap().body)
    }

    /// Health of the catalogue.
    pub fn catalogue(&self) -> Value {
        let (mut book, key) = self.at_product();
        let window = HealthWindow { count: 10, ..HealthWindow::default() };
        plain(&book.health(&self.sheets(&key), &window).unwrap().body)
    }

    pub fn calendar(&self) -> Value {
        let (mut book, key) = self.at_product();
        let ask = CalendarAsk { count: 50, only: String::new() };
        plain(&book.calendar(&self.sheets(&key), &ask).unwrap())
    }

    /// Buying again; what cannot be read in the fields is told.
    pub fn restock(&self) -> Value {
        let (mut book, key) = self.at_product();
        let mut texts = pairs(&self.restock);
        if !self.weeks.is_empty() {
            texts.push(("sales".to_owned(), self.sales()));
        }
        let view = book.restock(&key, &texts).unwrap();
        let wrong: Vec<_> = view.fields.iter().filter_map(|field| field.problem.as_ref().map(|p| &p.code)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        plain(&view.body)
    }

    /// The weeks as they are pasted.
    fn sales(&self) -> String {
        let row = |weeks: &Weeks, week: i32| {
            let day = today().plus(-7 * (week + weeks.before));
            format!("{day} {} {}\n", weeks.units, weeks.market)
        };
        self.weeks.iter().flat_map(|weeks| (0..weeks.count).map(move |week| row(weeks, week))).collect()
    }

    pub fn plan(&self) -> Value {
        let (mut book, key) = self.at_product();
        plain(&book.plan(&key, &pairs(&self.plan)).unwrap().body)
    }

    pub fn plan_exits(&self) -> Value {
        let (mut book, key) = self.at_product();
        plain(&book.plan_exits(&key, &pairs(&self.plan), &[]).unwrap().body)
    }

    pub fn plan_doubts(&self) -> Value {
        let (mut book, key) = self.at_product();
        plain(&book.plan_doubts(&key, &pairs(&self.plan)).unwrap().body)
    }

    /// Promotions side by side: their lines, the formulas of them, what is wrong in their fields, whether they come out.
    pub fn promotions(&self) -> Value {
        let (mut book, key) = self.at_product();
        let column = |column: &Column| PromotionText { mechanic: column.mechanic.clone(), texts: pairs(&column.texts) };
        let sheet = PromotionSheet { shared: Vec::new(), columns: self.promotions.iter().map(column).collect() };
        let found = book.promotions(&key, &sheet).unwrap();
        let lines = |column: &clearfloor::book::promotion::PromotionColumn| {
            let line = |line: &clearfloor::book::promotion::Line| {
                json!({
                    "code": line.id,
                    "formula": line.formula,
                    "amount": line.amount.map(|amount| amount.to_string()),
                    "share": line.share.map(|share| share.to_string()),
                })
            };
            let wrong = column.fields.iter().filter_map(|field| field.problem.as_ref().map(|problem| &problem.code));
            json!({
                "lines": column.lines.iter().map(line).collect::<Vec<_>>(),
                "wrong": wrong.collect::<Vec<_>>(),
                "hasOutcome": column.outcome.is_some(),
            })
        };
        json!(found.columns.iter().map(lines).collect::<Vec<_>>())
    }

    /// The bundle with the best partner, as it prints.
    pub fn bundle(&self) -> impl Debug + use<> {
        let (mut book, key) = self.at_product();
        book.bundle(&key, &BundleSheet { partner: None, texts: pairs(&self.bundle) }).unwrap()
    }

    pub fn review(&self) -> Value {
        let (mut book, _) = self.book();
        plain(&book.review(&self.review, &HealthSheets::default()).unwrap())
    }

    pub fn transfers(&self) -> Value {
        let (mut book, _) = self.book();
        plain(&book.transfers(&self.transfers).unwrap())
    }

    /// The product's page of the list.
    pub fn product(&self) -> clearfloor::book::view::ProductView {
        let (mut book, key) = self.at_product();
        book.product(&key).unwrap()
    }
}
