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
  ]);
  assert.equal(events[0].description, 'LAMP, "black"\nand more');
  assert.equal(events[1].description, "多个商品需要在附加费之前移出仓库；".repeat(12));
});

test("an event lasts that day and no longer, wherever one is", () => {
  for (const { duration, startDate } of events) {
    assert.equal(duration.toSeconds(), 24 * 60 * 60);
    assert.equal(startDate.zone.tzid, "floating");
  }
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
