import { useEffect, useState } from "preact/hooks";
import type { CalendarBody, CalendarEntry } from "../../engine/types";
import { fullDay, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { MoreRows } from "../../parts/more-rows";
import { useMedia } from "../../parts/use-media";
import { Waiting } from "../../parts/waiting";
import { alertShown, bookState, calendar, dayKind, healthRows, healthSheets, lookAtCalendar } from "../../state/health";
import { fragmentOf } from "../../state/location";
import { AlertList } from "./alert-list";
import { AlertLog } from "./alert-log";
import { DayList, dayKinds, entryText, kindText } from "./day-list";
import { MonthGrid, monthsFrom } from "./month-grid";

/** Months of the grid at first, and days of the list. */
const MONTHS = 4;
const DAYS = 12;

/** Every alert, and the days of the year ahead that matter. */
export function CalendarView() {
  const sheets = healthSheets.value;
  const wanted = alertShown.value;
  const current = bookState.value;
  useEffect(() => {
    if (current !== null) void lookAtCalendar(sheets, wanted);
  }, [sheets, wanted, current]);
  const body = calendar.value;
  if (current === null || body === null) return <Waiting isThere={current !== null} />;
  return (
    <div class="plan calendar">
      <h1>{t("calendar.title")}</h1>
      <Verdict body={body} />
      <p class="second">
        {t("calendar.lead")} <a href={fragmentOf({ name: "health" })}>{t("calendar.to_health")}</a>
      </p>
      <Alerts body={body} />
      <Days body={body} />
      <AlertLog record={body.record} read={body.log} today={body.today} />
    </div>
  );
}

function Verdict(props: { body: CalendarBody }) {
  const { body } = props;
  const [mild, medium, severe] = body.byLevel;
  const next = body.entries.find(({ kind }) => kind === "deadline");
  return (
    <div role="status">
      <p class="plan-why">
        {body.products === 0
          ? t("calendar.none")
          : t("calendar.verdict", {
              n: body.products,
              severe: quantity(severe),
              medium: quantity(medium),
              mild: quantity(mild),
            })}
      </p>
      {next ? (
        <p>
          {t("calendar.next", { date: fullDay(next.on) })} {entryText(next, body.today)}
        </p>
      ) : null}
    </div>
  );
}

function Alerts(props: { body: CalendarBody }) {
  const { body } = props;
  const how = alertShown.value;
  const choices = ["level:3", "level:2", "level:1", ...body.byRule.map(({ rule }) => `rule:${rule}`)];
  const left = body.total - body.alerts.length;
  const known = how.only === "" || choices.includes(how.only) ? choices : [...choices, how.only];
  return (
    <>
      <p>
        <label>
          {t("calendar.show_alerts")}{" "}
          <select
            value={how.only}
            onChange={(event) => {
              alertShown.value = { only: event.currentTarget.value, count: healthRows };
            }}
          >
            <option value="">{t("calendar.all_alerts")}</option>
            {known.map((choice) => (
              <option key={choice} value={choice} selected={choice === how.only}>
                {alertChoice(choice)}
              </option>
            ))}
          </select>
        </label>{" "}
        <span class="second">{t("health.rows_of", { n: body.total })}</span>
      </p>
      <AlertList label={t("calendar.alerts")} today={body.today} rows={body.alerts} />
      <MoreRows
        left={left}
        words={t("health.more", { n: Math.min(left, 4 * healthRows) })}
        onMore={() => {
          alertShown.value = { ...how, count: how.count + 4 * healthRows };
        }}
      />
    </>
  );
}

function alertChoice(only: string): string {
  const [family, code = ""] = only.split(":");
  return family === "level" ? t("health.only_level", { level: code }) : nameOf("alert_rule", code);
}

function Days(props: { body: CalendarBody }) {
  const { body } = props;
  const kind = dayKind.value;
  const isWide = useMedia("(min-width: 900px)");
  const [months, setMonths] = useState(MONTHS);
  const [isWhole, setWhole] = useState(false);
  const entries = body.entries.filter((entry) => kind === "" || entry.kind === kind);
  const byDay = new Map<string, CalendarEntry[]>();
  for (const entry of entries) byDay.set(entry.on, [...(byDay.get(entry.on) ?? []), entry]);
  const days = [...byDay];
  // What the grid shows can be gone to in the list.
  const lastMonth = monthsFrom(body.today, months).at(-1) ?? [0, 0];
  const until = `${lastMonth[0]}-${String(lastMonth[1]).padStart(2, "0")}-31`;
  const shown = isWhole ? days : days.filter(([day], i) => i < DAYS || (isWide && day <= until));
  return (
    <section aria-labelledby="calendar-days">
      <h2 id="calendar-days">{t("calendar.days")}</h2>
      <p>
        <label>
          {t("calendar.show_kind")}{" "}
          <select
            value={kind}
            onChange={(event) => {
              dayKind.value = event.currentTarget.value;
            }}
          >
            <option value="">{t("calendar.all_kinds")}</option>
            {dayKinds.map((choice) => (
              <option key={choice} value={choice} selected={choice === kind}>
                {kindText(choice)}
              </option>
            ))}
          </select>
        </label>
      </p>
      {isWide ? (
        <>
          <div class="month-grids">
            {monthsFrom(body.today, months).map(([year, month]) => (
              <MonthGrid key={`${year}-${month}`} year={year} month={month} today={body.today} entries={byDay} />
            ))}
          </div>
          {months < 12 ? (
            <p>
              <button type="button" class="link" onClick={() => setMonths(months + MONTHS)}>
                {t("calendar.more_months", { n: MONTHS })}
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      {days.length === 0 ? <p class="empty">{t("calendar.no_days")}</p> : <DayList days={shown} today={body.today} />}
      {shown.length < days.length ? (
        <p>
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {t("calendar.whole_year", { n: days.length - shown.length })}
          </button>
        </p>
      ) : null}
    </section>
  );
}
