import type { ComponentChildren } from "preact";
import type { Problem } from "../engine/types";
import { t } from "../i18n/locale";
import { problemPlace, problemText } from "../i18n/problem-text";

/** What is to be told: where it stands, then what is wrong, worst first; `mend` adds what can be done about it there. */
export function ProblemList(props: {
  problems: readonly Problem[];
  total?: number;
  label: string;
  mend?: (problem: Problem) => ComponentChildren;
}) {
  const { problems } = props;
  if (problems.length === 0) return null;
  const rank = (problem: Problem) => ["error", "warning", "note"].indexOf(problem.severity);
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b));
  const left = (props.total ?? problems.length) - problems.length;
  return (
    <section class="problems" aria-label={props.label}>
      <ul>
        {sorted.map((problem, i) => {
          const place = problemPlace(problem);
          return (
            // Problems have no identity of their own; the list is drawn anew with each reading.
            <li key={i} class={`problem is-${problem.severity}`}>
              <span class="severity">{severityName(problem.severity)}</span>
              <span>
                {problem.sku ? <strong class="sku">{problem.sku}</strong> : null} {problemText(problem)}
                {place ? <span class="place"> {place}</span> : null}
                {props.mend?.(problem)}
              </span>
            </li>
          );
        })}
      </ul>
      {left > 0 ? <p class="second">{t("problems.more", { n: left })}</p> : null}
    </section>
  );
}

/** How much a problem matters, in words. */
export function severityName(severity: string): string {
  if (severity === "error") return t("severity.error");
  return severity === "warning" ? t("severity.warning") : t("severity.note");
}
