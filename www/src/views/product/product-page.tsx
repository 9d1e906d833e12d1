import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Amount, CohortView, HoldingMonth, Outcome, ProductView } from "../../engine/types";
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
import { Waiting } from "../../parts/waiting";
import { go, removeProduct, select, setCurveRange } from "../../state/actions";
import { curveRange, isProductStale, openExplanation, product, summary } from "../../state/store";
import { rangeToDraw } from "./curve-range";
import { Explanation } from "./explanation";
import { LedgerFold } from "./ledger-fold";
import { ProductCurve } from "./product-curve";
import { ProductFigures } from "./product-figures";
import { ProductInputs } from "./product-inputs";
import { ProductPictures } from "./product-pictures";
import { SaidFold } from "./said-fold";
import { Better, Verdict } from "./verdict";

/** One product: at the left what is known of it, at the right what follows. */
export function ProductPage() {
  const root = useRef<HTMLDivElement>(null);
  const current = product.value;
  const range = current ? rangeToDraw(current, curveRange.value) : null;
  useEffect(() => {
    if (range !== curveRange.peek()) setCurveRange(range);
  }, [range]);
  const isThere = current !== null;
  useEffect(() => (isThere && root.current ? followParts(root.current) : undefined), [isThere]);
  if (!current) return <Waiting isThere={false} />;
  const today = summary.value?.today ?? current.ledger?.on ?? "";
  return (
    <div class="product" ref={root}>
      <header class="product-head">
        <button type="button" class="link" onClick={() => select(null)}>
          ← {t("product.back")}
        </button>
        <h1>
          <bdi class="sku">{current.row.sku || t("product.no_sku")}</bdi> <bdi class="title">{current.row.title}</bdi>
          {current.row.condition ? <span class="tag">{current.row.condition}</span> : null}
        </h1>
        <Verdict product={current} today={today} />
        <Better product={current} />
        <button type="button" class="link to-inputs" onClick={toInputs}>
          {t("product.change")} ↓
        </button>
      </header>
      {/* The answer is read before what it rests on, wherever the two stand. */}
      <ResultsFrame>
        <Results product={current} today={today} />
      </ResultsFrame>
      <ProductInputs product={current} />
      <OpenExplanation product={current} today={today} />
    </div>
  );
}

/** On a phone what is known of the product stands below what follows from it. */
function toInputs() {
  const inputs = document.querySelector(".inputs");
  inputs?.scrollIntoView();
  inputs?.querySelector("summary")?.focus({ preventScroll: true });
}

/** What follows, greyed while it is older than what stands in the fields. */
function ResultsFrame(props: { children: ComponentChildren }) {
  const isStale = isProductStale.value;
  return (
    <div class={isStale ? "results is-stale" : "results"} aria-busy={isStale}>
      {isStale ? <p class="stale-note">{t("product.stale")}</p> : null}
      {props.children}
    </div>
  );
}

function OpenExplanation(props: { product: ProductView; today: string }) {
  const id = openExplanation.value;
  return id === null ? null : <Explanation product={props.product} today={props.today} id={id} />;
}

function Results(props: { product: ProductView; today: string }) {
  const { product: current, today } = props;
  return (
    <>
      <ProductFigures product={current} today={today} />
      <ProductCurve product={current} today={today} />
      <ProductPictures today={today} />
      <ProblemList problems={current.problems} label={t("product.problems")} />
      <Far>
        <Ways
          outcomes={current.outcomes}
          recommended={current.recommended}
          today={today}
          currency={current.row.price?.currency ?? null}
        />
      </Far>
      <Far>
        <Months months={current.holding} />
      </Far>
      <Far>
        <Cohorts
          cohorts={current.cohorts}
          removeNowUnits={current.removeNowUnits}
          removeNowGain={current.removeNowGain}
          today={today}
        />
      </Far>
      <LedgerFold today={today} />
      <SaidFold of={current.row.key} />
      <p class="product-foot">
        <ConfirmRow
          label={t("product.remove")}
          question={t("product.remove_question", { sku: current.row.sku || t("product.no_sku") })}
          confirm={t("product.remove_confirm")}
          onConfirm={() => void removeProduct(current.row.key)}
        />
      </p>
    </>
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

function Months(props: { months: readonly HoldingMonth[] }) {
  if (props.months.length === 0) return null;
  return (
    <section aria-labelledby="holding-title">
      <h2 id="holding-title">{t("holding.title")}</h2>
      <p class="second">{t("holding.note")}</p>
      <ScrollBox label={t("holding.title")}>
        <HoldingTable months={props.months} />
      </ScrollBox>
    </section>
  );
}

function Cohorts(props: {
  cohorts: readonly CohortView[];
  removeNowUnits: number | null;
  removeNowGain: Amount | null;
  today: string;
}) {
  if (props.cohorts.length === 0) return null;
  const n = Math.round(props.removeNowUnits ?? 0);
  const gain = props.removeNowGain;
  return (
    <section aria-labelledby="cohorts-title">
      <h2 id="cohorts-title">{t("cohorts.title")}</h2>
      {/* How many units to let go now, and what that adds to doing nothing with them. */}
      {props.removeNowUnits !== null && props.removeNowUnits > 0 ? (
        <p>{gain ? t("cohorts.remove_now_gain", { n, gain: sum(gain, "always") }) : t("cohorts.remove_now", { n })}</p>
      ) : null}
      <CohortTable cohorts={props.cohorts} today={props.today} />
    </section>
  );
}
