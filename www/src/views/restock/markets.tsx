import type { RestockOutlook } from "../../engine/types";
import { day, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";

/** A forecast for each market of the history, and the mean of all to compare with. */
export function Markets(props: { outlook: RestockOutlook }) {
  const { market, markets, pooledMean, period } = props.outlook;
  if (market === null) return null;
  const title = t("restock.markets");
  const figure = (value: number | null) => (value === null ? "–" : quantity(value, 1));
  return (
    <section aria-labelledby="restock-markets">
      <h2 id="restock-markets">{title}</h2>
      <p class="second">
        {t("restock.markets_note", { market, pooled: figure(pooledMean), period: nameOf("restock_code", period) })}
      </p>
      <RowTable
        caption={title}
        kind="fitted"
        rows={markets}
        keyOf={({ name }) => name}
        columns={[
          {
            id: "market",
            words: t("restock.market"),
            cell: ({ name, isChosen }) => (
              <>
                {name}
                {isChosen ? <span class="second"> {t("restock.market_chosen")}</span> : null}
              </>
            ),
          },
          { id: "mean", words: t("restock.market_mean"), kind: "figure", cell: ({ mean }) => figure(mean) },
          { id: "next", words: t("restock.market_next"), kind: "figure", cell: ({ next }) => figure(next) },
          { id: "pace", words: t("restock.pace"), kind: "figure", cell: ({ perDay }) => figure(perDay) },
          { id: "method", words: t("restock.method"), cell: ({ method }) => nameOf("restock_code", method) },
        ]}
      />
    </section>
  );
}

/** Days that sell more than usual: the factor that is counted, and what the history shows. */
export function Events(props: { outlook: RestockOutlook; today: string }) {
  const { events } = props.outlook;
  if (events.length === 0) return null;
  const title = t("restock.events");
  return (
    <section aria-labelledby="restock-events">
      <h2 id="restock-events">{title}</h2>
      <p class="second">{t("restock.events_note")}</p>
      <RowTable
        caption={title}
        kind="fitted"
        rows={events}
        keyOf={({ code, name, spans }) => `${code} ${name ?? ""} ${spans[0]?.[0] ?? ""}`}
        columns={[
          { id: "event", words: t("restock.event"), cell: ({ code, name }) => name ?? nameOf("restock_code", code) },
          {
            id: "days",
            words: t("restock.event_days"),
            cell: ({ spans }) =>
              spans
                .map(([first, last]) =>
                  first === last
                    ? day(first, props.today)
                    : t("restock.event_span", { first: day(first, props.today), last: day(last, props.today) }),
                )
                .join(t("place.join")),
          },
          { id: "factor", words: t("restock.event_factor"), kind: "figure", cell: ({ factor }) => quantity(factor, 2) },
          {
            id: "learned",
            words: t("restock.event_learned"),
            kind: "figure",
            cell: ({ learned }) => (learned === null ? "–" : quantity(learned, 2)),
          },
        ]}
      />
    </section>
  );
}
