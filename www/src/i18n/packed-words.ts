/** The words of later views where they lie packed inside the page. */

import { readAsset } from "../engine/assets.ts";
import type { Catalogue, Message } from "./message.ts";

/** The asset; `vite/words.ts` makes it. */
export const packedWordsName = "words";

/** Words of all languages, each in the order of the keys, which are there once. */
export interface PackedWords {
  readonly keys: readonly string[];
  readonly en: readonly Message[];
  readonly zh: readonly Message[];
}

/** The words of a language, unpacked each time: they are asked for once a language. */
export async function packedWords(language: "en" | "zh"): Promise<Catalogue> {
  const packed: PackedWords = JSON.parse(new TextDecoder().decode(await readAsset(packedWordsName)));
  return Object.fromEntries(packed[language].map((message, i) => [packed.keys[i] ?? "", message]));
}
