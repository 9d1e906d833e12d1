import { computed, signal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { GroupHead, Row } from "../../engine/types";
import { t } from "../../i18n/locale";
import { SortHeader } from "../../parts/sort-header";
import { useMedia } from "../../parts/use-media";
import { useWidth } from "../../parts/use-width";
import { useWindow } from "../../parts/use-window";
import { isMarked, markAll, showRows, sortBy, toggleMark, toggleRow } from "../../state/catalogue";
import {
  hiddenColumns,
  isListDescending,
  list,
  listFilter,
  listSort,
  marked,
  noFilter,
  openRow,
  rows,
  summary,
  totals,
} from "../../state/store";
import { CatalogueRow, GroupRow, ROLE, type RowProps, TotalCells } from "./catalogue-row";
import { type Column, columns } from "./columns";
import { fitted } from "./fit";

/** Heights of a row in pixels: one line of columns, or stacked on a phone. Kept equal to `catalogue.css`. */
const ROW_HEIGHT = 45;
const STACKED_HEIGHT = 132;
/** Heights of a row's short form. Kept equal to `catalogue.css`. */
const SHORT_HEIGHT = 168;
const STACKED_SHORT_HEIGHT = 320;
/** Rows asked for beyond the screen, above and below, so that scrolling finds them there. */
const MARGIN_ROWS = 48;
/** More are asked for as soon as fewer than so many are left beyond the screen. */
const EARLY_ROWS = 16;
/** The page, whose width the columns must fit; at most so wide, with so much at each side. Kept equal to `frame.css`. */
const PAGE = { current: document.documentElement };
const WIDEST = 2240;
const PADDING = 24;
const STACKED = "(max-width: 760px)";

/** Every row is drawn, for paper. */
export const isPrinting = signal(false);

/** What the headings show of the rows: they are left alone while the list is scrolled. */
const productsOfList = computed(() => rows.value.products);
const currencyOfRows = computed(
  () => summary.value?.bestValue?.currency ?? rows.value.rows.find((row) => row.price)?.price?.currency,
);

/** A place of the list that is loaded: a row, or the head of a group. */
type Item = { readonly place: number } & ({ readonly head: GroupHead } | { readonly row: Row });

/** The list: only what is on the screen is drawn, so that a hundred thousand rows scroll like ten. */
export function CatalogueTable() {
  const isWhole = isPrinting.value;
  const top = useRef<HTMLTableSectionElement>(null);
  const isStacked = useMedia(STACKED);
  const { value: loaded } = rows;
  const { total, offset } = loaded;
  const items = useMemo(() => itemsOf(loaded), [loaded]);
  const open = openRow.value;
  // What is entered can move the row while it is open.
  const openItem = items.find((item) => "row" in item && item.row.key === open?.key);
  const extra = open && {
    index: openItem?.place ?? open.place,
    height: isStacked ? STACKED_SHORT_HEIGHT : SHORT_HEIGHT,
  };
  const there = { first: offset, end: offset + items.length };
  const { shown } = useWindow(total, isStacked ? STACKED_HEIGHT : ROW_HEIGHT, top, { isWhole, extra, there });
  useLayoutEffect(() => {
    if (isWhole || shown.end <= shown.first) return;
    // What is on its way is not asked for again: a newer request would take its place, and a list that is scrolled
    // quickly would stay empty.
    const asked = list.peek();
    const isAsked =
      asked.offset <= Math.max(0, shown.first - EARLY_ROWS) &&
      asked.offset + asked.count >= Math.min(total, shown.end + EARLY_ROWS);
    if (!isAsked) showRows(Math.max(0, shown.first - MARGIN_ROWS), shown.end - shown.first + 2 * MARGIN_ROWS);
  }, [isWhole, shown.first, shown.end, total]);
  const [stop, setStop] = useState<string | null>(null);

  const today = summary.value?.today ?? "";
  const shownItems = items.slice(Math.max(0, shown.first - offset), Math.max(0, shown.end - offset));
  const keys = shownItems.map(keyOf);
  const stopAt = stop !== null && keys.includes(stop) ? stop : keys[0];
  const { value: hidden } = hiddenColumns;
  const room = Math.min(useWidth(PAGE, 1281), WIDEST) - 2 * PADDING;
  const { inRow: shownColumns, left } = useMemo(
    () =>
      fitted(
        columns.filter(({ id }) => !hidden.has(id)),
        room,
        isStacked,
      ),
    [hidden, room, isStacked],
  );
  const head = useMemo(() => <Head columns={shownColumns} />, [shownColumns]);
  const sums = useMemo(() => <Totals columns={shownColumns} />, [shownColumns]);
  const { value: marks } = marked;
  const rowOf = useDrawn();
  return (
    <table class="catalogue" data-long-list aria-rowcount={total + 1} aria-labelledby="catalogue-title" {...ROLE.table}>
      {head}
      <tbody ref={top} aria-hidden="true">
        <Spacer height={shown.above} />
      </tbody>
      <tbody {...ROLE.rowgroup} onKeyDown={moveBetweenRows} onFocusIn={(event) => setStop(keyAt(event.target) ?? stop)}>
        {shownItems.map((item) => {
          const key = keyOf(item);
          if ("head" in item) {
            return <GroupRow key={key} head={item.head} today={today} columns={shownColumns} isStop={key === stopAt} />;
          }
          return rowOf({
            row: item.row,
            place: item.place,
            today,
            columns: shownColumns,
            left,
            isMarked: isMarked(marks, item.row.key),
            isOpen: open?.key === item.row.key,
            isStop: key === stopAt,
          });
        })}
      </tbody>
      <tbody aria-hidden="true">
        <Spacer height={shown.below} />
      </tbody>
      {sums}
    </table>
  );
}

/** Draws rows; one that is as it was is not gone through again while the list is scrolled. */
function useDrawn(): (props: RowProps) => JSX.Element {
  const before = useRef(new Map<string, { readonly props: RowProps; readonly row: JSX.Element }>());
  const last = before.current;
  const drawn: typeof last = new Map();
  before.current = drawn;
  return (props) => {
    const { key } = props.row;
    const old = last.get(key);
    const row = old && isSame(old.props, props) ? old.row : <CatalogueRow key={key} {...props} />;
    drawn.set(key, { props, row });
    return row;
  };
}

function isSame(one: RowProps, other: RowProps): boolean {
  return (
    one.row === other.row &&
    one.place === other.place &&
    one.today === other.today &&
    one.columns === other.columns &&
    one.left === other.left &&
    one.isMarked === other.isMarked &&
    one.isOpen === other.isOpen &&
    one.isStop === other.isStop
  );
}

/** Sums over all that the filter lets through; they stay in sight below. */
function Totals(props: { columns: readonly Column[] }) {
  const { value: sums } = totals;
  const { value: marks } = marked;
  if (sums === null || sums.products < 2) return null;
  return (
    <tfoot {...ROLE.rowgroup} class={marks.kind === "all" || marks.keys.size > 0 ? "is-covered" : undefined}>
      <tr {...ROLE.row} class="totals-row">
        <td {...ROLE.cell} class="cell-mark" />
        <th scope="row" {...ROLE.rowheader} class="cell-sku">
          {t(listFilter.value === noFilter ? "catalogue.total_all" : "catalogue.total_shown", { n: sums.products })}
        </th>
        <TotalCells totals={sums} columns={props.columns} />
      </tr>
    </tfoot>
  );
}

function Head(props: { columns: readonly Column[] }) {
  const { value: sort } = listSort;
  const { value: isDescending } = isListDescending;
  const { value: marks } = marked;
  const { value: currency } = currencyOfRows;
  const isAll = marks.kind === "all" && marks.except.size === 0;
  const isSome = !isAll && (marks.kind === "all" || marks.keys.size > 0);
  return (
    <thead {...ROLE.rowgroup}>
      <tr {...ROLE.row} aria-rowindex={1}>
        <th scope="col" {...ROLE.columnheader} class="cell-mark">
          <label class="mark">
            <input
              type="checkbox"
              aria-label={t("catalogue.mark_all", { n: productsOfList.value })}
              checked={isAll}
              ref={(box) => {
                if (box) box.indeterminate = isSome;
              }}
              onChange={() => markAll(!isAll)}
            />
          </label>
        </th>
        <SortHeader
          label={t("column.sku")}
          sort="sku"
          current={sort}
          isDescending={isDescending}
          onSort={sortBy}
          column="sku"
        />
        {props.columns.map((column) =>
          column.sort === null ? (
            <th
              key={column.id}
              scope="col"
              {...ROLE.columnheader}
              class={`${column.isNumber ? "is-number " : ""}cell-${column.id}`}
            >
              {t(column.words)}
            </th>
          ) : (
            <SortHeader
              key={column.id}
              label={t(column.words)}
              unit={column.hasCurrency ? currency : undefined}
              sort={column.sort}
              current={sort}
              isDescending={isDescending}
              isNumber={column.isNumber}
              onSort={sortBy}
              column={column.id}
            />
          ),
        )}
      </tr>
    </thead>
  );
}

function itemsOf(window: typeof rows.value): Item[] {
  const items: Item[] = [];
  const heads = new Map(window.heads.map((head) => [head.place, head]));
  const next = window.rows[Symbol.iterator]();
  const end = window.offset + window.heads.length + window.rows.length;
  for (let place = window.offset; place < end; place += 1) {
    const head = heads.get(place);
    if (head) items.push({ place, head });
    else {
      const { value: row } = next.next();
      if (row) items.push({ place, row });
    }
  }
  return items;
}

function keyOf(item: Item): string {
  return "head" in item ? `group ${item.head.code}` : item.row.key;
}

function Spacer(props: { height: number }) {
  if (props.height === 0) return null;
  return (
    <tr class="spacer">
      <td colSpan={columns.length + 2} style={{ height: `${props.height}px` }} />
    </tr>
  );
}

function keyAt(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;
  return row?.getAttribute("data-key") ?? null;
}

/** Arrows up and down go from row to row, right and left open and close it in place, `x` marks it. */
function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLTableSectionElement }) {
  const { target, key } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = target.closest<HTMLElement>("[data-key]");
  if (row === null) return;
  const own = row.getAttribute("data-key") ?? "";
  const isHead = own.startsWith("group ");
  const isOpen = row.querySelector("[aria-expanded]")?.getAttribute("aria-expanded") === "true";
  if ((key === "ArrowRight" && !isOpen) || (key === "ArrowLeft" && isOpen)) {
    if (isHead) row.querySelector<HTMLButtonElement>(".row-open")?.click();
    else toggleRow(own, Number(row.getAttribute("aria-rowindex")) - 2);
    event.preventDefault();
    return;
  }
  if (key === "x" && !isHead) {
    toggleMark(own);
    event.preventDefault();
    return;
  }
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(".row-open")];
  const at = buttons.findIndex((button) => row.contains(button));
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: buttons.length - 1,
  }[key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  buttons[Math.min(buttons.length - 1, Math.max(0, next))]?.focus();
}
