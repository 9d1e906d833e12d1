import { day, negated, sum } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { select } from "../../state/actions";
import { rankFirst } from "../../state/catalogue";
import { first, summary, urgency } from "../../state/store";

const ranks = ["gain", "wait", "deadline"] as const;

/** What to do first: the few products where acting matters most, with the action, the money and the date. */
export function FirstList() {
  const found = first.value;
  const today = summary.value?.today ?? "";
  if (!found || found.rows.length === 0) return null;
  return (
    <section class="first" aria-labelledby="first-title">
      <div class="section-head">
        <h2 id="first-title">{t("first.title")}</h2>
        <fieldset class="switch rank">
          <legend class="only-read">{t("first.rank")}</legend>
          {ranks.map((rank) => (
            <button key={rank} type="button" aria-pressed={urgency.value === rank} onClick={() => rankFirst(rank)}>
              {t(`first_by.${rank}`)}
            </button>
          ))}
        </fieldset>
        {found.products > found.rows.length ? (
          <p class="second">{t("first.of", { n: found.rows.length, of: found.products })}</p>
        ) : null}
      </div>
      <ol class="first-list">
        {found.rows.map((row) => (
          <li key={row.key}>
            <button type="button" class="first-open" onClick={() => select(row.key)}>
              <bdi class="sku">{row.sku || t("product.no_sku")}</bdi>
              <bdi class="title">{row.title}</bdi>
            </button>
            <span class="first-do do-this">{row.best ? scenarioName(row.best) : ""}</span>
            <span class="first-gain">
              <span class="first-label">{t("column.gain")}</span>
              {row.gain ? <span class="is-gain">{sum(row.gain, "always")}</span> : t("value.unknown")}
            </span>
            <span class="first-wait">
              <span class="first-label">{t("column.wait_week")}</span>
              <Money amount={row.waitWeek && negated(row.waitWeek)} isGain />
            </span>
            <span class="first-by">
              <span class="first-label">{t("column.by")}</span>
              {row.deadline ? (
                <span title={nameOf("reason", row.deadline.reason)}>{day(row.deadline.date, today)}</span>
              ) : (
                t("first.no_deadline")
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
