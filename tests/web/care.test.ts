// Days of the calendar file that hang on a product's own figures.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarEntry } from "../../www/src/engine/types.ts";
import { loadLaterWords, setLocale } from "../../www/src/i18n/locale.ts";
import { careOf } from "../../www/src/views/export/calendar.ts";

const entry = (of: Partial<CalendarEntry>): CalendarEntry => ({
  id: "restock-order_by-2026-12-20-A1",
  kind: "restock",
  on: "2026-12-20",
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
