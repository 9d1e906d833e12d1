import { useEffect } from "preact/hooks";
import type { Outcome, Promotions } from "../../engine/types";
import { price, sum } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { ProductHeading } from "../../parts/product-heading";
import { ScrollBox } from "../../parts/scroll-box";
import { Waiting } from "../../parts/waiting";
import {
  addOffer,
  forgetOffers,
  lookAtOffers,
  mostOffers,
  offerSheet,
  promotions,
  typeShared,
} from "../../state/offers";
import { product, selectedKey, summary } from "../../state/store";
import { BundleSection } from "./bundle-section";
import { ConditionList } from "./condition-list";
import { OfferField } from "./offer-field";
import { PromotionTable } from "./promotion-table";
import { StackSection } from "./stack-section";

/** Promotions of a product side by side, and bundles of it with another. */
export function PromotionsView() {
  const key = selectedKey.value;
  const current = product.value;
  const sheet = offerSheet.value;
  // Partners of a bundle are found among the products that are worked out by then.
  const ready = summary.value?.ready;
  // Asked anew whenever what is typed here, or anything known of the product, changes.
  useEffect(() => {
    if (key !== null && current) void lookAtOffers(key, sheet);
  }, [key, sheet, current, ready]);
  useEffect(() => forgetOffers, [key]);
  const answer = promotions.value;
  if (!current || key === null || !answer) return <Waiting isThere={current !== null} />;
  const today = summary.value?.today ?? current.ledger?.on ?? "";
  return (
    <div class="offers">
      <ProductHeading title={t("offers.title")} row={current.row}>
        <p class="offers-answer">{answerText(answer)}</p>
      </ProductHeading>
      <section aria-labelledby="offers-side-by-side">
        <h2 id="offers-side-by-side">{t("offers.side_by_side")}</h2>
        {answer.price ? null : <p class="empty">{t("offers.no_price")}</p>}
        <ScrollBox label={t("offers.side_by_side")}>
          <PromotionTable answer={answer} sheet={sheet} today={today} />
        </ScrollBox>
        <AddOffer answer={answer} isFull={sheet.columns.length >= mostOffers} />
      </section>
      <section aria-labelledby="offers-conditions">
        <h2 id="offers-conditions">{t("offers.conditions")}</h2>
        <p class="second">{t("offers.conditions_hint")}</p>
        <div class="condition-columns">
          {answer.columns.map((column, place) => (
            <div key={sheet.columns[place]?.id ?? place}>
              <h3>{nameOf("mechanic", column.mechanic)}</h3>
              <ConditionList conditions={column.conditions} label={nameOf("mechanic", column.mechanic)} />
            </div>
          ))}
        </div>
      </section>
      {answer.stack ? <StackSection answer={answer} stack={answer.stack} /> : null}
      <section aria-labelledby="offers-shared">
        <h2 id="offers-shared">{t("offers.shared")}</h2>
        <p class="second">{t("offers.shared_hint")}</p>
        <div class="offer-fields is-wide">
          {answer.shared.map((field) => (
            <OfferField
              key={field.field}
              field={field}
              typed={sheet.shared[field.field]}
              isNeeded={false}
              onType={(text) => typeShared(field.field, text)}
            />
          ))}
        </div>
      </section>
      <BundleSection product={key} today={today} />
    </div>
  );
}

/** Which promotion leaves the most money, against doing nothing and against the best way without one. */
function answerText(answer: Promotions): string {
  const best = answer.bestColumn === null ? undefined : answer.columns[answer.bestColumn];
  if (!best?.outcome?.presentValue) return t("offers.answer_unknown");
  const rival = answer.best;
  const params = {
    name: nameOf("mechanic", best.mechanic),
    value: sum(best.outcome.presentValue),
    gain: best.outcome.againstHold ? sum(best.outcome.againstHold, "always") : t("value.none"),
  };
  if (answer.isBestWithout && rival?.presentValue) {
    return t("offers.answer_without", { ...params, other: rivalName(rival), more: sum(rival.presentValue) });
  }
  return t("offers.answer_best", params);
}

function rivalName({ scenario }: Outcome): string {
  return scenarioName(scenario);
}

function AddOffer(props: { answer: Promotions; isFull: boolean }) {
  return (
    <div class="compare-add">
      <label>
        {t("offers.add")}{" "}
        <select
          value=""
          disabled={props.isFull}
          onChange={(event) => {
            const mechanic = event.currentTarget.value;
            event.currentTarget.value = "";
            if (mechanic !== "") addOffer(mechanic);
          }}
        >
          <option value="">{t("field_state.choose")}</option>
          {props.answer.mechanics.map((mechanic) => (
            <option key={mechanic} value={mechanic}>
              {nameOf("mechanic", mechanic)}
            </option>
          ))}
        </select>
      </label>
      {props.isFull ? <span class="second">{t("compare.full", { n: mostOffers })}</span> : null}
      {props.answer.price ? (
        <span class="second">{t("offers.price_now", { price: price(props.answer.price) })}</span>
      ) : null}
    </div>
  );
}
