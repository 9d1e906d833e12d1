import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * A box that its words open over the page. It closes by Escape, which gives the focus back to the words, by a press
 * elsewhere and when the focus goes elsewhere.
 */
export function Popover(props: {
  class: string;
  summary: ComponentChildren;
  onOpen?: () => void;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDetailsElement>(null);
  useClosingElsewhere(box);
  return (
    <details
      class={props.class}
      ref={box}
      onToggle={(event) => {
        if (event.currentTarget.open) props.onOpen?.();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || !event.currentTarget.open) return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  );
}

/**
 * Closes a box by a press or a focus elsewhere. It stands by itself: a listener holds everything that is named where it is made, and
 * beside the children of the box that would be the page as it was drawn first, and all that it was since.
 */
function useClosingElsewhere(box: RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const close = (event: PointerEvent | FocusEvent) => {
      const { current } = box;
      // The page puts the focus into a view that is there at last; that is nobody going elsewhere.
      if (event.type === "focusin" && event.target === document.getElementById("main")) return;
      if (current?.open && event.target instanceof Node && !current.contains(event.target)) current.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, [box]);
}
