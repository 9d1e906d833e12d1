import type { ComponentChildren } from "preact";

/** A box that scrolls sideways and can be reached by keyboard, for tables wider than the page. */
export function ScrollBox(props: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this groups a table with its scroll bar.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus, or the keyboard cannot scroll it.
    <div role="group" class="scroll-box" aria-label={props.label} tabIndex={0}>
      {props.children}
    </div>
  );
}
