// One worker of the bench page. It makes its own part of the catalogue before the clock starts, then does the work as
// often as asked; the page stops the clock when the last answer of all workers has arrived.

import { makeCatalogue, partOf, planningReport } from "/benches/js/dataset.mjs";
import { computeEventwise, makeEvents } from "/benches/js/eventwise.mjs";
import { makeModel, makeResults } from "/benches/js/model.mjs";
import { computeReference } from "/benches/js/reference.mjs";

let run = null;

function references(ask) {
  const { side, tables, count, seed, from, to, today } = ask;
  const part = partOf(makeCatalogue(tables, count, seed), from, to);
  const model = makeModel(tables, today, 0.1);
  const events = makeEvents(model);
  return () => {
    const results = makeResults(part.count);
    if (side === "js-reference") computeReference(model, part, 0, part.count, results);
    else computeEventwise(model, events, part, 0, part.count, results);
    const { value, best, gain } = results;
    return [{ value, best, gain }, [value.buffer, best.buffer, gain.buffer]];
  };
}

// Papa Parse making plain arrays of the same text. `quotes` off is what the report asks for: a quote is data there.
async function papaparse({ tables, count, seed, today, quotes }) {
  // biome-ignore lint/security/noGlobalEval: Papa Parse is no module; it hangs itself on the global object
  globalThis.eval(await (await fetch("/node_modules/papaparse/papaparse.min.js")).text());
  const text = planningReport(tables, makeCatalogue(tables, count, seed), today);
  return () => {
    const parsed = globalThis.Papa.parse(text, { delimiter: "\t", ...(quotes ? {} : { quoteChar: "\u0000" }) });
    const proof = () => {
      const rows = parsed.data.filter((row) => row.length > 1);
      const units = rows[0].indexOf("available");
      const sum = rows.slice(1).reduce((total, row) => total + Number(row[units]), 0);
      return { rows: rows.length - 1, problems: parsed.errors.length, columns: rows[0].length, units: sum };
    };
    return [null, [], proof];
  };
}

const sides = { "js-reference": references, "js-eventwise": references, papaparse };

async function prepare(ask) {
  const side = sides[ask.side] ?? (await import("./engine.mjs")).sides[ask.side];
  run = await side(ask);
}

globalThis.onmessage = async ({ data: ask }) => {
  try {
    if (ask.kind === "prepare") {
      await prepare(ask);
      postMessage({ kind: "ready" });
      return;
    }
    const began = performance.now();
    // An answer goes to the page; a proof is worked out only after the clock has stopped.
    const [answer, transfer, proof] = run();
    const ms = performance.now() - began;
    postMessage({ kind: "done", ms, answer: proof ? proof() : answer }, transfer);
  } catch (thrown) {
    postMessage({ kind: "failed", why: String(thrown?.stack ?? thrown) });
  }
};
