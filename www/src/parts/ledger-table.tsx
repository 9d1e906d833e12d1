import type { Ledger, Line } from "../engine/types";
import { feeRowText } from "../i18n/fee-row-text";
import { day, fullDay } from "../i18n/format";
import { formulaText } from "../i18n/formula-text";
import { nameOf, t } from "../i18n/locale";
import { fieldsOfInput } from "../state/input-field";
import { ConfidenceBadge } from "./confidence-badge";
import { Door } from "./door";
import { Money } from "./money";

/**
 * The ledger of one unit: every line with amount, rule in words, fee row, dates, source, confidence.
 *
 * What is already paid stands in the second tone below the net proceeds, since it never
 * steers an exit.
 */
export function LedgerTable(props: {
  ledger: Ledger;
  today: string;
  opened: string | null;
  onOpen: (id: string) => void;
}) {
  const { ledger } = props;
  const live = ledger.lines.filter((line) => !line.isSunk);
  const sunk = ledger.lines.filter((line) => line.isSunk);
  const row = (line: Line) => (
    <LedgerRow key={line.id} line={line} today={props.today} isOpen={props.opened === line.id} onOpen={props.onOpen} />
  );
  return (
    <table class="plain ledger">
      <caption class="only-read">{t("ledger.caption", { date: fullDay(ledger.on) })}</caption>
      <LedgerHead currency={ledger.price.currency} />
      <tbody>
        {live.map(row)}
        <Total
          label={t("ledger.net_proceeds")}
          id="net_proceeds"
          amount={ledger.netProceeds}
          opened={props.opened}
          onOpen={props.onOpen}
        />
      </tbody>
      {sunk.length > 0 ? (
        <tbody class="is-second">
          {sunk.map(row)}
          <Total
            label={t("ledger.profit")}
            id="profit"
            amount={ledger.profit}
            opened={props.opened}
            onOpen={props.onOpen}
          />
        </tbody>
      ) : null}
    </table>
  );
}

/** Headings of a ledger. */
export function LedgerHead(props: { currency: string | null }) {
  return (
    <thead>
      <tr>
        <th scope="col">{t("ledger.line")}</th>
        <th scope="col" class="is-number">
          {t("ledger.amount")} {props.currency === null ? null : <span class="unit">{props.currency}</span>}
        </th>
        <th scope="col">{t("ledger.rule")}</th>
        <th scope="col">{t("ledger.fee_row")}</th>
        <th scope="col">{t("ledger.in_force")}</th>
        <th scope="col">{t("ledger.confidence")}</th>
      </tr>
    </thead>
  );
}

function Total(props: {
  label: string;
  id: string;
  amount: Ledger["profit"];
  opened: string | null;
  onOpen: (id: string) => void;
}) {
  return (
    <tr class="total" data-part={props.id}>
      <th scope="row">{props.label}</th>
      <td class="is-number">
        <Door
          label={t("ledger.explain", { line: props.label })}
          isOpen={props.opened === props.id}
          onOpen={() => props.onOpen(props.id)}
        >
          <Money amount={props.amount} isGain={props.id === "profit"} />
        </Door>
      </td>
      <td colSpan={4}>{t(props.id === "profit" ? "ledger.profit_rule" : "ledger.net_rule")}</td>
    </tr>
  );
}

function LedgerRow(props: { line: Line; today: string; isOpen: boolean; onOpen: (id: string) => void }) {
  const { line } = props;
  const name = nameOf("line", line.id);
  return (
    <tr
      class={line.status === "assumed" ? "is-assumed-row" : undefined}
      data-part={line.id}
      data-of={line.inputs.flatMap((input) => fieldsOfInput(input.name).map((field) => `field:${field}`)).join(" ")}
    >
      <th scope="row">{name}</th>
      <td class="is-number">
        <Door label={t("ledger.explain", { line: name })} isOpen={props.isOpen} onOpen={() => props.onOpen(line.id)}>
          <span class={line.status === "assumed" || line.fee?.isAssumed ? "is-assumed" : undefined}>
            {line.amount ? <Money amount={line.amount} /> : t("ledger.not_known")}
          </span>
        </Door>
      </td>
      <td>
        {formulaText(line)}
        {line.amount === null && !line.isNeeded ? <span class="second"> {t("ledger.left_out")}</span> : null}
      </td>
      <td>{line.fee ? feeRowText(line.fee.row) : ""}</td>
      <td class="is-nowrap">{line.fee ? inForce(line.fee.effectiveFrom, line.fee.effectiveTo, props.today) : ""}</td>
      <td>
        <ConfidenceBadge status={line.fee?.isAssumed ? "assumed" : line.status} />
      </td>
    </tr>
  );
}

/** When a fee row applies, in words. */
export function inForce(from: string | null, to: string | null, today: string): string {
  if (from && to) return t("force.from_to", { from: day(from, today), to: day(to, today) });
  if (from) return t("force.from", { from: day(from, today) });
  if (to) return t("force.to", { to: day(to, today) });
  return t("force.unknown");
}
