// A field that is left because something was pressed must not move that thing away from under the pointer.

/** Longest wait for the release of a pointer that left the window. */
const LONGEST_MS = 1000;

let isPressed = false;
for (const [kind, pressed] of [
  ["pointerdown", true],
  ["pointerup", false],
  ["pointercancel", false],
] as const) {
  addEventListener(
    kind,
    () => {
      isPressed = pressed;
    },
    { capture: true },
  );
}

/** Does it at once, or after the click that a press under way becomes. */
export function afterPress(act: () => void): void {
  if (!isPressed) {
    act();
    return;
  }
  const done = new AbortController();
  const release = () => {
    done.abort();
    // The click comes right behind the release.
    setTimeout(act);
  };
  const late = setTimeout(release, LONGEST_MS);
  done.signal.addEventListener("abort", () => clearTimeout(late));
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, release, { signal: done.signal });
}
