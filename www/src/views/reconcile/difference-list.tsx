import { useState } from "preact/hooks";
import type { ReconcileBody, ReconcileRow } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { nameOf, t } from "../../i18n/locale";
import { causeName, causeText } from "../../i18n/reconcile-text";
import { Money } from "../../parts/money";
import { MoreRows } from "../../parts/more-rows";
import { ScrollBox } from "../../parts/scroll-box";
import { fragmentOf } from "../../state/location";
import { reconcileRows, reconcileShown } from "../../state/reconcile";
import { Calculations } from "./calculations";

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
        <ScrollBox label={t("reconcile.differences")}>
          <table class="plain reconcile-table">
            <caption class="only-read">{t("reconcile.differences")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("reconcile.product")}</th>
                <th scope="col">{t("reconcile.what")}</th>
                <th scope="col" class="is-number">
                  {t("reconcile.charged")} <span class="unit">{body.currency}</span>
                </th>
                <th scope="col" class="is-number">
                  {t("reconcile.computed")}
                </th>
                <th scope="col" class="is-number">
                  {t("reconcile.difference")}
                </th>
                <th scope="col">{t("reconcile.cause")}</th>
                <th scope="col">{t("reconcile.evidence")}</th>
              </tr>
            </thead>
            <tbody>
              {body.rows.map((row) => (
                <Difference key={`${row.key} ${row.file} ${row.fee} ${row.evidence[0]?.line ?? 0}`} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
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

function Difference(props: { row: ReconcileRow }) {
  const { row } = props;
  const [isOpen, setOpen] = useState(false);
  const first = row.evidence[0];
  return (
    <>
      <tr class={isOpen ? "is-open" : undefined}>
        <th scope="row">
          <a href={fragmentOf({ name: "product", key: row.key })}>{row.sku || row.key}</a>
          <span class="second task-title">{row.title}</span>
        </th>
        <td>
          {nameOf("reconcile_fee", row.fee)}
          {row.isEstimate ? <span class="second task-why">{t("reconcile.estimate")}</span> : null}
        </td>
        <td class="is-number">
          <Money amount={row.charged} />
        </td>
        <td class="is-number">
          <Money amount={row.computed} />
        </td>
        <td class="is-number">
          <Money amount={row.difference} isGain={false} />
        </td>
        <td class="reconcile-cause">
          <button
            type="button"
            class="link"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
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
        </td>
        <td class="reconcile-where">
          {first ? t("reconcile.at_line", { file: row.file, line: quantity(first.line) }) : row.file}
          {row.entries > 1 ? (
            <span class="second task-why">{t("reconcile.and_more", { n: row.entries - 1 })}</span>
          ) : null}
        </td>
      </tr>
      {isOpen ? (
        <tr class="reconcile-detail">
          <td colSpan={7}>
            <Calculations row={row} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
