//! Clearance arithmetic for marketplace sellers.
//!
//! The rooms, from the ground up; each uses only those above it:
//!
//! 1. exact numbers: [`money`], [`rate`], [`rounding`], [`date`], [`units`], [`number`], [`error`]
//! 2. what is charged by law and by marketplace: [`fees`], [`tax`]
//! 3. what a unit cost and what is offered: [`landed`], [`offer`]
//! 4. what one sale brings: [`quote`], [`break_even`]
//! 5. what lies there and how it sells: [`stock`], [`demand`]
//! 6. what can be done: [`exits`], [`scenario`]; prices over time: [`markdown`]
//! 7. for the whole catalogue: [`portfolio`]; the same product elsewhere: [`channels`]; how healthy
//!    stock is: [`health`]; what to buy again: [`replenish`]; what to move: [`transfer`]; what a
//!    clearance brought: [`review`]; whether what was charged is right: [`reconcile`]; what asks for
//!    attention: [`alerts`]
//! 8. in and out: [`import`], [`export`], [`state`]
//! 9. [`book`], the one thing the boundary to JavaScript calls

pub mod date;
pub mod error;
mod lower;
pub mod money;
pub mod number;
pub mod rate;
pub mod rounding;
mod steps;
pub mod units;
mod unpack;

pub mod fees;
pub mod tax;

pub mod landed;
pub mod offer;

pub mod break_even;
pub mod quote;

pub mod demand;
pub mod stock;

pub mod exits;
pub mod markdown;
pub mod scenario;

pub mod alerts;
pub mod channels;
pub mod health;
pub mod portfolio;
pub mod reconcile;
pub mod replenish;
pub mod review;
pub mod transfer;

pub mod export;
pub mod import;
pub mod state;

pub mod book;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// The examples of the README run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
