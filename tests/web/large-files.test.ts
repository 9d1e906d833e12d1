// A large file is read in pieces, by the engine itself, and what comes of it is what the whole gives.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EngineClient, readFileBy } from "../../www/src/engine/client.ts";
import { Cancelled, WorkerEnded } from "../../www/src/engine/failure.ts";
import { FileReading, pieceBytes } from "../../www/src/engine/file-reading.ts";
import { Book, detectEncoding, initSync } from "../../www/src/engine/generated/clearfloor.js";
import type { FileEncoding, Request } from "../../www/src/engine/protocol.ts";
import type { TableView } from "../../www/src/engine/types.ts";
import { InputLog } from "../../www/src/state/input-log.ts";
import { findLines, keptType, onlyLines, withLine } from "../../www/src/state/table-text.ts";
import { fileOfWorkspace, workspaceOf } from "../../www/src/state/workspace-text.ts";
import { type Behaviour, FakeClock, FakeWorker, settled } from "./fake-worker.ts";

const wasm = new URL("../../www/src/engine/generated/clearfloor_bg.wasm", import.meta.url);
initSync({ module: new WebAssembly.Module(readFileSync(wasm)) });

function book(): Book {
  const made = new Book();
  made.setToday("2026-11-21");
  return made;
}

const input = { name: "large.txt", isClipboard: false, currency: null, mapping: [] };

/** A table with `title` in its rows, longer than two pieces. */
function table(title: string, headings = "sku\tproduct-name\tyour-price\tavailable"): string {
  const row = (place: number): string => `A-${place}\t${title} ${place}\t19.9${place % 10}\t${place % 50}`;
  const rows = Math.ceil((2.2 * pieceBytes) / row(10_000).length);
  return [headings, ...Array.from({ length: rows }, (_, place) => row(place)), ""].join("\r\n");
}

interface Made {
  readonly view: TableView;
  readonly text: Blob | null;
  readonly encoding: FileEncoding | null;
  readonly slices: number;
  /** How often it was begun anew. */
  readonly anew: number;
}

/** What a slice at a time makes of a file; each slice ends after one piece or one step. */
async function read(of: Book, file: Blob, encoding?: string): Promise<Made> {
  const reading = new FileReading(of, input, file, undefined, encoding);
  let time = 0;
  let slices = 0;
  let before = 0;
  let anew = 0;
  for (;;) {
    slices += 1;
    const { done, total } = await reading.goOn(() => (time += 7));
    if (done < before) anew += 1;
    before = done;
    if (done >= total) return { ...(await reading.take()), slices, anew };
  }
}

/** The same as one text. */
function readWhole(text: string): TableView {
  return book().addTable({ ...input, text });
}

test("reads a file slice by slice as it is read whole, and keeps its text", async () => {
  const text = table("Lamp 灯");
  const of = book();
  const { view, text: kept, slices, anew } = await read(of, new Blob(["\uFEFF", text]));
  assert.deepEqual(view, readWhole(text));
  assert.ok(slices > 10, `${slices} slices`);
  assert.equal(anew, 0);
  assert.equal(await kept?.text(), text);
  // What is kept is read again as it is.
  const again = await read(book(), new Blob([text], { type: keptType }));
  assert.equal(again.text, null);
  assert.deepEqual(again.view, view);
});

test("reads other encodings, also where only the end of a file tells that it is none of the usual", async () => {
  const start = table("Lamp");
  const row = (title: readonly number[]): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(
      [..."B-1\t"]
        .map((c) => c.charCodeAt(0))
        .concat(
          title,
          [..."\t5.00\t1\r\n"].map((c) => c.charCodeAt(0)),
        ),
    );
  const western = new Blob([start, row([0x47, 0x72, 0xf6, 0xdf, 0x65])]);
  const chinese = new Blob([row([0xb5, 0xc6]), row([0xd7, 0xc0]), start, row([0xb5, 0xc6])]);
  for (const file of [western, chinese, new Blob([start, Uint8Array.of(0xe5)])]) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder(detectEncoding(bytes)).decode(bytes);
    const { view, text: kept } = await read(book(), file);
    assert.deepEqual(view, readWhole(text));
    assert.ok((await kept?.text()) === text);
  }
});

test("reads a file in the encoding that is chosen, and says what it was read in", async () => {
  const start = table("PROMO");
  const western = new Blob([Uint8Array.of(0xc7, 0xc3), start, Uint8Array.of(0xc7, 0xc3)]);
  const found = await read(book(), western);
  assert.deepEqual(found.encoding, { label: "gb18030", isChosen: false, rival: "windows-1252", isLossy: false });
  const chosen = await read(book(), western, "windows-1252");
  assert.deepEqual(chosen.encoding, { label: "windows-1252", isChosen: true, rival: null, isLossy: false });
  assert.ok((await chosen.text?.text())?.endsWith("ÇÃ"));
  // What is said to be UTF-8 and is not is read as that all the same.
  const wrong = await read(book(), western, "utf-8");
  assert.deepEqual(wrong.encoding, { label: "utf-8", isChosen: true, rival: null, isLossy: true });
  const usual = await read(book(), new Blob([start]));
  assert.deepEqual(usual.encoding, { label: "utf-8", isChosen: false, rival: null, isLossy: false });
  assert.equal((await read(book(), new Blob([start], { type: keptType }))).encoding, null);
});

test("keeps nothing of what a file says of buyers", async () => {
  const text = table("Synville", "sku\tship-city\titem-price\tquantity\torder-id".slice(0, -9));
  const of = book();
  const { view, text: kept } = await read(of, new Blob([text]));
  assert.ok(view.columns.some(({ usage }) => usage === "buyer"));
  const whole = book();
  const { id } = whole.addTable({ ...input, text });
  const emptied = whole.withoutBuyers(id, text);
  assert.ok(emptied !== undefined && !emptied.includes("Synville"));
  assert.ok((await kept?.text()) === emptied);
});

test("refuses a file that was given up, and reads the next one", async () => {
  const of = book();
  const reading = new FileReading(of, input, new Blob([table("Lamp")]));
  await reading.goOn(() => 0);
  of.dropTable();
  assert.throws(() => of.takeTable(), { code: "table_not_opened" });
  assert.equal(of.tables().length, 0);
  assert.equal((await read(of, new Blob([table("Rug")]))).view.name, input.name);
});

// --- the page's end -------------------------------------------------------------------

const progress = (done: number): object => ({ answer: { done, total: 1000 } });
const started = { answer: { build: "test", fetched: [] } };
const taken = { answer: { view: { id: 1 }, text: null } };

function client(behave: (request: Request, count: number) => ReturnType<Behaviour>): {
  client: EngineClient;
  workers: FakeWorker[];
} {
  const workers: FakeWorker[] = [];
  let count = 0;
  const made = new EngineClient({
    spawn: () => {
      const worker = new FakeWorker((request) => {
        if (request.kind === "start") return started;
        count += 1;
        return behave(request, count);
      });
      workers.push(worker);
      return worker;
    },
    code: { first: async () => ({ url: "first.wasm" }), second: null },
    clock: new FakeClock(),
    restore: async () => {},
    onReady: () => {},
    onWhole: () => {},
    onEnded: () => {},
    onFailed: () => {},
    onChanged: () => {},
  });
  made.start();
  return { client: made, workers };
}

test("asks slice by slice, tells how far it is, and lets others in between", async () => {
  const { client: made, workers } = client(({ kind }, count) =>
    kind === "readTable" ? (progress(count * 200) as { answer: unknown }) : taken,
  );
  const told: number[] = [];
  const reading = made.readFile(input, new Blob(["a"]), ({ done }) => {
    told.push(done);
    if (told.length === 1) void made.request("look", { look: {} });
  });
  assert.deepEqual(await reading, taken.answer);
  assert.deepEqual(told, [400, 800, 1000]);
  const kinds = workers[0]?.kinds;
  assert.deepEqual(kinds, ["openTable", "readTable", "look", "readTable", "readTable", "takeTable"].filter(Boolean));
});

test("stops at once, with the worker and its book left as they were", async () => {
  const { client: made, workers } = client(({ kind }) => (kind === "readTable" ? "silence" : taken));
  const stop = new AbortController();
  const reading = made.readFile(input, new Blob(["a"]), () => {}, stop.signal);
  await settled();
  const worker = workers[0];
  assert.deepEqual(worker?.kinds, ["openTable", "readTable"]);
  stop.abort();
  await assert.rejects(reading, Cancelled);
  // The slice under way ends by itself; then the file is given up.
  worker?.reply(worker.last("readTable"), progress(10) as { answer: unknown });
  await settled();
  assert.deepEqual(worker?.kinds, ["openTable", "readTable", "dropTable"]);
  assert.equal(worker?.isTerminated, false);
  assert.equal(workers.length, 1);
});

test("begins anew in a worker that takes the place of another", async () => {
  let isFirst = true;
  const { client: made, workers } = client(({ kind }) => {
    if (kind === "readTable" && isFirst) {
      isFirst = false;
      return "silence";
    }
    return kind === "readTable" ? (progress(1000) as { answer: unknown }) : taken;
  });
  const reading = made.readFile(input, new Blob(["a"]), () => {});
  await settled();
  made.replace();
  assert.deepEqual(await reading, taken.answer);
  assert.deepEqual(workers[1]?.kinds, ["openTable", "readTable", "takeTable"]);
});

test("ends with a worker that is ended for good", async () => {
  const { client: made } = client(({ kind }) => (kind === "readTable" ? "silence" : taken));
  const reading = made.readFile(input, new Blob(["a"]), () => {});
  await settled();
  made.close();
  await assert.rejects(reading, WorkerEnded);
});

// --- what is kept ---------------------------------------------------------------------

test("is replayed from the file that is kept, which stays the same one", async () => {
  const log = new InputLog();
  const file = new Blob([table("Lamp")], { type: keptType });
  log.add({ kind: "table", input, text: file }, 1);
  const asked: string[] = [];
  const done: number[] = [];
  const difference = await log.replay(
    async (kind) => {
      asked.push(kind);
      const answers = { readTable: { done: 1000, total: 1000 }, takeTable: { view: { id: 7 }, text: null } };
      return (answers as Record<string, unknown>)[kind] as never;
    },
    "2026-11-21",
    {
      readPack: async () => new ArrayBuffer(0),
      onProgress: (progress) => done.push(progress.done),
      onRenamed: () => {},
      onBroken: () => {},
      onDraft: () => {},
      onWorksheet: async () => {},
    },
  );
  assert.deepEqual(asked, ["setToday", "openTable", "readTable", "takeTable"]);
  assert.deepEqual(difference, { put: [], remove: [] });
  assert.deepEqual(done, [0, 1]);
  const entry = log.table(7);
  assert.ok(entry?.text === file);
});

test("finds lines of a kept file, mends one, and keeps those of one product", async () => {
  const text = table("Lamp 灯");
  const file = new Blob([text], { type: keptType });
  const count = text.split("\n").length;
  const numbers = [1, 2, 777, count - 1, count, count + 1];
  const ofFile = await findLines(file, numbers);
  const ofText = await findLines(text, numbers);
  assert.deepEqual(
    [...ofFile].map(([number, line]) => [number, line.text]),
    [...ofText].map(([number, line]) => [number, line.text]),
  );
  assert.equal(ofFile.size, 5);
  for (const [kept, found] of [
    [file, ofFile],
    [text, ofText],
  ] as const) {
    const line = found.get(777);
    assert.ok(line);
    const mended = withLine(kept, line, "mended\r");
    const whole = typeof mended === "string" ? mended : await mended.text();
    const lines = text.split("\n");
    lines[776] = "mended\r";
    assert.ok(whole === lines.join("\n"));
  }
  const isKept = (line: string): boolean => line.startsWith("A-4321\t");
  const only = await onlyLines(file, 1, isKept);
  assert.equal(only, await onlyLines(text, 1, isKept));
  assert.equal(only?.split("\n").length, 2);
  assert.equal(await onlyLines(file, 1, () => false), null);
});

test("goes out in a workspace file piece by piece and comes back", async () => {
  const texts = [table('Lamp "灯"'), "sku\tprice\nB\t2\n"];
  const entries = texts.map((text, place) => ({
    order: place + 1,
    kind: "table" as const,
    input,
    text: place === 0 ? new Blob([text], { type: keptType }) : text,
  }));
  const file = await fileOfWorkspace(entries, "2026-11-27T10:00:00.000Z", 1);
  const reading = workspaceOf(await file.text());
  assert.ok("workspace" in reading);
  const back = reading.workspace.entries.flatMap((entry) => (entry.kind === "table" ? [entry.text] : []));
  const asText = (text: string | Blob): Promise<string> | string => (typeof text === "string" ? text : text.text());
  assert.deepEqual(await Promise.all(back.map(asText)), texts);
});

test("reads by the calls it is given", async () => {
  const asked: string[] = [];
  const answer = await readFileBy(
    async (kind) => {
      asked.push(kind);
      const answers = { readTable: { done: asked.length, total: 3 }, takeTable: "taken" };
      return (answers as Record<string, unknown>)[kind] as never;
    },
    input,
    new Blob(["a"]),
    () => {},
  );
  assert.deepEqual([answer, asked], ["taken", ["openTable", "readTable", "readTable", "takeTable"]]);
});
