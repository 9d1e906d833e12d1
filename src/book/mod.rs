//! The seller's whole catalogue with its settings; the one thing the boundary calls.
