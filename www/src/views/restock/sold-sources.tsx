import type { RestockBody, SoldSource } from "../../engine/types";
import { day, quantity } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";

/** Rows that were not counted, by why. */
const LEFT_OUT = ["cancelled", "returned", "future", "repeated", "notTold", "unclear", "unread"] as const;
const words = {
  cancelled: "restock.left_cancelled",
  returned: "restock.left_returned",
  future: "restock.left_future",
  repeated: "restock.left_repeated",
  notTold: "restock.left_not_told",
  unclear: "restock.left_unclear",
  unread: "restock.left_unread",
} as const;

function leftOut(source: SoldSource): string {
  const said = LEFT_OUT.filter((why) => source[why] > 0).map((why) => t(words[why], { n: source[why] }));
  return said.length > 0 ? listOf(said) : "–";
}

/** The files that say what sold: which days they cover, what was counted and what was not. */
export function SoldSources(props: { body: RestockBody }) {
  const { sources, outlook, today, isSoldUnclear } = props.body;
  const dated = sources.filter(({ from }) => from !== null);
  const undated = sources.filter(({ from }) => from === null);
  const isPasted = outlook?.basis === "pasted";
  const isAsked = isSoldUnclear && !isPasted;
  if (sources.length === 0 && !isAsked) return null;
  const title = t("restock.sources");
  return (
    <>
      {isAsked ? <p class="is-loss">{t("restock.sold_unclear")}</p> : null}
      {undated.map(({ table, file }) => (
        <p key={table} class="second">
          {t("restock.no_days", { file })}
        </p>
      ))}
      {dated.length > 0 ? (
        <>
          {isAsked ? null : <p class="second">{t(isPasted ? "restock.pasted_wins" : "restock.sources_note")}</p>}
          <RowTable
            caption={title}
            kind="fitted"
            rows={dated}
            keyOf={({ table }) => String(table)}
            columns={[
              { id: "file", words: t("restock.source_file"), cell: ({ file }) => file },
              { id: "kind", words: t("restock.source_kind"), cell: ({ kind }) => nameOf("restock_source", kind) },
              {
                id: "days",
                words: t("restock.event_days"),
                cell: ({ from, to }) =>
                  from === null || to === null
                    ? "–"
                    : t("restock.event_span", { first: day(from, today), last: day(to, today) }),
              },
              { id: "rows", words: t("restock.source_rows"), kind: "figure", cell: ({ rows }) => quantity(rows) },
              { id: "left", words: t("restock.source_left"), kind: "sentence", cell: leftOut },
            ]}
          />
        </>
      ) : null}
    </>
  );
}
