import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Outcome } from "../engine/types";
import { multiple } from "../i18n/format";
import { holeText } from "../i18n/hole-text";
import { listOf, nameOf, t } from "../i18n/locale";
import { scenarioName } from "../i18n/scenario-name";
import { Money } from "./money";
import { Absent, OUTCOME_CELLS } from "./outcome-cells";
import { ScrollBox } from "./scroll-box";

/** One column of the comparison: what it shows, and what counts as best in it. */
interface Column {
  readonly id: string;
  readonly label: string;
  readonly hasCurrency: boolean;
  /** What is compared; null takes no part. */
  readonly rank: (outcome: Outcome) => number | null;
  readonly isLowestBest: boolean;
  /** It has no room on a phone until all columns are asked for. */
  readonly isMinor: boolean;
  readonly cell: (outcome: Outcome) => ComponentChildren;
}

/**
 * All outcomes side by side, best first; the best cell of each column is marked.
 *
 * On a phone there are the columns that a choice hangs on, and the others when they are asked for.
 */
export function OutcomeTable(props: {
  outcomes: readonly Outcome[];
  recommended: string | null;
  today: string;
  currency: string | null;
}) {
  const isWhole = isLarge(props.outcomes);
  const columns = toColumns(props.today, isWhole);
  const best = columns.map((column) => bestOf(props.outcomes, column));
  const [hasAll, setAll] = useState(false);
  const shared = sharedUnknown(props.outcomes);
  return (
    <>
      {shared.length > 0 ? (
        <p class="second">{t("outcomes.not_counted", { what: listOf(shared.map(holeText)) })}</p>
      ) : null}
      <p class="only-narrow">
        <button type="button" class="link" aria-pressed={hasAll} onClick={() => setAll(!hasAll)}>
          {t("outcomes.all_columns", { n: columns.length })}
        </button>
      </p>
      <ScrollBox label={t("outcomes.caption")}>
        <table class={hasAll ? "plain outcomes has-all" : "plain outcomes"}>
          <caption class="only-read">{t("outcomes.caption")}</caption>
          <thead>
            <tr>
              <th scope="col" class="is-first">
                {t("column.scenario")}
              </th>
              {columns.map((column) => (
                <th key={column.id} scope="col" class={column.isMinor ? "is-number is-minor" : "is-number"}>
                  {column.label}
                  {column.hasCurrency && props.currency ? <span class="unit"> {props.currency}</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.outcomes.map((outcome) => (
              <OutcomeRow
                key={outcome.scenario.id}
                outcome={outcome}
                isRecommended={outcome.scenario.id === props.recommended}
                today={props.today}
                isWhole={isWhole}
                shared={shared.join("\n")}
                best={columns
                  .filter((column, i) => isBest(column.rank(outcome), best[i]))
                  .map(({ id }) => id)
                  .join(" ")}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** One way. Its properties are plain, so that it is drawn again only if one of them changed. */
function OutcomeRow(props: {
  outcome: Outcome;
  isRecommended: boolean;
  today: string;
  isWhole: boolean;
  /** What is said above all ways and needs no remark here; a line each. */
  shared: string;
  /** Columns that it is best in, parted by spaces. */
  best: string;
}) {
  const { outcome, isRecommended } = props;
  const shared = props.shared.split("\n");
  const remarks = remarksOf({ ...outcome, unknown: outcome.unknown.filter((code) => !shared.includes(code)) });
  const bestIn = props.best.split(" ");
  return (
    <tr
      class={isRecommended ? "is-recommended" : outcome.scenario.kind === "hold" ? "is-base" : undefined}
      data-part={`scenario:${outcome.scenario.id}`}
    >
      <th scope="row" class="is-first">
        {scenarioName(outcome.scenario)}
        {isRecommended ? <span class="tag">{t("outcomes.recommended")}</span> : null}
        {remarks.length > 0 ? <span class="remark">{remarks.join(" · ")}</span> : null}
      </th>
      {toColumns(props.today, props.isWhole).map((column) => {
        const isMarked = bestIn.includes(column.id);
        return (
          <td key={column.id} class={`is-number ${isMarked ? "is-best" : ""} ${column.isMinor ? "is-minor" : ""}`}>
            {column.cell(outcome)}
            {isMarked ? <span class="only-read"> {t("outcomes.best_of_column")}</span> : null}
          </td>
        );
      })}
    </tr>
  );
}

/** What is left out wherever something is left out because it is not known. */
function sharedUnknown(outcomes: readonly Outcome[]): readonly string[] {
  const [first, ...others] = outcomes.filter(({ unknown }) => unknown.length > 0);
  if (first === undefined || others.length === 0) return [];
  return first.unknown.filter((code) => others.every(({ unknown }) => unknown.includes(code)));
}

function isBest(rank: number | null, best: number | null | undefined): boolean {
  return rank !== null && rank === best;
}

/** What cannot be undone, what stands in the way, and what is left out because it is not known. */
export function remarksOf(outcome: Outcome): string[] {
  return [
    ...outcome.irrevocable.map((code) => nameOf("irrevocable", code)),
    ...outcome.blocks.map((code) => nameOf("block", code)),
    ...outcome.unknown.map((code) => t("outcomes.not_counted", { what: holeText(code) })),
  ];
}

/** Where more share the best of a column, it is no distinction and is not marked. */
const MOST_MARKED = 3;

function bestOf(outcomes: readonly Outcome[], column: Column): number | null {
  const ranks = outcomes.map(column.rank).filter((rank) => rank !== null);
  if (ranks.length < 2) return null;
  const best = column.isLowestBest ? Math.min(...ranks) : Math.max(...ranks);
  return ranks.filter((rank) => rank === best).length > MOST_MARKED ? null : best;
}

/** From this many minor units on, cents of an expectation are noise. */
const LARGE_MINOR = 50_000;

function isLarge(outcomes: readonly Outcome[]): boolean {
  return outcomes.some((outcome) => Math.abs(outcome.presentValue?.minor ?? 0) >= LARGE_MINOR);
}

/** What a choice hangs on: when it is gone, what it is worth, and how much more than doing nothing. */
const MAJOR: ReadonlySet<string> = new Set(["clears", "value", "against"]);

function toColumns(today: string, isWhole: boolean): Column[] {
  const shown = (id: keyof typeof OUTCOME_CELLS, rank: Column["rank"], isLowestBest = false): Column => {
    const { label, hasCurrency, cell } = OUTCOME_CELLS[id];
    return {
      id,
      label: t(label),
      hasCurrency,
      rank,
      isLowestBest,
      isMinor: !MAJOR.has(id),
      cell: (outcome) => cell(outcome, today, isWhole),
    };
  };
  return [
    shown("price", () => null),
    shown("net", (o) => o.netPerUnit?.minor ?? null),
    shown("pace", (o) => o.unitsPerWeek),
    shown("clears", (o) => o.daysToClear, true),
    shown("storage", (o) => o.storage?.minor ?? null, true),
    shown("surcharge", (o) => o.surcharge?.minor ?? null, true),
    shown("left", (o) => o.unitsLeft, true),
    shown("cash", (o) => o.cash?.minor ?? null),
    shown("value", (o) => o.presentValue?.minor ?? null),
    shown("against", (o) => o.againstHold?.minor ?? null),
    {
      id: "range",
      label: t("column.low_high"),
      hasCurrency: true,
      rank: () => null,
      isLowestBest: false,
      isMinor: true,
      cell: (o) =>
        o.low && o.high ? (
          <span class="range">
            <Money amount={o.low} isWhole={isWhole} /> <span class="second">…</span>{" "}
            <Money amount={o.high} isWhole={isWhole} />
          </span>
        ) : (
          <Absent />
        ),
    },
    {
      id: "lift",
      label: t("column.lift"),
      hasCurrency: false,
      rank: () => null,
      isLowestBest: false,
      isMinor: true,
      cell: (o) => <Lift needed={o.liftNeededPpm} expected={o.liftExpectedPpm} />,
    },
  ];
}

/** The demand that must come true beside the demand expected; a shortfall is said in words. */
function Lift(props: { needed: number | null; expected: number | null }) {
  if (props.needed === null && props.expected === null) return <Absent />;
  const isShort = props.needed !== null && props.expected !== null && props.needed > props.expected;
  return (
    <span class={isShort ? "is-loss" : undefined}>
      {props.needed === null ? "–" : multiple(props.needed)}
      <span class="second"> / {props.expected === null ? "–" : multiple(props.expected)}</span>
      {isShort ? <span class="only-read"> {t("outcomes.lift_short")}</span> : null}
    </span>
  );
}
