import assert from "node:assert/strict";
import { test } from "node:test";
import { type Call, EngineClient } from "../../www/src/engine/client.ts";
import type { EngineParts } from "../../www/src/engine/code.ts";
import { Cancelled, Refused, Superseded, WorkerEnded } from "../../www/src/engine/failure.ts";
import type { Ask, Kind, Request } from "../../www/src/engine/protocol.ts";
import { type Behaviour, FakeClock, FakeWorker, settled } from "./fake-worker.ts";

interface Stage {
  readonly client: EngineClient;
  readonly clock: FakeClock;
  readonly workers: FakeWorker[];
  readonly changed: Kind[];
  readonly told: string[];
  readonly worker: () => FakeWorker;
}

const silent: Behaviour = ({ kind }) => (kind === "start" ? { answer: { build: "test", fetched: [] } } : "silence");
const obedient: Behaviour = ({ kind }) =>
  kind === "start" ? { answer: { build: "test", fetched: [] } } : { answer: { kind } };

/** The smallest module there is; a second part stands for itself by it. */
const compiled = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const first: EngineParts["first"] = async () => ({ url: "first.wasm" });
const parts: EngineParts = { first, second: async () => ({ module: compiled }) };

/** A client whose n-th worker behaves like the n-th behaviour, the later ones like the last. */
function stage(
  behaviours: Behaviour[],
  restore: (call: Call) => Promise<void> = async () => {},
  code: EngineParts = { first, second: null },
): Stage {
  const workers: FakeWorker[] = [];
  const clock = new FakeClock();
  const changed: Kind[] = [];
  const told: string[] = [];
  const client = new EngineClient({
    spawn: () => {
      const behave = behaviours[workers.length] ?? behaviours.at(-1) ?? silent;
      const worker = new FakeWorker(behave);
      workers.push(worker);
      return worker;
    },
    code,
    clock,
    restore,
    onReady: (_, replaced) => told.push(replaced === null ? "ready" : `ready after ${replaced.reason}`),
    onWhole: (code) => told.push(`whole in ${code.length}`),
    onEnded: ({ reason }) => told.push(`ended: ${reason}`),
    onFailed: ({ reason }) => told.push(`failed: ${reason}`),
    onChanged: (kind) => changed.push(kind),
  });
  client.start();
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    assert.ok(last);
    return last;
  };
  return { client, clock, workers, changed, told, worker };
}

const look = (key: string): Ask<"look"> => ({ look: { key, product: true } });
const edit = (text: string): Ask<"edit"> => ({ key: "A", field: "price", text, look: {} });

/** What became of a promise, by the name of what it was rejected with. */
async function fate(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "answered";
  } catch (thrown) {
    return (thrown as Error).name;
  }
}

test("answers each request with its own reply", async () => {
  const { client } = stage([
    (request) => (request.kind === "start" ? { answer: {} } : { answer: "look" in request ? request.look.key : "" }),
  ]);
  const answers = await Promise.all([client.request("look", look("A")), client.request("look", look("B"))]);
  assert.deepEqual(answers, ["A", "B"]);
});

test("holds a request back for a newer one of its lane, until it is time or something else is asked", async () => {
  const { client, clock, worker } = stage([obedient]);
  await settled();
  const typed = (text: string) => client.request("edit", edit(text), { lane: "edit", holdMs: 150 });
  const spared = fate(typed("1"));
  const sent = fate(typed("12"));
  await settled();
  assert.deepEqual(worker().kinds, []);
  clock.pass(150);
  assert.equal(await spared, "Superseded");
  assert.equal(await sent, "answered");
  assert.equal((worker().last("edit") as Request & { text: string }).text, "12");
  void fate(typed("123"));
  await client.request("look", look("A"));
  assert.deepEqual(worker().kinds, ["edit", "edit", "look"]);
});

test("hands what the core refused to the one who asked, with its code", async () => {
  const { client, told } = stage([({ kind }) => (kind === "start" ? { answer: {} } : { refuse: "unknown_product" })]);
  const thrown = await client.request("look", look("A")).catch((why: unknown) => why);
  assert.ok(thrown instanceof Refused);
  assert.equal(thrown.refusal.code, "unknown_product");
  assert.deepEqual(told, ["ready"]);
});

test("lets the newest request of a lane win, whether the older waits or is being answered", async () => {
  const { client, worker } = stage([silent]);
  await settled();
  const fates = ["A", "B", "C"].map((key) => fate(client.request("look", look(key), { lane: "look" })));
  const other = fate(client.request("look", look("D"), { lane: "hand" }));
  await settled();
  // A is with the worker; B never gets there.
  assert.deepEqual(worker().kinds, ["look"]);
  worker().reply(worker().last("look"), { answer: "A" });
  await settled();
  assert.equal((worker().last("look") as Request & { look: { key: string } }).look.key, "C");
  worker().reply(worker().last("look"), { answer: "C" });
  await settled();
  worker().reply(worker().last("look"), { answer: "D" });
  assert.deepEqual(await Promise.all([...fates, other]), [Superseded.name, Superseded.name, "answered", "answered"]);
  assert.equal(worker().received.filter(({ kind }) => kind === "look").length, 3);
});

test("hears of a change that the worker made for nobody", async () => {
  const { client, worker, changed } = stage([silent]);
  await settled();
  const older = fate(client.request("edit", edit("1"), { lane: "edit" }));
  await settled();
  const newer = client.request("edit", edit("12"), { lane: "edit" });
  worker().reply(worker().last("edit"), { answer: "first" });
  await settled();
  assert.equal(await older, Superseded.name);
  assert.deepEqual(changed, ["edit"]);
  worker().reply(worker().last("edit"), { answer: "second" });
  assert.equal(await newer, "second");
  assert.deepEqual(changed, ["edit", "edit"]);
});

test("cancels what waits without disturbing what runs", async () => {
  const { client, worker, workers } = stage([silent]);
  await settled();
  const controller = new AbortController();
  const running = client.request("look", look("A"));
  const waiting = fate(client.request("look", look("B"), { signal: controller.signal }));
  controller.abort();
  assert.equal(await waiting, Cancelled.name);
  worker().reply(worker().last("look"), { answer: "A" });
  assert.equal(await running, "A");
  assert.equal(workers.length, 1);
});

test("cancels the calculation of the catalogue between two slices", async () => {
  const { client, worker } = stage([silent]);
  await settled();
  const controller = new AbortController();
  const seen: number[] = [];
  const run = fate(client.calculate(({ done }) => seen.push(done), controller.signal));
  await settled();
  worker().reply(worker().last("advance"), { answer: { done: 4, total: 100 } });
  await settled();
  controller.abort();
  assert.equal(await run, Cancelled.name);
  assert.deepEqual(seen, [4]);
  worker().reply(worker().last("advance"), { answer: { done: 8, total: 100 } });
  await settled();
  assert.equal(worker().received.filter(({ kind }) => kind === "advance").length, 2);
});

test("gives up a worker whose change is cancelled, because half a change cannot be taken back", async () => {
  const { client, workers, told, changed } = stage([silent, obedient]);
  await settled();
  const controller = new AbortController();
  const source = { text: "sku\tprice" };
  const input = { name: "t", isClipboard: true, currency: null, mapping: [] };
  const table = fate(client.request("addTable", { input, source }, { signal: controller.signal }));
  const waiting = client.request("look", look("A"));
  await settled();
  controller.abort();
  assert.equal(await table, Cancelled.name);
  await waiting;
  assert.deepEqual(
    workers.map(({ isTerminated }) => isTerminated),
    [true, false],
  );
  assert.deepEqual(told, ["ready", "ended: closed", "ready after closed"]);
  assert.deepEqual(changed, []);
});

test("tells how far the calculation is, and lets other requests in between", async () => {
  const order: string[] = [];
  let done = 0;
  const { client } = stage([
    ({ kind }) => {
      if (kind === "start") return { answer: {} };
      order.push(kind);
      if (kind !== "advance") return { answer: null };
      done += 10;
      return { answer: { done, total: 30 } };
    },
  ]);
  const seen: number[] = [];
  let asked: Promise<unknown> = Promise.resolve();
  const last = await client.calculate((progress) => {
    seen.push(progress.done);
    if (progress.done === 10) asked = client.request("look", look("A"));
  });
  await asked;
  assert.deepEqual(seen, [10, 20, 30]);
  assert.deepEqual(last, { done: 30, total: 30 });
  assert.deepEqual(order, ["advance", "look", "advance", "advance"]);
});

test("rejects what a trapped worker was given, and has the next one filled before it answers", async () => {
  const trapping: Behaviour = ({ kind }) => (kind === "start" ? { answer: {} } : { trap: "index out of bounds" });
  const { client, workers, told } = stage([trapping, obedient], async (call) => {
    await call("setToday", { today: "2026-11-21" });
  });
  // The first worker traps while it is being filled, too: the second attempt must do.
  const answer = await client.request("look", look("A"));
  assert.deepEqual(answer, { kind: "look" });
  assert.deepEqual(workers[1]?.kinds, ["setToday", "look"]);
  assert.deepEqual(told, ["ended: trap", "ready after trap"]);
});

test("rejects the request on which a worker traps, and answers what waited behind it", async () => {
  const { client, workers, told } = stage([silent, obedient]);
  await settled();
  const fatal = client.request("look", look("A")).catch((why: unknown) => why);
  const waiting = client.request("look", look("B"));
  await settled();
  const first = workers[0];
  assert.ok(first);
  first.reply(first.last("look"), { trap: "unreachable" });
  const thrown = await fatal;
  assert.ok(thrown instanceof WorkerEnded);
  assert.equal(thrown.reason, "trap");
  assert.equal(thrown.message, "unreachable");
  assert.deepEqual(await waiting, { kind: "look" });
  assert.ok(first.isTerminated);
  assert.deepEqual(told, ["ready", "ended: trap", "ready after trap"]);
});

test("replaces a worker that says nothing within the bound", async () => {
  const { client, clock, workers, told } = stage([silent, obedient]);
  await settled();
  const stuck = fate(client.request("look", look("A")));
  await settled();
  clock.pass(19_999);
  assert.equal(workers.length, 1);
  clock.pass(1);
  assert.equal(await stuck, WorkerEnded.name);
  await settled();
  assert.deepEqual(told, ["ready", "ended: silent", "ready after silent"]);
});

test("waits longer for a larger table", async () => {
  const { client, clock, workers } = stage([silent, obedient]);
  await settled();
  const input = { name: "t", isClipboard: false, currency: null, mapping: [] };
  const source = { bytes: new ArrayBuffer(10_000_000) };
  const reading = fate(client.request("addTable", { input, source }));
  await settled();
  clock.pass(29_000);
  assert.equal(workers.length, 1);
  clock.pass(1_000);
  assert.equal(await reading, WorkerEnded.name);
});

test("gives up after three workers that answer nothing, and settles everything", async () => {
  const trapping: Behaviour = ({ kind }) => (kind === "start" ? { trap: "no memory" } : "silence");
  const { client, told, workers } = stage([trapping]);
  const waiting = [
    fate(client.request("look", look("A"))),
    fate(client.request("look", look("B"), { isBackground: true })),
    fate(client.calculate(() => {})),
  ];
  assert.deepEqual(await Promise.all(waiting), Array(3).fill(WorkerEnded.name));
  assert.equal(workers.length, 3);
  assert.deepEqual(told, ["ended: trap", "ended: trap", "failed: trap"]);
  assert.equal(await fate(client.request("look", look("C"))), WorkerEnded.name);
});

test("starts again after giving up, when asked to", async () => {
  const trapping: Behaviour = ({ kind }) => (kind === "start" ? { trap: "no memory" } : "silence");
  const { client, told } = stage([trapping, trapping, trapping, obedient]);
  await settled();
  client.start();
  assert.deepEqual(await client.request("look", look("A")), { kind: "look" });
  assert.equal(told.at(-1), "ready");
});

test("settles a request that cannot be sent", async () => {
  const { client, worker } = stage([obedient]);
  await settled();
  worker().post = () => {
    throw new Error("could not be cloned");
  };
  assert.equal(await fate(client.request("look", look("A"))), "Error");
});

test("ignores what an ended worker still says", async () => {
  const { client, workers, clock } = stage([silent, silent]);
  await settled();
  const stuck = fate(client.request("look", look("A")));
  await settled();
  const [first] = workers;
  assert.ok(first);
  const late = first.last("look");
  clock.pass(20_000);
  assert.equal(await stuck, WorkerEnded.name);
  await settled();
  const next = client.request("look", look("B"));
  await settled();
  first.reply(late, { answer: "late" });
  const second = workers[1];
  assert.ok(second);
  second.reply(second.last("look"), { answer: "B" });
  assert.equal(await next, "B");
});

/** A worker that says what it has compiled. */
const compiling: Behaviour = ({ kind }) =>
  kind === "start" ? { answer: { build: "test", fetched: [], module: compiled } } : { answer: { kind } };

const slice: Ask<"firstPass"> = {};
const shipment: Ask<"shipment"> = { sheet: {} as Ask<"shipment">["sheet"] };

test("starts with the engine's first part and goes on with the second when a later view asks for it", async () => {
  const restored: number[] = [];
  let fetched = (_: { module: WebAssembly.Module }): void => {};
  const code: EngineParts = { first, second: () => new Promise((resolve) => (fetched = resolve)) };
  const { client, worker, workers, told } = stage([compiling], async () => void restored.push(1), code);
  const asked = client.request("shipment", shipment);
  await settled();
  // The code is still on its way: the worker goes on with what it can answer.
  assert.deepEqual(await client.request("firstPass", slice), { kind: "firstPass" });
  assert.deepEqual(worker().kinds, ["firstPass"]);
  fetched({ module: compiled });
  assert.deepEqual(await asked, { kind: "shipment" });
  assert.deepEqual(worker().kinds, ["firstPass", "extend", "shipment"]);
  assert.deepEqual(told, ["ready", "whole in 2"]);
  await client.request("shipment", shipment);
  assert.equal(workers.length, 1);
  assert.equal(restored.length, 1);
});

/** A worker whose first part answers five of seven products. */
const counting = (): Behaviour => {
  const passed = [
    { done: 3, total: 7, left: 4 },
    { done: 5, total: 7, left: 0 },
  ];
  const advanced = [
    { done: 6, total: 7 },
    { done: 7, total: 7 },
  ];
  return (request) => {
    if (request.kind === "firstPass") return { answer: passed.shift() };
    if (request.kind === "advance") return { answer: advanced.shift() };
    return compiling(request);
  };
};

test("calculates what the first part answers, tells it, and has the second do the rest", async () => {
  let fetched = (_: { module: WebAssembly.Module }): void => {};
  const code: EngineParts = { first, second: () => new Promise((resolve) => (fetched = resolve)) };
  const { client, worker } = stage([counting()], undefined, code);
  await settled();
  const told: string[] = [];
  const run = client.calculate(({ done }, isPassed) => told.push(isPassed ? `${done} passed` : `${done}`));
  await settled();
  assert.deepEqual(told, ["3", "5 passed"]);
  assert.deepEqual(worker().kinds, ["firstPass", "firstPass"]);
  fetched({ module: compiled });
  await run;
  assert.deepEqual(told, ["3", "5 passed", "6", "7"]);
  assert.deepEqual(worker().kinds, ["firstPass", "firstPass", "extend", "advance", "advance"]);
});

test("says so when the rest of the catalogue cannot be calculated, and goes on when asked again", async () => {
  let tries = 0;
  const code: EngineParts = {
    first,
    second: async () => {
      tries += 1;
      if (tries === 1) throw new Error("404");
      return { module: compiled };
    },
  };
  const { client, worker } = stage([counting()], undefined, code);
  await assert.rejects(
    client.calculate(() => {}),
    /could not be had: 404/,
  );
  client.complete();
  await settled();
  const last = await client.calculate(() => {});
  assert.equal(last.done, 7);
  assert.deepEqual(worker().kinds, ["firstPass", "firstPass", "extend", "advance", "advance"]);
});

test("has the second part fetched ahead, once, and gives it to the next worker at its start", async () => {
  let tries = 0;
  const code: EngineParts = {
    first,
    second: async () => {
      tries += 1;
      return { module: compiled };
    },
  };
  const { client, worker, workers, told } = stage([compiling], undefined, code);
  await settled();
  client.complete();
  client.complete();
  await settled();
  assert.deepEqual(worker().kinds, ["extend"]);
  client.replace();
  await settled();
  assert.equal(workers.length, 2);
  assert.deepEqual(worker().kinds, ["extend"]);
  assert.equal(tries, 1);
  assert.deepEqual(told, ["ready", "whole in 2", "ended: closed", "ready after closed", "whole in 2"]);
});

test("fills a worker by what only the second part can do once that is there", async () => {
  const restore = async (call: Call): Promise<void> => {
    await call("setToday", { today: "2026-11-26" });
    await call("shipment", shipment);
    await call("shipment", shipment);
  };
  const { worker, told } = stage([compiling], restore, parts);
  await settled();
  assert.deepEqual(worker().kinds, ["setToday", "extend", "shipment", "shipment"]);
  assert.deepEqual(told, ["ready", "whole in 2"]);
});

test("says so when a later part cannot be had, goes on, and tries again when asked again", async () => {
  let tries = 0;
  const code: EngineParts = {
    first,
    second: async () => {
      tries += 1;
      if (tries === 1) throw new Error("404");
      return { module: compiled };
    },
  };
  const { client } = stage([obedient], undefined, code);
  const thrown = await client.request("shipment", shipment).catch((why: unknown) => why);
  assert.match((thrown as Error).message, /could not be had: 404/);
  assert.deepEqual(await client.request("firstPass", slice), { kind: "firstPass" });
  assert.deepEqual(await client.request("shipment", shipment), { kind: "shipment" });
});

test("asks for no second part where the first is all of it", async () => {
  const { client, worker, told } = stage([compiling], undefined, { first, second: null });
  client.complete();
  await client.request("shipment", shipment);
  assert.deepEqual(worker().kinds, ["shipment"]);
  assert.deepEqual(told, ["ready", "whole in 1"]);
});

test("a worker that fetches the rest of the code in the middle of a call is given the time for it", async () => {
  const fetching: Behaviour = (request) => (request.kind === "setToday" ? "silence" : compiling(request));
  const { client, clock, worker, workers, told } = stage([fetching], async () => {}, {
    ...parts,
    secondUrl: "second.wasm",
  });
  await settled();
  assert.deepEqual(worker().received[0], {
    id: 1,
    kind: "start",
    wasm: { url: "first.wasm" },
    secondUrl: "second.wasm",
  });
  const asked = client.request("setToday", { today: "2026-11-21" });
  await settled();
  const { id } = worker().last("setToday");
  worker().onReply({ id, kind: "fetching" });
  clock.pass(60_000);
  assert.equal(workers.length, 1);
  worker().onReply({ id, kind: "done", answer: null });
  assert.equal(await asked, null);
  assert.deepEqual(told, ["ready"]);
});
