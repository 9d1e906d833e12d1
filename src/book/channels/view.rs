//! What is answered about one product on every channel.

use super::super::view::{PriceRange, Problem};
use crate::fees::FeeSource;
use crate::fees::channel::SeenRange;
use crate::money::Money;
use crate::quote::{Input, Status};
use crate::scenario::{CashPoint, ScenarioName};

/// A field of the worksheet, as it stands.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.channels("MAT", &[("lot.price".to_owned(), "4.00".to_owned())]).unwrap();
/// let lot = view.places.iter().find(|place| place.place == "lot").unwrap();
/// let price = lot.fields.iter().find(|field| field.name == "price").unwrap();
/// assert_eq!((price.text.as_str(), price.unit.as_deref(), price.source), ("4.00", Some("USD"), "typed"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelField {
    /// Code of the channel; empty = for all of them.
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
    /// `money`, `rate`, `number`, `choice`.
    pub kind: &'static str,
    /// What stands in it; empty = nothing.
    pub text: String,
    /// Unit or currency.
    pub unit: Option<String>,
    /// `typed`, `assumed`, `computed` or `unknown`.
    pub source: &'static str,
    /// Choices of a `choice`.
    pub choices: Vec<String>,
    /// Without it something is not known.
    pub is_needed: bool,
    /// What is wrong with what was typed.
    pub problem: Option<Problem>,
}

/// A line of a sale.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.channels("MAT", &[("lot.price".to_owned(), "4.00".to_owned())]).unwrap();
/// let lot = view.places.iter().find(|place| place.place == "lot").unwrap();
/// // The price stands first.
/// assert_eq!((lot.lines[0].id, lot.lines[0].amount.unwrap().to_string()), ("price", "4.00".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelLine {
    /// Code.
    pub id: &'static str,
    /// Signed; none = not known.
    pub amount: Option<Money>,
    /// Code of the rule.
    pub formula: &'static str,
    /// The values in it.
    pub inputs: Vec<Input>,
    /// As a spreadsheet formula.
    pub spreadsheet: Option<String>,
    /// The fee row.
    pub fee: Option<FeeSource>,
    /// What it rests on.
    pub status: Status,
    /// Already paid.
    pub is_sunk: bool,
    /// Without it there is no result.
    pub is_needed: bool,
    /// Fields to fill in, and what the data say.
    pub holes: Vec<String>,
}

/// What moving the units there brings, money over time counted.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.channels("MAT", &[]).unwrap();
/// let lot = view.places.iter().find(|place| place.place == "lot").unwrap();
/// // Without a price for the lot nothing is known of moving units there, and that is said.
/// assert_eq!(lot.moving.present_value, None);
/// assert!(!lot.moving.missing.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MovingView {
    /// Fees and carriage of getting one unit there; none = not known, or nothing moves.
    pub cost_per_unit: Option<Money>,
    /// Money in less money out of the units moved, until the horizon.
    pub cash: Option<Money>,
    /// The same, discounted to today.
    pub present_value: Option<Money>,
    /// With the units that stay and are sold on as now.
    pub with_rest: Option<Money>,
    /// That less doing nothing with all of them.
    pub against_hold: Option<Money>,
    /// That less the best way there is for all of them here.
    pub against_best: Option<Money>,
    /// Storage there.
    pub storage: Option<Money>,
    /// Days until the moved units are gone; none = some are left, or not known.
    pub days_to_clear: Option<i32>,
    /// Units left after a year, which count as nothing.
    pub units_left: Option<f64>,
    /// Cash of the moved units over time.
    pub path: Vec<CashPoint>,
    /// Fields and facts that are not known.
    pub missing: Vec<String>,
}

/// A channel.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.channels("MAT", &[("lot.price".to_owned(), "4.00".to_owned())]).unwrap();
/// let lot = view.places.iter().find(|place| place.place == "lot").unwrap();
/// // 4.00 less 6.00 of landed cost.
/// assert_eq!((lot.net.unwrap().to_string(), lot.profit.unwrap().to_string()), ("4.00".into(), "-2.00".into()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceView {
    /// Code: one of [`PLACES`](super::PLACES).
    pub place: &'static str,
    /// Its fields.
    pub fields: Vec<ChannelField>,
    /// Price there.
    pub price: Option<Money>,
    /// Lines in order, the price first.
    pub lines: Vec<ChannelLine>,
    /// What a sale brings before what is already paid.
    pub net: Option<Money>,
    /// That less landed cost.
    pub profit: Option<Money>,
    /// Prices that pay the landed cost.
    pub pays_full_cost: Vec<PriceRange>,
    /// Prices at which a unit brings what it brings here today, the move paid.
    pub beats_here: Vec<PriceRange>,
    /// Moving units there.
    pub moving: MovingView,
    /// Codes of what is taken to be so or left out.
    pub notes: Vec<&'static str>,
    /// What has been seen of figures that are asked for.
    pub seen: Vec<SeenRange>,
}

/// The product on every channel.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// let view = book.channels("MAT", &[]).unwrap();
/// assert_eq!((view.units, view.best.unwrap().id), (Some(400.0), "cut-400000".to_owned()));
/// assert!(view.places.iter().any(|place| place.place == "ebay"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelsView {
    /// Fields for all channels.
    pub fields: Vec<ChannelField>,
    /// Units that are moved.
    pub units: Option<f64>,
    /// Present value of doing nothing.
    pub hold_value: Option<Money>,
    /// The best way here.
    pub best: Option<ScenarioName>,
    /// Its present value.
    pub best_value: Option<Money>,
    /// Day of the data of the channels.
    pub as_of: Option<crate::date::Day>,
    /// The channels.
    pub places: Vec<PlaceView>,
    /// Where units wait until they are sold, with what one costs there: `fba_store`, `awd`, `own_store`. Only fields
    /// and lines of these are filled.
    pub stores: Vec<PlaceView>,
}
