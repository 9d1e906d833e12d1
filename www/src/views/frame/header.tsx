import { day, fullDay } from "../../i18n/format";
import { LANGUAGES, nameOf, t } from "../../i18n/locale";
import { ConfirmRow } from "../../parts/confirm-row";
import { Popover } from "../../parts/popover";
import { useMedia } from "../../parts/use-media";
import { forgetEverything, setLocale, setToday, turnTo } from "../../state/actions";
import { home, markets } from "../../state/market";
import {
  form,
  isEmpty,
  isSaved,
  isTodayFixed,
  locale,
  market,
  missing,
  requestCounts,
  summary,
} from "../../state/store";
import { ExportMenu } from "./export-menu";
import { Steps } from "./later-steps";
import { NARROW, Navigation } from "./navigation";
import { Search } from "./search";
import { ThemeChoice } from "./theme-choice";

/** Name and line, where one can go, what the answers hold for, language, light, and the proof that nothing leaves. */
export function Header() {
  const isNarrow = useMedia(NARROW);
  // With the export menu among the tools there is room for less.
  const isTight = useMedia(isEmpty.value ? "(max-width: 960px)" : "(max-width: 1360px)");
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
        {isNarrow ? null : <Steps />}
        {isNarrow ? null : <ExportMenu />}
        <DateChip isShort={isTight} />
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
        {isNarrow ? null : <ThemeChoice />}
        <Requests />
      </div>
    </header>
  );
}

/** Which marketplace is calculated for. */
function MarketChoice() {
  return (
    <>
      <label class="field-label" for="market">
        {t("header.market")}
      </label>
      <select id="market" value={market.value} onChange={(event) => turnTo(event.currentTarget.value)}>
        {[home, ...markets].map((code) => (
          <option key={code} value={code}>
            {nameOf("market", code)}
          </option>
        ))}
      </select>
      <p class="second">{t("header.market_note")}</p>
    </>
  );
}

/** Marketplace and day; opened, the day can be set "as if it were". */
function DateChip(props: { isShort: boolean }) {
  const today = summary.value?.today ?? "";
  // Until the engine says the day, its place is kept by as many figures, or everything below would jump.
  if (!today) {
    const date = "0".repeat(locale.value === "zh" ? 14 : 11);
    return (
      <span class="chip is-waiting" aria-hidden="true">
        <span class="chip-words">
          {t("header.chip", { market: nameOf("market", market.value), date, season: nameOf("season", "non_peak") })}
        </span>
      </span>
    );
  }
  const season = summary.value?.season ?? "unknown";
  return (
    <Popover
      class="chip"
      summary={
        props.isShort
          ? t(isTodayFixed.value ? "header.chip_fixed_short" : "header.chip_short", {
              market: nameOf("market", market.value),
              date: day(today, today),
            })
          : t(isTodayFixed.value ? "header.chip_fixed" : "header.chip", {
              market: nameOf("market", market.value),
              date: fullDay(today),
              season: nameOf("season", season),
            })
      }
    >
      <div class="popover">
        <MarketChoice />
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
    </Popover>
  );
}

/** The page's own count of requests, and how to check it. */
function Requests() {
  const { own, others, refused } = requestCounts.value;
  return (
    <Popover
      class="chip requests"
      summary={
        <>
          {t("requests.others", { n: others })}
          {others === 0 ? (
            <span class="tick" aria-hidden="true">
              ✓
            </span>
          ) : null}
        </>
      }
    >
      <div class="popover is-right">
        <p>{t("requests.own", { n: own })}</p>
        <p>{t("requests.others_long", { n: others })}</p>
        {refused > 0 ? <p>{t("requests.refused", { n: refused })}</p> : null}
        <p class="second">{t("requests.check")}</p>
        {form.value === "hosted" ? <p class="second">{t("requests.copy")}</p> : null}
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
    </Popover>
  );
}
