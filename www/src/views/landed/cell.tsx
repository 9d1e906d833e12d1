import { SheetCell, saidAbout } from "../../parts/sheet-cell";
import { shipment } from "../../state/shipment";

export { Labelled } from "../../parts/sheet-cell";

/** A text of the shipment. */
export function Cell(props: {
  place: string;
  label: string;
  text: string;
  isNumber?: boolean;
  placeholder?: string;
  onType: (text: string) => void;
  onPaste?: (event: ClipboardEvent) => void;
}) {
  return <SheetCell {...props} said={shipment.value?.said ?? []} />;
}

/** A choice of the sheet. */
export function Choice(props: {
  place: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  const said = saidAbout(shipment.value?.said ?? [], props.place);
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
