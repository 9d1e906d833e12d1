import { useEffect, useState } from "preact/hooks";
import type { Outcome } from "../../engine/types";
import { t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { OutcomeTable } from "../../parts/outcome-table";
import type { DifferencePicture } from "../../parts/pictures/difference";
import { ProductHeading } from "../../parts/product-heading";
import { ScrollBox } from "../../parts/scroll-box";
import { Waiting } from "../../parts/waiting";
import { comparePair, compareWays, go, lookAtChoice, showPictures } from "../../state/actions";
import { mostColumns, usualChoice, withPrice, withWay } from "../../state/compare";
import { compareWithOffers, hasOwnOffers, isOffer, offerSheet, offersCompared } from "../../state/offers";
import { difference } from "../../state/pictures";
import { choice, choices, compared, product, summary } from "../../state/store";
import { CompareTable } from "./compare-table";

/** Up to five ways side by side, with the seller's names and notes, and all of them below. */
export function CompareView() {
  const current = product.value;
  const chosen = choice.value;
  // Asked anew whenever the ways or what is known of the product change.
  useEffect(() => {
    if (current) lookAtChoice(chosen);
    return () => lookAtChoice(null);
  }, [chosen, current]);
  const sheet = offerSheet.value;
  // What was typed under Promotions stands beside the other ways; without it nothing of it is fetched.
  const hasOffers = hasOwnOffers.value || (chosen?.columns.some(({ scenario }) => isOffer(scenario)) ?? false);
  // So is what letting a part of the stock go now brings.
  const isAsked = hasOffers || (current?.removeNowUnits ?? 0) > 0;
  // The partner of a bundle is found among the products that are worked out by then.
  const ready = summary.value?.ready;
  useEffect(() => {
    if (current && chosen && isAsked) void compareWithOffers(current.row.key, chosen, sheet);
  }, [chosen, current, isAsked, sheet, ready]);
  if (!current || !chosen) return <Waiting isThere={current !== null} />;
  const withOffers = isAsked && offersCompared.value?.key === current.row.key ? offersCompared.value : null;
  const offers = withOffers?.offers ?? [];
  const columns = withOffers?.choice === chosen ? withOffers.columns : compared.value;
  const today = summary.value?.today ?? current.ledger?.on ?? "";
  const key = current.row.key;
  const currency = current.row.price?.currency ?? null;
  return (
    <div class="compare">
      <ProductHeading title={t("compare.title")} row={current.row} />
      {current.outcomes.length === 0 ? (
        <p class="empty">{t("outcomes.empty")}</p>
      ) : (
        <>
          <ScrollBox label={t("compare.title")}>
            <CompareTable
              choice={chosen}
              columns={columns}
              outcomes={[...current.outcomes, ...offers]}
              recommended={current.recommended}
              today={today}
              currency={currency}
            />
          </ScrollBox>
          <AddWay
            isFull={chosen.columns.length >= mostColumns}
            hasOwn={choices.value[key] !== undefined}
            offers={offers}
          />
          <p class="second">
            <button type="button" class="link" onClick={() => go({ name: "plan", key })}>
              {t("compare.to_plan")}
            </button>
          </p>
          {hasOffers ? null : (
            <p class="second">
              <button type="button" class="link" onClick={() => go({ name: "promotions", key })}>
                {t("compare.to_offers")}
              </button>
            </p>
          )}
          <Why outcomes={current.outcomes} />
          <section aria-labelledby="all-ways">
            <h2 id="all-ways">{t("compare.all")}</h2>
            <p class="second">{t("outcomes.legend")}</p>
            <OutcomeTable
              outcomes={current.outcomes}
              recommended={current.recommended}
              today={today}
              currency={currency}
            />
          </section>
        </>
      )}
    </div>
  );
}

/** Why one of the ways beats another, the pinned one first. What draws it is loaded when it is needed. */
function Why(props: { outcomes: readonly Outcome[] }) {
  const [Picture, setPicture] = useState<typeof DifferencePicture | null>(null);
  const chosen = choice.value;
  // The picture is of the ways of the product itself.
  const scenarios = chosen?.columns.filter(({ scenario }) => scenario !== null && !isOffer(scenario)) ?? [];
  const from = (scenarios.find(({ id }) => id === chosen?.base) ?? scenarios[0])?.scenario ?? null;
  const to = bestBeside(props.outcomes, from, new Set(scenarios.map(({ scenario }) => scenario)));
  useEffect(() => {
    void import("../../parts/pictures/difference").then((part) => setPicture(() => part.DifferencePicture));
    showPictures(true);
    return () => showPictures(false);
  }, []);
  useEffect(() => {
    if (from !== null && to !== null) comparePair(from, to);
  }, [from, to, product.value?.row.key]);
  const shown = difference.value;
  return Picture && shown ? <Picture difference={shown} outcomes={props.outcomes} onChoose={comparePair} /> : null;
}

/** The chosen way of the highest value beside one. */
function bestBeside(outcomes: readonly Outcome[], from: string | null, chosen: ReadonlySet<string | null>) {
  const others = outcomes.filter(
    ({ scenario, presentValue }) => presentValue !== null && chosen.has(scenario.id) && scenario.id !== from,
  );
  const [best] = others.sort((a, b) => (b.presentValue?.minor ?? 0) - (a.presentValue?.minor ?? 0));
  return best?.scenario.id ?? null;
}

/** Puts another way or a price beside the others; back to the usual ones. */
function AddWay(props: { isFull: boolean; hasOwn: boolean; offers: readonly Outcome[] }) {
  const current = product.value;
  const chosen = choice.value;
  if (!current || !chosen) return null;
  const there = new Set(chosen.columns.map(({ scenario }) => scenario));
  const others = [...current.outcomes, ...props.offers].filter(({ scenario }) => !there.has(scenario.id));
  return (
    <form
      class="compare-add"
      onSubmit={(event) => {
        event.preventDefault();
        const box = event.currentTarget.elements.namedItem("price");
        if (!(box instanceof HTMLInputElement) || box.value.trim() === "") return;
        const typed = box.value.trim();
        compareWays((now) => withPrice(now, typed));
        box.value = "";
      }}
    >
      <label>
        {t("compare.add_way")}{" "}
        <select
          value=""
          disabled={props.isFull}
          onChange={(event) => {
            const id = event.currentTarget.value;
            event.currentTarget.value = "";
            if (id !== "") compareWays((now) => withWay(now, id));
          }}
        >
          <option value="">{t("field_state.choose")}</option>
          {others.map(({ scenario }) => (
            <option key={scenario.id} value={scenario.id}>
              {scenarioName(scenario)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("compare.add_price")}{" "}
        <input name="price" type="text" autocomplete="off" placeholder="17.49 / 30 %" disabled={props.isFull} />
      </label>
      <button type="submit" disabled={props.isFull}>
        {t("compare.add")}
      </button>
      {props.isFull ? <span class="second">{t("compare.full", { n: mostColumns })}</span> : null}
      {props.hasOwn ? (
        <button type="button" class="quiet" onClick={() => compareWays(() => usualChoice(current))}>
          {t("compare.usual")}
        </button>
      ) : null}
    </form>
  );
}
