import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { RestockOutlook } from "../../engine/types";
import { day, expected, fullDay } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { MonthAxis, roomFor, SideAxis } from "../../parts/pictures/axis";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";
import { dayNumber } from "../../parts/pictures/picture-geometry";

const HEIGHT = 220;
const TOP = 16;
const BOTTOM = 26;
const RIGHT = 16;

type Next = RestockOutlook["next"][number];
type Past = RestockOutlook["past"][number];

/** What was sold, and what is expected with the band that holds it four times in five. */
export function ForecastPicture(props: { outlook: RestockOutlook; today: string }) {
  const { outlook, today } = props;
  const first = outlook.next[0];
  if (!first) return null;
  const sentence = t("restock.forecast_sentence", {
    method: nameOf("restock_code", outlook.method),
    period: nameOf("restock_code", outlook.period),
    date: fullDay(first.start),
    units: expected(first.units),
    low: expected(first.low),
    high: expected(first.high),
  });
  return (
    <PictureFrame
      title={t("restock.forecast")}
      sentence={sentence}
      label={sentence}
      height={HEIGHT}
      draw={(width) => <Drawn outlook={outlook} width={width} />}
      legend={
        <>
          <WayKey place={2} name={t("restock.sold")} />
          <WayKey place={0} name={t("restock.expected")} />
          <span class="key-band">{t("band.inside")}</span>
        </>
      }
      table={() => ({
        columns: [
          { label: t("restock.period_from") },
          { label: t("restock.sold"), isNumber: true },
          { label: t("restock.expected"), isNumber: true },
          { label: t("band.low"), isNumber: true },
          { label: t("band.high"), isNumber: true },
        ],
        rows: [
          ...outlook.past.map(({ start, units }) => ({
            id: start,
            cells: [day(start, today), units === null ? t("value.unknown") : expected(units), "", "", ""],
          })),
          ...outlook.next.map(({ start, units, low, high }) => ({
            id: start,
            cells: [day(start, today), "", expected(units), expected(low), expected(high)],
          })),
        ],
      })}
    />
  );
}

function Drawn(props: { outlook: RestockOutlook; width: number }) {
  const { past, next } = props.outlook;
  const { width } = props;
  const figures = [...past.flatMap(({ units }) => (units === null ? [] : [units])), ...next.map(({ high }) => high)];
  const top = Math.max(1, ...figures);
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const left = roomFor(ticks.map(expected));
  const from = past[0]?.start ?? next[0]?.start ?? "";
  const to = next[next.length - 1]?.start ?? from;
  const x = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)], [left, width - RIGHT]);
  const at = (iso: string) => x(dayNumber(iso));
  const band = area<Next>(
    (of) => at(of.start),
    (of) => y(of.low),
    (of) => y(of.high),
  );
  const expectedLine = line<Next>(
    (of) => at(of.start),
    (of) => y(of.units),
  );
  const sold = line<Past>(
    (of) => at(of.start),
    (of) => y(of.units ?? 0),
  ).defined((of) => of.units !== null);
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={expected} />
      <MonthAxis from={from} to={to} at={at} y={HEIGHT - 8} right={width} most={width < 520 ? 5 : 9} />
      <path class="plan-band" d={band([...next]) ?? ""} />
      <path class="way way-3" d={sold([...past]) ?? ""} />
      <path class="way way-1" d={expectedLine([...next]) ?? ""} />
    </>
  );
}
