/**
 * Roles of a table, written out for one that is laid out as cards on a phone: to some readers what is not laid
 * out as a table is none.
 */
export const tableRoles = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  first: { role: "rowheader" },
  cell: { role: "cell" },
} as const;
