//! The inner loop of every plan: what a period's sales leave behind, for all stocks at once.

use super::ladder::most;
use crate::demand::Poisson;

/// Values of stocks `low ..= units`, ready to be looked back on from larger stocks.
#[derive(Debug, Default)]
pub(super) struct Later {
    /// `pad` zeros, then one value a stock; stock zero is held apart, for every larger demand ends there.
    padded: Vec<f64>,
    pad: usize,
    low: u32,
    of_none: f64,
}

pub(super) fn size(units: u32) -> usize {
    usize::try_from(units).unwrap_or(usize::MAX)
}

impl Later {
    /// Takes `values` of the stocks from `low` on; `furthest` is the largest demand that will be asked about.
    pub(super) fn fill(&mut self, low: u32, values: impl Iterator<Item = f64>, furthest: u32) {
        self.pad = size(furthest);
        self.low = low;
        self.of_none = 0.0;
        self.padded.clear();
        self.padded.resize(self.pad, 0.0);
        self.padded.extend(values);
        if low == 0
            && let Some(none) = self.padded.get_mut(self.pad)
        {
            self.of_none = core::mem::take(none);
        }
    }

    /// `out[k]` = expectation of the value after a period that starts with `from + k` units.
    pub(super) fn expect(&self, sales: &Poisson, from: u32, out: &mut [f64]) {
        let units = (from..).take(out.len());
        for (n, slot) in units.zip(out.iter_mut()) {
            *slot = if self.of_none == 0.0 { 0.0 } else { self.of_none * sales.at_least(n) };
        }
        // Stocks that the least demand already clears have nothing to add.
        let skipped = size((sales.first() + 1).saturating_sub(from)).min(out.len());
        let Some(out) = out.get_mut(skipped..) else { return };
        let nearest = size(from) + skipped + self.pad - size(self.low) - size(sales.first());
        debug_assert!(nearest + 1 >= sales.chances().len() && self.pad >= size(most(sales)));
        let back = |steps: usize| self.padded.get(nearest.saturating_sub(steps)..).unwrap_or(&[]);
        let mut blocks = sales.chances().chunks_exact(4);
        let mut at = 0;
        for block in &mut blocks {
            if let &[a, b, c, d] = block {
                let earlier = back(at).iter().zip(back(at + 1)).zip(back(at + 2)).zip(back(at + 3));
                for (slot, (((w, x), y), z)) in out.iter_mut().zip(earlier) {
                    *slot += (a * w + b * x) + (c * y + d * z);
                }
            }
            at += 4;
        }
        for chance in blocks.remainder() {
            for (slot, value) in out.iter_mut().zip(back(at)) {
                *slot += chance * value;
            }
            at += 1;
        }
    }
}
