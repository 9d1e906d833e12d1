//! Chance that is the same on every machine and every time.

/// Numbers between 0 and 1 by SplitMix64 (Steele, Lea and Flood 2014), from a seed.
pub(crate) struct Draws(u64);

impl Draws {
    /// The draws of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next, neither 0 nor 1. Its 32 bits are enough for a draw of sales.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed >> 32).map_or(0.0, |high| (f64::from(high) + 0.5) / 4_294_967_296.0)
    }
}
