import type { ComponentChildren } from "preact";
import type { TransferAnswer, TransferMove } from "../../engine/types";
import { price, quantity, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";

/** The way of a move in words; it is its name, too. */
export function routeOf(move: { sku: string; from: string; to: string }): string {
  return t("transfers.route", { sku: move.sku, from: move.from, to: move.to });
}

/** The moves, each with what it adds and why. */
export function Moves(props: { answer: TransferAnswer; open: string | null; onOpen: (route: string) => void }) {
  const { moves, currency } = props.answer;
  if (moves.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="transfers-moves">
      <h2 id="transfers-moves">
        {t("transfers.moves")}, {currency}
      </h2>
      <ScrollBox label={t("transfers.moves")}>
        <table class="landed-table">
          <caption class="only-read">{t("transfers.moves")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("transfers.move")}</th>
              <th scope="col" class="is-number">
                {t("transfers.units")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.cost")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.gain")}
              </th>
              <th scope="col">{t("transfers.why")}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => {
              const route = routeOf(move);
              return (
                <tr key={route}>
                  <th scope="row">
                    <Door
                      label={t("transfers.explain")}
                      isOpen={props.open === route}
                      onOpen={() => props.onOpen(route)}
                    >
                      <bdi>{route}</bdi>
                    </Door>
                  </th>
                  <td class="is-number is-answer">{quantity(move.units)}</td>
                  <td class="is-number">
                    <Money amount={move.cost} />
                  </td>
                  <td class="is-number">
                    <Money amount={move.gain} isGain unknown={t("transfers.gain_unknown")} />
                  </td>
                  <td class="transfers-why">{whyOf(move)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function whyOf(move: TransferMove): string {
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
        {t("transfers.ways", { days: quantity(days) })}, {currency}
      </h2>
      <ScrollBox label={t("transfers.ways", { days: quantity(days) })}>
        <table class="landed-table">
          <caption class="only-read">{t("transfers.ways", { days: quantity(days) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("transfers.way")}</th>
              <th scope="col" class="is-number">
                {t("transfers.units")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.cost")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.value")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.gain")}
              </th>
              <th scope="col" class="is-number">
                {t("transfers.short")}
              </th>
            </tr>
          </thead>
          <tbody>
            {ways.map((way) => (
              <tr key={way.code} class={way.code === "plan" ? "is-chosen" : ""}>
                <th scope="row">{nameOf("transfer_way", way.code)}</th>
                <td class="is-number">{quantity(way.moved)}</td>
                <td class="is-number">
                  <Money amount={way.cost} />
                </td>
                <td class="is-number">
                  <Money amount={way.value} />
                </td>
                <td class="is-number">
                  <Money amount={way.gain} isGain />
                </td>
                <td class="is-number">{quantity(way.short)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
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
      <ScrollBox label={t("transfers.after")}>
        <table class="landed-table">
          <caption class="only-read">{t("transfers.after")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("transfers.place")}</th>
              {(["on_hand", "leave", "come", "then", "keep", "wanted", "short"] as const).map((name) => (
                <th key={name} scope="col" class="is-number">
                  {t(`transfers.${name}`)}
                </th>
              ))}
              <th scope="col">{t("transfers.why")}</th>
            </tr>
          </thead>
          <tbody>
            {sites.map((site) => (
              <tr key={site.row}>
                <th scope="row">
                  <bdi>{site.sku}</bdi> <span class="second">{site.site}</span>
                </th>
                <td class="is-number">{quantity(site.units)}</td>
                <td class="is-number">{site.leave === 0 ? "" : quantity(-site.leave)}</td>
                <td class="is-number">{site.come === 0 ? "" : quantity(site.come)}</td>
                <td class="is-number is-answer">{quantity(site.after)}</td>
                <td class="is-number">{quantity(site.keep)}</td>
                <td class="is-number">{site.wanted === null ? "–" : quantity(site.wanted)}</td>
                <td class={site.short > 0 ? "is-number is-loss" : "is-number"}>
                  {site.short === 0 ? "" : quantity(site.short)}
                </td>
                <td class="transfers-why">{site.whyShort ? nameOf("transfer_short", site.whyShort) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
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
