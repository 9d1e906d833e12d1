//! Families, tiers and other choices with their stable texts.

use serde::{Deserialize, Serialize};

/// A kind of fee: the table name without its year or season.
///
/// ```
/// use clearfloor::fees::Family;
/// assert_eq!(Family::AgedInventory.code(), "aged_inventory");
/// ```
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
    ReferralMinimumBySize,
    LowPriceFulfilment,
    SelectedFulfilment,
    DangerousGoodsSurcharge,
    OversizePackagingFee,
    CentralEuropeSurcharge,
    PanEuOversizeSurcharge,
    Disposal,
    DigitalServicesFee,
    VatOnFees,
    PriceTax,
}

impl Family {
    /// All families, in the order of their numbers.
    pub const ALL: [Self; 45] = [
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
        Self::ReferralMinimumBySize,
        Self::LowPriceFulfilment,
        Self::SelectedFulfilment,
        Self::DangerousGoodsSurcharge,
        Self::OversizePackagingFee,
        Self::CentralEuropeSurcharge,
        Self::PanEuOversizeSurcharge,
        Self::Disposal,
        Self::DigitalServicesFee,
        Self::VatOnFees,
        Self::PriceTax,
    ];

    /// Stable text, as in the data: `fulfilment`, `aged_inventory`, …
    ///
    /// ```
    /// use clearfloor::fees::Family;
    /// let known = |word: &str| Family::ALL.into_iter().find(|family| family.code() == word);
    /// assert_eq!(known("storage_monthly"), Some(Family::StorageMonthly));
    /// ```
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
            Self::ReferralMinimumBySize => "referral_minimum_by_size",
            Self::LowPriceFulfilment => "low_price_fulfilment",
            Self::SelectedFulfilment => "selected_fulfilment",
            Self::DangerousGoodsSurcharge => "dangerous_goods_surcharge",
            Self::OversizePackagingFee => "oversize_packaging_fee",
            Self::CentralEuropeSurcharge => "central_europe_surcharge",
            Self::PanEuOversizeSurcharge => "pan_eu_oversize_surcharge",
            Self::Disposal => "disposal",
            Self::DigitalServicesFee => "digital_services_fee",
            Self::VatOnFees => "vat_on_fees",
            Self::PriceTax => "price_tax",
        }
    }
}

/// Longest name of a tier, in bytes.
const TIER_NAME: usize = 24;

/// Size tier of a packaged unit: its name in the tables of the marketplace, such as `large_standard`
/// or `small-parcel`. What a tier holds stands in the size tables.
///
/// ```
/// use clearfloor::fees::Tier;
/// let tier = Tier::new("large_standard").unwrap();
/// assert_eq!((tier.code(), format!("{tier:?}").as_str()), ("large_standard", "large_standard"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tier([u8; TIER_NAME]);

impl Tier {
    /// What stands for a tier where there is no name; no table has it.
    #[allow(dead_code, reason = "the build script writes packs and reads none")]
    pub(crate) const NAMELESS: Self = Self([0; TIER_NAME]);

    /// A tier by its name; none if it is empty, too long or not plain letters, digits, `-` and `_`.
    ///
    /// ```
    /// use clearfloor::fees::Tier;
    /// assert!(Tier::new("small-parcel").is_some());
    /// assert!(Tier::new("").is_none() && Tier::new("small parcel").is_none());
    /// // No tier of any table has more than 24 letters.
    /// assert!(Tier::new("a-tier-with-a-name-that-is-too-long").is_none());
    /// ```
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || !name.bytes().all(is_plain) {
            return None;
        }
        let mut bytes = [0; TIER_NAME];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        Some(Self(bytes))
    }

    /// Stable text, as in the data: `small_standard`, `extra-large-envelope`, …
    ///
    /// ```
    /// use clearfloor::fees::Tier;
    /// assert_eq!(Tier::new("xl_50_70").unwrap().code(), "xl_50_70");
    /// ```
    #[must_use]
    pub fn code(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(TIER_NAME);
        self.0.get(..end).and_then(|name| core::str::from_utf8(name).ok()).unwrap_or_default()
    }
}

impl core::fmt::Debug for Tier {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Tier {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Tier {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <&str>::deserialize(deserializer)?;
        Self::new(name).ok_or_else(|| serde::de::Error::custom("no tier"))
    }
}

/// Which fulfilment card a product is on.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Programme}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let row = |programme| fees.describe(fees.fulfilment(&sized, programme, on).unwrap().row).row;
/// assert_eq!(row(Programme::Apparel), "apparel small_standard, up to 4 oz");
/// ```
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
    ///
    /// ```
    /// use clearfloor::fees::Programme;
    /// assert_eq!(Programme::ALL.map(Programme::code), ["non_apparel", "apparel", "dangerous_goods"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NonApparel => "non_apparel",
            Self::Apparel => "apparel",
            Self::DangerousGoods => "dangerous_goods",
        }
    }
}

/// Kind of a fee, where a tax or an uplift asks for it.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeClass, FeeTables, Market}};
/// let on = Day::parse("2026-11-21").unwrap();
/// let france = FeeTables::of(Market::Fr).unwrap();
/// // Fees of fulfilment rise by 3 % for a seller in China.
/// assert_eq!(france.digital_services_fee("CN", FeeClass::Fba, on).unwrap().value.ppm(), 30_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FeeClass {
    /// Referral, closing and per-item fees.
    Selling,
    /// Fees of fulfilment by the marketplace.
    Fba,
    /// Monthly storage and the surcharges on it.
    Storage,
}

impl FeeClass {
    /// All classes.
    pub const ALL: [Self; 3] = [Self::Selling, Self::Fba, Self::Storage];

    /// Stable text, as in the data: `selling`, `fba`, `storage`.
    ///
    /// ```
    /// use clearfloor::fees::FeeClass;
    /// assert_eq!(FeeClass::ALL.map(FeeClass::code), ["selling", "fba", "storage"]);
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Selling => "selling",
            Self::Fba => "fba",
            Self::Storage => "storage",
        }
    }
}

/// Units of the limits of a marketplace's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measures {
    /// Inches and ounces.
    Imperial,
    /// Millimetres and grams.
    Metric,
}

/// Unit of volume of storage rates.
///
/// ```
/// use clearfloor::fees::VolumeUnit;
/// let text = |unit| match unit {
///     VolumeUnit::CubicFoot => "ft³",
///     VolumeUnit::CubicMetre => "m³",
///     VolumeUnit::CubicDecimetre => "dm³",
/// };
/// assert_eq!(VolumeUnit::ALL.map(text), ["ft³", "m³", "dm³"]);
/// ```
#[allow(clippy::enum_variant_names, reason = "that is what the units are called")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VolumeUnit {
    /// Cubic foot: 28,316.846592 cubic centimetres.
    CubicFoot,
    /// Cubic metre.
    CubicMetre,
    /// Cubic decimetre: 1,000 cubic centimetres.
    CubicDecimetre,
}

impl VolumeUnit {
    /// All units.
    pub const ALL: [Self; 3] = [Self::CubicFoot, Self::CubicMetre, Self::CubicDecimetre];

    /// Stable text, as in the data: `cubic foot`, `cubic metre`, `cubic decimetre`.
    ///
    /// ```
    /// use clearfloor::fees::VolumeUnit;
    /// assert_eq!(VolumeUnit::CubicMetre.code(), "cubic metre");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CubicFoot => "cubic foot",
            Self::CubicMetre => "cubic metre",
            Self::CubicDecimetre => "cubic decimetre",
        }
    }
}

/// How weight between two whole steps is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRounding {
    /// A begun step counts whole.
    Begun,
    /// The part of a step is charged in proportion.
    InProportion,
    /// Not said: a begun step is taken to count whole, and the fee is marked as assumed.
    NotSaid,
}

/// How sure the data are of a figure.
///
/// ```
/// use clearfloor::fees::Confidence;
/// // A figure of the seller's own is none of the data's.
/// assert!(!Confidence::ALL.contains(&Confidence::Yours));
/// assert_eq!(Confidence::ALL[0], Confidence::Official);
/// ```
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
    /// The seller said so; never in the project's own data.
    Yours,
}

impl Confidence {
    /// All of them, surest first.
    pub const ALL: [Self; 4] = [Self::Official, Self::CrossChecked, Self::SingleSource, Self::Unverified];

    /// Stable text: `official`, `cross-checked`, `single-source`, `unverified`, `yours`.
    ///
    /// ```
    /// use clearfloor::fees::Confidence;
    /// assert_eq!(Confidence::CrossChecked.code(), "cross-checked");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::CrossChecked => "cross-checked",
            Self::SingleSource => "single-source",
            Self::Unverified => "unverified",
            Self::Yours => "yours",
        }
    }
}
