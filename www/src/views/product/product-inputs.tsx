import { useMemo } from "preact/hooks";
import type { Field, MissingFact, ProductView, Swing } from "../../engine/types";
import { locale, t } from "../../i18n/locale";
import { InTurn } from "../../parts/in-turn";
import { sensitivity } from "../../state/pictures";
import { missing } from "../../state/store";
import { ProductField } from "./product-field";

const GROUPS = ["product", "costs", "stock", "assumptions"] as const;
type Group = (typeof GROUPS)[number];

/** The inputs of a product in four groups that fold. */
export function ProductInputs(props: { product: ProductView }) {
  const { fields, row } = props.product;
  return (
    // biome-ignore lint/a11y/useSemanticElements: at every key the browser goes through all fields of a form for what it could fill in; each field is a form of its own.
    <div class="inputs" role="form" aria-label={t("inputs.label")}>
      {GROUPS.map((group) =>
        fields.some((field) => isOf(field, group)) ? (
          <InTurn key={group}>
            <InputGroup group={group} fields={fields} product={row.key} missing={row.missing} />
          </InTurn>
        ) : null,
      )}
    </div>
  );
}

/** Whether a field stands in a group; what has none of these stands with the assumptions. */
function isOf(field: Field, group: Group): boolean {
  return field.group === group || (group === "assumptions" && !GROUPS.some((other) => other === field.group));
}

function InputGroup(props: { group: Group; fields: readonly Field[]; product: string; missing: readonly string[] }) {
  const { group, product } = props;
  const own = props.fields.filter((field) => isOf(field, group));
  const facts = missing.value;
  const swings = sensitivity.value?.fields;
  const isNeeded = (field: Field) => props.missing.includes(field.field);
  const asked = own.filter((field) => field.source === "unknown" && field.text === "" && isNeeded(field)).length;
  const title = t(`group.${group}`);
  const note = asked > 0 ? t("inputs.asked", { n: asked }) : null;
  // A group in which nothing changed is not gone through while another is typed in.
  return useMemo(
    () => (
      <details open>
        <summary>
          <h2>{title}</h2>
          {note === null ? null : <span class="is-asked">{note}</span>}
        </summary>
        <div class="input-group">
          {own.map((field) => (
            <Apart
              key={field.field}
              product={product}
              field={field}
              isNeeded={isNeeded(field)}
              suggestions={suggestionsFor(facts, product, field.field)}
              swing={swings?.find(({ id }) => id === field.field)}
            />
          ))}
        </div>
      </details>
    ),
    [product, title, note, props.missing, facts, swings, ...own],
  );
}

/** A field in a form of its own. It reads a signal, so it is left alone while what it is given stays the same. */
function Apart(props: {
  product: string;
  field: Field;
  isNeeded: boolean;
  suggestions: readonly string[] | undefined;
  swing: Swing | undefined;
}) {
  void locale.value;
  return (
    <form class="apart" onSubmit={(event) => event.preventDefault()}>
      <ProductField {...props} hint={props.field.field === "own_prices" ? t("hint.own_prices") : null} />
    </form>
  );
}

function suggestionsFor(facts: readonly MissingFact[], key: string, field: string): readonly string[] | undefined {
  return facts.find((fact) => fact.key === key && fact.field === field)?.suggestions;
}
