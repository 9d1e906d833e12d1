import type { AbroadMarket, Amount } from "../../engine/types";
import { fullDay, percent } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Drawer } from "../../parts/drawer";
import { LineReasons, Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";
import { rangesText } from "../product/product-figures";

/** Why a figure of a marketplace is what it is. */
export function AbroadDrawer(props: {
  market: AbroadMarket;
  id: string;
  today: string;
  /** Currency of comparison. */
  base: string;
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
      ) : (
        <Figure market={market} id={id} base={props.base} onExplain={props.onExplain} />
      )}
    </Drawer>
  );
}

const TITLES = {
  floor: "abroad.floor",
  profit: "ledger.profit",
  net_proceeds: "ledger.net_proceeds",
  margin_net: "abroad.margin_net",
  margin_displayed: "abroad.margin_displayed",
  net_compared: "ledger.net_proceeds",
  profit_compared: "ledger.profit",
  pays_cost: "channels.pays_cost",
  best: "figure.best",
} as const;

function titleOf(id: string) {
  return TITLES[id as keyof typeof TITLES] ?? "ledger.net_proceeds";
}

/** A figure that is no line of a sale. */
function Figure(props: { market: AbroadMarket; id: string; base: string; onExplain: (id: string) => void }) {
  const { market, id } = props;
  const door = (figure: string, amount: Amount | null) => (
    <Pair name={t(titleOf(figure))}>
      <button type="button" class="door" onClick={() => props.onExplain(figure)}>
        <Money amount={amount} withCurrency />
        <span class="only-read"> {t("ledger.explain", { line: t(titleOf(figure)) })}</span>
      </button>
    </Pair>
  );
  if (id === "margin_net" || id === "margin_displayed") {
    const isNet = id === "margin_net";
    const ppm = isNet ? market.marginNetPpm : market.marginDisplayedPpm;
    return (
      <>
        <p class="drawer-figure">{ppm === null ? t("ledger.not_known") : percent(ppm)}</p>
        <p>{t(isNet ? "abroad.margin_net_rule" : "abroad.margin_displayed_rule")}</p>
        <dl class="pairs">
          {door("profit", market.profit)}
          <Pair name={t(isNet ? "abroad.net_revenue" : "line.price")}>
            <Money amount={isNet ? market.netRevenue : market.price} withCurrency />
          </Pair>
        </dl>
      </>
    );
  }
  if (id === "net_compared" || id === "profit_compared") {
    const isNet = id === "net_compared";
    const compared = isNet ? market.netCompared : market.profitCompared;
    return (
      <>
        <p class="drawer-figure">
          <Money amount={compared} withCurrency />
        </p>
        <p>
          {market.currency === props.base
            ? t("abroad.compared_same")
            : market.rate === null
              ? t("abroad.compared_no_rate", { currency: market.currency })
              : t("abroad.compared_rule", { currency: market.currency, base: props.base, rate: market.rate })}
        </p>
        <dl class="pairs">{door(isNet ? "net_proceeds" : "profit", isNet ? market.net : market.profit)}</dl>
      </>
    );
  }
  if (id === "pays_cost") {
    const landed = market.lines.find((line) => line.id === "landed_cost")?.amount ?? null;
    return (
      <>
        <p class="drawer-figure">{rangesText(market.paysFullCost, 8) ?? t("ledger.not_known")}</p>
        <p>{t("abroad.pays_cost_rule")}</p>
        <dl class="pairs">
          <Pair name={nameOf("line", "landed_cost")}>
            <button type="button" class="door" onClick={() => props.onExplain("landed_cost")}>
              <Money amount={landed} withCurrency />
              <span class="only-read"> {t("ledger.explain", { line: nameOf("line", "landed_cost") })}</span>
            </button>
          </Pair>
          {door("net_proceeds", market.net)}
        </dl>
      </>
    );
  }
  if (id === "best") {
    return (
      <>
        <p class="drawer-figure">{market.best ? scenarioName(market.best) : t("ledger.not_known")}</p>
        <p>{t("abroad.best_rule")}</p>
        <dl class="pairs">
          <Pair name={t("column.present_value")}>
            <Money amount={market.bestValue} withCurrency />
          </Pair>
          <Pair name={t("column.against_hold")}>
            <Money amount={market.gain} withCurrency isGain />
          </Pair>
        </dl>
      </>
    );
  }
  if (id === "floor") {
    return (
      <>
        {market.floor ? (
          <p class="drawer-figure">
            <Money amount={market.floor} withCurrency />
          </p>
        ) : market.floorUnknown.length === 0 ? (
          <p>{t("abroad.floor_none")}</p>
        ) : null}
        <p>{t(market.units === null ? "abroad.floor_rule" : "explain.floor")}</p>
        {market.floorUnknown.length > 0 ? (
          <>
            <p>{t("abroad.floor_unknown")}</p>
            <ul>
              {market.floorUnknown.map((hole) => (
                <li key={hole}>{holeText(hole)}</li>
              ))}
            </ul>
          </>
        ) : null}
        {market.exit ? (
          <dl class="pairs">
            <Pair name={t("abroad.exit", { exit: scenarioName(market.exit) })}>
              <Money amount={market.exitValue} withCurrency />
            </Pair>
          </dl>
        ) : null}
      </>
    );
  }
  return <Sum market={market} isProfit={id === "profit"} onExplain={props.onExplain} />;
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
