import type { ComponentChildren } from "preact";
import type { TransferAnswer, TransferMove, TransferSite } from "../../engine/types";
import { day, fullDay, price, quantity, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";

/** The way of a move in words; it is its name, too. */
export function routeOf(move: { sku: string; from: string; to: string }): string {
  return t("transfers.route", { sku: move.sku, from: move.from, to: move.to });
}

/** The moves, each with what it adds and why. */
export function Moves(props: {
  answer: TransferAnswer;
  today: string;
  open: string | null;
  onOpen: (route: string) => void;
}) {
  const { moves, currency } = props.answer;
  if (moves.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="transfers-moves">
      <h2 id="transfers-moves">
        {t("transfers.moves")}
        {t("place.join")}
        {currency}
      </h2>
      <RowTable
        caption={t("transfers.moves")}
        rows={moves}
        keyOf={routeOf}
        columns={[
          {
            id: "move",
            words: t("transfers.move"),
            cell: (move) => (
              <Door
                label={t("transfers.explain")}
                isOpen={props.open === routeOf(move)}
                onOpen={() => props.onOpen(routeOf(move))}
              >
                <bdi>{routeOf(move)}</bdi>
              </Door>
            ),
          },
          {
            id: "units",
            words: t("transfers.units"),
            kind: "figure",
            tone: "is-answer",
            cell: ({ units }) => quantity(units),
          },
          {
            id: "ship_by",
            words: t("send.ship_by"),
            tone: "is-nowrap",
            cell: ({ shipBy }) => day(shipBy, props.today),
          },
          { id: "cost", words: t("transfers.cost"), kind: "figure", cell: ({ cost }) => <Money amount={cost} /> },
          {
            id: "gain",
            words: t("transfers.gain"),
            kind: "figure",
            cell: ({ gain }) => <Money amount={gain} isGain unknown={t("transfers.gain_unknown")} />,
          },
          { id: "why", words: t("transfers.why"), kind: "sentence", isPlain: true, cell: whyOf },
        ]}
      />
    </section>
  );
}

/** Why it is worth it. */
export function whyOf(move: TransferMove): string {
  const amount = (of: typeof move.gain) => (of ? price(of) : t("value.unknown"));
  const params = {
    to: move.to,
    from: move.from,
    days: quantity(move.days),
    cost: price(move.costPerUnit),
    net: amount(move.netThere),
    kept: amount(move.keptHere),
  };
  return wordsOf("transfer_why", move.why, params) ?? move.why;
}

/** Doing nothing, the plain way, and the plan. */
export function Ways(props: { answer: TransferAnswer }) {
  const { ways, isProven, gap, currency, days } = props.answer;
  return (
    <section class="landed-part" aria-labelledby="transfers-ways">
      <h2 id="transfers-ways">
        {t("transfers.ways", { days: quantity(days) })}
        {t("place.join")}
        {currency}
      </h2>
      <RowTable
        caption={t("transfers.ways", { days: quantity(days) })}
        rows={ways}
        keyOf={({ code }) => code}
        toneOf={({ code }) => (code === "plan" ? "is-chosen" : "")}
        columns={[
          { id: "way", words: t("transfers.way"), cell: ({ code }) => nameOf("transfer_way", code) },
          { id: "units", words: t("transfers.units"), kind: "figure", cell: ({ moved }) => quantity(moved) },
          { id: "cost", words: t("transfers.cost"), kind: "figure", cell: ({ cost }) => <Money amount={cost} /> },
          { id: "value", words: t("transfers.value"), kind: "figure", cell: (way) => <Money amount={way.value} /> },
          { id: "gain", words: t("transfers.gain"), kind: "figure", cell: (way) => <Money amount={way.gain} isGain /> },
          { id: "short", words: t("transfers.short"), kind: "figure", cell: ({ short }) => quantity(short) },
        ]}
      />
      <p class="second">
        {isProven ? t("transfers.proven") : gap ? t("transfers.gap", { gap: sum(gap) }) : t("transfers.not_proven")}
      </p>
    </section>
  );
}

/** What becomes of the stock at each site, and what is still short. */
export function Sites(props: { answer: TransferAnswer }) {
  const { sites } = props.answer;
  if (sites.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="transfers-sites">
      <h2 id="transfers-sites">{t("transfers.after")}</h2>
      <p class="second">{t("transfers.after_hint")}</p>
      <RowTable
        caption={t("transfers.after")}
        rows={sites}
        keyOf={({ row }) => String(row)}
        columns={[
          {
            id: "place",
            words: t("transfers.place"),
            cell: ({ sku, site }) => (
              <>
                <bdi>{sku}</bdi> <span class="second">{site}</span>
              </>
            ),
          },
          figure("on_hand", ({ units }) => quantity(units)),
          figure("leave", ({ leave }) => (leave === 0 ? "" : quantity(-leave))),
          figure("come", ({ come }) => (come === 0 ? "" : quantity(come))),
          { ...figure("then", ({ after }) => quantity(after)), tone: "is-answer" },
          figure("keep", ({ keep }) => quantity(keep)),
          figure("wanted", ({ wanted }) => (wanted === null ? "–" : quantity(wanted))),
          {
            ...figure("short", ({ short }) => (short === 0 ? "" : quantity(short))),
            tone: ({ short }) => (short > 0 ? "is-loss" : ""),
          },
          {
            id: "why",
            words: t("transfers.why"),
            kind: "sentence",
            isPlain: true,
            cell: ({ whyShort }) => (whyShort ? nameOf("transfer_short", whyShort) : ""),
          },
        ]}
      />
    </section>
  );
}

function figure(
  name: "on_hand" | "leave" | "come" | "then" | "keep" | "wanted" | "short",
  cell: (of: TransferSite) => string,
): Column<TransferSite> {
  return { id: name, words: t(`transfers.${name}`), kind: "figure", cell };
}

/** How a move comes to what it adds, figure by figure. */
export function MoveExplained(props: { move: TransferMove; days: number }) {
  const { move } = props;
  const days = quantity(props.days);
  return (
    <div class="landed-why">
      <p>{whyOf(move)}</p>
      <Part words={t("transfers.net_there")} amount={<Money amount={move.netThere} withCurrency />}>
        {t("transfers.net_there_note", { days })}
      </Part>
      <Part words={t("transfers.kept_here")} amount={<Money amount={move.keptHere} withCurrency />}>
        {t("transfers.kept_here_note", { days })}
      </Part>
      {move.displacedThere && move.displacedThere.minor !== 0 ? (
        <Part words={t("transfers.displaced")} amount={<Money amount={move.displacedThere} withCurrency />}>
          {t("transfers.displaced_note")}
        </Part>
      ) : null}
      <Part words={t("transfers.cost_per_unit")} amount={<Money amount={move.costPerUnit} withCurrency />}>
        {t("transfers.cost_per_unit_note", { duty: price(move.duty), vat: price(move.vat) })}
      </Part>
      <p class="second">{t("transfers.ship_by_note", { ship: fullDay(move.shipBy), there: fullDay(move.thereBy) })}</p>
      <Part words={t("transfers.charge")} amount={<Money amount={move.charge} withCurrency />}>
        {t("transfers.charge_note")}
      </Part>
      <Part
        words={t("transfers.gain")}
        amount={<Money amount={move.gain} isGain withCurrency unknown={t("transfers.gain_unknown")} />}
      >
        {move.gain ? t("transfers.gain_formula", { units: quantity(move.units) }) : t("transfers.gain_unknown")}
      </Part>
    </div>
  );
}

function Part(props: { words: string; amount: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="landed-why-part">
      <h3>{props.words}</h3>
      <p class="landed-why-amount">{props.amount}</p>
      <div class="second">{props.children}</div>
    </section>
  );
}
