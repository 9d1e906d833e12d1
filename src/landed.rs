//! What one unit cost until it was ready for sale.
