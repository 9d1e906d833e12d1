import type { ComponentChildren } from "preact";

/** A headline figure: its name, the figure, and a line beneath that says more. */
export function Figure(props: {
  label: string;
  note?: ComponentChildren;
  tone?: "first" | "second";
  /** What it shows, so that its counterparts light up with it. */
  part?: string;
  children: ComponentChildren;
}) {
  return (
    <div class={props.tone === "second" ? "figure is-second" : "figure"} data-part={props.part}>
      <dt>{props.label}</dt>
      <dd class="figure-value">{props.children}</dd>
      {props.note ? <dd class="figure-note">{props.note}</dd> : null}
    </div>
  );
}
