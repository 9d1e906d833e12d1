import type { ForecastUse as Use } from "../engine/types";
import { fullDay } from "../i18n/format";
import { shareOf } from "../i18n/health-text";
import { t, wordsOf } from "../i18n/locale";

/** Whether holding and plans go by a forecast, how far the newest is from it, and the button that takes it over. */
export function ForecastUse(props: { sku: string; used: Use | null; onUse: () => void }) {
  const { sku, used } = props;
  const isInUse = used !== null && used.on !== null;
  const words = t(isInUse ? "forecasts.use_anew" : "forecasts.use");
  return (
    <>
      {isInUse ? (
        <span class="second task-why">
          {t("forecasts.in_use", { date: fullDay(used.on ?? "") })}{" "}
          {used.isOff && used.change !== null
            ? t("forecasts.in_use_off", { change: `${used.change > 0 ? "+" : ""}${shareOf(used.change)}` })
            : null}
        </span>
      ) : null}
      {used?.isNewest ? null : (
        <button type="button" aria-label={t("forecasts.use_of", { words, sku })} onClick={props.onUse}>
          {words}
        </button>
      )}
      {used !== null && used.ownPace !== null ? (
        <span class="second task-why">{t("forecasts.replaces_pace", { pace: used.ownPace })}</span>
      ) : null}
      {used !== null && used.ownSeason !== null ? (
        <span class="second task-why">{t("forecasts.replaces_season")}</span>
      ) : null}
    </>
  );
}

/** What came of taking over, read out as it comes. */
export function TakenOver(props: {
  taken: {
    readonly count: number;
    readonly left: readonly { readonly sku: string; readonly problem: string | null }[];
  };
}) {
  const { count, left } = props.taken;
  return (
    <div role="status">
      {count > 0 ? <p class="second">{t("forecasts.used", { n: count })}</p> : null}
      {left.length > 0 ? (
        <ul class="plan-notes">
          {left.map(({ sku, problem }) => (
            <li key={sku}>
              {t("forecasts.not_used", {
                sku,
                why: wordsOf("forecasts_problem", problem ?? "") ?? t("forecasts.cannot_read"),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
