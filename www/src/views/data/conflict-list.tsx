import { useEffect } from "preact/hooks";
import { t } from "../../i18n/locale";
import { ProblemList } from "../../parts/problem-list";
import { conflicts, lookForConflicts } from "../../state/conflicts";
import { summary, tables } from "../../state/store";

/** Where tables contradict each other: both values with their files, and which of them counts. */
export function ConflictList() {
  const current = summary.value;
  const read = tables.value;
  // Asked anew whenever tables or what was typed change; one table contradicts nothing.
  useEffect(() => {
    if (current !== null && read.length > 1) void lookForConflicts();
  }, [current, read]);
  const found = conflicts.value;
  if (read.length < 2 || found === null || found.count === 0) return null;
  return (
    <section class="table-read">
      <h2>{t("tables.conflicts")}</h2>
      <p>{t("tables.conflicts_lead", { n: found.count })}</p>
      <ProblemList problems={found.problems} total={found.count} label={t("tables.conflicts")} />
    </section>
  );
}
