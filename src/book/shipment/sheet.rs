//! A shipment as the seller typed it: texts, readable or not.

use serde::Deserialize;

/// Everything typed about a shipment. A missing part is an empty text.
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RateText {
    /// The foreign currency.
    pub currency: String,
    /// The rate, in the form the answer names.
    pub text: String,
}

/// A product of the order.
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
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.sku, &self.units, &self.price, &self.weight, &self.size, &self.per_carton, &self.duty]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// What a mode of freight costs and how long it takes.
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
