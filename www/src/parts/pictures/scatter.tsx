import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bounds, Points } from "../../engine/types";
import { cover, expected, quantity, sum, whole } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { fragmentOf } from "../../state/location";
import { theme } from "../../state/store";
import { useMedia } from "../use-media";
import { useWidth } from "../use-width";
import { FootAxis, SideAxis } from "./axis";
import { axesOf, type Classes, cellSize, cellsOf, countsOf, type Frame } from "./scatter-bins";

const HEIGHT = 220;
const MARGIN = { left: 64, right: 12, top: 12, bottom: 34 };
/** A drag shorter than this is a press. */
const LEAST_DRAG = 6;
/** A box that comes so near to the edge of the picture is open there. */
const EDGE = 6;

type Figures = "cover" | "turns";
type Brushed = {
  readonly x: readonly [number | null, number | null];
  readonly y: readonly [number | null, number | null];
};
interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * Two figures of every product against each other; a rectangle drawn over it narrows the list.
 * The same bounds are fields in the filter, and the same counts a table below.
 */
export function Scatter(props: {
  figures: Figures;
  points: Points;
  currency: string;
  brushed: { readonly x: Bounds | null; readonly y: Bounds | null };
  onBrush: (brushed: Brushed | null) => void;
}) {
  const { points, figures } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const frame: Frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
  };
  const axes = useMemo(() => axesOf(points.x, points.y, frame), [points, width]);
  const [drag, setDrag] = useState<Box | null>(null);
  const isNamed = points.named.length > 0;
  const words = wordsOf(figures, props.currency);
  const brush = drag ?? boxOf(props.brushed, axes, frame);

  const placeOf = (event: PointerEvent & { currentTarget: Element }): [number, number] => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [
      Math.min(frame.right, Math.max(frame.left, event.clientX - left)),
      Math.min(frame.bottom, Math.max(frame.top, event.clientY - top)),
    ];
  };
  const finish = () => {
    if (drag === null) return;
    setDrag(null);
    const [left, right] = [Math.min(drag.x0, drag.x1), Math.max(drag.x0, drag.x1)];
    const [high, low] = [Math.min(drag.y0, drag.y1), Math.max(drag.y0, drag.y1)];
    if (right - left < LEAST_DRAG && low - high < LEAST_DRAG) {
      props.onBrush(null);
      return;
    }
    // An edge of the picture is no bound.
    const end = axes.xAt(right);
    props.onBrush({
      x: [
        left <= frame.left + EDGE ? null : Math.round(Math.min(axes.xAt(left), Number.MAX_SAFE_INTEGER)),
        right >= frame.right - EDGE || end === Number.POSITIVE_INFINITY ? null : Math.round(end),
      ],
      y: [
        low >= frame.bottom - EDGE ? null : Math.round(axes.yAt(low)),
        high <= frame.top + EDGE ? null : Math.round(axes.yAt(high)),
      ],
    });
  };
  return (
    <div class="scatter" ref={box}>
      {isNamed ? null : <Cells points={points} axes={axes} width={width} />}
      <svg
        class="scatter-picture"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target instanceof Element && event.target.closest(".scatter-point"))) return;
          const [x, y] = placeOf(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ x0: x, y0: y, x1: x, y1: y });
        }}
        onPointerMove={(event) => {
          if (drag === null) return;
          const [x1, y1] = placeOf(event);
          setDrag({ ...drag, x1, y1 });
        }}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <title>{words.title}</title>
        <SideAxis ticks={axes.yTicks} y={axes.y} left={frame.left} right={frame.right} write={words.yTick} />
        {axes.xTicks.map((tick) => (
          <line key={tick} class="picture-grid" x1={axes.x(tick)} x2={axes.x(tick)} y1={frame.top} y2={frame.bottom} />
        ))}
        <FootAxis
          labels={axes.xTicks.map((tick) => ({ key: tick, text: words.xTick(tick), at: axes.x(tick) }))}
          y={frame.bottom + 14}
          right={width}
        />
        {axes.never === null ? null : (
          <g>
            <line class="picture-axis" x1={axes.never} x2={axes.never} y1={frame.top} y2={frame.bottom} />
            <text class="picture-tick" x={frame.right} y={frame.bottom + 14} text-anchor="end">
              {t("unit.never")}
            </text>
          </g>
        )}
        <line class="picture-axis" x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} />
        <text class="picture-tick" x={frame.right} y={HEIGHT - 4} text-anchor="end">
          {words.xName}
        </text>
        <text class="picture-tick" x={4} y={HEIGHT - 4}>
          {words.yName}
        </text>
        {isNamed
          ? points.named.map(({ key, sku, title }, i) => (
              // The list leads there by keyboard. A name of SVG: its letters are not made small as in HTML.
              <a key={key} class="scatter-point" href={fragmentOf({ name: "product", key })} tabindex={-1}>
                <title>{`${sku} ${title}: ${words.point(points.x[i] ?? 0, points.y[i] ?? 0)}`}</title>
                <circle
                  class={points.isToAct[i] ? "dot is-act" : "dot"}
                  cx={axes.x(points.x[i] ?? 0)}
                  cy={axes.y(points.y[i] ?? 0)}
                  r="5"
                />
              </a>
            ))
          : null}
        {brush ? (
          <rect
            class="brush"
            x={Math.min(brush.x0, brush.x1)}
            y={Math.min(brush.y0, brush.y1)}
            width={Math.abs(brush.x1 - brush.x0)}
            height={Math.abs(brush.y1 - brush.y0)}
          />
        ) : null}
      </svg>
      <Counts points={points} figures={figures} words={words} />
      {points.leftOut > 0 ? <p class="second">{t("board.left_out", { n: points.leftOut })}</p> : null}
    </div>
  );
}

/** Squares, deeper where more products are. Drawn, since thousands of elements would be slow. */
function Cells(props: { points: Points; axes: ReturnType<typeof axesOf>; width: number }) {
  const { points, axes, width } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const { value: chosen } = theme;
  const cells = useMemo(() => cellsOf(points.x, points.y, points.isToAct, axes), [points, axes]);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext("2d");
    if (!element || !pen) return;
    const scale = devicePixelRatio;
    element.width = width * scale;
    element.height = HEIGHT * scale;
    pen.scale(scale, scale);
    pen.clearRect(0, 0, width, HEIGHT);
    const style = getComputedStyle(element);
    const [act, hold] = [style.getPropertyValue("--accent"), style.getPropertyValue("--second")];
    const most = Math.max(1, ...cells.map(({ count }) => count));
    for (const { x, y, count, isToAct } of cells) {
      pen.fillStyle = isToAct ? act : hold;
      pen.globalAlpha = 0.25 + 0.75 * (Math.log1p(count) / Math.log1p(most));
      pen.fillRect(x, y, cellSize - 1, cellSize - 1);
    }
  }, [cells, width, isDark, chosen]);
  return <canvas ref={canvas} class="scatter-cells" />;
}

interface Words {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly xTick: (figure: number) => string;
  readonly yTick: (figure: number) => string;
  /** Both figures of one product: one SKU may stand there in more than one condition. */
  readonly point: (x: number, y: number) => string;
}

function wordsOf(figures: Figures, currency: string): Words {
  if (figures === "turns") {
    return {
      title: t("board.turns_title"),
      xName: t("board.turns_axis"),
      yName: t("column.units"),
      xTick: expected,
      yTick: (units) => quantity(units),
      point: (turns, units) => t("board.point_turns", { turns: expected(turns), units: quantity(units) }),
    };
  }
  return {
    title: t("board.cover_title"),
    xName: t("column.cover"),
    yName: `${t("column.gain")} ${currency}`,
    xTick: cover,
    yTick: (minor) => whole({ minor: Math.round(minor), currency }),
    point: (days, minor) =>
      t("board.point_cover", { cover: cover(days), gain: sum({ minor: Math.round(minor), currency }, "always") }),
  };
}

/** Classes of the table: cover in days, gain in minor units; turns a year, units. */
const CLASSES: Readonly<Record<Figures, Classes>> = {
  cover: { x: [30, 90, 180, 365], y: [0, 10_000, 100_000] },
  turns: { x: [0.5, 1, 4, 12], y: [10, 100, 1000] },
};

/** The same as figures: how many products lie where. */
function Counts(props: { points: Points; figures: Figures; words: Words }) {
  const { points, figures, words } = props;
  const classes = CLASSES[figures];
  const counts = useMemo(() => countsOf(points.x, points.y, classes), [points, classes]);
  const name = (ends: readonly number[], i: number, tick: (figure: number) => string): string => {
    const end = ends[i];
    return end === undefined ? t("board.above", { end: tick(ends.at(-1) ?? 0) }) : t("board.up_to", { end: tick(end) });
  };
  return (
    <details class="figures-table">
      <summary>{t("board.as_table")}</summary>
      <table class="plain">
        <caption class="only-read">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">
              {words.yName} / {words.xName}
            </th>
            {counts[0]?.map((_, i) => (
              <th key={name(classes.x, i, words.xTick)} scope="col" class="is-number">
                {name(classes.x, i, words.xTick)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, i) => (
            <tr key={name(classes.y, i, words.yTick)}>
              <th scope="row">{name(classes.y, i, words.yTick)}</th>
              {row.map((count, j) => (
                <td key={name(classes.x, j, words.xTick)} class="is-number">
                  {quantity(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The bounds in force as a rectangle; null if there are none. */
function boxOf(
  brushed: { readonly x: Bounds | null; readonly y: Bounds | null },
  axes: ReturnType<typeof axesOf>,
  frame: Frame,
): Box | null {
  const { x, y } = brushed;
  if (x === null && y === null) return null;
  return {
    x0: x?.from == null ? frame.left : axes.x(x.from),
    x1: x?.to == null ? frame.right : axes.x(x.to),
    y0: y?.from == null ? frame.bottom : axes.y(y.from),
    y1: y?.to == null ? frame.top : axes.y(y.to),
  };
}
