//! Results out, as plain tables.
