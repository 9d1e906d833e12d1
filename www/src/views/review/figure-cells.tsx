import type { ReviewFigure } from "../../engine/types";
import { decimal, money, percent, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { t } from "../../i18n/locale";

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

/** Planned, actual, the change and its share, as cells of a row. */
export function FigureCells(props: { figure: ReviewFigure; currency: string }) {
  const { planned, actual, change, rate, unit } = props.figure;
  return (
    <>
      <td class="is-number">{figureText(planned, unit, props.currency)}</td>
      <td class="is-number is-answer">{figureText(actual, unit, props.currency)}</td>
      <td class="is-number">{figureText(change, unit, props.currency, true)}</td>
      <td class="is-number">{rate === null ? "–" : percent(Math.round(rate * 1_000_000), "always", 1)}</td>
    </>
  );
}

/** Headings of those cells. */
export function FigureHeadings(props: { planned: string; actual: string }) {
  return (
    <>
      {[props.planned, props.actual, t("review.change"), t("review.rate")].map((words) => (
        <th key={words} scope="col" class="is-number">
          {words}
        </th>
      ))}
    </>
  );
}
