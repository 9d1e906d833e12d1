import type { GroupHead, Row, Totals } from "../../engine/types";
import { groupName } from "../../i18n/group-name";
import { t } from "../../i18n/locale";
import { select } from "../../state/actions";
import { toggleGroup, toggleMark, toggleRow } from "../../state/catalogue";
import { listGroup } from "../../state/store";
import type { Column } from "./columns";
import { ShortForm } from "./short-form";

/**
 * Roles of the table's parts, said outright: stacked on a phone they are laid out as a
 * grid, and Safari then forgets what the elements mean.
 */
export const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

export interface RowProps {
  readonly row: Row;
  /** Place in the list, from 0. */
  readonly place: number;
  readonly today: string;
  readonly columns: readonly Column[];
  /** Columns that have no room in the row. */
  readonly left: readonly Column[];
  readonly isMarked: boolean;
  readonly isOpen: boolean;
  /** Whether the tabulator stops here: at one row of the list only, arrows lead on. */
  readonly isStop: boolean;
}

/** One product: marked by its box, opened in place by its arrow, gone to by its SKU. */
export function CatalogueRow(props: RowProps) {
  const { row, place, isMarked, isOpen } = props;
  const name = row.sku || t("product.no_sku");
  const tabIndex = props.isStop ? 0 : -1;
  return (
    <>
      <tr
        {...ROLE.row}
        aria-rowindex={place + 2}
        class={`catalogue-row${isMarked ? " is-marked" : ""}${isOpen ? " is-open" : ""}`}
        data-key={row.key}
        onClick={(event) => {
          if (!(event.target instanceof Element) || event.target.closest("button, input, label, a")) return;
          toggleRow(row.key, place);
        }}
      >
        <td {...ROLE.cell} class="cell-mark">
          <label class="mark">
            <input
              type="checkbox"
              aria-label={t("catalogue.mark", { sku: name })}
              checked={isMarked}
              tabIndex={tabIndex}
              onChange={() => toggleMark(row.key)}
            />
          </label>
        </td>
        <th scope="row" {...ROLE.rowheader} class="cell-sku">
          <button
            type="button"
            class="row-toggle"
            tabIndex={tabIndex}
            aria-expanded={isOpen}
            aria-label={t("catalogue.open_in_place", { sku: name })}
            onClick={() => toggleRow(row.key, place)}
          >
            <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
          </button>
          <button type="button" class="row-open" tabIndex={tabIndex} onClick={() => select(row.key)}>
            <bdi class="sku">{name}</bdi>
            <span class="title">
              {row.condition ? <span class="tag">{row.condition}</span> : null}
              <bdi>{row.title}</bdi>
            </span>
          </button>
        </th>
        {props.columns.map((column) => (
          <td
            key={column.id}
            {...ROLE.cell}
            class={`${column.isNumber ? "is-number " : ""}cell-${column.id}`}
            data-label={t(column.words)}
          >
            {column.cell(row, props.today)}
          </td>
        ))}
      </tr>
      {isOpen ? (
        <tr {...ROLE.row} class="short-row">
          <td {...ROLE.cell} colSpan={props.columns.length + 2}>
            <ShortForm row={row} today={props.today} left={props.left} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Head of a group: its name opens it, its sums stand in the columns. */
export function GroupRow(props: { head: GroupHead; today: string; columns: readonly Column[]; isStop: boolean }) {
  const { head } = props;
  const group = listGroup.value ?? "";
  return (
    <tr {...ROLE.row} aria-rowindex={head.place + 2} class="catalogue-row group-row" data-key={`group ${head.code}`}>
      <td {...ROLE.cell} class="cell-mark" />
      <th scope="row" {...ROLE.rowheader} class="cell-sku">
        <button
          type="button"
          class="row-open"
          tabIndex={props.isStop ? 0 : -1}
          aria-expanded={head.isOpen}
          onClick={() => toggleGroup(head.code)}
        >
          <span aria-hidden="true">{head.isOpen ? "▾" : "▸"}</span>{" "}
          <span class="group-name">{groupName(group, head.code, props.today)}</span>
          <span class="title">{t("catalogue.count", { n: head.totals.products })}</span>
        </button>
      </th>
      <TotalCells totals={head.totals} columns={props.columns} />
    </tr>
  );
}

/** Sums in the columns that have them. */
export function TotalCells(props: { totals: Totals; columns: readonly Column[] }) {
  return (
    <>
      {props.columns.map((column) => (
        <td
          key={column.id}
          {...ROLE.cell}
          class={`${column.isNumber ? "is-number " : ""}cell-${column.id}`}
          data-label={column.total ? t(column.words) : undefined}
        >
          {column.total?.(props.totals)}
        </td>
      ))}
    </>
  );
}
