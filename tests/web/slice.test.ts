// Long work ends by the worker's own clock, so that what is asked next, or a stop, never waits for more than a slice.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Calls, Kind, Reply, Request } from "../../www/src/engine/protocol.ts";
import { inSlice, sliceMs } from "../../www/src/engine/slice.ts";

test("a slice takes more at a time where products are cheap, fewer where they are dear, and begins nothing late", () => {
  for (const [each, least, most] of [
    [0.01, 500, 1300],
    [0.2, 50, 80],
    [5, 3, 12],
    [400, 1, 8],
  ] as const) {
    let now = 0;
    let done = 0;
    const begun: number[] = [];
    const answer = inSlice(
      (few) => {
        begun.push(now);
        now += few * each;
        done += few;
        return { done, total: 1_000_000 };
      },
      () => false,
      128,
      () => now,
    );
    assert.ok(answer.done >= least && answer.done <= most, `${each} ms a product: ${answer.done}`);
    assert.ok(
      begun.every((at) => at < sliceMs),
      `${each} ms a product: begun at ${begun}`,
    );
  }
});

test("a slice ends with the work", () => {
  const few: number[] = [];
  const over = (count: number) => {
    few.push(count);
    return { done: 20, total: 20 };
  };
  assert.deepEqual(inSlice(over), { done: 20, total: 20 });
  inSlice(
    () => ({ done: 1, total: 20, left: 0 }),
    ({ left }) => left === 0,
  );
  assert.deepEqual(few, [8]);
});

/** The worker as the page starts it, on this thread: one answer a request, and a clock that moves when it is looked at. */
async function worker() {
  const clock = { step: 0, at: 0 };
  let answered: (reply: Reply) => void = () => {};
  const scope = globalThis as unknown as {
    onmessage: (event: { data: Request }) => Promise<void>;
    postMessage: (reply: Reply) => void;
  };
  scope.postMessage = (reply) => answered(reply);
  performance.now = () => {
    clock.at += clock.step;
    return clock.at;
  };
  await import("../../www/src/engine/worker.ts");
  let id = 0;
  async function ask<K extends Kind>(kind: K, ask: Calls[K]["ask"]): Promise<Calls[K]["answer"]> {
    id += 1;
    const reply = new Promise<Reply>((resolve) => {
      answered = resolve;
    });
    await scope.onmessage({ data: { id, kind, ...ask } as unknown as Request });
    const { kind: how, ...rest } = await reply;
    assert.equal(how, "done", JSON.stringify(rest));
    return (rest as { answer: Calls[K]["answer"] }).answer;
  }
  const wasm = readFileSync(new URL("../../www/src/engine/generated/clearfloor_bg.wasm", import.meta.url));
  await ask("start", { wasm: { module: new WebAssembly.Module(wasm) } });
  await ask("setToday", { today: "2026-11-21" });
  return { ask, clock };
}

const noFilter = { text: "", actions: [], ages: null, category: null, deadlineBy: null, missing: null, bounds: [] };

test("the worker reads a long table, finds ways and chooses among them a few at a time, and loses nothing between", async () => {
  const { ask, clock } = await worker();
  const heads = "SKU\tList Price\tCategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension";
  const rows = Array.from(
    { length: 300 },
    (_, i) => `S-${i}\t${20 + (i % 40)}.99\tkitchen\t10\t6\t2\tinches\t1.2\tpounds\t${90 + i}\t${100 + i}\t${i % 30}`,
  );
  const text = [`${heads}\tPackage weight\tunit-of-weight\tquantity\tAge (days)\t30 day sales`, ...rows].join("\n");
  const input = { name: "long.txt", isClipboard: false, currency: null, mapping: [] };
  await ask("addTable", { input, source: { text } });
  // Every look at the clock takes as long as a slice: one step, and it is over.
  clock.step = sliceMs;
  for (const [kind, asked] of [
    ["firstPass", {}],
    ["advance", {}],
    ["betterSplits", { keys: [] }],
    ["compareFees", { before: "2026-11-21", after: "2027-01-15" }],
    ["findWays", { texts: [{ field: "need_cash", text: "9000" }], filter: noFilter }],
  ] as const) {
    // Everything is to be worked out anew.
    if (kind === "advance") await ask("setToday", { today: "2026-11-21" });
    const first = await ask(kind as Kind, asked as never);
    const { done, total } = first as { done: number; total: number };
    assert.ok(total === 300 && done <= 8, `${kind}: ${done} of ${total} at once`);
    let last = done;
    for (let slices = 1; last < total; slices += 1) {
      assert.ok(slices < 1_000, `${kind} came no farther than ${last}`);
      const next = (await ask(kind as Kind, asked as never)) as { done: number };
      assert.ok(next.done - last <= 8, `${kind}: ${last} to ${next.done}`);
      last = next.done;
    }
  }
  // A plan and what follows it give nothing until they are through, and the same then as at once.
  const plan = { key: "S-7", texts: [{ field: "review_days", text: "7" }] };
  for (const [kind, asked] of [
    ["plan", plan],
    ["planExits", { ...plan, channels: [] }],
    ["planDoubts", plan],
  ] as const) {
    clock.step = sliceMs;
    let slices = 1;
    let answer = await ask(kind as Kind, asked as never);
    while (answer === null && slices < 10_000) {
      slices += 1;
      // What is looked at in between does not disturb it.
      if (slices === 3) await ask("look", { look: { overview: true } });
      answer = await ask(kind as Kind, asked as never);
    }
    assert.ok(slices > 3 && answer !== null, `${kind}: ${slices} slices`);
    clock.step = 0;
    assert.deepEqual(await ask(kind as Kind, asked as never), answer, kind);
  }

  const texts = [{ field: "need_cash", text: "9000" }];
  const window = {
    offset: 0,
    count: 1,
    sort: "gain",
    isDescending: true,
    filter: noFilter,
    group: "action",
    only: null,
  };
  const { body } = await ask("cataloguePlan", { texts, window });
  assert.ok(body.plan?.isMet, JSON.stringify(body.plan));
  // With a clock that stands still the same is over in one.
  clock.step = 0;
  const { done, total } = await ask("findWays", { texts: [{ field: "need_cash", text: "12000" }], filter: noFilter });
  assert.equal(done, total);
  clock.step = sliceMs;
  // One that was begun is begun anew after a change.
  assert.equal(await ask("plan", plan), null);
  await ask("edit", { key: "S-7", field: "units", text: "40", look: {} });
  clock.step = 0;
  assert.equal((await ask("plan", plan))?.body.units, 40);
});
