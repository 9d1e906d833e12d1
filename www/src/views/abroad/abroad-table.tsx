import type { AbroadMarket, AbroadView, Line } from "../../engine/types";
import { percent } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { SideHead, SideRow, SideTable } from "../../parts/side-table";
import { rangesText } from "../product/product-figures";
import { AbroadField } from "./abroad-field";

/** Which figure is explained: of a marketplace, by the id of its line or figure. */
export interface Explained {
  readonly market: string;
  readonly id: string;
}

/** Marketplaces side by side, a column each: what is asked there, a sale, its prices. */
export function AbroadTable(props: {
  product: string;
  view: AbroadView;
  explained: Explained | null;
  onExplain: (explained: Explained) => void;
}) {
  const { view } = props;
  const chosen = view.markets.filter((market) => market.isChosen && market.isLoaded);
  const sides = chosen.map((of) => ({
    key: of.market,
    name: t("abroad.column", { market: nameOf("market", of.market), currency: of.currency }),
    of,
  }));
  const names = (of: (market: AbroadMarket) => readonly string[]) => [...new Set(chosen.flatMap(of))];
  const fields = names((market) => market.fields.map(({ name }) => name));
  const lines = names((market) => market.lines.map(({ id }) => id)).filter((id) => id !== "landed_cost");
  const door = (market: AbroadMarket, id: string, label: string) => ({
    label: t("abroad.explain", { figure: label, market: nameOf("market", market.market) }),
    isOpen: props.explained?.market === market.market && props.explained.id === id,
    onOpen: () => props.onExplain({ market: market.market, id }),
  });
  const line = (id: string) => (market: AbroadMarket) => {
    const found = id === "storage_month" ? market.storage : market.lines.find((known) => known.id === id);
    if (!found) return null;
    return (
      <Door {...door(market, id, nameOf("line", id))}>
        <LineAmount line={found} />
      </Door>
    );
  };
  const columns = sides.length;
  return (
    <SideTable caption={t("abroad.table")} first={t("abroad.marketplace")} sides={sides}>
      <tbody>
        <SideHead words={t("channels.asked")} columns={columns} />
        {fields.map((name) => (
          <SideRow
            key={name}
            label={nameOf("abroad_field", name)}
            sides={sides}
            cell={(market) => {
              const field = market.fields.find((candidate) => candidate.name === name);
              return field ? (
                <AbroadField product={props.product} field={field} market={market.market} base={view.base} />
              ) : null;
            }}
          />
        ))}
      </tbody>
      <tbody>
        <SideHead words={t("channels.unit")} columns={columns} />
        {lines.map((id) => (
          <SideRow key={id} label={nameOf("line", id)} sides={sides} cell={line(id)} isNumber />
        ))}
        <SideRow
          label={t("ledger.net_proceeds")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "net_proceeds", t("ledger.net_proceeds"))}>
              <Money amount={market.net} />
            </Door>
          )}
          isNumber
          isSum
        />
        <SideRow label={nameOf("line", "landed_cost")} sides={sides} cell={line("landed_cost")} isNumber />
        <SideRow
          label={t("ledger.profit")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "profit", t("ledger.profit"))}>
              <Money amount={market.profit} isGain />
            </Door>
          )}
          isNumber
          isSum
        />
        <SideRow
          label={t("abroad.margin_net")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "margin_net", t("abroad.margin_net"))}>{share(market.marginNetPpm)}</Door>
          )}
          isNumber
        />
        <SideRow
          label={t("abroad.margin_displayed")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "margin_displayed", t("abroad.margin_displayed"))}>
              {share(market.marginDisplayedPpm)}
            </Door>
          )}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("abroad.compared", { base: view.base })} columns={columns} />
        <SideRow
          label={t("ledger.net_proceeds")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "net_compared", t("ledger.net_proceeds"))}>
              <Money amount={market.netCompared} />
            </Door>
          )}
          isNumber
          isBest={(market) => market.market === view.bestNet}
        />
        <SideRow
          label={t("ledger.profit")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "profit_compared", t("ledger.profit"))}>
              <Money amount={market.profitCompared} isGain />
            </Door>
          )}
          isNumber
          isSum
          isBest={(market) => market.market === view.bestProfit}
        />
      </tbody>
      <tbody>
        <SideHead words={t("channels.prices")} columns={columns} />
        <SideRow
          label={t("abroad.floor")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "floor", t("abroad.floor"))}>
              {market.floor ? (
                <Money amount={market.floor} />
              ) : (
                <span class="abroad-why">
                  {market.floorUnknown.length > 0
                    ? t("figure.floor_lacks", { what: market.floorUnknown.map(holeText).join(t("place.join")) })
                    : t("abroad.floor_none")}
                </span>
              )}
            </Door>
          )}
          isNumber
          isSum
        />
        <SideRow
          label={t("channels.pays_cost")}
          sides={sides}
          cell={(market) => (
            <Door {...door(market, "pays_cost", t("channels.pays_cost"))}>
              {rangesText(market.paysFullCost, 2) ?? whyNone(market)}
            </Door>
          )}
          isNumber
        />
        <SideRow label={nameOf("line", "storage_month")} sides={sides} cell={line("storage_month")} isNumber />
        {chosen.some((market) => market.best) ? (
          <>
            <SideRow
              label={t("abroad.best")}
              sides={sides}
              cell={(market) =>
                market.best ? (
                  <Door {...door(market, "best", t("figure.best"))}>{scenarioName(market.best)}</Door>
                ) : null
              }
            />
            <SideRow
              label={t("column.present_value")}
              sides={sides}
              cell={(market) => (market.best ? <Money amount={market.bestValue} isWhole /> : null)}
              isNumber
            />
          </>
        ) : null}
      </tbody>
    </SideTable>
  );
}

/** The amount of a line, or the word that asks for it; an estimate wears its mark. */
function LineAmount(props: { line: Line }) {
  const { line } = props;
  if (!line.amount) {
    return <span class="is-asked-word">{line.isNeeded ? t("field_state.ask") : t("ledger.not_known")}</span>;
  }
  const isEstimate = line.fee?.isAssumed || line.status === "assumed" || line.status === "single-source";
  return (
    <span class={isEstimate ? "is-assumed" : undefined}>
      <Money amount={line.amount} />
    </span>
  );
}

function whyNone(market: AbroadMarket) {
  return market.profit ? <span class="abroad-why">{t("figure.pays_never")}</span> : <Money amount={null} />;
}

function share(ppm: number | null) {
  return ppm === null ? <Money amount={null} /> : percent(ppm);
}
