//! The boundary to JavaScript; the only place that knows it.
