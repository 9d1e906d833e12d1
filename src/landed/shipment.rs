//! A shipment of many products taken apart into what each costs (math.md §8).

use super::allocation::{Basis, share_out};
use super::duty::{DutyStack, EntryCharge, ImportTax, TaxBase, sum};
use super::freight::Cargo;
use super::unit_cost::FxRate;
use crate::error::{Error, ErrorKind, Result};
use crate::fees::DutyPart;
use crate::money::{Currency, Money, UnitAmount};
use crate::rounding::{Ratio, Rounding};

/// One product of a shipment.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = |units, goods, kg| ShipmentLine {
///     units, goods: usd(goods), weight_kg: Some(Ratio::whole(kg)), volume_m3: None, duties: Vec::new(),
/// };
/// let freight = Charge { name: "sea".into(), amount: usd("100.00"), basis: Basis::Weight, counts: Counts::ToBorder };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line(100, "200.00", 30), line(50, "400.00", 10)], charges: vec![freight],
///     is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// // Three quarters of the weight bear three quarters of the freight.
/// let landed = shipment.land().unwrap();
/// assert_eq!([landed.lines[0].landed, landed.lines[1].landed], [Some(usd("275.00")), Some(usd("425.00"))]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShipmentLine {
    /// Units, at least one.
    pub units: u32,
    /// What the supplier is paid for them, in the home currency.
    pub goods: Money,
    /// Kilograms of all units as they travel; none = not known.
    pub weight_kg: Option<Ratio>,
    /// Cubic metres of all units as they travel; none = not known.
    pub volume_m3: Option<Ratio>,
    /// Duties on it.
    pub duties: Vec<DutyPart>,
}

/// Which tax bases a cost goes into.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let customs_value = |counts| {
///     let (weight_kg, volume_m3) = (None, None);
///     let line = ShipmentLine { units: 1, goods: usd("400.00"), weight_kg, volume_m3, duties: Vec::new() };
///     let charge = Charge { name: "moulds".into(), amount: usd("50.00"), basis: Basis::Value, counts };
///     let shipment = Shipment {
///         currency: Currency::USD, lines: vec![line], charges: vec![charge],
///         is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
///     };
///     shipment.land().unwrap().sums.customs_value.unwrap()
/// };
/// // A FOB value holds what is part of the price, and no freight.
/// assert_eq!([Counts::Price, Counts::ToBorder].map(customs_value), [usd("450.00"), usd("400.00")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Part of the price: in every customs value (packing, moulds, commissions).
    Price,
    /// Up to the border: in a CIF customs value.
    ToBorder,
    /// From the border to the first destination: in the tax base where the law adds it.
    ToDestination,
    /// In neither.
    None,
}

impl Counts {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Price, Self::ToBorder, Self::ToDestination, Self::None];

    /// Stable text: `price`, `to_border`, `to_destination`, `none`.
    ///
    /// ```
    /// use clearfloor::landed::Counts;
    /// assert_eq!(Counts::ToBorder.code(), "to_border");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::ToBorder => "to_border",
            Self::ToDestination => "to_destination",
            Self::None => "none",
        }
    }

    /// Reads the stable text.
    ///
    /// ```
    /// use clearfloor::landed::Counts;
    /// assert!(Counts::ALL.iter().all(|counts| Counts::from_code(counts.code()) == Some(*counts)));
    /// assert_eq!(Counts::from_code("both"), None);
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counts| counts.code() == code)
    }
}

/// A cost of the whole shipment.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = ShipmentLine { units: 100, goods: usd("400.00"), weight_kg: None, volume_m3: None, duties: Vec::new() };
/// // A rebate of the supplier.
/// let rebate = Charge { name: "rebate".into(), amount: usd("-20.00"), basis: Basis::Value, counts: Counts::Price };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line], charges: vec![rebate],
///     is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// assert_eq!(shipment.land().unwrap().sums.landed, Some(usd("380.00")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Name for people.
    pub name: String,
    /// In the home currency; negative for a rebate.
    pub amount: Money,
    /// How it is shared out.
    pub basis: Basis,
    /// Which tax bases it goes into.
    pub counts: Counts,
}

/// A purchase order on its way.
///
/// ```
/// use clearfloor::landed::{Shipment, ShipmentLine};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = ShipmentLine { units: 300, goods: usd("769.01"), weight_kg: None, volume_m3: None, duties: Vec::new() };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line], charges: Vec::new(), is_cif: false, cm3_per_kg: None,
///     entry_charges: Vec::new(), tax: None,
/// };
/// // Nothing but the goods: 769.01 / 300, not rounded.
/// assert_eq!(shipment.land().unwrap().lines[0].unit_minor, Some(Ratio::new(76_901, 300).unwrap()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    /// Currency of all costs.
    pub currency: Currency,
    /// Products.
    pub lines: Vec<ShipmentLine>,
    /// Costs of the whole.
    pub charges: Vec<Charge>,
    /// The customs value holds freight and insurance to the border.
    pub is_cif: bool,
    /// Divisor of the chargeable weight, cubic centimetres per kilogram; none = no charge needs it.
    pub cm3_per_kg: Option<Ratio>,
    /// Fees of the entry.
    pub entry_charges: Vec<EntryCharge>,
    /// Import tax; none = there is none.
    pub tax: Option<ImportTax>,
}

/// Shares of each charge, line by line; none = it cannot be shared out.
type Shares = Vec<Option<Vec<Money>>>;

/// Lines that lack what a charge is shared out by.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::{money::{Currency, Money}, rounding::Ratio};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = |weight_kg| ShipmentLine {
///     units: 1, goods: usd("9.00"), weight_kg, volume_m3: None, duties: Vec::new(),
/// };
/// let freight = Charge { name: "sea".into(), amount: usd("5.00"), basis: Basis::Weight, counts: Counts::ToBorder };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line(Some(Ratio::ONE)), line(None)], charges: vec![freight],
///     is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// // The second product has no weight: the freight is shared out to nobody.
/// let landed = shipment.land().unwrap();
/// assert_eq!((landed.missing[0].charge, landed.missing[0].lines.as_slice()), (0, &[1][..]));
/// assert_eq!(landed.lines[0].landed, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingBasis {
    /// Place of the charge.
    pub charge: usize,
    /// Places of the lines.
    pub lines: Vec<usize>,
}

/// What one product of the shipment costs. None = something it hangs on is not known.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = ShipmentLine { units: 100, goods: usd("400.00"), weight_kg: None, volume_m3: None, duties: Vec::new() };
/// let freight = Charge { name: "sea".into(), amount: usd("50.00"), basis: Basis::Quantity, counts: Counts::ToBorder };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line], charges: vec![freight],
///     is_cif: true, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// // A CIF value holds the freight to the border; no duty, and no tax.
/// let line = &shipment.land().unwrap().lines[0];
/// assert_eq!((line.customs_value, line.duty), (Some(usd("450.00")), Some(usd("0.00"))));
/// assert_eq!((line.charges.as_slice(), line.landed), (&[Some(usd("50.00"))][..], Some(usd("450.00"))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandedLine {
    /// The goods.
    pub goods: Money,
    /// Its share of each charge.
    pub charges: Vec<Option<Money>>,
    /// Customs value.
    pub customs_value: Option<Money>,
    /// Duties, programme by programme; none while the customs value is not known.
    pub duties: Option<DutyStack>,
    /// The duties together.
    pub duty: Option<Money>,
    /// Its share of each fee of the entry.
    pub entry_charges: Vec<Option<Money>>,
    /// What the import tax is taken of.
    pub tax_base: Option<Money>,
    /// Import tax, recoverable or not.
    pub tax: Option<Money>,
    /// All that is a cost.
    pub landed: Option<Money>,
    /// The same for one unit, exact, in minor units.
    pub unit_minor: Option<Ratio>,
}

/// Sums over the shipment. None = a part is not known.
///
/// ```
/// use clearfloor::landed::{Basis, Charge, Counts, Shipment, ShipmentLine};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = |goods| ShipmentLine {
///     units: 3, goods: usd(goods), weight_kg: None, volume_m3: None, duties: Vec::new(),
/// };
/// let freight = Charge { name: "sea".into(), amount: usd("0.10"), basis: Basis::Equal, counts: Counts::None };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line("1.00"), line("1.00"), line("1.00")], charges: vec![freight],
///     is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// // Ten cents over three lines: 4, 3 and 3, and no cent is lost.
/// let sums = shipment.land().unwrap().sums;
/// assert_eq!((sums.goods, sums.charges, sums.landed), (usd("3.00"), vec![usd("0.10")], Some(usd("3.10"))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Goods.
    pub goods: Money,
    /// Each charge: always what was billed.
    pub charges: Vec<Money>,
    /// Customs value of the entry.
    pub customs_value: Option<Money>,
    /// Duty.
    pub duty: Option<Money>,
    /// Each fee of the entry.
    pub entry_charges: Vec<Option<Money>>,
    /// Import tax.
    pub tax: Option<Money>,
    /// All that is a cost.
    pub landed: Option<Money>,
}

/// A shipment taken apart.
///
/// ```
/// use clearfloor::landed::{Shipment, ShipmentLine};
/// use clearfloor::money::{Currency, Money};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let line = |goods| ShipmentLine {
///     units: 10, goods: usd(goods), weight_kg: None, volume_m3: None, duties: Vec::new(),
/// };
/// let shipment = Shipment {
///     currency: Currency::USD, lines: vec![line("120.00"), line("80.00")], charges: Vec::new(),
///     is_cif: false, cm3_per_kg: None, entry_charges: Vec::new(), tax: None,
/// };
/// let landed = shipment.land().unwrap();
/// assert_eq!((landed.lines.len(), landed.missing.len()), (2, 0));
/// assert_eq!(landed.sums.landed, Some(usd("200.00")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    /// Products, in the order given.
    pub lines: Vec<LandedLine>,
    /// Sums; each is the sum of the lines.
    pub sums: Sums,
    /// Charges that cannot be shared out.
    pub missing: Vec<MissingBasis>,
}

/// Unit price × units × exchange rate, rounded half away from zero once; none without a rate that joins the two
/// currencies.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{landed::{FxRate, goods_value}, money::{Currency, UnitAmount}, number::Decimal};
/// let price = UnitAmount::parse("18.20", Currency::CNY).unwrap();
/// let rate = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("7.10").unwrap()).unwrap();
/// let goods = goods_value(price, 300, Currency::USD, &[rate]).unwrap().unwrap();
/// assert_eq!(goods.to_string(), "769.01"); // 18.20 · 300 / 7.10
/// ```
pub fn goods_value(price: UnitAmount, units: u32, home: Currency, rates: &[FxRate]) -> Result<Option<Money>> {
    let exact = price.to_ratio_major()?.times(Ratio::whole(i128::from(units)))?;
    in_home(exact, price.currency(), home, rates)
}

/// An exact number of major units turned into the home currency and rounded once; none without a rate.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::landed::{FxRate, in_home};
/// use clearfloor::{money::Currency, number::Decimal, rounding::Ratio};
/// let rate = FxRate::new(Currency::USD, Currency::CNY, Decimal::parse("7.10").unwrap()).unwrap();
/// let dollars = |rates| in_home(Ratio::whole(1000), Currency::CNY, Currency::USD, rates).unwrap();
/// // 140.845… for 1,000 yuan; nothing without a rate.
/// let rates = [rate];
/// assert_eq!(dollars(&rates).unwrap().to_string(), "140.85");
/// assert_eq!(dollars(&[]), None);
/// ```
pub fn in_home(exact: Ratio, from: Currency, home: Currency, rates: &[FxRate]) -> Result<Option<Money>> {
    let mut factor = (from == home).then_some(Ratio::ONE);
    for rate in rates {
        if factor.is_none() {
            factor = rate.factor(from, home)?;
        }
    }
    let Some(factor) = factor else { return Ok(None) };
    let minor = exact.times(factor)?.times(Ratio::whole(i128::from(home.minor_per_major())))?;
    Money::from_ratio_minor(minor, home, Rounding::HalfAwayFromZero).map(Some)
}

impl ShipmentLine {
    fn basis(&self, basis: Basis, cm3_per_kg: Option<Ratio>) -> Result<Option<Ratio>> {
        Ok(match basis {
            Basis::Value => Some(Ratio::whole(i128::from(self.goods.minor()))),
            Basis::Weight => self.weight_kg,
            Basis::Volume => self.volume_m3,
            Basis::Quantity => Some(Ratio::whole(i128::from(self.units))),
            Basis::Equal => Some(Ratio::ONE),
            Basis::Chargeable => {
                let known = self.weight_kg.zip(self.volume_m3).zip(cm3_per_kg);
                known
                    .map(|((weight_kg, volume_m3), divisor)| Cargo { weight_kg, volume_m3 }.chargeable_kg(divisor))
                    .transpose()?
            }
        })
    }
}

impl Shipment {
    /// Takes the shipment apart.
    ///
    /// goods; + each charge by its basis; duty = rate × customs value, each programme rounded once; + fees of the
    /// entry (rate × whole customs value between least and most, shared out by customs value); + import tax if it
    /// is not recoverable. A charge that a line has no basis for is not shared out at all: the lines are named,
    /// and what hangs on the charge stays unknown.
    ///
    /// # Errors
    /// `units_not_positive`; `divisor_missing` if a charge needs the divisor; `currency_mismatch`; `out_of_range`.
    ///
    /// ```
    /// use clearfloor::landed::{Basis, Charge, Counts, EntryCharge, Shipment, ShipmentLine};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate};
    /// let usd = |text| Money::parse(text, Currency::USD).unwrap();
    /// let line = |goods| ShipmentLine {
    ///     units: 10, goods: usd(goods), weight_kg: None, volume_m3: None, duties: Vec::new(),
    /// };
    /// let fee = EntryCharge { name: "mpf".into(), rate: Rate::from_ppm(3464), min: Some(usd("34.58")), max: None };
    /// let shipment = Shipment {
    ///     currency: Currency::USD, lines: vec![line("3000.00"), line("1000.00")], charges: Vec::new(),
    ///     is_cif: false, cm3_per_kg: None, entry_charges: vec![fee], tax: None,
    /// };
    /// // The fee of the entry is its least, 34.58, shared out three to one: 25.935 and 8.645.
    /// let landed = shipment.land().unwrap();
    /// assert_eq!(landed.sums.landed, Some(usd("4034.58")));
    /// assert_eq!(landed.lines[0].entry_charges, [Some(usd("25.94"))]);
    /// ```
    pub fn land(&self) -> Result<Landed> {
        if self.lines.iter().any(|line| line.units == 0) {
            return Err(Error::new(ErrorKind::Range, "units_not_positive"));
        }
        let (shares, missing) = self.shares()?;
        let mut lines = Vec::with_capacity(self.lines.len());
        for (place, line) in self.lines.iter().enumerate() {
            let charges = shares.iter().map(|shares| shares.as_ref()?.get(place).copied()).collect();
            lines.push(self.line(line, charges)?);
        }
        let customs_value = sum(lines.iter().map(|line| line.customs_value), self.zero())?;
        let mut entry_sums = Vec::new();
        for charge in &self.entry_charges {
            let total = customs_value.map(|value| charge.on(value)).transpose()?;
            // A line that a rebate brought below nothing bears no part of it.
            let basis = |line: &LandedLine| Some(Ratio::whole(i128::from(line.customs_value?.minor().max(0))));
            let bases: Option<Vec<Ratio>> = lines.iter().map(basis).collect();
            let shares = total.zip(bases).map(|(total, bases)| share_out(total, &bases)).transpose()?;
            for (place, line) in lines.iter_mut().enumerate() {
                line.entry_charges.push(shares.as_ref().and_then(|shares| shares.get(place).copied()));
            }
            entry_sums.push(total.filter(|_| !self.lines.is_empty()));
        }
        for (line, given) in lines.iter_mut().zip(&self.lines) {
            line.close(self.tax, given.units, self.zero())?;
        }
        let over = |pick: fn(&LandedLine) -> Option<Money>| sum(lines.iter().map(pick), self.zero());
        let sums = Sums {
            goods: over(|line| Some(line.goods))?.unwrap_or(self.zero()),
            charges: self.charges.iter().map(|charge| charge.amount).collect(),
            customs_value,
            duty: over(|line| line.duty)?,
            entry_charges: entry_sums,
            tax: over(|line| line.tax)?,
            landed: over(|line| line.landed)?,
        };
        Ok(Landed { lines, sums, missing })
    }

    const fn zero(&self) -> Money {
        Money::zero(self.currency)
    }

    fn shares(&self) -> Result<(Shares, Vec<MissingBasis>)> {
        let (mut shares, mut missing) = (Vec::new(), Vec::new());
        for (place, charge) in self.charges.iter().enumerate() {
            if charge.basis == Basis::Chargeable && self.cm3_per_kg.is_none() {
                return Err(Error::new(ErrorKind::Missing, "divisor_missing").with("charge", charge.name.as_str()));
            }
            let mut bases = Vec::with_capacity(self.lines.len());
            let mut without = Vec::new();
            for (at, line) in self.lines.iter().enumerate() {
                match line.basis(charge.basis, self.cm3_per_kg)? {
                    Some(basis) => bases.push(basis),
                    None => without.push(at),
                }
            }
            if without.is_empty() {
                shares.push(Some(share_out(charge.amount, &bases)?));
            } else {
                shares.push(None);
                missing.push(MissingBasis { charge: place, lines: without });
            }
        }
        Ok((shares, missing))
    }

    const fn is_in_customs_value(&self, counts: Counts) -> bool {
        matches!(counts, Counts::Price) || (self.is_cif && matches!(counts, Counts::ToBorder))
    }

    fn line(&self, line: &ShipmentLine, charges: Vec<Option<Money>>) -> Result<LandedLine> {
        let plus = |sum: Option<Money>, amount: Option<Money>| {
            sum.zip(amount).map(|(sum, amount)| sum.plus(amount)).transpose()
        };
        let mut customs_value = Some(line.goods);
        let mut added = Some(self.zero());
        let base = self.tax.map_or(TaxBase::ValueAndDuty, |tax| tax.base);
        for (charge, share) in self.charges.iter().zip(&charges) {
            let is_added = match base {
                TaxBase::ValueAndDuty => false,
                TaxBase::ToDestination => matches!(charge.counts, Counts::ToBorder | Counts::ToDestination),
                TaxBase::AllCharges => true,
            };
            if self.is_in_customs_value(charge.counts) {
                customs_value = plus(customs_value, *share)?;
            } else if is_added {
                added = plus(added, *share)?;
            }
        }
        let duties = customs_value.map(|value| DutyStack::on(value, &line.duties)).transpose()?;
        let duty = duties.as_ref().map(DutyStack::total).transpose()?.flatten();
        let tax_base = plus(plus(customs_value, duty)?, added)?;
        Ok(LandedLine {
            goods: line.goods,
            charges,
            customs_value,
            duties,
            duty,
            entry_charges: Vec::new(),
            tax_base,
            tax: None,
            landed: None,
            unit_minor: None,
        })
    }
}

impl LandedLine {
    fn close(&mut self, tax: Option<ImportTax>, units: u32, zero: Money) -> Result<()> {
        self.tax = match tax {
            Some(tax) => self.tax_base.zip(tax.rate).map(|(base, rate)| base.share(rate)).transpose()?,
            None => Some(zero),
        };
        let cost_of_tax = if tax.is_some_and(|tax| tax.is_recoverable) { Some(zero) } else { self.tax };
        let parts = [Some(self.goods), self.duty, cost_of_tax].into_iter();
        let all = parts.chain(self.charges.iter().copied()).chain(self.entry_charges.iter().copied());
        self.landed = sum(all, zero)?;
        self.unit_minor =
            self.landed.map(|landed| Ratio::new(i128::from(landed.minor()), i128::from(units))).transpose()?;
        Ok(())
    }
}
