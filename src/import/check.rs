//! Named checks over rows.

use super::table::Table;

/// Runs all checks.
pub(super) fn check(table: &mut Table) {
    let _ = table;
}
