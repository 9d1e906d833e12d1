import type { TransferAnswer } from "../../engine/types";
import { t } from "../../i18n/locale";
import { Labelled, SheetCell } from "../../parts/sheet-cell";
import { SheetTable } from "../../parts/sheet-table";
import { TakenRows } from "../../parts/taken-rows";
import { summary } from "../../state/store";
import {
  changeLane,
  changeSite,
  changeTransfers,
  fillInExample,
  pasteTransfers,
  takeFromList,
  taken,
  transferSheet,
} from "../../state/transfers";

const texts = new Set(["sku", "site", "from", "to"]);
const siteColumns = [
  "sku",
  "site",
  "units",
  "inbound",
  "sold",
  "target",
  "keep",
  "net",
  "worth",
  "storage",
  "value",
  "carton",
] as const;
const laneColumns = ["from", "to", "days", "cost", "fixed", "duty", "vat", "capacity"] as const;

/** Where stock lies and how it could go: two tables that are filled in like a spreadsheet. */
export function Given(props: { answer: TransferAnswer | null }) {
  const { answer } = props;
  const typed = transferSheet.value;
  const said = answer?.said ?? [];
  const hasProducts = (summary.value?.products ?? 0) > 0;
  const sites = [...new Set(typed.rows.map(({ site }) => site.trim()).filter((site) => site !== ""))];
  const likely = "transfer-sites";
  const column = (id: (typeof siteColumns)[number] | (typeof laneColumns)[number]) => ({
    id,
    words: t(`transfers.column.${id}`),
    isText: texts.has(id),
    ...(id === "site" || id === "from" || id === "to" ? { likely } : {}),
  });
  const standing = (row: number, name: string) => {
    const site = answer?.sites.find((one) => one.row === row);
    const at = site?.fromList.indexOf(name) ?? -1;
    return at < 0 ? undefined : site?.fromListTexts[at];
  };
  return (
    <>
      <datalist id={likely}>
        {sites.map((site) => (
          <option key={site} value={site} />
        ))}
      </datalist>
      <section class="landed-part" aria-labelledby="transfers-stock">
        <h2 id="transfers-stock">
          {t("transfers.stock")}
          {answer ? `${t("place.join")}${answer.currency}` : ""}
        </h2>
        <p class="second">{t("transfers.stock_hint")}</p>
        <div class="landed-fields">
          <Labelled words={t("transfers.days")} hint={t("transfers.days_hint")}>
            <SheetCell
              place="days"
              label={t("transfers.days")}
              text={typed.days}
              said={said}
              isNumber
              placeholder="60"
              onType={(days) => changeTransfers({ days }, "days")}
            />
          </Labelled>
          {hasProducts ? (
            <Labelled words={t("transfers.home")} hint={t("transfers.home_hint")}>
              <SheetCell
                place="home"
                label={t("transfers.home")}
                text={typed.home}
                said={said}
                placeholder={answer?.home ?? ""}
                likely={likely}
                onType={(home) => changeTransfers({ home }, "home")}
              />
            </Labelled>
          ) : null}
        </div>
        <SheetTable
          name="rows"
          words={t("transfers.stock")}
          columns={siteColumns.map(column)}
          rows={typed.rows.map((row) => ({ ...row }))}
          said={said}
          standing={standing}
          onType={(row, id, text, place) => changeSite(row, { [id]: text }, place)}
          onPaste={(text, row) => void pasteTransfers("sites", text, row)}
          onRemove={(row) => changeTransfers({ rows: typed.rows.filter((_, at) => at !== row) })}
        />
        <div class="landed-ticks">
          {hasProducts ? (
            <button type="button" onClick={() => void takeFromList()}>
              {t("transfers.from_list")}
            </button>
          ) : null}
          {typed.rows.length === 0 ? (
            <button type="button" onClick={fillInExample}>
              {t("transfers.example")}
            </button>
          ) : null}
        </div>
        <TakenRows taken={taken.value} />
      </section>
      <section class="landed-part" aria-labelledby="transfers-lanes">
        <h2 id="transfers-lanes">{t("transfers.lanes")}</h2>
        <p class="second">{t("transfers.lanes_hint")}</p>
        <SheetTable
          name="lanes"
          words={t("transfers.lanes")}
          columns={laneColumns.map(column)}
          rows={typed.lanes.map((lane) => ({ ...lane }))}
          said={said}
          onType={(row, id, text, place) => changeLane(row, { [id]: text }, place)}
          onPaste={(text, row) => void pasteTransfers("lanes", text, row)}
          onRemove={(row) => changeTransfers({ lanes: typed.lanes.filter((_, at) => at !== row) })}
        />
        <label class="landed-tick">
          <input
            type="checkbox"
            checked={typed.isVatBack}
            onChange={(event) => changeTransfers({ isVatBack: event.currentTarget.checked })}
          />{" "}
          {t("transfers.vat_back")}
        </label>
      </section>
    </>
  );
}
