import type { PlanPoint } from "../../engine/types";
import { day, sum, whole } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";
import { BAND_HEIGHT, BandDrawn } from "./band";

/** Cash of the plan over time, with the band that holds it four times in five. */
export function CashBand(props: { points: readonly PlanPoint[]; today: string; currency: string }) {
  const { points, today, currency } = props;
  const last = points[points.length - 1];
  if (!last) return null;
  const amount = (minor: number) => ({ minor: Math.round(minor), currency });
  const sentence = t("cash_band.sentence", {
    date: day(last.on, today),
    low: sum(amount(last.cash[0])),
    mid: sum(amount(last.cash[1])),
    high: sum(amount(last.cash[2])),
  });
  return (
    <PictureFrame
      title={t("cash_band.title")}
      unit={currency}
      sentence={sentence}
      label={sentence}
      height={BAND_HEIGHT}
      draw={(width) => (
        <BandDrawn
          points={points.map(({ on, cash }) => ({ on, band: cash, other: null }))}
          width={width}
          today={today}
          write={(minor) => whole(amount(minor))}
        />
      )}
      legend={
        <>
          <WayKey place={0} name={t("band.middle")} />
          <span class="key-band">{t("band.inside")}</span>
        </>
      }
      table={() => ({
        columns: [
          { label: t("cash.date") },
          { label: t("band.low"), unit: currency, isNumber: true },
          { label: t("band.middle"), unit: currency, isNumber: true },
          { label: t("band.high"), unit: currency, isNumber: true },
        ],
        rows: points.map(({ on, cash }) => ({
          id: on,
          cells: [day(on, today), ...cash.map((minor) => whole(amount(minor)))],
        })),
      })}
    />
  );
}
