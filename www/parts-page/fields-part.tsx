import type { Field } from "../src/engine/types";
import { FieldInput, type Typed } from "../src/parts/field-input";
import { type Name, name } from "./names";
import { field, problem } from "./samples";
import { Part, State } from "./state";

interface Shown {
  readonly of: Name;
  readonly field: Field;
  readonly typed?: Typed;
  readonly isNeeded?: boolean;
  readonly hint?: boolean;
  readonly canReset?: boolean;
}

const unreadable = problem({
  code: "number_unreadable",
  severity: "error",
  params: [{ name: "text", text: "12,50,0" }],
});
const categories = ["shoes", "luggage"];

const STATES: readonly Shown[] = [
  { of: "typed", field: field({}), canReset: true },
  { of: "from_report", field: field({ source: "report", sourceName: "cost_sheet_us.csv", sourceLine: 7 }) },
  { of: "computed", field: field({ source: "computed" }) },
  { of: "assumed", field: field({ field: "annual_rate", kind: "rate", text: "10", unit: "%", source: "assumed" }) },
  { of: "asked", field: field({ text: "", source: "unknown" }), isNeeded: true },
  { of: "wrong", field: field({}), typed: { text: "12,50,0", isPending: false, problem: unreadable } },
  { of: "pending", field: field({}), typed: { text: "7.60", isPending: true, problem: null } },
  {
    of: "choice",
    field: field({ field: "category", kind: "choice", text: "shoes", unit: null, choices: categories }),
  },
  {
    of: "asked_choice",
    field: field({ field: "category", kind: "choice", text: "", unit: null, choices: categories, source: "unknown" }),
    isNeeded: true,
  },
  { of: "with_hint", field: field({}), hint: true },
];

function ignore(): void {
  // The page of parts shows states; it has none of its own.
}

/** The field in every state it can be in. */
export function FieldsPart() {
  return (
    <Part id="fields" title="fields" note="fields_note">
      {STATES.map((shown) => (
        <State key={shown.of} of={shown.of}>
          <FieldInput
            field={shown.field}
            typed={shown.typed}
            isNeeded={shown.isNeeded ?? false}
            hint={shown.hint ? name("fields_note") : null}
            onType={ignore}
            onRevert={ignore}
            onReset={shown.canReset ? ignore : undefined}
          />
        </State>
      ))}
    </Part>
  );
}
