import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { inTurn } from "../state/turns";
import { useTurn } from "./in-turn";
import { isPrinting } from "./printing";

/** What is out of sight follows after so long without another change. */
const REST_MS = 400;

/** Parts that are behind. They wait for the same rest of the hand, so one timer is enough for all. */
const behind = new Set<() => void>();
let isWaiting = false;
/** When the hand moved last. */
let movedAt = 0;

function waitForRest(follow: () => void): void {
  behind.add(follow);
  movedAt = performance.now();
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(lookForRest, REST_MS);
}

function lookForRest(): void {
  const left = movedAt + REST_MS - performance.now();
  if (behind.size > 0 && left > 0) {
    setTimeout(lookForRest, left);
    return;
  }
  isWaiting = false;
  const due = [...behind];
  behind.clear();
  for (const follow of due) follow();
}

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
    if (isBehind) waitForRest(follow.current);
    else behind.delete(follow.current);
  });
  useEffect(
    () => () => {
      giveUp.current();
      behind.delete(follow.current);
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
