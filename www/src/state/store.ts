// What the page shows, as signals of plain data. Views read; only actions write.

import { computed, signal } from "@preact/signals";
import type { SheetInfo } from "../engine/sheets";
import type {
  Compared,
  Curve,
  Field,
  Filter,
  Input,
  Ledger,
  MissingFact,
  Outcome,
  Points,
  Problem,
  ProductView,
  Progress,
  RowWindow,
  Summary,
  TableView,
  Totals,
  WhatIf,
  Window,
} from "../engine/types";
import { type asked, type Choice, usualChoice } from "./compare";
import type { Step } from "./history";
import type { Sheet } from "./input-log";
import { home } from "./market";

export type Locale = "zh" | "en";
export type Theme = "auto" | "light" | "dark";

/** Where in the page the seller is; kept in the URL fragment, so back and forward work. */
export type View =
  | { readonly name: "catalogue" }
  | { readonly name: "product"; readonly key: string }
  | { readonly name: "compare"; readonly key: string }
  | { readonly name: "plan"; readonly key: string }
  | { readonly name: "catalogue-plan" }
  | { readonly name: "health" }
  | { readonly name: "product-health"; readonly key: string }
  | { readonly name: "calendar" }
  | { readonly name: "forecasts" }
  | { readonly name: "reconcile" }
  | { readonly name: "restock"; readonly key: string }
  | { readonly name: "landed" }
  | { readonly name: "transfers" }
  | { readonly name: "review" }
  | { readonly name: "promotions"; readonly key: string }
  | { readonly name: "channels"; readonly key: string }
  | { readonly name: "abroad"; readonly key: string }
  | { readonly name: "memo"; readonly key: string }
  | { readonly name: "overview" }
  | { readonly name: "tables" }
  | { readonly name: "fees" }
  | { readonly name: "settings" }
  | { readonly name: "workspace" }
  /** A workspace that came in the link itself. */
  | { readonly name: "shared"; readonly link: string }
  | { readonly name: "about" };

/**
 * Something the seller must be told that belongs to no field. The page words it by `code`:
 *
 * - `engine_restarted`: the calculation stopped and was started again with everything entered; `why`.
 * - `engine_memory_full`: the same, because there was no memory for it.
 * - `engine_entry_left_out`: an entry that stops the calculation was left out on restart; `entry`, `why`.
 * - `engine_failed`: it stops again and again, or cannot start; `why`. `restartEngine` tries again.
 * - `not_saved`: the browser's storage refused a write, the older state is still there; `why`.
 * - `saved_again`: it takes writes again, and has everything.
 * - `not_loaded`: what was saved could not be read; `why`.
 * - `not_loaded_in_time`: the browser's storage does not answer.
 * - `kept_by_newer`: what is kept was written by a newer version of the page, and is left as it is.
 * - `kept_unreadable`: entries of what is kept that are none, and are left as they are; `count`.
 * - `open_elsewhere`: the page is open in another tab, which is the one that saves.
 * - `forgotten`: everything entered is deleted.
 * - `file_not_read`: the browser could not read a dropped file; `file`, `why`.
 * - `file_refused`: the engine could not take a file or paste; `file`, and the params of `cause`.
 * - `sheets_left_out`: sheets of a workbook that the seller did not choose; `file`, `sheets`.
 * - `not_exported`: a file going out could not be made; `why`.
 * - `nothing_pasted`: the paste holds no text.
 * - `copied`, `not_copied`: the clipboard took the text or refused it.
 * - `cancelled`: long work was stopped on request; what was calculated stays.
 * - `sample_day`: the sample is calculated for the day it was made on; `date`.
 * - `sample_not_loaded`: the page's own sample files could not be had; `why`.
 * - `refused`: a request of the page was refused for a reason in `cause` (a stable code of the core).
 * - `own_fees_not_used`: the page's own fee file could not be had, so the seller's own fees wait; `why`.
 * - `headings_recalled`: columns of a table are read as the seller said before; `file`, `headings`.
 * - `workspace_opened`, `workspace_replaced`: a workspace from a file or a link is there, in the place of the one before.
 * - `workspace_too_large`: all tables together are more than a workspace file is opened with; `megabytes`.
 * - `link_not_made`: the browser could not pack a link; `why`.
 * - `update_ready`: a newer version of the page lies ready; `applyUpdate` takes it.
 */
export interface Notice {
  readonly id: number;
  readonly code: string;
  readonly severity: "note" | "warning" | "error";
  readonly params: readonly Input[];
}

/** What stands in a field while it is being typed, until the engine's answer is in `Field.text`. */
export interface Draft {
  readonly text: string;
  /** Sent, and not answered yet. */
  readonly isPending: boolean;
  /** What is wrong with the text; the last good value stays in use. */
  readonly problem: Problem | null;
}

export type EngineStatus = "starting" | "ready" | "restarting" | "failed";

/** Work that takes longer than a blink. */
export interface Work {
  readonly kind: "reading" | "calculating" | "restoring";
  /** File being read. */
  readonly name: string | null;
  readonly progress: Progress;
}

/** Requests the page has made since it was opened. */
export interface RequestCounts {
  /** The page's own files, from its own origin. */
  readonly own: number;
  /** Anything else; the policy of the page lets none through. */
  readonly others: number;
  /** Attempts that the policy refused. */
  readonly refused: number;
}

/** A stretch of prices to draw, minor units, ends included. */
export interface CurveRange {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly points: number;
}

/** A filter that lets everything through. */
export const noFilter: Filter = {
  text: "",
  actions: [],
  ages: null,
  category: null,
  supplier: "",
  deadlineBy: null,
  missing: null,
  bounds: [],
};

/** Rows shown at first. */
export const firstWindow: Window = {
  offset: 0,
  count: 200,
  sort: "gain",
  isDescending: true,
  filter: noFilter,
  group: null,
  open: [],
};

/** A workbook that waits for the seller to say which of its sheets are meant. */
export interface SheetQuestion {
  readonly file: string;
  readonly sheets: readonly SheetInfo[];
  /** Takes the places of the sheets; none = the file is left out. */
  readonly answer: (sheets: readonly number[]) => void;
}

/** Which figures span the scatter. */
export type Scatter = "cover" | "turns";

/** What ranks the list of what to do first. */
export type Urgency = "gain" | "wait" | "deadline";

/** Products marked in the list: by key, or all that pass the filter but for some. */
export type Marked =
  | { readonly kind: "keys"; readonly keys: ReadonlySet<string> }
  | { readonly kind: "all"; readonly filter: Filter; readonly except: ReadonlySet<string> };

export const noneMarked: Marked = { kind: "keys", keys: new Set() };

export const status = signal<EngineStatus>("starting");
export const work = signal<Work | null>(null);
export const notices = signal<readonly Notice[]>([]);
export const sheetQuestion = signal<SheetQuestion | null>(null);

/** Code of the marketplace that is calculated for. */
export const market = signal(home);
export const locale = signal<Locale>("en");
export const theme = signal<Theme>("auto");
export const view = signal<View>({ name: "catalogue" });
/** Key of the product looked at last; the way back to it stays open. */
export const lastKey = signal<string | null>(null);
/** Key of the product shown; null on the other views. */
export const selectedKey = computed(() => ("key" in view.value ? view.value.key : null));
export const requestCounts = signal<RequestCounts>({ own: 0, others: 0, refused: 0 });
/** A newer version of the page is waiting (hosted form only). */
export const isUpdateReady = signal(false);
/** What is entered survives a reload. False if the browser's storage is not to be had. */
export const isSaved = signal(true);
/** Something entered would be lost by leaving the page. */
export const isAtRisk = signal(false);
/** Another workspace is looked at beside one's own, by the name of its file (null = it came by a link); null = it is one's own. */
export const beside = signal<{ readonly name: string | null } | null>(null);
/** `hosted` = own files from a server; `file` = everything inside one page. */
export const form = signal<"hosted" | "file">("hosted");

export const tables = signal<readonly TableView[]>([]);
export const summary = signal<Summary | null>(null);
/** The window asked for: sort, search, first row. */
export const list = signal<Window>(firstWindow);
/** Parts of it that stay as they are while the list is scrolled, for what shows nothing else of it. */
export const listFilter = computed(() => list.value.filter);
export const listGroup = computed(() => list.value.group);
export const listSort = computed(() => list.value.sort);
export const isListDescending = computed(() => list.value.isDescending);
/** Its rows; those of the window before until the new ones are there. */
export const rows = signal<RowWindow & { readonly offset: number }>({
  total: 0,
  products: 0,
  heads: [],
  rows: [],
  offset: 0,
});
/** What to do first, and what ranks it. */
export const urgency = signal<Urgency>("gain");
export const first = signal<RowWindow | null>(null);
/** Sums over what the filter lets through. */
export const totals = signal<Totals | null>(null);
/** Units by age of what the filter lets through but for its part on age. */
export const agesToBrush = signal<readonly number[] | null>(null);
/** Categories there are, with how many products are of each; those the filter leaves but for its own part on category. */
export const categories = signal<readonly { readonly code: string; readonly products: number }[]>([]);
/** The same by supplier; only where a table names any. */
export const suppliers = signal<readonly { readonly code: string; readonly products: number }[]>([]);
export const hasSuppliers = computed(() =>
  tables.value.some(({ columns }) => columns.some(({ field }) => field === "supplier")),
);
/** What the scatter shows, and its points but for its own part of the filter. */
export const scatter = signal<Scatter>("cover");
export const points = signal<{ readonly of: Scatter; readonly points: Points } | null>(null);
/** Products marked in the list, and the sums over them. */
export const marked = signal<Marked>(noneMarked);
export const markedTotals = signal<Totals | null>(null);
/** The row of the list that is open in place, and the product in it. */
export const openRow = signal<{ readonly key: string; readonly place: number } | null>(null);
export const peeked = signal<{ readonly key: string; readonly product: ProductView } | null>(null);
/** Columns of the list that are hidden. */
export const hiddenColumns = signal<ReadonlySet<string>>(new Set(["value", "category", "cash", "volume"]));
/** What undo would take back and redo would put back; null = nothing. */
export const undoable = signal<Step | null>(null);
export const redoable = signal<Step | null>(null);
export const missing = signal<readonly MissingFact[]>([]);
export const settings = signal<readonly Field[]>([]);

/** The selected product, as last calculated. */
export const product = signal<ProductView | null>(null);
/** The answer to an edit is still out after 200 ms. */
export const isAnswerLate = signal(false);
/** Price under the hand (drag on the curve, what-if); null = today's price. */
export const handPriceMinor = signal<number | null>(null);
/** Ledger at `handPriceMinor`; null until it is there. */
export const handLedger = signal<Ledger | null>(null);
/** What selling at `handPriceMinor` would bring; null until it is there or if too little is known. */
export const handOutcome = signal<Outcome | null>(null);
/** Ledger at the price under the hand, else at today's price. */
export const ledger = computed<Ledger | null>(() =>
  handPriceMinor.value === null ? (product.value?.ledger ?? null) : (handLedger.value ?? product.value?.ledger ?? null),
);
export const curveRange = signal<CurveRange | null>(null);
export const curve = signal<Curve | null>(null);
/** Text in the paste box that was not read yet; the box stands in more than one view. */
export const pasteBox = signal("");
/** Ways the seller has put side by side, by product. */
export const choices = signal<Readonly<Record<string, Choice>>>({});
/** What stands in the views that keep input of their own, as `sheetName` names it. */
export const worksheets = signal<Readonly<Record<string, Sheet>>>({});
/** Those of the selected product, else the usual ones. */
export const choice = computed<Choice | null>(() => {
  const key = selectedKey.value;
  const own = key === null ? undefined : choices.value[key];
  return own ?? (product.value === null ? null : usualChoice(product.value));
});
/** Those of them that the seller chose among the ways there are, for pictures of several; empty = the usual ones. */
export const pickedScenarios = computed<readonly string[]>(() => {
  const own = selectedKey.value === null ? undefined : choices.value[selectedKey.value];
  return own?.columns.flatMap(({ scenario }) => (scenario === null ? [] : [scenario])) ?? [];
});
/** What was asked about them; null while no comparison is shown. */
export const askedComparison = signal<ReturnType<typeof asked> | null>(null);
/** The answer, a column each; that of the question before until it is there. */
export const compared = signal<readonly Compared[]>([]);
/** The line whose explanation is open: id of a ledger line or of a figure. */
export const openExplanation = signal<string | null>(null);

/** What would follow from the text in "what if it were …"; null until it is there. */
export const whatIf = signal<WhatIf | null>(null);
/** Part of the product under the pointer or the focus (a ledger line, a figure, `field:weight`); its counterparts light up. */
export const highlight = signal<string | null>(null);
/** Ratio shown beside the net, as `ratioName` names it; null = the first there is. */
export const shownRatio = signal<string | null>(null);

/** The day is one the seller has fixed ("as if it were …"), not the real one. */
export const isTodayFixed = signal(false);

/** Text being typed, by `draftKey`. */
export const drafts = signal<Readonly<Record<string, Draft>>>({});

/**
 * The product shown is older than what stands in the fields: one of its own or a setting
 * holds a text that cannot be used, or the answer is late. Show it greyed.
 */
export const isProductStale = computed(
  () =>
    isAnswerLate.value ||
    Object.entries(drafts.value).some(([name, draft]) => {
      const { key } = fieldOfDraft(name);
      return draft.problem !== null && (key === null || key === selectedKey.value);
    }),
);

/** Everything to be told about the tables. What concerns one product is in `product.problems`. */
export const problems = computed<readonly Problem[]>(() => tables.value.flatMap((table) => table.problems));

/** What was kept from the last visit is not shown yet. */
export const isRestoring = signal(false);

/** Whether nothing has been entered. */
export const isEmpty = computed(
  () => !isRestoring.value && tables.value.length === 0 && (summary.value === null || summary.value.products === 0),
);

/** Key of a field's draft; `key` null = a setting. */
export function draftKey(key: string | null, field: string): string {
  return JSON.stringify([key, field]);
}

/** The field that a draft stands in: the opposite of `draftKey`. */
export function fieldOfDraft(name: string): { readonly key: string | null; readonly field: string } {
  const [key, field] = JSON.parse(name) as [string | null, string];
  return { key, field };
}
