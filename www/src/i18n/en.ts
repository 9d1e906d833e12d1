import { enFirst } from "./en-first";
import { enLater } from "./en-later";

/** English, the pattern of all catalogues: what is shipped in two files, as one. */
export const en = { ...enFirst, ...enLater };
