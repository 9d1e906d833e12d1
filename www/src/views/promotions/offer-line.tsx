import type { OfferLine } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { expected, percent } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { listOf, t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { inForce } from "../../parts/ledger-table";
import { Money } from "../../parts/money";

/** The figure of a line: money, a share, or a number. What is assumed wears its coat. */
export function LineFigure(props: { line: OfferLine | null; isGain?: boolean }) {
  const { line } = props;
  if (line === null) return <Money amount={null} />;
  const coat = line.status === "assumed" ? "is-assumed" : undefined;
  if (line.amount) {
    return (
      <span class={coat}>
        <Money amount={line.amount} isGain={props.isGain ?? false} />
      </span>
    );
  }
  if (line.ppm !== null) return <span class={coat}>{percent(line.ppm)}</span>;
  if (line.number !== null) return <span class={coat}>{expected(line.number)}</span>;
  return <Money amount={null} unknown={whyUnknown(line)} />;
}

function whyUnknown(line: OfferLine): string {
  return line.holes.length > 0 ? t("formula_text.hole", { why: listOf(line.holes.map(holeText)) }) : t("value.unknown");
}

/** How a line is worked out: the rule with its figures, the fee row, how sure it is. */
export function LineReason(props: { line: OfferLine | null; today: string }) {
  const { line } = props;
  if (line === null) return <>{t("value.none")}</>;
  const isKnown = line.amount !== null || line.ppm !== null || line.number !== null;
  return (
    <>
      <span>{isKnown ? ruleOf(line) : whyUnknown(line)}</span>
      {isKnown && line.holes.length > 0 ? (
        <span class="second"> {t("offers.open", { what: listOf(line.holes.map(holeText)) })}</span>
      ) : null}
      {line.fee ? (
        <span class="second">
          {" "}
          {feeRowText(line.fee.row) || line.fee.table} ·{" "}
          {inForce(line.fee.effectiveFrom, line.fee.effectiveTo, props.today)} · <bdi>{line.fee.source}</bdi>
        </span>
      ) : null}{" "}
      <ConfidenceBadge status={line.fee && line.status === "computed" ? line.fee.confidence : line.status} />
    </>
  );
}

function ruleOf(line: OfferLine): string {
  const params = toParams(line.inputs);
  for (const rule of [line.formula, `${line.formula}.short`]) {
    const words = wordsOf("offer_rule", rule, params);
    if (words !== null && !/\{\w+\}/.test(words)) return words;
  }
  return t("offers.no_rule");
}
