import { useEffect, useId, useState } from "preact/hooks";
import type { FeeChange, PartChange, ProductChange } from "../../engine/types";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, money, sum } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Figure } from "../../parts/figure";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
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
      <ScrollBox label={t("fees.by_family")}>
        <table class="plain fee-change">
          <caption>{t("fees.by_family")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("fees.family")}</th>
              <th scope="col" class="is-number">
                {t("fees.products_touched")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.dearer")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.most")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.per_month")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.unknown")}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.families.map((family) => (
              <tr key={family.family}>
                <th scope="row">{nameOf("fee", family.family)}</th>
                <td class="is-number">{family.touched}</td>
                <td class="is-number">{family.dearer}</td>
                <td class="is-number">
                  {family.most === null ? (
                    ""
                  ) : (
                    <>
                      <Cost amount={family.most} /> <span class="second">{nameOf("fee_per", family.per)}</span>
                    </>
                  )}
                </td>
                <td class="is-number">
                  {family.perMonth === null ? (
                    <span class="second">{t("fees.once")}</span>
                  ) : (
                    <Cost amount={family.perMonth} />
                  )}
                </td>
                <td class="is-number">{family.unknown === 0 ? "" : family.unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ScrollBox label={t("fees.by_product")}>
        <table class="plain fee-change">
          <caption>{t("fees.by_product")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("fees.product")}</th>
              <th scope="col" class="is-number">
                {t("fees.per_unit")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.per_month")}
              </th>
              <th scope="col">{t("fees.parts")}</th>
              <th scope="col" class="is-number">
                {t("fees.break_even")}
              </th>
              <th scope="col" class="is-number">
                {t("fees.floor")}
              </th>
              <th scope="col">{t("fees.best")}</th>
            </tr>
          </thead>
          <tbody>
            {ofLast === null || rows.some((row) => row.key === ofLast.key) ? null : <ProductRow row={ofLast} />}
            {rows.map((row) => (
              <ProductRow key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
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

function ProductRow(props: { row: ProductChange }) {
  const { row } = props;
  const target = { name: "product", key: row.key } as const;
  return (
    <tr>
      <th scope="row">
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
      </th>
      <td class="is-number">
        <Cost amount={row.perUnit} />
      </td>
      <td class="is-number">
        <Cost amount={row.perMonth} />
      </td>
      <td>{row.parts.map((part) => partText(part)).join(t("place.join"))}</td>
      <td class="is-number">
        <FromTo before={row.breakEvenBefore} after={row.breakEvenAfter} />
      </td>
      <td class="is-number">
        <FromTo before={row.floorBefore} after={row.floorAfter} />
      </td>
      <td>
        {row.bestAfter === null ? (
          <span class="is-unknown">{t("value.unknown")}</span>
        ) : row.isWayChanged && row.bestBefore !== null ? (
          <strong>
            {t("fees.from_to", { before: scenarioName(row.bestBefore), after: scenarioName(row.bestAfter) })}
          </strong>
        ) : (
          scenarioName(row.bestAfter)
        )}
      </td>
    </tr>
  );
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
