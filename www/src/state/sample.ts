// The sample tables, files of the page itself.

/** In the order they are read. */
export const sample = ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"] as const;

/** The day the inventory report of the sample was made. */
export const sampleDay = "2026-11-21";
