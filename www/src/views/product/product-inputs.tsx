import type { ProductView } from "../../engine/types";
import { t } from "../../i18n/locale";
import { FieldInput } from "../../parts/field-input";
import { edit, leaveField, resetField, revertField } from "../../state/actions";
import { draftKey, drafts, missing } from "../../state/store";

const GROUPS = ["product", "costs", "stock", "assumptions"] as const;

/** The inputs of a product in four groups that fold. */
export function ProductInputs(props: { product: ProductView }) {
  const { fields, row } = props.product;
  const known = new Set<string>(GROUPS);
  const others = fields.filter((field) => !known.has(field.group));
  return (
    <form class="inputs" aria-label={t("inputs.label")} onSubmit={(event) => event.preventDefault()}>
      {GROUPS.map((group) => {
        const own = fields.filter((field) => field.group === group);
        const shown = group === "assumptions" ? [...own, ...others] : own;
        if (shown.length === 0) return null;
        const asked = shown.filter(
          (field) => field.source === "unknown" && field.text === "" && row.missing.includes(field.field),
        ).length;
        return (
          <details key={group} open>
            <summary>
              <h2>{t(`group.${group}`)}</h2>
              {asked > 0 ? <span class="is-asked">{t("inputs.asked", { n: asked })}</span> : null}
            </summary>
            {shown.map((field) => (
              <FieldInput
                key={field.field}
                field={field}
                hint={field.field === "own_prices" ? t("hint.own_prices") : null}
                isNeeded={row.missing.includes(field.field)}
                typed={drafts.value[draftKey(row.key, field.field)]}
                suggestions={
                  missing.value.find((fact) => fact.key === row.key && fact.field === field.field)?.suggestions
                }
                onType={(text) => void edit(row.key, field.field, text)}
                onLeave={() => leaveField(row.key, field.field)}
                onRevert={() => revertField(row.key, field.field)}
                onReset={() => void resetField(row.key, field.field)}
              />
            ))}
          </details>
        );
      })}
    </form>
  );
}
