// The module for planning as the page's worker calls it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { etsMany, initSync } from "../../www/src/engine/generated/planning.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url));

initSync({ module: new WebAssembly.Module(read("../../www/src/engine/generated/planning_bg.wasm")) });

/** Numbers below one, the same at every run. */
function draws(): () => number {
  let state = 2026;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What is ahead of series, one list of points and deviations each; null where it was refused. */
function ahead(series: readonly (readonly number[])[], periods: number) {
  const lengths = Uint32Array.from(series, ({ length }) => length);
  const found = etsMany(
    Float64Array.from(series.flat()),
    lengths,
    lengths.map(() => periods),
  );
  const { points, deviations, answered } = found;
  found.free();
  const cut = (figures: Float64Array, at: number) => [...figures.subarray(at * periods, (at + 1) * periods)];
  return series.map((_, at) =>
    answered[at] === 1 ? { points: cut(points, at), deviations: cut(deviations, at) } : null,
  );
}

test("levels, trends and zeros of all kinds are forecast without chance and without a trap", () => {
  const draw = draws();
  const weeks = (of: (week: number) => number) => Array.from({ length: 60 }, (_, week) => Math.max(0, of(week)));
  const series = [
    weeks(() => 20 + 6 * draw()),
    weeks((week) => 10 + 2 * week + draw()),
    weeks((week) => 90 * 0.93 ** week + draw()),
    weeks((week) => 40 + 20 * Math.sin(week / 8) + 5 * draw()),
    weeks(() => (draw() < 0.3 ? Math.round(5 * draw()) : 0)),
    weeks((week) => (week < 50 ? 3 : 0)),
    weeks(() => 0),
    weeks(() => 7),
    weeks(() => 1e6 * draw()),
  ];
  const found = ahead(series, 13);
  for (const [place, of] of found.entries()) {
    assert.ok(of, `series ${place}`);
    assert.ok([...of.points, ...of.deviations].every(Number.isFinite), `series ${place}`);
    assert.ok(
      of.deviations.every((figure, at) => figure >= (of.deviations[at - 1] ?? 0)),
      `series ${place}`,
    );
  }
  assert.deepEqual(found[7]?.points, Array(13).fill(7));
  assert.ok(Math.abs((found[1]?.points[12] ?? 0) - 154.5) < 3);
  // Chance has no part in it: the same question has the same answer.
  assert.deepEqual(ahead(series, 13), found);
});

test("a series that cannot be forecast takes nothing from the others", () => {
  const good = [3, 5, 4, 6, 3, 5, 4, 6, 5, 4];
  const found = ahead([[1, 2], [1, 2, Number.NaN, 1, 2, 3, 1, 2], good], 3);
  assert.deepEqual([found[0], found[1]], [null, null]);
  assert.deepEqual(found[2], ahead([good], 3)[0]);
});
