import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { PlanPoint } from "../../engine/types";
import { day, money } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { MonthAxis, roomFor, SideAxis } from "../../parts/pictures/axis";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";
import { dayNumber } from "../../parts/pictures/picture-geometry";

const HEIGHT = 220;
const TOP = 16;
const BOTTOM = 26;
const RIGHT = 16;

/** The price over time: the plan's, if sales go as expected, and the seller's own ladder. */
export function PricePath(props: { points: readonly PlanPoint[]; today: string }) {
  const { points, today } = props;
  const first = points[0];
  const last = points[points.length - 1];
  const currency = first?.price?.currency;
  if (!first?.price || !last || !currency) return null;
  const named = points.filter(({ price }) => price !== null);
  const changes = named.filter((point, i) => i === 0 || point.price?.minor !== named[i - 1]?.price?.minor);
  const hasOwn = points.some(({ ownPrice }) => ownPrice !== null);
  const words = changes.map((point) =>
    t("price_path.step", { date: day(point.on, today), price: point.price ? money(point.price) : "–" }),
  );
  return (
    <PictureFrame
      title={t("price_path.title")}
      unit={currency}
      sentence={words.join(t("place.join"))}
      label={t("price_path.label", { steps: words.join(t("place.join")) })}
      height={HEIGHT}
      draw={(width) => <Drawn points={points} width={width} currency={currency} last={last.on} today={today} />}
      legend={
        <>
          <WayKey place={0} name={t("plan_way.plan")} />
          {hasOwn ? <WayKey place={1} name={t("plan_way.own")} /> : null}
        </>
      }
      table={() => ({
        columns: [
          { label: t("cash.date") },
          { label: t("plan_way.plan"), unit: currency, isNumber: true },
          ...(hasOwn ? [{ label: t("plan_way.own"), unit: currency, isNumber: true }] : []),
        ],
        rows: points
          .filter(({ price }) => price !== null)
          .map((point) => ({
            id: point.on,
            cells: [
              day(point.on, today),
              point.price ? money(point.price) : "–",
              ...(hasOwn ? [point.ownPrice ? money(point.ownPrice) : "–"] : []),
            ],
          })),
      })}
    />
  );
}

function Drawn(props: { points: readonly PlanPoint[]; width: number; currency: string; last: string; today: string }) {
  const { points, width, currency, today } = props;
  const minors = points.flatMap(({ price, ownPrice }) => [price, ownPrice].flatMap((of) => (of ? [of.minor] : [])));
  const y = scaleLinear([0, Math.max(1, ...minors)], [HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const write = (tick: number) => money({ minor: Math.round(tick), currency });
  const left = roomFor(ticks.map(write));
  const start = dayNumber(today);
  const x = scaleLinear([start, Math.max(dayNumber(props.last), start + 1)], [left, width - RIGHT]);
  const at = (iso: string) => x(dayNumber(iso));
  // The last price stands to the deadline, which has none of its own.
  const path = (of: (point: PlanPoint) => number | null): string => {
    let standing: number | null = null;
    const placed = points.flatMap((point) => {
      standing = of(point) ?? standing;
      return standing === null ? [] : [{ on: point.on, minor: standing }];
    });
    const drawn = line<{ on: string; minor: number }>(
      (point) => at(point.on),
      (point) => y(point.minor),
    ).curve(curveStepAfter);
    return drawn(placed) ?? "";
  };
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={write} />
      <MonthAxis from={today} to={props.last} at={at} y={HEIGHT - 8} right={width} most={width < 520 ? 5 : 9} />
      <path class="way way-2" d={path((point) => point.ownPrice?.minor ?? null)} />
      <path class="way way-1" d={path((point) => point.price?.minor ?? null)} />
    </>
  );
}
