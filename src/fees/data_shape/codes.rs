//! Families, tiers and other choices with their stable texts.

use serde::{Deserialize, Serialize};

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
    /// Trade knowledge, nothing read: a prompt that the seller confirms.
    Unverified,
}

impl Confidence {
    /// All of them, surest first.
    pub const ALL: [Self; 4] = [Self::Official, Self::CrossChecked, Self::SingleSource, Self::Unverified];

    /// Stable text: `official`, `cross-checked`, `single-source`, `unverified`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::CrossChecked => "cross-checked",
            Self::SingleSource => "single-source",
            Self::Unverified => "unverified",
        }
    }
}
