// The worker: holds the book, does what it is asked, one request after the other.

import { compiled, compiledAtOnce } from "./code";
import { memoryFull, reasonOf } from "./failure";
import { encodingOf, FileReading, replaced } from "./file-reading";
import {
  Book,
  buildInfo,
  detectEncoding,
  extendSync,
  fetchMoreBy,
  initSync,
  lastPanic,
  pasteReview,
  pasteShipment,
  pasteTransfers,
  supplyFees,
} from "./generated/clearfloor.js";
import type { Answer, Ask, FileEncoding, Kind, Reply, Request, Seen, TableSource } from "./protocol";
import { refusalOf, see } from "./see";
import { fewSteps, inSlice, inSteps } from "./slice";
import type { Input, TypedSheet } from "./types";

/** Wrong input, found on this side of the boundary. */
class Refusing extends Error {
  readonly code: string;
  readonly params: readonly Input[];

  constructor(code: string, params: readonly Input[], message: string) {
    super(message);
    this.code = code;
    this.params = params;
  }
}

/** Part of the worker's global scope that is used; the page's own types are in force here. */
const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage: (reply: Reply, transfer: Transferable[]) => void;
};

let book: Book | null = null;
let memory: WebAssembly.Memory | null = null;
/** Who traps below so many bytes does not for want of memory; all that there can be is twice that. */
const muchMemory = 2 ** 31;

/** A large file on its way into it. */
let reading: FileReading | null = null;

/** The request that is being answered. */
let current = 0;

function theBook(): Book {
  if (book === null) throw new Error("no book: start comes first");
  return book;
}

/** Worksheets as the book takes them. */
function copied(sheets: readonly TypedSheet[]): TypedSheet[] {
  return sheets.map(({ key, texts }) => ({ key, texts: [...texts] }));
}

function theReading(): FileReading {
  if (reading === null) throw new Refusing("table_not_opened", [], "no file is being read");
  return reading;
}

function decoded(source: TableSource): { readonly text: string; readonly encoding: FileEncoding | null } {
  if ("text" in source) return { text: source.text, encoding: null };
  const bytes = new Uint8Array(source.bytes);
  const label = source.encoding ?? detectEncoding(bytes);
  const text = decoderFor(label).decode(bytes);
  return { text, encoding: encodingOf(bytes, label, source.encoding !== undefined, text.includes(replaced)) };
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    throw new Refusing(
      "encoding_not_supported",
      [{ name: "encoding", text: label }],
      `this browser cannot read ${label}`,
    );
  }
}

/** What a file could not be read for: it was changed or taken away since it was dropped. */
async function ofFile<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
    throw new Refusing("file_gone", [{ name: "why", text: thrown.message }], thrown.message);
  }
}

const does: { [K in Kind]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> } = {
  start: async ({ wasm, secondUrl }) => {
    const module = await compiled(wasm);
    memory = initSync({ module }).memory;
    if (secondUrl !== undefined) {
      fetchMoreBy(() => {
        scope.postMessage({ id: current, kind: "fetching" }, []);
        return compiledAtOnce(secondUrl);
      });
    }
    book = new Book();
    const fetched = performance.getEntriesByType("resource").map((entry) => entry.name);
    return { build: buildInfo().version, fetched, module };
  },
  extend: async ({ wasm }) => {
    extendSync(await compiled(wasm));
    return null;
  },
  reset: () => {
    reading = null;
    book?.free();
    book = new Book();
    return null;
  },
  chooseMarket: ({ market, pack }) => {
    theBook().chooseMarket(market, new Uint8Array(pack));
    return null;
  },
  setToday: ({ today }) => {
    theBook().setToday(today);
    return null;
  },
  addTable: ({ input, source }) => {
    const { text, encoding } = decoded(source);
    const view = theBook().addTable({ ...input, text });
    const ofBuyers = view.columns.some(({ usage }) => usage === "buyer");
    return { view, text: ofBuyers ? (theBook().withoutBuyers(view.id, text) ?? text) : text, encoding };
  },
  openTable: ({ input, file, encoding }) => {
    reading = new FileReading(theBook(), input, file, decoderFor, encoding);
    return null;
  },
  readTable: () => ofFile(theReading().goOn()),
  takeTable: async () => {
    const taken = await ofFile(theReading().take());
    reading = null;
    return taken;
  },
  dropTable: () => {
    if (reading !== null) theBook().dropTable();
    reading = null;
    return null;
  },
  removeTable: ({ table }) => {
    theBook().removeTable(table);
    return null;
  },
  addProduct: () => ({ key: theBook().addProduct() }),
  removeProduct: ({ key }) => {
    theBook().removeProduct(key);
    return null;
  },
  edit: ({ key, field, text, look }) => {
    const result = theBook().edit(key ?? undefined, field, text);
    return { result, seen: see(theBook(), look) };
  },
  editMany: ({ keys, field, text }) => ({ changed: theBook().editMany([...keys], field, text) }),
  applyEdits: ({ edits }) => {
    for (const { keys, field, text } of edits) {
      if (keys === null) theBook().edit(undefined, field, text);
      else theBook().editMany([...keys], field, text);
    }
    return null;
  },
  whatIf: ({ key, field, text, line }) => theBook().whatIf(key, field, text, line),
  look: ({ look }) => see(theBook(), look),
  promotions: ({ key, sheet }) => theBook().promotions(key, sheet),
  compareOffers: ({ key, ways, base, promotions, bundle }) =>
    theBook().compareOffers(key, { ways: [...ways] }, base, promotions, bundle),
  bundle: ({ key, sheet }) => theBook().bundle(key, sheet),
  channels: ({ key, texts }) => theBook().channels(key, { texts: [...texts] }),
  abroad: ({ key, texts, packs }) => {
    for (const { market, bytes } of packs) supplyFees(market, new Uint8Array(bytes));
    return theBook().abroad(key, { texts: [...texts] });
  },
  plan: ({ key, texts }) => inSteps((few) => theBook().plan(key, { texts: [...texts] }, few)),
  findWays: ({ texts, filter }) =>
    inSlice(
      (few) => theBook().findWays({ texts: [...texts] }, filter, few),
      () => false,
      fewSteps,
    ),
  waysRevision: () => theBook().waysRevision(),
  // What comes out of the module is a copy of its own.
  shareOfWays: ({ texts, from, until }) =>
    theBook().shareOfWays({ texts: [...texts] }, from, until) as Uint8Array<ArrayBuffer>,
  takeWays: ({ texts, revision, share }) => theBook().takeWays({ texts: [...texts] }, revision, share),
  cataloguePlan: ({ texts, window }) => theBook().cataloguePlan({ texts: [...texts] }, window),
  exportCataloguePlan: ({ texts, window, format }) => ({
    text: theBook().exportCataloguePlan({ texts: [...texts] }, window, format),
  }),
  planExits: ({ key, texts, channels }) =>
    inSteps((few) => theBook().planExits(key, { texts: [...texts] }, { texts: [...channels] }, few)),
  planDoubts: ({ key, texts }) => inSteps((few) => theBook().planDoubts(key, { texts: [...texts] }, few)),
  betterSplits: ({ keys }) =>
    inSlice(
      (few) => theBook().betterSplits(few, { keys: [...keys] }).found,
      ({ looked }) => looked === 0,
    ),
  conflicts: () => inSlice((few) => theBook().conflicts(few)),
  asRead: ({ table, offset, count }) => theBook().asRead(table, offset, count),
  readTotals: ({ table }) => inSlice((few) => theBook().readTotals(table, few)),
  asReadCsv: ({ table, offset, count }) => ({ text: theBook().asReadCsv(table, offset, count) }),
  health: ({ sheets, window }) => inSteps((few) => theBook().health(sheets, window, few)),
  healthOf: ({ key, sheets }) => inSteps((few) => theBook().healthOf(key, sheets, few)),
  calendar: ({ sheets, wanted }) => inSteps((few) => theBook().calendar(sheets, wanted, few)),
  reconcile: (window) => theBook().reconcile(window),
  exportCases: ({ format }) => ({ text: theBook().exportCases(format) }),
  forecastSome: ({ sheets }) => {
    const typed = copied(sheets);
    return inSlice((few) => theBook().forecastSome(typed, few));
  },
  forecasts: (window) => theBook().forecasts(window),
  takeOver: ({ sheets, keys }) => theBook().takeOver(copied(sheets), [...keys]),
  etsQuestions: ({ count }) => theBook().etsQuestions(count),
  etsQuestionsOf: ({ key, texts }) => theBook().etsQuestionsOf(key, { texts: [...texts] }),
  etsAnswers: ({ answers }) => theBook().etsAnswers(answers),
  exportForecasts: ({ format }) => ({ text: theBook().exportForecasts(format) }),
  restock: ({ key, texts }) => theBook().restock(key, { texts: [...texts] }),
  orderDraft: ({ key, texts, form, names }) => theBook().orderDraft(key, { texts: [...texts] }, form, [...names]),
  find: ({ text, limit }) => theBook().find(text, limit),
  keys: ({ filter }) => theBook().keys(filter),
  firstPass: () =>
    inSlice(
      (few) => theBook().firstPass(few),
      ({ left }) => left === 0,
    ),
  advance: () => inSlice((few) => theBook().advance(few)),
  shipment: ({ sheet }) => theBook().shipment(sheet),
  pasteShipment: ({ text }) => pasteShipment(text),
  review: ({ sheet, health }) => inSteps((few) => theBook().review(sheet, health, few)),
  offerPlans: ({ sheet, plans }) =>
    theBook().offerPlans(
      sheet,
      plans.map(({ key, texts }) => ({ key, texts: [...texts] })),
    ),
  pasteReview: ({ table, text }) => pasteReview(table, text),
  transfers: ({ sheet }) => theBook().transfers(sheet),
  transferDraft: ({ sheet, from, to, form, names }) => theBook().transferDraft(sheet, from, to, form, [...names]),
  offerSites: ({ sheet }) => theBook().offerSites(sheet),
  pasteTransfers: ({ table, text }) => pasteTransfers(table, text),
  setOwnFees: ({ market, projectFile, fees }) => theBook().setOwnFees(market, projectFile, fees),
  feeLibrary: ({ market, projectFile, on }) => theBook().feeLibrary(market, projectFile, on),
  compareFees: ({ before, after }) => inSlice((few) => theBook().compareFees(before, after, few)),
  feeChangeOf: ({ key, before, after }) => theBook().feeChangeOf(key, before, after) ?? null,
  feeChange: ({ most }) => theBook().feeChange(most) ?? null,
  exportTable: ({ format }) => ({ text: theBook().exportTable(format) }),
  liveLedger: ({ key }) => theBook().liveLedger(key),
  feeSources: ({ key }) =>
    key === null ? inSlice((few) => theBook().feeSources(undefined, few)) : theBook().feeSources(key, 1),
  actFile: ({ act, keys, from, to }) => theBook().actFile(act, [...keys], from, to),
  dates: ({ key }) => theBook().dates(key ?? undefined),
};

function whyTrapped(thrown: unknown): string {
  try {
    const panic = lastPanic();
    if (panic !== undefined) return panic;
    // Where no memory is to be had the module ends without a word.
    return (memory?.buffer.byteLength ?? 0) > muchMemory ? memoryFull : reasonOf(thrown);
  } catch {
    return reasonOf(thrown);
  }
}

/** Columns of figures are handed over, not copied. */
function transferable(answer: unknown): Transferable[] {
  if (answer instanceof Uint8Array) return [answer.buffer as ArrayBuffer];
  const seen = (answer as { seen?: Seen } | null)?.seen ?? (answer as Seen | null);
  const columns = [...Object.values(seen?.curve ?? {}), ...Object.values(seen?.points ?? {})];
  const buffers = columns.flatMap((column) => (column instanceof Float64Array ? [column.buffer as ArrayBuffer] : []));
  return [...new Set(buffers)];
}

scope.onmessage = async ({ data: request }) => {
  const { id } = request;
  current = id;
  try {
    const run = does[request.kind] as (ask: Request) => unknown;
    const answer = await run(request);
    scope.postMessage({ id, kind: "done", answer }, transferable(answer));
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    scope.postMessage(
      refusal === null ? { id, kind: "trapped", why: whyTrapped(thrown) } : { id, kind: "refused", refusal },
      [],
    );
  }
};
