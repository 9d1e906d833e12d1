import { useId, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { addProduct, dropFiles, loadSample, pasteText } from "../../state/actions";
import { pasteBox, work } from "../../state/store";

/** Where tables come in: a paste box, a file button, the sample. A paste is read at once. */
export function Entry(props: { hasSample: boolean }) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const read = async (text: string) => {
    pasteBox.value = "";
    // A browser that fills the box by itself tells nobody.
    if (box.current) box.current.value = "";
    const isTaken = await pasteText(text);
    // What could not be read stays with the seller, unless something else was typed meanwhile.
    if (!isTaken && pasteBox.peek() === "") pasteBox.value = text;
  };
  return (
    <div class="entry">
      <label for={id} class="field-label">
        {t("entry.paste_label")}
      </label>
      <textarea
        id={id}
        ref={box}
        rows={5}
        value={pasteBox.value}
        spellcheck={false}
        placeholder={t("entry.paste_hint")}
        onInput={(event) => {
          pasteBox.value = event.currentTarget.value;
        }}
        onPaste={(event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          const isAlone = event.currentTarget.value.trim() === "";
          if (!isAlone || text.trim() === "") return;
          event.preventDefault();
          void read(text);
        }}
      />
      <div class="entry-actions">
        {/* While one view gives way to another the box may be a new one that does not show the text yet. */}
        <button type="button" onClick={() => void read(box.current?.value || pasteBox.peek())}>
          {t("entry.read")}
        </button>
        <button type="button" onClick={() => files.current?.click()}>
          {t("entry.choose")}
        </button>
        <input
          ref={files}
          class="only-read"
          type="file"
          multiple
          tabIndex={-1}
          // The button before it is what opens it.
          aria-hidden="true"
          aria-label={t("entry.choose")}
          accept=".txt,.tsv,.csv,.xlsx,.xlsm,.json,text/plain,text/csv,text/tab-separated-values"
          onChange={(event) => {
            void dropFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        {props.hasSample ? (
          <button type="button" class="primary" onClick={() => void loadSample()} disabled={work.value !== null}>
            {t("entry.sample")}
          </button>
        ) : null}
        <button type="button" class="quiet" onClick={() => void addProduct()}>
          {t("entry.by_hand")}
        </button>
        <span class="second">{t("entry.drop_note")}</span>
      </div>
    </div>
  );
}
