import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/locale";

/** A button that asks once, in its own row, before it does what cannot be undone. */
export function ConfirmRow(props: { label: string; question: string; confirm: string; onConfirm: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button ref={ask} type="button" class="quiet" onClick={() => setAsking(true)}>
        {props.label}
      </button>
    );
  }
  return (
    <fieldset class="confirm-row" onKeyDown={(event) => event.key === "Escape" && setAsking(false)}>
      <legend class="only-read">{props.label}</legend>
      <span>{props.question}</span>
      <button
        type="button"
        class="danger"
        onClick={() => {
          setAsking(false);
          props.onConfirm();
        }}
      >
        {props.confirm}
      </button>
      <button ref={keep} type="button" class="quiet" onClick={() => setAsking(false)}>
        {t("action.keep")}
      </button>
    </fieldset>
  );
}
