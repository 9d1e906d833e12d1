// The same answers by the event-wise way: storage and sales from prefix sums over the calendar, the year's snapshots as
// events, first-in-first-out in closed form. It shows how much of a speed-up is the algorithm and how much is Wasm.
//
// At rate v the stock on day i is n − v·i, so storage is vol·(n·A − v·B) with the prefix sums A of discounted storage
// rates and B of the same times the day; sales are v times the prefix sum of discounts, split where the fees change.

import {
  CHARGE, COHORTS, CUTS, GONE, HORIZON, OVERSIZE, SCENARIOS, SCRATCH, SURCHARGE, VOLUME,
  cutPrice, finishSku, leftoverValue, priceColumn, referral, skuFees,
} from "./model.mjs";

const scratch = new Float64Array(SCRATCH);
const ahead = new Float64Array(COHORTS); // units in older cohorts

/** Prefix sums and snapshot days of a model; make it once a run. */
export function makeEvents(model) {
  const storageSum = new Float64Array(2 * (HORIZON + 1));
  const storageDaySum = new Float64Array(2 * (HORIZON + 1));
  const discountSum = new Float64Array(HORIZON + 1);
  let peakEnd = 0;
  const days = [];
  for (let i = 0; i < HORIZON; i += 1) {
    for (let group = 0; group < 2; group += 1) {
      const at = group * (HORIZON + 1) + i;
      const today = (group === 0 ? model.storageStandard : model.storageOversize)[i] * model.discount[i];
      storageSum[at + 1] = storageSum[at] + today;
      storageDaySum[at + 1] = storageDaySum[at] + i * today;
    }
    discountSum[i + 1] = discountSum[i] + model.discount[i];
    if (model.snapshot[i] === 1) days.push(i);
    if (model.season[i] === 0) {
      if (peakEnd !== i) throw new Error("the peak season must begin the year or be over");
      peakEnd = i + 1;
    }
  }
  return {
    storageSum, storageDaySum, discountSum, peakEnd,
    snapshotDay: Int32Array.from(days),
    behind: new Float64Array(days.length * COHORTS), // discounted surcharge of all younger cohorts, whole
    perUnit: new Float64Array(days.length * COHORTS), // discounted surcharge of one unit
  };
}

/** Fills `results` for the SKUs from `from` up to, not including, `to`. */
export function computeEventwise(model, events, catalogue, from, to, results) {
  const { discount, season, bandOfAge, categoryRule } = model;
  const { storageSum, storageDaySum, discountSum, peakEnd, snapshotDay, behind, perUnit } = events;
  const { cohortUnits, cohortAge, price, velocity, elasticity, category } = catalogue;
  const oldest = bandOfAge.length - 1;
  const snapshots = snapshotDay.length;
  for (let sku = from; sku < to; sku += 1) {
    skuFees(model, catalogue, sku, scratch);
    const first = sku * COHORTS;
    let total = 0;
    for (let cohort = 0; cohort < COHORTS; cohort += 1) {
      ahead[cohort] = total;
      total += cohortUnits[first + cohort];
    }
    for (let event = 0; event < snapshots; event += 1) {
      const day = snapshotDay[event];
      let younger = 0;
      for (let cohort = COHORTS - 1; cohort >= 0; cohort -= 1) {
        const age = cohortAge[first + cohort] + day;
        const fee = scratch[SURCHARGE + bandOfAge[age < oldest ? age : oldest]] * discount[day];
        perUnit[event * COHORTS + cohort] = fee;
        behind[event * COHORTS + cohort] = younger;
        younger += fee * cohortUnits[first + cohort];
      }
    }
    const volume = scratch[VOLUME];
    const storageAt = scratch[OVERSIZE] * (HORIZON + 1);
    const rule = categoryRule[category[sku]];
    const listed = price[sku];
    const perLeftover = leftoverValue(model, scratch);
    for (let scenario = 0; scenario <= CUTS; scenario += 1) {
      const asked = cutPrice(listed, scenario * 10);
      const beforeFulfilment = asked - referral(model, rule, asked);
      const column = CHARGE + priceColumn(asked);
      const netPeak = beforeFulfilment - scratch[column];
      const netRest = beforeFulfilment - scratch[column + 3];
      const rate = scenario === 0 ? velocity[sku] : velocity[sku] * Math.pow(asked / listed, elasticity[sku]);
      // Days on which a whole rate is sold; what is then left is sold on the next day.
      const whole = Math.floor(total / rate); // Infinity when nothing sells
      const full = whole < HORIZON ? whole : HORIZON;
      const rest = total - rate * full;
      const cleared = full < HORIZON && total > GONE;
      const last = cleared && rest > GONE ? full + 1 : full; // days with stock
      let present = -volume * (total * storageSum[storageAt + last] - rate * storageDaySum[storageAt + last]);
      const early = full < peakEnd ? full : peakEnd;
      present += rate * (netPeak * discountSum[early] + netRest * (discountSum[full] - discountSum[early]));
      if (rest > GONE) {
        present += full < HORIZON ? rest * (season[full] === 0 ? netPeak : netRest) * discount[full] : rest * perLeftover;
      }
      let head = 0;
      for (let event = 0; event < snapshots; event += 1) {
        const day = snapshotDay[event];
        if (day >= last) break;
        const gone = rate * day;
        while (head < COHORTS - 1 && ahead[head] + cohortUnits[first + head] <= gone) head += 1;
        const at = event * COHORTS + head;
        const remains = ahead[head] + cohortUnits[first + head] - (gone > ahead[head] ? gone : ahead[head]);
        present -= behind[at] + (remains > 0 ? remains * perUnit[at] : 0);
      }
      results.value[sku * SCENARIOS + scenario] = present;
    }
    finishSku(model, scratch, total, results, sku);
  }
}
