import { useEffect, useState } from "preact/hooks";
import type { AsRead, ReadCell, ReadTotals, TableView } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { figure } from "../../i18n/figures";
import { fullDay, month, percent, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { ScrollBox } from "../../parts/scroll-box";
import { rowsAsRead, rowsAtOnce, saveAsRead, totalsAsRead } from "../../state/as-read";
import { undoable } from "../../state/store";

/** What the cells of a table were read as: a few rows beside what all of them come to. Folded, nothing is asked. */
export function AsReadRows(props: { table: TableView; name: string }) {
  const { table, name } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("as_read.title")}</summary>
      {isOpen ? <Rows table={table} name={name} /> : null}
    </details>
  );
}

function Rows(props: { table: TableView; name: string }) {
  const { table, name } = props;
  const [offset, setOffset] = useState(0);
  const [read, setRead] = useState<AsRead | null>(null);
  const [totals, setTotals] = useState<ReadTotals | null>(null);
  // A cell that is mended, or a step taken back, may change what stands here and nothing that is told of the table.
  const step = undoable.value;
  useEffect(() => {
    const own = new AbortController();
    void rowsAsRead(table.id, offset, own.signal).then((answer) => {
      if (answer !== null && !own.signal.aborted) setRead(answer);
    });
    return () => own.abort();
  }, [table, step, offset]);
  useEffect(() => {
    const own = new AbortController();
    setTotals(null);
    void totalsAsRead(table.id, own.signal).then((answer) => {
      if (answer !== null) setTotals(answer);
    });
    return () => own.abort();
  }, [table, step]);
  if (read === null) return null;
  const label = t("as_read.of", { name });
  return (
    <>
      <p class="second">{t("as_read.lead")}</p>
      <ScrollBox label={label}>
        <table class="plain">
          <caption class="only-read">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t("said.field")}</th>
              <th scope="col" class="is-number">
                {t("as_read.filled", { of: quantity(read.rowCount) })}
              </th>
              <th scope="col" class="is-number">
                {t("as_read.sum")}
              </th>
              {read.rows.map(({ line, setAside }) => (
                <th key={line} scope="col">
                  {t("as_read.line", { line: String(line) })}
                  {setAside === null ? null : <span class="is-loss"> {t("as_read.set_aside")}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.fields.map(({ field, kind }, at) => (
              <tr key={field}>
                <th scope="row">{fieldName(field)}</th>
                <td class="is-number">
                  {totals === null ? t("field_state.pending") : quantity(totals.fields[at]?.filled ?? 0)}
                </td>
                <td class="is-number">
                  {(totals?.fields[at]?.sums ?? []).map((sum) => (
                    <div key={sum.currency}>
                      <Value kind={kind} cell={sum} />
                    </div>
                  ))}
                </td>
                {read.rows.map(({ line, cells }) => (
                  <td key={line}>
                    <Value kind={kind} cell={cells[at] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="row-actions">
        {offset > 0 ? (
          <button type="button" class="quiet" onClick={() => setOffset(Math.max(0, offset - rowsAtOnce))}>
            {t("as_read.earlier")}
          </button>
        ) : null}
        {offset + rowsAtOnce < read.rowCount ? (
          <button type="button" class="quiet" onClick={() => setOffset(offset + rowsAtOnce)}>
            {t("as_read.further")}
          </button>
        ) : null}
        <button type="button" class="quiet" onClick={() => void saveAsRead(table, name)}>
          {t("as_read.save")}
          <span class="only-read"> {name}</span>
        </button>
      </p>
    </>
  );
}

/** A value as the reader's language writes it; what holds none says so. */
function Value(props: { kind: string; cell: ReadCell | null }) {
  const { kind, cell } = props;
  if (cell === null) return <span class="second">{t("value.none")}</span>;
  if (kind === "text") return <bdi>{cell.text}</bdi>;
  if (kind === "date") return <>{fullDay(cell.text)}</>;
  if (kind === "month") return <>{month(cell.text)}</>;
  if (cell.ppm !== null) return <>{percent(cell.ppm)}</>;
  // All digits that were printed.
  const digits = cell.text.split(".")[1]?.length ?? 0;
  return (
    <>
      {figure(cell.text, { least: digits, most: digits })}
      {cell.currency === null ? null : <span class="unit"> {cell.currency}</span>}
    </>
  );
}
