// Days of the calendar file that hang on a product's own figures.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarEntry } from "../../www/src/engine/types.ts";
import { loadLaterWords, setLocale } from "../../www/src/i18n/locale.ts";
import { calendarOf, careOf } from "../../www/src/views/export/calendar.ts";

const entry = (of: Partial<CalendarEntry>): CalendarEntry => ({
  id: "restock-order_by-2026-12-20-A1",
  kind: "restock",
  on: "2026-12-20",
  ends: null,
  level: 0,
  key: "A1",
  sku: "LAMP",
  products: 1,
  units: null,
  stake: null,
  code: "order_by",
  params: [
    { name: "cover", text: "44" },
    { name: "lead", text: "15" },
  ],
  skus: [],
  ...of,
});

const report = entry({
  id: "review-report-2027-02-19",
  kind: "review",
  code: "report",
  key: null,
  sku: "",
  on: "2027-02-19",
});
const surcharge = entry({ id: "surcharge-snapshot-2026-12-15", kind: "surcharge", code: "snapshot", key: null });

test("the last day to order is an entry that a later file moves", async () => {
  await setLocale("en");
  await loadLaterWords();
  const [first] = careOf([entry({})], null, "2026-11-21", "US");
  const [moved] = careOf([entry({ on: "2026-12-24", code: "order_late" })], null, "2026-11-25", "US");
  assert.equal(first?.title, "Order · LAMP");
  assert.match(first?.text ?? "", /^Last day to order: .*15 days from order to shelf\./);
  assert.deepEqual([first?.id, moved?.id], ["restock-US-A1", "restock-US-A1"]);
  assert.deepEqual([first?.on, moved?.on], ["2026-12-20", "2026-12-24"]);
});

test("days of the marketplace are left to the other entries, and those of other products to theirs", () => {
  const days = (key: string | null) =>
    careOf([entry({}), entry({ key: "B2", sku: "MUG" }), report, surcharge], key, "2026-11-21", "US").map(
      ({ id }) => id,
    );
  assert.deepEqual(days(null), ["restock-US-A1", "restock-US-B2", "review-report-2027-02-19-US"]);
  assert.deepEqual(days("B2"), ["restock-US-B2"]);
});

test("a sale of the marketplace stands from its first day to its last in every file, under the name of its year", () => {
  const friday = entry({
    id: "deal-black_friday-2027",
    kind: "deal",
    code: "black_friday",
    key: null,
    sku: "",
    products: 0,
    on: "2027-11-26",
    ends: "2027-11-30",
    params: [{ name: "last_date", text: "2027-11-29" }],
  });
  for (const key of [null, "B2"]) {
    const [event] = careOf([friday], key, "2026-11-21", "US");
    assert.deepEqual([event?.id, event?.on, event?.ends], ["deal-black_friday-2027-US", "2027-11-26", "2027-11-30"]);
    assert.equal(event?.title, "Deals · Black Friday and Cyber Monday");
    assert.match(event?.text ?? "", /until .*29/);
  }
  // Days in the outlet of one product are none of another's.
  const outlet = entry({ id: "deal-outlet_from-2026-12-20", kind: "deal", code: "outlet_from", units: 40 });
  assert.deepEqual(
    ["A1", "B2"].map((key) => careOf([outlet], key, "2026-11-21", "US").map(({ id }) => id)),
    [["deal-US-A1"], []],
  );
});

test("a change of fees says whether the peak begins or ends, and which fees change", () => {
  const date = {
    id: "fees-US-2027-01-15",
    kind: "fees",
    on: "2027-01-15",
    products: 0,
    skus: [],
    units: 0,
    cost: null,
    change: "peak_ends",
    families: ["fulfilment"],
  };
  const [event] = calendarOf([date], "C", "2026-11-21", "US").events;
  assert.deepEqual([event?.id, event?.title], ["fees-US-2027-01-15", "Peak fulfilment fees end"]);
  assert.match(event?.text ?? "", /Changed: Fulfil/i);
});
