import { useEffect } from "preact/hooks";
import type { ReconcileBody } from "../../engine/types";
import { fullDay, price, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { Waiting } from "../../parts/waiting";
import { copyCases, lookAtReconcile, reconciled, reconcileShown, saveCases } from "../../state/reconcile";
import { summary } from "../../state/store";
import { DifferenceList } from "./difference-list";
import { Causes, LeftOut, Tables, Types } from "./reconcile-sums";

/** Whether the seller was charged right: what reports say or charged beside what the tables give. */
export function ReconcileView() {
  const shown = reconcileShown.value;
  const current = summary.value;
  // Asked anew whenever what is shown or what is known of the products changes.
  useEffect(() => {
    if (current !== null) void lookAtReconcile(shown);
  }, [shown, current]);
  const body = reconciled.value;
  if (current === null || body === null) return <Waiting isThere={current !== null} />;
  const compared = body.charged.entries + body.foretold.entries;
  const hasAny = compared + body.charged.unknown + body.foretold.unknown + body.leftOut.length > 0;
  return (
    <div class="plan reconcile">
      <h1>{t("reconcile.title")}</h1>
      <Verdict body={body} hasAny={hasAny} />
      <p class="second">
        {t("reconcile.lead")} {t("reconcile.base", { market: nameOf("market", body.market), date: fullDay(body.asOf) })}
      </p>
      {compared > 0 ? <Figures body={body} /> : null}
      {body.raised > 0 ? <Cases /> : null}
      {hasAny ? <DifferenceList body={body} /> : null}
      <Causes body={body} />
      <Tables body={body} />
      <Types body={body} />
      <LeftOut body={body} />
      <Which isOpen={!hasAny} />
    </div>
  );
}

function Verdict(props: { body: ReconcileBody; hasAny: boolean }) {
  const { body, hasAny } = props;
  const { charged, foretold } = body;
  const compared = charged.entries + foretold.entries;
  if (compared === 0) {
    return (
      <p class="empty" role="status">
        {t(hasAny ? "reconcile.nothing_compared" : "reconcile.empty")}
      </p>
    );
  }
  return (
    <div role="status">
      <p class="plan-why">
        {body.raised > 0
          ? t("reconcile.verdict_raise", { n: body.raised, money: price(body.raisedSum) })
          : t("reconcile.verdict_fine")}
      </p>
      <p class="second">
        {charged.entries > 0
          ? t("reconcile.verdict_agree", { n: charged.entries, agreeing: quantity(charged.agreeing) })
          : null}{" "}
        {foretold.entries > 0
          ? t("reconcile.verdict_foretold", { n: foretold.entries, agreeing: quantity(foretold.agreeing) })
          : null}
      </p>
    </div>
  );
}

function Figures(props: { body: ReconcileBody }) {
  const { charged, foretold } = props.body;
  const unknown = charged.unknown + foretold.unknown;
  return (
    <dl class="figures-row">
      {charged.entries > 0 ? (
        <>
          <Figure label={t("reconcile.charged")} note={t("reconcile.charged_note", { n: charged.entries })}>
            {price(charged.charged)}
          </Figure>
          <Figure label={t("reconcile.computed")} note={t("reconcile.computed_note")}>
            {price(charged.computed)}
          </Figure>
          <Figure label={t("reconcile.difference")} note={t("reconcile.difference_note")}>
            {price(charged.difference, "always")}
          </Figure>
        </>
      ) : null}
      {foretold.entries > 0 ? (
        <Figure
          label={t("reconcile.foretold")}
          note={t("reconcile.foretold_note", { n: foretold.entries, money: price(foretold.difference, "always") })}
        >
          {price(foretold.charged)}
        </Figure>
      ) : null}
      {unknown > 0 ? (
        <Figure label={t("reconcile.not_compared")} note={t("reconcile.not_compared_note", { n: unknown })}>
          {quantity(unknown)}
        </Figure>
      ) : null}
    </dl>
  );
}

function Cases() {
  return (
    <section aria-labelledby="reconcile-cases">
      <h2 id="reconcile-cases">{t("reconcile.cases")}</h2>
      <p class="second">{t("reconcile.cases_note")}</p>
      <p class="reconcile-actions">
        <button type="button" onClick={() => void saveCases()}>
          {t("reconcile.save_cases")}
        </button>{" "}
        <button type="button" class="quiet" onClick={() => void copyCases()}>
          {t("reconcile.copy_cases")}
        </button>
      </p>
    </section>
  );
}

/** Where the reports are to be had. */
function Which(props: { isOpen: boolean }) {
  return (
    <details class="reconcile-which" open={props.isOpen}>
      <summary>{t("reconcile.which")}</summary>
      <ul class="plan-notes">
        <li>{t("reconcile.which_settlement")}</li>
        <li>{t("reconcile.which_storage")}</li>
        <li>{t("reconcile.which_aged")}</li>
        <li>{t("reconcile.which_preview")}</li>
        <li>{t("reconcile.which_planning")}</li>
      </ul>
      <p class="second">{t("reconcile.which_note")}</p>
    </details>
  );
}
