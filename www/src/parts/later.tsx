import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** A part of the page whose code is in a file of its own. */
export interface Later<Props> {
  /** Nothing until its code is there. */
  readonly View: ComponentType<Props>;
  /** Fetches its code, if that has not been done. */
  readonly fetch: () => void;
}

/** A part of the page whose code comes when it is shown, or before by `fetch`. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  const part = signal<ComponentType<Props> | null>(null);
  let isAsked = false;
  const fetch = (): void => {
    if (isAsked) return;
    isAsked = true;
    load().then(
      (loaded) => {
        part.value = loaded;
      },
      (thrown: unknown) => {
        // Asked for again when it is shown again.
        isAsked = false;
        console.warn("a part of the page could not be loaded:", thrown);
      },
    );
  };
  const View = (props: Props) => {
    const { value: Part } = part;
    useEffect(fetch, []);
    return Part ? <Part {...props} /> : null;
  };
  return { View, fetch };
}
