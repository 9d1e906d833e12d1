import { useId } from "preact/hooks";
import type { CataloguePlan, PlanWhatIf } from "../../engine/types";
import { fullDay, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { fragmentOf } from "../../state/location";
import { summary } from "../../state/store";
import { taskName } from "./task-name";

/** Totals as they are and as they would be, and who would do something else. */
export function WhatIf(props: { plan: CataloguePlan; whatIf: PlanWhatIf; by: string }) {
  const { plan, whatIf, by } = props;
  const id = useId();
  const today = summary.value?.today ?? by;
  const currency = plan.plan.value.currency;
  const sums = [
    { label: t("catalogue_plan.value"), before: plan.plan.value, after: whatIf.plan.value },
    { label: t("catalogue_plan.cash", { date: fullDay(by) }), before: plan.plan.cash, after: whatIf.plan.cash },
    { label: t("catalogue_plan.of_hold"), before: plan.hold.value, after: whatIf.hold.value },
  ];
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{t("catalogue_plan.after")}</h3>
      <p role="status">
        {whatIf.changed === 0
          ? t("catalogue_plan.nothing_changes")
          : t("catalogue_plan.changed", { n: whatIf.changed })}{" "}
        {plan.hasTarget && plan.isMet && !whatIf.isMet ? t("catalogue_plan.target_lost") : null}
      </p>
      <ScrollBox label={t("catalogue_plan.after")}>
        <table class="plain">
          <caption class="only-read">{t("catalogue_plan.after")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("catalogue_plan.measure")}</th>
              <th scope="col" class="is-number">
                {t("catalogue_plan.before")} <span class="unit">{currency}</span>
              </th>
              <th scope="col" class="is-number">
                {t("catalogue_plan.after")} <span class="unit">{currency}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sums.map(({ label, before, after }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="is-number">
                  <Money amount={before} />
                </td>
                <td class="is-number">
                  <Money amount={after} />
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("catalogue_plan.room", { date: fullDay(by) })}</th>
              <td class="is-number">{t("catalogue_plan.room_value", { n: quantity(plan.plan.volume, 1) })}</td>
              <td class="is-number">{t("catalogue_plan.room_value", { n: quantity(whatIf.plan.volume, 1) })}</td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
      {whatIf.rows.length === 0 ? null : (
        <>
          <p class="second">{t("catalogue_plan.changed_most")}</p>
          <ScrollBox label={t("catalogue_plan.changed_most")}>
            <table class="plain">
              <caption class="only-read">{t("catalogue_plan.changed_most")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("catalogue_plan.product")}</th>
                  <th scope="col">{t("catalogue_plan.before")}</th>
                  <th scope="col">{t("catalogue_plan.after")}</th>
                  <th scope="col" class="is-number">
                    {t("catalogue_plan.change")} <span class="unit">{currency}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {whatIf.rows.map((row) => (
                  <tr key={row.key}>
                    <th scope="row">
                      <a href={fragmentOf({ name: "plan", key: row.key })}>{row.sku || row.key}</a>
                    </th>
                    <td>{taskName(row.before, by, today)}</td>
                    <td>{row.after ? taskName(row.after, by, today) : t("catalogue_plan.no_task")}</td>
                    <td class="is-number">
                      <Money amount={row.change} isGain />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </section>
  );
}
