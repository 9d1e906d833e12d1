import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ReconcileBody } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { causeName } from "../../i18n/reconcile-text";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { reconcileRows, reconcileShown } from "../../state/reconcile";

/** A heading, a sentence, and a table that scrolls in its own box. */
function Part(props: { title: string; note?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.note ? <p class="second">{props.note}</p> : null}
      <ScrollBox label={props.title}>
        <table class="plain reconcile-sums">
          <caption class="only-read">{props.title}</caption>
          {props.children}
        </table>
      </ScrollBox>
    </section>
  );
}

/** Differences by cause; a number narrows the list to them. */
export function Causes(props: { body: ReconcileBody }) {
  const { causes } = props.body;
  if (causes.length === 0) return null;
  return (
    <Part title={t("reconcile.causes")}>
      <thead>
        <tr>
          <th scope="col">{t("reconcile.cause")}</th>
          <th scope="col" class="is-number">
            {t("reconcile.findings")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.difference")} <span class="unit">{props.body.currency}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {causes.map(({ code, findings, difference }) => (
          <tr key={code}>
            <th scope="row">{causeName(code)}</th>
            <td class="is-number">
              <button
                type="button"
                class="link"
                aria-pressed={reconcileShown.value.only === `cause:${code}`}
                onClick={() => {
                  const only = reconcileShown.peek().only === `cause:${code}` ? "" : `cause:${code}`;
                  reconcileShown.value = { count: reconcileRows, only };
                }}
              >
                {quantity(findings)}
                <span class="only-read"> {causeName(code)}</span>
              </button>
            </td>
            <td class="is-number">
              <Money amount={difference} />
            </td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** Totals by report and fee. */
export function Tables(props: { body: ReconcileBody }) {
  const { tables, currency } = props.body;
  if (tables.length === 0) return null;
  return (
    <Part title={t("reconcile.tables")} note={t("reconcile.tables_note", { currency })}>
      <thead>
        <tr>
          <th scope="col">{t("reconcile.report")}</th>
          <th scope="col">{t("reconcile.what")}</th>
          <th scope="col" class="is-number">
            {t("reconcile.lines")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.agreeing")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.charged")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.computed")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.difference")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.not_compared")}
          </th>
        </tr>
      </thead>
      <tbody>
        {tables.map((table) => (
          <tr key={`${table.table} ${table.fee}`}>
            <th scope="row">
              {table.report === null ? table.file : nameOf("report", table.report)}
              <span class="second task-title">{table.file}</span>
            </th>
            <td>
              {nameOf("reconcile_fee", table.fee)}
              {table.isEstimate ? <span class="second task-why">{t("reconcile.estimate")}</span> : null}
            </td>
            <td class="is-number">{quantity(table.entries)}</td>
            <td class="is-number">{quantity(table.agreeing)}</td>
            <td class="is-number">
              <Money amount={table.charged} />
            </td>
            <td class="is-number">
              <Money amount={table.computed} />
            </td>
            <td class="is-number">
              <Money amount={table.difference} />
            </td>
            <td class="is-number">{quantity(table.unknown)}</td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** What statements hold, by type. */
export function Types(props: { body: ReconcileBody }) {
  const { types, currency } = props.body;
  if (types.length === 0) return null;
  return (
    <Part title={t("reconcile.types")} note={t("reconcile.types_note")}>
      <thead>
        <tr>
          <th scope="col">{t("reconcile.type")}</th>
          <th scope="col">{t("reconcile.report")}</th>
          <th scope="col" class="is-number">
            {t("reconcile.lines")}
          </th>
          <th scope="col" class="is-number">
            {t("reconcile.amount")} <span class="unit">{currency}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {types.map((type) => (
          <tr key={`${type.file} ${type.transaction} ${type.description}`}>
            <th scope="row">
              {type.transaction} · {type.description}
              {type.isCompared ? <span class="second task-why">{t("reconcile.held")}</span> : null}
            </th>
            <td>{type.file}</td>
            <td class="is-number">{quantity(type.lines)}</td>
            <td class="is-number">
              <Money amount={type.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** Lines that are not compared, and why. */
export function LeftOut(props: { body: ReconcileBody }) {
  const { leftOut } = props.body;
  if (leftOut.length === 0) return null;
  return (
    <section aria-labelledby="reconcile-left-out">
      <h2 id="reconcile-left-out">{t("reconcile.left_out")}</h2>
      <ul class="plan-notes">
        {leftOut.map(({ file, why, rows, firstLine }) => (
          <li key={`${file} ${why}`}>
            {file}:{" "}
            {t("reconcile.left_out_of", { n: rows, line: quantity(firstLine), why: nameOf("reconcile_why", why) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
