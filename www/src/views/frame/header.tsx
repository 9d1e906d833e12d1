import { useEffect } from "preact/hooks";
import { fullDay } from "../../i18n/format";
import { LANGUAGES, nameOf, t } from "../../i18n/locale";
import { stepText } from "../../i18n/step-text";
import { ConfirmRow } from "../../parts/confirm-row";
import { forgetEverything, setLocale, setTheme, setToday } from "../../state/actions";
import { redo, undo } from "../../state/catalogue";
import {
  isEmpty,
  isSaved,
  isTodayFixed,
  locale,
  missing,
  redoable,
  requestCounts,
  summary,
  theme,
  undoable,
} from "../../state/store";
import { Navigation } from "./navigation";
import { isTyping, Search } from "./search";

/** Name and line, where one can go, what the answers hold for, language, light, and the proof that nothing leaves. */
export function Header() {
  return (
    <header class="header">
      <div class="brand">
        <span class="brand-name">
          Clearfloor <span lang="zh-CN">清仓底价</span>
        </span>
        <span class="brand-line">{t("page.line")}</span>
      </div>
      <Navigation />
      <Search />
      <div class="header-tools">
        <Steps />
        <DateChip />
        <fieldset class="switch">
          <legend class="only-read">{t("header.language")}</legend>
          {LANGUAGES.map((language) => (
            <button
              key={language.id}
              type="button"
              lang={language.id === "zh" ? "zh-CN" : "en"}
              aria-pressed={locale.value === language.id}
              onClick={() => setLocale(language.id)}
            >
              {language.short}
              <span class="only-read"> {language.name}</span>
            </button>
          ))}
        </fieldset>
        <label class="theme">
          <span class="only-read">{t("header.theme")}</span>
          <select value={theme.value} onChange={(event) => setTheme(toTheme(event.currentTarget.value))}>
            <option value="auto">{t("theme.auto")}</option>
            <option value="light">{t("theme.light")}</option>
            <option value="dark">{t("theme.dark")}</option>
          </select>
        </label>
        <Requests />
      </div>
    </header>
  );
}

function toTheme(text: string): "auto" | "light" | "dark" {
  return text === "light" || text === "dark" ? text : "auto";
}

/** One step back, one step forth; by Ctrl+Z and Ctrl+Shift+Z wherever nothing is being typed. */
function Steps() {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) void undo();
      else if ((key === "z" && event.shiftKey) || key === "y") void redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", follow);
    return () => document.removeEventListener("keydown", follow);
  }, []);
  const back = undoable.value;
  const forth = redoable.value;
  if (!back && !forth) return null;
  return (
    <div class="steps">
      <button
        type="button"
        class="quiet"
        disabled={!back}
        title={back ? stepText(back) : undefined}
        onClick={() => void undo()}
      >
        {t("undo.undo")}
      </button>
      <button
        type="button"
        class="quiet"
        disabled={!forth}
        title={forth ? stepText(forth) : undefined}
        onClick={() => void redo()}
      >
        {t("undo.redo")}
      </button>
    </div>
  );
}

/** Marketplace and day; opened, the day can be set "as if it were". */
function DateChip() {
  const today = summary.value?.today ?? "";
  // Until the engine says the day, its place is kept by as many figures, or everything below would jump.
  if (!today) {
    const date = "0".repeat(locale.value === "zh" ? 14 : 11);
    return (
      <span class="chip is-waiting" aria-hidden="true">
        <span class="chip-words">{t("header.chip", { date, season: nameOf("season", "non_peak") })}</span>
      </span>
    );
  }
  const season = summary.value?.season ?? "unknown";
  return (
    <details class="chip">
      <summary>
        {t(isTodayFixed.value ? "header.chip_fixed" : "header.chip", {
          date: fullDay(today),
          season: nameOf("season", season),
        })}
      </summary>
      <div class="popover">
        <label class="field-label" for="as-if">
          {t("header.as_if")}
        </label>
        <input
          id="as-if"
          type="date"
          value={today}
          onChange={(event) => event.currentTarget.value && void setToday(event.currentTarget.value)}
        />
        {isTodayFixed.value ? (
          <button type="button" class="quiet" onClick={() => void setToday(null)}>
            {t("header.real_today")}
          </button>
        ) : null}
        <p class="second">{t("header.as_if_note")}</p>
      </div>
    </details>
  );
}

/** The page's own count of requests, and how to check it. */
function Requests() {
  const { own, others, refused } = requestCounts.value;
  return (
    <details class="chip requests">
      <summary>
        {t("requests.others", { n: others })}
        {others === 0 ? <span aria-hidden="true"> ✓</span> : null}
      </summary>
      <div class="popover is-right">
        <p>{t("requests.own", { n: own })}</p>
        <p>{t("requests.others_long", { n: others })}</p>
        {refused > 0 ? <p>{t("requests.refused", { n: refused })}</p> : null}
        <p class="second">{t("requests.check")}</p>
        <p class="second">{isSaved.value ? t("requests.kept") : t("requests.not_kept")}</p>
        {isEmpty.value && missing.value.length === 0 ? null : (
          <ConfirmRow
            label={t("forget.label")}
            question={t("forget.question")}
            confirm={t("forget.confirm")}
            onConfirm={() => void forgetEverything()}
          />
        )}
      </div>
    </details>
  );
}
