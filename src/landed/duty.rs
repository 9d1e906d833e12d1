//! Duty by programme, fees of the entry, and the tax on the import.

use crate::error::Result;
use crate::fees::{DutyPart, EntryFee, FlatDuty};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// One programme's duty on a customs value.
///
/// ```
/// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}, landed::DutyStack};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let question = DutyQuestion {
///     market: "US", origin: "CN", on: Day::parse("2026-11-21").unwrap(), ordinary: Some(Rate::from_ppm(176_000)),
///     listed: &[], section_232: None,
/// };
/// let parts = LandedTables::get().unwrap().duties(&question).unwrap();
/// let stack = DutyStack::on(Money::parse("1000.00", Currency::USD).unwrap(), &parts).unwrap();
/// // Each programme is a share of the whole value: the ordinary duty of 17.6 % is one of them.
/// assert!(stack.lines.iter().any(|line| line.amount.is_some_and(|amount| amount.minor() == 17_600)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyLine {
    /// The programme with its rate and source.
    pub part: DutyPart,
    /// Rate × customs value, rounded half away from zero once; none = the rate is not known.
    pub amount: Option<Money>,
}

/// All duties on one customs value. Each programme is taken of the whole value: they add up, none is charged on
/// another.
///
/// ```
/// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}, landed::DutyStack};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let parts = LandedTables::get().unwrap().duties(&DutyQuestion {
///     market: "US",
///     origin: "CN",
///     on: Day::parse("2026-11-21").unwrap(),
///     ordinary: Some(Rate::parse("0.176").unwrap()),
///     listed: &["List 3 (9903.88.03, .04)"],
///     section_232: None,
/// });
/// let value = Money::parse("10000.00", Currency::USD).unwrap();
/// let stack = DutyStack::on(value, &parts.unwrap()).unwrap();
/// // 17.6 % + 25 % + 12.5 %
/// assert_eq!(stack.total().unwrap().unwrap().to_string(), "5510.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyStack {
    /// The customs value.
    pub value: Money,
    /// Programmes in the order of the question.
    pub lines: Vec<DutyLine>,
}

impl DutyStack {
    /// The duties on a customs value.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{landed::DutyStack, money::{Currency, Money}};
    /// let value = Money::parse("1000.00", Currency::USD).unwrap();
    /// // Goods that no programme bears on.
    /// let free = DutyStack::on(value, &[]).unwrap();
    /// assert_eq!((free.value, free.lines.len()), (value, 0));
    /// ```
    pub fn on(value: Money, parts: &[DutyPart]) -> Result<Self> {
        let line = |part: &DutyPart| {
            Ok(DutyLine { part: *part, amount: part.rate.map(|rate| value.share(rate)).transpose()? })
        };
        Ok(Self { value, lines: parts.iter().map(line).collect::<Result<_>>()? })
    }

    /// What the programmes whose names begin so come to; nothing if there are none.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{landed::DutyStack, money::{Currency, Money}};
    /// let value = Money::parse("1000.00", Currency::USD).unwrap();
    /// let free = DutyStack::on(value, &[]).unwrap();
    /// // Nothing of a programme that is not there.
    /// assert_eq!(free.of("section-301").unwrap(), Some(Money::zero(Currency::USD)));
    /// ```
    pub fn of(&self, programme: &str) -> Result<Option<Money>> {
        let lines = self.lines.iter().filter(|line| line.part.programme.starts_with(programme));
        sum(lines.map(|line| line.amount), self.value)
    }

    /// All programmes; none while a rate is not known.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}, landed::DutyStack};
    /// use clearfloor::money::{Currency, Money};
    /// let question = DutyQuestion {
    ///     market: "US", origin: "CN", on: Day::parse("2026-11-21").unwrap(), ordinary: None,
    ///     listed: &[], section_232: None,
    /// };
    /// let parts = LandedTables::get().unwrap().duties(&question).unwrap();
    /// // While the ordinary rate is not known, neither is the sum.
    /// let stack = DutyStack::on(Money::parse("1000.00", Currency::USD).unwrap(), &parts).unwrap();
    /// assert_eq!(stack.total().unwrap(), None);
    /// ```
    pub fn total(&self) -> Result<Option<Money>> {
        sum(self.lines.iter().map(|line| line.amount), self.value)
    }

    /// The total as a share of the customs value; none for a value of nothing.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{DutyQuestion, LandedTables}, landed::DutyStack};
    /// use clearfloor::{money::{Currency, Money}, rate::Rate, rounding::Ratio};
    /// let question = DutyQuestion {
    ///     market: "US", origin: "CN", on: Day::parse("2026-11-21").unwrap(), ordinary: Some(Rate::from_ppm(176_000)),
    ///     listed: &["List 3 (9903.88.03, .04)"], section_232: None,
    /// };
    /// let parts = LandedTables::get().unwrap().duties(&question).unwrap();
    /// let stack = DutyStack::on(Money::parse("1000.00", Currency::USD).unwrap(), &parts).unwrap();
    /// // 17.6 % + 25 % + 12.5 %.
    /// assert_eq!(stack.effective_rate().unwrap(), Some(Ratio::new(551, 1000).unwrap()));
    /// ```
    pub fn effective_rate(&self) -> Result<Option<Ratio>> {
        let Some(total) = self.total()?.filter(|_| self.value.minor() != 0) else { return Ok(None) };
        Ratio::new(i128::from(total.minor()), i128::from(self.value.minor())).map(Some)
    }
}

/// Sum of amounts; none if one is not known.
pub fn sum(mut amounts: impl Iterator<Item = Option<Money>>, like: Money) -> Result<Option<Money>> {
    amounts.try_fold(Some(Money::zero(like.currency())), |sum, amount| match (sum, amount) {
        (Some(sum), Some(amount)) => sum.plus(amount).map(Some),
        _ => Ok(None),
    })
}

/// A fee on the customs value of a whole entry.
///
/// ```
/// use clearfloor::{landed::EntryCharge, money::{Currency, Money}, rate::Rate};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let rate = Rate::parse_percent("0.125").unwrap();
/// let fee = EntryCharge { name: "harbour".to_owned(), rate, min: None, max: None };
/// assert_eq!(fee.on(usd("8000.00")).unwrap(), usd("10.00"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryCharge {
    /// Name for people, or the table: `us-mpf`.
    pub name: String,
    /// Share of the customs value.
    pub rate: Rate,
    /// Least.
    pub min: Option<Money>,
    /// Most.
    pub max: Option<Money>,
}

impl EntryCharge {
    /// The charge on a formal entry; none for a mode that does not bear it.
    ///
    /// ```
    /// use clearfloor::fees::{FreightMode, LandedTables};
    /// use clearfloor::{date::Day, landed::EntryCharge, money::Currency};
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let names = |mode| {
    ///     let fees = LandedTables::get().unwrap().entry_fees("US", mode, on, Currency::USD).unwrap();
    ///     fees.iter().filter_map(|fee| EntryCharge::formal(fee.as_ref().ok()?)).map(|fee| fee.name).collect::<Vec<_>>()
    /// };
    /// // The harbour fee is due by sea alone.
    /// assert!(names(FreightMode::Ocean).contains(&"us-hmf".to_owned()));
    /// assert!(!names(FreightMode::Air).contains(&"us-hmf".to_owned()));
    /// ```
    #[must_use]
    pub fn formal(fee: &EntryFee) -> Option<Self> {
        fee.is_due.then(|| Self { name: fee.id.to_owned(), rate: fee.rate, min: fee.min, max: fee.max })
    }

    /// The charge on an informal entry: the flat fee where there is one, else as for a formal entry.
    #[must_use]
    pub(crate) fn informal(fee: &EntryFee) -> Option<Self> {
        let flat = fee.informal.map(|flat| (Rate::ZERO, Some(flat), Some(flat)));
        let (rate, min, max) = flat.unwrap_or((fee.rate, fee.min, fee.max));
        fee.is_due.then(|| Self { name: fee.id.to_owned(), rate, min, max })
    }

    /// Rate × value, rounded half away from zero, held between least and most.
    ///
    /// # Errors
    /// `out_of_range`.
    ///
    /// ```
    /// use clearfloor::{landed::EntryCharge, money::{Currency, Money}, rate::Rate};
    /// let dollars = |text| Money::parse(text, Currency::USD).unwrap();
    /// let (min, max) = (Some(dollars("34.58")), Some(dollars("670.86")));
    /// let fee = EntryCharge { name: "us-mpf".into(), rate: Rate::parse_percent("0.3464").unwrap(), min, max };
    /// assert_eq!(fee.on(dollars("5000.00")).unwrap().to_string(), "34.58");
    /// assert_eq!(fee.on(dollars("50000.00")).unwrap().to_string(), "173.20");
    /// ```
    pub fn on(&self, value: Money) -> Result<Money> {
        let share = value.share(self.rate)?;
        let at_least = self.min.filter(|min| share.minor() < min.minor()).unwrap_or(share);
        Ok(self.max.filter(|max| at_least.minor() > max.minor()).unwrap_or(at_least))
    }
}

/// Which costs the tax on an import is taken of, beside customs value and duty.
///
/// ```
/// use clearfloor::landed::{ImportTax, TaxBase};
/// use clearfloor::rate::Rate;
/// // The United Kingdom adds the carriage to the first destination.
/// let vat = ImportTax { rate: Some(Rate::from_ppm(200_000)), base: TaxBase::ToDestination, is_recoverable: true };
/// assert_ne!(vat.base, TaxBase::ValueAndDuty);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxBase {
    /// None.
    ValueAndDuty,
    /// Costs up to the first destination.
    ToDestination,
    /// All of them.
    AllCharges,
}

/// Import value-added or consumption tax.
///
/// ```
/// use clearfloor::landed::{ImportTax, Shipment, ShipmentLine, TaxBase};
/// use clearfloor::{money::{Currency, Money}, rate::Rate};
/// let gbp = |text| Money::parse(text, Currency::GBP).unwrap();
/// let landed = |is_recoverable| {
///     let (weight_kg, volume_m3) = (None, None);
///     let line = ShipmentLine { units: 100, goods: gbp("500.00"), weight_kg, volume_m3, duties: Vec::new() };
///     let tax = ImportTax { rate: Some(Rate::from_ppm(200_000)), base: TaxBase::ValueAndDuty, is_recoverable };
///     let shipment = Shipment {
///         currency: Currency::GBP, lines: vec![line], charges: Vec::new(), is_cif: true, cm3_per_kg: None,
///         entry_charges: Vec::new(), tax: Some(tax),
///     };
///     shipment.land().unwrap().sums.landed.unwrap()
/// };
/// // A fifth of 500.00 is a cost only to those who do not get it back.
/// assert_eq!([landed(true), landed(false)], [gbp("500.00"), gbp("600.00")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportTax {
    /// The rate; none = not known.
    pub rate: Option<Rate>,
    /// What it is taken of.
    pub base: TaxBase,
    /// Paid and got back: no cost, though cash leaves for a while.
    pub is_recoverable: bool,
}

/// What the flat duty on a small consignment comes to.
///
/// ```
/// use clearfloor::{date::Day, fees::LandedTables, landed::small_consignment, money::{Currency, Money}, rate::Rate};
/// let eur = |text| Money::parse(text, Currency::EUR).unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rule = LandedTables::get().unwrap().flat_duty("DE", on, Currency::EUR).unwrap().unwrap();
/// // Two tariff codes, and 21 % on the 6.00.
/// let found = small_consignment(&rule, eur("80.00"), 2, Rate::from_ppm(210_000)).unwrap();
/// assert_eq!((found.duty, found.tax, found.added), (eur("6.00"), eur("1.26"), eur("7.26")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmallConsignment {
    /// The flat duty; zero above the limit, where the ordinary tariff holds instead.
    pub duty: Money,
    /// Tax on the duty.
    pub tax: Money,
    /// Both.
    pub added: Money,
}

/// The flat duty on a consignment to a consumer: so much for each distinct tariff code, whatever the quantity, and
/// the tax on it. Above the limit it is not charged; the ordinary tariff is.
///
/// # Errors
/// `out_of_range`.
///
/// ```
/// use clearfloor::{date::Day, fees::LandedTables, landed::small_consignment, money::{Currency, Money}, rate::Rate};
/// let eur = |text| Money::parse(text, Currency::EUR).unwrap();
/// let on = Day::parse("2026-11-21").unwrap();
/// let rule = LandedTables::get().unwrap().flat_duty("DE", on, Currency::EUR).unwrap().unwrap();
/// let duty = |value| small_consignment(&rule, eur(value), 1, Rate::ZERO).unwrap().duty;
/// // The limit itself is small; above it the ordinary tariff holds.
/// assert_eq!([duty("150.00"), duty("150.01")], [eur("3.00"), eur("0.00")]);
/// ```
pub fn small_consignment(rule: &FlatDuty, value: Money, codes: u32, tax: Rate) -> Result<SmallConsignment> {
    let is_small = value.minus(rule.limit)?.minor() <= 0;
    let duty = rule.each.times(if is_small { i64::from(codes) } else { 0 })?;
    let tax = duty.share(tax)?;
    Ok(SmallConsignment { duty, tax, added: duty.plus(tax)? })
}
