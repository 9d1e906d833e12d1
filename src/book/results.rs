//! What was computed of each product, and how many are: a slice of work must not count a million of them.

use super::calculation::Computed;
use super::totals::Whole;
use crate::money::Currency;
use core::cell::OnceCell;
use core::ops::Deref;

/// By product what was computed of it; none = not yet.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// Boxed: of a large catalogue that nobody has computed yet the places alone would be more memory than the table.
    slots: Vec<Option<Box<Computed>>>,
    done: usize,
    /// Sums over all of them, once they were asked for; they hold until a result changes.
    whole: OnceCell<Whole>,
}

impl Results {
    /// So many products of which nothing is computed.
    pub fn none_of(products: usize) -> Self {
        Self { slots: vec![None; products], ..Self::default() }
    }

    /// One more of which nothing is computed.
    pub fn add(&mut self) {
        self.slots.push(None);
        self.whole.take();
    }

    /// How many are computed.
    pub const fn done(&self) -> usize {
        self.done
    }

    /// Puts what is known of a product in the place of what was.
    pub fn put(&mut self, index: usize, computed: Option<Computed>) {
        let Some(slot) = self.slots.get_mut(index) else { return };
        self.done += usize::from(computed.is_some());
        self.done -= usize::from(slot.is_some());
        *slot = computed.map(Box::new);
        self.whole.take();
    }

    /// What was computed of a product.
    pub fn known(&self, index: usize) -> Option<&Computed> {
        self.slots.get(index)?.as_deref()
    }

    /// What was computed of a product, to be completed.
    pub fn of_mut(&mut self, index: usize) -> Option<&mut Computed> {
        self.whole.take();
        self.slots.get_mut(index)?.as_deref_mut()
    }

    /// Nothing holds any more.
    pub fn forget(&mut self) {
        self.slots.iter_mut().for_each(|slot| *slot = None);
        self.done = 0;
        self.whole.take();
    }

    /// Sums over all products.
    pub fn whole(&self, currency: Currency) -> &Whole {
        self.whole.get_or_init(|| Whole::of(&self.slots, currency))
    }
}

impl Deref for Results {
    type Target = [Option<Box<Computed>>];

    fn deref(&self) -> &[Option<Box<Computed>>] {
        &self.slots
    }
}
