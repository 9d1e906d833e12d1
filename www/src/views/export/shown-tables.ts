// Tables of the view as they stand there, for a spreadsheet or for a message.

/** A table: its name, what stands above its columns, and its rows. */
export interface ShownTable {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tables in sight; the long list has ways out of its own, and what is only laid out as one is none. */
function tables(): HTMLTableElement[] {
  return [...document.querySelectorAll<HTMLTableElement>("main table:not([data-long-list], .month-grid)")].filter(
    (table) => table.rows.length > 1 && table.getClientRects().length > 0,
  );
}

/** Lists of days with what falls on each. */
function dayLists(): Element[] {
  return [...document.querySelectorAll("main .day-list")];
}

/** How many there are. */
export function tableCount(): number {
  return tables().length + dayLists().length;
}

/** What they hold. */
export function shownTables(): ShownTable[] {
  return [...tables().map(ofTable), ...dayLists().map(ofDays)];
}

/** A row for each thing that falls on a day: the day, and what it says. */
function ofDays(list: Element): ShownTable {
  const rows = [...list.children].flatMap((day) => {
    const [name, ...things] = [...day.querySelectorAll("h3, li")].map((part) => plainly(wordsOf(part)));
    return things.map((thing) => [name ?? "", thing]);
  });
  return { name: headingOf(list), heads: [], rows };
}

function headingOf(part: Element): string {
  return plainly(part.closest("section")?.querySelector("h2")?.textContent ?? "");
}

/** A column without a name above it holds nothing but buttons and stays out. */
function ofTable(table: HTMLTableElement): ShownTable {
  const rows = [...table.rows].map((row) => [...row.cells].flatMap(cellsOf));
  const hasHeads = table.tHead !== null && table.tHead.rows.length > 0;
  const heads = hasHeads ? (rows[0] ?? []) : [];
  const body = hasHeads ? rows.slice(table.tHead?.rows.length) : rows;
  const isNamed = (place: number): boolean => place === 0 || heads.length === 0 || heads[place] !== "";
  const named = (cells: readonly string[]): string[] => cells.filter((_, place) => isNamed(place));
  const name = plainly(table.caption?.textContent ?? "") || headingOf(table);
  return { name, heads: named(heads), rows: body.map(named).filter((row) => row.some(Boolean)) };
}

/** What stands in a cell, and nothing in the places beside it that it takes too. */
function cellsOf(cell: HTMLTableCellElement): string[] {
  return [plainly(wordsOf(cell)), ...Array.from({ length: cell.colSpan - 1 }, () => "")];
}

/** Blanks of any width as one that every program knows. */
function plainly(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Words of a node without what is only read out: figures stand once. */
function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  if (!(node instanceof Element) || node.matches("svg, .only-read, datalist")) return "";
  if (node instanceof HTMLInputElement) {
    return node.type === "checkbox" ? (node.checked ? "✓" : "") : node.value;
  }
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.textContent ?? "";
  if (node instanceof HTMLTextAreaElement) return node.value;
  const inside = [...node.childNodes].map(wordsOf).join("");
  const { display, marginInlineStart } = getComputedStyle(node);
  // What stands apart in the page does so here.
  return display === "inline" && marginInlineStart === "0px" ? inside : ` ${inside} `;
}

/** As cells for the clipboard: a spreadsheet puts each in a cell of its own and runs none as a formula. */
export function asCells(tables: readonly ShownTable[]): string {
  const safe = (text: string): string =>
    /^[=+\-@]/.test(text) && !/^[+-]?[\d.,\s]+%?$/.test(text) ? `'${text}` : text;
  return tables
    .map(({ name, heads, rows }) =>
      [[name], ...(heads.length > 0 ? [heads] : []), ...rows].map((cells) => cells.map(safe).join("\t")).join("\n"),
    )
    .join("\n\n");
}

/** As lines for a message: what a row is of, and each of its figures by name. */
export function asText(tables: readonly ShownTable[]): string {
  return tables
    .map(({ name, heads, rows }) => {
      const line = ([of = "", ...cells]: readonly string[]): string => {
        const figures = cells.flatMap((cell, i) => {
          if (cell === "") return [];
          const head = heads[i + 1] ?? "";
          return [head === "" ? cell : `${head}: ${cell}`];
        });
        return figures.length === 0 ? of : `${of}${of === "" ? "" : " · "}${figures.join("; ")}`;
      };
      return [name, ...rows.map(line)].filter(Boolean).join("\n");
    })
    .join("\n\n");
}
