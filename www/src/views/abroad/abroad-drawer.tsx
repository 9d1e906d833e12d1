import type { AbroadMarket } from "../../engine/types";
import { fullDay } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Drawer } from "../../parts/drawer";
import { LineReasons, Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";
import { whyNoFloor } from "./abroad-table";

/** Why a figure of a marketplace is what it is. */
export function AbroadDrawer(props: {
  market: AbroadMarket;
  id: string;
  today: string;
  onExplain: (id: string) => void;
  onClose: () => void;
}) {
  const { market, id } = props;
  const line = id === "storage_month" ? market.storage : market.lines.find((known) => known.id === id);
  const title = line ? nameOf("line", id) : t(titleOf(id));
  return (
    <Drawer
      key={`${market.market} ${id}`}
      title={t("abroad.explained", { market: nameOf("market", market.market), figure: title })}
      onClose={props.onClose}
    >
      {line ? (
        <>
          <LineReasons line={line} today={props.today} />
          {props.today ? <p class="second">{t("explain.on", { date: fullDay(props.today) })}</p> : null}
        </>
      ) : id === "floor" ? (
        <>
          {market.floor ? (
            <p class="drawer-figure">
              <Money amount={market.floor} withCurrency />
            </p>
          ) : (
            <p>{t(whyNoFloor(market))}</p>
          )}
          <p>{t(market.isHome ? "explain.floor" : "abroad.floor_rule")}</p>
          {market.exit ? (
            <dl class="pairs">
              <Pair name={t("abroad.exit", { exit: scenarioName(market.exit) })}>
                <Money amount={market.exitValue} withCurrency />
              </Pair>
            </dl>
          ) : null}
        </>
      ) : (
        <Sum market={market} isProfit={id === "profit"} onExplain={props.onExplain} />
      )}
    </Drawer>
  );
}

function titleOf(id: string) {
  if (id === "floor") return "abroad.floor";
  return id === "profit" ? "ledger.profit" : "ledger.net_proceeds";
}

/** A sum, with the lines it is made of. */
function Sum(props: { market: AbroadMarket; isProfit: boolean; onExplain: (id: string) => void }) {
  const { market, isProfit } = props;
  const lines = market.lines.filter((line) => isProfit || !line.isSunk);
  return (
    <>
      <p class="drawer-figure">
        <Money amount={isProfit ? market.profit : market.net} withCurrency />
      </p>
      <p>{t(isProfit ? "explain.profit" : "explain.net_proceeds")}</p>
      <dl class="pairs is-sum">
        {lines.map((line) => (
          <Pair key={line.id} name={nameOf("line", line.id)}>
            <button type="button" class="door" onClick={() => props.onExplain(line.id)}>
              {line.amount ? <Money amount={line.amount} /> : t("ledger.not_known")}
              <span class="only-read"> {t("ledger.explain", { line: nameOf("line", line.id) })}</span>
            </button>
          </Pair>
        ))}
      </dl>
    </>
  );
}
