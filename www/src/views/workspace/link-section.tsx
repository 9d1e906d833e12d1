import { useEffect, useId, useState } from "preact/hooks";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { cutByMessages, mostLinkCharacters } from "../../state/share-link";
import { form, lastKey, redoable, rows, undoable } from "../../state/store";
import { copyLink, isPacking, makeLink, type Offer, offer, skuOf } from "../../state/workspace";

/** The workspace as a link: what is in it, how long it is, and then the link. */
export function LinkSection(props: { isEmpty: boolean }) {
  const id = useId();
  const key = lastKey.value ?? rows.value.rows[0]?.key ?? null;
  const [only, setOnly] = useState<string | null>(null);
  const { value: made } = offer;
  // A link says what was there when it was made.
  const { value: last } = undoable;
  const { value: next } = redoable;
  useEffect(() => {
    offer.value = null;
  }, [last, next, only]);
  return (
    <section aria-labelledby="workspace-link">
      <h2 id="workspace-link">{t("workspace.link_title")}</h2>
      <p>{t("workspace.link_note")}</p>
      <p>{t("workspace.link_contains")}</p>
      {form.value === "file" ? <p class="second">{t("workspace.link_one_file")}</p> : null}
      {props.isEmpty ? (
        <p class="second">{t("workspace.link_empty")}</p>
      ) : (
        <div class="workspace-actions">
          <label for={id}>{t("workspace.link_what")}</label>
          <select
            id={id}
            value={only === null ? "all" : "one"}
            onChange={(event) => setOnly(event.currentTarget.value === "one" ? key : null)}
          >
            <option value="all">{t("workspace.link_all")}</option>
            {key === null ? null : <option value="one">{t("workspace.link_only", { sku: skuOf(only ?? key) })}</option>}
          </select>
          <button type="button" disabled={isPacking.value} onClick={() => void makeLink(only)}>
            {t("workspace.link_make")}
          </button>
        </div>
      )}
      <div class="link-made" aria-live="polite">
        {made === null ? null : <Made made={made} />}
      </div>
    </section>
  );
}

function Made(props: { made: Offer }) {
  const { link, only, isTooLong } = props.made;
  const id = useId();
  const size = quantity(props.made.size);
  if (isTooLong || link === null) {
    return (
      <p class="is-loss">
        {t("workspace.link_too_long", { size, most: quantity(mostLinkCharacters) })}{" "}
        {t(only === null ? "workspace.link_shorter" : "workspace.link_file_instead")}
      </p>
    );
  }
  return (
    <>
      <p>
        {t("workspace.link_size", { size })}
        {link.length > cutByMessages ? ` ${t("workspace.link_may_be_cut", { most: quantity(cutByMessages) })}` : null}
      </p>
      <div class="workspace-actions">
        <label for={id}>{t("workspace.link_itself")}</label>
        <input
          id={id}
          class="link-text"
          type="text"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="primary" onClick={copyLink}>
          {t("workspace.link_copy")}
        </button>
      </div>
    </>
  );
}
