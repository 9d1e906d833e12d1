import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n/locale";

/** Takes files dropped anywhere on the page, and says so while they hover. */
export function DropTarget(props: { onFiles: (files: File[]) => void; children: ComponentChildren }) {
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent: only the balance of both says whether files hover.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  return (
    // The paste box and the file button do the same by keyboard.
    <div
      class="page"
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        props.onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {props.children}
      {isOver ? <p class="drop-hint">{t("entry.drop_here")}</p> : null}
    </div>
  );
}
