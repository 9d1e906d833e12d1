import type { ReviewAnswer } from "../../engine/types";
import { shareOf } from "../../i18n/health-text";
import { t, wordsOf } from "../../i18n/locale";
import { ScrollBox } from "../../parts/scroll-box";
import { SheetCell } from "../../parts/sheet-cell";
import { SheetTable } from "../../parts/sheet-table";
import { changeLine, changeReview, removeLine, reviewSheet } from "../../state/review";
import { FigureCells, FigureHeadings } from "./figure-cells";

const measures = [
  ["slow", "slowBefore", "slowAfter"],
  ["skus", "skusBefore", "skusAfter"],
  ["turnover", "turnoverBefore", "turnoverAfter"],
] as const;

/** Slow share, turnover and effects on customers, before and after: fields, and what became of them. */
export function BeforeAfter(props: { answer: ReviewAnswer }) {
  const { answer } = props;
  const typed = reviewSheet.value;
  const standing = (name: string) => answer.standing.find((one) => one.name === name)?.text ?? "";
  return (
    <section class="landed-part" aria-labelledby="review-before-after">
      <h2 id="review-before-after">{t("review.before_after")}</h2>
      <p class="second">{t("review.before_after_hint")}</p>
      <ScrollBox label={t("review.before_after")}>
        <table class="landed-table is-filled-in sheet-table">
          <caption class="only-read">{t("review.before_after")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.figure")}</th>
              <th scope="col">{t("review.before")}</th>
              <th scope="col">{t("review.after")}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(([measure, before, after]) => {
              const words = t(`review.measure.${measure}`);
              return (
                <tr key={measure}>
                  <th scope="row">{words}</th>
                  {([before, after] as const).map((name) => (
                    <td key={name}>
                      <SheetCell
                        place={name}
                        label={`${words}, ${name === before ? t("review.before") : t("review.after")}`}
                        text={typed[name]}
                        said={answer.said}
                        isNumber
                        placeholder={standing(name)}
                        onType={(text) => changeReview({ [name]: text }, name)}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
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
        <ScrollBox label={t("review.changes")}>
          <table class="landed-table">
            <caption class="only-read">{t("review.changes")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("review.figure")}</th>
                <FigureHeadings planned={t("review.before")} actual={t("review.after")} />
              </tr>
            </thead>
            <tbody>
              {answer.changes.map((figure, at) => (
                <tr key={at}>
                  <th scope="row">{wordsOf("review_figure", figure.code) ?? figure.code}</th>
                  <FigureCells figure={figure} currency={answer.currency} />
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
      {answer.slowRemoved === null ? null : <p>{t("review.slow_removed", { share: shareOf(answer.slowRemoved) })}</p>}
    </section>
  );
}
