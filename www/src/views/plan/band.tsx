import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { MonthAxis, roomFor, SideAxis } from "../../parts/pictures/axis";
import { dayNumber } from "../../parts/pictures/picture-geometry";

export const BAND_HEIGHT = 220;
const TOP = 16;
const BOTTOM = 26;
const RIGHT = 16;

/** A day with its 10 %, 50 % and 90 % points, and what it is held against. */
export interface BandPoint {
  readonly on: string;
  readonly band: readonly [number, number, number];
  readonly other: number | null;
}

/** A middle line within the band that holds it four times in five. */
export function BandDrawn(props: {
  points: readonly BandPoint[];
  width: number;
  today: string;
  write: (figure: number) => string;
}) {
  const { points, width, today, write } = props;
  const figures = points.flatMap(({ band, other }) => [...band, ...(other === null ? [] : [other])]);
  const low = Math.min(0, ...figures);
  const high = Math.max(0, ...figures);
  const y = scaleLinear([low, high === low ? low + 1 : high], [BAND_HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const left = roomFor(ticks.map(write));
  const last = points[points.length - 1]?.on ?? today;
  const start = dayNumber(today);
  const x = scaleLinear([start, Math.max(dayNumber(last), start + 1)], [left, width - RIGHT]);
  const at = (iso: string) => x(dayNumber(iso));
  const filled = area<BandPoint>(
    (point) => at(point.on),
    (point) => y(point.band[0]),
    (point) => y(point.band[2]),
  );
  const middle = line<BandPoint>(
    (point) => at(point.on),
    (point) => y(point.band[1]),
  );
  const other = line<BandPoint>(
    (point) => at(point.on),
    (point) => y(point.other ?? 0),
  ).defined((point) => point.other !== null);
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={write} />
      <MonthAxis from={today} to={last} at={at} y={BAND_HEIGHT - 8} right={width} most={width < 520 ? 5 : 9} />
      <path class="plan-band" d={filled([...points]) ?? ""} />
      <path class="way way-3" d={other([...points]) ?? ""} />
      <path class="way way-1" d={middle([...points]) ?? ""} />
    </>
  );
}
