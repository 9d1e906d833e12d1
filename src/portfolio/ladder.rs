//! The prices of a list of cuts and how many times today's units each sells.

use crate::rate::Rate;

/// How far from one [`near_one`] reaches: for elasticities to −20 the first term left out is below 1e-10.
const NEAR: f64 = 1e-3;

/// Cuts with what is the same for all products of one elasticity.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    /// Doing nothing first.
    cuts: Vec<Cut>,
    elasticity: f64,
}

#[derive(Clone, Copy, Debug)]
struct Cut {
    ppm: i64,
    /// 1 − cut.
    kept: f64,
    /// (1 − cut)^elasticity, for the ladder's elasticity.
    multiple: f64,
}

impl Ladder {
    pub fn new(cuts: &[Rate]) -> Self {
        let all = core::iter::once(0).chain(cuts.iter().map(|cut| cut.ppm()));
        let cut = |ppm: i64| Cut { ppm, kept: Rate::from_ppm(1_000_000 - ppm).to_f64(), multiple: 1.0 };
        Self { cuts: all.map(cut).collect(), elasticity: 0.0 }
    }

    /// Each price in minor units with (price / price now)^elasticity.
    pub fn steps(&mut self, price_now: i64, elasticity: f64) -> impl Iterator<Item = (i64, f64)> + '_ {
        if elasticity.to_bits() != self.elasticity.to_bits() {
            self.elasticity = elasticity;
            for cut in &mut self.cuts {
                cut.multiple = cut.kept.powf(elasticity);
            }
        }
        let now = super::cards::to_f64(price_now);
        self.cuts.iter().map(move |cut| {
            let asked = price_now - super::cards::share(price_now, cut.ppm);
            // The price lies a fraction of a cent beside the cut: its multiple is that of the cut,
            // corrected by a short series instead of another power.
            let beside = super::cards::to_f64(asked) / (now * cut.kept) - 1.0;
            let multiple = if beside.abs() <= NEAR {
                cut.multiple * near_one(beside, elasticity)
            } else {
                (super::cards::to_f64(asked) / now).powf(elasticity)
            };
            (asked, multiple)
        })
    }
}

/// (price / price now)^elasticity.
pub(super) fn multiple(price: i64, price_now: i64, elasticity: f64) -> f64 {
    (super::cards::to_f64(price) / super::cards::to_f64(price_now)).powf(elasticity)
}

/// (1 + x)^e for a small x: the binomial series to the fourth power.
#[inline]
fn near_one(x: f64, e: f64) -> f64 {
    let second = e * (e - 1.0) / 2.0;
    let third = second * (e - 2.0) / 3.0;
    let fourth = third * (e - 3.0) / 4.0;
    1.0 + x * (e + x * (second + x * (third + x * fourth)))
}
