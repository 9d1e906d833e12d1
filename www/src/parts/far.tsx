import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { forgetRest, inTurn, whenRested } from "../state/turns";
import { useTurn } from "./in-turn";
import { isPrinting } from "./printing";

/**
 * A part of a long view that is built in a frame of its own and need not follow every keystroke while it is
 * out of sight.
 *
 * On the screen its children follow at once; elsewhere they follow when the hand rests, or as
 * soon as they come into sight. They are always there: for searching, printing and for readers
 * that do not look at the screen. `onSight` hears when it comes into sight or leaves it.
 */
export function Far(props: { children: ComponentChildren; onSight?: (isSeen: boolean) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useRef(true);
  const shown = useRef<ComponentChildren>(null);
  const [, redraw] = useState(0);
  const isDue = useRef(true);
  const tell = useRef(props.onSight);
  tell.current = props.onSight;
  const isTurn = useTurn();
  if (isTurn && (isSeen.current || isDue.current || isPrinting.value)) shown.current = props.children;
  const isBehind = isTurn && shown.current !== props.children;
  if (isTurn) isDue.current = false;
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
  useLayoutEffect(() => {
    giveUp.current();
    if (isBehind) whenRested(follow.current);
    else forgetRest(follow.current);
  });
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
