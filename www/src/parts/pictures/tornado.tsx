import type { ComponentChildren } from "preact";
import type { Amount, Effect, Sensitivity, Swing } from "../../engine/types";
import { decimal, percent, sum } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../money";
import { BarFrame } from "./picture-frame";
import { bar, rangeScale } from "./picture-geometry";

const HEIGHT = 24;

/**
 * How much the recommended way hangs on each assumption: what it would bring at either end of its range, the widest
 * swing first, and whether another way would then be recommended.
 */
export function Tornado(props: { sensitivity: Sensitivity }) {
  const { scenario, value, assumptions } = props.sensitivity;
  const what = scenarioName(scenario);
  const first = assumptions[0];
  const changing = assumptions.filter((swing) => sides(swing).some((side) => side.becomes !== null));
  if (!first) return null;
  const x = rangeScale([
    value.minor,
    ...assumptions.flatMap((swing) => sides(swing).flatMap((side) => (side.value ? [side.value.minor] : []))),
  ]);
  const sentence =
    changing.length === 0
      ? t("tornado.sentence_firm", { what, widest: nameOf("swing", first.id) })
      : t("tornado.sentence", {
          what,
          widest: nameOf("swing", first.id),
          changing: listOf(changing.map((swing) => nameOf("swing", swing.id))),
        });
  return (
    <BarFrame
      title={t("tornado.title")}
      unit={value.currency}
      sentence={sentence}
      legend={t("tornado.legend", { what, value: sum(value) })}
    >
      <TornadoTable caption={t("tornado.title")}>
        {assumptions.map((swing) => [
          <TornadoRow
            key={swing.id}
            name={nameOf("swing", swing.id)}
            range={rangeOf(swing)}
            part={`assumption:${swing.id}`}
            of={fieldsOf(swing.id)}
            less={<Value effect={swing.less} />}
            more={<Value effect={swing.more} />}
          >
            <TornadoBars
              less={swing.less?.value ?? null}
              more={swing.more?.value ?? null}
              x={x}
              base={x(value.minor)}
            />
          </TornadoRow>,
          <Becomes key={`${swing.id} becomes`} swing={swing} />,
        ])}
      </TornadoTable>
    </BarFrame>
  );
}

function sides(swing: Swing): Effect[] {
  return [swing.less, swing.more].filter((side) => side !== null);
}

/** What the recommended way brings at the end of a range. */
function Value(props: { effect: Effect | null }) {
  const value = props.effect?.value ?? null;
  return <Money amount={value} isWhole unknown={props.effect ? t("value.unknown") : t("value.none")} />;
}

/** Which way would be best at the ends at which it is another. */
function Becomes(props: { swing: Swing }) {
  const { less, more } = props.swing;
  const side = (effect: Effect | null) =>
    effect?.becomes
      ? t("tornado.becomes", { value: rangeText(props.swing.id, effect.text), way: scenarioName(effect.becomes) })
      : null;
  const words = [side(less), side(more)].filter((text) => text !== null);
  return words.length > 0 ? (
    <tr class="tornado-becomes">
      <td colSpan={4}>{t("tornado.best_then", { ways: listOf(words) })}</td>
    </tr>
  ) : null;
}

/** Fields of the product in which an assumption stands. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  elasticity: ["elasticity"],
  velocity: ["units_per_day", "units_sold_30", "velocity_rule"],
  recovery: ["recovery_rate"],
  size: ["side_longest", "side_median", "side_shortest"],
  weight: ["weight"],
};

function fieldsOf(id: string): string | undefined {
  return FIELDS[id]?.map((field) => `field:${field}`).join(" ");
}

/** Ranges that are shares of what they change. */
const SHARES: readonly string[] = ["assumed_fees", "size"];

function rangeOf(swing: Swing): string {
  return [swing.less, swing.more].flatMap((side) => (side ? [rangeText(swing.id, side.text)] : [])).join(" … ");
}

/** A value of a range in its unit. */
function rangeText(id: string, text: string): string {
  if (SHARES.includes(id)) return percent(Number(text) * 10_000, "always");
  if (id === "recovery" || id === "annual_rate") return percent(Number(text) * 10_000);
  return decimal(text);
}

/** What something brings at either end of each assumption, a row an assumption. */
export function TornadoTable(props: { caption: string; children: ComponentChildren }) {
  return (
    <table class="plain waterfall tornado">
      <caption class="only-read">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("tornado.assumption")}</th>
          <th scope="col" class="is-number">
            {t("tornado.less")}
          </th>
          <td />
          <th scope="col" class="is-number">
            {t("tornado.more")}
          </th>
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

/** An assumption: its range, what is brought at either end, and the bars between. */
export function TornadoRow(props: {
  name: string;
  range: string;
  note?: string | null;
  /** What it shows, and of what, so that its counterparts light up with it. */
  part?: string;
  of?: string | undefined;
  less: ComponentChildren;
  more: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <tr data-part={props.part} data-of={props.of}>
      <th scope="row">
        {props.name}
        <span class="tornado-range">{props.range}</span>
        {props.note ? <span class="tornado-range">{props.note}</span> : null}
      </th>
      <td class="is-number">{props.less}</td>
      <td class="waterfall-bar">{props.children}</td>
      <td class="is-number">{props.more}</td>
    </tr>
  );
}

/** Bars from what is expected to what either end brings; that of the lower end is hatched. */
export function TornadoBars(props: {
  less: Amount | null;
  more: Amount | null;
  x: (minor: number) => number;
  base: number;
}) {
  const { x, base } = props;
  const drawn = (amount: Amount | null, isHatched: boolean) => {
    if (!amount) return null;
    const { start, length, isBack } = bar(base, x(amount.minor));
    const place = { x: `${start}%`, y: 4, width: `${length}%`, height: HEIGHT - 8 };
    return (
      <g class={isBack ? "is-less" : "is-more"}>
        <rect {...place} />
        {isHatched ? <rect {...place} fill="url(#hatch-paper)" class="waterfall-hatch" /> : null}
      </g>
    );
  };
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT}>
      {drawn(props.less, true)}
      {drawn(props.more, false)}
      <line class="picture-axis" x1={`${base}%`} x2={`${base}%`} y1={0} y2={HEIGHT} />
    </svg>
  );
}
