// What goes out, opened in LibreOffice: every formula worked out anew must give the figure of the core. The results
// stored beside the formulas are made wrong first, so that a program that only shows them is found out; then prices are
// changed in the file, and what follows is held against the ledger of the core at those prices.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { needPrograms, programs } from "../../scripts/bootstrap.mjs";
import { run } from "../../scripts/command.mjs";
import { Book, initSync as startCore } from "../../www/src/engine/generated/clearfloor.js";
import { initSync as startSheets, writeWorkbook } from "../../www/src/engine/generated/sheets.js";
import type { OutCell, OutWorkbook } from "../../www/src/engine/sheets.ts";
import type { Ledger } from "../../www/src/engine/types.ts";
import { setLocale } from "../../www/src/i18n/locale.ts";
import { firstWindow } from "../../www/src/state/store.ts";
import { catalogueWorkbook } from "../../www/src/views/export/catalogue-workbook.ts";
import { productWorkbook } from "../../www/src/views/export/product-workbook.ts";

const today = "2026-11-21";
const read = (path: string) => readFileSync(new URL(path, import.meta.url));
const generated = "../../www/src/engine/generated/";
startCore({ module: new WebAssembly.Module(read(`${generated}clearfloor_bg.wasm`)) });
startSheets({ module: new WebAssembly.Module(read(`${generated}sheets_bg.wasm`)) });

/** Cells of a sheet as the program shows them, number by number. */
type Rows = readonly (readonly string[])[];

if (!(await needPrograms(["libreoffice"]))) process.exit(1);
const office = programs.libreoffice;
const folder = mkdtempSync(join(tmpdir(), "clearfloor-office-"));
const problems: string[] = [];
let compared = 0;

function held(what: string, seen: string | undefined, wanted: number | null): void {
  compared += 1;
  const number = Number(seen);
  const isSame = wanted === null ? seen === "" || seen === "#N/A" : seen !== "" && Math.abs(number - wanted) < 1e-9;
  if (!isSame) problems.push(`${what}: LibreOffice ${seen}, the core ${wanted}`);
}

/** A profile of its own, in which files are always worked out anew. */
function profile(): string {
  const path = join(folder, "profile");
  const item = (name: string) =>
    `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>0</value></prop></item>`;
  mkdirSync(join(path, "user"), { recursive: true });
  writeFileSync(
    join(path, "user/registrymodifications.xcu"),
    `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${item("OOXMLRecalcMode")}${item("ODFRecalcMode")}</oor:items>\n`,
  );
  return path;
}

const profilePath = profile();

/** Opens files and gives what stands in their sheets, by file and sheet. */
async function opened(files: readonly string[], filter = ""): Promise<Map<string, Rows>> {
  const out = mkdtempSync(join(folder, "out-"));
  // Comma, quote, UTF-8; numbers in full, not as shown; every sheet.
  const asText = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
  const { code, text } = await run(
    office,
    [
      `-env:UserInstallation=${pathToFileURL(profilePath).href}`,
      "--headless",
      ...(filter === "" ? [] : [`--infilter=${filter}`]),
      "--convert-to",
      asText,
      "--outdir",
      out,
      ...files,
    ],
    { isQuiet: true },
  );
  if (code !== 0) throw new Error(`LibreOffice ended with ${code}: ${text}`);
  return new Map(readdirSync(out).map((name) => [name, rowsOf(readFileSync(join(out, name), "utf8"))]));
}

/** Comma-separated text as cells. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[""]];
  let isQuoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    const row = rows.at(-1) as string[];
    if (isQuoted && c === '"' && text[i + 1] === '"') {
      row[row.length - 1] += c;
      i += 1;
    } else if (c === '"') isQuoted = !isQuoted;
    else if (isQuoted || !/[,\r\n]/.test(c)) row[row.length - 1] += c;
    else if (c === ",") row.push("");
    else if (c === "\n") rows.push([""]);
  }
  return rows;
}

function sampleBook(): Book {
  const book = new Book();
  book.setToday(today);
  for (const name of ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"]) {
    const text = read(`../conformance/reports/${name}`)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    book.addTable({ name, isClipboard: false, currency: null, mapping: [], text });
  }
  book.advance(1000);
  return book;
}

/** The same workbook with a wrong result beside every formula, and some cells changed. */
function misled(workbook: OutWorkbook, change: (cell: OutCell, sheet: number, row: number, column: number) => OutCell) {
  const sheets = workbook.sheets.map((sheet, s) => ({
    ...sheet,
    rows: sheet.rows.map((row, r) =>
      row.map((cell, c) => {
        const changed = change(cell, s, r, c);
        return changed.x === undefined ? changed : { ...changed, n: "-987654" };
      }),
    ),
  }));
  return { ...workbook, sheets };
}

function save(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const unchanged = (cell: OutCell) => cell;
const decimal = (amount: { readonly minor: number } | null | undefined) => (amount ? amount.minor / 100 : null);

try {
  await setLocale("en");
  const book = sampleBook();
  const keys = book.rows({ ...firstWindow, open: [] }).rows.map(({ key, sku }) => ({ key, sku }));
  const text = book.exportTable("cells");
  const { headings, rows: cells } = JSON.parse(text) as {
    headings: string[];
    rows: (null | string | { n: string; x?: string })[][];
  };
  const column = (heading: string) => headings.indexOf(heading);
  const catalogue = catalogueWorkbook(text, today, book.feeSources(undefined, 1_000_000));
  const first = (catalogue.sheets[0]?.frozenRows ?? 0) as number;
  // A tenth less in every row, to the cent.
  const cheaper = (n: string) => Math.floor(Number(n) * 90) / 100;
  const isPrice = (row: number, place: number) => row >= first && place === column("price");
  const files = [
    save("catalogue.xlsx", writeWorkbook(JSON.stringify(misled(catalogue, unchanged)))),
    save(
      "cheaper.xlsx",
      writeWorkbook(
        JSON.stringify(
          misled(catalogue, (cell, sheet, row, place) =>
            sheet === 0 && isPrice(row, place) && cell.n !== undefined ? { ...cell, n: String(cheaper(cell.n)) } : cell,
          ),
        ),
      ),
    ),
  ];
  const ledgers = new Map<string, Ledger>();
  for (const { key, sku } of keys) {
    const product = book.product(key, []);
    if (product === undefined || product.row.price === null) continue;
    const ledger = book.ledger(key, product.row.price.minor);
    ledgers.set(sku, ledger);
    const sources = book.feeSources(key, 1);
    const workbook = productWorkbook(product, ledger, book.liveLedger(key), today, null, sources);
    files.push(save(`${sku}.xlsx`, writeWorkbook(JSON.stringify(misled(workbook, unchanged)))));
  }
  const csv = book.exportTable("csv");
  files.push(save("table.csv", csv));
  const seen = await opened(files);
  const semicolon = await opened([save("semicolon.csv", book.exportTable("csv_semicolon"))], "CSV:59,34,76");

  const sheetOf = (file: string, sheet: string): Rows => {
    const rows = seen.get(`${file}-${sheet}.csv`) ?? seen.get(`${file}.csv`);
    if (rows === undefined)
      throw new Error(`LibreOffice gave no ${file} ${sheet}, only ${[...seen.keys()].join(", ")}`);
    return rows;
  };
  const name = catalogue.sheets[0]?.name ?? "";
  const whole = sheetOf("catalogue", name);
  const less = sheetOf("cheaper", name);
  for (const [i, row] of cells.entries()) {
    const sku = String(row[0]);
    for (const [place, cell] of row.entries()) {
      if (cell === null || typeof cell === "string") continue;
      held(`catalogue, ${sku}, ${headings[place]}`, whole[first + i]?.[place], Number(cell.n));
    }
    const price = row[column("price")];
    const key = keys.find((entry) => entry.sku === sku)?.key;
    if (price === null || typeof price !== "object" || key === undefined) continue;
    const ledger = book.ledger(key, Math.round(cheaper(price.n) * 100));
    for (const heading of ["referral", "closing", "fulfilment", "fuel_surcharge"]) {
      const line = ledger.lines.find(({ id }) => id === heading);
      held(`cheaper, ${sku}, ${heading}`, less[first + i]?.[column(heading)], decimal(line?.amount));
    }
    held(`cheaper, ${sku}, net_per_unit`, less[first + i]?.[column("net_per_unit")], decimal(ledger.netProceeds));
    if (ledger.profit) held(`cheaper, ${sku}, profit`, less[first + i]?.[column("profit")], decimal(ledger.profit));
  }
  for (const [sku, ledger] of ledgers) {
    const file = readdirSync(folder).find((entry) => entry === `${sku}.xlsx`);
    if (file === undefined) throw new Error(`${sku} was not written`);
    const [sale] = productWorkbook(
      book.product(keys.find((k) => k.sku === sku)?.key ?? "", []) as never,
      ledger,
      [],
      today,
      null,
      { done: 0, total: 0, rows: [] },
    ).sheets;
    const rows = sheetOf(sku, sale?.name ?? "");
    const top = sale?.frozenRows ?? 0;
    for (const [i, line] of ledger.lines.entries()) {
      if (line.amount !== null) held(`${sku}, ${line.id}`, rows[top + i]?.[1], decimal(line.amount));
    }
    const end = top + ledger.lines.length;
    if (ledger.netProceeds) held(`${sku}, net`, rows[end]?.[1], decimal(ledger.netProceeds));
    if (ledger.profit) held(`${sku}, profit`, rows[end + 1]?.[1], decimal(ledger.profit));
  }
  for (const [file, rows, comma] of [
    ["csv", sheetOf("table", "table"), false],
    ["csv with semicolons", [...semicolon.values()][0] ?? [], true],
  ] as const) {
    for (const [i, row] of cells.entries()) {
      for (const [place, cell] of row.entries()) {
        if (cell === null || typeof cell === "string") continue;
        const shown = rows[i + 1]?.[place];
        // In a place where a point is the decimal sign the program takes a number with a comma for words.
        held(`${file}, ${row[0]}, ${headings[place]}`, comma ? shown?.replace(",", ".") : shown, Number(cell.n));
      }
    }
  }
} finally {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}

for (const problem of problems.slice(0, 40)) process.stderr.write(`${problem}\n`);
process.stdout.write(`${compared} figures compared, ${problems.length} differ\n`);
process.exit(problems.length === 0 && compared > 500 ? 0 : 1);
