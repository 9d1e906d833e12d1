import { computed, effect } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { forgetRest, inTurn, whenRested } from "../state/turns";
import { useTurn } from "./in-turn";
import { isPrinting } from "./printing";

/**
 * A part of a long view that is built in a frame of its own and need not follow every keystroke while it is
 * out of sight.
 *
 * `draw` is one and the same function from first to last and reads signals: when one of them changes, what it gives
 * follows at once on the screen; elsewhere it follows when the hand rests, or as soon as it comes into sight, and until
 * then nothing of the page is gone through for it. It is always there: for searching, printing and for readers
 * that do not look at the screen. `onSight` hears when it comes into sight or leaves it.
 */
export function Far(props: { draw: () => ComponentChildren; onSight?: (isSeen: boolean) => void }) {
  const { draw } = props;
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useRef(true);
  const isDue = useRef(true);
  const shown = useRef<ComponentChildren>(null);
  const [, redraw] = useState(0);
  const tell = useRef(props.onSight);
  tell.current = props.onSight;
  const newest = useMemo(() => computed(draw), [draw]);
  const isTurn = useTurn();
  const { value: isPrinted } = isPrinting;
  if (isTurn && (isSeen.current || isDue.current || isPrinted)) {
    isDue.current = false;
    shown.current = newest.peek();
  }
  useEffect(() => {
    const element = box.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver((entries) => {
      // More than one if it came and went before it was told.
      isSeen.current = entries[entries.length - 1]?.isIntersecting ?? true;
      tell.current?.(isSeen.current);
      if (isSeen.current) redraw((n) => n + 1);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const giveUp = useRef(() => {});
  const follow = useRef(() => {
    giveUp.current = inTurn(() => {
      isDue.current = true;
      redraw((n) => n + 1);
    });
  });
  const catchUp = useRef((_: ComponentChildren) => {});
  catchUp.current = (drawn) => {
    giveUp.current();
    if (drawn === shown.current) forgetRest(follow.current);
    else if (isSeen.current) redraw((n) => n + 1);
    else whenRested(follow.current);
  };
  useLayoutEffect(() => {
    if (isTurn) catchUp.current(newest.peek());
  });
  useEffect(() => (isTurn ? effect(() => catchUp.current(newest.value)) : undefined), [isTurn, newest]);
  useEffect(
    () => () => {
      giveUp.current();
      forgetRest(follow.current);
    },
    [],
  );
  // The same children again are not compared with what is drawn.
  return (
    <div class="far" ref={box}>
      {shown.current as VNode}
    </div>
  );
}
