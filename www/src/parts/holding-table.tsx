import type { HoldingMonth } from "../engine/types";
import { expected, month } from "../i18n/format";
import { t } from "../i18n/locale";
import { Money } from "./money";

/** What doing nothing costs, month by month. */
export function HoldingTable(props: { months: readonly HoldingMonth[] }) {
  const currency = props.months[0]?.storage?.currency ?? "";
  const unit = <span class="unit"> {currency}</span>;
  return (
    <table class="plain">
      <caption class="only-read">{t("holding.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("holding.month")}</th>
          <th scope="col" class="is-number">
            {t("holding.units")}
          </th>
          <th scope="col" class="is-number">
            {t("column.storage")}
            {unit}
          </th>
          <th scope="col" class="is-number">
            {t("column.surcharge")}
            {unit}
          </th>
          <th scope="col" class="is-number">
            {t("holding.capital")}
            {unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.months.map((row) => (
          <MonthRow key={row.month} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function MonthRow(props: { row: HoldingMonth }) {
  const { row } = props;
  return (
    <tr>
      <th scope="row" class="is-nowrap">
        {month(row.month)}
      </th>
      <td class="is-number">{expected(row.units)}</td>
      <td class="is-number">{Money({ amount: row.storage })}</td>
      <td class={row.surcharge?.minor === 0 ? "is-number second" : "is-number"}>{Money({ amount: row.surcharge })}</td>
      <td class="is-number">{Money({ amount: row.capital })}</td>
    </tr>
  );
}
