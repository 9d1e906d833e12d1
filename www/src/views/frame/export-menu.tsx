import { signal } from "@preact/signals";
import { t } from "../../i18n/locale";
import { followingFirst } from "../../parts/later";
import { Popover } from "../../parts/popover";
import { isEmpty, view } from "../../state/store";

/** It was opened once: what is in it may be fetched. */
const isWanted = signal(false);

const items = followingFirst(() => import("../export/export-items").then((part) => part.ExportItems));

const want = (): void => {
  isWanted.value = true;
};

/** Views that answer without a catalogue, by sheets of their own. */
const standAlone = new Set<string>(["transfers", "review", "landed", "fees"]);

/** Everything that goes out of the page, in one place. What is in it comes when it is opened. */
export function ExportMenu() {
  if (isEmpty.value && !standAlone.has(view.value.name)) return null;
  return (
    <span class="export-menu">
      <Popover class="chip" summary={t("export.title")} onOpen={want}>
        <div class="popover is-right">{isWanted.value ? <items.View /> : null}</div>
      </Popover>
    </span>
  );
}

/** Opens the menu, which on a phone stands in another one. */
export function openExport(): void {
  const menu = document.querySelector<HTMLDetailsElement>(".export-menu > details");
  const around = menu?.parentElement?.closest("details");
  if (around) around.open = true;
  if (menu) {
    menu.open = true;
    menu.querySelector("summary")?.focus();
  }
}
