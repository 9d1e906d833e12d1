import type { CohortView } from "../engine/types";
import { day, expected, price } from "../i18n/format";
import { nameOf, t } from "../i18n/locale";
import { RowTable } from "./row-table";

/** Steps shown of each age: the next ones are those to act on. */
const FIRST_REMOVALS = 3;

/** Units by age with the day to stop holding each, and the last days to take it out. */
export function CohortTable(props: { cohorts: readonly CohortView[]; today: string }) {
  const { today } = props;
  return (
    <RowTable
      caption={t("cohorts.title")}
      rows={props.cohorts}
      // Cohorts have no name of their own; the oldest stays the first.
      keyOf={(_, at) => String(at)}
      columns={[
        { id: "units", words: t("cohorts.units"), kind: "figure", cell: ({ units }) => expected(units) },
        { id: "age", words: t("cohorts.age"), kind: "figure", cell: (cohort) => <Age cohort={cohort} /> },
        { id: "stop", words: t("cohorts.best_stop"), cell: ({ bestStop }) => stopWords(bestStop, today) },
        {
          id: "worse",
          words: t("cohorts.worse"),
          cell: ({ worseThanNow }) => (worseThanNow ? day(worseThanNow, today) : t("cohorts.never")),
        },
        {
          id: "removals",
          words: t("cohorts.removals"),
          kind: "sentence",
          cell: (cohort) => <Removals cohort={cohort} today={today} />,
        },
      ]}
    />
  );
}

function Age(props: { cohort: CohortView }) {
  const { ageDays, isAssumed } = props.cohort;
  return (
    <span class={isAssumed ? "is-assumed" : undefined}>
      {expected(ageDays)}
      {isAssumed ? <span class="assumed-word">{t("status.assumed")}</span> : null}
    </span>
  );
}

/** The last days to take units out, the next ones first. */
function Removals(props: { cohort: CohortView; today: string }) {
  const { lastRemovals } = props.cohort;
  const more = lastRemovals.length - FIRST_REMOVALS;
  if (lastRemovals.length === 0) return <span class="second">{t("value.none")}</span>;
  return (
    <ul class="inline-list">
      {lastRemovals.slice(0, FIRST_REMOVALS).map((removal) => (
        <li key={removal.date}>
          <span class="is-nowrap">{day(removal.date, props.today)}</span>{" "}
          <span class="second">
            {removal.cost ? t("cohorts.saves", { cost: price(removal.cost) }) : nameOf("reason", removal.reason)}
          </span>
        </li>
      ))}
      {more > 0 ? <li class="second">{t("cohorts.more_removals", { n: more })}</li> : null}
    </ul>
  );
}

function stopWords(bestStop: string | null, today: string): string {
  if (bestStop === null) return t("cohorts.to_the_end");
  return bestStop <= today ? t("cohorts.stop_now") : day(bestStop, today);
}
