//! The ways to end a stock, with what each unit then earns.
