import type { ComponentChildren } from "preact";

/** A column of things side by side: the name at its head, and what stands in it. */
export interface Side<T> {
  readonly key: string;
  readonly name: string;
  readonly of: T;
}

/** Things side by side, a column each; on a phone each row is a block with the names before the figures. */
export function SideTable<T>(props: {
  caption: string;
  first: string;
  sides: readonly Side<T>[];
  children: ComponentChildren;
}) {
  return (
    <table class="plain side-table">
      <caption class="only-read">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-first">
            {props.first}
          </th>
          {props.sides.map(({ key, name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {props.children}
    </table>
  );
}

/** Heading of a group of rows. */
export function SideHead(props: { words: string; columns: number }) {
  return (
    <tr class="side-part">
      <th scope="rowgroup" class="is-first">
        {props.words}
      </th>
      <td colSpan={props.columns} />
    </tr>
  );
}

/** A row: what it is, and a cell a column. */
export function SideRow<T>(props: {
  label: string;
  sides: readonly Side<T>[];
  cell: (of: T) => ComponentChildren;
  isNumber?: boolean;
  isSum?: boolean;
  isBest?: (of: T) => boolean;
}) {
  return (
    <tr class={props.isSum ? "is-sum" : undefined}>
      <th scope="row" class="is-first">
        {props.label}
      </th>
      {props.sides.map(({ key, name, of }) => {
        const content = props.cell(of);
        const tone = `${props.isNumber ? "is-number" : ""} ${props.isBest?.(of) ? "is-best" : ""}`;
        return (
          <td key={key} class={tone} data-side={name} data-empty={content === null ? "" : undefined}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}
