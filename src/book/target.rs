//! What a sale should reach, as the seller puts it: a profit, a margin or a return, with its base.

use super::facts::money_of;
use super::view::TargetView;
use crate::break_even;
use crate::landed::{CostPart, UnitCost};
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::Entries;
use crate::state::field::Entry;

/// What the target is a share of, or that it is an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Profit of one unit.
    Profit,
    /// Profit as a share of the price shown.
    MarginDisplayedPrice,
    /// Profit as a share of the price less the tax in it.
    MarginNetRevenue,
    /// Profit as a share of the landed cost.
    RoiLandedCost,
    /// Profit as a share of what the supplier is paid.
    RoiPurchaseCost,
}

impl Kind {
    const ALL: [Self; 5] =
        [Self::Profit, Self::MarginDisplayedPrice, Self::MarginNetRevenue, Self::RoiLandedCost, Self::RoiPurchaseCost];

    /// Stable code: `profit`, `margin_displayed_price`, …
    const fn code(self) -> &'static str {
        match self {
            Self::Profit => "profit",
            Self::MarginDisplayedPrice => "margin_displayed_price",
            Self::MarginNetRevenue => "margin_net_revenue",
            Self::RoiLandedCost => "roi_landed_cost",
            Self::RoiPurchaseCost => "roi_purchase_cost",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The fields of a target, of the settings or of one product.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct TargetEntries {
    kind: Option<Kind>,
    profit: Option<Decimal>,
    share: Option<Rate>,
}

impl TargetEntries {
    pub fn new(entries: &Entries) -> Self {
        let profit = match entries.entry("target_profit") {
            Some(Entry::Money(profit)) => Some(*profit),
            _ => None,
        };
        Self {
            kind: entries.entry("target_kind").and_then(Entry::as_text).and_then(Kind::from_code),
            profit,
            share: entries.entry("target_share").and_then(Entry::as_rate),
        }
    }

    /// The fields of a product; what is not typed there is that of the book.
    pub fn or(self, book: Self) -> Self {
        Self { kind: self.kind.or(book.kind), profit: self.profit.or(book.profit), share: self.share.or(book.share) }
    }

    /// The text of a field.
    pub fn text(&self, field: &str) -> Option<String> {
        match field {
            "target_kind" => self.kind.map(|kind| kind.code().to_owned()),
            "target_profit" => self.profit.map(|profit| profit.to_string()),
            "target_share" => self.share.map(super::form::percent),
            _ => None,
        }
    }

    /// The target; none as long as its kind or its figure is not typed.
    pub fn target(&self, currency: Currency) -> Option<SellerTarget> {
        let kind = self.kind?;
        match kind {
            Kind::Profit => money_of(self.profit?, currency).map(SellerTarget::Profit),
            _ => self.share.map(|share| SellerTarget::Share { kind, share }),
        }
    }
}

/// A target that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SellerTarget {
    /// Profit of one unit.
    Profit(Money),
    /// Profit as a share of a base.
    Share {
        /// Of what.
        kind: Kind,
        /// How much of it.
        share: Rate,
    },
}

impl SellerTarget {
    /// As the break-even rules ask it; none if its base is not known.
    pub fn to_target(self, cost: &UnitCost) -> Option<break_even::Target> {
        use break_even::Target;
        Some(match self {
            Self::Profit(profit) => Target::Profit(Ratio::whole(i128::from(profit.minor()))),
            Self::Share { kind, share } => {
                let share = share.to_ratio().ok()?;
                match kind {
                    Kind::Profit => return None,
                    Kind::MarginDisplayedPrice => Target::MarginGross(share),
                    Kind::MarginNetRevenue => Target::MarginNet(share),
                    Kind::RoiLandedCost => Target::Roi(share),
                    Kind::RoiPurchaseCost => {
                        let purchase = cost.lines.iter().find(|line| line.part == CostPart::Purchase)?.exact;
                        let minor = Ratio::whole(i128::from(cost.currency.minor_per_major()));
                        // Rounded up: a whole profit reaches the share exactly if it reaches that.
                        let least = share.times(purchase).ok()?.times(minor).ok()?;
                        Target::Profit(Ratio::whole(least.round(crate::rounding::Rounding::Ceiling).ok()?))
                    }
                }
            }
        })
    }

    /// As the page shows it.
    pub fn to_view(self) -> TargetView {
        match self {
            Self::Profit(profit) => TargetView { kind: Kind::Profit.code(), text: profit.to_string() },
            Self::Share { kind, share } => TargetView { kind: kind.code(), text: super::form::percent(share) },
        }
    }
}
