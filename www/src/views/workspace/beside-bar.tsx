import { t } from "../../i18n/locale";
import { beside } from "../../state/store";
import { endBeside } from "../../state/workspace";

/** Says that it is another workspace that is looked at, and leads back to one's own. */
export function BesideBar() {
  const name = beside.value?.name ?? null;
  return (
    <section class="beside-bar" aria-label={t("workspace.beside_label")}>
      <p>
        {name === null ? t("workspace.beside_link") : t("workspace.beside_file", { name })} {t("workspace.beside_note")}
      </p>
      <button type="button" onClick={() => endBeside(false)}>
        {t("workspace.discard")}
      </button>
      <button type="button" class="quiet" onClick={() => endBeside(true)}>
        {t("workspace.keep")}
      </button>
    </section>
  );
}
