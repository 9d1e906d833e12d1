/** English words of the first screen and the first result: all of them here; `vite/words.ts` leaves in the file what these can show. */
export { en as enFirst } from "./en";
