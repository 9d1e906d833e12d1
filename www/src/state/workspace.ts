// The workspace out and in: as a file, as a link, and looking at another one beside one's own.

import { signal } from "@preact/signals";
import { reasonOf } from "../engine/failure";
import { copyText, download, go } from "./actions";
import { theSession } from "./current";
import type { Entry } from "./input-log";
import { fragmentOf, sharedFragment } from "./location";
import { forgetPlaces } from "./places";
import { linkOf, mostLinkCharacters, workspaceOfLink } from "./share-link";
import * as store from "./store";
import { onlyLines, type TableText } from "./table-text";
import {
  type Fault,
  fileOfWorkspace,
  mostCharacters,
  type Reading,
  sizeOfWorkspace,
  textOfWorkspace,
  type Workspace,
  workspaceOf,
} from "./workspace-text";

/** A workspace that came in by a file or a link, until it is said what to do with it. */
export interface Arrival {
  /** Name of the file; null = it came by a link. */
  readonly file: string | null;
  /** Null while it is read. */
  readonly reading: Reading | null;
}

export const arrival = signal<Arrival | null>(null);

/** What a link would be like. */
export interface Offer {
  /** Key of the only product in it; null = everything is. */
  readonly only: string | null;
  /** Null where it was not even tried. */
  readonly link: string | null;
  /** Characters of it; of what it would hold, where it was not tried. */
  readonly size: number;
  /** Longer than all browsers open. */
  readonly isTooLong: boolean;
}

export const offer = signal<Offer | null>(null);
/** The link is being packed. */
export const isPacking = signal(false);

/** Saves everything entered as one file. */
export async function saveWorkspace(): Promise<void> {
  const session = theSession();
  const now = new Date().toISOString();
  const { entries } = session.log;
  // It could not be opened again.
  if (sizeOfWorkspace(entries) > mostCharacters) {
    session.tell("workspace_too_large", "error", { megabytes: String(Math.round(sizeOfWorkspace(entries) / 1e6)) });
    return;
  }
  try {
    download(await fileOfWorkspace(entries, now, 1), `clearfloor-workspace-${now.slice(0, 10)}.json`);
  } catch (thrown) {
    session.tell("not_exported", "error", { why: reasonOf(thrown) });
  }
}

/** Reads a file that should hold a workspace; what it holds is shown before anything is done with it. */
export async function takeWorkspaceFile(file: File): Promise<void> {
  arrival.value = { file: file.name, reading: null };
  go({ name: "workspace" });
  let reading: Reading;
  try {
    reading = file.size > mostCharacters ? tooLarge : workspaceOf(await file.text());
  } catch (thrown) {
    reading = { fault: { code: "not_read", params: { why: reasonOf(thrown) } } };
  }
  arrival.value = { file: file.name, reading };
}

const tooLarge: Reading = { fault: { code: "too_large", params: {} } };

/** Reads the workspace in a link. */
export async function takeLink(link: string): Promise<void> {
  arrival.value = { file: null, reading: null };
  const reading = await workspaceOfLink(link);
  // Another one was opened meanwhile.
  const { value: shown } = store.view;
  if (shown.name === "shared" && shown.link === link) arrival.value = { file: null, reading };
}

/** What can be done with a workspace that came in. */
export type Way = "replace" | "beside" | "leave";

export function decide(way: Way): void {
  const { value: came } = arrival;
  arrival.value = null;
  const workspace = came?.reading && "workspace" in came.reading ? came.reading.workspace : null;
  if (way === "leave" || came === null || workspace === null) {
    leaveFor(store.view.value.name === "shared" ? "catalogue" : "workspace");
    return;
  }
  const session = theSession();
  if (way === "beside") {
    session.lookBeside(workspace.entries);
    store.beside.value = { name: came.file };
  } else {
    // Its place is that of one's own, not of another that is looked at.
    session.returnFromBeside();
    store.beside.value = null;
    replaceBy(workspace.entries, came.file);
  }
  leaveFor("catalogue");
}

/** The workspace that is looked at takes the place of one's own, or goes. */
export function endBeside(isKept: boolean): void {
  const { value: beside } = store.beside;
  if (beside === null) return;
  const seen = theSession().returnFromBeside();
  store.beside.value = null;
  if (isKept) replaceBy(seen, beside.name);
  leaveFor("catalogue");
}

function replaceBy(entries: readonly Entry[], file: string | null): void {
  const session = theSession();
  const hadAny = session.log.entries.length > 0;
  session.adopt({ what: "workspace", name: file ?? "", count: 1 }, entries);
  session.tell(hadAny ? "workspace_replaced" : "workspace_opened", "note");
}

/** Goes on without what stood in the address, which the history of the browser would keep. */
function leaveFor(name: "catalogue" | "workspace"): void {
  forgetPlaces();
  history.replaceState(null, "", fragmentOf({ name }));
  go({ name });
}

/** Makes a link of everything, or of one product alone. */
export async function makeLink(only: string | null): Promise<void> {
  isPacking.value = true;
  offer.value = null;
  try {
    const { log } = theSession();
    const entries = only === null ? log.entries : await excerpt(only);
    // Texts of this size are never short enough, however well they are packed.
    const files = entries.filter((entry) => entry.kind === "table" && typeof entry.text !== "string");
    if (files.length > 0) {
      offer.value = { only, link: null, size: sizeOfWorkspace(entries), isTooLong: true };
      return;
    }
    const packed = await linkOf(textOfWorkspace(entries, new Date().toISOString()));
    const link = `${location.href.replace(/#.*$/s, "")}${sharedFragment}${packed}`;
    offer.value = { only, link, size: link.length, isTooLong: link.length > mostLinkCharacters };
  } catch (thrown) {
    theSession().tell("link_not_made", "error", { why: reasonOf(thrown) });
  } finally {
    isPacking.value = false;
  }
}

export function copyLink(): void {
  const link = offer.value?.link ?? null;
  if (link !== null) void copyText(link);
}

/** What speaks of one product: its rows, what was typed for it, and the settings that hold for all. */
async function excerpt(key: string): Promise<Entry[]> {
  const { log } = theSession();
  const sku = skuOf(key);
  const kept: Entry[] = [];
  const heads = new Map(
    store.tables.value.flatMap(({ id, dropped }) => {
      const entry = log.table(id);
      const preamble = dropped.find(({ name }) => name === "preamble")?.text ?? "0";
      return entry === undefined ? [] : [[entry.order, Number(preamble) + 1] as const];
    }),
  );
  for (const entry of log.present) {
    if (entry.kind === "table") {
      const text = await rowsOf(entry.text, sku, heads.get(entry.order) ?? 1);
      if (text !== null) kept.push({ ...entry, text });
    } else if (entry.kind === "bulk") {
      if (entry.keys.includes(key)) kept.push({ ...entry, keys: [key] });
    } else if (entry.kind === "worksheet" && entry.key === null) {
      // A shipment or a plan of all products speaks of the others, too.
      if (entry.view === "fees") kept.push(entry);
    } else if (!("key" in entry) || entry.key === key || entry.key === null) kept.push(entry);
  }
  return kept;
}

/** The SKU of a product. */
export function skuOf(key: string): string {
  const row = [...store.rows.value.rows, store.product.value?.row].find((row) => row?.key === key);
  // A key is the SKU, and where one SKU is several products what tells them apart.
  return row?.sku ?? key.split("\u001f")[0] ?? key;
}

/** The heading of a table and the lines with a cell of this text; null if there is none. */
export function rowsOf(text: TableText, sku: string, headLines: number): Promise<string | null> {
  const cell = new RegExp(`(?:^|[\\t,;|"' ])${sku.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:$|[\\t,;|"' \\r])`);
  return onlyLines(text, headLines, (line) => cell.test(line));
}

export type { Fault, Workspace };
