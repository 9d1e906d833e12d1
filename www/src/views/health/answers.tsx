import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { HealthBody, HealthFinding } from "../../engine/types";
import { quantity, sum } from "../../i18n/format";
import { actionText, findingText } from "../../i18n/health-text";
import { t } from "../../i18n/locale";
import { returnText } from "../../i18n/review-text";
import {
  answersNamed,
  bookState,
  healthRows,
  healthSheets,
  healthShown,
  lookAtBuying,
  stopBuying,
  toClear,
} from "../../state/health";
import { fragmentOf } from "../../state/location";
import { lookAtReview, review, reviewSheet } from "../../state/review";
import { lookAtTransfers, transferSheet, transfers } from "../../state/transfers";
import { routeOf, whyOf } from "../transfers/result";

/** What a seller asks first: what to stop buying, what to move, what to clear, and what was learned, each with its reason. */
export function Answers(props: { body: HealthBody }) {
  const { body } = props;
  const known = bookState.value;
  const sheets = healthSheets.value;
  const places = transferSheet.value;
  const held = reviewSheet.value;
  useEffect(() => {
    void lookAtBuying(sheets);
  }, [sheets, known]);
  useEffect(() => {
    if (places.rows.length > 0) void lookAtTransfers();
  }, [places, known]);
  useEffect(() => {
    if (held.rows.length > 0) void lookAtReview();
  }, [held, sheets, known]);
  return (
    <section aria-labelledby="health-answers">
      <h2 id="health-answers">{t("health.answers")}</h2>
      <div class="health-answers">
        <StopBuying today={body.today} />
        <Move isAsked={places.rows.length > 0} />
        <Clear body={body} />
        <Learned isAsked={held.rows.length > 0} />
      </div>
    </section>
  );
}

function Answer(props: { code: string; title: string; says: string; children?: ComponentChildren }) {
  return (
    <section class="health-answer" data-answer={props.code} aria-labelledby={`answer-${props.code}`}>
      <h3 id={`answer-${props.code}`}>{props.title}</h3>
      <p role="status">{props.says}</p>
      {props.children}
    </section>
  );
}

/** Products with what to do and why. */
function Named(props: {
  today: string;
  rows: readonly { readonly key: string; readonly sku: string; readonly finding: HealthFinding | null }[];
}) {
  return (
    <ul>
      {props.rows.map(({ key, sku, finding }) => (
        <li key={key}>
          <a href={fragmentOf({ name: "product-health", key })}>{sku || key}</a>
          {finding === null ? null : (
            <span class="second task-why">
              {t("health.because", { what: actionText(finding), why: findingText(finding, props.today) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function StopBuying(props: { today: string }) {
  const found = stopBuying.value;
  const says = found === null ? "…" : found.total === 0 ? t("health.stop_none") : t("health.stop", { n: found.total });
  return (
    <Answer code="stop" title={t("health.ask_stop")} says={says}>
      {found && found.total > 0 ? (
        <>
          <Named
            today={props.today}
            // Of the rule asked for first.
            rows={found.alerts.map(({ key, sku, findings }) => ({ key, sku, finding: findings[0] ?? null }))}
          />
          <p>
            <a href={fragmentOf({ name: "calendar" })}>{t("health.all_alerts")}</a>
          </p>
        </>
      ) : null}
    </Answer>
  );
}

function Move(props: { isAsked: boolean }) {
  const answer = props.isAsked ? transfers.value : null;
  const plan = answer?.ways.find(({ code }) => code === "plan");
  const moves = answer?.moves ?? [];
  const says = (): string => {
    if (!props.isAsked) return t("health.move_unknown");
    if (!answer) return "…";
    if (moves.length === 0 || !plan) return t("transfers.none", { days: quantity(answer.days) });
    const params = { n: moves.length, units: quantity(plan.moved), cost: sum(plan.cost) };
    return plan.gain === null
      ? t("transfers.answer_need", params)
      : t("transfers.answer", { ...params, gain: sum(plan.gain, "always") });
  };
  return (
    <Answer code="move" title={t("health.ask_move")} says={says()}>
      {moves.length > 0 ? (
        <ul>
          {moves.slice(0, answersNamed).map((move) => (
            <li key={routeOf(move)}>
              <bdi>{routeOf(move)}</bdi>
              <span class="second task-why">
                {t("health.move_units", { units: quantity(move.units), why: whyOf(move) })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={fragmentOf({ name: "transfers" })}>{t("health.to_transfers")}</a>
      </p>
    </Answer>
  );
}

function Clear(props: { body: HealthBody }) {
  const { body } = props;
  const group = body.quadrants.find(({ code }) => code === "clear_now");
  const rows = toClear.value.map(({ key, sku, first }) => ({ key, sku, finding: first }));
  const says =
    !group || group.products === 0
      ? t("health.clear_none")
      : t("health.clear", { n: group.products, money: group.cost ? sum(group.cost) : t("value.unknown") });
  return (
    <Answer code="clear" title={t("health.ask_clear")} says={says}>
      {group && group.products > 0 ? (
        <>
          <Named today={body.today} rows={rows} />
          <p>
            <button
              type="button"
              class="link"
              onClick={() => {
                healthShown.value = { ...healthShown.peek(), only: "quadrant:clear_now", count: healthRows };
              }}
            >
              {t("health.show_clear")}
            </button>
          </p>
        </>
      ) : null}
    </Answer>
  );
}

function Learned(props: { isAsked: boolean }) {
  const answer = props.isAsked ? review.value : null;
  const says = (): string => {
    if (!props.isAsked) return t("health.learned_unknown");
    if (!answer) return "…";
    return returnText(answer.roi);
  };
  const learned = (answer?.learned ?? []).filter(({ elasticity }) => elasticity !== null);
  return (
    <Answer code="learned" title={t("health.ask_learned")} says={says()}>
      {learned.length > 0 ? (
        <ul>
          {learned.slice(0, answersNamed).map(({ sku, channel, elasticity, prices }) => (
            <li key={`${sku} ${channel}`}>
              <bdi>{sku}</bdi> {channel}
              <span class="second task-why">
                {t("health.learned_reaction", {
                  share: quantity(Math.abs(elasticity?.[0] ?? 0), 1),
                  prices: quantity(prices),
                })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={fragmentOf({ name: "review" })}>{t("health.to_review")}</a>
      </p>
    </Answer>
  );
}
