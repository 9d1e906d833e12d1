import type { ComponentChildren } from "preact";
import type { PlanAnswer, PlanStep, PlanWay } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { day, discount, expected, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { SideHead, SideRow, SideTable } from "../../parts/side-table";

/** What to do and when: a row a change of the price. */
export function PlanSteps(props: { steps: readonly PlanStep[]; today: string; exit: string | null }) {
  const { steps, today } = props;
  const letsGo = steps.some(({ letGo }) => letGo > 0);
  const currency = steps[0]?.price.currency;
  return (
    <table class="plain plan-steps">
      <caption class="only-read">{t("plan.steps")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("plan.from")}</th>
          <th scope="col">{t("plan.until")}</th>
          <th scope="col" class="is-number">
            {t("plan.price")} {currency ? <span class="unit">{currency}</span> : null}
          </th>
          <th scope="col" class="is-number">
            {t("plan.off")}
          </th>
          {letsGo ? (
            <th scope="col" class="is-number">
              {t("plan.let_go", { exit: props.exit ? nameOf("scenario", props.exit) : "–" })}
            </th>
          ) : null}
          <th scope="col" class="is-number">
            {t("plan.net")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.sold")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.left_then")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.left_band")}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.from}>
            <th scope="row" class="is-nowrap">
              {day(step.from, today)}
            </th>
            <td class="is-nowrap">{day(step.until, today)}</td>
            <td class="is-number is-strong">
              <Money amount={step.price} />
            </td>
            <td class="is-number is-nowrap">{step.discountPpm === 0 ? "–" : discount(step.discountPpm)}</td>
            {letsGo ? <td class="is-number">{step.letGo > 0 ? expected(step.letGo) : "–"}</td> : null}
            <td class="is-number">
              <Money amount={step.net} />
            </td>
            <td class="is-number">{expected(step.sold)}</td>
            <td class="is-number">{expected(step.left)}</td>
            <td class="is-number is-nowrap">
              {quantity(step.leftLow)}–{quantity(step.leftHigh)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The ways side by side. */
export function PlanWays(props: {
  answer: PlanAnswer;
  today: string;
  opened: string | null;
  onOpen: (id: string) => void;
}) {
  const { ways } = props.answer;
  const sides = ways.map((way) => ({ key: way.code, name: nameOf("plan_way", way.code), of: way }));
  const best = Math.max(...ways.map((way) => way.presentValue?.minor ?? Number.NEGATIVE_INFINITY));
  const least = Math.min(...ways.map((way) => way.regret?.minor ?? Number.POSITIVE_INFINITY));
  const door = (id: string, way: PlanWay, words: string, content: ComponentChildren) => {
    const open = `${id}:${way.code}`;
    return (
      <Door
        label={t("plan.explain_of", { figure: words, way: nameOf("plan_way", way.code) })}
        isOpen={props.opened === open}
        onOpen={() => props.onOpen(open)}
      >
        {content}
      </Door>
    );
  };
  return (
    <SideTable caption={t("plan.ways")} first={t("plan.way")} sides={sides}>
      <tbody>
        <SideRow label={t("plan.first_price")} sides={sides} cell={(way) => <Money amount={way.price} />} isNumber />
        <SideRow
          label={t("plan.cash")}
          sides={sides}
          cell={(way) => door("cash", way, t("plan.cash"), <Money amount={way.cash} />)}
          isNumber
        />
        <SideRow
          label={t("plan.value")}
          sides={sides}
          cell={(way) => door("value", way, t("plan.value"), <Money amount={way.presentValue} />)}
          isNumber
          isSum
          isBest={(way) => way.presentValue?.minor === best}
        />
        <SideRow
          label={t("plan.against_hold")}
          sides={sides}
          cell={(way) => (way.code === "hold" ? null : <Money amount={way.againstHold} isGain />)}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("plan.stock")} columns={ways.length} />
        <SideRow label={t("plan.sold")} sides={sides} cell={(way) => expected(way.sold)} isNumber />
        <SideRow
          label={t("plan.let_go_before")}
          sides={sides}
          cell={(way) => (way.letGo > 0.05 ? expected(way.letGo) : null)}
          isNumber
        />
        <SideRow label={t("plan.left")} sides={sides} cell={(way) => expected(way.left)} isNumber />
        <SideRow
          label={t("plan.left_band")}
          sides={sides}
          cell={(way) => `${quantity(way.leftLow)}–${quantity(way.leftHigh)}`}
          isNumber
        />
        <SideRow
          label={t("plan.clears")}
          sides={sides}
          cell={(way) => (way.clearsOn ? day(way.clearsOn, props.today) : t("plan.not_by_deadline"))}
          isNumber
        />
        <SideRow
          label={t("plan.chance_row")}
          sides={sides}
          cell={(way) => door("chance", way, t("plan.chance_row"), chanceText(way.chanceToClear))}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("plan.if_demand")} columns={ways.length} />
        <SideRow label={t("plan.weak")} sides={sides} cell={(way) => <Money amount={way.weak} />} isNumber />
        <SideRow label={t("plan.strong")} sides={sides} cell={(way) => <Money amount={way.strong} />} isNumber />
        <SideRow
          label={t("plan.regret")}
          sides={sides}
          cell={(way) => door("regret", way, t("plan.regret"), <Money amount={way.regret} />)}
          isNumber
          isBest={(way) => way.regret?.minor === least}
        />
      </tbody>
    </SideTable>
  );
}

/** Every price there was to choose from. */
export function PlanMenu(props: { answer: PlanAnswer }) {
  const { menu } = props.answer;
  const named = new Set(props.answer.steps.map(({ price }) => price.minor));
  const currency = menu[0]?.price.currency;
  return (
    <table class="plain">
      <caption class="only-read">{t("plan.menu")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-number">
            {t("plan.price")} {currency ? <span class="unit">{currency}</span> : null}
          </th>
          <th scope="col" class="is-number">
            {t("plan.off")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.net")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.per_week")}
          </th>
          <th scope="col" class="is-number">
            {t("plan.kept")}
          </th>
          <th scope="col">{t("plan.in_plan")}</th>
        </tr>
      </thead>
      <tbody>
        {menu.map((row) => (
          <tr key={row.price.minor}>
            <th scope="row" class="is-number">
              <Money amount={row.price} />
            </th>
            <td class="is-number is-nowrap">{row.discountPpm === 0 ? "–" : discount(row.discountPpm)}</td>
            <td class="is-number">
              <Money amount={row.net} />
            </td>
            <td class="is-number">{expected(row.perWeek)}</td>
            <td class="is-number">
              <Money amount={row.kept} />
            </td>
            <td>{named.has(row.price.minor) ? t("plan.yes") : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
