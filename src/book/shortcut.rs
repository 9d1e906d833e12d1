//! A line of the list by the catalogue pass, for products of which everything is known, and for those of which
//! no sale can be valued.
//!
//! What [`Prepared`](super::calculation::Prepared) finds by looking each fee up, [`Portfolio`] finds from
//! cards that it made once; where a fact is missing that every sale hangs on, only the exits are left. A property
//! holds both to the long way, which everything else goes.

use super::calculation::{
    Computed, Context, NextDeadline, PricePoint, Way, exits_without_grades, gain_shown, not_counted, price_points,
};
use super::resolve::Resolved;
use crate::exits::ExitKind;
use crate::fees::{Goods, Handling, Market, SizedUnit};
use crate::money::Money;
use crate::offer::Channel;
use crate::portfolio::{Line, OwnCharges, Portfolio, Product, Share, Terms, Wanted};
use crate::quote::{self, Inbound, OwnFees, OwnReferral};
use crate::rate::Rate;
use crate::scenario::{cut_price, ladder};
use crate::stock::total_units;
use std::sync::{Mutex, OnceLock};

/// The catalogue pass for the day and the settings of a context, made when first asked.
#[derive(Debug, Default)]
pub(super) struct Shortcut(OnceLock<Option<Mutex<Portfolio>>>);

impl Clone for Shortcut {
    /// Nothing is lost: it is made again when asked.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shortcut {
    /// The figures of the list; `None` if the long way must be gone.
    pub fn compute(&self, context: &Context, resolved: &Resolved) -> Option<Computed> {
        // The pass has no cards for the utilization surcharge and for what only the seller can say.
        // A season has a path of its own, which the pass does not follow.
        if resolved.grades.is_some()
            || !resolved.season().is_empty()
            || context.group(resolved).calendar.utilization().is_some()
        {
            return None;
        }
        if lacks_sale(resolved) {
            return without_sale(context, resolved);
        }
        let (low_inventory, is_known) = low_inventory(context, resolved)?;
        let charges = own_charges(context, resolved, low_inventory)?;
        let (price, _) = resolved.price.zip(resolved.units)?;
        let highest = resolved.list_price.filter(|list| list.minor() > price.minor()).unwrap_or(price);
        // The cuts come from the pass; only prices of the seller's own are made out here.
        let points =
            if resolved.own_prices.is_empty() { Vec::new() } else { price_points(price, &resolved.own_prices) };
        let own: Vec<Money> = points.iter().skip(ladder().count() + 1).map(|point| point.price).collect();
        let product = Product {
            package: resolved.product.package.as_ref()?,
            category: context.fees.place_of(resolved.category?)?,
            goods: if resolved.is_dangerous { Goods::Dangerous } else { Goods::Ordinary },
            handling: if resolved.is_special_handling { Handling::Special } else { Handling::Ordinary },
            price,
            cohorts: &resolved.cohorts,
            units_per_day: resolved.units_per_day?,
            elasticity: resolved.elasticity.mid,
        };
        let wanted = Wanted {
            prices: &own,
            recovery: Some(resolved.recovery_rate.or(context.defaults.table_recovery)?),
            resale: resolved.resale,
            own: charges,
            highest_price: highest.times(4).ok()?,
        };
        let line = self.portfolio(context)?.try_lock().ok()?.line(&product, &wanted)?;
        let mut computed = Self::computed(context, resolved, &line, &points)?;
        computed.not_counted = not_counted(resolved, context.group(resolved), !is_known);
        Some(computed)
    }

    fn portfolio(&self, context: &Context) -> Option<&Mutex<Portfolio>> {
        let made = self.0.get_or_init(|| {
            let terms = Terms {
                today: context.today,
                annual_rate: context.defaults.annual_rate.value.to_f64(),
                cuts: ladder().collect(),
                recovery: None,
            };
            Portfolio::new(context.fees, terms).ok().map(Mutex::new)
        });
        made.as_ref()
    }

    fn computed(context: &Context, resolved: &Resolved, line: &Line, points: &[PricePoint]) -> Option<Computed> {
        let money = |minor: f64| Money::from_expectation(minor, context.currency).ok();
        let mut computed = Computed::of(resolved);
        computed.net_per_unit = Some(Money::new(line.net_now, context.currency).ok()?);
        computed.best = Some(way(resolved, line.best.place, points)?);
        computed.best_value = money(line.best.present_value);
        computed.gain = gain_shown(line.best.present_value, line.best.gain, context.currency);
        computed.wait_week = money(line.wait_week);
        computed.deadline = line.next_charge.map(|next| NextDeadline {
            date: context.today.plus(next.day - 1),
            units: next.units,
            cost: money(next.charge),
        });
        computed.floor = line.floor.map(|minor| Money::new(minor, context.currency)).transpose().ok()?;
        Some(computed)
    }
}

/// The way at a place of the pass: doing nothing, the ladder, the seller's own prices, the exits.
fn way(resolved: &Resolved, place: usize, points: &[PricePoint]) -> Option<Way> {
    let price = resolved.price?;
    if let Some(point) = points.get(place) {
        return Some(Way::At(*point));
    }
    let prices = points.len().max(ladder().count() + 1);
    if place == 0 {
        return Some(Way::At(PricePoint { discount: None, is_own: false, price }));
    }
    if place < prices {
        let discount = ladder().nth(place - 1)?;
        let price = cut_price(price, discount).ok()?;
        return Some(Way::At(PricePoint { discount: Some(discount), is_own: false, price }));
    }
    let resold = resolved.resale.map(|_| ExitKind::Resell);
    let mut exits = [Some(ExitKind::Liquidate), Some(ExitKind::Remove), resold, Some(ExitKind::Dispose)].into_iter();
    exits.by_ref().flatten().nth(place - prices).map(Way::Exit)
}

/// No sale can be valued: the price is not known, or a fact that the referral or the fulfilment fee hangs on.
const fn lacks_sale(resolved: &Resolved) -> bool {
    let own = &resolved.product.own_fees;
    let is_referral_unknown = own.referral.is_none() && resolved.category.is_none();
    let is_programme_known = resolved.category.is_some() || resolved.is_dangerous;
    let is_fulfilment_unknown = matches!(resolved.channel, Channel::AmazonFba)
        && own.fulfilment.is_none()
        && (resolved.sized.is_none() || !is_programme_known);
    resolved.price.is_none() || is_referral_unknown || is_fulfilment_unknown
}

/// The figures of the list where no sale can be valued: of the ways only exits, and without a sale nothing is
/// gained or lost by waiting and no price is a floor. `None` where a figure is none that fees can be taken of.
fn without_sale(context: &Context, resolved: &Resolved) -> Option<Computed> {
    let quote::Product { returns, ad_share, landed, own_fees, low_inventory, .. } = &resolved.product;
    let mut shares = [*ad_share, returns.rate, returns.unsellable_share].into_iter().flatten();
    let is_share = |rate: Rate| (Rate::ZERO..=Rate::ONE).contains(&rate);
    if !shares.all(is_share) || landed.as_ref().is_some_and(|cost| cost.to_money().is_err()) {
        return None;
    }
    let is_fulfilled = own_fees.fulfilment.is_some() || resolved.category.is_some() || resolved.is_dangerous;
    let leaves_out_low_inventory = match (low_inventory, &resolved.sized) {
        (Some(facts), Some(sized)) if is_fulfilled => {
            facts.fee(context.fees, resolved.category, sized, context.today).is_err()
        }
        _ => false,
    };
    let group = context.group(resolved);
    let mut computed = Computed::of(resolved);
    computed.not_counted = not_counted(resolved, group, leaves_out_low_inventory);
    if resolved.price.is_none() || resolved.units.is_none() {
        return Some(computed);
    }
    let units = total_units(&resolved.cohorts);
    let mut best: Option<(ExitKind, f64)> = None;
    for exit in exits_without_grades(context, resolved) {
        let Some(worth) = exit.value_per_unit(&group.calendar) else { continue };
        if best.is_none_or(|(_, most)| worth * units > most) {
            best = Some((exit.kind, worth * units));
        }
    }
    computed.best = best.map(|(kind, _)| Way::Exit(kind));
    computed.best_value = best.and_then(|(_, most)| Money::from_expectation(most, context.currency).ok());
    Some(computed)
}

/// What the seller pays otherwise than the cards say, if the pass can count it.
///
/// Every field is named, so that a new one has to be thought of here.
fn own_charges(context: &Context, resolved: &Resolved, low_inventory_fee: i64) -> Option<OwnCharges> {
    let quote::Product {
        package: _,
        category: _,
        seller: _,
        tax_in_price: _,
        is_dangerous: _,
        programme: _,
        is_sipp,
        has_lithium_battery,
        is_overboxed,
        returns,
        ad_share,
        inbound,
        low_inventory: _,
        own_shipping: _,
        landed: _,
        own_fees,
    } = &resolved.product;
    // The pass is held to the single way for the tables of amazon.com only.
    if context.fees.market() != Market::Us.code() {
        return None;
    }
    let OwnFees { referral, closing, fulfilment, returns_processing: _, is_fulfilment_confirmed: _ } = own_fees;
    let has_extras = *is_sipp || *has_lithium_battery || *is_overboxed;
    let has_returns = returns.rate.is_some_and(|rate| rate != Rate::ZERO);
    if resolved.channel != Channel::AmazonFba || has_extras || has_returns || closing.is_some() {
        return None;
    }
    if *inbound != Inbound::AlreadyReceived || fulfilment.is_some_and(|own| !own.includes_surcharge) {
        return None;
    }
    let referral = match referral {
        None => None,
        Some(OwnReferral::Rate { rate, .. }) => Some(Share::of(*rate)?),
        Some(OwnReferral::AtPrice { fee, price }) => Some(Share::at(fee.amount, *price)?),
    };
    let ads = match ad_share {
        None => None,
        Some(rate) => Some(Share::of(*rate)?),
    };
    let flat = match fulfilment {
        Some(_) => 0,
        None => overmax(context, resolved.sized.as_ref()?)?,
    };
    let flat = flat.checked_add(low_inventory_fee)?;
    Some(OwnCharges { referral, fulfilment: fulfilment.map(|own| own.fee.amount.minor()), ads, flat })
}

/// The fee for over-long goods, if it is the same at every ship date.
fn overmax(context: &Context, sized: &SizedUnit) -> Option<i64> {
    let mut on = context.segments.iter().map(|&days| context.today.plus(days));
    let fee = |day| Some(context.fees.overmax_handling(sized, day).ok()?.value.minor());
    let first = fee(on.next()?)?;
    on.all(|day| fee(day) == Some(first)).then_some(first)
}

/// The low-inventory fee, if it is the same at every ship date, and whether it is known; one that is
/// not known is left out.
fn low_inventory(context: &Context, resolved: &Resolved) -> Option<(i64, bool)> {
    let Some(facts) = resolved.product.low_inventory else { return Some((0, true)) };
    let sized = resolved.sized.as_ref()?;
    let charge = |&days: &i32| match facts.fee(context.fees, resolved.category, sized, context.today.plus(days)) {
        Ok(known) => Some((known.map_or(0, |known| known.value.minor()), true)),
        Err(_) => Some((0, false)),
    };
    let mut charges = context.segments.iter().map(charge);
    let first = charges.next()??;
    charges.all(|next| next == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::calculation::{Prepared, Scratch};
    use super::super::facts::{Bucket, Fact, Facts, PreviewFees, Source, StockFacts};
    use super::*;
    use crate::date::Day;
    use crate::fees::FeeTables;
    use crate::money::Currency;
    use crate::state::Entries;
    use crate::state::field::product_field;
    use proptest::prelude::*;

    fn context(settings: &[(&str, &str)]) -> Context {
        let mut entries = Entries::default();
        for (field, text) in settings {
            entries.put(crate::state::field::setting_field(field).unwrap(), text);
        }
        let today = Day::parse("2026-11-21").unwrap();
        Context::new(today, Currency::USD, &entries, FeeTables::us().unwrap()).unwrap()
    }

    /// Both ways for one product: the pass, and each fee looked up.
    fn both(context: &Context, facts: &Facts, typed: &[(&str, String)]) -> (Option<Computed>, Computed) {
        let mut entries = Entries::default();
        for (field, text) in typed {
            entries.put(product_field(field).unwrap(), text);
        }
        let resolved = context.resolve(facts, &entries);
        let singly = match Prepared::new(context, &resolved) {
            Ok(prepared) => prepared.compute(context, &mut Scratch::default()),
            Err(_) => Computed::of(&resolved),
        };
        (context.shortcut.compute(context, &resolved), singly)
    }

    fn near(a: Option<Money>, b: Option<Money>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => a.minor().abs_diff(b.minor()) <= 1,
            (a, b) => a == b,
        }
    }

    fn stock(buckets: &[(usize, i64)]) -> StockFacts {
        const AGES: [(i32, Option<i32>); 6] =
            [(0, Some(90)), (91, Some(180)), (181, Some(270)), (271, Some(365)), (366, Some(455)), (456, None)];
        let bucket = |&(place, units): &(usize, i64)| Bucket { from: AGES[place].0, to: AGES[place].1, units };
        StockFacts {
            units: Some(Fact::new(buckets.iter().map(|b| b.1).sum(), Source::Assumed)),
            buckets: buckets.iter().map(bucket).collect(),
            age_date: Some(Day::parse("2026-11-10").unwrap()),
            ..StockFacts::default()
        }
    }

    /// Fields that the pass counts itself, and those that it leaves to the long way.
    fn typed() -> impl Strategy<Value = Vec<(&'static str, String)>> {
        let one = prop_oneof![
            (1_i64..9_999).prop_map(|n| vec![("fee_fulfilment", format!("{}.{:02}", n / 100, n % 100))]),
            (1_i64..45).prop_map(|n| vec![("fee_referral_rate", format!("{n} %"))]),
            (1_i64..40).prop_map(|n| vec![("ad_rate", format!("{n} %"))]),
            (1_i64..90).prop_map(|n| vec![("own_prices", format!("{n}.49; {n} %; 25 %"))]),
            (1_i64..40).prop_map(|n| vec![("resale_price", format!("{n}.00"))]),
            (0_i64..60).prop_map(|n| vec![("recovery_rate", format!("{n} %"))]),
            (1_i64..30).prop_map(|n| vec![("return_rate", format!("{n} %")), ("unsellable_share", "40 %".to_owned())]),
            (2_i64..60).prop_map(|n| vec![("elasticity", format!("-{}.{}", n / 10, n % 10))]),
            (0_i64..40)
                .prop_map(|n| vec![("days_of_supply_30", n.to_string()), ("days_of_supply_90", "9.5".to_owned())]),
            (0_i64..40).prop_map(|n| vec![("units_sold_7", n.to_string())]),
            (2_i64..60).prop_map(|n| vec![("price_sale", format!("{n}.95"))]),
            prop::sample::select(vec![
                ("is_dangerous", "yes"),
                ("is_special_handling", "yes"),
                ("is_sipp", "yes"),
                ("fulfilment_channel", "own_fulfilment"),
                ("category", "clothing"),
                ("units_per_day", "0.4"),
                ("sales_season", "12 1.6; 2 0.5"),
                ("sales_season", "1 1; 2 100 %"),
                ("units", "0"),
            ])
            .prop_map(|(field, text)| vec![(field, text.to_owned())]),
        ];
        prop::collection::vec(one, 0..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn pass_says_of_a_product_what_the_long_way_says(
            sides in [50_i64..11_500, 50_i64..3_000, 10_i64..2_000],
            hundredths_lb in prop_oneof![1_i64..300, 1_i64..9_000],
            category in prop::sample::select(FeeTables::us().unwrap().categories()),
            minor in prop_oneof![1_i64..200, 200_i64..4_000, 4_000_i64..80_000],
            buckets in prop::collection::btree_map(0_usize..6, 1_i64..300, 0..6),
            sold in prop_oneof![Just(0_i64), 1_i64..900],
            printed in prop::option::of((1_i64..2_000, 1_i64..3_000)),
            unknown in 0_usize..12,
            typed in typed(),
        ) {
            let context = context(&[]);
            let report = |number: i64| Fact::new(number, Source::Assumed);
            let mut facts = Facts {
                price_list: Some(Fact::new(Money::new(minor, Currency::USD).unwrap(), Source::Assumed)),
                category_word: Some(Fact::new(category.id().to_owned(), Source::Assumed)),
                stock: stock(&buckets.into_iter().collect::<Vec<_>>()),
                sold: [None, Some(report(sold)), None, None],
                ..Facts::default()
            };
            for (slot, hundredths) in facts.measured.sides.iter_mut().zip(sides) {
                let micros = hundredths * 10_000;
                *slot = Some(Fact::new(crate::units::Length { micros, unit: crate::units::LengthUnit::In }, Source::Assumed));
            }
            let weight = crate::units::Weight { micros: hundredths_lb * 10_000, unit: crate::units::WeightUnit::Lb };
            facts.measured.weight = Some(Fact::new(weight, Source::Assumed));
            if let Some((referral, fulfilment)) = printed {
                let money = |minor| Some(Fact::new(Money::new(minor, Currency::USD).unwrap(), Source::Assumed));
                facts.preview = PreviewFees {
                    price: Money::new(minor, Currency::USD).ok(),
                    referral: money(referral.min(minor)),
                    fulfilment: money(fulfilment),
                };
            }
            match unknown {
                0 => facts.price_list = None,
                1 => facts.category_word = None,
                2 => facts.stock.units = None,
                3 => facts.sold = [None; 4],
                4 => facts.measured.weight = None,
                _ => {}
            }
            let (quick, singly) = both(&context, &facts, &typed);
            let Some(quick) = quick else { return Ok(()) };
            prop_assert_eq!(quick.net_per_unit, singly.net_per_unit);
            prop_assert_eq!(quick.floor, singly.floor);
            prop_assert!(near(quick.best_value, singly.best_value), "{:?} {:?}", quick, singly);
            prop_assert!(near(quick.gain, singly.gain), "{:?} {:?}", quick, singly);
            prop_assert!(near(quick.wait_week, singly.wait_week), "{:?} {:?}", quick, singly);
            prop_assert_eq!(quick.best.map(|b| b.name()), singly.best.map(|b| b.name()));
            prop_assert_eq!(quick.deadline.map(|d| d.date), singly.deadline.map(|d| d.date));
            prop_assert!(near(quick.deadline.and_then(|d| d.cost), singly.deadline.and_then(|d| d.cost)));
            prop_assert_eq!(quick.missing, singly.missing);
            prop_assert_eq!(quick.not_counted, singly.not_counted);
        }
    }

    #[test]
    fn plain_product_is_answered_by_the_pass_and_one_that_cannot_be_sold_too() {
        let context = context(&[("annual_rate", "12 %")]);
        let book = |typed: &[(&str, &str)]| {
            let typed: Vec<_> = typed.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
            both(&context, &Facts::default(), &typed).0
        };
        let plain = [
            ("price_list", "24.99"),
            ("category", "kitchen"),
            ("side_longest", "10"),
            ("side_median", "6"),
            ("side_shortest", "2"),
            ("weight", "1.2"),
            ("units", "120"),
            ("age_days", "200"),
            ("units_sold_30", "9"),
        ];
        let line = book(&plain).expect("everything is known");
        assert!(line.best.is_some() && line.floor.is_some() && line.deadline.is_some());
        let without = |name: &str| plain.iter().filter(|(field, _)| *field != name).copied().collect::<Vec<_>>();
        assert!(book(&without("units")).is_none());
        // Without one of these no sale can be valued: what can be said is said, of the ways only an exit.
        for name in ["price_list", "category", "side_longest", "side_median", "side_shortest", "weight"] {
            let line = book(&without(name)).unwrap_or_else(|| panic!("not answered without {name}"));
            assert_eq!(line.missing.first().map(|missing| missing.field), Some(name));
            assert!(line.net_per_unit.is_none() && line.floor.is_none() && line.gain.is_none(), "{name}");
            let is_exit = matches!(line.best, Some(Way::Exit(_)));
            assert_eq!(is_exit, name == "category", "{name}");
        }
    }
}
