import type { ComponentChildren } from "preact";
import type { ShipmentSaid } from "../engine/types";
import { leaveWorksheet } from "../state/actions";

/** Id of the field at a place of a sheet. */
export function cellId(place: string): string {
  return `at-${place.replace(/\./g, "-")}`;
}

/** Id of what is said about a place of a sheet. */
export function saidId(place: string): string {
  return `said-${place.replace(/\./g, "-")}`;
}

/** What a field is told of what is said about it. */
export function saidAbout(all: readonly ShipmentSaid[], place: string) {
  const said = all.filter((entry) => entry.place === place);
  const isWrong = said.some(({ severity }) => severity === "error");
  return {
    "aria-invalid": isWrong ? (true as const) : undefined,
    "aria-describedby": said.length > 0 ? saidId(place) : undefined,
    class: said.some(({ severity }) => severity === "warning") ? "is-asked" : "",
  };
}

/** A text of a sheet. What is wrong with it stands in the list of what to look at. */
export function SheetCell(props: {
  place: string;
  label: string;
  text: string;
  said: readonly ShipmentSaid[];
  isNumber?: boolean;
  placeholder?: string;
  /** Id of a list of texts that are likely. */
  likely?: string | undefined;
  onType: (text: string) => void;
  onPaste?: (event: ClipboardEvent) => void;
}) {
  const said = saidAbout(props.said, props.place);
  return (
    <input
      id={cellId(props.place)}
      type="text"
      inputMode={props.isNumber ? "decimal" : "text"}
      autocomplete="off"
      spellcheck={false}
      list={props.likely}
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
