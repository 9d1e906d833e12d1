import { scaleLinear } from "d3-scale";
import type { Outcome } from "../../engine/types";
import { money, quantity, sum, whole } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { FootAxis, roomFor, SideAxis, widthOf } from "./axis";
import { PictureFrame } from "./picture-frame";
import { placedNames } from "./picture-geometry";

const HEIGHT = 280;
const TOP = 18;
const BOTTOM = 40;
const RIGHT = 20;

/** A way with its cash and the days until it is in. */
export interface FrontierPoint {
  readonly id: string;
  readonly name: string;
  /** A price, an exit, or doing nothing. */
  readonly kind: "price" | "exit" | "hold";
  readonly days: number;
  readonly minor: number;
  readonly isEfficient: boolean;
  readonly isBest: boolean;
}

/** Net cash against the time until it is in, of the outcomes of a product. */
export function ExitsFrontier(props: { outcomes: readonly Outcome[]; recommended: string | null }) {
  const currency = props.outcomes.find(({ cash }) => cash !== null)?.cash?.currency;
  const points = props.outcomes.flatMap(({ scenario, cash, daysToCash, isEfficient }): FrontierPoint[] =>
    cash && daysToCash !== null
      ? [
          {
            id: scenario.id,
            name: scenarioName(scenario),
            kind: scenario.kind === "hold" ? "hold" : scenario.kind === "cut" ? "price" : "exit",
            days: daysToCash,
            minor: cash.minor,
            isEfficient,
            isBest: scenario.id === props.recommended,
          },
        ]
      : [],
  );
  return currency ? <Frontier points={points} currency={currency} /> : null;
}

/** Net cash against the time until it is in: ways that no other beats in both are joined. */
export function Frontier(props: { points: readonly FrontierPoint[]; currency: string }) {
  const { points, currency } = props;
  if (points.length < 2) return null;
  const efficient = points.filter((point) => point.isEfficient).sort((a, b) => a.days - b.days);
  const soonest = efficient[0];
  const most = efficient[efficient.length - 1];
  const cashOf = (point: FrontierPoint) => sum({ minor: point.minor, currency });
  const sentence =
    soonest && most && soonest !== most
      ? t("frontier.sentence", {
          most: most.name,
          most_cash: cashOf(most),
          most_days: within(most.days),
          soonest: soonest.name,
          soonest_cash: cashOf(soonest),
          soonest_days: within(soonest.days),
        })
      : most
        ? t("frontier.sentence_one", { what: most.name, cash: cashOf(most), days: within(most.days) })
        : "";
  return (
    <PictureFrame
      title={t("frontier.title")}
      unit={currency}
      sentence={sentence}
      label={t("frontier.label")}
      height={HEIGHT}
      draw={(width) => <Scatter points={points} efficient={efficient} width={width} currency={currency} />}
      legend={
        <>
          <PointKey shape="cut" name={t("frontier.price")} />
          <PointKey shape="exit" name={t("frontier.exit")} />
          <PointKey shape="beaten" name={t("frontier.beaten")} />
        </>
      }
      table={() => ({
        columns: [
          { label: t("column.scenario") },
          { label: t("frontier.days"), isNumber: true },
          { label: t("column.cash"), unit: currency, isNumber: true },
          { label: t("frontier.is_efficient") },
        ],
        rows: points.map(({ id, name, days, minor, isEfficient }) => ({
          id,
          cells: [name, quantity(days), money({ minor, currency }), t(isEfficient ? "value.yes" : "value.no")],
        })),
      })}
    />
  );
}

function within(days: number): string {
  return days === 0 ? t("frontier.at_once") : t("frontier.within", { days: t("unit.days", { n: days }) });
}

function PointKey(props: { shape: "cut" | "exit" | "beaten"; name: string }) {
  return (
    <span class="key-way">
      <svg aria-hidden="true" width="12" height="12">
        <Mark x={6} y={6} isExit={props.shape === "exit"} isEfficient={props.shape !== "beaten"} isBest={false} />
      </svg>
      {props.name}
    </span>
  );
}

/** A price is round, an exit square; a way that is beaten is hollow; the recommended one has a ring. */
function Mark(props: { x: number; y: number; isExit: boolean; isEfficient: boolean; isBest: boolean }) {
  const { x, y } = props;
  const kind = props.isEfficient ? "point" : "point is-beaten";
  return (
    <>
      {props.isBest ? <circle class="point-ring" cx={x} cy={y} r={8} /> : null}
      {props.isExit ? (
        <rect class={kind} x={x - 4} y={y - 4} width={8} height={8} />
      ) : (
        <circle class={kind} cx={x} cy={y} r={4} />
      )}
    </>
  );
}

function Scatter(props: {
  points: readonly FrontierPoint[];
  efficient: readonly FrontierPoint[];
  width: number;
  currency: string;
}) {
  const { points, efficient, width, currency } = props;
  const minors = points.map(({ minor }) => minor);
  const y = scaleLinear([Math.min(0, ...minors), Math.max(1, ...minors)], [HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const write = (tick: number) => whole({ minor: Math.round(tick), currency });
  const left = roomFor(ticks.map(write));
  const x = scaleLinear([0, Math.max(14, ...points.map(({ days }) => days))], [left, width - RIGHT]).nice(6);
  const ends = new Set([efficient[0], efficient[efficient.length - 1]]);
  // Names of what one looks for first: the recommended way, the ends, doing nothing and the exits; then prices between,
  // as far as there is room.
  const rank = (point: FrontierPoint) =>
    point.isBest ? 0 : ends.has(point) ? 1 : point.kind !== "price" ? 2 : point.isEfficient ? 3 : 4;
  const ranked = [...points].filter((point) => rank(point) < 4).sort((a, b) => rank(a) - rank(b));
  const names = placedNames(
    ranked.map((point) => ({
      x: x(point.days),
      y: y(point.minor),
      width: widthOf(point.name),
    })),
    points.map((point) => ({ x: x(point.days), y: y(point.minor) })),
    { left, right: width, top: TOP - 8, bottom: HEIGHT - BOTTOM },
  );
  const joined = efficient.map(({ days, minor }, i) => `${i === 0 ? "M" : "L"}${x(days)},${y(minor)}`).join("");
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={write} />
      <FootAxis
        labels={x.ticks(width < 520 ? 4 : 8).map((tick) => ({ key: tick, text: quantity(tick), at: x(tick) }))}
        y={HEIGHT - BOTTOM + 16}
        right={width}
      />
      <text class="picture-tick" x={width - RIGHT} y={HEIGHT - 6} text-anchor="end">
        {t("frontier.axis")}
      </text>
      <path class="frontier" d={joined} />
      {points.map((point) => (
        <g key={point.id} data-part={`scenario:${point.id}`}>
          <title>{`${point.name}: ${money({ minor: point.minor, currency })}`}</title>
          <Mark
            x={x(point.days)}
            y={y(point.minor)}
            isExit={point.kind === "exit"}
            isEfficient={point.isEfficient}
            isBest={point.isBest}
          />
        </g>
      ))}
      {ranked.map((point, i) => {
        const name = names[i];
        return name ? (
          <text
            key={point.id}
            class={`point-name ${point.isBest ? "is-best" : point.isEfficient ? "" : "is-beaten"}`}
            x={name.x}
            y={name.y}
            dy="0.32em"
          >
            {point.name}
          </text>
        ) : null;
      })}
    </>
  );
}
