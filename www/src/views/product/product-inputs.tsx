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
  const known = new Set<string>(GROUPS);
  return (
    // biome-ignore lint/a11y/useSemanticElements: at every key the browser goes through all fields of a form for what it could fill in; each field is a form of its own.
    <div class="inputs" role="form" aria-label={t("inputs.label")}>
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
    </div>
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
  // A group in which nothing changed is not gone through while another is typed in.
  const fields = useMemo(
    () =>
      props.fields.map((field) => (
        <Apart
          key={field.field}
          product={product}
          field={field}
          isNeeded={isNeeded(field)}
          suggestions={suggestionsFor(facts, product, field.field)}
          swing={swings?.find(({ id }) => id === field.field)}
        />
      )),
    [product, props.missing, facts, swings, ...props.fields],
  );
  return (
    <details open>
      <summary>
        <h2>{t(`group.${group}`)}</h2>
        {asked > 0 ? <span class="is-asked">{t("inputs.asked", { n: asked })}</span> : null}
      </summary>
      <div class="input-group">{fields}</div>
    </details>
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
