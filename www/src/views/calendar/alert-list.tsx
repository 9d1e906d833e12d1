import { useId } from "preact/hooks";
import type { AlertRow } from "../../engine/types";
import { dueText, stakeWords } from "../../i18n/health-text";
import { t } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";
import { fragmentOf } from "../../state/location";
import { Own, What } from "./finding-list";

/** Products with alerts: each once, with what its rules say, the seller's own word on each, and the money at stake once. */
export function AlertList(props: { label: string; today: string; rows: readonly AlertRow[] }) {
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
          keyOf={({ key }) => key}
          columns={[
            {
              id: "product",
              words: t("health.product"),
              cell: ({ key, sku, title }) => (
                <>
                  <a href={fragmentOf({ name: "product-health", key })}>{sku || key}</a>
                  <span class="second task-title">{title}</span>
                </>
              ),
            },
            {
              id: "alert",
              words: t("health.alert"),
              kind: "sentence",
              isPlain: true,
              cell: (row) => <Reasons row={row} today={today} />,
            },
            {
              id: "stake",
              words: t("health.stake"),
              cell: ({ stakes }) =>
                stakes.length === 0
                  ? null
                  : stakes.map(({ kind, amount }) => (
                      <span key={kind} class="alert-stake">
                        {stakeWords(kind, amount)}
                      </span>
                    )),
            },
          ]}
        />
      )}
    </section>
  );
}

function Reasons(props: { row: AlertRow; today: string }) {
  const { row, today } = props;
  return (
    <ul class="alert-reasons">
      {row.findings.map((finding) => (
        <li key={`${finding.rule} ${finding.code}`}>
          <div>
            <What finding={finding} today={today} />
            {finding.on === null ? null : (
              <span class="second task-why">{t("health.due_on", { date: dueText(finding.on) })}</span>
            )}
          </div>
          <span class="alert-own">
            <Own row={{ key: row.key, sku: row.sku, finding }} today={today} />
          </span>
        </li>
      ))}
    </ul>
  );
}
