import type { ComponentChildren } from "preact";
import { type Name, name } from "./names";

/** A part: its name, what it is for, its states beside each other. */
export function Part(props: { id: string; title: Name; note: Name; isWide?: boolean; children: ComponentChildren }) {
  return (
    <section class="part" id={props.id} data-specimen={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{name(props.title)}</h2>
      <p>{name(props.note)}</p>
      <div class={props.isWide ? "states is-wide" : "states"}>{props.children}</div>
    </section>
  );
}

/** One state of a part, with its name above it. */
export function State(props: { of: Name; children: ComponentChildren }) {
  return (
    <figure class="state" data-specimen-state={props.of}>
      <figcaption>{name(props.of)}</figcaption>
      {props.children}
    </figure>
  );
}
