import type { ChannelField } from "../../engine/types";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { FieldInput } from "../../parts/field-input";
import { abroadTexts, typeAbroad } from "../../state/abroad";
import { leaveWorksheet } from "../../state/actions";

/** A field of the comparison. In the table its label is said to those who do not see the row. */
export function AbroadField(props: { product: string; field: ChannelField; market: string | null; base: string }) {
  const { product, market } = props;
  const { field, name, isNeeded } = props.field;
  const text = abroadTexts.value[field.field];
  const isRate = field.field.startsWith("fx.");
  const label = isRate ? t("abroad.rate", { currency: name }) : nameOf("abroad_field", name);
  const typed =
    text === undefined ? undefined : { text, isPending: false, problem: text === "" ? null : field.problem };
  return (
    <FieldInput
      // Its choices are named by the field, whatever marketplace it is of.
      field={{ ...field, unit: field.kind === "money" ? null : field.unit }}
      typed={typed}
      isNeeded={isNeeded}
      label={market === null ? label : t("abroad.field_of", { market: nameOf("market", market), field: label })}
      isLabelHidden={market !== null}
      hint={market === null && !isRate ? wordsOf("abroad_hint", name) : null}
      onType={(next) => typeAbroad(product, field.field, next)}
      onLeave={() => {
        // An empty field is no word of the seller's.
        if (abroadTexts.peek()[field.field] === "") typeAbroad(product, field.field, null);
        leaveWorksheet();
      }}
      onReset={text === undefined ? undefined : () => typeAbroad(product, field.field, null)}
    />
  );
}
