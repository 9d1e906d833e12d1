import type { Effect, Sensitivity, Swing } from "../../engine/types";
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
      <table class="plain waterfall tornado">
        <caption class="only-read">{t("tornado.title")}</caption>
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
        <tbody>
          {assumptions.map((swing) => [
            <tr key={swing.id} data-part={`assumption:${swing.id}`} data-of={fieldsOf(swing.id)}>
              <th scope="row">
                {nameOf("swing", swing.id)}
                <span class="tornado-range">{rangeOf(swing)}</span>
              </th>
              <td class="is-number">
                <Value effect={swing.less} />
              </td>
              <td class="waterfall-bar">
                <Bars swing={swing} x={x} base={x(value.minor)} />
              </td>
              <td class="is-number">
                <Value effect={swing.more} />
              </td>
            </tr>,
            <Becomes key={`${swing.id} becomes`} swing={swing} />,
          ])}
        </tbody>
      </table>
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

function Bars(props: { swing: Swing; x: (minor: number) => number; base: number }) {
  const { swing, x, base } = props;
  const drawn = (effect: Effect | null, kind: string) => {
    if (!effect?.value) return null;
    const { start, length, isBack } = bar(base, x(effect.value.minor));
    return (
      <g class={isBack ? "is-less" : "is-more"}>
        <rect x={`${start}%`} y={4} width={`${length}%`} height={HEIGHT - 8} />
        {kind === "less" ? (
          <rect
            x={`${start}%`}
            y={4}
            width={`${length}%`}
            height={HEIGHT - 8}
            fill="url(#hatch-paper)"
            class="waterfall-hatch"
          />
        ) : null}
      </g>
    );
  };
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT}>
      {drawn(swing.less, "less")}
      {drawn(swing.more, "more")}
      <line class="picture-axis" x1={`${base}%`} x2={`${base}%`} y1={0} y2={HEIGHT} />
    </svg>
  );
}
