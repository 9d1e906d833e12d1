//! Bundles: a slow item with a fast one against selling or letting it go alone (math.md §6).
//!
//! [`SellerBundle`] is the seller's rule with one share of the price kept; the product's own bundles
//! go by the real fee tables and end in the same comparison ([`BundleGain`]). [`values`] and
//! [`spread`] are the textbook models of buyers who value two goods differently.

pub mod flat_fee;
pub mod spread;
pub mod values;

use crate::error::{Error, ErrorKind, Result};
use crate::rounding::Ratio;

/// Shares of bundle buyers who would have bought the fast item alone that are always shown: half,
/// most, all (math.md §6: 1 is the safe case).
pub const CANNIBAL_SHARES: [i64; 3] = [500_000, 800_000, 1_000_000];

/// What moving one slow unit in a bundle brings more than letting it go.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::BundleGain};
/// let whole = |n| Ratio::whole(n);
/// let gain = BundleGain { net: whole(15), fast_margin: whole(9), slow_alternative: whole(1) };
/// assert_eq!(gain.at(Ratio::ONE).unwrap(), whole(5));
/// assert_eq!(gain.most_cannibal().unwrap(), Some(Ratio::new(14, 9).unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleGain {
    /// Net of one bundle after its fees and the cost of the fast unit in it.
    pub net: Ratio,
    /// What the fast item earns when sold alone.
    pub fast_margin: Ratio,
    /// What a slow unit brings in its best other use.
    pub slow_alternative: Ratio,
}

impl BundleGain {
    /// `net − cannibal · fast margin − alternative`.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::bundle::BundleGain};
    /// let [net, fast_margin, slow_alternative] = [15, 8, 1].map(Ratio::whole);
    /// let gain = BundleGain { net, fast_margin, slow_alternative };
    /// // Half of the buyers would have bought the fast item anyway: 15 − 4 − 1.
    /// assert_eq!(gain.at(Ratio::new(1, 2).unwrap()).unwrap(), Ratio::whole(10));
    /// ```
    pub fn at(&self, cannibal: Ratio) -> Result<Ratio> {
        self.net.minus(cannibal.times(self.fast_margin)?)?.minus(self.slow_alternative)
    }

    /// The share of bundle buyers lost to the fast item alone at which nothing is gained; `None` if
    /// the fast item earns nothing alone.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::bundle::BundleGain};
    /// let [net, fast_margin, slow_alternative] = [5, 8, 1].map(Ratio::whole);
    /// let gain = BundleGain { net, fast_margin, slow_alternative };
    /// // 4 are gained, which half of a margin of 8 eats up.
    /// assert_eq!(gain.most_cannibal().unwrap(), Some(Ratio::new(1, 2).unwrap()));
    /// assert_eq!(BundleGain { fast_margin: Ratio::ZERO, ..gain }.most_cannibal().unwrap(), None);
    /// ```
    pub fn most_cannibal(&self) -> Result<Option<Ratio>> {
        if self.fast_margin == Ratio::ZERO {
            return Ok(None);
        }
        self.net.minus(self.slow_alternative)?.over(self.fast_margin).map(Some)
    }
}

/// A slow item with a fast one. Exact fractions of one money unit.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::SellerBundle};
/// let usd = Ratio::whole;
/// let bundle = SellerBundle {
///     price: usd(30), kept: Ratio::new(4, 5).unwrap(), fee: usd(6), prep: usd(1),
///     fast_cost: usd(7), fast_margin: usd(9), cannibal: Ratio::ONE, slow_alternative: usd(-1),
///     slow_units: usd(120), fast_units_per_day: usd(4), days: usd(60),
///     markdown_price: usd(5), slow_fee: usd(4), virtual_fees: vec![usd(4), usd(4)],
/// };
/// // 24 − 7 − 6 − 1 = 10 a bundle, less the 9 of the fast item, and one not paid for disposal.
/// assert_eq!(bundle.answer().unwrap().gain_physical, usd(2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SellerBundle {
    /// Price of the bundle.
    pub price: Ratio,
    /// Share of a price kept after percentage fees.
    pub kept: Ratio,
    /// Fulfilment fee of the physical bundle.
    pub fee: Ratio,
    /// Cost of making it up.
    pub prep: Ratio,
    /// Cost of the fast unit in it.
    pub fast_cost: Ratio,
    /// What the fast item earns when sold alone.
    pub fast_margin: Ratio,
    /// Bundle buyers who would have bought the fast item alone.
    pub cannibal: Ratio,
    /// What a slow unit brings in its best other use; below zero = it costs.
    pub slow_alternative: Ratio,
    /// Slow stock.
    pub slow_units: Ratio,
    /// Fast units sold a day.
    pub fast_units_per_day: Ratio,
    /// Days looked at.
    pub days: Ratio,
    /// Price of the slow item marked down alone.
    pub markdown_price: Ratio,
    /// Fulfilment fee of the slow item alone.
    pub slow_fee: Ratio,
    /// Fulfilment fees of the components of a virtual bundle.
    pub virtual_fees: Vec<Ratio>,
}

/// A way to move a slow unit, in the order in which equals are preferred.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::{SellerBundle, SlowWay}};
/// let usd = Ratio::whole;
/// let cheap = SellerBundle {
///     price: usd(20), kept: Ratio::new(4, 5).unwrap(), fee: usd(6), prep: usd(1),
///     fast_cost: usd(7), fast_margin: usd(9), cannibal: Ratio::ONE, slow_alternative: usd(-1),
///     slow_units: usd(120), fast_units_per_day: usd(4), days: usd(60),
///     markdown_price: usd(5), slow_fee: usd(4), virtual_fees: vec![usd(4), usd(4)],
/// };
/// // Both bundles lose; 5 · 4/5 − 4 brings nothing, which is better than paying 1 for disposal.
/// assert_eq!(cheap.answer().unwrap().best, SlowWay::Markdown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlowWay {
    /// Packed together, one fee.
    PhysicalBundle,
    /// Sold together, each unit with its own fee.
    VirtualBundle,
    /// Marked down alone.
    Markdown,
    /// Let go.
    Dispose,
}

impl SlowWay {
    /// Stable code.
    ///
    /// ```
    /// use clearfloor::scenario::bundle::SlowWay;
    /// assert_eq!(SlowWay::Markdown.code(), "single_markdown");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PhysicalBundle => "physical_bundle",
            Self::VirtualBundle => "virtual_bundle",
            Self::Markdown => "single_markdown",
            Self::Dispose => "dispose",
        }
    }
}

/// What the rule says.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::SellerBundle};
/// let usd = Ratio::whole;
/// let bundle = SellerBundle {
///     price: usd(30), kept: Ratio::new(4, 5).unwrap(), fee: usd(6), prep: usd(1),
///     fast_cost: usd(7), fast_margin: usd(9), cannibal: Ratio::ONE, slow_alternative: usd(-1),
///     slow_units: usd(120), fast_units_per_day: usd(4), days: usd(60),
///     markdown_price: usd(5), slow_fee: usd(4), virtual_fees: vec![usd(4), usd(4)],
/// };
/// let answer = bundle.answer().unwrap();
/// // Kept must be 9 − 1 + 6 + 1 + 7 = 22, of which 27.50 keeps four fifths.
/// assert_eq!(answer.least_price_against_disposal, Ratio::new(55, 2).unwrap());
/// assert_eq!([answer.net_physical, answer.net_virtual], [usd(10), usd(9)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SellerBundleAnswer {
    /// Net of one physical bundle.
    pub net_physical: Ratio,
    /// Net of one virtual bundle.
    pub net_virtual: Ratio,
    /// More than letting the slow unit go, packed together.
    pub gain_physical: Ratio,
    /// The same, sold together.
    pub gain_virtual: Ratio,
    /// The same, marked down alone.
    pub gain_markdown: Ratio,
    /// Share of the fast item's buyers who must take the bundle.
    pub attach_rate: Ratio,
    /// Price at which the physical bundle gains nothing over letting go.
    pub least_price_against_disposal: Ratio,
    /// Price at which it brings what the markdown brings.
    pub least_price_against_markdown: Ratio,
    /// See [`BundleGain::most_cannibal`], of the physical bundle.
    pub most_cannibal: Option<Ratio>,
    /// The way that gains most.
    pub best: SlowWay,
    /// What it gains.
    pub best_gain: Ratio,
}

/// Share of the fast item's buyers who must take the bundle: `slow units / (fast a day · days)`.
///
/// # Errors
/// `attach_rate_without_sales` if the fast item does not sell or no day is looked at.
///
/// ```
/// use clearfloor::{rounding::Ratio, scenario::bundle::attach_rate};
/// // 240 slow units, 8 buyers a day for 60 days: every second must take one.
/// let rate = attach_rate(Ratio::whole(240), Ratio::whole(8), Ratio::whole(60)).unwrap();
/// assert_eq!(rate, Ratio::new(1, 2).unwrap());
/// ```
pub fn attach_rate(slow_units: Ratio, fast_units_per_day: Ratio, days: Ratio) -> Result<Ratio> {
    let buyers = fast_units_per_day.times(days)?;
    if buyers <= Ratio::ZERO {
        return Err(Error::new(ErrorKind::Range, "attach_rate_without_sales"));
    }
    slow_units.over(buyers)
}

/// The first of those that gain most.
///
/// # Errors
/// Never; an empty list is `Dispose`.
fn best_of(ways: [(SlowWay, Ratio); 4]) -> (SlowWay, Ratio) {
    let [first, rest @ ..] = ways;
    rest.into_iter().fold(first, |best, way| if way.1 > best.1 { way } else { best })
}

impl SellerBundle {
    /// Everything the rule says.
    ///
    /// # Errors
    /// `attach_rate_without_sales`; `out_of_range`, also if nothing of a price is kept.
    ///
    /// ```
    /// use clearfloor::{rounding::Ratio, scenario::bundle::{SellerBundle, SlowWay}};
    /// let usd = Ratio::whole;
    /// let bundle = SellerBundle {
    ///     price: usd(30), kept: Ratio::new(4, 5).unwrap(), fee: usd(6), prep: usd(1),
    ///     fast_cost: usd(7), fast_margin: usd(9), cannibal: Ratio::ONE, slow_alternative: usd(-1),
    ///     slow_units: usd(120), fast_units_per_day: usd(4), days: usd(60),
    ///     markdown_price: usd(5), slow_fee: usd(4), virtual_fees: vec![usd(4), usd(4)],
    /// };
    /// let answer = bundle.answer().unwrap();
    /// assert_eq!((answer.best, answer.best_gain), (SlowWay::PhysicalBundle, usd(2)));
    /// // 120 slow units for 240 buyers.
    /// assert_eq!(answer.attach_rate, Ratio::new(1, 2).unwrap());
    /// ```
    pub fn answer(&self) -> Result<SellerBundleAnswer> {
        let kept = self.kept.times(self.price)?.minus(self.fast_cost)?;
        let mut virtual_fees = Ratio::ZERO;
        for fee in &self.virtual_fees {
            virtual_fees = virtual_fees.plus(*fee)?;
        }
        let gain = |net| BundleGain { net, fast_margin: self.fast_margin, slow_alternative: self.slow_alternative };
        let net_physical = kept.minus(self.fee)?.minus(self.prep)?;
        let net_virtual = kept.minus(virtual_fees)?;
        let gain_physical = gain(net_physical).at(self.cannibal)?;
        let gain_virtual = gain(net_virtual).at(self.cannibal)?;
        let markdown = self.kept.times(self.markdown_price)?.minus(self.slow_fee)?;
        let gain_markdown = markdown.minus(self.slow_alternative)?;
        let against_disposal = self
            .cannibal
            .times(self.fast_margin)?
            .plus(self.slow_alternative)?
            .plus(self.fee)?
            .plus(self.prep)?
            .plus(self.fast_cost)?;
        let (best, best_gain) = best_of([
            (SlowWay::PhysicalBundle, gain_physical),
            (SlowWay::VirtualBundle, gain_virtual),
            (SlowWay::Markdown, gain_markdown),
            (SlowWay::Dispose, Ratio::ZERO),
        ]);
        Ok(SellerBundleAnswer {
            net_physical,
            net_virtual,
            gain_physical,
            gain_virtual,
            gain_markdown,
            attach_rate: attach_rate(self.slow_units, self.fast_units_per_day, self.days)?,
            least_price_against_disposal: against_disposal.over(self.kept)?,
            least_price_against_markdown: against_disposal.plus(gain_markdown)?.over(self.kept)?,
            most_cannibal: gain(net_physical).most_cannibal()?,
            best,
            best_gain,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(cents: i128) -> Ratio {
        Ratio::new(cents, 100).unwrap()
    }

    fn bundle(price: i128) -> SellerBundle {
        SellerBundle {
            price: money(price),
            kept: money(85),
            fee: money(590),
            prep: money(60),
            fast_cost: money(650),
            fast_margin: money(920),
            cannibal: money(70),
            slow_alternative: money(90),
            slow_units: Ratio::whole(240),
            fast_units_per_day: Ratio::whole(8),
            days: Ratio::whole(60),
            markdown_price: money(899),
            slow_fee: money(360),
            virtual_fees: vec![money(410), money(360)],
        }
    }

    #[test]
    fn least_prices_are_those_at_which_the_gains_meet() {
        let mut at = bundle(3499);
        let first = at.answer().unwrap();
        at.price = first.least_price_against_disposal;
        assert_eq!(at.answer().unwrap().gain_physical, Ratio::ZERO);
        at.price = first.least_price_against_markdown;
        assert_eq!(at.answer().unwrap().gain_physical, first.gain_markdown);
    }

    #[test]
    fn equal_gains_go_to_the_earlier_way() {
        let mut even = bundle(3499);
        even.virtual_fees = vec![even.fee, even.prep];
        assert_eq!(even.answer().unwrap().best, SlowWay::PhysicalBundle);
    }

    #[test]
    fn fast_item_that_does_not_sell_carries_nobody_along() {
        let mut still = bundle(3499);
        still.fast_units_per_day = Ratio::ZERO;
        assert_eq!(still.answer().unwrap_err().code(), "attach_rate_without_sales");
    }
}
