//! Rows of the tables, in the order of the families.

use super::codes::{FeeClass, Programme, StepRounding, Tier};
use serde::{Deserialize, Serialize};

/// A row of the referral table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReferralRow {
    /// Name in the table.
    pub category: String,
    /// Each slice its own rate, instead of one rate for the whole price.
    pub is_portion: bool,
    /// Least fee.
    pub minimum: i64,
    /// Upper limit and rate.
    pub bands: Vec<(Option<i64>, i64)>,
    /// Above the limit of the last band but one the last rate is charged on the slice above it only.
    pub is_bent: bool,
    /// The last band is only for what the marketplace ships; the one before goes on for the seller.
    pub is_bent_for_marketplace_only: bool,
    /// A closing fee is charged on top.
    pub closing_fee: Option<i64>,
    /// Start of the row, if it gives its own.
    pub from: Option<i32>,
}

/// The new-seller bonus.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewSellerBonusRow {
    /// Share of the first sales.
    pub ppm: i64,
    /// Sales up to which it holds.
    pub up_to_sales: i64,
    /// Share of the next sales.
    pub ppm_above: i64,
    /// How far they reach beyond the first.
    pub next_sales: i64,
    /// Most in all.
    pub cap: i64,
    /// Days it lasts.
    pub days: u32,
    /// From this first listing day on it is credited at once.
    pub at_once_from: i32,
}

/// Rates of one group for Amazon Business orders.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BulkReferralRow {
    /// Name of the group.
    pub group: String,
    /// Upper limit of the order value and rate, above `category_rate_up_to`.
    pub bands: Vec<(Option<i64>, i64)>,
    /// Referral rows in it.
    pub categories: Vec<String>,
}

/// Limits of a size tier; lengths in thousandths of the unit, weights in whole units.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TierRow {
    /// The tier.
    pub tier: Tier,
    /// Storage, removal and liquidation count it as oversize.
    pub is_oversize: bool,
    /// Heaviest on the scale.
    pub max_unit: Option<u32>,
    /// Only what is heavier than this on the scale.
    pub over_unit: Option<u32>,
    /// Greatest dimensional weight.
    pub max_dimensional: Option<u32>,
    /// Longest, median and shortest side.
    pub sides: [Option<u32>; 3],
    /// Longest side and girth.
    pub length_plus_girth: Option<u32>,
    /// Sum of the three sides.
    pub sum: Option<u32>,
    /// Billed weight is rounded up to a whole number of these.
    pub round_up_to: u32,
}

/// What puts a unit into a tier before any other is looked at: one of these suffices.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FirstTest {
    /// Place of the tier.
    pub tier: u16,
    /// Heavier on the scale.
    pub unit_over: u32,
    /// A longer side.
    pub longest_over: u32,
    /// More length and girth.
    pub length_plus_girth_over: u32,
}

/// How weights are found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeightsRow {
    /// Dimensional weight of a cubic unit of length, as a fraction; nothing = there is none.
    pub per_volume: (u32, u32),
    /// Median and shortest side count at least this, in thousandths.
    pub minimum_side: u32,
    /// Where that holds.
    pub minimum_applies_to: Vec<Tier>,
    /// Tiers billed by unit weight only.
    pub unit_only: Vec<Tier>,
}

/// Upper end of a price column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PriceLimit {
    /// The limit; none = open.
    pub amount: Option<i64>,
    /// Whether it belongs to the column.
    pub is_inclusive: bool,
    /// It is the column of low-price goods.
    pub is_low_price: bool,
}

/// A row by programme, tier and weight.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FulfilmentRow {
    /// Programme; none = all.
    pub programme: Option<Programme>,
    /// Tier.
    pub tier: Tier,
    /// Known only above this weight.
    pub over: u32,
    /// Heaviest.
    pub up_to: Option<u32>,
    /// One amount a column; none = not known.
    pub amounts: Vec<Option<i64>>,
    /// Added for each step.
    pub step: Option<Step>,
    /// Sides and weight that the row asks for beside the tier.
    pub fits: Option<Fits>,
}

/// Limits of a row that has its own beside those of the size tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fits {
    /// Longest, median and shortest side, in thousandths.
    pub sides: [u32; 3],
    /// Heaviest on the scale.
    pub max_unit: u32,
}

/// What is added for weight above a limit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Steps count from here.
    pub first: u32,
    /// Size of a step.
    pub size: u32,
    /// Fee of a step: one for all price columns, or one each.
    pub fees: Vec<i64>,
    /// What of a step that is not whole.
    pub rounding: StepRounding,
}

/// Low-price goods: from which price on they are none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LowPriceLimits {
    /// Of most categories; belongs to the low prices.
    pub general: i64,
    /// Of the restricted categories.
    pub restricted: Option<i64>,
    /// Names of the restricted categories.
    pub restricted_categories: Vec<String>,
}

/// Uplift of the marketplace's fees by the seller's country.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DigitalRow {
    /// Country of the seller, or `other`.
    pub country: String,
    /// Share of the fee.
    pub ppm: i64,
    /// Which fees.
    pub classes: Vec<FeeClass>,
}

/// Tax on the marketplace's fees by the seller's country.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeeTaxRow {
    /// Country of the seller, or `other`.
    pub country: String,
    /// Share of the fee.
    pub ppm: i64,
    /// Who is registered there takes it back.
    pub is_recoverable: bool,
}

/// Tax on the price and in the figures of the tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PriceTaxRow {
    /// Shown prices contain it.
    pub is_in_price: bool,
    /// Standard rate; none where it hangs on the region.
    pub ppm: Option<i64>,
    /// Region, its rate and what its province adds.
    pub regions: Vec<(String, i64, i64)>,
    /// Fees whose figures in the tables contain it.
    pub fees_with_tax: Vec<FeeClass>,
    /// Fees to which it is added.
    pub fees_taxed_on_top: Vec<FeeClass>,
}

/// A fee by weight alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeightFeeRow {
    /// Heaviest.
    pub up_to: Option<u32>,
    /// The fee.
    pub fee: i64,
}

/// Storage of one group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StorageRow {
    /// Oversize group; none = both.
    pub is_oversize: Option<bool>,
    /// Category in the table's words; none = all that have no row of their own.
    pub category: Option<String>,
    /// The table's word for the general row.
    pub general_name: Option<String>,
    /// Dangerous goods; none = whether or not.
    pub is_dangerous: Option<bool>,
    /// Millionths of the major unit per unit of volume and month, one a season.
    pub micros: Vec<i64>,
}

/// When the utilization surcharge applies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UtilizationTerms {
    /// More days than this since the first inbound shipment.
    pub days_since_first_inbound: u32,
    /// At least this many units of volume in the size group.
    pub volume: u32,
    /// Ratio above this many weeks.
    pub weeks: u32,
    /// Units up to this age are left out.
    pub free_age_days: u32,
}

/// Who is free of the low-inventory fee, as far as it is a matter of numbers. `None` = not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowInventoryExemptions {
    /// Products of which fewer units than this shipped in the last 7 days.
    pub fewer_units_in_7_days: Option<u32>,
    /// Sellers up to this many days after their first inbound shipment.
    pub days_since_first_inbound: Option<u32>,
    /// All but sellers whose stock the marketplace spreads over Europe.
    pub is_pan_european_only: bool,
    /// Units at low-price rates.
    pub is_low_price_free: bool,
}

/// A row of the utilization surcharge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UtilizationRow {
    /// Oversize group.
    pub is_oversize: bool,
    /// Ratio in weeks.
    pub up_to_weeks: Option<u32>,
    /// Millionths of the major unit per unit of volume and month.
    pub micros: i64,
}

/// A row of the aged inventory surcharge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AgedRow {
    /// First day of age.
    pub from_day: u16,
    /// Last day of age.
    pub to_day: Option<u16>,
    /// Millionths of the major unit per unit of volume; none = not known.
    pub micros: Option<i64>,
    /// Least per unit.
    pub min_per_unit: Option<i64>,
}

/// A removal or liquidation row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExitRow {
    /// Oversize or special handling.
    pub is_oversize_or_special: bool,
    /// Heaviest.
    pub up_to: Option<u32>,
    /// The fee.
    pub fee: i64,
    /// Added for each step.
    pub step: Option<Step>,
}

/// Terms of liquidation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named as in the data")]
pub struct LiquidationRow {
    pub referral_ppm: i64,
    pub recovery_low_ppm: i64,
    pub recovery_high_ppm: i64,
    pub recovery_mid_ppm: i64,
    pub is_cancellable: bool,
    pub payout_days_low: u32,
    pub payout_days_high: u32,
    pub is_dangerous_eligible: bool,
    pub is_terms_assumed: bool,
}

/// A row with a tier name of before 2024.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GradeRow {
    /// Tier as the page names it.
    pub tier: String,
    /// Heaviest.
    pub up_to: Option<u32>,
    /// The fee.
    pub fee: i64,
    /// Added for each step.
    pub step: Option<Step>,
}

/// Returns processing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnsRow {
    /// Lowest and highest fee of the range.
    pub range: Option<(i64, i64)>,
    /// Categories of which every return is charged, by the table's names.
    pub every_return: Vec<String>,
    /// Sellers shipping fewer units of the product in the month are exempt.
    pub exempt_below_units: u32,
    /// Category and threshold.
    pub thresholds: Vec<(String, i64)>,
    /// Where every return is charged: the share of the unit's fulfilment fee; none = as all others.
    pub every_return_ppm_of_fulfilment: Option<i64>,
}

/// A row of inbound placement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlacementRow {
    /// Tier.
    pub tier: Tier,
    /// Heaviest.
    pub up_to: Option<u32>,
    /// Minimal split: lowest and highest.
    pub minimal: Option<(i64, i64)>,
    /// Partial split: lowest and highest.
    pub partial: Option<(i64, i64)>,
}

/// A row of Amazon Warehousing and Distribution.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named as in the data")]
pub struct AwdRow {
    pub region: String,
    pub plan: String,
    pub storage_micros: i64,
    pub inbound_box: i64,
    pub outbound_box: i64,
    pub transport_micros: i64,
}

/// A deal inside a sales event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DealEventRow {
    /// Event.
    pub event: String,
    /// Kind of deal.
    pub deal: String,
    /// Per deal.
    pub flat: i64,
    /// Share of its sales and the most that share comes to.
    pub variable: Option<(i64, i64)>,
    /// Taken off if scheduled by the day.
    pub early_credit: Option<(i64, i32)>,
    /// Charged only if at least one was sold.
    pub needs_sale: bool,
}

/// Help for products new to FBA.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named as in the data")]
pub struct NewSelectionRow {
    pub first_ppm: i64,
    pub first_units: u32,
    pub next_ppm: i64,
    pub next_units: u32,
    pub enrol_by: i32,
    pub free_units: u32,
    pub free_days: u32,
}
