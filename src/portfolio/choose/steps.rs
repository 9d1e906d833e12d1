//! Long work in steps: an `async` function pauses now and then, and whoever wants its answer says how far it may go.

use super::{Choice, Chosen, Needs, chosen};
use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::sync::Arc;

/// Nobody is to be told that the work can go on: it always can.
fn unheard() -> Context<'static> {
    Context::from_waker(Waker::noop())
}

/// The end of a step.
pub(super) fn pause() -> impl Future<Output = ()> {
    let mut is_over = false;
    poll_fn(move |_| if core::mem::replace(&mut is_over, true) { Poll::Ready(()) } else { Poll::Pending })
}

/// All steps, one after the other.
pub(super) fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(answer) = work.as_mut().poll(&mut unheard()) {
            return answer;
        }
    }
}

/// A choice that is being made, step by step. Dropping it gives it up.
///
/// ```
/// use clearfloor::portfolio::choose::{Choice, Choosing, Needs, choose};
/// use std::sync::Arc;
/// let way = |value, cash| Choice { value, cash, volume: 0 };
/// let (ways, ends) = (vec![way(100, 20), way(70, 60), way(50, 10), way(40, 35)], vec![2, 4]);
/// let needs = Needs { cash: Some(50), volume: None };
/// let at_once = choose(&ways, &ends, needs);
/// let mut choosing = Choosing::new(Arc::new(ways), Arc::new(ends), needs);
/// let in_steps = loop {
///     if let Some(chosen) = choosing.go_on(&mut 1) {
///         break chosen;
///     }
/// };
/// assert_eq!(in_steps, at_once);
/// ```
pub struct Choosing(Pin<Box<dyn Future<Output = Option<Chosen>> + Send>>);

impl fmt::Debug for Choosing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choosing")
    }
}

impl Choosing {
    /// Begins a choice as [`choose`](super::choose) makes it; the ways must be what they are until it is made.
    #[must_use]
    pub fn new(choices: Arc<Vec<Choice>>, ends: Arc<Vec<usize>>, needs: Needs) -> Self {
        Self(Box::pin(async move { chosen(&choices, &ends, needs).await }))
    }

    /// Goes on for at most so many steps, which are counted down; one takes some tens of microseconds. The choice once
    /// it is made; not to be asked after that.
    pub fn go_on(&mut self, steps: &mut usize) -> Option<Option<Chosen>> {
        while *steps > 0 {
            *steps -= 1;
            if let Poll::Ready(chosen) = self.0.as_mut().poll(&mut unheard()) {
                return Some(chosen);
            }
        }
        None
    }
}
