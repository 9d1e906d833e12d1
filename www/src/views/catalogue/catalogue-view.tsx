import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Row } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { cover, day, expected, negated, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { AgeBars } from "../../parts/pictures/age-bars";
import { SortHeader } from "../../parts/sort-header";
import { useWindow } from "../../parts/use-window";
import { copyTable, downloadTable, select, showRows, sortBy } from "../../state/actions";
import { list, rows, summary } from "../../state/store";
import { DecisionLine } from "../frame/decision-line";
import { MissingList } from "./missing-list";

/**
 * Roles of the table's parts, said outright: stacked on a phone they are laid out as a
 * grid, and Safari then forgets what the elements mean.
 */
const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** Heights of a row in pixels: one line of columns, or stacked on a phone. Kept equal to `catalogue.css`. */
const ROW_HEIGHT = 45;
const STACKED_HEIGHT = 132;
/** Rows asked for beyond the screen, above and below, so that scrolling finds them there. */
const MARGIN_ROWS = 60;
const STACKED = "(max-width: 760px)";

/** The catalogue: the decision, what is missing, and every product with what to do. */
export function CatalogueView() {
  return (
    <>
      <DecisionLine />
      <MissingList />
      <CatalogueTable />
    </>
  );
}

function CatalogueTable() {
  const top = useRef<HTMLTableSectionElement>(null);
  const isStacked = useMedia(STACKED);
  const { total, offset, rows: loaded } = rows.value;
  const isPrinting = usePrinting(total, loaded.length, offset);
  const { shown } = useWindow(total, isStacked ? STACKED_HEIGHT : ROW_HEIGHT, top, isPrinting.value);
  const isCovered = shown.first >= offset && shown.end <= offset + loaded.length;
  useLayoutEffect(() => {
    if (!isCovered && !isPrinting.value && shown.end > shown.first)
      showRows(Math.max(0, shown.first - MARGIN_ROWS), shown.end - shown.first + 2 * MARGIN_ROWS);
  }, [isCovered, isPrinting.value, shown.first, shown.end]);
  const today = summary.value?.today ?? "";
  const currency = summary.value?.bestValue?.currency ?? loaded.find((row) => row.price)?.price?.currency;
  const window = list.value;
  const header = (sort: string, label: string, options: { isNumber?: boolean; hasCurrency?: boolean } = {}) => (
    <SortHeader
      label={label}
      unit={options.hasCurrency ? currency : undefined}
      sort={sort}
      current={window.sort}
      isDescending={window.isDescending}
      isNumber={options.isNumber ?? true}
      onSort={sortBy}
    />
  );
  return (
    <section aria-labelledby="catalogue-title">
      <div class="section-head">
        <h2 id="catalogue-title">{t("catalogue.title")}</h2>
        <p class="second">
          {window.search
            ? t("catalogue.matches", { n: total, search: window.search })
            : t("catalogue.count", { n: total })}
        </p>
        <div class="section-tools">
          <button type="button" class="quiet" onClick={() => void downloadTable("csv")}>
            {t("catalogue.download")}
          </button>
          <button type="button" class="quiet" onClick={isPrinting.start}>
            {t("catalogue.print")}
          </button>
          <button type="button" class="quiet" onClick={() => void copyTable("csv")}>
            {t("catalogue.copy")}
          </button>
        </div>
      </div>
      <table class="catalogue" aria-rowcount={total + 1} aria-labelledby="catalogue-title" {...ROLE.table}>
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row} aria-rowindex={1}>
            {header("sku", t("column.sku"), { isNumber: false })}
            {header("units", t("column.units"))}
            <th scope="col" {...ROLE.columnheader}>
              {t("column.ages")}
            </th>
            <th scope="col" {...ROLE.columnheader} class="is-number">
              {t("column.per_week")}
            </th>
            {header("cover", t("column.cover"))}
            {header("price", t("column.price"), { hasCurrency: true })}
            {header("floor", t("column.floor"), { hasCurrency: true })}
            <th scope="col" {...ROLE.columnheader} class="is-number">
              {t("column.net_per_unit")}
            </th>
            <th scope="col" {...ROLE.columnheader}>
              {t("column.do_this")}
            </th>
            {header("gain", t("column.gain"), { hasCurrency: true })}
            {header("wait", t("column.wait_week"), { hasCurrency: true })}
            {header("deadline", t("column.by"), { isNumber: false })}
          </tr>
        </thead>
        <tbody ref={top} aria-hidden="true">
          <Spacer height={shown.above} />
        </tbody>
        <tbody {...ROLE.rowgroup} onKeyDown={moveBetweenRows}>
          {loaded.slice(Math.max(0, shown.first - offset), Math.max(0, shown.end - offset)).map((row, i) => (
            <CatalogueRow key={row.key} row={row} index={Math.max(shown.first, offset) + i} today={today} />
          ))}
        </tbody>
        <tbody aria-hidden="true">
          <Spacer height={shown.below} />
        </tbody>
      </table>
      {total === 0 ? (
        <p class="empty">{window.search ? t("catalogue.no_match", { search: window.search }) : t("catalogue.empty")}</p>
      ) : null}
    </section>
  );
}

/** Printing shows every row: they are fetched and drawn first, then the browser prints. */
function usePrinting(total: number, loaded: number, offset: number) {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const end = () => setAsked(false);
    addEventListener("afterprint", end);
    return () => removeEventListener("afterprint", end);
  }, []);
  const isReady = offset === 0 && loaded >= total;
  useEffect(() => {
    if (!isAsked) return;
    if (isReady) print();
    else showRows(0, total);
  }, [isAsked, isReady, total]);
  return { value: isAsked, start: () => setAsked(true) };
}

function Spacer(props: { height: number }) {
  if (props.height === 0) return null;
  return (
    <tr class="spacer">
      <td colSpan={12} style={{ height: `${props.height}px` }} />
    </tr>
  );
}

function CatalogueRow(props: { row: Row; index: number; today: string }) {
  const { row, today } = props;
  const open = () => select(row.key);
  return (
    <tr {...ROLE.row} aria-rowindex={props.index + 2} class="catalogue-row" onClick={open}>
      <th scope="row" {...ROLE.rowheader} class="cell-sku">
        <button
          type="button"
          class="row-open"
          onClick={(event) => {
            event.stopPropagation();
            open();
          }}
        >
          <bdi class="sku">{row.sku || t("product.no_sku")}</bdi>
          {row.condition ? <span class="tag">{row.condition}</span> : null}
          <bdi class="title">{row.title}</bdi>
        </button>
      </th>
      <td {...ROLE.cell} class="is-number cell-units" data-label={t("column.units")}>
        {quantity(row.units)}
      </td>
      <td {...ROLE.cell} class="cell-ages">
        <AgeBars ages={row.ages} />
      </td>
      <td {...ROLE.cell} class="is-number cell-pace" data-label={t("column.per_week")}>
        {row.perWeek === null ? <Ask /> : expected(row.perWeek)}
      </td>
      <td {...ROLE.cell} class="is-number cell-cover" data-label={t("column.cover")}>
        {row.coverDays === null ? <Ask /> : row.units === 0 ? "–" : cover(row.coverDays)}
      </td>
      <td {...ROLE.cell} class="is-number cell-price" data-label={t("column.price")}>
        <Money amount={row.price} />
      </td>
      <td {...ROLE.cell} class="is-number cell-floor" data-label={t("column.floor")}>
        <Money amount={row.floor} />
      </td>
      <td {...ROLE.cell} class="is-number cell-net" data-label={t("column.net_per_unit")}>
        <Money amount={row.netPerUnit} />
      </td>
      <td {...ROLE.cell} class="cell-do">
        {row.units === 0 && row.missing.length === 0 ? (
          <span class="second">{t("catalogue.no_stock")}</span>
        ) : row.best ? (
          <span class={row.best.kind === "hold" ? "second" : "do-this"}>{scenarioName(row.best)}</span>
        ) : (
          <span class="is-asked">{askWords(row.missing)}</span>
        )}
      </td>
      <td {...ROLE.cell} class="is-number cell-gain" data-label={t("column.gain")}>
        <Money amount={row.gain} isGain />
      </td>
      <td {...ROLE.cell} class="is-number cell-wait" data-label={t("column.wait_week")}>
        <Money amount={row.waitWeek && negated(row.waitWeek)} isGain />
      </td>
      <td {...ROLE.cell} class="cell-by is-nowrap" data-label={t("column.by")}>
        {row.deadline ? (
          <span title={nameOf("reason", row.deadline.reason)}>{day(row.deadline.date, today)}</span>
        ) : (
          <span class="second">–</span>
        )}
      </td>
    </tr>
  );
}

function Ask() {
  return <Money amount={null} />;
}

/** What must be known first, in words: `needs category, size`. */
function askWords(missing: readonly string[]): string {
  if (missing.length === 0) return t("catalogue.no_answer");
  return t("catalogue.needs", { fields: missing.map(fieldName).join(t("place.join")) });
}

/** Arrow keys go from row to row, Home and End to the first and last on the screen. */
function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLTableSectionElement }) {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(".row-open")];
  const focused = document.activeElement;
  const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
  if (at < 0) return;
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons[Math.min(buttons.length - 1, Math.max(0, next))]?.focus();
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useLayoutEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    follow();
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, [query]);
  return matches;
}
