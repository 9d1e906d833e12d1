//! Kinds of promotions as data: what each takes, costs and requires, and which meet.

use super::data_shape::{ConditionRow, MechanicRow, PromotionPack};
use super::tables::FeeTables;
use crate::error::{Error, ErrorKind, Result};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/promotions.pack"));
// Made by who asks, not by the static itself: what nobody asks for can then be left out of a module.
static RULES: OnceLock<Result<PromotionRules>> = OnceLock::new();

/// What happens when two promotions meet on one item.
///
/// ```
/// use clearfloor::fees::{Meeting, PromotionRules};
/// let rules = PromotionRules::built_in().unwrap();
/// assert_eq!(rules.meeting("lightning-deal", "prime-exclusive"), Meeting::Larger);
/// assert_eq!(rules.meeting("coupon", "no such kind"), Meeting::NotSaid);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The buyer gets the larger.
    Larger,
    /// Both apply.
    Both,
    /// The seller chooses whether both apply.
    SellerChooses,
    /// The table does not say.
    NotSaid,
}

impl Meeting {
    /// Stable code: `larger`, `both`, `seller_chooses`, `not_said`.
    #[must_use]
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Larger => "larger",
            Self::Both => "both",
            Self::SellerChooses => "seller_chooses",
            Self::NotSaid => "not_said",
        }
    }
}

/// The promotions of `promotions.toml`.
///
/// ```
/// use clearfloor::fees::PromotionRules;
/// let rules = PromotionRules::built_in().unwrap();
/// assert_eq!(rules.mechanic("second-half-price").unwrap().basket, 2);
/// ```
#[derive(Debug)]
pub struct PromotionRules {
    pack: PromotionPack,
}

impl PromotionRules {
    /// The built-in rules.
    ///
    /// ```
    /// use clearfloor::fees::{Meeting, PromotionRules};
    /// let rules = PromotionRules::built_in().unwrap();
    /// assert_eq!(rules.meeting("coupon", "prime-exclusive"), Meeting::Both);
    /// assert_eq!(rules.meeting("lightning-deal", "prime-exclusive"), Meeting::Larger);
    /// assert!(rules.mechanic("second-half-price").is_some());
    /// ```
    ///
    /// # Errors
    /// `fee_pack_unreadable`.
    pub fn built_in() -> Result<&'static Self> {
        let made = RULES.get_or_init(|| {
            let pack =
                postcard::from_bytes(PACK).map_err(|_| Error::new(ErrorKind::Internal, "fee_pack_unreadable"))?;
            Ok(Self { pack })
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// All kinds, in the order of the data.
    ///
    /// ```
    /// use clearfloor::fees::PromotionRules;
    /// let rules = PromotionRules::built_in().unwrap();
    /// let named = |id: &str| rules.mechanics().iter().any(|kind| kind.id == id);
    /// assert!(named("coupon") && named("lightning-deal") && !named("clearance"));
    /// ```
    #[must_use]
    pub fn mechanics(&self) -> &[MechanicRow] {
        &self.pack.mechanics
    }

    /// A kind by its id.
    ///
    /// ```
    /// use clearfloor::fees::PromotionRules;
    /// let rules = PromotionRules::built_in().unwrap();
    /// assert_eq!(rules.mechanic("bogo").unwrap().basket, 2);
    /// assert!(rules.mechanic("clearance").is_none());
    /// ```
    #[must_use]
    pub fn mechanic(&self, id: &str) -> Option<&MechanicRow> {
        self.pack.mechanics.iter().find(|row| row.id == id)
    }

    /// What a kind requires and what follows from it.
    pub(crate) fn conditions_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a ConditionRow> {
        self.pack.conditions.iter().filter(move |row| row.of.iter().any(|of| of == id))
    }

    /// What happens when two meet, by their names in the stacking table.
    ///
    /// ```
    /// use clearfloor::fees::PromotionRules;
    /// let rules = PromotionRules::built_in().unwrap();
    /// assert_eq!(rules.meeting("coupon", "prime-exclusive"), rules.meeting("prime-exclusive", "coupon"));
    /// ```
    #[must_use]
    pub fn meeting(&self, one: &str, other: &str) -> Meeting {
        let place = |name: &str| self.pack.stacking_order.iter().position(|known| known == name);
        let cell = place(one).zip(place(other)).and_then(|(i, j)| self.pack.matrix.get(i)?.get(j));
        match cell {
            Some(0) => Meeting::Larger,
            Some(1) => Meeting::Both,
            Some(2) => Meeting::SellerChooses,
            _ => Meeting::NotSaid,
        }
    }

    /// Where the stacking table comes from, and how sure it is.
    #[must_use]
    pub(crate) fn stacking_source(&self) -> (&str, super::Confidence) {
        (&self.pack.stacking_source, self.pack.stacking_confidence)
    }
}

impl FeeTables {
    /// The rules of promotions that go with these tables.
    ///
    /// # Errors
    /// `fee_pack_unreadable`.
    pub(crate) fn promotions(&self) -> Result<&'static PromotionRules> {
        PromotionRules::built_in()
    }
}
