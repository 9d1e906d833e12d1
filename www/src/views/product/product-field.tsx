import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Field, Swing } from "../../engine/types";
import { money, sum } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { changeUnitName } from "../../i18n/unit-name";
import { FieldInput } from "../../parts/field-input";
import { edit, leaveField, resetField, revertField } from "../../state/actions";
import { draftKey, drafts, isAnswerLate } from "../../state/store";

/** "+1 in: −0.42 a unit": what one step more, else one less, does to the net or else to today's value. */
function swingText(swing: Swing | undefined, field: Field): string | null {
  const effect = swing?.more ?? swing?.less;
  if (!swing || !effect) return null;
  const unit = swing.unit ?? field.unit;
  const step = `${swing.more ? "+" : "\u2212"}${swing.step}${unit ? ` ${changeUnitName(unit)}` : ""}`;
  if (effect.net && effect.net.minor !== 0) return t("swing.net", { step, net: money(effect.net, "always") });
  if (effect.change && effect.change.minor !== 0)
    return t("swing.value", { step, change: sum(effect.change, "always") });
  return null;
}

/** A field of a product. It follows what is typed in it and nothing else. */
export function ProductField(props: {
  product: string;
  field: Field;
  isNeeded: boolean;
  suggestions?: readonly string[] | undefined;
  hint: string | null;
  /** What a step in it changes, where that matters. */
  swing?: Swing | undefined;
}) {
  const { product, field } = props;
  const name = field.field;
  const typed = useMemo(() => {
    const key = draftKey(product, name);
    return computed(() => drafts.value[key]);
  }, [product, name]);
  const draft = typed.value;
  return (
    <FieldInput
      field={field}
      hint={props.hint ?? swingText(props.swing, field)}
      isNeeded={props.isNeeded}
      // That an answer is out is news only when it is late.
      typed={draft && { ...draft, isPending: draft.isPending && isAnswerLate.value }}
      suggestions={props.suggestions}
      onType={(text) => void edit(product, name, text)}
      onLeave={() => leaveField(product, name)}
      onRevert={() => revertField(product, name)}
      onReset={() => void resetField(product, name)}
    />
  );
}
