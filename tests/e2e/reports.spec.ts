// Every sample report, dropped as its bytes are: what the page read is what expected.toml says, cell by cell.

import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { parse } from "smol-toml";
import { axeFindings } from "./axe.ts";
import { expect, reportPath, test, words } from "./stage.ts";

type Row = Readonly<Record<string, string>>;

interface Expected {
  readonly name: string;
  readonly data_rows: number;
  readonly drop_rows?: Readonly<Record<string, number>>;
  readonly given?: { readonly currency: string };
  readonly sums?: Readonly<Record<string, number | string>>;
  readonly money?: readonly { readonly field: string; readonly currency: string; readonly sum: string }[];
  readonly subsets?: readonly {
    readonly where: Row;
    readonly rows?: number;
    readonly field?: string;
    readonly currency?: string;
    readonly sum?: number | string;
  }[];
  readonly cells?: readonly {
    readonly row: number;
    readonly field: string;
    readonly value: string;
    readonly kind: string;
    readonly currency?: string;
  }[];
  readonly distinct_sku?: number;
  readonly distinct_asin?: number;
  readonly distinct_order?: number;
  readonly distinct_sku_store?: number;
  readonly distinct_sku_ignore_case?: number;
}

/** Hundred millionths: no sample prints finer figures. */
const scale = 8;

/** A plain decimal, exactly. */
function exact(text: string): bigint {
  const {
    sign,
    whole,
    fraction = "",
  } = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d{0,8}))?$/.exec(text)?.groups ?? {};
  if (whole === undefined) throw new Error(`no plain decimal: ${text}`);
  const size = BigInt(whole + fraction.padEnd(scale, "0"));
  return sign === "-" ? -size : size;
}

function total(rows: readonly Row[], field: string, currency?: string): bigint {
  const counted = rows.filter((row) => currency === undefined || row[`${field}_currency`] === currency);
  return counted.reduce((sum, row) => (row[field] ? sum + exact(row[field]) : sum), 0n);
}

function isOf(row: Row, where: Row): boolean {
  return Object.entries(where).every(([field, wanted]) => {
    const cell = row[field] ?? "";
    if (wanted === "none") return cell === "";
    return cell === wanted || (/^-?\d+(\.\d+)?$/.test(cell) && /^-?\d/.test(wanted) && Number(cell) === Number(wanted));
  });
}

/** How many different values fields have; a row without one of them does not count. */
function distinct(rows: readonly Row[], fields: readonly string[], of: (text: string) => string = String): number {
  const full = rows.map((row) => fields.map((field) => row[field] ?? "")).filter((cells) => cells.every(Boolean));
  return new Set(full.map((cells) => cells.map(of).join("\n"))).size;
}

/** Everything of a sample that is not as it should be. */
function faultsOf(sample: Expected, rows: readonly Row[]): string[] {
  const faults: string[] = [];
  const same = (what: string, given: unknown, wanted: unknown): void => {
    if (given !== wanted) faults.push(`${what}: ${given}, not ${wanted}`);
  };
  same("rows", rows.length, sample.data_rows);
  for (const [field, sum] of Object.entries(sample.sums ?? {})) same(field, total(rows, field), exact(String(sum)));
  for (const { field, currency, sum } of sample.money ?? []) {
    // The total of a statement is no field of its rows; its lines come to it.
    const of = field === "settlement_total" ? "amount" : field;
    same(`${field} ${currency}`, total(rows, of, currency), exact(sum));
  }
  for (const { where, rows: count, field, currency, sum } of sample.subsets ?? []) {
    const chosen = rows.filter((row) => isOf(row, where));
    if (count !== undefined) same(JSON.stringify(where), chosen.length, count);
    if (field !== undefined) same(JSON.stringify(where), total(chosen, field, currency), exact(String(sum)));
  }
  for (const { row, field, value, kind, currency } of sample.cells ?? []) {
    const cell = rows[row - 1]?.[field];
    const what = `row ${row}, ${field}`;
    if (cell === undefined) faults.push(`${what}: not there`);
    else if (kind === "none") same(what, cell, "");
    else if (kind === "int" || kind === "decimal" || kind === "rate" || kind === "money") {
      same(what, cell === "" ? "" : exact(cell), exact(value));
      if (kind === "money") same(what, rows[row - 1]?.[`${field}_currency`], currency);
    } else same(what, cell.replaceAll("\r\n", "\n"), value);
  }
  for (const [key, fields] of [
    ["distinct_sku", ["sku"]],
    ["distinct_asin", ["asin"]],
    ["distinct_order", ["order_id"]],
    ["distinct_sku_store", ["sku", "marketplace"]],
  ] as const) {
    const wanted = sample[key];
    if (wanted !== undefined) same(key, distinct(rows, fields), wanted);
  }
  const folded = sample.distinct_sku_ignore_case;
  if (folded !== undefined)
    same(
      "distinct sku, any case",
      distinct(rows, ["sku"], (sku) => sku.toLowerCase()),
      folded,
    );
  return faults;
}

/** Drops a file on the page, its bytes untouched. */
async function drop(page: Page, name: string): Promise<void> {
  const bytes = readFileSync(reportPath(name)).toString("base64");
  const carried = await page.evaluateHandle(
    ({ name, bytes }) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
      return carried;
    },
    { name, bytes },
  );
  for (const type of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent("body", type, { dataTransfer: carried });
}

/** Cells of comma-separated text (RFC 4180), by a reader of its own. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\r\n") rows.push([]);
    else if (end === "") break;
  }
  // Behind the last end of a line nothing stands.
  return rows.slice(0, -1);
}

/** The rows of a table as the page saves them. */
async function saved(page: Page, table: Locator): Promise<Row[]> {
  const waiting = page.waitForEvent("download");
  await table.getByRole("button", { name: words("as_read.save") }).click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  const [heads = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ""));
  // What a spreadsheet would run as a formula has an apostrophe in front.
  const bare = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, "");
  return rows.map((cells) => Object.fromEntries(heads.map((head, at) => [head, bare(cells[at] ?? "")])));
}

test("reads every sample report as it was dropped", { tag: "@both" }, async ({ page, stage }) => {
  test.setTimeout(180_000);
  const { file: samples } = parse(readFileSync(reportPath("expected.toml"), "utf8")) as unknown as { file: Expected[] };
  expect(samples).toHaveLength(15);
  await stage.open();
  // What no file says is money of the marketplace looked at: the yen last.
  const inYen = (sample: Expected): boolean => sample.given?.currency === "JPY";
  const faults: Record<string, string[]> = {};
  for (const sample of [...samples].sort((a, b) => Number(inYen(a)) - Number(inYen(b)))) {
    if (inYen(sample)) {
      await page
        .locator("summary")
        .getByText(/^US · /)
        .click();
      await page.getByLabel(words("header.market")).selectOption("JP");
      await expect(page.getByRole("banner")).toContainText("Japan · ");
    }
    await drop(page, sample.name);
    const table = page.getByRole("article", { name: sample.name });
    await page.evaluate(() => location.assign("#tables"));
    await expect(table).toBeVisible();
    const count = async (label: RegExp): Promise<number> =>
      Number(label.exec((await table.locator("p", { has: page.locator("strong") }).textContent()) ?? "")?.[1] ?? 0);
    const read = (await count(/(\d+) rows? read/)) + (await count(/(\d+) rows? set aside/));
    expect(read, sample.name).toBe(sample.data_rows);
    const dropped = Object.values(sample.drop_rows ?? {}).reduce((sum, n) => sum + n, 0);
    expect(await count(/(\d+) lines in all/), sample.name).toBe(read + dropped + 1);
    await table.getByText(words("as_read.title")).click();
    const found = faultsOf(sample, await saved(page, table));
    if (found.length > 0) faults[sample.name] = found;
    if (sample.name !== "pasted_from_excel.tsv") continue;
    // The same stands on the page, with what the rows come to.
    const units = table.getByRole("row", { name: new RegExp(`^${words("field.units_available")} `) });
    await expect(units).toContainText("1,715");
    await expect(units).toContainText("1,250");
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(faults).toEqual({});
});
