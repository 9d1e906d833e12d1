import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { inTurn } from "../state/turns";
import { isPrinting } from "./printing";

/**
 * Whether the turn of a part of a view has come. Parts come in the order in which they stand in the view, and all
 * of them at once when the page is printed.
 */
export function useTurn(): boolean {
  const [isTurn, take] = useState(false);
  useEffect(() => inTurn(() => take(true)), []);
  return isTurn || isPrinting.value;
}

/** A part of a view that is built in a frame of its own, after what stands before it. */
export function InTurn(props: { children: ComponentChildren }) {
  return useTurn() ? props.children : null;
}
