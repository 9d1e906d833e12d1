//! What is asked about a bundle of two products, and what is answered.

use crate::book::offer_sheet::OfferLine;
use crate::book::promotion::ConditionView;
use crate::book::view::FieldView;
use crate::money::Money;
use crate::rate::Rate;
use crate::scenario::Outcome;

/// What was typed about a bundle.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let texts = vec![("bundle_price".to_owned(), "49.99".to_owned())];
/// let sheet = BundleSheet { partner: Some("RUG".to_owned()), texts };
/// let bundle = book.bundle("MAT", &sheet).unwrap();
/// assert!(bundle.is_partner_chosen);
/// assert_eq!(bundle.ways[0].lines[0].amount.unwrap().to_string(), "49.99");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleSheet {
    /// Key of the other product; none = the best that is found.
    pub partner: Option<String>,
    /// Texts by field.
    pub texts: Vec<(String, String)>,
}

/// A product that could carry the slow one along.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let partner = book.bundle("MAT", &BundleSheet::default()).unwrap().partner.unwrap();
/// // 90 in 30 days: 21 a week, and 300 last 100 days. In 90 days a tenth of 270 buyers takes a mat along.
/// assert_eq!((partner.per_week, partner.cover_days.unwrap().round()), (21.0, 100.0));
/// assert_eq!((partner.sku.as_str(), partner.units_moved.round()), ("RUG", 27.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Product.
    pub key: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Price in force.
    pub price: Option<Money>,
    /// Units sold a week.
    pub per_week: f64,
    /// Days its stock lasts.
    pub cover_days: Option<f64>,
    /// What it earns alone, landed cost paid; none = not known.
    pub margin: Option<Money>,
    /// Of the same category.
    pub is_same_category: bool,
    /// Slow units that it would move in the days looked at if a tenth of its buyers took the bundle.
    pub units_moved: f64,
    /// What that gains over letting them go; none = not known.
    pub gain: Option<Money>,
}

/// What a bundle gains at one share of cannibalised sales.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let bundle = book.bundle("MAT", &BundleSheet::default()).unwrap();
/// let gains = &bundle.ways[0].gains;
/// // A rug alone leaves 27.48 net less 11.00 of cost, 16.48: what half of it makes, from 50 % to all.
/// let less = gains[0].gain.unwrap().minus(gains[2].gain.unwrap()).unwrap();
/// assert_eq!((gains[0].cannibal.ppm(), gains[2].cannibal.ppm()), (500_000, 1_000_000));
/// assert_eq!(less.to_string(), "8.24");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GainAt {
    /// Share of bundle buyers who would have bought the other alone.
    pub cannibal: Rate,
    /// More than letting the slow unit go.
    pub gain: Option<Money>,
    /// Lowest price that gains something over letting it go.
    pub least_price: Option<Money>,
    /// Lowest price that gains at least what the best price alone does.
    pub least_against_markdown: Option<Money>,
}

/// One kind of bundle.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let ways = book.bundle("MAT", &BundleSheet::default()).unwrap().ways;
/// assert_eq!([ways[0].code, ways[1].code], ["physical_bundle", "virtual_bundle"]);
/// // 64.99 for both, less a fifth of the slow one's 25.00.
/// assert_eq!((ways[0].lines[0].id, ways[0].lines[0].amount.unwrap().to_string()), ("bundle_price", "59.99".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BundleWay {
    /// `physical_bundle`, `virtual_bundle`.
    pub code: &'static str,
    /// From its price to what it brings.
    pub lines: Vec<OfferLine>,
    /// By share of cannibalised sales.
    pub gains: Vec<GainAt>,
    /// The share at which nothing is gained.
    pub most_cannibal: Option<Rate>,
    /// What it requires.
    pub conditions: Vec<ConditionView>,
}

/// What a bundle does to the slow stock if a share of the other's buyers takes it.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let outcomes = book.bundle("MAT", &BundleSheet::default()).unwrap().outcomes;
/// let shares: Vec<i64> = outcomes.iter().filter(|one| one.way == "virtual_bundle").map(|one| one.attach.ppm()).collect();
/// assert_eq!(shares, [50_000, 100_000, 200_000]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BundleOutcome {
    /// `physical_bundle`, `virtual_bundle`.
    pub way: &'static str,
    /// Share of the other's buyers.
    pub attach: Rate,
    /// The stock.
    pub outcome: Outcome,
}

/// A bundle of a product with another.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let bundle = book.bundle("MAT", &BundleSheet::default()).unwrap();
/// // There is no other product that it could go with.
/// assert_eq!((bundle.partner, bundle.considered, bundle.best), (None, 0, None));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Price of the slow product.
    pub price: Option<Money>,
    /// Fields.
    pub fields: Vec<FieldView>,
    /// The other product; none = nothing suits.
    pub partner: Option<Partner>,
    /// It was chosen by the seller.
    pub is_partner_chosen: bool,
    /// What suits, the best first.
    pub partners: Vec<Partner>,
    /// Products looked at.
    pub considered: u32,
    /// The two kinds.
    pub ways: Vec<BundleWay>,
    /// What holds for both: the best other use, the best price alone, how many must take it.
    pub lines: Vec<OfferLine>,
    /// The way that gains most at the share used: also `single_markdown`, `dispose`; none = not known.
    pub best: Option<&'static str>,
    /// What it does to the stock.
    pub outcomes: Vec<BundleOutcome>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a bundle.
    pub recommended: Option<Outcome>,
}
