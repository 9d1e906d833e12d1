// What stands in fields while it is being typed, among what the engine says.

import type { MissingFact } from "../engine/types";
import * as store from "./store";

/** The texts being typed, those of one product under its new key. */
export function renamedDrafts(drafts: typeof store.drafts.value, from: string, to: string): typeof store.drafts.value {
  return Object.fromEntries(
    Object.entries(drafts).map(([name, draft]) => {
      const { key, field } = store.fieldOfDraft(name);
      return [key === from ? store.draftKey(to, field) : name, draft];
    }),
  );
}

/** The facts asked for, and in their old places those whose answer is still being typed. */
export function withAnswered(asked: readonly MissingFact[], before: readonly MissingFact[]): MissingFact[] {
  const nameOfFact = ({ key, field }: MissingFact): string => store.draftKey(key, field);
  const names = new Set(asked.map(nameOfFact));
  const facts = [...asked];
  for (const [place, fact] of before.entries()) {
    const name = nameOfFact(fact);
    if (!names.has(name) && store.drafts.peek()[name] !== undefined) facts.splice(place, 0, fact);
  }
  return facts;
}
