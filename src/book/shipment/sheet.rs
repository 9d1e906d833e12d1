//! A shipment as the seller typed it: texts, readable or not.

use serde::Deserialize;

/// Everything typed about a shipment. A missing part is an empty text.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let sheet = ShipmentSheet { entry_on: "2027-01-10".into(), ..sheet };
/// let answer = book.shipment(&sheet).unwrap();
/// // It is entered on the day that was typed, by the duties of that day.
/// assert_eq!((answer.entry_on.as_str(), answer.currency.as_str()), ("2027-01-10", "USD"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ShipmentSheet {
    /// Where it is entered: `US`, `UK`, `DE`, …; empty = `US`.
    pub market: String,
    /// Country of origin; empty = `CN`.
    pub origin: String,
    /// Day of the entry by the chosen mode; empty = today.
    pub entry_on: String,
    /// Currency of the order; empty = `CNY`.
    pub currency: String,
    /// Exchange rates.
    pub rates: Vec<RateText>,
    /// `kg`, `g`, `lb`, `oz`; empty = `kg`.
    pub weight_unit: String,
    /// `cm`, `in`, `mm`; empty = `cm`. A unit in the text of a size wins.
    pub length_unit: String,
    /// Products.
    pub rows: Vec<RowText>,
    /// Ordinary duty of all rows that say no other, percent.
    pub duty: String,
    /// What the goods are listed under, in the words of the data.
    pub listed: String,
    /// Section 232 action by the words of the data.
    pub metals: String,
    /// Section 232 rate known to the seller, percent.
    pub section232: String,
    /// `fob` or `cif`; empty = as the tables of the market say.
    pub duty_base: String,
    /// The freight quote holds duty and tax: none are added.
    pub is_duty_included: bool,
    /// An informal entry.
    pub is_informal: bool,
    /// Import tax, percent; empty = as the tables of the market say.
    pub tax_rate: String,
    /// Import tax is not got back.
    pub is_tax_cost: bool,
    /// Mode that was chosen: `ocean`, `air`, `express`, `rail`; empty = `ocean`.
    pub mode: String,
    /// Freight by mode.
    pub freights: Vec<FreightText>,
    /// How freight is shared out; empty = `chargeable`.
    pub freight_basis: String,
    /// Other lines of the bill.
    pub bill: Vec<BillText>,
}

/// An exchange rate.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let sheet = ShipmentSheet { rates: vec![RateText { currency: "CNY".into(), text: "7".into() }], ..sheet };
/// // 300 at 18.20 yuan, seven of which are a dollar.
/// assert_eq!(book.shipment(&sheet).unwrap().lines[0].goods.to_string(), "780.00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RateText {
    /// The foreign currency.
    pub currency: String,
    /// The rate, in the form the answer names.
    pub text: String,
}

/// A product of the order.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let mut sheet = sheet;
/// sheet.rows[0].weight = "12".into();
/// sheet.rows[0].per_carton = "24".into();
/// // 12 kg are a carton of 24, so 300 units weigh 150 kg.
/// assert_eq!(book.shipment(&sheet).unwrap().lines[0].weight_kg.as_deref(), Some("150"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RowText {
    /// SKU.
    pub sku: String,
    /// Units ordered.
    pub units: String,
    /// Price of one unit.
    pub price: String,
    /// Weight of one unit, or of a full carton if `per_carton` is there.
    pub weight: String,
    /// Three sides of the same: `60x40x50`.
    pub size: String,
    /// Units in a full carton; empty = weight and size are of one unit.
    pub per_carton: String,
    /// Ordinary duty of this row, percent.
    pub duty: String,
    /// What this row is listed under; `none` = nothing; empty = as the sheet says.
    pub listed: String,
}

impl RowText {
    /// Nothing is typed in it.
    ///
    /// ```
    /// use clearfloor::book::shipment::RowText;
    /// assert!(RowText { units: " ".into(), ..RowText::default() }.is_empty());
    /// assert!(!RowText { units: "300".into(), ..RowText::default() }.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.sku, &self.units, &self.price, &self.weight, &self.size, &self.per_carton, &self.duty]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// What a mode of freight costs and how long it takes.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{FreightText, RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let ocean = FreightText {
///     mode: "ocean".into(), per: "bill".into(), rate: "150".into(), currency: "USD".into(), ..FreightText::default()
/// };
/// let answer = book.shipment(&ShipmentSheet { freights: vec![ocean], ..sheet }).unwrap();
/// let ocean = answer.modes.iter().find(|mode| mode.mode == "ocean").unwrap();
/// assert_eq!((ocean.is_chosen, ocean.freight.unwrap().to_string()), (true, "150.00".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FreightText {
    /// `ocean`, `air`, `express`, `rail`.
    pub mode: String,
    /// `revenue_ton`, `chargeable_kg`, `kg`, `bill`; empty = the usual one of the mode.
    pub per: String,
    /// Price for one of them.
    pub rate: String,
    /// Currency of the price; empty = that of the order.
    pub currency: String,
    /// Least quantity billed.
    pub minimum: String,
    /// Kilograms a cubic metre, or cubic centimetres a kilogram; empty = the usual one.
    pub divisor: String,
    /// Days from the supplier to the warehouse.
    pub days: String,
}

/// A line of the bill.
///
/// ```
/// use clearfloor::book::{Book, Day, shipment::{BillText, RateText, RowText, ShipmentSheet}};
/// let book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = RowText { sku: "A".into(), units: "300".into(), price: "18.20".into(), ..RowText::default() };
/// let rates = vec![RateText { currency: "CNY".into(), text: "7.10".into() }];
/// let sheet = ShipmentSheet { rows: vec![row], rates, duty: "6.5".into(), ..ShipmentSheet::default() };
/// let insurance = BillText {
///     id: "insurance".into(), per: "bill".into(), amount: "20".into(), currency: "USD".into(), ..BillText::default()
/// };
/// let answer = book.shipment(&ShipmentSheet { bill: vec![insurance], ..sheet }).unwrap();
/// let charge = answer.charges.iter().find(|charge| charge.id == "insurance").unwrap();
/// assert_eq!((charge.amount.to_string(), charge.basis), ("20.00".to_owned(), "value"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BillText {
    /// Usual line it is: `insurance`, `pickup`, …, `other`.
    pub id: String,
    /// The seller's own name for it.
    pub name: String,
    /// `bill`, `percent`, `unit`, `kg`, `cbm`; empty = the usual one.
    pub per: String,
    /// Amount, price for one, or percent; negative = a rebate.
    pub amount: String,
    /// Currency; empty = that of the order.
    pub currency: String,
    /// How it is shared out; empty = the usual way.
    pub basis: String,
    /// Which tax bases it goes into; empty = the usual ones.
    pub counts: String,
}
