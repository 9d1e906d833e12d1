//! Where stock lies and how it could go, as the seller typed it: texts, readable or not.

use super::super::pasted::{Column, PastedTable, pasted};
use serde::{Deserialize, Serialize};

/// Everything typed about transfers. A missing part is an empty text.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let sheet = TransferSheet { days: text("90"), rows, lanes: vec![lane], ..TransferSheet::default() };
/// let found = book.transfers(&sheet).unwrap();
/// assert_eq!((found.days, found.are_days_assumed, found.home.as_str()), (90.0, false, "US"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TransferSheet {
    /// Days looked at; empty = 60.
    pub days: String,
    /// The site that the tables of the book are of; empty = the code of the marketplace.
    pub home: String,
    /// Stock by product and site.
    pub rows: Vec<SiteText>,
    /// Ways between sites.
    pub lanes: Vec<LaneText>,
    /// Import VAT is got back: it is no cost.
    pub is_vat_back: bool,
    /// What if every lane took so many days longer.
    pub delay: String,
    /// What if demand were so many times as high.
    pub factor: String,
    /// Where; empty = everywhere.
    pub factor_site: String,
}

/// A product at a site.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let row = SiteText { sku: "A".into(), site: "US".into(), units: "900".into(), sold: "3".into(), ..SiteText::default() };
/// let found = book.transfers(&TransferSheet { rows: vec![row], ..TransferSheet::default() }).unwrap();
/// // Three a day for 60 days.
/// assert_eq!(found.sites[0].wanted, Some(180.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SiteText {
    /// SKU.
    pub sku: String,
    /// Warehouse or marketplace.
    pub site: String,
    /// Units on hand.
    pub units: String,
    /// Units on the way there already.
    pub inbound: String,
    /// Units sold a day.
    pub sold: String,
    /// Units wanted there in the days looked at; empty = what would be sold.
    pub target: String,
    /// Units it must keep; empty = what is wanted there.
    pub keep: String,
    /// Storage of a unit, a month.
    pub storage: String,
    /// Net of a sale.
    pub net: String,
    /// Worth of a unit that is left over.
    pub worth: String,
    /// Customs value of a unit.
    pub value: String,
    /// Units in a full box.
    pub carton: String,
}

impl SiteText {
    /// Nothing is typed in it.
    ///
    /// ```
    /// use clearfloor::book::transfers::SiteText;
    /// assert!(SiteText::default().is_empty());
    /// assert!(!SiteText { units: "900".into(), ..SiteText::default() }.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A way from one site to another, for every product.
///
/// ```
/// use clearfloor::book::{Book, Day, transfers::{LaneText, SiteText, TransferSheet}};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A"), site: text(site), units: text(units), target: text(target), net: text("9"), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let lane = LaneText { fixed: text("200"), ..lane };
/// let found = book.transfers(&TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() }).unwrap();
/// // 250 units at 0.50, and 200.00 for all of them.
/// assert_eq!((found.moves[0].units, found.moves[0].cost.to_string()), (250.0, "325.00".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LaneText {
    /// The donor.
    pub from: String,
    /// The receiver.
    pub to: String,
    /// Days on the way.
    pub days: String,
    /// Carriage and handling of a unit.
    pub cost: String,
    /// Paid once for everything that goes this way.
    pub fixed: String,
    /// Duty, percent of the customs value.
    pub duty: String,
    /// Import VAT, percent of customs value, carriage and duty.
    pub vat: String,
    /// Units of all products that it carries.
    pub capacity: String,
}

impl LaneText {
    /// Nothing is typed in it.
    ///
    /// ```
    /// use clearfloor::book::transfers::LaneText;
    /// assert!(LaneText::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

const ROW_ORDER: [&str; 12] =
    ["sku", "site", "units", "inbound", "sold", "target", "keep", "storage", "net", "worth", "value", "carton"];

/// Words of headings, the more special first.
const ROW_WORDS: [Column; 12] = [
    ("carton", &["per box", "a box", "per carton", "per case", "case pack", "carton", "箱规", "每箱", "单箱", "装箱"]),
    ("storage", &["storage", "仓储", "仓租"]),
    ("keep", &["floor", "keep", "minimum", "min stock", "safety", "保留", "下限", "安全库存", "底线"]),
    ("target", &["target", "目标"]),
    ("inbound", &["inbound", "on the way", "in transit", "在途"]),
    ("sold", &["daily", "a day", "per day", "/day", "sales", "velocity", "日均", "日销", "销量"]),
    ("worth", &["left over", "leftover", "salvage", "residual", "剩余", "残值"]),
    ("net", &["net", "净得", "净收", "到手", "净利"]),
    ("value", &["customs", "declared", "value", "cost", "申报", "货值", "成本"]),
    ("site", &["warehouse", "marketplace", "market", "site", "location", "仓库", "仓", "站点", "市场", "国家"]),
    ("units", &["on hand", "units", "stock", "qty", "quantity", "inventory", "现有", "库存", "数量", "件数"]),
    ("sku", &["sku", "msku", "item", "货号", "编码", "商品"]),
];

const LANE_ORDER: [&str; 8] = ["from", "to", "days", "cost", "fixed", "duty", "vat", "capacity"];

const LANE_WORDS: [Column; 8] = [
    ("fixed", &["fixed", "per shipment", "charge", "固定", "整票", "每票"]),
    ("capacity", &["capacity", "max", "most", "运力", "容量", "上限"]),
    ("duty", &["duty", "tariff", "关税"]),
    ("vat", &["vat", "gst", "import tax", "增值税", "消费税", "进口税"]),
    ("cost", &["cost", "freight", "rate", "price", "运费", "单价", "每件", "费用"]),
    ("days", &["days", "lead", "transit", "time", "天", "时效", "日数"]),
    ("from", &["from", "origin", "donor", "调出", "发出", "起运", "发货"]),
    ("to", &["to", "destination", "receiver", "调入", "到达", "目的", "收货"]),
];

/// Rows of stock out of what was copied from a spreadsheet.
///
/// ```
/// use clearfloor::book::transfers::paste_sites;
/// let pasted = paste_sites("SKU\tWarehouse\tOn hand\tDaily sales\nA\tUS\t900\t3\n");
/// assert_eq!((pasted.text(0, "site"), pasted.text(0, "sold")), ("US", "3"));
/// ```
#[must_use]
pub fn paste_sites(text: &str) -> PastedTable {
    pasted(text, &ROW_ORDER, &ROW_WORDS)
}

/// Lanes out of what was copied from a spreadsheet.
///
/// ```
/// use clearfloor::book::transfers::paste_lanes;
/// let pasted = paste_lanes("From\tTo\tDays\tCost\nUS\tDE\t21\t1.80\n");
/// assert_eq!((pasted.text(0, "to"), pasted.text(0, "cost")), ("DE", "1.80"));
/// ```
#[must_use]
pub fn paste_lanes(text: &str) -> PastedTable {
    pasted(text, &LANE_ORDER, &LANE_WORDS)
}
