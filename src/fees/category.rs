//! Categories: one list, and what each table calls them.

use super::data_shape::{Body, Crosswalk, Pack, Programme, ReturnsCharged};
use super::tables::FeeTables;
use crate::error::Result;

/// Whether a category is exempt from the aged surcharge at 181 to 270 days.
///
/// ```
/// use clearfloor::fees::{AgedExemption, FeeTables};
/// let fees = FeeTables::us().unwrap();
/// let exemption = |id| fees.category(id).unwrap().aged_exemption();
/// assert_eq!((exemption("shoes"), exemption("home")), (AgedExemption::Exempt, AgedExemption::Charged));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgedExemption {
    /// Exempt; from day 271 it pays like all others.
    Exempt,
    /// Charged.
    Charged,
    /// Not written anywhere: the seller is asked.
    NotWritten,
}

/// A product category, with what this marketplace's tables call it.
///
/// ```
/// use clearfloor::fees::FeeTables;
/// let fees = FeeTables::us().unwrap();
/// let category = fees.category_by_referral_name("Home and Kitchen").unwrap();
/// assert_eq!(category.id(), "home");
/// ```
#[derive(Clone, Debug)]
pub struct Category {
    id: String,
    english: String,
    chinese: String,
    referral_name: Option<String>,
    is_referral_judged: bool,
    programme: Programme,
    is_programme_seen: bool,
    may_be_dangerous: bool,
    aged: AgedExemption,
    pub(super) returns: Option<ReturnsCharged>,
    pub(super) returns_name: Option<String>,
    has_closing_fee: bool,
    is_low_inventory_exempt: bool,
    may_need_special_handling: bool,
    is_selected: bool,
    is_low_price_restricted: bool,
    storage_name: Option<String>,
    /// By table: the row of a referral table.
    pub(super) referral_rows: Vec<Option<u16>>,
}

/// A category that a product group suggests.
///
/// ```
/// use clearfloor::fees::FeeTables;
/// let fees = FeeTables::us().unwrap();
/// let first = fees.suggest("gl_luggage")[0];
/// assert_eq!((first.category.id(), first.is_first), ("luggage", true));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Suggestion<'t> {
    /// The category.
    pub category: &'t Category,
    /// The value was read in reports and its name says the category; otherwise the link is judgement.
    pub is_seen: bool,
    /// The product group suggests this one before the others.
    pub is_first: bool,
}

impl Category {
    pub(super) fn all(crosswalk: &Crosswalk, pack: &Pack) -> Result<Vec<Self>> {
        let mut all = Vec::with_capacity(crosswalk.categories.len());
        for (row, names) in crosswalk.categories.iter().zip(&pack.categories) {
            let name_in = |key: &str| names.tables.iter().find(|(k, _)| k == key).map(|(_, name)| name.clone());
            let mut has_closing_fee = name_in("closing_fee").is_some();
            let mut referral_rows = Vec::with_capacity(pack.tables.len());
            for table in &pack.tables {
                let Body::Referral(rows) = &table.body else {
                    referral_rows.push(None);
                    continue;
                };
                let found = (0_u16..).zip(rows).find(|(_, r)| Some(&r.category) == names.referral.as_ref());
                has_closing_fee |= found.is_some_and(|(_, r)| r.closing_fee.is_some());
                referral_rows.push(found.map(|(i, _)| i));
            }
            all.push(Self {
                id: row.id.clone(),
                english: row.en.clone(),
                chinese: row.zh.clone(),
                referral_name: names.referral.clone(),
                is_referral_judged: names.is_judged,
                programme: row.programme,
                is_programme_seen: row.is_programme_seen,
                may_be_dangerous: row.may_be_dangerous,
                aged: match row.is_aged_exempt {
                    Some(true) => AgedExemption::Exempt,
                    Some(false) => AgedExemption::Charged,
                    None => AgedExemption::NotWritten,
                },
                returns: names.returns,
                returns_name: name_in("returns"),
                has_closing_fee,
                is_low_inventory_exempt: name_in("low_inventory_exempt").is_some(),
                may_need_special_handling: name_in("removal_special").is_some(),
                is_selected: name_in("selected_parcel").or_else(|| name_in("special_fulfilment")).is_some(),
                is_low_price_restricted: name_in("low_price_restricted").is_some(),
                storage_name: name_in("storage"),
                referral_rows,
            });
        }
        Ok(all)
    }

    /// Canonical id, stable across marketplaces: `home`, `clothing`, …
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// assert!(FeeTables::us().unwrap().categories().iter().any(|category| category.id() == "toys"));
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// English name.
    #[must_use]
    pub(crate) fn english(&self) -> &str {
        &self.english
    }

    /// Chinese name.
    #[must_use]
    pub(crate) fn chinese(&self) -> &str {
        &self.chinese
    }

    /// Name in the marketplace's referral table; none = no row is known.
    #[must_use]
    pub(crate) fn referral_name(&self) -> Option<&str> {
        self.referral_name.as_deref()
    }

    /// No referral row bears the category's name; it was chosen by judgement and is an estimate.
    #[must_use]
    pub(crate) const fn is_referral_judged(&self) -> bool {
        self.is_referral_judged
    }

    /// Fulfilment card, unless the item is under dangerous-goods rules.
    #[must_use]
    pub(crate) const fn programme(&self) -> Programme {
        self.programme
    }

    /// The card follows from the fee category itself; otherwise it is judgement.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// let fees = FeeTables::us().unwrap();
    /// assert!(fees.category("clothing").unwrap().is_programme_seen());
    /// ```
    #[must_use]
    pub const fn is_programme_seen(&self) -> bool {
        self.is_programme_seen
    }

    /// Ask whether an item is under dangerous-goods rules or has a lithium battery.
    #[must_use]
    pub(crate) const fn may_be_dangerous(&self) -> bool {
        self.may_be_dangerous
    }

    /// Exemption from the aged surcharge at 181 to 270 days.
    ///
    /// ```
    /// use clearfloor::fees::{AgedExemption, FeeTables};
    /// let fees = FeeTables::us().unwrap();
    /// assert_eq!(fees.category("watches").unwrap().aged_exemption(), AgedExemption::Exempt);
    /// ```
    #[must_use]
    pub const fn aged_exemption(&self) -> AgedExemption {
        self.aged
    }

    /// A closing fee is charged on top of the referral fee.
    #[must_use]
    pub(crate) const fn has_closing_fee(&self) -> bool {
        self.has_closing_fee
    }

    /// Exempt from the low-inventory fee.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// let fees = FeeTables::us().unwrap();
    /// let is_exempt = |id| fees.category(id).unwrap().is_low_inventory_exempt();
    /// assert!(is_exempt("grocery") && !is_exempt("home"));
    /// ```
    #[must_use]
    pub const fn is_low_inventory_exempt(&self) -> bool {
        self.is_low_inventory_exempt
    }

    /// It has fulfilment rows of its own: selected categories in Europe, special ones in Mexico.
    #[must_use]
    pub(crate) const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// It keeps the lower limit of low-price fulfilment (Europe).
    #[must_use]
    pub(crate) const fn is_low_price_restricted(&self) -> bool {
        self.is_low_price_restricted
    }

    /// What the storage table calls it, where it has a row of its own.
    ///
    /// ```
    /// use clearfloor::{date::Day, fees::{FeeTables, Goods, Market, SizeGroup, Stored}};
    /// let fees = FeeTables::of(Market::Uk).unwrap();
    /// let on = Day::parse("2026-11-21").unwrap();
    /// let rate = |id| {
    ///     let category = fees.category(id).unwrap().storage_name();
    ///     let stored = Stored { category, ..Stored::of(SizeGroup::Standard, Goods::Ordinary) };
    ///     fees.storage(&stored, on).unwrap().value.micros()
    /// };
    /// // Fashion has a row of its own: 0.82 a cubic foot instead of 1.51.
    /// assert_eq!((rate("clothing"), rate("home")), (820_000, 1_510_000));
    /// ```
    #[must_use]
    pub fn storage_name(&self) -> Option<&str> {
        self.storage_name.as_deref()
    }

    /// Removal and liquidation may count the item as special handling: ask.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// let fees = FeeTables::us().unwrap();
    /// assert!(fees.category("jewelry").unwrap().may_need_special_handling());
    /// assert!(!fees.category("home").unwrap().may_need_special_handling());
    /// ```
    #[must_use]
    pub const fn may_need_special_handling(&self) -> bool {
        self.may_need_special_handling
    }
}

impl FeeTables {
    /// All categories, in the order of the crosswalk.
    ///
    /// ```
    /// use clearfloor::fees::{Category, FeeTables, Market};
    /// // The same list in every marketplace.
    /// let ids = |market| FeeTables::of(market).unwrap().categories().iter().map(Category::id).collect::<Vec<_>>();
    /// assert_eq!(ids(Market::Us), ids(Market::Jp));
    /// ```
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The category with a canonical id.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// let fees = FeeTables::us().unwrap();
    /// assert_eq!(fees.category("clothing").unwrap().id(), "clothing");
    /// assert!(fees.category("Clothing and more").is_none());
    /// ```
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|c| c.id == id)
    }

    /// Place of a category of these tables in [`FeeTables::categories`].
    #[must_use]
    pub(crate) fn place_of(&self, category: &Category) -> Option<usize> {
        self.categories.iter().position(|known| core::ptr::eq(known, category))
    }

    /// The category that bears the exact name of a row of the referral table; where several share
    /// the row, the one whose row is no judgement, then the first.
    ///
    /// ```
    /// use clearfloor::fees::FeeTables;
    /// let fees = FeeTables::us().unwrap();
    /// assert_eq!(fees.category_by_referral_name("Home and Kitchen").unwrap().id(), "home");
    /// assert!(fees.category_by_referral_name("Haus und Küche").is_none());
    /// ```
    #[must_use]
    pub fn category_by_referral_name(&self, name: &str) -> Option<&Category> {
        let of_row = || self.categories.iter().filter(|c| c.referral_name.as_deref() == Some(name));
        of_row().find(|c| !c.is_referral_judged).or_else(|| of_row().next())
    }

    /// Categories that the product group of a report suggests, best first. Several are possible:
    /// one product group often holds two fee categories, so the seller confirms.
    ///
    /// ```
    /// let fees = clearfloor::fees::FeeTables::us().unwrap();
    /// let ids: Vec<_> = fees.suggest("gl_luggage").iter().map(|s| s.category.id().to_owned()).collect();
    /// assert_eq!(ids, ["luggage", "bags", "luggage_accessories"]);
    /// ```
    #[must_use]
    pub fn suggest(&self, product_group: &str) -> Vec<Suggestion<'_>> {
        let wanted = product_group.trim();
        let groups = self.crosswalk.product_groups.iter().filter(|g| g.value.eq_ignore_ascii_case(wanted));
        let mut found: Vec<Suggestion<'_>> = groups
            .filter_map(|g| {
                let category = self.categories.get(usize::from(g.category))?;
                Some(Suggestion { category, is_seen: g.is_seen, is_first: !g.is_also })
            })
            .collect();
        found.sort_by_key(|s| (!s.is_first, !s.is_seen));
        found
    }
}
