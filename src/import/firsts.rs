//! Which row was the first to bear a name: eight bytes a place, because with a million of them a look-up costs what the
//! memory it touches costs.

/// The first of its name, by a hash of the name. Of what is put in, only numbers are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Firsts {
    /// Upper half: that of the hash. Lower half: the number plus one; nothing = a free place.
    places: Vec<u64>,
    taken: usize,
}

const LOWER: u64 = 0xFFFF_FFFF;

impl Firsts {
    /// Room for so many without moving any.
    pub fn with_room(count: usize) -> Self {
        let mut firsts = Self::default();
        firsts.make_room(count);
        firsts
    }

    fn make_room(&mut self, count: usize) {
        let places = count.saturating_mul(2).next_power_of_two().max(16);
        if places <= self.places.len() {
            return;
        }
        let before = core::mem::replace(&mut self.places, vec![0; places]);
        for entry in before.into_iter().filter(|entry| *entry != 0) {
            let place = self.search(entry, |_| false).0;
            self.put(place, entry);
        }
    }

    fn put(&mut self, place: usize, entry: u64) {
        if let Some(slot) = self.places.get_mut(place) {
            *slot = entry;
        }
    }

    /// Where the search for a hash ends, and the number it ended with; none = at a free place.
    fn search(&self, hash: u64, is_same: impl Fn(usize) -> bool) -> (usize, Option<usize>) {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = usize::try_from(hash >> 32).unwrap_or(0) & mask;
        loop {
            let Some(&entry) = self.places.get(place).filter(|entry| **entry != 0) else { return (place, None) };
            if (entry ^ hash) & !LOWER == 0 {
                let number = usize::try_from((entry & LOWER).wrapping_sub(1)).unwrap_or(usize::MAX);
                if is_same(number) {
                    return (place, Some(number));
                }
            }
            place = place.wrapping_add(1) & mask;
        }
    }

    /// The number that was put in first under a hash and is the same by name; where there is none, `number` is it from
    /// now on. Numbers beyond 32 bits are not kept.
    pub fn get_or_put(&mut self, hash: u64, number: usize, is_same: impl Fn(usize) -> bool) -> Option<usize> {
        // Half of the places stay free, so that every search ends.
        self.make_room(self.taken.saturating_add(1));
        let (place, found) = self.search(hash, is_same);
        if let (None, Some(number)) = (found, u64::try_from(number).ok().filter(|number| *number < LOWER)) {
            self.put(place, (hash & !LOWER) | (number + 1));
            self.taken += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Firsts;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        // Few hashes, so that names share them.
        #[test]
        fn first_of_a_name_is_found_whatever_shares_its_hash(names in prop::collection::vec(0_u64..60, 0..200), room in 0_usize..9) {
            let mut firsts = Firsts::with_room(room);
            let mut known: HashMap<u64, usize> = HashMap::new();
            for (number, name) in names.iter().enumerate() {
                let hash = (name % 7) << 40;
                let is_same = |other: usize| names.get(other) == Some(name);
                prop_assert_eq!(firsts.get_or_put(hash, number, is_same), known.get(name).copied());
                known.entry(*name).or_insert(number);
            }
        }
    }
}
