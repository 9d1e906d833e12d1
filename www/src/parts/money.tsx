import type { Amount } from "../engine/types";
import { money, price, whole } from "../i18n/format";
import { t } from "../i18n/locale";

/**
 * An amount in a table or sentence.
 *
 * A gain or a loss has its sign always written, so that colour never carries it alone.
 * What is not known is a dash with the word for readers that do not see it.
 */
export function Money(props: {
  amount: Amount | null;
  isGain?: boolean;
  withCurrency?: boolean;
  isWhole?: boolean;
  unknown?: string | undefined;
}) {
  const { amount } = props;
  if (!amount) {
    return (
      <span class="is-unknown" title={props.unknown ?? t("value.unknown")}>
        <span aria-hidden="true">–</span>
        <span class="only-read">{props.unknown ?? t("value.unknown")}</span>
      </span>
    );
  }
  const sign = props.isGain ? "always" : "auto";
  const text = props.withCurrency ? price(amount, sign) : props.isWhole ? whole(amount, sign) : money(amount, sign);
  return <span class={props.isGain ? toneOf(amount) : undefined}>{text}</span>;
}

/** Class of a gain, a loss or neither. */
export function toneOf(amount: Amount): string | undefined {
  if (amount.minor > 0) return "is-gain";
  if (amount.minor < 0) return "is-loss";
  return undefined;
}
