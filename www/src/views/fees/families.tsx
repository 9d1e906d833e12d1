import { useState } from "preact/hooks";
import type { FeeTable } from "../../engine/types";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { isInForce, isToCheck, isWanted, type Narrowing } from "./narrowing";
import { TableDetail } from "./table-detail";

/** The families that pass, each with the table in force first; what stands in one opens beneath it. */
export function Families(props: { tables: readonly FeeTable[]; narrowing: Narrowing; day: string; currency: string }) {
  const families = new Map<string, FeeTable[]>();
  for (const table of props.tables) {
    families.set(table.family, [...(families.get(table.family) ?? []), table]);
  }
  const wanted = [...families].filter(([, tables]) => tables.some((table) => isWanted(table, props.narrowing)));
  if (wanted.length === 0) return <p class="empty">{t("fees.none")}</p>;
  return (
    <>
      <p class="second">{t("fees.families_shown", { n: wanted.length, of: String(families.size) })}</p>
      <ul class="fee-families">
        {wanted.map(([family, tables]) => (
          <li key={family}>
            <FamilyOf family={family} tables={tables} day={props.day} currency={props.currency} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FamilyOf(props: { family: string; tables: readonly FeeTable[]; day: string; currency: string }) {
  const { family, tables } = props;
  const [isOpen, setOpen] = useState(false);
  const current = tables.find(isInForce);
  const others = tables.filter((table) => table !== current);
  const holes = (current ?? tables[0])?.holes.length ?? 0;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{nameOf("fee", family)}</strong>
        <span class="fee-state">
          {current === undefined ? t("fees.no_table_on", { date: fullDay(props.day) }) : spanText(current)}
        </span>
        <span class="fee-marks">
          {current === undefined ? null : <ConfidenceBadge status={current.confidence} />}
          {current?.own != null && current.confidence !== "yours" ? <ConfidenceBadge status="yours" /> : null}
          {current !== undefined && isToCheck(current) ? (
            <span class="badge is-assumed">{t(current.isPastItsTime ? "fees.past" : "fees.assumed")}</span>
          ) : null}
          {holes > 0 ? <span class="badge is-unknown">{t("fees.holes", { n: holes })}</span> : null}
          {tables.some((table) => table.isUsed) ? null : <span class="badge">{t("fees.not_used")}</span>}
        </span>
      </summary>
      {isOpen ? (
        <div class="fee-tables">
          {current === undefined ? null : <TableDetail table={current} currency={props.currency} day={props.day} />}
          {others.map((table) => (
            <details key={table.name} class="fee-other">
              <summary>
                {feeTableName(table.name)}
                <span class="second">
                  {" "}
                  {spanText(table)} · {nameOf("fee_state", table.state)}
                </span>
              </summary>
              <TableDetail table={table} currency={props.currency} day={props.day} />
            </details>
          ))}
        </div>
      ) : null}
    </details>
  );
}

/** Days of a table. */
export function spanText(table: FeeTable): string {
  const { from, to, resumesOn } = table;
  const again = resumesOn === null ? "" : ` ${t("fees.resumes", { date: fullDay(resumesOn) })}`;
  if (from !== null && to !== null) return t("force.from_to", { from: fullDay(from), to: fullDay(to) }) + again;
  if (from !== null) return t("force.from", { from: fullDay(from) });
  if (to !== null) return t("force.to", { to: fullDay(to) }) + again;
  return t("force.unknown");
}
