import { useEffect } from "preact/hooks";
import { t } from "../../i18n/locale";
import { stepText } from "../../i18n/step-text";
import { redo, undo } from "../../state/catalogue";
import { redoable, undoable } from "../../state/store";
import { isTyping } from "./is-typing";

/** One step back, one step forth; by Ctrl+Z and Ctrl+Shift+Z wherever nothing is being typed. */
export function Steps() {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      // A choice has no step of its own to take back.
      if (isTyping(event.target) && !(event.target instanceof HTMLSelectElement)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) void undo();
      else if ((key === "z" && event.shiftKey) || key === "y") void redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", follow);
    return () => document.removeEventListener("keydown", follow);
  }, []);
  const back = undoable.value;
  const forth = redoable.value;
  if (!back && !forth) return null;
  const titleOf = (step: typeof back) => (step ? stepText(step) : undefined);
  return (
    <div class="steps">
      <button type="button" class="quiet" disabled={!back} title={titleOf(back)} onClick={() => void undo()}>
        {t("undo.undo")}
      </button>
      <button type="button" class="quiet" disabled={!forth} title={titleOf(forth)} onClick={() => void redo()}>
        {t("undo.redo")}
      </button>
    </div>
  );
}
