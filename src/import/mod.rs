//! Text tables in: separator, headings, numbers, rows, and every problem found.
