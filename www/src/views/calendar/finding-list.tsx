import { useId, useState } from "preact/hooks";
import type { HealthFinding } from "../../engine/types";
import { actionText, drawnText, dueText, findingText, stakeText } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { RowTable } from "../../parts/row-table";
import { logAlert } from "../../state/health";

/** An alert with the product it is about. */
export interface Raised {
  readonly key: string;
  readonly sku: string;
  readonly finding: HealthFinding;
}

/** What the rules say of a product, with the money at stake and the seller's own word on each. */
export function FindingList(props: { label: string; today: string; rows: readonly Raised[] }) {
  const id = useId();
  const { rows, today } = props;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.label}</h2>
      {rows.length === 0 ? (
        <p class="empty">{t("health.no_findings")}</p>
      ) : (
        <RowTable
          caption={props.label}
          rows={rows}
          keyOf={({ finding }) => `${finding.rule} ${finding.code}`}
          columns={[
            {
              id: "alert",
              words: t("health.alert"),
              kind: "sentence",
              isPlain: true,
              cell: ({ finding }) => <What finding={finding} today={today} />,
            },
            {
              id: "due",
              words: t("health.due"),
              tone: "is-nowrap",
              cell: ({ finding }) => (finding.level === 0 ? "" : dueText(finding.on)),
            },
            { id: "stake", words: t("health.stake"), cell: ({ finding }) => stakeText(finding) },
            {
              id: "own",
              words: t("health.own_word"),
              isPlain: true,
              tone: "alert-own",
              cell: (row) => (row.finding.computed === 0 ? null : <Own row={row} today={today} />),
            },
          ]}
        />
      )}
    </section>
  );
}

/** What to do and why. */
export function What(props: { finding: HealthFinding; today: string }) {
  const { finding } = props;
  return (
    <>
      <LevelMark level={finding.level} /> <strong>{actionText(finding)}</strong>
      <span class="second task-why">
        {t("health.because", { what: nameOf("alert_rule", finding.rule), why: findingText(finding, props.today) })}
      </span>
      {finding.drawn === null ? null : <span class="second task-why">{drawnText(finding.drawn)}</span>}
      {finding.level !== finding.computed ? (
        <span class="second task-why">
          {t("health.overridden", { level: String(finding.computed), reason: finding.reason ?? "" })}
        </span>
      ) : null}
    </>
  );
}

/** The seller's own word on an alert, behind a button. */
export function Own(props: { row: Raised; today: string }) {
  const { key, sku, finding } = props.row;
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <OwnWord row={props.row} today={props.today} onDone={() => setOpen(false)} />;
  return (
    <button type="button" class="link" onClick={() => setOpen(true)}>
      {t("health.change")}
      <span class="only-read">
        {" "}
        {sku || key} {nameOf("alert_rule", finding.rule)}
      </span>
    </button>
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
