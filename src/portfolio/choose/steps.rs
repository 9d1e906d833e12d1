//! A choice in steps.

use super::{Choice, Chosen, Needs, chosen};
use crate::steps::Steps;
use std::sync::Arc;

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
#[derive(Debug)]
pub struct Choosing(Steps<Option<Chosen>>);

impl Choosing {
    /// Begins a choice as [`choose`](super::choose) makes it; the ways must be what they are until it is made.
    ///
    /// ```
    /// use clearfloor::portfolio::choose::{Choice, Choosing, Needs};
    /// use std::sync::Arc;
    /// // A product without a way is noticed at once.
    /// let mut none = Choosing::new(Arc::new(Vec::new()), Arc::new(vec![0]), Needs::default());
    /// assert_eq!(none.go_on(&mut 10), Some(None));
    /// ```
    #[must_use]
    pub fn new(choices: Arc<Vec<Choice>>, ends: Arc<Vec<usize>>, needs: Needs) -> Self {
        Self(Steps::of(async move { chosen(&choices, &ends, needs).await }))
    }

    /// Goes on for at most so many steps, which are counted down; one takes some tens of microseconds. The choice once
    /// it is made; not to be asked after that.
    ///
    /// ```
    /// use clearfloor::portfolio::choose::{Choice, Choosing, Needs};
    /// use std::sync::Arc;
    /// let ways = vec![Choice { value: 100, cash: 20, volume: 0 }];
    /// let mut choosing = Choosing::new(Arc::new(ways), Arc::new(vec![1]), Needs::default());
    /// // With steps enough it ends in one go.
    /// let chosen = choosing.go_on(&mut 1_000).unwrap().unwrap();
    /// assert_eq!((chosen.places, chosen.sums.value), (vec![0], 100));
    /// ```
    pub fn go_on(&mut self, steps: &mut usize) -> Option<Option<Chosen>> {
        self.0.go_on(steps)
    }
}
