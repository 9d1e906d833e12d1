//! Runs the library's catalogue pass over plain columns: the same work as the JavaScript references.

pub mod columns;

pub mod pass;
