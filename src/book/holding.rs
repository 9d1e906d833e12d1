//! What holding costs in each storage group of the account, prepared once for all products.

use super::calculation::{Context, HORIZON_DAYS, Prepared};
use super::facts::Note;
use super::resolve::{Defaults, Resolved};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{FeeTables, Goods, SizeGroup};
use crate::offer::Channel;
use crate::stock::{AccountStorage, HoldingCalendar, HoldingFees, UtilizationStanding};

/// Holding of one storage group, and what of it is not known.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub calendar: HoldingCalendar,
    pub unknown: Vec<String>,
    pub utilization: UtilizationStanding,
}

impl From<HoldingFees> for Group {
    fn from(fees: HoldingFees) -> Self {
        let mut unknown: Vec<String> = fees.holes.iter().map(|hole| hole.family.code().to_owned()).collect();
        unknown.sort();
        unknown.dedup();
        Self { calendar: fees.calendar, unknown, utilization: fees.utilization }
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
    own: Group,
}

impl Groups {
    pub fn new(fees: &FeeTables, today: Day, defaults: &Defaults) -> Result<Self> {
        let rate = defaults.annual_rate.value.to_f64();
        let plain = |size, goods| HoldingFees::new(fees, today, HORIZON_DAYS, rate, size, goods);
        let group = |size| -> Result<SizeGroups> {
            let plain = [plain(size, Goods::Ordinary)?, plain(size, Goods::Dangerous)?];
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
        Ok(Self {
            standard: group(SizeGroup::Standard)?,
            oversize: group(SizeGroup::Oversize)?,
            own: HoldingFees::nothing(today, HORIZON_DAYS, rate)?.into(),
        })
    }

    /// The group a product is stored in; goods of unknown size are looked at as standard, and
    /// their holding is then not known.
    pub fn of(&self, resolved: &Resolved) -> &Group {
        let size = match (resolved.channel, resolved.is_oversize) {
            (Channel::OwnFulfilment, _) => return &self.own,
            (_, Some(true)) => &self.oversize,
            _ => &self.standard,
        };
        let [ordinary, dangerous] = if resolved.is_utilization_waived { &size.waived } else { &size.goods };
        if resolved.is_dangerous { dangerous } else { ordinary }
    }
}

fn nothing_more(plain: HoldingFees) -> Group {
    HoldingFees { utilization: UtilizationStanding::Nothing, ..plain }.into()
}

impl Prepared<'_> {
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
