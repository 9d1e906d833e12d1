// The shapes that cross the boundary. Written from src/wasm/dto.rs until the generated
// declarations are there; the one place of the page that names them.

/** Money: whole minor units of a currency. */
export interface Amount {
  /** Cents; whole yen. */
  minor: number;
  /** ISO 4217 code. */
  currency: string;
}

/** One named value inside a formula, as text to show: `["price", "24.99"]`. */
export interface Input {
  /** Code of the input, such as `price`, `rate`, `minimum`, `billed_weight_oz`. */
  name: string;
  /** Plain decimal or text. */
  text: string;
}

/** The fee row a line rests on. */
export interface FeeSource {
  /** Family, such as `fulfilment`. */
  family: string;
  /** Table, such as `fulfilment_2026_peak`. */
  table: string;
  /** The row in words. */
  row: string;
  /** First day in force; null = start unknown. */
  effectiveFrom: string | null;
  /** Last day in force; null = no end known. */
  effectiveTo: string | null;
  /** Address of the source, shown as text and never fetched. */
  source: string;
  /** `official` or `secondary`. */
  sourceKind: string;
  /** `official`, `cross-checked` or `single-source`. */
  confidence: string;
  /** The table is taken to hold though nothing says so for this day. */
  isAssumed: boolean;
  /** Unit of the figures. */
  unit: string;
}

/** One line of a ledger. */
export interface Line {
  /** Code: `price`, `referral`, `fulfilment`, `fuel_surcharge`, `landed_cost`, … */
  id: string;
  /** Signed: what comes in is positive. Null = not known. */
  amount: Amount | null;
  /** Code of the rule the page puts into words. */
  formula: string;
  /** The values in it. */
  inputs: Input[];
  /** The fee row, if one was used. */
  fee: FeeSource | null;
  /** `official`, `cross-checked`, `single-source`, `yours`, `report`, `assumed`, `computed` or `unknown`. */
  status: string;
  /** Already paid, so it never steers an exit. */
  isSunk: boolean;
  /** For an unknown line: what the data say is missing. */
  holes: string[];
}

/** A ratio with its base named. */
export interface NamedRatio {
  /** `margin`, `markup`, `roi`, `break_even_acos`. */
  id: string;
  /** `displayed_price`, `net_revenue`, `landed_cost`, … */
  base: string;
  /** Parts per million; null = not known. */
  ppm: number | null;
}

/** The ledger of one unit of an offer. */
export interface Ledger {
  /** Price shown to the buyer. */
  price: Amount;
  /** Ship date. */
  on: string;
  /** Lines in order; the known ones that are not sunk sum to `netProceeds`, all known ones to `profit`. */
  lines: Line[];
  /** What one sale brings before what is already paid; null = a needed line is not known. */
  netProceeds: Amount | null;
  /** Net proceeds less landed cost; null = not known. */
  profit: Amount | null;
  /** Margins and the like. */
  ratios: NamedRatio[];
}

/** A run of prices on the cent grid, ends included. */
export interface PriceRange {
  /** First price. */
  from: Amount;
  /** Last price; equal to the highest price looked at when the run has no end. */
  to: Amount;
  /** No end was found below the highest price looked at. */
  open: boolean;
}

/** Which scenario. */
export interface ScenarioName {
  /** Stable within a product: `hold`, `cut-250000`, `price-1999`, `liquidate`, `remove`, `resell`, `dispose`. */
  id: string;
  /** `hold`, `cut`, `liquidate`, `remove`, `resell`, `dispose`. */
  kind: string;
  /** Discount in parts per million of today's price. */
  discountPpm: number | null;
  /** The price it sells at. */
  price: Amount | null;
  /** Entered by the seller. */
  isOwn: boolean;
}

/** A point of cash over time. */
export interface CashPoint {
  /** Day. */
  date: string;
  /** Money received less money paid since today, minor units. */
  minor: number;
  /** Units still there. */
  units: number;
}

/** What a scenario brings. */
export interface Outcome {
  /** Which. */
  scenario: ScenarioName;
  /** Money in less money out until the horizon, what is left then valued at the best exit. */
  cash: Amount | null;
  /** The same, each day discounted to today. */
  presentValue: Amount | null;
  /** Present value less that of doing nothing. */
  againstHold: Amount | null;
  /** Net of one unit on the first day. */
  netPerUnit: Amount | null;
  /** Units sold a week. */
  unitsPerWeek: number | null;
  /** Day on which nothing is left; null = stock is left at the horizon. */
  clearsOn: string | null;
  /** Days until then. */
  daysToClear: number | null;
  /** Units left at the horizon. */
  unitsLeft: number | null;
  /** What the units left are valued at, within `cash`. */
  leftover: Amount | null;
  /** Storage paid. */
  storage: Amount | null;
  /** Aged surcharge paid. */
  surcharge: Amount | null;
  /** Present value if demand reacts weakly to price. */
  low: Amount | null;
  /** Present value if it reacts strongly. */
  high: Amount | null;
  /** Demand multiple that must come true to beat the best exit, parts per million; null = none would, or does not apply. */
  liftNeededPpm: number | null;
  /** Demand multiple expected of this price by the elasticity used. */
  liftExpectedPpm: number | null;
  /** Cash over time. */
  cashPath: CashPoint[];
  /** Codes: `cannot_be_cancelled`, … */
  irrevocable: string[];
  /** Codes: what it blocks or needs. */
  blocks: string[];
  /** Codes and families of what is not known and left out. */
  unknown: string[];
  /** `recommended`, or null. */
  isBest: boolean;
}

/** A date that matters. */
export interface Deadline {
  /** Last day on which it can still be done. */
  date: string;
  /** Code: `before_surcharge_step`, `best_stop`, `peak_ends`, … */
  reason: string;
  /** Units it concerns. */
  units: number;
  /** What missing it costs, if known. */
  cost: Amount | null;
}

/** One product in the list. */
export interface Row {
  /** Identity inside this book. */
  key: string;
  /** SKU as text. */
  sku: string;
  /** Condition, where the SKU stands more than once. */
  condition: string | null;
  /** Title. */
  title: string;
  /** Units planned. */
  units: number;
  /** Units by age: 0–90, 91–180, 181–270, 271–365, 366 and more. */
  ages: number[];
  /** Units sold a week. */
  perWeek: number | null;
  /** Days the stock lasts at that pace. */
  coverDays: number | null;
  /** Today's price. */
  price: Amount | null;
  /** Lowest price that still beats every exit. */
  floor: Amount | null;
  /** Net of one unit at today's price. */
  netPerUnit: Amount | null;
  /** What to do. */
  best: ScenarioName | null;
  /** Its present value. */
  bestValue: Amount | null;
  /** More than doing nothing. */
  gain: Amount | null;
  /** What a week of waiting costs. */
  waitWeek: Amount | null;
  /** Next deadline. */
  deadline: Deadline | null;
  /** Fields that are missing, by canonical name. */
  missing: string[];
  /** How many notes and problems there are for it. */
  notes: number;
}

/** The line above the list. */
export interface Summary {
  /** The day calculated for. */
  today: string;
  /** Products in the book. */
  products: number;
  /** Products with a recommendation. */
  ready: number;
  /** Products whose best way is not doing nothing. */
  toAct: number;
  /** Units planned. */
  units: number;
  /** Landed cost of the stock, where known. */
  cashTiedUp: Amount | null;
  /** Present value of the best ways out. */
  bestValue: Amount | null;
  /** More than doing nothing. */
  gain: Amount | null;
  /** What a week of waiting costs. */
  waitWeek: Amount | null;
  /** Next deadline of all and the products it concerns. */
  deadline: Deadline | null;
  /** Products with that deadline. */
  deadlineProducts: number;
  /** Fees of which the table is past its time or assumed on this day, by table. */
  assumedTables: string[];
}

/** A fact that is asked for. */
export interface MissingFact {
  /** Product; null = concerns all (such as an exchange rate). */
  key: string | null;
  /** SKU, for showing. */
  sku: string;
  /** Title. */
  title: string;
  /** Canonical field to fill. */
  field: string;
  /** Money at stake: what the stock would sell for at today's price. */
  stake: Amount | null;
  /** What stands in the way without it: codes such as `exits`, `profit`, `quote`. */
  blocks: string[];
  /** Suggestions to choose from (category ids), best first. */
  suggestions: string[];
}

/** A problem or note, to be put into words by its code. */
export interface Problem {
  /** Stable code. */
  code: string;
  /** `error` (row or cell not used), `warning` or `note`. */
  severity: string;
  /** Table it stands in. */
  file: string | null;
  /** Line of the file, from 1. */
  line: number | null;
  /** Column, from 1. */
  column: number | null;
  /** Heading of the column as printed. */
  heading: string | null;
  /** Canonical field. */
  field: string | null;
  /** SKU, where known. */
  sku: string | null;
  /** Values for the sentence. */
  params: Input[];
}

/** A column of a table that was read. */
export interface ColumnView {
  /** Heading as printed. */
  heading: string;
  /** Canonical field; null = not used. */
  field: string | null;
  /** How it was read: `text`, `int`, `decimal`, `money`, `rate`, `date`, `month`. */
  kind: string;
  /** Currency or unit found. */
  unit: string | null;
  /** Number format in words: `1,234.50` or `1.234,50`; null where it does not matter. */
  reading: string | null;
  /** The heading or its numbers could mean two things: the seller is asked. */
  isQuestion: boolean;
  /** What it could mean. */
  choices: string[];
}

/** A table that was read. */
export interface TableView {
  /** Number to remove it by. */
  id: number;
  /** Name of the file, or of the paste. */
  name: string;
  /** Report id, or null for the seller's own table. */
  report: string | null;
  /** Headings of the report found, and how many it has. */
  matched: number;
  /** Headings in all. */
  headings: number;
  /** `tab`, `comma`, `semicolon`, … */
  separator: string;
  /** Lines that are records, headings and dropped ones included. */
  records: number;
  /** Rows read. */
  rowsRead: number;
  /** Rows set aside. */
  rowsSetAside: number;
  /** Blank, total and preamble records. */
  dropped: Input[];
  /** Columns. */
  columns: ColumnView[];
  /** Everything to be told, at most 200; `problemCount` is the whole number. */
  problems: Problem[];
  /** How many there are in all. */
  problemCount: number;
}

/** One field of a product, or of the settings. */
export interface Field {
  /** Canonical field name. */
  field: string;
  /** `product`, `costs`, `stock` or `assumptions`. */
  group: string;
  /** `text`, `number`, `money`, `rate`, `choice`, `date`. */
  kind: string;
  /** What stands in the field, as plain text; empty = nothing. */
  text: string;
  /** Unit or currency. */
  unit: string | null;
  /** `typed`, `report`, `computed`, `assumed` or `unknown`. */
  source: string;
  /** File and line of a `report` value; table of a computed one. */
  sourceName: string | null;
  /** Line. */
  sourceLine: number | null;
  /** Choices of a `choice` field. */
  choices: string[];
  /** What is wrong with what was typed; the last good value stays in use. */
  problem: Problem | null;
}

/** Cost of holding in one month. */
export interface HoldingMonth {
  /** `YYYY-MM`. */
  month: string;
  /** Units at its start. */
  units: number;
  /** Storage. */
  storage: Amount;
  /** Aged surcharge. */
  surcharge: Amount;
  /** Return given up on the money the stock would bring today. */
  capital: Amount;
}

/** Units of one age. */
export interface CohortView {
  /** Units. */
  units: number;
  /** Age today in days. */
  ageDays: number;
  /** The report gave a range; this age is its middle. */
  isAssumed: boolean;
  /** Best day to stop holding it; null = hold to the end. */
  bestStop: string | null;
  /** First day on which leaving is worth less than leaving today. */
  worseThanNow: string | null;
  /** Last removal dates before each surcharge step: date and rate text. */
  lastRemovals: Deadline[];
}

/** Everything about one product. */
export interface ProductView {
  /** As in the list. */
  row: Row;
  /** Fields in the order sellers know. */
  fields: Field[];
  /** Ledger at today's price, today; null without a price. */
  ledger: Ledger | null;
  /** Prices at which one sale pays its full cost. */
  paysFullCost: PriceRange[];
  /** Prices at which one sale beats every exit (the walk-away floor, cost sunk). */
  beatsExits: PriceRange[];
  /** What one unit must bring to beat the best exit, with holding still avoidable. */
  requiredNet: Amount | null;
  /** Lowest price ending in .99 that beats every exit and does not fall into a hole. */
  charmFloor: Amount | null;
  /** Highest unit cost that today's price still pays. */
  affordableCost: Amount | null;
  /** Best first. */
  outcomes: Outcome[];
  /** Id of the recommended one. */
  recommended: string | null;
  /** Months of holding, doing nothing. */
  holding: HoldingMonth[];
  /** Cohorts. */
  cohorts: CohortView[];
  /** Units to remove now if the rest is kept, and what that adds. */
  removeNowUnits: number | null;
  /** Notes and problems for it. */
  problems: Problem[];
}

/** A table handed to the book. */
export interface TableInput {
  /** File name, or a name for a paste. */
  name: string;
  /** The text; bytes are decoded at the edge. */
  text: string;
  /** From the clipboard: only cells with a line break or tab are quoted. */
  isClipboard: boolean;
  /** Currency, if the file does not say it and the seller did. */
  currency: string | null;
  /** Corrections: heading and canonical field (empty = ignore). */
  mapping: Input[];
}

/** How the list is sorted. */
export interface Window {
  /** First row, from 0. */
  offset: number;
  /** Rows wanted. */
  count: number;
  /** `gain`, `sku`, `units`, `cover`, `price`, `floor`, `value`, `wait`, `deadline`. */
  sort: string;
  /** Largest first. */
  isDescending: boolean;
  /** Only products whose SKU or title holds this text. */
  search: string;
}

/** Rows of the list. */
export interface RowWindow {
  /** Rows that match in all. */
  total: number;
  /** Those asked for. */
  rows: Row[];
}
/** What one sale brings over a run of prices: columns of equal length. */
export interface Curve {
  /** ISO 4217 code of all three. */
  currency: string;
  /** Prices, minor units, ascending. */
  prices: Float64Array;
  /** Net proceeds of one unit, minor units; NaN = not known at this price. */
  net: Float64Array;
  /** Profit of one unit, minor units; NaN = not known at this price. */
  profit: Float64Array;
}

/** What an edit did. */
export interface EditResult {
  /** The field as it stands now. */
  field: Field;
}

/** How far the catalogue is calculated. */
export interface Progress {
  done: number;
  total: number;
}
