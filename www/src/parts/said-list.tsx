import type { ShipmentSaid } from "../engine/types";
import { t } from "../i18n/locale";
import { problemText } from "../i18n/problem-text";
import { cellId, saidId } from "./sheet-cell";

const severities = ["error", "warning", "note"] as const;

/** What is wrong, in question or worth knowing about a sheet; each leads to its field. */
export function SaidList(props: {
  said: readonly ShipmentSaid[];
  /** Words for a value of a sentence that is a code. */
  inWords?: (name: string, text: string) => string;
}) {
  const { said } = props;
  if (said.length === 0) return null;
  const sorted = severities.flatMap((severity) => said.filter((entry) => entry.severity === severity));
  const firstOf = new Map<string, ShipmentSaid>();
  for (const entry of sorted) if (!firstOf.has(entry.place)) firstOf.set(entry.place, entry);
  return (
    <section class="landed-part problems" aria-labelledby="sheet-said">
      <h2 id="sheet-said">{t("landed.said")}</h2>
      <ul>
        {sorted.map((entry, i) => (
          // What is said has no identity of its own; the list is drawn anew with each answer.
          <li
            key={i}
            id={firstOf.get(entry.place) === entry && entry.place !== "" ? saidId(entry.place) : undefined}
            class={`problem is-${entry.severity}`}
          >
            <span class="severity">{t(`severity.${severityOf(entry.severity)}`)}</span>
            <span>
              {words(entry, props.inWords)} <GoTo place={entry.place} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function severityOf(severity: string): (typeof severities)[number] {
  return severities.find((known) => known === severity) ?? "note";
}

function GoTo(props: { place: string }) {
  if (props.place === "" || props.place === "rows" || props.place === "freights") return null;
  return (
    <button type="button" class="link" onClick={() => document.getElementById(cellId(props.place))?.focus()}>
      {t("landed.go_to")}
    </button>
  );
}

/** The sentence of what is said. */
function words(said: ShipmentSaid, inWords: (name: string, text: string) => string = (_, text) => text): string {
  return problemText({
    code: said.code,
    severity: said.severity,
    file: null,
    line: null,
    column: null,
    heading: null,
    field: null,
    sku: null,
    params: said.params.map(({ name, text }) => ({ name, text: inWords(name, text) })),
  });
}
