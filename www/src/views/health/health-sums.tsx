import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { AbcShare, HealthBody, HealthGroup } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { healthRows, healthShown } from "../../state/health";

/** A heading, a sentence, and a table that scrolls in its own box. */
function Part(props: { title: string; note: ComponentChildren; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <p class="second">{props.note}</p>
      <ScrollBox label={props.title}>
        <table class="plain health-sums">
          <caption class="only-read">{props.title}</caption>
          {props.children}
        </table>
      </ScrollBox>
    </section>
  );
}

/** Narrows the rows to what a number counts. */
function Narrow(props: { only: string; count: number; name: string }) {
  if (props.count === 0) return <>0</>;
  const isPressed = healthShown.value.only === props.only;
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isPressed}
      onClick={() => {
        healthShown.value = { ...healthShown.peek(), only: isPressed ? "" : props.only, count: healthRows };
      }}
    >
      {quantity(props.count)}
      <span class="only-read"> {props.name}</span>
    </button>
  );
}

function Heads(props: { first: string; currency: string | undefined; withTurns?: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">{props.first}</th>
        <th scope="col" class="is-number">
          {t("health.products")}
        </th>
        <th scope="col" class="is-number">
          {t("health.units")}
        </th>
        <th scope="col" class="is-number">
          {t("health.cost")} {props.currency ? <span class="unit">{props.currency}</span> : null}
        </th>
        {props.withTurns ? (
          <th scope="col" class="is-number">
            {t("health.turns_a_year")}
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function Cells(props: { group: HealthGroup; only: string | null; name: string }) {
  const { group } = props;
  return (
    <>
      <td class="is-number">
        {props.only === null ? (
          quantity(group.products)
        ) : (
          <Narrow only={props.only} count={group.products} name={props.name} />
        )}
      </td>
      <td class="is-number">{expected(group.units)}</td>
      <td class="is-number">
        <Money amount={group.cost} isWhole />
      </td>
    </>
  );
}

/** The four fields of the picture with what each asks for. */
export function Quadrants(props: { body: HealthBody }) {
  const { body } = props;
  const [turns, days] = body.cuts;
  return (
    <Part
      title={t("health.quadrant_actions")}
      note={t("health.quadrant_note", { turns: quantity(turns, 1), days: quantity(days) })}
    >
      <Heads first={t("health.quadrant")} currency={body.totals.cost?.currency} />
      <tbody>
        {[...body.quadrants].reverse().map((group) => (
          <tr key={group.code}>
            <th scope="row">
              {nameOf("alert_action", group.code)}
              <span class="second task-why">{wordsOf("health_hint", group.code)}</span>
            </th>
            <Cells group={group} only={`quadrant:${group.code}`} name={nameOf("alert_action", group.code)} />
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** How widely to clear: by category, or everything. */
export function Breadth(props: { body: HealthBody }) {
  const { body } = props;
  if (body.categories.length === 0) return null;
  const far = body.categories.filter(({ isFarBelow }) => isFarBelow).map(({ code }) => category(code));
  const words =
    body.breadth === "whole_catalogue"
      ? t("health.breadth_whole")
      : body.breadth === "by_category"
        ? t("health.breadth_by", { n: far.length })
        : t("health.breadth_none");
  return (
    <Part title={t("health.categories")} note={words}>
      <Heads first={t("health.category")} currency={body.totals.cost?.currency} withTurns />
      <tbody>
        {body.categories.map((group) => (
          <tr key={group.code}>
            <th scope="row">
              {category(group.code)}
              {group.isFarBelow ? <span class="second"> {t("health.far_below")}</span> : null}
            </th>
            <Cells group={group} only={null} name={category(group.code)} />
            <td class="is-number">{group.turnover === null ? "–" : quantity(group.turnover, 1)}</td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

function category(code: string): string {
  return code === "none" ? t("health.no_category") : nameOf("category", code);
}

/** Value by regularity: nine fields with a policy each row and column. */
export function Matrix(props: { body: HealthBody }) {
  const { body } = props;
  if (body.matrix.every(({ products }) => products === 0)) return null;
  const of = (code: string) => body.matrix.find((group) => group.code === code);
  return (
    <Part
      title={t("health.matrix")}
      note={t(body.abcMeasure === "stock_value" ? "health.matrix_stock" : "health.matrix_sales")}
    >
      <thead>
        <tr>
          <th scope="col">{t("health.classes")}</th>
          {["X", "Y", "Z"].map((xyz) => (
            <th key={xyz} scope="col" class="is-number">
              {nameOf("health_class", xyz)}
            </th>
          ))}
          <th scope="col">{t("health.abc_share")}</th>
        </tr>
      </thead>
      <tbody>
        {["A", "B", "C"].map((abc) => (
          <tr key={abc}>
            <th scope="row">
              {nameOf("health_class", abc)}
              <span class="second task-why">{wordsOf("health_hint", abc)}</span>
            </th>
            {["X", "Y", "Z"].map((xyz) => {
              const group = of(`${abc}${xyz}`);
              return (
                <td key={xyz} class="is-number">
                  <Narrow only={`class:${abc}${xyz}`} count={group?.products ?? 0} name={`${abc}${xyz}`} />
                </td>
              );
            })}
            <td data-abc={abc}>{shareWords(body.abcShares.find(({ code }) => code === abc))}</td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** The share of a class and whether it is the one that such a class usually has. */
function shareWords(of: AbcShare | undefined): string {
  if (!of) return "–";
  const params = { share: shareOf(of.share), products: shareOf(of.ofProducts), to: shareOf(of.to) };
  const usual =
    of.from === null
      ? t("health.abc_usual_below", params)
      : t("health.abc_usual", { ...params, from: shareOf(of.from) });
  return t(of.isUsual ? "health.abc_is_usual" : "health.abc_not_usual", { ...params, usual });
}

/** Where products stand in their lives. */
export function Stages(props: { body: HealthBody }) {
  const { body } = props;
  return (
    <Part title={t("health.stages")} note={t("health.stages_note")}>
      <Heads first={t("health.stage")} currency={body.totals.cost?.currency} />
      <tbody>
        {body.stages.map((group) => (
          <tr key={group.code}>
            <th scope="row">
              {nameOf("health_class", group.code)}
              <span class="second task-why">{wordsOf("health_hint", group.code)}</span>
            </th>
            <Cells group={group} only={`stage:${group.code}`} name={nameOf("health_class", group.code)} />
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** Stored against shipped volume, and what the marketplace's index is made of. */
export function Utilization(props: { body: HealthBody }) {
  const { utilization } = props.body;
  if (utilization.length === 0) return null;
  return (
    <Part title={t("health.utilization")} note={`${t("health.utilization_note")} ${t("health.ipi")}`}>
      <thead>
        <tr>
          <th scope="col">{t("health.size_group")}</th>
          <th scope="col" class="is-number">
            {t("health.room")}
          </th>
          <th scope="col" class="is-number">
            {t("health.weeks_stored")}
          </th>
          <th scope="col" class="is-number">
            {t("health.weeks_typed")}
          </th>
        </tr>
      </thead>
      <tbody>
        {utilization.map((of) => (
          <tr key={of.group}>
            <th scope="row">
              {t(of.group === "oversize" ? "health.oversize" : "health.standard")}
              {of.leftOut > 0 ? <span class="second"> {t("health.room_left_out", { n: of.leftOut })}</span> : null}
            </th>
            <td class="is-number">{quantity(of.cubicFeet, 1)}</td>
            <td class="is-number">{lasting(of.weeks)}</td>
            <td class="is-number">{of.typed === null ? "–" : quantity(of.typed, 1)}</td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}
