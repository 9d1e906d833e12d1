//! Long work in steps: an `async` function pauses now and then, and whoever wants its answer says how far it may go.
//!
//! Nothing is waited for, so nobody has to be told that the work can go on: the compiler makes the steps of it, and no
//! state machine is kept by hand.

use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::Arc;

/// Nobody is to be told that the work can go on: it always can.
fn unheard() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

/// The end of a step.
pub(crate) fn pause() -> impl Future<Output = ()> + Send {
    let mut is_over = false;
    poll_fn(move |_| if core::mem::replace(&mut is_over, true) { Poll::Ready(()) } else { Poll::Pending })
}

/// Counts work, and ends a step after so much of it.
#[derive(Clone, Debug)]
pub(crate) struct Meter {
    /// Since the last pause.
    done: usize,
    /// A step.
    at_once: usize,
    /// Who looks on reads here how much was done in all.
    told: Option<Arc<AtomicUsize>>,
}

/// Products and sums of one step: some tenths of a millisecond.
const WORK_AT_ONCE: usize = 100_000;

impl Default for Meter {
    fn default() -> Self {
        Self { done: 0, at_once: WORK_AT_ONCE, told: None }
    }
}

impl Meter {
    /// A meter that ends a step after so much work and tells how much was done in all.
    pub const fn telling(at_once: usize, told: Arc<AtomicUsize>) -> Self {
        Self { done: 0, at_once, told: Some(told) }
    }

    /// So much was done: products and sums, or bytes.
    pub async fn did(&mut self, work: usize) {
        self.done = self.done.saturating_add(work);
        if self.done >= self.at_once {
            if let Some(told) = &self.told {
                told.fetch_add(self.done, Ordering::Relaxed);
            }
            self.done = 0;
            pause().await;
        }
    }
}

/// When work that is cut into steps pauses. Work that does not pause is compiled without the steps.
pub(crate) trait Pace {
    /// Whether there are pauses at all.
    const HAS_PAUSES: bool;

    /// So much was done: products and sums, or bytes.
    async fn did(&mut self, work: usize);
}

impl Pace for Meter {
    const HAS_PAUSES: bool = true;

    async fn did(&mut self, work: usize) {
        Self::did(self, work).await;
    }
}

/// The pace of work that is done at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Endless;

impl Pace for Endless {
    const HAS_PAUSES: bool = false;

    async fn did(&mut self, _: usize) {}
}

/// All steps, one after the other.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(answer) = work.as_mut().poll(&mut unheard()) {
            return answer;
        }
    }
}

/// All steps of work that is asked again and again until it answers.
pub(crate) fn to_the_end<T, E>(
    mut go_on: impl FnMut(&mut usize) -> core::result::Result<Option<T>, E>,
) -> core::result::Result<T, E> {
    loop {
        let mut steps = usize::MAX;
        if let Some(answer) = go_on(&mut steps)? {
            return Ok(answer);
        }
    }
}

/// Work under way. Dropping it gives it up.
pub(crate) struct Steps<T>(Pin<Box<dyn Future<Output = T> + Send>>);

impl<T> fmt::Debug for Steps<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Steps")
    }
}

impl<T> Steps<T> {
    pub fn of(work: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Box::pin(work))
    }

    /// Goes on for at most so many steps, which are counted down. The answer once it is there; not to be asked after
    /// that.
    pub fn go_on(&mut self, steps: &mut usize) -> Option<T> {
        while *steps > 0 {
            *steps -= 1;
            if let Poll::Ready(answer) = self.0.as_mut().poll(&mut unheard()) {
                return Some(answer);
            }
        }
        None
    }
}

/// Items sorted between two pauses.
const SORTED_AT_ONCE: usize = 8_192;

/// Sorts as [`slice::sort_by`] does, with pauses where there is much.
pub(crate) async fn sort_in_steps<T: Copy>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> core::cmp::Ordering) {
    for run in items.chunks_mut(SORTED_AT_ONCE) {
        run.sort_by(&order);
        pause().await;
    }
    let mut width = SORTED_AT_ONCE;
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            loop {
                let next = match (left.peek(), right.peek()) {
                    (Some(a), Some(b)) if order(a, b).is_le() => left.next(),
                    (Some(_), None) => left.next(),
                    (_, Some(_)) => right.next(),
                    (None, None) => break,
                };
                merged.extend(next);
                if merged.len().is_multiple_of(SORTED_AT_ONCE) {
                    pause().await;
                }
            }
        }
        *items = merged;
        width = width.saturating_mul(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_no_further_than_it_may() {
        let mut work = Steps::of(async {
            for _ in 0..3 {
                pause().await;
            }
            7
        });
        let mut few = 2;
        assert_eq!((work.go_on(&mut few), few), (None, 0));
        let mut many = 10;
        assert_eq!((work.go_on(&mut many), many), (Some(7), 8));
    }

    #[test]
    fn sorts_as_at_once_and_leaves_equals_in_their_order() {
        for count in [0_u32, 1, 100, 8_192, 8_193, 50_000] {
            let mut state = 17_u32;
            let mut items: Vec<(u32, u32)> = (0..count)
                .map(|place| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 22, place)
                })
                .collect();
            let mut at_once_sorted = items.clone();
            at_once_sorted.sort_by_key(|item| item.0);
            at_once(sort_in_steps(&mut items, |a, b| a.0.cmp(&b.0)));
            assert!(items == at_once_sorted, "{count}");
        }
    }
}
