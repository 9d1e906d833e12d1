import type { Field, MissingFact, ProductView } from "../../engine/types";
import { t } from "../../i18n/locale";
import { InTurn } from "../../parts/in-turn";
import { sensitivity } from "../../state/pictures";
import { missing } from "../../state/store";
import { ProductField } from "./product-field";

const GROUPS = ["product", "costs", "stock", "assumptions"] as const;
type Group = (typeof GROUPS)[number];

/** The inputs of a product in four groups that fold. */
export function ProductInputs(props: { product: ProductView }) {
  const { fields, row } = props.product;
  const known = new Set<string>(GROUPS);
  return (
    <form class="inputs" aria-label={t("inputs.label")} onSubmit={(event) => event.preventDefault()}>
      {GROUPS.map((group) => {
        const own = fields.filter(
          (field) => field.group === group || (group === "assumptions" && !known.has(field.group)),
        );
        return own.length > 0 ? (
          <InTurn key={group}>
            <InputGroup group={group} fields={own} product={row.key} missing={row.missing} />
          </InTurn>
        ) : null;
      })}
    </form>
  );
}

function InputGroup(props: { group: Group; fields: readonly Field[]; product: string; missing: readonly string[] }) {
  const { group, product } = props;
  const isNeeded = (field: Field) => props.missing.includes(field.field);
  const asked = props.fields.filter(
    (field) => field.source === "unknown" && field.text === "" && isNeeded(field),
  ).length;
  const facts = missing.value;
  const swings = sensitivity.value?.fields;
  return (
    <details open>
      <summary>
        <h2>{t(`group.${group}`)}</h2>
        {asked > 0 ? <span class="is-asked">{t("inputs.asked", { n: asked })}</span> : null}
      </summary>
      {props.fields.map((field) => (
        <ProductField
          key={field.field}
          product={product}
          field={field}
          isNeeded={isNeeded(field)}
          suggestions={suggestionsFor(facts, product, field.field)}
          swing={swings?.find(({ id }) => id === field.field)}
          hint={field.field === "own_prices" ? t("hint.own_prices") : null}
        />
      ))}
    </details>
  );
}

function suggestionsFor(facts: readonly MissingFact[], key: string, field: string): readonly string[] | undefined {
  return facts.find((fact) => fact.key === key && fact.field === field)?.suggestions;
}
