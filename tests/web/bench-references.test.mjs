import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  BUCKETS,
  costSheet,
  feePreview,
  makeCatalogue,
  PLANNING_HEADINGS,
  planningReport,
} from "../../benches/js/dataset.mjs";
import { computeEventwise, makeEvents } from "../../benches/js/eventwise.mjs";
import {
  COHORTS,
  CUTS,
  cutPrice,
  LIQUIDATE,
  makeModel,
  makeResults,
  referral,
  SCENARIOS,
  sizeTier,
} from "../../benches/js/model.mjs";
import { computeReference } from "../../benches/js/reference.mjs";
import { readTables, scaled } from "../../benches/js/tables.mjs";

const tables = readTables();
const SKUS = 500;
const TENTH_OF_A_CENT = 0.1; // a unit

function stock(catalogue, sku) {
  return catalogue.cohortUnits.subarray(COHORTS * sku, COHORTS * (sku + 1)).reduce((total, units) => total + units, 0);
}

for (const today of ["2026-11-21", "2026-10-15", "2027-01-31"]) {
  test(`the event-wise reference equals the day-exact one to 0.1 cent a unit on 500 SKUs from ${today}`, () => {
    const catalogue = makeCatalogue(tables, SKUS, 20261121, { free: true });
    const model = makeModel(tables, today, 0.1);
    const exact = makeResults(SKUS);
    const events = makeResults(SKUS);
    computeReference(model, catalogue, 0, SKUS, exact);
    computeEventwise(model, makeEvents(model), catalogue, 0, SKUS, events);
    let clear = 0;
    for (let sku = 0; sku < SKUS; sku += 1) {
      const units = stock(catalogue, sku);
      for (let scenario = 0; scenario < SCENARIOS; scenario += 1) {
        const at = sku * SCENARIOS + scenario;
        const apart = Math.abs(exact.value[at] - events.value[at]) / units;
        assert.ok(apart <= TENTH_OF_A_CENT, `SKU ${sku}, scenario ${scenario}: ${apart} cents a unit apart`);
      }
      clear += exact.best[sku] === events.best[sku] ? 1 : 0;
      assert.ok(exact.gain[sku] >= 0);
    }
    assert.equal(clear, SKUS, "the same scenario is best for every SKU");
  });
}

test("the catalogue holds every size tier, unsold SKUs and stock of every age", () => {
  const catalogue = makeCatalogue(tables, SKUS, 20261121);
  const model = makeModel(tables, "2026-11-21", 0.1);
  const tiers = new Set();
  const buckets = new Set(catalogue.cohortBucket.filter((bucket) => bucket >= 0));
  for (let sku = 0; sku < SKUS; sku += 1)
    tiers.add(tables.sizeTiers[sizeTier(model, catalogue, sku, new Float64Array(2))].tier);
  assert.equal(tiers.size, tables.sizeTiers.length);
  assert.equal(buckets.size, BUCKETS.length);
  assert.ok(catalogue.sold30.some((sold) => sold === 0));
});

test("the printed reports hold the catalogue: 97 headings, a line for each SKU, as many cells in each", () => {
  const catalogue = makeCatalogue(tables, 40, 1);
  assert.equal(PLANNING_HEADINGS.length, 97);
  for (const [text, columns] of [
    [planningReport(tables, catalogue, "2026-11-21"), 97],
    [feePreview(tables, catalogue, "2026-11-21"), 26],
  ]) {
    const lines = text.slice(0, -2).split("\r\n");
    assert.equal(lines.length, 41);
    for (const line of lines) assert.equal(line.split("\t").length, columns);
  }
  assert.equal(costSheet(tables, catalogue).trimEnd().split("\r\n").length, 41);
});

test("one unit that sells on the first day brings exactly the net of that day less one day of storage", () => {
  // 10 x 6 x 1 in, 8 oz, Home and Kitchen at 20.00: referral 3.00, peak fulfilment 4.21, fuel 0.15; liquidation
  // 1.50 - 0.23 - 0.25; removal 0.84. All read off the tables by hand.
  const catalogue = makeCatalogue(tables, 1, 1);
  catalogue.sides.set([1000, 600, 100]);
  catalogue.weight[0] = 800;
  catalogue.category[0] = tables.categories.findIndex((category) => category.id === "kitchen");
  catalogue.price[0] = 2000;
  catalogue.cohortUnits.set([1, 0, 0, 0, 0, 0]);
  catalogue.cohortAge[0] = 400;
  catalogue.velocity[0] = 1;
  const model = makeModel(tables, "2026-11-21", 0.1);
  const results = makeResults(1);
  computeReference(model, catalogue, 0, 1, results);
  const storage = (240 / 30) * (60 / 1728);
  assert.ok(Math.abs(results.value[0] - (2000 - 300 - 421 - 15 - storage)) < 1e-9);
  assert.ok(Math.abs(results.value[LIQUIDATE] - 102 * 1.1 ** (-75 / 365)) < 1e-9);
  assert.equal(results.value[LIQUIDATE + 1], -84);
  assert.equal(results.best[0], 0);
});

test("a unit that never sells pays twelve snapshots, a year of storage and the cheaper way out", () => {
  const catalogue = makeCatalogue(tables, 1, 1);
  catalogue.sides.set([1000, 600, 100]);
  catalogue.weight[0] = 800;
  catalogue.category[0] = tables.categories.findIndex((category) => category.id === "kitchen");
  catalogue.price[0] = 2000;
  catalogue.cohortUnits.set([1, 0, 0, 0, 0, 0]);
  catalogue.cohortAge[0] = 500; // 456 and over: 7.90 a cubic foot, at least 0.35 a unit
  catalogue.velocity[0] = 0;
  const model = makeModel(tables, "2026-11-21", 0);
  const results = makeResults(1);
  computeReference(model, catalogue, 0, 1, results);
  const volume = 60 / 1728;
  // 10 days of November, December, January to September, October, 20 days of November
  const storage = volume * ((240 * 10) / 30 + 240 + 9 * 78 + 240 + (240 * 20) / 30);
  const surcharge = 12 * Math.max(790 * volume, 35);
  assert.ok(Math.abs(results.value[0] - (-storage - surcharge + 102)) < 1e-9);
});

test("a cut is rounded to the cent, half away from zero, and then taken off", () => {
  assert.equal(cutPrice(1999, 50), 999);
  assert.equal(cutPrice(1999, 10), 1799);
  assert.equal(cutPrice(1995, 10), 1795);
  assert.equal(CUTS, 8);
});

test("referral agrees with the worked cases of the fee data: whole, portion, least fee, closing fee", () => {
  const model = makeModel(tables, "2026-11-21", 0.1);
  const fee = (name, price) =>
    referral(
      model,
      tables.referral.findIndex((rule) => rule.name === name),
      price,
    );
  assert.equal(fee("Clothing and Accessories", 1500), 75);
  assert.equal(fee("Clothing and Accessories", 1501), 150);
  assert.equal(fee("Electronics Accessories", 15000), 1900);
  assert.equal(fee("Home and Kitchen", 100), 30);
  assert.equal(fee("Media: Books, DVD, Music, Software, Video", 1000), 330);
});

test("figures are read from decimal text and refused when digits would be lost", () => {
  assert.equal(scaled("4.215", 3), 4215);
  assert.throws(() => scaled("4.215", 2));
  assert.throws(() => scaled("1e3", 2));
});

test("every size tier has a fulfilment row for its heaviest weight in both seasons", () => {
  const model = makeModel(tables, "2026-11-21", 0.1);
  assert.equal(model.fulfilmentFirst.length, 2 * 2 * model.tierCount);
  for (let at = 0; at < model.fulfilmentFirst.length; at += 1) {
    const end = model.fulfilmentFirst[at + 1] ?? model.fulfilmentRows.upTo.length;
    assert.ok(end > model.fulfilmentFirst[at]);
    assert.equal(model.fulfilmentRows.upTo[end - 1], model.tierMax[at % model.tierCount]);
  }
});

test("the references are frozen apart from the Rust: they import nothing but each other", () => {
  for (const file of ["model", "reference", "eventwise"]) {
    const source = readFileSync(new URL(`../../benches/js/${file}.mjs`, import.meta.url), "utf8");
    for (const [, from] of source.matchAll(/from "([^"]+)"/g)) assert.equal(from, "./model.mjs");
  }
});
