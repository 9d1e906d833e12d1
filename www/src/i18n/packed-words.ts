/** The words of later views where they lie packed inside the page. */

import { readAsset } from "../engine/assets";
import type { Catalogue, Message } from "./message";

/** Name of the asset; `vite/words.ts` puts it there under this name. */
const name = "words";

/** Words of all languages, each in the order of the keys, which are there once. */
export interface PackedWords {
  readonly keys: readonly string[];
  readonly en: readonly Message[];
  readonly zh: readonly Message[];
}

/** The words of a language, unpacked each time: they are asked for once a language. */
export async function packedWords(language: "en" | "zh"): Promise<Catalogue> {
  const packed: PackedWords = JSON.parse(new TextDecoder().decode(await readAsset(name)));
  return Object.fromEntries(packed[language].map((message, i) => [packed.keys[i] ?? "", message]));
}
