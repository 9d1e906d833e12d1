//! A price and the promotion on it, on a date.
