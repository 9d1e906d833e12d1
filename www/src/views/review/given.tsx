import type { ReviewAnswer } from "../../engine/types";
import { t } from "../../i18n/locale";
import { Labelled, SheetCell } from "../../parts/sheet-cell";
import { SheetTable } from "../../parts/sheet-table";
import { TakenRows } from "../../parts/taken-rows";
import {
  changeLine,
  changeReview,
  fillInExample,
  keepPlans,
  pasteReview,
  removeLine,
  reviewSheet,
  taken,
} from "../../state/review";
import { summary } from "../../state/store";

const texts = new Set(["sku", "channel", "supplier", "on"]);
const planColumns = [
  "sku",
  "channel",
  "units",
  "list",
  "price",
  "net",
  "days",
  "stock",
  "cost",
  "pace",
  "supplier",
] as const;
const rowColumns = ["sku", "channel", "on", "days", "units", "price", "fees"] as const;

/** What was planned and what came: two tables that are filled in like a spreadsheet. */
export function Given(props: { answer: ReviewAnswer | null }) {
  const { answer } = props;
  const typed = reviewSheet.value;
  const said = answer?.said ?? [];
  const hasProducts = (summary.value?.products ?? 0) > 0;
  const column = (id: (typeof planColumns)[number] | (typeof rowColumns)[number]) => ({
    id,
    words: t(`review.column.${id}`),
    isText: texts.has(id),
  });
  const field = (name: "start" | "tiedDays" | "annual", words: string, hint: string, placeholder: string) => (
    <Labelled words={words} hint={hint}>
      <SheetCell
        place={name}
        label={words}
        text={typed[name]}
        said={said}
        isNumber={name !== "start"}
        placeholder={placeholder}
        onType={(text) => changeReview({ [name]: text }, name)}
      />
    </Labelled>
  );
  const { roi } = answer ?? { roi: null };
  return (
    <>
      <section class="landed-part" aria-labelledby="review-plans">
        <h2 id="review-plans">
          {t("review.plans")}
          {answer ? `${t("place.join")}${answer.currency}` : ""}
        </h2>
        <p class="second">{t("review.plans_hint")}</p>
        <SheetTable
          name="plans"
          words={t("review.plans")}
          columns={planColumns.map(column)}
          rows={typed.plans.map((plan) => ({ ...plan }))}
          said={said}
          onType={(row, id, text, place) => changeLine("plans", row, { [id]: text }, place)}
          onPaste={(text, row) => void pasteReview("plans", text, row)}
          onRemove={(row) => removeLine("plans", row)}
        />
        <div class="landed-ticks">
          {hasProducts ? (
            <button type="button" onClick={() => void keepPlans()}>
              {t("review.keep_plans")}
            </button>
          ) : null}
          {typed.plans.length === 0 && typed.rows.length === 0 ? (
            <button type="button" onClick={fillInExample}>
              {t("transfers.example")}
            </button>
          ) : null}
        </div>
        <TakenRows taken={taken.value} />
      </section>
      <section class="landed-part" aria-labelledby="review-rows">
        <h2 id="review-rows">
          {t("review.rows")}
          {answer ? `${t("place.join")}${answer.currency}` : ""}
        </h2>
        <p class="second">{t("review.rows_hint")}</p>
        <SheetTable
          name="rows"
          words={t("review.rows")}
          columns={rowColumns.map(column)}
          rows={typed.rows.map((row) => ({ ...row }))}
          said={said}
          onType={(row, id, text, place) => changeLine("rows", row, { [id]: text }, place)}
          onPaste={(text, row) => void pasteReview("rows", text, row)}
          onRemove={(row) => removeLine("rows", row)}
        />
        <div class="landed-fields">
          {field("start", t("review.start"), t("review.start_hint"), answer?.start ?? "")}
          {field("tiedDays", t("review.tied_days"), t("review.tied_days_hint"), roi ? String(roi.tiedDays) : "")}
          {field("annual", t("review.annual"), t("review.annual_hint"), roi ? String(roi.annualPpm / 10_000) : "")}
        </div>
      </section>
    </>
  );
}
