import type { CohortView } from "../engine/types";
import { day, expected, price } from "../i18n/format";
import { nameOf, t } from "../i18n/locale";

/** Steps shown of each age: the next ones are those to act on. */
const FIRST_REMOVALS = 3;

/** Units by age with the day to stop holding each, and the last days to take it out. */
export function CohortTable(props: { cohorts: readonly CohortView[]; today: string }) {
  return (
    <table class="plain cohorts">
      <caption class="only-read">{t("cohorts.title")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-number">
            {t("cohorts.units")}
          </th>
          <th scope="col" class="is-number">
            {t("cohorts.age")}
          </th>
          <th scope="col">{t("cohorts.best_stop")}</th>
          <th scope="col">{t("cohorts.worse")}</th>
          <th scope="col">{t("cohorts.removals")}</th>
        </tr>
      </thead>
      <tbody>
        {props.cohorts.map((cohort, i) => (
          // Cohorts have no name of their own; the oldest stays the first.
          <CohortRow key={i} cohort={cohort} today={props.today} />
        ))}
      </tbody>
    </table>
  );
}

function CohortRow(props: { cohort: CohortView; today: string }) {
  const { cohort } = props;
  return (
    <tr>
      <th scope="row" class="is-number">
        {expected(cohort.units)}
      </th>
      <td class="is-number">
        <span class={cohort.isAssumed ? "is-assumed" : undefined}>
          {expected(cohort.ageDays)}
          {cohort.isAssumed ? <span class="assumed-word">{t("status.assumed")}</span> : null}
        </span>
      </td>
      <td>{stopWords(cohort.bestStop, props.today)}</td>
      <td>{cohort.worseThanNow ? day(cohort.worseThanNow, props.today) : t("cohorts.never")}</td>
      <td>
        {cohort.lastRemovals.length === 0 ? (
          <span class="second">{t("value.none")}</span>
        ) : (
          <ul class="inline-list">
            {cohort.lastRemovals.slice(0, FIRST_REMOVALS).map((removal) => (
              <li key={removal.date}>
                <span class="is-nowrap">{day(removal.date, props.today)}</span>{" "}
                <span class="second">
                  {removal.cost ? t("cohorts.saves", { cost: price(removal.cost) }) : nameOf("reason", removal.reason)}
                </span>
              </li>
            ))}
            {cohort.lastRemovals.length > FIRST_REMOVALS ? (
              <li class="second">{t("cohorts.more_removals", { n: cohort.lastRemovals.length - FIRST_REMOVALS })}</li>
            ) : null}
          </ul>
        )}
      </td>
    </tr>
  );
}

function stopWords(bestStop: string | null, today: string): string {
  if (bestStop === null) return t("cohorts.to_the_end");
  return bestStop <= today ? t("cohorts.stop_now") : day(bestStop, today);
}
