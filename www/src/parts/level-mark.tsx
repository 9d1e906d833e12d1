import { levelText } from "../i18n/health-text";

/** A level of an alert: its word, with as many bars as it is urgent. */
export function LevelMark(props: { level: number }) {
  return (
    <span class={`level-mark level-${props.level}`}>
      <span class="level-bars" aria-hidden="true">
        {"▮".repeat(props.level)}
        {"▯".repeat(3 - props.level)}
      </span>{" "}
      {levelText(props.level)}
    </span>
  );
}
