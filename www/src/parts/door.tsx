import type { ComponentChildren } from "preact";

/** A figure that opens its explanation: a button that looks like a figure, underlined with dots. */
export function Door(props: { label: string; isOpen: boolean; onOpen: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="door" aria-haspopup="dialog" aria-expanded={props.isOpen} onClick={props.onOpen}>
      {props.children}
      <span class="only-read"> {props.label}</span>
    </button>
  );
}
