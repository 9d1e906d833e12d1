import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { FoldedFigures } from "../folded-figures";
import { ScrollBox } from "../scroll-box";
import { useWidth } from "../use-width";

/** A column of the table beside a picture. */
export interface PictureColumn {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly isNumber?: boolean;
}

/** The figures of a picture as a table; the first cell of a row names it. */
export interface PictureTable {
  readonly columns: readonly PictureColumn[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly ComponentChildren[] }[];
}

/**
 * What all pictures share: a heading, a sentence that says what is to be seen, the picture, its key, and the
 * same figures as a table. `draw` gets the width in pixels, so that text keeps its size.
 */
export function PictureFrame(props: {
  title: string;
  unit?: string | undefined;
  sentence: ComponentChildren;
  /** The picture in one line, for those who do not see it. */
  label: string;
  height: number;
  draw: (width: number) => ComponentChildren;
  tools?: ComponentChildren;
  legend?: ComponentChildren;
  /** Asked for only when the table is unfolded. */
  table: () => PictureTable;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 480);
  return (
    <section class="picture" aria-labelledby={id}>
      <h2 id={id}>
        {props.title} {props.unit ? <span class="unit">{props.unit}</span> : null}
      </h2>
      <p class="picture-sentence">{props.sentence}</p>
      {props.tools}
      <div class="picture-box" ref={box}>
        <svg
          class="picture-drawing"
          role="img"
          aria-label={props.label}
          width={width}
          height={props.height}
          viewBox={`0 0 ${width} ${props.height}`}
        >
          {props.draw(width)}
        </svg>
      </div>
      {props.legend ? <p class="picture-legend">{props.legend}</p> : null}
      <FoldedFigures
        summary={t("picture.table")}
        draw={() => <FiguresTable label={props.title} {...props.table()} />}
      />
    </section>
  );
}

function FiguresTable(props: PictureTable & { label: string }) {
  const { columns, rows } = props;
  return (
    <ScrollBox label={props.label}>
      <table class="plain">
        <caption class="only-read">{props.label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" class={column.isNumber ? "is-number" : undefined}>
                {column.label} {column.unit ? <span class="unit">{column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row" class={columns[i]?.isNumber ? "is-number" : undefined}>
                    {cell}
                  </th>
                ) : (
                  <td key={i} class={columns[i]?.isNumber ? "is-number" : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** A frame of a picture that is a table itself: bars stand in its cells. */
export function BarFrame(props: {
  title: string;
  unit?: string | undefined;
  sentence: ComponentChildren;
  tools?: ComponentChildren;
  legend?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="picture" aria-labelledby={id}>
      <h2 id={id}>
        {props.title} {props.unit ? <span class="unit">{props.unit}</span> : null}
      </h2>
      <p class="picture-sentence">{props.sentence}</p>
      {props.tools}
      <ScrollBox label={props.title}>{props.children}</ScrollBox>
      {props.legend ? <p class="picture-legend">{props.legend}</p> : null}
    </section>
  );
}
