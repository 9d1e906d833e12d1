import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ReconcileBody } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { causeName } from "../../i18n/reconcile-text";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";
import { reconcileRows, reconcileShown } from "../../state/reconcile";

/** A heading, a sentence, and a table. */
function Part(props: { title: string; note?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.note ? <p class="second">{props.note}</p> : null}
      {props.children}
    </section>
  );
}

/** Differences by cause; a number narrows the list to them. */
export function Causes(props: { body: ReconcileBody }) {
  const { causes, currency } = props.body;
  if (causes.length === 0) return null;
  return (
    <Part title={t("reconcile.causes")}>
      <RowTable
        caption={t("reconcile.causes")}
        kind="fitted"
        rows={causes}
        keyOf={({ code }) => code}
        columns={[
          { id: "cause", words: t("reconcile.cause"), cell: ({ code }) => causeName(code) },
          {
            id: "findings",
            words: t("reconcile.findings"),
            kind: "figure",
            cell: ({ code, findings }) => <Narrow code={code} findings={findings} />,
          },
          {
            id: "difference",
            words: t("reconcile.difference"),
            unit: currency,
            kind: "figure",
            cell: ({ difference }) => <Money amount={difference} />,
          },
        ]}
      />
    </Part>
  );
}

function Narrow(props: { code: string; findings: number }) {
  const only = `cause:${props.code}`;
  const isPressed = reconcileShown.value.only === only;
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isPressed}
      onClick={() => {
        reconcileShown.value = { count: reconcileRows, only: isPressed ? "" : only };
      }}
    >
      {quantity(props.findings)}
      <span class="only-read"> {causeName(props.code)}</span>
    </button>
  );
}

/** Totals by report and fee. */
export function Tables(props: { body: ReconcileBody }) {
  const { tables, currency } = props.body;
  if (tables.length === 0) return null;
  return (
    <Part title={t("reconcile.tables")} note={t("reconcile.tables_note", { currency })}>
      <RowTable
        caption={t("reconcile.tables")}
        kind="fitted"
        rows={tables}
        keyOf={({ table, fee }) => `${table} ${fee}`}
        columns={[
          {
            id: "report",
            words: t("reconcile.report"),
            cell: ({ report, file }) => (
              <>
                {report === null ? file : nameOf("report", report)}
                <span class="second task-title">{file}</span>
              </>
            ),
          },
          {
            id: "fee",
            words: t("reconcile.what"),
            kind: "sentence",
            isPlain: true,
            cell: ({ fee, isEstimate }) => <FeeName fee={fee} isEstimate={isEstimate} />,
          },
          { id: "lines", words: t("reconcile.lines"), kind: "figure", cell: ({ entries }) => quantity(entries) },
          { id: "agreeing", words: t("reconcile.agreeing"), kind: "figure", cell: (of) => quantity(of.agreeing) },
          {
            id: "charged",
            words: t("reconcile.charged"),
            kind: "figure",
            cell: ({ charged }) => <Money amount={charged} />,
          },
          {
            id: "computed",
            words: t("reconcile.computed"),
            kind: "figure",
            cell: ({ computed }) => <Money amount={computed} />,
          },
          {
            id: "difference",
            words: t("reconcile.difference"),
            kind: "figure",
            cell: ({ difference }) => <Money amount={difference} />,
          },
          { id: "unknown", words: t("reconcile.not_compared"), kind: "figure", cell: (of) => quantity(of.unknown) },
        ]}
      />
    </Part>
  );
}

/** What a charge is for, and whether it was only foretold. */
export function FeeName(props: { fee: string; isEstimate: boolean }) {
  return (
    <>
      {nameOf("reconcile_fee", props.fee)}
      {props.isEstimate ? <span class="second task-why">{t("reconcile.estimate")}</span> : null}
    </>
  );
}

/** What statements hold, by type. */
export function Types(props: { body: ReconcileBody }) {
  const { types, currency } = props.body;
  if (types.length === 0) return null;
  return (
    <Part title={t("reconcile.types")} note={t("reconcile.types_note")}>
      <RowTable
        caption={t("reconcile.types")}
        kind="fitted"
        rows={types}
        keyOf={({ file, transaction, description }) => `${file} ${transaction} ${description}`}
        columns={[
          {
            id: "type",
            words: t("reconcile.type"),
            cell: ({ transaction, description, isCompared }) => (
              <>
                {transaction} · {description}
                {isCompared ? <span class="second task-why">{t("reconcile.held")}</span> : null}
              </>
            ),
          },
          { id: "report", words: t("reconcile.report"), cell: ({ file }) => file },
          { id: "lines", words: t("reconcile.lines"), kind: "figure", cell: ({ lines }) => quantity(lines) },
          {
            id: "amount",
            words: t("reconcile.amount"),
            unit: currency,
            kind: "figure",
            cell: ({ amount }) => <Money amount={amount} />,
          },
        ]}
      />
    </Part>
  );
}

/** Lines that are not compared, and why. */
export function LeftOut(props: { body: ReconcileBody }) {
  const { leftOut } = props.body;
  if (leftOut.length === 0) return null;
  return (
    <section aria-labelledby="reconcile-left-out">
      <h2 id="reconcile-left-out">{t("reconcile.left_out")}</h2>
      <ul class="plan-notes">
        {leftOut.map(({ file, why, rows, firstLine }) => (
          <li key={`${file} ${why}`}>
            {file}:{" "}
            {t("reconcile.left_out_of", { n: rows, line: quantity(firstLine), why: nameOf("reconcile_why", why) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
