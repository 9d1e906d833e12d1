// Whether plain data is what an entry of the log must be: what comes from a file, a link or a store that something else
// has written is not believed. Only what is known is taken over.

import type { FileEncoding } from "../engine/protocol";
import { type Choice, mostColumns } from "./compare";
import { encodings, separators } from "./file-form";
import type { Entry, Sheet } from "./input-log";
import type { KeptStep } from "./kept-steps";
import { home, markets } from "./market";
import type { TableText } from "./table-text";

/** An object of which nothing is known yet, by the names that are asked for. */
type Plain = { readonly [Name in Part]?: unknown };
type Part =
  | "of"
  | "order"
  | "kind"
  | "market"
  | "report"
  | "heading"
  | "words"
  | "today"
  | "input"
  | "text"
  | "key"
  | "keys"
  | "field"
  | "view"
  | "sheet"
  | "choice"
  | "name"
  | "isClipboard"
  | "currency"
  | "mapping"
  | "separator"
  | "encoding"
  | "label"
  | "isChosen"
  | "rival"
  | "isLossy"
  | "columns"
  | "base"
  | "id"
  | "scenario"
  | "typed"
  | "note"
  | "number"
  | "side"
  | "what"
  | "count"
  | "removed"
  | "added";

/** Levels of objects in objects that a worksheet may have; the pages' own have four. */
const mostDeep = 20;

/** The entry that plain data holds, with the order given; null if it holds none. */
export function entryOf(data: unknown, order: number): Entry | null {
  try {
    return isPlain(data) && isPlace(data.of) ? read(data, order) : null;
  } catch (thrown) {
    if (thrown instanceof Unfit) return null;
    throw thrown;
  }
}

/** Those of what was kept that are entries. */
export function entriesIn(kept: readonly unknown[]): Entry[] {
  return kept.flatMap((data) => keptEntry(data) ?? []);
}

/** Those of noted changes that can be made; null = taken out. */
export function changesIn(noted: ReadonlyMap<number, unknown>): Map<number, Entry | null> {
  const changes = new Map<number, Entry | null>();
  for (const [order, data] of noted) {
    const entry = data === null ? null : keptEntry(data);
    if (isOrder(order) && (data === null || entry?.order === order)) changes.set(order, entry);
  }
  return changes;
}

/** The steps kept, if all of them are steps: after one that is none, those before it cannot be taken back. */
export function stepsIn(kept: readonly KeptStep[]): readonly KeptStep[] {
  const isWhole = kept.every(
    (step: unknown) =>
      isPlain(step) &&
      isOrder(step.number) &&
      (step.side === "done" || step.side === "undone") &&
      typeof step.what === "string" &&
      typeof step.name === "string" &&
      typeof step.count === "number" &&
      [step.removed, step.added].every((some) => Array.isArray(some) && some.every(isStepPart)),
  );
  return isWhole ? kept : [];
}

/** A table in a step may have its text elsewhere. */
function isStepPart(data: unknown): boolean {
  return (
    keptEntry(isPlain(data) && data.kind === "table" && data.text === null ? { ...data, text: "" } : data) !== null
  );
}

function keptEntry(data: unknown): Entry | null {
  return isPlain(data) && isOrder(data.order) ? entryOf(data, data.order) : null;
}

function isOrder(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** What cannot be part of an entry. */
class Unfit extends Error {}

function read(data: Plain, order: number): Entry {
  const place = data.of === undefined ? {} : { of: text(data.of) };
  switch (data.kind) {
    case "market":
      if (!isMarket(data.market) || data.market === home) throw new Unfit();
      return { order, kind: "market", market: data.market };
    case "today":
      return { order, kind: "today", today: day(data.today) };
    case "table":
      return {
        order,
        kind: "table",
        input: tableInput(data.input),
        text: tableText(data.text),
        ...(data.encoding === undefined ? {} : { encoding: fileEncoding(data.encoding) }),
      };
    case "product":
      return { ...place, order, kind: "product", key: text(data.key) };
    case "edit":
    case "draft":
      return {
        ...place,
        order,
        kind: data.kind,
        key: textOrNull(data.key),
        field: text(data.field),
        text: text(data.text),
      };
    case "bulk":
      return {
        ...place,
        order,
        kind: "bulk",
        keys: list(data.keys).map(text),
        field: text(data.field),
        text: text(data.text),
      };
    case "comparison":
      return { ...place, order, kind: "comparison", key: text(data.key), choice: choice(data.choice) };
    case "heading":
      return {
        order,
        kind: "heading",
        report: textOrNull(data.report),
        heading: text(data.heading),
        words: list(data.words).map(text),
      };
    case "worksheet":
      return {
        ...place,
        order,
        kind: "worksheet",
        view: text(data.view),
        key: textOrNull(data.key),
        sheet: object(plainCopy(data.sheet)) as Sheet,
      };
    default:
      throw new Unfit();
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: unknown): Plain {
  if (!isPlain(value)) throw new Unfit();
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unfit();
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Unfit();
  return value;
}

/** A large table is kept as a file; nothing that is written as text can hold one. */
function tableText(value: unknown): TableText {
  return value instanceof Blob ? value : text(value);
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : text(value);
}

function isMarket(value: unknown): value is string {
  return typeof value === "string" && [home, ...markets].includes(value);
}

/** A name of no marketplace would be looked for among the page's files. */
function isPlace(of: unknown): boolean {
  return of === undefined || isMarket(of);
}

/** A day of the calendar. */
function day(value: unknown): string {
  const written = text(value);
  const isWritten = /^[12]\d{3}-\d{2}-\d{2}$/.test(written);
  const time = isWritten ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== written) throw new Unfit();
  return written;
}

function tableInput(value: unknown): Extract<Entry, { kind: "table" }>["input"] {
  const { name, isClipboard, currency, mapping, separator } = object(value);
  if (separator !== undefined && !separators.some((known) => known === separator)) throw new Unfit();
  if (typeof isClipboard !== "boolean") throw new Unfit();
  const words = list(mapping).map((word) => {
    const { name, text: said } = object(word);
    return { name: text(name), text: text(said) };
  });
  return {
    name: text(name),
    isClipboard,
    currency: textOrNull(currency),
    mapping: words,
    ...(separator === undefined ? {} : { separator: text(separator) }),
  };
}

function fileEncoding(value: unknown): FileEncoding {
  const { label, isChosen, rival, isLossy } = object(value);
  if (typeof isChosen !== "boolean" || typeof isLossy !== "boolean") throw new Unfit();
  return { label: known(label), isChosen, rival: rival === null ? null : known(rival), isLossy };
}

function known(label: unknown): string {
  if (!encodings.some((encoding) => encoding === label)) throw new Unfit();
  return text(label);
}

function choice(value: unknown): Choice {
  const { columns, base } = object(value);
  if (list(columns).length > mostColumns) throw new Unfit();
  return {
    columns: list(columns).map((column) => {
      const { id, scenario, typed, name, note } = object(column);
      return {
        id: text(id),
        scenario: textOrNull(scenario),
        typed: textOrNull(typed),
        name: text(name),
        note: text(note),
      };
    }),
    base: text(base),
  };
}

/** A copy of data made of nothing but texts, numbers, yes and no, lists and objects. */
function plainCopy(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (depth >= mostDeep) throw new Unfit();
  if (Array.isArray(value)) return value.map((part) => plainCopy(part, depth + 1));
  if (!isPlain(value)) throw new Unfit();
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    // It would become what the object inherits from.
    if (name === "__proto__") throw new Unfit();
    if (part !== undefined) copy[name] = plainCopy(part, depth + 1);
  }
  return copy;
}
