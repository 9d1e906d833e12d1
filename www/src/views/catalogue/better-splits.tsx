import { useEffect } from "preact/hooks";
import type { Row } from "../../engine/types";
import { expected, price, sum, whole } from "../../i18n/format";
import { nameOf, rich, t } from "../../i18n/locale";
import { lookForSplits, splitSums, splits, stopLookingForSplits } from "../../state/better-split";
import { fragmentOf } from "../../state/location";
import { rows, summary } from "../../state/store";

/** The list has stood still for so long. */
const REST_MS = 250;

/** For how many products letting a part go leaves more than the line above says, and how much. */
export function BetterSplits() {
  const { value: current } = summary;
  const { rows: shown } = rows.value;
  useEffect(() => {
    if (current === null || current.ready === 0) return;
    const timer = setTimeout(() => void lookForSplits(shown.map(({ key }) => key)), REST_MS);
    // While the list is scrolled nothing is looked for.
    return () => {
      clearTimeout(timer);
      stopLookingForSplits();
    };
  }, [current, shown]);
  const { products, more } = splitSums.value;
  if (current === null || products === 0 || more === null) return null;
  return (
    <p class="better second">
      {rich("splits.sum", { n: products, gain: <strong class="is-gain">{sum(more, "always")}</strong> }, products)}{" "}
      <a href={fragmentOf({ name: "catalogue-plan" })}>{t("splits.plan")}</a>
    </p>
  );
}

/** That a split leaves more, beside what a row says to do. */
export function SplitTag(props: { row: Row }) {
  const split = splits.value.get(props.row.key);
  if (!split) return null;
  return (
    <span class="tag" title={t("splits.tag", { gain: sum(split.more, "always") })}>
      {t("splits.tag", { gain: whole(split.more, "always") })}
    </span>
  );
}

/** What the split is, in a sentence, with the way to its plan. */
export function SplitSentence(props: { row: Row }) {
  const { key } = props.row;
  const split = splits.value.get(key);
  if (!split) return null;
  return (
    <span>
      {t("splits.of", {
        units: expected(split.units),
        exit: nameOf("scenario", split.exit),
        price: price(split.price),
        gain: sum(split.more, "always"),
      })}{" "}
      <a href={fragmentOf({ name: "plan", key })}>{t("splits.to_plan")}</a>
    </span>
  );
}
