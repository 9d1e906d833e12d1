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

interface Point {
  readonly outcome: Outcome;
  readonly days: number;
  readonly minor: number;
}

/** Net cash against the time until it is in: ways that no other beats in both are joined. */
export function ExitsFrontier(props: { outcomes: readonly Outcome[]; recommended: string | null }) {
  const points = props.outcomes.flatMap((outcome): Point[] =>
    outcome.cash && outcome.daysToCash !== null
      ? [{ outcome, days: outcome.daysToCash, minor: outcome.cash.minor }]
      : [],
  );
  const currency = points[0]?.outcome.cash?.currency;
  if (!currency || points.length < 2) return null;
  const efficient = points.filter((point) => point.outcome.isEfficient).sort((a, b) => a.days - b.days);
  const soonest = efficient[0];
  const most = efficient[efficient.length - 1];
  const said = (point: Point) => ({
    what: scenarioName(point.outcome.scenario),
    cash: sum({ minor: point.minor, currency }),
    days: point.days,
  });
  const sentence =
    soonest && most && soonest !== most
      ? t("frontier.sentence", {
          most: said(most).what,
          most_cash: said(most).cash,
          most_days: within(most.days),
          soonest: said(soonest).what,
          soonest_cash: said(soonest).cash,
          soonest_days: within(soonest.days),
        })
      : most
        ? t("frontier.sentence_one", {
            what: said(most).what,
            cash: said(most).cash,
            days: within(most.days),
          })
        : "";
  return (
    <PictureFrame
      title={t("frontier.title")}
      unit={currency}
      sentence={sentence}
      label={t("frontier.label")}
      height={HEIGHT}
      draw={(width) => (
        <Scatter
          points={points}
          efficient={efficient}
          recommended={props.recommended}
          width={width}
          currency={currency}
        />
      )}
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
        rows: points.map(({ outcome, days, minor }) => ({
          id: outcome.scenario.id,
          cells: [
            scenarioName(outcome.scenario),
            quantity(days),
            money({ minor, currency }),
            t(outcome.isEfficient ? "value.yes" : "value.no"),
          ],
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
  points: readonly Point[];
  efficient: readonly Point[];
  recommended: string | null;
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
  const isBest = ({ outcome }: Point) => outcome.scenario.id === props.recommended;
  const ends = new Set([efficient[0], efficient[efficient.length - 1]]);
  // Names of what one looks for first: the recommended way, the ends, doing nothing and the exits; then prices between,
  // as far as there is room.
  const rank = (point: Point) =>
    isBest(point)
      ? 0
      : ends.has(point)
        ? 1
        : point.outcome.scenario.kind !== "cut"
          ? 2
          : point.outcome.isEfficient
            ? 3
            : 4;
  const ranked = [...points].filter((point) => rank(point) < 4).sort((a, b) => rank(a) - rank(b));
  const names = placedNames(
    ranked.map((point) => ({
      x: x(point.days),
      y: y(point.minor),
      width: widthOf(scenarioName(point.outcome.scenario)),
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
        <g key={point.outcome.scenario.id} data-part={`scenario:${point.outcome.scenario.id}`}>
          <title>{`${scenarioName(point.outcome.scenario)}: ${money({ minor: point.minor, currency })}`}</title>
          <Mark
            x={x(point.days)}
            y={y(point.minor)}
            isExit={point.outcome.scenario.kind !== "hold" && point.outcome.scenario.kind !== "cut"}
            isEfficient={point.outcome.isEfficient}
            isBest={isBest(point)}
          />
        </g>
      ))}
      {ranked.map((point, i) => {
        const name = names[i];
        return name ? (
          <text
            key={point.outcome.scenario.id}
            class={`point-name ${isBest(point) ? "is-best" : point.outcome.isEfficient ? "" : "is-beaten"}`}
            x={name.x}
            y={name.y}
            dy="0.32em"
          >
            {scenarioName(point.outcome.scenario)}
          </text>
        ) : null;
      })}
    </>
  );
}
