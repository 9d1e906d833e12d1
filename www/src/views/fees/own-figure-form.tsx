import { useEffect, useRef, useState } from "preact/hooks";
import type { FeeCell } from "../../engine/types";
import { feeColumn } from "../../i18n/fee-column";
import { feeTableName } from "../../i18n/fee-table-name";
import { t } from "../../i18n/locale";
import { addOwnFigure } from "../../state/fees";

/** What is to be changed: a row or a table with its figures. */
export interface Place {
  readonly table: string;
  readonly label: string;
  readonly cells: readonly FeeCell[];
}

/** A figure of the seller's own for one place of a table, from a day on. */
export function OwnFigureForm(props: { place: Place; from: string; onDone: () => void }) {
  const { place } = props;
  const last = place.cells.at(-1);
  const [path, setPath] = useState(last?.path ?? "");
  const cell = place.cells.find((known) => known.path === path);
  const [text, setText] = useState(cell?.text ?? "");
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState("");
  const [name, setName] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      class="own-figure"
      aria-label={t("fees.own_title")}
      onSubmit={(event) => {
        event.preventDefault();
        void addOwnFigure({ table: place.table, path, from, to, text, name });
        props.onDone();
      }}
    >
      <p>
        <strong>{t("fees.own_title")}</strong> {feeTableName(place.table)}
        {place.label === "" ? "" : ` · ${place.label}`}
      </p>
      <div class="fees-controls">
        <label>
          {t("fees.own_which")}
          <select
            ref={first}
            value={path}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setPath(next);
              setText(place.cells.find((known) => known.path === next)?.text ?? "");
            }}
          >
            {place.cells.map((known) => (
              <option key={known.path} value={known.path ?? ""}>
                {feeColumn(known.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("fees.own_figure")}
          <input
            class="is-number"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            required
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label>
          {t("fees.own_from")}
          <input type="date" required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        </label>
        <label>
          {t("fees.own_to")}
          <input type="date" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </label>
        <label>
          {t("fees.own_name")}
          <input type="text" autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary">
          {t("fees.own_save")}
        </button>
        <button type="button" class="quiet" onClick={props.onDone}>
          {t("fees.own_cancel")}
        </button>
      </div>
    </form>
  );
}
