// Buying a product again: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import { Cancelled, Superseded } from "../engine/failure";
import type { Draft, RestockView } from "../engine/types";
import { saveWorksheet } from "./actions";
import { textsOf } from "./channels";
import { theSession } from "./current";
import { answerEts, isEtsMissing } from "./ets";
import { sheetName } from "./input-log";
import { selectedKey, worksheets } from "./store";

/** Name of the view in worksheets. */
const sheet = "restock";

/** The answer, and for which product it is. */
export const restock = signal<{ readonly key: string; readonly view: RestockView } | null>(null);

/** What was typed for the selected product. */
export const restockTexts = computed<Readonly<Record<string, string>>>(() => {
  const key = selectedKey.value;
  return key === null ? {} : textsOf(worksheets.value[sheetName(sheet, key)]);
});

/** Counts the questions, so that an answer to an older one is nobody's. */
let asked = 0;

/**
 * Asks anew, by what was typed. A newer question takes the place of an older one. A forecast is shown at once without ETS
 * where that has not been asked yet, and once more when it has.
 */
export async function lookAtRestock(key: string, typed: Readonly<Record<string, string>>): Promise<void> {
  const texts = Object.entries(typed).map(([field, text]) => ({ field, text }));
  asked += 1;
  const own = asked;
  const isStill = () => own === asked;
  const { client } = theSession();
  try {
    restock.value = { key, view: await client.request("restock", { key, texts }, { lane: "restock" }) };
    if (!isStill() || restock.value.view.body.outlook?.ets !== "open") return;
    const questions = await client.request("etsQuestionsOf", { key, texts }, { lane: "ets" });
    if (!isStill() || questions.histories === 0) return;
    if ((await answerEts(questions)) === null || !isStill()) return;
    restock.value = { key, view: await client.request("restock", { key, texts }, { lane: "restock" }) };
  } catch (thrown) {
    if (!(thrown instanceof Cancelled || thrown instanceof Superseded)) theSession().tellFailure(thrown, "refused");
  }
}

/** Tries ETS once more, where its module could not be loaded. */
export function tryEtsAgain(key: string): void {
  isEtsMissing.value = false;
  void lookAtRestock(key, restockTexts.peek());
}

/** What the order of the product would bring, as a file. */
export function draftOfOrder(key: string, form: "list" | "upload", names: readonly string[]): Promise<Draft> {
  const texts = Object.entries(restockTexts.peek()).map(([field, text]) => ({ field, text }));
  return theSession().client.request("orderDraft", { key, texts, form, names });
}

/** Keeps what is typed in a field of the worksheet; null takes it out. */
export function typeInRestock(key: string, field: string, text: string | null): void {
  const { [field]: _, ...others } = restockTexts.peek();
  saveWorksheet(sheet, key, { texts: text === null ? others : { ...others, [field]: text } }, field);
}
