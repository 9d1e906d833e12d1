import { quantity } from "../../i18n/format";
import { AGE_BANDS } from "../../i18n/group-name";
import { t } from "../../i18n/locale";

export { AGE_BANDS };

const WIDTH = 11;
const GAP = 2;
const HEIGHT = 20;

/** The line that all bars stand on, one piece a band. */
const BASE = AGE_BANDS.map((_, i) => `M${i * (WIDTH + GAP)} ${HEIGHT - 1}h${WIDTH}v1h-${WIDTH}z`).join("");

/** From this band on the aged inventory surcharge is charged (day 181). */
export const FIRST_SURCHARGED_BAND = 2;

/** Units by age as five bars: deeper is older, hatched is where a surcharge is charged. */
export function AgeBars(props: { ages: readonly number[] }) {
  const highest = Math.max(1, ...props.ages);
  const words = AGE_BANDS.map((band, i) => t("ages.band", { band, units: quantity(props.ages[i] ?? 0) })).join(", ");
  const bars = props.ages.map((units, i) => {
    if (units <= 0) return "";
    const height = Math.max(2, (units / highest) * (HEIGHT - 1));
    return `M${i * (WIDTH + GAP)} ${HEIGHT - 1}v${-height}h${WIDTH}v${height}z`;
  });
  const hatched = bars.slice(FIRST_SURCHARGED_BAND).join("");
  return (
    <svg
      class="age-bars"
      role="img"
      aria-label={t("ages.label", { bands: words })}
      width={5 * (WIDTH + GAP)}
      height={HEIGHT}
      viewBox={`0 0 ${5 * (WIDTH + GAP)} ${HEIGHT}`}
    >
      <title>{words}</title>
      {bars.map((bar, i) => (bar === "" ? null : <path key={AGE_BANDS[i]} class={`age-${i + 1}`} d={bar} />))}
      {hatched === "" ? null : <path d={hatched} fill="url(#hatch-ages)" />}
      <path class="age-base" d={BASE} />
    </svg>
  );
}
