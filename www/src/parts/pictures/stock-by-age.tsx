import { scaleLinear } from "d3-scale";
import { area } from "d3-shape";
import type { Outcome, StockPath } from "../../engine/types";
import { day, expected, money, negated, quantity, sum } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { MonthAxis, roomFor, SideAxis } from "./axis";
import { PictureFrame } from "./picture-frame";
import { dayNumber, keptLabels, stackedUnits } from "./picture-geometry";
import { WayChoice } from "./way-choice";

const HEIGHT = 240;
const TOP = 30;
const BOTTOM = 26;
const RIGHT = 16;
/** Width of the column of stock that leaves today. */
const GONE = 18;

/** Name of a band of ages: `0–90`, `366+`. */
export function bandName(band: StockPath["bands"][number]): string {
  return band.to === null ? `${band.from}+` : `${band.from}–${band.to}`;
}

/** Units by age while the stock falls: deeper is older, hatched is where a surcharge is charged; its days and cost above. */
export function StockByAge(props: {
  path: StockPath;
  /** All ways: what the surcharge comes to, and which else can be shown. */
  outcomes: readonly Outcome[];
  onChoose?: (scenario: string) => void;
  today: string;
}) {
  const { path, outcomes, onChoose, today } = props;
  const outcome = outcomes.find((way) => way.scenario.id === path.scenario.id);
  const { bands, dates, steps } = path;
  const edges = stackedUnits(path);
  const total = edges[edges.length - 1] ?? [];
  const now = total[0] ?? 0;
  const end = dates[dates.length - 1] ?? today;
  const left = total[total.length - 1] ?? 0;
  const what = scenarioName(path.scenario);
  const fall =
    end === today
      ? t("stock.sentence_gone", { what, n: Math.round(now) })
      : left > 0.05
        ? t("stock.sentence_left", { what, n: Math.round(now), left: expected(left) })
        : t("stock.sentence_sold", { what, n: Math.round(now), date: day(end, today) });
  const surcharge = outcome?.surcharge;
  const paid =
    steps.length > 0 && surcharge
      ? t("stock.surcharge", { n: steps.length, cost: sum(surcharge) })
      : t("stock.no_surcharge");
  const unitsOn = (at: number, band: number) => path.units[at * bands.length + band] ?? 0;
  const stepOn = new Map(steps.map((step) => [step.date, step]));
  const listed = dates
    .map((date, at) => ({ date, at }))
    .filter(({ date, at }) => at === 0 || at === dates.length - 1 || stepOn.has(date));
  const currency = steps[0]?.cost?.currency ?? surcharge?.currency;
  return (
    <PictureFrame
      title={t("stock.title")}
      sentence={
        <>
          {fall}
          {t("place.sentence")}
          {paid}
        </>
      }
      label={t("stock.label", { what })}
      height={HEIGHT}
      tools={
        onChoose ? (
          <WayChoice label={t("stock.way")} outcomes={outcomes} value={path.scenario.id} onChoose={onChoose} />
        ) : null
      }
      draw={(width) => <Bands path={path} edges={edges} width={width} today={today} />}
      legend={
        <>
          {bands.map((band, i) => (
            <span class="key-way" key={band.from}>
              <svg aria-hidden="true" width="14" height="12">
                <rect class={`age-${i + 1}`} width="14" height="12" />
                {band.isCharged ? <rect width="14" height="12" fill="url(#hatch-ages)" /> : null}
              </svg>
              {t("stock.days", { band: bandName(band) })}
            </span>
          ))}
          {bands.some((band) => band.isCharged) ? <span>{t("stock.hatched")}</span> : null}
        </>
      }
      table={() => ({
        columns: [
          { label: t("cash.date") },
          ...bands.map((band) => ({ label: t("stock.days", { band: bandName(band) }), isNumber: true })),
          { label: t("column.surcharge"), unit: currency, isNumber: true },
        ],
        rows: listed.map(({ date, at }) => {
          const cost = stepOn.get(date)?.cost;
          return {
            id: `${date}-${at}`,
            cells: [day(date, today), ...bands.map((_, band) => expected(unitsOn(at, band))), cost ? money(cost) : "–"],
          };
        }),
      })}
    />
  );
}

function Bands(props: { path: StockPath; edges: readonly number[][]; width: number; today: string }) {
  const { path, edges, width, today } = props;
  const { dates, bands, steps } = path;
  const end = dates[dates.length - 1] ?? today;
  const start = dayNumber(today);
  const highest = Math.max(1, ...(edges[edges.length - 1] ?? []));
  const y = scaleLinear([0, highest], [HEIGHT - BOTTOM, TOP]).nice(4);
  const ticks = y.ticks(4);
  const left = roomFor(ticks.map(quantity));
  const x = scaleLinear([start, Math.max(dayNumber(end), start + 14)], [left, width - RIGHT]);
  const at = (iso: string) => x(dayNumber(iso));
  const places = steps.map((step) => at(step.date));
  const labels = places.map((place) => Math.min(place, width - RIGHT - 16));
  const kept = keptLabels(labels, 58);
  return (
    <>
      <SideAxis ticks={ticks} y={y} left={left} right={width - RIGHT} write={quantity} />
      {bands.map((band, i) => {
        const upper = edges[i] ?? [];
        const lower = edges[i - 1];
        if (end === today) {
          // All of it leaves today: a column instead of a slope.
          const place = { x: left, y: y(upper[0] ?? 0), width: GONE, height: y(lower?.[0] ?? 0) - y(upper[0] ?? 0) };
          return (
            <g key={band.from}>
              <rect class={`age-area age-${i + 1}`} {...place} />
              {band.isCharged ? <rect {...place} fill="url(#hatch-ages)" /> : null}
            </g>
          );
        }
        const shape = area<string>()
          .x((date) => at(date))
          .y0((_, k) => y(lower?.[k] ?? 0))
          .y1((_, k) => y(upper[k] ?? 0))([...dates]);
        return shape ? (
          <g key={band.from}>
            <path class={`age-area age-${i + 1}`} d={shape} />
            {band.isCharged ? <path d={shape} fill="url(#hatch-ages)" /> : null}
          </g>
        ) : null;
      })}
      <MonthAxis from={today} to={end} at={at} y={HEIGHT - 8} right={width} most={width < 520 ? 5 : 9} />
      {steps.map((step, i) => (
        <g key={step.date}>
          <line class="picture-step" x1={places[i]} x2={places[i]} y1={TOP - 6} y2={HEIGHT - BOTTOM}>
            <title>{`${day(step.date, today)} ${step.cost ? sum(step.cost) : ""}`}</title>
          </line>
          {kept[i] && step.cost ? (
            <text class="picture-cost" x={labels[i]} y={TOP - 12} text-anchor="middle">
              {money(negated(step.cost))}
            </text>
          ) : null}
        </g>
      ))}
    </>
  );
}
