// Files and pastes on their way in: one after the other, joined by SKU; large files in pieces.

import { reasonOf } from "../engine/failure";
import type { Ask, TableSource } from "../engine/protocol";
import type { Progress, TableView } from "../engine/types";
import { theSession } from "./current";
import * as store from "./store";
import { largeBytes } from "./table-text";

/** What is read: a text, the bytes of a file, or a file that is too large to be handed over whole. */
type Given = TableSource | { readonly file: Blob };

export interface Source {
  readonly name: string;
  readonly isClipboard: boolean;
  readonly read: () => Promise<Given>;
  /** The file itself, where it is one. */
  readonly file?: Blob;
  /** It is read once more, in another way. */
  readonly again?: { readonly input: Ask<"addTable">["input"]; readonly encoding: string };
}

/** How often the progress of a large file follows. */
const progressMs = 100;

/** Stops the reading of files that is under way. */
let reading: AbortController | null = null;

/** Stops it: what was read whole stays, of the file at hand nothing does. */
export function stopReading(): void {
  reading?.abort();
}

/** A file of the seller's as it is best read. */
export async function givenBy(file: Blob): Promise<Given> {
  const isLargeText = file.size > largeBytes && !isNoText(await file.slice(0, 4).arrayBuffer());
  return isLargeText ? { file } : { bytes: await file.arrayBuffer() };
}

/** Reads one after the other; how many became tables. */
export async function readAll(sources: readonly Source[], notRead = "file_not_read"): Promise<number> {
  const session = theSession();
  session.isAsked();
  let taken = 0;
  let isRecalled = false;
  const controller = new AbortController();
  reading = controller;
  for (const [index, { name, isClipboard, read, file, again }] of sources.entries()) {
    if (controller.signal.aborted) break;
    const tell = (part: number): void => {
      store.work.value = { kind: "reading", name, progress: { done: index + part, total: sources.length } };
    };
    tell(0);
    let source: Given;
    try {
      source = await read();
    } catch (thrown) {
      session.tell(notRead, "error", { file: name, why: reasonOf(thrown) });
      continue;
    }
    try {
      for (const table of await tablesIn(name, source, controller.signal)) {
        const input = again?.input ?? { name: table.name, isClipboard, currency: null, mapping: [] };
        const more = {
          ...(file ? { original: file } : {}),
          ...(again ? { encoding: again.encoding, isAgain: true } : {}),
        };
        const { view } = await readTable(input, table.source, controller.signal, tell, more);
        store.tables.value = withView(store.tables.value, view);
        taken += 1;
        if (await recallHeadings(view)) isRecalled = true;
      }
    } catch (thrown) {
      session.tellFailure(thrown, "file_refused", { file: name });
    }
  }
  if (reading === controller) {
    reading = null;
    if (store.work.peek()?.kind === "reading") store.work.value = null;
  }
  // Read in another way, a table keeps its place among the others, so the book is filled anew.
  if (isRecalled) session.client.replace();
  else await session.calculate();
  return taken;
}

/** Reads one table; of a large file it is told how far it is. */
async function readTable(
  input: Ask<"addTable">["input"],
  source: Given,
  signal: AbortSignal,
  tell: (part: number) => void,
  { original, encoding, isAgain }: Pick<Ask<"addTable">, "original" | "isAgain"> & { readonly encoding?: string },
): Promise<{ readonly view: TableView }> {
  const { client, environment } = theSession();
  if (!("file" in source)) {
    const transfer = "bytes" in source ? [source.bytes] : [];
    const ask = { input, source: "bytes" in source && encoding ? { ...source, encoding } : source };
    // Of a sample the page has nothing but the bytes, which go to the worker.
    const bytes = original ?? ("bytes" in source ? new Blob([source.bytes]) : undefined);
    const more = { ...(bytes ? { original: bytes } : {}), ...(isAgain ? { isAgain } : {}) };
    return client.request("addTable", { ...ask, ...more }, { signal, transfer });
  }
  let toldAt = Number.NEGATIVE_INFINITY;
  const follow = ({ done, total }: Progress): void => {
    const now = environment.clock.now();
    if (signal.aborted || now - toldAt < progressMs) return;
    toldAt = now;
    tell(done / total);
  };
  const more = { ...(encoding ? { encoding } : {}), ...(isAgain ? { isAgain } : {}) };
  return client.readFile(input, source.file, follow, signal, more);
}

/** A table of the same number keeps its place. */
function withView(views: readonly TableView[], view: TableView): readonly TableView[] {
  const isThere = views.some(({ id }) => id === view.id);
  return isThere ? views.map((other) => (other.id === view.id ? view : other)) : [...views, view];
}

/** Has a table read as its like were before; whether that changed anything. */
async function recallHeadings(view: TableView): Promise<boolean> {
  const session = theSession();
  if (!session.log.entries.some(({ kind }) => kind === "heading")) return false;
  const headings = (await import("./headings")).recall(view);
  if (headings.length === 0) return false;
  session.tell("headings_recalled", "note", { file: view.name, headings: headings.join(", ") });
  return true;
}

/** First bytes of files that are no text: packed, old Excel, PDF, PNG; of JPEG and gzip the fourth may differ. */
const noText = new Set([0x504b0304, 0xd0cf11e0, 0x25504446, 0x89504e47, 0xffd8ff00, 0x1f8b0800]);

function isNoText(bytes: ArrayBuffer): boolean {
  const start = bytes.byteLength < 4 ? 0 : new DataView(bytes).getUint32(0);
  return noText.has(start) || noText.has((start & 0xffffff00) >>> 0);
}

/** The tables in what came in: itself, or the sheets of a workbook. */
async function tablesIn(
  name: string,
  source: Given,
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly source: Given }[]> {
  if (!("bytes" in source) || !isNoText(source.bytes)) return [{ name, source }];
  const { tablesOf } = await import("./workbooks");
  const { tables, leftOut } = await tablesOf(name, source.bytes, signal);
  if (leftOut.length > 0) theSession().tell("sheets_left_out", "note", { file: name, sheets: leftOut.join(", ") });
  return tables.map(({ name, text }) => ({ name, source: { text } }));
}
