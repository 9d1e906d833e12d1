//! The form fee tables have inside a pack.
//!
//! Written by `build.rs`, read by the library; both include these files. Amounts are
//! whole minor units (`i64`), shares parts per million, amounts finer than a cent
//! millionths of the major unit, days are numbers since 1970-01-01, weights whole ounces or grams,
//! lengths thousandths of an inch or millimetre ([`Pack::measures`]). Every `up_to` is inclusive;
//! none = open.

mod channels;
mod codes;
mod landed;
mod promotions;
mod rows;

pub use channels::*;
pub use codes::{Confidence, Family, FeeClass, Measures, Programme, StepRounding, Tier, VolumeUnit};
pub use landed::*;
pub use promotions::*;
pub use rows::*;
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
    /// Units of all limits.
    pub measures: Measures,
    /// Unit of volume of all storage rates.
    pub volume: VolumeUnit,
    /// The tables' word for the oversize group.
    pub oversize_name: String,
    /// Where a seller may let the stock be placed, where fees hang on it; the first is taken unless told.
    pub placements: Vec<String>,
    /// Tables, in the order of the file.
    pub tables: Vec<Table>,
    /// What is known to be missing.
    pub holes: Vec<HoleRow>,
    /// For each category of the crosswalk, in its order: this marketplace's names.
    pub categories: Vec<MarketCategory>,
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
    /// Only for stock placed so: place in `Pack::placements`.
    pub placement: Option<u8>,
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
    /// Rows of the seller's own with the seller's names for them; `u16::MAX` = the table itself.
    pub own: Vec<(u16, String)>,
    /// The figures.
    pub body: Body,
}

/// What a table says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named as its family; the row types say what they hold")]
pub enum Body {
    Plans {
        professional_monthly: i64,
        individual_per_item: Option<i64>,
    },
    ClosingFee {
        fee: i64,
    },
    HighVolumeListing {
        free_listings: i64,
        micros_per_listing_above: i64,
    },
    RefundAdministration {
        cap: Option<i64>,
        ppm_of_referral: i64,
    },
    Referral(Vec<ReferralRow>),
    NewSellerBonus(NewSellerBonusRow),
    BusinessBulkReferral {
        category_rate_up_to: i64,
        rows: Vec<BulkReferralRow>,
    },
    SizeTiers {
        rows: Vec<TierRow>,
        first: Option<FirstTest>,
        weights: Option<WeightsRow>,
    },
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
    BulkyPackagingFee {
        tiers: Vec<Tier>,
        rows: Vec<WeightFeeRow>,
    },
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
        is_by_days: bool,
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
        exemptions: LowInventoryExemptions,
        rows: Vec<FulfilmentRow>,
    },
    Removal {
        is_by_unit_weight: bool,
        is_disposal_too: bool,
        rows: Vec<ExitRow>,
    },
    Liquidation {
        terms: LiquidationRow,
        is_by_unit_weight: bool,
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
        is_on_list_price: bool,
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
    ReferralMinimumBySize(Vec<(Tier, i64)>),
    LowPriceFulfilment {
        limits: LowPriceLimits,
        rows: Vec<FulfilmentRow>,
    },
    LowPriceDiscount {
        limits: LowPriceLimits,
        discount: i64,
        is_known_in_peak: bool,
    },
    SelectedFulfilment {
        replaces: Vec<Tier>,
        categories: Vec<String>,
        limits: Vec<PriceLimit>,
        rows: Vec<FulfilmentRow>,
    },
    DangerousGoodsSurcharge {
        fee: i64,
    },
    ByBilledWeight(Vec<FulfilmentRow>),
    CentralEuropeSurcharge {
        fee: i64,
    },
    DigitalServicesFee(Vec<DigitalRow>),
    VatOnFees(Vec<FeeTaxRow>),
    PriceTax(PriceTaxRow),
    /// The schedule is there, its figures are not known.
    Open,
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
