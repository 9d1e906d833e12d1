import { useEffect, useRef } from "preact/hooks";
import { fullDay } from "../../i18n/format";
import { listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { pasteNumber } from "../../state/actions";
import type { Entry } from "../../state/input-log";
import { home } from "../../state/market";
import { isEmpty } from "../../state/store";
import { type Arrival, decide, type Fault, type Workspace } from "../../state/workspace";

/** Names of tables shown. */
const NAMES_SHOWN = 6;

/** A workspace that came in: what it holds, and the question what to do with it. */
export function ArrivalBox(props: { arrival: Arrival }) {
  const { file, reading } = props.arrival;
  const box = useRef<HTMLElement>(null);
  // It is what the seller asked for: the focus goes to it as soon as it can be answered.
  const isRead = reading !== null;
  useEffect(() => {
    if (isRead) box.current?.focus();
  }, [isRead]);
  return (
    <section ref={box} class="arrival" tabIndex={-1} aria-labelledby="arrival-title" aria-busy={!isRead}>
      <h2 id="arrival-title">
        {file === null ? t("workspace.came_by_link") : t("workspace.came_by_file", { name: file })}
      </h2>
      {reading === null ? <p>{t("workspace.reading")}</p> : null}
      {reading && "fault" in reading ? <FaultText fault={reading.fault} isLink={file === null} /> : null}
      {reading && "workspace" in reading ? <Question workspace={reading.workspace} /> : null}
    </section>
  );
}

function FaultText(props: { fault: Fault; isLink: boolean }) {
  const { code, params } = props.fault;
  return (
    <>
      <p class="is-loss">{wordsOf("workspace_fault", code, params) ?? t("notice.unknown_code", { code })}</p>
      <p>{t(props.isLink ? "workspace.fault_link" : "workspace.fault_file")}</p>
      <div class="workspace-actions">
        <button type="button" onClick={() => decide("leave")}>
          {t("action.close")}
        </button>
      </div>
    </>
  );
}

function Question(props: { workspace: Workspace }) {
  const { entries, saved } = props.workspace;
  const tables = entries.filter((entry) => entry.kind === "table");
  const names = tables.slice(0, NAMES_SHOWN).map(({ input }) => tableName(input.name));
  const others = tables.length - names.length;
  const typed = entries.filter(({ kind }) => kind !== "table" && kind !== "market" && kind !== "today").length;
  return (
    <>
      <dl class="arrival-facts">
        <dt>{t("workspace.written_on")}</dt>
        <dd>{saved === null ? t("value.unknown") : fullDay(dayOf(saved))}</dd>
        <dt>{t("tables.title")}</dt>
        <dd>
          {tables.length}
          {names.length > 0 ? <bdi class="second"> {names.join(t("place.join"))}</bdi> : null}
          {others > 0 ? <span class="second"> {t("workspace.more_tables", { n: others })}</span> : null}
        </dd>
        <dt>{t("workspace.typed")}</dt>
        <dd>{typed}</dd>
        <dt>{t("header.market")}</dt>
        <dd>{listOf(marketsOf(entries).map((code) => nameOf("market", code)))}</dd>
      </dl>
      <p>{t(isEmpty.value ? "workspace.ask_empty" : "workspace.ask")}</p>
      <div class="workspace-actions">
        <button type="button" class="primary" onClick={() => decide("beside")}>
          {t("workspace.beside")}
        </button>
        <button type="button" onClick={() => decide("replace")}>
          {t(isEmpty.value ? "workspace.take" : "workspace.replace")}
        </button>
        <button type="button" class="quiet" onClick={() => decide("leave")}>
          {t("workspace.leave")}
        </button>
      </div>
    </>
  );
}

function tableName(name: string): string {
  const paste = pasteNumber(name);
  return paste === null ? name : t("tables.paste", { number: String(paste) });
}

/** Marketplaces that something was entered for, and the one that is calculated for. */
function marketsOf(entries: readonly Entry[]): string[] {
  const present = entries.flatMap((entry) => (entry.kind === "market" ? [entry.market] : []));
  return [...new Set([present[0] ?? home, ...entries.flatMap(({ of }) => of ?? [])])];
}

/** The day of a moment on the seller's own calendar. */
function dayOf(moment: string): string {
  const at = new Date(moment);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
