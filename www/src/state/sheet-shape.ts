// What is kept of a sheet, brought to the shape that the page knows.

/** Data of the shape of a pattern: parts that have another are those of the pattern; `lines` are what lists are made of. */
export function likeSheet<T extends object>(pattern: T, lines: Readonly<Record<string, object>>, data: unknown): T {
  if (typeof data !== "object" || data === null) return pattern;
  const given = data as Readonly<Record<string, unknown>>;
  const parts = Object.entries(pattern).map(([part, usual]) => {
    const value = given[part];
    const line = lines[part];
    if (line !== undefined && Array.isArray(value)) return [part, value.map((one) => likeSheet(line, lines, one))];
    return [part, typeof value === typeof usual && typeof value !== "object" ? value : usual];
  });
  return Object.fromEntries(parts) as T;
}

/** A pasted row as the texts of its columns. */
export function pastedRow(cells: readonly { readonly name: string; readonly text: string }[]): Record<string, string> {
  return Object.fromEntries(cells.map(({ name, text }) => [name, text]));
}
