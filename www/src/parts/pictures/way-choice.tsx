import { useId } from "preact/hooks";
import type { Outcome } from "../../engine/types";
import { scenarioName } from "../../i18n/scenario-name";

/** Chooses one of the ways that have a value. */
export function WayChoice(props: {
  label: string;
  outcomes: readonly Outcome[];
  value: string;
  onChoose: (id: string) => void;
}) {
  const id = useId();
  return (
    <p class="picture-choice">
      <label for={id}>{props.label}</label>{" "}
      <select id={id} value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.outcomes
          .filter((outcome) => outcome.presentValue !== null)
          .map((outcome) => (
            <option key={outcome.scenario.id} value={outcome.scenario.id}>
              {scenarioName(outcome.scenario)}
            </option>
          ))}
      </select>
    </p>
  );
}
