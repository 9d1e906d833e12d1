import type { Season } from "../engine/types";
import { day, fullDay, quantity } from "../i18n/format";
import { t, wordsOf } from "../i18n/locale";

/** That what follows goes by a season, and how far it swings; nothing where every day sells alike. */
export function SeasonLine(props: { season: Season | null; today: string }) {
  const { season, today } = props;
  const [first, ...others] = season?.factors ?? [];
  if (!first) return null;
  const least = others.reduce((a, b) => (b.factor < a.factor ? b : a), first);
  const most = others.reduce((a, b) => (b.factor > a.factor ? b : a), first);
  return (
    <p class="second">
      {t("product.season", {
        least: quantity(least.factor, 2),
        leastOn: day(least.from, today),
        most: quantity(most.factor, 2),
        mostOn: day(most.from, today),
      })}{" "}
      {takenFrom(season)}
    </p>
  );
}

/** Which forecast a season is from; null where it was typed. */
export function takenFrom(season: Season | null): string | null {
  if (!season || season.forecastOn === null) return null;
  const date = fullDay(season.forecastOn);
  const method = season.method === null ? null : wordsOf("restock_code", season.method);
  return method === null ? t("product.season_from", { date }) : t("product.season_from_method", { date, method });
}
