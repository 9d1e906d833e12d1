//! Rows of the tables, in the order of the families.

use super::codes::{Programme, Tier};
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

/// Limits of a size tier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TierRow {
    /// The tier.
    pub tier: Tier,
    /// Its weight limit is on the unit weight, not on the greater of unit and dimensional.
    pub is_unit_weight: bool,
    /// Heaviest, in ounces.
    pub max_oz: Option<u32>,
    /// Longest side, in thousandths of an inch.
    pub longest: Option<u32>,
    /// Median side.
    pub median: Option<u32>,
    /// Shortest side.
    pub shortest: Option<u32>,
    /// Longest side and girth.
    pub length_plus_girth: Option<u32>,
}

/// How weights are found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeightsRow {
    /// Cubic inches a pound.
    pub divisor: u32,
    /// Median and shortest side count at least this, in thousandths of an inch.
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
}

/// A row by programme, tier and weight.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FulfilmentRow {
    /// Programme; none = all.
    pub programme: Option<Programme>,
    /// Tier.
    pub tier: Tier,
    /// Known only above this weight.
    pub over_oz: u32,
    /// Heaviest.
    pub up_to_oz: Option<u32>,
    /// One amount a column; none = not known.
    pub amounts: Vec<Option<i64>>,
    /// Added for each step.
    pub step: Option<Step>,
}

/// What is added for weight above a limit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Steps count from here.
    pub first_oz: u32,
    /// Size of a step; a begun step counts whole.
    pub step_oz: u32,
    /// Fee of a step.
    pub fee: i64,
}

/// A fee by weight alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeightFeeRow {
    /// Heaviest.
    pub up_to_oz: Option<u32>,
    /// The fee.
    pub fee: i64,
}

/// Storage of one group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StorageRow {
    /// Oversize group.
    pub is_oversize: bool,
    /// Dangerous goods.
    pub is_dangerous: bool,
    /// Millionths of the major unit per cubic foot and month, one a season.
    pub micros: Vec<i64>,
}

/// When the utilization surcharge applies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UtilizationTerms {
    /// More days than this since the first inbound shipment.
    pub days_since_first_inbound: u32,
    /// At least this many cubic feet in the size group.
    pub cubic_feet: u32,
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
}

/// A row of the utilization surcharge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UtilizationRow {
    /// Oversize group.
    pub is_oversize: bool,
    /// Ratio in weeks.
    pub up_to_weeks: Option<u32>,
    /// Millionths of the major unit per cubic foot and month.
    pub micros: i64,
}

/// A row of the aged inventory surcharge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AgedRow {
    /// First day of age.
    pub from_day: u16,
    /// Last day of age.
    pub to_day: Option<u16>,
    /// Millionths of the major unit per cubic foot.
    pub micros: i64,
    /// Least per unit.
    pub min_per_unit: Option<i64>,
}

/// A removal or liquidation row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExitRow {
    /// Oversize or special handling.
    pub is_oversize_or_special: bool,
    /// Heaviest.
    pub up_to_oz: Option<u32>,
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
}

/// A row with a tier name of before 2024.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GradeRow {
    /// Tier as the page names it.
    pub tier: String,
    /// Heaviest.
    pub up_to_oz: Option<u32>,
    /// The fee.
    pub fee: i64,
    /// Added for each step.
    pub step: Option<Step>,
}

/// Returns processing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnsRow {
    /// Lowest fee of the range.
    pub low: i64,
    /// Highest fee of the range.
    pub high: i64,
    /// Categories of which every return is charged, by the table's names.
    pub every_return: Vec<String>,
    /// Sellers shipping fewer units of the product in the month are exempt.
    pub exempt_below_units: u32,
    /// Category and threshold.
    pub thresholds: Vec<(String, i64)>,
}

/// A row of inbound placement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlacementRow {
    /// Tier.
    pub tier: Tier,
    /// Heaviest.
    pub up_to_oz: Option<u32>,
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
