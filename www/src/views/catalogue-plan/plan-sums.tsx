import { useId } from "preact/hooks";
import type { CataloguePlan } from "../../engine/types";
import { day, expected, quantity } from "../../i18n/format";
import { groupName } from "../../i18n/group-name";
import { t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { rowsAtOnce, shown } from "../../state/catalogue-plan";
import { hasSuppliers } from "../../state/store";

const BY = ["action", "deadline", "age", "category", "supplier"] as const;

/** Head of a column of figures. */
function NumberHead(props: { label: string; unit?: string }) {
  return (
    <th scope="col" class="is-number">
      {props.label} {props.unit ? <span class="unit">{props.unit}</span> : null}
    </th>
  );
}

/** Sums of the plan by what to do, deadline, age, category or supplier. */
export function PlanGroups(props: { plan: CataloguePlan; today: string }) {
  const { plan } = props;
  const id = useId();
  const how = shown.value;
  const currency = plan.plan.value.currency;
  const name = (code: string) =>
    code === "then" ? t("catalogue_plan.then_group") : groupName(how.group, code, props.today);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("catalogue_plan.sums")}</h2>
      <p>
        <label>
          {t("catalogue_plan.by")}{" "}
          <select
            value={how.group}
            onChange={(event) => {
              const group = BY.find((by) => by === event.currentTarget.value) ?? "action";
              shown.value = { ...how, group, only: null };
            }}
          >
            {BY.filter((by) => by !== "supplier" || hasSuppliers.value).map((by) => (
              <option key={by} value={by}>
                {t(`group_by.${by}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <ScrollBox label={t("catalogue_plan.sums")}>
        <table class="plain">
          <caption class="only-read">{t("catalogue_plan.sums")}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`group_by.${how.group}`)}</th>
              <NumberHead label={t("catalogue_plan.products")} />
              <NumberHead label={t("catalogue_plan.group_cash")} unit={currency} />
              <NumberHead label={t("catalogue_plan.group_room")} />
              <NumberHead label={t("catalogue_plan.group_value")} unit={currency} />
              <NumberHead label={t("catalogue_plan.gain")} unit={currency} />
              <NumberHead label={t("catalogue_plan.cost_of_target")} unit={currency} />
            </tr>
          </thead>
          <tbody>
            {plan.groups.map((group) => (
              <tr key={group.code}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-pressed={how.only === group.code}
                    title={t("catalogue_plan.show_only")}
                    onClick={() => {
                      const only = how.only === group.code ? null : group.code;
                      shown.value = { ...how, only, count: rowsAtOnce };
                    }}
                  >
                    {name(group.code)}
                  </button>
                </th>
                <td class="is-number">{quantity(group.products)}</td>
                <td class="is-number">
                  <Money amount={group.sums.cash} />
                </td>
                <td class="is-number">{quantity(group.sums.volume, 1)}</td>
                <td class="is-number">
                  <Money amount={group.sums.value} />
                </td>
                <td class="is-number">
                  <Money amount={group.gain} isGain />
                </td>
                <td class="is-number">
                  <Money amount={group.loss} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** What has to be done by when, if stock is not to pay a surcharge. */
export function PlanDeadlines(props: { plan: CataloguePlan; today: string }) {
  const { deadlines } = props.plan;
  const id = useId();
  if (deadlines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("catalogue_plan.deadlines")}</h2>
      <ScrollBox label={t("catalogue_plan.deadlines")}>
        <table class="plain">
          <caption class="only-read">{t("catalogue_plan.deadlines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("catalogue_plan.deadline")}</th>
              <NumberHead label={t("catalogue_plan.products")} />
              <NumberHead label={t("catalogue_plan.units_due")} />
              <NumberHead label={t("catalogue_plan.cost_due")} unit={props.plan.plan.value.currency} />
            </tr>
          </thead>
          <tbody>
            {deadlines.map((next) => (
              <tr key={next.on}>
                <th scope="row">{day(next.on, props.today)}</th>
                <td class="is-number">{quantity(next.products)}</td>
                <td class="is-number">{expected(next.units)}</td>
                <td class="is-number">
                  <Money amount={next.cost} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
