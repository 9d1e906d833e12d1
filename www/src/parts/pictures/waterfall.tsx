import type { Amount } from "../../engine/types";
import { t } from "../../i18n/locale";
import { Door } from "../door";
import { Money } from "../money";
import { bar, percentScale } from "./picture-geometry";

/** A row of a waterfall: a step from one sum to the next, or a sum itself. */
export interface WaterfallRow {
  readonly id: string;
  readonly name: string;
  /** What the step changes; null = not known, and no step. */
  readonly amount: Amount | null;
  /** The sum after it. */
  readonly total: Amount | null;
  /** A sum: its bar stands on zero. */
  readonly isSum?: boolean;
  /** Already paid: in the second tone. */
  readonly isSunk?: boolean;
  readonly isAssumed?: boolean;
  /** Part of the product it shows, and the parts it rests on: they light up with it. */
  readonly part?: string;
  readonly of?: string;
}

const HEIGHT = 22;

/**
 * Steps from one sum to another, top to bottom: a table whose bars hang where the sum before ended.
 *
 * What takes away leads to the left and is hatched, what adds leads to the right; the sign says the same.
 */
export function Waterfall(props: {
  caption: string;
  rows: readonly WaterfallRow[];
  opened?: string | null;
  onOpen?: (id: string) => void;
}) {
  const { rows, onOpen } = props;
  const x = percentScale(rows.flatMap((row) => (row.total ? [row.total.minor] : [])));
  const zero = x(0);
  let before = zero;
  return (
    <table class="plain waterfall">
      <caption class="only-read">{props.caption}</caption>
      <thead class="only-read">
        <tr>
          <th scope="col">{t("waterfall.step")}</th>
          <td>{t("waterfall.bar")}</td>
          <th scope="col">{t("ledger.amount")}</th>
          <th scope="col">{t("waterfall.total")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const to = row.total ? x(row.total.minor) : before;
          const from = row.isSum ? zero : before;
          const drawn = bar(from, to);
          const shown = row.isSum ? row.total : row.amount;
          before = to;
          const kind = row.isSum ? "is-sum" : drawn.isBack ? "is-less" : "is-more";
          const classes = [kind, row.isSunk ? "is-sunk" : "", row.isAssumed ? "is-assumed-row" : ""];
          const money = (
            <span class={row.isAssumed ? "is-assumed" : undefined}>
              <Money amount={shown} isGain={!row.isSum && !row.isSunk} />
            </span>
          );
          return (
            <tr key={row.id} class={classes.filter(Boolean).join(" ")} data-part={row.part} data-of={row.of}>
              <th scope="row">{row.name}</th>
              <td class="waterfall-bar">
                <svg aria-hidden="true" width="100%" height={HEIGHT}>
                  <line class="waterfall-zero" x1={`${zero}%`} x2={`${zero}%`} y1={0} y2={HEIGHT} />
                  {row.amount || row.isSum ? (
                    <>
                      <rect x={`${drawn.start}%`} y={4} width={`${drawn.length}%`} height={HEIGHT - 8} />
                      {kind === "is-less" ? (
                        <rect
                          class="waterfall-hatch"
                          x={`${drawn.start}%`}
                          y={4}
                          width={`${drawn.length}%`}
                          height={HEIGHT - 8}
                          fill="url(#hatch-paper)"
                        />
                      ) : null}
                    </>
                  ) : null}
                  <line class="waterfall-link" x1={`${to}%`} x2={`${to}%`} y1={HEIGHT - 4} y2={HEIGHT} />
                </svg>
              </td>
              <td class="is-number">
                {onOpen ? (
                  <Door
                    label={t("ledger.explain", { line: row.name })}
                    isOpen={props.opened === row.id}
                    onOpen={() => onOpen(row.id)}
                  >
                    {money}
                  </Door>
                ) : (
                  money
                )}
              </td>
              <td class="only-read">
                <Money amount={row.total} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
