import type { PlanExitRow, PlanExitsBody, PlanSplit } from "../../engine/types";
import { feeRowText } from "../../i18n/fee-row-text";
import { feeTableName } from "../../i18n/fee-table-name";
import { day, expected, fullDay, price, quantity } from "../../i18n/format";
import { type Key, nameOf, t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { Drawer } from "../../parts/drawer";
import { Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";
import { exitName, lackText } from "./exit-name";

const RULES: Readonly<Record<string, Key>> = {
  exit: "plan_rule.exit",
  channel: "plan_rule.exit_channel",
  promotion: "plan_rule.exit_promotion",
  way: "plan_rule.exit_way",
};

/** Why a way out, or the split, brings what it does. */
export function ExitDrawer(props: { id: string; body: PlanExitsBody; onClose: () => void }) {
  const { body } = props;
  if (props.id === "split") return body.split ? <SplitDrawer split={body.split} onClose={props.onClose} /> : null;
  const row = body.rows.find(({ code }) => `exit:${code}` === props.id);
  return row ? <RowDrawer key={props.id} row={row} body={body} onClose={props.onClose} /> : null;
}

function RowDrawer(props: { row: PlanExitRow; body: PlanExitsBody; onClose: () => void }) {
  const { row, body } = props;
  return (
    <Drawer title={exitName(row.code)} onClose={props.onClose}>
      <p>{t(row.code === "lot" ? "plan_rule.exit" : (RULES[row.kind] ?? "plan_rule.exit"))}</p>
      <dl class="pairs">
        <Pair name={t("plan.exit_units")}>{row.units === null ? "–" : expected(row.units)}</Pair>
        {row.perUnit ? (
          <Pair name={t("plan.exit_each_net")}>
            <Money amount={row.perUnit} withCurrency />
          </Pair>
        ) : null}
        <Pair name={t("plan.cash")}>
          <Money amount={row.cash} withCurrency />
        </Pair>
        <Pair name={t("plan.value")}>
          <Money amount={row.presentValue} withCurrency />
        </Pair>
        <Pair name={t("plan.exit_total")}>
          <Money amount={row.withRest} withCurrency />
        </Pair>
        <Pair name={t("plan.exit_days")}>{row.daysToCash === null ? "–" : quantity(row.daysToCash)}</Pair>
        <Pair name={t("plan.exit_efficient")}>{t(row.isEfficient ? "value.yes" : "value.no")}</Pair>
      </dl>
      {row.notes.length > 0 ? (
        <ul class="plan-notes">
          {row.notes.map((code) => (
            <li key={code}>{nameOf("plan_exit_note", code)}</li>
          ))}
        </ul>
      ) : null}
      {row.missing.length > 0 ? (
        <>
          <h3>{t("plan.exit_lacking")}</h3>
          <ul>
            {[...new Set(row.missing)].map((lack) => (
              <li key={lack}>{lackText(row.code, lack)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {row.lines.length > 0 ? <h3>{t("plan.exit_one_unit")}</h3> : null}
      {row.lines.map((line) => (
        <div key={line.id} class="plan-exit-line">
          <p>
            <strong>{nameOf("plan_exit_line", line.id)}</strong> {price(line.amount)}
          </p>
          <p class="second">{wordsOf("plan_exit_rule", line.id, toParams(line.params))}</p>
          {line.source ? (
            <dl class="pairs">
              <Pair name={t("explain.table")}>{feeTableName(line.source.table)}</Pair>
              <Pair name={t("explain.row")}>{feeRowText(line.source.row)}</Pair>
              {line.source.effectiveFrom ? (
                <Pair name={t("plan.from")}>{day(line.source.effectiveFrom, body.today)}</Pair>
              ) : null}
              <Pair name={t("explain.source")}>
                <span class="source-text">{line.source.source}</span>
              </Pair>
              <Pair name={t("ledger.confidence")}>
                <ConfidenceBadge status={line.source.isAssumed ? "assumed" : line.source.confidence} />
              </Pair>
            </dl>
          ) : null}
        </div>
      ))}
    </Drawer>
  );
}

function SplitDrawer(props: { split: PlanSplit; onClose: () => void }) {
  const { split } = props;
  return (
    <Drawer title={t("plan.split")} onClose={props.onClose}>
      <p>{t("plan_rule.split")}</p>
      <dl class="pairs">
        <Pair name={t("plan.split_keep")}>
          {quantity(split.keep)}
          {split.price ? ` · ${price(split.price)}` : ""}
        </Pair>
        {split.until ? <Pair name={t("plan.clears")}>{fullDay(split.until)}</Pair> : null}
        <Pair name={t("plan.left")}>{expected(split.left)}</Pair>
        <Pair name={t("plan.split_keep_value")}>
          <Money amount={split.keepValue} withCurrency />
        </Pair>
        {split.parts.map((part) => (
          <Pair key={part.code} name={t("plan.split_part", { exit: exitName(part.code), units: quantity(part.units) })}>
            <Money amount={part.value} withCurrency />
          </Pair>
        ))}
        <Pair name={t("plan.value")}>
          <Money amount={split.value} withCurrency />
        </Pair>
        <Pair name={t("plan.split_without")}>
          <Money amount={split.without} withCurrency />
        </Pair>
        <Pair name={t("plan.split_gone")}>
          <Money amount={split.allGone} withCurrency />
        </Pair>
        <Pair name={t("plan.split_last")}>
          <Money amount={split.lastKept} withCurrency />
        </Pair>
        <Pair name={t("plan.split_first")}>
          <Money amount={split.firstGone} withCurrency />
        </Pair>
      </dl>
    </Drawer>
  );
}
