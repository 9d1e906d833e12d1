//! One way for each product, so that enough cash or room is free by a day at the least loss of value.
//!
//! A multiple-choice knapsack that is to be filled (math.md §4 values the ways; the choice among them is a whole-number
//! programme). A price on the cash and one on the room make it fall apart into products: with them each takes its best
//! way alone, and the dearest such sum over all prices, at its least, bounds every choice from above. Those prices are
//! found by laying tangents, which meet in corners of the convex hull of the ways. The way from there to the best whole
//! choice is short: what loses more at those prices than the bound lies above a choice that is known can be no part of
//! a better one, so few products are left open, and they are gone through state by state.
//!
//! All sums are whole numbers, so a choice is worth exactly what its parts are. If states have to be dropped, what they
//! could still have come to stays in the bound.
//!
//! A large catalogue takes longer than anyone should wait for an answer to something else, so the way there may be gone
//! step by step ([`Choosing`]): the functions pause after so many products, and the compiler makes the steps of them.

mod core;
mod prices;
mod steps;
#[cfg(test)]
mod tests;

use super::cards::to_f64;
use crate::steps::{at_once, pause};

pub use steps::Choosing;

/// A way of one product, in whole numbers of the caller's units.
///
/// ```
/// use clearfloor::portfolio::choose::{Choice, Needs, choose};
/// // Keep a product, or sell it off: less value, more cash and room by the day.
/// let keep = Choice { value: 100, cash: 20, volume: 0 };
/// let sell = Choice { value: 70, cash: 60, volume: 500 };
/// let room = Needs { cash: None, volume: Some(1) };
/// assert_eq!(choose(&[keep, sell], &[2], room).unwrap().sums, sell);
/// assert_eq!(choose(&[keep, sell], &[2], Needs::default()).unwrap().sums, keep);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Present value, such as minor units.
    pub value: i64,
    /// Money in by the day.
    pub cash: i64,
    /// Room free by the day, such as thousandths of a cubic foot.
    pub volume: i64,
}

/// What must be free by the day; none = nothing is asked.
///
/// ```
/// use clearfloor::portfolio::choose::{Choice, Needs, choose};
/// let ways = [Choice { value: 100, cash: 20, volume: 0 }, Choice { value: 70, cash: 60, volume: 500 }];
/// let is_met = |cash, volume| choose(&ways, &[2], Needs { cash: Some(cash), volume: Some(volume) }).unwrap().is_met;
/// assert!(is_met(60, 500) && !is_met(61, 500) && !is_met(60, 501));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Money in, at least.
    pub cash: Option<i64>,
    /// Room free, at least.
    pub volume: Option<i64>,
}

/// A way for each product.
///
/// ```
/// use clearfloor::portfolio::choose::{Choice, Needs, choose};
/// let way = |value, cash| Choice { value, cash, volume: 0 };
/// let ways = [way(100, 20), way(70, 60), way(50, 10), way(40, 35)];
/// let chosen = choose(&ways, &[2, 4], Needs { cash: Some(50), volume: None }).unwrap();
/// // 150 without a need; 10 are given up for 25 more cash, and no choice gives up less.
/// assert_eq!((chosen.free.value, chosen.sums.value, chosen.bound), (150, 140, 140));
/// assert_eq!((chosen.sums.cash, chosen.most_cash), (55, 95));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// By product, the place among its own ways.
    pub places: Vec<u32>,
    /// Sums over them.
    pub sums: Choice,
    /// No choice that meets the needs is worth more; the value itself where it is proven best or nothing meets them.
    pub bound: i64,
    /// Whether the needs are met; if not, this choice gets farthest.
    pub is_met: bool,
    /// Whether it is proven that nothing meets them, where they are not met.
    pub is_impossible: bool,
    /// The dearest choice without needs.
    pub free: Choice,
    /// Most cash that can be free, whatever it is worth.
    pub most_cash: i64,
    /// Most room that can be free, whatever it is worth.
    pub most_volume: i64,
}

/// Ways of all products, one product after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ways<'a> {
    choices: &'a [Choice],
    /// By product, where its ways end.
    ends: &'a [usize],
}

impl<'a> Ways<'a> {
    fn each(self) -> impl Iterator<Item = &'a [Choice]> {
        let mut rest = self.choices;
        let mut begin = 0;
        self.ends.iter().map(move |&end| {
            let (own, behind) = rest.split_at_checked(end.saturating_sub(begin)).unwrap_or((rest, &[]));
            (rest, begin) = (behind, end);
            own
        })
    }

    /// The first of the best ways of each product by a measure.
    async fn best_by<T: PartialOrd>(self, measure: impl Fn(&Choice) -> T) -> Vec<u32> {
        let of = |own: &[Choice]| {
            let mut best: Option<(u32, T)> = None;
            for (place, choice) in (0_u32..).zip(own) {
                let measured = measure(choice);
                if best.as_ref().is_none_or(|(_, known)| measured > *known) {
                    best = Some((place, measured));
                }
            }
            best.map_or(0, |(place, _)| place)
        };
        let mut places = Vec::with_capacity(self.ends.len());
        let mut each = self.each();
        while places.len() < self.ends.len() {
            places.extend(each.by_ref().take(AT_A_STEP).map(&of));
            pause().await;
        }
        places
    }

    async fn sums(self, places: &[u32]) -> Choice {
        let mut sums = Choice::default();
        let mut each = self.each();
        for some in places.chunks(AT_A_STEP) {
            for (place, own) in some.iter().zip(each.by_ref()) {
                if let Some(choice) = usize::try_from(*place).ok().and_then(|place| own.get(place)) {
                    sums = sums.plus(*choice);
                }
            }
            pause().await;
        }
        sums
    }
}

impl Choice {
    /// Both together, at the end of the range where they are beyond it.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self {
            value: self.value.saturating_add(other.value),
            cash: self.cash.saturating_add(other.cash),
            volume: self.volume.saturating_add(other.volume),
        }
    }

    const fn minus(self, other: Self) -> Self {
        Self {
            value: self.value.saturating_sub(other.value),
            cash: self.cash.saturating_sub(other.cash),
            volume: self.volume.saturating_sub(other.volume),
        }
    }
}

impl Needs {
    /// Whether sums are enough.
    #[must_use]
    pub(crate) fn are_met(self, sums: Choice) -> bool {
        self.cash.is_none_or(|need| sums.cash >= need) && self.volume.is_none_or(|need| sums.volume >= need)
    }
}

/// Chooses a way for each product: the highest value among the choices that meet the needs, or the one that gets
/// farthest where nothing meets them. Without needs each product takes the first of its best ways.
///
/// `ends` says for each product where its ways end in `choices`. `None` if a product has no way, or `ends` does not
/// fit. The result is proven where [`Chosen::bound`] is its value; how long it is searched for is bounded, so that a
/// catalogue of 20,000 products takes some hundredths of a second. [`Choosing`] is the same in steps.
///
/// ```
/// use clearfloor::portfolio::choose::{Choice, Needs, choose};
/// let way = |value, cash| Choice { value, cash, volume: 0 };
/// // Two products: keep, or sell off for a loss of 30 and of 10.
/// let ways = [way(100, 20), way(70, 60), way(50, 10), way(40, 35)];
/// let chosen = choose(&ways, &[2, 4], Needs { cash: Some(50), volume: None }).unwrap();
/// assert_eq!((chosen.places, chosen.sums.value, chosen.bound), (vec![0, 1], 140, 140));
/// let chosen = choose(&ways, &[2, 4], Needs { cash: Some(100), volume: None }).unwrap();
/// assert!(!chosen.is_met && chosen.is_impossible);
/// assert_eq!(chosen.sums.cash, 95);
/// ```
#[must_use]
pub fn choose(choices: &[Choice], ends: &[usize], needs: Needs) -> Option<Chosen> {
    at_once(chosen(choices, ends, needs))
}

/// Products gone through between two pauses: some tens of microseconds.
const AT_A_STEP: usize = 2_048;

/// Products of which no more than a number is looked at, between two pauses.
const ENDS_AT_A_STEP: usize = 65_536;

async fn chosen(choices: &[Choice], ends: &[usize], needs: Needs) -> Option<Chosen> {
    let mut begin = 0;
    for some in ends.chunks(ENDS_AT_A_STEP) {
        for &end in some {
            if end <= begin {
                return None;
            }
            begin = end;
        }
        pause().await;
    }
    if begin != choices.len() {
        return None;
    }
    let ways = Ways { choices, ends };
    let most_cash = ways.sums(&ways.best_by(|way| (way.cash, way.value)).await).await;
    let most_volume = ways.sums(&ways.best_by(|way| (way.volume, way.value)).await).await;
    let places = ways.best_by(|way| way.value).await;
    let free = ways.sums(&places).await;
    let chosen = async |places: Vec<u32>, bound: i64| {
        let sums = ways.sums(&places).await;
        let (most_cash, most_volume) = (most_cash.cash, most_volume.volume);
        let is_met = needs.are_met(sums);
        Chosen { places, sums, bound, is_met, is_impossible: false, free, most_cash, most_volume }
    };
    if needs.are_met(free) {
        return Some(chosen(places, free.value).await);
    }
    let (farthest, is_impossible) = farthest(ways, needs, most_cash, most_volume).await;
    if is_impossible {
        let value = ways.sums(&farthest).await.value;
        return Some(Chosen { is_impossible, ..chosen(farthest, value).await });
    }
    let relaxed = prices::relax(ways, needs).await;
    let (best, bound) = core::improve(ways, needs, &relaxed, &farthest).await;
    Some(match best {
        Some(places) => chosen(places, bound).await,
        None => chosen(farthest, bound).await,
    })
}

/// The choice that gets farthest, and whether that proves that nothing meets the needs.
///
/// Of two needs the one that is met least counts: the share of it is made as large as it can be, by weighing one
/// against the other until neither gains.
async fn farthest(ways: Ways<'_>, needs: Needs, most_cash: Choice, most_volume: Choice) -> (Vec<u32>, bool) {
    let (cash, volume) = match (needs.cash, needs.volume) {
        (_, None) => {
            return (ways.best_by(|way| (way.cash, way.value)).await, !needs.are_met(most_cash));
        }
        (None, _) => {
            return (ways.best_by(|way| (way.volume, way.value)).await, !needs.are_met(most_volume));
        }
        (Some(cash), Some(volume)) => (to_f64(cash.max(1)), to_f64(volume.max(1))),
    };
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let (mut best, mut best_share, mut reach) = (Vec::new(), f64::NEG_INFINITY, f64::INFINITY);
    for _ in 0..WEIGHINGS {
        let weight = f64::midpoint(low, high);
        let places =
            ways.best_by(|way| weight * to_f64(way.cash) / cash + (1.0 - weight) * to_f64(way.volume) / volume).await;
        let sums = ways.sums(&places).await;
        let (of_cash, of_volume) = (to_f64(sums.cash) / cash, to_f64(sums.volume) / volume);
        if of_cash.min(of_volume) > best_share {
            (best, best_share) = (places, of_cash.min(of_volume));
        }
        reach = reach.min(weight * of_cash + (1.0 - weight) * of_volume);
        if of_cash < of_volume { low = weight } else { high = weight }
    }
    (best, reach < 1.0 - 1e-9)
}

/// Times that two needs are weighed against each other.
const WEIGHINGS: usize = 24;
