import type { Difference, Outcome } from "../../engine/types";
import { price, sum } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { BarFrame } from "./picture-frame";
import { Waterfall } from "./waterfall";
import { WayChoice } from "./way-choice";

/** Why one way brings more than another: from the one present value to the other, step by step. */
export function DifferencePicture(props: {
  difference: Difference;
  /** Ways to choose from; none = the two are settled. */
  outcomes?: readonly Outcome[];
  onChoose?: (from: string, to: string) => void;
}) {
  const { outcomes, onChoose } = props;
  const { from, to, fromValue, toValue, steps } = props.difference;
  const names = { from: scenarioName(from), to: scenarioName(to) };
  const largest = [...steps].sort((a, b) => Math.abs(b.amount.minor) - Math.abs(a.amount.minor))[0];
  const isMore = toValue.minor >= fromValue.minor;
  const sentence = t(isMore ? "difference.more" : "difference.less", {
    ...names,
    from_value: sum(fromValue),
    to_value: sum(toValue),
  });
  return (
    <BarFrame
      title={t("difference.title")}
      unit={toValue.currency}
      tools={
        outcomes && onChoose ? (
          <div class="picture-tools">
            <WayChoice
              label={t("difference.from")}
              outcomes={outcomes}
              value={from.id}
              onChoose={(id) => onChoose(id, to.id)}
            />
            <WayChoice
              label={t("difference.to")}
              outcomes={outcomes}
              value={to.id}
              onChoose={(id) => onChoose(from.id, id)}
            />
          </div>
        ) : null
      }
      sentence={
        <>
          {sentence}
          {largest && largest.amount.minor !== 0 ? (
            <>
              {t("place.sentence")}
              {t("difference.largest", { part: nameOf("part", largest.id), amount: price(largest.amount, "always") })}
            </>
          ) : null}
        </>
      }
      legend={t("difference.rule")}
    >
      <Waterfall
        caption={t("difference.title")}
        rows={[
          {
            id: "from",
            part: `scenario:${from.id}`,
            name: names.from,
            amount: fromValue,
            total: fromValue,
            isSum: true,
            isSunk: true,
          },
          ...steps
            .filter((step) => step.amount.minor !== 0)
            .map((step) => ({ ...step, name: nameOf("part", step.id) })),
          { id: "to", part: `scenario:${to.id}`, name: names.to, amount: toValue, total: toValue, isSum: true },
        ]}
      />
    </BarFrame>
  );
}
