import type { ChannelPlace, Line } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { formulaText } from "../../i18n/formula-text";
import { nameOf, t } from "../../i18n/locale";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { inForce, LedgerHead } from "../../parts/ledger-table";
import { Money } from "../../parts/money";

/** The lines of a sale on a channel, each with rule, fee row, dates, source and how sure it is. */
export function ChannelLedger(props: { place: ChannelPlace; today: string }) {
  const { place } = props;
  return (
    <table class="plain ledger">
      <caption class="only-read">{t("channels.lines_of", { shop: nameOf("shop", place.place) })}</caption>
      <LedgerHead currency={place.price?.currency ?? null} />
      <tbody>
        {place.lines.map((line) => (
          <Row key={line.id} line={line} today={props.today} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { line: Line; today: string }) {
  const { line } = props;
  const { fee } = line;
  return (
    <tr class={line.isSunk ? "is-second" : undefined}>
      <th scope="row">{nameOf("line", line.id)}</th>
      <td class="is-number">{line.amount ? <Money amount={line.amount} /> : t("ledger.not_known")}</td>
      <td>
        {formulaText(line)}
        {line.amount === null && !line.isNeeded ? <span class="second"> {t("ledger.left_out")}</span> : null}
      </td>
      <td>
        {fee ? feeRowText(fee.row) : ""}
        {fee ? <span class="channel-source">{fee.source}</span> : null}
      </td>
      <td class="is-nowrap">{fee ? inForce(fee.effectiveFrom, fee.effectiveTo, props.today) : ""}</td>
      <td>
        <ConfidenceBadge status={line.status} />
      </td>
    </tr>
  );
}
