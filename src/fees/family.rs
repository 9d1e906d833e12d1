//! What the library asks of a family beyond its name.

use super::data_shape::Family;

impl Family {
    /// Place in [`Family::ALL`].
    #[must_use]
    #[expect(clippy::as_conversions, reason = "an enumeration without data is its number")]
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// Whether it is charged for a unit that is sold, lies there or leaves: neither accounts nor promotions.
    #[must_use]
    pub(crate) const fn is_of_sale_or_stock(self) -> bool {
        !matches!(
            self,
            Self::Plans
                | Self::HighVolumeListing
                | Self::NewSellerBonus
                | Self::NewSelection
                | Self::InboundPlacement
                | Self::InboundPlacementLargeBulky
                | Self::Awd
                | Self::Coupons
                | Self::Deals
                | Self::DealEvents
                | Self::Outlet
                | Self::SubscribeAndSave
        )
    }
}
