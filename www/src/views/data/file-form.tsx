import { useId, useRef, useState } from "preact/hooks";
import type { TableView } from "../../engine/types";
import { nameOf, t } from "../../i18n/locale";
import { encodings, separators } from "../../state/file-form";
import { encodingOf, readIn, separateBy } from "../../state/reread";

/** What a file was read in, and what stands between its cells; both can be turned. */
export function FileForm(props: { table: TableView; name: string }) {
  const { table, name } = props;
  const id = useId();
  /** Chosen, but the page has the file no longer. */
  const [wanted, setWanted] = useState<string | null>(null);
  if (table.separator === "cells") return null;
  const read = encodingOf(table);
  const choose = async (encoding: string, file: File | null = null) => {
    setWanted((await readIn(table, encoding, file)) ? null : encoding);
  };
  return (
    <>
      <div class="file-form">
        {read === null ? null : (
          <span>
            <label for={`${id}e`}>
              {t("tables.encoding")}
              <span class="only-read"> {name}</span>
            </label>
            <select
              id={`${id}e`}
              class={read.encoding?.rival ? "is-asked" : undefined}
              value={wanted ?? read.encoding?.label ?? ""}
              onChange={(event) => void choose(event.currentTarget.value)}
            >
              {read.encoding === null && wanted === null ? (
                <option value="">{t("tables.encoding_unknown")}</option>
              ) : null}
              {encodings.map((encoding) => (
                <option key={encoding} value={encoding}>
                  {nameOf("encoding", encoding)}
                </option>
              ))}
            </select>
          </span>
        )}
        <span>
          <label for={`${id}s`}>
            {t("tables.separated")}
            <span class="only-read"> {name}</span>
          </label>
          <select
            id={`${id}s`}
            value={table.separator}
            onChange={(event) => separateBy(table, event.currentTarget.value)}
          >
            {separators.map((separator) => (
              <option key={separator} value={separator}>
                {nameOf("separator", separator)}
              </option>
            ))}
          </select>
        </span>
      </div>
      {wanted === null ? null : (
        <FileAgain
          name={name}
          encoding={wanted}
          take={(file) => void choose(wanted, file)}
          drop={() => setWanted(null)}
        />
      )}
      {wanted === null && read?.encoding?.rival ? (
        <p class="is-asked">{t("tables.encoding_guessed", { rival: nameOf("encoding", read.encoding.rival) })}</p>
      ) : null}
      {wanted === null && read?.encoding?.isLossy ? (
        <p class="is-loss">{t("tables.encoding_lossy", { encoding: nameOf("encoding", read.encoding.label) })}</p>
      ) : null}
    </>
  );
}

/** Asks for the file once more: after a reload a page has no way to it. */
function FileAgain(props: { name: string; encoding: string; take: (file: File) => void; drop: () => void }) {
  const { name, encoding, take, drop } = props;
  const files = useRef<HTMLInputElement>(null);
  return (
    <div class="file-again" role="status">
      <p>{t("tables.choose_again", { encoding: nameOf("encoding", encoding) })}</p>
      <p class="row-actions">
        <button type="button" class="primary" onClick={() => files.current?.click()}>
          {t("tables.choose_file", { name })}
        </button>
        <button type="button" class="quiet" onClick={drop}>
          {t("action.keep")}
        </button>
      </p>
      <input
        ref={files}
        class="only-read"
        type="file"
        tabIndex={-1}
        // The button before it is what opens it.
        aria-hidden="true"
        aria-label={t("tables.choose_file", { name })}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) take(file);
        }}
      />
    </div>
  );
}
