// What both references share: the fee tables as flat typed arrays, the calendar of one run, and the fees of one SKU.
// Written from the formulas alone (day-exact FIFO path, fees by ship date), without sight of the Rust.
//
// Units: money in cents; sides in hundredths of an inch; weights in hundredths of an ounce; volumes in cubic feet.
// Weights are compared exactly: in units of 1/(139e6) ounce both the unit weight and the dimensional weight of a box
// measured to 0.01 inch are whole numbers below 2^53.

export const SCENARIOS = 12; // hold, eight cuts, liquidate, remove, dispose
export const CUTS = 8; // 10 % … 80 %
export const LIQUIDATE = 9;
export const REMOVE = 10;
export const DISPOSE = 11;
export const COHORTS = 6; // places per SKU, oldest first, unused ones hold 0 units
export const HORIZON = 365;
export const GONE = 1e-9; // units: less than this is no stock

const OLDEST = 2000; // days; every band in force is open-ended long before
const DAY_MS = 86_400_000;

// Places in the scratch array that `skuFees` fills.
export const CHARGE = 0; // six: season * 3 + price column, fulfilment plus fuel
export const REMOVAL_FEE = 6;
export const LIQUIDATION_NET = 7;
export const VOLUME = 8;
export const OVERSIZE = 9;
export const SURCHARGE = 10; // one per band, the first is "no surcharge"
export const SCRATCH = 32;

/** Flat arrays for one start day. `tables` is what tables.mjs makes; `start` an ISO date; `annualRate` e.g. 0.1. */
export function makeModel(tables, start, annualRate) {
  const ounce = tables.dimensionalDivisor * 1e6;
  const tiers = tables.sizeTiers;
  const limit = (value) => (value === null ? Infinity : value);
  const model = {
    tables,
    ounce,
    hundredthOunce: ounce / 100,
    minimumSide: tables.minimumSide,
    tierCount: tiers.length,
    tierMax: Float64Array.from(tiers, (t) => limit(t.maxOz) * ounce),
    tierLongest: Float64Array.from(tiers, (t) => limit(t.longest)),
    tierMedian: Float64Array.from(tiers, (t) => limit(t.median)),
    tierShortest: Float64Array.from(tiers, (t) => limit(t.shortest)),
    tierGirth: Float64Array.from(tiers, (t) => limit(t.lengthPlusGirth)),
    tierTestsUnit: Uint8Array.from(tiers, (t) => (t.weight === "unit" ? 1 : 0)),
    tierBillsUnit: Uint8Array.from(tiers, (t) => (t.billedByUnitOnly ? 1 : 0)),
    tierMinimum: Uint8Array.from(tiers, (t) => (t.minimumSides ? 1 : 0)),
    tierOversize: Uint8Array.from(tiers, (t) => (t.oversize ? 1 : 0)),
    fuelPpm: tables.fuelPpm,
    recoveryPpm: tables.liquidation.recoveryPpm,
    liquidationReferralPpm: tables.liquidation.referralPpm,
    lag: Math.round(tables.liquidation.payoutDays),
    bands: tables.aged.rows.length,
    bandRate: Float64Array.from(tables.aged.rows, (r) => r.perCubicFoot),
    bandMin: Float64Array.from(tables.aged.rows, (r) => r.minPerUnit),
    bandExempt: Uint8Array.from(tables.aged.rows, (r) => (r.toDay !== null && r.toDay < tables.aged.exemptBelowDay ? 1 : 0)),
    bandOfAge: new Uint8Array(OLDEST + 1),
    categoryRule: Uint8Array.from(tables.categories, (c) => c.rule),
    categoryApparel: Uint8Array.from(tables.categories, (c) => (c.apparel ? 1 : 0)),
    categoryExempt: Uint8Array.from(tables.categories, (c) => (c.exempt ? 1 : 0)),
  };
  tables.aged.rows.forEach((row, index) => {
    model.bandOfAge.fill(index + 1, row.fromDay, (row.toDay ?? OLDEST) + 1);
  });
  addReferral(model, tables.referral);
  addFulfilment(model, tables);
  Object.assign(model, {
    removal: groupedRows(tables.removal, ounce),
    liquidation: groupedRows(tables.liquidation.rows, ounce),
  });
  addCalendar(model, tables, start, annualRate);
  return model;
}

function addReferral(model, rules) {
  const bands = rules.flatMap((rule) => rule.bands);
  let at = 0;
  model.ruleFirst = Int32Array.from([...rules, null], (rule) => {
    const first = at;
    at += rule === null ? 0 : rule.bands.length;
    return first;
  });
  model.rulePortion = Uint8Array.from(rules, (rule) => (rule.mode === "portion" ? 1 : 0));
  model.ruleMin = Float64Array.from(rules, (rule) => rule.min);
  model.ruleClosing = Float64Array.from(rules, (rule) => rule.closing);
  model.referralUpTo = Float64Array.from(bands, (band) => band.upTo ?? Infinity);
  model.referralPpm = Float64Array.from(bands, (band) => band.ppm);
}

// Rows of (season, programme, tier) lie together; `fulfilmentFirst` says where they start.
function addFulfilment(model, tables) {
  const rows = [];
  const first = [];
  for (const season of tables.fulfilment) {
    for (const product of ["non_apparel", "apparel"]) {
      for (const { tier } of tables.sizeTiers) {
        first.push(rows.length);
        rows.push(...season.rows.filter((row) => row.product === product && row.tier === tier));
      }
    }
  }
  model.fulfilmentFirst = Int32Array.from(first);
  model.fulfilmentRows = stepRows(rows, model.ounce);
}

function stepRows(rows, ounce) {
  const columns = rows[0].base.length;
  const base = new Float64Array(rows.length * columns);
  rows.forEach((row, index) => base.set(row.base, index * columns));
  return {
    upTo: Float64Array.from(rows, (row) => (row.upToOz === null ? Infinity : row.upToOz * ounce)),
    base,
    first: Float64Array.from(rows, (row) => row.firstOz * ounce),
    step: Float64Array.from(rows, (row) => (row.stepOz === 0 ? 1 : row.stepOz * ounce)),
    stepFee: Float64Array.from(rows, (row) => row.stepFee),
  };
}

function groupedRows(rows, ounce) {
  const standard = rows.filter((row) => row.group === "standard");
  const other = rows.filter((row) => row.group !== "standard");
  return { ...stepRows([...standard, ...other], ounce), oversizeFirst: standard.length };
}

function addCalendar(model, tables, start, annualRate) {
  const begin = Date.parse(`${start}T00:00:00Z`);
  const [peak, rest] = tables.fulfilment;
  const standard = tables.storage.find((row) => row.group === "standard");
  const oversize = tables.storage.find((row) => row.group === "oversize");
  model.discount = Float64Array.from({ length: HORIZON + model.lag + 1 }, (_, i) => (1 + annualRate) ** (-i / 365));
  model.season = new Uint8Array(HORIZON);
  model.snapshot = new Uint8Array(HORIZON);
  model.sameUntil = new Int32Array(HORIZON); // first later day with a snapshot or other fulfilment fees
  model.storageStandard = new Float64Array(HORIZON); // cents per cubic foot and day
  model.storageOversize = new Float64Array(HORIZON);
  for (let i = 0; i < HORIZON; i += 1) {
    const date = new Date(begin + i * DAY_MS);
    const iso = date.toISOString().slice(0, 10);
    const month = date.getUTCMonth();
    const days = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
    if (iso < peak.from && iso > rest.to) throw new Error(`no fulfilment table on ${iso}`);
    model.season[i] = iso >= peak.from && iso <= peak.to ? 0 : 1;
    model.snapshot[i] = date.getUTCDate() === tables.aged.snapshotDay ? 1 : 0;
    model.storageStandard[i] = (month >= 9 ? standard.octDec : standard.janSep) / days;
    model.storageOversize[i] = (month >= 9 ? oversize.octDec : oversize.janSep) / days;
  }
  for (let i = HORIZON - 1, end = HORIZON; i >= 0; i -= 1) {
    model.sameUntil[i] = end;
    if (model.snapshot[i] === 1 || (i > 0 && model.season[i] !== model.season[i - 1])) end = i;
  }
}

/** Share of a positive amount of cents, rounded half away from zero. */
export function share(cents, ppm) {
  return Math.floor((cents * ppm + 500_000) / 1_000_000);
}

/** Referral plus closing fee of one unit sold at `price` cents. */
export function referral(model, rule, price) {
  const { referralUpTo, referralPpm } = model;
  let band = model.ruleFirst[rule];
  let millionths = 0;
  if (model.rulePortion[rule] === 1) {
    let below = 0;
    while (price > referralUpTo[band]) {
      millionths += (referralUpTo[band] - below) * referralPpm[band];
      below = referralUpTo[band];
      band += 1;
    }
    millionths += (price - below) * referralPpm[band];
  } else {
    while (price > referralUpTo[band]) band += 1;
    millionths = price * referralPpm[band];
  }
  const fee = Math.floor((millionths + 500_000) / 1_000_000);
  return (fee < model.ruleMin[rule] ? model.ruleMin[rule] : fee) + model.ruleClosing[rule];
}

/** The price column of the fulfilment tables: below 10.00, to 50.00, above. */
export function priceColumn(price) {
  return price < 1000 ? 0 : price <= 5000 ? 1 : 2;
}

/** Index of the size tier; `billed` receives the billed weight and the unit weight in 1/(139e6) ounce, and between them the box in (0.01 in)^3. */
export function sizeTier(model, catalogue, sku, billed) {
  const { sides } = catalogue;
  const a = sides[3 * sku];
  const b = sides[3 * sku + 1];
  const c = sides[3 * sku + 2];
  const longest = a > b ? (a > c ? a : c) : b > c ? b : c;
  const shortest = a < b ? (a < c ? a : c) : b < c ? b : c;
  const median = a + b + c - longest - shortest;
  const girth = longest + 2 * (median + shortest);
  const least = model.minimumSide;
  const unit = catalogue.weight[sku] * model.hundredthOunce;
  const plain = longest * median * shortest * 16;
  const padded = longest * (median < least ? least : median) * (shortest < least ? least : shortest) * 16;
  let tier = 0;
  for (; tier < model.tierCount - 1; tier += 1) {
    const dimensional = model.tierMinimum[tier] === 1 ? padded : plain;
    const tested = model.tierTestsUnit[tier] === 1 || unit > dimensional ? unit : dimensional;
    if (
      tested <= model.tierMax[tier] &&
      longest <= model.tierLongest[tier] &&
      median <= model.tierMedian[tier] &&
      shortest <= model.tierShortest[tier] &&
      girth <= model.tierGirth[tier]
    ) {
      break;
    }
  }
  const dimensional = model.tierMinimum[tier] === 1 ? padded : plain;
  billed[0] = model.tierBillsUnit[tier] === 1 || unit > dimensional ? unit : dimensional;
  billed[1] = longest * median * shortest;
  billed[2] = unit;
  return tier;
}

function rowFee(rows, row, columns, column, weight) {
  const over = weight - rows.first[row];
  const fee = rows.base[row * columns + column];
  return over > 0 ? fee + Math.ceil(over / rows.step[row]) * rows.stepFee[row] : fee;
}

function weightFee(rows, oversize, weight) {
  let row = oversize === 1 ? rows.oversizeFirst : 0;
  while (weight > rows.upTo[row]) row += 1;
  return rowFee(rows, row, 1, 0, weight);
}

const billed = new Float64Array(3);

/** Fills `scratch` with everything about one SKU that does not depend on its price; liquidation is at today's price. */
export function skuFees(model, catalogue, sku, scratch) {
  const tier = sizeTier(model, catalogue, sku, billed);
  const weight = billed[0];
  const volume = billed[1] / 1_728e6;
  const category = catalogue.category[sku];
  const apparel = model.categoryApparel[category];
  const oversize = model.tierOversize[tier];
  const rows = model.fulfilmentRows;
  for (let season = 0; season < 2; season += 1) {
    let row = model.fulfilmentFirst[(season * 2 + apparel) * model.tierCount + tier];
    while (weight > rows.upTo[row]) row += 1;
    for (let column = 0; column < 3; column += 1) {
      const fee = rowFee(rows, row, 3, column, weight);
      scratch[CHARGE + season * 3 + column] = fee + share(fee, model.fuelPpm);
    }
  }
  const gross = share(catalogue.price[sku], model.recoveryPpm);
  scratch[REMOVAL_FEE] = weightFee(model.removal, oversize, weight);
  scratch[LIQUIDATION_NET] =
    gross - share(gross, model.liquidationReferralPpm) - weightFee(model.liquidation, oversize, billed[2]);
  scratch[VOLUME] = volume;
  scratch[OVERSIZE] = oversize;
  scratch[SURCHARGE] = 0;
  const exempt = model.categoryExempt[category];
  for (let band = 0; band < model.bands; band += 1) {
    const byVolume = model.bandRate[band] * volume;
    const fee = byVolume > model.bandMin[band] ? byVolume : model.bandMin[band];
    scratch[SURCHARGE + 1 + band] = exempt === 1 && model.bandExempt[band] === 1 ? 0 : fee;
  }
}

/** Today's price less a cut of so many per cent; the cut is rounded to the cent, half away from zero. */
export function cutPrice(price, cut) {
  return price - Math.floor((price * cut + 50) / 100);
}

/** Arrays for the answers of `count` SKUs. */
export function makeResults(count) {
  return { value: new Float64Array(count * SCENARIOS), best: new Uint8Array(count), gain: new Float64Array(count) };
}

/** Leaving today, and which scenario brings most (the first of equals). */
export function finishSku(model, scratch, units, results, sku) {
  const { value } = results;
  const at = sku * SCENARIOS;
  value[at + LIQUIDATE] = units * scratch[LIQUIDATION_NET] * model.discount[model.lag];
  value[at + REMOVE] = -units * scratch[REMOVAL_FEE];
  value[at + DISPOSE] = value[at + REMOVE];
  let best = 0;
  for (let scenario = 1; scenario < SCENARIOS; scenario += 1) {
    if (value[at + scenario] > value[at + best]) best = scenario;
  }
  results.best[sku] = best;
  results.gain[sku] = value[at + best] - value[at];
}

/** Present value per unit of what is left at the horizon: the better of liquidation (paid later) and removal. */
export function leftoverValue(model, scratch) {
  const liquidated = scratch[LIQUIDATION_NET] * model.discount[HORIZON + model.lag];
  const removed = -scratch[REMOVAL_FEE] * model.discount[HORIZON];
  return liquidated > removed ? liquidated : removed;
}
