//! What a way to sell or leave brings over time, and how several compare.
