import type { ChannelField } from "../../engine/types";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { SheetField } from "../../parts/sheet-field";
import { typeInChannels } from "../../state/actions";
import { channelTexts } from "../../state/channels";

/** A field of the worksheet. In the table its label is said to those who do not see the row. */
export function ChannelInput(props: { product: string; field: ChannelField; place: string | null; isShown?: boolean }) {
  const { field, place } = props;
  const label = nameOf("shop_field", field.name);
  return (
    <SheetField
      field={field}
      text={channelTexts.value[field.field.field]}
      label={place === null ? label : t("channels.field_of", { shop: nameOf("shop", place), field: label })}
      isLabelHidden={place !== null && !props.isShown}
      hint={place === null ? wordsOf("shop_hint", field.name) : null}
      onType={(next) => typeInChannels(props.product, field.field.field, next)}
    />
  );
}
