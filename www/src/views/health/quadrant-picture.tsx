import { scaleLog } from "d3-scale";
import type { HealthBody, HealthCell } from "../../engine/types";
import { quantity, sum } from "../../i18n/format";
import { lasting } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { FootAxis, roomFor, SideAxis } from "../../parts/pictures/axis";
import { PictureFrame } from "../../parts/pictures/picture-frame";

const HEIGHT = 280;
const TOP = 14;
const BOTTOM = 34;
const RIGHT = 16;
const DAYS = [1, 10, 30, 90, 365, 1000, 3650];
const TURNS = [0.1, 1, 4, 12, 50, 365];
/** Ends of the axes: what lies beyond stands at the edge. */
const DAYS_ENDS = [1, 5000] as const;
const TURNS_ENDS = [0.05, 365] as const;

/** Every product by how often it turns over and how long it lasts, in four fields with an action each. */
export function QuadrantPicture(props: { body: HealthBody }) {
  const { body } = props;
  const [cutTurns, cutDays] = body.cuts;
  const clear = body.quadrants.find(({ code }) => code === "clear_now");
  const known = body.quadrants.reduce((all, { products }) => all + products, 0);
  if (known === 0) return null;
  const sentence = t("health.quadrant_sentence", {
    n: clear?.products ?? 0,
    of: quantity(known),
    money: clear?.cost ? sum(clear.cost) : t("value.unknown"),
    turns: quantity(cutTurns, 1),
    days: quantity(cutDays),
  });
  return (
    <PictureFrame
      title={t("health.quadrants")}
      sentence={sentence}
      label={sentence}
      height={HEIGHT}
      draw={(width) => <Drawn body={body} width={width} />}
      legend={<span>{t("health.quadrant_legend")}</span>}
      table={() => ({
        columns: [
          { label: t("health.product") },
          { label: t("health.days_of_stock"), isNumber: true },
          { label: t("health.turns_a_year"), isNumber: true },
          { label: t("health.quadrant") },
          { label: t("health.products"), isNumber: true },
        ],
        rows: body.cells.slice(0, 200).map((cell) => ({
          id: cell.key,
          cells: [
            cell.sku || cell.key,
            lasting(cell.days),
            quantity(cell.turnover, 1),
            nameOf("alert_action", cell.action),
            quantity(cell.products),
          ],
        })),
      })}
    />
  );
}

function Drawn(props: { body: HealthBody; width: number }) {
  const { body, width } = props;
  const [cutTurns, cutDays] = body.cuts;
  const writeTurns = (turns: number) => quantity(turns, turns < 1 ? 1 : 0);
  const left = roomFor(TURNS.map(writeTurns));
  const x = scaleLog([...DAYS_ENDS], [left, width - RIGHT]).clamp(true);
  const y = scaleLog([...TURNS_ENDS], [HEIGHT - BOTTOM, TOP]).clamp(true);
  const at = (cell: HealthCell): [number, number] => [
    x(Number.isFinite(cell.days) ? Math.max(cell.days, DAYS_ENDS[0]) : DAYS_ENDS[1]),
    y(Math.max(cell.turnover, TURNS_ENDS[0])),
  ];
  const [midX, midY] = [x(Math.max(cutDays, DAYS_ENDS[0])), y(Math.max(cutTurns, TURNS_ENDS[0]))];
  const end = width - RIGHT;
  const isWide = width >= 420;
  return (
    <>
      <rect class="quadrant-clear" x={midX} y={midY} width={Math.max(0, end - midX)} height={HEIGHT - BOTTOM - midY} />
      <SideAxis ticks={TURNS} y={(turns) => y(turns)} left={left} right={end} write={writeTurns} />
      <FootAxis
        labels={DAYS.map((days) => ({ key: days, text: quantity(days), at: x(days) }))}
        y={HEIGHT - 8}
        right={width}
        isTicked
      />
      <line class="quadrant-cut" x1={midX} x2={midX} y1={TOP} y2={HEIGHT - BOTTOM} />
      <line class="quadrant-cut" x1={left} x2={end} y1={midY} y2={midY} />
      {isWide ? (
        <>
          <Corner x={left + 6} y={TOP + 12} anchor="start" code="keep_as_is" />
          <Corner x={end - 6} y={TOP + 12} anchor="end" code="promote_harder" />
          <Corner x={left + 6} y={HEIGHT - BOTTOM - 8} anchor="start" code="restock_with_caution" />
          <Corner x={end - 6} y={HEIGHT - BOTTOM - 8} anchor="end" code="clear_now" />
        </>
      ) : null}
      {body.cells.map((cell) => {
        const [cx, cy] = at(cell);
        return (
          <circle
            key={cell.key}
            class={cell.action === "clear_now" ? "quadrant-dot is-clear" : "quadrant-dot"}
            cx={cx}
            cy={cy}
            r={Math.min(12, 3.5 + Math.sqrt(cell.products - 1))}
          >
            <title>
              {cell.products === 1
                ? cell.sku || cell.key
                : t("health.cell", { n: cell.products, sku: cell.sku || cell.key })}
            </title>
          </circle>
        );
      })}
    </>
  );
}

function Corner(props: { x: number; y: number; anchor: "start" | "end"; code: string }) {
  return (
    <text class="picture-tick" x={props.x} y={props.y} text-anchor={props.anchor}>
      {nameOf("alert_action", props.code)}
    </text>
  );
}
