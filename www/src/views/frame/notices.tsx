import { fullDay } from "../../i18n/format";
import { loadLaterWords, t, wordsOf } from "../../i18n/locale";
import { later } from "../../parts/later";
import { cancelWork, dismissNotice, go, restartEngine } from "../../state/actions";
import { applyUpdate } from "../../state/offline";
import { isUpdateReady, type Notice, notices, status, work } from "../../state/store";

/** The reasons of the core in words, and the code that puts their figures into them. */
const refusal = later(() =>
  Promise.all([import("./refusal-text"), loadLaterWords()]).then(([part]) => part.RefusalText),
);

/** Said where a reload would lose something: a file is the way to keep it. */
const notKept = new Set(["not_saved", "not_loaded", "not_loaded_in_time", "kept_by_newer", "open_elsewhere"]);

/** The one live region: what happened, and work that takes longer than a blink. */
export function Notices() {
  const current = work.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {status.value === "restarting" ? <p class="notice is-warning">{t("notice.restarting")}</p> : null}
      {isUpdateReady.value ? (
        <p class="notice is-note">
          <span>{t("notice.update_ready")}</span>
          <button type="button" onClick={applyUpdate}>
            {t("action.update")}
          </button>
        </p>
      ) : null}
      {current ? (
        <p class="notice is-note">
          <span>{t(`work.${current.kind}`, { name: current.name ?? "" })}</span>
          <progress
            max={current.progress.total || 1}
            value={current.progress.done}
            aria-label={t(`work.${current.kind}`, { name: current.name ?? "" })}
          />
          <button type="button" class="quiet" onClick={cancelWork}>
            {t("action.cancel")}
          </button>
        </p>
      ) : null}
      {notices.value.map((notice) => {
        return (
          <p key={notice.id} class={`notice is-${notice.severity}`}>
            <span>
              <NoticeText notice={notice} />
            </span>
            {notice.code === "engine_failed" ? (
              <button type="button" onClick={restartEngine}>
                {t("action.try_again")}
              </button>
            ) : null}
            {notKept.has(notice.code) ? (
              <button type="button" onClick={() => go({ name: "workspace" })}>
                {t("action.to_workspace")}
              </button>
            ) : null}
            <button type="button" class="quiet" onClick={() => dismissNotice(notice.id)}>
              {t("action.dismiss")}
            </button>
          </p>
        );
      })}
    </div>
  );
}

/** The sentence of a notice. */
function NoticeText(props: { notice: Notice }) {
  const { code, params } = props.notice;
  if (params.some(({ name }) => name === "cause")) return <refusal.View notice={props.notice} />;
  const texts: Record<string, string> = {};
  for (const { name, text } of params) texts[name] = name === "date" ? fullDay(text) : text;
  const { why = "" } = texts;
  return <>{wordsOf("notice", code, { ...texts, cause: why }) ?? t("notice.unknown_code", { code })}</>;
}
