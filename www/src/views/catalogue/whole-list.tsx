import { useEffect } from "preact/hooks";
import { t } from "../../i18n/locale";
import { InTurn } from "../../parts/in-turn";
import { copyTable, downloadTable } from "../../state/actions";
import { clearFilter, showRows } from "../../state/catalogue";
import { listFilter, noFilter, rows, summary } from "../../state/store";
import { Board } from "./board";
import { CatalogueTable, isPrinting } from "./catalogue-table";
import { FilterBar } from "./filter-bar";
import { MissingList } from "./missing-list";
import { SelectionBar } from "./selection-bar";

/** What stands below the first result: the facts that are missing, and every product. */
export function WholeList() {
  return (
    <>
      <MissingList />
      <InTurn>
        <List />
      </InTurn>
    </>
  );
}

/** Reads nothing that changes while the list is scrolled: the pictures and the filter are then left alone. */
function List() {
  return (
    <section class="list" aria-labelledby="catalogue-title">
      <div class="section-head">
        <h2 id="catalogue-title">{t("catalogue.title")}</h2>
        <Count />
        <div class="section-tools">
          <button type="button" class="quiet" onClick={() => void downloadTable("csv")}>
            {t("catalogue.download")}
          </button>
          <Print />
          <button type="button" class="quiet" onClick={() => void copyTable("csv")}>
            {t("catalogue.copy")}
          </button>
        </div>
      </div>
      <InTurn>
        <Board />
      </InTurn>
      <InTurn>
        <FilterBar />
      </InTurn>
      <CatalogueTable />
      <Nothing />
      <SelectionBar />
    </section>
  );
}

function Count() {
  const { products } = rows.value;
  const of = summary.value?.products ?? products;
  const isNarrowed = listFilter.value !== noFilter;
  return (
    <p class="second" role="status">
      {isNarrowed ? t("catalogue.shown_of", { n: products, of }) : t("catalogue.count", { n: products })}
    </p>
  );
}

/** Printing shows every row: they are fetched and drawn first, then the browser prints. */
function Print() {
  const { total, offset, rows: loaded, heads } = rows.value;
  const isAsked = isPrinting.value;
  const isReady = offset === 0 && loaded.length + heads.length >= total;
  useEffect(() => {
    const end = () => {
      isPrinting.value = false;
    };
    addEventListener("afterprint", end);
    return () => removeEventListener("afterprint", end);
  }, []);
  useEffect(() => {
    if (!isAsked) return;
    if (isReady) print();
    else showRows(0, total);
  }, [isAsked, isReady, total]);
  const start = () => {
    isPrinting.value = true;
  };
  return (
    <button type="button" class="quiet" onClick={start}>
      {t("catalogue.print")}
    </button>
  );
}

/** In place of a list that is empty: why, and the way back. */
function Nothing() {
  if (rows.value.total > 0) return null;
  if (listFilter.value === noFilter) return <p class="empty">{t("catalogue.empty")}</p>;
  return (
    <p class="empty">
      {t("catalogue.nothing_shown")}{" "}
      <button type="button" class="link" onClick={clearFilter}>
        {t("filter.clear")}
      </button>
    </p>
  );
}
