// The frozen JavaScript reference: every scenario walked day by day for a year, typed arrays only, no object made in a
// loop. It is the yardstick of the speed bars, so it changes only when the formulas do, never to be faster or slower.
//
// Day i: a surcharge on the snapshot day for each cohort by its age, storage on what is there, then min(rate, units)
// sold from the oldest at the net of that ship date; the cash of the day counts (1+r)^(-i/365).

import {
  CHARGE, COHORTS, CUTS, GONE, HORIZON, OVERSIZE, SCENARIOS, SCRATCH, SURCHARGE, VOLUME,
  cutPrice, finishSku, leftoverValue, priceColumn, referral, skuFees,
} from "./model.mjs";

const scratch = new Float64Array(SCRATCH);
const left = new Float64Array(COHORTS);

// The terms of one scenario go to the day loop through a Float64Array: as arguments V8 keeps them tagged inside the
// loop, which took twice the time when this was profiled.
const terms = new Float64Array(5);
const UNITS = 0;
const RATE = 1;
const NET_PEAK = 2;
const NET_REST = 3;
const LEFTOVER = 4;

/** Fills `results` for the SKUs from `from` up to, not including, `to`. */
export function computeReference(model, catalogue, from, to, results) {
  const { cohortUnits, price, velocity, elasticity, category } = catalogue;
  for (let sku = from; sku < to; sku += 1) {
    skuFees(model, catalogue, sku, scratch);
    const first = sku * COHORTS;
    let total = 0;
    for (let cohort = 0; cohort < COHORTS; cohort += 1) total += cohortUnits[first + cohort];
    const rule = model.categoryRule[category[sku]];
    const listed = price[sku];
    const perLeftover = leftoverValue(model, scratch);
    for (let scenario = 0; scenario <= CUTS; scenario += 1) {
      const asked = cutPrice(listed, scenario * 10);
      const beforeFulfilment = asked - referral(model, rule, asked);
      const column = CHARGE + priceColumn(asked);
      terms[UNITS] = total;
      terms[RATE] = scenario === 0 ? velocity[sku] : velocity[sku] * Math.pow(asked / listed, elasticity[sku]);
      terms[NET_PEAK] = beforeFulfilment - scratch[column];
      terms[NET_REST] = beforeFulfilment - scratch[column + 3];
      terms[LEFTOVER] = perLeftover;
      results.value[sku * SCENARIOS + scenario] = walkYear(model, catalogue, first);
    }
    finishSku(model, scratch, total, results, sku);
  }
}

// Present value of one scenario: the days between two snapshots are walked in an inner loop that holds one net.
function walkYear(model, catalogue, first) {
  const rate = terms[RATE];
  const netPeak = terms[NET_PEAK];
  const netRest = terms[NET_REST];
  const { discount, season, snapshot, sameUntil, bandOfAge } = model;
  const { cohortUnits, cohortAge } = catalogue;
  const oldest = bandOfAge.length - 1;
  const volume = scratch[VOLUME];
  const storage = scratch[OVERSIZE] === 1 ? model.storageOversize : model.storageStandard;
  for (let cohort = 0; cohort < COHORTS; cohort += 1) left[cohort] = cohortUnits[first + cohort];
  let units = terms[UNITS];
  let head = 0;
  let headLeft = left[0];
  let present = 0;
  let day = 0;
  while (day < HORIZON && units > GONE) {
    if (snapshot[day] === 1) {
      left[head] = headLeft;
      let surcharge = 0;
      for (let cohort = head; cohort < COHORTS; cohort += 1) {
        const age = cohortAge[first + cohort] + day;
        surcharge += left[cohort] * scratch[SURCHARGE + bandOfAge[age < oldest ? age : oldest]];
      }
      present -= surcharge * discount[day];
    }
    const net = season[day] === 0 ? netPeak : netRest;
    const end = sameUntil[day];
    for (; day < end && units > GONE; day += 1) {
      const sold = rate < units ? rate : units;
      present += (sold * net - units * volume * storage[day]) * discount[day];
      units -= sold;
      headLeft -= sold;
      while (headLeft <= 0 && head < COHORTS - 1) {
        head += 1;
        headLeft += left[head];
      }
    }
  }
  return units > GONE ? present + units * terms[LEFTOVER] : present;
}
