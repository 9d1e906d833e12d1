import type { PlanDoubts, PlanEffect, PlanProbe, PlanReverse, PlanSwing, PlanWaiting } from "../../engine/types";
import { day, decimal, discount, expected, fullDay, multiple, percent, price, quantity, sum } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { BarFrame } from "../../parts/pictures/picture-frame";
import { rangeScale } from "../../parts/pictures/picture-geometry";
import { TornadoBars, TornadoRow, TornadoTable } from "../../parts/pictures/tornado";
import { ScrollBox } from "../../parts/scroll-box";
import { PlanField } from "./plan-field";

/** How sure the plan is: what it hangs on, what must come true, what waiting is worth, whether a test pays. */
export function Doubts(props: { product: string; doubts: PlanDoubts; today: string }) {
  const { fields, body } = props.doubts;
  return (
    <>
      <div class="pictures">
        <PlanTornado swings={body.swings} value={body.value} />
      </div>
      {body.reverse ? <Reverse reverse={body.reverse} /> : null}
      {body.waiting ? <WaitingWorth waiting={body.waiting} today={props.today} /> : null}
      <section aria-labelledby="plan-probe">
        <h2 id="plan-probe">{t("plan.probe")}</h2>
        {body.probe ? <Probe probe={body.probe} /> : <p>{t("plan.probe_none")}</p>}
        <div class="plan-fields">
          {fields.map((field) => (
            <PlanField key={field.name} product={props.product} field={field} />
          ))}
        </div>
      </section>
    </>
  );
}

/** What the plan brings at either end of each assumption, followed all the same. */
function PlanTornado(props: { swings: readonly PlanSwing[]; value: PlanDoubts["body"]["value"] }) {
  const { swings, value } = props;
  const first = swings[0];
  if (!first || !value) return null;
  const sides = swings.flatMap(({ less, more }) => [less, more]).filter((side) => side !== null);
  const minors = sides.flatMap((side) => (side.value ? [side.value.minor] : []));
  const x = rangeScale([value.minor, ...minors]);
  const losing = swings.filter(({ less, more }) => isBeaten(less) || isBeaten(more));
  return (
    <BarFrame
      title={t("plan_tornado.title")}
      unit={value.currency}
      sentence={
        losing.length === 0
          ? t("plan_tornado.firm", { widest: nameOf("plan_swing", first.id) })
          : t("plan_tornado.beaten", { widest: nameOf("plan_swing", first.id) })
      }
      legend={t("plan_tornado.legend", { value: sum(value) })}
    >
      <TornadoTable caption={t("plan_tornado.title")}>
        {swings.map(({ id, less, more }) => (
          <TornadoRow
            key={id}
            name={nameOf("plan_swing", id)}
            range={[less, more].flatMap((side) => (side ? [rangeText(id, side.text)] : [])).join(" … ")}
            note={isBeaten(less) || isBeaten(more) ? t("plan_tornado.leaving") : null}
            less={<Money amount={less?.value ?? null} isWhole />}
            more={<Money amount={more?.value ?? null} isWhole />}
          >
            <TornadoBars less={less?.value ?? null} more={more?.value ?? null} x={x} base={x(value.minor)} />
          </TornadoRow>
        ))}
      </TornadoTable>
    </BarFrame>
  );
}

/** Whether letting all go would then be worth more. */
function isBeaten(side: PlanEffect | null): boolean {
  return side?.value != null && side.leaving != null && side.leaving.minor > side.value.minor;
}

function rangeText(id: string, text: string): string {
  if (id === "storage") return percent(Number(text) * 10_000, "always", 0);
  if (id === "season") return nameOf("plan_season", text);
  return decimal(text);
}

function Reverse(props: { reverse: PlanReverse }) {
  const { reverse } = props;
  const params = {
    way: nameOf("plan_way", reverse.way),
    exit: nameOf("scenario", reverse.exit),
    leaving: reverse.leaving ? sum(reverse.leaving) : "–",
    price: reverse.price ? price(reverse.price) : "–",
    week: expected(reverse.perWeek),
    multiple: multiple((reverse.multiple ?? 0) * 1_000_000),
    needed: expected(reverse.perWeek * (reverse.multiple ?? 0)),
  };
  return (
    <section aria-labelledby="plan-reverse">
      <h2 id="plan-reverse">{t("plan.reverse")}</h2>
      <p>
        {reverse.multiple === null
          ? t("plan.reverse_never", params)
          : reverse.multiple === 0
            ? t("plan.reverse_always", params)
            : t("plan.reverse_at", params)}
      </p>
    </section>
  );
}

function WaitingWorth(props: { waiting: PlanWaiting; today: string }) {
  const { waiting, today } = props;
  const worth = (amount: PlanWaiting["option"]) => (amount ? sum(amount) : "–");
  const first = waiting.stops.filter(({ leastSold }) => leastSold === null || leastSold > 0);
  return (
    <section aria-labelledby="plan-waiting">
      <h2 id="plan-waiting">{t("plan.waiting")}</h2>
      <p>
        {t("plan.waiting_worth", {
          option: worth(waiting.option),
          later: worth(waiting.decideLater),
          hold: worth(waiting.hold),
          leave: worth(waiting.leave),
          price: waiting.price ? price(waiting.price) : "–",
        })}
      </p>
      {first.length > 0 ? (
        <ul class="plan-rules">
          {first.map(({ on, leastSold }) => (
            <li key={on}>
              {leastSold === null
                ? t("plan.stop_always", { date: day(on, today) })
                : t("plan.stop_below", { date: day(on, today), units: quantity(leastSold) })}
            </li>
          ))}
        </ul>
      ) : (
        <p class="second">{t("plan.stop_never")}</p>
      )}
    </section>
  );
}

function Probe(props: { probe: PlanProbe }) {
  const { probe } = props;
  const params = {
    price: price(probe.price),
    date: fullDay(probe.until),
    gain: probe.gain ? sum(probe.gain, "always") : "–",
    value: probe.value ? sum(probe.value) : "–",
    at_once: probe.atOnce ? sum(probe.atOnce) : "–",
  };
  return (
    <>
      <p>
        {probe.isWorthIt
          ? t("plan.probe_worth", params)
          : t(probe.isLongEnough ? "plan.probe_not_worth" : "plan.probe_too_short", params)}
      </p>
      {probe.isWorthIt && probe.rules.length > 0 ? (
        <ScrollBox label={t("plan.probe_rules")}>
          <table class="plain">
            <caption class="only-read">{t("plan.probe_rules")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("plan.probe_sold")}</th>
                <th scope="col">{t("plan.probe_verdict")}</th>
                <th scope="col" class="is-number">
                  {t("plan.probe_next")}
                </th>
              </tr>
            </thead>
            <tbody>
              {probe.rules.map((rule) => (
                <tr key={`${rule.fromSold}`}>
                  <th scope="row" class="is-nowrap">
                    {rule.fromSold === rule.toSold
                      ? quantity(rule.fromSold)
                      : `${quantity(rule.fromSold)}–${quantity(rule.toSold)}`}
                  </th>
                  <td>
                    {nameOf("plan_probe", rule.decision)}
                    {rule.depthNeeded !== null && rule.depthNeeded > 0
                      ? ` ${t("plan.probe_depth", { depth: discount(Math.round(rule.depthNeeded * 1_000_000)) })}`
                      : ""}
                  </td>
                  <td class="is-number">
                    <Money amount={rule.price} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
      {probe.isWorthIt && isSlowAndKept(probe) ? <p class="second">{t("plan.probe_slow")}</p> : null}
    </>
  );
}

/** Whether some outcome of the test is too slow and yet followed by no lower price. */
function isSlowAndKept(probe: PlanProbe): boolean {
  return probe.rules.some(({ decision, price: next }) => decision === "escalate" && next.minor === probe.price.minor);
}
