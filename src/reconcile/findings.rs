//! Charges of one product and one cause put together, ranked by money, with totals that the list adds up to.

use super::{Cause, Charged, FeeKind, Line, Place, Verdict};
use crate::date::Day;
use crate::error::Result;
use crate::money::Money;
use std::collections::BTreeMap;

/// Rows kept as evidence of one finding; the number of all is told.
const MOST_EVIDENCE: usize = 50;

/// A charge with its verdict.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// // 15 % of 20.00.
/// let entry = entry(2, "3.40");
/// assert_eq!(entry.verdict.computed, Some(usd("3.00")));
/// assert_eq!((entry.place.line, entry.charged.charged), (2, usd("3.40")));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Number of the product, the caller's.
    pub subject: usize,
    /// Where it stands; the first row where several make one charge.
    pub place: Place,
    /// Order it belongs to.
    pub order: Option<String>,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// The charge.
    pub charged: Charged,
    /// What is said of it.
    pub verdict: Verdict,
}

/// What entries are put together by: product, table, fee, and the words of the cause.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, findings, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// // The same cause in two rows is one finding.
/// let (found, ..) = findings(vec![entry(2, "3.40"), entry(3, "3.40")]).unwrap();
/// assert_eq!((found.len(), found[0].id.subject, found[0].id.fee), (1, 0, FeeKind::Referral));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingId {
    /// Number of the product.
    pub subject: usize,
    /// Number of the table.
    pub table: u32,
    /// Which fee.
    pub fee: FeeKind,
    /// Code of the cause and what it hangs on.
    cause: Vec<String>,
}

/// A row that shows a finding.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, findings, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// let (found, ..) = findings(vec![entry(2, "3.40"), entry(3, "3.40")]).unwrap();
/// let lines: Vec<u32> = found[0].evidence.iter().map(|row| row.place.line).collect();
/// assert_eq!((lines, found[0].evidence[0].computed), (vec![2, 3], Some(usd("3.00"))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands.
    pub place: Place,
    /// Day of the charge.
    pub on: Day,
    /// Order it belongs to.
    pub order: Option<String>,
    /// Units it is for.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give.
    pub computed: Option<Money>,
}

/// Charges of one product, one table and one cause.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, findings, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// let (found, ..) = findings(vec![entry(2, "3.40"), entry(3, "3.40"), entry(4, "3.00")]).unwrap();
/// // Two charges of 3.40 where 15 % of 20.00 is 3.00; the third agrees and is none.
/// assert_eq!((found[0].entries, found[0].units, found[0].charged), (2, 2, usd("6.80")));
/// assert_eq!((found[0].difference, found[0].is_worth_raising), (Some(usd("0.80")), true));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was put together.
    pub id: FindingId,
    /// Why they differ.
    pub cause: Cause,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// How many charges.
    pub entries: usize,
    /// Units they are for.
    pub units: i64,
    /// What was taken.
    pub charged: Money,
    /// What the tables give; none = not known.
    pub computed: Option<Money>,
    /// Taken less computed.
    pub difference: Option<Money>,
    /// More was taken than computed, and the cause is not the seller's.
    pub is_worth_raising: bool,
    /// How the computed amount of the first row comes about.
    pub lines: Vec<Line>,
    /// The calculation that gives what was taken there; empty where none does.
    pub instead: Vec<Line>,
    /// What is missing, where nothing could be computed.
    pub holes: Vec<String>,
    /// The rows, at most fifty.
    pub evidence: Vec<Evidence>,
}

/// Sums over the charges of one table and fee.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, findings, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// let (.., totals) = findings(vec![entry(2, "3.40"), entry(3, "3.00")]).unwrap();
/// assert_eq!((totals[0].entries, totals[0].agreeing, totals[0].unknown), (2, 1, 0));
/// assert_eq!((totals[0].charged, totals[0].computed, totals[0].difference), (usd("6.40"), usd("6.00"), usd("0.40")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Number of the table.
    pub table: u32,
    /// Which fee.
    pub fee: FeeKind,
    /// Only foretold, not taken.
    pub is_estimate: bool,
    /// Charges that could be compared.
    pub entries: usize,
    /// Of these, how many agree to the cent or within rounding.
    pub agreeing: usize,
    /// Units of those compared.
    pub units: i64,
    /// What was taken for those compared.
    pub charged: Money,
    /// What the tables give for them.
    pub computed: Money,
    /// Taken less computed: what the list adds up to.
    pub difference: Money,
    /// Charges that could not be compared.
    pub unknown: usize,
    /// What was taken for these.
    pub unknown_charged: Money,
}

/// Puts charges together: findings with a difference, the most money first; those that cannot be compared; totals.
///
/// # Errors
/// `currency_mismatch` between charges; `out_of_range`.
///
/// ```
/// use clearfloor::{date::Day, fees::FeeTables, money::{Currency, Money}};
/// use clearfloor::reconcile::{Basis, Charged, Entry, FeeKind, Goods, Place, findings, judge};
/// let usd = |text| Money::parse(text, Currency::USD).unwrap();
/// let goods = Goods { category: Some("office".to_owned()), ..Goods::default() };
/// let entry = |line, taken| {
///     let basis = Basis::Sale { price: usd("20.00"), before_promotion: None };
///     let on = Day::parse("2026-11-03").unwrap();
///     let charged = Charged { fee: FeeKind::Referral, on, units: 1, charged: usd(taken), basis };
///     let verdict = judge(FeeTables::us().unwrap(), &goods, &charged).unwrap();
///     Entry { subject: 0, place: Place { table: 1, line }, order: None, is_estimate: false, charged, verdict }
/// };
/// let (different, unknown, totals) = findings(vec![entry(2, "3.10"), entry(3, "4.50")]).unwrap();
/// // No cause gives either amount: they are one finding, and it adds up to the total.
/// assert_eq!((different.len(), unknown.len()), (1, 0));
/// assert_eq!(different[0].difference, Some(usd("1.60")));
/// assert_eq!(totals[0].difference, usd("1.60"));
/// ```
pub fn findings(entries: Vec<Entry>) -> Result<(Vec<Finding>, Vec<Finding>, Vec<Totals>)> {
    let mut found: BTreeMap<FindingId, Finding> = BTreeMap::new();
    let mut totals: BTreeMap<(u32, FeeKind), Totals> = BTreeMap::new();
    for entry in entries {
        count(&mut totals, &entry)?;
        if entry.verdict.computed == Some(entry.charged.charged) {
            continue;
        }
        let Entry { subject, place, order, is_estimate, charged, verdict } = entry;
        let Verdict { computed, cause, lines, instead, holes } = verdict;
        let words = core::iter::once(cause.code.to_owned())
            .chain(cause.params.iter().map(|param| param.text.clone()))
            .chain(cause.and.iter().flat_map(|second| {
                core::iter::once(second.code.to_owned()).chain(second.params.iter().map(|param| param.text.clone()))
            }))
            .chain(cause.place.map(|place| format!("{}:{}", place.table, place.line)))
            .chain(holes.iter().cloned());
        let id = FindingId { subject, table: place.table, fee: charged.fee, cause: words.collect() };
        let nothing = Money::zero(charged.charged.currency());
        let finding = found.entry(id.clone()).or_insert_with(|| Finding {
            id,
            cause,
            is_estimate,
            entries: 0,
            units: 0,
            charged: nothing,
            computed: computed.map(|_| nothing),
            difference: None,
            is_worth_raising: false,
            lines,
            instead,
            holes,
            evidence: Vec::new(),
        });
        finding.entries += 1;
        finding.units = finding.units.saturating_add(charged.units);
        finding.charged = finding.charged.plus(charged.charged)?;
        finding.computed = finding.computed.zip(computed).map(|(sum, more)| sum.plus(more)).transpose()?;
        if finding.evidence.len() < MOST_EVIDENCE {
            let Charged { on, units, charged, .. } = charged;
            finding.evidence.push(Evidence { place, on, order, units, charged, computed });
        }
    }
    let mut different = Vec::new();
    let mut unknown = Vec::new();
    for mut finding in found.into_values() {
        let difference = finding.computed.map(|computed| finding.charged.minus(computed)).transpose()?;
        finding.difference = difference;
        finding.is_worth_raising =
            finding.cause.is_worth_raising() && difference.is_some_and(|difference| difference.minor() > 0);
        if difference.is_some() { different.push(finding) } else { unknown.push(finding) }
    }
    // Sorting is stable: equal amounts stay in the order of products.
    different.sort_by_key(|f| core::cmp::Reverse(f.difference.map_or(0, |money| money.minor().unsigned_abs())));
    unknown.sort_by_key(|f| core::cmp::Reverse(f.charged.minor().unsigned_abs()));
    Ok((different, unknown, totals.into_values().collect()))
}

fn count(totals: &mut BTreeMap<(u32, FeeKind), Totals>, entry: &Entry) -> Result<()> {
    let Entry { place, is_estimate, charged, verdict, .. } = entry;
    let nothing = Money::zero(charged.charged.currency());
    let total = totals.entry((place.table, charged.fee)).or_insert_with(|| Totals {
        table: place.table,
        fee: charged.fee,
        is_estimate: *is_estimate,
        entries: 0,
        agreeing: 0,
        units: 0,
        charged: nothing,
        computed: nothing,
        difference: nothing,
        unknown: 0,
        unknown_charged: nothing,
    });
    let Some(computed) = verdict.computed else {
        total.unknown += 1;
        total.unknown_charged = total.unknown_charged.plus(charged.charged)?;
        return Ok(());
    };
    total.entries += 1;
    total.agreeing += usize::from(verdict.cause.is_agreement());
    total.units = total.units.saturating_add(charged.units);
    total.charged = total.charged.plus(charged.charged)?;
    total.computed = total.computed.plus(computed)?;
    total.difference = total.charged.minus(total.computed)?;
    Ok(())
}
