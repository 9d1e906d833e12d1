//! How the packs of fee tables are read; the fields stand in the order of [`super::data_shape`].

use super::data_shape::{
    AgedRow, AwdRow, Body, BulkReferralRow, CategoryRow, Confidence, Crosswalk, DealEventRow, DigitalRow, ExitRow,
    Family, FeeClass, FeeTaxRow, FirstTest, Fits, FulfilmentRow, GradeRow, HoleRow, InForce, LiquidationRow,
    LowInventoryExemptions, LowPriceLimits, MarketCategory, Measures, NewSelectionRow, NewSellerBonusRow, Pack,
    PlacementRow, PriceLimit, PriceTaxRow, ProductGroup, Programme, ReferralRow, ReturnsCharged, ReturnsRow, Step,
    StepRounding, StorageRow, Table, Tier, TierRow, UtilizationRow, UtilizationTerms, VolumeUnit, WeightFeeRow,
    WeightsRow,
};
use crate::unpack::{Packed, Unpack, choices, rows};

rows! {
    Pack { market, currency, as_of, measures, volume, oversize_name, placements, tables, holes, categories }
    Table { name, family, from, to, resumes_on, in_force, is_peak, placement, unit, source, is_official, confidence, row_confidence, row_notes, own, body }
    HoleRow { family, table, conditions, text }
    MarketCategory { referral, is_judged, returns, tables }
    Crosswalk { categories, product_groups }
    CategoryRow { id, en, zh, programme, is_programme_seen, may_be_dangerous, is_aged_exempt, note }
    ProductGroup { value, category, is_seen, is_also }
    ReferralRow { category, is_portion, minimum, bands, is_bent, is_bent_for_marketplace_only, closing_fee, from }
    NewSellerBonusRow { ppm, up_to_sales, ppm_above, next_sales, cap, days, at_once_from }
    BulkReferralRow { group, bands, categories }
    TierRow { tier, is_oversize, max_unit, over_unit, max_dimensional, sides, length_plus_girth, sum, round_up_to }
    FirstTest { tier, unit_over, longest_over, length_plus_girth_over }
    WeightsRow { per_volume, minimum_side, minimum_applies_to, unit_only }
    PriceLimit { amount, is_inclusive, is_low_price }
    FulfilmentRow { programme, tier, over, up_to, amounts, step, fits }
    Fits { sides, max_unit }
    Step { first, size, fees, rounding }
    LowPriceLimits { general, restricted, restricted_categories }
    DigitalRow { country, ppm, classes }
    FeeTaxRow { country, ppm, is_recoverable }
    PriceTaxRow { is_in_price, ppm, regions, fees_with_tax, fees_taxed_on_top }
    WeightFeeRow { up_to, fee }
    StorageRow { is_oversize, category, general_name, is_dangerous, micros }
    UtilizationTerms { days_since_first_inbound, volume, weeks, free_age_days }
    LowInventoryExemptions { fewer_units_in_7_days, days_since_first_inbound, is_pan_european_only, is_low_price_free }
    UtilizationRow { is_oversize, up_to_weeks, micros }
    AgedRow { from_day, to_day, micros, min_per_unit }
    ExitRow { is_oversize_or_special, up_to, fee, step }
    LiquidationRow { referral_ppm, recovery_low_ppm, recovery_high_ppm, recovery_mid_ppm, is_cancellable, payout_days_low, payout_days_high, is_dangerous_eligible, is_terms_assumed }
    GradeRow { tier, up_to, fee, step }
    ReturnsRow { range, every_return, exempt_below_units, thresholds, every_return_ppm_of_fulfilment }
    PlacementRow { tier, up_to, minimal, partial }
    AwdRow { region, plan, storage_micros, inbound_box, outbound_box, transport_micros }
    DealEventRow { event, deal, flat, variable, early_credit, needs_sale }
    NewSelectionRow { first_ppm, first_units, next_ppm, next_units, enrol_by, free_units, free_days }
}

choices! {
    InForce { Yes, No, Unknown }
    ReturnsCharged { EveryReturn, AboveThreshold, None }
    Family { Plans, ClosingFee, HighVolumeListing, RefundAdministration, Referral, NewSellerBonus, BusinessBulkReferral, SizeTiers, Weights, Fulfilment, FuelSurcharge, SippDiscount, BusinessMultiUnitDiscount, BulkyPackagingFee, OvermaxHandling, LithiumBatteryFee, StorageMonthly, StorageUtilizationSurcharge, AgedInventory, LowInventory, Removal, Liquidation, GradeAndResell, ReturnsProcessing, ReturnsProcessingApparel, InboundPlacement, InboundPlacementLargeBulky, Awd, Coupons, Deals, DealEvents, Outlet, SubscribeAndSave, NewSelection, ReferralMinimumBySize, LowPriceFulfilment, SelectedFulfilment, DangerousGoodsSurcharge, OversizePackagingFee, CentralEuropeSurcharge, PanEuOversizeSurcharge, Disposal, DigitalServicesFee, VatOnFees, PriceTax }
    Programme { NonApparel, Apparel, DangerousGoods }
    FeeClass { Selling, Fba, Storage }
    Measures { Imperial, Metric }
    VolumeUnit { CubicFoot, CubicMetre, CubicDecimetre }
    StepRounding { Begun, InProportion, NotSaid }
    Confidence { Official, CrossChecked, SingleSource, Unverified, Yours }
}

impl<'b> Unpack<'b> for Tier {
    fn unpack(from: &mut Packed<'b>) -> Self {
        Self::new(from.get()).unwrap_or_else(|| {
            from.fail();
            Self::NAMELESS
        })
    }
}

/// How each body is read, by its place.
const BODIES: [fn(&mut Packed<'_>) -> Body; 47] = [
    |from| Body::Plans { professional_monthly: from.get(), individual_per_item: from.get() },
    |from| Body::ClosingFee { fee: from.get() },
    |from| Body::HighVolumeListing { free_listings: from.get(), micros_per_listing_above: from.get() },
    |from| Body::RefundAdministration { cap: from.get(), ppm_of_referral: from.get() },
    |from| Body::Referral(from.get()),
    |from| Body::NewSellerBonus(from.get()),
    |from| Body::BusinessBulkReferral { category_rate_up_to: from.get(), rows: from.get() },
    |from| Body::SizeTiers { rows: from.get(), first: from.get(), weights: from.get() },
    |from| Body::Weights(from.get()),
    |from| Body::Fulfilment { limits: from.get(), rows: from.get() },
    |from| Body::FuelSurcharge { ppm: from.get() },
    |from| Body::SippDiscount(from.get()),
    |from| Body::BusinessMultiUnitDiscount { from_units: from.get(), rows: from.get() },
    |from| Body::BulkyPackagingFee { tiers: from.get(), rows: from.get() },
    |from| Body::OvermaxHandling { longest_above: from.get(), length_plus_girth_above: from.get(), rows: from.get() },
    |from| Body::LithiumBatteryFee { fee: from.get() },
    |from| Body::StorageMonthly {
        seasons: from.get(),
        awd_first_season_until: from.get(),
        is_by_days: from.get(),
        rows: from.get(),
    },
    |from| Body::StorageUtilizationSurcharge { terms: from.get(), rows: from.get() },
    |from| Body::AgedInventory {
        snapshot_day: from.get(),
        exempt: from.get(),
        exempt_from: from.get(),
        exempt_to: from.get(),
        rows: from.get(),
    },
    |from| Body::LowInventory { limits: from.get(), exemptions: from.get(), rows: from.get() },
    |from| Body::Removal { is_by_unit_weight: from.get(), is_disposal_too: from.get(), rows: from.get() },
    |from| Body::Liquidation { terms: from.get(), is_by_unit_weight: from.get(), rows: from.get() },
    |from| Body::GradeAndResell(from.get()),
    |from| Body::ReturnsProcessing(from.get()),
    |from| Body::ReturnsProcessingApparel(from.get()),
    |from| Body::InboundPlacement {
        optimized_fee: from.get(),
        optimized_cartons: from.get(),
        since: from.get(),
        rows: from.get(),
    },
    |from| Body::Awd(from.get()),
    |from| Body::Coupons { fixed: from.get(), ppm: from.get(), cap: from.get(), is_on_list_price: from.get() },
    |from| Body::CouponsBefore { per_redemption: from.get() },
    |from| Body::Deals { per_day: from.get(), ppm: from.get(), cap: from.get(), types: from.get() },
    |from| Body::DealsBefore { flat: from.get() },
    |from| Body::DealEvents(from.get()),
    |from| Body::Outlet { min_discount_ppm: from.get() },
    |from| Body::SubscribeAndSave { funding_ppm: from.get(), amazon_ppm: from.get(), from_subscriptions: from.get() },
    |from| Body::NewSelection(from.get()),
    |_| Body::NewSelectionBefore,
    |from| Body::ReferralMinimumBySize(from.get()),
    |from| Body::LowPriceFulfilment { limits: from.get(), rows: from.get() },
    |from| Body::LowPriceDiscount { limits: from.get(), discount: from.get(), is_known_in_peak: from.get() },
    |from| Body::SelectedFulfilment {
        replaces: from.get(),
        categories: from.get(),
        limits: from.get(),
        rows: from.get(),
    },
    |from| Body::DangerousGoodsSurcharge { fee: from.get() },
    |from| Body::ByBilledWeight(from.get()),
    |from| Body::CentralEuropeSurcharge { fee: from.get() },
    |from| Body::DigitalServicesFee(from.get()),
    |from| Body::VatOnFees(from.get()),
    |from| Body::PriceTax(from.get()),
    |_| Body::Open,
];

impl<'b> Unpack<'b> for Body {
    fn unpack(from: &mut Packed<'b>) -> Self {
        let last = |from: &mut Packed<'_>| {
            from.fail();
            Self::Open
        };
        let read: fn(&mut Packed<'_>) -> Self = from.one_of(&BODIES, last);
        read(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fees::Market;
    use crate::fees::market::embedded;
    use crate::unpack::unpack;

    #[test]
    fn every_pack_is_read_as_it_was_written() {
        for market in Market::ALL {
            let bytes = embedded(market).unwrap();
            let pack: Pack = unpack(bytes).unwrap_or_else(|| panic!("{market:?} cannot be read"));
            assert!(postcard::to_allocvec(&pack).unwrap() == bytes, "{market:?}");
        }
    }
}
