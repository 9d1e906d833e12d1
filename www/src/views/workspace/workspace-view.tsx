import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { ConfirmRow } from "../../parts/confirm-row";
import { forgetEverything } from "../../state/actions";
import { beside, isEmpty, isSaved, tables, view } from "../../state/store";
import { arrival, saveWorkspace, takeLink, takeWorkspaceFile } from "../../state/workspace";
import { ArrivalBox } from "./arrival-box";
import { LinkSection } from "./link-section";

/** Everything entered as a whole: where it is kept, out and in as a file, out as a link, and gone. */
export function WorkspaceView() {
  const current = view.value;
  const link = current.name === "shared" ? current.link : null;
  useEffect(() => {
    if (link !== null) void takeLink(link);
  }, [link]);
  const hasNothing = isEmpty.value && tables.value.length === 0;
  return (
    <div class="workspace">
      <h1>{t("workspace.title")}</h1>
      {arrival.value === null ? null : <ArrivalBox arrival={arrival.value} />}
      <section aria-labelledby="workspace-kept">
        <h2 id="workspace-kept">{t("workspace.kept_title")}</h2>
        <p>{t(keptWords())}</p>
        <p class="second">{t("workspace.kept_note")}</p>
      </section>
      <section aria-labelledby="workspace-file">
        <h2 id="workspace-file">{t("workspace.file_title")}</h2>
        <p>{t("workspace.file_note")}</p>
        <div class="workspace-actions">
          <button type="button" class="primary" onClick={() => void saveWorkspace()}>
            {t("workspace.save")}
          </button>
          <OpenFile />
        </div>
      </section>
      <LinkSection isEmpty={hasNothing} />
      <section aria-labelledby="workspace-forget">
        <h2 id="workspace-forget">{t("forget.label")}</h2>
        <p>{t("workspace.forget_note")}</p>
        <ConfirmRow
          label={t("forget.label")}
          question={t("forget.question")}
          confirm={t("forget.confirm")}
          onConfirm={() => void forgetEverything()}
        />
      </section>
    </div>
  );
}

/** Whether what is entered would be there after a reload. */
function keptWords(): "workspace.not_own" | "workspace.saved" | "workspace.not_saved" {
  if (beside.value !== null) return "workspace.not_own";
  return isSaved.value ? "workspace.saved" : "workspace.not_saved";
}

function OpenFile() {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => chooser.current?.click()}>
        {t("workspace.open")}
      </button>
      <input
        ref={chooser}
        class="only-read"
        type="file"
        accept=".json,application/json"
        tabIndex={-1}
        // The button before it is what opens it.
        aria-hidden="true"
        aria-label={t("workspace.open")}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) void takeWorkspaceFile(chosen);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
