// The engine in two parts gives what the engine in one piece gives, also where the second has to be fetched in the
// middle of a call.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { firstReports, laterReports } from "../../scripts/first-reports.mjs";
import { firstWindow, noFilter } from "../../www/src/state/store.ts";

type Engine = typeof import("../../www/src/engine/generated/clearfloor.js");

const generated = new URL("../../www/src/engine/generated/", import.meta.url);
const reports = new URL("../conformance/reports/", import.meta.url);
const compiled = (name: string) => new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, generated)));
const modules = {
  first: compiled("clearfloor_first"),
  second: compiled("clearfloor_second"),
  whole: compiled("clearfloor_bg"),
};
let engines = 0;

/** An engine of its own, and how often it fetched its second part. */
async function fresh(part: "first" | "whole"): Promise<{ engine: Engine; fetched: () => number }> {
  engines += 1;
  const engine: Engine = await import(`${fileURLToPath(new URL("clearfloor.js", generated))}?engine=${engines}`);
  let times = 0;
  engine.initSync({ module: modules[part] });
  engine.fetchMoreBy(() => {
    times += 1;
    return modules.second;
  });
  return { engine, fetched: () => times };
}

/** Everything that the page asks for until the first list is there. */
function answers(engine: Engine, name: string, text: string): string {
  const book = new engine.Book();
  book.setToday("2026-11-21");
  const seen: unknown[] = [
    book.addTable({ name, isClipboard: !name.includes("."), currency: null, mapping: [], text }),
  ];
  for (let left = 1; left > 0; ) {
    const pass = book.firstPass(64);
    if (pass.done >= pass.total) break;
    ({ left } = pass);
  }
  seen.push(book.rows(firstWindow), book.totals(noFilter, []), book.summary(), book.missing(200), book.tables());
  book.free();
  return JSON.stringify(seen);
}

function textOf(engine: Engine, name: string): string {
  const bytes = readFileSync(new URL(name, reports));
  return new TextDecoder(engine.detectEncoding(bytes)).decode(bytes);
}

test("the first part reads the reports that it was made for as the whole does, and fetches nothing", async () => {
  const whole = await fresh("whole");
  for (const name of firstReports) {
    const first = await fresh("first");
    const text = textOf(first.engine, name);
    assert.equal(answers(first.engine, name, text), answers(whole.engine, name, text), name);
    assert.equal(first.fetched(), 0, name);
  }
});

test("reports of what sold or was charged are read the same, with the second part where they need it", async () => {
  const whole = await fresh("whole");
  assert.ok(laterReports.length > 0);
  for (const name of laterReports) {
    const first = await fresh("first");
    const text = textOf(first.engine, name);
    assert.equal(answers(first.engine, name, text), answers(whole.engine, name, text), name);
    assert.ok(first.fetched() <= 1, name);
  }
});

test("what the first part lacks is fetched once in the middle of a call, and the answer is that of the whole", async () => {
  const whole = await fresh("whole");
  let most = 0;
  for (const text of [
    "",
    "sku\nA",
    "\u0000\u0001\uffff\n",
    'sku,title,price\n"A,"b",1\nB,"x\ny",-3\n',
    "商品编码,库存,售价,成本\nA1,１２,¥3.5,两\nB,3,abc,9\n",
    "SKU;Bestand;Preis;Datum\nA;1.234;12,50;31.12.2026\nB;5;1.000,00;1/2\n",
    "sku\tdate\tavailable\tprice\tdimensions\nA\t31/12/2026\t5\t$3\t1 x 2 m\nB\t12/31/2026\t7\t€4\t3×4×5 ft\n",
  ]) {
    const first = await fresh("first");
    assert.equal(answers(first.engine, "typed", text), answers(whole.engine, "typed", text), text);
    most = Math.max(most, first.fetched());
    assert.ok(first.fetched() <= 1, text);
  }
  assert.equal(most, 1);
});
