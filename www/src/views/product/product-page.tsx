import { computed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Outcome } from "../../engine/types";
import { sum } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { CohortTable } from "../../parts/cohort-table";
import { ConfirmRow } from "../../parts/confirm-row";
import { Far } from "../../parts/far";
import { followParts } from "../../parts/highlight";
import { HoldingTable } from "../../parts/holding-table";
import { OutcomeTable } from "../../parts/outcome-table";
import { ProblemList } from "../../parts/problem-list";
import { ScrollBox } from "../../parts/scroll-box";
import { SeasonLine } from "../../parts/season-line";
import { Waiting } from "../../parts/waiting";
import { go, removeProduct, select, setCurveRange } from "../../state/actions";
import {
  isProductShown,
  shownCohorts,
  shownCondition,
  shownCurrency,
  shownHolding,
  shownKey,
  shownOutcomes,
  shownProblems,
  shownRecommended,
  shownRemoval,
  shownSeason,
  shownSku,
  shownTitle,
  shownToday,
} from "../../state/shown-product";
import { curveRange, isProductStale, openExplanation, product } from "../../state/store";
import { rangeToDraw } from "./curve-range";
import { Explanation } from "./explanation";
import { LedgerFold } from "./ledger-fold";
import { ProductCurve } from "./product-curve";
import { ProductFigures } from "./product-figures";
import { ProductInputs } from "./product-inputs";
import { ProductPictures } from "./product-pictures";
import { SaidFold } from "./said-fold";
import { Better, Verdict } from "./verdict";

/** The stretch of prices that is drawn, or would have to be. */
const wantedRange = computed(() => (product.value ? rangeToDraw(product.value, curveRange.value) : null));

/**
 * One product: at the left what is known of it, at the right what follows.
 *
 * Nothing here reads the product itself, which changes with every key: each part reads what it shows.
 */
export function ProductPage() {
  const root = useRef<HTMLDivElement>(null);
  const { value: range } = wantedRange;
  useEffect(() => {
    if (range !== curveRange.peek()) setCurveRange(range);
  }, [range]);
  const { value: isThere } = isProductShown;
  useEffect(() => (isThere && root.current ? followParts(root.current) : undefined), [isThere]);
  if (!isThere) return <Waiting isThere={false} />;
  return (
    <div class="product" ref={root}>
      <header class="product-head">
        <Head />
        <Verdict />
        <Better />
        <ToInputs />
      </header>
      {/* The answer is read before what it rests on, wherever the two stand. */}
      <ResultsFrame />
      <ProductInputs />
      <OpenExplanation />
    </div>
  );
}

function Head() {
  const { value: condition } = shownCondition;
  return (
    <>
      <button type="button" class="link" onClick={() => select(null)}>
        ← {t("product.back")}
      </button>
      <h1>
        <bdi class="sku">{shownSku.value || t("product.no_sku")}</bdi> <bdi class="title">{shownTitle.value}</bdi>
        {condition ? <span class="tag">{condition}</span> : null}
      </h1>
    </>
  );
}

function ToInputs() {
  return (
    <button type="button" class="link to-inputs" onClick={toInputs}>
      {t("product.change")} ↓
    </button>
  );
}

/** On a phone what is known of the product stands below what follows from it. */
function toInputs() {
  const inputs = document.querySelector(".inputs");
  inputs?.scrollIntoView();
  inputs?.querySelector("summary")?.focus({ preventScroll: true });
}

/** What follows, greyed while it is older than what stands in the fields. */
function ResultsFrame() {
  const isStale = isProductStale.value;
  return (
    <div class={isStale ? "results is-stale" : "results"} aria-busy={isStale}>
      {isStale ? <p class="stale-note">{t("product.stale")}</p> : null}
      {results}
    </div>
  );
}

function OpenExplanation() {
  const id = openExplanation.value;
  const current = id === null ? null : product.value;
  return id === null || current === null ? null : <Explanation product={current} today={shownToday.value} id={id} />;
}

/** Made once: what stands in it reads what it shows. */
const results = (
  <>
    <ProductFigures />
    <ProductCurve />
    <ProductPictures />
    <Problems />
    <Far draw={drawWays} />
    <Far draw={drawMonths} />
    <Far draw={drawCohorts} />
    <LedgerFold />
    <SaidFold />
    <Foot />
  </>
);

function Problems() {
  return <ProblemList problems={shownProblems.value} label={t("product.problems")} />;
}

function Foot() {
  const { value: key } = shownKey;
  return (
    <p class="product-foot">
      <ConfirmRow
        label={t("product.remove")}
        question={t("product.remove_question", { sku: shownSku.value || t("product.no_sku") })}
        confirm={t("product.remove_confirm")}
        onConfirm={() => key !== null && void removeProduct(key)}
      />
    </p>
  );
}

function drawWays() {
  return (
    <Ways
      outcomes={shownOutcomes.value}
      recommended={shownRecommended.value}
      today={shownToday.value}
      currency={shownCurrency.value}
    />
  );
}

function Ways(props: {
  outcomes: readonly Outcome[];
  recommended: string | null;
  today: string;
  currency: string | null;
}) {
  return (
    <section aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">{t("outcomes.title")}</h2>
      {props.outcomes.length > 0 ? (
        <>
          <p class="second">
            {t("outcomes.legend")}{" "}
            <button type="button" class="link" onClick={openComparison}>
              {t("compare.open")}
            </button>{" "}
            <button type="button" class="link" onClick={openPlan}>
              {t("compare.to_plan")}
            </button>
          </p>
          <SeasonLine season={shownSeason.value} today={props.today} />
          <OutcomeTable
            outcomes={props.outcomes}
            recommended={props.recommended}
            today={props.today}
            currency={props.currency}
          />
        </>
      ) : (
        <p class="empty">{t("outcomes.empty")}</p>
      )}
    </section>
  );
}

function openComparison(): void {
  const key = product.value?.row.key;
  if (key !== undefined) go({ name: "compare", key });
}

function openPlan(): void {
  const key = product.value?.row.key;
  if (key !== undefined) go({ name: "plan", key });
}

function drawMonths() {
  const { value: months } = shownHolding;
  if (months.length === 0) return null;
  return (
    <section aria-labelledby="holding-title">
      <h2 id="holding-title">{t("holding.title")}</h2>
      <p class="second">{t("holding.note")}</p>
      <ScrollBox label={t("holding.title")}>
        <HoldingTable months={months} />
      </ScrollBox>
    </section>
  );
}

function drawCohorts() {
  const { value: cohorts } = shownCohorts;
  if (cohorts.length === 0) return null;
  const { units, gain } = shownRemoval.value;
  const n = Math.round(units ?? 0);
  return (
    <section aria-labelledby="cohorts-title">
      <h2 id="cohorts-title">{t("cohorts.title")}</h2>
      {/* How many units to let go now, and what that adds to doing nothing with them. */}
      {units !== null && units > 0 ? (
        <p>{gain ? t("cohorts.remove_now_gain", { n, gain: sum(gain, "always") }) : t("cohorts.remove_now", { n })}</p>
      ) : null}
      <CohortTable cohorts={cohorts} today={shownToday.value} />
    </section>
  );
}
