// The calendar file that `crates/sheets/tests/calendar.rs` keeps, read by a reader that is not ours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import ICAL from "ical.js";

const text = readFileSync(new URL("../golden/calendar.ics", import.meta.url), "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));

test("another reader finds the same days and words", () => {
  const seen = events.map(({ startDate, summary }) => [startDate.toString(), startDate.isDate, summary]);
  assert.deepEqual(seen, [
    ["2026-12-14", true, "A 1/é: last day, or pay; \\ 4.50"],
    ["2026-12-15", true, "平台盘点库龄"],
    ["2028-02-29", true, "Fees change"],
    ["2026-11-27", true, "黑五"],
    ["2026-11-11", true, "双十一"],
  ]);
  assert.equal(events[0].description, 'LAMP, "black"\nand more');
  assert.equal(events[1].description, "多个商品需要在附加费之前移出仓库；".repeat(12));
});

test("an event lasts its days and no longer, wherever one is", () => {
  const days = events.map(({ duration }) => duration.toSeconds() / (24 * 60 * 60));
  assert.deepEqual(days, [1, 1, 1, 4, 1]);
  // A day is that day wherever one is, not a moment of one zone.
  for (const { startDate, endDate } of events) {
    assert.deepEqual([startDate.zone.tzid, endDate.zone.tzid, endDate.isDate], ["floating", "floating", true]);
  }
  assert.equal(events[3].endDate.toString(), "2026-12-01");
});

test("every event has an id of its own and a number that rises with the day it was made", () => {
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
  for (const { sequence } of events) assert.equal(Number(sequence), 20261121);
});

test("what must not be missed reminds some days before", () => {
  const [alarm] = events[0].component.getAllSubcomponents("valarm");
  assert.equal(alarm.getFirstPropertyValue("trigger").toString(), "-P3D");
  assert.equal(events[1].component.getAllSubcomponents("valarm").length, 0);
});
