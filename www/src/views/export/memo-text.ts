// The decision in plain words, for a message or a page to sign.

import type { Outcome, ProductView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { fullDay, price, quantity, sum } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { product, summary, view } from "../../state/store";

/** A fact of the memo: what it is, and what is known. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** What is decided about. */
export function factsOf(shown: ProductView): Fact[] {
  const { row } = shown;
  const unknown = t("value.unknown");
  const fact = (label: string, text: string): Fact => ({ label, text });
  return [
    fact(t("column.units"), quantity(Math.round(row.units))),
    fact(t("column.per_week"), row.perWeek === null ? unknown : quantity(row.perWeek, 1)),
    fact(t("column.price"), row.price ? price(row.price) : unknown),
    fact(t("column.net_per_unit"), row.netPerUnit ? price(row.netPerUnit) : unknown),
    fact(t("column.floor"), row.floor ? price(row.floor) : unknown),
    ...(row.deadline
      ? [
          fact(
            t("memo.deadline"),
            row.deadline.cost
              ? t("memo.deadline_text", {
                  date: fullDay(row.deadline.date),
                  n: Math.round(row.deadline.units),
                  cost: price(row.deadline.cost),
                })
              : fullDay(row.deadline.date),
          ),
        ]
      : []),
  ];
}

/** The ways worth a line: the best five, and doing nothing. */
export function waysOf(shown: ProductView): Outcome[] {
  const known = shown.outcomes.filter(({ presentValue }) => presentValue !== null);
  const best = [...known].sort((a, b) => (b.presentValue?.minor ?? 0) - (a.presentValue?.minor ?? 0)).slice(0, 5);
  return known.filter((outcome) => best.includes(outcome) || outcome.scenario.kind === "hold");
}

/** What to do, with what it brings. */
export function choiceOf(shown: ProductView): string {
  const best = shown.outcomes.find(({ scenario }) => scenario.id === shown.recommended);
  if (!best?.presentValue) {
    const { missing } = shown.row;
    return missing.length > 0 ? t("product.needs", { fields: listOf(missing.map(fieldName)) }) : t("product.no_answer");
  }
  const what = scenarioName(best.scenario);
  const value = sum(best.presentValue);
  if (best.scenario.kind === "hold") return t("product.verdict_hold", { value });
  return t("memo.choice", { what, value, gain: best.againstHold ? sum(best.againstHold) : t("value.unknown") });
}

/** The memo as text: of the product looked at, else of the catalogue. */
export function memoText(today: string): string {
  const shown = "key" in view.peek() ? product.peek() : null;
  return (shown === null ? catalogueText(today) : productText(shown, today)).join("\n");
}

function productText(shown: ProductView, today: string): string[] {
  return [
    `${shown.row.sku} ${shown.row.title}`.trim(),
    choiceOf(shown),
    "",
    ...factsOf(shown).map(({ label, text }) => `${label}: ${text}`),
    "",
    ...waysOf(shown).map(
      ({ scenario, presentValue }) =>
        `${scenarioName(scenario)}: ${presentValue ? sum(presentValue) : t("value.unknown")}`,
    ),
    "",
    t("export.made_on", { date: fullDay(today) }),
  ];
}

function catalogueText(today: string): string[] {
  const all = summary.peek();
  if (all === null) return [];
  const { bestValue, gain, deadline } = all;
  return [
    t("memo.catalogue", { n: all.products, act: quantity(all.toAct) }),
    ...(bestValue ? [`${t("figure.best_value")}: ${sum(bestValue)}`] : []),
    ...(gain ? [`${t("column.gain")}: ${sum(gain, "always")}`] : []),
    ...(deadline ? [`${t("memo.deadline")}: ${fullDay(deadline.date)} (${nameOf("reason", deadline.reason)})`] : []),
    "",
    t("export.made_on", { date: fullDay(today) }),
  ];
}
