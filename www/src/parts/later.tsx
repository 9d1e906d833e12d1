import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { loadLaterWords } from "../i18n/locale";
import { building, whenIdle } from "../state/turns";

/** A part of the page whose code is in a file of its own. */
export interface Later<Props> {
  /** Nothing until its code is there. */
  readonly View: ComponentType<Props>;
  /** Fetches its code, if that has not been done. */
  readonly fetch: () => Promise<void>;
}

/** Parts that follow the first result by themselves, those that are wanted first before the others. */
const following: (() => Promise<void>)[] = [];

/** A part of the page whose code comes when it is shown, or before by `fetch`. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  const part = signal<ComponentType<Props> | null>(null);
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> => {
    coming ??= building(load()).then(
      (loaded) => {
        part.value = loaded;
      },
      (thrown: unknown) => {
        // Asked for again when it is shown again.
        coming = null;
        console.warn("a part of the page could not be loaded:", thrown);
      },
    );
    return coming;
  };
  const View = (props: Props) => {
    const { value: Part } = part;
    useEffect(() => void fetch(), []);
    return Part ? <Part {...props} /> : null;
  };
  return { View, fetch };
}

/** A part that comes with the words and the style that the first screen is without, at the latest after the first result. */
export function followingFirst<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  const part = later<Props>(() => {
    const style = import("../style/following.css");
    return Promise.all([load(), loadLaterWords(), style]).then(([View]) => View);
  });
  following.push(part.fetch);
  return part;
}

/** Fetches what follows the first result, one part after the other while nothing else is to be done. */
export async function fetchFollowing(): Promise<void> {
  // Parts of parts join while it runs.
  for (const fetch of following) {
    await whenIdle();
    await fetch();
  }
}
