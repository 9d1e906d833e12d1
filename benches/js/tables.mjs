// Turns the fee data (TOML) into the plain JSON that the JavaScript references calculate with.
// Money becomes whole cents, percentages parts per million, sides hundredths of an inch: no binary fraction enters.
// `node benches/js/tables.mjs > tables.json` prints it; the harness and the tests call `readTables()`.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const DATA = new URL("../../src/fees/data/", import.meta.url);

/** A decimal string times 10^places as a whole number; throws when digits would be lost. */
export function scaled(text, places) {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(text));
  if (!match) throw new Error(`not a decimal: ${text}`);
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > places) throw new Error(`more than ${places} places: ${text}`);
  return Number(match[1] + fraction.padEnd(places, "0"));
}

const cents = (text) => scaled(text, 2);
const ppm = (percent) => scaled(percent, 4);
const optional = (value, read) => (value === undefined ? null : read(value));
const day = (value) => (value === undefined ? null : value === "unknown" ? null : String(value).slice(0, 10));

function stepRow(row, columns) {
  return {
    upToOz: row.up_to_oz ?? null,
    base: columns.map((name) => cents(row[name])),
    firstOz: row.first_oz ?? 0,
    stepOz: row.step_oz ?? 0,
    stepFee: row.step_fee === undefined ? 0 : cents(row.step_fee),
  };
}

function fulfilment(table) {
  return {
    from: day(table.effective_from),
    to: day(table.effective_to),
    resumesOn: day(table.resumes_on),
    rows: table.rows.map((row) => ({
      product: row.product,
      tier: row.tier,
      ...stepRow(row, ["under_10", "from_10_to_50", "over_50"]),
    })),
  };
}

const byWeight = (table) => table.rows.map((row) => ({ group: row.group, ...stepRow(row, ["fee"]) }));

/** Everything the references need, from the two TOML texts. */
export function buildTables(usText, categoriesText) {
  const us = parse(usText);
  const weights = us.weights;
  const aged = us.aged_inventory_2026;
  const liquidation = us.liquidation;
  return {
    sizeTiers: us.size_tiers_2026.rows.map((row) => ({
      tier: row.tier,
      weight: row.weight,
      maxOz: row.max_oz ?? null,
      longest: optional(row.longest_in, cents),
      median: optional(row.median_in, cents),
      shortest: optional(row.shortest_in, cents),
      lengthPlusGirth: optional(row.length_plus_girth_in, cents),
      minimumSides: weights.minimum_applies_to.includes(row.tier),
      billedByUnitOnly: weights.unit_weight_only.includes(row.tier),
      oversize: us.storage_monthly.oversize_tiers.includes(row.tier),
    })),
    dimensionalDivisor: scaled(weights.dimensional_divisor, 0),
    minimumSide: cents(weights.minimum_width_and_height_in),
    fulfilment: [fulfilment(us.fulfilment_2026_peak), fulfilment(us.fulfilment_2026)],
    fuelPpm: ppm(us.fuel_surcharge.pct),
    referral: us.referral.rows.map((row) => ({
      name: row.category,
      mode: row.mode,
      min: cents(row.min),
      closing: row.closing_fee === undefined ? 0 : cents(row.closing_fee),
      bands: row.bands.map((band) => ({ upTo: optional(band.up_to, cents), ppm: ppm(band.pct) })),
    })),
    storage: us.storage_monthly.rows
      .filter((row) => !row.dangerous)
      .map((row) => ({ group: row.group, janSep: cents(row.jan_sep), octDec: cents(row.oct_dec) })),
    aged: {
      snapshotDay: aged.snapshot_day,
      exemptBelowDay: 271, // the exemption is named "181 to 270" in the data's own key
      rows: aged.rows.map((row) => ({
        fromDay: row.from_day,
        toDay: row.to_day ?? null,
        perCubicFoot: cents(row.per_cubic_foot),
        minPerUnit: row.min_per_unit === undefined ? 0 : cents(row.min_per_unit),
      })),
    },
    removal: byWeight(us.removal_2026),
    liquidation: {
      recoveryPpm: ppm(liquidation.gross_recovery_pct_midpoint_used_by_pages),
      referralPpm: ppm(liquidation.referral_pct_of_gross),
      payoutDays: (liquidation.payout_days_low + liquidation.payout_days_high) / 2,
      rows: byWeight(liquidation),
    },
    categories: categories(parse(categoriesText), us.referral.rows),
  };
}

// A category without a US referral row, or whose exemption the data leave open, is left out: the references answer
// only what the data answer.
function categories(crosswalk, referralRows) {
  return crosswalk.category
    .filter((category) => category.referral.us !== undefined && category.aged_exempt_181_270 !== "ask")
    .map((category) => ({
      id: category.id,
      name: category.en,
      rule: referralRows.findIndex((row) => row.category === category.referral.us),
      referral: category.referral.us,
      apparel: category.programme === "apparel",
      exempt: category.aged_exempt_181_270 === "yes",
    }));
}

export function readTables() {
  return buildTables(readFileSync(new URL("us.toml", DATA), "utf8"), readFileSync(new URL("categories.toml", DATA), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(readTables()) + "\n");
}
