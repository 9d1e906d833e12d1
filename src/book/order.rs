//! Products in an order of which only what is looked at is worked out.
//!
//! A window shows some hundred of a hundred thousand rows. So the places are parted where it begins and where it ends, and
//! only what lies between is sorted; the next window goes on from there. Each product has one number to be sorted by, so
//! that nothing is looked up while they are compared, but where two are equal.

use std::cmp::Ordering;

/// A number that sorts as a whole number does.
pub(super) const fn of_whole(number: i64) -> u64 {
    number.cast_unsigned() ^ (1 << 63)
}

/// A number that sorts as a figure does.
pub(super) fn of_figure(figure: f64) -> u64 {
    // Nothing is nothing, with either sign.
    let bits = if figure == 0.0 { 0 } else { figure.to_bits() };
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// A number that sorts as a text does by its first eight bytes.
pub(super) fn of_text(text: &str) -> u64 {
    let mut first = [0; 8];
    for (slot, byte) in first.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(first)
}

/// What a product is sorted by: what has no figure stands last, whichever way.
pub(super) const fn key(figure: Option<u64>, is_descending: bool) -> u64 {
    match figure {
        None => u64::MAX,
        Some(figure) if is_descending => !figure,
        Some(figure) => figure,
    }
}

/// Places that belong together: they stand where they shall among the others.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: usize,
    is_sorted: bool,
}

/// Products in order, as far as it was looked at.
#[derive(Clone, Debug)]
pub(super) struct Ordered {
    /// Each with what it is sorted by.
    products: Vec<(u64, usize)>,
    /// The first from place 0, rising.
    spans: Vec<Span>,
}

impl Ordered {
    /// In no order yet.
    pub fn new(products: Vec<(u64, usize)>) -> Self {
        Self { products, spans: vec![Span { first: 0, is_sorted: false }] }
    }

    /// One more, before anything was looked at.
    pub fn push(&mut self, key: u64, product: usize) {
        self.products.push((key, product));
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.products.len()
    }

    /// The products at `from` to before `to`; where two have the same number, `equal` says which is first, then their
    /// place in the book.
    pub fn window(
        &mut self,
        from: usize,
        to: usize,
        equal: impl Fn(usize, usize) -> Ordering,
    ) -> impl Iterator<Item = usize> {
        let order = |a: &(u64, usize), b: &(u64, usize)| {
            a.0.cmp(&b.0).then_with(|| equal(a.1, b.1)).then_with(|| a.1.cmp(&b.1))
        };
        let to = to.min(self.products.len());
        let from = from.min(to);
        self.part(from, order);
        self.part(to, order);
        for place in 0..self.spans.len() {
            let end = self.end(place);
            let Some(span) = self.spans.get_mut(place).filter(|span| !span.is_sorted) else { continue };
            // A span that is not sorted lies within the window or beside it.
            if from <= span.first && end <= to {
                span.is_sorted = true;
                let first = span.first;
                if let Some(within) = self.products.get_mut(first..end) {
                    within.sort_unstable_by(order);
                }
            }
        }
        self.products.get(from..to).unwrap_or_default().iter().map(|(_, product)| *product)
    }

    /// Where a span ends.
    fn end(&self, place: usize) -> usize {
        self.spans.get(place + 1).map_or(self.products.len(), |next| next.first)
    }

    /// Parts what comes before a place from what follows it.
    fn part(&mut self, at: usize, order: impl Fn(&(u64, usize), &(u64, usize)) -> Ordering) {
        let next = self.spans.partition_point(|span| span.first <= at);
        let Some(place) = next.checked_sub(1) else { return };
        let end = self.end(place);
        let Some(span) = self.spans.get(place).filter(|span| span.first < at && at < end && !span.is_sorted) else {
            return;
        };
        let first = span.first;
        if let Some(within) = self.products.get_mut(first..end) {
            within.select_nth_unstable_by(at - first, order);
            self.spans.insert(next, Span { first: at, is_sorted: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nothing(_: usize, _: usize) -> Ordering {
        Ordering::Equal
    }

    proptest! {
        #[test]
        fn any_windows_show_what_a_sorted_list_shows(
            keys in prop::collection::vec(0..40_u64, 0..120),
            windows in prop::collection::vec((0..140_usize, 0..60_usize), 1..12),
        ) {
            let products: Vec<(u64, usize)> = keys.into_iter().zip(0..).collect();
            let mut sorted = products.clone();
            sorted.sort_unstable();
            let mut ordered = Ordered::new(products);
            for (from, count) in windows {
                let shown: Vec<usize> = ordered.window(from, from + count, nothing).collect();
                let wanted: Vec<usize> = sorted.iter().skip(from).take(count).map(|(_, product)| *product).collect();
                prop_assert_eq!(shown, wanted);
            }
        }

        #[test]
        fn numbers_sort_as_what_they_stand_for(a in any::<i64>(), b in any::<i64>(), x in -1e9..1e9_f64, y in -1e9..1e9_f64) {
            prop_assert_eq!(of_whole(a).cmp(&of_whole(b)), a.cmp(&b));
            prop_assert_eq!(of_figure(x).partial_cmp(&of_figure(y)), x.partial_cmp(&y));
            prop_assert!(of_figure(x) < of_figure(f64::INFINITY));
        }

        #[test]
        fn texts_that_differ_early_sort_as_texts(a in "[a-z0-9é-]{0,12}", b in "[a-z0-9é-]{0,12}") {
            let (by_number, by_text) = (of_text(&a).cmp(&of_text(&b)), a.cmp(&b));
            prop_assert!(by_number == by_text || by_number == Ordering::Equal);
        }
    }

    #[test]
    fn what_has_no_figure_stands_last_whichever_way() {
        assert_eq!(of_figure(-0.0), of_figure(0.0));
        for is_descending in [true, false] {
            let of = |figure: f64| key(Some(of_figure(figure)), is_descending);
            for figure in [f64::INFINITY, 0.0, -5.0, f64::NEG_INFINITY] {
                assert!(of(figure) < key(None, is_descending));
            }
            assert_eq!(of(2.0) < of(1.0), is_descending);
        }
    }
}
