import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { PlanPeriod } from "../../engine/types";
import { day, sum, whole } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { MonthAxis, roomFor, SideAxis } from "../../parts/pictures/axis";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";
import { dayNumber } from "../../parts/pictures/picture-geometry";

const HEIGHT = 220;
const TOP = 16;
const BOTTOM = 26;
const RIGHT = 16;

/** Cash of the whole catalogue over the year: by the plan, and doing nothing. */
export function CashCalendar(props: { periods: readonly PlanPeriod[]; today: string }) {
  const { periods, today } = props;
  const last = periods[periods.length - 1];
  if (!last) return null;
  const { currency } = last.plan;
  const ofPlan = t("catalogue_plan.of_plan");
  const ofHold = t("catalogue_plan.of_hold");
  const sentence = t("catalogue_plan.calendar_sentence", {
    date: day(last.until, today),
    plan: sum(last.planSoFar),
    hold: sum(last.holdSoFar),
  });
  return (
    <PictureFrame
      title={t("catalogue_plan.calendar")}
      unit={currency}
      sentence={sentence}
      label={sentence}
      height={HEIGHT}
      draw={(width) => <Drawn periods={periods} width={width} today={today} />}
      legend={
        <>
          <WayKey place={0} name={ofPlan} />
          <WayKey place={2} name={ofHold} />
        </>
      }
      table={() => ({
        columns: [
          { label: t("catalogue_plan.period") },
          { label: ofPlan, unit: currency, isNumber: true },
          { label: t("catalogue_plan.of_best"), unit: currency, isNumber: true },
          { label: ofHold, unit: currency, isNumber: true },
          { label: t("catalogue_plan.so_far", { way: ofPlan }), unit: currency, isNumber: true },
          { label: t("catalogue_plan.so_far", { way: ofHold }), unit: currency, isNumber: true },
        ],
        rows: periods.map((period) => ({
          id: period.until,
          cells: [
            day(period.until, today),
            whole(period.plan),
            whole(period.best),
            whole(period.hold),
            whole(period.planSoFar),
            whole(period.holdSoFar),
          ],
        })),
      })}
    />
  );
}

function Drawn(props: { periods: readonly PlanPeriod[]; width: number; today: string }) {
  const { periods, width, today } = props;
  const currency = periods[0]?.plan.currency ?? "";
  const write = (minor: number) => whole({ minor: Math.round(minor), currency });
  const figures = periods.flatMap(({ planSoFar, holdSoFar }) => [planSoFar.minor, holdSoFar.minor]);
  const low = Math.min(0, ...figures);
  const high = Math.max(0, ...figures);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - BOTTOM, TOP]).nice(5);
  const ticks = y.ticks(5);
  const left = roomFor(ticks.map(write));
  const last = periods[periods.length - 1]?.until ?? today;
  const start = dayNumber(today);
  const x = scaleLinear([start, Math.max(dayNumber(last), start + 1)], [left, width - RIGHT]);
  const at = (iso: string) => x(dayNumber(iso));
  const drawn = (of: (period: PlanPeriod) => number): string => {
    const points: [number, number][] = [
      [x(start), y(0)],
      ...periods.map((period): [number, number] => [at(period.until), y(of(period))]),
    ];
    return line<[number, number]>()(points) ?? "";
  };
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={write} />
      <MonthAxis from={today} to={last} at={at} y={HEIGHT - 8} right={width} most={width < 520 ? 5 : 9} />
      <path class="way way-3" d={drawn(({ holdSoFar }) => holdSoFar.minor)} />
      <path class="way way-1" d={drawn(({ planSoFar }) => planSoFar.minor)} />
    </>
  );
}
