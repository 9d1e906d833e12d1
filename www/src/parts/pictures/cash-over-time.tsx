import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { CashPoint, Outcome, SurchargeStep } from "../../engine/types";
import { day, sum, whole } from "../../i18n/format";
import { listOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { MonthAxis, roomFor, SideAxis, widthOf } from "./axis";
import { PictureFrame } from "./picture-frame";
import { cashOn, dayNumber, monthTicks, spread } from "./picture-geometry";

const HEIGHT = 260;
const TOP = 18;
const BOTTOM = 26;
/** Most lines that can be told apart. */
const MOST_LINES = 5;

/** Cash received less cash paid, one line a way; the days on which a surcharge falls due are thin verticals. */
export function CashOverTime(props: {
  outcomes: readonly Outcome[];
  /** Ids of the ways to draw, in order; at most five are drawn. None: doing nothing, the recommended one, the best exit. */
  picked: readonly string[];
  bestExit: string | null;
  recommended: string | null;
  surcharges: readonly SurchargeStep[];
  today: string;
}) {
  const { today } = props;
  const ids = props.picked.length > 0 ? props.picked : ["hold", props.recommended, props.bestExit];
  const ways = [...new Set(ids)]
    .flatMap((id) => props.outcomes.filter((outcome) => outcome.scenario.id === id))
    .filter((outcome) => outcome.cash !== null && outcome.cashPath.length > 0)
    .slice(0, MOST_LINES);
  const currency = ways[0]?.cash?.currency;
  if (!currency) return null;
  const endOf = (way: Outcome) => way.cashPath[way.cashPath.length - 1]?.date ?? today;
  const last = [today, ...ways.map(endOf)].sort().pop() ?? today;
  const best = ways.find((way) => way.scenario.id === props.recommended) ?? ways[0];
  const hold = ways.find((way) => way.scenario.kind === "hold");
  const said = (way: Outcome) => ({
    what: scenarioName(way.scenario),
    cash: way.cash ? sum(way.cash) : "",
    date: day(endOf(way), today),
  });
  const sentence = best
    ? hold && hold !== best
      ? t("cash.sentence", { ...said(best), hold: said(hold).cash, hold_date: said(hold).date })
      : t("cash.sentence_hold", said(best))
    : "";
  const dates = [
    ...new Set([
      today,
      ...ways.map(endOf),
      ...monthTicks(today, last, 14),
      ...props.surcharges.map(({ date }) => date),
    ]),
  ]
    .filter((date) => date <= last)
    .sort();
  const cell = (way: Outcome, date: string) => {
    const minor = cashOn(way.cashPath, date);
    return minor === null ? t("value.unknown") : whole({ minor: Math.round(minor), currency });
  };
  return (
    <PictureFrame
      title={t("cash.title")}
      unit={currency}
      sentence={sentence}
      label={t("cash.label", { ways: listOf(ways.map((way) => scenarioName(way.scenario))) })}
      height={HEIGHT}
      draw={(width) => (
        <Lines ways={ways} width={width} last={last} today={today} currency={currency} surcharges={props.surcharges} />
      )}
      legend={
        <>
          {ways.map((way, i) => (
            <WayKey key={way.scenario.id} place={i} name={scenarioName(way.scenario)} />
          ))}
          {props.surcharges.length > 0 ? <span class="key-upright">{t("cash.surcharge_days")}</span> : null}
        </>
      }
      table={() => ({
        columns: [
          { label: t("cash.date") },
          ...ways.map((way) => ({ label: scenarioName(way.scenario), unit: currency, isNumber: true })),
        ],
        rows: dates.map((date) => ({ id: date, cells: [day(date, today), ...ways.map((way) => cell(way, date))] })),
      })}
    />
  );
}

/** The line of a way with its name, for a key. */
export function WayKey(props: { place: number; name: string }) {
  return (
    <span class="key-way">
      <svg aria-hidden="true" width="26" height="10">
        <line class={`way way-${props.place + 1}`} x1="0" x2="26" y1="5" y2="5" />
      </svg>
      {props.name}
    </span>
  );
}

function Lines(props: {
  ways: readonly Outcome[];
  width: number;
  last: string;
  today: string;
  currency: string;
  surcharges: readonly SurchargeStep[];
}) {
  const { ways, width, currency, today } = props;
  const isNarrow = width < 520;
  // Names stand behind the ends of their lines, in letters a little larger than those of the axes.
  const right = isNarrow ? 12 : 20 + 1.1 * Math.max(...ways.map((way) => widthOf(scenarioName(way.scenario))));
  const points = ways.flatMap((way) => way.cashPath.map((point) => point.minor));
  const low = Math.min(0, ...points);
  const high = Math.max(0, ...points);
  const start = dayNumber(today);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const write = (tick: number) => whole({ minor: Math.round(tick), currency });
  const left = roomFor(ticks.map(write));
  const x = scaleLinear([start, Math.max(dayNumber(props.last), start + 14)], [left, width - right]);
  const at = (iso: string) => x(dayNumber(iso));
  const straight = line<CashPoint>(
    (point) => at(point.date),
    (point) => y(point.minor),
  );
  // An exit pays on its days and on none between.
  const stepped = line<CashPoint>(
    (point) => at(point.date),
    (point) => y(point.minor),
  ).curve(curveStepAfter);
  const isExit = (way: Outcome) => way.scenario.kind !== "hold" && way.scenario.kind !== "cut";
  const ends = ways.map((way) => way.cashPath[way.cashPath.length - 1]);
  const labels = spread(
    ends.map((end) => y(end?.minor ?? 0)),
    15,
    TOP,
    HEIGHT - BOTTOM,
  );
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - right} write={write} />
      <MonthAxis from={today} to={props.last} at={at} y={HEIGHT - 8} right={width} most={isNarrow ? 5 : 9} />
      {props.surcharges
        .filter(({ date }) => date <= props.last)
        .map(({ date, cost }) => (
          <line key={date} class="picture-upright" x1={at(date)} x2={at(date)} y1={TOP} y2={HEIGHT - BOTTOM}>
            <title>{`${day(date, today)} ${cost ? sum(cost) : ""}`}</title>
          </line>
        ))}
      {ways.map((way, i) => {
        const end = ends[i];
        const path = (isExit(way) ? stepped : straight)([...way.cashPath]) ?? "";
        return end ? (
          <g key={way.scenario.id} data-part={`scenario:${way.scenario.id}`}>
            <path class={`way way-${i + 1}`} d={path} />
            <line
              class={`way way-${i + 1} is-after`}
              x1={at(end.date)}
              x2={width - right}
              y1={y(end.minor)}
              y2={y(end.minor)}
            />
            <circle class={`way-end way-${i + 1}`} cx={at(end.date)} cy={y(end.minor)} r={3.5} />
          </g>
        ) : null;
      })}
      {ways.map((way, i) => (
        <text
          key={way.scenario.id}
          class={`way-name way-${i + 1}`}
          x={isNarrow ? width - right : width - right + 8}
          y={(labels[i] ?? 0) - (isNarrow ? 12 : 0)}
          dy="0.32em"
          text-anchor={isNarrow ? "end" : "start"}
        >
          {scenarioName(way.scenario)}
        </text>
      ))}
    </>
  );
}
