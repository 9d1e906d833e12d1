import type { RestockOutlook } from "../../engine/types";
import { day, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { ScrollBox } from "../../parts/scroll-box";

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
      <ScrollBox label={title}>
        <table class="plain health-sums">
          <caption class="only-read">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("restock.market")}</th>
              {["restock.market_mean" as const, "restock.market_next" as const, "restock.pace" as const].map((head) => (
                <th key={head} scope="col" class="is-number">
                  {t(head)}
                </th>
              ))}
              <th scope="col">{t("restock.method")}</th>
            </tr>
          </thead>
          <tbody>
            {markets.map((of) => (
              <tr key={of.name}>
                <th scope="row">
                  {of.name}
                  {of.isChosen ? <span class="second"> {t("restock.market_chosen")}</span> : null}
                </th>
                <td class="is-number">{figure(of.mean)}</td>
                <td class="is-number">{figure(of.next)}</td>
                <td class="is-number">{figure(of.perDay)}</td>
                <td>{nameOf("restock_code", of.method)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
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
      <ScrollBox label={title}>
        <table class="plain health-sums">
          <caption class="only-read">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("restock.event")}</th>
              <th scope="col">{t("restock.event_days")}</th>
              <th scope="col" class="is-number">
                {t("restock.event_factor")}
              </th>
              <th scope="col" class="is-number">
                {t("restock.event_learned")}
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map((of) => (
              <tr key={`${of.code} ${of.name ?? ""} ${of.spans[0]?.[0] ?? ""}`}>
                <th scope="row">{of.name ?? nameOf("restock_code", of.code)}</th>
                <td>
                  {of.spans
                    .map(([first, last]) =>
                      first === last
                        ? day(first, props.today)
                        : t("restock.event_span", { first: day(first, props.today), last: day(last, props.today) }),
                    )
                    .join(t("place.join"))}
                </td>
                <td class="is-number">{quantity(of.factor, 2)}</td>
                <td class="is-number">{of.learned === null ? "–" : quantity(of.learned, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
