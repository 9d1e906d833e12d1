import { useEffect, useId, useState } from "preact/hooks";
import { minorDigits, toDecimalText } from "../../i18n/format";
import { type Key, t } from "../../i18n/locale";
import { bound } from "../../state/catalogue";
import { listFilter, summary } from "../../state/store";

/** Figures that are money: their bounds are minor units, the fields show the currency's own. */
const MONEY = new Set(["gain", "price", "value", "wait"]);

/** Lowest and highest of a figure, as two fields: what a brush over a picture sets, without a pointer. */
export function FigureBounds(props: { figure: string; words: Key }) {
  const id = useId();
  const { figure } = props;
  const bounds = listFilter.value.bounds.find((other) => other.figure === figure);
  const currency = summary.value?.bestValue?.currency;
  const digits = MONEY.has(figure) && currency ? minorDigits(currency) : 0;
  const from = bounds?.from ?? null;
  const to = bounds?.to ?? null;
  return (
    <fieldset class="filter-field bounds">
      <legend>{t(props.words)}</legend>
      <div class="bounds-fields">
        <Bound
          id={`${id}-from`}
          words="filter.from"
          whole={from}
          digits={digits}
          onSet={(next) => bound(figure, next, to)}
        />
        <span aria-hidden="true">–</span>
        <Bound
          id={`${id}-to`}
          words="filter.to"
          whole={to}
          digits={digits}
          onSet={(next) => bound(figure, from, next)}
        />
      </div>
    </fieldset>
  );
}

function Bound(props: {
  id: string;
  words: Key;
  /** In the smallest unit; null = open. */
  whole: number | null;
  digits: number;
  onSet: (whole: number | null) => void;
}) {
  const { whole, digits } = props;
  const shown =
    whole === null || !Number.isFinite(whole) ? "" : toDecimalText(Math.round(whole), digits).replace(/\.0+$/, "");
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const take = () => {
    const number = Number(text.replace(",", "."));
    if (text.trim() === "") props.onSet(null);
    else if (Number.isFinite(number)) props.onSet(Math.round(number * 10 ** digits));
    else setText(shown);
  };
  return (
    <>
      <label for={props.id} class="only-read">
        {t(props.words)}
      </label>
      <input
        id={props.id}
        type="text"
        inputMode="decimal"
        class="is-number"
        autocomplete="off"
        placeholder={t(props.words)}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={() => text !== shown && take()}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </>
  );
}

/** A day so many days after another, both `YYYY-MM-DD`. */
export function addDays(iso: string, days: number): string | undefined {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}
