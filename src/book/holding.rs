//! What holding costs in each storage group of the account, prepared once for all products.

use super::calculation::{Context, HORIZON_DAYS, Prepared};
use super::facts::Note;
use super::resolve::{Defaults, Resolved};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{Category, Family, FeeTables, Goods, Hole, HoleReason, SizeGroup, Stored};
use crate::offer::Channel;
use crate::quote::tax_on_stock_fees;
use crate::stock::{AccountStorage, HoldingCalendar, HoldingFees, UtilizationStanding};

/// Holding of one storage group, and what of it is not known.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub calendar: HoldingCalendar,
    pub unknown: Vec<String>,
    /// There is an aged surcharge and its rates are not known: it is left out.
    pub is_aged_unknown: bool,
    pub utilization: UtilizationStanding,
}

impl From<HoldingFees> for Group {
    fn from(fees: HoldingFees) -> Self {
        let is_aged = |hole: &&Hole| hole.family == Family::AgedInventory && hole.reason == HoleReason::NoFigure;
        let is_aged_unknown = fees.holes.iter().any(|hole| is_aged(&hole));
        let others = fees.holes.iter().filter(|hole| !is_aged(hole));
        let mut unknown: Vec<String> = others.map(|hole| hole.family.code().to_owned()).collect();
        unknown.sort();
        unknown.dedup();
        Self { calendar: fees.calendar, unknown, is_aged_unknown, utilization: fees.utilization }
    }
}

impl Group {
    /// The utilization surcharge is known and counted, perhaps as nothing.
    pub const fn has_utilization(&self) -> bool {
        matches!(self.utilization, UtilizationStanding::Nothing | UtilizationStanding::Charged)
    }

    /// How it stands with the utilization surcharge, as a code of the page.
    pub const fn utilization_code(&self) -> &'static str {
        match self.utilization {
            UtilizationStanding::NotGiven => "not_given",
            UtilizationStanding::Nothing => "nothing",
            UtilizationStanding::Charged => "charged",
            UtilizationStanding::NotKnown(_) => "not_known",
        }
    }
}

/// One size group: ordinary and dangerous goods.
#[derive(Clone, Debug)]
struct SizeGroups {
    /// Charged as the account is.
    goods: [Group; 2],
    /// Waived from the utilization surcharge.
    waived: [Group; 2],
}

/// Every storage group.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    standard: SizeGroups,
    oversize: SizeGroups,
    /// The same of categories with storage rows of their own, by what the table calls them.
    by_category: Vec<(String, [SizeGroups; 2])>,
    own: Group,
}

impl Groups {
    /// `times` what the tables say, without the utilization surcharge.
    pub fn new(fees: &FeeTables, today: Day, defaults: &Defaults, times: f64) -> Result<Self> {
        let rate = defaults.annual_rate.value.to_f64();
        let tax = tax_on_stock_fees(fees, defaults.seller, today)?.map_or(1.0, |(factor, _)| factor.to_f64());
        let factor = tax * times;
        let plain = |size, goods, category| -> Result<HoldingFees> {
            let stored = Stored { category, ..Stored::of(size, goods) };
            let plain = HoldingFees::of_category(fees, today, HORIZON_DAYS, rate, &stored)?;
            if (factor - 1.0).abs() < f64::EPSILON {
                return Ok(plain);
            }
            Ok(HoldingFees { calendar: plain.calendar.times(factor)?, ..plain })
        };
        let group = |size, category| -> Result<SizeGroups> {
            let plain = [plain(size, Goods::Ordinary, category)?, plain(size, Goods::Dangerous, category)?];
            let account = defaults.storage(size);
            let charge = |plain: &HoldingFees| -> Result<Group> {
                let plain = plain.clone();
                Ok(match &account {
                    Some(account) => plain.with_utilization(fees, size, account)?.into(),
                    // Only the Professional plan is charged, whatever the ratio.
                    None if !defaults.has_professional_plan() => nothing_more(plain),
                    None => plain.into(),
                })
            };
            let [ordinary, dangerous] = &plain;
            Ok(SizeGroups { goods: [charge(ordinary)?, charge(dangerous)?], waived: plain.map(nothing_more) })
        };
        let mut by_category: Vec<(String, [SizeGroups; 2])> = Vec::new();
        for name in fees.categories().iter().filter_map(Category::storage_name) {
            if !by_category.iter().any(|(known, _)| known == name) {
                let sizes = [group(SizeGroup::Standard, Some(name))?, group(SizeGroup::Oversize, Some(name))?];
                by_category.push((name.to_owned(), sizes));
            }
        }
        Ok(Self {
            standard: group(SizeGroup::Standard, None)?,
            oversize: group(SizeGroup::Oversize, None)?,
            by_category,
            own: HoldingFees::nothing(today, HORIZON_DAYS, rate)?.into(),
        })
    }

    /// Ordinary goods of standard size.
    pub const fn plain(&self) -> &HoldingCalendar {
        let [ordinary, _] = &self.standard.goods;
        &ordinary.calendar
    }

    /// The group a product is stored in; goods of unknown size are looked at as standard, and
    /// their holding is then not known.
    pub fn of(&self, resolved: &Resolved) -> &Group {
        if resolved.channel == Channel::OwnFulfilment {
            return &self.own;
        }
        let name = resolved.category.and_then(Category::storage_name);
        let own = self.by_category.iter().find(|(known, _)| name == Some(known.as_str()));
        let (standard, oversize) = match own {
            Some((_, [standard, oversize])) => (standard, oversize),
            None => (&self.standard, &self.oversize),
        };
        let size = if resolved.is_oversize == Some(true) { oversize } else { standard };
        let [ordinary, dangerous] = if resolved.is_utilization_waived { &size.waived } else { &size.goods };
        if resolved.is_dangerous { dangerous } else { ordinary }
    }
}

fn nothing_more(plain: HoldingFees) -> Group {
    HoldingFees { utilization: UtilizationStanding::Nothing, ..plain }.into()
}

impl Prepared<'_> {
    /// What is to be said of stock whose aged surcharge is not known: from which age on it is charged, and
    /// that holding costs more than is shown.
    pub fn aged_note(&self, context: &Context) -> Option<Note> {
        let is_stored =
            self.resolved.channel == Channel::AmazonFba && self.resolved.units.is_some_and(|units| units > 0);
        if !is_stored || !context.group(self.resolved).is_aged_unknown {
            return None;
        }
        Some(match context.fees.aged_from_day(context.today) {
            Some(days) => Note::new("aged_not_known").with("days", days.to_string()),
            None => Note::new("aged_not_known_at_all"),
        })
    }

    /// What is to be said of the utilization surcharge of stock that pays storage.
    pub fn utilization_note(&self, context: &Context) -> Option<Note> {
        let resolved = self.resolved;
        let is_stored = resolved.channel == Channel::AmazonFba && resolved.units.is_some_and(|units| units > 0);
        let is_oversize = resolved.is_oversize.filter(|_| is_stored && !resolved.is_utilization_waived)?;
        let (facts, field) = if is_oversize {
            (context.defaults.oversize_storage, "utilization_weeks_oversize")
        } else {
            (context.defaults.standard_storage, "utilization_weeks_standard")
        };
        let code = match context.group(resolved).utilization {
            UtilizationStanding::NotGiven => return Some(Note::new("utilization_not_counted").on(field)),
            UtilizationStanding::NotKnown(_) => "utilization_not_known",
            UtilizationStanding::Nothing => "utilization_nothing",
            UtilizationStanding::Charged => "utilization_counted",
        };
        facts.ratio_weeks.map(|weeks| Note::new(code).on(field).with("weeks", weeks.to_string()))
    }
}

impl Defaults {
    /// What the seller says of the storage of a size group; none without the ratio.
    fn storage(&self, size: SizeGroup) -> Option<AccountStorage> {
        let facts = match size {
            SizeGroup::Standard => self.standard_storage,
            SizeGroup::Oversize => self.oversize_storage,
        };
        Some(AccountStorage {
            ratio_weeks: facts.ratio_weeks?.to_ratio().ok()?,
            cubic_feet: facts.cubic_feet.and_then(|volume| volume.to_ratio().ok()),
            has_professional_plan: self.has_professional_plan(),
            first_inbound: self.first_inbound,
        })
    }
}
