import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/locale";

/**
 * Takes files dropped anywhere on the page, and says so while they hover.
 *
 * The paste box and the file button do the same by keyboard.
 */
export function DropTarget(props: { onFiles: (files: File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const { onFiles } = props;
  useEffect(() => {
    // Entering a child leaves its parent: only the balance of both says whether files hover.
    let depth = 0;
    const hover = (change: number) => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    const enter = (event: DragEvent) => hasFiles(event) && hover(1);
    const leave = (event: DragEvent) => hasFiles(event) && hover(-1);
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      hover(-depth);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, [onFiles]);
  return isOver ? <p class="drop-hint">{t("entry.drop_here")}</p> : null;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
