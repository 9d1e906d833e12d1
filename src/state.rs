//! What the seller entered, kept and migrated.
