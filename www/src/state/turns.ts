// A long view is built part by part, one a frame, so that no part waits for all and the hand for none.

/** A part's turn comes after so long at the latest: where nothing is painted there are no frames. */
const LONGEST_MS = 100;

const waiting: (() => void)[] = [];
let isCalled = false;

function callNext(): void {
  if (isCalled || waiting.length === 0) return;
  isCalled = true;
  let isDone = false;
  const next = (): void => {
    if (isDone) return;
    isDone = true;
    isCalled = false;
    waiting.shift()?.();
    callNext();
  };
  // After the frame is painted, not within it.
  requestAnimationFrame(() => setTimeout(next, 0));
  setTimeout(next, LONGEST_MS);
}

let coming = 0;

/** Notes that the view is not whole before this has settled. */
export function building<T>(part: Promise<T>): Promise<T> {
  coming += 1;
  return part.finally(() => {
    coming -= 1;
  });
}

/** Whether parts wait for their turn, or for their code. */
export function isBuilding(): boolean {
  return waiting.length > 0 || coming > 0;
}

/** Calls `then` after the next frame, behind all that wait; returns how to give the turn up. */
export function inTurn(then: () => void): () => void {
  waiting.push(then);
  callNext();
  return () => {
    const at = waiting.indexOf(then);
    if (at >= 0) waiting.splice(at, 1);
  };
}

/** What can wait is done after so long at the latest. */
const LONGEST_REST_MS = 300;

/** Until the page has nothing to do, or for so long at most. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: LONGEST_REST_MS });
    else setTimeout(resolve, LONGEST_REST_MS);
  });
}

/** The hand rests when nothing has changed for so long. */
const REST_MS = 400;

/** What waits for the same rest of the hand: one timer is enough for all, and is not set anew at every key. */
const behind = new Set<() => void>();
let isWaiting = false;
/** When the hand moved last. */
let movedAt = 0;

/** Calls `follow` once the hand rests, counted from now. */
export function whenRested(follow: () => void): void {
  behind.add(follow);
  movedAt = performance.now();
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(lookForRest, REST_MS);
}

/** Gives up what waits for the rest of the hand. */
export function forgetRest(follow: () => void): void {
  behind.delete(follow);
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
