//! Ways to sell or leave, side by side: what each brings over time.

pub mod promotion;
