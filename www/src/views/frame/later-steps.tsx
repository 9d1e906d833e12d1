import { loadLaterWords } from "../../i18n/locale";
import { later } from "../../parts/later";
import { redoable, undoable } from "../../state/store";

const steps = later(() => Promise.all([import("./steps"), loadLaterWords()]).then(([part]) => part.Steps));

/** The way back, whose code comes once there is a step to take back. */
export function Steps() {
  return undoable.value || redoable.value ? <steps.View /> : null;
}
