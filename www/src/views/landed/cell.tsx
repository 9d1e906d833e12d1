import type { ComponentChildren } from "preact";
import { leaveWorksheet } from "../../state/actions";
import { shipment } from "../../state/shipment";

/** Id of what is said about a place of the sheet. */
export function saidId(place: string): string {
  return `said-${place.replace(/\./g, "-")}`;
}

function saidAbout(place: string) {
  const said = shipment.value?.said.filter((entry) => entry.place === place) ?? [];
  const isWrong = said.some(({ severity }) => severity === "error");
  return {
    "aria-invalid": isWrong ? (true as const) : undefined,
    "aria-describedby": said.length > 0 ? saidId(place) : undefined,
    class: said.some(({ severity }) => severity === "warning") ? "is-asked" : "",
  };
}

/** A text of the sheet. What is wrong with it stands in the list of what to look at. */
export function Cell(props: {
  place: string;
  label: string;
  text: string;
  isNumber?: boolean;
  placeholder?: string;
  onType: (text: string) => void;
  onPaste?: (event: ClipboardEvent) => void;
}) {
  const { place } = props;
  const said = saidAbout(place);
  return (
    <input
      id={`at-${place.replace(/\./g, "-")}`}
      type="text"
      inputMode={props.isNumber ? "decimal" : "text"}
      autocomplete="off"
      spellcheck={false}
      aria-label={props.label}
      value={props.text}
      placeholder={props.placeholder ?? ""}
      // What is still to be given is no mistake.
      aria-invalid={props.text === "" ? undefined : said["aria-invalid"]}
      aria-describedby={said["aria-describedby"]}
      class={`${said.class} ${props.isNumber ? "is-number" : ""}`}
      onInput={(event) => props.onType(event.currentTarget.value)}
      onBlur={leaveWorksheet}
      onPaste={props.onPaste}
    />
  );
}

/** A choice of the sheet. */
export function Choice(props: {
  place: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  const said = saidAbout(props.place);
  return (
    <select
      id={`at-${props.place.replace(/\./g, "-")}`}
      aria-label={props.label}
      value={props.value}
      aria-invalid={said["aria-invalid"]}
      aria-describedby={said["aria-describedby"]}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      {props.options.map(([value, words]) => (
        <option key={value} value={value} selected={value === props.value}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** A field with its words above it. */
export function Labelled(props: { words: string; hint?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="landed-field">
      <span class="landed-label" aria-hidden="true">
        {props.words}
      </span>
      {props.children}
      {props.hint ? <span class="second">{props.hint}</span> : null}
    </div>
  );
}
