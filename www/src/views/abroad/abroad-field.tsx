import type { ChannelField } from "../../engine/types";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { SheetField } from "../../parts/sheet-field";
import { abroadTexts, typeAbroad } from "../../state/abroad";

/** A field of the comparison. In the table its label is said to those who do not see the row. */
export function AbroadField(props: { product: string; field: ChannelField; market: string | null; base: string }) {
  const { market } = props;
  const { field, name } = props.field;
  const isRate = field.field.startsWith("fx.");
  const label = isRate ? t("abroad.rate", { currency: name }) : nameOf("abroad_field", name);
  return (
    <SheetField
      // Money is of the marketplace, which stands above it.
      field={{ ...props.field, field: { ...field, unit: field.kind === "money" ? null : field.unit } }}
      text={abroadTexts.value[field.field]}
      label={market === null ? label : t("abroad.field_of", { market: nameOf("market", market), field: label })}
      isLabelHidden={market !== null}
      hint={market === null && !isRate ? wordsOf("abroad_hint", name) : null}
      onType={(next) => typeAbroad(props.product, field.field, next)}
    />
  );
}
