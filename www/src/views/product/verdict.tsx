import { useEffect } from "preact/hooks";
import type { Outcome, ProductView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { day, discount, money, sum } from "../../i18n/format";
import { listOf, nameOf, rich, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { toneOf } from "../../parts/money";
import { sightPicture } from "../../state/actions";
import { pictures } from "../../state/pictures";
import { shownOutcomes, shownRecommended, shownRemoval, shownToday } from "../../state/shown-product";
import { product } from "../../state/store";

/** What to do, in one sentence. */
export function Verdict() {
  const { value: shown } = product;
  return shown === null ? null : sentenceOf(shown, shownToday.value);
}

function sentenceOf({ row, outcomes, recommended }: ProductView, today: string) {
  const best = outcomes.find((outcome) => outcome.scenario.id === recommended);
  if (!best?.presentValue) {
    return (
      <p class="lead is-asked">
        {row.missing.length > 0
          ? t("product.needs", { fields: listOf(row.missing.map(fieldName)) })
          : t("product.no_answer")}
      </p>
    );
  }
  const parts = {
    what: <strong>{scenarioName(best.scenario)}</strong>,
    value: <strong>{sum(best.presentValue)}</strong>,
    gain: best.againstHold ? (
      <strong class={toneOf(best.againstHold)}>{sum(best.againstHold)}</strong>
    ) : (
      t("value.unknown")
    ),
    date: best.clearsOn ? <strong>{day(best.clearsOn, today)}</strong> : t("outcomes.not_cleared"),
  };
  const deadline = row.deadline;
  return (
    <p class="lead" aria-live="polite" aria-atomic="true">
      {best.scenario.kind === "hold"
        ? rich("product.verdict_hold", parts)
        : best.scenario.kind !== "cut"
          ? rich("product.verdict_exit", parts)
          : best.clearsOn
            ? rich("product.verdict_clears", parts)
            : rich("product.verdict_left", parts)}
      {deadline ? (
        <>
          {t("place.sentence")}
          {deadline.cost
            ? t("product.deadline_cost", {
                date: day(deadline.date, today),
                n: Math.round(deadline.units),
                cost: sum(deadline.cost),
                reason: nameOf("reason", deadline.reason),
              })
            : t("product.deadline", {
                date: day(deadline.date, today),
                n: Math.round(deadline.units),
                reason: nameOf("reason", deadline.reason),
              })}
        </>
      ) : null}
    </p>
  );
}

/** What would bring more than the recommended way, if there is such a thing. */
export function Better() {
  const { value: outcomes } = shownOutcomes;
  const { value: recommended } = shownRecommended;
  const best = outcomes.find((outcome) => outcome.scenario.id === recommended);
  const split = best?.presentValue ? betterSplit(shownRemoval.value, best) : [];
  const between = best?.presentValue ? betterBetween(best) : [];
  const words = [...split, ...between];
  const isOfPictures = between.length > 0;
  // What stands here must keep up with the sentence above, what may come here can wait. Only a price between the steps is
  // found by what the pictures show.
  useEffect(() => sightPicture("pictures", "better", isOfPictures), [isOfPictures]);
  return words.length === 0 ? null : <p class="better second">{words.join(t("place.sentence"))}</p>;
}

/** Letting go of a part, if that brings more: the sentence above must not contradict the pictures. */
function betterSplit({ units, gain }: typeof shownRemoval.value, best: Outcome): string[] {
  if (units === null || units <= 0 || !gain || gain.minor <= (best.againstHold?.minor ?? 0)) return [];
  return [t("product.better_split", { n: Math.round(units), gain: sum(gain, "always") })];
}

/** A discount between the steps, if that brings more. */
function betterBetween(best: Outcome): string[] {
  const curve = pictures.value?.discounts;
  const at = curve?.best ?? null;
  const value = at === null ? null : curve?.values[at];
  const [ppm, price] = at === null ? [] : [curve?.discounts[at], curve?.prices[at]];
  if (!curve || value == null || ppm === undefined || price === undefined) return [];
  const amount = (minor: number) => ({ minor: Math.round(minor), currency: curve.currency });
  if (amount(value).minor <= (best.presentValue?.minor ?? 0)) return [];
  return [
    t("product.better_between", {
      what: t("scenario_text.cut_to", { discount: discount(Math.round(ppm)), price: money(amount(price)) }),
      value: sum(amount(value)),
    }),
  ];
}
