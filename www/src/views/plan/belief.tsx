import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { PlanHistory } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { FootAxis } from "../../parts/pictures/axis";
import { WayKey } from "../../parts/pictures/cash-over-time";
import { PictureFrame } from "../../parts/pictures/picture-frame";

const HEIGHT = 170;
const TOP = 12;
const BOTTOM = 26;
const EDGE = 12;

type Point = PlanHistory["belief"][number];

/** What was believed of the elasticity before the history and what is believed after it. */
export function Belief(props: { points: readonly Point[]; mean: number }) {
  const { points, mean } = props;
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return null;
  return (
    <PictureFrame
      title={t("belief.title")}
      sentence={t("belief.sentence")}
      label={t("belief.label", { mean: quantity(mean, 2) })}
      height={HEIGHT}
      draw={(width) => {
        const x = scaleLinear([first.at, last.at], [EDGE, width - EDGE]);
        const high = Math.max(...points.flatMap(({ before, after }) => [before, after]));
        const y = scaleLinear([0, high || 1], [HEIGHT - BOTTOM, TOP]);
        const path = (of: (point: Point) => number) =>
          line<Point>(
            (point) => x(point.at),
            (point) => y(of(point)),
          )([...points]) ?? "";
        return (
          <>
            <line class="picture-axis" x1={EDGE} x2={width - EDGE} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
            <FootAxis
              labels={x.ticks(6).map((at) => ({ key: at, text: quantity(at), at: x(at) }))}
              y={HEIGHT - 8}
              right={width}
              isTicked
            />
            <line class="picture-best" x1={x(mean)} x2={x(mean)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <path class="way way-3" d={path((point) => point.before)} />
            <path class="way way-1" d={path((point) => point.after)} />
          </>
        );
      }}
      legend={
        <>
          <WayKey place={2} name={t("belief.before")} />
          <WayKey place={0} name={t("belief.after")} />
        </>
      }
      table={() => ({
        columns: [
          { label: t("belief.at"), isNumber: true },
          { label: t("belief.before"), isNumber: true },
          { label: t("belief.after"), isNumber: true },
        ],
        rows: bins(points).map(({ from, to, before, after }) => ({
          id: String(from),
          cells: [`${quantity(from, 1)} … ${quantity(to, 1)}`, chanceText(before), chanceText(after)],
        })),
      })}
    />
  );
}

/** Chances of stretches of the elasticity, from the densities at their points. */
function bins(points: readonly Point[]): { from: number; to: number; before: number; after: number }[] {
  const size = 8;
  const found = [];
  for (let at = 0; at + size < points.length; at += size) {
    const part = points.slice(at, at + size + 1);
    const from = part[0]?.at ?? 0;
    const to = part[part.length - 1]?.at ?? 0;
    const step = (to - from) / (part.length - 1);
    const mass = (of: (point: Point) => number) =>
      part.reduce((sum, point, i) => sum + of(point) * step * (i === 0 || i === part.length - 1 ? 0.5 : 1), 0);
    found.push({ from, to, before: mass((point) => point.before), after: mass((point) => point.after) });
  }
  return found;
}
