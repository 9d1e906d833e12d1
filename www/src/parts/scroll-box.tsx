import type { ComponentChildren } from "preact";

/** A box that scrolls sideways and can be reached by keyboard, for tables wider than the page. */
export function ScrollBox(props: { label: string; children: ComponentChildren }) {
  return (
    // A region that scrolls must be focusable, or the keyboard cannot scroll it.
    <section class="scroll-box" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
