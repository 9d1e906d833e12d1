import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n/locale";

/**
 * The drawer at the right; a sheet from below on a phone.
 *
 * Beside a wide page it is not modal, so that the next figure can be opened at once; on
 * a phone it covers the page and is modal. Focus goes in and comes back to where it was.
 */
export function Drawer(props: { title: ComponentChildren; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const origin = document.activeElement;
    if (matchMedia("(max-width: 760px)").matches) element.showModal();
    else element.show();
    heading.current?.focus();
    return () => {
      // Where the next figure was opened meanwhile, the focus is there already and stays.
      const isInside = element.contains(document.activeElement) || document.activeElement === document.body;
      element.close();
      if (isInside && origin instanceof HTMLElement && origin.isConnected) origin.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        props.onClose();
      }}
    >
      <header class="drawer-head">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {props.title}
        </h2>
        <button type="button" class="quiet" onClick={props.onClose}>
          {t("action.close")}
        </button>
      </header>
      <div class="drawer-body">{props.children}</div>
    </dialog>
  );
}
