import type { ComponentChildren } from "preact";
import { ScrollBox } from "./scroll-box";
import { SortHeader } from "./sort-header";
import { tableRoles } from "./table-roles";

/** A column of a table of rows. The first one names the row. */
export interface Column<T> {
  readonly id: string;
  readonly words: string;
  readonly unit?: string | undefined;
  /** Figures stand at the end of their column; a sentence has the width it is read well in. */
  readonly kind?: "figure" | "sentence";
  /** What stands in it speaks for itself: where rows are cards, its name is only read out. */
  readonly isPlain?: boolean;
  /** Its name is only read out everywhere: a column of buttons. */
  readonly isNameless?: boolean;
  /** It is typed into, so it names no row where it comes first. */
  readonly isTyped?: boolean;
  /** What the rows are sorted by when it is pressed. */
  readonly sort?: string;
  readonly tone?: string | ((of: T) => string);
  readonly cell: (of: T, at: number) => ComponentChildren;
}

/** Rows that belong together, under a heading of their own. */
export interface RowGroup<T> {
  readonly key: string;
  readonly head: ComponentChildren;
  readonly rows: readonly T[];
}

interface Shown<T> {
  readonly columns: readonly Column<T>[];
  readonly keyOf: (of: T, at: number) => string;
  readonly toneOf?: ((of: T) => string) | undefined;
  /** What is opened beneath a row. */
  readonly under?: ((of: T) => ComponentChildren) | undefined;
}

/** So many columns of figures have room on a phone. */
const mostBeside = 5;

/**
 * A table of rows, its columns said once. Where it has more of them than a phone has room for, each row is a card
 * there, with the names above the figures.
 *
 * It scrolls in its own box where it is wider than the page.
 */
export function RowTable<T>(
  props: Shown<T> & {
    caption: string;
    rows?: readonly T[];
    groups?: readonly RowGroup<T>[];
    /** As wide as what stands in it, or filled in like a spreadsheet; else as wide as the page. */
    kind?: "fitted" | "filled-in";
    sort?: { readonly by: string; readonly isDescending: boolean; readonly onSort: (by: string) => void };
  },
) {
  const { columns, sort, groups } = props;
  const isWide =
    props.kind === "filled-in" || columns.length > mostBeside || columns.some(({ kind }) => kind === "sentence");
  return (
    <ScrollBox label={props.caption}>
      <table
        class={`row-table ${isWide ? "as-cards" : ""} ${props.kind ? `is-${props.kind}` : ""} ${sort ? "is-sorted" : ""}`}
        {...tableRoles.table}
      >
        <caption class="only-read">{props.caption}</caption>
        <thead {...tableRoles.group}>
          <tr {...tableRoles.row}>
            {columns.map(({ id, words, unit, kind, isNameless, sort: by }) =>
              sort && by !== undefined ? (
                <SortHeader
                  key={id}
                  label={words}
                  unit={unit}
                  sort={by}
                  current={sort.by}
                  isDescending={sort.isDescending}
                  isNumber={kind === "figure"}
                  onSort={sort.onSort}
                />
              ) : (
                <th key={id} scope="col" class={kind === "figure" ? "is-number" : ""} {...tableRoles.head}>
                  {isNameless ? <span class="only-read">{words}</span> : words}
                  {unit ? <span class="unit"> {unit}</span> : null}
                </th>
              ),
            )}
          </tr>
        </thead>
        {groups ? (
          groups.map(({ key, head, rows }) => (
            <tbody key={key} {...tableRoles.group}>
              <tr class="row-group" {...tableRoles.row}>
                <th scope="rowgroup" colSpan={columns.length} {...tableRoles.first}>
                  {head}
                </th>
              </tr>
              <Rows {...props} rows={rows} />
            </tbody>
          ))
        ) : (
          <tbody {...tableRoles.group}>
            <Rows {...props} rows={props.rows ?? []} />
          </tbody>
        )}
      </table>
    </ScrollBox>
  );
}

/** Whether the name of a column stands above its cell on a card. What names the row needs none, unless it is a bare figure. */
function isNamed<T>(column: Column<T>, place: number): boolean {
  if (column.isPlain || column.isNameless) return false;
  return place > 0 || column.isTyped === true || column.kind === "figure";
}

function Rows<T>(props: Shown<T> & { rows: readonly T[] }) {
  return (
    <>
      {props.rows.map((of, at) => (
        <Row key={props.keyOf(of, at)} {...props} of={of} at={at} />
      ))}
    </>
  );
}

function Row<T>(props: Shown<T> & { of: T; at: number }) {
  const { of, columns } = props;
  const under = props.under?.(of) ?? null;
  return (
    <>
      <tr class={props.toneOf?.(of)} {...tableRoles.row}>
        {columns.map((column, place) => {
          const { id, words, unit, kind, tone } = column;
          const content = column.cell(of, props.at);
          const isEmpty = content === null || content === "";
          const classes = [
            kind === "figure" ? "is-number" : kind === "sentence" ? "is-sentence" : "",
            place === 0 ? "is-first" : "",
            typeof tone === "function" ? tone(of) : (tone ?? ""),
          ];
          const cell = {
            class: classes.join(" ").trim(),
            "data-name": isNamed(column, place) ? (unit ? `${words} ${unit}` : words) : undefined,
            "data-empty": isEmpty ? "" : undefined,
          };
          return place === 0 && !column.isTyped ? (
            <th key={id} scope="row" {...cell} {...tableRoles.first}>
              {content}
            </th>
          ) : (
            <td key={id} {...cell} {...tableRoles.cell}>
              {content}
            </td>
          );
        })}
      </tr>
      {under === null ? null : (
        <tr class="row-under" {...tableRoles.row}>
          <td colSpan={columns.length} {...tableRoles.cell}>
            {under}
          </td>
        </tr>
      )}
    </>
  );
}
