// The prices of a product over time: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import type { PlanView } from "../engine/types";
import { saveWorksheet } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { sheetName } from "./input-log";
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

/** Asks for the plan of a product, by what was typed in its worksheet. */
export async function lookAtPlan(key: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const ask = { key, texts: Object.entries(texts).map(([field, text]) => ({ field, text })) };
  try {
    plan.value = { key, view: await theSession().client.request("plan", ask, { lane: "plan" }) };
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}

/** Keeps what is typed in a field of the worksheet; null takes it out. */
export function typeInPlan(key: string, field: string, text: string | null): void {
  const { [field]: _, ...others } = planTexts.peek();
  saveWorksheet(sheet, key, { texts: text === null ? others : { ...others, [field]: text } }, field);
}
