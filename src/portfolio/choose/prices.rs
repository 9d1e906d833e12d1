//! Prices on cash and room at which the products, each for itself, come to the least upper bound.

use super::{AT_A_STEP, Choice, Needs, Ways, pause};
use crate::portfolio::cards::to_f64;

/// Prices with the bound they give.
#[derive(Clone, Debug)]
pub(super) struct Relaxed {
    /// What a unit of cash and of room is worth, in value.
    pub prices: [f64; 2],
    /// No choice that meets the needs is worth more.
    pub bound: f64,
    /// By product the first of its best ways at those prices.
    pub places: Vec<u32>,
    /// A choice met on the way that meets the needs.
    pub met: Option<Vec<u32>>,
}

/// Tangents laid in one direction at most; corners of the hull are met long before.
const TANGENTS: usize = 48;

/// Ways gone through between two pauses.
const WAYS_AT_A_STEP: usize = 32_768;

/// Share of a price by which it is bracketed again.
const STEP: f64 = 0.02;

/// Ends the search where a further tangent would take off less than this share of the bound.
const NEAR: f64 = 1e-12;

/// What comes of prices: the bound, and by how much its own choice is beyond the needs.
#[derive(Clone, Copy, Debug)]
struct Point {
    prices: [f64; 2],
    bound: f64,
    /// Slope of the bound in each price.
    beyond: [f64; 2],
}

/// Products whose best way is still open between two prices; the others are settled, and their sums are known.
///
/// A way beats another by a straight line in the price, so one that is best at both ends is best between them.
#[derive(Clone, Debug)]
struct Field {
    /// Where the ways of each open product begin and end.
    open: Vec<(usize, usize)>,
    settled: Choice,
}

/// What comes of prices, and which way each open product takes there.
struct Taken {
    point: Point,
    places: Vec<usize>,
}

struct Search<'a> {
    ways: Ways<'a>,
    /// Value, cash and room of each way as floats: every tangent goes through all of them.
    floats: Vec<[f64; 3]>,
    /// All products, none settled.
    whole: Field,
    needs: Needs,
    /// Prices above it are not needed: a unit of gain is never dearer than the most a product can lose.
    highest: f64,
    met: Option<(i64, [f64; 2])>,
    /// Price of cash at which the last search along it ended: the next one, at a price of room nearby, ends near it.
    near: Option<f64>,
}

pub(super) async fn relax(ways: Ways<'_>, needs: Needs) -> Relaxed {
    let spread = |own: &[Choice]| {
        let values = own.iter().map(|way| way.value);
        values.clone().max().unwrap_or(0).saturating_sub(values.min().unwrap_or(0))
    };
    let mut widest = 0;
    let mut each = ways.each();
    while let Some(most) = each.by_ref().take(AT_A_STEP).map(spread).max() {
        widest = widest.max(most);
        pause().await;
    }
    let highest = to_f64(widest) + 1.0;
    let mut floats = Vec::with_capacity(ways.choices.len());
    for some in ways.choices.chunks(WAYS_AT_A_STEP) {
        floats.extend(some.iter().map(|way| [to_f64(way.value), to_f64(way.cash), to_f64(way.volume)]));
        pause().await;
    }
    let mut open = Vec::with_capacity(ways.ends.len());
    for some in ways.ends.chunks(WAYS_AT_A_STEP) {
        open.extend(
            some.iter()
                .scan(open.last().map_or(0, |&(_, end)| end), |begin, &end| Some((std::mem::replace(begin, end), end))),
        );
        pause().await;
    }
    let whole = Field { open, settled: Choice::default() };
    let mut search = Search { ways, floats, whole, needs, highest, met: None, near: None };
    let found = match (needs.cash, needs.volume) {
        (Some(_), None) => search.along(0, [0.0; 2]).await.0,
        (None, Some(_)) => search.along(1, [0.0; 2]).await.0,
        _ => search.both().await,
    };
    let met = match search.met {
        Some((_, prices)) => Some(at_prices(ways, prices).await),
        None => None,
    };
    Relaxed { prices: found.prices, bound: found.bound, places: at_prices(ways, found.prices).await, met }
}

/// What a way comes to at prices.
pub(super) fn priced(way: &Choice, prices: [f64; 2]) -> f64 {
    let [cash, volume] = prices;
    to_f64(way.value) + cash * to_f64(way.cash) + volume * to_f64(way.volume)
}

async fn at_prices(ways: Ways<'_>, prices: [f64; 2]) -> Vec<u32> {
    ways.best_by(|way| priced(way, prices)).await
}

impl Search<'_> {
    /// What comes of prices within a field.
    async fn at(&mut self, field: &Field, prices: [f64; 2]) -> Taken {
        let (mut bound, mut sums) = (priced(&field.settled, prices), field.settled);
        let mut places = Vec::with_capacity(field.open.len());
        for open in field.open.chunks(AT_A_STEP) {
            self.take_best(open, prices, &mut bound, &mut sums, &mut places);
            pause().await;
        }
        if self.needs.are_met(sums) && self.met.is_none_or(|(known, _)| sums.value > known) {
            self.met = Some((sums.value, prices));
        }
        let [cash, volume] = prices;
        let (need_cash, need_volume) = (self.needs.cash.unwrap_or(0), self.needs.volume.unwrap_or(0));
        let point = Point {
            prices,
            bound: bound - cash * to_f64(need_cash) - volume * to_f64(need_volume),
            beyond: [to_f64(sums.cash.saturating_sub(need_cash)), to_f64(sums.volume.saturating_sub(need_volume))],
        };
        Taken { point, places }
    }

    /// The best way at prices of each of these products.
    fn take_best(
        &self,
        open: &[(usize, usize)],
        [cash_price, volume_price]: [f64; 2],
        bound: &mut f64,
        sums: &mut Choice,
        places: &mut Vec<usize>,
    ) {
        for &(begin, end) in open {
            let own = self.floats.get(begin..end).unwrap_or_default();
            let (mut best, mut place) = (f64::NEG_INFINITY, begin);
            for (at, [value, cash, volume]) in own.iter().enumerate() {
                let priced = value + cash_price * cash + volume_price * volume;
                if priced > best {
                    (best, place) = (priced, begin + at);
                }
            }
            if let Some(way) = self.ways.choices.get(place) {
                *bound += best;
                *sums = sums.plus(*way);
            }
            places.push(place);
        }
    }

    /// What is left open between two ends at which ways were taken.
    async fn between(&self, field: &Field, low: &mut Taken, high: &mut Taken) -> Field {
        let mut next = Field { open: Vec::new(), settled: field.settled };
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        for (place, ((own, at_low), at_high)) in field.open.iter().zip(&low.places).zip(&high.places).enumerate() {
            if (place + 1).is_multiple_of(2 * AT_A_STEP) {
                pause().await;
            }
            if at_low == at_high {
                let way = self.ways.choices.get(*at_low).copied().unwrap_or_default();
                next.settled = next.settled.plus(way);
            } else {
                next.open.push(*own);
                lows.push(*at_low);
                highs.push(*at_high);
            }
        }
        (low.places, high.places) = (lows, highs);
        next
    }

    /// The least bound along one price, the other held, and the slope there in the other.
    ///
    /// Between a price at which too little is free and one at which enough is, the tangents of the two cross where
    /// the next is laid; where it lies on the crossing, that is the least.
    async fn along(&mut self, price: usize, from: [f64; 2]) -> (Point, f64) {
        let with = |value: f64| {
            let [cash, volume] = from;
            if price == 0 { [value, volume] } else { [cash, value] }
        };
        let of = |pair: [f64; 2], which: usize| {
            let [cash, volume] = pair;
            if which == 0 { cash } else { volume }
        };
        let other = 1 - price;
        // Where the last search ended, a step to either side is most often enough.
        let near = self.near.filter(|_| price == 0);
        let whole = std::mem::replace(&mut self.whole, Field { open: Vec::new(), settled: Choice::default() });
        let (mut low, mut high) = match near {
            Some(near) => {
                (self.at(&whole, with(near * (1.0 - STEP))).await, self.at(&whole, with(near * (1.0 + STEP))).await)
            }
            None => (self.at(&whole, with(0.0)).await, self.at(&whole, with(self.highest)).await),
        };
        if of(low.point.beyond, price) >= 0.0 && near.is_some() {
            high = low;
            low = self.at(&whole, with(0.0)).await;
        }
        if of(high.point.beyond, price) < 0.0 && near.is_some() {
            low = high;
            high = self.at(&whole, with(self.highest)).await;
        }
        self.whole = whole;
        let mut field = self.between(&self.whole, &mut low, &mut high).await;
        if of(low.point.beyond, price) >= 0.0 {
            return (low.point, of(low.point.beyond, other));
        }
        if of(high.point.beyond, price) < 0.0 {
            // Nothing gets so far; the bound falls for ever.
            return (high.point, of(high.point.beyond, other));
        }
        let mut best = if high.point.bound < low.point.bound { high.point } else { low.point };
        for _ in 0..TANGENTS {
            let (falls, rises) = (of(low.point.beyond, price), of(high.point.beyond, price));
            let (a, b) = (of(low.point.prices, price), of(high.point.prices, price));
            // low.bound + falls · (x − a) = high.bound + rises · (x − b)
            let crossing = (high.point.bound - low.point.bound + falls * a - rises * b) / (falls - rises);
            let least = low.point.bound + falls * (crossing - a);
            if !crossing.is_finite() || crossing <= a || crossing >= b {
                break;
            }
            let next = self.at(&field, with(crossing)).await;
            if next.point.bound < best.bound {
                best = next.point;
            }
            if next.point.bound <= least + NEAR * (1.0 + least.abs()) {
                break;
            }
            if of(next.point.beyond, price) < 0.0 {
                low = next
            } else {
                high = next
            }
            field = self.between(&field, &mut low, &mut high).await;
        }
        if price == 0 {
            self.near = Some(of(best.prices, price)).filter(|near| *near > 0.0);
        }
        // The mixture of both sides that meets the need exactly is what the least bound stands for.
        let (low, high) = (low.point, high.point);
        let (falls, rises) = (of(low.beyond, price), of(high.beyond, price));
        let share = if rises - falls > 0.0 { rises / (rises - falls) } else { 0.5 };
        let slope = share * of(low.beyond, other) + (1.0 - share) * of(high.beyond, other);
        (best, slope)
    }

    /// The least bound over both prices: along that of the room, with that of the cash at its best each time.
    async fn both(&mut self) -> Point {
        let (mut low, mut falls) = self.along(0, [0.0, 0.0]).await;
        if falls >= 0.0 {
            return low;
        }
        let (mut high, mut rises) = self.along(0, [0.0, self.highest]).await;
        let mut best = if high.bound < low.bound { high } else { low };
        if rises < 0.0 {
            return best;
        }
        for _ in 0..TANGENTS {
            let ([_, a], [_, b]) = (low.prices, high.prices);
            let crossing = (high.bound - low.bound + falls * a - rises * b) / (falls - rises);
            let least = low.bound + falls * (crossing - a);
            if !crossing.is_finite() || crossing <= a || crossing >= b {
                break;
            }
            let (next, slope) = self.along(0, [0.0, crossing]).await;
            if next.bound < best.bound {
                best = next;
            }
            if next.bound <= least + NEAR * (1.0 + least.abs()) {
                break;
            }
            if slope < 0.0 { (low, falls) = (next, slope) } else { (high, rises) = (next, slope) }
        }
        best
    }
}
