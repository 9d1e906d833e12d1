import type { AlertLogEntry, AlertLogLine, AlertRecord } from "../../engine/types";
import { fullDay, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { ScrollBox } from "../../parts/scroll-box";
import { alertLog, changeLog, forgetLog } from "../../state/health";

/** What became of alerts: the seller's own word on them, when they were dealt with, and whether they were right. */
export function AlertLog(props: { record: AlertRecord | null; read: readonly AlertLogEntry[]; today: string }) {
  const log = alertLog.value;
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="alert-log">
      <h2 id="alert-log">{t("calendar.log")}</h2>
      <p class="second">{recordText(props.record)}</p>
      <ScrollBox label={t("calendar.log")}>
        <table class="plain alert-table">
          <caption class="only-read">{t("calendar.log")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("health.product")}</th>
              <th scope="col">{t("health.alert")}</th>
              <th scope="col">{t("calendar.raised")}</th>
              <th scope="col">{t("health.level")}</th>
              <th scope="col">{t("calendar.handled")}</th>
              <th scope="col">{t("calendar.result")}</th>
              <th scope="col">
                <span class="only-read">{t("calendar.forget")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {log.map((line, place) => (
              <Line
                key={`${place} ${line.key} ${line.rule}`}
                line={line}
                place={place}
                today={props.today}
                problem={props.read.find((entry) => entry.place === place)?.problem ?? null}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function recordText(record: AlertRecord | null): string {
  if (record === null) return t("calendar.record_none");
  return t("calendar.record", {
    n: record.events,
    hits: record.hitRate === null ? t("value.unknown") : shareOf(record.hitRate),
    days: record.daysToHandle === null ? t("value.unknown") : quantity(record.daysToHandle, 1),
    open: quantity(record.open),
  });
}

function Line(props: { line: AlertLogLine; place: number; today: string; problem: string | null }) {
  const { line, place } = props;
  const name = `${line.key} ${nameOf("alert_rule", line.rule)}`;
  return (
    <tr>
      <th scope="row">{line.key}</th>
      <td class="health-do">
        {nameOf("alert_rule", line.rule)}
        <span class="second task-why">{line.reason}</span>
        {props.problem ? (
          <span class="field-problem">
            {wordsOf("problem", props.problem) ?? t("problem.unknown_code", { code: props.problem })}
          </span>
        ) : null}
      </td>
      <td class="is-nowrap">{fullDay(line.raisedOn)}</td>
      <td class="is-nowrap">{line.level === "" ? line.computed : `${line.computed} → ${line.level}`}</td>
      <td class="is-nowrap">
        {line.handledOn === "" ? (
          <button type="button" class="link" onClick={() => changeLog(place, { handledOn: props.today })}>
            {t("calendar.handle")}
            <span class="only-read"> {name}</span>
          </button>
        ) : (
          fullDay(line.handledOn)
        )}
      </td>
      <td>
        <select
          aria-label={`${t("calendar.result")} ${name}`}
          value={line.result}
          onChange={(event) => changeLog(place, { result: event.currentTarget.value })}
        >
          <option value="" selected={line.result === ""}>
            {t("calendar.not_judged")}
          </option>
          <option value="right" selected={line.result === "right"}>
            {t("calendar.right")}
          </option>
          <option value="false_alarm" selected={line.result === "false_alarm"}>
            {t("calendar.false_alarm")}
          </option>
        </select>
      </td>
      <td>
        <button type="button" class="link" onClick={() => forgetLog(place)}>
          {t("calendar.forget")}
          <span class="only-read"> {name}</span>
        </button>
      </td>
    </tr>
  );
}
