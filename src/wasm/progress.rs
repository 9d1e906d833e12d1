//! How far long work is, as the page hears of it.

use crate::book::view;
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// How far the calculation is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Tsify)]
pub struct Progress {
    /// Products that are up to date.
    pub done: u32,
    /// Products in all.
    pub total: u32,
}

/// How far the catalogue pass is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Tsify)]
pub struct FirstPass {
    /// Products that are up to date.
    pub done: u32,
    /// Products in all.
    pub total: u32,
    /// Products it has not been over.
    pub left: u32,
}

impl From<view::Progress> for Progress {
    fn from(progress: view::Progress) -> Self {
        Self { done: progress.done, total: progress.total }
    }
}

impl From<view::FirstPass> for FirstPass {
    fn from(pass: view::FirstPass) -> Self {
        Self { done: pass.done, total: pass.total, left: pass.left }
    }
}
