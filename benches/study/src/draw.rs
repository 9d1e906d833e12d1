//! The generator of the study: SplitMix64.

/// 64 bits of state; every call is a uniform number in `0..1`.
pub struct Draws {
    state: u64,
}

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub fn uniform(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Draws;

    #[test]
    fn gives_the_numbers_that_the_study_states() {
        let mut draws = Draws::new(20_261_124);
        for stated in [0.502_066_118_961_534, 0.223_360_874_117_388_7, 0.867_288_035_119_049] {
            assert!((draws.uniform() - stated).abs() < 1e-15);
        }
    }
}
