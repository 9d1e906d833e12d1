import { computed, useSignal } from "@preact/signals";
import type { Amount, Ledger } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, minorDigits, toDecimalText } from "../../i18n/format";
import { formulaText } from "../../i18n/formula-text";
import { nameOf, t } from "../../i18n/locale";
import { inForce, LedgerTable } from "../../parts/ledger-table";
import { isPrinting } from "../../parts/printing";
import { ScrollBox } from "../../parts/scroll-box";
import { copyText, explain } from "../../state/actions";
import { shownToday } from "../../state/shown-product";
import { ledger, openExplanation } from "../../state/store";

/** The ledger at the price under the hand, else at today's. Folded, and not drawn until it is opened or printed. */
export function LedgerFold() {
  const isOpen = useSignal(false);
  const isDrawn = isOpen.value || isPrinting.value;
  const { value: day } = ledgerDay;
  return (
    <details
      class="ledger-fold"
      open={isDrawn}
      onToggle={(event) => {
        if (!isPrinting.value) isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        <h2>{day === null ? t("ledger.title_empty") : t("ledger.title", { date: fullDay(day) })}</h2>
      </summary>
      {day === null ? <p class="empty">{t("ledger.empty")}</p> : null}
      {day !== null && isDrawn ? <Opened /> : null}
    </details>
  );
}

const ledgerDay = computed(() => ledger.value?.on ?? null);

function Opened() {
  const { value: shown } = ledger;
  const { value: today } = shownToday;
  if (shown === null) return null;
  return (
    <>
      <p class="section-tools">
        <button type="button" class="quiet" onClick={() => void copyText(sheetOf(shown, today))}>
          {t("ledger.copy")}
        </button>
      </p>
      <ScrollBox label={t("ledger.title_empty")}>
        <LedgerTable ledger={shown} today={today} opened={openExplanation.value} onOpen={explain} />
      </ScrollBox>
    </>
  );
}

/** The ledger as cells for a spreadsheet: each line with its formula, which gives the amount there, and its source. */
export function sheetOf(shown: Ledger, today: string): string {
  const text = (amount: Amount | null) =>
    amount ? toDecimalText(amount.minor, minorDigits(amount.currency)) : t("ledger.not_known");
  const head = [
    t("ledger.line"),
    `${t("ledger.amount")} ${shown.price.currency}`,
    t("ledger.formula"),
    t("ledger.rule"),
    t("explain.table"),
    t("ledger.fee_row"),
    t("ledger.in_force"),
    t("explain.source"),
    t("ledger.confidence"),
  ];
  const lines = shown.lines.map((line) => [
    nameOf("line", line.id),
    text(line.amount),
    line.spreadsheet ?? "",
    formulaText(line),
    line.fee ? feeTableName(line.fee.table) : "",
    line.fee ? feeRowText(line.fee.row) : "",
    line.fee ? inForce(line.fee.effectiveFrom, line.fee.effectiveTo, today) : "",
    line.fee?.source ?? "",
    nameOf("status", line.fee?.isAssumed ? "assumed" : line.status),
  ]);
  const rows = [
    [t("ledger.caption", { date: fullDay(shown.on) })],
    head,
    ...lines,
    [t("ledger.net_proceeds"), text(shown.netProceeds), "", t("ledger.net_rule")],
    [t("ledger.profit"), text(shown.profit), "", t("ledger.profit_rule")],
  ];
  return rows.map((cells) => cells.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n");
}
