//! What is asked about promotions of a product, and what is answered.

use super::condition::ConditionView;
use crate::book::offer_sheet::OfferLine;
use crate::book::view::FieldView;
use crate::money::Money;
use crate::scenario::Outcome;

/// One promotion as typed.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::{PromotionSheet, PromotionText}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let text = PromotionText { mechanic: "no-such-kind".to_owned(), texts: Vec::new() };
/// let sheet = PromotionSheet { columns: vec![text], ..PromotionSheet::default() };
/// // A kind that is not known is left out; those there are stand in `mechanics`.
/// let promotions = book.promotions("MAT", &sheet).unwrap();
/// assert!(promotions.columns.is_empty() && promotions.mechanics.contains(&"second-half-price".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromotionText {
    /// Id of its kind.
    pub mechanic: String,
    /// Texts by field.
    pub texts: Vec<(String, String)>,
}

/// Everything typed about the promotions of a product.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::PromotionSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let shared = vec![("pull_forward".to_owned(), "50 %".to_owned())];
/// let promotions = book.promotions("MAT", &PromotionSheet { shared, columns: Vec::new() }).unwrap();
/// let field = promotions.shared.iter().find(|field| field.field == "pull_forward").unwrap();
/// assert_eq!((field.text.as_str(), field.source), ("50 %", "typed"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromotionSheet {
    /// What all of them share.
    pub shared: Vec<(String, String)>,
    /// The promotions, in the order of the columns.
    pub columns: Vec<PromotionText>,
}

/// One promotion.
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
/// let column = &book.promotions("MAT", &sheet).unwrap().columns[0];
/// let total = column.lines.iter().find(|line| line.id == "order_total").unwrap();
/// // 25.00 and 12.50.
/// assert_eq!(total.amount.unwrap().to_string(), "37.50");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PromotionColumn {
    /// Id of its kind.
    pub mechanic: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// Fields without which nothing can be said.
    pub asked: Vec<&'static str>,
    /// Figures with their reasons.
    pub lines: Vec<OfferLine>,
    /// What it requires and what follows.
    pub conditions: Vec<ConditionView>,
    /// What it does to the stock; none = too little is known.
    pub outcome: Option<Outcome>,
}

/// What happens when two of the promotions meet.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::{PromotionSheet, PromotionText}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let column = |mechanic: &str| PromotionText {
///     mechanic: mechanic.to_owned(),
///     texts: vec![("discount".to_owned(), "10 %".to_owned())],
/// };
/// let columns = vec![column("coupon"), column("prime-exclusive")];
/// let stack = book.promotions("MAT", &PromotionSheet { columns, ..PromotionSheet::default() }).unwrap().stack.unwrap();
/// assert_eq!((stack.meetings[0].places, stack.meetings[0].code), ([0, 1], "both"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingView {
    /// Places of the two.
    pub places: [usize; 2],
    /// `larger`, `both`, `seller_chooses`, `not_said`.
    pub code: &'static str,
}

/// All promotions at the same time on one item.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::{PromotionSheet, PromotionText}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let column = |mechanic: &str, off: &str| PromotionText {
///     mechanic: mechanic.to_owned(),
///     texts: vec![("discount".to_owned(), off.to_owned())],
/// };
/// let columns = vec![column("coupon", "10 %"), column("prime-exclusive", "20 %")];
/// let stack = book.promotions("MAT", &PromotionSheet { columns, ..PromotionSheet::default() }).unwrap().stack.unwrap();
/// // 30 % off 25.00; or a tenth off, then a fifth off what is left.
/// assert_eq!((stack.additive.to_string(), stack.sequential.to_string()), ("17.50".to_owned(), "18.00".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackView {
    /// Each pair.
    pub meetings: Vec<MeetingView>,
    /// Which of them apply.
    pub applies: Vec<bool>,
    /// Price with every share off the full price: the lowest it can come to.
    pub additive: Money,
    /// Price with each share off what is left.
    pub sequential: Money,
    /// Where the table comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: &'static str,
}

/// The promotions of a product side by side.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, promotion::PromotionSheet};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let promotions = book.promotions("MAT", &PromotionSheet::default()).unwrap();
/// assert_eq!(promotions.price.unwrap().to_string(), "25.00");
/// // Without a promotion the comparison is that of the list.
/// assert_eq!(promotions.best.unwrap().scenario.id, "cut-400000");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Promotions {
    /// Price in force.
    pub price: Option<Money>,
    /// Kinds to choose from.
    pub mechanics: Vec<String>,
    /// Fields that all share.
    pub shared: Vec<FieldView>,
    /// One a promotion asked for.
    pub columns: Vec<PromotionColumn>,
    /// Doing nothing.
    pub hold: Option<Outcome>,
    /// The best way without a promotion.
    pub best: Option<Outcome>,
    /// Place of the promotion that leaves the most; none = of no promotion it is known.
    pub best_column: Option<usize>,
    /// The best way without a promotion leaves more than that one.
    pub is_best_without: bool,
    /// All at once; none with fewer than two that have a depth.
    pub stack: Option<StackView>,
}
