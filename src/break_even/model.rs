//! Profit of one sale as a function of the price, and what it must reach.

use super::line::PriceLine;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::rounding::{Ratio, Rounding};

/// What one sale must reach. Amounts are minor units, shares are of 1.
///
/// ```
/// use clearfloor::break_even::{PriceModel, Target, Within};
/// use clearfloor::{money::Currency, rounding::Ratio};
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_unit_cost(Ratio::whole(800));
/// let within = Within { low: Ratio::ZERO, high: Ratio::whole(5000) };
/// let from = |target| model.intervals(target, within).unwrap()[0].low;
/// // A cost of 8.00: with 2.00 of profit, a fifth of the price, a quarter of the cost always 10.00.
/// let targets = [
///     Target::Profit(Ratio::whole(200)),
///     Target::MarginGross(Ratio::new(1, 5).unwrap()),
///     Target::Roi(Ratio::new(1, 4).unwrap()),
/// ];
/// assert_eq!(targets.map(from), [Ratio::whole(1000); 3]);
/// assert_eq!(from(Target::BREAK_EVEN), Ratio::whole(800));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Profit of at least so much.
    Profit(Ratio),
    /// Profit of at least this share of the net revenue p/(1+v).
    MarginNet(Ratio),
    /// Profit of at least this share of the shown price p.
    MarginGross(Ratio),
    /// Profit of at least this share of the unit cost (a markup on cost).
    Roi(Ratio),
}

impl Target {
    /// Neither gain nor loss.
    pub const BREAK_EVEN: Self = Self::Profit(Ratio::ZERO);
}

/// The prices looked at, both ends included, in minor units.
///
/// ```
/// use clearfloor::break_even::{PriceModel, Target, Within};
/// use clearfloor::{money::Currency, rounding::Ratio};
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap().with_unit_cost(Ratio::whole(800));
/// // Every price looked at pays.
/// let within = Within { low: Ratio::whole(1000), high: Ratio::whole(2000) };
/// let found = model.intervals(Target::BREAK_EVEN, within).unwrap()[0];
/// assert_eq!((found.low, found.high), (within.low, within.high));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// Lowest.
    pub low: Ratio,
    /// Highest.
    pub high: Ratio,
}

impl Within {
    /// Between two whole prices.
    ///
    /// ```
    /// use clearfloor::{break_even::Within, money::{Currency, Money}, rounding::Ratio};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let within = Within::between(usd("0.01"), usd("50.00"));
    /// assert_eq!((within.low, within.high), (Ratio::ONE, Ratio::whole(5000)));
    /// ```
    #[must_use]
    pub fn between(low: Money, high: Money) -> Self {
        Self { low: Ratio::whole(i128::from(low.minor())), high: Ratio::whole(i128::from(high.minor())) }
    }
}

/// Profit of one sale by price.
///
/// ```
/// use clearfloor::break_even::{Band, BandEnd, PriceLine, PriceModel, Target, Within};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::rounding::Ratio;
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let below_ten = BandEnd { price: Ratio::whole(1000), is_included: false };
/// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap().at_least(Ratio::whole(30)).unwrap())
///     .with_fee(PriceLine::by_band(&[
///         Band { end: Some(below_ten), figure: Some(Ratio::whole(262)) },
///         Band { end: None, figure: Some(Ratio::whole(338)) },
///     ]).unwrap())
///     .with_unit_cost(Ratio::whole(540));
/// let within = Within::between(usd("0.01"), usd("50.00"));
/// let exact = model.intervals(Target::BREAK_EVEN, within).unwrap();
/// assert_eq!(exact[0].low.to_string(), "16040/17"); // 943.53 cents
/// assert!(!exact[0].is_high_closed); // 9.99 pays, 10.00 does not
/// let charged = model.rounded_cent_ranges(Target::BREAK_EVEN, within).unwrap();
/// assert_eq!(charged[0].last, usd("9.99"));
/// assert_eq!(charged[1].first, usd("10.33"));
/// ```
#[derive(Clone, Debug)]
pub struct PriceModel {
    currency: Currency,
    vat: Ratio,
    revenue: PriceLine,
    vat_on_fees: Ratio,
    fees: Vec<PriceLine>,
    uplifts: Vec<(Ratio, Vec<PriceLine>)>,
    others: Vec<PriceLine>,
    unit_cost: Ratio,
}

impl PriceModel {
    /// A sale without fees or costs; `vat` is contained in the price, `vat_on_fees` comes on top
    /// of the fees and is not recovered. Both are shares of 1.
    ///
    /// # Errors
    /// `out_of_range`, also for a VAT of −100 %.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceModel, money::Currency, rounding::Ratio};
    /// let fifth = Ratio::new(1, 5).unwrap();
    /// let model = PriceModel::new(Currency::GBP, fifth, Ratio::ZERO).unwrap();
    /// // 24.00 hold 4.00 of VAT.
    /// assert_eq!(model.profit(Ratio::whole(2400)).unwrap(), Ratio::whole(2000));
    /// ```
    pub fn new(currency: Currency, vat: Ratio, vat_on_fees: Ratio) -> Result<Self> {
        let kept = Ratio::ONE.over(Ratio::ONE.plus(vat)?)?;
        Ok(Self {
            currency,
            vat,
            revenue: PriceLine::share(kept)?,
            vat_on_fees,
            fees: Vec::with_capacity(4),
            uplifts: Vec::new(),
            others: Vec::with_capacity(4),
            unit_cost: Ratio::ZERO,
        })
    }

    /// Adds a fee, on which VAT may come.
    ///
    /// ```
    /// use clearfloor::{break_even::{PriceLine, PriceModel}, money::Currency, rounding::Ratio};
    /// let fifth = Ratio::new(1, 5).unwrap();
    /// let fee = PriceLine::fixed(Ratio::whole(300)).unwrap();
    /// // A fee of 3.00, and a fifth of tax on it that is not recovered.
    /// let model = PriceModel::new(Currency::GBP, Ratio::ZERO, fifth).unwrap().with_fee(fee);
    /// assert_eq!(model.profit(Ratio::whole(2000)).unwrap(), Ratio::whole(2000 - 360));
    /// ```
    #[must_use]
    pub fn with_fee(mut self, fee: PriceLine) -> Self {
        self.fees.push(fee);
        self
    }

    /// Adds a fee that is a share of other fees as they are charged, on which VAT may come too.
    #[must_use]
    pub(crate) fn with_uplift(mut self, share: Ratio, of: Vec<PriceLine>) -> Self {
        self.uplifts.push((share, of));
        self
    }

    /// Adds another cost that depends on the price, such as advertising.
    ///
    /// ```
    /// use clearfloor::{break_even::{PriceLine, PriceModel}, money::Currency, rounding::Ratio};
    /// let fifth = Ratio::new(1, 5).unwrap();
    /// let ads = PriceLine::share(Ratio::new(1, 10).unwrap()).unwrap();
    /// // No tax on fees comes upon it.
    /// let model = PriceModel::new(Currency::GBP, Ratio::ZERO, fifth).unwrap().with_other(ads);
    /// assert_eq!(model.profit(Ratio::whole(2000)).unwrap(), Ratio::whole(1800));
    /// ```
    #[must_use]
    pub fn with_other(mut self, cost: PriceLine) -> Self {
        self.others.push(cost);
        self
    }

    /// Sets what one unit costs; negative = getting rid of it would cost so much.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceModel, money::Currency, rounding::Ratio};
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap();
    /// // Getting rid of the unit would cost 1.04, which a sale saves.
    /// let model = model.with_unit_cost(Ratio::whole(-104));
    /// assert_eq!(model.profit(Ratio::whole(500)).unwrap(), Ratio::whole(604));
    /// ```
    #[must_use]
    pub const fn with_unit_cost(mut self, unit_cost: Ratio) -> Self {
        self.unit_cost = unit_cost;
        self
    }

    /// The currency of prices and amounts.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceModel, money::Currency, rounding::Ratio};
    /// assert_eq!(PriceModel::new(Currency::JPY, Ratio::ZERO, Ratio::ZERO).unwrap().currency(), Currency::JPY);
    /// ```
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// VAT contained in the price, a share of the net price.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceModel, money::Currency, rounding::Ratio};
    /// let fifth = Ratio::new(1, 5).unwrap();
    /// assert_eq!(PriceModel::new(Currency::GBP, fifth, Ratio::ZERO).unwrap().vat(), fifth);
    /// ```
    #[must_use]
    pub const fn vat(&self) -> Ratio {
        self.vat
    }

    /// What one unit costs.
    ///
    /// ```
    /// use clearfloor::{break_even::PriceModel, money::Currency, rounding::Ratio};
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap();
    /// assert_eq!(model.unit_cost(), Ratio::ZERO);
    /// assert_eq!(model.with_unit_cost(Ratio::whole(540)).unit_cost(), Ratio::whole(540));
    /// ```
    #[must_use]
    pub const fn unit_cost(&self) -> Ratio {
        self.unit_cost
    }

    /// Profit less what the target asks, as one line; at or above zero where it is met.
    pub(super) fn slack(&self, target: Target) -> Result<PriceLine> {
        let minus = Ratio::whole(-1);
        let mut uplifted = Vec::new();
        for (share, of) in &self.uplifts {
            for line in of {
                uplifted.push(line.times(*share)?);
            }
        }
        let mut fees = self.fees.iter().chain(&uplifted);
        let mut slack = self.revenue.clone();
        if let Some(first) = fees.next() {
            let mut sum = first.clone();
            for fee in fees {
                sum = sum.plus(fee)?;
            }
            slack = slack.plus(&sum.times(Ratio::ONE.plus(self.vat_on_fees)?.negated()?)?)?;
        }
        for other in &self.others {
            slack = slack.plus(&other.times(minus)?)?;
        }
        let asked = match target {
            Target::Profit(amount) => PriceLine::fixed(amount.plus(self.unit_cost)?.negated()?)?,
            Target::MarginNet(share) => {
                let asked = self.revenue.times(share.negated()?)?;
                asked.plus(&PriceLine::fixed(self.unit_cost.negated()?)?)?
            }
            Target::MarginGross(share) => {
                PriceLine::share(share.negated()?)?.plus(&PriceLine::fixed(self.unit_cost.negated()?)?)?
            }
            Target::Roi(share) => PriceLine::fixed(self.unit_cost.times(Ratio::ONE.plus(share)?)?.negated()?)?,
        };
        slack.plus(&asked)
    }

    /// Exact profit at a price, nothing rounded.
    ///
    /// # Errors
    /// `price_above_bands` where a fee has no band; `fee_not_known` where its band has no figure;
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{break_even::{PriceLine, PriceModel}, money::Currency, rounding::Ratio};
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
    ///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap()).with_unit_cost(Ratio::whole(540));
    /// // 22.50 − 3.375 − 5.40.
    /// assert_eq!(model.profit(Ratio::whole(2250)).unwrap(), Ratio::new(13_725, 10).unwrap());
    /// ```
    pub fn profit(&self, price: Ratio) -> Result<Ratio> {
        let mut fees = Ratio::ZERO;
        for fee in &self.fees {
            fees = fees.plus(fee.at(price)?)?;
        }
        for (share, of) in &self.uplifts {
            for line in of {
                fees = fees.plus(line.at(price)?.times(*share)?)?;
            }
        }
        let mut profit = self.revenue.at(price)?.minus(fees.times(Ratio::ONE.plus(self.vat_on_fees)?)?)?;
        for other in &self.others {
            profit = profit.minus(other.at(price)?)?;
        }
        profit.minus(self.unit_cost)
    }

    /// Profit before the unit cost at a whole price, and the net revenue, each line rounded once.
    pub(super) fn rounded_parts(&self, price_minor: i64) -> Result<RoundedParts> {
        let overflow = || Error::out_of_range("profit");
        let revenue = self.revenue.rounded_at(price_minor)?;
        let mut fees = 0_i64;
        for fee in &self.fees {
            fees = fees.checked_add(fee.rounded_at(price_minor)?).ok_or_else(overflow)?;
        }
        for (share, of) in &self.uplifts {
            let mut sum = 0_i64;
            for line in of {
                sum = sum.checked_add(line.rounded_at(price_minor)?).ok_or_else(overflow)?;
            }
            let uplift = share.times(Ratio::whole(i128::from(sum)))?.round(Rounding::HalfAwayFromZero)?;
            fees = i64::try_from(uplift).ok().and_then(|uplift| fees.checked_add(uplift)).ok_or_else(overflow)?;
        }
        let mut proceeds = revenue.checked_sub(fees).ok_or_else(overflow)?;
        if self.vat_on_fees.numerator() != 0 {
            let vat = self.vat_on_fees.times(Ratio::whole(i128::from(fees)))?.round(Rounding::HalfAwayFromZero)?;
            proceeds = i64::try_from(vat).ok().and_then(|vat| proceeds.checked_sub(vat)).ok_or_else(overflow)?;
        }
        for other in &self.others {
            proceeds = proceeds.checked_sub(other.rounded_at(price_minor)?).ok_or_else(overflow)?;
        }
        Ok(RoundedParts { revenue, proceeds })
    }

    /// The unit cost as a charged line.
    pub(super) fn rounded_unit_cost(&self) -> Result<i64> {
        i64::try_from(self.unit_cost.round(Rounding::HalfAwayFromZero)?).map_err(|_| Error::out_of_range("unit cost"))
    }

    /// Profit at a price with each line rounded once, half away from zero: net revenue, each fee,
    /// uplifts of rounded fees, VAT on the sum of them all, each other cost, unit cost.
    ///
    /// # Errors
    /// `price_above_bands`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::break_even::{PriceLine, PriceModel};
    /// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
    /// let model = PriceModel::new(Currency::USD, Ratio::ZERO, Ratio::ZERO).unwrap()
    ///     .with_fee(PriceLine::share(Ratio::new(15, 100).unwrap()).unwrap()).with_unit_cost(Ratio::whole(540));
    /// // 22.50 − 3.38 − 5.40.
    /// let price = Money::parse("22.50", Currency::USD).unwrap();
    /// assert_eq!(model.rounded_profit(price).unwrap().to_string(), "13.72");
    /// ```
    pub fn rounded_profit(&self, price: Money) -> Result<Money> {
        let proceeds = self.rounded_parts(price.minor())?.proceeds;
        let profit = proceeds.checked_sub(self.rounded_unit_cost()?).ok_or_else(|| Error::out_of_range("profit"))?;
        Money::new(profit, self.currency)
    }

    /// By how many minor units, rounded up, the rounded slack may differ from the exact one: half
    /// a unit for each line that can have a fraction.
    pub(super) fn rounding_bound(&self, target: Target) -> Result<i128> {
        let half = Ratio::new(1, 2)?;
        let taxed = !self.vat_on_fees.eq(&Ratio::ZERO);
        let fraction = |line: &PriceLine| if line.is_whole() { Ratio::ZERO } else { half };
        let size = |x: Ratio| if x < Ratio::ZERO { x.negated() } else { Ok(x) };
        let mut bound = fraction(&self.revenue);
        for fee in &self.fees {
            bound = bound.plus(fraction(fee).times(Ratio::ONE.plus(size(self.vat_on_fees)?)?)?)?;
        }
        let on_fee = Ratio::ONE.plus(size(self.vat_on_fees)?)?;
        for (share, of) in &self.uplifts {
            let mut off = half;
            for line in of {
                off = off.plus(fraction(line).times(size(*share)?)?)?;
            }
            bound = bound.plus(off.times(on_fee)?)?;
        }
        if taxed {
            bound = bound.plus(half)?;
        }
        for other in &self.others {
            bound = bound.plus(fraction(other))?;
        }
        if self.unit_cost.denominator() != 1 {
            bound = bound.plus(half)?;
        }
        let asked = match target {
            Target::Profit(amount) if amount.denominator() == 1 => Ratio::ZERO,
            Target::Profit(_) => half,
            Target::MarginGross(_) => Ratio::ZERO,
            Target::MarginNet(share) | Target::Roi(share) => size(share)?.times(half)?,
        };
        bound.plus(asked)?.round(Rounding::Ceiling)
    }
}

/// Rounded lines of one price, summed.
pub(super) struct RoundedParts {
    /// Price less VAT, minor units.
    pub(super) revenue: i64,
    /// Net revenue less fees, VAT on them and other costs, minor units.
    pub(super) proceeds: i64,
}
