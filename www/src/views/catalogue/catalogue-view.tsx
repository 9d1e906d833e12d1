import { t } from "../../i18n/locale";
import { copyTable, downloadTable } from "../../state/actions";
import { clearFilter } from "../../state/catalogue";
import { list, noFilter, rows, summary } from "../../state/store";
import { DecisionLine } from "../frame/decision-line";
import { Board } from "./board";
import { CatalogueTable, usePrinting } from "./catalogue-table";
import { FilterBar } from "./filter-bar";
import { FirstList } from "./first-list";
import { MissingList } from "./missing-list";
import { SelectionBar } from "./selection-bar";

/** The catalogue: the decision, what to do first, what is missing, and every product with what to do. */
export function CatalogueView() {
  return (
    <>
      <DecisionLine />
      <FirstList />
      <MissingList />
      <List />
    </>
  );
}

function List() {
  const printing = usePrinting();
  const { products, total } = rows.value;
  const of = summary.value?.products ?? products;
  const isNarrowed = list.value.filter !== noFilter;
  return (
    <section class="list" aria-labelledby="catalogue-title">
      <div class="section-head">
        <h2 id="catalogue-title">{t("catalogue.title")}</h2>
        <p class="second" role="status">
          {isNarrowed ? t("catalogue.shown_of", { n: products, of }) : t("catalogue.count", { n: products })}
        </p>
        <div class="section-tools">
          <button type="button" class="quiet" onClick={() => void downloadTable("csv")}>
            {t("catalogue.download")}
          </button>
          <button type="button" class="quiet" onClick={printing.start}>
            {t("catalogue.print")}
          </button>
          <button type="button" class="quiet" onClick={() => void copyTable("csv")}>
            {t("catalogue.copy")}
          </button>
        </div>
      </div>
      <Board />
      <FilterBar />
      <CatalogueTable isPrinting={printing.isPrinting} />
      {total === 0 ? (
        <p class="empty">
          {isNarrowed ? t("catalogue.nothing_shown") : t("catalogue.empty")}{" "}
          {isNarrowed ? (
            <button type="button" class="link" onClick={clearFilter}>
              {t("filter.clear")}
            </button>
          ) : null}
        </p>
      ) : null}
      <SelectionBar />
    </section>
  );
}
