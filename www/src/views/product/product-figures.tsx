import type { PriceRange, ProductView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { day, money, sum } from "../../i18n/format";
import { rich, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Door } from "../../parts/door";
import { Figure } from "../../parts/figure";
import { Money, toneOf } from "../../parts/money";
import { explain } from "../../state/actions";
import { openExplanation } from "../../state/store";

/** Ranges shown in the headline; the drawer has all. */
const FIRST_RANGES = 3;

/** The four figures: what a unit nets, the floor, the prices that pay everything, the best plan. */
export function ProductFigures(props: { product: ProductView; today: string }) {
  const { product, today } = props;
  const { row } = product;
  const currency = row.price?.currency ?? "";
  const best = product.outcomes.find((outcome) => outcome.scenario.id === product.recommended);
  const door = (id: string, label: string) => ({
    label: t("ledger.explain", { line: label }),
    isOpen: openExplanation.value === id,
    onOpen: () => explain(id),
  });
  return (
    <dl class="figures-row">
      <Figure
        label={t("figure.net_now")}
        note={row.price ? t("figure.net_now_note", { price: money(row.price), currency }) : t("figure.no_price")}
      >
        <Door {...door("net_proceeds", t("figure.net_now"))}>
          <Money amount={row.netPerUnit} />
        </Door>
      </Figure>
      <Figure
        label={t("figure.floor")}
        note={product.charmFloor ? t("figure.floor_note", { price: money(product.charmFloor) }) : t("figure.floor_why")}
      >
        <Door {...door("floor", t("figure.floor"))}>
          <Money amount={row.floor} />
        </Door>
      </Figure>
      <Figure
        label={t("figure.pays")}
        tone="second"
        note={
          product.affordableCost ? t("figure.pays_note", { cost: money(product.affordableCost), currency }) : undefined
        }
      >
        <Door {...door("pays_full_cost", t("figure.pays"))}>
          <span class="range-figure">
            {rangesText(product.paysFullCost, FIRST_RANGES) ??
              (product.ledger?.profit ? t("figure.pays_never") : <Money amount={null} />)}
          </span>
        </Door>
      </Figure>
      <Figure
        label={t("figure.best")}
        note={
          best?.presentValue
            ? // An exit ends the stock today, its money comes later: no date stands beside it.
              rich(best.clearsOn && best.scenario.kind === "cut" ? "figure.best_note" : "figure.best_note_left", {
                value: sum(best.presentValue),
                date: best.clearsOn ? day(best.clearsOn, today) : "",
                gain: best.againstHold ? (
                  <span class={toneOf(best.againstHold)}>{sum(best.againstHold, "always")}</span>
                ) : (
                  t("value.unknown")
                ),
              })
            : row.missing.length > 0
              ? t("catalogue.needs", {
                  fields: row.missing.map(fieldName).join(t("place.join")),
                })
              : undefined
        }
      >
        <Door {...door("best", t("figure.best"))}>
          <span class="range-figure">{best ? scenarioName(best.scenario) : <Money amount={null} />}</span>
        </Door>
      </Figure>
    </dl>
  );
}

/** Runs of prices in words: `9.71–9.99, from 10.83`. Null if there are none. */
export function rangesText(ranges: readonly PriceRange[], most: number): string | null {
  if (ranges.length === 0) return null;
  const words = ranges.slice(0, most).map((range) => {
    if (range.open) return t("range.from", { from: money(range.from) });
    if (range.from.minor === range.to.minor) return money(range.from);
    return t("range.between", { from: money(range.from), to: money(range.to) });
  });
  const more = ranges.length - most;
  return more > 0
    ? `${words.join(t("range.join"))}${t("range.join")}${t("range.more", { n: more })}`
    : words.join(t("range.join"));
}
