//! Units on hand by age, and what keeping them costs.
