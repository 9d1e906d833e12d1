import type { ReviewAnswer, ReviewGroup } from "../../engine/types";
import { day, fullDay, percent, price, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { listOf, t } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";
import { summary } from "../../state/store";
import { figureColumns } from "./figure-columns";

/** Planned against actual, by product and channel and over all. */
export function Against(props: { answer: ReviewAnswer }) {
  const { groups, total, currency } = props.answer;
  if (groups.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-against">
      <h2 id="review-against">
        {t("review.against")}
        {t("place.join")}
        {currency}
      </h2>
      <RowTable
        caption={t("review.against")}
        kind="fitted"
        columns={figureColumns(currency, t("review.planned"), t("review.actual"))}
        keyOf={({ code }) => code}
        groups={[...(total ? [total] : []), ...groups].map((group) => ({
          key: `${group.sku} ${group.channel}`,
          head: <GroupHead group={group} />,
          rows: group.against,
        }))}
      />
    </section>
  );
}

function GroupHead(props: { group: ReviewGroup }) {
  const { group } = props;
  const today = summary.value?.today ?? "";
  return (
    <>
      {group.sku === "" ? t("review.all") : <bdi class="sku">{group.sku}</bdi>}{" "}
      <span class="second">
        {group.channel}
        {group.from !== null && group.until !== null
          ? ` ${t("review.from_until", { from: day(group.from, today), until: day(group.until, today) })}`
          : ""}
        {group.sku !== "" && group.plan === null ? ` ${t("review.unplanned")}` : ""}
      </span>
    </>
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
        {t("review.recovery")}
        {t("place.join")}
        {currency}
      </h2>
      <RowTable
        caption={t("review.recovery")}
        kind="fitted"
        rows={recovery}
        keyOf={({ sku }) => sku}
        columns={[
          { id: "sku", words: t("review.column.sku"), cell: ({ sku }) => <bdi class="sku">{sku}</bdi> },
          { id: "units", words: t("review.units"), kind: "figure", cell: ({ units }) => quantity(units) },
          { id: "cost", words: t("review.unit_cost"), kind: "figure", cell: ({ cost }) => <Money amount={cost} /> },
          {
            id: "net",
            words: t("review.net_per_unit"),
            kind: "figure",
            cell: ({ perUnit }) => <Money amount={perUnit} />,
          },
          {
            id: "recovered",
            words: t("review.recovered"),
            kind: "figure",
            tone: "is-answer",
            cell: ({ share }) => (share === null ? "–" : shareOf(share)),
          },
        ]}
      />
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
        {t("review.channels")}
        {t("place.join")}
        {currency}
      </h2>
      <RowTable
        caption={t("review.channels")}
        kind="fitted"
        rows={channels}
        keyOf={({ channel }) => channel}
        toneOf={({ isBest }) => (isBest ? "is-chosen" : "")}
        columns={[
          {
            id: "channel",
            words: t("review.column.channel"),
            cell: ({ channel, isBest }) => (
              <>
                {channel === "" ? t("review.no_channel") : channel}
                {isBest ? <span class="second"> {t("review.best_channel")}</span> : null}
              </>
            ),
          },
          {
            id: "start",
            words: t("review.at_start"),
            kind: "figure",
            cell: ({ unitsStart }) => (unitsStart === null ? "–" : quantity(unitsStart)),
          },
          { id: "units", words: t("review.units"), kind: "figure", cell: ({ units }) => quantity(units) },
          {
            id: "sold",
            words: t("review.sell_through"),
            kind: "figure",
            cell: ({ sellThrough }) => (sellThrough === null ? "–" : shareOf(sellThrough)),
          },
          {
            id: "day",
            words: t("review.per_day"),
            kind: "figure",
            cell: ({ perDay }) => (perDay === null ? "–" : quantity(perDay, 2)),
          },
          { id: "net", words: t("review.net"), kind: "figure", cell: ({ net }) => <Money amount={net} /> },
        ]}
      />
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
        {t("review.cash")}
        {t("place.join")}
        {currency}
      </h2>
      <p>
        {cash.target === null || cash.share === null
          ? t("review.cash_no_target")
          : cash.weeksToTarget === null
            ? t("review.cash_not_reached", { share: shareOf(cash.share) })
            : t("review.cash_reached", { n: cash.weeksToTarget, share: shareOf(cash.share) })}
      </p>
      <RowTable
        caption={t("review.cash")}
        kind="fitted"
        rows={[
          ...cash.weeks.map((amount, at) => ({ words: t("review.week_n", { n: at + 1 }), amount, tone: "" })),
          { words: t("review.collected", { date: fullDay(cash.start) }), amount: cash.collected, tone: "total" },
        ]}
        keyOf={({ words }) => words}
        toneOf={({ tone }) => tone}
        columns={[
          { id: "week", words: t("review.week"), cell: ({ words }) => words },
          { id: "net", words: t("review.net"), kind: "figure", cell: ({ amount }) => <Money amount={amount} /> },
        ]}
      />
    </section>
  );
}
