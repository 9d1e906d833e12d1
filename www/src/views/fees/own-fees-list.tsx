import { useId, useRef } from "preact/hooks";
import type { FeeLibrary, OwnFigure, Problem } from "../../engine/types";
import { feeColumn } from "../../i18n/fee-column";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { downloadText } from "../../state/actions";
import { feeFiles } from "../../state/fee-files";
import { ownFees, projectFile, removeOwnFigure, removeOwnFile, takeOwnFile } from "../../state/fees";
import { taken } from "../../state/own-fees";
import { market } from "../../state/store";

/** What the seller has put in the place of the tables, with what of it cannot be used. */
export function OwnFeesList(props: { found: FeeLibrary }) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const { file, figures } = ownFees.value;
  const answer = taken.value;
  return (
    <section class="own-fees" aria-labelledby={id}>
      <h2 id={id}>{t("fees.own")}</h2>
      <p class="second">{t("fees.own_lead")}</p>
      {figures.length === 0 && file === null ? null : (
        <ul class="own-list">
          {file === null ? null : (
            <li>
              <span>
                {t("fees.own_file")} <bdi>{file.name}</bdi>
                <ProblemOf problem={answer?.fileProblem ?? null} />
              </span>
              <button type="button" class="quiet" onClick={() => void removeOwnFile()}>
                {t("fees.own_remove")}
                <span class="only-read"> {file.name}</span>
              </button>
            </li>
          )}
          {figures.map((figure, place) => (
            // The same figure may stand twice only on different days.
            <li key={`${figure.table} ${figure.path} ${figure.from}`}>
              <span>
                <FigureText figure={figure} found={props.found} />
                <ProblemOf problem={answer?.figureProblems[place] ?? null} />
              </span>
              <button type="button" class="quiet" onClick={() => void removeOwnFigure(place)}>
                {t("fees.own_remove")}
                <span class="only-read"> {figure.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="fees-controls">
        <button type="button" class="quiet" onClick={() => void download()}>
          {t("fees.download")}
        </button>
        <button type="button" class="quiet" onClick={() => chooser.current?.click()}>
          {t("fees.upload")}
        </button>
        <input
          ref={chooser}
          class="only-read"
          type="file"
          accept=".toml,text/plain"
          tabIndex={-1}
          // The button before it is what opens it.
          aria-hidden="true"
          aria-label={t("fees.upload")}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            if (chosen !== undefined) void takeOwnFile(chosen);
            event.currentTarget.value = "";
          }}
        />
      </p>
    </section>
  );
}

async function download(): Promise<void> {
  const file = ownFees.peek().file;
  const text = file?.text ?? (await projectFile());
  downloadText(text, file?.name ?? feeFiles[market.peek()] ?? "fees.toml");
}

function FigureText(props: { figure: OwnFigure; found: FeeLibrary }) {
  const { figure } = props;
  const column = figure.path.split(".").at(-1) ?? "";
  const row = /^rows\.(\d+)\./.exec(figure.path)?.[1];
  return (
    <>
      <strong>{feeTableName(figure.table)}</strong> · {feeColumn(column)}
      {row === undefined ? "" : ` · ${t("fees.own_row", { row: String(Number(row) + 1) })}`}:{" "}
      <strong>{figure.text}</strong>{" "}
      {figure.to === ""
        ? t("force.from", { from: dayText(figure.from) })
        : t("force.from_to", { from: dayText(figure.from), to: dayText(figure.to) })}
      {figure.name === "" ? "" : ` · ${figure.name}`}
    </>
  );
}

function dayText(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? fullDay(text) : text;
}

function ProblemOf(props: { problem: Problem | null }) {
  const { problem } = props;
  if (problem === null) return null;
  const line = problem.line === null ? "" : ` ${t("place.line", { line: String(problem.line) })}`;
  return (
    <span class="field-problem">
      {problemText(problem)}
      {line}
    </span>
  );
}
