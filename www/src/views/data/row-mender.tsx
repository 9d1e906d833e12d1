import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Problem, TableView } from "../../engine/types";
import { t } from "../../i18n/locale";
import { cellOf, lineTexts, mendCell, mendLine } from "../../state/set-aside";

/** A row that has something wrong, opened in place: the cell, or the line as it stands in the file. */
export function RowMender(props: { table: TableView; problem: Problem }) {
  const { table, problem } = props;
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!isOpen && wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const { line } = problem;
  if (line === null || problem.severity === "note") return null;
  if (!isOpen) {
    return (
      <button ref={opener} type="button" class="quiet" onClick={() => setOpen(true)}>
        {t("mend.open", { line: String(line) })}
      </button>
    );
  }
  return <Form table={table} problem={problem} line={line} close={() => setOpen(false)} />;
}

/** A large file is gone through for the line. */
function Form(props: { table: TableView; problem: Problem; line: number; close: () => void }) {
  const { table, line } = props;
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void lineTexts(table, [line]).then((found) => isWanted && setText(found.get(line) ?? null));
    return () => {
      isWanted = false;
    };
  }, [table, line]);
  return text === null ? null : <LineForm {...props} text={text} />;
}

function LineForm(props: { table: TableView; problem: Problem; line: number; text: string; close: () => void }) {
  const { table, problem, line, text, close } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const cell = cellOf(table, problem, text);
  const save = () => {
    const typed = box.current?.value ?? "";
    if (cell === null) void mendLine(table, line, typed);
    else void mendCell(table, line, cell.place, typed);
    close();
  };
  const label =
    cell === null
      ? t("mend.line", { line: String(line) })
      : t("mend.cell", { heading: table.columns[cell.place]?.heading ?? "", line: String(line) });
  return (
    <form
      class="row-mender"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <label for={id}>{label}</label>
      {cell === null ? (
        <textarea id={id} ref={box} rows={3} spellcheck={false} defaultValue={text} />
      ) : (
        <>
          <input id={id} ref={box} type="text" spellcheck={false} defaultValue={cell.text} />
          <p class="row-line second">
            <bdi>{text.replaceAll("\t", " · ")}</bdi>
          </p>
        </>
      )}
      <div class="row-actions">
        <button type="submit" class="primary">
          {t("mend.save")}
        </button>
        <button
          type="button"
          onClick={() => {
            void mendLine(table, line, "");
            close();
          }}
        >
          {t("mend.leave_out")}
        </button>
        <button type="button" class="quiet" onClick={close}>
          {t("action.keep")}
        </button>
      </div>
    </form>
  );
}
