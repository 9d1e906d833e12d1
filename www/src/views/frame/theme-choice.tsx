import { t } from "../../i18n/locale";
import { setTheme } from "../../state/actions";
import { theme } from "../../state/store";

/** Light, dark, or as the system has it. */
export function ThemeChoice() {
  return (
    <label class="theme">
      <span class="only-read">{t("header.theme")}</span>
      <select value={theme.value} onChange={(event) => setTheme(toTheme(event.currentTarget.value))}>
        <option value="auto">{t("theme.auto")}</option>
        <option value="light">{t("theme.light")}</option>
        <option value="dark">{t("theme.dark")}</option>
      </select>
    </label>
  );
}

function toTheme(text: string): "auto" | "light" | "dark" {
  return text === "light" || text === "dark" ? text : "auto";
}
