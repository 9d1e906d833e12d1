// The design system on one page: every token and every part in all its states. It belongs to
// the tests and to development; neither form of the page contains it.

import "../src/style/page.css";
import "../src/style/following.css";
import "./parts-page.css";
import { render } from "preact";
import { loadLaterWords, setLocale } from "../src/i18n/locale";
import { applyLocale, applyTheme } from "../src/state/preferences";
import { PartsPage } from "./parts-page";

/** `#zh`, `#en/dark`: language and light are in the fragment, so that a link shows one state. */
async function show(): Promise<void> {
  const [language, light] = location.hash.replace(/^#/, "").split("/");
  const chosen = language === "zh" ? "zh" : "en";
  await setLocale(chosen);
  await loadLaterWords();
  applyLocale(chosen);
  applyTheme(light === "dark" || light === "light" ? light : "auto");
  const root = document.getElementById("app");
  if (root !== null) render(<PartsPage />, root);
}

addEventListener("hashchange", () => void show());
void show();
