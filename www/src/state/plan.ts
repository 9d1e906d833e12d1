// The prices of a product over time: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import type { PlanDoubts, PlanExits, PlanView } from "../engine/types";
import { saveWorksheet } from "./actions";
import { channelTexts, textsOf } from "./channels";
import { theSession } from "./current";
import { sheetName } from "./input-log";
import { Newest } from "./newest";
import { selectedKey, worksheets } from "./store";

/** Name of the view in worksheets. */
const sheet = "plan";

/** The answer, and for which product it is. */
export const plan = signal<{ readonly key: string; readonly view: PlanView } | null>(null);

/** What was typed for the selected product. */
export const planTexts = computed<Readonly<Record<string, string>>>(() => {
  const key = selectedKey.value;
  return key === null ? {} : textsOf(worksheets.value[sheetName(sheet, key)]);
});

/** What follows the plan: the ways out, and how sure it is; for which product they are. */
export const planExits = signal<{ readonly key: string; readonly view: PlanExits } | null>(null);
export const planDoubts = signal<{ readonly key: string; readonly view: PlanDoubts } | null>(null);

/** Something of the last question is still being worked out. */
export const isPlanning = signal(false);

const planning = new Newest();

const listed = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([field, text]) => ({ field, text }));

/** Asks for the plan of a product by what was typed in its worksheet, then for what follows it. */
export function lookAtPlan(key: string, texts: Readonly<Record<string, string>>): Promise<void> {
  isPlanning.value = true;
  return planning.begin(async (signal) => {
    const ask = { key, texts: listed(texts) };
    const { client } = theSession();
    try {
      plan.value = { key, view: await client.inSlices("plan", ask, { lane: "plan", signal }) };
      const channels = listed(channelTexts.peek());
      // What else is asked goes first.
      const behind = { lane: "plan-more", signal, isBackground: true };
      planExits.value = { key, view: await client.inSlices("planExits", { ...ask, channels }, behind) };
      planDoubts.value = { key, view: await client.inSlices("planDoubts", ask, behind) };
    } finally {
      if (!signal.aborted) isPlanning.value = false;
    }
  });
}

/** The seller has gone elsewhere: nothing more is worked out. */
export function leavePlan(): void {
  planning.stop();
  isPlanning.value = false;
}

/** Keeps what is typed in a field of the worksheet; null takes it out. */
export function typeInPlan(key: string, field: string, text: string | null): void {
  const { [field]: _, ...others } = planTexts.peek();
  saveWorksheet(sheet, key, { texts: text === null ? others : { ...others, [field]: text } }, field);
}
