import type { PlanPoint } from "../../engine/types";
import { day, expected, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";
import { BAND_HEIGHT, BandDrawn } from "./band";

/** Stock over time under the plan, with the band that holds it four times in five, and if nothing is done. */
export function StockBand(props: { points: readonly PlanPoint[]; today: string }) {
  const { points, today } = props;
  const last = points[points.length - 1];
  if (!last) return null;
  const sentence = t("stock_band.sentence", {
    date: day(last.on, today),
    low: quantity(last.units[0]),
    mid: quantity(last.units[1]),
    high: quantity(last.units[2]),
    hold: expected(last.holdUnits),
  });
  return (
    <PictureFrame
      title={t("stock_band.title")}
      sentence={sentence}
      label={sentence}
      height={BAND_HEIGHT}
      draw={(width) => (
        <BandDrawn
          points={points.map(({ on, units, holdUnits }) => ({ on, band: units, other: holdUnits }))}
          width={width}
          today={today}
          write={(units) => quantity(units)}
        />
      )}
      legend={
        <>
          <WayKey place={0} name={t("band.middle")} />
          <span class="key-band">{t("band.inside")}</span>
          <WayKey place={2} name={t("plan_way.hold")} />
        </>
      }
      table={() => ({
        columns: [
          { label: t("cash.date") },
          { label: t("band.low"), isNumber: true },
          { label: t("band.middle"), isNumber: true },
          { label: t("band.high"), isNumber: true },
          { label: t("plan_way.hold"), isNumber: true },
        ],
        rows: points.map(({ on, units, holdUnits }) => ({
          id: on,
          cells: [day(on, today), ...units.map((of) => quantity(of)), expected(holdUnits)],
        })),
      })}
    />
  );
}
