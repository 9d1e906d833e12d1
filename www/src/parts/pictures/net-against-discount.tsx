import { type ScaleLinear, scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { Amount, Discounts } from "../../engine/types";
import { discount, money, percent, price, sum, whole } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { FootAxis, roomFor, SideAxis } from "./axis";
import { PictureFrame } from "./picture-frame";

const PANEL = 120;
const GAP = 34;
const TOP = 20;
const BOTTOM = 26;
const RIGHT = 24;
/** With the second panel, which needs a value of the whole stock. */
const heightOf = (hasValues: boolean) => TOP + PANEL + (hasValues ? GAP + PANEL : 0) + BOTTOM;
/** Discounts listed in the table and written along the axis. */
const LISTED_PPM = 50_000;

/** What a discount leaves of one sale, and what it makes of the whole stock: two panels over one axis. */
export function NetAgainstDiscount(props: {
  discounts: Discounts;
  /** Present value of the exit worth most, to hold it against. */
  exitValue: Amount | null;
}) {
  const { discounts: curve, exitValue } = props;
  const { currency } = curve;
  const amount = (minor: number | null | undefined): Amount | null =>
    minor === undefined || minor === null ? null : { minor: Math.round(minor), currency };
  const best = curve.best;
  const bestValue = best === null ? null : amount(curve.values[best]);
  const bestNet = best === null ? null : amount(curve.nets[best]);
  // Axes without a line would be of nothing; what is missing is said above.
  if (curve.prices.length < 2 || curve.nets.every((net) => net === null)) return null;
  const ppmOf = (i: number) => Math.round(curve.discounts[i] ?? 0);
  const sentence =
    best !== null && bestValue
      ? t(best === 0 ? "discounts.sentence_none" : "discounts.sentence", {
          discount: discount(ppmOf(best)),
          value: sum(bestValue),
          net: bestNet ? price(bestNet) : t("value.unknown"),
        })
      : t("discounts.sentence_open");
  const listed = [...curve.discounts.keys()].filter((i) => ppmOf(i) % LISTED_PPM === 0 || i === best);
  return (
    <PictureFrame
      title={t("discounts.title")}
      unit={currency}
      sentence={sentence}
      label={t("discounts.label")}
      height={heightOf(curve.values.some((value) => value !== null))}
      draw={(width) => <Panels curve={curve} exitValue={exitValue} width={width} />}
      legend={
        <>
          {exitValue ? (
            <span class="key-line is-required">{t("discounts.exit", { value: sum(exitValue) })}</span>
          ) : null}
          {best !== null && best > 0 ? (
            <span class="key-upright is-best">{t("discounts.best", { discount: percent(-ppmOf(best)) })}</span>
          ) : null}
        </>
      }
      table={() => ({
        columns: [
          { label: t("discounts.discount") },
          { label: t("column.price"), unit: currency, isNumber: true },
          { label: t("column.net_per_unit"), unit: currency, isNumber: true },
          { label: t("column.present_value"), unit: currency, isNumber: true },
        ],
        rows: listed.map((i) => {
          const [cut, net, value] = [curve.prices[i], curve.nets[i], curve.values[i]].map(amount);
          return {
            id: String(i),
            cells: [
              i === best ? <strong>{discount(ppmOf(i))}</strong> : discount(ppmOf(i)),
              cut ? money(cut) : "",
              net ? money(net) : t("value.unknown"),
              value ? whole(value) : t("value.unknown"),
            ],
          };
        }),
      })}
    />
  );
}

function Panels(props: { curve: Discounts; exitValue: Amount | null; width: number }) {
  const { curve, width, exitValue } = props;
  const { currency, best } = curve;
  const last = curve.discounts[curve.discounts.length - 1] ?? 1;
  const second = TOP + PANEL + GAP;
  const hasValues = curve.values.some((value) => value !== null);
  const height = heightOf(hasValues);
  const net = scaleFor(curve.nets, [], TOP);
  const value = scaleFor(curve.values, exitValue ? [exitValue.minor] : [], second);
  const writeNet = (minor: number) => money({ minor: Math.round(minor), currency });
  const writeValue = (minor: number) => whole({ minor: Math.round(minor), currency });
  const left = roomFor([...net.ticks(4).map(writeNet), ...value.ticks(4).map(writeValue)]);
  const x = scaleLinear([0, last], [left, width - RIGHT]);
  return (
    <>
      <Panel
        name={t("column.net_per_unit")}
        top={TOP}
        width={width}
        ticks={net.ticks(4)}
        left={left}
        y={net}
        write={writeNet}
        path={pathOf(curve, curve.nets, x, net)}
      />
      {hasValues ? (
        <Panel
          name={t("column.present_value")}
          top={second}
          width={width}
          ticks={value.ticks(4)}
          left={left}
          y={value}
          write={writeValue}
          path={pathOf(curve, curve.values, x, value)}
        />
      ) : null}
      {exitValue && hasValues ? (
        <line
          class="curve-required"
          x1={left}
          x2={width - RIGHT}
          y1={value(exitValue.minor)}
          y2={value(exitValue.minor)}
        />
      ) : null}
      {best === null ? null : (
        <line
          class="picture-best"
          x1={x(curve.discounts[best] ?? 0)}
          x2={x(curve.discounts[best] ?? 0)}
          y1={TOP}
          y2={height - BOTTOM}
        />
      )}
      <FootAxis
        labels={x.ticks(8).map((tick) => ({ key: tick, text: percent(-Math.round(tick)), at: x(tick) }))}
        y={height - 8}
        right={width}
      />
    </>
  );
}

function Panel(props: {
  name: string;
  top: number;
  width: number;
  ticks: readonly number[];
  y: (minor: number) => number;
  write: (minor: number) => string;
  left: number;
  path: string;
}) {
  return (
    <>
      <text class="picture-name" x={props.left} y={props.top - 7}>
        {props.name}
      </text>
      <SideAxis ticks={props.ticks} y={props.y} left={props.left} right={props.width - RIGHT} write={props.write} />
      <path class="curve-net" d={props.path} />
    </>
  );
}

function scaleFor(
  column: readonly (number | null)[],
  marks: readonly number[],
  top: number,
): ScaleLinear<number, number> {
  const known = column.filter((minor) => minor !== null);
  const low = Math.min(0, ...known, ...marks);
  const high = Math.max(0, ...known, ...marks);
  return scaleLinear([low, high === low ? low + 1 : high], [top + PANEL, top]).nice(4);
}

function pathOf(
  curve: Discounts,
  column: readonly (number | null)[],
  x: ScaleLinear<number, number>,
  y: ScaleLinear<number, number>,
): string {
  const path = line<number | null>(
    (_, i) => x(curve.discounts[i] ?? 0),
    (minor) => y(minor ?? 0),
  ).defined((minor) => minor !== null);
  return path([...column]) ?? "";
}
