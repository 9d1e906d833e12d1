// What stands in the parts: made up, one of each kind, the same on every day.

import type { Amount, CohortView, Field, HoldingMonth, Ledger, Line, Outcome, Problem } from "../src/engine/types";

export const today = "2026-11-21";

export function usd(minor: number): Amount {
  return { minor, currency: "USD" };
}

export function problem(over: Partial<Problem>): Problem {
  const base: Problem = {
    code: "sku_missing",
    severity: "warning",
    file: "cost_sheet_us.csv",
    line: 14,
    column: null,
    heading: null,
    field: null,
    sku: null,
    params: [],
  };
  return { ...base, ...over };
}

export function field(over: Partial<Field>): Field {
  const base = {
    field: "cost_unit",
    group: "costs",
    kind: "money",
    text: "7.40",
    unit: "USD",
    source: "typed",
    sourceName: null,
    sourceLine: null,
    choices: [],
    problem: null,
  };
  return { ...base, ...over } as Field;
}

function line(over: Partial<Line> & Pick<Line, "id">): Line {
  const base = {
    amount: usd(0),
    formula: "as_given",
    inputs: [],
    spreadsheet: null,
    fee: null,
    status: "yours",
    isSunk: false,
    isNeeded: true,
    holes: [],
  };
  return { ...base, ...over } as Line;
}

const referralFee = {
  family: "referral",
  table: "referral_2026",
  row: "",
  effectiveFrom: "2026-01-15",
  effectiveTo: null,
  source: "https://sellercentral.example/fees/referral",
  sourceKind: "official",
  confidence: "official",
  isAssumed: false,
  unit: "share",
  note: null,
  own: null,
};

export const ledger: Ledger = {
  price: usd(2499),
  on: today,
  lines: [
    line({ id: "price", amount: usd(2499), formula: "price", status: "report" }),
    line({
      id: "referral",
      amount: usd(-375),
      formula: "share_or_minimum",
      inputs: [
        { name: "price", text: "24.99" },
        { name: "rate", text: "0.15" },
        { name: "minimum", text: "0.30" },
      ],
      fee: referralFee,
      status: "official",
    }),
    line({
      id: "fulfilment",
      amount: usd(-612),
      formula: "as_given",
      fee: { ...referralFee, family: "fulfilment", isAssumed: true, effectiveTo: "2027-01-14" },
      status: "single-source",
    }),
    line({
      id: "returns",
      amount: usd(-48),
      formula: "expected_returns",
      inputs: [
        { name: "return_rate", text: "0.06" },
        { name: "unsellable_share", text: "0.4" },
      ],
      status: "assumed",
    }),
    line({ id: "returns_processing", amount: null, isNeeded: false, status: "unknown" }),
    line({ id: "landed_cost", amount: usd(-1120), formula: "sum_of_costs", isSunk: true }),
  ],
  netProceeds: usd(1464),
  profit: usd(344),
  ratios: [],
};

function outcome(id: string, over: Partial<Outcome>): Outcome {
  const kind = id.split("-")[0] ?? id;
  const base = {
    scenario: { id, kind, discountPpm: null, price: null, isOwn: false },
    cash: usd(910_000),
    presentValue: usd(880_000),
    againstHold: usd(0),
    netPerUnit: usd(1464),
    unitsPerWeek: 3.5,
    clearsOn: null,
    daysToClear: null,
    unitsLeft: 67,
    leftover: usd(40_000),
    storage: usd(31_200),
    surcharge: usd(22_400),
    low: usd(820_000),
    high: usd(905_000),
    liftNeededPpm: 1_000_000,
    liftExpectedPpm: 1_000_000,
    cashPath: [],
    irrevocable: [],
    blocks: [],
    unknown: [],
    isBest: false,
  };
  return { ...base, ...over } as Outcome;
}

export const outcomes: readonly Outcome[] = [
  outcome("cut-300000", {
    scenario: { id: "cut-300000", kind: "cut", discountPpm: 300_000, price: usd(1749), isOwn: false },
    presentValue: usd(1_002_100),
    againstHold: usd(122_100),
    netPerUnit: usd(827),
    unitsPerWeek: 8.8,
    clearsOn: "2027-06-18",
    daysToClear: 209,
    unitsLeft: 0,
    storage: usd(14_300),
    surcharge: usd(2100),
    liftNeededPpm: 1_800_000,
    liftExpectedPpm: 2_530_000,
    isBest: true,
  }),
  outcome("hold", {}),
  outcome("liquidate", {
    presentValue: usd(41_300),
    againstHold: usd(-838_700),
    netPerUnit: null,
    unitsPerWeek: null,
    clearsOn: "2026-11-21",
    daysToClear: 0,
    unitsLeft: 0,
    low: null,
    high: null,
    liftNeededPpm: null,
    liftExpectedPpm: null,
    irrevocable: ["cannot_be_cancelled"],
  }),
];

export const cohorts: readonly CohortView[] = [
  {
    units: 120,
    ageDays: 45,
    isAssumed: true,
    bestStop: null,
    worseThanNow: null,
    lastRemovals: [],
  },
  {
    units: 80.5,
    ageDays: 225,
    isAssumed: false,
    bestStop: "2026-12-14",
    worseThanNow: "2027-02-15",
    lastRemovals: [],
  },
  {
    units: 12,
    ageDays: 371,
    isAssumed: true,
    bestStop: today,
    worseThanNow: "2026-11-22",
    lastRemovals: [],
  },
];

export const months: readonly HoldingMonth[] = [
  { month: "2026-12", units: 250, storage: usd(9200), surcharge: usd(0), utilization: usd(0), capital: usd(1820) },
  { month: "2027-01", units: 235, storage: usd(3100), surcharge: usd(7450), utilization: usd(0), capital: usd(1700) },
  { month: "2027-02", units: 219, storage: usd(2900), surcharge: null, utilization: null, capital: null },
];
