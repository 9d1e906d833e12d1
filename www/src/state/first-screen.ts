// The head of the first screen is in the page itself and painted before any script has come (`vite/first-screen.ts`).
// What the page showed when it was left decides whether it is shown then (`public/first.js`).

import { localeOf } from "./preferences";
import { isEmpty, locale, theme, view } from "./store";

/** Where `public/first.js` reads it. */
const name = "clearfloor first screen";

/** Takes it away: the page's own is there. */
export function endFirstScreen(): void {
  document.getElementById("first")?.remove();
  document.documentElement.removeAttribute("data-first");
}

/** Notes what is shown, for the next visit; nothing if that is what a first visit shows. */
export function noteFirstScreen(): void {
  const isElsewhere = !isEmpty.peek() || view.peek().name !== "catalogue";
  const isUsual = !isElsewhere && theme.peek() === "auto" && locale.peek() === localeOf(navigator.languages);
  try {
    if (isUsual) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ isElsewhere, locale: locale.peek(), theme: theme.peek() }));
  } catch {
    // Not allowed: the next visit is like a first one.
  }
}
