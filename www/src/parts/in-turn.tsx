import type { ComponentChildren } from "preact";
import { useTurn } from "./turns";

/** A part of a view that is built in a frame of its own, after what stands before it. */
export function InTurn(props: { children: ComponentChildren }) {
  return useTurn() ? props.children : null;
}
