import assert from "node:assert/strict";
import { test } from "node:test";
import type { Request } from "../../www/src/engine/protocol.ts";
import { InputLog } from "../../www/src/state/input-log.ts";
import { Shards, shardsFor } from "../../www/src/state/shards.ts";
import { FakeClock, FakeWorker, type Reaction, settled } from "./fake-worker.ts";

const code = [new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))];

/** A share as the engine begins it: where it begins and ends. */
function share(from: number, until: number): Uint8Array {
  const bytes = new Uint8Array(24);
  const head = new DataView(bytes.buffer);
  head.setBigInt64(0, BigInt(from), true);
  head.setBigInt64(8, BigInt(until), true);
  return bytes;
}

/** Workers that find what they are asked for, and an engine that takes it in. */
function setUp(isTaken: (from: number) => boolean, react: (request: Request) => Reaction | null = () => null) {
  const workers: FakeWorker[] = [];
  const taken: [number, number][] = [];
  const log = new InputLog();
  log.add({ kind: "table", input: { name: "a.txt" } as never, text: "A" });
  const worker = (): FakeWorker => {
    const made = new FakeWorker((request) => {
      const own = react(request);
      if (own !== null) return own;
      if (request.kind === "start") return { answer: { build: "test", fetched: [], module: code[0] } };
      if (request.kind === "addTable") return { answer: { view: { id: 1, problems: [] }, text: "A" } };
      if (request.kind === "shareOfWays") return { answer: share(Math.max(request.from, 0), request.until) };
      return { answer: null };
    });
    workers.push(made);
    return made;
  };
  const request = async (kind: string, ask: { share?: Uint8Array; revision?: number }) => {
    if (kind === "waysRevision") return 7;
    assert.equal(ask.revision, 7);
    const head = new DataView((ask.share as Uint8Array).buffer);
    const range: [number, number] = [Number(head.getBigInt64(0, true)), Number(head.getBigInt64(8, true))];
    if (!isTaken(range[0])) return false;
    taken.push(range);
    return true;
  };
  const environment = {
    spawn: worker,
    clock: new FakeClock(),
    today: () => "2026-11-27",
    readAsset: async () => new ArrayBuffer(0),
    traffic: { note: () => {} },
  };
  const sources = { environment, log, client: { request: request as never, code } };
  return { sources, workers, taken };
}

test("further workers are started only where there is much to find, and never more than are of use", () => {
  assert.equal(shardsFor({ done: 0, total: 3999 }, 0, 8), 0);
  assert.equal(shardsFor({ done: 0, total: 4000 }, 1_000_000, 2), 1);
  // A report of many columns takes longer to read again than the ways of its products to find.
  assert.equal(shardsFor({ done: 0, total: 4000 }, 1_000_001, 2), 0);
  assert.equal(shardsFor({ done: 0, total: 100_000 }, 0, 16), 3);
  assert.equal(shardsFor({ done: 0, total: 100_000 }, 0, 1), 0);
  assert.equal(shardsFor({ done: 99_000, total: 100_000 }, 0, 8), 0);
  assert.equal(shardsFor({ done: 0, total: 1_000_000 }, 0, 8), 0);
});

test("shares come from the back, each product once, until the engine is met; then the workers end", async () => {
  const { sources, workers, taken } = setUp(() => true);
  const shards = new Shards(sources, [], { done: 0, total: 5000 });
  shards.follow({ done: 1000, total: 5000 });
  await shards.start(2);
  await settled();
  await settled();
  assert.ok(workers.every(({ kinds }) => kinds.includes("addTable")));
  const ranges = [...taken].sort((a, b) => a[0] - b[0]);
  assert.equal(ranges.at(-1)?.[1], 5000);
  for (const [i, [from, until]] of ranges.entries()) {
    assert.equal(until - from, 256);
    if (i > 0) assert.equal(from, ranges[i - 1]?.[1]);
  }
  assert.ok((ranges[0]?.[0] ?? 0) >= 1000 + 256);
  assert.equal(shards.taken, ranges.length * 256);
  assert.ok(workers.every(({ isTerminated }) => isTerminated));
});

test("a share that comes too late ends them, and the run that ends takes them along", async () => {
  const late = setUp((from) => from > 4000);
  await new Shards(late.sources, [], { done: 0, total: 5000 }).start(1);
  await settled();
  assert.ok(late.taken.length > 0 && late.taken.every(([from]) => from > 4000));
  assert.ok(late.workers[0]?.isTerminated);

  const ended = setUp(
    () => true,
    ({ kind }) => (kind === "shareOfWays" ? "silence" : null),
  );
  const shards = new Shards(ended.sources, [], { done: 0, total: 5000 });
  await shards.start(1);
  await settled();
  assert.equal(ended.workers[0]?.isTerminated, false);
  shards.end();
  assert.equal(ended.workers[0]?.isTerminated, true);
});

test("a worker that cannot be filled or that traps is given up, and no other takes its place", async () => {
  for (const kind of ["addTable", "shareOfWays"]) {
    const { sources, workers, taken } = setUp(
      () => true,
      (request) => (request.kind === kind ? { trap: "no room" } : null),
    );
    await new Shards(sources, [], { done: 0, total: 5000 }).start(1);
    await settled();
    assert.equal(workers.length, 1, kind);
    assert.ok(workers[0]?.isTerminated, kind);
    assert.deepEqual(taken, []);
  }
});

test("shares asked for after the end of the run start no worker", async () => {
  const { sources, workers } = setUp(() => true);
  const shards = new Shards(sources, [], { done: 0, total: 5000 });
  const started = shards.start(2);
  shards.end();
  await started;
  assert.equal(workers.length, 0);
});
