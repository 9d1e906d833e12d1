import { t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import { cancelWork, dismissNotice, restartEngine } from "../../state/actions";
import { applyUpdate } from "../../state/offline";
import { isUpdateReady, notices, status, work } from "../../state/store";

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
        const params = toParams(notice.params);
        return (
          <p key={notice.id} class={`notice is-${notice.severity}`}>
            <span>
              {wordsOf("notice", notice.code, { ...params, cause: causeText(params) }) ??
                t("notice.unknown_code", { code: notice.code })}
            </span>
            {notice.code === "engine_failed" ? (
              <button type="button" onClick={restartEngine}>
                {t("action.try_again")}
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

/** A reason given as a code of the core, in words. */
function causeText(params: Readonly<Record<string, string>>): string {
  const { cause, why } = params;
  if (cause === undefined) return why ?? "";
  return wordsOf("problem", cause, params) ?? t("problem.unknown_code", { code: cause });
}
