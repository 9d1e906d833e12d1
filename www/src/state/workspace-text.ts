// A workspace as text: what a file and a link hold. It is the log itself, readable, with the name and version of its
// format; nothing of it is believed when it is read.

import { entryOf } from "./entry-shape";
import type { Entry } from "./input-log";
import { keptType, largeBytes, sizeOf, textPieces } from "./table-text";

/** Names the format; the first thing in the file. */
export const formatName = "clearfloor workspace";
/** Raised whenever an entry gets another shape; every older one is still read. */
export const formatVersion = 1;
/** Longest text that is read: browsers make no text much longer than twice this. */
export const mostCharacters = 250_000_000;

/** What somebody has entered, and when it was written. */
export interface Workspace {
  /** Moment of writing in ISO form; null if it is not said. */
  readonly saved: string | null;
  readonly entries: readonly Entry[];
}

/**
 * Why a text is no workspace:
 *
 * - `not_ours`: it is something else; nothing in it names the format.
 * - `newer`: a newer version of the page wrote it; `version`.
 * - `damaged`: it is one, but not whole; `place` of the first entry that cannot be read, where there is one.
 * - `too_large`: there is more of it than can be read.
 */
export interface Fault {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

export type Reading = { readonly workspace: Workspace } | { readonly fault: Fault };

/** The text of a workspace; `indent` as in `JSON.stringify`. */
export function textOfWorkspace(entries: readonly Entry[], saved: string, indent = 0): string {
  const plain = entries.map(({ order: _, ...entry }) => entry);
  return JSON.stringify({ format: formatName, version: formatVersion, saved, entries: plain }, null, indent);
}

/** The same as a file; the texts of large tables go into it piece by piece. */
export async function fileOfWorkspace(entries: readonly Entry[], saved: string, indent = 0): Promise<Blob> {
  // Nobody has written this before.
  const mark = crypto.randomUUID();
  const files: Blob[] = [];
  const marked = entries.map((entry): Entry => {
    if (entry.kind !== "table" || typeof entry.text === "string") return entry;
    files.push(entry.text);
    return { ...entry, text: mark };
  });
  const parts: Blob[] = [];
  for (const [place, written] of textOfWorkspace(marked, saved, indent).split(mark).entries()) {
    const file = place === 0 ? undefined : files[place - 1];
    if (file !== undefined)
      for await (const piece of textPieces(file)) parts.push(new Blob([JSON.stringify(piece).slice(1, -1)]));
    parts.push(new Blob([written]));
  }
  return new Blob(parts, { type: "application/json" });
}

/** Characters of all that is entered, about. */
export function sizeOfWorkspace(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === "table" ? sizeOf(entry.text) : 0), 0);
}

/** The workspace in a text, its entries numbered from 1. */
export function workspaceOf(written: string): Reading {
  if (written.length > mostCharacters) return fault("too_large");
  let data: unknown;
  try {
    // A mark of the encoding in front is none of it.
    data = JSON.parse(written.replace(/^\uFEFF/, ""));
  } catch {
    return fault(written.slice(0, 200).includes(`"${formatName}"`) ? "damaged" : "not_ours");
  }
  if (typeof data !== "object" || data === null || !("format" in data) || data.format !== formatName) {
    return fault("not_ours");
  }
  const version = "version" in data ? data.version : undefined;
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) return fault("damaged");
  if (version > formatVersion) return fault("newer", { version: String(version) });
  const listed = "entries" in data ? data.entries : undefined;
  if (!Array.isArray(listed)) return fault("damaged");
  const entries: Entry[] = [];
  for (const [place, one] of listed.entries()) {
    const entry = entryOf(one, place + 1);
    if (entry === null) return fault("damaged_at", { place: String(place + 1), of: String(listed.length) });
    const isLarge = entry.kind === "table" && sizeOf(entry.text) > largeBytes;
    entries.push(isLarge ? { ...entry, text: new Blob([entry.text], { type: keptType }) } : entry);
  }
  const saved = "saved" in data && typeof data.saved === "string" && isMoment(data.saved) ? data.saved : null;
  return { workspace: { saved, entries } };
}

function isMoment(written: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(written) && !Number.isNaN(Date.parse(written));
}

function fault(code: string, params: Fault["params"] = {}): Reading {
  return { fault: { code, params } };
}
