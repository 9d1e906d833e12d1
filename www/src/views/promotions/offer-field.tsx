import type { Field } from "../../engine/types";
import { offerFieldName } from "../../i18n/field-name";
import { wordsOf } from "../../i18n/locale";
import { FieldInput } from "../../parts/field-input";
import { leaveOffer } from "../../state/offers";

/** A field of a worksheet: what stands there is what was typed, even if it cannot be read. */
export function OfferField(props: {
  field: Field;
  /** The text as typed; undefined = nothing was. */
  typed: string | undefined;
  isNeeded: boolean;
  /** Tells fields of the same name in several columns apart. */
  of?: string;
  onType: (text: string) => void;
}) {
  const { field, typed } = props;
  const name = offerFieldName(field.field);
  return (
    <FieldInput
      field={field}
      label={name}
      isNeeded={props.isNeeded}
      // What the engine read belongs to the text before until its answer is there.
      typed={typed === undefined ? undefined : { text: typed, isPending: false, problem: field.problem }}
      hint={wordsOf("hint", field.field)}
      onType={props.onType}
      onLeave={leaveOffer}
      onReset={typed === undefined ? undefined : () => props.onType("")}
    />
  );
}
