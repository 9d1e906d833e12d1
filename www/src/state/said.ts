// What each file says of the open product: read by the engine itself, from one file at a time, so that it can be seen
// where they do not agree and which of them is believed.

import type { Field } from "../engine/types";
import { theSession } from "./current";
import { home, packOf } from "./market";
import * as store from "./store";
import { sizeOf } from "./table-text";
import { inTurn } from "./turns";

/** A figure that a file gives. */
export interface Saying {
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
  readonly unit: string | null;
  /** It is what stands in the field. */
  readonly isUsed: boolean;
}

/** A field that several files speak of. */
export interface Said {
  readonly field: string;
  readonly sayings: readonly Saying[];
  /** They do not all say the same. */
  readonly differs: boolean;
}

/** Names and notes are written in as many ways as there are files; nothing hangs on them. */
const ofNoMatter = new Set(["title", "sku"]);

/** Fields that more than one file speaks of, those that differ first; null if they cannot be read here. */
export async function whatFilesSay(key: string): Promise<readonly Said[] | null> {
  const { log, near, environment } = theSession();
  const shown = store.product.peek();
  const code = near?.code ?? null;
  if (code === null || shown === null || shown.row.key !== key) return null;
  const { excerpt, mostCharacters, NearBook } = await import("../engine/near-book");
  const tables = log.present.filter((entry) => entry.kind === "table");
  if (tables.reduce((sum, { text }) => sum + sizeOf(text), 0) > mostCharacters) return null;
  const { market } = log;
  const pack = market === home ? null : { market, bytes: new Uint8Array(await environment.readAsset(packOf(market))) };
  const today = log.fixedToday ?? environment.today();
  const byField = new Map<string, Saying[]>();
  for (const { input, text } of tables) {
    if (typeof text !== "string") return null;
    // A frame for each: the hand does not wait.
    await new Promise<void>((resolve) => inTurn(resolve));
    const book = new NearBook(code, today, pack);
    book.addTable(input, excerpt(text, shown.row.sku));
    for (const look of new Set([key, shown.row.sku])) {
      const fields = book.see({ key: look, product: true }).product?.fields;
      if (fields === undefined) continue;
      for (const field of fields) {
        if (field.source !== "report" || ofNoMatter.has(field.field)) continue;
        const saying = sayingOf(field, input.name, shown.fields);
        byField.set(field.field, [...(byField.get(field.field) ?? []), saying]);
      }
      break;
    }
    book.free();
  }
  const said = [...byField].flatMap(([field, sayings]) => {
    const differs = new Set(sayings.map(({ text, unit }) => `${text} ${unit ?? ""}`)).size > 1;
    return sayings.length > 1 ? [{ field, sayings, differs }] : [];
  });
  return [...said.filter(({ differs }) => differs), ...said.filter(({ differs }) => !differs)];
}

function sayingOf(field: Field, file: string, inUse: readonly Field[]): Saying {
  const { text, unit, sourceLine: line } = field;
  const used = inUse.find((other) => other.field === field.field);
  const isUsed = used?.source === "report" && used.sourceName === file && used.sourceLine === line;
  return { file, line, text, unit, isUsed };
}
