// A made-up but realistic catalogue from a seed: all size tiers, many categories, ages from new to years, velocities
// down to nothing. The same catalogue comes as typed arrays for the references and as the reports a seller would paste
// (planning report, fee preview, cost sheet) for the program itself.

import { SCRATCH, CHARGE, COHORTS, makeModel, priceColumn, referral, sizeTier, skuFees } from "./model.mjs";

/** mulberry32: 32 bits of state, the same stream on every machine. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// Age buckets of the planning report, youngest first: first and last day, and the age taken for a unit in it.
export const BUCKETS = [
  [0, 30], [31, 60], [61, 90], [91, 180], [181, 210], [211, 240], [241, 270], [271, 300], [301, 330], [331, 365],
  [366, 455], [456, null],
].map(([from, to]) => ({ from, to, middle: to === null ? from : Math.floor((from + to) / 2) }));

// Sides are drawn up to these (inches), the weight between these (pounds); `share` of the catalogue.
const SIZES = [
  { share: 0.22, sides: [14, 11, 0.7], pounds: [0.05, 0.95] }, // small standard
  { share: 0.46, sides: [17, 13, 7], pounds: [0.2, 12] }, // large standard
  { share: 0.14, sides: [36, 26, 14], pounds: [2, 45] }, // small bulky
  { share: 0.08, sides: [56, 31, 18], pounds: [5, 48] }, // large bulky
  { share: 0.04, sides: [75, 12, 6], pounds: [8, 48] }, // extra-large by length
  { share: 0.03, sides: [45, 24, 10], pounds: [50, 70] },
  { share: 0.02, sides: [50, 24, 12], pounds: [70, 149] },
  { share: 0.01, sides: [50, 22, 12], pounds: [151, 220] },
];
const HEAVIEST_BOX = 150 * 139; // cubic inches; above it the data do not say which weight is billed

/**
 * `count` SKUs. `free: true` draws ages and elasticities freely; without it they are those the program itself takes
 * from a report (middle of the bucket, `elasticity` for all).
 */
export function makeCatalogue(tables, count, seed, { free = false, elasticity = -2.6 } = {}) {
  const random = seeded(seed);
  const between = (low, high) => low + (high - low) * random();
  const catalogue = {
    count,
    sides: new Int32Array(3 * count), // hundredths of an inch
    weight: new Int32Array(count), // hundredths of an ounce
    category: new Uint8Array(count), // index into tables.categories
    price: new Int32Array(count), // cents
    landed: new Int32Array(count), // cents
    cohortUnits: new Int32Array(COHORTS * count), // oldest first
    cohortAge: new Int32Array(COHORTS * count), // days
    cohortBucket: new Int8Array(COHORTS * count).fill(-1),
    sold30: new Int32Array(count),
    velocity: new Float64Array(count), // units a day
    elasticity: new Float64Array(count),
  };
  for (let sku = 0; sku < count; sku += 1) {
    const size = drawSize(random);
    const box = drawBox(size, between);
    catalogue.sides.set(box, 3 * sku);
    catalogue.weight[sku] = 16 * Math.max(1, Math.round(100 * between(size.pounds[0], size.pounds[1]))); // 0.01 lb steps
    catalogue.category[sku] = Math.floor(random() * tables.categories.length);
    const cubicInches = (box[0] * box[1] * box[2]) / 1e6;
    const price = Math.exp(between(Math.log(6), Math.log(90))) + 0.02 * cubicInches * random();
    catalogue.price[sku] = 100 * Math.max(3, Math.round(price)) - (random() < 0.8 ? 1 : 50);
    catalogue.landed[sku] = Math.round(catalogue.price[sku] * between(0.15, 0.45));
    const unsold = random();
    catalogue.sold30[sku] = unsold < 0.12 ? 0 : Math.round(Math.exp(between(0, Math.log(400))));
    catalogue.velocity[sku] = catalogue.sold30[sku] / 30;
    catalogue.elasticity[sku] = free ? between(-4.5, -0.5) : elasticity;
    drawStock(catalogue, sku, random, between, free);
  }
  return catalogue;
}

function drawSize(random) {
  let at = random();
  for (const size of SIZES) {
    if (at < size.share) return size;
    at -= size.share;
  }
  return SIZES[0];
}

function drawBox(size, between) {
  for (;;) {
    const box = size.sides.map((most) => Math.round(100 * between(0.4, 1) * most));
    if (Math.max(box[0], 200) * Math.max(box[1], 200) * Math.max(box[2], 200) <= HEAVIEST_BOX * 1e6) return box;
  }
}

function drawStock(catalogue, sku, random, between, free) {
  const wanted = 1 + Math.floor(random() * COHORTS);
  const chosen = new Set();
  // Slow stock leans old: the buckets are drawn over the whole range, the first ones as often as the last.
  while (chosen.size < wanted) chosen.add(Math.floor(random() * BUCKETS.length));
  const days = between(20, 900);
  const stock = Math.max(wanted, Math.round(days * Math.max(catalogue.velocity[sku], 0.05)));
  const oldestFirst = [...chosen].sort((a, b) => b - a);
  let rest = stock;
  oldestFirst.forEach((bucket, index) => {
    const place = COHORTS * sku + index;
    const others = wanted - index - 1;
    const units = others === 0 ? rest : Math.max(1, Math.min(rest - others, Math.round((stock / wanted) * between(0.3, 1.7))));
    const { from, to, middle } = BUCKETS[bucket];
    catalogue.cohortUnits[place] = units;
    catalogue.cohortAge[place] = free ? Math.floor(between(from, (to ?? from + 300) + 1)) : middle;
    catalogue.cohortBucket[place] = bucket;
    rest -= units;
  });
}

/** The SKUs from `from` up to, not including, `to`, on the same memory. */
export function partOf(catalogue, from, to) {
  const part = { count: to - from };
  for (const [name, column] of Object.entries(catalogue)) {
    if (name === "count") continue;
    const places = column.length / catalogue.count;
    part[name] = column.subarray(from * places, to * places);
  }
  return part;
}

const money = (cents) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
const decimal = (hundredths) => String(hundredths / 100);
export const skuName = (sku) => `BN-${String(sku).padStart(7, "0")}`;
const stockId = (letter, sku) => `${letter}0BN${String(sku).padStart(6, "0")}`;

export const PLANNING_HEADINGS =
  "snapshot-date,sku,fnsku,asin,product-name,condition,available,pending-removal-quantity,inv-age-0-to-90-days,inv-age-91-to-180-days,inv-age-181-to-270-days,inv-age-271-to-365-days,inv-age-366-to-455-days,inv-age-456-plus-days,currency,units-shipped-t7,units-shipped-t30,units-shipped-t60,units-shipped-t90,alert,your-price,sales-price,lowest-price-new-plus-shipping,lowest-price-used,recommended-action,DEPRECATED healthy-inventory-level,recommended-sales-price,recommended-sale-duration-days,recommended-removal-quantity,estimated-cost-savings-of-recommended-actions,sell-through,item-volume,volume-unit-measurement,storage-type,storage-volume,marketplace,product-group,sales-rank,days-of-supply,estimated-excess-quantity,weeks-of-cover-t30,weeks-of-cover-t90,featuredoffer-price,sales-shipped-last-7-days,sales-shipped-last-30-days,sales-shipped-last-60-days,sales-shipped-last-90-days,inv-age-0-to-30-days,inv-age-31-to-60-days,inv-age-61-to-90-days,inv-age-181-to-330-days,inv-age-331-to-365-days,estimated-storage-cost-next-month,inbound-quantity,inbound-working,inbound-shipped,inbound-received,no-sale-last-6-months,Total Reserved Quantity,unfulfillable-quantity,quantity-to-be-charged-ais-181-210-days,estimated-ais-181-210-days,quantity-to-be-charged-ais-211-240-days,estimated-ais-211-240-days,quantity-to-be-charged-ais-241-270-days,estimated-ais-241-270-days,quantity-to-be-charged-ais-271-300-days,estimated-ais-271-300-days,quantity-to-be-charged-ais-301-330-days,estimated-ais-301-330-days,quantity-to-be-charged-ais-331-365-days,estimated-ais-331-365-days,quantity-to-be-charged-ais-366-455-days,estimated-ais-366-455-days,quantity-to-be-charged-ais-456-plus-days,estimated-ais-456-plus-days,historical-days-of-supply,fba-minimum-inventory-level,fba-inventory-level-health-status,Recommended ship-in quantity,Recommended ship-in date,Last updated date for Historical Days of Supply,Exempted from Low-Inventory-Level fee?,Low-Inventory-Level fee applied in current week?,Short term historical days of supply,Long term historical days of supply,Inventory age snapshot date,Inventory Supply at FBA,Reserved FC Transfer,Reserved FC Processing,Reserved Customer Order,Total Days of Supply (including units from open shipments),supplier,is-seasonal-in-next-3-months,season-name,season-start-date,season-end-date".split(",");

const TITLES = ["Desk pad 36\" x 17\", grey", "Silicone lid set; 6 pcs", "Bedside lamp – black", "Bath mat 20 x 32, sage", "Café mug 12 oz", "Rope basket, 3-pack"];

function planningRow(tables, catalogue, sku, today) {
  const byBucket = new Array(BUCKETS.length).fill(0);
  let stock = 0;
  for (let place = COHORTS * sku; place < COHORTS * (sku + 1); place += 1) {
    if (catalogue.cohortBucket[place] < 0) continue;
    byBucket[catalogue.cohortBucket[place]] = catalogue.cohortUnits[place];
    stock += catalogue.cohortUnits[place];
  }
  const price = catalogue.price[sku];
  const sold = catalogue.sold30[sku];
  const [a, b, c] = catalogue.sides.subarray(3 * sku, 3 * sku + 3);
  const volume = (a * b * c) / 1_728e6;
  const sum = (first, last) => byBucket.slice(first, last + 1).reduce((total, units) => total + units, 0);
  const charged = byBucket.slice(4).flatMap((units) => (units === 0 ? ["", ""] : [units, (units * volume).toFixed(2)]));
  const cover = sold === 0 ? "" : Math.round((30 * stock) / sold);
  return [
    today, skuName(sku), stockId("X", sku), stockId("B", sku), `${TITLES[sku % TITLES.length]} no. ${sku}`, "New", stock, 0,
    sum(0, 2), byBucket[3], sum(4, 6), sum(7, 9), byBucket[10], byBucket[11], "USD",
    Math.round((7 * sold) / 30), sold, 2 * sold, 3 * sold, sold < 5 ? "Low traffic" : "", money(price), "0.0", money(price), "0.0",
    "NoExcessInventory", "", "0.0", 0, 0, "0.0", (sold / (stock + 1)).toFixed(2), volume.toFixed(6), "cubic feet",
    "Standard", (volume * stock).toFixed(6), "US", tables.categories[catalogue.category[sku]].id, 10_000 + sku, cover, 0,
    cover === "" ? "" : Math.round(cover / 7), cover === "" ? "" : Math.round(cover / 7), money(price),
    money(Math.round((price * 7 * sold) / 30)), money(price * sold), money(2 * price * sold), money(3 * price * sold),
    byBucket[0], byBucket[1], byBucket[2], sum(4, 8), byBucket[9], (2.4 * volume * stock).toFixed(2), 0, 0, 0, 0, "", 0, 0,
    ...charged, cover === "" ? "0.0" : cover.toFixed(1), 16, stock > 3 * sold ? "Excess" : "Healthy", "", "", today, "No", "No",
    cover === "" ? "0.0" : cover.toFixed(1), cover === "" ? "0.0" : cover.toFixed(1), today, stock, 0, 0, 0, cover, "unassigned",
    "N", "", "", "",
  ].join("\t");
}

/** The planning report (97 columns, tab-separated, CRLF) of the SKUs; `today` an ISO date. */
export function planningReport(tables, catalogue, today) {
  return text(PLANNING_HEADINGS.join("\t"), catalogue.count, (sku) => planningRow(tables, catalogue, sku, today));
}

/** The same in pieces, each of so many SKUs at most, of the columns named only: what no string could hold in one. */
export function* planningPieces(tables, catalogue, today, { columns = PLANNING_HEADINGS, count = 10_000 } = {}) {
  const places = columns.map((name) => PLANNING_HEADINGS.indexOf(name));
  if (places.includes(-1)) throw new Error("the report has no such column");
  const isWhole = places.length === PLANNING_HEADINGS.length;
  yield `${columns.join("\t")}\r\n`;
  for (let from = 0; from < catalogue.count; from += count) {
    const lines = [];
    for (let sku = from; sku < Math.min(from + count, catalogue.count); sku += 1) {
      const row = planningRow(tables, catalogue, sku, today);
      if (isWhole) lines.push(row);
      else {
        const cells = row.split("\t");
        lines.push(places.map((place) => cells[place]).join("\t"));
      }
    }
    yield `${lines.join("\r\n")}\r\n`;
  }
}

const PREVIEW_HEADINGS =
  "sku,fnsku,asin,amazon-store,product-name,product-group,brand,fulfilled-by,your-price,sales-price,longest-side,median-side,shortest-side,length-and-girth,unit-of-dimension,item-package-weight,unit-of-weight,product-size-tier,currency,estimated-fee-total,estimated-referral-fee-per-unit,estimated-variable-closing-fee,estimated-order-handling-fee-per-order,estimated-pick-pack-fee-per-unit,estimated-weight-handling-fee-per-unit,expected-fulfillment-fee-per-unit".split(",");

/** The fee preview of the SKUs with the fees the tables give on `today`, as the marketplace would print them. */
export function feePreview(tables, catalogue, today) {
  const model = makeModel(tables, today, 0);
  const scratch = new Float64Array(SCRATCH);
  const billed = new Float64Array(2);
  return text(PREVIEW_HEADINGS.join("\t"), catalogue.count, (sku) => {
    skuFees(model, catalogue, sku, scratch);
    const price = catalogue.price[sku];
    const category = tables.categories[catalogue.category[sku]];
    const closing = tables.referral[category.rule].closing;
    const commission = referral(model, category.rule, price) - closing;
    const fulfilment = scratch[CHARGE + 3 * model.season[0] + priceColumn(price)];
    const [longest, median, shortest] = [...catalogue.sides.subarray(3 * sku, 3 * sku + 3)].sort((x, y) => y - x);
    return [
      skuName(sku), stockId("X", sku), stockId("B", sku), "US", `${TITLES[sku % TITLES.length]} no. ${sku}`, category.id, "Synthia", "Amazon",
      money(price), money(price), decimal(longest), decimal(median), decimal(shortest), decimal(longest + 2 * (median + shortest)),
      "inches", decimal(catalogue.weight[sku] / 16), "pounds", tables.sizeTiers[sizeTier(model, catalogue, sku, billed)].tier, "USD",
      money(commission + closing + fulfilment), money(commission), money(closing), "--", "--", "--", money(fulfilment),
    ].join("\t");
  });
}

/** The seller's own sheet: landed cost and the category in the seller's words. */
export function costSheet(tables, catalogue) {
  return text("SKU,Category,Landed cost (USD)", catalogue.count, (sku) =>
    [skuName(sku), `"${tables.categories[catalogue.category[sku]].referral}"`, money(catalogue.landed[sku])].join(","),
  );
}

function text(headings, count, row) {
  const lines = new Array(count + 1);
  lines[0] = headings;
  for (let sku = 0; sku < count; sku += 1) lines[sku + 1] = row(sku);
  return `${lines.join("\r\n")}\r\n`;
}

/** The catalogue as bytes for the engine: little-endian columns, then the ids of the categories, a line each. */
export function columnBytes(tables, catalogue) {
  const { count } = catalogue;
  const ids = new TextEncoder().encode(tables.categories.map((category) => category.id).join("\n"));
  const wholes = ["sides", "weight", "category", "price", "cohortUnits", "cohortAge"].map((name) => catalogue[name]);
  const size = 8 + 16 * count + wholes.reduce((sum, column) => sum + 4 * column.length, 0) + ids.length;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, count, true);
  let at = 8;
  for (const column of [catalogue.velocity, catalogue.elasticity]) {
    for (const number of column) {
      view.setFloat64(at, number, true);
      at += 8;
    }
  }
  for (const column of wholes) {
    for (const number of column) {
      view.setInt32(at, number, true);
      at += 4;
    }
  }
  bytes.set(ids, at);
  return bytes;
}
