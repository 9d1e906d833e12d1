import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { isPrinting } from "./printing";

/** Figures of a picture, folded. They are not drawn before: with every picture they would double what a key changes. */
export function FoldedFigures(props: { summary: string; draw: () => ComponentChildren }) {
  const isOpen = useSignal(false);
  const isDrawn = isOpen.value || isPrinting.value;
  return (
    <details
      class="figures"
      open={isDrawn}
      onToggle={(event) => {
        if (!isPrinting.value) isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{props.summary}</summary>
      {isDrawn ? props.draw() : null}
    </details>
  );
}
