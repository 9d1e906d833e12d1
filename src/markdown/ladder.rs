//! A list of prices, reviewed at fixed times: what is known about stock, buyers and money (math.md §2).

use super::menu::Offer;
use super::{finite, not_negative, positive};
use crate::demand::Poisson;
use crate::error::Result;
use crate::steps::Meter;

/// How demand follows the price.
///
/// ```
/// use clearfloor::markdown::ladder::Reaction;
/// // Half the price sells 2^2.5 times as much where the elasticity is -2.5 …
/// let by_share = Reaction::Isoelastic { elasticity: -2.5 };
/// assert!((by_share.demand(2.0, 10.0, 20.0).unwrap() - 2.0 * 2.0_f64.powf(2.5)).abs() < 1e-12);
/// // … and e times as much where 10.00 is the scale.
/// let by_amount = Reaction::Exponential { scale: 10.0 };
/// assert!((by_amount.demand(2.0, 10.0, 20.0).unwrap() - 2.0 * 1.0_f64.exp()).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reaction {
    /// `base * (price / reference)^elasticity`.
    Isoelastic {
        /// Below zero where a lower price sells more.
        elasticity: f64,
    },
    /// `base * e^(-(price - reference) / scale)`.
    Exponential {
        /// Change of the price that changes demand by the factor e.
        scale: f64,
    },
}

impl Reaction {
    /// Mean demand at `price` where `base` is asked for at `reference`.
    ///
    /// # Errors
    /// `plan_input_range` if a price, the scale or the answer is out of range.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::Reaction;
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// assert_eq!(reaction.demand(1.5, 10.0, 20.0).unwrap(), 6.0);
    /// ```
    pub fn demand(&self, base: f64, price: f64, reference: f64) -> Result<f64> {
        let factor = match *self {
            Self::Isoelastic { elasticity } => {
                (positive(price, "price")? / positive(reference, "reference_price")?).powf(elasticity)
            }
            Self::Exponential { scale } => (-(price - reference) / positive(scale, "price_scale")?).exp(),
        };
        not_negative(not_negative(base, "base_rate")? * factor, "demand")
    }
}

/// One period between two reviews.
///
/// ```
/// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 0.0, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
/// let mut ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.05, 0.05]).unwrap();
/// // A surcharge before the second period: 4.00 for one unit there, 9.00 for two or more.
/// ladder.periods[1].charges = vec![0.0, 4.0, 9.0];
/// let course = Course::of_schedule(&ladder, 2, &[0, 0]).unwrap();
/// assert!((course.value + 9.0 + 4.0 * 0.05).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Paid at its start for each unit on hand.
    pub hold_per_unit: f64,
    /// For each price of the list: net of a sale and mean demand of the period.
    pub offers: Vec<Offer>,
    /// What a unit let go at its start brings, if that is possible.
    pub let_go_per_unit: Option<f64>,
    /// Paid at its start besides, for each number of units on hand from none on: a surcharge that hangs on the ages
    /// of what is left. Empty = nothing; a larger stock than the last pays as the last.
    pub charges: Vec<f64>,
}

impl Period {
    /// All that is paid at its start for `units` on hand.
    pub(crate) fn hold(&self, units: u32) -> f64 {
        let at = usize::try_from(units).ok().and_then(|at| self.charges.get(at));
        self.hold_per_unit * f64::from(units) + at.or(self.charges.last()).copied().unwrap_or(0.0)
    }
}

/// A price list over time. Each period: units may be let go, a price is named, `hold_per_unit` is paid, demand is
/// Poisson, sales are the smaller of demand and stock; the next period counts `discount_factor`.
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0; 8] };
/// let ladder = Ladder::new(&[20.0, 10.0], &[11.0, 3.0], &demand, &[0.05; 8]).unwrap();
/// // Half the price sells four times as much: 8 a week instead of 2.
/// assert_eq!(ladder.periods[0].offers[1].rate, 8.0);
/// assert_eq!((ladder.discount_factor, ladder.leftover_per_unit), (1.0, 0.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The list, falling.
    pub prices: Vec<f64>,
    /// The periods until the deadline.
    pub periods: Vec<Period>,
    /// What money of the next period counts.
    pub discount_factor: f64,
    /// What a unit left after the last period brings (by the best exit of that day); discounted once more.
    pub leftover_per_unit: f64,
}

/// Demand over the periods, for [`Ladder::new`].
///
/// ```
/// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
/// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
/// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0, 1.5] };
/// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0, 0.0]).unwrap();
/// assert_eq!([0, 1].map(|period: usize| ladder.periods[period].offers[0].rate), [2.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LadderDemand<'a> {
    /// Mean units a period at the reference price with season 1.
    pub base: f64,
    /// Price at which that is so.
    pub reference_price: f64,
    /// How demand follows the price.
    pub reaction: Reaction,
    /// Factor of each period; their number is the number of periods.
    pub season: &'a [f64],
}

impl Ladder {
    /// A ladder whose net of each price stays the same over time: `nets` as the quote gives them, one a price, so
    /// that steps of fees (9.99 against 10.79) are in them. `holds` has one holding cost a period.
    ///
    /// # Errors
    /// `plan_input_range` if lengths differ, prices are none or do not fall, or a figure is out of range.
    ///
    /// ```
    /// use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.6 };
    /// let demand = LadderDemand { base: 2.0, reference_price: 20.0, reaction, season: &[1.0, 1.0] };
    /// let ladder = Ladder::new(&[20.0, 15.0], &[11.0, 7.0], &demand, &[0.05, 0.05]).unwrap();
    /// assert_eq!(ladder.periods.len(), 2);
    /// ```
    pub fn new(prices: &[f64], nets: &[f64], demand: &LadderDemand<'_>, holds: &[f64]) -> Result<Self> {
        if nets.len() != prices.len() || holds.len() != demand.season.len() {
            return Err(super::refused("length"));
        }
        let mut periods = Vec::with_capacity(holds.len());
        for (hold, season) in holds.iter().zip(demand.season) {
            let mut offers = Vec::with_capacity(prices.len());
            for (price, net) in prices.iter().zip(nets) {
                let rate = demand.reaction.demand(demand.base, *price, demand.reference_price)? * season;
                offers.push(Offer { net: *net, rate });
            }
            periods.push(Period { hold_per_unit: *hold, offers, let_go_per_unit: None, charges: Vec::new() });
        }
        let ladder = Self { prices: prices.to_vec(), periods, discount_factor: 1.0, leftover_per_unit: 0.0 };
        ladder.checked()?;
        Ok(ladder)
    }

    /// The same with another value of what is left and of next period's money.
    ///
    /// ```
    /// use clearfloor::markdown::{course::Course, ladder::{Ladder, LadderDemand, Reaction}};
    /// let reaction = Reaction::Isoelastic { elasticity: -2.0 };
    /// let demand = LadderDemand { base: 0.0, reference_price: 20.0, reaction, season: &[1.0] };
    /// let ladder = Ladder::new(&[20.0], &[11.0], &demand, &[0.0]).unwrap().ending(0.40, 0.99);
    /// // Nothing sells: ten units bring 0.40 each a period later.
    /// let course = Course::of_schedule(&ladder, 10, &[0]).unwrap();
    /// assert!((course.value - 10.0 * 0.40 * 0.99).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn ending(mut self, leftover_per_unit: f64, discount_factor: f64) -> Self {
        self.leftover_per_unit = leftover_per_unit;
        self.discount_factor = discount_factor;
        self
    }

    /// # Errors
    /// `plan_input_range`: see [`Ladder::new`].
    pub(super) fn checked(&self) -> Result<()> {
        let mut before = f64::INFINITY;
        for price in &self.prices {
            finite(*price, "price")?;
            if *price >= before {
                return Err(super::refused("price_order"));
            }
            before = *price;
        }
        if self.prices.is_empty() || self.prices.len() > 10_000 {
            return Err(super::refused("prices"));
        }
        finite(self.leftover_per_unit, "leftover_per_unit")?;
        not_negative(self.discount_factor, "discount_factor")?;
        for period in &self.periods {
            if period.offers.len() != self.prices.len() {
                return Err(super::refused("length"));
            }
            finite(period.hold_per_unit, "hold_per_unit")?;
            finite(period.let_go_per_unit.unwrap_or(0.0), "let_go_per_unit")?;
            for charge in &period.charges {
                finite(*charge, "charges")?;
            }
            for offer in &period.offers {
                finite(offer.net, "net")?;
                not_negative(offer.rate, "demand")?;
            }
        }
        Ok(())
    }

    /// Net and demand of a price in a period; nothing sells where there is none.
    pub(super) fn offer(&self, period: usize, price: usize) -> Offer {
        let offers = self.periods.get(period).map_or(&[][..], |period| &period.offers);
        offers.get(price).copied().unwrap_or(Offer { net: 0.0, rate: 0.0 })
    }

    /// Chances of demand for each period and price, made once for each mean.
    pub(super) async fn demands(&self) -> Result<Demands> {
        let mut meter = Meter::default();
        let mut kinds: Vec<Poisson> = Vec::new();
        let mut of = Vec::with_capacity(self.periods.len());
        for period in &self.periods {
            let mut row = Vec::with_capacity(period.offers.len());
            for offer in &period.offers {
                let known = kinds.iter().rposition(|kind| kind.mean() == offer.rate);
                row.push(match known {
                    Some(at) => at,
                    None => {
                        let kind = Poisson::narrow(offer.rate)?;
                        // A chance takes a logarithm or two.
                        meter.did(kinds.len() + 32 * kind.chances().len()).await;
                        kinds.push(kind);
                        kinds.len() - 1
                    }
                });
            }
            of.push(row);
        }
        Ok(Demands { kinds, of })
    }
}

/// Chances of demand by period and price.
#[derive(Clone, Debug)]
pub(super) struct Demands {
    kinds: Vec<Poisson>,
    of: Vec<Vec<usize>>,
}

impl Demands {
    pub(super) fn get(&self, period: usize, price: usize) -> Option<&Poisson> {
        self.kinds.get(*self.of.get(period)?.get(price)?)
    }

    /// The most that a period can ask for.
    pub(super) fn most(&self, period: usize) -> u32 {
        let of = self.of.get(period).map_or(&[][..], Vec::as_slice);
        of.iter().filter_map(|at| self.kinds.get(*at)).map(most).max().unwrap_or(0)
    }
}

/// The last count that has a chance.
pub(super) fn most(sales: &Poisson) -> u32 {
    sales.first() + u32::try_from(sales.chances().len()).unwrap_or(u32::MAX).saturating_sub(1)
}
