import type { ChannelField } from "../../engine/types";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { FieldInput } from "../../parts/field-input";
import { leaveWorksheet, typeInChannels } from "../../state/actions";
import { channelTexts } from "../../state/channels";

/** A field of the worksheet. In the table its label is said to those who do not see the row. */
export function ChannelInput(props: { product: string; field: ChannelField; place: string | null; isShown?: boolean }) {
  const { product, place } = props;
  const { field, name, isNeeded } = props.field;
  const text = channelTexts.value[field.field];
  const label = nameOf("shop_field", name);
  const typed =
    text === undefined ? undefined : { text, isPending: false, problem: text === "" ? null : field.problem };
  return (
    <FieldInput
      field={field}
      typed={typed}
      isNeeded={isNeeded}
      label={place === null ? label : t("channels.field_of", { shop: nameOf("shop", place), field: label })}
      isLabelHidden={place !== null && !props.isShown}
      hint={place === null ? wordsOf("shop_hint", name) : null}
      onType={(next) => typeInChannels(product, field.field, next)}
      onLeave={() => {
        // An empty field is no word of the seller's.
        if (channelTexts.peek()[field.field] === "") typeInChannels(product, field.field, null);
        leaveWorksheet();
      }}
      onReset={text === undefined ? undefined : () => typeInChannels(product, field.field, null)}
    />
  );
}
