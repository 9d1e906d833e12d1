import { t } from "../i18n/locale";
import { tableRoles } from "./table-roles";

/** A column heading that sorts: a button whose arrow and `aria-sort` say how. */
export function SortHeader(props: {
  label: string;
  unit?: string | undefined;
  sort: string;
  current: string;
  isDescending: boolean;
  isNumber?: boolean;
  /** Name of the column, for its style. */
  column?: string;
  onSort: (sort: string) => void;
}) {
  const isCurrent = props.sort === props.current;
  const direction = isCurrent ? (props.isDescending ? "descending" : "ascending") : "none";
  const classes = [props.isNumber ? "is-number" : "", props.column ? `cell-${props.column}` : ""];
  return (
    <th scope="col" class={classes.filter(Boolean).join(" ") || undefined} aria-sort={direction} {...tableRoles.head}>
      <button
        type="button"
        class="sort"
        title={t("catalogue.sort_by", { column: props.label })}
        onClick={() => props.onSort(props.sort)}
      >
        {props.label}
        {props.unit ? <span class="unit"> {props.unit}</span> : null}
        <span class="sort-arrow" aria-hidden="true">
          {isCurrent ? (props.isDescending ? "▾" : "▴") : ""}
        </span>
      </button>
    </th>
  );
}
