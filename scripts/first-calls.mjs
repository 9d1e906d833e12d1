/**
 * `node scripts/first-calls.mjs <bindings> <module>`: does with an engine what the page does up to the first list,
 * and prints the numbers of the places in its code that were reached. The build (`crates/xtask/src/ran.rs`) runs it with a module that
 * keeps account of that, and puts into the first part what is printed here.
 *
 * Tables are those of `first-reports.mjs`, one by one, those of the sample together, on days of all
 * seasons, as long as those of sellers are, and a few small ones. What a seller's own table needs beyond these is no mistake: it is fetched then.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { firstReports, reportFolder as folder } from "./first-reports.mjs";

const [bindings, module] = process.argv.slice(2);
const compiled = new WebAssembly.Module(readFileSync(module));
const reached = new Set();
let engines = 0;

/**
 * Does something with an engine of its own, whose memory begins where no other's does: the places of keys in a
 * table follow from addresses, and with them the way through the code that looks for them.
 */
async function withEngine(act) {
  engines += 1;
  const engine = await import(`${pathToFileURL(bindings).href}?engine=${engines}`);
  const { memory, account, accountEnd } = engine.initSync({ module: compiled });
  memory.grow(engines - 1);
  act(engine);
  const ran = new Uint8Array(memory.buffer).subarray(account.value, accountEnd.value);
  for (const [number, times] of ran.entries()) if (times > 0) reached.add(number);
}

const sample = ["fba_inventory_us.txt", "fee_preview_us.txt", "cost_sheet_us.csv"];
const days = ["2026-11-21", "2026-06-01", "2026-10-20", "2027-01-10", "2027-03-05"];
/** Tables typed by hand or copied from a sheet. */
const small = [
  'sku,title,available,price,cost\nA1,Lamp,25,19.99,4.20\nB-2,"Mug, blue",140,$12.50,2\n',
  "SKU\tUnits\tPrice\tWeight\tDimensions\nA1\t25\t19.99\t1.2 lb\t10 x 5 x 3 in\nB2\t7\t9.99\t300 g\t25*10*4 cm\n",
  "商品编码,库存数量,售价,采购成本(元),重量(kg)\nA1,25,19.99,３０.5,0.5\nB2,140,12.5,￥12,0.3\n",
];

const noFilter = {
  text: "",
  actions: [],
  ages: null,
  category: null,
  supplier: "",
  deadlineBy: null,
  missing: null,
  bounds: [],
};
const window = { offset: 0, count: 200, sort: "gain", isDescending: true, filter: noFilter, group: null, open: [] };
const actions = ["cut", "liquidate", "remove", "resell", "dispose"];

/** What stands beside the list, as `www/src/engine/see.ts` asks for it; what nothing has changed since is known. */
function look(book) {
  for (let time = 0; time < 2; time += 1) lookOnce(book);
}

function lookOnce(book) {
  book.rows(window);
  book.rows({ ...window, count: 8, filter: { ...noFilter, actions } });
  book.totals(noFilter, []);
  book.points(noFilter, "cover", "gain");
  book.summary();
  book.missing(200);
  book.tables();
}

/** Reads tables and goes over them as the page does at first; a slice makes several calls, then there may be a look. */
function read(engine, tables, today, slice, isLookedAt) {
  const book = new engine.Book();
  book.setToday(days[1]);
  look(book);
  book.setToday(today);
  look(book);
  for (const { name, text, isClipboard } of tables) {
    book.addTable({ name, isClipboard, currency: null, mapping: [], text });
    look(book);
  }
  for (let left = 1; left > 0; ) {
    const pass = book.firstPass(slice);
    if (pass.done >= pass.total) break;
    ({ left } = pass);
    // On a slow machine the list is shown before all of it is calculated.
    if (isLookedAt) look(book);
  }
  look(book);
  // A book goes with its tables or without: what is given back lies otherwise in memory.
  if (isLookedAt) book.removeTable(1);
  book.free();
}

function table(engine, name, isClipboard) {
  const bytes = readFileSync(join(folder, name));
  const encoding = engine.detectEncoding(bytes);
  engine.encodingRival(bytes, encoding);
  const text = new TextDecoder(encoding).decode(bytes);
  return { name: isClipboard ? "pasted 1" : name, isClipboard, text };
}

/** What counts are multiplied by in turn. */
const scales = [1, 0, 3, 20, 0.1];

/** A table as long as those of sellers: its rows again and again, each with a SKU and counts of its own. */
function long({ name, text }, times) {
  const [head, ...rows] = text.split(/\r?\n/).filter((line) => line !== "");
  const separator = head.includes("\t") ? "\t" : ",";
  const at = head.toLowerCase().split(separator).indexOf("sku");
  const copies = Array.from({ length: times }, (_, time) =>
    rows.map((row) => {
      const scale = scales[time % scales.length];
      const cells = row
        .split(separator)
        .map((cell) =>
          /^\d{1,6}$/.test(cell) ? String(Math.round(Number(cell) * scale) + (time % 400) * scale) : cell,
        );
      cells[at] = `${cells[at]}-${time}`;
      return cells.join(separator);
    }),
  );
  return { name, isClipboard: false, text: [head, ...copies.flat()].join("\n") };
}

/** A page that is opened, and in it some tables, a second time too: what was learned the first time stays. */
async function open(tables, today, slice = 4) {
  await withEngine((engine) => {
    engine.buildInfo();
    // After a trap nothing is fetched to say why.
    engine.lastPanic();
    for (const isLookedAt of [true, false]) read(engine, tables(engine), today, slice, isLookedAt);
  });
}

const sampleTables = (engine) => sample.map((name) => table(engine, name, false));
for (let time = 0; time < 8; time += 1) for (const today of days) await open(sampleTables, today);
for (const name of firstReports) {
  for (const isClipboard of [false, true]) await open((engine) => [table(engine, name, isClipboard)], days[0]);
}
await open((engine) => sample.slice(0, 2).map((name) => long(table(engine, name, false), 400)), days[0], 512);
for (const text of small) await open(() => [{ name: "pasted 1", isClipboard: true, text }], days[0]);
process.stdout.write([...reached].map((number) => `${number}\n`).join(""));
