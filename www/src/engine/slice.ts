// Long work in slices: the book is asked for a few products at a time until a slice has lasted long enough, so that
// what comes next never waits long, whatever the products are.

/** A slice lasts about so long. */
export const sliceMs = 12;
/** Few products at a time at first, then more, as long as they take less than this. */
const fewMs = 2;
const fewest = 8;
/** The dearest products take some 200 µs each; so many of them are over before anybody minds. */
const most = 128;
/** Steps of a choice among ways, and of a plan, differ more: from some 50 µs to 1 ms and above. */
export const fewSteps = 16;

/** How far work is, as far as a slice needs to know. */
interface Step {
  readonly done: number;
  readonly total: number;
}

/**
 * Goes on until the work is over or the slice has lasted long enough; gives the last answer. No step begins after the
 * end of the slice.
 */
export function inSlice<S extends Step>(
  step: (few: number) => S,
  isOver: (answer: S) => boolean = () => false,
  atMost = most,
  now: () => number = () => performance.now(),
): S {
  const end = now() + sliceMs;
  let few = fewest;
  for (;;) {
    const began = now();
    const answer = step(few);
    const at = now();
    if (at >= end || answer.done >= answer.total || isOver(answer)) return answer;
    if (at - began < fewMs / 2) few = Math.min(2 * few, atMost);
    else if (at - began > fewMs) few = Math.max(1, Math.floor(few / 2));
  }
}

/** A slice of work that gives nothing before it is through; null = it goes on. */
export function inSteps<A>(step: (few: number) => A | undefined, now?: () => number): A | null {
  const one = (few: number) => {
    const answer = step(few) ?? null;
    return { answer, done: answer === null ? 0 : 1, total: 1 };
  };
  return inSlice(one, () => false, fewSteps, now).answer;
}
