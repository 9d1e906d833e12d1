// The npm package as another program meets it: packed, installed from the archive, used from Node, its types read.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inProject } from "../../scripts/command.mjs";
import { makePackage } from "../../scripts/package.mjs";

const folder = mkdtempSync(join(tmpdir(), "clearfloor-consumer-"));
const inFolder = (program, args) => execFileSync(program, args, { cwd: folder, encoding: "utf8" });

/** Runs a module of the consumer and gives what it wrote, read as JSON. */
function said(source) {
  writeFileSync(join(folder, "consumer.mjs"), source);
  return JSON.parse(inFolder(process.execPath, ["consumer.mjs"]));
}

before(() => {
  const archive = inFolder("npm", ["pack", "--silent", makePackage()]).trim();
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }');
  inFolder("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", `./${archive}`]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the readme's program gives the figures of the samples", () => {
  for (const name of ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"]) {
    writeFileSync(join(folder, name), readFileSync(inProject(`tests/conformance/reports/${name}`)));
  }
  const rows = said(`
    import { readFile } from "node:fs/promises";
    import { Book, detectEncoding, everyProduct, load } from "clearfloor";
    await load();
    const book = new Book();
    book.setToday("2026-11-21");
    for (const name of ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"]) {
      const bytes = await readFile(name);
      const text = new TextDecoder(detectEncoding(bytes)).decode(bytes);
      book.addTable({ name, text, isClipboard: false, currency: null, mapping: [] });
    }
    while (true) {
      const { done, total } = book.advance(5);
      if (done === total) break;
    }
    const rows = book.keys(everyProduct).map((key) => book.product(key, []).row);
    console.log(JSON.stringify(rows.map((row) => [row.sku, row.netPerUnit?.minor, row.best?.id])));
  `);
  assert.equal(rows.length, 12);
  assert.deepEqual(
    rows.find(([sku]) => sku === "0012345"),
    ["0012345", 1487, "cut-150000"],
  );
});

test("another marketplace answers once its fee tables are given", () => {
  const found = said(`
    import { Book, feeTables, load } from "clearfloor";
    await load();
    const book = new Book();
    book.setToday("2026-11-21");
    book.chooseMarket("UK", await feeTables("UK"));
    const key = book.addProduct();
    for (const [field, text] of Object.entries({
      price_list: "20", units: "10", side_longest: "20", side_median: "15", side_shortest: "4", weight: "400",
    })) book.edit(key, field, text);
    const { row } = book.product(key, []);
    const refused = await feeTables("XX").catch((why) => why.name);
    console.log(JSON.stringify({ currency: row.price.currency, refused }));
  `);
  assert.deepEqual(found, { currency: "GBP", refused: "RangeError" });
});

test("wrong input is an error with a code, not a stopped engine", () => {
  const codes = said(`
    import { Book, load } from "clearfloor";
    await load();
    const book = new Book();
    const code = (call) => { try { call(); return null; } catch (error) { return error.code; } };
    const codes = [code(() => book.addProduct()), code(() => book.setToday("soon"))];
    book.setToday("2026-11-21");
    codes.push(code(() => book.product("nobody", [])), code(() => book.addTable(null)));
    console.log(JSON.stringify(codes));
  `);
  assert.deepEqual(codes, ["today_missing", "date_unknown", "no_such_product", "wrong_shape"]);
});

test("the types hold a consumer to what the calls take", () => {
  const read = (body) => {
    writeFileSync(
      join(folder, "consumer.ts"),
      `import { Book, load, type Row } from "clearfloor";\nawait load();\n${body}`,
    );
    const tsc = inProject("node_modules/typescript/bin/tsc");
    const options = [
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--lib",
      "es2024,dom,esnext",
    ];
    try {
      inFolder(process.execPath, [tsc, ...options, "consumer.ts"]);
      return "";
    } catch (error) {
      return error.stdout;
    }
  };
  assert.equal(read("const row: Row = new Book().product('a', []).row; export const sku: string = row.sku;"), "");
  assert.match(read("new Book().setToday(5);"), /TS2345/);
});
