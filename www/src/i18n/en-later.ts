/** English words of what comes after the first result; `vite/words.ts` takes out what the first file has. */
export { en as enLater } from "./en";
