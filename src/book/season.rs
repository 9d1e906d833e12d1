//! How a product sells through the year: what the seller says of it, else what the settings say, read once.

use super::calculation::HORIZON_DAYS;
use super::resolve::Resolved;
use super::view::{SeasonFactor, SeasonView};
use crate::date::Day;
use crate::demand::{Stretch, days_to_sell, usual_days};
use crate::number::Decimal;
use crate::state::Entries;
use crate::state::field::Entry;
use crate::state::season::{SeasonEntry, TakenFrom};
use std::sync::Arc;

/// The field, of a product and of the settings.
pub(super) const FIELD: &str = "sales_season";

/// What a product's own fields say of a forecast: which one its season is from, and whether its pace is that one's still.
pub(super) fn taken(entries: &Entries) -> Option<(&TakenFrom, bool)> {
    let (_, entry) = typed(entries)?;
    let from = entry.taken_from.as_ref()?;
    let pace = entries.entry("units_per_day").and_then(Entry::as_number);
    let is_same = |a: Decimal, b: Decimal| a.to_ratio().is_ok_and(|a| b.to_ratio().is_ok_and(|b| a == b));
    Some((from, pace.zip(from.per_day).is_some_and(|(pace, taken)| is_same(pace, taken))))
}

/// The text of the field and its last good reading.
fn typed(entries: &Entries) -> Option<(&str, &SeasonEntry)> {
    let typed = entries.get(FIELD)?;
    Some((typed.text.as_str(), typed.entry.as_ref().and_then(Entry::as_season)?))
}

/// How a product sells through the year.
#[derive(Clone, Debug)]
pub(super) struct ProductSeason {
    /// As it was typed.
    pub entry: SeasonEntry,
    /// The text it was read from.
    pub text: String,
    /// The days looked ahead; empty where none of them differs.
    pub stretches: Vec<Stretch>,
}

impl ProductSeason {
    /// What fields say, of a product or of the settings; none where they say nothing.
    pub fn of(entries: &Entries, today: Day) -> Option<Arc<Self>> {
        let (text, entry) = typed(entries)?;
        let stretches = entry.season.stretches(today, HORIZON_DAYS);
        Some(Arc::new(Self { entry: entry.clone(), text: text.to_owned(), stretches }))
    }
}

impl Resolved {
    /// What the pace is multiplied by over the days ahead; empty = every day sells alike.
    pub fn season(&self) -> &[Stretch] {
        self.season.as_ref().map_or(&[], |season| season.stretches.as_slice())
    }

    /// Units a day over the next days, by the season where there is one.
    pub fn mean_pace(&self, days: f64) -> Option<f64> {
        let rate = self.units_per_day?;
        let whole = Decimal::nearest(days, 0).ok().and_then(|days| i32::try_from(days.coefficient()).ok());
        let looked_at = whole.filter(|days| *days > 0 && !self.season().is_empty());
        Some(looked_at.map_or(rate, |days| rate * usual_days(self.season(), days) / f64::from(days)))
    }

    /// Days until so many units have sold, by the season where there is one; none where nothing sells or it is not known.
    pub fn cover_days(&self, units: f64) -> Option<f64> {
        days_to_sell(self.season(), HORIZON_DAYS, units, self.units_per_day?)
    }

    /// The season as it is shown; none where nothing was said.
    pub fn season_view(&self, today: Day) -> Option<SeasonView> {
        let season = self.season.as_ref()?;
        let ends = season.stretches.iter().skip(1).map(|next| next.from_day).chain([HORIZON_DAYS]);
        let factor = |(stretch, end): (&Stretch, i32)| SeasonFactor {
            from: today.plus(stretch.from_day),
            to: today.plus(end - 1),
            factor: stretch.factor,
        };
        let from = season.entry.taken_from.as_ref();
        Some(SeasonView {
            factors: season.stretches.iter().zip(ends).map(factor).collect(),
            forecast_on: from.map(|from| from.on),
            method: from.map(|from| from.method.clone()).filter(|method| !method.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use super::super::fixture::product;
    use super::super::promotion::{PromotionSheet, PromotionText};
    use super::super::view::ProductView;

    fn stocked() -> (Book, String) {
        let (mut book, key) = product("24.99", "toys");
        for (field, text) in [("units", "250"), ("age_days", "150"), ("units_per_day", "1")] {
            book.edit(Some(&key), field, text).unwrap();
        }
        (book, key)
    }

    fn with(season: &str) -> ProductView {
        let (mut book, key) = stocked();
        book.edit(Some(&key), "sales_season", season).unwrap();
        book.product(&key).unwrap()
    }

    #[test]
    fn season_of_ones_changes_no_figure_and_a_steady_one_is_another_pace() {
        let (plain, ones) = (with(""), with("1 1; 12 100 %; forecast 2026-11-21 mean 1"));
        assert_eq!((ones.outcomes, &ones.row, ones.holding), (plain.outcomes, &plain.row, plain.holding));
        assert!(ones.season.unwrap().factors.is_empty() && plain.season.is_none());
        let (mut book, key) = stocked();
        book.edit(Some(&key), "units_per_day", "0.5").unwrap();
        let (slow, halved) = (book.product(&key).unwrap(), with("2026-01-01..2028-01-01 50 %"));
        let values = |view: &ProductView| view.outcomes.iter().map(|way| way.present_value).collect::<Vec<_>>();
        assert_eq!((values(&halved), halved.row.cover_days), (values(&slow), slow.row.cover_days));
    }

    #[test]
    fn list_and_product_go_by_the_same_path_and_cover_is_that_of_the_days_ahead() {
        // Nothing sells for 100 days, twice as much afterwards: 250 units last 100 and 125 days.
        let view = with("2026-01-01..2027-02-28 0; 2027-03-01..2028-12-31 2");
        assert_eq!(view.row.cover_days, Some(225.0));
        let best = view.outcomes.iter().find(|way| way.is_best).unwrap();
        assert_eq!((view.row.best_value, view.row.gain), (best.present_value, best.against_hold));
        let [first, second] = view.season.as_ref().unwrap().factors.as_slice() else { panic!("{:?}", view.season) };
        assert_eq!((first.to.to_string(), second.from.to_string()), ("2027-02-28".into(), "2027-03-01".into()));
        assert!(view.outcomes[0].days_to_clear.unwrap() > 200);
    }

    #[test]
    fn season_of_the_settings_holds_where_a_product_has_none_and_a_wrong_text_leaves_the_last_good_one() {
        let (mut book, key) = stocked();
        let mut hold = |of: Option<&str>, text: &str| {
            let field = book.edit(of, "sales_season", text).unwrap();
            (book.product(&key).unwrap().outcomes[0].present_value, field.problem.map(|problem| problem.code))
        };
        let (plain, _) = hold(None, "");
        let (shared, _) = hold(None, "12 2; 2 0.5");
        assert_ne!(shared, plain);
        let (mut book, key) = stocked();
        book.edit(None, "sales_season", "12 2; 2 0.5").unwrap();
        book.edit(Some(&key), "sales_season", "1 1").unwrap();
        assert_eq!(book.product(&key).unwrap().outcomes[0].present_value, plain);
        book.edit(Some(&key), "sales_season", "12 2; 2 0.5").unwrap();
        let wrong = book.edit(Some(&key), "sales_season", "soon 3").unwrap();
        assert_eq!(wrong.problem.map(|problem| problem.code).as_deref(), Some("season_syntax"));
        assert_eq!(book.product(&key).unwrap().outcomes[0].present_value, shared);
    }

    #[test]
    fn promotion_sells_by_the_season_and_a_pace_that_is_named_for_it_does_not() {
        let units = |season: &str, pace: Option<&str>| {
            let (mut book, key) = stocked();
            book.edit(Some(&key), "sales_season", season).unwrap();
            let text = |field: &str, text: &str| (field.to_owned(), text.to_owned());
            let mut texts = vec![text("discount", "20 %"), text("promotion_days", "14")];
            texts.extend(pace.map(|pace| text("promoted_per_day", pace)));
            let columns = vec![PromotionText { mechanic: "coupon".to_owned(), texts }];
            let view = book.promotions(&key, &PromotionSheet { columns, ..PromotionSheet::default() }).unwrap();
            let number = |id: &str| view.columns[0].lines.iter().find(|line| line.id == id).unwrap().number.unwrap();
            (number("units_without"), number("units_expected"))
        };
        let (twice, plain) = (units("2026-11-21..2026-12-31 2", None), units("", None));
        assert!((twice.0 - 28.0).abs() < 1e-9 && (plain.0 - 14.0).abs() < 1e-9);
        assert!((twice.1 - 2.0 * plain.1).abs() < 1e-6, "{twice:?} {plain:?}");
        assert_eq!(units("2026-11-21..2026-12-31 2", Some("3")).1, units("", Some("3")).1);
    }
}
