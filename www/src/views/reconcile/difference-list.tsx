import { useState } from "preact/hooks";
import type { ReconcileBody, ReconcileRow } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { nameOf, t } from "../../i18n/locale";
import { causeName, causeText } from "../../i18n/reconcile-text";
import { Money } from "../../parts/money";
import { MoreRows } from "../../parts/more-rows";
import { type Column, RowTable } from "../../parts/row-table";
import { fragmentOf } from "../../state/location";
import { reconcileRows, reconcileShown } from "../../state/reconcile";
import { Calculations } from "./calculations";
import { FeeName } from "./reconcile-sums";

const FEES = ["referral", "fulfilment", "refund_administration", "storage", "aged"] as const;

/** What a choice is called. */
function choiceText(only: string): string {
  const [family = "", code = ""] = only.split(":");
  if (only === "raise") return t("reconcile.only_raise");
  if (only === "unknown") return t("reconcile.only_unknown");
  if (family === "fee") return t("reconcile.only_fee", { what: nameOf("reconcile_fee", code) });
  return t("reconcile.only_cause", { what: causeName(code) });
}

/** Differences, the most money first; a row opens both calculations in place. */
export function DifferenceList(props: { body: ReconcileBody }) {
  const { body } = props;
  const shown = reconcileShown.value;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const choices = [
    ...(body.raised > 0 ? ["raise"] : []),
    ...FEES.filter((fee) => body.tables.some((table) => table.fee === fee)).map((fee) => `fee:${fee}`),
    ...body.causes.map(({ code }) => `cause:${code}`),
    ...(body.unknown > 0 ? ["unknown"] : []),
  ];
  const left = body.total - body.rows.length;
  return (
    <section aria-labelledby="reconcile-differences">
      <h2 id="reconcile-differences">{t("reconcile.differences")}</h2>
      <p>
        <label>
          {t("reconcile.show")}{" "}
          <select
            value={shown.only}
            onChange={(event) => {
              reconcileShown.value = { count: reconcileRows, only: event.currentTarget.value };
            }}
          >
            <option value="">{t("reconcile.show_all")}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice} selected={choice === shown.only}>
                {choiceText(choice)}
              </option>
            ))}
          </select>
        </label>{" "}
        <span class="second">{t("reconcile.rows_of", { n: body.total })}</span>
      </p>
      {body.rows.length === 0 ? (
        <p class="empty">{t("reconcile.no_rows")}</p>
      ) : (
        <RowTable
          caption={t("reconcile.differences")}
          columns={columns(body.currency, open, (key) => setOpen(flipped(open, key)))}
          rows={body.rows}
          keyOf={keyOf}
          under={(row) => (open.has(keyOf(row)) ? <Calculations row={row} /> : null)}
        />
      )}
      <MoreRows
        left={left}
        words={t("reconcile.more", { n: Math.min(left, 4 * reconcileRows) })}
        onMore={() => {
          reconcileShown.value = { ...shown, count: shown.count + 4 * reconcileRows };
        }}
      />
    </section>
  );
}

function keyOf(row: ReconcileRow): string {
  return `${row.key} ${row.file} ${row.fee} ${row.evidence[0]?.line ?? 0}`;
}

function flipped(open: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return open.has(key) ? new Set([...open].filter((other) => other !== key)) : new Set([...open, key]);
}

function columns(
  currency: string,
  open: ReadonlySet<string>,
  onOpen: (key: string) => void,
): readonly Column<ReconcileRow>[] {
  return [
    {
      id: "product",
      words: t("reconcile.product"),
      cell: (row) => (
        <>
          <a href={fragmentOf({ name: "product", key: row.key })}>{row.sku || row.key}</a>
          <span class="second task-title">{row.title}</span>
        </>
      ),
    },
    {
      id: "fee",
      words: t("reconcile.what"),
      isPlain: true,
      tone: "is-whole-line",
      cell: (row) => <FeeName fee={row.fee} isEstimate={row.isEstimate} />,
    },
    {
      id: "charged",
      words: t("reconcile.charged"),
      unit: currency,
      kind: "figure",
      cell: (row) => <Money amount={row.charged} />,
    },
    {
      id: "computed",
      words: t("reconcile.computed"),
      kind: "figure",
      cell: (row) => <Money amount={row.computed} />,
    },
    {
      id: "difference",
      words: t("reconcile.difference"),
      kind: "figure",
      cell: (row) => <Money amount={row.difference} isGain={false} />,
    },
    {
      id: "cause",
      words: t("reconcile.cause"),
      kind: "sentence",
      isPlain: true,
      cell: (row) => <Cause row={row} isOpen={open.has(keyOf(row))} onOpen={() => onOpen(keyOf(row))} />,
    },
    {
      id: "evidence",
      words: t("reconcile.evidence"),
      isPlain: true,
      tone: "reconcile-where is-whole-line",
      cell: (row) => (
        <>
          {row.evidence[0]
            ? t("reconcile.at_line", { file: row.file, line: quantity(row.evidence[0].line) })
            : row.file}
          {row.entries > 1 ? (
            <span class="second task-why">{t("reconcile.and_more", { n: row.entries - 1 })}</span>
          ) : null}
        </>
      ),
    },
  ];
}

/** Why it differs; it opens both calculations. */
function Cause(props: { row: ReconcileRow; isOpen: boolean; onOpen: () => void }) {
  const { row } = props;
  return (
    <>
      <button type="button" class="link reconcile-cause" aria-expanded={props.isOpen} onClick={props.onOpen}>
        {causeText(row.cause)}
      </button>
      {row.isWorthRaising ? <strong class="reconcile-mark"> {t("reconcile.raise_mark")}</strong> : null}
      {row.cause.shownBy ? (
        <span class="second task-why">
          {t("reconcile.shown_by", { file: row.cause.shownBy.file, line: quantity(row.cause.shownBy.line) })}
        </span>
      ) : null}
      {row.holes.length > 0 ? (
        <span class="second task-why">
          {t("reconcile.lacks", { what: row.holes.map(holeText).join(t("place.join")) })}
        </span>
      ) : null}
    </>
  );
}
