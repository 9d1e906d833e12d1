import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Field } from "../../engine/types";
import { FieldInput } from "../../parts/field-input";
import { edit, leaveField, resetField, revertField } from "../../state/actions";
import { draftKey, drafts, isAnswerLate } from "../../state/store";

/** A field of a product. It follows what is typed in it and nothing else. */
export function ProductField(props: {
  product: string;
  field: Field;
  isNeeded: boolean;
  suggestions?: readonly string[] | undefined;
  hint: string | null;
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
      hint={props.hint}
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
