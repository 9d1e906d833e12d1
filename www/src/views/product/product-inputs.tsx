import { computed } from "@preact/signals";
import type { Field, MissingFact, Swing } from "../../engine/types";
import { locale, t } from "../../i18n/locale";
import { InTurn } from "../../parts/in-turn";
import { takenFrom } from "../../parts/season-line";
import { sensitivity } from "../../state/pictures";
import { shownFields, shownKey, shownMissing, shownSeason } from "../../state/shown-product";
import { missing } from "../../state/store";
import { ProductField } from "./product-field";

const GROUPS = ["product", "costs", "stock", "assumptions"] as const;
type Group = (typeof GROUPS)[number];

/** The inputs of a product in four groups that fold. */
export function ProductInputs() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: at every key the browser goes through all fields of a form for what it could fill in; each field is a form of its own.
    <div class="inputs" role="form" aria-label={t("inputs.label")}>
      {GROUPS.map((group) => (hasFields[group].value ? <InTurn key={group}>{inputGroups[group]}</InTurn> : null))}
    </div>
  );
}

/** Whether a field stands in a group; what has none of these stands with the assumptions. */
function isOf(field: Field, group: Group): boolean {
  return field.group === group || (group === "assumptions" && !GROUPS.some((other) => other === field.group));
}

function byGroup<T>(make: (group: Group) => T): Readonly<Record<Group, T>> {
  return Object.fromEntries(GROUPS.map((group) => [group, make(group)])) as Record<Group, T>;
}

/** The fields of each group: one in which nothing changed is not gone through while another is typed in. */
const fields = byGroup((group) => shownFields((field) => isOf(field, group)));
const hasFields = byGroup((group) => computed(() => fields[group].value.length > 0));
/** Made once: a group reads what it shows. */
const inputGroups = byGroup((group) => <InputGroup group={group} />);

function InputGroup(props: { group: Group }) {
  const { value: own } = fields[props.group];
  const { value: product } = shownKey;
  const { value: lacking } = shownMissing;
  const { value: facts } = missing;
  const { value: swings } = swingsOfFields;
  if (product === null) return null;
  const isNeeded = (field: Field) => lacking.includes(field.field);
  const asked = own.filter((field) => field.source === "unknown" && field.text === "" && isNeeded(field)).length;
  return (
    <details open>
      <summary>
        <h2>{t(`group.${props.group}`)}</h2>
        {asked > 0 ? <span class="is-asked">{t("inputs.asked", { n: asked })}</span> : null}
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
  );
}

const swingsOfFields = computed(() => sensitivity.value?.fields);

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
      <ProductField {...props} hint={hintOf(props.field.field)} />
    </form>
  );
}

/** How a text is written, and which forecast it is from. */
function hintOf(field: string): string | null {
  if (field === "own_prices") return t("hint.own_prices");
  if (field !== "sales_season" && field !== "units_per_day") return null;
  const from = takenFrom(shownSeason.value);
  return field === "units_per_day" ? from : [t("hint.sales_season"), from].filter(Boolean).join(" ");
}

function suggestionsFor(facts: readonly MissingFact[], key: string, field: string): readonly string[] | undefined {
  return facts.find((fact) => fact.key === key && fact.field === field)?.suggestions;
}
