//! Fee schedules as dated data: which table is in force on a day, and what a row charges.
