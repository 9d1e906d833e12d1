import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { type SheetQuestion, sheetQuestion } from "../../state/store";

/** Which sheets of a workbook are meant, where several have data. */
export function SheetChoice() {
  const question = sheetQuestion.value;
  return question === null ? null : <Question key={question.file} question={question} />;
}

function Question(props: { question: SheetQuestion }) {
  const { file, sheets, answer } = props.question;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  return (
    <form
      ref={form}
      class="notice sheet-choice"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        answer(data.getAll("sheet").map(Number));
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") answer([]);
      }}
    >
      <p id={id}>{t("sheets.question", { file, n: sheets.length })}</p>
      <ul>
        {sheets.map((sheet) => (
          <li key={sheet.index}>
            <label>
              <input type="checkbox" name="sheet" value={sheet.index} defaultChecked={sheet === first} />{" "}
              <bdi>{sheet.name}</bdi>{" "}
              <span class="second">
                {sheet.rows > 1 ? t("sheets.size", { rows: sheet.rows, columns: sheet.columns }) : null}
                {sheet.isHidden ? ` ${t("sheets.hidden")}` : null}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <button type="submit" class="primary">
        {t("sheets.read")}
      </button>
      <button type="button" class="quiet" onClick={() => answer([])}>
        {t("sheets.leave")}
      </button>
    </form>
  );
}
