//! One line of a sale before a price is put in, and how it came about.

use super::charge::Charge;
use super::ledger::LineId;
use super::product::FigureSource;
use crate::fees::rule::ReferralRule;
use crate::fees::{Hole, Programme, RowRef, Season, Split};
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Ratio;

/// How a line came about, for its explanation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Basis<'a> {
    Referral(&'a ReferralRule),
    ReferralRate(Rate),
    ReferralAtPrice {
        fee: Money,
        price: Money,
    },
    Flat,
    Given,
    GivenWithSurcharge,
    Fulfilment {
        programme: Programme,
        season: Season,
        weight_steps: i64,
    },
    Surcharge(Rate),
    LowInventory {
        days_30: Ratio,
        days_90: Ratio,
    },
    PlacementRange {
        split: Split,
        low: Money,
        high: Money,
    },
    ShareOfPrice(Rate),
    TaxInPrice(Rate),
    /// A share of other lines.
    ShareOf {
        rate: Rate,
        of: &'static [LineId],
    },
    /// The tax of this rate that other lines contain.
    TaxWithin {
        rate: Rate,
        of: &'static [LineId],
    },
    ShareAndFixed {
        rate: Rate,
        fixed: Money,
    },
    Returns {
        rate: Rate,
        unsellable: Rate,
        tax: Rate,
    },
    Processing {
        rate: Rate,
        fee: Option<Money>,
    },
}

/// One line before a price is put in.
#[derive(Clone, Debug)]
pub(super) struct ModelLine<'a> {
    pub(super) id: LineId,
    pub(super) charge: Charge,
    pub(super) basis: Basis<'a>,
    pub(super) row: Option<RowRef>,
    pub(super) source: Option<FigureSource>,
    pub(super) is_assumed: bool,
    pub(super) is_needed: bool,
    pub(super) holes: Holes,
}

/// Why a line is not known; put into words only when a ledger is shown.
#[derive(Clone, Debug)]
pub(super) enum Holes {
    /// It is known, or other lines say why not.
    None,
    /// Facts of the product that were not given, by canonical name.
    Facts(&'static [&'static str]),
    /// The tables do not say.
    Fee(Hole),
}

impl Holes {
    /// What the data say; where they say nothing, which fee has no figure and why.
    pub(super) fn to_words(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::Facts(names) => names.iter().map(|&name| name.to_owned()).collect(),
            Self::Fee(hole) if hole.texts.is_empty() => {
                vec![format!("{}: {}", hole.family.code(), hole.reason.code())]
            }
            Self::Fee(hole) => hole.texts.clone(),
        }
    }
}

impl<'a> ModelLine<'a> {
    pub(super) fn known(id: LineId, charge: Charge, basis: Basis<'a>) -> Self {
        Self { id, charge, basis, row: None, source: None, is_assumed: false, is_needed: true, holes: Holes::None }
    }

    pub(super) fn unknown(id: LineId, basis: Basis<'a>, holes: Holes) -> Self {
        Self { holes, ..Self::known(id, Charge::Unknown, basis) }
    }

    pub(super) fn hole(id: LineId, hole: Hole) -> Self {
        Self::unknown(id, Basis::Flat, Holes::Fee(hole))
    }

    pub(super) fn with_row(self, row: RowRef) -> Self {
        Self { row: Some(row), ..self }
    }

    pub(super) fn said_by(self, source: FigureSource) -> Self {
        Self { source: Some(source), ..self }
    }

    pub(super) fn not_needed(self) -> Self {
        Self { is_needed: false, ..self }
    }
}
