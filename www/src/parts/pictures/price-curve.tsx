import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useMemo, useRef } from "preact/hooks";
import type { Amount, Curve, PriceRange } from "../../engine/types";
import { money } from "../../i18n/format";
import { locale, t } from "../../i18n/locale";
import { share } from "../../state/share";
import { FoldedFigures } from "../folded-figures";
import { useWidth } from "../use-width";
import { FootAxis, SideAxis } from "./axis";
import { charmPrices, nearestIndex, type Pocket, pocketsBetween } from "./curve-points";

const HEIGHT = 260;
const MARGIN = { top: 34, right: 92, bottom: 34, left: 52 };
/** Below this width there is no room at the right for the names of the lines. */
const NARROW = 520;

/** What the picture shows. */
interface Shown {
  readonly curve: Curve;
  readonly price: Amount | null;
  readonly floor: Amount | null;
  readonly requiredNet: Amount | null;
  readonly paysFullCost: readonly PriceRange[];
  readonly beatsExits: readonly PriceRange[];
}

/**
 * What one sale brings, against its price.
 *
 * Net proceeds in ink, profit after what was already paid in the second tone; prices
 * that lose between prices that pay are hatched. A handle on the curve is the price under
 * the hand. The figures stand in a table as well.
 */
export function PriceCurve(props: Shown & { handPrice: number | null; onHand: (minor: number) => void }) {
  const { curve } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 720);
  const right = rightOf(width);
  const plot = useMemo(() => shape(curve, width, right), [curve, width, right]);
  const pockets = useKept(plot ? pocketsIn(props, plot) : []);
  // The frame stays, so that its width is known when there is something to draw.
  if (!plot) return <div class="curve" ref={box} />;
  const at = props.handPrice ?? props.price?.minor ?? null;
  const put = (minor: number) => props.onHand(Math.min(plot.to, Math.max(plot.from, Math.round(minor))));
  const follow = (event: PointerEvent & { currentTarget: SVGElement }) => {
    if (event.buttons !== 1) return;
    // A finger that is not on the handle scrolls the page.
    const isOnHandle = event.currentTarget.hasPointerCapture(event.pointerId);
    if (event.pointerType !== "mouse" && !isOnHandle) return;
    put(plot.x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <div class="curve" ref={box}>
      <Plot
        plot={plot}
        width={width}
        curve={curve}
        price={props.price}
        floor={props.floor}
        requiredNet={props.requiredNet}
        pockets={pockets}
        beatsExits={props.beatsExits}
      />
      <svg
        class="curve-hand"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        onPointerDown={(event) => {
          if (event.target instanceof Element && event.target.closest(".curve-handle")) {
            event.currentTarget.setPointerCapture(event.pointerId);
          }
          follow(event);
        }}
        onPointerMove={follow}
      >
        <title>{t("curve.handle")}</title>
        {at !== null ? (
          <Handle
            plot={plot}
            currency={curve.currency}
            at={Math.min(plot.to, Math.max(plot.from, at))}
            net={curve.net[nearestIndex(curve.prices, at)] ?? null}
            isMoved={props.handPrice !== null}
            onPut={put}
          />
        ) : null}
      </svg>
      <Legend
        curve={curve}
        price={props.price}
        floor={props.floor}
        requiredNet={props.requiredNet}
        hasPockets={pockets.length > 0}
        beatsExits={props.beatsExits}
      />
    </div>
  );
}

/** A value of plain data; as long as it stays the same it is the same object. */
function useKept<T>(newer: T): T {
  const kept = useRef(newer);
  kept.current = share(kept.current, newer);
  return kept.current;
}

type Shape = NonNullable<ReturnType<typeof shape>>;

/** Cents, and tens of them with the page keys. */
const FINE_STEP = 1;
const COARSE_STEP = 50;

/** The price under the hand: dragged, or moved with the arrow keys. */
function Handle(props: {
  plot: Shape;
  currency: string;
  at: number;
  net: number | null;
  isMoved: boolean;
  onPut: (minor: number) => void;
}) {
  const { plot, at, net } = props;
  const x = plot.x(at);
  const isKnown = net !== null && !Number.isNaN(net);
  const y = isKnown ? plot.y(net) : HEIGHT - MARGIN.bottom;
  const amount = (minor: number) => money({ minor, currency: props.currency });
  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: FINE_STEP,
      ArrowUp: FINE_STEP,
      ArrowLeft: -FINE_STEP,
      ArrowDown: -FINE_STEP,
      PageUp: COARSE_STEP,
      PageDown: -COARSE_STEP,
    };
    const step = steps[event.key];
    if (step !== undefined) props.onPut(at + step);
    else if (event.key === "Home") props.onPut(plot.from);
    else if (event.key === "End") props.onPut(plot.to);
    else return;
    event.preventDefault();
  };
  return (
    <g
      class={props.isMoved ? "curve-handle is-moved" : "curve-handle"}
      role="slider"
      tabindex={0}
      aria-label={t("curve.handle")}
      aria-valuemin={plot.from}
      aria-valuemax={plot.to}
      aria-valuenow={at}
      aria-valuetext={
        isKnown
          ? t("curve.handle_at", { price: amount(at), net: amount(Math.round(net)), currency: props.currency })
          : amount(at)
      }
      onKeyDown={move}
    >
      <line x1={x} x2={x} y1={MARGIN.top - 4} y2={HEIGHT - MARGIN.bottom} />
      <circle class="curve-handle-area" cx={x} cy={y} r={14} />
      <circle class="curve-handle-knob" cx={x} cy={y} r={6} />
    </g>
  );
}

/** Everything that stays while the hand moves. */
function Plot(props: Omit<Shown, "paysFullCost"> & { pockets: readonly LossPocket[]; plot: Shape; width: number }) {
  const { price, floor, plot, width } = props;
  const { x } = plot;
  const isInside = (minor: number) => minor >= plot.from && minor <= plot.to;
  return (
    <svg
      class="curve-picture"
      role="img"
      aria-label={t("curve.label")}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
    >
      <Still
        curve={props.curve}
        requiredNet={props.requiredNet}
        pockets={props.pockets}
        beatsExits={props.beatsExits}
        plot={plot}
        width={width}
      />
      {floor && isInside(floor.minor) ? (
        <Mark
          at={x(floor.minor)}
          words={t("curve.floor", { price: money(floor) })}
          kind="floor"
          row={0}
          limit={width}
        />
      ) : null}
      {price && isInside(price.minor) ? (
        <Mark
          at={x(price.minor)}
          words={t("curve.today", { price: money(price) })}
          kind="today"
          row={1}
          limit={width}
        />
      ) : null}
    </svg>
  );
}

/** What does not hang on today's price: drawn once, and not again while a price is typed. */
function Still(props: {
  curve: Curve;
  requiredNet: Amount | null;
  pockets: readonly LossPocket[];
  beatsExits: readonly PriceRange[];
  plot: Shape;
  width: number;
}) {
  const { curve, requiredNet, plot, width, pockets, beatsExits } = props;
  const right = rightOf(width);
  const { value: language } = locale;
  const ground = useMemo(
    () => <Ground curve={curve} pockets={pockets} beatsExits={beatsExits} plot={plot} />,
    [curve, pockets, beatsExits, plot, language],
  );
  const axes = useMemo(
    () => <Axes currency={curve.currency} plot={plot} width={width} />,
    [curve.currency, plot, width, language],
  );
  const lines = useMemo(() => <Lines curve={curve} plot={plot} width={width} />, [curve, plot, width, language]);
  return (
    <>
      {ground}
      {axes}
      {requiredNet ? (
        <line
          class="curve-required"
          x1={MARGIN.left}
          x2={width - right}
          y1={plot.y(requiredNet.minor)}
          y2={plot.y(requiredNet.minor)}
        />
      ) : null}
      {lines}
    </>
  );
}

function rightOf(width: number): number {
  return width < NARROW ? 16 : MARGIN.right;
}

/** Loss pockets and charm prices. */
function Ground(props: Pick<Shown, "curve" | "beatsExits"> & { pockets: readonly LossPocket[]; plot: Shape }) {
  const { curve, plot } = props;
  const { x } = plot;
  const amount = (minor: number): Amount => ({ minor, currency: curve.currency });
  const charms = charmPrices(plot.from, plot.to, curve.currency);
  const beats = beatsOf(props.beatsExits);
  return (
    <>
      {props.pockets.map((pocket) => {
        const start = x(Math.max(plot.from, pocket.from));
        return (
          <g key={`${pocket.from}-${pocket.words}`}>
            <title>
              {t("curve.pocket", {
                words: pocket.words,
                from: money(amount(pocket.from)),
                to: money(amount(pocket.to)),
              })}
            </title>
            <rect
              x={start}
              y={MARGIN.top}
              width={Math.max(2, x(Math.min(plot.to, pocket.to)) - start)}
              height={HEIGHT - MARGIN.top - MARGIN.bottom}
              fill="url(#hatch-loss)"
            />
          </g>
        );
      })}
      {charms.map((charm) => (
        <line
          key={charm}
          class={beats(charm) ? "curve-charm is-good" : "curve-charm"}
          x1={x(charm)}
          x2={x(charm)}
          y1={HEIGHT - MARGIN.bottom}
          y2={HEIGHT - MARGIN.bottom + (beats(charm) ? 8 : 5)}
        />
      ))}
    </>
  );
}

function Axes(props: { currency: string; plot: Shape; width: number }) {
  const { currency, plot, width } = props;
  const { x, y } = plot;
  const right = width - rightOf(width);
  const write = (minor: number) => money({ minor: Math.round(minor), currency });
  return (
    <>
      <SideAxis ticks={y.ticks(5)} y={y} left={MARGIN.left} right={right} write={write} />
      <FootAxis
        labels={x.ticks(width < NARROW ? 4 : 8).map((tick) => ({ key: tick, text: write(tick), at: x(tick) }))}
        y={HEIGHT - 8}
        right={width}
      />
      <line class="picture-axis" x1={MARGIN.left} x2={right} y1={HEIGHT - MARGIN.bottom} y2={HEIGHT - MARGIN.bottom} />
    </>
  );
}

/** Net and profit, each with its name at its end where there is room. */
function Lines(props: { curve: Curve; plot: Shape; width: number }) {
  const { curve, plot, width } = props;
  const { y, netPath, profitPath } = plot;
  const isNarrow = width < NARROW;
  const right = rightOf(width);
  const netEnd = lastKnown(curve.net);
  const profitEnd = lastKnown(curve.profit);
  return (
    <>
      {profitPath ? <path class="curve-profit" data-part="profit" d={profitPath} /> : null}
      <path class="curve-net" data-part="net_proceeds" d={netPath} />
      {netEnd && !isNarrow ? (
        <text class="curve-name" x={width - right + 6} y={y(netEnd)} dy="0.32em">
          {t("curve.net")}
        </text>
      ) : null}
      {profitEnd && !isNarrow ? (
        <text
          class="curve-name is-second"
          x={width - right + 6}
          y={Math.max(y(profitEnd), netEnd ? y(netEnd) + 15 : 0)}
          dy="0.32em"
        >
          {t("curve.profit")}
        </text>
      ) : null}
    </>
  );
}

function beatsOf(ranges: readonly PriceRange[]): (minor: number) => boolean {
  return (minor) => ranges.some((range) => range.from.minor <= minor && minor <= range.to.minor);
}

/** Prices that lose between prices that do not, and what is lost there. */
type LossPocket = Pocket & { readonly words: string };

/** Loss pockets that can be seen. */
function pocketsIn(
  shown: Pick<Shown, "paysFullCost" | "beatsExits">,
  plot: { from: number; to: number },
): LossPocket[] {
  return [
    ...pocketsBetween(shown.paysFullCost).map((pocket) => ({ ...pocket, words: t("curve.pocket_cost") })),
    ...pocketsBetween(shown.beatsExits).map((pocket) => ({ ...pocket, words: t("curve.pocket_floor") })),
  ].filter((pocket) => pocket.to >= plot.from && pocket.from <= plot.to);
}

/** What the lines mean, and the same figures as a table. */
function Legend(props: Omit<Shown, "paysFullCost"> & { hasPockets: boolean }) {
  const { curve, requiredNet, hasPockets } = props;
  const { value: language } = locale;
  const keys = useMemo(
    () => <Keys curve={curve} requiredNet={requiredNet} hasPockets={hasPockets} />,
    [curve, requiredNet, hasPockets, language],
  );
  return (
    <>
      {keys}
      <FoldedFigures
        summary={t("curve.table")}
        draw={() => (
          <CurveTable curve={curve} price={props.price} floor={props.floor} beats={beatsOf(props.beatsExits)} />
        )}
      />
    </>
  );
}

function Keys(props: { curve: Curve; requiredNet: Amount | null; hasPockets: boolean }) {
  const { curve, requiredNet } = props;
  return (
    <p class="curve-legend">
      <span class="key-line is-net">{t("curve.net_long")}</span>
      {lastKnown(curve.profit) !== null ? <span class="key-line is-profit">{t("curve.profit_long")}</span> : null}
      {requiredNet ? (
        <span class="key-line is-required">{t("curve.required", { amount: money(requiredNet) })}</span>
      ) : null}
      {props.hasPockets ? <span class="key-hatch">{t("curve.pocket_key")}</span> : null}
      <span class="key-charm">{t("curve.charm")}</span>
    </p>
  );
}

function shape(curve: Curve, width: number, right: number) {
  const from = curve.prices[0];
  const to = curve.prices[curve.prices.length - 1];
  if (from === undefined || to === undefined || from >= to) return null;
  let low = 0;
  let high = 0;
  for (const column of [curve.net, curve.profit]) {
    for (const minor of column) {
      if (minor < low) low = minor;
      if (minor > high) high = minor;
    }
  }
  if (low === high) return null;
  const x = scaleLinear([from, to], [MARGIN.left, width - right]);
  const y = scaleLinear([low, high], [HEIGHT - MARGIN.bottom - 4, MARGIN.top]).nice(5);
  const path = (column: Float64Array) =>
    line<number>(
      (_, i) => x(curve.prices[i] ?? from),
      (minor) => y(minor),
    ).defined((minor) => !Number.isNaN(minor))(column as unknown as number[]);
  return { from, to, x, y, netPath: path(curve.net) ?? "", profitPath: path(curve.profit) };
}

function lastKnown(column: Float64Array): number | null {
  const last = column[column.length - 1];
  return last === undefined || Number.isNaN(last) ? null : last;
}

function Mark(props: { at: number; words: string; kind: "floor" | "today"; row: number; limit: number }) {
  const isAtEnd = props.at > props.limit - 130;
  return (
    <g class={`curve-mark is-${props.kind}`} data-part={props.kind === "today" ? "price" : props.kind}>
      <line x1={props.at} x2={props.at} y1={MARGIN.top - 4} y2={HEIGHT - MARGIN.bottom} />
      {props.words ? (
        <text x={props.at + (isAtEnd ? -4 : 4)} y={12 + props.row * 14} text-anchor={isAtEnd ? "end" : "start"}>
          {props.words}
        </text>
      ) : null}
    </g>
  );
}

function CurveTable(props: {
  curve: Curve;
  price: Amount | null;
  floor: Amount | null;
  beats: (minor: number) => boolean;
}) {
  const { curve } = props;
  const charms = charmPrices(curve.prices[0] ?? 0, curve.prices[curve.prices.length - 1] ?? 0, curve.currency);
  const special = [props.price?.minor, props.floor?.minor].filter((minor) => minor !== undefined);
  // Only prices that were calculated are listed; between them nothing is read off.
  const listed = [...charms, ...special].map((minor) => nearestIndex(curve.prices, minor));
  const rows = [...new Set(listed)].sort((a, b) => a - b);
  const cell = (minor: number | undefined) =>
    minor === undefined || Number.isNaN(minor) ? t("value.unknown") : money({ minor, currency: curve.currency });
  return (
    <div class="scroll-box">
      <table class="plain">
        <caption class="only-read">{t("curve.label")}</caption>
        <thead>
          <tr>
            <th scope="col" class="is-number">
              {t("column.price")} <span class="unit">{curve.currency}</span>
            </th>
            <th scope="col" class="is-number">
              {t("curve.net_long")}
            </th>
            <th scope="col" class="is-number">
              {t("curve.profit_long")}
            </th>
            <th scope="col">{t("curve.beats")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const minor = curve.prices[row];
            if (minor === undefined) return null;
            return (
              <tr key={row}>
                <th scope="row" class="is-number">
                  {money({ minor, currency: curve.currency })}
                </th>
                <td class="is-number">{cell(curve.net[row])}</td>
                <td class="is-number is-second">{cell(curve.profit[row])}</td>
                <td>{props.beats(minor) ? t("value.yes") : t("value.no")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
