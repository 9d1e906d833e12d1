import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { inTurn } from "../state/turns";

/** Whether the turn of a part of a view has come. Parts come in the order in which they stand in the view. */
export function useTurn(): boolean {
  const [isTurn, take] = useState(false);
  useEffect(() => inTurn(() => take(true)), []);
  return isTurn;
}

/** A part of a view that is built in a frame of its own, after what stands before it. */
export function InTurn(props: { children: ComponentChildren }) {
  return useTurn() ? props.children : null;
}
