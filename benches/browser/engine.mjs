// Our side in a worker: the library's catalogue pass as WebAssembly, fed with columns, and the page's own module.

import { columnBytes, costSheet, feePreview, makeCatalogue, partOf, planningReport } from "/benches/js/dataset.mjs";

/** Compiles a module and satisfies imports that this bench never calls (those of the page's boundary). */
async function instance(url) {
  const module = await WebAssembly.compile(await (await fetch(url)).arrayBuffer());
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    if (kind === "function") {
      imports[from][name] = () => {
        throw new Error(`${from}.${name} is not there in a bench`);
      };
    }
  }
  return (await WebAssembly.instantiate(module, imports)).exports;
}

async function wasm({ wasm: url, tables, count, seed, from, to }) {
  const engine = await instance(url);
  const part = partOf(makeCatalogue(tables, count, seed), from, to);
  const bytes = columnBytes(tables, part);
  const at = engine.bench_reserve(bytes.length); // may move the memory, so it comes before the view
  new Uint8Array(engine.memory.buffer).set(bytes, at);
  if (engine.bench_prepare() !== part.count) throw new Error("the columns could not be read");
  return () => {
    if (engine.bench_run() !== part.count) throw new Error("a product had no answer");
    const { buffer } = engine.memory;
    const value = new Float64Array(buffer, engine.bench_values(), 12 * part.count).slice();
    const best = new Uint8Array(buffer, engine.bench_best(), part.count).slice();
    const gain = new Float64Array(buffer, engine.bench_gain(), part.count).slice();
    return [{ value, best, gain }, [value.buffer, best.buffer, gain.buffer]];
  };
}

const BOUNDARY = "/www/src/engine/generated/clearfloor";

/** The page's own module and bindings, as the page's worker starts them. */
async function boundary() {
  const bindings = await import(`${BOUNDARY}.js`);
  bindings.initSync({ module: await (await fetch(`${BOUNDARY}_bg.wasm`)).arrayBuffer() });
  return bindings;
}

const table = (name, text) => ({ name, text, isClipboard: false, currency: null, mapping: [] });

/** The whole list as the page asks for it: three reports read beforehand, then every product computed. */
async function book({ tables, count, seed, from, to, today }) {
  const { Book } = await boundary();
  const part = partOf(makeCatalogue(tables, count, seed), from, to);
  const ours = new Book();
  ours.setToday(today);
  ours.addTable(table("planning.txt", planningReport(tables, part, today)));
  ours.addTable(table("preview.txt", feePreview(tables, part, today)));
  ours.addTable(table("costs.csv", costSheet(tables, part)));
  return () => {
    ours.setToday(today); // everything is computed anew
    let progress = { done: 0, total: 1 };
    while (progress.done < progress.total) progress = ours.advance(4096);
    const proof = () => {
      const { products, ready, gain } = ours.summary();
      return { products, ready, gain: gain?.minor ?? 0 };
    };
    return [null, [], proof];
  };
}

/** The planning report read and validated to the last cell, into a new book each time. */
async function reader({ tables, count, seed, today }) {
  const { Book } = await boundary();
  const text = planningReport(tables, makeCatalogue(tables, count, seed), today);
  return () => {
    const ours = new Book();
    ours.setToday(today);
    const view = ours.addTable(table("planning.txt", text));
    const proof = () => {
      ours.free();
      const { rowsRead, rowsSetAside, problemCount, columns } = view;
      return { rows: rowsRead, setAside: rowsSetAside, problems: problemCount, columns: columns.length };
    };
    return [null, [], proof];
  };
}

export const sides = { wasm, book, reader };
