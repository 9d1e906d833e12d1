//! What shipping one unit to the buyer costs, and the fees that hang on it.

use super::category::Category;
use super::data_shape::{
    Body, Confidence, Family, FulfilmentRow, LowInventoryExemptions, LowPriceLimits, PriceLimit, Programme, Tier,
};
use super::lookup::{Hole, HoleReason, Known, Lookup, RowRef};
use super::rule::{Limit, PriceBand, PriceBandedFee};
use super::size::{Basis, SizedUnit, Weighed};
use super::tables::{FeeTables, Hit};
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// The season of a fulfilment table.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Programme, Season}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fulfilment = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().value;
/// assert_eq!(fulfilment.season, Season::Peak);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// Holiday peak.
    Peak,
    /// The rest of the year.
    NonPeak,
}

impl Season {
    /// Stable text: `peak`, `non_peak`.
    ///
    /// ```
    /// use clearfloor::fees::Season;
    /// assert_eq!((Season::Peak.code(), Season::NonPeak.code()), ("peak", "non_peak"));
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Peak => "peak",
            Self::NonPeak => "non_peak",
        }
    }
}

/// What of a sale the fulfilment fee hangs on beside size, price and day.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{Carriage, FeeTables, Market, Programme};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let fees = FeeTables::of(Market::De).unwrap();
/// let on = Day::parse("2026-09-15").unwrap();
/// let package = Package::parse(["25", "18", "8"], LengthUnit::Cm, "300", WeightUnit::G).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fee = |placement| {
///     let carriage = Carriage { programme: Programme::NonApparel, category: None, placement: Some(placement) };
///     let fulfilment = fees.fulfilment_of(&sized, &carriage, on).unwrap().value;
///     fulfilment.fee.charge(Money::parse("40.00", Currency::EUR).unwrap()).unwrap()
/// };
/// // Stock that may lie in Germany only costs 0.26 more a unit.
/// assert_eq!(fee("DE").minus(fee("DE_CEP")).unwrap().to_string(), "0.26");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Carriage<'c> {
    /// Fulfilment card, where the marketplace has several.
    pub programme: Programme,
    /// Category: in Europe and Mexico some have rows or low-price limits of their own.
    pub category: Option<&'c Category>,
    /// Where the stock may lie, one of [`FeeTables::placements`]; none = the first.
    pub placement: Option<&'c str>,
}

impl Carriage<'_> {
    /// By the card alone.
    #[must_use]
    pub(crate) const fn of(programme: Programme) -> Self {
        Self { programme, category: None, placement: None }
    }
}

/// Where the fulfilment fee of a price band stands.
///
/// ```
/// use clearfloor::date::Day;
/// use clearfloor::fees::{FeeTables, Programme};
/// use clearfloor::money::{Currency, Money};
/// use clearfloor::units::{LengthUnit, Package, WeightUnit};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-06-10").unwrap();
/// let package = Package::parse(["10", "6", "4"], LengthUnit::In, "60", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fulfilment = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().value;
/// let cell = fulfilment.cell_at(Money::parse("30.00", Currency::USD).unwrap()).unwrap();
/// // 60 oz are three steps of 4 oz above the first 48.
/// assert_eq!((cell.tier.code(), cell.weight_steps), ("large_standard", 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FulfilmentCell {
    /// The row.
    pub row: RowRef,
    /// Tier of the row; selected categories have tiers of their own.
    pub tier: Tier,
    /// Exact weight that picks the row or its steps, in the unit of [`SizedUnit::weight_unit`].
    pub billed_weight: Ratio,
    /// Steps charged above the first weight of the row; a part of a step counts whole here.
    pub weight_steps: i64,
    /// It is a low-price table, column or discount.
    pub is_low_price: bool,
}

/// The fulfilment fee of one unit at every price.
///
/// ```
/// use clearfloor::{date::Day, fees::{FeeTables, Programme}, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-06-10").unwrap();
/// let package = Package::parse(["10", "6", "0.7"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let fulfilment = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().value;
/// // Below 10.00, from 10.00 to 50.00, above.
/// assert_eq!((fulfilment.fee.bands().len(), fulfilment.cells.len()), (3, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// The fee by price band.
    pub fee: PriceBandedFee,
    /// Steps charged above the first weight of the row, at the highest prices.
    pub weight_steps: i64,
    /// Season of the table.
    pub season: Season,
    /// Where the fee of each band of [`Fulfilment::fee`] stands.
    pub cells: Vec<FulfilmentCell>,
}

impl Fulfilment {
    /// Where the fee at a price stands.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Programme};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::rounding::Ratio;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let fulfilment = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().value;
    /// let cell = |price| fulfilment.cell_at(Money::parse(price, Currency::USD).unwrap()).unwrap();
    /// assert_eq!((cell("9.99").tier.code(), cell("9.99").weight_steps), ("small_standard", 0));
    /// assert_eq!(cell("10.00").billed_weight, Ratio::whole(4));
    /// ```
    #[must_use]
    pub fn cell_at(&self, price: Money) -> Option<&FulfilmentCell> {
        let place = self.fee.bands().iter().position(|b| b.up_to.is_none_or(|limit| limit.holds(price)))?;
        self.cells.get(place)
    }
}

/// The low-inventory-level fee of one unit by days of supply.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, units::{LengthUnit, Package, WeightUnit}};
/// let fees = FeeTables::us().unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
/// let sized = fees.size(&package, on).unwrap().value;
/// let rule = fees.low_inventory(&sized, on).unwrap().value;
/// let columns: Vec<_> = rule.below_days.iter().map(|(days, fee)| (*days, fee.to_string())).collect();
/// assert_eq!(columns, [(14, "0.89".to_owned()), (21, "0.63".to_owned()), (28, "0.32".to_owned())]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowInventoryRule {
    /// Days of supply below which the fee is charged, rising, each with its fee; empty for a unit that
    /// never pays.
    pub below_days: Vec<(u16, Money)>,
    /// The fee of a unit that is not low.
    nothing: Money,
}

impl LowInventoryRule {
    /// The days of supply that pick the column: the greater of the 30-day and the 90-day figure.
    ///
    /// ```
    /// use clearfloor::{fees::LowInventoryRule, rounding::Ratio};
    /// assert_eq!(LowInventoryRule::days_used(Ratio::whole(12), Ratio::whole(19)), Ratio::whole(19));
    /// ```
    #[must_use]
    pub fn days_used(days_30: Ratio, days_90: Ratio) -> Ratio {
        days_30.max(days_90)
    }

    /// Days of supply of a window: units on hand averaged over it / units shipped per day in it.
    ///
    /// ```
    /// use clearfloor::{fees::LowInventoryRule, rounding::Ratio};
    /// // 90 units on hand on average, 5 shipped a day.
    /// assert_eq!(LowInventoryRule::days_of_supply(Ratio::whole(90), Ratio::whole(5)).unwrap(), Ratio::whole(18));
    /// ```
    ///
    /// # Errors
    /// `out_of_range` if nothing was shipped.
    pub fn days_of_supply(average_units: Ratio, shipped_per_day: Ratio) -> Result<Ratio> {
        average_units.over(shipped_per_day)
    }

    /// The fee of a shipped unit. Charged only when both windows are below the last limit, which is
    /// so if and only if the greater is. Source: Amazon's page on the low-inventory-level fee.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, rounding::Ratio, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let rule = fees.low_inventory(&sized, on).unwrap().value;
    /// let fee = |days_30, days_90| rule.charge(Ratio::whole(days_30), Ratio::whole(days_90)).to_string();
    /// // The greater of the two picks the column; at 28 days nothing is low.
    /// assert_eq!((fee(12, 19), fee(12, 28)), ("0.63".to_owned(), "0.00".to_owned()));
    /// ```
    #[must_use]
    pub fn charge(&self, days_30: Ratio, days_90: Ratio) -> Money {
        let used = Self::days_used(days_30, days_90);
        let column = self.below_days.iter().find(|(limit, _)| used < Ratio::whole(i128::from(*limit)));
        column.map_or(self.nothing, |(_, fee)| *fee)
    }
}

/// Whether a table that is for some tiers only is for this one.
fn lists(rows: &[FulfilmentRow], tier: Tier) -> bool {
    rows.iter().any(|row| row.tier == tier)
}

/// The row of a programme and tier that holds a weight. Rows are sorted by both; a row without a
/// programme is for all that have none of their own.
fn weight_row(
    rows: &[FulfilmentRow],
    programme: Option<Programme>,
    tier: Tier,
    weight: Weighed,
) -> Option<(usize, &FulfilmentRow)> {
    let wanted = (programme, tier);
    let start = rows.partition_point(|r| (r.programme, r.tier) < wanted);
    let mut of_tier =
        rows.iter().enumerate().skip(start).take_while(|(_, r)| (r.programme, r.tier) == wanted).peekable();
    if of_tier.peek().is_none() && programme.is_some() {
        return weight_row(rows, None, tier, weight);
    }
    of_tier.find(|(_, r)| weight.is_within(r.up_to)).filter(|(_, r)| weight.is_above(r.over))
}

/// Price bands that are being gathered, each with its place in a table.
type Cells = Vec<(PriceBand, FulfilmentCell)>;

pub(super) fn asked(sized: &SizedUnit, programme: Option<Programme>) -> Vec<(&'static str, &str)> {
    let product = programme.map(|p| ("product", p.code()));
    core::iter::once(("tier", sized.tier.code())).chain(product).collect()
}

impl FeeTables {
    /// The FBA fulfilment fee of one unit shipped on a day, by price band.
    ///
    /// The ship date picks the table, not the order date. Fee = price-band column of the row that
    /// holds the billed weight + step fee × begun steps above the row's first weight. Without fuel
    /// surcharge, SIPP discount and other extras. Source: Amazon's FBA fee pages, `fulfilment_*`.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Programme};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-06-10").unwrap();
    /// let package = Package::parse(["10", "6", "0.7"], LengthUnit::In, "8", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let fee = fees.fulfilment(&sized, Programme::NonApparel, on).unwrap().value.fee;
    /// let at = |price| fee.charge(Money::parse(price, Currency::USD).unwrap()).unwrap().to_string();
    /// assert_eq!([at("9.99"), at("10.00"), at("50.01")], ["2.66", "3.54", "3.80"]);
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `fulfilment`: no table, or no row for programme, tier and weight.
    pub fn fulfilment(&self, sized: &SizedUnit, programme: Programme, on: Day) -> Lookup<Fulfilment> {
        self.fulfilment_of(sized, &Carriage::of(programme), on)
    }

    /// As [`FeeTables::fulfilment`], with what it hangs on in other marketplaces: selected categories
    /// (rows of their own, by weight on the scale), low prices (rows, columns or a discount) and where
    /// the stock may lie. [`Known::row`] is the row of the highest prices; [`Fulfilment::cells`] has all.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{Carriage, FeeTables, Programme};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// // In the US the card alone decides.
    /// let carriage = Carriage { programme: Programme::NonApparel, category: fees.category("home"), placement: None };
    /// let price = Money::parse("20.00", Currency::USD).unwrap();
    /// let fulfilment = fees.fulfilment_of(&sized, &carriage, on).unwrap().value;
    /// assert_eq!(fulfilment.fee.charge(price).unwrap().to_string(), "3.61");
    /// ```
    ///
    /// # Errors
    /// As [`FeeTables::fulfilment`].
    pub fn fulfilment_of(&self, sized: &SizedUnit, carriage: &Carriage<'_>, on: Day) -> Lookup<Fulfilment> {
        let hit = self.find_placed(Family::Fulfilment, carriage.placement, on);
        let hit = hit.ok_or_else(|| self.hole(Family::Fulfilment, HoleReason::NoTable, None, &[]))?;
        self.fulfilment_in(hit, sized, carriage, on)
    }

    /// The fulfilment fee at one price, with the hole named where the table leaves the price band out.
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{FeeTables, Programme};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let price = Money::parse("20.00", Currency::USD).unwrap();
    /// let fee = |on| fees.fulfilment_fee(&sized, Programme::NonApparel, price, on);
    /// assert_eq!(fee(on).unwrap().value.to_string(), "3.61");
    /// // No table is so old.
    /// assert_eq!(fee(Day::parse("2010-01-01").unwrap()).unwrap_err().reason.code(), "no_table");
    /// ```
    ///
    /// # Errors
    /// As [`FeeTables::fulfilment`]; also where the figure of the price band is not known.
    pub fn fulfilment_fee(&self, sized: &SizedUnit, programme: Programme, price: Money, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::Fulfilment, on)?;
        let known = self.fulfilment_in(hit, sized, &Carriage::of(programme), on)?;
        let no_figure =
            |_| self.hole(Family::Fulfilment, HoleReason::NoFigure, Some(hit.table), &asked(sized, Some(programme)));
        Ok(Known { value: known.value.fee.charge(price).map_err(no_figure)?, row: known.row })
    }

    /// Season of the fulfilment fees of a day: `peak` or `non_peak`; none = no table is in force.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let season = |iso| FeeTables::us().unwrap().season(Day::parse(iso).unwrap());
    /// assert_eq!((season("2026-11-21"), season("2026-07-01")), (Some("peak"), Some("non_peak")));
    /// ```
    #[must_use]
    pub fn season(&self, on: Day) -> Option<&'static str> {
        let hit = self.in_force(Family::Fulfilment, on).ok()?;
        Some(if hit.table.is_peak { "peak" } else { "non_peak" })
    }

    fn fulfilment_in(&self, hit: Hit<'_>, sized: &SizedUnit, carriage: &Carriage<'_>, on: Day) -> Lookup<Fulfilment> {
        let programme = carriage.programme;
        let no_row =
            || self.hole(Family::Fulfilment, HoleReason::NoRow, Some(hit.table), &asked(sized, Some(programme)));
        let too_large = |_| self.out_of_range(Family::Fulfilment);
        let Body::Fulfilment { limits, rows } = &hit.table.body else { return Err(no_row()) };
        let selected = self.selected_row(sized, carriage, on);
        let (place, limits, row, hit, weight) = match selected {
            Some((own, place, limits, row)) => (place, limits, row, own, sized.weighed(Basis::Unit)),
            None => {
                let weight = sized.weighed(Basis::Billed);
                let (place, row) = weight_row(rows, Some(programme), sized.tier, weight).ok_or_else(no_row)?;
                (place, limits.as_slice(), row, hit, weight)
            }
        };
        let mut cells = self.cells(limits, row, hit.row(place), weight).map_err(too_large)?;
        self.lower(&mut cells, sized, carriage, hit, on).map_err(too_large)?;
        let (row, steps) = cells.last().map_or((hit.row(place), 0), |(_, cell)| (cell.row, cell.weight_steps));
        let (bands, cells): (Vec<PriceBand>, Vec<FulfilmentCell>) = cells.into_iter().unzip();
        let no_figure =
            |_| self.hole(hit.table.family, HoleReason::NoFigure, Some(hit.table), &asked(sized, Some(programme)));
        let fee = PriceBandedFee::new(bands).map_err(no_figure)?;
        let season = if hit.table.is_peak { Season::Peak } else { Season::NonPeak };
        Ok(Known { value: Fulfilment { fee, weight_steps: steps, season, cells }, row })
    }

    /// The row of a selected category, if the category is one and the unit of a tier whose rows it replaces.
    fn selected_row<'t>(
        &'t self,
        sized: &SizedUnit,
        carriage: &Carriage<'_>,
        on: Day,
    ) -> Option<(Hit<'t>, usize, &'t [PriceLimit], &'t FulfilmentRow)> {
        if !carriage.category?.is_selected() {
            return None;
        }
        let hit = self.find_placed(Family::SelectedFulfilment, carriage.placement, on)?;
        let Body::SelectedFulfilment { replaces, limits, rows, .. } = &hit.table.body else { return None };
        if !replaces.contains(&sized.tier) {
            return None;
        }
        let holds = |row: &FulfilmentRow| match &row.fits {
            Some(limits) => sized.fits(limits),
            None => row.tier == sized.tier && sized.weighed(Basis::Unit).is_within(row.up_to),
        };
        let place = rows.iter().position(holds)?;
        Some((hit, place, limits, rows.get(place)?))
    }

    /// The bands of a row, one a price column.
    fn cells(&self, limits: &[PriceLimit], row: &FulfilmentRow, at: RowRef, weight: Weighed) -> Result<Cells> {
        let mut cells = Vec::with_capacity(limits.len() + 1);
        for (column, (limit, amount)) in limits.iter().zip(&row.amounts).enumerate() {
            let (added, is_assumed) = weight.added(row.step.as_ref(), column)?;
            let money = |minor| Money::new(minor, self.currency);
            let up_to = limit.amount.map(money).transpose()?;
            let band = PriceBand {
                up_to: up_to.map(|amount| Limit { amount, is_inclusive: limit.is_inclusive }),
                fee: amount.map(|amount| money(amount.saturating_add(added))).transpose()?,
            };
            let cell = FulfilmentCell {
                row: at.or_assumed(is_assumed),
                tier: row.tier,
                billed_weight: weight.exact,
                weight_steps: row.step.as_ref().map_or(0, |step| weight.begun_steps(step)),
                is_low_price: limit.is_low_price,
            };
            cells.push((band, cell));
        }
        Ok(cells)
    }

    /// Puts the low-price rows or the low-price discount of the day before the other bands.
    fn lower(
        &self,
        cells: &mut Cells,
        sized: &SizedUnit,
        carriage: &Carriage<'_>,
        hit: Hit<'_>,
        on: Day,
    ) -> Result<()> {
        let Some(low) = self.find_placed(Family::LowPriceFulfilment, carriage.placement, on) else { return Ok(()) };
        let limit_of = |limits: &LowPriceLimits| {
            let is_restricted = carriage.category.is_some_and(Category::is_low_price_restricted);
            let minor = limits.restricted.filter(|_| is_restricted).unwrap_or(limits.general);
            Ok(Limit { amount: Money::new(minor, self.currency)?, is_inclusive: true })
        };
        let (limit, mut lower) = match &low.table.body {
            Body::LowPriceFulfilment { limits, rows } => {
                let weight = sized.weighed(Basis::Unit);
                let Some((place, row)) = weight_row(rows, None, sized.tier, weight) else { return Ok(()) };
                let open = [PriceLimit { amount: None, is_inclusive: true, is_low_price: true }];
                (limit_of(limits)?, self.cells(&open, row, low.row(place), weight)?)
            }
            Body::LowPriceDiscount { limits, discount, is_known_in_peak } => {
                let is_known = *is_known_in_peak || !hit.table.is_peak;
                let discount = Money::new(*discount, self.currency)?;
                let mut lower = cells.clone();
                for (band, cell) in &mut lower {
                    band.fee = band.fee.filter(|_| is_known).map(|fee| fee.minus(discount)).transpose()?;
                    cell.is_low_price = true;
                }
                (limit_of(limits)?, lower)
            }
            _ => return Ok(()),
        };
        // What of the lower bands reaches beyond the limit ends there; the others begin above it.
        lower.retain(|(band, _)| band.up_to.is_none_or(|end| end.amount.minor() <= limit.amount.minor()));
        if let Some((band, _)) = lower.last_mut() {
            band.up_to = Some(limit);
        }
        cells.retain(|(band, _)| band.up_to.is_none_or(|end| end.amount.minor() > limit.amount.minor()));
        cells.splice(0..0, lower);
        Ok(())
    }

    /// The fee of the unit at a price by every fulfilment table there is, each with the tier of its
    /// own time; to see whether a fee that differs is one of another season or year. Tables without
    /// a figure for it are left out.
    #[must_use]
    pub(crate) fn fulfilment_history(
        &self,
        sized: &SizedUnit,
        programme: Programme,
        price: Money,
    ) -> Vec<(RowRef, Money)> {
        let tables = (0_u16..).zip(&self.pack.tables).filter(|(_, t)| t.family == Family::Fulfilment);
        let fees = tables.filter_map(|(place, table)| {
            let day = Day::from_number(table.from.or(table.to)?);
            let then = self.size(&sized.package, day).ok()?.value;
            let hit = Hit { table, place, is_assumed: false, is_resumed: false };
            let fee = self.fulfilment_in(hit, &then, &Carriage::of(programme), day).ok()?.value;
            Some((fee.cell_at(price)?.row, fee.fee.charge(price).ok()?))
        });
        fees.collect()
    }

    /// The fuel and logistics surcharge as a share of the fulfilment fee of the season.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let share = |iso| FeeTables::us().unwrap().fuel_surcharge(Day::parse(iso).unwrap()).unwrap().value.ppm();
    /// assert_eq!((share("2026-04-16"), share("2026-04-17")), (0, 35_000));
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `fuel_surcharge`: before it began.
    pub fn fuel_surcharge(&self, on: Day) -> Lookup<Rate> {
        let hit = self.in_force(Family::FuelSurcharge, on)?;
        match &hit.table.body {
            Body::FuelSurcharge { ppm } => Ok(Known { value: Rate::from_ppm(*ppm), row: hit.whole() }),
            _ => Err(self.hole(Family::FuelSurcharge, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }

    /// Taken off the fulfilment fee of a unit enrolled to ship in its own packaging.
    ///
    /// # Errors
    /// A [`Hole`] of `sipp_discount`: no table or no row (bulky and extra-large; dangerous goods).
    pub(crate) fn sipp_discount(&self, sized: &SizedUnit, programme: Programme, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::SippDiscount, on)?;
        let Body::SippDiscount(rows) = &hit.table.body else {
            return Err(self.hole(Family::SippDiscount, HoleReason::NoRow, Some(hit.table), &[]));
        };
        self.first_amount(hit, rows, Some(programme), sized, 0)
    }

    pub(super) fn first_amount(
        &self,
        hit: Hit<'_>,
        rows: &[FulfilmentRow],
        programme: Option<Programme>,
        sized: &SizedUnit,
        column: usize,
    ) -> Lookup<Money> {
        let family = hit.table.family;
        let hole = |reason| self.hole(family, reason, Some(hit.table), &asked(sized, programme));
        let weight = sized.weighed(Basis::Billed);
        let (place, row) = weight_row(rows, programme, sized.tier, weight).ok_or_else(|| hole(HoleReason::NoRow))?;
        let amount = row.amounts.get(column).copied().flatten().ok_or_else(|| hole(HoleReason::NoFigure))?;
        let (added, is_assumed) = weight.added(row.step.as_ref(), column).map_err(|_| self.out_of_range(family))?;
        let value = self.money(family, amount.saturating_add(added))?;
        Ok(Known { value, row: hit.row(place).or_assumed(is_assumed) })
    }

    /// Taken off the fulfilment fee of each unit of an eligible Amazon Business order of several
    /// units of one product; nothing for a single unit and, as it is for standard size only, for a
    /// tier that the table does not list.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let package = Package::parse(["12", "9", "0.6"], LengthUnit::In, "4", WeightUnit::Oz).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let off = |units| fees.business_multi_unit_discount(&sized, units, on).unwrap().value.to_string();
    /// assert_eq!([off(1), off(2), off(10)], ["0.00", "0.37", "0.60"]);
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `business_multi_unit_discount`: no table on the day.
    pub fn business_multi_unit_discount(&self, sized: &SizedUnit, units: u32, on: Day) -> Lookup<Money> {
        let hit = self.in_force(Family::BusinessMultiUnitDiscount, on)?;
        let Body::BusinessMultiUnitDiscount { from_units, rows } = &hit.table.body else {
            return Err(self.hole(Family::BusinessMultiUnitDiscount, HoleReason::NoRow, Some(hit.table), &[]));
        };
        match from_units.iter().rposition(|from| *from <= units) {
            Some(column) if lists(rows, sized.tier) => self.first_amount(hit, rows, None, sized, column),
            _ => Ok(Known { value: Money::zero(self.currency), row: hit.whole() }),
        }
    }

    /// The low-inventory-level fee of a shipped unit. Exemptions are the caller's to know
    /// ([`super::Category::is_low_inventory_exempt`] and the seller's own circumstances). The table lists
    /// the tiers that pay: another (extra-large; bulky before 2026) pays nothing however low the stock.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables, units::{LengthUnit, Package, WeightUnit}};
    /// let fees = FeeTables::us().unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// // Extra-large never pays.
    /// let package = Package::parse(["70", "20", "10"], LengthUnit::In, "40", WeightUnit::Lb).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// assert!(fees.low_inventory(&sized, on).unwrap().value.below_days.is_empty());
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `low_inventory`: no table on the day, or no row for the weight.
    pub fn low_inventory(&self, sized: &SizedUnit, on: Day) -> Lookup<LowInventoryRule> {
        let hit = self.in_force(Family::LowInventory, on)?;
        let hole = |reason| self.hole(Family::LowInventory, reason, Some(hit.table), &asked(sized, None));
        let Body::LowInventory { limits, rows, .. } = &hit.table.body else { return Err(hole(HoleReason::NoRow)) };
        if !lists(rows, sized.tier) {
            let value = LowInventoryRule { below_days: Vec::new(), nothing: Money::zero(self.currency) };
            return Ok(Known { value, row: hit.whole() });
        }
        let weight = sized.weighed(Basis::Billed);
        let (place, row) = weight_row(rows, None, sized.tier, weight).ok_or_else(|| hole(HoleReason::NoRow))?;
        let mut below_days = Vec::with_capacity(limits.len());
        for (limit, amount) in limits.iter().zip(&row.amounts) {
            let amount = amount.ok_or_else(|| hole(HoleReason::NoFigure))?;
            below_days.push((*limit, self.money(Family::LowInventory, amount)?));
        }
        let value = LowInventoryRule { below_days, nothing: Money::zero(self.currency) };
        Ok(Known { value, row: hit.row(place) })
    }

    /// The low-inventory fee of a shipped unit where it is for a programme only: nothing outside of it,
    /// at low-price rates and for tiers that the table does not list. Exemptions by category and number
    /// are the caller's, as for [`FeeTables::low_inventory`].
    ///
    /// ```
    /// use clearfloor::date::Day;
    /// use clearfloor::fees::{Carriage, FeeTables, Market, Programme};
    /// use clearfloor::money::{Currency, Money};
    /// use clearfloor::rounding::Ratio;
    /// use clearfloor::units::{LengthUnit, Package, WeightUnit};
    /// let fees = FeeTables::of(Market::De).unwrap();
    /// let on = Day::parse("2026-09-15").unwrap();
    /// let package = Package::parse(["25", "18", "8"], LengthUnit::Cm, "300", WeightUnit::G).unwrap();
    /// let sized = fees.size(&package, on).unwrap().value;
    /// let carriage = Carriage { programme: Programme::NonApparel, category: fees.category("home"), placement: None };
    /// let fee = |is_pan_european| {
    ///     let sale = (&carriage, Money::parse("30.00", Currency::EUR).unwrap());
    ///     let days = (Ratio::whole(12), Ratio::whole(19));
    ///     fees.low_inventory_fee(&sized, sale, is_pan_european, days, on).unwrap().value.to_string()
    /// };
    /// // Only for stock that Amazon spreads over Europe.
    /// assert_eq!((fee(true), fee(false)), ("0.27".to_owned(), "0.00".to_owned()));
    /// ```
    ///
    /// # Errors
    /// A [`Hole`] of `low_inventory`: no table on the day.
    pub fn low_inventory_fee(
        &self,
        sized: &SizedUnit,
        sale: (&Carriage<'_>, Money),
        is_pan_european: bool,
        days: (Ratio, Ratio),
        on: Day,
    ) -> Lookup<Money> {
        let terms = self.low_inventory_exemptions(on)?;
        let nothing = Ok(Known { value: Money::zero(self.currency), row: terms.row });
        if terms.value.is_pan_european_only && !is_pan_european {
            return nothing;
        }
        let (carriage, price) = sale;
        let is_low = || {
            self.fulfilment_of(sized, carriage, on)
                .is_ok_and(|f| f.value.cell_at(price).is_some_and(|c| c.is_low_price))
        };
        if terms.value.is_low_price_free && is_low() {
            return nothing;
        }
        match self.low_inventory(sized, on) {
            Err(_) if terms.value.is_pan_european_only => nothing,
            rule => rule.map(|known| known.map(|rule| rule.charge(days.0, days.1))),
        }
    }

    /// Who is free of the low-inventory fee by a number; categories by
    /// [`super::Category::is_low_inventory_exempt`].
    ///
    /// # Errors
    /// A [`Hole`] of `low_inventory`: no table on the day.
    pub(crate) fn low_inventory_exemptions(&self, on: Day) -> Lookup<LowInventoryExemptions> {
        let hit = self.in_force(Family::LowInventory, on)?;
        match &hit.table.body {
            Body::LowInventory { exemptions, .. } => Ok(Known { value: *exemptions, row: hit.whole() }),
            _ => Err(self.hole(Family::LowInventory, HoleReason::NoFigure, Some(hit.table), &[])),
        }
    }
}

impl Hole {
    /// Stable code of the family.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// let hole = fees.fuel_surcharge(Day::parse("2024-04-14").unwrap()).unwrap_err();
    /// assert_eq!(hole.code(), "fuel_surcharge");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.family.code()
    }
}

/// The confidence of a row, which may be another than that of its table.
pub(super) fn confidence_of(table: &super::data_shape::Table, row: u16) -> Confidence {
    table.row_confidence.iter().find(|(r, _)| *r == row).map_or(table.confidence, |(_, c)| *c)
}
