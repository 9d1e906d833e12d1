import { useEffect } from "preact/hooks";
import type { ProductView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { day, fullDay, sum } from "../../i18n/format";
import { nameOf, rich, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { CohortTable } from "../../parts/cohort-table";
import { ConfirmRow } from "../../parts/confirm-row";
import { HoldingTable } from "../../parts/holding-table";
import { LedgerTable } from "../../parts/ledger-table";
import { toneOf } from "../../parts/money";
import { OutcomeTable } from "../../parts/outcome-table";
import { ProblemList } from "../../parts/problem-list";
import { ScrollBox } from "../../parts/scroll-box";
import { explain, removeProduct, select, setCurveRange } from "../../state/actions";
import { curveRange, isProductStale, ledger, openExplanation, product, summary } from "../../state/store";
import { rangeToDraw } from "./curve-range";
import { Explanation } from "./explanation";
import { ProductCurve } from "./product-curve";
import { ProductFigures } from "./product-figures";
import { ProductInputs } from "./product-inputs";

/** One product: at the left what is known of it, at the right what follows. */
export function ProductPage() {
  const current = product.value;
  const range = current ? rangeToDraw(current) : null;
  useEffect(() => {
    const drawn = curveRange.peek();
    const isSame =
      range === drawn ||
      (range &&
        drawn &&
        range.fromMinor === drawn.fromMinor &&
        range.toMinor === drawn.toMinor &&
        range.points === drawn.points);
    if (!isSame) setCurveRange(range);
  }, [range?.fromMinor, range?.toMinor, range?.points]);
  if (!current) return <p class="empty">{t("product.loading")}</p>;
  const today = summary.value?.today ?? current.ledger?.on ?? "";
  return (
    <div class="product">
      <header class="product-head">
        <button type="button" class="link" onClick={() => select(null)}>
          ← {t("product.back")}
        </button>
        <h1>
          <bdi class="sku">{current.row.sku || t("product.no_sku")}</bdi> <bdi class="title">{current.row.title}</bdi>
          {current.row.condition ? <span class="tag">{current.row.condition}</span> : null}
        </h1>
        <Verdict product={current} today={today} />
      </header>
      <ProductInputs product={current} />
      <div class={isProductStale.value ? "results is-stale" : "results"} aria-busy={isProductStale.value}>
        {isProductStale.value ? <p class="stale-note">{t("product.stale")}</p> : null}
        <Results product={current} today={today} />
      </div>
      {openExplanation.value ? <Explanation product={current} today={today} id={openExplanation.value} /> : null}
    </div>
  );
}

/** What to do, in one sentence. */
function Verdict(props: { product: ProductView; today: string }) {
  const { row, outcomes, recommended } = props.product;
  const best = outcomes.find((outcome) => outcome.scenario.id === recommended);
  if (!best?.presentValue) {
    return (
      <p class="lead is-asked">
        {row.missing.length > 0
          ? t("product.needs", { fields: row.missing.map(fieldName).join(t("place.join")) })
          : t("product.no_answer")}
      </p>
    );
  }
  const parts = {
    what: <strong>{scenarioName(best.scenario)}</strong>,
    value: <strong>{sum(best.presentValue)}</strong>,
    gain: best.againstHold ? (
      <strong class={toneOf(best.againstHold)}>{sum(best.againstHold)}</strong>
    ) : (
      t("value.unknown")
    ),
    date: best.clearsOn ? <strong>{day(best.clearsOn, props.today)}</strong> : t("outcomes.not_cleared"),
  };
  const deadline = row.deadline;
  return (
    <p class="lead">
      {best.scenario.kind === "hold"
        ? rich("product.verdict_hold", parts)
        : best.scenario.kind !== "cut"
          ? rich("product.verdict_exit", parts)
          : best.clearsOn
            ? rich("product.verdict_clears", parts)
            : rich("product.verdict_left", parts)}
      {deadline ? (
        <>
          {t("place.sentence")}
          {deadline.cost
            ? t("product.deadline_cost", {
                date: day(deadline.date, props.today),
                n: Math.round(deadline.units),
                cost: sum(deadline.cost),
                reason: nameOf("reason", deadline.reason),
              })
            : t("product.deadline", {
                date: day(deadline.date, props.today),
                n: Math.round(deadline.units),
                reason: nameOf("reason", deadline.reason),
              })}
        </>
      ) : null}
    </p>
  );
}

/** How many units to let go now, and what that adds to doing nothing with them. */
function removeNowText(product: ProductView): string {
  const n = Math.round(product.removeNowUnits ?? 0);
  const gain = product.removeNowGain;
  return gain ? t("cohorts.remove_now_gain", { n, gain: sum(gain, "always") }) : t("cohorts.remove_now", { n });
}

function Results(props: { product: ProductView; today: string }) {
  const { product: current, today } = props;
  const shown = ledger.value ?? current.ledger;
  const currency =
    current.outcomes.find((outcome) => outcome.presentValue)?.presentValue?.currency ??
    current.row.price?.currency ??
    null;
  return (
    <>
      <ProductFigures product={current} today={today} />
      <ProductCurve product={current} />
      <ProblemList problems={current.problems} label={t("product.problems")} />
      <section aria-labelledby="outcomes-title">
        <h2 id="outcomes-title">{t("outcomes.title")}</h2>
        {current.outcomes.length > 0 ? (
          <>
            <p class="second">{t("outcomes.legend")}</p>
            <ScrollBox label={t("outcomes.title")}>
              <OutcomeTable
                outcomes={current.outcomes}
                recommended={current.recommended}
                today={today}
                currency={currency}
              />
            </ScrollBox>
          </>
        ) : (
          <p class="empty">{t("outcomes.empty")}</p>
        )}
      </section>
      {current.holding.length > 0 ? (
        <section aria-labelledby="holding-title">
          <h2 id="holding-title">{t("holding.title")}</h2>
          <p class="second">{t("holding.note")}</p>
          <ScrollBox label={t("holding.title")}>
            <HoldingTable months={current.holding} />
          </ScrollBox>
        </section>
      ) : null}
      {current.cohorts.length > 0 ? (
        <section aria-labelledby="cohorts-title">
          <h2 id="cohorts-title">{t("cohorts.title")}</h2>
          {current.removeNowUnits !== null && current.removeNowUnits > 0 ? <p>{removeNowText(current)}</p> : null}
          <ScrollBox label={t("cohorts.title")}>
            <CohortTable cohorts={current.cohorts} today={today} />
          </ScrollBox>
        </section>
      ) : null}
      <details class="ledger-fold" open>
        <summary>
          <h2>{shown ? t("ledger.title", { date: fullDay(shown.on) }) : t("ledger.title_empty")}</h2>
        </summary>
        {shown ? (
          <ScrollBox label={t("ledger.title_empty")}>
            <LedgerTable ledger={shown} today={today} opened={openExplanation.value} onOpen={explain} />
          </ScrollBox>
        ) : (
          <p class="empty">{t("ledger.empty")}</p>
        )}
      </details>
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
