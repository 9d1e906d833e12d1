import { useEffect } from "preact/hooks";
import type { ReviewAnswer } from "../../engine/types";
import { fullDay, quantity } from "../../i18n/format";
import { listOf, t } from "../../i18n/locale";
import { returnText } from "../../i18n/review-text";
import { SaidList } from "../../parts/said-list";
import { healthSheets } from "../../state/health";
import { inCalendar, lookAtReview, putIntoCalendar, review, reviewSheet } from "../../state/review";
import { summary } from "../../state/store";
import { BeforeAfter } from "./before-after";
import { Given } from "./given";
import { Common, Learned } from "./learned";
import { Against, Cash, Channels, Recovery, Return } from "./result";

/** How a clearance came out against its plan, and what it taught. */
export function ReviewView() {
  const typed = reviewSheet.value;
  const sheets = healthSheets.value;
  const known = summary.value;
  // Asked anew whenever the sheet, the lines of health or the catalogue change.
  useEffect(() => {
    void lookAtReview();
  }, [typed, sheets, known]);
  const answer = review.value;
  return (
    <section class="landed review" aria-labelledby="review-title">
      <h1 id="review-title">{t("review.title")}</h1>
      <p class="lead" role="status">
        {answer ? leadOf(answer, typed.rows.length > 0) : t("review.lead")}
      </p>
      <Given answer={answer} />
      {answer ? (
        <>
          <SaidList said={answer.said} />
          <Against answer={answer} />
          <Return answer={answer} />
          <Recovery answer={answer} />
          <Channels answer={answer} />
          <Cash answer={answer} />
          <BeforeAfter answer={answer} />
          <Learned answer={answer} />
          <Common answer={answer} />
          <Checkpoints answer={answer} />
        </>
      ) : null}
    </section>
  );
}

/** The answer in one sentence. */
function leadOf(answer: ReviewAnswer, hasRows: boolean): string {
  if (!hasRows || answer.groups.length === 0) return `${t("review.lead")} ${t("review.empty")}`;
  const figures = (answer.total ?? answer.groups[0])?.against ?? [];
  const units = figures.find(({ code }) => code === "units");
  const sold =
    units?.planned === null || units?.planned === undefined
      ? t("review.answer_sold", { units: quantity(units?.actual ?? 0) })
      : t("review.answer_planned", { units: quantity(units.actual ?? 0), planned: quantity(units.planned) });
  return `${sold} ${returnText(answer.roi)}`;
}

/** When to look again, and the way into the calendar. */
function Checkpoints(props: { answer: ReviewAnswer }) {
  const { start, checkpoints, learned } = props.answer;
  if (start === null) return null;
  const hasProducts = learned.some(({ key }) => key !== null);
  return (
    <section class="landed-part" aria-labelledby="review-checkpoints">
      <h2 id="review-checkpoints">{t("review.checkpoints")}</h2>
      <p>{t("review.checkpoints_on", { start: fullDay(start), dates: listOf(checkpoints.map(fullDay)) })}</p>
      {hasProducts ? (
        <button type="button" onClick={putIntoCalendar}>
          {t("review.into_calendar")}
        </button>
      ) : (
        <p class="second">{t("review.no_calendar")}</p>
      )}
      <p role="status" class="second">
        {inCalendar.value === null ? "" : t("review.in_calendar", { n: inCalendar.value })}
      </p>
    </section>
  );
}
