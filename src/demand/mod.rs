//! How fast units sell, and how that changes with the price.
