import type { ReconcileLine, ReconcileRow } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { inForce, reconcileLineName, reconcileRule } from "../../i18n/reconcile-text";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { Money } from "../../parts/money";

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
    <table class="plain reconcile-lines">
      <caption>
        {props.title} <span class="second">{props.base}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("reconcile.what")}</th>
          <th scope="col" class="is-number">
            {t("reconcile.amount")} <span class="unit">{props.currency}</span>
          </th>
          <th scope="col">{t("reconcile.rule")}</th>
          <th scope="col">{t("reconcile.fee_row")}</th>
          <th scope="col">{t("reconcile.source")}</th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <tr key={line.code}>
            <th scope="row">{reconcileLineName(line.code)}</th>
            <td class="is-number">
              <Money amount={line.amount} />
            </td>
            <td class="reconcile-rule">{reconcileRule(line)}</td>
            <td class="reconcile-rule">
              {line.fee === null ? (
                <ConfidenceBadge status={line.status} />
              ) : (
                <>
                  {feeTableName(line.fee.table)}: {line.fee.own ?? feeRowText(line.fee.row)}
                  <span class="second task-why">{inForce(line.fee)}</span>
                </>
              )}
            </td>
            <td class="reconcile-rule">
              {line.fee === null ? null : (
                <>
                  <ConfidenceBadge status={line.status} />
                  <span class="second task-why">{line.fee.source}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rows(props: { row: ReconcileRow }) {
  const { row } = props;
  const hasOrders = row.evidence.some(({ order }) => order !== null);
  return (
    <table class="plain reconcile-lines">
      <caption>
        {t("reconcile.rows")} <span class="second">{row.file}</span>{" "}
        {row.evidence.length < row.entries ? (
          <span class="second">{t("reconcile.first_rows", { n: row.evidence.length })}</span>
        ) : null}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="is-number">
            {t("reconcile.line")}
          </th>
          <th scope="col">{t("reconcile.day")}</th>
          {hasOrders ? <th scope="col">{t("reconcile.order")}</th> : null}
          <th scope="col" class="is-number">
            {t("reconcile.units")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.charged")} <span class="unit">{row.charged.currency}</span>
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.computed")}
          </th>
        </tr>
      </thead>
      <tbody>
        {row.evidence.map((one) => (
          <tr key={`${one.line} ${one.on} ${one.charged.minor}`}>
            <th scope="row" class="is-number">
              {quantity(one.line)}
            </th>
            <td>{fullDay(one.on)}</td>
            {hasOrders ? <td>{one.order ?? "–"}</td> : null}
            <td class="is-number">{quantity(one.units)}</td>
            <td class="is-number">
              <Money amount={one.charged} />
            </td>
            <td class="is-number">
              <Money amount={one.computed} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
