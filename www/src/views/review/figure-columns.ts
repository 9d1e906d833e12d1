import type { ReviewFigure } from "../../engine/types";
import { decimal, money, percent, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { t, wordsOf } from "../../i18n/locale";
import type { Column } from "../../parts/row-table";

/** A figure in its unit. */
export function figureText(
  figure: number | null,
  unit: ReviewFigure["unit"],
  currency: string,
  isChange = false,
): string {
  if (figure === null) return "–";
  if (unit === "money") return money({ minor: Math.round(figure), currency }, isChange ? "always" : "auto");
  if (unit === "share") return isChange ? `${signed(figure)}${shareOf(Math.abs(figure))}` : shareOf(figure);
  if (unit === "figure")
    return `${isChange ? signed(figure) : ""}${decimal(plain(isChange ? Math.abs(figure) : figure))}`;
  return `${isChange ? signed(figure) : ""}${quantity(isChange ? Math.abs(figure) : figure)}`;
}

function signed(figure: number): string {
  if (figure === 0) return "";
  return Math.sign(figure) === 1 ? "+" : "−";
}

function plain(figure: number): string {
  return String(Math.round(figure * 100) / 100);
}

/** Columns of figures of two times or kinds, their change and its share; what the first one says names the row. */
export function figureColumns(currency: string, planned: string, actual: string): readonly Column<ReviewFigure>[] {
  const column = (
    id: string,
    words: string,
    cell: (figure: ReviewFigure) => string,
    tone = "",
  ): Column<ReviewFigure> => ({ id, words, kind: "figure", tone, cell });
  return [
    {
      id: "figure",
      words: t("review.figure"),
      cell: ({ code }) => wordsOf("review_figure", code) ?? code,
    },
    column("planned", planned, (of) => figureText(of.planned, of.unit, currency)),
    column("actual", actual, (of) => figureText(of.actual, of.unit, currency), "is-answer"),
    column("change", t("review.change"), (of) => figureText(of.change, of.unit, currency, true)),
    column("rate", t("review.rate"), ({ rate }) =>
      rate === null ? "–" : percent(Math.round(rate * 1_000_000), "always", 1),
    ),
  ];
}
