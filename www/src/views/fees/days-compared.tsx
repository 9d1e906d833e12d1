import { useEffect, useId, useState } from "preact/hooks";
import type { FeeChange, PartChange, ProductChange } from "../../engine/types";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, money, sum } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Figure } from "../../parts/figure";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { go } from "../../state/actions";
import { compareDays, comparing, stopComparing } from "../../state/fees";
import { fragmentOf } from "../../state/location";
import { taken } from "../../state/own-fees";
import { summary } from "../../state/store";

/** Products shown at first. */
const shownAtFirst = 25;

/** What changes for the whole catalogue between two days. */
export function DaysCompared(props: { today: string; changeDays: readonly string[] }) {
  const { today, changeDays } = props;
  const id = useId();
  const [before, setBefore] = useState(today);
  const [after, setAfter] = useState(() => usual(changeDays, today));
  const products = summary.value?.products ?? 0;
  const own = taken.value;
  useEffect(() => {
    if (products > 0 && before !== "" && after !== "") void compareDays(before, after);
    return stopComparing;
  }, [before, after, products, own]);
  const shown = comparing.value;
  return (
    <section class="days-compared" aria-labelledby={id}>
      <h2 id={id}>{t("fees.changes")}</h2>
      <p class="second">{t("fees.changes_lead")}</p>
      <div class="fees-controls">
        <label>
          {t("fees.before")}
          <input type="date" value={before} onChange={(event) => setBefore(event.currentTarget.value)} />
        </label>
        <label>
          {t("fees.after")}
          <input type="date" value={after} onChange={(event) => setAfter(event.currentTarget.value)} />
        </label>
        {changeDays.map((day) => (
          <button key={day} type="button" class="quiet" aria-pressed={after === day} onClick={() => setAfter(day)}>
            {fullDay(day)}
          </button>
        ))}
      </div>
      {products === 0 ? <p class="empty">{t("fees.changes_empty")}</p> : null}
      {shown?.progress && shown.progress.total > 0 ? (
        <p class="second" role="status">
          {t("fees.comparing", { n: shown.progress.done, of: String(shown.progress.total) })}{" "}
          <button type="button" class="link" onClick={stopComparing}>
            {t("fees.stop")}
          </button>
        </p>
      ) : null}
      {shown?.isStopped ? (
        <p class="second">
          {t("fees.stopped")}{" "}
          <button type="button" class="link" onClick={() => void compareDays(before, after)}>
            {t("fees.again")}
          </button>
        </p>
      ) : null}
      {shown?.found && products > 0 ? <Found found={shown.found} ofLast={shown.ofLast} /> : null}
    </section>
  );
}

/** The day on which most is likely to change: the last of the new year's first weeks, else the first there is. */
function usual(changeDays: readonly string[], today: string): string {
  return changeDays.find((day) => day.slice(5, 7) === "01" && day.slice(8) !== "01") ?? changeDays[0] ?? today;
}

function Found(props: { found: FeeChange; ofLast: ProductChange | null }) {
  const { found, ofLast } = props;
  const [isWhole, setWhole] = useState(false);
  if (found.touched === 0) return <p>{t("fees.nothing_changes", { n: found.products })}</p>;
  const rows = isWhole ? found.rows : found.rows.slice(0, shownAtFirst);
  return (
    <>
      <dl class="figures">
        <Figure label={t("fees.per_month_all")} note={t("fees.at_todays_pace")}>
          {found.perMonth === null ? t("value.unknown") : sum(found.perMonth, "always")}
        </Figure>
        <Figure label={t("fees.touched")} tone="second" note={t("fees.of_products", { n: found.products })}>
          {String(found.touched)}
        </Figure>
        <Figure label={t("fees.way_changed")} tone="second">
          {String(found.wayChanged)}
        </Figure>
        <Figure label={t("fees.price_changed")} tone="second">
          {String(found.priceChanged)}
        </Figure>
      </dl>
      {found.leftOut === 0 ? null : <p class="fee-warning">{t("fees.left_out", { n: found.leftOut })}</p>}
      {found.assumed.length === 0 ? null : (
        <p class="fee-warning">
          {t("fees.change_assumed", { tables: listOf(found.assumed.map((table) => feeTableName(table))) })}
        </p>
      )}
      <h3>{t("fees.by_family")}</h3>
      <RowTable
        caption={t("fees.by_family")}
        rows={found.families}
        keyOf={({ family }) => family}
        columns={[
          { id: "family", words: t("fees.family"), cell: ({ family }) => nameOf("fee", family) },
          { id: "touched", words: t("fees.products_touched"), kind: "figure", cell: ({ touched }) => touched },
          { id: "dearer", words: t("fees.dearer"), kind: "figure", cell: ({ dearer }) => dearer },
          {
            id: "most",
            words: t("fees.most"),
            kind: "figure",
            cell: ({ most, per }) =>
              most === null ? null : (
                <>
                  <Cost amount={most} /> <span class="second">{nameOf("fee_per", per)}</span>
                </>
              ),
          },
          {
            id: "month",
            words: t("fees.per_month"),
            kind: "figure",
            cell: ({ perMonth }) =>
              perMonth === null ? <span class="second">{t("fees.once")}</span> : <Cost amount={perMonth} />,
          },
          {
            id: "unknown",
            words: t("fees.unknown"),
            kind: "figure",
            cell: ({ unknown }) => (unknown === 0 ? null : unknown),
          },
        ]}
      />
      <h3>{t("fees.by_product")}</h3>
      <RowTable
        caption={t("fees.by_product")}
        rows={ofLast === null || rows.some((row) => row.key === ofLast.key) ? rows : [ofLast, ...rows]}
        keyOf={({ key }) => key}
        columns={productColumns()}
      />
      {rows.length < found.rows.length ? (
        <button type="button" class="quiet" onClick={() => setWhole(true)}>
          {t("fees.show_all", { n: found.rows.length })}
        </button>
      ) : found.rows.length < found.touched ? (
        <p class="second">{t("fees.dearest_only", { n: found.rows.length, of: String(found.touched) })}</p>
      ) : null}
      <p class="second">{t("fees.changes_how")}</p>
    </>
  );
}

/** A cost: above zero is worse, and its sign is always written. */
function Cost(props: { amount: ProductChange["perUnit"] }) {
  const { amount } = props;
  const tone = amount === null || amount.minor === 0 ? undefined : amount.minor > 0 ? "is-loss" : "is-gain";
  return <span class={tone}>{amount === null ? <Money amount={null} /> : money(amount, "always")}</span>;
}

function productColumns(): readonly Column<ProductChange>[] {
  return [
    { id: "product", words: t("fees.product"), cell: (row) => <ProductLink row={row} /> },
    { id: "unit", words: t("fees.per_unit"), kind: "figure", cell: (row) => <Cost amount={row.perUnit} /> },
    { id: "month", words: t("fees.per_month"), kind: "figure", cell: (row) => <Cost amount={row.perMonth} /> },
    {
      id: "parts",
      words: t("fees.parts"),
      kind: "sentence",
      cell: (row) => row.parts.map((part) => partText(part)).join(t("place.join")),
    },
    {
      id: "break-even",
      words: t("fees.break_even"),
      kind: "figure",
      cell: (row) => <FromTo before={row.breakEvenBefore} after={row.breakEvenAfter} />,
    },
    {
      id: "floor",
      words: t("fees.floor"),
      kind: "figure",
      cell: (row) => <FromTo before={row.floorBefore} after={row.floorAfter} />,
    },
    { id: "best", words: t("fees.best"), tone: "is-whole-line", cell: (row) => <Best row={row} /> },
  ];
}

function ProductLink(props: { row: ProductChange }) {
  const { row } = props;
  const target = { name: "product", key: row.key } as const;
  return (
    <>
      <a
        href={fragmentOf(target)}
        onClick={(event) => {
          event.preventDefault();
          go(target);
        }}
      >
        <bdi>{row.sku}</bdi>
      </a>
      {row.title === "" ? null : <span class="second fee-title"> {row.title}</span>}
    </>
  );
}

/** The best way, from the one day to the other. */
function Best(props: { row: ProductChange }) {
  const { bestBefore, bestAfter, isWayChanged } = props.row;
  if (bestAfter === null) return <span class="is-unknown">{t("value.unknown")}</span>;
  if (!isWayChanged || bestBefore === null) return <>{scenarioName(bestAfter)}</>;
  return <strong>{t("fees.from_to", { before: scenarioName(bestBefore), after: scenarioName(bestAfter) })}</strong>;
}

function partText(part: PartChange): string {
  return `${nameOf("fee", part.family)} ${money(part.amount, "always")} ${nameOf("fee_per", part.per)}`;
}

function FromTo(props: { before: ProductChange["perUnit"]; after: ProductChange["perUnit"] }) {
  const { before, after } = props;
  if (before === null || after === null || before.minor === after.minor) return <Money amount={after} />;
  return (
    <span class="range">
      <Money amount={before} /> → <strong>{<Money amount={after} />}</strong>
    </span>
  );
}
