// The plan of a product as a sheet: what to do and when, and what it is held against.

import type { OutCell, OutSheet } from "../../engine/sheets";
import type { PlanAnswer, ProductView } from "../../engine/types";
import { t, wordsOf } from "../../i18n/locale";
import { dayCell, empty, figure, head, money, titleRows, words } from "./cells";

export function planSheet(product: ProductView, answer: PlanAnswer, today: string): OutSheet {
  const currency = answer.steps[0]?.price.currency ?? "";
  const share = (ppm: number): OutCell => ({ n: String(ppm / 1_000_000), f: "percent" });
  const rows: OutCell[][] = [
    ...titleRows(product, t("plan.steps"), today),
    [
      head(t("plan.from")),
      head(t("plan.until")),
      head(`${t("plan.price")} ${currency}`),
      head(t("plan.off")),
      head(`${t("plan.net")} ${currency}`),
      head(t("export.let_go")),
      head(t("plan.sold")),
      head(t("plan.left_then")),
    ],
    ...answer.steps.map((step) => [
      dayCell(step.from),
      dayCell(step.until),
      money(step.price),
      share(step.discountPpm),
      money(step.net),
      figure(step.letGo),
      figure(step.sold),
      figure(step.left),
    ]),
    [empty],
    [words(t("plan.ways"), "strong")],
    [
      head(t("plan.way")),
      head(`${t("plan.first_price")} ${currency}`),
      head(`${t("plan.cash")} ${currency}`),
      head(`${t("plan.value")} ${currency}`),
      head(`${t("plan.against_hold")} ${currency}`),
      head(t("plan.sold")),
      head(t("plan.left")),
      head(t("plan.chance_row")),
    ],
    ...answer.ways.map((way) => [
      words(wordsOf("plan_way", way.code) ?? way.code),
      money(way.price),
      money(way.cash),
      money(way.presentValue),
      money(way.againstHold),
      figure(way.sold),
      figure(way.left),
      { n: String(way.chanceToClear), f: "percent" },
    ]),
  ];
  return {
    name: t("export.sheet_plan"),
    widths: [16, 13, 13, 13, 13, 13, 13, 13],
    frozenRows: 4,
    isLandscape: true,
    rows,
  };
}
