import { useEffect, useReducer, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { downloadTable, go } from "../../state/actions";
import { isEmpty, product, view } from "../../state/store";
import { MarketplaceFiles } from "./marketplace-files";
import {
  copyAsText,
  copyCatalogue,
  copyLedger,
  copyShown,
  saveCalendar,
  saveCatalogueWorkbook,
  saveProductWorkbook,
} from "./out";
import { pictureCount, savePictures } from "./pictures";
import { tableCount } from "./shown-tables";

/** What can be taken out of the view: of the product looked at, and of the catalogue. */
export function ExportItems() {
  const current = view.value;
  const shown = "key" in current ? product.value : null;
  const box = useRef<HTMLDivElement>(null);
  const [, look] = useReducer((times: number) => times + 1, 0);
  // What stands in the view is counted when the menu is opened: it may have been drawn since.
  useEffect(() => {
    const menu = box.current?.closest("details");
    const onToggle = (): void => look(undefined);
    menu?.addEventListener("toggle", onToggle);
    return () => menu?.removeEventListener("toggle", onToggle);
  }, []);
  const pictures = pictureCount();
  const tables = tableCount();
  return (
    <div class="export-items" ref={box}>
      {shown === null ? null : (
        <section aria-labelledby="export-product">
          <h2 id="export-product" class="field-label">
            {t("export.product")}
          </h2>
          <Item label={t("export.xlsx")} run={() => void saveProductWorkbook()} />
          {shown.ledger === null ? null : <Item label={t("export.copy_table")} run={() => void copyLedger()} />}
          <Item label={t("export.copy_text")} run={() => void copyAsText()} />
          <Item label={t("export.calendar")} run={() => void saveCalendar(shown.row.key)} />
          <Item label={t("export.memo")} run={() => go({ name: "memo", key: shown.row.key })} />
        </section>
      )}
      {pictures + tables === 0 ? null : (
        <section aria-labelledby="export-view">
          <h2 id="export-view" class="field-label">
            {t("export.view")}
          </h2>
          {pictures === 0 ? null : (
            <>
              <Item label={t("export.pictures_svg", { n: pictures })} run={() => void savePictures("svg")} />
              <Item label={t("export.pictures_png", { n: pictures })} run={() => void savePictures("png")} />
            </>
          )}
          {tables === 0 ? null : (
            <>
              <Item label={t("export.tables_cells", { n: tables })} run={() => void copyShown("cells")} />
              <Item label={t("export.tables_text", { n: tables })} run={() => void copyShown("text")} />
            </>
          )}
        </section>
      )}
      {isEmpty.value ? null : (
        <>
          <section aria-labelledby="export-catalogue">
            <h2 id="export-catalogue" class="field-label">
              {t("export.catalogue")}
            </h2>
            <Item label={t("export.xlsx")} run={() => void saveCatalogueWorkbook()} />
            <Item label={t("export.csv")} run={() => void downloadTable("csv")} />
            <Item label={t("export.csv_semicolon")} run={() => void downloadTable("csv_semicolon")} />
            {shown === null ? (
              <>
                <Item label={t("export.copy_table")} run={() => void copyCatalogue()} />
                <Item label={t("export.copy_text")} run={() => void copyAsText()} />
              </>
            ) : null}
            <Item label={t("export.calendar")} run={() => void saveCalendar(null)} />
            <Item label={t("export.memo")} run={() => go({ name: "overview" })} />
          </section>
          <MarketplaceFiles />
        </>
      )}
      <p class="second">{t("export.note")}</p>
    </div>
  );
}

/** One way out. The box closes, so that what is said of it is seen. */
function Item(props: { label: string; run: () => void }) {
  return (
    <button
      type="button"
      class="quiet"
      onClick={(event) => {
        for (let box = event.currentTarget.closest("details"); box !== null; ) {
          box.open = false;
          box.querySelector("summary")?.focus();
          box = box.parentElement?.closest("details") ?? null;
        }
        props.run();
      }}
    >
      {props.label}
    </button>
  );
}
