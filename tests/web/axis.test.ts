// Labels of axes and names of points: none covers another or leaves the picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placedNames } from "../../www/src/parts/pictures/picture-geometry.ts";

const frame = { left: 0, right: 300, top: 0, bottom: 200 };

test("puts a name to the right of its point, and left of it at the edge", () => {
  const points = [
    { x: 50, y: 100 },
    { x: 290, y: 50 },
  ];
  const [first, second] = placedNames(
    points.map((point) => ({ ...point, width: 60 })),
    points,
    frame,
  );
  assert.ok(first && first.x > 50 && first.y === 100);
  assert.ok(second && second.x + 60 < 290 && second.y === 50);
});

test("leaves out a name that has no place rather than laying it over another", () => {
  const points = Array.from({ length: 12 }, (_, at) => ({ x: 100 + at, y: 100 + at }));
  const names = placedNames(
    points.map((point) => ({ ...point, width: 80 })),
    points,
    frame,
  ).flatMap((name) => (name ? [name] : []));
  assert.ok(names.length > 0 && names.length < points.length);
  for (const a of names) {
    for (const b of names) {
      const isApart = a === b || Math.abs(a.y - b.y) >= 14 || Math.abs(a.x - b.x) >= 80;
      assert.ok(isApart, `${JSON.stringify(a)} ${JSON.stringify(b)}`);
    }
  }
});
