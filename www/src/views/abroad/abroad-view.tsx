import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AbroadMarket } from "../../engine/types";
import { listOf, nameOf, t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { ProductHeading } from "../../parts/product-heading";
import { ScrollBox } from "../../parts/scroll-box";
import { Waiting } from "../../parts/waiting";
import { abroad, abroadTexts, awaited, lookAbroad, typeAbroad } from "../../state/abroad";
import { product, summary } from "../../state/store";
import { AbroadDrawer } from "./abroad-drawer";
import { AbroadField } from "./abroad-field";
import { AbroadTable, type Explained } from "./abroad-table";

/** One product in several marketplaces: what a sale brings in each. */
export function AbroadView() {
  const current = product.value;
  const key = current?.row.key ?? null;
  const texts = abroadTexts.value;
  const explained = useSignal<Explained | null>(null);
  // Asked anew whenever what is typed here or what is known of the product changes.
  useEffect(() => {
    if (key !== null) void lookAbroad(key, texts);
  }, [key, current, texts]);
  const shown = abroad.value;
  if (!current || key === null || shown?.key !== key) return <Waiting isThere={current !== null} />;
  const { view } = shown;
  const chosen = view.markets.filter((market) => market.isChosen);
  const opened = explained.value;
  const openedMarket = chosen.find(({ market }) => market === opened?.market);
  return (
    <div class="abroad">
      <ProductHeading title={t("abroad.title")} row={current.row} />
      <p>{t("abroad.intro")}</p>
      <MarketChoice product={key} markets={view.markets} />
      {view.fields.length > 0 ? (
        <section class="channel-common" aria-label={t("abroad.common")}>
          {view.fields.map((field) => (
            <AbroadField key={field.field.field} product={key} field={field} market={null} base={view.base} />
          ))}
        </section>
      ) : null}
      {chosen.map((market) =>
        market.problem ? (
          <p key={market.market} class="field-problem" role="status">
            {problemText(market.problem)}
          </p>
        ) : null,
      )}
      {awaited.value.size > 0 ? (
        <p class="second" role="status">
          {t("abroad.loading", { markets: listOf([...awaited.value].map((market) => nameOf("market", market))) })}
        </p>
      ) : null}
      {chosen.length > 0 ? (
        <ScrollBox label={t("abroad.table")}>
          <AbroadTable
            product={key}
            view={view}
            explained={opened}
            onExplain={(next) => {
              explained.value = next;
            }}
          />
        </ScrollBox>
      ) : (
        <p class="empty">{t("abroad.none")}</p>
      )}
      <Notes markets={chosen} />
      {opened && openedMarket ? (
        <AbroadDrawer
          market={openedMarket}
          id={opened.id}
          base={view.base}
          today={summary.value?.today ?? ""}
          onExplain={(id) => {
            explained.value = { market: opened.market, id };
          }}
          onClose={() => {
            explained.value = null;
          }}
        />
      ) : null}
    </div>
  );
}

/** Which marketplaces stand in the table. */
function MarketChoice(props: { product: string; markets: readonly AbroadMarket[] }) {
  const { markets } = props;
  const choose = (codes: readonly string[]) => typeAbroad(props.product, "markets", codes.join(" ") || "-");
  const chosen = markets.filter((market) => market.isChosen).map(({ market }) => market);
  return (
    <fieldset class="abroad-choice">
      <legend>{t("abroad.choose")}</legend>
      {markets.map(({ market, isChosen }) => (
        <label key={market}>
          <input
            type="checkbox"
            checked={isChosen}
            onChange={() => choose(isChosen ? chosen.filter((code) => code !== market) : [...chosen, market])}
          />
          {nameOf("market", market)}
        </label>
      ))}
      <button type="button" class="quiet" onClick={() => choose(markets.map(({ market }) => market))}>
        {t("abroad.all")}
      </button>
    </fieldset>
  );
}

/** What is taken to be so, and in which marketplaces. */
function Notes(props: { markets: readonly AbroadMarket[] }) {
  const codes = [...new Set(props.markets.flatMap(({ notes }) => notes))];
  if (codes.length === 0) return null;
  return (
    <section aria-labelledby="abroad-notes">
      <h2 id="abroad-notes">{t("abroad.notes")}</h2>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {nameOf("abroad_note", code)}{" "}
            <span class="second">
              {listOf(
                props.markets.filter(({ notes }) => notes.includes(code)).map(({ market }) => nameOf("market", market)),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
