// How the seller said that a heading is to be read: remembered, so that the next file of the same kind is read so at once.

import type { TableView } from "../engine/types";
import { theSession } from "./current";
import type { Difference } from "./input-log";

/** Reads a column in another way from now on, and remembers it for files of the same kind. */
export function correctAndRemember(tableId: number, report: string | null, heading: string, word: string): Difference {
  const { log } = theSession();
  const corrected = log.correct(tableId, heading, word);
  const known = log.wordsFor(report, heading).filter((other) => other !== word);
  const remembered = log.add({ kind: "heading", report, heading, words: [word, ...known].slice(0, mostWords) });
  return { put: [...corrected.put, ...remembered.put], remove: [...corrected.remove, ...remembered.remove] };
}

/** Field, form of its numbers, currency: a heading is asked no more than this. */
const mostWords = 4;

/** Reads a table that has just come in as its like were read before; the headings that this changed. */
export function recall(view: TableView): readonly string[] {
  const { log } = theSession();
  const session = theSession();
  const given = new Set(log.table(view.id)?.input.mapping.map(({ name }) => name));
  const headings = [...new Set(view.columns.map(({ heading }) => heading))].filter(
    (heading) => !given.has(heading) && log.wordsFor(view.report, heading).length > 0,
  );
  for (const heading of headings) {
    // The newest word stands in front at last.
    for (const word of [...log.wordsFor(view.report, heading)].reverse()) {
      const step = { what: "columns", name: view.name, count: 1 } as const;
      session.record(step, () => log.correct(view.id, heading, word));
    }
  }
  return headings;
}
