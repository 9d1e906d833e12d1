//! From the prices to the best whole choice: the few products that are still open, state by state.

use super::prices::{Relaxed, priced};
use super::{Choice, Needs, Ways, pause};
use crate::portfolio::cards::to_f64;
use crate::steps::sort_in_steps;

/// States gone through in all, about; a state is some ten nanoseconds.
const WORK: usize = 200_000;
/// States kept after a product, at least and at most.
const LEAST_KEPT: usize = 64;
const MOST_KEPT: usize = 20_000;
/// Products gone through first, and at most.
const FIRST_OPEN: usize = 200;
const MOST_OPEN: usize = 3_000;
/// Products looked through between two pauses.
const PAUSE_AT: u32 = 2_048;
/// States made, and states sifted, between two pauses.
const STATES_AT_ONCE: usize = 8_192;
const SIFTED_AT_ONCE: usize = 1_024;
/// Bounds are sums of floats of up to some 1e11: a hundredth of a unit is beyond their error.
const SLACK: f64 = 0.01;

/// A product with ways that could be part of a better choice.
struct Open {
    product: u32,
    /// What changes, and the way it changes to.
    ways: Vec<(Choice, u32)>,
    /// Loss at the prices of the nearest of them.
    nearest: f64,
}

/// A choice for the products gone through so far, the others at their best by the prices.
#[derive(Clone, Copy)]
struct State {
    sums: Choice,
    /// What no completion can be worth more than.
    at_most: f64,
    /// Place of the change made last in the list of changes, plus one; 0 = none.
    last: u32,
}

/// A change: the one before it, the product, its way.
type Change = (u32, u32, u32);

/// The best whole choice found, and what none can be worth more than. Without one nothing that meets the needs was
/// found in the time there is.
pub(super) async fn improve(
    ways: Ways<'_>,
    needs: Needs,
    relaxed: &Relaxed,
    farthest: &[u32],
) -> (Option<Vec<u32>>, i64) {
    let bound = floor(relaxed.bound + SLACK);
    let mut best: Option<(i64, Vec<u32>)> = None;
    for known in [relaxed.met.as_deref(), Some(farthest)].into_iter().flatten() {
        let sums = ways.sums(known).await;
        if needs.are_met(sums) && best.as_ref().is_none_or(|(value, _)| sums.value > *value) {
            best = Some((sums.value, known.to_vec()));
        }
    }
    if best.as_ref().is_some_and(|(value, _)| *value >= bound) {
        return (best.map(|(_, places)| places), bound);
    }
    let search = Search { needs, prices: relaxed.prices, full: relaxed.bound };
    let base = ways.sums(&relaxed.places).await;
    let mut bound = bound;
    // The nearest products first: a good choice leaves few of the others open.
    for most in [FIRST_OPEN, MOST_OPEN] {
        let known = best.as_ref().map(|(value, _)| *value);
        let mut open = search.open(ways, &relaxed.places, known, most).await;
        // A choice with a way of a product that is left out loses at least so much.
        let left_out = open.get(most).map_or(f64::NEG_INFINITY, |own| relaxed.bound - own.nearest);
        open.truncate(most);
        let found = search.go_through(&open, base, known).await;
        if let Some((value, last)) = found.best {
            best = Some((value, found.places(&relaxed.places, last)));
        }
        if let Some((value, _)) = &best {
            let open = floor(found.dropped.max(left_out) + SLACK);
            bound = bound.min(open.max(*value));
            if bound <= *value {
                break;
            }
        }
    }
    (best.map(|(_, places)| places), bound)
}

struct Search {
    needs: Needs,
    prices: [f64; 2],
    full: f64,
}

struct Found {
    /// Value and last change.
    best: Option<(i64, u32)>,
    changes: Vec<Change>,
    /// The most that a dropped state could have come to.
    dropped: f64,
}

impl Found {
    /// Places with the changes that end with one.
    fn places(&self, base: &[u32], mut last: u32) -> Vec<u32> {
        let mut places = base.to_vec();
        let change = |last: u32| self.changes.get(usize::try_from(last).ok()?.checked_sub(1)?);
        while let Some((before, product, way)) = change(last) {
            if let Some(place) = usize::try_from(*product).ok().and_then(|product| places.get_mut(product)) {
                *place = *way;
            }
            last = *before;
        }
        places
    }
}

impl Search {
    /// Products with a way that could be part of a better choice than the known one: the nearest `most` of them in
    /// order, then the next one.
    async fn open(&self, ways: Ways<'_>, places: &[u32], known: Option<i64>, most: usize) -> Vec<Open> {
        let by = |a: &Open, b: &Open| a.nearest.total_cmp(&b.nearest).then(a.product.cmp(&b.product));
        // Of those gone through so far only the nearest can be among the nearest of all.
        let nearest = |open: &mut Vec<Open>| {
            if open.len() > most + 1 {
                open.select_nth_unstable_by(most, by);
                open.truncate(most + 1);
            }
        };
        let mut open = Vec::new();
        for ((product, own), place) in (0_u32..).zip(ways.each()).zip(places) {
            let Some(base) = usize::try_from(*place).ok().and_then(|place| own.get(place)) else { continue };
            let most = priced(base, self.prices);
            if product.is_multiple_of(PAUSE_AT) {
                nearest(&mut open);
                pause().await;
            }
            let mut found = Open { product, ways: Vec::new(), nearest: f64::INFINITY };
            for (at, way) in (0_u32..).zip(own) {
                let loss = most - priced(way, self.prices);
                if at != *place && known.is_none_or(|known| self.full - loss + SLACK >= to_f64(known) + 1.0) {
                    found.ways.push((way.minus(*base), at));
                    found.nearest = found.nearest.min(loss);
                }
            }
            if !found.ways.is_empty() {
                open.push(found);
            }
        }
        nearest(&mut open);
        pause().await;
        open.sort_by(by);
        open
    }

    /// What no completion of sums can be worth more than: the rest at the prices, what is beyond the needs priced off.
    fn at_most(&self, sums: Choice) -> f64 {
        let [cash, volume] = self.prices;
        let beyond = |have: i64, need: Option<i64>| need.map_or(0.0, |need| to_f64(have.saturating_sub(need)));
        to_f64(sums.value) + cash * beyond(sums.cash, self.needs.cash) + volume * beyond(sums.volume, self.needs.volume)
    }

    async fn go_through(&self, open: &[Open], base: Choice, known: Option<i64>) -> Found {
        let mut found = Found { best: None, changes: Vec::new(), dropped: f64::NEG_INFINITY };
        let mut least = known;
        let mut states = vec![State { sums: base, at_most: self.at_most(base), last: 0 }];
        self.take(&states, &mut found, &mut least);
        // What the products from each on can still add.
        let gain = |of: fn(&Choice) -> i64| {
            let mut sum = 0_i64;
            let each =
                open.iter().rev().map(|own| own.ways.iter().map(|(change, _)| of(change)).max().unwrap_or(0).max(0));
            let mut sums: Vec<i64> = each
                .map(|gain| {
                    sum = sum.saturating_add(gain);
                    sum
                })
                .collect();
            sums.reverse();
            sums
        };
        let (cash, volume) = (gain(|change| change.cash), gain(|change| change.volume));
        let kept = (WORK / open.len().max(1)).clamp(LEAST_KEPT, MOST_KEPT);
        for (place, own) in open.iter().enumerate() {
            let behind = |gains: &[i64]| gains.get(place + 1).copied().unwrap_or(0);
            let (cash, volume) = (behind(&cash), behind(&volume));
            let reaches = |sums: Choice| {
                self.needs.cash.is_none_or(|need| sums.cash.saturating_add(cash) >= need)
                    && self.needs.volume.is_none_or(|need| sums.volume.saturating_add(volume) >= need)
            };
            let can_win = |at_most: f64, least: Option<i64>| least.is_none_or(|l| at_most + SLACK >= to_f64(l) + 1.0);
            let mut next: Vec<State> = Vec::with_capacity(states.len() * (1 + own.ways.len()));
            next.extend(states.iter().filter(|state| can_win(state.at_most, least) && reaches(state.sums)));
            let at_once = (STATES_AT_ONCE / own.ways.len().max(1)).max(1);
            for states in states.chunks(at_once) {
                for state in states {
                    for (change, way) in &own.ways {
                        let sums = state.sums.plus(*change);
                        let at_most = self.at_most(sums);
                        if can_win(at_most, least) && reaches(sums) {
                            found.changes.push((state.last, own.product, *way));
                            let last = u32::try_from(found.changes.len()).unwrap_or(0);
                            next.push(State { sums, at_most, last });
                        }
                    }
                }
                pause().await;
            }
            self.take(&next, &mut found, &mut least);
            next.retain(|state| can_win(state.at_most, least));
            self.drop_beaten(&mut next).await;
            if next.len() > kept {
                sort_in_steps(&mut next, |a, b| b.at_most.total_cmp(&a.at_most)).await;
                found.dropped = next.get(kept).map_or(found.dropped, |state| found.dropped.max(state.at_most));
                next.truncate(kept);
            }
            states = next;
            if states.is_empty() {
                break;
            }
            pause().await;
        }
        found
    }

    /// Takes the best of the states that meet the needs as they stand.
    fn take(&self, states: &[State], found: &mut Found, least: &mut Option<i64>) {
        for state in states {
            if least.is_none_or(|least| state.sums.value > least) && self.needs.are_met(state.sums) {
                found.best = Some((state.sums.value, state.last));
                *least = Some(state.sums.value);
            }
        }
    }

    /// Drops states than which another has no less of anything.
    async fn drop_beaten(&self, states: &mut Vec<State>) {
        let key = |state: &State| {
            let cash = self.needs.cash.map_or(0, |_| state.sums.cash);
            let volume = self.needs.volume.map_or(0, |_| state.sums.volume);
            (cash, volume)
        };
        sort_in_steps(states, |a, b| key(b).cmp(&key(a)).then(b.sums.value.cmp(&a.sums.value))).await;
        // With falling cash, what is kept has ever more of room or of value: pairs of them, room falling.
        let mut front: Vec<(i64, i64)> = Vec::new();
        let mut kept = Vec::with_capacity(states.len());
        for some in states.chunks(SIFTED_AT_ONCE) {
            kept.extend(some.iter().filter(|state| {
                let (_, volume) = key(state);
                let value = state.sums.value;
                let at = front.partition_point(|(room, _)| *room >= volume);
                // Values rise with falling room, so the best of those with no less room is the last of them.
                if at.checked_sub(1).and_then(|last| front.get(last)).is_some_and(|(_, known)| *known >= value) {
                    return false;
                }
                let behind =
                    front.get(at..).unwrap_or_default().iter().take_while(|(_, known)| *known <= value).count();
                front.splice(at..at + behind, [(volume, value)]);
                true
            }));
            pause().await;
        }
        *states = kept;
    }
}

/// The whole number below.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "saturates, and sums are far below the limit"
)]
fn floor(number: f64) -> i64 {
    number.floor() as i64
}
