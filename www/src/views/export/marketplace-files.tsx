import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { ActFile } from "../../engine/types";
import { price } from "../../i18n/format";
import { type Key, t, wordsOf } from "../../i18n/locale";
import { downloadText } from "../../state/actions";
import { markedKeys } from "../../state/catalogue";
import { theSession } from "../../state/current";
import { marked, markedTotals, summary } from "../../state/store";

const ACTS = ["prices", "sale_prices", "removal", "disposal"] as const;
type Act = (typeof ACTS)[number];

/** Lines shown of what is in a file, and of what is not. */
const mostShown = 6;

/** Files that the marketplace takes, of what is marked in the list: first what is in one, then the file. */
export function MarketplaceFiles() {
  const id = useId();
  const act = useSignal<Act | null>(null);
  const file = useSignal<ActFile | null>(null);
  const from = useSignal("");
  const to = useSignal("");
  const marks = marked.value;
  const count = markedTotals.value?.products ?? 0;
  useEffect(() => {
    act.value = null;
    file.value = null;
  }, [marks]);
  const look = async (next: Act): Promise<void> => {
    act.value = next;
    file.value = null;
    const session = theSession();
    try {
      const keys = await markedKeys();
      file.value = await session.client.request("actFile", { act: next, keys, from: from.value, to: to.value });
    } catch (thrown) {
      session.tellFailure(thrown, "refused");
    }
  };
  const needsDays = act.value === "sale_prices" && file.value === null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class="field-label">
        {t("act.title", { n: count })}
      </h2>
      {count === 0 ? <p class="second">{t("act.none")}</p> : null}
      {count === 0
        ? null
        : ACTS.map((kind) => (
            <button
              key={kind}
              type="button"
              class="quiet"
              aria-pressed={act.value === kind}
              onClick={() => {
                if (kind !== "sale_prices") return void look(kind);
                act.value = kind;
                file.value = null;
                from.value ||= summary.peek()?.today ?? "";
              }}
            >
              {t(`act.${kind}` as Key)}
            </button>
          ))}
      {needsDays ? (
        <form
          class="act-days"
          onSubmit={(event) => {
            event.preventDefault();
            void look("sale_prices");
          }}
        >
          <label for={`${id}-from`}>{t("act.from")}</label>
          <input
            id={`${id}-from`}
            type="date"
            required
            value={from.value}
            onInput={(event) => {
              from.value = event.currentTarget.value;
            }}
          />
          <label for={`${id}-to`}>{t("act.to")}</label>
          <input
            id={`${id}-to`}
            type="date"
            required
            min={from.value}
            value={to.value}
            onInput={(event) => {
              to.value = event.currentTarget.value;
            }}
          />
          <button type="submit" class="primary">
            {t("act.look")}
          </button>
        </form>
      ) : null}
      {act.value !== null && file.value !== null ? <Looked act={act.value} file={file.value} /> : null}
    </section>
  );
}

/** What is in a file and what is not, before it is saved. */
function Looked(props: { act: Act; file: ActFile }) {
  const { act, file } = props;
  const { rows, leftOut, isChecked } = file;
  const against = rows.filter(({ isAdvised }) => !isAdvised).length;
  const name = `clearfloor-${act.replace("_", "-")}-${summary.value?.today ?? ""}.txt`;
  return (
    <div class="act-looked" role="status">
      <p>
        <strong>{t("act.in_file", { n: rows.length })}</strong>
      </p>
      <ul>
        {rows.slice(0, mostShown).map((row) => (
          <li key={row.key}>
            <bdi class="sku">{row.sku}</bdi>{" "}
            {row.price === null
              ? t("act.units", { n: row.units ?? "" })
              : t("act.price", {
                  before: row.before ? price(row.before) : t("value.unknown"),
                  price: price(row.price),
                })}
          </li>
        ))}
        <More count={rows.length - mostShown} />
      </ul>
      {leftOut.length === 0 ? null : (
        <>
          <p>{t("act.left_out", { n: leftOut.length })}</p>
          <ul>
            {leftOut.slice(0, mostShown).map((left) => (
              <li key={left.key}>
                <bdi class="sku">{left.sku || t("product.no_sku")}</bdi> {wordsOf("act_left", left.why) ?? left.why}
              </li>
            ))}
            <More count={leftOut.length - mostShown} />
          </ul>
        </>
      )}
      {against === 0 ? null : <p class="act-against">{t("act.against", { n: against })}</p>}
      <p class="second">{t(`act.${act}_note` as Key)}</p>
      {isChecked && rows.length > 0 ? (
        <button type="button" class="primary" onClick={() => downloadText(file.text, name)}>
          {t("act.save", { n: rows.length })}
        </button>
      ) : null}
      <p class="second">{t(isChecked ? "act.checked" : "act.not_checked")}</p>
    </div>
  );
}

/** Lines that are not shown. */
function More(props: { count: number }) {
  if (props.count < 1) return null;
  return <li class="second">{t("calendar.more", { n: props.count })}</li>;
}
