// What the page and the worker say to each other. One request is answered by one reply
// with its id; the worker works on one request at a time, so that whatever waits can
// still be withdrawn on the page's side.

import type { EngineCode } from "./code";
import { later } from "./generated/later";
import type {
  AbroadView,
  ActFile,
  AsRead,
  BetterSplits,
  Bundle,
  BundleSheet,
  CalendarAsk,
  CalendarBody,
  CataloguePlanView,
  ChannelsView,
  Compared,
  ComparedOffers,
  ComparedWay,
  Conflicts,
  Curve,
  DateEntry,
  Difference,
  Draft,
  EditResult,
  EtsAnswers,
  EtsQuestions,
  FeeChange,
  FeeLibrary,
  FeeSources,
  Field,
  Filter,
  FirstPass,
  ForecastsBody,
  ForecastWindow,
  Found,
  HealthSheets,
  HealthView,
  HealthWindow,
  Input,
  Ledger,
  LiveLine,
  MissingFact,
  Outcome,
  OwnFees,
  OwnFeesTaken,
  PastedRows,
  PastedTable,
  Pictures,
  PlanDoubts,
  PlanExits,
  PlanView,
  Points,
  ProductChange,
  ProductHealthView,
  ProductView,
  Progress,
  PromotionSheet,
  Promotions,
  ReadTotals,
  ReconcileBody,
  ReconcileWindow,
  RestockView,
  ReviewAnswer,
  ReviewPlan,
  ReviewSheet,
  RowWindow,
  Sensitivity,
  ShipmentAnswer,
  ShipmentSheet,
  Summary,
  TableInput,
  TableView,
  TakeOver,
  TaskWindow,
  Totals,
  TransferAnswer,
  TransferRow,
  TransferSheet,
  TypedSheet,
  WhatIf,
  Window,
} from "./types";

/** A table as it comes in: text from a paste, or the bytes of a file, with its encoding where that is chosen. */
export type TableSource = { readonly text: string } | { readonly bytes: ArrayBuffer; readonly encoding?: string };

/** What a file was read in. */
export interface FileEncoding {
  /** As `TextDecoder` calls it. */
  readonly label: string;
  /** By the seller's word; otherwise it was found. */
  readonly isChosen: boolean;
  /** What its bytes make about as much sense in. */
  readonly rival: string | null;
  /** Signs stand in it for bytes that mean nothing in this encoding. */
  readonly isLossy: boolean;
}

/** What only the page needs to know of a table that is read. */
interface Reread {
  /** It is the file of a table that is there, read in another way. */
  readonly isAgain?: boolean;
}

interface OpenTable extends Reread {
  readonly input: Omit<TableInput, "text">;
  readonly file: Blob;
  /** Where it is chosen. */
  readonly encoding?: string;
}

/** A table's text is decoded in the worker and comes back without what it says of buyers, because the page keeps it. */
export interface TableTaken {
  readonly view: TableView;
  readonly text: string;
  /** Null = it came as text. */
  readonly encoding: FileEncoding | null;
}

/** The same of a large file: its text stays a file; null = it is to be kept as it was given. */
export interface FileTaken {
  readonly view: TableView;
  readonly text: Blob | null;
  readonly encoding: FileEncoding | null;
}

/** Forms in which all results go out. `cells` is for the writer of workbooks. */
export type TableFormat = "csv" | "csv_semicolon" | "json" | "cells";

/** Some products: by key, or all that pass a filter but for some. */
export type Selection =
  | { readonly keys: readonly string[] }
  | { readonly filter: Filter; readonly except: readonly string[] };

/** The same text for a field of several products; `keys` null: a setting. */
export interface FieldEdit {
  readonly keys: readonly string[] | null;
  readonly field: string;
  readonly text: string;
}

/** Most facts asked for at a time; the summary counts all. */
export const mostMissing = 200;

/** Which results to give, all of one state of the book. */
export interface Look {
  readonly list?: Window;
  /** What to do first: rows of another window. */
  readonly first?: Window;
  /** Sums over what passes the filter. */
  readonly totals?: Filter;
  /** Sums over the products selected. */
  readonly selection?: Selection;
  /** Units by age of what passes a filter: the picture that narrows by age. */
  readonly ages?: Filter;
  /** Two figures of every product that passes a filter. */
  readonly points?: { readonly filter: Filter; readonly x: string; readonly y: string };
  /** Summary and missing facts. */
  readonly overview?: boolean;
  readonly settings?: boolean;
  readonly tables?: boolean;
  /** Product that the parts below are about. */
  readonly key?: string;
  readonly product?: boolean;
  /** Its ledger at this price, and what selling at it would bring. */
  readonly priceMinor?: number;
  /** Ways of it side by side, against the one at place `base`. */
  readonly compare?: { readonly ways: readonly ComparedWay[]; readonly base: number } | null;
  /** Its curve over these prices. */
  readonly curve?: {
    readonly fromMinor: number;
    readonly toMinor: number;
    readonly points: number;
  };
  /**
   * What its pictures show beside the outcomes; the stock is that of this way, null = of the recommended one.
   * Of the outcomes only those of `ways`, the usual ones and the recommended one come with their cash over time.
   */
  readonly pictures?: { readonly scenario: string | null; readonly ways: readonly string[] };
  /** Why the one way has another value than the other. */
  readonly difference?: { readonly from: string; readonly to: string };
  /** How much the answer hangs on each input. Takes longer than a frame. */
  readonly sensitivity?: boolean;
}

/** What was looked at. A part that the core refused is missing, and `refused` says why. */
export interface Seen {
  readonly rows?: RowWindow;
  readonly first?: RowWindow;
  readonly totals?: Totals;
  readonly selected?: Totals;
  readonly ages?: Totals;
  readonly points?: Points;
  readonly summary?: Summary;
  readonly missing?: MissingFact[];
  readonly settings?: Field[];
  readonly tables?: TableView[];
  readonly product?: ProductView;
  readonly ledger?: Ledger;
  readonly tried?: Outcome | null;
  readonly compared?: Compared[];
  readonly curve?: Curve;
  readonly pictures?: Pictures;
  readonly difference?: Difference | null;
  readonly sensitivity?: Sensitivity | null;
  readonly refused: readonly Refusal[];
}

/** What a worker says of itself when it is ready. */
export interface Started {
  /** Version of the engine. */
  readonly build: string;
  /** Addresses the worker itself has fetched. */
  readonly fetched: readonly string[];
  /** The engine's code as it was compiled; another instance needs no other compilation. */
  readonly module?: WebAssembly.Module;
}

/** Requests and their answers, by kind. */
export interface Calls {
  /** Compiles the engine and makes an empty book. Must be the first. */
  start: {
    ask: { readonly wasm: EngineCode; readonly secondUrl?: string };
    answer: Started;
  };
  /** Goes on with the second part of the engine's code, the book as it is. */
  extend: { ask: { readonly wasm: EngineCode }; answer: null };
  /** Puts an empty book in place of the present one. */
  reset: { ask: Record<never, never>; answer: null };
  /** Empties the book and calculates for another marketplace from now on. */
  chooseMarket: { ask: { readonly market: string; readonly pack: ArrayBuffer }; answer: null };
  setToday: { ask: { readonly today: string }; answer: null };
  addTable: {
    /** `original` is the file itself, for the page to read it again. */
    ask: Reread & {
      readonly input: Omit<TableInput, "text">;
      readonly source: TableSource;
      readonly original?: Blob;
    };
    answer: TableTaken;
  };
  /** Opens a large file, to be read slice by slice; one that was opened before and not taken is given up. */
  openTable: { ask: OpenTable; answer: null };
  /** One slice of reading it and joining it with the others; at the total it can be taken. */
  readTable: { ask: Record<never, never>; answer: Progress };
  /** Takes it into the book. `input` and `file` as it was opened. */
  takeTable: { ask: OpenTable; answer: FileTaken };
  /** Gives it up; the book is as it was. */
  dropTable: { ask: Record<never, never>; answer: null };
  /** `table`, not `id`: that is the number of the request itself. */
  removeTable: { ask: { readonly table: number }; answer: null };
  addProduct: { ask: Record<never, never>; answer: { readonly key: string } };
  removeProduct: { ask: { readonly key: string }; answer: null };
  /** Puts text into a field and gives what changed by it in the same reply. */
  edit: {
    ask: {
      readonly key: string | null;
      readonly field: string;
      readonly text: string;
      readonly look: Look;
    };
    answer: { readonly result: EditResult; readonly seen: Seen };
  };
  /** Puts the same text into a field of many products, or of none if it cannot be read. */
  editMany: {
    ask: { readonly keys: readonly string[]; readonly field: string; readonly text: string };
    answer: { readonly changed: number };
  };
  /** Puts fields back to what they were; the seller's input says so already. */
  applyEdits: { ask: { readonly edits: readonly FieldEdit[] }; answer: null };
  /** What would follow if a field held another text; the book stays as it is. */
  whatIf: {
    ask: { readonly key: string; readonly field: string; readonly text: string; readonly line: string };
    answer: WhatIf;
  };
  /** A product on every channel, by the texts of its worksheet. */
  channels: {
    ask: { readonly key: string; readonly texts: readonly { readonly field: string; readonly text: string }[] };
    answer: ChannelsView;
  };
  /** A product in several marketplaces, by the texts of its worksheet; `packs` are fee tables that were missing. */
  abroad: {
    ask: {
      readonly key: string;
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly packs: readonly { readonly market: string; readonly bytes: ArrayBuffer }[];
    };
    answer: AbroadView;
  };
  /** One slice of the best prices of a product over time, by the texts of its worksheet; null = it goes on. */
  plan: {
    ask: { readonly key: string; readonly texts: readonly { readonly field: string; readonly text: string }[] };
    answer: PlanView | null;
  };
  /** One slice of finding the ways of all products for the plan of the catalogue, and of choosing among those that pass. */
  findWays: {
    ask: { readonly texts: readonly { readonly field: string; readonly text: string }[]; readonly filter: Filter };
    answer: Progress;
  };
  /** Changes whenever the ways that were found hold no more. */
  waysRevision: { ask: Record<never, never>; answer: number };
  /** The ways of some products, for the worker that plans with them; places as `findWays` counts them. */
  shareOfWays: {
    ask: {
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly from: number;
      readonly until: number;
    };
    answer: Uint8Array<ArrayBuffer>;
  };
  /** Takes them in; false = they belong to other input than that of the number, or came too late. */
  takeWays: {
    ask: {
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly revision: number;
      readonly share: Uint8Array<ArrayBuffer>;
    };
    answer: boolean;
  };
  /** The plan of the whole catalogue; without one while `findWays` is not through. */
  cataloguePlan: {
    ask: { readonly texts: readonly { readonly field: string; readonly text: string }[]; readonly window: TaskWindow };
    answer: CataloguePlanView;
  };
  /** The whole of it as text. */
  exportCataloguePlan: {
    ask: {
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly window: TaskWindow;
      readonly format: "csv" | "json";
    };
    answer: { readonly text: string };
  };
  /** One slice of the health of the whole catalogue, by everything entered about it; null = it goes on. */
  health: { ask: { readonly sheets: HealthSheets; readonly window: HealthWindow }; answer: HealthView | null };
  /** The same for a product, each figure with what it came from: its class is one among all. */
  healthOf: { ask: { readonly key: string; readonly sheets: HealthSheets }; answer: ProductHealthView | null };
  /** One slice of every alert, and of the days of the year ahead that matter. */
  calendar: { ask: { readonly sheets: HealthSheets; readonly wanted: CalendarAsk }; answer: CalendarBody | null };
  /** What reports say or charged beside what the tables give. */
  reconcile: { ask: ReconcileWindow; answer: ReconcileBody };
  /** Cases worth raising with the marketplace, as text. */
  exportCases: { ask: { readonly format: "csv" | "csv_semicolon" }; answer: { readonly text: string } };
  /** One slice of forecasting the catalogue, by the worksheets of buying again. */
  forecastSome: { ask: { readonly sheets: readonly TypedSheet[] }; answer: Progress };
  /** The forecasts made so far. */
  forecasts: { ask: ForecastWindow; answer: ForecastsBody };
  /** What taking over the forecasts of products writes into their fields. */
  takeOver: {
    ask: { readonly sheets: readonly TypedSheet[]; readonly keys: readonly string[] };
    answer: readonly TakeOver[];
  };
  /** Series of further forecasts, to be tried with ETS; `lines` 0 = all are. */
  etsQuestions: { ask: { readonly count: number }; answer: EtsQuestions };
  /** Series of the history of one product's worksheet. */
  etsQuestionsOf: {
    ask: { readonly key: string; readonly texts: readonly { readonly field: string; readonly text: string }[] };
    answer: EtsQuestions;
  };
  /** What was forecast of them; how far the list is. */
  etsAnswers: { ask: { readonly answers: EtsAnswers }; answer: Progress };
  /** All of them as text. */
  exportForecasts: { ask: { readonly format: "csv" | "csv_semicolon" | "json" }; answer: { readonly text: string } };
  /** Buying a product again, by the texts of its worksheet. */
  restock: {
    ask: { readonly key: string; readonly texts: readonly { readonly field: string; readonly text: string }[] };
    answer: RestockView;
  };
  /** What the order of a product would bring, as a file. */
  orderDraft: {
    ask: {
      readonly key: string;
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly form: "list" | "upload";
      readonly names: readonly string[];
    };
    answer: Draft;
  };
  /** One slice of every way out of a product beside its plan, by the worksheets of plan and channels. */
  planExits: {
    ask: {
      readonly key: string;
      readonly texts: readonly { readonly field: string; readonly text: string }[];
      readonly channels: readonly { readonly field: string; readonly text: string }[];
    };
    answer: PlanExits | null;
  };
  /** One slice of how sure the plan of a product is. */
  planDoubts: {
    ask: { readonly key: string; readonly texts: readonly { readonly field: string; readonly text: string }[] };
    answer: PlanDoubts | null;
  };
  look: { ask: { readonly look: Look }; answer: Seen };
  /** Promotions of a product side by side, from texts as typed. */
  promotions: { ask: { readonly key: string; readonly sheet: PromotionSheet }; answer: Promotions };
  /** A bundle of a product with another one. */
  bundle: { ask: { readonly key: string; readonly sheet: BundleSheet }; answer: Bundle };
  /** Ways side by side, the promotions and bundles of the worksheet among them. */
  compareOffers: {
    ask: {
      readonly key: string;
      readonly ways: readonly ComparedWay[];
      readonly base: number;
      readonly promotions: PromotionSheet;
      readonly bundle: BundleSheet;
    };
    answer: ComparedOffers;
  };
  /** One slice of looking for splits that leave more than the lines of the list; rows of these products come first. */
  betterSplits: {
    ask: { readonly keys: readonly string[] };
    answer: BetterSplits["found"];
  };
  /** One slice of comparing what the tables say of each product. */
  conflicts: { ask: Record<never, never>; answer: Conflicts };
  /** Rows of a table as they were read. */
  asRead: { ask: { readonly table: number; readonly offset: number; readonly count: number }; answer: AsRead };
  /** One slice of adding up its rows. */
  readTotals: { ask: { readonly table: number }; answer: ReadTotals };
  /** Some of its rows as text, the headings in front of the first. */
  asReadCsv: {
    ask: { readonly table: number; readonly offset: number; readonly count: number };
    answer: { readonly text: string };
  };
  /** Products by SKU or title, the closest first. */
  find: { ask: { readonly text: string; readonly limit: number }; answer: readonly Found[] };
  /** Keys of all products that pass a filter. */
  keys: { ask: { readonly filter: Filter }; answer: readonly string[] };
  /** One slice of the pass over the catalogue that the engine's first part can make. */
  firstPass: { ask: Record<never, never>; answer: FirstPass };
  /** One slice of the calculation of the catalogue. */
  advance: { ask: Record<never, never>; answer: Progress };
  /** What a shipment comes to; wrong texts are part of the answer. */
  shipment: { ask: { readonly sheet: ShipmentSheet }; answer: ShipmentAnswer };
  /** Rows of a shipment out of what was copied from a spreadsheet. */
  pasteShipment: { ask: { readonly text: string }; answer: PastedRows };
  /** What to move between sites; wrong texts are part of the answer. */
  transfers: { ask: { readonly sheet: TransferSheet }; answer: TransferAnswer };
  /** The moves of one way as a file, read again: `names` are the headings of a list. */
  transferDraft: {
    ask: {
      readonly sheet: TransferSheet;
      readonly from: string;
      readonly to: string;
      readonly form: "list" | "upload";
      readonly names: readonly string[];
    };
    answer: Draft;
  };
  /** Rows of the book's own site that a sheet of transfers lacks. */
  offerSites: { ask: { readonly sheet: TransferSheet }; answer: readonly TransferRow[] };
  /** Rows of stock or lanes out of what was copied from a spreadsheet. */
  pasteTransfers: { ask: { readonly table: "sites" | "lanes"; readonly text: string }; answer: PastedTable };
  /** A clearance against its plan; wrong texts are part of the answer. */
  review: { ask: { readonly sheet: ReviewSheet; readonly health: HealthSheets }; answer: ReviewAnswer | null };
  /** Plans of products as they stand now, to be kept until what came is known. */
  offerPlans: {
    ask: {
      readonly sheet: ReviewSheet;
      readonly plans: readonly {
        readonly key: string;
        readonly texts: readonly { readonly field: string; readonly text: string }[];
      }[];
    };
    answer: readonly ReviewPlan[];
  };
  /** Planned or actual rows out of what was copied from a spreadsheet. */
  pasteReview: { ask: { readonly table: "plans" | "rows"; readonly text: string }; answer: PastedTable };
  /** Puts fees of the seller's own in the place of those before; `projectFile` is the text of the page's own. */
  setOwnFees: {
    ask: { readonly market: string; readonly projectFile: string; readonly fees: OwnFees };
    answer: OwnFeesTaken;
  };
  /** Every fee table as it stands on a day. */
  feeLibrary: {
    ask: { readonly market: string; readonly projectFile: string; readonly on: string };
    answer: FeeLibrary;
  };
  /** One slice of comparing the fees of two days. */
  compareFees: {
    ask: { readonly before: string; readonly after: string };
    answer: Progress;
  };
  /** What the comparison has found; null = the book has changed since. */
  feeChange: { ask: { readonly most: number }; answer: FeeChange | null };
  /** The same for one product; null = nothing changes for it. */
  feeChangeOf: {
    ask: { readonly key: string; readonly before: string; readonly after: string };
    answer: ProductChange | null;
  };
  exportTable: { ask: { readonly format: TableFormat }; answer: { readonly text: string } };
  /** The ledger of a product as formulas that follow its price. */
  liveLedger: { ask: { readonly key: string }; answer: readonly LiveLine[] };
  /** One slice of which rows of the fee tables the figures rest on; all at once of one product. */
  feeSources: { ask: { readonly key: string | null }; answer: FeeSources };
  /** A file for the marketplace of these products; the days are those of a sale. */
  actFile: {
    ask: { readonly act: string; readonly keys: readonly string[]; readonly from: string; readonly to: string };
    answer: ActFile;
  };
  /** The days that matter of one product, or of all (`key` null). */
  dates: { ask: { readonly key: string | null }; answer: readonly DateEntry[] };
}

export type Kind = keyof Calls;
/** Requests that are answered slice by slice: null until the answer is there. */
export type SlicedKind = "plan" | "planExits" | "planDoubts" | "health" | "healthOf" | "calendar" | "review";
export type Ask<K extends Kind> = Calls[K]["ask"];
export type Answer<K extends Kind> = Calls[K]["answer"];

/** Requests after which the book is another one than before. */
export const changingKinds: ReadonlySet<Kind> = new Set<Kind>([
  "reset",
  "chooseMarket",
  "setToday",
  "addTable",
  "takeTable",
  "removeTable",
  "addProduct",
  "removeProduct",
  "edit",
  "editMany",
  "applyEdits",
]);

/** Calls that the parts of a look make of a book. */
const callsOfLook: readonly (readonly [part: keyof Look, calls: readonly string[]])[] = [
  ["list", ["rows"]],
  ["first", ["rows"]],
  ["totals", ["totals"]],
  ["selection", ["totals", "totalsOf"]],
  ["ages", ["totals"]],
  ["points", ["points"]],
  ["overview", ["summary", "missing"]],
  ["settings", ["settings"]],
  ["tables", ["tables"]],
  ["product", ["product"]],
  ["priceMinor", ["ledger", "tryPrice"]],
  ["compare", ["compare"]],
  ["curve", ["curve"]],
  ["pictures", ["pictures"]],
  ["difference", ["difference"]],
  ["sensitivity", ["sensitivity"]],
];
/** Calls that a request makes of a book where they are not named like it. */
const callsOfKind: Partial<Record<Kind, readonly string[]>> = { applyEdits: ["edit", "editMany"] };
const laterCalls: ReadonlySet<string> = new Set(later);

/** Whether the engine's first part cannot answer this. */
export function isBeyondFirst(kind: Kind, ask: object): boolean {
  const isLater = (call: string): boolean => laterCalls.has(call);
  if ((callsOfKind[kind] ?? [kind]).some(isLater)) return true;
  const { look } = ask as { readonly look?: Look };
  if (look === undefined) return false;
  return callsOfLook.some(([part, calls]) => (look[part] ?? false) !== false && calls.some(isLater));
}

export type Request = { [K in Kind]: { readonly id: number; readonly kind: K } & Ask<K> }[Kind];

/** Why the core refused a request: a stable code and the values of its sentence. */
export interface Refusal {
  readonly code: string;
  readonly params: readonly Input[];
  /** English, for logs. */
  readonly message: string;
}

export type Reply =
  | { readonly id: number; readonly kind: "done"; readonly answer: unknown }
  | { readonly id: number; readonly kind: "refused"; readonly refusal: Refusal }
  /** The answer waits for the rest of the engine's code, which is on its way. */
  | { readonly id: number; readonly kind: "fetching" }
  /** The instance is unusable from here on. */
  | { readonly id: number; readonly kind: "trapped"; readonly why: string };
