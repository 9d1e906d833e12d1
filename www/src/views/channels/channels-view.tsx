import { useEffect } from "preact/hooks";
import type { ChannelPlace } from "../../engine/types";
import { fullDay } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { ProductHeading } from "../../parts/product-heading";
import { ScrollBox } from "../../parts/scroll-box";
import { Waiting } from "../../parts/waiting";
import { lookAtChannels } from "../../state/actions";
import { channels, channelTexts } from "../../state/channels";
import { product, summary } from "../../state/store";
import { ChannelInput } from "./channel-input";
import { ChannelLedger } from "./channel-ledger";
import { ChannelTable } from "./channel-table";

/** One product on every channel: what a unit brings there, and what moving units there brings. */
export function ChannelsView() {
  const current = product.value;
  const key = current?.row.key ?? null;
  const texts = channelTexts.value;
  // Asked anew whenever what is typed here or what is known of the product changes.
  useEffect(() => {
    if (key !== null) void lookAtChannels(key, texts);
  }, [key, current, texts]);
  const shown = channels.value;
  if (!current || key === null || shown?.key !== key) return <Waiting isThere={current !== null} />;
  const { view } = shown;
  const today = summary.value?.today ?? "";
  return (
    <div class="channels">
      <ProductHeading title={t("channels.title")} row={current.row} />
      <p>{t("channels.intro")}</p>
      <section class="channel-common" aria-label={t("channels.common")}>
        {view.fields.map((field) => (
          <ChannelInput key={field.name} product={key} field={field} place={null} />
        ))}
      </section>
      <ScrollBox label={t("channels.table")}>
        <ChannelTable product={key} view={view} />
      </ScrollBox>
      <p class="second">{t("channels.rules")}</p>
      <section aria-labelledby="channel-lines">
        <h2 id="channel-lines">{t("channels.lines")}</h2>
        {view.places.map((place) => (
          <Explained key={place.place} place={place} today={today} />
        ))}
      </section>
      {view.stores.length > 0 ? (
        <section aria-labelledby="channel-stores">
          <h2 id="channel-stores">{t("channels.stores")}</h2>
          <p class="second">{t("channels.stores_hint")}</p>
          {view.stores.map((store) => (
            <Store key={store.place} product={key} store={store} today={today} />
          ))}
        </section>
      ) : null}
      {view.asOf ? <p class="second">{t("channels.as_of", { date: fullDay(view.asOf) })}</p> : null}
    </div>
  );
}

/** Where units can wait: what is asked of it, and what one costs there. */
function Store(props: { product: string; store: ChannelPlace; today: string }) {
  const { store } = props;
  const name = nameOf("shop", store.place);
  return (
    <details class="channel-details">
      <summary>{name}</summary>
      {store.fields.length > 0 ? (
        <div class="channel-common">
          {store.fields.map((field) => (
            <ChannelInput key={field.name} product={props.product} field={field} place={store.place} isShown />
          ))}
        </div>
      ) : null}
      <ScrollBox label={t("channels.lines_of", { shop: name })}>
        <ChannelLedger place={store} today={props.today} />
      </ScrollBox>
    </details>
  );
}

/** Every line of a channel with its rule and source, what is taken to be so, and what has been seen elsewhere. */
function Explained(props: { place: ChannelPlace; today: string }) {
  const { place } = props;
  const name = nameOf("shop", place.place);
  return (
    <details class="channel-details">
      <summary>{name}</summary>
      {place.notes.length > 0 ? (
        <ul>
          {place.notes.map((note) => (
            <li key={note}>{nameOf("shop_note", note)}</li>
          ))}
        </ul>
      ) : null}
      {place.lines.length > 0 ? (
        <ScrollBox label={t("channels.lines_of", { shop: name })}>
          <ChannelLedger place={place} today={props.today} />
        </ScrollBox>
      ) : (
        <p class="second">{t("channels.no_price")}</p>
      )}
      {place.seen.length > 0 ? (
        <>
          <p>{t("channels.seen")}</p>
          <ul class="second">
            {place.seen.map((range) => (
              <li key={range.what}>
                {t("channels.seen_range", { what: nameOf("seen", range.what), low: range.low, high: range.high })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
}
