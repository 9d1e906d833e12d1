//! Value-added and consumption tax inside a shown price.
