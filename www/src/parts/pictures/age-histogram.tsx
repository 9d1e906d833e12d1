import { useRef, useState } from "preact/hooks";
import { quantity } from "../../i18n/format";
import { AGE_BANDS } from "../../i18n/group-name";
import { t } from "../../i18n/locale";
import { FIRST_SURCHARGED_BAND } from "./age-bars";

type Run = readonly [number, number];

const HEIGHT = 150;
const WIDTH = 100;

/**
 * Units by age as five bars that narrow the list: a press takes one, a drag or Shift with the
 * arrows a run of them. Each bar is a button, so the keyboard does the same.
 */
export function AgeHistogram(props: {
  ages: readonly number[];
  brushed: Run | null;
  onBrush: (run: [number, number] | null) => void;
}) {
  const [drag, setDrag] = useState<Run | null>(null);
  const box = useRef<HTMLFieldSetElement>(null);
  const highest = Math.max(1, ...props.ages);
  const run = drag ? sorted(drag) : props.brushed;
  const take = ([from, to]: Run) => {
    const isSame = props.brushed !== null && props.brushed[0] === from && props.brushed[1] === to;
    props.onBrush(isSame ? null : [from, to]);
  };
  const bandAt = (event: PointerEvent): number | null => {
    const bar = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-band]");
    return bar && box.current?.contains(bar) ? Number(bar.getAttribute("data-band")) : null;
  };
  const onKeyDown = (event: KeyboardEvent, band: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(AGE_BANDS.length - 1, Math.max(0, band + step));
    box.current?.querySelector<HTMLElement>(`[data-band="${next}"]`)?.focus();
    if (event.shiftKey) {
      const [from, to] = props.brushed ?? [band, band];
      take(band === from && band !== to ? sorted([to, next]) : sorted([from, next]));
    }
  };
  return (
    <fieldset class="age-histogram" ref={box}>
      <legend class="only-read">{t("board.ages_choose")}</legend>
      {AGE_BANDS.map((band, i) => {
        const units = props.ages[i] ?? 0;
        const height = units > 0 ? Math.max(2, (units / highest) * (HEIGHT - 2)) : 0;
        const isIn = run !== null && i >= run[0] && i <= run[1];
        return (
          <button
            key={band}
            type="button"
            class={`age-column${run !== null && !isIn ? " is-out" : ""}`}
            data-band={i}
            aria-pressed={props.brushed !== null && i >= props.brushed[0] && i <= props.brushed[1]}
            onKeyDown={(event) => onKeyDown(event, i)}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.releasePointerCapture(event.pointerId);
              setDrag([i, i]);
            }}
            onPointerMove={(event) => {
              if (drag === null) return;
              const at = bandAt(event);
              if (at !== null && at !== drag[1]) setDrag([drag[0], at]);
            }}
            onPointerUp={() => {
              // A press alone is a click, which the keyboard gives too.
              if (drag !== null && drag[0] !== drag[1]) take(sorted(drag));
              else if (drag !== null) take([i, i]);
              setDrag(null);
            }}
            onPointerCancel={() => setDrag(null)}
            onClick={(event) => event.detail === 0 && take([i, i])}
          >
            <span class="age-units">
              {quantity(units)} <span class="only-read">{t("board.ages_units")}</span>
            </span>
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              width="100%"
              height={HEIGHT}
            >
              <rect class={`age-${i + 1}`} x="0" y={HEIGHT - height} width={WIDTH} height={height} />
              {i >= FIRST_SURCHARGED_BAND && height > 0 ? (
                <rect x="0" y={HEIGHT - height} width={WIDTH} height={height} fill="url(#hatch-ages)" />
              ) : null}
              <rect class="age-base" x="0" y={HEIGHT - 1} width={WIDTH} height="1" />
            </svg>
            <span class="age-name">
              {band} <span class="only-read">{t("board.ages_days")}</span>
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

function sorted([a, b]: Run): [number, number] {
  return a <= b ? [a, b] : [b, a];
}
