import { t } from "../i18n/locale";

const MARKS = ["typed", "report", "computed", "assumed", "unknown"] as const;
type Source = (typeof MARKS)[number];

function toSource(code: string): Source {
  return MARKS.find((mark) => mark === code) ?? "unknown";
}

/** Where a value comes from, in a word: typed, report, computed, assumed, ask. */
export function SourceMark(props: { source: string; name?: string | null; line?: number | null }) {
  const source = toSource(props.source);
  const place =
    props.name && props.line
      ? t("source.place", { file: props.name, line: String(props.line) })
      : (props.name ?? undefined);
  return (
    <span class={`source-mark is-${source}`} title={place}>
      {t(`source.${source}`)}
      {place ? <span class="only-read"> {place}</span> : null}
    </span>
  );
}
