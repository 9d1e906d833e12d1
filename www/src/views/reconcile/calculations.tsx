import type { ReconcileEvidence, ReconcileLine, ReconcileRow } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { inForce, reconcileLineName, reconcileRule } from "../../i18n/reconcile-text";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";

/** Both calculations of a difference line by line, and the rows of the file that show it. */
export function Calculations(props: { row: ReconcileRow }) {
  const { row } = props;
  const isSale = row.fee === "referral" || row.fee === "fulfilment";
  const base = t(isSale ? "reconcile.per_unit" : "reconcile.for_all");
  return (
    <div class="reconcile-calculations">
      {row.lines.length > 0 ? (
        <Calculation title={t("reconcile.by_tables")} base={base} lines={row.lines} currency={row.charged.currency} />
      ) : null}
      {row.instead.length > 0 ? (
        <Calculation
          title={t("reconcile.as_charged")}
          base={base}
          lines={row.instead}
          currency={row.charged.currency}
        />
      ) : row.cause.code === "not_explained" ? (
        <p class="second">{t("reconcile.none_gives")}</p>
      ) : null}
      <Rows row={row} />
    </div>
  );
}

function Calculation(props: { title: string; base: string; lines: readonly ReconcileLine[]; currency: string }) {
  return (
    <div>
      <h3>
        {props.title} <span class="second">{props.base}</span>
      </h3>
      <RowTable
        caption={props.title}
        kind="fitted"
        rows={props.lines}
        keyOf={({ code }) => code}
        columns={[
          { id: "what", words: t("reconcile.what"), cell: ({ code }) => reconcileLineName(code) },
          {
            id: "amount",
            words: t("reconcile.amount"),
            unit: props.currency,
            kind: "figure",
            cell: ({ amount }) => <Money amount={amount} />,
          },
          { id: "rule", words: t("reconcile.rule"), kind: "sentence", cell: reconcileRule },
          { id: "row", words: t("reconcile.fee_row"), kind: "sentence", cell: (line) => <FeeRow line={line} /> },
          {
            id: "source",
            words: t("reconcile.source"),
            kind: "sentence",
            cell: ({ fee, status }) =>
              fee === null ? null : (
                <>
                  <ConfidenceBadge status={status} />
                  <span class="second task-why">{fee.source}</span>
                </>
              ),
          },
        ]}
      />
    </div>
  );
}

function FeeRow(props: { line: ReconcileLine }) {
  const { fee, status } = props.line;
  if (fee === null) return <ConfidenceBadge status={status} />;
  return (
    <>
      {feeTableName(fee.table)}: {fee.own ?? feeRowText(fee.row)}
      <span class="second task-why">{inForce(fee)}</span>
    </>
  );
}

function Rows(props: { row: ReconcileRow }) {
  const { row } = props;
  const hasOrders = row.evidence.some(({ order }) => order !== null);
  return (
    <div>
      <h3>
        {t("reconcile.rows")} <span class="second">{row.file}</span>{" "}
        {row.evidence.length < row.entries ? (
          <span class="second">{t("reconcile.first_rows", { n: row.evidence.length })}</span>
        ) : null}
      </h3>
      <RowTable
        caption={t("reconcile.rows")}
        kind="fitted"
        rows={row.evidence}
        keyOf={(one) => `${one.line} ${one.on} ${one.charged.minor}`}
        columns={[
          { id: "line", words: t("reconcile.line"), cell: (one) => quantity(one.line) },
          { id: "day", words: t("reconcile.day"), cell: (one) => fullDay(one.on) },
          ...(hasOrders
            ? [{ id: "order", words: t("reconcile.order"), cell: (one: ReconcileEvidence) => one.order ?? "–" }]
            : []),
          { id: "units", words: t("reconcile.units"), kind: "figure", cell: (one) => quantity(one.units) },
          {
            id: "charged",
            words: t("reconcile.charged"),
            unit: row.charged.currency,
            kind: "figure",
            cell: (one) => <Money amount={one.charged} />,
          },
          {
            id: "computed",
            words: t("reconcile.computed"),
            kind: "figure",
            cell: (one) => <Money amount={one.computed} />,
          },
        ]}
      />
    </div>
  );
}
