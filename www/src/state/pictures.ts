// What the pictures of the selected product show, as signals; asked for only while they are on the screen.

import { signal } from "@preact/signals";
import type { Look, Seen } from "../engine/protocol";
import type { Difference, Pictures, Sensitivity } from "../engine/types";
import { share } from "./share";
import { pickedScenarios } from "./store";

/** They are on the screen: every look at the product also brings what they show. */
export const arePicturesShown = signal(false);
/** What they show beside the outcomes; null until it is there. */
export const pictures = signal<Pictures | null>(null);
/** Way whose stock is shown, by its id; null = the recommended one. */
export const stockScenario = signal<string | null>(null);
/** The two ways held against each other; null = doing nothing against the recommended one. */
export const comparedPair = signal<{ readonly from: string; readonly to: string } | null>(null);
/** Why they differ; null = not there yet, or one of them has no value. */
export const difference = signal<Difference | null>(null);
/** How much the answer hangs on each input; null until it is there. Follows an edit after a moment. */
export const sensitivity = signal<Sensitivity | null>(null);

/** What a look brings for the pictures. */
export type PicturePart = "pictures" | "difference";

/** Who shows a part, and whether it is in sight. */
const showing: Readonly<Record<PicturePart, Map<string, boolean>>> = { pictures: new Map(), difference: new Map() };
/** Parts that a look left out since all was looked at. */
const leftOut = new Set<PicturePart>();

/** Notes whether somebody who shows a part is in sight; says whether what it shows is old. */
export function noteSight(part: PicturePart, by: string, isSeen: boolean): boolean {
  showing[part].set(by, isSeen);
  return isSeen && leftOut.has(part);
}

/** Nobody shows them any more. */
export function forgetSights(): void {
  for (const part of Object.values(showing)) part.clear();
}

/** Whether something was left out that nobody has looked at since. */
export function isPictureOld(): boolean {
  return leftOut.size > 0;
}

/** Whether somebody may see it: who has not been told of counts as seen. */
function isInSight(part: PicturePart): boolean {
  const seen = [...showing[part].values()];
  return seen.length === 0 || seen.includes(true);
}

/** What is asked for with the product; while the hand moves, only what is in sight. */
export function pictureLook(isQuick = false): Pick<Look, "pictures" | "difference"> {
  if (!arePicturesShown.peek()) return {};
  const pair = comparedPair.peek();
  const pictures = { scenario: stockScenario.peek(), ways: pickedScenarios.peek() };
  const isAsked = (part: PicturePart): boolean => {
    if (isQuick && !isInSight(part)) {
      leftOut.add(part);
      return false;
    }
    leftOut.delete(part);
    return true;
  };
  return {
    ...(isAsked("pictures") ? { pictures } : {}),
    ...(pair !== null && isAsked("difference") ? { difference: pair } : {}),
  };
}

/** Takes in what was seen of the selected product, unless another choice was made meanwhile. */
export function showPictures(look: Look, seen: Seen): void {
  if (seen.pictures && look.pictures?.scenario === stockScenario.peek()) {
    pictures.value = share(pictures.peek(), seen.pictures);
  }
  const pair = comparedPair.peek();
  if (seen.difference !== undefined && look.difference?.from === pair?.from && look.difference?.to === pair?.to) {
    difference.value = share(difference.peek(), seen.difference);
  }
  if (seen.sensitivity !== undefined) {
    sensitivity.value = share(sensitivity.peek(), seen.sensitivity);
  }
}

/** Another product, or none: nothing of the one before stays. */
export function clearPictures(): void {
  pictures.value = null;
  stockScenario.value = null;
  comparedPair.value = null;
  difference.value = null;
  sensitivity.value = null;
}
