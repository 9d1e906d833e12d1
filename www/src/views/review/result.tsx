import type { ReviewAnswer, ReviewGroup } from "../../engine/types";
import { day, fullDay, percent, price, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { listOf, nameOf, t } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { summary } from "../../state/store";
import { FigureCells, FigureHeadings } from "./figure-cells";

/** Planned against actual, by product and channel and over all. */
export function Against(props: { answer: ReviewAnswer }) {
  const { groups, total, currency } = props.answer;
  if (groups.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-against">
      <h2 id="review-against">
        {t("review.against")}, {currency}
      </h2>
      <ScrollBox label={t("review.against")}>
        <table class="landed-table review-against">
          <caption class="only-read">{t("review.against")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.figure")}</th>
              <FigureHeadings planned={t("review.planned")} actual={t("review.actual")} />
            </tr>
          </thead>
          {[...(total ? [total] : []), ...groups].map((group) => (
            <Group key={`${group.sku} ${group.channel}`} group={group} currency={currency} />
          ))}
        </table>
      </ScrollBox>
    </section>
  );
}

function Group(props: { group: ReviewGroup; currency: string }) {
  const { group } = props;
  const today = summary.value?.today ?? "";
  return (
    <tbody>
      <tr class="review-group">
        <th scope="rowgroup" colSpan={5}>
          {group.sku === "" ? t("review.all") : <bdi class="sku">{group.sku}</bdi>}{" "}
          <span class="second">
            {group.channel}
            {group.from !== null && group.until !== null
              ? ` ${t("review.from_until", { from: day(group.from, today), until: day(group.until, today) })}`
              : ""}
            {group.sku !== "" && group.plan === null ? ` ${t("review.unplanned")}` : ""}
          </span>
        </th>
      </tr>
      {group.against.map((figure) => (
        <tr key={figure.code}>
          <th scope="row">{nameOf("review_figure", figure.code)}</th>
          <FigureCells figure={figure} currency={props.currency} />
        </tr>
      ))}
    </tbody>
  );
}

/** What the clearance returned, against the capital and what it cost. */
export function Return(props: { answer: ReviewAnswer }) {
  const { roi } = props.answer;
  if (!roi) return null;
  const share = (value: number | null) => (value === null ? "–" : percent(Math.round(value * 1_000_000), "always", 1));
  return (
    <section class="landed-part" aria-labelledby="review-return">
      <h2 id="review-return">{t("review.return")}</h2>
      <dl class="figures-row">
        <Figure label={t("review.released")} note={t("review.released_note")}>
          <Money amount={roi.released} withCurrency />
        </Figure>
        <Figure
          label={t("review.discount")}
          note={
            roi.perDiscount === null ? undefined : t("review.per_discount", { figure: quantity(roi.perDiscount, 2) })
          }
        >
          <Money amount={roi.discount} withCurrency />
        </Figure>
        <Figure label={t("review.on_capital")} note={t("review.on_capital_note", { cost: price(roi.stockCost) })}>
          {share(roi.onCapital)}
        </Figure>
        <Figure
          label={t("review.capital_cost")}
          note={
            <span class={roi.isAnnualAssumed || roi.areDaysAssumed ? "is-assumed-word" : ""}>
              {t("review.capital_cost_note", { rate: percent(roi.annualPpm), days: quantity(roi.tiedDays) })}
              {roi.areDaysAssumed ? t("review.days_assumed") : ""}
            </span>
          }
        >
          <Money amount={roi.capitalCost} withCurrency />
        </Figure>
        <Figure label={t("review.on_capital_cost")} note={t("review.on_capital_cost_note")}>
          {share(roi.onCapitalCost)}
        </Figure>
      </dl>
      {roi.leftOut.length > 0 ? (
        <p class="second">{t("review.left_out", { skus: listOf(roi.leftOut), n: roi.leftOut.length })}</p>
      ) : null}
    </section>
  );
}

/** What came back of the cost, by product. */
export function Recovery(props: { answer: ReviewAnswer }) {
  const { recovery, currency } = props.answer;
  if (recovery.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-recovery">
      <h2 id="review-recovery">
        {t("review.recovery")}, {currency}
      </h2>
      <ScrollBox label={t("review.recovery")}>
        <table class="landed-table">
          <caption class="only-read">{t("review.recovery")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.column.sku")}</th>
              {(["units", "unit_cost", "net_per_unit", "recovered"] as const).map((name) => (
                <th key={name} scope="col" class="is-number">
                  {t(`review.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {recovery.map((of) => (
              <tr key={of.sku}>
                <th scope="row">
                  <bdi class="sku">{of.sku}</bdi>
                </th>
                <td class="is-number">{quantity(of.units)}</td>
                <td class="is-number">
                  <Money amount={of.cost} />
                </td>
                <td class="is-number">
                  <Money amount={of.perUnit} />
                </td>
                <td class="is-number is-answer">{of.share === null ? "–" : shareOf(of.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** How well each channel sold. */
export function Channels(props: { answer: ReviewAnswer }) {
  const { channels, currency } = props.answer;
  if (channels.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-channels">
      <h2 id="review-channels">
        {t("review.channels")}, {currency}
      </h2>
      <ScrollBox label={t("review.channels")}>
        <table class="landed-table">
          <caption class="only-read">{t("review.channels")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.column.channel")}</th>
              {(["at_start", "units", "sell_through", "per_day", "net"] as const).map((name) => (
                <th key={name} scope="col" class="is-number">
                  {t(`review.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map((of) => (
              <tr key={of.channel} class={of.isBest ? "is-chosen" : ""}>
                <th scope="row">
                  {of.channel === "" ? t("review.no_channel") : of.channel}
                  {of.isBest ? <span class="second"> {t("review.best_channel")}</span> : null}
                </th>
                <td class="is-number">{of.unitsStart === null ? "–" : quantity(of.unitsStart)}</td>
                <td class="is-number">{quantity(of.units)}</td>
                <td class="is-number">{of.sellThrough === null ? "–" : shareOf(of.sellThrough)}</td>
                <td class="is-number">{of.perDay === null ? "–" : quantity(of.perDay, 2)}</td>
                <td class="is-number">
                  <Money amount={of.net} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** Money week by week, and when the plan's was reached. */
export function Cash(props: { answer: ReviewAnswer }) {
  const { cash, currency } = props.answer;
  if (!cash) return null;
  return (
    <section class="landed-part" aria-labelledby="review-cash">
      <h2 id="review-cash">
        {t("review.cash")}, {currency}
      </h2>
      <p>
        {cash.target === null || cash.share === null
          ? t("review.cash_no_target")
          : cash.weeksToTarget === null
            ? t("review.cash_not_reached", { share: shareOf(cash.share) })
            : t("review.cash_reached", { n: cash.weeksToTarget, share: shareOf(cash.share) })}
      </p>
      <ScrollBox label={t("review.cash")}>
        <table class="landed-table">
          <caption class="only-read">{t("review.cash")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.week")}</th>
              <th scope="col" class="is-number">
                {t("review.net")}
              </th>
            </tr>
          </thead>
          <tbody>
            {cash.weeks.map((amount, at) => (
              <tr key={at}>
                <th scope="row">{t("review.week_n", { n: at + 1 })}</th>
                <td class="is-number">
                  <Money amount={amount} />
                </td>
              </tr>
            ))}
            <tr class="total">
              <th scope="row">{t("review.collected", { date: fullDay(cash.start) })}</th>
              <td class="is-number">
                <Money amount={cash.collected} />
              </td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
