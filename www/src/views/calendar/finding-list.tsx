import { useId, useState } from "preact/hooks";
import type { HealthFinding } from "../../engine/types";
import { actionText, dueText, findingText, stakeText } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { ScrollBox } from "../../parts/scroll-box";
import { logAlert } from "../../state/health";
import { fragmentOf } from "../../state/location";

/** An alert with the product it is about. */
export interface Raised {
  readonly key: string;
  readonly sku: string;
  readonly title: string;
  readonly finding: HealthFinding;
}

/** Alerts with their level, what to do and why, the money at stake, and the seller's own word on them. */
export function FindingList(props: { label: string; today: string; rows: readonly Raised[]; withProduct: boolean }) {
  const id = useId();
  const { rows, today, withProduct } = props;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.label}</h2>
      {rows.length === 0 ? (
        <p class="empty">{t("health.no_findings")}</p>
      ) : (
        <ScrollBox label={props.label}>
          <table class="plain alert-table">
            <caption class="only-read">{props.label}</caption>
            <thead>
              <tr>
                {withProduct ? <th scope="col">{t("health.product")}</th> : null}
                <th scope="col">{t("health.alert")}</th>
                <th scope="col">{t("health.due")}</th>
                <th scope="col">{t("health.stake")}</th>
                <th scope="col">{t("health.own_word")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line
                  key={`${row.key} ${row.finding.rule} ${row.finding.code}`}
                  row={row}
                  today={today}
                  withProduct={withProduct}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function Line(props: { row: Raised; today: string; withProduct: boolean }) {
  const { key, sku, title, finding } = props.row;
  const [isOpen, setOpen] = useState(false);
  const what = (
    <>
      <LevelMark level={finding.level} /> <strong>{actionText(finding)}</strong>
      <span class="second task-why">
        {nameOf("alert_rule", finding.rule)}: {findingText(finding, props.today)}
      </span>
      {finding.level !== finding.computed ? (
        <span class="second task-why">
          {t("health.overridden", { level: String(finding.computed), reason: finding.reason ?? "" })}
        </span>
      ) : null}
    </>
  );
  return (
    <tr>
      {props.withProduct ? (
        <th scope="row">
          <a href={fragmentOf({ name: "product-health", key })}>{sku || key}</a>
          <span class="second task-title">{title}</span>
        </th>
      ) : null}
      {props.withProduct ? (
        <td class="health-do">{what}</td>
      ) : (
        <th scope="row" class="health-do">
          {what}
        </th>
      )}
      <td class="is-nowrap">{finding.level === 0 ? "" : dueText(finding.on)}</td>
      <td>{stakeText(finding)}</td>
      <td class="alert-own">
        {finding.computed === 0 ? null : isOpen ? (
          <OwnWord row={props.row} today={props.today} onDone={() => setOpen(false)} />
        ) : (
          <button type="button" class="link" onClick={() => setOpen(true)}>
            {t("health.change")}
            <span class="only-read">
              {" "}
              {sku || key} {nameOf("alert_rule", finding.rule)}
            </span>
          </button>
        )}
      </td>
    </tr>
  );
}

/** The seller's own level with the reason that it needs. */
function OwnWord(props: { row: Raised; today: string; onDone: () => void }) {
  const { key, finding } = props.row;
  const id = useId();
  const [level, setLevel] = useState("0");
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const save = () => {
    if (reason.trim() === "") {
      setMissing(true);
      return;
    }
    logAlert({
      key,
      rule: finding.rule,
      raisedOn: props.today,
      computed: String(finding.computed),
      level,
      reason,
      handledOn: "",
      result: "",
    });
    props.onDone();
  };
  return (
    <form
      class="alert-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        {t("health.level")}{" "}
        <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
          {["0", "1", "2", "3"].map((choice) => (
            <option key={choice} value={choice} selected={choice === level}>
              {choice}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("health.reason")}{" "}
        <input
          type="text"
          value={reason}
          autocomplete="off"
          aria-invalid={isMissing ? true : undefined}
          aria-describedby={isMissing ? id : undefined}
          onInput={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
      </label>
      {isMissing ? (
        <span class="field-problem" id={id}>
          {t("problem.reason_missing")}
        </span>
      ) : null}
      <button type="submit" class="quiet">
        {t("health.save_word")}
      </button>{" "}
      <button type="button" class="link" onClick={props.onDone}>
        {t("health.cancel")}
      </button>
    </form>
  );
}
