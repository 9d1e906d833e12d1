import type { ChannelField } from "../engine/types";
import { leaveWorksheet } from "../state/actions";
import { FieldInput } from "./field-input";

/** A field of a worksheet: what was typed in it stands until it is taken out, also a text that cannot be read. */
export function SheetField(props: {
  field: ChannelField;
  /** As typed; undefined where nothing was. */
  text: string | undefined;
  label: string;
  isLabelHidden?: boolean;
  hint: string | null;
  /** Keeps what is typed; null takes it out. */
  onType: (text: string | null) => void;
}) {
  const { text, onType } = props;
  const { field, isNeeded } = props.field;
  return (
    <FieldInput
      field={field}
      typed={text === undefined ? undefined : { text, isPending: false, problem: text === "" ? null : field.problem }}
      isNeeded={isNeeded}
      label={props.label}
      isLabelHidden={props.isLabelHidden ?? false}
      hint={props.hint}
      onType={onType}
      onLeave={() => leaveSheet(text, onType)}
      onReset={text === undefined ? undefined : () => onType(null)}
    />
  );
}

/** Leaves a field of a worksheet. An empty one is no word of the seller's. */
export function leaveSheet(text: string | undefined, onType: (text: string | null) => void): void {
  if (text === "") onType(null);
  leaveWorksheet();
}
