// Causes and rules of charges, as the reader writes them.

import type { Input, ReconcileLine, ReconcileRow } from "../engine/types";
import { fullDay } from "./format";
import { nameOf, t, wordsOf } from "./locale";
import { toParams } from "./problem-text";

const UNITS: Readonly<Record<string, string>> = {
  billed_weight_oz: "oz",
  billed_weight_g: "g",
  weight_oz: "oz",
  weight_g: "g",
};

/** A value that is written otherwise here than elsewhere: the place it fills, and its words. */
function own({ name, text }: Input): [string, string][] {
  const unit = UNITS[name];
  if (unit !== undefined) return [["weight", `${text} ${unit}`]];
  if (name === "on") return [[name, fullDay(text)]];
  if (name === "which") return [[name, nameOf("reconcile_code", text)]];
  if (name === "group") return [[name, nameOf("term", text)]];
  return [];
}

/** Values of a sentence: weights with their unit, days and codes in words. */
function params(inputs: readonly Input[]): Record<string, string> {
  return { ...toParams(inputs), ...Object.fromEntries(inputs.flatMap(own)) };
}

/** Why charged and computed differ. */
export function causeText(cause: ReconcileRow["cause"]): string {
  const of = ({ code, params: inputs }: { readonly code: string; readonly params: readonly Input[] }): string =>
    wordsOf("reconcile_cause", code, params(inputs)) ?? code;
  return cause.and === null ? of(cause) : t("reconcile.both", { first: of(cause), second: of(cause.and) });
}

/** A cause without the figures of one case. */
export function causeName(code: string): string {
  const words = nameOf("reconcile_cause", code);
  // What stands before the colon names it.
  return words.split(/[:：（(]/)[0]?.trim() ?? words;
}

/** How a line of a calculation comes about. */
export function reconcileRule(line: ReconcileLine): string {
  return wordsOf("reconcile_rule", line.formula, params(line.inputs)) ?? line.formula;
}

/** What a line is. */
export function reconcileLineName(code: string): string {
  return wordsOf("reconcile_fee", code) ?? nameOf("line", code);
}

/** Days on which a fee row holds. */
export function inForce(fee: NonNullable<ReconcileLine["fee"]>): string {
  const from = fee.effectiveFrom === null ? t("value.unknown") : fullDay(fee.effectiveFrom);
  return fee.effectiveTo === null
    ? t("reconcile.from", { from })
    : t("reconcile.from_to", { from, to: fullDay(fee.effectiveTo) });
}
