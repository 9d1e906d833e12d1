import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { fullDay } from "../../i18n/format";
import { LANGUAGES, t } from "../../i18n/locale";
import { ConfirmRow } from "../../parts/confirm-row";
import { forgetEverything, go, search, setLocale, setTheme, setToday } from "../../state/actions";
import { fragmentOf } from "../../state/location";
import {
  isEmpty,
  isSaved,
  isTodayFixed,
  list,
  locale,
  missing,
  requestCounts,
  summary,
  tables,
  theme,
  type View,
  view,
} from "../../state/store";

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
      <nav aria-label={t("nav.label")}>
        <NavLink to={{ name: "catalogue" }}>{t("nav.catalogue")}</NavLink>
        <NavLink to={{ name: "tables" }} count={tables.value.length}>
          {t("nav.tables")}
        </NavLink>
        <NavLink to={{ name: "settings" }}>{t("nav.settings")}</NavLink>
        <NavLink to={{ name: "about" }}>{t("nav.about")}</NavLink>
      </nav>
      {isEmpty.value ? null : <Search />}
      <div class="header-tools">
        <DateChip />
        <fieldset class="switch">
          <legend class="only-read">{t("header.language")}</legend>
          {LANGUAGES.map((language) => (
            <button
              key={language.id}
              type="button"
              lang={language.id === "zh" ? "zh-CN" : "en"}
              aria-pressed={locale.value === language.id}
              onClick={() => language.id !== "pseudo" && setLocale(language.id)}
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

function NavLink(props: { to: View; count?: number; children: ComponentChildren }) {
  const current = view.value.name;
  const isCurrent = current === props.to.name || (current === "product" && props.to.name === "catalogue");
  return (
    <a
      href={fragmentOf(props.to)}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => {
        event.preventDefault();
        go(props.to);
      }}
    >
      {props.children}
      {props.count ? <span class="nav-count"> {props.count}</span> : null}
    </a>
  );
}

function Search() {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return (
    <search class="search">
      <label>
        <span class="only-read">{t("header.search")}</span>
        <input
          ref={box}
          type="search"
          placeholder={t("header.search_hint")}
          autocomplete="off"
          spellcheck={false}
          value={list.value.search}
          onInput={(event) => {
            search(event.currentTarget.value);
            if (view.value.name !== "catalogue") go({ name: "catalogue" });
          }}
        />
      </label>
    </search>
  );
}

/** Marketplace and day; opened, the day can be set "as if it were". */
function DateChip() {
  const today = summary.value?.today ?? "";
  if (!today) return null;
  return (
    <details class="chip">
      <summary>{t(isTodayFixed.value ? "header.chip_fixed" : "header.chip", { date: fullDay(today) })}</summary>
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
