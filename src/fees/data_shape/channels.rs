//! The form the fees of other channels have inside their pack.

use super::codes::Confidence;
use serde::{Deserialize, Serialize};

/// Everything known about the channels beside the marketplace.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChannelPack {
    /// Day on which the data were last checked.
    pub as_of: i32,
    /// Families, in the order of the file.
    pub families: Vec<ChannelFamily>,
    /// What our categories are proposed to be called there.
    pub suggested: Vec<SuggestedNames>,
}

/// One dated schedule of one channel.
///
/// ```
/// use clearfloor::fees::channel::ChannelTables;
/// let channels = ChannelTables::all().unwrap();
/// let family = channels.families().find(|family| family.id == "shopify-us-plans").unwrap();
/// assert_eq!((family.currency.as_str(), family.is_hole), ("USD", false));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChannelFamily {
    /// Name in the file, such as `ebay-us-fvf-store`; a family may have one table a span of days.
    pub id: String,
    /// Channel, in words.
    pub channel: String,
    /// Marketplace code, or words where it holds in several.
    pub market: String,
    /// Which sellers, in words.
    pub seller: Option<String>,
    /// What is charged, in words.
    pub kind: String,
    /// First day in force; none = not known, open to the past.
    pub from: Option<i32>,
    /// Last day in force; none = no end known.
    pub to: Option<i32>,
    /// When it was read, as far as the copy tells.
    pub seen_on: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Unit of the figures, in words.
    pub unit: String,
    /// What a share is taken of, in words.
    pub basis: Option<String>,
    /// Of the figures, where a row says nothing else.
    pub confidence: Confidence,
    /// Address of the page, the best one first.
    pub sources: Vec<ChannelSource>,
    /// No figure may be used without the seller's word.
    pub is_hole: bool,
    /// Remark.
    pub note: Option<String>,
    /// The rows.
    pub body: ChannelBody,
    /// Single figures.
    pub figures: Vec<FigureRow>,
}

/// Where a family was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChannelSource {
    /// Address.
    pub url: String,
    /// The channel's own page or a copy of it.
    pub is_official: bool,
    /// Nobody read it; it is where to look.
    pub is_unseen: bool,
}

/// Rows of a family.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as its shape in the data; the row types say what they hold")]
pub enum ChannelBody {
    Shares(Vec<ShareRow>),
    Amounts(Vec<AmountRow>),
    Plans(Vec<PlanRow>),
    Pounds(PoundRules),
    Units(UnitRules),
    Months(Vec<MonthRow>),
    Days { least_cubic_feet_micros: i64, rows: Vec<DayRow> },
    Figures,
    Ranges(Vec<RangeRow>),
}

/// A share of the order by category.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShareRow {
    /// Name in the table.
    pub category: String,
    /// Each slice its own rate, instead of one rate for the whole.
    pub is_portion: bool,
    /// Upper limit, rate, and the fee of the order that holds in the band instead of the usual one.
    pub bands: Vec<(Option<i64>, i64, Option<i64>)>,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// An amount by the total of the order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AmountRow {
    /// Name in the table.
    pub category: String,
    /// Upper limit and amount.
    pub bands: Vec<(Option<i64>, i64)>,
}

/// A subscription.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlanRow {
    /// Name in the table.
    pub name: String,
    /// Paid month by month; none = only sold by the year.
    pub monthly: Option<i64>,
    /// A month if a year is paid at once.
    pub yearly_per_month: Option<i64>,
    /// Share and amount of an order with the channel's own payments.
    pub card: Option<(i64, i64)>,
    /// Share of an order paid through another gateway.
    pub third_party_ppm: Option<i64>,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// Fulfilment by whole pounds of billed weight. Weights are millionths of a pound, lengths of an inch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PoundRules {
    /// Cubic inches a pound, in millionths.
    pub divisor: i64,
    /// Below this unit weight the volume does not count.
    pub unit_weight_below: i64,
    /// Added to the weight.
    pub packaging: i64,
    /// Added for apparel.
    pub apparel: i64,
    /// Added for dangerous goods.
    pub hazmat: i64,
    /// Price below which `low_price` is added.
    pub price_below: Option<i64>,
    /// Added there.
    pub low_price: i64,
    /// The first that fits.
    pub oversize: Vec<OversizeRow>,
    /// Bands of whole pounds.
    pub bands: Vec<PoundBand>,
}

/// Units that are too large for the bands alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OversizeRow {
    /// In words.
    pub name: String,
    /// Unit weight above.
    pub unit_above: Option<i64>,
    /// Longest side above.
    pub longest_above: Option<i64>,
    /// Median side above.
    pub median_above: Option<i64>,
    /// Longest side and girth above.
    pub length_plus_girth_above: Option<i64>,
    /// Least billed weight.
    pub least: Option<i64>,
    /// Added to the band.
    pub amount: i64,
    /// In place of the band.
    pub instead: Option<PoundBand>,
    /// Heaviest; above it nothing is known.
    pub most: Option<i64>,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// A base and an amount for each pound above a weight.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PoundBand {
    /// Heaviest, inclusive; none = no end.
    pub up_to: Option<i64>,
    /// The base.
    pub base: i64,
    /// For each pound above.
    pub per_lb: i64,
    /// Where those begin.
    pub per_lb_above: i64,
}

/// Fulfilment by weight and units in the order. Weights are millionths of a pound, sides of an inch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UnitRules {
    /// The actual weight holds up to it,
    pub actual_up_to: i64,
    /// if the volume is at most so many millionths of a cubic inch.
    pub actual_up_to_in3: i64,
    /// Cubic inches a pound, in millionths.
    pub divisor: i64,
    /// Heaviest unit that is taken.
    pub most: i64,
    /// Longest side that is taken.
    pub most_side: i64,
    /// Upper limit and the fee of a unit with 1, 2, 3, … units in the order.
    pub bands: Vec<(i64, Vec<i64>)>,
}

/// Storage by cubic foot and month.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MonthRow {
    /// In words.
    pub name: String,
    /// First and last month.
    pub months: (u8, u8),
    /// Days in stock, from and to.
    pub from_day: u32,
    /// Last day; none = no end.
    pub to_day: Option<u32>,
    /// Millionths of the major unit.
    pub micros: i64,
    /// Start of the row, if it gives its own.
    pub from: Option<i32>,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// Storage by cubic foot and day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DayRow {
    /// First day in stock.
    pub from_day: u32,
    /// Last; none = no end.
    pub to_day: Option<u32>,
    /// Millionths of the major unit.
    pub micros: i64,
}

/// A single figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FigureRow {
    /// Name, such as `listing`.
    pub name: String,
    /// A share in parts per million or an amount in minor units.
    pub figure: Figure,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// A share or an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// Parts per million.
    Share(i64),
    /// Minor units.
    Amount(i64),
}

/// What is seen of a figure that is not known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RangeRow {
    /// In words.
    pub what: String,
    /// Lowest, as written.
    pub low: String,
    /// Highest, as written.
    pub high: String,
    /// For what.
    pub per: String,
    /// Own confidence.
    pub confidence: Option<Confidence>,
}

/// Names of our categories in a family.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuggestedNames {
    /// Id of the family.
    pub family: String,
    /// Our id and the name there.
    pub names: Vec<(String, String)>,
    /// The name of every category that is not listed.
    pub others: Option<String>,
    /// Categories of ours for which none is proposed.
    pub ask: Vec<String>,
}
