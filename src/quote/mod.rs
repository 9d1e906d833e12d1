//! The ledger of one unit of an offer: named lines that sum to the result to the cent.
