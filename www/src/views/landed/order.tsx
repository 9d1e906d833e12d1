import type { ShipmentRow } from "../../engine/types";
import { t } from "../../i18n/locale";
import { unitName } from "../../i18n/unit-name";
import { RowTable, type Column as TableColumn } from "../../parts/row-table";
import { changeRate, changeRow, changeSheet, emptyRow, pasted, pasteRows, sheet, shipment } from "../../state/shipment";
import { Cell, Choice, Labelled } from "./cell";

const markets = ["US", "UK", "DE", "FR", "IT", "ES", "JP", "CA", "MX", "AU"];
export const currencies = ["CNY", "USD", "EUR", "GBP", "JPY", "CAD", "MXN", "AUD"];
const columns = ["sku", "units", "price", "weight", "size", "perCarton", "duty"] as const;
type Column = (typeof columns)[number];

/** Options that are their own words. */
export function plain(values: readonly string[]): [string, string][] {
  return values.map((value) => [value, value]);
}

function columnName(column: Column): string {
  const { currency, weightUnit, lengthUnit } = sheet.value;
  if (column === "sku") return t("landed.sku");
  if (column === "units") return t("landed.units");
  if (column === "price") return `${t("landed.price")}, ${currency}`;
  if (column === "weight") return `${t("landed.weight")}, ${weightUnit}`;
  if (column === "size") return `${t("landed.size")}, ${lengthUnit}`;
  if (column === "perCarton") return t("landed.per_carton");
  return t("landed.duty_of_row");
}

/** Lists under which tariff codes may stand, of one table. */
export function categoriesOf(start: string): [string, string][] {
  return (shipment.value?.categories ?? [])
    .filter(({ table }) => table.startsWith(start))
    .map(({ category }) => [category, category]);
}

/** The order: where it goes, in which units, and its rows. */
export function Order() {
  const typed = sheet.value;
  const answer = shipment.value;
  return (
    <section class="landed-part" aria-labelledby="landed-order">
      <h2 id="landed-order">{t("landed.order")}</h2>
      <div class="landed-fields">
        <Labelled words={t("landed.market")}>
          <Choice
            place="market"
            label={t("landed.market")}
            value={typed.market}
            options={plain(markets)}
            onChoose={(market) => changeSheet({ market })}
          />
        </Labelled>
        <Labelled words={t("landed.origin")} hint={t("landed.origin_hint")}>
          <Cell
            place="origin"
            label={t("landed.origin")}
            text={typed.origin}
            onType={(origin) => changeSheet({ origin }, "origin")}
          />
        </Labelled>
        <Labelled words={t("landed.entry_on")}>
          <Cell
            place="entryOn"
            label={t("landed.entry_on")}
            text={typed.entryOn}
            placeholder={answer?.entryOn ?? ""}
            onType={(entryOn) => changeSheet({ entryOn }, "entryOn")}
          />
        </Labelled>
        <Labelled words={t("landed.currency")}>
          <Choice
            place="currency"
            label={t("landed.currency")}
            value={typed.currency}
            options={plain(currencies)}
            onChoose={(currency) => changeSheet({ currency })}
          />
        </Labelled>
        {(answer?.rates ?? []).map(({ currency, unit, rate, isFromSettings }) => (
          <Labelled
            key={currency}
            words={t("landed.rate", { unit: unitName(unit) })}
            hint={isFromSettings ? t("landed.rate_from_settings") : undefined}
          >
            <Cell
              place={`rates.${currency}`}
              label={t("landed.rate", { unit: unitName(unit) })}
              text={typed.rates.find((given) => given.currency === currency)?.text ?? ""}
              placeholder={isFromSettings && rate !== null ? rate : t("field_state.ask")}
              isNumber
              onType={(text) => changeRate(currency, text)}
            />
          </Labelled>
        ))}
        <Labelled words={t("landed.weight_unit")}>
          <Choice
            place="weightUnit"
            label={t("landed.weight_unit")}
            value={typed.weightUnit}
            options={plain(["kg", "g", "lb", "oz"])}
            onChoose={(weightUnit) => changeSheet({ weightUnit })}
          />
        </Labelled>
        <Labelled words={t("landed.length_unit")}>
          <Choice
            place="lengthUnit"
            label={t("landed.length_unit")}
            value={typed.lengthUnit}
            options={plain(["cm", "in", "mm"])}
            onChoose={(lengthUnit) => changeSheet({ lengthUnit })}
          />
        </Labelled>
      </div>
      <p class="second">{t("landed.order_hint")}</p>
      <Rows />
      <p class="second" role="status">
        {pasted.value === null ? "" : t("landed.pasted", { n: pasted.value.count })}{" "}
        {pasted.value !== null && pasted.value.leftOut.length > 0
          ? t("landed.pasted_left_out", { columns: pasted.value.leftOut.join(", ") })
          : ""}
      </p>
    </section>
  );
}

function Rows() {
  const { rows } = sheet.value;
  const lists = categoriesOf("us-301-china");
  // One row is always free for what comes next.
  const shown = [...rows, ...Array.from({ length: Math.max(1, 3 - rows.length) }, () => emptyRow)];
  return (
    <RowTable
      caption={t("landed.order")}
      kind="filled-in"
      rows={shown}
      // A row is its place: rows have no other identity, and the focus stays in the place typed into.
      keyOf={(_, place) => String(place)}
      columns={[
        ...columns.map(
          (column): TableColumn<ShipmentRow> => ({
            id: column,
            words: columnName(column),
            isTyped: true,
            cell: (row, place) => {
              const at = `rows.${place}.${column}`;
              return (
                <Cell
                  place={at}
                  label={t("landed.cell", { column: columnName(column), row: place + 1 })}
                  text={row[column] ?? ""}
                  isNumber={column !== "sku" && column !== "size"}
                  placeholder={column === "size" ? "60x40x50" : ""}
                  onType={(text) => changeRow(place, { [column]: text }, at)}
                  onPaste={(event) => takePaste(event, place, column)}
                />
              );
            },
          }),
        ),
        ...(lists.length > 0
          ? [
              {
                id: "listed",
                words: t("landed.listed_of_row"),
                cell: (row: ShipmentRow, place: number) => (
                  <Choice
                    place={`rows.${place}.listed`}
                    label={t("landed.cell", { column: t("landed.listed_of_row"), row: place + 1 })}
                    value={row.listed}
                    options={[["", t("landed.listed_as_all")], ["none", t("landed.listed_none")], ...lists]}
                    onChoose={(listed) => changeRow(place, { listed })}
                  />
                ),
              },
            ]
          : []),
        {
          id: "remove",
          words: t("landed.remove"),
          isNameless: true,
          cell: (_, place) =>
            place < rows.length ? (
              <button
                type="button"
                class="quiet"
                aria-label={t("landed.remove_row", { row: place + 1 })}
                onClick={() => changeSheet({ rows: rows.filter((_, at) => at !== place) })}
              >
                {t("landed.remove")}
              </button>
            ) : null,
        },
      ]}
    />
  );
}

/** Several cells are rows of a spreadsheet; a single column goes down the column it is pasted into. */
function takePaste(event: ClipboardEvent, place: number, column: Column) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const isTable = text.includes("\t");
  if (!isTable && lines.length < 2) return;
  event.preventDefault();
  if (isTable || column === "sku") {
    void pasteRows(text, place);
    return;
  }
  const rows = [...sheet.value.rows];
  while (rows.length < place + lines.length) rows.push(emptyRow);
  lines.forEach((line, i) => {
    rows[place + i] = { ...emptyRow, ...rows[place + i], [column]: line.trim() };
  });
  changeSheet({ rows });
}
