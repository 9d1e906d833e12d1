import type { Ledger } from "../../engine/types";
import { money, price } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { fieldsOfInput } from "../../state/input-field";
import { BarFrame } from "./picture-frame";
import { Waterfall, type WaterfallRow } from "./waterfall";

/** Steps of a ledger: its lines as they are, with the net where what is already paid begins, and the profit at the end. */
export function stepsOfLedger(ledger: Ledger): WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const live = ledger.lines.filter((line) => !line.isSunk);
  const sunk = ledger.lines.filter((line) => line.isSunk && line.amount !== null);
  const step = (line: Ledger["lines"][number], isSum: boolean): WaterfallRow => ({
    id: line.id,
    name: nameOf("line", line.id),
    amount: line.amount,
    total: line.total,
    isSum,
    isSunk: line.isSunk,
    isAssumed: line.status === "assumed" || line.fee?.isAssumed === true,
    part: line.id,
    of: line.inputs.flatMap((input) => fieldsOfInput(input.name).map((field) => `field:${field}`)).join(" "),
  });
  rows.push(...live.map((line) => step(line, line.id === "price")));
  const sum = (id: "net_proceeds" | "profit", total: Ledger["profit"], isSunk: boolean) =>
    rows.push({ id, name: t(`ledger.${id}`), amount: total, total, isSum: true, isSunk, part: id });
  if (ledger.netProceeds) sum("net_proceeds", ledger.netProceeds, false);
  if (sunk.length > 0 && ledger.profit) {
    rows.push(...sunk.map((line) => step(line, false)));
    sum("profit", ledger.profit, true);
  }
  return rows;
}

/** From the price to what is left in the pocket: the ledger as a picture, at the price under the hand. */
export function PriceToPocket(props: { ledger: Ledger; opened: string | null; onOpen: (id: string) => void }) {
  const { ledger } = props;
  const words = ledger.netProceeds
    ? t(ledger.profit ? "waterfall.sentence" : "waterfall.sentence_no_cost", {
        price: price(ledger.price),
        net: money(ledger.netProceeds),
        profit: ledger.profit ? money(ledger.profit, "always") : "",
      })
    : t("waterfall.sentence_open", { price: price(ledger.price) });
  return (
    <BarFrame title={t("waterfall.title")} unit={ledger.price.currency} sentence={words}>
      <Waterfall
        caption={t("waterfall.title")}
        rows={stepsOfLedger(ledger)}
        opened={props.opened}
        onOpen={props.onOpen}
      />
    </BarFrame>
  );
}
