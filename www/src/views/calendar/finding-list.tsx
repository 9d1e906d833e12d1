import { useId, useState } from "preact/hooks";
import type { HealthFinding } from "../../engine/types";
import { actionText, dueText, findingText, stakeText } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { type Column, RowTable } from "../../parts/row-table";
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
        <RowTable
          caption={props.label}
          rows={rows}
          keyOf={({ key, finding }) => `${key} ${finding.rule} ${finding.code}`}
          columns={[
            ...(withProduct ? [productColumn()] : []),
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

function productColumn(): Column<Raised> {
  return {
    id: "product",
    words: t("health.product"),
    cell: ({ key, sku, title }) => (
      <>
        <a href={fragmentOf({ name: "product-health", key })}>{sku || key}</a>
        <span class="second task-title">{title}</span>
      </>
    ),
  };
}

/** What to do and why. */
function What(props: { finding: HealthFinding; today: string }) {
  const { finding } = props;
  return (
    <>
      <LevelMark level={finding.level} /> <strong>{actionText(finding)}</strong>
      <span class="second task-why">
        {t("health.because", { what: nameOf("alert_rule", finding.rule), why: findingText(finding, props.today) })}
      </span>
      {finding.level !== finding.computed ? (
        <span class="second task-why">
          {t("health.overridden", { level: String(finding.computed), reason: finding.reason ?? "" })}
        </span>
      ) : null}
    </>
  );
}

/** The seller's own word on an alert, behind a button. */
function Own(props: { row: Raised; today: string }) {
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
