import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { inTurn } from "../state/turns";
import { useTurn } from "./in-turn";

/** What is out of sight follows after so long without another change. */
const REST_MS = 400;
/** What is nearly in sight counts as seen, in pixels. */
const MARGIN = "200px";

/**
 * A part of a long view that is built in a frame of its own and need not follow every keystroke while it is
 * out of sight.
 *
 * On the screen its children follow at once; elsewhere they follow when the hand rests, or as
 * soon as they come into sight. They are always there: for searching, printing and for readers
 * that do not look at the screen.
 */
export function Far(props: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const isSeen = useRef(true);
  const shown = useRef<ComponentChildren>(null);
  const [, redraw] = useState(0);
  const isDue = useRef(true);
  const isTurn = useTurn();
  if (isTurn && (isSeen.current || isDue.current)) shown.current = props.children;
  const isBehind = isTurn && shown.current !== props.children;
  if (isTurn) isDue.current = false;
  useEffect(() => {
    const element = box.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        isSeen.current = entry?.isIntersecting ?? true;
        if (isSeen.current) redraw((n) => n + 1);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!isBehind) return;
    let giveUp = () => {};
    const timer = setTimeout(() => {
      giveUp = inTurn(() => {
        isDue.current = true;
        redraw((n) => n + 1);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      giveUp();
    };
  });
  // The same children again are not compared with what is drawn.
  return (
    <div class="far" ref={box}>
      {shown.current as VNode}
    </div>
  );
}
