import type { PlanSentence, PlanTask } from "../../engine/types";
import { day, decimal, money } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import { scenarioName } from "../../i18n/scenario-name";

/** What to do, in words: `−30 % to 17.49`, `Do nothing, what is left on 14 Dec: Liquidate`. */
export function taskName(task: PlanTask, by: string, today: string): string {
  const name = scenarioName(task);
  if (task.part !== null) return t("catalogue_plan.part", { task: name, exit: nameOf("scenario", task.part) });
  if (task.then === null) return name;
  return t("catalogue_plan.then", { task: name, date: day(by, today), exit: nameOf("scenario", task.then) });
}

/** Values of a reason that are money, as plain decimals with the digits of the currency. */
const amounts = new Set(["per_unit", "now", "kept", "cash", "loss", "gain"]);

/** Why, in one sentence. */
export function whyText(why: readonly PlanSentence[], today: string, currency: string): string {
  const write = (name: string, text: string): string => {
    if (name === "date") return day(text, today);
    return amounts.has(name) ? money({ minor: Number(text.replace(".", "")), currency }) : decimal(text);
  };
  const texts = why.map(({ code, params: given }) => {
    const params = toParams(given);
    for (const [name, text] of Object.entries(params)) {
      params[name] = write(name, text);
    }
    return wordsOf("task_why", code, params) ?? t("problem.unknown_code", { code });
  });
  return texts.join(t("catalogue_plan.between_reasons"));
}
