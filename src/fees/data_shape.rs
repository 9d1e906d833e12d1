//! The form fee tables have inside a pack.
//!
//! Written by `build.rs`, read by [`super::tables`]; both include this file. Amounts are
//! whole minor units (`i64`), shares parts per million, amounts finer than a cent
//! millionths of the major unit, days are numbers since 1970-01-01, weights whole ounces,
//! lengths thousandths of an inch. Every `up_to` is inclusive; none = open.

use serde::{Deserialize, Serialize};

/// Everything known about the fees of one marketplace.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pack {
    /// Marketplace code, such as `US`.
    pub market: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Day on which the data were last checked.
    pub as_of: i32,
    /// Tables, in the order of the file.
    pub tables: Vec<Table>,
    /// What is known to be missing.
    pub holes: Vec<HoleRow>,
    /// For each category of the crosswalk, in its order: this marketplace's names.
    pub categories: Vec<MarketCategory>,
}

/// A kind of fee: the table name without its year or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as its table; see `Family::code`")]
pub enum Family {
    Plans,
    ClosingFee,
    HighVolumeListing,
    RefundAdministration,
    Referral,
    NewSellerBonus,
    BusinessBulkReferral,
    SizeTiers,
    Weights,
    Fulfilment,
    FuelSurcharge,
    SippDiscount,
    BusinessMultiUnitDiscount,
    BulkyPackagingFee,
    OvermaxHandling,
    LithiumBatteryFee,
    StorageMonthly,
    StorageUtilizationSurcharge,
    AgedInventory,
    LowInventory,
    Removal,
    Liquidation,
    GradeAndResell,
    ReturnsProcessing,
    ReturnsProcessingApparel,
    InboundPlacement,
    InboundPlacementLargeBulky,
    Awd,
    Coupons,
    Deals,
    DealEvents,
    Outlet,
    SubscribeAndSave,
    NewSelection,
}

impl Family {
    /// All families, in the order of their numbers.
    pub const ALL: [Self; 34] = [
        Self::Plans,
        Self::ClosingFee,
        Self::HighVolumeListing,
        Self::RefundAdministration,
        Self::Referral,
        Self::NewSellerBonus,
        Self::BusinessBulkReferral,
        Self::SizeTiers,
        Self::Weights,
        Self::Fulfilment,
        Self::FuelSurcharge,
        Self::SippDiscount,
        Self::BusinessMultiUnitDiscount,
        Self::BulkyPackagingFee,
        Self::OvermaxHandling,
        Self::LithiumBatteryFee,
        Self::StorageMonthly,
        Self::StorageUtilizationSurcharge,
        Self::AgedInventory,
        Self::LowInventory,
        Self::Removal,
        Self::Liquidation,
        Self::GradeAndResell,
        Self::ReturnsProcessing,
        Self::ReturnsProcessingApparel,
        Self::InboundPlacement,
        Self::InboundPlacementLargeBulky,
        Self::Awd,
        Self::Coupons,
        Self::Deals,
        Self::DealEvents,
        Self::Outlet,
        Self::SubscribeAndSave,
        Self::NewSelection,
    ];

    /// Stable text, as in the data: `fulfilment`, `aged_inventory`, …
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::ClosingFee => "closing_fee",
            Self::HighVolumeListing => "high_volume_listing",
            Self::RefundAdministration => "refund_administration",
            Self::Referral => "referral",
            Self::NewSellerBonus => "new_seller_bonus",
            Self::BusinessBulkReferral => "business_bulk_referral",
            Self::SizeTiers => "size_tiers",
            Self::Weights => "weights",
            Self::Fulfilment => "fulfilment",
            Self::FuelSurcharge => "fuel_surcharge",
            Self::SippDiscount => "sipp_discount",
            Self::BusinessMultiUnitDiscount => "business_multi_unit_discount",
            Self::BulkyPackagingFee => "bulky_packaging_fee",
            Self::OvermaxHandling => "overmax_handling",
            Self::LithiumBatteryFee => "lithium_battery_fee",
            Self::StorageMonthly => "storage_monthly",
            Self::StorageUtilizationSurcharge => "storage_utilization_surcharge",
            Self::AgedInventory => "aged_inventory",
            Self::LowInventory => "low_inventory",
            Self::Removal => "removal",
            Self::Liquidation => "liquidation",
            Self::GradeAndResell => "grade_and_resell",
            Self::ReturnsProcessing => "returns_processing",
            Self::ReturnsProcessingApparel => "returns_processing_apparel",
            Self::InboundPlacement => "inbound_placement",
            Self::InboundPlacementLargeBulky => "inbound_placement_large_bulky",
            Self::Awd => "awd",
            Self::Coupons => "coupons",
            Self::Deals => "deals",
            Self::DealEvents => "deal_events",
            Self::Outlet => "outlet",
            Self::SubscribeAndSave => "subscribe_and_save",
            Self::NewSelection => "new_selection",
        }
    }
}

/// Size tier of a packaged unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as in the tables; see `Tier::code`")]
pub enum Tier {
    SmallStandard,
    LargeStandard,
    SmallBulky,
    LargeBulky,
    Xl0To50,
    Xl50To70,
    Xl70To150,
    Xl150Plus,
}

impl Tier {
    /// All tiers, smallest first.
    pub const ALL: [Self; 8] = [
        Self::SmallStandard,
        Self::LargeStandard,
        Self::SmallBulky,
        Self::LargeBulky,
        Self::Xl0To50,
        Self::Xl50To70,
        Self::Xl70To150,
        Self::Xl150Plus,
    ];

    /// Stable text, as in the data: `small_standard`, `xl_50_70`, …
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SmallStandard => "small_standard",
            Self::LargeStandard => "large_standard",
            Self::SmallBulky => "small_bulky",
            Self::LargeBulky => "large_bulky",
            Self::Xl0To50 => "xl_0_50",
            Self::Xl50To70 => "xl_50_70",
            Self::Xl70To150 => "xl_70_150",
            Self::Xl150Plus => "xl_150_plus",
        }
    }

    /// Whether storage, removal and liquidation count the tier as oversize.
    /// `build.rs` checks this against the lists of the tables.
    #[must_use]
    pub const fn is_oversize(self) -> bool {
        !matches!(self, Self::SmallStandard | Self::LargeStandard)
    }
}

/// Which fulfilment card a product is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Programme {
    /// Everything that is neither of the others.
    NonApparel,
    /// Clothing and the like.
    Apparel,
    /// Under dangerous-goods rules, whatever the category.
    DangerousGoods,
}

impl Programme {
    /// All programmes.
    pub const ALL: [Self; 3] = [Self::NonApparel, Self::Apparel, Self::DangerousGoods];

    /// Stable text, as in the data: `non_apparel`, `apparel`, `dangerous_goods`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NonApparel => "non_apparel",
            Self::Apparel => "apparel",
            Self::DangerousGoods => "dangerous_goods",
        }
    }
}

/// How sure the data are of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// A stored copy of the marketplace's own page was read.
    Official,
    /// Two or more independent readings agree.
    CrossChecked,
    /// One reading.
    SingleSource,
}

impl Confidence {
    /// Stable text: `official`, `cross-checked`, `single-source`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::CrossChecked => "cross-checked",
            Self::SingleSource => "single-source",
        }
    }
}

/// Whether the data say that a table was in force when they were last checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InForce {
    /// Supported by a reading.
    Yes,
    /// Ended, replaced or out of season.
    No,
    /// Nothing ends it, nothing supports it either.
    Unknown,
}

/// One dated schedule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// Name in the file, such as `fulfilment_2026_peak`.
    pub name: String,
    /// What it is a schedule of.
    pub family: Family,
    /// First day in force; none = not known, open to the past.
    pub from: Option<i32>,
    /// Last day in force; none = no end known.
    pub to: Option<i32>,
    /// In force again from this day, assumed.
    pub resumes_on: Option<i32>,
    /// Whether it was in force on `Pack::as_of`.
    pub in_force: InForce,
    /// The name says it is the schedule of the peak season.
    pub is_peak: bool,
    /// Unit of the figures, in words.
    pub unit: String,
    /// Address of the page.
    pub source: String,
    /// A stored copy of the page itself was read.
    pub is_official: bool,
    /// Of the figures, where `row_confidence` says nothing else.
    pub confidence: Confidence,
    /// Rows with another confidence than the table's.
    pub row_confidence: Vec<(u16, Confidence)>,
    /// Remarks on single rows.
    pub row_notes: Vec<(u16, String)>,
    /// The figures.
    pub body: Body,
}

/// What a table says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as its family; the row types say what they hold")]
pub enum Body {
    Plans {
        professional_monthly: i64,
        individual_per_item: i64,
    },
    ClosingFee {
        fee: i64,
    },
    HighVolumeListing {
        free_listings: i64,
        micros_per_listing_above: i64,
    },
    RefundAdministration {
        cap: i64,
        ppm_of_referral: i64,
    },
    Referral(Vec<ReferralRow>),
    NewSellerBonus(NewSellerBonusRow),
    BusinessBulkReferral {
        category_rate_up_to: i64,
        rows: Vec<BulkReferralRow>,
    },
    SizeTiers(Vec<TierRow>),
    Weights(WeightsRow),
    Fulfilment {
        limits: Vec<PriceLimit>,
        rows: Vec<FulfilmentRow>,
    },
    FuelSurcharge {
        ppm: i64,
    },
    SippDiscount(Vec<FulfilmentRow>),
    BusinessMultiUnitDiscount {
        from_units: Vec<u32>,
        rows: Vec<FulfilmentRow>,
    },
    BulkyPackagingFee(Vec<WeightFeeRow>),
    OvermaxHandling {
        longest_above: u32,
        length_plus_girth_above: u32,
        rows: Vec<(Tier, i64)>,
    },
    LithiumBatteryFee {
        fee: i64,
    },
    StorageMonthly {
        seasons: Vec<(u8, u8)>,
        awd_first_season_until: Option<i32>,
        rows: Vec<StorageRow>,
    },
    StorageUtilizationSurcharge {
        terms: UtilizationTerms,
        rows: Vec<UtilizationRow>,
    },
    AgedInventory {
        snapshot_day: u8,
        exempt: Vec<String>,
        exempt_from: u16,
        exempt_to: u16,
        rows: Vec<AgedRow>,
    },
    LowInventory {
        limits: Vec<u16>,
        rows: Vec<FulfilmentRow>,
    },
    Removal(Vec<ExitRow>),
    Liquidation {
        terms: LiquidationRow,
        rows: Vec<ExitRow>,
    },
    GradeAndResell(Vec<GradeRow>),
    ReturnsProcessing(ReturnsRow),
    ReturnsProcessingApparel(Vec<GradeRow>),
    InboundPlacement {
        optimized_fee: Option<i64>,
        optimized_cartons: Option<u32>,
        since: Vec<(Tier, i32)>,
        rows: Vec<PlacementRow>,
    },
    Awd(Vec<AwdRow>),
    Coupons {
        fixed: i64,
        ppm: i64,
        cap: Option<(i64, i32)>,
    },
    CouponsBefore {
        per_redemption: i64,
    },
    Deals {
        per_day: i64,
        ppm: i64,
        cap: i64,
        types: Vec<String>,
    },
    DealsBefore {
        flat: Vec<(String, i64)>,
    },
    DealEvents(Vec<DealEventRow>),
    Outlet {
        min_discount_ppm: i64,
    },
    SubscribeAndSave {
        funding_ppm: Vec<i64>,
        amazon_ppm: i64,
        from_subscriptions: u32,
    },
    NewSelection(NewSelectionRow),
    NewSelectionBefore,
}

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

/// Something the data say is missing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HoleRow {
    /// Family, or `all`.
    pub family: String,
    /// Table it stands in, if it names one.
    pub table: Option<String>,
    /// Which rows: `tier` = `small_bulky`, `over_oz` = `160`, …
    pub conditions: Vec<(String, String)>,
    /// In words.
    pub text: String,
}

/// What one marketplace calls a category of the crosswalk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MarketCategory {
    /// Row of the referral table.
    pub referral: Option<String>,
    /// The row was chosen by judgement.
    pub is_judged: bool,
    /// Which returns are charged; none = no table known.
    pub returns: Option<ReturnsCharged>,
    /// Other tables and the name there: `returns` = `Grocery`.
    pub tables: Vec<(String, String)>,
}

/// Which customer returns a marketplace charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReturnsCharged {
    /// Each one.
    EveryReturn,
    /// Only those above the category's rate.
    AboveThreshold,
    /// None.
    None,
}

/// The crosswalk of categories, the same for all marketplaces.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Crosswalk {
    /// Categories in the order of the file.
    pub categories: Vec<CategoryRow>,
    /// Product group, category (its place in the list), whether the value was seen, and
    /// whether it suggests another category first.
    pub product_groups: Vec<ProductGroup>,
}

/// One category.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CategoryRow {
    /// Canonical id.
    pub id: String,
    /// English name.
    pub en: String,
    /// Chinese name.
    pub zh: String,
    /// Fulfilment card.
    pub programme: Programme,
    /// The card follows from the fee category itself; otherwise it was judged.
    pub is_programme_seen: bool,
    /// Ask whether the item is under dangerous-goods rules.
    pub may_be_dangerous: bool,
    /// Exempt from the aged surcharge at 181 to 270 days; none = not written anywhere.
    pub is_aged_exempt: Option<bool>,
    /// Remark.
    pub note: Option<String>,
}

/// A value of the product-group column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductGroup {
    /// The value, as read.
    pub value: String,
    /// Place of the category.
    pub category: u16,
    /// The value was read and its name says the category.
    pub is_seen: bool,
    /// The value suggests another category first.
    pub is_also: bool,
}
