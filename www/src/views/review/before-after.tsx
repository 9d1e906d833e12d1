import type { ReviewAnswer } from "../../engine/types";
import { shareOf } from "../../i18n/health-text";
import { t } from "../../i18n/locale";
import { type Column, RowTable } from "../../parts/row-table";
import { SheetCell } from "../../parts/sheet-cell";
import { SheetTable } from "../../parts/sheet-table";
import { changeLine, changeReview, removeLine, reviewSheet } from "../../state/review";
import { figureColumns } from "./figure-columns";

const measures = [
  ["slow", "slowBefore", "slowAfter"],
  ["skus", "skusBefore", "skusAfter"],
  ["turnover", "turnoverBefore", "turnoverAfter"],
] as const;

type Measure = (typeof measures)[number];

/** Slow share, turnover and effects on customers, before and after: fields, and what became of them. */
export function BeforeAfter(props: { answer: ReviewAnswer }) {
  const { answer } = props;
  const typed = reviewSheet.value;
  const standing = (name: string) => answer.standing.find((one) => one.name === name)?.text ?? "";
  const typedColumn = (
    id: "before" | "after",
    nameOf: (measure: Measure) => Measure[1] | Measure[2],
  ): Column<Measure> => ({
    id,
    words: t(`review.${id}`),
    cell: (measure) => {
      const name = nameOf(measure);
      return (
        <SheetCell
          place={name}
          label={`${t(`review.measure.${measure[0]}`)}, ${t(`review.${id}`)}`}
          text={typed[name]}
          said={answer.said}
          isNumber
          placeholder={standing(name)}
          onType={(text) => changeReview({ [name]: text }, name)}
        />
      );
    },
  });
  return (
    <section class="landed-part" aria-labelledby="review-before-after">
      <h2 id="review-before-after">{t("review.before_after")}</h2>
      <p class="second">{t("review.before_after_hint")}</p>
      <RowTable
        caption={t("review.before_after")}
        kind="filled-in"
        rows={measures}
        keyOf={([measure]) => measure}
        columns={[
          { id: "figure", words: t("review.figure"), cell: ([measure]) => t(`review.measure.${measure}`) },
          typedColumn("before", ([, before]) => before),
          typedColumn("after", ([, , after]) => after),
        ]}
      />
      <h3>{t("review.effects")}</h3>
      <p class="second">{t("review.effects_hint")}</p>
      <SheetTable
        name="effects"
        words={t("review.effects")}
        columns={[
          { id: "name", words: t("review.effect"), isText: true },
          { id: "before", words: t("review.before") },
          { id: "after", words: t("review.after") },
        ]}
        rows={typed.effects.map((effect) => ({ ...effect }))}
        said={answer.said}
        onType={(row, id, text, place) => changeLine("effects", row, { [id]: text }, place)}
        onPaste={() => undefined}
        onRemove={(row) => removeLine("effects", row)}
      />
      {answer.changes.length > 0 ? (
        <RowTable
          caption={t("review.changes")}
          kind="fitted"
          rows={answer.changes}
          keyOf={(figure) => String(answer.changes.indexOf(figure))}
          columns={figureColumns(answer.currency, t("review.before"), t("review.after"))}
        />
      ) : null}
      {answer.slowRemoved === null ? null : <p>{t("review.slow_removed", { share: shareOf(answer.slowRemoved) })}</p>}
    </section>
  );
}
