import { en } from "./en";
import type { Catalogue } from "./message";

/** English words of what comes after the first result; `vite/words.ts` takes out what the first file has. */
export const enLater = async (): Promise<Catalogue> => en;
