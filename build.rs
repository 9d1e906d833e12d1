//! Checks the fee data and turns them into the compact tables the library embeds.
fn main() {}
