import type { AlertLogEntry, AlertLogLine, AlertRecord } from "../../engine/types";
import { fullDay, quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";
import { alertLog, changeLog, forgetLog } from "../../state/health";

/** What became of alerts: the seller's own word on them, when they were dealt with, and whether they were right. */
export function AlertLog(props: { record: AlertRecord | null; read: readonly AlertLogEntry[]; today: string }) {
  const log = alertLog.value;
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="alert-log">
      <h2 id="alert-log">{t("calendar.log")}</h2>
      <p class="second">{recordText(props.record)}</p>
      <RowTable
        caption={t("calendar.log")}
        rows={log.map((line, place) => ({ line, place }))}
        keyOf={({ line, place }) => `${place} ${line.key} ${line.rule}`}
        columns={[
          { id: "product", words: t("health.product"), cell: ({ line }) => line.key },
          {
            id: "alert",
            words: t("health.alert"),
            kind: "sentence",
            isPlain: true,
            cell: ({ line, place }) => (
              <Reason line={line} problem={props.read.find((entry) => entry.place === place)?.problem ?? null} />
            ),
          },
          {
            id: "raised",
            words: t("calendar.raised"),
            tone: "is-nowrap",
            cell: ({ line }) => fullDay(line.raisedOn),
          },
          {
            id: "level",
            words: t("health.level"),
            tone: "is-nowrap",
            cell: ({ line }) => (line.level === "" ? line.computed : `${line.computed} → ${line.level}`),
          },
          {
            id: "handled",
            words: t("calendar.handled"),
            tone: "is-nowrap",
            cell: ({ line, place }) =>
              line.handledOn === "" ? (
                <button type="button" class="link" onClick={() => changeLog(place, { handledOn: props.today })}>
                  {t("calendar.handle")}
                  <span class="only-read"> {nameOfLine(line)}</span>
                </button>
              ) : (
                fullDay(line.handledOn)
              ),
          },
          { id: "result", words: t("calendar.result"), cell: (of) => <Result {...of} /> },
          {
            id: "forget",
            words: t("calendar.forget"),
            isPlain: true,
            cell: ({ line, place }) => (
              <button type="button" class="link" onClick={() => forgetLog(place)}>
                {t("calendar.forget")}
                <span class="only-read"> {nameOfLine(line)}</span>
              </button>
            ),
          },
        ]}
      />
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

function nameOfLine(line: AlertLogLine): string {
  return `${line.key} ${nameOf("alert_rule", line.rule)}`;
}

function Reason(props: { line: AlertLogLine; problem: string | null }) {
  const { line, problem } = props;
  return (
    <>
      {nameOf("alert_rule", line.rule)}
      <span class="second task-why">{line.reason}</span>
      {problem ? (
        <span class="field-problem">{wordsOf("problem", problem) ?? t("problem.unknown_code", { code: problem })}</span>
      ) : null}
    </>
  );
}

/** Whether the alert was right, in the seller's judgement. */
function Result(props: { line: AlertLogLine; place: number }) {
  const { line, place } = props;
  const choices = [
    ["", "calendar.not_judged"],
    ["right", "calendar.right"],
    ["false_alarm", "calendar.false_alarm"],
  ] as const;
  return (
    <select
      aria-label={`${t("calendar.result")} ${nameOfLine(line)}`}
      value={line.result}
      onChange={(event) => changeLog(place, { result: event.currentTarget.value })}
    >
      {choices.map(([code, words]) => (
        <option key={code} value={code} selected={code === line.result}>
          {t(words)}
        </option>
      ))}
    </select>
  );
}
