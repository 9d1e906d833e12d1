import { nameOf, t } from "../../i18n/locale";
import { turnTo } from "../../state/actions";
import { summary } from "../../state/store";

/** Marketplaces that rows of the tables belong to and that are not calculated for: one press turns to them. */
export function OtherMarkets() {
  const others = summary.value?.otherMarkets ?? [];
  if (others.length === 0) return null;
  return (
    <p class="second">
      {t("markets.others")}{" "}
      {others.map(({ market, rows }) => (
        <button key={market} type="button" class="quiet" onClick={() => turnTo(market)}>
          {t("markets.turn", { market: nameOf("market", market), n: rows })}
        </button>
      ))}
    </p>
  );
}
